#include "data/approval.h"

#include "base/mem.h"
#include "base/tr.h"
#include "data/catalog.h"
#include "data/txn.h"
#include "data/store/row_priv.h"

#define KEPT_SECONDS 86400

static const char gone[] = N_("That question is not open any more. Nothing was answered.");

static const char approval_expire_sql[] = "DELETE FROM approval WHERE until_at < :before";

static enum err_code expire(struct txn *t, struct err *e)
{
	struct stmt *q = stmt_get(txn_store(t), approval_expire_sql);

	stmt_int(q, ":before", txn_now(t) - KEPT_SECONDS);
	return stmt_run(q, e);
}

static const char approval_insert_sql[] =
	"INSERT INTO approval(right_name, text, why, staff_id, station, asked_of, asked_at,"
	"    until_at)"
	"  VALUES (:right, :text, :why, :me, :station, :of, :now, :until) RETURNING id";

enum err_code approval_insert(struct txn *t, const struct approval *a, int64_t *id, struct err *e)
{
	const struct actor *me = txn_actor(t);
	enum err_code rc = expire(t, e);
	struct stmt *q;

	if (rc != OK)
		return rc;
	q = stmt_get(txn_store(t), approval_insert_sql);
	stmt_text(q, ":right", a->right);
	stmt_text(q, ":text", a->text);
	stmt_text(q, ":why", a->why);
	stmt_int(q, ":me", me->staff_id);
	stmt_text(q, ":station", me->station ? me->station : "");
	stmt_int(q, ":of", a->asked_of);
	stmt_int(q, ":now", txn_now(t));
	stmt_int(q, ":until", a->until_at);
	txn_touch_area(t, AREA_JOBS);
	return row_run(q, id, gone, e);
}

#define COLUMNS "id, staff_id, asked_of, asked_at, until_at, answered_by, answered_at," \
	" right_name, text, why, station, state, answer"

static void read_row(struct stmt *q, struct approval *a)
{
	*a = (struct approval){
		.id = stmt_col_int(q, 0), .staff_id = stmt_col_int(q, 1),
		.asked_of = stmt_col_int(q, 2), .asked_at = stmt_col_int(q, 3),
		.until_at = stmt_col_int(q, 4), .answered_by = stmt_col_int(q, 5),
		.answered_at = stmt_col_int(q, 6),
	};
	stmt_col_copy(q, 7, a->right, sizeof a->right);
	stmt_col_copy(q, 8, a->text, sizeof a->text);
	stmt_col_copy(q, 9, a->why, sizeof a->why);
	stmt_col_copy(q, 10, a->station, sizeof a->station);
	stmt_col_copy(q, 11, a->state, sizeof a->state);
	stmt_col_copy(q, 12, a->answer, sizeof a->answer);
}

static const char approval_get_sql[] = "SELECT " COLUMNS " FROM approval WHERE id = :id";

enum err_code approval_get(struct store *s, int64_t id, struct approval *out, struct err *e)
{
	struct stmt *q = stmt_get(s, approval_get_sql);
	bool found;

	stmt_int(q, ":id", id);
	found = stmt_row(q, e);
	if (found)
		read_row(q, out);
	return row_end(q, found, gone, e);
}

static const char approval_list_open_sql[] =
	"SELECT " COLUMNS " FROM approval WHERE until_at > :now AND state = 'open'"
	"    AND staff_id <> :me AND asked_of IN (0, :me)"
	"  ORDER BY asked_at, id /* scan: few are open, sorted */";

enum err_code approval_list_open(struct store *s, int64_t staff_id, int64_t now,
    struct approval_list *out, struct err *e)
{
	struct stmt *q = stmt_get(s, approval_list_open_sql);

	approval_list_free(out);
	stmt_int(q, ":now", now);
	stmt_int(q, ":me", staff_id);
	while (stmt_row(q, e))
		read_row(q, vec_push(out));
	return stmt_done(q, e);
}

void approval_list_free(struct approval_list *l)
{
	vec_free(l);
}

/* A question that nobody can answer with yes to himself: the condition stands in the statement,
 * so that no caller can forget it. */
static const char approval_answer_sql[] =
	"UPDATE approval SET state = :state, answer = :answer, answered_by = :me,"
	"    answered_at = :now"
	"  WHERE id = :id AND state = 'open' AND until_at > :now AND staff_id <> :me RETURNING id";

static enum err_code or_conflict(struct stmt *q, struct err *e)
{
	bool found = stmt_row(q, e);
	enum err_code rc = stmt_done(q, e);

	return rc == OK && !found ? err_set(e, ERR_CONFLICT, "%s", tr(gone)) : rc;
}

enum err_code approval_answer(struct txn *t, int64_t id, const char *state, const char *answer,
    struct err *e)
{
	struct stmt *q = stmt_get(txn_store(t), approval_answer_sql);

	stmt_int(q, ":id", id);
	stmt_text(q, ":state", state);
	stmt_text(q, ":answer", answer ? answer : "");
	stmt_int(q, ":me", txn_actor(t)->staff_id);
	stmt_int(q, ":now", txn_now(t));
	txn_touch_area(t, AREA_JOBS);
	return or_conflict(q, e);
}

static const char approval_withdraw_sql[] =
	"UPDATE approval SET state = 'withdrawn'"
	"  WHERE id = :id AND state IN ('open', 'approved') AND staff_id = :me";

enum err_code approval_withdraw(struct txn *t, int64_t id, struct err *e)
{
	struct stmt *q = stmt_get(txn_store(t), approval_withdraw_sql);

	stmt_int(q, ":id", id);
	stmt_int(q, ":me", txn_actor(t)->staff_id);
	txn_touch_area(t, AREA_JOBS);
	return stmt_run(q, e);
}

static const char approval_ready_sql[] =
	"SELECT " COLUMNS " FROM approval WHERE until_at > :now AND state = 'approved'"
	"    AND staff_id = :staff AND right_name = :right AND text = :text"
	"  ORDER BY id DESC LIMIT 1 /* scan: few are kept */";

enum err_code approval_ready(struct store *s, int64_t staff_id, const char *right,
    const char *text, int64_t now, struct approval *out, struct err *e)
{
	struct stmt *q = stmt_get(s, approval_ready_sql);
	bool found;

	stmt_int(q, ":now", now);
	stmt_int(q, ":staff", staff_id);
	stmt_text(q, ":right", right);
	stmt_text(q, ":text", text);
	found = stmt_row(q, e);
	if (found)
		read_row(q, out);
	return row_end(q, found, gone, e);
}

static const char approval_use_sql[] =
	"UPDATE approval SET state = 'used'"
	"  WHERE id = :id AND state = 'approved' AND until_at > :now AND staff_id = :me"
	"    AND answered_by = :second RETURNING id";

enum err_code approval_use(struct txn *t, struct err *e)
{
	const struct actor *me = txn_actor(t);
	struct stmt *q;

	if (!me->approval_id)
		return OK;
	q = stmt_get(txn_store(t), approval_use_sql);
	stmt_int(q, ":id", me->approval_id);
	stmt_int(q, ":me", me->staff_id);
	stmt_int(q, ":second", me->second_id);
	stmt_int(q, ":now", txn_now(t));
	txn_touch_area(t, AREA_JOBS);
	return or_conflict(q, e);
}
