/* Days and hours as typed to find appointments: what was is looked for as often as what comes. */
#include <stdlib.h>
#include <string.h>

#include "apptfind_priv.h"
#include "base/buf.h"
#include "base/day.h"
#include "base/when.h"
#include "desk/apptfind.h"
#include "desk/desk.h"

/* Farther away a day without its year is another year's, and 9-11 are hours. */
enum { FAR_DATE = 184, FAR_SLOT = 45 };

static void set_part(struct apptfind *f, enum when_part part)
{
	static const int minutes[][2] = { [WHEN_ANY] = { 0, 0 }, [WHEN_AM] = { 0, 720 },
		[WHEN_PM] = { 720, 1080 }, [WHEN_EVE] = { 1080, 1440 } };

	if (part == WHEN_ANY)
		return;
	f->from_min = minutes[part][0];
	f->to_min = minutes[part][1];
}

/* ---- a date ---- */

/* In November 18 Nov is last week's, not next year's; a year that was typed stays. */
static void look_back(const char *typed, const struct when_base *base, int32_t today,
    struct when *w)
{
	struct when back;
	struct err none = ERR_INIT;

	if (w->day_said && w->day > today + FAR_DATE &&
	    when_parse(typed, WHEN_REPORT, base, &back, &none) == OK && back.day_said &&
	    back.day != DAY_NONE && back.day < w->day)
		*w = back;
}

enum err_code apptfind_when(struct desk *d, struct apptfind *f, const char *typed, struct err *e)
{
	struct when_base base = desk_when(d);
	struct when w;
	enum err_code rc;

	if (when_period(typed, desk_today(d), &f->from, &f->to))
		return OK;
	rc = when_parse(typed, WHEN_DATE, &base, &w, e);
	if (rc != OK)
		return rc;
	look_back(typed, &base, desk_today(d), &w);
	if (w.day_said && w.day != DAY_NONE) {
		f->from = w.day;
		f->to = w.last != DAY_NONE ? w.last : w.day;
	}
	set_part(f, w.part);
	if (w.minute >= 0 && w.until > w.minute) {
		f->from_min = w.minute;
		f->to_min = w.until;
	} else if (w.minute >= 0) {
		f->at_min = w.minute;
	}
	return OK;
}

bool apptfind_part(struct desk *d, struct apptfind *f, const char *typed)
{
	struct when_base base = desk_when(d);
	struct when w;
	struct err none = ERR_INIT;
	char today[256];

	text_fmt(today, sizeof today, "today %s", typed);
	if (when_parse(today, WHEN_DATE, &base, &w, &none) != OK || w.part == WHEN_ANY ||
	    w.minute >= 0 || w.day != desk_today(d))
		return false;
	set_part(f, w.part);
	return true;
}

/* ---- from an hour to an hour ---- */

/* Steps over WORD. */
static bool step(const char **at, const char *word)
{
	size_t n = strlen(word);

	if (strncmp(*at, word, n) != 0)
		return false;
	*at += n;
	return true;
}

/* 9, 9:30, 9点, 9点半; SURE: it can be nothing but an hour. -1: none. */
static int take_hour(const char **at, bool *sure)
{
	char *end;
	long hour, minute = 0;

	if (**at < '0' || **at > '9')
		return -1;
	hour = strtol(*at, &end, 10);
	*at = end;
	if (step(at, ":") || step(at, "：")) {
		minute = strtol(*at, &end, 10);
		if (end != *at + 2)
			return -1;
		*at = end;
		*sure = true;
	} else if (step(at, "点") || step(at, "时")) {
		minute = step(at, "半") ? 30 : 0;
		*sure = true;
	}
	return hour > 24 || minute < 0 || minute > 59 ? -1 : (int)(hour * 60 + minute);
}

static bool take_dash(const char **at)
{
	static const char *const dashes[] = { "-", "–", "—", "~", "～", "到", "至" };

	for (size_t i = 0; i < sizeof dashes / sizeof *dashes; i++)
		if (step(at, dashes[i]))
			return true;
	return false;
}

/* 9-11 is 11 September too: only where that is near is it meant. */
static bool is_near_date(struct desk *d, const char *typed)
{
	struct apptfind f = { .from = DAY_NONE };
	struct err none = ERR_INIT;
	int32_t today = desk_today(d);

	return apptfind_when(d, &f, typed, &none) == OK && f.from != DAY_NONE &&
	    f.from >= today - FAR_SLOT && f.from <= today + FAR_SLOT;
}

bool apptfind_slot(struct desk *d, struct apptfind *f, const char *typed)
{
	const char *at = typed;
	bool sure = false;
	int from = take_hour(&at, &sure), to;

	if (from < 0 || !take_dash(&at))
		return false;
	to = take_hour(&at, &sure);
	if (to < 0 || *at)
		return false;
	if (from < d->open_min && from + 720 < d->close_min)    /* 1-3 is the afternoon's */
		from += 720;
	if (to <= from)
		to += 720;
	if (to <= from || to > 1440 || (!sure && f->from == DAY_NONE && is_near_date(d, typed)))
		return false;
	f->from_min = from;
	f->to_min = to;
	return true;
}
