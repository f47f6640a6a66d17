#ifndef FD_DATA_KPI_H
#define FD_DATA_KPI_H
/*
 * Figures of a span of days, of one branch or of all, counted from the rows themselves. Each is
 * "N of OF": a share is never told without how many it is of. Reads only; the desk floor says who
 * may (desk/kpi.h). Days are local days, both included, YYYY-MM-DD; BRANCH 0 is all of them.
 *
 *   client on time   visits with an appointment, arrived not after its start
 *   house on time    those that were led to a consultation or treatment, within KPI_PROMISE_S of
 *                    the promise: the start, or the arrival where the client came later
 *   content          marks of surveys of visits in the span, in percent of the best mark: N =
 *                    sum of percents, OF = questions answered
 *   came back        visits whose client had been here within KPI_BACK_S before
 *   no-show          appointments nobody came to, of those that were not cancelled
 *   conversion       consultations finished, with a visit or without, that ended in a plan,
 *                    treatment or test, or from which a plan was agreed later
 *   calls on time    callbacks done by their due time, of those done or expired in the span
 *   wait             seconds from arrival to consultation or treatment: N = sum, OF = visits
 *                    What was entered later than KPI_LATER_S counts neither here nor in `house on
 *                    time`: its steps have the time of the entry
 *   rework           treatments ended in the span that had to be put right: stopped before the end,
 *                    an adverse reaction, a complaint about it, or the same service again for the
 *                    same person within KPI_AGAIN_S, for nothing. What is struck out and corrected
 *                    in a record does not count: whoever corrects must not look the worse for it
 *   unfit            kits sent out again because the sample was unfit, of all sent for the tests
 *                    ordered in the span
 *   loads            minutes that appointments (not cancelled, not missed) took of people, rooms
 *                    and devices, of those that these could work. Only the desk floor, which knows
 *                    the hours, can count them: 0 of 0 here
 */
#include <stddef.h>
#include <stdint.h>

#include "base/day.h"
#include "base/err.h"

struct store;

#define KPI_PROMISE_S 600
#define KPI_LATER_S (30 * 60)           /* a card after that stood on paper first */
#define KPI_BACK_S (90 * 86400)
#define KPI_AGAIN_S (30 * 86400)

enum kpi_figure {
	KPI_CLIENT_ON_TIME, KPI_HOUSE_ON_TIME, KPI_CONTENT, KPI_BACK, KPI_NOSHOW, KPI_CONVERSION,
	KPI_CALLS, KPI_WAIT, KPI_REWORK, KPI_UNFIT, KPI_STAFF_LOAD, KPI_ROOM_LOAD, KPI_DEVICE_LOAD,
	KPI_COUNT
};
/* What the rows behind a figure are. */
enum kpi_kind {
	KPI_VISIT, KPI_APPOINTMENT, KPI_SURVEY, KPI_CONSULTATION, KPI_CALLBACK, KPI_TREATMENT,
	KPI_TEST, KPI_RESOURCE
};

struct kpi_share {
	int64_t n, of;                  /* of 0: there was nothing to count */
};

/* Figures of each day of each branch that has any, by branch and day. Replaces OUT, like all lists
 * here. */
struct kpi_day {
	int64_t branch_id;
	char day[DAY_TEXT];
	struct kpi_share share[KPI_COUNT];
};
struct kpi_days {
	struct kpi_day *v;
	size_t n, cap;
};
enum err_code kpi_day_list(struct store *s, int64_t branch_id, const char *from_day,
    const char *to_day, struct kpi_days *out, struct err *e) MUST_CHECK;
void kpi_days_free(struct kpi_days *l);

/* A row behind a figure, and what it adds to it. */
struct kpi_row {
	enum kpi_kind kind;             /* whose table ID is of */
	int64_t id, client_id, branch_id;
	int64_t staff_id, resource_id, service_id; /* 0: none */
	char day[DAY_TEXT];
	int64_t at;                     /* the instant that decided: arrival, begin, done */
	int64_t n, of;
	char about[96], about_en[96];   /* what it is about, "" where that is the service */
};
struct kpi_rows {
	struct kpi_row *v;
	size_t n, cap;
};
void kpi_rows_free(struct kpi_rows *l);
/* Of one figure, newest first. Loads have none here. */
enum err_code kpi_row_list(struct store *s, int64_t branch_id, const char *from_day,
    const char *to_day, enum kpi_figure f, struct kpi_rows *out, struct err *e) MUST_CHECK;
/* The visits in which a person had part, as counted in kpi_whom; newest first. */
enum err_code kpi_whom_rows(struct store *s, int64_t branch_id, const char *from_day,
    const char *to_day, int64_t staff_id, struct kpi_rows *out, struct err *e) MUST_CHECK;

/* ---- hours: what loads and peak hours are made of ---- */

/* What an appointment that was not cancelled nor missed took of a resource, by day. */
struct kpi_taken {
	int64_t resource_id, appointment_id, client_id, branch_id, service_id;
	char day[DAY_TEXT];
	int64_t start_at, end_at;
};
struct kpi_takens {
	struct kpi_taken *v;
	size_t n, cap;
};
enum err_code kpi_taken_list(struct store *s, int64_t branch_id, const char *from_day,
    const char *to_day, struct kpi_takens *out, struct err *e) MUST_CHECK;
void kpi_takens_free(struct kpi_takens *l);

/* The same as minutes alone, by day: for many of them. */
typedef void kpi_minutes_fn(void *ctx, int64_t resource_id, int32_t day, int64_t minutes);
enum err_code kpi_minutes_each(struct store *s, int64_t branch_id, const char *from_day,
    const char *to_day, kpi_minutes_fn *fn, void *ctx, struct err *e) MUST_CHECK;

struct kpi_arrival {
	int64_t branch_id, at;
};
struct kpi_arrivals {
	struct kpi_arrival *v;
	size_t n, cap;
};
enum err_code kpi_arrival_list(struct store *s, int64_t branch_id, const char *from_day,
    const char *to_day, struct kpi_arrivals *out, struct err *e) MUST_CHECK;
void kpi_arrivals_free(struct kpi_arrivals *l);

/* ---- of each person ---- */

struct kpi_whom {
	int64_t staff_id;
	int64_t visits;                 /* waited for, heard or treated; each once */
	struct kpi_share steps, calls, rating, asked;
};
struct kpi_whoms {
	struct kpi_whom *v;
	size_t n, cap;
};
/* Of whoever has any, by staff_id. Steps: the required ones of treatments of the span that have
 * ended, by who did them; to standard = done, not before its wait was over, confirmed where the
 * manager must, and within KPI_STEP_S of its planned time where it has one. */
#define KPI_STEP_S 900
enum err_code kpi_whom_list(struct store *s, int64_t branch_id, const char *from_day,
    const char *to_day, struct kpi_whoms *out, struct err *e) MUST_CHECK;
/* Their ratings alone, in all branches: by surveys of visits to the person. */
enum err_code kpi_rating_list(struct store *s, const char *from_day, const char *to_day,
    struct kpi_whoms *out, struct err *e) MUST_CHECK;
void kpi_whoms_free(struct kpi_whoms *l);

/* ---- from arrival to leaving ---- */

/* One visit and the steps it went through, in their order; of more the first KPI_MOMENTS. */
#define KPI_MOMENTS 16
struct kpi_course {
	int64_t visit_id;
	int64_t arrived_at, card_at, left_at;
	int64_t over_at;                /* the last treatment or consultation ended, 0 */
	struct kpi_moment {
		char what;              /* w waits, c consultation, p led to pay, d paid, r ready
					 * for the room, t in the room, l left */
		int64_t at;
	} v[KPI_MOMENTS];
	int n;
};
typedef void kpi_course_fn(void *ctx, const struct kpi_course *c);
/* Every visit of the span that has ended, once. */
enum err_code kpi_course_each(struct store *s, int64_t branch_id, const char *from_day,
    const char *to_day, kpi_course_fn *fn, void *ctx, struct err *e) MUST_CHECK;

/* Days before TODAY with a visit or an appointment that were never signed off. */
enum err_code kpi_unsigned_days(struct store *s, int64_t branch_id, const char *from_day,
    const char *to_day, const char *today, int *n, struct err *e) MUST_CHECK;

#endif
