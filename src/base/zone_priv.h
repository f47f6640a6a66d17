#ifndef FD_BASE_ZONE_PRIV_H
#define FD_BASE_ZONE_PRIV_H
/* A time zone as it was read: what zone.c looks up, tzif.c and zone_rule.c fill. */
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define ZONE_NAME 64
#define ZONE_TYPES 256          /* an index of a type is one byte */

/* A day and time of each year: month.week.weekday, day 1..365 without 29 February, or 0..365. */
struct zone_change {
	enum { CHANGE_MONTH, CHANGE_JULIAN, CHANGE_DAY } kind;
	int month, week, weekday;       /* CHANGE_MONTH; week 5 is the last, weekday 0 Sunday */
	int day;                        /* the others */
	int time;                       /* seconds from that day's midnight, -167 h .. 167 h */
};

/* What holds after the last known transition: a POSIX TZ string as RFC 8536, 3.3.1, extends it. */
struct zone_rule {
	bool known, has_summer;
	int standard, summer;           /* seconds east of UTC */
	struct zone_change to_summer, to_standard;
};

struct zone {
	char name[ZONE_NAME];
	struct zone *next;              /* in the cache */
	int64_t *at;                    /* N instants at which another type begins, ascending */
	unsigned char *type;            /* which */
	size_t n;
	int32_t offset[ZONE_TYPES];     /* of each type, seconds east of UTC */
	struct zone_rule rule;
};

/* Fills OUT (zeroed by the caller) from the bytes of a TZif file; false when they are none. */
bool zone_read(const void *bytes, size_t size, struct zone *out);
void zone_clear(struct zone *z);

/* Reads the rule of N bytes; "" is a rule that is not known. False when it cannot be understood. */
bool zone_rule_read(const char *text, size_t n, struct zone_rule *out);
/* Offset by a known rule; AT within the years 2 .. 9998. */
int zone_rule_offset(const struct zone_rule *r, int64_t at);

#endif
