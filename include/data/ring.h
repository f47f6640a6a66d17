#ifndef FD_DATA_RING_H
#define FD_DATA_RING_H
/*
 * Telephones that ring just now, told by a hook of the exchange (`frontdesk ring`). A row lives for
 * two minutes; nobody's work, so neither undone nor proved.
 * Reading: anybody. Writing: the desk floor, in an ephemeral transaction.
 */
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"

struct store;
struct txn;

#define RING_SECONDS 120

struct ring {
	char number[24];
	int64_t at;                     /* when it rang last */
};
struct ring_list {
	struct ring *v;
	size_t n, cap;
};

/* NUMBER rings in the actor's branch from now on; ringing again only prolongs it. Rows that are
 * over are dropped. */
enum err_code ring_set(struct txn *t, const char *number, struct err *e) MUST_CHECK;
/* What rings at NOW in BRANCH, the newest first. Replaces OUT. */
enum err_code ring_list(struct store *s, int64_t branch_id, int64_t now, struct ring_list *out,
    struct err *e) MUST_CHECK;
void ring_list_free(struct ring_list *l);

#endif
