/* One appointment, a series from one on, or a group: moved or cancelled in one step. */
#include "desk/booking_reach.h"

#include "base/buf.h"
#include "base/tr.h"
#include "base/zone.h"
#include "booking_priv.h"
#include "data/appointment.h"
#include "desk/cover.h"
#include "desk/desk.h"

/* ---- who is meant ---- */

static enum err_code of_group(struct desk *d, const struct appointment *a, int64_t *ids,
    size_t *n, struct err *e)
{
	struct appointment_list l = { 0 };
	enum err_code rc = appointment_list_group(d->store, a->group_id, &l, e);

	for (size_t i = 0; i < l.n && *n < BOOKING_REACH_MAX; i++)
		if (l.v[i].id != a->id)
			ids[(*n)++] = l.v[i].id;
	appointment_list_free(&l);
	return rc;
}

static enum err_code of_series(struct desk *d, const struct appointment *a, int64_t *ids,
    size_t *n, struct err *e)
{
	return appointment_series(d->store, a->series_id, a->start_at, ids, BOOKING_REACH_MAX, n,
	    e);
}

enum err_code booking_reach_ids(struct desk *d, int64_t id, enum booking_reach reach,
    int64_t ids[BOOKING_REACH_MAX], size_t *n, struct err *e)
{
	struct appointment a;
	enum err_code rc = appointment_get(d->store, id, &a, e);

	ids[0] = id;
	*n = 1;
	if (rc == OK && reach == BOOKING_GROUP && a.group_id)
		rc = of_group(d, &a, ids, n, e);
	else if (rc == OK && reach == BOOKING_LATER && a.series_id)
		rc = of_series(d, &a, ids, n, e);
	appointment_free(&a);
	return rc;
}

enum err_code booking_reach_others(struct desk *d, int64_t id, enum booking_reach reach, size_t *n,
    struct err *e)
{
	int64_t ids[BOOKING_REACH_MAX];
	enum err_code rc = booking_reach_ids(d, id, reach, ids, n, e);

	if (*n && ids[0] == id)
		--*n;
	return rc;
}

/* ---- moving ---- */

struct distance {
	struct booking_place place;
	int days, seconds;              /* on the wall */
	int64_t lead_id;                /* whom the one of S had, 0 */
};

static enum err_code measure(struct desk *d, const struct booking_shift *s, struct distance *out,
    struct err *e)
{
	struct appointment_row a;
	struct local_time from, to;
	enum err_code rc = appointment_row_get(d->store, s->id, &a, e);

	if (rc == OK)
		rc = booking_place(d, a.branch_id, &out->place, e);
	if (rc != OK)
		return rc;
	from = zone_local(out->place.zone, a.start_at);
	to = zone_local(out->place.zone, s->start_at);
	out->days = to.day - from.day;
	out->seconds = to.second - from.second;
	out->lead_id = a.staff_id;
	return OK;
}

static enum err_code shift_of(struct desk *d, int64_t id, enum booking_reach reach,
    const struct distance *by, const struct booking_shift *s, struct booking_shift *out,
    struct err *e)
{
	struct appointment_row a;
	enum err_code rc = appointment_row_get(d->store, id, &a, e);

	if (rc != OK)
		return rc;
	*out = *s;
	out->id = id;
	out->nwith = reach == BOOKING_LATER || a.staff_id == by->lead_id ? s->nlater : 0;
	out->start_at = booking_same_hour(by->place.zone, a.start_at, by->days, by->seconds);
	return out->start_at ? OK : err_set(e, ERR_INVALID, "%s",
	    tr("Not moved. That hour does not exist on one of the days. Move them one by one."));
}

enum err_code booking_reach_move(struct desk *d, enum booking_reach reach,
    const struct booking_shift *s, const char *reason, size_t *n, struct err *e)
{
	struct booking_shift shift[BOOKING_REACH_MAX];
	int64_t ids[BOOKING_REACH_MAX];
	struct distance by;
	size_t count = 0;
	enum err_code rc = booking_reach_ids(d, s->id, reach, ids, &count, e);

	if (rc == OK)
		rc = measure(d, s, &by, e);
	for (size_t i = 0; i < count && rc == OK; i++) {
		shift[i] = *s;
		if (ids[i] != s->id)
			rc = shift_of(d, ids[i], reach, &by, s, &shift[i], e);
	}
	if (rc == OK && !count)
		rc = err_set(e, ERR_INVALID, "%s",
		    tr("Not moved. It is over or cancelled. Book a new one."));
	if (rc == OK)
		rc = booking_shift(d, shift, count, reason, e);
	if (n)
		*n = rc == OK ? count : 0;
	return rc;
}

/* ---- cancelling ---- */

enum err_code booking_reach_cancel(struct desk *d, enum booking_reach reach,
    const struct booking_end *x, size_t *n, struct err *e)
{
	struct booking_end end[BOOKING_REACH_MAX];
	int64_t ids[BOOKING_REACH_MAX];
	size_t count = 0;
	enum err_code rc = booking_reach_ids(d, x->id, reach, ids, &count, e);

	for (size_t i = 0; i < count && rc == OK; i++) {
		end[i] = *x;
		end[i].id = ids[i];
		end[i].no_rebook = x->no_rebook || (reach == BOOKING_LATER && i > 0);
	}
	if (rc == OK && !count)
		rc = err_set(e, ERR_INVALID, "%s",
		    tr("Not cancelled. Nothing of the series is still to come."));
	if (rc == OK)
		rc = booking_end_all(d, end, count, NULL, e);
	if (n)
		*n = rc == OK ? count : 0;
	return rc;
}

/* ---- in words ---- */

char *booking_fellows_text(struct desk *d, int64_t id, int64_t group_id, char *out, size_t size)
{
	struct appointment_list l = { 0 };
	struct buf names = BUF_INIT;
	struct err none = ERR_INIT;
	size_t at = 0;

	out[0] = '\0';
	if (group_id && appointment_list_group(d->store, group_id, &l, &none) == OK)
		for (size_t i = 0; i < l.n; i++) {
			if (l.v[i].id == id)
				at = i + 1;
			else
				buf_printf(&names, "%s%s", names.n ? ", " : "",
				    cover_treated(d, cover_of_row(&l.v[i])));
		}
	if (at && l.n > 1)
		text_fmt(out, size, tr("%zu of %zu, group with %s"), at, l.n, buf_str(&names));
	buf_free(&names);
	appointment_list_free(&l);
	return out;
}
