#ifndef FD_CMD_TABLE_H
#define FD_CMD_TABLE_H
/*
 * What lists print: the same rows as aligned text, CSV or JSON. Columns have stable names; new
 * ones are only ever appended. Times are local YYYY-MM-DD HH:MM; in JSON an instant column
 * `start` also gives the integer `start_at`, and a column that ends in _at already, `next_at`,
 * the integer `next_unix`. Empty times and numbers are null in JSON. Control characters of
 * stored texts never reach a terminal. CSV has one line of names and ends lines with CR LF (RFC
 * 4180); JSON is an array of objects (RFC 8259), an object a line.
 */
#include <stdint.h>

#include "base/buf.h"
#include "cmd/cmd.h"

struct table_out;

struct table_col {
	const char *name;
	int width;                      /* cells as text; 0: as long as it is; -1: not as text */
	bool number;                    /* flush right; a bare number in JSON */
};

struct table_out *table_begin(struct cmd_context *c, const struct table_col *cols, size_t n);
void table_text(struct table_out *t, const char *text);         /* next column; NULL: "" */
void table_int(struct table_out *t, int64_t v);
void table_int_or_empty(struct table_out *t, int64_t v);        /* 0: empty */
void table_time(struct table_out *t, int64_t at);               /* 0: empty; see above */
void table_row(struct table_out *t);                            /* ends the row; all columns set */
/* EMPTY is said in text form when no row was printed. Frees T. */
void table_end(struct table_out *t, const char *empty);
/* After an error: frees T; the list stays unfinished, so that nobody takes it for whole. */
void table_drop(struct table_out *t);

/* A list as a command prints it: PUT prints the rows of one item, of which there may be none. */
struct table_list {
	const struct table_col *cols;
	size_t ncols;
	enum err_code (*put)(struct cmd_context *c, struct table_out *t, const void *item,
	    struct err *e);
	const char *empty;              /* N_() */
};
/* Prints the N items of SIZE bytes at ITEMS; ends with the first one that fails. */
enum err_code table_list(struct cmd_context *c, const struct table_list *l, const void *items,
    size_t n, size_t size, struct err *e) MUST_CHECK;

#endif
