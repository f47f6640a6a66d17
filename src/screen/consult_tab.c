/* Records, tab Consultations: of one client, or those that are open in the house. */
#include "area_priv.h"
#include "base/buf.h"
#include "base/tr.h"
#include "desk/consult.h"
#include "desk/cover.h"
#include "desk/desk.h"
#include "form/form_catalog.h"
#include "screen/clientline.h"
#include "screen/consult.h"
#include "screen/front.h"
#include "screen/treated.h"

static void put_row(struct desk *d, const struct consultation *c, bool of_client,
    struct area_row *r)
{
	const struct form *f = form_catalog_find(d->forms, c->form);

	r->id = c->id;
	r->client_id = c->client_id;
	text_copy(r->cell[0], sizeof r->cell[0], c->day);
	if (of_client)
		text_copy(r->cell[1], sizeof r->cell[1], c->staff);
	else
		clientline_name(d, c->client_id, r->cell[1], sizeof r->cell[1]);
	text_copy(r->cell[2], sizeof r->cell[2], f ? label_text(&f->title) : c->form);
	text_copy(r->cell[3], sizeof r->cell[3], c->outcome[0] ?
	    consult_outcome_word(c->outcome) : tr("not closed"));
	if (!cover_hides_id(d, c->client_id))
		text_copy(r->cell[4], sizeof r->cell[4], c->diagnosis);
}

static enum err_code load(struct screen *s, struct area_of of, struct area_rows *out,
    struct err *e)
{
	struct desk *d = front_desk(s);
	struct consultation_list l = { 0 };
	enum err_code rc = of.client_id ?
	    consultation_list_client(d->store, of.client_id, &l, e) :
	    consultation_list_open(d->store, d->branch_id, &l, e);

	for (size_t i = 0; rc == OK && i < l.n; i++)
		put_row(d, &l.v[i], of.client_id > 0, area_rows_add(out));
	consultation_list_free(&l);
	return rc;
}

static enum err_code open(struct screen *s, int64_t id, int64_t client_id, struct err *e)
{
	(void)client_id;
	return consult_enter(s, &(struct consult_what){ .id = id }, e);
}

static void who_given(struct screen *s, int answer, int64_t ref)
{
	struct consult_what what = { .client_id = front_of(s)->client_id };
	struct err e = ERR_INIT;

	if (answer == ANSWER_BACK)
		return;
	if (treated_answer(s, answer, ref, &what.dependant_id, &e) != OK ||
	    consult_enter(s, &what, &e) != OK)
		screen_refuse(s, &e);
}

static enum err_code add(struct screen *s, int64_t id, int64_t client_id, struct err *e)
{
	bool asked = false;

	(void)id;
	if (client_id && treated_ask(s, client_id, who_given, &asked, e) != OK)
		return e->code;
	return asked ? OK :
	    consult_enter(s, &(struct consult_what){ .client_id = client_id }, e);
}

static const struct list_column columns[] = { { N_("day"), 0 }, { N_("client"), 12 },
	{ N_("sheet"), 28 }, { N_("outcome"), 52 }, { N_("diagnosis"), 66 } };
static const struct area_act acts[] = { { .command = "row-open", .run = open },
	{ .command = "row-new", .run = add, .right = "consult-edit" } };

const struct area_tab consult_tab = {
	.name = "consultations", .title = N_("Consultations"), .columns = columns, .ncolumns = 5,
	.own_title = N_("by"),
	.load = load, .acts = acts, .nacts = 2,
	.empty = N_("No consultation. n begins one."),
	.empty_house = N_("No consultation is open."),
};
