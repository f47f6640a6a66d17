/* A plan on paper, for the client to sign. */
#include "base/money.h"
#include "base/tr.h"
#include "data/client.h"
#include "base/clock.h"
#include "desk/cover.h"
#include "desk/describe.h"
#include "desk/desk.h"
#include "desk/document.h"
#include "desk/papers.h"
#include "desk/plan.h"
#include "form/roles.h"

static enum err_code put_items(struct desk *d, const struct plan *p, struct document *doc,
    struct err *e)
{
	struct plan_item_list l = { 0 };
	char one[MONEY_TEXT], all[MONEY_TEXT];
	enum err_code rc = plan_item_list(d->store, p->id, p->version, &l, e);

	document_column(doc, tr("Service"), 5, DOCUMENT_LEFT);
	document_column(doc, tr("sessions"), 2, DOCUMENT_RIGHT);
	document_column(doc, tr("days apart"), 2, DOCUMENT_RIGHT);
	document_column(doc, tr("price of one"), 3, DOCUMENT_RIGHT);
	document_column(doc, tr("sum"), 3, DOCUMENT_RIGHT);
	for (size_t i = 0; i < l.n; i++) {
		const struct plan_item *x = &l.v[i];

		document_row(doc);
		document_cell(doc, x->service_id ? describe_in_language(x->service,
		    x->service_en) : x->text);
		document_cellf(doc, "%d", x->sessions);
		document_cellf(doc, "%d", x->days_apart);
		document_cell(doc, money_full(x->price, d->currency, one, sizeof one));
		document_cell(doc, money_full(x->price * x->sessions, d->currency, all,
		    sizeof all));
	}
	document_total(doc);
	document_cell(doc, tr("Total"));
	document_cell(doc, "");
	document_cell(doc, "");
	document_cell(doc, d->currency);
	document_cell(doc, money_full(p->price, d->currency, all, sizeof all));
	plan_item_list_free(&l);
	return rc;
}

static enum err_code put_team(struct desk *d, const struct plan *p, struct document *doc,
    struct err *e)
{
	struct plan_member_list l = { 0 };
	enum err_code rc = plan_member_list(d->store, p->id, false, &l, e);

	document_heading(doc, tr("Team"));
	for (size_t i = 0; i < l.n; i++) {
		const struct role *r = roles_find(d->roles, l.v[i].role);

		document_pair(doc, r ? label_text(&r->label) : l.v[i].role, l.v[i].staff);
	}
	plan_member_list_free(&l);
	return rc;
}

static enum err_code put_asked(struct desk *d, const struct plan *p, struct document *doc,
    struct err *e)
{
	struct agreement_list l = { 0 };
	enum err_code rc = agreement_list_plan(d->store, p->id, &l, e);

	document_heading(doc, tr("The client agrees to"));
	for (size_t i = 0; i < l.n; i++) {
		bool yes = l.v[i].answer[0] == 'y';

		document_check(doc, yes, agreement_word(l.v[i].kind), yes ? l.v[i].day : NULL);
	}
	agreement_list_free(&l);
	return rc;
}

static enum err_code put_home(struct desk *d, const struct plan *p, struct document *doc,
    struct err *e)
{
	struct plan_home_list l = { 0 };
	enum err_code rc = plan_home_list(d->store, p->id, &l, e);

	if (l.n)
		document_heading(doc, tr("To do at home"));
	for (size_t i = 0; i < l.n; i++)
		document_item(doc, l.v[i].text);
	plan_home_list_free(&l);
	return rc;
}

static void put_head(struct desk *d, const struct plan *p, const struct client_card *card,
    struct document *doc)
{
	document_pair2(doc, tr("Client"), cover_name(d, cover_of_card(card)), tr("File number"),
	    card->file_no);
	document_pair2(doc, tr("Plan"), p->number, tr("Day"), p->day);
	document_pair(doc, tr("Goal"), p->goal);
}

enum err_code plan_paper(struct desk *d, int64_t plan_id, struct document **out, struct err *e)
{
	struct client_card_list card = { 0 };
	struct document *doc = NULL;
	struct plan p;
	enum err_code rc = plan_get(d->store, plan_id, &p, e);

	*out = NULL;
	if (rc == OK)
		rc = client_cards(d->store, &p.client_id, 1, clock_now(), &card, e);
	if (rc == OK && card.n) {
		doc = document_start(d, DOCUMENT_A4, p.name);
		put_head(d, &p, card.v, doc);
		rc = put_items(d, &p, doc, e);
	}
	if (rc == OK && doc)
		rc = put_team(d, &p, doc, e);
	if (rc == OK && doc)
		rc = put_asked(d, &p, doc, e);
	if (rc == OK && doc)
		rc = put_home(d, &p, doc, e);
	client_card_list_free(&card);
	if (rc != OK || !doc) {
		document_free(doc);
		return rc;
	}
	document_sign(doc, tr("Client"), tr("Consultant"), tr("Expert"));
	*out = doc;
	return OK;
}

enum err_code paper_plan(struct desk *d, const struct paper_ref *ref, struct document **out,
    struct err *e)
{
	int64_t id;
	enum err_code rc;

	*out = NULL;
	rc = plan_by_number(d->store, ref->word ? ref->word : "", &id, e);
	return rc == OK ? plan_paper(d, id, out, e) : rc;
}
