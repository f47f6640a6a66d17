#ifndef FD_DATA_HOLD_H
#define FD_DATA_HOLD_H
/*
 * A proposed time, kept for a few minutes for one member of the staff. Not a booking: the guards
 * do not see it. For the desk floor, in an ephemeral transaction; the clock is the transaction's.
 */
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"

struct store;
struct txn;

struct hold {
	int64_t id, resource_id, start_at, end_at, until_at, staff_id;
	char station[40];
};
struct hold_list {
	struct hold *v;
	size_t n, cap;
};

/* Keeps [START, END) on RESOURCE until UNTIL for the actor. His own overlapping ones
 * and expired ones there are replaced. ERR_TAKEN: somebody else keeps it; THEIRS (may be NULL) says
 * who. */
enum err_code hold_take(struct txn *t, int64_t resource_id, int64_t start, int64_t end,
    int64_t until, int64_t *id, struct hold *theirs, struct err *e) MUST_CHECK;
/* Lets go of one of the actor's own. Gone already is OK. */
enum err_code hold_release(struct txn *t, int64_t id, struct err *e) MUST_CHECK;
/* Lets go of all that the actor keeps at his station. */
enum err_code hold_release_all(struct txn *t, struct err *e) MUST_CHECK;
/* Removes the expired ones. */
enum err_code hold_expire(struct txn *t, struct err *e) MUST_CHECK;
/* Those on RESOURCE that are in force at NOW and touch [FROM, TO), by start. Replaces OUT. */
enum err_code hold_list(struct store *s, int64_t resource_id, int64_t from, int64_t to,
    int64_t now, struct hold_list *out, struct err *e) MUST_CHECK;
/* All that are in force at NOW and touch [FROM, TO), by resource and start. Replaces OUT. */
enum err_code hold_list_now(struct store *s, int64_t from, int64_t to, int64_t now,
    struct hold_list *out, struct err *e) MUST_CHECK;
void hold_list_free(struct hold_list *l);

#endif
