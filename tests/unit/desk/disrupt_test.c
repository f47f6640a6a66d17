/* Disruptions: what an absence touches, the ways out, asking, moving, settling from anywhere; and
 * what is held for the waiting list. */
#include "wish_help.h"

#include <stdlib.h>
#include <string.h>

#include "data/hold.h"
#include "desk/absence.h"
#include "desk/disrupt.h"
#include "desk/wait.h"

#define MINUTE ((int64_t)60)

/* 陈立 is ill tomorrow; ANN has him at 10, BOB at 11 (a consultation each), CID 刘洋 at 10. */
struct outage {
	int64_t id, ann, bob, cid;
};

static int64_t with_chen(struct desk_world *w, int64_t client, int hour, int64_t who)
{
	struct booking_wish x = wish_with(w, client, w->consult, at(w, 1, hour, 0), who);

	return booked(w, &x);
}

static struct outage ill_tomorrow(struct desk_world *w)
{
	struct absence a = { .resource_id = w->r_cl, .kind = "ill", .start_at = at(w, 1, 9, 0),
		.end_at = at(w, 1, 20, 30) };
	struct absence_result done;
	struct outage o;

	o.ann = with_chen(w, w->ann, 10, w->r_cl);
	o.bob = with_chen(w, w->bob, 11, w->r_cl);
	o.cid = with_chen(w, w->cid, 10, w->r_ly);
	must(w, absence_add(&w->d, &a, &done, &w->e));
	assert_int_equal(done.touched, 2);
	o.id = done.id;
	return o;
}

static struct disrupt_rows rows_of(struct desk_world *w, int64_t absence)
{
	struct disrupt_rows l = { 0 };

	must(w, disrupt_load(&w->d, absence, &l, &w->e));
	return l;
}

static struct disrupt_pick first_way(const struct disrupt_row *r)
{
	struct disrupt_pick p = { .appointment_id = r->a.id, .n = 1 };

	assert_true(r->nways > 0);
	p.way[0] = r->way[0].time;
	return p;
}

static int64_t open_outages(struct desk_world *w)
{
	int64_t n;

	must(w, disrupt_count(&w->d, &n, &w->e));
	return n;
}

static int64_t held(struct desk_world *w)
{
	return count_rows(w, "hold", "staff_id = 0");
}

/* ---- the list ---- */

static void every_appointment_touched_stands_there_with_ways_out(void **state)
{
	struct desk_world *w = *state;
	struct outage o = ill_tomorrow(w);
	struct disrupt_rows l = rows_of(w, o.id);

	assert_int_equal(open_outages(w), 1);
	assert_int_equal(l.n, 2);
	assert_int_equal(l.v[0].a.id, o.ann);           /* nearest in time on top */
	for (size_t i = 0; i < l.n; i++) {
		assert_string_equal(l.v[i].state, "open");
		assert_int_equal(l.v[i].nways, DISRUPT_WAYS);
		for (size_t k = 0; k < l.v[i].nways; k++)
			assert_true(l.v[i].way[k].time.start_at != l.v[i].a.start_at ||
			    l.v[i].way[k].time.lead_id != w->r_cl);
		for (size_t k = 1; k < l.v[i].nways; k++)
			assert_true(llabs(l.v[i].way[k].time.start_at - l.v[i].a.start_at) >=
			    llabs(l.v[i].way[k - 1].time.start_at - l.v[i].a.start_at));
	}
	/* At eleven 刘洋 is free: the same time with another person. At ten he is not. */
	assert_int_equal(l.v[1].way[0].time.start_at, at(w, 1, 11, 0));
	assert_int_equal(l.v[1].way[0].time.lead_id, w->r_ly);
	assert_true(l.v[0].way[0].time.start_at != at(w, 1, 10, 0));
	disrupt_rows_free(&l);
}

/* ---- asking ---- */

static void who_is_asked_has_the_time_held_for_everybody_s_eyes(void **state)
{
	struct desk_world *w = *state;
	struct outage o = ill_tomorrow(w);
	struct disrupt_rows l = rows_of(w, o.id);
	struct disrupt_pick p = first_way(&l.v[1]);
	struct booking_wish x = wish_with(w, w->cid, w->consult, at(w, 1, 11, 0), w->r_ly);
	struct disrupt_done done;

	must(w, disrupt_ask(&w->d, o.id, &p, 1, &done, &w->e));
	assert_int_equal(done.done, 1);
	assert_int_equal(done.messages + done.calls, 1);
	assert_int_equal(held(w), 1);
	/* Not even who asked may give it away, and booking something else does not let go of it. */
	refused(w, try_wish(w, &x), ERR_TAKEN, "holds that time until");
	x.start_at = at(w, 1, 15, 0);
	booked(w, &x);
	assert_int_equal(held(w), 1);
	disrupt_rows_free(&l);
	l = rows_of(w, o.id);
	assert_int_equal(l.v[1].nheld, 1);
	assert_int_equal(l.v[1].way[0].time.start_at, at(w, 1, 11, 0));
	assert_int_equal(l.v[1].way[0].time.lead_id, w->r_ly);
	assert_int_equal(open_outages(w), 1);
	/* The client has said yes: the held time is taken, nothing stays held. */
	p = first_way(&l.v[1]);
	must(w, disrupt_move(&w->d, o.id, &p, 1, &done, &w->e));
	assert_int_equal(done.done, 1);
	assert_string_equal(done.replaced, "");
	assert_int_equal(held(w), 0);
	disrupt_rows_free(&l);
}

/* Asked at half past two about three o'clock: the answer is due by three. */
static void a_time_is_not_held_longer_than_until_it_begins(void **state)
{
	struct desk_world *w = *state;
	struct absence a = { .resource_id = w->r_cl, .kind = "ill", .start_at = at(w, 0, 14, 0),
		.end_at = at(w, 0, 20, 30) };
	struct booking_wish x = wish_with(w, w->ann, w->consult, at(w, 0, 15, 0), w->r_cl);
	struct absence_result out;
	struct disrupt_rows l;
	struct disrupt_pick p;
	struct disrupt_done done;

	booked(w, &x);
	must(w, absence_add(&w->d, &a, &out, &w->e));
	l = rows_of(w, out.id);
	p = first_way(&l.v[0]);
	assert_int_equal(p.way[0].start_at, at(w, 0, 15, 0));
	must(w, disrupt_ask(&w->d, out.id, &p, 1, &done, &w->e));
	disrupt_rows_free(&l);
	l = rows_of(w, out.id);
	assert_int_equal(l.v[0].held_until, at(w, 0, 15, 0));
	disrupt_rows_free(&l);
}

static void two_clients_are_never_offered_the_same_time(void **state)
{
	struct desk_world *w = *state;
	struct outage o = ill_tomorrow(w);
	struct disrupt_rows l = rows_of(w, o.id);
	struct disrupt_pick p[2] = { first_way(&l.v[0]), first_way(&l.v[1]) };
	struct disrupt_done done;

	p[0].way[0] = p[1].way[0];              /* both want eleven with 刘洋 */
	must(w, disrupt_ask(&w->d, o.id, p, 2, &done, &w->e));
	assert_int_equal(done.done, 2);
	assert_true(done.replaced[0]);          /* the second got another, and it is named */
	assert_int_equal(number(w, "SELECT count(*) FROM hold a JOIN hold b ON a.id < b.id AND"
	    " a.resource_id = b.resource_id AND a.start_at < b.end_at"
	    " AND b.start_at < a.end_at"), 0);
	disrupt_rows_free(&l);
}

/* 陈立's whole morning, while 刘洋 is away until noon: the same hours are nearest for all. */
static void the_first_ways_of_a_list_can_all_be_taken_at_once(void **state)
{
	struct desk_world *w = *state;
	const int64_t who[] = { w->ann, w->bob, w->cid, w->ann, w->bob };
	enum { N = sizeof who / sizeof *who };
	struct absence a = { .resource_id = w->r_cl, .kind = "ill", .start_at = at(w, 1, 9, 0),
		.end_at = at(w, 1, 20, 30) };
	struct absence ly = { .resource_id = w->r_ly, .kind = "training",
		.start_at = at(w, 1, 9, 0), .end_at = at(w, 1, 12, 0) };
	struct absence_result away;
	struct disrupt_pick p[N];
	struct disrupt_done done;
	struct disrupt_rows l;

	for (size_t i = 0; i < N; i++) {
		struct booking_wish x = wish_with(w, who[i], w->consult,
		    at(w, 1, 9, 0) + (int64_t)i * 30 * MINUTE, w->r_cl);

		booked(w, &x);
	}
	must(w, absence_add(&w->d, &ly, &away, &w->e));
	must(w, absence_add(&w->d, &a, &away, &w->e));
	l = rows_of(w, away.id);
	assert_int_equal(l.n, N);
	for (size_t i = 0; i < N; i++)
		p[i] = first_way(&l.v[i]);
	must(w, disrupt_move(&w->d, away.id, p, N, &done, &w->e));
	assert_int_equal(done.done, N);
	assert_string_equal(done.replaced, "");
	disrupt_rows_free(&l);
}

/* ---- moving ---- */

static void all_move_in_one_action_and_none_is_left(void **state)
{
	struct desk_world *w = *state;
	struct outage o = ill_tomorrow(w);
	struct disrupt_rows l = rows_of(w, o.id);
	struct disrupt_pick p[2] = { first_way(&l.v[0]), first_way(&l.v[1]) };
	int64_t before = number(w, "SELECT max(id) FROM action");
	struct disrupt_done done;

	must(w, disrupt_move(&w->d, o.id, p, 2, &done, &w->e));
	assert_int_equal(done.done, 2);
	assert_int_equal(number(w, "SELECT count(*) FROM action WHERE id > %lld",
	    (long long)before), 1);
	assert_int_equal(count_rows(w, "disruption", "state = 'moved'"), 2);
	assert_int_equal(count_rows(w, "appointment_resource", "active = 1 AND resource_id ="
	    " (SELECT id FROM resource WHERE code = 'cl') AND start_at < "
	    "(SELECT end_at FROM absence)"), 0);
	assert_int_equal(open_outages(w), 0);
	disrupt_rows_free(&l);
	l = rows_of(w, o.id);
	assert_int_equal(l.v[0].was_at, at(w, 1, 10, 0));
	disrupt_rows_free(&l);
}

static void an_agreed_time_that_is_taken_is_not_replaced_by_another(void **state)
{
	struct desk_world *w = *state;
	struct outage o = ill_tomorrow(w);
	struct disrupt_rows l = rows_of(w, o.id);
	struct disrupt_pick p = first_way(&l.v[1]);
	struct booking_wish x = wish_with(w, w->cid, w->consult, at(w, 1, 11, 0), w->r_ly);
	struct disrupt_done done;

	booked(w, &x);
	must(w, disrupt_move(&w->d, o.id, &p, 1, &done, &w->e));
	assert_int_equal(done.done, 0);
	assert_int_equal(done.taken, 1);
	assert_string_equal(done.replaced, "");
	assert_int_equal(count_rows(w, "disruption", "state = 'open'"), 2);
	/* Asked, the next best is held and named; once it is settled, it is counted as such. */
	must(w, disrupt_ask(&w->d, o.id, &p, 1, &done, &w->e));
	assert_int_equal(done.done, 1);
	assert_non_null(strstr(done.replaced, "Mr B"));
	disrupt_rows_free(&l);
	l = rows_of(w, o.id);
	p = first_way(&l.v[1]);
	must(w, disrupt_move(&w->d, o.id, &p, 1, &done, &w->e));
	assert_int_equal(done.done, 1);
	must(w, disrupt_move(&w->d, o.id, &p, 1, &done, &w->e));
	assert_int_equal(done.done, 0);
	assert_int_equal(done.gone, 1);
	disrupt_rows_free(&l);
}

/* ---- settled from elsewhere ---- */

static void a_move_a_cancellation_and_an_arrival_settle_the_row_themselves(void **state)
{
	struct desk_world *w = *state;
	struct outage o = ill_tomorrow(w);
	struct booking_shift s = { .id = o.ann, .start_at = at(w, 2, 10, 0) };
	struct booking_end x = { .id = o.bob, .reason = "ill" };

	must(w, booking_shift(&w->d, &s, 1, NULL, &w->e));
	assert_int_equal(count_rows(w, "disruption", "state = 'moved'"), 1);
	assert_int_equal(open_outages(w), 1);
	must(w, booking_end(&w->d, &x, &w->e));
	assert_int_equal(count_rows(w, "disruption", "state = 'cancelled'"), 1);
	assert_int_equal(open_outages(w), 0);
}

static void shorter_brings_back_what_was_not_moved(void **state)
{
	struct desk_world *w = *state;
	struct outage o = ill_tomorrow(w);
	struct disrupt_rows l = rows_of(w, o.id);
	struct disrupt_pick p = first_way(&l.v[1]);
	struct absence a = { .id = o.id, .resource_id = w->r_cl, .kind = "ill",
		.start_at = at(w, 1, 16, 0), .end_at = at(w, 1, 20, 30) };
	struct absence_result res;
	struct disrupt_done done;

	must(w, disrupt_move(&w->d, o.id, &p, 1, &done, &w->e));
	must(w, absence_change(&w->d, &a, &res, &w->e));
	assert_int_equal(res.closed, 1);                /* ann's, which can stay */
	assert_int_equal(open_outages(w), 0);
	disrupt_rows_free(&l);
	l = rows_of(w, o.id);
	assert_int_equal(l.n, 1);                       /* bob's, which was moved, stays moved */
	assert_string_equal(l.v[0].state, "moved");
	disrupt_rows_free(&l);
}

static void keeping_needs_a_reason(void **state)
{
	struct desk_world *w = *state;
	struct outage o = ill_tomorrow(w);

	refused(w, disrupt_keep(&w->d, o.id, o.ann, "", &w->e), ERR_INVALID, "Say why");
	must(w, disrupt_keep(&w->d, o.id, o.ann, "comes for two hours", &w->e));
	refused(w, disrupt_keep(&w->d, o.id, o.ann, "again", &w->e), ERR_CONFLICT, "settled");
	assert_int_equal(count_rows(w, "disruption", "state = 'open'"), 1);
}

/* ---- as it is typed ---- */

static void check_words(struct desk_world *w, const char *words, int64_t who, int64_t from,
    int64_t to)
{
	struct absence a = { .id = 0 };

	must(w, disrupt_parse(&w->d, words, &a, &w->e));
	assert_int_equal(a.resource_id, who);
	assert_int_equal(a.start_at, from);
	assert_int_equal(a.end_at, to);
}

/* It is 14:32; the house is open from 9:00 to 20:30. */
static void who_from_when_until_when(void **state)
{
	struct desk_world *w = *state;
	struct absence a = { .id = 0 };
	int close = w->d.close_min;
	int64_t till = at(w, 0, close / 60, close % 60), next = at(w, 1, close / 60, close % 60);

	check_words(w, "cl", w->r_cl, HELP_NOW / 60 * 60, till);
	check_words(w, "cl 1300", w->r_cl, at(w, 0, 13, 0), till);
	check_words(w, "cl 1500", w->r_cl, at(w, 0, 15, 0), till);
	check_words(w, "cl 1500 +1", w->r_cl, at(w, 0, 15, 0), next);
	check_words(w, "cl 1500 +1 12", w->r_cl, at(w, 0, 15, 0), at(w, 1, 12, 0));
	check_words(w, "cl t 13..18", w->r_cl, at(w, 0, 13, 0), at(w, 0, 18, 0));
	check_words(w, "cl tm", w->r_cl, at(w, 1, w->d.open_min / 60, w->d.open_min % 60), next);
	check_words(w, "陈立 明天 9 12", w->r_cl, at(w, 1, 9, 0), at(w, 1, 12, 0));
	refused(w, disrupt_parse(&w->d, "nobody 1300", &a, &w->e), ERR_NOTFOUND, "nobody");
	refused(w, disrupt_parse(&w->d, "cl 1500 13", &a, &w->e), ERR_INVALID, "before");
	refused(w, disrupt_parse(&w->d, "cl soon", &a, &w->e), ERR_INVALID, "soon");
	refused(w, disrupt_parse(&w->d, "", &a, &w->e), ERR_INVALID, "Type zm 1300 +1");
}

/* ---- the waiting list's offer ---- */

static void an_offered_time_is_held_until_the_one_who_waits_has_answered(void **state)
{
	struct desk_world *w = *state;
	struct waiter row = { .client_id = w->ann, .service_id = w->consult }, now;
	struct wait_time t = { .branch_id = w->ja, .resource_id = w->r_cl,
		.start_at = at(w, 1, 10, 0), .end_at = at(w, 1, 10, 30) };
	struct booking_wish x = wish_with(w, w->cid, w->consult, t.start_at, w->r_cl);
	struct wait_fits fits = { 0 };
	int64_t id, from, until;
	size_t first = 0;

	must(w, wait_add(&w->d, &row, &id, &w->e));
	must(w, wait_find(&w->d, &t, &fits, &w->e));
	assert_int_equal(fits.n, 1);
	must(w, wait_offer(&w->d, &t, &fits, &first, 1, false, HELP_NOW + 20 * MINUTE, &w->e));
	refused(w, try_wish(w, &x), ERR_TAKEN, "holds that time until");
	must(w, waiter_get(w->s, id, &now, &w->e));
	must(w, wait_offered(&w->d, &now, &from, &until, &w->e));
	assert_int_equal(from, t.start_at);
	assert_int_equal(until, HELP_NOW + 20 * MINUTE);
	must(w, wait_let_go(&w->d, &now, &w->e));
	x = wish_with(w, w->ann, w->consult, t.start_at, w->r_cl);
	x.waiter_id = id;
	booked(w, &x);
	assert_int_equal(count_rows(w, "waiter", "state = 'booked'"), 1);
	wait_fits_free(&fits);
}

/* The message speaks the language of who reads it, whatever the desk speaks. */
static void an_offer_says_the_time_in_the_client_s_language(void **state)
{
	struct desk_world *w = *state;
	struct waiter row = { .service_id = w->consult, .weekdays = 127, .to_min = 1440 };
	struct wait_time t = { .branch_id = w->ja, .resource_id = w->r_cl,
		.start_at = at(w, 1, 10, 0), .end_at = at(w, 1, 10, 30) };
	const int64_t who[] = { w->ann, add_client(w, "Maria Lopez", "13800001111", NULL) };
	struct wait_fits fits = { 0 };
	const size_t both[] = { 0, 1 };
	int64_t id;

	for (int i = 0; i < 2; i++) {
		row.client_id = who[i];
		must(w, wait_add(&w->d, &row, &id, &w->e));
	}
	must(w, wait_find(&w->d, &t, &fits, &w->e));
	must(w, wait_offer(&w->d, &t, &fits, both, 2, true, HELP_NOW + 20 * MINUTE, &w->e));
	assert_int_equal(number(w, "SELECT count(*) FROM message WHERE client_id = %lld"
	    " AND text LIKE '%%11月25日周三 10:00%%'", (long long)who[0]), 1);
	assert_int_equal(number(w, "SELECT count(*) FROM message WHERE client_id = %lld"
	    " AND text LIKE '%%Wed 25 Nov 10:00%%'", (long long)who[1]), 1);
	wait_fits_free(&fits);
}

/* What a move leaves behind is known until the next one: who waits for it, and how many. */
static void a_move_frees_its_old_time_for_those_who_wait(void **state)
{
	struct desk_world *w = *state;
	struct waiter row = { .client_id = w->cid, .service_id = w->consult, .weekdays = 127,
		.to_min = 1440 };
	struct booking_wish x = wish_with(w, w->ann, w->consult, at(w, 0, 15, 0), w->r_cl);
	struct booking_shift s = { .id = booked(w, &x), .start_at = at(w, 1, 16, 0) };
	struct wait_time t;
	int64_t waiter;
	size_t n;

	must(w, wait_add(&w->d, &row, &waiter, &w->e));
	must(w, wait_freed(&w->d, &t, &n, &w->e));
	assert_int_equal(n, 0);
	must(w, booking_shift(&w->d, &s, 1, NULL, &w->e));
	must(w, wait_freed(&w->d, &t, &n, &w->e));
	assert_int_equal(n, 1);
	assert_int_equal(t.start_at, at(w, 0, 15, 0));
	assert_int_equal(t.resource_id, w->r_cl);
	assert_int_equal(t.not_client, w->ann);
	/* A quarter of an hour on: what is left is too short for whoever waits. */
	s.start_at += 900;
	must(w, booking_shift(&w->d, &s, 1, NULL, &w->e));
	must(w, wait_freed(&w->d, &t, &n, &w->e));
	assert_int_equal(n, 0);
}

/* A move that was refused has freed nothing, nor has one whose client alone waits. */
static void what_nobody_else_wants_is_offered_to_nobody(void **state)
{
	struct desk_world *w = *state;
	struct waiter row = { .client_id = w->ann, .service_id = w->consult, .weekdays = 127,
		.to_min = 1440 };
	struct booking_wish x = wish_with(w, w->ann, w->consult, at(w, 0, 15, 0), w->r_cl);
	struct booking_end end = { .id = booked(w, &x), .reason = "ill" };
	struct booking_shift s = { .id = end.id, .start_at = at(w, 0, 9, 0) };
	struct wait_time t;
	int64_t waiter;
	size_t n;

	must(w, wait_add(&w->d, &row, &waiter, &w->e));
	refused(w, booking_shift(&w->d, &s, 1, NULL, &w->e), ERR_INVALID, "past");
	must(w, wait_freed(&w->d, &t, &n, &w->e));
	assert_int_equal(n, 0);
	must(w, booking_end(&w->d, &end, &w->e));
	must(w, wait_freed(&w->d, &t, &n, &w->e));
	assert_int_equal(n, 0);
}

int main(void)
{
#define TEST(f) cmocka_unit_test_setup_teardown(f, wish_setup, desk_teardown)
	const struct CMUnitTest tests[] = {
		TEST(every_appointment_touched_stands_there_with_ways_out),
		TEST(who_is_asked_has_the_time_held_for_everybody_s_eyes),
		TEST(a_time_is_not_held_longer_than_until_it_begins),
		TEST(two_clients_are_never_offered_the_same_time),
		TEST(the_first_ways_of_a_list_can_all_be_taken_at_once),
		TEST(all_move_in_one_action_and_none_is_left),
		TEST(an_agreed_time_that_is_taken_is_not_replaced_by_another),
		TEST(a_move_a_cancellation_and_an_arrival_settle_the_row_themselves),
		TEST(shorter_brings_back_what_was_not_moved),
		TEST(keeping_needs_a_reason),
		TEST(who_from_when_until_when),
		TEST(an_offer_says_the_time_in_the_client_s_language),
		TEST(a_move_frees_its_old_time_for_those_who_wait),
		TEST(what_nobody_else_wants_is_offered_to_nobody),
		TEST(an_offered_time_is_held_until_the_one_who_waits_has_answered),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
