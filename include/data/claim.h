#ifndef FD_DATA_CLAIM_H
#define FD_DATA_CLAIM_H
/*
 * Who is working on something just now, so that two people do not do the same. For the desk floor,
 * in an ephemeral transaction; the clock is the transaction's.
 */
#include <stdint.h>

#include "base/err.h"

struct store;
struct txn;

struct claim {
	char kind[24];
	int64_t ref_id, staff_id, until_at;
	char station[40];
};

/* Takes or prolongs it for the actor until UNTIL. ERR_TAKEN: another person has it; THEIRS (may be
 * NULL) says who, where, until when. One's own at another terminal is taken over. */
enum err_code claim_take(struct txn *t, const char *kind, int64_t ref_id, int64_t until,
    struct claim *theirs, struct err *e) MUST_CHECK;
/* Gives it back if it is the actor's. */
enum err_code claim_release(struct txn *t, const char *kind, int64_t ref_id, struct err *e)
    MUST_CHECK;
/* Who has it at NOW. ERR_NOTFOUND: nobody. */
enum err_code claim_get(struct store *s, const char *kind, int64_t ref_id, int64_t now,
    struct claim *out, struct err *e) MUST_CHECK;

#endif
