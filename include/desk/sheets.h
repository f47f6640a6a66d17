#ifndef FD_DESK_SHEETS_H
#define FD_DESK_SHEETS_H
/*
 * Sheets for when power or host are down (SPEC RN-4): the lists of today and of the next open day
 * of every branch as text files, written anew each hour by `tick`. Any machine can print them.
 */
#include <stdint.h>

#include "base/err.h"

struct desk;

/* Into the folder of config.sheets_folder: CODE-YYYY-MM-DD-day.txt and -experts.txt. *N = how many
 * were written; 0 where the site keeps none. ERR_IO, ERR_DENIED, ERR_FULL name the file. */
enum err_code sheets_write(struct desk *d, int64_t *n, struct err *e) MUST_CHECK;

#endif
