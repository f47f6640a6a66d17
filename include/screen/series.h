#ifndef FD_SCREEN_SERIES_H
#define FD_SCREEN_SERIES_H
/*
 * Asked wherever one of a series or of a group is moved or cancelled: this one alone, or all from
 * here on, or the whole group. Screens of this floor only.
 */
#include <stdbool.h>
#include <stdint.h>

#include "base/err.h"
#include "desk/booking_reach.h"
#include "tui/screen.h"

/* Opens `1 only this one  2 this one and the N after it`, or `2 the whole group`, over S. DONE runs
 * with an enum booking_reach (0: Esc) and ID. *ASKED false: it is alone or the last of its series,
 * nothing was opened and DONE does not run. */
enum err_code series_ask(struct screen *s, int64_t id,
    void (*done)(struct screen *owner, int reach, int64_t id), bool *asked, struct err *e)
    MUST_CHECK;

#endif
