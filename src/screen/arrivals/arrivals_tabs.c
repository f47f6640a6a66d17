/* The tabs of Arrivals behind the board: rooms, who has left, the cash desk, incidents, checks. */
#include <string.h>

#include "arrivals_priv.h"
#include "base/buf.h"
#include "base/day.h"
#include "base/tr.h"
#include "base/utf8.h"
#include "desk/arrival_leave.h"
#include "desk/describe.h"
#include "desk/desk.h"
#include "screen/clientline.h"
#include "tui/canvas.h"

#define INCIDENT_DAYS 30

/* ---- reading ---- */

static enum err_code load_left(struct arrivals *st, struct err *e)
{
	char day[11];
	size_t n = 0;
	enum err_code rc = visit_list_day(st->desk->store, st->desk->branch_id,
	    desk_today_text(st->desk, day), &st->left, e);

	for (size_t i = 0; i < st->left.n; i++)
		if (!strcmp(st->left.v[i].state, "left"))
			st->left.v[n++] = st->left.v[i];
	st->left.n = n;
	return rc;
}

static enum err_code load_incidents(struct arrivals *st, struct err *e)
{
	char day[11];

	return incident_list(st->desk->store, st->desk->branch_id,
	    day_format(desk_today(st->desk) - INCIDENT_DAYS, day), &st->incidents, e);
}

/* ---- rows ---- */

static void draw_left(const struct arrivals *st, int row, struct cells *x)
{
	const struct visit_row *v = &st->left.v[row];
	char text[484], at[16];

	cells_put(x, v->number, STYLE_TAB, 4, false);
	cells_put(x, arrivals_name(st, v, text, sizeof text), STYLE_TEXT, 13, true);
	if (st->public_view)
		return;
	cells_put(x, describe_in_language(v->service, v->service_en), STYLE_TEXT, 11, true);
	cells_put(x, desk_clock_text(st->desk, v->arrived_at, at, sizeof at), STYLE_TEXT, 5, false);
	cells_put(x, desk_clock_text(st->desk, v->left_at, at, sizeof at), STYLE_TEXT, 5, false);
	cells_put(x, arrival_outcome_word(v->outcome), STYLE_DONE, 15, true);
	cells_put(x, v->follow_day, STYLE_TEXT, 10, false);
	cells_rest(x, v->staff, STYLE_TEXT);
}

static void draw_cash(const struct arrivals *st, int row, struct cells *x)
{
	const struct visit_row *v = &st->cash.v[row];
	char text[64];

	cells_put(x, v->number, STYLE_TAB, 4, false);
	arrivals_put_person(x, st, v);
	cells_put(x, arrivals_wait(st, v, text, sizeof text), STYLE_TEXT, 8, false);
	cells_put(x, desk_sum(st->desk, v->paid + arrivals_owed(st, v), text,
	    sizeof text), STYLE_TEXT, 8, false);
	cells_put(x, desk_sum(st->desk, v->paid, text, sizeof text), STYLE_TEXT, 8, false);
	/* Who is not at the cash desk stands out by where he is; never half a word. */
	if (strcmp(v->state, "paying") != 0 &&
	    utf8_cells(arrival_state_word(v->state)) <= x->end - x->col)
		cells_rest(x, arrival_state_word(v->state), STYLE_GREY);
}

static void draw_room(const struct arrivals *st, int row, struct cells *x)
{
	const struct arrival_room *r = &st->all_rooms.v[row];
	char text[484], at[16];

	cells_put(x, r->name, r->out ? STYLE_BROKEN : r->visit_id ? STYLE_RUNNING : STYLE_FREE, 6,
	    true);
	if (r->visit_id) {
		cells_put(x, arrivals_name(st, &r->visit, text, sizeof text), STYLE_TEXT, 14, true);
		cells_put(x, st->public_view ? "" : r->visit.staff, STYLE_TEXT, 10, true);
		cells_put(x, arrivals_wait(st, &r->visit, text, sizeof text), STYLE_TEXT, 8, false);
		text_fmt(text, sizeof text, tr("until %s"), desk_clock_text(st->desk, r->until_at,
		    at, sizeof at));
		cells_put(x, text, STYLE_TEXT, 11, false);
	} else {
		cells_put(x, r->out ? tr("out of order") : tr("nobody in it"), STYLE_GREY, 46,
		    false);
	}
	if (!r->next_at || st->public_view)
		return;
	text_fmt(text, sizeof text, tr("then %s %s"), desk_clock_text(st->desk, r->next_at, at,
	    sizeof at), r->next);
	cells_rest(x, text, STYLE_TEXT);
}

static void draw_incident(const struct arrivals *st, int row, struct cells *x)
{
	const struct incident_row *i = &st->incidents.v[row];
	char at[48], name[200] = "";
	bool open = !strcmp(i->state, "open");

	cells_put(x, desk_time_text(st->desk, i->at, at, sizeof at), STYLE_TEXT, 16, false);
	cells_put(x, open ? tr("to do") : tr("done"), open ? STYLE_RISK : STYLE_DONE, 5, false);
	cells_put(x, i->place, STYLE_TEXT, 8, true);
	cells_put(x, i->what, STYLE_TEXT, 26, true);
	if (i->client_id)
		clientline_name(st->desk, i->client_id, name, sizeof name);
	cells_rest(x, i->client_id ? name : i->who, STYLE_TEXT);
}

/* ---- lists ---- */

#define ROWS(tab, list) \
	static size_t tab##_count(const struct arrivals *st) \
	{ \
		return st->list.n; \
	} \
	static int64_t tab##_id(const struct arrivals *st, int row) \
	{ \
		return st->list.v[row].id; \
	}
ROWS(rooms, all_rooms)
ROWS(left, left)
ROWS(cash, cash)
ROWS(incidents, incidents)
#undef ROWS

static size_t checks_count(const struct arrivals *st)
{
	return st->checks.n;
}

/* Lines of the check lists have no number of their own: the place is one, heads below 0. */
static int64_t checks_id(const struct arrivals *st, int row)
{
	return st->checks.v[row].head ? -1 - row : row + 1;
}

static const struct visit_list *left_printed(const struct arrivals *st)
{
	return &st->left;
}

static const struct visit_list *cash_printed(const struct arrivals *st)
{
	return &st->cash;
}

static const struct arrivals_tab tabs[TAB_COUNT] = {
	[TAB_BOARD] = { .name = "board", .title = N_("Board") },
	[TAB_ROOMS] = { .name = "rooms", .title = N_("Rooms"),
		.count = rooms_count, .id = rooms_id, .draw = draw_room,
		.columns = { { N_("room"), 0 }, { N_("who"), 7 }, { N_("staff"), 22 },
		    { N_("there"), 33 }, { N_("until"), 42 }, { N_("next"), 54 } },
		.empty = N_("This branch has no rooms.") },
	[TAB_LEFT] = { .name = "left", .title = N_("Left today"), .load = load_left,
		.count = left_count, .id = left_id, .draw = draw_left,
		.columns = { { N_("no."), 0 }, { N_("name"), 5 }, { N_("service"), 19 },
		    { N_("here"), 31 }, { N_("home"), 37 }, { N_("outcome"), 43 } },
		.empty = N_("Nobody has left yet today."), .print = left_printed },
	[TAB_CASH] = { .name = "cash", .title = N_("Cash desk"),
		.count = cash_count, .id = cash_id, .draw = draw_cash,
		.columns = { { N_("no."), 0 }, { N_("name"), 5 }, { N_("service"), 25 },
		    { N_("staff"), 37 }, { N_("waits"), 48 }, { N_("to pay"), 57 },
		    { N_("paid"), 66 } },
		.empty = N_("Nobody has anything to pay."), .print = cash_printed },
	[TAB_INCIDENTS] = { .name = "incidents", .title = N_("Incidents"),
		.load = load_incidents, .count = incidents_count, .id = incidents_id,
		.draw = draw_incident,
		.columns = { { N_("when"), 0 }, { N_("state"), 17 }, { N_("location"), 23 },
		    { N_("what"), 32 }, { N_("who"), 59 } },
		.empty = N_("No incidents in 30 days. n records one.") },
	[TAB_CHECKS] = { .name = "checks", .title = N_("Checks"), .load = arrivals_checks_load,
		.count = checks_count, .id = checks_id, .draw = arrivals_checks_draw,
		.head = arrivals_checks_head, .empty = "" },
};

const struct arrivals_tab *arrivals_tab(int tab)
{
	return &tabs[tab];
}

static int count(const void *ctx)
{
	const struct arrivals *st = ctx;

	return tabs[st->tab].count ? (int)tabs[st->tab].count(st) : 0;
}

static int64_t id_of(const void *ctx, int row)
{
	const struct arrivals *st = ctx;

	return tabs[st->tab].id(st, row);
}

static void draw(const void *ctx, int row, struct canvas *c, struct rect w)
{
	const struct arrivals *st = ctx;
	struct cells x = cells_begin(c, w);

	tabs[st->tab].draw(st, row, &x);
}

const struct list_ops arrivals_tab_ops = { .count = count, .id = id_of, .draw = draw };
