/* app/station.h: frontdesk.ini as people write it, and as strangers might. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include "app/station.h"
#include "base/buf.h"
#include "base/mem.h"

static char path[] = "/tmp/frontdesk-ini-XXXXXX";
static struct err e;
static struct station s;

static int make_file(void **state)
{
	int fd = mkstemp(path);

	(void)state;
	return fd < 0 || close(fd);
}

static int remove_file(void **state)
{
	(void)state;
	return unlink(path);
}

static enum err_code load_bytes(const void *bytes, size_t n, const char *tty)
{
	FILE *f = fopen(path, "w");

	assert_non_null(f);
	assert_int_equal(fwrite(bytes, 1, n, f), n);
	assert_int_equal(fclose(f), 0);
	station_free(&s);
	err_clear(&e);
	return station_load(path, tty, &s, &e);
}

static enum err_code load(const char *text)
{
	return load_bytes(text, strlen(text), "tty1");
}

static void without_a_file_there_are_defaults(void **state)
{
	(void)state;
	station_default(&s);
	assert_string_equal(s.database, "/var/lib/frontdesk/frontdesk.db");
	assert_int_equal(s.idle_lock_s, 180);
	assert_int_equal(s.pin_min, 6);
	assert_int_equal(s.disk_warn_mb, 200);
	assert_int_equal(s.log_level, LOG_INFO);
	assert_null(s.name);
	assert_string_equal(s.language, "");
	assert_int_equal(load(""), OK);
	assert_int_equal(s.undo_minutes, 30);
}

static void what_is_said_counts(void **state)
{
	(void)state;
	assert_int_equal(
	    load("# a comment\n[Frontdesk]\nDatabase = /srv/a b.db\r\nlanguage=zh\n\n"
		 "[lock]\nidle = 60 ; seconds\n[limits]\ndisk=1000000\n[log]\nlevel=debug\n"
		 "[print]\ncommand = \"/usr/bin/lp -d a5; x\"\n"
		 "[station.tty1]\nname = T1\nbranch = ja\n[station.tty2]\nname = T2\n"),
	    OK);
	assert_string_equal(s.database, "/srv/a b.db");
	assert_string_equal(s.language, "zh");
	assert_int_equal(s.idle_lock_s, 60);
	assert_int_equal(s.disk_warn_mb, 1000000);
	assert_int_equal(s.log_level, LOG_DEBUG);
	assert_string_equal(s.print_command, "/usr/bin/lp -d a5; x");
	assert_string_equal(s.name, "T1");
	assert_string_equal(s.branch, "ja");
}

static void every_slip_is_named(void **state)
{
	static const struct {
		const char *text, *said;
	} slips[] = {
		{ "[frontdesk]\ndatabse = /x\n", "databse" },
		{ "[lok]\nidle = 1\n", "lok" },
		{ "[station]\nname = x\n", "station" },
		{ "[station.]\nname = x\n", "station." },
		{ "database = /x\n", "before any" },
		{ "[lock]\nidle = 60\nidle = 61\n", "twice" },
		{ "[lock]\nidle = 60\n[lock]\nlogout = 5\n", "twice" },
		{ "[lock]\nidle = abc\n", "idle" },
		{ "[lock]\nidle = 60x\n", "idle" },
		{ "[lock]\nidle = -1\n", "idle" },
		{ "[lock]\nidle = 0x10\n", "idle" },
		{ "[lock]\nidle = 010\n", "idle" },
		{ "[lock]\nidle = 99999999999999999999\n", "idle" },
		{ "[lock]\nidle =\n", "idle" },
		{ "[pin]\nlength = 3\n", "length" },
		{ "[print]\nplaces = r1 r2\n", "places" },
		{ "[pin]\ncost = 12\n", "cost" },
		{ "[log]\nlevel = loud\n", "level" },
		{ "[frontdesk]\nlanguage = fr\n", "language" },
		{ "[frontdesk]\ndatabase = a.db\n", "database" },
		{ "[frontdesk]\ndatabase = /a;b\n", "line 2" },
		{ "[frontdesk]\ndatabase = /a\\\n", "line 2" },
		{ "[frontdesk]\nnonsense\n", "neither" },
		{ "[station.tty9]\nname = 0123456789012345678901234567890123456789\n", "name" },
		{ "[station.tty9]\nnick = x\n", "nick" },
		{ "\xef\xbb\xbf[lock]\n", "byte order" },
		{ "[lock]\n# \xff\n", "UTF-8" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof slips / sizeof slips[0]; i++) {
		if (load(slips[i].text) != ERR_CONFIG)
			fail_msg("taken: %s", slips[i].text);
		if (!strstr(e.text, slips[i].said))
			fail_msg("\"%s\" does not name %s", e.text, slips[i].said);
	}
}

/* A section whose name is also a key ended programs that used the library's typed getters. */
static void hostile_files_are_refused_or_read(void **state)
{
	struct buf b = BUF_INIT;

	(void)state;
	assert_int_equal(load("[lock:idle]\nx = 1\n"), ERR_CONFIG);
	assert_int_equal(load("[lock]\n[lock:idle]\n"), ERR_CONFIG);
	assert_int_equal(load_bytes("[lock]\n\0idle = 1\n", 18, ""), ERR_CONFIG);
	buf_puts(&b, "[print]\ncommand = ");
	for (int i = 0; i < 2000; i++)
		buf_putc(&b, 'x');
	assert_int_equal(load(b.s), ERR_CONFIG);
	buf_clear(&b);
	for (int i = 0; i < 70000; i++)
		buf_putc(&b, '\n');
	assert_int_equal(load(b.s), ERR_CONFIG);
	buf_free(&b);
	for (int c = 1; c < 256; c++) {
		char text[] = "[lock]\nidle = 5\n?\n";

		text[16] = (char)c;
		load(text); /* whatever it says: it comes back */
	}
}

static void folders_and_absent_files(void **state)
{
	(void)state;
	station_free(&s);
	err_clear(&e);
	assert_int_equal(station_load("/", "", &s, &e), ERR_CONFIG);
	station_free(&s);
	err_clear(&e);
	assert_int_equal(station_load("/no/such/frontdesk.ini", "", &s, &e), ERR_NOTFOUND);
	station_free(&s);
}

static void every_option_is_whole(void **state)
{
	(void)state;
	for (size_t i = 0; i < station_options_count; i++) {
		const struct station_option *o = &station_options[i];

		assert_true(o->section[0] && o->key[0] && o->help[0]);
		assert_true(o->min <= o->max);
		for (size_t k = 0; k < i; k++)
			assert_false(!strcmp(o->section, station_options[k].section) &&
			    !strcmp(o->key, station_options[k].key));
	}
	station_free(&s);
}

static char *read_manual(void)
{
	FILE *f = fopen("man/frontdesk.ini.5", "r");
	char line[400];
	struct buf b = BUF_INIT;

	assert_non_null(f);
	while (fgets(line, sizeof line, f))
		buf_puts(&b, line);
	fclose(f);
	return buf_take(&b);
}

/* The entry as it must stand there: key, help, range, default. */
static void expect_entry(const char *manual, const struct station_option *o)
{
	struct buf want = BUF_INIT;

	buf_printf(&want, "\n.It Cm %s\n%s\n", o->key, o->help);
	if (o->type == STATION_INT)
		buf_printf(&want, "From %ld to %ld.\n", o->min, o->max);
	if (o->preset)
		buf_printf(&want, "Default: %s.\n", o->preset);
	if (!strstr(manual, want.s))
		fail_msg("frontdesk.ini(5) lacks:%s", want.s);
	buf_free(&want);
}

/* frontdesk.ini(5) comes from the table: every section and key in its order, and nothing else. */
static void the_manual_says_the_same(void **state)
{
	char *manual = read_manual();
	const char *at = manual;
	char head[80];
	size_t keys = 0;

	(void)state;
	for (size_t i = 0; i < station_options_count; i++) {
		const struct station_option *o = &station_options[i];

		if (!i || strcmp(o->section, o[-1].section)) {
			text_fmt(head, sizeof head, "\n.Ss [%s]\n",
			    strcmp(o->section, "station.*") ? o->section : "station.TTY");
			at = strstr(at, head);
			if (!at)
				fail_msg("frontdesk.ini(5) lacks%s", head);
		}
		expect_entry(at, o);
	}
	for (at = manual; (at = strstr(at, "\n.It Cm ")); at++)
		keys++;
	assert_int_equal(keys, station_options_count);
	mem_free(manual);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(without_a_file_there_are_defaults),
		cmocka_unit_test(what_is_said_counts),
		cmocka_unit_test(every_slip_is_named),
		cmocka_unit_test(hostile_files_are_refused_or_read),
		cmocka_unit_test(folders_and_absent_files),
		cmocka_unit_test(every_option_is_whole),
		cmocka_unit_test(the_manual_says_the_same),
	};

	return cmocka_run_group_tests(tests, make_file, remove_file);
}
