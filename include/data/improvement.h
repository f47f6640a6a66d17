#ifndef FD_DATA_IMPROVEMENT_H
#define FD_DATA_IMPROVEMENT_H
/*
 * What shall become better, month by month: the problem, the measure, who, by when, done, checked.
 * And what a month had of problems, counted. Rows are written with record_insert and record_update
 * by the desk floor.
 */
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"

struct store;

struct improvement_row {
	int64_t id, rev, branch_id, created_at;
	int64_t suggestion_id, complaint_id, owner_id, done_by; /* 0: none */
	char day[12], month[8];         /* YYYY-MM */
	char level[24];                 /* word of forms/complaints.cfg, "" */
	char state[12];                 /* open, done, checked, dropped */
	char due_day[12], done_day[12], checked_day[12];
	char owner[96], doer[96], checker[96];
	char problem[804], measure[804], done_text[804], reason[804], credit[204];
};
struct improvement_list {
	struct improvement_row *v;
	size_t n, cap;
};
void improvement_list_free(struct improvement_list *l);

/* ERR_NOTFOUND. */
enum err_code improvement_get(struct store *s, int64_t id, struct improvement_row *out,
    struct err *e) MUST_CHECK;
/* Of BRANCH (0: all): open and done ones of any month, by due day; then those of MONTH that are
 * checked or dropped. Lists replace OUT. */
enum err_code improvement_list(struct store *s, int64_t branch_id, const char *month,
    struct improvement_list *out, struct err *e) MUST_CHECK;
/* All of MONTH, in the order they were noted. */
enum err_code improvement_list_month(struct store *s, int64_t branch_id, const char *month,
    struct improvement_list *out, struct err *e) MUST_CHECK;

/* Problems of the days, by how grave: complaints by their level ("" none was said). */
struct problem_count {
	char level[24];
	int64_t n, late, closed;        /* late: missed a limit */
};
struct problem_counts {
	struct problem_count *v;
	size_t n, cap;
};
enum err_code problem_count_complaints(struct store *s, int64_t branch_id, const char *from_day,
    const char *to_day, int64_t now, struct problem_counts *out, struct err *e) MUST_CHECK;
void problem_counts_free(struct problem_counts *l);

/* Surveys of the days with a worst mark of 1-2 and of 3; suggestions made, taken up, answered. */
struct problem_rest {
	int64_t low, middle;
	int64_t suggested, taken, answered;
};
enum err_code problem_count_rest(struct store *s, int64_t branch_id, const char *from_day,
    const char *to_day, struct problem_rest *out, struct err *e) MUST_CHECK;

#endif
