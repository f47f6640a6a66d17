/* What orders and tests do to stock, inside their own action. */
#include <string.h>

#include "base/buf.h"
#include "base/mem.h"
#include "base/tr.h"
#include "data/branch.h"
#include "data/order.h"
#include "data/product.h"
#include "data/txn.h"
#include "desk/describe.h"
#include "desk/desk.h"
#include "order_priv.h"
#include "stock_priv.h"

/* ---- is there enough? ---- */

static enum err_code look_elsewhere(struct desk *d, int64_t product_id, int64_t branch_id,
    struct stock_short *out, struct err *e)
{
	struct branch_list all = { 0 };
	enum err_code rc = branch_list(d->store, false, &all, e);

	for (size_t i = 0; rc == OK && i < all.n; i++) {
		struct stock_sum sum;

		if (all.v[i].id == branch_id)
			continue;
		rc = stock_level(d, product_id, all.v[i].id, &sum, e);
		if (rc != OK || sum.free <= out->other_free)
			continue;
		out->other_id = all.v[i].id;
		out->other_free = sum.free;
		text_copy(out->other, sizeof out->other,
		    describe_in_language(all.v[i].name, all.v[i].name_en));
	}
	branch_list_free(&all);
	return rc;
}

static enum err_code is_kept(struct desk *d, int64_t product_id, bool *yes, struct err *e)
{
	struct stock_sum all;
	char today[11];
	enum err_code rc = stock_sum_get(d->store, product_id, 0, desk_today_text(d, today), &all,
	    e);

	*yes = all.lots > 0;
	return rc;
}

enum err_code stock_look(struct desk *d, int64_t product_id, int64_t branch_id, int64_t quantity,
    struct stock_short *out, struct err *e)
{
	int64_t branch = branch_id ? branch_id : d->branch_id;
	struct stock_sum here;
	bool kept = false;
	enum err_code rc = is_kept(d, product_id, &kept, e);

	*out = (struct stock_short){ 0 };
	if (rc == OK)
		rc = stock_level(d, product_id, branch, &here, e);
	if (rc != OK)
		return rc;
	out->free = here.free;
	out->is_short = kept && here.free < quantity;
	return out->is_short ? look_elsewhere(d, product_id, branch, out, e) : OK;
}

/* HAD: those that were found before the shelf was empty. */
static enum err_code too_few(struct desk *d, int64_t product_id, int64_t branch_id, int64_t had,
    struct err *e)
{
	struct stock_short s;
	struct product p;
	const char *name;
	enum err_code rc = stock_look(d, product_id, branch_id, INT64_MAX, &s, e);

	if (rc == OK)
		rc = product_get(d->store, product_id, &p, e);
	if (rc != OK)
		return rc;
	s.free += had;
	name = describe_in_language(p.name, p.name_en);
	if (s.other_free)
		err_set(e, ERR_TAKEN, tr("Only %lld %s in stock; %s has %lld. Take less, or order "
		    "for later."), (long long)s.free, name, s.other, (long long)s.other_free);
	else
		err_set(e, ERR_TAKEN, tr("Only %lld %s in stock. Take less, or order for later."),
		    (long long)s.free, name);
	return err_field(e, "quantity");
}

/* ---- what a line has ---- */

struct held {
	int64_t lot_id, reserved, taken;
};
struct held_list {
	struct held *v;
	size_t n, cap;
};

static struct held *held_of(struct held_list *l, int64_t lot_id)
{
	struct held *h;

	for (size_t i = 0; i < l->n; i++)
		if (l->v[i].lot_id == lot_id)
			return &l->v[i];
	h = vec_push(l);
	*h = (struct held){ .lot_id = lot_id };
	return h;
}

static enum err_code read_held(struct desk *d, int64_t line_id, struct held_list *out,
    struct err *e)
{
	struct stock_move_list l = { 0 };
	enum err_code rc = stock_move_list_line(d->store, line_id, &l, e);

	for (size_t i = 0; rc == OK && i < l.n; i++) {
		struct held *h = held_of(out, l.v[i].lot_id);

		h->reserved += l.v[i].reserved;
		h->taken -= l.v[i].quantity;
	}
	stock_move_list_free(&l);
	return rc;
}

/* ---- spreading over lots ---- */

/* LEFT of the product from the free part of lots, nearest expiry first. */
static enum err_code spread(struct txn *t, struct desk *d, const struct stock_for *f,
    const struct stock_move *like, int64_t *left, struct err *e)
{
	struct lot_list lots = { 0 };
	enum err_code rc = lot_list(d->store, f->branch_id, f->product_id, false, &lots, e);

	for (size_t i = 0; rc == OK && i < lots.n && *left > 0; i++) {
		const struct lot *l = &lots.v[i];
		int64_t n = l->quantity - l->reserved;
		struct stock_move m = *like;

		if (n <= 0 || stock_state_of(d, l) == STOCK_EXPIRED)
			continue;
		n = n < *left ? n : *left;
		m.quantity *= n;
		m.reserved *= n;
		rc = stock_put(t, d, l, &m, e);
		*left -= n;
	}
	lot_list_free(&lots);
	return rc;
}

static enum err_code branch_of_line(struct desk *d, const struct order_line *l, int64_t *out,
    struct err *e)
{
	struct client_order o;
	enum err_code rc = client_order_get(d->store, l->order_id, &o, e);

	*out = rc == OK ? o.branch_id : 0;
	return rc;
}

/* The line, and on whose shelf to look. */
static enum err_code read_line(struct desk *d, struct stock_for *f, struct order_line *l,
    struct err *e)
{
	enum err_code rc = order_line_get(d->store, f->line_id, l, e);

	return rc == OK && !f->branch_id ? branch_of_line(d, l, &f->branch_id, e) : rc;
}

enum err_code stock_reserve_for_in(struct txn *t, struct desk *d, const struct stock_for *wish,
    struct err *e)
{
	struct stock_move like = { .kind = "reserve", .reserved = 1, .line_id = wish->line_id };
	struct stock_for f = *wish;
	struct order_line l;
	int64_t left = f.quantity;
	bool kept = false;
	enum err_code rc = is_kept(d, f.product_id, &kept, e);

	if (rc != OK || !kept)
		return rc;
	rc = read_line(d, &f, &l, e);
	if (rc == OK)
		rc = spread(t, d, &f, &like, &left, e);
	return rc == OK && left && !f.later ? too_few(d, f.product_id, f.branch_id,
	    f.quantity - left, e) : rc;
}

enum err_code stock_reserve_in(struct txn *t, struct desk *d, int64_t line_id, int64_t product_id,
    int64_t quantity, struct err *e)
{
	struct stock_for f = { .line_id = line_id, .product_id = product_id,
		.quantity = quantity };

	return stock_reserve_for_in(t, d, &f, e);
}

static enum err_code take_held(struct txn *t, struct desk *d, int64_t line_id, int64_t *left,
    struct err *e)
{
	struct held_list held = { 0 };
	enum err_code rc = read_held(d, line_id, &held, e);

	for (size_t i = 0; rc == OK && i < held.n && *left > 0; i++) {
		int64_t n = held.v[i].reserved < *left ? held.v[i].reserved : *left;
		struct stock_move m = { .kind = "take", .quantity = -n, .reserved = -n,
			.line_id = line_id };
		struct lot l;

		if (n <= 0)
			continue;
		rc = lot_get(d->store, held.v[i].lot_id, &l, e);
		if (rc == OK)
			rc = stock_put(t, d, &l, &m, e);
		*left -= n;
	}
	vec_free(&held);
	return rc;
}

enum err_code stock_take_in(struct txn *t, struct desk *d, int64_t line_id, int64_t product_id,
    int64_t quantity, struct err *e)
{
	struct stock_move like = { .kind = "take", .quantity = -1, .line_id = line_id };
	struct stock_for f = { .line_id = line_id, .product_id = product_id };
	struct order_line l;
	int64_t left = quantity;
	bool kept = false;
	enum err_code rc = is_kept(d, product_id, &kept, e);

	if (rc != OK || !kept)
		return rc;
	rc = read_line(d, &f, &l, e);
	if (rc == OK)
		rc = take_held(t, d, line_id, &left, e);
	if (rc == OK && left)
		rc = spread(t, d, &f, &like, &left, e);
	if (rc == OK && left)
		rc = too_few(d, product_id, f.branch_id, quantity - left, e);
	return rc == OK ? order_line_set_taken(t, line_id, l.taken + quantity, e) : rc;
}

enum err_code stock_release_in(struct txn *t, struct desk *d, int64_t line_id, struct err *e)
{
	struct held_list held = { 0 };
	struct order_line line;
	enum err_code rc = read_held(d, line_id, &held, e);

	for (size_t i = 0; rc == OK && i < held.n; i++) {
		const struct held *h = &held.v[i];
		struct stock_move m = { .kind = "release", .quantity = h->taken,
			.reserved = -h->reserved, .line_id = line_id };
		struct lot l;

		if (!h->taken && !h->reserved)
			continue;
		if (h->taken)
			text_copy(m.kind, sizeof m.kind, "back");
		rc = lot_get(d->store, h->lot_id, &l, e);
		if (rc == OK)
			rc = stock_put(t, d, &l, &m, e);
	}
	vec_free(&held);
	if (rc == OK)
		rc = order_line_get(d->store, line_id, &line, e);
	return rc == OK && line.taken ? order_line_set_taken(t, line_id, 0, e) : rc;
}

/* ---- whole orders ---- */

enum err_code stock_order_in(struct txn *t, struct desk *d, int64_t order_id, bool take,
    struct err *e)
{
	struct order_line_list l = { 0 };
	enum err_code rc = order_line_list(d->store, order_id, &l, e);

	for (size_t i = 0; rc == OK && i < l.n; i++) {
		const struct order_line *x = &l.v[i];

		if (!x->product_id || x->cancelled || x->taken >= x->quantity)
			continue;
		rc = take ? stock_take_in(t, d, x->id, x->product_id, x->quantity - x->taken, e) :
		    stock_reserve_in(t, d, x->id, x->product_id, x->quantity, e);
	}
	order_line_list_free(&l);
	return rc;
}

enum err_code stock_order_back_in(struct txn *t, struct desk *d, int64_t order_id, struct err *e)
{
	struct order_line_list l = { 0 };
	enum err_code rc = order_line_list(d->store, order_id, &l, e);

	for (size_t i = 0; rc == OK && i < l.n; i++)
		if (l.v[i].product_id)
			rc = stock_release_in(t, d, l.v[i].id, e);
	order_line_list_free(&l);
	return rc;
}

/* ---- kits ---- */

enum err_code stock_kit_in(struct txn *t, struct desk *d, int64_t test_id, int64_t product_id,
    struct err *e)
{
	struct stock_move like = { .kind = "take", .quantity = -1, .test_id = test_id };
	struct stock_for f = { .product_id = product_id, .branch_id = d->branch_id };
	int64_t left = 1;
	bool kept = false;
	enum err_code rc = is_kept(d, product_id, &kept, e);

	if (rc != OK || !kept)
		return rc;
	rc = spread(t, d, &f, &like, &left, e);
	return rc == OK && left ? too_few(d, product_id, f.branch_id, 0, e) : rc;
}

enum err_code stock_kit_back_in(struct txn *t, struct desk *d, int64_t test_id, struct err *e)
{
	struct stock_move_list l = { 0 };
	enum err_code rc = stock_move_list_test(d->store, test_id, &l, e);

	for (size_t i = l.n; rc == OK && i-- > 0;) {
		if (strcmp(l.v[i].kind, "take") != 0 || l.v[i].reversed)
			continue;
		rc = stock_reverse_in(t, d, &l.v[i], tr("taken back"), e);
		break;
	}
	stock_move_list_free(&l);
	return rc;
}
