#ifndef FD_DATA_JOB_H
#define FD_DATA_JOB_H
/*
 * What the program does by the clock (`tick`): when each job ran last and is due next.
 */
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"

struct store;
struct txn;

struct job {
	char name[40];
	int64_t last_at, next_at;
	char result[200];
};
struct job_list {
	struct job *v;
	size_t n, cap;
};

enum err_code job_get(struct store *s, const char *name, struct job *out, struct err *e)
    MUST_CHECK;                         /* ERR_NOTFOUND: it never ran */
/* Jobs with next_at <= NOW, the longest due first. Those that never ran are not in the store. */
enum err_code job_list_due(struct store *s, int64_t now, struct job_list *out, struct err *e)
    MUST_CHECK;
void job_list_free(struct job_list *l);
/* Says that NAME ran just now (the transaction's clock) and is due again at NEXT_AT. */
enum err_code job_set(struct txn *t, const char *name, int64_t next_at, const char *result,
    struct err *e) MUST_CHECK;

#endif
