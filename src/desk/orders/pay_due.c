/* What must be paid by now (SPEC: full price, or this session's share under a plan). */
#include <string.h>

#include "base/buf.h"
#include "base/money.h"
#include "base/tr.h"
#include "data/order.h"
#include "data/plan.h"
#include "data/service.h"
#include "data/visit.h"
#include "desk/desk.h"
#include "desk/pay.h"
#include "desk/plan.h"
#include "desk/prepaid.h"
#include "order_priv.h"

struct counting {
	struct desk *d;
	struct pay_due *out;
	char today[11];
	int64_t visit_id, plan_id;
};

static enum err_code add_line(struct counting *c, const struct client_order *o, int64_t due,
    int64_t open, enum pay_due_why why, struct err *e)
{
	struct pay_due *out = c->out;
	enum err_code rc;

	if (open < 0)
		open = 0;
	if (!due)
		return OK;
	rc = money_add(&out->due, due, e);
	if (rc == OK)
		rc = money_add(&out->open, open, e);
	/* What does not fit on the list still counts. */
	if (out->n < PAY_DUE_LINES) {
		struct pay_due_line *l = &out->line[out->n++];

		*l = (struct pay_due_line){ .order_id = o ? o->id : 0, .due = due, .open = open,
			.why = why };
		text_copy(l->number, sizeof l->number, o ? o->number : "");
		text_copy(l->kind, sizeof l->kind, o ? o->kind : "");
	}
	return rc;
}

/* By the days of its instalments; -1: it has none. */
static enum err_code instalments_due(struct counting *c, const struct client_order *o,
    int64_t *due, struct err *e)
{
	struct instalment_list l = { 0 };
	enum err_code rc = instalment_list(c->d->store, o->id, &l, e);

	*due = l.n ? 0 : -1;
	for (size_t i = 0; i < l.n && rc == OK; i++)
		if (strcmp(l.v[i].due_day, c->today) <= 0)
			rc = money_add(due, l.v[i].amount, e);
	/* A credit made the order smaller than its instalments. */
	if (*due > o->total)
		*due = o->total;
	instalment_list_free(&l);
	return rc;
}

static enum err_code count_order(struct counting *c, const struct client_order *o,
    int64_t share, struct err *e)
{
	int64_t due;
	enum err_code rc = instalments_due(c, o, &due, e);

	if (rc != OK)
		return rc;
	if (due >= 0)
		return add_line(c, o, due, due - o->paid, PAY_DUE_INSTALMENT, e);
	if (c->plan_id && o->plan_id == c->plan_id) {
		due = share < o->total ? share : o->total;
		return add_line(c, o, due, due - o->paid, PAY_DUE_SESSION, e);
	}
	if (c->visit_id && o->visit_id == c->visit_id && !o->plan_id)
		return add_line(c, o, o->total, o->total - o->paid, PAY_DUE_VISIT, e);
	return OK;
}

/* Of all that is owed; an order that is paid has nothing due. */
static enum err_code count_orders(struct counting *c, int64_t client_id, int64_t share,
    bool *visit_ordered, struct err *e)
{
	struct client_order_list l = { 0 };
	enum err_code rc = client_order_list_owed(c->d->store, client_id, &l, e);

	for (size_t i = 0; i < l.n && rc == OK; i++)
		rc = count_order(c, &l.v[i], share, e);
	if (rc == OK && c->visit_id)
		rc = client_order_list_visit(c->d->store, c->visit_id, &l, e);
	for (size_t i = 0; i < l.n && c->visit_id && rc == OK; i++)
		*visit_ordered |= !strcmp(l.v[i].kind, "service");
	client_order_list_free(&l);
	return rc;
}

/* Nobody ordered the service yet: what the desk asks for, else its price. What was paid with the
 * booking counts. */
static enum err_code count_visit(struct counting *c, bool plan, struct err *e)
{
	struct visit_row v;
	struct service s = { .id = 0 };
	enum err_code rc = visit_get(c->d->store, c->visit_id, &v, e);

	if (rc != OK || v.due)
		return rc != OK ? rc : add_line(c, NULL, v.due, v.due - v.paid, PAY_DUE_ASKED, e);
	if (plan || !v.service_id)
		return OK;
	rc = prepaid_for_service(c->d, v.client_id, v.service_id, &c->out->card_id, e);
	if (rc == OK && !c->out->card_id)
		rc = service_get(c->d->store, v.service_id, &s, e);
	return rc == OK ? add_line(c, NULL, s.price, s.price - v.paid, PAY_DUE_SERVICE, e) : rc;
}

enum err_code pay_due_now(struct desk *d, int64_t client_id, int64_t visit_id,
    int64_t plan_session_id, struct pay_due *out, struct err *e)
{
	struct counting c = { .d = d, .out = out, .visit_id = visit_id };
	struct session_share share = { .plan_id = 0 };
	bool visit_ordered = false;
	enum err_code rc = OK;

	*out = (struct pay_due){ 0 };
	desk_today_text(d, c.today);
	if (plan_session_id)
		rc = session_share_get(d->store, plan_session_id, &share, e);
	c.plan_id = share.plan_id;
	if (rc == OK)
		rc = pay_kept(d, client_id, &out->kept, e);
	if (rc == OK)
		rc = count_orders(&c, client_id, share.amount, &visit_ordered, e);
	if (rc == OK && visit_id && !visit_ordered)
		rc = count_visit(&c, plan_session_id != 0, e);
	return rc;
}

enum err_code pay_due_visit(struct desk *d, const struct visit_row *v, struct pay_due *out,
    struct err *e)
{
	int64_t session = 0;
	enum err_code rc = OK;

	*out = (struct pay_due){ 0 };
	if (v->service_id)
		rc = plan_session_for(d, v->client_id, v->dependant_id, v->service_id,
		    v->appointment_id, &session, e);
	return rc == OK ? pay_due_now(d, v->client_id, v->id, session, out, e) : rc;
}

/* ---- what is proposed ---- */

/* Of a plan: what its sessions came to so far, with the one that the client is here for. */
static enum err_code used_of_plan(struct counting *c, int64_t plan_id,
    const struct session_share *today, int64_t *due, struct err *e)
{
	struct plan p;
	enum err_code rc;

	*due = today->amount;
	if (today->plan_id == plan_id)
		return OK;
	rc = plan_get(c->d->store, plan_id, &p, e);
	*due = rc == OK ? p.used_sum : 0;
	return rc;
}

static enum err_code owed_of_order(struct counting *c, const struct client_order *o,
    const struct session_share *today, int64_t *sum, struct err *e)
{
	int64_t due;
	enum err_code rc = instalments_due(c, o, &due, e);

	if (rc == OK && due < 0 && o->plan_id)
		rc = used_of_plan(c, o->plan_id, today, &due, e);
	if (due < 0 || due > o->total)
		due = o->total;
	return rc == OK && due > o->paid ? money_add(sum, due - o->paid, e) : rc;
}

enum err_code pay_order_due(struct desk *d, const struct client_order *o, int64_t *sum,
    struct err *e)
{
	struct counting c = { .d = d };
	const struct session_share none = { 0 };

	*sum = 0;
	desk_today_text(d, c.today);
	return owed_of_order(&c, o, &none, sum, e);
}

/* The session of a plan for which somebody of the client's is here. */
static enum err_code share_today(struct counting *c, int64_t client_id,
    struct session_share *out, struct err *e)
{
	struct visit_list l = { 0 };
	int64_t session = 0;
	enum err_code rc = visit_list_client(c->d->store, client_id, 1, &l, e);

	*out = (struct session_share){ 0 };
	if (rc == OK && l.n && strcmp(l.v[0].state, "left") != 0 && l.v[0].service_id)
		rc = plan_session_for(c->d, client_id, l.v[0].dependant_id, l.v[0].service_id,
		    l.v[0].appointment_id, &session, e);
	visit_list_free(&l);
	return rc == OK && session ? session_share_get(c->d->store, session, out, e) : rc;
}

enum err_code pay_owed_by_now(struct desk *d, int64_t client_id, int64_t *sum, struct err *e)
{
	struct counting c = { .d = d };
	struct client_order_list l = { 0 };
	struct session_share today;
	enum err_code rc;

	*sum = 0;
	desk_today_text(d, c.today);
	rc = share_today(&c, client_id, &today, e);
	if (rc == OK)
		rc = client_order_list_owed(d->store, client_id, &l, e);
	for (size_t i = 0; i < l.n && rc == OK; i++)
		rc = owed_of_order(&c, &l.v[i], &today, sum, e);
	client_order_list_free(&l);
	return rc;
}
