/* The ways back of money and orders: never the inverse, always an opposite row. */
#include "undo_money_priv.h"

#include <stdio.h>
#include <string.h>

#include "base/clock.h"
#include "base/tr.h"
#include "data/history.h"
#include "desk/desk.h"
#include "desk/order.h"
#include "desk/pay.h"
#include "desk/rights.h"
#include "desk/stock.h"
#include "desk/orders/order_priv.h"

/* What an opposite action asks for is the right of that action; another's needs more. */
static enum err_code check_other(struct desk *d, const struct action_row *a, struct err *e)
{
	if (a->staff_id == d->who.staff_id &&
	    clock_now() - a->at <= (int64_t)d->config.undo_minutes * 60)
		return OK;
	return rights_check(d, &d->who, "undo-other", e);
}

static enum err_code counter(struct desk *d, const struct action_row *a, const char *name,
    const char *reason, int64_t *new_id, struct err *e)
{
	enum err_code rc = check_other(d, a, e);

	return rc == OK ? pay_counter(d, a->id, name, reason, new_id, e) : rc;
}

enum err_code undo_pay(struct desk *d, const struct action_row *a, const char *reason,
    int64_t *new_id, struct err *e)
{
	return counter(d, a, "pay-take", reason, new_id, e);
}

enum err_code undo_prepaid(struct desk *d, const struct action_row *a, const char *reason,
    int64_t *new_id, struct err *e)
{
	return counter(d, a, "prepaid-edit", reason, new_id, e);
}

static int64_t order_of(const struct action_row *a)
{
	long long id = 0;

	return sscanf(a->subject, "client_order:%lld", &id) == 1 ? id : 0;
}

enum err_code undo_order(struct desk *d, const struct action_row *a, const char *reason,
    int64_t *new_id, struct err *e)
{
	const char *why = reason && reason[0] ? reason : tr("taken back");
	int64_t id = order_of(a);
	struct txn *t;
	enum err_code rc = check_other(d, a, e);

	if (rc == OK)
		rc = order_begin(d, "order-cancel", why, id, a->id, &t, e);
	if (rc != OK)
		return rc;
	return order_end(t, order_cancel_in(t, d, id, why, e), new_id, e);
}

enum err_code undo_order_cancel(struct desk *d, const struct action_row *a, const char *reason,
    int64_t *new_id, struct err *e)
{
	enum err_code rc = check_other(d, a, e);

	(void)reason;
	return rc == OK ? order_reopen(d, order_of(a), a->id, new_id, e) : rc;
}

enum err_code undo_stock(struct desk *d, const struct action_row *a, const char *reason,
    int64_t *new_id, struct err *e)
{
	enum err_code rc = check_other(d, a, e);

	return rc == OK ? stock_back(d, a->id, reason, new_id, e) : rc;
}
