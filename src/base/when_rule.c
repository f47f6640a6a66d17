/* Dates as typed: the rules. Each is a pattern of tokens and what it notes; the longest fit wins.
 * */
#include <string.h>

#include "base/tr.h"
#include "when_priv.h"

/* ---- spans of time ---- */

/* Minutes of a span: each number of the pattern times its factor; HALF is added where H stands. */
static const struct {
	const char *pattern;
	int factor[2];
	int half;
} SPAN[] = {
	{ "n h n i", { 60, 1 }, 0 }, { "nhnm", { 60, 1 }, 0 }, { "nhn", { 60, 1 }, 0 },
	{ "nHh", { 60, 0 }, 30 }, { "nhH", { 60, 0 }, 30 }, { "n h", { 60, 0 }, 0 },
	{ "Hh", { 0, 0 }, 30 }, { "n i", { 1, 0 }, 0 }, { "nm", { 1, 0 }, 0 }, { "nK", { 15, 0 },
	0 },
};

/* 1.5h, 1.25h: what stands behind the point is a decimal fraction of an hour. */
static int decimal_hours(const struct token *t)
{
	int scale = 1;

	for (int i = 0; i < t[2].width; i++)
		scale *= 10;
	return t[0].value * 60 + t[2].value * 60 / scale;
}

static bool is_short(const struct token *t, int n)
{
	for (int i = 0; i < n; i++)
		if (t[i].class == 'n' && t[i].value > 9999)
			return false;
	return true;
}

int when_span(const struct token *t, int n, int *minutes)
{
	int len, unused, number = 0;

	if (when_fits("n.nh", t, n, &len, &unused) && t[2].width <= 4 && is_short(t, len)) {
		*minutes = decimal_hours(t);
		return len;
	}
	for (size_t i = 0; i < sizeof SPAN / sizeof *SPAN; i++) {
		if (!when_fits(SPAN[i].pattern, t, n, &len, &unused) || !is_short(t, len))
			continue;
		*minutes = SPAN[i].half;
		for (int k = 0; k < len; k++)
			if (t[k].class == 'n')
				*minutes += t[k].value * SPAN[i].factor[number++];
		return len;
	}
	return 0;
}

/* ---- rules ---- */

enum {
	PLAN = 1 << WHEN_PLAN, DATE = 1 << WHEN_DATE, REPORT = 1 << WHEN_REPORT,
	BIRTH = 1 << WHEN_BIRTH, RANGE = 1 << WHEN_RANGE,
	MOMENT = PLAN | DATE | REPORT,          /* may have a time of the day */
	DAYS = MOMENT | RANGE,
	ANY = DAYS | BIRTH,
};

/*
 * Patterns are written with the classes of when_priv.h; in addition s is + or -, S one of . / -,
 * # a span of time, and a blank lets a gap stand before the next token.
 */
static const struct rule {
	const char *pattern;
	unsigned kinds;
	when_note *note;
	int arg;
} RULE[] = {
	{ "t", DAYS, when_note_relative, 0 }, { "tsn", DAYS, when_note_relative, 1 },
	{ "y", DAYS, when_note_relative, 0 }, { "L", DAYS, when_note_relative, 0 },
	{ "sn", DAYS, when_note_days, 1 }, { "snA", DAYS, when_note_days, 1 },
	{ "snw", DAYS, when_note_days, 7 }, { "snk", DAYS, when_note_days, 7 },
	{ "n AL", DAYS, when_note_days, 1 }, { "n AB", DAYS, when_note_days, 1 },
	{ "n kL", DAYS, when_note_days, 7 }, { "n kB", DAYS, when_note_days, 7 },
	{ "n wL", DAYS, when_note_days, 7 }, { "n A L", DAYS, when_note_days, 1 },
	{ "n A B", DAYS, when_note_days, 1 },
	{ "n eL", DAYS, when_note_months, 1 }, { "n eB", DAYS, when_note_months, 1 },
	{ "nYL", DAYS, when_note_months, 12 }, { "nYB", DAYS, when_note_months, 12 },
	{ "wsn", DAYS, when_note_weeks, 0 },
	{ "msn", DAYS, when_note_months, 1 }, { "ysn", DAYS, when_note_months, 12 },
	{ "k", DAYS, when_note_week, 0 }, { "w", RANGE, when_note_week, 0 },
	{ "d", DAYS, when_note_weekday, 0 }, { "kn", DAYS, when_note_weekday, 1 },
	{ "kD", DAYS, when_note_weekday, 1 }, { "kA", DAYS, when_note_weekday, 1 },

	{ "nSn", ANY, when_note_month_day, 2 }, { "non", ANY, when_note_month_day, 2 },
	{ "nonD", ANY, when_note_month_day, 2 }, { "M n", ANY, when_note_month_name, 1 },
	{ "n M", ANY, when_note_day_month, 0 }, { "n M n", ANY, when_note_day_month, 2 },
	{ "nSnSn", ANY, when_note_full, 2 }, { "nYnon", ANY, when_note_full, 2 },
	{ "nYnonD", ANY, when_note_full, 2 },
	{ "nD", DAYS, when_note_mday, 0 }, { "UnD", DAYS, when_note_mday, 1 },
	{ "no", RANGE | BIRTH | PLAN, when_note_month, 0 }, { "nYno", ANY, when_note_month, 2 },
	{ "M", RANGE | PLAN, when_note_month_name, 0 },
	{ "nY", RANGE | BIRTH, when_note_period, 'Y' }, { "U", DAYS, when_note_period, 'U' },
	{ "V", DAYS, when_note_period, 'V' }, { "m", RANGE, when_note_period, 'U' },
	{ "qn", RANGE | PLAN, when_note_quarter, 0 },

	{ "n:n", MOMENT, when_note_clock, 2 }, { "ncn", MOMENT, when_note_clock, 2 },
	{ "ncni", MOMENT, when_note_clock, 2 }, { "ncnK", MOMENT, when_note_clock, 'K' },
	{ "ncH", MOMENT, when_note_clock, 'H' }, { "nc", MOMENT, when_note_clock, 0 },
	{ "np", MOMENT, when_note_hour_part, 0 }, { "p", DAYS, when_note_part, 0 },
	{ "N", MOMENT, when_note_now, 0 }, { "Ns#", MOMENT, when_note_now, 1 },
	{ "s#", MOMENT, when_note_now, 0 }, { "# L", MOMENT, when_note_now, 'L' },
	{ "# B", MOMENT, when_note_now, 'B' },
	{ "#", MOMENT, when_note_span, 0 }, { "O", MOMENT, when_note_which, 0 },

	{ "W", PLAN, when_note_series, 0 }, { "n W", PLAN, when_note_series, 0 },
	{ "nT", PLAN, when_note_series, 0 }, { "n T", PLAN, when_note_series, 0 },
	{ "Ek", PLAN, when_note_series, 7 }, { "E w", PLAN, when_note_series, 7 },
	{ "E n k", PLAN, when_note_series, 7 }, { "E n w", PLAN, when_note_series, 7 },
	{ "EA", PLAN, when_note_series, 1 }, { "ED", PLAN, when_note_series, 1 },
	{ "E n A", PLAN, when_note_series, 1 },
	{ "n xn w", PLAN, when_note_series, 7 }, { "n xn k", PLAN, when_note_series, 7 },
	{ "n xn A", PLAN, when_note_series, 1 },

	{ "n G", BIRTH, when_note_age, 1 }, { "ny", BIRTH, when_note_age, 1 },
	{ "n e", BIRTH, when_note_age, 0 },
	{ ".", DAYS, when_note_last, 0 },
	{ "n", ANY, when_note_lone, 0 },
};

static bool class_fits(char pattern, char class)
{
	switch (pattern) {
	case 's':
		return class == '+' || class == '-';
	case 'S':
		return class == '.' || class == '/' || class == '-';
	default:
		return pattern == class;
	}
}

bool when_fits(const char *pattern, const struct token *t, int n, int *len, int *minutes)
{
	int at = 0, span;
	bool gap = true;        /* before the first token anything may stand */

	for (const char *p = pattern; *p; p++) {
		if (*p == ' ') {
			gap = true;
			continue;
		}
		if (at == n || (t[at].gap && !gap))
			return false;
		span = *p == '#' ? when_span(t + at, n - at, minutes) : class_fits(*p, t[at].class);
		if (span == 0)
			return false;
		at += span;
		gap = false;
	}
	*len = at;
	return true;
}

/* Tries the rules that fit at T from the longest down; *LEN tokens are then done with. */
static enum verdict best_rule(struct scan *s, const struct token *t, int n, int *len)
{
	int minutes = 0, got;

	for (*len = n; *len > 0; --*len) {
		for (size_t i = 0; i < sizeof RULE / sizeof *RULE; i++) {
			const struct rule *r = &RULE[i];
			enum verdict v;

			if (!(r->kinds & 1u << s->kind)
			    || !when_fits(r->pattern, t, n, &got, &minutes) || got != *len)
				continue;
			v = r->note(s, t, r->arg, minutes);
			if (v != NOT_MINE)
				return v;
		}
	}
	return NOT_MINE;
}

enum verdict when_rules(struct scan *s, const struct token *t, int n)
{
	for (int at = 0, len = 0; at < n; at += len) {
		enum verdict v = best_rule(s, t + at, n - at, &len);

		if (v != NOTED)
			return v;
	}
	return NOTED;
}
