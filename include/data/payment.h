#ifndef FD_DATA_PAYMENT_H
#define FD_DATA_PAYMENT_H
/*
 * Money taken and given back, in minor units. Nothing is deleted: a row is reversed by another one
 * with the opposite amount, once. A row belongs to an order, or to none: then it is kept for the
 * client (deposit, on account). What is kept becomes an order's by two rows of the method `account`
 * that cancel out: one off, one on.
 */
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"

struct store;
struct txn;

struct payment {
	int64_t id, rev, branch_id, client_id, created_at, amount;
	int64_t appointment_id, visit_id, reverses, staff_id;   /* 0: none */
	int64_t order_id, card_id;      /* 0: kept for the client; where `prepaid` came from */
	bool reversed;                  /* another row takes it back */
	char day[12];
	char kind[12];                  /* deposit, due, refund, use, correction */
	char method[24];                /* cash, card, wechat ...: prepaid, account */
	char receipt[16];               /* R-4451: one number for all rows of one taking, "" */
	char reason[200];
	char order[16], staff[96];      /* number of the order; who took it: read only */
};
struct payment_list {
	struct payment *v;
	size_t n, cap;
};

/* Of a visit, of an appointment, oldest first. All lists replace OUT. */
enum err_code payment_list_visit(struct store *s, int64_t visit_id, struct payment_list *out,
    struct err *e) MUST_CHECK;
enum err_code payment_list_appointment(struct store *s, int64_t appointment_id,
    struct payment_list *out, struct err *e) MUST_CHECK;
/* Of one client, newest day first, at most LIMIT. */
enum err_code payment_list_client(struct store *s, int64_t client_id, int limit,
    struct payment_list *out, struct err *e) MUST_CHECK;
/* Of one order, oldest first. */
enum err_code payment_list_order(struct store *s, int64_t order_id, struct payment_list *out,
    struct err *e) MUST_CHECK;
/* All rows of one taking, in their order. */
enum err_code payment_list_receipt(struct store *s, const char *receipt,
    struct payment_list *out, struct err *e) MUST_CHECK;
/* Of a branch (0: all) from day to day, newest first, at most LIMIT. */
enum err_code payment_list_days(struct store *s, int64_t branch_id, const char *from,
    const char *to, int limit, struct payment_list *out, struct err *e) MUST_CHECK;
/* What STAFF took at a branch from FROM_AT on and before UNTIL_AT (0: until now). */
enum err_code payment_list_shift(struct store *s, int64_t branch_id, int64_t staff_id,
    int64_t from_at, int64_t until_at, struct payment_list *out, struct err *e) MUST_CHECK;
void payment_list_free(struct payment_list *l);
/* Sums by method of the same rows. */
struct payment_method {
	char method[24];
	int64_t amount, n;
};
struct payment_methods {
	struct payment_method *v;
	size_t n, cap;
};
void payment_methods_free(struct payment_methods *l);
enum err_code payment_sums_shift(struct store *s, int64_t branch_id, int64_t staff_id,
    int64_t from_at, int64_t until_at, struct payment_methods *out, struct err *e) MUST_CHECK;
/* The first row of STAFF at that branch on or after FROM_AT, its time; 0: none. */
enum err_code payment_first_since(struct store *s, int64_t branch_id, int64_t staff_id,
    int64_t from_at, int64_t *at, struct err *e) MUST_CHECK;
/* What money (no prepaid card, nothing moved on account) a client paid from day to day, less what
 * was given back. */
enum err_code payment_sum_days(struct store *s, int64_t client_id, const char *from,
    const char *to, int64_t *sum, struct err *e) MUST_CHECK;
/* What was paid for an appointment, or by a client, less what was given back. */
enum err_code payment_sum_appointment(struct store *s, int64_t appointment_id, int64_t *sum,
    struct err *e) MUST_CHECK;
enum err_code payment_sum_client(struct store *s, int64_t client_id, int64_t *sum, struct err *e)
    MUST_CHECK;
enum err_code payment_get(struct store *s, int64_t id, struct payment *out, struct err *e)
    MUST_CHECK;                         /* ERR_NOTFOUND */
/* Inserts P (id, rev, created_at, staff_id, reversed are set here). ERR_CONFLICT: what it reverses
 * is reversed already. */
enum err_code payment_insert(struct txn *t, const struct payment *p, int64_t *id, struct err *e)
    MUST_CHECK;
/* Gives P back whole: a row `refund` with the opposite amount. DAY is the local day of now. */
enum err_code payment_reverse(struct txn *t, const struct payment *p, const char *day,
    const char *reason, int64_t *id, struct err *e) MUST_CHECK;

#endif
