/* Several clients with one service: at the same time or in a row, all or none. */
#include "wish_help.h"

#include <string.h>

#include "desk/booking_group.h"

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
		T(nobody_is_in_a_group_twice),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
