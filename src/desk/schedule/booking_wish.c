/* One wish becomes an appointment: what was left open is chosen, what follows from it is written
 * with it. All inside the transaction of the caller. */
#include <string.h>

#include "base/buf.h"
#include "base/day.h"
#include "base/tr.h"
#include "base/zone.h"
#include "booking_priv.h"
#include "booking_wish_priv.h"
#include "data/request.h"
#include "data/resource.h"
#include "data/service.h"
#include "data/todo.h"
#include "data/txn.h"
#include "data/waiter.h"
#include "desk/calendar.h"
#include "desk/callback_events.h"
#include "desk/desk.h"
#include "desk/pay.h"
#include "desk/free.h"
#include "desk/rights.h"

static const char not_booked[] = N_("Not booked.");

void booking_wish_free_wish(const struct booking_wish *w, struct free_wish *out)
{
	*out = (struct free_wish){ .branch_id = w->branch_id, .client_id = w->client_id,
		.dependant_id = w->dependant_id, .service = { w->service_id }, .nservices = 1,
		.nwith = w->nwith, .from_day = DAY_NONE, .days = 1, .except = w->except,
		.needs = w->needs };
	for (size_t i = 0; i < w->nwith; i++)
		out->with[i] = w->with[i];
}

/* ---- choosing ---- */

static enum err_code load_service(struct desk *d, const struct booking_wish *w,
    struct booking *b, struct err *e)
{
	struct service v;
	enum err_code rc = service_get(d->store, w->service_id, &v, e);

	if (rc != OK)
		return rc;
	if (strcmp(v.state, "on") != 0)
		return err_set(e, ERR_INVALID,
		    tr("Not booked. %s is not offered at the moment. Take another service."),
		    v.name);
	b->end_at = w->start_at + v.minutes * 60;
	return OK;
}

static bool takes(const struct booking *b, int64_t resource_id)
{
	for (size_t i = 0; i < b->nparts; i++)
		if (b->part[i].resource_id == resource_id)
			return true;
	return false;
}

/* Somebody was asked for by name, and the service has found use for none of those: who is given
 * instead would come as a surprise. */
static enum err_code check_use(struct desk *d, const struct booking_wish *w,
    const struct booking *b, struct err *e)
{
	char unused[96] = "";
	enum err_code rc = OK;

	for (size_t i = 0; i < w->nwith && rc == OK; i++) {
		struct resource r;

		rc = resource_get(d->store, w->with[i], &r, e);
		if (rc != OK || strcmp(r.kind, "staff") != 0)
			continue;
		if (takes(b, r.id))
			return OK;
		text_copy(unused, sizeof unused, r.name);
	}
	if (rc == OK && unused[0])
		rc = err_set(e, ERR_INVALID,
		    tr("Not booked. %s does not do that here. Take somebody else."), unused);
	return rc;
}

/* Who and what is wanted comes, also where the service has no line for such. */
static enum err_code add_wanted(struct desk *d, const struct booking_wish *w, struct booking *b,
    struct err *e)
{
	enum err_code rc = w->insert ? OK : check_use(d, w, b, e);

	for (size_t i = 0; i < w->nwith && rc == OK; i++) {
		if (takes(b, w->with[i]))
			continue;
		if (b->nparts == BOOKING_PARTS)
			return err_set(e, ERR_INVALID,
			    tr("Not booked. At most %d people, rooms and devices."),
			    BOOKING_PARTS);
		b->part[b->nparts++] = (struct booking_part){ .resource_id = w->with[i],
			.part = 1, .start_at = b->start_at, .end_at = b->end_at };
		if (!w->insert)
			rc = calendar_check(d, w->with[i], b->branch_id, b->start_at, b->end_at, 0,
			    tr(not_booked), e);
	}
	return rc;
}

static enum err_code choose(struct desk *d, const struct booking_wish *w, struct booking *b,
    struct err *e)
{
	struct free_wish wish;
	struct free_time found;
	enum err_code rc;

	booking_wish_free_wish(w, &wish);
	rc = free_at(d, &wish, w->start_at, tr(not_booked), &found, e);
	if (rc != OK)
		return rc;
	b->end_at = found.end_at;
	b->nparts = found.nparts;
	memcpy(b->part, found.part, sizeof b->part);
	return OK;
}

/* Squeezed in: nothing is chosen, whoever is named makes room. */
static enum err_code squeeze(struct desk *d, const struct booking_wish *w, struct booking *b,
    struct err *e)
{
	b->over = true;
	b->reason = w->reason;
	if (!w->nwith)
		return err_set(e, ERR_INVALID, "%s",
		    tr("Not booked. Say who makes room for it."));
	return booking_check_over(d, w->reason, e);
}

static enum err_code resolve(struct desk *d, const struct booking_wish *w,
    struct booking_place *place, struct booking *b, struct err *e)
{
	enum err_code rc = booking_place(d, w->branch_id, place, e);

	*b = (struct booking){ .branch_id = place->branch_id, .client_id = w->client_id,
		.dependant_id = w->dependant_id, .service_id = w->service_id,
		.start_at = w->start_at, .channel = w->channel, .needs = w->needs,
		.note = w->note, .asked = w->asked };
	if (rc == OK)
		rc = load_service(d, w, b, e);
	if (rc == OK)
		rc = booking_check_time(d, place, b->start_at, b->end_at, tr(not_booked), e);
	if (rc == OK && !w->insert)
		rc = booking_check_hours(d, place, b->start_at, b->end_at, tr(not_booked), e);
	if (rc == OK)
		rc = w->insert ? squeeze(d, w, b, e) : choose(d, w, b, e);
	return rc == OK ? add_wanted(d, w, b, e) : rc;
}

enum err_code booking_wish_look(struct desk *d, const struct booking_wish *w, struct err *e)
{
	struct booking_place place;
	struct booking b;
	enum err_code rc = resolve(d, w, &place, &b, e);

	return rc == OK ? booking_check_client(d, w->client_id, e) : rc;
}

/* ---- what follows ---- */

enum err_code booking_deposit(struct desk *d, struct txn *t, const struct booking_wish *w,
    int64_t appointment_id, struct err *e)
{
	const char *method = w->method && w->method[0] ? w->method : "cash";
	struct pay p = { .branch_id = w->branch_id, .client_id = w->client_id,
		.appointment_id = appointment_id, .nparts = 1,
		.part = { { .method = method, .amount = w->deposit } } };

	if (!w->deposit)
		return OK;
	if (pay_deposit_in(t, d, &p, e) != OK)
		return e->code;
	return callback_deposit_in(t, d, appointment_id, e);
}

static enum err_code end_waits(struct txn *t, const struct booking_wish *w, int64_t id,
    struct err *e)
{
	enum err_code rc = todo_close(t, w->client_id, "rebook", e);

	if (rc == OK && w->request_id)
		rc = request_answer(t, w->request_id, "booked", NULL, id, e);
	if (rc == OK && w->waiter_id)
		rc = waiter_set_state(t, w->waiter_id, NULL, "booked", e);
	return rc;
}

/* ---- one that gives way ---- */

/* What it is told about is not booked any more; the client hears of the new one. */
static enum err_code give_up(struct desk *d, struct txn *t, const struct booking_wish *w,
    const struct appointment *was, struct err *e)
{
	struct tell_about gone = { .what = TELL_CANCELLED, .appointment_id = was->id };
	enum err_code rc = appointment_set_state(t, was->id, was->state, "cancelled",
	    tr("moved up"), e);

	if (rc == OK)
		rc = outbox_withdraw(t, was->id, e);
	if (rc == OK)
		rc = callback_appointment_in(t, d, was, "cancelled", e);
	return rc == OK && !w->silent ? outbox_staff(d, t, &gone, e) : rc;
}

static enum err_code give_way(struct desk *d, struct txn *t, const struct booking_wish *w,
    bool *moved, struct err *e)
{
	struct booking_shift s = { .id = w->except, .start_at = w->start_at, .nwith = w->nwith,
		.quiet = w->quiet };
	struct appointment was;
	enum err_code rc = appointment_get(d->store, w->except, &was, e);
	int64_t branch = w->branch_id ? w->branch_id : d->branch_id;

	if (rc != OK)
		return rc;
	memcpy(s.with, w->with, sizeof s.with);
	*moved = was.service_id == w->service_id && was.branch_id == branch &&
	    was.dependant_id == w->dependant_id && !w->insert;
	if (was.client_id != w->client_id)
		rc = err_set(e, ERR_INVALID, "%s",
		    tr("Not booked. The appointment that was to move up is somebody else's."));
	else if (!was.live)
		rc = err_set(e, ERR_CONFLICT, "%s",
		    tr("Not booked. The appointment that was to move up is over or cancelled."));
	else if (*moved)
		rc = booking_shift_in(d, t, &s, 1, tr("moved up"), e);
	else
		rc = give_up(d, t, w, &was, e);
	appointment_free(&was);
	return rc;
}

enum err_code booking_wish_write(struct desk *d, struct txn *t, const struct booking_wish *w,
    struct wish_made *out, struct err *e)
{
	struct booking_place place;
	struct booking b;
	bool moved = false;
	enum err_code rc = w->except ? give_way(d, t, w, &moved, e) : OK;

	*out = (struct wish_made){ .id = moved ? w->except : 0, .moved = moved };
	if (rc == OK && !moved)
		rc = resolve(d, w, &place, &b, e);
	if (rc == OK && !moved)
		rc = booking_put(d, t, &b, &place, BOOKING_CHECKED, &out->id, e);
	if (rc == OK)
		rc = booking_deposit(d, t, w, out->id, e);
	return rc == OK ? end_waits(t, w, out->id, e) : rc;
}

enum err_code booking_wish_rights(struct desk *d, const struct booking_wish *w, size_t n,
    struct err *e)
{
	enum err_code rc = OK;

	/* Who may take money takes it, whoever books. */
	for (size_t i = 0; i < n && rc == OK; i++) {
		if (w[i].deposit < 0)
			rc = err_set(e, ERR_INVALID, "%s",
			    tr("Not booked. A deposit is more than nothing."));
		else if (w[i].deposit)
			rc = rights_check(d, &d->who, "visit-cash", e);
	}
	return rc;
}
