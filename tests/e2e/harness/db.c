/* See db.h. */
#include "db.h"

#include <sqlite3.h>

#define BUSY_MS 5000

static bool refuse(sqlite3 *db, struct buf *problem)
{
	buf_puts(problem, sqlite3_errmsg(db));
	sqlite3_close(db);
	return false;
}

static sqlite3 *open_db(const char *path, int flags, struct buf *problem)
{
	sqlite3 *db;

	if (sqlite3_open_v2(path, &db, flags, NULL) != SQLITE_OK) {
		refuse(db, problem);
		return NULL;
	}
	sqlite3_busy_timeout(db, BUSY_MS);
	return db;
}

static void add_row(sqlite3_stmt *st, struct buf *out)
{
	for (int i = 0; i < sqlite3_column_count(st); i++) {
		if (i)
			buf_putc(out, '|');
		buf_puts(out, (const char *)sqlite3_column_text(st, i));
	}
}

bool db_query(const char *path, const char *sql, struct buf *out, struct buf *problem)
{
	sqlite3 *db = open_db(path, SQLITE_OPEN_READONLY, problem);
	sqlite3_stmt *st = NULL;
	int step, rows = 0;

	if (!db)
		return false;
	if (sqlite3_prepare_v2(db, sql, -1, &st, NULL) != SQLITE_OK)
		return refuse(db, problem);
	while ((step = sqlite3_step(st)) == SQLITE_ROW) {
		if (rows++)
			buf_putc(out, '\n');
		add_row(st, out);
	}
	sqlite3_finalize(st);
	if (step != SQLITE_DONE)
		return refuse(db, problem);
	sqlite3_close(db);
	return true;
}

bool db_exec(const char *path, const char *sql, struct buf *problem)
{
	sqlite3 *db = open_db(path, SQLITE_OPEN_READWRITE, problem);

	if (!db)
		return false;
	if (sqlite3_exec(db, "PRAGMA foreign_keys = ON", NULL, NULL, NULL) != SQLITE_OK ||
	    sqlite3_exec(db, sql, NULL, NULL, NULL) != SQLITE_OK)
		return refuse(db, problem);
	sqlite3_close(db);
	return true;
}

bool db_settle(const char *path, struct buf *problem)
{
	return db_exec(path, "PRAGMA wal_checkpoint(TRUNCATE)", problem);
}
