/* Stock by hand: what came, went out, was counted, and the way back. */
#include "desk/stock.h"

#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/clock.h"
#include "base/day.h"
#include "base/mem.h"
#include "base/tr.h"
#include "data/action.h"
#include "data/history.h"
#include "data/product.h"
#include "desk/describe.h"
#include "desk/desk.h"
#include "desk/rights.h"
#include "desk/settings.h"
#include "order_priv.h"
#include "stock_priv.h"

enum { MOVES = 1000, QUANTITY_MAX = 1000000 };

enum err_code stock_put(struct txn *t, struct desk *d, const struct lot *l, struct stock_move *m,
    struct err *e)
{
	m->branch_id = l->branch_id;
	m->lot_id = l->id;
	desk_day_of(d, txn_now(t), m->day);
	return stock_move_insert(t, m, NULL, e);
}

static enum err_code begin(struct desk *d, const char *reason, int64_t undoes, struct txn **t,
    struct err *e)
{
	struct action_head head = { .name = "stock-edit", .reason = reason, .undoes = undoes };

	return action_begin(d->store, &d->who, &head, t, e);
}

static enum err_code check_quantity(int64_t n, int64_t least, struct err *e)
{
	if (n >= least && n <= QUANTITY_MAX)
		return OK;
	return err_invalid(e, "quantity", "%s",
	    tr("Not done. A quantity lies between 1 and 1,000,000."));
}

/* ---- receiving ---- */

static enum err_code check_receipt(const struct stock_receipt *r, struct err *e)
{
	if (!r->product_id)
		return err_invalid(e, "product", "%s", tr("Not received. Say which product it "
		    "is."));
	if (text_is_blank(r->code) || strlen(r->code) > 39)
		return err_invalid(e, "code", "%s",
		    tr("Not received. A lot has a number of 1 to 39 letters and figures."));
	if (r->until_day && r->until_day[0] && day_parse(r->until_day) == DAY_NONE)
		return err_invalid(e, "until_day", "%s",
		    tr("Not received. The expiry is no date. Type 2027-03 or 2027-03-31."));
	return check_quantity(r->quantity, 1, e);
}

static enum err_code same_lot(const struct stock_receipt *r, const struct lot *l, struct err *e)
{
	if (!r->until_day || !r->until_day[0] || !strcmp(r->until_day, l->until_day))
		return OK;
	err_set(e, ERR_CONFLICT, tr("Not received. Lot %s is here already, to be used by %s. "
	    "Look at the date on the box."), l->code,
	    l->until_day[0] ? l->until_day : tr("no date"));
	return err_field(e, "until_day");
}

static enum err_code find_lot(struct txn *t, struct desk *d, const struct stock_receipt *r,
    struct lot *l, struct err *e)
{
	struct err none = ERR_INIT;
	int64_t branch = r->branch_id ? r->branch_id : d->branch_id;
	struct lot fresh = { .branch_id = branch, .product_id = r->product_id };

	if (lot_by_code(d->store, branch, r->product_id, r->code, l, &none) == OK)
		return same_lot(r, l, e);
	if (none.code != ERR_NOTFOUND)
		return err_copy(e, &none);
	text_copy(fresh.code, sizeof fresh.code, r->code);
	text_copy(fresh.until_day, sizeof fresh.until_day, r->until_day);
	text_copy(fresh.supplier, sizeof fresh.supplier, r->supplier);
	if (lot_insert(t, &fresh, &fresh.id, e) != OK)
		return e->code;
	return lot_get(d->store, fresh.id, l, e);
}

/* Orders that waited for it get it before anybody else asks. */
static enum err_code serve_waiting(struct txn *t, struct desk *d, const struct lot *l,
    struct err *e)
{
	struct stock_want_list wants = { 0 };
	enum err_code rc = stock_want_list(d->store, l->product_id, l->branch_id, &wants, e);

	for (size_t i = 0; rc == OK && i < wants.n; i++) {
		struct stock_for f = { .line_id = wants.v[i].line_id, .product_id = l->product_id,
			.branch_id = l->branch_id, .quantity = wants.v[i].quantity, .later = true };

		rc = stock_reserve_for_in(t, d, &f, e);
	}
	stock_want_list_free(&wants);
	return rc;
}

enum err_code stock_receive_in(struct txn *t, struct desk *d, const struct stock_receipt *r,
    int64_t *lot, struct err *e)
{
	struct stock_move m = { .kind = "receive", .quantity = r->quantity };
	struct product p;
	struct lot l = { 0 };
	bool known = false;
	enum err_code rc = check_receipt(r, e);

	if (rc == OK)
		rc = product_get(d->store, r->product_id, &p, e);
	if (rc == OK)
		rc = find_lot(t, d, r, &l, e);
	if (rc == OK && r->note && r->note[0])
		rc = stock_move_noted(d->store, l.id, r->note, &known, e);
	if (rc == OK && known)
		rc = err_set(e, ERR_DUPLICATE, tr("Lot %s was received with note %s already."),
		    l.code, r->note);
	text_copy(m.reason, sizeof m.reason, r->note);
	if (rc == OK)
		rc = stock_put(t, d, &l, &m, e);
	if (rc == OK)
		rc = serve_waiting(t, d, &l, e);
	if (lot)
		*lot = rc == OK ? l.id : 0;
	return rc;
}

enum err_code stock_receive(struct desk *d, const struct stock_receipt *r, int64_t *lot,
    struct err *e)
{
	struct txn *t;
	int64_t id = 0;
	enum err_code rc = begin(d, r->note, 0, &t, e);

	if (lot)
		*lot = 0;
	if (rc != OK)
		return rc;
	rc = stock_receive_in(t, d, r, &id, e);
	if (rc == OK)
		action_subject(t, "lot", id);
	rc = order_end(t, rc, NULL, e);
	if (lot && rc == OK)
		*lot = id;
	return rc;
}

/* ---- out, counted ---- */

static enum err_code not_so_much(const struct lot *l, struct err *e)
{
	err_set(e, ERR_TAKEN, tr("Not done. Of lot %s %lld are here, %lld of them for "
	    "orders."),
	    l->code, (long long)l->quantity, (long long)l->reserved);
	return err_field(e, "quantity");
}

/* Begins, reads the lot under the lock. */
static enum err_code begin_lot(struct desk *d, int64_t lot_id, const char *reason, struct lot *l,
    struct txn **t, struct err *e)
{
	enum err_code rc = begin(d, reason, 0, t, e);

	if (rc != OK)
		return rc;
	rc = lot_get(d->store, lot_id, l, e);
	/* Rights are those of a branch, and who counts stands before the shelf. */
	if (rc == OK && l->branch_id != d->branch_id)
		rc = err_set(e, ERR_INVALID, "%s", tr("Not done. That lot is at another branch."));
	if (rc != OK) {
		action_rollback(*t);
		return rc;
	}
	action_subject(*t, "lot", lot_id);
	return OK;
}

enum err_code stock_issue(struct desk *d, int64_t lot_id, int64_t quantity, const char *reason,
    struct err *e)
{
	struct stock_move m = { .kind = "issue", .quantity = -quantity };
	struct txn *t;
	struct lot l;
	enum err_code rc = check_quantity(quantity, 1, e);

	if (rc == OK)
		rc = order_check_reason(reason, e);
	if (rc == OK)
		rc = begin_lot(d, lot_id, reason, &l, &t, e);
	if (rc != OK)
		return rc;
	text_copy(m.reason, sizeof m.reason, reason);
	rc = quantity > l.quantity - l.reserved ? not_so_much(&l, e) : stock_put(t, d, &l, &m, e);
	return order_end(t, rc, NULL, e);
}

enum err_code stock_count(struct desk *d, int64_t lot_id, int64_t counted, const char *reason,
    struct err *e)
{
	struct stock_move m = { .kind = "count" };
	struct txn *t;
	struct lot l;
	enum err_code rc = check_quantity(counted, 0, e);

	if (rc == OK)
		rc = begin_lot(d, lot_id, reason, &l, &t, e);
	if (rc != OK)
		return rc;
	m.quantity = counted - l.quantity;
	text_copy(m.reason, sizeof m.reason, reason);
	if (m.quantity && text_is_blank(reason))
		rc = err_invalid(e, "reason", tr("Not saved. %lld were expected. Say why it is "
		    "%lld."),
		    (long long)l.quantity, (long long)counted);
	else if (counted < l.reserved)
		rc = not_so_much(&l, e);
	else
		rc = stock_put(t, d, &l, &m, e);
	return order_end(t, rc, NULL, e);
}

/* ---- back ---- */

struct made {
	int64_t *v;
	size_t n, cap;
};

static bool note_made(void *ctx, const struct change_line *line)
{
	struct made *m = ctx;
	int64_t id = strcmp(line->table, "stock_move") || line->op != CHANGE_INSERT ? 0 :
	    strtoll(line->key, NULL, 10);

	/* The columns of a row come one after the other. */
	if (id && (!m->n || m->v[m->n - 1] != id))
		*vec_push(m) = id;
	return true;
}

enum err_code stock_reverse_in(struct txn *t, struct desk *d, const struct stock_move *was,
    const char *reason, struct err *e)
{
	struct stock_move m = { .kind = "reverse", .quantity = -was->quantity,
		.reserved = -was->reserved, .reverses = was->id, .line_id = was->line_id,
		.test_id = was->test_id };
	struct lot l;
	enum err_code rc = lot_get(d->store, was->lot_id, &l, e);

	text_copy(m.reason, sizeof m.reason, reason);
	if (rc != OK || was->reversed || (!m.quantity && !m.reserved))
		return rc;
	rc = stock_put(t, d, &l, &m, e);
	if (rc == ERR_TAKEN) {
		err_clear(e);
		rc = err_set(e, ERR_TAKEN,
		    tr("Not undone. What came with lot %s went out since."), l.code);
	}
	return rc;
}

static int newest_first(const void *a, const void *b)
{
	const int64_t *x = a, *y = b;

	return (*x < *y) - (*x > *y);
}

static enum err_code back_rows(struct txn *t, struct desk *d, struct made *made,
    const char *reason, struct err *e)
{
	enum err_code rc = OK;

	if (!made->n)
		return err_set(e, ERR_CONFLICT, "%s",
		    tr("Not undone. Nothing was moved in stock by it."));
	qsort(made->v, made->n, sizeof *made->v, newest_first);
	for (size_t i = 0; i < made->n && rc == OK; i++) {
		struct stock_move was;

		rc = stock_move_get(d->store, made->v[i], &was, e);
		if (rc == OK)
			rc = stock_reverse_in(t, d, &was, reason, e);
	}
	return rc;
}

enum err_code stock_back(struct desk *d, int64_t action, const char *reason, int64_t *id,
    struct err *e)
{
	const char *why = reason && reason[0] ? reason : tr("taken back");
	struct made made = { 0 };
	struct action_row was;
	struct txn *t;
	enum err_code rc = action_get(d->store, action, &was, e);

	if (rc == OK)
		rc = action_each_change(d->store, action, note_made, &made, e);
	if (rc == OK)
		rc = begin(d, why, action, &t, e);
	if (rc == OK) {
		struct stock_move first;

		rc = back_rows(t, d, &made, why, e);
		if (rc == OK)
			rc = stock_move_get(d->store, made.v[0], &first, e);
		if (rc == OK)
			action_subject(t, "lot", first.lot_id);
		rc = order_end(t, rc, id, e);
	}
	vec_free(&made);
	return rc;
}

/* ---- looking ---- */

enum err_code stock_level(struct desk *d, int64_t product_id, int64_t branch_id,
    struct stock_sum *out, struct err *e)
{
	char today[DAY_TEXT];

	return stock_sum_get(d->store, product_id, branch_id ? branch_id : d->branch_id,
	    desk_today_text(d, today), out, e);
}

enum stock_state stock_state_of(struct desk *d, const struct lot *l)
{
	int32_t until = day_parse(l->until_day), today = desk_today(d);

	if (!l->quantity)
		return STOCK_EMPTY;
	if (until == DAY_NONE)
		return STOCK_FINE;
	if (until < today)
		return STOCK_EXPIRED;
	return until - today <= setting_of(d, SETTING_EXPIRY_DAYS) ? STOCK_SOON : STOCK_FINE;
}

static int nearest_first(const void *a, const void *b)
{
	const struct lot *x = a, *y = b;
	int by = strcmp(x->until_day, y->until_day);

	return by ? by : (x->id > y->id) - (x->id < y->id);
}

enum err_code stock_expiring(struct desk *d, int64_t branch_id, struct lot_list *out,
    struct err *e)
{
	enum err_code rc = lot_list(d->store, branch_id ? branch_id : d->branch_id, 0, false, out,
	    e);
	size_t kept = 0;

	for (size_t i = 0; rc == OK && i < out->n; i++)
		if (stock_state_of(d, &out->v[i]) != STOCK_FINE)
			out->v[kept++] = out->v[i];
	out->n = rc == OK ? kept : 0;
	if (out->n)
		qsort(out->v, out->n, sizeof *out->v, nearest_first);
	return rc;
}

enum err_code stock_low(struct desk *d, int64_t branch_id, struct stock_low_list *out,
    struct err *e)
{
	char today[DAY_TEXT];

	return stock_low_list(d->store, branch_id ? branch_id : d->branch_id,
	    desk_today_text(d, today), out, e);
}

const char *stock_kind_word(const char *kind)
{
	static const struct {
		const char *kind, *word;
	} words[] = {
		{ "receive", N_("received") }, { "issue", N_("taken out") },
		{ "reserve", N_("kept for an order") }, { "take", N_("taken") },
		{ "release", N_("free again") }, { "back", N_("back") },
		{ "count", N_("stocktake") }, { "reverse", N_("taken back") },
	};

	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (!strcmp(words[i].kind, kind))
			return tr(words[i].word);
	return kind;
}
