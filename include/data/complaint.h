#ifndef FD_DATA_COMPLAINT_H
#define FD_DATA_COMPLAINT_H
/*
 * Complaints and what was done about them. Reading: anybody. Writing: the desk floor
 * (desk/complaint.h); the rules are there. Words are those of forms/complaints.cfg.
 */
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"

struct store;
struct txn;

struct complaint {
	int64_t id, rev, branch_id, client_id, dependant_id;    /* client 0: nobody we know */
	int64_t created_at;             /* made: the limits count from here */
	int64_t taken_by, visit_id, treatment_id, survey_id, owner_id;
	int64_t answer_due_at, solve_due_at;
	int64_t answered_at, answered_by, apology_at, apology_by;
	int64_t cost;                   /* minor units; -1: not said */
	int64_t closed_at, closed_by;
	int64_t promise_at;             /* the earliest promise that is neither kept nor broken,
					 * 0; read only */
	int satisfied;                  /* 1 .. 5, 0: not asked */
	char day[12], number[16], kind[24], level[24], channel[24], apology[8], cause[24];
	char state[12];                 /* open, working, closed */
	char content[2404], wanted[1204], result[1204], against[1204];
	char taken[96], owner[96], answered[96], apologised[96], closed[96];    /* names */
};
struct complaint_list {
	struct complaint *v;
	size_t n, cap;
};

/* ERR_NOTFOUND, likewise below. */
enum err_code complaint_get(struct store *s, int64_t id, struct complaint *out, struct err *e)
    MUST_CHECK;
enum err_code complaint_by_number(struct store *s, const char *number, struct complaint *out,
    struct err *e) MUST_CHECK;
/* Lists replace OUT. Open ones of BRANCH (0 = all), by limit. */
enum err_code complaint_list_open(struct store *s, int64_t branch_id, struct complaint_list *out,
    struct err *e) MUST_CHECK;
/* The newest of BRANCH, open or closed, since FROM_DAY. */
enum err_code complaint_list_since(struct store *s, int64_t branch_id, const char *from_day,
    struct complaint_list *out, struct err *e) MUST_CHECK;
/* All of CLIENT, the newest first. */
enum err_code complaint_list_client(struct store *s, int64_t client_id,
    struct complaint_list *out, struct err *e) MUST_CHECK;
void complaint_list_free(struct complaint_list *l);

/* How those taken FROM .. TO (days, both included) fared, by one of their words, most first. In
 * time: by the limit; what is open and not due yet counts in none of it. */
enum complaint_by { COMPLAINT_BY_KIND, COMPLAINT_BY_LEVEL, COMPLAINT_BY_CHANNEL,
	COMPLAINT_BY_CAUSE };
struct complaint_fare {
	char word[24];                  /* "" where it was not said */
	int64_t n, closed;
	int64_t answered, answer_due;   /* answered in time, of those answered or due by NOW */
	int64_t solved, solve_due;      /* closed in time, of those closed or due by NOW */
	int64_t seconds;                /* from taken to closed, of the closed ones together */
	int64_t satisfied, asked;       /* marks of 4 and 5, of those asked */
};
struct complaint_fares {
	struct complaint_fare *v;
	size_t n, cap;
};
enum err_code complaint_fare_list(struct store *s, int64_t branch_id, enum complaint_by by,
    const char *from_day, const char *to_day, int64_t now, struct complaint_fares *out,
    struct err *e) MUST_CHECK;
void complaint_fares_free(struct complaint_fares *l);

/* Of the open ones of BRANCH: how many, how many have missed a limit or a promise by NOW, for how
 * many one comes by SOON, and when the nearest comes (0: none). OWNER 0: everybody's. */
enum err_code complaint_tally(struct store *s, int64_t branch_id, int64_t owner_id, int64_t now,
    int64_t soon, size_t *open, size_t *late, size_t *near, int64_t *next, struct err *e)
    MUST_CHECK;

/* All but id, rev, created_at 0 (= now), promise_at and names counts. */
enum err_code complaint_insert(struct txn *t, const struct complaint *c, int64_t *id,
    struct err *e) MUST_CHECK;
/* What can change: kind, level, limits, owner, answer, apology, end, state. */
enum err_code complaint_update(struct txn *t, const struct complaint *c, struct err *e) MUST_CHECK;

struct complaint_step {
	int64_t id, complaint_id, created_at, staff_id;
	int64_t promise_at;             /* kind promise: by when */
	int kept;                       /* -1: not said yet, 0 broken, 1 kept */
	int64_t kept_at, kept_by, appointment_id;
	char day[12];
	char kind[12];                  /* step answer promise apology message booked escalated
					 * edited closed opened */
	char text[1604];
	char staff[96];
};
struct complaint_step_list {
	struct complaint_step *v;
	size_t n, cap;
};
/* In order of entry. Replaces OUT. */
enum err_code complaint_step_list(struct store *s, int64_t complaint_id,
    struct complaint_step_list *out, struct err *e) MUST_CHECK;
enum err_code complaint_step_get(struct store *s, int64_t id, struct complaint_step *out,
    struct err *e) MUST_CHECK;
void complaint_step_list_free(struct complaint_step_list *l);
/* By the acting person, now: complaint_id, day, kind, text, promise_at, appointment_id count. */
enum err_code complaint_step_insert(struct txn *t, const struct complaint_step *x, int64_t *id,
    struct err *e) MUST_CHECK;
/* Of a promise. ERR_CONFLICT: it was said already. */
enum err_code complaint_step_keep(struct txn *t, int64_t id, bool kept, struct err *e) MUST_CHECK;

#endif
