/* Figures as people ask for them: days meant, who may, sums, loads, hours, stages, words. */
#include "desk_help.h"

#include <stdio.h>
#include <string.h>

#include "base/day.h"
#include "base/tr.h"
#include "desk/kpi.h"
#include "desk/roster.h"

static struct kpi_span span_of(struct desk_world *w, int32_t from, int32_t to)
{
	return (struct kpi_span){ w->d.branch_id, from, to };
}

static int32_t today_of(struct desk_world *w)
{
	return desk_today(&w->d);
}

/* A visit that arrived then, was led on after LED minutes (-1: not) and left after LEFT. */
static void visit(struct desk_world *w, int64_t branch, int64_t arrived, int led, int left)
{
	static int n;
	char day[11];
	int64_t id = 5000 + ++n;

	desk_day_of(&w->d, arrived, day);
	raw(w, "INSERT INTO visit(id, branch_id, client_id, day, created_at, arrived_at, number,"
	    " zone, identity, resource_id, place, since_at, state, outcome, left_at) VALUES"
	    " (%lld, %lld, %lld, '%s', %lld, %lld, 'A%d', 'walkin', 'known', %lld, 1, 0, 'left',"
	    " 'consulted', %lld)", (long long)id, (long long)branch, (long long)w->ann, day,
	    (long long)arrived + 60, (long long)arrived, n, (long long)w->r_cl,
	    (long long)arrived + 60 * left);
	raw(w, "INSERT INTO visit_event(visit_id, at, what) VALUES (%lld, %lld, 'waiting')",
	    (long long)id, (long long)arrived);
	if (led >= 0)
		raw(w, "INSERT INTO visit_event(visit_id, at, what) VALUES"
		    " (%lld, %lld, 'consult'), (%lld, %lld, 'paying'), (%lld, %lld, 'paid')",
		    (long long)id, (long long)arrived + 60 * led, (long long)id,
		    (long long)arrived + 60 * (left - 5), (long long)id,
		    (long long)arrived + 60 * (left - 3));
	raw(w, "INSERT INTO visit_event(visit_id, at, what) VALUES (%lld, %lld, 'left')",
	    (long long)id, (long long)arrived + 60 * left);
}

/* ---- days ---- */

static void says(struct desk_world *w, const char *typed, const char *from, const char *to,
    const char *before_from, const char *before_to)
{
	struct kpi_span x, before;
	char day[11];

	must(w, kpi_parse(&w->d, typed, &x, &w->e));
	kpi_before(&x, &before);
	assert_string_equal(day_format(x.from, day), from);
	assert_string_equal(day_format(x.to, day), to);
	assert_string_equal(day_format(before.from, day), before_from);
	assert_string_equal(day_format(before.to, day), before_to);
	assert_int_equal(x.branch_id, w->d.branch_id);
}

/* A month to date beside the same days before, a whole one beside the whole one. */
static void days_are_understood_and_compared(void **state)
{
	struct desk_world *w = *state;
	struct kpi_span x;

	says(w, NULL, "2026-11-01", "2026-11-24", "2026-10-01", "2026-10-24");
	says(w, "nov", "2026-11-01", "2026-11-24", "2026-10-01", "2026-10-24");
	says(w, "oct", "2026-10-01", "2026-10-31", "2026-09-01", "2026-09-30");
	says(w, "q3", "2026-07-01", "2026-09-30", "2026-04-01", "2026-06-30");
	says(w, "9.5..9.14", "2026-09-05", "2026-09-14", "2026-08-26", "2026-09-04");
	says(w, "t", "2026-11-24", "2026-11-24", "2026-11-23", "2026-11-23");
	refused(w, kpi_parse(&w->d, "1990-01-01..2026-01-01", &x, &w->e), ERR_INVALID,
	    "more than ten years");
	refused(w, kpi_parse(&w->d, "blue", &x, &w->e), ERR_INVALID, "");
}

static void who_may_see_them(void **state)
{
	struct desk_world *w = *state;
	struct kpi_span x = span_of(w, today_of(w), today_of(w));
	struct kpi_share share[KPI_COUNT];

	act_as(w, w->wf, 0);
	refused(w, kpi_read(&w->d, &x, share, &w->e), ERR_DENIED, "managers");
	act_as(w, w->wl, 0);
	must(w, kpi_read(&w->d, &x, share, &w->e));
	x.branch_id = 0;
	must(w, kpi_read(&w->d, &x, share, &w->e));
}

/* ---- sums ---- */

static void sums_are_those_of_their_parts(void **state)
{
	static const enum kpi_by parts[] = { KPI_BY_DAY, KPI_BY_WEEK, KPI_BY_MONTH, KPI_BY_BRANCH };
	struct desk_world *w = *state;
	int32_t today = today_of(w);
	struct kpi_span x = { 0, today - 40, today };
	struct kpi_share all[KPI_COUNT];
	struct kpi_points l = { 0 };

	act_as(w, w->wl, 0);
	for (int i = 0; i < 40; i++)
		visit(w, i % 3 ? w->ja : w->pd, at(w, -i, 9 + i % 8, 10), i % 5 * 4, 60);
	must(w, kpi_read(&w->d, &x, all, &w->e));
	assert_int_equal(all[KPI_WAIT].of, 40);
	for (size_t k = 0; k < sizeof parts / sizeof parts[0]; k++) {
		struct kpi_share sum[KPI_COUNT] = { { 0, 0 } };

		must(w, kpi_series(&w->d, &x, parts[k], &l, &w->e));
		for (size_t i = 0; i < l.n; i++)
			for (int f = 0; f < KPI_COUNT; f++) {
				sum[f].n += l.v[i].share[f].n;
				sum[f].of += l.v[i].share[f].of;
			}
		assert_memory_equal(sum, all, sizeof sum);
		if (parts[k] == KPI_BY_DAY)
			assert_int_equal(l.n, 41);
		if (parts[k] == KPI_BY_WEEK)    /* Thu 15 Oct .. Tue 24 Nov */
			assert_int_equal(l.n, 7);
		if (parts[k] == KPI_BY_MONTH)
			assert_int_equal(l.n, 2);
	}
	kpi_points_free(&l);
}

static void rows_stand_behind_a_figure(void **state)
{
	struct desk_world *w = *state;
	struct kpi_span x = span_of(w, today_of(w), today_of(w));
	struct kpi_rows rows = { 0 };

	act_as(w, w->wl, 0);
	visit(w, w->ja, at(w, 0, 10, 0), 5, 40);
	visit(w, w->ja, at(w, 0, 11, 0), 25, 40);
	visit(w, w->ja, at(w, 0, 12, 0), -1, 10);
	must(w, kpi_rows(&w->d, &x, KPI_WAIT, &rows, &w->e));
	assert_int_equal(rows.n, 2);
	assert_int_equal(rows.v[0].n, 25 * 60);
	assert_int_equal(rows.v[0].staff_id, w->cl);
	assert_int_equal(rows.v[1].client_id, w->ann);
	kpi_rows_free(&rows);
}

/* ---- loads ---- */

static int percent_of(struct desk_world *w, const struct kpi_span *x, int64_t resource)
{
	struct kpi_loads l = { 0 };
	int percent = -2;

	must(w, kpi_load(&w->d, x, &l, &w->e));
	for (size_t i = 0; i < l.n; i++)
		if (l.v[i].resource_id == resource)
			percent = l.v[i].percent;
	kpi_loads_free(&l);
	return percent;
}

/* Of 500 minutes on the roster 100 are taken, whatever became of the rest. */
static void loads_are_of_what_could_be_worked(void **state)
{
	struct desk_world *w = *state;
	struct kpi_span x = span_of(w, today_of(w) + 1, today_of(w) + 1);
	struct kpi_share share[KPI_COUNT];
	int64_t id;

	raw(w, "INSERT INTO roster(resource_id, branch_id, kind, weekday, from_min, to_min) VALUES"
	    " (%lld, %lld, 'work', 0, 600, 1100)", (long long)w->r_cl, (long long)w->ja);
	book(w, w->ann, w->r_cl, at(w, 1, 11, 0), 100);
	act_as(w, w->wl, 0);
	assert_int_equal(percent_of(w, &x, w->r_cl), 20);
	act_as(w, w->wf, 0);
	id = book(w, w->bob, w->r_cl, at(w, 1, 15, 0), 100);
	act_as(w, w->wl, 0);
	assert_int_equal(percent_of(w, &x, w->r_cl), 40);
	raw(w, "UPDATE appointment SET state = 'noshow', live = 0 WHERE id = %lld", (long long)id);
	assert_int_equal(percent_of(w, &x, w->r_cl), 20);
	must(w, kpi_read(&w->d, &x, share, &w->e));
	assert_int_equal(share[KPI_STAFF_LOAD].n, 100);
	assert_int_equal(share[KPI_ROOM_LOAD].n, 0);
	assert_true(share[KPI_ROOM_LOAD].of > 0);
	raw(w, "INSERT INTO absence(branch_id, resource_id, day, created_at, kind, start_at,"
	    " end_at) VALUES (%lld, %lld, '2026-11-25', 0, 'leave', %lld, %lld)", (long long)w->ja,
	    (long long)w->r_cl, (long long)at(w, 1, 14, 10), (long long)at(w, 1, 18, 20));
	assert_int_equal(percent_of(w, &x, w->r_cl), 40);
}

static int worked_by(struct desk_world *w, int32_t day, int64_t resource)
{
	struct kpi_span x = span_of(w, day, day);
	struct kpi_loads l = { 0 };
	int minutes = 0;

	must(w, kpi_load(&w->d, &x, &l, &w->e));
	for (size_t i = 0; i < l.n; i++)
		if (l.v[i].resource_id == resource)
			minutes = (int)l.v[i].work_min;
	kpi_loads_free(&l);
	return minutes;
}

/* The first roster is that of the past too; what is changed later is so from its day on, and what
 * is over keeps the roster that held then. */
static void a_new_roster_leaves_the_days_before_as_they_were(void **state)
{
	struct desk_world *w = *state;
	int32_t today = today_of(w);
	struct roster_line l = { .n = 1 };

	act_as(w, w->wl, 0);
	l.v[0] = (struct roster_row){ ROSTER_WORK, 0, 600, 1100, DAY_NONE, DAY_NONE };
	must(w, roster_put(&w->d, w->r_cl, w->ja, &l, true, NULL, &w->e));
	assert_int_equal(worked_by(w, today - 1, w->r_cl), 500);
	assert_int_equal(worked_by(w, today, w->r_cl), 500);
	l.v[0].to_min = 800;
	must(w, roster_put(&w->d, w->r_cl, w->ja, &l, true, NULL, &w->e));
	assert_int_equal(worked_by(w, today - 1, w->r_cl), 500);
	assert_int_equal(worked_by(w, today, w->r_cl), 200);
	/* Typed late, with the day it is about. */
	l.v[0] = (struct roster_row){ ROSTER_ONLY, 0, 600, 700, today - 1, today - 1 };
	must(w, roster_put(&w->d, w->r_cl, w->ja, &l, false, NULL, &w->e));
	assert_int_equal(worked_by(w, today - 2, w->r_cl), 500);
	assert_int_equal(worked_by(w, today - 1, w->r_cl), 100);
	assert_int_equal(worked_by(w, today + 1, w->r_cl), 200);
}

/* ---- hours ---- */

static void hours_tell_peaks_and_idle_ones(void **state)
{
	struct desk_world *w = *state;
	static struct kpi_heat heat;
	struct kpi_span x;

	act_as(w, w->wl, 0);
	for (int week = 1; week <= 4; week++)
		for (int i = 0; i < 8; i++)     /* Tuesdays at ten */
			visit(w, w->ja, at(w, -7 * week, 10, 5 + i), 1, 30);
	visit(w, w->ja, at(w, -5, 16, 0), 1, 30);       /* a Thursday */
	kpi_four_weeks(&w->d, &x);
	must(w, kpi_heat(&w->d, &x, &heat, &w->e));
	assert_int_equal(heat.days[2], 4);
	assert_int_equal(heat.at[2][10].visits, 32);
	assert_int_equal(heat.at[2][10].tenths, 80);
	assert_true(heat.at[2][10].peak);
	assert_int_equal(heat.at[4][16].visits, 1);
	assert_int_equal(heat.at[4][16].tenths, 3);
	assert_true(heat.at[2][11].idle);
	assert_false(heat.at[2][3].open);
	assert_false(heat.at[2][3].idle);
	assert_true(heat.from_hour <= 10 && heat.to_hour > 16);
}

/* ---- stages ---- */

static void stages_have_medians(void **state)
{
	struct desk_world *w = *state;
	struct kpi_span x = span_of(w, today_of(w), today_of(w));
	struct kpi_time t[KPI_STAGE_COUNT];

	act_as(w, w->wl, 0);
	visit(w, w->ja, at(w, 0, 10, 0), 5, 35);
	visit(w, w->ja, at(w, 0, 10, 30), 7, 45);
	visit(w, w->ja, at(w, 0, 11, 0), 21, 80);
	visit(w, w->ja, at(w, 0, 12, 0), -1, 10);
	must(w, kpi_stages(&w->d, &x, t, &w->e));
	assert_int_equal(t[KPI_STAGE_CARD].n, 4);
	assert_int_equal(t[KPI_STAGE_CARD].median, 60);
	assert_int_equal(t[KPI_STAGE_WAIT].n, 3);       /* from the card: 4, 6, 20 */
	assert_int_equal(t[KPI_STAGE_WAIT].median, 6 * 60);
	assert_int_equal(t[KPI_STAGE_WAIT].mean, 10 * 60);
	assert_int_equal(t[KPI_STAGE_WAIT].p90, 20 * 60);
	assert_int_equal(t[KPI_STAGE_CONSULT].median, 33 * 60); /* 25, 33, 54 */
	assert_int_equal(t[KPI_STAGE_PAY].median, 2 * 60);
	assert_int_equal(t[KPI_STAGE_ROOM].n, 0);
	assert_int_equal(t[KPI_STAGE_WHOLE].median, 40 * 60);   /* 10, 35, 45, 80 */
}

/* What was entered in the evening says nothing about the desk, and a visit that nobody ended
 * nothing about how long it took. */
static void late_entries_do_not_count(void **state)
{
	struct desk_world *w = *state;
	struct kpi_span x = span_of(w, today_of(w), today_of(w));
	struct kpi_time t[KPI_STAGE_COUNT];

	act_as(w, w->wl, 0);
	visit(w, w->ja, at(w, 0, 9, 0), 5, 35);
	raw(w, "UPDATE visit SET created_at = %lld", (long long)at(w, 0, 13, 0));
	visit(w, w->ja, at(w, 0, 0, 30), 5, 13 * 60);
	must(w, kpi_stages(&w->d, &x, t, &w->e));
	assert_int_equal(t[KPI_STAGE_WHOLE].n, 0);
	assert_int_equal(t[KPI_STAGE_WHOLE].dropped, 1);
	assert_int_equal(t[KPI_STAGE_WAIT].n, 1);
}

/* ---- people ---- */

static void people_and_their_ratings(void **state)
{
	struct desk_world *w = *state;
	struct kpi_span x = span_of(w, today_of(w), today_of(w));
	struct kpi_people l = { 0 };
	struct kpi_ratings r = { 0 };
	struct kpi_rows rows = { 0 };
	char text[60];

	visit(w, w->ja, at(w, 0, 10, 0), 5, 35);
	visit(w, w->ja, at(w, 0, 11, 0), 5, 35);
	raw(w, "INSERT INTO survey(branch_id, client_id, day, created_at, visit_id, form, from_at,"
	    " expire_at, state, returned_at, returned_day, answered, score) SELECT branch_id,"
	    " client_id, day, 0, id, 'x', 0, 1, 'returned', 1, day, 5, 451 FROM visit"
	    " ORDER BY id LIMIT 1");
	act_as(w, w->wl, 0);
	must(w, kpi_people(&w->d, &x, &l, &w->e));
	assert_int_equal(l.v[0].staff_id, w->cl);
	assert_int_equal(l.v[0].visits, 2);
	assert_int_equal(l.v[0].rating.n, 451);
	assert_string_equal(l.v[0].code, "cl");
	must(w, kpi_person_rows(&w->d, &x, w->cl, &rows, &w->e));
	assert_int_equal(rows.n, l.v[0].visits);
	assert_true(rows.v[0].at > rows.v[1].at);
	assert_int_equal(rows.v[0].client_id, w->ann);
	kpi_rows_free(&rows);
	must(w, kpi_ratings(&w->d, &r, &w->e));
	assert_string_equal(kpi_rating_text(&r, w->cl, text, sizeof text), "90 % of 5 answers");
	act_as(w, w->wf, 0);                    /* others' are not hers to see */
	must(w, kpi_ratings(&w->d, &r, &w->e));
	assert_string_equal(kpi_rating_text(&r, w->cl, text, sizeof text), "");
	act_as(w, w->cl, 0);                    /* one's own are */
	must(w, kpi_ratings(&w->d, &r, &w->e));
	assert_string_equal(kpi_rating_text(&r, w->cl, text, sizeof text), "90 % of 5 answers");
	kpi_ratings_free(&r);
	kpi_people_free(&l);
}

/* ---- words ---- */

static void a_share_is_told_with_its_whole(void **state)
{
	struct kpi_share some = { 301, 331 }, none = { 0, 0 }, wait = { 331 * 432, 331 };
	char text[120];

	(void)state;
	assert_string_equal(kpi_text(KPI_CLIENT_ON_TIME, &some, text, sizeof text), "91 %");
	assert_string_equal(kpi_text(KPI_CLIENT_ON_TIME, &none, text, sizeof text), "-");
	assert_string_equal(kpi_text(KPI_WAIT, &wait, text, sizeof text), "7.2 min");
	assert_string_equal(kpi_of_text(KPI_NOSHOW, &some, text, sizeof text),
	    "301 of 331: appointments nobody came to");
	assert_string_equal(kpi_of_text(KPI_NOSHOW, &none, text, sizeof text),
	    "Nothing to count in this period.");
	for (int f = 0; f < KPI_COUNT; f++) {
		assert_int_equal(kpi_by_code(kpi_info[f].code), f);
		assert_true(strlen(kpi_info[f].label) <= 24);
	}
	assert_int_equal(kpi_by_code("nonsense"), KPI_COUNT);
}

#define IN_HOUSE(test) cmocka_unit_test_setup_teardown(test, desk_setup, desk_teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		IN_HOUSE(days_are_understood_and_compared),
		IN_HOUSE(who_may_see_them),
		IN_HOUSE(sums_are_those_of_their_parts),
		IN_HOUSE(rows_stand_behind_a_figure),
		IN_HOUSE(loads_are_of_what_could_be_worked),
		IN_HOUSE(a_new_roster_leaves_the_days_before_as_they_were),
		IN_HOUSE(hours_tell_peaks_and_idle_ones),
		IN_HOUSE(stages_have_medians),
		IN_HOUSE(late_entries_do_not_count),
		IN_HOUSE(people_and_their_ratings),
		cmocka_unit_test(a_share_is_told_with_its_whole),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
