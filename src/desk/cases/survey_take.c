/* The answers of a survey: opened, marked, and what follows from them. */
#include <string.h>

#include "base/buf.h"
#include "base/tr.h"
#include "desk/records/consult_priv.h"
#include "data/record.h"
#include "data/sheet.h"
#include "data/visit.h"
#include "desk/complaint.h"
#include "desk/describe.h"
#include "desk/desk.h"
#include "desk/form_env.h"
#include "desk/rights.h"
#include "desk/suggestion.h"
#include "form/form_catalog.h"
#include "survey_priv.h"

enum { BEST = 100, OF = 5 };

bool survey_is_mark(const struct form_field *f)
{
	return f->kind == FIELD_INT && f->one_key && f->has_min && f->min == 1 && f->has_max &&
	    f->max > 1 && f->path.how == PATH_NONE;
}

bool survey_is_friend(const struct form_field *f)
{
	return f->kind == FIELD_INT && f->one_key && f->has_min && f->min == 0 && f->has_max &&
	    f->max == 10 && f->path.how == PATH_NONE;
}

/* -1: not said. */
static int64_t friend_of(const struct form_edit *edit)
{
	const struct form *form = form_edit_form(edit);

	for (size_t i = 0; i < form->nfields; i++) {
		const struct field_state *s = form_edit_field(edit, (int)i);

		if (survey_is_friend(&form->fields[i]) && s->visible &&
		    s->value.type == VALUE_INT)
			return s->value.i;
	}
	return -1;
}

/* The mark of a field as one of five; 0: none. */
static int mark_of(const struct form_edit *edit, int field, int *hundredths)
{
	const struct form_field *f = &form_edit_form(edit)->fields[field];
	const struct field_state *s = form_edit_field(edit, field);

	if (!survey_is_mark(f) || !s->visible || s->value.type != VALUE_INT || s->value.i < 1)
		return 0;
	*hundredths = (int)(s->value.i * BEST / f->max);
	return (int)((s->value.i * OF + f->max - 1) / f->max);
}

int survey_low_mark(const struct form_edit *edit, int field)
{
	int share, mark = mark_of(edit, field, &share);

	return mark <= SURVEY_ASKS_WHY ? mark : 0;
}

static void reckon(const struct form_edit *edit, struct survey_result *out)
{
	const struct form *form = form_edit_form(edit);

	*out = (struct survey_result){ .friend = friend_of(edit) };
	for (size_t i = 0; i < form->nfields; i++) {
		int share = 0, mark = mark_of(edit, (int)i, &share);

		if (!mark)
			continue;
		out->answered++;
		out->score += share;
		if (!out->lowest || mark < out->lowest)
			out->lowest = mark;
	}
}

void survey_notice(const struct survey *x, const struct form_edit *edit, struct buf *out)
{
	bool complains = false;

	for (size_t i = 0; i < x->form->nfields; i++) {
		int mark = survey_low_mark(edit, (int)i);

		if (mark)
			buf_printf(out, tr("Question %d is %d: the reason is asked. "),
			    x->form->fields[i].number, mark);
		complains |= mark && mark <= SURVEY_COMPLAINS;
	}
	if (complains)
		buf_puts(out, tr("F10 opens a complaint."));
}

/* ---- opening ---- */

enum err_code survey_open(struct desk *d, int64_t id, struct survey *out, struct err *e)
{
	enum err_code rc;

	*out = (struct survey){ .desk = d };
	rc = survey_get(d->store, id, &out->is, e);
	if (rc == OK)
		rc = desk_may_see_branch(d, out->is.branch_id, e);
	if (rc != OK)
		return rc;
	out->form = form_catalog_find(d->forms, out->is.form);
	if (!out->form)
		return err_set(e, ERR_CONFIG, tr("There is no form %s.cfg. Call the "
		    "administrator."), out->is.form);
	rc = survey_newest(d->store, out->is.client_id, "returned", &out->last, e);
	if (rc == ERR_NOTFOUND)
		err_clear(e);
	if (rc != OK || out->last.id == id || survey_hides(d, &out->last))
		out->last.id = 0;
	return rc == ERR_NOTFOUND ? OK : rc;
}

bool survey_writable(const struct survey *x)
{
	return (!strcmp(x->is.state, "due") || !strcmp(x->is.state, "out")) &&
	    rights_may(x->desk, "survey-take");
}

/* The answers of a sheet into the edit, or beside it. */
static enum err_code read_answers(const struct survey *x, struct form_edit *edit, int64_t sheet,
    bool last, struct err *e)
{
	struct value v = { 0 };
	enum err_code rc = OK;

	for (size_t i = 0; i < x->form->nfields && rc == OK; i++) {
		const struct form_field *f = &x->form->fields[i];

		if (f->path.how != PATH_NONE || f->kind == FIELD_STATIC)
			continue;
		rc = consult_answer(x->desk->store, sheet, f, &v, e);
		if (rc == OK && last)
			form_edit_set_last(edit, (int)i, &v);
		else if (rc == OK)
			rc = form_edit_set_value(edit, (int)i, &v, e);
	}
	value_free(&v);
	return rc;
}

enum err_code survey_edit(const struct survey *x, struct form_edit **out, struct err *e)
{
	struct form_env env;
	enum err_code rc = OK;

	form_env_make(x->desk, &env);
	*out = form_edit_new(x->form, &env);
	if (x->is.sheet_id)
		rc = read_answers(x, *out, x->is.sheet_id, false, e);
	if (rc == OK && x->last.id && !strcmp(x->last.form, x->is.form))
		rc = read_answers(x, *out, x->last.sheet_id, true, e);
	if (rc == OK)
		return OK;
	form_edit_free(*out);
	*out = NULL;
	return rc;
}

/* ---- saving ---- */

static const char *text_of(const struct form_edit *edit, const char *name)
{
	int i = form_field_index(form_edit_form(edit), name);
	const struct field_state *s = i >= 0 ? form_edit_field(edit, i) : NULL;

	return s && s->visible && s->value.type == VALUE_TEXT && s->value.s ? s->value.s : "";
}

static const char *reason_of(const struct form_edit *edit, int field)
{
	const struct form *form = form_edit_form(edit);
	int remark = form->fields[field].remark;

	return remark >= 0 ? text_of(edit, form->fields[remark].name) : "";
}

static enum err_code check_answers(const struct survey *x, struct form_edit *edit,
    const struct survey_result *r, struct err *e)
{
	if (form_edit_check(edit, e) != OK)
		return e->code;
	if (!r->answered)
		return err_invalid(e, x->form->fields[0].name, "%s",
		    tr("Not saved. No mark is given. PgDn skips, x: the client wants none."));
	for (size_t i = 0; i < x->form->nfields; i++) {
		const struct form_field *f = &x->form->fields[i];
		int mark = survey_low_mark(edit, (int)i);

		if (mark && f->remark >= 0 && text_is_blank(reason_of(edit, (int)i)))
			return err_invalid(e, x->form->fields[f->remark].name,
			    tr("Question %d is %d: ask why. - where nothing was said."),
			    f->number, mark);
	}
	return OK;
}

static enum err_code write_answers(const struct survey *x, struct txn *t,
    const struct form_edit *edit, int64_t *sheet, struct err *e)
{
	struct form_changes c;
	size_t size;
	enum err_code rc = sheet_insert(t, x->is.client_id, x->form->name, x->form->hash,
	    config_file_text(x->form->file, &size), sheet, e);

	form_edit_changes(edit, &c);
	for (size_t i = 0; i < c.answers.n && rc == OK; i++) {
		const struct form_field *f = &x->form->fields[c.answers.v[i].field];

		rc = sheet_answer_set(t, *sheet, f->name, &c.answers.v[i].value,
		    f->kind == FIELD_CHOICE, e);
	}
	form_changes_free(&c);
	return rc;
}

static enum err_code write_result(const struct survey *x, struct txn *t,
    const struct form_edit *edit, int64_t sheet, const struct survey_result *r, struct err *e)
{
	struct visit_set set = { .n = 0 };
	const char *how = text_of(edit, "how"), *better = text_of(edit, "better");
	char day[11];

	visit_set_int(&set, "sheet_id", sheet);
	visit_set_text(&set, "asked", how[0] ? how : x->is.asked[0] ? x->is.asked : "house");
	visit_set_int(&set, "asked_by", txn_actor(t)->staff_id);
	visit_set_text(&set, "state", "returned");
	visit_set_int(&set, "returned_at", txn_now(t));
	visit_set_text(&set, "returned_day", desk_day_of(x->desk, txn_now(t), day));
	visit_set_number(&set, "answered", r->answered);
	visit_set_number(&set, "score", r->score);
	visit_set_int(&set, "lowest", r->lowest);
	visit_set_text(&set, "suggestion", better);
	if (r->friend >= 0)
		visit_set_number(&set, "friend", r->friend);
	return columns_put(t, "survey", x->is.id, &set, e);
}

static void complain_text(const struct survey *x, const struct form_edit *edit, struct buf *out)
{
	buf_printf(out, tr("Survey of %s"), x->is.day);
	if (x->is.service[0])
		buf_printf(out, ", %s", describe_in_language(x->is.service, x->is.service_en));
	if (x->is.staff[0])
		buf_printf(out, ", %s", x->is.staff);
	for (size_t i = 0; i < x->form->nfields; i++) {
		int mark = survey_low_mark(edit, (int)i);
		const char *why = reason_of(edit, (int)i);

		if (!mark)
			continue;
		buf_printf(out, "; %s: %d/%d", label_text(&x->form->fields[i].label), mark, OF);
		if (why[0] && strcmp(why, "-") != 0)
			buf_printf(out, " (%s)", why);
	}
}

static enum err_code complain(const struct survey *x, struct txn *t, const struct form_edit *edit,
    int64_t *id, struct err *e)
{
	struct complaint_draft draft = { .client_id = x->is.client_id, .channel = "survey",
		.visit_id = x->is.visit_id, .survey_id = x->is.id };
	struct buf text = BUF_INIT;
	struct visit_row v;
	enum err_code rc = OK;

	if (x->is.visit_id)
		rc = visit_get(x->desk->store, x->is.visit_id, &v, e);
	if (rc == OK && x->is.visit_id)
		draft.dependant_id = v.dependant_id;
	complain_text(x, edit, &text);
	draft.content = text.s;
	if (rc == OK)
		rc = complaint_take_in(t, x->desk, &draft, id, e);
	buf_free(&text);
	return rc;
}

static void name_complaint(struct desk *d, int64_t id, struct survey_result *out)
{
	struct err none = ERR_INIT;
	struct record r;

	if (!id || record_load(d->store, "complaint", id, &r, &none) != OK)
		return;
	text_copy(out->complaint, sizeof out->complaint, record_text(&r, "number"));
	record_free(&r);
}

static enum err_code follow_up(const struct survey *x, struct txn *t,
    const struct form_edit *edit, struct survey_result *out, int64_t *complaint, struct err *e)
{
	struct suggestion_draft s = { .client_id = x->is.client_id, .survey_id = x->is.id,
		.channel = "survey", .text = text_of(edit, "better") };
	int64_t id;
	enum err_code rc = OK;

	out->suggestion = !text_is_blank(s.text);
	if (out->suggestion)
		rc = suggestion_take_in(t, x->desk, &s, &id, e);
	if (rc == OK && out->lowest <= SURVEY_COMPLAINS)
		rc = complain(x, t, edit, complaint, e);
	return rc;
}

enum err_code survey_save(struct survey *x, struct form_edit *edit, struct survey_result *out,
    struct err *e)
{
	int64_t sheet = 0, complaint = 0;
	struct survey_row now;
	struct txn *t;
	enum err_code rc;

	reckon(edit, out);
	rc = check_answers(x, edit, out, e);
	if (rc == OK)
		rc = survey_begin(x->desk, "survey-take", NULL, &t, e);
	if (rc != OK)
		return rc;
	rc = survey_get(x->desk->store, x->is.id, &now, e);
	if (rc == OK)
		rc = survey_check_open(&now, e);
	if (rc == OK)
		rc = write_answers(x, t, edit, &sheet, e);
	if (rc == OK)
		rc = write_result(x, t, edit, sheet, out, e);
	if (rc == OK)
		rc = survey_drop_call(t, x->desk, x->is.id, tr("the survey came back"), e);
	if (rc == OK)
		rc = follow_up(x, t, edit, out, &complaint, e);
	rc = survey_end(t, rc, "survey", x->is.id, e);
	if (rc != OK)
		return rc;
	name_complaint(x->desk, complaint, out);
	return survey_get(x->desk->store, x->is.id, &x->is, e);
}
