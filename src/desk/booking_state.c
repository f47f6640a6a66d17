#include "desk/booking.h"

#include <string.h>

#include "base/tr.h"
#include "booking_priv.h"
#include "data/action.h"
#include "data/appointment.h"
#include "desk/desk.h"

/* Which step may follow which. Cancelling has its own use case; what is over comes back by undo
 * only. */
static const struct step {
	const char *from, *to;
} steps[] = {
	{ "booked", "confirmed" },
	{ "booked", "arrived" },
	{ "booked", "noshow" },
	{ "confirmed", "arrived" },
	{ "confirmed", "noshow" },
	{ "noshow", "arrived" },        /* came after all: takes the time again, if it is free */
	{ "arrived", "serving" },
	{ "arrived", "done" },
	{ "serving", "done" },
};

static bool may_follow(const char *from, const char *to)
{
	for (size_t i = 0; i < sizeof steps / sizeof steps[0]; i++)
		if (!strcmp(steps[i].from, from) && !strcmp(steps[i].to, to))
			return true;
	return false;
}

static const char *state_label(const char *state)
{
	static const struct {
		const char *state, *label;
	} labels[] = {
		{ "booked", N_("booked") }, { "confirmed", N_("confirmed") },
		{ "arrived", N_("arrived") }, { "serving", N_("in service") },
		{ "done", N_("done") }, { "noshow", N_("no-show") },
		{ "cancelled", N_("cancelled") }, { "moving", N_("being moved") },
	};

	for (size_t i = 0; i < sizeof labels / sizeof labels[0]; i++)
		if (!strcmp(labels[i].state, state))
			return tr(labels[i].label);
	return state;
}

/* Who did not come has given his time back; somebody else may have it by now. */
static enum err_code name_taker(struct desk *d, const struct appointment *a, struct err *e)
{
	struct take_list take = { 0 };
	struct err none = ERR_INIT;
	enum err_code rc = e->code;

	if (appointment_takes(d->store, a->id, &take, &none) == OK)
		rc = booking_explain_taken(d, a, take.v, take.n, tr("Not marked as arrived."), e);
	take_list_free(&take);
	return rc;
}

static enum err_code change_state(struct desk *d, const struct action_head *head,
    const struct appointment *a, const char *state, int64_t *action, struct err *e)
{
	struct txn *t;
	enum err_code rc = action_begin(d->store, &d->who, head, &t, e);

	if (rc != OK)
		return rc;
	rc = appointment_set_state(t, a->id, a->state, state, head->reason, e);
	if (rc == ERR_TAKEN)
		rc = name_taker(d, a, e);
	if (rc != OK) {
		action_rollback(t);
		return rc;
	}
	action_subject(t, "appointment", a->id);
	return action_commit(t, action, e);
}

enum err_code booking_set_state(struct desk *d, int64_t id, const char *state, const char *reason,
    struct err *e)
{
	struct action_head head = { .name = "appt-step", .reason = reason };
	struct appointment a;
	enum err_code rc = appointment_get(d->store, id, &a, e);

	if (rc != OK)
		return rc;
	if (!may_follow(a.state, state))
		rc = err_set(e, ERR_INVALID, tr("It is %s: %s cannot follow."),
		    state_label(a.state),
		    state_label(state));
	else
		rc = change_state(d, &head, &a, state, NULL, e);
	appointment_free(&a);
	return rc;
}

enum err_code booking_cancel_as(struct desk *d, int64_t id, const char *reason, int64_t *action,
    struct err *e)
{
	struct action_head head = { .name = "appt-cancel", .reason = reason };
	struct appointment a;
	enum err_code rc;

	if (!reason || !reason[0])
		return err_set(e, ERR_INVALID, "%s", tr("Not cancelled. Say why."));
	rc = appointment_get(d->store, id, &a, e);
	if (rc != OK)
		return rc;
	if (strcmp(a.state, "booked") != 0 && strcmp(a.state, "confirmed") != 0 &&
	    strcmp(a.state, "arrived") != 0)
		rc = err_set(e, ERR_INVALID, tr("Not cancelled. It is %s."), state_label(a.state));
	else
		rc = change_state(d, &head, &a, "cancelled", action, e);
	appointment_free(&a);
	return rc;
}

enum err_code booking_cancel(struct desk *d, int64_t id, const char *reason, struct err *e)
{
	return booking_cancel_as(d, id, reason, NULL, e);
}
