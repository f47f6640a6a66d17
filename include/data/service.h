#ifndef FD_DATA_SERVICE_H
#define FD_DATA_SERVICE_H
/*
 * What can be booked. Columns are changed with record_update.
 */
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"

struct store;
struct txn;

struct service {
	int64_t id, rev, created_at;
	char code[24];
	char name[96], name_en[96];
	int minutes;
	int rank;                       /* of several on one day the smaller comes first */
	int64_t deposit;                /* asked with a booking, minor units */
	int64_t price;                  /* of one time without a plan, minor units */
	char state[12];
	char advice[1004], advice_en[1004];     /* what to observe, told when confirming */
	char prepare[804];              /* what is laid ready: words with blanks between */
};
struct service_list {
	struct service *v;
	size_t n, cap;
};

enum err_code service_get(struct store *s, int64_t id, struct service *out, struct err *e)
    MUST_CHECK;                         /* ERR_NOTFOUND */
enum err_code service_by_code(struct store *s, const char *code, struct service *out,
    struct err *e) MUST_CHECK;          /* ERR_NOTFOUND */
/* By name; without RETIRED only those in force. Replaces OUT. */
enum err_code service_list(struct store *s, bool retired, struct service_list *out, struct err *e)
    MUST_CHECK;
void service_list_free(struct service_list *l);

/* Inserts V (all but id, rev, created_at, state count). ERR_DUPLICATE: the code exists. */
enum err_code service_insert(struct txn *t, const struct service *v, int64_t *id, struct err *e)
    MUST_CHECK;
/* on, out or retired. ERR_NOTFOUND. */
enum err_code service_set_state(struct txn *t, int64_t id, const char *state, struct err *e)
    MUST_CHECK;

#endif
