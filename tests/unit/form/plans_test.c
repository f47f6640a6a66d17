/* Templates of plans: what they hold, and how a wrong file is told. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/buf.h"
#include "form/plans.h"
#include "support/faults.h"

static void refuses(const char *text, const char *wanted)
{
	struct fault_list faults = { 0 };
	struct err e = ERR_INIT;
	struct plans_file *f;
	enum err_code rc = plans_parse_text("p.cfg", text, strlen(text), &f, &faults, &e);

	assert_refused(rc, f, &faults, wanted);
}

#define ITEM "items = ( { service = \"laser\"; sessions = 6; days_apart = 28; price = 1200; } );"

static void a_template_is_read(void **state)
{
	static const char text[] =
	    "plans = ( { code = \"laser-6\"; label = { en = \"Laser\"; zh = \"激光\"; }; " ITEM
	    " team = [\"expert\", \"operator\"]; agreements = [\"advice\", \"price\"];"
	    " parts = (40, 60); home = ( \"sun care\", \"water\" ); } );\nbroken_off_days = 30;\n";
	struct fault_list faults = { 0 };
	struct err e = ERR_INIT;
	struct plans_file *f;
	const struct plan_template *p;

	(void)state;
	assert_int_equal(plans_parse_text("p.cfg", text, strlen(text), &f, &faults, &e), OK);
	p = plans_find(f, "laser-6");
	assert_non_null(p);
	assert_null(plans_find(f, "laser"));
	assert_null(plans_find(NULL, "laser-6"));
	assert_int_equal(f->broken_off_days, 30);
	assert_int_equal(p->nitems, 1);
	assert_string_equal(p->item[0].service, "laser");
	assert_int_equal(p->item[0].sessions, 6);
	assert_int_equal(p->item[0].days_apart, 28);
	assert_int_equal(p->item[0].price, 1200);
	assert_int_equal(p->team.n, 2);
	assert_true(config_words_has(&p->agreements, "price"));
	assert_int_equal(p->nparts, 2);
	assert_int_equal(p->part[1], 60);
	assert_int_equal(p->nhome, 2);
	assert_string_equal(p->home[1].en, "water");
	plans_free(f);
	plans_free(NULL);
}

static void parts_make_up_the_whole(void **state)
{
	(void)state;
	refuses("plans = ( { code = \"a\"; label = \"A\"; " ITEM "\n parts = (40, 30); } );\n",
	    "p.cfg:2: the parts make 70 per cent, not 100\n");
	refuses("plans = ( { code = \"a\"; label = \"A\"; " ITEM "\n parts = (0, 100); } );\n",
	    "p.cfg:2: parts are 1 to 12 shares in per cent\n");
}

static void what_is_wrong_is_named(void **state)
{
	(void)state;
	refuses("plans = ( { code = \"a\"; label = \"A\"; items = (); } );\n",
	    "p.cfg:1: a plan without items\n");
	refuses("plans = ( { code = \"a\"; label = \"A\"; " ITEM "\n agreements = [\"prise\"]; } "
	    ");",
	    "p.cfg:2: agreement \"prise\" is not known (did you mean \"price\"?)\n");
	refuses("plans = ( { code = \"a\"; label = \"A\"; " ITEM " },\n"
	    "  { code = \"a\"; label = \"B\"; " ITEM " } );\n",
	    "p.cfg:2: stands twice (line 1)\n");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_template_is_read),
		cmocka_unit_test(parts_make_up_the_whole),
		cmocka_unit_test(what_is_wrong_is_named),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
