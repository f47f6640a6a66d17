/* Booking by wish: what is chosen, what is refused and how that reads, what is written with it. */
#include "wish_help.h"

#include <string.h>

#include "base/buf.h"
#include "base/day.h"
#include "data/appointment.h"
#include "data/client.h"
#include "data/payment.h"
#include "data/request.h"
#include "data/service.h"
#include "data/todo.h"
#include "data/waiter.h"
#include "data/action.h"
#include "desk/free.h"

#define T15 at(w, 0, 15, 0)
#define T16 at(w, 0, 16, 0)

/* ---- choosing ---- */

static void what_is_left_open_is_chosen_and_named(void **state)
{
	struct desk_world *w = *state;
	struct booking_wish x = wish(w, w->ann, w->laser_service, T15);
	struct take_list l = { 0 };
	int64_t id = booked(w, &x);

	must(w, appointment_takes(w->s, id, &l, &w->e));
	assert_int_equal(l.n, 3);
	assert_string_equal(l.v[0].kind, "staff");
	assert_string_equal(l.v[1].kind, "room");
	assert_int_equal(l.v[1].start_at, T15 - 600);
	assert_int_equal(l.v[1].end_at, T16 + 600);
	assert_int_equal(l.v[2].resource_id, w->laser);
	take_list_free(&l);
	assert_int_equal(count_rows(w, "appointment", "asked = 0 AND inserted = 0"
	    " AND series_id IS NULL AND group_id IS NULL AND channel = 'phone'"), 1);
	/* The next one gets somebody else, and there is one device only. */
	x = wish(w, w->cid, w->consult, T15);
	booked(w, &x);
	assert_int_equal(number(w, "SELECT count(DISTINCT resource_id) FROM appointment_resource x"
	    " JOIN resource r ON r.id = x.resource_id WHERE r.kind = 'staff'"), 2);
	x = wish(w, w->bob, w->laser_service, T15);
	assert_int_equal(try_wish(w, &x), ERR_TAKEN);
	err_clear(&w->e);
}

static void who_is_wanted_comes_even_where_no_line_asks_for_him(void **state)
{
	struct desk_world *w = *state;
	struct booking_wish x = wish_with(w, w->ann, w->consult, T15, w->r_ly);

	x.with[x.nwith++] = w->r2;
	x.asked = true;
	booked(w, &x);
	assert_int_equal(number(w, "SELECT count(*) FROM appointment_resource WHERE resource_id"
	    " IN (%lld, %lld)", (long long)w->r_ly, (long long)w->r2), 2);
	assert_int_equal(count_rows(w, "appointment", "asked = 1"), 1);
	/* And holds it against others. */
	x = wish_with(w, w->cid, w->consult, T15, w->r2);
	refused(w, try_wish(w, &x), ERR_TAKEN, "Not booked. R2 was taken for 王小明 (T1, 14:32).");
}

static void nobody_is_given_in_place_of_who_was_asked_for(void **state)
{
	struct desk_world *w = *state;
	int64_t nurse = add_thing(w, "staff", "Nurse", w->ja, w->ja);
	struct booking_wish x = wish_with(w, w->ann, w->consult, T15, nurse);

	refused(w, try_wish(w, &x), ERR_INVALID, "Not booked. Nurse does not do that here.");
	/* Beside somebody who does she may well be. */
	x.with[x.nwith++] = w->r_cl;
	booked(w, &x);
	assert_int_equal(count_rows(w, "appointment_resource", "1"), 2);
}

/* ---- refusals ---- */

static void a_refusal_says_who_has_it_since_when_and_the_way_out(void **state)
{
	struct desk_world *w = *state;
	struct booking_wish x = wish_with(w, w->ann, w->consult, T15, w->r_cl);
	int64_t before;

	booked(w, &x);
	before = last_action(w);
	x.client_id = w->cid;
	refused(w, try_wish(w, &x), ERR_TAKEN,
	    "Not booked. 陈立 was taken for 王小明 (T1, 14:32). Next: ");
	assert_int_equal(last_action(w), before);
	assert_int_equal(count_rows(w, "hold", "1"), 0);
}

static void the_way_out_can_be_taken_as_it_stands(void **state)
{
	struct desk_world *w = *state;
	struct booking_wish x = wish_with(w, w->ann, w->consult, T15, w->r_cl);

	booked(w, &x);
	x.client_id = w->cid;
	assert_int_equal(try_wish(w, &x), ERR_TAKEN);
	assert_non_null(strstr(w->e.text, " Next: 15:00 with 刘洋, Down F10."));
	err_clear(&w->e);
	/* On the command line there is no key to press. */
	w->d.who.origin = "cli";
	assert_int_equal(try_wish(w, &x), ERR_TAKEN);
	assert_non_null(strstr(w->e.text, " Next: 15:00 with 刘洋."));
	err_clear(&w->e);
	x.with[0] = w->r_ly;
	booked(w, &x);
}

static void a_restricted_name_is_not_told(void **state)
{
	struct desk_world *w = *state;
	struct booking_wish x = wish_with(w, w->bob, w->consult, T15, w->r_cl);

	booked(w, &x);
	x.client_id = w->ann;
	refused(w, try_wish(w, &x), ERR_TAKEN, "陈立 was taken for Mr B (T1");
}

static void nobody_is_treated_in_two_places(void **state)
{
	struct desk_world *w = *state;
	struct booking_wish x = wish_with(w, w->ann, w->consult, T15, w->r_cl);

	booked(w, &x);
	x = wish_with(w, w->ann, w->consult, T15, w->r_ly);
	refused(w, try_wish(w, &x), ERR_TAKEN,
	    "Not booked. 王小明 has an appointment then: 15:00-15:30.");
}

static void leave_hours_and_the_past_are_refused(void **state)
{
	struct desk_world *w = *state;
	struct booking_wish x = wish_with(w, w->ann, w->consult, at(w, 1, 15, 0), w->r_cl);

	add_absence(w, w->r_cl, "leave", at(w, 1, 9, 0), at(w, 3, 12, 0));
	refused(w, try_wish(w, &x), ERR_TAKEN,
	    "Not booked. 陈立 is on leave till Fri 27 Nov 12:00.");
	x.nwith = 0;
	booked(w, &x);                  /* 刘洋 is there */
	x = wish(w, w->cid, w->consult, at(w, 1, 22, 0));
	refused(w, try_wish(w, &x), ERR_INVALID, "Open from 09:00 to 20:30.");
	x.start_at = at(w, 0, 13, 0);
	refused(w, try_wish(w, &x), ERR_INVALID, "13:00 is past.");
	x.start_at = at(w, 400, 13, 0);
	refused(w, try_wish(w, &x), ERR_INVALID, "Times are given 366 days ahead.");
	/* On the end, not on the start alone. */
	x = wish(w, w->cid, w->laser_service, at(w, 1, 20, 0));
	refused(w, try_wish(w, &x), ERR_INVALID, "Not booked.");
}

static void what_another_person_holds_is_refused(void **state)
{
	struct desk_world *w = *state;
	struct booking_wish x = wish_with(w, w->ann, w->consult, T15, w->r_cl);
	struct desk other;
	int64_t hold;

	other_terminal(w, &other, w->lt, "T2");
	must(w, booking_hold(&other, w->r_cl, T15, T16, &hold, &w->e));
	refused(w, try_wish(w, &x), ERR_TAKEN, "T2 holds that time until 14:37.");
	must(w, booking_release(&other, hold, &w->e));
	booked(w, &x);
	desk_close(&other);
	action_set_gate(w->s, NULL, NULL);
}

/* ---- squeezing in ---- */

static void squeezing_in_needs_right_reason_and_second_person(void **state)
{
	struct desk_world *w = *state;
	struct booking_wish x = wish_with(w, w->ann, w->consult, T15, w->r_cl);

	booked(w, &x);
	x.client_id = w->cid;
	x.insert = true;
	refused(w, try_wish(w, &x), ERR_DENIED, "Not your right");
	act_as(w, w->wl, 0);
	refused(w, try_wish(w, &x), ERR_SECOND, "second person");
	act_as(w, w->wl, w->admin);
	refused(w, try_wish(w, &x), ERR_INVALID, "needs a reason");
	x.reason = "in pain";
	x.nwith = 0;
	refused(w, try_wish(w, &x), ERR_INVALID, "Say who makes room");
	x.with[x.nwith++] = w->r_cl;
	booked(w, &x);
	assert_int_equal(number(w, "SELECT count(*) FROM overbooking WHERE reason = 'in pain'"
	    " AND staff_id = %lld AND second_id = %lld", (long long)w->wl, (long long)w->admin), 1);
	assert_int_equal(count_rows(w, "appointment", "inserted = 1"), 1);
	/* Hours do not hinder; the person treated does. */
	x = wish_with(w, w->bob, w->consult, at(w, 0, 21, 0), w->r_cl);
	x.insert = true;
	x.reason = "in pain";
	booked(w, &x);
	x = wish_with(w, w->cid, w->consult, T15, w->r_ly);
	x.insert = true;
	x.reason = "in pain";
	refused(w, try_wish(w, &x), ERR_TAKEN, "陈思雨");
}

/* ---- all or none ---- */

static void a_group_is_booked_whole_or_not_at_all(void **state)
{
	struct desk_world *w = *state;
	struct booking_wish x[3] = { wish(w, w->ann, w->consult, T15),
		wish(w, w->cid, w->consult, T15), wish(w, w->bob, w->consult, T15) };
	int64_t ids[3], before = last_action(w);

	/* Two experts, three clients. */
	assert_int_equal(booking_book(&w->d, x, 3, ids, &w->e), ERR_TAKEN);
	err_clear(&w->e);
	assert_int_equal(ids[0] | ids[1] | ids[2], 0);
	assert_int_equal(count_rows(w, "appointment", "1"), 0);
	assert_int_equal(last_action(w), before);
	x[2].start_at = T16;
	must(w, booking_book(&w->d, x, 3, ids, &w->e));
	assert_int_equal(last_action(w), before + 1);
	assert_int_equal(number(w, "SELECT count(*) FROM appointment WHERE group_id = %lld",
	    (long long)ids[0]), 3);
}

static void one_client_in_a_row_is_no_group_and_gets_one_message(void **state)
{
	struct desk_world *w = *state;
	struct booking_wish x[2] = { wish(w, w->ann, w->consult, T15),
		wish(w, w->ann, w->laser_service, at(w, 0, 15, 30)) };
	int64_t ids[2];

	must(w, booking_book(&w->d, x, 2, ids, &w->e));
	assert_int_equal(count_rows(w, "appointment", "group_id IS NULL"), 2);
	assert_int_equal(count_rows(w, "message", "channel = 'sms'"), 1);
	assert_int_equal(count_rows(w, "message", "channel = 'sms'"
	    " AND text LIKE '%+ 11-24 15:30'"), 1);
	assert_int_equal(count_rows(w, "message", "channel = 'screen'"), 2);
}

/* ---- what goes with it ---- */

static void a_booking_tells_the_client_and_who_serves(void **state)
{
	struct desk_world *w = *state;
	struct booking_wish x = wish_with(w, w->ann, w->consult, T15, w->r_cl);

	booked(w, &x);
	assert_int_equal(number(w, "SELECT count(*) FROM message WHERE channel = 'sms'"
	    " AND client_id = %lld AND template = 'booked' AND due_at = %lld", (long long)w->ann,
	    (long long)HELP_NOW + 300), 1);
	assert_int_equal(number(w, "SELECT count(*) FROM message WHERE channel = 'screen'"
	    " AND staff_id = %lld", (long long)w->cl), 1);
	x = wish_with(w, w->cid, w->consult, T16, w->r_cl);
	x.quiet = true;         /* the client knows; who serves hears of it all the same */
	booked(w, &x);
	assert_int_equal(count_rows(w, "message", "channel = 'sms'"), 1);
	assert_int_equal(count_rows(w, "message", "channel = 'screen'"), 2);
}

/* Who loses a client to somebody else would wait in vain. */
static void a_move_tells_who_serves_now_and_who_does_not_any_more(void **state)
{
	struct desk_world *w = *state;
	struct booking_wish x = wish_with(w, w->ann, w->consult, T15, w->r_cl);
	struct booking_shift s = { .id = booked(w, &x), .start_at = T16, .with = { w->r_ly },
		.nwith = 1 };

	must(w, booking_shift(&w->d, &s, 1, "", &w->e));
	assert_int_equal(number(w, "SELECT count(*) FROM message WHERE channel = 'screen'"
	    " AND template = 'moved' AND text LIKE '%%15:00)%%' AND staff_id ="
	    " (SELECT staff_id FROM resource WHERE id = %lld)", (long long)w->r_ly), 1);
	assert_int_equal(number(w, "SELECT count(*) FROM message WHERE channel = 'screen'"
	    " AND staff_id = %lld AND state = 'queued' AND template = 'cancelled'"
	    " AND text LIKE '%%15:00%%刘洋%%'", (long long)w->cl), 1);
	s.start_at = T15;
	s.nwith = 0;
	must(w, booking_shift(&w->d, &s, 1, "", &w->e));        /* with the same person */
	assert_int_equal(count_rows(w, "message", "template = 'cancelled'"), 1);
}

static void a_deposit_is_taken_with_it_by_who_may_take_money(void **state)
{
	struct desk_world *w = *state;
	struct booking_wish x = wish_with(w, w->ann, w->consult, T15, w->r_cl);

	x.deposit = 20000;
	x.method = "wechat";
	refused(w, try_wish(w, &x), ERR_DENIED, "cash desk");
	act_as(w, w->wl, 0);
	booked(w, &x);
	assert_int_equal(count_rows(w, "payment", "kind = 'deposit' AND method = 'wechat'"
	    " AND amount = 20000 AND appointment_id = 1 AND day = '" HELP_DAY "'"), 1);
	assert_int_equal(count_rows(w, "action", "name = 'appt-book'"), 1);
	x.deposit = -1;
	refused(w, try_wish(w, &x), ERR_INVALID, "more than nothing");
}

static struct txn *begin(struct desk_world *w, const char *name)
{
	struct action_head head = { .name = name };
	struct txn *t;

	must(w, action_begin(w->s, &w->d.who, &head, &t, &w->e));
	return t;
}

static void it_ends_request_wait_and_rebooking(void **state)
{
	struct desk_world *w = *state;
	struct booking_wish x = wish(w, w->ann, w->consult, T15);
	struct request r = { .branch_id = w->ja, .day = HELP_DAY, .channel = "web",
		.came_at = HELP_NOW - 600, .name = "王小明" };
	struct waiter who = { .branch_id = w->ja, .client_id = w->ann, .day = HELP_DAY,
		.service_id = w->consult, .weekdays = 127, .to_min = 1440 };
	struct todo again = { .branch_id = w->ja, .client_id = w->ann, .other_id = 7,
		.day = HELP_DAY, .kind = "rebook", .why = "noshow" };
	struct txn *t = begin(w, "appt-request");

	must(w, request_insert(t, &r, &x.request_id, &w->e));
	must(w, waiter_insert(t, &who, &x.waiter_id, &w->e));
	must(w, todo_insert(t, &again, true, NULL, &w->e));
	must(w, action_commit(t, NULL, &w->e));
	booked(w, &x);
	assert_int_equal(count_rows(w, "request", "state = 'booked' AND appointment_id = 1"), 1);
	assert_int_equal(count_rows(w, "waiter", "state = 'booked'"), 1);
	assert_int_equal(count_rows(w, "client_todo", "state = 'done'"), 1);
	/* Twice is refused whole. */
	x.start_at = T16;
	assert_int_equal(try_wish(w, &x), ERR_CONFLICT);
	assert_int_equal(count_rows(w, "appointment", "1"), 1);
}

static void who_waited_with_an_appointment_moves_up(void **state)
{
	struct desk_world *w = *state;
	struct booking_wish x = wish(w, w->ann, w->consult, at(w, 3, 15, 0));
	int64_t id = booked(w, &x);

	x.start_at = T15;
	x.except = id;
	assert_int_equal(booked(w, &x), id);
	assert_int_equal(count_rows(w, "appointment", "1"), 1);
	assert_int_equal(number(w, "SELECT start_at FROM appointment"), T15);
	assert_int_equal(count_rows(w, "appointment_event", "what = 'moved'"
	    " AND text = 'moved up'"), 1);
	assert_int_equal(count_rows(w, "message", "template = 'moved' AND state = 'queued'"
	    " AND channel = 'sms'"), 1);
	assert_int_equal(count_rows(w, "message", "template = 'booked' AND state = 'queued'"), 0);
	/* For another service the old one is given back. */
	x.service_id = w->laser_service;
	x.start_at = T16;
	assert_int_not_equal(booked(w, &x), id);
	assert_int_equal(count_rows(w, "appointment", "live = 1"), 1);
	/* Nothing that still waits to be sent speaks of it. */
	assert_int_equal(number(w, "SELECT count(*) FROM message WHERE state = 'queued'"
	    " AND channel = 'sms' AND appointment_id = %lld", (long long)id), 0);
}

static void moving_up_quietly_tells_no_client_and_takes_back_what_was_to_be_told(void **state)
{
	struct desk_world *w = *state;
	struct booking_wish x = wish(w, w->ann, w->consult, at(w, 3, 15, 0));

	x.except = booked(w, &x);
	x.start_at = T15;
	x.quiet = true;
	booked(w, &x);
	assert_int_equal(count_rows(w, "message", "state = 'queued' AND channel = 'sms'"), 0);
	assert_int_equal(count_rows(w, "message", "template = 'moved' AND channel = 'sms'"), 0);
}

static void who_moves_up_and_books_more_hears_of_both(void **state)
{
	struct desk_world *w = *state;
	struct booking_wish x = wish(w, w->ann, w->consult, at(w, 3, 15, 0));
	struct booking_wish two[2] = { wish(w, w->ann, w->consult, T15),
		wish(w, w->ann, w->laser_service, T16) };
	int64_t ids[2];

	two[0].except = booked(w, &x);
	must(w, booking_book(&w->d, two, 2, ids, &w->e));
	assert_int_equal(count_rows(w, "message", "template = 'moved' AND channel = 'sms'"), 1);
	assert_int_equal(number(w, "SELECT count(*) FROM message WHERE template = 'booked'"
	    " AND channel = 'sms' AND appointment_id = %lld", (long long)ids[1]), 1);
}

static void nobody_moves_up_with_anothers_appointment(void **state)
{
	struct desk_world *w = *state;
	struct booking_wish x = wish(w, w->ann, w->consult, at(w, 3, 15, 0));

	x.except = booked(w, &x);
	x.client_id = w->cid;
	x.start_at = T15;
	refused(w, try_wish(w, &x), ERR_INVALID, "is somebody else's");
}

static void closed_files_and_services_out_of_use_are_refused(void **state)
{
	struct desk_world *w = *state;
	struct booking_wish x = wish(w, w->ann, w->consult, T15);
	struct txn *t;

	act_as(w, w->admin, 0);
	t = begin(w, "resource-edit");
	must(w, client_set_state(t, w->cid, "closed", &w->e));
	must(w, action_commit(t, NULL, &w->e));
	x.client_id = w->cid;
	refused(w, try_wish(w, &x), ERR_INVALID, "That file is closed.");
	x.client_id = w->ann;
	x.service_id = 99;
	assert_int_equal(try_wish(w, &x), ERR_NOTFOUND);
}

static void a_booking_begins_with_what_was_had_last_else_with_the_first_by_rank(void **state)
{
	struct desk_world *w = *state;
	struct booking_wish x = wish(w, w->ann, w->laser_service, T15);
	static const struct service more[] = {
		{ .code = "a", .name = "A", .minutes = 30, .rank = 50 },
		{ .code = "b", .name = "B", .minutes = 30, .rank = -2 },
		{ .code = "c", .name = "C", .minutes = 30, .rank = -1 },
	};
	int64_t service, id[3];
	struct txn *t;

	act_as(w, w->admin, 0);
	t = begin(w, "resource-edit");
	for (int i = 0; i < 3; i++)
		must(w, service_insert(t, &more[i], &id[i], &w->e));
	must(w, action_commit(t, NULL, &w->e));
	must(w, booking_usual_service(&w->d, w->cid, 0, &service, &w->e));
	assert_int_equal(service, id[1]);
	booked(w, &x);
	must(w, booking_usual_service(&w->d, w->ann, 0, &service, &w->e));
	assert_int_equal(service, w->laser_service);
}

static void another_service_can_be_at_a_time_that_is_taken(void **state)
{
	struct desk_world *w = *state;
	struct booking_wish x = wish(w, w->ann, w->laser_service, T15);
	struct free_wish other = { .service = { w->laser_service }, .nservices = 1,
		.client_id = w->cid, .from_day = DAY_NONE, .days = 14 };
	struct near_list l = { 0 };

	/* The device is gone, somebody to talk to is not. */
	booked(w, &x);
	must(w, free_other(&w->d, &other, T15, 2, &l, &w->e));
	assert_int_equal(l.n, 1);
	assert_int_equal(l.v[0].time.service_id, w->consult);
	assert_int_equal(l.v[0].time.start_at, T15);
	assert_int_equal(l.v[0].kind, NEAR_OTHER_SERVICE);
	/* Who was booked for it cannot be in two places. */
	other.client_id = w->ann;
	must(w, free_other(&w->d, &other, T15, 2, &l, &w->e));
	assert_int_equal(l.n, 1);
	near_list_free(&l);
}

int main(void)
{
#define T(f) cmocka_unit_test_setup_teardown(f, wish_setup, desk_teardown)
	const struct CMUnitTest tests[] = {
		T(what_is_left_open_is_chosen_and_named),
		T(who_is_wanted_comes_even_where_no_line_asks_for_him),
		T(nobody_is_given_in_place_of_who_was_asked_for),
		T(a_refusal_says_who_has_it_since_when_and_the_way_out),
		T(the_way_out_can_be_taken_as_it_stands),
		T(a_restricted_name_is_not_told),
		T(nobody_is_treated_in_two_places),
		T(leave_hours_and_the_past_are_refused),
		T(what_another_person_holds_is_refused),
		T(squeezing_in_needs_right_reason_and_second_person),
		T(a_group_is_booked_whole_or_not_at_all),
		T(one_client_in_a_row_is_no_group_and_gets_one_message),
		T(a_booking_tells_the_client_and_who_serves),
		T(a_move_tells_who_serves_now_and_who_does_not_any_more),
		T(a_deposit_is_taken_with_it_by_who_may_take_money),
		T(it_ends_request_wait_and_rebooking),
		T(who_waited_with_an_appointment_moves_up),
		T(moving_up_quietly_tells_no_client_and_takes_back_what_was_to_be_told),
		T(who_moves_up_and_books_more_hears_of_both),
		T(nobody_moves_up_with_anothers_appointment),
		T(closed_files_and_services_out_of_use_are_refused),
		T(another_service_can_be_at_a_time_that_is_taken),
		T(a_booking_begins_with_what_was_had_last_else_with_the_first_by_rank),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
