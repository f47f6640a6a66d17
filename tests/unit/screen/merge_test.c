/* Two files of one person side by side, and what is left when they are one. */
#include "house.h"

#include <string.h>

#include "base/buf.h"
#include "base/mem.h"
#include "data/action.h"
#include "data/record.h"
#include "data/todo.h"
#include "desk/booking.h"
#include "desk/signin.h"

#define PIN "271828"

static void set(struct house *h, int64_t client, const char *column, const char *value)
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
	must(h, action_commit(t, NULL, &h->e));
	value_free(&c.base);
	value_free(&c.value);
	record_free(&now);
}

static void likely_double(struct house *h, int64_t a, int64_t b)
{
	struct todo w = { .branch_id = 1, .client_id = a, .other_id = b, .day = HOUSE_DAY,
		.kind = "duplicate", .why = "phone" };
	struct action_head head = { .name = "client-todo" };
	struct txn *t;

	must(h, action_begin(h->s, &h->d.who, &head, &t, &h->e));
	must(h, todo_insert(t, &w, false, NULL, &h->e));
	must(h, action_commit(t, NULL, &h->e));
}

static int64_t twin(struct house *h)
{
	int64_t id = add_client(h, "王晓明", "13800000823", "1992-03-15");

	set(h, h->ann, "notes", "likes tea");
	set(h, id, "notes", "comes by bus");
	set(h, id, "email", "wxm@example.cn");
	likely_double(h, id, h->ann);
	return id;
}

static void give_pin(struct house *h, int64_t to)
{
	int64_t me = h->d.who.staff_id;

	must(h, desk_become(&h->d, h->wl, &h->e));
	must(h, signin_set_pin(&h->d, to, PIN, &h->e));
	must(h, desk_become(&h->d, me, &h->e));
}

/* From the list of likely doubles, as the desk does. */
static void open_merge(struct house *h)
{
	loop_press(h->l, "F2 Tab ] ] ] ] 9");
	show(h);
}

static void sign(struct house *h)
{
	loop_type(h->l, "same card\nwl\n" PIN);
	loop_press(h->l, "F10");
	show(h);
}

static const char *top(struct house *h)
{
	return screen_top(h->l)->type->name;
}

static char *of(struct house *h, int64_t client, const char *column, char out[200])
{
	char sql[100];

	text_fmt(sql, sizeof sql, "SELECT %s FROM client WHERE id = %lld", column,
	    (long long)client);
	return text_of(h, sql, out, 200);
}

static void what_differs_stands_first_side_by_side(void **state)
{
	struct house *h = *state;

	add_visit(h, twin(h), HOUSE_NOW + 7200 + 1680, 60);
	house_screen(h, 24, 80);
	open_merge(h);
	assert_string_equal(top(h), "merge");
	see_row(h, 1, "王小明");                /* the older one stays, in row 2 */
	see(h, "1 stays: no number", "2 goes: no number", "name              王小明", "王晓明",
	    "[1] 1 2");
	see(h, "likes tea", "comes by bus", "[1] 1 2 3", "wxm@example.cn", "taken");
	see(h, "Moves to the left file: telephone 1, appointment 1");
	nosee(h, "branch");
	loop_press(h->l, "v");
	see(h, "branch", "same");
	loop_press(h->l, "v");
	nosee(h, "branch");
}

static void one_key_a_field(void **state)
{
	struct house *h = *state;
	int64_t other = twin(h);
	char text[200];

	give_pin(h, h->wl);
	house_screen(h, 24, 80);
	open_merge(h);
	loop_press(h->l, "2");                  /* the name of the other */
	see(h, "[2] 1 2");
	loop_press(h->l, "1");                  /* the cursor went on to the birthday */
	loop_press(h->l, "3");
	see(h, "[3] 1 2 3");
	loop_press(h->l, "Down");
	loop_press(h->l, "2");
	loop_press(h->l, "F10");
	show(h);
	see(h, "Needs a second person: merge two files",
	    "merge 王晓明 (no file number) into 王小明",
	    "Taken from it: name, notes.");
	sign(h);
	assert_string_equal(top(h), "client");
	see_row(h, -2, "Merged into 王晓明. Ctrl-Z takes it apart again until 14:41.");
	assert_string_equal(of(h, h->ann, "name", text), "王晓明");
	assert_string_equal(of(h, h->ann, "birth", text), "1992-03-14");
	assert_string_equal(of(h, h->ann, "notes", text), "likes tea; comes by bus");
	assert_string_equal(of(h, h->ann, "email", text), "wxm@example.cn");
	assert_string_equal(of(h, other, "state", text), "merged");
	assert_string_equal(text_of(h, "SELECT reason FROM action WHERE name = 'client-merge'",
	    text,
	    sizeof text), "same card");
	loop_press(h->l, "^Z Enter");
	assert_string_equal(of(h, other, "state", text), "active");
	assert_string_equal(of(h, h->ann, "name", text), "王小明");
}

static void the_other_one_may_stay(void **state)
{
	struct house *h = *state;
	int64_t other = twin(h);
	char text[200];

	give_pin(h, h->wl);
	house_screen(h, 24, 80);
	open_merge(h);
	loop_press(h->l, "2 s");                /* the younger name, and its file stays */
	see_row(h, 1, "王晓明");
	loop_press(h->l, "F10");
	sign(h);
	assert_string_equal(of(h, h->ann, "state", text), "merged");
	/* What was chosen stayed so. */
	assert_string_equal(of(h, other, "name", text), "王晓明");
	assert_string_equal(of(h, other, "birth", text), "1992-03-14");
	assert_string_equal(of(h, other, "notes", text), "likes tea");
}

static void what_cannot_be_chosen_says_why(void **state)
{
	struct house *h = *state;

	twin(h);
	house_screen(h, 24, 80);
	open_merge(h);
	loop_press(h->l, "3");
	see_row(h, -2, "Only long texts can be kept both.");
	loop_press(h->l, "End 2");
	see_row(h, -2, "Only one of them has it");
	loop_press(h->l, "v End 2");
	see_row(h, -2, "Both have the same");
	loop_press(h->l, "Home Enter");
	see(h, "1: 王小明", "2: 王晓明");
}

static void two_bookings_at_one_hour_are_named_before_trying(void **state)
{
	struct house *h = *state;
	int64_t other = twin(h);

	add_visit(h, h->ann, HOUSE_NOW + 7200 + 1680, 60);
	must(h, booking_make(&h->d, &(struct booking){ .client_id = other, .service_id = h->laser,
	    .start_at = HOUSE_NOW + 7200 + 1680, .end_at = HOUSE_NOW + 10800 + 1680 },
	    &(int64_t){ 0 }, &h->e));
	house_screen(h, 24, 80);
	open_merge(h);
	see(h, "Booked twice at one hour: 17:00");
	loop_press(h->l, "F10");
	see_row(h, -2, "Not merged. Booked twice at one hour");
	assert_string_equal(top(h), "merge");
}

static void changed_meanwhile_it_is_shown_again(void **state)
{
	struct house *h = *state;
	char text[200];
	int64_t other = twin(h);

	give_pin(h, h->wl);
	house_screen(h, 24, 80);
	open_merge(h);
	loop_press(h->l, "F10");
	change_elsewhere(h, "client", h->ann, "name", "王晓敏");
	sign(h);
	see_row(h, -2, "Not merged. One of the files was changed meanwhile");
	see(h, "王晓敏");
	assert_string_equal(of(h, other, "state", text), "active");
}

static void a_restricted_file_is_not_for_everybody(void **state)
{
	struct house *h = *state;

	likely_double(h, h->cid, h->bob);
	house_screen(h, 24, 80);
	open_merge(h);
	see_row(h, -2, "Not merged. One of the files is restricted");
	assert_string_equal(top(h), "clients");
	house_become(h, h->wl);
	open_merge(h);
	see(h, "Bob Brown");
	assert_int_equal(number(h, "SELECT count(*) FROM access WHERE what = 'restricted'"
	    " AND client_id = %lld", (long long)h->bob), 1);
}

/* From anywhere else the other file is asked for: likely doubles first, then by typing. */
static void the_other_file_is_found_by_typing(void **state)
{
	struct house *h = *state;

	twin(h);
	house_screen(h, 24, 80);
	loop_press(h->l, "F2");
	loop_type(h->l, "王小明");
	loop_press(h->l, "Enter Alt-m");
	show(h);
	see(h, "Merge 王小明 with", "王晓明");
	loop_type(h->l, "chensiyu");
	see(h, "陈思雨");
	loop_press(h->l, "Enter");
	assert_string_equal(top(h), "merge");
	see_row(h, 1, "王小明");
	see(h, "陈思雨");
}

static void it_fits_a_wide_screen(void **state)
{
	struct house *h = *state;

	twin(h);
	house_screen(h, 40, 120);
	open_merge(h);
	see(h, "comes by bus", "F10 merge");
}

#define T(name) cmocka_unit_test_setup_teardown(name, house_setup, house_teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		T(what_differs_stands_first_side_by_side), T(one_key_a_field),
		    T(the_other_one_may_stay),
		T(what_cannot_be_chosen_says_why),
		    T(two_bookings_at_one_hour_are_named_before_trying),
		T(changed_meanwhile_it_is_shown_again), T(a_restricted_file_is_not_for_everybody),
		T(the_other_file_is_found_by_typing), T(it_fits_a_wide_screen),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
