/* Dates as typed, said back: weekday, full date, time, distance. */
#include "base/when.h"

#include <string.h>

#include "base/buf.h"
#include "base/day.h"
#include "base/tr.h"
#include "base/zone.h"
#include "when_priv.h"

#define NOON (12 * 60)
#define EVENING (18 * 60)

static const char *const WEEKDAY[] = {
	N_("Mon"), N_("Tue"), N_("Wed"), N_("Thu"), N_("Fri"), N_("Sat"), N_("Sun"),
};

static const char *const MONTH[] = {
	N_("Jan"), N_("Feb"), N_("Mar"), N_("Apr"), N_("May"), N_("Jun"), N_("Jul"), N_("Aug"),
	N_("Sep"), N_("Oct"), N_("Nov"), N_("Dec"),
};

const char *when_weekday_name(int weekday)
{
	return tr(WEEKDAY[weekday - 1]);
}

/* One {name} of a pattern; returns false for an unknown one, which then stands as it is. */
static bool put_part(struct buf *b, const char *name, size_t n, int32_t day)
{
	struct ymd d = day_split(day);

	if (n == 7 && memcmp(name, "weekday", n) == 0)
		buf_puts(b, when_weekday_name(day_weekday(day)));
	else if (n == 5 && memcmp(name, "month", n) == 0)
		buf_puts(b, tr(MONTH[d.month - 1]));
	else if (n == 3 && memcmp(name, "day", n) == 0)
		buf_printf(b, "%d", d.day);
	else if (n == 2 && memcmp(name, "mm", n) == 0)
		buf_printf(b, "%02d", d.month);
	else if (n == 2 && memcmp(name, "dd", n) == 0)
		buf_printf(b, "%02d", d.day);
	else if (n == 4 && memcmp(name, "year", n) == 0)
		buf_printf(b, "%04d", d.year);
	else
		return false;
	return true;
}

/* DAY by PATTERN: {weekday} {day} {dd} {month} {mm} {year}; languages order them as they like. */
static void put_date(struct buf *b, const char *pattern, int32_t day)
{
	while (*pattern) {
		size_t n = *pattern == '{' ? strcspn(pattern, "}") : 0;

		if (n > 0 && pattern[n] == '}' && put_part(b, pattern + 1, n - 1, day)) {
			pattern += n + 1;
			continue;
		}
		buf_putc(b, *pattern++);
	}
}

/* Copies the text of B to OUT and frees B. */
static char *give(struct buf *b, char *out, size_t size)
{
	text_copy(out, size, buf_str(b));
	buf_free(b);
	return out;
}

char *when_date_text(int32_t day, char *out, size_t size)
{
	struct buf b = BUF_INIT;

	put_date(&b, tr("{day} {month} {year}"), day);
	return give(&b, out, size);
}

static bool same_year(int32_t a, int32_t b)
{
	return a != DAY_NONE && b != DAY_NONE && day_split(a).year == day_split(b).year;
}

char *day_echo(int32_t day, int32_t today, char *out, size_t size)
{
	struct buf b = BUF_INIT;

	put_date(&b, same_year(day, today) ? tr("{weekday} {day} {month}") :
	    tr("{weekday} {day} {month} {year}"), day);
	return give(&b, out, size);
}

char *day_short(int32_t day, char *out, size_t size)
{
	struct buf b = BUF_INIT;
	const char *pattern = tr("{weekday} {day} {month}"), *end;

	/* The echo without its weekday, which stands at one of the ends. */
	if (!strncmp(pattern, "{weekday} ", 10)) {
		put_date(&b, pattern + 10, day);
		return give(&b, out, size);
	}
	put_date(&b, pattern, day);
	give(&b, out, size);
	end = strchr(out, ' ');
	out[end ? (size_t)(end - out) : strlen(out)] = '\0';
	return out;
}

static void put_clock(struct buf *b, int minute)
{
	buf_printf(b, "%02d:%02d", minute / 60, minute % 60);
}

/* ---- how far ---- */

static void put_days_away(struct buf *b, int32_t days)
{
	if (days == 0)
		buf_puts(b, tr("today"));
	else if (days == 1)
		buf_puts(b, tr("tomorrow"));
	else if (days == -1)
		buf_puts(b, tr("yesterday"));
	else if (days > 0)
		buf_printf(b, tr("in %d days"), (int)days);
	else
		buf_printf(b, tr("%d days ago"), (int)-days);
}

static void put_minutes_away(struct buf *b, int64_t minutes)
{
	int64_t n = minutes < 0 ? -minutes : minutes;
	char span[48];

	if (n == 0) {
		buf_puts(b, tr("now"));
		return;
	}
	if (n < 60)
		text_fmt(span, sizeof span, tr("%d min"), (int)n);
	else if (n % 60 == 0)
		text_fmt(span, sizeof span, tr("%d h"), (int)(n / 60));
	else
		text_fmt(span, sizeof span, tr("%d h %d min"), (int)(n / 60), (int)(n % 60));
	if (minutes > 0)
		buf_printf(b, tr("in %s"), span);
	else
		buf_printf(b, tr("%s ago"), span);
}

/* Whole minutes from now to AT, as a clock on the wall shows them. */
static int64_t minutes_until(const struct when_base *base, int64_t at)
{
	return (at - (base->now - base->now % 60)) / 60;
}

/* ---- kinds ---- */

static void put_part_of_day(struct buf *b, enum when_part part, const struct when_base *base)
{
	int from = part == WHEN_AM ? base->open_min : part == WHEN_PM ? NOON : EVENING;
	int to = part == WHEN_AM ? NOON : part == WHEN_PM ? EVENING : base->close_min;

	if (part == WHEN_PM && base->close_min > NOON && base->close_min < EVENING)
		to = base->close_min;
	if (part == WHEN_EVE && to <= from)
		to = 24 * 60;
	if (part == WHEN_AM && from >= NOON)
		from = 0;
	put_clock(b, from);
	buf_putc(b, '-');
	put_clock(b, to);
}

static void put_series(struct buf *b, const struct when *w, int32_t today,
    const struct when_base *base)
{
	int every = w->every_weeks ? w->every_weeks * 7 : w->every_days;
	int32_t start = base->last_day != DAY_NONE ? base->last_day : today;
	int32_t first = w->day != DAY_NONE ? w->day : start;
	char last[32];

	if (w->times)
		buf_printf(b, trn("%ld time", "%ld times", w->times), (long)w->times);
	if (w->times && every)
		buf_puts(b, ", ");
	if (w->every_weeks)
		buf_printf(b, trn("every week", "every %ld weeks", w->every_weeks),
		    (long)w->every_weeks);
	else if (w->every_days)
		buf_printf(b, trn("every day", "every %ld days", w->every_days),
		    (long)w->every_days);
	if (w->times && every)
		buf_printf(b, tr(", last %s"),
		    when_date_text(first + every * (w->times - 1), last, sizeof last));
}

/* 1 Sep - 24 Nov 2026, 85 days: the year once where it is the same. (In languages where the year
 * leads, {day} {month} is translated with it.) */
static void put_range(struct buf *b, int32_t first, int32_t last)
{
	put_date(b, same_year(first, last) ? tr("{day} {month}") : tr("{day} {month} {year}"),
	    first);
	buf_puts(b, " - ");
	put_date(b, tr("{day} {month} {year}"), last);
	buf_printf(b, trn(", %ld day", ", %ld days", last - first + 1), (long)(last - first + 1));
}

char *day_range_text(int32_t first, int32_t last, char *out, size_t size)
{
	struct buf b = BUF_INIT;

	if (first == last)
		put_date(&b, tr("{day} {month} {year}"), first);
	else
		put_range(&b, first, last);
	return give(&b, out, size);
}

static void put_birth(struct buf *b, const struct when *w, int32_t today)
{
	int32_t day = day_parse(w->birth);
	int age = birth_age(w->birth, today);

	if (w->age >= 0) {
		buf_printf(b, tr("%d, about %s"), w->age, w->birth);
		return;
	}
	if (day != DAY_NONE)
		put_date(b, tr("{day} {month} {year}"), day);
	else
		buf_puts(b, w->birth);
	if (age >= 0)
		buf_printf(b, trn(", %ld year", ", %ld years", age), (long)age);
}

static void put_duration(struct buf *b, int minutes)
{
	buf_printf(b, tr("%d min"), minutes);
}

/* today 15:30, in 58 min */
static void put_today_at(struct buf *b, const struct when *w, const struct when_base *base)
{
	buf_puts(b, tr("today"));
	buf_putc(b, ' ');
	put_clock(b, w->minute);
	if (w->until >= 0) {
		buf_putc(b, '-');
		put_clock(b, w->until);
	}
	if (w->at) {
		buf_puts(b, ", ");
		put_minutes_away(b, minutes_until(base, w->at));
	}
}

/* Fri 27 Nov 2026 15:30, in 3 days; Fri 27 Nov, 12:00-18:00, in 3 days */
static void put_moment(struct buf *b, const struct when *w, int32_t today,
    const struct when_base *base)
{
	char text[64];

	if (w->part != WHEN_ANY)
		buf_puts(b, day_echo(w->day, today, text, sizeof text));
	else
		put_date(b, tr("{weekday} {day} {month} {year}"), w->day);
	if (w->minute >= 0) {
		buf_putc(b, ' ');
		put_clock(b, w->minute);
	}
	if (w->until >= 0) {
		buf_putc(b, '-');
		put_clock(b, w->until);
	}
	if (w->part != WHEN_ANY) {
		buf_puts(b, ", ");
		put_part_of_day(b, w->part, base);
	}
	buf_puts(b, ", ");
	put_days_away(b, w->day - today);
}

static void put_days(struct buf *b, const struct when *w, int32_t today,
    const struct when_base *base)
{
	if (w->last != DAY_NONE && w->last != w->day) {
		put_range(b, w->day, w->last);
		if (w->part != WHEN_ANY) {
			buf_puts(b, ", ");
			put_part_of_day(b, w->part, base);
		}
	} else if (w->day == today && w->minute >= 0) {
		put_today_at(b, w, base);
	} else if (w->day != DAY_NONE) {
		put_moment(b, w, today, base);
	} else if (w->part != WHEN_ANY) {
		put_part_of_day(b, w->part, base);
	}
}

static void put_comma(struct buf *b)
{
	if (b->n > 2)
		buf_puts(b, ", ");
}

char *when_echo(const struct when *w, enum when_kind kind, const struct when_base *base,
    char *out, size_t size)
{
	int32_t today = zone_local(base->zone, base->now).day;
	struct buf b = BUF_INIT;

	buf_puts(&b, "= ");
	if (kind == WHEN_BIRTH) {
		put_birth(&b, w, today);
		return give(&b, out, size);
	}
	put_days(&b, w, today, base);
	if (w->duration >= 0) {
		put_comma(&b);
		put_duration(&b, w->duration);
	}
	if (w->times || w->every_weeks || w->every_days) {
		put_comma(&b);
		put_series(&b, w, today, base);
	}
	return give(&b, out, size);
}
