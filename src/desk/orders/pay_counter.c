/*
 * The opposite of all that an action did to money, cards and orders: undo's counter way. What it
 * did stands in its changeset: rows that came are reversed by rows of their own, newest first, so
 * that what was taken off last comes on first.
 */
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/mem.h"
#include "base/tr.h"
#include "data/action.h"
#include "data/card.h"
#include "data/history.h"
#include "data/order.h"
#include "desk/desk.h"
#include "desk/order.h"
#include "order_priv.h"
#include "pay_priv.h"

enum made { MADE_PAYMENT, MADE_MOVE, MADE_LINE, MADE_ORDER, MADE_CARD, MADE_KINDS };

static const char *const made_tables[MADE_KINDS] = { "payment", "card_move", "order_line",
	"client_order", "card" };

struct id_list {
	int64_t *v;
	size_t n, cap;
};
struct made_rows {
	struct id_list of[MADE_KINDS];
};

static bool read_line(void *ctx, const struct change_line *line)
{
	struct made_rows *m = ctx;

	for (int i = 0; i < MADE_KINDS && line->op == CHANGE_INSERT; i++) {
		struct id_list *l = &m->of[i];
		int64_t id = strtoll(line->key, NULL, 10);

		/* The columns of a row come one after the other. */
		if (!strcmp(line->table, made_tables[i]) && (!l->n || l->v[l->n - 1] != id))
			*vec_push(l) = id;
	}
	return true;
}

static int newest_first(const void *a, const void *b)
{
	const int64_t *x = a, *y = b;

	return (*x < *y) - (*x > *y);
}

static enum err_code read_made(struct desk *d, int64_t action, struct made_rows *out,
    struct err *e)
{
	enum err_code rc = action_each_change(d->store, action, read_line, out, e);

	for (int i = 0; i < MADE_KINDS; i++)
		if (out->of[i].n)
			qsort(out->of[i].v, out->of[i].n, sizeof *out->of[i].v, newest_first);
	return rc;
}

struct counter {
	struct txn *t;
	struct desk *d;
	const char *reason;
	struct made_rows *made;
	struct id_list orders, clients;         /* touched */
};

static void add_id(struct id_list *l, int64_t id)
{
	for (size_t i = 0; i < l->n; i++)
		if (l->v[i] == id)
			return;
	if (id)
		*vec_push(l) = id;
}

static enum err_code back_payment(struct counter *c, int64_t id, struct err *e)
{
	struct payment p;
	enum err_code rc = payment_get(c->d->store, id, &p, e);

	if (rc == OK)
		rc = pay_reverse_row(c->t, c->d, &p, c->reason, NULL, e);
	add_id(&c->orders, p.order_id);
	add_id(&c->clients, p.client_id);
	return rc;
}

/* A move that a payment made went back with it. */
static enum err_code back_move(struct counter *c, int64_t id, struct err *e)
{
	struct card_move was, move;
	enum err_code rc = card_move_get(c->d->store, id, &was, e);

	if (rc != OK || was.reversed)
		return rc;
	move = (struct card_move){ .card_id = was.card_id, .amount = -was.amount,
		.sessions = -was.sessions, .reverses = was.id, .other_id = was.other_id };
	desk_day_of(c->d, txn_now(c->t), move.day);
	text_copy(move.kind, sizeof move.kind, "reverse");
	text_copy(move.reason, sizeof move.reason, c->reason);
	return card_move_insert(c->t, &move, NULL, e);
}

static enum err_code back_line(struct counter *c, int64_t id, struct err *e)
{
	struct order_line l;
	enum err_code rc = order_line_get(c->d->store, id, &l, e);

	add_id(&c->orders, rc == OK ? l.order_id : 0);
	return rc == OK && !l.cancelled ?
	    order_line_set_cancelled(c->t, id, true, e) : rc;
}

static enum err_code back_order(struct counter *c, int64_t id, struct err *e)
{
	struct client_order o;
	enum err_code rc = client_order_get(c->d->store, id, &o, e);

	add_id(&c->orders, id);
	return rc == OK && !strcmp(o.state, "open") ?
	    client_order_set_state(c->t, id, "cancelled", c->reason, e) : rc;
}

static enum err_code back_card(struct counter *c, int64_t id, struct err *e)
{
	return card_set_state(c->t, id, "stopped", c->reason, e);
}

static enum err_code check_all(struct counter *c, struct err *e)
{
	enum err_code rc = OK;

	for (size_t i = 0; i < c->orders.n && rc == OK; i++)
		rc = pay_check_order(c->d, c->orders.v[i], e);
	for (size_t i = 0; i < c->clients.n && rc == OK; i++) {
		rc = pay_check_kept(c->d, c->clients.v[i], e);
		if (rc == OK)
			rc = money_check_client(c->d, c->clients.v[i], e);
	}
	return rc;
}

/* The order itself goes only where the action made nothing but it and a card: what a visit or a
 * plan owes stays owed when its money goes back. */
static enum err_code counter_rows(struct counter *c, bool orders, struct err *e)
{
	enum err_code (*const back[MADE_KINDS])(struct counter *c, int64_t id, struct err *e) = {
		back_payment, back_move, back_line, back_order, back_card };
	enum err_code rc = OK;

	for (int k = 0; k < MADE_KINDS; k++)
		for (size_t i = 0; i < c->made->of[k].n && rc == OK; i++)
			if (k < MADE_LINE || orders)
				rc = back[k](c, c->made->of[k].v[i], e);
	return rc == OK ? check_all(c, e) : rc;
}

static bool made_nothing(const struct made_rows *m)
{
	for (int i = 0; i < MADE_KINDS; i++)
		if (m->of[i].n)
			return false;
	return true;
}

enum err_code pay_counter_in(struct txn *t, struct desk *d, int64_t undoes, bool orders,
    const char *reason, struct err *e)
{
	struct made_rows made = { 0 };
	struct counter c = { .t = t, .d = d, .reason = reason, .made = &made };
	enum err_code rc = read_made(d, undoes, &made, e);

	if (rc == OK && made_nothing(&made))
		rc = err_set(e, ERR_CONFLICT, "%s",
		    tr("Not undone. No money was moved by it. Change it by hand."));
	if (rc == OK)
		rc = counter_rows(&c, orders, e);
	for (int i = 0; i < MADE_KINDS; i++)
		vec_free(&made.of[i]);
	vec_free(&c.orders);
	vec_free(&c.clients);
	return rc;
}

enum err_code pay_counter(struct desk *d, int64_t undoes, const char *name, const char *reason,
    int64_t *action, struct err *e)
{
	struct action_row was;
	const char *why = reason && reason[0] ? reason : tr("taken back");
	struct action_head head = { .name = name, .reason = why, .undoes = undoes };
	struct txn *t;
	enum err_code rc = action_get(d->store, undoes, &was, e);

	head.subject = was.subject;
	if (rc == OK)
		rc = action_begin(d->store, &d->who, &head, &t, e);
	if (rc != OK)
		return rc;
	return order_end(t, pay_counter_in(t, d, undoes, true, why, e), action, e);
}
