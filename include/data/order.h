#ifndef FD_DATA_ORDER_H
#define FD_DATA_ORDER_H
/*
 * What a client is charged for: the order, its lines, by when which part is due, and what became of
 * it. Money in minor units. Nothing is deleted: an order or a line is cancelled, a credit is a line
 * below nothing. order_money and client_money are kept by trigger and read here.
 */
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"

struct store;
struct txn;

/* The row with its sums and names. On insert the row's own columns count (without id, rev,
 * created_at, created_by, state). */
struct client_order {
	int64_t id, rev, branch_id, client_id, created_at;
	int64_t dependant_id, created_by, plan_id, visit_id, sent_at, sent_by;  /* 0: none */
	int64_t total, paid;            /* of its lines, 0 once cancelled; less what was
					 * given back */
	char day[12], number[16];       /* O-1204 */
	char kind[12];                  /* tests, goods, plan, service, card, other */
	char state[12];                 /* open, cancelled */
	char start_day[12], send[12];   /* goods: use begins; take, courier; "" */
	char reason[300], send_to[300], sent_text[120], note[300];
	char invoice_title[200], invoice_tax_no[40], invoice_mail[120], invoice_no[40];
	char what[300], what_en[300];   /* its first line: "fish oil" */
	int nlines;                     /* in force */
};
struct client_order_list {
	struct client_order *v;
	size_t n, cap;
};
void client_order_list_free(struct client_order_list *l);

enum err_code client_order_get(struct store *s, int64_t id, struct client_order *out,
    struct err *e) MUST_CHECK;          /* ERR_NOTFOUND, likewise below */
enum err_code client_order_by_number(struct store *s, const char *number,
    struct client_order *out, struct err *e) MUST_CHECK;
/* Lists replace OUT. Of one client, newest first; KIND NULL: all; OPEN: only those in force. */
enum err_code client_order_list_client(struct store *s, int64_t client_id, const char *kind,
    bool open, int limit, struct client_order_list *out, struct err *e) MUST_CHECK;
/* Those of which something is owed (or too much was paid), oldest first. */
enum err_code client_order_list_owed(struct store *s, int64_t client_id,
    struct client_order_list *out, struct err *e) MUST_CHECK;
/* Of a branch (0: all) from day to day, newest first; KIND NULL: all. */
enum err_code client_order_list_days(struct store *s, int64_t branch_id, const char *from,
    const char *to, const char *kind, int limit, struct client_order_list *out, struct err *e)
    MUST_CHECK;
/* Those that a courier is to take and that did not leave yet, oldest first. */
enum err_code client_order_list_unsent(struct store *s, int64_t branch_id,
    struct client_order_list *out, struct err *e) MUST_CHECK;
/* The open ones of a visit, of a plan, oldest first. */
enum err_code client_order_list_visit(struct store *s, int64_t visit_id,
    struct client_order_list *out, struct err *e) MUST_CHECK;
enum err_code client_order_list_plan(struct store *s, int64_t plan_id,
    struct client_order_list *out, struct err *e) MUST_CHECK;

enum err_code client_order_insert(struct txn *t, const struct client_order *o, int64_t *id,
    struct err *e) MUST_CHECK;
/* open, cancelled (with the reason). ERR_CONFLICT: it is so already. */
enum err_code client_order_set_state(struct txn *t, int64_t id, const char *state,
    const char *reason, struct err *e) MUST_CHECK;
/* It left now, with TEXT (number of the parcel, may be ""). ERR_CONFLICT: it had left. */
enum err_code client_order_set_sent(struct txn *t, int64_t id, const char *text, struct err *e)
    MUST_CHECK;
/* Title, tax number, address and number of the invoice of O. */
enum err_code client_order_set_invoice(struct txn *t, const struct client_order *o,
    struct err *e) MUST_CHECK;

/* ---- lines ---- */

struct order_line {
	int64_t id, rev, order_id;
	int64_t product_id, test_type_id, service_id, card_id;  /* one of them, or none with text */
	int64_t quantity, price, discount;      /* total = quantity * price - discount */
	int64_t taken;                  /* from stock so far */
	int64_t pieces;                 /* of the product, in one unit */
	int dose;                       /* pieces a day, in hundredths; 0: not said */
	int line;
	bool gift, cancelled;
	char text[300], why[300];       /* of what is none of these; of the discount */
	char name[120], name_en[120], unit[32], piece[32];      /* of what it is */
};
struct order_line_list {
	struct order_line *v;
	size_t n, cap;
};
int64_t order_line_total(const struct order_line *l);   /* 0 once cancelled */
enum err_code order_line_list(struct store *s, int64_t order_id, struct order_line_list *out,
    struct err *e) MUST_CHECK;          /* in their order, cancelled ones too */
enum err_code order_line_get(struct store *s, int64_t id, struct order_line *out, struct err *e)
    MUST_CHECK;
void order_line_list_free(struct order_line_list *l);
/* Inserts L behind the last line of its order (line is set here). */
enum err_code order_line_insert(struct txn *t, const struct order_line *l, int64_t *id,
    struct err *e) MUST_CHECK;
enum err_code order_line_set_cancelled(struct txn *t, int64_t id, bool cancelled, struct err *e)
    MUST_CHECK;
enum err_code order_line_set_discount(struct txn *t, int64_t id, int64_t discount, bool gift,
    const char *why, struct err *e) MUST_CHECK;
/* TAKEN of the quantity has left the stock by now. */
enum err_code order_line_set_taken(struct txn *t, int64_t id, int64_t taken, struct err *e)
    MUST_CHECK;

/* What the catalogue asks for a test. ERR_NOTFOUND. */
enum err_code order_test_price(struct store *s, int64_t test_type_id, int64_t *price,
    struct err *e) MUST_CHECK;

/* ---- instalments ---- */

struct instalment {
	int64_t amount;
	char due_day[12];
};
struct instalment_list {
	struct instalment *v;
	size_t n, cap;
};
enum err_code instalment_list(struct store *s, int64_t order_id, struct instalment_list *out,
    struct err *e) MUST_CHECK;          /* by day; none: all is due at once */
void instalment_list_free(struct instalment_list *l);
enum err_code instalment_insert(struct txn *t, int64_t order_id, int line,
    const struct instalment *i, struct err *e) MUST_CHECK;

/* ---- sums ---- */

struct client_money {
	int64_t charged, paid, kept;    /* by all orders; for orders; for none */
};
/* All 0 for a client without a row. */
enum err_code client_money_get(struct store *s, int64_t client_id, struct client_money *out,
    struct err *e) MUST_CHECK;
/* What the sessions of a plan cost up to and with SESSION, and the plan's order: for the share that
 * is due by now. ERR_NOTFOUND. */
struct session_share {
	int64_t plan_id, amount, price; /* of the sessions used and this one; of this one alone */
};
enum err_code session_share_get(struct store *s, int64_t session_id, struct session_share *out,
    struct err *e) MUST_CHECK;

#endif
