/* Sessions of plans: one row each, with the price it was agreed at. */
#include "base/mem.h"
#include "base/tr.h"
#include "data/plan.h"
#include "data/txn.h"
#include "plan_priv.h"
#include "data/store/row_priv.h"

static const char no_session[] = N_("That session is not in the plan any more.");

/* An appointment that was cancelled or missed leaves the session free for another. */
#define SELECT \
	"SELECT x.id, x.rev, x.plan_id, x.service_id, x.price, x.used_at, a.id, a.start_at," \
	"    x.number, x.line, x.planned_day, x.state, a.state, v.name, v.name_en" \
	"  FROM plan_session x LEFT JOIN service v ON v.id = x.service_id" \
	"  LEFT JOIN appointment a ON a.id = x.appointment_id" \
	"    AND a.state NOT IN ('cancelled', 'noshow')"

static void session_read(struct stmt *q, struct plan_session *x)
{
	int64_t *const ids[] = { &x->id, &x->rev, &x->plan_id, &x->service_id, &x->price,
		&x->used_at, &x->appointment_id, &x->start_at };

	for (size_t i = 0; i < sizeof ids / sizeof *ids; i++)
		*ids[i] = stmt_col_int(q, (int)i);
	x->number = (int)stmt_col_int(q, 8);
	x->line = (int)stmt_col_int(q, 9);
	stmt_col_copy(q, 10, x->planned_day, sizeof x->planned_day);
	stmt_col_copy(q, 11, x->state, sizeof x->state);
	stmt_col_copy(q, 12, x->appointment_state, sizeof x->appointment_state);
	stmt_col_copy(q, 13, x->service, sizeof x->service);
	stmt_col_copy(q, 14, x->service_en, sizeof x->service_en);
}

static const char list_sql[] = SELECT "  WHERE x.plan_id = :plan ORDER BY x.number";

enum err_code plan_session_list(struct store *s, int64_t plan_id, struct plan_session_list *out,
    struct err *e)
{
	struct stmt *q = stmt_get(s, list_sql);

	plan_session_list_free(out);
	stmt_int(q, ":plan", plan_id);
	while (stmt_row(q, e))
		session_read(q, vec_push(out));
	return stmt_done(q, e);
}

void plan_session_list_free(struct plan_session_list *l)
{
	vec_free(l);
}

static const char get_sql[] = SELECT "  WHERE x.id = :id";

enum err_code plan_session_get(struct store *s, int64_t id, struct plan_session *out,
    struct err *e)
{
	struct stmt *q = stmt_get(s, get_sql);
	bool found;

	*out = (struct plan_session){ 0 };
	stmt_int(q, ":id", id);
	found = stmt_row(q, e);
	if (found)
		session_read(q, out);
	return row_end(q, found, no_session, e);
}

static const char of_appointment_sql[] =
	"SELECT id FROM plan_session WHERE appointment_id = :appointment AND state <> 'dropped'";

enum err_code plan_session_of_appointment(struct store *s, int64_t appointment_id, int64_t *id,
    struct err *e)
{
	struct stmt *q = stmt_get(s, of_appointment_sql);
	bool found;

	stmt_int(q, ":appointment", appointment_id);
	found = stmt_row(q, e);
	*id = found ? stmt_col_int(q, 0) : 0;
	return row_end(q, found, no_session, e);
}

static const char begun_sql[] =
	"SELECT EXISTS (SELECT 1 FROM plan_session WHERE plan_id = :id AND state = 'used')"
	"    OR EXISTS (SELECT 1 FROM treatment WHERE plan_id = :id AND state = 'open')";

enum err_code plan_is_begun(struct store *s, int64_t plan_id, bool *begun, struct err *e)
{
	struct stmt *q = stmt_get(s, begun_sql);
	bool found;

	stmt_int(q, ":id", plan_id);
	found = stmt_row(q, e);
	*begun = found && stmt_col_int(q, 0);
	return row_end(q, found, no_session, e);
}

/* ---- writing ---- */

static const char insert_sql[] =
	"INSERT INTO plan_session(rev, plan_id, number, line, service_id, price, planned_day)"
	"  VALUES (:rev, :plan, :number, :line, :service, :price, :day) RETURNING id";

enum err_code plan_session_insert(struct txn *t, const struct plan_session *x, int64_t *id,
    struct err *e)
{
	struct stmt *q = stmt_get(txn_store(t), insert_sql);

	stmt_int(q, ":rev", txn_action_id(t));
	stmt_int(q, ":plan", x->plan_id);
	stmt_int(q, ":number", x->number);
	stmt_int(q, ":line", x->line);
	stmt_int_or_null(q, ":service", x->service_id);
	stmt_int(q, ":price", x->price);
	stmt_text(q, ":day", row_null(x->planned_day));
	return row_run(q, id, no_session, e);
}

static const char state_sql[] =
	"UPDATE plan_session SET rev = :rev, state = :state, used_at = :at"
	"  WHERE id = :id AND state = :was RETURNING id";

enum err_code plan_session_set_state(struct txn *t, int64_t id, const char *was,
    const char *state, int64_t at, struct err *e)
{
	struct stmt *q = stmt_get(txn_store(t), state_sql);

	stmt_int(q, ":rev", txn_action_id(t));
	stmt_int(q, ":id", id);
	stmt_text(q, ":was", was);
	stmt_text(q, ":state", state);
	stmt_int_or_null(q, ":at", at);
	return plan_changed(row_run(q, NULL, no_session, e), e);
}

static const char appointment_sql[] =
	"UPDATE plan_session SET rev = :rev, appointment_id = :appointment"
	"  WHERE id = :id AND state <> 'dropped' RETURNING id";

enum err_code plan_session_set_appointment(struct txn *t, int64_t id, int64_t appointment_id,
    struct err *e)
{
	struct stmt *q = stmt_get(txn_store(t), appointment_sql);

	stmt_int(q, ":rev", txn_action_id(t));
	stmt_int(q, ":id", id);
	stmt_int_or_null(q, ":appointment", appointment_id);
	return row_run(q, NULL, no_session, e);
}

static const char day_sql[] =
	"UPDATE plan_session SET rev = :rev, planned_day = :day"
	"  WHERE id = :id AND state = 'open' RETURNING id";

enum err_code plan_session_set_day(struct txn *t, int64_t id, const char *planned_day,
    struct err *e)
{
	struct stmt *q = stmt_get(txn_store(t), day_sql);

	stmt_int(q, ":rev", txn_action_id(t));
	stmt_int(q, ":id", id);
	stmt_text(q, ":day", planned_day && *planned_day ? planned_day : NULL);
	return row_run(q, NULL, no_session, e);
}
