#ifndef FD_DESK_BOOKING_GROUP_H
#define FD_DESK_BOOKING_GROUP_H
/*
 * Several clients with one service (SC-19): all at the same time, or one after the other; all or
 * none, one action, tied by group_id. Screens and commands turn the group into wishes and give
 * those to booking_book (desk/booking.h).
 */
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"
#include "desk/booking.h"

struct desk;

#define BOOKING_GROUP_MAX 12

struct booking_group {
	int64_t client[BOOKING_GROUP_MAX];      /* beside the one of the wish */
	size_t n;
	bool in_row;                    /* one after the other, else all at the same time */
};

/* The wishes of all, the one of W first: OUT has room for 1 + G->n. In a row the next one begins
 * when the one before is over, with the clean-up and preparation of people and devices between
 * them, and all want whom W wants. At the same time only the first can have whom W names, the
 * others get whoever is free. The deposit, a request and a wait are the first one's. ERR_INVALID:
 * somebody is in it twice, or they are more than BOOKING_GROUP_MAX. */
enum err_code booking_group_wishes(struct desk *d, const struct booking_wish *w,
    const struct booking_group *g, struct booking_wish *out, struct err *e) MUST_CHECK;

/* Could they all be, together? Errors as booking_book would give them, without what is free
 * instead; nothing is written and nobody is told. */
enum err_code booking_look(struct desk *d, const struct booking_wish *w, size_t n, struct err *e)
    MUST_CHECK;

#endif
