/* Bytes in, keys out. Events are told as words: "a U+5F20 Enter Alt-x PASTE(..) none". */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/buf.h"
#include "tui/keyin.h"

static struct keyin in;
static struct buf said;

static int fresh(void **state)
{
	(void)state;
	keyin_init(&in, false);
	return 0;
}

static int gone(void **state)
{
	(void)state;
	keyin_free(&in);
	buf_free(&said);
	return 0;
}

static void say(const struct key *k)
{
	char name[KEY_NAME_MAX];

	buf_puts(&said, said.n ? " " : "");
	if (k->kind == KEV_PASTE)
		buf_printf(&said, "PASTE(%.*s)", (int)k->n, k->text);
	else if (k->kind == KEV_REPORT)
		buf_printf(&said, "REPORT(%d,%d)", k->row, k->col);
	else if (k->kind == KEV_RESIZE)
		buf_puts(&said, "RESIZE");
	else if (k->kind == KEV_NONE)
		buf_puts(&said, "none");
	else
		buf_puts(&said, key_format(*k, name));
}

static const char *events(void)
{
	struct key k;

	buf_clear(&said);
	while (keyin_next(&in, &k))
		say(&k);
	return buf_str(&said);
}

static void feed(const char *bytes)
{
	keyin_bytes(&in, bytes, strlen(bytes), 1000);
}

/* One burst of BYTES. */
static const char *burst(const char *bytes)
{
	feed(bytes);
	keyin_burst_end(&in, 1000);
	return events();
}

static void plain_keys(void **state)
{
	(void)state;
	assert_string_equal(burst("ab\r\n\t\x7f\x08"), "a b Enter Enter Tab Backspace Backspace");
	assert_string_equal(burst("\x01\x13\x1a\x1c"), "^A ^S ^Z ^\\");
}

static void characters_of_every_length(void **state)
{
	(void)state;
	assert_string_equal(burst("aé张𠀀"), "a é 张 𠀀");
}

static void a_character_may_come_in_pieces(void **state)
{
	(void)state;
	assert_string_equal(burst("\xe5"), "");
	assert_string_equal(burst("\xbc"), "");
	assert_string_equal(burst("\xa0"), "张");
}

static void each_bad_byte_is_one_sign_and_the_next_key_is_right(void **state)
{
	(void)state;
	assert_string_equal(burst("\xff" "aaa"), "� a a a");
	assert_string_equal(burst("\xd5\xc5\xc8\xfd" "b"), "� � � � b");  /* GBK */
	assert_string_equal(burst("\xc0\xaf"), "� �");                    /* overlong */
	assert_string_equal(burst("\xed\xa0\x80"), "� � �");              /* surrogate */
	assert_string_equal(burst("\xf4\x90\x80\x80"), "� � � �");        /* over 10FFFF */
	assert_string_equal(burst("\xe5\xbc" "x"), "� � x");
	assert_string_equal(burst("\xe5\xbc\xe5\xbc\xa0"), "� � 张");
}

static void two_hundred_letters_after_a_bad_byte_all_arrive(void **state)
{
	struct key k;
	int n = 0;

	(void)state;
	feed("\xff");
	for (int i = 0; i < 200; i++)
		feed("a");
	keyin_burst_end(&in, 1000);
	while (keyin_next(&in, &k))
		n += k.code == 'a';
	assert_int_equal(n, 200);
}

static void escape_alone_is_esc_and_with_a_key_alt(void **state)
{
	(void)state;
	assert_string_equal(burst("\033"), "Esc");
	assert_string_equal(burst("\033x"), "Alt-x");
	assert_string_equal(burst("\0331"), "Alt-1");
	assert_string_equal(burst("\033张"), "Alt-张");
	assert_string_equal(burst("\033\r"), "Alt-Enter");
	assert_string_equal(burst("\033\033"), "Esc Esc");
	feed("\033");
	keyin_burst_end(&in, 1000);
	assert_string_equal(burst("x"), "Esc x");
}

static void unknown_sequences_are_swallowed_whole(void **state)
{
	(void)state;
	assert_string_equal(burst("\033[99;5ua"), "none a");
	assert_string_equal(burst("\033[11~b"), "none b");
	assert_string_equal(burst("\033[[Ac"), "none c");
	assert_string_equal(burst("\033Otd"), "none d");
	assert_string_equal(burst("\033[?1;2cE"), "none E");
	assert_string_equal(burst("\033[12"), "none");
	assert_string_equal(burst("\033[1\rx"), "none Enter x");
}

static void a_sequence_without_an_end_ends_somewhere(void **state)
{
	(void)state;
	feed("\033[");
	for (int i = 0; i < 100; i++)
		feed("0");
	keyin_burst_end(&in, 1000);
	assert_non_null(strstr(events(), "none 0"));
}

static void the_terminals_report_is_an_event(void **state)
{
	(void)state;
	assert_string_equal(burst("\033[2;2R"), "REPORT(2,2)");
	assert_string_equal(burst("a\033[2;3Rb"), "a REPORT(2,3) b");
	assert_string_equal(burst("\033[R"), "none");
	assert_string_equal(burst("\033[99999999999;1R"), "REPORT(999999,1)");
}

static void function_keys_end_whatever_was_going_on(void **state)
{
	(void)state;
	feed("\xe5");
	keyin_feed(&in, KEYIN_FUNC + K_F5, 0);
	feed("a");
	keyin_feed(&in, KEYIN_FUNC + K_LEFT + (MOD_CTRL << 8), 0);
	keyin_feed(&in, KEYIN_RESIZE, 0);
	keyin_burst_end(&in, 0);
	assert_string_equal(events(), "� F5 a Ctrl-Left RESIZE");
}

static void a_paste_is_one_event_and_never_commands(void **state)
{
	(void)state;
	keyin_feed(&in, KEYIN_PASTE_BEGIN, 1000);
	feed("张三\r");
	keyin_feed(&in, KEYIN_FUNC + K_F5, 1000);
	feed("q\x03李");
	assert_string_equal(events(), "");
	keyin_feed(&in, KEYIN_PASTE_END, 1000);
	assert_string_equal(burst("z"), "PASTE(张三\rq\x03李) z");
}

static void two_pastes_keep_their_order(void **state)
{
	(void)state;
	for (int i = 0; i < 2; i++) {
		keyin_feed(&in, KEYIN_PASTE_BEGIN, 1000);
		feed(i ? "two" : "one");
		keyin_feed(&in, KEYIN_PASTE_END, 1000);
		feed("-");
	}
	keyin_burst_end(&in, 1000);
	assert_string_equal(events(), "PASTE(one) - PASTE(two) -");
}

static void fourteen_thousand_bytes_are_pasted_whole(void **state)
{
	struct key k;

	(void)state;
	keyin_feed(&in, KEYIN_PASTE_BEGIN, 0);
	for (int i = 0; i < 14000; i++)
		feed("x");
	keyin_feed(&in, KEYIN_PASTE_END, 0);
	assert_true(keyin_next(&in, &k));
	assert_int_equal(k.kind, KEV_PASTE);
	assert_int_equal(k.n, 14000);
}

static void a_paste_whose_end_got_lost_ends_after_a_second(void **state)
{
	(void)state;
	keyin_feed(&in, KEYIN_PASTE_BEGIN, 5000);
	keyin_bytes(&in, "ab", 2, 5300);
	keyin_burst_end(&in, 5300);
	assert_int_equal(keyin_tick(&in, 5400), 900);
	assert_string_equal(events(), "");
	assert_int_equal(keyin_tick(&in, 6300), -1);
	assert_string_equal(events(), "PASTE(ab)");
	assert_string_equal(burst("c"), "c");
}

static void without_paste_marks_a_burst_with_a_line_end_is_a_paste(void **state)
{
	(void)state;
	keyin_free(&in);
	keyin_init(&in, true);
	assert_string_equal(burst("ab\rcdefg"), "PASTE(ab\rcdefg)");
	assert_string_equal(burst("abcdefghij"), "a b c d e f g h i j");
	assert_string_equal(burst("ab\rq"), "a b Enter q");
	feed("ab\rcdefg");
	keyin_feed(&in, KEYIN_FUNC + K_F2, 0);
	feed("x\r");
	keyin_burst_end(&in, 0);
	assert_string_equal(events(), "PASTE(ab\rcdefg) F2 x Enter");
}

static void with_paste_marks_a_burst_is_typing(void **state)
{
	(void)state;
	assert_string_equal(burst("wxm0823\rb"), "w x m 0 8 2 3 Enter b");
}

/* Random bytes and codes: never stuck, never more than one event a byte, always usable after. */
static void nothing_jams_it(void **state)
{
	static const int codes[] = { 27, '[', 'O', 'R', ';', '1', 0xe5, 0xbc, 0xff, '\r', 'a',
		KEYIN_PASTE_BEGIN, KEYIN_PASTE_END, KEYIN_FUNC + K_F1, KEYIN_RESIZE, 0x80 };
	unsigned seed = 11;
	struct key k;

	(void)state;
	for (int round = 0; round < 2000; round++) {
		int n = rand_r(&seed) % 30, got = 0;

		in.guard = rand_r(&seed) % 2;
		for (int i = 0; i < n; i++)
			keyin_feed(&in, codes[rand_r(&seed) % 16], round);
		keyin_burst_end(&in, round);
		while (keyin_next(&in, &k))
			got++;
		assert_true(got <= 2 * n + 4);
	}
	in.guard = false;
	keyin_tick(&in, 1000000);
	burst("zzzz");
	assert_string_equal(burst("a"), "a");
}

#define TEST(f) cmocka_unit_test_setup_teardown(f, fresh, gone)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(plain_keys),
		TEST(characters_of_every_length),
		TEST(a_character_may_come_in_pieces),
		TEST(each_bad_byte_is_one_sign_and_the_next_key_is_right),
		TEST(two_hundred_letters_after_a_bad_byte_all_arrive),
		TEST(escape_alone_is_esc_and_with_a_key_alt),
		TEST(unknown_sequences_are_swallowed_whole),
		TEST(a_sequence_without_an_end_ends_somewhere),
		TEST(the_terminals_report_is_an_event),
		TEST(function_keys_end_whatever_was_going_on),
		TEST(a_paste_is_one_event_and_never_commands),
		TEST(two_pastes_keep_their_order),
		TEST(fourteen_thousand_bytes_are_pasted_whole),
		TEST(a_paste_whose_end_got_lost_ends_after_a_second),
		TEST(without_paste_marks_a_burst_with_a_line_end_is_a_paste),
		TEST(with_paste_marks_a_burst_is_typing),
		TEST(nothing_jams_it),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
