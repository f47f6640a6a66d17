#ifndef FD_DATA_APPOINTMENT_FIND_H
#define FD_DATA_APPOINTMENT_FIND_H
/*
 * Finding appointments (SC-8): by whose they are, by what they take, by day, whatever became of
 * them. What is found comes as keys, small enough for a month of a large house; only those that are
 * shown are read with their names (appointment_list_ids). What depends on the hour on the wall is
 * sorted out by the desk, which knows the zone.
 */
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"
#include "data/appointment.h"

struct store;

struct appointment_find {
	int64_t branch_id;              /* 0: all */
	const char *from_day, *to_day;  /* both included; NULL: open. Without client both are
					 * needed */
	const int64_t *client;          /* of these only, at most FIND_CLIENTS */
	size_t nclient;                 /* 0: whosever */
	int64_t resource_id;            /* that take this, 0: whatever */
	int64_t service_id;             /* 0: any */
	const char *state;              /* code, or "live"; NULL: any */
	bool with_staff;                /* a key for each person who serves, with `staff_id` */
};
#define FIND_CLIENTS 64

struct appointment_key {
	int64_t id, branch_id, client_id, start_at, end_at;
	int64_t staff_id;               /* resource; 0 unless asked for, and where nobody serves */
	char day[12];
	bool live;
};
struct appointment_key_list {
	struct appointment_key *v;
	size_t n, cap;
};
/* By start, then id. Replaces OUT. */
enum err_code appointment_find(struct store *s, const struct appointment_find *f,
    struct appointment_key_list *out, struct err *e) MUST_CHECK;
void appointment_key_list_free(struct appointment_key_list *l);

#endif
