#ifndef FD_DESK_ORDER_H
#define FD_DESK_ORDER_H
/*
 * Orders: what a client is charged for (SPEC OR-1, OR-3, OR-4). An order is made whole, with its
 * lines, and is never edited afterwards: a line is taken off by cancelling the order or by a
 * credit, so that what was signed stays. Money in minor units; sums above MONEY_MAX are refused.
 *
 * Always true: of an order never more is paid than its total. What a cancelled order or a credit
 * sets free goes back onto the prepaid card it came from, the rest is kept for the client, from
 * where it is used for the next order or paid back (desk/pay.h).
 *
 * Discounts need the right price-discount, above the site's limit price-over (a second person);
 * gifts order-gift; both a reason.
 */
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"
#include "data/order.h"

struct desk;
struct txn;

#define ORDER_LINES 40
#define ORDER_INSTALMENTS 24

/* One line: one of the ids, or a text alone. A product, test or service without a price (-1) has
 * that of the catalogue; another one than that counts as a discount where it is lower. Texts
 * borrowed. */
struct order_draft_line {
	int64_t product_id, test_type_id, service_id, card_id;
	const char *text;               /* NULL: none */
	int64_t quantity;               /* 0 counts as 1 */
	int64_t price;                  /* of one; -1: the catalogue's */
	int64_t discount;               /* of the whole line */
	const char *why;                /* of the discount or gift */
	bool gift;
	int dose;                       /* pieces a day, in hundredths, 0: not said */
};
struct order_draft {
	int64_t branch_id;              /* 0: the desk's */
	int64_t client_id, dependant_id, plan_id, visit_id;     /* 0: none but the client */
	const char *kind;               /* tests, goods, plan, service, card, other */
	struct order_draft_line lines[ORDER_LINES];
	size_t nlines;
	struct instalment instalments[ORDER_INSTALMENTS];       /* none: all is due at once */
	size_t ninstalments;            /* else they make up the total */
	const char *start_day;          /* goods: use begins, NULL */
	const char *send, *send_to;     /* take, courier; NULL */
	int64_t stock_branch_id;        /* whose shelf goods come from; 0: that of the order */
	bool later;                     /* what is not in stock may come later (desk/stock.h) */
	const char *invoice_title, *invoice_tax_no, *invoice_mail;      /* NULL: none asked for */
	const char *note;
};

/* Makes the order inside somebody's action; the rights of discounts and gifts are asked here, that
 * of ordering is the caller's action. Goods that are taken along leave the stock at once, others
 * are kept for it. *ID = its id. ERR_INVALID with `field` "lines[2].quantity", ERR_TAKEN likewise:
 * not so much is in stock; ERR_NOTFOUND, ERR_DENIED, ERR_SECOND. */
enum err_code order_make_in(struct txn *t, struct desk *d, const struct order_draft *o,
    int64_t *id, struct err *e) MUST_CHECK;
/* The same as an action of its own, `order-add`. */
enum err_code order_add(struct desk *d, const struct order_draft *o, int64_t *id, struct err *e)
    MUST_CHECK;
/* Cancels it whole; what was paid for it is kept for the client. ERR_INVALID: it left already, or a
 * card was sold with it. ERR_CONFLICT: it is cancelled. Right order-cancel. */
enum err_code order_cancel(struct desk *d, int64_t id, const char *reason, struct err *e)
    MUST_CHECK;
enum err_code order_cancel_in(struct txn *t, struct desk *d, int64_t id, const char *reason,
    struct err *e) MUST_CHECK;
/* Takes the cancelling back; what was kept stays kept, so that it is owed again. */
enum err_code order_reopen(struct desk *d, int64_t id, int64_t undoes, int64_t *action,
    struct err *e) MUST_CHECK;
/* Takes AMOUNT (> 0) off the order by a line of its own, as when a plan is stopped or something
 * came back. ERR_INVALID: more than its total. */
enum err_code order_credit_in(struct txn *t, struct desk *d, int64_t order_id, int64_t amount,
    const char *text, struct err *e) MUST_CHECK;
/* Sets the discount of a line (0: none), or makes it a gift: before anything of it was paid beyond
 * the new total. Action price-discount, order-gift. */
enum err_code order_discount(struct desk *d, int64_t line_id, int64_t discount, const char *why,
    struct err *e) MUST_CHECK;
enum err_code order_gift(struct desk *d, int64_t line_id, const char *why, struct err *e)
    MUST_CHECK;
/* It left by courier, with the number of the parcel (may be ""). Action order-send, with WHY as its
 * reason. ERR_INVALID "why": what is due of it by now is not paid, and WHY is NULL or "". */
enum err_code order_send(struct desk *d, int64_t id, const char *text, const char *why,
    struct err *e) MUST_CHECK;
/* Title, tax number, address, number of the invoice. Action order-add. */
enum err_code order_invoice(struct desk *d, const struct client_order *o, struct err *e)
    MUST_CHECK;
/* What the client had last of KIND, to be taken again: the texts of OUT live in HOLD.
 * ERR_NOTFOUND. */
enum err_code order_last(struct desk *d, int64_t client_id, const char *kind,
    struct order_draft *out, struct order_line_list *hold, struct err *e) MUST_CHECK;

/* ---- the rules, for screens that show them while somebody types ---- */

/* The sum of a draft as it would be charged. ERR_INVALID: too large, or a discount above it. */
enum err_code order_draft_total(struct desk *d, const struct order_draft *o, int64_t *total,
    struct err *e) MUST_CHECK;
/* QUANTITY * PRICE - DISCOUNT; ERR_INVALID beyond MONEY_MAX. */
enum err_code order_sum(int64_t quantity, int64_t price, int64_t discount, int64_t *total,
    struct err *e) MUST_CHECK;
/* Whole days that QUANTITY units of PIECES last at DOSE hundredths a day; 0: not said. */
int order_lasts(int64_t quantity, int64_t pieces, int dose);
/* "allergy: peanut" when the content of the product names what the client's allergy or
 * contraindication flags name; "" else. */
char *order_allergy(struct desk *d, int64_t client_id, int64_t product_id, char *out, size_t size);
/* The discount that needs no second person, in per cent of the line. */
int order_discount_limit(struct desk *d);

#endif
