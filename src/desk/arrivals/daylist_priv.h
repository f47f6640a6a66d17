#ifndef FD_DESK_ARRIVALS_DAYLIST_PRIV_H
#define FD_DESK_ARRIVALS_DAYLIST_PRIV_H
/* An incident is saved by its own use case: day, hour and branch come with it. */
#include <stdint.h>

#include "base/err.h"

struct desk;
struct rows_save;

enum err_code incident_rows_save(struct desk *d, const struct rows_save *s, int64_t *id,
    struct err *e) MUST_CHECK;

#endif
