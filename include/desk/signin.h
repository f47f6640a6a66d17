#ifndef FD_DESK_SIGNIN_H
#define FD_DESK_SIGNIN_H
/*
 * Who is there: PIN by yescrypt, lock-out counted before the check (PP-4). Five wrong in a row lock
 * the person for 1 minute, then doubling to 30; ten wrong of anybody at one terminal pause the
 * terminal for 1 minute. What nobody is called, and who has no PIN or left, takes as long, is
 * counted and locked as a person is, with the same sentences: nobody learns who works here.
 */
#include <stdbool.h>
#include <stdint.h>

#include "base/err.h"

struct desk;

/* ERR_DENIED with tries left or until when; the PIN is wiped by the caller. *STAFF_ID on success.
 * Does not change the desk: desk_become does. Works for the second person's PIN too. */
enum err_code signin_check(struct desk *d, const char *staff_code, const char *pin,
    int64_t *staff_id, struct err *e) MUST_CHECK;
/* Wrong ones of one process, where they cannot be counted in the file. Zeroed to begin with. */
struct signin_tries {
	int failed;
	int64_t until;                  /* no try before */
};
/* The way back for the person who locked this very terminal while the file can only be read: tries
 * are counted in TRIES, by the same rule. Nobody else gets in that way: whoever starts the program
 * anew begins without a person. ERR_DENIED as above. */
enum err_code signin_return(struct desk *d, int64_t staff_id, const char *pin,
    struct signin_tries *tries, struct err *e) MUST_CHECK;
/* Another's under the right pin-set, and only of somebody with no more power (rights_check_reach);
 * one's own only while there is none, else ERR_DENIED: signin_change_pin. ERR_INVALID: too short,
 * not figures, 123456-like, the person's birthday. */
enum err_code signin_set_pin(struct desk *d, int64_t staff_id, const char *pin, struct err *e)
    MUST_CHECK;
/* Is STAFF_ID the acting person, whose old PIN must be asked for first? Not of the file's owner at
 * the command line. */
bool signin_asks_old(struct desk *d, int64_t staff_id);
/* The acting person's own; OLD counts like a try to log in. */
enum err_code signin_change_pin(struct desk *d, const char *old, const char *pin, struct err *e)
    MUST_CHECK;
/* A manager lifts a lock. */
enum err_code signin_unlock(struct desk *d, int64_t staff_id, struct err *e) MUST_CHECK;
/* Who matches what was typed at the log-in: code, initials or name; 0 none, -1 several. */
int64_t signin_find(struct desk *d, const char *typed);
/* Are A and B two people, as far as PINs tell? Who set another's PIN knows it: for a day neither
 * signs for the other, also when it was changed since with the one that is known. ERR_SECOND. */
enum err_code signin_check_apart(const struct desk *d, int64_t a, int64_t b, struct err *e)
    MUST_CHECK;
bool signin_has_pin(struct desk *d, int64_t staff_id);

#endif
