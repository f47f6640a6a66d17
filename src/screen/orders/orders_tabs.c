/* Tabs of Orders: what was ordered, payments, prepaid cards, shifts at the cash desk. */
#include <string.h>

#include "screen/front/area_priv.h"
#include "base/buf.h"
#include "base/day.h"
#include "base/money.h"
#include "base/tr.h"
#include "base/when.h"
#include "data/branch.h"
#include "data/card.h"
#include "data/order.h"
#include "data/payment.h"
#include "desk/cashup.h"
#include "desk/describe.h"
#include "desk/desk.h"
#include "desk/order.h"
#include "desk/papers.h"
#include "desk/pay.h"
#include "desk/prepaid.h"
#include "screen/clientline.h"
#include "screen/front.h"
#include "screen/listing.h"
#include "screen/money.h"
#include "screen/product.h"

enum { ROWS = 300, DAYS_BACK = 30 };

static void put_money(const struct desk *d, int64_t amount, char *cell, size_t size)
{
	desk_sum_full(d, amount, cell, size);
}

static void days_back(const struct desk *d, char from[11], char to[11])
{
	day_format(desk_today(d) - DAYS_BACK, from);
	desk_today_text(d, to);
}

static enum err_code open_box(struct screen *s, const char *word, int64_t client, int64_t id,
    struct err *e)
{
	struct money_arg a = { .word = word, .client_id = client, .id = id };

	return money_open(s, &a, e);
}

static enum err_code need_client(int64_t client, struct err *e)
{
	return client ? OK : err_set(e, ERR_INVALID, "%s",
	    tr("Whose? F2 finds the client, F7 comes back here."));
}

/* `$` takes money of the client of the row, else of the one at hand. */
static enum err_code pay_client(struct screen *s, int64_t id, int64_t client, struct err *e)
{
	(void)id;
	return need_client(client, e) == OK ? money_pay(s, client, 0, e) : e->code;
}

/* ---- orders ---- */

static const char *order_kind(const char *kind)
{
	static const struct {
		const char *code, *label;
	} kinds[] = {
		{ "tests", N_("tests") }, { "goods", N_("products") }, { "plan", N_("plan") },
		{ "service", N_("service") }, { "card", N_("prepaid card") },
		{ "other", N_("other") },
	};

	for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
		if (!strcmp(kinds[i].code, kind))
			return tr(kinds[i].label);
	return kind;
}

static const char *order_state(const struct client_order *o)
{
	if (!strcmp(o->state, "cancelled"))
		return tr("cancelled");
	if (o->sent_at)
		return tr("sent");
	if (o->total > o->paid)
		return tr("owes");
	return !strcmp(o->send, "courier") ? tr("to be sent") : tr("paid");
}

static void order_row(struct desk *d, const struct client_order *o, struct area_rows *out)
{
	struct area_row *r = area_rows_add(out);
	bool open = !strcmp(o->state, "open");

	r->id = o->id;
	r->client_id = o->client_id;
	r->style = !open ? STYLE_GREY : o->total > o->paid ? STYLE_NOTE : STYLE_TEXT;
	text_copy(r->cell[0], sizeof r->cell[0], o->number);
	day_short(day_parse(o->day), r->cell[1], sizeof r->cell[1]);
	text_fmt(r->cell[3], sizeof r->cell[3], o->nlines > 1 ? "%s +%d" : "%s",
	    describe_in_language(o->what, o->what_en), o->nlines - 1);
	text_copy(r->cell[7], sizeof r->cell[7], order_kind(o->kind));
	put_money(d, o->total, r->cell[4], sizeof r->cell[4]);
	put_money(d, o->total - o->paid, r->cell[5], sizeof r->cell[5]);
	text_copy(r->cell[6], sizeof r->cell[6], order_state(o));
	clientline_name(d, o->client_id, r->cell[2], sizeof r->cell[2]);
}

static enum err_code load_orders(struct screen *s, struct area_of of, struct area_rows *out,
    struct err *e)
{
	struct desk *d = front_desk(s);
	struct client_order_list l = { 0 };
	char from[11], to[11];
	enum err_code rc;

	days_back(d, from, to);
	rc = of.client_id ?
	    client_order_list_client(d->store, of.client_id, NULL, false, ROWS, &l, e) :
	    client_order_list_days(d->store, d->branch_id, from, to, NULL, ROWS, &l, e);
	for (size_t i = 0; rc == OK && i < l.n; i++)
		order_row(d, &l.v[i], out);
	client_order_list_free(&l);
	return rc;
}

/* Where the goods lie, where they go, whether they have left. */
static enum err_code put_way(struct desk *d, const struct client_order *o, struct buf *out,
    struct err *e)
{
	struct branch at;
	char time[60];
	size_t from = out->n;

	if (o->branch_id != d->branch_id) {
		if (branch_get(d->store, o->branch_id, &at, e) != OK)
			return e->code;
		buf_printf(out, tr("At %s. "), at.name);
	}
	if (o->sent_at)
		buf_printf(out, tr("Left %s: %s %s"), desk_time_text(d, o->sent_at, time,
		    sizeof time), o->send_to, o->sent_text);
	else if (o->send_to[0])
		buf_printf(out, tr("By courier: %s"), o->send_to);
	if (out->n > from)
		buf_putc(out, '\n');
	return OK;
}

/* What is agreed on, by when. */
static enum err_code put_parts(struct desk *d, int64_t id, struct buf *out, struct err *e)
{
	struct instalment_list l = { 0 };
	char day[16], money[MONEY_TEXT];
	enum err_code rc = instalment_list(d->store, id, &l, e);

	for (size_t i = 0; i < l.n && rc == OK; i++)
		buf_printf(out, "%s%s %s", i ? ", " : tr("By instalments: "),
		    day_short(day_parse(l.v[i].due_day), day, sizeof day),
		    desk_sum(d, l.v[i].amount, money, sizeof money));
	instalment_list_free(&l);
	return rc;
}

static enum err_code put_rest(struct desk *d, int64_t id, struct buf *out, struct err *e)
{
	struct client_order o;

	if (client_order_get(d->store, id, &o, e) != OK || put_way(d, &o, out, e) != OK)
		return e->code;
	return put_parts(d, id, out, e);
}

static enum err_code order_detail(struct screen *s, int64_t id, struct buf *out, struct err *e)
{
	struct desk *d = front_desk(s);
	struct order_line_list l = { 0 };
	char money[MONEY_TEXT];
	enum err_code rc = order_line_list(d->store, id, &l, e);

	for (size_t i = 0; i < l.n && rc == OK; i++) {
		const struct order_line *x = &l.v[i];

		buf_printf(out, "%lld x %s  %s", (long long)x->quantity,
		    describe_in_language(x->name, x->name_en),
		    desk_sum_full(d, order_line_total(x), money, sizeof money));
		if (x->discount)
			buf_printf(out, "  (-%s: %s)", desk_sum(d, x->discount, money,
			    sizeof money), x->why);
		if (x->dose)
			buf_printf(out, tr("  lasts %d days"), order_lasts(x->quantity,
			    x->pieces, x->dose));
		buf_putc(out, '\n');
	}
	order_line_list_free(&l);
	return rc == OK ? put_rest(d, id, out, e) : rc;
}

static enum err_code new_order(struct screen *s, int64_t id, int64_t client, struct err *e)
{
	(void)id;
	return need_client(client, e) == OK ? product_order(s, client, area_made, e) : e->code;
}

#define BOX(name, word) \
	static enum err_code name(struct screen *s, int64_t id, int64_t client, struct err *e) \
	{ \
		return open_box(s, word, client, id, e); \
	}

static enum err_code ask_paper(struct screen *s, const char *name, struct document *doc,
    int64_t client, struct err *e)
{
	return listing_ask(s, listing_paper(name, doc, 1), client, e);
}

static enum err_code order_paper(struct screen *s, int64_t id, int64_t client, struct err *e)
{
	struct desk *d = front_desk(s);
	struct client_order o;
	struct document *doc;
	enum err_code rc = client_order_get(d->store, id, &o, e);

	if (rc == OK)
		rc = paper_order(d, &(struct paper_ref){ .word = o.number }, &doc, e);
	return rc == OK ? ask_paper(s, "order", doc, client, e) : rc;
}

BOX(order_price, "order-price")
BOX(order_leaves, "order-send")
BOX(order_bill, "order-invoice")
BOX(order_ends, "order-end")

static const struct list_column order_columns[] = { { N_("order no"), 0 }, { N_("day"), 9 },
	{ N_("client"), 16 }, { N_("what"), 28 }, { N_("total"), 46 }, { N_("still owed"), 57 },
	{ N_("state"), 68 }, { N_("kind"), 79 } };
static const struct area_act order_acts[] = {
	{ .command = "row-open", .run = order_price, .right = "price-discount",
	  .label = N_("discount"),
	  .help = N_("A discount or a gift, by right and with a reason.") },
	{ .command = "row-new", .run = new_order, .right = "order-add", .label = N_("new order"),
	  .help = N_("Orders products for the client at hand.") },
	{ .command = "row-next", .run = order_leaves, .right = "order-send", .label = N_("send"),
	  .help = N_("Says that the courier took the goods: where to, parcel number.") },
	{ .command = "row-edit", .run = order_bill, .right = "order-send", .label = N_("invoice"),
	  .help = N_("What the invoice (fapiao) needs: title, tax number, address.") },
	{ .command = "row-cancel", .run = order_ends, .right = "order-cancel",
	  .help = N_("Cancels the order, with a reason; stock comes back.") },
	{ .command = "pay-take", .run = pay_client, .right = "pay-take",
	  .help = N_("Takes money of the client of the order.") },
	{ .command = "row-print", .run = order_paper, .right = "list-print",
	  .label = N_("order to sign"),
	  .help = N_("Prints the order, with lines to sign.") },
};

const struct area_tab products_tab = {
	.name = "products", .title = N_("Products"), .columns = order_columns, .ncolumns = 8,
	.load = load_orders, .detail = order_detail, .acts = order_acts,
	.nacts = sizeof order_acts / sizeof *order_acts,
	.empty = N_("Nothing was ordered yet: n orders."),
	.empty_house = N_("Nothing was ordered in 30 days."),
	.page = N_("All that a client is charged for, newest first: n orders goods, Enter gives a "
	    "discount or a gift on a line, y says that the courier took it, e writes what the "
	    "invoice is made out to, x cancels, $ takes money."),
};

/* ---- payments ---- */

static void payment_row(struct desk *d, const struct payment *p, struct area_rows *out)
{
	struct area_row *r = area_rows_add(out);

	r->id = p->id;
	r->client_id = p->client_id;
	r->style = p->reversed || p->reverses ? STYLE_GREY : STYLE_TEXT;
	desk_time_text(d, p->created_at, r->cell[0], sizeof r->cell[0]);
	text_copy(r->cell[1], sizeof r->cell[1], pay_kind_label(p->kind));
	text_copy(r->cell[2], sizeof r->cell[2], pay_method_label(p->method));
	put_money(d, p->amount, r->cell[3], sizeof r->cell[3]);
	text_copy(r->cell[4], sizeof r->cell[4], p->order);
	text_copy(r->cell[5], sizeof r->cell[5], p->receipt);
	clientline_name(d, p->client_id, r->cell[6], sizeof r->cell[6]);
	text_copy(r->cell[7], sizeof r->cell[7], p->reason);
}

static enum err_code load_payments(struct screen *s, struct area_of of, struct area_rows *out,
    struct err *e)
{
	struct desk *d = front_desk(s);
	struct payment_list l = { 0 };
	char today[11];
	enum err_code rc;

	desk_today_text(d, today);
	rc = of.client_id ? payment_list_client(d->store, of.client_id, ROWS, &l, e) :
	    payment_list_days(d->store, d->branch_id, today, today, ROWS, &l, e);
	for (size_t i = 0; rc == OK && i < l.n; i++)
		payment_row(d, &l.v[i], out);
	payment_list_free(&l);
	return rc;
}

static enum err_code payment_paper(struct screen *s, int64_t id, int64_t client, struct err *e)
{
	struct desk *d = front_desk(s);
	struct payment p;
	struct document *doc;
	enum err_code rc = payment_get(d->store, id, &p, e);

	if (rc == OK && !p.receipt[0])
		rc = err_set(e, ERR_NOTFOUND, "%s",
		    tr("No receipt number was given to this payment: nothing to print."));
	if (rc == OK)
		rc = paper_receipt(d, &(struct paper_ref){ .word = p.receipt }, &doc, e);
	return rc == OK ? ask_paper(s, "receipt", doc, client, e) : rc;
}

static const struct list_column payment_columns[] = { { N_("when"), 0 }, { N_("kind"), 17 },
	{ N_("paid by"), 28 }, { N_("sum"), 40 }, { N_("order no"), 51 }, { N_("receipt"), 60 },
	{ N_("client"), 68 }, { N_("reason"), 84 } };
static const struct area_act payment_acts[] = {
	{ .command = "pay-take", .run = pay_client, .right = "pay-take",
	  .help = N_("Takes money, by one method or several; a refund too.") },
	{ .command = "row-new", .run = pay_client, .right = "pay-take", .label = N_("pay"),
	  .help = N_("Takes money, by one method or several; a refund too.") },
	{ .command = "row-print", .run = payment_paper, .right = "list-print",
	  .label = N_("receipt"),
	  .help = N_("Prints the receipt.") },
};

const struct area_tab payments_tab = {
	.name = "payments", .title = N_("Payments"), .columns = payment_columns, .ncolumns = 8,
	.load = load_payments, .acts = payment_acts,
	.nacts = sizeof payment_acts / sizeof *payment_acts,
	.empty = N_("Nothing was paid yet: $ takes money."),
	.empty_house = N_("Nothing was paid today."),
	.page = N_("Of a client all payments, of the house those of today. $ takes money, gives it "
	    "back or corrects a slip; what was reversed stands grey and stays."),
};

/* ---- prepaid cards ---- */

static void card_row(struct desk *d, const struct card *c, struct area_rows *out)
{
	struct area_row *r = area_rows_add(out);
	bool over = prepaid_is_over(d, c) || strcmp(c->state, "on") != 0;

	r->id = c->id;
	r->client_id = c->client_id;
	r->style = over ? STYLE_GREY : STYLE_TEXT;
	text_copy(r->cell[0], sizeof r->cell[0], c->number);
	text_copy(r->cell[1], sizeof r->cell[1], c->name);
	text_copy(r->cell[2], sizeof r->cell[2], c->service[0] ?
	    describe_in_language(c->service, c->service_en) : "");
	prepaid_left(d, c, r->cell[3], sizeof r->cell[3]);
	text_copy(r->cell[4], sizeof r->cell[4], c->until_day);
	text_copy(r->cell[5], sizeof r->cell[5], !strcmp(c->state, "on") ?
	    prepaid_is_over(d, c) ? tr("expired") : "" : tr("stopped"));
	clientline_name(d, c->client_id, r->cell[6], sizeof r->cell[6]);
}

static enum err_code load_cards(struct screen *s, struct area_of of, struct area_rows *out,
    struct err *e)
{
	struct desk *d = front_desk(s);
	struct card_list l = { 0 };
	enum err_code rc = of.client_id ? card_list_client(d->store, of.client_id, &l, e) :
	    card_list_branch(d->store, d->branch_id, false, ROWS, &l, e);

	for (size_t i = 0; rc == OK && i < l.n; i++)
		card_row(d, &l.v[i], out);
	card_list_free(&l);
	return rc;
}

static enum err_code card_detail(struct screen *s, int64_t id, struct buf *out, struct err *e)
{
	struct desk *d = front_desk(s);
	struct card_move_list l = { 0 };
	char money[MONEY_TEXT];
	enum err_code rc = card_move_list(d->store, id, &l, e);

	for (size_t i = 0; i < l.n && rc == OK; i++) {
		const struct card_move *m = &l.v[i];

		buf_printf(out, "%s  %s %s", m->day, prepaid_move_label(m->kind), m->other);
		if (m->amount)
			buf_printf(out, "  %s", desk_sum_full(d, m->amount, money,
			    sizeof money));
		else
			buf_printf(out, "  %+lld", (long long)m->sessions);
		buf_printf(out, "  %s  %s\n", m->staff, m->reason);
	}
	card_move_list_free(&l);
	return rc;
}

static enum err_code card_sell(struct screen *s, int64_t id, int64_t client, struct err *e)
{
	return need_client(client, e) == OK ? open_box(s, "card-sell", client, id, e) : e->code;
}

BOX(card_gives, "card-give")
BOX(card_pays, "card-back")

static const struct list_column card_columns[] = { { N_("card no"), 0 }, { N_("called"), 8 },
	{ N_("pays for"), 22 }, { N_("holds"), 36 }, { N_("valid until"), 48 }, { N_("state"), 60 },
	{ N_("client"), 69 } };
static const struct area_act card_acts[] = {
	{ .command = "row-new", .run = card_sell, .right = "prepaid-edit", .label = N_("sell"),
	  .help = N_("Sells a stored-value or session card to the client at hand.") },
	{ .command = "row-edit", .run = card_sell, .right = "prepaid-edit", .label = N_("top up"),
	  .help = N_("Puts more money or sessions on the card; gifts too.") },
	{ .command = "row-next", .run = card_gives, .right = "prepaid-edit", .label = N_("pass on"),
	  .help = N_("Passes the card, or part of it, on to another client.") },
	{ .command = "row-cancel", .run = card_pays, .right = "pay-back", .label = N_("pay back"),
	  .help = N_("Pays back what is left, or part; a second person signs.") },
};

const struct area_tab cards_tab = {
	.name = "cards", .title = N_("Cards"), .columns = card_columns, .ncolumns = 7,
	.load = load_cards, .detail = card_detail, .acts = card_acts,
	.nacts = sizeof card_acts / sizeof *card_acts,
	.empty = N_("No prepaid card yet: n sells one."),
	.empty_house = N_("No prepaid card holds anything."),
	.page = N_("Cards paid ahead with what came on and went off below: n sells one, e loads it "
	    "again, y transfers to another client, x pays back."),
};

/* ---- shifts ---- */

static void shift_sums(const struct cashup *c, int64_t *expected, int64_t *counted)
{
	*expected = *counted = 0;
	for (size_t i = 0; i < c->n; i++)
		if (c->v[i].to_count) {
			*expected += c->v[i].expected;
			*counted += c->v[i].counted < 0 ? 0 : c->v[i].counted;
		}
}

static enum err_code shift_row(struct desk *d, const struct shift *x, struct area_rows *out,
    struct err *e)
{
	struct area_row *r = area_rows_add(out);
	struct cashup c = { .n = 0 };
	int64_t expected, counted;
	bool open = !strcmp(x->state, "open");
	enum err_code rc = cashup_get(d, x->id, &c, e);

	shift_sums(&c, &expected, &counted);
	r->id = x->id;
	r->style = open ? STYLE_NOTE : counted != expected ? STYLE_LATE : STYLE_TEXT;
	text_copy(r->cell[0], sizeof r->cell[0], x->staff);
	desk_time_text(d, x->from_at, r->cell[1], sizeof r->cell[1]);
	if (open)
		text_copy(r->cell[2], sizeof r->cell[2], tr("not closed"));
	else
		desk_time_text(d, x->until_at, r->cell[2], sizeof r->cell[2]);
	put_money(d, expected, r->cell[3], sizeof r->cell[3]);
	if (!open)
		put_money(d, counted, r->cell[4], sizeof r->cell[4]);
	if (!open)
		put_money(d, counted - expected, r->cell[5], sizeof r->cell[5]);
	text_copy(r->cell[6], sizeof r->cell[6], x->note);
	cashup_free(&c);
	return rc;
}

static enum err_code load_shifts(struct screen *s, struct area_of of, struct area_rows *out,
    struct err *e)
{
	struct desk *d = front_desk(s);
	struct shift_list l = { 0 };
	char from[11], to[11];
	enum err_code rc;

	(void)of;
	days_back(d, from, to);
	rc = shift_list_days(d->store, d->branch_id, from, to, &l, e);
	for (size_t i = 0; rc == OK && i < l.n; i++)
		rc = shift_row(d, &l.v[i], out, e);
	shift_list_free(&l);
	return rc;
}

static enum err_code shift_detail(struct screen *s, int64_t id, struct buf *out, struct err *e)
{
	struct desk *d = front_desk(s);
	struct cashup c = { .n = 0 };
	char a[MONEY_TEXT], b[MONEY_TEXT];
	enum err_code rc = cashup_get(d, id, &c, e);

	if (rc == OK && c.shift.note[0])        /* the column holds a few words of it */
		buf_printf(out, tr("Shift note: %s\n"), c.shift.note);
	for (size_t i = 0; i < c.n && rc == OK; i++) {
		const struct cashup_line *x = &c.v[i];

		buf_printf(out, "%s  %lld  %s", pay_method_label(x->method), (long long)x->n,
		    money_full(x->expected, d->currency, a, sizeof a));
		if (x->counted >= 0)
			buf_printf(out, tr("  counted %s  %s"), money_full(x->counted,
			    d->currency, b, sizeof b), x->reason);
		buf_putc(out, '\n');
	}
	cashup_free(&c);
	return rc;
}

static enum err_code shift_begins(struct screen *s, int64_t id, int64_t client, struct err *e)
{
	(void)id;
	(void)client;           /* a shift is nobody's: the box names no client */
	return open_box(s, "shift-begin", 0, 0, e);
}

static enum err_code shift_ends(struct screen *s, int64_t id, int64_t client, struct err *e)
{
	(void)id;
	(void)client;
	return open_box(s, "shift-end", 0, 0, e);
}

static enum err_code shift_paper(struct screen *s, int64_t id, int64_t client, struct err *e)
{
	struct document *doc;
	enum err_code rc = paper_shift(front_desk(s), &(struct paper_ref){ .id = id }, &doc, e);

	return rc == OK ? ask_paper(s, "shift", doc, client, e) : rc;
}

static const struct list_column shift_columns[] = { { N_("cashier"), 0 }, { N_("from"), 9 },
	{ N_("until"), 26 }, { N_("should be"), 43 }, { N_("counted"), 53 },
	{ N_("differs"), 62 }, { N_("note"), 71 } };
static const struct area_act shift_acts[] = {
	{ .command = "row-new", .run = shift_begins, .right = "cashup", .label = N_("begin"),
	  .help = N_("Begins the shift with the money in the drawer.") },
	{ .command = "row-next", .run = shift_ends, .right = "cashup", .label = N_("count cash"),
	  .help = N_("Counts the money by method; a note for the next shift.") },
	{ .command = "row-print", .run = shift_paper, .right = "list-print",
	  .label = N_("cash-up sheet"),
	  .help = N_("Prints the cash-up sheet.") },
};

const struct area_tab cashup_tab = {
	.name = "cashup", .title = N_("Cash-up"), .columns = shift_columns, .ncolumns = 7,
	.load = load_shifts, .detail = shift_detail, .acts = shift_acts,
	.nacts = sizeof shift_acts / sizeof *shift_acts,
	.empty = N_("No shift in 30 days: n begins one."),
	.empty_house = N_("No shift in 30 days: n begins one."),
	.page = N_("Shifts at the cash desk of the last 30 days: n takes over with the change "
	    "in the "
	    "drawer, y counts one's own shift at its end. Below the row each way of paying."),
};
