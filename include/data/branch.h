#ifndef FD_DATA_BRANCH_H
#define FD_DATA_BRANCH_H
/*
 * Places of business. Columns are changed with record_update.
 */
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"

struct store;
struct txn;

struct branch {
	int64_t id, rev, created_at;
	char code[24];                  /* short word for the command line */
	char name[96], name_en[96];
	char kind[12];                  /* direct, franchise, partner */
	char zone[48];                  /* "": the site's */
	char address[804], phone[24];
	int open_min, close_min;        /* minutes of the local day */
	char file_no_at[16];            /* open, consultation: when a file gets its number */
	char state[12];
};
struct branch_list {
	struct branch *v;
	size_t n, cap;
};

enum err_code branch_get(struct store *s, int64_t id, struct branch *out, struct err *e)
    MUST_CHECK;                         /* ERR_NOTFOUND */
enum err_code branch_by_code(struct store *s, const char *code, struct branch *out, struct err *e)
    MUST_CHECK;                         /* ERR_NOTFOUND */
/* By id; without RETIRED only those in force. Replaces OUT. */
enum err_code branch_list(struct store *s, bool retired, struct branch_list *out, struct err *e)
    MUST_CHECK;
void branch_list_free(struct branch_list *l);

/* Inserts B; id, rev, state are ignored; created_at is now; kind and file_no_at "" = their
 * defaults; open_min and close_min both 0 = the defaults. ERR_DUPLICATE: the code exists. */
enum err_code branch_insert(struct txn *t, const struct branch *b, int64_t *id, struct err *e)
    MUST_CHECK;
/* on, out or retired. ERR_NOTFOUND. */
enum err_code branch_set_state(struct txn *t, int64_t id, const char *state, struct err *e)
    MUST_CHECK;

#endif
