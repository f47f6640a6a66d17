/* What becomes of an order: cancelled, credited, cheaper, sent, invoiced. */
#include <string.h>

#include "base/buf.h"
#include "base/mem.h"
#include "base/money.h"
#include "base/tr.h"
#include "data/action.h"
#include "data/plan.h"
#include "desk/callback_events.h"
#include "desk/desk.h"
#include "desk/order.h"
#include "desk/pay.h"
#include "desk/rights.h"
#include "desk/stock.h"
#include "desk/testing.h"
#include "order_priv.h"

enum err_code order_open(struct desk *d, int64_t id, struct client_order *out, struct err *e)
{
	enum err_code rc = client_order_get(d->store, id, out, e);

	if (rc != OK || strcmp(out->state, "cancelled") != 0)
		return rc;
	return err_set(e, ERR_CONFLICT, tr("Not done. The order %s is cancelled: %s."),
	    out->number, out->reason);
}

/* ---- cancelling ---- */

/* What a plan in force costs goes down with the plan alone: its sessions would be free else. */
static enum err_code check_plan(struct desk *d, const struct client_order *o, struct err *e)
{
	struct plan p;
	enum err_code rc = OK;

	if (!o->plan_id || strcmp(o->kind, "plan") != 0)
		return OK;
	rc = plan_get(d->store, o->plan_id, &p, e);
	return rc != OK || strcmp(p.state, "agreed") != 0 ? rc : err_set(e, ERR_INVALID,
	    tr("Not cancelled. The plan %s is charged with it: change or stop the plan (F5)."),
	    p.number);
}

static enum err_code check_cancel(const struct client_order *o, struct err *e)
{
	if (!strcmp(o->kind, "card"))
		return err_set(e, ERR_INVALID, "%s",
		    tr("Not cancelled. A card was sold with it: pay back what is on the card."));
	if (o->sent_at)
		return err_set(e, ERR_INVALID, "%s",
		    tr("Not cancelled. It has left. $ 4 pays back what comes back."));
	return OK;
}

enum err_code order_cancel_in(struct txn *t, struct desk *d, int64_t id, const char *reason,
    struct err *e)
{
	struct client_order o;
	enum err_code rc = order_check_reason(reason, e);

	if (rc == OK)
		rc = order_open(d, id, &o, e);
	if (rc == OK)
		rc = check_cancel(&o, e);
	if (rc == OK)
		rc = check_plan(d, &o, e);
	if (rc == OK)
		rc = client_order_set_state(t, id, "cancelled", reason, e);
	if (rc == OK)
		rc = stock_order_back_in(t, d, id, e);
	if (rc == OK)
		rc = testing_order_in(t, d, id, true, reason, e);
	if (rc == OK)
		rc = callback_order_gone_in(t, d, id, reason, e);
	return rc == OK ? pay_release_in(t, d, id, reason, e) : rc;
}

enum err_code order_cancel(struct desk *d, int64_t id, const char *reason, struct err *e)
{
	struct txn *t;
	enum err_code rc = order_begin(d, "order-cancel", reason, id, 0, &t, e);

	if (rc != OK)
		return rc;
	return order_end(t, order_cancel_in(t, d, id, reason, e), NULL, e);
}

enum err_code order_reopen(struct desk *d, int64_t id, int64_t undoes, int64_t *action,
    struct err *e)
{
	struct client_order o;
	struct txn *t;
	enum err_code rc = order_begin(d, "order-add", NULL, id, undoes, &t, e);

	if (rc != OK)
		return rc;
	rc = client_order_set_state(t, id, "open", NULL, e);
	if (rc == OK)
		rc = client_order_get(d->store, id, &o, e);
	if (rc == OK)
		rc = money_check_client(d, o.client_id, e);
	if (rc == OK)
		rc = stock_order_in(t, d, id, !strcmp(o.send, "take"), e);
	if (rc == OK)
		rc = testing_order_in(t, d, id, false, NULL, e);
	if (rc == OK)
		rc = callback_ordered_in(t, d, id, e);
	return order_end(t, rc, action, e);
}

/* ---- credit ---- */

enum err_code order_credit_line(struct txn *t, struct desk *d, const struct client_order *o,
    int64_t amount, const char *text, int64_t *line, struct err *e)
{
	struct order_line l = { .order_id = o->id, .quantity = 1, .price = -amount };
	char total[MONEY_TEXT];
	enum err_code rc = order_check_reason(text, e);

	if (rc != OK)
		return rc;
	if (amount <= 0)
		return err_invalid(e, "amount", "%s", tr("Not done. An amount is above 0."));
	if (amount > o->total)
		return err_invalid(e, "amount",
		    tr("Not done. That is more than the order comes to (%s)."),
		    desk_money(d, o->total, total, sizeof total));
	text_copy(l.text, sizeof l.text, text);
	rc = order_line_insert(t, &l, line, e);
	/* What is credited whole came back. */
	return rc == OK && amount == o->total ? callback_order_gone_in(t, d, o->id, text, e) : rc;
}

enum err_code order_credit_in(struct txn *t, struct desk *d, int64_t order_id, int64_t amount,
    const char *text, struct err *e)
{
	struct client_order o;
	enum err_code rc = order_open(d, order_id, &o, e);

	if (rc == OK && !strcmp(o.kind, "card"))
		rc = check_cancel(&o, e);
	if (rc == OK)
		rc = order_credit_line(t, d, &o, amount, text, NULL, e);
	return rc == OK ? pay_release_in(t, d, order_id, text, e) : rc;
}

/* ---- cheaper ---- */

/* What was paid already does not come back by a discount: that is a refund, with its second
 * person. */
static enum err_code check_paid(struct desk *d, const struct client_order *o, int64_t total,
    struct err *e)
{
	char paid[MONEY_TEXT];

	if (total >= o->paid)
		return OK;
	return err_invalid(e, "discount",
	    tr("Not done. %s of it is paid. $ 4 pays back what is too much."),
	    desk_money(d, o->paid, paid, sizeof paid));
}

static enum err_code put_discount(struct txn *t, struct desk *d, int64_t line_id,
    int64_t discount, bool gift, const char *why, struct err *e)
{
	struct client_order o;
	struct order_line l;
	int64_t gross = 0, sum;
	enum err_code rc = order_line_get(d->store, line_id, &l, e);

	if (rc == OK)
		rc = order_open(d, l.order_id, &o, e);
	if (rc == OK && (l.cancelled || l.price < 0 || !strcmp(o.kind, "card")))
		rc = err_set(e, ERR_INVALID, "%s",
		    tr("Not done. A credit, a card or a cancelled line has no discount."));
	if (rc == OK)
		rc = order_sum(l.quantity, l.price, 0, &gross, e);
	if (gift)
		discount = gross;
	if (rc == OK)
		rc = order_sum(l.quantity, l.price, discount, &sum, e);
	if (rc == OK && discount)
		rc = order_check_reason(why, e);
	if (rc == OK && !gift && discount > gross / 100 * order_discount_limit(d) +
	    gross % 100 * order_discount_limit(d) / 100)
		rc = rights_check(d, &d->who, "price-over", e);
	if (rc == OK)
		rc = check_paid(d, &o, o.total - order_line_total(&l) + sum, e);
	if (rc == OK)
		action_subject(t, "client_order", o.id);
	return rc == OK ? order_line_set_discount(t, line_id, discount, gift && gross,
	    discount ? why : NULL, e) : rc;
}

enum err_code order_discount(struct desk *d, int64_t line_id, int64_t discount, const char *why,
    struct err *e)
{
	struct txn *t;
	enum err_code rc = order_begin(d, "price-discount", why, 0, 0, &t, e);

	if (rc != OK)
		return rc;
	return order_end(t, put_discount(t, d, line_id, discount, false, why, e), NULL, e);
}

enum err_code order_gift(struct desk *d, int64_t line_id, const char *why, struct err *e)
{
	struct txn *t;
	enum err_code rc = order_begin(d, "order-gift", why, 0, 0, &t, e);

	if (rc != OK)
		return rc;
	return order_end(t, put_discount(t, d, line_id, 0, true, why, e), NULL, e);
}

/* ---- out of the house ---- */

/* What is due by now is paid before goods leave, or it is said why they leave unpaid. */
static enum err_code check_due(struct desk *d, const struct client_order *o, const char *why,
    struct err *e)
{
	char money[MONEY_TEXT];
	int64_t due;
	enum err_code rc = pay_order_due(d, o, &due, e);

	if (rc != OK || !due || (why && *why))
		return rc;
	return err_invalid(e, "why",
	    tr("Not sent. %s of %s is not paid: $ takes it, or say why it leaves unpaid."),
	    desk_money(d, due, money, sizeof money), o->number);
}

enum err_code order_send(struct desk *d, int64_t id, const char *text, const char *why,
    struct err *e)
{
	struct client_order o;
	struct txn *t;
	enum err_code rc = order_begin(d, "order-send", why, id, 0, &t, e);

	if (rc != OK)
		return rc;
	rc = order_open(d, id, &o, e);
	if (rc == OK)
		rc = check_due(d, &o, why, e);
	if (rc == OK)
		rc = stock_order_in(t, d, id, true, e);
	if (rc == OK)
		rc = client_order_set_sent(t, id, text, e);
	return order_end(t, rc, NULL, e);
}

enum err_code order_invoice(struct desk *d, const struct client_order *o, struct err *e)
{
	struct client_order was;
	struct txn *t;
	enum err_code rc = order_begin(d, "order-send", NULL, o->id, 0, &t, e);

	if (rc != OK)
		return rc;
	rc = order_open(d, o->id, &was, e);
	if (rc == OK && (o->invoice_no[0] || o->invoice_tax_no[0] || o->invoice_mail[0]) &&
	    !o->invoice_title[0])
		rc = err_invalid(e, "invoice_title", "%s",
		    tr("Not saved. An invoice needs the name it is made out to."));
	if (rc == OK)
		rc = client_order_set_invoice(t, o, e);
	return order_end(t, rc, NULL, e);
}
