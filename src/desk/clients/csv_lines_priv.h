#ifndef FD_DESK_CLIENTS_CSV_LINES_PRIV_H
#define FD_DESK_CLIENTS_CSV_LINES_PRIV_H
/*
 * A CSV list of which every line stands for itself: columns by the names in its first line, in any
 * order; a refused line is told and the next one read; a full disk or a busy file ends it.
 */
#include <stddef.h>

#include "base/csv.h"
#include "base/err.h"

enum { CSV_COLUMNS = 12 };

struct csv_lines {
	struct {
		const char *name, *other;       /* "product", "产品"; other may be NULL */
		bool needed;
	} columns[CSV_COLUMNS];
	int n;
	bool others;                    /* columns of other names are the line's own affair */
	enum err_code (*line)(void *ctx, const struct csv_lines *c, const struct csv_row *row,
	    struct err *e);             /* ERR_DUPLICATE: it is known, and no refusal */
	void (*refused)(void *ctx, long line, const char *raw, const char *reason);     /* NULL */
	void *ctx, *refused_ctx;
	/* Filled here. */
	const struct csv_row *head;     /* the first line; valid until the end */
	int at[CSV_COLUMNS];            /* place in the row, -1: not there */
	long lines, done, known, bad;
};
/* ERR_INVALID: no CSV, empty, a column that is needed is not there or stands twice. */
enum err_code csv_lines_run(struct csv_lines *c, const char *bytes, size_t size, struct err *e)
    MUST_CHECK;
/* What stands in COLUMN of the row; "" without it. */
const char *csv_cell(const struct csv_lines *c, const struct csv_row *row, int column);

#endif
