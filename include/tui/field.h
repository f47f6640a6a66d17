#ifndef FD_TUI_FIELD_H
#define FD_TUI_FIELD_H
/*
 * Editor of one field, single line (rows == 1) or several, over UTF-8 by grapheme cluster and cell
 * width (UAX #29, UAX #11). Text goes out exactly as it is: no padding, hard newlines only.
 *
 * Taken in: everything but C0, C1, soft hyphen, zero-width and bidirectional characters and BOM; a
 * tab is a blank; a newline is a blank in a single line; a combining mark needs a character before
 * it on its line and a cluster has at most 5 code points. What the filter refuses is left out.
 * Soft wrap: after blanks and between wide characters, never before closing punctuation.
 *
 * Keys used: text, Left Right Home End Delete Backspace, Ctrl-Left/Right (words), Up Down PgUp PgDn
 * Enter in several rows only, ^A home, ^U kill to the start, ^K to the end, ^W word, ^Z undo
 * (unused when there is nothing to undo). Enter, Tab, Up, Down of a single line are left unused.
 */
#include <stdbool.h>
#include <stddef.h>
#include "tui/canvas.h"
#include "tui/key.h"

enum field_use {
	FIELD_UNUSED,           /* not a key of the field */
	FIELD_MOVED,            /* used; the text is as before */
	FIELD_CHANGED,
	FIELD_REFUSED,          /* was text, but is not taken (filter, length) */
};

enum { FIELD_SECRET = 1 };      /* shows `*`, takes only typed ASCII: no paste, no input method */

struct field;
/* The code point to take for CP, or 0 to refuse it. */
typedef uint32_t field_filter(const struct field *f, uint32_t cp);

struct field {
	char *text;             /* terminated; never NULL after field_init */
	size_t n, cap;
	size_t cur;             /* byte offset of the cursor, on a cluster boundary */
	int rows, cols;
	size_t max_cp;          /* 0 = no limit */
	unsigned flags;
	field_filter *filter;
	size_t left;            /* single line: first byte in view */
	int top;                /* several: first visual row in view */
	int goal;               /* column wanted by Up and Down, -1 = none */
	struct { struct field_undo *v; size_t n, cap; } undo;
	int run;                /* kind of change going on, for undo by words */
	bool cut;               /* what was inserted last did not fit as a whole; until the next
				 * key */
};

void field_init(struct field *f, int rows, int cols, size_t max_cp);
void field_free(struct field *f);
void field_resize(struct field *f, int rows, int cols);         /* cols >= 1 */
/* Replaces the text (cleaned as above, but not filtered), cursor at its end, nothing to undo. */
void field_set(struct field *f, const char *text);
const char *field_text(const struct field *f);                  /* borrowed until it changes */
/* Inserts at the cursor, cleaned and filtered; returns the code points taken. */
size_t field_insert(struct field *f, const char *text, size_t n);
enum field_use field_key(struct field *f, const struct key *k);         /* typing and pastes */
bool field_undo(struct field *f);
void field_home(struct field *f);
void field_end(struct field *f);
/* Draws rows x cols cells at a place (no brackets); sets the canvas cursor when FOCUS. In a single
 * line `<` and `>` mark text out of view. */
void field_draw(const struct field *f, struct canvas *c, int row, int col, enum style style,
    bool focus);
/* Where the cursor is, from the upper left of the field. */
void field_cursor(const struct field *f, int *row, int *col);
int field_visual_rows(const struct field *f);

/* Filters. Full-width forms become ASCII in all of them. */
uint32_t field_filter_narrow(const struct field *f, uint32_t cp);       /* dates, commands */
uint32_t field_filter_digits(const struct field *f, uint32_t cp);
uint32_t field_filter_number(const struct field *f, uint32_t cp);       /* digits . , - + */
uint32_t field_filter_phone(const struct field *f, uint32_t cp);        /* digits + - ( ) blank */

#endif
