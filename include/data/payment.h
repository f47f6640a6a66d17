#ifndef FD_DATA_PAYMENT_H
#define FD_DATA_PAYMENT_H
/*
 * Money taken and given back, in minor units. Nothing is deleted: a row is reversed by another one
 * with the opposite amount, once.
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
	bool reversed;                  /* another row takes it back */
	char day[12];
	char kind[12];                  /* deposit, due, refund */
	char method[24];                /* cash, card, wechat ...: code of the form */
	char reason[200];
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
void payment_list_free(struct payment_list *l);
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
