#ifndef FD_TUI_STYLE_H
#define FD_TUI_STYLE_H
/*
 * Roles of what is drawn, and how each looks at 256 colours, 8 colours and none. Everybody draws
 * with a role; only tui/term turns a role into attributes of the terminal. A role never carries
 * meaning alone: a word, letter or sign stands beside it. No blink; underline never together with
 * a colour (the Linux console and PuTTY cannot show both).
 */
#include <stdint.h>

enum style {
	STYLE_TEXT,
	STYLE_BAR,              /* row 1 and the key bar */
	STYLE_BADGE,            /* a counter of row 1 that is late */
	STYLE_TAB,              /* the current tab; also a word that must stand out */
	STYLE_SUBJECT,          /* row 2 where it says whom the screen is about */
	STYLE_RISK,             /* a flag that can do harm, written in capitals */
	STYLE_NOTE,             /* a flag worth knowing */
	STYLE_RULE,             /* section rules, boxes, markers */
	STYLE_SELECTED,         /* first cells of the selected row, or the selected cell */
	STYLE_SELECTED_REST,    /* the rest of that row (plain without colour: saves bytes) */
	STYLE_MARKED,
	STYLE_FIELD,
	STYLE_FIELD_EDIT,       /* the field with the cursor */
	STYLE_REQUIRED,         /* a field that must be filled and is empty */
	STYLE_WRONG,
	STYLE_PROPOSED,         /* filled in by the program, not typed */
	STYLE_GREY,             /* read-only, unavailable, gone */
	STYLE_FREE,
	STYLE_PLANNED,          /* the eight states of a thing with a time */
	STYLE_AGREED,
	STYLE_PRESENT,
	STYLE_RUNNING,
	STYLE_DONE,
	STYLE_MISSED,
	STYLE_DROPPED,
	STYLE_HELD,
	STYLE_CLOSED,
	STYLE_AWAY,
	STYLE_BROKEN,
	STYLE_MSG_DONE,         /* row 23 */
	STYLE_MSG_REFUSED,
	STYLE_MSG_INFO,
	STYLE_LATE,
	STYLE_FILL,             /* blanks of a bar, ghost of something carried */
	STYLE_HEAT_1,
	STYLE_HEAT_2,
	STYLE_HEAT_3,
	STYLE_HEAT_4,
	STYLE_HEAT_5,
	STYLE_NEWS,             /* changed elsewhere, new for me */
	STYLE_PRACTICE,         /* row 1 of a copy made for practice */
	STYLE_COUNT
};

enum style_depth { STYLE_MONO, STYLE_8, STYLE_256, STYLE_DEPTHS };

enum { STYLE_BOLD = 1, STYLE_UNDERLINE = 2, STYLE_REVERSE = 4, STYLE_DIM = 8 };

#define STYLE_OWN (-1)                  /* the terminal's own colour */

struct style_look {
	int16_t fg, bg;                 /* palette numbers or STYLE_OWN */
	uint8_t attrs;                  /* STYLE_BOLD ... */
};

/* Borrowed, constant. A STYLE or DEPTH out of range gives the look of STYLE_TEXT. */
const struct style_look *style_look(enum style style, enum style_depth depth);
/* From the number of colours of the terminal (0 or less: none) and the value of NO_COLOR (see
 * no-color.org: any non-empty value means no colour; NULL or "" = unset). */
enum style_depth style_pick_depth(int colours, const char *no_color);
/* Lower-case name for tests and golden files: "selected". */
const char *style_name(enum style style);

#endif
