#ifndef FD_BENCH_YEARS_H
#define FD_BENCH_YEARS_H
/*
 * Ten years of a large house: 20 people, each 15 times a day of every day, with a room and half of
 * them with a device; behind today everything is over, before it a month is booked out. 300 times a
 * day come to 1,100,000. Written into a made-up site by the functions that write any appointment,
 * guards and history with them.
 */
#include <stdbool.h>
#include <stdint.h>

#define YEARS_PEOPLE 20
#define YEARS_TIMES 15                  /* a person and day */
#define YEARS_BACK 3650                 /* days */
#define YEARS_AHEAD 30
#define YEARS_SERVICE "years"           /* takes a person, a room and a device of those below */

/* False: it was there already. Ends the benchmark when it cannot be written. */
bool years_fill(const char *path);
/* "yr0" .. : the codes of its people. */
char *years_code(int person, char out[24]);

#endif
