/* demo: a made-up site for practice. */
#include <string.h>

#include "base/buf.h"
#include "base/tr.h"
#include "cmd_priv.h"
#include "data/store.h"
#include "desk/demo.h"

static const struct arg table[] = {
	{ .name = "clients", .kind = ARG_INT, .min = 1, .max = 2000000 },
	{ .name = "days", .kind = ARG_INT, .min = 0, .max = 366 },
	{ .name = "seed", .kind = ARG_INT, .min = 0, .max = 2147483647 },
	{ .name = "today", .kind = ARG_DAY },
};

static void progress(void *ctx, long done, long all)
{
	say_progress(ctx, tr("Demo"), done, all);
}

static enum err_code run(struct cmd_context *c, int argc, char **argv, struct err *e)
{
	struct arg args[COUNT(table)];
	struct demo_options o = { .progress = progress, .ctx = c };
	int rest;
	enum err_code rc;

	memcpy(args, table, sizeof args);
	args[0].number = 500;
	args[1].number = 14;
	args[2].number = 1;
	rc = args_parse(c, args, COUNT(args), argc, argv, &rest, e);
	if (rc == OK)
		rc = args_words(
		    rest, 0, 0, "demo [--clients N] [--days N] [--seed N] [--today DAY]", e);
	if (rc != OK)
		return rc;
	o.clients = args[0].number;
	o.days = (int)args[1].number;
	o.seed = (uint64_t)args[2].number;
	o.today = args[3].day;
	rc = demo_fill(c->store, &o, e);
	if (rc == OK && c->base_path)
		rc = store_backup(c->store, c->base_path, e);
	if (rc == OK)
		say(c, tr("Filled %s with %ld made-up clients."), c->database, o.clients);
	return rc;
}

const struct cmd cmd_demo = {
	.name = "demo",
	.usage = "[--clients N] [--days N] [--seed N] [--today YYYY-MM-DD]",
	.help = N_(
	    "Fills a new file with a made-up site for practice; the same words, the same bytes."),
	.needs = CMD_FILE | CMD_WRITE | CMD_OWNER | CMD_NO_SYNC,
	.run = run,
};
