/* What was done about a complaint, and what was promised. */
#include "base/mem.h"
#include "base/tr.h"
#include "data/complaint.h"
#include "data/txn.h"
#include "data/store/row_priv.h"

static const char no_step[] = N_("That step is not here. Look at the complaint again.");

#define STEPS \
	"SELECT x.id, x.complaint_id, x.created_at, x.staff_id, x.promise_at," \
	"    coalesce(x.kept, -1), x.kept_at, x.kept_by, x.appointment_id, x.day, x.kind, x.text," \
	"    s.name" \
	"  FROM complaint_step x LEFT JOIN staff s ON s.id = x.staff_id"

static void step_read(struct stmt *q, struct complaint_step *x)
{
	x->id = stmt_col_int(q, 0);
	x->complaint_id = stmt_col_int(q, 1);
	x->created_at = stmt_col_int(q, 2);
	x->staff_id = stmt_col_int(q, 3);
	x->promise_at = stmt_col_int(q, 4);
	x->kept = (int)stmt_col_int(q, 5);
	x->kept_at = stmt_col_int(q, 6);
	x->kept_by = stmt_col_int(q, 7);
	x->appointment_id = stmt_col_int(q, 8);
	stmt_col_copy(q, 9, x->day, sizeof x->day);
	stmt_col_copy(q, 10, x->kind, sizeof x->kind);
	stmt_col_copy(q, 11, x->text, sizeof x->text);
	stmt_col_copy(q, 12, x->staff, sizeof x->staff);
}

static const char list_sql[] = STEPS "  WHERE x.complaint_id = :complaint ORDER BY x.id";

enum err_code complaint_step_list(struct store *s, int64_t complaint_id,
    struct complaint_step_list *out, struct err *e)
{
	struct stmt *q = stmt_get(s, list_sql);

	complaint_step_list_free(out);
	stmt_int(q, ":complaint", complaint_id);
	while (stmt_row(q, e))
		step_read(q, vec_push(out));
	return stmt_done(q, e);
}

void complaint_step_list_free(struct complaint_step_list *l)
{
	vec_free(l);
}

static const char get_sql[] = STEPS "  WHERE x.id = :id";

enum err_code complaint_step_get(struct store *s, int64_t id, struct complaint_step *out,
    struct err *e)
{
	struct stmt *q = stmt_get(s, get_sql);
	bool found;

	*out = (struct complaint_step){ 0 };
	stmt_int(q, ":id", id);
	found = stmt_row(q, e);
	if (found)
		step_read(q, out);
	return row_end(q, found, no_step, e);
}

static const char insert_sql[] =
	"INSERT INTO complaint_step(rev, complaint_id, day, created_at, staff_id, kind, text,"
	"    promise_at, appointment_id)"
	"  VALUES (:rev, :complaint, :day, :now, :staff, :kind, :text, :promise, :appointment)"
	"  RETURNING id";

enum err_code complaint_step_insert(struct txn *t, const struct complaint_step *x, int64_t *id,
    struct err *e)
{
	struct stmt *q = stmt_get(txn_store(t), insert_sql);

	stmt_int(q, ":rev", txn_action_id(t));
	stmt_int(q, ":complaint", x->complaint_id);
	stmt_text(q, ":day", x->day);
	stmt_int(q, ":now", txn_now(t));
	stmt_int_or_null(q, ":staff", txn_actor(t)->staff_id);
	stmt_text(q, ":kind", x->kind);
	stmt_text(q, ":text", x->text);
	stmt_int_or_null(q, ":promise", x->promise_at);
	stmt_int_or_null(q, ":appointment", x->appointment_id);
	return row_run(q, id, no_step, e);
}

static const char keep_sql[] =
	"UPDATE complaint_step SET rev = :rev, kept = :kept, kept_at = :now, kept_by = :staff"
	"  WHERE id = :id AND kind = 'promise' AND kept IS NULL RETURNING id";

enum err_code complaint_step_keep(struct txn *t, int64_t id, bool kept, struct err *e)
{
	struct stmt *q = stmt_get(txn_store(t), keep_sql);
	enum err_code rc;

	stmt_int(q, ":rev", txn_action_id(t));
	stmt_int(q, ":kept", kept);
	stmt_int(q, ":now", txn_now(t));
	stmt_int_or_null(q, ":staff", txn_actor(t)->staff_id);
	stmt_int(q, ":id", id);
	rc = row_run(q, NULL, no_step, e);
	if (rc != ERR_NOTFOUND)
		return rc;
	err_clear(e);
	return err_set(e, ERR_CONFLICT, "%s",
	    tr("It was said already whether that was kept. Look at the complaint again."));
}
