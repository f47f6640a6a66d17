#ifndef FD_DATA_REPLY_H
#define FD_DATA_REPLY_H
/*
 * What clients answer (MS-3): a message that came in, whose it is, what it means, and what a person
 * did with it. Reading: anybody. Writing: the desk floor.
 */
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"

struct store;
struct txn;

struct reply {
	int64_t id, rev, branch_id, created_at; /* created_at: received */
	int64_t client_id;              /* 0: nobody's number */
	int64_t message_id;             /* the last one sent there, 0: none */
	int64_t done_at, done_by;       /* 0: new; the program itself */
	double value;                   /* of the meaning number */
	char day[12], number[24];
	char provider_id[80];           /* of the daemon */
	char meaning[12];               /* yes no number stop start other */
	char state[8];                  /* new done left */
	char text[1200], result[200];
};
struct reply_list {
	struct reply *v;
	size_t n, cap;
};

enum err_code reply_get(struct store *s, int64_t id, struct reply *out, struct err *e)
    MUST_CHECK;                         /* ERR_NOTFOUND */
/* New ones of BRANCH, oldest first, then those that were dealt with on DAY. Lists replace OUT. */
enum err_code reply_list_board(struct store *s, int64_t branch_id, const char *day, int limit,
    struct reply_list *out, struct err *e) MUST_CHECK;
/* Of one client, newest first. */
enum err_code reply_list_client(struct store *s, int64_t client_id, int limit,
    struct reply_list *out, struct err *e) MUST_CHECK;
void reply_list_free(struct reply_list *l);

/* Inserts R (all but id and rev count; done_at 0 = new). *ID 0: that one was taken in before. */
enum err_code reply_insert(struct txn *t, const struct reply *r, int64_t *id, struct err *e)
    MUST_CHECK;
/* done or left, with what was done. ERR_CONFLICT: somebody else dealt with it. */
enum err_code reply_end(struct txn *t, int64_t id, const char *state, const char *result,
    struct err *e) MUST_CHECK;
/* Whose it is, said by a person. */
enum err_code reply_set_client(struct txn *t, int64_t id, int64_t client_id, struct err *e)
    MUST_CHECK;

#endif
