/* Roles: who may what, and how a wrong file is told. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "base/buf.h"
#include "base/mem.h"
#include "form/roles.h"
#include "support/faults.h"

static const char *const known[] = { "client-add", "client-edit", "client-merge", "appt-book",
	"appt-move", "appt-overbook", "export", NULL };

static const char good[] =
	"second = [\"client-merge\", \"export\"];\n"
	"roles = ( { code = \"desk\"; label = \"front desk\"; board = \"desk\";\n"
	"  rights = [\"client-add\", \"appt-*\"]; except = [\"appt-overbook\"]; },\n"
	"{ code = \"boss\"; label = { en = \"manager\"; zh = \"店长\"; }; rights = \"*\"; } );\n";

static void rights_follow_the_words(void **state)
{
	(void)state;
	struct roles_file *r;
	struct fault_list faults = { 0 };
	struct err e = ERR_INIT;
	assert_int_equal(
	    roles_parse_text("r.cfg", good, sizeof good - 1, known, &r, &faults, &e), OK);
	assert_true(roles_may(r, "desk", "client-add"));
	assert_false(roles_may(r, "desk", "client-edit"));
	assert_true(roles_may(r, "desk", "appt-book"));
	assert_false(roles_may(r, "desk", "appt-overbook"));
	for (size_t i = 0; known[i] != NULL; i++)
		assert_true(roles_may(r, "boss", known[i]));
	assert_false(roles_may(r, "nobody", "client-add"));
	assert_true(roles_needs_second(r, "export"));
	assert_false(roles_needs_second(r, "client-add"));
	assert_string_equal(roles_find(r, "desk")->board, "desk");
	assert_string_equal(label_text(&roles_find(r, "boss")->label), "manager");
	assert_null(roles_find(r, "nobody"));
	roles_free(r);
}

static void refuses(const char *text, const char *wanted)
{
	struct roles_file *r;
	struct fault_list faults = { 0 };
	struct err e = ERR_INIT;
	enum err_code rc = roles_parse_text("r.cfg", text, strlen(text), known, &r, &faults, &e);

	assert_refused(rc, r, &faults, wanted);
}

static void unknown_words_are_faults(void **state)
{
	(void)state;
	refuses("", "r.cfg: \"roles\" is missing\n");
	refuses(
	    "roles = ( 1 );", "r.cfg:1: a role is a group: { code = \"..\"; rights = [..]; }\n");
	refuses(
	    "roles = ( { code = \"a\"; label = \"A\";\nrights = [\"client-ad\", \"apt-*\"]; } );",
	    "r.cfg:2: role \"a\": there is no right \"client-ad\" (did you mean \"client-add\"?)\n"
	    "r.cfg:2: role \"a\": there is no right \"apt-*\"\n");
	refuses("roles = ( { code = \"a\"; label = \"A\"; except = \"exprot\"; } );",
	    "r.cfg:1: role \"a\": there is no right \"exprot\" (did you mean \"export\"?)\n");
	refuses("second = [\"x\"]; roles = ( );", "r.cfg:1: there is no right \"x\"\n");
	refuses("roles = ( { code = \"a\"; label = \"A\"; },\n{ code = \"a\"; label = \"B\"; } );",
	    "r.cfg:2: role \"a\": stands twice (line 1)\n");
	refuses("roles = ( { code = \"a\"; } );", "r.cfg:1: role \"a\": \"label\" is missing\n");
	refuses("roles = ( { label = \"a\"; } );", "r.cfg:1: \"code\" is missing\n");
}

/* The words that the shipped file uses, by their beginnings. */
static void the_shipped_roles_load(void **state)
{
	(void)state;
	static const char *const words[] = {
		"client-add", "client-edit", "client-note", "client-number", "client-family",
		"client-goods", "client-import", "client-merge", "client-todo", "appt-book",
		"appt-move", "appt-step", "appt-cancel", "appt-request", "appt-wait",
		"appt-disrupt", "appt-late", "appt-import", "appt-overbook", "visit-arrive",
		"visit-step", "visit-assign", "visit-cash", "pay-back", "pay-take", "order-add",
		"order-send", "order-cancel", "order-gift", "price-discount", "price-over",
		"prepaid-edit", "test-send", "test-receive", "test-review", "test-report",
		"test-paper", "test-explain", "test-cancel", "test-tell", "lab-import",
		"attach-file", "stock-edit", "cashup", "visit-leave", "treat-start",
		"treat-step", "treat-confirm", "treat-override", "treat-later", "treat-close",
		"treat-adverse", "note-write", "day-mark", "consult-edit", "consult-diagnose",
		"consult-sign", "consult-end", "plan-edit", "plan-agree", "plan-book",
		"measure-add", "incident-add", "message-send", "message-read", "roster-edit",
		"callback-merge", "callback-sample", "day-close", "day-close-open",
		"callback-do", "callback-give", "survey-take", "suggest", "improve",
		"cultivate", "event-edit",
		"case-take", "case-step", "case-edit", "case-close", "escalate", "escalate-answer",
		"segment-set", "segment-score",
		"undo", "undo-other", "staff-edit", "site-edit", "resource-edit", "pin-set",
		"see-phone", "see-money", "see-restricted", "ask-restricted", "see-private",
		"see-actions",
		"see-branches", "see-looks", "see-report", "list-print", "export",
		NULL };
	struct roles_file *r;
	struct fault_list faults = { 0 };
	struct err e = ERR_INIT;
	if (roles_load("forms/roles.cfg", words, &r, &faults, &e) != OK)
		fail_msg("%s", e.text);
	/* what the sources demand: coordinator and service move and cancel, experts do not */
	assert_true(roles_may(r, "coordinator", "appt-cancel"));
	assert_true(roles_may(r, "service", "appt-move"));
	assert_false(roles_may(r, "expert", "appt-move"));
	assert_false(roles_may(r, "expert", "appt-cancel"));
	assert_false(roles_may(r, "reception", "appt-overbook"));
	assert_true(roles_may(r, "reception", "client-merge"));
	assert_true(roles_needs_second(r, "client-merge"));
	/* who serves the client may open a restricted file with a reason; who looked is a
	 * manager's */
	assert_true(roles_may(r, "nurse", "ask-restricted"));
	assert_false(roles_may(r, "greeter", "ask-restricted"));
	assert_false(roles_may(r, "reception", "see-looks"));
	assert_true(roles_may(r, "manager", "see-looks"));
	/* only head office and the administrator change branches */
	for (size_t i = 0; i < r->n; i++) {
		const char *code = r->roles[i].code;
		bool one = strcmp(code, "head-office") == 0 || strcmp(code, "admin") == 0;
		assert_true(roles_may(r, code, "site-edit") == one);
	}
	roles_free(r);
}

static void damaged_files_never_hurt(void **state)
{
	(void)state;
	unsigned seed = 5;
	for (size_t i = 0; i < 3000; i++) {
		char copy[sizeof good];
		struct roles_file *r;
		struct fault_list faults = { 0 };
		struct err e = ERR_INIT;
		memcpy(copy, good, sizeof good);
		seed = seed * 1103515245u + 12345u;
		copy[(seed >> 8) % (sizeof good - 1)] = "{}()[];=\",*aX\\\n1"[seed >> 28];
		size_t n = i % 2 ? sizeof good - 1 : i % sizeof good;
		if (roles_parse_text("r", copy, n, known, &r, &faults, &e) == OK)
			roles_free(r);
		fault_list_free(&faults);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(rights_follow_the_words),
		cmocka_unit_test(unknown_words_are_faults),
		cmocka_unit_test(the_shipped_roles_load),
		cmocka_unit_test(damaged_files_never_hurt),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
