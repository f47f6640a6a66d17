#ifndef FD_DATA_MARK_H
#define FD_DATA_MARK_H
/*
 * Check marks with who and when: preparation of a visit, opening and closing of the day, what was
 * told on leaving. A mark is one row an item for good; taking it off retires the row.
 */
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"

struct store;
struct txn;

struct mark {
	int64_t id, branch_id, ref_id, at, staff_id;
	char kind[12];                  /* prepare, leaving, opening, closing, review */
	char day[12];
	char item[40];                  /* code of the list in the form file */
	char text[200], staff[96];
};
struct mark_list {
	struct mark *v;
	size_t n, cap;
};

/* Those set, in the order of their items. REF 0: lists of the day. Replaces OUT. */
enum err_code mark_list(struct store *s, const char *kind, int64_t ref_id, int64_t branch_id,
    const char *day, struct mark_list *out, struct err *e) MUST_CHECK;
void mark_list_free(struct mark_list *l);
/* Sets the mark M (kind, ref_id, branch_id, day, item, text count), or takes it off; by the
 * transaction's actor, now. As it is already = no write. */
enum err_code mark_set(struct txn *t, const struct mark *m, bool on, struct err *e) MUST_CHECK;

#endif
