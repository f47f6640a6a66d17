#ifndef FD_DATA_REQUEST_H
#define FD_DATA_REQUEST_H
/*
 * Wishes from outside (SC-1): website, WeChat, app. They stand on a list with their age until one
 * answers; the limit counts from their arrival outside. Reading: anybody. Writing: the desk floor.
 */
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"

struct store;
struct txn;

struct request {
	int64_t id, rev, branch_id, created_at, came_at;
	int64_t client_id, service_id, appointment_id;  /* 0: none (yet) */
	int64_t answered_at, answered_by;               /* 0: not yet */
	char day[12];
	char channel[24];               /* web, wechat, app ... */
	char name[128], phone[24];      /* as they came */
	char wants[200];                /* time as it was said */
	char text[1000];                /* the message; control characters are gone */
	char state[12];                 /* open, offered, booked, declined */
	char reason[300];               /* of declining; what was offered */
	char service[96], service_en[96];       /* names; ignored on insert */
	char origin_key[80];            /* the gateway's own number, "": none */
};
struct request_list {
	struct request *v;
	size_t n, cap;
};

/* Open and offered ones, the oldest first. BRANCH 0 = all. All lists replace OUT. */
enum err_code request_list_open(struct store *s, int64_t branch_id, struct request_list *out,
    struct err *e) MUST_CHECK;
/* Nobody answered them, they came before BEFORE, and who is in charge was not told yet; of all
 * branches, the oldest first. */
enum err_code request_list_late(struct store *s, int64_t before, int limit,
    struct request_list *out, struct err *e) MUST_CHECK;
/* Of one client, newest first. */
enum err_code request_list_client(struct store *s, int64_t client_id, int limit,
    struct request_list *out, struct err *e) MUST_CHECK;
void request_list_free(struct request_list *l);
enum err_code request_get(struct store *s, int64_t id, struct request *out, struct err *e)
    MUST_CHECK;                         /* ERR_NOTFOUND */
/* How many wait, and when the oldest came that nobody has answered yet (0: none): only those can
 * be late, what was offered waits for the client. */
enum err_code request_count(struct store *s, int64_t branch_id, int64_t *n, int64_t *oldest,
    struct err *e) MUST_CHECK;
/* Of one DAY: answered, of them within LIMIT seconds, and half of them within *MEDIAN seconds. */
struct request_day {
	int64_t answered, on_time, median;
};
enum err_code request_count_day(struct store *s, int64_t branch_id, const char *day,
    int64_t limit, struct request_day *out, struct err *e) MUST_CHECK;

/* Inserts R (branch_id .. text, origin_key count; answered and state do not). *ID = 0 when the
 * gateway's number is there already: nothing is written. */
enum err_code request_insert(struct txn *t, const struct request *r, int64_t *id, struct err *e)
    MUST_CHECK;
/* A step: offered, booked (with its appointment), declined, open again. The first answer keeps its
 * time and person. REASON NULL keeps the old one. ERR_CONFLICT: booked or declined by now. */
enum err_code request_answer(struct txn *t, int64_t id, const char *state, const char *reason,
    int64_t appointment_id, struct err *e) MUST_CHECK;
/* Who is in charge was told. ERR_NOTFOUND. */
enum err_code request_set_late(struct txn *t, int64_t id, struct err *e) MUST_CHECK;
/* Says whose it is. ERR_NOTFOUND. */
enum err_code request_set_client(struct txn *t, int64_t id, int64_t client_id, struct err *e)
    MUST_CHECK;

#endif
