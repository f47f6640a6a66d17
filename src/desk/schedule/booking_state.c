#include "desk/booking.h"

#include <string.h>

#include "base/clock.h"
#include "base/tr.h"
#include "booking_priv.h"
#include "data/action.h"
#include "data/branch.h"
#include "data/todo.h"
#include "desk/callback_events.h"
#include "desk/desk.h"
#include "desk/outbox.h"
#include "desk/settings.h"

/* Which step may follow which. Cancelling has its own use case. */
static const struct step {
	const char *from, *to;
} steps[] = {
	{ "booked", "confirmed" },
	{ "booked", "arrived" },
	{ "booked", "noshow" },
	{ "confirmed", "arrived" },
	{ "confirmed", "noshow" },
	/* Came after all, or comes again: takes the time again, if it is free. */
	{ "noshow", "arrived" },
	{ "noshow", "booked" },
	{ "cancelled", "booked" },
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

const char *booking_state_label(const char *state)
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

/* ---- what follows a step ---- */

static const struct follow {
	const char *state;
	bool to_client, to_staff;
	enum tell what;
} follows[] = {
	{ "confirmed", true, false, TELL_CONFIRM },
	{ "arrived", false, true, TELL_ARRIVED },
	{ "noshow", true, true, TELL_NOSHOW },
	{ "done", true, false, TELL_THANKS },
	{ "booked", true, true, TELL_BOOKED },
};

static enum err_code tell(struct desk *d, struct txn *t, int64_t id, const char *state,
    struct err *e)
{
	struct tell_about a = { .appointment_id = id };
	enum err_code rc = OK;

	for (size_t i = 0; i < sizeof follows / sizeof follows[0]; i++) {
		if (strcmp(follows[i].state, state) != 0)
			continue;
		a.what = follows[i].what;
		if (follows[i].to_client)
			rc = outbox_client(d, t, &a, NULL, e);
		if (rc == OK && follows[i].to_staff)
			rc = outbox_staff(d, t, &a, e);
	}
	return rc;
}

static bool is_over(const char *state)
{
	return !strcmp(state, "noshow") || !strcmp(state, "cancelled");
}

static enum err_code follow(struct desk *d, struct txn *t, const struct appointment *a,
    const struct booking_step *x, struct err *e)
{
	enum err_code rc = OK;

	if (!strcmp(x->state, "noshow"))
		rc = booking_rebook_todo(d, t, a, "noshow", e);
	else if (is_over(a->state))
		rc = todo_close(t, a->client_id, "rebook", e);
	return rc == OK && !x->quiet ? tell(d, t, a->id, x->state, e) : rc;
}

/* ---- coming back ---- */

static const char *not_back(const char *state)
{
	return !strcmp(state, "booked") ? tr("Not booked.") : tr("Not marked as arrived.");
}

/* Who has given the time back may find somebody else there. */
static enum err_code name_taker(struct desk *d, const struct appointment *a, const char *state,
    struct err *e)
{
	struct take_list take = { 0 };
	struct err none = ERR_INIT;
	enum err_code rc = e->code;

	if (appointment_takes(d->store, a->id, &take, &none) == OK)
		rc = booking_explain_taken(d, a, take.v, take.n, not_back(state), e);
	take_list_free(&take);
	return rc;
}

/* Booked again is like booked: not in the past, and with things that can be had. */
static enum err_code check_back(struct desk *d, const struct appointment *a, struct err *e)
{
	struct booking_place place;
	struct take_list take = { 0 };
	const char *no = not_back("booked");
	enum err_code rc = booking_place(d, a->branch_id, &place, e);

	if (rc == OK)
		rc = booking_check_client(d, a->client_id, e);
	if (rc == OK)
		rc = booking_check_time(d, &place, a->start_at, a->end_at, no, e);
	if (rc == OK)
		rc = appointment_takes(d->store, a->id, &take, e);
	if (rc == OK)
		rc = booking_check_takes(d, a, &take, no, e);
	take_list_free(&take);
	return rc;
}

/* ---- the step ---- */

static enum err_code change_state(struct desk *d, struct txn *t, const struct appointment *a,
    const struct booking_step *x, struct err *e)
{
	enum err_code rc = !strcmp(x->state, "booked") ? check_back(d, a, e) : OK;

	if (rc == OK) {
		rc = appointment_set_state(t, a->id, a->state, x->state, x->reason, e);
		if (rc == ERR_TAKEN)
			rc = name_taker(d, a, x->state, e);
	}
	if (rc == OK)
		rc = callback_appointment_in(t, d, a, x->state, e);
	return rc == OK ? follow(d, t, a, x, e) : rc;
}

static enum err_code check_grace(struct desk *d, const struct appointment *a, struct err *e)
{
	int64_t from = a->start_at + setting_of(d, SETTING_GRACE_MIN) * 60;
	char at[48], said[48];

	if (clock_now() >= from)
		return OK;
	return err_set(e, ERR_INVALID,
	    tr("Not marked as no-show. Expected at %s: it can be said from %s on."),
	    desk_time_text(d, a->start_at, at, sizeof at),
	    desk_time_text(d, from, said, sizeof said));
}

/* A client may ring any branch to confirm or to come after all; who came, and who did not, is known
 * only in the house. */
static enum err_code check_house(struct desk *d, const struct appointment *a, const char *to,
    struct err *e)
{
	struct branch b;
	enum err_code rc;

	if (a->branch_id == d->branch_id || !strcmp(to, "booked") || !strcmp(to, "confirmed"))
		return OK;
	rc = branch_get(d->store, a->branch_id, &b, e);
	return rc != OK ? rc :
	    err_set(e, ERR_INVALID, tr("Not marked as %s. That is booked at branch %s."),
		booking_state_label(to), b.code);
}

static enum err_code check_step(struct desk *d, const struct appointment *a, const char *to,
    struct err *e)
{
	enum err_code rc;

	if (!strcmp(a->state, to))
		return err_set(e, ERR_INVALID, tr("It is %s already."), booking_state_label(to));
	if (!may_follow(a->state, to))
		return err_set(e, ERR_INVALID, tr("It is %s: %s cannot follow."),
		    booking_state_label(a->state), booking_state_label(to));
	rc = check_house(d, a, to, e);
	return rc == OK && !strcmp(to, "noshow") ? check_grace(d, a, e) : rc;
}

enum err_code booking_may_step(struct desk *d, int64_t id, const char *state, struct err *e)
{
	struct appointment a;
	enum err_code rc = appointment_get(d->store, id, &a, e);

	if (rc != OK)
		return rc;
	rc = check_step(d, &a, state, e);
	appointment_free(&a);
	return rc;
}

enum err_code booking_step_in(struct desk *d, struct txn *t, const struct booking_step *x,
    struct err *e)
{
	struct appointment a;
	enum err_code rc = appointment_get(d->store, x->id, &a, e);

	if (rc != OK)
		return rc;
	rc = check_step(d, &a, x->state, e);
	if (rc == OK)
		rc = change_state(d, t, &a, x, e);
	appointment_free(&a);
	return rc;
}

enum err_code booking_step_all(struct desk *d, const struct booking_step *x, size_t n,
    int64_t *action, struct err *e)
{
	struct action_head head = { .name = "appt-step", .reason = x->reason };
	struct txn *t;
	enum err_code rc = action_begin(d->store, &d->who, &head, &t, e);

	if (rc != OK)
		return rc;
	for (size_t i = 0; i < n && rc == OK; i++)
		rc = booking_step_in(d, t, &x[i], e);
	if (rc != OK) {
		action_rollback(t);
		return rc;
	}
	action_subject(t, "appointment", x->id);
	return action_commit(t, action, e);
}

enum err_code booking_step(struct desk *d, const struct booking_step *x, struct err *e)
{
	return booking_step_all(d, x, 1, NULL, e);
}

enum err_code booking_set_state(struct desk *d, int64_t id, const char *state, const char *reason,
    struct err *e)
{
	struct booking_step x = { .id = id, .state = state, .reason = reason };

	return booking_step(d, &x, e);
}
