#ifndef FD_TEST_MINUTES_H
#define FD_TEST_MINUTES_H
/*
 * Free times found the slow way: every minute of every resource is asked for by itself, straight
 * from the rules, and every way to fill the lines of a service is tried. Nothing of the program is
 * used but the clock of the zone; rows are read with a connection of our own.
 */
#include "desk_help.h"

#define MINUTES_THINGS 24
#define MINUTES_DAYS 4
#define MINUTES_MAX (MINUTES_DAYS * 1500)

/* One line of a service: who may fill it, and from which to which minute he is there. */
struct minutes_line {
	int line, same_line;
	bool may[MINUTES_THINGS];
	int from, to;                   /* with preparation and clean-up */
};
struct minutes_service {
	int64_t id;
	int minutes, rank;
	struct minutes_line line[8];
	size_t n;
};

struct minutes {
	struct desk_world *w;
	int64_t branch, client;
	int32_t first;
	int64_t start;                  /* of the first day, minute 0 */
	int day_at[MINUTES_DAYS + 1];   /* minute at which each day begins */
	int64_t thing[MINUTES_THINGS];
	size_t nthings;
	bool free[MINUTES_THINGS][MINUTES_MAX];
	bool house[MINUTES_MAX], guest[MINUTES_MAX];
	int wall[MINUTES_MAX];          /* minute of the day that the wall shows */
};

/* Reads all rows for BRANCH and CLIENT, MINUTES_DAYS days from FIRST. */
void minutes_read(struct minutes *m, struct desk_world *w, int64_t branch, int64_t client,
    int32_t first);
void minutes_service(struct minutes *m, int64_t service_id, struct minutes_service *out);
/* Can the N services begin at the minutes AT? STEPS: what is touched of five minutes is taken
 * whole. */
bool minutes_fit(const struct minutes *m, const struct minutes_service *v, const int *at,
    size_t n, bool steps);
/* Is minute I a start that may be proposed on day D for a service of LENGTH minutes? */
bool minutes_proposed(const struct minutes *m, int d, int i, int length, int64_t not_before);
/* Index of a resource, -1. */
int minutes_thing(const struct minutes *m, int64_t id);

#endif
