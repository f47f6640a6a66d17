#ifndef FD_DESK_CHANNEL_H
#define FD_DESK_CHANNEL_H
/*
 * The ways on which wishes reach the house (SPEC SC-1): each has a person in charge in each branch
 * (columns charge_* of the branch; F12, branch). Who is in charge stands where requests wait, and
 * is told once when one is late.
 */
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"

struct desk;

extern const char *const channel_words[];       /* phone web wechat app walkin; ended by NULL */
const char *channel_text(const char *channel);  /* for people; the word itself where unknown */

/* *STAFF_ID in charge of CHANNEL in BRANCH; 0: nobody, or nobody who still works here, or no such
 * channel. */
enum err_code channel_charge(struct desk *d, int64_t branch_id, const char *channel,
    int64_t *staff_id, struct err *e) MUST_CHECK;
/* The name, "" for nobody. Returns OUT. */
char *channel_charge_name(struct desk *d, int64_t branch_id, const char *channel, char *out,
    size_t size);
/* Action site-edit. STAFF 0: nobody. ERR_INVALID: no such channel. */
enum err_code channel_set_charge(struct desk *d, int64_t branch_id, const char *channel,
    int64_t staff_id, struct err *e) MUST_CHECK;

/* The job of `tick`: who is in charge of the channel of a request that nobody answered within the
 * limit has it on the board, once (template staff-request-late). *N = requests that were told. */
enum err_code channel_tell_late(struct desk *d, size_t *n, struct err *e) MUST_CHECK;

#endif
