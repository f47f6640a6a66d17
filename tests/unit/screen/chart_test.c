/* The scale of a chart holds everything, in steps that people count in. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "screen/chart.h"

static void the_scale_holds_every_value(void **state)
{
	(void)state;
	srand(3);
	for (int i = 0; i < 5000; i++) {
		double low = rand() % 2000 / 10.0 - 50, high = low + rand() % 3000 / 10.0, first;
		int rows = 3 + rand() % 20;
		double step = chart_step(low, high, rows, &first), unit = step;

		assert_true(first <= low + 1e-9);
		assert_true(first + step * (rows - 1) >= high - step * 1e-6);
		while (unit >= 9.99)
			unit /= 10;
		while (unit < 0.99)
			unit *= 10;
		assert_true((unit > 0.99 && unit < 1.01) || (unit > 1.99 && unit < 2.01) ||
		    (unit > 4.99 && unit < 5.01));
	}
}

static void one_value_has_a_scale_too(void **state)
{
	double first, step = chart_step(36.6, 36.6, 10, &first);

	(void)state;
	assert_true(step > 0 && first <= 36.6 && first + step * 9 >= 36.6);
}

static void points_stand_at_their_time_and_value(void **state)
{
	const struct chart_point points[] = { { 0, 100, 's', false }, { 100, 150, 's', true } };
	struct chart x = { .points = points, .n = 2, .from_at = 0, .to_at = 100 };
	struct canvas c;

	(void)state;
	canvas_init(&c, 12, 40);
	chart_draw(&x, &c, (struct rect){ 0, 0, 12, 40 });
	assert_int_equal(canvas_at(&c, 9, 6)->text[0], 's');
	assert_int_equal(canvas_at(&c, 4, 38)->text[0], 's');
	assert_int_equal(canvas_at(&c, 4, 39)->text[0], '!');
	canvas_free(&c);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_scale_holds_every_value),
		cmocka_unit_test(one_value_has_a_scale_too),
		cmocka_unit_test(points_stand_at_their_time_and_value),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
