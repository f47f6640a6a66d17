/* base/clock.h: one source of now, which tests can move by a file. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/clock.h"

static char path[] = "/tmp/clock_testXXXXXX";

static int make_file(void **state)
{
	int fd = mkstemp(path);

	(void)state;
	close(fd);
	return fd < 0 || setenv("FRONTDESK_CLOCK", path, 1);
}

static int remove_file(void **state)
{
	(void)state;
	return unlink(path);
}

static void say(const char *words)
{
	FILE *f = fopen(path, "w");

	assert_non_null(f);
	fputs(words, f);
	fclose(f);
	clock_refresh();
}

static void the_file_says_the_time(void **state)
{
	(void)state;
	say("1795530725\n");
	assert_int_equal(clock_now(), 1795530725);
	say("1970-01-02T00:01Z");
	assert_int_equal(clock_now(), 86460);
	say("2026-11-24T14:32:05Z\n");
	assert_int_equal(clock_now(), 1795530725);
	say("-5\n");
	assert_int_equal(clock_now(), -5);
}

static void time_stands_until_the_next_refresh(void **state)
{
	FILE *f;

	(void)state;
	say("1000\n");
	f = fopen(path, "w");
	fputs("2000\n", f);
	fclose(f);
	assert_int_equal(clock_now(), 1000);
	clock_refresh();
	assert_int_equal(clock_now(), 2000);
}

static void words_that_are_no_time_leave_the_last_one(void **state)
{
	static const char *const wrong[] = {
		"", "\n", "soon", "12x", "2026-11-24", "2026-11-24T14:32", "2026-11-24T24:00Z",
		"2026-11-24T14:60Z", "2026-02-30T14:00Z", "2026-11-24 14:32Z",
		"99999999999999999999", "2026-11-24T14:32:61Z",
	};

	(void)state;
	say("1000\n");
	for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
		say(wrong[i]);
		assert_int_equal(clock_now(), 1000);
	}
}

static void a_fixed_time_goes_before_the_file(void **state)
{
	(void)state;
	say("1000\n");
	clock_fix(77);
	assert_int_equal(clock_now(), 77);
	clock_fix(0);
	assert_int_equal(clock_now(), 1000);
}

static void without_the_file_it_is_the_real_time(void **state)
{
	time_t before = time(NULL);

	(void)state;
	unsetenv("FRONTDESK_CLOCK");
	clock_refresh();
	assert_true(clock_now() >= before);
	assert_true(clock_now() <= time(NULL));
	setenv("FRONTDESK_CLOCK", path, 1);
}

static void intervals_never_go_back(void **state)
{
	int64_t last = clock_mono_us();

	(void)state;
	for (int i = 0; i < 1000; i++) {
		int64_t now = clock_mono_us();

		assert_true(now >= last);
		last = now;
	}
	assert_true(clock_mono_ms() >= last / 1000);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_file_says_the_time),
		cmocka_unit_test(time_stands_until_the_next_refresh),
		cmocka_unit_test(words_that_are_no_time_leave_the_last_one),
		cmocka_unit_test(a_fixed_time_goes_before_the_file),
		cmocka_unit_test(without_the_file_it_is_the_real_time),
		cmocka_unit_test(intervals_never_go_back),
	};

	return cmocka_run_group_tests(tests, make_file, remove_file);
}
