#ifndef FD_DESK_CLIENTS_MERGE_PRIV_H
#define FD_DESK_CLIENTS_MERGE_PRIV_H
/* What doing a merge (merge.c) and showing it first (merge_preview.c) share. */
#include <stdbool.h>
#include <stdint.h>

#include "desk/merge.h"

/* Two different files in use. ERR_INVALID. */
enum err_code merge_check_files(struct desk *d, int64_t keep, int64_t gone,
    struct err *e) MUST_CHECK;
/* Does the column point to a client, so that a merge re-points it? */
bool merge_is_pointed(const struct table_def *t, const struct column_def *c);
/* Columns that belong to one row only and never move to another. */
bool merge_stays(const struct column_def *c);
/* Texts that can stand one behind the other. */
bool merge_joins(const char *column);
/* Two live appointments at one hour: ERR_TAKEN names both, so that one can be moved or
 * cancelled. OK: there are none. */
enum err_code merge_clash(struct desk *d, int64_t keep, int64_t gone, struct err *e) MUST_CHECK;

#endif
