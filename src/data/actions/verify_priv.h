#ifndef FD_DATA_ACTIONS_VERIFY_PRIV_H
#define FD_DATA_ACTIONS_VERIFY_PRIV_H
/* Shared by the proofs: counting what is wrong, and comparing two sorted streams of rows. */
#include "base/buf.h"
#include "data/store/stmt_priv.h"

struct proof {
	int64_t *bad;
	struct buf *detail;     /* may be NULL */
};
/* One more that is wrong; the first few are described, one line each. Never a client's text. */
void proof_fail(struct proof *p, const char *fmt, ...) __attribute__((format(printf, 2, 3)));

/* One view of the file for the whole proof, however much others write meanwhile. proof_end passes
 * CODE on, or says what went wrong when that is OK. */
enum err_code proof_begin(struct store *s, struct err *e) MUST_CHECK;
enum err_code proof_end(struct store *s, enum err_code code, struct err *e) MUST_CHECK;

/* Compares rows of A (as it should be) with rows of B (as it is), both sorted by their first NKEY
 * columns, column by column. WHAT names the rows. Both statements are done afterwards. */
enum err_code proof_compare(struct proof *p, const char *what, struct stmt *a, struct stmt *b,
    int nkey, int ncol, struct err *e) MUST_CHECK;

#endif
