/* The rules of callbacks: what they hold, how delays and hours are written, and how a wrong file is
 * told. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/buf.h"
#include "form/callbacks.h"
#include "form/fault.h"

#define COUNT(a) (sizeof (a) / sizeof (a)[0])
#define WINDOWS "windows = [\"11:00-12:30\", \"14:30-17:30\"];\n"
#define NAMED "code = \"d3\"; label = \"day 3\"; "
#define EVENT "event = \"treated\"; role = \"service\"; channel = \"call\"; "
#define RULE(rest) WINDOWS "callbacks = ( { " NAMED EVENT rest " } );\n"

/* The file is refused, and WANTED stands in what is told of it. */
static void refuses(const char *text, const char *wanted)
{
	struct fault_list faults = { 0 };
	struct buf told = BUF_INIT;
	struct err e = ERR_INIT;
	struct callbacks_file *f;

	assert_int_equal(callbacks_parse_text("c.cfg", text, strlen(text), &f, &faults, &e),
	    ERR_CONFIG);
	assert_null(f);
	fault_list_print(&faults, &told);
	if (!strstr(buf_str(&told), wanted))
		fail_msg("\"%s\" instead of \"%s\"", buf_str(&told), wanted);
	buf_free(&told);
	fault_list_free(&faults);
}

static struct callbacks_file *reads(const char *text)
{
	struct fault_list faults = { 0 };
	struct err e = ERR_INIT;
	struct callbacks_file *f;

	if (callbacks_parse_text("c.cfg", text, strlen(text), &f, &faults, &e) != OK)
		fail_msg("%s", e.text);
	return f;
}

static void a_rule_is_read(void **state)
{
	struct callbacks_file *f = reads(WINDOWS
	    "callbacks = ( { code = \"treat-2h\";\n"
	    " label = { en = \"2 hours\"; zh = \"2小时\"; };"
	    " event = \"treated\"; when = \"kind != stopped and seg-new = 1\";\n"
	    " role = \"service\";\n"
	    " by = \"2h\"; channel = \"call\"; script = \"treat-2h\"; message = \"callback\";\n"
	    " limit_beats_windows = true; asks = true; priority = 1; expire = \"2d\"; } );\n");
	const struct callback_rule *r = callbacks_find(f, "treat-2h");

	(void)state;
	assert_non_null(r);
	assert_null(callbacks_find(f, "treat"));
	assert_null(callbacks_find(NULL, "treat-2h"));
	assert_int_equal(f->windows.n, 2);
	assert_int_equal(f->windows.v[1].from_min, 14 * 60 + 30);
	assert_int_equal(f->windows.v[1].to_min, 17 * 60 + 30);
	assert_string_equal(r->event, "treated");
	assert_string_equal(r->role, "service");
	assert_string_equal(r->channel, "call");
	assert_string_equal(r->script, "treat-2h");
	assert_string_equal(r->message, "callback");
	assert_non_null(r->when);
	assert_int_equal(r->from.n, 0);
	assert_int_equal(r->by.n, 2);
	assert_int_equal(r->by.unit, DELAY_HOUR);
	assert_true(r->limit_beats_windows && r->asks);
	assert_int_equal(r->priority, 1);
	assert_int_equal(r->expire.n, 2);
	assert_int_equal(r->line, 2);
	callbacks_free(f);
	callbacks_free(NULL);
}

static void what_is_not_said_has_a_sensible_value(void **state)
{
	struct callbacks_file *f = reads(RULE("by = \"3d\";"));
	const struct callback_rule *r = callbacks_find(f, "d3");

	(void)state;
	assert_int_equal(r->priority, 3);
	assert_int_equal(r->expire.n, 14);
	assert_int_equal(r->expire.unit, DELAY_DAY);
	assert_false(r->asks || r->personal || r->limit_beats_windows);
	assert_null(r->when);
	assert_null(r->script);
	assert_null(r->message);
	callbacks_free(f);
}

static void what_is_not_known_is_named_with_its_line(void **state)
{
	(void)state;
	refuses(WINDOWS "callbacks = (\n { " NAMED "event = \"treatet\"; role = \"service\";"
	    " channel = \"call\"; by = \"3d\"; } );", "c.cfg:3: event \"treatet\" is not known"
	    " (did you mean \"treated\"?)");
	refuses(WINDOWS "callbacks = ( { " NAMED "event = \"treated\"; role = \"reception\";"
	    " channel = \"call\"; by = \"3d\"; } );", "role \"reception\" is not known");
	refuses(WINDOWS "callbacks = ( { " NAMED "event = \"treated\"; role = \"nurse\";"
	    " channel = \"fax\"; by = \"3d\"; } );", "channel \"fax\" is not known");
	refuses(RULE("by = \"3d\"; then = 4;"), "then");
	refuses(RULE("by = \"3d\"; when = \"servise = laser\";"),
	    "nothing is known as servise (did you mean \"service\"?)");
	refuses(RULE("by = \"3d\"; when = \"kind =\";"), "expected");
}

static void what_a_rule_needs_must_be_there(void **state)
{
	(void)state;
	refuses(RULE(""), "by");
	refuses(WINDOWS "callbacks = ( { " NAMED "role = \"nurse\"; channel = \"call\";"
	    " by = \"1d\"; } );", "event");
	refuses("callbacks = ( { " NAMED EVENT "by = \"1d\"; } );", "windows");
	refuses(WINDOWS, "callbacks");
	refuses(WINDOWS "callbacks = ( 4 );", "a rule is a group");
	refuses(RULE("by = \"1d\"; priority = 6;"), "priority");
	refuses(WINDOWS "callbacks = ( { " NAMED EVENT "by = \"1d\"; }, { " NAMED EVENT
	    "by = \"2d\"; } );", "stands twice (line 2)");
}

static void delays_agree_with_each_other(void **state)
{
	(void)state;
	refuses(RULE("by = \"three days\";"), "is no delay: 30min, 2h, 3d, 1m");
	refuses(RULE("by = \"-1d\";"), "is no delay");
	refuses(RULE("by = \"99999999999999d\";"), "is no delay");
	refuses(RULE("by = \"61m\";"), "is no delay");
	refuses(RULE("from = \"2h\"; by = \"3d\";"), "both times (min, h) or both days (d, m)");
	refuses(RULE("from = \"5d\"; by = \"3d\";"), "from lies behind by");
	refuses(RULE("from = \"32d\"; by = \"1m\";"), "from lies behind by");
	refuses(RULE("by = \"3d\"; expire = \"4h\";"), "expire counts in days or months");
}

static void limits_and_messages_have_what_they_need(void **state)
{
	(void)state;
	refuses(RULE("by = \"3d\"; message = \"callback\"; limit_beats_windows = true;"),
	    "limit_beats_windows is for calls by the hour");
	refuses(RULE("by = \"2h\"; limit_beats_windows = true;"), "needs the message");
	refuses(WINDOWS "callbacks = ( { " NAMED "event = \"treated\"; role = \"nurse\";"
	    " channel = \"message\"; by = \"7d\"; } );", "channel message needs its message");
	refuses(WINDOWS "callbacks = ( { " NAMED "event = \"treated\"; role = \"nurse\";"
	    " channel = \"message\"; message = \"callback\"; by = \"7d\"; asks = true; } );",
	    "a message asks no satisfaction");
}

static void windows_are_hours_in_their_order(void **state)
{
	static const char rest[] = "callbacks = ( { " NAMED EVENT "by = \"1d\"; } );";
	static const struct {
		const char *windows, *wanted;
	} wrong[] = {
		{ "windows = [];\n", "1 to 6 windows, not 0" },
		{ "windows = [\"9-10\", \"10-11\", \"11-12\", \"12-13\", \"13-14\", \"14-15\","
		    " \"15-16\"];\n", "1 to 6 windows, not 7" },
		{ "windows = [\"14:30-17:30\", \"11:00-12:30\"];\n", "begins before" },
		{ "windows = [\"11:00-12:30\", \"12:00-13:00\"];\n", "begins before" },
		{ "windows = [\"12:30-11:00\"];\n", "is no time of the day" },
		{ "windows = [\"05:00-07:00\"];\n", "is no time of the day" },
		{ "windows = [\"11:00-25:00\"];\n", "is no time of the day" },
		{ "windows = [\"11:60-12:30\"];\n", "is no time of the day" },
		{ "windows = [\"morning\"];\n", "is no time of the day" },
		{ "windows = 11;\n", "windows" },
	};
	char text[600];

	(void)state;
	for (size_t i = 0; i < COUNT(wrong); i++)
		refuses(text_fmt(text, sizeof text, "%s%s", wrong[i].windows, rest),
		    wrong[i].wanted);
}

static void more_rules_than_anybody_needs_are_refused(void **state)
{
	struct buf b = BUF_INIT;

	(void)state;
	buf_puts(&b, WINDOWS "callbacks = (");
	for (int i = 0; i <= CALLBACK_RULES; i++)
		buf_printf(&b, "%s{ code = \"r%d\"; label = \"x\"; " EVENT "by = \"1d\"; }",
		    i ? ", " : "", i);
	buf_puts(&b, ");");
	refuses(buf_str(&b), "more than 100 rules");
	buf_free(&b);
}

/* ---- delays and hours alone ---- */

static void a_delay_is_a_figure_and_a_unit(void **state)
{
	static const struct {
		const char *text;
		int n, unit;
	} good[] = { { "0min", 0, DELAY_MIN }, { "30min", 30, DELAY_MIN }, { "2h", 2, DELAY_HOUR },
		{ "3d", 3, DELAY_DAY }, { "1m", 1, DELAY_MONTH }, { "1830d", 1830, DELAY_DAY } };
	static const char *const bad[] = { "", "h", "3", "3 d", "3days", "1831d", "-2h", "+2h",
		"2H", "0x2h", "100000d" };
	char text[DELAY_TEXT];
	struct delay x;

	(void)state;
	for (size_t i = 0; i < COUNT(good); i++) {
		assert_true(delay_parse(good[i].text, &x));
		assert_int_equal(x.n, good[i].n);
		assert_int_equal(x.unit, good[i].unit);
		assert_string_equal(delay_format(x, text), good[i].text);
	}
	for (size_t i = 0; i < COUNT(bad); i++)
		assert_false(delay_parse(bad[i], &x));
}

static void clients_wish_in_their_own_way(void **state)
{
	static const struct {
		const char *typed, *understood;
	} wishes[] = {
		{ "15:00-18:00", "15:00-18:00" }, { "15-18", "15:00-18:00" },
		{ " 9:00 - 11:00 , 19:00 - 20:00 ", "09:00-11:00, 19:00-20:00" },
		{ "15:00-", "15:00-20:30" }, { "-12:00", "11:00-12:00" },
		{ "21:30-", "21:30-22:30" }, { "-8:00", "06:00-08:00" },
		{ "15.30-18.00", "15:30-18:00" }, { "１５：００－１８：００", "15:00-18:00" },
		{ "15:00～18:00", "15:00-18:00" }, { "15点至18点", "15:00-18:00" },
		{ "9点到11点、15点到18点", "09:00-11:00, 15:00-18:00" },
		{ "22:00-24:00", "22:00-24:00" }, { "23:30-", "23:30-24:00" },
	};
	static const char *const none[] = { "", "afternoon", "after 5", "18:00-15:00", "15:00", "-",
		"15:00-18:00,", "5:00-7:00", "15:00-24:30", "15:00-18:00 17:00-19:00",
		"15:00-18:00,17:00-19:00", "9-10,10-11,11-12,12-13,13-14,14-15,15-16", "下午",
		"15:00-18:00-20:00", "99999:00-1:00" };
	static const struct call_windows site = { .n = 2, .v = { { 660, 750 }, { 870, 1230 } } };
	char text[CALL_WINDOWS_TEXT];
	struct call_windows w;

	(void)state;
	for (size_t i = 0; i < COUNT(wishes); i++) {
		assert_true(call_windows_parse(wishes[i].typed, &site, &w));
		assert_string_equal(call_windows_format(&w, text), wishes[i].understood);
	}
	for (size_t i = 0; i < COUNT(none); i++) {
		if (call_windows_parse(none[i], &site, &w))
			fail_msg("\"%s\" was understood as %s", none[i],
			    call_windows_format(&w, text));
		assert_int_equal(w.n, 0);
	}
	assert_false(call_windows_parse(NULL, &site, &w));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_rule_is_read),
		cmocka_unit_test(what_is_not_said_has_a_sensible_value),
		cmocka_unit_test(what_is_not_known_is_named_with_its_line),
		cmocka_unit_test(what_a_rule_needs_must_be_there),
		cmocka_unit_test(delays_agree_with_each_other),
		cmocka_unit_test(limits_and_messages_have_what_they_need),
		cmocka_unit_test(windows_are_hours_in_their_order),
		cmocka_unit_test(more_rules_than_anybody_needs_are_refused),
		cmocka_unit_test(a_delay_is_a_figure_and_a_unit),
		cmocka_unit_test(clients_wish_in_their_own_way),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
