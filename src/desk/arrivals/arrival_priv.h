#ifndef FD_DESK_ARRIVALS_ARRIVAL_PRIV_H
#define FD_DESK_ARRIVALS_ARRIVAL_PRIV_H
/* What the files about arrivals share. */
#include "data/record.h"
#include "desk/arrival.h"

struct appointment_row;
struct txn;

/* A second of arrival is so wide, that somebody can be put between two others by hand. */
#define PLACE_STEP 1000

/* Columns of a visit to be changed together. */
struct visit_set {
	struct change v[24];
	size_t n;
};
void visit_set_int(struct visit_set *s, const char *column, int64_t v);         /* 0 is NULL */
void visit_set_number(struct visit_set *s, const char *column, int64_t v);      /* 0 is 0 */
void visit_set_text(struct visit_set *s, const char *column, const char *v);    /* "" is NULL */
/* Writes the columns over whatever stands there, and frees S; of a visit, of any table. */
enum err_code columns_put(struct txn *t, const char *table, int64_t id, struct visit_set *s,
    struct err *e) MUST_CHECK;
enum err_code visit_put(struct txn *t, int64_t id, struct visit_set *s, struct err *e) MUST_CHECK;

/* Begins the action NAME about visit ID and reads it under the lock; WAS (NULL: any) is the state
 * it must be in. ERR_CONFLICT says what it is by now. ERR_INVALID: it is another branch's. */
enum err_code arrival_begin(struct desk *d, const char *name, const char *reason, int64_t id,
    const char *was, struct txn **t, struct visit_row *v, struct err *e) MUST_CHECK;
/* Commits when RC is OK, else rolls back. */
enum err_code arrival_end(struct txn *t, enum err_code rc, struct err *e) MUST_CHECK;

/* The appointment takes the step too, if it may follow from where it is. */
enum err_code arrival_appointment(struct desk *d, struct txn *t, int64_t appointment_id,
    const char *state, const char *reason, struct err *e) MUST_CHECK;

/* ---- the card (arrival_card.c) ---- */

/* Is A today's, here, of CLIENT, and not over yet? ERR_INVALID says what it is. */
enum err_code arrival_check_appointment(struct desk *d, const struct appointment_row *a,
    int64_t client_id, struct err *e) MUST_CHECK;
/* The card as proposed to CLIENT who comes for A (NULL: a walk-in). ERR_NOTFOUND; ERR_INVALID: the
 * file is closed. */
enum err_code arrival_propose(struct desk *d, int64_t client_id, const struct appointment_row *a,
    struct arrival_card *out, struct err *e) MUST_CHECK;

/* ---- rooms (arrival_room.c) ---- */

/* May ROOM be used by V (0: nobody yet)? ERR_TAKEN with who and until when. */
enum err_code arrival_check_room(struct desk *d, int64_t room, int64_t visit_id, struct err *e)
    MUST_CHECK;
/* The room to lead V to: WANTED, that of the visit, of the appointment, else a free one. 0 where
 * the branch has no rooms. *PROPOSED as in arrival_step. ERR_TAKEN. */
enum err_code arrival_choose_room(struct desk *d, const struct visit_row *v, int64_t wanted,
    int64_t *room, int64_t *proposed, struct err *e) MUST_CHECK;

/* The name for a message to the desk: the cover of a restricted file. */
const char *arrival_name(const struct desk *d, const struct visit_row *v);

#endif
