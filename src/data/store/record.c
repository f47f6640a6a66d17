#include "data/record.h"

#include <inttypes.h>
#include <string.h>

#include "base/buf.h"
#include "base/mem.h"
#include "base/tr.h"
#include "store_priv.h"

static const struct table_def *table_of(const char *name)
{
	const struct table_def *t = catalog_table(name);

	if (!t)
		BUG("no table %s", name);
	return t;
}

/* Rows are named by one number here; tables with longer keys have functions of their own. */
static const char *key_of(const struct table_def *t)
{
	const char *key = NULL;

	for (size_t i = 0; i < t->ncolumns; i++) {
		if (!(t->columns[i].flags & COL_KEY))
			continue;
		if (key || t->columns[i].type != VALUE_INT)
			BUG("%s has no single number as key", t->name);
		key = t->columns[i].name;
	}
	ASSERT(key);
	return key;
}

static enum err_code gone(const struct table_def *t, int64_t id, struct err *e)
{
	return err_set(
	    e, ERR_NOTFOUND, tr("There is no %s with number %lld."), tr(t->label), (long long)id);
}

/* ---- reading -------------------------------------------------------------------------- */

static const char *load_sql(struct store *s, const struct table_def *t)
{
	struct buf sql = BUF_INIT;
	const char *kept;

	buf_puts(&sql, "SELECT "); /* sql-built: catalogue names */
	for (size_t i = 0; i < t->ncolumns; i++)
		buf_printf(&sql, "%s%s", i ? ", " : "", t->columns[i].name);
	buf_printf(
	    &sql, " FROM %s WHERE %s = :id", t->name, key_of(t)); /* sql-built: catalogue names */
	kept = stmt_keep(s, sql.s);
	buf_free(&sql);
	return kept;
}

enum err_code record_load(
    struct store *s, const char *table, int64_t id, struct record *out, struct err *e)
{
	const struct table_def *t = table_of(table);
	struct stmt *q = stmt_get(s, load_sql(s, t));
	bool found;
	enum err_code code;

	*out = (struct record){ .table = t, .id = id, .v = mem_array(t->ncolumns, sizeof *out->v) };
	stmt_int(q, ":id", id);
	found = stmt_row(q, e);
	for (size_t i = 0; found && i < t->ncolumns; i++)
		stmt_col_value(q, (int)i, &out->v[i]);
	code = stmt_done(q, e);
	if (code == OK && !found)
		code = gone(t, id, e);
	if (code != OK)
		record_free(out);
	return code;
}

const struct value *record_get(const struct record *r, const char *column)
{
	int i = catalog_column_index(r->table, column);

	if (i < 0)
		BUG("no column %s.%s", r->table->name, column);
	return &r->v[i];
}

const char *record_text(const struct record *r, const char *column)
{
	const struct value *v = record_get(r, column);

	return v->type == VALUE_TEXT ? v->s : "";
}

int64_t record_int(const struct record *r, const char *column)
{
	const struct value *v = record_get(r, column);

	return v->type == VALUE_INT ? v->i : 0;
}

void record_free(struct record *r)
{
	for (size_t i = 0; r->v && i < r->table->ncolumns; i++)
		value_free(&r->v[i]);
	mem_free(r->v);
	r->v = NULL;
}

void conflict_list_free(struct conflict_list *l)
{
	for (size_t i = 0; i < l->n; i++) {
		value_free(&l->v[i].base);
		value_free(&l->v[i].mine);
		value_free(&l->v[i].theirs);
	}
	vec_free(l);
}

/* ---- writing -------------------------------------------------------------------------- */

static const struct table_def *writable(struct txn *t, const char *table)
{
	const struct table_def *def = table_of(table);

	if (def->cls == TABLE_RECORDED && t->id == 0)
		BUG("%s is written outside of an action", table);
	return def;
}

static const struct column_def *column_of(const struct table_def *t, const char *name)
{
	const struct column_def *c = catalog_column(t, name);

	if (!c)
		BUG("no column %s.%s", t->name, name);
	return c;
}

static void bind_changes(struct stmt *q, const struct change *set, const bool *use, size_t n)
{
	char name[48];

	for (size_t i = 0; i < n; i++) {
		if (!use || use[i])
			stmt_value(
			    q, text_fmt(name, sizeof name, ":%s", set[i].column), &set[i].value);
	}
}

static const char *insert_sql(
    struct store *s, const struct table_def *t, const struct change *set, size_t n)
{
	struct buf sql = BUF_INIT, values = BUF_INIT;
	const char *kept;

	buf_printf(&sql, "INSERT INTO %s(", t->name); /* sql-built: catalogue names */
	for (size_t i = 0; i < n; i++) {
		const char *name = column_of(t, set[i].column)->name;

		buf_printf(&sql, "%s%s", i ? ", " : "", name);
		buf_printf(&values, "%s:%s", i ? ", " : "", name);
	}
	if (t->has_rev) {
		buf_puts(&sql, n ? ", rev" : "rev");
		buf_puts(&values, n ? ", :rev" : ":rev");
	}
	buf_printf(&sql, ") VALUES (%s)", values.s);
	kept = stmt_keep(s, sql.s);
	buf_free(&sql);
	buf_free(&values);
	return kept;
}

/* The client whose terms a column's value belongs to: only direct columns have terms. */
static int64_t client_in(const struct table_def *t, const char *column, const struct value *v)
{
	struct client_path p;

	if (!catalog_client_path(t, 0, &p) || *p.table || strcmp(p.column, column) != 0)
		return 0;
	return v->type == VALUE_INT ? v->i : 0;
}

static enum err_code touch_before_insert(
    struct txn *t, const struct table_def *def, const struct change *set, size_t n, struct err *e)
{
	enum err_code code = OK;

	if (!catalog_searched(def))
		return OK;
	for (size_t i = 0; code == OK && i < n; i++)
		code = txn_touch_client(t, client_in(def, set[i].column, &set[i].value), e);
	return code;
}

enum err_code record_insert(struct txn *t, const char *table, const struct change *set, size_t n,
    int64_t *id, struct err *e)
{
	const struct table_def *def = writable(t, table);
	enum err_code code = touch_before_insert(t, def, set, n, e);
	struct stmt *q;

	if (code != OK)
		return code;
	q = stmt_get(t->store, insert_sql(t->store, def, set, n));
	bind_changes(q, set, NULL, n);
	if (def->has_rev)
		stmt_int(q, ":rev", t->id);
	code = stmt_run(q, e);
	if (code != OK)
		return code;
	*id = sqlite3_last_insert_rowid(t->store->db);
	if (strcmp(def->name, "client") == 0)
		txn_mark_client(t, *id);
	return OK;
}

/* ---- by groups ------------------------------------------------------------------------ */

struct update {
	const struct table_def *def;
	const struct change *set;
	size_t n;
	struct record now;
	bool *use; /* one a change: to be written */
};

static const struct value *current(const struct update *u, size_t i)
{
	return record_get(&u->now, u->set[i].column);
}

static bool same_group(const struct update *u, size_t i, size_t j)
{
	return strcmp(column_group(column_of(u->def, u->set[i].column)),
		   column_group(column_of(u->def, u->set[j].column))) == 0;
}

/* The person changed something of the group of I, and it is not what the row holds by now. */
static bool group_wanted(const struct update *u, size_t i)
{
	bool changed = false, differs = false;

	for (size_t j = 0; j < u->n; j++) {
		if (!same_group(u, i, j))
			continue;
		changed |= !value_equal(&u->set[j].base, &u->set[j].value);
		differs |= !value_equal(current(u, j), &u->set[j].value);
	}
	return changed && differs;
}

static void add_conflict(const struct update *u, size_t i, struct conflict_list *out)
{
	struct conflict *c = vec_push(out);

	text_copy(c->table, sizeof c->table, u->def->name);
	text_copy(c->column, sizeof c->column, u->set[i].column);
	c->id = u->now.id;
	c->action_id = u->def->has_rev ? record_int(&u->now, "rev") : 0;
	value_copy(&c->base, &u->set[i].base);
	value_copy(&c->mine, &u->set[i].value);
	value_copy(&c->theirs, current(u, i));
}

/* Marks what is to be written; the number of columns that somebody else changed meanwhile. */
static size_t weigh(struct update *u, struct conflict_list *conflicts)
{
	size_t found = 0;

	for (size_t i = 0; i < u->n; i++) {
		if (!group_wanted(u, i))
			continue;
		if (!value_equal(current(u, i), &u->set[i].base)) {
			add_conflict(u, i, conflicts);
			found++;
		}
		u->use[i] = !value_equal(current(u, i), &u->set[i].value);
	}
	return found;
}

static const char *update_sql(struct store *s, const struct update *u)
{
	struct buf sql = BUF_INIT;
	const char *kept, *glue = " SET ";

	buf_printf(&sql, "UPDATE %s", u->def->name); /* sql-built: catalogue names */
	for (size_t i = 0; i < u->n; i++) {
		const char *name = column_of(u->def, u->set[i].column)->name;

		if (!u->use[i])
			continue;
		buf_printf(&sql, "%s%s = :%s", glue, name, name);
		glue = ", ";
	}
	if (u->def->has_rev)
		buf_printf(&sql, "%srev = :rev", glue);
	/* sql-built: catalogue names */
	buf_printf(&sql, " WHERE %s = :id", key_of(u->def));
	kept = stmt_keep(s, sql.s);
	buf_free(&sql);
	return kept;
}

/* A row that moves to another file takes its terms along: both files are touched. */
static enum err_code touch_before_update(struct txn *t, const struct update *u, struct err *e)
{
	struct client_path p;
	enum err_code code = OK;
	bool searched = false;

	for (size_t i = 0; i < u->n; i++)
		searched |= u->use[i] && column_of(u->def, u->set[i].column)->flags & COL_SEARCH;
	if (!searched || !catalog_client_path(u->def, 0, &p) || *p.table)
		return OK;
	code = txn_touch_client(t, record_int(&u->now, p.column), e);
	for (size_t i = 0; code == OK && i < u->n; i++)
		code =
		    txn_touch_client(t, client_in(u->def, u->set[i].column, &u->set[i].value), e);
	return code;
}

static enum err_code write_update(struct txn *t, const struct update *u, struct err *e)
{
	bool any = false;
	struct stmt *q;
	enum err_code code;

	for (size_t i = 0; i < u->n; i++)
		any |= u->use[i];
	if (!any)
		return OK;
	code = touch_before_update(t, u, e);
	if (code != OK)
		return code;
	q = stmt_get(t->store, update_sql(t->store, u));
	bind_changes(q, u->set, u->use, u->n);
	if (u->def->has_rev)
		stmt_int(q, ":rev", t->id);
	stmt_int(q, ":id", u->now.id);
	return stmt_run(q, e);
}

enum err_code record_update(struct txn *t, const char *table, int64_t id, const struct change *set,
    size_t n, struct conflict_list *conflicts, struct err *e)
{
	struct update u = { .def = writable(t, table), .set = set, .n = n };
	enum err_code code = record_load(t->store, table, id, &u.now, e);

	if (code != OK)
		return code;
	u.use = mem_array(n, sizeof *u.use);
	if (weigh(&u, conflicts) > 0)
		code = err_set(e, ERR_CONFLICT,
		    tr("Not saved: the %s was changed meanwhile. Choose mine "
		       "or theirs."),
		    tr(u.def->label));
	else
		code = write_update(t, &u, e);
	mem_free(u.use);
	record_free(&u.now);
	return code;
}
