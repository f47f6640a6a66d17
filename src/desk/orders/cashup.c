#include "desk/cashup.h"

#include <string.h>

#include "base/buf.h"
#include "base/clock.h"
#include "base/day.h"
#include "base/mem.h"
#include "base/money.h"
#include "base/tr.h"
#include "base/zone.h"
#include "data/action.h"
#include "desk/desk.h"
#include "desk/pay.h"
#include "order_priv.h"

enum { LOOK_BACK = 60 };        /* days in which a last shift is looked for */

/* ---- what it looks like ---- */

static struct cashup_line *line_of(struct cashup *c, const char *method)
{
	struct cashup_line *l;

	for (size_t i = 0; i < c->n; i++)
		if (!strcmp(c->v[i].method, method))
			return &c->v[i];
	l = vec_push(c);
	l->counted = -1;
	text_copy(l->method, sizeof l->method, method);
	l->to_count = !pay_method_find(method) || pay_method_find(method)->counted;
	return l;
}

/* Cash is always counted: the change in the drawer is there without any payment. */
static enum err_code add_methods(struct cashup *c, const struct payment_methods *l, struct err *e)
{
	enum err_code rc = OK;

	line_of(c, "cash")->expected = c->shift.float_amount;
	for (size_t i = 0; i < l->n && rc == OK; i++) {
		struct cashup_line *x = line_of(c, l->v[i].method);

		x->n = l->v[i].n;
		rc = money_add(&x->expected, l->v[i].amount, e);
		if (rc == OK && x->to_count)
			rc = money_add(&c->total, l->v[i].amount, e);
	}
	return rc;
}

/* Where a shift of STAFF would begin: at the first payment since the last one, of who never had
 * one at the first of today; without any now. */
static enum err_code begins_at(struct desk *d, int64_t staff_id, int64_t *at, struct err *e)
{
	struct shift_list l = { 0 };
	char from[11], today[11];
	int64_t since = 0;
	enum err_code rc = shift_list_days(d->store, d->branch_id,
	    day_format(desk_today(d) - LOOK_BACK, from), desk_today_text(d, today), &l, e);

	for (size_t i = 0; i < l.n && rc == OK; i++)
		if (l.v[i].staff_id == staff_id && l.v[i].until_at > since)
			since = l.v[i].until_at;
	if (!since)
		since = zone_day_start(d->zone, desk_today(d));
	shift_list_free(&l);
	if (rc == OK)
		rc = payment_first_since(d->store, d->branch_id, staff_id, since, at, e);
	if (rc == OK && !*at)
		*at = clock_now();
	return rc;
}

static enum err_code load_sums(struct desk *d, struct cashup *c, struct err *e)
{
	struct payment_methods l = { 0 };
	enum err_code rc = payment_sums_shift(d->store, c->shift.branch_id, c->shift.staff_id,
	    c->shift.from_at, c->shift.until_at, &l, e);

	if (rc == OK)
		rc = add_methods(c, &l, e);
	payment_methods_free(&l);
	return rc;
}

static enum err_code load_unread(struct desk *d, struct cashup *c, struct err *e)
{
	enum err_code rc = shift_unread(d->store, d->branch_id, d->who.staff_id, &c->unread, e);

	if (rc != ERR_NOTFOUND)
		return rc;
	err_clear(e);
	return OK;
}

enum err_code cashup_now(struct desk *d, int64_t staff_id, struct cashup *out, struct err *e)
{
	int64_t staff = staff_id ? staff_id : d->who.staff_id;
	enum err_code rc;

	cashup_free(out);
	rc = shift_open_of(d->store, d->branch_id, staff, &out->shift, e);
	if (rc == ERR_NOTFOUND) {
		err_clear(e);
		out->shift = (struct shift){ .branch_id = d->branch_id, .staff_id = staff };
		rc = begins_at(d, staff, &out->shift.from_at, e);
	}
	if (rc == OK)
		rc = load_sums(d, out, e);
	return rc == OK ? load_unread(d, out, e) : rc;
}

enum err_code cashup_get(struct desk *d, int64_t shift_id, struct cashup *out, struct err *e)
{
	struct shift_count_list l = { 0 };
	enum err_code rc;

	cashup_free(out);
	rc = shift_get(d->store, shift_id, &out->shift, e);
	if (rc == OK)
		rc = load_sums(d, out, e);
	if (rc == OK)
		rc = shift_count_list(d->store, shift_id, &l, e);
	/* What was expected at that moment stands, whatever was written with an earlier time
	 * since. */
	for (size_t i = 0; i < l.n && rc == OK; i++) {
		struct cashup_line *x = line_of(out, l.v[i].method);

		x->expected = l.v[i].expected;
		x->counted = l.v[i].counted;
		text_copy(x->reason, sizeof x->reason, l.v[i].reason);
	}
	shift_count_list_free(&l);
	return rc;
}

void cashup_free(struct cashup *c)
{
	vec_free(c);
	*c = (struct cashup){ .n = 0 };
}

/* ---- what is done ---- */

static enum err_code begin(struct desk *d, const char *reason, int64_t shift_id, struct txn **t,
    struct err *e)
{
	struct action_head head = { .name = "cashup", .reason = reason };
	enum err_code rc = action_begin(d->store, &d->who, &head, t, e);

	if (rc == OK && shift_id)
		action_subject(*t, "shift", shift_id);
	return rc;
}

enum err_code cashup_begin(struct desk *d, int64_t float_amount, int64_t *id, struct err *e)
{
	struct shift x = { .branch_id = d->branch_id, .staff_id = d->who.staff_id,
		.float_amount = float_amount };
	struct txn *t;
	int64_t made = 0;
	enum err_code rc;

	if (!d->who.staff_id)
		return err_set(e, ERR_DENIED, "%s",
		    tr("A shift is a person's. Log in, or say who with -u."));
	if (float_amount < 0 || float_amount > MONEY_MAX)
		return err_invalid(e, "float", "%s",
		    tr("Not begun. The change in the drawer is not below nothing."));
	rc = begin(d, NULL, 0, &t, e);
	if (rc != OK)
		return rc;
	rc = begins_at(d, x.staff_id, &x.from_at, e);
	desk_day_of(d, txn_now(t), x.day);
	if (rc == OK)
		rc = shift_insert(t, &x, &made, e);
	if (rc == OK)
		action_subject(t, "shift", made);
	if (id)
		*id = made;
	return order_end(t, rc, NULL, e);
}

static const struct cashup_counted *counted_of(const struct cashup_counted *x, size_t n,
    const char *method)
{
	for (size_t i = 0; i < n; i++)
		if (!strcmp(x[i].method, method))
			return &x[i];
	return NULL;
}

static enum err_code write_count(struct txn *t, struct desk *d, const struct shift *s,
    const struct cashup_line *l, const struct cashup_counted *x, struct err *e)
{
	struct shift_count row = { .expected = l->expected };
	char expected[MONEY_TEXT];

	if (!x)
		return err_invalid(e, l->method, tr("Not ended. %s is not counted yet."),
		    pay_method_label(l->method));
	row.counted = x->amount;
	text_copy(row.method, sizeof row.method, l->method);
	if (row.counted != row.expected)
		text_copy(row.reason, sizeof row.reason, x->reason);
	if (row.counted < -MONEY_MAX || row.counted > MONEY_MAX)
		return err_invalid(e, l->method, "%s", tr("Not ended. That is no sum of money."));
	if (row.counted != row.expected && !row.reason[0])
		return err_invalid(e, l->method,
		    tr("Not ended. %s should be %s. Count again, or say why it differs."),
		    pay_method_label(l->method),
		    desk_money(d, l->expected, expected, sizeof expected));
	return shift_count_insert(t, s->id, &row, e);
}

static enum err_code end_rows(struct txn *t, struct desk *d, const struct cashup_counted *x,
    size_t n, const char *note, struct err *e)
{
	struct cashup c = { .n = 0 };
	enum err_code rc = cashup_now(d, 0, &c, e);

	if (rc == OK && !c.shift.id)
		rc = err_set(e, ERR_NOTFOUND, "%s", tr("No shift is open. n begins one."));
	for (size_t i = 0; i < c.n && rc == OK; i++)
		if (c.v[i].to_count)
			rc = write_count(t, d, &c.shift, &c.v[i],
			    counted_of(x, n, c.v[i].method), e);
	if (rc == OK)
		rc = shift_close(t, c.shift.id, note, e);
	if (rc == OK)
		action_subject(t, "shift", c.shift.id);
	cashup_free(&c);
	return rc;
}

enum err_code cashup_end(struct desk *d, const struct cashup_counted *x, size_t n,
    const char *note, struct err *e)
{
	struct txn *t;
	enum err_code rc = begin(d, NULL, 0, &t, e);

	if (rc != OK)
		return rc;
	return order_end(t, end_rows(t, d, x, n, note, e), NULL, e);
}

enum err_code cashup_read(struct desk *d, int64_t shift_id, struct err *e)
{
	struct txn *t;
	enum err_code rc = begin(d, NULL, shift_id, &t, e);

	if (rc != OK)
		return rc;
	return order_end(t, shift_set_read(t, shift_id, e), NULL, e);
}
