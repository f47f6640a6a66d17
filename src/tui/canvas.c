#include "tui/canvas.h"

#include <string.h>

#include "base/buf.h"
#include "base/err.h"
#include "base/mem.h"

static const struct cell blank = { .text = " ", .len = 1, .width = 1, .style = STYLE_TEXT };

static struct rect whole(const struct canvas *c)
{
	return (struct rect){ .row = 0, .col = 0, .rows = c->rows, .cols = c->cols };
}

static int max_int(int a, int b)
{
	return a > b ? a : b;
}

static int min_int(int a, int b)
{
	return a < b ? a : b;
}

static struct rect shared(struct rect a, struct rect b)
{
	int row = max_int(a.row, b.row), col = max_int(a.col, b.col);
	int end_row = min_int(a.row + a.rows, b.row + b.rows);
	int end_col = min_int(a.col + a.cols, b.col + b.cols);

	return (struct rect){
		.row = row, .col = col,
		.rows = max_int(0, end_row - row), .cols = max_int(0, end_col - col),
	};
}

void canvas_init(struct canvas *c, int rows, int cols)
{
	*c = (struct canvas){ .cells = NULL };
	canvas_resize(c, rows, cols);
}

void canvas_resize(struct canvas *c, int rows, int cols)
{
	c->rows = max_int(0, rows);
	c->cols = max_int(0, cols);
	c->cells = mem_resize(c->cells, (size_t)c->rows * (size_t)c->cols + 1, sizeof *c->cells);
	canvas_clear(c);
}

void canvas_free(struct canvas *c)
{
	mem_free(c->cells);
	*c = (struct canvas){ .cells = NULL };
}

void canvas_clear(struct canvas *c)
{
	for (int i = 0; i < c->rows * c->cols; i++)
		c->cells[i] = blank;
	c->clip = whole(c);
	c->cursor_on = false;
}

void canvas_copy(struct canvas *to, const struct canvas *from)
{
	ASSERT(to->rows == from->rows && to->cols == from->cols);
	memcpy(to->cells, from->cells,
	    (size_t)from->rows * (size_t)from->cols * sizeof *from->cells);
	to->lines = from->lines;
	to->cursor_on = from->cursor_on;
	to->cursor_row = from->cursor_row;
	to->cursor_col = from->cursor_col;
}

struct rect canvas_clip(struct canvas *c, struct rect rect)
{
	struct rect old = c->clip;

	c->clip = shared(old, rect);
	return old;
}

void canvas_unclip(struct canvas *c, struct rect old)
{
	c->clip = shared(whole(c), old);
}

bool rect_has(struct rect r, int row, int col)
{
	return row >= r.row && row < r.row + r.rows && col >= r.col && col < r.col + r.cols;
}

struct rect rect_inset(struct rect r, int rows, int cols)
{
	r.row += rows;
	r.col += cols;
	r.rows = max_int(0, r.rows - 2 * rows);
	r.cols = max_int(0, r.cols - 2 * cols);
	return r;
}

struct rect rect_centre(struct rect outer, int rows, int cols)
{
	struct rect r = { .rows = min_int(rows, outer.rows), .cols = min_int(cols, outer.cols) };

	r.row = outer.row + (outer.rows - r.rows) / 2;
	r.col = outer.col + (outer.cols - r.cols) / 2;
	return r;
}

/* ---- cells ---- */

static struct cell *cell_at(struct canvas *c, int row, int col)
{
	return &c->cells[(size_t)row * (size_t)c->cols + (size_t)col];
}

/* Blanks the other half of a wide character that is about to lose the half at ROW, COL. */
static void split(struct canvas *c, int row, int col)
{
	struct cell *cell = cell_at(c, row, col);
	uint8_t style = cell->style;

	if (cell->width == 2 && col + 1 < c->cols) {
		cell[1] = blank;
		cell[1].style = style;
	} else if (cell->width == 0 && col > 0) {
		cell[-1] = blank;
		cell[-1].style = style;
	}
}

static void set_cell(struct canvas *c, int row, int col, const struct cell *cell)
{
	split(c, row, col);
	if (cell->width == 2)
		split(c, row, col + 1);
	*cell_at(c, row, col) = *cell;
	if (cell->width == 2)
		*cell_at(c, row, col + 1) = (struct cell){ .width = 0, .style = cell->style };
}

/* What a code point is on the grid: 0 leaves it out, a blank stands for a control. */
static uint32_t shown(uint32_t cp)
{
	if (cp < 0x20 || (cp >= 0x7f && cp < 0xa0))
		return ' ';
	return cp_is_dropped(cp) ? 0 : cp;
}

/* Fills CELL from a cluster; its width, 0 when nothing of it can be seen. */
static int make_cell(struct cell *cell, const char *p, size_t n, enum style style)
{
	const char *end = p + n;
	uint32_t cp;
	size_t len;

	memset(cell, 0, sizeof *cell);
	cell->style = (uint8_t)style;
	if (n == 1 && *p >= 0x20 && *p < 0x7f) {
		cell->text[0] = *p;
		cell->len = cell->width = 1;
		return 1;
	}
	for (int i = 0; p < end && i < UTF8_CLUSTER_MAX; p += len) {
		cp = shown(utf8_decode(p, end, &len));
		if (!cp || (cell->len == 0 && cp_cells(cp) == 0))
			continue;
		cell->len += (uint8_t)utf8_encode(cp, cell->text + cell->len);
		i++;
	}
	cell->width = (uint8_t)(cell->len ? utf8_cluster_cells(cell->text, cell->len) : 0);
	return cell->width;
}

/* A wide character of which the clip shows one half becomes a blank there. */
static void place(struct canvas *c, int row, int col, const struct cell *cell)
{
	bool first = rect_has(c->clip, row, col);
	bool second = cell->width == 2 && rect_has(c->clip, row, col + 1);
	struct cell half = blank;

	half.style = cell->style;
	if (first && (cell->width == 1 || second))
		set_cell(c, row, col, cell);
	else if (first)
		set_cell(c, row, col, &half);
	else if (second)
		set_cell(c, row, col + 1, &half);
}

int canvas_put_cluster(struct canvas *c, int row, int col, const char *p, size_t n,
    enum style style)
{
	struct cell cell;

	if (make_cell(&cell, p, n, style) == 0)
		return 0;
	place(c, row, col, &cell);
	return cell.width;
}

/* Draws clusters while they fit in MAX; *REST = what is left of the text. */
static int put_fitting(struct canvas *c, int row, int col, const char **rest, const char *end,
    enum style style, int max)
{
	int used = 0;

	while (*rest < end) {
		size_t n = utf8_cluster(*rest, end);
		struct cell cell;
		int width = make_cell(&cell, *rest, n, style);

		if (used + width > max)
			break;
		if (width)
			place(c, row, col + used, &cell);
		used += width;
		*rest += n;
	}
	return used;
}

/* Cells of TEXT as it would be drawn, counted up to just over LIMIT. */
static int drawn_cells(const char *p, const char *end, int limit)
{
	int used = 0;

	while (p < end && used <= limit) {
		size_t n = utf8_cluster(p, end);
		struct cell cell;

		used += make_cell(&cell, p, n, STYLE_TEXT);
		p += n;
	}
	return used;
}

int canvas_put(struct canvas *c, int row, int col, const char *text, enum style style, int max)
{
	const char *p = text ? text : "", *end = p + strlen(p);
	int used;

	if (max == CANVAS_REST)
		max = c->clip.col + c->clip.cols - col;
	if (max <= 0)
		return 0;
	if (drawn_cells(p, end, max) <= max)
		return put_fitting(c, row, col, &p, end, style, max);
	used = put_fitting(c, row, col, &p, end, style, max - 1);
	return used + canvas_put_cluster(c, row, col + used, "~", 1, style);
}

void canvas_fill(struct canvas *c, struct rect rect, enum style style)
{
	struct rect r = shared(c->clip, rect);
	struct cell cell = blank;

	cell.style = (uint8_t)style;
	for (int row = r.row; row < r.row + r.rows; row++)
		for (int col = r.col; col < r.col + r.cols; col++)
			set_cell(c, row, col, &cell);
}

void canvas_restyle(struct canvas *c, struct rect rect, enum style style)
{
	struct rect r = shared(c->clip, rect);

	for (int row = r.row; row < r.row + r.rows; row++)
		for (int col = r.col; col < r.col + r.cols; col++)
			cell_at(c, row, col)->style = (uint8_t)style;
}

void canvas_tint(struct canvas *c, struct rect rect, enum style style)
{
	struct rect r = shared(c->clip, rect);

	for (int row = r.row; row < r.row + r.rows; row++)
		for (int col = r.col; col < r.col + r.cols; col++) {
			struct cell *cell = cell_at(c, row, col);

			if (cell->style == STYLE_TEXT)
				cell->style = (uint8_t)style;
		}
}

void canvas_cursor(struct canvas *c, int row, int col)
{
	c->cursor_on = rect_has(whole(c), row, col);
	c->cursor_row = row;
	c->cursor_col = col;
}

/* ---- looking at it ---- */

const struct cell *canvas_at(const struct canvas *c, int row, int col)
{
	if (!rect_has(whole(c), row, col))
		return NULL;
	return &c->cells[(size_t)row * (size_t)c->cols + (size_t)col];
}

enum style canvas_style_at(const struct canvas *c, int row, int col)
{
	const struct cell *cell = canvas_at(c, row, col);

	return cell ? (enum style)cell->style : STYLE_TEXT;
}

void canvas_row_text(const struct canvas *c, int row, struct buf *out)
{
	size_t keep = out->n;

	for (int col = 0; col < c->cols; col++) {
		const struct cell *cell = canvas_at(c, row, col);

		if (!cell)
			break;
		buf_add(out, cell->text, cell->len);
		if (cell->len && !(cell->len == 1 && cell->text[0] == ' '))
			keep = out->n;
	}
	buf_cut(out, keep);
}

void canvas_text(const struct canvas *c, struct buf *out)
{
	for (int row = 0; row < c->rows; row++) {
		canvas_row_text(c, row, out);
		buf_putc(out, '\n');
	}
}
