#ifndef FD_DESK_ORDERS_STOCK_PRIV_H
#define FD_DESK_ORDERS_STOCK_PRIV_H
/* What the files about stock share. */
#include "desk/stock.h"

/* Inserts M of lot L; branch, lot and day are set here. */
enum err_code stock_put(struct txn *t, struct desk *d, const struct lot *l, struct stock_move *m,
    struct err *e) MUST_CHECK;
enum err_code stock_receive_in(struct txn *t, struct desk *d, const struct stock_receipt *r,
    int64_t *lot, struct err *e) MUST_CHECK;
/* The opposite of WAS; nothing where it was reversed already. */
enum err_code stock_reverse_in(struct txn *t, struct desk *d, const struct stock_move *was,
    const char *reason, struct err *e) MUST_CHECK;

#endif
