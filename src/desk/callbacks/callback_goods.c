/* What clients buy and have tested, told to the rules of callbacks. */
#include <string.h>

#include "base/buf.h"
#include "base/day.h"
#include "base/mem.h"
#include "base/tr.h"
#include "base/zone.h"
#include "callback_events_priv.h"
#include "data/order.h"
#include "data/test.h"
#include "data/txn.h"
#include "desk/desk.h"
#include "desk/order.h"

/* ---- the same again ---- */

struct again {
	struct desk *d;
	const struct order_line_list *lines;    /* of the new order */
	int64_t order_id;
};

static bool has_product(const struct order_line_list *l, int64_t product_id)
{
	for (size_t i = 0; i < l->n; i++)
		if (product_id && !l->v[i].cancelled && l->v[i].product_id == product_id)
			return true;
	return false;
}

/* Goods of another order that is about to run out are in this one. */
static bool is_again(const struct callback *x, const void *ctx)
{
	const struct again *a = ctx;
	struct order_line_list old = { 0 };
	struct err none = ERR_INIT;
	bool is = false;

	if (strcmp(x->event, "goods-out") != 0 || strcmp(x->source, "client_order") != 0 ||
	    x->source_id == a->order_id ||
	    order_line_list(a->d->store, x->source_id, &old, &none) != OK)
		return false;
	for (size_t i = 0; i < old.n && !is; i++)
		is = has_product(a->lines, old.v[i].product_id);
	order_line_list_free(&old);
	return is;
}

/* ---- an order of goods ---- */

/* Days that the goods of an order last: the first that runs out, the last; 0: nobody knows. */
struct lasting {
	int first, last;
	const struct order_line *line;  /* the first that runs out, else the first of all */
};

static struct lasting lasting_of(const struct order_line_list *l)
{
	struct lasting x = { .line = l->n ? &l->v[0] : NULL };

	for (size_t i = 0; i < l->n; i++) {
		const struct order_line *k = &l->v[i];
		int days = k->cancelled ? 0 : order_lasts(k->quantity, k->pieces, k->dose);

		if (days && (!x.first || days < x.first)) {
			x.first = days;
			x.line = k;
		}
		if (days > x.last)
			x.last = days;
	}
	return x;
}

static enum err_code is_first(struct desk *d, const struct client_order *o, bool *out,
    struct err *e)
{
	struct client_order_list l = { 0 };
	enum err_code rc = client_order_list_client(d->store, o->client_id, "goods", true, 2, &l,
	    e);

	*out = l.n <= 1;
	client_order_list_free(&l);
	return rc;
}

struct order_event {
	const char *event;
	int64_t at;                     /* 0: it will not happen, as far as anybody knows */
	bool first;                     /* of a first purchase alone */
};

/* What lasts for less than a week is asked for from the beginning. */
static int64_t out_at(const struct desk *d, const struct client_order *o, int32_t day)
{
	int64_t at = zone_day_start(d->zone, day - CALLBACK_GOODS_BEFORE);

	return at > o->created_at ? at : o->created_at;
}

/* Three contacts of somebody who buys for the first time: bought, in the middle, used up; and for
 * all, that it runs out. */
static enum err_code raise_all(struct txn *t, struct desk *d, const struct client_order *o,
    const struct lasting *x, bool first, struct err *e)
{
	struct callback_event ev = { .source = "client_order", .source_id = o->id,
		.branch_id = o->branch_id, .client_id = o->client_id,
		.dependant_id = o->dependant_id, .kind = "goods", .first = first };
	int32_t start = day_parse(o->start_day[0] ? o->start_day : o->day);
	const struct order_event events[] = {
		{ "bought-first", o->created_at, true },
		{ "using", x->last ? zone_day_start(d->zone, start + x->last / 2) : 0, true },
		{ "finished", x->last ? zone_day_start(d->zone, start + x->last) : 0, true },
		{ "goods-out", x->first ? out_at(d, o, start + x->first) : 0, false },
	};
	enum err_code rc = OK;

	ev.about = x->line->name;
	ev.about_en = x->line->name_en;
	for (size_t i = 0; i < sizeof events / sizeof *events && rc == OK; i++) {
		if (!events[i].at || (events[i].first && !first))
			continue;
		ev.event = events[i].event;
		ev.at = events[i].at;
		rc = callback_raise_in(t, d, &ev, NULL, e);
	}
	return rc;
}

enum err_code callback_ordered_in(struct txn *t, struct desk *d, int64_t order_id, struct err *e)
{
	struct order_line_list lines = { 0 };
	struct again again = { .d = d, .lines = &lines, .order_id = order_id };
	struct lasting lasting;
	struct client_order o;
	bool first = false;
	enum err_code rc = client_order_get(d->store, order_id, &o, e);

	if (rc != OK || strcmp(o.kind, "goods") != 0)
		return rc;
	rc = order_line_list(d->store, order_id, &lines, e);
	lasting = lasting_of(&lines);
	if (rc == OK)
		rc = callback_drop_open(t, d, o.client_id, is_again, &again, tr("bought again"), e);
	if (rc == OK)
		rc = is_first(d, &o, &first, e);
	if (rc == OK && lasting.line)
		rc = raise_all(t, d, &o, &lasting, first, e);
	order_line_list_free(&lines);
	return rc;
}

enum err_code callback_order_gone_in(struct txn *t, struct desk *d, int64_t order_id,
    const char *why, struct err *e)
{
	struct client_order o;
	enum err_code rc = client_order_get(d->store, order_id, &o, e);

	return rc == OK ? callback_drop_source(t, d, o.client_id, "client_order", order_id, why,
	    e) : rc;
}

/* ---- tests, usual goods ---- */

struct test_again {
	struct desk *d;
	const struct test *test;
};

static bool is_tested_again(const struct callback *x, const void *ctx)
{
	const struct test_again *a = ctx;
	struct err none = ERR_INIT;
	struct test old;

	return !strcmp(x->event, "test-cycle") && !strcmp(x->source, "test") &&
	    x->dependant_id == a->test->dependant_id &&
	    test_get(a->d->store, x->source_id, &old, &none) == OK &&
	    old.test_type_id == a->test->test_type_id;
}

enum err_code callback_tested_in(struct txn *t, struct desk *d, const struct test *x,
    struct err *e)
{
	const struct test_again a = { .d = d, .test = x };

	return callback_drop_open(t, d, x->client_id, is_tested_again, &a,
	    tr("ordered again"), e);
}

enum err_code callback_goods_in(struct txn *t, struct desk *d, int64_t goods_id, struct err *e)
{
	return callback_drop_in(t, d, "client_goods", goods_id, tr("bought or changed"), e);
}
