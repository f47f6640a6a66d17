/* What the screens of the schedule share: tabs, memory, and the steps of one appointment. */
#include "screen/schedule.h"

#include <string.h>

#include "base/buf.h"
#include "base/day.h"
#include "base/tr.h"
#include "base/zone.h"
#include "book_said_priv.h"
#include "data/appointment.h"
#include "data/request.h"
#include "data/waiter.h"
#include "desk/contact.h"
#include "desk/cover.h"
#include "desk/describe.h"
#include "desk/desk.h"
#include "desk/disrupt.h"
#include "desk/rights.h"
#include "desk/wait.h"
#include "screen/clientpick.h"
#include "screen/front.h"
#include "screen/series.h"
#include "tui/canvas.h"
#include "tui/dialog.h"

static const struct tab {
	const struct screen_type *type;
	const char *title;
} tabs[] = {
	{ &day_screen, N_("Day") }, { &week_screen, N_("Week") }, { &free_screen, N_("Free") },
	{ &lines_screen, N_("Lines") }, { &requests_screen, N_("Requests") },
	{ &disrupt_screen, N_("Disrupt") }, { &waitlist_screen, N_("Waitlist") },
	{ &roster_tab_screen, N_("Roster") },
};
#define TABS (int)(sizeof tabs / sizeof *tabs)

struct schedule_memory *schedule_memory(const struct screen *s)
{
	return &front_of(s)->schedule;
}

static int tab_of(const struct screen *s)
{
	for (int i = 0; i < TABS; i++)
		if (tabs[i].type == s->type)
			return i;
	return 0;
}

void schedule_draw_tabs(const struct screen *s, struct canvas *c)
{
	const struct schedule_memory *m = schedule_memory(s);
	const char *names[TABS];
	char counted[TABS][40];

	for (int i = 0; i < TABS; i++) {
		names[i] = tr(tabs[i].title);
		if (m->count[i])
			names[i] = text_fmt(counted[i], sizeof counted[i], "%s%lld", names[i],
			    (long long)m->count[i]);
	}
	canvas_put(c, SCREEN_ROW_AREA, 0, tr("Schedule"), STYLE_TEXT, CANVAS_REST);
	canvas_tabs(c, SCREEN_ROW_AREA, 10, names, TABS, tab_of(s));
}

enum err_code schedule_run_tab(struct screen *s, struct err *e)
{
	int to = (tab_of(s) + s->command->arg + TABS) % TABS;

	return screen_goto(s->loop, tabs[to].type, NULL, e);
}

/* ---- carrying ---- */

void schedule_drop(struct screen *s)
{
	schedule_memory(s)->ncarry = 0;
	screen_dirty(s, DIRTY_DRAW);
}

static bool put_back(struct schedule_memory *m, int64_t id)
{
	for (size_t i = 0; i < m->ncarry; i++)
		if (m->carry[i].id == id) {
			memmove(&m->carry[i], &m->carry[i + 1],
			    (m->ncarry - i - 1) * sizeof m->carry[0]);
			m->ncarry--;
			return true;
		}
	return false;
}

enum err_code schedule_pick_up(struct screen *s, int64_t id, struct err *e)
{
	struct schedule_memory *m = schedule_memory(s);
	struct desk *d = front_desk(s);
	struct appointment_row a;
	enum err_code rc;

	if (put_back(m, id)) {
		screen_dirty(s, DIRTY_DRAW);
		return OK;
	}
	if (front_may(s, "appt-move", e) != OK)
		return e->code;
	if (m->ncarry == SCHEDULE_CARRY)
		return err_set(e, ERR_INVALID, tr("At most %d can be carried. F10 puts them down."),
		    SCHEDULE_CARRY);
	rc = appointment_row_get(d->store, id, &a, e);
	if (rc == OK && !a.live)
		rc = err_set(e, ERR_INVALID, "%s",
		    tr("It is over or cancelled. b books a new one."));
	if (rc != OK)
		return rc;
	m->carry[m->ncarry] = (struct schedule_carried){ .id = id, .start_at = a.start_at,
		.end_at = a.end_at, .lead_id = a.staff_id };
	describe_client(d, a.client_id, m->carry[m->ncarry].name, sizeof m->carry[0].name);
	m->ncarry++;
	m->day = zone_local(d->zone, a.start_at).day;
	m->minute = zone_local(d->zone, a.start_at).second / 60;
	m->resource_id = a.staff_id;
	screen_say(s, STYLE_MSG_INFO,
	    tr("Carried: %s. Arrows, - and + take it along; F10 puts it down, Esc leaves it."),
	    m->carry[m->ncarry - 1].name);
	return s->type == &day_screen || s->type == &week_screen ? OK :
	    screen_goto(s->loop, &day_screen, NULL, e);
}

/* The first goes to START, the others keep their distance to it; another person only for the
 * first's own, where it was put into another column. */
static void fill_shifts(const struct schedule_memory *m, int64_t start_at, int64_t lead_id,
    struct booking_shift *x)
{
	for (size_t i = 0; i < m->ncarry; i++) {
		x[i] = (struct booking_shift){ .id = m->carry[i].id,
			.start_at = start_at + (m->carry[i].start_at - m->carry[0].start_at) };
		if (!lead_id || lead_id == m->carry[0].lead_id ||
		    m->carry[i].lead_id != m->carry[0].lead_id)
			continue;
		x[i].with[0] = lead_id;
		x[i].nwith = 1;
	}
}

static enum err_code put_down(struct screen *s, enum booking_reach reach, struct err *e)
{
	struct schedule_memory *m = schedule_memory(s);
	struct desk *d = front_desk(s);
	struct booking_shift x[SCHEDULE_CARRY];
	size_t n = m->ncarry;
	char at[48], freed[120];
	enum err_code rc;

	fill_shifts(m, m->put_at, m->put_lead_id, x);
	x[0].nlater = x[0].nwith;
	rc = n == 1 ? booking_reach_move(d, reach, x, NULL, &n, e) :
	    booking_shift(d, x, n, NULL, e);
	if (rc != OK)
		return rc;
	desk_time_text(d, m->put_at, at, sizeof at);
	if (!schedule_freed_text(s, freed, sizeof freed)[0])
		text_copy(freed, sizeof freed, tr("Ctrl-Z takes it back."));
	if (n == 1)
		screen_done(s, tr("Moved to %s: %s. %s"), at, m->carry[0].name, freed);
	else
		screen_done(s, tr("Moved %d appointments, the first to %s. %s"), (int)n, at,
		    freed);
	m->ncarry = 0;
	front_wrote(s);
	return OK;
}

static void put_answered(struct screen *owner, int reach, int64_t id)
{
	struct err e = ERR_INIT;

	(void)id;
	if (reach && put_down(owner, reach, &e) != OK)
		screen_refuse(owner, &e);
}

enum err_code schedule_put_down(struct screen *s, int64_t start_at, int64_t lead_id, struct err *e)
{
	struct schedule_memory *m = schedule_memory(s);
	bool asked = false;
	enum err_code rc = OK;

	if (!m->ncarry)
		return err_set(e, ERR_INVALID, "%s", tr("Nothing is carried. m picks one up."));
	m->put_at = start_at;
	m->put_lead_id = lead_id;
	/* Several that are carried are those that are meant. */
	if (m->ncarry == 1)
		rc = series_ask(s, m->carry[0].id, put_answered, &asked, e);
	return rc == OK && !asked ? put_down(s, BOOKING_ONE, e) : rc;
}

/* ---- steps ---- */

unsigned schedule_facts(const struct appointment_row *a)
{
	if (!a || (a->letter != 'B' && a->letter != 'C'))
		return 0;
	return SCHEDULE_TO_COME | (a->letter == 'B' ? SCHEDULE_UNSURE : 0);
}

enum err_code schedule_confirm(struct screen *s, int64_t id, struct err *e)
{
	struct desk *d = front_desk(s);
	struct appointment_row a;
	char name[200];
	enum err_code rc = appointment_row_get(d->store, id, &a, e);

	if (rc == OK)
		rc = booking_set_state(d, id, "confirmed", NULL, e);
	if (rc != OK)
		return rc;
	screen_done(s, tr("Confirmed: %s."), describe_client(d, a.client_id, name, sizeof name));
	front_wrote(s);
	return OK;
}

enum err_code schedule_confirm_aloud(struct screen *s, int64_t id, struct err *e)
{
	struct desk *d = front_desk(s);
	struct err none = ERR_INIT;
	struct appointment_row a;
	char sentence[600], title[240];
	enum err_code rc = schedule_confirm(s, id, e);

	if (rc == OK)
		rc = appointment_row_get(d->store, id, &a, e);
	if (rc != OK || contact_read_back(d, id, sentence, sizeof sentence, &none) != OK)
		return rc;
	text_fmt(title, sizeof title, tr("Confirmed: %s. To read back"),
	    cover_treated(d, cover_of_row(&a)));
	return dialog_tell(s, title, sentence, e);
}

enum err_code schedule_card(struct screen *s, int64_t id, struct err *e)
{
	return screen_open(s->loop, &appointment_screen, &id, e);
}

enum err_code schedule_cancel(struct screen *s, int64_t id, struct err *e)
{
	if (front_may(s, "appt-cancel", e) != OK)
		return e->code;
	return screen_open(s->loop, &cancel_screen, &id, e);
}

/* ---- booking ---- */

static void booked(struct screen *owner, int answer, const void *value)
{
	if (answer != 1)
		return;
	schedule_memory(owner)->booked_id = value ? *(const int64_t *)value : 0;
	screen_dirty(owner, DIRTY_LOAD);
}

static void client_picked(struct screen *owner, int64_t client_id)
{
	struct schedule_memory *m = schedule_memory(owner);
	struct err e = ERR_INIT;

	if (!client_id)
		return;
	m->pending.client_id = client_id;
	if (screen_ask(owner, &book_screen, &m->pending, booked, &e) != OK)
		screen_refuse(owner, &e);
}

enum err_code schedule_book(struct screen *s, const struct book_arg *arg, struct err *e)
{
	struct schedule_memory *m = schedule_memory(s);
	bool moves = arg->move_id && !arg->waiter_id;   /* who waits moves up by a booking */
	struct book_arg said = *arg;

	if (front_may(s, moves ? "appt-move" : "appt-book", e) != OK ||
	    book_said(s, &said, e) != OK)
		return e->code;
	if (said.client_id || said.move_id)
		return screen_ask(s, &book_screen, &said, booked, e);
	m->pending = said;
	return clientpick_open(s, tr("Book for"), client_picked, e);
}

/* ---- counts, no-shows ---- */

void schedule_load_counts(struct screen *s)
{
	struct schedule_memory *m = schedule_memory(s);
	struct desk *d = front_desk(s);
	struct err none = ERR_INIT;
	int64_t oldest;

	for (int i = 0; i < TABS; i++) {
		enum err_code rc = OK;

		m->count[i] = 0;
		if (tabs[i].type == &requests_screen)
			rc = request_count(d->store, d->branch_id, &m->count[i], &oldest, &none);
		if (tabs[i].type == &disrupt_screen)
			rc = disrupt_count(d, &m->count[i], &none);
		if (tabs[i].type == &waitlist_screen)
			rc = wait_count(d, &m->count[i], &none);
		if (rc != OK)
			err_clear(&none);       /* the tab's own screen says why */
	}
}

enum { NOSHOW_CALL = 1, NOSHOW_REBOOK };

static void noshow_answered(struct screen *owner, int answer, int64_t ref)
{
	struct desk *d = front_desk(owner);
	struct book_arg again = { 0 };
	struct appointment_row a;
	struct err e = ERR_INIT;

	if (!answer)
		return;
	if (appointment_row_get(d->store, ref, &a, &e) != OK ||
	    booking_set_state(d, ref, "noshow", NULL, &e) != OK) {
		screen_refuse(owner, &e);
		return;
	}
	screen_done(owner, tr("No-show: %s. A new time is to be found; Ctrl-Z takes it back."),
	    cover_treated(d, cover_of_row(&a)));
	front_wrote(owner);
	again.client_id = a.client_id;
	again.dependant_id = a.dependant_id;
	again.service[0] = a.service_id;
	again.nservices = a.service_id != 0;
	if (answer == NOSHOW_REBOOK && schedule_book(owner, &again, &e) != OK)
		screen_refuse(owner, &e);
}

enum err_code schedule_noshow(struct screen *s, int64_t id, struct err *e)
{
	struct desk *d = front_desk(s);
	struct appointment_row a;
	char title[200], at[48];
	struct dialog box = {
		.title = title, .text = tr("Nobody came. What now?"), .ref = id,
		.choices = { { NOSHOW_CALL, tr("no-show, call the client today"), NULL },
			{ NOSHOW_REBOOK, tr("no-show, book another time now"), NULL } },
		.enter = NOSHOW_CALL, .f10 = NOSHOW_CALL, .done = noshow_answered,
	};
	enum err_code rc = front_may(s, "appt-step", e);

	if (rc == OK)
		rc = booking_may_step(d, id, "noshow", e);
	if (rc == OK)
		rc = appointment_row_get(d->store, id, &a, e);
	if (rc != OK)
		return rc;
	text_fmt(title, sizeof title, "%s %s", desk_time_text(d, a.start_at, at, sizeof at),
	    cover_treated(d, cover_of_row(&a)));
	return dialog_open(s, &box, e);
}
