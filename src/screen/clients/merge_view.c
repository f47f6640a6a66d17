/* How Merge looks: the survivor on top, fields in the middle, what moves below. */
#include <string.h>

#include "base/buf.h"
#include "base/tr.h"
#include "desk/desk.h"
#include "merge_priv.h"
#include "screen/clientline.h"
#include "tui/viewport.h"

enum { LEFT_COL = 18, CHOICE_CELLS = 12, FOOT_ROWS = 5 };

/* Cells of each of the two values. */
static int side_cells(int cols)
{
	return (cols - LEFT_COL - CHOICE_CELLS - 2) / 2;
}

/* ---- rows ---- */

static int rows(const void *ctx)
{
	return (int)merge_rows(ctx);
}

static int64_t row_id(const void *ctx, int row)
{
	const struct merge *st = ctx;

	return 1 + catalog_column_index(catalog_table("client"),
	    st->view.fields.v[row].column->name);
}

static void draw_choice(const struct merge *st, const struct merge_field *f, struct canvas *c,
    int row, int col)
{
	int side = merge_side(st, f);

	if (f->may_choose)
		canvas_putf(c, row, col, STYLE_FIELD, f->may_join ? "[%d] 1 2 3" : "[%d] 1 2",
		    side);
	else
		canvas_put(c, row, col, f->equal ? tr("same") : side == TAKE_GONE ?
		    tr("taken over") :
		    tr("kept"), STYLE_GREY, CHOICE_CELLS);
}

static void draw_row(const void *ctx, int row, struct canvas *c, struct rect w)
{
	const struct merge *st = ctx;
	const struct merge_field *f = &st->view.fields.v[row];
	int cells = side_cells(w.cols), right = w.col + LEFT_COL + cells + 1;
	int side = merge_side(st, f);

	canvas_put(c, w.row, w.col, tr(f->column->label), STYLE_TEXT, LEFT_COL - 1);
	canvas_put(c, w.row, w.col + LEFT_COL, st->texts.v[row][0],
	    side == TAKE_GONE ? STYLE_GREY : STYLE_TEXT, cells);
	canvas_put(c, w.row, right, st->texts.v[row][1],
	    side == TAKE_KEEP ? STYLE_GREY : STYLE_TEXT, cells);
	draw_choice(st, f, c, w.row, right + cells + 1);
}

static void row_text(const void *ctx, int row, struct buf *out)
{
	const struct merge *st = ctx;

	buf_printf(out, "%s %s %s", tr(st->view.fields.v[row].column->label), st->texts.v[row][0],
	    st->texts.v[row][1]);
}

static const struct list_ops ops = { .count = rows, .id = row_id, .draw = draw_row,
	.text = row_text };

void merge_list_init(struct screen *s)
{
	struct merge *st = s->state;

	list_init(&st->list, s, &ops, st, 0);
}

/* ---- the page ---- */

void merge_layout(struct screen *s, struct rect body)
{
	struct merge *st = s->state;

	list_layout(&st->list, (struct rect){ body.row + 1, 0, body.rows - 1 - FOOT_ROWS,
	    body.cols });
	st->foot = (struct rect){ body.row + body.rows - FOOT_ROWS, 0, FOOT_ROWS, body.cols };
}

static const struct client_card *card_at(const struct merge *st, size_t i)
{
	return st->cards.n == 2 ? &st->cards.v[i] : NULL;
}

static void draw_head(const struct screen *s, struct canvas *c)
{
	const struct merge *st = s->state;
	const struct client_card *keep = card_at(st, 0), *gone = card_at(st, 1);
	int cells = side_cells(c->cols - list_gutter(&st->list)), row = s->body.row;
	int left = list_gutter(&st->list) + LEFT_COL;
	char text[700];

	canvas_put(c, row, list_gutter(&st->list), tr("field"), STYLE_GREY, LEFT_COL - 1);
	if (!keep || !gone)
		return;
	text_fmt(text, sizeof text, tr("1 stays: %s"), keep->file_no[0] ? keep->file_no :
	    tr("no number"));
	canvas_put(c, row, left, text, STYLE_TAB, cells);
	text_fmt(text, sizeof text, tr("2 goes: %s"), gone->file_no[0] ? gone->file_no :
	    tr("no number"));
	canvas_put(c, row, left + cells + 1, text, STYLE_TAB, cells);
	canvas_put(c, row, left + 2 * cells + 2, tr("keep"), STYLE_GREY, CANVAS_REST);
}

char *merge_moves_text(const struct merge *st, char *out, size_t size)
{
	struct buf text = BUF_INIT;

	for (size_t i = 0; i < st->view.moves.n; i++)
		buf_printf(&text, "%s%s %lld", i ? ", " : "", st->view.moves.v[i].label,
		    (long long)st->view.moves.v[i].n);
	text_copy(out, size, text.n ? buf_str(&text) : tr("nothing"));
	buf_free(&text);
	return out;
}

static void draw_foot(const struct merge *st, struct canvas *c)
{
	char moves[300], text[500];
	int row = st->foot.row;

	canvas_rule(c, row++, 0, st->foot.cols, tr("what happens"));
	text_fmt(text, sizeof text, tr("Moves to the left file: %s"), merge_moves_text(st, moves,
	    sizeof moves));
	(void)text_put_wrapped(c, (struct rect){ row, 0, 2, st->foot.cols }, text, STYLE_TEXT);
	row += 2;
	if (st->view.gone_no[0])
		text_fmt(text, sizeof text,
		    tr("The number %s leads to the left file from then on."),
		    st->view.gone_no);
	else
		text_copy(text, sizeof text,
		    tr("The right file leads to the left one from then on."));
	canvas_put(c, row++, 0, text, STYLE_GREY, st->foot.cols);
	if (st->view.clash[0])
		canvas_put(c, row, 0, st->view.clash, STYLE_WRONG, st->foot.cols);
	else
		canvas_put(c, row, 0,
		    tr("F10 merges; a second person signs. Nothing is lost: it can be "
		    "taken apart again."), STYLE_GREY, st->foot.cols);
}

void merge_draw(const struct screen *s, struct canvas *c)
{
	const struct merge *st = s->state;

	if (card_at(st, 0))
		clientline_header(st->desk, card_at(st, 0), c, SCREEN_ROW_AREA);
	draw_head(s, c);
	if (merge_rows(st))
		list_draw(&st->list, c);
	else
		canvas_put(c, s->body.row + 1, 2, tr("Nothing differs between them. v shows all."),
		    STYLE_GREY, CANVAS_REST);
	draw_foot(st, c);
}
