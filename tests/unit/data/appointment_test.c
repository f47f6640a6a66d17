/* Promises of time: what lists show, what the guards refuse, what moves with what. */
#include "store_help.h"

#include <stdio.h>
#include <string.h>

#include "base/buf.h"
#include "base/mem.h"
#include "data/appointment.h"
#include "data/dependant.h"
#include "data/figures.h"
#include "data/flag.h"
#include "data/resource.h"
#include "data/service.h"

struct house {
	struct world *w;
	int64_t chen, liu, service;     /* two people as resources */
};
static struct house house;

static int64_t person(struct world *w, struct txn *t, int64_t staff, const char *code,
    const char *name)
{
	struct resource r = { .kind = "staff", .branch_id = 1, .staff_id = staff };
	int64_t id;

	text_copy(r.code, sizeof r.code, code);
	text_copy(r.name, sizeof r.name, name);
	must(w, resource_insert(t, &r, &id, &w->e));
	return id;
}

static int house_setup(void **state)
{
	struct service v = { .code = "laser", .name = "激光", .name_en = "laser", .minutes = 60 };
	struct world *w;
	struct txn *t;

	if (world_setup(state) != 0)
		return -1;
	house.w = w = *state;
	t = begin(w);
	house.chen = person(w, t, 2, "cl", "陈立");
	house.liu = person(w, t, 1, "wf", "王芳");
	must(w, service_insert(t, &v, &house.service, &w->e));
	commit(w, t);
	return 0;
}

static struct appointment at_hour(int64_t client, int h)
{
	struct appointment a = { .branch_id = 1, .client_id = client, .day = HELP_DAY,
		.service_id = house.service, .start_at = HELP_NOW + h * HOUR,
		.end_at = HELP_NOW + (h + 1) * HOUR };

	return a;
}

/* Books CLIENT for an hour with N resources; the error stays in the world. */
static enum err_code book(struct txn *t, int64_t client, int h, const int64_t *resource, size_t n,
    int64_t *id)
{
	struct appointment a = at_hour(client, h);
	struct take take[4] = { { 0 } };
	struct appointment_new all = { .row = &a, .take = take, .ntake = n };

	for (size_t i = 0; i < n; i++)
		take[i].resource_id = resource[i];
	err_clear(&house.w->e);
	return appointment_insert(t, &all, id, &house.w->e);
}

static int64_t booked(struct txn *t, int64_t client, int h, int64_t resource)
{
	int64_t id;

	must(house.w, book(t, client, h, &resource, 1, &id));
	return id;
}

static void a_line_has_all_names(void **state)
{
	struct world *w = *state;
	struct txn *t = begin(w);
	int64_t take[] = { w->laser, house.liu, w->room, house.chen }, id, pet;
	struct dependant d = { .client_id = w->ann, .kind = "pet", .name = "旺财" };
	struct appointment a = at_hour(w->ann, 1);
	struct take takes[4] = { { 0 } };
	struct appointment_new all = { .row = &a, .take = takes, .ntake = 4 };
	struct appointment_list l = { 0 };

	for (int i = 0; i < 4; i++)
		takes[i].resource_id = take[i];
	must(w, dependant_insert(t, &d, &pet, &w->e));
	must(w, flag_set(t, w->ann, "allergy", "nuts", NULL, NULL, &w->e));
	a.dependant_id = pet;
	a.channel = mem_dup("phone");
	must(w, appointment_insert(t, &all, &id, &w->e));
	mem_free(a.channel);
	commit(w, t);
	must(w, appointment_list_day(w->s, 1, HELP_DAY, &l, &w->e));
	assert_int_equal(l.n, 1);
	assert_string_equal(l.v[0].client, "Ann");
	assert_string_equal(l.v[0].patient, "旺财");
	assert_string_equal(l.v[0].service_en, "laser");
	assert_string_equal(l.v[0].staff, "陈立 王芳");
	assert_int_equal(l.v[0].staff_id, house.chen);
	assert_string_equal(l.v[0].staff_code, "cl");
	assert_string_equal(l.v[0].room, "R1");
	assert_string_equal(l.v[0].device, "Laser-1");
	assert_string_equal(l.v[0].flags, "allergy");
	assert_string_equal(l.v[0].channel, "phone");
	assert_int_equal(l.v[0].letter, 'B');
	assert_int_equal(l.v[0].minutes, 60);
	assert_int_equal(l.v[0].taken_by, 1);
	assert_true(l.v[0].live);
	appointment_list_free(&l);
}

/* What a grid asks first: who takes what, by thing; then whose they are, in the order asked. */
static void takings_of_several_things_and_lines_by_key(void **state)
{
	struct world *w = *state;
	struct txn *t = begin(w);
	int64_t first = booked(t, w->ann, 1, house.chen), second = booked(t, w->bob, 2, house.chen);
	int64_t third = booked(t, w->ann, 3, house.liu);
	struct appointment_want want[] = {
		{ house.liu, HELP_NOW, HELP_NOW + 9 * HOUR },
		{ house.chen, HELP_NOW, HELP_NOW + 9 * HOUR },
		{ house.chen, HELP_NOW, HELP_NOW + 2 * HOUR },  /* the second begins there */
		{ w->room, HELP_NOW, HELP_NOW + 9 * HOUR },
	};
	struct appointment_taking_list l = { 0 };
	struct appointment_list rows = { 0 };
	int64_t ids[] = { third, first, third };

	must(w, appointment_set_state(t, second, "booked", "cancelled", "ill", &w->e));
	commit(w, t);
	must(w, appointment_takings(w->s, want, 4, &l, &w->e));
	assert_int_equal(l.n, 4);
	assert_int_equal(l.v[0].want, 0);
	assert_int_equal(l.v[0].appointment_id, third);
	assert_int_equal(l.v[0].start_at, HELP_NOW + 3 * HOUR);
	assert_int_equal(l.v[0].end_at, HELP_NOW + 4 * HOUR);
	assert_int_equal(l.v[1].appointment_id, first);
	assert_true(l.v[1].live);
	assert_string_equal(l.v[1].state, "booked");
	assert_int_equal(l.v[2].appointment_id, second);
	assert_false(l.v[2].live);
	assert_string_equal(l.v[2].state, "cancelled");
	assert_int_equal(l.v[3].want, 2);
	assert_int_equal(l.v[3].appointment_id, first);
	must(w, appointment_list_ids(w->s, ids, 3, &rows, &w->e));
	assert_int_equal(rows.n, 3);
	assert_string_equal(rows.v[0].staff_code, rows.v[2].staff_code);
	assert_int_equal(rows.v[1].id, first);
	ids[1] = third + 100;
	assert_int_equal(appointment_list_ids(w->s, ids, 3, &rows, &w->e), ERR_NOTFOUND);
	assert_int_equal(rows.n, 0);
	appointment_taking_list_free(&l);
	appointment_list_free(&rows);
}

static void lists_by_day_client_and_resource(void **state)
{
	struct world *w = *state;
	struct txn *t = begin(w);
	int64_t first = booked(t, w->ann, 1, house.chen), second = booked(t, w->bob, 2, house.chen);
	int64_t third = booked(t, w->ann, 3, house.liu);
	struct appointment_list l = { 0 };
	struct appointment_row row;
	struct busy_list busy = { 0 };
	int64_t n;

	must(w, appointment_set_state(t, second, "booked", "cancelled", "ill", &w->e));
	commit(w, t);
	must(w, appointment_list_day(w->s, 0, HELP_DAY, &l, &w->e));
	assert_int_equal(l.n, 3);
	must(w, appointment_list_day(w->s, 2, HELP_DAY, &l, &w->e));
	assert_int_equal(l.n, 0);
	must(w, appointment_list_client(w->s, w->ann, 0, 0, 1, &l, &w->e));
	assert_int_equal(l.n, 1);
	assert_int_equal(l.v[0].id, third);
	must(w, appointment_list_client(w->s, w->ann, l.v[0].start_at, l.v[0].id, 9, &l, &w->e));
	assert_int_equal(l.n, 1);
	assert_int_equal(l.v[0].id, first);
	must(w, appointment_list_resource(w->s, house.chen, HELP_NOW, HELP_NOW + 9 * HOUR, false,
	    &l,
	    &w->e));
	assert_int_equal(l.n, 2);
	assert_string_equal(l.v[1].reason, "ill");
	must(w, appointment_list_resource(w->s, house.chen, HELP_NOW, HELP_NOW + 9 * HOUR, true, &l,
	    &w->e));
	assert_int_equal(l.n, 1);
	must(w, appointment_busy(w->s, house.chen, HELP_NOW + 2 * HOUR, HELP_NOW + 9 * HOUR, &busy,
	    &w->e));
	assert_int_equal(busy.n, 0);    /* the first ends where the asked time begins */
	must(w, appointment_busy_person(w->s, w->ann, 0, HELP_NOW, HELP_NOW + 9 * HOUR, &busy,
	    &w->e));
	assert_int_equal(busy.n, 2);
	must(w, appointment_next(w->s, w->ann, HELP_NOW + 2 * HOUR, &row, &w->e));
	assert_int_equal(row.id, third);
	assert_int_equal(appointment_next(w->s, w->bob, HELP_NOW, &row, &w->e), ERR_NOTFOUND);
	must(w, appointment_count_coming(w->s, 1, HELP_DAY, HELP_NOW + 2 * HOUR, &n, &w->e));
	assert_int_equal(n, 1);
	appointment_list_free(&l);
	busy_list_free(&busy);
}

static void a_taken_time_is_refused_and_names_the_holder(void **state)
{
	struct world *w = *state;
	struct txn *t = begin(w);
	int64_t held = booked(t, w->ann, 1, house.chen), id;
	int64_t chen = house.chen, from = HELP_NOW + HOUR;
	struct appointment_row row;

	commit(w, t);
	t = begin(w);
	assert_int_equal(book(t, w->bob, 1, &chen, 1, &id), ERR_TAKEN);
	action_rollback(t);
	err_clear(&w->e);
	must(w, appointment_holder(w->s, chen, from + 60, from + 120, 0, &row, &w->e));
	assert_int_equal(row.id, held);
	assert_string_equal(row.client, "Ann");
	assert_int_equal(appointment_holder(w->s, chen, from, from + HOUR, held, &row, &w->e),
	    ERR_NOTFOUND);
	err_clear(&w->e);
	t = begin(w);
	assert_int_equal(book(t, w->ann, 1, NULL, 0, &id), ERR_TAKEN);
	action_rollback(t);
	err_clear(&w->e);
	must(w, appointment_of_person(w->s, w->ann, 0, from, from + HOUR, 0, &row, &w->e));
	assert_int_equal(row.id, held);
	err_clear(&w->e);
	assert_int_equal(appointment_of_person(w->s, w->bob, 0, from, from + HOUR, 0, &row, &w->e),
	    ERR_NOTFOUND);
}

static void an_overlap_that_somebody_permits(void **state)
{
	struct world *w = *state;
	struct txn *t = begin(w);
	struct overbook over = { .other_id = booked(t, w->ann, 1, house.chen),
		.resource_id = house.chen, .reason = "asked for" };
	struct appointment a = at_hour(w->bob, 1);
	struct take take = { .resource_id = house.chen };
	struct appointment_new all = { .row = &a, .take = &take, .ntake = 1, .over = &over,
		.nover = 1 };
	int64_t id;

	must(w, appointment_insert(t, &all, &id, &w->e));
	commit(w, t);
	assert_int_equal(number(w, "SELECT count(*) FROM overbooking WHERE staff_id = 1"), 1);
}

static void a_step_needs_the_state_that_was_seen(void **state)
{
	struct world *w = *state;
	struct txn *t = begin(w);
	int64_t id = booked(t, w->ann, 1, house.chen);
	struct appointment a;

	must(w, appointment_set_state(t, id, "booked", "arrived", NULL, &w->e));
	assert_int_equal(appointment_set_state(t, id, "booked", "cancelled", "x", &w->e),
	    ERR_CONFLICT);
	err_clear(&w->e);
	assert_int_equal(appointment_set_state(t, 999, "booked", "cancelled", "x", &w->e),
	    ERR_NOTFOUND);
	err_clear(&w->e);
	must(w, appointment_set_state(t, id, NULL, "done", NULL, &w->e));
	must(w, appointment_get(w->s, id, &a, &w->e));
	assert_false(a.live);
	assert_string_equal(a.state, "done");
	assert_null(a.reason);
	appointment_free(&a);
	booked(t, w->bob, 1, house.chen);       /* done frees the time */
	err_clear(&w->e);
	assert_int_equal(appointment_set_state(t, id, "done", "serving", NULL, &w->e), ERR_TAKEN);
	action_rollback(t);
}

static void a_move_takes_everything_along(void **state)
{
	struct world *w = *state;
	struct txn *t = begin(w);
	struct appointment_move to = { .start_at = HELP_NOW + 26 * HOUR,
		.end_at = HELP_NOW + 28 * HOUR, .day = "2026-11-25", .reason = "client travels" };
	int64_t id = booked(t, w->ann, 1, house.chen), other, action = commit(w, t);
	struct take_list takes = { 0 };
	struct appointment a;

	t = begin(w);
	other = booked(t, w->bob, 26, house.liu);
	to.rev = action;
	must(w, appointment_move(t, id, &to, &w->e));
	assert_int_equal(appointment_move(t, id, &to, &w->e), ERR_CONFLICT);   /* seen too long
									        * ago */
	err_clear(&w->e);
	must(w, appointment_get(w->s, id, &a, &w->e));
	assert_string_equal(a.day, "2026-11-25");
	assert_string_equal(a.reason, "client travels");
	appointment_free(&a);
	must(w, appointment_takes(w->s, id, &takes, &w->e));
	assert_int_equal(takes.n, 1);
	assert_int_equal(takes.v[0].start_at, to.start_at);
	assert_int_equal(takes.v[0].end_at, to.end_at);
	take_list_free(&takes);
	assert_int_equal(appointment_swap(t, id, house.chen, house.liu, &w->e), ERR_TAKEN);
	(void)other;
	action_rollback(t);
}

static void two_against_each_other(void **state)
{
	struct world *w = *state;
	struct txn *t = begin(w);
	int64_t one = booked(t, w->ann, 1, house.chen), two = booked(t, w->bob, 2, house.chen);
	struct appointment_move first = { .start_at = HELP_NOW + HOUR,
	    .end_at = HELP_NOW + 2 * HOUR,
		.day = HELP_DAY }, second = { .start_at = HELP_NOW + 2 * HOUR,
		.end_at = HELP_NOW + 3 * HOUR, .day = HELP_DAY };

	assert_int_equal(appointment_move(t, one, &second, &w->e), ERR_TAKEN);
	err_clear(&w->e);
	must(w, appointment_set_state(t, one, "booked", "moving", NULL, &w->e));
	must(w, appointment_set_state(t, two, "booked", "moving", NULL, &w->e));
	must(w, appointment_move(t, one, &second, &w->e));
	must(w, appointment_move(t, two, &first, &w->e));
	must(w, appointment_set_state(t, one, "moving", "booked", NULL, &w->e));
	must(w, appointment_set_state(t, two, "moving", "booked", NULL, &w->e));
	commit(w, t);
	assert_int_equal(number(w, "SELECT client_id FROM appointment ORDER BY start_at LIMIT 1"),
	    w->bob);
}

/* The expert comes at the beginning and at the end; moving by less than the gap puts the first part
 * where the second was. */
static void parts_move_together(void **state)
{
	struct world *w = *state;
	struct txn *t = begin(w);
	struct appointment a = at_hour(w->ann, 1);
	struct take take[] = {
		{ .resource_id = house.chen, .part = 1, .start_at = a.start_at,
		    .end_at = a.start_at + 1200 },
		{ .resource_id = house.chen, .part = 2, .start_at = a.end_at - 1200,
		  .end_at = a.end_at },
	};
	struct appointment_new all = { .row = &a, .take = take, .ntake = 2 };
	struct appointment_move to = { .start_at = a.start_at + 1800, .end_at = a.end_at + 1800,
		.day = HELP_DAY };
	struct take_list takes = { 0 };
	struct appointment_row row;
	int64_t id;

	must(w, appointment_insert(t, &all, &id, &w->e));
	must(w, appointment_move(t, id, &to, &w->e));
	must(w, appointment_swap(t, id, house.chen, house.liu, &w->e));
	commit(w, t);
	must(w, appointment_takes(w->s, id, &takes, &w->e));
	assert_int_equal(takes.n, 2);
	assert_int_equal(takes.v[0].start_at, to.start_at);
	assert_int_equal(takes.v[1].end_at, to.end_at);
	take_list_free(&takes);
	must(w, appointment_row_get(w->s, id, &row, &w->e));
	assert_string_equal(row.staff, "王芳");         /* once, though in two parts */
	assert_string_equal(row.state, "booked");
}

static void one_more_resource(void **state)
{
	struct world *w = *state;
	struct txn *t = begin(w);
	int64_t id = booked(t, w->ann, 1, house.chen);
	struct take room = { .resource_id = w->room };

	must(w, appointment_take(t, id, &room, &w->e));
	assert_int_equal(appointment_take(t, 999, &room, &w->e), ERR_NOTFOUND);
	err_clear(&w->e);
	assert_int_equal(appointment_swap(t, id, w->laser, w->room, &w->e), ERR_NOTFOUND);
	commit(w, t);
	assert_int_equal(number(w, "SELECT count(*) FROM appointment_resource WHERE active = 1"),
	    2);
}

static void counts_of_the_day(void **state)
{
	struct world *w = *state;
	struct txn *t = begin(w);
	int64_t here = booked(t, w->ann, 1, house.chen), gone = booked(t, w->bob, 2, house.chen);
	struct today_counts c;

	booked(t, w->cid, 3, house.chen);
	must(w, appointment_set_state(t, here, NULL, "arrived", NULL, &w->e));
	must(w, appointment_set_state(t, gone, NULL, "noshow", NULL, &w->e));
	commit(w, t);
	must(w, figures_today(w->s, 1, HELP_DAY, HELP_NOW, &c, &w->e));
	assert_int_equal(c.booked, 3);
	assert_int_equal(c.to_come, 1);
	assert_int_equal(c.here, 1);
	assert_int_equal(number(w, "SELECT count(*) FROM kpi_day"), 1);
	assert_int_equal(number(w, "SELECT n FROM kpi_day"), 3);
	assert_int_equal(number(w, "SELECT n_noshow FROM kpi_day"), 1);
}

#define TEST(f) cmocka_unit_test_setup_teardown(f, house_setup, world_teardown_plans)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(a_line_has_all_names),
		TEST(takings_of_several_things_and_lines_by_key),
		TEST(lists_by_day_client_and_resource),
		TEST(a_taken_time_is_refused_and_names_the_holder),
		TEST(an_overlap_that_somebody_permits),
		TEST(a_step_needs_the_state_that_was_seen),
		TEST(a_move_takes_everything_along),
		TEST(two_against_each_other),
		TEST(parts_move_together),
		TEST(one_more_resource),
		TEST(counts_of_the_day),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
