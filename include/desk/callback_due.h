#ifndef FD_DESK_CALLBACK_DUE_H
#define FD_DESK_CALLBACK_DUE_H
/*
 * From an event and a rule to the times of a contact: not before, late after, of no use after
 * (SPEC CB-1 .. CB-3). Pure: no file, no clock.
 *
 * The rules of the sum. "Allowed" is a minute of a window on a day on which the house works.
 *
 * Rules by days or months (from = 3d, by = 1m). The day of the event is day 0, by the wall of the
 * zone; a month leads to the same day of the month, else to its last one. A day on which the
 * house does not work is moved to the next one on which it does, the first day and the last day
 * each. from_at is the first allowed minute of the first day, never before the event; due_at the
 * end of the last window of the last day: late only then. Where the last day has nothing left
 * (the event came after its last window) it is the next day that works.
 *
 * Rules by the hour (from = 0min, by = 4h). from_at is the first allowed minute from event + from
 * on; due_at event + by. Where that leaves nothing, due_at is the end of the window in which
 * from_at lies.
 *
 * A limit that beats the windows (by = 2h): it does not move for windows and holidays. The message
 * leaves at once and keeps it; the call is due at the nearest allowed minute: due_at is event + by,
 * and where windows leave less than CALLBACK_CHANCE_S before that, so long after from_at, at most
 * until its window ends. On the day of the event the house works, whatever the calendar says:
 * somebody was treated.
 *
 * What is no call (message, mail, face, visit) keeps to the windows too: people are disturbed by
 * either.
 */
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "form/callbacks.h"

struct zone;

#define CALLBACK_CHANCE_S (30 * 60)
#define CALLBACK_LOOK_DAYS 120          /* no house is closed for longer: then closed days count */

struct due_place {
	const struct zone *zone;
	struct call_windows windows;    /* the client's own where wish is set; none: all day */
	bool wish;
	/* Does the house work on DAY? NULL: always. */
	bool (*works)(void *arg, int32_t day);
	void *arg;
};

struct due {
	int64_t from_at, due_at, expire_at;     /* from_at <= due_at <= expire_at */
	int32_t due_day;                        /* local day of due_at */
	bool at_once;                           /* a message keeps the limit */
	int32_t first_day, last_day;            /* that the delays named, before closed days */
	int moved;                              /* closed days that were passed over */
};

/* Of what happened AT. */
void callback_due(const struct callback_rule *rule, const struct due_place *p, int64_t at,
    struct due *out);

/* The first allowed instant from AT on; *END (may be NULL) the end of its window. 0: none within
 * CALLBACK_LOOK_DAYS. */
int64_t due_next(const struct due_place *p, int64_t at, int64_t *end);
/* Does AT lie in a window? Then [*FROM, *END) is that. */
bool due_window(const struct due_place *p, int64_t at, int64_t *from, int64_t *end);
/* The first allowed instant of DAY, and the end of its last window: false when the day has none. */
bool due_day_ends(const struct due_place *p, int32_t day, int64_t *from, int64_t *end);

/* The sum as it is kept with the row: words of its own between blanks, the same in every language;
 * callback_why reads it out.
 *   at=2026-11-20T11:00 from=3d by=3d first=2026-11-23 last=2026-11-23 moved=1
 *   hours=11:00-12:30,14:30-17:30 wish=1 once=1 */
#define DUE_SUM 400
char *callback_due_sum(const struct callback_rule *rule, const struct due_place *p, int64_t at,
    const struct due *x, char out[DUE_SUM]);

#endif
