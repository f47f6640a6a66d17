#include "base/day.h"

#include <stdio.h>
#include <string.h>

#define DAY_FIRST (-719162)     /* 0001-01-01 */
#define DAY_LAST 2932896        /* 9999-12-31 */
#define ERA_DAYS 146097         /* 400 years, after which the calendar repeats */
#define EPOCH_SHIFT 719468      /* from 0000-03-01 to 1970-01-01 */

static bool is_leap(int year)
{
	return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
}

int day_month_len(int year, int month)
{
	static const int len[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };

	if (month < 1 || month > 12)
		return 0;
	return month == 2 && is_leap(year) ? 29 : len[month - 1];
}

/*
 * Years are counted from 1 March, so that the leap day is the last of its year, and in eras of 400
 * years. The months from March have 31 30 31 30 31 days and again, which (153 m + 2) / 5 adds up.
 */
int32_t day_of(int year, int month, int mday)
{
	int y, m, era, in_era;

	if (year < 1 || year > 9999 || mday < 1 || mday > day_month_len(year, month))
		return DAY_NONE;
	y = year - (month <= 2);
	m = month > 2 ? month - 3 : month + 9;
	era = y / 400;
	in_era = y % 400;
	return era * ERA_DAYS + in_era * 365 + in_era / 4 - in_era / 100 + (153 * m + 2) / 5 +
	    mday - 1 - EPOCH_SHIFT;
}

static bool in_range(int32_t day)
{
	return day >= DAY_FIRST && day <= DAY_LAST;
}

struct ymd day_split(int32_t day)
{
	int n, era, in_era, y, m;

	if (!in_range(day))
		return (struct ymd){ 0 };
	n = day + EPOCH_SHIFT;
	era = n / ERA_DAYS;
	n %= ERA_DAYS;
	in_era = (n - n / 1460 + n / 36524 - n / 146096) / 365;
	n -= in_era * 365 + in_era / 4 - in_era / 100;
	m = (5 * n + 2) / 153;
	y = era * 400 + in_era;
	return (struct ymd){
		.year = m < 10 ? y : y + 1,
		.month = m < 10 ? m + 3 : m - 9,
		.day = n - (153 * m + 2) / 5 + 1,
	};
}

int day_weekday(int32_t day)
{
	if (!in_range(day))
		return 0;
	return (day - DAY_FIRST) % 7 + 1;       /* 0001-01-01 was a Monday */
}

int32_t day_add_months(int32_t day, int months)
{
	struct ymd d = day_split(day);
	int64_t total = (int64_t)d.year * 12 + d.month - 1 + months;
	int len;

	if (!in_range(day) || total < 12 || total >= 12 * INT64_C(10000))
		return DAY_NONE;
	d.year = (int)(total / 12);
	d.month = (int)(total % 12) + 1;
	len = day_month_len(d.year, d.month);
	return day_of(d.year, d.month, d.day < len ? d.day : len);
}

/* Reads exactly N figures; -1 when they are not figures. */
static int figures(const char *s, int n)
{
	int v = 0;

	for (int i = 0; i < n; i++) {
		if (s[i] < '0' || s[i] > '9')
			return -1;
		v = v * 10 + (s[i] - '0');
	}
	return v;
}

/* YYYY, YYYY-MM or YYYY-MM-DD; parts not given are 0. False when it is anything else. */
static bool parse_parts(const char *text, struct ymd *out)
{
	size_t n = text ? strnlen(text, DAY_TEXT) : 0;

	if ((n != 4 && n != 7 && n != 10) || (n > 4 && text[4] != '-') || (n > 7 && text[7] != '-'))
		return false;
	out->year = figures(text, 4);
	out->month = n > 4 ? figures(text + 5, 2) : 0;
	out->day = n > 7 ? figures(text + 8, 2) : 0;
	if (out->year < 1 || (n > 4 && out->month < 1) || (n > 7 && out->day < 1))
		return false;
	return day_of(out->year, n > 4 ? out->month : 1, n > 7 ? out->day : 1) != DAY_NONE;
}

int32_t day_parse(const char *text)
{
	struct ymd d;

	if (!parse_parts(text, &d) || d.day == 0)
		return DAY_NONE;
	return day_of(d.year, d.month, d.day);
}

char *day_format(int32_t day, char out[DAY_TEXT])
{
	struct ymd d = day_split(day);

	out[0] = '\0';
	if (in_range(day))
		snprintf(out, DAY_TEXT, "%04u-%02u-%02u", (unsigned)d.year % 10000,
		    (unsigned)d.month % 100, (unsigned)d.day % 100);
	return out;
}

bool birth_valid(const char *text, int32_t today)
{
	struct ymd b;

	/* what was not said is taken as early as it can be */
	return parse_parts(text, &b)
	    && day_of(b.year, b.month ? b.month : 1, b.day ? b.day : 1) <= today;
}

int birth_age(const char *text, int32_t today)
{
	struct ymd b, t = day_split(today);
	bool still_to_come;

	if (!birth_valid(text, today) || !parse_parts(text, &b))
		return -1;
	/* someone born on 29 February is a year older on 1 March, as the law counts */
	still_to_come = b.month > t.month || (b.month == t.month && b.day > t.day);
	return t.year - b.year - still_to_come;
}
