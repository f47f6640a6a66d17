/* How the tab KPI looks: figures with bars and lines, the heat map of the peak hours below. */
#include <string.h>

#include "base/buf.h"
#include "base/tr.h"
#include "base/utf8.h"
#include "desk/desk.h"
#include "desk/roster.h"
#include "report_kpi_priv.h"
#include "tui/viewport.h"

/* Cells of a row: the figure, now, before, the bar, the line, the branches. */
enum { LABEL = 21, VALUE = 8, BAR_AT = LABEL + 2 * VALUE + 1, BAR = 20, LEAST_BAR = 8,
	BRANCH = 9 };
enum { HOUR_AT = 5, HOUR = 4, SAID_AT = 2, SAID_LEAST = 16, LOADS_LEAST = 5 };
enum { PART = 24, PART_OF = 18 };

bool kpi_is_empty(const struct kpi_state *st)
{
	for (int f = 0; f < KPI_STAFF_LOAD; f++)
		if (st->now[f].of)
			return false;
	return true;
}

/* ---- one row ---- */

char *kpi_part_text(const struct kpi_state *st, const struct kpi_point *p, char *out, size_t size)
{
	struct kpi_span x = { 0, p->from, p->to };
	char text[64];

	report_period_text(st->r.desk, &x, text, sizeof text);
	if (st->view != KPI_VIEW_DAY)
		return text_fmt(out, size, "%s", text);
	return text_fmt(out, size, "%s %s", roster_day_text(day_weekday(p->from)), text);
}

/* What a cell of the line stands for: two days together, a blank where nothing was counted. */
static int pair_tenths(const struct kpi_points *line, enum kpi_figure f, size_t i)
{
	struct kpi_share x = line->v[i].share[f];

	if (i + 1 < line->n) {
		x.n += line->v[i + 1].share[f].n;
		x.of += line->v[i + 1].share[f].of;
	}
	return kpi_tenths(f, &x);
}

char *kpi_line_text(const struct kpi_points *line, enum kpi_figure f, int days, char *out,
    size_t size)
{
	static const char signs[] = ".:=+";
	size_t first = line->n > (size_t)days ? line->n - (size_t)days : 0, at = 0;
	int low = -1, high = -1;

	for (size_t i = first; i < line->n; i += 2) {
		int v = pair_tenths(line, f, i);

		if (v < 0)
			continue;
		low = low < 0 || v < low ? v : low;
		high = v > high ? v : high;
	}
	for (size_t i = first; i < line->n && at + 1 < size; i += 2) {
		int v = pair_tenths(line, f, i);

		out[at++] = v < 0 ? ' ' : high == low ? ':' :
		    signs[(v - low) * 4 / (high - low + 1)];
	}
	out[at] = '\0';
	return out;
}

/* ---- all figures ---- */

struct places {
	int bar, line_at, line_days, branch_at;
};

static struct places places_of(const struct kpi_state *st, int cols)
{
	int days = st->wide ? KPI_LINE_DAYS : KPI_LINE_SHORT, bar = BAR;
	int need = (int)st->branches.n * BRANCH;

	while (st->wide && bar > LEAST_BAR && BAR_AT + bar + 1 + days / 2 + need > cols)
		bar--;
	return (struct places){ bar, BAR_AT + bar + 1, days, BAR_AT + bar + 1 + days / 2 };
}

static int percent_of(enum kpi_figure f, const struct kpi_share *x)
{
	int tenths = kpi_tenths(f, x);

	return tenths < 0 ? -1 : tenths * 10 / kpi_info[f].full;
}

static void draw_figure(const struct kpi_state *st, enum kpi_figure f, struct canvas *c,
    struct rect w)
{
	struct places p = places_of(st, w.cols);
	char text[80];

	canvas_put(c, w.row, w.col, tr(kpi_info[f].label), STYLE_TEXT, LABEL);
	canvas_right(c, w.row, w.col + LABEL, kpi_text(f, &st->now[f], text, sizeof text),
	    STYLE_TEXT, VALUE);
	canvas_right(c, w.row, w.col + LABEL + VALUE, kpi_text(f, &st->was[f], text, sizeof text),
	    STYLE_GREY, VALUE);
	report_meter(c, w.row, w.col + BAR_AT, p.bar, percent_of(f, &st->now[f]));
	canvas_put(c, w.row, w.col + p.line_at, kpi_line_text(&st->line, f, p.line_days, text,
	    sizeof text), STYLE_TEXT, CANVAS_REST);
	for (size_t i = 0; i < st->branches.n; i++)
		canvas_right(c, w.row, w.col + p.branch_at + (int)i * BRANCH,
		    kpi_text(f, &st->branches.v[i].share[f], text, sizeof text), STYLE_TEXT,
		    BRANCH);
}

/* A scale as long as the bar: 0, 50, 100. */
static void draw_scale(struct canvas *c, int row, int col, int cells)
{
	canvas_put(c, row, col, "0", STYLE_GREY, 1);
	canvas_put(c, row, col + cells / 2 - 1, "50", STYLE_GREY, 2);
	canvas_put(c, row, col + cells - 3, "100", STYLE_GREY, 3);
}

static void draw_figures_head(const struct screen *s, struct canvas *c)
{
	const struct kpi_state *st = s->state;
	int row = s->body.row, gutter = list_gutter(&st->r.list);
	struct places p = places_of(st, s->body.cols - gutter);
	char text[80];

	text_fmt(text, sizeof text, "%s%s", st->r.period, st->not_closed ? " *" : "");
	/* Into the cells that "now", flush right, leaves. */
	report_put_period(s, c, text, LABEL + gutter + VALUE / 2);
	canvas_right(c, row, gutter + LABEL, tr("now"), STYLE_GREY, VALUE);
	canvas_right(c, row, gutter + LABEL + VALUE, tr("prior"), STYLE_GREY, VALUE);
	draw_scale(c, row, gutter + BAR_AT, p.bar);
	text_fmt(text, sizeof text, tr("%d days"), p.line_days);
	canvas_put(c, row, gutter + p.line_at, text, STYLE_GREY, p.line_days / 2);
	for (size_t i = 0; i < st->branches.n; i++)
		canvas_right(c, row, gutter + p.branch_at + (int)i * BRANCH,
		    st->branches.v[i].name, st->branches.v[i].branch_id == st->r.span.branch_id ?
		    STYLE_TAB : STYLE_GREY, BRANCH);
}

/* ---- one figure by time ---- */

/* Cells of the bar of a part, in a row of COLS. */
static int part_bar(const struct kpi_state *st, int cols)
{
	return cols - PART - VALUE - PART_OF - 3 - kpi_branches_shown(st) * BRANCH;
}

/* The branches beside it: parts of the same days. */
static void draw_branch_parts(const struct kpi_state *st, const struct kpi_point *p,
    struct canvas *c, struct rect w)
{
	int col = w.col + w.cols - kpi_branches_shown(st) * BRANCH - 1;
	char text[40];

	for (int i = 0; i < kpi_branches_shown(st); i++)
		canvas_right(c, w.row, col + i * BRANCH,
		    kpi_branch_text(st, i, p, text, sizeof text), STYLE_TEXT, BRANCH);
}

static void draw_part(const struct kpi_state *st, const struct kpi_point *p, struct canvas *c,
    struct rect w)
{
	const struct kpi_share *x = &p->share[st->figure];
	int at = w.col + PART;
	char text[80];

	canvas_put(c, w.row, w.col, kpi_part_text(st, p, text, sizeof text), STYLE_TEXT,
	    PART - 1);
	canvas_right(c, w.row, at, kpi_text(st->figure, x, text, sizeof text), STYLE_TEXT, VALUE);
	if (x->of && kpi_info[st->figure].unit == KPI_PERCENT)
		text_fmt(text, sizeof text, tr("%lld of %lld"), (long long)x->n, (long long)x->of);
	else
		text_fmt(text, sizeof text, x->of ? tr("of %lld") : "", (long long)x->of);
	canvas_right(c, w.row, at + VALUE, text, STYLE_GREY, PART_OF);
	report_meter(c, w.row, at + VALUE + PART_OF + 2, part_bar(st, w.cols),
	    percent_of(st->figure, x));
	draw_branch_parts(st, p, c, w);
}

static void draw_parts_head(const struct screen *s, struct canvas *c)
{
	const struct kpi_state *st = s->state;
	int row = s->body.row, gutter = list_gutter(&st->r.list), used;
	int col = s->body.cols - kpi_branches_shown(st) * BRANCH - 1;

	used = report_put_period(s, c, st->r.period, PART + gutter) + 2;
	canvas_put(c, row, used, tr(kpi_info[st->figure].label), STYLE_SUBJECT, CANVAS_REST);
	draw_scale(c, row, gutter + PART + VALUE + PART_OF + 2,
	    part_bar(st, s->body.cols - gutter));
	for (int i = 0; i < kpi_branches_shown(st); i++)
		canvas_right(c, row, col + i * BRANCH, st->branches.v[i].name,
		    st->branches.v[i].branch_id == st->r.span.branch_id ? STYLE_TAB : STYLE_GREY,
		    BRANCH);
}

void kpi_row_draw(const void *ctx, int row, struct canvas *c, struct rect w)
{
	const struct kpi_state *st = ctx;

	if (st->view == KPI_VIEW_ALL)
		draw_figure(st, (enum kpi_figure)row, c, w);
	else
		draw_part(st, kpi_part_at(st, row), c, w);
}

/* ---- peak hours ---- */

static bool has_hours(const struct kpi_heat *h, int weekday)
{
	for (int i = h->from_hour; i < h->to_hour; i++)
		if (h->at[weekday][i].open || h->at[weekday][i].visits)
			return true;
	return false;
}

int kpi_heat_rows(const struct kpi_state *st)
{
	int rows = 0;

	for (int d = 1; d <= 7; d++)
		rows += has_hours(&st->heat, d);
	return st->view == KPI_VIEW_ALL && rows && !kpi_is_empty(st) ? rows + 2 : 0;
}

static int most_of(const struct kpi_heat *h)
{
	int most = 0;

	for (int d = 1; d <= 7; d++)
		for (int i = h->from_hour; i < h->to_hour; i++)
			most = h->at[d][i].tenths > most ? h->at[d][i].tenths : most;
	return most;
}

static void draw_hour(const struct kpi_hour *x, int most, struct canvas *c, int row, int col)
{
	char text[16];

	if (!x->open && !x->visits)
		text_copy(text, sizeof text, "-");
	else if (x->tenths >= 95)
		text_copy(text, sizeof text, "+");
	else
		text_fmt(text, sizeof text, "%d", (x->tenths + 5) / 10);
	canvas_pad(c, row, col, text, !x->open && !x->visits ? STYLE_CLOSED :
	    report_heat(x->tenths, most), 2);
}

static void draw_weekday(const struct kpi_heat *h, int weekday, int most, struct canvas *c,
    int row)
{
	canvas_put(c, row, 0, roster_day_text(weekday), STYLE_TEXT, HOUR_AT - 1);
	for (int i = h->from_hour; i < h->to_hour; i++)
		draw_hour(&h->at[weekday][i], most, c, row,
		    HOUR_AT + (i - h->from_hour) * HOUR);
}

/* Who and what of each kind is taken most. */
static void say_loads(const struct kpi_loads *l, struct buf *out)
{
	for (size_t i = 0; i < l->n; i++) {
		bool first = !i || strcmp(l->v[i - 1].kind, l->v[i].kind) != 0;
		bool second = i && !first && (i == 1 || strcmp(l->v[i - 2].kind, l->v[i].kind));

		if ((first || second) && l->v[i].percent >= 0)
			buf_printf(out, "%s%s %d %%", out->n ? ", " : "", l->v[i].name,
			    l->v[i].percent);
	}
	if (!out->n)
		buf_puts(out, tr("none"));
}

static int put_said(struct canvas *c, struct rect w, const char *label, const struct buf *words)
{
	struct buf text = BUF_INIT;
	int used;

	buf_printf(&text, "%s: %s", label, buf_str(words));
	used = text_put_wrapped(c, w, buf_str(&text), STYLE_NOTE);
	buf_free(&text);
	return used;
}

static void draw_said(const struct kpi_state *st, struct canvas *c, struct rect w)
{
	struct buf words = BUF_INIT;
	int used;

	if (w.cols < SAID_LEAST)
		return;
	report_say_hours(&st->heat, true, 6, &words);
	used = put_said(c, w, tr("idle"), &words);
	buf_clear(&words);
	w.row += used;
	w.rows -= used;
	say_loads(&st->loads, &words);
	put_said(c, w, tr("load"), &words);
	buf_free(&words);
}

static void draw_heat(const struct kpi_state *st, struct canvas *c, int row)
{
	const struct kpi_heat *h = &st->heat;
	int most = most_of(h), end = HOUR_AT + (h->to_hour - h->from_hour) * HOUR, first = row;
	char text[8];

	canvas_rule(c, row++, 0, c->cols,
	    tr("peak hours: visits an hour, average of 4 weeks (+ = 10 and more)"));
	for (int i = h->from_hour; i < h->to_hour; i++)
		canvas_put(c, row, HOUR_AT + (i - h->from_hour) * HOUR,
		    text_fmt(text, sizeof text, "%02d", i), STYLE_GREY, HOUR);
	for (int d = 1; d <= 7; d++)
		if (has_hours(h, d))
			draw_weekday(h, d, most, c, ++row);
	draw_said(st, c, (struct rect){ first + 1, end + SAID_AT, row - first,
	    c->cols - end - SAID_AT });
}

/* What a tall terminal has room for: load of each, as bars. */
static void draw_loads(const struct kpi_state *st, struct canvas *c, struct rect w)
{
	int col = 0, row = w.row + 1;
	char text[24];

	if (w.rows < LOADS_LEAST || !st->loads.n)
		return;
	canvas_rule(c, w.row, 0, c->cols, tr("load, 4 weeks"));
	for (size_t i = 0; i < st->loads.n; i++) {
		const struct kpi_load *x = &st->loads.v[i];

		if (row >= w.row + w.rows) {
			row = w.row + 1;
			col += 40;
		}
		if (col + 38 > c->cols)
			return;
		canvas_put(c, row, col, x->name, STYLE_TEXT, 16);
		text_fmt(text, sizeof text, x->percent < 0 ? "-" : "%d %%", x->percent);
		canvas_right(c, row, col + 16, text, STYLE_TEXT, 6);
		report_meter(c, row++, col + 23, 15, x->percent);
	}
}

/* ---- the whole ---- */

static void draw_all(const struct screen *s, struct canvas *c)
{
	const struct kpi_state *st = s->state;
	int heat = kpi_heat_rows(st), row = st->r.list.area.row + st->r.list.area.rows;

	draw_figures_head(s, c);
	list_draw(&st->r.list, c);
	if (!heat)
		return;
	draw_heat(st, c, row);
	draw_loads(st, c, (struct rect){ row + heat, 0,
	    s->body.row + s->body.rows - row - heat, c->cols });
}

void kpi_screen_draw(const struct screen *s, struct canvas *c)
{
	const struct kpi_state *st = s->state;

	if (st->view == KPI_VIEW_ALL && kpi_is_empty(st)) {
		report_put_period(s, c, st->r.period, c->cols);
		canvas_put(c, s->body.row + 2, 2,
		    tr("No visits in this period. g asks for another one."), STYLE_GREY,
		    CANVAS_REST);
	} else if (st->view == KPI_VIEW_ALL) {
		draw_all(s, c);
	} else {
		draw_parts_head(s, c);
		list_draw(&st->r.list, c);
	}
}
