#ifndef FD_SCREEN_CHART_H
#define FD_SCREEN_CHART_H
/*
 * A series over time in cells that every terminal has: letters as points, dots for limits, dates
 * below at their true distance. Nothing is joined by lines: a gap in time stays a gap. Pure
 * drawing.
 */
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "tui/canvas.h"

struct chart_point {
	int64_t at;
	double value;
	char letter;
	bool beyond;                    /* outside its limits: stands out */
};
struct chart_mark {
	int64_t at;                     /* below the axis */
	char text[16];
};
struct chart {
	const struct chart_point *points;
	size_t n;
	double limit[4];                /* dotted lines */
	size_t nlimits;
	int64_t from_at, to_at;         /* left and right end */
	const struct chart_mark *marks;
	size_t nmarks;
	int decimals;                   /* of the scale */
};
/* Into WHERE: the scale at the left, the axis and its dates in the last two rows. Rows are steps of
 * 1, 2 or 5 times a power of ten that hold all points and limits. */
void chart_draw(const struct chart *x, struct canvas *c, struct rect where);
/* The step of the scale for values LOW .. HIGH in ROWS rows, and its lowest line. For tests. */
double chart_step(double low, double high, int rows, double *first);

#endif
