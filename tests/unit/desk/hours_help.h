#ifndef FD_TEST_HOURS_HELP_H
#define FD_TEST_HOURS_HELP_H
/* Rows of hours, rosters, absences and needs for tests, written by the administrator whoever is at
 * the desk. Days are days from today; minutes are of the local day. */
#include "desk_help.h"

#define HM(h, m) ((h) * 60 + (m))

/* Hours of BRANCH (0: every branch) on WEEKDAY (0: on the days FROM .. TO). */
int64_t add_opening(struct desk_world *w, int64_t branch, int weekday, int open_min,
    int close_min);
int64_t add_opening_days(struct desk_world *w, int64_t branch, int from, int to, int open_min,
    int close_min, const char *reason);
/* WEEKDAY 0: every day. */
int64_t add_roster(struct desk_world *w, int64_t resource, int64_t branch, const char *kind,
    int weekday, int from_min, int to_min);
/* The same for the days FROM .. TO only. */
int64_t add_roster_days(struct desk_world *w, int64_t resource, int64_t branch, const char *kind,
    int from, int to, int from_min, int to_min);
int64_t add_absence(struct desk_world *w, int64_t resource, const char *kind, int64_t start,
    int64_t end);
void add_travel(struct desk_world *w, int64_t a, int64_t b, int minutes);
/* A person, room or device; BRANCH 0: may work in any. Of kind staff a person is made with it, at
 * home in HOME. */
int64_t add_thing(struct desk_world *w, const char *kind, const char *name, int64_t branch,
    int64_t home);
void set_thing_state(struct desk_world *w, int64_t resource, const char *state);

int64_t add_service(struct desk_world *w, const char *code, int minutes, int rank);
/* PREP, CLEAN, FROM, FOR in minutes. */
struct need_row {
	int line;
	const char *kind, *skill;
	int same_line, prep, clean, from, for_min;
};
void add_need(struct desk_world *w, int64_t service, struct need_row n);
void add_skill(struct desk_world *w, int64_t resource, const char *skill);
void set_setting(struct desk_world *w, const char *key, const char *value);

/* A booking by rows alone, at any minute, of what is free: RESOURCES ends with 0. */
int64_t take_time(struct desk_world *w, int64_t client, int64_t branch, const int64_t *resources,
    int64_t start, int64_t end);

#endif
