#ifndef FD_BASE_DAY_H
#define FD_BASE_DAY_H
/*
 * Civil dates, without time zone: days since 1970-01-01 in the proleptic Gregorian calendar.
 * Range 0001-01-01 .. 9999-12-31. Text form YYYY-MM-DD everywhere in the store. Outside the range
 * (DAY_NONE too) there is no date: day_split gives zeros, day_weekday 0, day_format "".
 */
#include <stdbool.h>
#include <stdint.h>

#define DAY_NONE INT32_MIN
#define DAY_TEXT 11             /* bytes of "YYYY-MM-DD" with its terminator */

struct ymd {
	int year, month, day;
};

int32_t day_of(int year, int month, int mday);          /* DAY_NONE when there is no such date */
struct ymd day_split(int32_t day);
int day_weekday(int32_t day);                           /* 1 = Monday .. 7 = Sunday */
int day_month_len(int year, int month);
int32_t day_add_months(int32_t day, int months);        /* else that month's last day */
/* Strict YYYY-MM-DD. DAY_NONE when it is anything else. */
int32_t day_parse(const char *text);
char *day_format(int32_t day, char out[DAY_TEXT]);
/* A birthday is YYYY, YYYY-MM or YYYY-MM-DD and not after TODAY. What is not given counts as
 * reached: 1992 makes 34 on any day of 2026. */
bool birth_valid(const char *text, int32_t today);
int birth_age(const char *text, int32_t today);         /* whole years, -1 when unknown */

#endif
