/* client import: every line becomes a file or is named with its reason. */

#include "base/buf.h"
#include "base/tr.h"
#include "base/user_file.h"
#include "cmd_priv.h"
#include "desk/import.h"
#include "rejects_priv.h"

static const struct arg table[] = {
	{ .name = "map", .value = "NAME" },
	{ .name = "dry-run", .kind = ARG_SWITCH },
};

static bool progress(void *ctx, size_t done, size_t all, const struct import_report *r)
{
	struct rejects *j = ctx;

	(void)r;
	say_progress(j->c, tr("Import"), (int64_t)done, (int64_t)all);
	return true;
}

static void say_report(struct cmd_context *c, const struct import_report *r, bool dry)
{
	static const struct table_col columns[] = {
		{ "mapping", 12, false },
		{ "lines", 8, true },
		{ "added", 8, true },
		{ "known", 8, true },
		{ "refused", 8, true },
		{ "incomplete", 10, true },
		{ "alike", 8, true },
	};
	struct table_out *t = table_begin(c, columns, COUNT(columns));

	table_text(t, r->mapping);
	table_int(t, r->lines);
	table_int(t, r->added);
	table_int(t, r->known);
	table_int(t, r->refused);
	table_int(t, r->incomplete);
	table_int(t, r->alike);
	table_row(t);
	table_end(t, NULL);
	if (dry)
		say_aside(c, "%s", tr("Checked only: nothing was written."));
}

static enum err_code import(struct cmd_context *c, const char *path, const struct buf *bytes,
    const struct arg *args, struct err *e)
{
	struct rejects j;
	struct import_report r = { .lines = 0 };
	struct import_options o = { .bytes = buf_str(bytes),
		.size = bytes->n,
		.mapping = args[0].text,
		.dry = args[1].given,
		.progress = progress,
		.refused = rejects_add,
		.ctx = &j };
	enum err_code rc;

	rejects_begin(&j, c, path, bytes);
	rc = import_clients(c->desk, &o, &r, e);
	if (rc == OK || r.lines)
		say_report(c, &r, o.dry);
	if (rc == OK && r.refused && o.dry)
		rc = err_set(e, ERR_INVALID,
		    trn("%ld line would be refused.", "%ld lines would be refused.", r.refused),
		    r.refused);
	else if (rc == OK)
		rc = rejects_end(&j, r.refused, e);
	rejects_free(&j);
	return rc;
}

static enum err_code run(struct cmd_context *c, int argc, char **argv, struct err *e)
{
	const struct arg *args = c->args;
	struct buf bytes = BUF_INIT;
	enum err_code rc = user_file_read(argv[0], &bytes, e);

	(void)argc;
	if (rc == OK)
		rc = import(c, argv[0], &bytes, args, e);
	buf_free(&bytes);
	return rc;
}

const struct cmd cmd_client_import = {
	.name = "client import",
	.words = "FILE.csv|-",
	.min = 1,
	.max = 1,
	.args = table,
	.nargs = COUNT(table),
	.help = N_("Opens files from a list; refused lines are named and written beside it."),
	.needs = CMD_FILE | CMD_DESK | CMD_WRITE,
	.run = run,
};
