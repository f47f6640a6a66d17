#ifndef FD_DESK_CULTIVATION_H
#define FD_DESK_CULTIVATION_H
/*
 * Cultivation (IN-14): for one client the tier that is wanted, the measure (that of the type of
 * growth in forms/segments.cfg, or another), an owner, what it may cost, a day on which it is
 * looked at again; steps with what they cost, reviews, and in the end a result. What the client
 * paid since stands beside what it cost. One goes on at a time for a client.
 */
#include <stdbool.h>
#include <stdint.h>

#include "base/err.h"
#include "data/cultivation.h"

struct desk;

struct cultivation_draft {
	int64_t client_id;              /* of a new one */
	const char *target;             /* word of a tier */
	const char *measure;
	int64_t owner_id;
	int64_t budget;                 /* minor units, -1: nothing is said */
	const char *review_day;         /* YYYY-MM-DD, today or later */
};
/* Actions are named cultivate, which is the right too. ERR_INVALID names the field; ERR_CONFLICT:
 * one goes on for this client, or this one is over. */
enum err_code cultivation_add(struct desk *d, const struct cultivation_draft *x, int64_t *id,
    struct err *e) MUST_CHECK;
enum err_code cultivation_change(struct desk *d, int64_t id, const struct cultivation_draft *x,
    struct err *e) MUST_CHECK;
/* Something was done for it, at a COST (0: none). */
enum err_code cultivation_did(struct desk *d, int64_t id, const char *text, int64_t cost,
    struct err *e) MUST_CHECK;
/* It was looked at: how it stands, and when the next time is. */
enum err_code cultivation_review(struct desk *d, int64_t id, const char *text, int64_t cost,
    const char *next_day, struct err *e) MUST_CHECK;
/* STATE reached, missed or stopped, with the result in words. */
enum err_code cultivation_end(struct desk *d, int64_t id, const char *state, const char *result,
    struct err *e) MUST_CHECK;

/* Its review is due today or was before. */
bool cultivation_due(const struct desk *d, const struct cultivation_row *r);
const char *cultivation_state_word(const char *state);
/* The measure for a type of growth, in the reader's language; "" the rules say none. */
const char *cultivation_measure(const struct desk *d, const char *growth);
/* What the client has paid from its first day on, less what was given back; until it ended. */
enum err_code cultivation_revenue(struct desk *d, const struct cultivation_row *r, int64_t *sum,
    struct err *e) MUST_CHECK;

#endif
