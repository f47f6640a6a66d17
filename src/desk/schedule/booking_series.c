/* The same wish several times: same hour on the wall, all or none of those not skipped. */
#include "desk/booking.h"

#include <string.h>

#include "base/buf.h"
#include "base/mem.h"
#include "base/tr.h"
#include "base/zone.h"
#include "booking_priv.h"
#include "booking_wish_priv.h"
#include "data/action.h"
#include "data/hold.h"
#include "desk/desk.h"

static enum err_code check_series(const struct booking_series *series, struct err *e)
{
	if (series->n < 1 || series->n > BOOKING_SERIES_MAX)
		return err_set(e, ERR_INVALID, tr("Not booked. A series has 1 to %d times."),
		    BOOKING_SERIES_MAX);
	if (series->every_days < 1)
		return err_set(e, ERR_INVALID, "%s",
		    tr("Not booked. A series has at least a day between its times."));
	return OK;
}

int64_t booking_same_hour(const struct zone *zone, int64_t at, int days, int seconds)
{
	struct local_time from = zone_local(zone, at);
	int64_t wall = (int64_t)(from.day + days) * 86400 + from.second + seconds, found[2];
	int32_t day = (int32_t)(wall / 86400);
	int n = zone_instants(zone, day, (int)(wall % 86400), found);

	if (!n)
		return 0;
	return n == 2 && zone_local(zone, found[1]).offset == from.offset ? found[1] : found[0];
}

/* *AT = the I-th time; ERR_INVALID when it does not exist. */
static enum err_code time_of(struct desk *d, const struct booking_wish *w,
    const struct booking_series *series, int i, int64_t *at, struct err *e)
{
	struct booking_place place;
	struct local_time l;
	enum err_code rc = booking_place(d, w->branch_id, &place, e);

	if (rc != OK)
		return rc;
	*at = booking_same_hour(place.zone, w->start_at, i * series->every_days, 0);
	if (*at)
		return OK;
	l = zone_local(place.zone, w->start_at);
	return err_set(e, ERR_INVALID,
	    tr("Not booked. %02d:%02d does not exist that night. Skip it or take another hour."),
	    l.second / 3600, l.second / 60 % 60);
}

enum err_code booking_series_look(struct desk *d, const struct booking_wish *w,
    const struct booking_series *series, struct series_day *out, struct err *e)
{
	enum err_code rc = check_series(series, e);

	for (int i = 0; i < series->n && rc == OK; i++) {
		struct booking_wish one = *w;
		struct err why = ERR_INIT;

		out[i] = (struct series_day){ .start_at = 0 };
		out[i].rc = time_of(d, w, series, i, &one.start_at, &why);
		out[i].start_at = one.start_at;
		if (out[i].rc == OK)
			out[i].rc = booking_wish_look(d, &one, &why);
		text_copy(out[i].why, sizeof out[i].why, why.text);
	}
	return rc;
}

/* ---- booking ---- */

static enum err_code make_wishes(struct desk *d, const struct booking_wish *w,
    const struct booking_series *series, struct booking_wish *out, size_t *n, struct err *e)
{
	enum err_code rc = check_series(series, e);

	*n = 0;
	for (int i = 0; i < series->n && rc == OK; i++) {
		if (series->skip[i])
			continue;
		out[*n] = *w;
		rc = time_of(d, w, series, i, &out[*n].start_at, e);
		/* Paid, asked for and waited for once. */
		if (*n) {
			out[*n].deposit = 0;
			out[*n].request_id = out[*n].waiter_id = out[*n].except = 0;
		}
		++*n;
	}
	if (rc == OK && !*n)
		rc = err_set(e, ERR_INVALID, "%s", tr("Not booked. Every time was skipped."));
	return rc;
}

static enum err_code write_series(struct desk *d, struct txn *t, const struct booking_wish *w,
    size_t n, struct wish_made *made, size_t *failed, struct err *e)
{
	enum err_code rc = OK;

	for (*failed = 0; *failed < n; ++*failed) {
		rc = booking_wish_write(d, t, &w[*failed], &made[*failed], e);
		if (rc == OK)
			rc = appointment_link(t, made[*failed].id, made[0].id, 0, e);
		if (rc != OK)
			return rc;
	}
	rc = booking_tell(d, t, w, made, n, e);
	return rc == OK ? hold_release_all(t, e) : rc;
}

static enum err_code book_wishes(struct desk *d, const struct booking_wish *w, size_t n,
    struct wish_made *made, struct err *e)
{
	struct action_head head = { .name = w->insert ? "appt-overbook" : "appt-book",
		.reason = w->insert ? w->reason : NULL };
	struct txn *t;
	size_t failed = 0;
	enum err_code rc = action_begin(d->store, &d->who, &head, &t, e);

	if (rc != OK)
		return rc;
	rc = write_series(d, t, w, n, made, &failed, e);
	if (rc == OK) {
		action_subject(t, "appointment", made[0].id);
		return action_commit(t, NULL, e);
	}
	action_rollback(t);
	return failed < n ? booking_refuse(d, &w[failed], e) : rc;
}

enum err_code booking_series(struct desk *d, const struct booking_wish *w,
    const struct booking_series *series, int64_t *ids, struct err *e)
{
	struct booking_wish *wish = mem_array(BOOKING_SERIES_MAX, sizeof *wish);
	struct wish_made *made = mem_array(BOOKING_SERIES_MAX, sizeof *made);
	size_t n = 0, k = 0;
	enum err_code rc = booking_wish_rights(d, w, 1, e);

	if (rc == OK)
		rc = make_wishes(d, w, series, wish, &n, e);
	if (rc == OK)
		rc = book_wishes(d, wish, n, made, e);
	for (int i = 0; i < series->n && i < BOOKING_SERIES_MAX; i++)
		ids[i] = rc == OK && !series->skip[i] ? made[k++].id : 0;
	mem_free(wish);
	mem_free(made);
	return rc;
}
