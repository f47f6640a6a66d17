/* What is done to a consultation besides its answers: outcome, diagnosis, signatures. */
#include <string.h>

#include "base/buf.h"
#include "base/clock.h"
#include "base/day.h"
#include "base/tr.h"
#include "base/value.h"
#include "base/when.h"
#include "consult_priv.h"
#include "desk/desk.h"
#include "form/roles.h"
#include "tui/dialog.h"
#include "tui/textline.h"

static void wrote(struct screen *s)
{
	front_wrote(s);
	screen_dirty(s, DIRTY_LOAD | DIRTY_DRAW);
}

/* ---- the outcome ---- */

static enum err_code end_now(struct screen *s, const char *day, struct err *e)
{
	struct consult_page *st = consult_page(s);
	enum err_code rc = consult_end(&st->world, st->form.edit, st->outcome, st->reason, day, e);

	if (rc == ERR_INVALID && e->field[0] &&
	    form_field_index(st->world.form, e->field) >= 0) {
		formview_fault(&st->form, e);
		return OK;
	}
	if (rc != OK)
		return rc;
	formview_stop(&st->form);
	screen_done(s, tr("Finished: %s. Ctrl-Z takes it back."),
	    consult_outcome_word(st->outcome));
	wrote(s);
	return OK;
}

static enum err_code day_given(struct screen *s, const char *text, struct err *e)
{
	const struct desk *d = front_desk(s);
	struct when_base base = desk_when(d);
	char day[DAY_TEXT] = "";
	struct when w;

	if (!text)
		return OK;
	if (!text_is_blank(text)) {
		if (when_parse(text, WHEN_DATE, &base, &w, e) != OK)
			return e->code;
		day_format(w.day, day);
	}
	return end_now(s, day, e);
}

static enum err_code reason_given(struct screen *s, const char *text, struct err *e)
{
	struct consult_page *st = consult_page(s);

	if (!text)
		return OK;
	if (text_is_blank(text))
		return err_set(e, ERR_INVALID, "%s", tr("Say why: it is asked later."));
	text_copy(st->reason, sizeof st->reason, text);
	if (strcmp(st->outcome, "think") != 0)
		return end_now(s, "", e);
	textline_ask(s, &(struct textline){ .label = tr("Ask again on (+7, fri; empty: not)"),
	    .done = day_given });
	return OK;
}

static void outcome_given(struct screen *s, int answer, int64_t ref)
{
	struct consult_page *st = consult_page(s);
	const struct consult_outcome *o;
	struct err e = ERR_INIT;

	(void)ref;
	if (answer < 1 || answer > CONSULT_OUTCOMES)
		return;
	o = &consult_outcomes[answer - 1];
	text_copy(st->outcome, sizeof st->outcome, o->code);
	st->reason[0] = '\0';
	if (o->reason)
		textline_ask(s, &(struct textline){ .label = tr("Why"), .max_cp = 120,
		    .keep = "consult-end", .keep_ref = st->world.is.id, .done = reason_given });
	else if (end_now(s, "", &e) != OK)
		screen_refuse(s, &e);
}

enum err_code consult_ask_outcome(struct screen *s, struct err *e)
{
	const struct consult_page *st = consult_page(s);
	struct buf text = BUF_INIT, roles = BUF_INIT;
	struct dialog box = { .title = tr("Finish: how did it end?"), .done = outcome_given };
	size_t n;
	enum err_code rc;

	if (front_may(s, "consult-end", e) != OK)
		return e->code;
	n = consult_missing(&st->world, st->form.edit, &text);
	if (n)
		buf_puts(&text, "\n");
	rc = consult_unsigned(front_desk(s), &st->world.is, &roles, e);
	if (roles.n)
		buf_printf(&text, tr("Not signed: %s\n"), roles.s);
	box.text = n || roles.n ? buf_str(&text) : tr("Nothing required is open.");
	for (int i = 0; i < CONSULT_OUTCOMES; i++)
		box.choices[i] = (struct dialog_choice){ .digit = i + 1,
			.label = tr(consult_outcomes[i].label) };
	if (rc == OK)
		rc = dialog_open(s, &box, e);
	buf_free(&text);
	buf_free(&roles);
	return rc;
}

/* ---- the diagnosis ---- */

static enum err_code diagnosed(struct screen *s, const char *text, struct err *e)
{
	struct consult_page *st = consult_page(s);

	if (!text)
		return OK;
	if (consult_diagnose(front_desk(s), st->world.is.id, text, e) != OK)
		return e->code;
	screen_done(s, "%s", tr("The diagnosis is written, with your name."));
	wrote(s);
	return OK;
}

static enum err_code need_saved(const struct consult_page *st, struct err *e)
{
	return st->world.is.id ? OK :
	    err_set(e, ERR_INVALID, "%s", tr("It is not saved yet. F10 saves it first."));
}

enum err_code consult_run_diagnosis(struct screen *s, struct err *e)
{
	const struct consult_page *st = consult_page(s);

	if (need_saved(st, e) != OK || front_may(s, "consult-diagnose", e) != OK)
		return e->code;
	textline_ask(s, &(struct textline){ .label = tr("Diagnosis"), .max_cp = 300,
	    .text = st->world.is.diagnosis, .keep = "consult-diagnosis",
	    .keep_ref = st->world.is.id, .done = diagnosed });
	return OK;
}

/* ---- the expert is asked for ---- */

static enum err_code called(struct screen *s, const char *text, struct err *e)
{
	if (!text)
		return OK;
	if (consult_call(front_desk(s), consult_page(s)->world.is.id, text, e) != OK)
		return e->code;
	screen_done(s, "%s", tr("Called: it stands on the expert's screen."));
	front_wrote(s);
	return OK;
}

enum err_code consult_run_call(struct screen *s, struct err *e)
{
	if (need_saved(consult_page(s), e) != OK || front_may(s, "consult-edit", e) != OK)
		return e->code;
	textline_ask(s, &(struct textline){ .label = tr("Expert to the room, why"), .max_cp = 60,
	    .keep = "consult-call", .keep_ref = consult_page(s)->world.is.id, .done = called });
	return OK;
}

/* ---- who took part ---- */

static const char *role_word(const struct screen *s, const char *role)
{
	const struct role *r = roles_find(front_desk(s)->roles, role);

	return r ? label_text(&r->label) : role;
}

static void tell_signed(struct screen *s)
{
	screen_done(s, tr("Signed: %s took part."), role_word(s, consult_page(s)->role));
	wrote(s);
}

static enum err_code pin_given(struct screen *s, const char *pin, struct err *e)
{
	struct consult_page *st = consult_page(s);

	if (!pin)
		return OK;
	if (consult_sign_pin(front_desk(s), st->world.is.id, st->role, st->code, pin, e) != OK)
		return e->code;
	tell_signed(s);
	return OK;
}

static enum err_code code_given(struct screen *s, const char *code, struct err *e)
{
	struct consult_page *st = consult_page(s);

	if (!code)
		return OK;
	if (text_is_blank(code))
		return err_set(e, ERR_INVALID, "%s", tr("Whose PIN? Type the code."));
	text_copy(st->code, sizeof st->code, code);
	textline_ask(s, &(struct textline){ .label = tr("PIN"), .flags = FIELD_SECRET,
	    .filter = field_filter_digits, .done = pin_given });
	return OK;
}

/* At the own terminal at once; else by code and PIN. */
static void role_given(struct screen *s, int answer, int64_t ref)
{
	struct consult_page *st = consult_page(s);
	struct err e = ERR_INIT;
	char label[120];

	(void)ref;
	if (answer < 1 || answer > CONSULT_ROLES)
		return;
	text_copy(st->role, sizeof st->role, consult_roles[answer - 1]);
	if (consult_sign(front_desk(s), st->world.is.id, st->role, &e) == OK) {
		tell_signed(s);
		return;
	}
	if (e.code != ERR_DENIED) {
		screen_refuse(s, &e);
		return;
	}
	text_fmt(label, sizeof label, tr("Code of the %s"), role_word(s, st->role));
	textline_ask(s, &(struct textline){ .label = label, .max_cp = 20, .done = code_given });
}

enum err_code consult_run_sign(struct screen *s, struct err *e)
{
	const struct consult_page *st = consult_page(s);
	struct dialog box = { .title = tr("Who took part?"), .text = tr("Each signs for oneself."),
		.done = role_given };

	if (need_saved(st, e) != OK)
		return e->code;
	for (int i = 0; i < CONSULT_ROLES; i++)
		box.choices[i] = (struct dialog_choice){ .digit = i + 1,
			.label = role_word(s, consult_roles[i]) };
	return dialog_open(s, &box, e);
}

/* ---- last time ---- */

enum err_code consult_run_compare(struct screen *s, struct err *e)
{
	const struct consult_page *st = consult_page(s);
	const struct form *f = st->world.form;
	struct buf text = BUF_INIT;
	enum err_code rc;

	for (size_t i = 0; i < f->nfields; i++) {
		const struct value *last = form_edit_last(st->form.edit, (int)i);
		const struct value *now = &form_edit_field(st->form.edit, (int)i)->value;
		struct buf a = BUF_INIT, b = BUF_INIT;

		if (last->type != VALUE_NULL && !value_equal(last, now)) {
			form_edit_value_text(st->form.edit, (int)i, last, &a);
			form_edit_value_text(st->form.edit, (int)i, now, &b);
			buf_printf(&text, "%s: %s -> %s\n", label_text(&f->fields[i].label),
			    buf_str(&a), buf_str(&b));
		}
		buf_free(&a);
		buf_free(&b);
	}
	if (!st->world.last.id)
		buf_puts(&text, tr("There was no earlier consultation by this sheet."));
	else if (!text.n)
		buf_puts(&text, tr("Everything was answered alike."));
	rc = dialog_tell(s, st->world.last.day[0] ? st->world.last.day : tr("Last time"), text.s,
	    e);
	buf_free(&text);
	return rc;
}
