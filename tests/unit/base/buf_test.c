/* base/buf.h: a string that grows, and fixed arrays that are never cut inside a character. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/buf.h"
#include "base/mem.h"
#include "base/utf8.h"

static void an_empty_one_reads_as_an_empty_text(void **state)
{
	struct buf b = BUF_INIT, zeroed = { 0 };

	(void)state;
	assert_string_equal(b.s, "");
	assert_string_equal(buf_str(&zeroed), "");
	buf_clear(&zeroed);
	buf_trim(&zeroed);
	buf_cut(&b, 0);
	buf_puts(&b, NULL);
	buf_add(&b, "x", 0);
	assert_int_equal(b.cap, 0);
	buf_puts(&zeroed, "now it has something");
	assert_string_equal(zeroed.s, "now it has something");
	buf_free(&zeroed);
	buf_free(&b);
	assert_string_equal(b.s, "");
}

static void it_grows_and_stays_terminated(void **state)
{
	struct buf b = BUF_INIT;

	(void)state;
	for (int i = 0; i < 5000; i++) {
		buf_putc(&b, (char)('a' + i % 26));
		assert_int_equal(b.s[b.n], '\0');
	}
	assert_int_equal(b.n, 5000);
	assert_int_equal(b.s[4999], 'a' + 4999 % 26);
	buf_cut(&b, 3);
	assert_string_equal(b.s, "abc");
	buf_cut(&b, 10);
	assert_string_equal(b.s, "abc");
	buf_clear(&b);
	assert_string_equal(b.s, "");
	buf_free(&b);
}

static void formats_and_code_points(void **state)
{
	struct buf b = BUF_INIT;
	char long_text[500];

	(void)state;
	memset(long_text, 'x', sizeof long_text - 1);
	long_text[sizeof long_text - 1] = '\0';
	buf_printf(&b, "%d ", 42);
	buf_printf(&b, "%s", "");
	buf_put_cp(&b, 0x5f20);
	buf_put_cp(&b, 0x1f600);
	assert_string_equal(b.s, "42 张\U0001f600");
	buf_printf(&b, "%s.", long_text);
	assert_int_equal(b.n, strlen("42 张\U0001f600") + 500);
	buf_free(&b);
}

static void taking_moves_the_text_out(void **state)
{
	struct buf b = BUF_INIT;
	char *text, *nothing = buf_take(&b);

	(void)state;
	assert_string_equal(nothing, "");
	buf_puts(&b, "张三");
	text = buf_take(&b);
	assert_string_equal(text, "张三");
	assert_string_equal(b.s, "");
	buf_puts(&b, "again");
	buf_free(&b);
	mem_free(text);
	mem_free(nothing);
}

static void trimming_knows_the_wide_blank(void **state)
{
	static const struct { const char *text, *trimmed; } pairs[] = {
		{ "  a b \t\r\n", "a b" }, { "　张三　", "张三" }, { "\u00a0x\u00a0", "x" },
		{ " 　\u00a0 ", "" }, { "", "" }, { "x", "x" }, { "张", "张" }, { "\xa0", "\xa0" },
	};
	struct buf b = BUF_INIT;

	(void)state;
	for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++) {
		buf_clear(&b);
		buf_puts(&b, pairs[i].text);
		buf_trim(&b);
		assert_string_equal(b.s, pairs[i].trimmed);
		assert_int_equal(b.n, strlen(pairs[i].trimmed));
	}
	buf_free(&b);
}

/* For every size and every character length: what is kept is whole, and no more could be. */
static void fixed_arrays_never_hold_half_a_character(void **state)
{
	static const char *const texts[] = { "abcdefgh", "éééééé", "张三李四",
		"\U0001f600\U0001f601" };
	char formatted[32], copied[32];

	(void)state;
	for (size_t t = 0; t < 4; t++)
		for (size_t size = 1; size <= sizeof formatted; size++) {
			size_t n;

			text_fmt(formatted, size, "%s", texts[t]);
			text_copy(copied, size, texts[t]);
			n = strlen(formatted);
			assert_string_equal(formatted, copied);
			assert_true(utf8_valid(formatted, n));
			assert_memory_equal(formatted, texts[t], n);
			assert_true(n == strlen(texts[t]) || size - 1 - n < 4);
		}
	assert_string_equal(text_copy(copied, sizeof copied, NULL), "");
	assert_string_equal(text_copy_n(copied, sizeof copied, "王芳xyz", 6), "王芳");
	assert_string_equal(text_copy_n(copied, 6, "王芳xyz", 6), "王");
	assert_string_equal(text_copy_n(copied, sizeof copied, "ab\0cd", 5), "ab");
	copied[0] = 'x';
	text_copy(copied, 0, "untouched");
	assert_int_equal(copied[0], 'x');
}

static void what_does_not_fit_is_told(void **state)
{
	char text[7];

	(void)state;
	assert_true(text_take(text, sizeof text, "王芳"));
	assert_string_equal(text, "王芳");
	assert_false(text_take(text, sizeof text, "王芳x"));
	assert_string_equal(text, "王芳");
	assert_false(text_take(text, sizeof text, "王x芳"));
	assert_string_equal(text, "王x");
	assert_true(text_take(text, sizeof text, NULL));
	assert_string_equal(text, "");
}

static void blanks_say_nothing(void **state)
{
	static const char *const nothing[] = { NULL, "", " ", " \t\n", "\u3000 \u00a0" };
	static const char *const something[] = { "x", " x", "\u3000。", "0", "\xff" };

	(void)state;
	for (size_t i = 0; i < 5; i++)
		assert_true(text_is_blank(nothing[i]));
	for (size_t i = 0; i < 5; i++)
		assert_false(text_is_blank(something[i]));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(an_empty_one_reads_as_an_empty_text),
		cmocka_unit_test(it_grows_and_stays_terminated),
		cmocka_unit_test(formats_and_code_points),
		cmocka_unit_test(taking_moves_the_text_out),
		cmocka_unit_test(trimming_knows_the_wide_blank),
		cmocka_unit_test(fixed_arrays_never_hold_half_a_character),
		cmocka_unit_test(what_does_not_fit_is_told),
		cmocka_unit_test(blanks_say_nothing),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
