#ifndef FD_DESK_ORDERS_PAY_PRIV_H
#define FD_DESK_ORDERS_PAY_PRIV_H
/* What the files about payments share. */
#include <stdbool.h>
#include <stdint.h>

#include "base/err.h"
#include "data/card.h"
#include "data/payment.h"
#include "desk/pay.h"

struct desk;
struct txn;

/* Money that moves without passing a hand: from what is kept, from a card. */
bool pay_is_inner(const char *method);
/* A row as it stands in PAYMENT, with the day of now; of a card also the card's move, CARD_KIND
 * (use, back). *ID (may be NULL). */
enum err_code pay_row(struct txn *t, struct desk *d, const struct payment *p,
    const char *card_kind, int64_t *id, struct err *e) MUST_CHECK;
/* AMOUNT of what is kept for the client becomes the order's of P (below 0: goes back to what is
 * kept). P gives client, branch, order, visit, appointment, receipt and reason. */
enum err_code pay_move_kept(struct txn *t, struct desk *d, const struct payment *p,
    int64_t amount, int64_t *id, struct err *e) MUST_CHECK;
/* Reverses the row whole, with the card's move it made. ERR_CONFLICT: it is reversed. */
enum err_code pay_reverse_row(struct txn *t, struct desk *d, const struct payment *p,
    const char *reason, int64_t *id, struct err *e) MUST_CHECK;
/* Nothing is paid beyond a total or below nothing, and nothing kept is below nothing. */
enum err_code pay_check_order(struct desk *d, int64_t order_id, struct err *e) MUST_CHECK;
enum err_code pay_check_kept(struct desk *d, int64_t client_id, struct err *e) MUST_CHECK;
/* As pay_counter, in the caller's action; without ORDERS lines, orders and cards stay. */
enum err_code pay_counter_in(struct txn *t, struct desk *d, int64_t undoes, bool orders,
    const char *reason, struct err *e) MUST_CHECK;
/* A card that can be used today. ERR_CONFLICT says why not. */
enum err_code pay_check_card(struct desk *d, const struct card *c, struct err *e) MUST_CHECK;

#endif
