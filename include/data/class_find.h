#ifndef FD_DATA_CLASS_FIND_H
#define FD_DATA_CLASS_FIND_H
/*
 * Finding files by what they are (IN-8): tier, type of growth, segments, as they were computed
 * last (data/segment.h). Whatever is asked for, a page of it is a bounded part of an index: rows
 * stand in cells of one tier and one type (of one segment), in the order of lists, and pages of the
 * few cells are merged.
 */
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"

struct store;

#define CLASS_SEGMENTS 4

/* All of it holds; "" and 0: any. */
struct class_filter {
	char tier[28], growth[28];      /* words of forms/segments.cfg */
	char segment[CLASS_SEGMENTS][28];
	int nsegment;
};
bool class_filter_any(const struct class_filter *f);    /* asks for something */

/* Where a file stands in a list by class: most spent first, then the newest file. */
struct class_place {
	int64_t spent, client_id;
};
/* Files that fit, behind AFTER (NULL: from the start), at most MAX. *MORE (may be NULL): there may
 * be others behind them; where several segments are asked for a page may so end early. */
enum err_code class_page(struct store *s, const struct class_filter *f,
    const struct class_place *after, struct class_place *out, size_t max, size_t *n, bool *more,
    struct err *e) MUST_CHECK;
/* At most MAX files fit (a filter of several segments counts by its first). */
enum err_code class_is_small(struct store *s, const struct class_filter *f, size_t max,
    bool *small, struct err *e) MUST_CHECK;
/* One file, by its number. */
enum err_code class_fits(struct store *s, int64_t client_id, const struct class_filter *f,
    bool *fits, struct err *e) MUST_CHECK;

#endif
