#ifndef FD_SCREEN_CONSULT_H
#define FD_SCREEN_CONSULT_H
/*
 * The sheet of a consultation on the screen: typed while talking, by several people at once.
 * Screens of this floor only.
 */
#include <stdbool.h>
#include <stdint.h>

#include "base/err.h"
#include "desk/consult.h"
#include "tui/screen.h"

/* ARG: struct consult_arg. */
struct consult_arg {
	struct consult_what what;
	int64_t draft_id;               /* go on with this draft, 0: none */
};
extern const struct screen_type consult_screen;

/* Opens it; asks which sheet where none is said. */
enum err_code consult_enter(struct screen *s, const struct consult_what *what, struct err *e)
    MUST_CHECK;
/* Goes on with a draft kept under WORD. *MINE false: it is another's. */
enum err_code consult_resume(struct loop *l, const char *word, int64_t ref_id, int64_t draft_id,
    bool *mine, struct err *e) MUST_CHECK;
/* Whose file a draft of that kind is about. False: it is another's. */
struct desk;
bool consult_of_draft(const char *word, int64_t ref_id, struct desk *d, int64_t *client_id);

#endif
