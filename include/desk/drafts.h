#ifndef FD_DESK_DRAFTS_H
#define FD_DESK_DRAFTS_H
/*
 * Typing that must not be lost: saved a second after the last key, when a field is left, at the lock
 * and at a hang-up; offered at the person's next log-in, wherever that is. Not an action: nothing of it
 * is in the log.
 */
#include <stdbool.h>
#include <stdint.h>

#include "base/err.h"
#include "data/draft.h"

struct desk;

/* Writes DRAFT for the acting person at this terminal; sets its id the first time. */
enum err_code drafts_save(struct desk *d, struct draft *draft, struct err *e) MUST_CHECK;
/* open, parked, kept (thrown away by hand: stays for a week) or dropped (saved for good). */
enum err_code drafts_set_state(struct desk *d, int64_t id, const char *state, struct err *e)
    MUST_CHECK;
/* What the person should be offered at log-in: parked ones, and open ones that no living terminal is
 * working on. Saved last first, without bodies. Replaces OUT. */
enum err_code drafts_offered(struct desk *d, struct draft_list *out, struct err *e) MUST_CHECK;
/* Parked ones of the acting person, for the badge. */
int64_t drafts_parked(struct desk *d);

#endif
