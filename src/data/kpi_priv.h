#ifndef FD_DATA_KPI_PRIV_H
#define FD_DATA_KPI_PRIV_H
/*
 * What the figures' files share: each figure comes of one statement that gives a row a visit,
 * consultation, treatment ..., so that a sum and the rows behind it cannot differ. For src/data
 * only.
 */
#include "data/kpi.h"
#include "row_priv.h"

struct kpi_scope {
	int64_t branch_id;              /* 0: all */
	const char *from_day, *to_day;
};
/* The branches meant, in an outer loop of their own, so that each one's index by day is used. */
#define KPI_BRANCHES "branch h CROSS JOIN "
#define KPI_WHERE " WHERE (:branch = 0 OR h.id = :branch)"
#define KPI_DAYS " BETWEEN :from AND :to"
#define KPI_SCAN " /* scan: few branches; the days asked for */"

struct stmt *kpi_prepare(struct store *s, const char *sql, const struct kpi_scope *x);

#endif
