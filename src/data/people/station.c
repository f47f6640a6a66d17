/* Lock-out of a terminal; see data/login.h. */
#include "base/tr.h"
#include "data/login.h"
#include "data/txn.h"
#include "data/store/row_priv.h"

static const char station_count_sql[] =
	"INSERT INTO station_lock(station, failed, locked_until)"
	"  VALUES (:station, 1, CASE WHEN :limit <= 1 THEN :now + :lock ELSE 0 END)"
	"  ON CONFLICT(station) DO UPDATE SET"
	"    failed = CASE WHEN station_lock.locked_until > 0 THEN 1"
	"      ELSE station_lock.failed + 1 END,"
	"    locked_until = CASE WHEN (CASE WHEN station_lock.locked_until > 0 THEN 1"
	"      ELSE station_lock.failed + 1 END) >= :limit THEN :now + :lock ELSE 0 END"
	"    WHERE station_lock.locked_until <= :now"
	"  RETURNING locked_until";

static const char *station_of(struct txn *t)
{
	const char *station = txn_actor(t)->station;

	return station ? station : "";
}

enum err_code station_count_failed(struct txn *t, int limit, int lock_seconds, int64_t *until,
    struct err *e)
{
	struct stmt *q = stmt_get(txn_store(t), station_count_sql);
	bool counted;
	enum err_code rc;

	stmt_text(q, ":station", station_of(t));
	stmt_int(q, ":limit", limit);
	stmt_int(q, ":now", txn_now(t));
	stmt_int(q, ":lock", lock_seconds);
	counted = stmt_row(q, e);
	*until = counted ? stmt_col_int(q, 0) : 0;
	rc = stmt_run(q, e);
	if (rc != OK || counted)
		return rc;
	rc = station_locked(txn_store(t), station_of(t), txn_now(t), until, e);
	return rc != OK ? rc : err_set(e, ERR_DENIED, "%s",
	    tr("Too many wrong PINs at this terminal. Wait, or log in at another one."));
}

static const char station_reset_sql[] =
	"UPDATE station_lock SET failed = 0, locked_until = 0 WHERE station = :station";

enum err_code station_reset(struct txn *t, struct err *e)
{
	struct stmt *q = stmt_get(txn_store(t), station_reset_sql);

	stmt_text(q, ":station", station_of(t));
	return stmt_run(q, e);
}

static const char station_locked_sql[] =
	"SELECT locked_until FROM station_lock WHERE station = :station AND locked_until > :now";

enum err_code station_locked(struct store *s, const char *station, int64_t now, int64_t *until,
    struct err *e)
{
	struct stmt *q = stmt_get(s, station_locked_sql);

	stmt_text(q, ":station", station);
	stmt_int(q, ":now", now);
	return row_number(q, until, e);
}
