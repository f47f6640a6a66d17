#ifndef FD_BASE_WHEN_PRIV_H
#define FD_BASE_WHEN_PRIV_H
/*
 * Dates as typed, in four steps: when_lex.c makes tokens of the text; when_rule.c finds the rules
 * whose pattern fits and lets each note what was said (when_day.c, when_time.c); when_parse.c
 * puts together what was said; when_echo.c says it back.
 */
#include <stdbool.h>
#include <stdint.h>

#include "base/day.h"
#include "base/when.h"

#define WHEN_TOKENS 32
#define WHEN_TYPED 160          /* bytes; more is not a date */

/*
 * Classes of tokens, one letter each; patterns of rules are written with them. Signs stand for
 * themselves (. : / - +).
 *   n number        r range (.. ~ to 到)   d weekday name    t day from today   y "y"
 *   k week word     w "w"                  m "m"             q "q"              x times sign
 *   M month name    o month (月)           Y year (年)       D day (日 号)      A days (天 d)
 *   U 本月 下月     V 今年 去年            e months (个月)   c o'clock (点)     N now
 *   h hours         i minutes              H half (半)       K quarter (刻)     p part of day
 *   L later (后)    B before (前 ago)      W weekly          E every (每)       T times (次)
 *   G age (岁)      O first, second
 */
struct token {
	char class;
	int value;
	int width;              /* figures as typed; of a Chinese number 1 below ten, else 2 */
	bool han;               /* a number in Chinese figures */
	bool gap;               /* a blank or the like stood before it */
};

#define WEEK_BARE 99            /* value of a week word that says no week: 周 */

/* Parts of the day as typed; NIGHT (凌晨) takes hours as they are and narrows nothing. */
enum { PART_NIGHT = WHEN_EVE + 1 };

/* The tokens of TYPED; -1 when a part is no word of the grammar. */
int when_lex(const char *typed, struct token out[WHEN_TOKENS]);

/* What was said so far. */
struct scan {
	const struct when_base *base;
	enum when_kind kind;
	struct err *e;
	int32_t today;
	int32_t anchor;         /* "nearest" counts from here: today; for b of `a..b` the day a */
	int dir;                /* +1 nearest not before the anchor, -1 not after */
	bool half;              /* one side of a range */
	bool second_half;
	bool hours_only;        /* the other side was a time of a day: this one is as well */

	int32_t day, last;      /* DAY_NONE: not said */
	int weekday;            /* 1 .. 7, 0 not said */
	bool week_said;
	int week;               /* weeks from this one */
	bool use_last;          /* `.` */

	bool time_said, exact;  /* exact: two figures, not to be moved to the afternoon */
	int hour, minute;
	int part;
	bool at_said;
	int64_t at;             /* `now+1h` */
	int which;              /* of a repeated hour: 1, 2; 0 not said */

	int duration;
	int times, every_weeks, every_days;
	int age;
	char birth[DAY_TEXT];

	struct token lone[3];   /* numbers without a unit, judged when all else is known */
	int nlone;
};

enum verdict { NOT_MINE, NOTED, REFUSED };

/* Records why; the value of a rule that refuses. */
#define REFUSE(s, ...) (err_set((s)->e, ERR_INVALID, __VA_ARGS__), REFUSED)

/* Runs the rules over N tokens. REFUSED with the error set, NOT_MINE when a token fits no rule. */
enum verdict when_rules(struct scan *s, const struct token *t, int n);
/* Length of a span of time (1h30, 90分, 一个半小时) at T and its *MINUTES; 0: none. */
int when_span(const struct token *t, int n, int *minutes);
/* True when the tokens T fit PATTERN; *LEN their number, *MINUTES of its '#'. A blank in the
 * pattern lets a gap stand there. */
bool when_fits(const char *pattern, const struct token *t, int n, int *len, int *minutes);

/* when_day.c: notes of days. T are the tokens of the pattern, ARG and MINUTES as the rule says. */
typedef enum verdict when_note(struct scan *s, const struct token *t, int arg, int minutes);
when_note when_note_relative, when_note_days, when_note_weeks, when_note_months, when_note_week,
    when_note_weekday, when_note_month_day, when_note_day_month, when_note_full, when_note_mday,
    when_note_month, when_note_period, when_note_quarter, when_note_month_name, when_note_age,
    when_note_last;
/* when_time.c */
when_note when_note_clock, when_note_part, when_note_now, when_note_span, when_note_series,
    when_note_lone, when_note_which, when_note_hour_part;

enum verdict when_set_day(struct scan *s, int32_t day);
enum verdict when_set_time(struct scan *s, int hour, int minute, bool exact);
/* Month and day without a year; year, month, day. They refuse dates that do not exist. */
enum verdict when_set_date(struct scan *s, int month, int mday);
enum verdict when_set_full(struct scan *s, int year, int width, int month, int mday);
enum verdict when_set_mday(struct scan *s, int mday);
enum verdict when_set_year(struct scan *s, int year);
/* The day that weekday and week say together. */
int32_t when_weekday_day(const struct scan *s);
/* The minute of the day that was said, with part and opening hours; -1 with the error set. */
int when_minute(struct scan *s);
bool when_is_hours(const struct when_base *b, int hhmm);

/* when_echo.c: "27 Nov 2026" / "2026-11-27"; "Fri" / "周五" for 1 .. 7. */
char *when_date_text(int32_t day, char *out, size_t size);
const char *when_weekday_name(int weekday);

#endif
