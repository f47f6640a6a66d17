/* How the callback at hand looks: record, script, outcome. */
#include <string.h>

#include "base/buf.h"
#include "base/tr.h"
#include "base/utf8.h"
#include "data/callback.h"
#include "desk/desk.h"
#include "queue_priv.h"
#include "screen/area.h"
#include "screen/clientline.h"
#include "tui/viewport.h"

enum {
	HEAD = 6,               /* header, what, done, after, before, plan */
	FORM = 6,               /* rows of the outcome */
	BELOW = 1,              /* whose turn it is */
	LABEL = 10,
};

/* Rows of the script: what is left between the record and the outcome. */
static int script_rows(const struct screen *s)
{
	return s->body.rows - HEAD - FORM - BELOW - 3;
}

static int left_cols(const struct screen *s)
{
	return s->body.cols >= SCREEN_PANE_FROM ? s->body.cols - SCREEN_PANE_COLS - 1 :
	    s->body.cols;
}

struct rect queue_form_area(const struct screen *s)
{
	int row = s->body.row + HEAD + 1 + script_rows(s) + 2;

	return (struct rect){ row, 0, FORM, left_cols(s) };
}

/* ---- row 2 ---- */

static size_t place(const struct queue_page *st)
{
	size_t n = 0;

	for (size_t i = 0; i < st->queue.n && st->queue.v[i].section == CALLBACK_NOW; i++) {
		n++;
		if (st->queue.v[i].item.id == st->id)
			return n;
	}
	return 0;
}

static void say_window(const struct queue_page *st, bool in_full, char *out, size_t size)
{
	const struct callback_queue *q = &st->queue;
	char from[16], to[16];

	*out = '\0';
	desk_clock_text(st->desk, q->window_from, from, sizeof from);
	desk_clock_text(st->desk, q->window_to, to, sizeof to);
	if (q->window_open)
		text_fmt(out, size, in_full ? tr("window %s-%s") : "%s-%s", from, to);
	else if (q->window_from)
		text_fmt(out, size, in_full ? tr("next window %s-%s") : tr("next %s-%s"), from, to);
}

/* Where the tabs leave no room for all of it, the window goes without its word. */
static void draw_counts(const struct queue_page *st, struct canvas *c, int tabs)
{
	const struct callback_queue *q = &st->queue;
	char item[80] = "", window[80];
	size_t at = place(st);
	int cells;

	if (at)
		text_fmt(item, sizeof item, tr("item %zu of %zu   "), at, q->count[CALLBACK_NOW]);
	say_window(st, true, window, sizeof window);
	if (tabs + 3 + utf8_cells(item) + utf8_cells(window) > c->cols)
		say_window(st, false, window, sizeof window);
	cells = utf8_cells(item) + utf8_cells(window);
	canvas_putf(c, SCREEN_ROW_AREA, c->cols - cells - 1,
	    q->window_open || !st->id ? STYLE_TEXT : STYLE_LATE, "%s%s", item, window);
}

/* ---- the record ---- */

static void draw_line(struct canvas *c, int row, int cols, const char *label, const char *text)
{
	canvas_put(c, row, 0, label, STYLE_GREY, LABEL - 1);
	canvas_put(c, row, LABEL, text, STYLE_TEXT, cols - LABEL);
}

static void draw_header(const struct screen *s, struct canvas *c)
{
	const struct queue_page *st = queue_page(s);
	const char *now = st->brief.rings ? tr("RINGS NOW") : st->brief.here ? tr("HERE NOW") :
	    st->class;
	int cells = utf8_cells(now);
	struct rect old;

	if (!st->brief.c.client_id) {
		canvas_putf(c, s->body.row, 0, STYLE_SUBJECT, tr("Partner: %s"), st->partner);
		return;
	}
	old = canvas_clip(c, (struct rect){ s->body.row, 0, 1, c->cols - (cells ? cells + 2 : 0) });
	clientline_header(st->desk, st->card.v, c, s->body.row);
	canvas_unclip(c, old);
	if (cells)
		canvas_putf(c, s->body.row, c->cols - cells - 2, st->brief.rings || st->brief.here ?
		    STYLE_LATE : STYLE_SUBJECT, " %s ", now);
}

/* What it is; the rule behind it only where all of its name has room, else w tells it. */
static void draw_what(const struct callback_brief *b, struct canvas *c, int row, int cols)
{
	bool room = LABEL + utf8_cells(b->what) + utf8_cells(b->rule) <= cols;
	char text[sizeof b->what + sizeof b->rule];

	text_fmt(text, sizeof text, "%s%s", b->what, room ? b->rule : "");
	draw_line(c, row, cols, tr("Callback"), text);
}

static void draw_record(const struct screen *s, struct canvas *c)
{
	const struct queue_page *st = queue_page(s);
	const struct callback_brief *b = &st->brief;
	int row = s->body.row, cols = left_cols(s), late = utf8_cells(b->overdue);

	draw_header(s, c);
	draw_what(b, c, row + 1, late ? cols - late - 2 : cols);
	if (late)
		canvas_putf(c, row + 1, cols - late - 2, STYLE_LATE, " %s ", b->overdue);
	draw_line(c, row + 2, cols, tr("Given"), b->done);
	draw_line(c, row + 3, cols, tr("Advised"), b->after);
	draw_line(c, row + 4, cols, tr("Earlier"), b->before);
	draw_line(c, row + 5, cols, tr("Standing"), b->cases);
}

/* ---- the script, and the message before the call ---- */

/* How much of the script stands behind what is seen of it, for its rule; "" when all is seen. */
static void say_more(const struct script_said *said, int cols, int rows, char *out, size_t size)
{
	bool cut = said->n > (size_t)rows;

	for (size_t i = 0; i < said->n && !cut; i++)
		cut = utf8_cells(said->line[i]) + 2 > cols;
	*out = '\0';
	if (cut)
		text_fmt(out, size, tr(" t: all %zu lines "), said->n);
}

static void draw_script(const struct screen *s, struct canvas *c)
{
	const struct queue_page *st = queue_page(s);
	int row = s->body.row + HEAD, cols = left_cols(s), rows = script_rows(s);
	char title[900], line[600], hint[60];
	int told;

	if (st->script.n && st->script.focus[0])
		text_fmt(title, sizeof title, tr("script: %s | %s"), st->script.title,
		    st->script.focus);
	else if (st->script.n)
		text_fmt(title, sizeof title, tr("script: %s"), st->script.title);
	else
		text_copy(title, sizeof title, tr("script"));
	say_more(&st->script, cols, rows, hint, sizeof hint);
	told = hint[0] ? utf8_cells(hint) + 1 : 0;
	canvas_rule(c, row, 0, cols, NULL);
	canvas_rule(c, row, 0, cols - told, title);
	canvas_put(c, row, cols - told, hint, STYLE_TEXT, CANVAS_REST);
	for (size_t i = 0; i < st->script.n && (int)i < rows; i++) {
		text_fmt(line, sizeof line, "%zu %s", i + 1, st->script.line[i]);
		canvas_put(c, row + 1 + (int)i, 0, line, STYLE_TEXT, cols);
	}
	if (!st->script.n)
		canvas_put(c, row + 1, 2, tr("No script for this one."), STYLE_GREY, cols - 2);
}

static void draw_announced(const struct screen *s, struct canvas *c, int row)
{
	const struct queue_page *st = queue_page(s);
	const struct callback_brief *b = &st->brief;
	char at[48];

	if (!strcmp(b->c.channel, "message"))
		canvas_put(c, row, 0, tr("A message, no call: s sends it, delivered it is done."),
		    STYLE_NOTE, left_cols(s));
	else if (b->announced_at)
		canvas_putf(c, row, 0, STYLE_NOTE, b->answered[0] ?
		    tr("Message before the call: %s, %s; answered: %s") :
		    tr("Message before the call: %s, %s.%s"),
		    desk_time_text(st->desk, b->announced_at, at, sizeof at), b->announced,
		    b->answered);
	else if (b->quiet)
		canvas_put(c, row, 0, tr("Quiet: no message before the call."), STYLE_GREY,
		    left_cols(s));
	else if (b->announces)
		canvas_put(c, row, 0, tr("Message before the call: goes with the numbers (c)."),
		    STYLE_GREY, left_cols(s));
	else if (b->c.client_id)
		canvas_put(c, row, 0, tr("No message before the call yet: s sends it."), STYLE_GREY,
		    left_cols(s));
	if (st->outside)
		canvas_put(c, row, left_cols(s) - utf8_cells(tr("called anyway")) - 1,
		    tr("called anyway"), STYLE_LATE, CANVAS_REST);
}

/* ---- below ---- */

static void draw_next(const struct screen *s, struct canvas *c)
{
	const struct queue_page *st = queue_page(s);
	int row = s->body.row + s->body.rows - 1;
	struct buf out = BUF_INIT;
	char at[48];

	if (st->next[0])
		buf_printf(&out, tr("F10 done and next (%s). Put off: d."), st->next);
	else
		buf_puts(&out, tr("F10 done; it is the last one. Put off: d."));
	if (st->booked[0])
		buf_printf(&out, tr(" Next visit: %s."), st->booked);
	else if (st->brief.next_at)
		buf_printf(&out, tr(" Next visit: %s."), desk_time_text(st->desk,
		    st->brief.next_at, at, sizeof at));
	else
		buf_puts(&out, tr(" Next visit none: b."));
	canvas_put(c, row, 0, buf_str(&out), STYLE_GREY, left_cols(s));
	buf_free(&out);
}

/* From 110 columns: all that the rows at the left cut off, and everything that happened. */
static void draw_pane(const struct screen *s, struct canvas *c)
{
	const struct queue_page *st = queue_page(s);
	const struct callback_brief *b = &st->brief;
	const struct {
		const char *title, *text;
	} parts[] = { { tr("Given"), b->done }, { tr("Advised"), b->after },
		{ tr("Earlier"), b->before }, { tr("Timeline"), buf_str(&st->past) } };
	int col = left_cols(s) + 1, row = s->body.row + 1, end = s->body.row + s->body.rows;

	if (left_cols(s) == s->body.cols)
		return;
	canvas_vline(c, row, col - 1, end - row, STYLE_RULE);
	for (size_t i = 0; i < sizeof parts / sizeof *parts && row < end; i++) {
		canvas_rule(c, row++, col, SCREEN_PANE_COLS, parts[i].title);
		row += text_put_wrapped(c, (struct rect){ row, col, end - row, SCREEN_PANE_COLS },
		    parts[i].text, STYLE_TEXT);
	}
}

void queue_draw(const struct screen *s, struct canvas *c)
{
	const struct queue_page *st = queue_page(s);
	int row = s->body.row + HEAD + 1 + script_rows(s);

	draw_counts(st, c, area_draw_tabs(s, c));
	if (!st->id || !st->form.edit) {
		canvas_put(c, s->body.row + 2, 2, st->empty, STYLE_GREY, CANVAS_REST);
		return;
	}
	draw_record(s, c);
	draw_script(s, c);
	draw_announced(s, c, row);
	canvas_rule(c, row + 1, 0, left_cols(s), tr("outcome"));
	formview_draw(&st->form, c);
	draw_next(s, c);
	draw_pane(s, c);
}
