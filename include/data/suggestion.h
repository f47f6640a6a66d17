#ifndef FD_DATA_SUGGESTION_H
#define FD_DATA_SUGGESTION_H
/*
 * What could be better, as clients and staff say: taken or declined, done, and what was told to who
 * said it. Rows are written with record_insert and record_update by the desk floor.
 */
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"

struct store;

struct suggestion_row {
	int64_t id, rev, branch_id, created_at;
	int64_t client_id, staff_id, survey_id;         /* 0: none */
	int64_t decided_at, answered_at;
	int64_t rated_id;               /* who served the visit of its survey, 0 */
	bool restricted;
	bool named;                     /* the client agreed to be named to that person */
	char day[12], state[12];        /* new, taken, declined, done */
	char told[12];                  /* message, call, face; "" not answered */
	char channel[24];               /* word of forms/complaints.cfg, "" */
	char client[484], alias[200], staff[96];
	char decided_by[96], answered_by[96];
	char text[2004], reason[804], answer[804];
};
struct suggestion_list {
	struct suggestion_row *v;
	size_t n, cap;
};
void suggestion_list_free(struct suggestion_list *l);

/* ERR_NOTFOUND. */
enum err_code suggestion_get(struct store *s, int64_t id, struct suggestion_row *out,
    struct err *e) MUST_CHECK;
/* Of BRANCH (0: all): what is open, the oldest first, then what came since FROM_DAY and is decided.
 * Lists replace OUT. */
enum err_code suggestion_list(struct store *s, int64_t branch_id, const char *from_day,
    struct suggestion_list *out, struct err *e) MUST_CHECK;
/* Of one client, the latest first. */
enum err_code suggestion_list_client(struct store *s, int64_t client_id,
    struct suggestion_list *out, struct err *e) MUST_CHECK;

#endif
