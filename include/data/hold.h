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
	char what[8];                   /* of the desk (staff_id 0): move, offer */
	int64_t ref_id;                 /* move: appointment; offer: the action that offered */
	int64_t for_at;                 /* start that was offered */
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
/* Keeps H (resource, start, end, until, what, ref, for) for the desk, while somebody outside is
 * asked: it is nobody's own, so that it is in everybody's way until it is let go of. ERR_TAKEN
 * as above. */
enum err_code hold_keep(struct txn *t, const struct hold *h, struct err *e) MUST_CHECK;
/* Lets go of all that is kept for it. None is OK. */
enum err_code hold_let_go(struct txn *t, const char *what, int64_t ref_id, struct err *e)
    MUST_CHECK;
/* What is kept for it at NOW, by the start that was offered. Replaces OUT. */
enum err_code hold_kept(struct store *s, const char *what, int64_t ref_id, int64_t now,
    struct hold_list *out, struct err *e) MUST_CHECK;
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
