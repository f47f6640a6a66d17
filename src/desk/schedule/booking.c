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
#include "desk/calendar.h"
#include "desk/callback_events.h"
#include "desk/cover.h"
#include "desk/desk.h"
#include "desk/plan.h"

#define HOLD_SECONDS 300

/* What a refusal begins with. */
static const char not_booked[] = N_("Not booked.");

/* Nobody takes up himself: who comes twice has an appointment then. */
enum err_code booking_say_taken(const char *not_done, const char *what, const char *who,
    const char *from, const char *to, struct err *e)
{
	if (!strcmp(what, who))
		return err_set(e, ERR_TAKEN,
		    tr("%s %s has an appointment then: %s-%s. Take another time."), not_done, who,
		    from, to);
	return err_set(e, ERR_TAKEN, tr("%s %s is taken: %s, %s-%s. Take another time."), not_done,
	    what, who, from, to);
}

static enum err_code name_holder(struct desk *d, const char *not_done, const char *what,
    const struct appointment_row *by, struct err *e)
{
	char from[48], to[16];

	desk_time_text(d, by->start_at, from, sizeof from);
	desk_clock_text(d, by->end_at, to, sizeof to);
	err_clear(e);
	booking_say_taken(not_done, what, cover_name(d, cover_of_row(by)), from, to, e);
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
 * at another terminal is no hindrance: people walk. What the desk keeps is nobody's own. */
enum err_code booking_check_holds(struct desk *d, const struct take *take, size_t n,
    const char *not_done, struct err *e)
{
	struct hold_list held = { 0 };
	enum err_code rc = OK;
	char until[16];

	for (size_t i = 0; i < n && rc == OK; i++) {
		rc = hold_list(d->store, take[i].resource_id, take[i].start_at, take[i].end_at,
		    clock_now(), &held, e);
		for (size_t k = 0; k < held.n && rc == OK; k++)
			if (!held.v[k].staff_id || held.v[k].staff_id != d->who.staff_id)
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

/* What guards do not know: the file, hours and leave, others' holds. Booking over a taken time,
 * hours do not hinder either; what is out of order does. */
static enum err_code check_takes(struct desk *d, const struct booking *b,
    const struct booking_place *place, const struct take *take, enum booking_checked checked,
    struct err *e)
{
	const char *no = tr(not_booked);
	enum err_code rc = booking_check_client(d, b->client_id, e);

	for (size_t i = 0; i < b->nparts && rc == OK; i++)
		rc = booking_check_resource(d, take[i].resource_id, no, e);
	for (size_t i = 0; i < b->nparts && rc == OK && !b->over && !checked; i++)
		rc = calendar_check(d, take[i].resource_id, place->branch_id, take[i].start_at,
		    take[i].end_at, 0, no, e);
	return rc == OK ? booking_check_holds(d, take, b->nparts, no, e) : rc;
}

/* Which session of a plan it is for; that others than its team serve stands in the note. */
static enum err_code find_session(struct desk *d, const struct booking *b,
    const struct take *take, int64_t *session, char **note, struct err *e)
{
	int64_t things[BOOKING_PARTS];
	struct plan_wish w = { .client_id = b->client_id, .dependant_id = b->dependant_id,
		.service_id = b->service_id, .resource = things, .nresources = b->nparts };
	char trace[200];
	struct buf text = BUF_INIT;
	enum err_code rc;

	for (size_t i = 0; i < b->nparts; i++)
		things[i] = take[i].resource_id;
	rc = plan_booking(d, &w, session, trace, sizeof trace, e);
	if (rc != OK || !trace[0])
		return rc;
	buf_printf(&text, "%s%s%s", *note ? *note : "", *note && **note ? "; " : "", trace);
	mem_free(*note);
	*note = mem_dup(buf_str(&text));
	buf_free(&text);
	return OK;
}

enum err_code booking_put(struct desk *d, struct txn *t, const struct booking *b,
    const struct booking_place *place, enum booking_checked checked, int64_t *id,
    struct err *e)
{
	char *texts[] = { mem_dup(b->channel), mem_dup(b->needs), mem_dup(b->note) };
	struct appointment row = {
		.branch_id = place->branch_id,
		.client_id = b->client_id, .dependant_id = b->dependant_id,
		.service_id = b->service_id, .start_at = b->start_at, .end_at = b->end_at,
		.channel = texts[0], .needs = texts[1], .note = texts[2],
		.asked = b->asked, .inserted = b->over,
	};
	struct overbook_list over = { 0 };
	struct take take[BOOKING_PARTS];
	struct appointment_new a = { .row = &row, .take = take, .ntake = b->nparts };
	int64_t session = 0;
	enum err_code rc;

	day_format(zone_local(place->zone, b->start_at).day, row.day);
	fill_takes(b, take);
	rc = check_takes(d, b, place, take, checked, e);
	if (rc == OK && b->over)
		rc = find_overlaps(d, take, b->nparts, b->reason, &over, e);
	if (rc == OK)
		rc = find_session(d, b, take, &session, &texts[2], e);
	row.note = texts[2];
	a.over = over.v;
	a.nover = over.n;
	if (rc == OK) {
		rc = appointment_insert(t, &a, id, e);
		/* Booked over: what is in the way can only be the person treated. */
		if (rc == ERR_TAKEN)
			rc = booking_explain_taken(d, &row, take, b->over ? 0 : b->nparts,
			    tr(not_booked), e);
	}
	if (rc == OK && session)
		rc = plan_session_book_in(t, d, session, *id, e);
	if (rc == OK)
		rc = callback_booked_in(t, d, b->client_id, b->dependant_id, e);
	vec_free(&over);
	for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++)
		mem_free(texts[i]);
	return rc;
}

enum err_code booking_check_over(const struct desk *d, const char *reason, struct err *e)
{
	if (text_is_blank(reason))
		return err_set(e, ERR_INVALID, "%s",
		    tr("Not booked. Booking over a taken time needs a reason."));
	/* Who permitted it stands beside the pair for ever. */
	if (!d->who.staff_id)
		return err_set(e, ERR_DENIED, "%s",
		    tr("Not booked. Booking over a taken time is done by a person: log in."));
	return OK;
}

static enum err_code check_booking(struct desk *d, const struct booking *b,
    struct booking_place *place, struct err *e)
{
	enum err_code rc;

	if (b->nparts > BOOKING_PARTS)
		return err_set(e, ERR_INVALID,
		    tr("Not booked. At most %d people, rooms and devices."),
		    BOOKING_PARTS);
	rc = b->over ? booking_check_over(d, b->reason, e) : OK;
	if (rc == OK)
		rc = booking_place(d, b->branch_id, place, e);
	if (rc == OK)
		rc = booking_check_time(d, place, b->start_at, b->end_at, tr(not_booked), e);
	return rc == OK && !b->over ?
	    booking_check_hours(d, place, b->start_at, b->end_at, tr(not_booked), e) : rc;
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
	rc = booking_put(d, t, b, &place, BOOKING_UNCHECKED, id, e);
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
