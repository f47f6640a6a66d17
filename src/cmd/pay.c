/* pay, payments: money taken, given back, corrected, and the list of it. */
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/money.h"
#include "base/tr.h"
#include "data/card.h"
#include "data/payment.h"
#include "desk/describe.h"
#include "desk/desk.h"
#include "desk/pay.h"
#include "money_priv.h"

enum { ROWS = 1000 };

enum { P_CLIENT, P_ORDER, P_KEEP, P_CARD, P_BACK, P_WHY, P_SECOND };
static const struct arg pay_table[] = {
	[P_CLIENT] = { .name = "client", .value = "C", .needed = true },
	[P_ORDER] = { .name = "order", .value = "NUMBER" },
	[P_KEEP] = { .name = "keep", .kind = ARG_SWITCH },
	[P_CARD] = { .name = "card", .value = "NUMBER" },
	[P_BACK] = { .name = "back", .kind = ARG_SWITCH },
	[P_WHY] = { .name = "why", .value = "TEXT" },
	[P_SECOND] = { .name = "second", .value = "X" },
};

/* METHOD=SUM */
static enum err_code read_part(struct cmd_context *c, char *word, int64_t card,
    struct pay_part *out, struct err *e)
{
	char *sum = strchr(word, '=');

	if (!sum)
		return err_set(e, ERR_USAGE, "%s", c->usage);
	*sum++ = 0;
	*out = (struct pay_part){ .method = word, .card_id = !strcmp(word, "prepaid") ? card : 0 };
	if (!pay_method_find(word))
		return err_set(e, ERR_USAGE, tr("There is no way of paying \"%s\": cash, wechat, "
		    "alipay, card, transfer, other, account, prepaid."), word);
	if (money_parse(sum, c->desk->currency, &out->amount, e) != OK)
		return e->code = ERR_USAGE;
	return OK;
}

static enum err_code read_words(struct cmd_context *c, int argc, char **argv, struct pay *p,
    struct err *e)
{
	const struct arg *a = c->args;
	struct card card = { .id = 0 };
	enum err_code rc;

	if (!a[P_CLIENT].given)
		return err_set(e, ERR_USAGE, "%s", c->usage);
	rc = args_client(c, a[P_CLIENT].text, &p->client_id, e);
	if (rc == OK && a[P_ORDER].given)
		rc = order_named(c, a[P_ORDER].text, &p->order_id, e);
	if (rc == OK && a[P_CARD].given)
		rc = card_by_number(c->store, a[P_CARD].text, &card, e);
	for (int i = 0; i < argc && rc == OK; i++)
		rc = read_part(c, argv[i], card.id, &p->part[p->nparts++], e);
	return rc;
}

static enum err_code give_back(struct cmd_context *c, const struct pay *p,
    struct pay_made *made, struct err *e)
{
	const struct arg *a = c->args;
	struct pay_back b = { .client_id = p->client_id, .order_id = p->order_id,
		.amount = p->part[0].amount, .method = p->part[0].method,
		.card_id = p->part[0].card_id, .reason = a[P_WHY].text };

	if (p->nparts != 1 || !a[P_WHY].given)
		return err_set(e, ERR_USAGE, "%s", c->usage);
	if (a[P_SECOND].given && second_signs(c, a[P_SECOND].text, "pay-back", e) != OK)
		return e->code;
	return pay_refund(c->desk, &b, made, e);
}

static enum err_code run_pay(struct cmd_context *c, int argc, char **argv, struct err *e)
{
	struct pay p = { .keep = c->args[P_KEEP].given, .owed = -1 };
	struct pay_made made;
	char owed[MONEY_TEXT];
	int64_t sum;
	enum err_code rc = read_words(c, argc, argv, &p, e);

	if (rc == OK)
		rc = c->args[P_BACK].given ? give_back(c, &p, &made, e) :
		    pay_take(c->desk, &p, &made, e);
	if (rc == OK)
		rc = pay_owed(c->desk, p.client_id, &sum, e);
	if (rc == OK)
		say(c, "%s %s", made.receipt, money_plain(sum, c->desk->currency, owed,
		    sizeof owed));
	return rc;
}

const struct cmd cmd_pay = {
	.name = "pay",
	.words = "METHOD=SUM ...",
	.min = 1,
	.max = PAY_PARTS,
	.args = pay_table,
	.nargs = COUNT(pay_table),
	.help = N_("Takes money for what a client owes, the oldest first; prints receipt and "
	    "what is "
	    "still owed. --keep: a deposit; --back --why: pays back."),
	.needs = CMD_FILE | CMD_DESK | CMD_WRITE,
	.run = run_pay,
};

/* ---- the list ---- */

static const struct table_col columns[] = {
	{ "id", 6, true }, { "at", 16, false }, { "client_id", 9, true },
	{ "client", 14, false }, { "kind", 10, false }, { "method", 9, false },
	{ "amount", 12, true }, { "order", 8, false }, { "receipt", 8, false },
	{ "staff", 10, false }, { "reversed", 8, true }, { "reverses", -1, true },
	{ "reason", 20, false },
};

static enum err_code put_one(struct cmd_context *c, struct table_out *t, const void *item,
    struct err *e)
{
	const struct payment *p = item;
	char name[200], sum[MONEY_TEXT];

	(void)e;
	table_int(t, p->id);
	table_time(t, p->created_at);
	table_int(t, p->client_id);
	table_text(t, describe_client(c->desk, p->client_id, name, sizeof name));
	table_text(t, p->kind);
	table_text(t, p->method);
	table_text(t, desk_sum_plain(c->desk, p->amount, sum, sizeof sum));
	table_text(t, p->order);
	table_text(t, p->receipt);
	table_text(t, staff_code_of(c, p->staff_id));
	table_int(t, p->reversed);
	table_int_or_empty(t, p->reverses);
	table_text(t, p->reason);
	table_row(t);
	return OK;
}

enum { L_CLIENT, L_FROM, L_TO };
static const struct arg list_table[] = {
	[L_CLIENT] = { .name = "client", .value = "C" },
	[L_FROM] = { .name = "from", .value = "D", .kind = ARG_DAY },
	[L_TO] = { .name = "to", .value = "D", .kind = ARG_DAY },
};

static enum err_code run_payments(struct cmd_context *c, int argc, char **argv, struct err *e)
{
	static const struct table_list list = { columns, COUNT(columns), put_one,
		N_("Nothing was paid in these days.") };
	const struct arg *a = c->args;
	struct payment_list l = { 0 };
	char from[DAY_TEXT], to[DAY_TEXT];
	int64_t client;
	enum err_code rc = OK;

	(void)argc;
	(void)argv;
	money_days(c, &a[L_FROM], &a[L_TO], from, to);
	if (a[L_CLIENT].given)
		rc = args_client_open(c, a[L_CLIENT].text, &client, e);
	if (rc == OK)
		rc = a[L_CLIENT].given ? payment_list_client(c->store, client, ROWS, &l, e) :
		    payment_list_days(c->store, c->desk->branch_id, from, to, ROWS, &l, e);
	if (rc == OK)
		rc = table_list(c, &list, l.v, l.n, sizeof *l.v, e);
	payment_list_free(&l);
	return rc;
}

const struct cmd cmd_payments = {
	.name = "payments",
	.words = "",
	.args = list_table,
	.nargs = COUNT(list_table),
	.help = N_("Money taken and given back in 30 days at this branch, or of a client."),
	.needs = CMD_FILE | CMD_DESK,
	.run = run_payments,
};

/* ---- correcting ---- */

static const struct arg why_table[] = { { .name = "why", .value = "TEXT", .needed = true } };

static enum err_code run_correct(struct cmd_context *c, int argc, char **argv, struct err *e)
{
	struct pay_made made;
	int64_t id;
	enum err_code rc;

	(void)argc;
	if (!args_id(argv[0], &id) || !c->args[0].given)
		return err_set(e, ERR_USAGE, "%s", c->usage);
	rc = pay_correct(c->desk, id, c->args[0].text, &made, e);
	if (rc == OK)
		say(c, "%lld", (long long)made.payment);
	return rc;
}

const struct cmd cmd_pay_correct = {
	.name = "payments correct",
	.words = "ID",
	.min = 1,
	.max = 1,
	.args = why_table,
	.nargs = COUNT(why_table),
	.help = N_("Reverses a payment that was a slip of the pen; it is owed again."),
	.needs = CMD_FILE | CMD_DESK | CMD_WRITE,
	.run = run_correct,
};
