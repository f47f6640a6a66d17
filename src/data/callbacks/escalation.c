#include "data/escalation.h"

#include "base/mem.h"
#include "base/tr.h"
#include "data/txn.h"
#include "data/store/row_priv.h"

static const char no_escalation[] = N_("That question is not here. Look at the list again.");

#define ESCALATIONS \
	"SELECT x.id, x.rev, x.branch_id, x.client_id, x.created_at, x.callback_id," \
	"    x.complaint_id, x.raised_by, x.staff_id, x.due_at, x.seen_at, x.answered_by," \
	"    x.answered_at, x.solved_by, x.solved_at, x.day, x.due_day, x.state, x.text," \
	"    x.answer, x.result, r.name, s.name, a.name, v.name, c.about, c.about_en, k.number" \
	"  FROM escalation x LEFT JOIN staff r ON r.id = x.raised_by" \
	"  LEFT JOIN staff s ON s.id = x.staff_id LEFT JOIN staff a ON a.id = x.answered_by" \
	"  LEFT JOIN staff v ON v.id = x.solved_by LEFT JOIN callback c ON c.id = x.callback_id" \
	"  LEFT JOIN complaint k ON k.id = x.complaint_id"

static void escalation_read(struct stmt *q, struct escalation *x)
{
	int64_t *const numbers[] = { &x->id, &x->rev, &x->branch_id, &x->client_id,
		&x->created_at, &x->callback_id, &x->complaint_id, &x->raised_by, &x->staff_id,
		&x->due_at, &x->seen_at, &x->answered_by, &x->answered_at, &x->solved_by,
		&x->solved_at };
	const struct {
		char *dst;
		size_t size;
	} to[] = {
		{ x->day, sizeof x->day }, { x->due_day, sizeof x->due_day },
		{ x->state, sizeof x->state }, { x->text, sizeof x->text },
		{ x->answer, sizeof x->answer }, { x->result, sizeof x->result },
		{ x->raiser, sizeof x->raiser }, { x->expert, sizeof x->expert },
		{ x->answerer, sizeof x->answerer }, { x->solver, sizeof x->solver },
		{ x->about, sizeof x->about }, { x->about_en, sizeof x->about_en },
		{ x->number, sizeof x->number },
	};

	for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++)
		*numbers[i] = stmt_col_int(q, (int)i);
	for (size_t i = 0; i < sizeof to / sizeof *to; i++)
		stmt_col_copy(q, (int)(15 + i), to[i].dst, to[i].size);
}

static enum err_code read_list(struct stmt *q, struct escalation_list *out, struct err *e)
{
	escalation_list_free(out);
	while (stmt_row(q, e))
		escalation_read(q, vec_push(out));
	return stmt_done(q, e);
}

void escalation_list_free(struct escalation_list *l)
{
	vec_free(l);
}

static const char get_sql[] = ESCALATIONS "  WHERE x.id = :id";

enum err_code escalation_get(struct store *s, int64_t id, struct escalation *out, struct err *e)
{
	struct stmt *q = stmt_get(s, get_sql);
	bool found;

	*out = (struct escalation){ 0 };
	stmt_int(q, ":id", id);
	found = stmt_row(q, e);
	if (found)
		escalation_read(q, out);
	return row_end(q, found, no_escalation, e);
}

#define OF_BRANCH "x.branch_id IN (SELECT b.id FROM branch b WHERE :branch = 0 OR b.id = :branch)"

static const char open_sql[] =
	ESCALATIONS "  WHERE " OF_BRANCH " AND x.state <> 'solved'"
	"  ORDER BY x.state <> 'raised', x.due_at, x.id LIMIT 1000"
	" /* scan: what is open, sorted */";

enum err_code escalation_list_open(struct store *s, int64_t branch_id,
    struct escalation_list *out, struct err *e)
{
	struct stmt *q = stmt_get(s, open_sql);

	stmt_int(q, ":branch", branch_id);
	return read_list(q, out, e);
}

static const char since_sql[] =
	ESCALATIONS "  WHERE " OF_BRANCH " AND x.day >= :day"
	"  ORDER BY x.created_at DESC, x.id DESC LIMIT 1000 /* scan: some days of it, sorted */";

enum err_code escalation_list_since(struct store *s, int64_t branch_id, const char *from_day,
    struct escalation_list *out, struct err *e)
{
	struct stmt *q = stmt_get(s, since_sql);

	stmt_int(q, ":branch", branch_id);
	stmt_text(q, ":day", from_day);
	return read_list(q, out, e);
}

static const char client_sql[] =
	ESCALATIONS "  WHERE x.client_id = :client ORDER BY x.created_at DESC, x.id DESC"
	" /* scan: of one client, sorted */";

enum err_code escalation_list_client(struct store *s, int64_t client_id,
    struct escalation_list *out, struct err *e)
{
	struct stmt *q = stmt_get(s, client_sql);

	stmt_int(q, ":client", client_id);
	return read_list(q, out, e);
}

static const char callback_sql[] =
	"SELECT id FROM escalation WHERE callback_id = :id AND state <> 'solved'"
	"  ORDER BY id DESC LIMIT 1 /* scan: of one callback, sorted */";
static const char complaint_sql[] =
	"SELECT id FROM escalation WHERE complaint_id = :id AND state <> 'solved'"
	"  ORDER BY id DESC LIMIT 1 /* scan: of one complaint, sorted */";

enum err_code escalation_of_callback(struct store *s, int64_t callback_id, int64_t *id,
    struct err *e)
{
	struct stmt *q = stmt_get(s, callback_sql);

	stmt_int(q, ":id", callback_id);
	return row_number(q, id, e);
}

enum err_code escalation_of_complaint(struct store *s, int64_t complaint_id, int64_t *id,
    struct err *e)
{
	struct stmt *q = stmt_get(s, complaint_sql);

	stmt_int(q, ":id", complaint_id);
	return row_number(q, id, e);
}

static const char insert_sql[] =
	"INSERT INTO escalation(rev, branch_id, client_id, day, created_at, callback_id,"
	"    complaint_id, raised_by, text, staff_id, due_at, due_day)"
	"  VALUES (:rev, :branch, :client, :day, :now, :callback, :complaint, :raised, :text,"
	"    :staff, :due, :due_day) RETURNING id";

enum err_code escalation_insert(struct txn *t, const struct escalation *x, int64_t *id,
    struct err *e)
{
	struct stmt *q = stmt_get(txn_store(t), insert_sql);

	stmt_int(q, ":rev", txn_action_id(t));
	stmt_int(q, ":branch", x->branch_id);
	stmt_int(q, ":client", x->client_id);
	stmt_text(q, ":day", x->day);
	stmt_int(q, ":now", txn_now(t));
	stmt_int_or_null(q, ":callback", x->callback_id);
	stmt_int_or_null(q, ":complaint", x->complaint_id);
	stmt_int(q, ":raised", txn_actor(t)->staff_id);
	stmt_text(q, ":text", x->text);
	stmt_int_or_null(q, ":staff", x->staff_id);
	stmt_int(q, ":due", x->due_at);
	stmt_text(q, ":due_day", x->due_day);
	return row_run(q, id, no_escalation, e);
}

static const char update_sql[] =
	"UPDATE escalation SET rev = :rev, staff_id = :staff, seen_at = :seen, answer = :answer,"
	"    answered_by = :answered_by, answered_at = :answered_at, state = :state,"
	"    result = :result, solved_by = :solved_by, solved_at = :solved_at"
	"  WHERE id = :id RETURNING id";

enum err_code escalation_update(struct txn *t, const struct escalation *x, struct err *e)
{
	struct stmt *q = stmt_get(txn_store(t), update_sql);

	stmt_int(q, ":rev", txn_action_id(t));
	stmt_int(q, ":id", x->id);
	stmt_int_or_null(q, ":staff", x->staff_id);
	stmt_int_or_null(q, ":seen", x->seen_at);
	stmt_text(q, ":answer", row_null(x->answer));
	stmt_int_or_null(q, ":answered_by", x->answered_by);
	stmt_int_or_null(q, ":answered_at", x->answered_at);
	stmt_text(q, ":state", x->state);
	stmt_text(q, ":result", row_null(x->result));
	stmt_int_or_null(q, ":solved_by", x->solved_by);
	stmt_int_or_null(q, ":solved_at", x->solved_at);
	return row_run(q, NULL, no_escalation, e);
}
