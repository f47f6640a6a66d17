#ifndef FD_DESK_EXPORT_H
#define FD_DESK_EXPORT_H
/*
 * What leaves the house on paper or as a file (PP-5). A list that is seen may be printed with the
 * right `list-print`; a long one, or a whole file, needs `export` and with it a second person. Each
 * leaves a trace before it leaves the house.
 */
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"

struct desk;

enum export_how { EXPORT_PRINT, EXPORT_CSV, EXPORT_TEXT, EXPORT_PDF };

/* The right that a list of so many rows needs. */
const char *export_right(const struct desk *d, size_t rows);
/* May it leave? Then it is noted: NAME ("clients/find"), its rows and how. CLIENT 0: of nobody in
 * particular. ERR_DENIED, ERR_SECOND. */
enum err_code export_list(struct desk *d, int64_t client_id, const char *name, size_t rows,
    enum export_how how, struct err *e) MUST_CHECK;

#endif
