#ifndef FD_TUI_DIALOG_H
#define FD_TUI_DIALOG_H
/*
 * Boxes that need an answer: a text and one-key answers by digit. A digit answers at once; Up Down
 * and Enter choose too. F10 gives `f10`, Esc gives `esc`: nothing is ever done by Esc.
 */
#include "base/err.h"
#include "tui/screen.h"

#define DIALOG_CHOICES 9

struct dialog_choice {
	int digit;                      /* 1 .. 9 */
	const char *label;              /* tr()ed */
	const char *why_off;            /* not to be chosen now, and why; NULL = may be */
};

struct dialog {
	const char *title;              /* all texts are tr()ed and copied */
	const char *text;               /* lines by \n; long ones wrap */
	struct dialog_choice choices[DIALOG_CHOICES];   /* up to the first digit 0 */
	bool in_row;                    /* `1 yes  2 no` in one row, not one below the other */
	int enter;                      /* the digit the cursor starts on; 0 = the first */
	int f10;                        /* answer of F10; 0 = as Enter */
	int esc;                        /* answer of Esc; ANSWER_BACK as a rule */
	int64_t ref;                    /* handed back */
	void (*done)(struct screen *owner, int answer, int64_t ref);    /* NULL: only to be read */
};

enum err_code dialog_open(struct screen *owner, const struct dialog *d, struct err *e) MUST_CHECK;
/* Only to be read: Enter, Esc, F10 close it. */
enum err_code dialog_tell(struct screen *owner, const char *title, const char *text,
    struct err *e) MUST_CHECK;

extern const struct screen_type dialog_screen;      /* for checks and dumps only */

#endif
