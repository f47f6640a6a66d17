#ifndef FD_DESK_BOOKING_IMPORT_H
#define FD_DESK_BOOKING_IMPORT_H
/*
 * Appointments from a list, through the same rules as any booking (right appt-import): what is
 * taken, out of hours or past is refused line by line, with the sentence that a person would see.
 * Nobody is told. Columns are known by their header: client (number, no:26-0412, or anything that
 * finds exactly one file), service (code), start (YYYY-MM-DD HH:MM, local time of the branch), and
 * where there are: staff, room, device (codes), channel, needs, note. Others are refused with the
 * whole list, so that nothing is lost without a word. In batches; run again, it adds nothing: an
 * appointment of the same client for the same service at the same time is known.
 */
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"

struct desk;

struct booking_import_report {
	long lines, added, known, refused;
};
struct booking_import_options {
	const char *bytes;              /* the file's text; the caller reads it, with its own
					 * rights */
	size_t size;
	bool dry;                       /* check only: nothing is written */
	/* After each batch; DONE and ALL in bytes. May be NULL. */
	void (*progress)(void *ctx, size_t done, size_t all);
	/* For every refused line: its number, the record as it stands, why. May be NULL. */
	void (*refused)(void *ctx, long line, const char *raw, const char *reason);
	void *ctx;
};
/* ERR_INVALID: empty, unreadable, a column that is missing or unknown. A refused line is no error:
 * see the report. */
enum err_code booking_import(struct desk *d, const struct booking_import_options *o,
    struct booking_import_report *out, struct err *e) MUST_CHECK;
/* The instant that shows TEXT, YYYY-MM-DD HH:MM, at the branch at hand; of an hour that comes twice
 * the first. ERR_INVALID: no such time, or another form. */
enum err_code booking_time_parse(const struct desk *d, const char *text, int64_t *at,
    struct err *e) MUST_CHECK;

#endif
