/* Scripts of callbacks: whose lines are said, and how a wrong file is told. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/buf.h"
#include "form/scripts.h"
#include "support/faults.h"

#define ABOUT "patient_opening = { en = \"It is about {patient}.\"; zh = \"问问{patient}\"; }; "
#define OPENINGS ABOUT \
	"opening = { en = \"{client}, {staff} of {house}\"; zh = \"{house}的{staff}\"; }; " \
	"quiet_opening = { en = \"{client}, {staff}\"; zh = \"{staff}\"; }; "

static void refuses(const char *text, const char *wanted)
{
	struct fault_list faults = { 0 };
	struct err e = ERR_INIT;
	struct scripts_file *f;
	enum err_code rc = scripts_parse_text("s.cfg", text, strlen(text), &f, &faults, &e);

	assert_refused(rc, f, &faults, wanted);
}

static const char text[] = OPENINGS
	"scripts = ( { code = \"treat-d3\"; label = \"day 3\";\n"
	"  en = [\"Is it better, {client}?\", \"Any pain?\"]; zh = [\"好些了吗?\"];\n"
	"  segments = ( { segment = \"new\"; en = [\"first time\"]; zh = [\"第一次\"]; },\n"
	"    { segment = \"high-spend\"; en = [\"a\", \"b\"]; zh = [\"甲\"]; } ); } );\n";

static struct scripts_file *reads(void)
{
	struct fault_list faults = { 0 };
	struct err e = ERR_INIT;
	struct scripts_file *f;

	assert_int_equal(scripts_parse_text("s.cfg", text, strlen(text), &f, &faults, &e), OK);
	return f;
}

static void a_script_is_found_by_its_word(void **state)
{
	struct scripts_file *f = reads();
	const struct script *s = scripts_find(f, "treat-d3");

	(void)state;
	assert_non_null(s);
	assert_null(scripts_find(f, "treat"));
	assert_null(scripts_find(NULL, "treat-d3"));
	assert_int_equal(s->text.en.n, 2);
	assert_int_equal(s->text.zh.n, 1);
	assert_string_equal(f->quiet_opening.zh, "{staff}");
	assert_string_equal(f->patient_opening.en, "It is about {patient}.");
	scripts_free(f);
	scripts_free(NULL);
}

static void the_segment_that_counts_most_has_its_lines(void **state)
{
	struct scripts_file *f = reads();
	const struct script *s = scripts_find(f, "treat-d3");
	const char *segment;

	(void)state;
	assert_string_equal(script_pick(s, " complaint high-spend new ", &segment)->zh.v[0], "甲");
	assert_string_equal(segment, "high-spend");
	assert_string_equal(script_pick(s, "new", &segment)->en.v[0], "first time");
	assert_ptr_equal(script_pick(s, " complaint ", &segment), &s->text);
	assert_string_equal(segment, "");
	assert_ptr_equal(script_pick(s, "", &segment), &s->text);
	/* A word that only begins like one is another. */
	assert_ptr_equal(script_pick(s, "newer ne", &segment), &s->text);
	scripts_free(f);
}

static void words_in_braces_are_filled(void **state)
{
	const char *values[SCRIPT_WORDS] = { [SCRIPT_CLIENT] = "Li {staff}",
		[SCRIPT_STAFF] = "Zhao" };
	struct buf out = BUF_INIT;

	(void)state;
	script_fill("Hello {form_of_address} {client}, {staff} here {nobody} {", values, &out);
	assert_string_equal(out.s, "Hello Li {staff}, Zhao here {nobody} {");
	buf_free(&out);
}

#define LINES "en = [\"a\"]; zh = [\"b\"]; "

static void what_is_wrong_is_named(void **state)
{
	(void)state;
	refuses(OPENINGS "scripts = ( { code = \"a\"; label = \"A\";\n en = [\"from {house}\"]; "
	    "zh = [\"b\"]; } );",
	    "s.cfg:2: script \"a\": {house} stands in \"opening\" only: the others are also said"
	    " to those who must not hear it\n");
	refuses(OPENINGS "scripts = ( { code = \"a\"; label = \"A\";\n en = [\"{clint}\"]; "
	    "zh = [\"{\"]; } );",
	    "s.cfg:2: script \"a\": nothing is known as {clint} (did you mean \"client\"?)\n"
	    "s.cfg:2: script \"a\": a { without its }\n");
	refuses(OPENINGS "scripts = ( { code = \"a\"; label = \"A\"; " LINES "\n"
	    "segments = ( { segment = \"new\"; en = [\"x\"]; } ); } );",
	    "s.cfg:2: script \"a\": lines in one language alone: en and zh are both needed\n");
	refuses(OPENINGS "scripts = ( { code = \"a\"; label = \"A\"; " LINES "},\n"
	    "{ code = \"a\"; label = \"B\"; " LINES "} );",
	    "s.cfg:2: script \"a\": stands twice (line 1)\n");
	refuses("opening = { en = \"a\"; zh = \"b\"; };\nquiet_opening = { en = \"{house}\"; "
	    "zh = \"b\"; }; scripts = ();",
	    "s.cfg:2: {house} stands in \"opening\" only: the others are also said to those who "
	    "must not hear it\n");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_script_is_found_by_its_word),
		cmocka_unit_test(the_segment_that_counts_most_has_its_lines),
		cmocka_unit_test(words_in_braces_are_filled),
		cmocka_unit_test(what_is_wrong_is_named),
	};

	return cmocka_run_group_tests_name("scripts", tests, NULL, NULL);
}
