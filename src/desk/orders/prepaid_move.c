/* What goes off a card otherwise than by use: to another client, back as money, by the calendar. */
#include <string.h>

#include "base/buf.h"
#include "base/mem.h"
#include "base/money.h"
#include "base/tr.h"
#include "data/action.h"
#include "data/order.h"
#include "desk/desk.h"
#include "desk/order.h"
#include "desk/prepaid.h"
#include "order_priv.h"
#include "pay_priv.h"

#define EXPIRE_AT_ONCE 500      /* cards of one action */

static enum err_code put(struct txn *t, struct desk *d, const struct card_move *m,
    const char *kind, const char *reason, struct err *e)
{
	struct card_move row = *m;

	desk_day_of(d, txn_now(t), row.day);
	text_copy(row.kind, sizeof row.kind, kind);
	text_copy(row.reason, sizeof row.reason, reason);
	return card_move_insert(t, &row, NULL, e);
}

/* As much as is there, of what the card holds. */
static enum err_code check_off(const struct card *c, int64_t amount, int64_t sessions,
    struct err *e)
{
	bool value = !strcmp(c->kind, "value");
	int64_t x = value ? amount : sessions, other = value ? sessions : amount;

	if (x <= 0 || other)
		return err_invalid(e, value ? "amount" : "sessions", "%s",
		    tr("Not done. Say how much goes off the card."));
	if (x > (value ? c->amount : c->sessions))
		return err_invalid(e, value ? "amount" : "sessions",
		    tr("Not done. The card %s does not hold that much."), c->number);
	return OK;
}

/* ---- to another client ---- */

static enum err_code card_for(struct txn *t, struct desk *d, const struct prepaid_gift *g,
    const struct card *from, struct card *to, struct err *e)
{
	struct card c = *from;
	enum err_code rc;
	int64_t id = 0;

	if (g->to_card) {
		rc = card_get(d->store, g->to_card, to, e);
		if (rc == OK)
			rc = pay_check_card(d, to, e);
		if (rc == OK && (to->id == from->id || strcmp(to->kind, from->kind) != 0 ||
		    to->service_id != from->service_id))
			rc = err_invalid(e, "to_card", "%s",
			    tr("Not transferred. The other card is of another kind or service."));
		return rc;
	}
	c.branch_id = d->branch_id;
	c.client_id = g->to_client;
	desk_day_of(d, txn_now(t), c.day);
	rc = number_next(t, "card", 'C', c.number, sizeof c.number, e);
	if (rc == OK)
		rc = card_insert(t, &c, &id, e);
	return rc == OK ? card_get(d->store, id, to, e) : rc;
}

static enum err_code give_rows(struct txn *t, struct desk *d, const struct prepaid_gift *g,
    int64_t *to_id, struct err *e)
{
	struct card from, to = { .id = 0 };
	struct card_move off, on;
	enum err_code rc = card_get(d->store, g->card_id, &from, e);

	if (rc == OK)
		rc = order_check_reason(g->reason, e);
	if (rc == OK)
		rc = pay_check_card(d, &from, e);
	if (rc == OK)
		rc = check_off(&from, g->amount, g->sessions, e);
	if (rc == OK)
		rc = card_for(t, d, g, &from, &to, e);
	if (rc == OK)
		rc = order_check_client(d, to.client_id, e);
	off = (struct card_move){ .card_id = from.id, .amount = -g->amount,
		.sessions = -g->sessions, .other_id = to.id };
	on = (struct card_move){ .card_id = to.id, .amount = g->amount,
		.sessions = g->sessions, .other_id = from.id };
	if (rc == OK)
		rc = put(t, d, &off, "give", g->reason, e);
	if (rc == OK)
		rc = put(t, d, &on, "get", g->reason, e);
	*to_id = to.id;
	return rc;
}

enum err_code prepaid_give(struct desk *d, const struct prepaid_gift *g, int64_t *to,
    struct err *e)
{
	struct txn *t;
	enum err_code rc = order_begin(d, "prepaid-edit", g->reason, 0, 0, &t, e);

	*to = 0;
	if (rc != OK)
		return rc;
	rc = give_rows(t, d, g, to, e);
	if (rc == OK)
		action_subject(t, "card", g->card_id);
	return order_end(t, rc, NULL, e);
}

/* ---- back as money ---- */

/* What was paid for the card by its sales, newest first, less what is back. */
static enum err_code sales_of(struct desk *d, const struct card *c,
    struct client_order_list *out, struct err *e)
{
	struct client_order_list all = { 0 };
	struct order_line_list lines = { 0 };
	enum err_code rc = client_order_list_client(d->store, c->client_id, "card", true, 1000,
	    &all, e);

	for (size_t i = 0; i < all.n && rc == OK; i++) {
		rc = order_line_list(d->store, all.v[i].id, &lines, e);
		for (size_t k = 0; k < lines.n && rc == OK; k++)
			if (lines.v[k].card_id == c->id && all.v[i].paid > 0) {
				*vec_push(out) = all.v[i];
				break;
			}
	}
	order_line_list_free(&lines);
	client_order_list_free(&all);
	return rc;
}

static enum err_code back_from(struct txn *t, struct desk *d, const struct client_order *o,
    const struct prepaid_back *b, int64_t amount, struct pay_made *out, struct err *e)
{
	struct payment row = { .branch_id = d->branch_id, .client_id = o->client_id,
		.order_id = o->id, .amount = -amount, .kind = "refund" };
	enum err_code rc = order_credit_line(t, d, o, amount, b->reason, NULL, e);
	int64_t id = 0;

	text_copy(row.method, sizeof row.method, b->method);
	text_copy(row.reason, sizeof row.reason, b->reason);
	text_copy(row.receipt, sizeof row.receipt, out->receipt);
	if (rc == OK)
		rc = pay_row(t, d, &row, "", &id, e);
	if (!out->payment)
		out->payment = id;
	return rc;
}

static enum err_code back_money(struct txn *t, struct desk *d, const struct card *c,
    const struct prepaid_back *b, struct pay_made *out, struct err *e)
{
	struct client_order_list sales = { 0 };
	int64_t rest = b->money;
	char money[MONEY_TEXT];
	enum err_code rc = sales_of(d, c, &sales, e);

	if (rc == OK)
		rc = number_next(t, "receipt", 'R', out->receipt, sizeof out->receipt, e);
	for (size_t i = 0; i < sales.n && rest && rc == OK; i++) {
		int64_t x = rest < sales.v[i].paid ? rest : sales.v[i].paid;

		rc = back_from(t, d, &sales.v[i], b, x, out, e);
		rest -= x;
	}
	if (rc == OK && rest)
		rc = err_invalid(e, "money",
		    tr("Not paid back. %s more than was paid for the card."),
		    desk_money(d, rest, money, sizeof money));
	client_order_list_free(&sales);
	return rc;
}

static enum err_code check_back(struct desk *d, const struct prepaid_back *b, struct card *c,
    struct err *e)
{
	enum err_code rc = card_get(d->store, b->card_id, c, e);

	if (rc == OK)
		rc = order_check_reason(b->reason, e);
	if (rc == OK)
		rc = check_off(c, b->amount, b->sessions, e);
	if (rc == OK && b->money < 0)
		rc = err_invalid(e, "money", "%s", tr("Not paid back. An amount is above 0."));
	if (rc == OK && b->amount && b->money > b->amount)
		rc = err_invalid(e, "money", "%s",
		    tr("Not paid back. More money than goes off the card."));
	if (rc == OK && b->money && (!b->method || !pay_method_find(b->method) ||
	    pay_is_inner(b->method)))
		rc = err_invalid(e, "method", "%s",
		    tr("Not paid back. Say how it is given back."));
	return rc;
}

enum err_code prepaid_pay_back(struct desk *d, const struct prepaid_back *b,
    struct pay_made *out, struct err *e)
{
	struct card_move off = { .card_id = b->card_id, .amount = -b->amount,
		.sessions = -b->sessions };
	struct err first = ERR_INIT;
	struct card c;
	struct txn *t;
	int64_t action = 0;
	enum err_code rc = order_begin(d, "pay-back", b->reason, 0, 0, &t, e);

	*out = (struct pay_made){ 0 };
	if (rc == ERR_SECOND)
		return order_before_second(check_back(d, b, &c, &first), &first, e);
	if (rc != OK)
		return rc;
	rc = check_back(d, b, &c, e);
	if (rc == OK)
		rc = put(t, d, &off, "back", b->reason, e);
	if (rc == OK && b->money)
		rc = back_money(t, d, &c, b, out, e);
	if (rc == OK)
		action_subject(t, "card", c.id);
	rc = order_end(t, rc, &action, e);
	out->action = action;
	return rc;
}

/* ---- by the calendar ---- */

static enum err_code expire_all(struct txn *t, struct desk *d, const struct card_list *l,
    struct err *e)
{
	enum err_code rc = OK;

	for (size_t i = 0; i < l->n && rc == OK; i++) {
		struct card_move off = { .card_id = l->v[i].id, .amount = -l->v[i].amount,
			.sessions = -l->v[i].sessions };

		rc = put(t, d, &off, "expire", NULL, e);
	}
	return rc;
}

static enum err_code expire_some(struct desk *d, size_t *n, struct err *e)
{
	struct card_list l = { 0 };
	struct txn *t;
	char today[11];
	enum err_code rc = order_begin(d, "prepaid-edit", NULL, 0, 0, &t, e);

	if (rc != OK)
		return rc;
	rc = card_list_expired(d->store, desk_today_text(d, today), EXPIRE_AT_ONCE, &l, e);
	if (rc == OK)
		rc = expire_all(t, d, &l, e);
	*n = l.n;
	card_list_free(&l);
	return order_end(t, rc, NULL, e);
}

enum err_code prepaid_expire(struct desk *d, size_t *n, struct err *e)
{
	size_t some;
	enum err_code rc;

	*n = 0;
	do {
		some = 0;
		rc = expire_some(d, &some, e);
		*n += rc == OK ? some : 0;
	} while (rc == OK && some == EXPIRE_AT_ONCE);
	return rc;
}
