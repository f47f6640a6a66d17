#include "desk/order.h"

#include <string.h>

#include "base/buf.h"
#include "base/day.h"
#include "base/mem.h"
#include "base/money.h"
#include "base/tr.h"
#include "data/action.h"
#include "data/card.h"
#include "data/client.h"
#include "data/product.h"
#include "data/sequence.h"
#include "data/service.h"
#include "desk/callback_events.h"
#include "desk/desk.h"
#include "desk/rights.h"
#include "desk/stock.h"
#include "desk/testing.h"
#include "order_priv.h"

enum err_code number_next(struct txn *t, const char *name, char letter, char *out, size_t size,
    struct err *e)
{
	int64_t n = 0;
	enum err_code rc = sequence_next(t, name, &n, e);

	text_fmt(out, size, "%c-%04lld", letter, (long long)n);
	return rc;
}

enum err_code money_check_client(struct desk *d, int64_t client_id, struct err *e)
{
	struct client_money m;
	int64_t sum = 0;
	enum err_code rc = client_money_get(d->store, client_id, &m, e);

	if (rc == OK)
		rc = money_add(&sum, m.charged, e);
	sum = 0;
	if (rc == OK)
		rc = money_add(&sum, m.paid, e);
	return rc == OK ? money_add(&sum, m.kept, e) : rc;
}

enum err_code order_begin(struct desk *d, const char *name, const char *reason, int64_t id,
    int64_t undoes, struct txn **t, struct err *e)
{
	struct action_head head = { .name = name, .reason = reason, .undoes = undoes };
	enum err_code rc = action_begin(d->store, &d->who, &head, t, e);

	if (rc == OK && id)
		action_subject(*t, "client_order", id);
	return rc;
}

enum err_code order_before_second(enum err_code rc, const struct err *first, struct err *e)
{
	if (rc != OK)
		*e = *first;
	return e->code;
}

enum err_code order_end(struct txn *t, enum err_code rc, int64_t *action, struct err *e)
{
	if (rc == OK)
		return action_commit(t, action, e);
	action_rollback(t);
	return rc;
}

/* ---- one line ---- */

/* What the catalogue asks for one: -1 where it says nothing. */
static enum err_code catalogue_price(struct desk *d, const struct order_draft_line *l,
    int64_t *price, struct err *e)
{
	struct product p;
	struct service v = { .id = 0 };
	enum err_code rc = OK;

	*price = -1;
	if (l->product_id) {
		rc = product_get(d->store, l->product_id, &p, e);
		*price = rc == OK ? p.price : -1;
	} else if (l->test_type_id) {
		rc = order_test_price(d->store, l->test_type_id, price, e);
	} else if (l->service_id) {
		rc = service_get(d->store, l->service_id, &v, e);
		*price = rc == OK ? v.price : -1;
	}
	return rc;
}

/* Who sells goods or tests for less than the catalogue says gives a discount. */
static bool is_priced(const struct order_draft *o)
{
	return !strcmp(o->kind, "goods") || !strcmp(o->kind, "tests");
}

static enum err_code check_line(const struct order_draft *o, const struct order_draft_line *l,
    struct err *e)
{
	int n = !!l->product_id + !!l->test_type_id + !!l->service_id + !!l->card_id;

	if (n > 1 || (!n && (!l->text || !l->text[0])))
		return err_invalid(e, "lines", "%s",
		    tr("Not ordered. Each line needs one thing of the catalogue, or a text."));
	if (!strcmp(o->kind, "goods") && !l->product_id)
		return err_invalid(e, "lines", "%s",
		    tr("Not ordered. An order of goods holds products alone."));
	if (l->quantity < 0 || l->quantity > 1000000)
		return err_invalid(e, "quantity", "%s",
		    tr("Not ordered. A quantity lies between 1 and 1,000,000."));
	if (l->price < -1 || l->dose < 0 || l->dose > 1000000)
		return err_invalid(e, "price", "%s",
		    tr("Not ordered. A price and a daily amount are not below nothing."));
	return OK;
}

/* From the draft to the row: quantity, price and discount as they will be charged. */
static enum err_code make_line(struct desk *d, const struct order_draft *o,
    const struct order_draft_line *l, struct order_line *out, struct err *e)
{
	int64_t listed = -1, gross = 0, total;
	enum err_code rc = check_line(o, l, e);

	if (rc == OK)
		rc = catalogue_price(d, l, &listed, e);
	if (rc != OK)
		return rc;
	*out = (struct order_line){ .product_id = l->product_id, .test_type_id = l->test_type_id,
		.service_id = l->service_id, .card_id = l->card_id,
		.quantity = l->quantity ? l->quantity : 1, .dose = l->dose, .gift = l->gift,
		.discount = l->discount };
	out->price = l->price >= 0 ? l->price : listed;
	if (out->price < 0)
		return err_invalid(e, "price", "%s", tr("Not ordered. Say what it costs."));
	if (is_priced(o) && listed > out->price) {
		rc = order_sum(out->quantity, listed - out->price, 0, &gross, e);
		if (rc == OK)
			rc = money_add(&out->discount, gross, e);
		out->price = listed;
	}
	if (rc == OK)
		rc = order_sum(out->quantity, out->price, 0, &gross, e);
	if (rc == OK && l->gift)
		out->discount = gross;
	if (rc == OK)
		rc = order_sum(out->quantity, out->price, out->discount, &total, e);
	/* A thing without a price is no gift: nothing was taken off. */
	out->gift = l->gift && gross;
	text_copy(out->text, sizeof out->text, l->text);
	text_copy(out->why, sizeof out->why, l->why);
	return rc;
}

static enum err_code check_discount(struct desk *d, const struct order_line *l, struct err *e)
{
	int64_t gross = l->quantity * l->price;
	enum err_code rc;

	if (!l->discount)
		return OK;
	if (!l->why[0])
		return err_invalid(e, "why", "%s",
		    tr("Not ordered. A discount or a gift needs a reason."));
	if (l->gift)
		return rights_check(d, &d->who, "order-gift", e);
	rc = rights_check(d, &d->who, "price-discount", e);
	if (rc == OK && l->discount > gross / 100 * order_discount_limit(d) +
	    gross % 100 * order_discount_limit(d) / 100)
		rc = rights_check(d, &d->who, "price-over", e);
	return rc;
}

/* ---- the whole ---- */

static enum err_code name_line(struct err *e, size_t i, enum err_code rc)
{
	char field[48];

	if (rc == ERR_INVALID || rc == ERR_TAKEN)
		err_field(e, text_fmt(field, sizeof field, "lines[%zu].%.20s", i, e->field));
	return rc;
}

enum err_code order_draft_total(struct desk *d, const struct order_draft *o, int64_t *total,
    struct err *e)
{
	enum err_code rc = OK;

	*total = 0;
	for (size_t i = 0; i < o->nlines && rc == OK; i++) {
		struct order_line l;

		rc = make_line(d, o, &o->lines[i], &l, e);
		if (rc == OK)
			rc = money_add(total, order_line_total(&l), e);
		rc = name_line(e, i, rc);
	}
	return rc;
}

static enum err_code check_instalments(const struct order_draft *o, int64_t total, struct err *e)
{
	int64_t sum = 0;
	enum err_code rc = OK;

	for (size_t i = 0; i < o->ninstalments && rc == OK; i++) {
		if (o->instalments[i].amount <= 0 ||
		    day_parse(o->instalments[i].due_day) == DAY_NONE)
			return err_invalid(e, "instalments", "%s",
			    tr("Not ordered. An instalment needs a day and an amount."));
		rc = money_add(&sum, o->instalments[i].amount, e);
	}
	if (rc == OK && o->ninstalments && sum != total)
		rc = err_invalid(e, "instalments", "%s",
		    tr("Not ordered. The instalments do not make up the total."));
	return rc;
}

static enum err_code check_head(struct desk *d, const struct order_draft *o, struct err *e)
{
	static const char *const kinds[] = { "tests", "goods", "plan", "service", "card", "other" };
	bool known = false;

	for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
		known |= o->kind && !strcmp(kinds[i], o->kind);
	if (!known)
		BUG("no kind of order: %s", o->kind ? o->kind : "(none)");
	if (!o->nlines || o->nlines > ORDER_LINES || o->ninstalments > ORDER_INSTALMENTS)
		return err_invalid(e, "lines", "%s",
		    tr("Not ordered. Nothing is on the order yet."));
	if (o->start_day && o->start_day[0] && day_parse(o->start_day) == DAY_NONE)
		return err_invalid(e, "start_day", "%s",
		    tr("That is no date. Type fri, +7 or 3.15."));
	if (o->send && !strcmp(o->send, "courier") && (!o->send_to || !o->send_to[0]))
		return err_invalid(e, "send_to", "%s",
		    tr("Not ordered. A courier needs an address."));
	return order_check_client(d, o->client_id, e);
}

static enum err_code insert_head(struct txn *t, struct desk *d, const struct order_draft *o,
    int64_t *id, struct err *e)
{
	struct client_order row = { .branch_id = o->branch_id ? o->branch_id : d->branch_id,
		.client_id = o->client_id, .dependant_id = o->dependant_id, .plan_id = o->plan_id,
		.visit_id = o->visit_id };
	const struct {
		char *dst;
		size_t size;
		const char *src;
	} to[] = {
		{ row.kind, sizeof row.kind, o->kind },
		{ row.start_day, sizeof row.start_day, o->start_day },
		{ row.send, sizeof row.send, o->send },
		{ row.send_to, sizeof row.send_to, o->send_to },
		{ row.invoice_title, sizeof row.invoice_title, o->invoice_title },
		{ row.invoice_tax_no, sizeof row.invoice_tax_no, o->invoice_tax_no },
		{ row.invoice_mail, sizeof row.invoice_mail, o->invoice_mail },
		{ row.note, sizeof row.note, o->note },
	};

	for (size_t i = 0; i < sizeof to / sizeof *to; i++)
		text_copy(to[i].dst, to[i].size, to[i].src);
	desk_day_of(d, txn_now(t), row.day);
	if (number_next(t, "order", 'O', row.number, sizeof row.number, e) != OK)
		return e->code;
	return client_order_insert(t, &row, id, e);
}

/* Goods that go along leave at once; others wait on the shelf, as do those of another branch until
 * they were fetched there. */
static enum err_code keep_goods(struct txn *t, struct desk *d, const struct order_draft *o,
    const struct order_line *l, struct err *e)
{
	struct stock_for f = { .line_id = l->id, .product_id = l->product_id,
		.quantity = l->quantity, .branch_id = o->stock_branch_id, .later = o->later };
	bool here = !o->stock_branch_id || o->stock_branch_id == d->branch_id;
	enum err_code rc;

	if (!l->product_id)
		return OK;
	rc = stock_reserve_for_in(t, d, &f, e);
	return rc == OK && here && !o->later && o->send && !strcmp(o->send, "take") ?
	    stock_take_in(t, d, l->id, l->product_id, l->quantity, e) : rc;
}

static enum err_code insert_lines(struct txn *t, struct desk *d, const struct order_draft *o,
    int64_t id, struct err *e)
{
	enum err_code rc = OK;

	for (size_t i = 0; i < o->nlines && rc == OK; i++) {
		struct order_line l;

		rc = make_line(d, o, &o->lines[i], &l, e);
		l.order_id = id;
		if (rc == OK)
			rc = check_discount(d, &l, e);
		if (rc == OK)
			rc = order_line_insert(t, &l, &l.id, e);
		if (rc == OK)
			rc = keep_goods(t, d, o, &l, e);
		if (rc == OK && l.test_type_id)
			rc = testing_make_in(t, d, id, &l, e);
		rc = name_line(e, i, rc);
	}
	for (size_t i = 0; i < o->ninstalments && rc == OK; i++)
		rc = instalment_insert(t, id, (int)i + 1, &o->instalments[i], e);
	return rc;
}

enum err_code order_make_in(struct txn *t, struct desk *d, const struct order_draft *o,
    int64_t *id, struct err *e)
{
	int64_t total = 0, made = 0;
	enum err_code rc = check_head(d, o, e);

	if (rc == OK)
		rc = order_draft_total(d, o, &total, e);
	if (rc == OK)
		rc = check_instalments(o, total, e);
	if (rc == OK)
		rc = insert_head(t, d, o, &made, e);
	if (rc == OK)
		rc = insert_lines(t, d, o, made, e);
	if (rc == OK)
		rc = callback_ordered_in(t, d, made, e);
	if (rc == OK)
		rc = money_check_client(d, o->client_id, e);
	if (id)
		*id = rc == OK ? made : 0;
	return rc;
}

enum err_code order_add(struct desk *d, const struct order_draft *o, int64_t *id, struct err *e)
{
	struct txn *t;
	int64_t made = 0;
	enum err_code rc = order_begin(d, "order-add", NULL, 0, 0, &t, e);

	if (id)
		*id = 0;
	if (rc != OK)
		return rc;
	rc = order_make_in(t, d, o, &made, e);
	if (rc == OK)
		action_subject(t, "client_order", made);
	rc = order_end(t, rc, NULL, e);
	if (id && rc == OK)
		*id = made;
	return rc;
}

enum err_code order_last(struct desk *d, int64_t client_id, const char *kind,
    struct order_draft *out, struct order_line_list *hold, struct err *e)
{
	struct client_order_list l = { 0 };
	enum err_code rc = client_order_list_client(d->store, client_id, kind, true, 1, &l, e);

	*out = (struct order_draft){ .client_id = client_id, .kind = kind };
	if (rc == OK && !l.n)
		rc = err_set(e, ERR_NOTFOUND, "%s", tr("Nothing was ordered before."));
	if (rc == OK)
		rc = order_line_list(d->store, l.v[0].id, hold, e);
	for (size_t i = 0; rc == OK && i < hold->n && out->nlines < ORDER_LINES; i++) {
		const struct order_line *x = &hold->v[i];

		/* At today's price, and without what was given away then. */
		if (!x->cancelled && x->price >= 0 && !x->gift)
			out->lines[out->nlines++] = (struct order_draft_line){
				.product_id = x->product_id, .test_type_id = x->test_type_id,
				.service_id = x->service_id, .text = x->text[0] ? x->text : NULL,
				.quantity = x->quantity, .price = x->product_id ||
				    x->test_type_id ? -1 : x->price, .dose = x->dose };
	}
	client_order_list_free(&l);
	return rc;
}
