#ifndef FD_DESK_RECORDS_PLAN_PRIV_H
#define FD_DESK_RECORDS_PLAN_PRIV_H
/* What the files of plans share: plan.c, plan_make.c, plan_use.c. */
#include "desk/plan.h"

/* Puts the questions of P for version VERSION, open. */
enum err_code plan_ask_in(struct txn *t, const struct plan *p, const char *kind, const char *text,
    struct err *e) MUST_CHECK;
/* Questions of the plan that are open or refused, the newest of each kind. */
enum err_code plan_open_questions(struct desk *d, int64_t plan_id, struct agreement_list *all,
    int *open, struct err *e) MUST_CHECK;
/* The plan goes on, or is over: no longer on the consultants' list. */
enum err_code plan_task_done_in(struct txn *t, struct desk *d, const struct plan *p,
    struct err *e) MUST_CHECK;

/* ERR_INVALID `items`: the sheet of a service wants something done before any plan of it, and the
 * newest consultation by that sheet does not say that it was. */
enum err_code plan_check_tested(struct desk *d, const struct plan_draft *p, struct err *e)
    MUST_CHECK;

#endif
