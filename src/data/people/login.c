#include "data/login.h"

#include <string.h>

#include "base/hash.h"
#include "base/tr.h"
#include "data/txn.h"
#include "data/store/row_priv.h"

static const char no_pin[] = N_("This person has no PIN yet. A manager sets one (F12).");

#define COLUMNS "staff_id, pin_hash, failed, locked_until, changed_at, set_by, set_at"

static void login_read(struct stmt *q, struct login *l)
{
	l->staff_id = stmt_col_int(q, 0);
	stmt_col_copy(q, 1, l->pin_hash, sizeof l->pin_hash);
	l->failed = (int)stmt_col_int(q, 2);
	l->locked_until = stmt_col_int(q, 3);
	l->changed_at = stmt_col_int(q, 4);
	l->set_by = stmt_col_int(q, 5);
	l->set_at = stmt_col_int(q, 6);
}

static const char login_get_sql[] =
	"SELECT " COLUMNS " FROM login"
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
	"  RETURNING " COLUMNS;

static enum err_code too_many(struct err *e)
{
	return err_set(e, ERR_DENIED, "%s",
	    tr("Too many wrong PINs. Wait, or ask a manager to reset it (F12)."));
}

/* Nothing was counted: no PIN, or locked. */
static enum err_code refused(struct store *s, int64_t staff_id, struct login *out, struct err *e)
{
	enum err_code rc = login_get(s, staff_id, out, e);

	if (rc != OK)
		return rc;
	return too_many(e);
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
	"INSERT INTO login(staff_id, pin_hash, changed_at, set_by, set_at)"
	"  VALUES (:staff, :hash, :now, CASE WHEN :me <> :staff THEN :me ELSE 0 END,"
	"    CASE WHEN :me <> :staff THEN :now ELSE 0 END)"
	"  ON CONFLICT(staff_id) DO UPDATE SET pin_hash = excluded.pin_hash, failed = 0,"
	"    locked_until = 0, changed_at = excluded.changed_at,"
	"    set_by = CASE WHEN :me <> :staff THEN :me ELSE login.set_by END,"
	"    set_at = CASE WHEN :me <> :staff THEN :now ELSE login.set_at END";

enum err_code login_set_pin(struct txn *t, int64_t staff_id, const char *pin_hash, struct err *e)
{
	struct stmt *q = stmt_get(txn_store(t), login_set_pin_sql);

	stmt_int(q, ":staff", staff_id);
	stmt_text(q, ":hash", pin_hash);
	stmt_int(q, ":now", txn_now(t));
	stmt_int(q, ":me", txn_actor(t)->staff_id);
	return stmt_run(q, e);
}

static const char login_rehash_sql[] =
	"UPDATE login SET pin_hash = :hash WHERE staff_id = :staff RETURNING staff_id";

enum err_code login_rehash(struct txn *t, int64_t staff_id, const char *pin_hash, struct err *e)
{
	struct stmt *q = stmt_get(txn_store(t), login_rehash_sql);

	stmt_int(q, ":staff", staff_id);
	stmt_text(q, ":hash", pin_hash);
	return row_run(q, NULL, no_pin, e);
}

/* ---- what nobody is called ---- */

#define BUCKETS 16384

/* Letter case and blanks at the ends make no other person, so they make no other nobody. */
static int64_t bucket_of(const char *typed)
{
	unsigned char digest[HASH_SIZE];
	char low[64];
	size_t n = 0;

	typed += strspn(typed, " ");
	for (; *typed && n < sizeof low; typed++)
		low[n++] = *typed >= 'A' && *typed <= 'Z' ? (char)(*typed + 32) : *typed;
	while (n && low[n - 1] == ' ')
		n--;
	hash_of(low, n, digest);
	return (digest[0] << 8 | digest[1]) % BUCKETS;
}

static const char login_unknown_sql[] =
	"SELECT failed, locked_until FROM login_unknown WHERE bucket = :bucket";

enum err_code login_unknown(struct store *s, const char *typed, struct login *out, struct err *e)
{
	struct stmt *q = stmt_get(s, login_unknown_sql);

	*out = (struct login){ .staff_id = 0 };
	stmt_int(q, ":bucket", bucket_of(typed));
	if (stmt_row(q, e)) {
		out->failed = (int)stmt_col_int(q, 0);
		out->locked_until = stmt_col_int(q, 1);
	}
	return stmt_run(q, e);
}

static const char login_count_unknown_sql[] =
	"INSERT INTO login_unknown(bucket, failed) VALUES (:bucket, 1)"
	"  ON CONFLICT(bucket) DO UPDATE SET failed = login_unknown.failed + 1,"
	"    locked_until = CASE WHEN (login_unknown.failed + 1) % :limit = 0"
	"      THEN :now + :lock ELSE 0 END"
	"    WHERE login_unknown.locked_until <= :now"
	"  RETURNING failed, locked_until";

enum err_code login_count_unknown(struct txn *t, const char *typed, int limit, int lock_seconds,
    struct login *out, struct err *e)
{
	struct stmt *q = stmt_get(txn_store(t), login_count_unknown_sql);
	bool counted;
	enum err_code rc;

	*out = (struct login){ .staff_id = 0 };
	stmt_int(q, ":bucket", bucket_of(typed));
	stmt_int(q, ":now", txn_now(t));
	stmt_int(q, ":limit", limit);
	stmt_int(q, ":lock", lock_seconds);
	counted = stmt_row(q, e);
	if (counted) {
		out->failed = (int)stmt_col_int(q, 0);
		out->locked_until = stmt_col_int(q, 1);
	}
	rc = stmt_run(q, e);
	if (rc == OK && !counted)
		rc = login_unknown(txn_store(t), typed, out, e);
	return rc != OK || counted ? rc : too_many(e);
}
