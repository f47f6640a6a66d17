#include "desk/prepaid.h"

#include <string.h>

#include "base/buf.h"
#include "base/day.h"
#include "base/mem.h"
#include "base/money.h"
#include "base/tr.h"
#include "data/action.h"
#include "data/order.h"
#include "data/service.h"
#include "desk/desk.h"
#include "desk/order.h"
#include "desk/rights.h"
#include "order_priv.h"
#include "pay_priv.h"

/* ---- words and small rules ---- */

bool prepaid_is_over(const struct desk *d, const struct card *c)
{
	char today[11];

	return c->until_day[0] && strcmp(c->until_day, desk_today_text(d, today)) < 0;
}

char *prepaid_left(const struct desk *d, const struct card *c, char *out, size_t size)
{
	if (!strcmp(c->kind, "value"))
		return desk_money(d, c->amount, out, size);
	return text_fmt(out, size, c->sessions == 1 ? tr("%lld session") : tr("%lld sessions"),
	    (long long)c->sessions);
}

const char *prepaid_move_label(const char *kind)
{
	static const struct {
		const char *code, *label;
	} kinds[] = {
		{ "load", N_("loaded") }, { "gift", N_("gift") }, { "use", N_("used") },
		{ "back", N_("given back") }, { "give", N_("transferred to") },
		{ "get", N_("transferred from") }, { "expire", N_("expired") },
		{ "reverse", N_("taken back") },
	};

	for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
		if (!strcmp(kinds[i].code, kind))
			return tr(kinds[i].label);
	return kind;
}

static enum err_code move_on(struct txn *t, struct desk *d, struct card_move *m,
    const char *kind, const char *reason, struct err *e)
{
	if (!m->amount && !m->sessions)
		return OK;
	desk_day_of(d, txn_now(t), m->day);
	text_copy(m->kind, sizeof m->kind, kind);
	text_copy(m->reason, sizeof m->reason, reason);
	return card_move_insert(t, m, NULL, e);
}

/* A balance is a sum of money too. */
static enum err_code check_balance(struct desk *d, int64_t card_id, struct err *e)
{
	struct card c;
	int64_t sum = 0;
	enum err_code rc = card_get(d->store, card_id, &c, e);

	if (rc == OK)
		rc = money_add(&sum, c.amount, e);
	if (rc == OK && c.sessions > 100000)
		rc = err_invalid(e, "sessions", "%s",
		    tr("Not done. A card holds 100,000 sessions at most."));
	return rc;
}

/* ---- selling and loading ---- */

static enum err_code check_load(struct desk *d, const struct prepaid_load *l, const char *kind,
    struct err *e)
{
	bool value = !strcmp(kind, "value");
	int64_t on = value ? l->amount : l->sessions, off = value ? l->sessions : l->amount;
	int64_t gift = value ? l->gift_amount : l->gift_sessions;
	int64_t other = value ? l->gift_sessions : l->gift_amount;

	if (off || other || on < 0 || gift < 0 || (!on && !gift) || l->price < 0 ||
	    on > (value ? MONEY_MAX : 100000) || gift > (value ? MONEY_MAX : 100000))
		return err_invalid(e, value ? "amount" : "sessions", "%s",
		    tr("Not sold. Say how much comes onto the card."));
	if (on && !l->price)
		return err_invalid(e, "price", "%s",
		    tr("Not sold. What is paid for needs a price; else it is a gift."));
	if (l->price && !on)
		return err_invalid(e, "price", "%s",
		    tr("Not sold. Nothing comes onto the card for that price."));
	if (!gift)
		return OK;
	if (order_check_reason(l->why, e) != OK)
		return e->code;
	return rights_check(d, &d->who, "order-gift", e);
}

static enum err_code new_card(struct txn *t, struct desk *d, const struct prepaid_load *l,
    int64_t *id, struct err *e)
{
	struct card c = { .branch_id = d->branch_id, .client_id = l->client_id,
		.service_id = l->service_id };
	const char *name = l->name ? l->name : "";
	enum err_code rc;

	if (!l->kind || (strcmp(l->kind, "value") != 0 && strcmp(l->kind, "sessions") != 0))
		return err_invalid(e, "kind", "%s", tr("Not sold. Say which kind of card."));
	if (!name[0])
		return err_invalid(e, "name", "%s", tr("Not sold. Say what the card is called."));
	if (l->until_day && l->until_day[0] && (day_parse(l->until_day) == DAY_NONE ||
	    day_parse(l->until_day) < desk_today(d)))
		return err_invalid(e, "until_day", "%s",
		    tr("Not sold. The last day lies before today."));
	if (!strcmp(l->kind, "value"))
		c.service_id = 0;
	desk_day_of(d, txn_now(t), c.day);
	text_copy(c.kind, sizeof c.kind, l->kind);
	text_copy(c.name, sizeof c.name, name);
	text_copy(c.until_day, sizeof c.until_day, l->until_day);
	rc = number_next(t, "card", 'C', c.number, sizeof c.number, e);
	return rc == OK ? card_insert(t, &c, id, e) : rc;
}

/* The order of the sale and its payment, to the last fen. */
static enum err_code sell_for(struct txn *t, struct desk *d, const struct prepaid_load *l,
    const struct card *c, struct prepaid_made *out, struct err *e)
{
	struct order_draft o = { .client_id = c->client_id, .kind = "card", .nlines = 1,
		.lines = { { .card_id = c->id, .quantity = 1, .price = l->price } } };
	struct pay p = { .client_id = c->client_id, .nparts = l->nparts, .owed = -1 };
	int64_t sum = 0;
	enum err_code rc = OK;

	for (size_t i = 0; i < l->nparts && rc == OK; i++)
		rc = money_add(&sum, l->part[i].amount, e);
	if (rc == OK && sum != l->price)
		rc = err_invalid(e, "amount", "%s",
		    tr("Not sold. A card is paid in full: the methods must make up its price."));
	for (size_t i = 0; i < l->nparts && rc == OK; i++)
		if (l->part[i].method && !strcmp(l->part[i].method, "prepaid"))
			rc = err_invalid(e, "method", "%s",
			    tr("Not sold. A card is not paid with a card: transfer it."));
	if (rc != OK || !l->price)
		return rc;
	rc = order_make_in(t, d, &o, &out->order_id, e);
	memcpy(p.part, l->part, sizeof p.part);
	p.order_id = out->order_id;
	return rc == OK ? pay_take_in(t, d, &p, &out->pay, e) : rc;
}

static enum err_code load_card(struct txn *t, struct desk *d, const struct prepaid_load *l,
    struct prepaid_made *out, struct err *e)
{
	struct card c;
	struct card_move on = { .amount = l->amount, .sessions = l->sessions },
	    gift = { .amount = l->gift_amount, .sessions = l->gift_sessions };
	enum err_code rc = card_get(d->store, out->card_id, &c, e);

	if (rc == OK)
		rc = order_check_client(d, c.client_id, e);
	if (rc == OK)
		rc = pay_check_card(d, &c, e);
	if (rc == OK)
		rc = check_load(d, l, c.kind, e);
	if (rc == OK)
		rc = sell_for(t, d, l, &c, out, e);
	on.card_id = gift.card_id = c.id;
	on.payment_id = gift.payment_id = 0;
	if (rc == OK)
		rc = move_on(t, d, &on, "load", NULL, e);
	if (rc == OK)
		rc = move_on(t, d, &gift, "gift", l->why, e);
	return rc == OK ? check_balance(d, c.id, e) : rc;
}

enum err_code prepaid_sell(struct desk *d, const struct prepaid_load *l,
    struct prepaid_made *out, struct err *e)
{
	struct txn *t;
	int64_t action = 0;
	enum err_code rc = order_begin(d, "prepaid-edit", NULL, 0, 0, &t, e);

	*out = (struct prepaid_made){ .card_id = l->card_id };
	if (rc != OK)
		return rc;
	if (!l->card_id)
		rc = new_card(t, d, l, &out->card_id, e);
	if (rc == OK)
		rc = load_card(t, d, l, out, e);
	if (rc == OK)
		action_subject(t, "card", out->card_id);
	rc = order_end(t, rc, &action, e);
	out->pay.action = action;
	return rc;
}

/* ---- using sessions ---- */

static enum err_code check_session(struct desk *d, const struct card *c, int64_t service_id,
    struct err *e)
{
	enum err_code rc = pay_check_card(d, c, e);

	if (rc != OK)
		return rc;
	if (strcmp(c->kind, "sessions") != 0)
		return err_set(e, ERR_INVALID, "%s",
		    tr("Not taken. That card holds money and no sessions."));
	if (service_id && c->service_id && c->service_id != service_id)
		return err_set(e, ERR_INVALID, tr("Not taken. That card is for %s."), c->service);
	if (!c->sessions)
		return err_set(e, ERR_CONFLICT, tr("Not taken. Nothing is left on the card %s."),
		    c->number);
	return OK;
}

enum err_code prepaid_use_session_in(struct txn *t, struct desk *d, int64_t card_id,
    int64_t treatment_id, struct err *e)
{
	struct card_move m = { .card_id = card_id, .sessions = -1, .treatment_id = treatment_id };
	struct card c;
	enum err_code rc = card_get(d->store, card_id, &c, e);

	if (rc == OK)
		rc = check_session(d, &c, 0, e);
	return rc == OK ? move_on(t, d, &m, "use", NULL, e) : rc;
}

enum err_code prepaid_unuse_in(struct txn *t, struct desk *d, int64_t treatment_id,
    const char *reason, struct err *e)
{
	struct card_move was, m;
	enum err_code rc = card_move_of_treatment(d->store, treatment_id, &was, e);

	if (rc != OK)
		return rc;
	m = (struct card_move){ .card_id = was.card_id, .sessions = -was.sessions,
		.treatment_id = treatment_id, .reverses = was.id };
	return move_on(t, d, &m, "reverse", reason, e);
}

/* The one that ends first is used up first; without end last. */
static bool ends_before(const struct card *a, const struct card *b)
{
	if (!a->until_day[0] || !b->until_day[0])
		return a->until_day[0] != 0 || (!b->until_day[0] && a->id < b->id);
	return strcmp(a->until_day, b->until_day) < 0;
}

enum err_code prepaid_for_service(struct desk *d, int64_t client_id, int64_t service_id,
    int64_t *card_id, struct err *e)
{
	struct card_list l = { 0 };
	const struct card *best = NULL;
	struct err none = ERR_INIT;
	enum err_code rc = card_list_client(d->store, client_id, &l, e);

	for (size_t i = 0; i < l.n && rc == OK; i++, err_clear(&none))
		if (check_session(d, &l.v[i], service_id, &none) == OK &&
		    (!best || ends_before(&l.v[i], best)))
			best = &l.v[i];
	*card_id = best ? best->id : 0;
	card_list_free(&l);
	return rc;
}
