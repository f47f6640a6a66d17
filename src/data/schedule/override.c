/* What a person knows better than the rules. */
#include "base/mem.h"
#include "base/tr.h"
#include "data/segment.h"
#include "data/txn.h"
#include "data/store/row_priv.h"

static const char no_override[] = N_("That was taken back already. Look at the file again.");

#define OVERRIDE_COLUMNS \
	"id, rev, client_id, created_at, staff_id, kind, value, sign, why, until_day, state"

static void override_read(struct stmt *q, struct client_override *o)
{
	o->id = stmt_col_int(q, 0);
	o->rev = stmt_col_int(q, 1);
	o->client_id = stmt_col_int(q, 2);
	o->created_at = stmt_col_int(q, 3);
	o->staff_id = stmt_col_int(q, 4);
	stmt_col_copy(q, 5, o->kind, sizeof o->kind);
	stmt_col_copy(q, 6, o->value, sizeof o->value);
	o->sign = stmt_col_int(q, 7) != 0;
	stmt_col_copy(q, 8, o->why, sizeof o->why);
	stmt_col_copy(q, 9, o->until, sizeof o->until);
	stmt_col_copy(q, 10, o->state, sizeof o->state);
}

static const char list_sql[] =
	"SELECT " OVERRIDE_COLUMNS " FROM client_override"
	"  WHERE client_id = :client AND (:all OR state = 'on')"
	"  ORDER BY id DESC /* scan: few of one client, sorted once */";

enum err_code override_list(struct store *s, int64_t client_id, bool all,
    struct override_list *out, struct err *e)
{
	struct stmt *q = stmt_get(s, list_sql);

	override_list_free(out);
	stmt_int(q, ":client", client_id);
	stmt_int(q, ":all", all);
	while (stmt_row(q, e))
		override_read(q, vec_push(out));
	return stmt_done(q, e);
}

void override_list_free(struct override_list *l)
{
	vec_free(l);
}

static const char get_sql[] = "SELECT " OVERRIDE_COLUMNS " FROM client_override WHERE id = :id";

enum err_code override_get(struct store *s, int64_t id, struct client_override *out,
    struct err *e)
{
	struct stmt *q = stmt_get(s, get_sql);
	bool found;

	stmt_int(q, ":id", id);
	found = stmt_row(q, e);
	if (found)
		override_read(q, out);
	return row_end(q, found, no_override, e);
}

static const char insert_sql[] =
	"INSERT INTO client_override(rev, client_id, created_at, staff_id, kind, value, sign, why,"
	"    until_day)"
	"  VALUES (:rev, :client, :now, :staff, :kind, :value, :sign, :why, :until) RETURNING id";

enum err_code override_insert(struct txn *t, const struct client_override *o, int64_t *id,
    struct err *e)
{
	struct stmt *q = stmt_get(txn_store(t), insert_sql);

	stmt_int(q, ":rev", txn_action_id(t));
	stmt_int(q, ":client", o->client_id);
	stmt_int(q, ":now", txn_now(t));
	stmt_int(q, ":staff", txn_actor(t)->staff_id);
	stmt_text(q, ":kind", o->kind);
	stmt_text(q, ":value", o->value);
	stmt_int(q, ":sign", o->sign);
	stmt_text(q, ":why", o->why);
	stmt_text(q, ":until", row_null(o->until));
	return row_run(q, id, no_override, e);
}

static const char end_sql[] =
	"UPDATE client_override SET rev = :rev, state = 'retired' WHERE id = :id AND state = 'on'"
	"  RETURNING id";

enum err_code override_end(struct txn *t, int64_t id, struct err *e)
{
	struct stmt *q = stmt_get(txn_store(t), end_sql);

	stmt_int(q, ":rev", txn_action_id(t));
	stmt_int(q, ":id", id);
	return row_run(q, NULL, no_override, e);
}

static const char over_sql[] =
	"SELECT id FROM client_override"
	"  WHERE state = 'on' AND until_day IS NOT NULL AND until_day < :day"
	"  ORDER BY until_day LIMIT :limit";

enum err_code override_list_over(struct store *s, const char *day, int64_t *ids, size_t max,
    size_t *n, struct err *e)
{
	struct stmt *q = stmt_get(s, over_sql);

	stmt_text(q, ":day", day);
	stmt_int(q, ":limit", (int64_t)max);
	return row_ids(q, ids, max, n, e);
}
