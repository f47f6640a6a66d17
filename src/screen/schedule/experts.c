/* The next day by person: what each expert expects, with needs and what is new; the reminder. */
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/day.h"
#include "base/mem.h"
#include "base/tr.h"
#include "base/when.h"
#include "data/catalog.h"
#include "data/resource.h"
#include "desk/cover.h"
#include "desk/describe.h"
#include "desk/desk.h"
#include "desk/inbox.h"
#include "desk/papers.h"
#include "screen/clientline.h"
#include "screen/listing.h"
#include "screen/screens.h"
#include "tui/dialog.h"
#include "tui/viewport.h"
#include "screen/front/worklist_priv.h"

enum { DETAIL = 4 };

/* A line: a person's heading, or an appointment of hers. */
struct line {
	int64_t id;                     /* of the list: < 0 a heading */
	int row;                        /* into rows; of a heading the first one */
	int n;                          /* of a heading: how many */
	char name[96];                  /* of a heading: who */
};

struct experts {
	struct worklist w;              /* first: worklist_priv.h */
	struct appointment_list rows;   /* live ones, by first person, then by start */
	struct {
		struct line *v;
		size_t n, cap;
	} lines;
	size_t told, all;               /* who was reminded, of those who serve */
	int64_t about;
	char notice[400];
};

/* ---- reading ---- */

static int by_person(const void *a, const void *b)
{
	const struct appointment_row *x = a, *y = b;
	int by_name = strcmp(x->staff, y->staff);

	if (x->staff_id != y->staff_id && by_name)
		return by_name;
	if (x->staff_id != y->staff_id)
		return x->staff_id < y->staff_id ? -1 : 1;
	return (x->start_at > y->start_at) - (x->start_at < y->start_at);
}

static void name_line(struct experts *st, size_t head)
{
	struct line *l = &st->lines.v[head];
	struct resource r;
	struct err none = ERR_INIT;

	text_copy(l->name, sizeof l->name, tr("nobody"));
	if (resource_get(st->w.desk->store, st->rows.v[l->row].staff_id, &r, &none) == OK)
		text_copy(l->name, sizeof l->name, r.name);
}

static void make_lines(struct experts *st)
{
	st->lines.n = 0;
	for (size_t i = 0; i < st->rows.n; i++) {
		size_t head = st->lines.n;
		int n = 0;

		*vec_push(&st->lines) = (struct line){ .id = -(int64_t)i - 1, .row = (int)i };
		name_line(st, head);
		for (; i < st->rows.n && st->rows.v[i].staff_id ==
		    st->rows.v[st->lines.v[head].row].staff_id; i++, n++)
			*vec_push(&st->lines) = (struct line){ .id = st->rows.v[i].id,
				.row = (int)i };
		st->lines.v[head].n = n;
		i--;
	}
}

static const struct appointment_row *experts_chosen(const struct screen *s)
{
	const struct experts *st = s->state;
	int row = list_row(&st->w.list);

	return row >= 0 && (size_t)row < st->lines.n && st->lines.v[row].id > 0 ?
	    &st->rows.v[st->lines.v[row].row] : NULL;
}

static void read_about(struct screen *s)
{
	struct experts *st = s->state;
	const struct appointment_row *a = experts_chosen(s);

	if (!a || st->about == a->id)
		return;
	st->about = a->id;
	clientline_notice(st->w.desk, a->client_id, a->dependant_id, st->notice, sizeof st->notice);
}

static enum err_code experts_load(struct screen *s, struct err *e)
{
	struct experts *st = s->state;
	struct desk *d = st->w.desk;
	struct appointment_list all = { 0 };
	char day[11];
	enum err_code rc = appointment_list_day(d->store, d->branch_id,
	    worklist_day_text(s, day), &all, e);

	st->rows.n = 0;
	for (size_t i = 0; i < all.n; i++)
		if (all.v[i].live)
			*vec_push(&st->rows) = all.v[i];
	appointment_list_free(&all);
	if (st->rows.n)
		qsort(st->rows.v, st->rows.n, sizeof *st->rows.v, by_person);
	make_lines(st);
	if (rc == OK)
		rc = inbox_reminded(d, worklist_day_text(s, day), &st->told, &st->all, e);
	list_reloaded(&st->w.list);
	st->about = 0;
	read_about(s);
	return rc;
}

/* ---- the list ---- */

static int row_count(const void *ctx)
{
	return (int)((const struct experts *)ctx)->lines.n;
}

static int64_t row_id(const void *ctx, int row)
{
	return ((const struct experts *)ctx)->lines.v[row].id;
}

/* Taken today: nobody could know of it yesterday. */
static bool is_new(const struct experts *st, const struct appointment_row *a)
{
	char day[11];

	return !strcmp(desk_day_of(st->w.desk, a->created_at, day),
	    desk_today_text(st->w.desk, (char[11]){ "" }));
}

static char *remark(const struct experts *st, const struct appointment_row *a, char *out,
    size_t size)
{
	char flags[300];

	clientline_flags(a->flags, flags, sizeof flags);
	return text_fmt(out, size, "%s%s%s%s%s", is_new(st, a) ? tr("* new ") : "",
	    a->n_done ? "" : tr("first visit "), flags, flags[0] && a->needs[0] ? "; " : "",
	    a->needs);
}

static void row_draw(const void *ctx, int row, struct canvas *c, struct rect w)
{
	const struct experts *st = ctx;
	const struct line *l = &st->lines.v[row];
	const struct appointment_row *a = &st->rows.v[l->row];
	int wide = w.cols > 100 ? 8 : 0, col = w.col;
	char text[700], letter[2] = { a->letter, '\0' };

	if (l->id < 0) {
		text_fmt(text, sizeof text, "%s  %d", l->name, l->n);
		canvas_rule(c, w.row, w.col, w.cols, text);
		return;
	}
	canvas_put(c, w.row, col, desk_clock_text(st->w.desk, a->start_at, text, sizeof text),
	    STYLE_TEXT, 5);
	canvas_put(c, w.row, col + 6, letter, clientline_state_style(a->letter), 1);
	canvas_pad(c, w.row, col + 8, cover_treated(st->w.desk, cover_of_row(a)), STYLE_TEXT,
	    16 + wide);
	col += 25 + wide;
	canvas_pad(c, w.row, col, describe_in_language(a->service, a->service_en), STYLE_TEXT,
	    14 + wide);
	col += 15 + wide;
	canvas_pad(c, w.row, col, a->room, STYLE_TEXT, 5);
	canvas_put(c, w.row, col + 6, remark(st, a, text, sizeof text),
	    is_new(st, a) ? STYLE_NEWS : clientline_flag_style(a->flags),
	    w.col + w.cols - col - 6);
}

static void row_text(const void *ctx, int row, struct buf *out)
{
	const struct experts *st = ctx;
	const struct appointment_row *a = &st->rows.v[st->lines.v[row].row];

	buf_printf(out, "%s %s %s", a->staff, cover_name(st->w.desk, cover_of_row(a)),
	    describe_in_language(a->service, a->service_en));
}

static const struct list_ops row_ops = { .count = row_count, .id = row_id, .draw = row_draw,
	.text = row_text };

/* ---- commands ---- */

static void remind(struct screen *s, int answer, int64_t ref)
{
	struct err e = ERR_INIT;
	char day[11];
	size_t n;

	(void)ref;
	if (answer != 1)
		return;
	if (inbox_remind(front_desk(s), worklist_day_text(s, day), &n, &e) != OK) {
		screen_refuse(s, &e);
		return;
	}
	screen_done(s, tr("Reminded: %zu. It stands on their Today until they have seen it."), n);
	front_wrote(s);
}

/* It goes to more than one: it is asked first. */
static enum err_code run_remind(struct screen *s, struct err *e)
{
	const struct experts *st = s->state;
	char text[200];
	struct dialog box = { .title = tr("Remind"), .text = text, .in_row = true, .enter = 1,
		.f10 = 1, .choices = { { 1, tr("remind them"), NULL }, { 2, tr("not now"), NULL } },
		.done = remind };

	if (st->told == st->all)
		return err_set(e, ERR_INVALID, "%s", st->all ? tr("All of them were reminded.") :
		    tr("Nobody serves on that day."));
	text_fmt(text, sizeof text, tr("%zu people get their day on their screens, each once."),
	    st->all - st->told);
	return dialog_open(s, &box, e);
}

static void make_title(const struct screen *s, char *out, size_t size)
{
	char day[48];

	day_echo(worklist_day(s), desk_today(front_desk(s)), day, sizeof day);
	text_fmt(out, size, tr("%s by expert"), day);
}

static enum err_code run_print(struct screen *s, struct err *e)
{
	const struct experts *st = s->state;
	char day[11];
	struct paper_ref ref = { .word = worklist_day_text(s, day) };
	struct document *doc;
	enum err_code rc = paper_experts(st->w.desk, &ref, &doc, e);

	return rc == OK ? listing_ask(s, listing_paper("experts", doc, st->rows.n), 0, e) : rc;
}

static const struct command commands[] = {
	{ .name = "row-open", .keys = "Enter", .label = N_("open"),
	  .needs = NEED_ROW | NEED_CLIENT, .flags = COMMAND_ROW,
	  .help = N_("Shows the appointment."), .run = worklist_run_card },
	{ .name = "msg-send", .code = "sm", .keys = "s", .label = N_("remind"),
	  .needs = NEED_WRITE,
	  .help = N_("Puts the day on the screen of everybody who serves, once."),
	  .run = run_remind },
	WORKLIST_MOVE_COMMANDS,
	WORKLIST_CLIENT_COMMANDS,
	{ .name = "list-print", .code = "pr", .keys = "p", .label = N_("print"),
	  .help = N_("Prints the day by person, or shows it as a text."), .run = run_print },
	WORKLIST_DAY_COMMANDS,
	WORKLIST_TAB_COMMANDS,
};

/* ---- the screen ---- */

static enum err_code experts_open(struct screen *s, const void *arg, struct err *e)
{
	(void)arg;
	(void)e;
	worklist_init(s, &row_ops, 0, experts_chosen);
	return OK;
}

static void experts_close(struct screen *s)
{
	struct experts *st = s->state;

	list_free(&st->w.list);
	appointment_list_free(&st->rows);
	vec_free(&st->lines);
}

static void experts_layout(struct screen *s, struct rect body)
{
	struct experts *st = s->state;

	list_layout(&st->w.list, (struct rect){ body.row + 1, 0, body.rows - 1 - DETAIL,
	    body.cols });
}

static void experts_draw(const struct screen *s, struct canvas *c)
{
	const struct experts *st = s->state;
	const struct appointment_row *a = experts_chosen(s);
	int last = s->body.row + s->body.rows - DETAIL, used;
	char title[100], text[100];

	worklist_draw_tabs(s, c);
	make_title(s, title, sizeof title);
	used = canvas_put(c, s->body.row, 0, title, STYLE_TAB, CANVAS_REST);
	text_fmt(text, sizeof text, tr("%d booked   reminded %zu of %zu"), (int)st->rows.n,
	    st->told, st->all);
	canvas_put(c, s->body.row, used + 3, text, STYLE_TEXT, CANVAS_REST);
	if (st->lines.n)
		list_draw(&st->w.list, c);
	else
		canvas_put(c, s->body.row + 2, 2,
		    tr("Nobody is booked on that day. + shows the next one."), STYLE_GREY,
		    CANVAS_REST);
	if (!a)
		return;
	canvas_rule(c, last, 0, c->cols, cover_treated(st->w.desk, cover_of_row(a)));
	used = text_put_wrapped(c, (struct rect){ last + 1, 0, 2, c->cols }, st->notice,
	    clientline_flag_style(a->flags));
	if (a->needs[0])
		canvas_putf(c, last + 1 + used, 0, STYLE_NOTE, tr("Needs: %s"), a->needs);
}

static enum key_use experts_key(struct screen *s, const struct key *k)
{
	enum key_use use = worklist_key(s, k);

	read_about(s);
	return use;
}

static void experts_page(const struct screen *s, struct buf *out)
{
	(void)s;
	buf_puts(out, tr(
	    "The next open day by the person who serves: who comes, for what, where, with needs "
	    "and "
	    "flags; * is what was booked today. s puts the day on the screen of each of them, "
	    "once. "
	    "p prints it or writes it as a text."));
}

const struct screen_type experts_screen = {
	.name = "experts", .title = N_("By expert"), .state_size = sizeof(struct experts),
	.commands = KEYMAP_INIT(commands), .areas = AREA_SCHEDULE | AREA_CLIENT | AREA_MESSAGES,
	.open = experts_open, .load = experts_load, .facts = worklist_facts,
	.layout = experts_layout, .draw = experts_draw, .key = experts_key,
	.close = experts_close, .list = worklist_rows, .page = experts_page,
};
