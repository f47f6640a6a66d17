#include "data/payment.h"

#include "base/buf.h"
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

static enum err_code read_list(struct stmt *q, struct payment_list *out, struct err *e)
{
	payment_list_free(out);
	while (stmt_row(q, e))
		payment_read(q, vec_push(out));
	return stmt_done(q, e);
}

enum err_code payment_list_visit(struct store *s, int64_t visit_id, struct payment_list *out,
    struct err *e)
{
	struct stmt *q = stmt_get(s, visit_sql);

	stmt_int(q, ":visit", visit_id);
	return read_list(q, out, e);
}

static const char appointment_sql[] =
	"SELECT " COLUMNS " FROM payment p WHERE p.appointment_id = :appointment ORDER BY p.id"
	" /* scan: of one appointment, sorted */";

enum err_code payment_list_appointment(struct store *s, int64_t appointment_id,
    struct payment_list *out, struct err *e)
{
	struct stmt *q = stmt_get(s, appointment_sql);

	stmt_int(q, ":appointment", appointment_id);
	return read_list(q, out, e);
}

static const char client_sql[] =
	"SELECT " COLUMNS " FROM payment p WHERE p.client_id = :client"
	"  ORDER BY p.day DESC, p.id DESC LIMIT :limit";

enum err_code payment_list_client(struct store *s, int64_t client_id, int limit,
    struct payment_list *out, struct err *e)
{
	struct stmt *q = stmt_get(s, client_sql);

	stmt_int(q, ":client", client_id);
	stmt_int(q, ":limit", limit);
	return read_list(q, out, e);
}

void payment_list_free(struct payment_list *l)
{
	vec_free(l);
}

static const char sum_appointment_sql[] =
	"SELECT sum(amount) FROM payment WHERE appointment_id = :id";
static const char sum_client_sql[] = "SELECT sum(amount) FROM payment WHERE client_id = :id";

static enum err_code read_sum(struct store *s, const char *sql, int64_t id, int64_t *sum,
    struct err *e)
{
	struct stmt *q = stmt_get(s, sql);

	stmt_int(q, ":id", id);
	return row_number(q, sum, e);
}

enum err_code payment_sum_appointment(struct store *s, int64_t appointment_id, int64_t *sum,
    struct err *e)
{
	return read_sum(s, sum_appointment_sql, appointment_id, sum, e);
}

enum err_code payment_sum_client(struct store *s, int64_t client_id, int64_t *sum, struct err *e)
{
	return read_sum(s, sum_client_sql, client_id, sum, e);
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

enum err_code payment_reverse(struct txn *t, const struct payment *p, const char *day,
    const char *reason, int64_t *id, struct err *e)
{
	struct payment back = *p;

	back.reverses = p->id;
	back.amount = -p->amount;
	text_copy(back.kind, sizeof back.kind, "refund");
	text_copy(back.day, sizeof back.day, day);
	text_copy(back.reason, sizeof back.reason, reason);
	return payment_insert(t, &back, id, e);
}
