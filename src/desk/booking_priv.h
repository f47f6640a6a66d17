#ifndef FD_DESK_BOOKING_PRIV_H
#define FD_DESK_BOOKING_PRIV_H
/* What the booking files share. */
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"

struct appointment;
struct desk;
struct take;
struct zone;

/* Where an appointment is: the branch's hours on the branch's clock, which need not be the
 * desk's. */
struct booking_place {
	int64_t branch_id;
	const struct zone *zone;
	int open_min, close_min;
};
/* Of BRANCH, 0: the desk's. ERR_NOTFOUND. */
enum err_code booking_place(struct desk *d, int64_t branch_id, struct booking_place *out,
    struct err *e) MUST_CHECK;
/* NOT_DONE below: the first words of a refusal, translated: "Not booked." or "Not moved." */

/* Not past, start before end, both on one day within the branch's hours: checked on the end too, so
 * that a change of the clock does not carry it over. */
enum err_code booking_check_time(const struct desk *d, const struct booking_place *p,
    int64_t start_at, int64_t end_at, const char *not_done, struct err *e) MUST_CHECK;
/* ERR_INVALID: the file is closed or was merged into another. */
enum err_code booking_check_client(struct desk *d, int64_t client_id, struct err *e) MUST_CHECK;
/* ERR_TAKEN: out of order, away for long, no longer here. */
enum err_code booking_check_resource(struct desk *d, int64_t resource_id, const char *not_done,
    struct err *e) MUST_CHECK;

/* A guard said no to A taking these: finds out who has the time, and says so in E after NOT_DONE.
 * Keeps E as it is when nothing is found. ERR_TAKEN. */
enum err_code booking_explain_taken(struct desk *d, const struct appointment *a,
    const struct take *take, size_t ntake, const char *not_done, struct err *e) MUST_CHECK;

/* As booking_cancel; *ACTION = the action's id. */
enum err_code booking_cancel_as(struct desk *d, int64_t id, const char *reason, int64_t *action,
    struct err *e) MUST_CHECK;

#endif
