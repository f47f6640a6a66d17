#include "data/hours.h"

#include "base/mem.h"
#include "base/tr.h"
#include "data/txn.h"
#include "data/store/row_priv.h"

static const char no_opening[] = N_("Those hours are not on the list any more. Look at it again.");
static const char no_roster[] = N_("That line of the roster is gone. Look at the roster again.");

/* ---- opening hours ---- */

#define OPENING \
	"id, rev, branch_id, weekday, from_day, to_day, open_min, close_min, reason, state"

static void opening_read(struct stmt *q, struct opening *o)
{
	o->id = stmt_col_int(q, 0);
	o->rev = stmt_col_int(q, 1);
	o->branch_id = stmt_col_int(q, 2);
	o->weekday = (int)stmt_col_int(q, 3);
	stmt_col_copy(q, 4, o->from_day, sizeof o->from_day);
	stmt_col_copy(q, 5, o->to_day, sizeof o->to_day);
	o->open_min = (int)stmt_col_int(q, 6);
	o->close_min = (int)stmt_col_int(q, 7);
	stmt_col_copy(q, 8, o->reason, sizeof o->reason);
	stmt_col_copy(q, 9, o->state, sizeof o->state);
}

static const char opening_list_sql[] =
	"SELECT " OPENING " FROM opening"
	"  WHERE (:branch = 0 OR branch_id IS NULL OR branch_id = :branch)"
	"    AND (:retired = 1 OR state = 'on')"
	"  ORDER BY id /* scan: few hours */";

enum err_code opening_list(struct store *s, int64_t branch_id, bool retired,
    struct opening_list *out, struct err *e)
{
	struct stmt *q = stmt_get(s, opening_list_sql);

	opening_list_free(out);
	stmt_int(q, ":branch", branch_id);
	stmt_int(q, ":retired", retired);
	while (stmt_row(q, e))
		opening_read(q, vec_push(out));
	return stmt_done(q, e);
}

void opening_list_free(struct opening_list *l)
{
	vec_free(l);
}

static const char opening_insert_sql[] =
	"INSERT INTO opening(rev, branch_id, weekday, from_day, to_day, open_min, close_min,"
	"    reason)"
	"  VALUES (:rev, :branch, :weekday, :from_day, :to_day, :open, :close, :reason)"
	"  RETURNING id";

enum err_code opening_insert(struct txn *t, const struct opening *o, int64_t *id, struct err *e)
{
	struct stmt *q = stmt_get(txn_store(t), opening_insert_sql);

	stmt_int(q, ":rev", txn_action_id(t));
	stmt_int_or_null(q, ":branch", o->branch_id);
	stmt_int(q, ":weekday", o->weekday);
	stmt_text(q, ":from_day", row_null(o->from_day));
	stmt_text(q, ":to_day", row_null(o->to_day));
	stmt_int(q, ":open", o->open_min);
	stmt_int(q, ":close", o->close_min);
	stmt_text(q, ":reason", row_null(o->reason));
	return row_run(q, id, no_opening, e);
}

static const char opening_set_state_sql[] =
	"UPDATE opening SET state = :state, rev = :rev WHERE id = :id RETURNING id";

enum err_code opening_set_state(struct txn *t, int64_t id, const char *state, struct err *e)
{
	struct stmt *q = stmt_get(txn_store(t), opening_set_state_sql);

	stmt_int(q, ":rev", txn_action_id(t));
	stmt_text(q, ":state", state);
	stmt_int(q, ":id", id);
	return row_run(q, NULL, no_opening, e);
}

/* ---- rosters ---- */

#define ROSTER \
	"id, rev, resource_id, branch_id, kind, weekday, from_min, to_min, from_day, to_day," \
	" note, state, since_day, until_day"

static void roster_read(struct stmt *q, struct roster *r)
{
	r->id = stmt_col_int(q, 0);
	r->rev = stmt_col_int(q, 1);
	r->resource_id = stmt_col_int(q, 2);
	r->branch_id = stmt_col_int(q, 3);
	stmt_col_copy(q, 4, r->kind, sizeof r->kind);
	r->weekday = (int)stmt_col_int(q, 5);
	r->from_min = (int)stmt_col_int(q, 6);
	r->to_min = (int)stmt_col_int(q, 7);
	stmt_col_copy(q, 8, r->from_day, sizeof r->from_day);
	stmt_col_copy(q, 9, r->to_day, sizeof r->to_day);
	stmt_col_copy(q, 10, r->note, sizeof r->note);
	stmt_col_copy(q, 11, r->state, sizeof r->state);
	stmt_col_copy(q, 12, r->since_day, sizeof r->since_day);
	stmt_col_copy(q, 13, r->until_day, sizeof r->until_day);
}

static const char roster_list_sql[] =
	"SELECT " ROSTER " FROM roster"
	"  WHERE resource_id = :resource AND state = 'on' AND (kind = 'work'"
	"    OR (coalesce(to_day, '9999') >= :from AND coalesce(from_day, '') <= :to))"
	"  ORDER BY weekday, from_min, id /* scan: one week of one person, sorted */";

static const char roster_held_sql[] =
	"SELECT " ROSTER " FROM roster"
	"  WHERE resource_id = :resource AND (state = 'on' OR until_day > :from)"
	"    AND coalesce(since_day, '') <= :to AND (kind = 'work'"
	"    OR (coalesce(to_day, '9999') >= :from AND coalesce(from_day, '') <= :to))"
	"  ORDER BY weekday, from_min, id /* scan: the weeks of one person, sorted */";

static enum err_code roster_add(struct store *s, const char *sql, int64_t resource_id,
    const char *from_day, const char *to_day, struct roster_list *out, struct err *e)
{
	struct stmt *q = stmt_get(s, sql);

	stmt_int(q, ":resource", resource_id);
	stmt_text(q, ":from", from_day ? from_day : "");
	stmt_text(q, ":to", to_day ? to_day : "9999-12-31");
	while (stmt_row(q, e))
		roster_read(q, vec_push(out));
	return stmt_done(q, e);
}

enum err_code roster_list(struct store *s, const int64_t *resource, size_t n,
    const char *from_day, const char *to_day, struct roster_list *out, struct err *e)
{
	bool view = view_begin(s);
	enum err_code rc = OK;

	roster_list_free(out);
	for (size_t i = 0; i < n && rc == OK; i++)
		rc = roster_add(s, roster_list_sql, resource[i], from_day, to_day, out, e);
	view_end(s, view);
	return rc;
}

enum err_code roster_list_held(struct store *s, int64_t resource, const char *from_day,
    const char *to_day, struct roster_list *out, struct err *e)
{
	roster_list_free(out);
	return roster_add(s, roster_held_sql, resource, from_day, to_day, out, e);
}

static const char roster_list_branch_sql[] =
	"SELECT " ROSTER " FROM roster"
	"  WHERE branch_id = :branch AND (:retired = 1 OR state = 'on')"
	"  ORDER BY resource_id, weekday, from_min, id /* scan: one branch, sorted */";

enum err_code roster_list_branch(struct store *s, int64_t branch_id, bool retired,
    struct roster_list *out, struct err *e)
{
	struct stmt *q = stmt_get(s, roster_list_branch_sql);

	roster_list_free(out);
	stmt_int(q, ":branch", branch_id);
	stmt_int(q, ":retired", retired);
	while (stmt_row(q, e))
		roster_read(q, vec_push(out));
	return stmt_done(q, e);
}

void roster_list_free(struct roster_list *l)
{
	vec_free(l);
}

static const char roster_insert_sql[] =
	"INSERT INTO roster(rev, resource_id, branch_id, kind, weekday, from_min, to_min, from_day,"
	"    to_day, note, since_day)"
	"  VALUES (:rev, :resource, :branch, :kind, :weekday, :from_min, :to_min, :from_day,"
	"    :to_day, :note, :since) RETURNING id";

enum err_code roster_insert(struct txn *t, const struct roster *r, int64_t *id, struct err *e)
{
	struct stmt *q = stmt_get(txn_store(t), roster_insert_sql);

	stmt_int(q, ":rev", txn_action_id(t));
	stmt_int(q, ":resource", r->resource_id);
	stmt_int(q, ":branch", r->branch_id);
	stmt_text(q, ":kind", r->kind);
	stmt_int(q, ":weekday", r->weekday);
	stmt_int(q, ":from_min", r->from_min);
	stmt_int(q, ":to_min", r->to_min);
	stmt_text(q, ":from_day", row_null(r->from_day));
	stmt_text(q, ":to_day", row_null(r->to_day));
	stmt_text(q, ":note", row_null(r->note));
	stmt_text(q, ":since", row_null(r->since_day));
	return row_run(q, id, no_roster, e);
}

static const char roster_retire_sql[] =
	"UPDATE roster SET state = 'retired', until_day = :day, rev = :rev WHERE id = :id"
	"  RETURNING id";

enum err_code roster_retire(struct txn *t, int64_t id, const char *day, struct err *e)
{
	struct stmt *q = stmt_get(txn_store(t), roster_retire_sql);

	stmt_int(q, ":rev", txn_action_id(t));
	stmt_text(q, ":day", day);
	stmt_int(q, ":id", id);
	return row_run(q, NULL, no_roster, e);
}
