/* Kinds of complaints with their limits: what the file holds, and how a wrong one is told. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "form/complaints.h"
#include "support/faults.h"

#define KINDS \
	"complaints = ( { code = \"normal\"; label = \"normal\"; answer = 24;" \
	" solve = 48; } );\n"
#define WORDS \
	"levels = ( { code = \"light\"; label = \"light\"; } );\n" \
	"channels = ( { code = \"phone\"; label = { en = \"phone\"; zh = \"电话\"; }; } );\n" \
	"causes = ( { code = \"waiting\"; label = \"waiting\"; } );\n"

static void refuses(const char *text, const char *wanted)
{
	struct fault_list faults = { 0 };
	struct err e = ERR_INIT;
	struct complaints_file *f;
	enum err_code rc = complaints_parse_text("c.cfg", text, strlen(text), &f, &faults, &e);

	assert_refused(rc, f, &faults, wanted);
}

static void kinds_and_words_are_read(void **state)
{
	static const char text[] =
	    "complaints = ( { code = \"urgent\"; label = \"urgent\"; answer = 4;"
	    " solve = 24; working = true; }, { code = \"normal\"; label = \"normal\";"
	    " answer = 24; solve = 48; } );\n" WORDS;
	struct fault_list faults = { 0 };
	struct err e = ERR_INIT;
	struct complaints_file *f;
	const struct complaint_kind *k;

	(void)state;
	assert_int_equal(complaints_parse_text("c.cfg", text, strlen(text), &f, &faults, &e), OK);
	k = complaints_kind(f, "urgent");
	assert_non_null(k);
	assert_int_equal(k->answer, 4);
	assert_int_equal(k->solve, 24);
	assert_true(k->working);
	assert_false(complaints_kind(f, "normal")->working);
	assert_null(complaints_kind(f, "slow"));
	assert_null(complaints_kind(NULL, "urgent"));
	assert_string_equal(complaint_word_find(&f->channels, "phone")->label.zh, "电话");
	assert_null(complaint_word_find(&f->causes, "phone"));
	complaints_free(f);
	complaints_free(NULL);
}

static void what_is_wrong_is_named(void **state)
{
	(void)state;
	refuses("complaints = ( { code = \"a\"; label = \"A\"; answer = 9; solve = 8; } );\n" WORDS,
	    "c.cfg:1: answered after 9 hours, but solved after 8\n");
	refuses("complaints = ();\n" WORDS, "c.cfg:1: a list without a word\n");
	refuses(KINDS "levels = ( { code = \"a\"; label = \"A\"; },\n"
	    " { code = \"a\"; label = \"B\"; } );\n"
	    "channels = ( { code = \"c\"; label = \"C\"; } );\n"
	    "causes = ( { code = \"c\"; label = \"C\"; } );\n",
	    "c.cfg:3: stands twice (line 2)\n");
	refuses(KINDS "levels = ( \"light\" );\n"
	    "channels = ( { code = \"c\"; label = \"C\"; } );\n"
	    "causes = ( { code = \"c\"; label = \"C\"; } );\n",
	    "c.cfg:2: a word is a group: { code = \"..\"; label = \"..\"; }\n"
	    "c.cfg:2: a list without a word\n");
	refuses("complaints = ( 5 );\n" WORDS,
	    "c.cfg:1: a kind is a group: { code = \"..\"; answer = ..; }\n"
	    "c.cfg:1: a list without a word\n");
}

/* A limit that nobody could keep, or that is none. */
static void limits_have_their_range(void **state)
{
	struct fault_list faults = { 0 };
	struct err e = ERR_INIT;
	struct complaints_file *f;
	static const char text[] =
	    "complaints = ( { code = \"a\"; label = \"A\"; answer = 0; solve = 9999; } );\n" WORDS;

	(void)state;
	assert_int_equal(complaints_parse_text("c.cfg", text, strlen(text), &f, &faults, &e),
	    ERR_CONFIG);
	assert_null(f);
	assert_int_equal(faults.n, 2);
	fault_list_free(&faults);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(kinds_and_words_are_read),
		cmocka_unit_test(what_is_wrong_is_named),
		cmocka_unit_test(limits_have_their_range),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
