#include "undo_priv.h"

#include <string.h>

#include "base/buf.h"
#include "base/mem.h"
#include "base/tr.h"
#include "history_priv.h"

void row_key_free(struct row_key *k)
{
	for (size_t i = 0; i < k->n; i++)
		value_free(&k->v[i]);
	k->n = 0;
}

void row_key_set(struct row_key *k, const struct change_row *r)
{
	row_key_free(k);
	k->table = r->table;
	for (size_t i = 0; i < r->table->ncolumns; i++) {
		if (!(r->table->columns[i].flags & COL_KEY))
			continue;
		ASSERT(k->n < KEY_MAX);
		change_value(change_key(r, (int)i), &k->v[k->n++]);
	}
}

/* ---- inside apply ------------------------------------------------------------------- */

static bool same_value(sqlite3_value *a, sqlite3_value *b)
{
	struct value x = { .type = VALUE_NULL }, y = { .type = VALUE_NULL };
	bool same;

	change_value(a, &x);
	change_value(b, &y);
	same = value_equal(&x, &y);
	value_free(&x);
	value_free(&y);
	return same;
}

/* The first column of the change that no longer holds what it left; -1: none but `rev`. */
static int foreign_column(const struct change_row *r)
{
	for (int i = 0; i < r->ncol; i++) {
		sqlite3_value *left = change_old(r, i), *now = NULL;

		if (!left || strcmp(r->table->columns[i].name, "rev") == 0)
			continue;
		if (sqlite3changeset_conflict(r->it, i, &now) == SQLITE_OK &&
		    !same_value(left, now))
			return i;
	}
	return -1;
}

static struct change_row row_at(sqlite3_changeset_iter *it)
{
	struct change_row r = { .it = it };
	int by_rule = 0;

	sqlite3changeset_op(it, &r.name, &r.ncol, &r.op, &by_rule);
	r.table = catalog_table(r.name);
	return r;
}

/*
 * A row of which only another column was changed since shows as different in `rev` alone: REPLACE
 * then writes just the columns of this change. Everything else is refused; leaving a row out
 * would break what belongs together.
 */
int undo_on_conflict(void *ctx, int kind, sqlite3_changeset_iter *it)
{
	struct undo *u = ctx;
	struct change_row r;

	u->column = -1;
	if (kind == SQLITE_CHANGESET_FOREIGN_KEY) {
		u->conflict = kind;
		return SQLITE_CHANGESET_ABORT;
	}
	r = row_at(it);
	if (kind == SQLITE_CHANGESET_DATA)
		u->column = foreign_column(&r);
	if (kind == SQLITE_CHANGESET_DATA && r.op == SQLITE_UPDATE && u->column < 0 &&
	    r.table->has_rev) {
		row_key_set(vec_push(&u->merged), &r);
		return SQLITE_CHANGESET_REPLACE;
	}
	row_key_set(&u->where, &r);
	u->conflict = kind;
	return SQLITE_CHANGESET_ABORT;
}

/* ---- afterwards: who, what, when ---------------------------------------------------- */

struct search {
	const struct row_key *key;
	int column;
	bool found;
};

static bool same_key(const struct row_key *k, const struct change_row *r)
{
	struct row_key other = { .n = 0 };
	bool same = true;

	row_key_set(&other, r);
	for (size_t i = 0; i < k->n; i++)
		same &= value_equal(&k->v[i], &other.v[i]);
	row_key_free(&other);
	return same;
}

static enum err_code look(void *ctx, const struct change_row *r, struct err *e)
{
	struct search *s = ctx;

	(void)e;
	if (s->found || r->table != s->key->table || !same_key(s->key, r))
		return OK;
	s->found = r->op != SQLITE_UPDATE || s->column < 0 || change_new(r, s->column) != NULL;
	return OK;
}

static bool wrote(struct undo *u, int64_t action)
{
	static const char sql[] =
	    "SELECT changeset FROM action WHERE id = :id AND origin <> 'base'";
	struct search s = { .key = &u->where, .column = u->column };
	struct err ignored = ERR_INIT;
	struct stmt *q = stmt_get(u->txn->store, sql);
	const void *bytes;
	size_t n;

	stmt_int(q, ":id", action);
	if (stmt_row(q, &ignored)) {
		bytes = stmt_col_blob(q, 0, &n);
		if (changes_each(bytes, n, look, &s, &ignored) != OK)
			s.found = false;
	}
	return stmt_done(q, &ignored) == OK && s.found;
}

/* Actions since that touched the same files, newest first. */
static const char same_files_sql[] =
    "SELECT DISTINCT b.action_id FROM action_client a"
    " JOIN action_client b ON b.client_id = a.client_id"
    " WHERE a.action_id = :id AND b.action_id > :id ORDER BY b.action_id DESC LIMIT 500"
    " /* scan: the files of one action, sorted */";
/* Of things that are in nobody's file there are few changes. */
static const char all_sql[] = "SELECT id FROM action WHERE id > :id ORDER BY id DESC LIMIT 500";

/* Ids first, changesets later: statements do not nest. */
static void candidates(struct undo *u, const char *sql, int64_t *out, size_t max, size_t *n)
{
	struct err ignored = ERR_INIT;
	struct stmt *q = stmt_get(u->txn->store, sql);

	stmt_int(q, ":id", u->action);
	while (*n < max && stmt_row(q, &ignored))
		out[(*n)++] = stmt_col_int(q, 0);
	if (stmt_done(q, &ignored) != OK)
		*n = 0;
}

/* The newest action that wrote what stands in the way; 0: none, it was changed from outside. */
static int64_t writer(struct undo *u)
{
	int64_t ids[500];
	size_t n = 0;

	candidates(u, same_files_sql, ids, 500, &n);
	if (n == 0)
		candidates(u, all_sql, ids, 500, &n);
	for (size_t i = 0; i < n; i++) {
		if (wrote(u, ids[i]))
			return ids[i];
	}
	return 0;
}

/* What an appointment takes has the name of its kind: people say "the room". */
static const char *taken_label(struct undo *u)
{
	static const char sql[] = "SELECT kind FROM resource WHERE id = :id";
	static const struct {
		const char *kind, *label;
	} labels[] = { { "staff", N_("person") }, { "room", N_("room") },
		{ "device", N_("device") } };
	struct err ignored = ERR_INIT;
	struct stmt *q = stmt_get(u->txn->store, sql);
	const char *found = u->where.table->label;

	stmt_value(q, ":id", &u->where.v[1]);
	if (stmt_row(q, &ignored)) {
		for (size_t i = 0; i < 3; i++) {
			if (strcmp(stmt_col_text(q, 0), labels[i].kind) == 0)
				found = labels[i].label;
		}
	}
	return stmt_done(q, &ignored) == OK ? found : u->where.table->label;
}

static const char *what(struct undo *u)
{
	const struct table_def *t = u->where.table;

	if (u->column >= 0)
		return tr(t->columns[u->column].label);
	return tr(strcmp(t->name, "appointment_resource") == 0 ? taken_label(u) : t->label);
}

static enum err_code refuse_changed(struct undo *u, struct err *e)
{
	struct action_author a;
	int64_t by = writer(u);

	if (by == 0)
		return err_set(e, ERR_CONFLICT,
		    tr("Not undone. The %s was changed since. Change it by hand."), what(u));
	action_author(u->txn->store, by, &a);
	return err_set(e, ERR_CONFLICT,
	    tr("Not undone. %s changed the %s at %s (%lld). Undo that first, or change it by "
	       "hand."),
	    a.name, what(u), a.when, (long long)by);
}

/* The child row that holds on to what should go, by the labels of the catalogue. */
struct child {
	char table[32], column[32];
};

static const char *added_since(struct undo *u, const struct row_key *k);

struct deletion {
	struct undo *u;
	const char *label;
};

static enum err_code look_for_children(void *ctx, const struct change_row *r, struct err *e)
{
	struct deletion *d = ctx;
	struct row_key k = { .n = 0 };

	(void)e;
	if (d->label || r->op != SQLITE_INSERT)
		return OK;
	row_key_set(&k, r);
	d->label = added_since(d->u, &k);
	row_key_free(&k);
	return OK;
}

static bool has_child(struct undo *u, const struct child *c, const struct value *id)
{
	struct err ignored = ERR_INIT;
	struct buf sql = BUF_INIT;
	struct stmt *q;
	bool found;

	/* sql-built: catalogue names */
	buf_printf(&sql, "SELECT 1 FROM %s WHERE %s = :id LIMIT 1", c->table, c->column);
	q = stmt_get(u->txn->store, stmt_keep(u->txn->store, sql.s));
	buf_free(&sql);
	stmt_value(q, ":id", id);
	found = stmt_row(q, &ignored);
	return stmt_done(q, &ignored) == OK && found;
}

static const char *added_since(struct undo *u, const struct row_key *k)
{
	static const char sql[] = "SELECT m.name, f.\"from\" FROM sqlite_schema m"
				  " JOIN pragma_foreign_key_list(m.name) f"
				  " WHERE m.type = 'table' AND f.\"table\" = :table"
				  " /* scan: the schema is small */";
	struct err ignored = ERR_INIT;
	struct stmt *q;
	const char *found = NULL;

	if (k->n != 1)
		return NULL;
	q = stmt_get(u->txn->store, sql);
	stmt_text(q, ":table", k->table->name);
	while (!found && stmt_row(q, &ignored)) {
		const struct table_def *t = catalog_table(stmt_col_text(q, 0));
		struct child c;

		stmt_col_copy(q, 0, c.table, sizeof c.table);
		stmt_col_copy(q, 1, c.column, sizeof c.column);
		if (t && has_child(u, &c, &k->v[0]))
			found = t->label;
	}
	return stmt_done(q, &ignored) == OK ? found : NULL;
}

static enum err_code refuse_added(struct undo *u, struct err *e)
{
	struct deletion d = { .u = u };
	struct err ignored = ERR_INIT;

	if (changes_each(u->changes, u->size, look_for_children, &d, &ignored) != OK || !d.label)
		return err_set(e, ERR_CONFLICT,
		    tr("Not undone: something was added since. Cancel it instead."));
	return err_set(e, ERR_CONFLICT,
	    tr("Not undone: something was added since (%s). Cancel it instead."), tr(d.label));
}

enum err_code undo_refuse(struct undo *u, struct err *e)
{
	switch (u->conflict) {
	case SQLITE_CHANGESET_FOREIGN_KEY: return refuse_added(u, e);
	case SQLITE_CHANGESET_CONSTRAINT:
	case SQLITE_CHANGESET_CONFLICT:
		err_set(e, ERR_CONFLICT,
		    tr("Not undone. What the %s had is used by another by now. Change it by hand."),
		    tr(u->where.table->label));
		return err_detail(e, "%s", sqlite3_errmsg(u->txn->store->db));
	default: return refuse_changed(u, e);
	}
}

enum err_code undo_refuse_done(struct undo *u, int64_t by, struct err *e)
{
	struct action_author a;

	action_author(u->txn->store, by, &a);
	return err_set(e, ERR_CONFLICT,
	    tr("Not undone. %s took it back already at %s (%lld). Undo that to have it again."),
	    a.name, a.when, (long long)by);
}
