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

struct desk;

struct merge_choice {
	const char *column;             /* column of client to take from the file that goes */
};

/* Both live at one hour: ERR_TAKEN names both appointments. ERR_INVALID: same file, one is merged
 * already. Needs a second person (right client-merge). *ACTION = the action's id. */
enum err_code merge_files(struct desk *d, int64_t keep, int64_t gone,
    const struct merge_choice *take,
    size_t n, int64_t *action, struct err *e) MUST_CHECK;

#endif
