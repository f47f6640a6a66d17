#include "data/ring.h"

#include "base/mem.h"
#include "data/catalog.h"
#include "data/txn.h"
#include "data/store/row_priv.h"

static const char ring_drop_sql[] =
    "DELETE FROM ring WHERE until_at <= :now /* scan: a handful of rows that live two minutes */";

static enum err_code drop_over(struct txn *t, struct err *e)
{
	struct stmt *q = stmt_get(txn_store(t), ring_drop_sql);

	stmt_int(q, ":now", txn_now(t));
	return stmt_run(q, e);
}

static const char ring_set_sql[] =
	"INSERT INTO ring(branch_id, number, at, until_at, station)"
	"  VALUES (:branch, :number, :now, :until, :station)"
	"  ON CONFLICT (branch_id, number) DO UPDATE SET at = excluded.at,"
	"    until_at = excluded.until_at, station = excluded.station";

enum err_code ring_set(struct txn *t, const char *number, struct err *e)
{
	const struct actor *who = txn_actor(t);
	struct stmt *q;

	if (drop_over(t, e) != OK)
		return e->code;
	q = stmt_get(txn_store(t), ring_set_sql);
	stmt_int(q, ":branch", who->branch_id);
	stmt_text(q, ":number", number);
	stmt_int(q, ":now", txn_now(t));
	stmt_int(q, ":until", txn_now(t) + RING_SECONDS);
	stmt_text(q, ":station", who->station ? who->station : "");
	txn_touch_area(t, AREA_JOBS);
	return stmt_run(q, e);
}

static const char ring_list_sql[] =
	"SELECT number, at FROM ring WHERE branch_id = :branch AND at <= :now AND until_at > :now"
	"  ORDER BY at DESC, number /* scan: a handful of rows */";

enum err_code ring_list(struct store *s, int64_t branch_id, int64_t now, struct ring_list *out,
    struct err *e)
{
	struct stmt *q = stmt_get(s, ring_list_sql);

	ring_list_free(out);
	stmt_int(q, ":branch", branch_id);
	stmt_int(q, ":now", now);
	while (stmt_row(q, e)) {
		struct ring *r = vec_push(out);

		stmt_col_copy(q, 0, r->number, sizeof r->number);
		r->at = stmt_col_int(q, 1);
	}
	return stmt_done(q, e);
}

void ring_list_free(struct ring_list *l)
{
	vec_free(l);
}
