#ifndef FD_DESK_STOCK_H
#define FD_DESK_STOCK_H
/*
 * Stock of goods and kits (SPEC OR-5): what came, went out and was counted, by lots with their
 * expiry; what is kept for orders and taken by them. Quantities are units of the product.
 *
 * Always true: of no lot more goes out than is there, and nobody else gets what is reserved. The
 * nearest expiry goes first; what has expired is no longer given to orders. A product of which the
 * house never received a lot is not kept in stock: orders of it take nothing.
 *
 * Every change is a row; taking one back is another row. Action stock-edit; what orders and tests
 * do happens inside their actions.
 */
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"
#include "data/stock.h"

struct desk;
struct txn;

/* ---- by hand ---- */

struct stock_receipt {
	int64_t branch_id;              /* 0: the desk's */
	int64_t product_id, quantity;
	const char *code;               /* of the lot; of one that is there more comes */
	const char *until_day;          /* YYYY-MM-DD, NULL or "": does not expire */
	const char *supplier;           /* NULL */
	const char *note;               /* number of the delivery note, NULL: none. The same lot
					 * comes with one note once */
};
/* *LOT (may be NULL) = the lot. What orders wait for is reserved for them at once, the oldest order
 * first. ERR_INVALID with `field` product, code, quantity, until_day; ERR_CONFLICT: the lot is
 * there with another expiry; ERR_DUPLICATE: that note. */
enum err_code stock_receive(struct desk *d, const struct stock_receipt *r, int64_t *lot,
    struct err *e) MUST_CHECK;
/* Goes out without an order: broken, expired, used up here. A reason is needed. ERR_TAKEN: more
 * than is free. */
enum err_code stock_issue(struct desk *d, int64_t lot_id, int64_t quantity, const char *reason,
    struct err *e) MUST_CHECK;
/* So many were counted; a difference needs a reason. ERR_TAKEN: less than is reserved. */
enum err_code stock_count(struct desk *d, int64_t lot_id, int64_t counted, const char *reason,
    struct err *e) MUST_CHECK;
/* Takes back what ACTION (of stock-edit) moved, by opposite rows, the last first. ERR_CONFLICT: it
 * moved nothing, or it was taken back; ERR_TAKEN: it went out since. */
enum err_code stock_back(struct desk *d, int64_t action, const char *reason, int64_t *made,
    struct err *e) MUST_CHECK;

/* A delivery note as CSV: columns product, lot, until, quantity, supplier in any order (also in
 * Chinese), a line a lot; one action. A refused line does not stop the others. NOTE is needed:
 * twice adds nothing. */
struct stock_import {
	const char *bytes;
	size_t size;
	const char *note;
	bool dry;                       /* nothing is written */
	void (*refused)(void *ctx, long line, const char *raw, const char *reason);
	void *ctx;
};
struct stock_import_report {
	long lines, added, known, refused;
};
enum err_code stock_import(struct desk *d, const struct stock_import *o,
    struct stock_import_report *r, struct err *e) MUST_CHECK;

/* ---- for orders and tests, inside their action ---- */

struct stock_for {
	int64_t line_id, product_id, quantity;
	int64_t branch_id;              /* whose shelf; 0: that of the order */
	bool later;                     /* what is not there may come later */
};
/* Keeps it for the line. ERR_TAKEN says how many there are, and where else, unless it may come
 * later. */
enum err_code stock_reserve_for_in(struct txn *t, struct desk *d, const struct stock_for *f,
    struct err *e) MUST_CHECK;
enum err_code stock_reserve_in(struct txn *t, struct desk *d, int64_t line_id, int64_t product_id,
    int64_t quantity, struct err *e) MUST_CHECK;
/* It goes out: what is reserved for the line first, the rest from the order's branch; the line's
 * `taken` follows. ERR_TAKEN likewise. */
enum err_code stock_take_in(struct txn *t, struct desk *d, int64_t line_id, int64_t product_id,
    int64_t quantity, struct err *e) MUST_CHECK;
/* The line wants nothing any more: what is reserved is free again, what was taken lies in its lot
 * again. */
enum err_code stock_release_in(struct txn *t, struct desk *d, int64_t line_id, struct err *e)
    MUST_CHECK;
/* The same for all lines of an order: reserved, or taken along (TAKE), when it is made; taken when
 * it leaves; given back when it is cancelled. */
enum err_code stock_order_in(struct txn *t, struct desk *d, int64_t order_id, bool take,
    struct err *e) MUST_CHECK;
enum err_code stock_order_back_in(struct txn *t, struct desk *d, int64_t order_id, struct err *e)
    MUST_CHECK;
/* One kit for a test. Kits that the house does not keep are not missed; else ERR_TAKEN. */
enum err_code stock_kit_in(struct txn *t, struct desk *d, int64_t test_id, int64_t product_id,
    struct err *e) MUST_CHECK;
/* The kit that went out last for the test was not sent after all. */
enum err_code stock_kit_back_in(struct txn *t, struct desk *d, int64_t test_id, struct err *e)
    MUST_CHECK;

/* ---- looking ---- */

/* Of a product at BRANCH (0: the desk's) today. */
enum err_code stock_level(struct desk *d, int64_t product_id, int64_t branch_id,
    struct stock_sum *out, struct err *e) MUST_CHECK;

/* What to offer when QUANTITY is asked for and less is there: "1 order 1, 2 order 2 (later), 3
 * other branch: 浦东 has 8". */
struct stock_short {
	bool is_short;                  /* false: it can be had, or stock is not kept */
	int64_t free;                   /* here */
	int64_t other_id, other_free;   /* the branch that has most; 0: no other has any */
	char other[96];
};
enum err_code stock_look(struct desk *d, int64_t product_id, int64_t branch_id, int64_t quantity,
    struct stock_short *out, struct err *e) MUST_CHECK;

/* How a lot stands: what stands out in lists. */
enum stock_state { STOCK_FINE, STOCK_SOON, STOCK_EXPIRED, STOCK_EMPTY };
enum stock_state stock_state_of(struct desk *d, const struct lot *l);
/* The lots of a branch (0: the desk's) that expire within the site's days, or have. */
enum err_code stock_expiring(struct desk *d, int64_t branch_id, struct lot_list *out,
    struct err *e) MUST_CHECK;
/* Products of which less is free than their limit. */
enum err_code stock_low(struct desk *d, int64_t branch_id, struct stock_low_list *out,
    struct err *e) MUST_CHECK;
/* "received" of receive; for people. */
const char *stock_kind_word(const char *kind);

#endif
