/* One subcommand, from the file to the exit status. */
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "app/who.h"
#include "app_priv.h"
#include "base/tr.h"
#include "cmd/cmd.h"
#include "data/store.h"
#include "desk/desk.h"

static enum err_code check_owner(const struct app *a, const struct cmd *cmd, struct err *e)
{
	if (!(cmd->needs & CMD_OWNER) || a->owner)
		return OK;
	return err_set(
	    e, ERR_DENIED, tr("Only the owner of %s may do that: %s."), a->database, cmd->name);
}

/* Reading goes on where writing may not: a report on a copy, a full disk. */
static enum err_code open_store(
    const struct app *a, unsigned needs, struct store **out, struct err *e)
{
	unsigned flags = needs & CMD_NO_SYNC ? STORE_NO_SYNC : 0;
	enum err_code rc;

	*out = NULL;
	if (!(needs & CMD_FILE))
		return OK;
	rc = store_open(a->database, flags, out, e);
	if (rc != ERR_READONLY || (needs & CMD_WRITE))
		return rc;
	err_clear(e);
	return store_open(a->database, flags | STORE_READ_ONLY, out, e);
}

static enum err_code open_desk(
    struct app *a, const struct cmd *cmd, struct store *s, struct desk *d, struct err *e)
{
	struct desk_config config;
	int64_t expected;
	enum err_code rc;

	app_desk_config(a, strcmp(cmd->name, "tick") ? "cli" : "tick", &config);
	rc = desk_open(s, &config, d, e);
	if (rc != OK)
		return rc;
	d->owner = a->owner;
	return who_enter(d, a->options.staff, WHO_COMMAND, &expected, e);
}

static int fail(struct err *e)
{
	cmd_say_error(stderr, e);
	return cmd_exit(e->code);
}

int command_run(struct app *a, const struct cmd *cmd, int argc, char **argv)
{
	struct desk desk = { .store = NULL };
	struct err e = ERR_INIT;
	struct cmd_context c = { .database = a->database,
		.forms_dir = a->forms,
		.base_path = a->base,
		.out = stdout,
		.err = stderr,
		.err_tty = isatty(STDERR_FILENO),
		.owner = a->owner,
		.printer = app_printer(a),
		.spool_command = a->station.spool_command,
		.disk_warn_mb = a->station.disk_warn_mb,
		.pin_cost = a->station.pin_cost,
		.privileged = a->privileged };
	int status;

	if (check_owner(a, cmd, &e) == OK && open_store(a, cmd->needs, &c.store, &e) == OK &&
	    (cmd->needs & CMD_DESK) && open_desk(a, cmd, c.store, &desk, &e) == OK)
		c.desk = &desk;
	status = e.code == OK ? cmd_run(cmd, &c, argc, argv) : fail(&e);
	if (desk.store)
		desk_close(&desk);
	store_close(c.store);
	return status;
}
