#include "store_priv.h"

#include <string.h>

#include "base/buf.h"
#include "base/mem.h"

struct stmt {
	const char *sql;
	sqlite3_stmt *s; /* NULL: could not be prepared, see rc */
	struct store *store;
	struct stmt *next;
	int rc;             /* of the last step */
	enum err_code code; /* what stmt_done will say */
	bool used;
};

static struct stmt **slot_of(struct store *s, const char *sql)
{
	return &s->stmts[((uintptr_t)sql >> 4) % STMT_SLOTS];
}

static struct stmt *find_or_add(struct store *s, const char *sql)
{
	struct stmt **slot = slot_of(s, sql), *q;

	for (q = *slot; q; q = q->next) {
		if (q->sql == sql)
			return q;
	}
	q = mem_alloc(sizeof *q);
	*q = (struct stmt){ .sql = sql, .store = s, .next = *slot };
	*slot = q;
	return q;
}

/* SQL that does not fit our schema is our fault; all else is the file's, and told by stmt_row. */
static void prepare(struct stmt *q)
{
	sqlite3 *db = q->store->db;

	q->rc = sqlite3_prepare_v3(db, q->sql, -1, SQLITE_PREPARE_PERSISTENT, &q->s, NULL);
	if (q->rc == SQLITE_ERROR && !schema_is_ours(q->store))
		q->rc = SQLITE_CORRUPT;
	if (q->rc == SQLITE_ERROR || q->rc == SQLITE_MISUSE)
		BUG("%s in: %s", sqlite3_errmsg(db), q->sql);
}

struct stmt *stmt_get(struct store *s, const char *sql)
{
	struct stmt *q = find_or_add(s, sql);

	if (q->used)
		BUG("statement still in use: %s", sql);
	if (!q->s)
		prepare(q);
	q->used = true;
	q->code = OK;
	if (q->s)
		q->rc = SQLITE_ROW; /* may be stepped */
	return q;
}

/* 0 when the statement could not be prepared: then there is nothing to bind to. */
static int param(struct stmt *q, const char *name)
{
	int i;

	if (!q->s)
		return 0;
	i = sqlite3_bind_parameter_index(q->s, name);
	if (i == 0)
		BUG("no %s in: %s", name, q->sql);
	return i;
}

static void bound(struct stmt *q, int rc)
{
	if (q->s && rc != SQLITE_OK)
		BUG("bind (%d) in: %s", rc, q->sql);
}

void stmt_int(struct stmt *q, const char *name, int64_t v)
{
	int i = param(q, name);

	if (i)
		bound(q, sqlite3_bind_int64(q->s, i, v));
}

void stmt_int_or_null(struct stmt *q, const char *name, int64_t v)
{
	int i = param(q, name);

	if (i)
		bound(q, v ? sqlite3_bind_int64(q->s, i, v) : sqlite3_bind_null(q->s, i));
}

void stmt_real(struct stmt *q, const char *name, double v)
{
	int i = param(q, name);

	if (i)
		bound(q, sqlite3_bind_double(q->s, i, v));
}

/* A text or blob that is too long for the file is refused like any other bad value. */
static void bound_bytes(struct stmt *q, int rc)
{
	if (rc == SQLITE_TOOBIG)
		q->rc = rc;
	else
		bound(q, rc);
}

void stmt_text(struct stmt *q, const char *name, const char *v)
{
	int i = param(q, name);

	if (i)
		bound_bytes(q,
		    sqlite3_bind_text64(
			q->s, i, v, v ? strlen(v) : 0, SQLITE_TRANSIENT, SQLITE_UTF8));
}

void stmt_blob(struct stmt *q, const char *name, const void *p, size_t n)
{
	int i = param(q, name);

	if (i) /* a NULL pointer would be NULL, not an empty blob */
		bound_bytes(q, sqlite3_bind_blob64(q->s, i, p ? p : "", n, SQLITE_TRANSIENT));
}

void stmt_value(struct stmt *q, const char *name, const struct value *v)
{
	switch (v->type) {
	case VALUE_NULL: stmt_text(q, name, NULL); break;
	case VALUE_INT: stmt_int(q, name, v->i); break;
	case VALUE_REAL: stmt_real(q, name, v->d); break;
	case VALUE_TEXT: stmt_text(q, name, v->s); break;
	case VALUE_BLOB: stmt_blob(q, name, v->s, v->n); break;
	}
}

void stmt_sqlite_value(struct stmt *q, const char *name, sqlite3_value *v)
{
	int i = param(q, name);

	if (i)
		bound_bytes(q, sqlite3_bind_value(q->s, i, v));
}

bool stmt_row(struct stmt *q, struct err *e)
{
	ASSERT(q->used);
	if (q->code != OK || q->rc == SQLITE_DONE)
		return false;
	if (q->rc == SQLITE_ROW)
		q->rc = sqlite3_step(q->s);
	if (q->rc == SQLITE_ROW)
		return true;
	if (q->rc != SQLITE_DONE)
		q->code = store_error(q->store, q->rc, e);
	return false;
}

enum err_code stmt_done(struct stmt *q, struct err *e)
{
	ASSERT(q->used);
	/* Never stepped, yet something is wrong: it has not been told. */
	if (q->code == OK && q->rc != SQLITE_ROW && q->rc != SQLITE_DONE)
		q->code = store_error(q->store, q->rc, e);
	if (q->s) {
		sqlite3_reset(q->s);
		sqlite3_clear_bindings(q->s);
	}
	q->used = false;
	return q->code;
}

enum err_code stmt_run(struct stmt *q, struct err *e)
{
	while (stmt_row(q, e))
		;
	return stmt_done(q, e);
}

int64_t stmt_col_int(struct stmt *q, int i)
{
	return sqlite3_column_int64(q->s, i);
}

double stmt_col_real(struct stmt *q, int i)
{
	return sqlite3_column_double(q->s, i);
}

const char *stmt_col_text(struct stmt *q, int i)
{
	const unsigned char *text = sqlite3_column_text(q->s, i);

	return text ? (const char *)text : "";
}

bool stmt_col_null(struct stmt *q, int i)
{
	return sqlite3_column_type(q->s, i) == SQLITE_NULL;
}

const void *stmt_col_blob(struct stmt *q, int i, size_t *n)
{
	const void *p = sqlite3_column_blob(q->s, i);

	*n = (size_t)sqlite3_column_bytes(q->s, i);
	return p ? p : "";
}

void stmt_col_value(struct stmt *q, int i, struct value *out)
{
	size_t n;
	const void *p;

	switch (sqlite3_column_type(q->s, i)) {
	case SQLITE_INTEGER: value_set_int(out, stmt_col_int(q, i)); break;
	case SQLITE_FLOAT: value_set_real(out, stmt_col_real(q, i)); break;
	case SQLITE_TEXT: value_set_text(out, stmt_col_text(q, i)); break;
	case SQLITE_BLOB:
		p = stmt_col_blob(q, i, &n);
		value_set_blob(out, p, n);
		break;
	default: value_free(out);
	}
}

const char *stmt_col_name(struct stmt *q, int i)
{
	return sqlite3_column_name(q->s, i);
}

/* sqlite3_column_text would first copy a text to end it with a zero. */
void stmt_col_copy(struct stmt *q, int i, char *dst, size_t size)
{
	const char *p;

	if (sqlite3_column_type(q->s, i) != SQLITE_TEXT) {
		text_copy(dst, size, stmt_col_text(q, i));
		return;
	}
	p = sqlite3_column_blob(q->s, i);
	text_copy_n(dst, size, p, (size_t)sqlite3_column_bytes(q->s, i));
}

/* FNV-1a. */
static unsigned text_hash(const char *s)
{
	unsigned h = 2166136261u;

	for (; *s; s++)
		h = (h ^ (unsigned char)*s) * 16777619u;
	return h;
}

const char *stmt_keep(struct store *s, const char *sql)
{
	struct kept_text **slot = &s->texts[text_hash(sql) % TEXT_SLOTS], *k;

	for (k = *slot; k; k = k->next) {
		if (strcmp(k->text, sql) == 0)
			return k->text;
	}
	k = mem_alloc(sizeof *k);
	*k = (struct kept_text){ .text = mem_dup(sql), .next = *slot };
	*slot = k;
	return k->text;
}

static void close_slot(struct stmt *q)
{
	while (q) {
		struct stmt *next = q->next;

		sqlite3_finalize(q->s);
		mem_free(q);
		q = next;
	}
}

static void free_texts(struct kept_text *k)
{
	while (k) {
		struct kept_text *next = k->next;

		mem_free(k->text);
		mem_free(k);
		k = next;
	}
}

void stmt_close_all(struct store *s)
{
	for (int i = 0; i < STMT_SLOTS; i++) {
		close_slot(s->stmts[i]);
		s->stmts[i] = NULL;
	}
	for (int i = 0; i < TEXT_SLOTS; i++) {
		free_texts(s->texts[i]);
		s->texts[i] = NULL;
	}
}

void store_each_sql(struct store *s, void (*fn)(void *ctx, const char *sql), void *ctx)
{
	for (int i = 0; i < STMT_SLOTS; i++) {
		for (struct stmt *q = s->stmts[i]; q; q = q->next)
			fn(ctx, q->sql);
	}
}

sqlite3 *store_db(struct store *s)
{
	return s->db;
}
