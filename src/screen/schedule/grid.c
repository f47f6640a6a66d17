/* The grid of time: what stands where, and the cursor. Drawn in grid_view.c. */
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/clock.h"
#include "base/day.h"
#include "base/mem.h"
#include "base/zone.h"
#include "data/store.h"
#include "desk/desk.h"
#include "desk/inbox.h"
#include "grid_priv.h"

#define DAY_MINUTES 1440
#define TIME_CELLS 6
/* A column of people: no narrower than a short name and a service, no wider than is useful. */
#define LEAST_CELLS 14
#define MOST_CELLS 24

static void free_columns(struct grid *g)
{
	for (size_t i = 0; i < g->n; i++) {
		span_list_free(&g->v[i].spans);
		span_list_free(&g->v[i].past);
		mem_free(g->v[i].cell);
	}
	mem_free(g->v);
	g->v = NULL;
	g->n = 0;
}

void grid_free(struct grid *g)
{
	free_columns(g);
	vec_free(&g->news);
	appointment_list_free(&g->rows);
	appointment_taking_list_free(&g->takings);
}

/* ---- times ---- */

/* Minute of DAY at which AT lies; before it 0, after it the end of the day. */
static int minute_of(const struct grid *g, int32_t day, int64_t at)
{
	struct local_time t = zone_local(g->desk->zone, at);

	if (t.day != day)
		return t.day < day ? 0 : DAY_MINUTES;
	return t.second / 60;
}

static int end_minute(const struct grid *g, int32_t day, int64_t at)
{
	struct local_time t = zone_local(g->desk->zone, at - 1);

	if (t.day != day)
		return t.day < day ? 0 : DAY_MINUTES;
	return t.second / 60 + 1;
}

/* ---- folding spans into cells ---- */

static int find_row(const struct grid *g, int64_t id)
{
	for (size_t i = 0; i < g->rows.n; i++)
		if (g->rows.v[i].id == id)
			return (int)i;
	return -1;
}

/* A held time is seen before a free one; what is taken before everything. */
static int weight(enum span_kind kind)
{
	static const int weights[] = {
		[SPAN_FREE] = 0, [SPAN_CLOSED] = 1, [SPAN_OFF] = 2, [SPAN_BREAK] = 3,
		[SPAN_TRAVEL] = 4, [SPAN_ABSENT] = 5, [SPAN_OUT] = 6, [SPAN_HELD] = 7,
		[SPAN_TAKEN] = 8,
	};

	return weights[kind];
}

static void put_span(struct grid_cell *cell, const struct span *s, bool start, int row)
{
	if (cell->kind == SPAN_TAKEN && s->kind == SPAN_TAKEN && cell->ref != s->ref) {
		if (cell->start && start)
			cell->more++;
		if (cell->start || !start)
			return;
	} else if (weight(s->kind) < weight(cell->kind)) {
		return;
	}
	*cell = (struct grid_cell){ .kind = s->kind, .ref = s->ref, .row = row,
		.start = start || (cell->ref == s->ref && cell->start), .more = cell->more };
}

static void fold_span(const struct grid *g, struct grid_column *col, const struct span *s)
{
	int from = minute_of(g, col->day, s->start_at), to = end_minute(g, col->day, s->end_at);
	int row = s->kind == SPAN_TAKEN ? find_row(g, s->ref) : -1;
	int first = (from - g->from_min) / g->step, last = (to - 1 - g->from_min) / g->step;

	if (to <= g->from_min || from >= g->to_min)
		return;
	if (from < g->from_min)
		first = 0;
	for (int i = first; i <= last && i < g->nrows; i++)
		put_span(&col->cell[i], s, i == first, row);
}

static void fold_column(const struct grid *g, struct grid_column *col)
{
	mem_free(col->cell);
	col->cell = mem_array((size_t)g->nrows + 1, sizeof *col->cell);
	for (int k = 0; k < g->nrows; k++)
		col->cell[k] = (struct grid_cell){ .kind = SPAN_FREE, .row = -1 };
	for (size_t k = 0; k < col->past.n; k++)
		fold_span(g, col, &col->past.v[k]);
	for (size_t k = 0; k < col->spans.n; k++)
		fold_span(g, col, &col->spans.v[k]);
}

static void fold(struct grid *g)
{
	g->nrows = (g->to_min - g->from_min + g->step - 1) / g->step;
	for (size_t i = 0; i < g->n; i++)
		fold_column(g, &g->v[i]);
}

/* ---- reading ---- */

/* Hours of all the days, and whatever was booked outside them. */
static enum err_code read_hours(struct grid *g, struct err *e)
{
	enum err_code rc = OK;

	g->from_min = DAY_MINUTES;
	g->to_min = 0;
	for (size_t i = 0; i < g->n && rc == OK; i++) {
		struct open_hours h;

		if (i && g->v[i].day == g->v[i - 1].day)
			continue;
		rc = calendar_hours(g->desk, g->branch_id, g->v[i].day, &h, e);
		if (rc != OK || h.open_min >= h.close_min)
			continue;
		g->from_min = h.open_min < g->from_min ? h.open_min : g->from_min;
		g->to_min = h.close_min > g->to_min ? h.close_min : g->to_min;
	}
	if (g->from_min >= g->to_min) {
		g->from_min = g->desk->open_min;
		g->to_min = g->desk->close_min;
	}
	return rc;
}

static void widen_hours(struct grid *g)
{
	for (size_t i = 0; i < g->n; i++)
		for (size_t k = 0; k < g->v[i].spans.n; k++) {
			const struct span *s = &g->v[i].spans.v[k];
			int from = minute_of(g, g->v[i].day, s->start_at);
			int to = end_minute(g, g->v[i].day, s->end_at);

			if (s->kind != SPAN_TAKEN)
				continue;
			g->from_min = from < g->from_min ? from : g->from_min;
			g->to_min = to > g->to_min ? to : g->to_min;
		}
	g->from_min -= g->from_min % 60;
}

static enum err_code read_spans(struct grid *g, struct err *e)
{
	struct calendar_column *v = mem_array(g->n, sizeof *v);
	enum err_code rc;

	for (size_t i = 0; i < g->n; i++)
		v[i] = (struct calendar_column){ .resource_id = g->v[i].resource_id,
			.day = g->v[i].day, .spans = g->v[i].spans };
	rc = calendar_columns(g->desk, g->branch_id, v, g->n, e);
	for (size_t i = 0; i < g->n; i++)
		g->v[i].spans = v[i].spans;
	mem_free(v);
	return rc;
}

/* What is over takes nobody's time, but shows who was there. */
static void add_past(struct grid *g)
{
	for (size_t i = 0; i < g->n; i++)
		g->v[i].past.n = 0;
	for (size_t i = 0; i < g->takings.n; i++) {
		const struct appointment_taking *x = &g->takings.v[i];

		if (!strcmp(x->state, "done") || !strcmp(x->state, "noshow"))
			*vec_push(&g->v[x->want].past) = (struct span){ .start_at = x->start_at,
				.end_at = x->end_at, .kind = SPAN_TAKEN,
				.ref = x->appointment_id };
	}
}

static int by_id(const void *a, const void *b)
{
	int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;

	return (x > y) - (x < y);
}

/* Each once, in however many columns it is. */
static size_t drop_doubles(int64_t *ids, size_t n)
{
	size_t kept = 0;

	qsort(ids, n, sizeof *ids, by_id);
	for (size_t i = 0; i < n; i++)
		if (!kept || ids[kept - 1] != ids[i])
			ids[kept++] = ids[i];
	return kept;
}

static void count_booked(struct grid *g)
{
	int64_t *ids = mem_array(g->takings.n + 1, sizeof *ids);
	size_t n = 0;

	for (size_t i = 0; i < g->takings.n; i++)
		if (g->takings.v[i].live || !strcmp(g->takings.v[i].state, "done"))
			ids[n++] = g->takings.v[i].appointment_id;
	g->booked = (int)drop_doubles(ids, n);
	mem_free(ids);
}

static enum err_code read_takings(struct grid *g, struct err *e)
{
	struct appointment_want *want = mem_array(g->n, sizeof *want);
	enum err_code rc;

	for (size_t i = 0; i < g->n; i++)
		want[i] = (struct appointment_want){ .resource_id = g->v[i].resource_id,
			.from = zone_day_start(g->desk->zone, g->v[i].day),
			.to = zone_day_start(g->desk->zone, g->v[i].day + 1) };
	rc = appointment_takings(g->desk->store, want, g->n, &g->takings, e);
	mem_free(want);
	if (rc != OK)
		return rc;
	add_past(g);
	count_booked(g);
	return OK;
}

/* A week fits whole; else as many as stay readable, spread over the width. */
static void size_columns(struct grid *g)
{
	int cells = g->area.cols - TIME_CELLS, shown = cells / LEAST_CELLS;

	if (g->n && shown > (int)g->n)
		shown = (int)g->n;
	if (g->whole)
		shown = (int)g->n;
	g->per_page = shown < 1 ? 1 : shown;
	g->width = cells / g->per_page;
	if (g->width > MOST_CELLS)
		g->width = MOST_CELLS;
}

/* What the person at the desk was told of, and has not seen. */
static enum err_code load_news(struct grid *g, struct err *e)
{
	struct message_list l = { 0 };
	enum err_code rc = inbox_list(g->desk, &l, e);

	g->news.n = 0;
	for (size_t i = 0; i < l.n && rc == OK; i++)
		if (l.v[i].appointment_id)
			*vec_push(&g->news) = l.v[i].appointment_id;
	message_list_free(&l);
	return rc;
}

static enum err_code read_all(struct grid *g, struct err *e)
{
	bool look = store_look_begin(g->desk->store);
	enum err_code rc = load_news(g, e);

	if (rc == OK && g->n)
		rc = read_hours(g, e);
	if (rc == OK && g->n)
		rc = read_spans(g, e);
	if (rc == OK && g->n)
		rc = read_takings(g, e);
	store_look_end(g->desk->store, look);
	return rc;
}

enum err_code grid_load(struct grid *g, struct err *e)
{
	int minute = grid_minute(g);
	enum err_code rc;

	appointment_list_free(&g->rows);
	g->takings.n = 0;
	g->booked = 0;
	for (size_t i = 0; i < g->n; i++)
		g->v[i].shown = false;
	rc = read_all(g, e);
	if (rc != OK || !g->n)
		return rc;
	widen_hours(g);
	size_columns(g);
	fold(g);
	grid_go_minute(g, minute);
	return OK;
}

static enum err_code add_rows(struct grid *g, const int64_t *ids, size_t n, struct err *e)
{
	struct appointment_list l = { 0 };
	enum err_code rc = appointment_list_ids(g->desk->store, ids, n, &l, e);

	for (size_t i = 0; i < l.n && rc == OK; i++)
		*vec_push(&g->rows) = l.v[i];
	appointment_list_free(&l);
	return rc;
}

enum err_code grid_show(struct grid *g, bool all, struct err *e)
{
	int last = all ? (int)g->n : g->first + g->per_page;
	int64_t *ids = mem_array(g->takings.n + 1, sizeof *ids);
	size_t n = 0;
	enum err_code rc;

	for (size_t i = 0; i < g->takings.n; i++) {
		const struct appointment_taking *x = &g->takings.v[i];
		int at = (int)x->want;

		if (!g->v[at].shown && (all || (at >= g->first && at < last)) &&
		    find_row(g, x->appointment_id) < 0)
			ids[n++] = x->appointment_id;
	}
	rc = add_rows(g, ids, drop_doubles(ids, n), e);
	mem_free(ids);
	for (int i = all ? 0 : g->first; i < last && i < (int)g->n && rc == OK; i++) {
		if (!g->v[i].shown && g->v[i].cell)
			fold_column(g, &g->v[i]);
		g->v[i].shown = true;
	}
	return rc;
}

void grid_columns(struct grid *g, const struct grid_column *columns, size_t n)
{
	const struct grid_column *was = grid_column(g);
	int64_t resource = was ? was->resource_id : 0;
	int32_t day = was ? was->day : 0;

	free_columns(g);
	g->v = mem_array(n + 1, sizeof *g->v);
	g->n = n;
	g->step = g->step ? g->step : 30;
	if (n)
		memcpy(g->v, columns, n * sizeof *columns);
	for (size_t i = 0; i < n; i++) {
		g->v[i].spans = g->v[i].past = (struct span_list){ 0 };
		g->v[i].cell = NULL;
		g->v[i].shown = false;
	}
	if (g->col >= (int)n)
		g->col = n ? (int)n - 1 : 0;
	for (size_t i = 0; i < n; i++)
		if (g->v[i].resource_id == resource && g->v[i].day == day)
			g->col = (int)i;
}

/* ---- the cursor ---- */

static void keep_in_view(struct grid *g)
{
	int rows = g->area.rows - 1;

	if (g->row >= g->nrows)
		g->row = g->nrows ? g->nrows - 1 : 0;
	if (g->row < g->top)
		g->top = g->row;
	if (rows > 0 && g->row >= g->top + rows)
		g->top = g->row - rows + 1;
	if (g->top > g->nrows - rows)
		g->top = g->nrows > rows ? g->nrows - rows : 0;
	if (g->col < g->first)
		g->first = g->col;
	if (g->per_page > 0 && g->col >= g->first + g->per_page)
		g->first = g->col - g->per_page + 1;
}

void grid_layout(struct grid *g, struct rect area)
{
	int minute = grid_minute(g), minutes = g->to_min - g->from_min;

	g->area = area;
	g->step = minutes > 0 && minutes / 15 <= area.rows - 1 ? 15 : 30;
	size_columns(g);
	if (g->n && g->v[0].cell) {
		fold(g);
		grid_go_minute(g, minute);
	}
}

const struct grid_column *grid_column(const struct grid *g)
{
	return g->col < (int)g->n ? &g->v[g->col] : NULL;
}

const struct grid_cell *grid_cell(const struct grid *g)
{
	const struct grid_column *col = grid_column(g);

	return col && col->cell && g->row < g->nrows ? &col->cell[g->row] : NULL;
}

const struct appointment_row *grid_appointment(const struct grid *g)
{
	const struct grid_cell *cell = grid_cell(g);

	return cell && cell->row >= 0 ? &g->rows.v[cell->row] : NULL;
}

size_t grid_beginning(const struct grid *g, const struct appointment_row **rows, size_t max)
{
	const struct grid_column *col = grid_column(g);
	const struct span_list *lists[] = { col ? &col->past : NULL, col ? &col->spans : NULL };
	int from = grid_minute(g);
	size_t n = 0, k;

	for (size_t l = 0; col && l < 2; l++)
		for (size_t i = 0; i < lists[l]->n && n < max; i++) {
			const struct span *s = &lists[l]->v[i];
			int row = s->kind == SPAN_TAKEN ? find_row(g, s->ref) : -1;
			int at = row < 0 ? -1 : minute_of(g, col->day, s->start_at);

			if (at < from || at >= from + g->step)
				continue;
			for (k = 0; k < n && rows[k]->id != s->ref; k++)
				;
			if (k == n)
				rows[n++] = &g->rows.v[row];
		}
	return n;
}

int grid_minute(const struct grid *g)
{
	return g->from_min + g->row * g->step;
}

int64_t grid_instant(const struct grid *g)
{
	const struct grid_column *col = grid_column(g);

	return col ? zone_instant(g->desk->zone, col->day, grid_minute(g) * 60) : 0;
}

int grid_free_minutes(const struct grid *g)
{
	const struct grid_column *col = grid_column(g);
	int64_t at = grid_instant(g), until = at;

	for (size_t i = 0; col && i < col->spans.n; i++) {
		const struct span *s = &col->spans.v[i];

		if (s->start_at <= until && s->end_at > until) {
			if (s->kind != SPAN_FREE)
				break;
			until = s->end_at;
		}
	}
	return (int)((until - at) / 60);
}

void grid_go_minute(struct grid *g, int minute)
{
	g->row = minute < g->from_min || !g->step ? 0 : (minute - g->from_min) / g->step;
	keep_in_view(g);
}

bool grid_go_resource(struct grid *g, int64_t resource_id)
{
	for (size_t i = 0; i < g->n; i++)
		if (g->v[i].resource_id == resource_id) {
			g->col = (int)i;
			keep_in_view(g);
			return true;
		}
	return false;
}

bool grid_go_appointment(struct grid *g, int64_t id)
{
	for (size_t i = 0; i < g->n; i++)
		for (int k = 0; g->v[i].cell && k < g->nrows; k++)
			if (g->v[i].cell[k].kind == SPAN_TAKEN && g->v[i].cell[k].ref == id) {
				g->col = (int)i;
				g->row = k;
				keep_in_view(g);
				return true;
			}
	return false;
}

bool grid_go_free(struct grid *g)
{
	for (size_t i = 0; i < g->n; i++) {
		size_t c = ((size_t)g->col + i) % g->n;

		for (int k = i ? 0 : g->row; g->v[c].cell && k < g->nrows; k++)
			if (g->v[c].cell[k].kind == SPAN_FREE && k >= g->now_row) {
				g->col = (int)c;
				g->row = k;
				keep_in_view(g);
				return true;
			}
	}
	return false;
}

bool grid_key(struct grid *g, const struct key *k)
{
	static const struct {
		enum key_func key;
		int rows, cols;
	} moves[] = {
		{ K_UP, -1, 0 }, { K_DOWN, 1, 0 }, { K_LEFT, 0, -1 }, { K_RIGHT, 0, 1 },
		{ K_PGUP, -8, 0 }, { K_PGDN, 8, 0 }, { K_HOME, -DAY_MINUTES, 0 },
		{ K_END, DAY_MINUTES, 0 },
	};

	for (size_t i = 0; i < sizeof moves / sizeof *moves; i++) {
		if (!key_is(*k, moves[i].key))
			continue;
		g->row += moves[i].rows;
		g->col += moves[i].cols;
		if (g->row < 0)
			g->row = 0;
		if (g->col < 0)
			g->col = 0;
		if (g->n && g->col >= (int)g->n)
			g->col = (int)g->n - 1;
		keep_in_view(g);
		return true;
	}
	return false;
}

void grid_totals(const struct grid *g, int *booked, int *free_minutes)
{
	int64_t free_s = 0, now = clock_now();

	*booked = g->booked;
	for (size_t i = 0; i < g->n; i++)
		for (size_t k = 0; k < g->v[i].spans.n; k++) {
			const struct span *s = &g->v[i].spans.v[k];
			int64_t from = s->start_at > now ? s->start_at : now;

			if (s->kind == SPAN_FREE && s->end_at > from)
				free_s += s->end_at - from;
		}
	*free_minutes = (int)(free_s / 60);
}

/* Minutes that are taken within each hour of the day, over all columns. */
static void busy_hours(const struct grid *g, int sum[DAY_MINUTES / 60 + 1])
{
	for (size_t i = 0; i < g->n; i++)
		for (size_t k = 0; k < g->v[i].spans.n; k++) {
			const struct span *s = &g->v[i].spans.v[k];
			int at, to;

			if (s->kind != SPAN_TAKEN)
				continue;
			at = minute_of(g, g->v[i].day, s->start_at);
			to = end_minute(g, g->v[i].day, s->end_at);
			while (at < to) {
				int next = at - at % 60 + 60 < to ? at - at % 60 + 60 : to;

				sum[at / 60] += next - at;
				at = next;
			}
		}
}

int grid_peak_hour(const struct grid *g)
{
	int busy[DAY_MINUTES / 60 + 1] = { 0 };
	int best = -1, most = 0;

	busy_hours(g, busy);
	for (int h = g->from_min / 60; h + 1 < (g->to_min + 59) / 60; h++) {
		int sum = busy[h] + busy[h + 1];

		if (sum > most) {
			most = sum;
			best = h;
		}
	}
	return best;
}
