/* The reports: who may see them, which days and which branch they speak of, the rows behind a
 * figure, what each tab shows when there is something and when there is not. */
#include "house.h"

#include <sqlite3.h>
#include <stdio.h>
#include <string.h>

#include "base/buf.h"
#include "base/day.h"
#include "base/mem.h"
#include "screen/reports.h"

#define TODAY (day_parse(HOUSE_DAY))

/* A visit of AGO days ago at 10:00, with an appointment of which it was LATE minutes late, led on 5
 * minutes after it arrived. */
static void came(struct house *h, int64_t client, int ago, int late)
{
	char day[DAY_TEXT], sql[1600];
	long long start = (long long)HOUSE_NOW - 86400LL * ago - 4 * 3600 - 1920, at;
	sqlite3 *db;

	at = start + 60 * late;
	day_format(TODAY - ago, day);
	text_fmt(sql, sizeof sql,
	    "INSERT INTO appointment(branch_id, client_id, day, created_at, start_at, end_at,"
	    " state, live, service_id, channel, rev) VALUES (1, %lld, '%s', %lld, %lld, %lld,"
	    " 'done', 0, %lld, 'phone', 1);"
	    "INSERT INTO visit(branch_id, client_id, day, created_at, appointment_id, arrived_at,"
	    " number, zone, identity, place, since_at, state, outcome, left_at, service_id,"
	    " resource_id, rev) VALUES (1, %lld, '%s', %lld,"
	    " (SELECT max(id) FROM appointment), %lld, 'A%lld-%d', 'booked', 'known', 1, %lld,"
	    " 'left', 'treated', %lld, %lld, %lld, 1);"
	    "INSERT INTO visit_event(visit_id, at, staff_id, what) VALUES"
	    " ((SELECT max(id) FROM visit), %lld, 1, 'treating')", (long long)client, day, at,
	    start, start + 1800, (long long)h->laser, (long long)client, day, at, at,
	    (long long)client, ago, at, at + 3600, (long long)h->laser, (long long)h->doctor,
	    at + 300);
	assert_int_equal(sqlite3_open(h->path, &db), SQLITE_OK);
	if (sqlite3_exec(db, sql, NULL, NULL, NULL) != SQLITE_OK)
		fail_msg("%s", sqlite3_errmsg(db));
	sqlite3_close(db);
}

static int setup(void **state)
{
	struct house *h;

	if (house_setup(state) != 0)
		return -1;
	h = *state;
	house_become(h, h->wl);
	return 0;
}

static void only_who_may_see_figures_gets_in(void **state)
{
	struct house *h = *state;

	house_become(h, h->wf);
	loop_press(h->l, "F9");
	see_row(h, -2, "Figures are for managers and the head office.");
	see(h, "Today");
	house_become(h, h->cl);
	loop_press(h->l, "F9");
	see_row(h, -2, "Figures are for managers and the head office.");
}

static void a_house_without_visits_says_so(void **state)
{
	struct house *h = *state;

	loop_press(h->l, "F9");
	see_row(h, 1,
	    "Reports  [KPI]  Peak hours  Times  People  Pyramid  Complaints  Surveys  Load");
	see(h, "1 Nov - 24 Nov", "No visits in this period.");
	loop_press(h->l, "]");
	see(h, "[Peak hours]", "No visits in this period.");
	loop_press(h->l, "]");
	see(h, "[Times]", "No visits in this period.");
	loop_press(h->l, "]");
	see(h, "[People]");
	loop_press(h->l, "]");
	see(h, "[Pyramid]");
	loop_press(h->l, "]");
	see(h, "[Complaints]", "No complaint in this period.");
	loop_press(h->l, "]");
	see(h, "[Surveys]", "No survey of a visit in this period.");
	loop_press(h->l, "] ]");
	see(h, "[KPI]");
	loop_press(h->l, "Esc");
	see_row(h, 1, "Today");
}

/* The form of the visit made last: out, and with MARKS back, their sum in hundredths. */
static void asked(struct house *h, int marks, int sum, int friend)
{
	char sql[800];
	sqlite3 *db;

	text_fmt(sql, sizeof sql, "INSERT INTO survey(branch_id, client_id, day, created_at,"
	    " visit_id, form, asked, from_at, expire_at, state, returned_at, returned_day,"
	    " answered, score, lowest, friend, rev) SELECT 1, client_id, day, 1, id,"
	    " 'survey-visit', 'house', 1, 2, iif(%d, 'returned', 'out'), iif(%d, 5, NULL),"
	    " iif(%d, day, NULL), %d, %d, iif(%d, 3, NULL), iif(%d, %d, NULL), 1 FROM visit"
	    " ORDER BY id DESC LIMIT 1", marks, marks, marks, marks, sum, marks, marks, friend);
	assert_int_equal(sqlite3_open(h->path, &db), SQLITE_OK);
	if (sqlite3_exec(db, sql, NULL, NULL, NULL) != SQLITE_OK)
		fail_msg("%s", sqlite3_errmsg(db));
	sqlite3_close(db);
}

/* The rate counts the questions that were answered, and says of how many forms it is. */
static void surveys_are_counted_out_and_back(void **state)
{
	struct house *h = *state;

	came(h, h->ann, 1, 0);
	asked(h, 5, 400, 9);
	came(h, h->bob, 2, 0);
	asked(h, 0, 0, 0);
	loop_press(h->l, "F9 ] ] ] ] ] ]");
	see(h, "[Surveys]", "person", "forms out", "returned",
	    "2         1     50 %      80 %         1      +100");
	see_row(h, -2, "1 of 2 forms back, 5 answers, 1 said if they would send a friend");
	loop_press(h->l, "v v v");
	see(h, "month", "2026-11");
	loop_press(h->l, "Enter");
	see(h, "Cases", "[Surveys]");
}

static void a_figure_says_of_how_many_it_is(void **state)
{
	struct house *h = *state;

	came(h, h->ann, 1, 0);
	came(h, h->bob, 2, 0);
	came(h, h->cid, 3, 20);
	came(h, h->ann, 33, 20);
	loop_press(h->l, "F9");
	see(h, "Clients on time          67 %     0 %", "House on time           100 %");
	see_row(h, -2, "2 of 3: came at the time of the appointment or before");
	loop_press(h->l, "Down");
	see_row(h, -2, "3 of 3: led on within 10 minutes of the promise");
	loop_press(h->l, "w");
	see(h, "Visits with an appointment, led to a consultation", "1 Nov - 24 Nov: 3 of 3",
	    "1 Oct - 24 Oct: 1 of 1");
	loop_press(h->l, "Esc");
	/* The bar: reverse blanks, as long as the figure. */
	assert_int_equal(canvas_style_at(loop_canvas(h->l), 3, 40), STYLE_FILL);
	assert_int_equal(canvas_style_at(loop_canvas(h->l), 3, 40 + 15), STYLE_TEXT);
	assert_int_equal(canvas_style_at(loop_canvas(h->l), 4, 40 + 19), STYLE_FILL);
}

static void enter_shows_the_rows_and_their_files(void **state)
{
	struct house *h = *state;

	came(h, h->ann, 1, 0);
	came(h, h->bob, 2, 0);
	came(h, h->cid, 3, 20);
	loop_press(h->l, "F9 Enter");
	see(h, "Clients on time  静安, 1 Nov - 24 Nov  (all)", "23 Nov 10:00 王小明",
	    "22 Nov 10:00", "21 Nov 10:20");
	nosee(h, "王大明");                     /* bob's file is restricted */
	see_row(h, -2, "2 of 3: came");
	loop_press(h->l, "v");
	see(h, "(those that count)");
	nosee(h, "21 Nov 10:20");
	loop_press(h->l, "v");
	see(h, "(those that do not)", "21 Nov 10:20");
	nosee(h, "王小明");
	loop_press(h->l, "v Enter");
	assert_string_equal(screen_top(h->l)->type->name, "client");
	assert_int_equal(h->f.client_id, h->ann);
	loop_press(h->l, "Esc");
	assert_string_equal(screen_top(h->l)->type->name, "kpi-rows");
	loop_press(h->l, "Esc");
	see(h, "[KPI]");
}

static void a_figure_by_day_week_and_month(void **state)
{
	struct house *h = *state;

	came(h, h->ann, 1, 0);
	came(h, h->cid, 1, 20);
	loop_press(h->l, "F9 v");
	see(h, "Clients on time", "Tue 24 Nov                     -", "Mon 23 Nov");
	loop_press(h->l, "Down");
	see_row(h, -2, "1 of 2: came");
	loop_press(h->l, "Tab");
	see(h, "House on time");
	loop_press(h->l, "v");
	see(h, "23 Nov - 24 Nov");
	loop_press(h->l, "v");
	see(h, "1 Nov - 24 Nov", "2 of 2");
	loop_press(h->l, "Enter");
	see(h, "House on time  静安, 1 Nov - 24 Nov");
	loop_press(h->l, "Esc v");
	see(h, "Clients on time          50 %");
}

/* The days that were asked for hold on every tab, and on the next day they are read again. */
static void a_period_holds_on_all_tabs(void **state)
{
	struct house *h = *state;

	came(h, h->ann, 1, 0);
	loop_press(h->l, "F9 g");
	loop_type(h->l, "oct");
	see_row(h, -2, "= 1 Oct - 31 Oct 2026");
	loop_press(h->l, "Enter");
	see(h, "1 Oct - 31 Oct", "No visits in this period.");
	loop_press(h->l, "]");
	see(h, "1 Oct - 31 Oct");
	loop_press(h->l, "-");
	see(h, "1 Sep - 30 Sep");
	loop_press(h->l, "+ +");
	see(h, "1 Nov - 24 Nov");
	loop_press(h->l, "+");
	see_row(h, -2, "What comes after is still ahead.");
	loop_press(h->l, "g");
	loop_type(h->l, "9.1..11.24");
	loop_press(h->l, "Enter");
	see(h, "1 Sep - 24 Nov");
	loop_press(h->l, "g");
	loop_type(h->l, "zzz");
	loop_press(h->l, "Enter");
	see_row(h, -2, "Period");
	loop_press(h->l, "Esc t");
	see(h, "1 Nov - 24 Nov");
	clock_fix(HOUSE_NOW + 86400);
	loop_press(h->l, "F9");
	see(h, "1 Nov - 25 Nov");
	clock_fix(HOUSE_NOW);
}

/* What others do shows within a second: today's part is read again, the rest is kept. */
static void the_figures_of_today_are_live(void **state)
{
	struct house *h = *state;

	came(h, h->ann, 1, 20);
	loop_press(h->l, "F9");
	see_row(h, -2, "0 of 1: came");
	came(h, h->bob, 0, 0);
	change_elsewhere(h, "visit", 2, "wants", "tea");
	poll_now(h);
	see(h, "Clients on time          50 %");
	see_row(h, -2, "1 of 2: came");
}

static void peak_hours_stand_by_weekday(void **state)
{
	struct house *h = *state;

	came(h, h->ann, 1, 0);                  /* Monday the 23rd, 10:00 */
	came(h, h->bob, 1, 5);
	loop_press(h->l, "F9 ] v v");
	see(h, "visits in all", "Mon");
	see_row(h, -2, "Mon: 2 visits on 4 days");
	see(h, "busiest hours:", "idle hours:");
	loop_press(h->l, "Enter");
	see(h, "Mon  静安", "王小明");
}

static void a_terminal_without_colour_shows_the_same(void **state)
{
	struct house *h = *state;

	came(h, h->ann, 1, 0);
	loop_press(h->l, "F9");
	/* Figures stand in the cells; the background is not needed to read them. */
	see(h, "peak hours: visits an hour", "Mon  ");
	assert_int_equal(style_look(STYLE_HEAT_5, STYLE_MONO)->attrs & STYLE_REVERSE, 0);
}

static void wide_screens_show_the_load_as_well(void **state)
{
	struct house *h = *state;

	came(h, h->ann, 1, 0);
	house_screen(h, 40, 120);
	loop_press(h->l, "F9");
	see(h, "60 days", "load, 4 weeks", "Load of devices");
}

static void the_command_line_takes_days_and_branch(void **state)
{
	struct house *h = *state;

	came(h, h->ann, 1, 0);
	loop_press(h->l, "^P");
	loop_type(h->l, "kp oct");
	loop_press(h->l, "Enter");
	see(h, "[KPI]", "1 Oct - 31 Oct");
	loop_press(h->l, "^P");
	loop_type(h->l, "pk t br=all");
	loop_press(h->l, "Enter");
	see(h, "[Peak hours]", "24 Nov");
	see_row(h, 2, "all branches  24 Nov");
	loop_press(h->l, "^P");
	loop_type(h->l, "kp t br=zz");
	loop_press(h->l, "Enter");
	nosee(h, "zz  ");
}

#define CASE(f) cmocka_unit_test_setup_teardown(f, setup, house_teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		CASE(only_who_may_see_figures_gets_in), CASE(a_house_without_visits_says_so),
		CASE(surveys_are_counted_out_and_back),
		CASE(a_figure_says_of_how_many_it_is), CASE(enter_shows_the_rows_and_their_files),
		CASE(a_figure_by_day_week_and_month), CASE(a_period_holds_on_all_tabs),
		CASE(the_figures_of_today_are_live), CASE(peak_hours_stand_by_weekday),
		CASE(a_terminal_without_colour_shows_the_same),
		CASE(wide_screens_show_the_load_as_well),
		CASE(the_command_line_takes_days_and_branch),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
