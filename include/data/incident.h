#ifndef FD_DATA_INCIDENT_H
#define FD_DATA_INCIDENT_H
/*
 * What went wrong in the house: what, who, where, when, measures, follow-up. Rows are written with
 * record_insert and record_update from their form.
 */
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"

struct store;

struct incident_row {
	int64_t id, rev, client_id, at;
	bool restricted;
	char day[12], state[12];        /* open, done, dismissed */
	char place[164], what[484], who[244], measures[484], follow_up[484];
	char follow_day[12];
	char client[484], by[96];
};
struct incident_list {
	struct incident_row *v;
	size_t n, cap;
};

/* Of BRANCH (0 = all) since FROM_DAY, those that are open before it too; the latest first. Replaces
 * OUT. */
enum err_code incident_list(struct store *s, int64_t branch_id, const char *from_day,
    struct incident_list *out, struct err *e) MUST_CHECK;
void incident_list_free(struct incident_list *l);
enum err_code incident_get(struct store *s, int64_t id, struct incident_row *out, struct err *e)
    MUST_CHECK;                         /* ERR_NOTFOUND */

#endif
