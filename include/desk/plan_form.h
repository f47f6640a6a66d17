#ifndef FD_DESK_PLAN_FORM_H
#define FD_DESK_PLAN_FORM_H
/*
 * A plan as a form (forms/plan.cfg): what the fields open with, and the draft that they make. The
 * fields name lines by their number: service1, sessions1, apart1, price1.
 */
#include <stdbool.h>

#include "desk/plan.h"
#include "form/form_edit.h"

struct plan_form {
	struct form_env base;           /* what the house knows: desk/form_env.h */
	const struct plan_draft *p;     /* what fields marked @plan open with; borrowed */
	bool change;                    /* a plan that goes on: the reason is asked */
};
/* FORM must outlive ENV and the edits that are made with it. */
void plan_form_env(struct desk *d, const struct plan_draft *p, bool change,
    struct plan_form *form, struct form_env *env);
/* Puts the fields of X into P: name, goal, first day, lines, team, what is done at home; what the
 * form does not ask stays. ERR_INVALID with the field: a line without its service or sessions. */
enum err_code plan_form_read(const struct form_edit *x, struct plan_draft *p, struct err *e)
    MUST_CHECK;
/* Why the plan changes, as typed; "". Borrowed from X. */
const char *plan_form_why(const struct form_edit *x);

#endif
