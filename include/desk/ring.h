#ifndef FD_DESK_RING_H
#define FD_DESK_RING_H
/*
 * A telephone rings: the exchange tells, every terminal of the branch shows who it is for two
 * minutes. Nothing is dialled or answered here.
 */
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"

struct desk;

/* NUMBER, in any form people write it, rings in the branch at hand. Saying it again only prolongs
 * it. ERR_INVALID: it is no number (a call without one shows nobody). */
enum err_code ring_tell(struct desk *d, const char *number, struct err *e) MUST_CHECK;

#define RING_CALLERS 8
struct ring_caller {
	char number[24];                /* as it is stored: digits, perhaps + before them */
	int64_t at;                     /* rang last */
	int64_t client_id;              /* the newest file with that number, 0: nobody's */
};
/* Who rings in the branch at hand just now, the newest first; *N <= RING_CALLERS. A number of
 * several files comes once for each. */
enum err_code ring_callers(struct desk *d, struct ring_caller out[RING_CALLERS], size_t *n,
    struct err *e) MUST_CHECK;

#endif
