/* A survey: a digit answers and goes on; F10 saves and opens the next one that is due. */
#include "screen/survey.h"

#include <stdio.h>
#include <string.h>

#include "base/buf.h"
#include "base/clock.h"
#include "base/tr.h"
#include "base/utf8.h"
#include "data/catalog.h"
#include "data/client.h"
#include "desk/describe.h"
#include "desk/desk.h"
#include "screen/clientline.h"
#include "screen/formview.h"
#include "screen/screens.h"
#include "survey_priv.h"
#include "tui/canvas.h"
#include "tui/viewport.h"

enum { WHY = 5 };                       /* cells of the word before a reason */

struct survey_page {
	struct formview form;           /* must be first */
	struct survey world;
	struct client_card_list card;
	int64_t due;                    /* how many may be asked now */
	char month[80];                 /* rate of the month */
	char word[40];                  /* drafts are kept under it */
	int why;                        /* question whose reason is asked next, -1: none */
};

static struct survey_page *page_of(const struct screen *s)
{
	return s->state;
}

/* ---- drafts ---- */

bool survey_of_draft(const char *word, struct survey_arg *a)
{
	long long id;

	*a = (struct survey_arg){ .id = 0 };
	if (sscanf(word, "survey+%lld", &id) != 1)
		return false;
	a->id = id;
	return true;
}

bool survey_draft_client(const char *word, struct desk *d, int64_t *client_id)
{
	struct err none = ERR_INIT;
	struct survey_arg a;
	struct survey_row r;

	if (!survey_of_draft(word, &a))
		return false;
	*client_id = survey_get(d->store, a.id, &r, &none) == OK ? r.client_id : 0;
	return true;
}

static void page_title(struct screen *s, struct buf *out)
{
	const struct survey_page *st = page_of(s);

	buf_printf(out, tr("Survey: %s"), survey_name(front_desk(s), &st->world.is));
}

/* ---- opening ---- */

/* A low mark is asked why as soon as it is given. */
static void field_left(struct screen *s, int field)
{
	struct survey_page *st = page_of(s);

	if (survey_low_mark(st->form.edit, field))
		st->why = field;
}

static enum err_code show(struct screen *s, int64_t id, struct err *e)
{
	struct survey_page *st = page_of(s);
	struct form_edit *edit = NULL;
	enum err_code rc = survey_open(front_desk(s), id, &st->world, e);

	if (rc == OK)
		rc = survey_edit(&st->world, &edit, e);
	if (rc != OK)
		return rc;
	text_fmt(st->word, sizeof st->word, "survey+%lld", (long long)id);
	formview_init(&st->form, s, edit, st->word);
	st->form.title = page_title;
	st->form.left = field_left;
	st->why = -1;
	if (!survey_hides(front_desk(s), &st->world.is))
		front_at_hand(s, st->world.is.client_id);
	if (survey_writable(&st->world))
		formview_go_first(&st->form);
	return OK;
}

static enum err_code page_open(struct screen *s, const void *arg, struct err *e)
{
	const struct survey_arg *a = arg;
	enum err_code rc = show(s, a->id, e);

	return rc == OK && a->draft_id ? formview_resume(&page_of(s)->form, a->draft_id, e) : rc;
}

static enum err_code page_load(struct screen *s, struct err *e)
{
	struct survey_page *st = page_of(s);
	struct desk *d = front_desk(s);
	enum err_code rc = survey_get(d->store, st->world.is.id, &st->world.is, e);

	if (rc == OK)
		rc = client_cards(d->store, &st->world.is.client_id, 1, clock_now(), &st->card, e);
	if (rc == OK)
		rc = survey_count_due(d->store, d->branch_id, clock_now(), &st->due, e);
	if (rc == OK)
		rc = survey_month_text(d, st->month, sizeof st->month, e);
	if (rc == OK && !survey_writable(&st->world))
		formview_stop(&st->form);
	return rc;
}

static void page_close(struct screen *s)
{
	formview_free(&page_of(s)->form);
	client_card_list_free(&page_of(s)->card);
}

static enum leave page_leave(struct screen *s)
{
	return formview_leave(&page_of(s)->form);
}

/* ---- from one to the next ---- */

/* The one behind (BY 1) or before the one on the screen, of those that may be asked now; 0. */
static int64_t neighbour(struct screen *s, int by, struct err *e)
{
	struct desk *d = front_desk(s);
	const struct survey_row *here = &page_of(s)->world.is;
	struct survey_filter f = { .branch_id = d->branch_id };
	struct survey_list l = { 0 };
	int64_t found = 0, now = clock_now();

	if (survey_list_open(d->store, &f, &l, e) != OK)
		return 0;
	for (size_t i = 0; i < l.n; i++) {
		const struct survey_row *r = &l.v[i];
		bool behind = r->from_at > here->from_at ||
		    (r->from_at == here->from_at && r->id > here->id);

		if (r->id == here->id || r->from_at > now || behind != (by > 0))
			continue;
		if (by < 0 || !found)
			found = r->id;
	}
	survey_list_free(&l);
	return found;
}

/* What was typed here is kept as a draft before another one is shown. */
static enum err_code turn_to(struct screen *s, int64_t id, struct err *e)
{
	struct survey_page *st = page_of(s);
	struct rect area = st->form.area;
	enum err_code rc;

	if (formview_leave(&st->form) == LEAVE_STAY)
		return OK;
	formview_free(&st->form);
	screen_dirty(s, DIRTY_LOAD | DIRTY_DRAW);
	rc = show(s, id, e);
	formview_layout(&st->form, area);
	return rc;
}

/* Goes on with the next one, from the first again when there is none behind; else back to the
 * list. */
static void go_on(struct screen *s)
{
	struct err e = ERR_INIT;
	int64_t next = neighbour(s, 1, &e);

	if (!next)
		next = neighbour(s, -1, &e);
	front_wrote(s);
	screen_dirty(s, DIRTY_LOAD);
	if (next && turn_to(s, next, &e) != OK)
		screen_refuse(s, &e);
	else if (!next)
		screen_back(s);
}

static enum err_code run_skip(struct screen *s, struct err *e)
{
	int64_t next = neighbour(s, s->command->arg, e);

	if (e->code != OK)
		return e->code;
	if (!next)
		return err_set(e, ERR_INVALID, "%s", s->command->arg > 0 ?
		    tr("This is the last survey that is due. Esc: the list.") :
		    tr("This is the first survey that is due. Esc: the list."));
	return turn_to(s, next, e);
}

/* ---- saving ---- */

static void tell_saved(struct screen *s, const struct survey_result *r, const char *name)
{
	char mark[24];

	survey_mark_text(r->answered, r->score, mark, sizeof mark);
	if (r->complaint[0])
		screen_done(s, tr("Saved: %s, %s. Complaint %s is open."), name, mark,
		    r->complaint);
	else
		screen_done(s, r->suggestion ? tr("Saved: %s, %s. The suggestion is on its list.") :
		    tr("Saved: %s, %s."), name, mark);
}

/* The reason of a mark is shown only while it is asked. */
static enum err_code fault(struct screen *s, struct err *e)
{
	struct survey_page *st = page_of(s);
	int field = form_field_index(st->world.form, e->field);

	if (field >= 0 && st->world.form->fields[field].remark_of >= 0)
		form_edit_remark(st->form.edit, st->world.form->fields[field].remark_of);
	formview_fault(&st->form, e);
	return OK;
}

static enum err_code run_done(struct screen *s, struct err *e)
{
	struct survey_page *st = page_of(s);
	struct survey_result r;
	char name[200];
	enum err_code rc;

	if (!survey_writable(&st->world))
		return err_set(e, ERR_INVALID, tr("This survey stands as: %s. PgDn: the next one."),
		    survey_state_word(st->world.is.state));
	formview_commit(&st->form);
	rc = survey_save(&st->world, st->form.edit, &r, e);
	if (rc == ERR_INVALID && e->field[0])
		return fault(s, e);
	if (rc != OK)
		return rc;
	formview_saved(&st->form);
	text_copy(name, sizeof name, survey_name(front_desk(s), &st->world.is));
	go_on(s);
	tell_saved(s, &r, name);
	return OK;
}

static enum err_code run_later(struct screen *s, struct err *e)
{
	return survey_ask_later(s, page_of(s)->world.is.id, go_on, e);
}

static enum err_code run_refuse(struct screen *s, struct err *e)
{
	return survey_ask_refusal(s, page_of(s)->world.is.id, go_on, e);
}

static enum err_code run_client(struct screen *s, struct err *e)
{
	struct survey_page *st = page_of(s);
	struct client_arg arg = { .client_id = st->world.is.client_id };

	if (survey_hides(front_desk(s), &st->world.is))
		return err_set(e, ERR_DENIED, "%s", tr("The client did not agree that you see who "
		    "answered."));
	return screen_open(s->loop, &client_screen, &arg, e);
}

static const struct command commands[] = {
	{ .name = "form-done", .keys = "F10", .label = N_("done,next"), .needs = NEED_WRITE,
	  .help = N_("Saves the survey and opens the next one that is due."), .run = run_done },
	{ .name = "page-next", .keys = "PgDn", .label = N_("skip"), .arg = 1,
	  .help = N_("Next survey that is due; what was typed is kept."), .run = run_skip },
	{ .name = "page-prev", .keys = "PgUp", .label = N_("previous"), .arg = -1,
	  .flags = COMMAND_NO_BAR, .help = N_("Survey before."), .run = run_skip },
	{ .name = "row-defer", .code = "df", .keys = "d", .label = N_("put off"),
	  .needs = NEED_WRITE, .flags = COMMAND_ROW,
	  .help = N_("Asks it at another time."), .run = run_later },
	{ .name = "row-cancel", .code = "ca", .keys = "x", .label = N_("refused"),
	  .needs = NEED_WRITE, .flags = COMMAND_ROW,
	  .help = N_("The client wants no survey."), .run = run_refuse },
	{ .name = "row-open", .keys = "Enter", .label = N_("go on"),
	  .help = N_("On to the next open question."), .run = formview_run_answer },
	{ .name = "field-list", .keys = "Down", .label = N_("choices"), .flags = COMMAND_NO_BAR,
	  .help = N_("Opens the answers; else the next question."), .run = formview_run_choices },
	{ .name = "field-up", .keys = "Up", .flags = COMMAND_NO_BAR,
	  .help = N_("Question before."), .run = formview_run_up },
	{ .name = "pane-next", .keys = "Tab", .label = N_("field"), .arg = 1,
	  .flags = COMMAND_NO_BAR, .help = N_("Next question, also an answered one."),
	  .run = formview_run_field },
	{ .name = "pane-prev", .keys = "S-Tab", .arg = -1, .flags = COMMAND_NO_BAR,
	  .help = N_("Question before."), .run = formview_run_field },
	{ .name = "field-edit", .keys = "^E", .flags = COMMAND_NO_BAR, .label = N_("long text"),
	  .help = N_("The note on the whole screen."), .run = formview_run_long },
	{ .name = "client-open", .code = "in", .keys = "i", .label = N_("file"),
	  .flags = COMMAND_ROW | COMMAND_NO_BAR, .help = N_("Opens the client's file."),
	  .run = run_client },
};

/* ---- keys ---- */

/* A mark takes figures alone: letters there are commands. */
static bool at_figure(const struct survey_page *st)
{
	const struct formview *v = &st->form;

	return formview_typing(v) && form_edit_form(v->edit)->fields[v->at].kind == FIELD_INT;
}

static bool page_typing(const struct screen *s)
{
	return formview_typing(&page_of(s)->form) && !at_figure(page_of(s));
}

static void ask_why(struct survey_page *st)
{
	int to = st->why >= 0 ? form_edit_remark(st->form.edit, st->why) : -1;

	st->why = -1;
	if (to >= 0)
		formview_go(&st->form, to);
}

static bool is_letter(const struct key *k)
{
	uint32_t cp = cp_narrow(k->code);

	return key_is_text(*k) && ((cp >= 'a' && cp <= 'z') || (cp >= 'A' && cp <= 'Z') ||
	    cp == ' ' || cp == '/' || cp == '?' || cp == ':' || cp == '[' || cp == ']');
}

static enum key_use page_key(struct screen *s, const struct key *k)
{
	struct survey_page *st = page_of(s);
	enum key_use use;

	if (at_figure(st) && is_letter(k))
		return KEY_UNUSED;
	use = formview_screen_key(s, k);
	ask_why(st);
	return use;
}

static unsigned page_facts(const struct screen *s)
{
	return NEED_ROW | (survey_hides(front_desk(s), &page_of(s)->world.is) ? 0 : NEED_CLIENT) |
	    (page_typing(s) ? NEED_TEXT : NEED_NO_TEXT);
}

/* ---- picture ---- */

static void page_layout(struct screen *s, struct rect body)
{
	formview_layout(&page_of(s)->form,
	    (struct rect){ body.row + 2, 0, body.rows - 4, body.cols });
}

/* A reason that is asked stands beside its mark. */
static void draw_whys(const struct survey_page *st, struct canvas *c)
{
	const struct form *f = st->world.form;
	const struct rect *area = &st->form.area;

	for (size_t i = 0; i < f->nfields; i++) {
		int row = area->row + f->fields[i].row - 1 - st->form.top;
		int col = area->col + f->fields[i].col - 1 - (WHY + 1);

		if (f->fields[i].remark_of >= 0 &&
		    form_edit_field(st->form.edit, (int)i)->visible && row >= area->row &&
		    row < area->row + area->rows)
			canvas_right(c, row, col, tr("why:"), STYLE_GREY, WHY);
	}
}

static void draw_head(const struct screen *s, struct canvas *c)
{
	const struct survey_page *st = page_of(s);
	const struct survey_row *r = &st->world.is;
	struct desk *d = front_desk(s);
	char text[160];

	if (survey_hides(d, r))
		canvas_put(c, SCREEN_ROW_AREA, 0, survey_name(d, r), STYLE_TAB, CANVAS_REST);
	else if (st->card.n)
		clientline_header(d, st->card.v, c, SCREEN_ROW_AREA);
	text_fmt(text, sizeof text, tr("due %lld   %s"), (long long)st->due, st->month);
	canvas_put(c, s->body.row, c->cols - utf8_cells(text) - 1, text, STYLE_NOTE, CANVAS_REST);
	text_fmt(text, sizeof text, tr("Survey: visit %s"), r->day);
	canvas_put(c, s->body.row, 0, text, STYLE_TAB, CANVAS_REST);
	text_fmt(text, sizeof text, "%s%s%s%s%s",
	    describe_in_language(r->service, r->service_en), r->service[0] ? ", " : "", r->staff,
	    r->staff[0] ? ", " : "", survey_state_word(r->state));
	canvas_put(c, s->body.row + 1, 2, text, STYLE_TEXT, CANVAS_REST);
}

static void page_draw(const struct screen *s, struct canvas *c)
{
	const struct survey_page *st = page_of(s);
	struct buf text = BUF_INIT;

	draw_head(s, c);
	formview_draw(&st->form, c);
	draw_whys(st, c);
	survey_notice(&st->world, st->form.edit, &text);
	text_put_wrapped(c, (struct rect){ s->body.row + s->body.rows - 2, 0, 2, c->cols },
	    buf_str(&text), STYLE_NOTE);
	buf_free(&text);
}

static void page_page(const struct screen *s, struct buf *out)
{
	(void)s;
	buf_puts(out, tr(
	    "How a visit was, asked on the telephone, in the house or typed from paper. The digit "
	    "answers and goes on to the next question. A mark of 3 or less is asked why; 2 or less "
	    "opens a complaint when it is saved, and what should be better goes to the "
	    "suggestions.\n\nF10 saves and opens the next survey that is due; PgDn skips this one, "
	    "d puts it off, x notes that the client wants none. The last question says whether who "
	    "treated the client may see who answered: without it the name stays hidden from that "
	    "person."));
}

const struct screen_type survey_screen = {
	.name = "survey", .title = N_("Survey"), .state_size = sizeof(struct survey_page),
	.commands = KEYMAP_INIT(commands), .areas = AREA_CASES | AREA_CLIENT,
	.open = page_open, .load = page_load, .facts = page_facts, .typing = page_typing,
	.layout = page_layout, .draw = page_draw, .key = page_key, .leave = page_leave,
	.close = page_close, .field_help = formview_screen_help, .page = page_page,
};
