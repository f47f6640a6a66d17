/* Moving: all off, then one after the other moved and put on again, so that two can change places
 * and none is ever half moved. */
#include <string.h>

#include "base/buf.h"
#include "base/clock.h"
#include "base/day.h"
#include "base/mem.h"
#include "base/tr.h"
#include "base/zone.h"
#include "booking_priv.h"
#include "data/action.h"
#include "data/event.h"
#include "desk/calendar.h"
#include "desk/callback_events.h"
#include "desk/desk.h"
#include "desk/settings.h"

static const char not_moved[] = N_("Not moved.");

bool booking_is_late(struct desk *d, const struct booking_place *p, int64_t start_at)
{
	int64_t days = zone_local(p->zone, start_at).day - zone_local(p->zone, clock_now()).day;

	return days < setting_of(d, SETTING_LATE_CHANGE_DAYS);
}

/* Writing the move changes what was read: who must hear of it is kept beside it. */
static void note_staff(struct booking_moved *x)
{
	x->was_at = x->was.start_at;
	x->nstaff = 0;
	for (size_t i = 0; i < x->take.n && x->nstaff < BOOKING_PARTS; i++) {
		const struct take *k = &x->take.v[i];
		bool known = strcmp(k->kind, "staff") != 0;

		for (size_t n = 0; n < x->nstaff; n++)
			known |= x->staff[n] == k->resource_id;
		if (!known)
			x->staff[x->nstaff++] = k->resource_id;
	}
}

bool booking_late_now(struct desk *d, int64_t branch_id, int64_t start_at)
{
	struct booking_place place;
	struct err none = ERR_INIT;

	return booking_place(d, branch_id, &place, &none) == OK &&
	    booking_is_late(d, &place, start_at);
}

enum err_code booking_moved_read(struct desk *d, int64_t id, struct booking_moved *out,
    struct err *e)
{
	enum err_code rc = appointment_get(d->store, id, &out->was, e);

	if (rc != OK)
		return rc;
	if (!out->was.live)
		return err_set(e, ERR_INVALID, "%s",
		    tr("Not moved. It is over or cancelled. Book a new one."));
	text_copy(out->no, sizeof out->no, tr(not_moved));
	rc = booking_place(d, out->was.branch_id, &out->place, e);
	if (rc == OK)
		rc = appointment_takes(d->store, id, &out->take, e);
	if (rc == OK)
		note_staff(out);
	return rc;
}

static int64_t first_person(const struct take_list *take)
{
	for (size_t i = 0; i < take->n; i++)
		if (!strcmp(take->v[i].kind, "staff"))
			return take->v[i].resource_id;
	return 0;
}

void booking_note_freed(struct desk *d, struct txn *t, const struct appointment *a,
    const struct take_list *take)
{
	if (d->freed_by != txn_action_id(t))
		d->nfreed = 0;
	d->freed_by = txn_action_id(t);
	if (d->nfreed < DESK_FREED)
		d->freed[d->nfreed++] = (struct desk_freed){ .branch_id = a->branch_id,
			.resource_id = first_person(take), .start_at = a->start_at,
			.end_at = a->end_at, .client_id = a->client_id };
}

void booking_moved_free(struct booking_moved *x)
{
	appointment_free(&x->was);
	take_list_free(&x->take);
}

enum err_code booking_moved_off(struct txn *t, const struct booking_moved *x, struct err *e)
{
	return appointment_set_state(t, x->was.id, x->was.state, "moving", NULL, e);
}

static enum err_code write_move(struct desk *d, struct txn *t, const struct booking_move *m,
    const struct booking_moved *x, const char *reason, struct err *e)
{
	char day[DAY_TEXT];
	struct appointment_move to = { .start_at = m->start_at, .end_at = m->end_at, .day = day,
		.reason = reason };
	enum err_code rc;

	day_format(zone_local(x->place.zone, m->start_at).day, day);
	rc = appointment_move(t, m->id, &to, e);
	if (rc == OK && booking_is_late(d, &x->place, x->was.start_at))
		rc = event_mark_late(t, m->id, e);
	for (size_t i = 0; i < m->nswap && rc == OK; i++)
		rc = appointment_swap(t, m->id, m->swap[i].from, m->swap[i].to, e);
	return rc;
}

/* Where its things are after the move, to look for holds and to name who is in the way. */
static void project(const struct booking_move *m, struct booking_moved *x)
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

/* What it keeps counts like what it is given: a room may have gone out of order since. Squeezed
 * in once, it is so wherever it goes. */
enum err_code booking_check_takes(struct desk *d, const struct appointment *a,
    const struct take_list *take, const char *not_done, struct err *e)
{
	enum err_code rc = OK;

	for (size_t i = 0; i < take->n && rc == OK; i++) {
		const struct take *k = &take->v[i];

		rc = booking_check_resource(d, k->resource_id, not_done, e);
		if (rc == OK && !a->inserted)
			rc = calendar_check(d, k->resource_id, a->branch_id, k->start_at,
			    k->end_at, a->id, not_done, e);
	}
	return rc == OK ? booking_check_holds(d, take->v, take->n, not_done, e) : rc;
}

static enum err_code bring_back(struct desk *d, struct txn *t, struct booking_moved *x,
    struct err *e)
{
	enum err_code rc = appointment_set_state(t, x->was.id, "moving", x->was.state, NULL, e);

	return rc == ERR_TAKEN ? booking_explain_taken(d, &x->was, x->take.v, x->take.n,
	    x->no, e) : rc;
}

enum err_code booking_moved_to(struct desk *d, struct txn *t, const struct booking_move *m,
    struct booking_moved *x, const char *reason, struct err *e)
{
	enum err_code rc = booking_check_time(d, &x->place, m->start_at, m->end_at, x->no, e);

	if (rc == OK && !x->was.inserted)
		rc = booking_check_hours(d, &x->place, m->start_at, m->end_at, x->no, e);
	if (rc == OK)
		rc = write_move(d, t, m, x, reason, e);
	if (rc != OK)
		return rc;
	project(m, x);
	rc = booking_check_takes(d, &x->was, &x->take, x->no, e);
	if (rc == OK)
		rc = callback_moved_in(t, d, &x->was, e);
	return rc == OK ? bring_back(d, t, x, e) : rc;
}

static enum err_code move_all(struct desk *d, struct txn *t, const struct booking_move *m,
    struct booking_moved *x, size_t n, const char *reason, struct err *e)
{
	enum err_code rc = OK;

	for (size_t i = 0; i < n && rc == OK; i++)
		rc = booking_moved_read(d, m[i].id, &x[i], e);
	for (size_t i = 0; i < n && rc == OK; i++)
		rc = booking_moved_off(t, &x[i], e);
	for (size_t i = 0; i < n && rc == OK; i++)
		rc = booking_moved_to(d, t, &m[i], &x[i], reason, e);
	return rc;
}

enum err_code booking_move(struct desk *d, const struct booking_move *m, size_t n,
    const char *reason, struct err *e)
{
	struct action_head head = { .name = "appt-move", .reason = reason };
	struct booking_moved *x;
	struct txn *t;
	enum err_code rc;

	ASSERT(n > 0);
	rc = action_begin(d->store, &d->who, &head, &t, e);
	if (rc != OK)
		return rc;
	x = mem_array(n, sizeof *x);
	rc = move_all(d, t, m, x, n, reason, e);
	for (size_t i = 0; i < n; i++)
		booking_moved_free(&x[i]);
	mem_free(x);
	if (rc != OK) {
		action_rollback(t);
		return rc;
	}
	action_subject(t, "appointment", m[0].id);
	return action_commit(t, NULL, e);
}
