/* One person's series of one chart: points over time above, values below. */
#include "screen/vitals.h"

#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/clock.h"
#include "base/day.h"
#include "base/mem.h"
#include "base/tr.h"
#include "base/zone.h"
#include "data/catalog.h"
#include "data/client.h"
#include "desk/describe.h"
#include "desk/desk.h"
#include "desk/figures.h"
#include "screen/chart.h"
#include "screen/clientline.h"
#include "screen/front.h"
#include "screen/listing.h"
#include "tui/list.h"
#include "tui/textline.h"

enum { SERIES = 4, MONTHS = 6 };
enum view { VIEW_BOTH, VIEW_CHART, VIEW_TABLE, VIEWS };

/* Values taken at one moment. */
struct moment {
	int64_t at;
	const struct measure *m[SERIES];
};

struct vitals {
	int64_t client_id, dependant_id;
	struct client_card_list card;
	struct indicator_list all;
	const char *chart;              /* word of the chart shown; of a row of `all` */
	const struct indicator *is[SERIES];
	struct figures_band band[SERIES];
	size_t n;
	struct measure_list series[SERIES];
	struct { struct moment *v; size_t n, cap; } moments;    /* newest first */
	struct list list;
	enum view view;
	int64_t striking;               /* row of which the reason is asked */
};

static struct vitals *state(const struct screen *s)
{
	return s->state;
}

static const char *name_of(const struct indicator *i)
{
	return describe_in_language(i->name, i->name_en);
}

/* ---- which charts there are ---- */

static size_t chart_names(const struct vitals *st, const char **words, const char **titles,
    size_t max)
{
	size_t n = 0;

	for (size_t i = 0; i < st->all.n && n < max; i++) {
		bool seen = false;

		for (size_t k = 0; k < n; k++)
			seen |= !strcmp(words[k], st->all.v[i].chart);
		if (seen)
			continue;
		words[n] = st->all.v[i].chart;
		titles[n] = !strcmp(words[n], "bp") ? tr("Blood pressure") :
		    name_of(&st->all.v[i]);
		n++;
	}
	return n;
}

static void choose(struct vitals *st, const char *chart)
{
	st->n = 0;
	for (size_t i = 0; i < st->all.n; i++) {
		if (strcmp(st->all.v[i].chart, chart) != 0 || st->n == SERIES)
			continue;
		st->chart = st->all.v[i].chart;
		st->is[st->n++] = &st->all.v[i];
	}
}

/* ---- reading ---- */

/* Where the value of series K at AT has its place: two of one second are two moments. */
static struct moment *moment_for(struct vitals *st, int64_t at, size_t k)
{
	struct moment *m;

	for (size_t i = 0; i < st->moments.n; i++)
		if (st->moments.v[i].at == at && !st->moments.v[i].m[k])
			return &st->moments.v[i];
	m = vec_push(&st->moments);
	m->at = at;
	return m;
}

static int by_time(const void *a, const void *b)
{
	const struct moment *x = a, *y = b;

	return (x->at < y->at) - (x->at > y->at);
}

static enum err_code read_series(struct vitals *st, struct desk *d, struct err *e)
{
	enum err_code rc = OK;

	st->moments.n = 0;
	for (size_t k = 0; k < st->n && rc == OK; k++) {
		rc = measure_list_series(d->store, st->client_id, st->dependant_id, st->is[k]->id,
		    0, &st->series[k], e);
		if (rc == OK)
			rc = figures_band(d, st->client_id, st->is[k], &st->band[k], e);
		for (size_t i = 0; i < st->series[k].n && rc == OK; i++) {
			const struct measure *m = &st->series[k].v[i];

			moment_for(st, m->at, k)->m[k] = m;
		}
	}
	if (st->moments.n)
		qsort(st->moments.v, st->moments.n, sizeof *st->moments.v, by_time);
	return rc;
}

static enum err_code vitals_load(struct screen *s, struct err *e)
{
	struct vitals *st = state(s);
	struct desk *d = front_desk(s);
	char word[40];
	enum err_code rc;

	text_copy(word, sizeof word, st->chart ? st->chart : "");
	rc = indicator_list(d->store, &st->all, e);
	if (rc == OK)
		rc = client_cards(d->store, &st->client_id, 1, clock_now(), &st->card, e);
	if (rc != OK)
		return rc;
	choose(st, word);
	if (!st->n && st->all.n)
		choose(st, st->all.v[0].chart);
	rc = read_series(st, d, e);
	list_reloaded(&st->list);
	return rc;
}

/* ---- the table ---- */

static int row_count(const void *ctx)
{
	return (int)((const struct vitals *)ctx)->moments.n;
}

static const struct measure *first_of(const struct moment *m, size_t n)
{
	for (size_t k = 0; k < n; k++)
		if (m->m[k])
			return m->m[k];
	return NULL;
}

/* A moment is known by its first value. */
static int64_t moment_id(const struct moment *m, size_t n)
{
	const struct measure *first = first_of(m, n);

	return first ? first->id : 0;
}

static int64_t row_id(const void *ctx, int row)
{
	const struct vitals *st = ctx;

	return moment_id(&st->moments.v[row], st->n);
}

static void cell_text(const struct vitals *st, const struct moment *m, size_t k, char *out,
    size_t size)
{
	char value[32];

	if (!m->m[k]) {
		text_copy(out, size, "-");
		return;
	}
	text_fmt(out, size, "%s%s%s", figures_text(st->is[k], m->m[k]->value, value, sizeof value),
	    m->m[k]->struck ? "x" : figures_beyond(&st->band[k], m->m[k]->value) ? "!" : "",
	    m->m[k]->typed[0] ? "*" : "");
}

static void row_draw(const void *ctx, int row, struct canvas *c, struct rect w)
{
	const struct vitals *st = ctx;
	const struct moment *m = &st->moments.v[row];
	const struct measure *first = first_of(m, st->n);
	char text[700], when[48];

	canvas_put(c, w.row, w.col, desk_time_text(front_desk(st->list.owner), m->at, when,
	    sizeof when), STYLE_TEXT, 17);
	for (size_t k = 0; k < st->n; k++) {
		enum style style = STYLE_TEXT;

		cell_text(st, m, k, text, sizeof text);
		if (m->m[k] && m->m[k]->struck)
			style = STYLE_GREY;
		else if (m->m[k] && figures_beyond(&st->band[k], m->m[k]->value))
			style = STYLE_LATE;
		canvas_put(c, w.row, w.col + 18 + (int)k * 10, text, style, 9);
	}
	if (!first)
		return;
	text_fmt(text, sizeof text, "%s%s%s%s%s", first->staff, first->remark[0] ? ", " : "",
	    first->remark, first->reason[0] ? tr(", struck: ") : "", first->reason);
	canvas_put(c, w.row, w.col + 20 + (int)st->n * 10, text, STYLE_TEXT, CANVAS_REST);
}

static void row_text(const void *ctx, int row, struct buf *out)
{
	const struct vitals *st = ctx;
	const struct measure *m = first_of(&st->moments.v[row], st->n);

	buf_puts(out, m ? m->remark : "");
}

static const struct list_ops row_ops = { .count = row_count, .id = row_id, .draw = row_draw,
	.text = row_text };

static const struct moment *chosen(const struct vitals *st)
{
	int row = list_row(&st->list);

	return row >= 0 && (size_t)row < st->moments.n ? &st->moments.v[row] : NULL;
}

/* ---- commands ---- */

static void wrote(struct screen *s)
{
	front_wrote(s);
	screen_dirty(s, DIRTY_LOAD);
}

static enum err_code add_typed(struct screen *s, const char *text, struct err *e)
{
	struct vitals *st = state(s);
	struct figures_entry x = { .client_id = st->client_id, .dependant_id = st->dependant_id };
	char remark[200];

	if (!text)
		return OK;
	if (figures_parse_line(st->is, st->n, text, &x, remark, sizeof remark, e) != OK)
		return e->code;
	x.remark = remark;
	if (figures_add(front_desk(s), &x, e) != OK)
		return e->code;
	screen_done(s, "%s", tr("Entered. Ctrl-Z takes it back."));
	wrote(s);
	return OK;
}

static enum err_code run_add(struct screen *s, struct err *e)
{
	struct vitals *st = state(s);
	struct buf label = BUF_INIT;

	if (front_may(s, "measure-add", e) != OK)
		return e->code;
	for (size_t k = 0; k < st->n; k++)
		buf_printf(&label, "%s%s", k ? " / " : "", name_of(st->is[k]));
	textline_ask(s, &(struct textline){ .label = buf_str(&label), .keep = "vitals-add",
	    .keep_ref = st->client_id, .done = add_typed });
	buf_free(&label);
	return OK;
}

/* The row that was chosen when the question was put. */
static const struct moment *moment_of(const struct vitals *st, int64_t id)
{
	for (size_t i = 0; i < st->moments.n; i++)
		if (moment_id(&st->moments.v[i], st->n) == id)
			return &st->moments.v[i];
	return NULL;
}

static enum err_code strike_typed(struct screen *s, const char *text, struct err *e)
{
	struct vitals *st = state(s);
	const struct moment *m = moment_of(st, st->striking);
	enum err_code rc = OK;

	if (!text || !m)
		return OK;
	for (size_t k = 0; k < st->n && rc == OK; k++)
		if (m->m[k] && !m->m[k]->struck)
			rc = figures_strike(front_desk(s), m->m[k]->id, text, e);
	if (rc == OK)
		screen_done(s, "%s", tr("Struck: it stays in the list, and counts no more."));
	wrote(s);
	return rc;
}

static enum err_code run_strike(struct screen *s, struct err *e)
{
	const struct moment *m = chosen(state(s));

	if (!m)
		return OK;
	if (front_may(s, "measure-add", e) != OK)
		return e->code;
	state(s)->striking = moment_id(m, state(s)->n);
	textline_ask(s, &(struct textline){ .label = tr("Why is it struck?"),
	    .keep = "vitals-strike", .keep_ref = state(s)->striking, .done = strike_typed });
	return OK;
}

static enum err_code correct_typed(struct screen *s, const char *text, struct err *e)
{
	struct vitals *st = state(s);
	struct figures_entry x = { .client_id = st->client_id, .dependant_id = st->dependant_id };
	const struct moment *m = moment_of(st, st->striking);
	int64_t ids[SERIES];
	size_t n = 0;
	char remark[200];

	if (!text || !m)
		return OK;
	if (figures_parse_line(st->is, st->n, text, &x, remark, sizeof remark, e) != OK)
		return e->code;
	x.remark = remark;
	for (size_t k = 0; k < st->n; k++)
		if (m->m[k] && !m->m[k]->struck)
			ids[n++] = m->m[k]->id;
	if (figures_correct(front_desk(s), ids, n, &x, e) != OK)
		return e->code;
	screen_done(s, "%s", tr("Corrected: the old value stays, struck. Ctrl-Z takes it back."));
	wrote(s);
	return OK;
}

/* The line as it was typed, to be changed. */
static enum err_code run_correct(struct screen *s, struct err *e)
{
	struct vitals *st = state(s);
	const struct moment *m = chosen(st);
	const struct measure *first = m ? first_of(m, st->n) : NULL;
	struct buf line = BUF_INIT;
	char value[32];

	if (!first)
		return OK;
	if (front_may(s, "measure-add", e) != OK)
		return e->code;
	if (first->struck)
		return err_set(e, ERR_INVALID, "%s", tr("That row is struck already."));
	for (size_t k = 0; k < st->n; k++)
		buf_printf(&line, "%s%s", k ? " " : "", m->m[k] && !m->m[k]->struck ?
		    figures_text(st->is[k], m->m[k]->value, value, sizeof value) : "-");
	if (first->remark[0])
		buf_printf(&line, " %s", first->remark);
	st->striking = moment_id(m, st->n);
	textline_ask(s, &(struct textline){ .label = tr("Correct the values:"),
	    .text = buf_str(&line), .done = correct_typed });
	buf_free(&line);
	return OK;
}

static enum err_code run_view(struct screen *s, struct err *e)
{
	(void)e;
	state(s)->view = (state(s)->view + 1) % VIEWS;
	screen_dirty(s, DIRTY_LAYOUT | DIRTY_DRAW);
	return OK;
}

static enum err_code run_tab(struct screen *s, struct err *e)
{
	struct vitals *st = state(s);
	const char *words[16], *titles[16];
	size_t n = chart_names(st, words, titles, 16), at = 0;

	while (at < n && strcmp(words[at], st->chart) != 0)
		at++;
	if (n)
		choose(st, words[(at + n + (size_t)(s->command->arg + (int)n)) % n]);
	list_reset(&st->list);
	screen_dirty(s, DIRTY_LOAD);
	(void)e;
	return OK;
}

static enum err_code run_print(struct screen *s, struct err *e)
{
	const struct vitals *st = state(s);
	const char *titles[SERIES + 2] = { N_("when") };
	struct listing *l;
	char text[64];

	for (size_t k = 0; k < st->n; k++)
		titles[k + 1] = name_of(st->is[k]);
	titles[st->n + 1] = N_("remark");
	l = listing_new("vitals", tr("Values over time"), titles, st->n + 2);
	for (size_t i = 0; i < st->moments.n; i++) {
		const struct measure *m = first_of(&st->moments.v[i], st->n);

		listing_cell(l, desk_time_text(front_desk(s), st->moments.v[i].at, text,
		    sizeof text));
		for (size_t k = 0; k < st->n; k++) {
			cell_text(st, &st->moments.v[i], k, text, sizeof text);
			listing_cell(l, text);
		}
		listing_cell(l, m ? m->remark : "");
	}
	return listing_ask(s, l, st->client_id, e);
}

static const struct command commands[] = {
	{ .name = "row-new", .code = "nw", .keys = "n", .label = N_("add"), .needs = NEED_WRITE,
	  .right = "measure-add",
	  .help = N_("Enters values of now: 118/76 72, a remark behind them."), .run = run_add },
	{ .name = "row-edit", .code = "ed", .keys = "e", .label = N_("correct"),
	  .right = "measure-add", .needs = NEED_ROW | NEED_WRITE, .flags = COMMAND_ROW,
	  .help = N_("Corrects an own value of today; the old one stays, struck."),
	  .run = run_correct },
	{ .name = "row-cancel", .code = "ca", .keys = "x", .label = N_("strike"),
	  .right = "measure-add", .needs = NEED_ROW | NEED_WRITE, .flags = COMMAND_ROW,
	  .help = N_("Strikes the row out, with a reason; it stays to be seen."),
	  .run = run_strike },
	{ .name = "view-next", .code = "vw", .keys = "v", .label = N_("view"),
	  .help = N_("Chart and table, chart, table."), .run = run_view },
	{ .name = "list-print", .code = "pr", .keys = "p", .label = N_("print"),
	  .help = N_("Prints or exports the table."), .run = run_print },
	{ .name = "tab-next", .keys = "] Alt-.", .label = N_("tab"), .arg = 1,
	  .help = N_("Next chart."), .run = run_tab },
	{ .name = "tab-prev", .keys = "[ Alt-,", .arg = -1, .flags = COMMAND_NO_BAR,
	  .help = N_("Chart before."), .run = run_tab },
};

/* ---- the screen ---- */

static enum err_code vitals_open(struct screen *s, const void *arg, struct err *e)
{
	const struct vitals_arg *a = arg;
	struct vitals *st = state(s);

	(void)e;
	st->client_id = a->client_id;
	st->dependant_id = a->dependant_id;
	st->chart = a->chart;
	list_init(&st->list, s, &row_ops, st, 0);
	front_at_hand(s, a->client_id);
	return vitals_load(s, e);
}

static void vitals_close(struct screen *s)
{
	struct vitals *st = state(s);

	list_free(&st->list);
	for (size_t k = 0; k < SERIES; k++)
		measure_list_free(&st->series[k]);
	vec_free(&st->moments);
	indicator_list_free(&st->all);
	client_card_list_free(&st->card);
}

static unsigned vitals_facts(const struct screen *s)
{
	return NEED_CLIENT | (chosen(state(s)) ? NEED_ROW : 0);
}

static int table_rows(const struct screen *s)
{
	const struct vitals *st = state(s);

	return st->view == VIEW_CHART ? 0 : st->view == VIEW_TABLE ? s->body.rows - 4 :
	    (s->body.rows - 4) / 3;
}

static void vitals_layout(struct screen *s, struct rect body)
{
	int rows = table_rows(s);

	list_layout(&state(s)->list, (struct rect){ body.row + body.rows - 1 - rows, 0, rows,
	    body.cols });
}

static void put_month(const struct screen *s, int32_t day, struct chart_mark *out)
{
	const struct desk *d = front_desk(s);
	char text[DAY_TEXT];

	out->at = zone_day_start(d->zone, day);
	text_fmt(out->text, sizeof out->text, "%.7s", day_format(day, text));
}

/* The first of each month on the axis. */
static size_t month_marks(const struct screen *s, int64_t from, int64_t to,
    struct chart_mark *out, size_t max)
{
	const struct desk *d = front_desk(s);
	int32_t day = zone_local(d->zone, from).day;
	size_t n = 0;

	for (; n < max && zone_day_start(d->zone, day) < to; day++) {
		char text[DAY_TEXT];

		if (strcmp(day_format(day, text) + 8, "01") == 0)
			put_month(s, day, &out[n++]);
	}
	return n;
}

static void draw_chart(const struct screen *s, struct canvas *c, struct rect where)
{
	const struct vitals *st = state(s);
	struct { struct chart_point *v; size_t n, cap; } points = { 0 };
	struct chart_mark marks[16];
	int64_t now = clock_now();
	struct chart x = { .from_at = now - (int64_t)MONTHS * 30 * 86400, .to_at = now,
		.marks = marks };

	for (size_t k = 0; k < st->n; k++) {
		const struct figures_band *b = &st->band[k];

		x.decimals = st->is[k]->decimals;
		if (b->has_high && x.nlimits < 4)
			x.limit[x.nlimits++] = b->high;
		if (b->has_low && x.nlimits < 4)
			x.limit[x.nlimits++] = b->low;
		for (size_t i = 0; i < st->series[k].n; i++) {
			const struct measure *m = &st->series[k].v[i];

			if (!m->struck && m->at >= x.from_at)
				*vec_push(&points) = (struct chart_point){ m->at, m->value,
					st->is[k]->code[0], figures_beyond(b, m->value) };
		}
	}
	x.points = points.v;
	x.n = points.n;
	x.nmarks = month_marks(s, x.from_at, x.to_at, marks, 16);
	chart_draw(&x, c, where);
	vec_free(&points);
}

static void draw_head(const struct screen *s, struct canvas *c)
{
	const struct vitals *st = state(s);
	const char *words[16], *titles[16];
	size_t n = chart_names(st, words, titles, 16), at = 0;

	if (st->card.n)
		clientline_header(front_desk(s), st->card.v, c, SCREEN_ROW_AREA);
	while (at < n && st->chart && strcmp(words[at], st->chart) != 0)
		at++;
	canvas_tabs(c, s->body.row, 0, titles, (int)n, (int)at);
}

/* "9 values, lowest 118, highest 149. Asked for daily until 2026-11-30." */
static void draw_sum(const struct screen *s, struct canvas *c, int row)
{
	const struct vitals *st = state(s);
	const struct measure_list *l = &st->series[0];
	char low[32], high[32], text[300];
	double min = 0, max = 0;
	size_t n = 0;

	for (size_t i = 0; st->n && i < l->n; i++) {
		if (l->v[i].struck)
			continue;
		min = !n || l->v[i].value < min ? l->v[i].value : min;
		max = !n || l->v[i].value > max ? l->v[i].value : max;
		n++;
	}
	if (!n) {
		canvas_put(c, row, 0, tr("No value yet. n adds the first."), STYLE_GREY,
		    CANVAS_REST);
		return;
	}
	text_fmt(text, sizeof text, tr("%zu values, lowest %s, highest %s %s."), n,
	    figures_text(st->is[0], min, low, sizeof low),
	    figures_text(st->is[0], max, high, sizeof high), st->is[0]->unit);
	canvas_put(c, row, 0, text, STYLE_TEXT, CANVAS_REST);
	if (st->band[0].ask_until[0]) {
		text_fmt(text, sizeof text, tr("Asked for daily until %s."),
		    st->band[0].ask_until);
		canvas_put(c, row, 45, text, STYLE_TEXT, CANVAS_REST);
	}
}

static void vitals_draw(const struct screen *s, struct canvas *c)
{
	const struct vitals *st = state(s);
	struct list_column columns[SERIES + 1] = { { N_("when"), 0 } };
	int rows = table_rows(s), top = s->body.row + 1;

	draw_head(s, c);
	for (size_t k = 0; k < st->n; k++)
		columns[k + 1] = (struct list_column){ name_of(st->is[k]), 18 + (int)k * 10 };
	if (st->view != VIEW_TABLE)
		draw_chart(s, c, (struct rect){ top, 0, s->body.rows - 3 - rows, c->cols });
	if (rows) {
		list_header(&st->list, c, s->body.row + s->body.rows - 2 - rows, columns,
		    (int)st->n + 1, -1);
		list_draw(&st->list, c);
	}
	draw_sum(s, c, s->body.row + s->body.rows - 1);
}

static enum key_use vitals_key(struct screen *s, const struct key *k)
{
	return list_key(&state(s)->list, k);
}

static struct list *vitals_list(struct screen *s)
{
	return &state(s)->list;
}

static void vitals_page(const struct screen *s, struct buf *out)
{
	(void)s;
	buf_puts(out, tr(
	    "Values over time: each letter of the chart is the first one of its indicator's word, "
	    "dots are the limits, ! is beyond them. n enters values in the order of the columns, "
	    "118/76 72, - for none, and a remark; other units are taken and kept beside (180 lb): "
	    "such a value carries *. x strikes a row: it stays, with x and the reason. v shows "
	    "chart, table or both; [ and ] the other charts."));
}

const struct screen_type vitals_screen = {
	.name = "vitals", .title = N_("Figures"), .state_size = sizeof(struct vitals),
	.commands = KEYMAP_INIT(commands), .areas = AREA_RECORDS, .open = vitals_open,
	.load = vitals_load, .facts = vitals_facts, .layout = vitals_layout,
	.draw = vitals_draw, .key = vitals_key, .close = vitals_close, .list = vitals_list,
	.page = vitals_page,
};
