#ifndef FD_DESK_ARRIVAL_PAY_H
#define FD_DESK_ARRIVAL_PAY_H
/*
 * The cash desk of a visit (SPEC AR-9): what is due by now, what is taken, what is given back. One
 * use case each, one transaction each. Money in minor units; what is still open is
 * arrival_open_due (desk/arrival.h). Nothing is deleted: what was taken is reversed by a row of its
 * own.
 */
#include <stdbool.h>
#include <stdint.h>

#include "base/err.h"

struct desk;
struct txn;
struct visit_row;

/* What is to be paid before V may wait for the treatment: what the desk asks for, what was ordered
 * at this visit, instalments whose day has come, the share of a plan's session; of somebody who
 * came for a treatment also its price, which nobody charged yet. 0: nothing. */
enum err_code arrival_due_now(struct desk *d, const struct visit_row *v, int64_t *open,
    struct err *e) MUST_CHECK;
/* Is it owed by orders, where the desk asks for no sum of its own? Then it is taken with the
 * orders, which the card of the cash desk does not know. */
bool arrival_owes_order(struct desk *d, const struct visit_row *v);

/* DUE = what is to be paid by now (-1: stays). AMOUNT is taken by METHOD (0: none). The treatment
 * queue opens when all is paid. */
enum err_code arrival_pay(struct desk *d, int64_t id, int64_t due, int64_t amount,
    const char *method, struct err *e) MUST_CHECK;
/* Somebody took money for the visit elsewhere: the treatment queue opens when all is paid. */
enum err_code arrival_paid_in(struct txn *t, struct desk *d, int64_t visit_id, struct err *e)
    MUST_CHECK;
/* The opposite of a payment: undo's counter way. */
enum err_code arrival_unpay(struct desk *d, int64_t payment, int64_t undoes, const char *reason,
    int64_t *action, struct err *e) MUST_CHECK;

#endif
