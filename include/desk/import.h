#ifndef FD_DESK_IMPORT_H
#define FD_DESK_IMPORT_H
/*
 * A client list from a file. Encoding and separator are found out, columns come by a mapping of
 * forms/import-*.cfg. Each line becomes a file or is refused with its number and reason; what the
 * branch requires and the line lacks goes to the list `to complete`; likely duplicates go to
 * their list. In batches of 1,000 actions' rows. Run again, it adds nothing: lines are known by
 * their key, else by their content.
 */
#include <stdbool.h>
#include <stddef.h>

#include "base/err.h"

struct desk;

struct import_report {
	long lines, added, known, refused, incomplete, alike;
	char mapping[48];
};
/* Called after each batch; may be NULL. DONE and ALL in bytes. False stops there: what is in, is
 * in. */
typedef bool (*import_progress)(void *ctx, size_t done, size_t all, const struct import_report *r);
/* Called for every refused line: its number, the record as it stands in the file (UTF-8), why. */
typedef void (*import_refused)(void *ctx, long line, const char *raw, const char *reason);

struct import_options {
	const char *bytes;              /* the file's text; the caller reads it, with its own
					 * rights */
	size_t size;
	const char *mapping;            /* name of a forms/import-*.cfg; NULL: found by the
					 * header */
	bool dry;                       /* check only: nothing is written */
	import_progress progress;
	import_refused refused;         /* may be NULL */
	void *ctx;
};
/* ERR_CONFIG: a mapping file is at fault; ERR_NOTFOUND: no such mapping; ERR_INVALID: no mapping
 * fits, empty, unreadable text. A refused line is no error: see the report. */
enum err_code import_clients(struct desk *d, const struct import_options *o,
    struct import_report *out, struct err *e) MUST_CHECK;

#endif
