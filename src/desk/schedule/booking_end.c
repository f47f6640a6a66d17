/* Cancelling, with what follows: the deposit, the message, the list of those to be rebooked. */
#include "desk/booking.h"

#include <string.h>

#include "base/buf.h"
#include "base/day.h"
#include "base/mem.h"
#include "base/tr.h"
#include "booking_priv.h"
#include "data/action.h"
#include "data/event.h"
#include "data/payment.h"
#include "data/todo.h"
#include "desk/callback_events.h"
#include "desk/describe.h"
#include "desk/desk.h"
#include "desk/outbox.h"
#include "desk/rights.h"
#include "desk/orders/pay_priv.h"

/* ---- the parts ---- */

enum err_code booking_rebook_todo(struct desk *d, struct txn *t, const struct appointment *a,
    const char *why, struct err *e)
{
	struct todo w = { .branch_id = a->branch_id, .client_id = a->client_id,
		.other_id = a->id, .kind = "rebook" };

	desk_day_of(d, txn_now(t), w.day);
	text_copy(w.why, sizeof w.why, why);
	return todo_insert(t, &w, true, NULL, e);
}

static enum err_code pay_back(struct desk *d, struct txn *t, int64_t id, int64_t client_id,
    const char *reason, struct err *e)
{
	struct payment_list l = { 0 };
	char day[DAY_TEXT];
	enum err_code rc = payment_list_appointment(d->store, id, &l, e);

	desk_day_of(d, txn_now(t), day);
	for (size_t i = 0; i < l.n && rc == OK; i++)
		if (!strcmp(l.v[i].kind, "deposit") && !l.v[i].reversed)
			rc = payment_reverse(t, &l.v[i], day, reason, NULL, e);
	payment_list_free(&l);
	return rc == OK ? pay_check_kept(d, client_id, e) : rc;
}

/* Whose it was is known only while it is there. */
static enum err_code note_freed(struct desk *d, struct txn *t, const struct appointment *a,
    struct err *e)
{
	struct take_list take = { 0 };
	enum err_code rc = appointment_takes(d->store, a->id, &take, e);

	if (rc == OK)
		booking_note_freed(d, t, a, &take);
	take_list_free(&take);
	return rc;
}

static enum err_code write_end(struct desk *d, struct txn *t, const struct appointment *a,
    const struct booking_end *x, struct err *e)
{
	struct booking_place place;
	enum err_code rc = booking_place(d, a->branch_id, &place, e);

	if (rc == OK)
		rc = note_freed(d, t, a, e);
	if (rc == OK)
		rc = appointment_set_state(t, a->id, a->state, "cancelled", x->reason, e);
	if (rc == OK && booking_is_late(d, &place, a->start_at))
		rc = event_mark_late(t, a->id, e);
	if (rc == OK && x->pay_back)
		rc = pay_back(d, t, a->id, a->client_id, x->reason, e);
	if (rc == OK && !x->no_rebook)
		rc = booking_rebook_todo(d, t, a, "cancelled", e);
	if (rc == OK)
		rc = callback_appointment_in(t, d, a, "cancelled", e);
	return rc == OK ? outbox_withdraw(t, a->id, e) : rc;
}

/* ---- all of them ---- */

static enum err_code tell(struct desk *d, struct txn *t, const struct booking_end *x,
    const struct appointment *a, size_t n, struct err *e)
{
	struct booking_told *told = mem_array(n, sizeof *told);
	enum err_code rc;

	for (size_t i = 0; i < n; i++)
		told[i] = (struct booking_told){ .what = TELL_CANCELLED,
			.appointment_id = a[i].id, .client_id = a[i].client_id,
			.start_at = a[i].start_at, .quiet = x[i].quiet };
	rc = booking_tell_all(d, t, told, n, e);
	mem_free(told);
	return rc;
}

static enum err_code read_ended(struct desk *d, const struct booking_end *x,
    struct appointment *a, struct err *e)
{
	enum err_code rc;

	if (text_is_blank(x->reason))
		return err_set(e, ERR_INVALID, "%s", tr("Not cancelled. Say why."));
	rc = appointment_get(d->store, x->id, a, e);
	if (rc == OK && strcmp(a->state, "booked") != 0 && strcmp(a->state, "confirmed") != 0 &&
	    strcmp(a->state, "arrived") != 0)
		rc = err_set(e, ERR_INVALID, tr("Not cancelled. It is %s."),
		    booking_state_label(a->state));
	return rc;
}

/* Of several clients a refusal names who is in the way. */
static enum err_code name_member(struct desk *d, const struct appointment *a, size_t n,
    enum err_code rc, struct err *e)
{
	char name[200];

	if (rc != ERR_INVALID || !n || a[n].client_id == a[0].client_id)
		return rc;
	err_clear(e);
	return err_set(e, ERR_INVALID, tr("Not cancelled. %s: it is %s."),
	    describe_client(d, a[n].client_id, name, sizeof name),
	    booking_state_label(a[n].state));
}

static enum err_code end_all(struct desk *d, struct txn *t, const struct booking_end *x,
    struct appointment *a, size_t n, struct err *e)
{
	enum err_code rc = OK;

	for (size_t i = 0; i < n && rc == OK; i++)
		rc = name_member(d, a, i, read_ended(d, &x[i], &a[i], e), e);
	for (size_t i = 0; i < n && rc == OK; i++)
		rc = write_end(d, t, &a[i], &x[i], e);
	return rc == OK ? tell(d, t, x, a, n, e) : rc;
}

enum err_code booking_end_all(struct desk *d, const struct booking_end *x, size_t n,
    int64_t *action, struct err *e)
{
	struct action_head head = { .name = "appt-cancel", .reason = x->reason };
	struct appointment *a;
	struct txn *t;
	enum err_code rc = OK;

	for (size_t i = 0; i < n && rc == OK; i++)
		if (x[i].pay_back)
			rc = rights_check(d, &d->who, "pay-back", e);
	if (rc == OK)
		rc = action_begin(d->store, &d->who, &head, &t, e);
	if (rc != OK)
		return rc;
	a = mem_array(n, sizeof *a);
	rc = end_all(d, t, x, a, n, e);
	for (size_t i = 0; i < n; i++)
		appointment_free(&a[i]);
	mem_free(a);
	if (rc != OK) {
		action_rollback(t);
		return rc;
	}
	action_subject(t, "appointment", x->id);
	return action_commit(t, action, e);
}

enum err_code booking_end(struct desk *d, const struct booking_end *x, struct err *e)
{
	return booking_end_all(d, x, 1, NULL, e);
}

enum err_code booking_cancel(struct desk *d, int64_t id, const char *reason, struct err *e)
{
	struct booking_end x = { .id = id, .reason = reason, .quiet = true, .no_rebook = true };

	return booking_end(d, &x, e);
}
