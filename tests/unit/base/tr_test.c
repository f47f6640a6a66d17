/* base/tr.h: catalogues of texts, read by ourselves; one that is damaged is refused whole. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/tr.h"

#define MAX 4096
#define META "Language: zh_CN\nContent-Type: text/plain; charset=UTF-8\n"

static char dir[] = "/tmp/tr_testXXXXXX";
static char path[sizeof dir + 16];

static int make_dir(void **state)
{
	(void)state;
	if (!mkdtemp(dir))
		return -1;
	snprintf(path, sizeof path, "%s/zh_CN.mo", dir);
	return 0;
}

static int remove_dir(void **state)
{
	(void)state;
	unlink(path);
	return rmdir(dir);
}

static int english(void **state)
{
	struct err e = ERR_INIT;

	(void)state;
	unsetenv("FRONTDESK_LOCALEDIR");
	return tr_load(NULL, &e);
}

/* ---- a catalogue made by hand, in either byte order ---- */

struct pair {
	const char *original;
	size_t original_n;
	const char *text;
	size_t text_n;
};

#define PAIR(a, b) { a, sizeof a - 1, b, sizeof b - 1 }

static const struct pair pairs[] = {
	PAIR("", META),
	PAIR("%d day\0%d days", "%d 天"),
	PAIR("Booked %s.", "已预约: %s。"),
	PAIR("Patient", "病人"),
	PAIR("Untranslated", ""),
};

#define PAIRS (sizeof pairs / sizeof *pairs)

static void put(unsigned char *at, uint32_t v, int big)
{
	for (int i = 0; i < 4; i++)
		at[i] = (unsigned char)(v >> (big ? 24 - 8 * i : 8 * i));
}

static size_t make(unsigned char *out, const struct pair *p, size_t n, int big)
{
	size_t originals = 28, texts = originals + 8 * n, at = texts + 8 * n;

	memset(out, 0, MAX);
	put(out, 0x950412de, big);
	put(out + 8, (uint32_t)n, big);
	put(out + 12, (uint32_t)originals, big);
	put(out + 16, (uint32_t)texts, big);
	for (size_t i = 0; i < n; i++) {
		put(out + originals + 8 * i, (uint32_t)p[i].original_n, big);
		put(out + originals + 8 * i + 4, (uint32_t)at, big);
		memcpy(out + at, p[i].original, p[i].original_n);
		at += p[i].original_n + 1;
		put(out + texts + 8 * i, (uint32_t)p[i].text_n, big);
		put(out + texts + 8 * i + 4, (uint32_t)at, big);
		memcpy(out + at, p[i].text, p[i].text_n);
		at += p[i].text_n + 1;
	}
	return at;
}

static enum err_code load(const unsigned char *bytes, size_t n, struct err *e)
{
	FILE *f = fopen(path, "wb");

	assert_non_null(f);
	assert_int_equal(fwrite(bytes, 1, n, f), n);
	fclose(f);
	err_clear(e);
	return tr_load(path, e);
}

static void must_load(void)
{
	unsigned char bytes[MAX];
	struct err e = ERR_INIT;

	assert_int_equal(load(bytes, make(bytes, pairs, PAIRS, 0), &e), OK);
}

static void english_is_the_source(void **state)
{
	(void)state;
	assert_string_equal(tr_language(), "en");
	assert_string_equal(tr("Patient"), "Patient");
	assert_string_equal(tr(""), "");
	assert_string_equal(trn("%d day", "%d days", 1), "%d day");
	assert_string_equal(trn("%d day", "%d days", 0), "%d days");
	assert_string_equal(trn("%d day", "%d days", 2), "%d days");
}

static void a_catalogue_of_either_byte_order(void **state)
{
	unsigned char bytes[MAX];
	struct err e = ERR_INIT;

	(void)state;
	for (int big = 0; big <= 1; big++) {
		assert_int_equal(load(bytes, make(bytes, pairs, PAIRS, big), &e), OK);
		assert_string_equal(tr_language(), "zh");
		assert_string_equal(tr("Patient"), "病人");
		assert_string_equal(tr("Booked %s."), "已预约: %s。");
		assert_string_equal(trn("%d day", "%d days", 1), "%d 天");
		assert_string_equal(trn("%d day", "%d days", 7), "%d 天");
		assert_string_equal(tr("Untranslated"), "Untranslated");
		assert_string_equal(tr("Unknown"), "Unknown");
		assert_string_equal(tr(""), "");        /* not the header */
		assert_int_equal(tr_load(NULL, &e), OK);
		assert_string_equal(tr("Patient"), "Patient");
	}
}

static void what_msgfmt_writes_is_read(void **state)
{
	char command[200];
	struct err e = ERR_INIT;
	FILE *po;

	(void)state;
	snprintf(command, sizeof command, "msgfmt -o %s -", path);
	po = popen(command, "w");
	assert_non_null(po);
	fputs("msgid \"\"\nmsgstr \"\"\n\"Language: zh_CN\\n\"\n"
	    "\"Content-Type: text/plain; charset=UTF-8\\n\"\n"
	    "\"Plural-Forms: nplurals=1; plural=0;\\n\"\n"
	    "msgid \"Save\"\nmsgstr \"保存\"\n"
	    "msgid \"%d call\"\nmsgid_plural \"%d calls\"\nmsgstr[0] \"%d 个电话\"\n",
	    po);
	for (int i = 0; i < 500; i++)
		fprintf(po, "msgid \"text %d\"\nmsgstr \"文 %d\"\n", i, i);
	assert_int_equal(pclose(po), 0);
	assert_int_equal(tr_load(path, &e), OK);
	assert_string_equal(tr("Save"), "保存");
	assert_string_equal(trn("%d call", "%d calls", 2), "%d 个电话");
	for (int i = 0; i < 500; i++) {
		char id[20], text[20];

		snprintf(id, sizeof id, "text %d", i);
		snprintf(text, sizeof text, "文 %d", i);
		assert_string_equal(tr(id), text);
	}
}

static void refused(const unsigned char *bytes, size_t n)
{
	struct err e;

	assert_int_equal(load(bytes, n, &e), ERR_CORRUPT);
	assert_non_null(strstr(e.text, path));
	assert_string_equal(tr("Patient"), "病人");     /* the old one stays */
}

static void a_truncated_file_is_refused_at_every_length(void **state)
{
	unsigned char bytes[MAX];
	size_t n = make(bytes, pairs, PAIRS, 0);

	(void)state;
	must_load();
	for (size_t cut = 0; cut < n; cut++)
		refused(bytes, cut);
}

static void foreign_files_are_refused(void **state)
{
	static const struct pair unsorted[] = { PAIR("", META), PAIR("b", "2"), PAIR("a", "1") };
	static const struct pair latin[] = {
		PAIR("", "Language: zh\nContent-Type: text/plain; charset=GBK\n"),
	};
	static const struct pair nameless[] = { PAIR(
	    "", "Content-Type: text/plain; charset=UTF-8\n") };
	static const struct pair headless[] = { PAIR("Patient", "x") };
	unsigned char bytes[MAX];
	size_t n;

	(void)state;
	must_load();
	refused((const unsigned char *)"# a text file that is no catalogue\n", 35);
	refused(bytes, make(bytes, unsorted, 3, 0));
	refused(bytes, make(bytes, latin, 1, 0));
	refused(bytes, make(bytes, nameless, 1, 0));
	refused(bytes, make(bytes, headless, 1, 0));
	refused(bytes, make(bytes, pairs, 0, 0));
	n = make(bytes, pairs, PAIRS, 0);
	put(bytes + 4, 0x20000, 0);             /* a version to come */
	refused(bytes, n);
	make(bytes, pairs, PAIRS, 0);
	put(bytes + 8, UINT32_MAX, 0);          /* more strings than bytes */
	refused(bytes, n);
	make(bytes, pairs, PAIRS, 0);
	put(bytes + 28 + 4, UINT32_MAX - 2, 0); /* a string far outside */
	refused(bytes, n);
}

/* Any four bytes changed: refused or read, and then every text can be asked for. */
static void damaged_files_never_lead_outside(void **state)
{
	unsigned char good[MAX], bad[MAX];
	size_t n = make(good, pairs, PAIRS, 0);
	uint32_t seed = 1;

	(void)state;
	for (int round = 0; round < 3000; round++) {
		struct err e;

		memcpy(bad, good, n);
		for (int i = 0; i < 4; i++) {
			seed = seed * 1664525u + 1013904223u;
			bad[(seed >> 8) % n] = (unsigned char)(seed >> 24);
		}
		if (load(bad, n, &e) == OK)
			for (size_t i = 0; i < PAIRS; i++)
				assert_non_null(tr(pairs[i].original));
	}
}

static void the_language_is_found_by_its_name(void **state)
{
	struct err e = ERR_INIT;

	(void)state;
	must_load();
	setenv("FRONTDESK_LOCALEDIR", dir, 1);
	assert_int_equal(tr_set_language("en", &e), OK);
	assert_string_equal(tr_language(), "en");
	assert_int_equal(tr_set_language("zh", &e), OK);
	assert_string_equal(tr_language(), "zh");
	assert_string_equal(tr("Patient"), "病人");
	assert_int_equal(tr_set_language("xx", &e), ERR_NOTFOUND);
	assert_string_equal(tr_language(), "zh");
}

static void a_missing_file_says_so_and_changes_nothing(void **state)
{
	struct err e = ERR_INIT;

	(void)state;
	must_load();
	assert_int_equal(tr_load("/nowhere/zh_CN.mo", &e), ERR_NOTFOUND);
	assert_non_null(strstr(e.text, "/nowhere/zh_CN.mo"));
	assert_string_equal(tr("Patient"), "病人");
	err_clear(&e);
	assert_int_equal(tr_load("/tmp", &e), ERR_CORRUPT);     /* a folder */
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup(english_is_the_source, english),
		cmocka_unit_test_setup(a_catalogue_of_either_byte_order, english),
		cmocka_unit_test_setup(what_msgfmt_writes_is_read, english),
		cmocka_unit_test_setup(a_truncated_file_is_refused_at_every_length, english),
		cmocka_unit_test_setup(foreign_files_are_refused, english),
		cmocka_unit_test_setup(damaged_files_never_lead_outside, english),
		cmocka_unit_test_setup(the_language_is_found_by_its_name, english),
		cmocka_unit_test_setup_teardown(
		    a_missing_file_says_so_and_changes_nothing, english, english),
	};

	return cmocka_run_group_tests(tests, make_dir, remove_dir);
}
