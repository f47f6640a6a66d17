#include "store_priv.h"

#include <string.h>

#include "base/buf.h"
#include "base/clock.h"
#include "base/mem.h"
#include "base/tr.h"
#include "data/ephemeral.h"
#include "data/search.h"

#define INDEX_PART 100000 /* clients; each part writes about every page of the index */

struct store *txn_store(struct txn *t)
{
	return t->store;
}

int64_t txn_action_id(const struct txn *t)
{
	return t->id;
}

const struct actor *txn_actor(const struct txn *t)
{
	return t->who;
}

int64_t txn_now(const struct txn *t)
{
	return t->now;
}

void txn_touch_area(struct txn *t, unsigned areas)
{
	t->areas |= areas;
}

/* ---- begin ---------------------------------------------------------------------------- */

static int recorded(void *ctx, const char *table)
{
	(void)ctx;
	return catalog_recorded(table);
}

/* In an ephemeral transaction the session only watches that nothing recorded is written. */
static enum err_code start_session(struct txn *t, struct err *e)
{
	int rc;

	if (t->kind == TXN_BASE)
		return OK;
	rc = sqlite3session_create(t->store->db, "main", &t->session);
	if (rc == SQLITE_OK) {
		sqlite3session_table_filter(t->session, recorded, NULL);
		rc = sqlite3session_attach(t->session, NULL);
	}
	return rc == SQLITE_OK ? OK : store_error(t->store, rc, e);
}

/* The write lock is held: nobody else can take the number that comes next. */
static enum err_code take_number(struct txn *t, struct err *e)
{
	static const char sql[] = "SELECT id, at, hash FROM action ORDER BY id DESC LIMIT 1"
				  " /* scan: stops at the newest */";
	struct stmt *q;
	size_t n;
	const void *hash;

	if (t->kind == TXN_EPHEMERAL)
		return OK;
	t->id = 1;
	q = stmt_get(t->store, sql);
	if (stmt_row(q, e)) {
		t->id = stmt_col_int(q, 0) + 1;
		t->prev_at = stmt_col_int(q, 1);
		hash = stmt_col_blob(q, 2, &n);
		memcpy(t->prev_hash, hash, n < HASH_SIZE ? n : HASH_SIZE);
	}
	return stmt_done(q, e);
}

static enum err_code begin(struct store *s, struct err *e)
{
	enum err_code code;

	if (s->read_only)
		return err_set(e, ERR_READONLY,
		    tr("The file %s was opened for reading only. Nothing was "
		       "saved."),
		    s->path);
	gate_enter(s);
	code = stmt_run(stmt_get(s, "BEGIN IMMEDIATE"), e);
	if (code != OK)
		gate_leave(s);
	return code;
}

enum err_code txn_open(
    struct store *s, const struct actor *who, enum txn_kind kind, struct txn **out, struct err *e)
{
	struct txn *t;
	enum err_code code;

	*out = NULL;
	if (s->txn)
		BUG("a transaction is open already");
	code = begin(s, e);
	if (code != OK)
		return code;
	t = mem_alloc(sizeof *t);
	*t = (struct txn){ .store = s, .who = who, .kind = kind, .now = clock_now() };
	s->txn = t;
	code = start_session(t, e);
	if (code == OK)
		code = take_number(t, e);
	if (code == OK)
		*out = t;
	else
		txn_rollback(t);
	return code;
}

/* ---- end ------------------------------------------------------------------------------ */

static void end_session(struct txn *t)
{
	if (t->session)
		sqlite3session_delete(t->session);
	t->session = NULL;
}

static void txn_free(struct txn *t)
{
	t->store->txn = NULL;
	gate_leave(t->store);
	end_session(t);
	ids_free(&t->touched);
	ids_free(&t->touched_before);
	mem_free(t);
}

/* A full disk or a failed write has rolled back by itself. */
void txn_rollback(struct txn *t)
{
	struct err ignored = ERR_INIT;
	struct store *s;

	if (!t)
		return;
	s = t->store;
	end_session(t);
	if (!sqlite3_get_autocommit(s->db) && stmt_run(stmt_get(s, "ROLLBACK"), &ignored) != OK &&
	    !sqlite3_get_autocommit(s->db))
		BUG("rollback: %s", ignored.detail);
	txn_free(t);
}

static enum err_code bump_pulse(struct txn *t, struct err *e)
{
	static const char sql[] = "UPDATE pulse SET n = n + 1 WHERE (area & :areas) <> 0"
				  " /* scan: ten rows */";
	struct stmt *q;

	if (!t->areas)
		return OK;
	q = stmt_get(t->store, sql);
	stmt_int(q, ":areas", t->areas);
	return stmt_run(q, e);
}

enum err_code txn_commit(struct txn *t, struct err *e)
{
	enum err_code code;

	if (t->part)
		BUG("a part is open");
	code = bump_pulse(t, e);
	if (code == OK)
		code = stmt_run(stmt_get(t->store, "COMMIT"), e);
	if (code != OK) {
		txn_rollback(t);
		return code;
	}
	pulse_own(t->store, t->areas);
	txn_free(t);
	return OK;
}

/* ---- parts ---------------------------------------------------------------------------- */

/* The session keeps what each row was before it was first touched and compares at the end with what
 * is there then: a row that came and went in a dropped part is no change. */
enum err_code txn_part_begin(struct txn *t, struct err *e)
{
	enum err_code code;

	if (t->part)
		BUG("a part is open already");
	code = stmt_run(stmt_get(t->store, "SAVEPOINT part"), e);
	if (code != OK)
		return code;
	t->part = true;
	ids_copy(&t->touched_before, &t->touched);
	return OK;
}

enum err_code txn_part_keep(struct txn *t, struct err *e)
{
	ASSERT(t->part);
	t->part = false;
	return stmt_run(stmt_get(t->store, "RELEASE part"), e);
}

/* Rolling back leaves the savepoint open: it is released as well. */
enum err_code txn_part_drop(struct txn *t, struct err *e)
{
	enum err_code code = stmt_run(stmt_get(t->store, "ROLLBACK TO part"), e);

	if (code == OK)
		code = txn_part_keep(t, e);
	t->part = false;
	ids_copy(&t->touched, &t->touched_before);
	return code;
}

/* ---- search terms --------------------------------------------------------------------- */

enum err_code txn_touch_client(struct txn *t, int64_t client_id, struct err *e)
{
	if (client_id == 0 || !ids_add(&t->touched, client_id))
		return OK;
	return search_drop(t, client_id, e);
}

void txn_mark_client(struct txn *t, int64_t client_id)
{
	ids_add(&t->touched, client_id);
}

/* In the order of the index a large number goes several times as fast; by parts, so that the
 * terms of a whole import are never in memory at once. */
enum err_code txn_index_clients(struct txn *t, struct err *e)
{
	enum err_code code = OK;

	for (size_t i = 0; code == OK && i < t->touched.n; i += INDEX_PART) {
		size_t left = t->touched.n - i;

		code =
		    search_add_many(t, &t->touched.v[i], left < INDEX_PART ? left : INDEX_PART, e);
	}
	return code;
}

/* ---- transactions without an action --------------------------------------------------- */

enum err_code ephemeral_begin(
    struct store *s, const struct actor *who, struct txn **out, struct err *e)
{
	return txn_open(s, who, TXN_EPHEMERAL, out, e);
}

enum err_code ephemeral_commit(struct txn *t, struct err *e)
{
	ASSERT(t->kind == TXN_EPHEMERAL);
	if (!sqlite3session_isempty(t->session))
		BUG("a recorded table was written without an action");
	return txn_commit(t, e);
}

void ephemeral_rollback(struct txn *t)
{
	ASSERT(!t || t->kind == TXN_EPHEMERAL);
	txn_rollback(t);
}
