#ifndef FD_BASE_FILE_PRIV_H
#define FD_BASE_FILE_PRIV_H
/* Small files read whole: catalogues, time zones. */
#include <stddef.h>

/*
 * Reads the regular file PATH, at most LIMIT bytes, into memory of the caller's (mem_free); *SIZE
 * is its length. NULL with errno: ENOENT and the like, EFBIG above LIMIT, EINVAL for what is no
 * file.
 */
void *file_read(const char *path, size_t limit, size_t *size);

#endif
