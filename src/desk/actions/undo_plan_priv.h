#ifndef FD_DESK_ACTIONS_UNDO_PLAN_PRIV_H
#define FD_DESK_ACTIONS_UNDO_PLAN_PRIV_H
/* Plans in the table of undo.c: their inverse would take money or a used session with it. */
#include <stdbool.h>

struct action_row;
struct desk;

/* Money moved with the action or hangs on what it charged, or a session of the plan it put in
 * force was begun. */
bool undo_plan_stands(struct desk *d, const struct action_row *a);

#endif
