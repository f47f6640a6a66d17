#ifndef FD_DATA_HISTORY_H
#define FD_DATA_HISTORY_H
/*
 * Reading the action log: who did what, before and after, and the proof that it is whole.
 */
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"
#include "base/value.h"

struct store;

struct action_row {
	int64_t id, at, staff_id, second_id, undoes;
	int64_t undone_by;              /* action that takes this one back and itself stands, 0 */
	char name[40], station[40], origin[16], peer[80], subject[48];
	char command[160], reason[160];
	size_t size;                    /* bytes of its changeset */
};
struct action_list {
	struct action_row *v;
	size_t n, cap;
};
void action_list_free(struct action_list *l);

struct action_filter {
	int64_t client_id, staff_id;    /* 0: any */
	int64_t from_at, to_at;         /* from <= at < to; 0: open */
	const char *name;               /* NULL: any */
	int64_t before_id;              /* page: only older ones; 0 = newest first page */
	int limit;
};
enum err_code action_list_find(struct store *s, const struct action_filter *f,
    struct action_list *out, struct err *e) MUST_CHECK;
enum err_code action_get(struct store *s, int64_t id, struct action_row *out, struct err *e)
    MUST_CHECK;                         /* ERR_NOTFOUND */
/* Whose files the action touched, at most MAX of them; *N of IDS are set. */
enum err_code action_clients(struct store *s, int64_t id, int64_t *ids, size_t max, size_t *n,
    struct err *e) MUST_CHECK;
/* Was the file filled at once (origin "base") after action ID? Then nothing is known from
 * before. */
enum err_code action_base_after(
    struct store *s, int64_t id, bool *filled, struct err *e) MUST_CHECK;

/* One column of one row that an action changed; `rev` and a plain `id` are left out. Of a new row
 * only what is not null. A changed key shows as one row that goes and one that comes. */
enum change_op { CHANGE_INSERT, CHANGE_UPDATE, CHANGE_DELETE };
struct change_line {
	char table[32];
	char key[48];                   /* primary key as text */
	char column[32];
	enum change_op op;
	bool by_rule;                   /* done by a trigger, not by hand */
	struct value before, after;
};
typedef bool (*change_fn)(void *ctx, const struct change_line *line);   /* false stops */
enum err_code action_each_change(struct store *s, int64_t id, change_fn fn, void *ctx,
    struct err *e) MUST_CHECK;

/* Walks the chain. *BAD = first action whose hash, number or blob is wrong, 0 = whole. */
struct chain_result {
	int64_t count, bad, last_id;
	unsigned char tail[32];
};
enum err_code chain_verify(struct store *s, struct chain_result *out, struct err *e) MUST_CHECK;

/* Proofs over the data; each counts what is wrong and describes the first few in DETAIL (a struct
 * buf). */
struct buf;
enum err_code verify_overlap(struct store *s, int64_t *bad, struct buf *detail, struct err *e)
    MUST_CHECK;
enum err_code verify_terms(struct store *s, int64_t *bad, struct buf *detail, struct err *e)
    MUST_CHECK;
enum err_code verify_figures(struct store *s, int64_t *bad, struct buf *detail, struct err *e)
    MUST_CHECK;
/* Replays all changesets since the newest base action onto BASE_PATH (a backup taken then) and
 * compares every recorded table with this file. BASE_PATH is left as it was. */
enum err_code verify_replay(struct store *s, const char *base_path, int64_t *bad,
    struct buf *detail, struct err *e) MUST_CHECK;

#endif
