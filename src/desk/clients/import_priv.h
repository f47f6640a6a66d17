#ifndef FD_DESK_CLIENTS_IMPORT_PRIV_H
#define FD_DESK_CLIENTS_IMPORT_PRIV_H
/*
 * One line of a list on its way to a file: mapped, keyed, resolved, written.
 */
#include <stdbool.h>
#include <stdint.h>

#include "base/buf.h"
#include "base/err.h"
#include "form/mapping.h"

struct desk;
struct txn;

struct import_line {
	long line;
	char *raw;
	struct mapped_row row;
	char key[128];                  /* origin_key: "febrl:rec-561-org", "names#1f0c..." */
	struct buf missing;             /* names of fields that the branch wants and the line
					 * lacks */
	int64_t client_id;              /* once written */
	char *refused;                  /* why it is left out, NULL: it is not */
};
void import_line_free(struct import_line *l);

/* How often a content came in this run: the same list again gives the same keys. */
struct import_seen {
	struct { uint64_t hash; uint32_t n; } *v;
	size_t n, cap;
};
/* The key of ROW: the list's own number, else made of what stands in it. */
void import_key(struct import_seen *seen, const char *mapping, const struct mapped_row *row,
    char *out, size_t size);
void import_seen_free(struct import_seen *s);

/* Who was meant by a name of the staff, asked once a name: a list has thousands of lines and a
 * handful of names. Ids as signin_find gives them. */
struct import_names {
	struct { char *name; int64_t id; } *v;
	size_t n, cap;
};
void import_names_free(struct import_names *l);

/* Adds `LABEL: TEXT` to what the list itself says in its remarks. */
void import_remark(struct mapped_row *row, const char *label, const char *text);
/* Names of people and branches become ids, what cannot be kept moves to the notes. ERR_INVALID: the
 * line must be refused. Fills MISSING. */
enum err_code import_resolve(struct desk *d, struct import_names *names, struct import_line *l,
    struct err *e) MUST_CHECK;
/* Writes the file of one line with all its rows. */
enum err_code import_write(struct desk *d, struct txn *t, struct import_line *l, struct err *e)
    MUST_CHECK;

#endif
