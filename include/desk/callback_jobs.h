#ifndef FD_DESK_CALLBACK_JOBS_H
#define FD_DESK_CALLBACK_JOBS_H
/*
 * Callbacks that the clock brings about (SPEC CB-2): for `tick`, once a night, in all branches.
 *
 *	goods-out   usual goods of a client that run out
 *	test-cycle  a test that is due again
 *	top-ten     the ten who paid most at a direct branch last month; the head office calls
 *	partner     a franchise or partner branch, each quarter; the head office calls
 *	growth      cultivation: key and potential clients of each type of growth, once in a
 *	            quarter, some of each type a night, who spends most first
 *	indicator   whoever is asked for indicators that day
 *
 * Each looks some days ahead and back, so that a night without the program costs nothing, and is
 * made once however often the job runs: twice the same night changes nothing.
 */
#include <stddef.h>

#include "base/err.h"

struct desk;

/* RESULT: what was made, for people who look after the machine: "goods-out 3, top-ten 20". */
enum err_code callback_jobs_run(struct desk *d, char *result, size_t size, struct err *e)
    MUST_CHECK;

#endif
