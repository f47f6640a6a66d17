/* What takes the time of people and things: absences, the way between branches, appointments. */
#include "base/mem.h"
#include "base/tr.h"
#include "data/hours.h"
#include "data/txn.h"
#include "data/store/row_priv.h"

static const char no_absence[] = N_("That absence is not on the list any more. Look at it again.");

/* ---- absences ---- */

#define ABSENCE \
	"a.id, a.rev, a.branch_id, a.resource_id, a.created_at, a.created_by, a.day, a.kind," \
	" a.start_at, a.end_at, a.reason, a.state"

static void absence_read(struct stmt *q, struct absence *a)
{
	a->id = stmt_col_int(q, 0);
	a->rev = stmt_col_int(q, 1);
	a->branch_id = stmt_col_int(q, 2);
	a->resource_id = stmt_col_int(q, 3);
	a->created_at = stmt_col_int(q, 4);
	a->created_by = stmt_col_int(q, 5);
	stmt_col_copy(q, 6, a->day, sizeof a->day);
	stmt_col_copy(q, 7, a->kind, sizeof a->kind);
	a->start_at = stmt_col_int(q, 8);
	a->end_at = stmt_col_int(q, 9);
	stmt_col_copy(q, 10, a->reason, sizeof a->reason);
	stmt_col_copy(q, 11, a->state, sizeof a->state);
}

static const char absence_get_sql[] = "SELECT " ABSENCE " FROM absence a WHERE a.id = :id";

enum err_code absence_get(struct store *s, int64_t id, struct absence *out, struct err *e)
{
	struct stmt *q = stmt_get(s, absence_get_sql);
	bool found;

	stmt_int(q, ":id", id);
	found = stmt_row(q, e);
	if (found)
		absence_read(q, out);
	return row_end(q, found, no_absence, e);
}

static const char absence_list_sql[] =
	"SELECT " ABSENCE " FROM absence a"
	"  WHERE a.resource_id = :resource AND a.end_at > :from AND a.start_at < :to"
	"    AND a.state = 'on'"
	"  ORDER BY a.start_at, a.id /* scan: what is still to come of one, sorted */";

static enum err_code absence_add(struct store *s, int64_t resource_id, int64_t from, int64_t to,
    struct absence_list *out, struct err *e)
{
	struct stmt *q = stmt_get(s, absence_list_sql);

	stmt_int(q, ":resource", resource_id);
	stmt_int(q, ":from", from);
	stmt_int(q, ":to", to);
	while (stmt_row(q, e))
		absence_read(q, vec_push(out));
	return stmt_done(q, e);
}

enum err_code absence_list(struct store *s, const int64_t *resource, size_t n, int64_t from,
    int64_t to, struct absence_list *out, struct err *e)
{
	bool view = view_begin(s);
	enum err_code rc = OK;

	absence_list_free(out);
	for (size_t i = 0; i < n && rc == OK; i++)
		rc = absence_add(s, resource[i], from, to, out, e);
	view_end(s, view);
	return rc;
}

/* state = 'on' stands there literally: a parameter would not match the partial index. */
static const char absence_list_open_sql[] =
	"SELECT " ABSENCE " FROM absence a JOIN resource r ON r.id = a.resource_id"
	"  WHERE a.state = 'on' AND a.end_at > :now"
	"    AND (:branch = 0 OR r.branch_id IS NULL OR r.branch_id = :branch)"
	"  ORDER BY a.start_at, a.id /* scan: what is still to come, sorted */";

enum err_code absence_list_open(struct store *s, int64_t branch_id, int64_t now,
    struct absence_list *out, struct err *e)
{
	struct stmt *q = stmt_get(s, absence_list_open_sql);

	absence_list_free(out);
	stmt_int(q, ":branch", branch_id);
	stmt_int(q, ":now", now);
	while (stmt_row(q, e))
		absence_read(q, vec_push(out));
	return stmt_done(q, e);
}

/* The states stand there literally: parameters would not match the partial indexes. */
static const char absence_touching_sql[] =
	"SELECT " ABSENCE " FROM absence a JOIN resource r ON r.id = a.resource_id"
	"  WHERE a.id IN (SELECT x.absence_id FROM disruption x WHERE x.state IN ('open', 'asked')"
	"      UNION SELECT b.id FROM absence b WHERE b.state = 'on' AND b.end_at > :now)"
	"    AND EXISTS (SELECT 1 FROM disruption y WHERE y.absence_id = a.id)"
	"    AND (:branch = 0 OR r.branch_id IS NULL OR r.branch_id = :branch)"
	"  ORDER BY a.start_at, a.id /* scan: what is going on, sorted */";

enum err_code absence_list_touching(struct store *s, int64_t branch_id, int64_t now,
    struct absence_list *out, struct err *e)
{
	struct stmt *q = stmt_get(s, absence_touching_sql);

	absence_list_free(out);
	stmt_int(q, ":now", now);
	stmt_int(q, ":branch", branch_id);
	while (stmt_row(q, e))
		absence_read(q, vec_push(out));
	return stmt_done(q, e);
}

void absence_list_free(struct absence_list *l)
{
	vec_free(l);
}

static const char absence_insert_sql[] =
	"INSERT INTO absence(rev, branch_id, resource_id, day, created_at, created_by, kind,"
	"    start_at, end_at, reason)"
	"  VALUES (:rev, :branch, :resource, :day, :now, :by, :kind, :start, :end, :reason)"
	"  RETURNING id" ROW_PARENT;

enum err_code absence_insert(struct txn *t, const struct absence *a, int64_t *id, struct err *e)
{
	struct stmt *q = stmt_get(txn_store(t), absence_insert_sql);

	stmt_int(q, ":rev", txn_action_id(t));
	stmt_int_or_null(q, ":branch", a->branch_id);
	stmt_int(q, ":resource", a->resource_id);
	stmt_text(q, ":day", a->day);
	stmt_int(q, ":now", txn_now(t));
	stmt_int_or_null(q, ":by", txn_actor(t)->staff_id);
	stmt_text(q, ":kind", a->kind);
	stmt_int(q, ":start", a->start_at);
	stmt_int(q, ":end", a->end_at);
	stmt_text(q, ":reason", row_null(a->reason));
	return row_run(q, id, no_absence, e);
}

static const char absence_set_state_sql[] =
	"UPDATE absence SET state = :state, rev = :rev WHERE id = :id RETURNING id";

enum err_code absence_set_state(struct txn *t, int64_t id, const char *state, struct err *e)
{
	struct stmt *q = stmt_get(txn_store(t), absence_set_state_sql);

	stmt_int(q, ":rev", txn_action_id(t));
	stmt_text(q, ":state", state);
	stmt_int(q, ":id", id);
	return row_run(q, NULL, no_absence, e);
}

static const char absence_set_end_sql[] =
	"UPDATE absence SET end_at = :end, rev = :rev WHERE id = :id RETURNING id";

enum err_code absence_set_end(struct txn *t, int64_t id, int64_t end_at, struct err *e)
{
	struct absence a;
	enum err_code rc = absence_get(txn_store(t), id, &a, e);
	struct stmt *q;

	if (rc != OK)
		return rc;
	if (end_at <= a.start_at)
		return err_set(e, ERR_INVALID, "%s",
		    tr("Not changed. It ends after it begins. Withdraw it instead."));
	q = stmt_get(txn_store(t), absence_set_end_sql);
	stmt_int(q, ":rev", txn_action_id(t));
	stmt_int(q, ":end", end_at);
	stmt_int(q, ":id", id);
	return row_run(q, NULL, no_absence, e);
}

/* ---- the way ---- */

static const char travel_list_sql[] =
	"SELECT low_id + high_id - :branch, minutes FROM travel"
	"  WHERE low_id = :branch OR high_id = :branch ORDER BY 1"
	" /* scan: few branches */";

enum err_code travel_list(struct store *s, int64_t branch_id, struct travel_list *out,
    struct err *e)
{
	struct stmt *q = stmt_get(s, travel_list_sql);

	travel_list_free(out);
	stmt_int(q, ":branch", branch_id);
	while (stmt_row(q, e)) {
		struct travel *one = vec_push(out);

		one->other_id = stmt_col_int(q, 0);
		one->minutes = (int)stmt_col_int(q, 1);
	}
	return stmt_done(q, e);
}

void travel_list_free(struct travel_list *l)
{
	vec_free(l);
}

static const char travel_set_sql[] =
	"INSERT INTO travel(low_id, high_id, rev, minutes) VALUES (:low, :high, :rev, :minutes)"
	"  ON CONFLICT(low_id, high_id) DO UPDATE SET rev = excluded.rev,"
	"    minutes = excluded.minutes";

enum err_code travel_set(struct txn *t, int64_t a, int64_t b, int minutes, struct err *e)
{
	struct stmt *q = stmt_get(txn_store(t), travel_set_sql);

	stmt_int(q, ":low", a < b ? a : b);
	stmt_int(q, ":high", a < b ? b : a);
	stmt_int(q, ":rev", txn_action_id(t));
	stmt_int(q, ":minutes", minutes);
	return stmt_run(q, e);
}

/* ---- appointments ---- */

/* Nothing lasts longer than a day: that bounds the range (see the guards). */
static const char taken_sql[] =
	"SELECT resource_id, appointment_id, start_at, end_at, 0 FROM appointment_resource"
	"  WHERE active = 1 AND resource_id = :resource AND start_at < :to"
	"    AND start_at > :from - 86400 AND end_at > :from"
	"  ORDER BY start_at, end_at";

static const char taken_where_sql[] =
	"SELECT x.resource_id, x.appointment_id, x.start_at, x.end_at, a.branch_id"
	"  FROM appointment_resource x JOIN appointment a ON a.id = x.appointment_id"
	"  WHERE x.active = 1 AND x.resource_id = :resource AND x.start_at < :to"
	"    AND x.start_at > :from - 86400 AND x.end_at > :from"
	"  ORDER BY x.start_at, x.end_at";

enum err_code taken_add(struct store *s, int64_t resource_id, int64_t from, int64_t to,
    bool where, struct taken_list *out, struct err *e)
{
	struct stmt *q = stmt_get(s, where ? taken_where_sql : taken_sql);

	stmt_int(q, ":resource", resource_id);
	stmt_int(q, ":from", from);
	stmt_int(q, ":to", to);
	while (stmt_row(q, e)) {
		struct taken *one = vec_push(out);

		one->resource_id = stmt_col_int(q, 0);
		one->appointment_id = stmt_col_int(q, 1);
		one->start_at = stmt_col_int(q, 2);
		one->end_at = stmt_col_int(q, 3);
		one->branch_id = stmt_col_int(q, 4);
	}
	return stmt_done(q, e);
}

void taken_list_free(struct taken_list *l)
{
	vec_free(l);
}

static const char taken_turns_sql[] =
	"SELECT count(DISTINCT a.id)"
	"  FROM appointment_resource x JOIN appointment a ON a.id = x.appointment_id"
	"  WHERE x.resource_id = :resource AND x.start_at >= :from AND x.start_at < :to"
	"    AND a.asked = 0 AND a.state NOT IN ('cancelled', 'noshow')"
	" /* scan: one day of one, counted */";

enum err_code taken_turns(struct store *s, int64_t resource_id, int64_t from, int64_t to,
    int64_t *n, struct err *e)
{
	struct stmt *q = stmt_get(s, taken_turns_sql);

	stmt_int(q, ":resource", resource_id);
	stmt_int(q, ":from", from);
	stmt_int(q, ":to", to);
	return row_number(q, n, e);
}
