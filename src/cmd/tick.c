/* tick: what is due by the clock; for cron. */
#include <string.h>

#include "base/buf.h"
#include "base/tr.h"
#include "cmd_priv.h"
#include "desk/tick.h"

static const struct arg table[] = {
	{ .name = "all", .kind = ARG_SWITCH },
};

static const struct table_col columns[] = {
	{ "job", 16, false },
	{ "seconds", 8, false },
	{ "result", 0, false },
};

static void report(void *ctx, const char *job, double seconds, const char *result)
{
	struct table_out *t = ctx;
	char took[24];

	table_text(t, job);
	table_text(t, text_fmt(took, sizeof took, "%.3f", seconds));
	table_text(t, result);
	table_row(t);
}

static enum err_code run(struct cmd_context *c, int argc, char **argv, struct err *e)
{
	struct arg args[COUNT(table)];
	struct table_out *t;
	int rest;
	enum err_code rc;

	memcpy(args, table, sizeof args);
	rc = args_parse(c, args, COUNT(args), argc, argv, &rest, e);
	if (rc == OK)
		rc = args_words(rest, 0, 0, "tick [--all]", e);
	if (rc != OK)
		return rc;
	t = table_begin(c, columns, COUNT(columns));
	rc = tick_run(c->desk, args[0].given, report, t, e);
	table_end(t, tr("Nothing was due."));
	return rc;
}

const struct cmd cmd_tick = {
	.name = "tick",
	.usage = "[--all]",
	.help = N_("Does what is due by the clock, each job once in its period; for cron."),
	.needs = CMD_FILE | CMD_DESK | CMD_WRITE,
	.run = run,
};
