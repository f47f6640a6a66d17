/* Boxes about one order: cancelling, sending, the invoice, a discount. */
#include <string.h>

#include "base/buf.h"
#include "base/money.h"
#include "base/tr.h"
#include "data/order.h"
#include "desk/describe.h"
#include "desk/desk.h"
#include "desk/order.h"
#include "desk/pay.h"
#include "form/form_edit.h"
#include "money_priv.h"

static enum err_code order_whose(struct money *m, struct err *e)
{
	struct client_order o;
	char money[MONEY_TEXT], paid[MONEY_TEXT];

	if (client_order_get(m->desk->store, m->id, &o, e) != OK)
		return e->code;
	m->client_id = o.client_id;
	text_fmt(m->extra, sizeof m->extra, tr("Order %s, %s, paid %s."), o.number,
	    desk_money(m->desk, o.total, money, sizeof money),
	    desk_money(m->desk, o.paid, paid, sizeof paid));
	return OK;
}

/* ---- cancelling ---- */

static void end_line(const struct money *m, struct buf *out)
{
	(void)m;
	buf_puts(out, tr("F10 cancels it; what was paid is kept for the client."));
}

static enum err_code end_save(struct money *m, struct buf *done, struct err *e)
{
	enum err_code rc = order_cancel(m->desk, m->id, money_code(m, "reason"), e);

	if (rc == OK)
		buf_puts(done, tr("Cancelled. Ctrl-Z lets the order stand again."));
	return rc;
}

const struct money_kind money_order_end_kind = {
	.form = "order-end", .right = "order-cancel", .whose = order_whose, .line = end_line,
	.save = end_save,
	.page = N_("An order is cancelled whole, with a reason. What was paid by a prepaid card "
	    "goes "
	    "back onto it, the rest is kept for the client: used for the next order, or paid back "
	    "with a second person."),
};

/* ---- sending ---- */

static void send_preset(struct money *m, const char *word, struct value *out)
{
	struct client_order o;
	struct err none = ERR_INIT;
	char money[MONEY_TEXT];
	int64_t due;

	if (client_order_get(m->desk->store, m->id, &o, &none) != OK)
		return;
	if (!strcmp(word, "to"))
		value_set_text(out, o.send_to);
	else if (!strcmp(word, "owed") && pay_order_due(m->desk, &o, &due, &none) == OK)
		value_set_text(out, due ? desk_money(m->desk, due, money, sizeof money) : "-");
}

static void send_line(const struct money *m, struct buf *out)
{
	(void)m;
	buf_puts(out, tr("F10 says that it has left now."));
}

static enum err_code send_save(struct money *m, struct buf *done, struct err *e)
{
	enum err_code rc = order_send(m->desk, m->id, money_code(m, "parcel"),
	    money_code(m, "why"), e);

	if (rc == OK)
		buf_puts(done, tr("Sent. Ctrl-Z takes it back."));
	return rc;
}

const struct money_kind money_order_send_kind = {
	.form = "order-send", .right = "order-send", .first = "parcel", .whose = order_whose,
	.preset = send_preset, .line = send_line, .save = send_save,
	.page = N_("Says that the courier took it, with the number of the parcel. What is due by "
	    "now and not paid is shown: Esc and $ take it, or it is said why the goods leave "
	    "unpaid."),
};

/* ---- invoice ---- */

static void invoice_preset(struct money *m, const char *word, struct value *out)
{
	struct client_order o;
	struct err none = ERR_INIT;

	if (client_order_get(m->desk->store, m->id, &o, &none) != OK)
		return;
	const struct {
		const char *word, *text;
	} texts[] = {
		{ "title", o.invoice_title }, { "tax", o.invoice_tax_no },
		{ "mail", o.invoice_mail }, { "no", o.invoice_no },
	};
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
		if (!strcmp(texts[i].word, word) && texts[i].text[0])
			value_set_text(out, texts[i].text);
}

static enum err_code invoice_save(struct money *m, struct buf *done, struct err *e)
{
	struct client_order o = { .id = m->id };
	enum err_code rc;

	text_copy(o.invoice_title, sizeof o.invoice_title, money_code(m, "title"));
	text_copy(o.invoice_tax_no, sizeof o.invoice_tax_no, money_code(m, "tax"));
	text_copy(o.invoice_mail, sizeof o.invoice_mail, money_code(m, "mail"));
	text_copy(o.invoice_no, sizeof o.invoice_no, money_code(m, "no"));
	rc = order_invoice(m->desk, &o, e);
	if (rc == OK)
		buf_puts(done, tr("Saved what the invoice is made out to."));
	return rc;
}

static void invoice_line(const struct money *m, struct buf *out)
{
	(void)m;
	buf_puts(out, tr("F10 saves it with the order."));
}

const struct money_kind money_order_invoice_kind = {
	.form = "order-invoice", .right = "order-send", .whose = order_whose,
	.preset = invoice_preset, .line = invoice_line, .save = invoice_save,
	.page = N_("Name, tax number and address of an invoice, and its number once it was "
	    "written."),
};

/* ---- discount ---- */

static enum err_code price_lookup(struct money *m, const char *word, const char *typed,
    struct form_options *out, struct err *e)
{
	struct order_line_list l = { 0 };
	char money[MONEY_TEXT];
	enum err_code rc = order_line_list(m->desk->store, m->id, &l, e);

	(void)word;
	for (size_t i = 0; i < l.n && rc == OK; i++) {
		const char *name = describe_in_language(l.v[i].name, l.v[i].name_en);
		struct value v = { .type = VALUE_INT, .i = l.v[i].id };

		if (!l.v[i].cancelled && l.v[i].price >= 0 && strcasestr(name, typed))
			form_options_add(out, &v, name, desk_money(m->desk,
			    order_line_total(&l.v[i]), money, sizeof money));
	}
	order_line_list_free(&l);
	return rc;
}

static void price_preset(struct money *m, const char *word, struct value *out)
{
	struct form_options l = { 0 };
	struct err none = ERR_INIT;

	if (!strcmp(word, "line") && price_lookup(m, "line", "", &l, &none) == OK && l.n == 1)
		value_set_int(out, l.v[0].value.i);
	form_options_free(&l);
}

static void price_line(const struct money *m, struct buf *out)
{
	char money[MONEY_TEXT];

	if (!strcmp(money_code(m, "what"), "gift"))
		buf_puts(out, tr("F10 gives the line away."));
	else
		buf_printf(out, tr("F10 takes %s off; above %d %% with a second person."),
		    desk_money(m->desk, money_int(m, "amount"), money, sizeof money),
		    order_discount_limit(m->desk));
}

static enum err_code price_save(struct money *m, struct buf *done, struct err *e)
{
	int64_t line = money_int(m, "line");
	enum err_code rc = !strcmp(money_code(m, "what"), "gift") ?
	    order_gift(m->desk, line, money_code(m, "reason"), e) :
	    order_discount(m->desk, line, money_int(m, "amount"), money_code(m, "reason"), e);

	if (rc == OK)
		buf_puts(done, tr("The price is changed. Ctrl-Z takes it back."));
	return rc;
}

static void price_what(const struct money *m, struct buf *out)
{
	char money[MONEY_TEXT];

	buf_printf(out, tr("give %s off: %s"), money_full(money_int(m, "amount"),
	    m->desk->currency, money, sizeof money), m->name);
}

const struct money_kind money_order_price_kind = {
	.form = "order-price", .right = "price-discount", .whose = order_whose,
	.preset = price_preset, .lookup = price_lookup, .line = price_line, .save = price_save,
	.second = "price-over", .what = price_what,
	.page = N_("A sum off one line, or the line as a gift, with the reason. Above the "
	    "site's limit "
	    "a second person signs. What was paid already comes back by a refund only."),
};
