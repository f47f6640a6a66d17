#include "data/claim.h"

#include "base/tr.h"
#include "data/txn.h"
#include "row_priv.h"

static const char claim_take_sql[] =
	"INSERT INTO claim(kind, ref_id, staff_id, station, until_at)"
	"  VALUES (:kind, :ref, :me, :station, :until)"
	"  ON CONFLICT(kind, ref_id) DO UPDATE SET staff_id = excluded.staff_id,"
	"    station = excluded.station, until_at = excluded.until_at"
	"    WHERE claim.until_at <= :now OR claim.staff_id = :me"
	"  RETURNING ref_id";

static enum err_code taken_by(struct txn *t, const char *kind, int64_t ref_id,
    struct claim *theirs, struct err *e)
{
	struct claim holder = { .ref_id = 0 };
	enum err_code rc = claim_get(txn_store(t), kind, ref_id, txn_now(t), &holder, e);

	if (theirs)
		*theirs = holder;
	if (rc != OK)
		return rc;
	return err_set(e, ERR_TAKEN, tr("Somebody works on it just now, at %s. Take the next one."),
	    holder.station);
}

enum err_code claim_take(struct txn *t, const char *kind, int64_t ref_id, int64_t until,
    struct claim *theirs, struct err *e)
{
	struct stmt *q = stmt_get(txn_store(t), claim_take_sql);
	const struct actor *who = txn_actor(t);
	bool mine;
	enum err_code rc;

	stmt_text(q, ":kind", kind);
	stmt_int(q, ":ref", ref_id);
	stmt_int(q, ":me", who->staff_id);
	stmt_text(q, ":station", who->station ? who->station : "");
	stmt_int(q, ":until", until);
	stmt_int(q, ":now", txn_now(t));
	mine = stmt_row(q, e);
	rc = stmt_run(q, e);
	if (rc != OK || mine)
		return rc;
	return taken_by(t, kind, ref_id, theirs, e);
}

static const char claim_release_sql[] =
	"DELETE FROM claim WHERE kind = :kind AND ref_id = :ref AND staff_id = :me";

enum err_code claim_release(struct txn *t, const char *kind, int64_t ref_id, struct err *e)
{
	struct stmt *q = stmt_get(txn_store(t), claim_release_sql);

	stmt_text(q, ":kind", kind);
	stmt_int(q, ":ref", ref_id);
	stmt_int(q, ":me", txn_actor(t)->staff_id);
	return stmt_run(q, e);
}

static const char claim_get_sql[] =
	"SELECT kind, ref_id, staff_id, until_at, station FROM claim"
	"  WHERE kind = :kind AND ref_id = :ref AND until_at > :now";

enum err_code claim_get(struct store *s, const char *kind, int64_t ref_id, int64_t now,
    struct claim *out, struct err *e)
{
	struct stmt *q = stmt_get(s, claim_get_sql);
	bool found;

	stmt_text(q, ":kind", kind);
	stmt_int(q, ":ref", ref_id);
	stmt_int(q, ":now", now);
	found = stmt_row(q, e);
	if (found) {
		stmt_col_copy(q, 0, out->kind, sizeof out->kind);
		out->ref_id = stmt_col_int(q, 1);
		out->staff_id = stmt_col_int(q, 2);
		out->until_at = stmt_col_int(q, 3);
		stmt_col_copy(q, 4, out->station, sizeof out->station);
	}
	return row_end(q, found, N_("Nobody works on it just now."), e);
}
