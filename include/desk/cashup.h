#ifndef FD_DESK_CASHUP_H
#define FD_DESK_CASHUP_H
/*
 * Cash-up (SPEC OR-7): a cashier's shift, what its payments say by method, what was counted, the
 * reason of a difference, and the note that whoever comes next reads. Right cashup. Minor units.
 */
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"
#include "data/payment.h"
#include "data/shift.h"

struct desk;

/* One method of a shift. */
struct cashup_line {
	char method[24];
	int64_t n, expected;            /* payments, their sum; of cash with the change */
	int64_t counted;                /* -1: not counted */
	bool to_count;                  /* money that can be counted */
	char reason[300];
};
struct cashup {
	struct shift shift;             /* id 0: none open, `from_at` = where one would begin */
	struct cashup_line *v;
	size_t n, cap;
	int64_t total;                  /* of all payments in money */
	struct shift unread;            /* a note for the one who looks; id 0: none */
};
/* The open shift of STAFF (0: the acting person) in the branch at hand. Free with cashup_free. */
enum err_code cashup_now(struct desk *d, int64_t staff_id, struct cashup *out, struct err *e)
    MUST_CHECK;
/* One that is over, as it was counted. */
enum err_code cashup_get(struct desk *d, int64_t shift_id, struct cashup *out, struct err *e)
    MUST_CHECK;
void cashup_free(struct cashup *c);

/* The acting person takes over: with FLOAT_AMOUNT in the drawer. The payments since the last shift
 * of the same person count with it. ERR_CONFLICT: is open already. *ID = the shift. */
enum err_code cashup_begin(struct desk *d, int64_t float_amount, int64_t *id, struct err *e)
    MUST_CHECK;
/* Counted: one row for each method of the shift that can be counted. ERR_INVALID names the method
 * that is missing or whose difference has no reason. */
struct cashup_counted {
	const char *method, *reason;
	int64_t amount;
};
enum err_code cashup_end(struct desk *d, const struct cashup_counted *x, size_t n,
    const char *note, struct err *e) MUST_CHECK;
/* The note of a shift was read by who takes over. */
enum err_code cashup_read(struct desk *d, int64_t shift_id, struct err *e) MUST_CHECK;

#endif
