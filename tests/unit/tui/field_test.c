/* The field editor: Chinese, combining marks, wrapping, scrolling, undo. The screen is shown as
 * [text] with the cursor's cell after it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/buf.h"
#include "base/utf8.h"
#include "tui/field.h"

static struct field f;
static struct canvas c;
static struct buf seen;

static int fresh(void **state)
{
	(void)state;
	field_init(&f, 1, 10, 0);
	canvas_init(&c, 8, 30);
	return 0;
}

static int gone(void **state)
{
	(void)state;
	field_free(&f);
	canvas_free(&c);
	buf_free(&seen);
	return 0;
}

/* Keys by name, separated by blanks. */
static enum field_use keys(const char *names)
{
	enum field_use use = FIELD_UNUSED;

	while (*names) {
		size_t n = strcspn(names, " ");
		struct key k;

		assert_true(key_parse(names, n, &k));
		use = field_key(&f, &k);
		names += n + strspn(names + n, " ");
	}
	return use;
}

static void type(const char *text)
{
	uint32_t cp;

	while ((cp = utf8_next(&text))) {
		struct key k = cp == '\n' ? key_func(K_ENTER) : key_char(cp);

		field_key(&f, &k);
	}
}

static enum field_use paste(const char *text)
{
	struct key k = { .kind = KEV_PASTE, .text = text, .n = strlen(text) };

	return field_key(&f, &k);
}

static const char *look(void)
{
	canvas_clear(&c);
	for (int i = 0; i < f.rows; i++)
		canvas_put(&c, i, 2 + f.cols, "|", STYLE_TEXT, 1);
	field_draw(&f, &c, 0, 2, STYLE_FIELD_EDIT, true);
	buf_clear(&seen);
	for (int i = 0; i < f.rows; i++) {
		canvas_row_text(&c, i, &seen);
		buf_putc(&seen, '\n');
	}
	buf_printf(&seen, "%d,%d", c.cursor_row, c.cursor_col - 2);
	return buf_str(&seen);
}

static void chinese_is_edited_by_character(void **state)
{
	(void)state;
	type("张三丰");
	keys("Home");
	type("X");
	assert_string_equal(field_text(&f), "X张三丰");
	keys("Right Backspace");
	assert_string_equal(field_text(&f), "X三丰");
	keys("Del");
	assert_string_equal(field_text(&f), "X丰");
	assert_string_equal(look(), "  X丰       |\n0,1");
}

static void a_full_field_deletes_the_last_character(void **state)
{
	(void)state;
	type("一二三四五");
	keys("Backspace");
	assert_string_equal(field_text(&f), "一二三四");
}

static void a_mark_belongs_to_its_letter(void **state)
{
	(void)state;
	type("e\xcc\x81x");
	assert_string_equal(field_text(&f), "e\xcc\x81x");
	keys("Left Left");
	assert_int_equal(f.cur, 0);
	keys("Del");
	assert_string_equal(field_text(&f), "x");
	keys("Home");
	assert_int_equal(keys("Alt-x"), FIELD_UNUSED);
	type("\xcc\x81");
	assert_string_equal(field_text(&f), "x");
}

static void a_cluster_has_at_most_five_code_points(void **state)
{
	(void)state;
	type("e\xcc\x81\xcc\x82\xcc\x83\xcc\x84\xcc\x85\xcc\x86" "z");
	assert_int_equal(utf8_count(field_text(&f)), 6);
	keys("Left Backspace");
	assert_string_equal(field_text(&f), "z");
}

static void long_text_scrolls_between_markers(void **state)
{
	(void)state;
	type("abcdefghijklmno");
	assert_string_equal(look(), "  <hijklmno |\n0,9");
	keys("Home");
	assert_string_equal(look(), "  abcdefghi>|\n0,0");
	keys("End Left Left Left Left Left Left Left Left Left Left");
	assert_string_equal(look(), "  <fghijklm>|\n0,1");
	field_set(&f, "五六七八九十");
	assert_string_equal(look(), "  <七八九十 |\n0,9");
	keys("Backspace Backspace Backspace");
	assert_string_equal(look(), "  五六七    |\n0,6");
}

static void without_the_cursor_a_field_shows_its_beginning(void **state)
{
	(void)state;
	type("abcdefghijklmno");
	field_draw(&f, &c, 0, 0, STYLE_FIELD, false);
	canvas_row_text(&c, 0, &seen);
	assert_string_equal(buf_str(&seen), "abcdefghi>");
	assert_false(c.cursor_on);
}

static void enter_and_arrows_of_a_single_line_belong_to_the_form(void **state)
{
	(void)state;
	assert_int_equal(keys("Enter"), FIELD_UNUSED);
	assert_int_equal(keys("Up"), FIELD_UNUSED);
	assert_int_equal(keys("Down"), FIELD_UNUSED);
	assert_int_equal(keys("Tab"), FIELD_UNUSED);
	assert_int_equal(keys("^S"), FIELD_UNUSED);
	assert_int_equal(keys("^E"), FIELD_UNUSED);
	assert_int_equal(keys("^Z"), FIELD_UNUSED);
	assert_int_equal(keys("Left"), FIELD_MOVED);
}

static void words_are_moved_over_and_killed(void **state)
{
	(void)state;
	type("wang xiao-ming 小明");
	keys("^W");
	assert_string_equal(field_text(&f), "wang xiao-ming ");
	keys("^W ^W");
	assert_string_equal(field_text(&f), "wang xiao");
	keys("Ctrl-Left Ctrl-Left");
	assert_int_equal(f.cur, 0);
	keys("Ctrl-Right");
	assert_int_equal(f.cur, 5);
	keys("^K");
	assert_string_equal(field_text(&f), "wang ");
	keys("^U");
	assert_string_equal(field_text(&f), "");
}

static void undo_takes_back_words_and_kills(void **state)
{
	(void)state;
	type("one two three");
	keys("^Z");
	assert_string_equal(field_text(&f), "one two");
	keys("^Z");
	assert_string_equal(field_text(&f), "one");
	type("!");
	keys("^U ^Z");
	assert_string_equal(field_text(&f), "one!");
	keys("^Z ^Z");
	assert_string_equal(field_text(&f), "");
	assert_int_equal(keys("^Z"), FIELD_UNUSED);
}

static void undo_knows_nothing_from_before_set(void **state)
{
	(void)state;
	type("abc");
	field_set(&f, "xyz");
	assert_int_equal(keys("^Z"), FIELD_UNUSED);
	assert_string_equal(field_text(&f), "xyz");
}

static void the_length_is_limited_in_characters(void **state)
{
	(void)state;
	f.max_cp = 3;
	type("张三丰李");
	assert_string_equal(field_text(&f), "张三丰");
	assert_int_equal(keys("x"), FIELD_REFUSED);
	keys("Home");
	assert_int_equal(paste("abc"), FIELD_REFUSED);
	field_set(&f, "abcdef");
	assert_string_equal(field_text(&f), "abc");
}

static void a_refused_key_leaves_nothing_to_undo(void **state)
{
	(void)state;
	f.filter = field_filter_digits;
	assert_int_equal(keys("x"), FIELD_REFUSED);
	assert_int_equal(keys("^Z"), FIELD_UNUSED);
}

static void filters_take_full_width_figures(void **state)
{
	(void)state;
	f.filter = field_filter_digits;
	type("１2a3-");
	assert_string_equal(field_text(&f), "123");
	field_set(&f, "");
	f.filter = field_filter_phone;
	type("＋86 138-0013x");
	assert_string_equal(field_text(&f), "+86 138-0013");
	field_set(&f, "");
	f.filter = field_filter_number;
	type("１，２００。５");
	assert_string_equal(field_text(&f), "1,200.5");
	field_set(&f, "");
	f.filter = field_filter_narrow;
	type("ｆｒｉ 周五");
	assert_string_equal(field_text(&f), "fri 周五");
}

static void pasted_text_is_cleaned(void **state)
{
	(void)state;
	paste("张\t三\r\n李\x1b[2J\xe2\x80\xae" "x\xef\xbb\xbf\r\n");
	assert_string_equal(field_text(&f), "张 三 李[2Jx");
	keys("^Z");
	assert_string_equal(field_text(&f), "");
}

static void a_secret_shows_stars_and_takes_typed_ascii_only(void **state)
{
	(void)state;
	f.flags = FIELD_SECRET;
	type("12张三3４4");
	assert_int_equal(paste("999"), FIELD_REFUSED);
	assert_string_equal(field_text(&f), "1234");
	assert_string_equal(look(), "  ****      |\n0,4");
	assert_int_equal(keys("^Z"), FIELD_UNUSED);
}

static void rows(int count, int cols)
{
	field_free(&f);
	field_init(&f, count, cols, 0);
}

static void notes_wrap_between_chinese_and_after_blanks(void **state)
{
	(void)state;
	rows(4, 10);
	type("发烧 咳嗽 三天 伴头痛 abc");
	assert_string_equal(look(),
	    "  发烧 咳嗽 |\n  三天 伴头 |\n  痛 abc    |\n            |\n2,6");
	assert_string_equal(field_text(&f), "发烧 咳嗽 三天 伴头痛 abc");
	field_set(&f, "hello wonderful world");
	assert_string_equal(look(),
	    "  hello     |\n  wonderful |\n  world     |\n            |\n2,5");
}

static void punctuation_never_starts_a_row(void **state)
{
	(void)state;
	rows(3, 10);
	type("一二三四五，六七（八");
	assert_string_equal(look(), "  一二三四  |\n  五，六七  |\n  （八      |\n2,4");
}

static void the_cursor_never_stands_on_half_a_character(void **state)
{
	(void)state;
	rows(3, 10);
	type("一二三四五");
	assert_string_equal(look(), "  一二三四五|\n            |\n            |\n0,8");
	type(" ");
	assert_string_equal(look(), "  一二三四五|\n            |\n            |\n0,8");
	type("六");
	assert_string_equal(look(), "  一二三四五|\n  六        |\n            |\n1,2");
}

static void newlines_are_kept_as_typed(void **state)
{
	(void)state;
	rows(3, 10);
	type("ab\n\n张");
	assert_string_equal(field_text(&f), "ab\n\n张");
	assert_string_equal(look(), "  ab        |\n            |\n  张        |\n2,2");
	keys("Up Up");
	assert_string_equal(look(), "  ab        |\n            |\n  张        |\n0,2");
	keys("Down");
	type("x");
	assert_string_equal(field_text(&f), "ab\nx\n张");
	keys("Home Backspace");
	assert_string_equal(field_text(&f), "abx\n张");
	keys("End ^K");
	assert_string_equal(field_text(&f), "abx张");
}

static void up_and_down_keep_the_column(void **state)
{
	(void)state;
	rows(3, 10);
	field_set(&f, "abcdef\nx\nabcdef");
	keys("Up Up");
	assert_int_equal(f.cur, 6);
	keys("Left Left Down Down");
	assert_int_equal(f.cur, 13);
}

static void home_and_end_work_by_row(void **state)
{
	(void)state;
	rows(3, 10);
	field_set(&f, "一二三四五六七");
	keys("Up End");
	assert_string_equal(look(), "  一二三四五|\n  六七      |\n            |\n0,8");
	keys("Down Home");
	type("x");
	assert_string_equal(field_text(&f), "一二三四五x六七");
}

static void more_rows_than_fit_scroll(void **state)
{
	(void)state;
	rows(2, 10);
	type("a\nb\nc\nd");
	assert_string_equal(look(), "  c         |\n  d         |\n1,1");
	assert_int_equal(field_visual_rows(&f), 4);
	keys("PgUp Up Up");
	assert_string_equal(look(), "  a         |\n  b         |\n0,1");
}

static void fourteen_thousand_characters_are_pasted_in_one_go(void **state)
{
	struct buf text = { .s = NULL };

	(void)state;
	for (int i = 0; i < 14000; i++)
		buf_puts(&text, i % 7 ? "x" : "张");
	paste(buf_str(&text));
	assert_string_equal(field_text(&f), buf_str(&text));
	keys("Home End Backspace");
	assert_int_equal(f.n, text.n - 1);
	buf_free(&text);
}

/* ---- against a naive model ---- */

struct model {
	uint32_t cp[512];
	int n, cur;
};

static void encode(const struct model *m, struct buf *out)
{
	buf_clear(out);
	for (int i = 0; i < m->n; i++)
		buf_put_cp(out, m->cp[i]);
}

/* Where clusters begin, counted in code points; returns how many starts there are. */
static int starts_of(const struct model *m, int starts[520], int cells[520])
{
	struct buf text = { .s = NULL };
	const char *p, *end;
	int count = 0, at = 0;

	encode(m, &text);
	end = buf_str(&text) + text.n;
	for (p = buf_str(&text); p < end;) {
		size_t n = utf8_cluster(p, end);
		char *one = strndup(p, n);

		cells[count] = *p == '\n' ? 1 : utf8_cluster_cells(p, n);
		starts[count++] = at;
		at += (int)utf8_count(one);
		free(one);
		p += n;
	}
	starts[count] = m->n;
	buf_free(&text);
	return count;
}

static void model_delete(struct model *m, int from, int to)
{
	memmove(m->cp + from, m->cp + to, (size_t)(m->n - to) * sizeof m->cp[0]);
	m->n -= to - from;
	if (m->cur > from)
		m->cur = m->cur >= to ? m->cur - (to - from) : from;
}

static void model_tidy(struct model *m)
{
	int starts[520], cells[520], count;
	bool again = true;

	while (again) {
		again = false;
		count = starts_of(m, starts, cells);
		for (int i = 0; i < count && !again; i++)
			if (cells[i] == 0) {
				model_delete(m, starts[i], starts[i + 1]);
				again = true;
			}
	}
	for (int i = 0; i <= count; i++)
		if (starts[i] >= m->cur) {
			m->cur = starts[i];
			return;
		}
}

static void model_insert(struct model *m, uint32_t cp, bool one_row)
{
	if (cp == '\t' || (cp == '\n' && one_row))
		cp = ' ';
	if (cp != '\n' && cp_is_dropped(cp))
		return;
	memmove(m->cp + m->cur + 1, m->cp + m->cur, (size_t)(m->n - m->cur) * sizeof m->cp[0]);
	m->cp[m->cur++] = cp;
	m->n++;
	model_tidy(m);
}

static int neighbour(const struct model *m, int by)
{
	int starts[520], cells[520], count = starts_of(m, starts, cells);

	for (int i = 0; i <= count; i++)
		if (starts[i] == m->cur)
			return i + by < 0 ? 0 : i + by > count ? m->n : starts[i + by];
	fail_msg("the cursor is inside a cluster");
	return 0;
}

static void model_key(struct model *m, enum key_func func)
{
	int from = func == K_BACKSPACE ? neighbour(m, -1) : m->cur;
	int to = func == K_DELETE ? neighbour(m, 1) : m->cur;

	if (func == K_LEFT || func == K_RIGHT) {
		m->cur = neighbour(m, func == K_LEFT ? -1 : 1);
	} else {
		model_delete(m, from, to);
		model_tidy(m);
	}
}

/* After moves that the model does not know: takes the cursor over, which must be on a boundary. */
static void model_follow(struct model *m)
{
	char *before = strndup(f.text, f.cur);

	m->cur = (int)utf8_count(before);
	free(before);
	neighbour(m, 0);
}

static void assert_same(const struct model *m)
{
	struct buf text = { .s = NULL };
	char *before = strndup(f.text, f.cur);

	encode(m, &text);
	assert_string_equal(field_text(&f), buf_str(&text));
	assert_int_equal(utf8_count(before), m->cur);
	free(before);
	buf_free(&text);
}

/* Nothing is drawn beside the field and the cursor stands inside it. */
static void assert_inside(void)
{
	canvas_clear(&c);
	for (int row = 0; row < c.rows; row++)
		canvas_put(&c, row, 0, "##############################", STYLE_TEXT, c.cols);
	field_draw(&f, &c, 1, 4, STYLE_FIELD_EDIT, true);
	assert_true(c.cursor_on);
	assert_true(rect_has((struct rect){ 1, 4, f.rows, f.cols }, c.cursor_row, c.cursor_col));
	for (int row = 0; row < c.rows; row++)
		for (int col = 0; col < c.cols; col++) {
			bool in = rect_has((struct rect){ 1, 4, f.rows, f.cols }, row, col);

			assert_int_equal(canvas_style_at(&c, row, col),
			    in ? STYLE_FIELD_EDIT : STYLE_TEXT);
			if (!in)
				assert_int_equal(canvas_at(&c, row, col)->text[0], '#');
		}
}

static void random_step(struct model *m, unsigned *seed)
{
	static const uint32_t chars[] = { 'a', 'b', ' ', 0x4e2d, 0x6587, 0xff0c, 0x3002, 'e', 0x301,
		0x300, 0x200d, 0x1f600, 0xff21, '\t', '\n', 0x202e, 0xfeff, 0xad, 0xe33, 0xe01,
		0x1f1e6, 0x1100, 0x1161, 0x11a8, 0xac00, 0x600, 0xfe0f, 0x1f3fb, '-' };
	static const enum key_func edits[] = { K_LEFT, K_RIGHT, K_BACKSPACE, K_DELETE };
	static const enum key_func moves[] = { K_HOME, K_END, K_UP, K_DOWN, K_PGUP, K_PGDN };
	int what = rand_r(seed) % 20;
	uint32_t cp = chars[rand_r(seed) % (sizeof chars / sizeof *chars)];
	struct key k = key_char(cp);

	if (cp == '\n')
		k = f.rows > 1 ? key_func(K_ENTER) : key_char(cp = ' ');
	if (cp == '\t')
		k = (struct key){ .kind = KEV_PASTE, .text = "\t", .n = 1 };
	if (what < 11 && m->n < 100) {
		field_key(&f, &k);
		model_insert(m, cp, f.rows == 1);
	} else if (what < 18) {
		k = key_func(edits[rand_r(seed) % 4]);
		field_key(&f, &k);
		model_key(m, (enum key_func)k.code);
	} else {
		k = key_func(moves[rand_r(seed) % 6]);
		if (rand_r(seed) % 4 == 0)
			field_resize(&f, f.rows, 1 + rand_r(seed) % 20);
		field_key(&f, &k);
		model_follow(m);
	}
}

static void a_hundred_thousand_random_keys_agree_with_a_naive_model(void **state)
{
	unsigned seed = 20261124;
	int steps = 0;

	(void)state;
	for (int round = 0; steps < 100000; round++) {
		struct model m = { .n = 0 };

		rows(round % 3 ? 1 : 1 + (int)(seed % 5), 1 + round % 18);
		for (int i = 0; i < 200; i++, steps++) {
			random_step(&m, &seed);
			assert_same(&m);
			if (i % 4 == 0)
				assert_inside();
		}
	}
}

static void undo_always_leads_back_to_nothing(void **state)
{
	unsigned seed = 5;

	(void)state;
	for (int round = 0; round < 300; round++) {
		struct model m = { .n = 0 };

		rows(1 + round % 2, 12);
		for (int i = 0; i < 60; i++)
			random_step(&m, &seed);
		while (field_undo(&f))
			assert_inside();
		assert_string_equal(field_text(&f), "");
	}
}

#define TEST(f) cmocka_unit_test_setup_teardown(f, fresh, gone)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(chinese_is_edited_by_character),
		TEST(a_full_field_deletes_the_last_character),
		TEST(a_mark_belongs_to_its_letter),
		TEST(a_cluster_has_at_most_five_code_points),
		TEST(long_text_scrolls_between_markers),
		TEST(without_the_cursor_a_field_shows_its_beginning),
		TEST(enter_and_arrows_of_a_single_line_belong_to_the_form),
		TEST(words_are_moved_over_and_killed),
		TEST(undo_takes_back_words_and_kills),
		TEST(undo_knows_nothing_from_before_set),
		TEST(the_length_is_limited_in_characters),
		TEST(a_refused_key_leaves_nothing_to_undo),
		TEST(filters_take_full_width_figures),
		TEST(pasted_text_is_cleaned),
		TEST(a_secret_shows_stars_and_takes_typed_ascii_only),
		TEST(notes_wrap_between_chinese_and_after_blanks),
		TEST(punctuation_never_starts_a_row),
		TEST(the_cursor_never_stands_on_half_a_character),
		TEST(newlines_are_kept_as_typed),
		TEST(up_and_down_keep_the_column),
		TEST(home_and_end_work_by_row),
		TEST(more_rows_than_fit_scroll),
		TEST(fourteen_thousand_characters_are_pasted_in_one_go),
		TEST(a_hundred_thousand_random_keys_agree_with_a_naive_model),
		TEST(undo_always_leads_back_to_nothing),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
