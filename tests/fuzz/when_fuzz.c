/* Any text as a date, time, duration or range: understood within the calendar and said back, or
 * refused with a text. The first byte chooses what is asked and when. */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/day.h"
#include "base/utf8.h"
#include "base/when.h"
#include "base/zone.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check(const struct when *w)
{
	if (w->minute < -1 || w->minute > 24 * 60 || w->until < -1 || w->until > 24 * 60)
		abort();
	if (w->times < 0 || w->every_weeks < 0 || w->every_days < 0 || w->duration < -1)
		abort();
	if (w->last != DAY_NONE && w->day != DAY_NONE && w->last < w->day)
		abort();
	if (strlen(w->birth) > 10)
		abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const char *const zones[] = { "Asia/Shanghai", "Europe/Berlin", "America/New_York" };
	/* A common day, the hour that comes twice, 29 February, the last day of a year. */
	static const int64_t nows[] = { 1795502400, 1792888200, 1709200000, 1798761599 };
	struct when_base base = { .open_min = 540, .close_min = 1200, .last_day = DAY_NONE,
		.last_min = -1 };
	struct err e = ERR_INIT;
	struct when w;
	char text[512], echo[160];
	enum when_kind kind;

	if (size < 1 || size > sizeof text)
		return 0;
	kind = (enum when_kind)(data[0] % (WHEN_RANGE + 1));
	base.now = nows[data[0] / 8 % 4];
	if (zone_open(zones[data[0] / 32 % 3], &base.zone, &e) != OK)
		abort();
	memcpy(text, data + 1, size - 1);
	text[size - 1] = '\0';
	if (when_parse(text, kind, &base, &w, &e) == OK) {
		check(&w);
		when_echo(&w, kind, &base, echo, sizeof echo);
		if (!utf8_valid(echo, strlen(echo)))
			abort();
	} else if (!e.text[0]) {
		abort();
	}
	return 0;
}
