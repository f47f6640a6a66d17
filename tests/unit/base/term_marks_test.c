/* Marks of terms: that who has a word has its marks is held in term_test.c for all that is found
 * there; here how many of those who lack it are told by them. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "base/term.h"

#define NAMES "tests/fixtures/names-zh.txt"

static unsigned strangers, passed;

static uint64_t marks_of(const char *typed)
{
	struct term_query q;

	term_query_parse(typed, &q);
	return term_marks_of_word(&q.word[0]);
}

static void count_passed(const struct term_list *terms)
{
	static const char *const typed[] = { "王", "欧阳", "小", "雪", "wang", "xu", "cui", "zhang",
		"xiaom", "li", "smith" };
	uint64_t has = term_marks(terms);
	struct term_query q;

	for (size_t i = 0; i < sizeof typed / sizeof *typed; i++) {
		term_query_parse(typed[i], &q);
		if (term_match(&q, terms, NULL))
			continue;
		strangers++;
		passed += (has & marks_of(typed[i])) == marks_of(typed[i]);
	}
}

/* No promise, but what the marks are for. */
static void nearly_all_who_lack_a_word_lack_its_marks(void **state)
{
	FILE *f = fopen(NAMES, "r");
	struct term_list l = { 0 };
	char line[128];

	(void)state;
	assert_non_null(f);
	while (fgets(line, sizeof line, f)) {
		line[strcspn(line, "\r\n")] = '\0';
		term_make(&(struct term_source){ .name = line }, &l);
		count_passed(&l);
	}
	fclose(f);
	term_list_free(&l);
	assert_true(strangers > 10000);
	if (passed * 20 > strangers)
		fail_msg("%u of %u seem to have the word", passed, strangers);
}

static void figures_say_nothing_and_fit_below_the_sign(void **state)
{
	struct term_list l = { 0 };
	const char *const phones[] = { "13812340823", NULL };

	(void)state;
	assert_true(marks_of("0823") == 0);
	assert_true(marks_of("x") != 0);
	assert_true(marks_of("王") != 0);
	term_make(&(struct term_source){ .phones = phones, .birth = "1992-03-15" }, &l);
	assert_true(term_marks(&l) == 0);
	term_make(&(struct term_source){ .name = "王小明" }, &l);
	assert_true(term_marks(&l) > 0 && term_marks(&l) < UINT64_C(1) << 62);
	term_list_free(&l);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(nearly_all_who_lack_a_word_lack_its_marks),
		cmocka_unit_test(figures_say_nothing_and_fit_below_the_sign),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
