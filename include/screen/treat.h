#ifndef FD_SCREEN_TREAT_H
#define FD_SCREEN_TREAT_H
/*
 * Treatments on the screen: the box before one begins, the checklist, the notes of the roles, what
 * waits for the manager. Screens of this floor only.
 */
#include <stdbool.h>
#include <stdint.h>

#include "base/err.h"
#include "tui/screen.h"

/* The checklist of a treatment. ARG: const int64_t *, its id. */
extern const struct screen_type treat_screen;
/* What the roles saw, the summary, what was used; F10 ends it. ARG: likewise. */
extern const struct screen_type notes_screen;
/* What must be so first. ARG: const int64_t *, the visit. Answers 1 with the treatment's id. */
extern const struct screen_type treat_start_screen;
/* All steps of the house that wait for the manager. No argument. */
extern const struct screen_type waits_screen;

/* The treatment of a visit: the checklist of what is under way, else the box before it begins.
 * ERR_INVALID: the visit's service has no checklist. */
enum err_code treat_enter(struct screen *s, int64_t visit_id, struct err *e) MUST_CHECK;
enum err_code treat_open(struct screen *s, int64_t id, struct err *e) MUST_CHECK;
/* Goes on with a draft of a finding, remark, note or summary. *MINE false: it is another's. */
enum err_code treat_resume(struct loop *l, const char *word, int64_t ref_id, int64_t draft_id,
    bool *mine, struct err *e) MUST_CHECK;
/* Whose file a draft of that kind is about. False: it is another's. */
struct desk;
bool treat_of_draft(const char *word, int64_t ref_id, struct desk *d, int64_t *client_id);

#endif
