#include "changes_priv.h"

#include <limits.h>
#include <string.h>

#include "base/buf.h"
#include "base/tr.h"

static enum err_code corrupt(int rc, struct err *e)
{
	err_set(e, ERR_CORRUPT, "%s",
	    tr("The changes kept with an action are damaged. Do not work on "
	       "this file; call the administrator."));
	return err_detail(e, "changeset: %d", rc);
}

static void read_row(struct change_row *r)
{
	int by_rule = 0;

	sqlite3changeset_op(r->it, &r->name, &r->ncol, &r->op, &by_rule);
	r->by_rule = by_rule != 0;
	r->table = catalog_table(r->name);
}

enum err_code changes_each(const void *bytes, size_t n, change_row_fn fn, void *ctx, struct err *e)
{
	struct change_row r = { .it = NULL };
	enum err_code code = OK;
	int rc;

	if (n == 0)
		return OK;
	ASSERT(n <= INT_MAX);
	/* The API takes no const pointer; it only reads. */
	rc = sqlite3changeset_start(&r.it, (int)n, (void *)(uintptr_t)bytes);
	if (rc != SQLITE_OK)
		return corrupt(rc, e);
	while (code == OK && sqlite3changeset_next(r.it) == SQLITE_ROW) {
		read_row(&r);
		code = fn(ctx, &r, e);
	}
	rc = sqlite3changeset_finalize(r.it);
	return code == OK && rc != SQLITE_OK ? corrupt(rc, e) : code;
}

sqlite3_value *change_old(const struct change_row *r, int column)
{
	sqlite3_value *v = NULL;

	if (r->op != SQLITE_INSERT)
		sqlite3changeset_old(r->it, column, &v);
	return v;
}

sqlite3_value *change_new(const struct change_row *r, int column)
{
	sqlite3_value *v = NULL;

	if (r->op != SQLITE_DELETE)
		sqlite3changeset_new(r->it, column, &v);
	return v;
}

sqlite3_value *change_key(const struct change_row *r, int column)
{
	return r->op == SQLITE_INSERT ? change_new(r, column) : change_old(r, column);
}

bool change_is_key(const struct change_row *r, int column)
{
	unsigned char *key = NULL;
	int n = 0;

	sqlite3changeset_pk(r->it, &key, &n);
	return column < n && key[column];
}

void change_value(sqlite3_value *v, struct value *out)
{
	switch (v ? sqlite3_value_type(v) : SQLITE_NULL) {
	case SQLITE_INTEGER: value_set_int(out, sqlite3_value_int64(v)); break;
	case SQLITE_FLOAT: value_set_real(out, sqlite3_value_double(v)); break;
	case SQLITE_TEXT: value_set_text(out, (const char *)sqlite3_value_text(v)); break;
	case SQLITE_BLOB:
		value_set_blob(out, sqlite3_value_blob(v), (size_t)sqlite3_value_bytes(v));
		break;
	default: value_free(out);
	}
}

/* ---- keys ----------------------------------------------------------------------------- */

void sql_where_key(struct buf *b, const struct table_def *t)
{
	const char *glue = " WHERE ";
	int n = 0;

	for (size_t i = 0; i < t->ncolumns; i++) {
		if (!(t->columns[i].flags & COL_KEY))
			continue;
		buf_printf(b, "%s%s = :k%d", glue, t->columns[i].name, n++);
		glue = " AND ";
	}
}

void change_bind_key(struct stmt *q, const struct change_row *r)
{
	char name[8];
	int n = 0;

	for (size_t i = 0; i < r->table->ncolumns; i++) {
		if (r->table->columns[i].flags & COL_KEY)
			stmt_sqlite_value(
			    q, text_fmt(name, sizeof name, ":k%d", n++), change_key(r, (int)i));
	}
}

/* ---- whose file ----------------------------------------------------------------------- */

/* The client's id that the path's second step names; the row may be gone by now. */
static enum err_code follow(
    struct store *s, const struct client_path *p, int64_t id, struct ids *out, struct err *e)
{
	struct buf sql = BUF_INIT;
	struct stmt *q;

	if (!*p->table) {
		ids_add(out, id);
		return OK;
	}
	/* sql-built: catalogue names */
	buf_printf(&sql, "SELECT %s FROM %s WHERE id = :id", p->target, p->table);
	q = stmt_get(s, stmt_keep(s, sql.s));
	buf_free(&sql);
	stmt_int(q, ":id", id);
	if (stmt_row(q, e) && !stmt_col_null(q, 0))
		ids_add(out, stmt_col_int(q, 0));
	return stmt_done(q, e);
}

static enum err_code current(struct store *s, const struct change_row *r,
    const struct client_path *p, int64_t *id, struct err *e)
{
	struct buf sql = BUF_INIT;
	struct stmt *q;

	buf_printf(&sql, "SELECT %s FROM %s", p->column, r->name); /* sql-built: catalogue names */
	sql_where_key(&sql, r->table);
	q = stmt_get(s, stmt_keep(s, sql.s));
	buf_free(&sql);
	change_bind_key(q, r);
	*id = stmt_row(q, e) ? stmt_col_int(q, 0) : 0;
	return stmt_done(q, e);
}

static enum err_code clients_by(struct store *s, const struct change_row *r,
    const struct client_path *p, struct ids *out, struct err *e)
{
	int column = catalog_column_index(r->table, p->column);
	sqlite3_value *sides[] = { change_old(r, column), change_new(r, column) };
	enum err_code code = OK;
	int64_t id = 0;

	for (int i = 0; i < 2 && code == OK; i++) {
		if (!sides[i] || sqlite3_value_type(sides[i]) != SQLITE_INTEGER)
			continue;
		id = sqlite3_value_int64(sides[i]);
		code = follow(s, p, id, out, e);
	}
	if (code != OK || id != 0)
		return code;
	code = current(s, r, p, &id, e);
	return code == OK && id != 0 ? follow(s, p, id, out, e) : code;
}

enum err_code change_clients(
    struct store *s, const struct change_row *r, struct ids *out, struct err *e)
{
	struct client_path p;
	enum err_code code = OK;

	for (size_t i = 0; code == OK && r->table && catalog_client_path(r->table, i, &p); i++)
		code = clients_by(s, r, &p, out, e);
	return code;
}
