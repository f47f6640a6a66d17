/* Arrivals: who is expected, waits, is in which room; cash desk, incidents, check lists. */
#include <string.h>

#include "base/buf.h"
#include "base/clock.h"
#include "base/day.h"
#include "base/tr.h"
#include "data/catalog.h"
#include "data/phone.h"
#include "data/staff.h"
#include "desk/booking.h"
#include "desk/desk.h"
#include "desk/intake.h"
#include "desk/rights.h"
#include "screen/arrival.h"
#include "screen/clientline.h"
#include "screen/clientpick.h"
#include "screen/listing.h"
#include "screen/schedule.h"
#include "screen/screens.h"
#include "tui/dialog.h"
#include "tui/loop.h"
#include "tui/picker.h"
#include "tui/textline.h"
#include "visit_priv.h"

enum arrivals_need {
	NEED_VISIT = 1u << 8,           /* the row is somebody who is here */
	NEED_BOOKED = 1u << 9,          /* the row is somebody expected */
	NEED_TICKS = 1u << 10,          /* the tab Checks */
	NEED_STEP = 1u << 11,           /* the row can be led on */
};
enum { SAME_KEY_MS = 300 };

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

static int64_t client_of(const struct arrivals *st)
{
	const struct visit_row *v = arrivals_visit(st);
	const struct appointment_row *a = arrivals_expected(st);
	const struct incident_row *i = arrivals_incident(st);
	const struct check_row *c = arrivals_check(st);

	return v ? v->client_id : a ? a->client_id : i ? i->client_id : c ? c->client_id : 0;
}

static enum err_code no_row(struct err *e)
{
	return err_set(e, ERR_NOTFOUND, "%s", tr("No row is selected."));
}

static void took(struct screen *s)
{
	front_wrote(s);
	screen_dirty(s, DIRTY_LOAD | DIRTY_DRAW);
}

/* ---- opening ---- */

static void go_tab(struct screen *s, int tab)
{
	struct arrivals *st = s->state;

	st->tab = (tab + TAB_COUNT) % TAB_COUNT;
	list_reset(&st->other);
	screen_dirty(s, DIRTY_LOAD | DIRTY_LAYOUT | DIRTY_DRAW);
}

static void set_pane(struct screen *s, int pane)
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
		if (!strcmp(arrivals_tab_name(i), tab))
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

	return NEED_NO_TEXT | (client_of(st) ? NEED_CLIENT : 0) | (v ? NEED_VISIT : 0) |
	    (arrivals_expected(st) ? NEED_BOOKED : 0) | (st->tab == TAB_CHECKS ? NEED_TICKS : 0) |
	    (here || arrivals_incident(st) || arrivals_check(st) ? NEED_STEP : 0) |
	    (list_row(st->tab == TAB_BOARD ? &st->list[st->pane] : &st->other) >= 0 ? NEED_ROW :
	    0);
}

/* ---- forms over the board ---- */

static void saved(struct screen *s, int answer, const void *value)
{
	struct arrivals *st = s->state;

	(void)value;
	st->next_id = 0;
	if (answer == 1 && st->pane == PANE_EXPECTED)
		st->opened = false;     /* on to the next one expected */
	screen_dirty(s, DIRTY_LOAD | DIRTY_LAYOUT | DIRTY_DRAW);
}

static enum err_code open_form(struct screen *s, const char *form, const struct visit_row *v,
    struct err *e)
{
	struct visit_arg arg = { .form = form, .visit_id = v->id };

	front_at_hand(s, v->client_id);
	return screen_ask(s, &visit_screen, &arg, saved, e);
}

static enum err_code open_card(struct screen *s, int64_t client, int64_t appointment,
    struct err *e)
{
	struct visit_arg arg = { .form = "triage", .client_id = client,
		.appointment_id = appointment };

	front_at_hand(s, client);
	return screen_ask(s, &visit_screen, &arg, saved, e);
}

static enum err_code open_incident(struct screen *s, int64_t id, struct err *e)
{
	struct row_arg arg = { .form = "incident", .id = id };

	return screen_ask(s, &row_screen, &arg, saved, e);
}

static enum err_code open_client(struct screen *s, struct err *e)
{
	struct client_arg arg = { .client_id = client_of(s->state) };

	front_at_hand(s, arg.client_id);
	return screen_open(s->loop, &client_screen, &arg, e);
}

static enum err_code tick(struct screen *s, struct err *e);

static enum err_code run_open(struct screen *s, struct err *e)
{
	struct arrivals *st = s->state;
	const struct visit_row *v = arrivals_visit(st);
	const struct incident_row *i = arrivals_incident(st);

	if (v)
		return open_form(s, "triage", v, e);
	if (i)
		return open_incident(s, i->id, e);
	if (arrivals_check(st))
		return tick(s, e);
	return arrivals_expected(st) ? open_client(s, e) : no_row(e);
}

static enum err_code run_arrive(struct screen *s, struct err *e)
{
	struct arrivals *st = s->state;
	const struct visit_row *v = arrivals_visit(st);
	const struct appointment_row *a = arrivals_expected(st);

	if (v && strcmp(v->state, "left") != 0)
		return open_form(s, "triage", v, e);
	if (v)
		return open_card(s, v->client_id, 0, e);
	return a ? open_card(s, a->client_id, a->id, e) : no_row(e);
}

static void walk_in(struct screen *s, int64_t client)
{
	struct err e = ERR_INIT;

	if (client && open_card(s, client, 0, &e) != OK)
		screen_refuse(s, &e);
}

static enum err_code run_new(struct screen *s, struct err *e)
{
	struct arrivals *st = s->state;

	if (st->tab == TAB_INCIDENTS)
		return open_incident(s, 0, e);
	return clientpick_open(s, tr("Walk-in: who?"), walk_in, e);
}

/* ---- one step on ---- */

static void tell_step(struct screen *s, const struct visit_row *v, const char *state,
    int64_t room)
{
	struct visit_row now;
	struct err none = ERR_INIT;
	char name[200];

	arrivals_name(s->state, v, name, sizeof name);
	if (room && visit_get(front_desk(s)->store, v->id, &now, &none) == OK)
		screen_done(s, tr("%s %s, %s."), name, arrival_state_word(state), now.room);
	else
		screen_done(s, tr("%s %s."), name, arrival_state_word(state));
}

static enum err_code step(struct screen *s, const struct visit_row *v, struct err *e)
{
	struct arrivals *st = s->state;
	const char *state = arrival_next(v);
	int64_t room = st->room_of == v->id ? st->room_free : 0;
	char money[32];
	enum err_code rc;

	if (!state)
		return err_set(e, ERR_INVALID,
		    tr("Not led on. %s is still to be paid: $ takes it."),
		    arrival_money(arrival_open_due(v), money, sizeof money));
	if (!strcmp(state, "left"))
		return open_form(s, "leaving", v, e);
	st->room_of = st->room_free = 0;
	rc = arrival_step(st->desk, v->id, v->state, state, room, &room, &st->room_free, e);
	if (rc == ERR_TAKEN && st->room_free)
		st->room_of = v->id;
	if (rc == OK) {
		tell_step(s, v, state, room);
		took(s);
	}
	return rc;
}

static enum err_code next_incident(struct screen *s, const struct incident_row *i, struct err *e)
{
	bool open = !strcmp(i->state, "open");
	enum err_code rc = incident_set_state(front_desk(s), i->id, open ? "done" : "open", e);

	if (rc == OK) {
		screen_done(s, "%s", open ? tr("Incident done. y opens it again.") :
		    tr("Incident open again."));
		took(s);
	}
	return rc;
}

/* A key pressed twice is one step: nobody is led through two doors at once. */
static bool pressed_twice(struct arrivals *st, int64_t id)
{
	int64_t now = clock_mono_ms();
	bool twice = st->next_id == id && now - st->next_ms < SAME_KEY_MS && !st->room_free;

	st->next_id = id;
	st->next_ms = now;
	return twice;
}

static enum err_code run_next(struct screen *s, struct err *e)
{
	struct arrivals *st = s->state;
	const struct visit_row *v = arrivals_visit(st);
	const struct incident_row *i = arrivals_incident(st);

	if (arrivals_check(st))
		return tick(s, e);
	if (i)
		return next_incident(s, i, e);
	if (!v)
		return err_set(e, ERR_INVALID, "%s",
		    tr("Whoever is expected is received first: a."));
	return pressed_twice(st, v->id) ? OK : step(s, v, e);
}

static enum err_code run_leave(struct screen *s, struct err *e)
{
	const struct visit_row *v = arrivals_visit(s->state);
	const struct appointment_row *a = arrivals_expected(s->state);

	if (v)
		return open_form(s, "leaving", v, e);
	return a ? schedule_cancel(s, a->id, e) : no_row(e);
}

static enum err_code run_assign(struct screen *s, struct err *e);

static enum err_code run_pay(struct screen *s, struct err *e)
{
	const struct visit_row *v = arrivals_visit(s->state);

	return v ? open_form(s, "visit-pay", v, e) : no_row(e);
}

/* ---- rounds ---- */

static enum err_code greeted(struct screen *s, const char *text, struct err *e)
{
	struct arrivals *st = s->state;
	struct visit_row v;
	enum err_code rc;

	if (!text)
		return OK;
	rc = arrival_greet(st->desk, st->asked_id, text, e);
	if (rc == OK)
		rc = visit_get(st->desk->store, st->asked_id, &v, e);
	if (rc != OK)
		return rc;
	screen_done(s, tr("%s: somebody went over. The next round stands out again."), v.number);
	took(s);
	return OK;
}

static enum err_code run_remark(struct screen *s, struct err *e)
{
	struct arrivals *st = s->state;
	const struct visit_row *v = arrivals_visit(st);
	char name[200], label[260];

	if (!v || !arrival_waits(v))
		return err_set(e, ERR_INVALID, "%s",
		    tr("Nobody waits in this row. Tab goes to those who wait."));
	st->asked_id = v->id;
	text_fmt(label, sizeof label, tr("Went over to %s"), arrivals_name(st, v, name,
	    sizeof name));
	textline_ask(s, &(struct textline){ .label = label, .text = tr("greeted, told 10 min"),
	    .max_cp = 90, .done = greeted });
	return OK;
}

/* ---- check lists, duty ---- */

static enum err_code tick(struct screen *s, struct err *e)
{
	struct arrivals *st = s->state;
	const struct check_row *r = arrivals_check(st);
	char day[11];
	enum err_code rc;

	if (!r || r->head) {
		list_move(&st->other, 1);
		return OK;
	}
	day_format(st->check_day, day);
	rc = daylist_tick(st->desk, &r->item, day, !r->item.on, e);
	if (rc == OK) {
		list_move(&st->other, 1);
		took(s);
	}
	return rc;
}

static void duty_choices(void *ctx, const char *text, struct picker_list *out)
{
	const struct arrivals *st = ctx;
	struct staff_list l = { 0 };
	struct err none = ERR_INIT;

	if (staff_list(st->desk->store, 0, false, &l, &none) == OK)
		for (size_t i = 0; i < l.n; i++)
			if (picker_fits(text, l.v[i].code, l.v[i].name) ||
			    picker_fits(text, "", l.v[i].name_en))
				picker_add(out, l.v[i].id, l.v[i].code, l.v[i].name,
				    l.v[i].name_en);
	staff_list_free(&l);
}

static void duty_chosen(struct screen *s, const struct picker_choice *choice)
{
	struct arrivals *st = s->state;
	struct err e = ERR_INIT;
	char day[11];

	if (!choice)
		return;
	day_format(st->check_day, day);
	if (daylist_duty(st->desk, day, choice->id, &e) != OK) {
		screen_refuse(s, &e);
		return;
	}
	screen_done(s, tr("On duty: %s."), choice->label);
	took(s);
}

static enum err_code run_assign(struct screen *s, struct err *e)
{
	struct arrivals *st = s->state;
	const struct visit_row *v = arrivals_visit(st);
	const struct incident_row *i = arrivals_incident(st);
	struct picker ask = { .at = { s->body.row, 14, 1, 30 }, .title = tr("On duty"), .ctx = st,
		.choices = duty_choices, .done = duty_chosen };

	if (st->tab == TAB_CHECKS)
		return picker_open(s, &ask, e);
	if (i)
		return open_incident(s, i->id, e);
	if (!v)
		return err_set(e, ERR_INVALID, "%s",
		    tr("Whoever is expected is changed in the schedule (F3)."));
	if (!rights_may(st->desk, "visit-assign"))
		return err_set(e, ERR_DENIED, "%s",
		    tr("Not your right: change the queue and who serves. A manager can do it."));
	return open_form(s, "visit-assign", v, e);
}

static enum err_code run_day(struct screen *s, struct err *e)
{
	struct arrivals *st = s->state;
	int by = s->command->arg;

	(void)e;
	st->check_day = by ? st->check_day + by : desk_today(st->desk);
	screen_dirty(s, DIRTY_LOAD | DIRTY_DRAW);
	return OK;
}

/* ---- who did not come ---- */

static void noshow_answered(struct screen *s, int answer, int64_t appointment)
{
	struct booking_step step = { .id = appointment, .state = "noshow", .quiet = answer == 3 };
	struct appointment_row a;       /* the one that was asked about, wherever the cursor is */
	struct book_arg book = { 0 };
	struct err e = ERR_INIT;
	char name[200];

	if (answer < 1 || answer > 3)
		return;
	if (booking_step(front_desk(s), &step, &e) != OK ||
	    appointment_row_get(front_desk(s)->store, appointment, &a, &e) != OK) {
		screen_refuse(s, &e);
		return;
	}
	screen_done(s,
	    tr("%s: no-show, on the list of those to be rebooked. Ctrl-Z takes it back."),
	    arrivals_expected_name(s->state, &a, name, sizeof name));
	took(s);
	book.client_id = a.client_id;
	if (answer == 2 && schedule_book(s, &book, &e) != OK)
		screen_refuse(s, &e);
}

static enum err_code run_noshow(struct screen *s, struct err *e)
{
	const struct appointment_row *a = arrivals_expected(s->state);
	char text[300], name[200], at[16];
	struct dialog box = { .title = tr("No-show"), .text = text,
		.choices = { { 1, tr("call back today"), NULL }, { 2, tr("book another time"),
		    NULL }, { 3, tr("leave it, tell nobody"), NULL } },
		.enter = 1, .f10 = 1, .done = noshow_answered };

	if (!a)
		return err_set(e, ERR_INVALID, "%s",
		    tr("Only who is expected can be a no-show."));
	box.ref = a->id;
	text_fmt(text, sizeof text, tr("%s, booked for %s, did not come."),
	    arrivals_expected_name(s->state, a, name, sizeof name),
	    desk_clock_text(front_desk(s), a->start_at, at, sizeof at));
	return dialog_open(s, &box, e);
}

static enum err_code run_book(struct screen *s, struct err *e)
{
	struct book_arg arg = { .client_id = client_of(s->state) };

	front_at_hand(s, arg.client_id);
	return schedule_book(s, &arg, e);
}

/* The number to dial, with what must be known before; the look is recorded. */
static enum err_code run_call(struct screen *s, struct err *e)
{
	struct desk *d = front_desk(s);
	int64_t client = client_of(s->state);
	struct phone_list l = { 0 };
	struct buf text = BUF_INIT;
	char name[200], tail[24], notice[400];
	bool full = rights_may(d, "see-phone");
	enum err_code rc = phone_list(d->store, client, &l, e);

	clientline_notice(d, client, notice, sizeof notice);
	if (notice[0])
		buf_printf(&text, "%s\n", notice);
	for (size_t i = 0; i < l.n; i++)
		buf_printf(&text, "%s  %s %s\n", full ? l.v[i].number :
		    clientline_tail(l.v[i].number, tail, sizeof tail), l.v[i].relation,
		    l.v[i].name);
	if (!l.n)
		buf_puts(&text, tr("No number in the file."));
	if (rc == OK && full && l.n)
		rc = intake_look(d, client, "phone", tr("call to who is expected"), e);
	if (rc == OK)
		rc = dialog_tell(s, clientline_name(d, client, name, sizeof name), text.s, e);
	buf_free(&text);
	phone_list_free(&l);
	return rc;
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

static enum err_code run_history(struct screen *s, struct err *e)
{
	struct actions_arg arg = { .client_id = client_of(s->state) };

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
	set_pane(s, st->pane);
	return OK;
}

static const struct command commands[] = {
	{ .name = "row-open", .keys = "Enter", .label = N_("open"), .needs = NEED_ROW,
	  .flags = COMMAND_ROW,
	  .help = N_("Opens the card of who is here, the file of who is expected; ticks a line."),
	  .run = run_open },
	{ .name = "visit-arrive", .code = "ar", .keys = "a", .label = N_("arrive"),
	  .needs = NEED_ROW | NEED_CLIENT | NEED_WRITE, .flags = COMMAND_ROW,
	  .help = N_("Is here: opens the triage card; the time counts from this key."),
	  .run = run_arrive },
	{ .name = "row-new", .code = "nw", .keys = "n", .label = N_("new"), .needs = NEED_WRITE,
	  .help = N_("A walk-in: asks for the client; on Incidents: a new incident."),
	  .run = run_new },
	{ .name = "row-next", .code = "ok", .keys = "y", .label = N_("next step"),
	  .needs = NEED_STEP | NEED_WRITE, .flags = COMMAND_ROW,
	  .help = N_("One step on: into a room, to the cash desk, to treatment, home."),
	  .run = run_next },
	{ .name = "row-remark", .code = "rk", .keys = "r", .label = N_("went over"),
	  .needs = NEED_VISIT | NEED_WRITE, .flags = COMMAND_ROW,
	  .help = N_("Somebody went over to who waits: answers one round."), .run = run_remark },
	{ .name = "row-edit", .code = "ed", .keys = "e", .label = N_("assign"),
	  .needs = NEED_WRITE, .flags = COMMAND_ROW,
	  .help = N_("Another consultant, expert, greeter, room or place; on Checks: who is on "
	  "duty."), .run = run_assign },
	{ .name = "visit-noshow", .code = "ns", .keys = "z", .label = N_("no-show"),
	  .needs = NEED_BOOKED | NEED_WRITE, .flags = COMMAND_ROW,
	  .help = N_("Did not come: call back, another time, or leave it."), .run = run_noshow },
	{ .name = "row-cancel", .code = "ca", .keys = "x", .label = N_("leave"),
	  .needs = NEED_ROW | NEED_WRITE, .flags = COMMAND_ROW | COMMAND_NO_BAR,
	  .help = N_("Leaves the house, with the outcome; who is expected: cancels."),
	  .run = run_leave },
	{ .name = "pay-take", .code = "py", .keys = "$", .label = N_("pay"),
	  .needs = NEED_VISIT | NEED_WRITE, .flags = COMMAND_ROW | COMMAND_NO_BAR,
	  .help = N_("What is due by now, and what is taken."), .run = run_pay },
	{ .name = "appt-book", .code = "bk", .keys = "b", .label = N_("book"),
	  .needs = NEED_CLIENT | NEED_WRITE, .flags = COMMAND_ROW | COMMAND_NO_BAR,
	  .help = N_("Books the next visit of this client."), .run = run_book },
	{ .name = "call-open", .code = "cb", .keys = "c", .label = N_("call"),
	  .needs = NEED_CLIENT, .flags = COMMAND_ROW | COMMAND_NO_BAR,
	  .help = N_("The client's numbers, with what must be known before dialling."),
	  .run = run_call },
	{ .name = "client-open", .code = "in", .keys = "i", .label = N_("file"),
	  .needs = NEED_CLIENT, .flags = COMMAND_ROW | COMMAND_NO_BAR,
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
	{ .name = "date-prev", .keys = "-", .label = N_("day -"), .needs = NEED_TICKS,
	  .flags = COMMAND_NO_BAR, .arg = -1, .help = N_("Lists of the day before."),
	  .run = run_day },
	{ .name = "date-next", .keys = "+", .label = N_("day +"), .needs = NEED_TICKS,
	  .flags = COMMAND_NO_BAR, .arg = 1, .help = N_("Lists of the next day: prepare it."),
	  .run = run_day },
	{ .name = "date-today", .keys = "t", .label = N_("today"), .needs = NEED_TICKS,
	  .flags = COMMAND_NO_BAR, .help = N_("Lists of today."), .run = run_day },
};

/* ---- keys and time ---- */

static enum key_use arrivals_key(struct screen *s, const struct key *k)
{
	struct arrivals *st = s->state;
	enum key_use use = list_key(arrivals_list(s), k);

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
	.layout = arrivals_layout, .draw = arrivals_draw, .key = arrivals_key,
	.tick = arrivals_tick, .close = arrivals_close, .list = arrivals_list,
	.page = arrivals_page,
};
