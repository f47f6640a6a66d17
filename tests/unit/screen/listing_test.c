/* Printing and exporting what a list shows: exactly those rows and columns, noted, and a long one
 * signed for by a second person. */
#include "house.h"

#include <glob.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/document.h"
#include "base/mem.h"
#include "desk/booking.h"
#include "screen/listing.h"
#include "screen/schedule.h"

static const char *const columns[] = { "name", "phone" };

/* ---- the document ---- */

static void as_a_document_and_as_csv(void **state)
{
	struct house *h = *state;
	struct listing *l = listing_new("x/y", "Names", columns, 2);
	struct buf text = { 0 }, csv = { 0 };

	listing_cell(l, "王小明");
	listing_cell(l, "..0823");
	listing_cell(l, "O'Hara, \"Tim\"");
	listing_cell(l, "=1+1");
	assert_int_equal(listing_rows(l), 2);
	listing_text(l, &h->d, 80, &text);
	assert_string_equal(buf_str(&text), "Names\n康禾 Kanghe/静安\n\n"
	    "Name           Phone\n"
	    "王小明         ..0823\n"
	    "O'Hara, \"Tim\"  =1+1\n"
	    "2 rows\n\n2026-11-24 14:32  王芳\n");
	assert_int_equal(listing_made(l, &h->d)->paper, DOCUMENT_A4);
	listing_csv(l, &csv); /* a spreadsheet does not run what a client is called */
	assert_string_equal(buf_str(&csv), "name,phone\r\n王小明,..0823\r\n"
	    "\"O'Hara, \"\"Tim\"\"\",'=1+1\r\n");
	buf_free(&text);
	buf_free(&csv);
	listing_free(l);
}

/* ---- from the screen ---- */

/* Branches beside each other head columns: the screen may read them anew before it is printed. */
static void a_column_outlives_its_name(void **state)
{
	char name[] = "West";
	const char *heads[] = { "figure", name };
	struct listing *l = listing_new("x/y", "Figures", heads, 2);
	struct buf csv = BUF_INIT;

	(void)state;
	listing_cell(l, "visits");
	listing_cell(l, "7");
	memset(name, 'x', sizeof name - 1);
	listing_csv(l, &csv);
	assert_non_null(strstr(buf_str(&csv), "West"));
	buf_free(&csv);
	listing_free(l);
}

static void leave_open(struct house *h)
{
	h->f.export_folder = h->dir;
	h->d.config.export_rows = 2;
}

/* The one file of that pattern, read whole; owned by the caller. */
static char *only_file(struct house *h, const char *pattern)
{
	char path[200];
	struct buf text = { 0 };
	char chunk[400];
	glob_t found;
	size_t n;
	FILE *f;

	snprintf(path, sizeof path, "%s/%s", h->dir, pattern);
	assert_int_equal(glob(path, 0, NULL, &found), 0);
	assert_int_equal(found.gl_pathc, 1);
	f = fopen(found.gl_pathv[0], "r");
	assert_non_null(f);
	while ((n = fread(chunk, 1, sizeof chunk, f)) > 0)
		buf_add(&text, chunk, n);
	fclose(f);
	unlink(found.gl_pathv[0]);
	globfree(&found);
	return buf_take(&text);
}

static void what_find_shows_goes_into_a_file(void **state)
{
	struct house *h = *state;
	char *text;

	leave_open(h);
	loop_press(h->l, "F2");
	loop_type(h->l, "wxm");
	loop_press(h->l, "Tab p");
	see(h, "Clients: Find: 1 row, as it is shown.", "- print");
	loop_press(h->l, "2");
	see_row(h, -2, "Wrote 1 row to ");
	text = only_file(h, "clients-find-20261124-143200-wf.csv");
	assert_non_null(strstr(text, "王小明 Wang Xiaoming,M 34,"));
	assert_non_null(strstr(text, ",..0823,"));
	assert_null(strstr(text, "13800000823"));
	mem_free(text);
	assert_int_equal(number(h, "SELECT count(*) FROM access WHERE what = 'export'"
	    " AND reason = 'clients/find, 1 rows, csv'"), 1);
}

static void a_restricted_name_does_not_leave(void **state)
{
	struct house *h = *state;
	char *text;

	leave_open(h);
	loop_press(h->l, "F2");
	loop_type(h->l, "Mr B");
	loop_press(h->l, "Tab p 3");
	text = only_file(h, "clients-find-*.txt");
	assert_non_null(strstr(text, "Mr B"));
	assert_null(strstr(text, "Brown"));
	mem_free(text);
}

/* In the place of frontdesk-print: the lines of the shell. Borrowed until the next one. */
static const char *program(struct house *h, const char *lines)
{
	static char path[200];
	FILE *f;

	snprintf(path, sizeof path, "%s/print", h->dir);
	f = fopen(path, "w");
	assert_non_null(f);
	fprintf(f, "#!/bin/sh\n%s\n", lines);
	fclose(f);
	chmod(path, 0700);
	return path;
}

static void the_printer_of_the_settings(void **state)
{
	struct house *h = *state;
	char words[200], *text;

	leave_open(h);
	snprintf(words, sizeof words, "tee %s/printed", h->dir);
	h->f.printer = (struct printer){ .program = program(h, "exec cat"), .command = words };
	add_note(h, h->ann, HOUSE_NOW - 400 * 86400, "came by taxi");
	must(h, screen_open(h->l, &client_screen, &(struct client_arg){ .client_id = h->ann },
	    &h->e));
	loop_settle(h->l);
	loop_press(h->l, "p 1");
	see_row(h, -2, "Sent to the printer: 王小明: Timeline.");
	text = only_file(h, "printed");
	assert_non_null(strstr(text, "王小明: Timeline"));
	assert_non_null(strstr(text, "2025-10-20")); /* on paper no section tells the year */
	assert_non_null(strstr(text, "came by taxi"));
	mem_free(text);
	assert_int_equal(number(h, "SELECT count(*) FROM access WHERE what = 'print'"
	    " AND client_id = %lld", (long long)h->ann), 1);
	h->f.printer.command = "/no/such/lp";
	loop_press(h->l, "p 1");
	see_row(h, -2, "The program /no/such/lp cannot be run.");
}

/* A slip comes out where it is needed (SPEC SC-9): once on a printer that serves two places. */
static void a_slip_on_the_printers_of_its_places(void **state)
{
	struct house *h = *state;
	struct booking_wish w = { .client_id = h->ann, .service_id = h->laser,
		.start_at = HOUSE_NOW + 5280, .with = { h->doctor }, .nwith = 1, .quiet = true };
	char words[300], lp[200], *text;
	int64_t id;

	leave_open(h);
	must(h, booking_book(&h->d, &w, 1, &id, &h->e));
	snprintf(lp, sizeof lp, "%s/lp", h->dir);
	rename(program(h, "exec cat >>\"$0.$1\""), lp);
	snprintf(words, sizeof words, "%s %%p", lp);
	h->f.printer = (struct printer){ .program = program(h, "exec cat"), .command = words,
		.name = "desk", .places = "r9=far cl=room office=room" };
	must(h, screen_open(h->l, &appointment_screen, &id, &h->e));
	loop_settle(h->l);
	loop_press(h->l, "p");
	see(h, "6 print where it is needed: 陈立, back office");
	loop_press(h->l, "6");
	see_row(h, -2, "Sent to the printers of 陈立, back office.");
	text = only_file(h, "lp.*");
	assert_non_null(strstr(text, "Appointment slip"));
	assert_non_null(strstr(text, "王小明"));
	mem_free(text);
	assert_int_equal(number(h, "SELECT count(*) FROM access WHERE what = 'print'"
	    " AND client_id = %lld", (long long)h->ann), 1);
	h->f.printer.places = NULL;
	loop_press(h->l, "p");
	see(h, "Print or export", "5 PDF file");
	nosee(h, "where it is needed");
	loop_press(h->l, "Esc");
}

/* Looked at before it is printed: the same lines, and from there to the printer. */
static void on_the_screen_first(void **state)
{
	struct house *h = *state;

	leave_open(h);
	loop_press(h->l, "F2");
	loop_type(h->l, "wxm");
	loop_press(h->l, "Tab p 4");
	see_row(h, 1, "Clients: Find");
	see(h, "康禾 Kanghe/静安", "王小明 Wang Xiaoming", "1 row", "2026-11-24 14:32  王芳");
	assert_int_equal(number(h, "SELECT count(*) FROM access WHERE what = 'export'"), 0);
	loop_press(h->l, "p");
	see(h, "- on the screen", "- print");
	loop_press(h->l, "3");
	see_row(h, -2, "Wrote 1 row to ");
	mem_free(only_file(h, "clients-find-*.txt"));
	loop_press(h->l, "Esc");
	see(h, "[Find]");
}

/* What no font can draw is said with the sign; nothing was sent. */
static void what_cannot_be_drawn_is_not_printed(void **state)
{
	struct house *h = *state;
	struct printer p = {
		.program = program(h, "echo 'No font has these signs: X.' >&2; exit 3"),
		.command = "/no/such/lp" };

	leave_open(h);
	h->f.printer = p;
	loop_press(h->l, "F2");
	loop_type(h->l, "wxm");
	loop_press(h->l, "Tab p 1");
	see_row(h, -2, "No font has these signs: X.");
	loop_press(h->l, "p 5");
	see_row(h, -2, "No font has these signs: X.");
}

static void a_file_of_a_client_as_pdf(void **state)
{
	struct house *h = *state;
	struct client_arg arg = { .client_id = h->ann, .tab = "file" };
	char *text;

	leave_open(h);
	h->f.printer.program = program(h, "exec cat");
	must(h, screen_open(h->l, &client_screen, &arg, &h->e));
	loop_settle(h->l);
	loop_press(h->l, "p");
	see(h, "- file for spreadsheets (CSV)");        /* it is no table */
	loop_press(h->l, "5");
	see_row(h, -2, "Wrote ");
	text = only_file(h, "file-*.pdf");
	assert_non_null(strstr(text, "paper\ta4 portrait\n"));
	assert_non_null(strstr(text, "王小明"));
	mem_free(text);
	assert_int_equal(number(h, "SELECT count(*) FROM access WHERE what = 'export'"
	    " AND reason = 'file, 1 rows, pdf' AND client_id = %lld", (long long)h->ann), 1);
}

static void papers_of_the_day_and_to_fill_in(void **state)
{
	struct house *h = *state;
	char *text;

	leave_open(h);
	h->f.printer.program = program(h, "exec cat");
	loop_press(h->l, "^P");
	loop_type(h->l, "papers");
	loop_press(h->l, "Enter");
	see(h, ">  1 day", "Tue 24 Nov", "Wed 25 Nov", "blank-receipt");
	loop_press(h->l, "End Enter 4");
	see(h, "Receipt", "Amount paid ____");
	loop_press(h->l, "p 5");
	text = only_file(h, "blank-receipt-*.pdf");
	assert_non_null(strstr(text, "blank\tAmount paid\n"));
	mem_free(text);
}

static void a_long_list_is_not_everybodys(void **state)
{
	struct house *h = *state;

	leave_open(h);
	loop_press(h->l, "F2");
	loop_press(h->l, "Tab p 2");
	see_row(h, -2, "Not your right: export whole files and long lists.");
	assert_int_equal(number(h, "SELECT count(*) FROM access WHERE what = 'export'"), 0);
}

static void a_long_list_needs_a_second_person(void **state)
{
	struct house *h = *state;

	leave_open(h);
	house_become(h, h->wl);
	loop_press(h->l, "F2");
	loop_press(h->l, "Tab p 2");
	see(h, "Needs a second person", "Clients: Find: 3 rows leave the house");
	assert_int_equal(number(h, "SELECT count(*) FROM access WHERE what = 'export'"), 0);
	loop_press(h->l, "Esc Esc");
	assert_int_equal(number(h, "SELECT count(*) FROM access WHERE what = 'export'"), 0);
}

static void the_tab_export(void **state)
{
	struct house *h = *state;
	struct clients_arg tab = { .tab = "export" };
	char *text;

	leave_open(h);
	h->d.config.export_rows = 10;
	must(h, screen_open(h->l, &clients_screen, &tab, &h->e));
	loop_settle(h->l);
	see(h, "[Export]", "> Files of this branch", "3", "left the house last", "Nothing yet.");
	nosee(h, "Files of all branches");
	loop_press(h->l, "Enter 2");
	text = only_file(h, "clients-branch-*.csv");
	assert_non_null(strstr(text, "Mr B"));
	assert_non_null(strstr(text, "陈思雨"));
	mem_free(text);
	loop_press(h->l, "[ ]");
	see(h, "14:32  王芳  export  clients/branch, 3 rows, csv");
	house_become(h, h->cl); /* the trail of others is a manager's */
	must(h, screen_open(h->l, &clients_screen, &tab, &h->e));
	loop_settle(h->l);
	nosee(h, "王芳  export");
}

static void an_empty_list_is_not_printed(void **state)
{
	struct house *h = *state;

	leave_open(h);
	loop_press(h->l, "F2");
	loop_type(h->l, "zzz");
	loop_press(h->l, "Tab p");
	see_row(h, -2, "The list is empty: nothing to print.");
}

int main(void)
{
#define T(f) cmocka_unit_test_setup_teardown(f, house_setup, house_teardown)
	const struct CMUnitTest tests[] = {
		T(as_a_document_and_as_csv),
		T(a_column_outlives_its_name),
		T(what_find_shows_goes_into_a_file),
		T(a_restricted_name_does_not_leave),
		T(the_printer_of_the_settings),
		T(a_slip_on_the_printers_of_its_places),
		T(on_the_screen_first),
		T(what_cannot_be_drawn_is_not_printed),
		T(a_file_of_a_client_as_pdf),
		T(papers_of_the_day_and_to_fill_in),
		T(a_long_list_is_not_everybodys),
		T(a_long_list_needs_a_second_person),
		T(the_tab_export),
		T(an_empty_list_is_not_printed),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
