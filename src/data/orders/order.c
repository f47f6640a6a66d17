#include "data/order.h"

#include <string.h>

#include "base/mem.h"
#include "base/tr.h"
#include "data/txn.h"
#include "data/store/row_priv.h"

static const char no_order[] = N_("There is no such order. F7 shows them.");

#define SELECT \
	"SELECT o.id, o.rev, o.branch_id, o.client_id, o.created_at, o.dependant_id," \
	"    o.created_by, o.plan_id, o.visit_id, o.sent_at, o.sent_by, coalesce(m.total, 0)," \
	"    coalesce(m.paid, 0)," \
	"    (SELECT count(*) FROM order_line n WHERE n.order_id = o.id AND n.state = 'on')," \
	"    o.day, o.number, o.kind, o.state, o.start_day, o.send, o.reason, o.send_to," \
	"    o.sent_text, o.note, o.invoice_title, o.invoice_tax_no, o.invoice_mail," \
	"    o.invoice_no, coalesce(p.name, k.name, v.name, c.name, f.text)," \
	"    coalesce(p.name_en, k.name_en, v.name_en, p.name, k.name, v.name, c.name, f.text)" \
	"  FROM client_order o LEFT JOIN order_money m ON m.order_id = o.id" \
	"  LEFT JOIN order_line f ON f.order_id = o.id AND f.line = 1" \
	"  LEFT JOIN product p ON p.id = f.product_id" \
	"  LEFT JOIN test_type k ON k.id = f.test_type_id" \
	"  LEFT JOIN service v ON v.id = f.service_id LEFT JOIN card c ON c.id = f.card_id"

static void order_read(struct stmt *q, struct client_order *o)
{
	int64_t *const numbers[] = { &o->id, &o->rev, &o->branch_id, &o->client_id, &o->created_at,
		&o->dependant_id, &o->created_by, &o->plan_id, &o->visit_id, &o->sent_at,
		&o->sent_by, &o->total, &o->paid };
	const struct {
		char *dst;
		size_t size;
	} to[] = {
		{ o->day, sizeof o->day }, { o->number, sizeof o->number },
		{ o->kind, sizeof o->kind }, { o->state, sizeof o->state },
		{ o->start_day, sizeof o->start_day }, { o->send, sizeof o->send },
		{ o->reason, sizeof o->reason }, { o->send_to, sizeof o->send_to },
		{ o->sent_text, sizeof o->sent_text }, { o->note, sizeof o->note },
		{ o->invoice_title, sizeof o->invoice_title },
		{ o->invoice_tax_no, sizeof o->invoice_tax_no },
		{ o->invoice_mail, sizeof o->invoice_mail },
		{ o->invoice_no, sizeof o->invoice_no }, { o->what, sizeof o->what },
		{ o->what_en, sizeof o->what_en },
	};

	for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++)
		*numbers[i] = stmt_col_int(q, (int)i);
	o->nlines = (int)stmt_col_int(q, 13);
	for (size_t i = 0; i < sizeof to / sizeof *to; i++)
		stmt_col_copy(q, (int)(14 + i), to[i].dst, to[i].size);
}

static enum err_code read_one(struct stmt *q, struct client_order *out, struct err *e)
{
	bool found = stmt_row(q, e);

	*out = (struct client_order){ 0 };
	if (found)
		order_read(q, out);
	return row_end(q, found, no_order, e);
}

static enum err_code read_list(struct stmt *q, struct client_order_list *out, struct err *e)
{
	client_order_list_free(out);
	while (stmt_row(q, e))
		order_read(q, vec_push(out));
	return stmt_done(q, e);
}

void client_order_list_free(struct client_order_list *l)
{
	vec_free(l);
}

static const char get_sql[] = SELECT " WHERE o.id = :id";

enum err_code client_order_get(struct store *s, int64_t id, struct client_order *out,
    struct err *e)
{
	struct stmt *q = stmt_get(s, get_sql);

	stmt_int(q, ":id", id);
	return read_one(q, out, e);
}

static const char by_number_sql[] = SELECT " WHERE o.number = :number";

enum err_code client_order_by_number(struct store *s, const char *number,
    struct client_order *out, struct err *e)
{
	struct stmt *q = stmt_get(s, by_number_sql);

	stmt_text(q, ":number", number);
	return read_one(q, out, e);
}

static const char list_client_sql[] =
	SELECT "  WHERE o.client_id = :client AND o.kind = coalesce(:kind, o.kind)"
	"    AND (:open = 0 OR o.state = 'open')"
	"  ORDER BY o.created_at DESC, o.id DESC LIMIT :limit /* scan: one client's, sorted */";

enum err_code client_order_list_client(struct store *s, int64_t client_id, const char *kind,
    bool open, int limit, struct client_order_list *out, struct err *e)
{
	struct stmt *q = stmt_get(s, list_client_sql);

	stmt_int(q, ":client", client_id);
	stmt_text(q, ":kind", kind);
	stmt_int(q, ":open", open);
	stmt_int(q, ":limit", limit);
	return read_list(q, out, e);
}

/* By the sums: the index holds only those that are not even. */
static const char list_owed_sql[] =
	SELECT "  WHERE o.id IN (SELECT w.order_id FROM order_money w"
	"    WHERE w.client_id = :client AND w.total <> w.paid)"
	"  ORDER BY o.created_at, o.id /* scan: one client's, sorted */";

enum err_code client_order_list_owed(struct store *s, int64_t client_id,
    struct client_order_list *out, struct err *e)
{
	struct stmt *q = stmt_get(s, list_owed_sql);

	stmt_int(q, ":client", client_id);
	return read_list(q, out, e);
}

static const char list_days_sql[] =
	SELECT "  WHERE o.branch_id IN (SELECT b.id FROM branch b WHERE :branch = 0"
	"      OR b.id = :branch)"
	"    AND o.day >= :from AND o.day <= :to AND o.kind = coalesce(:kind, o.kind)"
	"  ORDER BY o.day DESC, o.id DESC LIMIT :limit /* scan: of some days, sorted */";

enum err_code client_order_list_days(struct store *s, int64_t branch_id, const char *from,
    const char *to, const char *kind, int limit, struct client_order_list *out, struct err *e)
{
	struct stmt *q = stmt_get(s, list_days_sql);

	stmt_int(q, ":branch", branch_id);
	stmt_text(q, ":from", from);
	stmt_text(q, ":to", to);
	stmt_text(q, ":kind", kind);
	stmt_int(q, ":limit", limit);
	return read_list(q, out, e);
}

static const char list_unsent_sql[] =
	SELECT "  WHERE o.branch_id = :branch AND o.send = 'courier' AND o.sent_at IS NULL"
	"    AND o.state = 'open' ORDER BY o.created_at, o.id /* scan: what is open, sorted */";

enum err_code client_order_list_unsent(struct store *s, int64_t branch_id,
    struct client_order_list *out, struct err *e)
{
	struct stmt *q = stmt_get(s, list_unsent_sql);

	stmt_int(q, ":branch", branch_id);
	return read_list(q, out, e);
}

static const char list_visit_sql[] =
	SELECT "  WHERE o.visit_id = :id AND o.state = 'open' ORDER BY o.id"
	"  /* scan: of one visit, sorted */";
static const char list_plan_sql[] =
	SELECT "  WHERE o.plan_id = :id AND o.state = 'open' ORDER BY o.id"
	"  /* scan: of one plan, sorted */";

static enum err_code list_of(struct store *s, const char *sql, int64_t id,
    struct client_order_list *out, struct err *e)
{
	struct stmt *q = stmt_get(s, sql);

	stmt_int(q, ":id", id);
	return read_list(q, out, e);
}

enum err_code client_order_list_visit(struct store *s, int64_t visit_id,
    struct client_order_list *out, struct err *e)
{
	return list_of(s, list_visit_sql, visit_id, out, e);
}

enum err_code client_order_list_plan(struct store *s, int64_t plan_id,
    struct client_order_list *out, struct err *e)
{
	return list_of(s, list_plan_sql, plan_id, out, e);
}

/* ---- writing ---- */

static const char insert_sql[] =
	"INSERT INTO client_order(rev, branch_id, client_id, dependant_id, day, created_at,"
	"    created_by, number, kind, plan_id, visit_id, start_day, send, send_to, invoice_title,"
	"    invoice_tax_no, invoice_mail, note)"
	"  VALUES (:rev, :branch, :client, :dependant, :day, :now, :by, :number, :kind, :plan,"
	"    :visit, :start, :send, :send_to, :title, :tax_no, :mail, :note) RETURNING id"
	ROW_PARENT;

enum err_code client_order_insert(struct txn *t, const struct client_order *o, int64_t *id,
    struct err *e)
{
	struct stmt *q = stmt_get(txn_store(t), insert_sql);

	stmt_int(q, ":rev", txn_action_id(t));
	stmt_int(q, ":branch", o->branch_id);
	stmt_int(q, ":client", o->client_id);
	stmt_int_or_null(q, ":dependant", o->dependant_id);
	stmt_text(q, ":day", o->day);
	stmt_int(q, ":now", txn_now(t));
	stmt_int_or_null(q, ":by", txn_actor(t)->staff_id);
	stmt_text(q, ":number", o->number);
	stmt_text(q, ":kind", o->kind);
	stmt_int_or_null(q, ":plan", o->plan_id);
	stmt_int_or_null(q, ":visit", o->visit_id);
	stmt_text(q, ":start", row_null(o->start_day));
	stmt_text(q, ":send", row_null(o->send));
	stmt_text(q, ":send_to", row_null(o->send_to));
	stmt_text(q, ":title", row_null(o->invoice_title));
	stmt_text(q, ":tax_no", row_null(o->invoice_tax_no));
	stmt_text(q, ":mail", row_null(o->invoice_mail));
	stmt_text(q, ":note", row_null(o->note));
	return row_run(q, id, no_order, e);
}

/* It was changed meanwhile: says so where nothing was found. */
static enum err_code run_change(struct stmt *q, const char *text, struct err *e)
{
	enum err_code rc = row_run(q, NULL, no_order, e);

	if (rc != ERR_NOTFOUND)
		return rc;
	err_clear(e);
	return err_set(e, ERR_CONFLICT, "%s", tr(text));
}

static const char state_sql[] =
	"UPDATE client_order SET rev = :rev, state = :state, reason = :reason"
	"  WHERE id = :id AND state <> :state RETURNING id";

enum err_code client_order_set_state(struct txn *t, int64_t id, const char *state,
    const char *reason, struct err *e)
{
	struct stmt *q = stmt_get(txn_store(t), state_sql);

	stmt_int(q, ":rev", txn_action_id(t));
	stmt_int(q, ":id", id);
	stmt_text(q, ":state", state);
	stmt_text(q, ":reason", row_null(reason));
	return run_change(q, N_("That order was dealt with meanwhile. Look at it again."), e);
}

static const char sent_sql[] =
	"UPDATE client_order SET rev = :rev, sent_at = :now, sent_by = :by, sent_text = :text"
	"  WHERE id = :id AND sent_at IS NULL AND state = 'open' RETURNING id";

enum err_code client_order_set_sent(struct txn *t, int64_t id, const char *text, struct err *e)
{
	struct stmt *q = stmt_get(txn_store(t), sent_sql);

	stmt_int(q, ":rev", txn_action_id(t));
	stmt_int(q, ":id", id);
	stmt_int(q, ":now", txn_now(t));
	stmt_int_or_null(q, ":by", txn_actor(t)->staff_id);
	stmt_text(q, ":text", row_null(text));
	return run_change(q, N_("Not sent. It has left already, or was cancelled."), e);
}

static const char invoice_sql[] =
	"UPDATE client_order SET rev = :rev, invoice_title = :title, invoice_tax_no = :tax_no,"
	"    invoice_mail = :mail, invoice_no = :no WHERE id = :id RETURNING id";

enum err_code client_order_set_invoice(struct txn *t, const struct client_order *o,
    struct err *e)
{
	struct stmt *q = stmt_get(txn_store(t), invoice_sql);

	stmt_int(q, ":rev", txn_action_id(t));
	stmt_int(q, ":id", o->id);
	stmt_text(q, ":title", row_null(o->invoice_title));
	stmt_text(q, ":tax_no", row_null(o->invoice_tax_no));
	stmt_text(q, ":mail", row_null(o->invoice_mail));
	stmt_text(q, ":no", row_null(o->invoice_no));
	return row_run(q, NULL, no_order, e);
}
