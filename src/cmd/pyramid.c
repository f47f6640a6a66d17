/* pyramid: how many clients are of each tier, who moved in it, what each brought. */
#include "desk/pyramid.h"

#include "base/money.h"
#include "base/tr.h"
#include "cmd_priv.h"
#include "data/client.h"
#include "desk/desk.h"

enum { OPT_ALL, OPT_MOVES };
static const struct arg pyramid_args[] = {
	[OPT_ALL] = { .name = "all", .kind = ARG_SWITCH },
	[OPT_MOVES] = { .name = "moves", .kind = ARG_SWITCH },
};

static const struct table_col tier_columns[] = {
	{ "tier", 12, false }, { "clients", 8, true }, { "fresh", 6, true }, { "came", 6, true },
	{ "went", 6, true }, { "payers", 7, true }, { "paid", 12, true }, { "percent", 7, true },
	{ "content", 7, true }, { "answers", 7, true },
};

static void put_percent(struct table_out *t, int percent)
{
	if (percent < 0)
		table_text(t, "");
	else
		table_int(t, percent);
}

static void put_money(struct cmd_context *c, struct table_out *t, int64_t amount)
{
	char text[MONEY_TEXT];

	table_text(t, money_plain(amount, c->desk->currency, text, sizeof text));
}

static void put_tier(struct cmd_context *c, struct table_out *t, const struct pyramid *p,
    const struct pyramid_tier *x)
{
	table_text(t, x->code[0] ? x->code : "-");
	table_int(t, x->clients);
	table_int(t, x->fresh);
	table_int(t, x->came);
	table_int(t, x->went);
	table_int(t, x->payers);
	put_money(c, t, x->paid);
	put_percent(t, pyramid_percent(x->paid, p->paid));
	put_percent(t, pyramid_percent(x->content.n, x->content.of * 100));
	table_int(t, x->content.of);
	table_row(t);
}

/* The fifth that paid most, as a row like the tiers: what it does not have stays empty. */
static void put_top(struct cmd_context *c, struct table_out *t, const struct pyramid *p)
{
	table_text(t, "top-fifth");
	for (int i = 0; i < 4; i++)
		table_text(t, "");
	table_int(t, p->top);
	put_money(c, t, p->top_paid);
	put_percent(t, pyramid_percent(p->top_paid, p->paid));
	table_text(t, "");
	table_text(t, "");
	table_row(t);
}

static void put_tiers(struct cmd_context *c, const struct pyramid *p)
{
	struct table_out *t = table_begin(c, tier_columns, COUNT(tier_columns));

	for (size_t i = 0; i < p->tiers.n; i++)
		put_tier(c, t, p, &p->tiers.v[i]);
	put_top(c, t, p);
	table_end(t, "");
}

static const struct table_col move_columns[] = {
	{ "day", 10, false }, { "client_id", 9, true }, { "client", 18, false },
	{ "from", 12, false }, { "to", 12, false }, { "way", 4, false }, { "paid", 12, true },
};

static enum err_code put_move(struct cmd_context *c, struct table_out *t, const void *item,
    struct err *e)
{
	const struct pyramid_move *m = item;
	struct client_card card;
	enum err_code rc = card_of(c, m->client_id, &card, e);

	if (rc != OK)
		return rc;
	table_text(t, m->day);
	table_int(t, m->client_id);
	table_text(t, shown_name(c, &card));
	table_text(t, m->from);
	table_text(t, m->to);
	table_text(t, m->up > 0 ? "up" : "down");
	put_money(c, t, m->paid);
	table_row(t);
	return OK;
}

static enum err_code run_pyramid(struct cmd_context *c, int argc, char **argv, struct err *e)
{
	static const struct table_list list = { move_columns, COUNT(move_columns), put_move,
		N_("Nobody moved in the pyramid in this period.") };
	struct pyramid p = { .clients = 0 };
	struct kpi_span x;
	enum err_code rc = kpi_parse(c->desk, argc ? argv[0] : NULL, &x, e);

	if (rc != OK)
		return rc;
	if (c->args[OPT_ALL].given)
		x.branch_id = 0;
	rc = pyramid_read(c->desk, &x, &p, e);
	if (rc == OK && c->args[OPT_MOVES].given)
		rc = table_list(c, &list, p.moves.v, p.moves.n, sizeof *p.moves.v, e);
	else if (rc == OK)
		put_tiers(c, &p);
	pyramid_free(&p);
	return rc;
}

const struct cmd cmd_pyramid = {
	.name = "pyramid", .words = "[SPAN]", .max = 1, .args = pyramid_args,
	.nargs = COUNT(pyramid_args),
	.help = N_("Clients of the branch by tier at the end of a span of days (this month), what "
	    "each tier paid and how content it was, and the fifth that paid most; --moves: who "
	    "moved in the pyramid. --all: of all branches."),
	.needs = CMD_FILE | CMD_DESK, .run = run_pyramid,
};
