#include "data/payment.h"

#include "base/buf.h"
#include "base/mem.h"
#include "base/tr.h"
#include "data/txn.h"
#include "data/store/row_priv.h"

static const char no_payment[] = N_("There is no such payment. Look at the list again.");

#define COLUMNS \
	"p.id, p.rev, p.branch_id, p.client_id, p.created_at, p.amount, p.appointment_id," \
	"    p.visit_id, p.reverses, p.staff_id," \
	"    EXISTS (SELECT 1 FROM payment x WHERE x.reverses = p.id)," \
	"    p.day, p.kind, p.method, p.reason, p.order_id, p.card_id, p.receipt, o.number, s.name"
#define FROM \
	" FROM payment p LEFT JOIN client_order o ON o.id = p.order_id" \
	"  LEFT JOIN staff s ON s.id = p.staff_id"

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
	p->order_id = stmt_col_int(q, 15);
	p->card_id = stmt_col_int(q, 16);
	stmt_col_copy(q, 17, p->receipt, sizeof p->receipt);
	stmt_col_copy(q, 18, p->order, sizeof p->order);
	stmt_col_copy(q, 19, p->staff, sizeof p->staff);
}

static const char visit_sql[] =
	"SELECT " COLUMNS FROM " WHERE p.visit_id = :visit ORDER BY p.id"
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
	"SELECT " COLUMNS FROM " WHERE p.appointment_id = :appointment ORDER BY p.id"
	" /* scan: of one appointment, sorted */";

enum err_code payment_list_appointment(struct store *s, int64_t appointment_id,
    struct payment_list *out, struct err *e)
{
	struct stmt *q = stmt_get(s, appointment_sql);

	stmt_int(q, ":appointment", appointment_id);
	return read_list(q, out, e);
}

static const char client_sql[] =
	"SELECT " COLUMNS FROM " WHERE p.client_id = :client"
	"  ORDER BY p.day DESC, p.id DESC LIMIT :limit";

enum err_code payment_list_client(struct store *s, int64_t client_id, int limit,
    struct payment_list *out, struct err *e)
{
	struct stmt *q = stmt_get(s, client_sql);

	stmt_int(q, ":client", client_id);
	stmt_int(q, ":limit", limit);
	return read_list(q, out, e);
}

static const char order_sql[] =
	"SELECT " COLUMNS FROM " WHERE p.order_id = :order ORDER BY p.id"
	" /* scan: of one order, sorted */";

enum err_code payment_list_order(struct store *s, int64_t order_id, struct payment_list *out,
    struct err *e)
{
	struct stmt *q = stmt_get(s, order_sql);

	stmt_int(q, ":order", order_id);
	return read_list(q, out, e);
}

static const char receipt_sql[] =
	"SELECT " COLUMNS FROM " WHERE p.receipt = :receipt ORDER BY p.id"
	" /* scan: of one taking, sorted */";

enum err_code payment_list_receipt(struct store *s, const char *receipt,
    struct payment_list *out, struct err *e)
{
	struct stmt *q = stmt_get(s, receipt_sql);

	stmt_text(q, ":receipt", receipt);
	return read_list(q, out, e);
}

static const char days_sql[] =
	"SELECT " COLUMNS FROM
	"  WHERE p.branch_id IN (SELECT b.id FROM branch b WHERE :branch = 0 OR b.id = :branch)"
	"    AND p.day >= :from AND p.day <= :to"
	"  ORDER BY p.day DESC, p.id DESC LIMIT :limit /* scan: of some days, sorted */";

enum err_code payment_list_days(struct store *s, int64_t branch_id, const char *from,
    const char *to, int limit, struct payment_list *out, struct err *e)
{
	struct stmt *q = stmt_get(s, days_sql);

	stmt_int(q, ":branch", branch_id);
	stmt_text(q, ":from", from);
	stmt_text(q, ":to", to);
	stmt_int(q, ":limit", limit);
	return read_list(q, out, e);
}

void payment_list_free(struct payment_list *l)
{
	vec_free(l);
}

/* ---- of a shift ---- */

#define OF_SHIFT \
	" WHERE p.branch_id = :branch AND p.staff_id = :staff AND p.created_at >= :from" \
	"  AND p.created_at < :until"

static void bind_shift(struct stmt *q, int64_t branch_id, int64_t staff_id, int64_t from_at,
    int64_t until_at)
{
	stmt_int(q, ":branch", branch_id);
	stmt_int(q, ":staff", staff_id);
	stmt_int(q, ":from", from_at);
	stmt_int(q, ":until", until_at ? until_at : INT64_MAX);
}

static const char shift_sql[] =
	"SELECT " COLUMNS FROM OF_SHIFT " ORDER BY p.id /* scan: of one shift, sorted */";

enum err_code payment_list_shift(struct store *s, int64_t branch_id, int64_t staff_id,
    int64_t from_at, int64_t until_at, struct payment_list *out, struct err *e)
{
	struct stmt *q = stmt_get(s, shift_sql);

	bind_shift(q, branch_id, staff_id, from_at, until_at);
	return read_list(q, out, e);
}

static const char sums_sql[] =
	"SELECT p.method, sum(p.amount), count(*) FROM payment p" OF_SHIFT
	" GROUP BY p.method ORDER BY p.method /* scan: of one shift, sorted */";

enum err_code payment_sums_shift(struct store *s, int64_t branch_id, int64_t staff_id,
    int64_t from_at, int64_t until_at, struct payment_methods *out, struct err *e)
{
	struct stmt *q = stmt_get(s, sums_sql);

	payment_methods_free(out);
	bind_shift(q, branch_id, staff_id, from_at, until_at);
	while (stmt_row(q, e)) {
		struct payment_method *m = vec_push(out);

		stmt_col_copy(q, 0, m->method, sizeof m->method);
		m->amount = stmt_col_int(q, 1);
		m->n = stmt_col_int(q, 2);
	}
	return stmt_done(q, e);
}

void payment_methods_free(struct payment_methods *l)
{
	vec_free(l);
}

static const char first_sql[] =
	"SELECT min(created_at) FROM payment"
	"  WHERE branch_id = :branch AND staff_id = :staff AND created_at >= :from";

enum err_code payment_first_since(struct store *s, int64_t branch_id, int64_t staff_id,
    int64_t from_at, int64_t *at, struct err *e)
{
	struct stmt *q = stmt_get(s, first_sql);

	stmt_int(q, ":branch", branch_id);
	stmt_int(q, ":staff", staff_id);
	stmt_int(q, ":from", from_at);
	return row_number(q, at, e);
}

static const char sum_days_sql[] =
	"SELECT sum(amount) FROM payment WHERE client_id = :client AND day >= :from AND day <= :to"
	"  AND method <> 'prepaid' AND method <> 'account'";

enum err_code payment_sum_days(struct store *s, int64_t client_id, const char *from,
    const char *to, int64_t *sum, struct err *e)
{
	struct stmt *q = stmt_get(s, sum_days_sql);

	stmt_int(q, ":client", client_id);
	stmt_text(q, ":from", from);
	stmt_text(q, ":to", to);
	return row_number(q, sum, e);
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

static const char get_sql[] = "SELECT " COLUMNS FROM " WHERE p.id = :id";

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
	"    kind, method, amount, reverses, staff_id, reason, order_id, card_id, receipt)"
	"  VALUES (:rev, :branch, :client, :day, :now, :appointment, :visit, :kind, :method,"
	"    :amount, :reverses, :by, :reason, :order, :card, :receipt) RETURNING id" ROW_PARENT;

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
	stmt_int_or_null(q, ":order", p->order_id);
	stmt_int_or_null(q, ":card", p->card_id);
	stmt_text(q, ":receipt", row_null(p->receipt));
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
