#ifndef FD_DESK_WAIT_H
#define FD_DESK_WAIT_H
/*
 * The waiting list (SC-12): who would come sooner, who fits a time that came free, and the offer
 * with the time held meanwhile. Who has an appointment moves up (booking_wish.except); nobody gets
 * two.
 */
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"
#include "data/waiter.h"
#include "desk/free.h"

struct desk;

/* Puts W on the list (client, service, and the wishes count). Right appt-wait. ERR_DUPLICATE: the
 * client waits for that service already. */
enum err_code wait_add(struct desk *d, const struct waiter *w, int64_t *id, struct err *e)
    MUST_CHECK;
/* The wishes of W->id are other ones now (W as it was read, with its rev, and changed). The same
 * checks; ERR_CONFLICT: changed or dealt with meanwhile. */
enum err_code wait_change(struct desk *d, const struct waiter *w, struct err *e) MUST_CHECK;
enum err_code wait_end(struct desk *d, int64_t id, const char *reason, struct err *e) MUST_CHECK;
/* Not offered before UNTIL_DAY (YYYY-MM-DD). */
enum err_code wait_put_off(struct desk *d, int64_t id, const char *until_day, struct err *e)
    MUST_CHECK;

/* A time that came free, with the person (room, device) it was of. */
struct wait_time {
	int64_t branch_id, resource_id; /* resource 0: whoever can */
	int64_t start_at, end_at;
	int64_t not_client;             /* who has just left it, 0 */
};
/* One who fits into it. */
struct wait_fit {
	struct waiter who;
	struct free_time time;          /* what it would take */
	bool moves;                     /* has a later appointment: it would move up */
};
struct wait_fits {
	struct wait_fit *v;
	size_t n, cap;
};
void wait_fits_free(struct wait_fits *l);
/* Those who fit, urgent first, then the longest wait. Replaces OUT. */
enum err_code wait_find(struct desk *d, const struct wait_time *t, struct wait_fits *out,
    struct err *e) MUST_CHECK;
/* The first of the times freed by the last move or cancellation of this process that somebody waits
 * for: *T, and *N who fit. *N 0: nobody, or the acting person may not offer times. */
enum err_code wait_freed(struct desk *d, struct wait_time *t, size_t *n, struct err *e) MUST_CHECK;
/* How many wait in the branch at hand: for Today and the tab. */
enum err_code wait_count(struct desk *d, int64_t *n, struct err *e) MUST_CHECK;

/* Offers T to the N waiters of FITS whose numbers are in PICK: they become `offered`, a message
 * goes out (SMS true) or a person calls; the time is held for the desk until UNTIL_AT. One action.
 * ERR_TAKEN: it was taken meanwhile. */
enum err_code wait_offer(struct desk *d, const struct wait_time *t, const struct wait_fits *fits,
    const size_t *pick, size_t n, bool sms, int64_t until_at, struct err *e) MUST_CHECK;
/* What W was offered and is still held: *START_AT, *UNTIL_AT; 0, 0: nothing (any more). */
enum err_code wait_offered(struct desk *d, const struct waiter *w, int64_t *start_at,
    int64_t *until_at, struct err *e) MUST_CHECK;
/* W has answered: the time held for the offer can be booked by whoever asks now. */
enum err_code wait_let_go(struct desk *d, const struct waiter *w, struct err *e) MUST_CHECK;

#endif
