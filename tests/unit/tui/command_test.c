/* One table makes key bar, help and dump; mistakes in it are found at start. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/buf.h"
#include "tui/command.h"

enum { HAS_ROW = 1, MAY_WRITE = 2 };

static enum err_code run_it(struct screen *s, struct err *e)
{
	(void)s, (void)e;
	return OK;
}

static const struct command own[] = {
	{ .name = "row-open", .keys = "Enter", .label = "open", .help = "Opens.", .needs = HAS_ROW,
	  .run = run_it },
	{ .name = "row-next", .code = "ok", .keys = "y", .label = "confirm", .help = "On.",
	  .needs = HAS_ROW | MAY_WRITE, .run = run_it },
	{ .name = "row-move", .code = "mv", .keys = "m F6", .label = "move", .help = "Moves.",
	  .run = run_it },
};

static const struct command global[] = {
	{ .name = "help", .keys = "F1 ?", .label = "help", .help = "Help.", .run = run_it,
	  .flags = COMMAND_BAR_FIRST },
	{ .name = "area-clients", .code = "cl", .keys = "F2", .label = "clients",
	  .help = "Clients.", .run = run_it, .flags = COMMAND_NO_BAR },
	{ .name = "command-line", .keys = "^P :", .label = "command", .help = "Line.",
	  .run = run_it },
	{ .name = "screen-back", .keys = "Esc q ^C", .label = "back", .help = "Back.",
	  .run = run_it, .flags = COMMAND_BAR_LAST },
};

static const char *bar(unsigned facts, int cols)
{
	static struct buf out;

	buf_clear(&out);
	command_bar(KEYMAP(own), KEYMAP(global), facts, false, cols, &out);
	return buf_str(&out);
}

static void keys_find_their_command(void **state)
{
	(void)state;
	assert_ptr_equal(command_for_key(KEYMAP(own), key_char('m')), &own[2]);
	assert_ptr_equal(command_for_key(KEYMAP(own), key_char('M')), &own[2]);
	assert_ptr_equal(command_for_key(KEYMAP(own), key_func(K_F6)), &own[2]);
	assert_null(command_for_key(KEYMAP(own), key_char('x')));
	assert_null(command_for_key(KEYMAP(own), key_ctrl('m')));
	assert_ptr_equal(command_for_key(KEYMAP(global), key_ctrl('c')), &global[3]);
}

static void names_codes_and_beginnings_find_it_too(void **state)
{
	bool ambiguous;

	(void)state;
	assert_ptr_equal(command_by_name(KEYMAP(own), "row-move", NULL), &own[2]);
	assert_ptr_equal(command_by_name(KEYMAP(own), "MV", NULL), &own[2]);
	assert_ptr_equal(command_by_name(KEYMAP(own), "row-n", &ambiguous), &own[1]);
	assert_false(ambiguous);
	assert_null(command_by_name(KEYMAP(own), "row", &ambiguous));
	assert_true(ambiguous);
	assert_null(command_by_name(KEYMAP(own), "", &ambiguous));
	assert_null(command_by_name(KEYMAP(own), "zzq", &ambiguous));
	assert_false(ambiguous);
}

static void the_bar_shows_what_can_be_done(void **state)
{
	(void)state;
	assert_string_equal(bar(HAS_ROW | MAY_WRITE, 80),
	    "F1 help  Enter open  y confirm  m move  ^P command  Esc back");
	assert_string_equal(bar(HAS_ROW, 80),
	    "F1 help  Enter open  - confirm  m move  ^P command  Esc back");
	assert_string_equal(bar(0, 80),
	    "F1 help  - open  - confirm  m move  ^P command  Esc back");
}

static void a_narrow_bar_loses_from_the_right_but_keeps_the_way_back(void **state)
{
	(void)state;
	assert_string_equal(bar(3, 58), "F1 help  Enter open  y confirm  m move  Esc back");
	assert_string_equal(bar(3, 30), "F1 help  Enter open  Esc back");
	assert_string_equal(bar(3, 10), "Esc back");
}

static void needs_are_bits(void **state)
{
	(void)state;
	assert_false(command_allowed(&own[1], HAS_ROW));
	assert_int_equal(command_missing(&own[1], HAS_ROW), MAY_WRITE);
	assert_true(command_allowed(&own[1], HAS_ROW | MAY_WRITE | 64));
}

static void check_says(struct keymap map, const char *words)
{
	struct err e = ERR_INIT;

	assert_int_equal(command_check("rooms", map, KEYMAP(global), &e), ERR_CONFIG);
	assert_non_null(strstr(e.text, "rooms"));
	assert_non_null(strstr(e.text, words));
}

static void good_tables_pass(void **state)
{
	struct err e = ERR_INIT;

	(void)state;
	assert_int_equal(command_check("rooms", KEYMAP(own), KEYMAP(global), &e), OK);
	assert_int_equal(command_check("global", KEYMAP(global), KEYMAP(global), &e), OK);
}

#define ROW(n, k) { .name = (n), .keys = (k), .help = "h", .run = run_it }

static void mistakes_are_named(void **state)
{
	const struct command twice[] = { ROW("one", "x"), ROW("two", "y X") };
	const struct command names[] = { ROW("one", "x"), ROW("one", "y") };
	const struct command key[] = { ROW("one", "F13") };
	const struct command taken[] = { ROW("one", "F2") };
	const struct command helpless[] = { { .name = "one", .keys = "x", .run = run_it } };
	const struct command idle[] = { { .name = "one", .keys = "x", .help = "h" } };
	const struct command label[] = { { .name = "one", .keys = "x", .help = "h", .run = run_it,
		.label = "ten cells!" } };
	const struct command code[] = { { .name = "one", .keys = "x", .help = "h", .run = run_it,
		.code = "abc" } };
	const struct command codes[] = {
		{ .name = "one", .keys = "", .help = "h", .run = run_it, .code = "ab" },
		{ .name = "two", .keys = "", .help = "h", .run = run_it, .code = "AB" } };

	(void)state;
	check_says(KEYMAP(twice), "same key x");
	check_says(KEYMAP(names), "twice");
	check_says(KEYMAP(key), "no such key: F13");
	check_says(KEYMAP(taken), "area-clients everywhere");
	check_says(KEYMAP(helpless), "lacks");
	check_says(KEYMAP(idle), "lacks");
	check_says(KEYMAP(label), "over 9 cells");
	check_says(KEYMAP(code), "two letters");
	check_says(KEYMAP(codes), "same code");
}

/* What Enter does on one page of a screen is said there. */
static void a_page_may_name_a_key_its_own_way(void **state)
{
	const struct command rows[] = { { .name = "row-open", .keys = "Enter", .label = "open",
		.help = "h", .run = run_it, .page = 1u << 9, .page_label = "tick" } };

	(void)state;
	for (unsigned on = 0; on < 2; on++) {
		struct buf out = { .s = NULL };

		command_bar(KEYMAP(rows), KEYMAP(global), on << 9, false, 80, &out);
		assert_non_null(strstr(buf_str(&out), on ? "Enter tick" : "Enter open"));
		buf_free(&out);
	}
}

static void a_screen_may_name_a_global_key_its_own_way(void **state)
{
	const struct command back[] = { { .name = "screen-back", .keys = "Esc", .label = "leave",
		.help = "h", .run = run_it, .flags = COMMAND_BAR_LAST } };
	struct err e = ERR_INIT;
	struct buf out = { .s = NULL };

	(void)state;
	assert_int_equal(command_check("rooms", KEYMAP(back), KEYMAP(global), &e), OK);
	command_bar(KEYMAP(back), KEYMAP(global), 0, false, 80, &out);
	assert_string_equal(buf_str(&out), "F1 help  ^P command  Esc leave");
	buf_free(&out);
}

static void while_text_is_typed_no_letter_is_a_key(void **state)
{
	const struct command find[] = {
		{ .name = "row-open", .keys = "Enter", .label = "open", .help = "h",
		  .run = run_it },
		{ .name = "row-new", .keys = "n", .label = "new", .help = "h", .run = run_it },
		{ .name = "client-merge", .keys = "9 Alt-m", .label = "compare",
		  .help = "h", .run = run_it },
		{ .name = "tab-next", .keys = "] PgDn", .label = "tab", .help = "h",
		  .run = run_it } };
	struct buf typing = { .s = NULL }, list = { .s = NULL };

	(void)state;
	command_bar(KEYMAP(find), KEYMAP(global), 0, true, 100, &typing);
	assert_string_equal(buf_str(&typing),
	    "F1 help  Enter open  - new  Alt-m compare  PgDn tab  ^P command  Esc back");
	command_bar(KEYMAP(find), KEYMAP(global), 0, false, 100, &list);
	assert_string_equal(buf_str(&list),
	    "F1 help  Enter open  n new  9 compare  ] tab  ^P command  Esc back");
	buf_free(&typing);
	buf_free(&list);
}

static void print(void *ctx, const char *screen, const struct command *c)
{
	buf_printf(ctx, "%s %s %s;", screen, c->keys, c->name);
}

static void the_dump_has_every_row(void **state)
{
	struct buf out = { .s = NULL };

	(void)state;
	command_dump("rooms", KEYMAP(own), print, &out);
	assert_string_equal(buf_str(&out),
	    "rooms Enter row-open;rooms y row-next;rooms m F6 row-move;");
	buf_free(&out);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(keys_find_their_command),
		cmocka_unit_test(names_codes_and_beginnings_find_it_too),
		cmocka_unit_test(the_bar_shows_what_can_be_done),
		cmocka_unit_test(a_narrow_bar_loses_from_the_right_but_keeps_the_way_back),
		cmocka_unit_test(needs_are_bits),
		cmocka_unit_test(good_tables_pass),
		cmocka_unit_test(mistakes_are_named),
		cmocka_unit_test(a_page_may_name_a_key_its_own_way),
		cmocka_unit_test(a_screen_may_name_a_global_key_its_own_way),
		cmocka_unit_test(while_text_is_typed_no_letter_is_a_key),
		cmocka_unit_test(the_dump_has_every_row),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
