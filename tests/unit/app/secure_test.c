/* app/secure.h, app/options.h, app/who.h: what is decided before anything is opened. */
#include <fcntl.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

#include "app/options.h"
#include "app/secure.h"
#include "app/who.h"
#include "base/buf.h"

static struct err e;
static struct app_options o;

static enum err_code parse(const char *line)
{
	static char copy[256], *argv[16];
	int argc = 0;

	text_copy(copy, sizeof copy, line);
	for (char *p = copy, *blank; p; p = blank) {
		argv[argc++] = p;
		blank = strchr(p, ' ');
		if (blank)
			*blank++ = '\0';
	}
	argv[argc] = NULL;
	err_clear(&e);
	return options_parse(argc, argv, &o, &e);
}

static void options_stand_before_the_command(void **state)
{
	(void)state;
	assert_int_equal(parse("frontdesk -d a.db --branch=ja -uwf client find -d"), OK);
	assert_string_equal(o.database, "a.db");
	assert_string_equal(o.branch, "ja");
	assert_string_equal(o.staff, "wf");
	assert_null(o.ini);
	assert_int_equal(o.argc, 3);
	assert_string_equal(o.argv[0], "client");
	assert_string_equal(o.argv[2], "-d");
	assert_int_equal(parse("frontdesk"), OK);
	assert_int_equal(o.argc, 0);
	assert_int_equal(parse("frontdesk -- today"), OK);
	assert_int_equal(o.argc, 1);
	assert_int_equal(parse("frontdesk --dump-keys"), OK);
	assert_int_equal(o.ask, ASK_DUMP_KEYS);
}

static void slips_among_options_are_refused(void **state)
{
	static const char *const lines[] = { "frontdesk -d", "frontdesk -x",
		"frontdesk --database=", "frontdesk --version=1", "frontdesk -d a -d b",
		"frontdesk --databas a", "frontdesk ---" };

	(void)state;
	for (size_t i = 0; i < sizeof lines / sizeof lines[0]; i++)
		if (parse(lines[i]) != ERR_USAGE)
			fail_msg("%s was taken", lines[i]);
}

static void set_group_id_opens_only_what_the_site_says(void **state)
{
	char home[] = "HOME=/", clock[] = "FRONTDESK_CLOCK=x", mine[] = "MYFRONTDESK_X=1";
	char *plain[] = { home, mine, NULL }, *hostile[] = { home, clock, NULL };

	(void)state;
	parse("frontdesk -b ja -u wf today");
	assert_int_equal(secure_check(true, &o, plain, &e), OK);
	assert_int_equal(secure_check(true, &o, hostile, &e), ERR_DENIED);
	assert_non_null(strstr(e.text, "FRONTDESK_CLOCK"));
	assert_null(strstr(e.text, "=x"));
	err_clear(&e);
	assert_int_equal(secure_check(false, &o, hostile, &e), OK);
	parse("frontdesk -d /etc/shadow today");
	assert_int_equal(secure_check(true, &o, plain, &e), ERR_DENIED);
	err_clear(&e);
	assert_int_equal(secure_check(false, &o, plain, &e), OK);
	parse("frontdesk -c x.ini");
	assert_int_equal(secure_check(true, &o, plain, &e), ERR_DENIED);
}

/* In a child, whose descriptors nobody else needs. */
static void closed_descriptors_are_not_left_to_files(void **state)
{
	int status;
	pid_t child = fork();

	(void)state;
	assert_true(child >= 0);
	if (child == 0) {
		char byte;
		bool ok;

		for (int fd = 0; fd <= 2; fd++)
			close(fd);
		secure_descriptors();
		ok = open("/dev/null", O_RDWR) > 2 && read(0, &byte, 1) < 0 &&
		    write(1, "x", 1) < 0 && write(2, "x", 1) < 0;
		_exit(ok ? 0 : 1);
	}
	assert_int_equal(waitpid(child, &status, 0), child);
	assert_int_equal(status, 0);
}

static void the_environment_is_emptied(void **state)
{
	(void)state;
	setenv("TERM", "xterm-256color", 1);
	setenv("LANGUAGE", "../../x", 1);
	setenv("TZ", ":/etc/shadow", 1);
	setenv("SQLITE_TMPDIR", "/", 1);
	secure_environment();
	assert_string_equal(getenv("TERM"), "xterm-256color");
	assert_string_equal(getenv("LANG"), "C.UTF-8");
	assert_string_equal(getenv("PATH"), "/usr/bin:/bin");
	assert_null(getenv("LANGUAGE"));
	assert_null(getenv("TZ"));
	assert_null(getenv("SQLITE_TMPDIR"));
	setenv("TERM", "../evil", 1);
	secure_environment();
	assert_null(getenv("TERM"));
}

static void terminal_types_are_names(void **state)
{
	(void)state;
	assert_true(secure_term_is_sane("screen.xterm-256color"));
	assert_true(secure_term_is_sane("rxvt+pcfkeys"));
	assert_false(secure_term_is_sane(NULL));
	assert_false(secure_term_is_sane(""));
	assert_false(secure_term_is_sane("../x"));
	assert_false(secure_term_is_sane("a/b"));
	assert_false(secure_term_is_sane("a%s"));
	assert_false(secure_term_is_sane("aaaaaaaaaabbbbbbbbbbccccccccccddddddddddx"));
}

static void only_the_owner_says_u_freely(void **state)
{
	(void)state;
	assert_int_equal(who_decide(true, NULL), WHO_OWNER);
	assert_int_equal(who_decide(true, "wf"), WHO_OWNER_AS);
	assert_int_equal(who_decide(false, "wf"), WHO_ASK_PIN);
	assert_int_equal(who_decide(false, NULL), WHO_LOGIN);
}

static void owners_are_told_by_the_file(void **state)
{
	char name[] = "/tmp/frontdesk-who-XXXXXX";
	int fd = mkstemp(name);

	(void)state;
	assert_true(fd >= 0);
	assert_true(who_owns(name, getuid()));
	assert_false(who_owns(name, getuid() + 12345));
	assert_true(who_owns(name, 0));
	close(fd);
	unlink(name);
	assert_false(who_owns("/no/such/folder/x.db", 54321));
}

static void the_peer_holds_no_more_than_an_address(void **state)
{
	char out[160];

	(void)state;
	who_peer(54321, "", out, sizeof out);
	assert_string_equal(out, "uid 54321 ()");
	who_peer(54321, "10.0.0.5", out, sizeof out);
	assert_string_equal(out, "uid 54321 () 10.0.0.5");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(options_stand_before_the_command),
		cmocka_unit_test(slips_among_options_are_refused),
		cmocka_unit_test(set_group_id_opens_only_what_the_site_says),
		cmocka_unit_test(closed_descriptors_are_not_left_to_files),
		cmocka_unit_test(the_environment_is_emptied),
		cmocka_unit_test(terminal_types_are_names),
		cmocka_unit_test(only_the_owner_says_u_freely),
		cmocka_unit_test(owners_are_told_by_the_file),
		cmocka_unit_test(the_peer_holds_no_more_than_an_address),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
