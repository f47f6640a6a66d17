#ifndef FD_DESK_WINDOW_H
#define FD_DESK_WINDOW_H
/*
 * When a client may be called (SPEC CB-3): the windows of forms/callbacks.cfg on days on which the
 * branch is open (desk/calendar.h), in its zone; the client's own wish (flag call_hours, "15:00-
 * 18:00") stands instead of them. A day with short hours has all its windows: they are about the
 * client's day. A wish that nobody understands counts as none.
 *
 * Anybody may read. A list of many callbacks opens the branch once and asks for each.
 */
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"
#include "form/callbacks.h"

struct calendar_place;
struct desk;
struct zone;

#define WINDOW_FLAG "call_hours"        /* kind of the client's flag */

struct window_now {
	bool open;                      /* AT lies in a window */
	int64_t from, to;               /* that window, else the next: [from, to); 0 0: none for
					 * CALLBACK_LOOK_DAYS (desk/callback_due.h) */
	bool own_wish;                  /* the client's own */
};

/* The hours of one branch. Zeroed is closed. */
struct window_site {
	int64_t branch_id;
	const struct zone *zone;
	struct call_windows windows;
	struct calendar_place *place;   /* owned */
};
/* BRANCH 0: the desk's. ERR_NOTFOUND. */
enum err_code window_site_open(struct desk *d, int64_t branch_id, struct window_site *out,
    struct err *e) MUST_CHECK;
void window_site_close(struct window_site *s);
bool window_site_works(const struct window_site *s, int32_t day);       /* open that day */
/* The windows for a client with WISH (text of the flag; NULL, "": none); true: it is their own. */
bool window_site_hours(const struct window_site *s, const char *wish, struct call_windows *out);
void window_site_at(const struct window_site *s, const char *wish, int64_t at,
    struct window_now *out);

/* The same for one client at once: CLIENT 0 has no wish. */
enum err_code window_at(struct desk *d, int64_t branch_id, int64_t client_id, int64_t at,
    struct window_now *out, struct err *e) MUST_CHECK;
/* *END = the end of the last window on local DAY; 0: nobody may be called that day. */
enum err_code window_last(struct desk *d, int64_t branch_id, int64_t client_id, int32_t day,
    int64_t *end, struct err *e) MUST_CHECK;
/* The text of the client's wish, "" for none. */
enum err_code window_wish(struct desk *d, int64_t client_id, char *out, size_t size,
    struct err *e) MUST_CHECK;

#endif
