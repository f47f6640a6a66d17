#ifndef FD_APP_WHO_H
#define FD_APP_WHO_H
/*
 * Whose hand is at the keys. The owner of the database file may say -u freely and, at the
 * command line, may do everything; anybody else is who -u says after that person's PIN, or the
 * person whose Unix name they have.
 */
#include <stdbool.h>
#include <stdint.h>
#include <sys/types.h>

#include "base/err.h"

struct desk;

enum who_how {
	WHO_OWNER,              /* owner without -u: the program's administrator, or nobody yet */
	WHO_OWNER_AS,           /* owner, as the person of -u */
	WHO_ASK_PIN,            /* the person of -u, after the PIN */
	WHO_LOGIN,              /* the person with the Unix name */
};

/* The decision alone. STAFF = -u, NULL: not given. */
enum who_how who_decide(bool owner, const char *staff);
/* The owner of PATH, of its folder when it does not exist yet, or root. */
bool who_owns(const char *path, uid_t uid);
enum who_for {
	WHO_COMMAND,
	WHO_SCREENS,            /* where nobody acts yet, the screens ask for person and PIN */
	WHO_SCREENS_TRUST,      /* likewise, but a Unix name of its own needs no PIN: over SSH */
};
/* Makes the acting person of D. *EXPECTED = whom the screens ask for a PIN first: the person with
 * the Unix name, whose language counts from then on; 0: nobody, or somebody acts already.
 * ERR_NOTFOUND, ERR_DENIED. */
enum err_code who_enter(struct desk *d, const char *staff, enum who_for what, int64_t *expected,
    struct err *e) MUST_CHECK;
/* "uid 1000 (li)", and ADDRESS where it is not empty: for the action log. */
char *who_peer(uid_t uid, const char *address, char *out, size_t size);

#endif
