#ifndef FD_TUI_PICKER_H
#define FD_TUI_PICKER_H
/*
 * The drop-down of a field marked `v`: an overlay with a line to type in and the choices that fit.
 * Up Down move, digits are text, Enter or Tab or F10 takes, Esc steps back.
 */
#include "base/err.h"
#include "tui/screen.h"

struct picker_choice {
	int64_t id;
	char code[48];
	char label[120];
	char hint[80];                  /* to the right, grey */
};

struct picker_list;
void picker_add(struct picker_list *out, int64_t id, const char *code, const char *label,
    const char *hint);              /* NULL texts = "" */
/* Does LABEL or CODE have a word that begins with TEXT (folded)? "" fits everything. */
bool picker_fits(const char *text, const char *code, const char *label);

struct picker {
	struct rect at;                 /* the field: the box hangs below it, or above */
	const char *title;              /* tr()ed, copied; NULL = none */
	const char *text;               /* typed so far; NULL = "" */
	/* Adds what fits TEXT, best first. Called on opening and after each change. */
	void (*choices)(void *ctx, const char *text, struct picker_list *out);
	void *ctx;                      /* must outlive the picker */
	/* NULL: stepped back. Valid during the call. */
	void (*done)(struct screen *owner, const struct picker_choice *choice);
};

enum err_code picker_open(struct screen *owner, const struct picker *p, struct err *e) MUST_CHECK;

extern const struct screen_type picker_screen;      /* for checks and dumps only */

#endif
