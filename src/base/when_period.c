/* Weeks and months by their names: what people ask lists for. */
#include <stddef.h>
#include <strings.h>

#include "base/day.h"
#include "base/when.h"

static const struct {
	const char *word;
	int weeks, months;      /* from this one */
	bool month;
} periods[] = {
	{ "this week", 0, 0, false }, { "next week", 1, 0, false }, { "last week", -1, 0, false },
	{ "week", 0, 0, false },
	{ "本周", 0, 0, false }, { "这周", 0, 0, false }, { "本星期", 0, 0, false },
	{ "下周", 1, 0, false }, { "下星期", 1, 0, false },
	{ "上周", -1, 0, false }, { "上星期", -1, 0, false },
	{ "this month", 0, 0, true }, { "next month", 0, 1, true }, { "last month", 0, -1, true },
	{ "month", 0, 0, true },
	{ "本月", 0, 0, true }, { "下月", 0, 1, true }, { "下个月", 0, 1, true },
	{ "上月", 0, -1, true }, { "上个月", 0, -1, true },
};

static void month_days(int32_t today, int months, int32_t *from, int32_t *to)
{
	struct ymd now = day_split(today);
	struct ymd in = day_split(day_add_months(day_of(now.year, now.month, 1), months));

	*from = day_of(in.year, in.month, 1);
	*to = day_of(in.year, in.month, day_month_len(in.year, in.month));
}

bool when_period(const char *typed, int32_t today, int32_t *from, int32_t *to)
{
	size_t i = 0, n = sizeof periods / sizeof *periods;

	while (i < n && strcasecmp(typed, periods[i].word) != 0)
		i++;
	if (i == n)
		return false;
	if (periods[i].month) {
		month_days(today, periods[i].months, from, to);
		return true;
	}
	*from = today - day_weekday(today) + 1 + 7 * periods[i].weeks;
	*to = *from + 6;
	return true;
}
