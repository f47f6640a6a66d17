/* Conditions of forms: what they mean and how a wrong one is told. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "base/buf.h"
#include "form/expr.h"

/* The form at hand: source = friend, sex = f, note is empty. */
static const char *value(void *arg, const char *name)
{
	(void)arg;
	if (strcmp(name, "source") == 0)
		return "friend";
	if (strcmp(name, "sex") == 0)
		return "f";
	if (strcmp(name, "@new") == 0)
		return "1";
	if (strcmp(name, "spent") == 0)
		return "2500.50";
	if (strcmp(name, "rise") == 0)
		return "-3";
	return "";
}

static bool holds(const char *text)
{
	struct expr *x;
	struct err e = ERR_INIT;
	assert_int_equal(expr_parse(text, &x, &e), OK);
	bool yes = expr_true(x, value, NULL);
	expr_free(x);
	return yes;
}

static void refuses(const char *text, const char *why)
{
	struct expr *x;
	struct err e = ERR_INIT;
	assert_int_equal(expr_parse(text, &x, &e), ERR_CONFIG);
	assert_null(x);
	assert_string_equal(e.text, why);
}

static void tests_compare_texts(void **state)
{
	(void)state;
	assert_true(holds("source = friend"));
	assert_true(holds("source='friend'"));
	assert_false(holds("source = Friend"));
	assert_true(holds("source != web"));
	assert_true(holds("source in (web, friend)"));
	assert_false(holds("source in (web)"));
	assert_true(holds("note = ''"));
	assert_true(holds("@new = 1"));
}

static void figures_compare_as_figures(void **state)
{
	(void)state;
	assert_true(holds("spent > 999"));
	assert_true(holds("spent >= 2500.5"));
	assert_false(holds("spent>2500.5"));
	assert_true(holds("spent <= 2500.5 and spent < 2501"));
	assert_true(holds("rise < 0 and rise >= -3"));
	assert_false(holds("rise > -3 or not spent > 1"));
}

/* Never there is not the same as long ago: nothing can be said of it either way. */
static void what_is_no_figure_is_neither_more_nor_less(void **state)
{
	(void)state;
	assert_false(holds("note > 0"));
	assert_false(holds("note <= 0"));
	assert_false(holds("source < 5"));
	assert_true(holds("not note > 0"));
}

static void and_binds_tighter_than_or(void **state)
{
	(void)state;
	assert_true(holds("source = friend or sex = m and note = x"));
	assert_false(holds("(source = friend or sex = m) and note = x"));
	assert_true(holds("not source = web and sex = f"));
	assert_false(holds("not (source = friend and sex = f)"));
}

static void a_wrong_condition_says_what_was_expected(void **state)
{
	(void)state;
	refuses("", "condition \"\": the name of a field expected before \"the end\"");
	refuses("source", "condition \"source\": =, !=, in, <, <=, > or >= expected before"
	    " \"the end\"");
	refuses("spent > many", "condition \"spent > many\": a figure expected before \"many\"");
	refuses("spent >= 1.2.3",
	    "condition \"spent >= 1.2.3\": a figure expected before \"1.2.3\"");
	refuses("spent >", "condition \"spent >\": a figure expected before \"the end\"");
	refuses("source =", "condition \"source =\": a word expected before \"the end\"");
	refuses("source == web", "condition \"source == web\": a word expected before \"= web\"");
	refuses("source in web", "condition \"source in web\": \"(\" expected before \"web\"");
	refuses("source in (web", "condition \"source in (web\": \",\" or \")\" expected before"
	    " \"the end\"");
	refuses("(source = web", "condition \"(source = web\": \")\" expected before \"the end\"");
	refuses("source = web sex = f",
	    "condition \"source = web sex = f\": and, or expected before \"sex = f\"");
	refuses("source = 'web", "condition \"source = 'web\": a word expected before \"'web\"");
}

static void long_and_deep_ones_are_refused(void **state)
{
	(void)state;
	char text[700];
	memset(text, '(', 100);
	text[100] = '\0';
	struct expr *x;
	struct err e = ERR_INIT;
	assert_int_equal(expr_parse(text, &x, &e), ERR_CONFIG);
	assert_non_null(strstr(e.text, "more than 16 brackets inside each other"));
	memset(text, 'a', 600);
	text[600] = '\0';
	refuses(text, "the condition is too long (at most 512 bytes)");
}

/* Every formula of up to four tests over two variables against C's own operators. */
static void agrees_with_c_on_all_small_formulas(void **state)
{
	(void)state;
	static const char *const atoms[] = { "sex = f", "sex = m", "source != friend",
		"note = ''" };
	static const bool truth[] = { true, false, false, true };
	for (int i = 0; i < 4 * 4 * 4 * 8; i++) {
		int a = i & 3, b = i >> 2 & 3, c = i >> 4 & 3, ops = i >> 6;
		char text[200];
		bool na = ops & 4, want;
		snprintf(text, sizeof text, "%s%s %s %s %s %s", na ? "not " : "", atoms[a],
		    ops & 1 ? "and" : "or", atoms[b], ops & 2 ? "and" : "or", atoms[c]);
		bool ta = truth[a] != na, tb = truth[b], tc = truth[c];
		if ((ops & 3) == 3)
			want = ta && tb && tc;
		else if ((ops & 3) == 1)
			want = (ta && tb) || tc;
		else if ((ops & 3) == 2)
			want = ta || (tb && tc);
		else
			want = ta || tb || tc;
		assert_true(holds(text) == want);
	}
}

static void collect(void *arg, const char *name)
{
	buf_printf(arg, "%s ", name);
}

static void names_are_listed(void **state)
{
	(void)state;
	struct expr *x;
	struct err e = ERR_INIT;
	struct buf names = BUF_INIT;
	assert_int_equal(expr_parse("a = 1 and (b in (x, y) or not @new != 1)", &x, &e), OK);
	expr_names(x, collect, &names);
	assert_string_equal(names.s, "a b @new ");
	expr_names(NULL, collect, &names);
	expr_free(x);
	buf_free(&names);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(tests_compare_texts),
		cmocka_unit_test(figures_compare_as_figures),
		cmocka_unit_test(what_is_no_figure_is_neither_more_nor_less),
		cmocka_unit_test(and_binds_tighter_than_or),
		cmocka_unit_test(a_wrong_condition_says_what_was_expected),
		cmocka_unit_test(long_and_deep_ones_are_refused),
		cmocka_unit_test(agrees_with_c_on_all_small_formulas),
		cmocka_unit_test(names_are_listed),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
