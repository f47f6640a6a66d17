/* Weekly hours typed as one line, and what they become. */
#include "desk_help.h"

#include <stdio.h>
#include <string.h>

#include "base/day.h"
#include "base/when.h"
#include "base/tr.h"
#include "desk/form_env.h"
#include "desk/roster.h"
#include "desk/undo.h"

static struct when_base base_of(struct desk_world *w)
{
	struct form_env env;

	form_env_make(&w->d, &env);
	return env.when;
}

static struct roster_line parse(struct desk_world *w, const char *typed)
{
	struct when_base base = base_of(w);
	struct roster_line l;

	must(w, roster_parse(typed, &base, &l, &w->e));
	return l;
}

/* Typed, and how it reads when it was understood. */
static void a_line_is_understood(void **state)
{
	static const struct {
		const char *typed, *read;
		size_t rows;
	} lines[] = {
		{ "mon-fri 9:00-12:00,13:00-18:00", "Mon-Fri 09:00-12:00,13:00-18:00", 10 },
		{ "Mon-Fri 9-12, 13-18; Sat 9-13",
		    "Mon-Fri 09:00-12:00,13:00-18:00; Sat 09:00-13:00", 11 },
		{ "mon,wed 900-1200 fri 1300-1800",
		    "Mon 09:00-12:00; Wed 09:00-12:00; Fri 13:00-18:00", 3 },
		{ "9-18", "daily 09:00-18:00", 1 },
		{ "daily 9-18", "daily 09:00-18:00", 1 },
		{ "weekend 10-16", "Sat-Sun 10:00-16:00", 2 },
		{ "sat-mon 8-12", "Mon 08:00-12:00; Sat-Sun 08:00-12:00", 3 },
		{ "周一至周五 9点-12点，13:30～18:00", "Mon-Fri 09:00-12:00,13:30-18:00", 10 },
		{ "周一三五 9-12", "Mon 09:00-12:00; Wed 09:00-12:00; Fri 09:00-12:00", 3 },
		{ "星期六 ９－１３；午休 每天 12点-12点半",
		    "Sat 09:00-13:00; break daily 12:00-12:30", 2 },
		{ "mon 9-18; break mon 12-13", "Mon 09:00-18:00; break Mon 12:00-13:00", 2 },
		{ "only 12.24 9-12", "only daily 09:00-12:00 from 2026-12-24 until 2026-12-24", 1 },
		{ "only 2026-12-24 9-12",
		    "only daily 09:00-12:00 from 2026-12-24 until 2026-12-24", 1 },
		{ "wed 13-18 from 12.1 until 12.31",
		    "Wed 13:00-18:00 from 2026-12-01 until 2026-12-31", 1 },
		{ "mon 22-24", "Mon 22:00-24:00", 1 },
		{ "mon 9-12,9-12", "Mon 09:00-12:00", 1 },
	};
	struct desk_world *w = *state;
	char text[400];

	for (size_t i = 0; i < sizeof lines / sizeof lines[0]; i++) {
		struct roster_line l = parse(w, lines[i].typed);

		roster_line_text(&l, text, sizeof text);
		if (strcmp(text, lines[i].read) != 0 || l.n != lines[i].rows)
			fail_msg("%s: %zu rows, \"%s\"", lines[i].typed, l.n, text);
	}
}

static void what_is_no_line_says_the_way_out(void **state)
{
	static const struct {
		const char *typed, *part;
	} lines[] = {
		{ "", "Hours are missing" }, { "mon-fri", "Hours are missing" },
		{ "money 9-12", "not understood" }, { "mon 9", "not understood" },
		{ "mon 18-9", "ends before it begins" }, { "mon 9-25", "not understood" },
		{ "mon 9-12,11-14", "overlap" }, { "mon- 9-12", "not understood" },
		{ "wed 9-12 from", "a day is missing" },
		{ "wed 9-12 from 12.31 until 12.1", "The last day comes before the first" },
		{ "mon 9-12 sometimes", "not understood" }, { "mon 9-9", "ends before it begins" },
		{ "mon 9:75-12", "not understood" },
	};
	struct desk_world *w = *state;
	struct when_base base = base_of(w);
	struct roster_line l;

	for (size_t i = 0; i < sizeof lines / sizeof lines[0]; i++) {
		refused(w, roster_parse(lines[i].typed, &base, &l, &w->e), ERR_INVALID,
		    lines[i].part);
		assert_int_equal(l.n, 0);
	}
}

/* Small linear generator: the same lines each time. */
static unsigned draw(unsigned *seed, unsigned n)
{
	*seed = *seed * 1103515245u + 12345u;
	return (*seed >> 16) % n;
}

/* Whatever rows there are without a period: written as a line, the line reads back as the same. */
static void what_is_written_is_read_back(void **state)
{
	struct desk_world *w = *state;
	struct when_base base = base_of(w);
	unsigned seed = 7;

	for (int round = 0; round < 500; round++) {
		struct roster_line made = { .n = 0 }, read, again;
		char text[2000], twice[2000];

		for (int day = 0; day <= 7; day++) {
			int at = 30 * (int)draw(&seed, 20);

			for (unsigned k = draw(&seed, 3); k > 0 && at < 1380; k--) {
				int to = at + 30 + 30 * (int)draw(&seed, 8);

				if (to > 1440)
					break;
				made.v[made.n++] = (struct roster_row){
				    day % 3 == 2 ? ROSTER_BREAK : ROSTER_WORK, day, at, to,
				    DAY_NONE, DAY_NONE };
				at = to + 30 * (int)draw(&seed, 4);
			}
		}
		if (!made.n)
			continue;
		roster_line_text(&made, text, sizeof text);
		must(w, roster_parse(text, &base, &read, &w->e));
		assert_int_equal(read.n, made.n);
		roster_line_text(&read, twice, sizeof twice);
		must(w, roster_parse(twice, &base, &again, &w->e));
		assert_memory_equal(&read.v, &again.v, read.n * sizeof read.v[0]);
		for (size_t i = 0; i < made.n; i++) {
			size_t found = 0;

			for (size_t k = 0; k < read.n; k++)
				found += !memcmp(&made.v[i], &read.v[k], sizeof made.v[0]);
			assert_int_equal(found, 1);
		}
	}
}

static void a_week_has_its_hours_less_breaks(void **state)
{
	struct desk_world *w = *state;
	struct roster_line l = parse(w, "mon-fri 9-18; sat 9-13; break daily 12-13");

	assert_int_equal(roster_week_minutes(&l), 5 * 8 * 60 + 3 * 60);
}

/* ---- kept ---- */

static int rows_of(struct desk_world *w, int64_t resource)
{
	return (int)number(w, "SELECT count(*) FROM roster WHERE resource_id = %lld AND"
	    " state = 'on'",
	    (long long)resource);
}

static void a_line_makes_rows_and_goes_back(void **state)
{
	struct desk_world *w = *state;
	struct roster_line l = parse(w, "mon-fri 9-12,13-18");
	struct roster_line now;
	char text[200];
	size_t n;
	int64_t id;

	act_as(w, w->wl, 0);
	must(w, roster_put(&w->d, w->r_cl, w->ja, &l, false, &n, &w->e));
	assert_int_equal(n, 10);
	assert_int_equal(rows_of(w, w->r_cl), 10);
	assert_int_equal(number(w, "SELECT count(*) FROM roster WHERE from_min = 780 AND"
	    " to_min = 1080 AND weekday = 5 AND kind = 'work' AND rev = %lld",
	    (long long)last_action(w)), 1);
	/* The same once more changes nothing, not even the log. */
	must(w, roster_put(&w->d, w->r_cl, w->ja, &l, false, &n, &w->e));
	assert_int_equal(n, 0);
	must(w, roster_read(&w->d, w->r_cl, w->ja, false, &now, &w->e));
	assert_string_equal(roster_line_text(&now, text, sizeof text),
	    "Mon-Fri 09:00-12:00,13:00-18:00");
	must(w, undo_action(&w->d, last_action(w), false, NULL, &id, &w->e));
	assert_int_equal(rows_of(w, w->r_cl), 0);
}

static void the_whole_week_is_written_anew(void **state)
{
	struct desk_world *w = *state;
	struct roster_line old = parse(w, "mon-fri 9-12,13-18"), now;
	struct roster_line dated = parse(w, "only 12.24 9-12"), fresh = parse(w, "mon-thu 9-12");
	char text[200];
	size_t n;

	act_as(w, w->wl, 0);
	must(w, roster_put(&w->d, w->r_cl, w->ja, &old, false, NULL, &w->e));
	must(w, roster_put(&w->d, w->r_cl, w->ja, &dated, false, NULL, &w->e));
	must(w, roster_put(&w->d, w->r_cl, w->ja, &fresh, true, &n, &w->e));
	assert_int_equal(n, 6);         /* Friday's two and four afternoons went, nothing came */
	must(w, roster_read(&w->d, w->r_cl, w->ja, true, &now, &w->e));
	assert_string_equal(roster_line_text(&now, text, sizeof text), "Mon-Thu 09:00-12:00; "
	    "only daily 09:00-12:00 from 2026-12-24 until 2026-12-24");
}

static void nobody_works_in_two_places_at_once(void **state)
{
	struct desk_world *w = *state;
	struct roster_line here = parse(w, "mon,wed 9-18"), there = parse(w, "wed 17-20");
	struct roster_line other = parse(w, "thu 17-20");
	struct roster_line later = parse(w, "wed 9-12 from 2027-01-01");

	act_as(w, w->wl, 0);
	must(w, roster_put(&w->d, w->r_cl, w->ja, &here, false, NULL, &w->e));
	refused(w, roster_put(&w->d, w->r_cl, w->pd, &there, false, NULL, &w->e), ERR_CONFLICT,
	    "at that time (Wed 09:00-18:00)");
	must(w, roster_put(&w->d, w->r_cl, w->pd, &other, false, NULL, &w->e));
	refused(w, roster_put(&w->d, w->r_cl, w->pd, &later, false, NULL, &w->e), ERR_CONFLICT,
	    "at that time");
	refused(w, roster_put(&w->d, w->r1, w->pd, &other, false, NULL, &w->e), ERR_CONFLICT,
	    "another branch");
}

static void the_front_desk_changes_no_roster(void **state)
{
	struct desk_world *w = *state;
	struct roster_line l = parse(w, "mon 9-12");

	refused(w, roster_put(&w->d, w->r_cl, w->ja, &l, false, NULL, &w->e), ERR_DENIED,
	    "Not your right");
	assert_int_equal(rows_of(w, w->r_cl), 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(a_line_is_understood, desk_setup, desk_teardown),
		cmocka_unit_test_setup_teardown(what_is_no_line_says_the_way_out, desk_setup,
		    desk_teardown),
		cmocka_unit_test_setup_teardown(what_is_written_is_read_back, desk_setup,
		    desk_teardown),
		cmocka_unit_test_setup_teardown(a_week_has_its_hours_less_breaks, desk_setup,
		    desk_teardown),
		cmocka_unit_test_setup_teardown(a_line_makes_rows_and_goes_back, desk_setup,
		    desk_teardown),
		cmocka_unit_test_setup_teardown(the_whole_week_is_written_anew, desk_setup,
		    desk_teardown),
		cmocka_unit_test_setup_teardown(nobody_works_in_two_places_at_once, desk_setup,
		    desk_teardown),
		cmocka_unit_test_setup_teardown(the_front_desk_changes_no_roster, desk_setup,
		    desk_teardown),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
