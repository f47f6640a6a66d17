#ifndef FD_DATA_DELAY_H
#define FD_DATA_DELAY_H
/*
 * Who runs late on a day (SC-18): one row a person, room or device and local day; times from `at`
 * on shift by `minutes`, 0: on time again. Reading: anybody. Writing: the desk floor.
 */
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"

struct store;
struct txn;

struct delay {
	int64_t resource_id, at, staff_id;      /* staff_id: who said it, 0 none */
	int minutes;
	char day[12];
};
struct delay_list {
	struct delay *v;
	size_t n, cap;
};
/* All of DAY that are not 0, by resource. Replaces OUT. */
enum err_code delay_list(struct store *s, const char *day, struct delay_list *out, struct err *e)
    MUST_CHECK;
void delay_list_free(struct delay_list *l);
/* Zeroed when nothing was said: that is no failure. */
enum err_code delay_get(struct store *s, int64_t resource_id, const char *day, struct delay *out,
    struct err *e) MUST_CHECK;
/* Makes or changes it: resource, day, minutes, at count. */
enum err_code delay_set(struct txn *t, const struct delay *x, struct err *e) MUST_CHECK;

#endif
