#include "data/payment.h"

#include "base/mem.h"
#include "base/tr.h"
#include "data/txn.h"
#include "row_priv.h"

static const char no_payment[] = N_("There is no such payment. Look at the list again.");

#define COLUMNS \
	"p.id, p.rev, p.branch_id, p.client_id, p.created_at, p.amount, p.appointment_id," \
	"    p.visit_id, p.reverses, p.staff_id," \
	"    EXISTS (SELECT 1 FROM payment o WHERE o.reverses = p.id)," \
	"    p.day, p.kind, p.method, p.reason"

static void payment_read(struct stmt *q, struct payment *p)
{
	p->id = stmt_col_int(q, 0);
	p->rev = stmt_col_int(q, 1);
	p->branch_id = stmt_col_int(q, 2);
	p->client_id = stmt_col_int(q, 3);
	p->created_at = stmt_col_int(q, 4);
	p->amount = stmt_col_int(q, 5);
	p->appointment_id = stmt_col_int(q, 6);
	p->visit_id = stmt_col_int(q, 7);
	p->reverses = stmt_col_int(q, 8);
	p->staff_id = stmt_col_int(q, 9);
	p->reversed = stmt_col_int(q, 10) != 0;
	stmt_col_copy(q, 11, p->day, sizeof p->day);
	stmt_col_copy(q, 12, p->kind, sizeof p->kind);
	stmt_col_copy(q, 13, p->method, sizeof p->method);
	stmt_col_copy(q, 14, p->reason, sizeof p->reason);
}

static const char visit_sql[] =
	"SELECT " COLUMNS " FROM payment p WHERE p.visit_id = :visit ORDER BY p.id"
	" /* scan: of one visit, sorted */";

enum err_code payment_list_visit(struct store *s, int64_t visit_id, struct payment_list *out,
    struct err *e)
{
	struct stmt *q = stmt_get(s, visit_sql);

	payment_list_free(out);
	stmt_int(q, ":visit", visit_id);
	while (stmt_row(q, e))
		payment_read(q, vec_push(out));
	return stmt_done(q, e);
}

void payment_list_free(struct payment_list *l)
{
	vec_free(l);
}

static const char get_sql[] = "SELECT " COLUMNS " FROM payment p WHERE p.id = :id";

enum err_code payment_get(struct store *s, int64_t id, struct payment *out, struct err *e)
{
	struct stmt *q = stmt_get(s, get_sql);
	bool found;

	stmt_int(q, ":id", id);
	found = stmt_row(q, e);
	if (found)
		payment_read(q, out);
	return row_end(q, found, no_payment, e);
}

static const char insert_sql[] =
	"INSERT INTO payment(rev, branch_id, client_id, day, created_at, appointment_id, visit_id,"
	"    kind, method, amount, reverses, staff_id, reason)"
	"  VALUES (:rev, :branch, :client, :day, :now, :appointment, :visit, :kind, :method,"
	"    :amount, :reverses, :by, :reason) RETURNING id";

enum err_code payment_insert(struct txn *t, const struct payment *p, int64_t *id, struct err *e)
{
	struct stmt *q = stmt_get(txn_store(t), insert_sql);

	stmt_int(q, ":rev", txn_action_id(t));
	stmt_int(q, ":branch", p->branch_id);
	stmt_int(q, ":client", p->client_id);
	stmt_text(q, ":day", p->day);
	stmt_int(q, ":now", txn_now(t));
	stmt_int_or_null(q, ":appointment", p->appointment_id);
	stmt_int_or_null(q, ":visit", p->visit_id);
	stmt_text(q, ":kind", p->kind);
	stmt_text(q, ":method", p->method);
	stmt_int(q, ":amount", p->amount);
	stmt_int_or_null(q, ":reverses", p->reverses);
	stmt_int_or_null(q, ":by", txn_actor(t)->staff_id);
	stmt_text(q, ":reason", row_null(p->reason));
	return row_run(q, id, no_payment, e);
}
