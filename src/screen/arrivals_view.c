/* How the tabs of Arrivals look. */
#include <string.h>

#include "base/buf.h"
#include "base/clock.h"
#include "base/tr.h"
#include "base/utf8.h"
#include "base/when.h"
#include "data/staff.h"
#include "desk/arrival_leave.h"
#include "desk/arrival_room.h"
#include "desk/describe.h"
#include "desk/desk.h"
#include "screen/clientline.h"
#include "screen/listing.h"
#include "tui/canvas.h"
#include "visit_priv.h"

static const struct tab {
	const char *name, *title;
} tabs[TAB_COUNT] = {
	[TAB_BOARD] = { "board", N_("Board") }, [TAB_ROOMS] = { "rooms", N_("Rooms") },
	[TAB_LEFT] = { "left", N_("Left today") }, [TAB_CASH] = { "cash", N_("Cash desk") },
	[TAB_INCIDENTS] = { "incidents", N_("Incidents") },
	[TAB_CHECKS] = { "checks", N_("Checks") },
};

const char *arrivals_tab_name(int tab)
{
	return tabs[tab].name;
}

/* ---- rows ---- */

/* Cells of the columns behind the first one; wider where there is room. */
struct cells {
	struct canvas *c;
	int row, col, end, extra;
};

static void put(struct cells *x, const char *text, enum style style, int cells, bool grows)
{
	int width = cells + (grows ? x->extra : 0);

	if (x->col + width > x->end)
		width = x->end - x->col;
	if (width > 0)
		canvas_pad(x->c, x->row, x->col, text, style, width);
	x->col += width + 1;
}

static struct cells begin(struct canvas *c, struct rect w)
{
	return (struct cells){ c, w.row, w.col, w.col + w.cols, w.cols > 90 ? 6 : 0 };
}

static void put_rest(struct cells *x, const char *text, enum style style)
{
	if (x->col < x->end)
		canvas_put(x->c, x->row, x->col, text, style, x->end - x->col);
}

static void put_person(struct cells *x, const struct arrivals *st, const struct visit_row *v)
{
	char text[484], person[16];

	put(x, arrivals_name(st, v, text, sizeof text), STYLE_TEXT, 13, true);
	/* Of a child or pet nothing is known here: the age would be the client's. */
	clientline_person(v->dependant_id ? "" : v->gender, v->dependant_id ? "" : v->birth,
	    desk_today(st->desk), person, sizeof person);
	put(x, st->public_view ? "" : person, STYLE_TEXT, 5, false);
	put(x, st->public_view ? "" : describe_in_language(v->service, v->service_en), STYLE_TEXT,
	    11, true);
	put(x, st->public_view ? "" : v->staff, STYLE_TEXT, 10, true);
}

static void put_flags(struct cells *x, const struct arrivals *st, const char *flags)
{
	char text[160];

	if (!st->public_view)
		put_rest(x, clientline_flags(flags, text, sizeof text),
		    clientline_flag_style(flags));
}

static void draw_waiting(const void *ctx, int row, struct canvas *c, struct rect w)
{
	const struct arrivals *st = ctx;
	const struct visit_row *v = &st->waiting.v[row];
	struct cells x = begin(c, w);
	char text[200];
	bool late = arrival_round(v, clock_now(), st->every) != 0;

	put(&x, v->number, STYLE_TAB, 4, false);
	put_person(&x, st, v);
	put(&x, arrivals_wait(st, v, text, sizeof text), late ? STYLE_LATE : STYLE_TEXT, 8, false);
	if (st->public_view)
		return;
	put(&x, arrivals_remark(st, v, text, sizeof text),
	    !strcmp(v->identity, "unchecked") ? STYLE_RISK : STYLE_TEXT, 11, true);
	put_flags(&x, st, v->flags);
}

static void draw_in_room(const void *ctx, int row, struct canvas *c, struct rect w)
{
	const struct arrivals *st = ctx;
	const struct visit_row *v = &st->rooms.v[row];
	struct cells x = begin(c, w);
	char text[200], at[16];

	put(&x, v->room, STYLE_RUNNING, 4, false);
	put_person(&x, st, v);
	put(&x, arrivals_wait(st, v, text, sizeof text), STYLE_TEXT, 8, false);
	text_fmt(text, sizeof text, tr("until %s"), desk_clock_text(st->desk, arrival_until(v), at,
	    sizeof at));
	put(&x, st->public_view ? "" : text,
	    arrival_until(v) < clock_now() ? STYLE_LATE : STYLE_TEXT, 11, false);
	put_flags(&x, st, v->flags);
}

static void draw_expected(const void *ctx, int row, struct canvas *c, struct rect w)
{
	const struct arrivals *st = ctx;
	const struct appointment_row *a = &st->expected.v[row];
	struct cells x = begin(c, w);
	char text[484], clock[8], letter[2] = { a->letter, '\0' };
	bool late;

	put(&x, desk_clock_text(st->desk, a->start_at, clock, sizeof clock), STYLE_TEXT, 5, false);
	put(&x, arrivals_expected_name(st, a, text, sizeof text), STYLE_TEXT, 13, true);
	if (st->public_view)
		return;
	clientline_person(a->gender, a->birth, desk_today(st->desk), text, sizeof text);
	put(&x, a->dependant_id ? "" : text, STYLE_TEXT, 5, false);
	put(&x, describe_in_language(a->service, a->service_en), STYLE_TEXT, 11, true);
	put(&x, a->staff, STYLE_TEXT, 9, true);
	put(&x, letter, clientline_state_style(a->letter), 1, false);
	arrivals_due(st, a, &late, text, sizeof text);
	put(&x, text, late ? STYLE_LATE : STYLE_TEXT, 9, false);
	put_flags(&x, st, a->flags);
}

static void draw_left(const void *ctx, int row, struct canvas *c, struct rect w)
{
	const struct arrivals *st = ctx;
	const struct visit_row *v = &st->left.v[row];
	struct cells x = begin(c, w);
	char text[484], at[16];

	put(&x, v->number, STYLE_TAB, 4, false);
	put(&x, arrivals_name(st, v, text, sizeof text), STYLE_TEXT, 13, true);
	if (st->public_view)
		return;
	put(&x, describe_in_language(v->service, v->service_en), STYLE_TEXT, 11, true);
	put(&x, desk_clock_text(st->desk, v->arrived_at, at, sizeof at), STYLE_TEXT, 5, false);
	put(&x, desk_clock_text(st->desk, v->left_at, at, sizeof at), STYLE_TEXT, 5, false);
	put(&x, arrival_outcome_word(v->outcome), STYLE_DONE, 15, true);
	put(&x, v->follow_day, STYLE_TEXT, 10, false);
	put_rest(&x, v->staff, STYLE_TEXT);
}

static void draw_cash(const void *ctx, int row, struct canvas *c, struct rect w)
{
	const struct arrivals *st = ctx;
	const struct visit_row *v = &st->cash.v[row];
	struct cells x = begin(c, w);
	char text[64];

	put(&x, v->number, STYLE_TAB, 4, false);
	put_person(&x, st, v);
	put(&x, arrivals_wait(st, v, text, sizeof text), STYLE_TEXT, 8, false);
	put(&x, arrival_money(v->due, text, sizeof text), STYLE_TEXT, 8, false);
	put(&x, arrival_money(v->paid, text, sizeof text), STYLE_TEXT, 8, false);
	put_rest(&x, arrival_state_word(v->state), STYLE_GREY);
}

static void draw_room(const void *ctx, int row, struct canvas *c, struct rect w)
{
	const struct arrivals *st = ctx;
	const struct arrival_room *r = &st->all_rooms.v[row];
	struct cells x = begin(c, w);
	char text[484], at[16];

	put(&x, r->name, r->out ? STYLE_BROKEN : r->visit_id ? STYLE_RUNNING : STYLE_FREE, 6, true);
	if (r->visit_id) {
		put(&x, arrivals_name(st, &r->visit, text, sizeof text), STYLE_TEXT, 14, true);
		put(&x, st->public_view ? "" : r->visit.staff, STYLE_TEXT, 10, true);
		put(&x, arrivals_wait(st, &r->visit, text, sizeof text), STYLE_TEXT, 8, false);
		text_fmt(text, sizeof text, tr("until %s"), desk_clock_text(st->desk, r->until_at,
		    at, sizeof at));
		put(&x, text, STYLE_TEXT, 11, false);
	} else {
		put(&x, r->out ? tr("out of order") : tr("free"), STYLE_GREY, 46, false);
	}
	if (!r->next_at || st->public_view)
		return;
	text_fmt(text, sizeof text, tr("then %s %s"), desk_clock_text(st->desk, r->next_at, at,
	    sizeof at), r->next);
	put_rest(&x, text, STYLE_TEXT);
}

static void draw_incident(const void *ctx, int row, struct canvas *c, struct rect w)
{
	const struct arrivals *st = ctx;
	const struct incident_row *i = &st->incidents.v[row];
	struct cells x = begin(c, w);
	char at[48], name[200] = "";
	bool open = !strcmp(i->state, "open");

	put(&x, desk_time_text(st->desk, i->at, at, sizeof at), STYLE_TEXT, 16, false);
	put(&x, open ? tr("to do") : tr("done"), open ? STYLE_RISK : STYLE_DONE, 5, false);
	put(&x, i->place, STYLE_TEXT, 8, true);
	put(&x, i->what, STYLE_TEXT, 26, true);
	if (i->client_id)
		clientline_name(st->desk, i->client_id, name, sizeof name);
	put_rest(&x, i->client_id ? name : i->who, STYLE_TEXT);
}

static void draw_check(const void *ctx, int row, struct canvas *c, struct rect w)
{
	const struct arrivals *st = ctx;
	const struct check_row *r = &st->checks.v[row];
	struct cells x = begin(c, w);
	char at[48], text[200];

	if (r->head) {
		put_rest(&x, r->text, STYLE_NOTE);
		return;
	}
	put(&x, r->item.on ? "[x]" : "[ ]", r->item.on ? STYLE_DONE : STYLE_TEXT, 5, false);
	put(&x, r->item.label, STYLE_TEXT, 42, true);
	if (!r->item.on)
		return;
	text_fmt(text, sizeof text, "%s %s", r->item.staff,
	    desk_time_text(st->desk, r->item.at, at, sizeof at));
	put_rest(&x, text, STYLE_GREY);
}

/* ---- lists ---- */

#define ROWS(fn, list) \
	static int fn##_count(const void *ctx) \
	{ \
		return (int)((const struct arrivals *)ctx)->list.n; \
	} \
	static int64_t fn##_id(const void *ctx, int row) \
	{ \
		return ((const struct arrivals *)ctx)->list.v[row].id; \
	}
ROWS(waiting, waiting)
ROWS(in_room, rooms)
ROWS(expected, expected)
#undef ROWS

static void waiting_text(const void *ctx, int row, struct buf *out)
{
	const struct arrivals *st = ctx;
	const struct visit_row *v = &st->waiting.v[row];
	char name[484];

	buf_printf(out, "%s %s %s", v->number, arrivals_name(st, v, name, sizeof name), v->staff);
}

static void in_room_text(const void *ctx, int row, struct buf *out)
{
	const struct arrivals *st = ctx;
	const struct visit_row *v = &st->rooms.v[row];
	char name[484];

	buf_printf(out, "%s %s %s", v->room, arrivals_name(st, v, name, sizeof name), v->staff);
}

static void expected_text(const void *ctx, int row, struct buf *out)
{
	const struct arrivals *st = ctx;
	const struct appointment_row *a = &st->expected.v[row];
	char name[484];

	buf_printf(out, "%s %s", arrivals_expected_name(st, a, name, sizeof name), a->staff);
}

static const struct list_ops pane_ops[PANES] = {
	[PANE_WAITING] = { waiting_count, waiting_id, draw_waiting, waiting_text },
	[PANE_ROOMS] = { in_room_count, in_room_id, draw_in_room, in_room_text },
	[PANE_EXPECTED] = { expected_count, expected_id, draw_expected, expected_text },
};

static int other_count(const void *ctx)
{
	const struct arrivals *st = ctx;
	const size_t n[TAB_COUNT] = { [TAB_ROOMS] = st->all_rooms.n, [TAB_LEFT] = st->left.n,
		[TAB_CASH] = st->cash.n, [TAB_INCIDENTS] = st->incidents.n,
		[TAB_CHECKS] = st->checks.n };

	return (int)n[st->tab];
}

/* Lines of the check lists have no number of their own: the place is one, heads below 0. */
static int64_t other_id(const void *ctx, int row)
{
	const struct arrivals *st = ctx;

	switch (st->tab) {
	case TAB_ROOMS: return st->all_rooms.v[row].id;
	case TAB_LEFT: return st->left.v[row].id;
	case TAB_CASH: return st->cash.v[row].id;
	case TAB_INCIDENTS: return st->incidents.v[row].id;
	default: return st->checks.v[row].head ? -1 - row : row + 1;
	}
}

static void other_draw(const void *ctx, int row, struct canvas *c, struct rect w)
{
	static void (*const draw[TAB_COUNT])(const void *, int, struct canvas *, struct rect) = {
		[TAB_ROOMS] = draw_room, [TAB_LEFT] = draw_left, [TAB_CASH] = draw_cash,
		[TAB_INCIDENTS] = draw_incident, [TAB_CHECKS] = draw_check,
	};
	const struct arrivals *st = ctx;

	draw[st->tab](ctx, row, c, w);
}

static const struct list_ops other_ops = { other_count, other_id, other_draw, NULL };

void arrivals_init_lists(struct screen *s)
{
	struct arrivals *st = s->state;

	for (int i = 0; i < PANES; i++)
		list_init(&st->list[i], s, &pane_ops[i], st,
		    i == PANE_EXPECTED ? LIST_NUMBERED : 0);
	list_init(&st->other, s, &other_ops, st, 0);
	viewport_init(&st->detail);
}

/* ---- places ---- */

/* Each section gets what it needs as long as there is room: one row at least, then in turns. */
static void share_rows(const size_t need[PANES], int rows, int got[PANES])
{
	bool more = true;

	for (int i = 0; i < PANES; i++)
		got[i] = 1;
	rows -= PANES;
	while (rows > 0 && more) {
		more = false;
		for (int i = 0; i < PANES && rows > 0; i++)
			if ((size_t)got[i] < need[i]) {
				got[i]++;
				rows--;
				more = true;
			}
	}
	got[PANE_EXPECTED] += rows;
}

void arrivals_layout(struct screen *s, struct rect body)
{
	struct arrivals *st = s->state;
	const struct list *l = st->list;
	const size_t need[PANES] = { st->waiting.n + l[0].gone, st->rooms.n + l[1].gone,
		st->expected.n + l[2].gone };
	int got[PANES], row;

	screen_split(body, &st->area, &st->side);
	row = st->area.row;
	share_rows(need, st->area.rows - 3 - PANES, got);
	for (int i = 0; i < PANES; i++) {
		st->rule[i] = row++;
		list_layout(&st->list[i], (struct rect){ row, 0, got[i], st->area.cols });
		row += got[i];
	}
	list_layout(&st->other, (struct rect){ st->area.row + 1, 0, st->area.rows - 4,
	    st->area.cols });
	if (st->side.cols)
		st->side = rect_inset(st->side, 0, 1);
	viewport_layout(&st->detail, st->side);
}

/* ---- picture ---- */

static void draw_tabs(const struct screen *s, struct canvas *c)
{
	const struct arrivals *st = s->state;
	const char *names[TAB_COUNT];
	char text[120], average[24] = "-";
	int used;

	for (int i = 0; i < TAB_COUNT; i++)
		names[i] = tr(tabs[i].title);
	used = canvas_put(c, SCREEN_ROW_AREA, 0, tr("Arrivals"), STYLE_TEXT, CANVAS_REST) + 2;
	used += canvas_tabs(c, SCREEN_ROW_AREA, used, names, TAB_COUNT, st->tab);
	if (st->figures.average >= 0)
		text_fmt(average, sizeof average, "%lld", (long long)st->figures.average);
	text_fmt(text, sizeof text, tr("%lld wait, average %s min, %lld in rooms"),
	    (long long)st->figures.waiting, average, (long long)st->figures.rooms);
	if (c->cols - used - 2 >= utf8_cells(text))
		canvas_right(c, SCREEN_ROW_AREA, used + 2, text, STYLE_GREY, c->cols - used - 2);
}

static void draw_board(const struct screen *s, struct canvas *c)
{
	static const char *const empty[PANES] = { N_("Nobody waits."), N_("Nobody is in a room."),
		N_("Nobody else is expected today. n receives a walk-in.") };
	const struct arrivals *st = s->state;
	char title[3][100];

	if (st->figures.average >= 0)
		text_fmt(title[0], sizeof title[0], tr("waiting %d, average %lld min (Tab)"),
		    (int)st->waiting.n, (long long)st->figures.average);
	else
		text_fmt(title[0], sizeof title[0], tr("waiting %d (Tab)"), (int)st->waiting.n);
	text_fmt(title[1], sizeof title[1], tr("in rooms %d"), (int)st->rooms.n);
	text_fmt(title[2], sizeof title[2], tr("expected, %d more today"), (int)st->expected.n);
	for (int i = 0; i < PANES; i++) {
		canvas_rule(c, st->rule[i], 0, st->area.cols, title[i]);
		if (list_shown(&st->list[i]) || st->list[i].gone)
			list_draw(&st->list[i], c);
		else
			canvas_put(c, st->rule[i] + 1, 5, tr(empty[i]), STYLE_GREY,
			    st->area.cols - 5);
	}
}

static void draw_head(const struct arrivals *st, struct canvas *c, int row)
{
	static const struct list_column left[] = { { N_("no."), 0 }, { N_("name"), 5 },
		{ N_("service"), 19 }, { N_("came"), 31 }, { N_("left"), 37 },
		{ N_("outcome"), 43 }, { N_("follow up on"), 59 } };
	static const struct list_column cash[] = { { N_("no."), 0 }, { N_("name"), 5 },
		{ N_("service"), 25 }, { N_("for"), 37 }, { N_("waits"), 48 }, { N_("due"), 57 },
		{ N_("paid"), 66 } };
	static const struct list_column incidents[] = { { N_("when"), 0 }, { N_("state"), 17 },
		{ N_("where"), 23 }, { N_("what"), 32 }, { N_("who"), 59 } };

	if (st->area.cols < 100 && st->tab == TAB_LEFT)
		list_header(&st->other, c, row, left, 6, -1);
	else if (st->area.cols < 100 && st->tab == TAB_CASH)
		list_header(&st->other, c, row, cash, 7, -1);
	else if (st->area.cols < 100 && st->tab == TAB_INCIDENTS)
		list_header(&st->other, c, row, incidents, 5, -1);
}

static void draw_checks_head(const struct arrivals *st, struct canvas *c, int row)
{
	char day[64], name[96] = "";
	struct err none = ERR_INIT;
	struct staff p;

	day_echo(st->check_day, desk_today(st->desk), day, sizeof day);
	if (st->duty && staff_get(st->desk->store, st->duty, &p, &none) == OK)
		text_copy(name, sizeof name, p.name);
	canvas_putf(c, row, 0, STYLE_TAB, tr("%s, on duty: %s"), day,
	    name[0] ? name : tr("nobody yet (e)"));
}

static void draw_other(const struct screen *s, struct canvas *c)
{
	static const char *const empty[TAB_COUNT] = { [TAB_ROOMS] = N_("This branch has no rooms."),
		[TAB_LEFT] = N_("Nobody has left yet today."),
		[TAB_CASH] = N_("Nobody has anything to pay."),
		[TAB_INCIDENTS] = N_("No incidents in 30 days. n records one."),
		[TAB_CHECKS] = "" };
	const struct arrivals *st = s->state;

	draw_head(st, c, st->area.row);
	if (st->tab == TAB_CHECKS)
		draw_checks_head(st, c, st->area.row);
	if (list_shown(&st->other) || st->other.gone)
		list_draw(&st->other, c);
	else
		canvas_put(c, st->area.row + 1, 2, tr(empty[st->tab]), STYLE_GREY, CANVAS_REST);
}

void arrivals_draw(const struct screen *s, struct canvas *c)
{
	const struct arrivals *st = s->state;
	int foot = st->area.row + st->area.rows - 3;

	draw_tabs(s, c);
	if (st->tab == TAB_BOARD)
		draw_board(s, c);
	else
		draw_other(s, c);
	if (st->side.cols) {
		canvas_vline(c, st->side.row, st->side.col - 1, st->side.rows, STYLE_RULE);
		viewport_draw(&st->detail, c);
		return;
	}
	canvas_hline(c, foot, 0, st->area.cols, STYLE_RULE);
	canvas_put(c, foot + 1, 0, st->line[0], STYLE_TEXT, CANVAS_REST);
	canvas_put(c, foot + 2, 0, st->line[1], STYLE_NOTE, CANVAS_REST);
}

/* ---- printing ---- */

static void list_visits(const struct arrivals *st, struct listing *l, const struct visit_list *v)
{
	char text[484];

	for (size_t i = 0; i < v->n; i++) {
		const struct visit_row *r = &v->v[i];

		listing_cell(l, r->number);
		listing_cell(l, arrivals_name(st, r, text, sizeof text));
		listing_cell(l, describe_in_language(r->service, r->service_en));
		listing_cell(l, r->staff);
		listing_cell(l, r->room);
		listing_cell(l, arrival_state_word(r->state));
		listing_cell(l, desk_clock_text(st->desk, r->arrived_at, text, sizeof text));
	}
}

static void list_expected(const struct arrivals *st, struct listing *l)
{
	char text[484];

	for (size_t i = 0; i < st->expected.n; i++) {
		const struct appointment_row *a = &st->expected.v[i];

		listing_cell(l, desk_clock_text(st->desk, a->start_at, text, sizeof text));
		listing_cell(l, arrivals_expected_name(st, a, text, sizeof text));
		listing_cell(l, describe_in_language(a->service, a->service_en));
		listing_cell(l, a->staff);
		listing_cell(l, a->room);
		listing_cell(l, tr("expected"));
		listing_cell(l, "");
	}
}

struct listing *arrivals_listing(const struct arrivals *st)
{
	static const char *const columns[] = { N_("number"), N_("name"), N_("service"), N_("for"),
		N_("room"), N_("state"), N_("arrived") };
	struct listing *l = listing_new("arrivals", tr("Arrivals"), columns, 7);

	if (st->tab == TAB_LEFT) {
		list_visits(st, l, &st->left);
		return l;
	}
	if (st->tab == TAB_CASH) {
		list_visits(st, l, &st->cash);
		return l;
	}
	list_visits(st, l, &st->waiting);
	list_visits(st, l, &st->rooms);
	list_expected(st, l);
	return l;
}
