/* A consultation as it is saved, diagnosed and ended. */
#include <string.h>

#include "base/buf.h"
#include "base/tr.h"
#include "consult_priv.h"
#include "data/action.h"
#include "data/branch.h"
#include "data/client.h"
#include "data/plan.h"
#include "data/sheet.h"
#include "desk/callback_events.h"
#include "desk/desk.h"
#include "desk/figures.h"
#include "desk/outbox.h"
#include "desk/clients/intake_priv.h"

const struct consult_outcome consult_outcomes[CONSULT_OUTCOMES] = {
	{ "plan", N_("a plan"), false, true }, { "treat", N_("treated today"), false, true },
	{ "test", N_("tests first"), false, false }, { "think", N_("thinks it over"), true, false },
	{ "refer", N_("referred"), true, false }, { "unsuitable", N_("unsuitable"), true, false },
	{ "declined", N_("declined"), true, false },
};

static const struct consult_outcome *find_outcome(const char *code)
{
	for (size_t i = 0; i < CONSULT_OUTCOMES; i++)
		if (!strcmp(consult_outcomes[i].code, code))
			return &consult_outcomes[i];
	return NULL;
}

const char *consult_outcome_word(const char *code)
{
	const struct consult_outcome *o = find_outcome(code);

	return o ? tr(o->label) : "";
}

/* ---- saving ---- */

static enum err_code begin(struct desk *d, const struct actor *who, const char *name,
    const char *reason, struct txn **t, struct err *e)
{
	struct action_head head = { .name = name, .reason = reason };

	return action_begin(d->store, who, &head, t, e);
}

static enum err_code finish(struct txn *t, enum err_code rc, int64_t id, struct err *e)
{
	if (rc != OK) {
		action_rollback(t);
		return rc;
	}
	action_subject(t, "consultation", id);
	return action_commit(t, NULL, e);
}

/* The number of the file comes with the first consultation where the branch wants it so. */
static enum err_code give_number(struct desk *d, struct txn *t, int64_t client_id, char *number,
    struct err *e)
{
	struct branch branch;
	struct client c;
	bool has;
	enum err_code rc = branch_get(d->store, d->branch_id, &branch, e);

	if (rc != OK || strcmp(branch.file_no_at, "consultation") != 0)
		return rc;
	rc = client_get(d->store, client_id, &c, e);
	if (rc != OK)
		return rc;
	has = c.file_no && c.file_no[0];
	client_free(&c);
	if (has)
		return OK;
	rc = intake_next_number(d, t, number, e);
	return rc == OK ? client_set_file_no(t, client_id, number, e) : rc;
}

static enum err_code make_new(struct consult *x, struct txn *t, char *number, struct err *e)
{
	size_t size;
	enum err_code rc = sheet_insert(t, x->is.client_id, x->form->name, x->form->hash,
	    config_file_text(x->form->file, &size), &x->is.sheet_id, e);

	x->is.branch_id = x->desk->branch_id;
	desk_today_text(x->desk, x->is.day);
	if (rc == OK)
		rc = consultation_insert(t, &x->is, &x->is.id, e);
	return rc == OK ? give_number(x->desk, t, x->is.client_id, number, e) : rc;
}

/* Nothing is overwritten that came meanwhile: the form then reads it and asks which to keep. */
static enum err_code check_answer(struct consult *x, const struct form_field *f,
    const struct form_answer *a, struct err *e)
{
	struct value now = { 0 };
	enum err_code rc = consult_answer(x->desk->store, x->is.sheet_id, f, &now, e);

	if (rc == OK && !value_equal(&now, &a->base) && !value_equal(&now, &a->value)) {
		rc = err_set(e, ERR_CONFLICT, tr("%s was changed meanwhile. F10 shows both."),
		    label_text(&f->label));
		rc = err_field(e, f->name);
	}
	value_free(&now);
	return rc;
}

static enum err_code write_answer(struct consult *x, struct txn *t, const struct form_field *f,
    const struct value *v, struct err *e)
{
	if (f->several)
		return sheet_answer_set_codes(t, x->is.sheet_id, f->name,
		    v->type == VALUE_TEXT ? v->s : "", e);
	return sheet_answer_set(t, x->is.sheet_id, f->name, v, f->kind == FIELD_CHOICE, e);
}

/* A figure that is corrected leaves the old one struck behind. */
static enum err_code strike_before(struct consult *x, struct txn *t, const struct indicator *i,
    struct err *e)
{
	struct measure_list l = { 0 };
	enum err_code rc = measure_list_consultation(x->desk->store, x->is.id, &l, e);

	for (size_t k = 0; k < l.n && rc == OK; k++)
		if (l.v[k].indicator_id == i->id && !l.v[k].struck)
			rc = measure_strike(t, l.v[k].id, tr("corrected in the sheet"), e);
	measure_list_free(&l);
	return rc;
}

static enum err_code write_measure(struct consult *x, struct txn *t, const struct form_field *f,
    const struct value *v, struct err *e)
{
	struct figures_entry m = { .client_id = x->is.client_id,
		.dependant_id = x->is.dependant_id, .consultation_id = x->is.id, .n = 1 };
	struct indicator i;
	enum err_code rc = indicator_by_code(x->desk->store, f->indicator, &i, e);

	if (rc == ERR_NOTFOUND) {
		err_clear(e);
		return OK;
	}
	if (rc == OK)
		rc = strike_before(x, t, &i, e);
	if (rc != OK || v->type != VALUE_REAL)
		return rc;
	m.value[0].indicator_id = i.id;
	m.value[0].value = v->d;
	return figures_add_in(t, x->desk, &m, e);
}

static enum err_code write_changes(struct consult *x, struct txn *t, const struct form_changes *c,
    bool fresh, struct err *e)
{
	enum err_code rc = OK;

	for (size_t i = 0; i < c->answers.n && rc == OK; i++) {
		const struct form_answer *a = &c->answers.v[i];
		const struct form_field *f = &x->form->fields[a->field];

		if (!fresh)
			rc = check_answer(x, f, a, e);
		if (rc == OK)
			rc = write_answer(x, t, f, &a->value, e);
		if (rc == OK && f->indicator)
			rc = write_measure(x, t, f, &a->value, e);
	}
	return rc;
}

static enum err_code check_open(const struct consultation *c, struct err *e)
{
	if (!strcmp(c->state, "open"))
		return OK;
	return err_set(e, ERR_CONFLICT, "%s",
	    tr("The consultation is finished: only the diagnosis can be added."));
}

enum err_code consult_save(struct consult *x, struct form_edit *edit, char *number, struct err *e)
{
	struct consultation before = x->is;
	struct form_changes c;
	struct txn *t;
	bool fresh = !x->is.id;
	enum err_code rc = form_edit_check(edit, e);

	number[0] = '\0';
	if (rc != OK)
		return rc;
	rc = begin(x->desk, &x->desk->who, "consult-edit", NULL, &t, e);
	if (rc != OK)
		return rc;
	form_edit_changes(edit, &c);
	rc = fresh ? make_new(x, t, number, e) : consult_reload(x, e);
	if (rc == OK)
		rc = check_open(&x->is, e);
	if (rc == OK)
		rc = write_changes(x, t, &c, fresh, e);
	form_changes_free(&c);
	rc = finish(t, rc, x->is.id, e);
	if (rc != OK) {
		x->is = before;
		number[0] = '\0';
		return rc;
	}
	rc = consult_reload(x, e);
	return rc == OK ? form_edit_saved(edit, x->is.id, e) : rc;
}

/* ---- ending ---- */

size_t consult_missing(const struct consult *x, const struct form_edit *edit, struct buf *out)
{
	int fields[FORM_FIELDS_MAX];
	size_t n = form_edit_missing(edit, STAGE_COMPLETE, fields, FORM_FIELDS_MAX);
	int section = -1;

	for (size_t i = 0; i < n; i++) {
		const struct form_field *f = &x->form->fields[fields[i]];

		if (f->section != section)
			buf_printf(out, "%s%s: ", i ? "\n" : "",
			    label_text(&x->form->sections[f->section].title));
		buf_printf(out, "%s%s", f->section == section ? ", " : "", label_text(&f->label));
		section = f->section;
	}
	return n;
}

static enum err_code check_answers(const struct consult *x, const struct form_edit *edit,
    struct err *e)
{
	struct buf open = BUF_INIT;
	int first[1];
	size_t n = consult_missing(x, edit, &open);

	if (n) {
		form_edit_missing(edit, STAGE_COMPLETE, first, 1);
		for (char *p = open.s; *p; p++)
			*p = *p == '\n' ? ';' : *p;
		err_invalid(e, x->form->fields[first[0]].name, trn("%zu required answer is open: "
		    "%.300s", "%zu required answers are open: %.300s", (long)n), n, open.s);
	}
	buf_free(&open);
	return e->code;
}

/* Of a tailored service: the four have signed, the expert has written the diagnosis. */
static enum err_code check_tailored(const struct consult *x, struct err *e)
{
	struct buf roles = BUF_INIT;
	enum err_code rc = consult_unsigned(x->desk, &x->is, &roles, e);

	if (rc == OK && roles.n)
		rc = err_invalid(e, "sign", tr("The four take part and sign. Missing: %s "
		    "(Ctrl-O, took part)."), roles.s);
	buf_free(&roles);
	if (rc == OK && !x->is.diagnosis_at)
		rc = err_invalid(e, "diagnosis", "%s", tr("The expert's diagnosis is missing "
		    "(Ctrl-O, diagnosis)."));
	return rc;
}

enum err_code consult_end(struct consult *x, const struct form_edit *edit, const char *outcome,
    const char *reason, const char *follow_day, struct err *e)
{
	const struct consult_outcome *o = find_outcome(outcome);
	struct txn *t;
	enum err_code rc;

	if (!o)
		return err_invalid(e, "outcome", "%s", tr("How did it end?"));
	if (o->reason && text_is_blank(reason))
		return err_invalid(e, "reason", "%s", tr("Say why: it is asked later."));
	if (!x->is.id || form_edit_dirty(edit))
		return err_set(e, ERR_INVALID, "%s", tr("Not finished. F10 saves it first."));
	rc = begin(x->desk, &x->desk->who, "consult-end", reason, &t, e);
	if (rc != OK)
		return rc;
	rc = consult_reload(x, e);
	if (rc == OK)
		rc = check_open(&x->is, e);
	if (rc == OK && o->treats)
		rc = check_answers(x, edit, e);
	if (rc == OK && o->treats && x->is.tailored)
		rc = check_tailored(x, e);
	if (rc == OK)
		rc = consultation_end(t, x->is.id, outcome, reason, follow_day, e);
	if (rc == OK)
		rc = callback_consulted_in(t, x->desk, x->is.id, e);
	rc = finish(t, rc, x->is.id, e);
	return rc == OK ? consult_reload(x, e) : rc;
}

/* ---- the expert ---- */

enum err_code consult_diagnose(struct desk *d, int64_t id, const char *text, struct err *e)
{
	struct txn *t;
	enum err_code rc;

	if (text_is_blank(text))
		return err_invalid(e, "diagnosis", "%s", tr("The diagnosis is empty. Write it."));
	if (!d->who.staff_id)
		return err_set(e, ERR_DENIED, "%s", tr("A diagnosis has a name: say who (-u)."));
	rc = begin(d, &d->who, "consult-diagnose", NULL, &t, e);
	return rc == OK ? finish(t, consultation_diagnose(t, id, text, e), id, e) : rc;
}

enum err_code consult_call(struct desk *d, int64_t id, const char *text, struct err *e)
{
	struct consultation c;
	struct client who = { 0 };
	struct txn *t;
	char words[300];
	size_t told = 0;
	enum err_code rc;

	if (text_is_blank(text))
		return err_invalid(e, "text", "%s", tr("Say in a word why the expert is to come."));
	rc = begin(d, &d->who, "consult-edit", text, &t, e);
	if (rc != OK)
		return rc;
	rc = consultation_get(d->store, id, &c, e);
	if (rc == OK)
		rc = client_get(d->store, c.client_id, &who, e);
	text_fmt(words, sizeof words, "%s: %s", d->staff_name, text);
	if (rc == OK)
		rc = outbox_come(d, t, c.client_id, who.expert_id, words, words, &told, e);
	if (rc == OK && !told)
		rc = err_set(e, ERR_NOTFOUND, "%s",
		    tr("Nobody was called: no expert works here. Ring one."));
	client_free(&who);
	return finish(t, rc, id, e);
}

bool consult_diagnosed(struct desk *d, int64_t client_id, int64_t dependant_id)
{
	struct client c;
	struct err none = ERR_INIT;
	bool made = false;

	if (client_get(d->store, client_id, &c, &none) != OK)
		return false;
	if (plan_diagnosed(d->store, client_id, dependant_id, c.expert_id, &made, &none) != OK)
		made = false;
	client_free(&c);
	return made;
}
