#ifndef FD_DATA_STOCK_H
#define FD_DATA_STOCK_H
/*
 * What lies on the shelf: lots of a product at a branch, and every move of them. Moves are
 * append-only; what is left of a lot is their sum (stock_level, by trigger) and never below nothing
 * nor below what is reserved, whoever writes. Quantities are units of the product.
 */
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"

struct store;
struct txn;

struct lot {
	int64_t id, rev, branch_id, product_id, created_at;
	int64_t quantity, reserved;     /* what is left; of these for orders */
	int64_t low;                    /* of the product: warned below */
	char code[40], until_day[12];   /* "": does not expire */
	char supplier[120];
	char product[24], name[120], name_en[120], unit[32];
	char branch[96];
};
struct lot_list {
	struct lot *v;
	size_t n, cap;
};
void lot_list_free(struct lot_list *l);
enum err_code lot_get(struct store *s, int64_t id, struct lot *out, struct err *e)
    MUST_CHECK;                         /* ERR_NOTFOUND, likewise below */
enum err_code lot_by_code(struct store *s, int64_t branch_id, int64_t product_id,
    const char *code, struct lot *out, struct err *e) MUST_CHECK;
/* Of a branch (0: all) and product (0: all), by product, nearest expiry first, those without expiry
 * last; EMPTY: with those of which nothing is left. Lists replace OUT. */
enum err_code lot_list(struct store *s, int64_t branch_id, int64_t product_id, bool empty,
    struct lot_list *out, struct err *e) MUST_CHECK;
/* Inserts L (branch, product, code, until_day, supplier). ERR_DUPLICATE: the code exists there. */
enum err_code lot_insert(struct txn *t, const struct lot *l, int64_t *id, struct err *e)
    MUST_CHECK;

/* ---- moves ---- */

struct stock_move {
	int64_t id, rev, branch_id, lot_id, at;
	int64_t quantity, reserved;             /* what came (> 0) or went (< 0) */
	int64_t line_id, test_id, reverses, staff_id;   /* 0: none */
	bool reversed;
	char day[12], kind[12];         /* receive, issue, reserve, take, release, back, count,
					 * reverse */
	char reason[300];               /* of an issue or a difference; the note of a delivery */
	char staff[96], number[16];     /* who; of the order or the test */
};
struct stock_move_list {
	struct stock_move *v;
	size_t n, cap;
};
void stock_move_list_free(struct stock_move_list *l);
/* Of one lot, newest first; of one line of an order, of a test, oldest first. */
enum err_code stock_move_list_lot(struct store *s, int64_t lot_id, int limit,
    struct stock_move_list *out, struct err *e) MUST_CHECK;
enum err_code stock_move_list_line(struct store *s, int64_t line_id,
    struct stock_move_list *out, struct err *e) MUST_CHECK;
enum err_code stock_move_list_test(struct store *s, int64_t test_id,
    struct stock_move_list *out, struct err *e) MUST_CHECK;
enum err_code stock_move_get(struct store *s, int64_t id, struct stock_move *out, struct err *e)
    MUST_CHECK;
/* Has the lot come with that delivery note already (and was not taken back)? */
enum err_code stock_move_noted(struct store *s, int64_t lot_id, const char *note, bool *yes,
    struct err *e) MUST_CHECK;
/* Inserts M (without id, rev, at, staff_id, reversed). ERR_TAKEN: not so much is there.
 * ERR_DUPLICATE: what it reverses was reversed already. */
enum err_code stock_move_insert(struct txn *t, const struct stock_move *m, int64_t *id,
    struct err *e) MUST_CHECK;

/* ---- sums ---- */

struct stock_sum {
	int64_t quantity, reserved;
	int64_t free;                   /* neither reserved nor expired */
	int64_t lots;                   /* ever, also those that are used up */
};
/* Of a product at a branch (0: all) on DAY. */
enum err_code stock_sum_get(struct store *s, int64_t product_id, int64_t branch_id,
    const char *day, struct stock_sum *out, struct err *e) MUST_CHECK;

/* Products in force of which less is free than the product's limit. */
struct stock_low {
	int64_t product_id, low, free;
	char code[24], name[120], name_en[120], unit[32];
};
struct stock_low_list {
	struct stock_low *v;
	size_t n, cap;
};
enum err_code stock_low_list(struct store *s, int64_t branch_id, const char *day,
    struct stock_low_list *out, struct err *e) MUST_CHECK;
void stock_low_list_free(struct stock_low_list *l);

/* Lines of orders in force that want more of the product at the branch than is reserved or taken
 * for them, oldest first. */
struct stock_want {
	int64_t line_id, quantity;      /* still to be had */
};
struct stock_want_list {
	struct stock_want *v;
	size_t n, cap;
};
enum err_code stock_want_list(struct store *s, int64_t product_id, int64_t branch_id,
    struct stock_want_list *out, struct err *e) MUST_CHECK;
void stock_want_list_free(struct stock_want_list *l);

#endif
