#ifndef FD_DESK_SCHEDULE_BOOKING_WISH_PRIV_H
#define FD_DESK_SCHEDULE_BOOKING_WISH_PRIV_H
/* Wishes, inside the transaction of whoever carries them out. */
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"
#include "desk/booking.h"

struct desk;
struct free_wish;
struct txn;

struct wish_made {
	int64_t id;
	bool moved;                     /* it is the one that gave way, at its new time */
};

/* What may be looked at before anything is written: may the person do this at all? */
enum err_code booking_wish_rights(struct desk *d, const struct booking_wish *w, size_t n,
    struct err *e) MUST_CHECK;
/* Could it be? Nothing is written. The sentence as a booking would say it. */
enum err_code booking_wish_look(struct desk *d, const struct booking_wish *w, struct err *e)
    MUST_CHECK;
/* Chooses what is open, books, takes the deposit, ends request, wait and rebooking. Nobody is told
 * yet. */
enum err_code booking_wish_write(struct desk *d, struct txn *t, const struct booking_wish *w,
    struct wish_made *out, struct err *e) MUST_CHECK;
enum err_code booking_deposit(struct desk *d, struct txn *t, const struct booking_wish *w,
    int64_t appointment_id, struct err *e) MUST_CHECK;
void booking_wish_free_wish(const struct booking_wish *w, struct free_wish *out);

/* Tells clients and those who serve of N appointments that are made: of several of one client the
 * first message names the others. W is the I-th's wish. */
enum err_code booking_tell(struct desk *d, struct txn *t, const struct booking_wish *w,
    const struct wish_made *made, size_t n, struct err *e) MUST_CHECK;

/* After W was refused with E, and everything was rolled back: names who holds what, by whom and
 * when it was taken, and ends with the nearest time that fits. Returns E's code. */
enum err_code booking_refuse(struct desk *d, const struct booking_wish *w, struct err *e);

#endif
