#ifndef FD_DATA_ACTION_H
#define FD_DATA_ACTION_H
/*
 * One use case = one write transaction = one action: audit, undo and proof. For the desk floor
 * only.
 *
 * The changes are collected by an SQLite session over the recorded tables; commit writes them as
 * the action's changeset, with a SHA-256 chain over all fields. Nothing changed = no action row.
 * A changeset over 8 MB is a BUG: bulk work goes in batches of 1,000.
 * hash = SHA-256(previous hash, every field with its length, SHA-256(changeset)): a blob can be
 * archived with the chain intact.
 */
#include <stdbool.h>
#include <stdint.h>

#include "data/txn.h"

/* What is done, for the log. Texts borrowed until commit; NULL counts as "". */
struct action_head {
	const char *name;               /* stable name of the use case: "client-add" */
	const char *subject;            /* "client:412" */
	const char *command;            /* the command line as typed, when there was one */
	const char *reason;
	int64_t undoes;                 /* id of the action taken back, 0 */
};

/* Asked by action_begin: OK, or ERR_DENIED / ERR_SECOND with a text. Installed once by the desk
 * floor; without one every action is refused. */
typedef enum err_code (*action_gate)(void *ctx, const struct actor *who, const char *name,
    struct err *e);
void action_set_gate(struct store *s, action_gate gate, void *ctx);

/* Called by action_commit when the changes are written, still inside the transaction: what the desk
 * floor derives from them. An error takes everything back. Not of a base action. NULL: nothing. */
typedef enum err_code (*action_settle)(void *ctx, struct txn *t, struct err *e);
void action_set_settle(struct store *s, action_settle settle, void *ctx);

/* Waits in the queue file (blocking flock) and for the lock, at most 5 s together, or 6 s where
 * somebody sits in the queue without writing; then BEGIN IMMEDIATE. ERR_DENIED,
 * ERR_SECOND, ERR_BUSY, ERR_READONLY, ERR_FULL. A second begin while one is open is a BUG. WHO's
 * approval is used up with the action and is whole again when that is rolled back; ERR_CONFLICT:
 * it cannot be used any more. */
enum err_code action_begin(struct store *s, const struct actor *who, const struct action_head *head,
    struct txn **out, struct err *e) MUST_CHECK;
/* Sets what became known only inside (the new row's id). */
void action_subject(struct txn *t, const char *table, int64_t id);
/* Writes the action and commits. T is gone afterwards, whatever the result; on error everything is
 * rolled back. *ID (may be NULL) = the action's id, 0 when nothing had changed. */
enum err_code action_commit(struct txn *t, int64_t *id, struct err *e) MUST_CHECK;
void action_rollback(struct txn *t);                    /* NULL is fine */

/* Bulk creation without a session (init, demo, migration): the action row with origin "base"
 * holds a hash over the recorded tables; replay starts after it. */
enum err_code action_begin_base(struct store *s, const struct actor *who,
    const struct action_head *head, struct txn **out, struct err *e) MUST_CHECK;

/* Takes ACTION back inside T (begun with head.undoes = ACTION): checks its hash and schema,
 * applies the inverse with triggers off, merges where only other columns changed since, runs the
 * guards again, rebuilds derived rows. ERR_CONFLICT names who changed what since; ERR_TAKEN for a
 * guard; the caller then rolls back. */
enum err_code action_apply_inverse(struct txn *t, int64_t action, struct err *e) MUST_CHECK;

#endif
