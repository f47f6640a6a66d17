/* Rows of a canvas to the terminal: only those that changed, blanked first and drawn from the left,
 * so that a wide character is never half overwritten within one update. */
#include "term_priv.h"

#include <curses.h>

#include <stdlib.h>
#include <string.h>
#include <wchar.h>

/* ---- looks ---- */

static attr_t attrs_of(const struct style_look *look)
{
	attr_t a = 0;

	if (look->attrs & STYLE_BOLD)
		a |= A_BOLD;
	if (look->attrs & STYLE_UNDERLINE)
		a |= A_UNDERLINE;
	if (look->attrs & STYLE_REVERSE)
		a |= A_REVERSE;
	if (look->attrs & STYLE_DIM)
		a |= A_DIM;
	return a;
}

void term_set_looks(struct term *t)
{
	const char *no_color = getenv("NO_COLOR");
	int colours = 0;

	/* curses itself does not know NO_COLOR. */
	if (!(no_color && *no_color) && has_colors() && start_color() != ERR) {
		use_default_colors();
		colours = COLORS;
	}
	t->depth = style_pick_depth(colours, no_color);
	for (int s = 0; s < STYLE_COUNT; s++) {
		const struct style_look *look = style_look((enum style)s, t->depth);

		t->attrs[s] = attrs_of(look);
		t->pairs[s] = 0;
		if (t->depth != STYLE_MONO && (look->fg != STYLE_OWN || look->bg != STYLE_OWN) &&
		    init_pair((short)(s + 1), look->fg, look->bg) != ERR)
			t->pairs[s] = (short)(s + 1);
	}
}

/* ---- cells ---- */

/* The cell's characters as the C library knows them; false where it disagrees with our width, as
 * its tables are those by which the terminal library counts. */
static bool wide_text(const struct cell *cell, wchar_t out[UTF8_CLUSTER_MAX + 1])
{
	const char *p = cell->text, *end = p + cell->len;
	size_t len;
	int n = 0;

	for (; p < end && n < UTF8_CLUSTER_MAX; p += len)
		out[n++] = (wchar_t)utf8_decode(p, end, &len);
	out[n] = L'\0';
	return n > 0 && wcwidth(out[0]) == cell->width && wcswidth(out, (size_t)n) == cell->width;
}

static void put_wide(const wchar_t *text, attr_t attrs, short pair)
{
	cchar_t cc;

	if (setcchar(&cc, text, attrs, pair, NULL) != ERR)
		add_wch(&cc);
}

static void put_cell(const struct term *t, const struct cell *cell)
{
	attr_t attrs = t->attrs[cell->style];
	short pair = t->pairs[cell->style];
	wchar_t text[UTF8_CLUSTER_MAX + 1];
	cchar_t probe;

	if (wide_text(cell, text) && setcchar(&probe, text, attrs, pair, NULL) != ERR) {
		put_wide(text, attrs, pair);
		return;
	}
	put_wide(L"?", attrs, pair);
	if (cell->width == 2)
		put_wide(L" ", attrs, pair);
}

static bool is_blank(const struct cell *cell)
{
	return cell->len == 1 && cell->text[0] == ' ' && cell->style == STYLE_TEXT;
}

static void paint_row(const struct term *t, const struct canvas *c, int row)
{
	move(row, 0);
	clrtoeol();
	for (int col = 0; col < c->cols; col++) {
		const struct cell *cell = canvas_at(c, row, col);

		if (!cell || cell->width == 0 || is_blank(cell))
			continue;
		move(row, col);
		put_cell(t, cell);
	}
}

/* ---- rows ---- */

static bool row_differs(const struct term *t, const struct canvas *c, int row)
{
	return t->stale || memcmp(canvas_at(&t->shown, row, 0), canvas_at(c, row, 0),
	    (size_t)c->cols * sizeof(struct cell)) != 0;
}

static bool cursor_differs(const struct term *t, const struct canvas *c)
{
	if (t->cursor_on != c->cursor_on)
		return true;
	return c->cursor_on && (t->shown.cursor_row != c->cursor_row ||
	    t->shown.cursor_col != c->cursor_col);
}

static void place_cursor(struct term *t, const struct canvas *c)
{
	if (t->cursor_on != c->cursor_on)
		curs_set(c->cursor_on ? 1 : 0);
	t->cursor_on = c->cursor_on;
	/* Also when it is hidden: an input method opens its window there. */
	if (c->cursor_on)
		move(c->cursor_row, c->cursor_col);
	else
		move(c->rows - 1, 0);
}

int term_paint(void *term, const struct canvas *c)
{
	struct term *t = term;
	int changed = 0;

	if (c->rows != t->shown.rows || c->cols != t->shown.cols) {
		canvas_resize(&t->shown, c->rows, c->cols);
		t->stale = true;
	}
	for (int row = 0; row < c->rows && c->cols > 0; row++)
		if (row_differs(t, c, row)) {
			paint_row(t, c, row);
			changed++;
		}
	if (!changed && !cursor_differs(t, c))
		return 0;
	place_cursor(t, c);
	wnoutrefresh(stdscr);
	doupdate();
	canvas_copy(&t->shown, c);
	t->stale = false;
	return changed;
}
