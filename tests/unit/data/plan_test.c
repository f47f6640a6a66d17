/*
 * How SQLite will find the rows: every statement that the store keeps is explained. Walking
 * through a table, or sorting, must be meant: then the SQL says why in a comment. Figures in the
 * schema are fixed, so that an empty file plans like a full one.
 */
#include "store_help.h"

#include <stdio.h>
#include <string.h>

#include "data/search.h"
#include "data/store/store_priv.h"

static bool ignore_line(void *ctx, const struct change_line *l)
{
	(void)ctx, (void)l;
	return true;
}

/* ---- all that this floor's core asks ---- */

static void write_something(struct world *w)
{
	struct txn *t = begin(w);
	int64_t a = add_appointment(w, t, w->ann, w->room, 1), id, none;

	must(w, change_text(w, t, "appointment", a, "note", NULL, "window"));
	must(w, change_text(w, t, "client", w->ann, "name", "Ann", "Anna"));
	id = commit(w, t);
	t = begin(w);
	must(w, change_text(w, t, "appointment", a, "note", "window", "door"));
	commit(w, t);
	assert_int_equal(undo(w, id, &none), ERR_CONFLICT);
	t = begin(w);
	sql(t,
	    "INSERT INTO dependant(rev, client_id, created_at, kind, name)"
	    " VALUES (4, 1, 0, 'family', 'Kim'); UPDATE resource SET rev = 4");
	id = commit(w, t);
	must(w, undo(w, id, &none));
	must(w, ephemeral_begin(w->s, &w->me, &t, &w->e));
	txn_touch_area(t, AREA_JOBS);
	must(w, ephemeral_commit(t, &w->e));
}

static void read_everything(struct world *w)
{
	const struct action_filter filters[] = {
		{ .limit = 5 },
		{ .staff_id = 1 },
		{ .client_id = 1, .from_at = 1 },
	};
	struct search_result found;
	struct action_list l = { .n = 0 };
	struct chain_result chain;
	int64_t bad;

	for (size_t i = 0; i < sizeof filters / sizeof *filters; i++)
		must(w, action_list_find(w->s, &filters[i], &l, &w->e));
	action_list_free(&l);
	must(w, action_each_change(w->s, 2, ignore_line, NULL, &w->e));
	must(w, chain_verify(w->s, &chain, &w->e));
	must(w, verify_overlap(w->s, &bad, NULL, &w->e));
	must(w, verify_figures(w->s, &bad, NULL, &w->e));
	must(w, verify_terms(w->s, &bad, NULL, &w->e));
	must(w, store_quick_check(w->s, &w->e));
	must(w, search_find(w->s, "an", HELP_DAY, 20, &found, &w->e));
	must(w, search_find(w->s, "", HELP_DAY, 20, &found, &w->e));
	must(w, search_find(w->s, "0823", HELP_DAY, 20, &found, &w->e));
	assert_int_equal(store_poll(w->s), 0);
}

static void count(void *ctx, const char *text)
{
	(void)text;
	++*(int *)ctx;
}

static void every_statement_is_explained(void **state)
{
	struct world *w = *state;
	int n = 0;

	write_something(w);
	read_everything(w);
	store_each_sql(w->s, count, &n);
	assert_true(n > 50);
	check_plans(w);
}

/* The check itself sees a walk and a sort. */
static void the_check_is_no_rubber_stamp(void **state)
{
	static const struct {
		const char *text;
		bool bad;
	} cases[] = {
		{ "SELECT name FROM client WHERE notes = 'x'", true },
		{ "SELECT name FROM client WHERE notes = 'x' /* scan: a report */", false },
		{ "SELECT id FROM client WHERE branch_id = 1 ORDER BY name", true },
		{ "SELECT id FROM client WHERE id = 1", false },
		{ "SELECT 1", false },
	};
	struct world *w = *state;

	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
		assert_int_equal(plan_is_bad(w, cases[i].text), cases[i].bad);
}

int main(void)
{
#define T(f) cmocka_unit_test_setup_teardown(f, world_setup, world_teardown)
	const struct CMUnitTest tests[] = {
		T(every_statement_is_explained),
		T(the_check_is_no_rubber_stamp),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
