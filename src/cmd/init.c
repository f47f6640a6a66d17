/* init: a new file with its site, first branch and first manager. */

#include "base/tr.h"
#include "cmd/pin.h"
#include "cmd_priv.h"
#include "data/store.h"
#include "desk/site.h"

static const struct arg table[] = {
	{ .name = "name", .value = "TEXT" },
	{ .name = "zone", .value = "ZONE" },
	{ .name = "language", .value = "zh|en" },
	{ .name = "branch", .value = "CODE" },
	{ .name = "branch-name", .value = "TEXT" },
	{ .name = "manager", .value = "CODE" },
	{ .name = "manager-name", .value = "TEXT" },
	{ .name = "pin-stdin", .kind = ARG_SWITCH },
};

static const char *text_of(const struct arg *args, const char *name)
{
	return args_get(args, COUNT(table), name)->text;
}

/* The copy that a proof by replay starts from. */
static enum err_code keep_base(struct cmd_context *c, struct store *s, struct err *e)
{
	return c->base_path ? store_backup(s, c->base_path, e) : OK;
}

/* A half-made file would stand in the way of the next try. */
static enum err_code make(struct cmd_context *c, const struct site_options *o, struct err *e)
{
	struct store *s = NULL;
	enum err_code rc = store_create(c->database, e);

	if (rc != OK) /* what stands at that name is not ours */
		return rc;
	rc = store_open(c->database, 0, &s, e);
	if (rc == OK)
		rc = site_create(s, o, e);
	if (rc == OK)
		rc = keep_base(c, s, e);
	store_close(s);
	if (rc != OK)
		store_discard(c->database);
	return rc;
}

static enum err_code run(struct cmd_context *c, int argc, char **argv, struct err *e)
{
	const struct arg *args = c->args;
	struct site_options o;
	char pin[PIN_MAX] = "";
	enum err_code rc = OK;

	(void)argc;
	(void)argv;
	if (args_get(args, COUNT(table), "pin-stdin")->given)
		rc = pin_ask(true, "", pin, e);
	if (rc != OK)
		return rc;
	o = (struct site_options){ .name = text_of(args, "name"),
		.zone = text_of(args, "zone"),
		.language = text_of(args, "language"),
		.branch_code = text_of(args, "branch"),
		.branch_name = text_of(args, "branch-name"),
		.manager_code = text_of(args, "manager"),
		.manager_name = text_of(args, "manager-name"),
		.manager_pin = pin[0] ? pin : NULL,
		.pin_cost = c->pin_cost };
	rc = make(c, &o, e);
	pin_forget(pin);
	if (rc != OK)
		return rc;
	say(c, tr("Made %s. Manager: %s. %s"), c->database,
	    o.manager_code ? o.manager_code : "admin",
	    o.manager_pin ? "" : tr("frontdesk staff pin gives a PIN."));
	return OK;
}

const struct cmd cmd_init = {
	.name = "init",
	.words = "",
	.args = table,
	.nargs = COUNT(table),
	.help = N_("Makes a new file with its site, first branch and first manager."),
	.needs = CMD_OWNER,
	.run = run,
};
