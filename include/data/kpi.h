#ifndef FD_DATA_KPI_H
#define FD_DATA_KPI_H
/*
 * Figures of a span of days, of one branch or of all, counted from the rows themselves. Each is
 * "N of OF": a share is never told without how many it is of. Reads only; desk floor decides who
 * may.
 *
 *   client on time   visits with an appointment, arrived not after its start
 *   house on time    those that were led to a consultation or treatment, within KPI_PROMISE_S of
 *                    the promise: the start, or the arrival where the client came later
 *   content          marks of surveys of visits in the span, in percent of the best mark: N =
 *                    sum of percents, OF = questions answered
 *   came back        visits whose client had been here within KPI_BACK_S before
 *   no-show          appointments nobody came to, of those that were not cancelled
 *   conversion       finished consultations of visits that ended in a plan, treatment or test
 *   calls on time    callbacks done by their due time, of those done or expired in the span
 *   wait             seconds from arrival to consultation or treatment: N = sum, OF = visits
 */
#include <stdint.h>

#include "base/err.h"

struct store;

#define KPI_PROMISE_S 600
#define KPI_BACK_S (90 * 86400)

enum kpi_figure {
	KPI_CLIENT_ON_TIME, KPI_HOUSE_ON_TIME, KPI_CONTENT, KPI_BACK, KPI_NOSHOW, KPI_CONVERSION,
	KPI_CALLS, KPI_WAIT, KPI_COUNT
};

struct kpi_share {
	int64_t n, of;                  /* of 0: there was nothing to count */
};
/* Both days included, YYYY-MM-DD; BRANCH 0: all. Figures without rows are 0 of 0. */
enum err_code kpi_span(struct store *s, int64_t branch_id, const char *from_day,
    const char *to_day, struct kpi_share out[KPI_COUNT], struct err *e) MUST_CHECK;

#endif
