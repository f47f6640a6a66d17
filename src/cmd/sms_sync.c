/* sms-sync: messages out, replies in; for cron and for a timer. */

#include "base/tr.h"
#include "cmd_priv.h"
#include "desk/sms.h"

static const struct table_col columns[] = {
	{ "what", 12, false },
	{ "count", 8, true },
};

static void line(struct table_out *t, const char *what, int64_t n)
{
	if (!n)
		return;
	table_text(t, what);
	table_int(t, n);
	table_row(t);
}

static enum err_code run(struct cmd_context *c, int argc, char **argv, struct err *e)
{
	struct sms_report r;
	struct table_out *t;
	enum err_code rc = sms_sync(c->desk, &r, e);

	(void)argc;
	(void)argv;
	if (rc != OK)
		return rc;
	if (r.busy)
		say_aside(c, "%s", tr("Another one is at it. Nothing was done here."));
	if (r.silent)
		say_aside(c, "%s", tr("No spool command is set: nothing leaves. frontdesk.ini, "
		    "[spool] command."));
	if (r.said[0])
		say_aside(c, tr("The spool command ended with: %s"), r.said);
	t = table_begin(c, columns, COUNT(columns));
	line(t, "sent", r.sent);
	line(t, "later", r.later);
	line(t, "held", r.held);
	line(t, "refused", r.refused);
	line(t, "dropped", r.dropped);
	line(t, "unsure", r.unsure);
	line(t, "delivered", r.delivered);
	line(t, "failed", r.failed);
	line(t, "again", r.again);
	line(t, "lost", r.lost);
	line(t, "replies", r.replies);
	table_end(t, tr("Nothing to send, nothing came in."));
	return OK;
}

const struct cmd cmd_sms_sync = {
	.name = "sms-sync",
	.words = "",
	.help = N_("Hands waiting messages to the spool command, asks what became of those on "
	    "their way and takes replies in; for cron."),
	.needs = CMD_FILE | CMD_DESK | CMD_WRITE,
	.run = run,
};
