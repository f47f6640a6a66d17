/* The cash desk and the end of a visit. */
#include <string.h>

#include "arrival_priv.h"
#include "base/buf.h"
#include "base/day.h"
#include "base/tr.h"
#include "data/action.h"
#include "data/mark.h"
#include "data/payment.h"
#include "data/txn.h"
#include "desk/desk.h"

static enum err_code refuse(struct err *e, const char *field, const char *text)
{
	err_set(e, ERR_INVALID, "%s", text);
	return err_field(e, field);
}

/* ---- cash desk ---- */

static enum err_code check_pay(const struct visit_row *v, int64_t due, int64_t amount,
    const char *method, struct err *e)
{
	int64_t now_due = due < 0 ? v->due : due, open = now_due - v->paid;

	if (!strcmp(v->state, "left"))
		return err_set(e, ERR_INVALID, "%s", tr("Not taken. The visit is over."));
	if (due < 0 && !amount)
		return refuse(e, "amount", tr("Not taken. Say what is due, or an amount."));
	if (amount < 0)
		return refuse(e, "amount", tr("Not taken. An amount is above 0."));
	if (amount && (!method || !method[0]))
		return refuse(e, "method", tr("Not taken. Say how it is paid."));
	if (amount && amount > open)
		return refuse(e, "amount",
		    tr("Not taken. That is more than is due. Raise what is due, or take less."));
	return OK;
}

static enum err_code set_due(struct txn *t, const struct visit_row *v, int64_t due, struct err *e)
{
	struct visit_set set = { .n = 0 };
	char money[32];
	enum err_code rc;

	if (due < 0 || due == v->due)
		return OK;
	visit_set_number(&set, "due", due);
	rc = visit_put(t, v->id, &set, e);
	return rc == OK ? visit_event_insert(t, v->id, txn_now(t), "due",
	    arrival_money(due, money, sizeof money), e) : rc;
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
	text_fmt(text, sizeof text, "%s %s", arrival_money(amount, money, sizeof money), method);
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
		rc = set_due(t, &v, due, e);
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
		    arrival_money(-p.amount, money, sizeof money), e);
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

/* ---- leaving ---- */

static const struct outcome *find_outcome(const char *code)
{
	for (size_t i = 0; code && i < outcomes_count; i++)
		if (!strcmp(outcomes[i].code, code))
			return &outcomes[i];
	return NULL;
}

static enum err_code check_leave(struct desk *d, const struct visit_row *v,
    const struct arrival_leave *l, const struct outcome *o, struct err *e)
{
	const char *day = l->follow_day ? l->follow_day : "", *text = l->text ? l->text : "";
	char money[32], say[200];

	if (!o)
		return refuse(e, "outcome", tr("Not let go. Say how it ended: 1-9."));
	if (o->day == FOLLOW_MUST && !day[0])
		return refuse(e, "follow_day",
		    tr("Not let go. This outcome needs a day for what follows."));
	if (day[0] && (day_parse(day) == DAY_NONE || day_parse(day) < desk_today(d)))
		return refuse(e, "follow_day", tr("Not let go. The day must be today or later."));
	if (o->text == FOLLOW_MUST && !text[0])
		return refuse(e, "outcome_text", tr("Not let go. Say why, or to whom."));
	if (o->paid && arrival_open_due(v))
		return refuse(e, "outcome", text_fmt(say, sizeof say,
		    tr("Not let go. %s is still to be paid: $ takes it."),
		    arrival_money(arrival_open_due(v), money, sizeof money)));
	return OK;
}

static enum err_code write_marks(struct txn *t, const struct visit_row *v,
    const struct arrival_leave *l, struct err *e)
{
	struct mark m = { .branch_id = v->branch_id, .ref_id = v->id };
	enum err_code rc = OK;

	text_copy(m.kind, sizeof m.kind, "leaving");
	text_copy(m.day, sizeof m.day, v->day);
	for (size_t i = 0; i < l->nmarks && rc == OK; i++) {
		text_copy(m.item, sizeof m.item, l->mark[i].item);
		rc = mark_set(t, &m, l->mark[i].on, e);
	}
	return rc;
}

static enum err_code write_end(struct desk *d, struct txn *t, const struct visit_row *v,
    const struct arrival_leave *l, const struct outcome *o, struct err *e)
{
	struct visit_set set = { .n = 0 };
	enum err_code rc;

	visit_set_text(&set, "state", "left");
	visit_set_number(&set, "since_at", txn_now(t));
	visit_set_int(&set, "left_at", txn_now(t));
	visit_set_text(&set, "outcome", o->code);
	visit_set_text(&set, "follow_day", o->day == FOLLOW_NONE ? "" : l->follow_day);
	visit_set_text(&set, "outcome_text", l->text);
	rc = visit_put(t, v->id, &set, e);
	if (rc == OK)
		rc = visit_event_insert(t, v->id, txn_now(t), "left", o->code, e);
	if (rc == OK)
		rc = write_marks(t, v, l, e);
	if (rc == OK)
		rc = arrival_appointment(d, t, v->appointment_id, o->appointment,
		    l->text && l->text[0] ? l->text : NULL, e);
	return rc;
}

enum err_code arrival_leave(struct desk *d, int64_t id, const struct arrival_leave *l,
    struct err *e)
{
	const struct outcome *o = find_outcome(l->outcome);
	struct visit_row v;
	struct txn *t;
	enum err_code rc = arrival_begin(d, "visit-leave", l->text, id, NULL, &t, &v, e);

	if (rc != OK)
		return rc;
	if (!strcmp(v.state, "left"))
		rc = err_set(e, ERR_CONFLICT, tr("Not let go. %s %s already."),
		    arrival_name(d, &v), arrival_state_word(v.state));
	if (rc == OK)
		rc = check_leave(d, &v, l, o, e);
	if (rc == OK)
		rc = write_end(d, t, &v, l, o, e);
	return arrival_end(t, rc, e);
}
