/* base/when.h: every row of the grammar as it is typed, understood and said back. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/buf.h"
#include "base/day.h"
#include "base/err.h"
#include "base/tr.h"
#include "base/utf8.h"
#include "base/when.h"
#include "base/zone.h"

/* Tuesday 24 November 2026, 14:32 in Shanghai; open 09:00 to 20:30. */
static struct when_base base;

static const struct zone *open_zone(const char *name)
{
	const struct zone *zone = NULL;
	struct err e = ERR_INIT;

	assert_int_equal(zone_open(name, &zone, &e), OK);
	return zone;
}

static struct when_base base_at(const char *zone_name, int year, int month, int mday, int minute)
{
	struct when_base b = {
		.zone = open_zone(zone_name), .open_min = 9 * 60, .close_min = 20 * 60 + 30,
		.last_day = DAY_NONE, .last_min = -1,
	};
	int64_t at[2];

	assert_true(zone_instants(b.zone, day_of(year, month, mday), minute * 60, at) > 0);
	b.now = at[0];
	return b;
}

static int set_up(void **state)
{
	struct err e = ERR_INIT;

	(void)state;
	assert_int_equal(tr_load(NULL, &e), OK);        /* English */
	base = base_at("Asia/Shanghai", 2026, 11, 24, 14 * 60 + 32);
	return 0;
}

/* The echo of TYPED, or the text of its refusal. Borrowed. */
static const char *says(const char *typed, enum when_kind kind)
{
	static char out[400];
	struct err e = ERR_INIT;
	struct when w;

	if (when_parse(typed, kind, &base, &w, &e) != OK)
		return text_copy(out, sizeof out, e.text);
	return when_echo(&w, kind, &base, out, sizeof out);
}

struct row {
	const char *typed, *echo;
	enum when_kind kind;
};

static void assert_rows(const struct row *row, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		const char *got = says(row[i].typed, row[i].kind);

		if (strcmp(got, row[i].echo) != 0)
			fail_msg("`%s` is `%s`, not `%s`", row[i].typed, got, row[i].echo);
	}
}

#define ASSERT_ROWS(rows) assert_rows(rows, sizeof (rows) / sizeof *(rows))

static void days_near_today(void **state)
{
	static const struct row ROW[] = {
		{ "t", "= Tue 24 Nov 2026, today", WHEN_PLAN },
		{ "T", "= Tue 24 Nov 2026, today", WHEN_DATE },
		{ "ｔ", "= Tue 24 Nov 2026, today", WHEN_DATE },
		{ "今", "= Tue 24 Nov 2026, today", WHEN_PLAN },
		{ "今天", "= Tue 24 Nov 2026, today", WHEN_PLAN },
		{ "tm", "= Wed 25 Nov 2026, tomorrow", WHEN_PLAN },
		{ "明", "= Wed 25 Nov 2026, tomorrow", WHEN_PLAN },
		{ "明天", "= Wed 25 Nov 2026, tomorrow", WHEN_PLAN },
		{ "后", "= Thu 26 Nov 2026, in 2 days", WHEN_PLAN },
		{ "后天", "= Thu 26 Nov 2026, in 2 days", WHEN_PLAN },
		{ "大后天", "= Fri 27 Nov 2026, in 3 days", WHEN_PLAN },
		{ "y", "= Mon 23 Nov 2026, yesterday", WHEN_DATE },
		{ "昨", "= Mon 23 Nov 2026, yesterday", WHEN_DATE },
		{ "昨天", "= Mon 23 Nov 2026, yesterday", WHEN_REPORT },
		{ "前天", "= Sun 22 Nov 2026, 2 days ago", WHEN_REPORT },
		{ "+3", "= Fri 27 Nov 2026, in 3 days", WHEN_PLAN },
		{ "＋３", "= Fri 27 Nov 2026, in 3 days", WHEN_PLAN },
		{ "-2", "= Sun 22 Nov 2026, 2 days ago", WHEN_DATE },
		{ "+2w", "= Tue 8 Dec 2026, in 14 days", WHEN_PLAN },
		{ "3天后", "= Fri 27 Nov 2026, in 3 days", WHEN_PLAN },
		{ "3 天后", "= Fri 27 Nov 2026, in 3 days", WHEN_PLAN },
		{ "三天前", "= Sat 21 Nov 2026, 3 days ago", WHEN_DATE },
		{ "两周后", "= Tue 8 Dec 2026, in 14 days", WHEN_PLAN },
		{ "两个月后", "= Sun 24 Jan 2027, in 61 days", WHEN_PLAN },
		{ "w+1", "= Tue 1 Dec 2026, in 7 days", WHEN_PLAN },
		{ "m+1", "= Thu 24 Dec 2026, in 30 days", WHEN_PLAN },
		{ "y+1", "= Wed 24 Nov 2027, in 365 days", WHEN_PLAN },
		{ "t+1", "= Wed 25 Nov 2026, tomorrow", WHEN_PLAN },
	};

	(void)state;
	ASSERT_ROWS(ROW);
}

static void weekdays(void **state)
{
	static const struct row ROW[] = {
		{ "fri", "= Fri 27 Nov 2026, in 3 days", WHEN_PLAN },
		{ "FRIDAY", "= Fri 27 Nov 2026, in 3 days", WHEN_PLAN },
		{ "周五", "= Fri 27 Nov 2026, in 3 days", WHEN_PLAN },
		{ "星期五", "= Fri 27 Nov 2026, in 3 days", WHEN_PLAN },
		{ "礼拜五", "= Fri 27 Nov 2026, in 3 days", WHEN_DATE },
		{ "五", "= Fri 27 Nov 2026, in 3 days", WHEN_PLAN },
		{ "周日", "= Sun 29 Nov 2026, in 5 days", WHEN_PLAN },
		{ "星期天", "= Sun 29 Nov 2026, in 5 days", WHEN_PLAN },
		{ "tue", "= Tue 1 Dec 2026, in 7 days", WHEN_PLAN },    /* today's own name */
		{ "周二", "= Tue 1 Dec 2026, in 7 days", WHEN_PLAN },
		{ "mon", "= Mon 30 Nov 2026, in 6 days", WHEN_PLAN },
		{ "fri", "= Fri 20 Nov 2026, 4 days ago", WHEN_REPORT },
		{ "mon", "= Mon 23 Nov 2026, yesterday", WHEN_REPORT },
		{ "tue", "= Tue 17 Nov 2026, 7 days ago", WHEN_REPORT },
		{ "下周三", "= Wed 2 Dec 2026, in 8 days", WHEN_PLAN },
		{ "w+1 wed", "= Wed 2 Dec 2026, in 8 days", WHEN_PLAN },
		{ "wed w+1", "= Wed 2 Dec 2026, in 8 days", WHEN_PLAN },
		{ "下星期一", "= Mon 30 Nov 2026, in 6 days", WHEN_PLAN },
		{ "本周五", "= Fri 27 Nov 2026, in 3 days", WHEN_PLAN },
		{ "上周日", "= Sun 22 Nov 2026, 2 days ago", WHEN_DATE },
		{ "下周", "= Tue 1 Dec 2026, in 7 days", WHEN_PLAN },
		{ "Fri 27 Nov 2026", "= Fri 27 Nov 2026, in 3 days", WHEN_PLAN },
		{ "2026-11-27 周五", "= Fri 27 Nov 2026, in 3 days", WHEN_PLAN },
		{ "= Fri 27 Nov 2026 15:30", "= Fri 27 Nov 2026 15:30, in 3 days", WHEN_PLAN },
		{ "Thu 27 Nov 2026", "27 Nov 2026 is a Fri. Type one of the two.", WHEN_PLAN },
	};

	(void)state;
	ASSERT_ROWS(ROW);
}

static void days_of_the_month_and_dates(void **state)
{
	static const struct row ROW[] = {
		{ "27", "= Fri 27 Nov 2026, in 3 days", WHEN_DATE },
		{ "27日", "= Fri 27 Nov 2026, in 3 days", WHEN_DATE },
		{ "27号", "= Fri 27 Nov 2026, in 3 days", WHEN_DATE },
		{ "二十七号", "= Fri 27 Nov 2026, in 3 days", WHEN_DATE },
		{ "廿七日", "= Fri 27 Nov 2026, in 3 days", WHEN_PLAN },
		{ "24", "= Tue 24 Nov 2026, today", WHEN_DATE },
		{ "23", "= Wed 23 Dec 2026, in 29 days", WHEN_DATE },
		{ "31", "= Thu 31 Dec 2026, in 37 days", WHEN_DATE },   /* November has none */
		{ "27", "= Tue 27 Oct 2026, 28 days ago", WHEN_REPORT },
		{ "31", "= Sat 31 Oct 2026, 24 days ago", WHEN_REPORT },
		{ "下月3号", "= Thu 3 Dec 2026, in 9 days", WHEN_PLAN },
		{ "0315", "= Mon 15 Mar 2027, in 111 days", WHEN_PLAN },
		{ "3.15", "= Mon 15 Mar 2027, in 111 days", WHEN_PLAN },
		{ "３．１５", "= Mon 15 Mar 2027, in 111 days", WHEN_PLAN },
		{ "3/15", "= Mon 15 Mar 2027, in 111 days", WHEN_PLAN },
		{ "3月15日", "= Mon 15 Mar 2027, in 111 days", WHEN_PLAN },
		{ "三月十五", "= Mon 15 Mar 2027, in 111 days", WHEN_PLAN },
		{ "15 mar", "= Mon 15 Mar 2027, in 111 days", WHEN_PLAN },
		{ "march 15", "= Mon 15 Mar 2027, in 111 days", WHEN_PLAN },
		{ "11-27 周五", "= Fri 27 Nov 2026, in 3 days", WHEN_PLAN },
		{ "315", "= Mon 15 Mar 2027, in 111 days", WHEN_DATE },
		{ "3.15", "= Sun 15 Mar 2026, 254 days ago", WHEN_REPORT },
		{ "0315", "= Sun 15 Mar 2026, 254 days ago", WHEN_REPORT },
		{ "11.24", "= Tue 24 Nov 2026, today", WHEN_PLAN },
		{ "2.29", "= Tue 29 Feb 2028, in 462 days", WHEN_PLAN },
		{ "20270315", "= Mon 15 Mar 2027, in 111 days", WHEN_PLAN },
		{ "2027-3-15", "= Mon 15 Mar 2027, in 111 days", WHEN_PLAN },
		{ "2027/03/15", "= Mon 15 Mar 2027, in 111 days", WHEN_DATE },
		{ "3/15/2027", "= Mon 15 Mar 2027, in 111 days", WHEN_DATE },
		{ "2027年3月15日", "= Mon 15 Mar 2027, in 111 days", WHEN_DATE },
		{ "二〇二七年三月十五日", "= Mon 15 Mar 2027, in 111 days", WHEN_DATE },
		{ "270315", "= Mon 15 Mar 2027, in 111 days", WHEN_PLAN },
		{ "251231", "= Wed 31 Dec 2025, 328 days ago", WHEN_REPORT },
		{ "20250101", "= Wed 1 Jan 2025, 692 days ago", WHEN_DATE },
	};

	(void)state;
	ASSERT_ROWS(ROW);
}

static void times(void **state)
{
	static const struct row ROW[] = {
		{ "1530", "= today 15:30, in 58 min", WHEN_PLAN },
		{ "15:30", "= today 15:30, in 58 min", WHEN_PLAN },
		{ "15：30", "= today 15:30, in 58 min", WHEN_PLAN },
		{ "15点半", "= today 15:30, in 58 min", WHEN_PLAN },
		{ "15点30", "= today 15:30, in 58 min", WHEN_PLAN },
		{ "15点30分", "= today 15:30, in 58 min", WHEN_PLAN },
		{ "330", "= today 15:30, in 58 min", WHEN_PLAN },
		{ "3:30", "= today 15:30, in 58 min", WHEN_PLAN },
		{ "3点半", "= today 15:30, in 58 min", WHEN_PLAN },
		{ "三点半", "= today 15:30, in 58 min", WHEN_PLAN },
		{ "下午3点半", "= today 15:30, in 58 min", WHEN_PLAN },
		{ "三点一刻", "= today 15:15, in 43 min", WHEN_PLAN },
		{ "3点零五分", "= today 15:05, in 33 min", WHEN_PLAN },
		{ "3pm", "= today 15:00, in 28 min", WHEN_PLAN },
		{ "pm 3", "= today 15:00, in 28 min", WHEN_PLAN },
		{ "今晚8点", "= today 20:00, in 5 h 28 min", WHEN_PLAN },
		{ "1532", "= today 15:32, in 1 h", WHEN_PLAN },
		{ "2030", "= today 20:30, in 5 h 58 min", WHEN_PLAN },
		{ "1432", "= today 14:32, now", WHEN_PLAN },
		{ "fri 9", "= Fri 27 Nov 2026 09:00, in 3 days", WHEN_PLAN },
		{ "fri 03", "= Fri 27 Nov 2026 03:00, in 3 days", WHEN_PLAN },
		{ "fri 15", "= Fri 27 Nov 2026 15:00, in 3 days", WHEN_PLAN },
		{ "15 fri", "= Fri 27 Nov 2026 15:00, in 3 days", WHEN_PLAN },
		{ "fri 7", "= Fri 27 Nov 2026 19:00, in 3 days", WHEN_PLAN },
		{ "fri 0730", "= Fri 27 Nov 2026 07:30, in 3 days", WHEN_PLAN },
		{ "fri 6", "= Fri 27 Nov 2026 18:00, in 3 days", WHEN_PLAN },
		{ "fri 12", "= Fri 27 Nov 2026 12:00, in 3 days", WHEN_PLAN },
		{ "周五下午3点", "= Fri 27 Nov 2026 15:00, in 3 days", WHEN_PLAN },
		{ "周五十点", "= Fri 27 Nov 2026 10:00, in 3 days", WHEN_PLAN },
		{ "下午3点周五", "= Fri 27 Nov 2026 15:00, in 3 days", WHEN_PLAN },
		{ "fri@330", "= Fri 27 Nov 2026 15:30, in 3 days", WHEN_PLAN },
		{ "+3 15", "= Fri 27 Nov 2026 15:00, in 3 days", WHEN_PLAN },
		{ "fri 1530", "= Fri 27 Nov 2026 15:30, in 3 days", WHEN_PLAN },
		{ "1127 15", "= Fri 27 Nov 2026 15:00, in 3 days", WHEN_PLAN },
		{ "11.27 15:30", "= Fri 27 Nov 2026 15:30, in 3 days", WHEN_PLAN },
		{ "27 nov 15", "= Fri 27 Nov 2026 15:00, in 3 days", WHEN_PLAN },
		{ "27 15", "= Fri 27 Nov 2026 15:00, in 3 days", WHEN_DATE },
		{ "y 15:30", "= Mon 23 Nov 2026 15:30, yesterday", WHEN_DATE },
		{ "明早9点", "= Wed 25 Nov 2026 09:00, tomorrow", WHEN_PLAN },
		{ "凌晨2点 fri", "= Fri 27 Nov 2026 02:00, in 3 days", WHEN_PLAN },
		{ "1130", "That was 3 h ago. t 17?", WHEN_PLAN },       /* in hours: a time */
		{ "11.30", "= Mon 30 Nov 2026, in 6 days", WHEN_PLAN }, /* always the date */
		{ "tm 0915", "= Wed 25 Nov 2026 09:15, tomorrow", WHEN_PLAN },
		{ "9.15", "= Wed 15 Sep 2027, in 295 days", WHEN_PLAN },
		{ "2230", "= today 22:30, in 7 h 58 min", WHEN_PLAN },  /* no such month: a time */
		{ "t 9:05", "That was 5 h ago. t 17?", WHEN_PLAN },
	};

	(void)state;
	ASSERT_ROWS(ROW);
}

/* Four figures in opening hours are a time. In the morning both of the manual's examples stand. */
static void four_figures_in_the_morning(void **state)
{
	static const struct row ROW[] = {
		{ "0915", "= today 09:15, in 1 h 15 min", WHEN_PLAN },
		{ "0315", "= Mon 15 Mar 2027, in 111 days", WHEN_PLAN },
		{ "0915", "= Wed 15 Sep 2027, in 295 days", WHEN_DATE },
	};

	(void)state;
	base = base_at("Asia/Shanghai", 2026, 11, 24, 8 * 60);
	ASSERT_ROWS(ROW);
}

/* One figure where opening hours do not decide: 6 to 11 morning, 12 and 1 to 5 afternoon. */
static void one_figure_without_the_help_of_opening_hours(void **state)
{
	(void)state;
	for (int open = 0; open < 2; open++) {
		for (int hour = 1; hour <= 9; hour++) {
			char typed[16], echo[64];

			base.open_min = 0;
			base.close_min = open ? 24 * 60 : 0;
			snprintf(typed, sizeof typed, "fri %d", hour);
			snprintf(echo, sizeof echo, "= Fri 27 Nov 2026 %02d:00, in 3 days",
			    hour >= 6 ? hour : hour + 12);
			assert_string_equal(says(typed, WHEN_PLAN), echo);
		}
	}
}

static void from_now_and_parts_of_the_day(void **state)
{
	static const struct row ROW[] = {
		{ "now", "= today 14:35, in 3 min", WHEN_PLAN },
		{ "now+1h", "= today 15:35, in 1 h 3 min", WHEN_PLAN },
		{ "+30m", "= today 15:05, in 33 min", WHEN_PLAN },
		{ "+1h30", "= today 16:05, in 1 h 33 min", WHEN_PLAN },
		{ "半小时后", "= today 15:05, in 33 min", WHEN_PLAN },
		{ "现在", "= today 14:35, in 3 min", WHEN_PLAN },
		{ "一个半小时后", "= today 16:05, in 1 h 33 min", WHEN_PLAN },
		{ "now+10h", "= Wed 25 Nov 2026 00:35, tomorrow", WHEN_PLAN },
		{ "半小时前", "= today 14:02, 30 min ago", WHEN_DATE },
		{ "fri pm", "= Fri 27 Nov, 12:00-18:00, in 3 days", WHEN_PLAN },
		{ "fri am", "= Fri 27 Nov, 09:00-12:00, in 3 days", WHEN_PLAN },
		{ "fri eve", "= Fri 27 Nov, 18:00-20:30, in 3 days", WHEN_PLAN },
		{ "周五下午", "= Fri 27 Nov, 12:00-18:00, in 3 days", WHEN_PLAN },
		{ "上午", "= 09:00-12:00", WHEN_PLAN },
		{ "晚上", "= 18:00-20:30", WHEN_PLAN },
		{ "+3..+14 pm", "= 27 Nov - 8 Dec 2026, 12 days, 12:00-18:00", WHEN_PLAN },
	};

	(void)state;
	ASSERT_ROWS(ROW);
}

static void durations(void **state)
{
	static const struct row ROW[] = {
		{ "45", "= 45 min", WHEN_DURATION }, { "45m", "= 45 min", WHEN_DURATION },
		{ "1h", "= 60 min", WHEN_DURATION }, { "1h30", "= 90 min", WHEN_DURATION },
		{ "1.5h", "= 90 min", WHEN_DURATION }, { "90分", "= 90 min", WHEN_DURATION },
		{ "一个半小时", "= 90 min", WHEN_DURATION }, { "半小时", "= 30 min",
		WHEN_DURATION },
		{ "1:30", "= 90 min", WHEN_DURATION }, { "两小时", "= 120 min", WHEN_DURATION },
		{ "1小时30分", "= 90 min", WHEN_DURATION }, { "一刻钟", "= 15 min", WHEN_DURATION },
		{ "1.25h", "= 75 min", WHEN_DURATION }, { "2 h", "= 120 min", WHEN_DURATION },
		{ "1 h 30 min", "= 90 min", WHEN_DURATION },
		{ "fri 15 45m", "= Fri 27 Nov 2026 15:00, in 3 days, 45 min", WHEN_PLAN },
		{ "fri 1530 90分", "= Fri 27 Nov 2026 15:30, in 3 days, 90 min", WHEN_PLAN },
		{ "0", "A duration is 1 minute to 31 days. Type 45m or 1h30.", WHEN_DURATION },
		{ "fri", "\"fri\" is not understood. Type 45, 1h30 or 1.5h.", WHEN_DURATION },
	};

	(void)state;
	ASSERT_ROWS(ROW);
}

static void ranges(void **state)
{
	static const struct row ROW[] = {
		{ "13..18", "= 13 Nov - 18 Nov 2026, 6 days", WHEN_RANGE },
		{ "t..+3", "= 24 Nov - 27 Nov 2026, 4 days", WHEN_RANGE },
		{ "mon..wed", "= 30 Nov - 2 Dec 2026, 3 days", WHEN_RANGE },
		{ "周一至周五", "= 30 Nov - 4 Dec 2026, 5 days", WHEN_RANGE },
		{ "nov", "= 1 Nov - 30 Nov 2026, 30 days", WHEN_RANGE },
		{ "11月", "= 1 Nov - 30 Nov 2026, 30 days", WHEN_RANGE },
		{ "dec", "= 1 Dec - 31 Dec 2025, 31 days", WHEN_RANGE },
		{ "nov 2025", "= 1 Nov - 30 Nov 2025, 30 days", WHEN_RANGE },
		{ "2026-09", "= 1 Sep - 30 Sep 2026, 30 days", WHEN_RANGE },
		{ "q3", "= 1 Jul - 30 Sep 2026, 92 days", WHEN_RANGE },
		{ "q4", "= 1 Oct - 31 Dec 2026, 92 days", WHEN_RANGE },
		{ "w", "= 23 Nov - 29 Nov 2026, 7 days", WHEN_RANGE },
		{ "本周", "= 23 Nov - 29 Nov 2026, 7 days", WHEN_RANGE },
		{ "w-1", "= 16 Nov - 22 Nov 2026, 7 days", WHEN_RANGE },
		{ "上周", "= 16 Nov - 22 Nov 2026, 7 days", WHEN_RANGE },
		{ "m", "= 1 Nov - 30 Nov 2026, 30 days", WHEN_RANGE },
		{ "m-1", "= 1 Oct - 31 Oct 2026, 31 days", WHEN_RANGE },
		{ "上个月", "= 1 Oct - 31 Oct 2026, 31 days", WHEN_RANGE },
		{ "2025", "= 1 Jan - 31 Dec 2025, 365 days", WHEN_RANGE },
		{ "去年", "= 1 Jan - 31 Dec 2025, 365 days", WHEN_RANGE },
		{ "9.1..11.24", "= 1 Sep - 24 Nov 2026, 85 days", WHEN_RANGE },
		{ "12.20..1.5", "= 20 Dec 2025 - 5 Jan 2026, 17 days", WHEN_RANGE },
		{ "w-4..t", "= 27 Oct - 24 Nov 2026, 29 days", WHEN_RANGE },
		{ "9月..10月", "= 1 Sep - 31 Oct 2026, 61 days", WHEN_RANGE },
		{ "t", "= Tue 24 Nov 2026, today", WHEN_RANGE },
		{ "12.1..12.5", "= 1 Dec - 5 Dec 2026, 5 days", WHEN_PLAN },
		{ "13..18", "= 13 Dec - 18 Dec 2026, 6 days", WHEN_PLAN },
		{ "nov", "= 24 Nov - 30 Nov 2026, 7 days", WHEN_PLAN }, /* what is left of it */
		{ "t 15..18", "= today 15:00-18:00, in 28 min", WHEN_PLAN },
		{ "fri 9..5", "= Fri 27 Nov 2026 09:00-17:00, in 3 days", WHEN_PLAN },
		{ "fri 13:00~18:00", "= Fri 27 Nov 2026 13:00-18:00, in 3 days", WHEN_PLAN },
		{ "t..y", "The end is before the start. Type the earlier one first.", WHEN_RANGE },
		{ "fri 15..13", "The end is not after the start. Type the earlier one first.",
		    WHEN_PLAN },
		{ "q5", "A year has q1 to q4.", WHEN_RANGE },
		{ "t..", "\"t..\" is not understood. Type 9.1..11.24, t..+3, nov, q3 or w.",
		    WHEN_RANGE },
	};

	(void)state;
	ASSERT_ROWS(ROW);
}

static void series(void **state)
{
	static const struct row ROW[] = {
		{ "6x4w", "= 6 times, every 4 weeks, last 13 Apr 2027", WHEN_PLAN },
		{ "6×4w", "= 6 times, every 4 weeks, last 13 Apr 2027", WHEN_PLAN },
		{ "6 weekly", "= 6 times, every week, last 29 Dec 2026", WHEN_PLAN },
		{ "每周 6次", "= 6 times, every week, last 29 Dec 2026", WHEN_PLAN },
		{ "6次 每两周", "= 6 times, every 2 weeks, last 2 Feb 2027", WHEN_PLAN },
		{ "10 daily", "= 10 times, every day, last 3 Dec 2026", WHEN_PLAN },
		{ "10x2d", "= 10 times, every 2 days, last 12 Dec 2026", WHEN_PLAN },
		{ "fri 15 6 weekly",
		    "= Fri 27 Nov 2026 15:00, in 3 days, 6 times, every week, last 1 Jan 2027",
		    WHEN_PLAN },
		{ "999 weekly", "A series has 1 to 200 times. Type 6 weekly or 6x4w.", WHEN_PLAN },
	};

	(void)state;
	ASSERT_ROWS(ROW);
}

static void ages_and_birthdays(void **state)
{
	static const struct row ROW[] = {
		{ "34", "= 34, about 1992", WHEN_BIRTH }, { "34岁", "= 34, about 1992",
		WHEN_BIRTH },
		{ "三十四岁", "= 34, about 1992", WHEN_BIRTH },
		{ "920315", "= 15 Mar 1992, 34 years", WHEN_BIRTH },
		{ "1992年3月15日", "= 15 Mar 1992, 34 years", WHEN_BIRTH },
		{ "19920315", "= 15 Mar 1992, 34 years", WHEN_BIRTH },
		{ "1992-3-15", "= 15 Mar 1992, 34 years", WHEN_BIRTH },
		{ "92.3.15", "= 15 Mar 1992, 34 years", WHEN_BIRTH },
		{ "260315", "= 15 Mar 2026, 0 years", WHEN_BIRTH },
		{ "270315", "= 15 Mar 1927, 99 years", WHEN_BIRTH },
		{ "251124", "= 24 Nov 2025, 1 year", WHEN_BIRTH },
		{ "0315", "= 15 Mar 2026, 0 years", WHEN_BIRTH },
		{ "3.15", "= 15 Mar 2026, 0 years", WHEN_BIRTH },
		{ "140", "Nobody is 140. Type the age or the birthday: 34, 920315.", WHEN_BIRTH },
		{ "20270315", "That day is still to come. Type the birthday: 920315, 1992-3-15.",
		    WHEN_BIRTH },
	};

	(void)state;
	ASSERT_ROWS(ROW);
}

static void half_known_birthdays(void **state)
{
	static const struct { const char *typed, *birth; int age; } CASE[] = {
		{ "34", "1992", 34 }, { "1992", "1992", -1 }, { "1992年", "1992", -1 },
		{ "1992-3", "1992-03", -1 }, { "1992年3月", "1992-03", -1 },
		{ "mar 1992", "1992-03", -1 }, { "8个月", "2026-03", -1 },
		{ "920315", "1992-03-15", -1 },
	};

	(void)state;
	for (size_t i = 0; i < sizeof CASE / sizeof *CASE; i++) {
		struct err e = ERR_INIT;
		struct when w;

		assert_int_equal(when_parse(CASE[i].typed, WHEN_BIRTH, &base, &w, &e), OK);
		assert_string_equal(w.birth, CASE[i].birth);
		assert_int_equal(w.age, CASE[i].age);
	}
}

static void the_last_value_again(void **state)
{
	(void)state;
	assert_string_equal(says(".", WHEN_PLAN),
	    "Nothing was typed here before. Type t, fri 15 or 3.15.");
	base.last_day = day_of(2026, 11, 27);
	base.last_min = 15 * 60 + 30;
	assert_string_equal(says(".", WHEN_PLAN), "= Fri 27 Nov 2026 15:30, in 3 days");
	assert_string_equal(says("。", WHEN_PLAN), "= Fri 27 Nov 2026 15:30, in 3 days");
	assert_string_equal(says(". 16", WHEN_PLAN), "= Fri 27 Nov 2026 16:00, in 3 days");
	assert_string_equal(says(".", WHEN_DATE), "= Fri 27 Nov 2026 15:30, in 3 days");
}

/* The catalogue as the build makes it from the texts in the tree. */
static void the_echo_in_chinese(void **state)
{
	static const struct row ROW[] = {
		{ "周五 15:30", "= 2026-11-27 周五 15:30, 3 天后", WHEN_PLAN },
		{ "今天", "= 2026-11-24 周二, 今天", WHEN_PLAN },
		{ "1530", "= 今天 15:30, 58 分后", WHEN_PLAN },
		{ "周五下午", "= 11-27 周五, 12:00-18:00, 3 天后", WHEN_PLAN },
		{ "9.1..11.24", "= 2026-09-01 - 2026-11-24, 85 天", WHEN_RANGE },
		{ "6x4w", "= 6 次, 每 4 周, 最后 2027-04-13", WHEN_PLAN },
		{ "34岁", "= 34 岁, 约 1992 年生", WHEN_BIRTH },
		{ "920315", "= 1992-03-15, 34 岁", WHEN_BIRTH },
		{ "一个半小时", "= 90 分", WHEN_DURATION },
		{ "4.31", "没有 4月31日。请输 4.30 或 5.1。", WHEN_PLAN },
		{ "2027-2-29", "没有 2027年2月29日。请输 2027-2-28 或 2027-3-1。", WHEN_PLAN },
		{ "今天 12:30", "已过 2 小时。改为 t 17?", WHEN_PLAN },
	};
	char path[] = "/tmp/frontdesk-when-XXXXXX", command[128], out[64];
	struct err e = ERR_INIT;
	int fd = mkstemp(path);

	(void)state;
	assert_true(fd >= 0);
	close(fd);
	snprintf(command, sizeof command, "msgfmt -o %s forms/po/zh_CN.po", path);
	assert_int_equal(pclose(popen(command, "r")), 0);
	assert_int_equal(tr_load(path, &e), OK);
	unlink(path);
	ASSERT_ROWS(ROW);
	day_echo(day_of(2026, 11, 27), day_of(2026, 11, 24), out, sizeof out);
	assert_string_equal(out, "11-27 周五");
	assert_string_equal(day_short(day_of(2026, 11, 27), out, sizeof out), "11-27");
	assert_int_equal(tr_load(NULL, &e), OK);
}

static void refusals_say_the_way_out(void **state)
{
	static const struct row ROW[] = {
		{ "4.31", "There is no 31 April. Type 4.30 or 5.1.", WHEN_PLAN },
		{ "4月31日", "There is no 31 April. Type 4.30 or 5.1.", WHEN_DATE },
		{ "0431", "There is no 31 April. Type 4.30 or 5.1.", WHEN_DATE },
		{ "12.32", "There is no 32 December. Type 12.31 or 1.1.", WHEN_PLAN },
		{ "2.30", "There is no 30 February. Type 2.29 or 3.1.", WHEN_PLAN },
		{ "2027-2-29", "There is no 29 February 2027. Type 2027-2-28 or 2027-3-1.",
		WHEN_PLAN },
		{ "2026-12-32", "There is no 32 December 2026. Type 2026-12-31 or 2027-1-1.",
		WHEN_PLAN },
		{ "15.3", "There is no month 15. The month comes first: 3.15.", WHEN_PLAN },
		{ "15.32", "There is no month 15. Type month and day: 3.15.", WHEN_PLAN },
		{ "t 12:30", "That was 2 h ago. t 17?", WHEN_PLAN },
		{ "t 14", "That was 32 min ago. t 17?", WHEN_PLAN },
		{ "y", "That was 1 day ago. t?", WHEN_PLAN },
		{ "-30", "That was 30 days ago. t?", WHEN_PLAN },
		{ "25:00", "There is no 25:00. The last minute of a day is 23:59.", WHEN_PLAN },
		{ "t 1560", "There is no 15:60. The last minute of a day is 23:59.", WHEN_PLAN },
		{ "晚上12点", "24:00 is 00:00 of the next day. Type that.", WHEN_PLAN },
		{ "fri mon", "Two days were typed. Keep one.", WHEN_PLAN },
		{ "t tm", "Two days were typed. Keep one.", WHEN_PLAN },
		{ "15:00 16:00", "Two times were typed. Keep one.", WHEN_PLAN },
		{ "15", "15 alone may be an hour or a day. Type 15:00 or 11.15.", WHEN_PLAN },
		{ "27", "27 alone is no time. Type the month as well: 11.27.", WHEN_PLAN },
		{ "32", "There is no day 32. Type 1 to 31, or 3.15.", WHEN_DATE },
		{ "", "Nothing was typed. Type t, fri 15, 3.15 or 1530.", WHEN_PLAN },
		{ "  ", "Nothing was typed. Type t, fri, 27 or 3.15.", WHEN_DATE },
		{ "frog", "\"frog\" is not understood. Type t, fri 15, 3.15 or 1530.", WHEN_PLAN },
		{ "3.15.", "\"3.15.\" is not understood. Type t, fri, 27 or 3.15.", WHEN_DATE },
		{ "123456789", "\"123456789\" is not understood. Type t, fri, 27 or 3.15.",
		WHEN_DATE },
		{ "+99999999", "That day is out of reach. Type t, fri or 3.15.", WHEN_PLAN },
		{ "m+99999999", "That day is out of reach. Type t, fri or 3.15.", WHEN_PLAN },
		{ "9999-1-1", "The year 9999 is out of reach. Type 1850 to 2199.", WHEN_DATE },
	};

	(void)state;
	ASSERT_ROWS(ROW);
}

/* After two hours nothing is left of the day: the next is offered. */
static void a_past_time_late_in_the_day_offers_tomorrow(void **state)
{
	(void)state;
	base = base_at("Asia/Shanghai", 2026, 11, 24, 19 * 60);
	assert_string_equal(says("t 10", WHEN_PLAN), "That was 9 h ago. tm 9?");
}

/* Berlin: 29 March 2026 02:00-03:00 is skipped, 25 October 2026 02:00-03:00 comes twice. */
static void a_skipped_hour_is_refused(void **state)
{
	(void)state;
	base = base_at("Europe/Berlin", 2026, 3, 27, 12 * 60);
	assert_string_equal(says("3.29 02:30", WHEN_PLAN),
	    "02:30 does not exist that night. 03:00?");
	assert_string_equal(says("3.29 03:00", WHEN_PLAN), "= Sun 29 Mar 2026 03:00, in 2 days");
}

static void a_repeated_hour_asks_which(void **state)
{
	struct err e = ERR_INIT;
	struct when w;

	(void)state;
	base = base_at("Europe/Berlin", 2026, 10, 23, 12 * 60);
	assert_int_equal(when_parse("10.25 02:30", WHEN_PLAN, &base, &w, &e), ERR_INVALID);
	assert_string_equal(e.text, "02:30 comes twice that night: 1 first 2 second");
	assert_int_equal(w.day, day_of(2026, 10, 25));
	assert_int_equal(w.minute, 150);
	assert_int_equal(w.second_at - w.at, 3600);
	err_clear(&e);
	assert_int_equal(when_parse("10.25 02:30 first", WHEN_PLAN, &base, &w, &e), OK);
	int64_t first = w.at;
	assert_int_equal(when_parse("10.25 02:30 第二次", WHEN_PLAN, &base, &w, &e), OK);
	assert_int_equal(w.at - first, 3600);
	assert_int_equal(w.second_at, 0);
}

static void what_was_said_is_told_apart_from_what_was_filled_in(void **state)
{
	struct err e = ERR_INIT;
	struct when w;

	(void)state;
	assert_int_equal(when_parse("1530", WHEN_PLAN, &base, &w, &e), OK);
	assert_false(w.day_said);
	assert_int_equal(w.day, day_of(2026, 11, 24));
	assert_int_equal(w.minute, 930);
	assert_int_equal(w.at, base.now + 58 * 60);
	assert_int_equal(when_parse("t 15..18", WHEN_PLAN, &base, &w, &e), OK);
	assert_true(w.day_said);
	assert_int_equal(w.until, 18 * 60);
	assert_int_equal(when_parse("pm", WHEN_PLAN, &base, &w, &e), OK);
	assert_int_equal(w.day, DAY_NONE);
	assert_int_equal(w.part, WHEN_PM);
	assert_int_equal(w.at, 0);
}

static void a_day_is_said_with_its_year_only_when_that_differs(void **state)
{
	char out[64];
	int32_t today = day_of(2026, 11, 24);

	(void)state;
	assert_string_equal(day_echo(day_of(2026, 11, 27), today, out, sizeof out), "Fri 27 Nov");
	assert_string_equal(day_short(day_of(2026, 11, 27), out, sizeof out), "27 Nov");
	assert_string_equal(day_short(day_of(2026, 1, 2), out, sizeof out), "2 Jan");
	assert_string_equal(day_echo(day_of(2027, 3, 15), today, out, sizeof out),
	    "Mon 15 Mar 2027");
}

/* The oracle: every day of two years by month and day, and by days from today. */
static void every_day_round_trips(void **state)
{
	int32_t today = day_of(2026, 11, 24);

	(void)state;
	for (int i = 0; i < 730; i++) {
		struct ymd d = day_split(today + i);
		char typed[4][32];

		snprintf(typed[0], sizeof typed[0], "+%d", i);
		snprintf(typed[1], sizeof typed[1], "%d-%d-%d", d.year, d.month, d.day);
		snprintf(typed[2], sizeof typed[2], "%04d%02d%02d", d.year, d.month, d.day);
		snprintf(typed[3], sizeof typed[3], "%d.%d", d.month, d.day);
		for (int k = 0; k < (i < 365 ? 4 : 3); k++) {
			struct err e = ERR_INIT;
			struct when w;

			assert_int_equal(when_parse(typed[k], WHEN_PLAN, &base, &w, &e), OK);
			if (w.day != today + i)
				fail_msg("%s", typed[k]);
		}
	}
}

static uint32_t seed = 7;

static uint32_t next_random(void)
{
	seed = seed * 1664525u + 1013904223u;
	return seed >> 8;
}

static void parse_any(const char *typed)
{
	for (int kind = WHEN_PLAN; kind <= WHEN_RANGE; kind++) {
		struct err e = ERR_INIT;
		struct when w;
		char out[200];

		if (when_parse(typed, (enum when_kind)kind, &base, &w, &e) == OK) {
			when_echo(&w, (enum when_kind)kind, &base, out, sizeof out);
			assert_true(utf8_valid(out, strlen(out)) && strlen(out) > 2);
			assert_true(w.minute >= -1 && w.minute < 24 * 60);
		} else {
			assert_int_equal(e.code, ERR_INVALID);
			assert_true(e.text[0] != '\0');
		}
	}
}

/* Fragments of the grammar in any order, and plain bytes: refused or said back, never worse. */
static void any_text_is_refused_or_said_back(void **state)
{
	static const char *const PIECE[] = {
		"t", "tm", "y", "+", "-", "3", "15", "1530", "0315", "99", "20270315", "fri", "周",
		"五", "下周",
		"月", "日", "年", "点", "半", "刻", "分", "小时", "后", "前", "每", "次", "岁",
		"w", "m", "q", "x", "h",
		"now", "pm", "..", ".", ":", "/", "@", " ", "nov", "weekly", "十", "廿", "〇",
		"两", "个", "到",
		"first", "本月", "去年", "凌晨", "晚上", "天", "99999999", "0", "00", "12", "24",
		"60",
	};

	(void)state;
	base.last_day = day_of(2026, 11, 27);
	for (int i = 0; i < 30000; i++) {
		struct buf text = BUF_INIT;

		for (uint32_t n = next_random() % 7; n > 0; n--) {
			if (i % 5 == 0)
				buf_putc(&text, (char)(next_random() % 255 + 1));
			else
				buf_puts(&text,
				    PIECE[next_random() % (sizeof PIECE / sizeof *PIECE)]);
		}
		parse_any(buf_str(&text));
		buf_free(&text);
	}
}

static void a_text_without_end_is_refused(void **state)
{
	struct buf text = BUF_INIT;

	(void)state;
	for (int i = 0; i < 1000; i++)
		buf_puts(&text, "t 3.15 ");
	parse_any(buf_str(&text));
	buf_clear(&text);
	for (int i = 0; i < 60; i++)
		buf_puts(&text, "1 ");
	parse_any(buf_str(&text));
	buf_free(&text);
}

/* "time|rest", "-" for none. */
static const char *split(const char *typed, char *out, size_t size)
{
	char when[200];
	const char *rest = when_split(typed, WHEN_PLAN, &base, when, sizeof when);

	return text_fmt(out, size, "%s|%s", when, rest ? rest : "-");
}

static void a_remark_stands_behind_the_time(void **state)
{
	static const struct { const char *typed, *is; } TIMES[] = {
		{ "fri 15", "fri 15|-" },
		{ "fri 15, in a meeting", "fri 15|in a meeting" },
		{ "fri 15 in a meeting", "fri 15 |in a meeting" },
		{ "fri afternoon away", "fri afternoon |away" },
		{ "明天15点 在上班", "明天15点 |在上班" },
		{ "周五，开会, 然后", "周五|开会, 然后" },
		{ "tm;", "tm|" },
		{ ", only why", "|only why" },
		/* A slip is no remark. */
		{ "fri 15 30x", "fri 15 30x|-" },
		{ "soon please", "soon please|-" },
		{ "", "|-" },
	};
	char out[300];

	(void)state;
	for (size_t i = 0; i < sizeof TIMES / sizeof *TIMES; i++)
		assert_string_equal(split(TIMES[i].typed, out, sizeof out), TIMES[i].is);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup(days_near_today, set_up),
		cmocka_unit_test_setup(weekdays, set_up),
		cmocka_unit_test_setup(days_of_the_month_and_dates, set_up),
		cmocka_unit_test_setup(times, set_up),
		cmocka_unit_test_setup(four_figures_in_the_morning, set_up),
		cmocka_unit_test_setup(one_figure_without_the_help_of_opening_hours, set_up),
		cmocka_unit_test_setup(from_now_and_parts_of_the_day, set_up),
		cmocka_unit_test_setup(durations, set_up),
		cmocka_unit_test_setup(ranges, set_up),
		cmocka_unit_test_setup(series, set_up),
		cmocka_unit_test_setup(ages_and_birthdays, set_up),
		cmocka_unit_test_setup(half_known_birthdays, set_up),
		cmocka_unit_test_setup(the_last_value_again, set_up),
		cmocka_unit_test_setup(the_echo_in_chinese, set_up),
		cmocka_unit_test_setup(refusals_say_the_way_out, set_up),
		cmocka_unit_test_setup(a_past_time_late_in_the_day_offers_tomorrow, set_up),
		cmocka_unit_test_setup(a_skipped_hour_is_refused, set_up),
		cmocka_unit_test_setup(a_repeated_hour_asks_which, set_up),
		cmocka_unit_test_setup(what_was_said_is_told_apart_from_what_was_filled_in, set_up),
		cmocka_unit_test_setup(a_day_is_said_with_its_year_only_when_that_differs, set_up),
		cmocka_unit_test_setup(a_remark_stands_behind_the_time, set_up),
		cmocka_unit_test_setup(every_day_round_trips, set_up),
		cmocka_unit_test_setup(any_text_is_refused_or_said_back, set_up),
		cmocka_unit_test_setup(a_text_without_end_is_refused, set_up),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
