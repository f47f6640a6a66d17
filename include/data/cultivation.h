#ifndef FD_DATA_CULTIVATION_H
#define FD_DATA_CULTIVATION_H
/*
 * Clients who are to become more to the house (IN-14): the tier that is wanted, the measure, whose
 * affair it is, what it may cost and has cost, when it is looked at again, what came of it. Rows
 * are written with record_insert and record_update by the desk floor.
 */
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"

struct store;

struct cultivation_row {
	int64_t id, rev, branch_id, client_id, created_at, ended_at;
	int64_t owner_id, staff_id, ended_by;   /* staff: who began it; 0: none */
	int64_t budget, cost;                   /* minor units; -1: nothing was said */
	int64_t steps;
	char day[12], review_day[12];
	char tier[28], growth[28], target[28];  /* words of forms/segments.cfg */
	char state[12];                         /* on, reached, missed, stopped */
	char owner[96], owner_code[24];
	char measure[1204], result[1204];
};
struct cultivation_list {
	struct cultivation_row *v;
	size_t n, cap;
};
void cultivation_list_free(struct cultivation_list *l);

/* ERR_NOTFOUND. */
enum err_code cultivation_get(struct store *s, int64_t id, struct cultivation_row *out,
    struct err *e) MUST_CHECK;
/* Lists replace OUT. Those that go on, the next review first: of BRANCH (0: all), of OWNER (0: of
 * anybody). */
enum err_code cultivation_list_on(struct store *s, int64_t branch_id, int64_t owner_id,
    struct cultivation_list *out, struct err *e) MUST_CHECK;
/* Those of a branch that ended since FROM_AT, the latest first. */
enum err_code cultivation_list_ended(struct store *s, int64_t branch_id, int64_t from_at,
    struct cultivation_list *out, struct err *e) MUST_CHECK;
/* All of one client, the newest first. */
enum err_code cultivation_list_client(struct store *s, int64_t client_id,
    struct cultivation_list *out, struct err *e) MUST_CHECK;
/* How many of OWNER's reviews are due on DAY or were before; *OLDEST the first day, "". */
enum err_code cultivation_count_due(struct store *s, int64_t owner_id, const char *day, int64_t *n,
    char oldest[12], struct err *e) MUST_CHECK;

struct cultivation_step {
	int64_t id, created_at, staff_id, cost;
	char day[12], review_day[12], kind[12], staff[96];
	char text[1204];
};
struct cultivation_steps {
	struct cultivation_step *v;
	size_t n, cap;
};
/* In the order they were entered. Replaces OUT. */
enum err_code cultivation_list_steps(struct store *s, int64_t id, struct cultivation_steps *out,
    struct err *e) MUST_CHECK;
void cultivation_steps_free(struct cultivation_steps *l);

#endif
