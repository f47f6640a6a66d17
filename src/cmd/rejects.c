#include "rejects_priv.h"

#include <string.h>

#include "base/csv.h"
#include "base/tr.h"
#include "base/user_file.h"
#include "cmd_priv.h"

void rejects_begin(struct rejects *r, struct cmd_context *c, const char *path,
    const struct buf *bytes)
{
	struct csv_reader *csv;
	struct csv_row row;
	struct err e = ERR_INIT;
	bool more = false;

	*r = (struct rejects){ .c = c, .path = path, .kept = BUF_INIT };
	if (csv_open(buf_str(bytes), bytes->n, &csv, &e) != OK)
		return;
	if (csv_next(csv, &row, &more, &e) == OK && more) {
		buf_printf(&r->kept, "%s\r\n", row.raw);
		r->header_line = row.line;
	}
	csv_close(csv);
}

void rejects_add(void *ctx, long line, const char *raw, const char *reason)
{
	struct rejects *r = ctx;

	say_aside(r->c, "%s:%ld: %s", r->path, line, reason);
	if (line == r->header_line)     /* a list without header: it stands there already */
		return;
	buf_printf(&r->kept, "%s\r\n", raw);
}

enum err_code rejects_end(struct rejects *r, long n, struct err *e)
{
	struct buf to = BUF_INIT;
	enum err_code rc;

	if (!n)
		return OK;
	buf_printf(&to, "%s.rejected.csv", strcmp(r->path, "-") ? r->path : "stdin");
	rc = user_file_write(to.s, r->kept.s, r->kept.n, e);
	if (rc == OK)
		rc = err_set(e, ERR_INVALID,
		    trn("%ld line was refused and stands in %s.",
			"%ld lines were refused and stand in %s.", n), n, to.s);
	buf_free(&to);
	return rc;
}

void rejects_free(struct rejects *r)
{
	buf_free(&r->kept);
}
