#ifndef FD_DATA_SEQUENCE_H
#define FD_DATA_SEQUENCE_H
/*
 * Numbers for people: file numbers, queue numbers. They only ever rise; a rolled back transaction
 * gives its number to the next one, a committed one is never given twice, not even after an undo.
 */
#include <stdint.h>

#include "base/err.h"

struct txn;

/* The next number of NAME ("file:26"), from 1. */
enum err_code sequence_next(struct txn *t, const char *name, int64_t *n, struct err *e) MUST_CHECK;
/* Makes the next one greater than N: for numbers that came from elsewhere (import). */
enum err_code sequence_raise(struct txn *t, const char *name, int64_t n, struct err *e) MUST_CHECK;

#endif
