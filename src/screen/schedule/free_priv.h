#ifndef FD_SCREEN_SCHEDULE_FREE_PRIV_H
#define FD_SCREEN_SCHEDULE_FREE_PRIV_H
/* What the two files of free times share: free.c the screen, free_find.c what its fields ask for
 * and the rows that come of it. */
#include <stdbool.h>
#include <stdint.h>

#include "base/err.h"
#include "base/value.h"
#include "data/service.h"
#include "desk/free.h"
#include "screen/formview.h"
#include "tui/list.h"

/* One row of the list: a time, or a day for several services. */
struct free_line {
	int64_t id;                     /* place among the rows, from 1 */
	char at[48], staff[80], room[40], device[60], rest[200];
	char step[FREE_SERVICES][160];  /* of a day: each service in full */
	int64_t start_at;
	int service, time;              /* into services, into found of it; -1: all on one day */
};

struct free_screen {
	struct formview form;           /* must be first */
	struct desk *desk;
	struct list list;
	bool in_list;
	struct service service[FREE_SERVICES];
	size_t nservices;
	struct free_wish wish;
	struct free_day_list days;
	struct free_list times;         /* of the first service, or of the one chosen */
	struct {
		struct free_line *v;
		size_t n, cap;
	} lines;
	char why[240], other[200];      /* why there are few; another branch that has some */
	int64_t dependant_id;
	bool of_client;                 /* opened for somebody: goes back there when booked */
};

enum free_field { F_SERVICES, F_CLIENT, F_WITH, F_PART, F_FROM, F_DAYS, F_BRANCH };
int free_field_of(const struct free_screen *st, enum free_field f);
int64_t free_id_of(const struct free_screen *st, enum free_field f);    /* of a lookup, 0 */

/* Reads the fields and finds the rows. ERR_NOTFOUND, ERR_INVALID: a field says nothing that can be
 * looked for. */
enum err_code free_find_rows(struct free_screen *st, struct err *e) MUST_CHECK;

#endif
