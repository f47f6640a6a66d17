/* channels, channel charge: who is in charge of what comes in on each of them. */
#include <string.h>

#include "base/buf.h"
#include "base/tr.h"
#include "cmd_priv.h"
#include "data/branch.h"
#include "desk/channel.h"
#include "desk/desk.h"

static void put_channel(struct cmd_context *c, struct table_out *t, const struct branch *b,
    const char *channel)
{
	char name[200];

	table_text(t, b->code);
	table_text(t, channel);
	table_text(t, channel_text(channel));
	table_text(t, channel_charge_name(c->desk, b->id, channel, name, sizeof name));
	table_row(t);
}

static enum err_code run_channels(struct cmd_context *c, int argc, char **argv, struct err *e)
{
	static const struct table_col columns[] = { { "branch", 8, false }, { "channel", 8, false },
		{ "label", 12, false }, { "in_charge", 0, false } };
	struct branch b;
	struct table_out *t;

	(void)argc;
	(void)argv;
	if (branch_get(c->store, c->desk->branch_id, &b, e) != OK)
		return e->code;
	t = table_begin(c, columns, COUNT(columns));
	for (int i = 0; channel_words[i]; i++)
		put_channel(c, t, &b, channel_words[i]);
	table_end(t, "");
	return OK;
}

const struct cmd cmd_channels = {
	.name = "channels", .words = "",
	.help = N_("Who is in charge of what comes in on each channel, in the branch at hand."),
	.needs = CMD_FILE | CMD_DESK, .run = run_channels,
};

static enum err_code run_charge(struct cmd_context *c, int argc, char **argv, struct err *e)
{
	int64_t staff = 0;
	char name[200];
	enum err_code rc = strcmp(argv[1], "-") ? staff_named(c, argv[1], &staff, e) : OK;

	(void)argc;
	if (rc == OK)
		rc = channel_set_charge(c->desk, c->desk->branch_id, argv[0], staff, e);
	if (rc != OK)
		return rc;
	channel_charge_name(c->desk, c->desk->branch_id, argv[0], name, sizeof name);
	say(c, tr("In charge of %s: %s"), channel_text(argv[0]), name[0] ? name : tr("nobody"));
	return OK;
}

const struct cmd cmd_channel_charge = {
	.name = "channel charge", .words = "CHANNEL STAFF|-", .min = 2, .max = 2,
	.help = N_("Puts a person in charge of a channel in the branch at hand; - nobody."),
	.needs = CMD_FILE | CMD_DESK | CMD_WRITE, .run = run_charge,
};
