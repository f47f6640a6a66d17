#ifndef FD_DATA_NOTE_H
#define FD_DATA_NOTE_H
/*
 * Remarks in a client's file. Never changed once saved: a correction is another note, a slip is
 * retired.
 */
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"

struct store;
struct txn;

struct note {
	int64_t id, rev, client_id, at, staff_id;
	char day[12];
	char staff[96];                 /* name of who wrote it, "" */
	char *text;                     /* owned */
};
struct note_list {
	struct note *v;
	size_t n, cap;
};

/* Notes in force, newest first, of those older than (BEFORE_AT, BEFORE_ID); 0, 0 = from the newest.
 * Replaces OUT. */
enum err_code note_list(struct store *s, int64_t client_id, int64_t before_at, int64_t before_id,
    int limit, struct note_list *out, struct err *e) MUST_CHECK;
void note_list_free(struct note_list *l);

/* AT = when it happened, DAY = its local day; the writer is the transaction's actor. */
enum err_code note_insert(struct txn *t, int64_t client_id, const char *day, int64_t at,
    const char *text, int64_t *id, struct err *e) MUST_CHECK;
/* on or retired. ERR_NOTFOUND. */
enum err_code note_set_state(struct txn *t, int64_t id, const char *state, struct err *e)
    MUST_CHECK;

#endif
