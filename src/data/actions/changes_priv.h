#ifndef FD_DATA_ACTIONS_CHANGES_PRIV_H
#define FD_DATA_ACTIONS_CHANGES_PRIV_H
/*
 * Walking a changeset row by row, with the names of the catalogue. Values are borrowed until the
 * next row.
 */
#include <sqlite3.h>
#include <stdbool.h>
#include <stddef.h>

#include "data/store/store_priv.h"

struct change_row {
	sqlite3_changeset_iter *it;
	const char *name;               /* of the table */
	const struct table_def *table;  /* NULL: the catalogue does not know it */
	int ncol;
	int op;                         /* SQLITE_INSERT, SQLITE_UPDATE, SQLITE_DELETE */
	bool by_rule;                   /* done by a trigger */
};

typedef enum err_code (*change_row_fn)(void *ctx, const struct change_row *r, struct err *e);

/* Calls FN for each row until it fails. ERR_CORRUPT when the bytes are no changeset. */
enum err_code changes_each(const void *bytes, size_t n, change_row_fn fn, void *ctx, struct err *e)
    MUST_CHECK;
/* NULL: the column is not part of the change. */
sqlite3_value *change_old(const struct change_row *r, int column);
sqlite3_value *change_new(const struct change_row *r, int column);
sqlite3_value *change_key(const struct change_row *r, int column);      /* before, else after */
bool change_is_key(const struct change_row *r, int column);
void change_value(sqlite3_value *v, struct value *out);                 /* NULL gives null */

/* Clients whose files the row belongs to: by its values before and after; where it does not name
 * them, by the row as it stands now. */
enum err_code change_clients(struct store *s, const struct change_row *r, struct ids *out,
    struct err *e) MUST_CHECK;

/* " WHERE id = :k0" ... over the key of T; the values are bound by change_bind_key. */
struct buf;
void sql_where_key(struct buf *b, const struct table_def *t);
void change_bind_key(struct stmt *q, const struct change_row *r);

#endif
