#include "data/complaint.h"

#include "base/mem.h"
#include "base/tr.h"
#include "data/txn.h"
#include "data/store/row_priv.h"

static const char no_complaint[] = N_("There is no such complaint. F8 shows them.");

#define OPEN_PROMISE \
	"(SELECT min(s.promise_at) FROM complaint_step s WHERE s.complaint_id = c.id" \
	"    AND s.kind = 'promise' AND s.kept IS NULL)"

#define COMPLAINTS \
	"SELECT c.id, c.rev, c.branch_id, c.client_id, c.dependant_id, c.created_at, c.taken_by," \
	"    c.visit_id, c.treatment_id, c.survey_id, c.owner_id, c.answer_due_at," \
	"    c.solve_due_at, c.answered_at, c.answered_by, c.apology_at, c.apology_by," \
	"    coalesce(c.cost, -1), c.closed_at, c.closed_by, " OPEN_PROMISE ", c.satisfied," \
	"    c.day, c.number, c.kind, c.level, c.channel, c.apology, c.cause, c.state," \
	"    c.content, c.wanted, c.result, c.against, t.name, o.name, a.name, p.name, x.name" \
	"  FROM complaint c LEFT JOIN staff t ON t.id = c.taken_by" \
	"  LEFT JOIN staff o ON o.id = c.owner_id LEFT JOIN staff a ON a.id = c.answered_by" \
	"  LEFT JOIN staff p ON p.id = c.apology_by LEFT JOIN staff x ON x.id = c.closed_by"

static void complaint_read(struct stmt *q, struct complaint *c)
{
	int64_t *const numbers[] = { &c->id, &c->rev, &c->branch_id, &c->client_id,
		&c->dependant_id, &c->created_at, &c->taken_by, &c->visit_id, &c->treatment_id,
		&c->survey_id, &c->owner_id, &c->answer_due_at, &c->solve_due_at, &c->answered_at,
		&c->answered_by, &c->apology_at, &c->apology_by, &c->cost, &c->closed_at,
		&c->closed_by, &c->promise_at };
	const struct {
		char *dst;
		size_t size;
	} to[] = {
		{ c->day, sizeof c->day }, { c->number, sizeof c->number },
		{ c->kind, sizeof c->kind }, { c->level, sizeof c->level },
		{ c->channel, sizeof c->channel }, { c->apology, sizeof c->apology },
		{ c->cause, sizeof c->cause }, { c->state, sizeof c->state },
		{ c->content, sizeof c->content }, { c->wanted, sizeof c->wanted },
		{ c->result, sizeof c->result }, { c->against, sizeof c->against },
		{ c->taken, sizeof c->taken }, { c->owner, sizeof c->owner },
		{ c->answered, sizeof c->answered }, { c->apologised, sizeof c->apologised },
		{ c->closed, sizeof c->closed },
	};

	for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++)
		*numbers[i] = stmt_col_int(q, (int)i);
	c->satisfied = (int)stmt_col_int(q, 21);
	for (size_t i = 0; i < sizeof to / sizeof *to; i++)
		stmt_col_copy(q, (int)(22 + i), to[i].dst, to[i].size);
}

static enum err_code read_one(struct stmt *q, struct complaint *out, struct err *e)
{
	bool found = stmt_row(q, e);

	*out = (struct complaint){ 0 };
	if (found)
		complaint_read(q, out);
	return row_end(q, found, no_complaint, e);
}

static enum err_code read_list(struct stmt *q, struct complaint_list *out, struct err *e)
{
	complaint_list_free(out);
	while (stmt_row(q, e))
		complaint_read(q, vec_push(out));
	return stmt_done(q, e);
}

void complaint_list_free(struct complaint_list *l)
{
	vec_free(l);
}

static const char get_sql[] = COMPLAINTS "  WHERE c.id = :id";
static const char number_sql[] = COMPLAINTS "  WHERE c.number = :number";

enum err_code complaint_get(struct store *s, int64_t id, struct complaint *out, struct err *e)
{
	struct stmt *q = stmt_get(s, get_sql);

	stmt_int(q, ":id", id);
	return read_one(q, out, e);
}

enum err_code complaint_by_number(struct store *s, const char *number, struct complaint *out,
    struct err *e)
{
	struct stmt *q = stmt_get(s, number_sql);

	stmt_text(q, ":number", number);
	return read_one(q, out, e);
}

#define OF_BRANCH "c.branch_id IN (SELECT b.id FROM branch b WHERE :branch = 0 OR b.id = :branch)"

/* The state stands there literally, else the partial index could not be used. */
static const char open_sql[] =
	COMPLAINTS "  WHERE " OF_BRANCH " AND c.state <> 'closed'"
	"  ORDER BY c.solve_due_at, c.id LIMIT 1000 /* scan: what is open, sorted */";

enum err_code complaint_list_open(struct store *s, int64_t branch_id, struct complaint_list *out,
    struct err *e)
{
	struct stmt *q = stmt_get(s, open_sql);

	stmt_int(q, ":branch", branch_id);
	return read_list(q, out, e);
}

static const char since_sql[] =
	COMPLAINTS "  WHERE " OF_BRANCH " AND c.day >= :day"
	"  ORDER BY c.day DESC, c.id DESC LIMIT 1000 /* scan: some days of it, sorted */";

enum err_code complaint_list_since(struct store *s, int64_t branch_id, const char *from_day,
    struct complaint_list *out, struct err *e)
{
	struct stmt *q = stmt_get(s, since_sql);

	stmt_int(q, ":branch", branch_id);
	stmt_text(q, ":day", from_day);
	return read_list(q, out, e);
}

static const char client_sql[] =
	COMPLAINTS "  WHERE c.client_id = :client ORDER BY c.created_at DESC, c.id DESC"
	"  /* scan: of one client, sorted */";

enum err_code complaint_list_client(struct store *s, int64_t client_id,
    struct complaint_list *out, struct err *e)
{
	struct stmt *q = stmt_get(s, client_sql);

	stmt_int(q, ":client", client_id);
	return read_list(q, out, e);
}

/* The next limit: a promise, the first answer, the end, whichever comes first. */
#define NEXT_DUE \
	"min(c.solve_due_at," \
	"    CASE WHEN c.answered_at IS NULL THEN c.answer_due_at ELSE c.solve_due_at END," \
	"    coalesce(" OPEN_PROMISE ", c.solve_due_at))"

static const char tally_sql[] =
	"SELECT count(*), total(due < :now), total(due >= :now AND due <= :soon),"
	"    min(CASE WHEN due >= :now THEN due END) FROM"
	"  (SELECT " NEXT_DUE " AS due FROM complaint c"
	"    WHERE c.branch_id = :branch AND c.state <> 'closed'"
	"      AND (:owner = 0 OR c.owner_id = :owner)) /* scan: what is open */";

enum err_code complaint_tally(struct store *s, int64_t branch_id, int64_t owner_id, int64_t now,
    int64_t soon, size_t *open, size_t *late, size_t *near, int64_t *next, struct err *e)
{
	struct stmt *q = stmt_get(s, tally_sql);

	*open = *late = *near = 0;
	*next = 0;
	stmt_int(q, ":branch", branch_id);
	stmt_int(q, ":owner", owner_id);
	stmt_int(q, ":now", now);
	stmt_int(q, ":soon", soon);
	while (stmt_row(q, e)) {
		*open = (size_t)stmt_col_int(q, 0);
		*late = (size_t)stmt_col_int(q, 1);
		*near = (size_t)stmt_col_int(q, 2);
		*next = stmt_col_int(q, 3);
	}
	return stmt_done(q, e);
}

static const char insert_sql[] =
	"INSERT INTO complaint(rev, branch_id, client_id, dependant_id, day, created_at, number,"
	"    kind, level, channel, taken_by, visit_id, treatment_id, survey_id, content, wanted,"
	"    owner_id, answer_due_at, solve_due_at)"
	"  VALUES (:rev, :branch, :client, :dependant, :day, :at, :number, :kind, :level, :channel,"
	"    :taken, :visit, :treatment, :survey, :content, :wanted, :owner, :answer, :solve)"
	"  RETURNING id" ROW_PARENT;

enum err_code complaint_insert(struct txn *t, const struct complaint *c, int64_t *id,
    struct err *e)
{
	struct stmt *q = stmt_get(txn_store(t), insert_sql);

	stmt_int(q, ":rev", txn_action_id(t));
	stmt_int(q, ":branch", c->branch_id);
	stmt_int_or_null(q, ":client", c->client_id);
	stmt_int_or_null(q, ":dependant", c->dependant_id);
	stmt_text(q, ":day", c->day);
	stmt_int(q, ":at", c->created_at ? c->created_at : txn_now(t));
	stmt_text(q, ":number", c->number);
	stmt_text(q, ":kind", c->kind);
	stmt_text(q, ":level", row_null(c->level));
	stmt_text(q, ":channel", c->channel);
	stmt_int_or_null(q, ":taken", c->taken_by);
	stmt_int_or_null(q, ":visit", c->visit_id);
	stmt_int_or_null(q, ":treatment", c->treatment_id);
	stmt_int_or_null(q, ":survey", c->survey_id);
	stmt_text(q, ":content", c->content);
	stmt_text(q, ":wanted", row_null(c->wanted));
	stmt_int_or_null(q, ":owner", c->owner_id);
	stmt_int(q, ":answer", c->answer_due_at);
	stmt_int(q, ":solve", c->solve_due_at);
	return row_run(q, id, no_complaint, e);
}

static const char update_sql[] =
	"UPDATE complaint SET rev = :rev, client_id = :client, kind = :kind, level = :level,"
	"    owner_id = :owner,"
	"    answer_due_at = :answer, solve_due_at = :solve, answered_at = :answered_at,"
	"    answered_by = :answered_by, apology = :apology, apology_at = :apology_at,"
	"    apology_by = :apology_by, result = :result,"
	"    cost = CASE WHEN :cost >= 0 THEN :cost END, satisfied = :satisfied, cause = :cause,"
	"    against = :against, state = :state, closed_at = :closed_at, closed_by = :closed_by"
	"  WHERE id = :id RETURNING id";

enum err_code complaint_update(struct txn *t, const struct complaint *c, struct err *e)
{
	struct stmt *q = stmt_get(txn_store(t), update_sql);

	stmt_int(q, ":rev", txn_action_id(t));
	stmt_int(q, ":id", c->id);
	stmt_int_or_null(q, ":client", c->client_id);
	stmt_text(q, ":kind", c->kind);
	stmt_text(q, ":level", row_null(c->level));
	stmt_int_or_null(q, ":owner", c->owner_id);
	stmt_int(q, ":answer", c->answer_due_at);
	stmt_int(q, ":solve", c->solve_due_at);
	stmt_int_or_null(q, ":answered_at", c->answered_at);
	stmt_int_or_null(q, ":answered_by", c->answered_by);
	stmt_text(q, ":apology", row_null(c->apology));
	stmt_int_or_null(q, ":apology_at", c->apology_at);
	stmt_int_or_null(q, ":apology_by", c->apology_by);
	stmt_text(q, ":result", row_null(c->result));
	stmt_int(q, ":cost", c->cost);
	stmt_int_or_null(q, ":satisfied", c->satisfied);
	stmt_text(q, ":cause", row_null(c->cause));
	stmt_text(q, ":against", row_null(c->against));
	stmt_text(q, ":state", c->state);
	stmt_int_or_null(q, ":closed_at", c->closed_at);
	stmt_int_or_null(q, ":closed_by", c->closed_by);
	return row_run(q, NULL, no_complaint, e);
}
