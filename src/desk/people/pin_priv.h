#ifndef FD_DESK_PEOPLE_PIN_PRIV_H
#define FD_DESK_PEOPLE_PIN_PRIV_H
/*
 * PINs as crypt(3) yescrypt strings. Hashing is slow by design: cost 5 takes about 40 ms, 7 about
 * 200 ms. PIN texts are the caller's to wipe (pin_wipe).
 */
#include <stdbool.h>
#include <stddef.h>

#include "base/err.h"

#define PIN_HASH_SIZE 384

/* COST 1 .. 11 (out of range is brought inside). ERR_IO when the system gives no salt. */
enum err_code pin_hash(const char *pin, int cost, char out[PIN_HASH_SIZE],
    struct err *e) MUST_CHECK;
/* The same with a given SETTING ($y$PARAMS$SALT) instead of a random one: for the made-up site,
 * whose bytes must not depend on chance. */
enum err_code pin_hash_with(const char *pin, const char *setting, char out[PIN_HASH_SIZE],
    struct err *e) MUST_CHECK;
/* In constant time over the hash. A HASH that is no hash never matches, but takes as long. */
bool pin_match(const char *pin, const char *hash, int cost);
bool pin_needs_rehash(const char *hash, int cost);
/* Why PIN must not be used: too short, not figures, one figure only, a run (123456), BIRTH as
 * YYMMDD, YYYYMMDD, DDMMYY. NULL when it may be. tr()ed, borrowed. */
const char *pin_weak(const char *pin, int min, const char *birth);
void pin_wipe(void *p, size_t n);

#endif
