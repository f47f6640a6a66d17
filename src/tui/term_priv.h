#ifndef FD_TUI_TERM_PRIV_H
#define FD_TUI_TERM_PRIV_H
/* Shared by term.c (taking over, giving back), term_paint.c and term_keys.c. Those include curses.h
 * behind it and behind all of ours: it defines OK and ERR as macros. */
#include <stdio.h>

#include "tui/term.h"

struct term {
	void *screen;                   /* curses' SCREEN */
	FILE *out;
	struct term_options options;
	enum style_depth depth;
	unsigned attrs[STYLE_COUNT];    /* curses' attr_t */
	short pairs[STYLE_COUNT];
	struct canvas shown;            /* what the terminal shows */
	bool stale;                     /* `shown` tells nothing: paint all rows */
	bool cursor_on;
	bool guard;                     /* has no bracketed paste */
	bool probing;                   /* the width probe has not been answered */
	bool lines;
};

void term_set_looks(struct term *t);
void term_define_keys(void);
int term_paint(void *term, const struct canvas *c);
void term_read(void *term, struct keyin *in, int64_t now_ms);

#endif
