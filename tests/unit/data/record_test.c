/* Rows as values; two people who change the same row. */
#include "store_help.h"

#include <string.h>

/* Two people have the client's file open. */
static void different_columns_both_succeed(void **state)
{
	struct world *w = *state;
	struct txn *t = begin(w);
	struct record r;

	must(w, change_text(w, t, "client", w->ann, "email", NULL, "ann@example.org"));
	commit(w, t);
	t = begin(w);
	must(w, change_text(w, t, "client", w->ann, "address", NULL, "Long Street 1"));
	commit(w, t);
	must(w, record_load(w->s, "client", w->ann, &r, &w->e));
	assert_string_equal(record_text(&r, "email"), "ann@example.org");
	assert_string_equal(record_text(&r, "address"), "Long Street 1");
	assert_int_equal(record_int(&r, "rev"), 3);
	record_free(&r);
}

static void same_column_is_a_conflict_and_nothing_is_written(void **state)
{
	struct world *w = *state;
	struct txn *t = begin(w);
	struct change set[] = { { .column = "email" }, { .column = "address" } };
	struct conflict_list c = { .n = 0 };
	int64_t first, none;

	must(w, change_text(w, t, "client", w->ann, "email", NULL, "theirs"));
	first = commit(w, t);
	value_set_text(&set[0].value, "mine");
	value_set_text(&set[1].value, "Long Street 1");
	t = begin(w);
	assert_int_equal(record_update(t, "client", w->ann, set, 2, &c, &w->e), ERR_CONFLICT);
	must(w, action_commit(t, &none, &w->e));
	assert_int_equal(none, 0);
	assert_int_equal(c.n, 1);
	assert_string_equal(c.v[0].column, "email");
	assert_string_equal(c.v[0].theirs.s, "theirs");
	assert_string_equal(c.v[0].mine.s, "mine");
	assert_int_equal(c.v[0].action_id, first);
	assert_int_equal(number(w, "SELECT count(*) FROM client WHERE address IS NOT NULL"), 0);
	conflict_list_free(&c);
	value_free(&set[0].value);
	value_free(&set[1].value);
}

static void both_typed_the_same(void **state)
{
	struct world *w = *state;
	struct txn *t = begin(w);

	must(w, change_text(w, t, "client", w->ann, "email", NULL, "same"));
	commit(w, t);
	t = begin(w);
	must(w, change_text(w, t, "client", w->ann, "email", NULL, "same"));
	assert_int_equal(commit(w, t), 0);
}

/* One moved the start, the other the end: the time is one thing. */
static void columns_of_a_group_conflict_together(void **state)
{
	struct world *w = *state;
	struct txn *t = begin(w);
	int64_t id = add_appointment(w, t, w->ann, w->room, 1), start = HELP_NOW + HOUR;
	struct change set[] = {
		{ "start_at", { .type = VALUE_INT, .i = start },
		    { .type = VALUE_INT, .i = start + 600 } },
		{ "end_at", { .type = VALUE_INT, .i = start + HOUR },
		    { .type = VALUE_INT, .i = start + HOUR } },
	};
	struct conflict_list c = { .n = 0 };

	sql(t, "UPDATE appointment SET end_at = end_at + 600");
	assert_int_equal(record_update(t, "appointment", id, set, 2, &c, &w->e), ERR_CONFLICT);
	assert_int_equal(c.n, 1);
	assert_string_equal(c.v[0].column, "end_at");
	conflict_list_free(&c);
	commit(w, t);
}

/* A column that the person did not touch is nobody's conflict. */
static void untouched_columns_do_not_conflict(void **state)
{
	struct world *w = *state;
	struct txn *t = begin(w);

	must(w, change_text(w, t, "client", w->ann, "email", NULL, "theirs"));
	must(w, change_text(w, t, "client", w->ann, "email", NULL, NULL));
	commit(w, t);
	assert_int_equal(number(w, "SELECT email = 'theirs' FROM client WHERE id = 1"), 1);
}

static void missing_rows_are_named(void **state)
{
	struct world *w = *state;
	struct record r;

	assert_int_equal(record_load(w->s, "client", 99, &r, &w->e), ERR_NOTFOUND);
	assert_string_equal(w->e.text, "There is no client with number 99.");
}

static void terms_follow_the_name(void **state)
{
	struct world *w = *state;
	struct txn *t = begin(w);
	int64_t id = add_client(w, t, "Dora");

	commit(w, t);
	assert_true(number(w, "SELECT count(*) FROM client_term WHERE client_id = 4") > 0);
	t = begin(w);
	must(w, change_text(w, t, "client", id, "name", "Dora", "Eve"));
	commit(w, t);
	assert_int_equal(
	    number(w, "SELECT count(*) FROM client_term WHERE term LIKE 'n%dora%'"), 0);
	assert_true(number(w, "SELECT count(*) FROM client_term WHERE term LIKE 'n%eve%'") > 0);
}

static void values_keep_their_type(void **state)
{
	struct world *w = *state;
	struct txn *t = begin(w);
	struct record r;

	sql(t, "INSERT INTO client_flag(rev, client_id, kind) VALUES (2, 1, 'key')");
	commit(w, t);
	must(w, record_load(w->s, "client_flag", 1, &r, &w->e));
	assert_int_equal(record_get(&r, "text")->type, VALUE_NULL);
	assert_int_equal(record_get(&r, "client_id")->type, VALUE_INT);
	assert_string_equal(record_text(&r, "kind"), "key");
	assert_int_equal(record_int(&r, "text"), 0);
	record_free(&r);
}

int main(void)
{
#define T(f) cmocka_unit_test_setup_teardown(f, world_setup, world_teardown)
	const struct CMUnitTest tests[] = {
		T(different_columns_both_succeed),
		T(same_column_is_a_conflict_and_nothing_is_written),
		T(both_typed_the_same),
		T(columns_of_a_group_conflict_together),
		T(untouched_columns_do_not_conflict),
		T(missing_rows_are_named),
		T(terms_follow_the_name),
		T(values_keep_their_type),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
