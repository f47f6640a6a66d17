#ifndef FD_CMD_REJECTS_PRIV_H
#define FD_CMD_REJECTS_PRIV_H
/*
 * Lines that an import refused: named on the way and kept, below the file's header, in
 * FILE.rejected.csv, so that the corrected file can be imported as it stands. For src/cmd only.
 */
#include "base/buf.h"
#include "base/err.h"

struct cmd_context;

struct rejects {
	struct cmd_context *c;
	const char *path;               /* of the list, "-" for standard input */
	struct buf kept;
	long header_line;
};

/* BYTES: the list; its first record is the header. */
void rejects_begin(struct rejects *r, struct cmd_context *c, const char *path,
    const struct buf *bytes);
/* For the `refused` of an import: CTX is the struct rejects. */
void rejects_add(void *ctx, long line, const char *raw, const char *reason);
/* Writes the file when N lines were refused, and says so: ERR_INVALID. N 0: OK. */
enum err_code rejects_end(struct rejects *r, long n, struct err *e) MUST_CHECK;
void rejects_free(struct rejects *r);

#endif
