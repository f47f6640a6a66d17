#ifndef FD_TUI_CANVAS_H
#define FD_TUI_CANVAS_H
/*
 * A grid of cells to draw on: no terminal, no I/O, so whatever draws can be tested by reading
 * canvas_text(). Rows and columns count from 0. Everything is cut at the clip rectangle and at the
 * grid; nothing wraps. A wide character that is half overwritten loses its other half (a blank).
 * Control characters in a text become blanks, zero-width and bidirectional ones are left out, so
 * that no stored text can steer the terminal.
 */
#include <stdbool.h>
#include <stdint.h>
#include "base/utf8.h"
#include "tui/style.h"

struct buf;

struct rect {
	int row, col, rows, cols;
};

/* One grapheme cluster. The right half of a wide one is a cell of width 0 and length 0. */
struct cell {
	char text[UTF8_CLUSTER_MAX * 4];        /* UTF-8, not terminated */
	uint8_t len;
	uint8_t width;
	uint8_t style;
};

struct canvas {
	int rows, cols;
	struct cell *cells;             /* row by row */
	struct rect clip;
	bool lines;                     /* box drawing characters are 1 cell here; else - | + */
	bool cursor_on;
	int cursor_row, cursor_col;
};

#define CANVAS_REST (-1)                /* as a width: up to the right edge of the clip */

void canvas_init(struct canvas *c, int rows, int cols);         /* blank; canvas_free it */
void canvas_resize(struct canvas *c, int rows, int cols);       /* blank again */
void canvas_free(struct canvas *c);
void canvas_clear(struct canvas *c);            /* blanks, no cursor, clip = all */
void canvas_copy(struct canvas *to, const struct canvas *from); /* sizes must agree */

/* Narrows the clip to what RECT and the present one share; returns the old, for canvas_unclip. */
struct rect canvas_clip(struct canvas *c, struct rect rect);
void canvas_unclip(struct canvas *c, struct rect old);

/* Draws TEXT (NULL = "") in at most MAX cells; where it does not fit it ends in `~`. Returns the
 * cells it took (also those the clip hid). Nothing is padded. */
int canvas_put(struct canvas *c, int row, int col, const char *text, enum style style, int max);
int canvas_putf(struct canvas *c, int row, int col, enum style style, const char *fmt, ...)
    __attribute__((format(printf, 5, 6)));
/* Exactly CELLS cells: cut with `~`, or padded with blanks of that style; _right: flush right. */
void canvas_pad(struct canvas *c, int row, int col, const char *text, enum style style, int cells);
void canvas_right(struct canvas *c, int row, int col, const char *text, enum style style,
    int cells);
/* The N bytes at P as one cluster at a place; returns its cells. For editors. */
int canvas_put_cluster(struct canvas *c, int row, int col, const char *p, size_t n,
    enum style style);

void canvas_fill(struct canvas *c, struct rect rect, enum style style);         /* blanks */
void canvas_restyle(struct canvas *c, struct rect rect, enum style style);      /* keeps text */
/* As canvas_restyle, but only cells that are STYLE_TEXT: a selected row keeps its own signals. */
void canvas_tint(struct canvas *c, struct rect rect, enum style style);
void canvas_hline(struct canvas *c, int row, int col, int cols, enum style style);
void canvas_vline(struct canvas *c, int row, int col, int rows, enum style style);
/* Frame with blank inside; TITLE (NULL = none) stands in the upper edge: +-- Title ---+ */
void canvas_box(struct canvas *c, struct rect rect, enum style style, const char *title);
/* Section rule: -- title ------- over COLS cells. */
void canvas_rule(struct canvas *c, int row, int col, int cols, const char *title);
/* Row of tabs: Today  [Find]  Recent. Returns the cells used. */
int canvas_tabs(struct canvas *c, int row, int col, const char *const *names, int count,
    int current);
/* A reverse bar of FILLED of CELLS blanks. */
void canvas_meter(struct canvas *c, int row, int col, int cells, int filled);

/* Where the terminal's cursor stands after painting. The last call wins; outside the grid = off. */
void canvas_cursor(struct canvas *c, int row, int col);

const struct cell *canvas_at(const struct canvas *c, int row, int col);         /* NULL outside */
enum style canvas_style_at(const struct canvas *c, int row, int col);
/* The picture as text: rows end in \n, blanks at their ends are left out. Appends to OUT. */
void canvas_text(const struct canvas *c, struct buf *out);
void canvas_row_text(const struct canvas *c, int row, struct buf *out);         /* without \n */

struct rect rect_inset(struct rect r, int rows, int cols);      /* smaller on each side */
/* A box of ROWS x COLS in the middle of OUTER, never larger than it. */
struct rect rect_centre(struct rect outer, int rows, int cols);
bool rect_has(struct rect r, int row, int col);

#endif
