/* Dates as typed: what rules note of times of the day, spans and series. */
#include "base/tr.h"
#include "base/zone.h"
#include "when_priv.h"

#define NOON (12 * 60)
#define SPAN_MAX (31 * 24 * 60)         /* minutes; longer is a slip */
#define TIMES_MAX 200

enum verdict when_set_time(struct scan *s, int hour, int minute, bool exact)
{
	if (s->time_said)
		return REFUSE(s, "%s", tr("Two times were typed. Keep one."));
	if (hour > 23 || minute > 59)
		return REFUSE(s, tr("There is no %02d:%02d. The last minute of a day is 23:59."),
		    hour, minute);
	s->time_said = true;
	s->hour = hour;
	s->minute = minute;
	s->exact = exact;
	return NOTED;
}

/* 15:30, 15点30, 三点一刻 (ARG K), 3点半 (H), 3点. One figure may mean the afternoon. */
enum verdict when_note_clock(struct scan *s, const struct token *t, int arg, int minutes)
{
	int minute = 0;

	(void)minutes;
	if (t[0].width > 2 || (arg == 2 && t[2].width > 2))
		return NOT_MINE;
	if (arg == 2)
		minute = t[2].value;
	else if (arg == 'K')
		minute = t[2].value * 15;
	else if (arg == 'H')
		minute = 30;
	return when_set_time(s, t[0].value, minute, t[0].width == 2);
}

enum verdict when_note_part(struct scan *s, const struct token *t, int arg, int minutes)
{
	(void)arg;
	(void)minutes;
	s->part = t[0].value;
	return NOTED;
}

/* 3pm. */
enum verdict when_note_hour_part(struct scan *s, const struct token *t, int arg, int minutes)
{
	if (t[0].width > 2)
		return NOT_MINE;
	when_note_part(s, t + 1, arg, minutes);
	return when_set_time(s, t[0].value, 0, t[0].width == 2);
}

/* now, now+1h, +30m, 半小时后: up to the next five minutes, as a desk books; 半小时前 to the
 * minute. */
enum verdict when_note_now(struct scan *s, const struct token *t, int arg, int minutes)
{
	const int step = 300;
	bool ago = arg == 'B' || t[arg == 1].class == '-';
	int64_t at = s->base->now + (ago ? -60 : 60) * (int64_t)minutes;

	if (s->at_said)
		return REFUSE(s, "%s", tr("Two times were typed. Keep one."));
	s->at_said = true;
	s->at = ago ? at - at % 60 : (at + step - 1) / step * step;
	return NOTED;
}

enum verdict when_note_span(struct scan *s, const struct token *t, int arg, int minutes)
{
	(void)t;
	(void)arg;
	if (s->duration >= 0)
		return REFUSE(s, "%s", tr("Two durations were typed. Keep one."));
	if (minutes < 1 || minutes > SPAN_MAX)
		return REFUSE(s, "%s", tr("A duration is 1 minute to 31 days. Type 45m or 1h30."));
	s->duration = minutes;
	return NOTED;
}

enum verdict when_note_which(struct scan *s, const struct token *t, int arg, int minutes)
{
	(void)arg;
	(void)minutes;
	s->which = t[0].value;
	return NOTED;
}

static enum verdict set_times(struct scan *s, int times)
{
	if (times < 1 || times > TIMES_MAX)
		return REFUSE(s, tr("A series has 1 to %d times. Type 6 weekly or 6x4w."),
		    TIMES_MAX);
	s->times = times;
	return NOTED;
}

static enum verdict set_every(struct scan *s, int n, int days)
{
	if (n < 1 || n > TIMES_MAX)
		return REFUSE(s, tr("A series comes every 1 to %d days or weeks. Type 6x4w."),
		    TIMES_MAX);
	s->every_weeks = days == 7 ? n : 0;
	s->every_days = days == 7 ? 0 : n;
	return NOTED;
}

/* 6 weekly, 6x4w, 6次, 每周, every 2 weeks. ARG: 7 weeks, 1 days, 0 as the word says. The number
 * before W, x, T is how often, the one behind E or x after how many. */
enum verdict when_note_series(struct scan *s, const struct token *t, int arg, int minutes)
{
	enum verdict v;

	(void)minutes;
	if (t[0].class == 'W')
		return set_every(s, 1, t[0].value);
	if (t[0].class == 'E')
		return set_every(s, t[1].class == 'n' ? t[1].value : 1, arg);
	v = set_times(s, t[0].value);
	if (v == NOTED && t[1].class == 'W')
		v = set_every(s, 1, t[1].value);
	if (v == NOTED && t[1].class == 'x')
		v = set_every(s, t[2].value, arg);
	return v;
}

bool when_is_hours(const struct when_base *b, int hhmm)
{
	int minute = hhmm / 100 * 60 + hhmm % 100;

	return hhmm / 100 < 24 && hhmm % 100 < 60 && minute >= b->open_min
	    && minute <= b->close_min;
}

/* The hour after what was said of the part of the day: 下午3点 is 15; 晚上12点 is 24, for the
 * caller to refuse. */
static int hour_in_part(const struct scan *s)
{
	if (s->hour > 12 || s->part == WHEN_ANY)
		return s->hour;
	if (s->part == WHEN_AM || s->part == PART_NIGHT)
		return s->hour % 12;
	if (s->part == WHEN_EVE && s->hour == 12)
		return 24;
	return s->hour % 12 + 12;
}

/* One figure without a part of the day: the one of the two inside opening hours; where both or none
 * are, 6 to 11 is the morning, 1 to 5 the afternoon. */
static int one_figure(const struct scan *s)
{
	const struct when_base *b = s->base;
	int first = s->hour * 60 + s->minute, second = first + NOON;
	bool in = first >= b->open_min && first < b->close_min;
	bool in_second = second >= b->open_min && second < b->close_min;

	if (s->hour == 0)
		return first;
	if (in != in_second)
		return in ? first : second;
	return s->hour >= 6 ? first : second;
}

int when_minute(struct scan *s)
{
	if (s->part != WHEN_ANY)
		return hour_in_part(s) * 60 + s->minute;
	return s->exact ? s->hour * 60 + s->minute : one_figure(s);
}
