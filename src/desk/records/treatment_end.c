/* The end of a treatment: what it used, closed, stopped; who and where it was changed to. */
#include <string.h>

#include "base/buf.h"
#include "base/tr.h"
#include "data/action.h"
#include "data/agreement.h"
#include "data/plan.h"
#include "data/resource.h"
#include "data/service.h"
#include "data/txn.h"
#include "desk/callback_events.h"
#include "desk/describe.h"
#include "desk/desk.h"
#include "desk/outbox.h"
#include "desk/plan.h"
#include "desk/treatment_note.h"
#include "treatment_priv.h"

/* ---- what it used ---- */

static enum err_code use_of_plan(struct desk *d, const struct treatment *t,
    struct treatment_use *out, struct err *e)
{
	struct plan_session s;
	struct plan_left left;
	enum err_code rc = plan_session_get(d->store, t->session_id, &s, e);
	bool used;

	if (rc == OK)
		rc = plan_left(d, t->plan_id, &left, e);
	if (rc != OK)
		return rc;
	used = !strcmp(s.state, "used");
	out->price = s.price;
	out->left = left.left - !used;
	out->left_sum = left.left_sum - (used ? 0 : s.price);
	return OK;
}

static enum err_code use_of_card(struct desk *d, const struct treatment *t,
    struct treatment_use *out, struct err *e)
{
	struct service s;
	int64_t left = 0;
	enum err_code rc = treatment_card(d, &t->line, &out->card_id, &left, e);

	out->left = out->card_id ? (int)left - 1 : -1;
	if (rc == OK && !out->card_id)
		rc = service_get(d->store, t->line.service_id, &s, e);
	if (rc == OK && !out->card_id)
		out->price = s.price;
	return rc;
}

/* Both languages are written here: a message is read by somebody else. */
static void use_text(const struct desk *d, const struct treatment_use *u, bool zh, char *out,
    size_t size)
{
	char price[40], left[40];

	desk_money(d, u->price, price, sizeof price);
	desk_money(d, u->left_sum, left, sizeof left);
	if (u->left < 0)
		text_fmt(out, size, zh ? "1 次, %s。" : "1 session, %s.", price);
	else if (u->card_id)
		text_fmt(out, size, zh ? "次卡 1 次; 余 %d 次。" :
		    "1 session of the card; %d left.", u->left);
	else
		text_fmt(out, size, zh ? "1 次, %s; 余 %d 次 = %s。" :
		    "1 session, %s; left %d = %s.", price, u->left, left);
}

static enum err_code find_answer(struct desk *d, int64_t id, struct agreement *out, struct err *e)
{
	struct agreement_list l = { 0 };
	enum err_code rc = agreement_list_treatment(d->store, id, &l, e);

	*out = (struct agreement){ .id = 0 };
	for (size_t i = 0; i < l.n; i++)
		if (!strcmp(l.v[i].kind, "use"))
			*out = l.v[i];
	agreement_list_free(&l);
	return rc;
}

static enum err_code fill_use(struct desk *d, const struct treatment *t, struct treatment_use *out,
    struct err *e)
{
	struct agreement a;
	enum err_code rc;

	*out = (struct treatment_use){ .sessions = 1 };
	rc = t->session_id ? use_of_plan(d, t, out, e) : use_of_card(d, t, out, e);
	if (rc == OK)
		rc = find_answer(d, t->line.id, &a, e);
	if (rc == OK)
		text_copy(out->answer, sizeof out->answer, a.answer);
	use_text(d, out, !strcmp(tr_language(), "zh"), out->text, sizeof out->text);
	return rc;
}

enum err_code treatment_use(struct desk *d, int64_t id, struct treatment_use *out, struct err *e)
{
	struct treatment t;
	enum err_code rc = treatment_get(d->store, id, &t, e);

	return rc == OK ? fill_use(d, &t, out, e) : rc;
}

static enum err_code insert_answer(struct desk *d, struct txn *t, const struct treatment *v,
    const char *answer, const char *signed_by, const char *text, struct err *e)
{
	struct agreement a = { .branch_id = v->line.branch_id, .client_id = v->line.client_id,
		.treatment_id = v->line.id, .plan_id = v->plan_id, .at = txn_now(t),
		.staff_id = d->who.staff_id, .kind = "use" };
	struct treatment_use u;
	enum err_code rc = fill_use(d, v, &u, e);

	if (rc != OK)
		return rc;
	desk_today_text(d, a.day);
	text_copy(a.answer, sizeof a.answer, answer);
	text_copy(a.signed_by, sizeof a.signed_by, signed_by);
	text_fmt(a.text, sizeof a.text, "%s%s%s", u.text, text && text[0] ? " " : "",
	    text ? text : "");
	return agreement_insert(t, &a, NULL, e);
}

enum err_code treatment_use_answer(struct desk *d, int64_t id, const char *answer,
    const char *signed_by, const char *text, struct err *e)
{
	struct treatment_view v;
	struct agreement a;
	struct txn *t;
	bool no = !strcmp(answer, "no");
	enum err_code rc;

	if (no && text_is_blank(text))
		return err_invalid(e, "text", "%s",
		    tr("Say what the client does not agree with."));
	rc = treatment_begin_on(d, "treat-close", NULL, id, &t, &v, e);
	if (rc != OK)
		return rc;
	rc = find_answer(d, id, &a, e);
	if (rc == OK && a.id && !strcmp(a.answer, answer))
		rc = OK;
	else if (rc == OK && a.id && strcmp(a.answer, "open") != 0)
		rc = err_set(e, ERR_CONFLICT, tr("The client answered already, to %s."), a.staff);
	else if (rc == OK && a.id)
		rc = agreement_answer(t, a.id, answer, no ? NULL : signed_by, text, e);
	else if (rc == OK)
		rc = insert_answer(d, t, &v.t, answer, no ? NULL : signed_by, text, e);
	return treatment_end_on(t, &v, rc, e);
}

/* ---- closed ---- */

static enum err_code check_steps(const struct treatment_view *v, struct err *e)
{
	char name[200];

	for (size_t i = 0; i < v->n; i++)
		if (v->v[i].applies && v->v[i].step.required && !v->v[i].step.done_at)
			return err_set(e, ERR_INVALID,
			    tr("Not closed. Step %s is required. y: done, x: stops it."),
			    treatment_step_name(&v->v[i], name, sizeof name));
	return OK;
}

enum err_code treatment_may_close(struct desk *d, int64_t id, struct err *e)
{
	struct treatment_view v;
	enum err_code rc = treatment_view(d, id, &v, e);

	if (rc == OK)
		rc = check_steps(&v, e);
	treatment_view_free(&v);
	return rc;
}

/* What was not called for, or was left out because it need not be. */
static enum err_code drop_rest(struct txn *t, const struct treatment_view *v, struct err *e)
{
	enum err_code rc = OK;

	for (size_t i = 0; i < v->n && rc == OK; i++) {
		struct visit_set set = { .n = 0 };

		if (strcmp(v->v[i].step.state, "open") != 0)
			continue;
		visit_set_text(&set, "state", "dropped");
		rc = columns_put(t, "treatment_step", v->v[i].step.id, &set, e);
	}
	return rc;
}

static enum err_code write_end(struct desk *d, struct txn *t, const struct treatment *v,
    const char *state, const char *reason, const char *agreed, struct err *e)
{
	struct treatment_notes n;
	struct visit_set set = { .n = 0 };
	enum err_code rc = treatment_notes(d, v->line.id, &n, e);

	if (rc != OK)
		return rc;
	visit_set_text(&set, "state", state);
	visit_set_int(&set, "ended_at", txn_now(t));
	visit_set_text(&set, "reason", reason);
	visit_set_text(&set, "agreed", agreed);
	/* Follow-up starts from it, so there always is one; whoever edits it is its author. */
	if (!v->summary[0])
		visit_set_text(&set, "summary", n.made);
	return columns_put(t, "treatment", v->line.id, &set, e);
}

static enum err_code use_it(struct desk *d, struct txn *t, const struct treatment *v,
    const struct treatment_use *u, struct err *e)
{
	if (v->session_id)
		return plan_session_use_in(t, d, v->session_id, txn_now(t), e);
	return u->card_id ? treatment_card_use(d, t, u->card_id, v->line.id, e) : OK;
}

static enum err_code tell_used(struct desk *d, struct txn *t, const struct treatment *v,
    const struct treatment_use *u, struct err *e)
{
	char zh[200], en[200];
	const struct tell_about a = { .what = TELL_USED, .client_id = v->line.client_id,
		.extra = en, .extra_zh = zh };

	use_text(d, u, true, zh, sizeof zh);
	use_text(d, u, false, en, sizeof en);
	return outbox_client(d, t, &a, NULL, e);
}

/* Who still owes goes to the cash desk; else the room is left through the door (leaving). */
static enum err_code lead_on(struct desk *d, struct txn *t, const struct treatment *v,
    struct err *e)
{
	struct visit_set set = { .n = 0 };
	struct visit_row visit;
	enum err_code rc = OK;

	if (v->line.visit_id)
		rc = visit_get(d->store, v->line.visit_id, &visit, e);
	if (rc == OK && v->line.visit_id)
		rc = visit_event_insert(t, v->line.visit_id, txn_now(t), "treated",
		    v->line.service, e);
	if (rc == OK && v->line.visit_id && !strcmp(visit.state, "treating") &&
	    arrival_open_due(&visit)) {
		visit_set_text(&set, "state", "paying");
		visit_set_number(&set, "since_at", txn_now(t));
		rc = visit_put(t, visit.id, &set, e);
	}
	return rc == OK ? arrival_appointment(d, t, v->line.appointment_id, "done", NULL, e) : rc;
}

static enum err_code close_it(struct desk *d, struct txn *t, const struct treatment_view *v,
    struct err *e)
{
	struct treatment_use u;
	enum err_code rc = check_steps(v, e);

	if (rc == OK)
		rc = fill_use(d, &v->t, &u, e);
	if (rc == OK && strcmp(u.answer, "yes") != 0 && strcmp(u.answer, "no") != 0)
		rc = err_invalid(e, "use", "%s",
		    tr("Not closed. The client confirms what was used first: 1-3."));
	if (rc == OK)
		rc = drop_rest(t, v, e);
	if (rc == OK)
		rc = use_it(d, t, &v->t, &u, e);
	if (rc == OK)
		rc = write_end(d, t, &v->t, "done", NULL, NULL, e);
	if (rc == OK)
		rc = tell_used(d, t, &v->t, &u, e);
	if (rc == OK)
		rc = callback_treated_in(t, d, v->t.line.id, e);
	return rc == OK ? lead_on(d, t, &v->t, e) : rc;
}

enum err_code treatment_close(struct desk *d, int64_t id, struct err *e)
{
	struct treatment_view v;
	struct txn *t;
	enum err_code rc = treatment_begin_on(d, "treat-close", NULL, id, &t, &v, e);

	if (rc != OK)
		return rc;
	rc = close_it(d, t, &v, e);
	return treatment_end_on(t, &v, rc, e);
}

enum err_code treatment_stop(struct desk *d, int64_t id, const char *reason, const char *agreed,
    struct err *e)
{
	struct treatment_view v;
	struct txn *t;
	enum err_code rc;

	if (text_is_blank(reason))
		return err_invalid(e, "reason", "%s", tr("Not stopped. Say why."));
	if (text_is_blank(agreed))
		return err_invalid(e, "agreed", "%s", tr("Not stopped. Say who agreed to it."));
	rc = treatment_begin_on(d, "treat-close", reason, id, &t, &v, e);
	if (rc != OK)
		return rc;
	rc = write_end(d, t, &v.t, "stopped", reason, agreed, e);
	if (rc == OK)
		rc = callback_treated_in(t, d, id, e);
	if (rc == OK)
		rc = lead_on(d, t, &v.t, e);
	return treatment_end_on(t, &v, rc, e);
}

/* ---- changed ---- */

static const struct part {
	const char *what, *column, *event;
	bool person;
} parts[] = {
	{ "operator", "operator_id", "assigned", true },
	{ "expert", "expert_id", "assigned", true },
	{ "room", "room_id", "room", false }, { "device", "device_id", "room", false },
};

static const struct part *find_part(const char *what)
{
	for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
		if (!strcmp(parts[i].what, what))
			return &parts[i];
	return NULL;
}

static const char *name_now(const struct treatment *t, const struct part *p)
{
	const char *const names[] = { t->line.operator, t->expert, t->line.room, t->device };

	return names[p - parts];
}

static enum err_code check_thing(struct desk *d, const struct part *p, int64_t to, struct err *e)
{
	struct resource r;
	enum err_code rc = OK;

	if (p->person || !to)
		return OK;
	rc = resource_get(d->store, to, &r, e);
	if (rc == OK && (strcmp(r.kind, p->what) != 0 || strcmp(r.state, "on") != 0))
		rc = err_set(e, ERR_INVALID, tr("Not changed. %s cannot be used. Take another."),
		    r.name);
	return rc;
}

enum err_code treatment_change(struct desk *d, int64_t id, const char *what, int64_t to,
    const char *reason, struct err *e)
{
	const struct part *p = find_part(what);
	struct visit_set set = { .n = 0 };
	struct treatment_view v;
	struct txn *t;
	char text[300];
	enum err_code rc;

	if (!p)
		return err_set(e, ERR_INVALID, "%s", tr("operator, expert, room or device."));
	if (text_is_blank(reason))
		return err_invalid(e, "reason", "%s", tr("Not changed. Say why."));
	rc = treatment_begin_on(d, "treat-step", reason, id, &t, &v, e);
	if (rc != OK)
		return rc;
	rc = check_thing(d, p, to, e);
	if (rc == OK) {
		visit_set_int(&set, p->column, to);
		rc = columns_put(t, "treatment", id, &set, e);
	}
	/* The row holds who it is now: the trace says who it was. */
	if (rc == OK && v.t.line.visit_id)
		rc = visit_event_insert(t, v.t.line.visit_id, txn_now(t), p->event,
		    text_fmt(text, sizeof text, "%s: %s", name_now(&v.t, p), reason), e);
	return treatment_end_on(t, &v, rc, e);
}
