#ifndef FD_DESK_TESTING_H
#define FD_DESK_TESTING_H
/*
 * Tests from the order to the reading (SPEC OR-1, OR-2). One table says which step follows which,
 * who may take it, what is asked and when the next one is due:
 *
 *	ordered    expert         -> kit sent, report date told, sampling guide shown (coordinator)
 *	sent       14 days        -> received: content, amount, fitness (lab desk); unfit: a new kit
 *	testing    report_days    -> report fetched, both reminded (lab desk)
 *	review     review_days    -> reviewed (lab desk): from now on expert and coordinator see it
 *	reviewed   2 days         -> final report (expert)
 *	report     2 days         -> paper (lab desk)
 *	paper      3 days         -> given: who took it, or mailed
 *	given      14 days        -> explained (expert)
 *
 * Times of steps are events and never overwritten. A step goes back by undo; a kit that was sent by
 * an opposite step, which puts it into stock again.
 */
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"
#include "data/test.h"

struct buf;
struct desk;
struct order_line;
struct txn;

enum testing_ask { TESTING_SEND, TESTING_RECEIVE, TESTING_REPORT, TESTING_REVIEW, TESTING_FINAL,
	TESTING_PAPER, TESTING_GIVE, TESTING_EXPLAIN };

struct testing_step {
	const char *from, *to;
	enum testing_ask ask;
	const char *right;              /* the action */
	const char *what;               /* N_(): kit sent, report date told */
	const char *who;                /* N_(): the coordinator */
	int days;                       /* to the step after it; -1, -2: report, review days of the
					 * kind */
};
extern const struct testing_step testing_steps[];
extern const size_t testing_steps_count;
/* What follows STAGE, NULL: nothing. */
const struct testing_step *testing_next(const char *stage);
/* "in review" of review. */
const char *testing_stage_word(const char *stage);
/* Place of a stage in the pipeline, from 0; -1: cancelled. */
int testing_place(const char *stage);

/* The tests of a new line of an order, inside its action. */
enum err_code testing_make_in(struct txn *t, struct desk *d, int64_t order_id,
    const struct order_line *l, struct err *e) MUST_CHECK;
/* The order is cancelled, or stands again. */
enum err_code testing_order_in(struct txn *t, struct desk *d, int64_t order_id, bool cancelled,
    const char *reason, struct err *e) MUST_CHECK;

/* What was asked at the next step; texts borrowed, NULL or "" where nothing was said. */
struct testing_answer {
	int64_t test_id;
	const char *from;               /* the stage that was seen */
	bool told;                      /* sent: the client knows when the report comes */
	bool unfit;                     /* received: not to be tested, a new kit goes out */
	const char *text;               /* how it went, why unfit */
	const char *path;               /* review: the file of the report, unless it is there */
	const char *final;              /* report: what the expert wrote */
	const char *given_to;           /* given: who took it, or where it was mailed to */
};
/* ERR_DENIED names who may; ERR_INVALID with `field` told, text, path, final, given_to;
 * ERR_CONFLICT: it has gone on meanwhile; ERR_TAKEN: no kit in stock. */
enum err_code testing_step(struct desk *d, const struct testing_answer *a, struct err *e)
    MUST_CHECK;
/* Attaches the report without a step. Action test-receive. */
enum err_code testing_attach(struct desk *d, int64_t id, const char *path, struct err *e)
    MUST_CHECK;
/* The same inside somebody's action, of a file that was read (desk/attach.h). */
struct attachment;
enum err_code testing_report_in(struct txn *t, struct desk *d, struct test *x,
    const struct attachment *file, struct err *e) MUST_CHECK;
/* From testing to review, with the report there; both are told. */
enum err_code testing_review_in(struct txn *t, struct desk *d, struct test *x, const char *text,
    struct err *e) MUST_CHECK;
/* Always with a reason; what it costs stays on the order. */
enum err_code testing_cancel(struct desk *d, int64_t id, const char *reason, struct err *e)
    MUST_CHECK;
/* The kit was not sent after all (undo). */
enum err_code testing_unsend(struct desk *d, int64_t id, int64_t undoes, int64_t *action,
    struct err *e) MUST_CHECK;
/* Tells whoever holds it up, on their screens. *N = how many. */
enum err_code testing_escalate(struct desk *d, int64_t id, size_t *n, struct err *e) MUST_CHECK;
/* Kits that are not back when they are due go on the work list `kit`: those that are back, off it.
 * For tick; an action of its own. */
enum err_code testing_kits(struct desk *d, size_t *n, struct err *e) MUST_CHECK;

/* ---- looking ---- */

/* Before it is reviewed the report is the lab desk's. */
bool testing_sees_report(struct desk *d, const struct test *x);
int testing_late(struct desk *d, const struct test *x);         /* days; 0: not */
/* Names of those who may take the step, at most a few: "钱珊, 吴磊". Returns OUT. */
char *testing_who(struct desk *d, const char *right, char *out, size_t size);
/* ERR_DENIED, telling whose step it is in one row, when the acting person may not take it. */
enum err_code testing_check_may(struct desk *d, const struct testing_step *s, struct err *e)
    MUST_CHECK;
/* How the due day came about, and who holds it up. */
enum err_code testing_why(struct desk *d, int64_t id, struct buf *out, struct err *e) MUST_CHECK;
/* "blood panel B", in the reader's language. Borrowed from X. */
const char *testing_name(const struct test *x);

#endif
