#ifndef FD_SCREEN_FRONT_ASKFORM_PRIV_H
#define FD_SCREEN_FRONT_ASKFORM_PRIV_H
/* Boxes and their drafts: askform.c keeps, askform_draft.c goes on. */
#include <stddef.h>
#include <stdint.h>

#include "screen/askform.h"

struct buf;

#define ASKFORM_KEEP "keep"

/* Under which a draft is kept: "case-step", "escalate+17". Returns OUT. */
char *askform_word(char *out, size_t size, const char *word, int64_t with);

/* The rows of a box over several, for `draft_keep`: at most SIZE come back. */
void askform_keep_ids(struct buf *out, const int64_t *ids, size_t n);
size_t askform_kept_ids(const char *keep, int64_t *ids, size_t size);

/* Of the modules; each in its own file. */
extern const struct askform_again_list case_again, asked_again, suggestion_again, improve_again,
    cultivation_again,
    event_again, tests_again, results_again, class_again, stock_again, calllist_again, close_again,
    cancel_again, wait_again;
#define ASKFORM_AGAIN(NAME, ROWS) \
	const struct askform_again_list NAME = { ROWS, sizeof ROWS / sizeof *ROWS }

#endif
