/* Records, tab Consultations: of one client, or those that are open in the house. */
#include "screen/front/area_priv.h"
#include "base/buf.h"
#include "base/tr.h"
#include "desk/consult.h"
#include "desk/cover.h"
#include "desk/describe.h"
#include "desk/desk.h"
#include "form/form_catalog.h"
#include "screen/clientline.h"
#include "screen/consult.h"
#include "screen/front.h"
#include "screen/treated.h"
#include "tui/dialog.h"

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

/* ---- a new one ---- */

/* A sheet that is asked for by itself stands for no service. */
static size_t count_offered(const struct service_list *l)
{
	return l->n < DIALOG_CHOICES ? l->n : DIALOG_CHOICES - 1;
}

/* Stands for the services as they were shown. */
static int64_t mark_of(const struct service_list *l)
{
	int64_t mark = 1;

	for (size_t i = 0; i < count_offered(l); i++)
		mark = (mark * 31 + l->v[i].id) & INT32_MAX;
	return mark;
}

static enum err_code begin_for(struct screen *s, int answer, int64_t mark, struct err *e)
{
	struct consult_what what = { .client_id = front_of(s)->client_id,
		.dependant_id = front_of(s)->dependant_id };
	struct service_list l = { 0 };
	enum err_code rc = consult_services(front_desk(s), &l, e);

	if (rc == OK && mark_of(&l) != mark)
		rc = err_set(e, ERR_CONFLICT, "%s",
		    tr("The services were changed meanwhile. Ask once more."));
	if (rc == OK && answer >= 1 && (size_t)answer <= count_offered(&l))
		what.service_id = l.v[answer - 1].id;
	service_list_free(&l);
	return rc == OK ? consult_enter(s, &what, e) : rc;
}

static void service_given(struct screen *s, int answer, int64_t mark)
{
	struct err e = ERR_INIT;

	if (answer != ANSWER_BACK && begin_for(s, answer, mark, &e) != OK)
		screen_refuse(s, &e);
}

static enum err_code ask_service(struct screen *s, const struct service_list *l, struct err *e)
{
	struct dialog box = { .title = tr("Consultation"), .text = tr("For which service?"),
		.done = service_given, .ref = mark_of(l) };
	size_t n = count_offered(l);

	for (size_t i = 0; i < n; i++)
		box.choices[i] = (struct dialog_choice){ .digit = (int)i + 1,
			.label = describe_in_language(l->v[i].name, l->v[i].name_en) };
	box.choices[n] = (struct dialog_choice){ .digit = (int)n + 1,
		.label = tr("no service: a sheet by itself") };
	return dialog_open(s, &box, e);
}

/* Who is here is asked about what the card says; of anybody else it must be said, because the
 * service knows the sheet and who takes part. */
static enum err_code begin(struct screen *s, int64_t client_id, int64_t dependant_id,
    struct err *e)
{
	struct service_list l = { 0 };
	struct consult_what what;
	enum err_code rc = consult_of_client(front_desk(s), client_id, dependant_id, &what, e);

	if (rc == OK && !what.visit_id)
		rc = consult_services(front_desk(s), &l, e);
	if (rc != OK)
		return rc;
	front_of(s)->dependant_id = dependant_id;
	rc = l.n ? ask_service(s, &l, e) : consult_enter(s, &what, e);
	service_list_free(&l);
	return rc;
}

static void who_given(struct screen *s, int answer, int64_t ref)
{
	int64_t dependant;
	struct err e = ERR_INIT;

	if (answer == ANSWER_BACK)
		return;
	if (treated_answer(s, answer, ref, &dependant, &e) != OK ||
	    begin(s, front_of(s)->client_id, dependant, &e) != OK)
		screen_refuse(s, &e);
}

static enum err_code add(struct screen *s, int64_t id, int64_t client_id, struct err *e)
{
	bool asked = false;

	(void)id;
	if (!client_id)
		return consult_enter(s, &(struct consult_what){ .client_id = 0 }, e);
	if (treated_ask(s, client_id, who_given, &asked, e) != OK)
		return e->code;
	return asked ? OK : begin(s, client_id, 0, e);
}

static const struct list_column columns[] = { { N_("day"), 0 }, { N_("client"), 12 },
	{ N_("sheet"), 28 }, { N_("outcome"), 52 }, { N_("diagnosis"), 66 } };
static const struct area_act acts[] = {
	{ .command = "row-open", .run = open,
	  .help = N_("Opens the consultation sheet.") },
	{ .command = "row-new", .run = add, .right = "consult-edit",
	  .help = N_("Begins a consultation with the client at hand.") },
};

const struct area_tab consult_tab = {
	.name = "consultations", .title = N_("Consultations"), .columns = columns, .ncolumns = 5,
	.own_title = N_("by"),
	.load = load, .acts = acts, .nacts = 2,
	.empty = N_("No consultation. n begins one."),
	.empty_house = N_("No consultation is open."),
};
