#ifndef FD_DATA_HOURS_H
#define FD_DATA_HOURS_H
/*
 * When branches are open, when people work and are away, how long the way between branches takes,
 * and what takes their time: the rows that desk/calendar.h puts together. Reading is for sets of
 * resources at once, of one moment. Days are local days, YYYY-MM-DD; minutes are of the local day;
 * instants are Unix seconds, [start, end). Columns are changed with record_update; nothing is
 * deleted, state `retired` takes a row out of force.
 */
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"

struct store;
struct txn;

/* Hours of a branch that differ from its own open_min .. close_min. */
struct opening {
	int64_t id, rev;
	int64_t branch_id;              /* 0: every branch */
	int weekday;                    /* 1 = Monday .. 7; 0: every day from from_day to to_day */
	char from_day[12], to_day[12];  /* both or neither; both included */
	int open_min, close_min;        /* equal: closed */
	char reason[324];
	char state[12];
};
struct opening_list {
	struct opening *v;
	size_t n, cap;
};
/* Those of BRANCH and those of every branch, by id; BRANCH 0 = all rows. Without RETIRED only those
 * in force. Replaces OUT, like all lists here. */
enum err_code opening_list(struct store *s, int64_t branch_id, bool retired,
    struct opening_list *out, struct err *e) MUST_CHECK;
void opening_list_free(struct opening_list *l);
enum err_code opening_insert(struct txn *t, const struct opening *o, int64_t *id, struct err *e)
    MUST_CHECK;                         /* id, rev, state are ignored */
enum err_code opening_set_state(struct txn *t, int64_t id, const char *state, struct err *e)
    MUST_CHECK;                         /* ERR_NOTFOUND, likewise below */

/* Hours of one person, room or device in a branch. */
struct roster {
	int64_t id, rev, resource_id, branch_id;
	char kind[8];                   /* work, only, break */
	int weekday;                    /* 1 = Monday .. 7; 0: every day */
	int from_min, to_min;
	char from_day[12], to_day[12];  /* "": no bound; both included */
	char note[604];
	char state[12];
	char since_day[12];             /* first day it holds; "": always did */
	char until_day[12];             /* taken off: holds before this day; "": still holds */
};
struct roster_list {
	struct roster *v;
	size_t n, cap;
};
/* In force, of the N resources in RESOURCE, in their order, then by weekday, from_min, id. Rows
 * that are over by FROM_DAY or begin after TO_DAY are left out, but for `work` (whether there is
 * any tells something about all other days); NULL = no bound. */
enum err_code roster_list(struct store *s, const int64_t *resource, size_t n,
    const char *from_day, const char *to_day, struct roster_list *out, struct err *e) MUST_CHECK;
/* What RESOURCE works by on the days FROM_DAY .. TO_DAY, each row from its since_day until before
 * its until_day: days that are over by the roster that held then, all others by the one in force.
 * NULL = no bound. */
enum err_code roster_list_held(struct store *s, int64_t resource, const char *from_day,
    const char *to_day, struct roster_list *out, struct err *e) MUST_CHECK;
/* All of one branch, by resource, weekday, from_min, id: for lists and screens. */
enum err_code roster_list_branch(struct store *s, int64_t branch_id, bool retired,
    struct roster_list *out, struct err *e) MUST_CHECK;
void roster_list_free(struct roster_list *l);
enum err_code roster_insert(struct txn *t, const struct roster *r, int64_t *id, struct err *e)
    MUST_CHECK;                         /* id, rev, state, until_day are ignored */
/* Takes a row off: from DAY (today) on it holds no more, before it did. */
enum err_code roster_retire(struct txn *t, int64_t id, const char *day, struct err *e) MUST_CHECK;

/* Leave, illness, meeting, out of order: no time can be had then. */
struct absence {
	int64_t id, rev, branch_id, resource_id, created_at, created_by;        /* 0: none */
	char day[12];                   /* first local day */
	char kind[12];                  /* leave, ill, meeting, training, out, other */
	int64_t start_at, end_at;
	char reason[604];
	char state[12];
};
struct absence_list {
	struct absence *v;
	size_t n, cap;
};
enum err_code absence_get(struct store *s, int64_t id, struct absence *out, struct err *e)
    MUST_CHECK;
/* In force, touching [FROM, TO), of the N resources in RESOURCE, in their order, then by start. */
enum err_code absence_list(struct store *s, const int64_t *resource, size_t n, int64_t from,
    int64_t to, struct absence_list *out, struct err *e) MUST_CHECK;
/* Of everybody and everything in force that end after NOW, by start. BRANCH 0 = all; else those of
 * resources that BRANCH can use. */
enum err_code absence_list_open(struct store *s, int64_t branch_id, int64_t now,
    struct absence_list *out, struct err *e) MUST_CHECK;
/* Likewise those that touched appointments and are not over at NOW, or of which some still wait for
 * another time (data/disruption.h). */
enum err_code absence_list_touching(struct store *s, int64_t branch_id, int64_t now,
    struct absence_list *out, struct err *e) MUST_CHECK;
void absence_list_free(struct absence_list *l);
/* branch_id, resource_id, day, kind, start_at, end_at, reason count; created_by is the actor. */
enum err_code absence_insert(struct txn *t, const struct absence *a, int64_t *id, struct err *e)
    MUST_CHECK;
enum err_code absence_set_state(struct txn *t, int64_t id, const char *state, struct err *e)
    MUST_CHECK;
/* It is over, or lasts, until then. ERR_INVALID: not after its start. */
enum err_code absence_set_end(struct txn *t, int64_t id, int64_t end_at, struct err *e)
    MUST_CHECK;

/* Minutes from one branch to another, both ways. */
struct travel {
	int64_t other_id;               /* the other branch */
	int minutes;
};
struct travel_list {
	struct travel *v;
	size_t n, cap;
};
/* From BRANCH to those that have a time of their own. */
enum err_code travel_list(struct store *s, int64_t branch_id, struct travel_list *out,
    struct err *e) MUST_CHECK;
void travel_list_free(struct travel_list *l);
/* Sets or changes; A and B in either order. */
enum err_code travel_set(struct txn *t, int64_t a, int64_t b, int minutes, struct err *e)
    MUST_CHECK;

/* What live appointments take. */
struct taken {
	int64_t resource_id, appointment_id, start_at, end_at;
	int64_t branch_id;              /* of the appointment; 0 when it was not asked for */
};
struct taken_list {
	struct taken *v;
	size_t n, cap;
};
/* Of RESOURCE, touching [FROM, TO), by start; added behind what OUT holds already. WHERE: the
 * branches are asked for too, which costs a look-up a row. */
enum err_code taken_add(struct store *s, int64_t resource_id, int64_t from, int64_t to,
    bool where, struct taken_list *out, struct err *e) MUST_CHECK;
void taken_list_free(struct taken_list *l);
/* How many clients who had asked for nobody RESOURCE was given from FROM to before TO (by start),
 * served or still to come: whose turn it is. */
enum err_code taken_turns(struct store *s, int64_t resource_id, int64_t from, int64_t to,
    int64_t *n, struct err *e) MUST_CHECK;

#endif
