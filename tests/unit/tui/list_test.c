/* A list keeps its selection by id, its numbers by row, and asks only for what can be seen. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "toy.h"

static struct toy toy;
static struct list *l;

static int fresh(void **state)
{
	(void)state;
	toy_start(&toy);
	l = toy_list(&toy);
	return 0;
}

static int gone(void **state)
{
	(void)state;
	toy_stop(&toy);
	return 0;
}

static void remove_fruit(int64_t id)
{
	int to = 0;

	for (int i = 0; i < toy.count; i++)
		if (toy.fruit[i].id != id)
			toy.fruit[to++] = toy.fruit[i];
	toy.count = to;
	loop_moved(toy.loop, TOY_AREA_FRUIT);
}

static void put_first(int64_t id, const char *name)
{
	memmove(toy.fruit + 1, toy.fruit, (size_t)toy.count++ * sizeof toy.fruit[0]);
	toy.fruit[0] = (struct toy_fruit){ .id = id, .name = name };
	loop_moved(toy.loop, TOY_AREA_FRUIT);
}

static void the_selection_stays_on_its_row(void **state)
{
	(void)state;
	loop_press(toy.loop, "Down");
	assert_int_equal(list_id(l), 101);
	put_first(200, "zucchini");
	loop_settle(toy.loop);
	assert_int_equal(list_id(l), 101);
	assert_int_equal(list_row(l), 2);
	assert_string_equal(toy_row(&toy, 4), "> 2 banana");
}

static void a_row_that_left_stays_grey_until_the_cursor_moves(void **state)
{
	(void)state;
	loop_press(toy.loop, "Down");
	remove_fruit(101);
	assert_string_equal(toy_row(&toy, 2), "  1 apple");
	assert_memory_equal(toy_row(&toy, 3), ">   banana", 10);
	assert_string_equal(toy_row(&toy, 3) + 76, "gone");
	assert_int_equal(canvas_style_at(loop_canvas(toy.loop), 3, 4), STYLE_GREY);
	assert_string_equal(toy_row(&toy, 4), "  3 cherry");
	assert_int_equal(list_id(l), 0);
	assert_int_equal(list_row(l), -1);
	loop_press(toy.loop, "e");
	assert_string_equal(toy_row(&toy, 22), "No fruit is selected. Down selects one.");
	loop_press(toy.loop, "Down");
	assert_string_equal(toy_row(&toy, 3), "> 3 cherry");
	assert_int_equal(list_id(l), 102);
}

static void up_from_a_ghost_goes_to_the_row_above(void **state)
{
	(void)state;
	loop_press(toy.loop, "Down Down");
	remove_fruit(102);
	loop_press(toy.loop, "Up");
	assert_int_equal(list_id(l), 101);
	loop_press(toy.loop, "End");
	remove_fruit(104);
	loop_settle(toy.loop);
	loop_press(toy.loop, "Down");
	assert_int_equal(list_id(l), 103);
}

static void a_row_that_comes_back_is_selected_again(void **state)
{
	(void)state;
	loop_press(toy.loop, "Down");
	remove_fruit(101);
	loop_settle(toy.loop);
	put_first(101, "banana");
	loop_settle(toy.loop);
	assert_int_equal(list_id(l), 101);
	assert_string_equal(toy_row(&toy, 2), "> 2 banana");
}

static void numbers_belong_to_their_row_for_good(void **state)
{
	(void)state;
	remove_fruit(101);
	put_first(300, "fig");
	loop_settle(toy.loop);
	assert_int_equal(list_number(l, 100), 1);
	assert_int_equal(list_number(l, 102), 3);
	assert_int_equal(list_number(l, 300), 6);
	assert_int_equal(list_by_number(l, 2), 0);
	assert_int_equal(list_by_number(l, 6), 300);
}

static void a_number_makes_the_next_key_act_there(void **state)
{
	(void)state;
	loop_press(toy.loop, "3");
	assert_string_equal(toy_row(&toy, 22), "3_ cherry");
	assert_int_equal(list_id(l), 100);
	loop_press(toy.loop, "e");
	assert_string_equal(buf_str(&toy.log), "eat cherry; ");
	assert_int_equal(list_id(l), 102);
	loop_press(toy.loop, "2 Esc e");
	assert_string_equal(buf_str(&toy.log), "eat cherry; eat cherry; ");
	loop_press(toy.loop, "1 2 Backspace e");
	assert_string_equal(buf_str(&toy.log), "eat cherry; eat cherry; eat apple; ");
}

static void a_number_whose_row_left_is_refused(void **state)
{
	(void)state;
	remove_fruit(102);
	loop_press(toy.loop, "3 e");
	assert_string_equal(buf_str(&toy.log), "");
	assert_string_equal(toy_row(&toy, 22), "Row 3 is not here any more. Nothing was done.");
	loop_press(toy.loop, "9 9 9 9 9 9 Enter");
	assert_ptr_equal(screen_top(toy.loop)->type, &toy_home);
}

static void marks_are_made_dropped_and_counted_in_row_order(void **state)
{
	(void)state;
	loop_press(toy.loop, "Down Down Space Home Space");
	assert_int_equal(list_marks(l), 2);
	assert_int_equal(list_mark_at(l, 0), 100);
	assert_int_equal(list_mark_at(l, 1), 102);
	assert_int_equal(list_mark_at(l, 2), 0);
	assert_string_equal(toy_row(&toy, 4), " x3 cherry");
	assert_int_equal(canvas_style_at(loop_canvas(toy.loop), 4, 10), STYLE_MARKED);
	remove_fruit(102);
	loop_settle(toy.loop);
	assert_int_equal(list_marks(l), 1);
	loop_press(toy.loop, "Home Space");
	assert_int_equal(list_marks(l), 0);
}

static void find_narrows_while_typing(void **state)
{
	(void)state;
	loop_press(toy.loop, "/");
	loop_type(toy.loop, "AN");
	assert_string_equal(toy_row(&toy, 2), "> 2 banana");
	assert_string_equal(toy_row(&toy, 3), "");
	assert_string_equal(toy_row(&toy, 22), "Find [AN                            ] 1 row");
	loop_press(toy.loop, "Enter");
	assert_int_equal(list_shown(l), 1);
	loop_press(toy.loop, "e");
	assert_string_equal(buf_str(&toy.log), "eat banana; ");
	loop_press(toy.loop, "Esc");
	assert_int_equal(list_shown(l), 5);
	assert_int_equal(list_id(l), 101);
	loop_press(toy.loop, "/");
	loop_type(toy.loop, "zzz");
	assert_string_equal(toy_row(&toy, 2), "  No row fits. Esc shows all again.");
	loop_press(toy.loop, "Esc");
	assert_int_equal(list_shown(l), 5);
}

static void han_typed_on_a_list_finds(void **state)
{
	(void)state;
	loop_type(toy.loop, "大枣");
	assert_string_equal(toy_row(&toy, 2), "> 4 大枣");
	loop_press(toy.loop, "Enter e");
	assert_string_equal(buf_str(&toy.log), "eat 大枣; ");
}

static void an_empty_list_says_what_fills_it(void **state)
{
	(void)state;
	toy.count = 0;
	list_reset(l);
	loop_moved(toy.loop, TOY_AREA_FRUIT);
	assert_string_equal(toy_row(&toy, 2), "  No fruit. n buys some.");
	loop_press(toy.loop, "Down Up PgDn Home End Space 1 e");
	assert_int_equal(list_id(l), 0);
}

static void section_rows_are_passed_over(void **state)
{
	(void)state;
	put_first(-1, "fresh");
	loop_settle(toy.loop);
	list_reset(l);
	loop_press(toy.loop, "Home");
	assert_int_equal(list_id(l), 100);
	assert_memory_equal(toy_row(&toy, 2), "-- fresh ---", 12);
	loop_press(toy.loop, "Up");
	assert_int_equal(list_id(l), 100);
	assert_int_equal(list_shown(l), 5);
}

/* ---- a list of its own, without a screen ---- */

struct many {
	int count, asked_from, asked_to;
	int64_t ids[3000];
};

static int many_count(const void *ctx)
{
	return ((const struct many *)ctx)->count;
}

static int64_t many_id(const void *ctx, int row)
{
	return ((const struct many *)ctx)->ids[row];
}

static void many_draw(const void *ctx, int row, struct canvas *c, struct rect where)
{
	struct many *m = (struct many *)ctx;

	if (row < m->asked_from)
		m->asked_from = row;
	if (row > m->asked_to)
		m->asked_to = row;
	canvas_putf(c, where.row, where.col, STYLE_TEXT, "%d", (int)m->ids[row]);
}

static const struct list_ops many_ops = { .count = many_count, .id = many_id, .draw = many_draw };

static void only_rows_in_view_are_drawn(void **state)
{
	struct many m = { .count = 3000, .asked_from = 9999, .asked_to = -1 };
	struct list big;
	struct canvas c;

	(void)state;
	for (int i = 0; i < m.count; i++)
		m.ids[i] = i + 1;
	canvas_init(&c, 10, 40);
	list_init(&big, NULL, &many_ops, &m, 0);
	list_layout(&big, (struct rect){ 0, 0, 10, 40 });
	list_reloaded(&big);
	list_move(&big, 1500);
	m.asked_from = 9999;
	m.asked_to = -1;
	list_draw(&big, &c);
	assert_int_equal(m.asked_from, 1491);
	assert_int_equal(m.asked_to, 1500);
	assert_int_equal(list_gutter(&big), 2);
	list_free(&big);
	canvas_free(&c);
}

/* Rows come and go at random: the selection is always a row that is there, or its ghost. */
static void random_reloads_never_lose_the_selection(void **state)
{
	struct many m = { .count = 0 };
	struct list list;
	unsigned seed = 3;

	(void)state;
	list_init(&list, NULL, &many_ops, &m, LIST_NUMBERED);
	list_layout(&list, (struct rect){ 0, 0, 6, 40 });
	for (int round = 0; round < 20000; round++) {
		int64_t before = list_id(&list);
		bool there = false;

		m.count = 0;
		for (int id = 1; id < 20; id++)
			if (rand_r(&seed) % 3)
				m.ids[m.count++] = id;
		list_reloaded(&list);
		for (int i = 0; i < m.count; i++)
			there = there || m.ids[i] == before;
		if (before)
			assert_int_equal(list_id(&list), there ? before : 0);
		list_move(&list, rand_r(&seed) % 7 - 3);
		if (list_id(&list))
			assert_int_equal(m.ids[list_row(&list)], list_id(&list));
		assert_in_range(list.sel - list.top, 0, 5);
	}
	list_free(&list);
}

/* Another day is asked for: none of its rows was there, so none has gone, and they count from 1. */
static void other_rows_altogether_leave_nothing_behind(void **state)
{
	(void)state;
	loop_press(toy.loop, "Down");
	put_first(200, "zucchini");
	toy.count = 1;
	list_renew(l);
	assert_int_equal(list_row(l), -1);
	list_reloaded(l);
	assert_int_equal(list_id(l), 200);
	assert_int_equal(list_shown(l), 1);
	loop_moved(toy.loop, TOY_AREA_FRUIT);
	assert_string_equal(toy_row(&toy, 2), "> 1 zucchini");
	assert_string_equal(toy_row(&toy, 3), "");
}

/* Another tab has fewer rows, and the list is laid out before it is read again. */
static void rows_that_are_no_more_are_not_drawn(void **state)
{
	struct rect area = l->area;

	(void)state;
	loop_press(toy.loop, "End");
	assert_true(list_row(l) > 1);
	toy.count = 1;
	list_layout(l, (struct rect){ area.row, area.col, area.rows - 1, area.cols });
	assert_int_equal(list_row(l), -1);
	list_reset(l);
	assert_int_equal(list_row(l), 0);
}

/* Rows of the screen, not of the list; what cannot be chosen is not. */
static void a_click_chooses_the_row_it_hits(void **state)
{
	(void)state;
	assert_true(list_click(l, 4));
	assert_int_equal(list_id(l), 102);
	assert_false(list_click(l, 1));
	assert_false(list_click(l, 2 + toy.count));
	assert_int_equal(list_id(l), 102);
	remove_fruit(102);
	loop_settle(toy.loop);
	assert_false(list_click(l, 4));         /* the one that left */
	assert_true(list_click(l, 5));
	assert_int_equal(list_id(l), 103);
}

static void headers_show_what_is_sorted_by(void **state)
{
	static const struct list_column columns[] = { { "name", 0 }, { "age", 10 } };
	struct canvas c;
	struct buf text = { .s = NULL };

	(void)state;
	canvas_init(&c, 1, 40);
	list_header(l, &c, 0, columns, 2, 1);
	canvas_row_text(&c, 0, &text);
	assert_string_equal(buf_str(&text), "    name      age^");
	buf_free(&text);
	canvas_free(&c);
}

static void wide_screens_have_a_pane(void **state)
{
	struct rect list, pane;

	(void)state;
	screen_split((struct rect){ 2, 0, 20, 80 }, &list, &pane);
	assert_int_equal(list.cols, 80);
	assert_int_equal(pane.cols, 0);
	screen_split((struct rect){ 2, 0, 36, 120 }, &list, &pane);
	assert_int_equal(list.cols, 81);
	assert_int_equal(pane.cols, 38);
	assert_int_equal(pane.col, 82);
}

#define TEST(f) cmocka_unit_test_setup_teardown(f, fresh, gone)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(the_selection_stays_on_its_row),
		TEST(a_row_that_left_stays_grey_until_the_cursor_moves),
		TEST(up_from_a_ghost_goes_to_the_row_above),
		TEST(a_row_that_comes_back_is_selected_again),
		TEST(numbers_belong_to_their_row_for_good),
		TEST(a_number_makes_the_next_key_act_there),
		TEST(a_number_whose_row_left_is_refused),
		TEST(marks_are_made_dropped_and_counted_in_row_order),
		TEST(find_narrows_while_typing),
		TEST(han_typed_on_a_list_finds),
		TEST(an_empty_list_says_what_fills_it),
		TEST(section_rows_are_passed_over),
		TEST(only_rows_in_view_are_drawn),
		TEST(random_reloads_never_lose_the_selection),
		TEST(rows_that_are_no_more_are_not_drawn),
		TEST(other_rows_altogether_leave_nothing_behind),
		TEST(a_click_chooses_the_row_it_hits), TEST(headers_show_what_is_sorted_by),
		TEST(wide_screens_have_a_pane),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
