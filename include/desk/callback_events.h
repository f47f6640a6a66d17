#ifndef FD_DESK_CALLBACK_EVENTS_H
#define FD_DESK_CALLBACK_EVENTS_H
/*
 * What happens in the house, as callbacks see it (SPEC CB-1, CB-2). Each use case says one line
 * inside its own transaction, after it has written what happened; whom that owes a contact is the
 * affair of the rules (desk/callback_make.h). The rows are part of the action: an undo by inverse
 * takes them back with it, and is refused once somebody has worked on one of them.
 *
 * The other way round as well: what makes a contact pointless drops it here.
 *
 *	what happened                           made                    dropped
 *	treatment closed                        treated, kind done      consulted, booked-deposit
 *	treatment stopped                       treated, kind stopped   -
 *	visit left as treated, no record of it  treated, kind visit     the same
 *	goods ordered                           bought-first, using,    goods-out of the same
 *	                                        finished, goods-out     product
 *	order cancelled, taken back             -                       all of the order
 *	consultation ended without a plan       consulted, kind outcome -
 *	visit left as consulted, unseen ...     consulted, kind outcome those of its consultation
 *	booked with a deposit                   booked-deposit          -
 *	moved                                   booked-deposit anew     booked-deposit
 *	booked, came                            -                       noshow, consulted
 *	did not come                            noshow                  booked-deposit
 *	arrived, cancelled                      -                       all of the appointment
 *	test ordered                            -                       test-cycle of that kind
 *	usual goods bought again                -                       goods-out of them
 *
 * What waits for the expert is never dropped: it is open until it is solved. Nor is what the acting
 * person is calling just now: who books the next time from a call still has to say how it went.
 */
#include <stdint.h>

#include "base/err.h"

struct appointment;
struct desk;
struct test;
struct txn;

/* TREATMENT has been closed or stopped. */
enum err_code callback_treated_in(struct txn *t, struct desk *d, int64_t treatment_id,
    struct err *e) MUST_CHECK;
/* VISIT is over with OUTCOME (desk/arrival_leave.h); FOLLOW_DAY: when the client is to hear from
 * the house, "" or NULL: not said. */
enum err_code callback_left_in(struct txn *t, struct desk *d, int64_t visit_id,
    const char *outcome, const char *follow_day, struct err *e) MUST_CHECK;
/* CONSULTATION has ended. */
enum err_code callback_consulted_in(struct txn *t, struct desk *d, int64_t consultation_id,
    struct err *e) MUST_CHECK;

/* ORDER was made, or stands again. Of anything but goods: nothing. */
enum err_code callback_ordered_in(struct txn *t, struct desk *d, int64_t order_id, struct err *e)
    MUST_CHECK;
/* ORDER is cancelled, or all of it was credited: WHY. */
enum err_code callback_order_gone_in(struct txn *t, struct desk *d, int64_t order_id,
    const char *why, struct err *e) MUST_CHECK;
/* TEST was ordered. */
enum err_code callback_tested_in(struct txn *t, struct desk *d, const struct test *x,
    struct err *e) MUST_CHECK;
/* Usual goods of a client were bought, changed or taken off. */
enum err_code callback_goods_in(struct txn *t, struct desk *d, int64_t goods_id, struct err *e)
    MUST_CHECK;

/* A new appointment of CLIENT for whom (DEPENDANT 0: the client). */
enum err_code callback_booked_in(struct txn *t, struct desk *d, int64_t client_id,
    int64_t dependant_id, struct err *e) MUST_CHECK;
/* A deposit was taken for APPOINTMENT, which is still to come. */
enum err_code callback_deposit_in(struct txn *t, struct desk *d, int64_t appointment_id,
    struct err *e) MUST_CHECK;
/* A has another day or hour. */
enum err_code callback_moved_in(struct txn *t, struct desk *d, const struct appointment *a,
    struct err *e) MUST_CHECK;
/* A, as it was, has become STATE (data/appointment.h). */
enum err_code callback_appointment_in(struct txn *t, struct desk *d, const struct appointment *a,
    const char *state, struct err *e) MUST_CHECK;

#endif
