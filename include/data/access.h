#ifndef FD_DATA_ACCESS_H
#define FD_DATA_ACCESS_H
/*
 * Looks that leave a trace: unmasked numbers, restricted files, exports, prints, refused log-ins.
 * Append-only. WHAT is a stable word: "phone", "restricted", "export", "print", "login-refused".
 */
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"

struct store;
struct txn;

struct access_row {
	int64_t id, at, staff_id, client_id;
	char what[40];
	char reason[160];
	char station[40], peer[80];
};
struct access_list {
	struct access_row *v;
	size_t n, cap;
};

/* Who, where and when come from the transaction. CLIENT 0: none in particular; REASON may be NULL.
 * */
enum err_code access_insert(struct txn *t, int64_t client_id, const char *what, const char *reason,
    struct err *e) MUST_CHECK;
/* Newest first, of those before BEFORE_ID (0: from the newest); CLIENT 0 = of anybody. */
enum err_code access_list(struct store *s, int64_t client_id, int64_t before_id, int limit,
    struct access_list *out, struct err *e) MUST_CHECK;
void access_list_free(struct access_list *l);

#endif
