/* Dialogs, choices, long texts, help and the menu, over the toy's home screen. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "toy.h"
#include "tui/dialog.h"
#include "tui/help.h"
#include "tui/longtext.h"
#include "tui/picker.h"
#include "tui/viewport.h"

static struct toy toy;

static int fresh(void **state)
{
	(void)state;
	toy_start(&toy);
	return 0;
}

static int gone(void **state)
{
	(void)state;
	toy_stop(&toy);
	return 0;
}

#define LOG() buf_str(&toy.log)

static struct screen *top(void)
{
	return screen_top(toy.loop);
}

static void sees(const char *text)
{
	if (!strstr(loop_text(toy.loop), text))
		fail_msg("no \"%s\" in\n%s", text, loop_text(toy.loop));
}

/* ---- dialogs ---- */

static void note_answer(struct screen *owner, int answer, int64_t ref)
{
	struct toy *t = screen_app(owner);

	buf_printf(&t->log, "%d of %d; ", answer, (int)ref);
}

static void ask(bool in_row)
{
	struct dialog d = { .title = "Cancel", .text = "The appointment goes.\nWhy?",
		.choices = { { 1, "ill", NULL }, { 2, "no time", NULL },
			{ 3, "dead", "Not dead yet." } },
		.in_row = in_row, .f10 = 2, .ref = 77, .done = note_answer };
	struct err e = ERR_INIT;

	assert_int_equal(dialog_open(top(), &d, &e), OK);
}

static void a_digit_answers_at_once(void **state)
{
	(void)state;
	ask(false);
	sees("+-- Cancel ");
	sees("| The appointment goes.");
	sees("> 1 ill");
	sees("  2 no time");
	loop_press(toy.loop, "2");
	assert_string_equal(LOG(), "2 of 77; ");
	assert_ptr_equal(top()->type, &toy_home);
}

static void the_cursor_answers_by_enter_and_f10_by_itself(void **state)
{
	(void)state;
	ask(true);
	sees("1 ill  2 no time  - dead");
	loop_press(toy.loop, "Right Enter");
	ask(false);
	loop_press(toy.loop, "F10");
	ask(false);
	loop_press(toy.loop, "Up Up Enter");
	assert_string_equal(LOG(), "2 of 77; 2 of 77; 2 of 77; ");
}

static void what_cannot_be_chosen_says_why(void **state)
{
	(void)state;
	ask(false);
	loop_press(toy.loop, "3");
	assert_string_equal(toy_row(&toy, 22), "Not dead yet.");
	assert_string_equal(LOG(), "");
	loop_press(toy.loop, "7 x");
	assert_string_equal(LOG(), "");
}

static void stepping_back_does_nothing(void **state)
{
	(void)state;
	ask(false);
	loop_press(toy.loop, "Esc");
	ask(false);
	loop_press(toy.loop, "F2");
	assert_string_equal(LOG(), "0 of 77; 0 of 77; ");
	assert_ptr_equal(top()->type, &toy_plain);
}

static void a_text_to_read_goes_by_any_of_the_three(void **state)
{
	static const char *const ways[] = { "Enter", "Esc", "F10" };
	struct err e = ERR_INIT;

	(void)state;
	for (int i = 0; i < 3; i++) {
		assert_int_equal(dialog_tell(top(), "News", "Something happened.", &e), OK);
		sees("Something happened.");
		loop_press(toy.loop, ways[i]);
		assert_ptr_equal(top()->type, &toy_home);
	}
}

/* Enter and F10 of such a box close it, and are called so; keys of everywhere keep their names. */
static void only_its_own_keys_close_a_text_to_read(void **state)
{
	struct err e = ERR_INIT;
	const struct keymap own = dialog_screen.commands, everywhere = loop_global(toy.loop);

	(void)state;
	assert_int_equal(dialog_tell(top(), "News", "Something happened.", &e), OK);
	for (size_t i = 0; i < own.n; i++)
		if (strcmp(own.rows[i].name, "screen-back") != 0)
			assert_string_equal(screen_label(top(), &own.rows[i]), "close it");
	assert_true(everywhere.n > 0);
	for (size_t i = 0; i < everywhere.n; i++)
		assert_string_not_equal(screen_label(top(), &everywhere.rows[i]), "close it");
	loop_press(toy.loop, "Esc");
}

static void a_long_text_wraps_inside_its_box(void **state)
{
	struct err e = ERR_INIT;
	struct buf text = { .s = NULL };

	(void)state;
	for (int i = 0; i < 40; i++)
		buf_puts(&text, "发烧三天, 伴头痛。");
	assert_int_equal(dialog_tell(top(), "News", buf_str(&text), &e), OK);
	for (int row = 1; row < 22; row++) {
		const char *line = toy_row(&toy, row);

		assert_true(utf8_cells(line) <= 80);
	}
	sees("发烧三天, 伴头痛。");
	buf_free(&text);
}

/* ---- choices ---- */

static void offer(void *ctx, const char *text, struct picker_list *out)
{
	static const char *const names[] = { "陈立", "周敏", "Dr Reyes", "Anna Chen" };
	static const char *const codes[] = { "cl", "zm", "dr", "ac" };

	(void)ctx;
	for (int i = 0; i < 4; i++)
		if (picker_fits(text, codes[i], names[i]))
			picker_add(out, i + 1, codes[i], names[i], i ? "off" : "on duty");
}

static void picked(struct screen *owner, const struct picker_choice *choice)
{
	struct toy *t = screen_app(owner);

	buf_printf(&t->log, "%s; ", choice ? choice->code : "none");
}

static void pick(int row, const char *text)
{
	struct picker p = { .at = { .row = row, .col = 12, .rows = 1, .cols = 16 }, .text = text,
		.title = "Expert", .choices = offer, .done = picked };
	struct err e = ERR_INIT;

	assert_int_equal(picker_open(top(), &p, &e), OK);
}

static void typing_narrows_the_choices(void **state)
{
	(void)state;
	pick(5, "");
	sees("> 陈立");
	sees("on duty");
	loop_type(toy.loop, "c");
	assert_null(strstr(loop_text(toy.loop), "周敏"));
	sees("Anna Chen");
	loop_press(toy.loop, "Down Enter");
	assert_string_equal(LOG(), "ac; ");
	pick(5, "周");
	loop_press(toy.loop, "Tab");
	assert_string_equal(LOG(), "ac; zm; ");
}

static void nothing_fitting_is_not_taken(void **state)
{
	(void)state;
	pick(5, "zzz");
	sees("Nothing fits.");
	loop_press(toy.loop, "Enter");
	assert_string_equal(LOG(), "");
	loop_press(toy.loop, "Esc");
	assert_string_equal(LOG(), "none; ");
}

static void the_box_opens_where_there_is_room(void **state)
{
	(void)state;
	pick(5, "");
	assert_memory_equal(toy_row(&toy, 6) + 11, "+-- Expert", 10);
	loop_press(toy.loop, "Esc");
	pick(20, "");
	assert_memory_equal(toy_row(&toy, 9) + 11, "+-- Expert", 10);
}

static void words_fit_by_their_beginning(void **state)
{
	(void)state;
	assert_true(picker_fits("", "x", "y"));
	assert_true(picker_fits("chen", "", "Anna Chen"));
	assert_false(picker_fits("hen", "", "Anna Chen"));
	assert_true(picker_fits("立", "", "陈立"));
	assert_true(picker_fits("CL", "cl", "陈立"));
	assert_false(picker_fits("q", NULL, NULL));
}

/* ---- long text ---- */

static void noted(struct screen *owner, const char *text)
{
	struct toy *t = screen_app(owner);

	buf_printf(&t->log, "[%s]", text);
}

static void leaving_a_long_text_keeps_it(void **state)
{
	static const char *const ways[] = { "F10", "Esc", "^E", "F2" };
	struct longtext l = { .title = "Notes", .text = "one", .max_cp = 100, .done = noted };
	struct err e = ERR_INIT;

	(void)state;
	for (int i = 0; i < 4; i++) {
		assert_int_equal(longtext_open(top(), &l, &e), OK);
		assert_memory_equal(toy_row(&toy, 1), " Notes", 6);
		loop_type(toy.loop, "\n张");
		sees(" one\n 张\n");
		sees("5 of 100 characters");
		loop_press(toy.loop, ways[i]);
	}
	assert_string_equal(LOG(), "[one\n张][one\n张][one\n张][one\n张]");
}

/* ---- help and menu ---- */

static void help_lists_the_tables(void **state)
{
	(void)state;
	loop_press(toy.loop, "F1");
	sees("Help: Home");
	sees("Keys of this screen");
	sees("e               eat        Eats it. (ea)");
	sees("Keys everywhere");
	sees("F1, ?           help       Help.");
	loop_press(toy.loop, "q");
	assert_ptr_equal(top()->type, &toy_home);
}

static void in_a_field_help_speaks_of_it_and_twice_of_the_screen(void **state)
{
	(void)state;
	loop_press(toy.loop, "Enter F1");
	assert_string_equal(toy_row(&toy, 2), " This field");
	assert_string_equal(toy_row(&toy, 3), " The name of the fruit, as people say it.");
	loop_press(toy.loop, "F1");
	assert_string_equal(toy_row(&toy, 2), " Fruit have names here.");
	loop_press(toy.loop, "F1");
	assert_string_equal(toy_row(&toy, 2), " This field");
	loop_press(toy.loop, "Esc");
	assert_ptr_equal(top()->type, &toy_form);
}

static void the_menu_does_things_by_number(void **state)
{
	(void)state;
	loop_press(toy.loop, "Down");
	loop_type(toy.loop, "。");
	sees("+-- Actions");
	sees(">  1 eat         Eats it.");
	loop_press(toy.loop, "1");
	assert_string_equal(LOG(), "eat banana; ");
	loop_press(toy.loop, "^O Down Enter");
	assert_ptr_equal(top()->type, &toy_overlay);
	loop_press(toy.loop, "Esc");
	toy.facts = 0;
	loop_press(toy.loop, "^O 1");
	assert_ptr_equal(top()->type, &toy_overlay);
}

static void a_screen_without_commands_has_no_menu(void **state)
{
	(void)state;
	loop_press(toy.loop, "F2 ^O");
	assert_ptr_equal(top()->type, &toy_plain);
	assert_string_equal(toy_row(&toy, 22), "Nothing can be done here now. F1 shows all keys.");
}

static void our_own_tables_are_in_order(void **state)
{
	const struct screen_type *const types[] = { &help_screen, &menu_screen, &dialog_screen,
		&picker_screen, &longtext_screen };
	struct err e = ERR_INIT;

	(void)state;
	for (int i = 0; i < 5; i++)
		if (command_check(types[i]->name, types[i]->commands, toy_app(&toy)->global, &e))
			fail_msg("%s", e.text);
}

/* ---- texts to read ---- */

static void a_viewport_wraps_and_scrolls(void **state)
{
	struct viewport v;
	struct canvas c;
	struct buf text = { .s = NULL };
	const struct key down = key_func(K_DOWN), end = key_func(K_END), home = key_func(K_HOME);

	(void)state;
	canvas_init(&c, 3, 12);
	viewport_init(&v);
	viewport_add(&v, STYLE_TAB, 2, "one two three");
	viewport_add(&v, STYLE_TEXT, 0, "a\n\nb");
	viewport_layout(&v, (struct rect){ 0, 0, 3, 8 });
	assert_int_equal(viewport_rows(&v), 5);
	viewport_draw(&v, &c);
	canvas_text(&c, &text);
	assert_string_equal(buf_str(&text), "one two\n  three\na\n");
	assert_int_equal(viewport_key(&v, &down), KEY_USED);
	assert_int_equal(v.top, 1);
	viewport_key(&v, &end);
	assert_int_equal(v.top, 2);
	viewport_key(&v, &down);
	assert_int_equal(v.top, 2);
	viewport_key(&v, &home);
	assert_int_equal(v.top, 0);
	viewport_free(&v);
	canvas_free(&c);
	buf_free(&text);
}

static void text_is_wrapped_row_by_row(void **state)
{
	const char *text = "hello wonderful world";
	size_t skip, n = text_wrap(text, 12, &skip);

	(void)state;
	assert_int_equal(n, 6);
	assert_int_equal(skip, 6);
	n = text_wrap(text + skip, 14, &skip);
	assert_int_equal(n, 10);
	assert_int_equal(text_wrap("", 5, &skip), 0);
	assert_int_equal(skip, 0);
	assert_int_equal(text_wrap("张三", 1, &skip), 3);
}

#define TEST(f) cmocka_unit_test_setup_teardown(f, fresh, gone)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(a_digit_answers_at_once),
		TEST(the_cursor_answers_by_enter_and_f10_by_itself),
		TEST(what_cannot_be_chosen_says_why),
		TEST(stepping_back_does_nothing),
		TEST(a_text_to_read_goes_by_any_of_the_three),
		TEST(only_its_own_keys_close_a_text_to_read),
		TEST(a_long_text_wraps_inside_its_box),
		TEST(typing_narrows_the_choices),
		TEST(nothing_fitting_is_not_taken),
		TEST(the_box_opens_where_there_is_room),
		TEST(words_fit_by_their_beginning),
		TEST(leaving_a_long_text_keeps_it),
		TEST(help_lists_the_tables),
		TEST(in_a_field_help_speaks_of_it_and_twice_of_the_screen),
		TEST(the_menu_does_things_by_number),
		TEST(a_screen_without_commands_has_no_menu),
		TEST(our_own_tables_are_in_order),
		TEST(a_viewport_wraps_and_scrolls),
		TEST(text_is_wrapped_row_by_row),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
