/* book --import: every line is booked or named with its reason. */
#include "base/buf.h"
#include "base/tr.h"
#include "base/user_file.h"
#include "appt_priv.h"
#include "cmd_priv.h"
#include "desk/booking_import.h"
#include "desk/desk.h"
#include "rejects_priv.h"

struct job {
	struct cmd_context *c;
	struct rejects kept;
};

static void progress(void *ctx, size_t done, size_t all)
{
	struct job *j = ctx;

	say_progress(j->c, tr("Import"), (int64_t)done, (int64_t)all);
}

static void refused(void *ctx, long line, const char *raw, const char *reason)
{
	struct job *j = ctx;

	rejects_add(&j->kept, line, raw, reason);
}

static void say_report(struct cmd_context *c, const struct booking_import_report *r, bool dry)
{
	static const struct table_col columns[] = {
		{ "lines", 8, true },
		{ "added", 8, true },
		{ "known", 8, true },
		{ "refused", 8, true },
	};
	struct table_out *t = table_begin(c, columns, COUNT(columns));

	table_int(t, r->lines);
	table_int(t, r->added);
	table_int(t, r->known);
	table_int(t, r->refused);
	table_row(t);
	table_end(t, NULL);
	if (dry)
		say_aside(c, "%s", tr("Checked only: nothing was written."));
}

static enum err_code import(struct job *j, const struct buf *bytes, bool dry, struct err *e)
{
	struct booking_import_options o = { .bytes = buf_str(bytes), .size = bytes->n, .dry = dry,
		.progress = progress, .refused = refused, .ctx = j };
	struct booking_import_report r;
	enum err_code rc;

	rc = booking_import(j->c->desk, &o, &r, e);
	if (rc == OK || r.lines)
		say_report(j->c, &r, dry);
	if (rc == OK && r.refused && dry)
		rc = err_set(e, ERR_INVALID, trn("%ld line would be refused.",
		    "%ld lines would be refused.", r.refused), r.refused);
	else if (rc == OK)
		rc = rejects_end(&j->kept, r.refused, e);
	return rc;
}

enum err_code book_import(struct cmd_context *c, const char *path, bool dry, struct err *e)
{
	struct job j = { .c = c };
	struct buf bytes = BUF_INIT;
	enum err_code rc = user_file_read(path, &bytes, e);

	if (rc == OK) {
		rejects_begin(&j.kept, c, path, &bytes);
		rc = import(&j, &bytes, dry, e);
		rejects_free(&j.kept);
	}
	buf_free(&bytes);
	return rc;
}
