#ifndef FD_DATA_EPHEMERAL_H
#define FD_DATA_EPHEMERAL_H
/*
 * Write transactions that leave no action: drafts, holds, claims, log-in counters, job runs, looks
 * (access). For the desk floor only. A write to a recorded table inside one is a BUG (checked).
 */
#include "data/txn.h"

enum err_code ephemeral_begin(struct store *s, const struct actor *who, struct txn **out,
    struct err *e) MUST_CHECK;
enum err_code ephemeral_commit(struct txn *t, struct err *e) MUST_CHECK;
void ephemeral_rollback(struct txn *t);                 /* NULL is fine */

#endif
