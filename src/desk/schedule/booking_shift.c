/* Moving as people ask for it: who cannot be had then is replaced. */
#include "desk/booking.h"

#include <string.h>

#include "base/buf.h"
#include "base/day.h"
#include "base/mem.h"
#include "base/tr.h"
#include "booking_priv.h"
#include "data/action.h"
#include "data/resource.h"
#include "desk/describe.h"
#include "desk/desk.h"
#include "desk/free.h"
#include "desk/outbox.h"

/* ---- choosing ---- */

static bool is_taken(const struct take_list *take, int64_t resource_id)
{
	for (size_t i = 0; i < take->n; i++)
		if (take->v[i].resource_id == resource_id)
			return true;
	return false;
}

static bool is_chosen(const struct free_time *to, int64_t resource_id)
{
	for (size_t i = 0; i < to->nparts; i++)
		if (to->part[i].resource_id == resource_id)
			return true;
	return false;
}

/* The old ones come before all others; who is named comes whatever else. */
static enum err_code choose(struct desk *d, const struct booking_shift *s,
    const struct booking_moved *x, struct free_time *out, struct err *e)
{
	struct free_wish w = { .branch_id = x->was.branch_id, .client_id = x->was.client_id,
		.dependant_id = x->was.dependant_id, .service = { x->was.service_id },
		.nservices = 1, .nwith = s->nwith, .from_day = DAY_NONE, .days = 1,
		.except = x->was.id, .needs = x->was.needs };

	memcpy(w.with, s->with, sizeof w.with);
	for (size_t i = 0; i < x->take.n && w.nrather < BOOKING_PARTS; i++)
		w.rather[w.nrather++] = x->take.v[i].resource_id;
	return free_at(d, &w, s->start_at, x->no, out, e);
}

static enum err_code kind_of(struct desk *d, int64_t resource_id, char kind[8], struct err *e)
{
	struct resource r;
	enum err_code rc = resource_get(d->store, resource_id, &r, e);

	memcpy(kind, r.kind, sizeof r.kind);
	return rc;
}

/* The first old thing of KIND that is neither chosen again nor replaced yet. */
static int64_t to_replace(const struct booking_moved *x, const struct free_time *to,
    const struct booking_move *m, const char *kind)
{
	for (size_t i = 0; i < x->take.n; i++) {
		const struct take *k = &x->take.v[i];
		bool gone = is_chosen(to, k->resource_id) || strcmp(k->kind, kind) != 0;

		for (size_t j = 0; j < m->nswap && !gone; j++)
			gone = m->swap[j].from == k->resource_id;
		if (!gone)
			return k->resource_id;
	}
	return 0;
}

/* What is new takes the place of something of its kind, else it comes in addition (ADD). What has
 * no successor stays: nothing that was promised is taken away by a move. */
static enum err_code pair(struct desk *d, const struct booking_moved *x,
    const struct free_time *to, struct booking_move *m, struct free_time *add, struct err *e)
{
	enum err_code rc = OK;
	char kind[8];

	add->nparts = 0;
	for (size_t i = 0; i < to->nparts && rc == OK; i++) {
		int64_t id = to->part[i].resource_id, old;
		bool again = is_taken(&x->take, id);

		for (size_t j = 0; j < m->nswap && !again; j++)
			again = m->swap[j].to == id;
		if (again)
			continue;
		rc = kind_of(d, id, kind, e);
		old = rc == OK ? to_replace(x, to, m, kind) : 0;
		if (old) {
			m->swap[m->nswap].from = old;
			m->swap[m->nswap++].to = id;
		} else if (rc == OK) {
			add->part[add->nparts++] = to->part[i];
		}
	}
	return rc;
}

/* ---- one ---- */

/* Of what it was booked for without a service, or squeezed in, nothing is chosen: who is named
 * replaces one of the same kind. */
static void keep(const struct booking_shift *s, const struct booking_moved *x,
    struct free_time *out)
{
	*out = (struct free_time){ .start_at = s->start_at,
		.end_at = s->start_at + (x->was.end_at - x->was.start_at) };
	for (size_t i = 0; i < s->nwith; i++)
		out->part[out->nparts++] = (struct booking_part){ .resource_id = s->with[i],
			.part = 1, .start_at = out->start_at, .end_at = out->end_at };
}

static enum err_code add_parts(struct txn *t, const struct booking_moved *x,
    const struct free_time *add, struct err *e)
{
	enum err_code rc = OK;

	for (size_t i = 0; i < add->nparts && rc == OK; i++)
		rc = appointment_take(t, x->was.id, &(struct take){
		    .resource_id = add->part[i].resource_id, .part = add->part[i].part,
		    .start_at = add->part[i].start_at, .end_at = add->part[i].end_at }, e);
	return rc;
}

static enum err_code shift_one(struct desk *d, struct txn *t, const struct booking_shift *s,
    struct booking_moved *x, const char *reason, struct err *e)
{
	struct booking_move m = { .id = s->id, .start_at = s->start_at };
	struct free_time to, add;
	enum err_code rc = OK;

	if (s->branch_id && s->branch_id != x->was.branch_id)
		return err_set(e, ERR_INVALID, "%s",
		    tr("Not moved. It is in another branch. Cancel it and book there."));
	if (x->was.inserted || !x->was.service_id)
		keep(s, x, &to);
	else
		rc = choose(d, s, x, &to, e);
	/* It lasts as long as it was promised, also where the service has changed since. */
	m.end_at = s->start_at + (x->was.end_at - x->was.start_at);
	if (rc == OK)
		rc = pair(d, x, &to, &m, &add, e);
	if (rc == OK)
		rc = booking_moved_to(d, t, &m, x, reason, e);
	return rc == OK ? add_parts(t, x, &add, e) : rc;
}

/* What still waits to be sent names the old time, also where nobody is told of the new one. */
static enum err_code tell(struct desk *d, struct txn *t, const struct booking_shift *s,
    const struct booking_moved *x, size_t n, struct err *e)
{
	struct booking_told *told = mem_array(n, sizeof *told);
	enum err_code rc = OK;

	for (size_t i = 0; i < n && rc == OK; i++) {
		told[i] = (struct booking_told){ .what = TELL_MOVED,
			.appointment_id = x[i].was.id, .client_id = x[i].was.client_id,
			.start_at = x[i].was.start_at, .was_at = x[i].was_at,
			.staff = x[i].staff, .nstaff = x[i].nstaff, .quiet = s[i].quiet };
		rc = outbox_withdraw(t, x[i].was.id, e);
	}
	if (rc == OK)
		rc = booking_tell_all(d, t, told, n, e);
	mem_free(told);
	return rc;
}

/* Of several clients a refusal names who does not fit. */
static void name_each(struct desk *d, struct booking_moved *x, size_t n)
{
	bool several = false;
	char name[200];

	for (size_t i = 1; i < n; i++)
		several = several || x[i].was.client_id != x[0].was.client_id;
	for (size_t i = 0; i < n && several; i++)
		text_fmt(x[i].no, sizeof x[i].no, tr("Not moved. %s:"),
		    describe_client(d, x[i].was.client_id, name, sizeof name));
}

enum err_code booking_shift_in(struct desk *d, struct txn *t, const struct booking_shift *s,
    size_t n, const char *reason, struct err *e)
{
	struct booking_moved *x = mem_array(n, sizeof *x);
	enum err_code rc = OK;

	for (size_t i = 0; i < n && rc == OK; i++)
		rc = booking_moved_read(d, s[i].id, &x[i], e);
	if (rc == OK)
		name_each(d, x, n);
	for (size_t i = 0; i < n && rc == OK; i++)
		rc = booking_moved_off(t, &x[i], e);
	for (size_t i = 0; i < n && rc == OK; i++)
		booking_note_freed(d, t, &x[i].was, &x[i].take);
	for (size_t i = 0; i < n && rc == OK; i++)
		rc = shift_one(d, t, &s[i], &x[i], reason, e);
	if (rc == OK)
		rc = tell(d, t, s, x, n, e);
	for (size_t i = 0; i < n; i++)
		booking_moved_free(&x[i]);
	mem_free(x);
	return rc;
}

enum err_code booking_shift_as(struct desk *d, const struct booking_shift *s, size_t n,
    const char *reason, int64_t *action, struct err *e)
{
	struct action_head head = { .name = "appt-move", .reason = reason };
	struct txn *t;
	enum err_code rc;

	ASSERT(n > 0);
	rc = action_begin(d->store, &d->who, &head, &t, e);
	if (rc != OK)
		return rc;
	rc = booking_shift_in(d, t, s, n, reason, e);
	if (rc != OK) {
		action_rollback(t);
		return rc;
	}
	action_subject(t, "appointment", s[0].id);
	return action_commit(t, action, e);
}

enum err_code booking_shift(struct desk *d, const struct booking_shift *s, size_t n,
    const char *reason, struct err *e)
{
	return booking_shift_as(d, s, n, reason, NULL, e);
}
