/* Parked jobs: what is begun is never lost, goes on anywhere, and is at one terminal at a time. */
#include "house.h"

#include <string.h>

#include "base/buf.h"
#include "data/store.h"
#include "desk/drafts.h"

/* A second terminal of this test: another process as the store sees it. */
struct terminal {
	struct store *s;
	struct desk d;
	struct front f;
	struct loop *l;
};

static void start_terminal(struct house *h, struct terminal *t, const char *station)
{
	struct desk_config config = h->d.config;

	memset(t, 0, sizeof *t);
	config.station = station;
	must(h, store_open(h->path, STORE_NO_SYNC, &t->s, &h->e));
	must(h, desk_open(t->s, &config, &t->d, &h->e));
	must(h, desk_become(&t->d, h->wf, &h->e));
	t->f = (struct front){ .desk = &t->d };
	t->l = front_loop(&t->f, 24, 80);
	loop_settle(t->l);
}

/* As kill -9 does: nothing is tidied up. */
static void end_terminal(struct terminal *t)
{
	t->f.drafts = NULL;
	t->d.who.staff_id = 0;
	loop_free(t->l);
	desk_close(&t->d);
	store_close(t->s);
}

static bool shows(struct terminal *t, const char *text)
{
	return strstr(loop_text(t->l), text);
}

static void open_new(struct house *h, const char *name)
{
	struct client_new_arg arg = { .typed = NULL };

	must(h, screen_open(h->l, &client_new_screen, &arg, &h->e));
	loop_settle(h->l);
	loop_type(h->l, name);
}

static const char *top(struct house *h)
{
	return screen_top(h->l)->type->name;
}

static int64_t in_state(struct house *h, const char *state)
{
	return number(h, "SELECT count(*) FROM draft WHERE state = '%s'", state);
}

/* ---- at one terminal ---- */

static void leaving_parks_and_says_how_to_go_back(void **state)
{
	struct house *h = *state;

	open_new(h, "林可欣");
	loop_press(h->l, "Esc");
	see_row(h, -2, "Kept as job 1: New client 林可欣. Ctrl-T Enter goes back.");
	poll_now(h);
	see_row(h, 0, "Job1");
	open_new(h, "刘佳");
	loop_press(h->l, "F2");
	see_row(h, -2, "Kept as job 2: New client 刘佳. Ctrl-T Enter goes back.");
	loop_press(h->l, "^T");
	show(h);
	see(h, "Jobs of 王芳 (2)", "> 2  New client 刘佳", "  1  New client 林可欣", "T1 14:32");
	loop_press(h->l, "Enter");
	assert_string_equal(top(h), "client-new");
	see(h, "刘佳");
	see_row(h, -2, "Going on with what was typed");
}

static void a_digit_goes_to_its_job(void **state)
{
	struct house *h = *state;

	open_new(h, "林可欣");
	loop_press(h->l, "Esc");
	open_new(h, "刘佳");
	loop_press(h->l, "^T 1");                               /* leaves 刘佳, parked */
	assert_string_equal(top(h), "client-new");
	see(h, "林可欣");
	assert_int_equal(in_state(h, "parked"), 1);
	assert_int_equal(in_state(h, "open"), 1);
	loop_press(h->l, "^T");
	nosee(h, "  1  New client 林可欣");                       /* it is here */
	see(h, "2  New client 刘佳");
	loop_press(h->l, "7");
	see_row(h, -2, "There is no job 7.");
	loop_press(h->l, "Esc");
	loop_press(h->l, "F10");                                /* saved: gone from the list */
	assert_int_equal(in_state(h, "open"), 0);
	loop_press(h->l, "^T");
	see(h, "Jobs of 王芳 (1)");
}

static void nothing_is_parked(void **state)
{
	struct house *h = *state;

	loop_press(h->l, "^T");
	show(h);
	see(h, "Jobs of 王芳 (0)", "No jobs parked.");
	loop_press(h->l, "Enter x Esc");
	assert_string_equal(top(h), "today");
}

static void thrown_away_and_brought_back(void **state)
{
	struct house *h = *state;

	open_new(h, "林可欣");
	loop_press(h->l, "Esc ^T x");
	see(h, "No jobs parked.");
	see_row(h, -2, "Thrown away: New client 林可欣. Kept 7 days; Ctrl-Z brings it back.");
	assert_int_equal(in_state(h, "kept"), 1);
	loop_press(h->l, "^Z");
	see(h, "1  New client 林可欣");
	loop_press(h->l, "x Esc ^Z");                           /* from anywhere */
	see_row(h, -2, "Brought back: New client 林可欣. Ctrl-T Enter opens it.");
	loop_press(h->l, "^T x Tab");
	see(h, "Thrown away by 王芳 (1)");
	loop_press(h->l, "Enter");
	assert_string_equal(top(h), "client-new");
	see(h, "林可欣");
	assert_int_equal(in_state(h, "open"), 1);
}

static void the_lock_parks_and_the_same_person_goes_on(void **state)
{
	struct house *h = *state;

	open_new(h, "林可欣");
	loop_press(h->l, "^Q");
	assert_int_equal(in_state(h, "parked"), 1);
	assert_int_equal(number(h, "SELECT count(*) FROM claim"), 0);
	show(h);
	see(h, "1 job of 王芳 is parked; any terminal goes on with it.");
	nosee(h, "林可欣");
	must(h, front_login(&h->f, h->wf, &h->e));
	loop_settle(h->l);
	assert_string_equal(top(h), "client-new");
	assert_int_equal(in_state(h, "open"), 1);
	assert_int_equal(number(h, "SELECT count(*) FROM claim"), 1);
}

static void another_person_does_not_see_them(void **state)
{
	struct house *h = *state;

	open_new(h, "林可欣");
	loop_press(h->l, "^Q");
	must(h, front_login(&h->f, h->cl, &h->e));
	loop_settle(h->l);
	assert_string_equal(top(h), "today");
	loop_press(h->l, "^T");
	see(h, "No jobs parked.");
}

/* ---- nothing is lost ---- */

/* Who types without a pause is written every second too. */
static void a_second_at_most(void **state)
{
	struct house *h = *state;
	int64_t now = clock_mono_ms();
	char text[200];

	open_new(h, "a");
	loop_poll(h->l, now + 600);
	loop_type(h->l, "b");
	loop_poll(h->l, now + 1200);
	assert_int_equal(in_state(h, "open"), 1);
	text_of(h, "SELECT body FROM draft", text, sizeof text);
	assert_non_null(strstr(text, "ab"));
}

static void killed_and_offered_elsewhere_when_its_claim_ran_out(void **state)
{
	struct house *h = *state;
	struct terminal t;

	open_new(h, "林可欣");
	loop_poll(h->l, clock_mono_ms() + 1500);
	assert_int_equal(in_state(h, "open"), 1);
	h->f.drafts = NULL;                                     /* the process is gone */
	start_terminal(h, &t, "T2");
	assert_false(shows(&t, "Kept for you: 1 draft"));       /* for all one knows it is alive */
	loop_press(t.l, "^T");
	assert_true(shows(&t, "Being edited by you at T1. Enter takes it over here."));
	end_terminal(&t);
	clock_fix(HOUSE_NOW + DRAFTS_CLAIM_S + 1);
	start_terminal(h, &t, "T2");
	assert_true(shows(&t, "Kept for you: 1 draft"));
	assert_true(shows(&t, "New client 林可欣"));
	loop_press(t.l, "1");
	assert_true(shows(&t, "Going on with what was typed"));
	end_terminal(&t);
}

static void at_the_same_terminal_it_is_offered_at_once(void **state)
{
	struct house *h = *state;
	struct terminal t;

	open_new(h, "林可欣");
	loop_poll(h->l, clock_mono_ms() + 1500);
	h->f.drafts = NULL;
	start_terminal(h, &t, "T1");
	assert_true(shows(&t, "Kept for you: 1 draft"));
	loop_press(t.l, "2");
	assert_int_equal(in_state(h, "parked"), 1);
	end_terminal(&t);
}

static void a_job_is_taken_over(void **state)
{
	struct house *h = *state;
	struct terminal t;

	open_new(h, "林可欣");
	loop_poll(h->l, clock_mono_ms() + 1500);
	start_terminal(h, &t, "T2");
	loop_press(t.l, "^T x");                                /* not under one's own hands */
	assert_int_equal(in_state(h, "open"), 1);
	loop_press(t.l, "Enter");
	assert_true(shows(&t, "林可欣"));
	/* The terminal before hears of it and lets go. */
	loop_poll(h->l, clock_mono_ms() + 5000);
	see_row(h, -2, "You went on with it at T2. What is typed here from now on is kept as");
	loop_press(h->l, "Esc");
	assert_string_equal(top(h), "today");
	assert_int_equal(number(h, "SELECT count(*) FROM draft"), 1);
	/* What T2 writes is its own. */
	loop_type(t.l, "欣");
	loop_press(t.l, "Esc");
	assert_int_equal(in_state(h, "parked"), 1);
	end_terminal(&t);
}

static void typing_on_after_it_was_taken_over_is_kept_apart(void **state)
{
	struct house *h = *state;
	struct terminal t;
	char text[200];

	open_new(h, "林可欣");
	loop_poll(h->l, clock_mono_ms() + 1500);
	start_terminal(h, &t, "T2");
	loop_press(t.l, "^T Enter Esc");                        /* took it, and parked it */
	loop_type(h->l, "x");
	loop_press(h->l, "Esc");
	assert_int_equal(in_state(h, "parked"), 2);
	text_of(h, "SELECT group_concat(title || station) FROM (SELECT title, station FROM draft"
	    " ORDER BY id)", text, sizeof text);
	assert_string_equal(text, "New client 林可欣T2,New client 林可欣xT1");
	end_terminal(&t);
}

static void finished_elsewhere_while_this_terminal_was_locked(void **state)
{
	struct house *h = *state;
	struct terminal t;

	open_new(h, "林可欣");
	loop_press(h->l, "^Q");
	start_terminal(h, &t, "T2");
	loop_press(t.l, "1 F10");
	assert_int_equal(number(h, "SELECT count(*) FROM client WHERE name = '林可欣'"), 1);
	must(h, front_login(&h->f, h->wf, &h->e));
	loop_settle(h->l);
	see_row(h, -2, "You finished it at T2.");
	loop_press(h->l, "Esc");
	assert_int_equal(number(h, "SELECT count(*) FROM draft WHERE state <> 'dropped'"), 0);
	end_terminal(&t);
}

/* ---- what happened since ---- */

static void edit_phone(struct house *h)
{
	struct client_arg arg = { .client_id = h->ann };

	must(h, screen_open(h->l, &client_screen, &arg, &h->e));
	loop_settle(h->l);
	loop_press(h->l, "e");
	loop_type(h->l, "X");
	loop_press(h->l, "F2");
}

static void offered_with_what_others_did(void **state)
{
	struct house *h = *state;
	char text[100];

	edit_phone(h);
	see_row(h, -2, "Kept as job 1: File of 王小明");
	clock_fix(HOUSE_NOW + 60);
	change_elsewhere(h, "client", h->ann, "name", "王晓明");
	loop_press(h->l, "^Q");
	must(h, front_login(&h->f, h->cl, &h->e));
	loop_press(h->l, "^Q");
	must(h, front_login(&h->f, h->wf, &h->e));
	loop_settle(h->l);
	show(h);
	see(h, "Kept for you: 1 draft", "Since then 陈立 (T2) changed the file.");
	loop_press(h->l, "3");
	show(h);
	see(h, "Name: ", "Theirs: 王晓明");
	loop_press(h->l, "Enter 1");
	assert_string_equal(top(h), "client");
	see_row(h, -2, "1 field was changed elsewhere since: F10 asks.");
	loop_press(h->l, "F10");
	assert_string_equal(top(h), "conflict");
	assert_string_equal(text_of(h, "SELECT name FROM client WHERE id = 1", text, sizeof text),
	    "王晓明");
}

static void a_closed_file_is_said(void **state)
{
	struct house *h = *state;

	edit_phone(h);
	change_elsewhere(h, "client", h->ann, "state", "closed");
	loop_press(h->l, "^T");
	show(h);
	see(h, "The file was closed since;");
}

static void thrown_at_the_offer_and_back(void **state)
{
	struct house *h = *state;

	open_new(h, "林可欣");
	loop_press(h->l, "^Q");
	must(h, front_login(&h->f, h->cl, &h->e));
	loop_press(h->l, "^Q");
	must(h, front_login(&h->f, h->wf, &h->e));
	loop_settle(h->l);
	loop_press(h->l, "4");
	assert_string_equal(top(h), "today");
	assert_int_equal(in_state(h, "kept"), 1);
	loop_press(h->l, "^Z");
	see_row(h, -2, "Brought back: New client 林可欣");
	assert_int_equal(in_state(h, "parked"), 1);
}

static void on_a_large_screen_with_what_it_holds(void **state)
{
	struct house *h = *state;

	house_screen(h, 40, 120);
	edit_phone(h);
	loop_press(h->l, "^T");
	show(h);
	see(h, "Jobs of 王芳 (1)", "File of 王小明", "Name: ");
}

static void in_chinese(void **state)
{
	struct house *h = *state;

	house_chinese(h);
	open_new(h, "林可欣");
	loop_press(h->l, "Esc");
	see_row(h, -2, "已挂起为第 1 件: ");
	loop_press(h->l, "^T");
	show(h);
	see(h, "王芳 的挂单 (1)", "按数字或 Enter 继续。");
	loop_press(h->l, "Esc ^Q");
	show(h);
	see(h, "1 件 王芳 的挂单已保留");
}

static void by_the_command_line(void **state)
{
	struct house *h = *state;

	open_new(h, "林可欣");
	loop_press(h->l, "Esc ^P");
	loop_type(h->l, "jb 1\n");
	assert_string_equal(top(h), "client-new");
	loop_press(h->l, "Esc ^P");
	loop_type(h->l, "jobs\n");
	see(h, "Jobs of 王芳 (1)");
}

int main(void)
{
#define TEST(f) cmocka_unit_test_setup_teardown(f, house_setup, house_teardown)
	const struct CMUnitTest tests[] = {
		TEST(leaving_parks_and_says_how_to_go_back),
		TEST(a_digit_goes_to_its_job),
		TEST(nothing_is_parked),
		TEST(thrown_away_and_brought_back),
		TEST(the_lock_parks_and_the_same_person_goes_on),
		TEST(another_person_does_not_see_them),
		TEST(a_second_at_most),
		TEST(killed_and_offered_elsewhere_when_its_claim_ran_out),
		TEST(at_the_same_terminal_it_is_offered_at_once),
		TEST(a_job_is_taken_over),
		TEST(typing_on_after_it_was_taken_over_is_kept_apart),
		TEST(finished_elsewhere_while_this_terminal_was_locked),
		TEST(offered_with_what_others_did),
		TEST(a_closed_file_is_said),
		TEST(thrown_at_the_offer_and_back),
		TEST(on_a_large_screen_with_what_it_holds),
		TEST(by_the_command_line),
		TEST(in_chinese),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
