#ifndef FD_DATA_ACTIONS_UNDO_PRIV_H
#define FD_DATA_ACTIONS_UNDO_PRIV_H
/* Taking an action back: shared by undo.c (the steps), undo_conflict.c (why not), undo_derived.c
 * (guards and derived rows). */
#include "changes_priv.h"
#include "data/store/store_priv.h"

#define KEY_MAX 4               /* columns of the longest key */

/* One row that the inverse met. */
struct row_key {
	const struct table_def *table;
	struct value v[KEY_MAX];
	size_t n;
};
struct row_key_list {
	struct row_key *v;
	size_t n, cap;
};
void row_key_set(struct row_key *k, const struct change_row *r);
void row_key_free(struct row_key *k);

struct day_key {
	char day[11];
	int64_t branch_id;
};
struct day_key_list {
	struct day_key *v;
	size_t n, cap;
};

#define UNDO_MONEY_TABLES 5     /* undo_money.c */

enum guarded { GUARDED_APPOINTMENT, GUARDED_DEPENDANT, GUARDED_RESOURCE, GUARDED_COUNT };

struct undo {
	struct txn *txn;
	int64_t action;
	void *changes;                  /* of that action; owned */
	size_t size;

	struct ids clients;             /* whose terms may change */
	struct ids guarded[GUARDED_COUNT];
	struct ids figures;             /* clients whose figures are counted anew */
	struct ids classes;             /* clients whose class is computed anew */
	struct day_key_list days;       /* kpi_day likewise */
	struct undo_money {
		struct ids rows[UNDO_MONEY_TABLES];     /* that the changes name */
		struct ids orders, clients, cards, lots;        /* whose sums are counted anew */
	} money;

	int conflict;                   /* SQLITE_CHANGESET_*, 0: none */
	struct row_key where;
	int column;                     /* that somebody else changed, -1: the row as a whole */
	struct row_key_list merged;     /* rows of which another column was changed since */
};

/* Conflict handler of sqlite3changeset_apply: refuses, except a change of another column. */
int undo_on_conflict(void *undo, int kind, sqlite3_changeset_iter *it);
/* Says why it was refused: who changed what since. */
enum err_code undo_refuse(struct undo *u, struct err *e);
enum err_code undo_refuse_done(struct undo *u, int64_t by, struct err *e);

/* Before apply: whom and what the changes concern. After: guards run again, derived rows
 * rebuilt. */
enum err_code undo_collect(struct undo *u, struct err *e) MUST_CHECK;
enum err_code undo_collect_figures(struct undo *u, struct err *e) MUST_CHECK;
enum err_code undo_recheck(struct undo *u, struct err *e) MUST_CHECK;
enum err_code undo_rebuild(struct undo *u, struct err *e) MUST_CHECK;

/* The same for sums of money (undo_money.c): notes the row, collects before and after, rebuilds. */
void undo_note_money(struct undo *u, const struct change_row *r);
enum err_code undo_collect_money(struct undo *u, struct err *e) MUST_CHECK;
enum err_code undo_rebuild_money(struct undo *u, struct err *e) MUST_CHECK;
void undo_free_money(struct undo *u);

#endif
