#ifndef FD_SCREEN_QUEUE_H
#define FD_SCREEN_QUEUE_H
/*
 * Callbacks one by one (F6): the record first, the script, what came of it, on to the next one.
 * Screens of this floor only.
 */
#include <stdbool.h>
#include <stdint.h>

#include "base/err.h"
#include "desk/callback.h"
#include "tui/screen.h"

/* ARG: NULL takes the next of one's own that may be called, or a struct queue_arg. */
struct queue_arg {
	int64_t id;                     /* that one, 0: the next */
	struct callback_who who;        /* whose queue it goes on with; zeroed: one's own */
	int64_t draft_id;               /* go on with this draft, 0: none */
	bool calling;                   /* to be called at once (c), not only looked at */
};
extern const struct screen_type queue_screen;

/* F6: the open callback of who rings just now, else the next one. */
enum err_code queue_enter(struct screen *s, struct err *e) MUST_CHECK;
/* Goes on with a draft of an outcome. *MINE false: it is another's. */
enum err_code queue_resume(struct loop *l, const char *word, int64_t ref_id, int64_t draft_id,
    bool *mine, struct err *e) MUST_CHECK;
/* Whose file a draft of that kind is about. False: it is another's. */
struct desk;
bool queue_of_draft(const char *word, int64_t ref_id, struct desk *d, int64_t *client_id);

#endif
