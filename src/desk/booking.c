#include "desk/booking.h"

#include <string.h>

#include "base/buf.h"
#include "base/clock.h"
#include "base/day.h"
#include "base/mem.h"
#include "base/tr.h"
#include "base/zone.h"
#include "booking_priv.h"
#include "data/action.h"
#include "data/appointment.h"
#include "data/catalog.h"
#include "data/ephemeral.h"
#include "data/hold.h"
#include "data/resource.h"
#include "desk/cover.h"
#include "desk/desk.h"

#define HOLD_SECONDS 300

/* What a refusal begins with. */
static const char not_booked[] = N_("Not booked.");
static const char not_moved[] = N_("Not moved.");

static enum err_code name_holder(struct desk *d, const char *not_done, const char *what,
    const struct appointment_row *by, struct err *e)
{
	char from[48], to[16];
	const char *who = cover_name(d, cover_of_row(by));

	desk_time_text(d, by->start_at, from, sizeof from);
	desk_clock_text(d, by->end_at, to, sizeof to);
	err_clear(e);
	err_set(e, ERR_TAKEN, tr("%s %s is taken: %s, %s-%s. Take another time."), not_done,
	    what, who, from, to);
	return err_detail(e, "appointment %lld", (long long)by->id);
}

/* The thing by its own name, also where an appointment has two rooms and only the second is
 * meant. */
static enum err_code name_taken(struct desk *d, const char *not_done, int64_t resource_id,
    const struct appointment_row *by, struct err *e)
{
	struct resource r;
	struct err none = ERR_INIT;
	bool known = resource_get(d->store, resource_id, &r, &none) == OK;

	return name_holder(d, not_done, known ? r.name : by->staff, by, e);
}

enum err_code booking_explain_taken(struct desk *d, const struct appointment *a,
    const struct take *take, size_t ntake, const char *not_done, struct err *e)
{
	struct appointment_row by;
	struct err none = ERR_INIT;

	for (size_t i = 0; i < ntake; i++) {
		if (appointment_holder(d->store, take[i].resource_id, take[i].start_at,
		    take[i].end_at, a->id, &by, &none) != OK) {
			err_clear(&none);
			continue;
		}
		return name_taken(d, not_done, take[i].resource_id, &by, e);
	}
	if (appointment_of_person(d->store, a->client_id, a->dependant_id, a->start_at, a->end_at,
	    a->id, &by, &none) == OK)
		return name_holder(d, not_done, cover_treated(d, cover_of_row(&by)), &by, e);
	return e->code;
}

/* What others hold: the guards do not know it, so it is looked at here, under the lock. One's own
 * at another terminal is no hindrance: people walk. */
static enum err_code check_holds(struct desk *d, const struct take *take, size_t n,
    const char *not_done, struct err *e)
{
	struct hold_list held = { 0 };
	enum err_code rc = OK;
	char until[16];

	for (size_t i = 0; i < n && rc == OK; i++) {
		rc = hold_list(d->store, take[i].resource_id, take[i].start_at, take[i].end_at,
		    clock_now(), &held, e);
		for (size_t k = 0; k < held.n && rc == OK; k++)
			if (held.v[k].staff_id != d->who.staff_id)
				rc = err_set(e, ERR_TAKEN,
				    tr("%s %s holds that time until %s. Take another."), not_done,
				    held.v[k].station[0] ? held.v[k].station : tr("another person"),
				    desk_clock_text(d, held.v[k].until_at, until, sizeof until));
	}
	hold_list_free(&held);
	return rc;
}

static void fill_takes(const struct booking *b, struct take *take)
{
	for (size_t i = 0; i < b->nparts; i++)
		take[i] = (struct take){
			.resource_id = b->part[i].resource_id,
			.part = b->part[i].part ? b->part[i].part : 1,
			.start_at = b->part[i].start_at ? b->part[i].start_at : b->start_at,
			.end_at = b->part[i].end_at ? b->part[i].end_at : b->end_at,
		};
}

struct overbook_list {
	struct overbook *v;
	size_t n, cap;
};

/* Every appointment that would be overlapped, one pair a resource. */
static enum err_code find_overlaps(struct desk *d, const struct take *take, size_t n,
    const char *reason, struct overbook_list *out, struct err *e)
{
	struct busy_list busy = { 0 };
	enum err_code rc = OK;

	for (size_t i = 0; i < n && rc == OK; i++) {
		rc = appointment_busy(d->store, take[i].resource_id, take[i].start_at,
		    take[i].end_at, &busy, e);
		for (size_t k = 0; k < busy.n && rc == OK; k++)
			*vec_push(out) = (struct overbook){ .other_id = busy.v[k].appointment_id,
				.resource_id = take[i].resource_id, .reason = reason };
	}
	busy_list_free(&busy);
	return rc;
}

static enum err_code insert(struct desk *d, struct txn *t, const struct booking *b,
    const struct booking_place *place, int64_t *id, struct err *e)
{
	char *texts[] = { mem_dup(b->channel), mem_dup(b->needs), mem_dup(b->note) };
	struct appointment row = {
		.branch_id = place->branch_id,
		.client_id = b->client_id, .dependant_id = b->dependant_id,
		.service_id = b->service_id, .start_at = b->start_at, .end_at = b->end_at,
		.channel = texts[0], .needs = texts[1], .note = texts[2],
	};
	struct overbook_list over = { 0 };
	struct take take[BOOKING_PARTS];
	struct appointment_new a = { .row = &row, .take = take, .ntake = b->nparts };
	enum err_code rc;

	day_format(zone_local(place->zone, b->start_at).day, row.day);
	fill_takes(b, take);
	rc = booking_check_client(d, b->client_id, e);
	for (size_t i = 0; i < b->nparts && rc == OK; i++)
		rc = booking_check_resource(d, take[i].resource_id, tr(not_booked), e);
	if (rc == OK)
		rc = check_holds(d, take, b->nparts, tr(not_booked), e);
	if (rc == OK && b->over)
		rc = find_overlaps(d, take, b->nparts, b->reason, &over, e);
	a.over = over.v;
	a.nover = over.n;
	if (rc == OK) {
		rc = appointment_insert(t, &a, id, e);
		/* Booked over: what is in the way can only be the person treated. */
		if (rc == ERR_TAKEN)
			rc = booking_explain_taken(d, &row, take, b->over ? 0 : b->nparts,
			    tr(not_booked), e);
	}
	vec_free(&over);
	for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++)
		mem_free(texts[i]);
	return rc;
}

static enum err_code check_booking(struct desk *d, const struct booking *b,
    struct booking_place *place, struct err *e)
{
	enum err_code rc;

	if (b->nparts > BOOKING_PARTS)
		return err_set(e, ERR_INVALID,
		    tr("Not booked. At most %d people, rooms and devices."),
		    BOOKING_PARTS);
	if (b->over && (!b->reason || !b->reason[0]))
		return err_set(e, ERR_INVALID, "%s",
		    tr("Not booked. Booking over a taken time needs a reason."));
	/* Who permitted it stands beside the pair for ever. */
	if (b->over && !d->who.staff_id)
		return err_set(e, ERR_DENIED, "%s",
		    tr("Not booked. Booking over a taken time is done by a person: log in."));
	rc = booking_place(d, b->branch_id, place, e);
	return rc == OK ? booking_check_time(d, place, b->start_at, b->end_at, tr(not_booked), e) :
	    rc;
}

enum err_code booking_make(struct desk *d, const struct booking *b, int64_t *id, struct err *e)
{
	struct action_head head = { .name = b->over ? "appt-overbook" : "appt-book",
		.reason = b->reason };
	struct booking_place place;
	struct txn *t;
	enum err_code rc = check_booking(d, b, &place, e);

	*id = 0;
	if (rc == OK)
		rc = action_begin(d->store, &d->who, &head, &t, e);
	if (rc != OK)
		return rc;
	rc = insert(d, t, b, &place, id, e);
	if (rc == OK)
		rc = hold_release_all(t, e);
	if (rc != OK) {
		action_rollback(t);
		*id = 0;
		return rc;
	}
	action_subject(t, "appointment", *id);
	return action_commit(t, NULL, e);
}

/* ---- moving ---- */

struct moved {
	struct appointment was;
	struct take_list take;
	struct booking_place place;
};

static enum err_code read_moved(struct desk *d, const struct booking_move *m, struct moved *out,
    struct err *e)
{
	enum err_code rc = appointment_get(d->store, m->id, &out->was, e);

	if (rc != OK)
		return rc;
	if (!out->was.live)
		return err_set(e, ERR_INVALID, "%s",
		    tr("Not moved. It is over or cancelled. Book a new one."));
	rc = booking_place(d, out->was.branch_id, &out->place, e);
	if (rc == OK)
		rc = booking_check_time(d, &out->place, m->start_at, m->end_at, tr(not_moved), e);
	return rc == OK ? appointment_takes(d->store, m->id, &out->take, e) : rc;
}

static enum err_code move_one(struct txn *t, const struct booking_move *m, const struct moved *x,
    const char *reason, struct err *e)
{
	char day[DAY_TEXT];
	struct appointment_move to = { .start_at = m->start_at, .end_at = m->end_at, .day = day,
		.reason = reason };
	enum err_code rc;

	day_format(zone_local(x->place.zone, m->start_at).day, day);
	rc = appointment_move(t, m->id, &to, e);
	for (size_t i = 0; i < m->nswap && rc == OK; i++)
		rc = appointment_swap(t, m->id, m->swap[i].from, m->swap[i].to, e);
	return rc;
}

/* Where its things would be after the move, to look for holds and to name who is in the way. */
static void project(const struct booking_move *m, struct moved *x)
{
	int64_t shift = m->start_at - x->was.start_at;
	int64_t grow = m->end_at - x->was.end_at;

	for (size_t i = 0; i < x->take.n; i++) {
		struct take *p = &x->take.v[i];

		p->end_at += p->end_at >= x->was.end_at ? grow : shift;
		p->start_at += shift;
		for (size_t k = 0; k < m->nswap; k++)
			if (m->swap[k].from == p->resource_id) {
				p->resource_id = m->swap[k].to;
				break;
			}
	}
	x->was.start_at = m->start_at;
	x->was.end_at = m->end_at;
}

/* What it keeps counts like what it is given: a room may have gone out of order since. */
static enum err_code check_things(struct desk *d, const struct take_list *take, struct err *e)
{
	enum err_code rc = OK;

	for (size_t i = 0; i < take->n && rc == OK; i++)
		rc = booking_check_resource(d, take->v[i].resource_id, tr(not_moved), e);
	return rc;
}

static enum err_code bring_back(struct desk *d, struct txn *t, struct moved *x, struct err *e)
{
	enum err_code rc = appointment_set_state(t, x->was.id, "moving", x->was.state, NULL, e);

	return rc == ERR_TAKEN ? booking_explain_taken(d, &x->was, x->take.v, x->take.n,
	    tr(not_moved), e) : rc;
}

/* All off, all moved, all on: so two can change places, and none is ever half moved. */
static enum err_code move_all(struct desk *d, struct txn *t, const struct booking_move *m,
    struct moved *x, size_t n, const char *reason, struct err *e)
{
	enum err_code rc = OK;

	for (size_t i = 0; i < n && rc == OK; i++)
		rc = read_moved(d, &m[i], &x[i], e);
	for (size_t i = 0; i < n && rc == OK; i++)
		rc = appointment_set_state(t, m[i].id, x[i].was.state, "moving", NULL, e);
	for (size_t i = 0; i < n && rc == OK; i++)
		rc = move_one(t, &m[i], &x[i], reason, e);
	for (size_t i = 0; i < n && rc == OK; i++) {
		project(&m[i], &x[i]);
		rc = check_things(d, &x[i].take, e);
		if (rc == OK)
			rc = check_holds(d, x[i].take.v, x[i].take.n, tr(not_moved), e);
	}
	for (size_t i = 0; i < n && rc == OK; i++)
		rc = bring_back(d, t, &x[i], e);
	return rc;
}

enum err_code booking_move(struct desk *d, const struct booking_move *m, size_t n,
    const char *reason, struct err *e)
{
	struct action_head head = { .name = "appt-move", .reason = reason };
	struct moved *x;
	struct txn *t;
	enum err_code rc;

	ASSERT(n > 0);
	rc = action_begin(d->store, &d->who, &head, &t, e);
	if (rc != OK)
		return rc;
	x = mem_array(n, sizeof *x);
	rc = move_all(d, t, m, x, n, reason, e);
	for (size_t i = 0; i < n; i++) {
		appointment_free(&x[i].was);
		take_list_free(&x[i].take);
	}
	mem_free(x);
	if (rc != OK) {
		action_rollback(t);
		return rc;
	}
	action_subject(t, "appointment", m[0].id);
	return action_commit(t, NULL, e);
}

/* ---- holds ---- */

enum err_code booking_hold(struct desk *d, int64_t resource_id, int64_t start_at, int64_t end_at,
    int64_t *hold, struct err *e)
{
	struct appointment_row by;
	struct err none = ERR_INIT;
	struct txn *t;
	enum err_code rc = ephemeral_begin(d->store, &d->who, &t, e);

	if (rc != OK)
		return rc;
	rc = appointment_holder(d->store, resource_id, start_at, end_at, 0, &by, &none);
	if (rc == OK)
		rc = name_taken(d, tr(not_booked), resource_id, &by, e);
	else if (rc == ERR_NOTFOUND)
		rc = hold_take(t, resource_id, start_at, end_at, txn_now(t) + HOLD_SECONDS, hold,
		    NULL, e);
	else
		rc = err_copy(e, &none);
	if (rc != OK) {
		ephemeral_rollback(t);
		return rc;
	}
	txn_touch_area(t, AREA_SCHEDULE);
	return ephemeral_commit(t, e);
}

enum err_code booking_release(struct desk *d, int64_t hold, struct err *e)
{
	struct txn *t;
	enum err_code rc;

	if (!hold)
		return OK;
	rc = ephemeral_begin(d->store, &d->who, &t, e);
	if (rc != OK)
		return rc;
	rc = hold_release(t, hold, e);
	if (rc != OK) {
		ephemeral_rollback(t);
		return rc;
	}
	txn_touch_area(t, AREA_SCHEDULE);
	return ephemeral_commit(t, e);
}
