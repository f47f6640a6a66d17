#include "eye.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>

#include <cmocka.h>
#include <sqlite3.h>

#include "base/buf.h"

struct sqlite3 *eye_open(const char *path)
{
	sqlite3 *db;

	assert_int_equal(sqlite3_open_v2(path, &db, SQLITE_OPEN_READONLY, NULL), SQLITE_OK);
	return db;
}

char *eye_text(const char *path, const char *sql, char *out, size_t size)
{
	sqlite3 *db = eye_open(path);
	sqlite3_stmt *q;

	if (sqlite3_prepare_v2(db, sql, -1, &q, NULL) != SQLITE_OK)
		fail_msg("%s: %s", sql, sqlite3_errmsg(db));
	*out = '\0';
	if (sqlite3_step(q) == SQLITE_ROW)
		text_copy(out, size, (const char *)sqlite3_column_text(q, 0));
	sqlite3_finalize(q);
	sqlite3_close(db);
	return out;
}

int64_t eye_number(const char *path, const char *sql)
{
	char out[40];

	return strtoll(eye_text(path, sql, out, sizeof out), NULL, 10);
}
