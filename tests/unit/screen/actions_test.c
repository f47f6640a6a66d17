/* Actions: who did what, in words; whose one sees; taking back; the board as it was. */
#include "house.h"

#include <sqlite3.h>
#include <string.h>

#include "base/buf.h"
#include "base/mem.h"
#include "data/action.h"
#include "data/record.h"
#include "desk/booking.h"
#include "desk/changes.h"
#include "desk/signin.h"
#include "desk/tick.h"

#define PIN "271828"
#define ADMIN 1

static void give_pin(struct house *h, int64_t to)
{
	int64_t me = h->d.who.staff_id;

	must(h, desk_become(&h->d, ADMIN, &h->e));
	must(h, signin_set_pin(&h->d, to, PIN, &h->e));
	must(h, desk_become(&h->d, me, &h->e));
}

static int64_t last_action(struct house *h)
{
	return number(h, "SELECT max(id) FROM action");
}

static void open_actions(struct house *h)
{
	loop_press(h->l, "F12");
	loop_press(h->l, "[");
	show(h);
}

static void as_manager(struct house *h)
{
	house_become(h, h->wl);
	open_actions(h);
}

/* 王芳 at T1 changes a column of a client's file. */
static void own_change(struct house *h, int64_t client, const char *column, const char *value)
{
	struct action_head head = { .name = "client-edit" };
	struct change c = { .column = column };
	struct conflict_list none = { 0 };
	struct record now;
	struct txn *t;

	must(h, record_load(h->s, "client", client, &now, &h->e));
	value_copy(&c.base, record_get(&now, column));
	value_set_text(&c.value, value);
	must(h, action_begin(h->s, &h->d.who, &head, &t, &h->e));
	must(h, record_update(t, "client", client, &c, 1, &none, &h->e));
	action_subject(t, "client", client);
	must(h, action_commit(t, NULL, &h->e));
	value_free(&c.base);
	value_free(&c.value);
	record_free(&now);
}

/* An administrator's shell. */
static void shell(struct house *h, const char *sql)
{
	sqlite3 *db;

	assert_int_equal(sqlite3_open(h->path, &db), SQLITE_OK);
	if (sqlite3_exec(db, sql, NULL, NULL, NULL) != SQLITE_OK)
		fail_msg("%s", sqlite3_errmsg(db));
	sqlite3_close(db);
}

/* ---- what is shown ---- */

static void everybody_sees_the_own_ones_managers_all(void **state)
{
	struct house *h = *state;

	own_change(h, h->ann, "pinyin", "Wang Xiao Ming");
	change_elsewhere(h, "client", h->ann, "address", "Main street 1");      /* 陈立 */
	open_actions(h);
	see(h, "[Actions]", "changed the file of 王小明", "by [王芳", "what [any");
	nosee(h, "陈立");
	loop_press(h->l, "Tab");                /* who is not to be chosen */
	loop_press(h->l, "Enter");
	see(h, "any");
	loop_press(h->l, "Esc");
	as_manager(h);
	see(h, "陈立", "T2", "changed the file of 王小明", "made this file");
}

static void before_and_after_stand_below_in_words(void **state)
{
	struct house *h = *state;

	change_elsewhere(h, "client", h->ann, "expert_id", NULL);
	change_elsewhere(h, "client", h->ann, "gender", "f");
	as_manager(h);
	see(h, "before -> after", "client: gender", "male -> female");
	loop_press(h->l, "Enter");
	show(h);
	see(h, "Action ", "client 王小明", "by               陈立", "terminal         T2");
	loop_press(h->l, "Esc");
	see(h, "[Actions]");
}

static void private_texts_are_told_as_changed(void **state)
{
	struct house *h = *state;

	own_change(h, h->ann, "notes", "owes a visit to the bank");
	/* The front desk sees of private columns, its own too, that they were changed. */
	open_actions(h);
	see(h, "notes                 changed");
	nosee(h, "bank");
	as_manager(h);
	see(h, "notes                 - -> owes a visit to the bank");
}

static void a_restricted_file_has_its_alias_and_no_name(void **state)
{
	struct house *h = *state;

	own_change(h, h->bob, "name", "Robert Brown");
	open_actions(h);
	see(h, "changed the file of Mr B", "name                  changed");
	nosee(h, "Brown");
	loop_press(h->l, "Enter");
	see(h, "client Mr B");
	nosee(h, "Brown");
	as_manager(h);
	see(h, "changed the file of Robert Brown", "Bob Brown -> Robert Brown");
}

static void new_ones_come_on_top_and_the_cursor_stays(void **state)
{
	struct house *h = *state;
	char was[40];

	as_manager(h);
	text_fmt(was, sizeof was, "> %lld ", (long long)last_action(h));
	see(h, was);
	change_elsewhere(h, "client", h->ann, "gender", "f");
	poll_now(h);
	see(h, was, "陈立");
}

static void the_list_goes_on_by_itself(void **state)
{
	struct house *h = *state;

	for (int i = 0; i < 110; i++)
		add_note(h, h->ann, HOUSE_NOW - i, "x");
	as_manager(h);
	loop_press(h->l, "End");
	nosee(h, "made this file");
	loop_press(h->l, "End");
	show(h);
	see(h, "> 1 ", "made this file");
}

/* ---- which ones ---- */

static void filters_narrow_by_what_client_and_days(void **state)
{
	struct house *h = *state;

	add_note(h, h->ann, HOUSE_NOW, "a word");
	own_change(h, h->cid, "gender", "f");
	as_manager(h);
	loop_press(h->l, "Tab Tab Enter");
	loop_type(h->l, "wrote");
	loop_press(h->l, "Enter");
	show(h);
	see(h, "what [wrote a note", "a word");
	nosee(h, "changed the file");
	loop_press(h->l, "Tab Tab Enter");
	loop_type(h->l, "any\n");
	see(h, "changed the file of 陈思雨");
	loop_press(h->l, "Tab Tab Tab Enter");
	loop_type(h->l, "chensi\n");
	show(h);
	see(h, "client [陈思雨", "changed the file of 陈思雨", "opened a file");
	nosee(h, "王小明", "wrote a note");
	loop_press(h->l, "Tab Enter");
	loop_type(h->l, "wf\n");
	see(h, "by [王芳");
	nosee(h, "opened a file");
	loop_press(h->l, "g");
	loop_type(h->l, "y");
	see(h, "23 Nov");
	loop_press(h->l, "Enter");
	see(h, "No action fits. Tab changes the filters, g the days.");
	loop_press(h->l, "g Backspace Enter");
	see(h, "all days", "changed the file of 陈思雨");
}

static void h_on_a_client_shows_what_was_done_about_it(void **state)
{
	struct house *h = *state;

	add_note(h, h->ann, HOUSE_NOW, "a word");
	house_become(h, h->wl);
	loop_press(h->l, "F2");
	loop_type(h->l, "chensiyu");
	loop_press(h->l, "Tab h");
	show(h);
	see(h, "client [陈思雨", "opened a file");
	nosee(h, "wrote a note");
	loop_press(h->l, "Esc");
	assert_string_equal(screen_top(h->l)->type->name, "clients");
}

/* ---- taking back ---- */

static void ones_own_goes_back_with_a_reason(void **state)
{
	struct house *h = *state;
	int64_t id = add_client(h, "吴晓敏", NULL, NULL);

	open_actions(h);
	see(h, "Would take back: opened a file.");
	loop_press(h->l, "x Enter");
	see(h, "Say why");
	loop_type(h->l, "entered twice\n");
	see_row(h, -2, "Taken back: opened a file.");
	assert_int_equal(number(h, "SELECT count(*) FROM client WHERE id = %lld", (long long)id),
	    0);
	assert_int_equal(number(h, "SELECT count(*) FROM action WHERE reason = 'entered twice'"
	    " AND undoes = id - 1 AND name = 'undo'"), 1);
	show(h);
	see(h, "[taken back ");
	loop_press(h->l, "x");
	see_row(h, -2, "Not undone. It was taken back already");
}

static void anothers_needs_a_second_person(void **state)
{
	struct house *h = *state;

	give_pin(h, ADMIN);
	change_elsewhere(h, "client", h->ann, "gender", "f");
	as_manager(h);
	loop_press(h->l, "x");
	loop_type(h->l, "wrong box\n");
	show(h);
	see(h, "Needs a second person: take back another's action", "of 陈立, 14:32: changed",
	    "wrong box");
	loop_type(h->l, "admin\n" PIN);
	loop_press(h->l, "F10");
	show(h);
	see_row(h, -2, "Taken back: ");
	assert_int_equal(number(h, "SELECT second_id FROM action WHERE name = 'undo-other'"),
	    ADMIN);
	assert_int_equal(number(h, "SELECT count(*) FROM client WHERE id = %lld AND gender = 'm'",
	    (long long)h->ann), 1);
}

static void who_may_not_is_told_before_the_reason(void **state)
{
	struct house *h = *state;

	own_change(h, h->ann, "gender", "f");
	clock_fix(HOUSE_NOW + 600);             /* one's own, but more than nine minutes ago */
	open_actions(h);
	loop_press(h->l, "x");
	see_row(h, -2, "Not your right: take back another's action.");
}

static void somebody_changed_it_since(void **state)
{
	struct house *h = *state;
	char text[40];

	change_elsewhere(h, "client", h->ann, "gender", "f");
	change_elsewhere(h, "client", h->ann, "gender", "x");
	give_pin(h, ADMIN);
	as_manager(h);
	loop_press(h->l, "Down x");
	loop_type(h->l, "wrong box\nadmin\n" PIN);
	loop_press(h->l, "F10");
	show(h);
	see_row(h, -2, "陈立");
	assert_string_equal(text_of(h, "SELECT gender FROM client WHERE name = '王小明'", text,
	    sizeof text), "x");
}

/* The booking cannot vanish any more, but the visit can be called off: offered by its name. */
static void the_other_way_is_offered_by_its_name(void **state)
{
	struct house *h = *state;
	int64_t id = add_visit(h, h->ann, HOUSE_NOW + 7200 + 1680, 60);
	char text[40];

	change_elsewhere(h, "appointment", id, "note", "by the window");
	open_actions(h);
	loop_press(h->l, "x");
	loop_type(h->l, "does not come\n");
	show(h);
	see(h, "Not undone", "1 cancel the appointment instead", "2 leave it");
	loop_press(h->l, "1");
	see_row(h, -2, "Taken back: booked");
	assert_string_equal(text_of(h, "SELECT state || ': ' || reason FROM appointment", text,
	    sizeof text), "cancelled: does not come");
}

/* ---- the board, the chain, the sizes ---- */

static void the_board_as_it_was(void **state)
{
	struct house *h = *state;
	int64_t id = add_visit(h, h->ann, HOUSE_NOW + 7200 + 1680, 60);

	add_visit(h, h->cid, HOUSE_NOW + 3600 + 1680, 60);
	must(h, booking_cancel(&h->d, id, "ill", &h->e));
	open_actions(h);
	loop_press(h->l, "v");
	show(h);
	see(h, "Board of Tue 24 Nov as it was", "16:00-17:00  B 陈思雨", "17:00-18:00  X 王小明");
	loop_press(h->l, "Esc Down Down v");
	show(h);
	see(h, "17:00-18:00  B 王小明");
	nosee(h, "陈思雨");
	loop_press(h->l, "+");
	see(h, "Board of Wed 25 Nov", "Nobody was booked on that day then.");
	loop_press(h->l, "- Enter");
	assert_string_equal(screen_top(h->l)->type->name, "client");
}

static void a_broken_chain_stands_above_everything(void **state)
{
	struct house *h = *state;

	open_actions(h);
	see(h, "chain not checked yet");
	must(h, tick_run(&h->d, true, NULL, NULL, &h->e));
	loop_press(h->l, "F12");
	loop_press(h->l, "[");
	see(h, "chain whole, 14:32");
	shell(h, "DROP TRIGGER action_bu; UPDATE action SET station = 'T7' WHERE id = 3");
	assert_int_equal(tick_run(&h->d, true, NULL, NULL, &h->e), ERR_CORRUPT);
	err_clear(&h->e);
	loop_press(h->l, "F12");
	loop_press(h->l, "[");
	show(h);
	see(h, "Chain broken at 3. Do not work on this file; call the administrator.");
	assert_int_equal(style_of(h, "Chain broken"), STYLE_LATE);
}

static void on_a_wide_screen_the_changes_stand_beside(void **state)
{
	struct house *h = *state;

	own_change(h, h->ann, "gender", "f");
	house_screen(h, 40, 120);
	open_actions(h);
	see_row(h, 4, "gender: male -> female");
	loop_resize(h->l, 24, 80);
	see(h, "  gender                male -> female");
}

static void values_read_as_people_say_them(void **state)
{
	const struct {
		const char *table, *column;
		struct value v;
		const char *words;
	} cases[] = {
		{ "appointment", "start_at", { .type = VALUE_INT, .i = HOUSE_NOW },
		    "Tue 24 Nov 14:32" },
		{ "branch", "open_min", { .type = VALUE_INT, .i = 570 }, "09:30" },
		{ "client", "restricted", { .type = VALUE_INT, .i = 1 }, "yes" },
		{ "client", "created_by", { .type = VALUE_INT }, "the program" },
		{ "complaint", "closed_by", { .type = VALUE_INT }, "the program" },
		{ "branch", "charge_phone", { .type = VALUE_INT }, "the program" },
		{ "service", "tailored", { .type = VALUE_INT }, "no" },
		{ "client", "branch_id", { .type = VALUE_INT, .i = 1 }, "静安" },
		{ "client", "referrer_id", { .type = VALUE_INT, .i = 1 }, "王小明" },
		{ "client", "source", { .type = VALUE_TEXT, .s = (char []){ "walkin" } },
		    "walk-in" },
		{ "appointment", "state", { .type = VALUE_TEXT, .s = (char []){ "noshow" } },
		    "no-show" },
		{ "staff_role", "role", { .type = VALUE_TEXT, .s = (char []){ "nurse" } },
		    "nurse" },
		{ "client", "email", { .type = VALUE_NULL }, "-" },
		{ "client", "address", { .type = VALUE_TEXT, .s = (char []){ "open" } }, "open" },
	};
	struct house *h = *state;
	char text[200];

	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
		assert_string_equal(change_value_text(&h->d, cases[i].table, cases[i].column,
		    &cases[i].v, text, sizeof text), cases[i].words);
}

#define T(name) cmocka_unit_test_setup_teardown(name, house_setup, house_teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		T(everybody_sees_the_own_ones_managers_all),
		    T(before_and_after_stand_below_in_words),
		T(private_texts_are_told_as_changed),
		    T(a_restricted_file_has_its_alias_and_no_name),
		T(new_ones_come_on_top_and_the_cursor_stays), T(the_list_goes_on_by_itself),
		T(filters_narrow_by_what_client_and_days),
		T(h_on_a_client_shows_what_was_done_about_it), T(ones_own_goes_back_with_a_reason),
		T(anothers_needs_a_second_person), T(who_may_not_is_told_before_the_reason),
		T(somebody_changed_it_since), T(the_other_way_is_offered_by_its_name),
		T(the_board_as_it_was), T(a_broken_chain_stands_above_everything),
		T(on_a_wide_screen_the_changes_stand_beside), T(values_read_as_people_say_them),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
