/* When what put a plan in force, changed or stopped it is past going back by its inverse. */
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "data/history.h"
#include "data/payment.h"
#include "data/plan.h"
#include "desk/desk.h"
#include "undo_plan_priv.h"

struct plan_deeds {
	bool money;
	int64_t in_force;               /* the plan that came into force by it */
	struct {
		int64_t *v;
		size_t n, cap;
	} orders;
};

static bool read_line(void *ctx, const struct change_line *line)
{
	struct plan_deeds *x = ctx;
	bool made = line->op == CHANGE_INSERT;
	int64_t id = strtoll(line->key, NULL, 10);

	x->money |= made && (!strcmp(line->table, "payment") || !strcmp(line->table, "card_move"));
	/* The columns of a row come one after the other. */
	if (made && !strcmp(line->table, "client_order") &&
	    (!x->orders.n || x->orders.v[x->orders.n - 1] != id))
		*vec_push(&x->orders) = id;
	if (!made && !strcmp(line->table, "plan") && !strcmp(line->column, "state") &&
	    line->after.type == VALUE_TEXT && !strcmp(line->after.s, "agreed"))
		x->in_force = id;
	return true;
}

static enum err_code has_payments(struct desk *d, int64_t order_id, bool *has, struct err *e)
{
	struct payment_list l = { 0 };
	enum err_code rc = payment_list_order(d->store, order_id, &l, e);

	*has |= l.n > 0;
	payment_list_free(&l);
	return rc;
}

/* What cannot be read stands too: an undo is never owed. */
bool undo_plan_stands(struct desk *d, const struct action_row *a)
{
	struct plan_deeds x = { .in_force = 0 };
	struct err none = ERR_INIT;
	enum err_code rc = action_each_change(d->store, a->id, read_line, &x, &none);
	bool stands = x.money;

	if (rc == OK && x.in_force && !stands)
		rc = plan_is_begun(d->store, x.in_force, &stands, &none);
	for (size_t i = 0; i < x.orders.n && rc == OK && !stands; i++)
		rc = has_payments(d, x.orders.v[i], &stands, &none);
	vec_free(&x.orders);
	return rc != OK || stands;
}
