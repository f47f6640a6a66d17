/* The client's file: timeline, form pages, remarks, history, looks, what others change meanwhile.
 * */
#include "house.h"

#include <string.h>

#include "base/buf.h"
#include "data/client.h"
#include "desk/intake.h"
#include "desk/merge.h"

#define HOUR 3600
#define DAY (24 * HOUR)

static void open_client(struct house *h, int64_t id, const char *tab)
{
	struct client_arg arg = { .client_id = id, .tab = tab };

	must(h, screen_open(h->l, &client_screen, &arg, &h->e));
	loop_settle(h->l);
}

/* ---- timeline ---- */

static void everything_in_time_order(void **state)
{
	struct house *h = *state;

	add_visit(h, h->ann, HOUSE_NOW + 3 * DAY, 60);
	add_visit(h, h->ann, HOUSE_NOW + HOUR, 60);
	add_note(h, h->ann, HOUSE_NOW - 2 * DAY, "prefers afternoon, tea");
	add_note(h, h->ann, HOUSE_NOW - 400 * DAY, "came by taxi");
	open_client(h, h->ann, NULL);
	show(h);
	see_row(h, 1, "王小明");
	see_row(h, 1, "M 34");
	see_row(h, 1, "..0823");
	see_row(h, 2, "[Timeline]  File");
	see(h, "27 Nov 14:32 B booking    laser, 陈立, 60 min");
	see(h, "> 24 Nov 15:32 B NEXT", "-- today",
	    "22 Nov 14:32   remark     prefers afternoon, tea");
	see(h, "-- 2025", "came by taxi", "opened");
	see(h, "All 5 shown.");
	nosee(h, "13800000823", "138 0000 0823");
}

static void a_new_file_says_what_to_do(void **state)
{
	struct house *h = *state;

	open_client(h, h->ann, NULL);
	loop_press(h->l, "v");
	see(h, "No visits yet. v shows everything.");
	loop_press(h->l, "v");
	see(h, "Nothing was found, planned or done yet. F5 begins.");
	loop_press(h->l, "v");
	see(h, "Nothing was ordered or paid yet. F7 begins.");
	loop_press(h->l, "v");
	see(h, "No remarks and messages yet. r writes a remark.");
	loop_press(h->l, "v");
	see(h, "opened");
}

static void older_rows_come_at_the_end(void **state)
{
	struct house *h = *state;

	for (int i = 0; i < 70; i++)
		add_note(h, h->ann, HOUSE_NOW - (i + 1) * HOUR, "again");
	open_client(h, h->ann, NULL);
	see(h, "60 shown. PgDn: older.");
	loop_press(h->l, "PgDn PgDn PgDn PgDn PgDn");
	see(h, "All 71 shown.");
	loop_press(h->l, "Home");
	add_note(h, h->ann, HOUSE_NOW, "new one");
	front_wrote(screen_top(h->l));
	see(h, "new one", "All 72 shown."); /* as many as before, and the new one */
}

static void a_remark_in_one_line_and_in_many(void **state)
{
	struct house *h = *state;

	open_client(h, h->ann, NULL);
	loop_press(h->l, "r");
	loop_type(h->l, "wants less heat");
	loop_press(h->l, "Enter");
	see(h, "remark     wants less heat");
	see_row(h, -2, "Noted about 王小明. Ctrl-Z undoes until 14:41.");
	loop_press(h->l, "^E");
	loop_type(h->l, "first\nsecond");
	loop_press(h->l, "F10");
	see(h, "first");
	loop_press(h->l, "r Esc r Enter");                      /* nothing typed, nothing noted */
	assert_int_equal(number(h, "SELECT count(*) FROM client_note"), 2);
}

static void an_entry_in_full(void **state)
{
	struct house *h = *state;
	struct buf text = { 0 };

	for (int i = 0; i < 30; i++)
		buf_puts(&text, "long word ");
	buf_puts(&text, "the end");
	add_note(h, h->ann, HOUSE_NOW, buf_str(&text));
	buf_free(&text);
	open_client(h, h->ann, NULL);
	nosee(h, "the end");
	loop_press(h->l, "Home Enter");
	show(h);
	see(h, "Entry", "the end", "by 王芳");
	loop_press(h->l, "Esc");
	assert_string_equal(screen_top(h->l)->type->name, "client");
	loop_resize(h->l, 40, 120);
	see(h, "the end"); /* the pane shows the selected row */
	show(h);
}

/* ---- form pages ---- */

static void look_then_edit_then_save(void **state)
{
	struct house *h = *state;
	char text[100];

	open_client(h, h->ann, NULL);
	loop_press(h->l, "]");
	show(h);
	see_row(h, 2, "[File]");
	see(h, "138 0000 0823", "Enter or e changes this page.");
	loop_press(h->l, "e");
	for (int i = 0; i < 30 && style_of(h, "E-mail") != STYLE_TAB; i++)
		loop_press(h->l, "Tab");
	loop_type(h->l, "wxm@example.cn");
	see_row(h, -1, "F10 save");
	loop_press(h->l, "F10");
	see_row(h, -2, "Saved the file of 王小明. Ctrl-Z undoes until 14:41.");
	see(h, "Enter or e changes this page.");
	assert_string_equal(text_of(h, "SELECT email FROM client WHERE id = 2 OR email <> ''", text,
	    sizeof text), "wxm@example.cn");
	loop_press(h->l, "F10");
	see_row(h, -2, "Nothing was changed.");
}

static void stay_in_the_field(void **state)
{
	struct house *h = *state;

	open_client(h, h->ann, "person");
	loop_press(h->l, "Enter");
	assert_int_equal(style_of(h, "Needs"), STYLE_TAB);
	loop_type(h->l, "tea");
	loop_press(h->l, "^S");
	see_row(h, -2, "Saved the file");
	assert_int_equal(style_of(h, "Needs"), STYLE_TAB);
	loop_type(h->l, ", less heat");
	loop_press(h->l, "F10");
	assert_int_equal(
	    number(h, "SELECT count(*) FROM client WHERE needs = 'tea, less heat'"), 1);
}

static void pages_from_inside_a_field(void **state)
{
	struct house *h = *state;

	open_client(h, h->ann, "file");
	loop_press(h->l, "e");
	loop_type(h->l, "]");                                   /* text, not a command */
	see_row(h, 2, "[File]");
	loop_press(h->l, "Backspace PgDn");
	see_row(h, 2, "[Warnings]");
	assert_int_equal(style_of(h, "Allergy"), STYLE_TAB);
	loop_press(h->l, "PgUp PgUp");
	see_row(h, 2, "[Timeline]");
}

static void a_flag_is_one_digit(void **state)
{
	struct house *h = *state;

	open_client(h, h->ann, "flags");
	loop_press(h->l, "e");
	loop_type(h->l, "lidocaine");
	for (int i = 0; i < 5 && style_of(h, "Quiet") != STYLE_TAB; i++)
		loop_press(h->l, "Tab");
	loop_type(h->l, "1");
	show(h);
	see(h, "Say instead"); /* what depends on it appears at once */
	loop_press(h->l, "F10");
	assert_int_equal(number(h, "SELECT count(*) FROM client_flag WHERE state = 'on'"
	    " AND (kind = 'quiet' OR text = 'lidocaine')"), 2);
	see_row(h, 1, "ALLERGY QUIET: do not say who is c");
	loop_press(h->l, "h");
	show(h);
	see(h, "Changes", "14:32  王芳 (T1)  changed the file of 王小明", "Allergy: lidocaine");
}

static void esc_goes_back_one_step_and_loses_nothing(void **state)
{
	struct house *h = *state;
	struct draft_arg arg = { .form = "client", .ref_id = h->ann };

	open_client(h, h->ann, "person");
	loop_press(h->l, "e");
	loop_type(h->l, "green tea");
	loop_press(h->l, "Esc");
	see(h, "green tea", "Changed, not saved. F10 saves, e goes on.");
	loop_press(h->l, "Esc");
	assert_string_equal(screen_top(h->l)->type->name, "today");
	see_row(h, -2, "Kept as job 1: File of 王小明.");
	arg.draft_id = number(h, "SELECT id FROM draft WHERE state = 'parked'");
	must(h, draft_resume(h->l, &arg, &h->e));
	loop_settle(h->l);
	see(h, "green tea");
	see_row(h, 2, "[Person]");
	loop_press(h->l, "F10");
	assert_int_equal(number(h, "SELECT count(*) FROM client WHERE needs = 'green tea'"), 1);
	assert_int_equal(number(h, "SELECT count(*) FROM draft WHERE state = 'parked'"), 0);
}

static void the_lock_keeps_the_form(void **state)
{
	struct house *h = *state;

	open_client(h, h->ann, "person");
	loop_press(h->l, "e");
	loop_type(h->l, "green tea");
	loop_press(h->l, "^Q");
	assert_string_equal(screen_top(h->l)->type->name, "lock");
	nosee(h, "王小明", "green tea");
	assert_int_equal(number(h, "SELECT count(*) FROM draft"), 1);
	must(h, front_login(&h->f, h->wf, &h->e));
	loop_settle(h->l);
	see(h, "green tea");
	assert_int_equal(style_of(h, "Needs"), STYLE_TAB);
}

/* ---- others at work ---- */

static void what_others_change_appears(void **state)
{
	struct house *h = *state;

	open_client(h, h->ann, "file");
	loop_press(h->l, "e");
	change_elsewhere(h, "client", h->ann, "email", "a@b.cn");
	poll_now(h);
	show(h);
	see(h, "a@b.cn");
	see_row(h, -2, "Changed by 陈立 (T2) just now: E-mail.");
	assert_int_equal(style_of(h, "* "), STYLE_NEWS);
}

static void type_over(struct house *h, const char *label, const char *text)
{
	for (int i = 0; i < 40 && style_of(h, label) != STYLE_TAB; i++)
		loop_press(h->l, "Tab");
	loop_press(h->l, "^U");
	loop_type(h->l, text);
}

static void both_changed_the_same_field(void **state)
{
	struct house *h = *state;

	open_client(h, h->ann, "person");
	loop_press(h->l, "e");
	type_over(h, "Needs", "tea, less heat");
	change_elsewhere(h, "client", h->ann, "needs", "green tea");
	poll_now(h);
	show(h);
	see(h, "tea, less heat");
	see_row(h, -2, "Changed by 陈立 (T2) while you typed: Needs. F10 asks: mine or theirs.");
	loop_press(h->l, "F10");
	show(h);
	see(h, "Not saved yet: changed by 陈立 (T2) meanwhile", "1 mine 2 theirs 3 both",
	    "1 field is open.");
	loop_press(h->l, "F10");
	see_row(h, -2, "1 field is open. Choose 1 mine or 2 theirs.");
	loop_press(h->l, "Esc");                                /* back to the form, nothing lost */
	see(h, "tea, less heat");
	loop_press(h->l, "F10 3");
	see(h, "[3]");
	loop_press(h->l, "F10");
	see_row(h, -2, "Saved the file of 王小明.");
	assert_int_equal(number(h, "SELECT count(*) FROM client"
	    " WHERE needs = 'green tea; tea, less heat'"), 1);
}

/* Nobody polled in between: the store finds it when it is saved. */
static void found_at_the_last_moment(void **state)
{
	struct house *h = *state;

	open_client(h, h->ann, "file");
	loop_press(h->l, "e");
	type_over(h, "Name", "王晓明");
	type_over(h, "E-mail", "mine@example.cn");
	change_elsewhere(h, "client", h->ann, "name", "王小敏");
	loop_press(h->l, "F10");
	show(h);
	see(h, "王晓明", "王小敏", "mine, no clash");
	loop_press(h->l, "2 F10");
	see_row(h, -2, "Saved the file");
	assert_int_equal(number(h, "SELECT count(*) FROM client"
	    " WHERE name = '王小敏' AND email = 'mine@example.cn'"), 1);
}

static void a_third_change_asks_again(void **state)
{
	struct house *h = *state;

	open_client(h, h->ann, "file");
	loop_press(h->l, "e");
	type_over(h, "E-mail", "mine@example.cn");
	change_elsewhere(h, "client", h->ann, "email", "one@example.cn");
	loop_press(h->l, "F10 1");
	see(h, "F10 saves with these choices.");
	change_elsewhere(h, "client", h->ann, "email", "two@example.cn");
	poll_now(h);
	see(h, "two@example.cn", "1 field is open.");
	loop_press(h->l, "1 F10");
	assert_int_equal(
	    number(h, "SELECT count(*) FROM client WHERE email = 'mine@example.cn'"), 1);
}

static void a_choice_can_only_be_one(void **state)
{
	struct house *h = *state;

	open_client(h, h->ann, "file");
	loop_press(h->l, "e");
	for (int i = 0; i < 40 && style_of(h, "Gender") != STYLE_TAB; i++)
		loop_press(h->l, "Tab");
	loop_type(h->l, "1");
	change_elsewhere(h, "client", h->ann, "gender", "x");
	loop_press(h->l, "F10 3");
	see_row(h, -2, "This can be only one of the two. Choose 1 mine or 2 theirs.");
	see(h, "female", "other");
	loop_press(h->l, "2 F10");
	assert_int_equal(number(h, "SELECT count(*) FROM client WHERE gender = 'x'"), 1);
}

static void a_draft_meets_a_newer_file(void **state)
{
	struct house *h = *state;
	struct draft_arg arg = { .form = "client", .ref_id = h->ann };

	open_client(h, h->ann, "person");
	loop_press(h->l, "e");
	loop_type(h->l, "tea");
	loop_press(h->l, "Esc Esc");
	change_elsewhere(h, "client", h->ann, "needs", "coffee");
	arg.draft_id = number(h, "SELECT id FROM draft");
	must(h, draft_resume(h->l, &arg, &h->e));
	loop_settle(h->l);
	see_row(h, -2, "Going on. 1 field was changed elsewhere since: F10 asks.");
	see(h, "tea");
}

static void another_persons_draft_is_not_opened(void **state)
{
	struct house *h = *state;
	struct draft_arg arg = { .form = "client", .ref_id = h->ann };

	open_client(h, h->ann, "person");
	loop_press(h->l, "e");
	loop_type(h->l, "tea");
	loop_press(h->l, "Esc Esc");
	arg.draft_id = number(h, "SELECT id FROM draft");
	house_become(h, h->wl);
	assert_int_equal(draft_resume(h->l, &arg, &h->e), ERR_DENIED);
}

/* ---- what may be seen ---- */

static void a_look_at_numbers_is_recorded_once(void **state)
{
	struct house *h = *state;

	open_client(h, h->ann, NULL);
	assert_int_equal(number(h, "SELECT count(*) FROM access"), 0);
	loop_press(h->l, "]");
	see(h, "138 0000 0823");
	loop_press(h->l, "[ ] [ ]");
	assert_int_equal(number(h, "SELECT count(*) FROM access WHERE what = 'phone'"), 1);
}

static void without_the_right_only_the_tail(void **state)
{
	struct house *h = *state;

	house_become(h, h->cl);
	open_client(h, h->ann, "file");
	show(h);
	nosee(h, "138 0000 0823", "13800000823");
	see(h, "..0823");
	assert_int_equal(number(h, "SELECT count(*) FROM access"), 0);
	change_elsewhere(h, "client_phone", number(h, "SELECT id FROM client_phone WHERE client_id"
	    " = %lld", (long long)h->ann), "number", "13811119999");
	poll_now(h);
	loop_press(h->l, "h");
	show(h);
	nosee(h, "1380000", "1381111");                         /* nor in its history */
	see(h, "..0823 -> ..9999");
}

static void a_restricted_file_shows_its_alias(void **state)
{
	struct house *h = *state;

	open_client(h, h->bob, "file");
	show(h);
	see_row(h, 1, "Mr B");
	see(h, "Restricted file. Enter opens it by name, with a reason that is kept.");
	nosee(h, "Bob", "Brown");
	loop_press(h->l, "e");
	see_row(h, -2, "Reason [");
	loop_press(h->l, "Esc h");
	nosee(h, "Bob", "Brown");
	assert_int_equal(number(h, "SELECT count(*) FROM access WHERE what = 'restricted'"), 1);
}

static void a_page_without_the_right_to_change_it(void **state)
{
	struct house *h = *state;

	open_client(h, h->ann, "privacy");
	loop_press(h->l, "e");
	see_row(h, -2, "Nothing on this page may be changed here.");
	loop_type(h->l, "1");
	see(h, "Restricted  [2]");
}

static void a_merged_file_opens_the_one_that_stays(void **state)
{
	struct house *h = *state;
	int64_t action;

	h->d.who.second_id = h->wl;
	must(h, merge_files(&h->d, h->ann, h->cid, NULL, 0, &action, &h->e));
	h->d.who.second_id = 0;
	open_client(h, h->cid, NULL);
	show(h);
	see_row(h, 1, "王小明");
	see_row(h, -2, "That file was merged into this one; its rows are here.");
	see(h, "merged into this one");
}

/* A service is called what the reader calls it. */
static void services_in_the_readers_language(void **state)
{
	struct house *h = *state;

	change_elsewhere(h, "service", h->laser, "name", "激光");
	change_elsewhere(h, "service", h->laser, "name_en", "Laser");
	add_visit(h, h->ann, HOUSE_NOW + HOUR, 60);
	open_client(h, h->ann, NULL);
	see(h, "Laser, 陈立");
	nosee(h, "激光");
	house_chinese(h);
	loop_refresh_all(h->l);
	loop_settle(h->l);
	see(h, "激光, 陈立");
}

/* What one takes back oneself was said by the undo; it is nobody else's change. */
static void ones_own_undo_is_no_news(void **state)
{
	struct house *h = *state;

	open_client(h, h->ann, "file");
	loop_press(h->l, "e End");
	loop_type(h->l, "x");
	loop_press(h->l, "F10");
	see_row(h, -2, "Saved the file of");
	loop_press(h->l, "^Z Enter");
	see_row(h, -2, "Taken back: ");
	nosee(h, "Changed by", "Changed just now", "[王小明x", "*");
	change_elsewhere(h, "client", h->ann, "address", "Nanjing Rd 1");
	poll_now(h);
	see_row(h, -2, "Changed by 陈立 (T2) just now: Address.");
}

/* A branch that numbers files at the first consultation: somebody needs the number today. */
static void a_number_is_given_by_hand_once(void **state)
{
	struct house *h = *state;

	open_client(h, h->ann, NULL);
	see_row(h, 1, "no number");
	loop_press(h->l, "^P");
	loop_type(h->l, "client-number\n");
	see_row(h, -2, "File 26-0001: 王小明. Ctrl-Z undoes until 14:41.");
	see_row(h, 1, "26-0001");
	loop_press(h->l, "^P");
	loop_type(h->l, "client-number\n");
	see_row(h, -2, "王小明 has the number 26-0001 already.");
	loop_press(h->l, "^Z Enter");
	see_row(h, 1, "no number");
}

static void both_languages_and_sizes(void **state)
{
	struct house *h = *state;

	house_screen(h, 40, 120);
	house_chinese(h);
	add_visit(h, h->ann, HOUSE_NOW + HOUR, 60);
	add_note(h, h->ann, HOUSE_NOW - 2 * DAY, "喜欢下午, 喝茶");
	open_client(h, h->ann, NULL);
	show(h);
	see(h, "[记录]", "11-24 15:32 B 下次", "备注");
	loop_press(h->l, "] e");
	show(h);
}

int main(void)
{
#define TEST(f) cmocka_unit_test_setup_teardown(f, house_setup, house_teardown)
	const struct CMUnitTest tests[] = {
		TEST(everything_in_time_order), TEST(a_new_file_says_what_to_do),
		TEST(older_rows_come_at_the_end), TEST(a_remark_in_one_line_and_in_many),
		TEST(an_entry_in_full), TEST(look_then_edit_then_save), TEST(stay_in_the_field),
		TEST(pages_from_inside_a_field), TEST(a_flag_is_one_digit),
		TEST(esc_goes_back_one_step_and_loses_nothing), TEST(the_lock_keeps_the_form),
		TEST(what_others_change_appears), TEST(both_changed_the_same_field),
		TEST(found_at_the_last_moment), TEST(a_third_change_asks_again),
		TEST(a_choice_can_only_be_one), TEST(a_draft_meets_a_newer_file),
		TEST(another_persons_draft_is_not_opened), TEST(a_look_at_numbers_is_recorded_once),
		TEST(without_the_right_only_the_tail), TEST(a_restricted_file_shows_its_alias),
		TEST(a_page_without_the_right_to_change_it),
		TEST(a_merged_file_opens_the_one_that_stays), TEST(both_languages_and_sizes),
		TEST(services_in_the_readers_language), TEST(a_number_is_given_by_hand_once),
		 TEST(ones_own_undo_is_no_news),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
