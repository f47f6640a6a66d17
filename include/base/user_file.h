#ifndef FD_BASE_USER_FILE_H
#define FD_BASE_USER_FILE_H
/*
 * Files that the person names. A set-group-id program opens them with the person's own rights:
 * else it would read and write for everybody what only its group may.
 */
#include "base/buf.h"
#include "base/err.h"

#define USER_FILE_MAX (256u << 20)      /* bytes */

/* Reads PATH, `-` = standard input, to its end. ERR_NOTFOUND, ERR_DENIED, ERR_INVALID (a
 * folder, too large), ERR_IO. */
enum err_code user_file_read(const char *path, struct buf *out, struct err *e) MUST_CHECK;
/* A document to be kept by its sum: a regular file of at most MAX bytes, never through a link,
 * never a device or a pipe. ERR_INVALID (none of these), ERR_NOTFOUND, ERR_DENIED, ERR_IO. */
enum err_code user_file_read_document(const char *path, size_t max, struct buf *out,
    struct err *e) MUST_CHECK;
/* The only file of DIR whose name ends in SUFFIX: its name. ERR_NOTFOUND: none; ERR_INVALID:
 * several, or no folder. */
enum err_code user_file_only(const char *dir, const char *suffix, char *name, size_t size,
    struct err *e) MUST_CHECK;
/* The whole path of a file, without links: what stays true whoever opens it from wherever. */
enum err_code user_file_whole_path(const char *path, struct buf *out, struct err *e) MUST_CHECK;
/* Makes PATH anew, readable by its owner alone, in the place of what had that name: never through a
 * link, whole or not at all. ERR_IO, ERR_FULL, ERR_DENIED, ERR_INVALID (a folder). */
enum err_code user_file_write(const char *path, const char *bytes, size_t n, struct err *e)
    MUST_CHECK;

#endif
