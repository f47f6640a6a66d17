/* Arrivals: who is expected, waits, is in which room; cash desk, incidents, check lists. */
#include <string.h>

#include "arrivals_priv.h"
#include "base/buf.h"
#include "base/clock.h"
#include "base/tr.h"
#include "data/catalog.h"
#include "desk/desk.h"
#include "desk/rights.h"
#include "desk/papers.h"
#include "screen/arrival.h"
#include "screen/clientpick.h"
#include "screen/consult.h"
#include "screen/listing.h"
#include "screen/messages.h"
#include "screen/schedule.h"
#include "screen/screens.h"
#include "screen/treat.h"
#include "tui/dialog.h"
#include "tui/loop.h"
#include "tui/picker.h"
#include "tui/textline.h"

enum arrivals_need {
	NEED_VISIT = 1u << 8,           /* the row is somebody who is here */
	NEED_BOOKED = 1u << 9,          /* the row is somebody expected */
	NEED_TICKS = 1u << 10,          /* the tab Checks */
	NEED_BOARD = 1u << 12,          /* the tab Board */
	NEED_TAB = 1u << 13,            /* another one */
	NEED_CASH = 1u << 14,           /* the tab Cash desk */
	NEED_STEP = 1u << 11,           /* the row can be led on */
	NEED_ASSIGN = 1u << 15,         /* it can be given to somebody else */
};

/* ---- the row with the cursor ---- */

struct list *arrivals_list(struct screen *s)
{
	struct arrivals *st = s->state;

	return st->tab == TAB_BOARD ? &st->list[st->pane] : &st->other;
}

static int row_of(const struct arrivals *st, int tab, int pane)
{
	if (st->tab != tab || (tab == TAB_BOARD && st->pane != pane))
		return -1;
	return list_row(tab == TAB_BOARD ? &st->list[pane] : &st->other);
}

static const struct visit_row *in_list(const struct visit_list *l, int row)
{
	return row >= 0 && (size_t)row < l->n ? &l->v[row] : NULL;
}

const struct visit_row *arrivals_visit(const struct arrivals *st)
{
	const struct visit_row *v = in_list(&st->waiting, row_of(st, TAB_BOARD, PANE_WAITING));
	int room = row_of(st, TAB_ROOMS, 0);

	if (!v)
		v = in_list(&st->rooms, row_of(st, TAB_BOARD, PANE_ROOMS));
	if (!v)
		v = in_list(&st->left, row_of(st, TAB_LEFT, 0));
	if (!v)
		v = in_list(&st->cash, row_of(st, TAB_CASH, 0));
	if (!v && room >= 0 && (size_t)room < st->all_rooms.n && st->all_rooms.v[room].visit_id)
		v = &st->all_rooms.v[room].visit;
	return v;
}

const struct appointment_row *arrivals_expected(const struct arrivals *st)
{
	int row = row_of(st, TAB_BOARD, PANE_EXPECTED);

	return row >= 0 && (size_t)row < st->expected.n ? &st->expected.v[row] : NULL;
}

const struct incident_row *arrivals_incident(const struct arrivals *st)
{
	int row = row_of(st, TAB_INCIDENTS, 0);

	return row >= 0 && (size_t)row < st->incidents.n ? &st->incidents.v[row] : NULL;
}

const struct check_row *arrivals_check(const struct arrivals *st)
{
	int row = row_of(st, TAB_CHECKS, 0);

	return row >= 0 && (size_t)row < st->checks.n ? &st->checks.v[row] : NULL;
}

int64_t arrivals_client(const struct arrivals *st)
{
	const struct visit_row *v = arrivals_visit(st);
	const struct appointment_row *a = arrivals_expected(st);
	const struct incident_row *i = arrivals_incident(st);
	const struct check_row *c = arrivals_check(st);

	return v ? v->client_id : a ? a->client_id : i ? i->client_id : c ? c->client_id : 0;
}

/* ---- opening ---- */

static void go_tab(struct screen *s, int tab)
{
	struct arrivals *st = s->state;

	st->tab = (tab + TAB_COUNT) % TAB_COUNT;
	list_reset(&st->other);
	screen_dirty(s, DIRTY_LOAD | DIRTY_LAYOUT | DIRTY_DRAW);
}

void arrivals_set_pane(struct screen *s, int pane)
{
	struct arrivals *st = s->state;

	st->pane = pane;
	for (int i = 0; i < PANES; i++) {
		st->list[i].away = i != pane;
		/* What left while the cursor was on it need not stay once that has gone on. */
		if (i != pane && st->list[i].gone)
			list_reset(&st->list[i]);
	}
	screen_dirty(s, DIRTY_LAYOUT);
	arrivals_look(s);
	screen_dirty(s, DIRTY_DRAW);
}

static enum err_code arrivals_open(struct screen *s, const void *arg, struct err *e)
{
	const char *tab = arg;
	struct arrivals *st = s->state;

	(void)e;
	st->desk = front_desk(s);
	st->screen = s;
	st->check_day = desk_today(st->desk);
	arrivals_init_lists(s);
	for (int i = 0; tab && i < TAB_COUNT; i++)
		if (!strcmp(arrivals_tab(i)->name, tab))
			st->tab = i;
	st->pane = PANE_EXPECTED;
	for (int i = 0; i < PANES; i++)
		st->list[i].away = i != PANE_EXPECTED;
	return OK;
}

static void arrivals_close(struct screen *s)
{
	arrivals_free(s->state);
}

static unsigned arrivals_facts(const struct screen *s)
{
	const struct arrivals *st = s->state;
	const struct visit_row *v = arrivals_visit(st);
	bool here = v && strcmp(v->state, "left") != 0;

	return NEED_NO_TEXT | (arrivals_client(st) ? NEED_CLIENT : 0) | (v ? NEED_VISIT : 0) |
	    (st->tab == TAB_BOARD ? NEED_BOARD : NEED_TAB) |
	    (st->tab == TAB_CASH ? NEED_CASH : 0) |
	    (v || arrivals_expected(st) || arrivals_incident(st) || st->tab == TAB_CHECKS ?
	    NEED_ASSIGN : 0) |
	    (arrivals_expected(st) ? NEED_BOOKED : 0) | (st->tab == TAB_CHECKS ? NEED_TICKS : 0) |
	    (here || arrivals_incident(st) || arrivals_check(st) ? NEED_STEP : 0) |
	    (list_row(st->tab == TAB_BOARD ? &st->list[st->pane] : &st->other) >= 0 ? NEED_ROW :
	    0);
}

static enum err_code run_message(struct screen *s, struct err *e)
{
	const struct compose_arg arg = { .client_id = arrivals_client(s->state) };

	return messages_compose(s, &arg, e);
}

/* Most of what can be pressed too early or too late is about where the row's person is. */
static const char *arrivals_why_not(const struct screen *s, unsigned missing)
{
	const struct arrivals *st = s->state;
	const struct visit_row *v = arrivals_visit(st);

	if (arrivals_expected(st) && (missing & (NEED_VISIT | NEED_STEP)))
		return tr("Whoever is expected is received first: a.");
	if (v && !strcmp(v->state, "left") && (missing & (NEED_STEP | NEED_BOOKED)))
		return tr("Has left: a receives again, Enter shows how the visit went.");
	if (v && (missing & NEED_BOOKED))
		return tr("Is here: y leads on, to the end of the visit as well.");
	if (missing & NEED_TICKS)
		return tr("Days go by on the tab Checks: ] goes there.");
	if (missing & NEED_CASH)
		return tr("That is for the tab Cash desk: ] goes there.");
	return NULL;
}

static enum err_code open_client(struct screen *s, struct err *e)
{
	struct client_arg arg = { .client_id = arrivals_client(s->state) };

	front_at_hand(s, arg.client_id);
	return screen_open(s->loop, &client_screen, &arg, e);
}

/* In treatment: for whoever treats or confirms Enter opens the checklist, `a` the card. */
static bool treats(const struct screen *s, const struct visit_row *v)
{
	return !strcmp(v->state, "treating") && v->service_id &&
	    (rights_may(front_desk(s), "treat-start") ||
	    rights_may(front_desk(s), "treat-confirm"));
}

static enum err_code run_open(struct screen *s, struct err *e)
{
	struct arrivals *st = s->state;
	const struct visit_row *v = arrivals_visit(st);
	const struct incident_row *i = arrivals_incident(st);

	if (v && !strcmp(v->state, "consult") && rights_may(front_desk(s), "consult-edit"))
		return consult_enter(s, &(struct consult_what){ .visit_id = v->id }, e);
	if (v && treats(s, v))
		return treat_enter(s, v->id, e);
	if (v)
		return arrivals_form(s, "triage", v, e);
	if (i)
		return arrivals_incident_form(s, i->id, e);
	if (arrivals_check(st))
		return arrivals_tick_line(s, e);
	if (arrivals_expected(st))
		return open_client(s, e);
	if (st->tab == TAB_ROOMS && list_row(&st->other) >= 0)
		return err_set(e, ERR_INVALID, "%s", tr("Nobody is in that room."));
	return arrivals_no_row(e);
}

static enum err_code run_arrive(struct screen *s, struct err *e)
{
	struct arrivals *st = s->state;
	const struct visit_row *v = arrivals_visit(st);
	const struct appointment_row *a = arrivals_expected(st);

	if (v && strcmp(v->state, "left") != 0)
		return arrivals_form(s, "triage", v, e);
	if (v)
		return arrivals_card(s, v->client_id, 0, e);
	return a ? arrivals_card(s, a->client_id, a->id, e) : arrivals_no_row(e);
}

static void walk_in(struct screen *s, int64_t client)
{
	struct err e = ERR_INIT;

	if (client && arrivals_card(s, client, 0, &e) != OK)
		screen_refuse(s, &e);
}

static enum err_code run_new(struct screen *s, struct err *e)
{
	struct arrivals *st = s->state;

	if (st->tab == TAB_INCIDENTS)
		return arrivals_incident_form(s, 0, e);
	return clientpick_open(s, tr("Walk-in: who?"), walk_in, e);
}

static enum err_code run_book(struct screen *s, struct err *e)
{
	struct book_arg arg = { .client_id = arrivals_client(s->state) };

	front_at_hand(s, arg.client_id);
	return schedule_book(s, &arg, e);
}

/* ---- the rest ---- */

static enum err_code run_view(struct screen *s, struct err *e)
{
	struct arrivals *st = s->state;

	(void)e;
	st->public_view = !st->public_view;
	st->detail_of = -1;
	arrivals_look(s);
	screen_say(s, STYLE_MSG_INFO, "%s", st->public_view ?
	    tr("Numbers and surnames only, for a screen that visitors see. v shows all again.") :
	    tr("Everything is shown again."));
	screen_dirty(s, DIRTY_DRAW);
	return OK;
}

static enum err_code run_print(struct screen *s, struct err *e)
{
	return listing_ask(s, arrivals_listing(s->state), 0, e);
}

static enum err_code run_number(struct screen *s, struct err *e)
{
	const struct visit_row *v = arrivals_visit(s->state);
	struct paper_ref ref = { .id = v ? v->id : 0 };
	struct document *doc;
	enum err_code rc;

	if (!v)
		return err_set(e, ERR_INVALID, "%s", tr("Who is not here yet has no number."));
	rc = paper_queue_slip(front_desk(s), &ref, &doc, e);
	return rc == OK ? listing_ask(s, listing_paper("number", doc, 1), v->client_id, e) : rc;
}

static enum err_code run_history(struct screen *s, struct err *e)
{
	struct actions_arg arg = { .client_id = arrivals_client(s->state) };

	return screen_open(s->loop, &actions_screen, &arg, e);
}

static enum err_code run_tab(struct screen *s, struct err *e)
{
	(void)e;
	go_tab(s, ((struct arrivals *)s->state)->tab + s->command->arg);
	return OK;
}

/* Whoever stands out and has waited longest; nobody: the first in the queue. */
static void select_longest(struct arrivals *st)
{
	int64_t best = -1, id = 0, now = clock_now();

	for (size_t i = 0; i < st->waiting.n; i++) {
		const struct visit_row *v = &st->waiting.v[i];

		if (arrival_round(v, now, st->every) && arrival_minutes(v, now) > best) {
			best = arrival_minutes(v, now);
			id = v->id;
		}
	}
	list_reset(&st->list[PANE_WAITING]);
	if (id)
		list_select(&st->list[PANE_WAITING], id);
}

static enum err_code run_pane(struct screen *s, struct err *e)
{
	struct arrivals *st = s->state;

	(void)e;
	if (st->tab != TAB_BOARD)
		return OK;
	st->pane = (st->pane + s->command->arg + PANES) % PANES;
	if (st->pane == PANE_WAITING)
		select_longest(st);
	arrivals_set_pane(s, st->pane);
	return OK;
}

/* Two keys do on the board what they do not on the other tabs. */
static const char *right_of(const struct screen *s, const struct command *c)
{
	const struct arrivals *st = s->state;

	if (!strcmp(c->name, "row-new"))
		return st->tab == TAB_INCIDENTS ? "incident-add" : "visit-arrive";
	return !strcmp(c->name, "row-edit") && st->tab == TAB_BOARD ? "visit-assign" : NULL;
}

static const struct command commands[] = {
	{ .name = "row-open", .keys = "Enter", .label = N_("open"), .needs = NEED_ROW,
	  .flags = COMMAND_ROW, .bar = NEED_TAB, .page = NEED_TICKS, .page_label = N_("tick"),
	  .help = N_("Opens the card of who is here, the sheet or record of who is in a room, the "
	    "file of who is expected; ticks a line."),
	  .run = run_open },
	{ .name = "pay-take", .code = "py", .keys = "$", .label = N_("pay"),
	  .right = "pay-take", .needs = NEED_VISIT | NEED_WRITE, .flags = COMMAND_ROW,
	  .bar = NEED_CASH,
	  .help = N_("What is due by now, and what is taken."), .run = arrivals_run_pay },
	{ .name = "visit-arrive", .code = "ar", .keys = "a", .label = N_("arrive"),
	  .right = "visit-arrive",
	  .needs = NEED_ROW | NEED_CLIENT | NEED_WRITE, .flags = COMMAND_ROW,
	  .bar = NEED_BOARD,
	  .help = N_("Is here: opens the triage card; the time counts from this key."),
	  .run = run_arrive },
	{ .name = "row-new", .code = "nw", .keys = "n", .label = N_("new"), .needs = NEED_WRITE,
	  .help = N_("A walk-in: asks for the client; on Incidents: a new incident."),
	  .run = run_new },
	{ .name = "row-next", .code = "ok", .keys = "y", .label = N_("next step"),
	  .needs = NEED_STEP | NEED_WRITE, .flags = COMMAND_ROW,
	  .page = NEED_TICKS, .page_label = N_("tick"),
	  .help = N_("One step on: into a room, to the cash desk, to treatment, home."),
	  .run = arrivals_run_next },
	{ .name = "row-remark", .code = "rk", .keys = "r", .label = N_("greeted"),
	  .needs = NEED_VISIT | NEED_WRITE, .flags = COMMAND_ROW,
	  .bar = NEED_BOARD,
	  .help = N_("Somebody went over to who waits: answers one round."),
	  .run = arrivals_run_remark },
	{ .name = "row-edit", .code = "ed", .keys = "e", .label = N_("assign"),
	  .needs = NEED_WRITE | NEED_ASSIGN, .flags = COMMAND_ROW,
	  .page = NEED_TICKS, .page_label = N_("duty"),
	  .help = N_("Another consultant, expert, greeter, room or place; on Checks: who is on "
	  "duty."), .run = arrivals_run_assign },
	{ .name = "visit-noshow", .code = "ns", .keys = "z", .label = N_("no-show"),
	  .right = "appt-step", .needs = NEED_BOOKED | NEED_WRITE, .flags = COMMAND_ROW,
	  .bar = NEED_BOARD,
	  .help = N_("Did not come: call back, another time, or leave it."),
	  .run = arrivals_run_noshow },
	{ .name = "row-cancel", .code = "ca", .keys = "x", .label = N_("let go"),
	  .needs = NEED_ROW | NEED_WRITE, .flags = COMMAND_ROW | COMMAND_NO_BAR,
	  .help = N_("Leaves the house, with the outcome; who is expected: cancels."),
	  .run = arrivals_run_leave },
	{ .name = "appt-book", .code = "bk", .keys = "b", .label = N_("book"),
	  .right = "appt-book",
	  .needs = NEED_CLIENT | NEED_WRITE, .flags = COMMAND_ROW | COMMAND_NO_BAR,
	  .words = SCHEDULE_BOOK_WORDS,
	  .help = N_("Books the next visit of this client."), .run = run_book },
	{ .name = "call-open", .code = "cb", .keys = "c", .label = N_("call"),
	  .needs = NEED_CLIENT, .flags = COMMAND_ROW | COMMAND_NO_BAR,
	  .help = N_("The client's numbers, with what must be known before dialling."),
	  .run = arrivals_run_call },
	{ .name = "msg-send", .code = "sm", .keys = "s", .label = N_("message"),
	  .right = "message-send",
	  .needs = NEED_WRITE | NEED_CLIENT, .flags = COMMAND_ROW | COMMAND_NO_BAR,
	  .help = N_("Writes to the client: a digit picks the template."), .run = run_message },
	{ .name = "client-open", .code = "in", .keys = "i", .label = N_("file"),
	  .needs = NEED_CLIENT, .flags = COMMAND_ROW, .bar = NEED_TAB,
	  .help = N_("Opens the client's file."), .run = open_client },
	{ .name = "row-history", .code = "hi", .keys = "h", .label = N_("changes"),
	  .needs = NEED_CLIENT, .flags = COMMAND_ROW | COMMAND_NO_BAR,
	  .help = N_("Who did what about this client, and when."), .run = run_history },
	{ .name = "pane-next", .keys = "Tab", .label = N_("section"), .arg = 1,
	  .help = N_("Next section: who waits longest, rooms, expected."), .run = run_pane },
	{ .name = "pane-prev", .keys = "S-Tab", .arg = -1, .flags = COMMAND_NO_BAR,
	  .help = N_("Section before."), .run = run_pane },
	{ .name = "tab-next", .keys = "]", .label = N_("tab"), .arg = 1, .help = N_("Next tab."),
	  .run = run_tab },
	{ .name = "tab-prev", .keys = "[", .label = N_("tab"), .flags = COMMAND_NO_BAR,
	  .arg = -1, .help = N_("Tab before."), .run = run_tab },
	{ .name = "view-next", .code = "vw", .keys = "v", .label = N_("view"),
	  .flags = COMMAND_NO_BAR,
	  .help = N_("Numbers and surnames only, for a screen that visitors see; and back."),
	  .run = run_view },
	{ .name = "list-print", .code = "pr", .keys = "p", .label = N_("print"),
	  .needs = NEED_WRITE, .flags = COMMAND_NO_BAR,
	  .help = N_("Prints or exports the rows and columns that are shown."),
	  .run = run_print },
	{ .name = "number-print", .code = "np", .keys = "", .label = N_("number"),
	  .needs = NEED_WRITE | NEED_ROW, .flags = COMMAND_ROW | COMMAND_NO_BAR,
	  .help = N_("The number of the row on paper, for whoever waits."), .run = run_number },
	{ .name = "date-prev", .keys = "-", .label = N_("day -"), .needs = NEED_TICKS,
	  .bar = NEED_TICKS, .arg = -1, .help = N_("Lists of the day before."),
	  .run = arrivals_run_day },
	{ .name = "date-next", .keys = "+", .label = N_("day +"), .needs = NEED_TICKS,
	  .bar = NEED_TICKS, .arg = 1, .help = N_("Lists of the next day: prepare it."),
	  .run = arrivals_run_day },
	{ .name = "date-today", .keys = "t", .label = N_("today"), .needs = NEED_TICKS,
	  .bar = NEED_TICKS, .help = N_("Lists of today."), .run = arrivals_run_day },
};

/* ---- keys and time ---- */

/* Up on the first row of a section goes on to the last of the one above, Down likewise. */
static void cross(struct screen *s, int by)
{
	struct arrivals *st = s->state;
	const size_t rows[PANES] = { st->waiting.n, st->rooms.n, st->expected.n };
	int pane = st->pane + by;

	while (pane >= 0 && pane < PANES && !rows[pane])
		pane += by;
	if (pane < 0 || pane >= PANES)
		return;
	arrivals_set_pane(s, pane);
	list_move(&st->list[pane], by * -(int)rows[pane]);
}

static enum key_use arrivals_key(struct screen *s, const struct key *k)
{
	struct arrivals *st = s->state;
	struct list *l = arrivals_list(s);
	int was = list_row(l);
	enum key_use use = list_key(l, k);

	if (use == KEY_USED && st->tab == TAB_BOARD && list_row(l) == was &&
	    (key_is(*k, K_UP) || key_is(*k, K_DOWN)))
		cross(s, key_is(*k, K_UP) ? -1 : 1);
	/* Pressed twice is one after the other: with another key between it is meant. */
	if (!key_is_text(*k) || (k->code != 'y' && k->code != 'Y'))
		st->next_id = 0;
	if (use == KEY_USED)
		arrivals_look(s);
	return use;
}

/* Minutes and rounds go by the clock, not by anybody's writing. */
static void arrivals_tick(struct screen *s, int64_t mono_ms)
{
	struct arrivals *st = s->state;

	(void)mono_ms;
	if (clock_now() / 60 == st->minute)
		return;
	st->minute = clock_now() / 60;
	screen_dirty(s, DIRTY_LOAD | DIRTY_DRAW);
}

static void arrivals_page(const struct screen *s, struct buf *out)
{
	(void)s;
	buf_puts(out, tr(
	    "Who is here, waits, is in which room, is expected. The cursor is on the next one "
	    "expected: a opens the triage card, and one digit for the identity puts a known "
	    "client into the queue. n receives a walk-in.\n\nTab goes to who waits longest. "
	    "Whoever waits stands out with ! every 5 minutes until in a room; r marks that "
	    "somebody went over, and answers one round. y leads one step on: into a room, to the "
	    "cash desk when something is due, to treatment when all is paid, home with the "
	    "outcome. x lets go from anywhere, $ is the cash desk, e changes who serves and the "
	    "place in the queue."));
	buf_puts(out, tr(
	    "\n\nThose with an appointment stand before walk-ins, in the order in which they "
	    "came; waiting counts from the time promised for those who came early. v shows "
	    "numbers and surnames only. The other tabs: rooms, who has left with the outcome, "
	    "the cash desk, incidents, and the check lists of the day with who is on duty."));
}

const struct screen_type arrivals_screen = {
	.name = "arrivals", .title = N_("Arrivals"), .state_size = sizeof(struct arrivals),
	.commands = KEYMAP_INIT(commands),
	.areas = AREA_ARRIVALS | AREA_SCHEDULE | AREA_CLIENT | AREA_PEOPLE | AREA_CASES |
	    AREA_ORDERS,
	.open = arrivals_open, .load = arrivals_load, .facts = arrivals_facts,
	.why_not = arrivals_why_not, .right = right_of,
	.layout = arrivals_layout, .draw = arrivals_draw, .key = arrivals_key,
	.tick = arrivals_tick, .close = arrivals_close, .list = arrivals_list,
	.page = arrivals_page,
};
