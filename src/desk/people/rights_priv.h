#ifndef FD_DESK_PEOPLE_RIGHTS_PRIV_H
#define FD_DESK_PEOPLE_RIGHTS_PRIV_H
/* How the desk installs rights at the store's gate and reads roles.cfg against the known words. */
#include "desk/rights.h"

const char *const *rights_known(void);                  /* ended by NULL */
const struct right *rights_find(const char *name);      /* NULL: unknown */
/* An action_gate for a file that has no desk yet: only what the program does by itself, without a
 * person. */
enum err_code rights_program_gate(void *ctx, const struct actor *who, const char *name,
    struct err *e);
/* An action_gate (data/action.h) over a struct desk. */
enum err_code rights_gate(void *desk, const struct actor *who, const char *name, struct err *e);

#endif
