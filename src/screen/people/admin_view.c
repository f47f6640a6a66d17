/* How the area of the house looks. */
#include <string.h>

#include "admin_priv.h"
#include "base/buf.h"
#include "base/tr.h"
#include "tui/canvas.h"


/* ---- the list ---- */

static int row_count(const void *ctx)
{
	return (int)((const struct admin *)ctx)->rows.n;
}

static int64_t row_id(const void *ctx, int row)
{
	return ((const struct admin *)ctx)->rows.v[row].id;
}

static void row_draw(const void *ctx, int row, struct canvas *c, struct rect w)
{
	const struct admin *st = ctx;
	const struct admin_row *r = &st->rows.v[row];
	const struct admin_kind *k = admin_kind(st);
	int n = admin_columns(k);

	for (int i = 0; i < n; i++) {
		int end = i + 1 < n ? k->columns[i + 1].col - 1 : w.cols;
		enum style style = i == n - 1 || r->style == STYLE_GREY ? r->style : STYLE_TEXT;

		canvas_put(c, w.row, w.col + k->columns[i].col, r->cell[i], style,
		    end - k->columns[i].col);
	}
}

static void row_text(const void *ctx, int row, struct buf *out)
{
	const struct admin_row *r = &((const struct admin *)ctx)->rows.v[row];

	for (int i = 0; i < ADMIN_CELLS; i++)
		buf_printf(out, "%s ", r->cell[i]);
}

static const struct list_ops row_ops = { .count = row_count, .id = row_id, .draw = row_draw,
	.text = row_text };

/* ---- what belongs to it ---- */

static int line_count(const void *ctx)
{
	return (int)((const struct admin *)ctx)->lines.n;
}

static int64_t line_id(const void *ctx, int row)
{
	return ((const struct admin *)ctx)->lines.v[row].id;
}

static void line_draw(const void *ctx, int row, struct canvas *c, struct rect w)
{
	const struct detail_row *r = &((const struct admin *)ctx)->lines.v[row];
	int label = admin_label_cells(w.cols);

	canvas_put(c, w.row, w.col, r->label, STYLE_GREY, label - 1);
	canvas_put(c, w.row, w.col + label, r->text,
	    r->style != STYLE_TEXT ? r->style : STYLE_TEXT, w.cols - label);
}

static void line_text(const void *ctx, int row, struct buf *out)
{
	const struct detail_row *r = &((const struct admin *)ctx)->lines.v[row];

	buf_printf(out, "%s %s", r->label, r->text);
}

static const struct list_ops line_ops = { .count = line_count, .id = line_id, .draw = line_draw,
	.text = line_text };

void admin_init(struct screen *s)
{
	struct admin *st = s->state;

	list_init(&st->list, s, &row_ops, st, 0);
	list_init(&st->detail, s, &line_ops, st, 0);
	st->detail.away = true;
	st->width = 78;
}

/* ---- the picture ---- */

void admin_layout(struct screen *s, struct rect body)
{
	struct admin *st = s->state;
	struct rect list, pane;
	int rest = body.rows - 1, below, width;

	screen_split(body, &list, &pane);
	below = pane.cols ? 0 : rest / 2;
	list_layout(&st->list, (struct rect){ body.row + 1, 0, rest - below, list.cols });
	if (pane.cols)
		pane = (struct rect){ body.row + 1, pane.col, rest, pane.cols };
	else
		pane = (struct rect){ body.row + 1 + rest - below + 1, 0, below - 1, body.cols };
	list_layout(&st->detail, pane);
	width = pane.cols - list_gutter(&st->detail);
	if (width != st->width) {
		st->width = width;
		screen_dirty(s, DIRTY_LOAD);
	}
}

static void draw_title(const struct screen *s, struct canvas *c)
{
	const struct admin *st = s->state;
	const struct admin_row *r = admin_row_at(st);
	struct rect at = st->detail.area;
	char title[200];

	if (!r)
		return;
	/* What tells the row: its code and name, or whose it is and when. */
	text_fmt(title, sizeof title, "%s  %s", r->cell[0], r->cell[1]);
	canvas_rule(c, at.row - 1, at.col, at.cols, title);
}

void admin_draw(const struct screen *s, struct canvas *c)
{
	const struct admin *st = s->state;
	const struct admin_kind *k = admin_kind(st);
	int row = s->body.row;

	admin_draw_tabs(s, k->name, c);
	list_header(&st->list, c, row, k->columns, admin_columns(k), -1);
	if (st->rows.n)
		list_draw(&st->list, c);
	else
		canvas_put(c, row + 1, 2, tr(k->empty), STYLE_MSG_INFO, CANVAS_REST);
	draw_title(s, c);
	if (st->lines.n)
		list_draw(&st->detail, c);
}
