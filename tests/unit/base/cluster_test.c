/*
 * base/utf8.h: grapheme clusters against Unicode's own test file, cell widths against the C
 * library, and what is cut and padded to columns.
 */
#include <locale.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <wchar.h>

#include <cmocka.h>

#include "base/buf.h"
#include "base/utf8.h"

#define FIXTURE "tests/fixtures/GraphemeBreakTest.txt"
#define UCD "/usr/share/unicode/"

/* ---- clusters ---- */

/* One line `÷ 0020 × 0308 ÷ 0020 ÷ # words`: the text, and a 1 at each byte where a cluster ends */
static size_t read_line(const char *line, char *text, char *ends)
{
	static const char may[] = "÷", must_not[] = "×";
	size_t n = 0;

	memset(ends, 0, 256);
	while (*line && *line != '#' && *line != '\n') {
		if (!strncmp(line, may, 2)) {
			ends[n] = 1;
			line += 2;
		} else if (!strncmp(line, must_not, 2)) {
			line += 2;
		} else if (*line == ' ' || *line == '\t') {
			line++;
		} else {
			char *end;

			n += utf8_encode((uint32_t)strtoul(line, &end, 16), text + n);
			assert_ptr_not_equal(end, line);
			line = end;
		}
	}
	return n;
}

static int check_file(const char *path)
{
	FILE *f = fopen(path, "r");
	char line[1024], text[256], ends[256];
	int lines = 0;

	if (!f)
		return 0;
	while (fgets(line, sizeof line, f)) {
		size_t n = read_line(line, text, ends), at = 0;

		lines += n > 0;
		while (at < n) {
			size_t len = utf8_break(text + at, text + n);

			for (size_t i = 1; i < len; i++)
				if (ends[at + i])
					fail_msg("not broken: %s", line);
			at += len;
			if (!ends[at])
				fail_msg("broken: %s", line);
		}
	}
	fclose(f);
	return lines;
}

static void every_line_of_unicodes_test_file(void **state)
{
	(void)state;
	assert_int_equal(check_file(FIXTURE), 602);
	check_file(UCD "auxiliary/GraphemeBreakTest.txt"); /* that of the tables' own version */
}

static size_t first(const char *s)
{
	return utf8_cluster(s, s + strlen(s));
}

static size_t whole(const char *s)
{
	return utf8_break(s, s + strlen(s));
}

static void a_screen_cell_holds_at_most_five_code_points(void **state)
{
	static const char stacked[] = "e\u0301\u0302\u0303\u0304\u0305\u0306";

	(void)state;
	assert_int_equal(whole(stacked), 13);
	assert_int_equal(first(stacked), 9);
	assert_int_equal(utf8_cluster_cells(stacked + 9, 4), 0);
	assert_int_equal(utf8_cells(stacked), 1);
}

static void what_has_a_width_of_its_own_stands_alone(void **state)
{
	static const char thai[] = "\u0e01\u0e33", tamil[] = "\u0b95\u0bbe",
			  jamo[] = "\u1112\u1161\u11ab";

	(void)state;
	assert_int_equal(whole(thai), 6);
	assert_int_equal(first(thai), 3);
	assert_int_equal(utf8_cells(thai), 2);
	assert_int_equal(whole(tamil), 6);
	assert_int_equal(utf8_cells(tamil), 2);
	assert_int_equal(first(jamo), 9);       /* vowel and final are drawn into the initial */
	assert_int_equal(utf8_cells(jamo), 2);
}

static void emoji_sequences_stay_together(void **state)
{
	static const char family[] = "\U0001f468\u200d\U0001f469\u200d\U0001f467";
	static const char thumb[] = "\U0001f44d\U0001f3fd",
			  flags[] = "\U0001f1e8\U0001f1f3\U0001f1eb";

	(void)state;
	assert_int_equal(first(family), strlen(family));
	assert_int_equal(utf8_cells(family), 2);
	assert_int_equal(first(thumb), 8);
	assert_int_equal(utf8_cells(thumb), 2);
	assert_int_equal(first(flags), 8);
}

static void empty_and_broken_texts_have_clusters_too(void **state)
{
	static const char bad[] = "\xff\xe5\xbc";

	(void)state;
	assert_int_equal(utf8_cluster(bad, bad), 0);
	assert_int_equal(first(bad), 1);
	assert_int_equal(utf8_cells(bad), 3);           /* a U+FFFD for each byte */
	assert_int_equal(whole("\r\nx"), 2);
}

/* ---- widths ---- */

static void known_widths(void **state)
{
	static const struct { uint32_t cp; int cells; } known[] = {
		{ 'a', 1 }, { 0x5f20, 2 }, { 0x3002, 2 }, { 0xff21, 2 }, { 0x3000, 2 },
		{ 0x20000, 2 }, { 0x2fffd, 2 }, { 0xff71, 1 }, { 0xac00, 2 }, { 0x1100, 2 },
		{ 0x1161, 0 }, { 0x11a8, 0 }, { 0x0301, 0 }, { 0x3099, 0 }, { 0x20dd, 0 },
		{ 0x200d, 0 }, { 0xfe0f, 0 }, { 0xfeff, 0 }, { 0x2705, 2 }, { 0x1f600, 2 },
		{ 0x1f3fb, 2 }, { 0x1f1e8, 2 }, { 0x2764, 1 }, { 0x2026, 1 }, { 0x2500, 1 },
		{ 0x2103, 1 }, { 0x25cf, 1 }, { 0xb7, 1 }, /* from U+2026 on Ambiguous */
		{ 0, 1 }, { '\n', 1 }, { 0x85, 1 }, { 0x110000, 1 }, { UINT32_MAX, 1 },
	};

	(void)state;
	for (size_t i = 0; i < sizeof known / sizeof *known; i++)
		if (cp_cells(known[i].cp) != known[i].cells)
			fail_msg("U+%04X: %d", (unsigned)known[i].cp, cp_cells(known[i].cp));
}

/* Where we differ from the C library on purpose. */
static const struct { uint32_t first, last; const char *why; } differ[] = {
	{ 0x0000, 0x001f, "controls are drawn as one sign, the C library has no width for them" },
	{ 0x007f, 0x009f, "likewise" },
	{ 0x2028, 0x2029, "line and paragraph separator, likewise" },
};

static int may_differ(uint32_t cp)
{
	for (size_t i = 0; i < sizeof differ / sizeof *differ; i++)
		if (cp >= differ[i].first && cp <= differ[i].last)
			return 1;
	return 0;
}

/* The C library may be of an older Unicode: what it does not know (-1) cannot be compared, but
 * there must be next to none of it. */
static void widths_are_those_of_the_c_library(void **state)
{
	FILE *f = fopen(UCD "UnicodeData.txt", "r");
	int compared = 0, unknown = 0;
	uint32_t from = 0, cp;
	char line[1024];

	(void)state;
	assert_non_null(f);
	assert_non_null(setlocale(LC_CTYPE, "C.UTF-8"));
	while (fgets(line, sizeof line, f) && (cp = (uint32_t)strtoul(line, NULL, 16)) < 0x10000) {
		if (!strstr(line, ", Last>"))
			from = cp;
		for (uint32_t c = from; c <= cp && (c < 0xd800 || c > 0xdfff); c++) {
			int w = wcwidth((wchar_t)c);

			compared++;
			unknown += w < 0 && !may_differ(c);
			if (w >= 0 && w != cp_cells(c) && !may_differ(c))
				fail_msg("U+%04X: %d here, %d there", (unsigned)c, cp_cells(c), w);
		}
	}
	fclose(f);
	assert_true(compared > 60000);
	assert_in_range(unknown, 0, 200);
}

static void han(void **state)
{
	static const uint32_t yes[] = { 0x4e00, 0x9fff, 0x3400, 0x3007, 0xf900, 0x20000, 0x323af };
	static const uint32_t no[] = { 'a', 0xb7, 0x3001, 0x3042, 0xac00, 0xff21, 0x4dc0,
		0x110000 };

	(void)state;
	for (size_t i = 0; i < sizeof yes / sizeof *yes; i++)
		assert_true(cp_is_han(yes[i]));
	for (size_t i = 0; i < sizeof no / sizeof *no; i++)
		assert_false(cp_is_han(no[i]));
}

/* ---- cutting and padding ---- */

static void check_cell(const char *text, int cells, const char *expected)
{
	struct buf b = BUF_INIT;

	buf_cell(&b, text, cells);
	assert_string_equal(buf_str(&b), expected);
	buf_free(&b);
}

static void a_column_is_cut_with_a_mark_or_padded(void **state)
{
	(void)state;
	check_cell("张三丰", 8, "张三丰  ");
	check_cell("张三丰", 6, "张三丰");
	check_cell("张三丰", 5, "张三~");
	check_cell("张三丰", 4, "张~ ");
	check_cell("张三丰", 2, "~ ");
	check_cell("张三丰", 1, "~");
	check_cell("张三丰", 0, "");
	check_cell("张三丰", -1, "");
	check_cell("", 3, "   ");
	check_cell(NULL, 2, "  ");
	check_cell("Ame\u0301lie", 4, "Ame\u0301~");
	check_cell("two\nlines\there\x1b[2J", 20, "two lines here[2J   ");
	check_cell("a\u202e\u200b" "b\xff", 4, "ab\ufffd ");
}

static uint32_t seed = 20261124;

static unsigned below(unsigned n)
{
	seed = seed * 1664525u + 1013904223u;
	return (seed >> 8) % n;
}

/* A text of every kind of character that joins, widens, vanishes or is broken. */
static void random_text(char *out)
{
	static const char *const parts[] = {
		"a", "Z", " ", "张", "李", "，", "\u0301", "\u0302", "\u0303", "\u200d",
		"\ufe0f", "\U0001f468", "\U0001f3fd", "\U0001f1e8", "\u1112", "\u1161",
		"\u11ab", "\uac00", "\u0e01", "\u0e33", "\u0600", "\xff", "\xe5\xbc", "…", "ü",
		"\U00020000", "\u0b95", "\u0bbe",
	};
	unsigned n = below(14);

	*out = '\0';
	while (n--)
		strcat(out, parts[below(sizeof parts / sizeof *parts)]);
}

static void what_fits_never_splits_a_cluster_nor_exceeds_the_width(void **state)
{
	char text[128];

	(void)state;
	for (int round = 0; round < 50000; round++) {
		int cells = (int)below(24), used, sum = 0;
		size_t n, at = 0, len;

		random_text(text);
		n = utf8_fit(text, cells, &used);
		while (at < n) {
			len = utf8_cluster(text + at, text + strlen(text));
			sum += utf8_cluster_cells(text + at, len);
			at += len;
		}
		assert_int_equal(at, n);
		assert_int_equal(sum, used);
		assert_true(used <= cells);
		if (!text[n])
			continue;
		len = utf8_cluster(text + n, text + strlen(text));
		assert_true(
		    used + utf8_cluster_cells(text + n, len) > cells); /* no more would fit */
	}
}

static void a_column_is_always_exactly_as_wide_as_asked(void **state)
{
	char text[128];

	(void)state;
	for (int round = 0; round < 50000; round++) {
		struct buf b = BUF_INIT;
		int cells = 1 + (int)below(24);

		random_text(text);
		buf_cell(&b, text, cells);
		assert_true(utf8_valid(b.s, b.n));
		if (utf8_cells(b.s) != cells)
			fail_msg("%d cells: \"%s\" became \"%s\"", cells, text, b.s);
		buf_free(&b);
	}
}

/* Pure clusters are made of whole cell clusters: an editor may step by either. */
static void cell_clusters_never_reach_over_a_cluster(void **state)
{
	char text[128];

	(void)state;
	for (int round = 0; round < 50000; round++) {
		const char *p = text, *end;

		random_text(text);
		end = text + strlen(text);
		while (p < end) {
			const char *stop = p + utf8_break(p, end);

			while (p < stop)
				p += utf8_cluster(p, end);
			if (p != stop)
				fail_msg("\"%s\"", text);
		}
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_line_of_unicodes_test_file),
		cmocka_unit_test(a_screen_cell_holds_at_most_five_code_points),
		cmocka_unit_test(what_has_a_width_of_its_own_stands_alone),
		cmocka_unit_test(emoji_sequences_stay_together),
		cmocka_unit_test(empty_and_broken_texts_have_clusters_too),
		cmocka_unit_test(known_widths),
		cmocka_unit_test(widths_are_those_of_the_c_library),
		cmocka_unit_test(han),
		cmocka_unit_test(a_column_is_cut_with_a_mark_or_padded),
		cmocka_unit_test(what_fits_never_splits_a_cluster_nor_exceeds_the_width),
		cmocka_unit_test(a_column_is_always_exactly_as_wide_as_asked),
		cmocka_unit_test(cell_clusters_never_reach_over_a_cluster),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
