/* Names of keys, and what a key means outside a text field. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "tui/key.h"

static struct key named(const char *name)
{
	struct key k = { .kind = KEV_NONE };

	assert_true(key_parse(name, strlen(name), &k));
	return k;
}

static void names_go_in_and_come_out_again(void **state)
{
	static const char *const names[] = {
		"a", "$", "F1", "F12", "^S", "^\\", "Alt-x", "Alt-1", "Enter", "Esc", "Tab",
		"S-Tab",
		"Up", "PgDn", "Space", "Ctrl-Left", "Home", "Del", "Backspace", "[", "?", "^", "Z",
		"/", ":", "-", "Alt-张",
	};
	char out[KEY_NAME_MAX];

	(void)state;
	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		assert_string_equal(key_format(named(names[i]), out), names[i]);
}

static void other_spellings_are_understood(void **state)
{
	(void)state;
	assert_true(key_equal(named("Ctrl-S"), named("^S")));
	assert_true(key_equal(named("^s"), named("^S")));
	assert_true(key_equal(named("ctrl-s"), key_ctrl('s')));
	assert_true(key_equal(named("f3"), key_func(K_F3)));
	assert_true(key_equal(named("Shift-Tab"), named("S-Tab")));
}

static void what_is_no_key_is_refused(void **state)
{
	static const char *const bad[] = { "", "F13", "Foo", "ab", "Alt-", "\x01", "\xff", "张三" };
	struct key k;

	(void)state;
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
		assert_false(key_parse(bad[i], strlen(bad[i]), &k));
}

static void alt_and_a_digit_is_a_function_key(void **state)
{
	(void)state;
	assert_true(key_is(key_as_command(named("Alt-1")), K_F1));
	assert_true(key_is(key_as_command(named("Alt-9")), K_F9));
	assert_true(key_is(key_as_command(named("Alt-0")), K_F10));
	assert_true(key_is(key_as_command(named("Alt-=")), K_F12));
	assert_true(key_equal(key_alt_as_func(named("A")), key_char('A')));
}

static void an_input_method_does_not_lock_the_commands(void **state)
{
	static const struct { uint32_t from; char to; } pairs[] = {
		{ 0x3002, '.' }, { 0x3010, '[' }, { 0x3011, ']' }, { 0x300a, '<' }, { 0x300b, '>' },
		{ 0xffe5, '$' }, { 0xff41, 'a' }, { 0xff21, 'a' }, { 0xff11, '1' }, { 0xff1a, ':' },
		{ 0xff0f, '/' }, { 0xff0e, '.' }, { 0x3000, ' ' }, { 'Q', 'q' }, { '+', '+' },
	};

	(void)state;
	for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++)
		assert_int_equal(key_as_command(key_char(pairs[i].from)).code, pairs[i].to);
	assert_int_equal(key_as_command(key_char(0x5f20)).code, 0x5f20);
}

static void ctrl_keys_are_not_text(void **state)
{
	(void)state;
	assert_true(key_is_text(key_char('a')));
	assert_false(key_is_text(key_ctrl('a')));
	assert_false(key_is_text(key_func(K_ENTER)));
	assert_true(key_is_ctrl(key_ctrl('p'), 'p'));
	assert_false(key_is(named("Ctrl-Left"), K_LEFT));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(names_go_in_and_come_out_again),
		cmocka_unit_test(other_spellings_are_understood),
		cmocka_unit_test(what_is_no_key_is_refused),
		cmocka_unit_test(alt_and_a_digit_is_a_function_key),
		cmocka_unit_test(an_input_method_does_not_lock_the_commands),
		cmocka_unit_test(ctrl_keys_are_not_text),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
