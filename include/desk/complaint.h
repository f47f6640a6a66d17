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

struct complaint;               /* data/complaint.h */
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

/* ---- limits ---- */

/* FROM and HOURS later: as the clock goes, or WORKING: hours in which BRANCH is open, by its
 * opening hours and holidays. Both are elapsed hours, so that a change of the clock adds none. A
 * branch that does not open for two years: as the clock goes. */
enum err_code complaint_limit(struct desk *d, int64_t branch_id, int64_t from, int hours,
    bool working, int64_t *out, struct err *e) MUST_CHECK;
/* Both limits of C by its kind, from its branch and `created_at`. ERR_INVALID: no such kind. */
enum err_code complaint_set_limits(struct desk *d, struct complaint *c, struct err *e) MUST_CHECK;
/* What comes first of what is open: the first answer, a promise, the end. */
enum complaint_limit_kind { COMPLAINT_ANSWER, COMPLAINT_PROMISE, COMPLAINT_END };
int64_t complaint_next(const struct complaint *c, enum complaint_limit_kind *which);
/* The sum behind the limits, for `why`: "urgent: first answer within 4 h ...". Returns OUT. */
char *complaint_why(struct desk *d, const struct complaint *c, char *out, size_t size);
/* "1 h 38 left", "late 21 h", "closed". Returns OUT. */
char *complaint_left_text(const struct complaint *c, int64_t now, char *out, size_t size);
/* Words of forms/complaints.cfg in the language of the screen; the word itself where the file does
 * not know it any more. Borrowed. */
enum complaint_words_of { COMPLAINT_KIND, COMPLAINT_LEVEL, COMPLAINT_CHANNEL, COMPLAINT_CAUSE };
const char *complaint_word(const struct desk *d, enum complaint_words_of of, const char *code);
/* The Nth word of the file, from 1: its code, NULL past the end. And the place of a code, 0. Lookup
 * fields of forms name words so. */
const char *complaint_code(const struct desk *d, enum complaint_words_of of, int64_t n);
int64_t complaint_place(const struct desk *d, enum complaint_words_of of, const char *code);

/* ---- what is done ---- */

/* A step. The first answer, promise, apology or message to the client is the first answer. */
struct complaint_did {
	int64_t complaint_id;
	const char *kind;               /* step, answer, promise, apology, message, booked */
	const char *text;               /* what; needed but for an apology */
	int64_t promise_at;             /* promise: by when, in the future */
	const char *how;                /* apology: person, phone, letter, none */
	int64_t by;                     /* apology: who; 0: the acting person */
	int64_t at;                     /* apology: when; 0: now */
	int64_t appointment_id;         /* booked */
};
/* Right case-step. A `message` is queued for the client, where one may be sent; *MESSAGE (may be
 * NULL) = it, 0: none was. ERR_INVALID names the field (text, promise, how). ERR_CONFLICT: it is
 * closed. */
enum err_code complaint_step(struct desk *d, const struct complaint_did *x, int64_t *message,
    struct err *e) MUST_CHECK;
/* Whether what was promised was kept: said once. Right case-step. */
enum err_code complaint_kept(struct desk *d, int64_t step_id, bool kept, struct err *e) MUST_CHECK;
/* Another kind: its limits count from when the complaint was made. Another gravity, another owner.
 * NULL and -1 leave what is. With a reason; kept as a step. Right case-edit. */
enum err_code complaint_edit(struct desk *d, int64_t id, const char *kind, const char *level,
    int64_t owner_id, const char *reason, struct err *e) MUST_CHECK;

/* Who made it is known now: it becomes CLIENT's, with the callbacks that belong to it; kept as a
 * step. ERR_CONFLICT: it is somebody's already, or closed. Right case-edit. */
enum err_code complaint_of_client(struct desk *d, int64_t id, int64_t client_id, struct err *e)
    MUST_CHECK;

struct complaint_end {
	int64_t id;
	const char *result;             /* needed */
	int64_t cost;                   /* minor units, -1: none */
	int satisfied;                  /* needed: 1 .. 5; up to 3 it stays open */
	const char *cause, *against;    /* NULL: none */
};
/* Right case-close. *CLOSED: whether it is; else the end is kept all the same, as a step.
 * ERR_INVALID names the field. */
enum err_code complaint_close(struct desk *d, const struct complaint_end *x, bool *closed,
    struct err *e) MUST_CHECK;
/* The client is not content after all. Limits stay. Right case-close. */
enum err_code complaint_reopen(struct desk *d, int64_t id, const char *reason, struct err *e)
    MUST_CHECK;

/* ---- looking ---- */

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
	int64_t next_at;                /* the nearest limit still to come, 0: none */
};
enum err_code complaint_count(struct desk *d, struct complaint_counts *out, struct err *e)
    MUST_CHECK;

#endif
