/* book --import: every line is booked or named with its reason. */
#include <string.h>

#include "base/buf.h"
#include "base/csv.h"
#include "base/tr.h"
#include "base/user_file.h"
#include "appt_priv.h"
#include "cmd_priv.h"
#include "desk/booking_import.h"
#include "desk/desk.h"

struct job {
	struct cmd_context *c;
	const char *path;
	struct buf rejected;            /* the refused records, below the file's header */
};

static void progress(void *ctx, size_t done, size_t all)
{
	struct job *j = ctx;

	say_progress(j->c, tr("Import"), (int64_t)done, (int64_t)all);
}

static void refused(void *ctx, long line, const char *raw, const char *reason)
{
	struct job *j = ctx;

	say_aside(j->c, "%s:%ld: %s", j->path, line, reason);
	buf_printf(&j->rejected, "%s\r\n", raw);
}

/* Kept above what is refused, so that the corrected file can be imported as it stands. */
static void keep_header(struct job *j, const struct buf *bytes)
{
	struct csv_reader *r;
	struct csv_row row;
	struct err none = ERR_INIT;
	bool more = false;

	if (csv_open(buf_str(bytes), bytes->n, &r, &none) != OK)
		return;
	if (csv_next(r, &row, &more, &none) == OK && more)
		buf_printf(&j->rejected, "%s\r\n", row.raw);
	csv_close(r);
}

static enum err_code write_rejected(const struct job *j, long n, struct err *e)
{
	struct buf to = BUF_INIT;
	enum err_code rc;

	buf_printf(&to, "%s.rejected.csv", !strcmp(j->path, "-") ? "stdin" : j->path);
	rc = user_file_write(to.s, j->rejected.s, j->rejected.n, e);
	if (rc == OK)
		rc = err_set(e, ERR_INVALID, trn("%ld line was refused and stands in %s.",
		    "%ld lines were refused and stand in %s.", n), n, to.s);
	buf_free(&to);
	return rc;
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

	keep_header(j, bytes);
	rc = booking_import(j->c->desk, &o, &r, e);
	if (rc == OK || r.lines)
		say_report(j->c, &r, dry);
	if (rc == OK && r.refused && dry)
		rc = err_set(e, ERR_INVALID, trn("%ld line would be refused.",
		    "%ld lines would be refused.", r.refused), r.refused);
	else if (rc == OK && r.refused)
		rc = write_rejected(j, r.refused, e);
	return rc;
}

enum err_code book_import(struct cmd_context *c, const char *path, bool dry, struct err *e)
{
	struct job j = { .c = c, .path = path, .rejected = BUF_INIT };
	struct buf bytes = BUF_INIT;
	enum err_code rc = user_file_read(path, &bytes, e);

	if (rc == OK)
		rc = import(&j, &bytes, dry, e);
	buf_free(&j.rejected);
	buf_free(&bytes);
	return rc;
}
