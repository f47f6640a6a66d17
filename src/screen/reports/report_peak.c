/* Reports, tab Peak hours: arrivals or work by weekday and hour, on five steps of background. */
#include <string.h>

#include "base/buf.h"
#include "base/mem.h"
#include "base/tr.h"
#include "data/catalog.h"
#include "desk/roster.h"
#include "report_list_priv.h"
#include "tui/viewport.h"

enum { DAY = 6, CELL_MOST = 6, CELL_LEAST = 3 };

struct peak_state {
	struct report_list l;           /* first */
	struct kpi_heat heat;
};

static int hours_of(const struct kpi_heat *h)
{
	return h->to_hour - h->from_hour;
}

/* ---- one hour ---- */

/* Tenths of arrivals an hour, percent taken, arrivals: by view. -1: closed. */
static int value_of(const struct peak_state *st, const struct kpi_hour *x)
{
	if (!x->open && !x->visits)
		return -1;
	if (st->l.view == 1)
		return x->work_min ? (int)(x->taken_min * 100 / x->work_min) : -1;
	return st->l.view == 2 ? (int)x->visits : x->tenths;
}

static char *hour_text(const struct peak_state *st, const struct kpi_hour *x, char *out,
    size_t size)
{
	int v = value_of(st, x);

	if (v < 0)
		return text_fmt(out, size, "-");
	if (st->l.view)
		return text_fmt(out, size, "%d", v);
	return text_fmt(out, size, v < 100 ? "%d.%d" : "%d", v / 10, v % 10);
}

static int most_of(const struct peak_state *st)
{
	int most = 0;

	for (int d = 1; d <= 7; d++)
		for (int i = st->heat.from_hour; i < st->heat.to_hour; i++) {
			int v = value_of(st, &st->heat.at[d][i]);

			most = v > most ? v : most;
		}
	return st->l.view == 1 && most < 100 ? 100 : most;
}

/* ---- rows ---- */

static void say_day(const struct kpi_heat *h, int weekday, struct report_row *r)
{
	int64_t visits = 0, work = 0, taken = 0;
	struct buf text = BUF_INIT;
	const char *before = "";

	for (int i = 0; i < 24; i++) {
		visits += h->at[weekday][i].visits;
		work += h->at[weekday][i].work_min;
		taken += h->at[weekday][i].taken_min;
	}
	buf_printf(&text, tr("%s: %lld visits on %d days, %d %% of %lld h taken"),
	    roster_day_text(weekday), (long long)visits, h->days[weekday],
	    work ? (int)(taken * 100 / work) : 0, (long long)work / 60);
	for (int i = 0; i < 24; i++)
		if (h->at[weekday][i].idle) {
			buf_printf(&text, "%s%02d", before[0] ? before : tr("; idle: "), i);
			before = " ";
		}
	text_copy(r->words, sizeof r->words, buf_str(&text));
	buf_free(&text);
}

static enum err_code load_peak(struct screen *s, struct report_list *l, struct err *e)
{
	struct peak_state *st = s->state;
	enum err_code rc = kpi_heat(l->r.desk, &l->r.span, &st->heat, e);
	int64_t visits = 0;

	for (int d = 1; d <= 7 && rc == OK; d++)
		for (int i = 0; i < 24; i++)
			visits += st->heat.at[d][i].visits;
	for (int d = 1; d <= 7 && rc == OK && visits; d++) {
		struct report_row *r;
		bool any = false;

		for (int i = 0; i < 24; i++)
			any = any || st->heat.at[d][i].open || st->heat.at[d][i].visits;
		if (!any)
			continue;
		r = report_row_add(&l->rows);
		r->id = r->ref = d;
		report_cell(r, 0, "%s", roster_day_text(d));
		say_day(&st->heat, d, r);
	}
	if (rc == OK)
		text_fmt(l->sum, sizeof l->sum, "%s", l->view == 1 ?
		    tr("percent of the time on duty that was taken") : l->view == 2 ?
		    tr("visits in all") : tr("visits an hour"));
	return rc;
}

static enum err_code open_day(struct screen *s, const struct report_row *r, struct err *e)
{
	const struct peak_state *st = s->state;
	struct kpi_rows_arg arg = { .span = st->l.r.span,
		.figure = st->l.view == 1 ? KPI_STAFF_LOAD : KPI_BACK,
		.weekday = (int)r->ref, .title = r->cell[0] };

	return screen_open(s->loop, &kpi_rows_screen, &arg, e);
}

/* ---- drawing ---- */

static int cell_width(const struct peak_state *st, int cols)
{
	int n = hours_of(&st->heat), w = n ? (cols - DAY) / n : CELL_MOST;

	return w > CELL_MOST ? CELL_MOST : w < CELL_LEAST ? CELL_LEAST : w;
}

static void draw_head(const struct screen *s, struct canvas *c, int row)
{
	const struct peak_state *st = s->state;
	int gutter = list_gutter(&st->l.r.list), w = cell_width(st, c->cols - gutter);
	char text[8];

	for (int i = st->heat.from_hour; i < st->heat.to_hour; i++)
		canvas_right(c, row, gutter + DAY + (i - st->heat.from_hour) * w,
		    text_fmt(text, sizeof text, "%02d", i), STYLE_GREY, w - 1);
}

static void draw_day(const struct screen *s, int row, struct canvas *c, struct rect where)
{
	const struct peak_state *st = s->state;
	int d = (int)st->l.rows.v[row].ref, most = most_of(st), w = cell_width(st, where.cols);
	char text[16];

	canvas_put(c, where.row, where.col, st->l.rows.v[row].cell[0], STYLE_TEXT, DAY - 1);
	for (int i = st->heat.from_hour; i < st->heat.to_hour; i++) {
		const struct kpi_hour *x = &st->heat.at[d][i];
		int v = value_of(st, x);

		canvas_right(c, where.row, where.col + DAY + (i - st->heat.from_hour) * w,
		    hour_text(st, x, text, sizeof text),
		    v < 0 ? STYLE_CLOSED : report_heat(v, most), w - 1);
	}
}

static void put_hours(const struct peak_state *st, struct canvas *c, struct rect *w, bool idle,
    const char *label)
{
	struct buf words = BUF_INIT, text = BUF_INIT;
	int used;

	report_say_hours(&st->heat, idle, 24, &words);
	buf_printf(&text, "%s: %s", label, buf_str(&words));
	used = text_put_wrapped(c, *w, buf_str(&text), STYLE_NOTE);
	w->row += used;
	w->rows -= used;
	buf_free(&words);
	buf_free(&text);
}

static void draw_below(const struct screen *s, struct canvas *c, struct rect w)
{
	const struct peak_state *st = s->state;

	w.col = 2;
	w.cols -= 3;
	put_hours(st, c, &w, false, tr("busiest hours"));
	w.row++;
	w.rows--;
	if (w.rows > 0)
		put_hours(st, c, &w, true, tr("idle hours"));
}

/* Hours below each other: paper has fewer columns than a day has hours. */
static struct listing *print_peak(const struct screen *s)
{
	const struct peak_state *st = s->state;
	const char *titles[8] = { N_("hour") };
	struct listing *l;
	char text[16];
	size_t n = 1;

	for (size_t i = 0; i < st->l.rows.n; i++)
		titles[n++] = st->l.rows.v[i].cell[0];
	l = report_listing(s, "reports/peak", st->l.sum, titles, n);
	for (int h = st->heat.from_hour; h < st->heat.to_hour && n > 1; h++) {
		listing_cell(l, text_fmt(text, sizeof text, "%02d", h));
		for (size_t i = 0; i < st->l.rows.n; i++)
			listing_cell(l, hour_text(st, &st->heat.at[st->l.rows.v[i].ref][h], text,
			    sizeof text));
	}
	return l;
}

/* ---- the tab ---- */

static const struct report_column columns[] = { { N_("weekday"), 0, 6, false } };

#define PAGE(LABEL, OPEN) { .label = (LABEL), .columns = columns, .ncolumns = 1, \
	.load = load_peak, .open = open_day, .open_label = (OPEN), \
	.empty = N_("No visits in this period. g asks for another one.") }
static const struct report_page peak_pages[] = {
	PAGE(N_("an hour"), N_("visits")), PAGE(N_("load"), N_("appts")),
	PAGE(N_("in all"), N_("visits")),
};
const struct report_tab peak_report = {
	.type = &peak_screen, .name = "peak", .title = N_("Peak hours"), .pages = peak_pages,
	.npages = 3, .draw = draw_day, .head = draw_head, .print = print_peak, .below = draw_below,
	.rule = N_("Arrivals by weekday and hour, on the clock of the branch: the average of an "
	    "hour over all such days, or in all. Load: of the minutes that people were on duty in "
	    "that hour, how many were taken by appointments. Idle: open, and with at most a "
	    "quarter of the mean."),
	.help = N_("When clients come: by weekday and hour, the busier the stronger the "
	    "background, in five steps; - is closed. v changes between visits an hour, the load "
	    "of the people on duty and visits in all. Row 23 sums the weekday up and names its "
	    "idle hours; Enter shows its visits."),
};

const struct screen_type peak_screen = REPORT_LIST("peak", N_("Peak hours"), struct peak_state,
    AREA_ARRIVALS | AREA_SCHEDULE);
