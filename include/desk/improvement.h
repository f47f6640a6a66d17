#ifndef FD_DESK_IMPROVEMENT_H
#define FD_DESK_IMPROVEMENT_H
/*
 * The month of a branch (SPEC CP-3, CP-4): the coordinator's summary is counted (complaints by how
 * grave, surveys, suggestions), the supervisor notes a measure for each problem, the director sees
 * to them: who, by when, done, checked by somebody else than who did it.
 */
#include <stdbool.h>
#include <stdint.h>

#include "base/err.h"
#include "data/improvement.h"
#include "data/survey.h"

struct desk;
struct document;

struct improvement_draft {
	const char *month;              /* YYYY-MM; NULL: this one */
	const char *level, *credit;     /* NULL: none */
	const char *problem, *measure;
	const char *due_day;            /* NULL, "": none said */
	int64_t owner_id, suggestion_id, complaint_id;  /* 0: none */
};
/* Action improve, likewise below. A suggestion that it comes from is taken by it, and credited
 * unless somebody is named. ERR_INVALID: a text lacks, a day past. */
enum err_code improvement_add(struct desk *d, const struct improvement_draft *x, int64_t *id,
    struct err *e) MUST_CHECK;
/* Another measure, owner or day. ERR_CONFLICT: it is over. */
enum err_code improvement_change(struct desk *d, int64_t id, const struct improvement_draft *x,
    struct err *e) MUST_CHECK;
enum err_code improvement_do(struct desk *d, int64_t id, const char *text, struct err *e)
    MUST_CHECK;
/* ERR_DENIED: who did it does not check it. ERR_CONFLICT: it is not done. The suggestion that it
 * came from is done with it. */
enum err_code improvement_check(struct desk *d, int64_t id, struct err *e) MUST_CHECK;
/* Not after all, or not done as it should be: open again. */
enum err_code improvement_drop(struct desk *d, int64_t id, const char *reason, struct err *e)
    MUST_CHECK;
enum err_code improvement_reopen(struct desk *d, int64_t id, const char *reason, struct err *e)
    MUST_CHECK;

bool improvement_late(const struct desk *d, const struct improvement_row *r);
const char *improvement_state_word(const char *state);

/* ---- the month ---- */

struct month_report {
	int64_t branch_id;              /* 0: all */
	char month[8], from_day[12], to_day[12];
	struct problem_counts complaints;
	struct problem_rest rest;
	struct survey_rate rate;
	struct callback_marks callbacks;
	struct improvement_list measures;
};
/* ERR_INVALID: MONTH is not YYYY-MM. */
enum err_code month_report_load(struct desk *d, int64_t branch_id, const char *month,
    struct month_report *out, struct err *e) MUST_CHECK;
void month_report_free(struct month_report *r);
/* Its paper; the caller's: document_free. */
struct document *month_report_paper(struct desk *d, const struct month_report *r);
/* "3 complaints (1 serious), 2 late; survey 87 % of 143 ..": one line. OUT has SIZE. */
char *month_report_line(const struct month_report *r, char *out, size_t size);
/* A word of forms/complaints.cfg in the reader's language. */
const char *problem_level_word(const struct desk *d, const char *level);

#endif
