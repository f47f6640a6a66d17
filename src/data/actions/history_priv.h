#ifndef FD_DATA_ACTIONS_HISTORY_PRIV_H
#define FD_DATA_ACTIONS_HISTORY_PRIV_H
/* Small questions to the action log, shared with undo. */
#include "base/hash.h"
#include "data/store/stmt_priv.h"

struct action_author {
	char name[80];          /* of the person, in the language of the screen for the program */
	char when[24];          /* 14:35, with its date when that is not today; the site's time */
};
/* Who did it and when, for messages; "" where unknown. */
void action_author(struct store *s, int64_t action, struct action_author *out);

/* The newest action that takes ACTION back and was not itself taken back; 0: it stands. */
enum err_code action_undone_by(struct store *s, int64_t action, int64_t *by, struct err *e)
    MUST_CHECK;

/* The hash of ACTION; zeros when there is none (before the first). */
enum err_code chain_hash_of(struct store *s, int64_t action, unsigned char out[HASH_SIZE],
    struct err *e) MUST_CHECK;

#endif
