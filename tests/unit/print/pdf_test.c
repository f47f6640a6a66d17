/* Documents on paper: pages, breaks, and signs that no font has. What it looks like is seen in
 * tests/e2e/print.sh. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdlib.h>
#include <string.h>

#include "print/print_priv.h"

static struct document *list_of(int rows, const char *note)
{
	struct document *doc = document_new(DOCUMENT_A4, "当日安排");

	document_head(doc, "康禾/静安", NULL);
	document_pages(doc, "{n}/{m}");
	document_column(doc, "时间", 1, DOCUMENT_LEFT);
	document_column(doc, "客户", 4, DOCUMENT_LEFT);
	for (int i = 0; i < rows; i++) {
		document_row(doc);
		document_cellf(doc, "%02d:%02d", i / 60, i % 60);
		document_cell(doc, note);
	}
	return doc;
}

/* Pages by the PDF's own word; 0: it is no PDF. */
static int pages_of(const struct document *doc)
{
	struct buf pdf = { 0 };
	struct err e = ERR_INIT;
	const char *count;
	int pages;

	assert_int_equal(print_pdf(doc, &pdf, &e), OK);
	assert_memory_equal(pdf.s, "%PDF-", 5);
	count = memmem(pdf.s, pdf.n, "/Count ", 7);
	pages = count ? (int)strtol(count + 7, NULL, 10) : 0;
	buf_free(&pdf);
	return pages;
}

static void a_list_goes_on_on_the_next_page(void **state)
{
	static const struct {
		int rows, pages;
	} want[] = { { 0, 1 }, { 1, 1 }, { 40, 1 }, { 60, 2 }, { 200, 5 } };

	(void)state;
	for (size_t i = 0; i < sizeof want / sizeof want[0]; i++) {
		struct document *doc = list_of(want[i].rows, "王小明");

		assert_int_equal(pages_of(doc), want[i].pages);
		document_free(doc);
	}
}

/* A row that no page can hold is parted, and nothing of it is lost or said for ever. */
static void a_row_higher_than_a_page_is_parted(void **state)
{
	struct buf note = BUF_INIT;
	struct document *doc;

	(void)state;
	for (int i = 0; i < 3000; i++)
		buf_puts(&note, "很长的备注 ");
	doc = list_of(1, note.s);
	assert_in_range(pages_of(doc), 2, 10);
	document_free(doc);
	buf_free(&note);
}

/* A header that fills the page itself still lets the rows through. */
static void a_header_higher_than_a_page(void **state)
{
	struct document *doc = document_new(DOCUMENT_A5_WIDE, "");
	struct buf title = BUF_INIT;

	(void)state;
	for (int i = 0; i < 2000; i++)
		buf_puts(&title, "很长的标题 ");
	document_column(doc, title.s, 1, DOCUMENT_LEFT);
	for (int i = 0; i < 3; i++) {
		document_row(doc);
		document_cell(doc, "x");
	}
	assert_in_range(pages_of(doc), 2, 40);
	document_free(doc);
	buf_free(&title);
}

static void every_kind_on_every_paper(void **state)
{
	(void)state;
	for (int paper = 0; paper < DOCUMENT_PAPERS; paper++) {
		struct document *doc = document_new((enum document_paper)paper, "预约单");

		document_heading(doc, "开始");
		document_pair(doc, "客户", "王小明");
		document_pair2(doc, "专家", "陈立", "房间", "R3");
		document_para(doc, "一\n二");
		document_small(doc, "小字");
		document_item(doc, "冷敷");
		document_check(doc, true, "身份", "wf 14:32");
		document_check(doc, false, "需求", NULL);
		document_blank(doc, "姓名", "电话");
		document_lines(doc, 2);
		document_rule(doc);
		document_sign(doc, "客户", "前台", "专家");
		document_break(doc);
		document_big(doc, "A07");
		assert_int_equal(pages_of(doc), 2);
		document_free(doc);
	}
}

static void refused(struct document *doc, const char *why)
{
	struct buf pdf = { 0 };
	struct err e = ERR_INIT;

	assert_int_equal(print_pdf(doc, &pdf, &e), ERR_INVALID);
	assert_string_equal(e.text, why);
	buf_free(&pdf);
	document_free(doc);
}

/* Boxes instead of a name would be worse than no paper. */
static void signs_without_a_font_are_named(void **state)
{
	struct document *doc = document_new(DOCUMENT_A5, "T");

	(void)state;
	document_para(doc, "王\U000F0000 and \U000F0000\U000F0001");
	refused(doc, "No font has these signs: \U000F0000 \U000F0001. Install one that has them, "
	    "or write it differently.");
}

static void pages_without_end_are_refused(void **state)
{
	struct document *doc = document_new(DOCUMENT_A5, "T");

	(void)state;
	for (int i = 0; i < 2 * PAGES_MOST; i++)
		document_break(doc);
	refused(doc, "More than 2000 pages. Choose less.");
}

/* Nothing in a text is a command to whoever draws it. */
static void markup_is_text(void **state)
{
	struct document *doc = document_new(DOCUMENT_A5, "<b>T</b>");

	(void)state;
	document_para(doc, "<span size='900000'>x & y</span> %s {n}");
	assert_int_equal(pages_of(doc), 1);
	document_free(doc);
}

/* Lines in any order with texts of any length: it ends, as PDF or with a sentence. */
static void any_order_of_lines(void **state)
{
	static const char *const texts[] = { "", "x", "王小明", "a\nb\n\nc", "long and far away ",
		"…………………………………………………………………………………………", "1,200.00" };
	unsigned seed = 1;

	(void)state;
	for (int round = 0; round < 60; round++) {
		struct buf text = BUF_INIT;
		struct document *doc = NULL;
		struct err e = ERR_INIT;

		buf_puts(&text, "frontdesk-document 1\npaper\ta5 landscape\n");
		for (int i = 0; i < 60; i++) {
			int kind = (int)(rand_r(&seed) % DOCUMENT_KINDS);
			size_t before = text.n;

			buf_puts(&text, document_word((enum document_kind)kind));
			for (int k = rand_r(&seed) % 4; k > 0; k--)
				buf_printf(&text, "\t%s", kind == DOCUMENT_COLUMN ?
				    k == 1 ? "left" : "5" : kind == DOCUMENT_LINES ? "3" :
				    kind == DOCUMENT_CHECK && k > 1 ? "no" :
				    texts[rand_r(&seed) % 7]);
			for (size_t at = before; at < text.n; at++)
				if (text.s[at] == '\n')
					text.s[at] = ' ';
			buf_putc(&text, '\n');
			if (document_read(text.s, text.n, &doc, &e) != OK) {
				buf_cut(&text, before);         /* not there */
				err_clear(&e);
			}
			document_free(doc);
		}
		assert_int_equal(document_read(text.s, text.n, &doc, &e), OK);
		assert_in_range(pages_of(doc), 1, 60);
		document_free(doc);
		buf_free(&text);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_list_goes_on_on_the_next_page),
		cmocka_unit_test(a_row_higher_than_a_page_is_parted),
		cmocka_unit_test(a_header_higher_than_a_page),
		cmocka_unit_test(every_kind_on_every_paper),
		cmocka_unit_test(signs_without_a_font_are_named),
		cmocka_unit_test(pages_without_end_are_refused),
		cmocka_unit_test(markup_is_text),
		cmocka_unit_test(any_order_of_lines),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
