/* tick: what is due by the clock; for cron. */

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
	const struct arg *args = c->args;
	struct table_out *t;
	enum err_code rc = OK;

	(void)argc;
	(void)argv;
	t = table_begin(c, columns, COUNT(columns));
	rc = tick_run(c->desk, args[0].given, report, t, e);
	table_end(t, tr("Nothing was due."));
	return rc;
}

const struct cmd cmd_tick = {
	.name = "tick",
	.words = "",
	.args = table,
	.nargs = COUNT(table),
	.help = N_("Does what is due by the clock, each job once in its period; for cron."),
	.needs = CMD_FILE | CMD_DESK | CMD_WRITE,
	.run = run,
};
