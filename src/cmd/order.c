/* order list, add, cancel, send: what clients are charged for. */
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/day.h"
#include "base/mem.h"
#include "base/money.h"
#include "base/tr.h"
#include "money_priv.h"
#include "data/order.h"
#include "data/product.h"
#include "desk/describe.h"
#include "desk/desk.h"
#include "desk/order.h"

enum { ROWS = 1000, DAYS_BACK = 30 };

void money_days(struct cmd_context *c, const struct arg *from, const struct arg *to,
    char from_day[DAY_TEXT], char to_day[DAY_TEXT])
{
	int32_t today = desk_today(c->desk);

	day_format(from->given ? from->day : today - DAYS_BACK, from_day);
	day_format(to->given ? to->day : today, to_day);
}

enum err_code money_arg(struct cmd_context *c, const struct arg *a, int64_t *sum, struct err *e)
{
	*sum = 0;
	if (!a->given)
		return OK;
	if (money_parse(a->text, c->desk->currency, sum, e) != OK)
		return e->code = ERR_USAGE;
	return OK;
}

enum err_code order_named(struct cmd_context *c, const char *word, int64_t *id, struct err *e)
{
	struct client_order o;
	enum err_code rc = client_order_by_number(c->store, word, &o, e);

	*id = o.id;
	return rc;
}

/* ---- list ---- */

static const struct table_col columns[] = {
	{ "number", 8, false }, { "day", 10, false }, { "kind", 8, false },
	{ "client_id", 9, true }, { "client", 14, false }, { "what", 20, false },
	{ "total", 12, true }, { "paid", 12, true }, { "open", 12, true }, { "state", 10, false },
	{ "sent", -1, false }, { "note", -1, false },
};

static void put_sum(struct cmd_context *c, struct table_out *t, int64_t sum)
{
	char text[MONEY_TEXT];

	table_text(t, desk_sum_plain(c->desk, sum, text, sizeof text));
}

static enum err_code put_one(struct cmd_context *c, struct table_out *t, const void *item,
    struct err *e)
{
	const struct client_order *o = item;
	char name[200], what[340];

	(void)e;
	table_text(t, o->number);
	table_text(t, o->day);
	table_text(t, o->kind);
	table_int(t, o->client_id);
	table_text(t, describe_client(c->desk, o->client_id, name, sizeof name));
	table_text(t, text_fmt(what, sizeof what, o->nlines > 1 ? "%s +%d" : "%s",
	    describe_in_language(o->what, o->what_en), o->nlines - 1));
	put_sum(c, t, o->total);
	put_sum(c, t, o->paid);
	put_sum(c, t, o->total - o->paid);
	table_text(t, o->state);
	table_time(t, o->sent_at);
	table_text(t, o->note);
	table_row(t);
	return OK;
}

enum { L_CLIENT, L_FROM, L_TO, L_KIND, L_OWED };
static const struct arg list_table[] = {
	[L_CLIENT] = { .name = "client", .value = "C" },
	[L_FROM] = { .name = "from", .value = "D", .kind = ARG_DAY },
	[L_TO] = { .name = "to", .value = "D", .kind = ARG_DAY },
	[L_KIND] = { .name = "kind", .value = "KIND" },
	[L_OWED] = { .name = "owed", .kind = ARG_SWITCH },
};

static enum err_code read_orders(struct cmd_context *c, struct client_order_list *out,
    struct err *e)
{
	const struct arg *a = c->args;
	char from[DAY_TEXT], to[DAY_TEXT];
	int64_t client;

	money_days(c, &a[L_FROM], &a[L_TO], from, to);
	if (!a[L_CLIENT].given)
		return client_order_list_days(c->store, c->desk->branch_id, from, to,
		    a[L_KIND].text, ROWS, out, e);
	if (args_client_open(c, a[L_CLIENT].text, &client, e) != OK)
		return e->code;
	return a[L_OWED].given ? client_order_list_owed(c->store, client, out, e) :
	    client_order_list_client(c->store, client, a[L_KIND].text, false, ROWS, out, e);
}

static enum err_code run_list(struct cmd_context *c, int argc, char **argv, struct err *e)
{
	static const struct table_list list = { columns, COUNT(columns), put_one,
		N_("No order in these days.") };
	struct client_order_list l = { 0 };
	enum err_code rc = read_orders(c, &l, e);
	size_t n = 0;

	(void)argc;
	(void)argv;
	for (size_t i = 0; i < l.n; i++)
		if (!c->args[L_OWED].given || l.v[i].total > l.v[i].paid)
			l.v[n++] = l.v[i];
	if (rc == OK)
		rc = table_list(c, &list, l.v, n, sizeof *l.v, e);
	client_order_list_free(&l);
	return rc;
}

const struct cmd cmd_order_list = {
	.name = "order list",
	.words = "",
	.args = list_table,
	.nargs = COUNT(list_table),
	.help = N_("Orders of 30 days, or all of a client; --owed: what is still open."),
	.needs = CMD_FILE | CMD_DESK,
	.run = run_list,
};

/* ---- add ---- */

enum { A_CLIENT, A_SEND, A_TO, A_START, A_NOTE, A_LATER };
static const struct arg add_table[] = {
	[A_CLIENT] = { .name = "client", .value = "C", .needed = true },
	[A_SEND] = { .name = "send", .value = "take|courier" },
	[A_TO] = { .name = "to", .value = "ADDRESS" },
	[A_START] = { .name = "start", .value = "D", .kind = ARG_DAY },
	[A_NOTE] = { .name = "note", .value = "TEXT" },
	[A_LATER] = { .name = "later", .kind = ARG_SWITCH },
};

/* PRODUCT[:QUANTITY[:PIECES A DAY]] */
static enum err_code read_line(struct cmd_context *c, char *word,
    struct order_draft_line *out, struct err *e)
{
	char *quantity = strchr(word, ':'), *dose = quantity ? strchr(quantity + 1, ':') : NULL;
	struct product p;
	double pieces = 0;
	char *end = NULL;

	if (quantity)
		*quantity++ = 0;
	if (dose)
		*dose++ = 0;
	if (product_by_code(c->store, word, &p, e) != OK)
		return e->code;
	*out = (struct order_draft_line){ .product_id = p.id, .price = -1, .quantity = 1 };
	if (quantity)
		out->quantity = strtol(quantity, &end, 10);
	if (quantity && (*end || out->quantity < 1))
		return err_set(e, ERR_USAGE, "%s", c->usage);
	if (dose)
		pieces = strtod(dose, &end);
	/* Neither nan nor what no int holds. */
	if (dose && (*end || !(pieces >= 0 && pieces <= 1000)))
		return err_set(e, ERR_USAGE, "%s", c->usage);
	out->dose = (int)(pieces * 100 + 0.5);
	return OK;
}

static enum err_code say_order(struct cmd_context *c, int64_t id, struct err *e)
{
	struct client_order o;
	char total[MONEY_TEXT];
	enum err_code rc = client_order_get(c->store, id, &o, e);

	if (rc == OK)
		say(c, "%s %s", o.number, money_plain(o.total, c->desk->currency, total,
		    sizeof total));
	return rc;
}

static enum err_code run_add(struct cmd_context *c, int argc, char **argv, struct err *e)
{
	const struct arg *a = c->args;
	struct order_draft o = { .kind = "goods", .send = a[A_SEND].given ? a[A_SEND].text :
	    "take", .send_to = a[A_TO].text, .note = a[A_NOTE].text, .later = a[A_LATER].given };
	char day[DAY_TEXT];
	int64_t id;
	enum err_code rc;

	if (!a[A_CLIENT].given || (strcmp(o.send, "take") != 0 && strcmp(o.send, "courier") != 0))
		return err_set(e, ERR_USAGE, "%s", c->usage);
	o.start_day = day_format(a[A_START].given ? a[A_START].day : desk_today(c->desk), day);
	rc = args_client(c, a[A_CLIENT].text, &o.client_id, e);
	for (int i = 0; i < argc && rc == OK; i++)
		rc = read_line(c, argv[i], &o.lines[o.nlines++], e);
	if (rc == OK)
		rc = order_add(c->desk, &o, &id, e);
	return rc == OK ? say_order(c, id, e) : rc;
}

const struct cmd cmd_order_add = {
	.name = "order add",
	.words = "PRODUCT[:QUANTITY[:A_DAY]] ...",
	.min = 1,
	.max = ORDER_LINES,
	.args = add_table,
	.nargs = COUNT(add_table),
	.help = N_("Orders goods at the prices of the catalogue; prints number and total. --later: "
	    "what is not in stock may come later."),
	.needs = CMD_FILE | CMD_DESK | CMD_WRITE,
	.run = run_add,
};

/* ---- cancel, send ---- */

static const struct arg why_table[] = { { .name = "why", .value = "TEXT", .needed = true } };

static enum err_code run_cancel(struct cmd_context *c, int argc, char **argv, struct err *e)
{
	int64_t id;
	enum err_code rc = order_named(c, argv[0], &id, e);

	(void)argc;
	if (!c->args[0].given)
		return err_set(e, ERR_USAGE, "%s", c->usage);
	if (rc == OK)
		rc = order_cancel(c->desk, id, c->args[0].text, e);
	return rc == OK ? say_order(c, id, e) : rc;
}

const struct cmd cmd_order_cancel = {
	.name = "order cancel",
	.words = "NUMBER",
	.min = 1,
	.max = 1,
	.args = why_table,
	.nargs = COUNT(why_table),
	.help = N_("Cancels an order; what was paid for it is kept for the client."),
	.needs = CMD_FILE | CMD_DESK | CMD_WRITE,
	.run = run_cancel,
};

static const struct arg send_table[] = { { .name = "parcel", .value = "NUMBER" },
	{ .name = "why", .value = "TEXT" } };

static enum err_code run_send(struct cmd_context *c, int argc, char **argv, struct err *e)
{
	int64_t id;
	enum err_code rc = order_named(c, argv[0], &id, e);

	(void)argc;
	if (rc == OK)
		rc = order_send(c->desk, id, c->args[0].text, c->args[1].text, e);
	return rc == OK ? say_order(c, id, e) : rc;
}

const struct cmd cmd_order_send = {
	.name = "order send",
	.words = "NUMBER",
	.min = 1,
	.max = 1,
	.args = send_table,
	.nargs = COUNT(send_table),
	.help = N_("Says that an order has left by courier; --why: unpaid."),
	.needs = CMD_FILE | CMD_DESK | CMD_WRITE,
	.run = run_send,
};
