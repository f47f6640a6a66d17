/* Tiers, growth and segments: what the file holds, what its conditions mean, how a wrong one is
 * told. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "form/segment.h"
#include "support/faults.h"

#define TIERS "tiers = ( { code = \"general\"; label = \"G\"; } ); "
#define GROWTH "growth = ( { code = \"loyal\"; label = \"L\"; when = \"visits >= 4\"; } ); "
#define SEGMENTS "segments = ( { code = \"new\"; label = \"N\"; when = \"age_days <= 90\"; } ); "

static void refuses(const char *text, const char *wanted)
{
	struct fault_list faults = { 0 };
	struct err e = ERR_INIT;
	struct segments_file *f;
	enum err_code rc = segments_parse_text("s.cfg", text, strlen(text), &f, &faults, &e);

	assert_refused(rc, f, &faults, wanted);
}

static struct segments_file *reads(const char *text)
{
	struct fault_list faults = { 0 };
	struct err e = ERR_INIT;
	struct segments_file *f;

	assert_int_equal(segments_parse_text("s.cfg", text, strlen(text), &f, &faults, &e), OK);
	return f;
}

static void a_file_is_read(void **state)
{
	struct segments_file *f = reads("period_months = 6;\n"
	    "score = { form = \"client-score\"; fields = [\"means\", \"wish\"]; };\n"
	    "tiers = ( { code = \"key\"; label = { en = \"key client\"; zh = \"关键客户\"; };"
	    " short = \"key\"; when = \"spent >= 20000\"; weight = 2; },\n"
	    "  { code = \"general\"; label = \"general\"; } );\n" GROWTH SEGMENTS);
	const struct segment_rule *key = segment_rule_find(&f->tiers, "key");

	(void)state;
	assert_int_equal(f->period_months, 6);
	assert_string_equal(f->score_form, "client-score");
	assert_int_equal(f->score_fields.n, 2);
	assert_int_equal(f->tiers.n, 2);
	assert_string_equal(key->label.zh, "关键客户");
	assert_string_equal(key->brief.en, "key");
	assert_string_equal(key->when_text, "spent >= 20000");
	assert_int_equal(key->weight, 2);
	assert_null(segment_rule_find(&f->tiers, "loyal"));
	segments_free(f);
	segments_free(NULL);
}

static void without_a_word_about_it_a_period_is_a_year_and_scores_are_by_hand(void **state)
{
	struct segments_file *f = reads(TIERS GROWTH SEGMENTS);

	(void)state;
	assert_int_equal(f->period_months, 12);
	assert_null(f->score_form);
	segments_free(f);
}

/* What is not known fulfils no comparison: who was never here is not dormant. */
static void a_rule_holds_by_its_figures(void **state)
{
	struct segments_file *f = reads(TIERS
	    "growth = ( { code = \"dormant\"; label = \"D\"; when = \"last_days > 180\"; },"
	    " { code = \"up\"; label = \"U\"; when = \"visits >= 3 and rise >= 2\"; } ); "
	    SEGMENTS);
	const struct segment_rule *dormant = &f->growth.v[0], *up = &f->growth.v[1];
	const char *figures[SEGMENT_FIGURES] = { [SEGMENT_VISITS] = "5", [SEGMENT_RISE] = "-1" };

	(void)state;
	assert_false(segment_rule_holds(dormant, figures));
	figures[SEGMENT_LAST_DAYS] = "180";
	assert_false(segment_rule_holds(dormant, figures));
	figures[SEGMENT_LAST_DAYS] = "181";
	assert_true(segment_rule_holds(dormant, figures));
	assert_false(segment_rule_holds(up, figures));
	figures[SEGMENT_RISE] = "2";
	assert_true(segment_rule_holds(up, figures));
	assert_true(segment_rule_holds(&f->tiers.v[0], figures));
	segments_free(f);
}

static void what_is_wrong_is_named(void **state)
{
	(void)state;
	refuses(TIERS GROWTH "\nsegments = ( { code = \"new\"; label = \"N\"; } );",
	    "s.cfg:2: a segment needs a condition (when = \"..\")\n");
	refuses(TIERS GROWTH "\nsegments = ( { code = \"n\"; label = \"N\"; when = \"vists > 1\"; "
	    "} );",
	    "s.cfg:2: no figure is called \"vists\" (did you mean \"visits\"?)\n");
	refuses(TIERS GROWTH "\nsegments = ( { code = \"n\"; label = \"N\"; when = \"visits >\"; "
	    "} );",
	    "s.cfg:2: condition \"visits >\": a figure expected before \"the end\"\n");
	refuses(GROWTH SEGMENTS "tiers = ( { code = \"a\"; label = \"A\"; },\n"
	    "{ code = \"b\"; label = \"B\"; } );",
	    "s.cfg:2: never reached: \"a\" before it has no condition\n");
	refuses(GROWTH SEGMENTS "tiers = ( { code = \"a\"; label = \"A\"; when = \"visits > 1\"; },"
	    "\n{ code = \"a\"; label = \"B\"; } );",
	    "s.cfg:2: \"a\" stands twice (line 1)\n");
	refuses(GROWTH SEGMENTS "\ntiers = ( { code = \"a\"; label = { en = \" \"; zh = \"a\"; }; "
	    "} );",
	    "s.cfg:2: \"label\" is empty\n");
	refuses(TIERS GROWTH SEGMENTS "\nperiod_months = 0;",
	    "s.cfg:2: period_months = 0 is out of range (1 to 120)\n");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_file_is_read),
		cmocka_unit_test(without_a_word_about_it_a_period_is_a_year_and_scores_are_by_hand),
		cmocka_unit_test(a_rule_holds_by_its_figures),
		cmocka_unit_test(what_is_wrong_is_named),
	};

	return cmocka_run_group_tests_name("segment", tests, NULL, NULL);
}
