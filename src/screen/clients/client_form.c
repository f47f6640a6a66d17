/* The pages of the form in a client's file: opened, looked at, saved. */
#include <string.h>

#include "base/buf.h"
#include "base/tr.h"
#include "client_priv.h"
#include "data/record.h"
#include "desk/desk.h"
#include "desk/form_env.h"
#include "desk/intake.h"
#include "form/form_catalog.h"
#include "form/form_edit.h"
#include "tui/loop.h"

/* ---- looks that leave a trace ---- */

/* Does the page show a number that not everybody may see in full? */
static bool shows_phone(const struct client_file *st)
{
	const struct form *f = form_edit_form(st->form.edit);
	const struct form_section *s = &f->sections[st->form.section];

	for (int i = s->first; i < s->first + s->count; i++) {
		const struct field_state *state = form_edit_field(st->form.edit, i);

		if (f->fields[i].see && state->visible && !state->masked &&
		    f->fields[i].kind == FIELD_PHONE && state->base.type == VALUE_TEXT)
			return true;
	}
	return false;
}

void client_form_look(struct screen *s)
{
	struct client_file *st = s->state;
	struct err e = ERR_INIT;

	if (st->looked_phone || !client_on_form(st) || !st->form.edit || st->closed_form ||
	    !shows_phone(st))
		return;
	st->looked_phone = true;
	if (intake_look(st->desk, st->client_id, "phone", NULL, &e) != OK)
		screen_refuse(s, &e);
}

/* ---- opening ---- */

static void draft_title(struct screen *s, struct buf *out)
{
	char name[200];

	buf_printf(out, tr("File of %s"), client_name(s->state, name, sizeof name));
}

enum err_code client_form_open(struct screen *s, struct err *e)
{
	struct client_file *st = s->state;
	struct form *form = form_catalog_find(st->desk->forms, "client");
	struct form_edit *edit = NULL;
	struct form_env env;

	form_env_make(st->desk, &env);
	st->form.title = draft_title;
	if (form && form_edit_open(form, &env, st->client_id, &edit, e) != OK)
		return e->code;
	formview_init(&st->form, s, edit, "client");
	return OK;
}

enum err_code client_form_resume(struct screen *s, int64_t draft_id, struct err *e)
{
	struct client_file *st = s->state;
	enum err_code rc;

	if (!st->form.edit || st->closed_form)
		return OK;
	rc = formview_resume(&st->form, draft_id, e);
	st->tab = st->form.section + 1;
	if (rc == OK && !formview_typing(&st->form))
		formview_go_first(&st->form);
	client_form_look(s);
	return rc;
}

void client_form_errand(struct screen *s, const char *field)
{
	struct client_file *st = s->state;
	int f;

	if (!st->form.edit || st->closed_form)
		return;
	f = form_field_index(form_edit_form(st->form.edit), field);
	if (f < 0)
		return;
	st->errand = true;
	formview_go(&st->form, f);
	st->tab = st->form.section + 1;
	client_form_look(s);
}

/* ---- saving ---- */

static enum err_code save(struct screen *s, bool stay, struct err *e);

static void conflict_answered(struct screen *s, int answer, const void *value)
{
	struct client_file *st = s->state;
	struct err e = ERR_INIT;

	(void)value;
	screen_dirty(s, DIRTY_DRAW);
	if (formview_typing(&st->form))
		formview_stop(&st->form);
	if (answer == 1 && save(s, false, &e) != OK)
		screen_refuse(s, &e);
}

static void tell_saved(struct screen *s)
{
	struct client_file *st = s->state;
	char name[200], until[16];

	screen_done(s, tr("Saved the file of %s. Ctrl-Z undoes until %s."),
	    client_name(st, name, sizeof name), client_undo_until(st->desk, until, sizeof until));
}

static enum err_code save(struct screen *s, bool stay, struct err *e)
{
	struct client_file *st = s->state;
	struct conflict_list conflicts = { 0 };
	enum err_code rc;

	if (!st->form.edit)
		return OK;
	formview_commit(&st->form);
	if (!form_edit_dirty(st->form.edit)) {
		screen_say(s, STYLE_MSG_INFO, "%s", tr("Nothing was changed."));
		if (!stay)
			formview_stop(&st->form);
		return OK;
	}
	rc = intake_save(st->desk, st->form.edit, &conflicts, e);
	conflict_list_free(&conflicts);
	if (rc == ERR_CONFLICT) {
		err_clear(e);
		return screen_ask(s, &conflict_screen, st->form.edit, conflict_answered, e);
	}
	if (rc == ERR_INVALID) {
		formview_fault(&st->form, e);
		st->tab = st->form.section + 1;
		return OK;
	}
	if (rc != OK)
		return rc;
	formview_saved(&st->form);
	if (!stay)
		formview_stop(&st->form);
	front_wrote(s);
	tell_saved(s);
	if (st->errand && !stay)
		screen_finish(s, 1, NULL);
	return OK;
}

enum err_code client_form_run_save(struct screen *s, struct err *e)
{
	return save(s, s->command->arg, e);
}
