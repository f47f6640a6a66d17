/* Booking by wish: one or several, all or none, one action. */
#include "desk/booking.h"

#include <string.h>

#include "base/mem.h"
#include "booking_priv.h"
#include "booking_wish_priv.h"
#include "data/action.h"
#include "data/hold.h"
#include "desk/booking_group.h"
#include "desk/desk.h"

/* ---- telling ---- */

enum err_code booking_tell(struct desk *d, struct txn *t, const struct booking_wish *w,
    const struct wish_made *made, size_t n, struct err *e)
{
	struct booking_told *x = mem_array(n, sizeof *x);
	enum err_code rc;

	/* Of a move booking_shift_in has told them. */
	for (size_t i = 0; i < n; i++)
		x[i] = (struct booking_told){ .what = TELL_BOOKED, .appointment_id = made[i].id,
			.client_id = w[i].client_id, .start_at = w[i].start_at,
			.quiet = w[i].quiet, .silent = w[i].silent || made[i].moved };
	rc = booking_tell_all(d, t, x, n, e);
	mem_free(x);
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

/* Written and taken back: only so the choices of one are seen by the next. */
enum err_code booking_look(struct desk *d, const struct booking_wish *w, size_t n, struct err *e)
{
	struct action_head head = { .reason = NULL };
	struct wish_made *made;
	struct txn *t;
	size_t failed;
	enum err_code rc;

	ASSERT(n > 0);
	head.name = action_of(w, n, &head.reason);
	rc = action_begin(d->store, &d->who, &head, &t, e);
	if (rc != OK)
		return rc;
	made = mem_array(n, sizeof *made);
	rc = write_all(d, t, w, n, made, &failed, e);
	action_rollback(t);
	mem_free(made);
	return rc;
}
