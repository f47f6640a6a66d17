/* Checklists: what a step says, what a condition may ask, and how a wrong file is told. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/buf.h"
#include "form/checklists.h"
#include "support/faults.h"

#define HEAD "checklists = (\n { code = \"laser\"; title = \"Laser\"; steps = (\n"
#define TAIL ");\n }\n);\n"

static struct checklists_file *good(const char *text)
{
	struct fault_list faults = { 0 };
	struct err e = ERR_INIT;
	struct checklists_file *f;
	if (checklists_parse_text("c.cfg", text, strlen(text), &f, &faults, &e) != OK)
		fail_msg("%s", e.text);
	return f;
}

static void refuses(const char *text, const char *wanted)
{
	struct fault_list faults = { 0 };
	struct err e = ERR_INIT;
	struct checklists_file *f;
	enum err_code rc = checklists_parse_text("c.cfg", text, strlen(text), &f, &faults, &e);

	assert_refused(rc, f, &faults, wanted);
}

static void a_step_is_required_and_anybodys_unless_said(void **state)
{
	(void)state;
	struct checklists_file *f = good(HEAD
	    "{ code = \"a\"; phase = \"before\"; title = { en = \"ask\"; zh = \"询问\"; }; },\n"
	    "{ code = \"b\"; phase = \"after\"; title = \"ice\"; role = \"nurse\"; at = 5;\n"
	    "  required = false; manager = true; wait = 15; }" TAIL);
	const struct checklist *c = checklists_find(f, "laser");
	assert_int_equal(c->nsteps, 2);
	assert_true(c->steps[0].required);
	assert_null(c->steps[0].role);
	assert_int_equal(c->steps[0].planned_min, -1);
	assert_string_equal(checklist_text(&c->steps[0].title, "zh"), "询问");
	assert_false(c->steps[1].required);
	assert_true(c->steps[1].manager);
	assert_int_equal(c->steps[1].wait_min, 15);
	assert_int_equal(c->steps[1].planned_min, 5);
	assert_string_equal(checklist_text(&c->steps[1].title, "zh"), "ice");
	assert_ptr_equal(checklist_step(c, "b"), &c->steps[1]);
	assert_null(checklist_step(c, "c"));
	assert_null(checklists_find(f, "hifu"));
	assert_int_equal(strlen(f->hash), 64);
	checklists_free(f);
}

/* The version of a record is the text, to the byte. */
static void another_text_has_another_hash(void **state)
{
	(void)state;
	struct checklists_file *a = good(HEAD
	    "{ code = \"a\"; phase = \"before\"; title = \"x\"; }" TAIL);
	struct checklists_file *b = good(HEAD
	    "{ code = \"a\"; phase = \"before\"; title = \"y\"; }" TAIL);
	assert_string_not_equal(a->hash, b->hash);
	checklists_free(a);
	checklists_free(b);
}

static void a_condition_asks_what_was_done_before_it(void **state)
{
	(void)state;
	checklists_free(good(HEAD
	    "{ code = \"skin\"; phase = \"before\"; title = \"x\";\n"
	    "  choices = ( { code = \"react\"; label = \"reacts\"; } ); },\n"
	    "{ code = \"b\"; phase = \"before\"; title = \"x\";\n"
	    "  when = \"skin = react and @minor = 1\"; }" TAIL));
	refuses(HEAD
	    "{ code = \"b\"; phase = \"before\"; title = \"x\"; when = \"skn = react\"; },\n"
	    "{ code = \"skin\"; phase = \"before\"; title = \"x\"; },\n"
	    "{ code = \"c\"; phase = \"before\"; title = \"x\"; when = \"skn = 1 or @mino = 1\"; }"
	    TAIL,
	    "c.cfg:3: checklist \"laser\": no earlier step is called \"skn\"\n"
	    "c.cfg:5: checklist \"laser\": no earlier step is called \"skn\" "
	    "(did you mean \"skin\"?)\n"
	    "c.cfg:5: checklist \"laser\": no earlier step is called \"@mino\" "
	    "(did you mean \"@minor\"?)\n");
}

static void all_faults_are_told_with_their_line(void **state)
{
	(void)state;
	refuses(HEAD
	    "{ code = \"a\"; phase = \"befor\"; title = \"x\"; rol = \"nurse\"; },\n"
	    "{ code = \"f\"; phase = \"during\"; title = \"x\";\n"
	    "  figure = { unit = \"J\"; min = 9; max = 2; }; },\n"
	    "{ code = \"g\"; phase = \"during\"; title = { en = \"x\"; };\n"
	    "  figure = { unit = \"J\"; min = 1; max = 5; low = 7; }; },\n"
	    "{ phase = \"during\"; title = \"x\"; wait = 9999; }" TAIL,
	    "c.cfg:3: checklist \"laser\": \"befor\" is not known here (did you mean \"before\"?)\n"
	    "c.cfg:3: checklist \"laser\": unknown setting \"rol\" (did you mean \"role\"?)\n"
	    "c.cfg:5: checklist \"laser\": min 9 is not below max 2\n"
	    "c.cfg:6: checklist \"laser\": written in one language only: both { en, zh }, "
	    "or one text\n"
	    "c.cfg:7: checklist \"laser\": low and high lie between min and max\n"
	    "c.cfg:8: checklist \"laser\": wait = 9999 is out of range (0 to 1440)\n"
	    "c.cfg:8: checklist \"laser\": \"code\" is missing\n");
}

static void codes_and_phases_keep_their_order(void **state)
{
	(void)state;
	refuses(HEAD
	    "{ code = \"a\"; phase = \"after\"; title = \"x\"; },\n"
	    "{ code = \"b\"; phase = \"before\"; title = \"x\"; },\n"
	    "{ code = \"a\"; phase = \"after\"; title = \"x\"; }" TAIL,
	    "c.cfg:4: checklist \"laser\": step \"b\" stands after a later phase\n"
	    "c.cfg:5: checklist \"laser\": step \"a\" stands twice (line 3)\n");
}

static void words_are_found_in_either_case_and_in_han(void **state)
{
	(void)state;
	struct checklists_file *f = good("checklists = ( { code = \"x\"; title = \"X\";\n"
	    "contraindications = ( { code = \"p\"; text = \"pregnancy\"; stops = true;\n"
	    "  words = [\"pregnan\", \"怀孕\"]; } );\n"
	    "steps = ( { code = \"a\"; phase = \"before\"; title = \"x\"; } ); } );");
	const struct checklist_contra *c = &f->v[0].contra[0];
	assert_true(contra_matches(c, "Pregnant since May"));
	assert_true(contra_matches(c, "已怀孕三个月"));
	assert_false(contra_matches(c, "allergic to lidocaine"));
	assert_false(contra_matches(c, ""));
	checklists_free(f);
	refuses("checklists = ( { code = \"x\"; title = \"X\";\n"
	    "contraindications = ( { code = \"p\"; text = \"pregnancy\"; stops = true; } );\n"
	    "steps = ( { code = \"a\"; phase = \"before\"; title = \"x\"; } ); } );",
	    "c.cfg:2: checklist \"x\": stops needs words that are looked for\n");
}

static void after_care_goes_by_days(void **state)
{
	(void)state;
	refuses("checklists = ( { code = \"x\"; title = \"X\";\n"
	    "steps = ( { code = \"a\"; phase = \"before\"; title = \"x\"; } );\n"
	    "after = { client = ( { day = 3; text = \"a\"; },\n"
	    " { day = 1; text = \"b\"; } ); }; } );",
	    "c.cfg:4: checklist \"x\": days stand in their order\n");
}

static void the_shipped_file_is_in_order(void **state)
{
	(void)state;
	struct fault_list faults = { 0 };
	struct err e = ERR_INIT;
	struct checklists_file *f;
	static const char *const wanted[] = { "laser", "hifu", "skin", "drip", "blood", "check",
		"report", "surgery", "massage", "moxa", "grooming", "vaccination" };
	if (checklists_load("forms/checklists.cfg", &f, &faults, &e) != OK)
		fail_msg("%s", e.text);
	for (size_t i = 0; i < sizeof wanted / sizeof *wanted; i++) {
		const struct checklist *c = checklists_find(f, wanted[i]);
		assert_non_null(c);
		assert_true(c->client.n > 0);
	}
	assert_string_equal(step_choice_label(checklist_step(checklists_find(f, "laser"), "skin"),
	    "react"), "reacts");
	assert_true(checklists_find(f, "surgery")->paper);
	checklists_free(f);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_step_is_required_and_anybodys_unless_said),
		cmocka_unit_test(another_text_has_another_hash),
		cmocka_unit_test(a_condition_asks_what_was_done_before_it),
		cmocka_unit_test(all_faults_are_told_with_their_line),
		cmocka_unit_test(codes_and_phases_keep_their_order),
		cmocka_unit_test(words_are_found_in_either_case_and_in_han),
		cmocka_unit_test(after_care_goes_by_days),
		cmocka_unit_test(the_shipped_file_is_in_order),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
