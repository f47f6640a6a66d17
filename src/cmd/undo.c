/* undo ID: says what it would do; --yes does it. */
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/tr.h"
#include "cmd_priv.h"
#include "desk/desk.h"
#include "desk/rights.h"
#include "desk/undo.h"

static const struct arg table[] = {
	{ .name = "yes", .kind = ARG_SWITCH },
	{ .name = "counter", .kind = ARG_SWITCH },
	{ .name = "reason", .value = "TEXT" },
};

/* One key on a terminal; a script must say --yes. */
static bool is_meant(struct cmd_context *c)
{
	char line[16];

	if (!isatty(STDIN_FILENO) || !c->err_tty)
		return false;
	fprintf(c->err, "%s ", tr("Take it back? y/n"));
	fflush(c->err);
	return fgets(line, sizeof line, stdin) && (line[0] == 'y' || line[0] == 'Y');
}

static enum err_code check_plan(
    struct cmd_context *c, const struct undo_plan *plan, const struct arg *args, struct err *e)
{
	if (plan->way == UNDO_NONE)
		return err_set(e, ERR_CONFLICT, "%s", plan->text);
	if (plan->way == UNDO_COUNTER && !args[1].given)
		return err_set(e, ERR_CONFLICT, tr("%s --counter does it."), plan->text);
	if (args[0].given)
		return OK;
	say(c, "%s", plan->text);
	if (is_meant(c))
		return OK;
	return err_set(e, ERR_USAGE, "%s", tr("Nothing was done. --yes does it."));
}

/* What others did is not read from what could be taken back: who may not, hears that first. Who
 * lacks only a second person may look. */
static enum err_code check_other(struct cmd_context *c, const struct undo_plan *plan, struct err *e)
{
	enum err_code rc = OK;

	if (plan->second)
		rc = rights_check(c->desk, &c->desk->who, "undo-other", e);
	if (rc != ERR_SECOND)
		return rc;
	err_clear(e);
	return OK;
}

static enum err_code undo(struct cmd_context *c, int64_t id, const struct arg *args, struct err *e)
{
	struct undo_plan plan;
	int64_t made = 0;
	enum err_code rc = undo_plan(c->desk, id, &plan, e);

	if (rc == OK)
		rc = check_other(c, &plan, e);
	if (rc == OK)
		rc = check_plan(c, &plan, args, e);
	if (rc == OK)
		rc = undo_action(
		    c->desk, id, args[1].given, args[2].text ? args[2].text : "", &made, e);
	if (rc == OK)
		say(c, tr("Taken back by action %lld."), (long long)made);
	return rc;
}

static enum err_code run(struct cmd_context *c, int argc, char **argv, struct err *e)
{
	const struct arg *args = c->args;
	int64_t id;
	enum err_code rc = OK;

	(void)argc;
	if (!args_id(argv[0][0] == '#' ? argv[0] + 1 : argv[0], &id))
		rc = err_set(e, ERR_USAGE,
		    tr("\"%.40s\" is no number of an action. frontdesk actions lists "
		       "them."),
		    argv[0]);
	return rc == OK ? undo(c, id, args, e) : rc;
}

const struct cmd cmd_undo = {
	.name = "undo",
	.words = "ACTION",
	.min = 1,
	.max = 1,
	.args = table,
	.nargs = COUNT(table),
	.help = N_("Takes an action back; without --yes it says what would be done."),
	.needs = CMD_FILE | CMD_DESK | CMD_WRITE,
	.run = run,
};
