/* After the booking: series, moves that find new people, ends, no-shows, and the way back of
 * each. */
#include "wish_help.h"

#include <string.h>

#include "base/buf.h"
#include "base/mem.h"
#include "base/zone.h"
#include "data/action.h"
#include "data/appointment.h"
#include "data/event.h"
#include "data/message.h"
#include "desk/booking_import.h"
#include "desk/booking_reach.h"
#include "desk/undo.h"

#define T15 at(w, 0, 15, 0)

static int64_t with(struct desk_world *w, int64_t client, int64_t start, int64_t resource)
{
	struct booking_wish x = wish_with(w, client, w->consult, start, resource);

	return booked(w, &x);
}

static int64_t staff_of(struct desk_world *w, int64_t id)
{
	struct appointment_row r;

	must(w, appointment_row_get(w->s, id, &r, &w->e));
	return r.staff_id;
}

static int64_t start_of(struct desk_world *w, int64_t id)
{
	return number(w, "SELECT start_at FROM appointment WHERE id = %lld", (long long)id);
}

/* ---- series ---- */

static enum err_code series_move(struct desk_world *w, int64_t id, int64_t start_at,
    const char *reason, size_t *n)
{
	struct booking_shift s = { .id = id, .start_at = start_at };

	return booking_reach_move(&w->d, BOOKING_LATER, &s, reason, n, &w->e);
}

static enum err_code series_cancel(struct desk_world *w, int64_t id, const char *reason, size_t *n)
{
	struct booking_end x = { .id = id, .reason = reason };

	return booking_reach_cancel(&w->d, BOOKING_LATER, &x, n, &w->e);
}

static void a_series_is_looked_at_first_and_booked_without_the_skipped(void **state)
{
	struct desk_world *w = *state;
	struct booking_wish x = wish_with(w, w->ann, w->consult, at(w, 1, 15, 0), w->r_cl);
	struct booking_series series = { .n = 4, .every_days = 7 };
	struct series_day day[4];
	int64_t ids[4];

	with(w, w->cid, at(w, 8, 15, 0), w->r_cl);
	add_absence(w, w->r_cl, "leave", at(w, 21, 0, 0), at(w, 24, 0, 0));
	must(w, booking_series_look(&w->d, &x, &series, day, &w->e));
	assert_int_equal(day[0].rc, OK);
	assert_string_equal(day[0].why, "");
	assert_int_equal(day[1].rc, ERR_TAKEN);
	assert_non_null(strstr(day[1].why, "陈立"));
	assert_int_equal(day[2].rc, OK);
	assert_int_equal(day[3].rc, ERR_TAKEN);
	assert_non_null(strstr(day[3].why, "on leave"));
	assert_int_equal(day[3].start_at, at(w, 22, 15, 0));
	/* All or none. */
	refused(w, booking_series(&w->d, &x, &series, ids, &w->e), ERR_TAKEN, "was taken for");
	assert_int_equal(count_rows(w, "appointment", "1"), 1);
	series.skip[1] = series.skip[3] = true;
	must(w, booking_series(&w->d, &x, &series, ids, &w->e));
	assert_true(ids[0] && !ids[1] && ids[2] && !ids[3]);
	assert_int_equal(number(w, "SELECT count(*) FROM appointment WHERE series_id = %lld",
	    (long long)ids[0]), 2);
	assert_int_equal(count_rows(w, "message", "channel = 'sms' AND client_id = 1"), 1);
	series.skip[0] = series.skip[2] = true;
	refused(w, booking_series(&w->d, &x, &series, ids, &w->e), ERR_INVALID,
	    "Every time was skipped.");
	series.every_days = 0;
	refused(w, booking_series(&w->d, &x, &series, ids, &w->e), ERR_INVALID, "at least a day");
	series.n = BOOKING_SERIES_MAX + 1;
	assert_int_equal(booking_series_look(&w->d, &x, &series, day, &w->e), ERR_INVALID);
}

static void a_deposit_of_a_series_is_taken_once(void **state)
{
	struct desk_world *w = *state;
	struct booking_wish x = wish(w, w->ann, w->consult, at(w, 1, 15, 0));
	struct booking_series series = { .n = 3, .every_days = 7 };
	int64_t ids[3];

	act_as(w, w->wl, 0);
	x.deposit = 5000;
	must(w, booking_series(&w->d, &x, &series, ids, &w->e));
	assert_int_equal(count_rows(w, "payment", "1"), 1);
}

/* In Berlin the clock goes back on 25 October 2026 and on on 28 March 2027. */
static int berlin(void **state)
{
	return wish_setup_in(state, "Europe/Berlin", 1792580400);        /* 2026-10-21 13:00 */
}

/* Against brute force: day by day on the wall, whatever the clock does. */
static void a_series_keeps_its_hour_over_changes_of_the_clock(void **state)
{
	static const int every[] = { 1, 2, 5, 7, 14, 28 };
	struct desk_world *w = *state;
	int seen = 0;

	for (size_t k = 0; k < sizeof every / sizeof every[0]; k++) {
		struct booking_wish x = wish(w, w->ann, w->consult, at(w, 1, 9 + (int)k, 15));
		struct booking_series series = { .n = 40, .every_days = every[k] };
		struct series_day day[BOOKING_SERIES_MAX];

		must(w, booking_series_look(&w->d, &x, &series, day, &w->e));
		for (int i = 0; i < series.n; i++) {
			struct local_time l = zone_local(w->d.zone, day[i].start_at);
			int ahead = 1 + i * every[k];

			assert_int_equal(l.day, desk_today(&w->d) + ahead);
			assert_int_equal(l.second, (9 + (int)k) * 3600 + 900);
			/* Nothing is booked: free as far ahead as times are given. */
			assert_int_equal(day[i].rc, ahead > 366 ? ERR_INVALID : OK);
			seen |= 1 << (l.offset == 3600);
		}
	}
	assert_int_equal(seen, 3);
}

static void a_series_moves_and_ends_from_one_on(void **state)
{
	struct desk_world *w = *state;
	struct booking_wish x = wish_with(w, w->ann, w->consult, at(w, 1, 15, 0), w->r_cl);
	struct booking_series series = { .n = 4, .every_days = 7 };
	int64_t ids[4], before;
	size_t n;

	must(w, booking_series(&w->d, &x, &series, ids, &w->e));
	before = last_action(w);
	must(w, series_move(w, ids[1], at(w, 9, 16, 30), "the bus", &n));
	assert_int_equal(n, 3);
	assert_int_equal(last_action(w), before + 1);
	assert_int_equal(start_of(w, ids[0]), at(w, 1, 15, 0));
	assert_int_equal(start_of(w, ids[1]), at(w, 9, 16, 30));
	assert_int_equal(start_of(w, ids[3]), at(w, 23, 16, 30));
	assert_int_equal(count_rows(w, "message", "template = 'moved' AND channel = 'sms'"), 1);
	/* One that cannot, and none moves. */
	add_absence(w, w->r_cl, "leave", at(w, 15, 0, 0), at(w, 16, 0, 0));
	add_absence(w, w->r_ly, "leave", at(w, 15, 0, 0), at(w, 16, 0, 0));
	assert_int_equal(series_move(w, ids[1], at(w, 8, 10, 0), NULL, &n),
	    ERR_TAKEN);
	err_clear(&w->e);
	assert_int_equal(n, 0);
	assert_int_equal(start_of(w, ids[1]), at(w, 9, 16, 30));
	must(w, series_cancel(w, ids[2], "moved away", &n));
	assert_int_equal(n, 2);
	assert_int_equal(count_rows(w, "appointment", "live = 1"), 2);
	assert_int_equal(count_rows(w, "client_todo", "kind = 'rebook' AND state = 'open'"), 1);
	refused(w, series_cancel(w, ids[2], "again", &n), ERR_INVALID,
	    "Nothing of the series is still to come.");
}

/* Who is named for the later ones too serves them all; a room named for the first holds for it
 * alone. Said to nobody where that is wanted. */
static void a_series_goes_to_another_person_from_one_on(void **state)
{
	struct desk_world *w = *state;
	struct booking_wish x = wish_with(w, w->ann, w->consult, at(w, 1, 15, 0), w->r_cl);
	struct booking_series series = { .n = 4, .every_days = 7 };
	struct booking_shift s = { .start_at = at(w, 8, 15, 0), .with = { w->r_ly }, .nwith = 1,
		.nlater = 1, .quiet = true };
	int64_t ids[4];
	size_t n;

	must(w, booking_series(&w->d, &x, &series, ids, &w->e));
	must(w, booking_reach_others(&w->d, ids[0], BOOKING_LATER, &n, &w->e));
	assert_int_equal(n, 3);
	must(w, booking_reach_others(&w->d, ids[3], BOOKING_LATER, &n, &w->e));
	assert_int_equal(n, 0);
	s.id = ids[1];
	must(w, booking_reach_move(&w->d, BOOKING_LATER, &s, NULL, &n, &w->e));
	assert_int_equal(n, 3);
	assert_int_equal(staff_of(w, ids[0]), w->r_cl);
	assert_int_equal(staff_of(w, ids[1]), w->r_ly);
	assert_int_equal(staff_of(w, ids[3]), w->r_ly);
	assert_int_equal(count_rows(w, "message", "template = 'moved' AND channel = 'sms'"), 0);
	/* Only the first of them to the other person: the later ones keep theirs. */
	s = (struct booking_shift){ .id = ids[2], .start_at = at(w, 15, 16, 0),
		.with = { w->r_cl }, .nwith = 1 };
	must(w, booking_reach_move(&w->d, BOOKING_LATER, &s, NULL, &n, &w->e));
	assert_int_equal(n, 2);
	assert_int_equal(staff_of(w, ids[2]), w->r_cl);
	assert_int_equal(staff_of(w, ids[3]), w->r_ly);
	assert_int_equal(start_of(w, ids[3]), at(w, 22, 16, 0));
}

/* The answers of the box hold for all that end: the deposit goes back, nobody is told. */
static void a_series_ends_with_the_answers_given(void **state)
{
	struct desk_world *w = *state;
	struct booking_wish x = wish(w, w->ann, w->consult, at(w, 1, 15, 0));
	struct booking_series series = { .n = 3, .every_days = 7 };
	struct booking_end end = { .reason = "ill", .quiet = true, .no_rebook = true };
	int64_t ids[3];
	size_t n;

	must(w, booking_series(&w->d, &x, &series, ids, &w->e));
	end.id = ids[1];
	must(w, booking_reach_cancel(&w->d, BOOKING_LATER, &end, &n, &w->e));
	assert_int_equal(n, 2);
	assert_int_equal(count_rows(w, "message", "template = 'cancelled' AND channel = 'sms'"), 0);
	assert_int_equal(count_rows(w, "client_todo", "kind = 'rebook'"), 0);
	/* The right of the box's answer is asked for all of them too. */
	end.id = ids[0];
	end.pay_back = true;
	assert_int_not_equal(booking_reach_cancel(&w->d, BOOKING_LATER, &end, &n, &w->e), OK);
	err_clear(&w->e);
	assert_int_equal(count_rows(w, "appointment", "live = 1"), 1);
}

/* Random series against the plain rows of what is taken. */
static void what_a_look_calls_free_can_be_booked_and_nothing_else(void **state)
{
	struct desk_world *w = *state;
	uint64_t random = 88172645463325252u;
	int free = 0, taken = 0;

	for (int trial = 0; trial < 40; trial++) {
		struct booking_wish x;
		struct booking_series series = { .n = 6 };
		struct series_day day[6];
		int64_t ids[6];
		char name[24];
		bool any = false;

		random ^= random << 13, random ^= random >> 7, random ^= random << 17;
		x = wish_with(w, add_client(w, text_fmt(name, sizeof name, "C %d", trial), NULL,
		    NULL), w->consult, at(w, 1 + (int)(random % 9), 9 + (int)(random >> 8 & 3), 0),
		    random >> 20 & 1 ? w->r_cl : w->r_ly);
		series.every_days = 1 + (int)(random >> 30 & 3);
		must(w, booking_series_look(&w->d, &x, &series, day, &w->e));
		for (int i = 0; i < 6; i++) {
			int64_t other = number(w, "SELECT count(*) FROM appointment_resource"
			    " WHERE resource_id = %lld AND active = 1 AND start_at < %lld"
			    " AND end_at > %lld", (long long)x.with[0],
			    (long long)day[i].start_at + 1800, (long long)day[i].start_at);

			assert_int_equal(day[i].rc, other ? ERR_TAKEN : OK);
			series.skip[i] = day[i].rc != OK;
			any |= !series.skip[i];
			free += !other;
			taken += other != 0;
		}
		if (any)
			must(w, booking_series(&w->d, &x, &series, ids, &w->e));
	}
	assert_true(free > 20 && taken > 20);
}

/* ---- moving ---- */

static void a_move_keeps_who_can_come_and_replaces_who_cannot(void **state)
{
	struct desk_world *w = *state;
	struct booking_wish x = wish_with(w, w->ann, w->laser_service, T15, w->r_cl);
	struct booking_shift s = { .start_at = at(w, 1, 15, 0) };
	struct event last;
	int64_t room;

	s.id = booked(w, &x);
	room = number(w, "SELECT resource_id FROM appointment_resource x JOIN resource r"
	    " ON r.id = x.resource_id WHERE r.kind = 'room'");
	must(w, booking_shift(&w->d, &s, 1, "asked for", &w->e));
	assert_int_equal(staff_of(w, s.id), w->r_cl);
	assert_int_equal(number(w, "SELECT start_at FROM appointment_resource"
	    " WHERE resource_id = %lld", (long long)room), at(w, 1, 15, 0) - 600);
	add_absence(w, w->r_cl, "ill", at(w, 2, 0, 0), at(w, 3, 0, 0));
	s.start_at = at(w, 2, 15, 0);
	must(w, booking_shift(&w->d, &s, 1, "ill", &w->e));
	assert_int_equal(staff_of(w, s.id), w->r_ly);
	must(w, event_last(w->s, s.id, "taken", &last, &w->e));
	assert_string_equal(last.text, "陈立");
	/* Named: he comes or nothing moves. */
	s.with[s.nwith++] = w->r_cl;
	refused(w, booking_shift(&w->d, &s, 1, NULL, &w->e), ERR_TAKEN, "Not moved. 陈立 is ill");
	s.start_at = at(w, 3, 15, 0);
	must(w, booking_shift(&w->d, &s, 1, NULL, &w->e));
	assert_int_equal(staff_of(w, s.id), w->r_cl);
	assert_int_equal(count_rows(w, "appointment_resource", "1"), 3);
}

static void two_change_places(void **state)
{
	struct desk_world *w = *state;
	struct booking_shift s[2] = { { .start_at = at(w, 1, 10, 0) },
		{ .start_at = at(w, 1, 9, 0) } };

	s[0].id = with(w, w->ann, at(w, 1, 9, 0), w->r_cl);
	s[1].id = with(w, w->cid, at(w, 1, 10, 0), w->r_cl);
	must(w, booking_shift(&w->d, s, 2, NULL, &w->e));
	assert_int_equal(start_of(w, s[0].id), at(w, 1, 10, 0));
	assert_int_equal(start_of(w, s[1].id), at(w, 1, 9, 0));
	assert_int_equal(staff_of(w, s[0].id), w->r_cl);
	assert_int_equal(staff_of(w, s[1].id), w->r_cl);
}

static void the_newest_message_is_the_one_that_leaves(void **state)
{
	struct desk_world *w = *state;
	struct booking_shift s = { .id = with(w, w->ann, at(w, 1, 9, 0), w->r_cl),
		.start_at = at(w, 1, 10, 0) };

	must(w, booking_shift(&w->d, &s, 1, NULL, &w->e));
	s.start_at = at(w, 1, 11, 0);
	must(w, booking_shift(&w->d, &s, 1, NULL, &w->e));
	assert_int_equal(count_rows(w, "message", "channel = 'sms' AND state = 'queued'"), 1);
	assert_int_equal(count_rows(w, "message", "channel = 'sms' AND state = 'queued'"
	    " AND text LIKE '%11:00%'"), 1);
	assert_int_equal(count_rows(w, "message", "channel = 'sms' AND state = 'withdrawn'"), 2);
}

static void a_change_on_the_day_itself_is_late(void **state)
{
	struct desk_world *w = *state;
	struct booking_shift s = { .id = with(w, w->ann, at(w, 1, 9, 0), w->r_cl),
		.start_at = at(w, 0, 17, 0) };
	struct booking_end x = { .id = s.id, .reason = "ill" };

	assert_false(booking_late_now(&w->d, w->d.branch_id, at(w, 1, 0, 0)));
	must(w, booking_shift(&w->d, &s, 1, NULL, &w->e));
	assert_int_equal(count_rows(w, "appointment_event", "late = 1"), 0);
	assert_true(booking_late_now(&w->d, w->d.branch_id, s.start_at));
	must(w, booking_end(&w->d, &x, &w->e));
	assert_int_equal(count_rows(w, "appointment_event", "late = 1 AND what = 'cancelled'"), 1);
	/* As the site sets it. */
	set_setting(w, "schedule.change", "0");
	assert_false(booking_late_now(&w->d, w->d.branch_id, at(w, 0, 18, 0)));
	x.id = with(w, w->ann, at(w, 0, 18, 0), w->r_cl);
	must(w, booking_end(&w->d, &x, &w->e));
	assert_int_equal(count_rows(w, "appointment_event", "late = 1"), 1);
}

/* ---- ending ---- */

static int64_t with_deposit(struct desk_world *w, int64_t amount)
{
	struct booking_wish x = wish_with(w, w->ann, w->consult, at(w, 1, 9, 0), w->r_cl);

	act_as(w, w->wl, 0);
	x.deposit = amount;
	return booked(w, &x);
}

static void a_deposit_is_kept_or_paid_back_before_two(void **state)
{
	struct desk_world *w = *state;
	struct booking_end x = { .id = with_deposit(w, 20000), .reason = "ill" };

	must(w, booking_end(&w->d, &x, &w->e));
	assert_int_equal(number(w, "SELECT sum(amount) FROM payment"), 20000);
	x.id = with_deposit(w, 30000);
	x.pay_back = true;
	refused(w, booking_end(&w->d, &x, &w->e), ERR_SECOND, "pay money back");
	act_as(w, w->wl, w->admin);
	must(w, booking_end(&w->d, &x, &w->e));
	assert_int_equal(number(w, "SELECT sum(amount) FROM payment"), 20000);
	assert_int_equal(count_rows(w, "payment", "kind = 'refund' AND amount = -30000"
	    " AND reverses = 2 AND reason = 'ill'"), 1);
	assert_int_equal(count_rows(w, "action", "name = 'appt-cancel' AND second_id > 0"), 1);
}

static void who_cancelled_is_listed_until_booked_again(void **state)
{
	struct desk_world *w = *state;
	struct booking_end x = { .id = with(w, w->ann, at(w, 1, 9, 0), w->r_cl),
		.reason = "ill" };

	must(w, booking_end(&w->d, &x, &w->e));
	assert_int_equal(count_rows(w, "client_todo", "kind = 'rebook' AND state = 'open'"
	    " AND why = 'cancelled' AND other_id = 1"), 1);
	assert_int_equal(count_rows(w, "message", "template = 'cancelled' AND channel = 'sms'"), 1);
	assert_int_equal(count_rows(w, "message", "template = 'cancelled' AND channel = 'screen'"),
	    1);
	with(w, w->ann, at(w, 2, 9, 0), w->r_cl);
	assert_int_equal(count_rows(w, "client_todo", "state = 'open'"), 0);
	x = (struct booking_end){ .id = 2, .reason = "moves away", .no_rebook = true,
		.quiet = true };
	must(w, booking_end(&w->d, &x, &w->e));
	assert_int_equal(count_rows(w, "client_todo", "state = 'open'"), 0);
	assert_int_equal(count_rows(w, "message", "template = 'cancelled' AND channel = 'sms'"), 1);
	refused(w, booking_end(&w->d, &x, &w->e), ERR_INVALID, "Not cancelled. It is cancelled.");
	x.reason = "";
	refused(w, booking_end(&w->d, &x, &w->e), ERR_INVALID, "Say why.");
}

static void a_no_show_is_said_after_the_grace(void **state)
{
	struct desk_world *w = *state;
	int64_t id = with(w, w->ann, T15, w->r_cl);
	struct booking_step x = { .id = id, .state = "noshow" };

	clock_fix(T15 + 899);
	refused(w, booking_step(&w->d, &x, &w->e), ERR_INVALID,
	    "Not marked as no-show. Expected at 15:00: it can be said from 15:15 on.");
	clock_fix(T15 + 900);
	must(w, booking_step(&w->d, &x, &w->e));
	assert_int_equal(count_rows(w, "client_todo", "why = 'noshow' AND state = 'open'"), 1);
	assert_int_equal(count_rows(w, "message", "template = 'noshow' AND channel = 'sms'"), 1);
	/* Came after all. */
	x.state = "arrived";
	must(w, booking_step(&w->d, &x, &w->e));
	assert_int_equal(count_rows(w, "client_todo", "state = 'open'"), 0);
	assert_int_equal(count_rows(w, "message", "template = 'arrived'"
	    " AND channel = 'screen'"), 1);
}

static void who_comes_back_is_told_who_has_the_time(void **state)
{
	struct desk_world *w = *state;
	int64_t id = with(w, w->ann, at(w, 1, 9, 0), w->r_cl);
	struct booking_end x = { .id = id, .reason = "ill" };
	struct booking_step back = { .id = id, .state = "booked" };

	must(w, booking_end(&w->d, &x, &w->e));
	x.id = with(w, w->bob, at(w, 1, 9, 0), w->r_cl);
	refused(w, booking_step(&w->d, &back, &w->e), ERR_TAKEN,
	    "Not booked. 陈立 is taken: Mr B, Wed 25 Nov 09:00-09:30.");
	must(w, booking_end(&w->d, &x, &w->e));
	add_absence(w, w->r_cl, "leave", at(w, 1, 0, 0), at(w, 2, 0, 0));
	refused(w, booking_step(&w->d, &back, &w->e), ERR_TAKEN, "Not booked. 陈立 is on leave");
	id = with(w, w->cid, at(w, 2, 9, 0), w->r_cl);
	x.id = back.id = id;
	must(w, booking_end(&w->d, &x, &w->e));
	must(w, booking_step(&w->d, &back, &w->e));
	assert_int_equal(number(w, "SELECT live FROM appointment WHERE id = %lld", (long long)id),
	    1);
	assert_int_equal(number(w, "SELECT count(*) FROM client_todo WHERE state = 'open'"
	    " AND client_id = %lld", (long long)w->cid), 0);
}

/* ---- the way back ---- */

static void send_all(struct desk_world *w)
{
	struct message_list l = { 0 };
	int64_t was = w->d.who.staff_id;
	struct action_head head = { .name = "message-send" };
	struct txn *t;

	act_as(w, w->admin, 0);
	must(w, message_list_due(w->s, "sms", HELP_NOW + 86400, 99, &l, &w->e));
	must(w, action_begin(w->s, &w->d.who, &head, &t, &w->e));
	for (size_t i = 0; i < l.n; i++) {
		must(w, message_set_state(t, l.v[i].id, "queued", "handing", &w->e));
		must(w, message_set_state(t, l.v[i].id, "handing", "sent", &w->e));
	}
	must(w, action_commit(t, NULL, &w->e));
	message_list_free(&l);
	act_as(w, was, 0);
}

static void what_waits_goes_back_as_if_it_had_never_been(void **state)
{
	struct desk_world *w = *state;
	struct booking_series series = { .n = 3, .every_days = 7 };
	struct booking_wish x = wish_with(w, w->ann, w->consult, at(w, 1, 15, 0), w->r_cl);
	char *before = snapshot(w), *after;
	int64_t ids[3], id;
	size_t n;

	must(w, booking_series(&w->d, &x, &series, ids, &w->e));
	must(w, series_move(w, ids[0], at(w, 2, 16, 0), NULL, &n));
	must(w, series_cancel(w, ids[1], "ill", &n));
	for (int i = 0; i < 3; i++)
		must(w, undo_action(&w->d, undo_last(&w->d), false, NULL, &id, &w->e));
	after = snapshot(w);
	assert_string_equal(before, after);
	mem_free(before);
	mem_free(after);
}

static void what_has_left_is_cancelled_instead(void **state)
{
	struct desk_world *w = *state;
	struct booking_series series = { .n = 3, .every_days = 7 };
	struct booking_wish x = wish_with(w, w->ann, w->consult, at(w, 1, 15, 0), w->r_cl);
	struct undo_plan plan;
	int64_t ids[3], id, booking;

	must(w, booking_series(&w->d, &x, &series, ids, &w->e));
	booking = last_action(w);
	send_all(w);
	must(w, undo_plan(&w->d, booking, &plan, &w->e));
	assert_string_equal(plan.opposite, "cancel the appointment instead");
	assert_int_equal(undo_action(&w->d, booking, false, NULL, &id, &w->e), ERR_CONFLICT);
	err_clear(&w->e);
	must(w, undo_action(&w->d, booking, true, NULL, &id, &w->e));
	assert_int_equal(count_rows(w, "appointment", "state = 'cancelled'"), 3);
	assert_int_equal(count_rows(w, "message", "template = 'cancelled' AND channel = 'sms'"), 1);
	assert_int_equal(count_rows(w, "client_todo", "1"), 0);
}

static void money_never_vanishes(void **state)
{
	struct desk_world *w = *state;
	struct undo_plan plan;
	int64_t id, booking;

	with_deposit(w, 20000);
	booking = last_action(w);
	must(w, undo_plan(&w->d, booking, &plan, &w->e));
	assert_int_equal(plan.way, UNDO_COUNTER);
	assert_true(plan.second);
	refused(w, undo_action(&w->d, booking, true, NULL, &id, &w->e), ERR_SECOND, "pay money");
	act_as(w, w->wl, w->admin);
	must(w, undo_action(&w->d, booking, true, NULL, &id, &w->e));
	assert_int_equal(count_rows(w, "payment", "1"), 2);
	assert_int_equal(number(w, "SELECT sum(amount) FROM payment"), 0);
	assert_int_equal(count_rows(w, "appointment", "state = 'cancelled'"), 1);
	/* Cancelled with the money back: the money stays where it went. */
	must(w, undo_plan(&w->d, id, &plan, &w->e));
	assert_int_equal(plan.way, UNDO_COUNTER);
	must(w, undo_action(&w->d, id, true, NULL, &id, &w->e));
	assert_int_equal(count_rows(w, "appointment", "state = 'booked'"), 1);
	assert_int_equal(number(w, "SELECT sum(amount) FROM payment"), 0);
}

static void a_move_whose_message_left_moves_back(void **state)
{
	struct desk_world *w = *state;
	struct booking_shift s = { .id = with(w, w->ann, at(w, 1, 9, 0), w->r_cl),
		.start_at = at(w, 1, 10, 0) };
	int64_t id, move;

	must(w, booking_shift(&w->d, &s, 1, NULL, &w->e));
	move = last_action(w);
	send_all(w);
	assert_int_equal(undo_action(&w->d, move, false, NULL, &id, &w->e), ERR_CONFLICT);
	err_clear(&w->e);
	must(w, undo_action(&w->d, move, true, NULL, &id, &w->e));
	assert_int_equal(start_of(w, s.id), at(w, 1, 9, 0));
	assert_int_equal(count_rows(w, "message", "template = 'moved' AND channel = 'sms'"), 2);
}

static void a_no_show_whose_message_left_is_booked_again(void **state)
{
	struct desk_world *w = *state;
	struct booking_step x = { .id = with(w, w->ann, T15, w->r_cl), .state = "noshow" };
	int64_t id, step;

	clock_fix(T15 + 900);
	must(w, booking_step(&w->d, &x, &w->e));
	step = last_action(w);
	send_all(w);
	must(w, undo_action(&w->d, step, true, NULL, &id, &w->e));
	assert_int_equal(count_rows(w, "appointment", "state = 'booked'"), 1);
	assert_int_equal(count_rows(w, "client_todo", "state = 'open'"), 0);
}

static void a_time_of_a_list_is_figures_alone(void **state)
{
	static const char *const wrong[] = { "2026-11-25 0::30", "2026-11-25 /9:30",
		"2026-11-25 09:3 ", "2026-11-25 24:00", "2026-02-30 09:00", "2026-11-25 9:30" };
	struct desk_world *w = *state;
	int64_t got;

	must(w, booking_time_parse(&w->d, "2026-11-25 09:30", &got, &w->e));
	assert_int_equal(got, at(w, 1, 9, 30));
	for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++)
		refused(w, booking_time_parse(&w->d, wrong[i], &got, &w->e), ERR_INVALID,
		    "is no YYYY-MM-DD HH:MM");
}

int main(void)
{
#define T(f) cmocka_unit_test_setup_teardown(f, wish_setup, desk_teardown)
	const struct CMUnitTest tests[] = {
		T(a_time_of_a_list_is_figures_alone),
		T(a_series_is_looked_at_first_and_booked_without_the_skipped),
		T(a_deposit_of_a_series_is_taken_once),
		cmocka_unit_test_setup_teardown(
		    a_series_keeps_its_hour_over_changes_of_the_clock, berlin, desk_teardown),
		T(a_series_moves_and_ends_from_one_on),
		T(a_series_goes_to_another_person_from_one_on),
		T(a_series_ends_with_the_answers_given),
		T(what_a_look_calls_free_can_be_booked_and_nothing_else),
		T(a_move_keeps_who_can_come_and_replaces_who_cannot),
		T(two_change_places),
		T(the_newest_message_is_the_one_that_leaves),
		T(a_change_on_the_day_itself_is_late),
		T(a_deposit_is_kept_or_paid_back_before_two),
		T(who_cancelled_is_listed_until_booked_again),
		T(a_no_show_is_said_after_the_grace),
		T(who_comes_back_is_told_who_has_the_time),
		T(what_waits_goes_back_as_if_it_had_never_been),
		T(what_has_left_is_cancelled_instead),
		T(money_never_vanishes),
		T(a_move_whose_message_left_moves_back),
		T(a_no_show_whose_message_left_is_booked_again),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
