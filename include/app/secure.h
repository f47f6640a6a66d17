#ifndef FD_APP_SECURE_H
#define FD_APP_SECURE_H
/*
 * Duties of a set-group-id program: who starts it may not choose the files it opens with the
 * group's rights, nor the environment of the libraries it uses.
 */
#include <stdbool.h>

#include "app/options.h"
#include "base/err.h"

bool secure_is_privileged(void);        /* AT_SECURE of getauxval(3) */

/* The decision alone: a privileged program refuses -c, -d and every FRONTDESK_ variable of ENVIRON
 * (ended by NULL). ERR_DENIED names the first. */
enum err_code secure_check(bool privileged, const struct app_options *o, char *const *environment,
    struct err *e) MUST_CHECK;

/* Sees to it that 0, 1 and 2 are open, before any file is. */
void secure_descriptors(void);
/* No core file, no other process of the same user may look into the memory or attach: what the
 * group may read is in it. */
void secure_memory(void);
/* Empties the environment but for TERM (letters, digits, . _ + - only), LANG (set to C.UTF-8) and
 * PATH=/usr/bin:/bin. Call before anything reads the environment, and before threads. */
void secure_environment(void);
/* What a terminal type may look like: at most 40 of letters, digits, . _ + - */
bool secure_term_is_sane(const char *term);

#endif
