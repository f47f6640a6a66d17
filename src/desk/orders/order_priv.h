#ifndef FD_DESK_ORDERS_ORDER_PRIV_H
#define FD_DESK_ORDERS_ORDER_PRIV_H
/* What the files about orders and payments share. */
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"
#include "data/order.h"

struct desk;
struct txn;

/* The next number of the sequence NAME for people: "O-1204". */
enum err_code number_next(struct txn *t, const char *name, char letter, char *out, size_t size,
    struct err *e) MUST_CHECK;
/* *SUM += X; ERR_INVALID with the sentence beyond MONEY_MAX either way. */
enum err_code money_add(int64_t *sum, int64_t x, struct err *e) MUST_CHECK;
/* The sums of a client stay within what can be held. */
enum err_code money_check_client(struct desk *d, int64_t client_id, struct err *e) MUST_CHECK;
/* ERR_INVALID: merged into another, or closed. */
enum err_code order_check_client(struct desk *d, int64_t client_id, struct err *e) MUST_CHECK;
/* The same, and the dependant (0: the client) hangs under that client. */
enum err_code order_check_whom(struct desk *d, int64_t client_id, int64_t dependant_id,
    struct err *e) MUST_CHECK;
/* An order that is in force, of this house. ERR_NOTFOUND, ERR_CONFLICT with the reason. */
enum err_code order_open(struct desk *d, int64_t id, struct client_order *out, struct err *e)
    MUST_CHECK;
/* An action about order ID: begun, and ended as RC says. */
enum err_code order_begin(struct desk *d, const char *name, const char *reason, int64_t id,
    int64_t undoes, struct txn **t, struct err *e) MUST_CHECK;
enum err_code order_end(struct txn *t, enum err_code rc, int64_t *action, struct err *e)
    MUST_CHECK;
/* E says that a second person is needed; RC and FIRST, what the use case would say then: that comes
 * first, nobody is asked to sign what is refused anyway. Returns what E says in the end. */
enum err_code order_before_second(enum err_code rc, const struct err *first, struct err *e)
    MUST_CHECK;
/* A reason must be there. */
enum err_code order_check_reason(const char *reason, struct err *e) MUST_CHECK;
/* The credit line of order_credit_in alone, without what it sets free. */
enum err_code order_credit_line(struct txn *t, struct desk *d, const struct client_order *o,
    int64_t amount, const char *text, int64_t *line, struct err *e) MUST_CHECK;

#endif
