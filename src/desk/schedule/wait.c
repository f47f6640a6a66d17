#include "desk/wait.h"

#include <string.h>

#include "base/buf.h"
#include "base/clock.h"
#include "base/day.h"
#include "base/mem.h"
#include "base/tr.h"
#include "base/zone.h"
#include "data/action.h"
#include "data/ephemeral.h"
#include "data/hold.h"
#include "data/service.h"
#include "desk/booking.h"
#include "desk/describe.h"
#include "desk/desk.h"
#include "desk/outbox.h"
#include "desk/rights.h"
#include "desk/messages/outbox_priv.h"

/* ---- the list ---- */

static enum err_code check(struct desk *d, const struct waiter *w, struct err *e)
{
	struct waiter_list l = { 0 };
	enum err_code rc = waiter_list_client(d->store, w->client_id, &l, e);

	for (size_t i = 0; i < l.n && rc == OK; i++)
		if (l.v[i].id != w->id && l.v[i].service_id == w->service_id &&
		    l.v[i].dependant_id == w->dependant_id)
			rc = err_set(e, ERR_DUPLICATE, "%s",
			    tr("Waits for that already. F3, tab Waitlist, shows the entry."));
	waiter_list_free(&l);
	if (rc == OK && w->to_min && w->to_min <= w->from_min)
		rc = err_set(e, ERR_INVALID, "%s",
		    tr("The end of the time must lie after its start."));
	if (rc == OK && w->to_day[0] && w->from_day[0] && strcmp(w->to_day, w->from_day) < 0)
		rc = err_set(e, ERR_INVALID, "%s",
		    tr("The last day must not lie before the first."));
	return rc;
}

enum err_code wait_add(struct desk *d, const struct waiter *w, int64_t *id, struct err *e)
{
	struct action_head head = { .name = "appt-wait" };
	struct waiter row = *w;
	struct txn *t;
	enum err_code rc = action_begin(d->store, &d->who, &head, &t, e);

	*id = 0;
	if (rc != OK)
		return rc;
	row.branch_id = w->branch_id ? w->branch_id : d->branch_id;
	desk_today_text(d, row.day);
	rc = check(d, &row, e);
	if (rc == OK)
		rc = waiter_insert(t, &row, id, e);
	if (rc != OK) {
		action_rollback(t);
		return rc;
	}
	action_subject(t, "waiter", *id);
	return action_commit(t, NULL, e);
}

enum err_code wait_change(struct desk *d, const struct waiter *w, struct err *e)
{
	struct action_head head = { .name = "appt-wait" };
	struct txn *t;
	enum err_code rc = action_begin(d->store, &d->who, &head, &t, e);

	if (rc != OK)
		return rc;
	rc = check(d, w, e);
	if (rc == OK)
		rc = waiter_update(t, w, e);
	if (rc != OK) {
		action_rollback(t);
		return rc;
	}
	action_subject(t, "waiter", w->id);
	return action_commit(t, NULL, e);
}

static enum err_code change(struct desk *d, int64_t id, const char *reason, const char *until,
    struct err *e)
{
	struct action_head head = { .name = "appt-wait", .reason = reason };
	struct txn *t;
	enum err_code rc = action_begin(d->store, &d->who, &head, &t, e);

	if (rc != OK)
		return rc;
	rc = until ? waiter_put_off(t, id, until, e) :
	    waiter_set_state(t, id, NULL, "withdrawn", e);
	if (rc != OK) {
		action_rollback(t);
		return rc;
	}
	action_subject(t, "waiter", id);
	return action_commit(t, NULL, e);
}

enum err_code wait_end(struct desk *d, int64_t id, const char *reason, struct err *e)
{
	return change(d, id, reason, NULL, e);
}

enum err_code wait_put_off(struct desk *d, int64_t id, const char *until_day, struct err *e)
{
	if (day_parse(until_day) == DAY_NONE)
		return err_set(e, ERR_INVALID, "%s", tr("That is no date. Type fri, +7 or 3.15."));
	return change(d, id, NULL, until_day, e);
}

/* ---- who fits ---- */

static bool wants(const struct desk *d, const struct waiter *w, const struct wait_time *t)
{
	struct local_time at = zone_local(d->zone, t->start_at);
	char day[DAY_TEXT];
	int minute = at.second / 60;

	day_format(at.day, day);
	return w->client_id != t->not_client &&
	    (w->weekdays >> (day_weekday(at.day) - 1) & 1) &&
	    minute >= w->from_min && minute < w->to_min &&
	    (!w->from_day[0] || strcmp(day, w->from_day) >= 0) &&
	    (!w->to_day[0] || strcmp(day, w->to_day) <= 0) &&
	    (!w->put_off_until[0] || strcmp(day, w->put_off_until) >= 0) &&
	    (!w->resource_id || !t->resource_id || w->resource_id == t->resource_id) &&
	    (!w->has_at || w->has_at > t->start_at);
}

static bool fits(struct desk *d, const struct waiter *w, const struct wait_time *t,
    struct free_time *out)
{
	struct free_wish wish = { .branch_id = t->branch_id, .client_id = w->client_id,
		.dependant_id = w->dependant_id, .service = { w->service_id }, .nservices = 1,
		.except = w->has_at ? w->appointment_id : 0 };
	struct service v;
	struct err none = ERR_INIT;

	if (service_get(d->store, w->service_id, &v, &none) != OK ||
	    t->start_at + (int64_t)v.minutes * 60 > t->end_at)
		return false;
	if (t->resource_id || w->resource_id) {
		wish.with[0] = t->resource_id ? t->resource_id : w->resource_id;
		wish.nwith = 1;
	}
	return free_at(d, &wish, t->start_at, "", out, &none) == OK;
}

enum err_code wait_find(struct desk *d, const struct wait_time *t, struct wait_fits *out,
    struct err *e)
{
	struct waiter_list l = { 0 };
	struct free_time time;
	enum err_code rc = OK;

	wait_fits_free(out);
	if (t->start_at <= clock_now())
		return OK;
	rc = waiter_list_open(d->store, t->branch_id ? t->branch_id : d->branch_id, 0, &l, e);
	for (size_t i = 0; i < l.n && rc == OK; i++)
		if (wants(d, &l.v[i], t) && fits(d, &l.v[i], t, &time))
			*vec_push(out) = (struct wait_fit){ .who = l.v[i], .time = time,
				.moves = l.v[i].has_at != 0 };
	waiter_list_free(&l);
	return rc;
}

void wait_fits_free(struct wait_fits *l)
{
	vec_free(l);
}

enum err_code wait_freed(struct desk *d, struct wait_time *t, size_t *n, struct err *e)
{
	struct wait_fits fits = { 0 };
	enum err_code rc = OK;

	*n = 0;
	if (!rights_may(d, "appt-wait"))
		return OK;
	for (size_t i = 0; i < d->nfreed && !*n && rc == OK; i++) {
		const struct desk_freed *x = &d->freed[i];

		*t = (struct wait_time){ .branch_id = x->branch_id, .resource_id = x->resource_id,
			.start_at = x->start_at, .end_at = x->end_at, .not_client = x->client_id };
		rc = wait_find(d, t, &fits, e);
		*n = fits.n;
	}
	wait_fits_free(&fits);
	return rc;
}

/* ---- offering ---- */

static enum err_code offer_one(struct desk *d, struct txn *t, const struct wait_time *time,
    const struct wait_fit *x, bool sms, struct err *e)
{
	struct local_time l = zone_local(d->zone, time->start_at);
	char en[64], zh[64];
	struct tell_about about = { .what = TELL_OFFER, .client_id = x->who.client_id,
		.extra = told_time_text(l.day, l.second, "en", en, sizeof en),
		.extra_zh = told_time_text(l.day, l.second, "zh", zh, sizeof zh),
		.by_hand = !sms };
	enum err_code rc = waiter_set_state(t, x->who.id, NULL, "offered", e);

	return rc == OK ? outbox_client(d, t, &about, NULL, e) : rc;
}

/* For the desk, not for who offers: whoever is here when the answer comes books it. */
static enum err_code keep(struct txn *t, const struct free_time *x, int64_t until_at,
    struct err *e)
{
	struct hold h = { .what = "offer", .ref_id = txn_action_id(t), .for_at = x->start_at,
		.until_at = until_at };
	enum err_code rc = OK;

	for (size_t i = 0; i < x->nparts && rc == OK; i++) {
		h.resource_id = x->part[i].resource_id;
		h.start_at = x->part[i].start_at;
		h.end_at = x->part[i].end_at;
		rc = hold_keep(t, &h, e);
	}
	return rc;
}

enum err_code wait_offer(struct desk *d, const struct wait_time *time,
    const struct wait_fits *fit, const size_t *pick, size_t n, bool sms, int64_t until_at,
    struct err *e)
{
	struct action_head head = { .name = "appt-wait" };
	struct free_time still;
	struct txn *t;
	enum err_code rc;

	if (!n)
		return err_set(e, ERR_INVALID, "%s", tr("Mark whom to ask with Space."));
	rc = action_begin(d->store, &d->who, &head, &t, e);
	if (rc != OK)
		return rc;
	if (!fits(d, &fit->v[pick[0]].who, time, &still))
		rc = err_set(e, ERR_TAKEN, "%s",
		    tr("Not offered. The time was taken meanwhile. They stay on the list."));
	for (size_t i = 0; i < n && rc == OK; i++)
		rc = offer_one(d, t, time, &fit->v[pick[i]], sms, e);
	if (rc == OK)
		rc = keep(t, &still, until_at, e);
	if (rc != OK) {
		action_rollback(t);
		return rc;
	}
	action_subject(t, "waiter", fit->v[pick[0]].who.id);
	return action_commit(t, NULL, e);
}

/* The offer is the action that wrote the waiter last. */
enum err_code wait_offered(struct desk *d, const struct waiter *w, int64_t *start_at,
    int64_t *until_at, struct err *e)
{
	struct hold_list l = { 0 };
	enum err_code rc = OK;

	*start_at = *until_at = 0;
	if (!strcmp(w->state, "offered"))
		rc = hold_kept(d->store, "offer", w->rev, clock_now(), &l, e);
	if (rc == OK && l.n) {
		*start_at = l.v[0].for_at;
		*until_at = l.v[0].until_at;
	}
	hold_list_free(&l);
	return rc;
}

enum err_code wait_let_go(struct desk *d, const struct waiter *w, struct err *e)
{
	struct txn *t;
	enum err_code rc = OK;

	if (strcmp(w->state, "offered") != 0)
		return OK;
	rc = ephemeral_begin(d->store, &d->who, &t, e);
	if (rc != OK)
		return rc;
	rc = hold_let_go(t, "offer", w->rev, e);
	if (rc != OK) {
		ephemeral_rollback(t);
		return rc;
	}
	return ephemeral_commit(t, e);
}

/* ---- for Today ---- */

enum err_code wait_count(struct desk *d, int64_t *n, struct err *e)
{
	return waiter_count(d->store, d->branch_id, n, e);
}
