#ifndef FD_DESK_MERGE_H
#define FD_DESK_MERGE_H
/*
 * Two files of one person become one (IN-1): every row that points to the one that goes is
 * re-pointed by the table catalogue, so that no table can be forgotten; columns are chosen one by
 * one. Nothing is lost: the file that goes stays as `merged` and leads to the survivor. One action,
 * undoable.
 */
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"
#include "base/value.h"
#include "data/catalog.h"

struct desk;

struct merge_choice {
	const char *column;             /* column of client to take from the file that goes */
	bool both;                      /* of texts: joined, the survivor's first */
};

/* One column of the two files, side by side. */
struct merge_field {
	const struct column_def *column;
	struct value keep, gone;
	bool equal;
	bool may_choose;                /* both have one, and they differ: the other can be taken */
	bool may_join;                  /* and both can be kept, one behind the other */
};
/* What would be re-pointed. */
struct merge_count {
	const char *label;              /* of the table, tr()ed; borrowed */
	int64_t n;
};
struct merge_preview {
	struct { struct merge_field *v; size_t n, cap; } fields;        /* what differs first */
	struct { struct merge_count *v; size_t n, cap; } moves;
	char keep_no[24], gone_no[24];  /* file numbers; the survivor keeps its own */
	int64_t keep_rev, gone_rev;
	char clash[320];                /* two live bookings at one hour, both named; "" none */
};

/* What a merge of GONE into KEEP would do. Replaces OUT. ERR_INVALID as merge_files; ERR_DENIED:
 * one of them is restricted and not for the eyes of the acting person. */
enum err_code merge_preview(struct desk *d, int64_t keep, int64_t gone, struct merge_preview *out,
    struct err *e) MUST_CHECK;
void merge_preview_free(struct merge_preview *p);
/* Which of two survives unless somebody chooses: the one that was opened first. */
enum err_code merge_older(struct desk *d, int64_t a, int64_t b, int64_t *keep, struct err *e)
    MUST_CHECK;

/* Both live at one hour: ERR_TAKEN names both appointments. ERR_INVALID: same file, one is merged
 * already. Needs a second person (right client-merge). *ACTION = the action's id. */
enum err_code merge_files(struct desk *d, int64_t keep, int64_t gone,
    const struct merge_choice *take,
    size_t n, int64_t *action, struct err *e) MUST_CHECK;

#endif
