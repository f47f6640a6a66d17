#ifndef FD_TUI_TERM_H
#define FD_TUI_TERM_H
/*
 * The real terminal; the only module that touches curses. One may be open at a time. Paints rows of
 * a canvas that differ from what was painted before; reads bytes and function keys into tui/keyin.
 * A BUG restores the terminal before it aborts.
 */
#include "base/err.h"
#include "tui/canvas.h"
#include "tui/loop.h"

struct term;

enum term_lines { TERM_LINES_AUTO, TERM_LINES_ASCII, TERM_LINES_UNICODE };

struct term_options {
	enum term_lines lines;          /* AUTO: box characters once a probe says they are 1 cell */
	bool force_utf8;                /* go on although the locale says another character set */
	bool mouse;
};

/*
 * Takes the terminal over. ERR_USAGE with a text for stderr when standard input or output is no
 * terminal, TERM is unknown or cannot place a cursor, or the character set is not UTF-8 (a plain
 * ASCII locale is quietly replaced by C.UTF-8). Of a window of more than 500 rows or 1,000 columns
 * the upper left part is used. On failure the terminal is as it was.
 */
enum err_code term_open(const struct term_options *options, struct term **out, struct err *e)
    MUST_CHECK;
void term_close(struct term *t);        /* restores; NULL is fine */
/* Gives the terminal back for a while (printing, a pager) and takes it again; repaints. */
void term_suspend(struct term *t);
void term_resume(struct term *t);
extern const struct term_ops term_ops;  /* for loop_new; the context is the struct term */

#endif
