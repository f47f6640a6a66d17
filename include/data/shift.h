#ifndef FD_DATA_SHIFT_H
#define FD_DATA_SHIFT_H
/*
 * A cashier's turn at the desk and the money counted at its end, by method, against what the
 * payments say. Minor units.
 */
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"

struct store;
struct txn;

struct shift {
	int64_t id, rev, branch_id, staff_id, from_at;
	int64_t until_at;               /* 0: goes on */
	int64_t float_amount;           /* change kept in the drawer */
	int64_t read_by, read_at;       /* who took the note over, 0: nobody yet */
	char day[12], state[12];        /* open, closed */
	char note[400], staff[96];
};
struct shift_list {
	struct shift *v;
	size_t n, cap;
};
void shift_list_free(struct shift_list *l);
enum err_code shift_get(struct store *s, int64_t id, struct shift *out, struct err *e)
    MUST_CHECK;                         /* ERR_NOTFOUND, likewise below */
enum err_code shift_open_of(struct store *s, int64_t branch_id, int64_t staff_id,
    struct shift *out, struct err *e) MUST_CHECK;
/* The last one of the branch with a note that nobody read yet and that READER did not write. */
enum err_code shift_unread(struct store *s, int64_t branch_id, int64_t reader,
    struct shift *out, struct err *e) MUST_CHECK;
/* Of a branch from day to day, newest first. Replaces OUT. */
enum err_code shift_list_days(struct store *s, int64_t branch_id, const char *from,
    const char *to, struct shift_list *out, struct err *e) MUST_CHECK;
/* Inserts X (branch, staff, day, from_at, float). ERR_CONFLICT: that person's shift is open. */
enum err_code shift_insert(struct txn *t, const struct shift *x, int64_t *id, struct err *e)
    MUST_CHECK;
/* Ends it now with the note. ERR_CONFLICT: it has ended. */
enum err_code shift_close(struct txn *t, int64_t id, const char *note, struct err *e) MUST_CHECK;
enum err_code shift_set_read(struct txn *t, int64_t id, struct err *e) MUST_CHECK;

struct shift_count {
	int64_t expected, counted;
	char method[24], reason[300];
};
struct shift_count_list {
	struct shift_count *v;
	size_t n, cap;
};
void shift_count_list_free(struct shift_count_list *l);
enum err_code shift_count_list(struct store *s, int64_t shift_id, struct shift_count_list *out,
    struct err *e) MUST_CHECK;
enum err_code shift_count_insert(struct txn *t, int64_t shift_id, const struct shift_count *c,
    struct err *e) MUST_CHECK;

#endif
