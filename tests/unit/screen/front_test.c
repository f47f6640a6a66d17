/* What every screen owes: its page behind the second F1; and the help of the lock, which is no way
 * round the lock. */
#include "house.h"

#include "base/buf.h"
#include "base/utf8.h"

static void every_screen_has_its_page(void **state)
{
	(void)state;
	for (size_t i = 0; i < front_screens_count; i++) {
		const struct screen_type *type = front_screens[i];
		const struct screen none = { .type = type };
		struct buf text = { 0 };

		if (!type->page)
			fail_msg("%s has no page", type->name);
		type->page(&none, &text);
		if (utf8_count(buf_str(&text)) < 80)
			fail_msg("%s: %s", type->name, buf_str(&text));
		buf_free(&text);
	}
}

static void the_second_f1_turns_to_the_page_and_back(void **state)
{
	struct house *h = *state;
	struct actions_arg arg = { .client_id = h->ann };

	must(h, screen_open(h->l, &actions_screen, &arg, &h->e));
	must(h, screen_open(h->l, &past_screen, &(int64_t){ 1 }, &h->e));
	loop_press(h->l, "F1");
	see(h, "Help: The board as it was", "F1: about this screen", "Keys of this screen");
	loop_press(h->l, "F1");
	see(h, "The day as it stood at one moment", "F1: the keys");
	loop_press(h->l, "F1");
	see(h, "Keys of this screen");
	loop_press(h->l, "Esc");
	assert_string_equal(screen_top(h->l)->type->name, "past");
}

/* The keys of a list mean on each of its tabs what the tab does with them. */
static void help_speaks_of_the_tab_and_leaves_out_what_other_tabs_do(void **state)
{
	struct house *h = *state;

	loop_press(h->l, "F7 F1");
	see(h, "Every step with who and when", "Attaches the laboratory's report.");
	nosee(h, "Opens the row.");
	nosee(h, "Puts the row off");
	loop_press(h->l, "Esc ] F1");
	see(h, "Says that the courier took the goods", "A discount or a gift");
	nosee(h, "Every step with who and when");
	loop_press(h->l, "Esc ] ] F1");
	see(h, "Passes the card", "Prints or exports the list.");
	nosee(h, "Takes money");
}

static void the_lock_has_help_and_stays_locked(void **state)
{
	struct house *h = *state;

	front_lock(&h->f);
	loop_settle(h->l);
	see_row(h, -1, "F1 help");
	loop_press(h->l, "F1 F1");
	see(h, "Type your initials or the beginning of your name");
	see_row(h, -1, "F1 turn  Esc back");
	loop_press(h->l, "F2 F12 ^T ^P Alt-m Alt-s");
	see(h, "Type your initials or the beginning of your name");
	nosee(h, "Find");
	loop_press(h->l, "Esc Esc Esc");
	assert_string_equal(screen_top(h->l)->type->name, "lock");
	see(h, "Locked by 王芳");
}

/* A Unix account of one's own fills Who and asks the PIN; the next person is not taken for the
 * first. Whom it means may be changed, and a PIN of somebody else does not open it. */
static void the_log_in_expects_whose_account_it_is(void **state)
{
	struct house *h = *state;

	desk_leave(&h->d);
	loop_free(h->l);
	h->f = (struct front){ .desk = &h->d, .expected_staff = h->cl };
	h->l = front_loop(&h->f, 24, 80);
	loop_settle(h->l);
	see(h, "Who is at this terminal?", "陈立", "[cl");
	nosee(h, "Locked by");
	loop_type(h->l, "000000");              /* goes into the PIN */
	see(h, "******");
	loop_press(h->l, "Enter");
	assert_string_equal(screen_top(h->l)->type->name, "lock");
	assert_int_equal(h->d.who.staff_id, 0);
	must(h, front_login(&h->f, h->wf, &h->e));
	front_lock(&h->f);
	loop_settle(h->l);
	see(h, "Locked by 王芳", "[wf");
}

/* A machine that slept: the key that woke it must not keep the session open. */
static void the_first_key_after_a_long_time_finds_the_lock(void **state)
{
	struct house *h = *state;

	h->f.idle_lock_s = 180;
	clock_fix(HOUSE_NOW + 180);
	loop_press(h->l, "F2");
	assert_string_equal(screen_top(h->l)->type->name, "clients");
	clock_fix(HOUSE_NOW + 361);
	loop_press(h->l, "F3");
	assert_string_equal(screen_top(h->l)->type->name, "lock");
	see(h, "Locked by 王芳");
	assert_int_equal(h->d.who.staff_id, 0);
}

/* Nobody fills a form that will be refused: the right is asked for at the door. */
static void rights_are_asked_for_before_anything_is_typed(void **state)
{
	struct house *h = *state;
	struct client_arg file = { .client_id = h->ann, .tab = "goods" };

	house_become(h, h->cl);                 /* an expert: no new files, no goods */
	loop_press(h->l, "F2");
	loop_type(h->l, "zzz");
	loop_press(h->l, "Enter");
	see_row(h, -2, "Not your right: open a client file. Ask: front desk");
	assert_string_equal(screen_top(h->l)->type->name, "clients");
	must(h, screen_open(h->l, &client_screen, &file, &h->e));
	loop_press(h->l, "n");
	see_row(h, -2, "Not your right: change usual goods.");
	assert_string_equal(screen_top(h->l)->type->name, "client");
	loop_press(h->l, "r");                  /* a remark is everybody's */
	loop_type(h->l, "tea");
	loop_press(h->l, "Enter");
	see_row(h, -2, "Noted about 王小明.");
}

/* What a yes means stands behind the answer where the label alone does not say it. */
static void hints_stand_behind_answers_of_one_key(void **state)
{
	struct house *h = *state;
	struct client_arg file = { .client_id = h->ann, .tab = "flags" };

	must(h, screen_open(h->l, &client_screen, &file, &h->e));
	loop_settle(h->l);
	see(h, "Quiet       [2] 1 yes 2 no  do not name the house",
	    "Companion   [2] 1 yes 2 no  told nothing");
}

/* Habits are replaced one by one: what by, and since when. */
static void habits_are_replaced_since_a_day(void **state)
{
	struct house *h = *state;
	struct client_arg file = { .client_id = h->ann, .tab = "person" };

	must(h, screen_open(h->l, &client_screen, &file, &h->e));
	loop_press(h->l, "e Tab Tab Tab");
	nosee(h, "Instead", "And also");
	loop_type(h->l, "coffee at night");
	see(h, "Instead", "And also");
	loop_press(h->l, "Tab");
	loop_type(h->l, "barley tea");
	loop_press(h->l, "Tab");
	loop_type(h->l, "2026-11-01");
	loop_press(h->l, "F10");
	see_row(h, -2, "Saved the file of 王小明.");
	assert_int_equal(number(h, "SELECT count(*) FROM answer WHERE field LIKE 'habit1%%'"), 3);
}

int main(void)
{
#define TEST(f) cmocka_unit_test_setup_teardown(f, house_setup, house_teardown)
	const struct CMUnitTest tests[] = {
		TEST(every_screen_has_its_page), TEST(the_second_f1_turns_to_the_page_and_back),
		TEST(help_speaks_of_the_tab_and_leaves_out_what_other_tabs_do),
		TEST(the_lock_has_help_and_stays_locked),
		TEST(the_log_in_expects_whose_account_it_is),
		TEST(the_first_key_after_a_long_time_finds_the_lock),
		TEST(rights_are_asked_for_before_anything_is_typed),
		TEST(hints_stand_behind_answers_of_one_key),
		TEST(habits_are_replaced_since_a_day),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
