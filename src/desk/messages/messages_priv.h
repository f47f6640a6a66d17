#ifndef FD_DESK_MESSAGES_MESSAGES_PRIV_H
#define FD_DESK_MESSAGES_MESSAGES_PRIV_H
/* Between messages.c (what waits), messages_write.c (one by hand), messages_reply.c (answers). */
#include <stdint.h>

#include "base/err.h"

struct desk;
struct txn;

/* Messages and replies belong to the house that they went out from and came to: ERR_DENIED for a
 * row of another one. ID 0 is nobody's. */
enum err_code messages_check_branch(struct desk *d, const char *table, int64_t id, struct err *e)
    MUST_CHECK;
/* An action NAME about the row ID (0: none yet) of TABLE. */
enum err_code messages_begin(struct desk *d, const char *name, const char *table, int64_t id,
    struct txn **t, struct err *e) MUST_CHECK;
/* Committed, or rolled back with RC. */
enum err_code messages_end(struct txn *t, enum err_code rc, struct err *e) MUST_CHECK;

#endif
