#ifndef FD_DATA_RECORD_H
#define FD_DATA_RECORD_H
/*
 * Any row of a catalogued table as values, and the one way to change it without losing somebody
 * else's work. SQL is built from the catalogue's names only.
 */
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"
#include "base/value.h"
#include "data/catalog.h"

struct store;
struct txn;

struct record {
	const struct table_def *table;
	int64_t id;
	struct value *v;                /* one a column, in the catalogue's order */
};

enum err_code record_load(struct store *s, const char *table, int64_t id, struct record *out,
    struct err *e) MUST_CHECK;          /* ERR_NOTFOUND */
const struct value *record_get(const struct record *r, const char *column);    /* BUG: unknown */
const char *record_text(const struct record *r, const char *column);           /* "" for null */
int64_t record_int(const struct record *r, const char *column);                /* 0 for null */
void record_free(struct record *r);

/* Which rows record_list gives. */
struct record_pick {
	const char *column;             /* only rows in which this holds `value`; NULL: all */
	int64_t value;                  /* 0: rows in which it is empty */
	bool retired;                   /* also those out of use */
	const char *order;              /* column to sort by; NULL: by key */
};
struct record_list {
	struct record *v;
	size_t n, cap;
};
/* Rows of a table that people fill by hand, so of hundreds, not of millions: it is walked through.
 * A row with a key of several columns has id 0. Replaces OUT. */
enum err_code record_list(struct store *s, const char *table, const struct record_pick *pick,
    struct record_list *out, struct err *e) MUST_CHECK;
void record_list_free(struct record_list *l);

/* One column to be changed: what it was when the person began, what it shall be. */
struct change {
	const char *column;
	struct value base, value;
};

/* A column that somebody else changed meanwhile. */
struct conflict {
	char table[32];
	int64_t id;
	char column[32];
	struct value base, mine, theirs;
	int64_t action_id;              /* the newest action that wrote the row, 0: unknown */
};
struct conflict_list {
	struct conflict *v;
	size_t n, cap;
};
void conflict_list_free(struct conflict_list *l);

/* Inserts a row; *ID = its new id. `rev` is set here; columns left out are NULL or their
 * default. */
enum err_code record_insert(struct txn *t, const char *table, const struct change *set, size_t n,
    int64_t *id, struct err *e) MUST_CHECK;
/* For each changed group the current values must equal `base`, else the group goes on CONFLICTS
 * and nothing at all is written (ERR_CONFLICT). Equal new and current values are dropped; nothing
 * left = OK without a write. */
enum err_code record_update(struct txn *t, const char *table, int64_t id, const struct change *set,
    size_t n, struct conflict_list *conflicts, struct err *e) MUST_CHECK;

#endif
