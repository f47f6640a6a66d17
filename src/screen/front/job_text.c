/* What a parked job holds, and what happened to its record since, in words. */
#include <string.h>

#include "base/buf.h"
#include "base/tr.h"
#include "data/appointment.h"
#include "data/client.h"
#include "data/draft.h"
#include "data/history.h"
#include "data/staff.h"
#include "desk/cover.h"
#include "desk/desk.h"
#include "desk/rights.h"
#include "desk/rows.h"
#include "desk/segment.h"
#include "form/form_catalog.h"
#include "form/form_edit.h"
#include "form/label.h"
#include "front_priv.h"
#include "screen/askform.h"
#include "screen/arrival.h"
#include "screen/clientline.h"
#include "screen/consult.h"
#include "screen/messages.h"
#include "screen/queue.h"
#include "screen/survey.h"
#include "screen/screens.h"
#include "screen/treat.h"

/* A draft knows what a field was when it was kept; the form now holds what it is. */
static void put_field(const struct form_edit *edit, int field, struct buf *out)
{
	const struct form_field *f = &form_edit_form(edit)->fields[field];
	const struct field_state *s = form_edit_field(edit, field);

	buf_printf(out, "%s: ", label_text(&f->label));
	form_edit_text(edit, field, out);
	buf_putc(out, '\n');
	if (s->conflict != CONFLICT_OPEN)
		return;
	buf_printf(out, "   %s ", tr("Theirs:"));
	form_edit_value_text(edit, field, &s->theirs, out);
	buf_putc(out, '\n');
}

/* The file that W is about: a row under a client knows whose it is. */
static int64_t client_of(struct desk *d, const struct draft *w)
{
	const struct askform_again *box = askform_of_draft(w->form, NULL);
	struct row_arg row;
	char form[40];
	int64_t client;
	struct appointment_row a;
	struct err none = ERR_INIT;

	if (!strcmp(w->form, "book-move"))      /* of what is moved */
		return appointment_row_get(d->store, w->ref_id, &a, &none) == OK ? a.client_id : 0;
	if (box)
		return box->client ? box->client(d, w->ref_id) : 0;
	if (arrival_of_draft(w->form, form, sizeof form, &client) ||
	    treat_of_draft(w->form, w->ref_id, d, &client) ||
	    consult_of_draft(w->form, w->ref_id, d, &client) ||
	    queue_of_draft(w->form, w->ref_id, d, &client) ||
	    survey_draft_client(w->form, d, &client))
		return client;
	return row_form_of_draft(w->form, w->ref_id, d, &row) ? row_form_client(&row) : w->ref_id;
}

/* The form of W as it would open: the survivor's file where the record was merged. */
static enum err_code open_edit(struct desk *d, const struct draft *w, struct form_edit **out,
    struct err *e)
{
	const struct askform_again *box = askform_of_draft(w->form, NULL);
	struct row_arg row;
	bool is_row = row_form_of_draft(w->form, w->ref_id, d, &row);
	char name[40];
	int64_t client;
	bool is_visit = arrival_of_draft(w->form, name, sizeof name, &client);
	struct form *form = form_catalog_find(d->forms, box ? box->form ? box->form :
	    segment_score_form(d) : is_visit ? name : is_row ? row.form : w->form);
	struct form_env env;
	int64_t id = box ? 0 : w->ref_id;
	enum err_code rc = OK;

	if (!form)
		form = form_catalog_find(d->forms, "client");
	if (!form)
		return err_set(e, ERR_CONFIG, "%s",
		    tr("There is no form for clients. Call the administrator."));
	rows_env(d, is_row ? rows_kind(row.form) : NULL, &env);
	if (!id) {
		*out = form_edit_new(form, &env);
		return OK;
	}
	if (!strcmp(w->form, "client"))
		rc = client_survivor(d->store, w->ref_id, &id, e);
	return rc == OK ? form_edit_open(form, &env, id, out, e) : rc;
}

enum err_code front_job_text(struct desk *d, int64_t draft_id, struct buf *out, size_t *clashes,
    struct err *e)
{
	struct form_edit *edit = NULL;
	struct form_draft_result result = { 0 };
	struct draft w;
	int64_t client;
	enum err_code rc = draft_get(d->store, draft_id, &w, e);

	if (rc == OK && cover_hides_id(d, client_of(d, &w))) {
		buf_puts(out, tr("Restricted file: only named staff see more than the alias. "
		    "Ask one of them."));
		draft_free(&w);
		return OK;
	}
	if (rc == OK && !strcmp(w.form, "compose")) {
		buf_puts(out, compose_of_draft(w.body));
		draft_free(&w);
		return OK;
	}
	if (rc == OK && (!strcmp(w.form, client_remark_draft) ||
	    treat_of_draft(w.form, w.ref_id, d, &client) ||
	    consult_of_draft(w.form, w.ref_id, d, &client) ||
	    queue_of_draft(w.form, w.ref_id, d, &client) ||
	    survey_draft_client(w.form, d, &client))) {
		buf_puts(out, w.body);
		draft_free(&w);
		return OK;
	}
	if (rc == OK)
		rc = open_edit(d, &w, &edit, e);
	if (rc == OK)
		result = form_edit_load_draft(edit, w.body ? w.body : "");
	for (size_t i = 0; rc == OK && i < form_edit_form(edit)->nfields; i++)
		if (form_edit_field(edit, (int)i)->dirty && !form_edit_field(edit, (int)i)->preset)
			put_field(edit, (int)i, out);
	if (clashes)
		*clashes = result.changed;
	form_edit_free(edit);
	draft_free(&w);
	return rc;
}

/* ---- since ---- */

/* Others' actions on the client since it was kept: who did the last, and how many. */
static size_t put_actions(struct desk *d, int64_t client_id, const struct draft *w, char *out,
    size_t size)
{
	struct action_filter find = { .client_id = client_id, .from_at = w->saved_at + 1,
		.limit = 50 };
	struct action_list l = { 0 };
	struct staff p;
	struct err none = ERR_INIT;
	size_t n = 0;

	if (action_list_find(d->store, &find, &l, &none) == OK)
		for (size_t i = 0; i < l.n; i++) {
			if (l.v[i].staff_id == d->who.staff_id)
				continue;
			if (!n++ && staff_get(d->store, l.v[i].staff_id, &p, &none) == OK)
				text_fmt(out, size, "%s (%s)", p.name, l.v[i].station);
		}
	action_list_free(&l);
	return n;
}

char *front_job_since(struct desk *d, const struct draft *w, char *out, size_t size)
{
	struct client c;
	struct err none = ERR_INIT;
	char who[200] = "", name[200];
	int64_t client_id = client_of(d, w);
	size_t n;

	text_copy(out, size, "");
	if (!client_id || client_get(d->store, client_id, &c, &none) != OK)
		return out;
	n = put_actions(d, client_id, w, who, sizeof who);
	if (!strcmp(c.state, "merged"))
		text_fmt(out, size, tr("Merged into the file of %s since; it goes on there."),
		    clientline_name(d, c.merged_into, name, sizeof name));
	else if (!strcmp(c.state, "closed"))
		text_copy(out, size, tr("The file was closed since; a remark can still be added."));
	else if (n)
		text_fmt(out, size, tr("Since then %s changed the file."), who);
	client_free(&c);
	return out;
}
