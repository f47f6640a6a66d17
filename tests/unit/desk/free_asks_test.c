/* desk/free.h: special needs allot the room and the person that are good for them (SPEC SC-17). */
#include "hours_help.h"

#include "data/action.h"
#include "data/appointment.h"
#include "data/record.h"
#include "desk/booking.h"
#include "desk/desk.h"
#include "desk/free.h"

/* The first time of tomorrow takes that person or room as its N-th thing. */
static int64_t taken(struct desk_world *w, const struct free_wish *x, size_t n)
{
	struct free_list l = { 0 };
	int64_t id = 0;

	must(w, free_find(&w->d, x, &l, &w->e));
	if (l.n && n < l.v[0].nparts)
		id = l.v[0].part[n].resource_id;
	free_list_free(&l);
	return id;
}

static struct free_wish tomorrow(struct desk_world *w, int64_t service)
{
	return (struct free_wish){ .service = { service }, .nservices = 1,
		.client_id = w->ann, .from_day = desk_today(&w->d) + 1, .days = 7, .count = 1 };
}

static void set_needs(struct desk_world *w, int64_t client, const char *text)
{
	struct action_head head = { .name = "client-edit" };
	struct change set = { .column = "needs", .value = { .type = VALUE_NULL } };
	struct conflict_list none = { 0 };
	struct txn *t;

	value_set_text(&set.value, text);
	must(w, action_begin(w->s, &w->d.who, &head, &t, &w->e));
	must(w, record_update(t, "client", client, &set, 1, &none, &w->e));
	must(w, action_commit(t, NULL, &w->e));
	value_free(&set.value);
}

/* One that is wanted by name goes before, and what nothing here is good for is only read. */
static void a_special_need_allots_its_room(void **state)
{
	struct desk_world *w = *state;
	struct free_wish x = tomorrow(w, add_service(w, "calm", 30, 0));

	add_need(w, x.service[0], (struct need_row){ 1, "staff", "", 0, 0, 0, 0, 0 });
	add_need(w, x.service[0], (struct need_row){ 2, "room", "", 0, 0, 0, 0, 0 });
	x.needs = "comes with a Wheelchair, by taxi";
	assert_int_equal(taken(w, &x, 1), w->r1);
	add_skill(w, w->r2, "wheelchair");
	assert_int_equal(taken(w, &x, 1), w->r2);
	x.needs = "wheelchairs are at the door";        /* another word */
	assert_int_equal(taken(w, &x, 1), w->r1);
	x.needs = NULL;
	set_needs(w, w->ann, "需要轮椅");
	add_skill(w, w->r2, "轮椅");
	assert_int_equal(taken(w, &x, 1), w->r2);
	x.with[0] = w->r1;
	x.nwith = 1;
	assert_int_equal(taken(w, &x, 1), w->r1);
}

static void a_special_need_allots_one_person(void **state)
{
	struct desk_world *w = *state;
	struct free_wish x = tomorrow(w, add_service(w, "talk", 30, 0));
	int64_t lead, other;

	add_need(w, x.service[0], (struct need_row){ 1, "staff", "", 0, 0, 0, 0, 0 });
	lead = taken(w, &x, 0);
	other = lead == w->r_cl ? w->r_ly : w->r_cl;
	add_skill(w, other, "sign-language");
	x.needs = "sign-language";
	assert_int_equal(taken(w, &x, 0), other);
	x.with[0] = lead;
	x.nwith = 1;
	assert_int_equal(taken(w, &x, 0), lead);
}

/* What is booked is what was proposed: the need stands with the appointment. */
static void booking_takes_what_the_need_asks_for(void **state)
{
	struct desk_world *w = *state;
	struct booking_wish b = { .client_id = w->ann, .service_id = add_service(w, "calm", 30, 0),
		.start_at = at(w, 1, 10, 0), .needs = "wheelchair", .quiet = true };
	struct take_list take = { 0 };
	int64_t id;

	add_need(w, b.service_id, (struct need_row){ 1, "staff", "", 0, 0, 0, 0, 0 });
	add_need(w, b.service_id, (struct need_row){ 2, "room", "", 0, 0, 0, 0, 0 });
	add_skill(w, w->r2, "wheelchair");
	must(w, booking_book(&w->d, &b, 1, &id, &w->e));
	must(w, appointment_takes(w->s, id, &take, &w->e));
	assert_int_equal(take.n, 2);
	assert_int_equal(take.v[1].resource_id, w->r2);
	take_list_free(&take);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, desk_setup, desk_teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(a_special_need_allots_its_room),
		TEST(a_special_need_allots_one_person),
		TEST(booking_takes_what_the_need_asks_for),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
