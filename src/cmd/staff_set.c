/* staff set, role, retire: the directory at the command line. */
#include <string.h>

#include "base/tr.h"
#include "cmd_priv.h"
#include "data/branch.h"
#include "data/staff.h"
#include "desk/desk.h"
#include "desk/house.h"

static enum err_code run_set(struct cmd_context *c, int argc, char **argv, struct err *e)
{
	struct rows_words w = { .form = "staff", .words = argv + 1 };
	int64_t id;
	enum err_code rc = staff_named(c, argv[0], &w.id, e);

	w.n = argc - 1;
	if (rc == OK)
		rc = rows_put_words(c, &w, &id, e);
	return rc == OK ? rows_say(c, "staff", w.id) : rc;
}

const struct cmd cmd_staff_set = {
	.name = "staff set",
	.words = "CODE FIELD=VALUE ...",
	.min = 2,
	.max = 50,
	.help = N_(
	    "Changes somebody's entry in the directory: phone=, agreement=, certificates= ..."),
	.needs = CMD_FILE | CMD_DESK | CMD_WRITE,
	.run = run_set,
};

/* ---- role ---- */

enum { ROLE_BRANCH, ROLE_MAIN, ROLE_OFF };
static const struct arg role_table[] = {
	[ROLE_BRANCH] = { .name = "branch", .value = "CODE|all" },
	[ROLE_MAIN] = { .name = "main", .kind = ARG_SWITCH },
	[ROLE_OFF] = { .name = "off", .kind = ARG_SWITCH },
};

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
	const struct arg *args = c->args;
	int64_t staff, branch;
	enum err_code rc = staff_named(c, argv[0], &staff, e);

	(void)argc;
	if (rc == OK)
		rc = branch_of(c, args[ROLE_BRANCH].text, staff, &branch, e);
	if (rc == OK)
		rc = house_role(c->desk, staff, argv[1], branch, !args[ROLE_OFF].given,
		    args[ROLE_MAIN].given, e);
	return rc == OK ? rows_say(c, "staff", staff) : rc;
}

const struct cmd cmd_staff_role = {
	.name = "staff role",
	.words = "CODE ROLE",
	.min = 2,
	.max = 2,
	.args = role_table,
	.nargs = COUNT(role_table),
	.help = N_(
	    "Gives somebody a role, in the home branch where none is named; --off takes it."),
	.needs = CMD_FILE | CMD_DESK | CMD_WRITE,
	.run = run_role,
};

static enum err_code run_retire(struct cmd_context *c, int argc, char **argv, struct err *e)
{
	(void)argc;
	return rows_retire_named(c, "staff", staff_named, argv[0], e);
}

const struct cmd cmd_staff_retire = {
	.name = "staff retire",
	.words = "CODE",
	.min = 1,
	.max = 1,
	.args = rows_why,
	.nargs = COUNT(rows_why),
	.help = N_("Somebody has left: no log-in, no booking; the entry stays in the history."),
	.needs = CMD_FILE | CMD_DESK | CMD_WRITE,
	.run = run_retire,
};
