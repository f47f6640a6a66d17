#ifndef FD_DATA_DISRUPTION_H
#define FD_DATA_DISRUPTION_H
/*
 * One row for each appointment that an absence (data/hours.h) touches, until something was done
 * about it. For the desk floor to write.
 */
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"

struct store;
struct txn;

struct disruption {
	int64_t absence_id, appointment_id, at, staff_id;
	char state[12];                 /* open, asked, moved, cancelled, kept */
	char text[300];                 /* what was offered or done */
};
struct disruption_list {
	struct disruption *v;
	size_t n, cap;
};
/* All of one absence, by appointment. Replaces OUT. */
enum err_code disruption_list(struct store *s, int64_t absence_id, struct disruption_list *out,
    struct err *e) MUST_CHECK;
void disruption_list_free(struct disruption_list *l);
/* How many of one absence, and how many of these still wait (open, asked). */
enum err_code disruption_count(struct store *s, int64_t absence_id, int64_t *all, int64_t *open,
    struct err *e) MUST_CHECK;
/* Makes the row, or changes its state; now, by the transaction's actor. TEXT NULL: keeps it. */
enum err_code disruption_set(struct txn *t, int64_t absence_id, int64_t appointment_id,
    const char *state, const char *text, struct err *e) MUST_CHECK;
/* Whatever waits because of APPOINTMENT is settled: it was moved, cancelled, or takes place (kept).
 * The times held for it are let go of. data/appointment.c calls it at each such step. */
enum err_code disruption_settle(struct txn *t, int64_t appointment_id, const char *state,
    struct err *e) MUST_CHECK;
/* How many absences (data/hours.h, absence_list_touching) have rows that wait. */
enum err_code disruption_count_absences(struct store *s, int64_t branch_id, int64_t *n,
    struct err *e) MUST_CHECK;

/* What still waits in BRANCH (0 = all): how many, when the first of them is, and whose absence it
 * was. */
struct disruption_open {
	int64_t n, first_at;            /* 0, 0: nothing waits */
	char resource[96];
};
enum err_code disruption_count_open(struct store *s, int64_t branch_id,
    struct disruption_open *out, struct err *e) MUST_CHECK;

#endif
