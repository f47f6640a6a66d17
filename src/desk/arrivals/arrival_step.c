/* The queue: steps, rounds, who serves whom. */
#include <string.h>

#include "arrival_priv.h"
#include "base/buf.h"
#include "base/clock.h"
#include "base/mem.h"
#include "base/tr.h"
#include "data/resource.h"
#include "data/staff.h"
#include "data/txn.h"
#include "desk/arrival_pay.h"
#include "desk/desk.h"
#include "desk/settings.h"

/* ---- steps ---- */

/* From the cash desk somebody may be led into the room unpaid: there nothing begins before a second
 * person allows it. Everybody else goes by the cash desk. */
static bool must_be_paid(const struct visit_row *v, const char *state)
{
	return !strcmp(state, "ready") ||
	    (!strcmp(state, "treating") && strcmp(v->state, "paying") != 0);
}

static enum err_code check_step(struct desk *d, const struct visit_row *v, const char *state,
    struct err *e)
{
	int64_t open = 0;
	char money[32];

	if (!arrival_may_follow(v->state, state))
		return err_set(e, ERR_INVALID, tr("Not led on. %s %s: that cannot follow."),
		    arrival_name(d, v), arrival_state_word(v->state));
	if (must_be_paid(v, state) && arrival_due_now(d, v, &open, e) != OK)
		return e->code;
	if (open)
		return err_set(e, ERR_INVALID,
		    tr("Not led on. %s still pays %s first: $ takes it."),
		    arrival_name(d, v),
		    desk_money(d, open, money, sizeof money));
	return OK;
}

static enum err_code write_step(struct desk *d, struct txn *t, const struct visit_row *v,
    const char *state, int64_t room, struct err *e)
{
	struct visit_set set = { .n = 0 };
	enum err_code rc;

	visit_set_text(&set, "state", state);
	visit_set_number(&set, "since_at", txn_now(t));
	if (arrival_in_room(state))
		visit_set_int(&set, "room_id", room);
	rc = visit_put(t, v->id, &set, e);
	if (rc == OK)
		rc = visit_event_insert(t, v->id, txn_now(t), state, NULL, e);
	if (rc == OK && arrival_in_room(state))
		rc = arrival_appointment(d, t, v->appointment_id, "serving", NULL, e);
	return rc;
}

enum err_code arrival_step(struct desk *d, int64_t id, const char *was, const char *state,
    int64_t room, int64_t *room_now, int64_t *proposed, struct err *e)
{
	struct visit_row v;
	struct txn *t;
	int64_t to = 0, other = 0;
	enum err_code rc = arrival_begin(d, "visit-step", NULL, id, was, &t, &v, e);

	if (proposed)
		*proposed = 0;
	if (rc != OK)
		return rc;
	rc = check_step(d, &v, state, e);
	if (rc == OK && arrival_in_room(state))
		rc = arrival_choose_room(d, &v, room, &to, &other, e);
	if (rc == OK)
		rc = write_step(d, t, &v, state, to, e);
	if (proposed)
		*proposed = other;
	if (room_now)
		*room_now = to;
	return arrival_end(t, rc, e);
}

enum err_code arrival_greet(struct desk *d, int64_t id, const char *text, struct err *e)
{
	struct visit_row v;
	struct txn *t;
	enum err_code rc = arrival_begin(d, "visit-step", NULL, id, NULL, &t, &v, e);

	if (rc != OK)
		return rc;
	if (!arrival_waits(&v))
		rc = err_set(e, ERR_INVALID, tr("Not marked. %s %s."), arrival_name(d, &v),
		    arrival_state_word(v.state));
	if (rc == OK)
		rc = visit_event_insert(t, id, txn_now(t), "greeted", text, e);
	return arrival_end(t, rc, e);
}

/* ---- order ---- */

/* The others who wait at this branch, in their order. */
static enum err_code queue(struct desk *d, int64_t except, struct visit_list *out, struct err *e)
{
	enum err_code rc = visit_list_here(d->store, d->branch_id, out, e);
	size_t n = 0;

	for (size_t i = 0; i < out->n; i++)
		if (arrival_waits(&out->v[i]) && out->v[i].id != except)
			out->v[n++] = out->v[i];
	out->n = n;
	return rc;
}

int arrival_position(struct desk *d, int64_t id)
{
	struct visit_list l = { 0 };
	struct err none = ERR_INIT;
	int at = 0;

	if (queue(d, 0, &l, &none) == OK)
		for (size_t i = 0; i < l.n && !at; i++)
			if (l.v[i].id == id)
				at = (int)i + 1;
	visit_list_free(&l);
	return at;
}

static enum err_code put_place(struct txn *t, int64_t id, int64_t place, struct err *e)
{
	struct visit_set set = { .n = 0 };

	visit_set_number(&set, "place", place);
	return visit_put(t, id, &set, e);
}

/* Between the two neighbours; where these stand too close, those behind make room. */
static enum err_code make_place(struct txn *t, const struct visit_list *others, size_t at,
    int64_t *place, struct err *e)
{
	enum err_code rc = OK;

	*place = 0;
	if (!others->n)
		return OK;
	if (at >= others->n) {
		*place = others->v[others->n - 1].place + PLACE_STEP;
		return OK;
	}
	if (at == 0) {
		*place = others->v[0].place - PLACE_STEP;
		return OK;
	}
	*place = others->v[at - 1].place + (others->v[at].place - others->v[at - 1].place) / 2;
	if (*place > others->v[at - 1].place && *place < others->v[at].place)
		return OK;
	*place = others->v[at - 1].place + PLACE_STEP;
	for (size_t i = at; i < others->n && rc == OK; i++)
		rc = put_place(t, others->v[i].id, others->v[i].place + 2 * PLACE_STEP, e);
	return rc;
}

static enum err_code move_place(struct desk *d, struct txn *t, const struct visit_row *v,
    const struct arrival_assign *a, struct err *e)
{
	struct visit_list others = { 0 };
	int position = a->position, was = arrival_position(d, v->id);
	int64_t place;
	char text[40];
	enum err_code rc;

	if (!arrival_waits(v))
		return err_set(e, ERR_INVALID, tr("Not moved. %s %s."), arrival_name(d, v),
		    arrival_state_word(v->state));
	if (!a->reason || !a->reason[0]) {
		err_set(e, ERR_INVALID, "%s",
		    tr("Not moved. Who is passed over may ask: say why."));
		return err_field(e, "reason");
	}
	rc = queue(d, v->id, &others, e);
	if (rc == OK)
		rc = make_place(t, &others, (size_t)(position - 1), &place, e);
	if (rc == OK && place)
		rc = put_place(t, v->id, place, e);
	if (rc == OK)
		rc = visit_event_insert(t, v->id, txn_now(t), "place",
		    text_fmt(text, sizeof text, "%d -> %d", was, position), e);
	visit_list_free(&others);
	return rc;
}

/* ---- who serves ---- */

static enum err_code check_serves(struct desk *d, int64_t resource_id, struct err *e)
{
	struct resource r;
	enum err_code rc = resource_get(d->store, resource_id, &r, e);

	if (rc != OK || !strcmp(r.state, "on"))
		return rc;
	err_set(e, ERR_TAKEN, tr("%s is away. Take somebody else."), r.name);
	return err_field(e, "resource");
}

static enum err_code assign(struct desk *d, struct txn *t, const struct visit_row *v,
    const struct arrival_assign *a, struct err *e)
{
	bool other = a->resource_id != v->resource_id, room = a->room_id != v->room_id;
	struct visit_set set = { .n = 0 };
	struct resource r = { .name = "" };
	enum err_code rc = OK;

	if (room && a->room_id)
		rc = resource_get(d->store, a->room_id, &r, e);
	if (rc == OK && other && a->resource_id)
		rc = check_serves(d, a->resource_id, e);
	if (rc == OK && room && a->room_id && arrival_in_room(v->state))
		rc = arrival_check_room(d, a->room_id, v->id, e);
	if (rc != OK)
		return rc;
	visit_set_int(&set, "resource_id", a->resource_id);
	visit_set_int(&set, "greeter_id", a->greeter_id);
	visit_set_int(&set, "room_id", a->room_id);
	rc = visit_put(t, v->id, &set, e);
	/* Who it was before: the row holds who it is now. */
	if (rc == OK && (other || a->greeter_id != v->greeter_id))
		rc = visit_event_insert(t, v->id, txn_now(t), "assigned",
		    other ? v->staff : v->greeter, e);
	if (rc == OK && room)
		rc = visit_event_insert(t, v->id, txn_now(t), "room", r.name, e);
	return rc;
}

enum err_code arrival_assign(struct desk *d, int64_t id, const struct arrival_assign *a,
    struct err *e)
{
	struct visit_row v;
	struct txn *t;
	enum err_code rc = arrival_begin(d, "visit-assign", a->reason, id, NULL, &t, &v, e);

	if (rc != OK)
		return rc;
	if (!strcmp(v.state, "left"))
		rc = err_set(e, ERR_INVALID, tr("Not changed. %s %s."), arrival_name(d, &v),
		    arrival_state_word(v.state));
	if (rc == OK)
		rc = assign(d, t, &v, a, e);
	if (rc == OK && a->position > 0)
		rc = move_place(d, t, &v, a, e);
	return arrival_end(t, rc, e);
}

/* ---- figures ---- */

/* Minutes from the wait's begin to the first room, of those who were led in today. */
static int64_t waited(struct desk *d, const struct visit_row *v)
{
	struct visit_event_list l = { 0 };
	struct err none = ERR_INIT;
	int64_t from = v->start_at > v->arrived_at ? v->start_at : v->arrived_at, minutes = -1;

	if (visit_event_list(d->store, v->id, &l, &none) == OK)
		for (size_t i = 0; i < l.n && minutes < 0; i++)
			if (arrival_in_room(l.v[i].what))
				minutes = l.v[i].at > from ? (l.v[i].at - from) / 60 : 0;
	visit_event_list_free(&l);
	return minutes;
}

static enum err_code average(struct desk *d, int64_t *out, struct err *e)
{
	struct visit_list today = { 0 };
	char day[11];
	int64_t sum = 0, n = 0;
	enum err_code rc = visit_list_day(d->store, d->branch_id, desk_today_text(d, day), &today,
	    e);

	for (size_t i = 0; i < today.n; i++) {
		int64_t minutes = waited(d, &today.v[i]);

		if (minutes >= 0) {
			sum += minutes;
			n++;
		}
	}
	*out = n ? (sum + n / 2) / n : -1;
	visit_list_free(&today);
	return rc;
}

enum err_code arrival_figures(struct desk *d, struct arrival_figures *out, struct err *e)
{
	struct visit_list here = { 0 };
	int64_t now = clock_now(), every = setting_of(d, SETTING_WAIT_MIN);
	enum err_code rc = visit_list_here(d->store, d->branch_id, &here, e);

	*out = (struct arrival_figures){ .average = -1 };
	for (size_t i = 0; i < here.n; i++) {
		const struct visit_row *v = &here.v[i];

		out->waiting += arrival_waits(v);
		out->rooms += arrival_in_room(v->state);
		if (!arrival_round(v, now, every))
			continue;
		if (arrival_minutes(v, now) >= out->longest) {
			out->longest = arrival_minutes(v, now);
			text_copy(out->longest_greeter, sizeof out->longest_greeter, v->greeter);
		}
		out->late++;
	}
	visit_list_free(&here);
	return rc == OK ? average(d, &out->average, e) : rc;
}
