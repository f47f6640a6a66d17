/* card list, sell, give: prepaid cards. cashup: the cashier's shift. */
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/money.h"
#include "base/tr.h"
#include "data/card.h"
#include "desk/cashup.h"
#include "desk/describe.h"
#include "desk/desk.h"
#include "desk/pay.h"
#include "desk/prepaid.h"
#include "money_priv.h"

enum { ROWS = 1000 };

/* ---- list ---- */

static const struct table_col columns[] = {
	{ "number", 8, false }, { "client_id", 9, true }, { "client", 14, false },
	{ "kind", 8, false }, { "name", 16, false }, { "service", 14, false },
	{ "amount", 12, true }, { "sessions", 8, true }, { "until", 10, false },
	{ "state", 8, false },
};

static enum err_code put_one(struct cmd_context *c, struct table_out *t, const void *item,
    struct err *e)
{
	const struct card *k = item;
	char name[200], sum[MONEY_TEXT];

	(void)e;
	table_text(t, k->number);
	table_int(t, k->client_id);
	table_text(t, describe_client(c->desk, k->client_id, name, sizeof name));
	table_text(t, k->kind);
	table_text(t, k->name);
	table_text(t, describe_in_language(k->service, k->service_en));
	table_text(t, desk_sum_plain(c->desk, k->amount, sum, sizeof sum));
	table_int(t, k->sessions);
	table_text(t, k->until_day);
	table_text(t, prepaid_is_over(c->desk, k) ? "expired" : k->state);
	table_row(t);
	return OK;
}

enum { L_CLIENT, L_ALL };
static const struct arg list_table[] = {
	[L_CLIENT] = { .name = "client", .value = "C" },
	[L_ALL] = { .name = "all", .kind = ARG_SWITCH },
};

static enum err_code run_list(struct cmd_context *c, int argc, char **argv, struct err *e)
{
	static const struct table_list list = { columns, COUNT(columns), put_one,
		N_("No prepaid card holds anything.") };
	const struct arg *a = c->args;
	struct card_list l = { 0 };
	int64_t client;
	enum err_code rc = OK;

	(void)argc;
	(void)argv;
	if (a[L_CLIENT].given)
		rc = args_client_open(c, a[L_CLIENT].text, &client, e);
	if (rc == OK)
		rc = a[L_CLIENT].given ? card_list_client(c->store, client, &l, e) :
		    card_list_branch(c->store, c->desk->branch_id, a[L_ALL].given, ROWS, &l, e);
	if (rc == OK)
		rc = table_list(c, &list, l.v, l.n, sizeof *l.v, e);
	card_list_free(&l);
	return rc;
}

const struct cmd cmd_card_list = {
	.name = "card list",
	.words = "",
	.args = list_table,
	.nargs = COUNT(list_table),
	.help = N_("Prepaid cards that hold something, or all of a client; --all: used up too."),
	.needs = CMD_FILE | CMD_DESK,
	.run = run_list,
};

/* ---- sell ---- */

enum { S_CLIENT, S_NAME, S_SERVICE, S_PRICE, S_SESSIONS, S_GIFT, S_WHY, S_UNTIL, S_BY };
static const struct arg sell_table[] = {
	[S_CLIENT] = { .name = "client", .value = "C", .needed = true },
	[S_NAME] = { .name = "name", .value = "TEXT", .needed = true },
	[S_SERVICE] = { .name = "service", .value = "S" },
	[S_PRICE] = { .name = "price", .value = "SUM", .needed = true },
	[S_SESSIONS] = { .name = "sessions", .value = "N", .kind = ARG_INT, .max = 100000 },
	[S_GIFT] = { .name = "gift", .value = "SUM" },
	[S_WHY] = { .name = "why", .value = "TEXT" },
	[S_UNTIL] = { .name = "until", .value = "D", .kind = ARG_DAY },
	[S_BY] = { .name = "by", .value = "METHOD" },
};

static enum err_code read_sale(struct cmd_context *c, struct prepaid_load *l, char until[DAY_TEXT],
    struct err *e)
{
	const struct arg *a = c->args;
	bool sessions = a[S_SESSIONS].given;
	int64_t gift;
	enum err_code rc = money_arg(c, &a[S_PRICE], &l->price, e);

	if (!a[S_CLIENT].given || !a[S_NAME].given || !a[S_PRICE].given)
		return err_set(e, ERR_USAGE, "%s", c->usage);
	if (rc == OK)
		rc = money_arg(c, &a[S_GIFT], &gift, e);
	if (rc == OK)
		rc = args_client(c, a[S_CLIENT].text, &l->client_id, e);
	if (rc == OK && a[S_SERVICE].given)
		rc = service_named(c, a[S_SERVICE].text, &l->service_id, e);
	if (rc != OK)
		return rc;
	l->kind = sessions ? "sessions" : "value";
	l->name = a[S_NAME].text;
	l->amount = sessions ? 0 : l->price;
	l->sessions = a[S_SESSIONS].number;
	l->gift_amount = gift;
	l->why = a[S_WHY].text;
	if (a[S_UNTIL].given)
		l->until_day = day_format(a[S_UNTIL].day, until);
	l->nparts = l->price ? 1 : 0;
	l->part[0] = (struct pay_part){ a[S_BY].given ? a[S_BY].text : "cash", l->price, 0 };
	return OK;
}

static enum err_code say_card(struct cmd_context *c, int64_t id, struct err *e)
{
	struct card k;
	char left[MONEY_TEXT];
	enum err_code rc = card_get(c->store, id, &k, e);

	if (rc == OK)
		say(c, "%s %s", k.number, prepaid_left(c->desk, &k, left, sizeof left));
	return rc;
}

static enum err_code run_sell(struct cmd_context *c, int argc, char **argv, struct err *e)
{
	struct prepaid_load l = { .card_id = 0 };
	struct prepaid_made made;
	char until[DAY_TEXT];
	enum err_code rc = read_sale(c, &l, until, e);

	(void)argc;
	(void)argv;
	if (rc == OK)
		rc = prepaid_sell(c->desk, &l, &made, e);
	return rc == OK ? say_card(c, made.card_id, e) : rc;
}

const struct cmd cmd_card_sell = {
	.name = "card sell",
	.words = "",
	.args = sell_table,
	.nargs = COUNT(sell_table),
	.help = N_("Sells a prepaid card, paid in full: of value, or with --sessions of sessions."),
	.needs = CMD_FILE | CMD_DESK | CMD_WRITE,
	.run = run_sell,
};

/* ---- give ---- */

enum { G_TO, G_AMOUNT, G_SESSIONS, G_WHY };
static const struct arg give_table[] = {
	[G_TO] = { .name = "to", .value = "C", .needed = true },
	[G_AMOUNT] = { .name = "amount", .value = "SUM" },
	[G_SESSIONS] = { .name = "sessions", .value = "N", .kind = ARG_INT, .max = 100000 },
	[G_WHY] = { .name = "why", .value = "TEXT", .needed = true },
};

static enum err_code run_give(struct cmd_context *c, int argc, char **argv, struct err *e)
{
	const struct arg *a = c->args;
	struct prepaid_gift g = { .sessions = a[G_SESSIONS].number, .reason = a[G_WHY].text };
	struct card k;
	int64_t to;
	enum err_code rc;

	(void)argc;
	if (!a[G_TO].given || !a[G_WHY].given)
		return err_set(e, ERR_USAGE, "%s", c->usage);
	rc = card_by_number(c->store, argv[0], &k, e);
	if (rc == OK)
		rc = money_arg(c, &a[G_AMOUNT], &g.amount, e);
	if (rc == OK)
		rc = args_client(c, a[G_TO].text, &g.to_client, e);
	g.card_id = k.id;
	if (rc == OK)
		rc = prepaid_give(c->desk, &g, &to, e);
	return rc == OK ? say_card(c, to, e) : rc;
}

const struct cmd cmd_card_give = {
	.name = "card give",
	.words = "NUMBER",
	.min = 1,
	.max = 1,
	.args = give_table,
	.nargs = COUNT(give_table),
	.help = N_("Transfers part of a card to a new card of another client."),
	.needs = CMD_FILE | CMD_DESK | CMD_WRITE,
	.run = run_give,
};

/* ---- the shift ---- */

static const struct table_col shift_columns[] = {
	{ "method", 10, false }, { "n", 5, true }, { "expected", 12, true },
	{ "counted", 12, true }, { "differs", 12, true }, { "reason", 24, false },
};

static enum err_code put_method(struct cmd_context *c, struct table_out *t, const void *item,
    struct err *e)
{
	const struct cashup_line *l = item;
	char sum[MONEY_TEXT];

	(void)e;
	table_text(t, l->method);
	table_int(t, l->n);
	table_text(t, money_plain(l->expected, c->desk->currency, sum, sizeof sum));
	table_text(t, l->counted < 0 ? "" : money_plain(l->counted, c->desk->currency, sum,
	    sizeof sum));
	table_text(t, l->counted < 0 ? "" : money_plain(l->counted - l->expected,
	    c->desk->currency, sum, sizeof sum));
	table_text(t, l->reason);
	table_row(t);
	return OK;
}

static enum err_code run_cashup(struct cmd_context *c, int argc, char **argv, struct err *e)
{
	static const struct table_list list = { shift_columns, COUNT(shift_columns), put_method,
		N_("Nothing was paid.") };
	struct cashup now = { .n = 0 };
	int64_t id = 0;
	enum err_code rc;

	if (argc && !args_id(argv[0], &id))
		return err_set(e, ERR_USAGE, "%s", c->usage);
	rc = id ? cashup_get(c->desk, id, &now, e) : cashup_now(c->desk, 0, &now, e);
	if (rc == OK)
		rc = table_list(c, &list, now.v, now.n, sizeof *now.v, e);
	if (rc == OK && now.unread.id && c->format == FORMAT_TEXT)
		say(c, "%s: %s", now.unread.staff, now.unread.note);
	cashup_free(&now);
	return rc;
}

const struct cmd cmd_cashup = {
	.name = "cashup",
	.words = "[SHIFT]",
	.max = 1,
	.help = N_("What one's own open shift should hold, by method; or how a shift was counted."),
	.needs = CMD_FILE | CMD_DESK,
	.run = run_cashup,
};

static enum err_code run_begin(struct cmd_context *c, int argc, char **argv, struct err *e)
{
	int64_t sum, id;
	enum err_code rc = OK;

	(void)argc;
	if (money_parse(argv[0], c->desk->currency, &sum, e) != OK)
		return e->code = ERR_USAGE;
	rc = cashup_begin(c->desk, sum, &id, e);
	if (rc == OK)
		say(c, "%lld", (long long)id);
	return rc;
}

const struct cmd cmd_cashup_begin = {
	.name = "cashup begin",
	.words = "SUM",
	.min = 1,
	.max = 1,
	.help = N_("Begins one's own shift with SUM of change in the drawer; prints its number."),
	.needs = CMD_FILE | CMD_DESK | CMD_WRITE,
	.run = run_begin,
};

enum { E_WHY, E_NOTE };
static const struct arg end_table[] = {
	[E_WHY] = { .name = "why", .value = "TEXT" },
	[E_NOTE] = { .name = "note", .value = "TEXT" },
};

static enum err_code run_end(struct cmd_context *c, int argc, char **argv, struct err *e)
{
	struct cashup_counted x[16];

	for (int i = 0; i < argc; i++) {
		char *sum = strchr(argv[i], '=');

		if (!sum)
			return err_set(e, ERR_USAGE, "%s", c->usage);
		*sum++ = 0;
		x[i] = (struct cashup_counted){ .method = argv[i],
			.reason = c->args[E_WHY].given ? c->args[E_WHY].text : "" };
		if (money_parse(sum, c->desk->currency, &x[i].amount, e) != OK)
			return e->code = ERR_USAGE;
	}
	return cashup_end(c->desk, x, (size_t)argc, c->args[E_NOTE].text, e);
}

const struct cmd cmd_cashup_end = {
	.name = "cashup end",
	.words = "METHOD=SUM ...",
	.min = 1,
	.max = 16,
	.args = end_table,
	.nargs = COUNT(end_table),
	.help = N_("Ends one's own shift with what was counted; a difference needs --why."),
	.needs = CMD_FILE | CMD_DESK | CMD_WRITE,
	.run = run_end,
};
