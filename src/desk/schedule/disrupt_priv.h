#ifndef FD_DESK_SCHEDULE_DISRUPT_PRIV_H
#define FD_DESK_SCHEDULE_DISRUPT_PRIV_H
/* What the files of the disruptions share. */
#include "desk/disrupt.h"

/* Rows of the same list, whose first way out is taken already. */
struct disrupt_before {
	const struct disrupt_row *v;
	size_t n;
};
/* Ways out of A: those that are held for it, then the nearest in time that leave BEFORE (may be
 * NULL) theirs. *NHELD (may be NULL) of them are held until *UNTIL (may be NULL). Fills up to
 * DISRUPT_WAYS; returns how many in *N. */
enum err_code disrupt_ways(struct desk *d, const struct appointment_row *a,
    const struct disrupt_before *before, struct near_time *out, size_t *n, size_t *nheld,
    int64_t *until, struct err *e) MUST_CHECK;
/* What A asks of a time: its service, whose it is, without itself in the way. */
struct free_wish disrupt_wish(const struct appointment_row *a);

#endif
