#ifndef FD_DATA_APPROVAL_H
#define FD_DATA_APPROVAL_H
/*
 * Questions to a second person who is at another terminal (PP-5): asked, answered there, used
 * once by the one who asked. What is asked about never changes after the question was put (a
 * trigger keeps it so). States: open, approved, refused, withdrawn (taken back by the one who
 * asked), used. Writing is for the desk floor, in ephemeral transactions.
 */
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"

struct store;
struct txn;

#define APPROVAL_TEXT 600

struct approval {
	int64_t id, staff_id, asked_of; /* who asks; whom, 0: anybody who may */
	int64_t asked_at, until_at;
	int64_t answered_by, answered_at;       /* 0: not yet */
	char right[40];                 /* what is to be allowed, a word of desk/rights */
	char text[APPROVAL_TEXT];       /* in figures and words, as the one who asks saw it */
	char why[160];
	char answer[160];               /* why not */
	char station[40];               /* where it was asked */
	char state[12];
};
struct approval_list {
	struct approval *v;
	size_t n, cap;
};

/* Asks as the actor: right, text, why, asked_of, until_at of A count. Questions that ended more
 * than a day ago are removed on the way. *ID = the new one. */
enum err_code approval_insert(struct txn *t, const struct approval *a, int64_t *id, struct err *e)
    MUST_CHECK;
/* ERR_NOTFOUND. */
enum err_code approval_get(struct store *s, int64_t id, struct approval *out, struct err *e)
    MUST_CHECK;
/* Open ones that end after NOW, the longest waiting first, but for those that STAFF asked
 * himself or that are for somebody else by name. Replaces OUT. */
enum err_code approval_list_open(struct store *s, int64_t staff_id, int64_t now,
    struct approval_list *out, struct err *e) MUST_CHECK;
void approval_list_free(struct approval_list *l);
/* approved or refused (ANSWER says why, may be NULL), by the actor, who must be another person
 * than the one who asked. ERR_CONFLICT: it is answered, withdrawn or too old by now. */
enum err_code approval_answer(struct txn *t, int64_t id, const char *state, const char *answer,
    struct err *e) MUST_CHECK;
/* Takes the actor's own question back. Answered already is OK. */
enum err_code approval_withdraw(struct txn *t, int64_t id, struct err *e) MUST_CHECK;
/* An answer of yes to a question of STAFF about RIGHT, word by word TEXT, that was not used yet and
 * does not end before NOW. ERR_NOTFOUND. */
enum err_code approval_ready(struct store *s, int64_t staff_id, const char *right,
    const char *text, int64_t now, struct approval *out, struct err *e) MUST_CHECK;
/* Uses the answer that the actor brings along (approval_id, 0: none, OK), once, in T: it is used if
 * and only if T is committed. ERR_CONFLICT: it is used, taken back or too old, is no answer to the
 * actor's own question, or somebody else than second_id gave it. */
enum err_code approval_use(struct txn *t, struct err *e) MUST_CHECK;

#endif
