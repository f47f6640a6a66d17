/* Figures on a canvas: padded cells, rules, boxes, tabs, bars. */
#include <stdarg.h>
#include <string.h>

#include "base/buf.h"
#include "tui/canvas.h"

/* A sign of a frame, as a box drawing character and in ASCII. */
enum sign { HLINE, VLINE, TOP_LEFT, TOP_RIGHT, BOTTOM_LEFT, BOTTOM_RIGHT, SIGNS };

static const char *const signs[SIGNS][2] = {
	[HLINE] = { "-", "\xe2\x94\x80" },
	[VLINE] = { "|", "\xe2\x94\x82" },
	[TOP_LEFT] = { "+", "\xe2\x94\x8c" },
	[TOP_RIGHT] = { "+", "\xe2\x94\x90" },
	[BOTTOM_LEFT] = { "+", "\xe2\x94\x94" },
	[BOTTOM_RIGHT] = { "+", "\xe2\x94\x98" },
};

static void put_sign(struct canvas *c, int row, int col, enum sign sign, enum style style)
{
	const char *text = signs[sign][c->lines];

	canvas_put_cluster(c, row, col, text, strlen(text), style);
}

int canvas_putf(struct canvas *c, int row, int col, enum style style, const char *fmt, ...)
{
	struct buf text = { .s = NULL };
	va_list ap;
	int used;

	va_start(ap, fmt);
	buf_vprintf(&text, fmt, ap);
	va_end(ap);
	used = canvas_put(c, row, col, buf_str(&text), style, CANVAS_REST);
	buf_free(&text);
	return used;
}

static void blanks(struct canvas *c, int row, int col, int cells, enum style style)
{
	if (cells > 0)
		canvas_fill(c, (struct rect){ .row = row, .col = col, .rows = 1, .cols = cells },
		    style);
}

void canvas_pad(struct canvas *c, int row, int col, const char *text, enum style style, int cells)
{
	int used = cells > 0 ? canvas_put(c, row, col, text, style, cells) : 0;

	blanks(c, row, col + used, cells - used, style);
}

void canvas_right(struct canvas *c, int row, int col, const char *text, enum style style, int cells)
{
	int used = utf8_cells(text ? text : "");
	int lead = used < cells ? cells - used : 0;

	blanks(c, row, col, lead, style);
	canvas_pad(c, row, col + lead, text, style, cells - lead);
}

void canvas_hline(struct canvas *c, int row, int col, int cols, enum style style)
{
	for (int i = 0; i < cols; i++)
		put_sign(c, row, col + i, HLINE, style);
}

void canvas_vline(struct canvas *c, int row, int col, int rows, enum style style)
{
	for (int i = 0; i < rows; i++)
		put_sign(c, row + i, col, VLINE, style);
}

/* A title on a line that starts at COL and has CELLS left: two signs, blank, title, blank. */
static void put_title(struct canvas *c, int row, int col, int cells, const char *title,
    enum style style)
{
	int used;

	if (!title || !*title || cells < 5)
		return;
	blanks(c, row, col + 2, 1, style);
	used = canvas_put(c, row, col + 3, title, style, cells - 4);
	blanks(c, row, col + 3 + used, 1, style);
}

void canvas_box(struct canvas *c, struct rect r, enum style style, const char *title)
{
	int right = r.col + r.cols - 1, bottom = r.row + r.rows - 1;

	if (r.rows < 2 || r.cols < 2)
		return;
	canvas_fill(c, rect_inset(r, 1, 1), STYLE_TEXT);
	canvas_hline(c, r.row, r.col + 1, r.cols - 2, style);
	canvas_hline(c, bottom, r.col + 1, r.cols - 2, style);
	canvas_vline(c, r.row + 1, r.col, r.rows - 2, style);
	canvas_vline(c, r.row + 1, right, r.rows - 2, style);
	put_sign(c, r.row, r.col, TOP_LEFT, style);
	put_sign(c, r.row, right, TOP_RIGHT, style);
	put_sign(c, bottom, r.col, BOTTOM_LEFT, style);
	put_sign(c, bottom, right, BOTTOM_RIGHT, style);
	put_title(c, r.row, r.col + 1, r.cols - 2, title, style);
}

void canvas_rule(struct canvas *c, int row, int col, int cols, const char *title)
{
	canvas_hline(c, row, col, cols, STYLE_RULE);
	put_title(c, row, col, cols, title, STYLE_RULE);
}

int canvas_tabs(struct canvas *c, int row, int col, const char *const *names, int count,
    int current)
{
	int start = col;

	for (int i = 0; i < count; i++) {
		enum style style = i == current ? STYLE_TAB : STYLE_TEXT;

		if (i > 0)
			col += 2;
		if (i == current)
			col += canvas_put(c, row, col, "[", style, CANVAS_REST);
		col += canvas_put(c, row, col, names[i], style, CANVAS_REST);
		if (i == current)
			col += canvas_put(c, row, col, "]", style, CANVAS_REST);
	}
	return col - start;
}

void canvas_meter(struct canvas *c, int row, int col, int cells, int filled)
{
	if (filled > cells)
		filled = cells;
	if (filled < 0)
		filled = 0;
	blanks(c, row, col, filled, STYLE_FILL);
	blanks(c, row, col + filled, cells - filled, STYLE_TEXT);
}
