#include "data/hold.h"

#include "base/mem.h"
#include "base/tr.h"
#include "data/catalog.h"
#include "data/txn.h"
#include "row_priv.h"

#define COLUMNS \
	"id, resource_id, start_at, end_at, until_at, staff_id, station," \
	" what, ref_id, for_at"

static void hold_read(struct stmt *q, struct hold *h)
{
	h->id = stmt_col_int(q, 0);
	h->resource_id = stmt_col_int(q, 1);
	h->start_at = stmt_col_int(q, 2);
	h->end_at = stmt_col_int(q, 3);
	h->until_at = stmt_col_int(q, 4);
	h->staff_id = stmt_col_int(q, 5);
	stmt_col_copy(q, 6, h->station, sizeof h->station);
	stmt_col_copy(q, 7, h->what, sizeof h->what);
	h->ref_id = stmt_col_int(q, 8);
	h->for_at = stmt_col_int(q, 9);
}

static void bind_me(struct stmt *q, struct txn *t)
{
	stmt_int(q, ":me", txn_actor(t)->staff_id);
}

static void bind_station(struct stmt *q, struct txn *t)
{
	const char *station = txn_actor(t)->station;

	stmt_text(q, ":station", station ? station : "");
}

static void bind_time(struct stmt *q, int64_t resource_id, int64_t from, int64_t to, int64_t now)
{
	stmt_int(q, ":resource", resource_id);
	stmt_int(q, ":from", from);
	stmt_int(q, ":to", to);
	stmt_int(q, ":now", now);
}

/* Nothing that is held lasts longer than a day: that bounds the range, as it does for
 * appointments. */
static const char hold_list_sql[] =
	"SELECT " COLUMNS " FROM hold WHERE resource_id = :resource AND start_at < :to"
	"    AND start_at > :from - 86400 AND end_at > :from AND until_at > :now"
	"  ORDER BY start_at, id";

enum err_code hold_list(struct store *s, int64_t resource_id, int64_t from, int64_t to,
    int64_t now, struct hold_list *out, struct err *e)
{
	struct stmt *q = stmt_get(s, hold_list_sql);

	hold_list_free(out);
	bind_time(q, resource_id, from, to, now);
	while (stmt_row(q, e))
		hold_read(q, vec_push(out));
	return stmt_done(q, e);
}

static const char hold_list_now_sql[] =
	"SELECT " COLUMNS " FROM hold WHERE until_at > :now AND start_at < :to AND end_at > :from"
	"  ORDER BY resource_id, start_at, id /* scan: a screenful, sorted */";

enum err_code hold_list_now(struct store *s, int64_t from, int64_t to, int64_t now,
    struct hold_list *out, struct err *e)
{
	struct stmt *q = stmt_get(s, hold_list_now_sql);

	hold_list_free(out);
	stmt_int(q, ":from", from);
	stmt_int(q, ":to", to);
	stmt_int(q, ":now", now);
	while (stmt_row(q, e))
		hold_read(q, vec_push(out));
	return stmt_done(q, e);
}

void hold_list_free(struct hold_list *l)
{
	vec_free(l);
}

static const char hold_of_others_sql[] =
	"SELECT " COLUMNS " FROM hold WHERE resource_id = :resource AND start_at < :to"
	"    AND start_at > :from - 86400 AND end_at > :from AND until_at > :now"
	"    AND staff_id <> :me"
	"  ORDER BY start_at, id LIMIT 1";

static enum err_code refuse_others(struct txn *t, int64_t resource_id, int64_t start, int64_t end,
    struct hold *theirs, struct err *e)
{
	struct stmt *q = stmt_get(txn_store(t), hold_of_others_sql);
	struct hold other = { .id = 0 };
	enum err_code rc;

	bind_time(q, resource_id, start, end, txn_now(t));
	bind_me(q, t);
	if (stmt_row(q, e))
		hold_read(q, &other);
	rc = stmt_run(q, e);
	if (theirs)
		*theirs = other;
	if (rc != OK || other.id == 0)
		return rc;
	return err_set(e, ERR_TAKEN,
	    tr("That time is being offered at %s just now. Choose another."), other.station);
}

static const char hold_clear_sql[] =
	"DELETE FROM hold WHERE resource_id = :resource AND start_at < :to"
	"    AND start_at > :from - 86400 AND end_at > :from"
	"    AND (until_at <= :now OR staff_id = :me)";

static enum err_code clear_own(struct txn *t, int64_t resource_id, int64_t start, int64_t end,
    struct err *e)
{
	struct stmt *q = stmt_get(txn_store(t), hold_clear_sql);

	bind_time(q, resource_id, start, end, txn_now(t));
	bind_me(q, t);
	return stmt_run(q, e);
}

static const char hold_insert_sql[] =
	"INSERT INTO hold(resource_id, start_at, end_at, until_at, staff_id, station, what, ref_id,"
	"    for_at)"
	"  VALUES (:resource, :start, :end, :until, :owner, :station, :what, :ref, :for)"
	"  RETURNING id";

static enum err_code insert(struct txn *t, const struct hold *h, int64_t *id, struct err *e)
{
	struct stmt *q = stmt_get(txn_store(t), hold_insert_sql);

	stmt_int(q, ":resource", h->resource_id);
	stmt_int(q, ":start", h->start_at);
	stmt_int(q, ":end", h->end_at);
	stmt_int(q, ":until", h->until_at);
	stmt_int(q, ":owner", h->staff_id);
	stmt_text(q, ":what", h->what);
	stmt_int(q, ":ref", h->ref_id);
	stmt_int(q, ":for", h->for_at);
	bind_station(q, t);
	txn_touch_area(t, AREA_SCHEDULE);
	return row_run(q, id, N_("That time could not be kept. Choose another."), e);
}

enum err_code hold_take(struct txn *t, int64_t resource_id, int64_t start, int64_t end,
    int64_t until, int64_t *id, struct hold *theirs, struct err *e)
{
	enum err_code rc = refuse_others(t, resource_id, start, end, theirs, e);
	struct hold h = { .resource_id = resource_id, .start_at = start, .end_at = end,
		.until_at = until, .staff_id = txn_actor(t)->staff_id };

	if (rc == OK)
		rc = clear_own(t, resource_id, start, end, e);
	return rc == OK ? insert(t, &h, id, e) : rc;
}

enum err_code hold_keep(struct txn *t, const struct hold *h, struct err *e)
{
	struct hold own = *h;
	int64_t id;
	enum err_code rc = refuse_others(t, h->resource_id, h->start_at, h->end_at, NULL, e);

	own.staff_id = 0;
	if (rc == OK)
		rc = clear_own(t, h->resource_id, h->start_at, h->end_at, e);
	return rc == OK ? insert(t, &own, &id, e) : rc;
}

/* What is in force fits on a screen: the table is looked through by its end times. */
static const char hold_let_go_sql[] =
	"DELETE FROM hold WHERE until_at > 0 AND what = :what AND ref_id = :ref AND staff_id = 0"
	"  RETURNING id";

enum err_code hold_let_go(struct txn *t, const char *what, int64_t ref_id, struct err *e)
{
	struct stmt *q = stmt_get(txn_store(t), hold_let_go_sql);

	stmt_text(q, ":what", what);
	stmt_int(q, ":ref", ref_id);
	while (stmt_row(q, e))
		txn_touch_area(t, AREA_SCHEDULE);
	return stmt_done(q, e);
}

static const char hold_kept_sql[] =
	"SELECT " COLUMNS " FROM hold WHERE until_at > :now AND what = :what AND ref_id = :ref"
	"    AND staff_id = 0 ORDER BY for_at, id /* scan: a screenful, sorted */";

enum err_code hold_kept(struct store *s, const char *what, int64_t ref_id, int64_t now,
    struct hold_list *out, struct err *e)
{
	struct stmt *q = stmt_get(s, hold_kept_sql);

	hold_list_free(out);
	stmt_int(q, ":now", now);
	stmt_text(q, ":what", what);
	stmt_int(q, ":ref", ref_id);
	while (stmt_row(q, e))
		hold_read(q, vec_push(out));
	return stmt_done(q, e);
}

static const char hold_release_sql[] = "DELETE FROM hold WHERE id = :id AND staff_id = :me";

enum err_code hold_release(struct txn *t, int64_t id, struct err *e)
{
	struct stmt *q = stmt_get(txn_store(t), hold_release_sql);

	stmt_int(q, ":id", id);
	bind_me(q, t);
	txn_touch_area(t, AREA_SCHEDULE);
	return stmt_run(q, e);
}

/* All holds that are in force fit on a screen: the whole table is looked through by its end
 * times. */
static const char hold_release_all_sql[] =
	"DELETE FROM hold WHERE until_at > 0 AND staff_id = :me AND station = :station";

enum err_code hold_release_all(struct txn *t, struct err *e)
{
	struct stmt *q = stmt_get(txn_store(t), hold_release_all_sql);

	bind_me(q, t);
	bind_station(q, t);
	txn_touch_area(t, AREA_SCHEDULE);
	return stmt_run(q, e);
}

static const char hold_expire_sql[] = "DELETE FROM hold WHERE until_at <= :now";

enum err_code hold_expire(struct txn *t, struct err *e)
{
	struct stmt *q = stmt_get(txn_store(t), hold_expire_sql);

	stmt_int(q, ":now", txn_now(t));
	return stmt_run(q, e);
}
