/* Papers that need no row: lists of today and of tomorrow, papers to fill in by hand. */
#include <string.h>

#include "base/buf.h"
#include "base/day.h"
#include "base/document.h"
#include "base/mem.h"
#include "base/tr.h"
#include "base/when.h"
#include "desk/contact.h"
#include "desk/desk.h"
#include "desk/papers.h"
#include "front_priv.h"
#include "screen/listing.h"
#include "tui/list.h"

struct line {
	const struct paper *paper;
	int32_t day;                    /* DAY_NONE: of none */
};

struct papers {
	struct desk *desk;
	struct list list;
	struct {
		struct line *v;
		size_t n, cap;
	} lines;
};

static int row_count(const void *ctx)
{
	return (int)((const struct papers *)ctx)->lines.n;
}

static int64_t row_id(const void *ctx, int row)
{
	(void)ctx;
	return row + 1;
}

static char *line_text(const struct papers *st, const struct line *l, char *out, size_t size)
{
	char day[60];

	return text_fmt(out, size, "%s  %s", l->day == DAY_NONE ? "" :
	    day_echo(l->day, desk_today(st->desk), day, sizeof day), tr(l->paper->help));
}

static void row_draw(const void *ctx, int row, struct canvas *c, struct rect w)
{
	const struct papers *st = ctx;
	const struct line *l = &st->lines.v[row];
	char day[60] = "";

	if (l->day != DAY_NONE)
		day_echo(l->day, desk_today(st->desk), day, sizeof day);
	canvas_pad(c, w.row, w.col, l->paper->name, STYLE_TEXT, 14);
	canvas_pad(c, w.row, w.col + 15, day, STYLE_TEXT, 14);
	canvas_put(c, w.row, w.col + 30, tr(l->paper->help), STYLE_GREY, w.cols - 30);
}

static void row_text(const void *ctx, int row, struct buf *out)
{
	const struct papers *st = ctx;
	const struct line *l = &st->lines.v[row];
	char text[300];

	buf_printf(out, "%s %s", l->paper->name, line_text(st, l, text, sizeof text));
}

static const struct list_ops row_ops = { .count = row_count, .id = row_id, .draw = row_draw,
	.text = row_text };

static void add_of(struct papers *st, enum paper_about about, int32_t day)
{
	for (size_t i = 0; i < papers_count; i++)
		if (papers[i].about == about)
			*vec_push(&st->lines) = (struct line){ &papers[i], day };
}

static enum err_code papers_open(struct screen *s, const void *arg, struct err *e)
{
	struct papers *st = s->state;

	(void)arg;
	(void)e;
	st->desk = front_desk(s);
	list_init(&st->list, s, &row_ops, st, LIST_NUMBERED);
	return OK;
}

static enum err_code papers_load(struct screen *s, struct err *e)
{
	struct papers *st = s->state;
	int32_t today = desk_today(st->desk);

	(void)e;
	st->lines.n = 0;
	add_of(st, PAPER_DAY, today);
	add_of(st, PAPER_DAY, contact_next_open(st->desk, today));
	add_of(st, PAPER_NOTHING, DAY_NONE);
	list_reloaded(&st->list);
	return OK;
}

static void papers_close(struct screen *s)
{
	struct papers *st = s->state;

	list_free(&st->list);
	vec_free(&st->lines);
}

static void papers_layout(struct screen *s, struct rect body)
{
	list_layout(&((struct papers *)s->state)->list, body);
}

static void papers_draw(const struct screen *s, struct canvas *c)
{
	canvas_put(c, SCREEN_ROW_AREA, 0, tr("Papers"), STYLE_TAB, CANVAS_REST);
	list_draw(&((const struct papers *)s->state)->list, c);
}

static enum key_use papers_key(struct screen *s, const struct key *k)
{
	return list_key(&((struct papers *)s->state)->list, k);
}

static unsigned papers_facts(const struct screen *s)
{
	const struct papers *st = s->state;

	return NEED_NO_TEXT | (list_row(&st->list) >= 0 ? NEED_ROW : 0);
}

static struct list *papers_list(struct screen *s)
{
	return &((struct papers *)s->state)->list;
}

static enum err_code run_print(struct screen *s, struct err *e)
{
	const struct papers *st = s->state;
	int row = list_row(&st->list);
	struct document *doc;
	struct paper_ref ref = { .word = "" };
	char day[DAY_TEXT];
	size_t rows = 0;
	enum err_code rc;

	if (row < 0)
		return OK;
	if (st->lines.v[row].day != DAY_NONE)
		ref.word = day_format(st->lines.v[row].day, day);
	rc = st->lines.v[row].paper->make(st->desk, &ref, &doc, e);
	if (rc != OK)
		return rc;
	for (size_t i = 0; i < doc->lines.n; i++)
		rows += doc->lines.v[i].kind == DOCUMENT_ROW;
	return listing_ask(s, listing_paper(st->lines.v[row].paper->name, doc, rows ? rows : 1), 0,
	    e);
}

static const struct command commands[] = {
	{ .name = "row-open", .keys = "Enter", .label = N_("print"), .needs = NEED_ROW,
	  .flags = COMMAND_ROW, .help = N_("Prints it, shows it or writes it to a file."),
	  .run = run_print },
	{ .name = "list-print", .code = "pr", .keys = "p", .label = N_("print"), .needs = NEED_ROW,
	  .flags = COMMAND_ROW | COMMAND_NO_BAR,
	  .help = N_("Prints it, shows it or writes it to a file."), .run = run_print },
};

static void papers_page(const struct screen *s, struct buf *out)
{
	(void)s;
	buf_puts(out, tr(
	    "Papers that belong to no row: the lists of today and of the next open day, and cards, "
	    "records and receipts to fill in by hand when the power is gone. Print some of those "
	    "before it happens. What was written on them is entered later with the real time."));
}

const struct screen_type papers_screen = {
	.name = "papers", .title = N_("Papers"), .state_size = sizeof(struct papers),
	.commands = KEYMAP_INIT(commands), .open = papers_open, .load = papers_load,
	.facts = papers_facts, .layout = papers_layout, .draw = papers_draw, .key = papers_key,
	.close = papers_close, .page = papers_page, .list = papers_list,
};

enum err_code front_run_papers(struct screen *s, struct err *e)
{
	if (screen_top(s->loop)->type == &papers_screen)
		return OK;
	return screen_open(s->loop, &papers_screen, NULL, e);
}
