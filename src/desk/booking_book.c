/* Booking by wish: one or several, all or none, one action. */
#include "desk/booking.h"

#include <string.h>

#include "base/buf.h"
#include "base/day.h"
#include "base/mem.h"
#include "base/tr.h"
#include "base/zone.h"
#include "booking_priv.h"
#include "booking_wish_priv.h"
#include "data/action.h"
#include "data/hold.h"
#include "desk/desk.h"
#include "desk/outbox.h"

/* ---- telling ---- */

static bool is_first_of_client(const struct booking_wish *w, size_t i)
{
	for (size_t k = 0; k < i; k++)
		if (w[k].client_id == w[i].client_id)
			return false;
	return true;
}

void booking_add_time(const struct desk *d, int64_t at, struct buf *out)
{
	struct local_time l = zone_local(d->zone, at);
	struct ymd day = day_split(l.day);

	buf_printf(out, "%s%02d-%02d %02d:%02d", out->n ? ", " : "+ ", day.month, day.day,
	    l.second / 3600, l.second / 60 % 60);
}

static enum err_code tell_client(struct desk *d, struct txn *t, const struct booking_wish *w,
    const struct wish_made *made, size_t n, size_t i, struct err *e)
{
	struct buf others = BUF_INIT;
	struct tell_about a = { .what = made[i].moved ? TELL_MOVED : TELL_BOOKED,
		.appointment_id = made[i].id };
	enum err_code rc;

	for (size_t k = i + 1; k < n; k++)
		if (w[k].client_id == w[i].client_id)
			booking_add_time(d, w[k].start_at, &others);
	a.extra = buf_str(&others);
	rc = outbox_client(d, t, &a, NULL, e);
	buf_free(&others);
	return rc;
}

enum err_code booking_tell(struct desk *d, struct txn *t, const struct booking_wish *w,
    const struct wish_made *made, size_t n, struct err *e)
{
	enum err_code rc = OK;

	for (size_t i = 0; i < n && rc == OK; i++) {
		struct tell_about a = { .what = made[i].moved ? TELL_MOVED : TELL_BOOKED,
			.appointment_id = made[i].id };

		/* booking_shift_in has told them. */
		if (w[i].quiet || made[i].moved)
			continue;
		if (is_first_of_client(w, i))
			rc = tell_client(d, t, w, made, n, i, e);
		if (rc == OK)
			rc = outbox_staff(d, t, &a, e);
	}
	return rc;
}

/* ---- the action ---- */

static bool several_clients(const struct booking_wish *w, size_t n)
{
	for (size_t i = 1; i < n; i++)
		if (w[i].client_id != w[0].client_id)
			return true;
	return false;
}

/* *FAILED = the wish that cannot be. */
static enum err_code write_all(struct desk *d, struct txn *t, const struct booking_wish *w,
    size_t n, struct wish_made *made, size_t *failed, struct err *e)
{
	bool group = several_clients(w, n);
	enum err_code rc = OK;

	for (*failed = 0; *failed < n; ++*failed) {
		rc = booking_wish_write(d, t, &w[*failed], &made[*failed], e);
		if (rc != OK)
			return rc;
	}
	for (size_t i = 0; i < n && group && rc == OK; i++)
		rc = appointment_link(t, made[i].id, 0, made[0].id, e);
	if (rc == OK)
		rc = booking_tell(d, t, w, made, n, e);
	return rc == OK ? hold_release_all(t, e) : rc;
}

static const char *action_of(const struct booking_wish *w, size_t n, const char **reason)
{
	for (size_t i = 0; i < n; i++)
		if (w[i].insert) {
			*reason = w[i].reason;
			return "appt-overbook";
		}
	return "appt-book";
}

enum err_code booking_book(struct desk *d, const struct booking_wish *w, size_t n, int64_t *ids,
    struct err *e)
{
	struct action_head head = { .reason = NULL };
	struct wish_made *made;
	struct txn *t;
	size_t failed = 0;
	enum err_code rc = booking_wish_rights(d, w, n, e);

	ASSERT(n > 0);
	memset(ids, 0, n * sizeof *ids);
	head.name = action_of(w, n, &head.reason);
	if (rc == OK)
		rc = action_begin(d->store, &d->who, &head, &t, e);
	if (rc != OK)
		return rc;
	made = mem_array(n, sizeof *made);
	rc = write_all(d, t, w, n, made, &failed, e);
	if (rc == OK) {
		action_subject(t, "appointment", made[0].id);
		rc = action_commit(t, NULL, e);
		for (size_t i = 0; i < n && rc == OK; i++)
			ids[i] = made[i].id;
	} else {
		action_rollback(t);
		rc = failed < n ? booking_refuse(d, &w[failed], e) : rc;
	}
	mem_free(made);
	return rc;
}
