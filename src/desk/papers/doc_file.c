/* The client's file on paper: what the form shows the acting person, what is to come and what
 * was. */
#include <string.h>

#include "base/buf.h"
#include "base/clock.h"
#include "base/tr.h"
#include "data/appointment.h"
#include "data/client.h"
#include "desk/cover.h"
#include "desk/describe.h"
#include "desk/desk.h"
#include "desk/form_env.h"
#include "doc_priv.h"
#include "form/form_catalog.h"
#include "form/form_edit.h"

enum { VISITS = 12 };

static void put_field(struct document *doc, const struct form_edit *x, int i)
{
	const struct form_field *f = &form_edit_form(x)->fields[i];
	const struct field_state *state = form_edit_field(x, i);
	struct buf text = BUF_INIT;

	if (f->kind == FIELD_STATIC || !state->visible || state->masked ||
	    state->value.type == VALUE_NULL)
		return;
	if (f->kind != FIELD_BOOL)
		form_edit_text(x, i, &text);
	else if (state->value.i)
		buf_puts(&text, tr("yes"));
	document_pair(doc, label_text(&f->label), text.s);
	buf_free(&text);
}

/* A part without anything in it has no heading. */
static void put_section(struct document *doc, const struct form_edit *x,
    const struct form_section *section)
{
	size_t heading = doc->lines.n, before;

	document_heading(doc, label_text(&section->title));
	before = doc->lines.n;
	for (int i = section->first; i < section->first + section->count; i++)
		put_field(doc, x, i);
	if (doc->lines.n == before)
		document_drop(doc, heading);
}

static enum err_code put_form(struct document *doc, struct desk *d, int64_t id, struct err *e)
{
	struct form *form = form_catalog_find(d->forms, "client");
	struct form_edit *x = NULL;
	struct form_env env;
	enum err_code rc;

	if (!form)
		return OK;
	form_env_make(d, &env);
	rc = form_edit_open(form, &env, id, &x, e);
	for (size_t i = 0; rc == OK && i < form->nsections; i++)
		put_section(doc, x, &form->sections[i]);
	form_edit_free(x);
	return rc;
}

static enum err_code put_appointments(struct document *doc, struct desk *d, int64_t id,
    struct err *e)
{
	struct appointment_list l = { 0 };
	char day[60], span[40];
	enum err_code rc = appointment_list_client(d->store, id, 0, 0, VISITS, &l, e);

	if (rc == OK && l.n) {
		document_heading(doc, tr("All appointments"));
		document_column(doc, tr("When"), 4, DOCUMENT_LEFT);
		document_column(doc, tr("time"), 3, DOCUMENT_LEFT);
		document_column(doc, "", 1, DOCUMENT_LEFT);
		document_column(doc, tr("service"), 6, DOCUMENT_LEFT);
		document_column(doc, tr("staff"), 4, DOCUMENT_LEFT);
		document_column(doc, tr("Treated"), 4, DOCUMENT_LEFT);
	}
	for (size_t i = 0; i < l.n; i++) {
		const struct appointment_row *a = &l.v[i];

		document_row(doc);
		document_cell(doc, doc_day_text(a->day, day, sizeof day));
		document_cell(doc, doc_span(d, a->start_at, a->end_at, span, sizeof span));
		document_cell(doc, (char[]){ a->letter, '\0' });
		document_cell(doc, describe_in_language(a->service, a->service_en));
		document_cell(doc, a->staff);
		document_cell(doc, cover_patient(d, cover_of_row(a)));
	}
	appointment_list_free(&l);
	return rc;
}

enum err_code paper_file(struct desk *d, const struct paper_ref *ref, struct document **out,
    struct err *e)
{
	struct client_card_list cards = { 0 };
	char title[600];
	enum err_code rc = client_cards(d->store, &ref->id, 1, clock_now(), &cards, e);

	*out = NULL;
	if (rc == OK && !cards.n)
		rc = err_set(e, ERR_NOTFOUND, tr("There is no client %lld."),
		    (long long)ref->id);
	if (rc == OK && cover_hides(d, cover_of_card(&cards.v[0])))
		rc = err_set(e, ERR_DENIED, "%s", tr("This file is restricted. Open it with a "
		    "reason first."));
	if (rc == OK) {
		text_fmt(title, sizeof title, "%s  %s",
		    cover_name(d, cover_of_card(&cards.v[0])), cards.v[0].file_no);
		*out = document_start(d, DOCUMENT_A4, title);
		rc = put_form(*out, d, ref->id, e);
	}
	if (rc == OK)
		rc = put_appointments(*out, d, ref->id, e);
	if (rc != OK) {
		document_free(*out);
		*out = NULL;
	}
	client_card_list_free(&cards);
	return rc;
}
