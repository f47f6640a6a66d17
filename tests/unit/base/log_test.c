/* base/log.h: lines to a file and to a ring in memory, without control characters. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/clock.h"
#include "base/log.h"

static char dir[] = "/tmp/log_testXXXXXX";
static char path[sizeof dir + 8];

static int make_dir(void **state)
{
	(void)state;
	clock_fix(1795530725);
	if (!mkdtemp(dir))
		return -1;
	snprintf(path, sizeof path, "%s/log", dir);
	return 0;
}

static int remove_dir(void **state)
{
	(void)state;
	unlink(path);
	return rmdir(dir);
}

static size_t read_all(char *out, size_t size)
{
	FILE *f = fopen(path, "r");
	size_t n;

	assert_non_null(f);
	n = fread(out, 1, size - 1, f);
	out[n] = '\0';
	fclose(f);
	return n;
}

static void a_line_says_when_who_and_how_grave(void **state)
{
	char expected[100];

	(void)state;
	log_line(LOG_WARN, "%d rows", 3);
	snprintf(expected, sizeof expected, "2026-11-24T14:32:05Z %ld warn 3 rows", (long)getpid());
	assert_string_equal(log_recent(0), expected);
}

static void the_file_is_appended_to_and_not_for_the_world(void **state)
{
	char all[1000];
	struct stat st;

	(void)state;
	log_open(path);
	log_line(LOG_INFO, "first");
	log_open(path);         /* again, as a second process would */
	log_line(LOG_INFO, "second");
	log_close();
	log_line(LOG_INFO, "third");
	read_all(all, sizeof all);
	assert_non_null(strstr(all, "info first\n"));
	assert_non_null(strstr(all, "info second\n"));
	assert_null(strstr(all, "third"));
	assert_int_equal(stat(path, &st), 0);
	/* Whoever comes first makes it; the others of the group must be able to go on with it. */
	assert_int_equal(st.st_mode & 0777, 0660);
}

static void only_a_file_of_that_very_name_is_written(void **state)
{
	char other[sizeof path + 8];
	struct stat st;

	(void)state;
	unlink(path);
	snprintf(other, sizeof other, "%s.other", path);
	assert_int_equal(symlink(other, path), 0);
	log_open(path);
	assert_non_null(strstr(log_recent(0), "kept in memory only"));
	assert_int_equal(stat(other, &st), -1);
	unlink(path);
	/* A pipe that nobody reads does not hold the program. */
	assert_int_equal(mkfifo(path, 0600), 0);
	log_open(path);
	assert_non_null(strstr(log_recent(0), "kept in memory only"));
	unlink(path);
}

static void a_file_that_cannot_be_opened_leaves_memory(void **state)
{
	(void)state;
	log_open("/nowhere/at/all");
	assert_non_null(strstr(log_recent(0), "kept in memory only"));
	log_line(LOG_INFO, "still here");
	assert_non_null(strstr(log_recent(0), "still here"));
}

static void control_characters_cannot_forge_a_line(void **state)
{
	(void)state;
	log_line(LOG_INFO, "a\nb\x1b[2Jc\td\x7f" "e\xc2\x9b" "f张");
	assert_non_null(strstr(log_recent(0), "a\\x0ab\\x1b[2Jc\\x09d\\x7fe\\x9bf张"));
}

static void long_lines_are_cut_between_characters(void **state)
{
	char name[3001], all[4000];
	size_t n;

	(void)state;
	for (size_t i = 0; i < 3000; i += 3)
		memcpy(name + i, "张", 4);
	unlink(path);
	log_open(path);
	for (size_t shift = 0; shift < 3; shift++) {
		log_line(LOG_INFO, "%s%s", &"xx"[2 - shift], name);
		n = strlen(log_recent(0));
		assert_true(n > 480 && n < 512);
		assert_memory_equal(log_recent(0) + n - 3, "张", 3);
	}
	log_close();
	n = read_all(all, sizeof all);
	assert_int_equal(all[n - 1], '\n');
}

static void the_ring_keeps_the_last_two_hundred(void **state)
{
	(void)state;
	for (int i = 0; i < 450; i++)
		log_line(LOG_INFO, "line %d.", i);
	assert_non_null(strstr(log_recent(0), "line 449."));
	assert_non_null(strstr(log_recent(199), "line 250."));
	assert_null(log_recent(200));
	assert_null(log_recent(-1));
}

static void lines_below_the_level_are_not_kept(void **state)
{
	(void)state;
	log_line(LOG_ERROR, "marker");
	log_line(LOG_DEBUG, "too fine");
	assert_non_null(strstr(log_recent(0), "marker"));
	log_set_level(LOG_DEBUG);
	log_line(LOG_DEBUG, "fine");
	assert_non_null(strstr(log_recent(0), "debug fine"));
	log_set_level(LOG_INFO);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_line_says_when_who_and_how_grave),
		cmocka_unit_test(the_file_is_appended_to_and_not_for_the_world),
		cmocka_unit_test(only_a_file_of_that_very_name_is_written),
		cmocka_unit_test(a_file_that_cannot_be_opened_leaves_memory),
		cmocka_unit_test(control_characters_cannot_forge_a_line),
		cmocka_unit_test(long_lines_are_cut_between_characters),
		cmocka_unit_test(the_ring_keeps_the_last_two_hundred),
		cmocka_unit_test(lines_below_the_level_are_not_kept),
	};

	return cmocka_run_group_tests(tests, make_dir, remove_dir);
}
