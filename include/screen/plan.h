#ifndef FD_SCREEN_PLAN_H
#define FD_SCREEN_PLAN_H
/*
 * Plans: one on its screen, the form in which it is made and changed, making a new one from a
 * template. Screens of this floor only.
 */
#include <stdint.h>

#include "tui/screen.h"

/* One plan. ARG: const int64_t *, its id. */
extern const struct screen_type plan_screen;

/* The form. ARG: struct plan_edit_arg: a new plan of a client from a template, or a plan that goes
 * on. Answers 1 with VALUE a const int64_t * to the plan when it was saved. */
struct plan_edit_arg {
	int64_t client_id, dependant_id;
	const char *template;           /* of a new one */
	int64_t plan_id;                /* 0: a new one */
	int64_t draft_id;               /* go on with this draft, 0: none */
};
extern const struct screen_type plan_edit_screen;

/* Asks which template, then opens the form; after saving the plan's screen. */
enum err_code plan_new(struct screen *s, int64_t client_id, int64_t dependant_id, struct err *e)
    MUST_CHECK;
/* Goes on with a draft kept under WORD. False: it is another's. */
bool plan_of_draft(const char *word, int64_t ref_id, struct plan_edit_arg *out, char *template,
    size_t size);

#endif
