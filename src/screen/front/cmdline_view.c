/* The picture of the command line: the line, what it means, choices, earlier lines. */
#include <string.h>

#include "base/buf.h"
#include "base/tr.h"
#include "base/utf8.h"
#include "cmdline_priv.h"
#include "tui/canvas.h"

enum { BOX_COLS = 76, BODY_ROWS = 9, MORE_ROWS = 8, WHAT_CELLS = 16, FRAME_ROWS = 5 };

int cmdline_body_rows(const struct cmdline_box *st)
{
	return st->box.rows - FRAME_ROWS;
}

void cmdline_layout(struct screen *s, struct rect body)
{
	struct cmdline_box *st = s->state;
	int rows = BODY_ROWS + FRAME_ROWS;

	if (body.rows >= rows + MORE_ROWS + 2)
		rows += MORE_ROWS;
	st->box = rect_centre(body, rows, BOX_COLS);
	st->box.row = body.row + 1;             /* the line never moves */
	field_resize(&st->text, 1, st->box.cols - 6);
}

static void draw_choice(const struct cmdline_box *st, struct canvas *c, int i, int row)
{
	const struct cmdline_choice *k = &st->choices.v[i];
	int col = st->box.col + 2, cells = st->box.cols - 4;
	int what = k->client_id ? 30 : WHAT_CELLS + 6;

	canvas_put(c, row, col, i == st->sel ? ">" : " ", STYLE_TEXT, 1);
	canvas_put(c, row, col + 2, k->what, k->off ? STYLE_GREY : STYLE_TEXT, what);
	canvas_put(c, row, col + 3 + what, k->text, STYLE_GREY, cells - 3 - what);
	if (i == st->sel)
		canvas_tint(c, (struct rect){ row, col, 1, cells }, STYLE_SELECTED);
}

static void draw_choices(const struct cmdline_box *st, struct canvas *c, int row)
{
	int rows = cmdline_body_rows(st);

	for (int i = 0; i < rows && st->top + i < (int)st->choices.n; i++)
		draw_choice(st, c, st->top + i, row + i);
}

static int draw_note(const struct cmdline_box *st, struct canvas *c, size_t i, int row, size_t part)
{
	const struct cmdline_note *n = &st->note[i];
	int col = st->box.col + 2, cells = st->box.cols - 4, used = WHAT_CELLS;

	canvas_put(c, row, col, n->first && n->part == part ? ">" : " ", STYLE_TEXT, 1);
	/* A refusal is a whole sentence: it repeats what was typed. */
	if (n->style == STYLE_MSG_REFUSED) {
		canvas_put(c, row, col + 2, n->text, n->style, cells - 2);
		return row + 1;
	}
	if (utf8_cells(n->what) > used)
		used = utf8_cells(n->what) < 24 ? utf8_cells(n->what) : 24;
	canvas_put(c, row, col + (n->first ? 2 : 4), n->what,
	    n->style == STYLE_GREY ? STYLE_GREY : STYLE_TEXT, used);
	canvas_put(c, row, col + 3 + used, n->text, n->style, cells - 3 - used);
	return row + 1;
}

static void draw_history(const struct screen *s, struct canvas *c, int row, int rows)
{
	const struct cmdline_box *st = s->state;
	const struct cmdline_memory *m = &front_of(s)->lines;
	int col = st->box.col + 2, cells = st->box.cols - 4;

	if (!m->n || rows < 2)
		return;
	canvas_rule(c, row, col, cells, tr("last"));
	for (int i = 0; i < (int)m->n && i + 1 < rows; i++)
		canvas_putf(c, row + 1 + i, col + 2, i == st->recall ? STYLE_SELECTED : STYLE_GREY,
		    ":%s", m->line[i]);
}

static void draw_body(const struct screen *s, struct canvas *c, int row)
{
	const struct cmdline_box *st = s->state;
	int end = row + cmdline_body_rows(st);
	size_t word, part = cmdline_part_at(&st->parsed, st->text.cur, &word);

	if (st->sel >= 0 || !field_text(&st->text)[0]) {
		draw_choices(st, c, row);
		return;
	}
	for (size_t i = 0; i < st->notes && row < end; i++)
		row = draw_note(st, c, i, row, part);
	draw_history(s, c, row, end - row);
}

static void put_hint(const struct cmdline_box *st, struct canvas *c, int row)
{
	int col = st->box.col + 2, cells = st->box.cols - 4;

	if (st->refused[0])
		canvas_put(c, row, col, st->refused, STYLE_MSG_REFUSED, cells);
	else if (st->sel >= 0)
		canvas_put(c, row, col,
		    tr("Up Down choose. Enter or Tab takes it, Esc leaves them."), STYLE_GREY,
		    cells);
	else
		canvas_put(c, row, col,
		    tr("Tab completes, Down chooses, Up: earlier lines. Enter runs, Esc keeps."),
		    STYLE_GREY, cells);
}

void cmdline_draw(const struct screen *s, struct canvas *c)
{
	const struct cmdline_box *st = s->state;
	struct rect box = st->box;
	struct rect old;

	canvas_box(c, box, STYLE_RULE, tr("Command"));
	old = canvas_clip(c, rect_inset(box, 1, 1));
	canvas_put(c, box.row + 1, box.col + 2, ":", STYLE_RULE, 1);
	field_draw(&st->text, c, box.row + 1, box.col + 4,
	    st->kept ? STYLE_PROPOSED : STYLE_FIELD_EDIT, true);
	canvas_hline(c, box.row + 2, box.col + 2, box.cols - 4, STYLE_RULE);
	draw_body(s, c, box.row + 3);
	put_hint(st, c, box.row + box.rows - 2);
	canvas_unclip(c, old);
}
