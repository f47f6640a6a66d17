#include "base/tr.h"

#include <errno.h>
#include <limits.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/auxv.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/file.h"
#include "base/mem.h"

#ifndef FD_LOCALEDIR
#define FD_LOCALEDIR "/usr/share/frontdesk/locale"
#endif

#define MAX_SIZE (8u << 20)
#define HEADER 28               /* bytes before anything else */

/*
 * A .mo file (GNU gettext manual, "The Format of GNU MO Files"): a header of 32-bit numbers, in the
 * byte order of who made it; two tables of length and offset, of the sorted originals and of their
 * translations; zero-terminated strings. A plural's original is `one\0many`, its translation the
 * forms one after another, so that reading up to the first zero does the right thing for one form.
 */
struct catalogue {
	char *data;
	size_t size;
	bool swapped;
	uint32_t n, originals, translations;    /* count; offsets of the two tables */
	char language[8];
};

static struct catalogue the_catalogue = { .language = "en" };

static uint32_t number_at(const struct catalogue *c, size_t at)
{
	uint32_t v;

	memcpy(&v, c->data + at, sizeof v);
	return c->swapped ? __builtin_bswap32(v) : v;
}

static const char *text_at(const struct catalogue *c, uint32_t table, uint32_t i)
{
	return c->data + number_at(c, table + (size_t)8 * i + 4);
}

static bool text_ok(const struct catalogue *c, uint32_t table, uint32_t i)
{
	uint64_t len = number_at(c, table + (size_t)8 * i);
	uint64_t at = number_at(c, table + (size_t)8 * i + 4);

	return at + len < c->size && c->data[at + len] == '\0';
}

static bool table_ok(const struct catalogue *c, uint32_t table)
{
	return table >= HEADER && (uint64_t)table + 8ull * c->n <= c->size;
}

/* Every string lies inside and ends; the originals are sorted, since they will be searched. */
static bool strings_ok(const struct catalogue *c)
{
	for (uint32_t i = 0; i < c->n; i++) {
		if (!text_ok(c, c->originals, i) || !text_ok(c, c->translations, i))
			return false;
		if (i && strcmp(text_at(c, c->originals, i - 1), text_at(c, c->originals, i)) >= 0)
			return false;
	}
	return true;
}

/* Reads the header; false when this is no catalogue, is damaged or of an unknown version. */
static bool open_tables(struct catalogue *c)
{
	uint32_t magic, swapped_magic = 0xde120495u;

	if (c->size < HEADER)
		return false;
	magic = number_at(c, 0);
	c->swapped = magic == swapped_magic;
	if (!c->swapped && magic != 0x950412deu)
		return false;
	c->n = number_at(c, 8);
	c->originals = number_at(c, 12);
	c->translations = number_at(c, 16);
	return number_at(c, 4) >> 16 == 0 && c->n <= c->size / 16 && table_ok(c, c->originals)
	    && table_ok(c, c->translations) && strings_ok(c);
}

/* The translation, NULL when there is none. */
static const char *find(const struct catalogue *c, const char *text)
{
	uint32_t low = 0, high = c->n;

	while (low < high) {
		uint32_t middle = low + (high - low) / 2;
		int order = strcmp(text, text_at(c, c->originals, middle));

		if (order == 0) {
			const char *found = text_at(c, c->translations, middle);

			return *found ? found : NULL;
		}
		if (order < 0)
			high = middle;
		else
			low = middle + 1;
	}
	return NULL;
}

/* Takes charset and language from the translation of "": `Language: zh_CN\n...charset=UTF-8\n`. */
static bool read_header(struct catalogue *c)
{
	static const char key[] = "Language: ";
	const char *header = find(c, ""), *language;
	size_t n;

	if (!header || !strcasestr(header, "charset=UTF-8"))
		return false;
	language = strstr(header, key);
	if (!language)
		return false;
	language += strlen(key);
	n = strspn(language, "abcdefghijklmnopqrstuvwxyz");
	if (n == 0 || n >= sizeof c->language)
		return false;
	memcpy(c->language, language, n);
	return true;
}

static void replace(const struct catalogue *c)
{
	mem_free(the_catalogue.data);
	the_catalogue = *c;
}

enum err_code tr_load(const char *path, struct err *e)
{
	struct catalogue c = { .language = "" };

	if (!path) {
		replace(&(struct catalogue){ .language = "en" });
		return OK;
	}
	c.data = file_read(path, MAX_SIZE, &c.size);
	if (!c.data && errno != EFBIG && errno != EINVAL) {
		err_set(e, ERR_NOTFOUND,
		    tr("The texts of this language are not there (%s). The language stays."),
		    path);
		return err_detail(e, "%s: %s", path, strerror(errno));
	}
	if (!c.data || !open_tables(&c) || !read_header(&c)) {
		mem_free(c.data);
		return err_set(e, ERR_CORRUPT,
		    tr("The file of texts is damaged (%s). The language stays."), path);
	}
	replace(&c);
	return OK;
}

/* ---- the known places ---- */

static const struct {
	const char *language, *file;    /* file NULL: the source's own language */
} languages[] = {
	{ "en", NULL },
	{ "zh", "zh_CN.mo" },
};

/* The folder of the running program, so that a build tree works where it stands. */
static bool program_folder(char *out, size_t size)
{
	ssize_t n = readlink("/proc/self/exe", out, size - 1);
	char *slash;

	if (n <= 0 || (size_t)n >= size - 1)
		return false;
	out[n] = '\0';
	slash = strrchr(out, '/');
	if (!slash)
		return false;
	*slash = '\0';
	return true;
}

/* Path of FILE in the first place that has it; the last place's path when none does. */
static void find_file(const char *file, char *path, size_t size)
{
	const char *own = secure_getenv("FRONTDESK_LOCALEDIR");
	char folder[PATH_MAX];

	if (own && *own) {
		text_fmt(path, size, "%s/%s", own, file);
		if (access(path, F_OK) == 0)
			return;
	}
	/* Set-group-id, whoever can link the program into a folder of his own must not choose its
	 * texts. */
	if (!getauxval(AT_SECURE) && program_folder(folder, sizeof folder)) {
		text_fmt(path, size, "%s/po/%s", folder, file);
		if (access(path, F_OK) == 0)
			return;
	}
	text_fmt(path, size, "%s/%s", FD_LOCALEDIR, file);
}

enum err_code tr_set_language(const char *lang, struct err *e)
{
	char path[PATH_MAX + 32];

	for (size_t i = 0; i < sizeof languages / sizeof *languages; i++) {
		if (strcmp(lang, languages[i].language))
			continue;
		if (!languages[i].file)
			return tr_load(NULL, e);
		find_file(languages[i].file, path, sizeof path);
		return tr_load(path, e);
	}
	return err_set(e, ERR_NOTFOUND,
	    tr("There is no language \"%s\". The languages are: en, zh."), lang);
}

const char *tr_language(void)
{
	return the_catalogue.language;
}

const char *tr(const char *text)
{
	const char *found = *text ? find(&the_catalogue, text) : NULL;

	return found ? found : text;
}

const char *trn(const char *one, const char *many, long n)
{
	const char *found = *one ? find(&the_catalogue, one) : NULL;

	return found ? found : n == 1 ? one : many;
}
