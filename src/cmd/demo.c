/* demo: a made-up site for practice. */

#include "base/buf.h"
#include "base/tr.h"
#include "cmd_priv.h"
#include "data/store.h"
#include "desk/demo.h"
#include "form/callbacks.h"
#include "form/checklists.h"
#include "form/segment.h"

static const struct arg table[] = {
	{ .name = "clients", .value = "N", .kind = ARG_INT,
		.min = 1, .max = 2000000, .number = 500 },
	{ .name = "days", .value = "N", .kind = ARG_INT, .min = 0, .max = 366, .number = 14 },
	{ .name = "seed", .value = "N", .kind = ARG_INT, .min = 0, .max = 2147483647, .number = 1 },
	{ .name = "today", .value = "YYYY-MM-DD", .kind = ARG_DAY },
};

static void progress(void *ctx, long done, long all)
{
	say_progress(ctx, tr("Demo"), done, all);
}

/* Treatments are made by the checklists of the site; a folder without them has none. */
static enum err_code read_checklists(struct cmd_context *c, struct checklists_file **out,
    struct err *e)
{
	struct fault_list faults = { 0 };
	struct buf path = BUF_INIT;
	struct err one = ERR_INIT;
	enum err_code rc;

	*out = NULL;
	buf_printf(&path, "%s/checklists.cfg", c->forms_dir ? c->forms_dir : "forms");
	rc = checklists_load(buf_str(&path), out, &faults, &one);
	buf_free(&path);
	fault_list_free(&faults);
	return rc == OK || rc == ERR_NOTFOUND ? OK : err_copy(e, &one);
}

/* Likewise what is owed to clients. */
static enum err_code read_callbacks(struct cmd_context *c, struct callbacks_file **out,
    struct err *e)
{
	struct fault_list faults = { 0 };
	struct buf path = BUF_INIT;
	struct err one = ERR_INIT;
	enum err_code rc;

	*out = NULL;
	buf_printf(&path, "%s/callbacks.cfg", c->forms_dir ? c->forms_dir : "forms");
	rc = callbacks_load(buf_str(&path), out, &faults, &one);
	buf_free(&path);
	fault_list_free(&faults);
	return rc == OK || rc == ERR_NOTFOUND ? OK : err_copy(e, &one);
}

/* Likewise how clients are told apart. */
static enum err_code read_segments(struct cmd_context *c, struct segments_file **out,
    struct err *e)
{
	struct fault_list faults = { 0 };
	struct buf path = BUF_INIT;
	struct err one = ERR_INIT;
	enum err_code rc;

	*out = NULL;
	buf_printf(&path, "%s/segments.cfg", c->forms_dir ? c->forms_dir : "forms");
	rc = segments_load(buf_str(&path), out, &faults, &one);
	buf_free(&path);
	fault_list_free(&faults);
	return rc == OK || rc == ERR_NOTFOUND ? OK : err_copy(e, &one);
}

static enum err_code run(struct cmd_context *c, int argc, char **argv, struct err *e)
{
	const struct arg *args = c->args;
	struct demo_options o = { .progress = progress, .ctx = c };
	struct checklists_file *checklists;
	struct callbacks_file *callbacks = NULL;
	enum err_code rc = read_checklists(c, &checklists, e);

	(void)argc;
	(void)argv;
	o.clients = args[0].number;
	o.days = (int)args[1].number;
	o.seed = (uint64_t)args[2].number;
	o.today = args[3].day;
	if (rc == OK)
		rc = read_callbacks(c, &callbacks, e);
	if (rc == OK)
		rc = read_segments(c, &o.segments, e);
	o.checklists = checklists;
	o.callbacks = callbacks;
	if (rc == OK)
		rc = demo_fill(c->store, &o, e);
	checklists_free(checklists);
	callbacks_free(callbacks);
	segments_free(o.segments);
	if (rc == OK && c->base_path)
		rc = store_backup(c->store, c->base_path, e);
	if (rc == OK)
		say(c, tr("Filled %s with %ld made-up clients."), c->database, o.clients);
	return rc;
}

const struct cmd cmd_demo = {
	.name = "demo",
	.words = "",
	.args = table,
	.nargs = COUNT(table),
	.help = N_(
	    "Fills a new file with a made-up site for practice; the same words, the same bytes."),
	.needs = CMD_FILE | CMD_WRITE | CMD_OWNER | CMD_NO_SYNC,
	.run = run,
};
