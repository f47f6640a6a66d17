#include "data/plan.h"

#include "base/mem.h"
#include "base/tr.h"
#include "data/txn.h"
#include "plan_priv.h"
#include "data/store/row_priv.h"

const char plan_missing[] = N_("That plan is not here. Look at the list again.");

/* A plan has few sessions: their sums are counted when it is read. */
#define SELECT \
	"SELECT p.id, p.rev, p.branch_id, p.client_id, p.dependant_id, p.created_at," \
	"    p.created_by, p.consultation_id, coalesce(v.price, 0)," \
	"    (SELECT coalesce(sum(x.price), 0) FROM plan_session x" \
	"      WHERE x.plan_id = p.id AND x.state = 'used')," \
	"    (SELECT coalesce(max(x.used_at), 0) FROM plan_session x WHERE x.plan_id = p.id)," \
	"    p.version," \
	"    (SELECT count(*) FROM plan_session x WHERE x.plan_id = p.id" \
	"      AND x.state <> 'dropped')," \
	"    (SELECT count(*) FROM plan_session x WHERE x.plan_id = p.id AND x.state = 'used')," \
	"    p.day, p.number, p.name, p.goal, p.template, p.state, p.reason" \
	"  FROM plan p LEFT JOIN plan_version v ON v.plan_id = p.id AND v.version = p.version"

static void plan_read(struct stmt *q, struct plan *p)
{
	const struct {
		char *dst;
		size_t size;
	} to[] = {
		{ p->day, sizeof p->day }, { p->number, sizeof p->number },
		{ p->name, sizeof p->name }, { p->goal, sizeof p->goal },
		{ p->template, sizeof p->template }, { p->state, sizeof p->state },
		{ p->reason, sizeof p->reason },
	};
	int64_t *const ids[] = { &p->id, &p->rev, &p->branch_id, &p->client_id, &p->dependant_id,
		&p->created_at, &p->created_by, &p->consultation_id, &p->price, &p->used_sum,
		&p->last_used_at };
	int *const numbers[] = { &p->version, &p->sessions, &p->used };

	for (size_t i = 0; i < sizeof ids / sizeof *ids; i++)
		*ids[i] = stmt_col_int(q, (int)i);
	for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++)
		*numbers[i] = (int)stmt_col_int(q, (int)(11 + i));
	for (size_t i = 0; i < sizeof to / sizeof *to; i++)
		stmt_col_copy(q, (int)(14 + i), to[i].dst, to[i].size);
}

static enum err_code read_list(struct stmt *q, struct plan_list *out, struct err *e)
{
	plan_list_free(out);
	while (stmt_row(q, e))
		plan_read(q, vec_push(out));
	return stmt_done(q, e);
}

static const char list_client_sql[] =
	SELECT "  WHERE p.client_id = :client ORDER BY p.created_at DESC, p.id DESC";

enum err_code plan_list_client(struct store *s, int64_t client_id, struct plan_list *out,
    struct err *e)
{
	struct stmt *q = stmt_get(s, list_client_sql);

	stmt_int(q, ":client", client_id);
	return read_list(q, out, e);
}

/* The states stand there literally: parameters would not match the partial index. */
static const char list_open_sql[] =
	SELECT "  WHERE p.state IN ('draft', 'agreed')"
	"    AND p.branch_id IN (SELECT b.id FROM branch b WHERE :branch = 0 OR b.id = :branch)"
	"  ORDER BY p.created_at, p.id /* scan: what is open, sorted; few branches */";

enum err_code plan_list_open(struct store *s, int64_t branch_id, struct plan_list *out,
    struct err *e)
{
	struct stmt *q = stmt_get(s, list_open_sql);

	stmt_int(q, ":branch", branch_id);
	return read_list(q, out, e);
}

void plan_list_free(struct plan_list *l)
{
	vec_free(l);
}

static const char get_sql[] = SELECT "  WHERE p.id = :id";

enum err_code plan_get(struct store *s, int64_t id, struct plan *out, struct err *e)
{
	struct stmt *q = stmt_get(s, get_sql);
	bool found;

	*out = (struct plan){ 0 };
	stmt_int(q, ":id", id);
	found = stmt_row(q, e);
	if (found)
		plan_read(q, out);
	return row_end(q, found, plan_missing, e);
}

static const char by_number_sql[] = "SELECT id FROM plan WHERE number = :number";

enum err_code plan_by_number(struct store *s, const char *number, int64_t *id, struct err *e)
{
	struct stmt *q = stmt_get(s, by_number_sql);
	bool found;

	stmt_text(q, ":number", number);
	found = stmt_row(q, e);
	*id = found ? stmt_col_int(q, 0) : 0;
	return row_end(q, found, plan_missing, e);
}

/* A session that is booked keeps a plan alive however long ago the last one was. */
static const char broken_sql[] =
	SELECT "  WHERE p.state = 'agreed' AND p.created_at < :at"
	"    AND p.branch_id IN (SELECT b.id FROM branch b WHERE :branch = 0 OR b.id = :branch)"
	"    AND NOT EXISTS (SELECT 1 FROM plan_session x WHERE x.plan_id = p.id"
	"      AND x.used_at >= :at)"
	"    AND EXISTS (SELECT 1 FROM plan_session x WHERE x.plan_id = p.id"
	"      AND x.state = 'open')"
	"    AND NOT EXISTS (SELECT 1 FROM plan_session x JOIN appointment a"
	"      ON a.id = x.appointment_id WHERE x.plan_id = p.id AND a.live = 1"
	"        AND a.end_at >= :now)"
	"    AND NOT EXISTS (SELECT 1 FROM client_todo o WHERE o.client_id = p.client_id"
	"      AND o.kind = 'plan' AND o.other_id = p.id AND o.state = 'open')"
	"  ORDER BY p.id /* scan: plans that go on, sorted; few branches */";

enum err_code plan_list_broken(struct store *s, int64_t branch_id, int64_t at, int64_t now,
    struct plan_list *out, struct err *e)
{
	struct stmt *q = stmt_get(s, broken_sql);

	stmt_int(q, ":branch", branch_id);
	stmt_int(q, ":at", at);
	stmt_int(q, ":now", now);
	return read_list(q, out, e);
}

static const char diagnosed_sql[] =
	"SELECT count(*) FROM consultation WHERE client_id = :client"
	"  AND dependant_id IS nullif(:dependant, 0) AND diagnosis_at IS NOT NULL"
	"  AND (:expert = 0 OR diagnosis_by = :expert)";

enum err_code plan_diagnosed(struct store *s, int64_t client_id, int64_t dependant_id,
    int64_t expert_id, bool *made, struct err *e)
{
	struct stmt *q = stmt_get(s, diagnosed_sql);
	int64_t n = 0;
	enum err_code rc;

	stmt_int(q, ":client", client_id);
	stmt_int(q, ":dependant", dependant_id);
	stmt_int(q, ":expert", expert_id);
	rc = row_number(q, &n, e);
	*made = n > 0;
	return rc;
}

/* ---- writing ---- */

static const char insert_sql[] =
	"INSERT INTO plan(rev, branch_id, client_id, dependant_id, day, created_at, created_by,"
	"    number, name, goal, template, consultation_id)"
	"  VALUES (:rev, :branch, :client, :dependant, :day, :now, :by, :number, :name, :goal,"
	"    :template, :consultation)"
	"  RETURNING id";

enum err_code plan_insert(struct txn *t, const struct plan *p, int64_t *id, struct err *e)
{
	struct stmt *q = stmt_get(txn_store(t), insert_sql);

	stmt_int(q, ":rev", txn_action_id(t));
	stmt_int(q, ":branch", p->branch_id);
	stmt_int(q, ":client", p->client_id);
	stmt_int_or_null(q, ":dependant", p->dependant_id);
	stmt_text(q, ":day", p->day);
	stmt_int(q, ":now", txn_now(t));
	stmt_int_or_null(q, ":by", txn_actor(t)->staff_id);
	stmt_text(q, ":number", p->number);
	stmt_text(q, ":name", p->name);
	stmt_text(q, ":goal", row_null(p->goal));
	stmt_text(q, ":template", row_null(p->template));
	stmt_int_or_null(q, ":consultation", p->consultation_id);
	return row_run(q, id, plan_missing, e);
}

enum err_code plan_changed(enum err_code rc, struct err *e)
{
	if (rc != ERR_NOTFOUND)
		return rc;
	err_clear(e);
	return err_set(e, ERR_CONFLICT, "%s",
	    tr("The plan was changed meanwhile. Look at it again."));
}

static const char state_sql[] =
	"UPDATE plan SET rev = :rev, state = :state, reason = :reason"
	"  WHERE id = :id AND state = coalesce(:was, state) RETURNING id";

enum err_code plan_set_state(struct txn *t, int64_t id, const char *was, const char *state,
    const char *reason, struct err *e)
{
	struct stmt *q = stmt_get(txn_store(t), state_sql);

	stmt_int(q, ":rev", txn_action_id(t));
	stmt_int(q, ":id", id);
	stmt_text(q, ":was", was);
	stmt_text(q, ":state", state);
	stmt_text(q, ":reason", reason && *reason ? reason : NULL);
	return plan_changed(row_run(q, NULL, plan_missing, e), e);
}
