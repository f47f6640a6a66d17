/* What each role noted in a session, and adverse reactions. */
#include "base/mem.h"
#include "base/tr.h"
#include "data/treatment.h"
#include "data/txn.h"
#include "data/store/row_priv.h"

static const char list_sql[] =
	"SELECT n.rev, n.staff_id, n.at, n.role, s.name, n.text FROM role_note n"
	"  JOIN staff s ON s.id = n.staff_id WHERE n.treatment_id = :id ORDER BY n.role";

enum err_code role_note_list(struct store *s, int64_t treatment_id, struct role_note_list *out,
    struct err *e)
{
	struct stmt *q = stmt_get(s, list_sql);

	role_note_list_free(out);
	stmt_int(q, ":id", treatment_id);
	while (stmt_row(q, e)) {
		struct role_note *n = vec_push(out);

		n->rev = stmt_col_int(q, 0);
		n->staff_id = stmt_col_int(q, 1);
		n->at = stmt_col_int(q, 2);
		stmt_col_copy(q, 3, n->role, sizeof n->role);
		stmt_col_copy(q, 4, n->staff, sizeof n->staff);
		stmt_col_copy(q, 5, n->text, sizeof n->text);
	}
	return stmt_done(q, e);
}

void role_note_list_free(struct role_note_list *l)
{
	vec_free(l);
}

static const char set_sql[] =
	"INSERT INTO role_note(treatment_id, role, rev, staff_id, at, text)"
	"  SELECT :treatment, :role, :rev, :by, :now, :text WHERE :was = ''"
	"    OR EXISTS (SELECT 1 FROM role_note n WHERE n.treatment_id = :treatment"
	"      AND n.role = :role)"
	"  ON CONFLICT(treatment_id, role) DO UPDATE SET rev = excluded.rev,"
	"    staff_id = excluded.staff_id, at = excluded.at, text = excluded.text"
	"    WHERE text = :was"
	"  RETURNING treatment_id";

enum err_code role_note_set(struct txn *t, int64_t treatment_id, const char *role,
    const char *was, const char *text, struct err *e)
{
	struct stmt *q = stmt_get(txn_store(t), set_sql);
	bool written;
	enum err_code rc;

	stmt_int(q, ":treatment", treatment_id);
	stmt_text(q, ":role", role);
	stmt_int(q, ":rev", txn_action_id(t));
	stmt_int(q, ":by", txn_actor(t)->staff_id);
	stmt_int(q, ":now", txn_now(t));
	stmt_text(q, ":text", text);
	stmt_text(q, ":was", was);
	written = stmt_row(q, e);
	rc = stmt_done(q, e);
	if (rc == OK && !written)
		rc = err_set(e, ERR_CONFLICT, "%s",
		    tr("Not saved. That note was changed meanwhile. Look at both."));
	return rc;
}

/* ---- adverse reactions ---- */

#define ADVERSE_SELECT \
	"SELECT a.id, a.rev, a.branch_id, a.client_id, a.treatment_id, a.at, a.expert_id," \
	"    a.staff_id, a.day, a.state, a.sign, a.measure, a.outcome, x.name, s.name" \
	"  FROM adverse a LEFT JOIN staff x ON x.id = a.expert_id" \
	"  LEFT JOIN staff s ON s.id = a.staff_id"

static void adverse_read(struct stmt *q, struct adverse *a)
{
	int64_t *const ids[] = { &a->id, &a->rev, &a->branch_id, &a->client_id, &a->treatment_id,
		&a->at, &a->expert_id, &a->staff_id };
	const struct {
		char *dst;
		size_t size;
	} to[] = { { a->day, sizeof a->day }, { a->state, sizeof a->state },
		{ a->sign, sizeof a->sign }, { a->measure, sizeof a->measure },
		{ a->outcome, sizeof a->outcome }, { a->expert, sizeof a->expert },
		{ a->staff, sizeof a->staff } };

	for (size_t i = 0; i < sizeof ids / sizeof *ids; i++)
		*ids[i] = stmt_col_int(q, (int)i);
	for (size_t i = 0; i < sizeof to / sizeof *to; i++)
		stmt_col_copy(q, (int)(8 + i), to[i].dst, to[i].size);
}

static enum err_code read_list(struct stmt *q, int64_t id, struct adverse_list *out, struct err *e)
{
	adverse_list_free(out);
	stmt_int(q, ":id", id);
	while (stmt_row(q, e))
		adverse_read(q, vec_push(out));
	return stmt_done(q, e);
}

static const char of_treatment_sql[] =
	ADVERSE_SELECT "  WHERE a.treatment_id = :id ORDER BY a.at DESC /* scan: of one, sorted */";
static const char of_client_sql[] =
	ADVERSE_SELECT "  WHERE a.client_id = :id ORDER BY a.at DESC LIMIT 100";
static const char open_sql[] =
	ADVERSE_SELECT "  WHERE a.state = 'open' AND a.branch_id IN"
	"    (SELECT b.id FROM branch b WHERE :id = 0 OR b.id = :id)"
	"  ORDER BY a.at DESC LIMIT 100 /* scan: those that are open, sorted; few branches */";

enum err_code adverse_list_treatment(struct store *s, int64_t treatment_id,
    struct adverse_list *out, struct err *e)
{
	return read_list(stmt_get(s, of_treatment_sql), treatment_id, out, e);
}

enum err_code adverse_list_client(struct store *s, int64_t client_id, struct adverse_list *out,
    struct err *e)
{
	return read_list(stmt_get(s, of_client_sql), client_id, out, e);
}

enum err_code adverse_list_open(struct store *s, int64_t branch_id, struct adverse_list *out,
    struct err *e)
{
	return read_list(stmt_get(s, open_sql), branch_id, out, e);
}

void adverse_list_free(struct adverse_list *l)
{
	vec_free(l);
}

static const char adverse_insert_sql[] =
	"INSERT INTO adverse(rev, branch_id, client_id, treatment_id, day, created_at, at, sign,"
	"    measure, expert_id, outcome, staff_id)"
	"  VALUES (:rev, :branch, :client, :treatment, :day, :now, :at, :sign, :measure, :expert,"
	"    :outcome, :by) RETURNING id";

enum err_code adverse_insert(struct txn *t, const struct adverse *a, int64_t *id, struct err *e)
{
	struct stmt *q = stmt_get(txn_store(t), adverse_insert_sql);

	stmt_int(q, ":rev", txn_action_id(t));
	stmt_int(q, ":branch", a->branch_id);
	stmt_int(q, ":client", a->client_id);
	stmt_int_or_null(q, ":treatment", a->treatment_id);
	stmt_text(q, ":day", a->day);
	stmt_int(q, ":now", txn_now(t));
	stmt_int(q, ":at", a->at);
	stmt_text(q, ":sign", a->sign);
	stmt_text(q, ":measure", row_null(a->measure));
	stmt_int_or_null(q, ":expert", a->expert_id);
	stmt_text(q, ":outcome", row_null(a->outcome));
	stmt_int_or_null(q, ":by", txn_actor(t)->staff_id);
	return row_run(q, id, N_("That reaction is not here. Look at the list again."), e);
}
