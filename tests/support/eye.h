#ifndef FD_TEST_EYE_H
#define FD_TEST_EYE_H
/*
 * A second look at a store from outside, as an administrator's shell would: another connection
 * that only reads. For tests of any floor; a statement that does not work fails the test.
 */
#include <stddef.h>
#include <stdint.h>

struct sqlite3;

struct sqlite3 *eye_open(const char *path);     /* closed by the caller */
/* First column of the first row, "" without one. Returns OUT. */
char *eye_text(const char *path, const char *sql, char *out, size_t size);
int64_t eye_number(const char *path, const char *sql);

#endif
