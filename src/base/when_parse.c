/* Dates as typed: what was said, put together into a day, a time, a range. */
#include "base/when.h"

#include <string.h>

#include "base/buf.h"
#include "base/tr.h"
#include "base/zone.h"
#include "when_priv.h"

/* What to type, by kind; said when nothing was understood. */
static const char *const EXAMPLE[] = {
	[WHEN_PLAN] = N_("Type t, fri 15, 3.15 or 1530."),
	[WHEN_DATE] = N_("Type t, fri, 27 or 3.15."),
	[WHEN_REPORT] = N_("Type t, fri, 27 or 3.15."),
	[WHEN_BIRTH] = N_("Type 34, 920315, 1992-3-15 or 1992."),
	[WHEN_DURATION] = N_("Type 45, 1h30 or 1.5h."),
	[WHEN_RANGE] = N_("Type 9.1..11.24, t..+3, nov, q3 or w."),
};

static enum verdict not_understood(const struct scan *s, const char *typed)
{
	char shown[40];

	if (typed[strspn(typed, " \t")] == '\0')
		return REFUSE(s, tr("Nothing was typed. %s"), tr(EXAMPLE[s->kind]));
	text_copy(shown, sizeof shown, typed);
	return REFUSE(s, tr("\"%s\" is not understood. %s"), shown, tr(EXAMPLE[s->kind]));
}

static struct scan scan_begin(enum when_kind kind, const struct when_base *base, struct err *e)
{
	struct scan s = {
		.base = base, .kind = kind, .e = e, .day = DAY_NONE, .last = DAY_NONE,
		.duration = -1, .age = -1, .dir = 1,
	};

	s.today = zone_local(base->zone, base->now).day;
	s.anchor = s.today;
	if (kind == WHEN_REPORT || kind == WHEN_BIRTH || kind == WHEN_RANGE)
		s.dir = -1;
	return s;
}

/* ---- numbers without a unit ---- */

enum verdict when_note_lone(struct scan *s, const struct token *t, int arg, int minutes)
{
	(void)arg;
	(void)minutes;
	if (s->nlone == (int)(sizeof s->lone / sizeof *s->lone))
		return NOT_MINE;
	s->lone[s->nlone++] = t[0];
	return NOTED;
}

static bool knows_day(const struct scan *s)
{
	return s->day != DAY_NONE || s->weekday || s->week_said || s->at_said || s->use_last;
}

static enum verdict lone_birth(struct scan *s, const struct token *t)
{
	if (t->width <= 3)
		return when_note_age(s, t, 1, 0);
	if (t->width == 4 && t->value >= 1800)
		return when_set_year(s, t->value);
	return t->width == 4 ? when_set_date(s, t->value / 100, t->value % 100) : NOT_MINE;
}

/* One or two figures, and no day: a day of the month in date fields, else not guessed. */
static enum verdict lone_small(struct scan *s, const struct token *t)
{
	struct ymd today = day_split(s->today);

	if (s->kind != WHEN_PLAN || s->half || s->time_said || s->nlone > 1)
		return when_set_mday(s, t->value);
	if (s->part != WHEN_ANY)
		return when_set_time(s, t->value, 0, t->width == 2);
	if (t->value > 23)
		return REFUSE(s, tr("%d alone is no time. Type the month as well: %d.%d."),
		    t->value, today.month, t->value);
	return REFUSE(s, tr("%d alone may be an hour or a day. Type %d:00 or %d.%d."), t->value,
	    t->value, today.month, t->value ? t->value : 1);
}

/* Four figures without a day: where times are typed, a time if that lies in opening hours and no
 * other number is left to be the time; else month and day. */
static enum verdict lone_four(struct scan *s, const struct token *t)
{
	bool time = s->kind == WHEN_PLAN && !s->time_said && s->nlone == 1;

	if (time && when_is_hours(s->base, t->value))
		return when_set_time(s, t->value / 100, t->value % 100, true);
	if (s->kind == WHEN_RANGE && t->value / 100 > 12)
		return when_set_year(s, t->value);
	if (time && t->value / 100 > 12 && t->value / 100 < 24)
		return when_set_time(s, t->value / 100, t->value % 100, true);
	return when_set_date(s, t->value / 100, t->value % 100);
}

static enum verdict lone_hour(struct scan *s, const struct token *t)
{
	if (t->width <= 2)
		return when_set_time(s, t->value, 0, t->width == 2);
	return when_set_time(s, t->value / 100, t->value % 100, t->width == 4);
}

static enum verdict lone_number(struct scan *s, const struct token *t)
{
	bool hour = s->hours_only || knows_day(s);

	if (t->width == 8)
		return when_set_full(s, t->value / 10000, 4, t->value / 100 % 100, t->value % 100);
	if (t->width == 6)
		return when_set_full(s, t->value / 10000, 2, t->value / 100 % 100, t->value % 100);
	if (s->kind == WHEN_BIRTH)
		return lone_birth(s, t);
	if (t->han && !hour && t->width == 1 && t->value >= 1 && t->value <= 6) {
		s->weekday = t->value;
		return NOTED;
	}
	if (t->width > 4 || (hour && s->kind == WHEN_RANGE && !s->hours_only))
		return NOT_MINE;
	if (hour)
		return lone_hour(s, t);
	if (t->width == 4)
		return lone_four(s, t);
	if (t->width == 3)
		return s->kind == WHEN_PLAN && !s->time_said ? lone_hour(s, t) :
		    when_set_date(s, t->value / 100, t->value % 100);
	return lone_small(s, t);
}

static enum verdict judge_lone(struct scan *s)
{
	enum verdict v = NOTED;

	for (int i = 0; i < s->nlone && v == NOTED; i++)
		v = lone_number(s, &s->lone[i]);
	return v;
}

/* ---- one side, or all of what was typed ---- */

/* A date with a weekday beside it, as read from a letter: they must agree. */
static enum verdict check_weekday(const struct scan *s)
{
	char text[64];

	if (s->weekday == 0 || day_weekday(s->day) == s->weekday)
		return NOTED;
	return REFUSE(s, tr("%s is a %s. Type one of the two."),
	    when_date_text(s->day, text, sizeof text), when_weekday_name(day_weekday(s->day)));
}

static enum verdict settle_day(struct scan *s)
{
	if (s->at_said && (s->day != DAY_NONE || s->weekday || s->week_said || s->time_said))
		return REFUSE(s, "%s", tr("Two times were typed. Keep one."));
	if (s->at_said)
		return when_set_day(s, zone_local(s->base->zone, s->at).day);
	if (s->day != DAY_NONE && s->week_said)
		return REFUSE(s, "%s", tr("Two days were typed. Keep one."));
	if (s->day != DAY_NONE)
		return check_weekday(s);
	if (s->week_said && !s->weekday && s->kind == WHEN_RANGE && !s->half) {
		s->day = s->today - day_weekday(s->today) + 1 + 7 * s->week;
		s->last = s->day + 6;
		return NOTED;
	}
	if (s->weekday || s->week_said)
		return when_set_day(s, when_weekday_day(s));
	if (s->use_last)
		s->day = s->base->last_day;
	return NOTED;
}

static enum verdict scan_side(struct scan *s, const struct token *t, int n)
{
	enum verdict v = n == 0 ? NOT_MINE : when_rules(s, t, n);

	if (v == NOTED)
		v = judge_lone(s);
	return v == NOTED ? settle_day(s) : v;
}

/* Minute of the day of one side; -1 none. False when it is refused. */
static bool settle_minute(struct scan *s, int *minute)
{
	*minute = -1;
	if (s->at_said)
		*minute = zone_local(s->base->zone, s->at).second / 60;
	else if (s->time_said)
		*minute = when_minute(s);
	else if (s->use_last && s->part == WHEN_ANY)
		*minute = s->base->last_min;
	if (*minute < 24 * 60)
		return true;
	return REFUSE(s, "%s", tr("24:00 is 00:00 of the next day. Type that.")) != REFUSED;
}

static enum verdict take_side(struct scan *s, struct when *w)
{
	if (!settle_minute(s, &w->minute))
		return REFUSED;
	w->day = s->day;
	w->day_said = s->day != DAY_NONE;
	w->last = s->last;
	w->part = s->time_said || s->part == PART_NIGHT ? WHEN_ANY : (enum when_part)s->part;
	w->duration = s->duration;
	w->times = s->times;
	w->every_weeks = s->every_weeks;
	w->every_days = s->every_days;
	w->age = s->age;
	text_copy(w->birth, sizeof w->birth, s->birth);
	if (w->day == DAY_NONE && w->minute >= 0)
		w->day = s->today;
	return NOTED;
}

/* ---- ranges ---- */

static enum verdict join_times(const struct scan *s, struct when *w, const struct when *end)
{
	if (end->minute <= w->minute)
		return REFUSE(s, "%s",
		    tr("The end is not after the start. Type the earlier one first."));
	w->until = end->minute;
	return NOTED;
}

static enum verdict join_days(const struct scan *s, struct when *w, const struct when *end)
{
	int32_t last = end->last != DAY_NONE ? end->last : end->day;

	if (last == DAY_NONE || w->day == DAY_NONE)
		return NOT_MINE;
	if (last < w->day)
		return REFUSE(s, "%s",
		    tr("The end is before the start. Type the earlier one first."));
	w->last = last;
	return NOTED;
}

static enum verdict scan_range(struct scan *s, const struct token *t, int at, int n, struct when *w)
{
	struct scan second = *s;
	struct when end;
	enum verdict v;

	s->half = true;
	v = scan_side(s, t, at);
	if (v == NOTED)
		v = take_side(s, w);
	if (v != NOTED)
		return v;
	second.half = second.second_half = true;
	second.hours_only = w->minute >= 0;
	if (w->day != DAY_NONE) {
		second.anchor = w->day;
		second.dir = 1;
	}
	v = scan_side(&second, t + at + 1, n - at - 1);
	if (v == NOTED)
		v = take_side(&second, &end);
	if (v != NOTED)
		return v;
	w->part = end.part != WHEN_ANY ? end.part : w->part;
	w->duration = end.duration >= 0 ? end.duration : w->duration;
	return second.hours_only ? join_times(s, w, &end) : join_days(s, w, &end);
}

static int find_range(const struct token *t, int n)
{
	for (int i = 0; i < n; i++)
		if (t[i].class == 'r')
			return i;
	return -1;
}

/* ---- what each kind asks for ---- */

static enum verdict check_birth(struct scan *s, struct when *w)
{
	if (s->day != DAY_NONE)
		day_format(s->day, w->birth);
	if (w->birth[0] == '\0')
		return NOT_MINE;
	if (!birth_valid(w->birth, s->today))
		return REFUSE(s, "%s",
		    tr("That day is still to come. Type the birthday: 920315, 1992-3-15."));
	return NOTED;
}

/* "2 h", "32 min", "3 days": coarse, for what is past. */
static char *past_text(int64_t seconds, char *out, size_t size)
{
	int64_t minutes = seconds / 60;

	if (minutes < 60)
		return text_fmt(out, size, tr("%d min"), (int)minutes);
	if (minutes < 24 * 60)
		return text_fmt(out, size, tr("%d h"), (int)(minutes / 60));
	return text_fmt(out, size, trn("%ld day", "%ld days", (long)(minutes / 1440)),
	    (long)(minutes / 1440));
}

/* The next full hour that leaves two hours, as typed; tomorrow where the day is over. */
static char *later_text(const struct scan *s, char *out, size_t size)
{
	int minute = zone_local(s->base->zone, s->base->now).second / 60;
	int hour = (minute + 2 * 60 + 59) / 60;

	if (hour * 60 < s->base->close_min)
		return text_fmt(out, size, "t %d", hour);
	return text_fmt(out, size, "tm %d", (s->base->open_min + 59) / 60);
}

static enum verdict check_plan(const struct scan *s, struct when *w)
{
	char ago[48], later[16];
	int64_t now = s->base->now;

	if (w->day != DAY_NONE && w->last >= s->today && w->day < s->today)
		w->day = s->today;              /* the rest of a period */
	if (w->day != DAY_NONE && w->day < s->today)
		return REFUSE(s, tr("That was %s ago. %s?"),
		    past_text((int64_t)(s->today - w->day) * 86400, ago, sizeof ago), "t");
	if (w->at && w->at < now - now % 60)
		return REFUSE(s, tr("That was %s ago. %s?"),
		    past_text(now - w->at, ago, sizeof ago), later_text(s, later, sizeof later));
	return NOTED;
}

/* The first minute after a gap of the clock. */
static int after_gap(const struct scan *s, int32_t day, int minute)
{
	int64_t at[2];

	while (minute < 24 * 60 - 1 && zone_instants(s->base->zone, day, minute * 60, at) == 0)
		minute++;
	return minute;
}

/* The instant of day and minute. Where the clock skips it or shows it twice, the text says so. */
static enum verdict settle_instant(const struct scan *s, struct when *w)
{
	int64_t at[2] = { 0 };
	int n = 0;

	if (s->at_said) {
		w->at = s->at;
		return NOTED;
	}
	if (w->day == DAY_NONE || w->minute < 0)
		return NOTED;
	n = zone_instants(s->base->zone, w->day, w->minute * 60, at);
	if (n == 0) {
		int after = after_gap(s, w->day, w->minute);

		return REFUSE(s, tr("%02d:%02d does not exist that night. %02d:%02d?"),
		    w->minute / 60, w->minute % 60, after / 60, after % 60);
	}
	w->at = n == 2 && s->which == 2 ? at[1] : at[0];
	if (n < 2 || s->which)
		return NOTED;
	w->second_at = at[1];
	return REFUSE(s, tr("%02d:%02d comes twice that night: 1 first 2 second"), w->minute / 60,
	    w->minute % 60);
}

static enum verdict check_kind(struct scan *s, struct when *w)
{
	bool says = w->day != DAY_NONE || w->part != WHEN_ANY || w->duration >= 0 || w->times
	    || w->every_weeks || w->every_days;

	if (s->kind == WHEN_BIRTH)
		return check_birth(s, w);
	if (s->kind == WHEN_PLAN)
		return says ? check_plan(s, w) : NOT_MINE;
	if (s->kind == WHEN_RANGE && w->last == DAY_NONE)
		w->last = w->day;
	return w->day == DAY_NONE ? NOT_MINE : NOTED;
}

/* 45, 1h30, 1:30, 一个半小时. */
static enum verdict scan_duration(struct scan *s, const struct token *t, int n, struct when *w)
{
	int len = 0, unused, minutes = 0;

	if (n == 1 && t[0].class == 'n' && t[0].width <= 4) {
		minutes = t[0].value;
	} else if (n == 3 && when_fits("n:n", t, n, &len, &unused) && t[2].value < 60
	    && t[0].width <= 2) {
		minutes = t[0].value * 60 + t[2].value;
	} else if (n == 0 || when_span(t, n, &minutes) != n) {
		return NOT_MINE;
	}
	if (when_note_span(s, t, 0, minutes) == REFUSED)
		return REFUSED;
	w->duration = s->duration;
	return NOTED;
}

static const struct when NOTHING = {
	.day = DAY_NONE, .minute = -1, .last = DAY_NONE, .until = -1, .duration = -1, .age = -1,
};

static enum verdict parse(struct scan *s, const struct token *t, int n, struct when *w)
{
	int at = find_range(t, n);
	enum verdict v;

	if (n < 0)
		return NOT_MINE;
	if (s->kind == WHEN_DURATION)
		return scan_duration(s, t, n, w);
	if (at >= 0) {
		v = s->kind == WHEN_BIRTH ? NOT_MINE : scan_range(s, t, at, n, w);
	} else {
		v = scan_side(s, t, n);
		if (v == NOTED)
			v = take_side(s, w);
	}
	if (v == NOTED)
		v = settle_instant(s, w);
	return v == NOTED ? check_kind(s, w) : v;
}

enum err_code when_parse(const char *typed, enum when_kind kind, const struct when_base *base,
    struct when *out, struct err *e)
{
	struct token t[WHEN_TOKENS];
	struct scan s = scan_begin(kind, base, e);
	enum verdict v;

	*out = NOTHING;
	v = parse(&s, t, when_lex(typed, t), out);
	if (v == NOTED)
		return OK;
	if (v == NOT_MINE)
		not_understood(&s, typed);
	if (out->second_at == 0)
		*out = NOTHING;
	return ERR_INVALID;
}
