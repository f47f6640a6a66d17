/* From the door to the room: the card, the queue, rounds, rooms. */
#include "arrival_help.h"

#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/buf.h"
#include "data/action.h"
#include "data/flag.h"
#include "data/store.h"
#include "desk/arrival.h"
#include "desk/arrival_pay.h"
#include "desk/undo.h"

/* ---- the card ---- */

static void arrives_with_number_place_and_appointment(void **state)
{
	struct desk_world *w = *state;
	int64_t a = book(w, w->ann, w->r_cl, at(w, 0, 14, 45), 30);
	int64_t visit = arrive(w, w->ann, 0);
	struct visit_row v = seen(w, visit);

	assert_string_equal(v.number, "A01");
	assert_string_equal(v.zone, "booked");
	assert_string_equal(v.state, "waiting");
	assert_int_equal(v.appointment_id, a);
	assert_int_equal(v.resource_id, w->r_cl);
	assert_int_equal(v.greeter_id, w->wl);
	assert_int_equal(number(w, "SELECT state = 'arrived' FROM appointment WHERE id = %lld",
	    (long long)a), 1);
}

static void time_of_arrival_is_that_of_the_key(void **state)
{
	struct desk_world *w = *state;
	struct arrival_card c = card_of(w, w->ann, 0);
	struct arrival a = known(&c);
	int64_t visit;

	later(7);
	must(w, arrival_add(&w->d, &a, &visit, &w->e));
	assert_int_equal(seen(w, visit).arrived_at, HELP_NOW);
	assert_int_equal(seen(w, visit).since_at, HELP_NOW);
}

static void second_arrival_opens_the_first_card(void **state)
{
	struct desk_world *w = *state;
	int64_t visit = arrive(w, w->ann, 0), other;
	struct arrival_card c = card_of(w, w->ann, 0);
	struct arrival a = known(&c);

	assert_int_equal(c.is.visit_id, visit);
	assert_string_equal(c.since_at_station, "T1");
	a.visit_id = 0;
	refused(w, arrival_add(&w->d, &a, &other, &w->e), ERR_DUPLICATE,
	    "Already here since 14:32 as A01");
	assert_int_equal(other, visit);
	must(w, leave(w, visit, "collected", NULL, NULL));
	assert_int_equal(card_of(w, w->ann, 0).is.visit_id, 0);
	assert_string_equal(seen(w, arrive(w, w->ann, 0)).number, "A02");
}

static void mother_and_child_are_two_who_wait(void **state)
{
	struct desk_world *w = *state;
	int64_t kim = add_dependant(w, w->ann, "Kim"), visit;
	struct arrival_card c = card_of(w, w->ann, 0);
	struct arrival a = known(&c);

	a.dependant_id = kim;
	must(w, arrival_add(&w->d, &a, &visit, &w->e));
	assert_string_equal(seen(w, visit).patient, "Kim");
	a.dependant_id = 0;
	must(w, arrival_add(&w->d, &a, &visit, &w->e));
	assert_string_equal(seen(w, visit).number, "A02");
}

static void what_a_card_needs(void **state)
{
	struct desk_world *w = *state;
	struct arrival_card c = card_of(w, w->ann, 0);
	struct arrival a = c.is;
	int64_t visit;

	assert_true(c.allergy_due);
	refused(w, arrival_add(&w->d, &a, &visit, &w->e), ERR_INVALID, "Identity is still open");
	text_copy(a.identity, sizeof a.identity, "unchecked");
	refused(w, arrival_add(&w->d, &a, &visit, &w->e), ERR_INVALID, "needs a reason");
	text_copy(a.identity_why, sizeof a.identity_why, "came in on a stretcher");
	refused(w, arrival_add(&w->d, &a, &visit, &w->e), ERR_INVALID, "allergy is still open");
	text_copy(a.allergy, sizeof a.allergy, "more");
	refused(w, arrival_add(&w->d, &a, &visit, &w->e), ERR_INVALID, "Say what");
	text_copy(a.allergy_text, sizeof a.allergy_text, "lidocaine");
	must(w, arrival_add(&w->d, &a, &visit, &w->e));
	assert_int_equal(number(w, "SELECT count(*) FROM client_flag WHERE kind = 'allergy'"
	    " AND text = 'lidocaine' AND since = '" HELP_DAY "' AND state = 'on'"), 1);
}

/* As many characters as the client's form takes, of three bytes each. */
static void what_the_file_says_of_an_allergy_is_never_cut(void **state)
{
	struct desk_world *w = *state;
	struct action_head head = { .name = "client-edit" };
	struct arrival_card c;
	struct arrival a;
	struct buf said = BUF_INIT;
	struct txn *t;
	int64_t visit;

	for (int i = 0; i < 200; i++)
		buf_puts(&said, "敏");
	must(w, action_begin(w->s, &w->d.who, &head, &t, &w->e));
	must(w, flag_set(t, w->ann, "allergy", buf_str(&said), HELP_DAY, NULL, &w->e));
	must(w, action_commit(t, NULL, &w->e));
	buf_free(&said);
	c = card_of(w, w->ann, 0);
	a = known(&c);
	text_copy(a.allergy, sizeof a.allergy, "more");
	text_copy(a.allergy_text, sizeof a.allergy_text, "latex");
	must(w, arrival_add(&w->d, &a, &visit, &w->e));
	assert_int_equal(number(w, "SELECT length(text) FROM client_flag WHERE kind = 'allergy'"),
	    207);
	/* Sooner or later it is full: that is said, and nothing is written. */
	c = card_of(w, w->ann, 0);
	a = c.is;
	memset(a.allergy_text, 'x', sizeof a.allergy_text - 1);
	must(w, arrival_save(&w->d, &c, &a, &w->e));
	c = card_of(w, w->ann, 0);
	a = c.is;
	memset(a.allergy_text, 'y', sizeof a.allergy_text - 1);
	refused(w, arrival_save(&w->d, &c, &a, &w->e), ERR_INVALID, "holds no more");
	assert_int_equal(number(w, "SELECT count(*) FROM client_flag WHERE text LIKE '%%y'"), 0);
}

static void who_comes_after_all_needs_no_other_time(void **state)
{
	struct desk_world *w = *state;
	int64_t a = book(w, w->ann, w->r_cl, at(w, 0, 14, 45), 30);

	later(40);
	must(w, booking_set_state(&w->d, a, "noshow", NULL, &w->e));
	assert_int_equal(number(w, "SELECT count(*) FROM client_todo WHERE kind = 'rebook'"
	    " AND state = 'open'"), 1);
	arrive(w, w->ann, a);
	assert_int_equal(number(w, "SELECT count(*) FROM client_todo WHERE kind = 'rebook'"
	    " AND state = 'open'"), 0);
}

static void allergy_is_asked_anew_after_some_months(void **state)
{
	struct desk_world *w = *state;
	int64_t visit = arrive(w, w->ann, 0);

	must(w, leave(w, visit, "collected", NULL, NULL));
	later(150 * 24 * 60);
	assert_false(card_of(w, w->ann, 0).allergy_due);
	assert_string_equal(card_of(w, w->ann, 0).is.allergy, "none");
	later(60 * 24 * 60);
	assert_true(card_of(w, w->ann, 0).allergy_due);
	assert_string_equal(card_of(w, w->ann, 0).is.allergy, "");
	assert_int_equal(card_of(w, w->ann, 0).visits, 1);
}

static void companions_may_be_told_unless_the_client_forbids(void **state)
{
	struct desk_world *w = *state;
	struct arrival_card c = card_of(w, w->ann, 0);
	struct arrival a = known(&c);
	int64_t visit;

	text_copy(a.companion[0].name, sizeof a.companion[0].name, "李强");
	text_copy(a.companion[0].phone, sizeof a.companion[0].phone, "13900000001");
	a.companion[0].may_know = true;
	text_copy(a.companion[1].name, sizeof a.companion[1].name, "司机");
	a.ncompanions = 2;
	must(w, arrival_add(&w->d, &a, &visit, &w->e));
	assert_int_equal(number(w, "SELECT count(*) FROM companion WHERE may_know = 1"), 1);
	c = card_of(w, w->ann, 0);
	assert_int_equal(c.is.ncompanions, 2);
	a = c.is;
	a.ncompanions = 1;
	must(w, arrival_save(&w->d, &c, &a, &w->e));
	assert_int_equal(number(w, "SELECT count(*) FROM companion WHERE state = 'on'"), 1);
	c.no_companion = true;
	a.ncompanions = 2;
	a.companion[1].may_know = true;
	refused(w, arrival_save(&w->d, &c, &a, &w->e), ERR_INVALID, "forbids telling");
}

static void two_who_change_different_fields_of_a_card_both_succeed(void **state)
{
	struct desk_world *w = *state;
	int64_t visit = arrive(w, w->ann, 0);
	struct arrival_card mine, theirs;
	struct arrival a, b;

	must(w, arrival_card(&w->d, visit, &mine, &w->e));
	must(w, arrival_card(&w->d, visit, &theirs, &w->e));
	a = mine.is;
	b = theirs.is;
	text_copy(a.wants, sizeof a.wants, "less heat");
	text_copy(b.learnt, sizeof b.learnt, "has to leave at four");
	must(w, arrival_save(&w->d, &mine, &a, &w->e));
	must(w, arrival_save(&w->d, &theirs, &b, &w->e));
	assert_string_equal(seen(w, visit).wants, "less heat");
	assert_string_equal(seen(w, visit).learnt, "has to leave at four");
	text_copy(b.wants, sizeof b.wants, "tea");
	refused(w, arrival_save(&w->d, &theirs, &b, &w->e), ERR_CONFLICT, "meanwhile");
}

static void not_everything_can_be_received(void **state)
{
	struct desk_world *w = *state;
	int64_t tomorrow = book(w, w->ann, w->r_cl, at(w, 1, 10, 0), 30);
	int64_t today = book(w, w->ann, w->r_cl, at(w, 0, 16, 0), 30);
	struct arrival_card c;
	struct desk other;

	refused(w, arrival_prepare(&w->d, w->ann, tomorrow, &c, &w->e), ERR_INVALID,
	    "n takes a walk-in");
	refused(w, arrival_prepare(&w->d, w->cid, today, &c, &w->e), ERR_INVALID, "somebody else");
	must(w, booking_cancel(&w->d, today, "ill", &w->e));
	refused(w, arrival_prepare(&w->d, w->ann, today, &c, &w->e), ERR_INVALID, "cancelled");
	assert_int_equal(card_of(w, w->ann, 0).is.appointment_id, 0);
	/* The right is asked like any other. */
	other_terminal(w, &other, w->cl, "T2");
	c = card_of(w, w->cid, 0);
	c.is = known(&c);
	assert_int_equal(arrival_add(&other, &c.is, &today, &w->e), ERR_DENIED);
	err_clear(&w->e);
	desk_close(&other);
}

/* Of two times of one day it is the one that somebody comes for now. */
static void the_nearest_time_of_today_is_the_one_received(void **state)
{
	struct desk_world *w = *state;
	int64_t early = book(w, w->ann, w->r_cl, at(w, 0, 16, 0), 30);
	int64_t late = book(w, w->ann, w->r_cl, at(w, 0, 18, 0), 30);

	clock_fix(at(w, 0, 16, 40));
	assert_int_equal(card_of(w, w->ann, 0).is.appointment_id, early);
	clock_fix(at(w, 0, 17, 50));
	assert_int_equal(card_of(w, w->ann, 0).is.appointment_id, late);
	assert_int_equal(card_of(w, w->ann, early).is.appointment_id, early);
}

/* ---- order ---- */

static void booked_stand_before_walk_ins(void **state)
{
	struct desk_world *w = *state;
	int64_t walkin = arrive(w, w->cid, 0), booked;

	book(w, w->ann, w->r_cl, at(w, 0, 15, 0), 30);
	later(3);
	booked = arrive(w, w->ann, 0);
	assert_string_equal(seen(w, walkin).number, "A01");
	assert_string_equal(seen(w, booked).number, "A02");
	assert_int_equal(arrival_position(&w->d, booked), 1);
	assert_int_equal(arrival_position(&w->d, walkin), 2);
}

static void the_place_changes_by_hand_with_a_trace(void **state)
{
	struct desk_world *w = *state;
	int64_t v[5], others[] = { w->ann, w->bob, w->cid, add_client(w, "赵六", NULL, NULL),
		add_client(w, "孙七", NULL, NULL) };

	for (int i = 0; i < 5; i++)
		v[i] = arrive(w, others[i], 0);
	/* Often between the same two, until there is no room left between them. */
	for (int i = 0; i < 24; i++) {
		int64_t who = v[2 + i % 3];
		struct visit_row was = seen(w, who);

		must(w, arrival_assign(&w->d, who, &(struct arrival_assign){
		    .resource_id = was.resource_id, .greeter_id = was.greeter_id,
		    .position = 2, .reason = "in pain" }, &w->e));
		assert_int_equal(arrival_position(&w->d, v[0]), 1);
		assert_int_equal(arrival_position(&w->d, who), 2);
		assert_int_equal(arrival_position(&w->d, v[1]), i < 2 ? 3 + i : 5);
	}
	assert_int_equal(number(w, "SELECT count(*) FROM visit_event WHERE what = 'place'"), 24);
	refused(w, arrival_assign(&w->d, v[1], &(struct arrival_assign){ .position = 1 }, &w->e),
	    ERR_INVALID, "Not moved. Who is passed over may ask: say why.");
	assert_int_equal(number(w, "SELECT count(*) FROM visit_event WHERE what = 'place'"
	    " AND text LIKE '%% -> 2'"), 24);
	must(w, arrival_assign(&w->d, v[1], &(struct arrival_assign){ .position = 1,
	    .reason = "a child" }, &w->e));
	assert_int_equal(arrival_position(&w->d, v[1]), 1);
	must(w, arrival_assign(&w->d, v[1], &(struct arrival_assign){ .position = 99,
	    .reason = "at the dentist's" }, &w->e));
	assert_int_equal(arrival_position(&w->d, v[1]), 5);
}

/* ---- rounds ---- */

static void a_mark_answers_one_round_only(void **state)
{
	struct desk_world *w = *state;
	int64_t visit = arrive(w, w->ann, 0);
	const struct {
		int minutes;
		bool greet;
		int64_t round;
	} day[] = {
		{ 4, false, 0 }, { 1, false, 1 }, { 2, true, 1 }, { 1, false, 0 },
		{ 2, false, 2 }, { 6, false, 3 }, { 0, true, 3 }, { 1, false, 0 },
		{ 4, false, 4 },
	};

	for (size_t i = 0; i < sizeof day / sizeof day[0]; i++) {
		struct visit_row v;

		later(day[i].minutes);
		v = seen(w, visit);
		assert_int_equal(arrival_round(&v, clock_now(), 5), day[i].round);
		if (day[i].greet)
			must(w, arrival_greet(&w->d, visit, "told 10 min", &w->e));
	}
}

/* Minute by minute, by somebody who crosses off rounds on paper. */
static void rounds_agree_with_a_slow_clerk(void **state)
{
	unsigned seed = 7;

	(void)state;
	for (int trial = 0; trial < 200; trial++) {
		struct visit_row v = { .state = "waiting", .since_at = 1000000, .start_at = 0 };
		int every = 1 + trial % 9, answered = 0;

		if (trial % 3 == 0)
			v.start_at = v.since_at + trial % 20 * 60;
		for (int minute = 0; minute < 90; minute++) {
			int64_t now = v.since_at + minute * 60 + 30;
			int64_t from = v.start_at > v.since_at ? v.start_at : v.since_at;
			int round = 0;

			for (int k = 1; from + (int64_t)k * every * 60 <= now; k++)
				round = k;
			assert_int_equal(arrival_round(&v, now, every),
			    round > answered ? round : 0);
			seed = seed * 1103515245u + 12345u;
			if (seed >> 16 & 1 && round) {
				v.greeted_at = now;
				answered = round;
			}
		}
	}
}

static void early_comers_wait_from_the_time_promised(void **state)
{
	struct desk_world *w = *state;
	int64_t visit;
	struct visit_row v;

	book(w, w->ann, w->r_cl, at(w, 0, 15, 0), 30);
	visit = arrive(w, w->ann, 0);
	later(29);
	v = seen(w, visit);
	assert_int_equal(arrival_round(&v, clock_now(), 5), 0);
	assert_int_equal(arrival_minutes(&v, clock_now()), 1);
	later(4);
	assert_int_equal(arrival_round(&v, clock_now(), 5), 1);
}

static void rounds_end_in_the_room_and_begin_anew_before_treatment(void **state)
{
	struct desk_world *w = *state;
	int64_t visit = arrive(w, w->ann, 0);
	struct visit_row v;

	later(12);
	must(w, step(w, visit, "consult", w->r1));
	v = seen(w, visit);
	assert_int_equal(arrival_round(&v, clock_now() + 3600, 5), 0);
	refused(w, arrival_greet(&w->d, visit, "", &w->e), ERR_INVALID, "in consultation");
	must(w, arrival_pay(&w->d, visit, 0, 0, NULL, &w->e));
	must(w, step(w, visit, "ready", 0));
	later(6);
	v = seen(w, visit);
	assert_int_equal(arrival_round(&v, clock_now(), 5), 1);
}

/* ---- rooms ---- */

static void a_room_holds_one(void **state)
{
	struct desk_world *w = *state;
	int64_t ann = arrive(w, w->ann, 0), cid = arrive(w, w->cid, 0), room, free;

	must(w, arrival_step(&w->d, ann, "waiting", "consult", w->r1, &room, NULL, &w->e));
	assert_int_equal(room, w->r1);
	refused(w, arrival_step(&w->d, cid, "waiting", "consult", w->r1, NULL, &free, &w->e),
	    ERR_TAKEN, "R1 is in use by 王小明 until about 15:02. R2 is free: y again takes it.");
	assert_int_equal(free, w->r2);
	must(w, arrival_step(&w->d, cid, "waiting", "consult", free, &room, NULL, &w->e));
	refused(w, step(w, arrive(w, w->bob, 0), "consult", 0), ERR_TAKEN, "No room is free");
	/* Even a stray writer cannot seat two in one. */
	assert_int_equal(number(w, "SELECT count(*) FROM visit WHERE room_id = %lld"
	    " AND state = 'consult'", (long long)w->r1), 1);
}

static void the_booked_room_comes_first_and_others_leave_it_alone(void **state)
{
	struct desk_world *w = *state;
	struct booking b = { .client_id = w->ann, .service_id = w->consult,
		.start_at = at(w, 0, 14, 40), .end_at = at(w, 0, 15, 10),
		.part = { { .resource_id = w->r1 } }, .nparts = 1 };
	int64_t id, room;

	must(w, booking_make(&w->d, &b, &id, &w->e));
	must(w, arrival_step(&w->d, arrive(w, w->cid, 0), "waiting", "consult", 0, &room, NULL,
	    &w->e));
	assert_int_equal(room, w->r2);
	must(w, arrival_step(&w->d, arrive(w, w->ann, 0), "waiting", "consult", 0, &room, NULL,
	    &w->e));
	assert_int_equal(room, w->r1);
	assert_int_equal(number(w, "SELECT state = 'serving' FROM appointment WHERE id = %lld",
	    (long long)id), 1);
}

static void a_step_somebody_else_made_is_not_made_twice(void **state)
{
	struct desk_world *w = *state;
	int64_t visit = arrive(w, w->ann, 0);

	must(w, step(w, visit, "consult", 0));
	refused(w, arrival_step(&w->d, visit, "waiting", "consult", 0, NULL, NULL, &w->e),
	    ERR_CONFLICT, "in consultation since 14:32");
	refused(w, step(w, visit, "consult", 0), ERR_INVALID, "cannot follow");
}

/* ---- many at once ---- */

#define DESKS 8
#define EACH 6

static void receive_many(struct desk_world *w, int me, const int64_t *clients)
{
	struct desk_config config = { .forms_dir = w->forms, .branch = "ja", .origin = "ui",
		.peer = "", .pin_cost = 1, .pin_min = 6, .undo_minutes = 30, .station = "P" };
	struct err e = ERR_INIT;
	struct store *s;
	struct desk d;
	int64_t visit;

	if (store_open(w->path, 0, &s, &e) != OK || desk_open(s, &config, &d, &e) != OK ||
	    desk_become(&d, w->wl, &e) != OK)
		_exit(2);
	for (int i = 0; i < EACH; i++) {
		struct arrival_card c;
		struct arrival a;

		/* Everybody also tries the client of the next desk: one of the two is refused. */
		for (int k = 0; k < 2; k++) {
			int64_t client = clients[(me + k) % DESKS * EACH + i];

			if (arrival_prepare(&d, client, 0, &c, &e) != OK || c.is.visit_id) {
				err_clear(&e);
				continue;
			}
			a = known(&c);
			if (arrival_add(&d, &a, &visit, &e) != OK && e.code != ERR_DUPLICATE)
				_exit(3);
			err_clear(&e);
		}
	}
	_exit(0);
}

static void eight_desks_never_give_a_number_twice(void **state)
{
	struct desk_world *w = *state;
	int64_t clients[DESKS * EACH];
	pid_t pid[DESKS];
	int status;

	for (int i = 0; i < DESKS * EACH; i++) {
		char name[32];

		clients[i] = add_client(w, text_fmt(name, sizeof name, "Client %d", i), NULL, NULL);
	}
	for (int i = 0; i < DESKS; i++) {
		pid[i] = fork();
		assert_true(pid[i] >= 0);
		if (!pid[i])
			receive_many(w, i, clients);
	}
	for (int i = 0; i < DESKS; i++) {
		assert_int_equal(waitpid(pid[i], &status, 0), pid[i]);
		assert_true(WIFEXITED(status) && WEXITSTATUS(status) == 0);
	}
	assert_int_equal(number(w, "SELECT count(DISTINCT number) FROM visit"), DESKS * EACH);
	assert_int_equal(number(w, "SELECT count(DISTINCT client_id) FROM visit"), DESKS * EACH);
	assert_int_equal(number(w, "SELECT count(*) FROM visit"), DESKS * EACH);
}

#define T(f) cmocka_unit_test_setup_teardown(f, arrival_setup, desk_teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		T(arrives_with_number_place_and_appointment),
		T(time_of_arrival_is_that_of_the_key),
		T(second_arrival_opens_the_first_card),
		T(mother_and_child_are_two_who_wait),
		T(what_a_card_needs),
		T(what_the_file_says_of_an_allergy_is_never_cut),
		T(who_comes_after_all_needs_no_other_time),
		T(allergy_is_asked_anew_after_some_months),
		T(companions_may_be_told_unless_the_client_forbids),
		T(two_who_change_different_fields_of_a_card_both_succeed),
		T(not_everything_can_be_received),
		T(the_nearest_time_of_today_is_the_one_received),
		T(booked_stand_before_walk_ins),
		T(the_place_changes_by_hand_with_a_trace),
		T(a_mark_answers_one_round_only),
		T(rounds_agree_with_a_slow_clerk),
		T(early_comers_wait_from_the_time_promised),
		T(rounds_end_in_the_room_and_begin_anew_before_treatment),
		T(a_room_holds_one),
		T(the_booked_room_comes_first_and_others_leave_it_alone),
		T(a_step_somebody_else_made_is_not_made_twice),
		T(eight_desks_never_give_a_number_twice),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
