#include "data/dossier.h"

#include <string.h>

#include "base/buf.h"
#include "base/mem.h"
#include "data/store/row_priv.h"

bool dossier_has(const struct table_def *t)
{
	if (!t->client_path)
		return false;
	return t->cls == TABLE_RECORDED || t->cls == TABLE_TRAIL;
}

/* Every way to the client in turn; the planner answers each by an index of its own. */
static void put_paths(struct buf *sql, const struct table_def *t)
{
	struct client_path p;

	for (size_t i = 0; catalog_client_path(t, i, &p); i++) {
		buf_printf(sql, "%s%s ", i ? " OR " : "", p.column); /* sql-built: catalogue
								      * names */
		if (p.table[0])
			buf_printf(sql, "IN (SELECT id FROM %s WHERE %s = :client)", p.table,
			    p.target); /* sql-built: catalogue names */
		else
			buf_puts(sql, "= :client");
	}
}

static void put_keys(struct buf *sql, const struct table_def *t)
{
	const char *between = " ORDER BY ";

	for (size_t i = 0; i < t->ncolumns; i++)
		if (t->columns[i].flags & COL_KEY) {
			buf_printf(sql, "%s%s", between, t->columns[i].name);
			between = ", ";
		}
}

static const char *each_sql(struct store *s, const struct table_def *t)
{
	struct buf sql = BUF_INIT;
	const char *kept;

	buf_puts(&sql, "SELECT "); /* sql-built: catalogue names */
	for (size_t i = 0; i < t->ncolumns; i++)
		buf_printf(&sql, "%s%s", i ? ", " : "", t->columns[i].name);
	buf_printf(&sql, " FROM %s WHERE ", t->name); /* sql-built: catalogue names */
	put_paths(&sql, t);
	put_keys(&sql, t);
	/* scan, sort: once in a while for one client, and his rows are few */
	buf_puts(&sql, " /* scan: one client, asked for rarely */");
	kept = stmt_keep(s, sql.s);
	buf_free(&sql);
	return kept;
}

enum err_code dossier_each(struct store *s, const struct table_def *t, int64_t client_id,
    dossier_fn fn, void *ctx, struct err *e)
{
	struct stmt *q = stmt_get(s, each_sql(s, t));
	struct value *row = mem_array(t->ncolumns, sizeof *row);
	bool more = true;

	stmt_int(q, ":client", client_id);
	while (more && stmt_row(q, e)) {
		for (size_t i = 0; i < t->ncolumns; i++) {
			value_free(&row[i]);
			stmt_col_value(q, (int)i, &row[i]);
		}
		more = fn(ctx, t, row);
	}
	for (size_t i = 0; i < t->ncolumns; i++)
		value_free(&row[i]);
	mem_free(row);
	return stmt_done(q, e);
}
