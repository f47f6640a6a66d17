/* Finding appointments by anything that is known of them, and counting what is found. */
#include <stdio.h>
#include <string.h>

#include "base/day.h"
#include "desk/apptfind.h"
#include "wish_help.h"

/* Ann tomorrow 9:00 with 陈立, Bob at 9:30 without anybody, Cid the day after at 15:00 with
 * 陈立. */
static int find_setup(void **state)
{
	struct desk_world *w;
	int64_t cid;

	if (wish_setup(state) != 0)
		return -1;
	w = *state;
	book(w, w->ann, w->r_cl, at(w, 1, 9, 0), 30);
	book(w, w->bob, w->r1, at(w, 1, 9, 30), 60);
	cid = book(w, w->cid, w->r_cl, at(w, 2, 15, 0), 30);
	must(w, booking_set_state(&w->d, cid, "confirmed", NULL, &w->e));
	return 0;
}

/* How many rows TYPED finds; the sentence of what was understood stands in said. */
static char said[400];
static size_t found(struct desk_world *w, const char *typed)
{
	struct apptfind f;
	struct apptfind_result r = { .all = 0 };
	size_t n;

	must(w, apptfind_parse(&w->d, typed, &f, &w->e));
	must(w, apptfind_run(&w->d, &f, COUNT_NONE, APPTFIND_ROWS, &r, &w->e));
	apptfind_say(&w->d, &f, said, sizeof said);
	n = r.all;
	assert_int_equal(r.rows.n, n);
	apptfind_free(&r);
	return n;
}

static void nothing_typed_is_what_comes(void **state)
{
	struct desk_world *w = *state;

	assert_int_equal(found(w, ""), 3);
	assert_string_equal(said, "14 days from today");
}

static void any_one_item_finds(void **state)
{
	static const struct {
		const char *typed;
		size_t n;
		const char *said;
	} cases[] = {
		{ "tm", 2, "Wed 25 Nov" },
		{ "tm..+2", 3, "Wed 25 Nov - Thu 26 Nov" },
		{ "on=tm 9:40", 1, "Wed 25 Nov 09:40" },
		{ "tm 9:15", 1, "Wed 25 Nov 09:15" },
		{ "tm pm", 0, "Wed 25 Nov 12:00-18:00" },
		{ "pm", 1, "12:00-18:00" },
		{ "下午", 1, "12:00-18:00" },
		{ "cl am", 1, "00:00-12:00, 陈立" },
		{ "25 nov", 2, "Wed 25 Nov" },
		{ "25 Nov am", 2, "Wed 25 Nov" },
		{ "18 nov", 0, "Wed 18 Nov" },
		{ "11-18", 0, "Wed 18 Nov" },
		{ "tm 9-10", 2, "Wed 25 Nov 09:00-10:00" },
		{ "25 Nov 9-10", 2, "Wed 25 Nov 09:00-10:00" },
		{ "9:15-10:00", 1, "14 days from today 09:15-10:00" },
		{ "9点到9点半", 1, "09:00-09:30" },
		{ "3-4 cl", 1, "15:00-16:00, 陈立" },
		{ "12-1", 0, "Tue 1 Dec" },
		{ "this week", 3, "Mon 23 Nov - Sun 29 Nov" },
		{ "下周", 0, "Mon 30 Nov - Sun 6 Dec" },
		{ "last month", 0, "Thu 1 Oct - Sat 31 Oct" },
		{ "+2 pm", 1, "Thu 26 Nov 12:00-18:00" },
		{ "陈立", 2, "陈立" },
		{ "dr=cl", 2, "陈立" },
		{ "R1", 1, "R1" },
		{ "confirmed", 1, "confirmed" },
		{ "st=b", 2, "booked" },
		{ "live", 3, "live" },
		{ "noshow", 0, "no-show" },
		{ "tm cl", 1, "Wed 25 Nov, 陈立" },
		{ "cl confirmed", 1, "陈立, confirmed" },
	};
	struct desk_world *w = *state;

	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		size_t n = found(w, strncmp(cases[i].typed, "on=tm ", 6) ? cases[i].typed :
		    cases[i].typed + 3);

		if (n != cases[i].n || !strstr(said, cases[i].said))
			fail_msg("%s: %zu, %s", cases[i].typed, n, said);
	}
}

static void what_is_left_is_the_clients(void **state)
{
	struct desk_world *w = *state;

	assert_int_equal(found(w, "wxm"), 1);
	assert_string_equal(said, "all days; wxm: 1 client");
	assert_int_equal(found(w, "小明 tm"), 1);
	assert_int_equal(found(w, "0823 +2"), 0);
	/* Nobody is not everybody. */
	assert_int_equal(found(w, "nobodyofthatname"), 0);
	assert_int_equal(found(w, "c=cl"), 0);
	assert_int_equal(found(w, "13800000823"), 1);
	/* The number of a file, or a landline, looks like a date and hour. */
	assert_int_equal(found(w, "23-0038"), 0);
	assert_string_equal(said, "all days; 23-0038: 0 clients");
	assert_int_equal(found(w, "021-6277-1234 tm"), 0);
	assert_string_equal(said, "Wed 25 Nov; 021-6277-1234: 0 clients");
}

static void a_word_with_a_key_is_never_guessed(void **state)
{
	struct desk_world *w = *state;
	struct apptfind f;

	refused(w, apptfind_parse(&w->d, "dr=zz", &f, &w->e), ERR_NOTFOUND, "\"zz\"");
	refused(w, apptfind_parse(&w->d, "svc=zz", &f, &w->e), ERR_NOTFOUND, "service");
	refused(w, apptfind_parse(&w->d, "st=zz", &f, &w->e), ERR_INVALID, "state");
	refused(w, apptfind_parse(&w->d, "on=zz", &f, &w->e), ERR_INVALID, "");
	refused(w, apptfind_parse(&w->d, "zz=1", &f, &w->e), ERR_INVALID, "zz=");
}

static void other_branches_are_a_right(void **state)
{
	struct desk_world *w = *state;
	struct apptfind f;

	refused(w, apptfind_parse(&w->d, "br=pd", &f, &w->e), ERR_DENIED, "branches");
	refused(w, apptfind_parse(&w->d, "br=all", &f, &w->e), ERR_DENIED, "branches");
	act_as(w, w->wl, 0);
	assert_int_equal(found(w, "br=pd"), 0);
	assert_int_equal(found(w, "br=all"), 3);
}

static void a_year_and_a_day_is_too_much(void **state)
{
	struct desk_world *w = *state;
	struct apptfind f;
	struct apptfind_result r = { .all = 0 };

	apptfind_init(&w->d, &f);
	f.from = desk_today(&w->d);
	f.to = f.from + APPTFIND_DAYS_MAX;
	refused(w, apptfind_run(&w->d, &f, COUNT_NONE, 9, &r, &w->e), ERR_INVALID, "366");
}

/* ---- counts ---- */

static void count(struct desk_world *w, enum apptfind_by by, const char *want)
{
	struct apptfind f;
	struct apptfind_result r = { .all = 0 };
	char got[400] = "";

	apptfind_init(&w->d, &f);
	must(w, apptfind_run(&w->d, &f, by, 1, &r, &w->e));
	assert_int_equal(r.all, 3);
	assert_int_equal(r.rows.n, 1);
	for (size_t i = 0; i < r.counts.n; i++) {
		size_t n = strlen(got);

		snprintf(got + n, sizeof got - n, "%s %d/%d;", r.counts.v[i].label,
		    (int)r.counts.v[i].live, (int)r.counts.v[i].n);
	}
	assert_string_equal(got, want);
	apptfind_free(&r);
}

static void counts_by_each_of_the_four(void **state)
{
	struct desk_world *w = *state;

	must(w, booking_cancel(&w->d, number(w, "SELECT min(id) FROM appointment"), "ill", &w->e));
	count(w, COUNT_DAY, "Wed 25 Nov 1/2;Thu 26 Nov 1/1;");
	count(w, COUNT_HOUR, "09:00-10:00 1/2;15:00-16:00 1/1;");
	count(w, COUNT_STAFF, "nobody 1/1;陈立 1/2;");
	count(w, COUNT_BRANCH, "静安 2/3;");
}

int main(void)
{
#define T(f) cmocka_unit_test_setup_teardown(f, find_setup, desk_teardown)
	const struct CMUnitTest tests[] = {
		T(nothing_typed_is_what_comes),
		T(any_one_item_finds),
		T(what_is_left_is_the_clients),
		T(a_word_with_a_key_is_never_guessed),
		T(other_branches_are_a_right),
		T(a_year_and_a_day_is_too_much),
		T(counts_by_each_of_the_four),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
