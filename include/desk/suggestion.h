#ifndef FD_DESK_SUGGESTION_H
#define FD_DESK_SUGGESTION_H
/*
 * Suggestions of clients and staff (SPEC CP-2, CP-4): taken down, decided with a reason, answered
 * to who made them, done. A suggestion that is taken may become an improvement
 * (desk/improvement.h).
 */
#include <stdbool.h>
#include <stdint.h>

#include "base/err.h"
#include "data/suggestion.h"

struct desk;
struct txn;

struct suggestion_draft {
	int64_t client_id;              /* 0: by one of ours */
	int64_t staff_id;               /* of ours; 0: the acting person, without a client */
	int64_t survey_id;              /* in which it was written, 0 */
	const char *channel;            /* word of forms/complaints.cfg; NULL: none */
	const char *text;
};
/* Action suggest. ERR_INVALID: nothing is said. */
enum err_code suggestion_take(struct desk *d, const struct suggestion_draft *x, int64_t *id,
    struct err *e) MUST_CHECK;
enum err_code suggestion_take_in(struct txn *t, struct desk *d, const struct suggestion_draft *x,
    int64_t *id, struct err *e) MUST_CHECK;

/* Action improve: taken, or declined; REASON says what was decided and why. ERR_CONFLICT: it was
 * decided already. */
enum err_code suggestion_decide(struct desk *d, int64_t id, bool taken, const char *reason,
    struct err *e) MUST_CHECK;
/* Action improve: what was taken is done. ERR_CONFLICT: it is not taken. */
enum err_code suggestion_done(struct desk *d, int64_t id, struct err *e) MUST_CHECK;
/* Action suggest: TEXT was told to who made it. HOW: call, face, message; a message is sent to the
 * client. ERR_INVALID: no message may be sent. ERR_CONFLICT: not decided yet, or answered. */
enum err_code suggestion_answer(struct desk *d, int64_t id, const char *how, const char *text,
    struct err *e) MUST_CHECK;

/* Whose it is, as the acting person may see it. Borrowed. */
const char *suggestion_name(const struct desk *d, const struct suggestion_row *r);
const char *suggestion_state_word(const char *state);
const char *suggestion_told_word(const char *how);

#endif
