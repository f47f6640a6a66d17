#ifndef FD_DESK_PREPAID_H
#define FD_DESK_PREPAID_H
/*
 * Cards paid ahead (SPEC OR-6): stored value and sessions, gifts on top, expiry, transfer to
 * another client, part refund. A card is paid in full with the action that sells or loads it
 * (desk/pay.h), so nothing is ever used that was not paid. Right prepaid-edit; paying back pay-back
 * with a second person.
 */
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"
#include "data/card.h"
#include "desk/pay.h"

struct desk;
struct txn;

struct prepaid_load {
	int64_t card_id;                /* 0: a new card */
	int64_t client_id;
	const char *kind, *name;        /* of a new one: value, sessions */
	int64_t service_id;             /* of sessions: for what; 0: any */
	const char *until_day;          /* NULL: without end */
	int64_t price;                  /* what is paid */
	int64_t amount, sessions;       /* what comes on: one of them, by the kind */
	int64_t gift_amount, gift_sessions;     /* on top: right order-gift, with the reason */
	const char *why;
	struct pay_part part[PAY_PARTS];        /* make up the price */
	size_t nparts;
};
struct prepaid_made {
	int64_t card_id, order_id;
	struct pay_made pay;
};
/* Sells a card, or loads one again. */
enum err_code prepaid_sell(struct desk *d, const struct prepaid_load *l,
    struct prepaid_made *out, struct err *e) MUST_CHECK;
/* One session goes off for a treatment (0: none known). ERR_CONFLICT: nothing left, expired,
 * stopped; ERR_INVALID: for another service, or of value. */
enum err_code prepaid_use_session_in(struct txn *t, struct desk *d, int64_t card_id,
    int64_t treatment_id, struct err *e) MUST_CHECK;
/* The session that a treatment used comes back on. */
enum err_code prepaid_unuse_in(struct txn *t, struct desk *d, int64_t treatment_id,
    const char *reason, struct err *e) MUST_CHECK;
/* AMOUNT or SESSIONS go to a card of another client: TO_CARD of the same kind and service, or (0) a
 * new one of TO_CLIENT with the same end. *TO = that card. */
struct prepaid_gift {
	int64_t card_id, to_card, to_client, amount, sessions;
	const char *reason;
};
enum err_code prepaid_give(struct desk *d, const struct prepaid_gift *g, int64_t *to,
    struct err *e) MUST_CHECK;
/* AMOUNT or SESSIONS go off and MONEY (never more than was paid for the card and is not back yet)
 * goes to the client. */
struct prepaid_back {
	int64_t card_id, amount, sessions, money;
	const char *method, *reason;
};
enum err_code prepaid_pay_back(struct desk *d, const struct prepaid_back *b,
    struct pay_made *out, struct err *e) MUST_CHECK;
/* What expired before today goes off; *N cards. The program's own work (tick), or right
 * prepaid-edit. */
enum err_code prepaid_expire(struct desk *d, size_t *n, struct err *e) MUST_CHECK;
/* A card of the client that holds a session of SERVICE today, the one that ends first; 0: none. */
enum err_code prepaid_for_service(struct desk *d, int64_t client_id, int64_t service_id,
    int64_t *card_id, struct err *e) MUST_CHECK;
bool prepaid_is_over(const struct desk *d, const struct card *c);       /* its last day is past */
/* "3 sessions", "1,200": what is left, in words. */
char *prepaid_left(const struct desk *d, const struct card *c, char *out, size_t size);
const char *prepaid_move_label(const char *kind);

#endif
