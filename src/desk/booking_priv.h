#ifndef FD_DESK_BOOKING_PRIV_H
#define FD_DESK_BOOKING_PRIV_H
/* What the booking files share. */
#include <stdint.h>

#include "base/err.h"

struct desk;

/* Not past, start before end, both on one day within the branch's hours: checked on the end too, so that
 * a change of the clock does not carry it over. */
enum err_code booking_check_time(const struct desk *d, int64_t start_at, int64_t end_at,
    struct err *e) MUST_CHECK;

#endif
