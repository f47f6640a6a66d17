#ifndef FD_DATA_DRAFT_H
#define FD_DATA_DRAFT_H
/*
 * Typing that was not saved yet, and parked jobs. States: open (being typed), parked (put aside by
 * its person), kept (thrown away by hand or left alone, can be fetched back), dropped (saved for
 * good or gone), line (what stood in a one-line prompt: no job, it stands there again). For the
 * desk floor, in an ephemeral transaction.
 */
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"

struct store;
struct txn;

struct draft {
	int64_t id, staff_id, ref_id, created_at, saved_at;
	char station[40];
	char form[48];
	char title[160];
	char cursor[96];                /* field, offset from its end */
	char state[12];
	char *body;                     /* owned; NULL in lists */
};
struct draft_list {
	struct draft *v;
	size_t n, cap;
};

/* Saves D: d->id 0 inserts and sets it, else it is written over (station becomes the actor's).
 * ERR_NOTFOUND when it is not the actor's or was dropped meanwhile. */
enum err_code draft_save(struct txn *t, struct draft *d, struct err *e) MUST_CHECK;
/* ERR_NOTFOUND. The caller frees OUT. */
enum err_code draft_get(struct store *s, int64_t id, struct draft *out, struct err *e) MUST_CHECK;
void draft_free(struct draft *d);
/* Of one person in STATE, saved last first, without bodies. Replaces OUT. */
enum err_code draft_list(struct store *s, int64_t staff_id, const char *state,
    struct draft_list *out, struct err *e) MUST_CHECK;
void draft_list_free(struct draft_list *l);
/* The one of STAFF for FORM and REF in STATE that was begun last; 0: none. */
enum err_code draft_find(struct store *s, int64_t staff_id, const char *state, const char *form,
    int64_t ref_id, int64_t *id, struct err *e) MUST_CHECK;
enum err_code draft_count(struct store *s, int64_t staff_id, const char *state, int64_t *n,
    struct err *e) MUST_CHECK;
/* Goes on at the actor's terminal, in state open (a line stays one). ERR_NOTFOUND when it is not
 * the actor's or was dropped. */
enum err_code draft_take(struct txn *t, int64_t id, struct err *e) MUST_CHECK;
/* ERR_NOTFOUND when it is not the actor's. */
enum err_code draft_set_state(struct txn *t, int64_t id, const char *state, struct err *e)
    MUST_CHECK;
/* Removes the kept and dropped ones and the lines that were saved before BEFORE; the text of
 * dropped ones goes at once with draft_set_state. */
enum err_code draft_expire(struct txn *t, int64_t before, struct err *e) MUST_CHECK;

#endif
