#ifndef FD_DESK_CALLBACKS_CALLBACK_WORK_PRIV_H
#define FD_DESK_CALLBACKS_CALLBACK_WORK_PRIV_H
/*
 * What the use cases of a callback share: beginning and ending one, the times at which it comes
 * again. For src/desk/callbacks/callback*.c, calllist*.c, escalate.c.
 */
#include "data/callback.h"
#include "desk/callback.h"

struct txn;

/* Somebody else has callback ID in hand; THEIRS then says who and where. */
bool callback_is_theirs(const struct desk *d, struct txn *t, int64_t id, struct claim *theirs);
/* Begins the action RIGHT on callback ID, read inside: open, and in nobody else's hand. On error
 * nothing is begun. */
enum err_code callback_begin(struct desk *d, const char *right, int64_t id, struct txn **t,
    struct callback *out, struct err *e) MUST_CHECK;
/* Commits or, after an error, rolls back; the claim is given back when LET_GO. *ACTION may be
 * NULL. */
enum err_code callback_commit(struct txn *t, int64_t id, enum err_code rc,
    int64_t *action, bool let_go, struct err *e) MUST_CHECK;
/* A step of C, of KIND, that says TEXT (NULL: nothing). */
struct callback_step callback_step_of(const struct desk *d, const struct txn *t,
    const struct callback *c, const char *kind, const char *text);
/* Moves C to begin at AT: late after the window in which AT lies, and of use at least a day
 * longer. */
enum err_code callback_put_at(struct desk *d, struct callback *c, int64_t at, struct err *e)
    MUST_CHECK;
/* The first minute of a window at AT or later; of one that has no windows AT itself. */
enum err_code callback_allowed(struct desk *d, const struct callback *c, int64_t at,
    int64_t *allowed, struct err *e) MUST_CHECK;
/* What became of a message: "sent", "delivered". Returns OUT. */
char *callback_message_state(struct desk *d, const char *state, char *out, size_t size);
bool callback_is_call(const char *channel);
/* One made by hand for a time that a person said: it stands for a while, whatever the windows. */
bool callback_time_was_said(bool by_hand, int64_t from, int64_t at);

#endif
