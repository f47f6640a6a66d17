/* segments, segment set, segment end: what clients are to the house. */
#include <string.h>

#include "base/buf.h"
#include "base/day.h"
#include "base/money.h"
#include "base/tr.h"
#include "cmd_priv.h"
#include "data/client.h"
#include "desk/desk.h"
#include "desk/rights.h"
#include "desk/segment.h"
#include "form/segment.h"

/* ---- who is what ---- */

enum { OPT_TIER, OPT_SEGMENT, OPT_GROWTH, OPT_LIMIT, OPT_ALL, OPT_WHY };
static const struct arg table[] = {
	[OPT_TIER] = { .name = "tier", .value = "T" },
	[OPT_SEGMENT] = { .name = "segment", .value = "S" },
	[OPT_GROWTH] = { .name = "growth", .value = "G" },
	[OPT_LIMIT] = { .name = "limit", .value = "N", .kind = ARG_INT, .min = 1, .max = 100000,
	    .number = 200 },
	[OPT_ALL] = { .name = "all", .kind = ARG_SWITCH },
	[OPT_WHY] = { .name = "why", .value = "CLIENT" },
};

static const struct table_col columns[] = {
	{ "client_id", 9, true }, { "client", 18, false }, { "tier", 10, false },
	{ "growth", 8, false }, { "spent", 10, true }, { "visits", 6, true },
	{ "referred", 8, true }, { "weight", -1, true }, { "segments", 0, false },
};

static enum err_code put_class(struct cmd_context *c, struct table_out *t, const void *item,
    struct err *e)
{
	const struct client_class *k = item;
	char money[MONEY_TEXT];
	struct client_card card;
	enum err_code rc = card_of(c, k->client_id, &card, e);

	if (rc != OK)
		return rc;
	table_int(t, k->client_id);
	table_text(t, shown_name(c, &card));
	table_text(t, k->tier);
	table_text(t, k->growth);
	table_text(t, desk_sum_plain(c->desk, k->spent, money, sizeof money));
	table_int(t, k->visits);
	table_int(t, k->referred);
	table_int(t, k->weight);
	table_text(t, k->segments + strspn(k->segments, " "));
	table_row(t);
	return OK;
}

static enum err_code class_word(const struct arg *a, const struct segment_rules *rules,
    struct err *e)
{
	char words[400] = "";

	if (!a->given || (rules && segment_rule_find(rules, a->text)))
		return OK;
	for (size_t i = 0; rules && i < rules->n; i++)
		text_fmt(words + strlen(words), sizeof words - strlen(words), "%s%s",
		    i ? ", " : "", rules->v[i].code);
	return err_set(e, ERR_USAGE, tr("--%s \"%.40s\" is not known. Known: %s."), a->name,
	    a->text, words);
}

enum err_code class_words(struct cmd_context *c, const struct arg *tier,
    const struct arg *segment, const struct arg *growth, struct err *e)
{
	const struct segments_file *f = c->desk->segments;
	enum err_code rc = class_word(tier, f ? &f->tiers : NULL, e);

	if (rc == OK)
		rc = class_word(segment, f ? &f->segments : NULL, e);
	return rc == OK ? class_word(growth, f ? &f->growth : NULL, e) : rc;
}

static const struct table_col why_columns[] = {
	{ "what", 18, false }, { "is", 22, false }, { "override_id", -1, true },
	{ "from", 0, false },
};

static enum err_code put_line(struct cmd_context *c, struct table_out *t, const void *item,
    struct err *e)
{
	const struct segment_line *l = item;

	(void)c;
	(void)e;
	table_text(t, l->what);
	table_text(t, l->is);
	table_int_or_empty(t, l->override_id);
	table_text(t, l->from);
	table_row(t);
	return OK;
}

static enum err_code why(struct cmd_context *c, const char *client, struct err *e)
{
	static const struct table_list list = { why_columns, COUNT(why_columns), put_line,
		N_("This site has no segments.cfg.") };
	struct segment_lines l = { 0 };
	int64_t id;
	enum err_code rc = args_client_open(c, client, &id, e);

	if (rc == OK)
		rc = segment_why(c->desk, id, &l, e);
	if (rc == OK)
		rc = table_list(c, &list, l.v, l.n, sizeof *l.v, e);
	segment_lines_free(&l);
	return rc;
}

static enum err_code run(struct cmd_context *c, int argc, char **argv, struct err *e)
{
	static const struct table_list list = { columns, COUNT(columns), put_class,
		N_("No client is so. frontdesk tick computes anew.") };
	const struct arg *a = c->args;
	struct class_want want = { .tier = a[OPT_TIER].text, .segment = a[OPT_SEGMENT].text,
		.growth = a[OPT_GROWTH].text, .branch_id = c->desk->branch_id };
	struct class_list l = { 0 };
	enum err_code rc;

	(void)argc;
	(void)argv;
	if (a[OPT_WHY].given)
		return why(c, a[OPT_WHY].text, e);
	rc = class_words(c, &a[OPT_TIER], &a[OPT_SEGMENT], &a[OPT_GROWTH], e);
	if (rc == OK && a[OPT_ALL].given)
		rc = rights_check(c->desk, &c->desk->who, "see-branches", e);
	if (rc != OK)
		return rc;
	want.branch_id = a[OPT_ALL].given ? 0 : want.branch_id;
	rc = class_list(c->store, &want, (int)a[OPT_LIMIT].number, &l, e);
	if (rc == OK)
		rc = table_list(c, &list, l.v, l.n, sizeof *l.v, e);
	class_list_free(&l);
	return rc;
}

const struct cmd cmd_segments = {
	.name = "segments",
	.words = "",
	.args = table,
	.nargs = COUNT(table),
	.help = N_("Clients by tier, growth and segment with their figures, as last computed, the "
	    "highest spend first; --why CLIENT: what one client is, and by which figures."),
	.needs = CMD_FILE | CMD_DESK,
	.run = run,
};

/* ---- by hand ---- */

enum { SET_WHY, SET_UNTIL, SET_NOT };
static const struct arg set_table[] = {
	[SET_WHY] = { .name = "why", .value = "TEXT", .needed = true },
	[SET_UNTIL] = { .name = "until", .value = "DAY", .kind = ARG_DAY },
	[SET_NOT] = { .name = "not", .kind = ARG_SWITCH },
};

static enum err_code say_class(struct cmd_context *c, int64_t client_id, struct err *e)
{
	struct client_class k;
	char segments[300];
	enum err_code rc = segment_of(c->desk, client_id, &k, e);

	if (rc == OK)
		say(c, "%s; %s; %s", segment_tier_text(c->desk, k.tier),
		    k.growth[0] ? segment_growth_text(c->desk, k.growth) : "-",
		    k.segments[0] ? segment_texts(c->desk, k.segments, segments, sizeof segments) :
		    "-");
	return rc;
}

static enum err_code run_set(struct cmd_context *c, int argc, char **argv, struct err *e)
{
	const struct arg *a = c->args;
	struct segment_draft s = { .kind = argv[1], .value = argv[2], .not_so = a[SET_NOT].given,
		.why = a[SET_WHY].text };
	char until[DAY_TEXT];
	enum err_code rc;

	(void)argc;
	if (!a[SET_WHY].given || (s.not_so && strcmp(s.kind, "segment") != 0))
		return err_set(e, ERR_USAGE, "%s", c->usage);
	if (a[SET_UNTIL].given)
		s.until = day_format(a[SET_UNTIL].day, until);
	rc = args_client_open(c, argv[0], &s.client_id, e);
	if (rc == OK)
		rc = segment_set(c->desk, &s, NULL, e);
	return rc == OK ? say_class(c, s.client_id, e) : rc;
}

const struct cmd cmd_segment_set = {
	.name = "segment set",
	.words = "CLIENT tier|growth|segment|score VALUE",
	.min = 3,
	.max = 3,
	.args = set_table,
	.nargs = COUNT(set_table),
	.help = N_("Says what a client is against the rules, and why; until a day, or until it is "
	    "taken back; --not: is not of that segment."),
	.needs = CMD_FILE | CMD_DESK | CMD_WRITE,
	.run = run_set,
};

static const struct arg end_table[] = { { .name = "why", .value = "TEXT" } };

static enum err_code run_end(struct cmd_context *c, int argc, char **argv, struct err *e)
{
	struct client_override o;
	int64_t id;
	enum err_code rc;

	(void)argc;
	if (!args_id(argv[0], &id))
		return err_set(e, ERR_USAGE, "%s", c->usage);
	rc = override_get(c->store, id, &o, e);
	if (rc == OK)
		rc = segment_take_back(c->desk, id, c->args[0].text, e);
	return rc == OK ? say_class(c, o.client_id, e) : rc;
}

const struct cmd cmd_segment_end = {
	.name = "segment end",
	.words = "ID",
	.min = 1,
	.max = 1,
	.args = end_table,
	.nargs = COUNT(end_table),
	.help = N_("Takes back what was set by hand; segments --why CLIENT --format=csv has the "
	    "ID."),
	.needs = CMD_FILE | CMD_DESK | CMD_WRITE,
	.run = run_end,
};
