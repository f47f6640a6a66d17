#ifndef FD_BASE_CSV_H
#define FD_BASE_CSV_H
/*
 * CSV in and out (RFC 4180, and what people's programs really write).
 *
 * Reading: UTF-8 with or without BOM, or GB18030 (tried when the bytes are not valid UTF-8); CR LF,
 * LF or CR; comma, semicolon or tab, taken from the first line; quotes with "" inside; a quote that
 * never closes, or text behind a closing one, is an error of that line, and reading goes on at the
 * next line. Line ends inside quotes become LF. A first line `sep=;` sets the delimiter. NUL is
 * refused; so is UTF-8 with a damaged place, which GB18030 would make other words of.
 */
#include <stdbool.h>
#include <stddef.h>

#include "base/buf.h"
#include "base/err.h"

struct csv_reader;

struct csv_row {
	char **v; /* N fields, UTF-8, blanks at both ends dropped; borrowed until next */
	size_t n;
	long line;              /* where the record starts, 1 = first line of the file */
	const char *raw; /* the record as it stands in the file, in UTF-8, without line end */
};

/* Opens the text of SIZE bytes (kept by the caller until close). ERR_INVALID: neither encoding. */
enum err_code csv_open(const char *bytes, size_t size, struct csv_reader **out, struct err *e)
    MUST_CHECK;
/* Next record, blank lines skipped. *MORE false at the end. ERR_INVALID for one bad record
 * (row.line and row.raw are set; call again to go on). */
enum err_code csv_next(struct csv_reader *r, struct csv_row *row, bool *more, struct err *e)
    MUST_CHECK;
size_t csv_offset(const struct csv_reader *r);          /* bytes read, for progress */
void csv_close(struct csv_reader *r);

/* Appends one field, quoted where needed. FIRST leaves out the comma. A text that a spreadsheet
 * would run as a formula gets a leading '; numbers like +86138... do not. */
void csv_put(struct buf *b, const char *field, bool first);
void csv_end(struct buf *b);                            /* CR LF */

#endif
