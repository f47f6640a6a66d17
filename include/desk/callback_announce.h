#ifndef FD_DESK_CALLBACK_ANNOUNCE_H
#define FD_DESK_CALLBACK_ANNOUNCE_H
/*
 * A message goes before the call (SPEC CB-6) by itself: template `before-call`, as the setting
 * `announce` of forms/callbacks.cfg says, once a callback.
 *
 *   - Before the window in which the call falls due, so long ahead: the job `callbacks-ahead` of
 *     `tick`, in all branches. A call that was put off to a time, or made by hand for one, is
 *     announced so long before that time.
 *   - A call that is made earlier, or is late: in the moment its caller turns to it, with the
 *     caller's name; put back without a call, what has not left yet is withdrawn. To turn to it is
 *     to ask for the numbers (c), or to go on to it from one that was done. To open the queue, to
 *     leaf through it or to leave it open is a look: a look tells the client nothing, and leaves
 *     no row in the client's history. Not the digit of the result either: then the call was made.
 *   - Never to who wants no messages or to whom the house must not be named, not in the quiet
 *     hours, not after an unanswered call (that had its message), not to who stands here or rings,
 *     and not twice within CALL_TOGETHER_S to one client: contacts that fall together are one call.
 *     Where the limit of a rule sent its message today, that is the message ahead.
 *   - Withdrawn, as long as it has not left, when the callback ends, is put off, merged or given to
 *     the expert.
 *
 * They make no step: those are what a person did, and the message stands for itself. They are
 * actions of the program, whoever is at the desk: Ctrl-Z is about what one did oneself.
 * By hand it is callback_announce (desk/callback.h).
 */
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"
#include "data/callback.h"

struct desk;
struct txn;

#define CALL_TOGETHER_S (2 * 3600)

/* The job. *N = messages made. */
enum err_code callback_announce_due(struct desk *d, size_t *n, struct err *e) MUST_CHECK;
/* Whether C is announced in the moment its caller turns to it. */
enum err_code callback_announce_ready(struct desk *d, const struct callback *c, bool *ready,
    struct err *e) MUST_CHECK;
/* Who has callback ID in hand (callback_claim) turns to it. *MESSAGE_ID 0: none is due now. */
enum err_code callback_announce_now(struct desk *d, int64_t id, int64_t *message_id,
    struct err *e) MUST_CHECK;
/* Callback ID is put back without a call: its message MESSAGE_ID is withdrawn unless it left. */
enum err_code callback_announce_back(struct desk *d, int64_t id, int64_t message_id,
    struct err *e) MUST_CHECK;
/* What waits to announce callback ID does not leave any more: for the use cases that end or move
 * it. */
enum err_code callback_unannounce_in(struct txn *t, struct desk *d, int64_t id, struct err *e)
    MUST_CHECK;
/* How C is announced, for people: "23 Nov 19:00, sent", "at 19:00, or with the numbers (c)",
 * "none: no messages wished". "" for what is no open call to a client. Returns OUT. */
char *callback_announce_words(struct desk *d, const struct callback *c, char *out, size_t size);

#endif
