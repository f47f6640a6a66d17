/* What is done with the row under the cursor: a form over the board, a step, a round, the end. */
#include <string.h>

#include "arrivals_priv.h"
#include "base/buf.h"
#include "base/clock.h"
#include "base/money.h"
#include "base/tr.h"
#include "desk/arrival_pay.h"
#include "desk/desk.h"
#include "desk/rights.h"
#include "desk/treatment.h"
#include "screen/money.h"
#include "screen/schedule.h"
#include "screen/screens.h"
#include "screen/treat.h"
#include "tui/dialog.h"
#include "tui/loop.h"
#include "tui/textline.h"
#include "visit_priv.h"

enum { SAME_KEY_MS = 300 };

enum err_code arrivals_no_row(struct err *e)
{
	return err_set(e, ERR_NOTFOUND, "%s", tr("No row is selected."));
}

void arrivals_took(struct screen *s)
{
	front_wrote(s);
	screen_dirty(s, DIRTY_LOAD | DIRTY_DRAW);
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

/* The next key is about the one that was just written. */
static void incident_saved(struct screen *s, int answer, const void *value)
{
	struct arrivals *st = s->state;
	const int64_t *id = answer == 1 ? value : NULL;

	saved(s, answer, NULL);
	if (id && st->tab == TAB_INCIDENTS)
		st->follow_id = *id;
}

enum err_code arrivals_form(struct screen *s, const char *form, const struct visit_row *v,
    struct err *e)
{
	struct visit_arg arg = { .form = form, .visit_id = v->id };

	front_at_hand(s, v->client_id);
	return screen_ask(s, &visit_screen, &arg, saved, e);
}

enum err_code arrivals_card(struct screen *s, int64_t client, int64_t appointment,
    struct err *e)
{
	struct visit_arg arg = { .form = "triage", .client_id = client,
		.appointment_id = appointment };

	front_at_hand(s, client);
	return screen_ask(s, &visit_screen, &arg, saved, e);
}

enum err_code arrivals_incident_form(struct screen *s, int64_t id, struct err *e)
{
	struct row_arg arg = { .form = "incident", .id = id };

	/* Nobody types what may not be saved; what there is may be read. */
	if (!id && front_may(s, "incident-add", e) != OK)
		return e->code;
	return screen_ask(s, &row_screen, &arg, incident_saved, e);
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

/* Whoever treats goes on with what must be so first; for the others the step is all there is. */
static void begin_treatment(struct screen *s, int64_t visit_id)
{
	struct err none = ERR_INIT;

	if (rights_may(front_desk(s), "treat-start") && treat_enter(s, visit_id, &none) != OK)
		err_clear(&none);       /* a service without a checklist */
}

/* In the room, and the box before the session was left with Esc: nothing has been done yet. */
static bool is_unbegun(struct screen *s, const struct visit_row *v)
{
	struct desk *d = front_desk(s);
	struct treatment_for f = { .visit_id = v->id };
	struct treatment_list l = { 0 };
	struct treatment_ready ready;
	struct err none = ERR_INIT;
	bool yes;

	if (strcmp(v->state, "treating") != 0 || !rights_may(d, "treat-start"))
		return false;
	yes = treatment_list_visit(d->store, v->id, &l, &none) == OK && !l.n &&
	    treatment_prepare(d, &f, &ready, &none) == OK;
	treatment_list_free(&l);
	return yes;
}

static void unbegun_answered(struct screen *s, int answer, int64_t visit_id)
{
	struct visit_row v;
	struct err e = ERR_INIT;

	if (answer == 1 ? treat_enter(s, visit_id, &e) != OK :
	    answer == 2 && (visit_get(front_desk(s)->store, visit_id, &v, &e) != OK ||
	    arrivals_form(s, "leaving", &v, &e) != OK))
		screen_refuse(s, &e);
}

static enum err_code ask_unbegun(struct screen *s, const struct visit_row *v, struct err *e)
{
	char text[300], name[200];
	struct dialog box = { .title = tr("Not begun"), .text = text,
		.choices = { { 1, tr("begin the treatment"), NULL },
		    { 2, tr("leaves without it"), NULL } },
		.enter = 1, .f10 = 1, .ref = v->id, .done = unbegun_answered };

	text_fmt(text, sizeof text, tr("The treatment of %s has not begun."),
	    arrivals_name(s->state, v, name, sizeof name));
	return dialog_open(s, &box, e);
}

/* ---- unpaid ---- */

static enum err_code pay(struct screen *s, const struct visit_row *v, struct err *e)
{
	if (arrival_owes_order(front_desk(s), v))
		return money_pay(s, v->client_id, 0, e);
	return arrivals_form(s, "visit-pay", v, e);
}

static enum err_code lead(struct screen *s, const struct visit_row *v, const char *state,
    struct err *e);

static void unpaid_answered(struct screen *s, int answer, int64_t visit_id)
{
	struct visit_row v;
	struct err e = ERR_INIT;

	if (answer != 1 && answer != 2)
		return;
	if (visit_get(front_desk(s)->store, visit_id, &v, &e) != OK ||
	    (answer == 1 ? pay(s, &v, &e) : lead(s, &v, "treating", &e)) != OK)
		screen_refuse(s, &e);
}

/* Of who stands at the cash desk. Who came for a treatment may go in unpaid: it begins there only
 * when a second person allows it. */
static enum err_code ask_unpaid(struct screen *s, const struct visit_row *v, int64_t open,
    struct err *e)
{
	char text[300], name[200], money[MONEY_TEXT];
	struct dialog box = { .title = tr("Not paid"), .text = text,
		.choices = { { 1, tr("take it now"), NULL } },
		.enter = 1, .f10 = 1, .ref = v->id, .done = unpaid_answered };

	if (arrival_to_be_treated(v))
		box.choices[1] = (struct dialog_choice){ .digit = 2,
			.label = tr("into the room unpaid: a second person allows it there") };
	text_fmt(text, sizeof text, tr("%s still pays %s."),
	    arrivals_name(s->state, v, name, sizeof name),
	    desk_money(front_desk(s), open, money, sizeof money));
	return dialog_open(s, &box, e);
}

/* What follows, by what is due now as well; NULL: OPEN is paid first. */
static enum err_code what_next(struct screen *s, const struct visit_row *v, const char **state,
    int64_t *open, struct err *e)
{
	enum err_code rc = OK;

	*state = arrival_next(v);
	*open = arrival_open_due(v);
	if (*state && (!strcmp(*state, "ready") || !strcmp(*state, "treating")))
		rc = arrival_due_now(front_desk(s), v, open, e);
	else if (*state)
		*open = 0;
	if (rc == OK && *open)
		*state = strcmp(v->state, "paying") != 0 ? "paying" : NULL;
	return rc;
}

static enum err_code step(struct screen *s, const struct visit_row *v, struct err *e)
{
	const char *state;
	int64_t open;

	if (what_next(s, v, &state, &open, e) != OK)
		return e->code;
	if (!state)
		return ask_unpaid(s, v, open, e);
	if (is_unbegun(s, v))
		return ask_unbegun(s, v, e);
	if (!strcmp(state, "left"))
		return arrivals_form(s, "leaving", v, e);
	return lead(s, v, state, e);
}

static enum err_code lead(struct screen *s, const struct visit_row *v, const char *state,
    struct err *e)
{
	struct arrivals *st = s->state;
	int64_t room = st->room_of == v->id ? st->room_free : 0;
	enum err_code rc;

	st->room_of = st->room_free = 0;
	rc = arrival_step(st->desk, v->id, v->state, state, room, &room, &st->room_free, e);
	if (rc == ERR_TAKEN && st->room_free)
		st->room_of = v->id;
	if (rc == OK) {
		tell_step(s, v, state, room);
		st->follow_id = v->id;
		arrivals_took(s);
	}
	if (rc == OK && !strcmp(state, "treating"))
		begin_treatment(s, v->id);
	return rc;
}

static enum err_code next_incident(struct screen *s, const struct incident_row *i, struct err *e)
{
	bool open = !strcmp(i->state, "open");
	enum err_code rc = incident_set_state(front_desk(s), i->id, open ? "done" : "open", e);

	if (rc == OK) {
		screen_done(s, "%s", open ? tr("Incident done. y opens it again.") :
		    tr("Incident open again."));
		arrivals_took(s);
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

enum err_code arrivals_run_next(struct screen *s, struct err *e)
{
	struct arrivals *st = s->state;
	const struct visit_row *v = arrivals_visit(st);
	const struct incident_row *i = arrivals_incident(st);

	if (arrivals_check(st))
		return arrivals_tick_line(s, e);
	if (i)
		return next_incident(s, i, e);
	if (!v)
		return err_set(e, ERR_INVALID, "%s",
		    tr("Whoever is expected is received first: a."));
	return pressed_twice(st, v->id) ? OK : step(s, v, e);
}

enum err_code arrivals_run_leave(struct screen *s, struct err *e)
{
	const struct visit_row *v = arrivals_visit(s->state);
	const struct appointment_row *a = arrivals_expected(s->state);

	if (v)
		return arrivals_form(s, "leaving", v, e);
	return a ? schedule_cancel(s, a->id, e) : arrivals_no_row(e);
}

enum err_code arrivals_run_assign(struct screen *s, struct err *e)
{
	struct arrivals *st = s->state;
	const struct visit_row *v = arrivals_visit(st);
	const struct incident_row *i = arrivals_incident(st);

	if (st->tab == TAB_CHECKS)
		return arrivals_duty(s, e);
	if (i)
		return arrivals_incident_form(s, i->id, e);
	if (!v)
		return err_set(e, ERR_INVALID, "%s",
		    tr("Whoever is expected is changed in the schedule (F3)."));
	if (!rights_may(st->desk, "visit-assign"))
		return rights_refuse(st->desk, "visit-assign", e);
	return arrivals_form(s, "visit-assign", v, e);
}

enum err_code arrivals_run_pay(struct screen *s, struct err *e)
{
	const struct visit_row *v = arrivals_visit(s->state);

	return v ? pay(s, v, e) : arrivals_no_row(e);
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
	arrivals_took(s);
	return OK;
}

enum err_code arrivals_run_remark(struct screen *s, struct err *e)
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
	    .max_cp = 90, .keep = "arrivals-remark", .keep_ref = v->id, .done = greeted });
	return OK;
}
