/* A document on its way to paper, with small programs in the place of frontdesk-print and lp. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/document.h"
#include "base/printer.h"

static char dir[] = "/tmp/printer-XXXXXX";

/* A program of that name that runs LINES of the shell; its path. */
static char *program(const char *name, const char *lines)
{
	static char path[4][200];
	static int next;
	char *p = path[next++ % 4];
	FILE *f;

	snprintf(p, sizeof path[0], "%s/%s", dir, name);
	f = fopen(p, "w");
	assert_non_null(f);
	fprintf(f, "#!/bin/sh\n%s\n", lines);
	fclose(f);
	chmod(p, 0700);
	return p;
}

static struct document *slip(void)
{
	struct document *doc = document_new(DOCUMENT_A5, "Slip");

	document_pair(doc, "Client", "王小明");
	return doc;
}

static void the_job_is_named(void **state)
{
	struct printer p = { .program = program("print", "cat"), .name = "a5 at the desk" };
	struct document *doc = slip();
	struct err e = ERR_INIT;
	char words[400], job[40], *lp, text[2000] = "";
	FILE *f;

	(void)state;
	/* The words as they came, one a line; a name with blanks is one word. */
	snprintf(words, sizeof words, "{ for w; do echo \"<$w>\"; done; cat; } >%s/got; "
	    "echo 'request id is a5-2 (1 file(s))'", dir);
	lp = program("lp", words);
	snprintf(words, sizeof words, "%s -d %%p -t frontdesk:%%t 100%%%% -- -", lp);
	p.command = words;
	assert_int_equal(printer_print(&p, "slip", doc, job, sizeof job, &e), OK);
	assert_string_equal(job, "a5-2");
	snprintf(words, sizeof words, "%s/got", dir);
	f = fopen(words, "r");
	assert_non_null(f);
	assert_true(fread(text, 1, sizeof text - 1, f) > 0);
	fclose(f);
	assert_string_equal(text,
	    "<-d>\n<a5 at the desk>\n<-t>\n<frontdesk:slip>\n<100%>\n<-->\n<->\n"
	    "frontdesk-document 1\npaper\ta5 portrait\ntitle\tSlip\npair\tClient\t王小明\n");
	document_free(doc);
}

static void fails(const char *print, const char *lp, enum err_code code, const char *why)
{
	char command[300];
	struct printer p = { .program = print ? program("print", print) : "/no/such/print" };
	struct document *doc = slip();
	struct err e = ERR_INIT;
	char job[40];

	if (lp) {
		snprintf(command, sizeof command, "%s -", program("lp", lp));
		p.command = command;
	}
	assert_int_equal(printer_print(&p, "slip", doc, job, sizeof job, &e), code);
	assert_non_null(strstr(e.text, why));
	document_free(doc);
}

static void what_goes_wrong_is_said_in_one_sentence(void **state)
{
	(void)state;
	fails(NULL, "cat", ERR_NOTFOUND, "The program /no/such/print cannot be run.");
	fails("echo 'No font has these signs: X.' >&2; exit 3", "cat", ERR_INVALID,
	    "No font has these signs: X.");
	fails("cat >/dev/null", "cat", ERR_IO, "made no PDF.");
	fails("kill -9 $$", "cat", ERR_IO, "did not take the document.");
	fails("cat", NULL, ERR_NOTFOUND, "No command is set.");
	fails("cat", "echo 'lp: no such printer' >&2; echo more >&2; exit 1", ERR_IO,
	    "The printing system says: lp: no such printer");
	fails("cat", "exit 1", ERR_IO, "did not take the document.");
}

static void silence_is_a_job_without_a_name(void **state)
{
	char command[300];
	struct printer p = { .program = program("print", "cat"), .command = command };
	struct document *doc = slip();
	struct err e = ERR_INIT;
	char job[40] = "x";

	(void)state;
	snprintf(command, sizeof command, "%s", program("lp", "cat >/dev/null"));
	assert_int_equal(printer_print(&p, "slip", doc, job, sizeof job, &e), OK);
	assert_string_equal(job, "");
	document_free(doc);
}

static void places_name_their_printers(void **state)
{
	struct printer p = { .places = " R1=r1-laser  ly=treat office=back" };
	char name[40];

	(void)state;
	assert_string_equal(printer_at(&p, "R1", name, sizeof name), "r1-laser");
	assert_string_equal(printer_at(&p, "r1", name, sizeof name), "r1-laser");
	assert_string_equal(printer_at(&p, "office", name, sizeof name), "back");
	assert_string_equal(printer_at(&p, "R", name, sizeof name), "");
	assert_string_equal(printer_at(&p, "R10", name, sizeof name), "");
	assert_string_equal(printer_at(&p, "", name, sizeof name), "");
	p.places = NULL;
	assert_string_equal(printer_at(&p, "R1", name, sizeof name), "");
	assert_true(printer_places_ok("R1=a R2=a"));
	assert_false(printer_places_ok("R1"));
	assert_false(printer_places_ok("R1=a =b"));
	assert_false(printer_places_ok("R1= b"));
	assert_false(printer_places_ok("R1=a=b"));
}

static int make_dir(void **state)
{
	(void)state;
	return mkdtemp(dir) ? 0 : -1;
}

static int drop_dir(void **state)
{
	static const char *const names[] = { "print", "lp", "got" };
	char path[200];

	(void)state;
	for (int i = 0; i < 3; i++) {
		snprintf(path, sizeof path, "%s/%s", dir, names[i]);
		unlink(path);
	}
	return rmdir(dir);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_job_is_named),
		cmocka_unit_test(what_goes_wrong_is_said_in_one_sentence),
		cmocka_unit_test(places_name_their_printers),
		cmocka_unit_test(silence_is_a_job_without_a_name),
	};

	return cmocka_run_group_tests(tests, make_dir, drop_dir);
}
