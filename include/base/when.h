#ifndef FD_BASE_WHEN_H
#define FD_BASE_WHEN_H
/*
 * Dates, times and durations as staff type them, in English and Chinese: `t`, `fri 15`, `+3`,
 * `周五下午3点`, `0315`, `1530`, `now+1h`, `90分`, `13..18`, `6 weekly`, `34岁`. The grammar and
 * its examples stand in frontdesk(1), section DATES. Pure: what "today" and the opening hours are
 * comes in. Nothing typed counts before its echo was shown: every result can be formatted by
 * when_echo().
 */
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"

struct zone;

struct when_base {
	const struct zone *zone;
	int64_t now;            /* Unix seconds */
	int open_min, close_min;/* opening hours of that branch, minutes of the day */
	int32_t last_day;       /* the field's last value for `.`, DAY_NONE when none */
	int last_min;           /* likewise, -1 when none */
};

enum when_kind {
	WHEN_PLAN,              /* appointments: nearest not past; four figures may be a time */
	WHEN_DATE,              /* a date, may be past; four figures are a date */
	WHEN_REPORT,            /* dates: nearest not in the future */
	WHEN_BIRTH,             /* birthday or age */
	WHEN_DURATION,          /* minutes */
	WHEN_RANGE,             /* two dates */
};

enum when_part { WHEN_ANY, WHEN_AM, WHEN_PM, WHEN_EVE };

struct when {
	int32_t day;            /* DAY_NONE: none said; today where only a time was said */
	bool day_said;          /* false also where `day` was filled in as today */
	int minute;             /* minute of the day, -1: none said */
	int64_t at;             /* instant, when both are known; 0 otherwise */
	int64_t second_at;      /* the later instant of an hour that comes twice; 0 otherwise */
	enum when_part part;    /* `am`, `pm`, `eve` narrow proposals */
	int32_t last;           /* end of a range (this day included), DAY_NONE otherwise */
	int until;              /* end of a range of time: `t 13..18` = 780 until 1080; -1 */
	int duration;           /* minutes, -1 */
	int times, every_weeks, every_days;  /* series: `6 weekly` = 6, 1, 0; times 0: none */
	int age;                /* years said instead of a birthday, -1 */
	char birth[11];         /* YYYY, YYYY-MM or YYYY-MM-DD */
};

/* Parses TYPED. ERR_INVALID with a text that says the way out (`There is no 31 April. ...`); *OUT
 * then says nothing, but for an hour that comes twice (end of summer time): there it is complete,
 * `at` and `second_at` are the two, and the caller asks; typing `first` or `second` with it
 * answers as well. WHEN_RANGE counts figures and months back (`9.1..11.24`, `nov`, `q3`),
 * weekdays and +N ahead; the other kinds take ranges too and count as they do. Opening hours only
 * choose between two readings: whether a time can be booked is the caller's to check. */
enum err_code when_parse(const char *typed, enum when_kind kind, const struct when_base *base,
    struct when *out, struct err *e) MUST_CHECK;
/* A time with why behind it, "tue 15, in a meeting" or "tue 15 in a meeting": the time goes to WHEN
 * of SIZE bytes, to be parsed as it stands there. Returns the rest, within TYPED; NULL: none. */
const char *when_split(const char *typed, enum when_kind kind, const struct when_base *base,
    char *when, size_t size);
/* A week (from Monday) or a month by its name, "this week", "last month", "本周": its first and
 * its last day. False: TYPED is something else. */
bool when_period(const char *typed, int32_t today, int32_t *from, int32_t *to);
/* "= Fri 27 Nov 2026 15:30, in 3 days" / "= 2026-11-27 周五 15:30, 3 天后". */
char *when_echo(const struct when *w, enum when_kind kind, const struct when_base *base,
    char *out, size_t size);
/* "Fri 27 Nov" / "11-27 周五"; with the year when it is not the base's. */
char *day_echo(int32_t day, int32_t today, char *out, size_t size);
/* "27 Nov" / "11-27", of at most 6 cells: in lists whose rows are of this year. */
char *day_short(int32_t day, char *out, size_t size);
/* "1 Sep - 24 Nov 2026, 85 days"; of one day "24 Nov 2026". Returns OUT. */
char *day_range_text(int32_t first, int32_t last, char *out, size_t size);

#endif
