#ifndef FD_DATA_STORE_STORE_PRIV_H
#define FD_DATA_STORE_STORE_PRIV_H
/*
 * Inside of the store: the connection with its kept statements, and the transaction that is open
 * on it. For the files of this floor that make up store, transaction, action and undo.
 */
#include <sqlite3.h>
#include <stdbool.h>
#include <stdint.h>

#include "base/err.h"
#include "base/hash.h"
#include "data/action.h"
#include "data/catalog.h"
#include "data/store.h"
#include "data/txn.h"
#include "stmt_priv.h"

#define STORE_WAIT_MS 5000              /* longest wait for other writers */
#define CHANGESET_MAX (8 * 1024 * 1024)
#define STMT_SLOTS 256
#define TEXT_SLOTS 128

struct kept_text {
	char *text;
	struct kept_text *next;
};

struct store {
	sqlite3 *db;
	char *path;
	bool read_only;

	int gate_fd;                    /* the queue file; -1: not there */
	bool gate_tried, gate_held;
	int wait_ms;                    /* STORE_WAIT_MS, less in tests */
	int64_t wait_until;             /* clock_mono_ms at which a busy wait ends */
	unsigned jitter;

	struct stmt *stmts[STMT_SLOTS]; /* by address of their text */
	struct kept_text *texts[TEXT_SLOTS];

	struct txn *txn;                /* the open one */
	action_gate gate;
	void *gate_ctx;
	action_settle settle;
	void *settle_ctx;

	int64_t data_version;
	int64_t pulse[AREA_COUNT];
	unsigned own;
};

/* Sorted set of ids. */
struct ids {
	int64_t *v;
	size_t n, cap;
};
bool ids_add(struct ids *s, int64_t id);        /* false: was in it */
void ids_copy(struct ids *to, const struct ids *from);  /* TO holds then what FROM holds */
void ids_free(struct ids *s);

enum txn_kind { TXN_ACTION, TXN_BASE, TXN_EPHEMERAL };

struct txn {
	struct store *store;
	const struct actor *who;
	enum txn_kind kind;
	struct action_head head;
	char subject[48];
	int64_t now;
	int64_t id;                     /* of the action; 0 in an ephemeral one */
	int64_t prev_at;
	unsigned char prev_hash[HASH_SIZE];
	sqlite3_session *session;       /* NULL in a base action */
	unsigned areas;
	struct ids touched;             /* clients whose terms were dropped */
	bool part;                      /* a part is open */
	struct ids touched_before;      /* `touched` as it was when the part began */
	bool broken;                    /* half of an undo is in it: may only be rolled back */
};

/* gate.c: the queue of writers. Never fails: SQLite's own lock is the truth. */
void gate_enter(struct store *s);
void gate_leave(struct store *s);
void gate_close(struct store *s);
int gate_busy(void *store, int count);          /* busy handler */

/* txn.c */
enum err_code txn_open(struct store *s, const struct actor *who, enum txn_kind kind,
    struct txn **out, struct err *e) MUST_CHECK;
enum err_code txn_commit(struct txn *t, struct err *e) MUST_CHECK;     /* pulse, COMMIT, frees T */
void txn_rollback(struct txn *t);
void txn_mark_client(struct txn *t, int64_t client_id);         /* a new one: no terms to drop */
enum err_code txn_index_clients(struct txn *t, struct err *e) MUST_CHECK;

/* stmt.c */
void stmt_sqlite_value(struct stmt *q, const char *name, sqlite3_value *v);
void stmt_close_all(struct store *s);
/* All texts that were prepared so far, for the test of their plans. */
void store_each_sql(struct store *s, void (*fn)(void *ctx, const char *sql), void *ctx);

/* store_check.c: what the operating system knows of the file, and the guards inside it. */
enum err_code file_check(const char *path, bool read_only, struct err *e) MUST_CHECK;
/* On a disk that may only be read. */
bool file_is_frozen(const char *path);
enum err_code guards_check(struct store *s, struct err *e) MUST_CHECK;
/* Is every table, index and trigger of the file, letter by letter, one that the program makes?
 * Asked when a statement does not fit it: if so the statement is wrong, if not the file is.
 * Slow. */
bool schema_is_ours(struct store *s);
/* Turns the path into one without symbolic links but for the last part. Owned by the caller. */
char *file_resolve(const char *path);
/* "mode -rw-r----- of root:frontdesk" */
char *file_describe(const char *path, char *out, size_t size);

/* store.c */
enum err_code store_exec(struct store *s, const char *sql, struct err *e) MUST_CHECK;
enum err_code store_configure(struct store *s, unsigned flags, struct err *e) MUST_CHECK;
void pulse_read(struct store *s);
void pulse_own(struct store *s, unsigned areas);

#endif
