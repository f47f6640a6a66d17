/* staff set, role, retire: the directory at the command line. */
#include <string.h>

#include "base/tr.h"
#include "cmd_priv.h"
#include "data/branch.h"
#include "data/staff.h"
#include "desk/desk.h"
#include "desk/house.h"
#include "desk/rows.h"

static const char set_usage[] = "staff set CODE FIELD=VALUE ...";

static enum err_code run_set(struct cmd_context *c, int argc, char **argv, struct err *e)
{
	struct rows_words w = { .form = "staff", .words = argv + 1, .usage = set_usage };
	int64_t id;
	int rest;
	enum err_code rc = args_parse(c, NULL, 0, argc, argv, &rest, e);

	if (rc == OK)
		rc = args_words(rest, 2, 50, set_usage, e);
	if (rc == OK)
		rc = staff_named(c, argv[0], &w.id, e);
	w.n = rest - 1;
	if (rc == OK)
		rc = rows_put_words(c, &w, &id, e);
	return rc == OK ? rows_say(c, "staff", w.id) : rc;
}

const struct cmd cmd_staff_set = {
	.name = "staff set",
	.usage = "CODE FIELD=VALUE ...",
	.help = N_(
	    "Changes somebody's entry in the directory: phone=, agreement=, certificates= ..."),
	.needs = CMD_FILE | CMD_DESK | CMD_WRITE,
	.run = run_set,
};

/* ---- role ---- */

enum { ROLE_BRANCH, ROLE_OFF, ROLE_MAIN };
static const struct arg role_table[] = {
	[ROLE_BRANCH] = { .name = "branch" },
	[ROLE_OFF] = { .name = "off", .kind = ARG_SWITCH },
	[ROLE_MAIN] = { .name = "main", .kind = ARG_SWITCH },
};
static const char role_usage[] = "staff role CODE ROLE [--branch CODE|all] [--main] [--off]";

/* The person's own branch where none is said; `all`: everywhere. */
static enum err_code branch_of(struct cmd_context *c, const char *word, int64_t staff,
    int64_t *id, struct err *e)
{
	struct staff p;
	struct branch b;
	enum err_code rc = staff_get(c->store, staff, &p, e);

	*id = rc == OK ? p.branch_id : 0;
	if (rc != OK || !word)
		return rc;
	*id = 0;
	if (!strcmp(word, "all"))
		return OK;
	if (branch_by_code(c->store, word, &b, e) == ERR_NOTFOUND) {
		err_clear(e);
		return err_set(e, ERR_NOTFOUND, tr("There is no branch \"%.40s\"."), word);
	}
	*id = b.id;
	return e->code;
}

static enum err_code run_role(struct cmd_context *c, int argc, char **argv, struct err *e)
{
	struct arg args[COUNT(role_table)];
	int64_t staff, branch;
	int rest;
	enum err_code rc;

	memcpy(args, role_table, sizeof args);
	rc = args_parse(c, args, COUNT(args), argc, argv, &rest, e);
	if (rc == OK)
		rc = args_words(rest, 2, 2, role_usage, e);
	if (rc == OK)
		rc = staff_named(c, argv[0], &staff, e);
	if (rc == OK)
		rc = branch_of(c, args[ROLE_BRANCH].text, staff, &branch, e);
	if (rc == OK)
		rc = house_role(c->desk, staff, argv[1], branch, !args[ROLE_OFF].given,
		    args[ROLE_MAIN].given, e);
	return rc == OK ? rows_say(c, "staff", staff) : rc;
}

const struct cmd cmd_staff_role = {
	.name = "staff role",
	.usage = "CODE ROLE [--branch CODE|all] [--main] [--off]",
	.help = N_(
	    "Gives somebody a role, in the home branch where none is named; --off takes it."),
	.needs = CMD_FILE | CMD_DESK | CMD_WRITE,
	.run = run_role,
};

static enum err_code run_retire(struct cmd_context *c, int argc, char **argv, struct err *e)
{
	return rows_retire_named(c, "staff", "staff retire CODE [--why TEXT]", staff_named, argc,
	    argv, e);
}

const struct cmd cmd_staff_retire = {
	.name = "staff retire",
	.usage = "CODE [--why TEXT]",
	.help = N_("Somebody has left: no log-in, no booking; the entry stays in the history."),
	.needs = CMD_FILE | CMD_DESK | CMD_WRITE,
	.run = run_retire,
};
