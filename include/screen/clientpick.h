#ifndef FD_SCREEN_CLIENTPICK_H
#define FD_SCREEN_CLIENTPICK_H
/*
 * Asking for a client over any screen: a line to type in as in Find, those who fit below it, and at
 * the end a new file for what was typed. Screens of this floor only.
 */
#include <stdint.h>

#include "base/err.h"
#include "tui/screen.h"

/* TITLE is tr()ed and copied. DONE runs once with the client, 0: stepped back. */
enum err_code clientpick_open(struct screen *s, const char *title,
    void (*done)(struct screen *owner, int64_t client_id), struct err *e) MUST_CHECK;

#endif
