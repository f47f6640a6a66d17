#ifndef FD_DESK_LATE_H
#define FD_DESK_LATE_H
/*
 * Somebody runs late (SPEC SC-18): N minutes behind from now on, that day. Later appointments are
 * expected by as much later, less the gaps between them; what was promised is not changed. Clients
 * who are not here yet get one message; who would come after hours or into something else is named,
 * to be offered another time.
 *
 * Anybody may read. Writing: the right appt-late.
 */
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"
#include "data/appointment.h"

struct desk;

#define LATE_MAX 720

/* ---- the rule ---- */

/* One appointment of the person; by start. */
struct late_slot {
	int64_t start_at, end_at;
	bool begun;                     /* in service or done: it does not shift any more */
};
/* SHIFT[i] = seconds by which slot I begins later, when the person is LAG seconds behind at AT:
 * what was running then ends as much later, and each gap takes off its length. Whoever should have
 * begun before AT and has not shifts by all of it. In steps of five minutes, rounded up. */
void late_shift(const struct late_slot *v, size_t n, int64_t at, int64_t lag, int64_t *shift);

/* ---- a person's day ---- */

struct late_item {
	struct appointment_row a;
	int64_t expected_at;
	int minutes;                    /* later than promised */
	bool here;                      /* arrived: nobody has to be told */
	bool told;                      /* a message says these minutes already */
	char trouble[200];              /* why it cannot take place then, "" when it can */
	int64_t taken_id, other_id;     /* a room or device that is taken then, and another that
					 * will do; other_id 0: none */
	char other[96];
};
struct late_items {
	struct late_item *v;
	size_t n, cap;
};
/* What would follow when RESOURCE is MINUTES behind from now on: those that shift. Replaces OUT. */
enum err_code late_look(struct desk *d, int64_t resource_id, int minutes, struct late_items *out,
    struct err *e) MUST_CHECK;
/* The same as it was said last; *MINUTES 0: on time. */
enum err_code late_now(struct desk *d, int64_t resource_id, int *minutes, struct late_items *out,
    struct err *e) MUST_CHECK;
/* How many minutes RESOURCE was said to be behind today; 0: on time, or nothing can be read. */
int late_minutes(struct desk *d, int64_t resource_id);
void late_items_free(struct late_items *l);
/* Gives the appointment of X its other room or device; the promised time stays. Right appt-move;
 * errors as booking_move. */
enum err_code late_take_other(struct desk *d, const struct late_item *x, struct err *e) MUST_CHECK;

struct late_result {
	size_t shifted, told;           /* messages of this time */
	size_t calls;                   /* not here, and nowhere to write to */
	size_t troubles;
};
/* Says so: 0 = on time again. ERR_INVALID: more than LATE_MAX, or not somebody who serves. */
enum err_code late_set(struct desk *d, int64_t resource_id, int minutes, struct late_result *out,
    struct err *e) MUST_CHECK;

/* ---- for lists of a day ---- */

struct late_time {
	int64_t appointment_id, resource_id, expected_at;
	int minutes;
};
struct late_times {
	struct late_time *v;
	size_t n, cap;
};
/* All that shift on DAY (YYYY-MM-DD), whoever is late; the later one counts. Replaces OUT. */
enum err_code late_day(struct desk *d, const char *day, struct late_times *out, struct err *e)
    MUST_CHECK;
void late_times_free(struct late_times *l);
/* When APPOINTMENT is expected; 0: as promised. */
int64_t late_expected(const struct late_times *l, int64_t appointment_id);

#endif
