/* One row in a form of its own: a family member, usual goods, a person, a room, hours. */
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/clock.h"
#include "base/tr.h"
#include "screen/clients/client_priv.h"
#include "data/catalog.h"
#include "desk/desk.h"
#include "desk/disrupt.h"
#include "desk/rows.h"
#include "form/form_catalog.h"
#include "form/form_edit.h"
#include "screen/clientline.h"
#include "tui/canvas.h"

struct row_form {
	struct formview form;           /* must be first */
	const struct rows_kind *kind;
	int64_t owner_id;
	struct client_card_list card;   /* of the client whose row it is; else none */
	char owner[200];                /* whose it is, in words; "": nobody's */
	char word[48];                  /* drafts are kept under it: see row_form_of_draft */
};

static bool is_clients(const struct rows_kind *kind)
{
	return kind->owner_table && !strcmp(kind->owner_table, "client");
}

/* The name the row has in lists; the title of its draft. */
static void row_title(struct screen *s, struct buf *out)
{
	struct row_form *st = s->state;
	const struct form *f = form_edit_form(st->form.edit);
	int name = formview_find(f, NULL, "name");

	buf_puts(out, label_text(&f->title));
	if (name >= 0) {
		buf_puts(out, ": ");
		form_edit_text(st->form.edit, name, out);
	}
	if (st->owner[0])
		buf_printf(out, name >= 0 ? " (%s)" : ": %s", st->owner);
}

/* ---- drafts ---- */

/* A new row has no number yet that would lead to its owner: the word holds it. */
static void name_draft(struct row_form *st, const struct row_arg *a)
{
	if (a->id)
		text_copy(st->word, sizeof st->word, a->form);
	else
		text_fmt(st->word, sizeof st->word, "%s+%lld", a->form, (long long)a->owner_id);
}

bool row_form_of_draft(const char *word, int64_t ref_id, struct desk *d, struct row_arg *out)
{
	struct err none = ERR_INIT;
	const char *plus = strchr(word, '+');
	const struct rows_kind *kind;
	char form[48];

	text_fmt(form, sizeof form, "%.*s", plus ? (int)(plus - word) : (int)strlen(word), word);
	kind = rows_kind(form);
	if (!kind)
		return false;
	*out = (struct row_arg){ .form = kind->form, .id = ref_id };
	if (!ref_id)
		out->owner_id = plus ? strtoll(plus + 1, NULL, 10) : 0;
	else if (rows_owner(d, kind, ref_id, &out->owner_id, &none) != OK)
		return false;
	return !kind->owner || out->owner_id > 0;
}

int64_t row_form_client(const struct row_arg *a)
{
	return is_clients(rows_kind(a->form)) ? a->owner_id : 0;
}

/* ---- opening ---- */

static enum err_code load_owner(struct screen *s, struct err *e)
{
	struct row_form *st = s->state;
	struct desk *d = front_desk(s);

	if (!st->owner_id || !st->kind->owner_table)
		return OK;
	if (!is_clients(st->kind)) {
		rows_name(d, st->kind->owner_table, st->owner_id, st->owner, sizeof st->owner);
		return OK;
	}
	clientline_name(d, st->owner_id, st->owner, sizeof st->owner);
	return client_cards(d->store, &st->owner_id, 1, clock_now(), &st->card, e);
}

static enum err_code row_open(struct screen *s, const void *arg, struct err *e)
{
	const struct row_arg *a = arg;
	struct row_form *st = s->state;
	struct desk *d = front_desk(s);
	struct form *form = form_catalog_find(d->forms, a->form);
	struct form_edit *edit = NULL;
	struct form_env env;

	st->kind = rows_kind(a->form);
	st->owner_id = a->owner_id;
	if (!form || !st->kind)
		return err_set(
		    e, ERR_CONFIG, tr("There is no form \"%s\". Call the administrator."), a->form);
	if (!st->owner_id && a->id && rows_owner(d, st->kind, a->id, &st->owner_id, e) != OK)
		return e->code;
	s->areas = catalog_table(st->kind->table)->areas;
	rows_env(d, st->kind, &env);
	if (load_owner(s, e) != OK)
		return e->code;
	if (!a->id)
		edit = form_edit_new(form, &env);
	else if (form_edit_open(form, &env, a->id, &edit, e) != OK)
		return e->code;
	name_draft(st, a);
	st->form.title = row_title;
	formview_init(&st->form, s, edit, st->word);
	if (a->draft_id && formview_resume(&st->form, a->draft_id, e) != OK)
		return e->code;
	if (!formview_typing(&st->form))
		formview_go_first(&st->form);
	return OK;
}

static enum err_code row_load(struct screen *s, struct err *e)
{
	struct row_form *st = s->state;

	return form_edit_id(st->form.edit) ? formview_reload(&st->form, e) : OK;
}

static void row_close(struct screen *s)
{
	struct row_form *st = s->state;

	formview_free(&st->form);
	client_card_list_free(&st->card);
}

static enum leave row_leave(struct screen *s)
{
	return formview_leave(&((struct row_form *)s->state)->form);
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

/* Appointments that wait for another time because of absence ID. */
static int64_t touched(struct desk *d, int64_t id)
{
	struct disrupt_outages l = { 0 };
	struct err none = ERR_INIT;
	int64_t n = 0;

	if (disrupt_list(d, &l, &none) == OK)
		for (size_t i = 0; i < l.n; i++)
			if (l.v[i].what.id == id)
				n = l.v[i].left;
	disrupt_outages_free(&l);
	return n;
}

static void tell_saved(struct screen *s, int64_t id)
{
	const struct row_form *st = s->state;
	struct buf title = { 0 };
	char until[16];
	int64_t n = strcmp(form_edit_form(st->form.edit)->table, "absence") ? 0 :
	    touched(front_desk(s), id);

	row_title(s, &title);
	client_undo_until(front_desk(s), until, sizeof until);
	if (n)
		screen_done(s, trn("Saved %s. %lld appointment is in it: F3, tab Disrupt.",
		    "Saved %s. %lld appointments are in it: F3, tab Disrupt.", (long)n),
		    buf_str(&title), (long long)n);
	else
		screen_done(s, tr("Saved %s. Ctrl-Z undoes until %s."), buf_str(&title), until);
	buf_free(&title);
}

static enum err_code save(struct screen *s, struct err *e)
{
	struct row_form *st = s->state;
	struct conflict_list conflicts = { 0 };
	int64_t id;
	enum err_code rc;

	formview_commit(&st->form);
	rc = rows_save(front_desk(s), st->form.edit, st->owner_id, &conflicts, &id, e);
	conflict_list_free(&conflicts);
	if (rc == ERR_CONFLICT && form_edit_open_conflicts(st->form.edit)) {
		err_clear(e);
		return screen_ask(s, &conflict_screen, st->form.edit, conflict_answered, e);
	}
	if (rc == ERR_INVALID || (rc == ERR_DUPLICATE && e->field[0])) {
		formview_fault(&st->form, e);
		return OK;
	}
	if (rc != OK)
		return rc;
	formview_saved(&st->form);
	front_wrote(s);
	tell_saved(s, id);
	screen_finish(s, 1, &id);
	return OK;
}

enum { NEED_PAGES = 1u << 20 };

static enum err_code run_page(struct screen *s, struct err *e)
{
	struct row_form *st = s->state;

	(void)e;
	formview_show_section(&st->form, st->form.section + s->command->arg);
	return OK;
}

static const struct command commands[] = {
	{ .name = "form-done", .keys = "F10", .label = N_("save"), .needs = NEED_WRITE,
	  .help = N_("Saves the row and goes back to where it was opened."), .run = save },
	FORMVIEW_COMMANDS,
	{ .name = "form-next", .keys = "PgDn", .label = N_("page"), .needs = NEED_PAGES,
	  .bar = NEED_PAGES, .arg = 1, .help = N_("Next page of the form."), .run = run_page },
	{ .name = "form-prev", .keys = "PgUp", .needs = NEED_PAGES, .flags = COMMAND_NO_BAR,
	  .arg = -1, .help = N_("Page before."), .run = run_page },
};

/* ---- picture ---- */

static enum key_use row_key(struct screen *s, const struct key *k)
{
	struct row_form *st = s->state;

	return formview_typing(&st->form) ? formview_key(&st->form, k) : KEY_UNUSED;
}

static void row_layout(struct screen *s, struct rect body)
{
	formview_layout(&((struct row_form *)s->state)->form,
	    (struct rect){ body.row + 1, body.col, body.rows - 2, body.cols });
}

/* Row 2: whose file it is; of the house's own rows, what kind and whose. */
static void draw_area(const struct screen *s, struct canvas *c)
{
	const struct row_form *st = s->state;
	const struct form *f = form_edit_form(st->form.edit);
	const char *title = label_text(&f->title);
	const char *area = strcmp(f->name, "incident") ? tr("Admin") : tr("Arrivals");

	if (st->card.n)
		clientline_header(front_desk(s), &st->card.v[0], c, SCREEN_ROW_AREA);
	else if (st->owner[0])
		canvas_putf(c, SCREEN_ROW_AREA, 0, STYLE_TAB, "%s  [%s]  %s", area, title,
		    st->owner);
	else
		canvas_putf(c, SCREEN_ROW_AREA, 0, STYLE_TAB, "%s  [%s]", area, title);
}

/* "1 Person   2 Work": a form of several pages says on which one the cursor is. */
static void draw_rule(const struct screen *s, struct canvas *c)
{
	const struct row_form *st = s->state;
	const struct form *f = form_edit_form(st->form.edit);
	char title[160];

	text_copy(title, sizeof title, label_text(&f->sections[st->form.section].title));
	if (f->nsections > 1)
		text_fmt(title, sizeof title, "%s (%d/%zu)",
		    label_text(&f->sections[st->form.section].title), st->form.section + 1,
		    f->nsections);
	canvas_rule(c, s->body.row, 0, c->cols, title);
}

static void row_draw(const struct screen *s, struct canvas *c)
{
	const struct row_form *st = s->state;
	struct buf text = { 0 };

	draw_area(s, c);
	draw_rule(s, c);
	formview_draw(&st->form, c);
	formview_status(&st->form, &text);
	canvas_put(c, s->body.row + s->body.rows - 1, 0, buf_str(&text), STYLE_GREY, CANVAS_REST);
	buf_free(&text);
}

static unsigned row_facts(const struct screen *s)
{
	const struct row_form *st = s->state;

	return (st->card.n ? NEED_CLIENT : 0) |
	    (form_edit_form(st->form.edit)->nsections > 1 ? NEED_PAGES : 0) |
	    (formview_typing(&st->form) ? NEED_TEXT : NEED_NO_TEXT);
}

static void row_help_page(const struct screen *s, struct buf *out)
{
	(void)s;
	buf_puts(out, tr(
	    "One row in a form of its own: a family member or pet or usual goods of a client; "
	    "a person, a room, a service, hours or an absence of the house. F10 saves it and goes "
	    "back to "
	    "where it was opened; Esc goes back too, and what was typed is kept as a job "
	    "(Ctrl-T). Where somebody else changed the same field meanwhile, both are shown."));
}

const struct screen_type row_screen = {
	.name = "row-form", .title = N_("Row"), .state_size = sizeof(struct row_form),
	.commands = KEYMAP_INIT(commands), .areas = AREA_CLIENT, .open = row_open,
	.load = row_load, .facts = row_facts, .typing = formview_screen_typing,
	    .layout = row_layout,
	.draw = row_draw, .key = row_key, .leave = row_leave, .close = row_close,
	.field_help = formview_screen_help, .page = row_help_page,
};
