/* base/day.h: civil dates, checked against a calendar that is counted day by day. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/day.h"

static void known_days(void **state)
{
	(void)state;
	assert_int_equal(day_of(1970, 1, 1), 0);
	assert_int_equal(day_of(2000, 3, 1), 11017);
	assert_int_equal(day_parse("2026-11-24"), day_of(2026, 11, 24));
	assert_int_equal(day_weekday(day_of(2026, 11, 24)), 2);         /* a Tuesday */
	assert_int_equal(day_weekday(day_of(1970, 1, 1)), 4);           /* a Thursday */
}

/* The oracle: one day after another from 0001-01-01, a Monday, with the Gregorian leap years. */
static void every_day_of_the_range_round_trips(void **state)
{
	static const int len[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };
	int32_t day = day_of(1, 1, 1);
	int weekday = 1;

	(void)state;
	for (int y = 1; y <= 9999; y++) {
		int leap = (y % 4 == 0 && y % 100) || y % 400 == 0;

		for (int m = 1; m <= 12; m++) {
			int last = len[m - 1] + (leap && m == 2);

			for (int d = 1; d <= last; d++, day++, weekday = weekday % 7 + 1) {
				struct ymd got = day_split(day);

				if (day_of(y, m, d) != day || got.year != y || got.month != m
				    || got.day != d || day_weekday(day) != weekday)
					fail_msg("%04d-%02d-%02d", y, m, d);
			}
			assert_int_equal(day_of(y, m, last + 1), DAY_NONE);
			assert_int_equal(day_month_len(y, m), last);
		}
	}
	assert_int_equal(day - 1, day_of(9999, 12, 31));
}

static void dates_that_do_not_exist(void **state)
{
	char text[DAY_TEXT];

	(void)state;
	assert_int_equal(day_of(2026, 2, 29), DAY_NONE);
	assert_int_equal(day_of(1900, 2, 29), DAY_NONE);
	assert_int_equal(day_of(2026, 4, 31), DAY_NONE);
	assert_int_equal(day_of(2026, 0, 1), DAY_NONE);
	assert_int_equal(day_of(2026, 13, 1), DAY_NONE);
	assert_int_equal(day_of(2026, 1, 0), DAY_NONE);
	assert_int_equal(day_of(0, 12, 31), DAY_NONE);
	assert_int_equal(day_of(10000, 1, 1), DAY_NONE);
	assert_int_equal(day_of(INT32_MAX, INT32_MAX, INT32_MAX), DAY_NONE);
	assert_int_equal(day_of(INT32_MIN, 1, 1), DAY_NONE);
	assert_int_equal(day_of(2026, INT32_MIN, INT32_MIN), DAY_NONE);
	assert_int_equal(day_weekday(DAY_NONE), 0);
	assert_int_equal(day_split(DAY_NONE).year, 0);
	assert_string_equal(day_format(DAY_NONE, text), "");
}

static void only_the_strict_form_is_read(void **state)
{
	static const char *const wrong[] = {
		"", "2026", "2026-11", "2026-11-2", "2026-1-24", "2026/11/24", "2026-11-24 ",
		" 2026-11-24", "2026-11-240", "2026-02-30", "2026-00-01", "+026-11-24",
		"2026-11-00", "-026-11-24", "0000-01-01", "2026-1a-24", "２０２６-11-24",
	};
	char text[DAY_TEXT];

	(void)state;
	for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
		if (day_parse(wrong[i]) != DAY_NONE)
			fail_msg("\"%s\" was taken for a date", wrong[i]);
	assert_int_equal(day_parse(NULL), DAY_NONE);
	assert_string_equal(day_format(day_parse("0045-07-09"), text), "0045-07-09");
	assert_string_equal(day_format(day_parse("2024-02-29"), text), "2024-02-29");
}

static int32_t plus(const char *text, int months)
{
	return day_add_months(day_parse(text), months);
}

static void a_month_on_is_the_same_day_or_the_last(void **state)
{
	(void)state;
	assert_int_equal(plus("2026-11-24", 1), day_parse("2026-12-24"));
	assert_int_equal(plus("2026-01-31", 1), day_parse("2026-02-28"));
	assert_int_equal(plus("2024-01-31", 1), day_parse("2024-02-29"));
	assert_int_equal(plus("2024-02-29", 12), day_parse("2025-02-28"));
	assert_int_equal(plus("2026-03-31", -1), day_parse("2026-02-28"));
	assert_int_equal(plus("2026-01-15", -1), day_parse("2025-12-15"));
	assert_int_equal(plus("2026-12-15", 1), day_parse("2027-01-15"));
	assert_int_equal(plus("0001-01-01", -1), DAY_NONE);
	assert_int_equal(plus("9999-12-01", 1), DAY_NONE);
	assert_int_equal(plus("2026-12-15", INT32_MAX), DAY_NONE);
	assert_int_equal(plus("2026-12-15", INT32_MIN), DAY_NONE);
	assert_int_equal(day_add_months(DAY_NONE, 1), DAY_NONE);
}

static void birthdays_may_be_partly_known(void **state)
{
	int32_t today = day_of(2026, 11, 24);

	(void)state;
	assert_true(birth_valid("1992", today));
	assert_true(birth_valid("1992-03", today));
	assert_true(birth_valid("1992-03-15", today));
	assert_true(birth_valid("2026-11-24", today));
	assert_false(birth_valid("2026-11-25", today));
	assert_false(birth_valid("2026-12", today));
	assert_false(birth_valid("2027", today));
	assert_false(birth_valid("1992-13", today));
	assert_false(birth_valid("1992-00", today));
	assert_false(birth_valid("1992-02-30", today));
	assert_false(birth_valid("92", today));
	assert_false(birth_valid("1992-3", today));
	assert_false(birth_valid("", today));
	assert_false(birth_valid(NULL, today));
}

static void ages(void **state)
{
	int32_t today = day_of(2026, 11, 24);

	(void)state;
	assert_int_equal(birth_age("1992-11-24", today), 34);
	assert_int_equal(birth_age("1992-11-25", today), 33);
	assert_int_equal(birth_age("1992-12", today), 33);
	assert_int_equal(birth_age("1992-11", today), 34);
	assert_int_equal(birth_age("1992", today), 34);
	assert_int_equal(birth_age("2026-11-24", today), 0);
	assert_int_equal(birth_age("2026-11-25", today), -1);
	assert_int_equal(birth_age("unknown", today), -1);
	assert_int_equal(birth_age("2004-02-29", day_of(2022, 2, 28)), 17);
	assert_int_equal(birth_age("2004-02-29", day_of(2022, 3, 1)), 18);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(known_days),
		cmocka_unit_test(every_day_of_the_range_round_trips),
		cmocka_unit_test(dates_that_do_not_exist),
		cmocka_unit_test(only_the_strict_form_is_read),
		cmocka_unit_test(a_month_on_is_the_same_day_or_the_last),
		cmocka_unit_test(birthdays_may_be_partly_known),
		cmocka_unit_test(ages),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
