/* Hours, rosters, absences, ways, what is taken; needs, skills and who is good for what. */
#include "store_help.h"

#include <string.h>

#include "base/buf.h"
#include "data/hold.h"
#include "data/hours.h"
#include "data/need.h"
#include "data/resource.h"
#include "data/service.h"
#include "data/staff.h"

static int64_t add_chen(struct world *w, struct txn *t)
{
	struct resource r = { .kind = "staff", .staff_id = 2, .code = "cl", .name = "陈立",
		.rank = 3, .rotation = true };
	int64_t id;

	must(w, resource_insert(t, &r, &id, &w->e));
	return id;
}

static void hours_are_of_one_branch_or_of_all(void **state)
{
	struct world *w = *state;
	struct opening sunday = { .branch_id = 1, .weekday = 7, .open_min = 600, .close_min = 900 };
	struct opening holiday = { .from_day = "2026-10-01", .to_day = "2026-10-03",
		.reason = "National Day" };
	struct opening_list l = { 0 };
	struct txn *t = begin(w);
	int64_t a, b;

	must(w, opening_insert(t, &sunday, &a, &w->e));
	must(w, opening_insert(t, &holiday, &b, &w->e));
	commit(w, t);
	must(w, opening_list(w->s, 1, false, &l, &w->e));
	assert_int_equal(l.n, 2);
	assert_int_equal(l.v[0].weekday, 7);
	assert_string_equal(l.v[1].reason, "National Day");
	assert_int_equal(l.v[1].branch_id, 0);
	must(w, opening_list(w->s, 2, false, &l, &w->e));
	assert_int_equal(l.n, 1);
	t = begin(w);
	must(w, opening_set_state(t, b, "retired", &w->e));
	assert_int_equal(opening_set_state(t, 999, "retired", &w->e), ERR_NOTFOUND);
	err_clear(&w->e);
	commit(w, t);
	must(w, opening_list(w->s, 2, false, &l, &w->e));
	assert_int_equal(l.n, 0);
	must(w, opening_list(w->s, 2, true, &l, &w->e));
	assert_int_equal(l.n, 1);
	opening_list_free(&l);
}

/* The week is always read: that there is one tells something about days without a row. */
static void a_roster_is_read_for_some_days(void **state)
{
	struct world *w = *state;
	struct roster rows[] = {
		{ .resource_id = w->room, .branch_id = 1, .kind = "work", .weekday = 2,
		    .from_min = 540, .to_min = 720, .to_day = "2020-12-31" },
		{ .resource_id = w->room, .branch_id = 1, .kind = "only", .from_min = 600,
		    .to_min = 660, .from_day = "2026-11-20", .to_day = "2026-11-21" },
		{ .resource_id = w->room, .branch_id = 1, .kind = "break", .from_min = 620,
		    .to_min = 630, .note = "tea" },
	};
	struct roster_list l = { 0 };
	const int64_t both[] = { w->laser, w->room };
	struct txn *t = begin(w);
	int64_t id[3];

	for (int i = 0; i < 3; i++)
		must(w, roster_insert(t, &rows[i], &id[i], &w->e));
	commit(w, t);
	must(w, roster_list(w->s, both, 2, "2026-11-21", "2026-11-24", &l, &w->e));
	assert_int_equal(l.n, 3);
	assert_string_equal(l.v[0].kind, "only");
	assert_string_equal(l.v[1].note, "tea");
	assert_string_equal(l.v[2].to_day, "2020-12-31");
	must(w, roster_list(w->s, both, 2, "2026-11-22", "2026-11-24", &l, &w->e));
	assert_int_equal(l.n, 2);
	must(w, roster_list(w->s, both, 2, NULL, NULL, &l, &w->e));
	assert_int_equal(l.n, 3);
	t = begin(w);
	must(w, roster_retire(t, id[2], "2026-11-23", &w->e));
	commit(w, t);
	must(w, roster_list_held(w->s, w->room, "2026-11-22", "2026-11-24", &l, &w->e));
	assert_int_equal(l.n, 2);
	assert_string_equal(l.v[0].until_day, "2026-11-23");
	must(w, roster_list_held(w->s, w->room, "2026-11-23", "2026-11-24", &l, &w->e));
	assert_int_equal(l.n, 1);
	must(w, roster_list_branch(w->s, 1, false, &l, &w->e));
	assert_int_equal(l.n, 2);
	must(w, roster_list_branch(w->s, 1, true, &l, &w->e));
	assert_int_equal(l.n, 3);
	roster_list_free(&l);
}

static void absences_are_found_by_time(void **state)
{
	struct world *w = *state;
	struct absence row = { .branch_id = 1, .resource_id = w->laser, .day = HELP_DAY,
		.kind = "out", .start_at = HELP_NOW, .end_at = HELP_NOW + 2 * HOUR,
		.reason = "lamp" };
	struct absence_list l = { 0 };
	struct absence a;
	struct txn *t = begin(w);
	int64_t id;

	must(w, absence_insert(t, &row, &id, &w->e));
	commit(w, t);
	must(w, absence_get(w->s, id, &a, &w->e));
	assert_string_equal(a.reason, "lamp");
	assert_int_equal(a.created_by, 1);
	must(w, absence_list(w->s, &w->laser, 1, HELP_NOW + 2 * HOUR, HELP_NOW + 9 * HOUR, &l,
	    &w->e));
	assert_int_equal(l.n, 0);
	must(w, absence_list(w->s, &w->laser, 1, HELP_NOW + HOUR, HELP_NOW + 9 * HOUR, &l, &w->e));
	assert_int_equal(l.n, 1);
	must(w, absence_list_open(w->s, 1, HELP_NOW, &l, &w->e));
	assert_int_equal(l.n, 1);
	must(w, absence_list_open(w->s, 2, HELP_NOW, &l, &w->e));
	assert_int_equal(l.n, 0);
	t = begin(w);
	assert_int_equal(absence_set_end(t, id, HELP_NOW, &w->e), ERR_INVALID);
	err_clear(&w->e);
	must(w, absence_set_end(t, id, HELP_NOW + HOUR, &w->e));
	commit(w, t);
	must(w, absence_list_open(w->s, 0, HELP_NOW + HOUR, &l, &w->e));
	assert_int_equal(l.n, 0);
	t = begin(w);
	must(w, absence_set_state(t, id, "retired", &w->e));
	commit(w, t);
	must(w, absence_list(w->s, &w->laser, 1, HELP_NOW, HELP_NOW + 9 * HOUR, &l, &w->e));
	assert_int_equal(l.n, 0);
	assert_int_equal(absence_get(w->s, 999, &a, &w->e), ERR_NOTFOUND);
	absence_list_free(&l);
}

static void a_way_is_the_same_both_ways(void **state)
{
	struct world *w = *state;
	struct travel_list l = { 0 };
	struct txn *t = begin(w);

	must(w, travel_set(t, 2, 1, 40, &w->e));
	must(w, travel_set(t, 1, 2, 45, &w->e));
	commit(w, t);
	for (int64_t branch = 1; branch <= 2; branch++) {
		must(w, travel_list(w->s, branch, &l, &w->e));
		assert_int_equal(l.n, 1);
		assert_int_equal(l.v[0].other_id, 3 - branch);
		assert_int_equal(l.v[0].minutes, 45);
	}
	travel_list_free(&l);
}

static void what_is_taken_and_where(void **state)
{
	struct world *w = *state;
	struct taken_list l = { 0 };
	struct txn *t = begin(w);
	int64_t a = add_appointment(w, t, w->ann, w->room, 1), n;

	add_appointment(w, t, w->bob, w->room, 3);
	commit(w, t);
	must(w, taken_add(w->s, w->room, HELP_NOW, HELP_NOW + 2 * HOUR, true, &l, &w->e));
	assert_int_equal(l.n, 1);
	assert_int_equal(l.v[0].appointment_id, a);
	assert_int_equal(l.v[0].branch_id, 1);
	assert_int_equal(l.v[0].start_at, HELP_NOW + HOUR);
	must(w, taken_add(w->s, w->room, HELP_NOW + 2 * HOUR, HELP_NOW + 9 * HOUR, false, &l,
	    &w->e));
	assert_int_equal(l.n, 2);               /* behind what was there */
	assert_int_equal(l.v[1].branch_id, 0);
	must(w, taken_turns(w->s, w->room, HELP_NOW, HELP_NOW + 9 * HOUR, &n, &w->e));
	assert_int_equal(n, 2);
	t = begin(w);
	sql(t, "UPDATE appointment SET state = 'done', live = 0 WHERE client_id = 1;"
	    " UPDATE appointment SET asked = 1 WHERE client_id = 2");
	commit(w, t);
	must(w, taken_turns(w->s, w->room, HELP_NOW, HELP_NOW + 9 * HOUR, &n, &w->e));
	assert_int_equal(n, 1);         /* who was served had a turn, who was asked for not */
	taken_list_free(&l);
}

static void all_holds_of_a_time(void **state)
{
	struct world *w = *state;
	struct hold_list l = { 0 };
	struct txn *t;
	int64_t id;

	must(w, ephemeral_begin(w->s, &w->me, &t, &w->e));
	must(w, hold_take(t, w->room, HELP_NOW, HELP_NOW + HOUR, HELP_NOW + 300, &id, NULL, &w->e));
	must(w, hold_take(t, w->laser, HELP_NOW, HELP_NOW + HOUR, HELP_NOW + 600, &id, NULL,
	    &w->e));
	must(w, ephemeral_commit(t, &w->e));
	must(w, hold_list_now(w->s, HELP_NOW, HELP_NOW + HOUR, HELP_NOW, &l, &w->e));
	assert_int_equal(l.n, 2);
	must(w, hold_list_now(w->s, HELP_NOW, HELP_NOW + HOUR, HELP_NOW + 300, &l, &w->e));
	assert_int_equal(l.n, 1);
	must(w, hold_list_now(w->s, HELP_NOW + HOUR, HELP_NOW + 2 * HOUR, HELP_NOW, &l, &w->e));
	assert_int_equal(l.n, 0);
	hold_list_free(&l);
}

/* ---- needs ---- */

static void a_service_has_its_lines(void **state)
{
	struct world *w = *state;
	struct service v = { .code = "drip", .name = "输液", .minutes = 60, .rank = 2,
		.deposit = 20000, .advice = "x", .prepare = "towel" };
	struct need second = { .line = 2, .kind = "room", .prep_min = 10, .clean_min = 15 };
	struct need first = { .line = 1, .kind = "staff", .skill = "nurse", .for_min = 20 };
	struct need_list l = { 0 };
	struct txn *t = begin(w);
	int64_t service, id, none;

	must(w, service_insert(t, &v, &service, &w->e));
	first.service_id = second.service_id = service;
	must(w, need_insert(t, &second, &id, &w->e));
	must(w, need_insert(t, &first, &none, &w->e));
	commit(w, t);
	must(w, service_get(w->s, service, &v, &w->e));
	assert_string_equal(v.prepare, "towel");
	assert_int_equal(v.deposit, 20000);
	must(w, need_list(w->s, service, false, &l, &w->e));
	assert_int_equal(l.n, 2);
	assert_string_equal(l.v[0].skill, "nurse");
	assert_int_equal(l.v[0].for_min, 20);
	assert_int_equal(l.v[1].clean_min, 15);
	t = begin(w);
	must(w, need_set_state(t, id, "retired", &w->e));
	assert_int_equal(need_set_state(t, 999, "retired", &w->e), ERR_NOTFOUND);
	err_clear(&w->e);
	commit(w, t);
	must(w, need_list(w->s, service, false, &l, &w->e));
	assert_int_equal(l.n, 1);
	must(w, need_list(w->s, service, true, &l, &w->e));
	assert_int_equal(l.n, 2);
	need_list_free(&l);
}

/* The words of ID, "expert laser". */
static const char *words(struct world *w, int64_t branch, int64_t id)
{
	static char out[200];
	struct good_list l = { 0 };

	must(w, good_list(w->s, branch, &l, &w->e));
	text_copy(out, sizeof out, "none");
	for (size_t i = 0, n = 0; i < l.n; i++)
		if (l.v[i].resource_id == id) {
			text_fmt(out + n, sizeof out - n, "%s%s", n ? " " : "", l.v[i].word);
			n = strlen(out);
		}
	good_list_free(&l);
	return out;
}

static void skills_stand_instead_of_roles(void **state)
{
	struct world *w = *state;
	struct staff_role role = { .staff_id = 2, .role = "expert" };
	struct skill_list l = { 0 };
	struct good_list all = { 0 };
	struct resource r;
	struct txn *t = begin(w);
	int64_t chen = add_chen(w, t);

	must(w, staff_role_set(t, &role, &w->e));
	commit(w, t);
	must(w, resource_get(w->s, chen, &r, &w->e));
	assert_int_equal(r.rank, 3);
	assert_true(r.rotation);
	assert_non_null(strstr(words(w, 1, chen), "expert"));
	t = begin(w);
	must(w, skill_set(t, chen, "peel", true, &w->e));
	must(w, skill_set(t, chen, "laser", true, &w->e));
	must(w, skill_set(t, w->laser, "laser", true, &w->e));
	commit(w, t);
	assert_string_equal(words(w, 1, chen), "laser peel");
	must(w, skill_words(w->s, &l, &w->e));
	assert_int_equal(l.n, 2);
	t = begin(w);
	must(w, skill_set(t, chen, "peel", false, &w->e));
	must(w, resource_set_state(t, w->laser, "out", &w->e));
	commit(w, t);
	must(w, skill_list(w->s, chen, &l, &w->e));
	assert_int_equal(l.n, 1);
	assert_string_equal(l.v[0].word, "laser");
	must(w, good_list(w->s, 1, &all, &w->e));
	assert_int_equal(all.v[0].resource_id, chen);   /* people first */
	assert_true(all.v[0].rotation && all.v[0].on);
	assert_string_equal(words(w, 1, w->room), "");
	assert_false(all.v[all.n - 1].on);              /* out of order, but there */
	/* Of another branch: not there; who may work anywhere: there. */
	assert_string_equal(words(w, 2, w->room), "none");
	assert_string_equal(words(w, 2, chen), "laser");
	skill_list_free(&l);
	good_list_free(&all);
}

#define TEST(f) cmocka_unit_test_setup_teardown(f, world_setup, world_teardown_plans)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(hours_are_of_one_branch_or_of_all),
		TEST(a_roster_is_read_for_some_days),
		TEST(absences_are_found_by_time),
		TEST(a_way_is_the_same_both_ways),
		TEST(what_is_taken_and_where),
		TEST(all_holds_of_a_time),
		TEST(a_service_has_its_lines),
		TEST(skills_stand_instead_of_roles),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
