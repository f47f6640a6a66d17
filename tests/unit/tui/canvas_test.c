/* What is drawn is what can be read back; nothing leaves its place. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/buf.h"
#include "tui/canvas.h"

static struct canvas c;
static struct buf text;

static int fresh(void **state)
{
	(void)state;
	canvas_init(&c, 4, 20);
	return 0;
}

static int gone(void **state)
{
	(void)state;
	canvas_free(&c);
	buf_free(&text);
	return 0;
}

static const char *row(int number)
{
	buf_clear(&text);
	canvas_row_text(&c, number, &text);
	return buf_str(&text);
}

static void text_stands_where_it_was_put(void **state)
{
	(void)state;
	assert_int_equal(canvas_put(&c, 1, 3, "abc", STYLE_TAB, CANVAS_REST), 3);
	assert_string_equal(row(1), "   abc");
	assert_int_equal(canvas_style_at(&c, 1, 3), STYLE_TAB);
	assert_int_equal(canvas_style_at(&c, 1, 6), STYLE_TEXT);
	assert_string_equal(row(0), "");
}

static void what_does_not_fit_ends_in_a_tilde(void **state)
{
	(void)state;
	assert_int_equal(canvas_put(&c, 0, 0, "abcdef", STYLE_TEXT, 4), 4);
	assert_string_equal(row(0), "abc~");
	assert_int_equal(canvas_put(&c, 1, 0, "abcd", STYLE_TEXT, 4), 4);
	assert_string_equal(row(1), "abcd");
	assert_int_equal(canvas_put(&c, 2, 0, "x", STYLE_TEXT, 0), 0);
	assert_int_equal(canvas_put(&c, 2, 0, NULL, STYLE_TEXT, 5), 0);
	assert_string_equal(row(2), "");
}

static void wide_characters_are_cut_whole(void **state)
{
	(void)state;
	assert_int_equal(canvas_put(&c, 0, 0, "张三李四", STYLE_TEXT, 6), 5);
	assert_string_equal(row(0), "张三~");
	assert_int_equal(canvas_put(&c, 1, 0, "张三李四", STYLE_TEXT, 8), 8);
	assert_string_equal(row(1), "张三李四");
	canvas_put(&c, 2, 17, "张三", STYLE_TEXT, CANVAS_REST);
	assert_string_equal(row(2), "                 张~");
}

static void half_of_a_wide_character_never_stays(void **state)
{
	(void)state;
	canvas_put(&c, 0, 0, "张三", STYLE_TEXT, CANVAS_REST);
	canvas_put(&c, 0, 1, "x", STYLE_TEXT, CANVAS_REST);
	assert_string_equal(row(0), " x三");
	canvas_put(&c, 0, 2, "y", STYLE_TEXT, CANVAS_REST);
	assert_string_equal(row(0), " xy");
	canvas_put(&c, 1, 1, "一二", STYLE_TEXT, CANVAS_REST);
	canvas_put(&c, 1, 2, "三", STYLE_TEXT, CANVAS_REST);
	assert_string_equal(row(1), "  三");
}

static void a_wide_character_at_the_edge_of_the_clip_becomes_a_blank(void **state)
{
	struct rect old = canvas_clip(&c, (struct rect){ 0, 2, 4, 3 });

	(void)state;
	canvas_put_cluster(&c, 0, 4, "张", 3, STYLE_LATE);
	canvas_put_cluster(&c, 0, 1, "三", 3, STYLE_LATE);
	canvas_unclip(&c, old);
	assert_string_equal(row(0), "");
	assert_int_equal(canvas_style_at(&c, 0, 4), STYLE_LATE);
	assert_int_equal(canvas_style_at(&c, 0, 5), STYLE_TEXT);
	assert_int_equal(canvas_style_at(&c, 0, 1), STYLE_TEXT);
}

static void marks_stay_with_their_letter(void **state)
{
	(void)state;
	assert_int_equal(canvas_put(&c, 0, 0, "e\xcc\x81x", STYLE_TEXT, 2), 2);
	assert_string_equal(row(0), "e\xcc\x81x");
	assert_int_equal(canvas_at(&c, 0, 0)->len, 3);
}

static void no_text_can_steer_the_terminal(void **state)
{
	(void)state;
	canvas_put(&c, 0, 0, "a\033[2Jb\nc\x7f", STYLE_TEXT, CANVAS_REST);
	assert_string_equal(row(0), "a [2Jb c");
	canvas_put(&c, 1, 0, "a\xe2\x80\xae" "b\xef\xbb\xbf" "c", STYLE_TEXT, CANVAS_REST);
	assert_string_equal(row(1), "abc");
	canvas_put(&c, 2, 0, "a\xc2\x9b" "2J\xe2\x81\xa6" "b\xd8\x9c\xe2\x80\x8f"
	    "c\xe2\x80\xa8" "d", STYLE_TEXT, CANVAS_REST);
	assert_string_equal(row(2), "a 2Jbcd");
	canvas_put(&c, 2, 0, "          ", STYLE_TEXT, CANVAS_REST);
	canvas_put(&c, 2, 0, "\xcc\x81z", STYLE_TEXT, CANVAS_REST);
	assert_string_equal(row(2), "z");
	canvas_put(&c, 3, 0, "\xff|", STYLE_TEXT, CANVAS_REST);
	assert_string_equal(row(3), "\xef\xbf\xbd|");
}

static void cells_are_padded_on_either_side(void **state)
{
	(void)state;
	canvas_put(&c, 0, 0, "....................", STYLE_TEXT, CANVAS_REST);
	canvas_pad(&c, 0, 2, "张三", STYLE_FIELD, 6);
	canvas_right(&c, 0, 10, "1,200", STYLE_FIELD, 7);
	assert_string_equal(row(0), "..张三  ..  1,200...");
	assert_int_equal(canvas_style_at(&c, 0, 7), STYLE_FIELD);
	canvas_right(&c, 1, 0, "123456", STYLE_TEXT, 4);
	assert_string_equal(row(1), "123~");
}

static void boxes_and_rules_have_titles(void **state)
{
	(void)state;
	canvas_box(&c, (struct rect){ 0, 0, 3, 14 }, STYLE_RULE, "Who");
	assert_string_equal(row(0), "+-- Who -----+");
	assert_string_equal(row(1), "|            |");
	assert_string_equal(row(2), "+------------+");
	canvas_rule(&c, 3, 0, 20, "to do now");
	assert_string_equal(row(3), "-- to do now -------");
	c.lines = true;
	canvas_box(&c, (struct rect){ 0, 0, 3, 4 }, STYLE_RULE, NULL);
	assert_memory_equal(row(0), "┌──┐", strlen("┌──┐"));
}

static void the_current_tab_stands_in_brackets(void **state)
{
	static const char *const tabs[] = { "Find", "Recent", "All" };

	(void)state;
	assert_int_equal(canvas_tabs(&c, 0, 0, tabs, 3, 1), 19);
	assert_string_equal(row(0), "Find  [Recent]  All");
	assert_int_equal(canvas_style_at(&c, 0, 7), STYLE_TAB);
	assert_int_equal(canvas_style_at(&c, 0, 0), STYLE_TEXT);
}

static void tinting_spares_what_has_a_signal_of_its_own(void **state)
{
	(void)state;
	canvas_put(&c, 0, 0, "ab", STYLE_TEXT, CANVAS_REST);
	canvas_put(&c, 0, 2, "!", STYLE_LATE, CANVAS_REST);
	canvas_tint(&c, (struct rect){ 0, 0, 1, 20 }, STYLE_SELECTED);
	assert_int_equal(canvas_style_at(&c, 0, 0), STYLE_SELECTED);
	assert_int_equal(canvas_style_at(&c, 0, 2), STYLE_LATE);
	canvas_restyle(&c, (struct rect){ 0, 0, 1, 20 }, STYLE_GREY);
	assert_int_equal(canvas_style_at(&c, 0, 2), STYLE_GREY);
	assert_string_equal(row(0), "ab!");
}

static void a_meter_is_made_of_blanks(void **state)
{
	(void)state;
	canvas_meter(&c, 0, 2, 10, 4);
	assert_int_equal(canvas_style_at(&c, 0, 1), STYLE_TEXT);
	assert_int_equal(canvas_style_at(&c, 0, 2), STYLE_FILL);
	assert_int_equal(canvas_style_at(&c, 0, 5), STYLE_FILL);
	assert_int_equal(canvas_style_at(&c, 0, 6), STYLE_TEXT);
	canvas_meter(&c, 1, 0, 5, 99);
	assert_int_equal(canvas_style_at(&c, 1, 5), STYLE_TEXT);
}

static void drawing_outside_does_nothing(void **state)
{
	(void)state;
	canvas_put(&c, -1, 0, "abc", STYLE_TEXT, CANVAS_REST);
	canvas_put(&c, 9, 0, "abc", STYLE_TEXT, CANVAS_REST);
	canvas_put(&c, 0, 30, "abc", STYLE_TEXT, 3);
	canvas_put(&c, 0, -2, "abc", STYLE_TEXT, 3);
	assert_string_equal(row(0), "c");
	canvas_cursor(&c, 4, 0);
	assert_false(c.cursor_on);
	canvas_cursor(&c, 3, 19);
	assert_true(c.cursor_on);
	assert_null(canvas_at(&c, 4, 0));
}

static void boxes_are_centred_and_never_larger_than_what_is_around(void **state)
{
	struct rect r = rect_centre((struct rect){ 2, 0, 20, 80 }, 6, 40);

	(void)state;
	assert_int_equal(r.row, 9);
	assert_int_equal(r.col, 20);
	r = rect_centre((struct rect){ 2, 0, 4, 10 }, 6, 40);
	assert_int_equal(r.rows, 4);
	assert_int_equal(r.cols, 10);
}

/* Whatever is put where: each row is exactly as wide as the canvas, halves come in pairs. */
static void random_drawing_keeps_the_grid_whole(void **state)
{
	static const char *const bits[] = { "a", "张", "e\xcc\x81", "~", " ", "\xff", "한", "😀",
		"\t" };
	unsigned seed = 7;

	(void)state;
	for (int i = 0; i < 20000; i++) {
		int r = rand_r(&seed) % 4, col = rand_r(&seed) % 24 - 2, width;

		canvas_put(&c, r, col, bits[rand_r(&seed) % 9], STYLE_TEXT, rand_r(&seed) % 4);
		width = 0;
		for (int k = 0; k < c.cols; k++) {
			const struct cell *cell = canvas_at(&c, r, k);

			assert_true(cell->width == 1 || cell->width == 2 || cell->width == 0);
			if (cell->width == 0)
				assert_int_equal(canvas_at(&c, r, k - 1)->width, 2);
			width += cell->width;
		}
		assert_int_equal(width, c.cols);
	}
}

#define TEST(f) cmocka_unit_test_setup_teardown(f, fresh, gone)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(text_stands_where_it_was_put),
		TEST(what_does_not_fit_ends_in_a_tilde),
		TEST(wide_characters_are_cut_whole),
		TEST(half_of_a_wide_character_never_stays),
		TEST(a_wide_character_at_the_edge_of_the_clip_becomes_a_blank),
		TEST(marks_stay_with_their_letter),
		TEST(no_text_can_steer_the_terminal),
		TEST(cells_are_padded_on_either_side),
		TEST(boxes_and_rules_have_titles),
		TEST(the_current_tab_stands_in_brackets),
		TEST(tinting_spares_what_has_a_signal_of_its_own),
		TEST(a_meter_is_made_of_blanks),
		TEST(drawing_outside_does_nothing),
		TEST(boxes_are_centred_and_never_larger_than_what_is_around),
		TEST(random_drawing_keeps_the_grid_whole),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
