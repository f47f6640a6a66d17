#ifndef FD_DESK_UNDO_H
#define FD_DESK_UNDO_H
/*
 * Taking back. One table (undo.c) gives the way back of each use case:
 *   inverse   the changes go back as they came, refused where somebody changed the same column
 *   since counter   an opposite action (cancel for a booking with a visit, reversal for a payment)
 *   none      with the reason why
 * An undo is an action itself and can be undone. One's own within config.undo_minutes needs nobody;
 * later, or another's, needs the right undo-other and a second person.
 */
#include <stdbool.h>
#include <stdint.h>

#include "base/err.h"

struct desk;

enum undo_way { UNDO_INVERSE, UNDO_COUNTER, UNDO_NONE };

struct undo_plan {
	enum undo_way way;
	bool second;                    /* a second person must sign */
	char text[200];                 /* what it would do, or why it cannot */
	char opposite[80];              /* the counter way in words where there is one, "" */
};

/* The way back of action ID for the acting person now. ERR_NOTFOUND. */
enum err_code undo_plan(
    struct desk *d, int64_t id, struct undo_plan *out, struct err *e) MUST_CHECK;
/* Takes it back. COUNTER allows the opposite action where the inverse is not possible. *NEW_ID =
 * the action that did it. ERR_CONFLICT, ERR_TAKEN, ERR_DENIED, ERR_SECOND with the sentence. */
enum err_code undo_action(struct desk *d, int64_t id, bool counter, const char *reason,
    int64_t *new_id, struct err *e) MUST_CHECK;
/* The last action of the acting person at this terminal that can go back; 0 when there is none. */
int64_t undo_last(struct desk *d);
/* "booked Fri 27 Nov 15:30 for ..." in the reader's language. */
char *undo_describe(struct desk *d, int64_t id, char *out, size_t size);

#endif
