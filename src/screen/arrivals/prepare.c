/* Preparing the next day: what is laid ready for each visit, ticked by number, and what is open. */
#include <string.h>

#include "base/buf.h"
#include "base/day.h"
#include "base/mem.h"
#include "base/tr.h"
#include "base/when.h"
#include "data/catalog.h"
#include "desk/cover.h"
#include "desk/describe.h"
#include "desk/desk.h"
#include "desk/papers.h"
#include "desk/prepare.h"
#include "screen/clientline.h"
#include "screen/listing.h"
#include "screen/screens.h"
#include "tui/viewport.h"
#include "screen/front/worklist_priv.h"

enum { DETAIL = 9, ITEMS_MAX = 9 };

struct prepare {
	struct worklist w;              /* first: worklist_priv.h */
	struct prepare_day day;
	int ready;                      /* visits with everything ticked */
	int64_t about;
	char notice[400];               /* of the row with the cursor */
};

static const struct prepare_visit *chosen_visit(const struct screen *s)
{
	const struct prepare *st = s->state;
	int row = list_row(&st->w.list);

	return row >= 0 && (size_t)row < st->day.n ? &st->day.v[row] : NULL;
}

static const struct appointment_row *prepare_chosen(const struct screen *s)
{
	const struct prepare_visit *v = chosen_visit(s);

	return v ? &v->a : NULL;
}

/* ---- reading ---- */

static void read_about(struct screen *s)
{
	struct prepare *st = s->state;
	const struct prepare_visit *v = chosen_visit(s);

	if (!v || st->about == v->a.id)
		return;
	st->about = v->a.id;
	clientline_notice(st->w.desk, v->a.client_id, v->a.dependant_id, st->notice,
	    sizeof st->notice);
}

static bool is_ready(const struct prepare_visit *v)
{
	return v->wanted && v->ticked == v->wanted;
}

static enum err_code prepare_load(struct screen *s, struct err *e)
{
	struct prepare *st = s->state;
	char day[11];
	enum err_code rc = prepare_list(st->w.desk, worklist_day_text(s, day), &st->day, e);

	st->ready = 0;
	for (size_t i = 0; i < st->day.n; i++)
		st->ready += is_ready(&st->day.v[i]);
	list_reloaded(&st->w.list);
	st->about = 0;
	read_about(s);
	return rc;
}

/* ---- the list ---- */

static int row_count(const void *ctx)
{
	return (int)((const struct prepare *)ctx)->day.n;
}

static int64_t row_id(const void *ctx, int row)
{
	return ((const struct prepare *)ctx)->day.v[row].a.id;
}

/* Special needs and what can do harm, then what is open, then the rest. */
static char *remark(const struct desk *d, const struct prepare_visit *v, char *out, size_t size)
{
	char flags[300], open[400];

	clientline_flags(v->a.flags, flags, sizeof flags);
	prepare_say(d, v, open, sizeof open);
	return text_fmt(out, size, "%s%s%s%s%s", flags, flags[0] && open[0] ? "; " : "", open,
	    v->a.needs[0] && (flags[0] || open[0]) ? "; " : "", v->a.needs);
}

static void row_draw(const void *ctx, int row, struct canvas *c, struct rect w)
{
	const struct prepare *st = ctx;
	const struct prepare_visit *v = &st->day.v[row];
	int wide = w.cols > 100 ? 8 : 0, col = w.col;
	char text[800], letter[2] = { v->a.letter, '\0' };

	canvas_put(c, w.row, col, desk_clock_text(st->w.desk, v->a.start_at, text, sizeof text),
	    STYLE_TEXT, 5);
	canvas_put(c, w.row, col + 6, letter, clientline_state_style(v->a.letter), 1);
	canvas_putf(c, w.row, col + 8, is_ready(v) ? STYLE_DONE : STYLE_TEXT, "%zu/%zu", v->ticked,
	    v->wanted);
	canvas_pad(c, w.row, col + 14, cover_treated(st->w.desk, cover_of_row(&v->a)), STYLE_TEXT,
	    14 + wide);
	col += 29 + wide;
	canvas_pad(c, w.row, col, describe_in_language(v->a.service, v->a.service_en), STYLE_TEXT,
	    10 + wide);
	col += 11 + wide;
	text_fmt(text, sizeof text, "%s %s", v->a.room, v->a.device);
	canvas_pad(c, w.row, col, text, STYLE_TEXT, 10 + wide);
	col += 11 + wide;
	canvas_put(c, w.row, col, remark(st->w.desk, v, text, sizeof text), prepare_stands_out(v) ?
	    STYLE_REQUIRED : clientline_flag_style(v->a.flags), w.col + w.cols - col);
}

static void row_text(const void *ctx, int row, struct buf *out)
{
	const struct prepare *st = ctx;
	const struct prepare_visit *v = &st->day.v[row];

	buf_printf(out, "%s %s %s", cover_name(st->w.desk, cover_of_row(&v->a)),
	    describe_in_language(v->a.service, v->a.service_en), v->a.staff);
}

static const struct list_ops row_ops = { .count = row_count, .id = row_id, .draw = row_draw,
	.text = row_text };

/* ---- commands ---- */

static enum err_code run_tick(struct screen *s, struct err *e)
{
	const struct prepare_visit *v = chosen_visit(s);
	size_t i = (size_t)s->command->arg - 1;
	enum err_code rc;

	if (!v)
		return OK;
	if (i >= v->items.n)
		return err_set(e, ERR_INVALID, tr("There are %zu items."), v->items.n);
	if (v->items.v[i].that_day && !v->items.v[i].on)
		return err_set(e, ERR_INVALID, "%s",
		    tr("That is for the day itself: F4, tab Checks."));
	rc = daylist_tick(front_desk(s), &v->items.v[i], v->a.day, !v->items.v[i].on, e);
	if (rc == OK)
		front_wrote(s);
	return rc;
}

/* All of it is laid ready: on to the next visit. */
static enum err_code run_all(struct screen *s, struct err *e)
{
	struct prepare *st = s->state;
	const struct prepare_visit *v = chosen_visit(s);
	enum err_code rc;

	if (!v)
		return OK;
	rc = prepare_all(st->w.desk, v, e);
	if (rc != OK)
		return rc;
	screen_done(s, tr("Laid ready: %s."), cover_name(st->w.desk, cover_of_row(&v->a)));
	front_wrote(s);
	list_move(&st->w.list, 1);
	return OK;
}

static void make_title(const struct screen *s, char *out, size_t size)
{
	char day[48];

	day_echo(worklist_day(s), desk_today(front_desk(s)), day, sizeof day);
	text_fmt(out, size, tr("Prepare %s"), day);
}

/* "file read [x], room [ ]" */
static void put_items(const struct prepare_visit *v, struct buf *out)
{
	for (size_t i = 0; i < v->items.n; i++)
		buf_printf(out, "%s[%s] %s", i ? "  " : "", v->items.v[i].on ? "x" : " ",
		    v->items.v[i].label);
}

static enum err_code run_print(struct screen *s, struct err *e)
{
	static const char *const columns[] = { N_("time"), N_("client"), N_("service"),
		N_("staff"), N_("room"), N_("device"), N_("prepare"), N_("remark") };
	const struct prepare *st = s->state;
	struct listing *l;
	struct document *doc;
	char title[100], text[800], day[11];
	struct paper_ref ref = { .word = worklist_day_text(s, day) };
	enum err_code rc = paper_prepare(st->w.desk, &ref, &doc, e);

	if (rc != OK)
		return rc;
	make_title(s, title, sizeof title);
	l = listing_new("prepare", title, columns, 8);
	for (size_t i = 0; i < st->day.n; i++) {
		const struct prepare_visit *v = &st->day.v[i];
		struct buf items = { 0 };

		put_items(v, &items);
		listing_cell(l, desk_clock_text(st->w.desk, v->a.start_at, text, sizeof text));
		listing_cell(l, cover_treated(st->w.desk, cover_of_row(&v->a)));
		listing_cell(l, describe_in_language(v->a.service, v->a.service_en));
		listing_cell(l, v->a.staff);
		listing_cell(l, v->a.room);
		listing_cell(l, v->a.device);
		listing_cell(l, buf_str(&items));
		listing_cell(l, remark(st->w.desk, v, text, sizeof text));
		buf_free(&items);
	}
	listing_set_document(l, doc);
	return listing_ask(s, l, 0, e);
}

#define TICK(n) { .name = "item-" #n, .keys = #n, .needs = NEED_ROW | NEED_WRITE, .arg = n, \
	.flags = COMMAND_ROW | COMMAND_NO_BAR, \
	.help = N_("Ticks that item of the row, or takes the mark off."), .run = run_tick }

static const struct command commands[] = {
	{ .name = "row-next", .code = "ok", .keys = "y", .label = N_("all ready"),
	  .needs = NEED_ROW | NEED_WRITE, .flags = COMMAND_ROW,
	  .help = N_("Ticks all of the row and goes on to the next one."), .run = run_all },
	TICK(1), TICK(2), TICK(3), TICK(4), TICK(5), TICK(6), TICK(7), TICK(8), TICK(9),
	WORKLIST_CLIENT_COMMANDS,
	{ .name = "row-open", .keys = "Enter", .label = N_("open"), .needs = NEED_ROW,
	  .flags = COMMAND_ROW, .help = N_("Shows the appointment."), .run = worklist_run_card },
	{ .name = "list-print", .code = "pr", .keys = "p", .label = N_("print"),
	  .help = N_("Prints or exports the list."), .run = run_print },
	WORKLIST_DAY_COMMANDS,
	WORKLIST_TAB_COMMANDS,
};

/* ---- the screen ---- */

static enum err_code prepare_open(struct screen *s, const void *arg, struct err *e)
{
	(void)arg;
	(void)e;
	worklist_init(s, &row_ops, 0, prepare_chosen);
	return OK;
}

static void prepare_close(struct screen *s)
{
	struct prepare *st = s->state;

	list_free(&st->w.list);
	prepare_free(&st->day);
}

static void prepare_layout(struct screen *s, struct rect body)
{
	struct prepare *st = s->state;

	list_layout(&st->w.list, (struct rect){ body.row + 2, 0, body.rows - 2 - DETAIL,
	    body.cols });
}

/* Two columns of items, with who ticked each and when. */
static void draw_items(const struct prepare *st, const struct prepare_visit *v, struct canvas *c,
    int row)
{
	int half = c->cols / 2, n = v->items.n < ITEMS_MAX ? (int)v->items.n : ITEMS_MAX;
	int rows = (n + 1) / 2;

	for (int i = 0; i < n; i++) {
		const struct day_item *x = &v->items.v[i];
		char text[200], when[48];

		text_fmt(text, sizeof text, "%d [%s] %s%s%s %s", i + 1, x->on ? "x" : " ",
		    x->label,
		    x->on ? "  " : x->that_day ? tr(" (on the day)") : "",
		    x->on ? x->staff : "",
		    x->on ? desk_time_text(st->w.desk, x->at, when, sizeof when) : "");
		canvas_put(c, row + i % rows, i / rows * half, text,
		    x->on ? STYLE_DONE : STYLE_TEXT, half - 1);
	}
}

static void draw_about(const struct screen *s, struct canvas *c, struct rect w)
{
	const struct prepare *st = s->state;
	const struct prepare_visit *v = chosen_visit(s);
	char title[700], open[500];
	int used = 1;

	if (!v)
		return;
	text_fmt(title, sizeof title, "%s  %s", cover_treated(st->w.desk, cover_of_row(&v->a)),
	    v->a.staff);
	canvas_rule(c, w.row, 0, w.cols, title);
	prepare_say(st->w.desk, v, open, sizeof open);
	if (open[0])
		used += text_put_wrapped(c, (struct rect){ w.row + used, 0, 1, w.cols }, open,
		    prepare_stands_out(v) ? STYLE_REQUIRED : STYLE_NEWS);
	used += text_put_wrapped(c, (struct rect){ w.row + used, 0, 2, w.cols }, st->notice,
	    clientline_flag_style(v->a.flags));
	if (v->a.needs[0])
		canvas_putf(c, w.row + used++, 0, STYLE_NOTE, tr("Needs: %s"), v->a.needs);
	draw_items(st, v, c, w.row + w.rows - ((int)v->items.n + 1) / 2);
}

static void prepare_draw(const struct screen *s, struct canvas *c)
{
	const struct prepare *st = s->state;
	int wide = c->cols > 102 ? 8 : 0, used;
	const struct list_column heads[] = { { N_("time"), 0 }, { N_("ready"), 8 },
		{ N_("client"), 14 }, { N_("service"), 29 + wide },
		{ N_("room"), 40 + wide * 2 }, { N_("remark"), 51 + wide * 3 } };
	char title[100], counted[60];

	worklist_draw_tabs(s, c);
	make_title(s, title, sizeof title);
	used = canvas_put(c, s->body.row, 0, title, STYLE_TAB, CANVAS_REST);
	text_fmt(counted, sizeof counted, tr("%d/%d ready"), st->ready, (int)st->day.n);
	canvas_put(c, s->body.row, used + 3, counted, STYLE_TEXT, CANVAS_REST);
	list_header(&st->w.list, c, s->body.row + 1, heads, 6, 0);
	if (st->day.n)
		list_draw(&st->w.list, c);
	else
		canvas_put(c, s->body.row + 3, 2,
		    tr("Nobody is booked on that day. + shows the next one."), STYLE_GREY,
		    CANVAS_REST);
	draw_about(s, c, (struct rect){ s->body.row + s->body.rows - DETAIL, 0, DETAIL, c->cols });
}

/* Figures tick: the list must not take them for row numbers. */
static enum key_use prepare_key(struct screen *s, const struct key *k)
{
	enum key_use use;

	if (k->kind == KEV_CHAR && k->code >= '1' && k->code <= '9')
		return KEY_UNUSED;
	use = worklist_key(s, k);
	read_about(s);
	return use;
}

static void prepare_page(const struct screen *s, struct buf *out)
{
	(void)s;
	buf_puts(out, tr(
	    "What is laid ready for each visit of the next open day: forms, sheets, room, device, "
	    "as "
	    "the service wants them. A figure ticks that item with your name, y all of the row. "
	    "What "
	    "the file lacks, what is owed, a first visit, allergies and special needs stand beside "
	    "the row. - and + change the day, p prints the list."));
}

const struct screen_type prepare_screen = {
	.name = "prepare", .title = N_("Prepare"), .state_size = sizeof(struct prepare),
	.commands = KEYMAP_INIT(commands), .areas = AREA_SCHEDULE | AREA_CLIENT,
	.open = prepare_open, .load = prepare_load, .facts = worklist_facts,
	.layout = prepare_layout, .draw = prepare_draw, .key = prepare_key,
	.close = prepare_close, .list = worklist_rows, .page = prepare_page,
};
