#ifndef FD_DATA_WAITER_H
#define FD_DATA_WAITER_H
/*
 * The waiting list (SC-12): who would come sooner, for what, when. A waiter with an appointment
 * moves up when a time is found; nobody gets two. Reading: anybody. Writing: the desk floor.
 */
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"

struct store;
struct txn;

struct waiter {
	int64_t id, rev, branch_id, client_id, created_at, service_id;
	int64_t dependant_id, created_by, resource_id, appointment_id;  /* 0: none */
	char day[12];
	char from_day[12], to_day[12];  /* "": open */
	char put_off_until[12];         /* day before which it is not offered, "" */
	unsigned weekdays;              /* bit 0 = Monday */
	int from_min, to_min;           /* of the local day */
	bool urgent;
	char state[12];                 /* waiting, offered, booked, withdrawn */
	char note[604];
	char service[96], service_en[96], wanted[96];   /* names; ignored on insert */
	int64_t has_at;                 /* start of its appointment, 0: none or over */
};
struct waiter_list {
	struct waiter *v;
	size_t n, cap;
};

/* Those who wait or were offered something, urgent first, then the longest wait. BRANCH, SERVICE 0
 * = all. Replaces OUT. */
enum err_code waiter_list_open(struct store *s, int64_t branch_id, int64_t service_id,
    struct waiter_list *out, struct err *e) MUST_CHECK;
enum err_code waiter_list_client(struct store *s, int64_t client_id, struct waiter_list *out,
    struct err *e) MUST_CHECK;          /* open ones */
void waiter_list_free(struct waiter_list *l);
enum err_code waiter_get(struct store *s, int64_t id, struct waiter *out, struct err *e)
    MUST_CHECK;                         /* ERR_NOTFOUND */
enum err_code waiter_count(struct store *s, int64_t branch_id, int64_t *n, struct err *e)
    MUST_CHECK;

/* Inserts W (all but id, rev, created_at, created_by, state, names). */
enum err_code waiter_insert(struct txn *t, const struct waiter *w, int64_t *id, struct err *e)
    MUST_CHECK;
/* Writes what W wishes (service, resource, appointment, days, hours, urgent, note) over the open
 * row W->id as it was read, W->rev. ERR_CONFLICT: it was changed or dealt with meanwhile. */
enum err_code waiter_update(struct txn *t, const struct waiter *w, struct err *e) MUST_CHECK;
/* A step. WAS NULL: from any open state. ERR_CONFLICT: in another state by now. */
enum err_code waiter_set_state(struct txn *t, int64_t id, const char *was, const char *state,
    struct err *e) MUST_CHECK;
enum err_code waiter_put_off(struct txn *t, int64_t id, const char *until_day, struct err *e)
    MUST_CHECK;

#endif
