#ifndef FD_DESK_PAST_H
#define FD_DESK_PAST_H
/*
 * The board of a day as it was: the appointments of that day right after a given action, put
 * together from the rows as they are now by taking back in memory what the later actions did,
 * newest first. The file is not touched. Only rows that a later action touched are taken back,
 * so the cost is one look at each later changeset (about 100,000 a second), whatever the size of
 * the day.
 *
 * Names (client, service, rooms) are those of today: a file that was renamed or merged shows so.
 */
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"

struct desk;

/* Later actions at most; beyond that ERR_INVALID with the sentence. */
#define PAST_ACTIONS_MAX 200000

struct past_row {
	int64_t id, start_at, end_at, client_id, dependant_id, service_id, branch_id;
	char state[12];
	char letter;                    /* B C A S D Z X */
	char takes[160];                /* staff, rooms, devices by name, blank between */
};
struct past_list {
	struct past_row *v;
	size_t n, cap;
};

/* Appointments of DAY (YYYY-MM-DD) in the branch at hand as they stood after ACTION, by start.
 * Replaces OUT. ERR_NOTFOUND: no such action. ERR_INVALID: the file was filled at once (import
 * of a whole file, made-up site) after it, or it is too far back. */
enum err_code past_day(struct desk *d, const char *day, int64_t action, struct past_list *out,
    struct err *e) MUST_CHECK;
void past_list_free(struct past_list *l);

#endif
