#include "money_ledger.h"

#include <stdio.h>
#include <string.h>

#include "base/buf.h"
#include "data/history.h"

uint64_t ledger_draw(struct ledger *l, uint64_t n)
{
	l->rnd ^= l->rnd << 13;
	l->rnd ^= l->rnd >> 7;
	l->rnd ^= l->rnd << 17;
	return (l->rnd >> 11) % n;
}

int64_t ledger_total(const struct owed *o)
{
	return o->open ? o->lines : 0;
}

void ledger_put(struct ledger *l, struct deed *d, int what, int who, int card, int64_t x)
{
	struct owed *o = &l->o[who];

	if (d)
		assert_true(d->n < 64);
	if (d)
		d->v[d->n++] = (struct entry){ (unsigned)what, who, card, x };
	if (what == KEPT)
		l->kept[who] += x;
	else if (what == LINES)
		o->lines += x;
	else if (what == AMOUNT)
		l->c[who].amount += x;
	else if (what == SESSIONS)
		l->c[who].sessions += x;
	if (what != PAID)
		return;
	o->paid += x;
	if (card < 0)
		return;
	for (int i = 0; i < o->nby; i++)
		if (o->by[i].card == card) {
			o->by[i].amount += x;
			return;
		}
	assert_true(o->nby < 8);
	o->by[o->nby].card = card;
	o->by[o->nby++].amount = x;
}

int64_t ledger_by_cards(const struct owed *o)
{
	int64_t sum = 0;

	for (int i = 0; i < o->nby; i++)
		sum += o->by[i].amount;
	return sum;
}

struct deed *ledger_begin(struct ledger *l, int kind, int order)
{
	struct deed *d = &l->deed[l->nd++ % DEEDS];

	*d = (struct deed){ .kind = (unsigned)kind, .order = order, .card = -1 };
	return d;
}

/* What is paid beyond the total goes back to the cards used last, then is kept. */
void ledger_release(struct ledger *l, struct deed *d, int at)
{
	struct owed *o = &l->o[at];
	int64_t excess = o->paid - ledger_total(o);

	for (int i = o->nby; i-- > 0 && excess > 0;) {
		int64_t x = o->by[i].amount < excess ? o->by[i].amount : excess;

		if (x <= 0)
			continue;
		ledger_put(l, d, AMOUNT, o->by[i].card, -1, x);
		ledger_put(l, d, PAID, at, o->by[i].card, -x);
		excess -= x;
	}
	if (excess > 0) {
		ledger_put(l, d, PAID, at, -1, -excess);
		ledger_put(l, d, KEPT, o->client, -1, excess);
	}
}

/* ---- against the program ---- */

void ledger_outcome(struct ledger *l, enum err_code rc, bool want, const char *what)
{
	struct desk_world *w = l->w;

	if ((rc == OK) != want)
		fail_msg("%s: %s, foretold %s: %s (%s)", what, rc == OK ? "taken" : "refused",
		    want ? "taken" : "refused", w->e.text, w->e.detail);
	l->taken += rc == OK;
	l->refused += rc != OK;
	err_clear(&w->e);
}

void ledger_same(struct ledger *l, const char *what, int64_t want, const char *column,
    const char *table, const char *key, int64_t id)
{
	char text[200];
	int64_t have;

	snprintf(text, sizeof text, "SELECT coalesce((SELECT %s FROM %s WHERE %s = %lld), 0)",
	    column, table, key, (long long)id);
	have = oracle_number(&l->oracle, text);
	if (have != want)
		fail_msg("%s of %lld: %lld, should be %lld", what, (long long)id,
		    (long long)have, (long long)want);
}

static void check_client(struct ledger *l, int i)
{
	int64_t charged = 0, paid = 0;

	for (int k = 0; k < l->no; k++)
		if (l->o[k].client == i) {
			charged += ledger_total(&l->o[k]);
			paid += l->o[k].paid;
		}
	assert_true(l->kept[i] >= 0);
	ledger_same(l, "charged", charged, "charged", "client_money", "client_id", l->client[i]);
	ledger_same(l, "paid", paid, "paid", "client_money", "client_id", l->client[i]);
	ledger_same(l, "kept", l->kept[i], "kept", "client_money", "client_id", l->client[i]);
}

static void check_order(struct ledger *l, int i)
{
	assert_true(l->o[i].paid >= 0 && l->o[i].paid <= ledger_total(&l->o[i]));
	ledger_same(l, "order", ledger_total(&l->o[i]), "total", "order_money", "order_id",
	    l->o[i].id);
	ledger_same(l, "order", l->o[i].paid, "paid", "order_money", "order_id", l->o[i].id);
}

static void check_card(struct ledger *l, int i)
{
	ledger_same(l, "card", l->c[i].amount, "amount", "card_balance", "card_id", l->c[i].id);
	ledger_same(l, "card", l->c[i].sessions, "sessions", "card_balance", "card_id", l->c[i].id);
}

/* All that may have moved lately; everything where ALL. */
void ledger_check(struct ledger *l, bool all)
{
	struct buf detail = { 0 };
	int64_t bad = 0;

	for (int i = 0; i < CLIENTS; i++)
		check_client(l, i);
	for (int i = all || l->no < 40 ? 0 : l->no - 40; i < l->no; i++)
		check_order(l, i);
	for (int i = all || l->nc < 20 ? 0 : l->nc - 20; i < l->nc; i++)
		check_card(l, i);
	if (!all)
		return;
	must(l->w, verify_figures(l->w->s, &bad, &detail, &l->w->e));
	if (bad)
		fail_msg("%s", buf_str(&detail));
	buf_free(&detail);
}

int ledger_some(struct ledger *l, int n, int back)
{
	int from = n > back ? n - back : 0;

	return n ? from + (int)ledger_draw(l, (uint64_t)(n - from)) : -1;
}
