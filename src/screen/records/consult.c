/* The sheet of a consultation: its pages, saving in part, ending with an outcome. */
#include "screen/consult.h"

#include <stdio.h>
#include <string.h>

#include "base/buf.h"
#include "base/tr.h"
#include "base/utf8.h"
#include "consult_priv.h"
#include "data/catalog.h"
#include "base/clock.h"
#include "desk/desk.h"
#include "screen/clientline.h"
#include "screen/screens.h"
#include "screen/treated.h"
#include "tui/canvas.h"
#include "tui/dialog.h"
#include "tui/textline.h"

struct consult_page *consult_page(const struct screen *s)
{
	return s->state;
}

/* ---- drafts ---- */

static void name_draft(struct consult_page *st)
{
	const struct consultation *c = &st->world.is;

	if (c->id)
		text_copy(st->word, sizeof st->word, "consult");
	else
		text_fmt(st->word, sizeof st->word, "consult+%lld+%lld+%lld+%lld+%s",
		    (long long)c->client_id, (long long)c->dependant_id, (long long)c->visit_id,
		    (long long)c->service_id, c->form);
}

static bool read_word(const char *word, int64_t ref_id, struct consult_arg *out, char *form,
    size_t size)
{
	long long client, dependant, visit, service;
	char name[64];

	if (!strcmp(word, "consult")) {
		*out = (struct consult_arg){ .what = { .id = ref_id } };
		return ref_id > 0;
	}
	if (sscanf(word, "consult+%lld+%lld+%lld+%lld+%63s", &client, &dependant, &visit, &service,
	    name) != 5)
		return false;
	text_copy(form, size, name);
	*out = (struct consult_arg){ .what = { .client_id = client, .dependant_id = dependant,
		.visit_id = visit, .service_id = service, .form = form } };
	return true;
}

enum err_code consult_resume(struct loop *l, const char *word, int64_t ref_id, int64_t draft_id,
    bool *mine, struct err *e)
{
	struct consult_arg arg;
	char form[64];

	*mine = read_word(word, ref_id, &arg, form, sizeof form);
	arg.draft_id = draft_id;
	return *mine ? screen_open(l, &consult_screen, &arg, e) : OK;
}

bool consult_of_draft(const char *word, int64_t ref_id, struct desk *d, int64_t *client_id)
{
	struct consult_arg arg;
	struct consultation c;
	struct err none = ERR_INIT;
	char form[64];

	if (!read_word(word, ref_id, &arg, form, sizeof form))
		return false;
	*client_id = arg.what.client_id;
	if (arg.what.id && consultation_get(d->store, arg.what.id, &c, &none) == OK)
		*client_id = c.client_id;
	return true;
}

static void page_title(struct screen *s, struct buf *out)
{
	const struct consult_page *st = consult_page(s);
	const struct consultation *c = &st->world.is;
	char name[200], treated[520];

	clientline_name(front_desk(s), c->client_id, name, sizeof name);
	buf_printf(out, tr("Consultation: %s"), name);
	buf_putc(out, ' ');
	buf_puts(out, treated_text(front_desk(s), c->client_id, c->dependant_id, treated,
	    sizeof treated));
}

/* ---- opening ---- */

static enum err_code page_open(struct screen *s, const void *arg, struct err *e)
{
	const struct consult_arg *a = arg;
	struct consult_page *st = consult_page(s);
	struct desk *d = front_desk(s);
	struct form_edit *edit = NULL;
	enum err_code rc = consult_open(d, &a->what, &st->world, e);

	if (rc == OK)
		rc = consult_edit(&st->world, &edit, e);
	if (rc != OK)
		return rc;
	name_draft(st);
	st->form.title = page_title;
	formview_init(&st->form, s, edit, st->word);
	front_at_hand(s, st->world.is.client_id);
	if (consult_writable(&st->world))
		formview_go_first(&st->form);
	return a->draft_id ? formview_resume(&st->form, a->draft_id, e) : OK;
}

/* Who has signed, for row 2. */
static enum err_code read_here(struct consult_page *st, struct desk *d, struct err *e)
{
	struct attendance_list l = { 0 };
	struct buf names = BUF_INIT;
	enum err_code rc = st->world.is.id ? attendance_list(d->store, st->world.is.id, &l, e) : OK;

	for (size_t i = 0; i < l.n; i++)
		buf_printf(&names, " %s", l.v[i].staff);
	text_copy(st->here, sizeof st->here, buf_str(&names));
	buf_free(&names);
	attendance_list_free(&l);
	return rc;
}

static enum err_code page_load(struct screen *s, struct err *e)
{
	struct consult_page *st = consult_page(s);
	struct desk *d = front_desk(s);
	enum err_code rc = consult_reload(&st->world, e);

	if (rc == OK)
		rc = client_cards(d->store, &st->world.is.client_id, 1, clock_now(), &st->card, e);
	if (rc == OK)
		rc = read_here(st, d, e);
	treated_text(d, st->world.is.client_id, st->world.is.dependant_id, st->treated,
	    sizeof st->treated);
	if (rc == OK && st->world.is.id)
		rc = formview_reload(&st->form, e);
	if (rc == OK && !consult_writable(&st->world))
		formview_stop(&st->form);
	return rc;
}

static void page_close(struct screen *s)
{
	struct consult_page *st = consult_page(s);

	formview_free(&st->form);
	client_card_list_free(&st->card);
}

static enum leave page_leave(struct screen *s)
{
	return formview_leave(&consult_page(s)->form);
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

static enum err_code ask_conflicts(struct screen *s, struct err *e)
{
	struct consult_page *st = consult_page(s);
	struct err none = ERR_INIT;

	if (form_edit_refresh(st->form.edit, NULL, &none) != OK ||
	    !form_edit_open_conflicts(st->form.edit))
		return e->code;
	err_clear(e);
	return screen_ask(s, &conflict_screen, st->form.edit, conflict_answered, e);
}

static void tell_saved(struct screen *s, const char *number)
{
	struct consult_page *st = consult_page(s);
	struct buf open = BUF_INIT;
	size_t n = consult_missing(&st->world, st->form.edit, &open);
	char given[80] = "";

	for (char *p = open.s; p && *p; p++)
		*p = *p == '\n' ? ' ' : *p;
	if (number[0])
		text_fmt(given, sizeof given, tr(" File number %s."), number);
	if (n)
		screen_done(s, trn("Saved.%s Open: %zu required. %s",
		    "Saved.%s Open: %zu required. %s", (long)n), given, n, buf_str(&open));
	else
		screen_done(s, tr("Saved.%s Nothing required is open: F10 again finishes it."),
		    given);
	buf_free(&open);
}

static enum err_code save(struct screen *s, struct err *e)
{
	struct consult_page *st = consult_page(s);
	char number[24];
	enum err_code rc;

	formview_commit(&st->form);
	rc = consult_save(&st->world, st->form.edit, number, e);
	if (rc == ERR_CONFLICT)
		return ask_conflicts(s, e);
	if (rc == ERR_INVALID && e->field[0]) {
		formview_fault(&st->form, e);
		return OK;
	}
	if (rc != OK)
		return rc;
	formview_saved(&st->form);
	name_draft(st);
	front_wrote(s);
	screen_dirty(s, DIRTY_LOAD);
	tell_saved(s, number);
	return OK;
}

/* F10 saves; when there is nothing to save it ends the consultation. */
static enum err_code run_done(struct screen *s, struct err *e)
{
	struct consult_page *st = consult_page(s);

	if (!consult_writable(&st->world))
		return err_set(e, ERR_INVALID, "%s", tr("This consultation is finished. "
		    "Ctrl-O lists what can still be done."));
	formview_commit(&st->form);
	if (!st->world.is.id || form_edit_dirty(st->form.edit))
		return save(s, e);
	return consult_ask_outcome(s, e);
}

static enum err_code run_save(struct screen *s, struct err *e)
{
	return save(s, e);
}

/* ---- pages ---- */

static enum err_code run_page(struct screen *s, struct err *e)
{
	struct consult_page *st = consult_page(s);
	int n = (int)form_edit_form(st->form.edit)->nsections;

	(void)e;
	formview_show_section(&st->form, (st->form.section + s->command->arg + n) % n);
	return OK;
}

static enum err_code run_client(struct screen *s, struct err *e)
{
	struct client_arg arg = { .client_id = consult_page(s)->world.is.client_id };

	return screen_open(s->loop, &client_screen, &arg, e);
}

static const struct command commands[] = {
	{ .name = "form-done", .keys = "F10", .label = N_("save"), .needs = NEED_WRITE,
	  .help = N_("Saves what is there and lists what is open; again: finishes it."),
	  .run = run_done },
	{ .name = "form-save", .keys = "^S", .label = N_("save"), .needs = NEED_WRITE,
	  .flags = COMMAND_NO_BAR, .help = N_("Saves and stays."), .run = run_save },
	{ .name = "tab-next", .keys = "PgDn Alt-.", .label = N_("next page"), .arg = 1,
	  .help = N_("Next page of the sheet."), .run = run_page },
	{ .name = "tab-prev", .keys = "PgUp Alt-,", .label = N_("page -"), .arg = -1,
	  .help = N_("Page before."), .run = run_page },
	{ .name = "row-open", .keys = "Enter", .label = N_("go on"),
	  .help = N_("Takes what is half typed; on to the next open question."),
	  .run = formview_run_answer },
	{ .name = "field-list", .keys = "Down", .label = N_("choices"),
	  .help = N_("Opens the answers; else the next question."), .run = formview_run_choices },
	{ .name = "field-up", .keys = "Up", .flags = COMMAND_NO_BAR,
	  .help = N_("Question before."), .run = formview_run_up },
	{ .name = "pane-next", .keys = "Tab", .label = N_("field"), .arg = 1,
	  .help = N_("Next question, also an answered one."), .run = formview_run_field },
	{ .name = "pane-prev", .keys = "S-Tab", .arg = -1, .flags = COMMAND_NO_BAR,
	  .help = N_("Question before."), .run = formview_run_field },
	{ .name = "field-edit", .keys = "^E", .flags = COMMAND_NO_BAR, .label = N_("long text"),
	  .help = N_("The note on the whole screen."), .run = formview_run_long },
	{ .name = "row-next", .code = "ok", .keys = "y", .label = N_("took part"),
	  .needs = NEED_WRITE, .flags = COMMAND_ROW | COMMAND_NO_BAR,
	  .help = N_("Signs that one took part: at the own terminal, or with the PIN."),
	  .run = consult_run_sign },
	{ .name = "row-edit", .code = "ed", .keys = "e", .label = N_("diagnosis"),
	  .needs = NEED_WRITE, .flags = COMMAND_ROW | COMMAND_NO_BAR,
	  .help = N_("The expert's diagnosis, also when it is finished."),
	  .run = consult_run_diagnosis },
	{ .name = "row-escalate", .code = "es", .keys = "u", .label = N_("expert"),
	  .needs = NEED_WRITE, .flags = COMMAND_ROW | COMMAND_NO_BAR,
	  .help = N_("Calls the expert to the room."), .run = consult_run_call },
	{ .name = "view-next", .code = "vw", .keys = "v", .label = N_("last time"),
	  .flags = COMMAND_ROW | COMMAND_NO_BAR,
	  .help = N_("What was answered otherwise last time."), .run = consult_run_compare },
	{ .name = "client-open", .code = "in", .keys = "i", .label = N_("file"),
	  .flags = COMMAND_ROW | COMMAND_NO_BAR, .help = N_("Opens the client's file."),
	  .run = run_client },
};

/* ---- the screen ---- */

static void page_layout(struct screen *s, struct rect body)
{
	formview_layout(&consult_page(s)->form,
	    (struct rect){ body.row + 1, 0, body.rows - 2, body.cols });
}

static void draw_pages(const struct consult_page *st, struct canvas *c, int row)
{
	const struct form *f = form_edit_form(st->form.edit);
	int answered, questions, n = 0;
	const char *names[9];
	char text[24];

	while (n < (int)f->nsections && n < 9) {
		names[n] = label_text(&f->sections[n].title);
		n++;
	}
	canvas_tabs(c, row, 0, names, n, st->form.section);
	form_edit_progress(st->form.edit, -1, &answered, &questions);
	text_fmt(text, sizeof text, "%d/%d", answered, questions);
	canvas_put(c, row, c->cols - (int)strlen(text) - 1, text, STYLE_TAB, CANVAS_REST);
}

/* The last row: the diagnosis, or how it ended, or what is open on this page. */
static void draw_state(const struct consult_page *st, struct canvas *c, int row)
{
	const struct consultation *x = &st->world.is;
	int fields[FORM_FIELDS_MAX], open = 0;
	size_t n = form_edit_missing(st->form.edit, STAGE_COMPLETE, fields, FORM_FIELDS_MAX);
	struct buf text = BUF_INIT;

	for (size_t i = 0; i < n; i++)
		open += st->world.form->fields[fields[i]].section == st->form.section;
	if (x->outcome[0])
		buf_printf(&text, "%s%s%s. ", consult_outcome_word(x->outcome),
		    x->reason[0] ? ": " : "", x->reason);
	if (x->diagnosis_at)
		buf_printf(&text, tr("Diagnosis (%s): %s"), x->expert, x->diagnosis);
	else if (!x->outcome[0] && open)
		buf_printf(&text, trn("This page: %d required answer is open.",
		    "This page: %d required answers are open.", open), open);
	canvas_put(c, row, 0, buf_str(&text), STYLE_NOTE, CANVAS_REST);
	buf_free(&text);
}

static void page_draw(const struct screen *s, struct canvas *c)
{
	const struct consult_page *st = consult_page(s);
	struct buf text = BUF_INIT;

	if (st->card.n)
		clientline_header(front_desk(s), st->card.v, c, SCREEN_ROW_AREA);
	buf_puts(&text, st->treated);
	if (st->here[0]) {
		buf_puts(&text, "  ");
		buf_printf(&text, tr("here:%s"), st->here);
	}
	if (text.n)
		canvas_put(c, SCREEN_ROW_AREA, c->cols - utf8_cells(text.s) - 1, text.s,
		    STYLE_NOTE, CANVAS_REST);
	buf_free(&text);
	draw_pages(st, c, s->body.row);
	formview_draw(&st->form, c);
	draw_state(st, c, s->body.row + s->body.rows - 1);
}

static unsigned page_facts(const struct screen *s)
{
	return NEED_CLIENT | NEED_ROW |
	    (formview_typing(&consult_page(s)->form) ? NEED_TEXT : NEED_NO_TEXT);
}

static void page_page(const struct screen *s, struct buf *out)
{
	(void)s;
	buf_puts(out, tr(
	    "The sheet of a consultation, filled while talking. The digit or the first letters "
	    "answer, and Enter goes to the next open question; where several answers may be "
	    "chosen digits add up until Enter. In rows with columns the digit is the column. "
	    ". is the answer of last time, \" writes a remark to an answer.\n\nF10 saves, also "
	    "half of it, and says what is open; the first save gives the file its number where "
	    "the branch wants it so. F10 again finishes with an outcome. Ctrl-O: the expert's "
	    "diagnosis, who took part, what was answered otherwise last time.\n\nSeveral people "
	    "may fill one sheet at once; what comes from another terminal is marked *."));
}

const struct screen_type consult_screen = {
	.name = "consult", .title = N_("Consultation"), .state_size = sizeof(struct consult_page),
	.commands = KEYMAP_INIT(commands), .areas = AREA_RECORDS | AREA_CLIENT,
	.open = page_open, .load = page_load, .facts = page_facts,
	.typing = formview_screen_typing, .layout = page_layout, .draw = page_draw,
	.key = formview_screen_key, .leave = page_leave, .close = page_close,
	.field_help = formview_screen_help, .page = page_page,
};

/* ---- which sheet ---- */

/* The visit or the person stays where it was asked from: one question at a time. REF: the visit; of
 * somebody who is not here below 0 the service. */
static void sheet_chosen(struct screen *s, int answer, int64_t ref)
{
	const struct front *f = front_of(s);
	struct form *forms[CONSULT_FORMS];
	size_t n = consult_forms(front_desk(s), forms, CONSULT_FORMS);
	struct consult_arg arg = { .what = { .visit_id = ref > 0 ? ref : 0,
	    .service_id = ref < 0 ? -ref : 0, .client_id = f->client_id,
	    .dependant_id = f->dependant_id } };
	struct err e = ERR_INIT;

	if (answer < 1 || (size_t)answer > n)
		return;
	arg.what.form = forms[answer - 1]->name;
	if (screen_open(s->loop, &consult_screen, &arg, &e) != OK)
		screen_refuse(s, &e);
}

static enum err_code ask_sheet(struct screen *s, const struct consult_what *what, struct err *e)
{
	struct form *forms[CONSULT_FORMS];
	size_t n = consult_forms(front_desk(s), forms, CONSULT_FORMS);
	struct dialog box = { .title = tr("Consultation"), .text = tr("Which sheet?"),
		.done = sheet_chosen,
		.ref = what->visit_id ? what->visit_id : -what->service_id };

	for (size_t i = 0; i < n; i++)
		box.choices[i] = (struct dialog_choice){ .digit = (int)i + 1,
			.label = label_text(&forms[i]->title) };
	return dialog_open(s, &box, e);
}

enum err_code consult_enter(struct screen *s, const struct consult_what *what, struct err *e)
{
	struct consult_arg arg = { .what = *what };
	struct consult probe;
	enum err_code rc;

	if (!what->id && !what->visit_id && !what->client_id)
		return err_set(e, ERR_INVALID, "%s",
		    tr("No client is at hand. F2 finds one, then come back here."));
	rc = consult_open(front_desk(s), what, &probe, e);
	if (rc == ERR_INVALID && !strcmp(e->field, "form")) {
		err_clear(e);
		if (front_may(s, "consult-edit", e) != OK)
			return e->code;
		front_at_hand(s, probe.is.client_id);
		return ask_sheet(s, what, e);
	}
	if (rc == OK && !probe.is.id && front_may(s, "consult-edit", e) != OK)
		return e->code;
	return rc == OK ? screen_open(s->loop, &consult_screen, &arg, e) : rc;
}
