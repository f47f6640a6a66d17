/* actions: who did what, newest first. */

#include "base/tr.h"
#include "base/zone.h"
#include "cmd_priv.h"
#include "data/history.h"
#include "desk/describe.h"
#include "desk/desk.h"
#include "desk/rights.h"

#define PAGE 200

enum { OPT_CLIENT, OPT_STAFF, OPT_NAME, OPT_FROM, OPT_TO, OPT_LIMIT };
static const struct arg table[] = {
	[OPT_CLIENT] = { .name = "client", .value = "CLIENT" },
	[OPT_STAFF] = { .name = "staff", .value = "CODE" },
	[OPT_NAME] = { .name = "name", .value = "WORD" },
	[OPT_FROM] = { .name = "from", .value = "DAY", .kind = ARG_DAY },
	[OPT_TO] = { .name = "to", .value = "DAY", .kind = ARG_DAY },
	[OPT_LIMIT] = { .name = "limit", .value = "N", .kind = ARG_INT,
		.min = 1, .max = 1000000, .number = 50 },
};
static const struct table_col columns[] = {
	{ "id", 6, true },
	{ "at", 16, false },
	{ "staff", 8, false },
	{ "second", -1, false },
	{ "station", 8, false },
	{ "origin", 6, false },
	{ "name", 14, false },
	{ "subject", -1, false },
	{ "what", 0, false },
	{ "undoes", -1, true },
	{ "undone_by", -1, true },
	{ "reason", -1, false },
	{ "peer", -1, false },
};

static void put_action(struct cmd_context *c, struct table_out *t, const struct action_row *a)
{
	char what[240];

	table_int(t, a->id);
	table_time(t, a->at);
	table_text(t, staff_code_of(c, a->staff_id));
	table_text(t, staff_code_of(c, a->second_id));
	table_text(t, a->station);
	table_text(t, a->origin);
	table_text(t, a->name);
	table_text(t, a->subject);
	table_text(t, describe_action(c->desk, a, what, sizeof what));
	table_int_or_empty(t, a->undoes);
	table_int_or_empty(t, a->undone_by);
	table_text(t, a->reason);
	table_text(t, a->peer);
	table_row(t);
}

static enum err_code put_all(
    struct cmd_context *c, struct action_filter *f, long limit, struct err *e)
{
	struct table_out *t = table_begin(c, columns, COUNT(columns));
	struct action_list l = { .n = 0 };
	enum err_code rc;

	do {
		f->limit = limit < PAGE ? (int)limit : PAGE;
		rc = action_list_find(c->store, f, &l, e);
		for (size_t i = 0; i < l.n && rc == OK; i++)
			put_action(c, t, &l.v[i]);
		if (l.n)
			f->before_id = l.v[l.n - 1].id;
		limit -= (long)l.n;
	} while (rc == OK && limit > 0 && l.n == PAGE);
	action_list_free(&l);
	if (rc == OK)
		table_end(t, tr("Nothing was done yet."));
	else
		table_drop(t);
	return rc;
}

/* Without the right one sees one's own. */
static enum err_code restrict_to_own(struct cmd_context *c, struct action_filter *f, struct err *e)
{
	int64_t me = c->desk->who.staff_id;

	if (rights_may(c->desk, "see-actions"))
		return OK;
	if (f->staff_id && f->staff_id != me)
		return rights_check(c->desk, &c->desk->who, "see-actions", e);
	f->staff_id = me;
	return OK;
}

static enum err_code make_filter(
    struct cmd_context *c, const struct arg *args, struct action_filter *f, struct err *e)
{
	enum err_code rc = OK;

	if (args[OPT_CLIENT].given)
		rc = args_client(c, args[OPT_CLIENT].text, &f->client_id, e);
	if (rc == OK && args[OPT_STAFF].given)
		rc = staff_named(c, args[OPT_STAFF].text, &f->staff_id, e);
	f->name = args[OPT_NAME].text;
	if (args[OPT_FROM].given)
		f->from_at = zone_day_start(c->desk->zone, args[OPT_FROM].day);
	if (args[OPT_TO].given)
		f->to_at = zone_day_start(c->desk->zone, args[OPT_TO].day + 1);
	return rc == OK ? restrict_to_own(c, f, e) : rc;
}

static enum err_code run(struct cmd_context *c, int argc, char **argv, struct err *e)
{
	const struct arg *args = c->args;
	struct action_filter f = { .client_id = 0 };
	enum err_code rc = make_filter(c, args, &f, e);

	(void)argc;
	(void)argv;
	return rc == OK ? put_all(c, &f, args[OPT_LIMIT].number, e) : rc;
}

const struct cmd cmd_actions = {
	.name = "actions",
	.words = "",
	.args = table,
	.nargs = COUNT(table),
	.help = N_("Who did what, newest first; one's own without the right to see all."),
	.needs = CMD_FILE | CMD_DESK,
	.run = run,
};
