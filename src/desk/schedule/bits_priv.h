#ifndef FD_DESK_SCHEDULE_BITS_PRIV_H
#define FD_DESK_SCHEDULE_BITS_PRIV_H
/* A day as a number of 320 bits: what the search for free times reckons with. Bit I is step I. */
#include <stdbool.h>

#include "desk/calendar.h"

#define BITS_MAX (CALENDAR_WORDS * 64)

/* Bits FROM .. TO - 1, within 0 .. BITS_MAX; FROM >= TO: none. */
void bits_set(struct day_bits *b, int from, int to, bool on);
int bits_count(const struct day_bits *b);
bool bits_none(const struct day_bits *b);
bool bits_has(const struct day_bits *b, int i);
/* The first that is on from I on, -1: none. */
int bits_next(const struct day_bits *b, int i);
void bits_and(struct day_bits *b, const struct day_bits *other);
void bits_or(struct day_bits *b, const struct day_bits *other);
/* Bit I of the result is on when all of I + FROM .. I + TO - 1 are on in B; FROM may lie below 0.
 * What lies outside of the day is off. */
struct day_bits bits_run(const struct day_bits *b, int from, int to);

#endif
