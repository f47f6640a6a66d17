/*
 * Taking an action back: the inverse of its changeset. Triggers are off while it is applied,
 * because those that follow a change would run into the changes they themselves made back then;
 * what they stand for is done afterwards: guards by touching the rows, derived rows by counting
 * anew.
 */
#include "undo_priv.h"

#include <limits.h>
#include <string.h>

#include "base/buf.h"
#include "base/mem.h"
#include "base/tr.h"
#include "chain_priv.h"
#include "data/history.h"
#include "history_priv.h"

/* ---- may it be taken back ----------------------------------------------------------- */

static enum err_code damaged(struct undo *u, const char *what, struct err *e)
{
	err_set(e, ERR_CORRUPT,
	    tr("Not undone. The record of action %lld is damaged. Do not work on this file; call "
	       "the administrator."),
	    (long long)u->action);
	return err_detail(e, "%s", what);
}

/* The whole row is checked against its hash: what is applied must be what was once done. */
static enum err_code take_changes(
    struct undo *u, struct stmt *q, const unsigned char *prev, struct err *e)
{
	struct action_record a;

	if (!chain_row_whole(q, prev))
		return damaged(u, "hash", e);
	chain_read(q, &a);
	if (strcmp(a.origin, "base") == 0)
		return err_set(e, ERR_DENIED,
		    tr("Not undone. What a file was filled with at first is not taken back."));
	u->size = a.size;
	u->changes = mem_alloc(a.size);
	memcpy(u->changes, a.changeset, a.size);
	return OK;
}

static enum err_code load_action(struct undo *u, struct err *e)
{
	static const char sql[] = "SELECT " CHAIN_COLUMNS " FROM action WHERE id = :id";
	unsigned char prev[HASH_SIZE] = { 0 };
	struct stmt *q;
	enum err_code code = chain_hash_of(u->txn->store, u->action - 1, prev, e), end;

	if (code != OK)
		return code;
	q = stmt_get(u->txn->store, sql);
	stmt_int(q, ":id", u->action);
	if (stmt_row(q, e))
		code = take_changes(u, q, prev, e);
	end = stmt_done(q, e);
	if (code == OK && end == OK && !u->changes)
		return err_set(
		    e, ERR_NOTFOUND, tr("There is no action %lld."), (long long)u->action);
	return code != OK ? code : end;
}

/* apply() itself only logs and skips a table that does not fit. */
static enum err_code check_row(void *ctx, const struct change_row *r, struct err *e)
{
	if (!r->table || r->table->cls != TABLE_RECORDED)
		return damaged(ctx, "a table that is not recorded", e);
	if (r->ncol > (int)r->table->ncolumns)
		return damaged(ctx, "columns that do not exist", e);
	for (int i = 0; i < r->ncol; i++) {
		bool key = (r->table->columns[i].flags & COL_KEY) != 0;

		if (key != change_is_key(r, i))
			return damaged(ctx, "another key", e);
	}
	return OK;
}

static enum err_code check_action(struct undo *u, struct err *e)
{
	int64_t by = 0;
	enum err_code code = load_action(u, e);

	if (code == OK)
		code = action_undone_by(u->txn->store, u->action, &by, e);
	if (code == OK && by != 0)
		code = undo_refuse_done(u, by, e);
	if (code == OK)
		code = changes_each(u->changes, u->size, check_row, u, e);
	return code;
}

/* ---- doing it ----------------------------------------------------------------------- */

/* Before the rows change: the terms as they stand are what has to go. */
static enum err_code drop_terms(struct undo *u, struct err *e)
{
	enum err_code code = OK;

	for (size_t i = 0; code == OK && i < u->clients.n; i++)
		code = txn_touch_client(u->txn, u->clients.v[i], e);
	return code;
}

static enum err_code apply(struct undo *u, struct err *e)
{
	sqlite3 *db = u->txn->store->db;
	int rc;

	ASSERT(u->size <= INT_MAX);
	sqlite3_db_config(db, SQLITE_DBCONFIG_ENABLE_TRIGGER, 0, NULL);
	rc = sqlite3changeset_apply_v2(db, (int)u->size, u->changes, NULL, undo_on_conflict, u,
	    NULL, NULL, SQLITE_CHANGESETAPPLY_INVERT | SQLITE_CHANGESETAPPLY_NOSAVEPOINT);
	sqlite3_db_config(db, SQLITE_DBCONFIG_ENABLE_TRIGGER, 1, NULL);
	if (u->conflict)
		return undo_refuse(u, e);
	return rc == SQLITE_OK ? OK : store_error(u->txn->store, rc, e);
}

/* A merged row is neither what it was before nor what it is now to others: it gets a version of its
 * own. */
static enum err_code bump_rev(struct undo *u, const struct row_key *k, struct err *e)
{
	struct buf sql = BUF_INIT;
	struct stmt *q;

	/* sql-built: catalogue names */
	buf_printf(&sql, "UPDATE %s SET rev = :rev", k->table->name);
	sql_where_key(&sql, k->table);
	q = stmt_get(u->txn->store, stmt_keep(u->txn->store, sql.s));
	buf_free(&sql);
	stmt_int(q, ":rev", u->txn->id);
	stmt_value(q, ":k0", &k->v[0]);
	return stmt_run(q, e);
}

static enum err_code bump_merged(struct undo *u, struct err *e)
{
	enum err_code code = OK;

	for (size_t i = 0; code == OK && i < u->merged.n; i++)
		code = bump_rev(u, &u->merged.v[i], e);
	return code;
}

static enum err_code run_steps(struct undo *u, struct err *e)
{
	static enum err_code (*const steps[])(struct undo * u, struct err * e) = {
		check_action,
		undo_collect,
		undo_collect_figures,
		undo_collect_money,
		drop_terms,
		apply,
		bump_merged,
		undo_recheck,
		undo_collect_figures,
		undo_collect_money,
		undo_rebuild,
		undo_rebuild_money,
	};
	enum err_code code = OK;

	for (size_t i = 0; code == OK && i < sizeof steps / sizeof *steps; i++)
		code = steps[i](u, e);
	return code;
}

static void undo_free(struct undo *u)
{
	mem_free(u->changes);
	ids_free(&u->clients);
	ids_free(&u->figures);
	ids_free(&u->classes);
	undo_free_money(u);
	for (int i = 0; i < GUARDED_COUNT; i++)
		ids_free(&u->guarded[i]);
	vec_free(&u->days);
	row_key_free(&u->where);
	for (size_t i = 0; i < u->merged.n; i++)
		row_key_free(&u->merged.v[i]);
	vec_free(&u->merged);
}

enum err_code action_apply_inverse(struct txn *t, int64_t action, struct err *e)
{
	struct undo u = { .txn = t, .action = action };
	enum err_code code;

	ASSERT(t->kind == TXN_ACTION && t->head.undoes == action);
	code = run_steps(&u, e);
	t->broken = code != OK;
	undo_free(&u);
	return code;
}
