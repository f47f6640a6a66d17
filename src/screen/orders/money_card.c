/* Boxes about prepaid cards: selling and loading, transfer, paying back. */
#include <string.h>

#include "base/buf.h"
#include "base/money.h"
#include "base/tr.h"
#include "data/card.h"
#include "desk/desk.h"
#include "desk/prepaid.h"
#include "form/form_edit.h"
#include "money_priv.h"

static enum err_code card_whose(struct money *m, struct err *e)
{
	struct card c;
	char left[MONEY_TEXT];

	if (!m->id)
		return OK;
	if (card_get(m->desk->store, m->id, &c, e) != OK)
		return e->code;
	m->client_id = c.client_id;
	text_fmt(m->extra, sizeof m->extra, tr("Card %s %s holds %s."), c.number, c.name,
	    prepaid_left(m->desk, &c, left, sizeof left));
	return OK;
}

/* `@kind` of the card at hand: its form asks for money or for sessions, never for both. */
static void kind_preset(struct money *m, const char *word, struct value *out)
{
	struct card c;
	struct err none = ERR_INIT;

	if (!strcmp(word, "kind") && m->id && card_get(m->desk->store, m->id, &c, &none) == OK)
		value_set_text(out, c.kind);
}

/* ---- selling ---- */

static enum err_code sell_lookup(struct money *m, const char *word, const char *typed,
    struct form_options *out, struct err *e)
{
	struct card_list l = { 0 };
	char text[160], left[MONEY_TEXT];
	enum err_code rc = card_list_client(m->desk->store, m->client_id, &l, e);

	(void)word;
	for (size_t i = 0; i < l.n && rc == OK; i++) {
		struct value v = { .type = VALUE_INT, .i = l.v[i].id };

		text_fmt(text, sizeof text, "%s %s", l.v[i].number, l.v[i].name);
		if (strcasestr(text, typed) && !strcmp(l.v[i].state, "on"))
			form_options_add(out, &v, text, prepaid_left(m->desk, &l.v[i], left,
			    sizeof left));
	}
	card_list_free(&l);
	return rc;
}

static void sell_preset(struct money *m, const char *word, struct value *out)
{
	if (!strcmp(word, "card") && m->id)
		value_set_int(out, m->id);
	else if (!strcmp(word, "kind") && !m->id)
		value_set_text(out, "value");
	else
		kind_preset(m, word, out);
}

static bool is_value(struct money *m)
{
	struct card c;
	struct err none = ERR_INIT;

	if (!money_int(m, "load"))
		return !strcmp(money_code(m, "kind"), "value");
	return card_get(m->desk->store, money_int(m, "load"), &c, &none) == OK &&
	    !strcmp(c.kind, "value");
}

static void sell_line(const struct money *m, struct buf *out)
{
	char price[MONEY_TEXT];

	buf_printf(out, tr("F10 takes %s and loads the card."),
	    desk_money(m->desk, money_int(m, "price"), price, sizeof price));
}

static enum err_code sell_save(struct money *m, struct buf *done, struct err *e)
{
	int64_t price = money_int(m, "price");
	bool value = is_value(m);
	struct prepaid_load l = { .card_id = money_int(m, "load"), .client_id = m->client_id,
		.kind = money_code(m, "kind"), .name = money_code(m, "name"),
		.service_id = money_int(m, "service"), .until_day = money_code(m, "until"),
		.price = price, .amount = value ? price : 0,
		.sessions = money_int(m, "sessions"), .gift_amount = money_int(m, "gift"),
		.gift_sessions = money_int(m, "gift_sessions"), .why = money_code(m, "why"),
		.nparts = price ? 1 : 0, .part = { { money_code(m, "method"), price, 0 } } };
	struct prepaid_made made;
	struct card c;
	char left[MONEY_TEXT];
	enum err_code rc = prepaid_sell(m->desk, &l, &made, e);

	if (rc == OK)
		rc = card_get(m->desk->store, made.card_id, &c, e);
	if (rc == OK)
		buf_printf(done, tr("Card %s holds %s. Ctrl-Z reverses it."), c.number,
		    prepaid_left(m->desk, &c, left, sizeof left));
	return rc;
}

const struct money_kind money_card_sell_kind = {
	.form = "card-sell", .right = "prepaid-edit", .whose = card_whose,
	.preset = sell_preset, .lookup = sell_lookup, .line = sell_line, .save = sell_save,
	.page = N_("A card of value holds what was paid for it, a card of sessions that many; "
	    "what is "
	    "given on top is a gift with a reason. It is paid in full at once."),
};

/* ---- transfer ---- */

static void give_line(const struct money *m, struct buf *out)
{
	(void)m;
	buf_puts(out, tr("F10 puts it onto a new card of the other client, with the same end."));
}

static enum err_code give_save(struct money *m, struct buf *done, struct err *e)
{
	struct prepaid_gift g = { .card_id = m->id, .to_client = money_int(m, "to"),
		.amount = money_int(m, "amount"), .sessions = money_int(m, "sessions"),
		.reason = money_code(m, "reason") };
	struct card c;
	int64_t to;
	enum err_code rc = prepaid_give(m->desk, &g, &to, e);

	if (rc == OK)
		rc = card_get(m->desk->store, to, &c, e);
	if (rc == OK)
		buf_printf(done, tr("Transferred to the card %s. Ctrl-Z reverses it."), c.number);
	return rc;
}

const struct money_kind money_card_give_kind = {
	.form = "card-give", .right = "prepaid-edit", .whose = card_whose, .line = give_line,
	.preset = kind_preset, .save = give_save,
	.page = N_("Part of a card, or all of it, goes to another client: onto a new card of "
	    "the same "
	    "kind, service and end. Both cards tell of it."),
};

/* ---- paying back ---- */

static void back_line(const struct money *m, struct buf *out)
{
	char money[MONEY_TEXT];

	buf_printf(out, tr("F10 pays back %s from the card, with a second person."),
	    desk_money(m->desk, money_int(m, "money"), money, sizeof money));
}

static enum err_code back_save(struct money *m, struct buf *done, struct err *e)
{
	struct prepaid_back b = { .card_id = m->id, .amount = money_int(m, "amount"),
		.sessions = money_int(m, "sessions"), .money = money_int(m, "money"),
		.method = money_code(m, "method"), .reason = money_code(m, "reason") };
	struct pay_made made;
	char money[MONEY_TEXT];
	enum err_code rc = prepaid_pay_back(m->desk, &b, &made, e);

	if (rc == OK)
		buf_printf(done, tr("Paid back %s to %s, receipt %s."),
		    desk_money(m->desk, b.money, money, sizeof money), m->name, made.receipt);
	return rc;
}

static void back_what(const struct money *m, struct buf *out)
{
	char money[MONEY_TEXT];

	buf_printf(out, tr("pay back %s to %s"), money_full(money_int(m, "money"),
	    m->desk->currency, money, sizeof money), m->name);
}

const struct money_kind money_card_back_kind = {
	.form = "card-back", .right = "pay-back", .whose = card_whose, .line = back_line,
	.preset = kind_preset, .save = back_save, .second = "pay-back", .what = back_what,
	.page = N_("What goes off the card and what the client gets are two figures: a gift on "
	    "top is "
	    "not paid back. Never more than was paid for the card."),
};
