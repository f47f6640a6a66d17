/* The engine without a terminal: stack, keys, messages, reloading, the prompt. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/clock.h"
#include "toy.h"
#include "tui/textline.h"

static struct toy toy;

static int fresh(void **state)
{
	(void)state;
	clock_fix(1795527120);
	toy_start(&toy);
	return 0;
}

static int gone(void **state)
{
	(void)state;
	toy_stop(&toy);
	clock_fix(0);
	return 0;
}

static const char *top(void)
{
	return screen_top(toy.loop)->type->name;
}

#define LOG() buf_str(&toy.log)

static void the_picture_has_its_rows(void **state)
{
	(void)state;
	assert_string_equal(toy_row(&toy, 0), "Home");
	assert_int_equal(canvas_style_at(loop_canvas(toy.loop), 0, 79), STYLE_BAR);
	assert_string_equal(toy_row(&toy, 1), "Fruit");
	assert_string_equal(toy_row(&toy, 2), "> 1 apple");
	assert_string_equal(toy_row(&toy, 22), "");
	assert_string_equal(toy_row(&toy, 23),
	    "F1 help  Enter open  e eat  y ask  ^O actions  Esc back");
}

static void a_key_runs_its_command_and_the_message_follows(void **state)
{
	(void)state;
	loop_press(toy.loop, "Down e");
	assert_string_equal(LOG(), "eat banana; ");
	assert_string_equal(toy_row(&toy, 22), "Eaten: banana.");
	assert_int_equal(canvas_style_at(loop_canvas(toy.loop), 22, 0), STYLE_MSG_DONE);
	loop_press(toy.loop, "Down");
	assert_string_equal(toy_row(&toy, 22), "");
}

static void capitals_and_full_width_letters_are_commands_too(void **state)
{
	(void)state;
	loop_press(toy.loop, "E");
	loop_type(toy.loop, "ｅ");
	assert_string_equal(LOG(), "eat apple; eat apple; ");
}

static void a_refusal_says_why(void **state)
{
	(void)state;
	loop_press(toy.loop, "End e");
	assert_string_equal(LOG(), "");
	assert_string_equal(toy_row(&toy, 22), "Not eaten. A stone is no fruit. n buys some.");
	assert_int_equal(canvas_style_at(loop_canvas(toy.loop), 22, 0), STYLE_MSG_REFUSED);
}

static void needs_are_tested_before_the_command_runs(void **state)
{
	(void)state;
	toy.facts = 0;
	loop_press(toy.loop, "Down e");
	assert_string_equal(LOG(), "");
	assert_string_equal(toy_row(&toy, 22), "Not possible here: eat.");
	assert_non_null(strstr(toy_row(&toy, 23), "- eat"));
	toy.count = 0;
	toy.facts = TOY_MAY_EAT;
	loop_moved(toy.loop, TOY_AREA_FRUIT);
	loop_press(toy.loop, "Down Down e");
	assert_string_equal(toy_row(&toy, 22), "No fruit is selected. Down selects one.");
}

static void what_somebody_may_not_is_not_offered_and_says_who_may(void **state)
{
	(void)state;
	assert_non_null(strstr(toy_row(&toy, 23), "y ask"));
	toy.no_guest = true;
	loop_press(toy.loop, "Down");
	assert_non_null(strstr(toy_row(&toy, 23), "- ask"));
	loop_press(toy.loop, "y");
	assert_string_equal(toy_row(&toy, 22), "Not your right: ask. Ask: the cook.");
	assert_ptr_equal(screen_top(toy.loop)->type, &toy_home);
	loop_press(toy.loop, "^O");
	assert_null(strstr(toy_row(&toy, 10), "Asks."));
	assert_null(strstr(toy_row(&toy, 11), "Asks."));
	assert_null(strstr(toy_row(&toy, 12), "Asks."));
}

static void all_messages_are_kept_newest_first(void **state)
{
	int64_t at;

	(void)state;
	loop_press(toy.loop, "e Down e");
	assert_string_equal(loop_message(toy.loop, 0, &at), "Eaten: banana.");
	assert_int_equal(at, 1795527120);
	assert_string_equal(loop_message(toy.loop, 1, NULL), "Eaten: apple.");
	assert_null(loop_message(toy.loop, 2, NULL));
	for (int i = 0; i < 250; i++)
		loop_press(toy.loop, "e");
	assert_non_null(loop_message(toy.loop, 99, NULL));
	assert_null(loop_message(toy.loop, 100, NULL));
}

static void in_a_field_letters_are_text(void **state)
{
	(void)state;
	loop_press(toy.loop, "Enter");
	assert_string_equal(top(), "form");
	loop_press(toy.loop, "q ? Space 1 Q");
	loop_type(toy.loop, "Ｅ。");
	assert_string_equal(toy_row(&toy, 2), "Name [appleq? 1QＥ。");
	assert_true(loop_canvas(toy.loop)->cursor_on);
	loop_press(toy.loop, "F10");
	assert_string_equal(LOG(), "saved appleq? 1QＥ。; ");
	assert_string_equal(top(), "home");
	assert_false(loop_canvas(toy.loop)->cursor_on);
}

static void alt_digits_are_function_keys_everywhere(void **state)
{
	(void)state;
	loop_press(toy.loop, "Enter Alt-0");
	assert_string_equal(LOG(), "saved apple; ");
	loop_press(toy.loop, "Alt-2");
	assert_string_equal(top(), "plain");
}

/* The whole sequence arrives before anything was painted, and ends in the same state. */
static void a_burst_does_what_the_keys_would_do_one_by_one(void **state)
{
	const struct key keys[] = { key_func(K_DOWN), key_func(K_ENTER), key_char('x'),
		key_func(K_F10), key_char('e'), key_func(K_F2), key_func(K_F3), key_char('e') };

	(void)state;
	loop_burst(toy.loop, keys, sizeof keys / sizeof *keys);
	assert_string_equal(LOG(), "saved bananax; eat banana; eat banana; ");
	assert_string_equal(top(), "home");
}

static void leaving_keeps_what_was_typed(void **state)
{
	(void)state;
	loop_press(toy.loop, "Enter x F2");
	assert_string_equal(top(), "plain");
	assert_string_equal(toy.typed, "applex");
	assert_ptr_equal(screen_under(screen_top(toy.loop))->type, &toy_home);
	toy.form_stays = true;
	loop_press(toy.loop, "F3 Enter F2");
	assert_string_equal(top(), "form");
	loop_press(toy.loop, "Esc");
	assert_string_equal(top(), "form");
}

static void an_area_key_opens_its_screen_once(void **state)
{
	(void)state;
	loop_press(toy.loop, "F2 F2 F2 Esc");
	assert_string_equal(top(), "home");
}

static void a_screen_that_cannot_open_never_appears(void **state)
{
	(void)state;
	toy.open_fails = true;
	loop_press(toy.loop, "Enter");
	assert_string_equal(top(), "home");
	assert_string_equal(toy_row(&toy, 22), "Not opened. Only the gardener may. Ask him.");
}

static void an_overlay_answers_its_owner(void **state)
{
	(void)state;
	loop_press(toy.loop, "y");
	assert_string_equal(top(), "sure");
	assert_non_null(strstr(loop_text(toy.loop), "+-- Sure"));
	assert_non_null(strstr(loop_text(toy.loop), "> 1 apple"));
	loop_press(toy.loop, "1");
	assert_string_equal(LOG(), "answer 1 yes; ");
	loop_press(toy.loop, "y Esc");
	assert_string_equal(LOG(), "answer 1 yes; answer 0 -; ");
	loop_press(toy.loop, "y F2");
	assert_string_equal(top(), "plain");
	assert_string_equal(LOG(), "answer 1 yes; answer 0 -; answer 0 -; ");
}

static void only_areas_on_the_screen_reload_it(void **state)
{
	(void)state;
	loop_settle(toy.loop);
	assert_int_equal(toy.loads, 1);
	toy.moved = TOY_AREA_OTHER;
	loop_poll(toy.loop, 1000);
	assert_int_equal(toy.loads, 1);
	toy.moved = TOY_AREA_FRUIT;
	toy.fruit[0].name = "apricot";
	loop_poll(toy.loop, 1250);
	assert_int_equal(toy.loads, 2);
	assert_string_equal(toy_row(&toy, 2), "> 1 apricot");
	assert_int_equal(toy.ticks, 2);
}

static void a_hidden_screen_reloads_when_it_is_shown(void **state)
{
	(void)state;
	loop_press(toy.loop, "F2");
	toy.moved = TOY_AREA_FRUIT;
	loop_poll(toy.loop, 1000);
	assert_int_equal(toy.loads, 1);
	loop_press(toy.loop, "Esc");
	assert_int_equal(toy.loads, 2);
}

static void a_screen_under_an_overlay_stays_alive(void **state)
{
	(void)state;
	loop_press(toy.loop, "y");
	toy.moved = TOY_AREA_FRUIT;
	toy.fruit[0].name = "apricot";
	loop_poll(toy.loop, 1000);
	assert_string_equal(toy_row(&toy, 2), "> 1 apricot");
}

static void a_failed_load_says_so_and_keeps_what_was_there(void **state)
{
	(void)state;
	toy.load_fails = true;
	loop_moved(toy.loop, TOY_AREA_FRUIT);
	assert_string_equal(toy_row(&toy, 22), "The basket cannot be read. Look again later.");
	assert_string_equal(toy_row(&toy, 2), "> 1 apple");
}

static void too_small_keeps_typing_and_runs_nothing(void **state)
{
	(void)state;
	loop_press(toy.loop, "Enter");
	loop_resize(toy.loop, 20, 60);
	assert_string_equal(toy_row(&toy, 0), "+-- 60x20 -----------------------------+");
	assert_string_equal(toy_row(&toy, 1), "| frontdesk needs 80 x 24.             |");
	assert_string_equal(toy_row(&toy, 3), "| 需要 80 x 24, 请放大窗口。           |");
	loop_press(toy.loop, "s F10 Esc F2");
	assert_string_equal(LOG(), "");
	loop_press(toy.loop, "^Q");
	assert_string_equal(LOG(), "locked; ");
	loop_resize(toy.loop, 24, 80);
	assert_string_equal(toy_row(&toy, 2), "Name [apples");
	loop_resize(toy.loop, 10, 30);
	assert_string_equal(toy_row(&toy, 0), "80x24!");
	loop_resize(toy.loop, 1, 3);
	assert_string_equal(toy_row(&toy, 0), "80~");
	loop_resize(toy.loop, 40, 120);
	assert_non_null(strstr(toy_row(&toy, 39), "F10 save"));
}

static void an_input_method_is_noticed(void **state)
{
	(void)state;
	loop_press(toy.loop, "F2");
	loop_type(toy.loop, "张");
	assert_non_null(strstr(toy_row(&toy, 22), "Input method is on"));
}

static void a_paste_is_never_a_command(void **state)
{
	(void)state;
	loop_paste(toy.loop, "eee\r");
	assert_string_equal(LOG(), "");
	assert_non_null(strstr(toy_row(&toy, 22), "in a field only"));
	loop_press(toy.loop, "Enter");
	loop_paste(toy.loop, "eee\r");
	assert_string_equal(toy_row(&toy, 2), "Name [appleeee");
}

static void the_minute_turns_without_a_key(void **state)
{
	(void)state;
	toy.shows_minute = true;
	loop_press(toy.loop, "Down");
	assert_string_equal(toy_row(&toy, 0), "Home minute 32");
	clock_fix(1795527120 + 59);
	loop_poll(toy.loop, 5000);
	assert_string_equal(toy_row(&toy, 0), "Home minute 32");
	clock_fix(1795527120 + 60);
	loop_poll(toy.loop, 5250);
	assert_string_equal(toy_row(&toy, 0), "Home minute 33");
	assert_int_equal(toy.pressed, 1);
}

/* ---- the prompt of row 23 ---- */

static void echo(struct screen *owner, const char *text, struct buf *out)
{
	(void)owner;
	buf_printf(out, "= %zu", strlen(text));
}

static enum err_code take(struct screen *owner, const char *text, struct err *e)
{
	struct toy *t = screen_app(owner);

	if (text && strcmp(text, "bad") == 0)
		return err_set(e, ERR_INVALID, "Not that one.");
	if (text && strcmp(text, "worse") == 0)
		return err_set(e, ERR_INVALID,
		    "Nobody and nothing here is called so. Type a code or a name.");
	buf_printf(&t->log, "text %s; ", text ? text : "-");
	return OK;
}

static void ask_line(const char *text)
{
	textline_ask(screen_top(toy.loop), &(struct textline){ .label = "Date", .text = text,
		.note = echo, .done = take });
}

static void the_prompt_takes_letters_and_enter(void **state)
{
	(void)state;
	ask_line("");
	loop_type(toy.loop, "fri e");
	assert_string_equal(toy_row(&toy, 22), "Date [fri e                         ] = 5");
	assert_string_equal(toy_row(&toy, 23), "Enter answer  Esc back");
	loop_press(toy.loop, "Enter");
	assert_string_equal(LOG(), "text fri e; ");
	assert_false(textline_active(toy.loop));
	ask_line("x");
	loop_press(toy.loop, "F10");
	assert_string_equal(LOG(), "text fri e; text x; ");
}

static void a_refused_answer_stays_to_be_corrected(void **state)
{
	(void)state;
	ask_line("");
	loop_type(toy.loop, "bad\n");
	assert_true(textline_active(toy.loop));
	assert_string_equal(toy_row(&toy, 22),
	    "Date [bad                           ] Not that one.");
	loop_press(toy.loop, "Backspace Enter");
	assert_string_equal(LOG(), "text ba; ");
}

static void a_long_refusal_is_read_whole_below_the_prompt(void **state)
{
	(void)state;
	ask_line("");
	loop_type(toy.loop, "worse\n");
	assert_string_equal(toy_row(&toy, 22), "Date [worse                         ]");
	assert_string_equal(toy_row(&toy, 23),
	    "Nobody and nothing here is called so. Type a code or a name.");
	loop_press(toy.loop, "Backspace");
	assert_string_equal(toy_row(&toy, 23), "Enter answer  Esc back");
}

static void stepping_back_from_the_prompt_is_told(void **state)
{
	(void)state;
	ask_line("x");
	loop_press(toy.loop, "Esc e");
	assert_string_equal(LOG(), "text -; eat apple; ");
}

static void the_prompt_waits_while_something_lies_over_its_owner(void **state)
{
	(void)state;
	ask_line("");
	loop_type(toy.loop, "fr");
	loop_press(toy.loop, "F2");
	assert_string_equal(top(), "plain");
	assert_false(textline_active(toy.loop));
	loop_press(toy.loop, "Esc");
	assert_true(textline_active(toy.loop));
	loop_type(toy.loop, "i\n");
	assert_string_equal(LOG(), "text fri; ");
}

static void too_small_to_read_the_question_nothing_answers_it(void **state)
{
	(void)state;
	ask_line("");
	loop_resize(toy.loop, 20, 60);
	loop_type(toy.loop, "fri\n");
	loop_press(toy.loop, "F10 Esc");
	loop_resize(toy.loop, 24, 80);
	assert_string_equal(toy_row(&toy, 22), "Date [fri                           ] = 3");
	assert_string_equal(LOG(), "");
}

static void keys_typed_ahead_can_be_dropped(void **state)
{
	const struct key keys[] = { key_char('e'), key_ctrl('d'), key_char('e'), key_char('e') };

	(void)state;
	loop_burst(toy.loop, keys, 4);
	assert_string_equal(LOG(), "eat apple; dropped 2; ");
}

#define TEST(f) cmocka_unit_test_setup_teardown(f, fresh, gone)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(the_picture_has_its_rows),
		TEST(a_key_runs_its_command_and_the_message_follows),
		TEST(capitals_and_full_width_letters_are_commands_too),
		TEST(a_refusal_says_why),
		TEST(needs_are_tested_before_the_command_runs),
		TEST(what_somebody_may_not_is_not_offered_and_says_who_may),
		TEST(all_messages_are_kept_newest_first),
		TEST(in_a_field_letters_are_text),
		TEST(alt_digits_are_function_keys_everywhere),
		TEST(a_burst_does_what_the_keys_would_do_one_by_one),
		TEST(leaving_keeps_what_was_typed),
		TEST(an_area_key_opens_its_screen_once),
		TEST(a_screen_that_cannot_open_never_appears),
		TEST(an_overlay_answers_its_owner),
		TEST(only_areas_on_the_screen_reload_it),
		TEST(a_hidden_screen_reloads_when_it_is_shown),
		TEST(a_screen_under_an_overlay_stays_alive),
		TEST(a_failed_load_says_so_and_keeps_what_was_there),
		TEST(too_small_keeps_typing_and_runs_nothing),
		TEST(an_input_method_is_noticed),
		TEST(a_paste_is_never_a_command),
		TEST(the_minute_turns_without_a_key),
		TEST(the_prompt_takes_letters_and_enter),
		TEST(a_refused_answer_stays_to_be_corrected),
		TEST(a_long_refusal_is_read_whole_below_the_prompt),
		TEST(stepping_back_from_the_prompt_is_told),
		TEST(the_prompt_waits_while_something_lies_over_its_owner),
		TEST(too_small_to_read_the_question_nothing_answers_it),
		TEST(keys_typed_ahead_can_be_dropped),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
