/* The catalogue is the schema, in words: compared with the schema that is built in, both ways. */
#include "store_help.h"

#include <stdio.h>
#include <string.h>

static sqlite3 *db;

static int open_schema(void **state)
{
	(void)state;
	if (sqlite3_open(":memory:", &db) != SQLITE_OK)
		return -1;
	return sqlite3_exec(db, schema_sql, NULL, NULL, NULL) == SQLITE_OK ? 0 : -1;
}

static int close_schema(void **state)
{
	(void)state;
	return sqlite3_close(db) == SQLITE_OK ? 0 : -1;
}

static sqlite3_stmt *ask(const char *text, const char *arg)
{
	sqlite3_stmt *q;

	if (sqlite3_prepare_v2(db, text, -1, &q, NULL) != SQLITE_OK)
		fail_msg("%s", sqlite3_errmsg(db));
	if (arg)
		sqlite3_bind_text(q, 1, arg, -1, SQLITE_TRANSIENT);
	return q;
}

static const char *col(sqlite3_stmt *q, int i)
{
	const char *text = (const char *)sqlite3_column_text(q, i);

	return text ? text : "";
}

static int64_t one(const char *text, const char *arg)
{
	sqlite3_stmt *q = ask(text, arg);
	int64_t n = sqlite3_step(q) == SQLITE_ROW ? sqlite3_column_int64(q, 0) : -1;

	sqlite3_finalize(q);
	return n;
}

static void every_table_is_listed(void **state)
{
	sqlite3_stmt *q = ask("SELECT name FROM sqlite_schema WHERE type = 'table'"
			      " AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' ORDER BY rowid",
	    NULL);
	size_t i = 0;

	(void)state;
	for (; sqlite3_step(q) == SQLITE_ROW; i++) {
		assert_true(i < catalog_size);
		assert_string_equal(catalog[i].name, col(q, 0));
	}
	assert_int_equal(i, catalog_size);
	sqlite3_finalize(q);
}

static enum value_type type_of(const char *word)
{
	static const struct {
		const char *word;
		enum value_type type;
	} types[] = {
		{ "INTEGER", VALUE_INT },
		{ "TEXT", VALUE_TEXT },
		{ "REAL", VALUE_REAL },
		{ "BLOB", VALUE_BLOB },
	};

	for (size_t i = 0; i < 4; i++) {
		if (strcmp(word, types[i].word) == 0)
			return types[i].type;
	}
	return VALUE_NULL;
}

/* name, type, notnull, dflt, pk, hidden */
static void check_column(const struct table_def *t, const struct column_def *c, sqlite3_stmt *q)
{
	bool key = sqlite3_column_int(q, 4) != 0,
	     plain_id = key && strcmp(col(q, 1), "INTEGER") == 0 &&
	    one("SELECT count(*) FROM pragma_table_info(?1) WHERE pk > 0", t->name) == 1;
	bool required =
	    sqlite3_column_int(q, 2) && sqlite3_column_type(q, 3) == SQLITE_NULL && !plain_id;

	if (strcmp(c->name, col(q, 0)) != 0 || c->type != type_of(col(q, 1)) ||
	    key != !!(c->flags & COL_KEY) || required != !!(c->flags & COL_REQUIRED) || !c->label ||
	    !*c->label)
		fail_msg("%s.%s", t->name, col(q, 0));
	/* The changes of a transaction cannot be taken where a column is generated. */
	assert_int_equal(sqlite3_column_int(q, 5), 0);
}

static void every_column_in_its_place(void **state)
{
	(void)state;
	for (size_t i = 0; i < catalog_size; i++) {
		const struct table_def *t = &catalog[i];
		sqlite3_stmt *q = ask("SELECT name, type, \"notnull\", dflt_value, pk, hidden"
				      " FROM pragma_table_xinfo(?1)",
		    t->name);
		size_t n = 0;

		for (; sqlite3_step(q) == SQLITE_ROW; n++) {
			assert_true(n < t->ncolumns);
			check_column(t, &t->columns[n], q);
		}
		assert_int_equal(n, t->ncolumns);
		assert_int_equal(t->has_rev, catalog_column(t, "rev") != NULL);
		sqlite3_finalize(q);
	}
}

/* Rows with a null in the key, or without one, would silently not be recorded; keys stand first,
 * which is how rows are named and compared. */
static void recorded_tables_have_whole_keys(void **state)
{
	(void)state;
	for (size_t i = 0; i < catalog_size; i++) {
		const struct table_def *t = &catalog[i];
		bool after = false;

		if (t->cls != TABLE_RECORDED)
			continue;
		assert_true(t->columns[0].flags & COL_KEY);
		for (size_t c = 0; c < t->ncolumns; c++) {
			bool key = t->columns[c].flags & COL_KEY;

			assert_false(key && after);
			after |= !key;
		}
		assert_int_equal(
		    one("SELECT count(*) FROM pragma_table_info(?1) WHERE pk > 0"
			" AND \"notnull\" = 0 AND NOT (type = 'INTEGER' AND name = 'id')",
			t->name),
		    0);
		assert_int_equal(
		    one("SELECT strict FROM pragma_table_list WHERE name = ?1", t->name), 1);
	}
}

/* After an undo of an insert a plain key would be given to the next one. */
static void ids_are_never_given_twice(void **state)
{
	(void)state;
	for (size_t i = 0; i < catalog_size; i++) {
		const struct table_def *t = &catalog[i];

		if (t->cls == TABLE_RECORDED && strcmp(t->columns[0].name, "id") == 0 &&
		    strcmp(t->name, "site") != 0)
			assert_int_equal(one("SELECT sql LIKE '%AUTOINCREMENT%' FROM sqlite_schema"
					     " WHERE type = 'table' AND name = ?1",
					     t->name),
			    1);
	}
}

/* Code, people and the house's own lists: few rows, and nobody deletes them. */
static bool needs_no_index(const char *parent)
{
	static const char *const few[] = { "staff", "branch", "service", "indicator",
		"test_type" };

	for (size_t i = 0; i < sizeof few / sizeof *few; i++) {
		if (strcmp(parent, few[i]) == 0)
			return true;
	}
	return catalog_table(parent)->cls == TABLE_CODE;
}

/* The column leads an index or the key. */
static bool indexed(const char *table, const char *column)
{
	sqlite3_stmt *q = ask("SELECT 1 FROM pragma_index_list(?1) l, pragma_index_info(l.name) i"
			      " WHERE i.seqno = 0 AND i.name = ?2",
	    table);
	bool found;

	sqlite3_bind_text(q, 2, column, -1, SQLITE_TRANSIENT);
	found = sqlite3_step(q) == SQLITE_ROW;
	sqlite3_finalize(q);
	return found;
}

static void foreign_keys_are_indexed_and_act_on_nothing(void **state)
{
	(void)state;
	for (size_t i = 0; i < catalog_size; i++) {
		const char *name = catalog[i].name;
		sqlite3_stmt *q = ask("SELECT \"table\", \"from\", on_update, on_delete"
				      " FROM pragma_foreign_key_list(?1)",
		    name);

		while (sqlite3_step(q) == SQLITE_ROW) {
			assert_string_equal(col(q, 2), "NO ACTION");
			assert_string_equal(col(q, 3), "NO ACTION");
			if (!needs_no_index(col(q, 0)) && !indexed(name, col(q, 1)))
				fail_msg("%s.%s has no index", name, col(q, 1));
		}
		sqlite3_finalize(q);
	}
}

static void paths_lead_to_clients(void **state)
{
	struct client_path p;

	(void)state;
	for (size_t i = 0; i < catalog_size; i++) {
		const struct table_def *t = &catalog[i];

		for (size_t k = 0; catalog_client_path(t, k, &p); k++) {
			assert_non_null(catalog_column(t, p.column));
			if (*p.table)
				assert_non_null(catalog_column(catalog_table(p.table), p.target));
		}
		assert_non_null(catalog_table(t->root));
		if (t->day_column)
			assert_non_null(catalog_column(t, t->day_column));
		else
			assert_null(catalog_column(t, "day"));
		if (t->child_key)
			assert_non_null(catalog_column(t, t->child_key));
	}
	assert_true(catalog_client_path(catalog_table("overbooking"), 1, &p));
	assert_string_equal(p.column, "high_id");
	assert_string_equal(p.table, "appointment");
	assert_string_equal(p.target, "client_id");
	assert_false(catalog_client_path(catalog_table("overbooking"), 2, &p));
	assert_false(catalog_client_path(catalog_table("site"), 0, &p));
}

/* Every column that refers to a client says so: merging two files re-points them. */
static void columns_that_hold_clients(void **state)
{
	(void)state;
	for (size_t i = 0; i < catalog_size; i++) {
		sqlite3_stmt *q = ask("SELECT \"from\" FROM pragma_foreign_key_list(?1)"
				      " WHERE \"table\" = 'client'",
		    catalog[i].name);

		while (sqlite3_step(q) == SQLITE_ROW)
			assert_true(catalog_column(&catalog[i], col(q, 0))->flags & COL_CLIENT);
		sqlite3_finalize(q);
	}
}

/* A table with a guard on update is checked again after an undo. */
static void guarded_tables_are_rechecked(void **state)
{
	sqlite3_stmt *q = ask(
	    "SELECT DISTINCT tbl_name FROM sqlite_schema WHERE type = 'trigger'"
	    " AND sql LIKE '%BEFORE UPDATE%' AND sql LIKE '%FD-OVERLAP%' OR sql LIKE '%FD-PERSON%'",
	    NULL);
	int n = 0;

	(void)state;
	for (; sqlite3_step(q) == SQLITE_ROW; n++)
		assert_true(catalog_table(col(q, 0))->recheck);
	assert_int_equal(n, 2);
	sqlite3_finalize(q);
}

static void what_is_recorded(void **state)
{
	(void)state;
	assert_true(catalog_recorded("client"));
	assert_true(catalog_recorded("a_table_of_tomorrow"));
	assert_false(catalog_recorded("client_term"));
	assert_false(catalog_recorded("draft"));
	assert_false(catalog_recorded("action"));
}

static void areas_have_names_and_a_pulse(void **state)
{
	(void)state;
	for (int i = 0; i < AREA_COUNT; i++) {
		char arg[12];

		assert_non_null(area_name(1u << i));
		snprintf(arg, sizeof arg, "%u", 1u << i);
		assert_int_equal(one("SELECT count(*) FROM pulse WHERE area = ?1", arg), 1);
	}
	assert_null(area_name(1u << AREA_COUNT));
	assert_int_equal(one("SELECT count(*) FROM pulse", NULL), AREA_COUNT);
	assert_string_equal(area_name(AREA_PEOPLE), "people");
}

static void did_you_mean(void **state)
{
	const struct table_def *t = catalog_table("client");

	(void)state;
	assert_string_equal(catalog_near_column(t, "nmae"), "name");
	assert_string_equal(catalog_near_column(t, "adress"), "address");
	assert_string_equal(catalog_near_column(t, "pinyn"), "pinyin");
	assert_null(catalog_near_column(t, "weight"));
	assert_null(catalog_near_column(t, "rve")); /* the program's own */
	assert_null(catalog_near_column(t, "a_word_that_is_much_longer_than_any_column_name"));
}

static void groups(void **state)
{
	const struct table_def *t = catalog_table("appointment");

	(void)state;
	assert_string_equal(column_group(catalog_column(t, "start_at")), "time");
	assert_string_equal(column_group(catalog_column(t, "end_at")), "time");
	assert_string_equal(column_group(catalog_column(t, "day")), "time");
	assert_string_equal(column_group(catalog_column(t, "live")), "state");
	assert_string_equal(column_group(catalog_column(t, "note")), "note");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_table_is_listed),
		cmocka_unit_test(every_column_in_its_place),
		cmocka_unit_test(recorded_tables_have_whole_keys),
		cmocka_unit_test(ids_are_never_given_twice),
		cmocka_unit_test(foreign_keys_are_indexed_and_act_on_nothing),
		cmocka_unit_test(paths_lead_to_clients),
		cmocka_unit_test(columns_that_hold_clients),
		cmocka_unit_test(guarded_tables_are_rechecked),
		cmocka_unit_test(what_is_recorded),
		cmocka_unit_test(areas_have_names_and_a_pulse),
		cmocka_unit_test(did_you_mean),
		cmocka_unit_test(groups),
	};

	return cmocka_run_group_tests(tests, open_schema, close_schema);
}
