/* Records, tab Plans: of one client, or what goes on in the house. */
#include "screen/front/area_priv.h"
#include "base/buf.h"
#include "base/money.h"
#include "base/tr.h"
#include "data/plan.h"
#include "desk/desk.h"
#include "desk/plan.h"
#include "screen/clientline.h"
#include "screen/front.h"
#include "screen/plan.h"
#include "screen/treated.h"

static enum err_code load(struct screen *s, struct area_of of, struct area_rows *out,
    struct err *e)
{
	struct desk *d = front_desk(s);
	struct plan_list l = { 0 };
	enum err_code rc = of.client_id ? plan_list_client(d->store, of.client_id, &l, e) :
	    plan_list_open(d->store, d->branch_id, &l, e);

	for (size_t i = 0; rc == OK && i < l.n; i++) {
		struct area_row *r = area_rows_add(out);
		const struct plan *p = &l.v[i];

		r->id = p->id;
		r->client_id = p->client_id;
		text_copy(r->cell[0], sizeof r->cell[0], p->number);
		if (of.client_id)
			text_copy(r->cell[1], sizeof r->cell[1], p->day);
		else
			clientline_name(d, p->client_id, r->cell[1], sizeof r->cell[1]);
		text_copy(r->cell[2], sizeof r->cell[2], p->name);
		text_copy(r->cell[3], sizeof r->cell[3], plan_state_word(p->state));
		text_fmt(r->cell[4], sizeof r->cell[4], "%d/%d", p->used, p->sessions);
		desk_sum(d, p->price, r->cell[5], sizeof r->cell[5]);
	}
	plan_list_free(&l);
	return rc;
}

static enum err_code open(struct screen *s, int64_t id, int64_t client_id, struct err *e)
{
	(void)client_id;
	return screen_open(s->loop, &plan_screen, &id, e);
}

static void who_given(struct screen *s, int answer, int64_t ref)
{
	int64_t dependant;
	struct err e = ERR_INIT;

	if (answer == ANSWER_BACK)
		return;
	if (treated_answer(s, answer, ref, &dependant, &e) != OK ||
	    plan_new(s, front_of(s)->client_id, dependant, &e) != OK)
		screen_refuse(s, &e);
}

static enum err_code add(struct screen *s, int64_t id, int64_t client_id, struct err *e)
{
	bool asked = false;

	(void)id;
	if (client_id && treated_ask(s, client_id, who_given, &asked, e) != OK)
		return e->code;
	return asked ? OK : plan_new(s, client_id, 0, e);
}

static const struct list_column columns[] = { { N_("plan"), 0 }, { N_("client"), 8 },
	{ N_("what"), 24 }, { N_("state"), 50 }, { N_("used"), 62 }, { N_("sum"), 68 } };
static const struct area_act acts[] = {
	{ .command = "row-open", .run = open, .label = N_("plan"),
	  .help = N_("Sessions, team, agreements, what is used and left.") },
	{ .command = "row-new", .run = add, .right = "plan-edit", .label = N_("new plan"),
	  .help = N_("Makes a plan for the client at hand.") },
};

const struct area_tab plans_tab = {
	.name = "plans", .title = N_("Plans"), .columns = columns, .ncolumns = 6,
	.own_title = N_("day"), .load = load,
	.acts = acts, .nacts = 2, .empty = N_("No plan. n makes one from a template."),
	.empty_house = N_("No plan goes on."),
};
