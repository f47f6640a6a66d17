/* The papers of a treatment: its record, and the after-care card in the client's own language with
 * the in-patient certificate where the service needs one. */
#include <string.h>

#include "base/buf.h"
#include "base/day.h"
#include "base/tr.h"
#include "base/zone.h"
#include "data/flag.h"
#include "desk/cover.h"
#include "desk/describe.h"
#include "desk/desk.h"
#include "desk/notice.h"
#include "desk/treatment.h"
#include "desk/treatment_note.h"
#include "doc_priv.h"

static void put_head(struct document *doc, struct desk *d, const struct treatment *t)
{
	char title[120], span[40], day[60], when[120];

	text_fmt(when, sizeof when, "%s  %s", doc_day_text(t->line.day, day, sizeof day),
	    doc_span(d, t->line.started_at, t->line.ended_at ? t->line.ended_at :
	    t->line.started_at, span, sizeof span));
	document_pair2(doc, tr("Client"), cover_name(d, cover_of_treatment(&t->line)),
	    tr("Treated"), cover_patient(d, cover_of_treatment(&t->line)));
	document_pair2(doc, tr("What"), treatment_title(d, t, title, sizeof title), tr("When"),
	    when);
	document_pair2(doc, tr("Room"), t->line.room, tr("Device"), t->device);
	document_pair2(doc, tr("Operator"), t->line.operator, tr("Expert"), t->expert);
}

static void put_seen(struct document *doc, const struct treatment *t)
{
	document_pair(doc, tr("Wanted"), t->wanted);
	document_heading(doc, tr("Seen before it began"));
	document_para(doc, t->seen_text);
	document_pair(doc, tr("Began although"), t->started_why);
}

static void put_steps(struct document *doc, struct desk *d, const struct treatment_view *v)
{
	char text[400], at[16];

	document_column(doc, tr("Step"), 8, DOCUMENT_LEFT);
	document_column(doc, tr("Done"), 4, DOCUMENT_LEFT);
	document_column(doc, tr("Found"), 4, DOCUMENT_LEFT);
	document_column(doc, tr("Confirmed"), 4, DOCUMENT_LEFT);
	for (size_t i = 0; i < v->n; i++) {
		const struct treatment_item *x = &v->v[i];

		if (!x->applies)
			continue;
		document_row(doc);
		document_cellf(doc, "%d %s%s%s", x->step.line, x->is ?
		    label_text(&x->is->title) : x->step.code, x->step.remark[0] ? ": " : "",
		    x->step.remark);
		document_cellf(doc, "%s %s", x->step.done_at ? desk_clock_text(d,
		    x->step.done_at, at, sizeof at) : "", x->step.done);
		document_cell(doc, treatment_found(d, x, text, sizeof text));
		document_cellf(doc, "%s %s", x->step.confirmed_at ? desk_clock_text(d,
		    x->step.confirmed_at, at, sizeof at) : "", x->step.confirmed);
	}
}

static enum err_code put_notes(struct document *doc, struct desk *d, int64_t id, struct err *e)
{
	struct treatment_notes n;
	struct adverse_list l = { 0 };
	enum err_code rc = treatment_notes(d, id, &n, e);

	for (size_t i = 0; i < TREATMENT_ROLES && rc == OK; i++)
		document_pair(doc, treatment_role_word(d, n.v[i].role), n.v[i].note.text);
	if (rc == OK)
		document_pair(doc, tr("Summary"), n.t.summary[0] ? n.t.summary : n.made);
	if (rc == OK)
		rc = adverse_list_treatment(d->store, id, &l, e);
	for (size_t i = 0; i < l.n; i++)
		document_pairf(doc, tr("Reaction"), "%s; %s; %s", l.v[i].sign, l.v[i].measure,
		    l.v[i].outcome);
	adverse_list_free(&l);
	return rc;
}

enum err_code paper_treatment(struct desk *d, const struct paper_ref *ref, struct document **out,
    struct err *e)
{
	struct treatment_view v;
	struct treatment_use u = { .text = "" };
	struct document *doc;
	enum err_code rc = treatment_view(d, ref->id, &v, e);

	*out = NULL;
	if (rc != OK)
		return rc;
	doc = document_start(d, DOCUMENT_A4, tr("Treatment record"));
	put_head(doc, d, &v.t);
	put_seen(doc, &v.t);
	put_steps(doc, d, &v);
	rc = put_notes(doc, d, ref->id, e);
	if (rc == OK)
		rc = treatment_use(d, ref->id, &u, e);
	document_pair(doc, tr("Used"), u.text);
	if (v.t.reason[0])
		document_pairf(doc, tr("Stopped"), "%s (%s)", v.t.reason, v.t.agreed);
	document_sign(doc, tr("Client"), tr("Operator"), tr("Manager"));
	treatment_view_free(&v);
	if (rc == OK)
		*out = doc;
	else
		document_free(doc);
	return rc;
}

/* ---- the after-care card ---- */

static void put_care(struct document *doc, const struct desk *d, const char *title,
    const struct care_lines *l, int64_t from, const char *language)
{
	char day[DAY_TEXT], text[60];

	if (!l->n)
		return;
	document_heading(doc, title);
	for (size_t i = 0; i < l->n; i++) {
		day_format(zone_local(d->zone, from).day + l->v[i].day, day);
		document_pair(doc, l->v[i].day ? doc_day_text(day, text, sizeof text) :
		    tr("Today"), checklist_text(&l->v[i].text, language));
	}
}

static void put_minutes(struct document *doc, const struct checklist *c)
{
	if (c->ice_min)
		document_pairf(doc, tr("Cooled"), tr("%d minutes"), c->ice_min);
	if (c->rest_min)
		document_pairf(doc, tr("Rest"), tr("%d minutes before leaving"), c->rest_min);
	if (c->paper)
		document_check(doc, false, tr("In-patient paper asked for and handed over"), NULL);
}

/* A page of its own, for employer or insurer: what is known is printed, the rest the expert writes
 * and signs. */
static enum err_code put_certificate(struct document *doc, struct desk *d,
    const struct treatment *t, struct err *e)
{
	char title[120], day[60];

	document_break(doc);
	document_heading(doc, tr("In-patient certificate"));
	if (doc_put_person(doc, d, t->line.client_id, e) != OK)
		return e->code;
	document_pair(doc, tr("Treated"), cover_patient(d, cover_of_treatment(&t->line)));
	document_pair2(doc, tr("What"), treatment_title(d, t, title, sizeof title), tr("Date"),
	    doc_day_text(t->line.day, day, sizeof day));
	document_blank(doc, tr("Diagnosis"), NULL);
	document_blank(doc, tr("In hospital from"), tr("until"));
	document_blank(doc, tr("Days of rest"), tr("Seen again on"));
	document_blank(doc, tr("Remark"), NULL);
	document_sign(doc, tr("Expert"), tr("Manager, stamp"), NULL);
	return OK;
}

/* The client's wish wins over telling whoever came along. */
static bool may_tell(struct desk *d, int64_t client_id)
{
	char kinds[300];
	struct err none = ERR_INIT;

	return flag_kinds(d->store, client_id, kinds, sizeof kinds, &none) == OK &&
	    !notice_has(kinds, "no_companion");
}

enum err_code paper_after_care(struct desk *d, const struct paper_ref *ref, struct document **out,
    struct err *e)
{
	struct treatment_view v;
	struct document *doc;
	enum err_code rc = treatment_view(d, ref->id, &v, e);

	*out = NULL;
	if (rc != OK)
		return rc;
	doc = document_start(d, DOCUMENT_A5, tr("After-care card"));
	put_head(doc, d, &v.t);
	put_minutes(doc, v.list);
	put_care(doc, d, tr("At home"), &v.list->client, v.t.line.started_at, tr_language());
	if (may_tell(d, v.t.line.client_id))
		put_care(doc, d, tr("For whoever came along"), &v.list->companion,
		    v.t.line.started_at, tr_language());
	document_sign(doc, tr("Told by"), tr("Client"), NULL);
	if (v.list->paper)
		rc = put_certificate(doc, d, &v.t, e);
	treatment_view_free(&v);
	if (rc == OK)
		*out = doc;
	else
		document_free(doc);
	return rc;
}
