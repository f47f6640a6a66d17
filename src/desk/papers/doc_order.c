/* An order on paper, to be signed: tests as a fee voucher with their applications, goods with how
 * long they last; and the sheet of a shift that was counted. */
#include <string.h>

#include "base/buf.h"
#include "base/clock.h"
#include "base/day.h"
#include "base/money.h"
#include "base/tr.h"
#include "data/client.h"
#include "data/order.h"
#include "data/shift.h"
#include "desk/cashup.h"
#include "desk/cover.h"
#include "desk/describe.h"
#include "desk/desk.h"
#include "desk/order.h"
#include "desk/pay.h"
#include "doc_priv.h"

static const char *title_of(const char *kind)
{
	return !strcmp(kind, "tests") ? tr("Fee voucher %s") :
	    !strcmp(kind, "goods") ? tr("Order of goods %s") : tr("Order %s");
}

static enum err_code put_client(struct desk *d, const struct client_order *o,
    struct document *doc, struct err *e)
{
	struct client_card_list cards = { 0 };
	char day[60];
	enum err_code rc = client_cards(d->store, &o->client_id, 1, clock_now(), &cards, e);

	if (rc == OK && cards.n)
		document_pair2(doc, tr("Client"), cover_name(d, cover_of_card(&cards.v[0])),
		    tr("File no"), cards.v[0].file_no);
	document_pair(doc, tr("Day"), doc_day_text(o->day, day, sizeof day));
	if (o->send_to[0])
		document_pair(doc, tr("Send to"), o->send_to);
	if (o->invoice_title[0])
		document_pair2(doc, tr("Invoice"), o->invoice_title, tr("Tax number"),
		    o->invoice_tax_no);
	client_card_list_free(&cards);
	return rc;
}

static void put_line(struct desk *d, const struct client_order *o, const struct order_line *l,
    struct document *doc)
{
	char money[MONEY_TEXT], until[DAY_TEXT] = "";
	int lasts = order_lasts(l->quantity, l->pieces, l->dose);

	document_row(doc);
	document_cell(doc, describe_in_language(l->name, l->name_en));
	document_cellf(doc, "%lld", (long long)l->quantity);
	document_cell(doc, money_full(l->price, d->currency, money, sizeof money));
	document_cell(doc, l->discount ? money_full(-l->discount, d->currency, money,
	    sizeof money) : "");
	document_cell(doc, money_full(order_line_total(l), d->currency, money, sizeof money));
	if (strcmp(o->kind, "goods") != 0)
		return;
	if (lasts && o->start_day[0])
		day_format(day_parse(o->start_day) + lasts, until);
	document_cell(doc, until);
}

static enum err_code put_lines(struct desk *d, const struct client_order *o,
    struct document *doc, struct err *e)
{
	struct order_line_list l = { 0 };
	bool goods = !strcmp(o->kind, "goods");
	char money[MONEY_TEXT];
	enum err_code rc = order_line_list(d->store, o->id, &l, e);

	document_column(doc, tr("What"), 5, DOCUMENT_LEFT);
	document_column(doc, tr("quantity"), 2, DOCUMENT_RIGHT);
	document_column(doc, tr("price of one"), 3, DOCUMENT_RIGHT);
	document_column(doc, tr("Discount"), 3, DOCUMENT_RIGHT);
	document_column(doc, tr("sum"), 3, DOCUMENT_RIGHT);
	if (goods)
		document_column(doc, tr("lasts until"), 3, DOCUMENT_LEFT);
	for (size_t i = 0; i < l.n && rc == OK; i++)
		if (!l.v[i].cancelled)
			put_line(d, o, &l.v[i], doc);
	document_total(doc);
	document_cell(doc, tr("Total"));
	document_cell(doc, "");
	document_cell(doc, "");
	document_cell(doc, d->currency);
	document_cell(doc, money_full(o->total, d->currency, money, sizeof money));
	if (goods)
		document_cell(doc, "");
	order_line_list_free(&l);
	return rc;
}

static enum err_code put_instalments(struct desk *d, const struct client_order *o,
    struct document *doc, struct err *e)
{
	struct instalment_list l = { 0 };
	char money[MONEY_TEXT];
	enum err_code rc = instalment_list(d->store, o->id, &l, e);

	for (size_t i = 0; i < l.n && rc == OK; i++)
		document_pair(doc, l.v[i].due_day, money_full(l.v[i].amount, d->currency, money,
		    sizeof money));
	instalment_list_free(&l);
	return rc;
}

enum err_code paper_order(struct desk *d, const struct paper_ref *ref, struct document **out,
    struct err *e)
{
	struct client_order o;
	char title[80], money[MONEY_TEXT];
	enum err_code rc = client_order_by_number(d->store, ref->word ? ref->word : "", &o, e);

	*out = NULL;
	if (rc != OK)
		return rc;
	*out = document_start(d, DOCUMENT_A5, text_with(title, sizeof title, title_of(o.kind),
	    o.number));
	rc = put_client(d, &o, *out, e);
	if (rc == OK)
		rc = put_lines(d, &o, *out, e);
	if (rc == OK)
		rc = put_instalments(d, &o, *out, e);
	document_pair(*out, tr("Paid"), money_full(o.paid, d->currency, money, sizeof money));
	document_para(*out, o.note);
	document_sign(*out, tr("Client"), !strcmp(o.kind, "tests") ? tr("Expert") : tr("Desk"),
	    NULL);
	if (rc == OK && !strcmp(o.kind, "tests"))
		rc = doc_put_applications(*out, d, o.id, e);
	if (rc != OK) {
		document_free(*out);
		*out = NULL;
	}
	return rc;
}

/* ---- the shift ---- */

static void put_methods(struct desk *d, const struct cashup *c, struct document *doc)
{
	char money[MONEY_TEXT];

	document_column(doc, tr("Paid by"), 3, DOCUMENT_LEFT);
	document_column(doc, tr("payments"), 2, DOCUMENT_RIGHT);
	document_column(doc, tr("should be"), 3, DOCUMENT_RIGHT);
	document_column(doc, tr("counted"), 3, DOCUMENT_RIGHT);
	document_column(doc, tr("differs"), 3, DOCUMENT_RIGHT);
	document_column(doc, tr("reason"), 4, DOCUMENT_LEFT);
	for (size_t i = 0; i < c->n; i++) {
		const struct cashup_line *l = &c->v[i];
		bool done = l->counted >= 0;

		document_row(doc);
		document_cell(doc, pay_method_label(l->method));
		document_cellf(doc, "%lld", (long long)l->n);
		document_cell(doc, money_full(l->expected, d->currency, money, sizeof money));
		document_cell(doc, done ? money_full(l->counted, d->currency, money,
		    sizeof money) : "");
		document_cell(doc, done ? money_full(l->counted - l->expected, d->currency, money,
		    sizeof money) : "");
		document_cell(doc, l->reason);
	}
}

enum err_code paper_shift(struct desk *d, const struct paper_ref *ref, struct document **out,
    struct err *e)
{
	struct cashup c = { .n = 0 };
	char from[60], until[60] = "", money[MONEY_TEXT];
	enum err_code rc = cashup_get(d, ref->id, &c, e);

	*out = NULL;
	if (rc == OK) {
		*out = document_start(d, DOCUMENT_A4, tr("Cash-up"));
		if (c.shift.until_at)
			desk_time_text(d, c.shift.until_at, until, sizeof until);
		document_pair(*out, tr("Cashier"), c.shift.staff);
		document_pair2(*out, tr("from"), desk_time_text(d, c.shift.from_at, from,
		    sizeof from), tr("until"), until);
		document_pair(*out, tr("In the drawer"), money_full(c.shift.float_amount,
		    d->currency, money, sizeof money));
		put_methods(d, &c, *out);
		document_para(*out, c.shift.note);
		document_sign(*out, tr("Cashier"), tr("Manager"), NULL);
	}
	cashup_free(&c);
	return rc;
}
