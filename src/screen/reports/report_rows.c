/* The rows behind a figure: visits, appointments, calls ...; Enter opens the client's file. */
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/day.h"
#include "base/mem.h"
#include "base/tr.h"
#include "base/when.h"
#include "data/catalog.h"
#include "data/staff.h"
#include "desk/desk.h"
#include "report_priv.h"
#include "screen/clientline.h"
#include "screen/screens.h"

/* Which of them are shown, or in which order. */
enum rows_view { ROWS_ALL, ROWS_IN, ROWS_OUT, ROWS_VIEWS };
enum { WHEN = 13, WHO = 18, ABOUT = 20, WHOM = 12 };

struct rows_line {
	const struct kpi_row *row;      /* of `found` */
	char when[24], client[96], whom[96], value[48];
};

struct rows_state {
	struct report r;                /* first: report_priv.h; its span is the argument's */
	struct kpi_rows_arg arg;
	char title[120];
	enum rows_view view;
	struct kpi_rows found;
	struct {
		struct rows_line *v;
		size_t n, cap;
	} lines;
	struct kpi_share sum;
};

static bool is_share(const struct rows_state *st)
{
	return kpi_info[st->arg.figure].unit == KPI_PERCENT &&
	    kpi_info[st->arg.figure].better != 0;
}

/* ---- reading ---- */

static bool wanted(const struct rows_state *st, const struct kpi_row *r)
{
	const struct kpi_rows_arg *a = &st->arg;

	if (a->resource_id && r->resource_id != a->resource_id)
		return false;
	if (a->weekday && day_weekday(day_parse(r->day)) != a->weekday)
		return false;
	return st->view == ROWS_ALL || !is_share(st) || (st->view == ROWS_IN) == (r->n > 0);
}

static void put_value(const struct rows_state *st, const struct kpi_row *r, char *out,
    size_t size)
{
	const struct kpi_info *i = &kpi_info[st->arg.figure];

	if (st->arg.staff_id || st->arg.weekday)
		text_copy(out, size, "");
	else if (i->unit == KPI_MINUTES)
		text_fmt(out, size, tr("%lld min"), (long long)((r->n + 30) / 60));
	else if (i->unit == KPI_POINTS)
		text_fmt(out, size, "%d %%", r->of ? (int)(r->n / r->of) : 0);
	else if (i->better)
		text_copy(out, size, r->n ? tr("yes") : "-");
	else
		text_fmt(out, size, tr("%lld min"), (long long)r->n);
}

static void name_staff(struct desk *d, int64_t id, char *out, size_t size)
{
	struct staff x;
	struct err none = ERR_INIT;

	if (id && staff_get(d->store, id, &x, &none) == OK)
		text_copy(out, size, x.name);
}

static void put_line(struct rows_state *st, const struct kpi_row *r)
{
	struct rows_line *l = vec_push(&st->lines);
	char at[48], day[16];

	*l = (struct rows_line){ .row = r };
	text_fmt(l->when, sizeof l->when, "%s %s",
	    day_short(day_parse(r->day), day, sizeof day),
	    r->at ? desk_clock_text(st->r.desk, r->at, at, sizeof at) : "");
	if (r->client_id)
		clientline_name(st->r.desk, r->client_id, l->client, sizeof l->client);
	name_staff(st->r.desk, r->staff_id, l->whom, sizeof l->whom);
	put_value(st, r, l->value, sizeof l->value);
}

static int longest_first(const void *a, const void *b)
{
	const struct kpi_row *x = a, *y = b;

	if (x->n != y->n)
		return x->n < y->n ? 1 : -1;
	return x->id < y->id ? 1 : -1;
}

static void make_lines(struct rows_state *st)
{
	if (!is_share(st) && st->view != ROWS_ALL && st->found.n)
		qsort(st->found.v, st->found.n, sizeof *st->found.v, longest_first);
	st->lines.n = 0;
	st->sum = (struct kpi_share){ 0, 0 };
	for (size_t i = 0; i < st->found.n; i++) {
		const struct kpi_row *r = &st->found.v[i];

		if (!wanted(st, r))
			continue;
		put_line(st, r);
		st->sum.n += r->n;
		st->sum.of += r->of;
	}
}

static enum err_code rows_load(struct screen *s, struct err *e)
{
	struct rows_state *st = s->state;
	enum err_code rc;

	if (report_wait(s))
		return OK;
	rc = st->arg.staff_id ? kpi_person_rows(st->r.desk, &st->arg.span, st->arg.staff_id,
	    &st->found, e) : kpi_rows(st->r.desk, &st->arg.span, st->arg.figure, &st->found, e);
	make_lines(st);
	report_listed(s);
	return rc;
}

/* ---- the list ---- */

static int row_count(const void *ctx)
{
	return (int)((const struct rows_state *)ctx)->lines.n;
}

/* Ids of several tables, and of an appointment once a resource. */
static int64_t row_id(const void *ctx, int row)
{
	const struct kpi_row *r = ((const struct rows_state *)ctx)->lines.v[row].row;

	return r->id * 100000 + r->resource_id % 100000 + 1;
}

static int spare(int cols)
{
	return cols > 100 ? 12 : 0;
}

static void row_draw(const void *ctx, int row, struct canvas *c, struct rect w)
{
	const struct rows_state *st = ctx;
	const struct rows_line *l = &st->lines.v[row];
	int more = spare(w.cols), col = w.col;

	canvas_put(c, w.row, col, l->when, STYLE_TEXT, WHEN - 1);
	canvas_put(c, w.row, col += WHEN, l->client, STYLE_TEXT, WHO + more - 1);
	canvas_put(c, w.row, col += WHO + more, l->row->about, STYLE_TEXT, ABOUT + more - 1);
	canvas_put(c, w.row, col += ABOUT + more, l->whom, STYLE_TEXT, WHOM - 1);
	canvas_put(c, w.row, col + WHOM, l->value, STYLE_TEXT, CANVAS_REST);
}

static void row_text(const void *ctx, int row, struct buf *out)
{
	const struct rows_line *l = &((const struct rows_state *)ctx)->lines.v[row];

	buf_printf(out, "%s %s %s %s", l->when, l->client, l->row->about, l->whom);
}

static const struct list_ops row_ops = { .count = row_count, .id = row_id, .draw = row_draw,
	.text = row_text };

static const struct rows_line *chosen(const struct screen *s)
{
	const struct rows_state *st = s->state;
	int row = list_row(&st->r.list);

	return row >= 0 && (size_t)row < st->lines.n ? &st->lines.v[row] : NULL;
}

/* ---- commands ---- */

static enum err_code run_open(struct screen *s, struct err *e)
{
	const struct rows_line *l = chosen(s);
	struct client_arg arg = { .client_id = l ? l->row->client_id : 0 };

	return arg.client_id ? screen_open(s->loop, &client_screen, &arg, e) : OK;
}

static enum err_code run_view(struct screen *s, struct err *e)
{
	struct rows_state *st = s->state;

	(void)e;
	st->view = (enum rows_view)((st->view + 1) % (is_share(st) ? ROWS_VIEWS : ROWS_OUT));
	report_reread(s);
	return OK;
}

/* What the value of a row is called. */
static const char *value_title(const struct rows_state *st)
{
	const struct kpi_info *i = &kpi_info[st->arg.figure];

	if (st->arg.staff_id || st->arg.weekday)
		return "";
	return is_share(st) ? N_("counts") : i->unit == KPI_POINTS ? N_("mark") : N_("minutes");
}

static enum err_code run_print(struct screen *s, struct err *e)
{
	const struct rows_state *st = s->state;
	const char *columns[] = { N_("when"), N_("client"), N_("what"), N_("who"),
		value_title(st) };
	size_t n = columns[4][0] ? 5 : 4;
	struct listing *l = report_listing(s, "reports/rows", st->title, columns, n);

	for (size_t i = 0; i < st->lines.n; i++) {
		const struct rows_line *x = &st->lines.v[i];

		listing_cell(l, x->when);
		listing_cell(l, x->client);
		listing_cell(l, x->row->about);
		listing_cell(l, x->whom);
		if (n == 5)
			listing_cell(l, x->value);
	}
	return listing_ask(s, l, 0, e);
}

static const struct command commands[] = {
	{ .name = "row-open", .keys = "Enter", .label = N_("file"), .needs = NEED_ROW | NEED_CLIENT,
	  .flags = COMMAND_ROW, .help = N_("Opens the client's file."), .run = run_open },
	{ .name = "client-open", .code = "in", .keys = "i", .label = N_("file"),
	  .needs = NEED_ROW | NEED_CLIENT, .flags = COMMAND_ROW | COMMAND_NO_BAR,
	  .help = N_("Opens the client's file."), .run = run_open },
	{ .name = "view-next", .code = "vw", .keys = "v", .label = N_("view"),
	  .help = N_("All of them, those that count, those that do not; by time, or most first."),
	  .run = run_view },
	{ .name = "list-print", .code = "pr", .keys = "p", .label = N_("print"),
	  .help = N_("Prints or exports exactly what is seen."), .run = run_print },
};

/* ---- the screen ---- */

static enum err_code rows_open(struct screen *s, const void *arg, struct err *e)
{
	struct rows_state *st = s->state;
	const struct kpi_info *i;

	st->arg = *(const struct kpi_rows_arg *)arg;
	i = &kpi_info[st->arg.figure];
	text_copy(st->title, sizeof st->title, st->arg.title ? st->arg.title : tr(i->label));
	st->arg.title = NULL;
	list_init(&st->r.list, s, &row_ops, st, 0);
	if (report_open(s, e) != OK)
		return e->code;
	st->r.span = st->arg.span;
	report_period_text(st->r.desk, &st->r.span, st->r.period, sizeof st->r.period);
	return OK;
}

static void rows_close(struct screen *s)
{
	struct rows_state *st = s->state;

	list_free(&st->r.list);
	kpi_rows_free(&st->found);
	vec_free(&st->lines);
}

static void rows_layout(struct screen *s, struct rect body)
{
	list_layout(&((struct rows_state *)s->state)->r.list, (struct rect){ body.row + 1, 0,
	    body.rows - 1, body.cols });
}

static const char *view_text(const struct rows_state *st)
{
	if (st->view == ROWS_ALL)
		return tr("all");
	if (!is_share(st))
		return tr("most first");
	return st->view == ROWS_IN ? tr("those that count") : tr("those that do not");
}

static void draw_titles(const struct rows_state *st, struct canvas *c, int row)
{
	int gutter = list_gutter(&st->r.list), more = spare(c->cols - gutter), col = gutter;

	canvas_put(c, row, col, tr("when"), STYLE_GREY, WHEN - 1);
	canvas_put(c, row, col += WHEN, tr("client"), STYLE_GREY, WHO - 1);
	canvas_put(c, row, col += WHO + more, tr("what"), STYLE_GREY, ABOUT - 1);
	canvas_put(c, row, col += ABOUT + more, tr("who"), STYLE_GREY, WHOM - 1);
	if (value_title(st)[0])
		canvas_put(c, row, col + WHOM, tr(value_title(st)), STYLE_GREY, CANVAS_REST);
}

static void rows_draw(const struct screen *s, struct canvas *c)
{
	const struct rows_state *st = s->state;
	char text[300];

	text_fmt(text, sizeof text, "%s  %s, %s  (%s)", st->title, st->r.where, st->r.period,
	    view_text(st));
	canvas_put(c, SCREEN_ROW_AREA, 0, text, STYLE_SUBJECT, CANVAS_REST);
	draw_titles(st, c, s->body.row);
	if (st->lines.n)
		list_draw(&st->r.list, c);
	else
		canvas_put(c, s->body.row + 2, 2, st->found.n ?
		    tr("None of that kind. v shows the others.") :
		    tr("Nothing to count in this period."), STYLE_GREY, CANVAS_REST);
}

static enum key_use rows_key(struct screen *s, const struct key *k)
{
	return list_key(&((struct rows_state *)s->state)->r.list, k);
}

static unsigned rows_facts(const struct screen *s)
{
	const struct rows_line *l = chosen(s);

	return (l ? NEED_ROW : 0) | (l && l->row->client_id ? NEED_CLIENT : 0);
}

static void rows_status(const struct screen *s, struct buf *out)
{
	const struct rows_state *st = s->state;
	char text[200];

	if (!kpi_info[st->arg.figure].better)
		buf_printf(out, tr("%d bookings, %lld minutes"), (int)st->lines.n,
		    (long long)st->sum.n);
	else if (st->arg.staff_id || st->arg.weekday)
		buf_printf(out, tr("%d rows"), (int)st->lines.n);
	else
		buf_puts(out, kpi_of_text(st->arg.figure, &st->sum, text, sizeof text));
	if (st->found.n >= KPI_ROWS)
		buf_printf(out, "  %s", text_fmt(text, sizeof text,
		    tr("Only the newest %d are listed."), KPI_ROWS));
}

static struct list *rows_list(struct screen *s)
{
	return &((struct rows_state *)s->state)->r.list;
}

static void rows_page(const struct screen *s, struct buf *out)
{
	(void)s;
	buf_puts(out, tr("What a figure was counted from, the newest first: when, whose, what, by "
	    "whom, and what the row adds to the figure. v leaves those that count, then those that "
	    "do not; where rows add minutes or marks it sorts them instead. Enter opens the "
	    "client's file, p prints or exports the list, Esc goes back to the figure."));
}

const struct screen_type kpi_rows_screen = {
	.name = "kpi-rows", .title = N_("Rows"), .state_size = sizeof(struct rows_state),
	.commands = KEYMAP_INIT(commands), .areas = AREA_SCHEDULE | AREA_ARRIVALS | AREA_RECORDS |
	    AREA_CALLBACKS | AREA_CASES | AREA_ORDERS,
	.open = rows_open, .load = rows_load, .facts = rows_facts, .layout = rows_layout,
	.draw = rows_draw, .key = rows_key, .tick = report_tick, .close = rows_close,
	.page = rows_page, .status = rows_status, .list = rows_list,
};
