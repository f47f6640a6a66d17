#ifndef FD_DATA_TODO_H
#define FD_DATA_TODO_H
/*
 * Work lists about files: `complete` (the branch requires what the file lacks), `duplicate` (two
 * files look like one person) and `rebook` (did not come or cancelled: to be offered another time).
 * A pair of files stands there once: the newer file is client_id.
 */
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"

struct store;
struct txn;

struct todo {
	int64_t id, rev, branch_id, client_id, created_at, done_by;
	int64_t other_id;               /* the second file; of rebook: the appointment */
	char day[12];
	char kind[12];                  /* complete, duplicate, rebook */
	char why[200];                  /* fields that lack; or: phone, name+birth, ...; or:
					 * noshow, cancelled */
	char state[12];                 /* open, done, dismissed */
};
struct todo_list {
	struct todo *v;
	size_t n, cap;
};

/* Open ones of KIND, oldest day first, after (AFTER_DAY, AFTER_ID); NULL, 0 = from the start.
 * BRANCH 0 = all branches. Replaces OUT. */
enum err_code todo_list_open(struct store *s, const char *kind, int64_t branch_id,
    const char *after_day, int64_t after_id, int limit, struct todo_list *out, struct err *e)
    MUST_CHECK;
/* All of one file, whatever their state, also where it is the other one. Replaces OUT. */
enum err_code todo_list_client(struct store *s, int64_t client_id, struct todo_list *out,
    struct err *e) MUST_CHECK;
void todo_list_free(struct todo_list *l);
enum err_code todo_get(struct store *s, int64_t id, struct todo *out, struct err *e)
    MUST_CHECK;                         /* ERR_NOTFOUND */
/* How many are open; BRANCH 0 = all branches. */
enum err_code todo_count(struct store *s, const char *kind, int64_t branch_id, int64_t *n,
    struct err *e) MUST_CHECK;

/* Puts one on the list (branch_id, client_id, other_id, day, kind, why count). There already: an
 * open one gets the new `why`; one that is done opens again; a dismissed one stays so unless
 * REOPEN. *ID (may be NULL) = its id. Nothing to change = no write. */
enum err_code todo_insert(struct txn *t, const struct todo *w, bool reopen, int64_t *id,
    struct err *e) MUST_CHECK;
/* open, done or dismissed, by the transaction's actor. ERR_NOTFOUND. */
enum err_code todo_set_state(struct txn *t, int64_t id, const char *state, struct err *e)
    MUST_CHECK;
/* Ends the open ones of a file (kind NULL: of every kind), also where it is the other file. */
enum err_code todo_close(struct txn *t, int64_t client_id, const char *kind, struct err *e)
    MUST_CHECK;
/* FROM was merged into TO: appointments to be made anew are TO's from now on, the rest of FROM's
 * list ends. */
enum err_code todo_merge(struct txn *t, int64_t from, int64_t to, struct err *e) MUST_CHECK;

#endif
