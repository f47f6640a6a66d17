#ifndef FD_DATA_STORE_H
#define FD_DATA_STORE_H
/*
 * The file: opening, checking, polling. One store a process; never shared by threads.
 *
 * Opening order and pragmas: WAL, synchronous=FULL, foreign_keys, recursive_triggers, DEFENSIVE,
 * trusted_schema off, no DQS, temp in memory. The file is created 0660 beforehand (SQLite would
 * make it unwritable for the group), its directory should be 2770. Network file systems are
 * refused.
 */
#include <stdbool.h>
#include <stdint.h>

#include "base/err.h"

struct store;

enum store_flag {
	STORE_READ_ONLY = 1u << 0,      /* reports and backups on a file without write permission */
	STORE_NO_SYNC = 1u << 1,        /* demo and tests: synchronous=OFF */
};

/* Makes a new file with the schema. ERR_DUPLICATE when PATH exists and is not empty, ERR_READONLY
 * or ERR_IO when it cannot be made. A failure leaves behind what was there before: a file that
 * store_create did not make is never taken away. */
enum err_code store_create(const char *path, struct err *e) MUST_CHECK;
/* Takes away the closed file PATH with its companions, for whoever has just made it by store_create
 * and could not fill it. Never on a file that somebody has worked with. */
void store_discard(const char *path);
/* ERR_NOTFOUND (no file: `frontdesk init` makes one), ERR_CORRUPT (not a database, of another
 * program, missing or changed guards), ERR_CONFIG (newer or older schema), ERR_READONLY,
 * ERR_DENIED, ERR_IO (network file system). Each text names file, owner and mode where that
 * explains it. */
enum err_code store_open(const char *path, unsigned flags, struct store **out, struct err *e)
    MUST_CHECK;
void store_close(struct store *s);                      /* NULL is fine */
const char *store_path(const struct store *s);
bool store_is_read_only(const struct store *s);

/* Bits of the areas (data/catalog.h) that others committed to since the last call. Cheap when
 * nothing happened: one PRAGMA data_version. A BUG when a statement was left open. */
unsigned store_poll(struct store *s);
/* How long a write waits for others from now on, at most; returns what it was. ERR_BUSY then. For
 * writing what can as well be written a second later. */
int store_patience(struct store *s, int ms);
/* Areas this process itself committed to since the last call. */
unsigned store_own_changes(struct store *s);

/* What is read in between is of one moment, and the file is locked once, which for many small reads
 * is half of the work. Nothing is written in between, and no key is waited for. False inside a
 * transaction or another look, where it is so anyway; end it with what begin gave. */
bool store_look_begin(struct store *s) MUST_CHECK;
void store_look_end(struct store *s, bool begun);

/* Consistency from the outside, for `verify` and `doctor`. */
enum err_code store_quick_check(struct store *s, struct err *e) MUST_CHECK;
int64_t store_free_bytes(const struct store *s);        /* of its disk; warn below 200 MB */

/* Copies everything while others work: into a new file beside PATH in one step, which is read back
 * (quick_check), synced and renamed to PATH, over what stood there. ERR_DUPLICATE: PATH is the file
 * itself; ERR_BUSY: what stands at PATH has an unfinished log (-wal), so it is in use or was left
 * by a crash; ERR_FULL, ERR_IO, ERR_CORRUPT (the copy). PATH is then as it was. */
enum err_code store_backup(struct store *s, const char *path, struct err *e) MUST_CHECK;
/* The whole file FRESH takes the name PATH, in the place of what had it: at any moment, whatever
 * happens, one of the two is there. Both in one folder; on the disk when it returns. ERR_IO,
 * ERR_FULL, ERR_DENIED. */
enum err_code store_publish(const char *fresh, const char *path, struct err *e) MUST_CHECK;

extern const char schema_sql[];                         /* schema.sql as it was built in */
extern const size_t schema_sql_size;
#define STORE_APPLICATION_ID 0x46443031                 /* "FD01" */
#define STORE_SCHEMA_VERSION 1

#endif
