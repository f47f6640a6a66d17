#include "data/consultation.h"

#include <string.h>

#include "base/mem.h"
#include "base/tr.h"
#include "data/txn.h"
#include "data/store/row_priv.h"

static const char missing[] = N_("That consultation is not here. Look at the list again.");

#define SELECT \
	"SELECT c.id, c.rev, c.branch_id, c.client_id, c.dependant_id, c.created_at, c.visit_id," \
	"    c.service_id, c.sheet_id, c.staff_id, c.diagnosis_by, c.diagnosis_at, c.done_at," \
	"    c.tailored, c.day, c.follow_day, c.outcome, c.state, c.diagnosis, c.reason, s.form," \
	"    s.form_hash, p.name, x.name" \
	"  FROM consultation c JOIN sheet s ON s.id = c.sheet_id" \
	"  LEFT JOIN staff p ON p.id = c.staff_id LEFT JOIN staff x ON x.id = c.diagnosis_by"

static void read_row(struct stmt *q, struct consultation *c)
{
	int64_t *const ids[] = { &c->id, &c->rev, &c->branch_id, &c->client_id, &c->dependant_id,
		&c->created_at, &c->visit_id, &c->service_id, &c->sheet_id, &c->staff_id,
		&c->diagnosis_by, &c->diagnosis_at, &c->done_at, &c->tailored };
	const struct {
		char *dst;
		size_t size;
	} texts[] = {
		{ c->day, sizeof c->day }, { c->follow_day, sizeof c->follow_day },
		{ c->outcome, sizeof c->outcome }, { c->state, sizeof c->state },
		{ c->diagnosis, sizeof c->diagnosis }, { c->reason, sizeof c->reason },
		{ c->form, sizeof c->form }, { c->form_hash, sizeof c->form_hash },
		{ c->staff, sizeof c->staff }, { c->expert, sizeof c->expert },
	};
	int at = 0;

	for (size_t i = 0; i < sizeof ids / sizeof *ids; i++)
		*ids[i] = stmt_col_int(q, at++);
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
		stmt_col_copy(q, at++, texts[i].dst, texts[i].size);
}

static enum err_code read_list(struct stmt *q, struct consultation_list *out, struct err *e)
{
	consultation_list_free(out);
	while (stmt_row(q, e))
		read_row(q, vec_push(out));
	return stmt_done(q, e);
}

static enum err_code read_one(struct stmt *q, struct consultation *out, struct err *e)
{
	bool found = stmt_row(q, e);

	*out = (struct consultation){ 0 };
	if (found)
		read_row(q, out);
	return row_end(q, found, missing, e);
}

void consultation_list_free(struct consultation_list *l)
{
	vec_free(l);
}

static const char client_sql[] =
	SELECT "  WHERE c.client_id = :client ORDER BY c.created_at DESC, c.id DESC";

enum err_code consultation_list_client(struct store *s, int64_t client_id,
    struct consultation_list *out, struct err *e)
{
	struct stmt *q = stmt_get(s, client_sql);

	stmt_int(q, ":client", client_id);
	return read_list(q, out, e);
}

/* The state stands there literally: a parameter would not match the partial index. */
static const char open_sql[] =
	SELECT "  WHERE c.state = 'open'"
	"    AND c.branch_id IN (SELECT b.id FROM branch b WHERE :branch = 0 OR b.id = :branch)"
	"  ORDER BY c.created_at, c.id /* scan: what is open, sorted; few branches */";

enum err_code consultation_list_open(struct store *s, int64_t branch_id,
    struct consultation_list *out, struct err *e)
{
	struct stmt *q = stmt_get(s, open_sql);

	stmt_int(q, ":branch", branch_id);
	return read_list(q, out, e);
}

static const char get_sql[] = SELECT "  WHERE c.id = :id";

enum err_code consultation_get(struct store *s, int64_t id, struct consultation *out,
    struct err *e)
{
	struct stmt *q = stmt_get(s, get_sql);

	stmt_int(q, ":id", id);
	return read_one(q, out, e);
}

static const char visit_sql[] =
	SELECT "  WHERE c.visit_id = :visit ORDER BY c.id DESC LIMIT 1";

enum err_code consultation_of_visit(struct store *s, int64_t visit_id, struct consultation *out,
    struct err *e)
{
	struct stmt *q = stmt_get(s, visit_sql);

	stmt_int(q, ":visit", visit_id);
	return read_one(q, out, e);
}

static const char last_sql[] =
	SELECT "  WHERE c.client_id = :client AND c.dependant_id IS nullif(:dependant, 0)"
	"    AND s.form = :form AND (:before = 0 OR c.id < :before)"
	"  ORDER BY c.created_at DESC, c.id DESC LIMIT 1";

enum err_code consultation_last(struct store *s, int64_t client_id, int64_t dependant_id,
    const char *form, int64_t before, struct consultation *out, struct err *e)
{
	struct stmt *q = stmt_get(s, last_sql);

	stmt_int(q, ":client", client_id);
	stmt_int(q, ":dependant", dependant_id);
	stmt_text(q, ":form", form);
	stmt_int(q, ":before", before);
	return read_one(q, out, e);
}

/* ---- writing ---- */

static const char insert_sql[] =
	"INSERT INTO consultation(rev, branch_id, client_id, dependant_id, day, created_at,"
	"    visit_id, service_id, sheet_id, staff_id, tailored)"
	"  VALUES (:rev, :branch, :client, :dependant, :day, :now, :visit, :service, :sheet,"
	"    :staff, :tailored)"
	"  RETURNING id" ROW_PARENT;

enum err_code consultation_insert(struct txn *t, const struct consultation *c, int64_t *id,
    struct err *e)
{
	struct stmt *q = stmt_get(txn_store(t), insert_sql);

	stmt_int(q, ":rev", txn_action_id(t));
	stmt_int(q, ":branch", c->branch_id);
	stmt_int(q, ":client", c->client_id);
	stmt_int_or_null(q, ":dependant", c->dependant_id);
	stmt_text(q, ":day", c->day);
	stmt_int(q, ":now", txn_now(t));
	stmt_int_or_null(q, ":visit", c->visit_id);
	stmt_int_or_null(q, ":service", c->service_id);
	stmt_int(q, ":sheet", c->sheet_id);
	stmt_int_or_null(q, ":staff", c->staff_id ? c->staff_id : txn_actor(t)->staff_id);
	stmt_int(q, ":tailored", c->tailored);
	return row_run(q, id, missing, e);
}

static const char diagnose_sql[] =
	"UPDATE consultation SET rev = :rev, diagnosis = :text, diagnosis_by = :by,"
	"    diagnosis_at = :now WHERE id = :id RETURNING id";

enum err_code consultation_diagnose(struct txn *t, int64_t id, const char *text, struct err *e)
{
	struct stmt *q = stmt_get(txn_store(t), diagnose_sql);

	stmt_int(q, ":rev", txn_action_id(t));
	stmt_int(q, ":id", id);
	stmt_text(q, ":text", text);
	stmt_int(q, ":by", txn_actor(t)->staff_id);
	stmt_int(q, ":now", txn_now(t));
	return row_run(q, NULL, missing, e);
}

static const char end_sql[] =
	"UPDATE consultation SET rev = :rev, state = 'done', done_at = :now, outcome = :outcome,"
	"    reason = :reason, follow_day = :day WHERE id = :id AND state = 'open' RETURNING id";

enum err_code consultation_end(struct txn *t, int64_t id, const char *outcome, const char *reason,
    const char *follow_day, struct err *e)
{
	struct stmt *q = stmt_get(txn_store(t), end_sql);
	enum err_code rc;

	stmt_int(q, ":rev", txn_action_id(t));
	stmt_int(q, ":id", id);
	stmt_int(q, ":now", txn_now(t));
	stmt_text(q, ":outcome", outcome);
	stmt_text(q, ":reason", row_null(reason));
	stmt_text(q, ":day", row_null(follow_day));
	rc = row_run(q, NULL, missing, e);
	if (rc != ERR_NOTFOUND)
		return rc;
	err_clear(e);
	return err_set(e, ERR_CONFLICT, "%s", tr("The consultation was finished meanwhile."));
}

/* ---- who took part ---- */

static const char attended_sql[] =
	"SELECT a.role, a.staff_id, a.at, p.name FROM attendance a"
	"  JOIN staff p ON p.id = a.staff_id WHERE a.consultation_id = :id"
	"  ORDER BY a.at, a.role /* scan: of one consultation, sorted */";

enum err_code attendance_list(struct store *s, int64_t consultation_id,
    struct attendance_list *out, struct err *e)
{
	struct stmt *q = stmt_get(s, attended_sql);

	attendance_list_free(out);
	stmt_int(q, ":id", consultation_id);
	while (stmt_row(q, e)) {
		struct attendance *a = vec_push(out);

		stmt_col_copy(q, 0, a->role, sizeof a->role);
		a->staff_id = stmt_col_int(q, 1);
		a->at = stmt_col_int(q, 2);
		stmt_col_copy(q, 3, a->staff, sizeof a->staff);
	}
	return stmt_done(q, e);
}

void attendance_list_free(struct attendance_list *l)
{
	vec_free(l);
}

static const char attend_sql[] =
	"INSERT INTO attendance(consultation_id, role, rev, staff_id, at)"
	"  VALUES (:id, :role, :rev, :staff, :now)";

enum err_code attendance_insert(struct txn *t, int64_t consultation_id, const char *role,
    int64_t staff_id, struct err *e)
{
	struct stmt *q = stmt_get(txn_store(t), attend_sql);

	stmt_int(q, ":id", consultation_id);
	stmt_text(q, ":role", role);
	stmt_int(q, ":rev", txn_action_id(t));
	stmt_int(q, ":staff", staff_id);
	stmt_int(q, ":now", txn_now(t));
	return stmt_run(q, e);
}
