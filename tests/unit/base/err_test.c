/* base/err.h: the first failure wins, later ones go to the log's words; BUG ends the program. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/err.h"
#include "base/log.h"
#include "base/mem.h"

static void setting_returns_the_code_and_keeps_the_place(void **state)
{
	struct err e = ERR_INIT;

	(void)state;
	assert_int_equal(err_set(&e, ERR_TAKEN, "Not booked. %s is taken.", "Laser-1"), ERR_TAKEN);
	assert_int_equal(e.code, ERR_TAKEN);
	assert_string_equal(e.text, "Not booked. Laser-1 is taken.");
	assert_string_equal(e.file, __FILE__);
	assert_true(e.line > 0);
	assert_string_equal(e.detail, "");
}

static void the_first_failure_wins(void **state)
{
	struct err e = ERR_INIT;

	(void)state;
	err_set(&e, ERR_BUSY, "Not saved. Somebody else is saving.");
	assert_int_equal(err_detail(&e, "waited %d ms", 5000), ERR_BUSY);
	assert_int_equal(err_set(&e, ERR_IO, "second"), ERR_BUSY);
	assert_string_equal(e.text, "Not saved. Somebody else is saving.");
	assert_string_equal(e.detail, "waited 5000 ms; second");
}

static void long_words_are_cut_between_characters(void **state)
{
	struct err e = ERR_INIT;
	char name[1000];

	(void)state;
	for (size_t i = 0; i + 3 < sizeof name; i += 3)
		memcpy(name + i, "张", 4);
	err_set(&e, ERR_INVALID, "%s", name);
	assert_int_equal(strlen(e.text), (sizeof e.text - 1) / 3 * 3);
	for (int i = 0; i < 10; i++)
		err_detail(&e, "a%s", name);
	assert_true(strlen(e.detail) < sizeof e.detail);
}

/* "%.8s" counts bytes: of the third character two are left. */
static void a_word_cut_within_the_sentence_leaves_no_half_character(void **state)
{
	struct err e = ERR_INIT;

	(void)state;
	err_set(&e, ERR_NOTFOUND, "Nobody is called \"%.8s\" or \"%.1s\". Ask.", "王小明", "é");
	assert_string_equal(e.text, "Nobody is called \"王小\" or \"\". Ask.");
	err_clear(&e);
	err_set(&e, ERR_IO, "%s and %s", "𠮷é", "王");
	assert_string_equal(e.text, "𠮷é and 王");
}

static void an_error_is_copied_and_cleared_whole(void **state)
{
	struct err a = ERR_INIT, b = ERR_INIT;

	(void)state;
	err_set(&a, ERR_INVALID, "Phone has 10 digits.");
	assert_int_equal(err_field(&a, "phone[self].number"), ERR_INVALID);
	err_set(&b, ERR_IO, "other");
	assert_int_equal(err_copy(&b, &a), ERR_INVALID);
	assert_string_equal(b.text, "Phone has 10 digits.");
	assert_string_equal(b.field, "phone[self].number");
	err_clear(&b);
	assert_int_equal(b.code, OK);
	assert_string_equal(b.text, "");
	assert_string_equal(b.field, "");
	assert_int_equal(err_invalid(&b, "age", "%d is no age.", 200), ERR_INVALID);
	assert_string_equal(b.text, "200 is no age.");
	assert_string_equal(b.field, "age");
}

static void every_code_has_a_word_of_its_own(void **state)
{
	(void)state;
	for (int i = OK; i <= ERR_CANCELLED; i++) {
		assert_non_null(err_word((enum err_code)i));
		for (int k = OK; k < i; k++)
			assert_string_not_equal(
			    err_word((enum err_code)i), err_word((enum err_code)k));
	}
	assert_string_equal(err_word(ERR_TAKEN), "taken");
	assert_string_equal(err_word((enum err_code)99), "unknown");
}

static void restore_terminal(void)
{
	static const char words[] = "<restored>";

	if (write(STDERR_FILENO, words, sizeof words - 1) < 0)
		_exit(9);
}

static void broken_hook(void)
{
	BUG("in the hook");
}

static void overflow(void)
{
	mem_free(mem_array(SIZE_MAX, 2));
}

static void assertion(void)
{
	int rows = 3;

	ASSERT(rows == 4);
}

static void set_to_ok(void)
{
	struct err e = ERR_INIT;

	err_set(&e, OK, "nothing");
}

/* Runs F in a child with HOOK; stores what it wrote to stderr, returns the signal that ended it. */
static int dies(void (*f)(void), void (*hook)(void), char *said, size_t size)
{
	int ends[2], status;
	size_t n = 0;
	ssize_t got;
	pid_t child;

	assert_int_equal(pipe(ends), 0);
	child = fork();
	assert_true(child >= 0);
	if (child == 0) {
		struct rlimit no_core = { 0 };

		setrlimit(RLIMIT_CORE, &no_core);
		signal(SIGABRT, SIG_DFL);
		dup2(ends[1], STDERR_FILENO);
		bug_set_hook(hook);
		log_line(LOG_INFO, "what came before");
		f();
		_exit(0);
	}
	close(ends[1]);
	while ((got = read(ends[0], said + n, size - 1 - n)) > 0)
		n += (size_t)got;
	said[n] = '\0';
	close(ends[0]);
	waitpid(child, &status, 0);
	return WIFSIGNALED(status) ? WTERMSIG(status) : 0;
}

static void a_bug_restores_the_terminal_then_reports_and_aborts(void **state)
{
	char said[4096];
	char *restored, *report;

	(void)state;
	assert_int_equal(dies(assertion, restore_terminal, said, sizeof said), SIGABRT);
	restored = strstr(said, "<restored>");
	report = strstr(said, "rows == 4");
	assert_non_null(restored);
	assert_non_null(report);
	assert_true(restored < report);
	assert_non_null(strstr(said, "err_test.c"));
	assert_non_null(strstr(said, "what came before"));      /* the log's last lines */
}

static void a_broken_hook_still_ends_the_program(void **state)
{
	char said[4096];

	(void)state;
	assert_int_equal(dies(assertion, broken_hook, said, sizeof said), SIGABRT);
}

static void overflow_and_setting_no_code_are_bugs(void **state)
{
	char said[4096];

	(void)state;
	assert_int_equal(dies(overflow, NULL, said, sizeof said), SIGABRT);
	assert_non_null(strstr(said, "size overflow"));
	assert_int_equal(dies(set_to_ok, NULL, said, sizeof said), SIGABRT);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(setting_returns_the_code_and_keeps_the_place),
		cmocka_unit_test(the_first_failure_wins),
		cmocka_unit_test(long_words_are_cut_between_characters),
		cmocka_unit_test(a_word_cut_within_the_sentence_leaves_no_half_character),
		cmocka_unit_test(an_error_is_copied_and_cleared_whole),
		cmocka_unit_test(every_code_has_a_word_of_its_own),
		cmocka_unit_test(a_bug_restores_the_terminal_then_reports_and_aborts),
		cmocka_unit_test(a_broken_hook_still_ends_the_program),
		cmocka_unit_test(overflow_and_setting_no_code_are_bugs),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
