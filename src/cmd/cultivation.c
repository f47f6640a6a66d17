/* cultivation, cultivation begin, step, end: which clients are to become more to the house. */
#include <string.h>

#include "base/buf.h"
#include "base/clock.h"
#include "base/day.h"
#include "base/money.h"
#include "base/tr.h"
#include "cmd_priv.h"
#include "data/client.h"
#include "data/cultivation.h"
#include "desk/cover.h"
#include "desk/cultivation.h"
#include "desk/desk.h"
#include "desk/segment.h"

/* ---- the list ---- */

enum { LIST_CLIENT, LIST_STAFF, LIST_DUE, LIST_ENDED };
static const struct arg list_table[] = {
	[LIST_CLIENT] = { .name = "client", .value = "CLIENT" },
	[LIST_STAFF] = { .name = "staff", .value = "STAFF" },
	[LIST_DUE] = { .name = "due", .kind = ARG_SWITCH },
	[LIST_ENDED] = { .name = "ended", .kind = ARG_SWITCH },
};

static const struct table_col columns[] = {
	{ "id", 5, true }, { "begun", 10, false }, { "review", 10, false }, { "state", 8, false },
	{ "client_id", 9, true }, { "client", 18, false }, { "tier", 9, false },
	{ "growth", 8, false }, { "target", 9, false }, { "owner", 6, false },
	{ "budget", 9, true }, { "cost", 9, true }, { "paid", 10, true }, { "measure", 30, false },
	{ "result", 0, false },
};

static void table_money(struct cmd_context *c, struct table_out *t, int64_t sum)
{
	char text[MONEY_TEXT];

	table_text(t, sum < 0 ? "" : desk_sum_plain(c->desk, sum, text, sizeof text));
}

static enum err_code put_row(struct cmd_context *c, struct table_out *t, const void *item,
    struct err *e)
{
	struct cultivation_row shown = *(const struct cultivation_row *)item, *r = &shown;
	struct client_card card;
	char text[MONEY_TEXT];
	int64_t paid = 0;
	enum err_code rc = card_of(c, r->client_id, &card, e);

	if (c->args[LIST_DUE].given && !cultivation_due(c->desk, r))
		return rc;
	if (rc == OK)
		rc = cultivation_revenue(c->desk, r, &paid, e);
	if (rc != OK)
		return rc;
	table_int(t, r->id);
	cover_cultivation(c->desk, r);
	table_text(t, r->day);
	table_text(t, r->review_day);
	table_text(t, r->state);
	table_int(t, r->client_id);
	table_text(t, shown_name(c, &card));
	table_text(t, r->tier);
	table_text(t, r->growth);
	table_text(t, r->target);
	table_text(t, r->owner_code);
	table_money(c, t, r->budget);
	table_money(c, t, r->cost);
	table_text(t, desk_sum_plain(c->desk, paid, text, sizeof text));
	table_text(t, r->measure);
	table_text(t, r->result);
	table_row(t);
	return OK;
}

static enum err_code run_list(struct cmd_context *c, int argc, char **argv, struct err *e)
{
	static const struct table_list list = { columns, COUNT(columns), put_row,
		N_("Nobody is cultivated.") };
	const struct arg *a = c->args;
	struct cultivation_list l = { 0 };
	int64_t client = 0, staff = 0;
	enum err_code rc = OK;

	(void)argc;
	(void)argv;
	if (a[LIST_CLIENT].given)
		rc = args_client_open(c, a[LIST_CLIENT].text, &client, e);
	if (rc == OK && a[LIST_STAFF].given)
		rc = staff_named(c, a[LIST_STAFF].text, &staff, e);
	if (rc == OK && client)
		rc = cultivation_list_client(c->store, client, &l, e);
	else if (rc == OK && a[LIST_ENDED].given)
		rc = cultivation_list_ended(c->store, c->desk->branch_id, 0, &l, e);
	else if (rc == OK)
		rc = cultivation_list_on(c->store, c->desk->branch_id, staff, &l, e);
	if (rc == OK)
		rc = table_list(c, &list, l.v, l.n, sizeof *l.v, e);
	cultivation_list_free(&l);
	return rc;
}

const struct cmd cmd_cultivation = {
	.name = "cultivation", .words = "", .args = list_table, .nargs = COUNT(list_table),
	.help = N_("Clients who are to become more to the house: target tier, measure, owner, what "
	    "it cost and what they paid since, the next review first; --due: reviews that are due; "
	    "--ended: with their result."),
	.needs = CMD_FILE | CMD_DESK, .run = run_list,
};

/* ---- beginning ---- */

enum { NEW_TARGET, NEW_OWNER, NEW_REVIEW, NEW_MEASURE, NEW_BUDGET };
static const struct arg new_table[] = {
	[NEW_TARGET] = { .name = "target", .value = "TIER", .needed = true },
	[NEW_OWNER] = { .name = "staff", .value = "STAFF", .needed = true },
	[NEW_REVIEW] = { .name = "review", .value = "DAY", .kind = ARG_DAY, .needed = true },
	[NEW_MEASURE] = { .name = "measure", .value = "TEXT" },
	[NEW_BUDGET] = { .name = "budget", .value = "SUM" },
};

static enum err_code sum_of(struct cmd_context *c, const struct arg *a, int64_t *sum,
    struct err *e)
{
	return a->given ? money_parse(a->text, c->desk->currency, sum, e) : OK;
}

/* Without --measure that of the client's type of growth. */
static enum err_code measure_of(struct cmd_context *c, struct cultivation_draft *x, struct err *e)
{
	struct client_class is;
	enum err_code rc = segment_of(c->desk, x->client_id, &is, e);

	x->measure = c->args[NEW_MEASURE].given ? c->args[NEW_MEASURE].text :
	    cultivation_measure(c->desk, is.growth);
	return rc;
}

static enum err_code run_new(struct cmd_context *c, int argc, char **argv, struct err *e)
{
	const struct arg *a = c->args;
	struct cultivation_draft x = { .target = a[NEW_TARGET].text, .budget = -1 };
	char review[DAY_TEXT];
	int64_t id;
	enum err_code rc;

	(void)argc;
	if (!a[NEW_TARGET].given || !a[NEW_OWNER].given || !a[NEW_REVIEW].given)
		return err_set(e, ERR_USAGE, "%s", c->usage);
	x.review_day = day_format(a[NEW_REVIEW].day, review);
	rc = args_client_open(c, argv[0], &x.client_id, e);
	if (rc == OK)
		rc = staff_named(c, a[NEW_OWNER].text, &x.owner_id, e);
	if (rc == OK)
		rc = sum_of(c, &a[NEW_BUDGET], &x.budget, e);
	if (rc == OK)
		rc = measure_of(c, &x, e);
	if (rc == OK)
		rc = cultivation_add(c->desk, &x, &id, e);
	if (rc == OK)
		say(c, "%lld", (long long)id);
	return rc;
}

const struct cmd cmd_cultivation_begin = {
	.name = "cultivation begin", .words = "CLIENT", .min = 1, .max = 1, .args = new_table,
	.nargs = COUNT(new_table),
	.help = N_("Begins to cultivate a client, with the measure of its type of growth or "
	    "another; prints its number."),
	.needs = CMD_FILE | CMD_DESK | CMD_WRITE, .run = run_new,
};

/* ---- going on, ending ---- */

enum { STEP_COST, STEP_NEXT };
static const struct arg step_table[] = {
	[STEP_COST] = { .name = "cost", .value = "SUM" },
	[STEP_NEXT] = { .name = "next", .value = "DAY", .kind = ARG_DAY },
};

static enum err_code run_step(struct cmd_context *c, int argc, char **argv, struct err *e)
{
	const struct arg *a = c->args;
	char next[DAY_TEXT];
	int64_t id, cost = 0;
	enum err_code rc;

	(void)argc;
	if (!args_id(argv[0], &id))
		return err_set(e, ERR_USAGE, "%s", c->usage);
	rc = sum_of(c, &a[STEP_COST], &cost, e);
	if (rc != OK)
		return rc;
	return a[STEP_NEXT].given ? cultivation_review(c->desk, id, argv[1], cost,
	    day_format(a[STEP_NEXT].day, next), e) :
	    cultivation_did(c->desk, id, argv[1], cost, e);
}

const struct cmd cmd_cultivation_step = {
	.name = "cultivation step", .words = "ID TEXT", .min = 2, .max = 2, .args = step_table,
	.nargs = COUNT(step_table),
	.help = N_("Enters what was done and what it cost; with --next it is a review, and that is "
	    "the day of the next one."),
	.needs = CMD_FILE | CMD_DESK | CMD_WRITE, .run = run_step,
};

static enum err_code run_end(struct cmd_context *c, int argc, char **argv, struct err *e)
{
	int64_t id;

	(void)argc;
	if (!args_id(argv[0], &id))
		return err_set(e, ERR_USAGE, "%s", c->usage);
	return cultivation_end(c->desk, id, argv[1], argv[2], e);
}

const struct cmd cmd_cultivation_end = {
	.name = "cultivation end", .words = "ID reached|missed|stopped RESULT", .min = 3, .max = 3,
	.help = N_("Ends it with its result."),
	.needs = CMD_FILE | CMD_DESK | CMD_WRITE, .run = run_end,
};
