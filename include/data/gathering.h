#ifndef FD_DATA_GATHERING_H
#define FD_DATA_GATHERING_H
/*
 * Events of the house and their guests. Rows are written with record_insert and record_update by
 * the desk floor.
 */
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"

struct store;

struct gathering_row {
	int64_t id, rev, branch_id, created_at, start_at;       /* 0: no time said */
	int64_t guests, invited, accepted, came; /* all; asked; said yes; were there */
	char day[12], state[12];        /* open, over, cancelled */
	char name[484], place[244], text[804];
};
struct gathering_list {
	struct gathering_row *v;
	size_t n, cap;
};
void gathering_list_free(struct gathering_list *l);

/* ERR_NOTFOUND, likewise below. */
enum err_code gathering_get(struct store *s, int64_t id, struct gathering_row *out, struct err *e)
    MUST_CHECK;
/* Of BRANCH (0: all), the latest first. Lists replace OUT. */
enum err_code gathering_list(struct store *s, int64_t branch_id, struct gathering_list *out,
    struct err *e) MUST_CHECK;

struct guest_row {
	int64_t id, rev, gathering_id, client_id, created_at;
	bool restricted;
	char state[12];                 /* listed, invited, accepted, declined, came, absent */
	char client[484], alias[200], file_no[24];
	char feedback[804];
};
struct guest_list {
	struct guest_row *v;
	size_t n, cap;
};
void guest_list_free(struct guest_list *l);

enum err_code guest_get(struct store *s, int64_t id, struct guest_row *out, struct err *e)
    MUST_CHECK;
/* In the order they were put on the list. */
enum err_code guest_list(struct store *s, int64_t gathering_id, struct guest_list *out,
    struct err *e) MUST_CHECK;
/* Is CLIENT on the list? */
enum err_code guest_is_listed(struct store *s, int64_t gathering_id, int64_t client_id, bool *is,
    struct err *e) MUST_CHECK;

struct guest_ids {
	int64_t *v;
	size_t n, cap;
};
void guest_ids_free(struct guest_ids *l);
/* Clients of BRANCH who are of WORD (tier, growth type or segment) and not on the list of
 * GATHERING, those who spent most first, at most LIMIT. */
enum err_code guest_candidates(struct store *s, int64_t gathering_id, int64_t branch_id,
    const char *word, int limit, struct guest_ids *out, struct err *e) MUST_CHECK;

#endif
