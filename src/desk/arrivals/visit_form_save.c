/* Saving the forms of a visit: each has its use case. */
#include <string.h>

#include "base/buf.h"
#include "base/tr.h"
#include "desk/arrival_leave.h"
#include "desk/arrival_pay.h"
#include "desk/desk.h"
#include "visit_form_priv.h"

static const struct value *value_of(const struct form_edit *edit, const char *field)
{
	static const struct value none = { .type = VALUE_NULL };
	int i = form_field_index(form_edit_form(edit), field);

	return i >= 0 && form_edit_field(edit, i)->visible ? &form_edit_field(edit, i)->value :
	    &none;
}

static const char *text_in(const struct form_edit *edit, const char *field)
{
	const struct value *v = value_of(edit, field);

	return v->type == VALUE_TEXT ? v->s : "";
}

static int64_t int_in(const struct form_edit *edit, const char *field)
{
	const struct value *v = value_of(edit, field);

	return v->type == VALUE_INT ? v->i : 0;
}

/* ---- one function a form ---- */

/* The card is asked "which field" by the names of the form: the allergy has two. */
static enum err_code name_field(const struct visit_form *f, enum err_code rc, struct err *e)
{
	if (rc == ERR_INVALID && !strcmp(e->field, "allergy") && !f->card.allergy_known)
		return err_field(e, "allergy_new");
	return rc;
}

static enum err_code save_triage(struct visit_form *f, struct form_edit *edit, int64_t *visit,
    struct err *e)
{
	struct arrival a;
	enum err_code rc = visit_form_take(f, edit, &a, e);

	*visit = f->card.is.visit_id;
	if (rc != OK)
		return rc;
	if (a.visit_id)
		return name_field(f, arrival_save(f->desk, &f->card, &a, e), e);
	return name_field(f, arrival_add(f->desk, &a, visit, e), e);
}

/* Every field that begins with mark_ is a check mark; hidden ones are off. */
static void take_marks(const struct form_edit *edit, struct arrival_leave *l)
{
	const struct form *form = form_edit_form(edit);

	for (size_t i = 0; i < form->nfields && l->nmarks < ARRIVAL_MARKS; i++) {
		const char *name = form->fields[i].name;

		if (strncmp(name, "mark_", 5) != 0)
			continue;
		l->mark[l->nmarks].item = name + 5;
		l->mark[l->nmarks++].on = int_in(edit, name) != 0;
	}
}

static enum err_code save_leaving(struct visit_form *f, struct form_edit *edit, int64_t *visit,
    struct err *e)
{
	struct arrival_leave l = { .outcome = text_in(edit, "outcome"),
		.follow_day = text_in(edit, "follow_day"),
		.text = text_in(edit, "outcome_text") };

	*visit = f->card.is.visit_id;
	take_marks(edit, &l);
	return arrival_leave(f->desk, *visit, &l, e);
}

static enum err_code save_assign(struct visit_form *f, struct form_edit *edit, int64_t *visit,
    struct err *e)
{
	int position = (int)int_in(edit, "position");
	struct arrival_assign a = { .resource_id = int_in(edit, "resource"),
		.greeter_id = int_in(edit, "greeter"), .room_id = int_in(edit, "room"),
		.position = position == f->position ? 0 : position,
		.reason = text_in(edit, "reason") };

	*visit = f->card.is.visit_id;
	return arrival_assign(f->desk, *visit, &a, e);
}

static enum err_code save_pay(struct visit_form *f, struct form_edit *edit, int64_t *visit,
    struct err *e)
{
	int64_t due = int_in(edit, "due"), amount = int_in(edit, "amount");

	*visit = f->card.is.visit_id;
	/* Nothing was said of what is due: then it is what is taken. */
	if (value_of(edit, "due")->type == VALUE_NULL)
		due = f->card.was.paid + amount;
	return arrival_pay(f->desk, *visit, due, amount, text_in(edit, "method"), e);
}

static const struct {
	const char *form;
	enum err_code (*save)(struct visit_form *, struct form_edit *, int64_t *, struct err *);
} kinds[] = {
	{ "triage", save_triage }, { "leaving", save_leaving }, { "visit-assign", save_assign },
	{ "visit-pay", save_pay },
};

enum err_code visit_form_save(struct visit_form *f, struct form_edit *edit, int64_t *visit,
    struct err *e)
{
	enum err_code rc = form_edit_check(edit, e);

	*visit = f->card.is.visit_id;
	for (size_t i = 0; rc == OK && i < sizeof kinds / sizeof kinds[0]; i++)
		if (!strcmp(kinds[i].form, f->name))
			return kinds[i].save(f, edit, visit, e);
	return rc;
}

bool visit_form_complete(const struct visit_form *f, struct form_edit *edit)
{
	struct err none = ERR_INIT;

	return !strcmp(f->name, "triage") && !f->card.is.visit_id && f->card.is.appointment_id &&
	    form_edit_check(edit, &none) == OK;
}
