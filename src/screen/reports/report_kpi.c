/*
 * Reports, tab KPI: each figure now, before, as a bar and as a line; the peak hours; one figure by
 * day, week or month.
 */
#include <string.h>

#include "base/buf.h"
#include "base/clock.h"
#include "base/tr.h"
#include "base/utf8.h"
#include "data/catalog.h"
#include "desk/desk.h"
#include "report_kpi_priv.h"
#include "screen/cmdline.h"
#include "screen/screens.h"
#include "tui/dialog.h"

enum { FRESH_S = 60 };                  /* so long the past is not read again */
enum kpi_screen_need { NEED_TIME = 1u << 8, NEED_ALL = 1u << 9 };

/* ---- reading ---- */

static struct kpi_span today_of(const struct kpi_state *st)
{
	int32_t today = desk_today(st->r.desk);

	return (struct kpi_span){ st->r.span.branch_id, today, today };
}

static bool has_today(const struct kpi_state *st)
{
	int32_t today = desk_today(st->r.desk);

	return st->r.span.from <= today && st->r.span.to >= today;
}

/* Figures of parts add up: what is past, and today. */
static void add_up(struct kpi_state *st)
{
	int32_t today = desk_today(st->r.desk);

	for (int f = 0; f < KPI_COUNT; f++)
		st->now[f] = (struct kpi_share){ st->past[f].n + st->today[f].n,
			st->past[f].of + st->today[f].of };
	for (size_t i = 0; has_today(st) && i < st->line.n; i++)
		if (st->line.v[i].from == today)
			memcpy(st->line.v[i].share, st->today, sizeof st->today);
}

static enum err_code read_today(struct kpi_state *st, struct err *e)
{
	struct kpi_span x = today_of(st);

	memset(st->today, 0, sizeof st->today);
	return has_today(st) ? kpi_read(st->r.desk, &x, st->today, e) : OK;
}

static enum err_code read_past(struct kpi_state *st, struct err *e)
{
	struct kpi_span x = st->r.span;

	memset(st->past, 0, sizeof st->past);
	if (has_today(st))
		x.to = desk_today(st->r.desk) - 1;
	return x.from <= x.to ? kpi_read(st->r.desk, &x, st->past, e) : OK;
}

static enum err_code read_line(struct kpi_state *st, struct err *e)
{
	struct kpi_span x = st->r.span;

	if (x.to > desk_today(st->r.desk))
		x.to = desk_today(st->r.desk);
	x.from = x.to - KPI_LINE_DAYS + 1;
	return kpi_series(st->r.desk, &x, KPI_BY_DAY, &st->line, e);
}

static enum err_code read_hours(struct kpi_state *st, struct err *e)
{
	struct kpi_span x;
	enum err_code rc;

	kpi_four_weeks(st->r.desk, &x);
	x.branch_id = st->r.span.branch_id;
	rc = kpi_heat(st->r.desk, &x, &st->heat, e);
	return rc == OK ? kpi_load(st->r.desk, &x, &st->loads, e) : rc;
}

static enum err_code read_branches(struct kpi_state *st, struct err *e)
{
	struct kpi_span x = st->r.span;
	struct err none = ERR_INIT;

	kpi_points_free(&st->branches);
	x.branch_id = 0;
	if (!st->wide || kpi_may(st->r.desk, 0, &none) != OK)
		return OK;
	return kpi_series(st->r.desk, &x, KPI_BY_BRANCH, &st->branches, e);
}

static enum err_code read_all(struct kpi_state *st, struct err *e)
{
	enum err_code rc = read_past(st, e);

	kpi_before(&st->r.span, &st->before);
	if (rc == OK)
		rc = kpi_read(st->r.desk, &st->before, st->was, e);
	if (rc == OK)
		rc = read_line(st, e);
	if (rc == OK)
		rc = read_hours(st, e);
	if (rc == OK)
		rc = read_branches(st, e);
	return rc == OK ? kpi_unsigned(st->r.desk, &st->r.span, &st->not_closed, e) : rc;
}

int kpi_branches_shown(const struct kpi_state *st)
{
	return st->branches.n > KPI_BRANCHES ? KPI_BRANCHES : (int)st->branches.n;
}

char *kpi_branch_text(const struct kpi_state *st, int branch, const struct kpi_point *p, char *out,
    size_t size)
{
	const struct kpi_points *l = &st->branch_parts[branch];
	size_t at = (size_t)(p - st->parts.v);

	return at < l->n ? kpi_text(st->figure, &l->v[at].share[st->figure], out, size) :
	    text_fmt(out, size, "-");
}

static const enum kpi_by part_by[] = { [KPI_VIEW_DAY] = KPI_BY_DAY,
	[KPI_VIEW_WEEK] = KPI_BY_WEEK, [KPI_VIEW_MONTH] = KPI_BY_MONTH };

static enum err_code read_branch_parts(struct kpi_state *st, struct err *e)
{
	enum err_code rc = read_branches(st, e);

	for (int i = 0; i < kpi_branches_shown(st) && rc == OK; i++) {
		struct kpi_span x = st->r.span;

		x.branch_id = st->branches.v[i].branch_id;
		rc = kpi_series(st->r.desk, &x, part_by[st->view], &st->branch_parts[i], e);
	}
	return rc;
}

static enum err_code read_parts(struct kpi_state *st, struct err *e)
{
	enum err_code rc = kpi_series(st->r.desk, &st->r.span, part_by[st->view], &st->parts, e);

	return rc == OK ? kpi_unsigned(st->r.desk, &st->r.span, &st->not_closed, e) : rc;
}

static bool is_fresh(const struct kpi_state *st)
{
	const struct kpi_span *a = &st->read, *b = &st->r.span;
	int64_t age = clock_now() - st->read_at;

	return st->read_at && a->branch_id == b->branch_id && a->from == b->from &&
	    a->to == b->to && st->read_view == st->view && st->read_wide == st->wide &&
	    st->read_day == desk_today(st->r.desk) && st->read_language == tr_language()[0] &&
	    age >= 0 && age < FRESH_S;
}

static void note_read(struct kpi_state *st)
{
	st->read = st->r.span;
	st->read_view = st->view;
	st->read_wide = st->wide;
	st->read_day = desk_today(st->r.desk);
	st->read_at = clock_now();
	st->read_language = tr_language()[0];
}

static enum err_code kpi_screen_load(struct screen *s, struct err *e)
{
	struct kpi_state *st = s->state;
	enum err_code rc = report_load(s, e);
	bool fresh = rc == OK && is_fresh(st);

	if (rc == OK && !fresh)
		rc = st->view == KPI_VIEW_ALL ? read_all(st, e) : read_parts(st, e);
	if (rc == OK && !fresh && st->view != KPI_VIEW_ALL)
		rc = read_branch_parts(st, e);
	if (rc == OK && st->view == KPI_VIEW_ALL)
		rc = read_today(st, e);
	/* By time: the days that may have moved are few rows; all are read again. */
	if (rc == OK && fresh && st->view != KPI_VIEW_ALL)
		rc = read_parts(st, e);
	if (rc == OK && !fresh)
		note_read(st);
	add_up(st);
	/* The same figures of other days: the cursor stays. */
	st->r.anew = st->r.anew && st->view != KPI_VIEW_ALL;
	report_listed(s);
	screen_dirty(s, DIRTY_LAYOUT);  /* the heat map has as many rows as days are open */
	return rc;
}

/* ---- the list ---- */

static int row_count(const void *ctx)
{
	const struct kpi_state *st = ctx;

	if (st->view != KPI_VIEW_ALL)
		return (int)st->parts.n;
	return kpi_is_empty(st) ? 0 : KPI_COUNT;
}

const struct kpi_point *kpi_part_at(const struct kpi_state *st, int row)
{
	return row >= 0 && (size_t)row < st->parts.n ? &st->parts.v[st->parts.n - 1 - (size_t)row] :
	    NULL;
}

static int64_t row_id(const void *ctx, int row)
{
	const struct kpi_state *st = ctx;
	const struct kpi_point *p = kpi_part_at(st, row);

	return st->view == KPI_VIEW_ALL || !p ? row + 1 : p->from;
}

static void row_text(const void *ctx, int row, struct buf *out)
{
	const struct kpi_state *st = ctx;
	char text[80];

	if (st->view == KPI_VIEW_ALL)
		buf_puts(out, tr(kpi_info[row].label));
	else
		buf_puts(out, kpi_part_text(st, kpi_part_at(st, row), text, sizeof text));
}

static const struct list_ops row_ops = { .count = row_count, .id = row_id, .draw = kpi_row_draw,
	.text = row_text };

/* The figure that is meant just now; KPI_COUNT: none. */
static enum kpi_figure figure_at(const struct kpi_state *st)
{
	int row = list_row(&st->r.list);

	if (st->view != KPI_VIEW_ALL)
		return st->figure;
	return row >= 0 && row < KPI_COUNT ? (enum kpi_figure)row : KPI_COUNT;
}

/* ---- commands ---- */

static enum err_code run_rows(struct screen *s, struct err *e)
{
	const struct kpi_state *st = s->state;
	struct kpi_rows_arg arg = { .span = st->r.span, .figure = figure_at(st) };
	const struct kpi_point *p = kpi_part_at(st, list_row(&st->r.list));

	if (st->view != KPI_VIEW_ALL && p) {
		arg.span.from = p->from;
		arg.span.to = p->to;
	}
	return arg.figure < KPI_COUNT ? screen_open(s->loop, &kpi_rows_screen, &arg, e) : OK;
}

static enum err_code run_rule(struct screen *s, struct err *e)
{
	const struct kpi_state *st = s->state;
	enum kpi_figure f = figure_at(st);
	struct buf text = BUF_INIT;
	char of[200], was[80];
	enum err_code rc;

	if (f == KPI_COUNT)
		return OK;
	buf_printf(&text, "%s\n\n%s: %s", tr(kpi_info[f].rule), st->r.period,
	    kpi_of_text(f, &st->now[f], of, sizeof of));
	if (st->view == KPI_VIEW_ALL)
		buf_printf(&text, "\n%s: %s", report_period_text(st->r.desk, &st->before, was,
		    sizeof was), kpi_of_text(f, &st->was[f], of, sizeof of));
	if (st->not_closed)
		buf_printf(&text, tr("\n\n* Worked and never signed off (F6, End of day), days: "
		    "%d. What is missing there is missing here."), st->not_closed);
	rc = dialog_tell(s, tr(kpi_info[f].label), buf_str(&text), e);
	buf_free(&text);
	return rc;
}

/* All figures, then the one with the cursor by day, by week, by month. */
static enum err_code run_view(struct screen *s, struct err *e)
{
	struct kpi_state *st = s->state;
	enum kpi_figure f = figure_at(st);

	(void)e;
	if (f < KPI_COUNT)
		st->figure = f;
	st->r.anew = true;
	st->view = (enum kpi_view)((st->view + 1) % KPI_VIEWS);
	kpi_points_free(&st->parts);
	list_reset(&st->r.list);
	list_select(&st->r.list, st->figure + 1);
	report_memory(s)->view = (int)st->view;
	report_memory(s)->figure = st->figure;
	screen_dirty(s, DIRTY_LOAD | DIRTY_LAYOUT);
	return OK;
}

static enum err_code run_figure(struct screen *s, struct err *e)
{
	struct kpi_state *st = s->state;

	(void)e;
	st->figure = (enum kpi_figure)((st->figure + KPI_COUNT + s->command->arg) % KPI_COUNT);
	report_memory(s)->figure = st->figure;
	screen_dirty(s, DIRTY_DRAW);
	return OK;
}

static void put_share(struct listing *l, enum kpi_figure f, const struct kpi_share *x)
{
	char text[40];

	listing_cell(l, kpi_text(f, x, text, sizeof text));
	listing_cell(l, text_fmt(text, sizeof text, "%lld", (long long)(kpi_info[f].unit ==
	    KPI_MINUTES ? (x->n + 30) / 60 : x->n)));
	listing_cell(l, text_fmt(text, sizeof text, "%lld", (long long)x->of));
}

/* Branches that stand beside each other become columns too, as many as a list has. */
static size_t add_branches(const struct kpi_state *st, const char *columns[LISTING_COLUMNS],
    size_t n)
{
	for (int i = 0; i < kpi_branches_shown(st) && n < LISTING_COLUMNS; i++)
		columns[n++] = st->branches.v[i].name;
	return n;
}

static struct listing *list_figures(const struct screen *s)
{
	const char *columns[LISTING_COLUMNS] = { N_("figure"), N_("now"), N_("n"), N_("out of"),
		N_("prior"), N_("n"), N_("out of") };
	const struct kpi_state *st = s->state;
	size_t n = add_branches(st, columns, 7);
	struct listing *l = report_listing(s, "reports/kpi", tr("Figures"), columns, n);
	char text[40];

	for (int f = 0; f < KPI_COUNT && !kpi_is_empty(st); f++) {
		listing_cell(l, tr(kpi_info[f].label));
		put_share(l, (enum kpi_figure)f, &st->now[f]);
		put_share(l, (enum kpi_figure)f, &st->was[f]);
		for (size_t i = 7; i < n; i++)
			listing_cell(l, kpi_text((enum kpi_figure)f,
			    &st->branches.v[i - 7].share[f], text, sizeof text));
	}
	return l;
}

static struct listing *list_parts(const struct screen *s)
{
	const char *columns[LISTING_COLUMNS] = { N_("period"), N_("figure"), N_("n"),
		N_("out of") };
	const struct kpi_state *st = s->state;
	size_t n = add_branches(st, columns, 4);
	struct listing *l = report_listing(s, "reports/kpi", tr(kpi_info[st->figure].label),
	    columns, n);
	char text[80];

	for (size_t i = 0; i < st->parts.n; i++) {
		const struct kpi_point *p = kpi_part_at(st, (int)i);

		listing_cell(l, kpi_part_text(st, p, text, sizeof text));
		put_share(l, st->figure, &p->share[st->figure]);
		for (size_t k = 4; k < n; k++)
			listing_cell(l, kpi_branch_text(st, (int)k - 4, p, text, sizeof text));
	}
	return l;
}

static enum err_code run_print(struct screen *s, struct err *e)
{
	const struct kpi_state *st = s->state;

	return listing_ask(s, st->view == KPI_VIEW_ALL ? list_figures(s) : list_parts(s), 0, e);
}

static const struct command commands[] = {
	{ .name = "row-open", .keys = "Enter", .label = N_("rows"), .needs = NEED_ROW,
	  .flags = COMMAND_ROW, .help = N_("What the figure was counted from, row by row."),
	  .run = run_rows },
	{ .name = "view-next", .code = "vw", .keys = "v", .label = N_("day/week"),
	  .help = N_("The figure with the cursor by day, by week, by month; all figures."),
	  .run = run_view },
	{ .name = "row-why", .code = "wy", .keys = "w", .label = N_("rule"), .needs = NEED_ROW,
	  .flags = COMMAND_ROW, .help = N_("What the figure means, and of how many it is."),
	  .run = run_rule },
	{ .name = "list-print", .code = "pr", .keys = "p", .label = N_("print"),
	  .help = N_("Prints or exports exactly what is seen."), .run = run_print },
	{ .name = "pane-next", .keys = "Tab", .label = N_("figure"), .needs = NEED_TIME, .arg = 1,
	  .bar = NEED_TIME, .help = N_("By time: the next figure."), .run = run_figure },
	{ .name = "pane-prev", .keys = "S-Tab", .label = N_("figure"), .needs = NEED_TIME,
	  .arg = -1, .flags = COMMAND_NO_BAR, .help = N_("By time: the figure before."),
	  .run = run_figure },
	REPORT_COMMANDS,
};

/* ---- the screen ---- */

static enum err_code kpi_screen_open(struct screen *s, const void *arg, struct err *e)
{
	struct kpi_state *st = s->state;
	const struct report_memory *m = report_memory(s);

	(void)arg;
	list_init(&st->r.list, s, &row_ops, st, 0);
	st->view = (enum kpi_view)m->view;
	st->figure = m->figure;
	return report_open(s, e);
}

static void kpi_screen_layout(struct screen *s, struct rect body)
{
	struct kpi_state *st = s->state;
	bool wide = body.cols >= SCREEN_PANE_FROM;
	int rows = body.rows - 1 - kpi_heat_rows(st);

	if (st->view == KPI_VIEW_ALL && rows > KPI_COUNT)
		rows = KPI_COUNT;
	list_layout(&st->r.list, (struct rect){ body.row + 1, 0, rows, body.cols });
	if (wide != st->wide)
		screen_dirty(s, DIRTY_LOAD);
	st->wide = wide;
}

static enum key_use kpi_screen_key(struct screen *s, const struct key *k)
{
	return list_key(&((struct kpi_state *)s->state)->r.list, k);
}

static unsigned kpi_screen_facts(const struct screen *s)
{
	const struct kpi_state *st = s->state;

	return (list_id(&st->r.list) ? NEED_ROW : 0) |
	    (st->view == KPI_VIEW_ALL ? NEED_ALL : NEED_TIME);
}

static const char *kpi_screen_label(const struct screen *s, const struct command *c)
{
	static const char *const next[] = { N_("by day"), N_("by week"), N_("by month"),
		N_("all") };

	return strcmp(c->name, "view-next") ? NULL :
	    next[((const struct kpi_state *)s->state)->view];
}

static void kpi_screen_status(const struct screen *s, struct buf *out)
{
	const struct kpi_state *st = s->state;
	enum kpi_figure f = figure_at(st);
	const struct kpi_point *p = kpi_part_at(st, list_row(&st->r.list));
	char text[200], star[60] = "";

	if (f == KPI_COUNT || !list_id(&st->r.list))
		return;
	buf_puts(out, kpi_of_text(f, st->view == KPI_VIEW_ALL || !p ? &st->now[f] : &p->share[f],
	    text, sizeof text));
	if (st->not_closed)
		text_fmt(star, sizeof star, tr("  * days not closed: %d"), st->not_closed);
	if (utf8_cells(buf_str(out)) + utf8_cells(star) < s->body.cols)
		buf_puts(out, star);
}

static void kpi_screen_close(struct screen *s)
{
	struct kpi_state *st = s->state;

	list_free(&st->r.list);
	kpi_points_free(&st->line);
	kpi_points_free(&st->parts);
	kpi_points_free(&st->branches);
	for (int i = 0; i < KPI_BRANCHES; i++)
		kpi_points_free(&st->branch_parts[i]);
	kpi_loads_free(&st->loads);
}

static struct list *kpi_screen_list(struct screen *s)
{
	return &((struct kpi_state *)s->state)->r.list;
}

static void kpi_screen_page(const struct screen *s, struct buf *out)
{
	(void)s;
	buf_puts(out, tr("The figures of a branch, or of all of them, in a period: this month as "
	    "long as nothing else was asked for. Each has what it is now and what it was before: a "
	    "month to date against the same days of the month before, a whole month against the "
	    "whole one, other days against as many just before. The bar is the figure now; the "
	    "line has its last days, two to a sign, from . low to + high between its own lowest "
	    "and highest.\n\nRow 23 always says of how many the figure is. Enter shows these rows, "
	    "w what the figure means. v shows the figure with the cursor by day, week and month, "
	    "Tab takes the next figure there. g asks for the period: nov, q3, w, t, 9.1..11.24; "
	    "- and + step to the one before and after, t is this month again. Left and Right go "
	    "through the branches; the last is all of them.\n\nBelow: arrivals an hour by weekday, "
	    "the average of four weeks; idle hours, and who and what is taken most. * stands where "
	    "days of the period were never signed off."));
}

const struct screen_type kpi_screen = {
	.name = "kpi", .title = N_("KPI"), .state_size = sizeof(struct kpi_state),
	.commands = KEYMAP_INIT(commands), .areas = AREA_SCHEDULE | AREA_ARRIVALS | AREA_RECORDS |
	    AREA_CALLBACKS | AREA_CASES | AREA_ORDERS,
	.open = kpi_screen_open, .load = kpi_screen_load, .facts = kpi_screen_facts,
	.layout = kpi_screen_layout, .draw = kpi_screen_draw, .key = kpi_screen_key,
	.close = kpi_screen_close, .label = kpi_screen_label, .page = kpi_screen_page,
	.status = kpi_screen_status, .list = kpi_screen_list,
};
