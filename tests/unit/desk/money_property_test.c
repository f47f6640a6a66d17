/*
 * Random orders, takings by several methods, refunds, corrections, discounts, cancellations, cards
 * sold, used, given away, paid back and expired, undo and merge: after each step every sum is what
 * a ledger in this file says, which knows the rules and none of the program's tables. Whether a
 * step is taken or refused is foretold too. Without a word 3 seeds of 400 steps; MONEY_STEPS=20000
 * for the long run, MONEY_SEED for another start.
 */
#include "money_ledger.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/day.h"
#include "base/mem.h"
#include "base/money.h"
#include "data/action.h"
#include "data/history.h"
#include "data/store.h"
#include "desk/merge.h"
#include "desk/order.h"
#include "desk/pay.h"
#include "desk/prepaid.h"
#include "desk/undo.h"

/* ---- steps ---- */

static void step_order(struct ledger *l)
{
	int who = (int)ledger_draw(l, CLIENTS), n = 1 + (int)ledger_draw(l, 3);
	struct order_draft o = { .client_id = l->client[who], .kind = "other" };
	int64_t sum = 0, id;
	struct deed *d;
	enum err_code rc;

	for (int i = 0; i < n; i++) {
		struct order_draft_line *x = &o.lines[o.nlines++];

		*x = (struct order_draft_line){ .text = "thing", .why = "bargain",
			.quantity = 1 + (int)ledger_draw(l, 5), .price = (int)ledger_draw(l,
			    50001) };
		if (!ledger_draw(l, 3))
			x->discount = (int64_t)ledger_draw(l,
			    (uint64_t)(x->quantity * x->price + 1));
		sum += x->quantity * x->price - x->discount;
	}
	rc = order_add(&l->w->d, &o, &id, &l->w->e);
	ledger_outcome(l, rc, true, "order");
	l->o[l->no] = (struct owed){ .id = id, .lines = sum, .client = who, .sale = -1,
		.open = true };
	d = ledger_begin(l, ORDERED, l->no++);
	d->action = last_action(l->w);
}

static void step_overflow(struct ledger *l)
{
	struct order_draft o = { .client_id = l->client[ledger_draw(l, CLIENTS)], .kind = "other",
		.nlines = 2, .lines = { { .text = "moon", .quantity = 1000000,
		.price = INT64_MAX / 3 }, { .text = "sun", .quantity = 1, .price = MONEY_MAX } } };
	int64_t id;

	if (ledger_draw(l, 2))
		o.lines[0] = (struct order_draft_line){ .text = "moon", .quantity = 1,
			.price = MONEY_MAX };
	ledger_outcome(l, order_add(&l->w->d, &o, &id, &l->w->e), false, "too large an order");
}

static void step_cancel(struct ledger *l)
{
	int i = ledger_some(l, l->no, 30);
	bool fits;
	enum err_code rc;

	if (i < 0)
		return;
	fits = l->o[i].open && l->o[i].sale < 0;
	rc = order_cancel(&l->w->d, l->o[i].id, "changed her mind", &l->w->e);
	ledger_outcome(l, rc, fits, "cancel");
	if (rc == OK) {
		struct deed *d = ledger_begin(l, CANCELLED, i);

		l->o[i].open = false;
		ledger_release(l, d, i);
		d->action = last_action(l->w);
	}
}

static void step_discount(struct ledger *l)
{
	int i = ledger_some(l, l->no, 20);
	char sql[120];
	int64_t line, gross, was, discount, now;
	bool fits;

	if (i < 0)
		return;
	snprintf(sql, sizeof sql, "SELECT min(id) FROM order_line WHERE order_id = %lld",
	    (long long)l->o[i].id);
	line = oracle_number(&l->oracle, sql);
	gross = number(l->w, "SELECT quantity * price FROM order_line WHERE id = %lld",
	    (long long)line);
	was = number(l->w, "SELECT discount FROM order_line WHERE id = %lld", (long long)line);
	discount = (int64_t)ledger_draw(l, (uint64_t)gross + 1);
	now = l->o[i].lines + was - discount;
	fits = l->o[i].open && l->o[i].sale < 0 && now >= l->o[i].paid;
	ledger_outcome(l, order_discount(&l->w->d, line, discount, "old friend", &l->w->e), fits,
	    "discount");
	if (fits)
		l->o[i].lines = now;
}

static bool usable(const struct ledger *l, int card)
{
	return !l->c[card].stopped && (!l->c[card].until || l->c[card].until >= l->today);
}

/* Foretells a taking: false where it is refused, with everything as it was. */
static bool foretell(struct ledger *l, struct deed *d, int who, const struct pay *p,
    const int *card)
{
	for (int inner = 1; inner >= 0; inner--)
		for (size_t i = 0; i < p->nparts; i++) {
			const struct pay_part *x = &p->part[i];
			bool account = !strcmp(x->method, "account"), prepaid = card[i] >= 0;
			int64_t rest = x->amount;

			if ((account || prepaid) != (inner == 1))
				continue;
			for (int k = 0; k < l->no && rest; k++) {
				struct owed *o = &l->o[k];
				int64_t a = ledger_total(o) - o->paid;

				if (o->client != who || a <= 0)
					continue;
				a = a < rest ? a : rest;
				ledger_put(l, d, PAID, k, prepaid ? card[i] : -1, a);
				rest -= a;
				if (account)
					ledger_put(l, d, KEPT, who, -1, -a);
				if (prepaid)
					ledger_put(l, d, AMOUNT, card[i], -1, -a);
				if (prepaid && l->c[card[i]].amount < 0)
					return false;
			}
			if (rest && inner)
				return false;
			if (rest)
				ledger_put(l, d, KEPT, who, -1, rest);
		}
	return true;
}

static void take_back(struct ledger *l, const struct deed *d)
{
	for (int i = d->n; i-- > 0;)
		ledger_put(l, NULL, (int)d->v[i].what, d->v[i].who, d->v[i].card, -d->v[i].x);
}

static void step_pay(struct ledger *l)
{
	static const char *const methods[] = { "cash", "wechat", "card", "account", "prepaid" };
	int who = (int)ledger_draw(l, CLIENTS), card[PAY_PARTS] = { -1, -1, -1, -1, -1, -1 };
	struct pay p = { .client_id = l->client[who], .nparts = 1 + ledger_draw(l, 3), .owed = -1 };
	int64_t account = 0;
	bool fits = true;
	struct deed d = { .kind = MONEY, .card = -1 };
	struct pay_made made;

	for (size_t i = 0; i < p.nparts; i++) {
		int c = ledger_some(l, l->nc, 12);
		const char *method = methods[ledger_draw(l, c < 0 ? 4 : 5)];

		p.part[i] = (struct pay_part){ method, 1 + (int64_t)ledger_draw(l, 90000), 0 };
		if (!strcmp(method, "account"))
			account += p.part[i].amount;
		if (strcmp(method, "prepaid") != 0)
			continue;
		card[i] = c;
		p.part[i].card_id = l->c[c].id;
		fits &= l->c[c].client == who && l->c[c].value && usable(l, c) &&
		    l->c[c].amount >= p.part[i].amount;
	}
	fits = fits && account <= l->kept[who];
	if (fits && !foretell(l, &d, who, &p, card)) {
		fits = false;
		take_back(l, &d);
	}
	ledger_outcome(l, pay_take(&l->w->d, &p, &made, &l->w->e), fits, "pay");
	if (fits) {
		d.action = made.action;
		*ledger_begin(l, MONEY, -1) = d;
	}
}

static void step_refund(struct ledger *l)
{
	int i = ledger_draw(l, 3) ? ledger_some(l, l->no, 20) : -1;
	int who = i < 0 ? (int)ledger_draw(l, CLIENTS) : l->o[i].client, card = -1;
	struct pay_back b = { .client_id = l->client[who], .method = "cash", .reason = "back",
		.order_id = i < 0 ? 0 : l->o[i].id, .amount = 1 + (int64_t)ledger_draw(l, 60000) };
	int64_t most = i < 0 ? l->kept[who] : l->o[i].paid - ledger_by_cards(&l->o[i]);
	struct pay_made made;
	bool fits;

	if (i >= 0 && l->o[i].nby && ledger_draw(l, 2)) {
		card = l->o[i].by[0].card;
		most = l->o[i].by[0].amount;
		b.method = "prepaid";
		b.card_id = l->c[card].id;
	}
	fits = b.amount <= most && (i < 0 || (l->o[i].open && l->o[i].sale < 0));
	ledger_outcome(l, pay_refund(&l->w->d, &b, &made, &l->w->e), fits, "refund");
	if (fits) {
		struct deed *d = ledger_begin(l, MONEY, -1);

		d->action = made.action;
		if (i < 0) {
			ledger_put(l, d, KEPT, who, -1, -b.amount);
			return;
		}
		ledger_put(l, d, LINES, i, -1, -b.amount);
		ledger_put(l, d, PAID, i, card, -b.amount);
		if (card >= 0)
			ledger_put(l, d, AMOUNT, card, -1, b.amount);
	}
}

static int find_order(const struct ledger *l, int64_t id)
{
	for (int i = 0; i < l->no; i++)
		if (l->o[i].id == id)
			return i;
	return -1;
}

static int find_card(const struct ledger *l, int64_t id)
{
	for (int i = 0; i < l->nc; i++)
		if (l->c[i].id == id)
			return i;
	return -1;
}

static int find_client(const struct ledger *l, int64_t id)
{
	for (int i = 0; i < CLIENTS; i++)
		if (l->client[i] == id)
			return i;
	return -1;
}

/* A row that took money, not one that gives back; of what is used from kept both halves. */
static void step_correct(struct ledger *l)
{
	int64_t last = number(l->w, "SELECT coalesce(max(id), 0) FROM payment");
	int64_t id = last ? last - (int64_t)ledger_draw(l, last < 25 ? (uint64_t)last : 25) : 0;
	struct payment p;
	struct pay_made made;
	int o, who;
	bool fits, account;

	if (!id || payment_get(l->w->s, id, &p, &l->w->e) != OK) {
		err_clear(&l->w->e);
		return;
	}
	o = find_order(l, p.order_id);
	who = find_client(l, p.client_id);
	if (who < 0)
		return;
	account = !strcmp(p.method, "account");
	fits = !p.reversed && !p.reverses && strcmp(p.kind, "refund") != 0;
	if (!strcmp(p.kind, "use") && (account ? (p.order_id ? p.amount < 0 : p.amount > 0) :
	    p.amount < 0))
		fits = false;
	if (account && fits && !p.order_id) {
		struct payment half;

		must(l->w, payment_get(l->w->s, id + 1, &half, &l->w->e));
		o = find_order(l, half.order_id);
	}
	if (fits && o >= 0)
		fits = l->o[o].sale < 0 && l->o[o].paid - llabs(p.amount) >= 0;
	if (fits && o < 0)
		fits = l->kept[who] >= p.amount;
	ledger_outcome(l, pay_correct(&l->w->d, id, "slip of the pen", &made, &l->w->e), fits,
	    "correct");
	if (!fits)
		return;
	if (o >= 0)
		ledger_put(l, NULL, PAID, o, p.card_id ? find_card(l, p.card_id) : -1,
		    -llabs(p.amount));
	if (o < 0 || account)
		ledger_put(l, NULL, KEPT, who, -1, o < 0 ? -p.amount : llabs(p.amount));
	if (p.card_id)
		ledger_put(l, NULL, AMOUNT, find_card(l, p.card_id), -1, p.amount);
	/* The action it belongs to cannot be taken back whole any more. */
	for (int i = 0; i < DEEDS; i++)
		if (l->deed[i].action == p.rev)
			l->deed[i].action = -p.rev;
}

/* ---- cards ---- */

static void step_sell(struct ledger *l)
{
	int c = ledger_draw(l, 2) ? ledger_some(l, l->nc, 10) : -1;
	bool value = c >= 0 ? l->c[c].value : ledger_draw(l, 2);
	int who = c >= 0 ? l->c[c].client : (int)ledger_draw(l, CLIENTS), until = 0;
	char day[11] = "";
	int64_t price = 1 + (int64_t)ledger_draw(l, 100000), on = value ? price :
	    1 + (int64_t)ledger_draw(l, 20),
	    gift = ledger_draw(l, 2) ? (int64_t)ledger_draw(l, 5) : 0;
	struct prepaid_load x = { .card_id = c < 0 ? 0 : l->c[c].id, .client_id = l->client[who],
		.kind = value ? "value" : "sessions", .name = "gold", .price = price,
		.amount = value ? on : 0, .sessions = value ? 0 : on,
		.gift_amount = value ? gift : 0, .gift_sessions = value ? 0 : gift,
		.why = "birthday", .nparts = 1, .part = { { "cash", price, 0 } } };
	bool fits = c < 0 || usable(l, c);
	struct prepaid_made made;
	struct deed *d;

	if (ledger_draw(l, 3) == 0)
		until = l->today + (int)ledger_draw(l, 40);
	if (until)
		x.until_day = day_format(until, day);
	if (ledger_draw(l, 4) == 0) {
		x.part[0].method = "account";
		fits = fits && l->kept[who] >= price;
	}
	ledger_outcome(l, prepaid_sell(&l->w->d, &x, &made, &l->w->e), fits, "sell");
	if (!fits)
		return;
	d = ledger_begin(l, MONEY, -1);
	d->action = made.pay.action;
	if (c < 0) {
		c = l->nc++;
		l->c[c] = (struct purse){ .id = made.card_id, .client = who, .value = value,
			.until = until };
		d->card = c;
	}
	l->o[l->no] = (struct owed){ .id = made.order_id, .client = who, .sale = c, .open = true };
	ledger_put(l, d, LINES, l->no, -1, price);
	ledger_put(l, d, PAID, l->no, -1, price);
	l->no++;
	if (!strcmp(x.part[0].method, "account"))
		ledger_put(l, d, KEPT, who, -1, -price);
	ledger_put(l, d, value ? AMOUNT : SESSIONS, c, -1, on + gift);
}

static void step_give(struct ledger *l)
{
	int c = ledger_some(l, l->nc, 10), to = ledger_draw(l, 2) ? ledger_some(l, l->nc, 10) : -1;
	int who = to < 0 ? (int)ledger_draw(l, CLIENTS) : l->c[to].client;
	int64_t x = 1 + (int64_t)ledger_draw(l, 9), id;
	struct prepaid_gift g = { .reason = "to her sister" };
	struct deed *d;
	bool fits;

	if (c < 0)
		return;
	g.card_id = l->c[c].id;
	g.to_card = to < 0 ? 0 : l->c[to].id;
	g.to_client = l->client[who];
	*(l->c[c].value ? &g.amount : &g.sessions) = x;
	fits = usable(l, c) && x <= (l->c[c].value ? l->c[c].amount : l->c[c].sessions) &&
	    (to < 0 || (to != c && usable(l, to) && l->c[to].value == l->c[c].value));
	ledger_outcome(l, prepaid_give(&l->w->d, &g, &id, &l->w->e), fits, "give");
	if (!fits)
		return;
	d = ledger_begin(l, MONEY, -1);
	d->action = last_action(l->w);
	if (to < 0) {
		to = l->nc++;
		l->c[to] = (struct purse){ .id = id, .client = who, .value = l->c[c].value,
			.until = l->c[c].until };
		d->card = to;
	}
	ledger_put(l, d, l->c[c].value ? AMOUNT : SESSIONS, c, -1, -x);
	ledger_put(l, d, l->c[c].value ? AMOUNT : SESSIONS, to, -1, x);
}

static void step_card_back(struct ledger *l)
{
	int c = ledger_some(l, l->nc, 10);
	int64_t x = 1 + (int64_t)ledger_draw(l, 2000), money, rest, paid = 0;
	struct prepaid_back b = { .method = "cash", .reason = "moves away" };
	struct deed *d;
	struct pay_made made;
	bool fits;

	if (c < 0)
		return;
	if (!l->c[c].value)
		x = 1 + x % 5;
	b.card_id = l->c[c].id;
	b.money = money = (int64_t)ledger_draw(l, l->c[c].value ? (uint64_t)x + 1 : 3000);
	*(l->c[c].value ? &b.amount : &b.sessions) = x;
	for (int i = 0; i < l->no; i++)
		if (l->o[i].sale == c && l->o[i].open && l->o[i].client == l->c[c].client)
			paid += l->o[i].paid;
	fits = x <= (l->c[c].value ? l->c[c].amount : l->c[c].sessions) && money <= paid;
	ledger_outcome(l, prepaid_pay_back(&l->w->d, &b, &made, &l->w->e), fits, "card back");
	if (!fits)
		return;
	d = ledger_begin(l, MONEY, -1);
	d->action = made.action;
	ledger_put(l, d, l->c[c].value ? AMOUNT : SESSIONS, c, -1, -x);
	rest = money;
	for (int i = l->no; i-- > 0 && rest;) {
		int64_t y = l->o[i].paid < rest ? l->o[i].paid : rest;

		if (l->o[i].sale != c || !l->o[i].open || l->o[i].client != l->c[c].client || !y)
			continue;
		ledger_put(l, d, LINES, i, -1, -y);
		ledger_put(l, d, PAID, i, -1, -y);
		rest -= y;
	}
}

static void step_session(struct ledger *l)
{
	struct action_head head = { .name = "prepaid-edit" };
	int c = ledger_some(l, l->nc, 10);
	bool fits;
	struct txn *t;
	enum err_code rc;

	if (c < 0)
		return;
	fits = usable(l, c) && !l->c[c].value && l->c[c].sessions > 0;
	must(l->w, action_begin(l->w->s, &l->w->d.who, &head, &t, &l->w->e));
	rc = prepaid_use_session_in(t, &l->w->d, l->c[c].id, 0, &l->w->e);
	if (rc == OK)
		must(l->w, action_commit(t, NULL, &l->w->e));
	else
		action_rollback(t);
	ledger_outcome(l, rc, fits, "session");
	if (fits) {
		struct deed *d = ledger_begin(l, MONEY, -1);

		d->action = last_action(l->w);
		ledger_put(l, d, SESSIONS, c, -1, -1);
	}
}

static void step_days(struct ledger *l)
{
	size_t n, want = 0;
	int days = 1 + (int)ledger_draw(l, 6);

	clock_fix(clock_now() + (int64_t)days * 86400);
	l->today += days;
	for (int i = 0; i < l->nc; i++) {
		struct purse *c = &l->c[i];

		if (!c->until || c->until >= l->today || (!c->amount && !c->sessions))
			continue;
		c->amount = c->sessions = 0;
		want++;
	}
	must(l->w, prepaid_expire(&l->w->d, &n, &l->w->e));
	assert_int_equal(n, want);
	/* Nobody's own action any more: a second person stands beside all the time. */
}

/* ---- undo ---- */

static bool holds(const struct ledger *l)
{
	for (int i = 0; i < CLIENTS; i++)
		if (l->kept[i] < 0)
			return false;
	for (int i = 0; i < l->nc; i++)
		if (l->c[i].amount < 0 || l->c[i].sessions < 0)
			return false;
	for (int i = 0; i < l->no; i++)
		if (l->o[i].paid < 0 || l->o[i].paid > ledger_total(&l->o[i]))
			return false;
	return true;
}

/* The opposite; false, and nothing changed, where it cannot be. */
static bool foretell_undo(struct ledger *l, struct deed *d)
{
	struct deed back = { .card = -1 };

	if (d->kind == ORDERED) {
		if (!l->o[d->order].open)
			return false;
		l->o[d->order].open = false;
		ledger_release(l, NULL, d->order);
		return true;
	}
	if (d->kind == CANCELLED) {
		if (l->o[d->order].open)
			return false;
		l->o[d->order].open = true;
		return true;
	}
	for (int i = d->n; i-- > 0;)
		ledger_put(l, &back, (int)d->v[i].what, d->v[i].who, d->v[i].card, -d->v[i].x);
	if (holds(l)) {
		for (int i = 0; i < l->no && d->card >= 0; i++)
			if (l->o[i].sale == d->card && l->o[i].lines == 0)
				l->o[i].open = false;
		if (d->card >= 0)
			l->c[d->card].stopped = true;
		return true;
	}
	take_back(l, &back);
	return false;
}

static void step_undo(struct ledger *l)
{
	struct deed *d;
	int64_t id;
	bool fits;

	if (!l->nd)
		return;
	d = &l->deed[ledger_draw(l, (uint64_t)(l->nd < DEEDS ? l->nd : DEEDS))];
	if (d->action <= 0)
		return;
	fits = foretell_undo(l, d);
	ledger_outcome(l, undo_action(&l->w->d, d->action, true, "mistake", &id, &l->w->e),
	    fits, "undo");
	if (fits) {
		d->action = 0;
		l->undone++;
	}
}

/* ---- merge ---- */

static void move_all(struct ledger *l, int from, int to)
{
	for (int i = 0; i < l->no; i++)
		if (l->o[i].client == from)
			l->o[i].client = to;
	for (int i = 0; i < l->nc; i++)
		if (l->c[i].client == from)
			l->c[i].client = to;
	l->kept[to] += l->kept[from];
	l->kept[from] = 0;
}

static void step_merge(struct ledger *l)
{
	int keep = (int)ledger_draw(l, CLIENTS), gone = (keep + 1) % CLIENTS;
	int64_t action, undone, was = l->client[gone];
	char name[40], phone[24];

	must(l->w, merge_files(&l->w->d, l->client[keep], was, NULL, 0, &action, &l->w->e));
	if (ledger_draw(l, 2)) {
		must(l->w, undo_action(&l->w->d, action, false, NULL, &undone, &l->w->e));
		ledger_check(l, true);
		return;
	}
	move_all(l, gone, keep);
	/* Entries of the past speak of who is gone: they are let be. */
	for (int i = 0; i < DEEDS; i++)
		l->deed[i].action = 0;
	snprintf(name, sizeof name, "New %lld", (long long)action);
	snprintf(phone, sizeof phone, "137%08lld", (long long)action);
	l->client[gone] = add_client(l->w, name, phone, "1980-01-01");
	ledger_same(l, "left behind", 0, "charged + paid + kept", "client_money", "client_id", was);
}

/* ---- the walk ---- */

static const struct {
	int weight;
	void (*run)(struct ledger *l);
} steps[] = {
	{ 16, step_order }, { 26, step_pay }, { 7, step_cancel }, { 6, step_discount },
	{ 8, step_refund }, { 8, step_correct }, { 7, step_sell }, { 5, step_give },
	{ 4, step_card_back }, { 5, step_session }, { 2, step_days }, { 12, step_undo },
	{ 1, step_merge }, { 2, step_overflow },
};

static void step(struct ledger *l)
{
	int sum = 0, at;

	for (size_t i = 0; i < sizeof steps / sizeof *steps; i++)
		sum += steps[i].weight;
	at = (int)ledger_draw(l, (uint64_t)sum);
	for (size_t i = 0; i < sizeof steps / sizeof *steps; i++) {
		at -= steps[i].weight;
		if (at < 0) {
			steps[i].run(l);
			return;
		}
	}
}

static void walk(struct desk_world *w, uint64_t seed, int n)
{
	struct ledger *l = mem_alloc(sizeof *l);
	struct chain_result chain;

	l->o = mem_array(ORDERS, sizeof *l->o);
	l->c = mem_array(CARDS, sizeof *l->c);
	l->rnd = seed * 0x9e3779b97f4a7c15u + 1;
	l->w = w;
	l->today = day_parse(HELP_DAY);
	l->client[0] = w->ann;
	l->client[1] = w->cid;
	l->client[2] = add_client(w, "Dora", "13500000001", "1970-02-02");
	l->client[3] = add_client(w, "Eve", "13500000002", "1971-03-03");
	oracle_open(&l->oracle, w->path);
	act_as(w, w->wl, w->admin);
	for (int i = 0; i < n && l->no < ORDERS - 4 && l->nc < CARDS - 4; i++) {
		step(l);
		ledger_check(l, i % 100 == 99);
	}
	ledger_check(l, true);
	must(w, chain_verify(w->s, &chain, &w->e));
	assert_int_equal(chain.bad, 0);
	assert_true(l->taken > n / 3 && l->refused > n / 20 && l->undone > n / 100);
	print_message("seed %llu: %d taken, %d refused, %d undone, %d orders, %d cards\n",
	    (unsigned long long)seed, l->taken, l->refused, l->undone, l->no, l->nc);
	oracle_close(&l->oracle);
	mem_free(l->o);
	mem_free(l->c);
	mem_free(l);
}

static int env(const char *name, int fallback)
{
	const char *v = getenv(name);

	return v ? (int)strtol(v, NULL, 10) : fallback;
}

static void every_balance_is_the_sum_of_its_movements(void **state)
{
	struct desk_world *w = *state;
	static int seed;

	seed = seed ? seed + 1 : env("MONEY_SEED", 1);
	walk(w, (uint64_t)seed, env("MONEY_STEPS", 400));
}

int main(void)
{
#define T(f) cmocka_unit_test_setup_teardown(f, desk_setup, desk_teardown)
	const struct CMUnitTest tests[] = {
		T(every_balance_is_the_sum_of_its_movements),
		T(every_balance_is_the_sum_of_its_movements),
		T(every_balance_is_the_sum_of_its_movements),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
