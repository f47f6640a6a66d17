/* How a field is seen: rows, scrolling, drawing. */
#include <string.h>

#include "base/buf.h"
#include "field_priv.h"

int field_span(const struct field *f, size_t from, size_t to)
{
	int cells = 0;

	while (from < to) {
		size_t next = field_next(f, from);

		cells += wrap_cells(f->text, from, next);
		from = next;
	}
	return cells;
}

struct wrap_row field_row_at(const struct field *f, size_t start)
{
	if (f->rows == 1)
		return (struct wrap_row){ .start = 0, .end = f->n, .next = f->n, .last = true };
	return wrap_row_at(f->text, f->n, f->cols, start);
}

struct wrap_row field_cursor_row(const struct field *f, int *number)
{
	struct wrap_row row = field_row_at(f, 0);
	int i = 0;

	while (!row.last && row.next <= f->cur) {
		row = field_row_at(f, row.next);
		i++;
	}
	if (number)
		*number = i;
	return row;
}

struct wrap_row field_nth_row(const struct field *f, int number)
{
	struct wrap_row row = field_row_at(f, 0);

	while (number-- > 0 && !row.last)
		row = field_row_at(f, row.next);
	return row;
}

int field_visual_rows(const struct field *f)
{
	struct wrap_row row = field_row_at(f, 0);
	int n = 1;

	for (; !row.last; n++)
		row = field_row_at(f, row.next);
	return n;
}

size_t field_row_stop(const struct field *f, const struct wrap_row *row)
{
	if (!row->last && row->next == row->end && row->end > row->start)
		return field_prev(f, row->end);
	return row->end;
}

size_t field_row_place(const struct field *f, const struct wrap_row *row, int cells)
{
	size_t at = row->start, stop = field_row_stop(f, row);

	while (at < stop) {
		size_t next = field_next(f, at);

		cells -= wrap_cells(f->text, at, next);
		if (cells < 0)
			break;
		at = next;
	}
	return at;
}

/* ---- scrolling ---- */

/* Markers cost a cell each; a very narrow field does without. */
static int marker_cells(const struct field *f)
{
	return f->cols >= 4 ? 1 : 0;
}

/* Moves the left edge right until the cursor is in view, leaving a cell for `>`. */
static void reveal_right(struct field *f)
{
	int cells = field_span(f, f->left, f->cur);

	while (f->left < f->cur) {
		int room = f->cols - (f->left > 0 ? marker_cells(f) : 0) - 1;
		size_t next;

		if (cells < room || (cells == room && (f->cur == f->n || !marker_cells(f))))
			break;
		next = field_next(f, f->left);
		cells -= wrap_cells(f->text, f->left, next);
		f->left = next;
	}
}

/* Text was deleted at the end: the left edge goes back while everything fits. */
static void pull_back(struct field *f)
{
	int cells = field_span(f, f->left, f->n);

	while (f->left > 0) {
		size_t prev = field_prev(f, f->left);

		cells += wrap_cells(f->text, prev, f->left);
		if (cells + 1 + (prev > 0 ? marker_cells(f) : 0) > f->cols)
			break;
		f->left = prev;
	}
}

static void scroll_line(struct field *f)
{
	size_t at = 0;

	while (at < f->left && at < f->n)       /* an edit may have moved the boundaries */
		at = field_next(f, at);
	f->left = at;
	if (f->cur < f->left)
		f->left = f->cur;
	reveal_right(f);
	pull_back(f);
}

void field_scroll(struct field *f)
{
	int number, count;

	if (f->rows == 1) {
		scroll_line(f);
		return;
	}
	field_cursor_row(f, &number);
	count = field_visual_rows(f);
	if (number < f->top)
		f->top = number;
	if (number >= f->top + f->rows)
		f->top = number - f->rows + 1;
	/* No empty rows below while there are words above. */
	if (f->top > count - f->rows)
		f->top = count > f->rows ? count - f->rows : 0;
}

void field_resize(struct field *f, int rows, int cols)
{
	f->rows = rows;
	f->cols = cols > 1 ? cols : 1;
	field_scroll(f);
}

/* The column of the cursor in a row from START on; behind a full row it stays on the last cluster,
 * never on the second half of a wide one. */
static int column(const struct field *f, size_t start)
{
	int col = 0;

	while (start < f->cur) {
		size_t next = field_next(f, start);
		int cells = wrap_cells(f->text, start, next);

		if (col + cells >= f->cols)
			break;
		col += cells;
		start = next;
	}
	return col;
}

void field_cursor(const struct field *f, int *row, int *col)
{
	if (f->rows == 1) {
		*row = 0;
		*col = field_span(f, f->left, f->cur) + (f->left > 0 ? marker_cells(f) : 0);
		if (*col >= f->cols)
			*col = f->cols - 1;
		return;
	}
	*col = column(f, field_cursor_row(f, row).start);
	*row -= f->top;
}

/* ---- drawing ---- */

/* Draws [from, to) in at most CELLS; returns where it stopped. */
static size_t draw_text(const struct field *f, struct canvas *c, int row, int col, size_t from,
    size_t to, int cells, enum style style)
{
	while (from < to) {
		size_t next = field_next(f, from);
		bool secret = f->flags & FIELD_SECRET;
		int width = secret ? 1 : wrap_cells(f->text, from, next);

		if (width > cells)
			break;
		canvas_put_cluster(c, row, col, secret ? "*" : f->text + from,
		    secret ? 1 : next - from, style);
		col += width;
		cells -= width;
		from = next;
	}
	return from;
}

static void draw_line(const struct field *f, struct canvas *c, int row, int col,
    enum style style, bool focus)
{
	size_t left = focus ? f->left : 0;
	int lead = left > 0 ? marker_cells(f) : 0, room = f->cols - lead;
	bool more = field_span(f, left, f->n) > room;

	if (lead)
		canvas_put_cluster(c, row, col, "<", 1, style);
	if (more)
		room -= marker_cells(f);
	draw_text(f, c, row, col + lead, left, f->n, room, style);
	if (more && marker_cells(f))
		canvas_put_cluster(c, row, col + f->cols - 1, ">", 1, style);
}

static void draw_rows(const struct field *f, struct canvas *c, int row, int col,
    enum style style, int top)
{
	struct wrap_row at = field_nth_row(f, top);

	for (int i = 0; i < f->rows; i++) {
		draw_text(f, c, row + i, col, at.start, at.end, f->cols, style);
		if (at.last)
			break;
		at = field_row_at(f, at.next);
	}
}

void field_draw(const struct field *f, struct canvas *c, int row, int col, enum style style,
    bool focus)
{
	struct rect box = { .row = row, .col = col, .rows = f->rows, .cols = f->cols };
	struct rect old = canvas_clip(c, box);
	int cur_row, cur_col;

	canvas_fill(c, box, style);
	if (f->rows == 1)
		draw_line(f, c, row, col, style, focus);
	else
		draw_rows(f, c, row, col, style, focus ? f->top : 0);
	canvas_unclip(c, old);
	if (focus) {
		field_cursor(f, &cur_row, &cur_col);
		canvas_cursor(c, row + cur_row, col + cur_col);
	}
}
