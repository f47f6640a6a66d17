#ifndef FD_DATA_STORE_ROW_PRIV_H
#define FD_DATA_STORE_ROW_PRIV_H
/*
 * What the aggregates of this floor share: ending a statement that reads or writes one row. For
 * src/data only.
 */
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"
#include "stmt_priv.h"

/* At the end of an INSERT with RETURNING into a table that others point to without an index. SQLite
 * then plans a look through those for keys that wait for this row, and skips it as long as none
 * waits; keys are never deferred here. */
#define ROW_PARENT " /* scan: not run, no key ever waits */"

/* "" becomes NULL: fixed texts of a struct have no other way to say it. */
const char *row_null(const char *text);
/* A copy of column I, NULL for NULL. The caller owns it. */
char *row_dup(struct stmt *q, int i);
/* Ends Q after its first row was read: the code of the statement, or ERR_NOTFOUND with the text
 * MISSING (marked with N_) when FOUND is false. */
enum err_code row_end(struct stmt *q, bool found, const char *missing, struct err *e) MUST_CHECK;
/* Runs an INSERT or UPDATE with RETURNING id: *ID (may be NULL) = the id; MISSING as in row_end. */
enum err_code row_run(struct stmt *q, int64_t *id, const char *missing, struct err *e) MUST_CHECK;
/* Runs a statement that gives one number; none is 0. */
enum err_code row_number(struct stmt *q, int64_t *n, struct err *e) MUST_CHECK;
/* Collects the first column, at most MAX. */
enum err_code row_ids(struct stmt *q, int64_t *ids, size_t max, size_t *n, struct err *e)
    MUST_CHECK;

#endif
