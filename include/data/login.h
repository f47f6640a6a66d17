#ifndef FD_DATA_LOGIN_H
#define FD_DATA_LOGIN_H
/*
 * PINs and lock-out. A try is counted, and the lock set, in the store before the PIN is checked, so
 * that pulling the plug or trying at ten terminals at once gains nothing; a right PIN resets the
 * count. For the desk floor, in ephemeral transactions that are committed before the check.
 */
#include <stdbool.h>
#include <stdint.h>

#include "base/err.h"

struct store;
struct txn;

struct login {
	int64_t staff_id, locked_until, changed_at;
	int64_t set_by, set_at;         /* who else set the PIN last, and when; 0: nobody */
	int failed;                     /* tries since the last right one */
	char pin_hash[200];             /* crypt(3) */
};

enum err_code login_get(struct store *s, int64_t staff_id, struct login *out, struct err *e)
    MUST_CHECK;                         /* ERR_NOTFOUND: no PIN was set */
/* Counts one try; each LIMIT-th since the last right PIN locks until now + LOCK_SECONDS. OUT =
 * the row after counting, with the hash to check. ERR_DENIED when it was locked (OUT is the row,
 * nothing counted), ERR_NOTFOUND. */
enum err_code login_count_failed(struct txn *t, int64_t staff_id, int limit, int lock_seconds,
    struct login *out, struct err *e) MUST_CHECK;
/* After a right PIN, or by a manager: no tries, no lock. */
enum err_code login_reset(struct txn *t, int64_t staff_id, struct err *e) MUST_CHECK;
/* Sets or changes the PIN; lifts a lock. Where the actor is somebody else, that is kept. */
enum err_code login_set_pin(struct txn *t, int64_t staff_id, const char *pin_hash, struct err *e)
    MUST_CHECK;
/* The same PIN, hashed at another cost: nothing else changes. */
enum err_code login_rehash(struct txn *t, int64_t staff_id, const char *pin_hash, struct err *e)
    MUST_CHECK;

/* The count of what nobody is called, as TYPED at a log-in: goes like a person's, so that nobody
 * learns who works here. The text itself is not kept (it is often a PIN in the wrong place), and of
 * what many type only so many counts. OUT has failed and locked_until; never tried = 0. */
enum err_code login_unknown(struct store *s, const char *typed, struct login *out, struct err *e)
    MUST_CHECK;
enum err_code login_count_unknown(struct txn *t, const char *typed, int limit, int lock_seconds,
    struct login *out, struct err *e) MUST_CHECK;

/* The same for the terminal of the transaction's actor, whoever the PINs were for. *UNTIL = locked
 * until when, 0. ERR_DENIED when it was locked. */
enum err_code station_count_failed(struct txn *t, int limit, int lock_seconds, int64_t *until,
    struct err *e) MUST_CHECK;
enum err_code station_reset(struct txn *t, struct err *e) MUST_CHECK;
/* Until when STATION is locked at NOW, 0: it is not. */
enum err_code station_locked(struct store *s, const char *station, int64_t now, int64_t *until,
    struct err *e) MUST_CHECK;

#endif
