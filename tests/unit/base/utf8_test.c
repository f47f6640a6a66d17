/* base/utf8.h: reading, writing and folding of UTF-8. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/buf.h"
#include "base/utf8.h"

static void every_character_round_trips(void **state)
{
	char bytes[5];
	size_t len;

	(void)state;
	for (uint32_t cp = 1; cp <= 0x10ffff; cp++) {
		size_t n = utf8_encode(cp, bytes);
		const char *p = bytes;

		if (cp == 0xd800) {             /* surrogates are no characters */
			cp = 0xdfff;
			continue;
		}
		bytes[n] = '\0';
		if (utf8_decode(bytes, bytes + n, &len) != cp || len != n || !utf8_valid(bytes, n)
		    || utf8_next(&p) != cp || p != bytes + n)
			fail_msg("U+%04X", (unsigned)cp);
	}
}

static void what_is_no_character_is_written_as_the_replacement(void **state)
{
	char bytes[4];

	(void)state;
	assert_int_equal(utf8_encode(0xd800, bytes), 3);
	assert_memory_equal(bytes, "\xef\xbf\xbd", 3);
	assert_int_equal(utf8_encode(0x110000, bytes), 3);
	assert_memory_equal(bytes, "\xef\xbf\xbd", 3);
}

/* RFC 3629, section 3: overlong forms, surrogates and what is beyond U+10FFFF are not UTF-8. */
static void bad_bytes_are_one_replacement_each(void **state)
{
	static const char *const bad[] = {
		"\x80", "\xbf", "\xc0\x80", "\xc1\xbf", "\xe0\x9f\xbf", "\xf0\x8f\xbf\xbf",
		"\xed\xa0\x80", "\xed\xbf\xbf", "\xf4\x90\x80\x80", "\xf8\x88\x80\x80", "\xfe",
		"\xff", "\xe5\xbc", "\xf0\x9f\x98", "\xd5\xc5\xc8\xfd",
	};

	(void)state;
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
		const char *p = bad[i];

		assert_false(utf8_valid(p, strlen(p)));
		for (size_t n = 0; n < strlen(bad[i]); n++) {
			assert_int_equal(utf8_next(&p), UTF8_BAD);
			assert_ptr_equal(p, bad[i] + n + 1);
		}
		assert_int_equal(utf8_next(&p), 0);
	}
}

static void reading_never_passes_the_end(void **state)
{
	static const char text[] = "张";
	size_t len;

	(void)state;
	assert_int_equal(utf8_decode(text, text + 2, &len), UTF8_BAD);
	assert_int_equal(len, 1);
	assert_int_equal(utf8_decode(text, text + 3, &len), 0x5f20);
	assert_int_equal(len, 3);
}

static void a_zero_byte_is_valid_but_ends_a_text(void **state)
{
	const char *p = "";

	(void)state;
	assert_true(utf8_valid("a\0b", 3));
	assert_int_equal(utf8_next(&p), 0);
	assert_string_equal(p, "");
}

static void counting(void **state)
{
	(void)state;
	assert_int_equal(utf8_count(""), 0);
	assert_int_equal(utf8_count("张三ab"), 4);
	assert_int_equal(utf8_count("e\u0301\xff"), 3);
}

static void what_the_editor_drops(void **state)
{
	static const uint32_t dropped[] = {
		0, 7, '\t', '\n', 0x1b, 0x7f, 0x80, 0x9f, 0xad, 0x200b, 0x200d, 0x200e, 0x202e,
		0x2060, 0x2066, 0x2069, 0xfeff, 0x2028, 0x61c, 0xe0041,
	};
	static const uint32_t kept[] = { ' ', 'a', 0xa0, 0xb7, 0x301, 0x5f20, 0x3000, 0xfe0f,
		0x1f600 };

	(void)state;
	for (size_t i = 0; i < sizeof dropped / sizeof *dropped; i++)
		assert_true(cp_is_dropped(dropped[i]));
	for (size_t i = 0; i < sizeof kept / sizeof *kept; i++)
		assert_false(cp_is_dropped(kept[i]));
}

static void full_width_becomes_narrow(void **state)
{
	(void)state;
	assert_int_equal(cp_narrow(0xff11), '1');
	assert_int_equal(cp_narrow(0xff01), '!');
	assert_int_equal(cp_narrow(0xff5e), '~');
	assert_int_equal(cp_narrow(0x3000), ' ');
	assert_int_equal(cp_narrow(0xff5f), 0xff5f);
	assert_int_equal(cp_narrow(0xff00), 0xff00);
	assert_int_equal(cp_narrow('x'), 'x');
}

static void folding(void **state)
{
	static const struct { const char *text, *folded; } pairs[] = {
		{ "Wang Xiaoming", "wang xiaoming" },
		{ "José García-Núñez", "jose garcia-nunez" },
		{ "Jose\u0301", "jose" },               /* composed or not, it is the same name */
		{ "LǙ ǚ", "lu u" },
		{ "Nguyễn Thị", "nguyen thi" },
		{ "Łukasz Sørensen Großmann Æsir Þór", "lukasz sorensen grossmann aesir thor" },
		{ "STRAẞE", "strasse" },
		{ "İstanbul ı", "istanbul i" },
		{ "ＡＢＣ１２３　ｘ", "abc123 x" },
		{ "张三丰 Zhang", "张三丰 zhang" },
		{ "ИВАНОВ Йод", "иванов йод" },         /* only Latin loses its accents */
		{ "ΆΝΝΑ", "άννα" },
		{ "か\u3099", "か\u3099" },
		{ "\u0301x", "\u0301x" },
		{ "\xff", "\ufffd" },
		{ "", "" },
	};
	struct buf b = BUF_INIT;

	(void)state;
	for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++) {
		buf_clear(&b);
		utf8_fold(&b, pairs[i].text);
		assert_string_equal(buf_str(&b), pairs[i].folded);
	}
	buf_free(&b);
}

/* A search term is folded when stored and again when typed. */
static void folding_twice_changes_nothing(void **state)
{
	struct buf once = BUF_INIT, twice = BUF_INIT;
	char text[5];

	(void)state;
	for (uint32_t cp = 1; cp < 0x20000; cp++) {
		text[utf8_encode(cp, text)] = '\0';
		buf_clear(&once);
		buf_clear(&twice);
		utf8_fold(&once, text);
		utf8_fold(&twice, buf_str(&once));
		if (strcmp(buf_str(&once), buf_str(&twice)))
			fail_msg("U+%04X: %s, %s", (unsigned)cp, buf_str(&once), buf_str(&twice));
	}
	buf_free(&once);
	buf_free(&twice);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_character_round_trips),
		cmocka_unit_test(what_is_no_character_is_written_as_the_replacement),
		cmocka_unit_test(bad_bytes_are_one_replacement_each),
		cmocka_unit_test(reading_never_passes_the_end),
		cmocka_unit_test(a_zero_byte_is_valid_but_ends_a_text),
		cmocka_unit_test(counting),
		cmocka_unit_test(what_the_editor_drops),
		cmocka_unit_test(full_width_becomes_narrow),
		cmocka_unit_test(folding),
		cmocka_unit_test(folding_twice_changes_nothing),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
