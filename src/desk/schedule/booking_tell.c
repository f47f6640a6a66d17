/* Who hears of appointments that are made, moved or cancelled together. */
#include "base/buf.h"
#include "base/day.h"
#include "base/zone.h"
#include "booking_priv.h"
#include "data/resource.h"
#include "desk/desk.h"

void booking_add_time(const struct desk *d, int64_t at, struct buf *out)
{
	struct local_time l = zone_local(d->zone, at);
	struct ymd day = day_split(l.day);

	buf_printf(out, "%s%02d-%02d %02d:%02d", out->n ? ", " : "+ ", day.month, day.day,
	    l.second / 3600, l.second / 60 % 60);
}

static bool is_first_of_client(const struct booking_told *x, size_t i)
{
	for (size_t k = 0; k < i; k++)
		if (!x[k].quiet && !x[k].silent && x[k].client_id == x[i].client_id)
			return false;
	return true;
}

static enum err_code tell_client(struct desk *d, struct txn *t, const struct booking_told *x,
    size_t n, size_t i, struct err *e)
{
	struct tell_about a = { .what = x[i].what, .appointment_id = x[i].appointment_id };
	struct buf others = BUF_INIT;
	enum err_code rc;

	for (size_t k = i + 1; k < n; k++)
		if (!x[k].quiet && !x[k].silent && x[k].client_id == x[i].client_id)
			booking_add_time(d, x[k].start_at, &others);
	a.extra = buf_str(&others);
	rc = outbox_client(d, t, &a, NULL, e);
	buf_free(&others);
	return rc;
}

static bool serves(const struct take_list *takes, int64_t resource_id)
{
	for (size_t i = 0; i < takes->n; i++)
		if (takes->v[i].resource_id == resource_id)
			return true;
	return false;
}

/* Who had it before the move and has it no more would wait for the client in vain. */
static enum err_code tell_left(struct desk *d, struct txn *t, const struct booking_told *x,
    struct err *e)
{
	struct tell_about a = { .appointment_id = x->appointment_id, .was_at = x->was_at };
	struct take_list now = { 0 };
	struct resource r;
	enum err_code rc = OK;

	if (x->nstaff)
		rc = appointment_takes(d->store, x->appointment_id, &now, e);
	for (size_t i = 0; i < x->nstaff && rc == OK; i++) {
		if (serves(&now, x->staff[i]))
			continue;
		rc = resource_get(d->store, x->staff[i], &r, e);
		if (rc == OK && r.staff_id)
			rc = outbox_left(d, t, &a, r.staff_id, e);
	}
	take_list_free(&now);
	return rc;
}

enum err_code booking_tell_all(struct desk *d, struct txn *t, const struct booking_told *x,
    size_t n, struct err *e)
{
	enum err_code rc = OK;

	for (size_t i = 0; i < n && rc == OK; i++) {
		struct tell_about a = { .what = x[i].what, .appointment_id = x[i].appointment_id,
			.was_at = x[i].was_at };

		if (x[i].silent)
			continue;
		if (!x[i].quiet && is_first_of_client(x, i))
			rc = tell_client(d, t, x, n, i, e);
		if (rc == OK)
			rc = outbox_staff(d, t, &a, e);
		if (rc == OK)
			rc = tell_left(d, t, &x[i], e);
	}
	return rc;
}
