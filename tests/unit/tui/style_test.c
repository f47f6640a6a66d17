/* Every role looks like something on every terminal, and never like colour alone. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "tui/style.h"

static void every_role_has_a_name_of_its_own(void **state)
{
	(void)state;
	for (int a = 0; a < STYLE_COUNT; a++) {
		assert_non_null(style_name((enum style)a));
		for (int b = 0; b < a; b++)
			assert_string_not_equal(style_name((enum style)a),
			    style_name((enum style)b));
	}
}

static void without_colour_no_role_has_one(void **state)
{
	(void)state;
	for (int s = 0; s < STYLE_COUNT; s++) {
		const struct style_look *look = style_look((enum style)s, STYLE_MONO);

		assert_int_equal(look->fg, STYLE_OWN);
		assert_int_equal(look->bg, STYLE_OWN);
	}
}

static void underline_never_meets_colour(void **state)
{
	(void)state;
	for (int s = 0; s < STYLE_COUNT; s++)
		for (int d = STYLE_8; d < STYLE_DEPTHS; d++)
			assert_false(style_look((enum style)s, (enum style_depth)d)->attrs &
			    STYLE_UNDERLINE);
}

static void eight_colours_are_enough_for_the_eight_colour_table(void **state)
{
	(void)state;
	for (int s = 0; s < STYLE_COUNT; s++) {
		const struct style_look *look = style_look((enum style)s, STYLE_8);

		assert_in_range(look->fg + 1, 0, 8);
		assert_in_range(look->bg + 1, 0, 8);
	}
}

static void the_selected_row_is_white_on_blue_or_reverse(void **state)
{
	(void)state;
	assert_int_equal(style_look(STYLE_SELECTED, STYLE_256)->fg, 231);
	assert_int_equal(style_look(STYLE_SELECTED, STYLE_256)->bg, 24);
	assert_int_equal(style_look(STYLE_SELECTED, STYLE_8)->attrs, STYLE_BOLD);
	assert_int_equal(style_look(STYLE_SELECTED, STYLE_MONO)->attrs, STYLE_REVERSE);
}

static void depth_follows_the_terminal_and_no_color(void **state)
{
	(void)state;
	assert_int_equal(style_pick_depth(256, NULL), STYLE_256);
	assert_int_equal(style_pick_depth(16777216, ""), STYLE_256);
	assert_int_equal(style_pick_depth(88, NULL), STYLE_8);
	assert_int_equal(style_pick_depth(8, NULL), STYLE_8);
	assert_int_equal(style_pick_depth(0, NULL), STYLE_MONO);
	assert_int_equal(style_pick_depth(-1, NULL), STYLE_MONO);
	assert_int_equal(style_pick_depth(256, "1"), STYLE_MONO);
}

static void what_is_out_of_range_is_plain_text(void **state)
{
	(void)state;
	assert_ptr_equal(style_look((enum style)999, STYLE_8), style_look(STYLE_TEXT, STYLE_8));
	assert_int_equal(style_look(STYLE_LATE, (enum style_depth)9)->attrs, 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_role_has_a_name_of_its_own),
		cmocka_unit_test(without_colour_no_role_has_one),
		cmocka_unit_test(underline_never_meets_colour),
		cmocka_unit_test(eight_colours_are_enough_for_the_eight_colour_table),
		cmocka_unit_test(the_selected_row_is_white_on_blue_or_reverse),
		cmocka_unit_test(depth_follows_the_terminal_and_no_color),
		cmocka_unit_test(what_is_out_of_range_is_plain_text),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
