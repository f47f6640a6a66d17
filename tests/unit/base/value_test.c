/* One value: owned text, equality by type and content, text for people. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/value.h"

static void starts_and_ends_null(void **state)
{
	struct value v = { .type = VALUE_NULL };

	(void)state;
	value_set_text(&v, "x");
	value_free(&v);
	assert_int_equal(v.type, VALUE_NULL);
	assert_null(v.s);
	value_free(&v);
	value_set_text(&v, NULL);
	assert_int_equal(v.type, VALUE_NULL);
}

static void replaces_what_was_there(void **state)
{
	struct value v = { .type = VALUE_NULL };

	(void)state;
	value_set_text(&v, "long text");
	value_set_int(&v, 7);
	assert_int_equal(v.i, 7);
	assert_null(v.s);
	value_set_real(&v, 0.5);
	value_set_text(&v, "again");
	value_set_text(&v, v.s + 2); /* a part of itself */
	assert_string_equal(v.s, "ain");
	assert_int_equal(v.n, 3);
	value_free(&v);
}

static void copies_own_their_text(void **state)
{
	struct value a = { .type = VALUE_NULL }, b = { .type = VALUE_NULL };

	(void)state;
	value_set_blob(&a, "a\0b", 3);
	value_copy(&b, &a);
	assert_true(value_equal(&a, &b));
	assert_ptr_not_equal(a.s, b.s);
	value_copy(&b, &b);
	assert_int_equal(b.n, 3);
	value_free(&a);
	value_copy(&b, &a);
	assert_int_equal(b.type, VALUE_NULL);
}

static void equal_in_type_and_content(void **state)
{
	struct value text = { .type = VALUE_NULL }, number = { .type = VALUE_INT, .i = 1 };
	struct value real = { .type = VALUE_REAL, .d = 1 }, null = { .type = VALUE_NULL };
	struct value other = { .type = VALUE_NULL };

	(void)state;
	value_set_text(&text, "1");
	value_set_text(&other, "");
	assert_false(value_equal(&text, &number));
	assert_false(value_equal(&real, &number));
	assert_false(value_equal(&other, &null));
	assert_false(value_equal(&text, &other));
	assert_true(value_equal(&null, &(struct value){ .type = VALUE_NULL, .i = 3 }));
	value_set_blob(&other, "1", 1);
	assert_false(value_equal(&text, &other));
	value_free(&text);
	value_free(&other);
}

static void reads_as_text(void **state)
{
	static const struct {
		double d;
		const char *text;
	} cases[] = {
		{ 0.1, "0.1" },
		{ 37.5, "37.5" },
		{ -2, "-2" },
		{ 1.0 / 3, "0.3333333333333333" },
		{ 1e300, "1e+300" },
	};
	struct value v = { .type = VALUE_NULL };
	char buf[40];

	(void)state;
	assert_string_equal(value_text(&v, buf, sizeof buf), "");
	value_set_int(&v, INT64_MIN);
	assert_string_equal(value_text(&v, buf, sizeof buf), "-9223372036854775808");
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		value_set_real(&v, cases[i].d);
		assert_string_equal(value_text(&v, buf, sizeof buf), cases[i].text);
	}
	value_set_text(&v, "borrowed");
	assert_ptr_equal(value_text(&v, buf, sizeof buf), v.s);
	value_set_blob(&v, "abc", 3);
	assert_string_equal(value_text(&v, buf, sizeof buf), "(3 bytes)");
	value_free(&v);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(starts_and_ends_null),
		cmocka_unit_test(replaces_what_was_there),
		cmocka_unit_test(copies_own_their_text),
		cmocka_unit_test(equal_in_type_and_content),
		cmocka_unit_test(reads_as_text),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
