/* cmd/args.h: the words of one command. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/buf.h"
#include "base/day.h"
#include "base/mem.h"
#include "cmd/args.h"
#include "cmd/cmd.h"

enum { LIMIT, ALL, NAME, DAY, N };
static const struct arg table[N] = {
	[LIMIT] = { .name = "limit", .kind = ARG_INT, .min = 1, .max = 64, .number = 20 },
	[ALL] = { .name = "all", .kind = ARG_SWITCH },
	[NAME] = { .name = "name" },
	[DAY] = { .name = "day", .kind = ARG_DAY },
};

static struct cmd_context c;
static struct arg args[N];
static struct err e;
static char *words[16];
static int rest;

/* LINE is cut at its blanks. */
static enum err_code parse(const char *line)
{
	static char copy[512];
	int n = 0;

	memcpy(args, table, sizeof args);
	c = (struct cmd_context){ .format = FORMAT_TEXT };
	err_clear(&e);
	text_copy(copy, sizeof copy, line);
	for (char *p = copy, *blank; *p; p = blank + 1) {
		words[n++] = p;
		blank = strchr(p, ' ');
		if (!blank)
			break;
		*blank = '\0';
	}
	return args_parse(&c, args, N, n, words, &rest, &e);
}

static void both_spellings_and_any_order(void **state)
{
	(void)state;
	assert_int_equal(parse("wang --limit=5 --all ming --name x --format json"), OK);
	assert_int_equal(rest, 2);
	assert_string_equal(words[0], "wang");
	assert_string_equal(words[1], "ming");
	assert_int_equal(args[LIMIT].number, 5);
	assert_true(args[ALL].given);
	assert_string_equal(args[NAME].text, "x");
	assert_int_equal(c.format, FORMAT_JSON);
	assert_int_equal(args[DAY].day, DAY_NONE);
	assert_int_equal(parse(""), OK);
	assert_int_equal(args[LIMIT].number, 20);
}

static void two_dashes_end_options(void **state)
{
	(void)state;
	assert_int_equal(parse("-- --all -5"), OK);
	assert_int_equal(rest, 2);
	assert_false(args[ALL].given);
	assert_string_equal(words[0], "--all");
	assert_int_equal(parse("- -5"), OK);
	assert_int_equal(rest, 2);
}

static void what_is_wrong_is_refused_by_name(void **state)
{
	static const char *const lines[] = { "--limit", "--limit 0", "--limit 65", "--limit 5x",
		"--limit 99999999999999999999", "--limit=", "--all=yes", "--day 2026-02-30",
		"--day t", "--format xml", "--format", "--nmae x", "-x", "--", NULL };

	(void)state;
	for (int i = 0; strcmp(lines[i], "--"); i++) {
		if (parse(lines[i]) != ERR_USAGE)
			fail_msg("%s was taken", lines[i]);
		assert_true(e.text[0]);
	}
	parse("--nmae x");
	assert_non_null(strstr(e.text, "--name"));
	parse("--fromat csv");
	assert_non_null(strstr(e.text, "--format"));
}

static void hostile_words_are_refused_before_they_are_used(void **state)
{
	char *huge = mem_alloc(ARG_MAX_BYTES + 2);

	(void)state;
	assert_int_equal(parse("\xff\xfe"), ERR_USAGE);
	assert_int_equal(parse("a\x1b[2Jb"), ERR_USAGE);
	assert_int_equal(parse("--name=\x07"), ERR_USAGE);
	assert_int_equal(parse("--name \xff"), ERR_USAGE);
	assert_null(strchr(e.text, 7));
	memset(huge, 'a', ARG_MAX_BYTES + 1);
	words[0] = huge;
	err_clear(&e);
	assert_int_equal(args_parse(&c, args, N, 1, words, &rest, &e), ERR_USAGE);
	huge[ARG_MAX_BYTES] = '\0';
	err_clear(&e);
	assert_int_equal(args_parse(&c, args, N, 1, words, &rest, &e), OK);
	mem_free(huge);
}

static void ids_are_figures_alone(void **state)
{
	int64_t id = 0;

	(void)state;
	assert_true(args_id("999999999999999999", &id));
	assert_int_equal(id, 999999999999999999);
	assert_false(args_id("", &id));
	assert_false(args_id("-1", &id));
	assert_false(args_id("+1", &id));
	assert_false(args_id("1 ", &id));
	assert_false(args_id("9999999999999999999", &id));
}

static void words_are_counted(void **state)
{
	(void)state;
	err_clear(&e);
	assert_int_equal(args_words(1, 1, 2, "x", &e), OK);
	assert_int_equal(args_words(0, 1, 2, "find TEXT", &e), ERR_USAGE);
	assert_non_null(strstr(e.text, "find TEXT"));
	err_clear(&e);
	assert_int_equal(args_words(3, 1, 2, "x", &e), ERR_USAGE);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(both_spellings_and_any_order),
		cmocka_unit_test(two_dashes_end_options),
		cmocka_unit_test(what_is_wrong_is_refused_by_name),
		cmocka_unit_test(hostile_words_are_refused_before_they_are_used),
		cmocka_unit_test(ids_are_figures_alone),
		cmocka_unit_test(words_are_counted),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
