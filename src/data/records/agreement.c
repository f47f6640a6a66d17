#include "data/agreement.h"

#include "base/mem.h"
#include "base/tr.h"
#include "data/txn.h"
#include "data/store/row_priv.h"

static const char no_agreement[] = N_("That agreement is not here. Look at the list again.");

#define SELECT \
	"SELECT a.id, a.rev, a.branch_id, a.client_id, a.created_at, a.plan_id, a.service_id," \
	"    a.treatment_id, a.order_id, a.attachment_id, a.at, a.staff_id, a.version, a.day," \
	"    a.kind, a.answer, a.signed_by, a.text, p.name" \
	"  FROM agreement a LEFT JOIN staff p ON p.id = a.staff_id"

static void agreement_read(struct stmt *q, struct agreement *a)
{
	const struct {
		char *dst;
		size_t size;
	} to[] = {
		{ a->day, sizeof a->day }, { a->kind, sizeof a->kind },
		{ a->answer, sizeof a->answer }, { a->signed_by, sizeof a->signed_by },
		{ a->text, sizeof a->text }, { a->staff, sizeof a->staff },
	};
	int64_t *const ids[] = { &a->id, &a->rev, &a->branch_id, &a->client_id, &a->created_at,
		&a->plan_id, &a->service_id, &a->treatment_id, &a->order_id, &a->attachment_id,
		&a->at, &a->staff_id };

	for (size_t i = 0; i < sizeof ids / sizeof *ids; i++)
		*ids[i] = stmt_col_int(q, (int)i);
	a->version = (int)stmt_col_int(q, 12);
	for (size_t i = 0; i < sizeof to / sizeof *to; i++)
		stmt_col_copy(q, (int)(13 + i), to[i].dst, to[i].size);
}

static enum err_code read_list(struct stmt *q, struct agreement_list *out, struct err *e)
{
	agreement_list_free(out);
	while (stmt_row(q, e))
		agreement_read(q, vec_push(out));
	return stmt_done(q, e);
}

static const char list_plan_sql[] =
	SELECT "  WHERE a.plan_id = :id ORDER BY a.id /* scan: of one plan, sorted */";
static const char list_treatment_sql[] =
	SELECT "  WHERE a.treatment_id = :id ORDER BY a.id /* scan: of one treatment, sorted */";
static const char list_order_sql[] =
	SELECT "  WHERE a.order_id = :id ORDER BY a.id /* scan: of one order, sorted */";

static enum err_code list_by(struct store *s, const char *sql, int64_t id,
    struct agreement_list *out, struct err *e)
{
	struct stmt *q = stmt_get(s, sql);

	stmt_int(q, ":id", id);
	return read_list(q, out, e);
}

enum err_code agreement_list_plan(struct store *s, int64_t plan_id, struct agreement_list *out,
    struct err *e)
{
	return list_by(s, list_plan_sql, plan_id, out, e);
}

enum err_code agreement_list_treatment(struct store *s, int64_t treatment_id,
    struct agreement_list *out, struct err *e)
{
	return list_by(s, list_treatment_sql, treatment_id, out, e);
}

enum err_code agreement_list_order(struct store *s, int64_t order_id, struct agreement_list *out,
    struct err *e)
{
	return list_by(s, list_order_sql, order_id, out, e);
}

static const char list_client_sql[] =
	SELECT "  WHERE a.client_id = :client ORDER BY a.created_at DESC LIMIT :limit";

enum err_code agreement_list_client(struct store *s, int64_t client_id, int limit,
    struct agreement_list *out, struct err *e)
{
	struct stmt *q = stmt_get(s, list_client_sql);

	stmt_int(q, ":client", client_id);
	stmt_int(q, ":limit", limit);
	return read_list(q, out, e);
}

void agreement_list_free(struct agreement_list *l)
{
	vec_free(l);
}

static enum err_code read_one(struct stmt *q, struct agreement *out, struct err *e)
{
	bool found = stmt_row(q, e);

	*out = (struct agreement){ 0 };
	if (found)
		agreement_read(q, out);
	return row_end(q, found, no_agreement, e);
}

static const char get_sql[] = SELECT "  WHERE a.id = :id";

enum err_code agreement_get(struct store *s, int64_t id, struct agreement *out, struct err *e)
{
	struct stmt *q = stmt_get(s, get_sql);

	stmt_int(q, ":id", id);
	return read_one(q, out, e);
}

static const char consent_sql[] =
	SELECT "  WHERE a.client_id = :client AND a.kind = 'consent' AND a.service_id = :service"
	"    AND a.answer <> 'open' ORDER BY a.created_at DESC LIMIT 1";

enum err_code agreement_consent(struct store *s, int64_t client_id, int64_t service_id,
    struct agreement *out, struct err *e)
{
	struct stmt *q = stmt_get(s, consent_sql);

	stmt_int(q, ":client", client_id);
	stmt_int(q, ":service", service_id);
	return read_one(q, out, e);
}

/* ---- writing ---- */

static const char insert_sql[] =
	"INSERT INTO agreement(rev, branch_id, client_id, day, created_at, kind, plan_id, version,"
	"    service_id, treatment_id, order_id, answer, at, signed_by, staff_id, attachment_id,"
	"    text)"
	"  VALUES (:rev, :branch, :client, :day, :now, :kind, :plan, :version, :service,"
	"    :treatment, :order, :answer, :at, :signed, :staff, :scan, :text)"
	"  RETURNING id";

enum err_code agreement_insert(struct txn *t, const struct agreement *a, int64_t *id,
    struct err *e)
{
	struct stmt *q = stmt_get(txn_store(t), insert_sql);
	bool open = !a->answer[0] || a->answer[0] == 'o';

	stmt_int(q, ":rev", txn_action_id(t));
	stmt_int(q, ":branch", a->branch_id);
	stmt_int(q, ":client", a->client_id);
	stmt_text(q, ":day", a->day);
	stmt_int(q, ":now", txn_now(t));
	stmt_text(q, ":kind", a->kind);
	stmt_int_or_null(q, ":plan", a->plan_id);
	stmt_int_or_null(q, ":version", a->version);
	stmt_int_or_null(q, ":service", a->service_id);
	stmt_int_or_null(q, ":treatment", a->treatment_id);
	stmt_int_or_null(q, ":order", a->order_id);
	stmt_text(q, ":answer", open ? "open" : a->answer);
	stmt_int_or_null(q, ":at", open ? 0 : a->at ? a->at : txn_now(t));
	stmt_text(q, ":signed", row_null(a->signed_by));
	stmt_int_or_null(q, ":staff", open ? 0 : txn_actor(t)->staff_id);
	stmt_int_or_null(q, ":scan", a->attachment_id);
	stmt_text(q, ":text", row_null(a->text));
	return row_run(q, id, no_agreement, e);
}

static const char answer_sql[] =
	"UPDATE agreement SET rev = :rev, answer = :answer, at = :now, staff_id = :staff,"
	"    signed_by = :signed, text = coalesce(:text, text)"
	"  WHERE id = :id AND answer = 'open' RETURNING id";

enum err_code agreement_answer(struct txn *t, int64_t id, const char *answer,
    const char *signed_by, const char *text, struct err *e)
{
	struct stmt *q = stmt_get(txn_store(t), answer_sql);
	enum err_code rc;

	stmt_int(q, ":rev", txn_action_id(t));
	stmt_int(q, ":id", id);
	stmt_text(q, ":answer", answer);
	stmt_int(q, ":now", txn_now(t));
	stmt_int_or_null(q, ":staff", txn_actor(t)->staff_id);
	stmt_text(q, ":signed", signed_by && *signed_by ? signed_by : NULL);
	stmt_text(q, ":text", text && *text ? text : NULL);
	rc = row_run(q, NULL, no_agreement, e);
	if (rc != ERR_NOTFOUND)
		return rc;
	err_clear(e);
	return err_set(e, ERR_CONFLICT, "%s",
	    tr("That was answered meanwhile. Look at it again."));
}

static const char scan_sql[] =
	"UPDATE agreement SET rev = :rev, attachment_id = :scan WHERE id = :id RETURNING id";

enum err_code agreement_set_scan(struct txn *t, int64_t id, int64_t attachment_id, struct err *e)
{
	struct stmt *q = stmt_get(txn_store(t), scan_sql);

	stmt_int(q, ":rev", txn_action_id(t));
	stmt_int(q, ":id", id);
	stmt_int_or_null(q, ":scan", attachment_id);
	return row_run(q, NULL, no_agreement, e);
}
