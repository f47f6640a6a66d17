/* Running late: the rule against an oracle that walks the day minute by minute, and who is told. */
#include "wish_help.h"

#include <stdlib.h>
#include <string.h>

#include "desk/late.h"

#define MINUTE ((int64_t)60)

/* ---- the rule ---- */

static void gaps_take_off_what_somebody_is_behind(void **state)
{
	const struct late_slot v[] = { { 0, 1800, true }, { 1800, 3600, false },
		{ 4200, 6000, false }, { 9000, 9900, false } };
	int64_t shift[4];

	(void)state;
	late_shift(v, 4, 600, 1200, shift);
	assert_int_equal(shift[0], 0);          /* it runs */
	assert_int_equal(shift[1], 1200);       /* right behind it: all of it */
	assert_int_equal(shift[2], 600);        /* ten minutes were free between */
	assert_int_equal(shift[3], 0);
}

static void who_should_have_begun_already_shifts_by_all_of_it(void **state)
{
	const struct late_slot v[] = { { 0, 1800, false }, { 1800, 3600, false } };
	int64_t shift[2];

	(void)state;
	late_shift(v, 2, 600, 1200, shift);
	assert_int_equal(shift[0], 1200);
	assert_int_equal(shift[1], 1200);
}

/* The person walks through the day: until LAG after AT (or after what runs) nothing begins; then
 * each in its turn, not before it was promised. */
static void walk(const struct late_slot *v, size_t n, int64_t at, int64_t lag, int64_t *begins)
{
	int64_t clock = at;

	for (size_t i = 0; i < n; i++)
		if (v[i].begun && v[i].start_at <= at && v[i].end_at > clock)
			clock = v[i].end_at;
	for (size_t i = 0; i < n; i++)
		if (!v[i].begun && v[i].start_at < clock) {
			/* Late already by what lies between; the lag comes on top of its own
			 * time. */
			clock = v[i].start_at;
			break;
		} else if (!v[i].begun) {
			break;
		}
	clock += lag;
	for (size_t i = 0; i < n; i++) {
		begins[i] = v[i].start_at;
		if (v[i].begun)
			continue;
		if (clock > begins[i])
			begins[i] = clock;
		clock = begins[i] + (v[i].end_at - v[i].start_at);
	}
}

static void no_day_is_walked_otherwise(void **state)
{
	(void)state;
	srand(7);
	for (int round = 0; round < 2000; round++) {
		struct late_slot v[12];
		int64_t shift[12], begins[12], t = 0, lag = rand() % 25 * 300,
		    now = rand() % 60 * 300;
		size_t n = (size_t)(rand() % 12) + 1;

		for (size_t i = 0; i < n; i++) {
			t += rand() % 3 * 300;
			v[i] = (struct late_slot){ t, t + (rand() % 6 + 1) * 300, false };
			t = v[i].end_at;
			v[i].begun = v[i].start_at <= now;
		}
		late_shift(v, n, now, lag, shift);
		walk(v, n, now, lag, begins);
		for (size_t i = 0; i < n; i++)
			assert_int_equal(shift[i], begins[i] - v[i].start_at);
	}
}

/* ---- who is told ---- */

static int64_t book_at(struct desk_world *w, int64_t client, int hour, int minute)
{
	struct booking_wish x = wish_with(w, client, w->consult, at(w, 0, hour, minute), w->r_cl);

	return booked(w, &x);
}

static int64_t messages(struct desk_world *w)
{
	return count_rows(w, "message", "template = 'delay'");
}

/* It is 14:32: half an hour behind, the one at 14:45 begins at about 15:05. */
static void one_message_and_none_about_the_same_minutes(void **state)
{
	struct desk_world *w = *state;
	int64_t first = book_at(w, w->ann, 14, 45), last = book_at(w, w->cid, 19, 0);
	struct late_times times = { 0 };
	struct late_result done;

	must(w, late_set(&w->d, w->r_cl, 30, &done, &w->e));
	assert_int_equal(done.shifted, 1);
	assert_int_equal(done.told + done.calls, 1);
	assert_int_equal(messages(w), (int64_t)done.told);
	must(w, late_day(&w->d, HELP_DAY, &times, &w->e));
	assert_int_equal(late_expected(&times, first), at(w, 0, 15, 5));
	assert_int_equal(late_expected(&times, last), 0);
	must(w, late_set(&w->d, w->r_cl, 30, &done, &w->e));
	assert_int_equal(done.told, 0);
	/* Another figure is news. */
	must(w, late_set(&w->d, w->r_cl, 60, &done, &w->e));
	assert_int_equal(done.told, messages(w) > 0 ? 1 : 0);
	/* On time again: nothing is expected otherwise. */
	must(w, late_set(&w->d, w->r_cl, 0, &done, &w->e));
	must(w, late_day(&w->d, HELP_DAY, &times, &w->e));
	assert_int_equal(times.n, 0);
	late_times_free(&times);
}

static void who_would_come_after_hours_is_named_and_not_told(void **state)
{
	struct desk_world *w = *state;
	int close = w->d.close_min;
	struct late_items l = { 0 };
	struct late_result done;
	int minutes;

	clock_fix(at(w, 0, (close - 60) / 60, (close - 60) % 60));
	book_at(w, w->ann, (close - 30) / 60, (close - 30) % 60);
	must(w, late_set(&w->d, w->r_cl, 60, &done, &w->e));
	assert_int_equal(done.troubles, 1);
	assert_int_equal(done.told, 0);
	must(w, late_now(&w->d, w->r_cl, &minutes, &l, &w->e));
	assert_int_equal(minutes, 60);
	assert_int_equal(l.n, 1);
	assert_true(l.v[0].trouble[0]);
	late_items_free(&l);
	refused(w, late_set(&w->d, w->r_cl, LATE_MAX + 1, &done, &w->e), ERR_INVALID, "minutes");
}

static int64_t room_of(struct desk_world *w, int64_t appointment)
{
	return number(w, "SELECT resource_id FROM appointment_resource JOIN resource"
	    " ON resource.id = resource_id WHERE appointment_id = %lld AND active = 1"
	    " AND resource.kind = 'room'", (long long)appointment);
}

/* Only the room is taken at the later time: another one takes its place, the promise stays. */
static void another_room_is_named_and_taken(void **state)
{
	struct desk_world *w = *state;
	struct booking_wish x = wish_with(w, w->ann, w->laser_service, at(w, 0, 14, 45), w->r_cl);
	int64_t first = booked(w, &x), room = room_of(w, first), start = at(w, 0, 16, 0), other;
	struct booking by = { .client_id = w->cid, .service_id = w->consult, .start_at = start,
		.end_at = start + 30 * MINUTE,
		.part = { { .resource_id = w->r_ly }, { .resource_id = room } }, .nparts = 2 };
	struct late_items l = { 0 };
	struct late_result done;
	int minutes;

	must(w, booking_make(&w->d, &by, &other, &w->e));
	must(w, late_set(&w->d, w->r_cl, 30, &done, &w->e));
	assert_int_equal(done.troubles, 1);
	must(w, late_now(&w->d, w->r_cl, &minutes, &l, &w->e));
	assert_int_equal(l.n, 1);
	assert_int_equal(l.v[0].taken_id, room);
	assert_int_equal(l.v[0].other_id, room == w->r1 ? w->r2 : w->r1);
	assert_non_null(strstr(l.v[0].trouble, "is taken then. y: "));
	must(w, late_take_other(&w->d, &l.v[0], &w->e));
	assert_int_equal(room_of(w, first), l.v[0].other_id);
	must(w, late_now(&w->d, w->r_cl, &minutes, &l, &w->e));
	assert_string_equal(l.v[0].trouble, "");
	assert_int_equal(l.v[0].a.start_at, at(w, 0, 14, 45));
	late_items_free(&l);
}

#define TEST(f) cmocka_unit_test_setup_teardown(f, wish_setup, desk_teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(gaps_take_off_what_somebody_is_behind),
		cmocka_unit_test(who_should_have_begun_already_shifts_by_all_of_it),
		cmocka_unit_test(no_day_is_walked_otherwise),
		TEST(one_message_and_none_about_the_same_minutes),
		TEST(another_room_is_named_and_taken),
		TEST(who_would_come_after_hours_is_named_and_not_told),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
