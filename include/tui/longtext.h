#ifndef FD_TUI_LONGTEXT_H
#define FD_TUI_LONGTEXT_H
/* A note on the whole screen (Ctrl-E in a field of several rows). F10 and Esc both go back with it:
 * leaving is keeping. */
#include "base/err.h"
#include "tui/screen.h"

struct longtext {
	const char *title;              /* tr()ed, copied */
	const char *text;               /* copied; NULL = "" */
	size_t max_cp;                  /* 0 = no limit */
	/* After each key that changed it, to keep it where nothing is lost. May be NULL. */
	void (*changed)(struct screen *owner, const char *text);
	void (*done)(struct screen *owner, const char *text);   /* TEXT valid during the call */
};

enum err_code longtext_open(struct screen *owner, const struct longtext *l, struct err *e)
    MUST_CHECK;

extern const struct screen_type longtext_screen;      /* for checks and dumps only */

#endif
