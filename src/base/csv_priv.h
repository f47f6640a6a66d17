#ifndef FD_BASE_CSV_PRIV_H
#define FD_BASE_CSV_PRIV_H
/* Between the parts of base/csv.h: bytes to UTF-8, records, writing. */
#include <stddef.h>

#include "base/err.h"

/* The text of a file in UTF-8. */
struct csv_text {
	const char *p;          /* the bytes as given, or `converted` */
	size_t n;
	char *converted;        /* owned by the caller (mem_free), NULL when they were UTF-8 */
};

/* ERR_INVALID: zero bytes, neither UTF-8 nor GB18030, or UTF-8 with a damaged place. */
enum err_code csv_decode(const char *bytes, size_t size, struct csv_text *out, struct err *e)
    MUST_CHECK;

#endif
