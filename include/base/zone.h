#ifndef FD_BASE_ZONE_H
#define FD_BASE_ZONE_H
/*
 * Time zones by IANA name, read from the system's zoneinfo (TZif, RFC 8536, with the footer rule),
 * independent of TZ and of the C library's single current zone.
 */
#include <stdint.h>

#include "base/err.h"

struct zone;

struct local_time {
	int32_t day;            /* base/day.h */
	int second;             /* 0 .. 86399 of that local day */
	int offset;             /* seconds east of UTC */
};

/* Opens NAME ("Asia/Shanghai"). Names with "..", a leading slash or odd characters are refused.
 * Zones are cached and live until the program ends (borrowed). ERR_INVALID (not a name),
 * ERR_NOTFOUND, ERR_CORRUPT. */
enum err_code zone_open(const char *name, const struct zone **out, struct err *e) MUST_CHECK;
const char *zone_name(const struct zone *z);
struct local_time zone_local(const struct zone *z, int64_t at);
/* The instants that show DAY and SECOND on the wall: 0 (skipped), 1, or 2 (repeated), ascending. */
int zone_instants(const struct zone *z, int32_t day, int second, int64_t out[2]);
/* The first instant that shows DAY and SECOND; where the clock skips it, the one at which it would
 * have come had the clock run on. */
int64_t zone_instant(const struct zone *z, int32_t day, int second);
/* First instant of DAY. Where midnight is skipped, the first one that exists. */
int64_t zone_day_start(const struct zone *z, int32_t day);

#endif
