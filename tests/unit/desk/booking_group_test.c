/* Several clients with one service: at the same time or in a row, all or none. */
#include "wish_help.h"

#include <string.h>

#include "base/mem.h"
#include "desk/booking_group.h"
#include "desk/booking_reach.h"
#include "desk/undo.h"

#define T15 at(w, 0, 15, 0)

static struct booking_group group(int64_t a, int64_t b, bool in_row)
{
	return (struct booking_group){ .client = { a, b }, .n = b ? 2 : 1, .in_row = in_row };
}

static int64_t staff_of(struct desk_world *w, int64_t id)
{
	return number(w, "SELECT resource_id FROM appointment_resource x JOIN resource r"
	    " ON r.id = x.resource_id AND r.kind = 'staff' WHERE appointment_id = %lld",
	    (long long)id);
}

static void together_the_first_has_whom_he_names_and_the_others_somebody_else(void **state)
{
	struct desk_world *w = *state;
	struct booking_wish x = wish_with(w, w->ann, w->consult, T15, w->r_cl), all[3];
	struct booking_group g = group(w->cid, 0, false);
	int64_t ids[3];

	must(w, booking_group_wishes(&w->d, &x, &g, all, &w->e));
	must(w, booking_book(&w->d, all, 2, ids, &w->e));
	assert_int_equal(staff_of(w, ids[0]), w->r_cl);
	assert_int_equal(staff_of(w, ids[1]), w->r_ly);
	assert_int_equal(count_rows(w, "appointment", "group_id IS NOT NULL AND live = 1"), 2);
	assert_int_equal(number(w, "SELECT count(DISTINCT start_at) FROM appointment"), 1);
}

static void in_a_row_each_begins_when_the_one_before_is_over_with_the_same_person(void **state)
{
	struct desk_world *w = *state;
	struct booking_wish x = wish_with(w, w->ann, w->consult, T15, w->r_cl), all[3];
	struct booking_group g = group(w->cid, w->bob, true);
	int64_t ids[3];

	must(w, booking_group_wishes(&w->d, &x, &g, all, &w->e));
	must(w, booking_book(&w->d, all, 3, ids, &w->e));
	for (int i = 0; i < 3; i++) {
		assert_int_equal(all[i].start_at, T15 + i * 1800);
		assert_int_equal(staff_of(w, ids[i]), w->r_cl);
	}
}

/* The device is cleaned between two; a room is not waited for where there is another. */
static void in_a_row_people_and_devices_are_made_ready_in_between(void **state)
{
	struct desk_world *w = *state;
	struct booking_wish x = wish(w, w->ann, w->laser_service, T15), all[2];
	struct booking_group g = group(w->cid, 0, true);
	int64_t ids[2];

	must(w, booking_group_wishes(&w->d, &x, &g, all, &w->e));
	assert_int_equal(all[1].start_at, T15 + 3600);
	must(w, booking_book(&w->d, all, 2, ids, &w->e));
	x.service_id = w->consult;
	add_need(w, w->consult, (struct need_row){ 2, "device", "", 0, 5, 15, 0, 0 });
	must(w, booking_group_wishes(&w->d, &x, &g, all, &w->e));
	assert_int_equal(all[1].start_at, T15 + 1800 + 20 * 60);
}

static void what_belongs_to_the_first_is_not_asked_of_the_others(void **state)
{
	struct desk_world *w = *state;
	struct booking_wish x = wish(w, w->ann, w->consult, T15), all[2];
	struct booking_group g = group(w->cid, 0, false);
	int64_t ids[2];

	act_as(w, w->wl, 0);
	x.deposit = 5000;
	must(w, booking_group_wishes(&w->d, &x, &g, all, &w->e));
	must(w, booking_book(&w->d, all, 2, ids, &w->e));
	assert_int_equal(number(w, "SELECT client_id FROM payment"), w->ann);
	assert_int_equal(count_rows(w, "payment", "1"), 1);
}

static void a_look_says_what_a_booking_would_and_leaves_nothing(void **state)
{
	struct desk_world *w = *state;
	struct booking_wish x = wish(w, w->ann, w->consult, T15), all[3];
	struct booking_group g = group(w->cid, w->bob, false);
	int64_t ids[3], before = last_action(w);

	/* Two experts, three clients. */
	must(w, booking_group_wishes(&w->d, &x, &g, all, &w->e));
	assert_int_equal(booking_look(&w->d, all, 3, &w->e), ERR_TAKEN);
	err_clear(&w->e);
	must(w, booking_look(&w->d, all, 2, &w->e));
	assert_int_equal(last_action(w), before);
	assert_int_equal(count_rows(w, "appointment", "1"), 0);
	assert_int_equal(count_rows(w, "message", "1"), 0);
	must(w, booking_book(&w->d, all, 2, ids, &w->e));
	/* The same two again: they are treated at that time already. */
	assert_int_equal(booking_look(&w->d, all, 2, &w->e), ERR_TAKEN);
}

/* 甲 with 陈立 and 丙 with 刘洋, both at 15:00. */
static void pair(struct desk_world *w, int64_t ids[2])
{
	struct booking_wish x = wish_with(w, w->ann, w->consult, T15, w->r_cl), all[2];
	struct booking_group g = group(w->cid, 0, false);

	must(w, booking_group_wishes(&w->d, &x, &g, all, &w->e));
	must(w, booking_book(&w->d, all, 2, ids, &w->e));
}

static void the_whole_group_moves_in_one_step_and_comes_back_in_one(void **state)
{
	struct desk_world *w = *state;
	struct booking_shift s = { .start_at = at(w, 1, 16, 0) };
	int64_t ids[2], undone;
	size_t n;

	pair(w, ids);
	s.id = ids[1];
	must(w, booking_reach_move(&w->d, BOOKING_GROUP, &s, NULL, &n, &w->e));
	assert_int_equal(n, 2);
	assert_int_equal(number(w, "SELECT min(start_at) FROM appointment"), s.start_at);
	assert_int_equal(number(w, "SELECT max(start_at) FROM appointment"), s.start_at);
	assert_int_equal(staff_of(w, ids[0]), w->r_cl);
	assert_int_equal(staff_of(w, ids[1]), w->r_ly);
	must(w, undo_action(&w->d, last_action(w), false, NULL, &undone, &w->e));
	assert_int_equal(number(w, "SELECT count(*) FROM appointment WHERE start_at = %lld",
	    (long long)T15), 2);
}

/* In a row all had the same person: they go to the new one together. */
static void a_group_in_a_row_goes_to_another_person_together(void **state)
{
	struct desk_world *w = *state;
	struct booking_wish x = wish_with(w, w->ann, w->consult, T15, w->r_cl), all[3];
	struct booking_group g = group(w->cid, w->bob, true);
	struct booking_shift s = { .start_at = at(w, 1, 10, 0), .with = { w->r_ly }, .nwith = 1,
		.nlater = 1 };
	int64_t ids[3];
	size_t n;

	must(w, booking_group_wishes(&w->d, &x, &g, all, &w->e));
	must(w, booking_book(&w->d, all, 3, ids, &w->e));
	s.id = ids[0];
	must(w, booking_reach_move(&w->d, BOOKING_GROUP, &s, NULL, &n, &w->e));
	for (int i = 0; i < 3; i++) {
		assert_int_equal(staff_of(w, ids[i]), w->r_ly);
		assert_int_equal(number(w, "SELECT start_at FROM appointment WHERE id = %lld",
		    (long long)ids[i]), s.start_at + i * 1800);
	}
}

static void who_does_not_fit_is_named_and_nobody_moves(void **state)
{
	struct desk_world *w = *state;
	struct booking_wish other = wish_with(w, w->cid, w->laser_service, at(w, 1, 16, 0),
	    w->r_cl);
	struct booking_shift s = { .start_at = at(w, 1, 16, 0) };
	int64_t ids[2];
	char *before, *after;

	pair(w, ids);
	booked(w, &other);
	s.id = ids[0];
	before = snapshot(w);
	refused(w, booking_reach_move(&w->d, BOOKING_GROUP, &s, NULL, NULL, &w->e), ERR_TAKEN,
	    "Not moved. 陈思雨:");
	after = snapshot(w);
	assert_string_equal(before, after);
	mem_free(before);
	mem_free(after);
}

static void the_whole_group_is_cancelled_and_each_is_to_be_rebooked(void **state)
{
	struct desk_world *w = *state;
	struct booking_end x = { .reason = "ill" };
	int64_t ids[2], undone;
	size_t n;

	pair(w, ids);
	x.id = ids[0];
	must(w, booking_reach_cancel(&w->d, BOOKING_GROUP, &x, &n, &w->e));
	assert_int_equal(n, 2);
	assert_int_equal(count_rows(w, "appointment", "state = 'cancelled'"), 2);
	assert_int_equal(count_rows(w, "client_todo", "kind = 'rebook' AND state = 'open'"), 2);
	must(w, undo_action(&w->d, last_action(w), false, NULL, &undone, &w->e));
	assert_int_equal(count_rows(w, "appointment", "live = 1"), 2);
}

static void one_of_a_group_who_is_being_served_keeps_the_others(void **state)
{
	struct desk_world *w = *state;
	struct booking_end x = { .reason = "ill" };
	int64_t ids[2];

	pair(w, ids);
	must(w, booking_set_state(&w->d, ids[1], "arrived", NULL, &w->e));
	must(w, booking_set_state(&w->d, ids[1], "serving", NULL, &w->e));
	x.id = ids[0];
	refused(w, booking_reach_cancel(&w->d, BOOKING_GROUP, &x, NULL, &w->e), ERR_INVALID,
	    "Not cancelled. 陈思雨: it is in service.");
	assert_int_equal(count_rows(w, "appointment", "state = 'booked'"), 1);
}

static void only_this_one_leaves_the_group_as_it_is(void **state)
{
	struct desk_world *w = *state;
	struct booking_end x = { .reason = "ill" };
	char text[300];
	int64_t ids[2];
	size_t n;

	pair(w, ids);
	must(w, booking_reach_others(&w->d, ids[0], BOOKING_GROUP, &n, &w->e));
	assert_int_equal(n, 1);
	assert_string_equal(booking_fellows_text(&w->d, ids[1], ids[0], text, sizeof text),
	    "2 of 2, group with 王小明");
	x.id = ids[0];
	must(w, booking_reach_cancel(&w->d, BOOKING_ONE, &x, &n, &w->e));
	assert_int_equal(n, 1);
	must(w, booking_reach_others(&w->d, ids[1], BOOKING_GROUP, &n, &w->e));
	assert_int_equal(n, 0);
	assert_string_equal(booking_fellows_text(&w->d, ids[1], ids[0], text, sizeof text), "");
}

/* A restricted file is named by its alias, there as well. */
static void a_restricted_fellow_is_named_by_the_alias(void **state)
{
	struct desk_world *w = *state;
	struct booking_wish x = wish_with(w, w->ann, w->consult, T15, w->r_cl), all[2];
	struct booking_group g = group(w->bob, 0, false);
	char text[300];
	int64_t ids[2];

	must(w, booking_group_wishes(&w->d, &x, &g, all, &w->e));
	must(w, booking_book(&w->d, all, 2, ids, &w->e));
	act_as(w, w->wf, 0);
	assert_string_equal(booking_fellows_text(&w->d, ids[0], ids[0], text, sizeof text),
	    "1 of 2, group with Mr B");
}

static void nobody_is_in_a_group_twice(void **state)
{
	struct desk_world *w = *state;
	struct booking_wish x = wish(w, w->ann, w->consult, T15), all[BOOKING_GROUP_MAX + 2];
	struct booking_group g = group(w->cid, w->cid, false);

	refused(w, booking_group_wishes(&w->d, &x, &g, all, &w->e), ERR_INVALID, "twice");
	g = group(w->ann, 0, true);
	refused(w, booking_group_wishes(&w->d, &x, &g, all, &w->e), ERR_INVALID, "twice");
	g.n = BOOKING_GROUP_MAX + 1;
	refused(w, booking_group_wishes(&w->d, &x, &g, all, &w->e), ERR_INVALID, "at most 13");
}

int main(void)
{
#define T(f) cmocka_unit_test_setup_teardown(f, wish_setup, desk_teardown)
	const struct CMUnitTest tests[] = {
		T(together_the_first_has_whom_he_names_and_the_others_somebody_else),
		T(in_a_row_each_begins_when_the_one_before_is_over_with_the_same_person),
		T(in_a_row_people_and_devices_are_made_ready_in_between),
		T(what_belongs_to_the_first_is_not_asked_of_the_others),
		T(a_look_says_what_a_booking_would_and_leaves_nothing),
		T(the_whole_group_moves_in_one_step_and_comes_back_in_one),
		T(a_group_in_a_row_goes_to_another_person_together),
		T(who_does_not_fit_is_named_and_nobody_moves),
		T(the_whole_group_is_cancelled_and_each_is_to_be_rebooked),
		T(one_of_a_group_who_is_being_served_keeps_the_others),
		T(only_this_one_leaves_the_group_as_it_is),
		T(a_restricted_fellow_is_named_by_the_alias),
		T(nobody_is_in_a_group_twice),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
