/* What an action changed, in the words of the catalogue. */
#include "data/history.h"

#include <string.h>

#include "base/buf.h"
#include "base/mem.h"
#include "base/tr.h"
#include "changes_priv.h"

struct walk {
	change_fn fn;
	void *ctx;
	bool stopped;
};

static void put_key(const struct change_row *r, char *dst, size_t size)
{
	struct buf b = BUF_INIT;
	struct value v = { .type = VALUE_NULL };
	char number[32];

	for (size_t i = 0; i < r->table->ncolumns; i++) {
		if (!(r->table->columns[i].flags & COL_KEY))
			continue;
		change_value(change_key(r, (int)i), &v);
		buf_printf(&b, "%s%s", b.n ? "," : "", value_text(&v, number, sizeof number));
	}
	text_copy(dst, size, b.s);
	value_free(&v);
	buf_free(&b);
}

static bool told(const struct change_row *r, int column)
{
	const char *name = r->table->columns[column].name;

	if (strcmp(name, "rev") == 0 || strcmp(name, "id") == 0)
		return false;
	switch (r->op) {
	case SQLITE_INSERT: return sqlite3_value_type(change_new(r, column)) != SQLITE_NULL;
	case SQLITE_DELETE: return sqlite3_value_type(change_old(r, column)) != SQLITE_NULL;
	default: return change_new(r, column) != NULL;
	}
}

static enum change_op op_of(const struct change_row *r)
{
	if (r->op == SQLITE_INSERT)
		return CHANGE_INSERT;
	return r->op == SQLITE_DELETE ? CHANGE_DELETE : CHANGE_UPDATE;
}

static enum err_code tell_row(void *ctx, const struct change_row *r, struct err *e)
{
	struct walk *w = ctx;
	struct change_line line = { .op = op_of(r), .by_rule = r->by_rule };

	if (!r->table || r->ncol > (int)r->table->ncolumns)
		return err_set(e, ERR_CORRUPT,
		    tr("The changes kept with an action do not fit this file. Call the "
		       "administrator."));
	text_copy(line.table, sizeof line.table, r->name);
	put_key(r, line.key, sizeof line.key);
	for (int i = 0; i < r->ncol && !w->stopped; i++) {
		if (!told(r, i))
			continue;
		text_copy(line.column, sizeof line.column, r->table->columns[i].name);
		change_value(change_old(r, i), &line.before);
		change_value(change_new(r, i), &line.after);
		w->stopped = !w->fn(w->ctx, &line);
	}
	value_free(&line.before);
	value_free(&line.after);
	return OK;
}

/* The bytes are copied: FN may ask the store again while it walks. */
static enum err_code load(struct store *s, int64_t id, void **bytes, size_t *n, struct err *e)
{
	static const char sql[] = "SELECT changeset, origin FROM action WHERE id = :id";
	struct stmt *q = stmt_get(s, sql);
	const void *p;
	enum err_code code;

	*bytes = NULL;
	*n = 0;
	stmt_int(q, ":id", id);
	if (stmt_row(q, e)) {
		p = stmt_col_blob(q, 0, n);
		*bytes = mem_alloc(*n);
		memcpy(*bytes, p, *n);
		if (strcmp(stmt_col_text(q, 1), "base") == 0)
			*n = 0; /* a hash, not changes */
	}
	code = stmt_done(q, e);
	if (code == OK && !*bytes)
		code = err_set(e, ERR_NOTFOUND, tr("There is no action %lld."), (long long)id);
	return code;
}

enum err_code action_each_change(
    struct store *s, int64_t id, change_fn fn, void *ctx, struct err *e)
{
	struct walk w = { .fn = fn, .ctx = ctx };
	void *bytes;
	size_t n;
	enum err_code code = load(s, id, &bytes, &n, e);

	if (code == OK)
		code = changes_each(bytes, n, tell_row, &w, e);
	mem_free(bytes);
	return code;
}
