#ifndef FD_BASE_USER_FILE_PRIV_H
#define FD_BASE_USER_FILE_PRIV_H
/* What user_file.c and user_document.c share. */
#include <limits.h>
#include <stdbool.h>

#include "base/user_file.h"

/* open(2) with the rights of the person alone; -1 and errno. */
int user_file_open(const char *path, int flags);
/* realpath(3) likewise; false and errno. */
bool user_file_real(const char *path, char whole[PATH_MAX]);
enum err_code user_file_refuse(const char *path, int os, struct err *e) MUST_CHECK;
enum err_code user_file_read_all(int fd, const char *path, struct buf *out, struct err *e)
    MUST_CHECK;

#endif
