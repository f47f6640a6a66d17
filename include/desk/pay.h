#ifndef FD_DESK_PAY_H
#define FD_DESK_PAY_H
/*
 * Money taken, kept, used, given back, corrected (SPEC OR-4, AR-9, SC-14). Minor units. Nothing is
 * edited or deleted: whatever is taken back is a row of its own.
 *
 * A taking is one bill: several methods, one receipt number, spread over orders, the one due first
 * at first; what no order needs is kept for the client (deposit, on account) and may be used later
 * by the method `account`. A prepaid card is the method `prepaid` with the card.
 */
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"
#include "data/payment.h"

struct client_order;
struct client_order_list;
struct desk;
struct txn;
struct visit_row;

#define PAY_PARTS 6

struct pay_part {
	const char *method;             /* cash, card, wechat, alipay, transfer, other; account:
					 * from what is kept; prepaid: from CARD_ID */
	int64_t amount;
	int64_t card_id;
};
struct pay {
	int64_t branch_id;              /* 0: the desk's */
	int64_t client_id;
	int64_t order_id;               /* 0: those of the visit, then the one due first at first */
	int64_t visit_id, appointment_id;       /* 0: none */
	bool keep;                      /* for no order: a deposit, on account */
	struct pay_part part[PAY_PARTS];
	size_t nparts;
	const char *note;               /* NULL */
	int64_t owed;                   /* what the screen showed; -1: not looked at. Else a payment
					 * of somebody else in between is refused with
					 * ERR_CONFLICT */
};
struct pay_made {
	int64_t action, payment;        /* the first row */
	char receipt[16];
};
/* Action pay-take. ERR_INVALID (fields amount, method, card), ERR_CONFLICT. */
enum err_code pay_take(struct desk *d, const struct pay *p, struct pay_made *out, struct err *e)
    MUST_CHECK;
/* Inside somebody's action, who asks for the right. */
enum err_code pay_take_in(struct txn *t, struct desk *d, const struct pay *p,
    struct pay_made *out, struct err *e) MUST_CHECK;

/* Money goes back. From an order: its charge goes down by as much (a credit with the reason), so
 * that nothing is owed for it again; else from what is kept. Never more than was paid for it, and
 * never money for what came from a card: the card gets that back. Action pay-back, with a second
 * person. */
struct pay_back {
	int64_t client_id, order_id;    /* order 0: from what is kept */
	int64_t amount;
	int64_t card_id;                /* of `prepaid` */
	const char *method, *reason;
};
enum err_code pay_refund(struct desk *d, const struct pay_back *b, struct pay_made *out,
    struct err *e) MUST_CHECK;
/* How much of an order (0: of what is kept) could go back in money. */
enum err_code pay_refundable(struct desk *d, int64_t client_id, int64_t order_id, int64_t *sum,
    struct err *e) MUST_CHECK;
/* A slip of the pen: the row is reversed whole, with its other half and its card; what it paid for
 * is owed again. Action pay-take. ERR_CONFLICT: reversed already, or used since. */
enum err_code pay_correct(struct desk *d, int64_t payment_id, const char *reason,
    struct pay_made *out, struct err *e) MUST_CHECK;
/* The opposite of all that action UNDOES did to money, cards and orders: undo's counter way. NAME =
 * the action it is. */
enum err_code pay_counter(struct desk *d, int64_t undoes, const char *name, const char *reason,
    int64_t *action, struct err *e) MUST_CHECK;

/* What a client owes by all orders, and what is kept for her. */
enum err_code pay_owed(struct desk *d, int64_t client_id, int64_t *sum, struct err *e) MUST_CHECK;
enum err_code pay_kept(struct desk *d, int64_t client_id, int64_t *sum, struct err *e) MUST_CHECK;
/* Money of this calendar year. */
enum err_code pay_this_year(struct desk *d, int64_t client_id, int64_t *sum, struct err *e)
    MUST_CHECK;

/* ---- what must be paid by now ---- */

#define PAY_DUE_LINES 12
struct pay_due {
	int64_t due;                    /* by now, whether paid or not */
	int64_t open;                   /* of it not paid yet: nothing starts before it is 0 */
	int64_t kept;                   /* money of the client that could be used for it */
	struct pay_due_line {
		int64_t order_id;       /* 0: no order yet */
		int64_t due, open;
		enum pay_due_why {
			PAY_DUE_VISIT,          /* ordered at this visit: all of it */
			PAY_DUE_INSTALMENT,     /* an instalment whose day has come */
			PAY_DUE_SESSION,        /* the plan's sessions up to this one */
			PAY_DUE_SERVICE,        /* the service at its price, not ordered yet */
			PAY_DUE_ASKED,          /* what the desk asks for at this visit */
		} why;
		char number[16], kind[12];      /* of the order, "" */
	} line[PAY_DUE_LINES];
	size_t n;
	int64_t card_id;                /* a card of sessions covers the service: nothing is due for
					 * it. 0: none */
};
/* Of CLIENT at VISIT (0: none) for a plan's session (0: none, full price). Due are: the instalments
 * whose day has come; the sessions used and this one, where the plan has no instalments; all that
 * was ordered at the visit; without either the price of the visit's service, or what the desk asks
 * for (visit.due). */
enum err_code pay_due_now(struct desk *d, int64_t client_id, int64_t visit_id,
    int64_t plan_session_id, struct pay_due *out, struct err *e) MUST_CHECK;

/* The same for a visit, with the session of a plan that it is for. */
enum err_code pay_due_visit(struct desk *d, const struct visit_row *v, struct pay_due *out,
    struct err *e) MUST_CHECK;
/* What `$` proposes of all that a client owes by orders: of instalments those whose day has come,
 * of a plan without them the sessions used and the one she is here for, of other orders all. */
enum err_code pay_owed_by_now(struct desk *d, int64_t client_id, int64_t *sum, struct err *e)
    MUST_CHECK;

/* What of one order is due by now and not paid. */
enum err_code pay_order_due(struct desk *d, const struct client_order *o, int64_t *sum,
    struct err *e) MUST_CHECK;

/* ---- inside other actions ---- */

/* What is paid above the total of an order goes back where it came from: cards, then what is
 * kept. */
enum err_code pay_release_in(struct txn *t, struct desk *d, int64_t order_id, const char *reason,
    struct err *e) MUST_CHECK;
/* A deposit for an appointment, in the booking's action. */
enum err_code pay_deposit_in(struct txn *t, struct desk *d, const struct pay *p, struct err *e)
    MUST_CHECK;

/* ---- words ---- */

struct pay_method {
	const char *code, *label;       /* "wechat", N_("WeChat") */
	bool counted;                   /* lies in the drawer or on a terminal's list: cash-up */
};
extern const struct pay_method pay_methods[];
extern const size_t pay_methods_count;
const struct pay_method *pay_method_find(const char *code);
/* In the language of the screen; an unknown code as it stands. Borrowed. */
const char *pay_method_label(const char *code);
const char *pay_kind_label(const char *kind);

#endif
