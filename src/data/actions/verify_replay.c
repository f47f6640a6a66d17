/*
 * The proof that nothing was changed past the action log: a copy from earlier, all actions since
 * done again on it, must hold the same rows. Done inside a transaction of the copy that is rolled
 * back.
 */
#include <limits.h>

#include "base/tr.h"
#include "chain_priv.h"
#include "data/history.h"
#include "data/store/dump_priv.h"
#include "history_priv.h"
#include "data/store/store_priv.h"
#include "verify_priv.h"

#include <string.h>

static enum err_code scalar(struct store *s, const char *sql, int64_t *out, struct err *e)
{
	struct stmt *q = stmt_get(s, sql);

	*out = stmt_row(q, e) ? stmt_col_int(q, 0) : 0;
	return stmt_done(q, e);
}

/* The copy must be of this file, and not older than its last filling without a session. */
static enum err_code check_start(
    struct store *live, struct store *base, int64_t *from, struct err *e)
{
	static const char last_sql[] = "SELECT max(id) FROM action";
	static const char base_sql[] = "SELECT max(id) FROM action WHERE origin = 'base'"
				       " /* scan: once a proof */";
	unsigned char ours[HASH_SIZE], theirs[HASH_SIZE];
	int64_t newest = 0;
	enum err_code code = scalar(base, last_sql, from, e);

	if (code == OK)
		code = scalar(live, base_sql, &newest, e);
	if (code == OK)
		code = chain_hash_of(live, *from, ours, e);
	if (code == OK)
		code = chain_hash_of(base, *from, theirs, e);
	if (code != OK)
		return code;
	if (memcmp(ours, theirs, HASH_SIZE) != 0)
		return err_set(e, ERR_INVALID,
		    tr("The copy %s is not of this file. Choose one that was made of it."),
		    store_path(base));
	if (*from < newest)
		return err_set(e, ERR_INVALID,
		    tr("The copy %s is older than the last filling (action %lld). Choose a newer "
		       "one."),
		    store_path(base), (long long)newest);
	return OK;
}

static int refuse(void *ctx, int kind, sqlite3_changeset_iter *it)
{
	(void)it;
	*(int *)ctx = kind;
	return SQLITE_CHANGESET_ABORT;
}

static void replay_one(struct store *base, struct proof *p, int64_t id, const void *bytes, size_t n)
{
	int conflict = 0, rc;

	if (n == 0)
		return;
	/* The API takes no const pointer; it only reads. */
	rc = n > INT_MAX ? SQLITE_TOOBIG
			 : sqlite3changeset_apply_v2(base->db, (int)n, (void *)(uintptr_t)bytes,
			       NULL, refuse, &conflict, NULL, NULL, 0);
	if (rc != SQLITE_OK)
		proof_fail(p, "action %lld: cannot be done again (%d, conflict %d)", (long long)id,
		    rc, conflict);
}

static enum err_code replay(
    struct store *live, struct store *base, int64_t from, struct proof *p, struct err *e)
{
	static const char sql[] = "SELECT id, changeset FROM action WHERE id > :from ORDER BY id";
	struct stmt *q = stmt_get(live, sql);

	stmt_int(q, ":from", from);
	while (stmt_row(q, e)) {
		size_t n;
		const void *bytes = stmt_col_blob(q, 1, &n);

		replay_one(base, p, stmt_col_int(q, 0), bytes, n);
	}
	return stmt_done(q, e);
}

static int keys_of(const struct table_def *t)
{
	int n = 0;

	for (size_t i = 0; i < t->ncolumns; i++)
		n += (t->columns[i].flags & COL_KEY) != 0;
	return n;
}

static enum err_code compare_all(
    struct store *live, struct store *base, struct proof *p, struct err *e)
{
	enum err_code code = OK;

	for (size_t i = 0; code == OK && i < catalog_size; i++) {
		const struct table_def *t = &catalog[i];

		if (t->cls == TABLE_RECORDED)
			code = proof_compare(p, t->name, stmt_get(base, dump_sql(base, t)),
			    stmt_get(live, dump_sql(live, t)), keys_of(t), (int)t->ncolumns, e);
	}
	return code;
}

static enum err_code run(struct store *live, struct store *base, struct proof *p, struct err *e)
{
	struct err ignored = ERR_INIT;
	int64_t from;
	enum err_code code = check_start(live, base, &from, e);

	if (code == OK)
		code = store_exec(base, "BEGIN IMMEDIATE", e);
	if (code != OK)
		return code;
	sqlite3_db_config(base->db, SQLITE_DBCONFIG_ENABLE_TRIGGER, 0, NULL);
	code = replay(live, base, from, p, e);
	if (code == OK)
		code = compare_all(live, base, p, e);
	if (store_exec(base, "ROLLBACK", &ignored) != OK && code == OK)
		code = err_copy(e, &ignored);
	return code;
}

enum err_code verify_replay(
    struct store *s, const char *base_path, int64_t *bad, struct buf *detail, struct err *e)
{
	struct proof p = { .bad = bad, .detail = detail };
	struct store *base;
	enum err_code code;

	*bad = 0;
	code = store_open(base_path, STORE_NO_SYNC, &base, e);
	if (code != OK)
		return code;
	code = proof_begin(s, e);
	if (code == OK)
		code = proof_end(s, run(s, base, &p, e), e);
	store_close(base);
	return code;
}
