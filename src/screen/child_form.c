/* A row under a client in a form of its own: a family member or pet, usual goods. */
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/clock.h"
#include "base/tr.h"
#include "client_priv.h"
#include "data/catalog.h"
#include "data/record.h"
#include "desk/child.h"
#include "desk/desk.h"
#include "desk/form_env.h"
#include "form/form_catalog.h"
#include "form/form_edit.h"
#include "screen/clientline.h"
#include "tui/canvas.h"

struct child_form {
	struct formview form;           /* must be first */
	struct client_card_list card;   /* of the client, one */
	int64_t client_id;
	char word[48];                  /* drafts are kept under it: see child_form_of_draft */
};

/* The name the row has in lists; the title of its draft. */
static void child_title(struct screen *s, struct buf *out)
{
	struct child_form *st = s->state;
	const struct form *f = form_edit_form(st->form.edit);
	int name = formview_find(f, NULL, "name");
	char client[200];

	buf_printf(out, "%s: ", label_text(&f->title));
	if (name >= 0)
		form_edit_text(st->form.edit, name, out);
	buf_printf(
	    out, " (%s)", clientline_name(front_desk(s), st->client_id, client, sizeof client));
}

/* A new row has no number yet that would lead to its client: the word holds it. */
static void name_draft(struct child_form *st, const struct child_arg *a)
{
	if (a->id)
		text_copy(st->word, sizeof st->word, a->form);
	else
		text_fmt(st->word, sizeof st->word, "%s+%lld", a->form, (long long)a->client_id);
}

bool child_form_of_draft(const char *word, int64_t ref_id, struct store *s, struct child_arg *out)
{
	static const char *const forms[][2] = { { "dependant", "dependant" },
		{ "goods", "client_goods" } };
	struct err none = ERR_INIT;
	struct record row;

	for (size_t i = 0; i < sizeof forms / sizeof forms[0]; i++) {
		size_t n = strlen(forms[i][0]);

		if (strncmp(word, forms[i][0], n) != 0 || (word[n] && word[n] != '+'))
			continue;
		*out = (struct child_arg){ .form = forms[i][0], .id = ref_id };
		if (!ref_id) {
			out->client_id = word[n] ? strtoll(word + n + 1, NULL, 10) : 0;
		} else if (record_load(s, forms[i][1], ref_id, &row, &none) == OK) {
			out->client_id = record_int(&row, "client_id");
			record_free(&row);
		}
		return out->client_id > 0;
	}
	return false;
}

static enum err_code child_open(struct screen *s, const void *arg, struct err *e)
{
	const struct child_arg *a = arg;
	struct child_form *st = s->state;
	struct desk *d = front_desk(s);
	struct form *form = form_catalog_find(d->forms, a->form);
	struct form_edit *edit = NULL;
	struct form_env env;

	st->client_id = a->client_id;
	if (!form)
		return err_set(
		    e, ERR_CONFIG, tr("There is no form \"%s\". Call the administrator."), a->form);
	form_env_make(d, &env);
	if (client_cards(d->store, &a->client_id, 1, clock_now(), &st->card, e) != OK)
		return e->code;
	if (!a->id)
		edit = form_edit_new(form, &env);
	else if (form_edit_open(form, &env, a->id, &edit, e) != OK)
		return e->code;
	name_draft(st, a);
	st->form.title = child_title;
	formview_init(&st->form, s, edit, st->word);
	if (a->draft_id && formview_resume(&st->form, a->draft_id, e) != OK)
		return e->code;
	if (!formview_typing(&st->form))
		formview_go_first(&st->form);
	return OK;
}

static enum err_code child_load(struct screen *s, struct err *e)
{
	struct child_form *st = s->state;

	return form_edit_id(st->form.edit) ? formview_reload(&st->form, e) : OK;
}

static void child_close(struct screen *s)
{
	struct child_form *st = s->state;

	formview_free(&st->form);
	client_card_list_free(&st->card);
}

static enum leave child_leave(struct screen *s)
{
	return formview_leave(&((struct child_form *)s->state)->form);
}

/* ---- saving ---- */

static enum err_code save(struct screen *s, struct err *e);

static void conflict_answered(struct screen *s, int answer, const void *value)
{
	struct err e = ERR_INIT;

	(void)value;
	screen_dirty(s, DIRTY_DRAW);
	if (answer == 1 && save(s, &e) != OK)
		screen_refuse(s, &e);
}

static void tell_saved(struct screen *s)
{
	struct buf title = { 0 };
	char until[16];

	child_title(s, &title);
	client_undo_until(front_desk(s), until, sizeof until);
	screen_done(s, tr("Saved %s. Ctrl-Z undoes until %s."), buf_str(&title), until);
	buf_free(&title);
}

static enum err_code save(struct screen *s, struct err *e)
{
	struct child_form *st = s->state;
	struct conflict_list conflicts = { 0 };
	int64_t id;
	enum err_code rc;

	formview_commit(&st->form);
	rc = child_save(front_desk(s), st->form.edit, st->client_id, &conflicts, &id, e);
	conflict_list_free(&conflicts);
	if (rc == ERR_CONFLICT) {
		err_clear(e);
		return screen_ask(s, &conflict_screen, st->form.edit, conflict_answered, e);
	}
	if (rc == ERR_INVALID) {
		formview_fault(&st->form, e);
		return OK;
	}
	if (rc != OK)
		return rc;
	formview_saved(&st->form);
	front_wrote(s);
	tell_saved(s);
	screen_finish(s, 1, &id);
	return OK;
}

static enum err_code run_enter(struct screen *s, struct err *e)
{
	(void)e;
	formview_answer(&((struct child_form *)s->state)->form);
	return OK;
}

static enum err_code run_pane(struct screen *s, struct err *e)
{
	(void)e;
	formview_move(&((struct child_form *)s->state)->form, s->command->arg);
	return OK;
}

static const struct command commands[] = {
	{ .name = "row-open", .keys = "Enter", .label = N_("next"),
	  .help = N_("On to the next field that needs an answer."), .run = run_enter },
	{ .name = "form-done", .keys = "F10", .label = N_("save"), .needs = NEED_WRITE,
	  .help = N_("Saves the row and goes back to the file."), .run = save },
	{ .name = "pane-next", .keys = "Tab", .label = N_("field"), .arg = 1,
	  .help = N_("Next field by place."), .run = run_pane },
	{ .name = "pane-prev", .keys = "S-Tab", .arg = -1, .flags = COMMAND_NO_BAR,
	  .help = N_("Field before."), .run = run_pane },
	{ .name = "field-list", .keys = "Down", .label = N_("choices"),
	  .help = N_("Opens the choices of a field marked v; else one row down."),
	  .run = formview_run_choices },
	{ .name = "field-up", .keys = "Up", .flags = COMMAND_NO_BAR, .help = N_("One row up."),
	  .run = formview_run_up },
	{ .name = "field-edit", .keys = "^E", .label = N_("long text"), .flags = COMMAND_NO_BAR,
	  .help = N_("The note on the whole screen."), .run = formview_run_long },
};

/* ---- picture ---- */

static enum key_use child_key(struct screen *s, const struct key *k)
{
	struct child_form *st = s->state;

	return formview_typing(&st->form) ? formview_key(&st->form, k) : KEY_UNUSED;
}

static void child_layout(struct screen *s, struct rect body)
{
	formview_layout(&((struct child_form *)s->state)->form,
	    (struct rect){ body.row + 1, body.col, body.rows - 2, body.cols });
}

static void child_draw(const struct screen *s, struct canvas *c)
{
	const struct child_form *st = s->state;
	const struct form *f = form_edit_form(st->form.edit);
	struct buf text = { 0 };

	if (st->card.n)
		clientline_header(front_desk(s), &st->card.v[0], c, SCREEN_ROW_AREA);
	canvas_rule(c, s->body.row, 0, c->cols, label_text(&f->sections[st->form.section].title));
	formview_draw(&st->form, c);
	formview_status(&st->form, &text);
	canvas_put(c, s->body.row + s->body.rows - 1, 0, buf_str(&text), STYLE_GREY, CANVAS_REST);
	buf_free(&text);
}

static unsigned child_facts(const struct screen *s)
{
	const struct child_form *st = s->state;

	return NEED_CLIENT | (formview_typing(&st->form) ? NEED_TEXT : NEED_NO_TEXT);
}

static bool child_typing(const struct screen *s)
{
	return formview_typing(&((const struct child_form *)s->state)->form);
}

static bool child_help(const struct screen *s, struct buf *out)
{
	return formview_help(&((const struct child_form *)s->state)->form, out);
}

static void child_help_page(const struct screen *s, struct buf *out)
{
	(void)s;
	buf_puts(out, tr(
	    "One row that hangs under a client's file: a family member or pet, or goods "
	    "usually bought. F10 saves it and goes back to the file; Esc goes back too, and "
	    "what was typed is kept as a job (Ctrl-T)."));
}

const struct screen_type child_screen = {
	.name = "client-row", .title = N_("Row of a file"), .state_size = sizeof(struct child_form),
	.commands = KEYMAP_INIT(commands), .areas = AREA_CLIENT, .open = child_open,
	.load = child_load, .facts = child_facts, .typing = child_typing, .layout = child_layout,
	.draw = child_draw, .key = child_key, .leave = child_leave, .close = child_close,
	.field_help = child_help,
	.page = child_help_page,
};
