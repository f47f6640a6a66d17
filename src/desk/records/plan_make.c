/* Making a plan, changing it by a new version, asking the client, stopping it. */
#include <string.h>

#include "base/buf.h"
#include "base/day.h"
#include "base/money.h"
#include "base/tr.h"
#include "data/action.h"
#include "data/client.h"
#include "data/record.h"
#include "data/sequence.h"
#include "desk/desk.h"
#include "desk/order.h"
#include "desk/pay.h"
#include "form/plans.h"
#include "form/roles.h"
#include "desk/orders/order_priv.h"
#include "plan_priv.h"

static enum err_code begin(struct desk *d, const char *name, const char *reason, struct txn **t,
    struct err *e)
{
	struct action_head head = { .name = name, .reason = reason };

	return action_begin(d->store, &d->who, &head, t, e);
}

static enum err_code finish(struct txn *t, enum err_code rc, int64_t plan_id, struct err *e)
{
	if (rc != OK) {
		action_rollback(t);
		return rc;
	}
	action_subject(t, "plan", plan_id);
	return action_commit(t, NULL, e);
}

/* ---- what a plan must have ---- */

static enum err_code is_tailored(struct desk *d, const struct plan_draft *p, bool *out,
    struct err *e)
{
	*out = false;
	for (size_t i = 0; i < p->nitems && !*out; i++) {
		struct record v;

		if (!p->item[i].service_id)
			continue;
		if (record_load(d->store, "service", p->item[i].service_id, &v, e) != OK)
			return e->code;
		*out = record_int(&v, "tailored") != 0;
		record_free(&v);
	}
	return OK;
}

/* No plan before the designated expert's diagnosis: of a tailored service. */
static enum err_code check_diagnosis(struct desk *d, const struct plan_draft *p, struct err *e)
{
	struct client c;
	bool tailored, made = false;
	enum err_code rc = is_tailored(d, p, &tailored, e);

	if (rc != OK || !tailored)
		return rc;
	rc = client_get(d->store, p->client_id, &c, e);
	if (rc != OK)
		return rc;
	rc = plan_diagnosed(d->store, p->client_id, p->dependant_id, c.expert_id, &made, e);
	client_free(&c);
	if (rc == OK && !made)
		return err_invalid(e, "items", "%s", tr("This service is tailored: the client's "
		    "expert writes the diagnosis first (F5, Consultation)."));
	return rc;
}

static const char *role_word(const struct desk *d, const char *role)
{
	const struct role *r = roles_find(d->roles, role);

	return r ? label_text(&r->label) : role;
}

static enum err_code check_draft(struct desk *d, const struct plan_draft *p, struct err *e)
{
	int64_t price;

	if (!p->name[0])
		return err_invalid(e, "name", "%s", tr("The plan needs a name."));
	if (!p->nitems)
		return err_invalid(e, "items", "%s",
		    tr("The plan has no session. Name a service."));
	for (size_t i = 0; i < p->nteam; i++)
		if (!p->team[i].staff_id)
			return err_invalid(e, p->team[i].role,
			    tr("The team has no %s. Choose one."), role_word(d, p->team[i].role));
	if (plan_draft_price(p, &price, e) != OK)
		return e->code;
	return plan_check_tested(d, p, e) == OK ? check_diagnosis(d, p, e) : e->code;
}

/* ---- parts ---- */

static void number_text(const char *letter, int64_t n, char *out, size_t size)
{
	text_fmt(out, size, "%s-%04lld", letter, (long long)n);
}

/* The sessions of line LINE from NUMBER on; the first on DAY, each other so many days later. */
static enum err_code add_sessions(struct txn *t, int64_t plan_id, const struct plan_item *i,
    int from, int *number, int32_t *day, struct err *e)
{
	enum err_code rc = OK;

	for (int k = from; k < i->sessions && rc == OK; k++) {
		struct plan_session x = { .plan_id = plan_id, .number = ++*number,
			.line = i->line, .service_id = i->service_id, .price = i->price };
		int64_t id;

		if (*day != DAY_NONE) {
			day_format(*day, x.planned_day);
			*day += i->days_apart;
		}
		rc = plan_session_insert(t, &x, &id, e);
	}
	return rc;
}

static enum err_code write_version(struct txn *t, const struct plan *p,
    const struct plan_draft *draft, const char *why, struct err *e)
{
	struct plan_version v = { .version = p->version };
	enum err_code rc = plan_draft_price(draft, &v.price, e);

	text_copy(v.goal, sizeof v.goal, draft->goal);
	text_copy(v.text, sizeof v.text, why ? why : "");
	if (rc == OK)
		rc = plan_version_insert(t, p->id, &v, e);
	for (size_t i = 0; i < draft->nitems && rc == OK; i++) {
		struct plan_item item = draft->item[i];

		item.line = (int)i + 1;
		rc = plan_item_insert(t, p->id, p->version, &item, e);
	}
	return rc;
}

static enum err_code write_team(struct txn *t, int64_t plan_id, const struct plan_draft *p,
    const char *why, struct err *e)
{
	enum err_code rc = OK;

	for (size_t i = 0; i < p->nteam && rc == OK; i++) {
		struct plan_member m = { .staff_id = p->team[i].staff_id };

		text_copy(m.role, sizeof m.role, p->team[i].role);
		text_copy(m.reason, sizeof m.reason, why ? why : "");
		rc = plan_member_set(t, plan_id, &m, e);
	}
	return rc;
}

/* What was confirmed stays so while its words are the same. */
static enum err_code write_home(struct desk *d, struct txn *t, int64_t plan_id,
    const struct plan_draft *p, struct err *e)
{
	struct plan_home_list now = { 0 };
	enum err_code rc = plan_home_list(d->store, plan_id, &now, e);

	for (size_t i = 0; i < p->nhome && rc == OK; i++)
		if (i >= now.n || strcmp(now.v[i].text, p->home[i]) != 0)
			rc = plan_home_set(t, plan_id, (int)i + 1, p->home[i], e);
	if (rc == OK && now.n > p->nhome)
		rc = plan_home_drop(t, plan_id, (int)p->nhome + 1, e);
	plan_home_list_free(&now);
	return rc;
}

static enum err_code ask_all(struct desk *d, struct txn *t, const struct plan *p,
    const struct plan_draft *draft, struct err *e)
{
	char text[400], sum[MONEY_TEXT];
	int64_t price;
	enum err_code rc = plan_draft_price(draft, &price, e);

	for (size_t i = 0; i < draft->nasked && rc == OK; i++) {
		text[0] = '\0';
		if (!strcmp(draft->asked[i], "price"))
			text_fmt(text, sizeof text, "%s %s",
			    money_full(price, d->currency, sum, sizeof sum), d->currency);
		rc = plan_ask_in(t, p, draft->asked[i], text, e);
	}
	return rc;
}

/* ---- making ---- */

static enum err_code insert_plan(struct desk *d, struct txn *t, const struct plan_draft *draft,
    struct plan *p, struct err *e)
{
	int64_t n;
	enum err_code rc = sequence_next(t, "plan", &n, e);

	*p = (struct plan){ .branch_id = d->branch_id, .client_id = draft->client_id,
		.dependant_id = draft->dependant_id,
		.consultation_id = draft->consultation_id, .version = 1 };
	if (rc != OK)
		return rc;
	number_text("P", n, p->number, sizeof p->number);
	desk_today_text(d, p->day);
	text_copy(p->name, sizeof p->name, draft->name);
	text_copy(p->goal, sizeof p->goal, draft->goal);
	text_copy(p->template, sizeof p->template, draft->template);
	return plan_insert(t, p, &p->id, e);
}

static enum err_code make_in(struct desk *d, struct txn *t, const struct plan_draft *draft,
    int64_t *id, struct err *e)
{
	struct plan p;
	int32_t day = day_parse(draft->first_day);
	int number = 0;
	enum err_code rc = insert_plan(d, t, draft, &p, e);

	*id = rc == OK ? p.id : 0;
	if (rc == OK)
		rc = write_version(t, &p, draft, NULL, e);
	for (size_t i = 0; i < draft->nitems && rc == OK; i++) {
		struct plan_item item = draft->item[i];

		item.line = (int)i + 1;
		rc = add_sessions(t, p.id, &item, 0, &number, &day, e);
	}
	if (rc == OK)
		rc = write_team(t, p.id, draft, NULL, e);
	if (rc == OK)
		rc = write_home(d, t, p.id, draft, e);
	return rc == OK ? ask_all(d, t, &p, draft, e) : rc;
}

enum err_code plan_make(struct desk *d, const struct plan_draft *draft, int64_t *id, struct err *e)
{
	struct txn *t;
	enum err_code rc = begin(d, "plan-edit", NULL, &t, e);

	*id = 0;
	if (rc != OK)
		return rc;
	rc = order_check_whom(d, draft->client_id, draft->dependant_id, e);
	if (rc == OK)
		rc = check_draft(d, draft, e);
	if (rc == OK)
		rc = make_in(d, t, draft, id, e);
	return finish(t, rc, *id, e);
}

/* ---- charging ---- */

/* Shares of the price by day: the first now, the others with the sessions that begin them. */
static void set_instalments(struct desk *d, const struct plan_draft *p, int64_t price,
    struct order_draft *o)
{
	int64_t rest = price;
	int32_t day = desk_today(d);
	int apart = p->nitems ? p->item[0].days_apart : 0, sessions = p->nitems ?
	    p->item[0].sessions : 0;

	if (p->nparts < 2 || !price)
		return;
	for (size_t i = 0; i < p->nparts; i++) {
		struct instalment *x = &o->instalments[o->ninstalments++];

		x->amount = i + 1 < p->nparts ? price / 100 * p->part[i] : rest;
		rest -= x->amount;
		day_format(day + (int32_t)((int)i * apart * sessions / (int)p->nparts),
		    x->due_day);
	}
}

static enum err_code charge(struct desk *d, struct txn *t, const struct plan *p, struct err *e)
{
	struct plan_draft draft;
	struct order_draft o = { .branch_id = p->branch_id, .client_id = p->client_id,
		.dependant_id = p->dependant_id, .plan_id = p->id, .kind = "plan" };
	const struct plan_template *from = plans_find(d->plans, p->template);
	int64_t id;
	enum err_code rc = plan_as_draft(d, p->id, &draft, e);

	for (size_t i = 0; i < draft.nitems && i < ORDER_LINES; i++)
		o.lines[o.nlines++] = (struct order_draft_line){
			.service_id = draft.item[i].service_id,
			.text = draft.item[i].service_id ? NULL : draft.item[i].text,
			.quantity = draft.item[i].sessions, .price = draft.item[i].price };
	for (size_t i = 0; from && i < from->nparts; i++)
		draft.part[draft.nparts++] = from->part[i];
	if (rc == OK && p->price)
		set_instalments(d, &draft, p->price, &o);
	return rc == OK && p->price ? order_make_in(t, d, &o, &id, e) : rc;
}

/* What the orders of the plan come to by now. */
static enum err_code charged(struct desk *d, int64_t plan_id, int64_t *sum, int64_t *last,
    struct err *e)
{
	struct client_order_list l = { 0 };
	enum err_code rc = client_order_list_plan(d->store, plan_id, &l, e);

	*sum = *last = 0;
	for (size_t i = 0; i < l.n; i++) {
		*sum += l.v[i].total;
		*last = l.v[i].id;
	}
	client_order_list_free(&l);
	return rc;
}

/* Credits DOWN over the orders of a plan, the newest first. */
static enum err_code credit(struct desk *d, struct txn *t, int64_t plan_id, int64_t down,
    const char *text, struct err *e)
{
	struct client_order_list l = { 0 };
	enum err_code rc = client_order_list_plan(d->store, plan_id, &l, e);

	for (size_t i = l.n; i > 0 && down > 0 && rc == OK; i--) {
		const struct client_order *o = &l.v[i - 1];
		int64_t part = down < o->total ? down : o->total;

		if (part > 0)
			rc = order_credit_in(t, d, o->id, part, text, e);
		down -= part;
	}
	client_order_list_free(&l);
	return rc;
}

static enum err_code charge_difference(struct desk *d, struct txn *t, const struct plan *p,
    int64_t price, const char *text, struct err *e)
{
	int64_t sum, last, id;
	enum err_code rc = charged(d, p->id, &sum, &last, e);

	if (rc != OK || price == sum)
		return rc;
	if (price < sum)
		return credit(d, t, p->id, sum - price, text, e);
	return order_make_in(t, d, &(struct order_draft){ .branch_id = p->branch_id,
	    .client_id = p->client_id, .dependant_id = p->dependant_id, .plan_id = p->id,
	    .kind = "plan", .nlines = 1,
	    .lines = { { .text = text, .quantity = 1, .price = price - sum } } }, &id, e);
}

/* ---- changing ---- */

/* Used sessions and their lines stay; the open ones are laid anew. */
static enum err_code lay_anew(struct desk *d, struct txn *t, int64_t plan_id,
    const struct plan_draft *draft, int64_t *dropped_sum, struct err *e)
{
	struct plan_session_list l = { 0 };
	int used[PLAN_LINES + 1] = { 0 }, number = 0;
	int32_t day = day_parse(draft->first_day);
	enum err_code rc = plan_session_list(d->store, plan_id, &l, e);

	*dropped_sum = 0;
	for (size_t i = 0; i < l.n && rc == OK; i++) {
		const struct plan_session *x = &l.v[i];

		number = x->number > number ? x->number : number;
		if (!strcmp(x->state, "used") && x->line <= PLAN_LINES)
			used[x->line]++;
		else if (!strcmp(x->state, "open"))
			rc = plan_session_set_state(t, x->id, "open", "dropped", 0, e);
	}
	for (size_t i = 0; i < draft->nitems && rc == OK; i++) {
		struct plan_item item = draft->item[i];

		item.line = (int)i + 1;
		if (item.sessions < used[item.line])
			rc = err_invalid(e, "items",
			    tr("%d sessions of line %d are used already: not fewer."),
			    used[item.line], item.line);
		else
			rc = add_sessions(t, plan_id, &item, used[item.line], &number, &day, e);
	}
	plan_session_list_free(&l);
	return rc;
}

/* What the plan comes to now: used sessions at the price they had, open ones at theirs. */
static enum err_code sum_of_sessions(struct desk *d, int64_t plan_id, int64_t *sum, struct err *e)
{
	struct plan_session_list l = { 0 };
	enum err_code rc = plan_session_list(d->store, plan_id, &l, e);

	*sum = 0;
	for (size_t i = 0; i < l.n; i++)
		if (strcmp(l.v[i].state, "dropped") != 0)
			*sum += l.v[i].price;
	plan_session_list_free(&l);
	return rc;
}

static enum err_code change_in(struct desk *d, struct txn *t, struct plan *p,
    const struct plan_draft *draft, const char *why, struct err *e)
{
	int64_t sum, dropped;
	bool agreed = !strcmp(p->state, "agreed");
	enum err_code rc;

	p->version++;
	rc = write_version(t, p, draft, why, e);
	if (rc == OK)
		rc = lay_anew(d, t, p->id, draft, &dropped, e);
	if (rc == OK)
		rc = write_team(t, p->id, draft, why, e);
	if (rc == OK)
		rc = write_home(d, t, p->id, draft, e);
	if (rc == OK)
		rc = sum_of_sessions(d, p->id, &sum, e);
	if (rc == OK && agreed)
		rc = charge_difference(d, t, p, sum, why, e);
	if (rc == OK)
		rc = plan_ask_in(t, p, "advice", why, e);
	if (rc == OK && sum != p->price)
		rc = plan_ask_in(t, p, "price", why, e);
	return rc;
}

enum err_code plan_change(struct desk *d, int64_t plan_id, int version,
    const struct plan_draft *draft, const char *why, struct err *e)
{
	struct plan p;
	struct txn *t;
	enum err_code rc;

	if (!why || !why[0])
		return err_invalid(e, "why", "%s", tr("Say why the plan changes."));
	rc = begin(d, "plan-edit", why, &t, e);
	if (rc != OK)
		return rc;
	rc = plan_get(d->store, plan_id, &p, e);
	if (rc == OK && p.version != version)
		rc = err_set(e, ERR_CONFLICT, "%s",
		    tr("The plan was changed meanwhile. Look at it again."));
	if (rc == OK && (!strcmp(p.state, "done") || !strcmp(p.state, "stopped")))
		rc = err_set(e, ERR_CONFLICT, "%s", tr("The plan is over. Make a new one."));
	if (rc == OK)
		rc = check_draft(d, draft, e);
	if (rc == OK)
		rc = change_in(d, t, &p, draft, why, e);
	return finish(t, rc, plan_id, e);
}

enum err_code plan_set_member(struct desk *d, int64_t plan_id, const char *role, int64_t staff_id,
    const char *reason, const char *told, struct err *e)
{
	struct plan_member m = { .staff_id = staff_id };
	struct plan p;
	struct txn *t;
	enum err_code rc;

	if (!reason || !reason[0])
		return err_invalid(e, "reason", "%s", tr("Say why somebody else serves."));
	rc = begin(d, "plan-edit", reason, &t, e);
	if (rc != OK)
		return rc;
	text_copy(m.role, sizeof m.role, role);
	text_copy(m.reason, sizeof m.reason, reason);
	text_copy(m.told, sizeof m.told, told ? told : "");
	rc = plan_get(d->store, plan_id, &p, e);
	if (rc == OK)
		rc = plan_member_set(t, plan_id, &m, e);
	if (rc == OK && !strcmp(p.state, "agreed"))
		rc = plan_ask_in(t, &p, "team", reason, e);
	return finish(t, rc, plan_id, e);
}

/* ---- the client's answers ---- */

/* All that was asked is agreed to: the plan is in force, and charged. */
static enum err_code settle(struct desk *d, struct txn *t, const struct plan *p, struct err *e)
{
	struct agreement_list all = { 0 };
	int open = 0;
	enum err_code rc = plan_open_questions(d, p->id, &all, &open, e);

	agreement_list_free(&all);
	if (rc != OK || open || strcmp(p->state, "draft") != 0)
		return rc;
	rc = plan_set_state(t, p->id, "draft", "agreed", NULL, e);
	return rc == OK ? charge(d, t, p, e) : rc;
}

enum err_code plan_answer(struct desk *d, int64_t agreement_id, const char *answer,
    const char *signed_by, const char *text, struct err *e)
{
	struct agreement a;
	struct plan p;
	struct txn *t;
	enum err_code rc = begin(d, "plan-agree", NULL, &t, e);

	if (rc != OK)
		return rc;
	rc = agreement_get(d->store, agreement_id, &a, e);
	if (rc == OK)
		rc = plan_get(d->store, a.plan_id, &p, e);
	if (rc == OK)
		rc = agreement_answer(t, agreement_id, answer, signed_by, text, e);
	if (rc == OK)
		rc = settle(d, t, &p, e);
	return finish(t, rc, a.plan_id, e);
}

enum err_code plan_home_told(struct desk *d, int64_t plan_id, int line, struct err *e)
{
	struct txn *t;
	enum err_code rc = begin(d, "plan-agree", NULL, &t, e);

	if (rc != OK)
		return rc;
	rc = plan_home_confirm(t, plan_id, line, e);
	return finish(t, rc, plan_id, e);
}

/* ---- stopping ---- */

static enum err_code drop_open(struct desk *d, struct txn *t, int64_t plan_id, int64_t *sum,
    struct err *e)
{
	struct plan_session_list l = { 0 };
	enum err_code rc = plan_session_list(d->store, plan_id, &l, e);

	*sum = 0;
	for (size_t i = 0; i < l.n && rc == OK; i++) {
		if (strcmp(l.v[i].state, "open") != 0)
			continue;
		*sum += l.v[i].price;
		rc = plan_session_set_state(t, l.v[i].id, "open", "dropped", 0, e);
	}
	plan_session_list_free(&l);
	return rc;
}

enum err_code plan_stop(struct desk *d, int64_t plan_id, const char *reason, int64_t *back,
    struct err *e)
{
	struct plan p;
	struct txn *t;
	int64_t sum = 0;
	enum err_code rc;

	if (!reason || !reason[0])
		return err_invalid(e, "reason", "%s", tr("Say why the plan is stopped."));
	rc = begin(d, "plan-edit", reason, &t, e);
	if (rc != OK)
		return rc;
	rc = plan_get(d->store, plan_id, &p, e);
	if (rc == OK && strcmp(p.state, "draft") != 0 && strcmp(p.state, "agreed") != 0)
		rc = err_set(e, ERR_CONFLICT, "%s", tr("The plan is over already."));
	if (rc == OK)
		rc = drop_open(d, t, plan_id, &sum, e);
	if (rc == OK && !strcmp(p.state, "agreed"))
		rc = credit(d, t, plan_id, sum, reason, e);
	if (rc == OK)
		rc = plan_set_state(t, plan_id, NULL, "stopped", reason, e);
	if (rc == OK)
		rc = plan_task_done_in(t, d, &p, e);
	rc = finish(t, rc, plan_id, e);
	return rc == OK && back ? pay_kept(d, p.client_id, back, e) : rc;
}
