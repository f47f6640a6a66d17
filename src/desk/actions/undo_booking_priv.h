#ifndef FD_DESK_ACTIONS_UNDO_BOOKING_PRIV_H
#define FD_DESK_ACTIONS_UNDO_BOOKING_PRIV_H
/* The opposite actions of appointments: for what has left the house, or is money, the inverse does
 * not do. For desk/undo.c. *NEW_ID = the opposite action. */
#include <stdbool.h>
#include <stdint.h>

#include "base/err.h"

struct action_row;
struct desk;

/* Money went through its hands: nothing of it may vanish. */
bool undo_has_money(struct desk *d, const struct action_row *a);
/* It said that somebody did not come. */
bool undo_is_noshow(struct desk *d, const struct action_row *a);

/* What it booked is cancelled, deposits are paid back (right pay-back, second person). */
enum err_code undo_unbook(struct desk *d, const struct action_row *a, const char *reason,
    int64_t *new_id, struct err *e) MUST_CHECK;
/* What it moved moves to where it was. */
enum err_code undo_unmove(struct desk *d, const struct action_row *a, const char *reason,
    int64_t *new_id, struct err *e) MUST_CHECK;
/* What it cancelled, or said did not come, is booked again. */
enum err_code undo_uncancel(struct desk *d, const struct action_row *a, const char *reason,
    int64_t *new_id, struct err *e) MUST_CHECK;

#endif
