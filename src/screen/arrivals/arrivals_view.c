/* How Arrivals looks: tabs, the board with its sections, the foot; what is printed. */
#include <string.h>

#include "arrivals_priv.h"
#include "base/buf.h"
#include "base/clock.h"
#include "base/tr.h"
#include "base/utf8.h"
#include "data/staff.h"
#include "desk/arrival.h"
#include "desk/describe.h"
#include "desk/desk.h"
#include "rooms_priv.h"
#include "screen/listing.h"
#include "tui/canvas.h"

void arrivals_init_lists(struct screen *s)
{
	struct arrivals *st = s->state;

	for (int i = 0; i < PANES; i++)
		list_init(&st->list[i], s, &arrivals_panes[i], st,
		    i == PANE_EXPECTED ? LIST_NUMBERED : 0);
	list_init(&st->other, s, &arrivals_tab_ops, st, 0);
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

/* The row in full above, the rooms below it; on their own tab they are the list. */
static void divide_side(struct arrivals *st)
{
	int rows = rooms_rows(&st->all_rooms), most = st->side.rows / 2;

	if (st->tab == TAB_ROOMS)
		return;
	if (rows > most)
		rows = most;
	st->below = (struct rect){ st->side.row + st->side.rows - rows, st->side.col, rows,
		st->side.cols };
	st->side.rows -= rows;
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
	st->below = (struct rect){ .rows = 0 };
	if (st->side.cols) {
		st->side = rect_inset(st->side, 0, 1);
		divide_side(st);
	}
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
		names[i] = tr(arrivals_tab(i)->title);
	used = canvas_put(c, SCREEN_ROW_AREA, 0, tr("Arrivals"), STYLE_TEXT, CANVAS_REST) + 2;
	used += canvas_tabs(c, SCREEN_ROW_AREA, used, names, TAB_COUNT, st->tab);
	if (st->figures.average >= 0)
		text_fmt(average, sizeof average, "%lld", (long long)st->figures.average);
	text_fmt(text, sizeof text, tr("%lld wait, average %s min, %lld in rooms"),
	    (long long)st->figures.waiting, average, (long long)st->figures.rooms);
	if (c->cols - used - 2 < utf8_cells(text))
		text_fmt(text, sizeof text, tr("%lld wait, %s min"),
		    (long long)st->figures.waiting, average);
	if (c->cols - used - 2 >= utf8_cells(text))
		canvas_right(c, SCREEN_ROW_AREA, used + 2, text, STYLE_GREY, c->cols - used - 2);
}

/* How many rows of pane I lie above and below those that are seen, and of those that wait whether
 * one of them stands out. Without it nobody knows that the list goes on. */
static void draw_hidden(const struct arrivals *st, int i, struct canvas *c)
{
	const struct list *l = &st->list[i];
	int rows = list_shown(l), above = l->top, below = rows - l->top - l->area.rows;
	bool late = false;
	char text[80];

	if (below < 0)
		below = 0;
	if (!above && !below)
		return;
	for (int k = 0; i == PANE_WAITING && k < (int)st->waiting.n; k++)
		if (k < above || k >= rows - below)
			late |= arrival_round(&st->waiting.v[k], clock_now(), st->every) != 0;
	if (above && below)
		text_fmt(text, sizeof text, tr(" %d above, %d below%s "), above, below,
		    late ? " !" : "");
	else
		text_fmt(text, sizeof text, below ? tr(" %d below%s ") : tr(" %d above%s "),
		    below ? below : above, late ? " !" : "");
	canvas_put(c, st->rule[i], st->area.cols - 2 - utf8_cells(text), text,
	    late ? STYLE_LATE : STYLE_TEXT, CANVAS_REST);
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
		draw_hidden(st, i, c);
		if (list_shown(&st->list[i]) || st->list[i].gone)
			list_draw(&st->list[i], c);
		else
			canvas_put(c, st->rule[i] + 1, 5, tr(empty[i]), STYLE_GREY,
			    st->area.cols - 5);
	}
}

/* Titles stand where the cells are only while none has grown. */
static void draw_head(const struct arrivals *st, const struct arrivals_tab *tab, struct canvas *c)
{
	int n = 0;

	while (n < (int)(sizeof tab->columns / sizeof tab->columns[0]) && tab->columns[n].title)
		n++;
	if (tab->head)
		tab->head(st, c, st->area.row);
	else if (n && st->area.cols < 100)
		list_header(&st->other, c, st->area.row, tab->columns, n, -1);
}

static void draw_other(const struct screen *s, struct canvas *c)
{
	const struct arrivals *st = s->state;
	const struct arrivals_tab *tab = arrivals_tab(st->tab);

	draw_head(st, tab, c);
	if (list_shown(&st->other) || st->other.gone)
		list_draw(&st->other, c);
	else
		canvas_put(c, st->area.row + 1, 2, tr(tab->empty), STYLE_GREY, CANVAS_REST);
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
		canvas_vline(c, st->side.row, st->side.col - 1, st->side.rows + st->below.rows,
		    STYLE_RULE);
		viewport_draw(&st->detail, c);
		if (st->below.rows)
			rooms_draw(st->desk, &st->all_rooms, st->public_view, c, st->below);
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

	if (arrivals_tab(st->tab)->print) {
		list_visits(st, l, arrivals_tab(st->tab)->print(st));
		return l;
	}
	list_visits(st, l, &st->waiting);
	list_visits(st, l, &st->rooms);
	list_expected(st, l);
	return l;
}
