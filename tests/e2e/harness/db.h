#ifndef FD_E2E_DB_H
#define FD_E2E_DB_H
/*
 * A second look at the database, beside the program. Only db.c calls SQLite here.
 * Each call opens and closes; false: PROBLEM holds SQLite's words.
 */
#include <stdbool.h>

#include "base/buf.h"

/* Appends the result: columns joined by `|`, rows by newline, NULL as nothing. Reads only. */
bool db_query(const char *path, const char *sql, struct buf *out, struct buf *problem);
bool db_exec(const char *path, const char *sql, struct buf *problem);
/* Moves the write-ahead log into the file, so that the file alone is the database. */
bool db_settle(const char *path, struct buf *problem);

#endif
