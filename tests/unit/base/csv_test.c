/* base/csv.h: CSV as people's programs really write it, and as ours does. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/csv.h"
#include "base/mem.h"
#include "base/utf8.h"

static struct csv_reader *open_bytes(const char *bytes, size_t n)
{
	struct csv_reader *r;
	struct err e = ERR_INIT;

	if (csv_open(bytes, n, &r, &e) != OK)
		fail_msg("%s", e.text);
	return r;
}

/* All of TEXT as one line: fields in brackets, `N:` before each record, `N!` for a bad one. */
static void check_bytes(const char *text, size_t n, const char *expected)
{
	struct csv_reader *r = open_bytes(text, n);
	struct buf got = BUF_INIT;
	struct csv_row row;
	bool more;

	for (;;) {
		struct err e = ERR_INIT;
		enum err_code code = csv_next(r, &row, &more, &e);

		if (!more)
			break;
		if (code != OK) {
			buf_printf(&got, "%ld!<%s>", row.line, row.raw);
			continue;
		}
		buf_printf(&got, "%ld:", row.line);
		for (size_t i = 0; i < row.n; i++)
			buf_printf(&got, "[%s]", row.v[i]);
	}
	assert_int_equal(csv_offset(r), n);
	csv_close(r);
	assert_string_equal(buf_str(&got), expected);
	buf_free(&got);
}

static void check(const char *text, const char *expected)
{
	check_bytes(text, strlen(text), expected);
}

static void records_and_fields(void **state)
{
	(void)state;
	check("name,phone\r\n张三,13800138000\r\n", "1:[name][phone]2:[张三][13800138000]");
	check("a,b\nc,d", "1:[a][b]2:[c][d]");
	check("a,b\rc,d\r", "1:[a][b]2:[c][d]");
	check("a,\n,\n,b", "1:[a][]2:[][]3:[][b]");
	check("", "");
	check("x", "1:[x]");
}

static void blank_lines_are_skipped_but_counted(void **state)
{
	(void)state;
	check("\n\r\n a \n  \n\nb\n\n", "3:[a]6:[b]");
	check("   ", "");
	check("a\n   ", "1:[a]");
}

static void quotes(void **state)
{
	(void)state;
	check("\"a,b\",c", "1:[a,b][c]");
	check("\"say \"\"hi\"\"\",\"\"", "1:[say \"hi\"][]");
	check("\"two\r\nlines\",x\ny,z", "1:[two\nlines][x]3:[y][z]");
	check("a, \"b\" ,c", "1:[a][b][c]");
	check("5\" pipe,x", "1:[5\" pipe][x]");         /* inside a bare field it is a character */
}

static void blanks_around_fields_are_dropped(void **state)
{
	(void)state;
	check(" a ,　张三　,\" b \"", "1:[a][张三][b]");
}

static void the_first_line_tells_the_delimiter(void **state)
{
	(void)state;
	check("a;b;c\n1,5;2;3", "1:[a][b][c]2:[1,5][2][3]");
	check("a\tb\n\tx\n1\t2,3", "1:[a][b]2:[][x]3:[1][2,3]");
	check("\"a;b;c\",d\n1;2,3", "1:[a;b;c][d]2:[1;2][3]");
	check("sep=;\na,b;c\n", "2:[a,b][c]");
	check("\n\na;b\n", "3:[a][b]");
}

static void one_bad_record_does_not_end_the_reading(void **state)
{
	(void)state;
	check("a,b\n\"open,1\nc,d\n", "1:[a][b]2!<\"open,1>3:[c][d]");
	check("a,\"b\"c\r\nd,e", "1!<a,\"b\"c>2:[d][e]");
	check("\"x\ny\"z\nlast", "1!<\"x>2:[y\"z]3:[last]");
	check("\"", "1!<\">");
}

static void a_bad_record_says_its_line_and_the_way_out(void **state)
{
	struct csv_reader *r = open_bytes("ok\n\"open\n", 9);
	struct err e = ERR_INIT;
	struct csv_row row;
	bool more;

	(void)state;
	assert_int_equal(csv_next(r, &row, &more, &e), OK);
	assert_string_equal(row.raw, "ok");
	assert_int_equal(csv_next(r, &row, &more, &e), ERR_INVALID);
	assert_true(more);
	assert_int_equal(row.n, 0);
	assert_string_equal(
	    e.text, "Line 2: a quote opens and never closes. Close it or take it out.");
	csv_close(r);
	csv_close(NULL);
}

static void raw_is_the_record_as_it_stands(void **state)
{
	static const char text[] = " \"two\r\nlines\" , x \r\nnext";
	struct csv_reader *r = open_bytes(text, sizeof text - 1);
	struct err e = ERR_INIT;
	struct csv_row row;
	bool more;

	(void)state;
	assert_int_equal(csv_next(r, &row, &more, &e), OK);
	assert_string_equal(row.raw, " \"two\r\nlines\" , x ");
	csv_close(r);
}

static void encodings(void **state)
{
	(void)state;
	check("\xef\xbb\xbf" "姓名,电话\n", "1:[姓名][电话]");
	check("\xef\xbb\xbf", "");
	check("\xd0\xd5\xc3\xfb,x\n\xd5\xc5\xc8\xfd,\xc0\xee\n", "1:[姓名][x]2:[张三][李]");
	check("\x81\x30\x84\x36,\x95\x32\x82\x36\n", "1:[\u00a5][\U00020000]"); /* four bytes */
}

static void refused(const char *bytes, size_t n, const char *because)
{
	struct csv_reader *r;
	struct err e = ERR_INIT;

	assert_int_equal(csv_open(bytes, n, &r, &e), ERR_INVALID);
	assert_null(r);
	if (!strstr(e.text, because))
		fail_msg("%s", e.text);
}

static void files_that_cannot_be_read(void **state)
{
	static const char damaged[] = "姓名\n张三\n李\xe5\xbc四\n王五\n";

	(void)state;
	refused("a\0b", 3, "zero bytes");
	refused("\xff\xfe" "a\0,\0", 6, "UTF-16");
	refused("Jos\xe9,x\n", 7, "neither UTF-8 nor GB18030");
	refused(damaged, sizeof damaged - 1, "Line 3");         /* not turned into other words */
	refused("\xef\xbb\xbf\xd5\xc5", 5, "Line 1");
}

/* ---- writing ---- */

static void check_put(const char *field, const char *expected)
{
	struct buf b = BUF_INIT;

	csv_put(&b, field, true);
	assert_string_equal(buf_str(&b), expected);
	buf_free(&b);
}

static void fields_are_quoted_where_needed(void **state)
{
	(void)state;
	check_put("张三", "张三");
	check_put("", "");
	check_put(NULL, "");
	check_put("a,b", "\"a,b\"");
	check_put("say \"hi\"", "\"say \"\"hi\"\"\"");
	check_put("two\nlines", "\"two\nlines\"");
	check_put(" x", "\" x\"");
	check_put("x ", "\"x \"");
}

static void no_cell_is_run_as_a_formula(void **state)
{
	(void)state;
	check_put("=1+1", "'=1+1");
	check_put("=HYPERLINK(\"x\",1)", "\"'=HYPERLINK(\"\"x\"\",1)\"");
	check_put("+cmd|' /C calc'!A0", "'+cmd|' /C calc'!A0");
	check_put("-2+3", "'-2+3");
	check_put("@SUM(A1)", "'@SUM(A1)");
	check_put("\tx", "\"'\tx\"");
	check_put(" =1", "\"' =1\"");
	check_put("＝1", "'＝1");
	check_put("-", "'-");
	check_put("+8613800138000", "+8613800138000");
	check_put("+86 138 0013 8000", "+86 138 0013 8000");
	check_put("-12.50", "-12.50");
	check_put("a=b", "a=b");
	check_put("\x01=1+1", "'=1+1");
	check_put("\xe2\x80\xae=1+1", "'=1+1");
	check_put("\x06\t=1+1", "\"'\t=1+1\""); /* what hides a formula may be hidden itself */
	check_put("\x06-5", "-5");
}

/* A list is looked at with cat, too. */
static void no_cell_steers_a_terminal(void **state)
{
	(void)state;
	check_put("a\x1b[2Jb\x07", "a[2Jb");
	check_put("a\xc2\x9b" "31mb", "a31mb");
	check_put("a\xe2\x80\xae" "b", "ab");
	check_put("\x7f", "");
	check_put("a \x0e", "\"a \""); /* the blank is at the end now, and kept */
}

static void a_row(void **state)
{
	struct buf b = BUF_INIT;

	(void)state;
	csv_put(&b, "a", true);
	csv_put(&b, "", false);
	csv_put(&b, "c", false);
	csv_end(&b);
	assert_string_equal(buf_str(&b), "a,,c\r\n");
	buf_free(&b);
}

/* ---- properties ---- */

static uint32_t seed = 7;

static unsigned below(unsigned n)
{
	seed = seed * 1664525u + 1013904223u;
	return (seed >> 8) % n;
}

static void random_field(struct buf *b)
{
	static const char *const parts[] = { "a", "张", ",", ";", "\"", "\n", " x", "1", "'", "\t.",
		"é" };

	buf_puts(b, "f");       /* neither a blank nor a formula */
	for (unsigned n = below(6); n > 0; n--)
		buf_puts(b, parts[below(sizeof parts / sizeof *parts)]);
	buf_puts(b, "e");
}

static void what_we_write_we_read(void **state)
{
	(void)state;
	for (int round = 0; round < 3000; round++) {
		struct buf file = BUF_INIT, all = BUF_INIT, got = BUF_INIT;
		unsigned rows = 1 + below(4), columns = 2 + below(3);
		struct csv_reader *r;
		struct csv_row row;
		struct err e = ERR_INIT;
		bool more = true;

		/* the heading settles the delimiter, as it does in every file of ours */
		csv_put(&file, "h", true);
		csv_put(&file, "h", false);
		csv_end(&file);
		for (unsigned i = 0; i < rows; i++) {
			for (unsigned k = 0; k < columns; k++) {
				struct buf field = BUF_INIT;

				random_field(&field);
				csv_put(&file, field.s, k == 0);
				buf_printf(&all, "[%s]", field.s);
				buf_free(&field);
			}
			csv_end(&file);
		}
		r = open_bytes(file.s, file.n);
		assert_int_equal(csv_next(r, &row, &more, &e), OK);
		while (csv_next(r, &row, &more, &e) == OK && more)
			for (size_t i = 0; i < row.n; i++)
				buf_printf(&got, "[%s]", row.v[i]);
		assert_int_equal(e.code, OK);
		assert_string_equal(buf_str(&got), buf_str(&all));
		csv_close(r);
		buf_free(&file);
		buf_free(&all);
		buf_free(&got);
	}
}

static long count_lines(const char *p, const char *end)
{
	long n = 0;

	for (; p < end; p++)
		n += *p == '\n' || (*p == '\r' && (p + 1 == end || p[1] != '\n'));
	return n;
}

/* Any bytes: refused, or read to their end, forwards, each record at the line it says. */
static void any_bytes_come_to_an_end(void **state)
{
	static const char alphabet[] = "ab,;\t\"\"\"\n\n\r \xe5\xbc\xa0\xd5\xc5\xff=";

	(void)state;
	for (int round = 0; round < 50000; round++) {
		size_t n = below(40), last = 0;
		char *bytes = malloc(n + 1);            /* exact, so that a step too far is seen */
		struct csv_reader *r;
		struct err e = ERR_INIT;

		for (size_t i = 0; i < n; i++)
			bytes[i] = alphabet[below(sizeof alphabet - 1)];
		bytes = realloc(bytes, n ? n : 1);
		if (csv_open(bytes, n, &r, &e) == OK) {
			bool more = true, same = utf8_valid(bytes, n);
			struct csv_row row;

			while (more) {
				enum err_code code;
				const char *at;

				err_clear(&e);
				code = csv_next(r, &row, &more, &e);
				assert_true(code == OK || (code == ERR_INVALID && more));
				if (!more)
					break;
				assert_true(
				    csv_offset(r) >= last && utf8_valid(row.raw, strlen(row.raw)));
				last = csv_offset(r);
				if (!same)
					continue;
				at = bytes + last - strlen(row.raw);
				while (memcmp(at, row.raw, strlen(row.raw)))
					at--;           /* its line end */
				assert_int_equal(row.line, 1 + count_lines(bytes, at));
			}
			assert_int_equal(csv_offset(r), n);
			csv_close(r);
		}
		free(bytes);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(records_and_fields),
		cmocka_unit_test(blank_lines_are_skipped_but_counted),
		cmocka_unit_test(quotes),
		cmocka_unit_test(blanks_around_fields_are_dropped),
		cmocka_unit_test(the_first_line_tells_the_delimiter),
		cmocka_unit_test(one_bad_record_does_not_end_the_reading),
		cmocka_unit_test(a_bad_record_says_its_line_and_the_way_out),
		cmocka_unit_test(raw_is_the_record_as_it_stands),
		cmocka_unit_test(encodings),
		cmocka_unit_test(files_that_cannot_be_read),
		cmocka_unit_test(fields_are_quoted_where_needed),
		cmocka_unit_test(no_cell_is_run_as_a_formula),
		cmocka_unit_test(no_cell_steers_a_terminal),
		cmocka_unit_test(a_row),
		cmocka_unit_test(what_we_write_we_read),
		cmocka_unit_test(any_bytes_come_to_an_end),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
