#ifndef FD_DATA_DUTY_H
#define FD_DATA_DUTY_H
/*
 * Who answers for the house on a day: one person a branch and day.
 */
#include <stdint.h>

#include "base/err.h"

struct store;
struct txn;

/* *STAFF = 0 when nobody was named. */
enum err_code duty_get(struct store *s, int64_t branch_id, const char *day, int64_t *staff,
    struct err *e) MUST_CHECK;
enum err_code duty_set(struct txn *t, int64_t branch_id, const char *day, int64_t staff,
    struct err *e) MUST_CHECK;

#endif
