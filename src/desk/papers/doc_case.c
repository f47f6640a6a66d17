/* The proof page of a complaint: its words, its limits, what was done by whom and when, its end. */
#include <string.h>

#include "base/buf.h"
#include "base/money.h"
#include "base/tr.h"
#include "data/complaint.h"
#include "data/treatment.h"
#include "desk/complaint.h"
#include "desk/cover.h"
#include "desk/describe.h"
#include "desk/desk.h"
#include "doc_priv.h"

static enum err_code put_about(struct document *doc, struct desk *d, const struct complaint *c,
    struct err *e)
{
	struct treatment t;
	enum err_code rc;

	if (!c->treatment_id)
		return OK;
	rc = treatment_get(d->store, c->treatment_id, &t, e);
	if (rc == OK)
		document_pairf(doc, tr("About"), "%s, %s, %s%s%s",
		    describe_in_language(t.line.service, t.line.service_en), t.line.day,
		    t.line.operator, t.expert[0] ? ", " : "", t.expert);
	return rc;
}

static void put_head(struct document *doc, struct desk *d, const struct complaint *c)
{
	char name[200], made[48], answer[48], solve[48];

	document_pair(doc, tr("Client"), c->client_id ? describe_client(d, c->client_id, name,
	    sizeof name) : tr("nobody we know"));
	document_pair2(doc, tr("Kind"), complaint_word(d, COMPLAINT_KIND, c->kind), tr("Gravity"),
	    complaint_word(d, COMPLAINT_LEVEL, c->level));
	document_pairf(doc, tr("Taken"), "%s, %s, %s",
	    desk_time_text(d, c->created_at, made, sizeof made),
	    complaint_word(d, COMPLAINT_CHANNEL, c->channel), c->taken);
	document_pair2(doc, tr("First answer by"),
	    desk_time_text(d, c->answer_due_at, answer, sizeof answer), tr("Solved by"),
	    desk_time_text(d, c->solve_due_at, solve, sizeof solve));
	document_pair(doc, tr("Owner"), c->owner);
	if (c->answered_at)
		document_pairf(doc, tr("Answered"), "%s, %s",
		    desk_time_text(d, c->answered_at, made, sizeof made), c->answered);
}

static void put_promise(struct document *doc, struct desk *d, const struct complaint_step *x)
{
	char at[48];

	if (strcmp(x->kind, "promise") != 0)
		document_cell(doc, "");
	else
		document_cellf(doc, "%s: %s", desk_time_text(d, x->promise_at, at, sizeof at),
		    x->kept < 0 ? tr("not yet kept") : x->kept ? tr("was kept") : tr("NOT KEPT"));
}

static enum err_code put_steps(struct document *doc, struct desk *d, const struct complaint *c,
    struct err *e)
{
	struct complaint_step_list l = { 0 };
	char at[48];
	enum err_code rc = complaint_step_list(d->store, c->id, &l, e);

	cover_complaint_steps(d, c, &l);
	if (rc == OK && l.n) {
		document_column(doc, tr("When"), 3, DOCUMENT_LEFT);
		document_column(doc, tr("Who"), 2, DOCUMENT_LEFT);
		document_column(doc, tr("What"), 8, DOCUMENT_LEFT);
		document_column(doc, tr("Promise"), 3, DOCUMENT_LEFT);
	}
	for (size_t i = 0; rc == OK && i < l.n; i++) {
		document_row(doc);
		document_cell(doc, desk_time_text(d, l.v[i].created_at, at, sizeof at));
		document_cell(doc, l.v[i].staff);
		document_cell(doc, l.v[i].text);
		put_promise(doc, d, &l.v[i]);
	}
	complaint_step_list_free(&l);
	return rc;
}

static void put_end(struct document *doc, struct desk *d, const struct complaint *c)
{
	char at[48], cost[MONEY_TEXT];

	document_heading(doc, tr("End"));
	document_pair(doc, tr("Result"), c->result);
	if (c->satisfied)
		document_pairf(doc, tr("Content"), tr("%d of 5"), c->satisfied);
	if (c->apology_at)
		document_pairf(doc, tr("Apology"), "%s, %s", c->apologised,
		    desk_time_text(d, c->apology_at, at, sizeof at));
	if (c->cost >= 0)
		document_pair(doc, tr("Cost"), desk_money(d, c->cost, cost, sizeof cost));
	document_pair(doc, tr("Cause"), complaint_word(d, COMPLAINT_CAUSE, c->cause));
	document_pair(doc, tr("Done against it"), c->against);
	if (c->closed_at)
		document_pairf(doc, tr("Closed"), "%s, %s",
		    desk_time_text(d, c->closed_at, at, sizeof at), c->closed);
}

enum err_code paper_case(struct desk *d, const struct paper_ref *ref, struct document **out,
    struct err *e)
{
	struct complaint c;
	struct document *doc;
	char title[80];
	enum err_code rc = complaint_by_number(d->store, ref->word ? ref->word : "", &c, e);

	*out = NULL;
	if (rc == OK)
		rc = desk_may_see_branch(d, c.branch_id, e);
	if (rc != OK)
		return rc;
	cover_complaint(d, &c);
	doc = document_start(d, DOCUMENT_A4, text_fmt(title, sizeof title, tr("Complaint %s"),
	    c.number));
	put_head(doc, d, &c);
	rc = put_about(doc, d, &c, e);
	document_heading(doc, tr("Content"));
	document_para(doc, c.content);
	document_pair(doc, tr("Wants"), c.wanted);
	document_heading(doc, tr("Steps"));
	if (rc == OK)
		rc = put_steps(doc, d, &c, e);
	put_end(doc, d, &c);
	document_sign(doc, tr("Client"), tr("Owner"), NULL);
	if (rc == OK)
		*out = doc;
	else
		document_free(doc);
	return rc;
}
