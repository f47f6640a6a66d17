/* Plans before they are made: a template filled in for one client; and what is asked of her. */
#include "desk/plan.h"

#include <string.h>

#include "base/buf.h"
#include "base/day.h"
#include "base/money.h"
#include "base/tr.h"
#include "data/client.h"
#include "data/service.h"
#include "data/txn.h"
#include "desk/desk.h"
#include "desk/rights.h"
#include "form/plans.h"
#include "form/roles.h"
#include "plan_priv.h"

/* ---- from a template ---- */

static int64_t minor_units(const struct desk *d, int whole)
{
	int64_t sum = whole;

	for (int i = money_decimals(d->currency); i > 0; i--)
		sum *= 10;
	return sum;
}

static enum err_code take_item(struct desk *d, const struct plan_template_item *from,
    struct plan_draft *out, struct err *e)
{
	struct plan_item *i = &out->item[out->nitems];
	struct service v;
	enum err_code rc = service_by_code(d->store, from->service, &v, e);

	if (rc != OK) {
		err_clear(e);
		return err_set(e, ERR_NOTFOUND,
		    tr("The template names the service %s, which there is not. Mend plans.cfg."),
		    from->service);
	}
	*i = (struct plan_item){ .line = (int)out->nitems + 1, .service_id = v.id,
		.sessions = from->sessions, .days_apart = from->days_apart,
		.price = from->price ? minor_units(d, from->price) : v.price };
	text_copy(i->service, sizeof i->service, v.name);
	text_copy(i->service_en, sizeof i->service_en, v.name_en);
	out->nitems++;
	return OK;
}

/* The client's own expert, and whoever makes the plan where one of the own roles is asked for. */
static int64_t proposed_for(const struct desk *d, const char *role, int64_t expert)
{
	if (!strcmp(role, "expert") && expert)
		return expert;
	return rights_has_role(d, d->who.staff_id, role) ? d->who.staff_id : 0;
}

static void take_team(struct desk *d, const struct config_words *team, int64_t expert,
    struct plan_draft *out)
{
	for (size_t i = 0; i < team->n && out->nteam < PLAN_TEAM; i++) {
		text_copy(out->team[out->nteam].role, sizeof out->team[0].role, team->v[i]);
		out->team[out->nteam].staff_id = proposed_for(d, team->v[i], expert);
		out->nteam++;
	}
}

static void take_rest(struct desk *d, const struct plan_template *from, struct plan_draft *out)
{
	text_copy(out->template, sizeof out->template, from->code);
	text_copy(out->name, sizeof out->name, label_text(&from->label));
	text_copy(out->goal, sizeof out->goal, label_text(&from->goal));
	desk_today_text(d, out->first_day);
	for (size_t i = 0; i < from->nhome && i < PLAN_HOME; i++)
		text_copy(out->home[out->nhome++], sizeof out->home[0],
		    label_text(&from->home[i]));
	for (size_t i = 0; i < from->agreements.n && i < PLAN_ASKED; i++)
		text_copy(out->asked[out->nasked++], sizeof out->asked[0],
		    from->agreements.v[i]);
	for (size_t i = 0; i < from->nparts; i++)
		out->part[out->nparts++] = from->part[i];
}

enum err_code plan_from_template(struct desk *d, int64_t client_id, int64_t dependant_id,
    const char *code, struct plan_draft *out, struct err *e)
{
	const struct plan_template *from = plans_find(d->plans, code);
	struct client c;
	enum err_code rc;

	*out = (struct plan_draft){ .client_id = client_id, .dependant_id = dependant_id };
	if (!from)
		return err_set(e, ERR_NOTFOUND, tr("There is no template %s in plans.cfg."), code);
	rc = client_get(d->store, client_id, &c, e);
	if (rc != OK)
		return rc;
	for (size_t i = 0; i < from->nitems && rc == OK; i++)
		rc = take_item(d, &from->item[i], out, e);
	take_team(d, &from->team, c.expert_id, out);
	take_rest(d, from, out);
	client_free(&c);
	return rc;
}

/* ---- from a plan ---- */

static enum err_code draft_items(struct desk *d, const struct plan *p, struct plan_draft *out,
    struct err *e)
{
	struct plan_item_list l = { 0 };
	enum err_code rc = plan_item_list(d->store, p->id, p->version, &l, e);

	for (size_t i = 0; i < l.n && i < PLAN_LINES; i++)
		out->item[out->nitems++] = l.v[i];
	plan_item_list_free(&l);
	return rc;
}

static enum err_code draft_team(struct desk *d, const struct plan *p, struct plan_draft *out,
    struct err *e)
{
	struct plan_member_list l = { 0 };
	enum err_code rc = plan_member_list(d->store, p->id, false, &l, e);

	for (size_t i = 0; i < l.n && i < PLAN_TEAM; i++) {
		text_copy(out->team[i].role, sizeof out->team[i].role, l.v[i].role);
		out->team[i].staff_id = l.v[i].staff_id;
		out->nteam++;
	}
	plan_member_list_free(&l);
	return rc;
}

static enum err_code draft_home(struct desk *d, const struct plan *p, struct plan_draft *out,
    struct err *e)
{
	struct plan_home_list l = { 0 };
	enum err_code rc = plan_home_list(d->store, p->id, &l, e);

	for (size_t i = 0; i < l.n && i < PLAN_HOME; i++)
		text_copy(out->home[out->nhome++], sizeof out->home[0], l.v[i].text);
	plan_home_list_free(&l);
	return rc;
}

enum err_code plan_as_draft(struct desk *d, int64_t plan_id, struct plan_draft *out, struct err *e)
{
	struct plan p;
	enum err_code rc = plan_get(d->store, plan_id, &p, e);

	*out = (struct plan_draft){ .client_id = p.client_id, .dependant_id = p.dependant_id,
		.consultation_id = p.consultation_id };
	if (rc != OK)
		return rc;
	text_copy(out->template, sizeof out->template, p.template);
	text_copy(out->name, sizeof out->name, p.name);
	text_copy(out->goal, sizeof out->goal, p.goal);
	rc = draft_items(d, &p, out, e);
	if (rc == OK)
		rc = draft_team(d, &p, out, e);
	return rc == OK ? draft_home(d, &p, out, e) : rc;
}

enum err_code plan_draft_price(const struct plan_draft *p, int64_t *price, struct err *e)
{
	*price = 0;
	for (size_t i = 0; i < p->nitems; i++) {
		int64_t one;

		if (__builtin_mul_overflow(p->item[i].price, p->item[i].sessions, &one) ||
		    __builtin_add_overflow(*price, one, price) || *price > MONEY_MAX)
			return err_invalid(e, "items", "%s",
			    tr("The plan costs more than can be kept. Lower a price."));
	}
	return OK;
}

/* ---- what is asked ---- */

enum err_code plan_ask_in(struct txn *t, const struct plan *p, const char *kind, const char *text,
    struct err *e)
{
	struct agreement a = { .branch_id = p->branch_id, .client_id = p->client_id,
		.plan_id = p->id, .version = p->version };
	int64_t id;

	text_copy(a.day, sizeof a.day, p->day);
	text_copy(a.kind, sizeof a.kind, kind);
	text_copy(a.text, sizeof a.text, text);
	return agreement_insert(t, &a, &id, e);
}

static bool is_newest(const struct agreement_list *l, size_t i)
{
	for (size_t k = i + 1; k < l->n; k++)
		if (!strcmp(l->v[k].kind, l->v[i].kind))
			return false;
	return true;
}

enum err_code plan_open_questions(struct desk *d, int64_t plan_id, struct agreement_list *all,
    int *open, struct err *e)
{
	enum err_code rc = agreement_list_plan(d->store, plan_id, all, e);

	*open = 0;
	for (size_t i = 0; i < all->n; i++)
		if (is_newest(all, i) && strcmp(all->v[i].answer, "yes") != 0)
			++*open;
	return rc;
}

/* ---- words ---- */

static const struct word {
	const char *code, *label;
} state_words[] = {
	{ "draft", N_("not agreed") }, { "agreed", N_("goes on") }, { "done", N_("done") },
	{ "stopped", N_("stopped") }, { NULL, NULL },
}, kind_words[] = {
	{ "advice", N_("expert's advice") }, { "price", N_("price") },
	{ "told", N_("effect, price, time told") }, { "photos", N_("photographs") },
	{ "team", N_("change of team") }, { "home", N_("to do at home") },
	{ "consent", N_("consent to treatment") }, { "use", N_("use of a session") },
	{ "order", N_("order") }, { "other", N_("other") }, { NULL, NULL },
}, answer_words[] = {
	{ "open", N_("no answer yet") }, { "yes", N_("agreed") }, { "no", N_("not agreed") },
	{ NULL, NULL },
};

static const char *find_word(const struct word *w, const char *code)
{
	for (; w->code; w++)
		if (!strcmp(w->code, code))
			return tr(w->label);
	return code;
}

const char *plan_state_word(const char *state)
{
	return find_word(state_words, state);
}

const char *agreement_word(const char *kind)
{
	return find_word(kind_words, kind);
}

const char *agreement_answer_word(const char *answer)
{
	return find_word(answer_words, answer);
}
