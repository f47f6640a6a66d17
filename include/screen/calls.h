#ifndef FD_SCREEN_CALLS_H
#define FD_SCREEN_CALLS_H
/*
 * The screens of F6 that other screens open: lists of callbacks, and the end of the day. The queue
 * has its own. Screens of this floor only.
 */
#include <stdbool.h>

#include "tui/screen.h"

/* ARG: NULL, or a struct calllist_arg. */
struct calllist_arg {
	const char *find;               /* which ones, as typed (desk/calllist.h); NULL: the day */
	bool mine;                      /* those of one's roles */
};
extern const struct screen_type calllist_screen;

/* ARG: NULL for the day that is to be signed, or const char *, YYYY-MM-DD. */
extern const struct screen_type dayclose_screen;

#endif
