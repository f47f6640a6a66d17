#ifndef FD_DESK_TICK_H
#define FD_DESK_TICK_H
/*
 * What is due by the clock, for cron and for `frontdesk tick`: idempotent, each job at most once
 * in its period however often it is called and by how many at once. Jobs are one table in tick.c.
 */
#include <stdbool.h>
#include <stdint.h>

#include "base/err.h"

struct desk;

/* Told for each job that ran: name, seconds it took, what it did. */
typedef void (*tick_report)(void *ctx, const char *job, double seconds, const char *result);
/* Runs what is due; ALL runs every job. Goes on after a job that failed; the last error is
 * returned. */
enum err_code tick_run(struct desk *d, bool all, tick_report report, void *ctx, struct err *e)
    MUST_CHECK;

/* What the last check of the action log found (the job `anchor`): cheap, for screens. at 0: it
 * never ran. bad: the first action that is wrong, 0: whole up to last_id. */
struct chain_found {
	int64_t at, bad, last_id;
};
enum err_code tick_chain(struct desk *d, struct chain_found *out, struct err *e) MUST_CHECK;

#endif
