#ifndef FD_TEST_ORACLE_H
#define FD_TEST_ORACLE_H
/*
 * What an undo must do, found out without the program: all recorded tables are read with quote()
 * through a connection of our own before and after each action; an action is the difference of the
 * two, and taking it back is that difference turned round. No changeset is ever read here.
 */
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sqlite3.h>

struct oracle_row {
	int table;                      /* index into the catalogue */
	char *key;                      /* name='x' AND ..., for WHERE */
	char *cells;                    /* quoted values, separated by \x1f */
};
struct oracle_dump {
	struct oracle_row *v;           /* by table, then key */
	size_t n, cap;
};

/* One row that an action changed; `before` NULL: inserted, `after` NULL: deleted. */
struct oracle_change {
	int table;
	char *key, *before, *after;
};
struct oracle_diff {
	struct oracle_change *v;
	size_t n, cap;
};

struct oracle {
	sqlite3 *db;
	sqlite3_stmt *select[128];       /* of each recorded table, NULL for others */
	/* What must always hold: each gives a count of what does not. */
	sqlite3_stmt *check[8];
	/* data_version at the last dump: unchanged = nobody has committed. */
	int64_t version;
};

void oracle_open(struct oracle *o, const char *path);
void oracle_close(struct oracle *o);

void oracle_dump(struct oracle *o, struct oracle_dump *out);
/* False, with OUT empty, when nobody has committed anything since the last dump. */
bool oracle_dump_if_new(struct oracle *o, struct oracle_dump *out);
void oracle_dump_free(struct oracle_dump *d);
bool oracle_dump_equal(const struct oracle_dump *a, const struct oracle_dump *b);
void oracle_diff(const struct oracle_dump *a, const struct oracle_dump *b, struct oracle_diff *out);
void oracle_diff_free(struct oracle_diff *d);

enum oracle_verdict {
	/* The rows are as the action left them: they go back as they were. */
	ORACLE_CLEAN,
	/* Another column changed since: just this action's columns go back. */
	ORACLE_OTHER_COLUMN,
	/* The same column, or the row as a whole, was changed since. */
	ORACLE_REFUSE,
};
/* What taking DIFF back would make of NOW; NEW_REV is the number of the undoing action. WANT[i] =
 * cells of row i, "" when it should be gone. Each is owned by the caller. */
enum oracle_verdict oracle_expect(const struct oracle_diff *diff, const struct oracle_dump *now,
    int64_t new_rev, char **want);
/* Writes the wanted rows with every guard off, looks whether something is broken, and takes it
 * back: may a refusal be right although the rows would fit? */
bool oracle_would_break(struct oracle *o, const struct oracle_diff *diff, char **want);

/* Overlaps, people in two places, rows that do not fit their appointment, dangling keys: 0. */
int64_t oracle_violations(struct oracle *o);
/* Rows of kpi_day and client_figures that differ from a recount. */
int64_t oracle_derived_wrong(struct oracle *o);
int64_t oracle_number(struct oracle *o, const char *sql);
void oracle_exec(struct oracle *o, const char *sql);

#endif
