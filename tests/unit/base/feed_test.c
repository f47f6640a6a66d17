/* A document handed to another program. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/feed.h"
#include "base/mem.h"

static void the_program_hears_all_of_it(void **state)
{
	char path[] = "/tmp/feed-XXXXXX", words[80], got[8];
	size_t n = 200000;
	char *text = mem_alloc(n);
	struct err e = ERR_INIT;
	int fd = mkstemp(path);
	FILE *f;

	(void)state;
	assert_true(fd >= 0);
	close(fd);
	memset(text, 'x', n);
	memcpy(text, "head", 4);
	snprintf(words, sizeof words, "tee   %s", path); /* blanks part words */
	assert_int_equal(feed_command(words, text, n, 10, &e), OK);
	f = fopen(path, "r");
	assert_non_null(f);
	assert_int_equal(fread(got, 1, 4, f), 4);
	assert_memory_equal(got, "head", 4);
	fseek(f, 0, SEEK_END);
	assert_int_equal(ftell(f), n);
	fclose(f);
	unlink(path);
	mem_free(text);
}

static void what_goes_wrong_is_said(void **state)
{
	struct err e = ERR_INIT;

	(void)state;
	assert_int_equal(feed_command("/no/such/printer -x", "a", 1, 10, &e), ERR_NOTFOUND);
	assert_non_null(strstr(e.text, "/no/such/printer"));
	err_clear(&e);
	assert_int_equal(feed_command("false", "a", 1, 10, &e), ERR_IO);
	err_clear(&e);
	assert_int_equal(feed_command("   ", "a", 1, 10, &e), ERR_NOTFOUND);
	err_clear(&e);
}

/* A printer that hangs holds nobody up for longer than was said, nor one that does not read. */
static void one_that_hangs_is_ended(void **state)
{
	struct err e = ERR_INIT;

	(void)state;
	assert_int_equal(feed_command("sleep 100", "a", 1, 0, &e), ERR_IO);
	err_clear(&e);
	assert_int_equal(feed_command("true", "a", 1, 10, &e), OK);
}

/* One that never stops talking is ended long before its time: what it says stays in memory. */
static void one_that_says_too_much_is_ended(void **state)
{
	struct err e = ERR_INIT;
	int64_t begun = clock_mono_ms();

	(void)state;
	assert_int_equal(feed_command("yes", "", 0, 60, &e), ERR_IO);
	assert_true(clock_mono_ms() - begun < 30000);
}

/* No shell: what looks like one is a word. */
static void there_is_no_shell(void **state)
{
	struct err e = ERR_INIT;

	(void)state;
	assert_int_equal(feed_command("test $HOME = $HOME;", "", 0, 10, &e), ERR_IO);
	err_clear(&e);
	assert_int_equal(feed_command("test $HOME = $HOME", "", 0, 10, &e), OK);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_program_hears_all_of_it),
		cmocka_unit_test(what_goes_wrong_is_said),
		cmocka_unit_test(one_that_hangs_is_ended),
		cmocka_unit_test(one_that_says_too_much_is_ended),
		cmocka_unit_test(there_is_no_shell),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
