/* From an event and a rule to the times of a contact: what the house promises, as one table, and
 * the same sum minute by minute for whatever else may come. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "base/buf.h"
#include "base/day.h"
#include "base/zone.h"
#include "desk/callback_due.h"

#define COUNT(a) (sizeof (a) / sizeof (a)[0])

/* ---- the rules of forms/callbacks.cfg, by what they ask of the sum ---- */

static const struct callback_rule two_hours = { .by = { 2, DELAY_HOUR },
	.limit_beats_windows = true, .expire = { 2, DELAY_DAY } };
static const struct callback_rule day3 = { .from = { 3, DELAY_DAY }, .by = { 3, DELAY_DAY },
	.expire = { 3, DELAY_DAY } };
static const struct callback_rule day7 = { .from = { 7, DELAY_DAY }, .by = { 7, DELAY_DAY },
	.expire = { 14, DELAY_DAY } };
static const struct callback_rule next_day = { .by = { 1, DELAY_DAY }, .expire = { 6, DELAY_DAY } };
static const struct callback_rule month = { .from = { 2, DELAY_DAY }, .by = { 1, DELAY_MONTH },
	.expire = { 1, DELAY_MONTH } };
static const struct callback_rule nurse = { .from = { 5, DELAY_DAY }, .by = { 7, DELAY_DAY },
	.expire = { 7, DELAY_DAY } };
static const struct callback_rule today = { .by = { 0, DELAY_DAY }, .expire = { 0, DELAY_DAY } };
static const struct callback_rule four_hours = { .by = { 4, DELAY_HOUR },
	.expire = { 7, DELAY_DAY } };
static const struct callback_rule a_day_long = { .by = { 26, DELAY_HOUR },
	.expire = { 7, DELAY_DAY } };
static const struct callback_rule result = { .from = { 1, DELAY_DAY }, .by = { 2, DELAY_DAY },
	.expire = { 14, DELAY_DAY } };

/* ---- houses ---- */

static bool national(void *arg, int32_t day)
{
	(void)arg;
	return day < day_of(2026, 10, 1) || day > day_of(2026, 10, 7);
}

static bool six_days(void *arg, int32_t day)
{
	(void)arg;
	return day_weekday(day) != 7;
}

typedef bool (*works_fn)(void *arg, int32_t day);

#define SH "Asia/Shanghai"
#define NY "America/New_York"

/* Local times; NULL: the house never closes, the client wishes nothing. */
static const struct promise {
	const char *zone;
	const struct callback_rule *rule;
	works_fn works;
	const char *wish, *event, *from, *due, *expire;
} promises[] = {
	/* Two hours after: in a window at once, else at the nearest allowed minute. */
	{ SH, &two_hours, NULL, NULL, "2026-11-20 11:00",
	    "2026-11-20 11:00", "2026-11-20 13:00", "2026-11-23 00:00" },
	{ SH, &two_hours, NULL, NULL, "2026-11-20 10:20",
	    "2026-11-20 11:00", "2026-11-20 12:20", "2026-11-23 00:00" },
	{ SH, &two_hours, NULL, NULL, "2026-11-20 12:15",
	    "2026-11-20 12:15", "2026-11-20 14:15", "2026-11-23 00:00" },
	{ SH, &two_hours, NULL, NULL, "2026-11-20 12:29",
	    "2026-11-20 12:29", "2026-11-20 14:29", "2026-11-23 00:00" },
	/* The windows leave nothing of the two hours: half an hour from the nearest minute. */
	{ SH, &two_hours, NULL, NULL, "2026-11-20 12:30",
	    "2026-11-20 14:30", "2026-11-20 15:00", "2026-11-23 00:00" },
	{ SH, &two_hours, NULL, NULL, "2026-11-20 12:45",
	    "2026-11-20 14:30", "2026-11-20 15:00", "2026-11-23 00:00" },
	{ SH, &two_hours, NULL, NULL, "2026-11-20 13:05",
	    "2026-11-20 14:30", "2026-11-20 15:05", "2026-11-23 00:00" },
	{ SH, &two_hours, NULL, NULL, "2026-11-20 08:30",
	    "2026-11-20 11:00", "2026-11-20 11:30", "2026-11-23 00:00" },
	{ SH, &two_hours, NULL, NULL, "2026-11-20 09:00",
	    "2026-11-20 11:00", "2026-11-20 11:30", "2026-11-23 00:00" },
	{ SH, &two_hours, NULL, NULL, "2026-11-20 09:45",
	    "2026-11-20 11:00", "2026-11-20 11:45", "2026-11-23 00:00" },
	{ SH, &two_hours, NULL, NULL, "2026-11-20 17:00",
	    "2026-11-20 17:00", "2026-11-20 19:00", "2026-11-23 00:00" },
	{ SH, &two_hours, NULL, NULL, "2026-11-20 17:29",
	    "2026-11-20 17:29", "2026-11-20 19:29", "2026-11-23 00:00" },
	{ SH, &two_hours, NULL, NULL, "2026-11-20 17:30",
	    "2026-11-20 19:30", "2026-11-20 20:00", "2026-11-23 00:00" },
	{ SH, &two_hours, NULL, NULL, "2026-11-20 18:10",
	    "2026-11-20 19:30", "2026-11-20 20:10", "2026-11-23 00:00" },
	{ SH, &two_hours, NULL, NULL, "2026-11-20 20:29",
	    "2026-11-20 20:29", "2026-11-20 22:29", "2026-11-23 00:00" },
	/* In the evening: the next morning. */
	{ SH, &two_hours, NULL, NULL, "2026-11-20 20:30",
	    "2026-11-21 11:00", "2026-11-21 11:30", "2026-11-24 00:00" },
	{ SH, &two_hours, NULL, NULL, "2026-11-20 20:40",
	    "2026-11-21 11:00", "2026-11-21 11:30", "2026-11-24 00:00" },
	{ SH, &two_hours, NULL, NULL, "2026-11-20 23:59",
	    "2026-11-21 11:00", "2026-11-21 11:30", "2026-11-24 00:00" },
	{ SH, &two_hours, NULL, NULL, "2026-11-21 00:00",
	    "2026-11-21 11:00", "2026-11-21 11:30", "2026-11-24 00:00" },
	/* Nobody is there on Sunday; but who is treated on one is called on it. */
	{ SH, &two_hours, six_days, NULL, "2026-11-21 20:40",
	    "2026-11-23 11:00", "2026-11-23 11:30", "2026-11-26 00:00" },
	{ SH, &two_hours, six_days, NULL, "2026-11-22 15:00",
	    "2026-11-22 15:00", "2026-11-22 17:00", "2026-11-25 00:00" },
	{ SH, &two_hours, six_days, NULL, "2026-11-22 20:40",
	    "2026-11-23 11:00", "2026-11-23 11:30", "2026-11-26 00:00" },
	/* The client's own hours stand instead. */
	{ SH, &two_hours, NULL, "15:00-18:00", "2026-11-20 12:15",
	    "2026-11-20 15:00", "2026-11-20 15:30", "2026-11-23 00:00" },
	{ SH, &two_hours, NULL, "15:00-18:00", "2026-11-20 16:00",
	    "2026-11-20 16:00", "2026-11-20 18:00", "2026-11-23 00:00" },
	{ SH, &two_hours, NULL, "15:00-15:20", "2026-11-20 12:00",
	    "2026-11-20 15:00", "2026-11-20 15:20", "2026-11-23 00:00" },

	/* Day 3: from its first window to the end of its last; the day of the event is day 0. */
	{ SH, &day3, NULL, NULL, "2026-11-20 11:00",
	    "2026-11-23 11:00", "2026-11-23 20:30", "2026-11-27 00:00" },
	{ SH, &day3, NULL, NULL, "2026-11-20 23:59",
	    "2026-11-23 11:00", "2026-11-23 20:30", "2026-11-27 00:00" },
	{ SH, &day3, NULL, NULL, "2026-11-21 00:00",
	    "2026-11-24 11:00", "2026-11-24 20:30", "2026-11-28 00:00" },
	{ SH, &day3, six_days, NULL, "2026-11-19 15:00",
	    "2026-11-23 11:00", "2026-11-23 20:30", "2026-11-27 00:00" },
	{ SH, &day3, national, NULL, "2026-09-28 15:00",
	    "2026-10-08 11:00", "2026-10-08 20:30", "2026-10-12 00:00" },
	{ SH, &day3, NULL, "15:00-", "2026-11-20 11:00",
	    "2026-11-23 15:00", "2026-11-23 20:30", "2026-11-27 00:00" },
	{ SH, &day3, NULL, "9:00-10:00, 21:00-22:00", "2026-11-20 11:00",
	    "2026-11-23 09:00", "2026-11-23 22:00", "2026-11-27 00:00" },
	{ SH, &day3, NULL, NULL, "2027-01-29 15:00",
	    "2027-02-01 11:00", "2027-02-01 20:30", "2027-02-05 00:00" },
	{ SH, &day3, NULL, NULL, "2028-02-26 15:00",
	    "2028-02-29 11:00", "2028-02-29 20:30", "2028-03-04 00:00" },
	{ SH, &day3, NULL, NULL, "2027-02-27 15:00",
	    "2027-03-02 11:00", "2027-03-02 20:30", "2027-03-06 00:00" },
	{ SH, &day3, NULL, NULL, "2026-12-29 15:00",
	    "2027-01-01 11:00", "2027-01-01 20:30", "2027-01-05 00:00" },
	{ SH, &day7, NULL, NULL, "2026-11-20 11:00",
	    "2026-11-27 11:00", "2026-11-27 20:30", "2026-12-12 00:00" },

	/* The consultant within a day: from now on. */
	{ SH, &next_day, NULL, NULL, "2026-11-20 15:00",
	    "2026-11-20 15:00", "2026-11-21 20:30", "2026-11-28 00:00" },
	{ SH, &next_day, NULL, NULL, "2026-11-20 13:00",
	    "2026-11-20 14:30", "2026-11-21 20:30", "2026-11-28 00:00" },
	{ SH, &next_day, NULL, NULL, "2026-11-20 21:00",
	    "2026-11-21 11:00", "2026-11-21 20:30", "2026-11-28 00:00" },
	{ SH, &next_day, six_days, NULL, "2026-11-21 15:00",
	    "2026-11-21 15:00", "2026-11-23 20:30", "2026-11-30 00:00" },
	{ SH, &next_day, six_days, NULL, "2026-11-21 21:00",
	    "2026-11-23 11:00", "2026-11-23 20:30", "2026-11-30 00:00" },

	/* After day 1 within a month: months end where they end. */
	{ SH, &month, NULL, NULL, "2026-11-20 11:00",
	    "2026-11-22 11:00", "2026-12-20 20:30", "2027-01-21 00:00" },
	{ SH, &month, NULL, NULL, "2027-01-31 11:00",
	    "2027-02-02 11:00", "2027-02-28 20:30", "2027-03-29 00:00" },
	{ SH, &month, NULL, NULL, "2028-01-31 11:00",
	    "2028-02-02 11:00", "2028-02-29 20:30", "2028-03-30 00:00" },
	{ SH, &month, NULL, NULL, "2027-01-29 11:00",
	    "2027-01-31 11:00", "2027-02-28 20:30", "2027-03-29 00:00" },
	{ SH, &month, NULL, NULL, "2027-03-31 11:00",
	    "2027-04-02 11:00", "2027-04-30 20:30", "2027-05-31 00:00" },
	{ SH, &month, NULL, NULL, "2026-12-31 11:00",
	    "2027-01-02 11:00", "2027-01-31 20:30", "2027-03-01 00:00" },
	{ SH, &month, NULL, NULL, "2027-02-28 11:00",
	    "2027-03-02 11:00", "2027-03-28 20:30", "2027-04-29 00:00" },
	{ SH, &month, NULL, NULL, "2028-02-29 11:00",
	    "2028-03-02 11:00", "2028-03-29 20:30", "2028-04-30 00:00" },
	{ SH, &month, national, NULL, "2026-09-01 11:00",
	    "2026-09-03 11:00", "2026-10-08 20:30", "2026-11-09 00:00" },

	/* The nurse within 7 days. */
	{ SH, &nurse, NULL, NULL, "2026-11-20 11:00",
	    "2026-11-25 11:00", "2026-11-27 20:30", "2026-12-05 00:00" },
	{ SH, &nurse, national, NULL, "2026-09-27 11:00",
	    "2026-10-08 11:00", "2026-10-08 20:30", "2026-10-16 00:00" },

	/* Today; what is left of it. */
	{ SH, &today, NULL, NULL, "2026-11-24 00:00",
	    "2026-11-24 11:00", "2026-11-24 20:30", "2026-11-25 00:00" },
	{ SH, &today, NULL, NULL, "2026-11-24 20:29",
	    "2026-11-24 20:29", "2026-11-24 20:30", "2026-11-25 00:00" },
	{ SH, &today, NULL, NULL, "2026-11-24 20:30",
	    "2026-11-25 11:00", "2026-11-25 20:30", "2026-11-26 00:00" },
	{ SH, &today, six_days, NULL, "2026-11-22 09:00",
	    "2026-11-23 11:00", "2026-11-23 20:30", "2026-11-24 00:00" },
	{ SH, &today, NULL, "22:00-24:00", "2026-11-20 09:00",
	    "2026-11-20 22:00", "2026-11-21 00:00", "2026-11-21 00:00" },

	/* By the hour, in the windows: a limit that leaves nothing ends with the next window. */
	{ SH, &four_hours, NULL, NULL, "2026-11-20 11:00",
	    "2026-11-20 11:00", "2026-11-20 15:00", "2026-11-28 00:00" },
	{ SH, &four_hours, NULL, NULL, "2026-11-20 12:30",
	    "2026-11-20 14:30", "2026-11-20 16:30", "2026-11-28 00:00" },
	{ SH, &four_hours, NULL, NULL, "2026-11-20 15:00",
	    "2026-11-20 15:00", "2026-11-20 19:00", "2026-11-28 00:00" },
	{ SH, &four_hours, NULL, NULL, "2026-11-20 20:00",
	    "2026-11-20 20:00", "2026-11-21 00:00", "2026-11-28 00:00" },
	{ SH, &four_hours, NULL, NULL, "2026-11-20 20:40",
	    "2026-11-21 11:00", "2026-11-21 12:30", "2026-11-29 00:00" },
	{ SH, &four_hours, six_days, NULL, "2026-11-21 20:40",
	    "2026-11-23 11:00", "2026-11-23 12:30", "2026-12-01 00:00" },
	{ SH, &four_hours, six_days, NULL, "2026-11-22 15:00",
	    "2026-11-23 11:00", "2026-11-23 12:30", "2026-12-01 00:00" },
	{ SH, &result, NULL, NULL, "2026-11-20 15:00",
	    "2026-11-21 11:00", "2026-11-22 20:30", "2026-12-07 00:00" },

	/* The clock goes on at 2:00 on 8 March 2026, and back at 2:00 on 1 November. */
	{ NY, &two_hours, NULL, NULL, "2026-03-07 23:30",
	    "2026-03-08 11:00", "2026-03-08 11:30", "2026-03-11 00:00" },
	{ NY, &two_hours, NULL, NULL, "2026-03-08 01:30",
	    "2026-03-08 11:00", "2026-03-08 11:30", "2026-03-11 00:00" },
	{ NY, &two_hours, NULL, NULL, "2026-11-01 01:30",
	    "2026-11-01 11:00", "2026-11-01 11:30", "2026-11-04 00:00" },
	{ NY, &two_hours, NULL, NULL, "2026-11-01 17:30",
	    "2026-11-01 19:30", "2026-11-01 20:00", "2026-11-04 00:00" },
	{ NY, &day3, NULL, NULL, "2026-03-06 15:00",
	    "2026-03-09 11:00", "2026-03-09 20:30", "2026-03-13 00:00" },
	{ NY, &day3, NULL, NULL, "2026-03-05 23:59",
	    "2026-03-08 11:00", "2026-03-08 20:30", "2026-03-12 00:00" },
	{ NY, &day3, NULL, NULL, "2026-10-29 15:00",
	    "2026-11-01 11:00", "2026-11-01 20:30", "2026-11-05 00:00" },
	{ NY, &day3, NULL, NULL, "2026-11-01 00:30",
	    "2026-11-04 11:00", "2026-11-04 20:30", "2026-11-08 00:00" },
	{ NY, &a_day_long, NULL, NULL, "2026-03-07 15:00",
	    "2026-03-07 15:00", "2026-03-08 18:00", "2026-03-16 00:00" },
	{ NY, &a_day_long, NULL, NULL, "2026-10-31 15:00",
	    "2026-10-31 15:00", "2026-11-01 16:00", "2026-11-09 00:00" },
	{ NY, &month, NULL, NULL, "2026-01-31 12:00",
	    "2026-02-02 11:00", "2026-02-28 20:30", "2026-03-29 00:00" },
	{ NY, &month, NULL, NULL, "2026-02-10 12:00",
	    "2026-02-12 11:00", "2026-03-10 20:30", "2026-04-11 00:00" },
};

static const struct call_windows site = { .n = 3, .v = { { 660, 750 }, { 870, 1050 },
	{ 1170, 1230 } } };

static const struct zone *zone_of(const char *name)
{
	const struct zone *z;
	struct err e = ERR_INIT;

	assert_int_equal(zone_open(name, &z, &e), OK);
	return z;
}

static int64_t instant(const struct zone *z, const char *text)
{
	char day[DAY_TEXT];
	int hour = 0, min = 0;

	text_copy_n(day, sizeof day, text, 10);
	assert_int_equal(sscanf(text + 11, "%d:%d", &hour, &min), 2);
	return zone_instant(z, day_parse(day), (hour * 60 + min) * 60);
}

static const char *shown(const struct zone *z, int64_t at, char out[32])
{
	struct local_time t = zone_local(z, at);
	char day[DAY_TEXT];

	return text_fmt(out, 32, "%s %02d:%02d", day_format(t.day, day), t.second / 3600,
	    t.second / 60 % 60);
}

static struct due_place place(const struct zone *z, works_fn works, const char *wish)
{
	struct due_place p = { .zone = z, .windows = site, .works = works };

	if (wish) {
		p.wish = true;
		assert_true(call_windows_parse(wish, &site, &p.windows));
	}
	return p;
}

static void each_promise_is_kept(void **state)
{
	size_t wrong = 0;

	(void)state;
	assert_true(COUNT(promises) >= 60);
	for (size_t i = 0; i < COUNT(promises); i++) {
		const struct promise *x = &promises[i];
		const struct zone *z = zone_of(x->zone);
		struct due_place p = place(z, x->works, x->wish);
		char from[32], due[32], expire[32];
		struct due out;

		callback_due(x->rule, &p, instant(z, x->event), &out);
		shown(z, out.from_at, from);
		shown(z, out.due_at, due);
		shown(z, out.expire_at, expire);
		if (strcmp(from, x->from) || strcmp(due, x->due) || strcmp(expire, x->expire)) {
			print_error("line %zu, %s: from %s due %s expire %s\n", i, x->event, from,
			    due, expire);
			wrong++;
		}
	}
	assert_int_equal(wrong, 0);
}

static void only_a_limit_that_beats_the_windows_sends_at_once(void **state)
{
	const struct zone *z = zone_of(SH);
	struct due_place p = place(z, NULL, NULL);
	struct due out;

	(void)state;
	callback_due(&two_hours, &p, instant(z, "2026-11-20 20:40"), &out);
	assert_true(out.at_once);
	callback_due(&four_hours, &p, instant(z, "2026-11-20 20:40"), &out);
	assert_false(out.at_once);
	callback_due(&day3, &p, instant(z, "2026-11-20 20:40"), &out);
	assert_false(out.at_once);
}

static void the_day_of_a_limit_at_midnight_is_the_one_that_ends(void **state)
{
	const struct zone *z = zone_of(SH);
	struct due_place p = place(z, NULL, "22:00-24:00");
	struct due out;

	(void)state;
	callback_due(&today, &p, instant(z, "2026-11-20 09:00"), &out);
	assert_int_equal(out.due_day, day_of(2026, 11, 20));
}

static bool never(void *arg, int32_t day)
{
	(void)arg;
	(void)day;
	return false;
}

/* A house that closed for good still has rows that hold the order of their times. */
static void a_house_that_never_opens_breaks_nothing(void **state)
{
	static const struct callback_rule *const all[] = { &two_hours, &day3, &next_day, &month,
		&today, &four_hours };
	const struct zone *z = zone_of(SH);
	struct due_place p = place(z, never, NULL);
	int64_t at = instant(z, "2026-11-20 09:00");

	(void)state;
	for (size_t i = 0; i < COUNT(all); i++) {
		struct due out;

		callback_due(all[i], &p, at, &out);
		assert_true(at <= out.from_at && out.from_at <= out.due_at);
		assert_true(out.due_at <= out.expire_at);
	}
}

static void the_sum_is_kept_in_words_of_its_own(void **state)
{
	const struct zone *z = zone_of(SH);
	struct due_place p = place(z, six_days, NULL);
	int64_t at = instant(z, "2026-11-19 15:00");
	char text[DUE_SUM];
	struct due out;

	(void)state;
	callback_due(&day3, &p, at, &out);
	assert_string_equal(callback_due_sum(&day3, &p, at, &out, text),
	    "at=2026-11-19T15:00 from=3d by=3d first=2026-11-22 last=2026-11-22 moved=1"
	    " hours=11:00-12:30,14:30-17:30,19:30-20:30");
	p = place(z, NULL, "15:00-");
	callback_due(&two_hours, &p, at, &out);
	assert_string_equal(callback_due_sum(&two_hours, &p, at, &out, text),
	    "at=2026-11-19T15:00 from=0min by=2h first=2026-11-19 last=2026-11-19"
	    " hours=15:00-20:30 wish=1 once=1");
}

/* ---- the same, minute by minute ---- */

struct house {
	const struct zone *zone;
	struct call_windows windows;
	uint32_t closed;                /* bit of day % 32 */
	int32_t extra;                  /* works whatever `closed` says */
};

static bool house_works(void *arg, int32_t day)
{
	const struct house *h = arg;

	return !(h->closed >> ((uint32_t)day % 32) & 1);
}

static bool open_then(const struct house *h, int32_t day)
{
	return day == h->extra || house_works((void *)(uintptr_t)h, day);
}

static bool allowed(const struct house *h, int64_t at)
{
	struct local_time t = zone_local(h->zone, at);

	for (size_t i = 0; i < h->windows.n; i++)
		if (t.second >= h->windows.v[i].from_min * 60 &&
		    t.second < h->windows.v[i].to_min * 60)
			return open_then(h, t.day);
	return false;
}

static int64_t first_allowed(const struct house *h, int64_t at)
{
	while (!allowed(h, at))
		at += 60;
	return at;
}

static int64_t end_of_window(const struct house *h, int64_t at)
{
	while (allowed(h, at))
		at += 60;
	return at;
}

static int64_t end_of_day_windows(const struct house *h, int32_t day)
{
	int64_t at = zone_day_start(h->zone, day + 1);

	while (!allowed(h, at - 60))
		at -= 60;
	return at;
}

static int32_t next_open(const struct house *h, int32_t day)
{
	while (!open_then(h, day))
		day++;
	return day;
}

static int32_t plus(int32_t day, struct delay x)
{
	return x.unit == DELAY_MONTH ? day_add_months(day, x.n) :
	    x.unit == DELAY_DAY ? day + x.n : day;
}

static int64_t seconds(struct delay x)
{
	return (int64_t)x.n * (x.unit == DELAY_HOUR ? 3600 : 60);
}

static void oracle(struct house *h, const struct callback_rule *r, int64_t at, int64_t *from,
    int64_t *due)
{
	int32_t day0 = zone_local(h->zone, at).day, last;

	h->extra = r->limit_beats_windows ? day0 : DAY_NONE;
	if (r->by.unit == DELAY_DAY || r->by.unit == DELAY_MONTH) {
		*from = zone_day_start(h->zone, next_open(h, plus(day0, r->from)));
		*from = first_allowed(h, *from > at ? *from : at);
		last = next_open(h, plus(day0, r->by));
		if (last < zone_local(h->zone, *from).day)
			last = zone_local(h->zone, *from).day;
		*due = end_of_day_windows(h, last);
		return;
	}
	*from = first_allowed(h, at + seconds(r->from));
	*due = at + seconds(r->by);
	if (!r->limit_beats_windows) {
		if (*due <= *from)
			*due = end_of_window(h, *from);
		return;
	}
	for (int64_t t = *from; t < *from + CALLBACK_CHANCE_S && allowed(h, t); t += 60)
		if (*due < t + 60)
			*due = t + 60;
}

static uint64_t seed = 0x9e3779b97f4a7c15;

static int pick(int n)
{
	seed ^= seed << 13;
	seed ^= seed >> 7;
	seed ^= seed << 17;
	return (int)(seed % (uint64_t)n);
}

/* Windows that do not touch, from six o'clock on. */
static struct call_windows some_windows(void)
{
	struct call_windows w = { .n = 0 };
	int at = 360 + pick(200);

	for (int n = 1 + pick(3); n > 0 && at < 1400; n--) {
		int to = at + 1 + pick(180);

		w.v[w.n++] = (struct call_window){ at, to > 1440 ? 1440 : to };
		at = to + 1 + pick(200);
	}
	return w;
}

static struct callback_rule some_rule(void)
{
	struct callback_rule r = { .expire = { pick(10), DELAY_DAY } };

	switch (pick(4)) {
	case 0:
		r.from = (struct delay){ pick(5), DELAY_DAY };
		r.by = (struct delay){ r.from.n + pick(5), DELAY_DAY };
		break;
	case 1:
		r.from = (struct delay){ pick(20), DELAY_DAY };
		r.by = (struct delay){ 1 + pick(3), DELAY_MONTH };
		break;
	case 2:
		r.from = (struct delay){ pick(60), DELAY_MIN };
		r.by = (struct delay){ 60 + pick(600), DELAY_MIN };
		break;
	default:
		r.by = (struct delay){ 1 + pick(30), DELAY_HOUR };
		r.limit_beats_windows = pick(2) != 0;
	}
	return r;
}

/* Days around both clock changes of a year, its end and a leap day come up often. */
static int32_t some_day(void)
{
	static const int dates[][3] = { { 2026, 3, 6 }, { 2026, 10, 29 }, { 2026, 12, 28 },
		{ 2028, 2, 26 }, { 2027, 1, 28 } };
	int i = pick(8);

	if (i >= (int)COUNT(dates))
		return day_of(2026, 1, 1) + pick(1200);
	return day_of(dates[i][0], dates[i][1], dates[i][2]) + pick(6);
}

static void it_agrees_with_looking_at_every_minute(void **state)
{
	static const char *const zones[] = { SH, NY };

	(void)state;
	for (int i = 0; i < 3000; i++) {
		struct house h = { .zone = zone_of(zones[pick(2)]), .windows = some_windows(),
			.closed = pick(2) ? 0 : (uint32_t)seed & (uint32_t)(seed >> 20) };
		struct due_place p = { .zone = h.zone, .windows = h.windows,
			.works = house_works, .arg = &h };
		struct callback_rule r = some_rule();
		int64_t at = zone_day_start(h.zone, some_day()) + pick(1440) * 60, from, due;
		struct due out;

		oracle(&h, &r, at, &from, &due);
		callback_due(&r, &p, at, &out);
		if (out.from_at != from || out.due_at != due) {
			char a[32], b[32], c[32], x[32], y[32], text[DUE_SUM];

			fail_msg("case %d: %s, event %s: from %s due %s, but from %s due %s", i,
			    callback_due_sum(&r, &p, at, &out, text), shown(h.zone, at, a),
			    shown(h.zone, out.from_at, b), shown(h.zone, out.due_at, c),
			    shown(h.zone, from, x), shown(h.zone, due, y));
		}
		assert_true(at <= out.from_at && out.from_at <= out.due_at);
		assert_true(out.due_at <= out.expire_at);
		assert_int_equal(out.due_day, zone_local(h.zone, out.due_at - 1).day);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(each_promise_is_kept),
		cmocka_unit_test(only_a_limit_that_beats_the_windows_sends_at_once),
		cmocka_unit_test(the_day_of_a_limit_at_midnight_is_the_one_that_ends),
		cmocka_unit_test(a_house_that_never_opens_breaks_nothing),
		cmocka_unit_test(the_sum_is_kept_in_words_of_its_own),
		cmocka_unit_test(it_agrees_with_looking_at_every_minute),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
