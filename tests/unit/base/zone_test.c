/*
 * base/zone.h: time zones, with the C library as oracle: it is told the zone by TZ, we are not.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <cmocka.h>

#include "base/day.h"
#include "base/zone.h"
#include "base/zone_priv.h"

static const char *const names[] = {
	"Asia/Shanghai",        /* summer time 1986-1991 */
	"America/New_York", "Europe/London", "Europe/Dublin",   /* "winter time" is the exception */
	"Australia/Lord_Howe",  /* half an hour */
	"Asia/Kathmandu", "Pacific/Apia", /* a quarter; a day that never was */
	"America/Nuuk", "Africa/Cairo", "Asia/Gaza", "America/Sao_Paulo", "Asia/Tehran", "UTC",
};

#define NAMES (sizeof names / sizeof *names)

static uint64_t seed = 20261124;

static int64_t between(int64_t low, int64_t high)
{
	seed = seed * 6364136223846793005u + 1442695040888963407u;
	return low + (int64_t)((seed >> 11) % (uint64_t)(high - low));
}

static const struct zone *zone(const char *name)
{
	const struct zone *z;
	struct err e = ERR_INIT;

	if (zone_open(name, &z, &e) != OK)
		fail_msg("%s: %s", name, e.text);
	return z;
}

/* 1 January, UTC. */
static int64_t at_midnight(int year)
{
	return day_of(year, 1, 1) * INT64_C(86400);
}

static void tell_the_library(const char *name)
{
	setenv("TZ", name, 1);
	tzset();
}

static void check_instant(const struct zone *z, int64_t at)
{
	time_t t = (time_t)at;
	struct tm tm;
	struct local_time local = zone_local(z, at);

	assert_non_null(localtime_r(&t, &tm));
	if (local.day != day_of(tm.tm_year + 1900, tm.tm_mon + 1, tm.tm_mday)
	    || local.second != tm.tm_hour * 3600 + tm.tm_min * 60 + tm.tm_sec
	    || local.offset != tm.tm_gmtoff)
		fail_msg("%s at %lld: offset %d, the C library's %ld", zone_name(z), (long long)at,
		    local.offset, tm.tm_gmtoff);
}

static void the_wall_clock_is_that_of_the_c_library(void **state)
{
	int64_t first = at_midnight(1970), last = at_midnight(2061);

	(void)state;
	for (size_t i = 0; i < NAMES; i++) {
		const struct zone *z = zone(names[i]);

		tell_the_library(names[i]);
		for (int k = 0; k < 20000; k++)
			check_instant(z, between(first, last));
	}
}

/* Random instants seldom hit the second of a change: every change, the second before and after. */
static void also_at_every_change(void **state)
{
	int64_t first = at_midnight(1970), last = at_midnight(2061);

	(void)state;
	for (size_t i = 0; i < NAMES; i++) {
		const struct zone *z = zone(names[i]);
		int before = zone_local(z, first).offset;

		tell_the_library(names[i]);
		for (int64_t at = first; at < last; at += 86400) {
			int64_t low = at, high = at + 86400;

			if (zone_local(z, high).offset == before)
				continue;
			while (high - low > 1) {
				int64_t middle = (low + high) / 2;

				if (zone_local(z, middle).offset == before)
					low = middle;
				else
					high = middle;
			}
			check_instant(z, low);
			check_instant(z, high);
			before = zone_local(z, high).offset;
		}
	}
}

/* The oracle for the way back: all instants around that show the same on the wall. */
static int search(const struct zone *z, int32_t day, int second, int64_t out[4])
{
	int64_t utc = day * INT64_C(86400) + second;
	int n = 0;

	for (int offset = -26 * 3600; offset <= 26 * 3600; offset += 900) {
		struct local_time l = zone_local(z, utc - offset);

		if (l.day == day && l.second == second && n < 4)
			out[n++] = utc - offset;
	}
	return n;
}

static void the_way_back_finds_every_instant(void **state)
{
	int32_t first = day_of(1970, 1, 1), last = day_of(2061, 1, 1);

	(void)state;
	for (size_t i = 0; i < NAMES; i++) {
		const struct zone *z = zone(names[i]);

		for (int k = 0; k < 3000; k++) {
			int32_t day = (int32_t)between(first, last);
			int second = (int)between(0, 96) * 900, n;
			int64_t got[2], all[4];

			if (zone_local(z, day * INT64_C(86400)).offset % 900)
				continue;       /* old local mean times */
			n = zone_instants(z, day, second, got);
			assert_int_equal(n, search(z, day, second, all));
			assert_true(n < 2 || got[0] < got[1]);
			for (int m = 0; m < n; m++)
				assert_true(got[m] == all[n - 1 - m]);
		}
	}
}

static int count(const char *name, const char *day, int hour, int minute, int64_t out[2])
{
	return zone_instants(zone(name), day_parse(day), hour * 3600 + minute * 60, out);
}

static void hours_are_skipped_in_spring_and_repeated_in_autumn(void **state)
{
	int64_t at[2];

	(void)state;
	assert_int_equal(count("America/New_York", "2026-03-08", 2, 30, at), 0);
	assert_int_equal(count("America/New_York", "2026-03-08", 3, 0, at), 1);
	assert_int_equal(count("America/New_York", "2026-11-01", 1, 30, at), 2);
	assert_int_equal(at[1] - at[0], 3600);
	assert_int_equal(count("America/New_York", "2026-11-01", 2, 0, at), 1);
	assert_int_equal(
	    count("Europe/London", "2050-03-27", 1, 30, at), 0); /* by the rule alone */
	assert_int_equal(count("Europe/London", "2050-10-30", 1, 30, at), 2);
	assert_int_equal(count("Australia/Lord_Howe", "2026-04-05", 1, 45, at), 2);
	assert_int_equal(at[1] - at[0], 1800);
	assert_int_equal(count("Asia/Shanghai", "1986-05-04", 2, 30, at), 0);
	assert_int_equal(count("Asia/Shanghai", "1986-09-14", 1, 30, at), 2);
	assert_int_equal(count("Asia/Shanghai", "2026-11-24", 14, 32, at), 1);
	assert_int_equal(at[0], 1795501920);
	assert_int_equal(count("Pacific/Apia", "2011-12-30", 12, 0, at), 0);
}

static void an_hour_of_the_wall_is_one_instant(void **state)
{
	const struct zone *berlin = zone("Europe/Berlin");
	int32_t spring = day_of(2026, 3, 29), autumn = day_of(2026, 10, 25);

	(void)state;
	assert_int_equal(zone_local(berlin, zone_instant(berlin, spring, 32400)).second, 32400);
	/* 02:30 is skipped: half an hour after the change. */
	assert_int_equal(zone_local(berlin, zone_instant(berlin, spring, 9000)).second, 12600);
	/* 02:30 comes twice: the first one. */
	assert_int_equal(zone_local(berlin, zone_instant(berlin, autumn, 9000)).offset, 7200);
}

/* For every day: the start is the first second of the day, and the second before is not. */
static void a_day_starts_at_its_first_second(void **state)
{
	(void)state;
	for (size_t i = 0; i < NAMES; i++) {
		const struct zone *z = zone(names[i]);
		int32_t never =
		    strcmp(names[i], "Pacific/Apia") ? DAY_NONE : day_parse("2011-12-30");

		for (int32_t day = day_of(1970, 1, 1); day < day_of(2061, 1, 1); day++) {
			int64_t at = zone_day_start(z, day);

			if (day == never) {     /* then the first second of the next one */
				assert_true(at == zone_day_start(z, day + 1));
				continue;
			}
			assert_int_equal(zone_local(z, at).day, day);
			if (zone_local(z, at - 1).day != day - 1 && day - 1 != never)
				fail_msg("%s, day %d", names[i], day);
		}
	}
}

static void midnight_may_be_skipped(void **state)
{
	const struct zone *z = zone("America/Sao_Paulo");
	struct local_time l = zone_local(z, zone_day_start(z, day_parse("2017-10-15")));
	int64_t at[2];

	(void)state;
	assert_int_equal(count("America/Sao_Paulo", "2017-10-15", 0, 0, at), 0);
	assert_int_equal(l.day, day_parse("2017-10-15"));
	assert_int_equal(l.second, 3600);
}

static void far_away_times_stay_dates(void **state)
{
	const struct zone *z = zone("Asia/Shanghai");

	(void)state;
	assert_int_not_equal(day_split(zone_local(z, INT64_MAX).day).year, 0);
	assert_int_not_equal(day_split(zone_local(z, INT64_MIN).day).year, 0);
	assert_int_equal(zone_local(z, INT64_MAX).offset, 8 * 3600);
}

static void a_zone_is_opened_once(void **state)
{
	(void)state;
	assert_ptr_equal(zone("Asia/Shanghai"), zone("Asia/Shanghai"));
	assert_string_equal(zone_name(zone("Etc/GMT+8")), "Etc/GMT+8");
	assert_int_equal(zone_local(zone("Etc/GMT+8"), 0).offset, -8 * 3600);
}

static void odd_names_are_refused(void **state)
{
	static const struct { const char *name; enum err_code code; } odd[] = {
		{ NULL, ERR_INVALID }, { "", ERR_INVALID }, { "/etc/passwd", ERR_INVALID },
		{ "../../../etc/passwd", ERR_INVALID }, { "Asia/../UTC", ERR_INVALID },
		{ "Asia/Shang hai", ERR_INVALID }, { "zone.tab", ERR_INVALID },
		{ "上海", ERR_INVALID }, { "Asia", ERR_NOTFOUND },
		{ "Asia/Nowhere", ERR_NOTFOUND }, { "CST-8", ERR_NOTFOUND },
	};
	const struct zone *z;

	(void)state;
	for (size_t i = 0; i < sizeof odd / sizeof *odd; i++) {
		struct err e = ERR_INIT;

		assert_int_equal(zone_open(odd[i].name, &z, &e), odd[i].code);
		assert_null(z);
		assert_non_null(strstr(e.text, "Asia/Shanghai"));       /* the way out */
	}
}

static void rules_that_are_none(void **state)
{
	static const char *const bad[] = {
		"A", "EST", "EST5EDT", "5", "<+08", "EST5EDT,M3.2.0", "EST5EDT,M13.2.0,M11.1.0",
		"EST5EDT,M3.6.0,M11.1.0", "EST5EDT,M3.2.7,M11.1.0", "EST5EDT,J0,J1",
		"EST5EDT,J366,J1", "EST5EDT,M3.2.0,M11.1.0x", "EST5:60", "EST25",
		"EST5EDT,M3.2.0/168,M11.1.0", "CST-8 ",
	};
	static const char *const good[] = {
		"", "CST-8", "<-03>3", "EST5EDT,M3.2.0,M11.1.0", "IST-1GMT0,M10.5.0,M3.5.0/1",
		"XXX3EDT4,0/0,J365/23", "<-02>2<-01>,M3.5.0/-1,M10.5.0/0", "AAA-5:45:30",
	};
	struct zone_rule r;

	(void)state;
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
		if (zone_rule_read(bad[i], strlen(bad[i]), &r))
			fail_msg("\"%s\" was taken for a rule", bad[i]);
	for (size_t i = 0; i < sizeof good / sizeof *good; i++)
		if (!zone_rule_read(good[i], strlen(good[i]), &r))
			fail_msg("\"%s\" was refused", good[i]);
}

/* Rules by day number and the like: forms that today's zones do not use. The C library reads the
 * same string from TZ. */
static void rare_rules_agree_with_the_c_library(void **state)
{
	static const char *const rare[] = {
		"AAA3BBB,J60/2,J300/2", "AAA3BBB,59/2,300/2", "AAA-3BBB,J300,J60", "AAA-5:45:30",
		"AAA3BBB2:30,M10.5.6/-2,M2.5.3/49",
	};

	(void)state;
	for (size_t i = 0; i < sizeof rare / sizeof *rare; i++) {
		struct zone z = { .name = "rare" };

		assert_true(zone_rule_read(rare[i], strlen(rare[i]), &z.rule));
		tell_the_library(rare[i]);
		for (int k = 0; k < 20000; k++)
			check_instant(&z, between(day_of(1971, 1, 1) * INT64_C(86400),
			    day_of(2061, 1, 1) * INT64_C(86400)));
	}
}

/* RFC 8536, section 3.3.1: each end of summer is the next one's beginning. (The C library has
 * standard time in the first hours of a year.) */
static void summer_may_last_all_year(void **state)
{
	static const char rule[] = "EST5EDT,0/0,J365/25";
	struct zone z = { .name = "summer" };
	int64_t year = day_of(2043, 1, 1) * INT64_C(86400);

	(void)state;
	assert_true(zone_rule_read(rule, strlen(rule), &z.rule));
	for (int64_t at = year - 86400; at < year + 366 * 86400; at += 900)
		assert_int_equal(zone_local(&z, at).offset, -4 * 3600);
}

static size_t read_zone_file(const char *path, unsigned char *out, size_t size)
{
	FILE *f = fopen(path, "rb");
	size_t n;

	assert_non_null(f);
	n = fread(out, 1, size, f);
	fclose(f);
	return n;
}

/* Cut anywhere it is refused; with random bytes changed it is refused or read, but never crashes */
static void damaged_files(void **state)
{
	unsigned char good[8192], bad[8192];
	size_t n = read_zone_file("/usr/share/zoneinfo/America/New_York", good, sizeof good);
	int refused = 0;

	(void)state;
	for (size_t cut = 0; cut < n; cut++) {
		unsigned char *exact = memcpy(malloc(cut + 1), good, cut);
		struct zone z = { .name = "" };

		assert_false(zone_read(exact, cut, &z));
		zone_clear(&z);
		free(exact);
	}
	for (int round = 0; round < 5000; round++) {
		struct zone z = { .name = "" };

		memcpy(bad, good, n);
		for (int k = 0; k < 4; k++)
			bad[between(0, (int64_t)n)] = (unsigned char)between(0, 256);
		if (zone_read(bad, n, &z))
			zone_local(&z, between(-INT64_C(4000000000), INT64_C(4000000000)));
		else
			refused++;
		zone_clear(&z);
	}
	assert_true(refused > 100);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_wall_clock_is_that_of_the_c_library),
		cmocka_unit_test(also_at_every_change),
		cmocka_unit_test(the_way_back_finds_every_instant),
		cmocka_unit_test(hours_are_skipped_in_spring_and_repeated_in_autumn),
		cmocka_unit_test(an_hour_of_the_wall_is_one_instant),
		cmocka_unit_test(a_day_starts_at_its_first_second),
		cmocka_unit_test(midnight_may_be_skipped),
		cmocka_unit_test(far_away_times_stay_dates),
		cmocka_unit_test(a_zone_is_opened_once),
		cmocka_unit_test(odd_names_are_refused),
		cmocka_unit_test(rules_that_are_none),
		cmocka_unit_test(rare_rules_agree_with_the_c_library),
		cmocka_unit_test(summer_may_last_all_year),
		cmocka_unit_test(damaged_files),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
