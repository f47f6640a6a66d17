/* Callbacks, tab End of day: what is left of the day, and its signature. */
#include <string.h>

#include "screen/front/area_priv.h"
#include "screen/front/askform_priv.h"
#include "base/buf.h"
#include "base/clock.h"
#include "base/day.h"
#include "base/tr.h"
#include "base/when.h"
#include "data/catalog.h"
#include "desk/calllist.h"
#include "desk/dayclose.h"
#include "desk/desk.h"
#include "desk/papers.h"
#include "desk/rights.h"
#include "desk/signin.h"
#include "form/form_edit.h"
#include "screen/area.h"
#include "screen/arrival.h"
#include "screen/calls.h"
#include "screen/front.h"
#include "screen/listing.h"
#include "screen/queue.h"
#include "screen/schedule.h"
#include "screen/screens.h"
#include "screen/treat.h"
#include "tui/canvas.h"
#include "tui/list.h"
#include "tui/loop.h"
#include "tui/textline.h"
#include "tui/viewport.h"

enum { OPEN_AT = 35, DONE_AT = 42, TEXT_AT = 51 };

struct closing {
	struct desk *desk;
	int32_t day;                    /* row 2 shows it; midnight does not change it */
	struct dayclose sheet;
	struct list lines;              /* ids 1 .. 9 */
	struct dayclose_opens open;     /* of the line with the cursor */
	struct list rows;
	int about;                      /* the line that `open` is of */
	bool in_rows;                   /* the cursor is among them */
	char reason[400];               /* why it is signed although lines are open */
	int64_t minute;
};

/* ---- reading ---- */

static const struct dayclose_line *line_at(const struct closing *st)
{
	int row = list_row(&st->lines);

	return &st->sheet.v[row >= 0 && row < DAYCLOSE_LINES ? row : 0];
}

static void set_pane(struct closing *st, bool rows)
{
	st->in_rows = rows && st->open.n;
	st->rows.away = !st->in_rows;
	st->lines.away = st->in_rows;
}

/* Who is open on the line with the cursor. Of a signed day the sheet alone tells. */
static void look_at(struct screen *s, bool again)
{
	struct closing *st = s->state;
	struct err none = ERR_INIT;
	int row = st->in_rows ? st->about : list_row(&st->lines);
	char day[DAY_TEXT];

	if (row < 0 || (row == st->about && !again))
		return;
	if (row != st->about)
		list_unmark_all(&st->rows);
	st->about = row;
	dayclose_opens_free(&st->open);
	if (!st->sheet.signed_off.id && st->sheet.v[row].blocks &&
	    dayclose_list(st->desk, day_format(st->day, day), st->sheet.v[row].code, &st->open,
	    &none) != OK)
		screen_refuse(s, &none);
	list_reloaded(&st->rows);
	set_pane(st, st->in_rows);
}

static enum err_code close_load(struct screen *s, struct err *e)
{
	struct closing *st = s->state;
	char day[DAY_TEXT];
	enum err_code rc = dayclose_load(st->desk, day_format(st->day, day), &st->sheet, e);

	if (rc != OK)
		return rc;
	list_reloaded(&st->lines);
	look_at(s, true);
	return OK;
}

static void wrote(struct screen *s)
{
	list_unmark_all(&((struct closing *)s->state)->rows);
	front_wrote(s);
	screen_dirty(s, DIRTY_LOAD);
}

/* ---- rows ---- */

static int line_count(const void *ctx)
{
	(void)ctx;
	return DAYCLOSE_LINES;
}

static int64_t line_id(const void *ctx, int row)
{
	(void)ctx;
	return row + 1;
}

static void line_draw(const void *ctx, int row, struct canvas *c, struct rect w)
{
	const struct closing *st = ctx;
	const struct dayclose_line *l = &st->sheet.v[row];
	bool experts = !strcmp(l->code, "experts");
	enum style style = l->blocks && l->open ? STYLE_LATE : STYLE_TEXT;
	char text[48];

	canvas_pad(c, w.row, w.col, l->label, STYLE_TEXT, OPEN_AT - 1);
	text_fmt(text, sizeof text, experts ? "-" : "%lld", (long long)l->open);
	canvas_pad(c, w.row, w.col + OPEN_AT, text, style, 5);
	if (experts)
		text_fmt(text, sizeof text, "%lld/%lld", (long long)l->done,
		    (long long)(l->open + l->done));
	else
		text_fmt(text, sizeof text, "%lld", (long long)l->done);
	canvas_put(c, w.row, w.col + DONE_AT, text, STYLE_TEXT, TEXT_AT - DONE_AT - 1);
	canvas_put(c, w.row, w.col + TEXT_AT, l->text, STYLE_TEXT, w.cols - TEXT_AT);
}

static int open_count(const void *ctx)
{
	return (int)((const struct closing *)ctx)->open.n;
}

static int64_t open_id(const void *ctx, int row)
{
	return ((const struct closing *)ctx)->open.v[row].id;
}

static void open_draw(const void *ctx, int row, struct canvas *c, struct rect w)
{
	canvas_put(c, w.row, w.col, ((const struct closing *)ctx)->open.v[row].text, STYLE_TEXT,
	    w.cols);
}

static void open_text(const void *ctx, int row, struct buf *out)
{
	buf_puts(out, ((const struct closing *)ctx)->open.v[row].text);
}

static const struct list_ops line_ops = { .count = line_count, .id = line_id, .draw = line_draw };
static const struct list_ops open_ops = { .count = open_count, .id = open_id, .draw = open_draw,
	.text = open_text };

/* ---- what is done to a line ---- */

/* The list of the line, of that day. */
static enum err_code open_line(struct screen *s, const char *code, struct err *e)
{
	static const struct {
		const char *code;
		const struct screen_type *type;
	} lists[] = { { "visits", &arrivals_screen }, { "steps", &waits_screen },
		{ "requests", &requests_screen }, { "messages", &failed_screen },
		{ "confirm", &confirm_screen }, { "experts", &experts_screen } };
	const struct closing *st = s->state;
	char day[DAY_TEXT], find[64];

	if (!strcmp(code, "callbacks")) {
		struct calllist_arg arg = { .find = find };

		text_fmt(find, sizeof find, "st=open on=9.1..%s", day_format(st->day, day));
		arg.find = st->day == desk_today(st->desk) ? NULL : find;
		return screen_goto(s->loop, &calllist_screen, &arg, e);
	}
	if (!strcmp(code, "complaints"))
		return area_goto(s, &cases_screen, "complaints", e);
	if (!strcmp(code, "escalations"))
		return area_goto(s, &calls_screen, "asked", e);
	for (size_t i = 0; i < sizeof lists / sizeof *lists; i++)
		if (!strcmp(lists[i].code, code))
			return screen_goto(s->loop, lists[i].type, NULL, e);
	return OK;
}

static enum err_code run_open(struct screen *s, struct err *e)
{
	struct closing *st = s->state;
	const struct dayclose_open *x;
	struct client_arg arg = { .client_id = 0 };

	if (!st->in_rows)
		return open_line(s, line_at(st)->code, e);
	if (list_row(&st->rows) < 0)
		return OK;
	x = &st->open.v[list_row(&st->rows)];
	if (!strcmp(st->sheet.v[st->about].code, "callbacks"))
		return screen_open(s->loop, &queue_screen, &(struct queue_arg){ .id = x->id }, e);
	arg.client_id = x->client_id;
	return arg.client_id ? screen_open(s->loop, &client_screen, &arg, e) :
	    open_line(s, st->sheet.v[st->about].code, e);
}

struct carried {
	int64_t ids[CALLLIST_SOME];
	size_t n;
};

static bool is_carried(const struct carried *c, int64_t id)
{
	for (size_t i = 0; i < c->n; i++)
		if (c->ids[i] == id)
			return true;
	return false;
}

/* On to the next one that stays, so that the cursor does not stand on what has left. */
static void go_on(struct closing *st, const struct carried *c)
{
	size_t at = list_row(&st->rows) > 0 ? (size_t)list_row(&st->rows) : 0;

	for (size_t k = 0; k < st->open.n; k++) {
		int64_t id = st->open.v[(at + k) % st->open.n].id;

		if (is_carried(c, id))
			continue;
		list_select(&st->rows, id);
		return;
	}
}

static enum err_code do_carry(struct screen *owner, const struct form_edit *x, void *ctx,
    struct err *e)
{
	const struct carried *rows = ctx;
	struct desk *d = front_desk(owner);
	const struct calllist_some some = { rows->ids, rows->n };
	struct calllist_carry c = { .reason = askform_text(x, "reason"),
		.text = askform_text(x, "text"), .staff_id = askform_int(x, "staff") };
	char echo[120];
	enum err_code rc = calllist_when(d, askform_text(x, "to"), &c.at, echo, sizeof echo, e);

	if (rc == OK)
		rc = calllist_carry(d, &some, &c, e);
	if (rc != OK)
		return rc;
	screen_done(owner, tr("Carried over: %zu %s. Ctrl-Z takes it back."), some.n, echo);
	go_on(owner->state, rows);
	wrote(owner);
	return OK;
}

static enum err_code ask_carry(struct screen *s, const struct carried *rows, const char *title,
    struct err *e)
{
	struct buf keep = BUF_INIT;
	enum err_code rc;

	askform_keep_ids(&keep, rows->ids, rows->n);
	rc = askform_open(s, &(struct askform){ .form = "callback-carry",
	    .right = "callback-do", .title = title, .ctx = rows, .size = sizeof *rows,
	    .done = do_carry, .draft = "callback-carry", .draft_ref = rows->ids[0],
	    .draft_with = (int64_t)rows->n, .draft_keep = buf_str(&keep) }, e);
	buf_free(&keep);
	return rc;
}

static enum err_code carry_again(struct screen *s, const struct askform_place *at, struct err *e)
{
	struct loop *l = s->loop;
	struct carried rows = { .n = 0 };
	char title[80];
	enum err_code rc = area_goto(s, &calls_screen, "close", e);

	rows.n = askform_kept_ids(at->keep, rows.ids, CALLLIST_SOME);
	if (rc != OK || !rows.n)
		return rc;
	text_fmt(title, sizeof title, trn("Carry over: %zu callback", "Carry over: %zu callbacks",
	    (long)rows.n), rows.n);
	return ask_carry(screen_top(l), &rows, title, e);
}

static const struct askform_again again[] = {
	{ "callback-carry", "callback-carry", NULL, NULL, carry_again, NULL },
};
ASKFORM_AGAIN(close_again, again);

static enum err_code run_carry(struct screen *s, struct err *e)
{
	struct closing *st = s->state;
	struct carried rows = { .n = 0 };
	char title[200];

	if (strcmp(st->sheet.v[st->about].code, "callbacks") != 0 || !st->open.n)
		return err_set(e, ERR_INVALID, "%s", tr("Only callbacks are carried over: line 1, "
		    "Tab, d. Of the other lines Enter opens the list."));
	for (int i = 0; i < list_marks(&st->rows) && rows.n < CALLLIST_SOME; i++)
		rows.ids[rows.n++] = list_mark_at(&st->rows, i);
	if (!rows.n) {
		int row = st->in_rows ? list_row(&st->rows) : 0;

		if (row < 0)
			return OK;
		rows.ids[rows.n++] = st->open.v[row].id;
		text_fmt(title, sizeof title, tr("Carry over: %s"), st->open.v[row].text);
	} else {
		text_fmt(title, sizeof title, trn("Carry over: %zu callback",
		    "Carry over: %zu callbacks", (long)rows.n), rows.n);
	}
	return ask_carry(s, &rows, title, e);
}

/* ---- signing ---- */

static enum err_code sign_now(struct screen *s, struct err *e)
{
	struct closing *st = s->state;
	char day[DAY_TEXT], echo[48];
	enum err_code rc = dayclose_sign(st->desk, day_format(st->day, day), st->reason, NULL, e);

	if (rc != OK)
		return rc;
	screen_done(s, tr("Signed: %s. p prints the sheet."),
	    day_echo(st->day, desk_today(st->desk), echo, sizeof echo));
	st->reason[0] = '\0';
	wrote(s);
	return OK;
}

static enum err_code sign(struct screen *s, struct err *e)
{
	const struct closing *st = s->state;
	struct buf text = BUF_INIT;
	char day[48];
	enum err_code rc = sign_now(s, e);

	if (rc != ERR_SECOND)
		return rc;
	buf_printf(&text, tr("Sign %s with %d open lines:"),
	    day_echo(st->day, desk_today(st->desk), day, sizeof day), st->sheet.open_lines);
	for (size_t i = 0; i < DAYCLOSE_LINES; i++)
		if (st->sheet.v[i].blocks && st->sheet.v[i].open)
			buf_printf(&text, "\n%s: %lld", st->sheet.v[i].label,
			    (long long)st->sheet.v[i].open);
	rc = front_second(s, &(struct second_ask){ .right = "day-close-open",
	    .text = buf_str(&text), .why = st->reason, .done = sign_now }, e);
	buf_free(&text);
	return rc;
}

/* The PIN of who signs, as at the lock: who stands at the terminal is who the screen says. */
static enum err_code pin_given(struct screen *s, const char *pin, struct err *e)
{
	struct closing *st = s->state;
	int64_t who;
	enum err_code rc;

	if (!pin)
		return OK;
	rc = signin_check(st->desk, st->desk->staff_code, pin, &who, e);
	return rc == OK ? sign(s, e) : rc;
}

static void ask_pin(struct screen *s)
{
	const struct closing *st = s->state;
	char label[120];

	textline_ask(s, &(struct textline){ .max_cp = 32, .flags = FIELD_SECRET,
	    .label = text_fmt(label, sizeof label, tr("PIN of %s"), st->desk->staff_name),
	    .done = pin_given });
}

static enum err_code reason_given(struct screen *s, const char *text, struct err *e)
{
	struct closing *st = s->state;

	if (!text)
		return OK;
	if (text_is_blank(text))
		return err_set(e, ERR_INVALID, "%s",
		    tr("Not signed. Why stay lines open? Type it, or Esc."));
	text_copy(st->reason, sizeof st->reason, text);
	ask_pin(s);
	return OK;
}

static enum err_code run_sign(struct screen *s, struct err *e)
{
	struct closing *st = s->state;
	const struct dayclose *c = &st->sheet;
	char day[DAY_TEXT];

	st->reason[0] = '\0';
	if (c->signed_off.id)
		return err_set(e, ERR_CONFLICT, "%s",
		    tr("Not signed. The day is signed off already."));
	if (dayclose_is_over(st->desk, day_format(st->day, day), e) != OK)
		return e->code;
	if (!c->open_lines) {
		if (front_may(s, "day-close", e) == OK)
			ask_pin(s);
		return e->code;
	}
	if (!rights_may(st->desk, "day-close-open"))
		return err_set(e, ERR_DENIED, tr("Not signed. Line %d (%s) is open: Enter opens "
		    "it. A manager may sign with a reason."), c->first_open,
		    c->v[c->first_open - 1].label);
	textline_ask(s, &(struct textline){ .label = tr("Lines are open. Why sign"),
	    .max_cp = 200, .keep = "day-close-open", .keep_ref = st->day, .done = reason_given });
	return OK;
}

/* ---- days, panes, paper ---- */

static enum err_code go_day(struct screen *s, int32_t day, struct err *e)
{
	struct closing *st = s->state;

	if (day > desk_today(st->desk))
		return err_set(e, ERR_INVALID, "%s", tr("That day has not come yet."));
	st->day = day;
	set_pane(st, false);
	list_renew(&st->rows);
	screen_dirty(s, DIRTY_LOAD);
	return OK;
}

static enum err_code run_date(struct screen *s, struct err *e)
{
	const struct closing *st = s->state;

	return go_day(s, s->command->arg ? st->day + s->command->arg : dayclose_day(st->desk), e);
}

static enum err_code date_given(struct screen *s, const char *text, struct err *e)
{
	const struct desk *d = front_desk(s);
	struct when_base base = desk_when(d);
	struct when w;

	if (!text)
		return OK;
	if (when_parse(text, WHEN_REPORT, &base, &w, e) != OK)
		return e->code;
	return go_day(s, w.day, e);
}

static enum err_code run_go(struct screen *s, struct err *e)
{
	(void)e;
	textline_ask(s, &(struct textline){ .label = tr("Date"), .max_cp = 40,
	    .done = date_given });
	return OK;
}

static enum err_code run_pane(struct screen *s, struct err *e)
{
	struct closing *st = s->state;

	(void)e;
	set_pane(st, !st->in_rows);
	screen_dirty(s, DIRTY_DRAW);
	return OK;
}

static enum err_code run_print(struct screen *s, struct err *e)
{
	const struct closing *st = s->state;
	struct document *doc = NULL;
	char day[DAY_TEXT];
	enum err_code rc = paper_close(st->desk, &(struct paper_ref){
	    .word = day_format(st->day, day) }, &doc, e);

	return rc == OK ? listing_ask(s, listing_paper("close", doc, 1), 0, e) : rc;
}

static const struct command commands[] = {
	{ .name = "row-open", .keys = "Enter", .label = N_("do it"), .needs = NEED_ROW,
	  .flags = COMMAND_ROW, .help = N_("Opens the list of the line, or does the open one."),
	  .run = run_open },
	{ .name = "row-defer", .code = "df", .keys = "d", .label = N_("carry"),
	  .right = "callback-do", .needs = NEED_WRITE, .flags = COMMAND_ROW,
	  .help = N_("Carries a callback, or all that are marked, over to another day, with the "
	      "reason."), .run = run_carry },
	{ .name = "form-done", .keys = "F10", .label = N_("sign off"), .right = "day-close",
	  .needs = NEED_WRITE,
	  .help = N_("Signs the day off with the own PIN; with open lines a manager, with a "
	      "reason and a second person."), .run = run_sign },
	{ .name = "pane-next", .keys = "Tab", .label = N_("rows"),
	  .help = N_("Between the lines and who is open on one."), .run = run_pane },
	{ .name = "list-print", .code = "pr", .keys = "p", .label = N_("print"),
	  .help = N_("The sheet of the day: visits without an end, callbacks left, complaints, "
	      "tomorrow by expert."), .run = run_print },
	{ .name = "date-prev", .keys = "-", .label = N_("day -"), .arg = -1,
	  .flags = COMMAND_NO_BAR, .help = N_("One day back."), .run = run_date },
	{ .name = "date-next", .keys = "+ =", .label = N_("day +"), .arg = 1,
	  .flags = COMMAND_NO_BAR, .help = N_("One day on."), .run = run_date },
	{ .name = "date-today", .keys = "t", .label = N_("today"), .flags = COMMAND_NO_BAR,
	  .help = N_("The day that is to be signed."), .run = run_date },
	{ .name = "date-go", .keys = "g", .label = N_("date"), .flags = COMMAND_NO_BAR,
	  .help = N_("Goes to a date as typed: y, -3, 0315."), .run = run_go },
	AREA_TAB_COMMANDS,
};

/* ---- the screen ---- */

static enum err_code close_open(struct screen *s, const void *arg, struct err *e)
{
	struct closing *st = s->state;

	(void)e;
	st->desk = front_desk(s);
	st->day = arg ? day_parse(arg) : DAY_NONE;
	if (st->day == DAY_NONE)
		st->day = dayclose_day(st->desk);
	st->about = -1;
	list_init(&st->lines, s, &line_ops, st, LIST_NUMBERED);
	list_init(&st->rows, s, &open_ops, st, LIST_MARKS);
	set_pane(st, false);
	return OK;
}

static void close_close(struct screen *s)
{
	struct closing *st = s->state;

	list_free(&st->lines);
	list_free(&st->rows);
	dayclose_opens_free(&st->open);
}

static unsigned close_facts(const struct screen *s)
{
	const struct closing *st = s->state;

	return NEED_NO_TEXT | (list_row(st->in_rows ? &st->rows : &st->lines) >= 0 ? NEED_ROW : 0);
}

static void close_layout(struct screen *s, struct rect body)
{
	struct closing *st = s->state;
	int top = body.row + 1 + DAYCLOSE_LINES;

	list_layout(&st->lines, (struct rect){ body.row + 1, 0, DAYCLOSE_LINES, body.cols });
	list_layout(&st->rows, (struct rect){ top + 2, 0, body.row + body.rows - top - 4,
	    body.cols });
}

static void draw_rows(const struct screen *s, struct canvas *c, int row)
{
	const struct closing *st = s->state;
	char title[160];

	text_fmt(title, sizeof title, tr("open: %s"), line_at(st)->label);
	if (st->about >= 0)
		text_fmt(title, sizeof title, tr("open: %s"), st->sheet.v[st->about].label);
	canvas_rule(c, row, 0, c->cols, title);
	if (st->open.n)
		list_draw(&st->rows, c);
	else
		canvas_put(c, row + 1, 2, st->sheet.signed_off.id ?
		    tr("As it was signed.") : tr("Nobody."), STYLE_GREY, CANVAS_REST);
}

static void draw_state(const struct screen *s, struct canvas *c, int row)
{
	const struct closing *st = s->state;
	const struct day_close *x = &st->sheet.signed_off;
	char when[48];

	if (x->id)
		canvas_putf(c, row, 0, STYLE_TEXT, x->second_id ?
		    tr("Signed by %s %s, with %s: %s") : tr("Signed by %s %s."), x->staff,
		    desk_time_text(st->desk, x->created_at, when, sizeof when), x->second,
		    x->reason);
	else if (st->sheet.open_lines)
		canvas_putf(c, row, 0, STYLE_NOTE, tr("Open lines: %d. F10 signs the day only "
		    "when each has an end or a reason."), st->sheet.open_lines);
	else
		canvas_put(c, row, 0, tr("All done. F10 signs the day."), STYLE_DONE, c->cols);
}

static void close_draw(const struct screen *s, struct canvas *c)
{
	static const struct list_column columns[] = { { "", 0 }, { N_("to do"), OPEN_AT },
		{ N_("done"), DONE_AT }, { N_("who"), TEXT_AT } };
	const struct closing *st = s->state;
	char day[60], text[200];

	area_draw_tabs(s, c);
	text_fmt(text, sizeof text, "%s, %s", day_echo(st->day, DAY_NONE, day, sizeof day),
	    st->desk->branch_name);
	canvas_right(c, SCREEN_ROW_AREA, c->cols - 32, text, STYLE_TEXT, 32);
	list_header(&st->lines, c, s->body.row, columns, 4, -1);
	list_draw(&st->lines, c);
	draw_rows(s, c, s->body.row + 2 + DAYCLOSE_LINES);
	draw_state(s, c, s->body.row + s->body.rows - 1);
}

static enum key_use close_key(struct screen *s, const struct key *k)
{
	struct closing *st = s->state;
	enum key_use use = list_key(st->in_rows ? &st->rows : &st->lines, k);

	look_at(s, false);
	return use;
}

/* Limits of complaints pass by the minute. */
static void close_tick(struct screen *s, int64_t mono_ms)
{
	struct closing *st = s->state;
	int64_t minute = clock_now() / 60;

	(void)mono_ms;
	if (minute == st->minute)
		return;
	st->minute = minute;
	screen_dirty(s, DIRTY_LOAD | DIRTY_DRAW);
}

static void close_shown(struct screen *s)
{
	screen_dirty(s, DIRTY_LOAD);
}

static struct list *close_list(struct screen *s)
{
	struct closing *st = s->state;

	return st->in_rows ? &st->rows : &st->lines;
}

static void close_page(const struct screen *s, struct buf *out)
{
	(void)s;
	buf_puts(out, tr("What is due today is done today. Nine lines say what is left: Enter "
	    "opens the list of a line, Tab goes to who is open on it. d carries a callback over to "
	    "another day, with a reason; Space marks several.\n\nF10 signs the day with the own "
	    "PIN when nothing is open any more. With something open only a manager signs, with a "
	    "reason and the PIN of a second person, and both stand on the sheet. A day is signed "
	    "once. After midnight the day in row 2 is still the one that is signed; - and + go "
	    "to other days."));
}

const struct screen_type dayclose_screen = {
	.name = "dayclose", .title = N_("End of day"), .state_size = sizeof(struct closing),
	.commands = KEYMAP_INIT(commands),
	.areas = AREA_CALLBACKS | AREA_CASES | AREA_MESSAGES | AREA_ARRIVALS | AREA_SCHEDULE |
	    AREA_RECORDS,
	.open = close_open, .load = close_load, .facts = close_facts, .layout = close_layout,
	.draw = close_draw, .key = close_key, .tick = close_tick, .shown = close_shown,
	.close = close_close, .list = close_list, .page = close_page,
};

const struct area_tab close_tab = {
	.name = "close", .title = N_("End of day"), .screen = &dayclose_screen,
};
