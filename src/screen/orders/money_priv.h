#ifndef FD_SCREEN_ORDERS_MONEY_PRIV_H
#define FD_SCREEN_ORDERS_MONEY_PRIV_H
/* What the boxes about money share. */
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"
#include "form/form_edit.h"
#include "screen/formview.h"
#include "screen/money.h"

struct desk;
struct money;

/* One box. Any function but SAVE may be NULL. */
struct money_kind {
	const char *form, *right;       /* word of the form and of its drafts; asked when opened */
	const char *first;              /* field in which it opens, NULL: the first */
	/* Sets client_id by the id; before anything else. */
	enum err_code (*whose)(struct money *m, struct err *e);
	/* Reads what it shows. */
	enum err_code (*open)(struct money *m, struct err *e);
	void (*preset)(struct money *m, const char *word, struct value *out);
	/* Adds what fits; LABEL gives the name of one. */
	enum err_code (*lookup)(struct money *m, const char *word, const char *typed,
	    struct form_options *out, struct err *e);
	/* One line under the form: what F10 does. */
	void (*line)(const struct money *m, struct buf *out);
	/* Does it; DONE is said then. ERR_SECOND: somebody signs, and it runs again. */
	enum err_code (*save)(struct money *m, struct buf *done, struct err *e);
	const char *second;             /* right of the second person */
	/* What that person signs, in figures; needed with SECOND. */
	void (*what)(const struct money *m, struct buf *out);
	const char *page;               /* N_() */
};
extern const struct money_kind money_pay_kind, money_order_end_kind, money_order_send_kind,
    money_order_invoice_kind, money_order_price_kind, money_card_sell_kind,
    money_card_give_kind, money_card_back_kind, money_shift_begin_kind, money_shift_end_kind;

struct money {
	struct formview form;           /* must be first */
	struct desk *desk;
	struct screen *screen;
	const struct money_kind *kind;
	int64_t client_id, id;
	char name[200], title[300];
	int64_t owed, kept;             /* of the client */
	int64_t by_now;                 /* of what is owed */
	char extra[400];                /* of the kind: what is shown above */
	struct form_source world;       /* clients and services, as any form has them */
};

/* ---- reading the form ---- */

int money_field(const struct money *m, const char *name);
const char *money_code(const struct money *m, const char *name);        /* "" */
int64_t money_int(const struct money *m, const char *name);             /* 0: nothing said */
bool money_said(const struct money *m, const char *name);

#endif
