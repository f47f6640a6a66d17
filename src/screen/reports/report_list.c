/* Tabs of the reports that are a table: reading, drawing, what is done to a row. */
#include "report_list_priv.h"

#include <stdarg.h>
#include <string.h>

#include "base/buf.h"
#include "base/mem.h"
#include "base/tr.h"
#include "data/catalog.h"
#include "screen/screens.h"
#include "tui/dialog.h"

enum report_list_need { NEED_OPEN = 1u << 8, NEED_VIEWS = 1u << 9 };

struct report_row *report_row_add(struct report_rows *l)
{
	struct report_row *r = vec_push(l);

	memset(r, 0, sizeof *r);
	r->meter = REPORT_NO_METER;
	r->id = (int64_t)l->n;
	return r;
}

void report_cell(struct report_row *r, int i, const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	text_vfmt(r->cell[i], sizeof r->cell[i], fmt, ap);
	va_end(ap);
}

const struct report_page *report_page(const struct screen *s)
{
	const struct report_list *st = s->state;

	return &st->tab->pages[st->view];
}

const struct report_row *report_row_at(const struct screen *s)
{
	const struct report_list *st = s->state;
	int row = list_row(&st->r.list);

	return row >= 0 && (size_t)row < st->rows.n ? &st->rows.v[row] : NULL;
}

/* ---- rows ---- */

static int row_count(const void *ctx)
{
	return (int)((const struct report_list *)((const struct screen *)ctx)->state)->rows.n;
}

static int64_t row_id(const void *ctx, int row)
{
	return ((const struct report_list *)((const struct screen *)ctx)->state)->rows.v[row].id;
}

static void put_cell(struct canvas *c, int row, int col, const struct report_column *k,
    const char *text, enum style style)
{
	if (k->right)
		canvas_right(c, row, col + k->col, text, style, k->cells);
	else
		canvas_put(c, row, col + k->col, text, style, k->cells);
}

static void row_draw(const void *ctx, int row, struct canvas *c, struct rect w)
{
	const struct screen *s = ctx;
	const struct report_list *st = s->state;
	const struct report_page *p = report_page(s);
	const struct report_row *r = &st->rows.v[row];

	if (st->tab->draw) {
		st->tab->draw(s, row, c, w);
		return;
	}
	for (int i = 0; i < p->ncolumns; i++)
		put_cell(c, w.row, w.col, &p->columns[i], r->cell[i], r->style);
	if (p->meter_at)
		report_meter(c, w.row, w.col + p->meter_at, w.cols - p->meter_at - 1, r->meter);
}

static void row_text(const void *ctx, int row, struct buf *out)
{
	const struct screen *s = ctx;
	const struct report_list *st = s->state;

	for (int i = 0; i < report_page(s)->ncolumns; i++)
		buf_printf(out, "%s ", st->rows.v[row].cell[i]);
}

static const struct list_ops row_ops = { .count = row_count, .id = row_id, .draw = row_draw,
	.text = row_text };

/* ---- reading ---- */

enum err_code report_list_load(struct screen *s, struct err *e)
{
	struct report_list *st = s->state;
	enum err_code rc;

	if (report_wait(s))
		return OK;
	rc = report_load(s, e);
	st->rows.n = 0;
	st->sum[0] = '\0';
	if (rc == OK)
		rc = report_page(s)->load(s, st, e);
	report_listed(s);
	return rc;
}

static const struct report_tab *const tabs[] = { &peak_report, &times_report, &persons_report,
	&pyramid_report, &complaint_report, &survey_report, &loads_report };

enum err_code report_list_open(struct screen *s, const void *arg, struct err *e)
{
	struct report_list *st = s->state;

	(void)arg;
	for (size_t i = 0; i < sizeof tabs / sizeof *tabs; i++)
		if (tabs[i]->type == s->type)
			st->tab = tabs[i];
	list_init(&st->r.list, s, &row_ops, s, 0);
	return report_open(s, e);
}

void report_list_close(struct screen *s)
{
	struct report_list *st = s->state;

	list_free(&st->r.list);
	vec_free(&st->rows);
}

/* ---- commands ---- */

static enum err_code run_open(struct screen *s, struct err *e)
{
	const struct report_row *r = report_row_at(s);

	return r && report_page(s)->open ? report_page(s)->open(s, r, e) : OK;
}

static enum err_code run_client(struct screen *s, struct err *e)
{
	const struct report_row *r = report_row_at(s);
	struct client_arg arg = { .client_id = r ? r->client_id : 0 };

	return arg.client_id ? screen_open(s->loop, &client_screen, &arg, e) : OK;
}

static enum err_code run_view(struct screen *s, struct err *e)
{
	struct report_list *st = s->state;

	(void)e;
	st->view = (st->view + 1) % st->tab->npages;
	st->rows.n = 0;
	list_reset(&st->r.list);
	report_reread(s);
	return OK;
}

static enum err_code run_rule(struct screen *s, struct err *e)
{
	const struct report_list *st = s->state;
	const struct report_row *r = report_row_at(s);
	struct buf text = BUF_INIT;
	enum err_code rc;

	buf_puts(&text, tr(st->tab->rule));
	if (r && r->words[0])
		buf_printf(&text, "\n\n%s", r->words);
	rc = dialog_tell(s, tr(st->tab->title), buf_str(&text), e);
	buf_free(&text);
	return rc;
}

static struct listing *list_rows(const struct screen *s)
{
	const struct report_list *st = s->state;
	const struct report_page *p = report_page(s);
	const char *titles[REPORT_CELLS];
	char name[40];
	struct listing *l;

	for (int i = 0; i < p->ncolumns; i++)
		titles[i] = p->columns[i].title;
	l = report_listing(s, text_fmt(name, sizeof name, "reports/%s", st->tab->name),
	    tr(st->tab->title), titles, (size_t)p->ncolumns);
	for (size_t i = 0; i < st->rows.n; i++)
		for (int k = 0; k < p->ncolumns; k++)
			listing_cell(l, st->rows.v[i].cell[k]);
	return l;
}

static enum err_code run_print(struct screen *s, struct err *e)
{
	const struct report_list *st = s->state;

	return listing_ask(s, st->tab->print ? st->tab->print(s) : list_rows(s), 0, e);
}

const struct command report_list_commands[] = {
	{ .name = "row-open", .keys = "Enter", .label = N_("rows"),
	  .needs = NEED_ROW | NEED_OPEN, .bar = NEED_OPEN, .flags = COMMAND_ROW,
	  .help = N_("What stands behind the row."), .run = run_open },
	{ .name = "view-next", .code = "vw", .keys = "v", .label = N_("view"),
	  .needs = NEED_VIEWS, .bar = NEED_VIEWS, .help = N_("The same otherwise."),
	  .run = run_view },
	{ .name = "row-why", .code = "wy", .keys = "w", .label = N_("rule"),
	  .help = N_("What the figures mean, and of how many they are."), .run = run_rule },
	{ .name = "list-print", .code = "pr", .keys = "p", .label = N_("print"),
	  .help = N_("Prints or exports exactly what is seen."), .run = run_print },
	{ .name = "client-open", .code = "in", .keys = "i", .label = N_("file"),
	  .needs = NEED_ROW | NEED_CLIENT, .bar = NEED_CLIENT, .flags = COMMAND_ROW,
	  .help = N_("Opens the client's file."), .run = run_client },
	REPORT_COMMANDS,
};
_Static_assert(sizeof report_list_commands / sizeof *report_list_commands ==
    REPORT_LIST_COMMANDS, "as the header says");

unsigned report_list_facts(const struct screen *s)
{
	const struct report_list *st = s->state;
	const struct report_row *r = list_id(&st->r.list) ? report_row_at(s) : NULL;

	return (r ? NEED_ROW : 0) | (r && r->client_id ? NEED_CLIENT : 0) |
	    (st->tab && report_page(s)->open ? NEED_OPEN : 0) |
	    (st->tab && st->tab->npages > 1 ? NEED_VIEWS : 0);
}

const char *report_list_label(const struct screen *s, const struct command *c)
{
	const struct report_list *st = s->state;

	if (!strcmp(c->name, "row-open"))
		return report_page(s)->open_label;
	return strcmp(c->name, "view-next") ? NULL :
	    st->tab->pages[(st->view + 1) % st->tab->npages].label;
}

/* ---- drawing ---- */

void report_list_layout(struct screen *s, struct rect body)
{
	struct report_list *st = s->state;

	list_layout(&st->r.list, (struct rect){ body.row + 2, 0, body.rows - 2, body.cols });
}

static void draw_titles(const struct screen *s, struct canvas *c, int row)
{
	const struct report_list *st = s->state;
	const struct report_page *p = report_page(s);

	if (st->tab->head) {
		st->tab->head(s, c, row);
		return;
	}
	for (int i = 0; i < p->ncolumns; i++)
		put_cell(c, row, list_gutter(&st->r.list), &p->columns[i],
		    tr(p->columns[i].title), STYLE_GREY);
}

void report_list_draw(const struct screen *s, struct canvas *c)
{
	const struct report_list *st = s->state;
	int used;

	report_draw_head(s, c, st->sum);
	if (!st->rows.n) {
		canvas_put(c, s->body.row + 2, 2, tr(report_page(s)->empty), STYLE_GREY,
		    CANVAS_REST);
		return;
	}
	draw_titles(s, c, s->body.row + 1);
	list_draw(&st->r.list, c);
	used = 3 + (int)st->rows.n;
	if (st->tab->below && used < s->body.rows)
		st->tab->below(s, c, (struct rect){ s->body.row + used, 0, s->body.rows - used,
		    c->cols });
}

enum key_use report_list_key(struct screen *s, const struct key *k)
{
	return list_key(&((struct report_list *)s->state)->r.list, k);
}

void report_list_status(const struct screen *s, struct buf *out)
{
	const struct report_row *r = report_row_at(s);

	if (r)
		buf_puts(out, r->words);
}

struct list *report_list_rows(struct screen *s)
{
	return &((struct report_list *)s->state)->r.list;
}

void report_list_page(const struct screen *s, struct buf *out)
{
	for (size_t i = 0; i < sizeof tabs / sizeof *tabs; i++)
		if (tabs[i]->type == s->type)
			buf_printf(out, "%s\n\n%s", tr(tabs[i]->help), tr(
			    "g asks for the period: nov, q3, w, t, 9.1..11.24; - and + step to "
			    "the one before and after. Left and Right go through the branches. w "
			    "says what the figures mean, p prints or exports what is seen."));
}

const struct screen_type times_screen = REPORT_LIST("times", N_("Times"), struct report_list,
    AREA_ARRIVALS);
const struct screen_type persons_screen = REPORT_LIST("persons", N_("People"),
    struct report_list, AREA_ARRIVALS | AREA_RECORDS | AREA_CALLBACKS | AREA_CASES);
const struct screen_type loads_screen = REPORT_LIST("loads", N_("Load"), struct report_list,
    AREA_SCHEDULE | AREA_PEOPLE);
const struct screen_type complaint_report_screen = REPORT_LIST("complaint-report",
    N_("Complaints"), struct report_list, AREA_CASES);
const struct screen_type survey_report_screen = REPORT_LIST("survey-report", N_("Surveys"),
    struct report_list, AREA_CASES);
