#ifndef FD_DESK_BOOKING_REACH_H
#define FD_DESK_BOOKING_REACH_H
/*
 * How far a move or a cancellation reaches: one appointment, the series from it on, or the whole
 * group it is in (SC-19). Whatever it reaches goes in one action: all or none, one way back, one
 * refusal, which names the member of a group who does not fit.
 */
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"
#include "desk/booking.h"

struct desk;

enum booking_reach { BOOKING_ONE = 1, BOOKING_LATER, BOOKING_GROUP };
#define BOOKING_REACH_MAX BOOKING_SERIES_MAX

/* The live appointments that REACH means, ID first, the others by start. What has no series, no
 * group, is alone. *N 0: nothing of the series is still to come. ERR_NOTFOUND. */
enum err_code booking_reach_ids(struct desk *d, int64_t id, enum booking_reach reach,
    int64_t ids[BOOKING_REACH_MAX], size_t *n, struct err *e) MUST_CHECK;

/* All move by as much as S does, in days and in the hour on the wall. Who is named first in S
 * (nlater) comes to the later ones of a series too, and to those of a group who had the same person
 * as the one of S; the others keep whom they have where they can. *N (may be NULL) = how many. */
enum err_code booking_reach_move(struct desk *d, enum booking_reach reach,
    const struct booking_shift *s, const char *reason, size_t *n, struct err *e) MUST_CHECK;
/* All end as X does, each with its own deposit. Each client of a group stands on the list of those
 * to be rebooked, of a series the first appointment alone. */
enum err_code booking_reach_cancel(struct desk *d, enum booking_reach reach,
    const struct booking_end *x, size_t *n, struct err *e) MUST_CHECK;

/* *N = how many others REACH means beside ID. 0: it is alone. */
enum err_code booking_reach_others(struct desk *d, int64_t id, enum booking_reach reach, size_t *n,
    struct err *e) MUST_CHECK;

/* "2 of 6, group with 张伟, 李婷" for the appointment ID of that group; "" when it is alone, over,
 * or nothing can be read. Names as the acting person may see them. Returns OUT. */
char *booking_fellows_text(struct desk *d, int64_t id, int64_t group_id, char *out, size_t size);

#endif
