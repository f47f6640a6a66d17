#include "screen/chart.h"

#include "base/buf.h"

enum { SCALE = 6, AXIS = 2 };           /* cells of the scale; rows of axis and dates */

/* Whole numbers, downwards and to the nearest; without a library of mathematics. */
static double down(double v)
{
	double whole = (double)(int64_t)v;

	return whole > v ? whole - 1 : whole;
}

static int nearest(double v)
{
	return (int)down(v + 0.5);
}

double chart_step(double low, double high, int rows, double *first)
{
	static const double steps[] = { 1, 2, 5 };
	int lines = rows > 1 ? rows - 1 : 1;

	for (double unit = 0.001;; unit *= 10)
		for (size_t i = 0; i < sizeof steps / sizeof *steps; i++) {
			double step = steps[i] * unit;

			*first = down(low / step) * step;
			if (*first + step * lines >= high - step * 1e-9)
				return step;
		}
}

static void widen(double v, double *low, double *high)
{
	*low = v < *low ? v : *low;
	*high = v > *high ? v : *high;
}

static void find_range(const struct chart *x, double *low, double *high)
{
	*low = *high = x->n ? x->points[0].value : x->nlimits ? x->limit[0] : 0;
	for (size_t i = 0; i < x->n; i++)
		widen(x->points[i].value, low, high);
	for (size_t i = 0; i < x->nlimits; i++)
		widen(x->limit[i], low, high);
}

struct scale {
	struct rect plot;
	double first, step;
};

/* The row of VALUE, counted from the top of the plot; the nearest line of the scale. */
static int row_of(const struct scale *s, double value)
{
	int up = nearest((value - s->first) / s->step);

	if (up < 0)
		up = 0;
	if (up > s->plot.rows - 1)
		up = s->plot.rows - 1;
	return s->plot.row + s->plot.rows - 1 - up;
}

static int col_of(const struct chart *x, const struct scale *s, int64_t at)
{
	double span = x->to_at > x->from_at ? (double)(x->to_at - x->from_at) : 1,
	       part = (double)(at - x->from_at) / span;

	if (part < 0)
		part = 0;
	if (part > 1)
		part = 1;
	return s->plot.col + nearest(part * (s->plot.cols - 2));
}

static void draw_scale(const struct chart *x, const struct scale *s, struct canvas *c)
{
	char text[24];

	for (int i = 0; i < s->plot.rows; i++) {
		text_fmt(text, sizeof text, "%*.*f|", SCALE - 1, x->decimals,
		    s->first + s->step * (s->plot.rows - 1 - i));
		canvas_put(c, s->plot.row + i, s->plot.col - SCALE, text, STYLE_GREY, SCALE);
	}
}

static void draw_limits(const struct chart *x, const struct scale *s, struct canvas *c)
{
	for (size_t i = 0; i < x->nlimits; i++)
		for (int col = 0; col < s->plot.cols; col += 3)
			canvas_put(c, row_of(s, x->limit[i]), s->plot.col + col, ".", STYLE_GREY,
			    1);
}

static void draw_axis(const struct chart *x, const struct scale *s, struct canvas *c)
{
	int row = s->plot.row + s->plot.rows, free_from = 0;

	for (int col = 0; col < s->plot.cols; col++)
		canvas_put(c, row, s->plot.col + col, "-", STYLE_GREY, 1);
	for (size_t i = 0; i < x->nmarks; i++) {
		int col = col_of(x, s, x->marks[i].at);

		canvas_put(c, row, col, "+", STYLE_GREY, 1);
		if (col >= free_from)
			free_from = col + 1 + canvas_put(c, row + 1, col, x->marks[i].text,
			    STYLE_GREY, CANVAS_REST);
	}
}

void chart_draw(const struct chart *x, struct canvas *c, struct rect where)
{
	struct scale s = { .plot = { where.row, where.col + SCALE, where.rows - AXIS,
		where.cols - SCALE } };
	double low, high;

	if (s.plot.rows < 2 || s.plot.cols < 10)
		return;
	find_range(x, &low, &high);
	s.step = chart_step(low, high, s.plot.rows, &s.first);
	draw_scale(x, &s, c);
	draw_limits(x, &s, c);
	draw_axis(x, &s, c);
	for (size_t i = 0; i < x->n; i++) {
		const struct chart_point *p = &x->points[i];
		char text[3] = { p->letter, p->beyond ? '!' : '\0', '\0' };

		canvas_put(c, row_of(&s, p->value), col_of(x, &s, p->at), text,
		    p->beyond ? STYLE_LATE : STYLE_TEXT, 2);
	}
}
