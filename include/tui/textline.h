#ifndef FD_TUI_TEXTLINE_H
#define FD_TUI_TEXTLINE_H
/*
 * A one-line prompt in row 23. Enter (and F10) answers, Esc steps back; what is typed before the
 * prompt is on the screen goes into it all the same. One at a time; it goes with its owner, and
 * waits with its text while something lies over its owner (a box, the lock). Where it has a word,
 * the application keeps what is typed, and it stands there when the same is asked again.
 */
#include <stdint.h>

#include "base/err.h"
#include "tui/field.h"
#include "tui/screen.h"

struct textline {
	const char *label;              /* tr()ed, copied */
	const char *text;               /* to start with; NULL = "" */
	size_t max_cp;                  /* 0 = 200 */
	unsigned flags;                 /* FIELD_SECRET */
	field_filter *filter;
	/* What is typed is kept under this word and number (loop_app.prompt): "requests-decline" of
	 * request 17. Borrowed; NULL: nothing is kept. Never of a secret. */
	const char *keep;
	int64_t keep_ref;
	void *ctx;                      /* for textline_ctx() in the callbacks; may be NULL */
	/* An echo to the right of the text ("= Fri 27 Nov 2026"), and for live narrowing. Runs when
	 * the prompt opens and after each change. May be NULL. */
	void (*note)(struct screen *owner, const char *text, struct buf *out);
	/* TEXT NULL: stepped back (result ignored). Any result but OK keeps the prompt open with
	 * its text and shows the error. It may open the next prompt itself. */
	enum err_code (*done)(struct screen *owner, const char *text, struct err *e);
};

void textline_ask(struct screen *owner, const struct textline *ask);
/* The ctx of the prompt whose callback is running. */
void *textline_ctx(const struct screen *owner);
bool textline_active(const struct loop *l);

#endif
