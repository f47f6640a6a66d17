#include "data/login.h"

#include "base/tr.h"
#include "data/txn.h"
#include "row_priv.h"

static const char no_pin[] = N_("This person has no PIN yet. A manager sets one (F12).");

static void login_read(struct stmt *q, struct login *l)
{
	l->staff_id = stmt_col_int(q, 0);
	stmt_col_copy(q, 1, l->pin_hash, sizeof l->pin_hash);
	l->failed = (int)stmt_col_int(q, 2);
	l->locked_until = stmt_col_int(q, 3);
	l->changed_at = stmt_col_int(q, 4);
}

static const char login_get_sql[] =
	"SELECT staff_id, pin_hash, failed, locked_until, changed_at FROM login"
	"  WHERE staff_id = :staff";

enum err_code login_get(struct store *s, int64_t staff_id, struct login *out, struct err *e)
{
	struct stmt *q = stmt_get(s, login_get_sql);
	bool found;

	stmt_int(q, ":staff", staff_id);
	found = stmt_row(q, e);
	if (found)
		login_read(q, out);
	return row_end(q, found, no_pin, e);
}

/* The count goes on after a lock: whoever keeps trying is locked for longer each time. */
static const char login_count_sql[] =
	"UPDATE login SET failed = failed + 1,"
	"    locked_until = CASE WHEN (failed + 1) % :limit = 0 THEN :now + :lock ELSE 0 END"
	"  WHERE staff_id = :staff AND locked_until <= :now"
	"  RETURNING staff_id, pin_hash, failed, locked_until, changed_at";

/* Nothing was counted: no PIN, or locked. */
static enum err_code refused(struct store *s, int64_t staff_id, struct login *out, struct err *e)
{
	enum err_code rc = login_get(s, staff_id, out, e);

	if (rc != OK)
		return rc;
	return err_set(e, ERR_DENIED, "%s",
	    tr("Too many wrong PINs. Wait, or ask a manager to reset it (F12)."));
}

enum err_code login_count_failed(struct txn *t, int64_t staff_id, int limit, int lock_seconds,
    struct login *out, struct err *e)
{
	struct stmt *q = stmt_get(txn_store(t), login_count_sql);
	bool counted;
	enum err_code rc;

	stmt_int(q, ":staff", staff_id);
	stmt_int(q, ":now", txn_now(t));
	stmt_int(q, ":limit", limit);
	stmt_int(q, ":lock", lock_seconds);
	counted = stmt_row(q, e);
	if (counted)
		login_read(q, out);
	rc = stmt_run(q, e);
	if (rc != OK || counted)
		return rc;
	return refused(txn_store(t), staff_id, out, e);
}

static const char login_reset_sql[] =
	"UPDATE login SET failed = 0, locked_until = 0 WHERE staff_id = :staff RETURNING staff_id";

enum err_code login_reset(struct txn *t, int64_t staff_id, struct err *e)
{
	struct stmt *q = stmt_get(txn_store(t), login_reset_sql);

	stmt_int(q, ":staff", staff_id);
	return row_run(q, NULL, no_pin, e);
}

static const char login_set_pin_sql[] =
	"INSERT INTO login(staff_id, pin_hash, changed_at) VALUES (:staff, :hash, :now)"
	"  ON CONFLICT(staff_id) DO UPDATE SET pin_hash = excluded.pin_hash, failed = 0,"
	"    locked_until = 0, changed_at = excluded.changed_at";

enum err_code login_set_pin(struct txn *t, int64_t staff_id, const char *pin_hash, struct err *e)
{
	struct stmt *q = stmt_get(txn_store(t), login_set_pin_sql);

	stmt_int(q, ":staff", staff_id);
	stmt_text(q, ":hash", pin_hash);
	stmt_int(q, ":now", txn_now(t));
	return stmt_run(q, e);
}
