#ifndef FD_DATA_REPORTS_KPI_PRIV_H
#define FD_DATA_REPORTS_KPI_PRIV_H
/*
 * What the figures' files share: each figure comes of one statement that gives a row a visit,
 * consultation, treatment ..., so that a sum and the rows behind it cannot differ; where a shorter
 * way leads to the sum, a test compares both. For src/data only.
 */
#include "data/kpi.h"
#include "data/store/row_priv.h"

struct kpi_scope {
	int64_t branch_id;              /* 0: all */
	const char *from_day, *to_day;
};
/* The branches meant, in an outer loop of their own, so that each one's index by day is used. */
#define KPI_BRANCHES "branch h CROSS JOIN "
#define KPI_WHERE " WHERE (:branch = 0 OR h.id = :branch)"
#define KPI_DAYS " BETWEEN :from AND :to"
#define KPI_SCAN " /* scan: few branches; the days asked for */"

/* Adds to the days of OUT what is made of the rows of X. */
typedef enum err_code kpi_sum_fn(struct store *s, const struct kpi_scope *x,
    struct kpi_days *out, struct err *e);
kpi_sum_fn kpi_sum_back;
/* The row of that day of a branch, made in its place where there was none. */
struct kpi_day *kpi_day_of(struct kpi_days *l, int64_t branch_id, const char *day);
struct stmt *kpi_prepare(struct store *s, const char *sql, const struct kpi_scope *x);

#endif
