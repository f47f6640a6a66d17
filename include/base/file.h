#ifndef FD_BASE_FILE_H
#define FD_BASE_FILE_H
/*
 * Small files read whole, with the program's own rights: catalogues, time zones, forms, settings.
 * For files that the person names: base/user_file.h.
 */
#include <stddef.h>

/*
 * Reads the regular file PATH, at most LIMIT bytes, into memory of the caller's (mem_free); *SIZE
 * is its length, and a zero byte follows it. NULL with errno: ENOENT and the like, EFBIG above
 * LIMIT, EINVAL for what is no file (a pipe at that name holds nobody up), EIO when it shrank while
 * it was read.
 */
char *file_read(const char *path, size_t limit, size_t *size);

#endif
