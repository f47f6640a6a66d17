/* Money that goes back: what an order sets free, refunds, slips of the pen, and the opposite of a
 * whole action. */
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/mem.h"
#include "base/money.h"
#include "base/tr.h"
#include "data/action.h"
#include "data/card.h"
#include "data/history.h"
#include "data/order.h"
#include "desk/desk.h"
#include "desk/order.h"
#include "order_priv.h"
#include "pay_priv.h"

/* ---- what came from cards ---- */

struct card_part {
	int64_t card_id, amount;        /* paid by it for the order, less what is back on it */
};
struct card_parts {
	struct card_part *v;
	size_t n, cap;
	int64_t all, money;             /* by all cards; by everything else */
};

static void add_card(struct card_parts *l, int64_t card_id, int64_t amount)
{
	for (size_t i = 0; i < l->n; i++)
		if (l->v[i].card_id == card_id) {
			l->v[i].amount += amount;
			return;
		}
	*vec_push(l) = (struct card_part){ card_id, amount };
}

static enum err_code read_parts(struct desk *d, int64_t order_id, struct card_parts *out,
    struct err *e)
{
	struct payment_list l = { 0 };
	enum err_code rc = payment_list_order(d->store, order_id, &l, e);

	for (size_t i = 0; i < l.n && rc == OK; i++) {
		if (l.v[i].card_id) {
			add_card(out, l.v[i].card_id, l.v[i].amount);
			out->all += l.v[i].amount;
		} else {
			out->money += l.v[i].amount;
		}
	}
	payment_list_free(&l);
	return rc;
}

/* ---- what an order sets free ---- */

static enum err_code release_rows(struct txn *t, struct desk *d, const struct client_order *o,
    const struct card_parts *parts, const char *reason, struct err *e)
{
	struct payment row = { .branch_id = d->branch_id, .client_id = o->client_id,
		.order_id = o->id, .visit_id = o->visit_id, .kind = "use", .method = "prepaid" };
	int64_t excess = o->paid - o->total;
	enum err_code rc = OK;

	text_copy(row.reason, sizeof row.reason, reason);
	/* What was used last comes back first. */
	for (size_t i = parts->n; i-- > 0 && excess && rc == OK;) {
		int64_t x = parts->v[i].amount < excess ? parts->v[i].amount : excess;

		if (x <= 0)
			continue;
		row.card_id = parts->v[i].card_id;
		row.amount = -x;
		rc = pay_row(t, d, &row, "back", NULL, e);
		excess -= x;
	}
	return rc == OK && excess ? pay_move_kept(t, d, &row, -excess, NULL, e) : rc;
}

enum err_code pay_release_in(struct txn *t, struct desk *d, int64_t order_id, const char *reason,
    struct err *e)
{
	struct card_parts parts = { 0 };
	struct client_order o;
	enum err_code rc = client_order_get(d->store, order_id, &o, e);

	if (rc != OK || o.paid <= o.total)
		return rc;
	rc = read_parts(d, order_id, &parts, e);
	if (rc == OK)
		rc = release_rows(t, d, &o, &parts, reason, e);
	vec_free(&parts);
	return rc;
}

/* ---- refunds ---- */

enum err_code pay_refundable(struct desk *d, int64_t client_id, int64_t order_id, int64_t *sum,
    struct err *e)
{
	struct card_parts parts = { 0 };
	struct client_order o;
	enum err_code rc;

	*sum = 0;
	if (!order_id)
		return pay_kept(d, client_id, sum, e);
	rc = client_order_get(d->store, order_id, &o, e);
	if (rc == OK)
		rc = read_parts(d, order_id, &parts, e);
	if (rc == OK && strcmp(o.kind, "card") != 0)
		*sum = parts.money < o.paid ? parts.money : o.paid;
	if (*sum < 0)
		*sum = 0;
	vec_free(&parts);
	return rc;
}

static enum err_code card_refundable(struct desk *d, const struct pay_back *b, int64_t *sum,
    struct err *e)
{
	struct card_parts parts = { 0 };
	enum err_code rc = read_parts(d, b->order_id, &parts, e);

	*sum = 0;
	for (size_t i = 0; i < parts.n; i++)
		if (parts.v[i].card_id == b->card_id)
			*sum = parts.v[i].amount;
	vec_free(&parts);
	return rc;
}

static enum err_code too_much(struct desk *d, const char *number, int64_t amount, int64_t most,
    struct err *e)
{
	char a[MONEY_TEXT], b[MONEY_TEXT];

	desk_money(d, amount, a, sizeof a);
	desk_money(d, most, b, sizeof b);
	if (number)
		return err_invalid(e, "amount",
		    tr("Not paid back. %s is more than was paid in money for %s (%s)."), a, number,
		    b);
	return err_invalid(e, "amount", tr("Not paid back. %s is more than is kept (%s). Say which "
	    "order it was paid for."), a, b);
}

static enum err_code check_sum(struct desk *d, const struct pay_back *b,
    const struct client_order *o, struct err *e)
{
	int64_t most = 0;
	bool card = b->method && !strcmp(b->method, "prepaid");
	enum err_code rc;

	if (b->amount <= 0)
		return err_invalid(e, "amount", "%s",
		    tr("Not paid back. An amount is above 0."));
	if (!b->method || !pay_method_find(b->method) || !strcmp(b->method, "account") ||
	    (card && (!b->order_id || !b->card_id)))
		return err_invalid(e, "method", "%s",
		    tr("Not paid back. Say how it is given back."));
	if (b->order_id && o->client_id != b->client_id)
		return err_set(e, ERR_INVALID, tr("Not paid back. The order %s is somebody "
		    "else's."), o->number);
	if (b->order_id && !strcmp(o->kind, "card"))
		return err_set(e, ERR_INVALID, "%s",
		    tr("Not paid back. A card was sold with it: F7, tab Cards, pays that back."));
	rc = card ? card_refundable(d, b, &most, e) :
	    pay_refundable(d, b->client_id, b->order_id, &most, e);
	if (rc == OK && b->amount > most)
		rc = too_much(d, b->order_id ? o->number : NULL, b->amount, most, e);
	return rc;
}

static enum err_code check_refund(struct desk *d, const struct pay_back *b,
    struct client_order *o, struct err *e)
{
	enum err_code rc = order_check_reason(b->reason, e);

	if (rc == OK && b->order_id)
		rc = order_open(d, b->order_id, o, e);
	return rc == OK ? check_sum(d, b, o, e) : rc;
}

static enum err_code refund_rows(struct txn *t, struct desk *d, const struct pay_back *b,
    const struct client_order *o, struct pay_made *out, struct err *e)
{
	struct payment row = { .branch_id = d->branch_id, .client_id = b->client_id,
		.order_id = b->order_id, .amount = -b->amount, .kind = "refund" };
	enum err_code rc = OK;

	text_copy(row.method, sizeof row.method, b->method);
	text_copy(row.reason, sizeof row.reason, b->reason);
	row.card_id = !strcmp(b->method, "prepaid") ? b->card_id : 0;
	rc = number_next(t, "receipt", 'R', out->receipt, sizeof out->receipt, e);
	text_copy(row.receipt, sizeof row.receipt, out->receipt);
	if (rc == OK && b->order_id)
		rc = order_credit_line(t, d, o, b->amount, b->reason, NULL, e);
	return rc == OK ? pay_row(t, d, &row, "back", &out->payment, e) : rc;
}

enum err_code pay_refund(struct desk *d, const struct pay_back *b, struct pay_made *out,
    struct err *e)
{
	struct client_order o = { .id = 0 };
	struct err first = ERR_INIT;
	struct txn *t;
	int64_t action = 0;
	enum err_code rc = order_begin(d, "pay-back", b->reason, 0, 0, &t, e);

	*out = (struct pay_made){ 0 };
	if (rc == ERR_SECOND)
		return order_before_second(check_refund(d, b, &o, &first), &first, e);
	if (rc != OK)
		return rc;
	rc = check_refund(d, b, &o, e);
	if (rc == OK)
		rc = refund_rows(t, d, b, &o, out, e);
	if (rc == OK)
		action_subject(t, "payment", out->payment);
	rc = order_end(t, rc, &action, e);
	out->action = action;
	return rc;
}

/* ---- a slip of the pen ---- */

static enum err_code reversed_already(struct err *e)
{
	return err_set(e, ERR_CONFLICT, "%s", tr("Not done. It was taken back already."));
}

enum err_code pay_reverse_row(struct txn *t, struct desk *d, const struct payment *p,
    const char *reason, int64_t *id, struct err *e)
{
	struct payment back = *p;
	struct card_move was, move;
	int64_t made = 0;
	enum err_code rc;

	if (p->reversed)
		return reversed_already(e);
	back.reverses = p->id;
	back.amount = -p->amount;
	text_copy(back.kind, sizeof back.kind, "correction");
	text_copy(back.reason, sizeof back.reason, reason);
	desk_day_of(d, txn_now(t), back.day);
	rc = payment_insert(t, &back, &made, e);
	if (id)
		*id = made;
	if (rc != OK || !p->card_id)
		return rc;
	rc = card_move_of_payment(d->store, p->id, &was, e);
	if (rc != OK)
		return rc;
	move = (struct card_move){ .card_id = was.card_id, .amount = -was.amount,
		.sessions = -was.sessions, .payment_id = made, .reverses = was.id };
	text_copy(move.kind, sizeof move.kind, "reverse");
	text_copy(move.day, sizeof move.day, back.day);
	text_copy(move.reason, sizeof move.reason, reason);
	return card_move_insert(t, &move, NULL, e);
}

/* What is used from what was kept stands in two rows, one after the other. */
static enum err_code find_half(struct desk *d, const struct payment *p, struct payment *out,
    struct err *e)
{
	int64_t other = p->order_id ? p->id - 1 : p->id + 1;
	enum err_code rc = payment_get(d->store, other, out, e);

	if (rc == OK && (strcmp(out->method, "account") != 0 || out->amount != -p->amount))
		rc = err_set(e, ERR_CONFLICT, "%s",
		    tr("Not done. The other half of that row is not there."));
	return rc;
}

static enum err_code check_correct(const struct payment *p, struct err *e)
{
	if (p->reversed)
		return reversed_already(e);
	if (p->reverses || !strcmp(p->kind, "refund") ||
	    (!strcmp(p->kind, "use") && p->order_id && p->amount < 0) ||
	    (!strcmp(p->kind, "use") && !p->order_id && p->amount > 0))
		return err_set(e, ERR_INVALID, "%s",
		    tr("Not corrected. That row gives back itself. Ctrl-Z takes its action "
		       "back."));
	return OK;
}

/* What a card was sold for is taken back with the card alone. */
static enum err_code check_no_sale(struct desk *d, int64_t order_id, struct err *e)
{
	struct client_order o;
	enum err_code rc = order_id ? client_order_get(d->store, order_id, &o, e) : OK;

	if (rc == OK && order_id && !strcmp(o.kind, "card"))
		rc = err_set(e, ERR_INVALID, "%s",
		    tr("Not corrected. A card was sold with it: F7, tab Cards, pays that back."));
	return rc;
}

static enum err_code correct_rows(struct txn *t, struct desk *d, const struct payment *p,
    const char *reason, int64_t *id, struct err *e)
{
	struct payment half;
	enum err_code rc = check_no_sale(d, p->order_id, e);

	if (rc == OK && !strcmp(p->method, "account")) {
		rc = find_half(d, p, &half, e);
		if (rc == OK)
			rc = check_no_sale(d, half.order_id, e);
		if (rc == OK)
			rc = pay_reverse_row(t, d, &half, reason, NULL, e);
		if (rc == OK && half.order_id)
			rc = pay_check_order(d, half.order_id, e);
	}
	if (rc == OK)
		rc = pay_reverse_row(t, d, p, reason, id, e);
	if (rc == OK)
		rc = pay_check_order(d, p->order_id, e);
	return rc == OK ? pay_check_kept(d, p->client_id, e) : rc;
}

enum err_code pay_correct(struct desk *d, int64_t payment_id, const char *reason,
    struct pay_made *out, struct err *e)
{
	struct payment p;
	struct txn *t;
	int64_t action = 0;
	enum err_code rc = order_begin(d, "pay-take", reason, 0, 0, &t, e);

	*out = (struct pay_made){ 0 };
	if (rc != OK)
		return rc;
	rc = order_check_reason(reason, e);
	if (rc == OK)
		rc = payment_get(d->store, payment_id, &p, e);
	if (rc == OK)
		rc = check_correct(&p, e);
	if (rc == OK)
		rc = correct_rows(t, d, &p, reason, &out->payment, e);
	if (rc == OK) {
		text_copy(out->receipt, sizeof out->receipt, p.receipt);
		action_subject(t, "payment", out->payment);
	}
	rc = order_end(t, rc, &action, e);
	out->action = action;
	return rc;
}
