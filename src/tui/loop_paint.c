/* From screens to one picture: what is loaded, laid out and drawn, in which order. */
#include <string.h>

#include "base/clock.h"
#include "base/mem.h"
#include "base/tr.h"
#include "loop_priv.h"

bool loop_too_small(const struct loop *l)
{
	return l->canvas.rows < SCREEN_MIN_ROWS || l->canvas.cols < SCREEN_MIN_COLS;
}

size_t loop_first_visible(const struct loop *l)
{
	size_t i = l->stack.n;

	while (i > 0) {
		i--;
		if (!(l->stack.v[i]->type->flags & SCREEN_OVERLAY))
			break;
	}
	return i;
}

/* In both languages, whatever the screen's: it may be the first thing that somebody sees. */
static void draw_too_small(struct canvas *c)
{
	static const char *const lines[] = {
		"frontdesk needs 80 x 24.",
		"Enlarge the window; nothing is lost.",
		"需要 80 x 24, 请放大窗口。",
	};
	struct rect box = { .row = 0, .col = 0, .rows = 5, .cols = 40 };
	char title[32];

	if (c->cols < box.cols || c->rows < box.rows) {
		canvas_put(c, 0, 0, "80x24!", STYLE_TEXT, CANVAS_REST);
		return;
	}
	canvas_box(c, box, STYLE_RULE, text_fmt(title, sizeof title, "%dx%d", c->cols, c->rows));
	for (int i = 0; i < 3; i++)
		canvas_put(c, 1 + i, 2, lines[i], STYLE_TEXT, box.cols - 4);
}

static void draw_header(struct loop *l, struct canvas *c)
{
	struct screen *top = screen_top(l);

	canvas_fill(c, (struct rect){ .rows = 1, .cols = c->cols }, STYLE_BAR);
	if (l->app.header)
		l->app.header(l->app.app, top, c, SCREEN_ROW_HEADER);
	else if (top && top->type->title)
		canvas_put(c, 0, 0, tr(top->type->title), STYLE_BAR, CANVAS_REST);
}

static void draw_screen(const struct screen *s, struct canvas *c)
{
	struct rect old = canvas_clip(c, (struct rect){
		.row = SCREEN_ROW_AREA, .rows = c->rows - 3, .cols = c->cols });

	c->cursor_on = false;           /* the cursor belongs to the screen on top */
	if (s->type->draw)
		s->type->draw(s, c);
	canvas_unclip(c, old);
}

static void draw_status(const struct screen *top, struct canvas *c, int row)
{
	struct buf text = { .s = NULL };

	if (!top || !top->type->status)
		return;
	top->type->status(top, &text);
	canvas_put(c, row, 0, buf_str(&text), STYLE_TEXT, c->cols);
	buf_free(&text);
}

static void draw_message(struct loop *l, struct canvas *c)
{
	int row = c->rows - 2;

	if (textline_active(l))
		prompt_draw(l, c, row);
	else if (!l->message[0])
		draw_status(screen_top(l), c, row);
	else
		canvas_put(c, row, 0, l->message, l->message_style, c->cols);
	l->message_seen = l->message[0] != '\0';
}

static struct keymap bar_globals(const struct screen *s)
{
	if (screen_own_bar(s))
		return (struct keymap){ .rows = NULL, .n = 0 };
	return s->loop->app.global;
}

/* The screen's own commands with the labels that they have just now. */
static void put_bar(struct screen *s, int cols, struct buf *line)
{
	struct keymap own = s->type->commands;
	struct command *rows = mem_array(own.n + 1, sizeof *rows);

	for (size_t i = 0; i < own.n; i++) {
		rows[i] = own.rows[i];
		rows[i].label = screen_name_of(s, &own.rows[i]);
		if (!screen_has_right(s, &own.rows[i]))
			rows[i].flags |= COMMAND_DENIED;
	}
	own.rows = rows;
	command_bar(own, bar_globals(s), screen_facts(s), s->type->typing && s->type->typing(s),
	    cols, line);
	mem_free(rows);
}

static void draw_bar(struct loop *l, struct canvas *c)
{
	struct screen *top = screen_top(l);
	struct buf line = { .s = NULL };

	if (textline_active(l) && prompt_below(l)) {
		canvas_pad(c, c->rows - 1, 0, prompt_below(l), STYLE_MSG_REFUSED, c->cols);
		return;
	}
	if (textline_active(l))
		buf_printf(&line, "Enter %s  Esc %s", tr("answer"), tr("back"));
	else if (top)
		put_bar(top, c->cols, &line);
	canvas_pad(c, c->rows - 1, 0, buf_str(&line), STYLE_BAR, c->cols);
	buf_free(&line);
}

void loop_draw(struct loop *l)
{
	struct canvas *c = &l->canvas;

	canvas_clear(c);
	l->minute = clock_now() / 60;
	if (loop_too_small(l)) {
		draw_too_small(c);
		return;
	}
	draw_header(l, c);
	for (size_t i = loop_first_visible(l); i < l->stack.n; i++)
		draw_screen(l->stack.v[i], c);
	draw_message(l, c);
	draw_bar(l, c);
}

/* Is there anything to draw? Loads and lays out what can be seen on the way. */
static bool prepare(struct loop *l)
{
	unsigned dirty = l->dirty;

	for (size_t i = loop_first_visible(l); i < l->stack.n; i++)
		screen_settle(l->stack.v[i]);
	dirty |= l->dirty;
	for (size_t i = 0; i < l->stack.n; i++) {
		dirty |= l->stack.v[i]->dirty & DIRTY_DRAW;
		l->stack.v[i]->dirty &= ~(unsigned)DIRTY_DRAW;
	}
	l->dirty = 0;
	return dirty != 0;
}

void loop_settle(struct loop *l)
{
	loop_enter(l);
	if (prepare(l)) {
		loop_draw(l);
		l->pictures++;
	}
	loop_leave(l);
}

void loop_apply_size(struct loop *l, int rows, int cols)
{
	if (rows == l->canvas.rows && cols == l->canvas.cols)
		return;
	canvas_resize(&l->canvas, rows, cols);
	l->dirty |= DIRTY_DRAW;
	for (size_t i = 0; i < l->stack.n; i++)
		l->stack.v[i]->dirty |= DIRTY_LAYOUT | DIRTY_DRAW;
}

const struct canvas *loop_canvas(struct loop *l)
{
	loop_settle(l);
	return &l->canvas;
}

const char *loop_text(struct loop *l)
{
	loop_settle(l);
	buf_clear(&l->text);
	canvas_text(&l->canvas, &l->text);
	return buf_str(&l->text);
}
