/* The open callbacks of a branch: of all, of a role, of a person, of a client; what has ended is
 * never touched, however much of it there is. */
#include "store_help.h"

#include <string.h>

#include "data/callback_queue.h"
#include "data/store/store_priv.h"

/* Five thousand that have ended, and eight that are open: every second one of the nurse, every
 * fourth given to person 2, one of another branch. */
static void fill(struct world *w)
{
	struct txn *t = begin(w);

	sql(t, "WITH RECURSIVE k(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM k WHERE n < 5000)"
	    " INSERT INTO callback(branch_id, client_id, day, created_at, rule, event, event_at,"
	    " source, role, channel, from_at, due_at, due_day, expire_at, state, result, done_at,"
	    " done_day) SELECT 1, 1 + n % 3, '2026-11-24', 1, 'd3', 'treated', n, '', 'service',"
	    " 'call', n, n, '2026-11-24', n, 'done', 'well', n, CASE WHEN n <= 7 THEN"
	    " '2026-11-24' ELSE '2026-11-20' END FROM k");
	sql(t, "WITH RECURSIVE k(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM k WHERE n < 8)"
	    " INSERT INTO callback(branch_id, client_id, day, created_at, rule, event, event_at,"
	    " source, role, channel, asks, priority, tries, staff_id, from_at, due_at, due_day,"
	    " expire_at, about) SELECT CASE n WHEN 8 THEN 2 ELSE 1 END, 1 + n % 3, '2026-11-24', 1,"
	    " 'd3', 'treated', n, '', CASE n % 2 WHEN 0 THEN 'nurse' ELSE 'service' END, 'call',"
	    " n = 1, 1 + n % 5, n, CASE n % 4 WHEN 0 THEN 2 END, n * 1000, n * 1000 + 500,"
	    " '2026-11-24', n * 1000 + 600, 'HIFU' FROM k");
	sql(t, "INSERT INTO client_flag(client_id, kind, text) VALUES (2, 'call_hours', '15:00-')");
	sql(t, "INSERT OR REPLACE INTO client_class(client_id, at, weight) VALUES (2, 1, 3)");
	sql(t, "INSERT INTO claim(kind, ref_id, staff_id, station, until_at) SELECT 'callback', id,"
	    " 2, 'T2', 100 FROM callback WHERE state = 'open' AND from_at IN (1000, 2000)");
	commit(w, t);
}

static size_t count(struct world *w, struct callback_scope scope, int64_t until)
{
	struct callback_item_list l = { 0 };
	size_t n;

	must(w, callback_items(w->s, &scope, until, 50, &l, &w->e));
	n = l.n;
	callback_item_list_free(&l);
	return n;
}

static void those_of_a_branch_a_role_and_a_person(void **state)
{
	struct world *w = *state;

	fill(w);
	assert_int_equal(count(w, (struct callback_scope){ 1, NULL, 0 }, 100000), 7);
	assert_int_equal(count(w, (struct callback_scope){ 2, NULL, 0 }, 100000), 1);
	assert_int_equal(count(w, (struct callback_scope){ 1, NULL, 0 }, 3000), 2);
	assert_int_equal(count(w, (struct callback_scope){ 1, "service", 0 }, 100000), 4);
	assert_int_equal(count(w, (struct callback_scope){ 1, "nurse", 0 }, 100000), 3);
	assert_int_equal(count(w, (struct callback_scope){ 1, NULL, 2 }, 100000), 1);
}

static void a_row_brings_what_the_order_needs(void **state)
{
	struct world *w = *state;
	struct callback_item_list l = { 0 };
	struct callback_scope scope = { 1, "service", 0 };

	fill(w);
	must(w, callback_items(w->s, &scope, 1500, 50, &l, &w->e));
	assert_int_equal(l.n, 1);
	assert_int_equal(l.v[0].client_id, 2);
	assert_int_equal(l.v[0].priority, 2);
	assert_int_equal(l.v[0].tries, 1);
	assert_int_equal(l.v[0].weight, 3);
	assert_false(l.v[0].by_hand);
	assert_string_equal(l.v[0].wish, "15:00-");
	assert_string_equal(l.v[0].channel, "call");
	assert_string_equal(l.v[0].held, "");
	assert_int_equal(l.v[0].claimed_by, 2);
	callback_item_list_free(&l);
	/* A claim that is over counts as none. */
	must(w, callback_items(w->s, &scope, 1500, 100, &l, &w->e));
	assert_int_equal(l.v[0].claimed_by, 0);
	callback_item_list_free(&l);
	must(w, callback_items_client(w->s, 2, 50, &l, &w->e));
	assert_int_equal(l.n, 3);
	callback_item_list_free(&l);
}

/* Does SQLite say DETAIL of how it runs Q? */
static bool plan_says(struct world *w, sqlite3_stmt *q, const char *detail)
{
	char *sql = sqlite3_mprintf("EXPLAIN QUERY PLAN %s", sqlite3_sql(q));
	sqlite3_stmt *plan;
	bool said = false;

	assert_int_equal(sqlite3_prepare_v2(w->s->db, sql, -1, &plan, NULL), SQLITE_OK);
	while (sqlite3_step(plan) == SQLITE_ROW)
		said |= strstr((const char *)sqlite3_column_text(plan, 3), detail) != NULL;
	sqlite3_finalize(plan);
	sqlite3_free(sql);
	return said;
}

static void the_order_of_a_queue_fetches_no_row(void **state)
{
	struct world *w = *state;
	int asked = 0;

	count(w, (struct callback_scope){ 1, NULL, 0 }, 100000);
	count(w, (struct callback_scope){ 1, "service", 0 }, 100000);
	for (sqlite3_stmt *q = sqlite3_next_stmt(w->s->db, NULL); q;
	    q = sqlite3_next_stmt(w->s->db, q)) {
		if (!strstr(sqlite3_sql(q), "INDEXED BY callback_open"))
			continue;
		asked++;
		assert_true(plan_says(w, q, "USING COVERING INDEX callback_open"));
	}
	assert_int_equal(asked, 2);
}

static void done_ones_are_counted_by_day_and_role(void **state)
{
	struct world *w = *state;
	int64_t n;

	fill(w);
	must(w, callback_count_done(w->s, 1, "2026-11-24", NULL, &n, &w->e));
	assert_int_equal(n, 7);
	must(w, callback_count_done(w->s, 1, "2026-11-24", "nurse", &n, &w->e));
	assert_int_equal(n, 0);
	must(w, callback_count_done(w->s, 2, "2026-11-24", NULL, &n, &w->e));
	assert_int_equal(n, 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
#define T(f) cmocka_unit_test_setup_teardown(f, world_setup, world_teardown_plans)
		T(those_of_a_branch_a_role_and_a_person),
		T(a_row_brings_what_the_order_needs),
		T(the_order_of_a_queue_fetches_no_row),
		T(done_ones_are_counted_by_day_and_role),
#undef T
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
