/* The planner believes the fixed rows of sqlite_stat1. A branch has its share of a table that
 * grows, not ten rows of a million: told so, a count of what is open walks through ten years. */
#include "store_help.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char stat_sql[] =
    "SELECT s.tbl, s.idx, s.stat, (SELECT count(*) FROM pragma_index_info(s.idx)),"
    "  (SELECT name FROM pragma_index_info(s.idx) WHERE seqno = 0)"
    "  FROM sqlite_stat1 s WHERE s.idx IS NOT NULL"
    "    AND s.idx IN (SELECT name FROM sqlite_schema WHERE type = 'index')";

/* Columns of few values, whatever the house's age. */
static bool has_few_values(const char *column)
{
	static const char *const few[] = { "branch_id", "kind", "state", "channel", "template" };

	for (size_t i = 0; i < sizeof few / sizeof few[0]; i++)
		if (!strcmp(few[i], column))
			return true;
	return false;
}

static void check_row(sqlite3_stmt *q)
{
	const char *index = (const char *)sqlite3_column_text(q, 1);
	const char *stat = (const char *)sqlite3_column_text(q, 2);
	long long v[16] = { 0 };
	int n = 0;
	char *end;

	for (const char *p = stat; n < 16 && *p; p = *end ? end + 1 : end)
		v[n++] = strtoll(p, &end, 10);
	if (n < 2 || n - 1 > sqlite3_column_int(q, 3))
		fail_msg("%s: \"%s\" has %d figures", index, stat, n);
	for (int i = 1; i < n; i++)
		if (v[i] > v[i - 1] || v[i] < 1)
			fail_msg("%s: \"%s\" does not fall", index, stat);
	if (has_few_values((const char *)sqlite3_column_text(q, 4)) && v[1] < v[0] / 500)
		fail_msg("%s: \"%s\": a branch has more than that", index, stat);
}

static sqlite3 *reader(struct world *w)
{
	sqlite3 *db;

	assert_int_equal(sqlite3_open_v2(w->path, &db, SQLITE_OPEN_READONLY, NULL), SQLITE_OK);
	return db;
}

static void what_the_planner_is_told_can_be(void **state)
{
	struct world *w = *state;
	sqlite3 *db = reader(w);
	sqlite3_stmt *q;
	int rows = 0;

	assert_int_equal(sqlite3_prepare_v2(db, stat_sql, -1, &q, NULL), SQLITE_OK);
	for (; sqlite3_step(q) == SQLITE_ROW; rows++)
		check_row(q);
	sqlite3_finalize(q);
	sqlite3_close(db);
	assert_true(rows > 100);
}

/* Badges are counted every second on every terminal: by the index of what is open, and no other. */
static void what_is_open_is_counted_by_what_is_open(void **state)
{
	static const char *const counts[][2] = {
		{ "SELECT count(*), min(came_at) FROM request WHERE state IN ('open', 'offered')"
		  " AND branch_id IN (SELECT b.id FROM branch b WHERE ?1 = 0 OR b.id = ?1)",
		  "request_open" },
		{ "SELECT count(*) FROM visit v WHERE v.branch_id = ?1 AND v.state <> 'left'",
		  "visit_here" },
		{ "SELECT count(*) FROM waiter WHERE branch_id = ?1 AND state IN ('waiting',"
		  " 'offered')", "waiter_open" },
	};
	sqlite3 *db = reader(*state);
	char sql[400], plan[400];

	for (size_t i = 0; i < sizeof counts / sizeof counts[0]; i++) {
		sqlite3_stmt *q;
		bool found = false;

		snprintf(sql, sizeof sql, "EXPLAIN QUERY PLAN %s", counts[i][0]);
		assert_int_equal(sqlite3_prepare_v2(db, sql, -1, &q, NULL), SQLITE_OK);
		while (sqlite3_step(q) == SQLITE_ROW) {
			snprintf(plan, sizeof plan, "%s", sqlite3_column_text(q, 3));
			found |= strstr(plan, counts[i][1]) != NULL;
		}
		sqlite3_finalize(q);
		if (!found)
			fail_msg("%s is not in the plan: %s", counts[i][1], plan);
	}
	sqlite3_close(db);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(what_the_planner_is_told_can_be, world_setup,
		    world_teardown),
		cmocka_unit_test_setup_teardown(what_is_open_is_counted_by_what_is_open,
		    world_setup, world_teardown),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
