#ifndef FD_DATA_CASES_EVENT_PRIV_H
#define FD_DATA_CASES_EVENT_PRIV_H
/* For the writers of appointments. */
#include <stdint.h>

#include "base/err.h"

struct txn;

/* As event_add, for a step that happened at another time than now. */
enum err_code event_add_at(struct txn *t, int64_t appointment_id, const char *what,
    const char *text, int64_t at, struct err *e) MUST_CHECK;

#endif
