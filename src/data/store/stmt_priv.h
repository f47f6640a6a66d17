#ifndef FD_DATA_STORE_STMT_PRIV_H
#define FD_DATA_STORE_STMT_PRIV_H
/*
 * Statements: prepared once and kept by the store, bound by name, always reset before their user
 * returns. For src/data only.
 *
 *	static const char get_sql[] = "SELECT name FROM staff WHERE id = :id";
 *	struct stmt *q = stmt_get(s, get_sql);
 *	stmt_int(q, ":id", id);
 *	while (stmt_row(q, e)) ... stmt_col_text(q, 0) ...
 *	return stmt_done(q, e);
 *
 * stmt_get returns the same statement for the same text pointer; one that is still in use is a
 * BUG. stmt_row is false at the end and on failure; stmt_done resets, clears the bindings and tells
 * which it was. Column texts are borrowed until the next stmt_row or stmt_done.
 */
#include <sqlite3.h>
#include <stdbool.h>
#include <stdint.h>

#include "base/err.h"
#include "base/value.h"

struct store;
struct stmt;

struct stmt *stmt_get(struct store *s, const char *sql);
void stmt_int(struct stmt *q, const char *name, int64_t v);
void stmt_int_or_null(struct stmt *q, const char *name, int64_t v);     /* 0 is NULL */
void stmt_real(struct stmt *q, const char *name, double v);
void stmt_text(struct stmt *q, const char *name, const char *v);        /* copied; NULL is NULL */
void stmt_blob(struct stmt *q, const char *name, const void *p, size_t n);
void stmt_value(struct stmt *q, const char *name, const struct value *v);

bool stmt_row(struct stmt *q, struct err *e);
enum err_code stmt_done(struct stmt *q, struct err *e) MUST_CHECK;
/* For statements that return no rows. */
enum err_code stmt_run(struct stmt *q, struct err *e) MUST_CHECK;

int64_t stmt_col_int(struct stmt *q, int i);            /* 0 for NULL */
double stmt_col_real(struct stmt *q, int i);
const char *stmt_col_text(struct stmt *q, int i);       /* "" for NULL */
bool stmt_col_null(struct stmt *q, int i);
const void *stmt_col_blob(struct stmt *q, int i, size_t *n);
void stmt_col_value(struct stmt *q, int i, struct value *out);
const char *stmt_col_name(struct stmt *q, int i);
void stmt_col_copy(struct stmt *q, int i, char *dst, size_t size);      /* text_copy */

/* SQL built from catalogue names: the text is kept by the store, so that the pointer stays the
 * same for the same text. */
const char *stmt_keep(struct store *s, const char *sql);

sqlite3 *store_db(struct store *s);

/* view.c: what a reader asks in several statements is of one moment, and the file is locked and
 * unlocked once (that costs a small look-up as much as the look-up). Inside a transaction or
 * another view view_begin gives false, and view_end does nothing. */
bool view_begin(struct store *s) MUST_CHECK;
void view_end(struct store *s, bool begun);
/* Is a write transaction open? Then rows that are read may never be committed. */
bool store_writing(const struct store *s);

/* Turns a code of SQLite (extended) into ours with a text; FD-OVERLAP, FD-PERSON, FD-DEPENDANT
 * become ERR_TAKEN, other FD- guards ERR_CONFLICT; BUSY, FULL, READONLY, CORRUPT by their own
 * codes. */
enum err_code store_error(struct store *s, int rc, struct err *e);

#endif
