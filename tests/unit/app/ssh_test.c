/* Coming over SSH: found among the processes above, not in what the caller says of himself. */
#include <ftw.h>
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include "app/ssh.h"
#include "base/buf.h"

static char proc[] = "/tmp/ssh-test-XXXXXX";

static void process(int pid, const char *name, int parent, const char *uids)
{
	char path[200];
	FILE *f;

	mkdir(text_fmt(path, sizeof path, "%s/%d", proc, pid), 0700);
	f = fopen(text_fmt(path, sizeof path, "%s/%d/status", proc, pid), "w");
	assert_non_null(f);
	fprintf(f, "Name:\t%s\nUmask:\t0022\nState:\tS (sleeping)\nPid:\t%d\nPPid:\t%d\n"
	    "TracerPid:\t0\nUid:\t%s\nGid:\t0\t0\t0\t0\n", name, pid, parent, uids);
	fclose(f);
}

#define ROOT "0\t0\t0\t0"
#define LI "1001\t1001\t1001\t1001"

static int make(void **state)
{
	(void)state;
	assert_non_null(mkdtemp(proc));
	process(1, "sshd", 0, ROOT);
	process(10, "sshd", 1, ROOT);
	return 0;
}

static int remove_one(const char *path, const struct stat *st, int type, struct FTW *ftw)
{
	(void)st, (void)type, (void)ftw;
	return remove(path);
}

static int drop(void **state)
{
	(void)state;
	return nftw(proc, remove_one, 8, FTW_DEPTH | FTW_PHYS);
}

static void a_key_opened_it(void **state)
{
	(void)state;
	process(20, "sshd", 10, ROOT);          /* the part with root's rights */
	process(21, "sshd", 20, LI);
	process(22, "sh", 21, LI);
	process(23, "frontdesk", 22, LI);
	assert_true(ssh_serves(proc, 23));
	process(30, "sshd-session", 1, ROOT);
	process(31, "sshd-session", 30, LI);
	process(32, "frontdesk", 31, LI);
	assert_true(ssh_serves(proc, 32));
}

static void whoever_only_says_so(void **state)
{
	(void)state;
	process(40, "login", 1, ROOT);
	process(41, "sshd", 40, LI);                    /* a program of one's own of that name */
	process(42, "frontdesk", 41, LI);
	assert_false(ssh_serves(proc, 42));
	process(43, "sshd", 40, "1001\t0\t0\t0");       /* su under that name */
	process(44, "frontdesk", 43, LI);
	assert_false(ssh_serves(proc, 44));
	process(45, "sshd\\nUid:\\t0", 40, LI);
	process(46, "frontdesk", 45, LI);
	assert_false(ssh_serves(proc, 46));
}

static void what_cannot_be_told_is_no(void **state)
{
	(void)state;
	/* Forgotten: it stands below the first process, which is a server here. */
	process(50, "tmux: server", 1, LI);
	process(51, "frontdesk", 50, LI);
	assert_false(ssh_serves(proc, 51));
	process(52, "frontdesk", 9999, LI);     /* hidden */
	assert_false(ssh_serves(proc, 52));
	process(53, "sh", 54, LI);              /* a ring */
	process(54, "sh", 53, LI);
	assert_false(ssh_serves(proc, 54));
	assert_false(ssh_serves(proc, 12345));
	assert_false(ssh_serves("/nowhere", 1));
}

static void the_address_is_figures(void **state)
{
	char out[SSH_ADDRESS];

	(void)state;
	assert_string_equal(ssh_address("10.0.0.7 50022 10.0.0.1 22", out), "10.0.0.7");
	assert_string_equal(ssh_address("fe80::1%3 50022", out), "fe80::1%3");
	assert_string_equal(ssh_address(NULL, out), "");
	assert_string_equal(ssh_address("\033[31m", out), "");
	ssh_address("1111:2222:3333:4444:5555:6666:7777:8888:9999:aaaa:bbbb:cccc", out);
	assert_int_equal(strlen(out), SSH_ADDRESS - 1);
}

/* The rest may be anything that somebody typed, a client's name too. */
static void of_a_wish_only_the_first_word_is_kept(void **state)
{
	char out[80];

	(void)state;
	assert_string_equal(ssh_wish(NULL, out, sizeof out), "");
	assert_string_equal(ssh_wish("", out, sizeof out), "");
	assert_string_equal(ssh_wish("cat /etc/shadow", out, sizeof out), "cat, 15 bytes");
	assert_null(strstr(ssh_wish("frontdesk client show 张三", out, sizeof out), "张三"));
	ssh_wish("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", out, sizeof out);
	assert_int_equal(strspn(out, "a"), 40);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_key_opened_it),
		cmocka_unit_test(whoever_only_says_so),
		cmocka_unit_test(what_cannot_be_told_is_no),
		cmocka_unit_test(the_address_is_figures),
		cmocka_unit_test(of_a_wish_only_the_first_word_is_kept),
	};

	return cmocka_run_group_tests(tests, make, drop);
}
