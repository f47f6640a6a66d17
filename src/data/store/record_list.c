/* Lists of whole rows, for tables that people fill by hand. */
#include <string.h>

#include "base/buf.h"
#include "base/mem.h"
#include "data/record.h"
#include "store_priv.h"

static const struct column_def *column_of(const struct table_def *t, const char *name)
{
	const struct column_def *c = catalog_column(t, name);

	if (!c)
		BUG("no column %s.%s", t->name, name);
	return c;
}

/* The one number that names a row; -1 where the key has several columns. */
static int key_of(const struct table_def *t)
{
	int key = -1;

	for (size_t i = 0; i < t->ncolumns; i++) {
		if (!(t->columns[i].flags & COL_KEY))
			continue;
		if (key >= 0 || t->columns[i].type != VALUE_INT)
			return -1;
		key = (int)i;
	}
	return key;
}

static void put_columns(const struct table_def *t, struct buf *sql)
{
	for (size_t i = 0; i < t->ncolumns; i++)
		buf_printf(sql, "%s%s", i ? ", " : "", t->columns[i].name);
}

static void put_order(const struct table_def *t, const char *order, struct buf *sql)
{
	const char *glue = " ORDER BY ";

	if (order) {
		buf_printf(sql, "%s%s", glue, column_of(t, order)->name);
		glue = ", ";
	}
	for (size_t i = 0; i < t->ncolumns; i++)
		if (t->columns[i].flags & COL_KEY) {
			buf_printf(sql, "%s%s", glue, t->columns[i].name);
			glue = ", ";
		}
}

static const char *list_sql(struct store *s, const struct table_def *t,
    const struct record_pick *p)
{
	struct buf sql = BUF_INIT;
	const char *kept, *glue = " WHERE ";

	buf_puts(&sql, "SELECT ");      /* sql-built: catalogue names */
	put_columns(t, &sql);
	buf_printf(&sql, " FROM %s", t->name);  /* sql-built: catalogue names */
	if (p->column) {
		const char *name = column_of(t, p->column)->name;

		if (p->value)
			buf_printf(&sql, "%s%s = :value", glue, name);
		else
			buf_printf(&sql, "%scoalesce(%s, 0) = 0", glue, name);
		glue = " AND ";
	}
	if (!p->retired && catalog_column(t, "state"))
		buf_printf(&sql, "%sstate <> 'retired'", glue);
	put_order(t, p->order, &sql);
	buf_puts(&sql, " /* scan: rows that people entered one by one */");
	kept = stmt_keep(s, sql.s);
	buf_free(&sql);
	return kept;
}

static void read_row(struct stmt *q, const struct table_def *t, int key, struct record *r)
{
	*r = (struct record){ .table = t, .v = mem_array(t->ncolumns, sizeof *r->v) };
	for (size_t i = 0; i < t->ncolumns; i++)
		stmt_col_value(q, (int)i, &r->v[i]);
	if (key >= 0)
		r->id = r->v[key].i;
}

enum err_code record_list(struct store *s, const char *table, const struct record_pick *pick,
    struct record_list *out, struct err *e)
{
	const struct table_def *t = catalog_table(table);
	struct stmt *q;

	if (!t)
		BUG("no table %s", table);
	record_list_free(out);
	q = stmt_get(s, list_sql(s, t, pick));
	if (pick->column && pick->value)
		stmt_int(q, ":value", pick->value);
	while (stmt_row(q, e))
		read_row(q, t, key_of(t), vec_push(out));
	return stmt_done(q, e);
}

void record_list_free(struct record_list *l)
{
	for (size_t i = 0; i < l->n; i++)
		record_free(&l->v[i]);
	vec_free(l);
}
