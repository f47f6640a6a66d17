/* Dates as typed: what rules note of days, months and years. */
#include "base/buf.h"
#include "base/tr.h"
#include "when_priv.h"

#define YEAR_FIRST 1850         /* years people type; beyond is a slip */
#define YEAR_LAST 2199
#define AGE_MAX 130

static const char *const MONTH[] = {
	N_("January"), N_("February"), N_("March"), N_("April"), N_("May"), N_("June"), N_("July"),
	N_("August"), N_("September"), N_("October"), N_("November"), N_("December"),
};

/* ---- dates that do not exist ---- */

static enum verdict no_month(struct scan *s, int month, int mday)
{
	if (mday >= 1 && mday <= 12 && month <= 31)
		return REFUSE(s, tr("There is no month %d. The month comes first: %d.%d."), month,
		    mday, month);
	return REFUSE(s, tr("There is no month %d. Type month and day: 3.15."), month);
}

/* There is no 31 April. Type 4.30 or 5.1. YEAR 0: in no year. */
static enum verdict no_day(struct scan *s, int year, int month, int mday)
{
	int last = day_month_len(year ? year : 2000, month), next = month % 12 + 1;
	char before[24], after[24];

	if (year == 0) {
		text_fmt(before, sizeof before, "%d.%d", month, last);
		text_fmt(after, sizeof after, "%d.%d", next, 1);
		return REFUSE(s, tr("There is no %d %s. Type %s or %s."), mday,
		    tr(MONTH[month - 1]), before, after);
	}
	text_fmt(before, sizeof before, "%d-%d-%d", year, month, last);
	text_fmt(after, sizeof after, "%d-%d-%d", year + (month == 12), next, 1);
	return REFUSE(s, tr("There is no %d %s %d. Type %s or %s."), mday, tr(MONTH[month - 1]),
	    year, before, after);
}

static enum verdict no_year(struct scan *s, int year)
{
	return REFUSE(s, tr("The year %d is out of reach. Type %d to %d."), year, YEAR_FIRST,
	    YEAR_LAST);
}

/* ---- set ---- */

static bool is_reachable(int32_t day)
{
	return day >= day_of(YEAR_FIRST, 1, 1) && day <= day_of(YEAR_LAST, 12, 31);
}

enum verdict when_set_day(struct scan *s, int32_t day)
{
	if (s->day != DAY_NONE && s->day != day)
		return REFUSE(s, "%s", tr("Two days were typed. Keep one."));
	if (day == DAY_NONE || !is_reachable(day))
		return REFUSE(s, "%s", tr("That day is out of reach. Type t, fri or 3.15."));
	s->day = day;
	return NOTED;
}

static enum verdict set_period(struct scan *s, int32_t first, int32_t last)
{
	enum verdict v = when_set_day(s, first);

	s->last = last;
	return v;
}

static int32_t month_start(int year, int month)
{
	return day_of(year, month, 1);
}

static int32_t month_end(int year, int month)
{
	return day_of(year, month, day_month_len(year, month));
}

/* Months from the anchor's on (or back) until DAY exists and lies on the right side of the
 * anchor. */
static int32_t nearest(const struct scan *s, int month, int mday)
{
	struct ymd a = day_split(s->anchor);
	int index = a.year * 12 + a.month - 1;

	for (int i = 0; i <= 12 * 8 + 1; i++) {
		int at = index + s->dir * i, m = at % 12 + 1;
		int32_t day = month == 0 || m == month ? day_of(at / 12, m, mday) : DAY_NONE;

		if (day != DAY_NONE && (s->dir > 0 ? day >= s->anchor : day <= s->anchor))
			return day;
	}
	return DAY_NONE;
}

enum verdict when_set_date(struct scan *s, int month, int mday)
{
	if (month < 1 || month > 12)
		return no_month(s, month, mday);
	if (mday < 1 || mday > day_month_len(2000, month))
		return no_day(s, 0, month, mday);
	return when_set_day(s, nearest(s, month, mday));
}

/* Two figures: this century; of what lies in the past (reports, births) the nearest past. */
static int full_year(const struct scan *s, int year, int width)
{
	if (width > 2)
		return year;
	year += day_split(s->today).year / 100 * 100;
	return s->dir < 0 && year > day_split(s->today).year ? year - 100 : year;
}

enum verdict when_set_full(struct scan *s, int year, int width, int month, int mday)
{
	year = full_year(s, year, width);
	if (year < YEAR_FIRST || year > YEAR_LAST)
		return no_year(s, year);
	if (month < 1 || month > 12)
		return no_month(s, month, mday);
	if (mday < 1 || mday > day_month_len(year, month))
		return no_day(s, year, month, mday);
	return when_set_day(s, day_of(year, month, mday));
}

enum verdict when_set_mday(struct scan *s, int mday)
{
	if (mday < 1 || mday > 31)
		return REFUSE(s, tr("There is no day %d. Type 1 to 31, or 3.15."), mday);
	return when_set_day(s, nearest(s, 0, mday));
}

enum verdict when_set_year(struct scan *s, int year)
{
	if (year < YEAR_FIRST || year > YEAR_LAST)
		return no_year(s, year);
	if (s->kind == WHEN_BIRTH) {
		text_fmt(s->birth, sizeof s->birth, "%04d", year);
		return NOTED;
	}
	return set_period(s, day_of(year, 1, 1), day_of(year, 12, 31));
}

/* ---- days from today ---- */

/* t, 明天, y, 后; t+1 (ARG 1). */
enum verdict when_note_relative(struct scan *s, const struct token *t, int arg, int minutes)
{
	int more = arg == 0 ? 0 : t[1].class == '-' ? -t[2].value : t[2].value;

	(void)minutes;
	if (t[0].class == 'L' && t[0].value == 0)
		return NOT_MINE;                /* 以后 needs a number before it */
	return when_set_day(s, s->today + t[0].value + more);
}

/* The number of `+3`, `3 ... 后`, `3 ... 前`, with its sign. */
static int signed_number(const struct token *t)
{
	if (t[0].class == 'n')
		return t[2].class == 'B' ? -t[0].value : t[0].value;
	return t[0].class == '-' ? -t[1].value : t[1].value;
}

static bool is_far(int n)
{
	return n < -99999 || n > 99999;
}

/* +3, -2w, 3天后, 两周前; ARG days each. */
enum verdict when_note_days(struct scan *s, const struct token *t, int arg, int minutes)
{
	int n = signed_number(t);

	(void)minutes;
	return when_set_day(s, is_far(n) ? DAY_NONE : s->today + n * arg);
}

static enum verdict set_month_period(struct scan *s, int32_t in)
{
	struct ymd d = day_split(in);

	return set_period(s, month_start(d.year, d.month), month_end(d.year, d.month));
}

static enum verdict set_months(struct scan *s, int months, int unit, bool whole)
{
	int32_t day = is_far(months) ? DAY_NONE : day_add_months(s->today, months * unit);

	if (!whole || s->kind != WHEN_RANGE || s->half || day == DAY_NONE)
		return when_set_day(s, day);
	return unit == 12 ? when_set_year(s, day_split(day).year) : set_month_period(s, day);
}

/* m+1, y-1, 两个月后; ARG months each. Alone in a range field m-1 is the whole of that month. */
enum verdict when_note_months(struct scan *s, const struct token *t, int arg, int minutes)
{
	bool letter = t[0].class == 'm' || t[0].class == 'y';

	(void)minutes;
	return set_months(s, signed_number(letter ? t + 1 : t), arg, letter);
}

/* ---- weeks and weekdays ---- */

static enum verdict set_week(struct scan *s, int week)
{
	if (s->week_said)
		return REFUSE(s, "%s", tr("Two days were typed. Keep one."));
	if (is_far(week))
		return when_set_day(s, DAY_NONE);
	s->week_said = true;
	s->week = week;
	return NOTED;
}

static enum verdict set_weekday(struct scan *s, int weekday)
{
	if (weekday < 1 || weekday > 7)
		return NOT_MINE;
	if (s->weekday)
		return REFUSE(s, "%s", tr("Two days were typed. Keep one."));
	s->weekday = weekday;
	return NOTED;
}

/* w+1, w-4. */
enum verdict when_note_weeks(struct scan *s, const struct token *t, int arg, int minutes)
{
	(void)arg;
	(void)minutes;
	return set_week(s, signed_number(t + 1));
}

/* 下周, 本周, w. */
enum verdict when_note_week(struct scan *s, const struct token *t, int arg, int minutes)
{
	(void)arg;
	(void)minutes;
	return t[0].value == WEEK_BARE ? NOT_MINE : set_week(s, t[0].value);
}

/* fri; 周五, 下周三, 周日 (ARG 1). */
enum verdict when_note_weekday(struct scan *s, const struct token *t, int arg, int minutes)
{
	(void)minutes;
	if (arg && t[0].value != WEEK_BARE && set_week(s, t[0].value) == REFUSED)
		return REFUSED;
	return set_weekday(s, arg == 0 ? t[0].value : t[1].class == 'n' ? t[1].value : 7);
}

/* With a week: the day in that week, Monday to Sunday. Alone: the next (or last) one of that name;
 * today's own name is a week away, because t is today; behind `a..` it may be the day a. */
int32_t when_weekday_day(const struct scan *s)
{
	int own = day_weekday(s->anchor), ahead;

	if (s->week_said && s->weekday == 0)
		return s->today + 7 * s->week;
	if (s->week_said)
		return s->today - day_weekday(s->today) + 7 * s->week + s->weekday;
	if (s->second_half)
		return s->anchor + (s->weekday - own + 7) % 7;
	if (s->kind == WHEN_REPORT)
		ahead = -((own - s->weekday + 6) % 7 + 1);
	else
		ahead = (s->weekday - own + 6) % 7 + 1;
	return s->anchor + ahead;
}

/* ---- dates ---- */

/* Year and month: a period, or all that is known of a birthday. */
static enum verdict set_year_month(struct scan *s, int year, int month)
{
	if (month < 1 || month > 12)
		return no_month(s, month, 0);
	if (year < YEAR_FIRST || year > YEAR_LAST)
		return no_year(s, year);
	if (s->kind == WHEN_BIRTH) {
		text_fmt(s->birth, sizeof s->birth, "%04d-%02d", year, month);
		return NOTED;
	}
	return s->kind == WHEN_RANGE ? set_month_period(s, month_start(year, month)) : NOT_MINE;
}

/* 3.15, 3/15, 3月15日; 2026-09 where a month will do. */
enum verdict when_note_month_day(struct scan *s, const struct token *t, int arg, int minutes)
{
	(void)minutes;
	if (t[0].width == 4)
		return set_year_month(s, t[0].value, t[arg].value);
	if (t[0].width > 2 || t[arg].width > 2)
		return NOT_MINE;
	return when_set_date(s, t[0].value, t[arg].value);
}

/* 27 nov, 27 nov 2026 (ARG 2): month names may stand behind, as in the echo. */
enum verdict when_note_day_month(struct scan *s, const struct token *t, int arg, int minutes)
{
	(void)minutes;
	if (t[0].width > 2 || (arg && t[2].width != 4))
		return NOT_MINE;
	if (arg == 0)
		return when_set_date(s, t[1].value, t[0].value);
	return when_set_full(s, t[2].value, t[2].width, t[1].value, t[0].value);
}

/* 2027-3-15, 27.3.15, 2027年3月15日; 3/15/2027, the month first there as well. */
enum verdict when_note_full(struct scan *s, const struct token *t, int arg, int minutes)
{
	(void)arg;
	(void)minutes;
	if (t[2].width > 2)
		return NOT_MINE;
	if (t[0].width <= 2 && t[4].width == 4 && t[1].class != 'Y')
		return when_set_full(s, t[4].value, 4, t[0].value, t[2].value);
	if ((t[0].width != 2 && t[0].width != 4) || t[4].width > 2)
		return NOT_MINE;
	return when_set_full(s, t[0].value, t[0].width, t[2].value, t[4].value);
}

/* 27日; 下月3号 (ARG 1). */
enum verdict when_note_mday(struct scan *s, const struct token *t, int arg, int minutes)
{
	struct ymd d;

	(void)minutes;
	if (arg == 0)
		return when_set_mday(s, t[0].value);
	d = day_split(day_add_months(s->today, t[0].value));
	return when_set_full(s, d.year, 4, d.month, t[1].value);
}

/* ---- periods ---- */

/* The nearest stretch of MONTHS months from MONTH on: the last that has begun, or the first that
 * is not over yet. */
static enum verdict set_nearest(struct scan *s, int month, int months)
{
	int year = day_split(s->anchor).year;

	if (s->dir > 0 && month_end(year, month + months - 1) < s->anchor)
		year++;
	if (s->dir < 0 && month_start(year, month) > s->anchor)
		year--;
	return set_period(s, month_start(year, month), month_end(year, month + months - 1));
}

/* 11月; 2026年9月 (ARG 2). */
enum verdict when_note_month(struct scan *s, const struct token *t, int arg, int minutes)
{
	(void)minutes;
	if (arg)
		return set_year_month(s, full_year(s, t[0].value, t[0].width), t[arg].value);
	if (t[0].value < 1 || t[0].value > 12)
		return no_month(s, t[0].value, 0);
	return s->kind == WHEN_BIRTH ? NOT_MINE : set_nearest(s, t[0].value, 1);
}

/* nov; nov 27, nov 2025 (ARG 1). */
enum verdict when_note_month_name(struct scan *s, const struct token *t, int arg, int minutes)
{
	(void)minutes;
	if (arg == 0)
		return set_nearest(s, t[0].value, 1);
	if (t[1].width == 4)
		return set_year_month(s, t[1].value, t[0].value);
	return t[1].width > 2 ? NOT_MINE : when_set_date(s, t[0].value, t[1].value);
}

enum verdict when_note_quarter(struct scan *s, const struct token *t, int arg, int minutes)
{
	(void)arg;
	(void)minutes;
	if (t[1].value < 1 || t[1].value > 4)
		return REFUSE(s, "%s", tr("A year has q1 to q4."));
	return set_nearest(s, t[1].value * 3 - 2, 3);
}

/* 2026年 (ARG Y), 本月, m (U), 去年 (V). */
enum verdict when_note_period(struct scan *s, const struct token *t, int arg, int minutes)
{
	(void)minutes;
	if (arg == 'Y')
		return when_set_year(s, full_year(s, t[0].value, t[0].width));
	return set_months(s, t[0].value, arg == 'V' ? 12 : 1, true);
}

/* ---- births, `.` ---- */

/* 34岁; 8个月 (ARG 0). */
enum verdict when_note_age(struct scan *s, const struct token *t, int arg, int minutes)
{
	struct ymd d = day_split(s->today);

	(void)minutes;
	if (t[0].value > AGE_MAX)
		return REFUSE(s, tr("Nobody is %d. Type the age or the birthday: 34, 920315."),
		    t[0].value);
	if (arg == 0) {
		d = day_split(day_add_months(s->today, -t[0].value));
		return set_year_month(s, d.year, d.month);
	}
	s->age = t[0].value;
	text_fmt(s->birth, sizeof s->birth, "%04d", d.year - s->age);
	return NOTED;
}

enum verdict when_note_last(struct scan *s, const struct token *t, int arg, int minutes)
{
	(void)arg;
	(void)minutes;
	if (!t[0].gap)
		return NOT_MINE;                /* the end of `3.15.` */
	if (s->base->last_day == DAY_NONE && s->base->last_min < 0)
		return REFUSE(s, "%s",
		    tr("Nothing was typed here before. Type t, fri 15 or 3.15."));
	s->use_last = true;
	return NOTED;
}
