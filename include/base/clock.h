#ifndef FD_BASE_CLOCK_H
#define FD_BASE_CLOCK_H
/*
 * The only source of "now". FRONTDESK_CLOCK=FILE (ignored when set-group-id) names a file that
 * holds the time as Unix seconds or YYYY-MM-DDTHH:MM[:SS]Z and is read again by clock_refresh(),
 * so that tests move time by rewriting it (best by rename: a file that is unreadable at that moment
 * leaves the last time standing).
 */
#include <stdint.h>

int64_t clock_now(void);                /* Unix seconds, UTC */
void clock_refresh(void);               /* re-reads FRONTDESK_CLOCK; the loop calls it each tick */
void clock_fix(int64_t at);             /* unit tests; 0 goes back to the real one */
int64_t clock_mono_ms(void);            /* for intervals; never goes back */
int64_t clock_mono_us(void);

#endif
