#ifndef FD_DATA_TXN_H
#define FD_DATA_TXN_H
/*
 * A write transaction. Every function of this floor that writes takes one, and only
 * action_begin() and ephemeral_begin() give one; only the desk floor may include their headers.
 * Never open across a key press.
 */
#include <stdint.h>

#include "base/err.h"

struct store;
struct txn;

/* Who acts, where, how. Borrowed by the transaction: must outlive it. */
struct actor {
	int64_t staff_id;               /* 0: the program itself (tick, init) */
	int64_t second_id;              /* who approved, 0: nobody */
	/* The answered question by which second_id signs, where that was at another terminal (0: it
	 * was here, or nobody signs): the first action that is begun uses it up, in its own
	 * transaction. */
	int64_t approval_id;
	int64_t branch_id;              /* of the terminal */
	const char *station;            /* name of the terminal */
	const char *origin;             /* ui, cli, import, sms, tick, base */
	const char *peer;               /* uid and address, "" when local */
	/* What the second person was told; the action's reason where the use case gives none.
	 * NULL: "". */
	const char *why;
	/* The line that was typed; the action's command where the use case gives none. NULL: "". */
	const char *command;
};

struct store *txn_store(struct txn *t);
/* The id of the action that is being written = rev of every row it writes. 0 in an ephemeral
 * one. */
int64_t txn_action_id(const struct txn *t);
const struct actor *txn_actor(const struct txn *t);
int64_t txn_now(const struct txn *t);                   /* one clock reading a transaction */
/* Says that search terms of CLIENT may change: drops the terms of the rows as they stand (once a
 * transaction); commit adds them anew. Call before the first write to the client or its children;
 * record_* do so by themselves. */
enum err_code txn_touch_client(struct txn *t, int64_t client_id, struct err *e) MUST_CHECK;
/* A part of T that can be taken back alone, as if it had never been: rows, numbers drawn, search
 * terms; the action holds nothing of it. For bulk work, where one refused line must not cost the
 * others. Parts do not nest (BUG), and an open one cannot be committed (BUG). After an error of
 * either (ERR_FULL, ERR_IO) the whole transaction can only be rolled back. */
enum err_code txn_part_begin(struct txn *t, struct err *e) MUST_CHECK;
enum err_code txn_part_keep(struct txn *t, struct err *e) MUST_CHECK;
enum err_code txn_part_drop(struct txn *t, struct err *e) MUST_CHECK;
void txn_touch_area(struct txn *t, unsigned areas);     /* areas beyond what the catalogue says */

#endif
