/* What config_file refuses before and after libconfig, with the exact words. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

#include "base/buf.h"
#include "base/mem.h"
#include "form/config_file.h"

/* All faults of TEXT as "t.cfg:1: ...\n". */
static char *faults_of_bytes(const char *text, size_t n)
{
	struct fault_list faults = { 0 };
	struct config_file *f;
	struct err e = ERR_INIT;
	struct buf out = BUF_INIT;
	enum err_code rc = config_file_parse("t.cfg", text, n, &f, &faults, &e);
	fault_list_print(&faults, &out);
	assert_int_equal(rc, faults.n > 0 ? ERR_CONFIG : OK);
	assert_true((f == NULL) == (rc != OK));
	config_file_free(f);
	fault_list_free(&faults);
	return buf_take(&out);
}

static void refuses(const char *text, const char *faults)
{
	char *found = faults_of_bytes(text, strlen(text));
	assert_string_equal(found, faults);
	mem_free(found);
}

static void takes(const char *text)
{
	refuses(text, "");
}

static void good_files_pass(void **state)
{
	(void)state;
	takes("");
	takes("a = 1;");
	takes("a = 2147483647; b = -2147483648; c = 0x7fffffff; d = 1.5e3; e = true;");
	takes("# comment with \" and {\n// another (\n/* and [ \n this */ a = \"x # no comment\";");
	takes("a = \"one \" \"two\"; b = [1, 2]; c = ( {a = 1;}, \"x\" );");
	takes("a = \"中文\";");
	takes("a = \"quote \\\" and backslash \\\\\"; b = \"\\t\\n\";");
}

static void integers_that_libconfig_would_wrap_are_refused(void **state)
{
	(void)state;
	refuses("a = 1;\nb = 99999999999;",
	    "t.cfg:2: the number 99999999999 is out of range (-2147483648 to 2147483647)\n");
	refuses("a = 2147483648;",
	    "t.cfg:1: the number 2147483648 is out of range (-2147483648 to 2147483647)\n");
	refuses("a = 99999999999999999999L;",
	    "t.cfg:1: the number 99999999999999999999L is out of range (-2147483648 to "
	    "2147483647)\n");
	refuses("a = 0xffffffffff;",
	    "t.cfg:1: the number 0xffffffffff is out of range (-2147483648 to 2147483647)\n");
	refuses("a = 010;", "t.cfg:1: write the number 010 without zeros before it\n");
	refuses("a = 1e999;", "t.cfg:1: the number 1e999 is out of range\n");
}

static void the_file_stands_alone_and_is_utf8(void **state)
{
	(void)state;
	refuses("a = 1;\n@include \"other.cfg\"\n",
	    "t.cfg:2: @include is not allowed: each file stands alone\n");
	refuses("\xef\xbb\xbf" "a = 1;",
	    "t.cfg:1: the file begins with a byte order mark: save it as UTF-8 without BOM\n");
	refuses("a = 1;\nb = \"\xd6\xd0\";",
	    "t.cfg:2: byte d6 is not UTF-8: save the file as UTF-8\n");
	refuses("a = 1;\n\x01", "t.cfg:2: control character 01: take it out\n");
	static const char escape[] = "t.cfg:1: an escape (\\x..) in this text makes a control"
	    " character, or no UTF-8: take it out\n";
	refuses("a = \"\\xff\";", escape);
	refuses("a = \"\\x1b[2J\";", escape);
	refuses("a = \"x\\ry\";", escape);
	refuses("a = \"x\\x00y\";", "t.cfg:1: \\x00 cannot stand in a text\n");
	/* CSI in one character, and what turns the line around or ends it. */
	refuses("a = \"\xc2\x9b" "31m\";", "t.cfg:1: control character 9b: take it out\n");
	refuses("a = \"\xe2\x80\xae\";", "t.cfg:1: control character 202e: take it out\n");
	refuses("a = \"\xe2\x81\xa6\";", "t.cfg:1: control character 2066: take it out\n");
	char *nul = faults_of_bytes("a = 1;\0b", 8);
	assert_string_equal(nul, "t.cfg:1: control character 00: take it out\n");
	mem_free(nul);
}

static void what_is_never_closed_is_named_where_it_opens(void **state)
{
	(void)state;
	refuses("a = 1;\nb = \"open;\nc = 2;\n",
	    "t.cfg:2: this text is not closed on its line: a quotation mark is missing\n");
	refuses("a = 1;\n/* open\n\n", "t.cfg:2: this comment is never closed with */\n");
	refuses("a = ( {\n", "t.cfg:2: 2 brackets are never closed\n");
	refuses("a = 1; }\n", "t.cfg:1: a closing bracket too many\n");
	refuses("a = [1, 2,\n];", "t.cfg:1: a comma before the closing bracket: take it out\n");
}

static void wrong_grammar_is_told_with_its_line(void **state)
{
	(void)state;
	refuses("a = 1;\nb = ;", "t.cfg:2: not understood: look on this line and the one before for"
	    " a missing ; or , or bracket\n");
	refuses("a = 1;\na = 2;", "t.cfg:2: this name stands twice in its group\n");
	refuses("a = [1, \"x\"];", "t.cfg:1: an array [ ] holds values of one kind only\n");
	refuses("a = yes;", "t.cfg:1: the value yes needs quotation marks\n");
	refuses("a = ( 1, 2 ];", "t.cfg:1: ] closes what ( opened\n");
	refuses("a = [ {} ];", "t.cfg:1: an array [ ] holds plain values only: use a list ( )\n");
	refuses("a = 1x;", "t.cfg:1: 1x is no number\n");
	refuses("a = -;", "t.cfg:1: - is no number\n");
	refuses("a = 1;\n\"b\" = 2;",
	    "t.cfg:2: not understood: look on this line and the one before"
	    " for a missing ; or , or bracket\n");
	refuses("a =",
	    "t.cfg:1: not understood: look on this line and the one before for a missing ;"
	    " or , or bracket\n");
	refuses("n\xc3\xa4me = 1;", "t.cfg:1: not understood: look on this line and the one before"
	    " for a missing ; or , or bracket\n");
}

/* What our own look lets through, libconfig understands: the two agree on the grammar. (A syntax
 * fault inside libconfig would also lose memory.) */
static void what_passes_the_look_is_understood(void **state)
{
	(void)state;
	static const char *const tokens[] = { "a", "b", "true", "=", ":", ";", ",", "{", "}", "(",
		")", "[", "]", "1", "\"x\"", "1.5", "0x1F", "-2L", "#c\n", "\n", "c = ", "d = (",
		"e = {", "f = [", "1,", "\"y\"," };
	unsigned seed = 17, passed = 0;
	for (int i = 0; i < 60000; i++) {
		struct buf b = BUF_INIT;
		struct fault_list faults = { 0 };
		struct config_file *f;
		struct err e = ERR_INIT;
		unsigned n = 1 + (unsigned)i % 9;
		for (unsigned j = 0; j < n; j++) {
			seed = seed * 1103515245u + 12345u;
			buf_printf(
			    &b, "%s ", tokens[(seed >> 16) % (sizeof tokens / sizeof tokens[0])]);
		}
		if (config_file_parse("t", b.s, b.n, &f, &faults, &e) == OK)
			passed++;
		for (size_t k = 0; k < faults.n; k++) {
			if (strstr(faults.v[k].text, "syntax error") != NULL)
				fail_msg("%s", b.s);
		}
		config_file_free(f);
		fault_list_free(&faults);
		buf_free(&b);
	}
	assert_true(passed > 500);
}

static char *repeat(const char *part, size_t times, const char *end)
{
	struct buf b = BUF_INIT;
	for (size_t i = 0; i < times; i++)
		buf_puts(&b, part);
	buf_puts(&b, end);
	return buf_take(&b);
}

static void hostile_files_are_refused_quickly(void **state)
{
	(void)state;
	char *deep = repeat("a = { ", 20000, "");
	refuses(deep, "t.cfg:1: more than 16 brackets inside each other\n");
	mem_free(deep);

	struct buf wide = BUF_INIT;
	for (int i = 0; i < 100000; i++)
		buf_printf(&wide, "s%d=1;\n", i);
	refuses(wide.s, "t.cfg:257: more than 256 entries in one group or list\n");
	buf_free(&wide);

	char *list = repeat("1,", 20000, "");
	struct buf in_list = BUF_INIT;
	buf_printf(&in_list, "a = [%s 1];", list);
	refuses(in_list.s, "t.cfg:1: more than 4096 entries in one group or list\n");
	buf_free(&in_list);
	mem_free(list);

	char *text = repeat("x", 1000000, "");
	struct buf long_text = BUF_INIT;
	buf_printf(&long_text, "a = \"%s\";", text);
	refuses(long_text.s, "t.cfg:1: a text of 1000000 bytes is too long (at most 16384)\n");
	buf_printf(&long_text, "b = \"%s\";", text);
	refuses(long_text.s, "t.cfg: the file is too long (at most 1048576 bytes)\n");
	buf_free(&long_text);
	mem_free(text);

	char *glued = repeat("\"0123456789abcdef\" ", 2000, ";");
	struct buf adjacent = BUF_INIT;
	buf_printf(&adjacent, "a = %s", glued);
	refuses(adjacent.s, "t.cfg:1: a text of 32000 bytes is too long (at most 16384)\n");
	buf_free(&adjacent);
	mem_free(glued);

	char *figures = repeat("9", 5000, ";");
	struct buf number = BUF_INIT;
	buf_printf(&number, "a = %s", figures);
	refuses(number.s, "t.cfg:1: a number of 5000 figures is out of range\n");
	buf_free(&number);
	mem_free(figures);
}

static void a_list_of_faults_stops_at_a_hundred(void **state)
{
	(void)state;
	char *bad = repeat("a = 010;\n", 130, "");
	char *found = faults_of_bytes(bad, strlen(bad));
	assert_non_null(strstr(found, "t.cfg:100: "));
	assert_null(strstr(found, "t.cfg:101: "));
	assert_non_null(strstr(found, "\n30 more\n"));
	mem_free(found);
	mem_free(bad);
}

/* ---- files ---- */

static char *temporary_folder(void)
{
	const char *base = getenv("TMPDIR");
	struct buf b = BUF_INIT;
	buf_printf(&b, "%s/form-test-XXXXXX", base == NULL ? P_tmpdir : base);
	assert_non_null(mkdtemp(b.s));
	return buf_take(&b);
}

/* What comes after the hundredth fault is only counted, but a file with one is not good for
 * that. */
static void a_file_is_refused_behind_a_full_list_too(void **state)
{
	struct fault_list faults = { 0 };
	struct config_file *f;
	struct err e = ERR_INIT;

	(void)state;
	for (int i = 0; i < FAULT_MAX; i++)
		fault_add(&faults, "other.cfg", i, "wrong");
	assert_int_equal(config_file_parse("t.cfg", "a = \"\\xff\";", 11, &f, &faults, &e),
	    ERR_CONFIG);
	assert_null(f);
	assert_int_equal(faults.more, 1);
	fault_list_free(&faults);
}

static void only_regular_files_are_read(void **state)
{
	(void)state;
	char *dir = temporary_folder();
	char fifo[200];
	struct fault_list faults = { 0 };
	struct config_file *f;
	struct err e = ERR_INIT;
	assert_int_equal(config_file_read(dir, &f, &faults, &e), ERR_IO);
	assert_non_null(strstr(e.text, "is not a regular file."));
	snprintf(fifo, sizeof fifo, "%s/fifo", dir);
	assert_int_equal(mkfifo(fifo, 0600), 0);
	err_clear(&e);
	assert_int_equal(config_file_read(fifo, &f, &faults, &e), ERR_IO);
	unlink(fifo);
	err_clear(&e);
	assert_int_equal(config_file_read(fifo, &f, &faults, &e), ERR_NOTFOUND);
	assert_int_equal(faults.n, 0);
	rmdir(dir);
	mem_free(dir);
}

/* ---- tables of attributes ---- */

struct target {
	const char *text, *word;
	struct label label;
	int number;
	bool flag;
	struct config_words words;
};

static const struct attr attrs[] = {
	{ .name = "text",
	    .type = ATTR_TEXT,
	    .min = 1,
	    .max = 5,
	    .offset = offsetof(struct target, text) },
	{ .name = "word",
	    .type = ATTR_NAME,
	    .required = true,
	    .offset = offsetof(struct target, word) },
	{ .name = "label", .type = ATTR_LABEL, .offset = offsetof(struct target, label) },
	{ .name = "number",
	    .type = ATTR_INT,
	    .min = 1,
	    .max = 9,
	    .offset = offsetof(struct target, number) },
	{ .name = "flag", .type = ATTR_BOOL, .offset = offsetof(struct target, flag) },
	{ .name = "words", .type = ATTR_WORDS, .offset = offsetof(struct target, words) },
};

static char *read_target(const char *text, struct target *t)
{
	struct fault_list faults = { 0 };
	struct config_file *f;
	struct err e = ERR_INIT;
	struct buf out = BUF_INIT;
	*t = (struct target){ 0 };
	assert_int_equal(config_file_parse("t.cfg", text, strlen(text), &f, &faults, &e), OK);
	struct config_reader r = { .file = "t.cfg", .faults = &faults, .what = "thing" };
	bool ok = config_read_group(&r, config_file_root(f), attrs, 6, t);
	assert_true(ok == (faults.n == 0));
	fault_list_print(&faults, &out);
	fault_list_free(&faults);
	config_file_free(f);
	return buf_take(&out);
}

static void target_refuses(const char *text, const char *wanted)
{
	struct target t;
	char *found = read_target(text, &t);
	assert_string_equal(found, wanted);
	mem_free(found);
	config_words_free(&t.words);
}

static void attributes_demand_their_type_and_range(void **state)
{
	(void)state;
	target_refuses(
	    "word = \"a-b_1\"; text = \"12345\"; number = 9; flag = true; words = [\"a\"];", "");
	target_refuses("word = \"a\"; words = \"one\"; label = { en = \"E\"; zh = \"中\"; };", "");
	target_refuses("text = \"x\";", "t.cfg: thing: \"word\" is missing\n");
	target_refuses("word = \"a\";\nnumer = 1;",
	    "t.cfg:2: thing: unknown setting \"numer\" (did you mean \"number\"?)\n");
	target_refuses("word = \"a\";\nzzz = 1;", "t.cfg:2: thing: unknown setting \"zzz\"\n");
	target_refuses("word = \"A\";",
	    "t.cfg:1: thing: word = \"A\": a word begins with a small letter"
	    " and holds letters, figures, - and _\n");
	target_refuses("word = 1;", "t.cfg:1: thing: \"word\": a word is wanted: \"...\"\n");
	target_refuses("word = \"a\"; number = 10;",
	    "t.cfg:1: thing: number = 10 is out of range (1 to 9)\n");
	target_refuses("word = \"a\"; number = 1.5;",
	    "t.cfg:1: thing: \"number\": a whole number is wanted\n");
	target_refuses("word = \"a\"; flag = 1;",
	    "t.cfg:1: thing: \"flag\": true or false is wanted\n");
	target_refuses("word = \"a\"; words = [1];",
	    "t.cfg:1: thing: \"words\": texts in brackets are wanted: [\"...\", \"...\"]\n");
	target_refuses("word = \"a\"; text = \"\";", "t.cfg:1: thing: \"text\" is empty\n");
	target_refuses("word = \"a\"; text = \"123456\";",
	    "t.cfg:1: thing: \"text\" is too long (at most 5 bytes)\n");
	target_refuses("word = \"a\"; label = { de = \"x\"; };",
	    "t.cfg:1: thing: unknown setting \"de\"\n");
}

static void all_faults_of_a_group_are_named(void **state)
{
	(void)state;
	target_refuses("text = 1;\nnumber = 99;\nflga = true;",
	    "t.cfg:1: thing: \"text\": a text is wanted: \"...\"\n"
	    "t.cfg:2: thing: number = 99 is out of range (1 to 9)\n"
	    "t.cfg:3: thing: unknown setting \"flga\" (did you mean \"flag\"?)\n"
	    "t.cfg: thing: \"word\" is missing\n");
}

static void suggestions_are_near_or_none(void **state)
{
	(void)state;
	static const char *const words[] = { "label", "lookup", "required", "birth", NULL };
	assert_string_equal(config_near("lable", words), "label");
	assert_string_equal(config_near("lokup", words), "lookup");
	assert_string_equal(config_near("requierd", words), "required");
	assert_null(config_near("xyz", words));
	assert_null(config_near("", words));
	char *long_word = repeat("a", 500, "");
	assert_null(config_near(long_word, words));
	mem_free(long_word);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(good_files_pass),
		cmocka_unit_test(integers_that_libconfig_would_wrap_are_refused),
		cmocka_unit_test(the_file_stands_alone_and_is_utf8),
		cmocka_unit_test(what_is_never_closed_is_named_where_it_opens),
		cmocka_unit_test(wrong_grammar_is_told_with_its_line),
		cmocka_unit_test(what_passes_the_look_is_understood),
		cmocka_unit_test(hostile_files_are_refused_quickly),
		cmocka_unit_test(a_list_of_faults_stops_at_a_hundred),
		cmocka_unit_test(a_file_is_refused_behind_a_full_list_too),
		cmocka_unit_test(only_regular_files_are_read),
		cmocka_unit_test(attributes_demand_their_type_and_range),
		cmocka_unit_test(all_faults_of_a_group_are_named),
		cmocka_unit_test(suggestions_are_near_or_none),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
