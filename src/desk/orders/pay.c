#include "desk/pay.h"

#include <string.h>

#include "base/buf.h"
#include "base/mem.h"
#include "base/money.h"
#include "base/tr.h"
#include "data/action.h"
#include "data/card.h"
#include "data/order.h"
#include "desk/arrival_pay.h"
#include "desk/desk.h"
#include "desk/prepaid.h"
#include "order_priv.h"
#include "pay_priv.h"

bool pay_is_inner(const char *method)
{
	return !strcmp(method, "account") || !strcmp(method, "prepaid");
}

/* ---- rows ---- */

enum err_code pay_row(struct txn *t, struct desk *d, const struct payment *p,
    const char *card_kind, int64_t *id, struct err *e)
{
	struct payment row = *p;
	struct card_move move = { .card_id = p->card_id, .amount = -p->amount };
	int64_t made = 0;
	enum err_code rc;

	desk_day_of(d, txn_now(t), row.day);
	rc = payment_insert(t, &row, &made, e);
	if (id)
		*id = made;
	if (rc != OK || !p->card_id)
		return rc;
	move.payment_id = made;
	text_copy(move.day, sizeof move.day, row.day);
	text_copy(move.kind, sizeof move.kind, card_kind);
	text_copy(move.reason, sizeof move.reason, p->reason);
	return card_move_insert(t, &move, NULL, e);
}

/* The visit counts what was paid for its order; what is kept again is none of its money. */
enum err_code pay_move_kept(struct txn *t, struct desk *d, const struct payment *p,
    int64_t amount, int64_t *id, struct err *e)
{
	struct payment off = *p, on = *p;
	enum err_code rc;

	text_copy(off.kind, sizeof off.kind, "use");
	text_copy(off.method, sizeof off.method, "account");
	off.card_id = off.order_id = off.visit_id = 0;
	off.amount = -amount;
	on = off;
	on.order_id = p->order_id;
	on.visit_id = p->visit_id;
	on.amount = amount;
	rc = pay_row(t, d, &off, "", NULL, e);
	return rc == OK ? pay_row(t, d, &on, "", id, e) : rc;
}

/* ---- what must hold afterwards ---- */

enum err_code pay_check_order(struct desk *d, int64_t order_id, struct err *e)
{
	struct client_order o;
	enum err_code rc = order_id ? client_order_get(d->store, order_id, &o, e) : OK;

	if (!order_id || rc != OK)
		return rc;
	if (o.paid < 0)
		return err_set(e, ERR_CONFLICT,
		    tr("Not done. Money of the order %s was given back since."), o.number);
	if (o.paid > o.total)
		return err_set(e, ERR_CONFLICT,
		    tr("Not done. More would be paid for the order %s than it comes to."),
		    o.number);
	return OK;
}

enum err_code pay_check_kept(struct desk *d, int64_t client_id, struct err *e)
{
	struct client_money m;
	enum err_code rc = client_money_get(d->store, client_id, &m, e);

	if (rc == OK && m.kept < 0)
		rc = err_set(e, ERR_CONFLICT, "%s",
		    tr("Not done. What was kept for the client was used since."));
	return rc;
}

/* ---- checks before ---- */

enum err_code pay_check_card(struct desk *d, const struct card *c, struct err *e)
{
	if (!strcmp(c->state, "stopped"))
		return err_set(e, ERR_CONFLICT, tr("Not taken. The card %s is stopped: %s."),
		    c->number, c->reason);
	if (prepaid_is_over(d, c))
		return err_set(e, ERR_CONFLICT, tr("Not taken. The card %s ended on %s."),
		    c->number, c->until_day);
	return OK;
}

static enum err_code check_part_card(struct desk *d, const struct pay *p,
    const struct pay_part *x, struct err *e)
{
	struct card c;
	char left[MONEY_TEXT];
	enum err_code rc;

	if (!x->card_id)
		return err_invalid(e, "card", "%s", tr("Not taken. Say which card."));
	rc = card_get(d->store, x->card_id, &c, e);
	if (rc == OK)
		rc = pay_check_card(d, &c, e);
	if (rc == OK && c.client_id != p->client_id)
		rc = err_invalid(e, "card", "%s",
		    tr("Not taken. That card is somebody else's. Transfer it first."));
	if (rc == OK && strcmp(c.kind, "value") != 0)
		rc = err_invalid(e, "card", "%s",
		    tr("Not taken. That card holds sessions and no money."));
	if (rc == OK && c.amount < x->amount)
		rc = err_invalid(e, "amount", tr("Not taken. The card %s holds %s."), c.number,
		    desk_money(d, c.amount, left, sizeof left));
	return rc;
}

static enum err_code check_part(struct desk *d, const struct pay *p, const struct pay_part *x,
    struct err *e)
{
	if (x->amount <= 0)
		return err_invalid(e, "amount", "%s", tr("Not taken. An amount is above 0."));
	if (!x->method || !pay_method_find(x->method))
		return err_invalid(e, "method", "%s", tr("Not taken. Say how it is paid."));
	if (!strcmp(x->method, "prepaid"))
		return check_part_card(d, p, x, e);
	return OK;
}

static enum err_code check_parts(struct desk *d, const struct pay *p, struct err *e)
{
	struct client_money m;
	int64_t all = 0, account = 0;
	char kept[MONEY_TEXT];
	enum err_code rc = client_money_get(d->store, p->client_id, &m, e);

	if (rc == OK && !p->nparts)
		return err_invalid(e, "amount", "%s", tr("Not taken. An amount is above 0."));
	for (size_t i = 0; i < p->nparts && rc == OK; i++) {
		rc = check_part(d, p, &p->part[i], e);
		if (rc == OK)
			rc = money_add(&all, p->part[i].amount, e);
		if (rc == OK && !strcmp(p->part[i].method, "account"))
			rc = money_add(&account, p->part[i].amount, e);
	}
	if (rc == OK && account > m.kept)
		rc = err_invalid(e, "amount",
		    tr("Not taken. %s is kept for the client and no more."),
		    desk_money(d, m.kept, kept, sizeof kept));
	if (rc == OK && p->owed >= 0 && p->owed != m.charged - m.paid)
		rc = err_set(e, ERR_CONFLICT,
		    tr("Not taken. Meanwhile %s is owed: somebody else took or charged "
		       "something. Look at the amount again."),
		    desk_money(d, m.charged - m.paid, kept, sizeof kept));
	return rc;
}

/* ---- what it is for ---- */

/* Orders with what is still open of each, in the order in which they are paid. */
struct targets {
	struct target {
		int64_t order_id, open;
		int64_t visit_id;       /* it counts as paid at that visit, 0: at none */
	} *v;
	size_t n, cap;
};

static void add_target(struct targets *l, const struct client_order *o, int64_t visit_id)
{
	for (size_t i = 0; i < l->n; i++)
		if (l->v[i].order_id == o->id)
			return;
	if (o->total > o->paid)
		*vec_push(l) = (struct target){ o->id, o->total - o->paid,
			!strcmp(o->kind, "service") || o->visit_id == visit_id ?
			    o->visit_id : 0 };
}

static void add_targets(struct targets *l, const struct client_order_list *from,
    int64_t visit_id)
{
	for (size_t i = 0; i < from->n; i++)
		add_target(l, &from->v[i], visit_id);
}

static enum err_code find_one(struct desk *d, const struct pay *p, struct targets *out,
    struct err *e)
{
	struct client_order o;
	enum err_code rc = order_open(d, p->order_id, &o, e);

	if (rc == OK && o.client_id != p->client_id)
		rc = err_set(e, ERR_INVALID, tr("Not taken. The order %s is somebody else's."),
		    o.number);
	if (rc == OK && o.total <= o.paid)
		rc = err_set(e, ERR_INVALID, tr("Not taken. The order %s is paid."), o.number);
	if (rc == OK)
		add_target(out, &o, p->visit_id);
	/* What the cash desk takes for it counts as paid at this visit, whoever ordered it. */
	if (rc == OK && p->visit_id)
		out->v[0].visit_id = p->visit_id;
	return rc;
}

static enum err_code find_targets(struct desk *d, const struct pay *p, struct targets *out,
    struct err *e)
{
	struct client_order_list l = { 0 };
	enum err_code rc = OK;

	if (p->keep)
		return OK;
	if (p->order_id)
		return find_one(d, p, out, e);
	if (p->visit_id)
		rc = client_order_list_visit(d->store, p->visit_id, &l, e);
	if (rc == OK)
		add_targets(out, &l, p->visit_id);
	if (rc == OK)
		rc = client_order_list_owed(d->store, p->client_id, &l, e);
	if (rc == OK)
		add_targets(out, &l, p->visit_id);
	client_order_list_free(&l);
	return rc;
}

/* ---- taking ---- */

struct taking {
	struct txn *t;
	struct desk *d;
	const struct pay *p;
	struct targets to;
	struct payment row;             /* what all rows have in common */
	struct pay_made *out;
};

static enum err_code take_row(struct taking *k, const struct pay_part *x, int64_t amount,
    const struct target *to, struct err *e)
{
	struct payment row = k->row;
	int64_t id = 0;
	enum err_code rc;

	row.amount = amount;
	row.card_id = !strcmp(x->method, "prepaid") ? x->card_id : 0;
	text_copy(row.method, sizeof row.method, x->method);
	text_copy(row.kind, sizeof row.kind, to ? "due" : "deposit");
	row.order_id = to ? to->order_id : 0;
	row.visit_id = to ? to->visit_id : 0;
	if (to && (!to->visit_id || to->visit_id != k->p->visit_id))
		row.appointment_id = 0;
	rc = !strcmp(x->method, "account") ? pay_move_kept(k->t, k->d, &row, amount, &id, e) :
	    pay_row(k->t, k->d, &row, "use", &id, e);
	if (!k->out->payment)
		k->out->payment = id;
	return rc;
}

/* What no order needs is kept; but what is kept or on a card already has its place. */
static enum err_code keep_rest(struct taking *k, const struct pay_part *x, int64_t rest,
    struct err *e)
{
	char money[MONEY_TEXT];

	if (!rest)
		return OK;
	if (k->p->order_id || pay_is_inner(x->method))
		return err_invalid(e, "amount", tr("Not taken. That is %s more than is owed."),
		    desk_money(k->d, rest, money, sizeof money));
	return take_row(k, x, rest, NULL, e);
}

static enum err_code take_part(struct taking *k, const struct pay_part *x, struct err *e)
{
	int64_t rest = x->amount;
	enum err_code rc = OK;

	for (size_t i = 0; i < k->to.n && rest && rc == OK; i++) {
		struct target *to = &k->to.v[i];
		int64_t amount = rest < to->open ? rest : to->open;

		if (!amount)
			continue;
		rc = take_row(k, x, amount, to, e);
		to->open -= amount;
		rest -= amount;
	}
	return rc == OK ? keep_rest(k, x, rest, e) : rc;
}

/* Money that is already there goes first, so that what is too much comes from the hand and is
 * kept. */
static enum err_code take_parts(struct taking *k, struct err *e)
{
	enum err_code rc = OK;

	for (int inner = 1; inner >= 0; inner--)
		for (size_t i = 0; i < k->p->nparts && rc == OK; i++)
			if (pay_is_inner(k->p->part[i].method) == (inner == 1))
				rc = take_part(k, &k->p->part[i], e);
	return rc;
}

/* Who paid somewhere else than at the cash desk of the visit is led on all the same. */
static enum err_code lead_on(struct taking *k, struct err *e)
{
	enum err_code rc = OK;

	for (size_t i = 0; i < k->to.n && rc == OK; i++)
		if (k->to.v[i].visit_id && k->to.v[i].visit_id != k->p->visit_id)
			rc = arrival_paid_in(k->t, k->d, k->to.v[i].visit_id, e);
	return rc;
}

enum err_code pay_take_in(struct txn *t, struct desk *d, const struct pay *p,
    struct pay_made *out, struct err *e)
{
	struct taking k = { .t = t, .d = d, .p = p, .out = out,
		.row = { .branch_id = p->branch_id ? p->branch_id : d->branch_id,
		.client_id = p->client_id, .appointment_id = p->appointment_id } };
	enum err_code rc = order_check_client(d, p->client_id, e);

	*out = (struct pay_made){ 0 };
	ASSERT(p->nparts <= PAY_PARTS);
	text_copy(k.row.reason, sizeof k.row.reason, p->note);
	if (rc == OK)
		rc = check_parts(d, p, e);
	if (rc == OK)
		rc = find_targets(d, p, &k.to, e);
	if (rc == OK)
		rc = number_next(t, "receipt", 'R', out->receipt, sizeof out->receipt, e);
	text_copy(k.row.receipt, sizeof k.row.receipt, out->receipt);
	if (rc == OK)
		rc = take_parts(&k, e);
	if (rc == OK)
		rc = lead_on(&k, e);
	if (rc == OK)
		rc = money_check_client(d, p->client_id, e);
	vec_free(&k.to);
	return rc;
}

enum err_code pay_take(struct desk *d, const struct pay *p, struct pay_made *out, struct err *e)
{
	struct txn *t;
	int64_t action = 0;
	enum err_code rc = order_begin(d, "pay-take", NULL, 0, 0, &t, e);

	*out = (struct pay_made){ 0 };
	if (rc != OK)
		return rc;
	rc = pay_take_in(t, d, p, out, e);
	if (rc == OK)
		action_subject(t, "payment", out->payment);
	rc = order_end(t, rc, &action, e);
	out->action = action;
	return rc;
}

enum err_code pay_deposit_in(struct txn *t, struct desk *d, const struct pay *p, struct err *e)
{
	struct pay keep = *p;
	struct pay_made made;

	keep.keep = true;
	keep.owed = -1;
	return pay_take_in(t, d, &keep, &made, e);
}

/* ---- sums ---- */

enum err_code pay_owed(struct desk *d, int64_t client_id, int64_t *sum, struct err *e)
{
	struct client_money m;
	enum err_code rc = client_money_get(d->store, client_id, &m, e);

	*sum = m.charged - m.paid;
	return rc;
}

enum err_code pay_kept(struct desk *d, int64_t client_id, int64_t *sum, struct err *e)
{
	struct client_money m;
	enum err_code rc = client_money_get(d->store, client_id, &m, e);

	*sum = m.kept;
	return rc;
}

enum err_code pay_this_year(struct desk *d, int64_t client_id, int64_t *sum, struct err *e)
{
	char today[11], from[11];

	desk_today_text(d, today);
	text_fmt(from, sizeof from, "%.4s-01-01", today);
	*sum = 0;
	return payment_sum_days(d->store, client_id, from, today, sum, e);
}

/* ---- words ---- */

const struct pay_method pay_methods[] = {
	{ "wechat", N_("WeChat"), true }, { "alipay", N_("Alipay"), true },
	{ "card", N_("card"), true }, { "cash", N_("cash"), true },
	{ "transfer", N_("transfer"), true }, { "other", N_("other way"), true },
	{ "account", N_("on account"), false }, { "prepaid", N_("prepaid card"), false },
};
const size_t pay_methods_count = sizeof pay_methods / sizeof pay_methods[0];

const struct pay_method *pay_method_find(const char *code)
{
	for (size_t i = 0; i < pay_methods_count; i++)
		if (!strcmp(pay_methods[i].code, code))
			return &pay_methods[i];
	return NULL;
}

const char *pay_method_label(const char *code)
{
	const struct pay_method *m = pay_method_find(code);

	return m ? tr(m->label) : code;
}

const char *pay_kind_label(const char *kind)
{
	static const struct {
		const char *code, *label;
	} kinds[] = {
		{ "deposit", N_("deposit") }, { "due", N_("payment") },
		{ "refund", N_("refund") }, { "use", N_("used from what was kept") },
		{ "correction", N_("correction") },
	};

	for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
		if (!strcmp(kinds[i].code, kind))
			return tr(kinds[i].label);
	return kind;
}
