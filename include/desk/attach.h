#ifndef FD_DESK_ATTACH_H
#define FD_DESK_ATTACH_H
/*
 * Files of a client that stay where they are: photographs, scans, reports. Kept is the whole path,
 * the size and the SHA-256 of the content, read with the person's own rights. A later change of
 * the file is found out by its sum.
 */
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"
#include "data/attachment.h"

struct desk;
struct txn;

#define ATTACH_MAX (64u << 20)          /* bytes */

/* Reads PATH: regular, no link, at most ATTACH_MAX bytes; fills path, hash, bytes. ERR_INVALID with
 * `field` path, ERR_NOTFOUND, ERR_DENIED. */
enum err_code attach_read(const char *path, struct attachment *out, struct err *e) MUST_CHECK;
/* Adds what attach_read gave, inside somebody's action. KIND: before, after, consent, report,
 * paper, other. TEXT may be NULL. */
enum err_code attach_in(struct txn *t, struct desk *d, int64_t client_id, const char *kind,
    const struct attachment *file, const char *text, int64_t *id, struct err *e) MUST_CHECK;
/* Both as an action of its own, attach-file. */
enum err_code attach_file(struct desk *d, int64_t client_id, const char *kind, const char *path,
    const char *text, int64_t *id, struct err *e) MUST_CHECK;
/* Is the file still what it was? OK; ERR_CORRUPT: changed; ERR_NOTFOUND: gone; ERR_DENIED: a report
 * that is not for the acting person yet. */
enum err_code attach_verify(struct desk *d, int64_t id, struct err *e) MUST_CHECK;
/* A report that was not reviewed is seen by those with the right see-report alone. */
bool attach_may_see(struct desk *d, const struct attachment *a);

#endif
