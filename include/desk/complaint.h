#ifndef FD_DESK_COMPLAINT_H
#define FD_DESK_COMPLAINT_H
/*
 * Complaints and inquiries (CP-1): taken, answered, solved, each by a limit that follows from its
 * kind (forms/complaints.cfg) and is never edited. Steps, promises with their times, an apology,
 * and an end only with a result and a client who is content: 4 or 5 of 5.
 *
 * States: open (nobody has done anything), working, closed. Late is who missed the first answer or
 * the end; a promise that was neither kept nor broken by its time is late as well.
 *
 * Use cases ask for their right (case-take, case-step, case-edit, case-close) and are one action
 * each; the `_in` form is for other use cases, inside their action. Times are instants.
 */
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"

struct desk;
struct txn;

struct complaint_draft {
	int64_t client_id;              /* 0: nobody we know (a review) */
	int64_t dependant_id;           /* who was treated; 0: the client */
	int64_t at;                     /* when it was made, not in the future; 0: now */
	const char *kind;               /* words of forms/complaints.cfg; NULL: its first */
	const char *level, *channel;    /* NULL: none; its first */
	int64_t visit_id, treatment_id; /* what it is about, 0 */
	int64_t survey_id;              /* whose low mark it is, 0 */
	int64_t owner_id;               /* who sees to it; 0: a manager of the branch */
	const char *content;            /* what was said */
	const char *wanted;             /* what shall come of it; NULL */
};
/* ERR_INVALID: no content, a word that is not in the file, a time in the future. *ID = the new one,
 * its number is in data/complaint.h. Callbacks of the event `complaint` come with it. */
enum err_code complaint_take(struct desk *d, const struct complaint_draft *x, int64_t *id,
    struct err *e) MUST_CHECK;
enum err_code complaint_take_in(struct txn *t, struct desk *d, const struct complaint_draft *x,
    int64_t *id, struct err *e) MUST_CHECK;

/* The complaint of CLIENT that is open, the most pressing one. */
struct complaint_brief {
	int64_t id;                     /* 0: none is open */
	char number[16];                /* C-0031 */
	int64_t due_at;                 /* next limit: of the answer, else of the end */
	bool answer;                    /* it is that of the first answer */
	bool late;
	size_t open;                    /* how many the client has */
};
enum err_code complaint_open_of(struct desk *d, int64_t client_id, struct complaint_brief *out,
    struct err *e) MUST_CHECK;

/* Of the branch at hand: open ones, those whose next limit has passed, and those for which it comes
 * within four hours (SCREENS row 1: `Case`). */
struct complaint_counts {
	size_t open, late, soon;
};
enum err_code complaint_count(struct desk *d, struct complaint_counts *out, struct err *e)
    MUST_CHECK;

#endif
