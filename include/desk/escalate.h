#ifndef FD_DESK_ESCALATE_H
#define FD_DESK_ESCALATE_H
/*
 * What service or consultant cannot solve (CB-7): to the expert, from a callback or from the
 * client's file; to the head office, from a complaint. It is urgent: answered the same day, when it
 * was raised in the evening within a day; seen, answered, solved, each with who and when, and open
 * until it is solved. A callback waits (held = expert) until the answer puts it back on top.
 *
 * Rights: escalate to raise and to solve; escalate-answer to answer. Times are instants.
 */
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"

struct desk;
struct escalation;
struct escalation_list;         /* data/escalation.h */
struct txn;

struct escalate_draft {
	int64_t callback_id;            /* from a call, else 0 */
	int64_t complaint_id;           /* to the head office, else 0 */
	int64_t client_id;              /* where neither is named */
	int64_t staff_id;               /* the expert; 0: whoever of them comes first */
	const char *text;
};
/* ERR_INVALID without a text; ERR_CONFLICT: the callback or complaint has ended, or waits for an
 * answer already. */
enum err_code escalate_raise(struct desk *d, const struct escalate_draft *x, int64_t *id,
    struct err *e) MUST_CHECK;
enum err_code escalate_raise_in(struct txn *t, struct desk *d, const struct escalate_draft *x,
    int64_t *id, struct err *e) MUST_CHECK;
/* Another question: no escalation but a callback of ROLE (consultant, nurse), or of the person whom
 * X names. *ID = the callback. Right escalate. */
enum err_code escalate_hand(struct desk *d, const struct escalate_draft *x, const char *role,
    int64_t *id, struct err *e) MUST_CHECK;
/* The acting person has read it: once, by whom it is for. Nothing else, else. */
enum err_code escalate_see(struct desk *d, int64_t id, struct err *e) MUST_CHECK;
/* The callback goes back to the queue at once. ERR_CONFLICT: it was answered meanwhile. */
enum err_code escalate_answer(struct desk *d, int64_t id, const char *answer, struct err *e)
    MUST_CHECK;
/* The end, with how it was solved. A callback that still waits goes back to the queue. */
enum err_code escalate_solve(struct desk *d, int64_t id, const char *result, struct err *e)
    MUST_CHECK;
/* The same with the outcome of its callback, inside the action that closes that: nothing to do
 * where none is open. */
enum err_code escalate_solved_in(struct txn *t, struct desk *d, int64_t callback_id,
    const char *result, struct err *e) MUST_CHECK;
/* Answered by: closing time of the same day; from SETTING_EVENING_HOUR on, and after closing,
 * SETTING_ESCALATE_HOURS later. */
enum err_code escalate_due(struct desk *d, int64_t at, int64_t *due, struct err *e) MUST_CHECK;
/* Is it to be answered by the acting person: named, or an expert of the branch; about a complaint:
 * somebody of the head office. */
bool escalate_is_mine(struct desk *d, const struct escalation *x);
/* "raised 14:02 赵倩 > seen 14:10 > answered 14:20 陈立": where it is, for everyone on the way.
 * Returns OUT. */
char *escalate_status(struct desk *d, const struct escalation *x, char *out, size_t size);

enum escalate_view {
	ESCALATE_MINE,                  /* to be answered by the acting person */
	ESCALATE_OPEN,                  /* all that are not solved */
	ESCALATE_ALL,                   /* of the last 30 days too */
};
/* Of the branch at hand, late first. Replaces OUT. */
enum err_code escalate_list(struct desk *d, enum escalate_view view, struct escalation_list *out,
    struct err *e) MUST_CHECK;
/* Those that wait for an answer: of the branch, the late ones of them, and mine. */
struct escalate_counts {
	size_t open, late, mine;
};
enum err_code escalate_count(struct desk *d, struct escalate_counts *out, struct err *e) MUST_CHECK;
/* The open one of CLIENT; *ID 0: none. */
enum err_code escalate_open_of(struct desk *d, int64_t client_id, int64_t *id, struct err *e)
    MUST_CHECK;

#endif
