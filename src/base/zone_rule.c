/* The rule for years to come: `EST5EDT,M3.2.0,M11.1.0`, `<+1030>-10:30<+11>-11,M10.1.0,M4.1.0`. */
#include "base/day.h"
#include "zone_priv.h"

#define HOUR 3600
#define DAY_SECONDS INT64_C(86400)

struct words {
	const char *p, *end;
};

static char peek(const struct words *w)
{
	return w->p < w->end ? *w->p : '\0';
}

static bool skip(struct words *w, char c)
{
	if (peek(w) != c)
		return false;
	w->p++;
	return true;
}

static bool is_figure(char c)
{
	return c >= '0' && c <= '9';
}

static bool is_letter(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/* A number of one to three figures, at most MAX. */
static bool read_number(struct words *w, int max, int *out)
{
	int n = 0;

	for (*out = 0; n < 3 && is_figure(peek(w)); n++)
		*out = *out * 10 + (*w->p++ - '0');
	return n > 0 && *out <= max;
}

/* An abbreviation: three letters or more, or anything in angle brackets. */
static bool read_name(struct words *w)
{
	const char *start = w->p;

	if (skip(w, '<')) {
		while (peek(w) && peek(w) != '>')
			w->p++;
		return skip(w, '>');
	}
	while (is_letter(peek(w)))
		w->p++;
	return w->p - start >= 3;
}

/* [+-]hh[:mm[:ss]] in seconds. */
static bool read_time(struct words *w, int max_hours, int *out)
{
	int sign = skip(w, '-') ? -1 : 1, hours, minutes = 0, seconds = 0;

	if (sign > 0)
		skip(w, '+');
	if (!read_number(w, max_hours, &hours))
		return false;
	if (skip(w, ':')) {
		if (!read_number(w, 59, &minutes))
			return false;
		if (skip(w, ':') && !read_number(w, 59, &seconds))
			return false;
	}
	*out = sign * (hours * HOUR + minutes * 60 + seconds);
	return true;
}

/* POSIX counts west of Greenwich as positive. */
static bool read_offset(struct words *w, int *out)
{
	if (!read_time(w, 24, out))
		return false;
	*out = -*out;
	return true;
}

static bool read_day(struct words *w, struct zone_change *c)
{
	if (skip(w, 'M')) {
		c->kind = CHANGE_MONTH;
		return read_number(w, 12, &c->month) && c->month >= 1 && skip(w, '.')
		    && read_number(w, 5, &c->week) && c->week >= 1 && skip(w, '.')
		    && read_number(w, 6, &c->weekday);
	}
	c->kind = skip(w, 'J') ? CHANGE_JULIAN : CHANGE_DAY;
	return read_number(w, 365, &c->day) && (c->kind == CHANGE_DAY || c->day >= 1);
}

/* ,day[/time] */
static bool read_change(struct words *w, struct zone_change *c)
{
	c->time = 2 * HOUR;
	if (!skip(w, ',') || !read_day(w, c))
		return false;
	return !skip(w, '/') || read_time(w, 167, &c->time);
}

bool zone_rule_read(const char *text, size_t n, struct zone_rule *out)
{
	struct words w = { .p = text, .end = text + n };

	*out = (struct zone_rule){ .known = n > 0 };
	if (n == 0)
		return true;
	if (!read_name(&w) || !read_offset(&w, &out->standard))
		return false;
	if (w.p == w.end)
		return true;
	out->has_summer = true;
	out->summer = out->standard + HOUR;
	if (!read_name(&w) || (peek(&w) != ',' && !read_offset(&w, &out->summer)))
		return false;
	return read_change(&w, &out->to_summer) && read_change(&w, &out->to_standard) &&
	    w.p == w.end;
}

/* The week-th weekday of the month, or the last one. */
static int32_t month_change_day(const struct zone_change *c, int year)
{
	int32_t first = day_of(year, c->month, 1);
	int ahead = (c->weekday - day_weekday(first) % 7 + 7) % 7 + 7 * (c->week - 1);

	while (ahead >= day_month_len(year, c->month))
		ahead -= 7;
	return first + ahead;
}

static int32_t change_day(const struct zone_change *c, int year)
{
	bool leap = day_month_len(year, 2) == 29;

	if (c->kind == CHANGE_MONTH)
		return month_change_day(c, year);
	if (c->kind == CHANGE_JULIAN)
		return day_of(year, 1, 1) + c->day - 1 + (leap && c->day > 59);
	return day_of(year, 1, 1) + c->day;
}

/* The instant of a change in YEAR on clocks that until then show OFFSET. */
static int64_t change_at(const struct zone_change *c, int year, int offset)
{
	return change_day(c, year) * DAY_SECONDS + c->time - offset;
}

/* The latest change up to AT decides. A time may reach over the turn of the year, so the years
 * beside count too; where both fall together (summer all year round) summer wins. */
int zone_rule_offset(const struct zone_rule *r, int64_t at)
{
	int64_t summer = INT64_MIN, standard = INT64_MIN;
	int year;

	if (!r->has_summer)
		return r->standard;
	year = day_split((int32_t)(at / DAY_SECONDS - (at % DAY_SECONDS < 0))).year;
	for (int y = year - 1; y <= year + 1; y++) {
		int64_t to_summer = change_at(&r->to_summer, y, r->standard);
		int64_t to_standard = change_at(&r->to_standard, y, r->summer);

		if (to_summer <= at)
			summer = to_summer;
		if (to_standard <= at)
			standard = to_standard;
	}
	return summer >= standard ? r->summer : r->standard;
}
