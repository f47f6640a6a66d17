/* Documents: made line by line, written in their format, read back, told as text. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/document.h"
#include "base/utf8.h"

static struct document *order(void)
{
	struct document *doc = document_new(DOCUMENT_A5, "Product order");

	document_head(doc, "康禾/静安", "26-0412");
	document_foot(doc, "2026-11-24 14:32  王芳", NULL);
	document_pages(doc, "Page {n} of {m}");
	document_pair(doc, "Client", "王小明 Wang Xiaoming");
	document_pair(doc, "Telephone", "");
	document_pair2(doc, "Expert", "Dr Reyes", "Room", "R2");
	document_column(doc, "Product", 4, DOCUMENT_LEFT);
	document_column(doc, "Amount", 1, DOCUMENT_RIGHT);
	document_row(doc);
	document_cell(doc, "鱼油 Fish oil");
	document_cellf(doc, "%d.00", 120);
	document_total(doc);
	document_cell(doc, "Total");
	document_cell(doc, "120.00");
	document_sign(doc, "Client", "Front desk", NULL);
	return doc;
}

static char *written(const struct document *doc)
{
	struct buf out = { 0 };

	document_write(doc, &out);
	return buf_take(&out);
}

static void one_line_for_each_idea(void **state)
{
	struct document *doc = order();
	char *text = written(doc);

	(void)state;
	assert_string_equal(text,
	    "frontdesk-document 1\n"
	    "paper\ta5 portrait\n"
	    "title\tProduct order\n"
	    "head\t康禾/静安\t26-0412\n"
	    "foot\t2026-11-24 14:32  王芳\t\n"
	    "pages\tPage {n} of {m}\n"
	    "pair\tClient\t王小明 Wang Xiaoming\n"
	    "pair\tExpert\tDr Reyes\tRoom\tR2\n"
	    "column\tProduct\t4\tleft\n"
	    "column\tAmount\t1\tright\n"
	    "row\t鱼油 Fish oil\t120.00\n"
	    "total\tTotal\t120.00\n"
	    "sign\tClient\tFront desk\n");
	free(text);
	document_free(doc);
}

static char *as_text(const struct document *doc, int cells)
{
	struct buf out = { 0 };

	document_text(doc, cells, &out);
	return buf_take(&out);
}

static void the_same_as_text(void **state)
{
	struct document *doc = order();
	char *text = as_text(doc, 40);

	(void)state;
	assert_string_equal(text,
	    "Product order\n"
	    "康禾/静安                        26-0412\n"
	    "\n"
	    "Client  王小明 Wang Xiaoming\n"
	    "Expert  Dr Reyes     Room  R2\n"
	    "Product        Amount\n"
	    "鱼油 Fish oil  120.00\n"
	    "---------------------\n"
	    "Total          120.00\n"
	    "\n"
	    "Client ____________  Front desk ________\n"
	    "\n"
	    "2026-11-24 14:32  王芳\n");
	free(text);
	document_free(doc);
}

static void cells_wrap_under_each_other(void **state)
{
	struct document *doc = document_new(DOCUMENT_A4, "T");
	char *text;

	(void)state;
	document_column(doc, "Who", 1, DOCUMENT_LEFT);
	document_column(doc, "Note", 1, DOCUMENT_LEFT);
	document_group(doc, "-- 陈立 (2)");
	document_row(doc);
	document_cell(doc, "王小明");
	document_cell(doc, "带上一次的检测报告，空腹来");
	document_row(doc); /* to be filled in by hand */
	text = as_text(doc, 24);
	assert_string_equal(text,
	    "T\n\n"
	    "Who     Note\n"
	    "-- 陈立 (2)\n"
	    "王小明  带上一次的检测报\n"
	    "        告，空腹来\n"
	    "\n");
	free(text);
	document_free(doc);
}

/* A table too wide for the screen breaks between words, then loses a gap, and tears no date. */
static void words_are_torn_last(void **state)
{
	static const char *const cells[] = { "2026-11-30", "John Smith", "Report reading",
		"Laser-1" };
	struct document *doc = document_new(DOCUMENT_A4, "T");
	char *text;

	(void)state;
	for (int i = 0; i < 4; i++)
		document_column(doc, "C", 1, DOCUMENT_LEFT);
	document_row(doc);
	for (int i = 0; i < 4; i++)
		document_cell(doc, cells[i]);
	text = as_text(doc, 37);
	assert_string_equal(text,
	    "T\n\n"
	    "C           C        C        C\n"
	    "2026-11-30  John     Report   Laser-1\n"
	    "            Smith    reading\n");
	free(text);
	text = as_text(doc, 33);
	assert_string_equal(text,
	    "T\n\n"
	    "C          C     C       C\n"
	    "2026-11-30 John  Report  Laser-1\n"
	    "           Smith reading\n");
	free(text);
	document_free(doc);
}

static void every_other_line_as_text(void **state)
{
	struct document *doc = document_new(DOCUMENT_A5, "T");
	char *text;

	(void)state;
	document_big(doc, "A07");
	document_heading(doc, "Before");
	document_check(doc, true, "identity", "wf 14:32");
	document_check(doc, false, "needs said", NULL);
	document_para(doc, "one two three four five");
	document_item(doc, "no sun for a week at all");
	document_blank(doc, "Name", NULL);
	document_lines(doc, 2);
	document_rule(doc);
	document_break(doc);
	document_small(doc, "end");
	text = as_text(doc, 20);
	assert_string_equal(text,
	    "T\n\n"
	    "        A07\n"
	    "\nBefore\n"
	    "[x] identity  wf\n    14:32\n"
	    "[ ] needs said\n"
	    "one two three four\nfive\n"
	    "- no sun for a week\n  at all\n"
	    "Name _______________\n"
	    "____________________\n____________________\n"
	    "--------------------\n"
	    "====================\n"
	    "end\n");
	free(text);
	document_free(doc);
}

/* Whatever a client is called, a line stays a line and a cell a cell. */
static void hostile_texts_come_back(void **state)
{
	static const char *const names[] = { "a\\nb", "a\nb", "\\", "tab\there", "\xff\xfe",
		"row\tx\nrow\ty", "<b>&amp;</b>", "%s%n", "\033[31mred", "\u202eevil", "" };
	struct document *doc = document_new(DOCUMENT_A4_WIDE, names[1]), *again = NULL;
	struct err e = ERR_INIT;
	char *text, *twice;

	(void)state;
	document_column(doc, "c", 1, DOCUMENT_CENTRE);
	for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
		document_row(doc);
		document_cell(doc, names[i]);
	}
	assert_string_equal(document_text_at(&doc->lines.v[1], 0), "a\\nb");
	assert_string_equal(document_text_at(&doc->lines.v[4], 0), "tab here");
	assert_string_equal(document_text_at(&doc->lines.v[5], 0), "\uFFFD\uFFFD");
	assert_string_equal(document_text_at(&doc->lines.v[9], 0), "[31mred");
	assert_string_equal(document_text_at(&doc->lines.v[10], 0), "evil");
	text = written(doc);
	assert_int_equal(document_read(text, strlen(text), &again, &e), OK);
	assert_int_equal(again->lines.n, doc->lines.n);
	assert_int_equal(again->paper, DOCUMENT_A4_WIDE);
	for (size_t i = 0; i < doc->lines.n; i++)
		assert_string_equal(document_text_at(&again->lines.v[i], 0),
		    document_text_at(&doc->lines.v[i], 0));
	twice = written(again);
	assert_string_equal(twice, text);
	free(text);
	free(twice);
	document_free(doc);
	document_free(again);
}

static void refused(const char *body, const char *why)
{
	struct document *doc = NULL;
	struct err e = ERR_INIT;

	assert_int_equal(document_read(body, strlen(body), &doc, &e), ERR_INVALID);
	assert_null(doc);
	assert_string_equal(e.text, why);
}

#define OPENING "frontdesk-document 1\npaper\ta4 portrait\n"

static void a_broken_one_is_refused_with_its_line(void **state)
{
	(void)state;
	refused("", "Line 1 of the document: frontdesk-document 1 is expected.");
	refused("%PDF-1.4\n", "Line 1 of the document: frontdesk-document 1 is expected.");
	refused("frontdesk-document 1\n",
	    "Line 2 of the document: a4 or a5, portrait or landscape is expected.");
	refused(OPENING "pear\tx\n", "Line 3 of the document: this word is not known.");
	refused(OPENING "\n# fine\npair\tx\n", "Line 5 of the document: a text is missing.");
	refused(OPENING "pair\ta\tb\tc\n", "Line 3 of the document: a value is missing.");
	refused(OPENING "rule\tx\n", "Line 3 of the document: too many texts.");
	refused(OPENING "text\ta\\tb\n", "Line 3 of the document: behind \\ stands \\ or n.");
	refused(OPENING "text\ta\\", "Line 3 of the document: behind \\ stands \\ or n.");
	refused(OPENING "text\t\xff\n", "Line 3 of the document: it is not text in UTF-8.");
	refused(OPENING "text\ta\033[0m\n", "Line 3 of the document: it is not text in UTF-8.");
	refused(OPENING "row\tx\n", "Line 3 of the document: it stands in no table.");
	refused(OPENING "column\ta\t1\tleft\nrow\tx\ty\n",
	    "Line 4 of the document: more cells than columns.");
	refused(OPENING "column\ta\t0\tleft\n",
	    "Line 3 of the document: a weight from 1 to 1000 is expected.");
	refused(OPENING "column\ta\t99999999999\tleft\n",
	    "Line 3 of the document: a weight from 1 to 1000 is expected.");
	refused(OPENING "column\ta\t1\tup\n",
	    "Line 3 of the document: left, right or centre is expected.");
	refused(OPENING "lines\t61\n",
	    "Line 3 of the document: a number from 1 to 60 is expected.");
	refused(OPENING "check\tmaybe\tx\n", "Line 3 of the document: yes or no is expected.");
	refused(OPENING "title\ta\ntitle\tb\n",
	    "Line 4 of the document: it is said too late, or twice.");
	refused(OPENING "text\ta\nfoot\tb\n",
	    "Line 4 of the document: it is said too late, or twice.");
}

static void no_row_is_wider_than_said(void **state)
{
	struct document *doc = order();

	(void)state;
	for (int cells = 20; cells < 60; cells++) {
		char *text = as_text(doc, cells);

		for (char *line = text, *end; *line; line = end + 1) {
			end = strchr(line, '\n');
			*end = '\0';
			assert_true(utf8_cells(line) <= cells);
		}
		free(text);
	}
	document_free(doc);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(one_line_for_each_idea),
		cmocka_unit_test(the_same_as_text),
		cmocka_unit_test(cells_wrap_under_each_other),
		cmocka_unit_test(words_are_torn_last),
		cmocka_unit_test(every_other_line_as_text),
		cmocka_unit_test(hostile_texts_come_back),
		cmocka_unit_test(a_broken_one_is_refused_with_its_line),
		cmocka_unit_test(no_row_is_wider_than_said),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
