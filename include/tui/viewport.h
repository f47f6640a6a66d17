#ifndef FD_TUI_VIEWPORT_H
#define FD_TUI_VIEWPORT_H
/*
 * A long text to read: wrapped lines with a style each, scrolled by Up Down (j k) PgUp PgDn Space
 * Home End. Used for help, logs, previews, side panes.
 */
#include "tui/canvas.h"
#include "tui/key.h"
#include "tui/screen.h"

struct viewport_line;

struct viewport {
	struct rect area;
	struct { struct viewport_line *v; size_t n, cap; } lines;
	struct { struct viewport_row *v; size_t n, cap; } rows;         /* wrapped */
	int top;
};

void viewport_init(struct viewport *v);
void viewport_free(struct viewport *v);
void viewport_clear(struct viewport *v);
/* TEXT may hold newlines; INDENT cells stand before continued rows. */
void viewport_add(struct viewport *v, enum style style, int indent, const char *text);
void viewport_layout(struct viewport *v, struct rect area);
void viewport_draw(const struct viewport *v, struct canvas *c);
enum key_use viewport_key(struct viewport *v, const struct key *k);
int viewport_rows(const struct viewport *v);
/* Wraps TEXT to COLS cells: bytes of its first row, and *SKIP = bytes to the start of the next. */
size_t text_wrap(const char *text, int cols, size_t *skip);
/* TEXT wrapped into the rows of WHERE, as far as they go; how many it took. */
int text_put_wrapped(struct canvas *c, struct rect where, const char *text, enum style style);

#endif
