/* The cash desk: what is due by now, what is taken, what is given back. */
#include "desk/arrival_pay.h"

#include <string.h>

#include "arrival_priv.h"
#include "base/buf.h"
#include "base/tr.h"
#include "data/action.h"
#include "data/payment.h"
#include "data/txn.h"
#include "desk/desk.h"

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

static enum err_code take(struct desk *d, struct txn *t, const struct visit_row *v, int64_t amount,
    const char *method, int64_t *id, struct err *e)
{
	struct payment p = { .branch_id = v->branch_id, .client_id = v->client_id,
		.appointment_id = v->appointment_id, .visit_id = v->id, .amount = amount };
	char text[64], money[32];
	enum err_code rc;

	desk_today_text(d, p.day);
	text_copy(p.kind, sizeof p.kind, "due");
	text_copy(p.method, sizeof p.method, method);
	rc = payment_insert(t, &p, id, e);
	text_fmt(text, sizeof text, "%s %s", desk_money(d, amount, money, sizeof money), method);
	return rc == OK ? visit_event_insert(t, v->id, txn_now(t), "paid", text, e) : rc;
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
	if (rc == OK && amount)
		rc = take(d, t, &v, amount, method, &payment, e);
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

static enum err_code reverse(struct desk *d, struct txn *t, int64_t id, const char *reason,
    struct err *e)
{
	struct payment p;
	struct visit_row v;
	char day[11], money[32];
	enum err_code rc = payment_get(d->store, id, &p, e);

	if (rc == OK && p.reversed)
		rc = err_set(e, ERR_CONFLICT, "%s", tr("Not undone. It was given back already."));
	if (rc == OK)
		rc = payment_reverse(t, &p, desk_today_text(d, day), reason, NULL, e);
	if (rc == OK && p.visit_id) {
		rc = visit_event_insert(t, p.visit_id, txn_now(t), "paid",
		    desk_money(d, -p.amount, money, sizeof money), e);
		if (rc == OK)
			rc = visit_get(d->store, p.visit_id, &v, e);
		if (rc == OK)
			rc = close_queue(t, &v, e);
	}
	return rc;
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
	rc = reverse(d, t, payment, reason && reason[0] ? reason : tr("taken back"), e);
	if (rc == OK)
		return action_commit(t, action, e);
	action_rollback(t);
	return rc;
}
