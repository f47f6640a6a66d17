#ifndef FD_DESK_BOOKING_H
#define FD_DESK_BOOKING_H
/*
 * Appointments: make, move, swap, cancel, overbook (SC-4, SC-6). One use case each, one transaction
 * each: everything is taken or nothing. The guards of the schema are the truth; this module turns a
 * refusal into who holds the time, and looks at holds of other terminals, which guards do not know.
 */
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"

struct desk;

/* One thing that is taken. Times 0 = those of the appointment. */
struct booking_part {
	int64_t resource_id;
	int part;                       /* 1 unless somebody comes twice */
	int64_t start_at, end_at;
};
#define BOOKING_PARTS 8

struct booking {
	int64_t branch_id;              /* 0: the desk's */
	int64_t client_id, dependant_id, service_id;
	int64_t start_at, end_at;
	struct booking_part part[BOOKING_PARTS];
	size_t nparts;
	const char *channel, *needs, *note;     /* borrowed; NULL: none */
	/* Overbooking: the right, a reason and the second person in the desk's actor. */
	bool over;
	const char *reason;
};

/* Books. *ID = the appointment. ERR_TAKEN says who holds what until when; ERR_INVALID a time in the
 * past or outside the branch's hours; ERR_DENIED, ERR_SECOND. */
enum err_code booking_make(struct desk *d, const struct booking *b, int64_t *id, struct err *e)
    MUST_CHECK;

struct booking_move {
	int64_t id;
	int64_t start_at, end_at;
	/* Other resources than before: pairs from -> to, n 0 = the same ones. */
	struct { int64_t from, to; } swap[BOOKING_PARTS];
	size_t nswap;
};
/* Moves one or several together (a swap of two is two moves): all off, all moved, all on, in one
 * transaction. REASON may be NULL. Errors as booking_make; nothing moves when one cannot. */
enum err_code booking_move(struct desk *d, const struct booking_move *m, size_t n,
    const char *reason,
    struct err *e) MUST_CHECK;

/* One step of state: confirmed, arrived, serving, done, noshow. ERR_INVALID when the step does not
 * follow from the present state (the table is in booking.c). */
enum err_code booking_set_state(struct desk *d, int64_t id, const char *state, const char *reason,
    struct err *e) MUST_CHECK;
/* Always with a reason. */
enum err_code booking_cancel(struct desk *d, int64_t id, const char *reason,
    struct err *e) MUST_CHECK;

/* Keeps a proposed time for others' eyes for 5 minutes (renewed by calling again). *HOLD = its id.
 * ERR_TAKEN: another terminal holds it. Release takes 0 and gone ids. */
enum err_code booking_hold(struct desk *d, int64_t resource_id, int64_t start_at, int64_t end_at,
    int64_t *hold, struct err *e) MUST_CHECK;
enum err_code booking_release(struct desk *d, int64_t hold, struct err *e) MUST_CHECK;

#endif
