#ifndef FD_DESK_ACTIONS_UNDO_MONEY_PRIV_H
#define FD_DESK_ACTIONS_UNDO_MONEY_PRIV_H
/* The counter ways of money and orders, for the table in undo.c. */
#include <stdint.h>

#include "base/err.h"

struct action_row;
struct desk;

/* Payments and refunds: each row is reversed. */
enum err_code undo_pay(struct desk *d, const struct action_row *a, const char *reason,
    int64_t *new_id, struct err *e) MUST_CHECK;
/* Cards: moves, payments and the order of the sale. */
enum err_code undo_prepaid(struct desk *d, const struct action_row *a, const char *reason,
    int64_t *new_id, struct err *e) MUST_CHECK;
/* An order is cancelled; a cancelled one stands again. */
enum err_code undo_order(struct desk *d, const struct action_row *a, const char *reason,
    int64_t *new_id, struct err *e) MUST_CHECK;
enum err_code undo_order_cancel(struct desk *d, const struct action_row *a, const char *reason,
    int64_t *new_id, struct err *e) MUST_CHECK;
/* What was moved in stock goes the other way. */
enum err_code undo_stock(struct desk *d, const struct action_row *a, const char *reason,
    int64_t *new_id, struct err *e) MUST_CHECK;

#endif
