/* A payment: what is owed, several methods, a deposit, a refund, a correction. */
#include <string.h>

#include "base/buf.h"
#include "base/money.h"
#include "base/tr.h"
#include "data/appointment.h"
#include "data/card.h"
#include "data/order.h"
#include "desk/describe.h"
#include "desk/desk.h"
#include "desk/pay.h"
#include "desk/prepaid.h"
#include "form/form_edit.h"
#include "money_priv.h"

enum { LATEST = 12 };   /* payments that can be corrected here */

/* Its `id` is the appointment for which a deposit is taken. */
static enum err_code pay_whose(struct money *m, struct err *e)
{
	struct appointment_row a;

	if (!m->id)
		return OK;
	if (appointment_row_get(m->desk->store, m->id, &a, e) != OK)
		return e->code;
	m->client_id = a.client_id;
	return OK;
}

static enum err_code pay_open_kind(struct money *m, struct err *e)
{
	char year[MONEY_TEXT], kept[MONEY_TEXT];
	int64_t sum;

	if (pay_this_year(m->desk, m->client_id, &sum, e) != OK)
		return e->code;
	text_fmt(m->extra, sizeof m->extra, tr("Kept for the client %s.  This year %s."),
	    desk_money(m->desk, m->kept, kept, sizeof kept),
	    desk_money(m->desk, sum, year, sizeof year));
	return OK;
}

/* "1,200, 800 by now  (O-1190 800, O-1201 400)" */
static void say_owed(struct money *m, struct value *out)
{
	struct client_order_list l = { 0 };
	struct err none = ERR_INIT;
	struct buf b = BUF_INIT;
	char money[MONEY_TEXT];

	buf_puts(&b, desk_money(m->desk, m->owed, money, sizeof money));
	if (m->by_now != m->owed)
		buf_printf(&b, tr(", %s by now"), desk_money(m->desk, m->by_now, money,
		    sizeof money));
	if (client_order_list_owed(m->desk->store, m->client_id, &l, &none) == OK)
		for (size_t i = 0; i < l.n && i < 3; i++)
			buf_printf(&b, "%s%s %s", i ? ", " : "  (", l.v[i].number,
			    desk_money(m->desk, l.v[i].total - l.v[i].paid, money,
			    sizeof money));
	if (l.n)
		buf_puts(&b, l.n > 3 ? ", ..)" : ")");
	value_set_text(out, buf_str(&b));
	buf_free(&b);
	client_order_list_free(&l);
}

/* ---- choices ---- */

static void add_choice(struct form_options *out, int64_t id, const char *name,
    const char *remark)
{
	struct value v = { .type = VALUE_INT, .i = id };

	form_options_add(out, &v, name, remark);
}

static enum err_code add_cards(struct money *m, struct form_options *out, struct err *e)
{
	struct card_list l = { 0 };
	char text[120], left[MONEY_TEXT];
	enum err_code rc = card_list_client(m->desk->store, m->client_id, &l, e);

	for (size_t i = 0; i < l.n && rc == OK; i++) {
		if (strcmp(l.v[i].kind, "value") != 0 || l.v[i].amount <= 0)
			continue;
		text_fmt(text, sizeof text, "%s %s", l.v[i].number, l.v[i].name);
		add_choice(out, l.v[i].id, text, prepaid_left(m->desk, &l.v[i], left,
		    sizeof left));
	}
	card_list_free(&l);
	return rc;
}

static enum err_code add_orders(struct money *m, struct form_options *out, struct err *e)
{
	struct client_order_list l = { 0 };
	char text[120], money[MONEY_TEXT];
	enum err_code rc = client_order_list_client(m->desk->store, m->client_id, NULL, true, 20,
	    &l, e);

	for (size_t i = 0; i < l.n && rc == OK; i++) {
		text_fmt(text, sizeof text, "%s %s", l.v[i].number,
		    describe_in_language(l.v[i].what, l.v[i].what_en));
		add_choice(out, l.v[i].id, text, desk_money(m->desk,
		    l.v[i].total - l.v[i].paid, money, sizeof money));
	}
	client_order_list_free(&l);
	return rc;
}

/* Those of which money can be paid back, with how much. */
static enum err_code add_paid(struct money *m, struct form_options *out, struct err *e)
{
	struct client_order_list l = { 0 };
	char text[120], money[MONEY_TEXT];
	enum err_code rc = client_order_list_client(m->desk->store, m->client_id, NULL, true, 20,
	    &l, e);

	for (size_t i = 0; i < l.n && rc == OK; i++) {
		int64_t sum = 0;

		rc = pay_refundable(m->desk, m->client_id, l.v[i].id, &sum, e);
		if (rc != OK || sum <= 0)
			continue;
		text_fmt(text, sizeof text, "%s %s", l.v[i].number,
		    describe_in_language(l.v[i].what, l.v[i].what_en));
		add_choice(out, l.v[i].id, text, desk_money(m->desk, sum, money, sizeof money));
	}
	client_order_list_free(&l);
	return rc;
}

static enum err_code add_payments(struct money *m, struct form_options *out, struct err *e)
{
	struct payment_list l = { 0 };
	char text[120], money[MONEY_TEXT];
	enum err_code rc = payment_list_client(m->desk->store, m->client_id, LATEST, &l, e);

	for (size_t i = 0; i < l.n && rc == OK; i++) {
		if (l.v[i].reversed || l.v[i].reverses || l.v[i].amount < 0)
			continue;
		text_fmt(text, sizeof text, "%s %s %s", l.v[i].receipt,
		    desk_money(m->desk, l.v[i].amount, money, sizeof money),
		    pay_method_label(l.v[i].method));
		add_choice(out, l.v[i].id, text, l.v[i].day);
	}
	payment_list_free(&l);
	return rc;
}

static enum err_code pay_lookup(struct money *m, const char *word, const char *typed,
    struct form_options *out, struct err *e)
{
	struct form_options all = { 0 };
	enum err_code rc = !strcmp(word, "card") ? add_cards(m, &all, e) :
	    !strcmp(word, "order") ? add_orders(m, &all, e) :
	    !strcmp(word, "paid-order") ? add_paid(m, &all, e) : add_payments(m, &all, e);

	for (size_t i = 0; i < all.n && rc == OK; i++)
		if (strcasestr(all.v[i].label, typed))
			form_options_add(out, &all.v[i].value, all.v[i].label, all.v[i].remark);
	form_options_free(&all);
	return rc;
}

/* ---- what is proposed ---- */

/* Where the client has one card of value it is that one. */
static void only_card(struct money *m, struct value *out)
{
	struct form_options all = { 0 };
	struct err none = ERR_INIT;

	if (add_cards(m, &all, &none) == OK && all.n == 1)
		value_set_int(out, all.v[0].value.i);
	form_options_free(&all);
}

static void pay_preset(struct money *m, const char *word, struct value *out)
{
	struct payment_list l = { 0 };
	struct err none = ERR_INIT;

	if (!strcmp(word, "owes"))
		say_owed(m, out);
	else if (!strcmp(word, "amount") && m->owed > 0)
		value_set_int(out, m->by_now ? m->by_now : m->owed);
	else if (!strcmp(word, "kind") && (m->id || m->owed <= 0))
		value_set_text(out, "deposit");
	else if (!strcmp(word, "card"))
		only_card(m, out);
	else if (!strcmp(word, "payment") &&
	    payment_list_client(m->desk->store, m->client_id, 1, &l, &none) == OK && l.n)
		value_set_int(out, l.v[0].id);
	payment_list_free(&l);
}

/* ---- what F10 does ---- */

static int64_t whole(const struct money *m)
{
	return money_int(m, "amount") + money_int(m, "amount2") + money_int(m, "amount3");
}

/* Without a word it is what the figures say; where they leave it open it is asked. */
static const char *kind_now(const struct money *m)
{
	const char *kind = money_code(m, "kind");

	if (kind[0])
		return kind;
	if (m->owed <= 0)
		return "";
	if (whole(m) == m->owed)
		return "full";
	return whole(m) == m->by_now ? "part" : "";
}

static void pay_line(const struct money *m, struct buf *out)
{
	const char *kind = kind_now(m), *method = pay_method_label(money_code(m, "method"));
	char money[MONEY_TEXT];

	money_full(whole(m), m->desk->currency, money, sizeof money);
	if (!kind[0])
		buf_puts(out,
		    tr("F10 asks which kind it is: the amount is not what is owed or due."));
	else if (!strcmp(kind, "refund"))
		buf_printf(out, tr("F10 pays back %s by %s, with a second person."), money, method);
	else if (!strcmp(kind, "correction"))
		buf_puts(out, tr("F10 reverses the payment chosen; it is owed again."));
	else if (money_int(m, "amount2"))
		buf_printf(out, tr("F10 takes %s in several ways."), money);
	else if (!strcmp(kind, "deposit"))
		buf_printf(out, tr("F10 takes %s by %s and keeps it for the client."), money,
		    method);
	else
		buf_printf(out, tr("F10 takes %s by %s."), money, method);
}

/* ---- doing it ---- */

static enum err_code check_kind(const struct money *m, const char *kind, struct err *e)
{
	char owed[MONEY_TEXT];

	if (!kind[0])
		return err_invalid(e, "kind", "%s",
		    tr("Not taken. Say which kind: 1 full 2 deposit 3 part 4 refund 5 "
		    "correction."));
	if (!strcmp(kind, "full") && whole(m) != m->owed)
		return err_invalid(e, "amount",
		    tr("Not taken. Full is %s. Correct the amount, or choose 3 part."),
		    desk_money(m->desk, m->owed, owed, sizeof owed));
	if (!strcmp(kind, "part") && whole(m) > m->owed)
		return err_invalid(e, "amount",
		    tr("Not taken. Only %s is owed. 2 keeps what is more as a deposit."),
		    desk_money(m->desk, m->owed, owed, sizeof owed));
	return OK;
}

static void add_part(const struct money *m, struct pay *p, const char *amount,
    const char *method)
{
	if (!money_int(m, amount))
		return;
	p->part[p->nparts++] = (struct pay_part){ .method = money_code(m, method),
		.amount = money_int(m, amount),
		.card_id = !strcmp(money_code(m, method), "prepaid") ? money_int(m, "card") : 0 };
}

static enum err_code take(struct money *m, const char *kind, struct buf *done, struct err *e)
{
	struct pay p = { .client_id = m->client_id, .order_id = money_int(m, "order"),
		.appointment_id = m->id, .keep = !strcmp(kind, "deposit"), .owed = m->owed };
	struct pay_made made;
	char money[MONEY_TEXT];
	enum err_code rc = check_kind(m, kind, e);

	add_part(m, &p, "amount", "method");
	add_part(m, &p, "amount2", "method2");
	add_part(m, &p, "amount3", "method3");
	if (rc == OK)
		rc = pay_take(m->desk, &p, &made, e);
	if (rc == ERR_CONFLICT) {
		struct err none = ERR_INIT;

		/* What is owed meanwhile: with the next F10 that is what was looked at. */
		if (pay_owed(m->desk, m->client_id, &m->owed, &none) != OK ||
		    pay_owed_by_now(m->desk, m->client_id, &m->by_now, &none) != OK)
			m->owed = p.owed;
	}
	if (rc == OK)
		buf_printf(done, tr("Took %s from %s, receipt %s. Ctrl-Z reverses it."),
		    desk_money(m->desk, whole(m), money, sizeof money), m->name, made.receipt);
	return rc;
}

static enum err_code refund(struct money *m, struct buf *done, struct err *e)
{
	struct pay_back b = { .client_id = m->client_id, .order_id = money_int(m, "back_order"),
		.amount = whole(m), .method = money_code(m, "method"),
		.card_id = money_int(m, "card"), .reason = money_code(m, "reason") };
	struct pay_made made;
	char money[MONEY_TEXT];
	enum err_code rc = pay_refund(m->desk, &b, &made, e);

	if (rc == OK)
		buf_printf(done, tr("Paid back %s to %s, receipt %s."),
		    desk_money(m->desk, b.amount, money, sizeof money), m->name, made.receipt);
	return rc;
}

static enum err_code correct(struct money *m, struct buf *done, struct err *e)
{
	struct pay_made made;
	enum err_code rc = pay_correct(m->desk, money_int(m, "payment"),
	    money_code(m, "reason"), &made, e);

	if (rc == OK)
		buf_printf(done, tr("Corrected: the payment of receipt %s is reversed."),
		    made.receipt);
	return rc;
}

static enum err_code pay_save(struct money *m, struct buf *done, struct err *e)
{
	const char *kind = kind_now(m);

	if (!strcmp(kind, "refund"))
		return refund(m, done, e);
	return !strcmp(kind, "correction") ? correct(m, done, e) : take(m, kind, done, e);
}

static void pay_what(const struct money *m, struct buf *out)
{
	struct client_order o;
	struct err none = ERR_INIT;
	char money[MONEY_TEXT];
	int64_t order = money_int(m, "back_order");

	buf_printf(out, tr("pay back %s to %s"), money_full(whole(m), m->desk->currency, money,
	    sizeof money), m->name);
	if (order && client_order_get(m->desk->store, order, &o, &none) == OK)
		buf_printf(out, tr(", order %s"), o.number);
	buf_printf(out, ", %s", pay_method_label(money_code(m, "method")));
}

const struct money_kind money_pay_kind = {
	.form = "pay", .right = "pay-take", .first = "amount", .whose = pay_whose,
	.open = pay_open_kind, .preset = pay_preset, .lookup = pay_lookup, .line = pay_line,
	.save = pay_save, .second = "pay-back", .what = pay_what,
	.page = N_("It opens in the amount with what is due by now, where nothing is with all that "
	    "is owed; the first figure typed replaces it. Where another amount is typed the "
	    "kind is asked, but for an appointment, where it is a deposit. Up to three ways of "
	    "paying stand on one bill with one receipt number. Money is never changed or "
	    "deleted: a correction reverses a payment and it is owed again; a refund takes what "
	    "was charged off with it and needs a second person. What is paid beyond what is "
	    "owed is kept for the client and used by the way \"on account\"."),
};
