/* The cash desk: what is due by now, what is taken, what is given back. */
#include "desk/arrival_pay.h"

#include <string.h>

#include "arrival_priv.h"
#include "base/buf.h"
#include "base/money.h"
#include "base/tr.h"
#include "data/action.h"
#include "data/payment.h"
#include "data/txn.h"
#include "desk/desk.h"
#include "desk/order.h"
#include "desk/pay.h"
#include "desk/plan.h"
#include "desk/orders/order_priv.h"
#include "desk/orders/pay_priv.h"

/* ---- what is due ---- */

enum err_code arrival_due_now(struct desk *d, const struct visit_row *v, int64_t *open,
    struct err *e)
{
	bool treated = arrival_to_be_treated(v);
	struct pay_due due = { .n = 0 };
	int64_t sum = 0;
	enum err_code rc = pay_due_visit(d, v, &due, e);

	for (size_t i = 0; i < due.n; i++)
		if (due.line[i].order_id || (treated && due.line[i].why == PAY_DUE_SERVICE))
			sum += due.line[i].open;
	*open = arrival_open_due(v);
	if (sum > *open)
		*open = sum;
	return rc;
}

bool arrival_owes_order(struct desk *d, const struct visit_row *v)
{
	struct pay_due due = { .n = 0 };
	struct err none = ERR_INIT;

	if (arrival_open_due(v) || pay_due_visit(d, v, &due, &none) != OK)
		return false;
	for (size_t i = 0; i < due.n; i++)
		if (due.line[i].order_id && due.line[i].open)
			return true;
	return false;
}

/* ---- taking it ---- */

static enum err_code check_pay(const struct visit_row *v, int64_t due, int64_t amount,
    const char *method, struct err *e)
{
	int64_t now_due = due < 0 ? v->due : due, open = now_due - v->paid;

	if (!strcmp(v->state, "left"))
		return err_set(e, ERR_INVALID, "%s", tr("Not taken. The visit is over."));
	if (due < 0 && !amount)
		return err_invalid(e, "amount", "%s",
		    tr("Not taken. Say what is due, or an amount."));
	if (amount < 0)
		return err_invalid(e, "amount", "%s", tr("Not taken. An amount is above 0."));
	if (amount && (!method || !method[0]))
		return err_invalid(e, "method", "%s", tr("Not taken. Say how it is paid."));
	if (amount && amount > open)
		return err_invalid(e, "amount", "%s",
		    tr("Not taken. That is more than is due. Raise what is due, or take less."));
	return OK;
}

static enum err_code set_due(struct desk *d, struct txn *t, const struct visit_row *v, int64_t due,
    struct err *e)
{
	struct visit_set set = { .n = 0 };
	char money[32];
	enum err_code rc;

	if (due < 0 || due == v->due)
		return OK;
	visit_set_number(&set, "due", due);
	rc = visit_put(t, v->id, &set, e);
	return rc == OK ? visit_event_insert(t, v->id, txn_now(t), "due",
	    desk_money(d, due, money, sizeof money), e) : rc;
}

/* ---- the order of the visit ---- */

static const char *what_for(const struct visit_row *v)
{
	return v->service_id ? NULL : tr("visit");
}

static enum err_code make_order(struct desk *d, struct txn *t, const struct visit_row *v,
    int64_t *order, struct err *e)
{
	struct order_draft o = { .branch_id = v->branch_id, .client_id = v->client_id,
		.dependant_id = v->dependant_id, .visit_id = v->id, .kind = "service", .nlines = 1,
		.lines = { { .service_id = v->service_id, .text = what_for(v), .quantity = 1,
		.price = v->due } } };

	return v->due ? order_make_in(t, d, &o, order, e) : OK;
}

static enum err_code add_to_order(struct txn *t, int64_t order, int64_t amount, struct err *e)
{
	struct order_line l = { .order_id = order, .quantity = 1, .price = amount };

	text_copy(l.text, sizeof l.text, tr("added at the cash desk"));
	return order_line_insert(t, &l, NULL, e);
}

/* The order says what the desk asks for: its first line is the service, what changed since is a
 * line of its own. *ORDER 0: nothing is asked for. */
static enum err_code visit_order(struct desk *d, struct txn *t, const struct visit_row *v,
    int64_t *order, struct err *e)
{
	struct client_order_list l = { 0 };
	const struct client_order *o = NULL;
	enum err_code rc = client_order_list_visit(d->store, v->id, &l, e);

	for (size_t i = 0; i < l.n && rc == OK && !o; i++)
		if (!strcmp(l.v[i].kind, "service"))
			o = &l.v[i];
	*order = o ? o->id : 0;
	if (rc == OK && !o)
		rc = make_order(d, t, v, order, e);
	else if (rc == OK && v->due > o->total)
		rc = add_to_order(t, o->id, v->due - o->total, e);
	else if (rc == OK && v->due < o->total)
		rc = order_credit_in(t, d, o->id, o->total - v->due,
		    tr("taken off at the cash desk"), e);
	client_order_list_free(&l);
	return rc == OK ? money_check_client(d, v->client_id, e) : rc;
}

/* A session of a plan is paid for with the plan. */
static enum err_code plan_order(struct desk *d, const struct visit_row *v, int64_t *order,
    struct err *e)
{
	struct session_share share = { .plan_id = 0 };
	struct client_order_list l = { 0 };
	int64_t session = 0;
	enum err_code rc = OK;

	*order = 0;
	if (v->service_id)
		rc = plan_session_for(d, v->client_id, v->dependant_id, v->service_id,
		    v->appointment_id, &session, e);
	if (rc == OK && session)
		rc = session_share_get(d->store, session, &share, e);
	if (rc == OK && share.plan_id)
		rc = client_order_list_plan(d->store, share.plan_id, &l, e);
	if (rc == OK && l.n)
		*order = l.v[0].id;
	client_order_list_free(&l);
	return rc;
}

/* ---- taking ---- */

/* What was paid with the booking and is still kept. */
static enum err_code deposit_left(struct desk *d, const struct visit_row *v, int64_t *left,
    struct err *e)
{
	struct payment_list l = { 0 };
	enum err_code rc = OK;

	*left = 0;
	if (v->appointment_id)
		rc = payment_list_appointment(d->store, v->appointment_id, &l, e);
	for (size_t i = 0; i < l.n && rc == OK; i++)
		if (!l.v[i].order_id)
			*left += l.v[i].amount;
	payment_list_free(&l);
	return rc;
}

static enum err_code use_deposit(struct desk *d, struct txn *t, const struct visit_row *v,
    int64_t order, struct err *e)
{
	struct client_order o;
	struct payment row = { .branch_id = v->branch_id, .client_id = v->client_id,
		.appointment_id = v->appointment_id, .visit_id = v->id, .order_id = order };
	int64_t left;
	enum err_code rc = deposit_left(d, v, &left, e);

	if (rc == OK)
		rc = client_order_get(d->store, order, &o, e);
	if (rc != OK || left <= 0 || o.total <= o.paid)
		return rc;
	if (left > o.total - o.paid)
		left = o.total - o.paid;
	return pay_move_kept(t, d, &row, left, NULL, e);
}

static enum err_code take(struct desk *d, struct txn *t, const struct visit_row *v,
    int64_t order, int64_t amount, const char *method, int64_t *id, struct err *e)
{
	struct pay p = { .branch_id = v->branch_id, .client_id = v->client_id, .visit_id = v->id,
		.appointment_id = v->appointment_id, .order_id = order, .nparts = 1, .owed = -1,
		.part = { { .method = method, .amount = amount } } };
	struct pay_made made;
	char text[64], money[MONEY_TEXT];
	enum err_code rc = pay_take_in(t, d, &p, &made, e);

	*id = made.payment;
	text_fmt(text, sizeof text, "%s %s", desk_money(d, amount, money,
	    sizeof money), method);
	return rc == OK ? visit_event_insert(t, v->id, txn_now(t), "paid", text, e) : rc;
}

/* The deposit goes first, so that it is not asked for twice. */
static enum err_code settle(struct desk *d, struct txn *t, const struct visit_row *v,
    int64_t amount, const char *method, int64_t *id, struct err *e)
{
	int64_t order;
	enum err_code rc = plan_order(d, v, &order, e);

	if (rc == OK && !order)
		rc = visit_order(d, t, v, &order, e);
	if (rc == OK && order)
		rc = use_deposit(d, t, v, order, e);
	return rc == OK && amount ? take(d, t, v, order, amount, method, id, e) : rc;
}

/* All is paid: whoever is to be treated goes over to that queue by itself. */
static enum err_code open_queue(struct txn *t, const struct visit_row *v, struct err *e)
{
	struct visit_set set = { .n = 0 };
	enum err_code rc;

	if (strcmp(v->state, "paying") != 0 || v->treated || v->paid < v->due)
		return OK;
	visit_set_text(&set, "state", "ready");
	visit_set_number(&set, "since_at", txn_now(t));
	rc = visit_put(t, v->id, &set, e);
	return rc == OK ? visit_event_insert(t, v->id, txn_now(t), "ready", NULL, e) : rc;
}

enum err_code arrival_paid_in(struct txn *t, struct desk *d, int64_t visit_id, struct err *e)
{
	struct visit_row v;
	enum err_code rc = visit_get(d->store, visit_id, &v, e);

	return rc == OK ? open_queue(t, &v, e) : rc;
}

enum err_code arrival_pay(struct desk *d, int64_t id, int64_t due, int64_t amount,
    const char *method, struct err *e)
{
	struct visit_row v;
	struct txn *t;
	int64_t payment = 0;
	enum err_code rc = arrival_begin(d, amount ? "visit-cash" : "visit-step", NULL, id, NULL,
	    &t, &v, e);

	if (rc != OK)
		return rc;
	rc = check_pay(&v, due, amount, method, e);
	if (rc == OK)
		rc = set_due(d, t, &v, due, e);
	if (due >= 0)
		v.due = due;
	if (rc == OK)
		rc = settle(d, t, &v, amount, method, &payment, e);
	if (rc == OK && payment)
		action_subject(t, "payment", payment);
	if (rc == OK)
		rc = visit_get(d->store, id, &v, e);
	if (rc == OK && amount)
		rc = open_queue(t, &v, e);
	return arrival_end(t, rc, e);
}

/* What was opened by the money closes with it, unless somebody went on meanwhile. */
static enum err_code close_queue(struct txn *t, const struct visit_row *v, struct err *e)
{
	struct visit_set set = { .n = 0 };

	if (strcmp(v->state, "ready") != 0 || !arrival_open_due(v))
		return OK;
	visit_set_text(&set, "state", "paying");
	visit_set_number(&set, "since_at", txn_now(t));
	return visit_put(t, v->id, &set, e);
}

static enum err_code note_back(struct desk *d, struct txn *t, const struct payment *p,
    struct err *e)
{
	struct visit_row v;
	char money[MONEY_TEXT];
	enum err_code rc;

	if (!p->visit_id)
		return OK;
	rc = visit_event_insert(t, p->visit_id, txn_now(t), "paid",
	    desk_money(d, -p->amount, money, sizeof money), e);
	if (rc == OK)
		rc = visit_get(d->store, p->visit_id, &v, e);
	return rc == OK ? close_queue(t, &v, e) : rc;
}

static enum err_code reverse(struct desk *d, struct txn *t, int64_t id, int64_t undoes,
    const char *reason, struct err *e)
{
	struct payment p;
	enum err_code rc = payment_get(d->store, id, &p, e);

	if (rc == OK && p.reversed)
		rc = err_set(e, ERR_CONFLICT, "%s", tr("Not undone. It was given back already."));
	/* All that the action moved: the deposit that it used is kept again too. */
	if (rc == OK)
		rc = pay_counter_in(t, d, undoes, false, reason, e);
	return rc == OK ? note_back(d, t, &p, e) : rc;
}

enum err_code arrival_unpay(struct desk *d, int64_t payment, int64_t undoes, const char *reason,
    int64_t *action, struct err *e)
{
	struct action_head head = { .name = "visit-cash", .reason = reason, .undoes = undoes };
	struct txn *t;
	enum err_code rc = action_begin(d->store, &d->who, &head, &t, e);

	if (rc != OK)
		return rc;
	action_subject(t, "payment", payment);
	rc = reverse(d, t, payment, undoes, reason && reason[0] ? reason : tr("taken back"), e);
	if (rc == OK)
		return action_commit(t, action, e);
	action_rollback(t);
	return rc;
}
