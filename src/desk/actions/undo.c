#include "desk/undo.h"

#include <stdio.h>
#include <string.h>

#include "desk/schedule/absence_priv.h"
#include "base/buf.h"
#include "base/clock.h"
#include "base/tr.h"
#include "data/action.h"
#include "data/history.h"
#include "desk/arrival.h"
#include "desk/arrival_pay.h"
#include "desk/describe.h"
#include "desk/desk.h"
#include "desk/rights.h"
#include "desk/testing.h"
#include "undo_booking_priv.h"
#include "undo_money_priv.h"
#include "undo_plan_priv.h"

static enum err_code counter_unpay(struct desk *d, const struct action_row *a, const char *reason,
    int64_t *new_id, struct err *e);
static bool is_late(struct desk *d, const struct action_row *a);
static enum err_code counter_unsend(struct desk *d, const struct action_row *a,
    const char *reason, int64_t *new_id, struct err *e);

/*
 * The way back of every use case. A name that is not here goes back by inverse: new use cases are
 * undoable unless somebody decides otherwise. `counter` stands where the inverse may become
 * impossible (a visit, a sent message): the opposite action.
 */
static const struct way {
	const char *name;
	enum undo_way way;
	const char *why;
	enum err_code (*counter)(struct desk *d, const struct action_row *a, const char *reason,
	    int64_t *new_id, struct err *e);
	const char *opposite;           /* the counter way in words */
	/* May the counter way be taken at all (NULL: always); is it the only one (NULL: no)? */
	bool (*fits)(struct desk *d, const struct action_row *a);
	bool (*forced)(struct desk *d, const struct action_row *a);
	bool pays;                      /* when forced, it gives money back: a second person */
	/* Is it past going back at all, for WHY (NULL: never)? */
	bool (*stands)(struct desk *d, const struct action_row *a);
} ways[] = {
	{ .name = "site-create", .way = UNDO_NONE, .why = N_("The file began with it.") },
	{ .name = "demo-fill", .way = UNDO_NONE,
	    .why = N_("The made-up site stays. Make a new file instead.") },
	{ .name = "appt-book", .counter = undo_unbook,
	    .opposite = N_("cancel the appointment instead"), .forced = undo_has_money,
	    .pays = true },
	{ .name = "appt-overbook", .counter = undo_unbook,
	    .opposite = N_("cancel the appointment instead"), .forced = undo_has_money,
	    .pays = true },
	{ .name = "appt-move", .counter = undo_unmove, .opposite = N_("move it back instead") },
	{ .name = "appt-cancel", .counter = undo_uncancel,
	    .opposite = N_("book it again instead"), .forced = undo_has_money },
	{ .name = "appt-step", .counter = undo_uncancel,
	    .opposite = N_("book it again instead"), .fits = undo_is_noshow },
	{ .name = "appt-disrupt", .counter = absence_unrecord,
	    .opposite = N_("end the absence now instead"), .fits = absence_is_recorded },
	{ .name = "roster-edit", .counter = absence_unrecord,
	    .opposite = N_("end the absence now instead"), .fits = absence_is_recorded },
	/* Ctrl-Z is about what one did, not about what one read. */
	{ .name = "sms-sync", .way = UNDO_NONE, .why = N_("What has left has left.") },
	{ .name = "message-decide", .way = UNDO_NONE,
	    .why = N_("It may have left already. Withdraw it (F12, Messages).") },
	{ .name = "message-read", .way = UNDO_NONE, .why = N_("What was seen was seen.") },
	{ .name = "escalate-see", .way = UNDO_NONE, .why = N_("What was seen was seen.") },
	{ .name = "day-close", .way = UNDO_NONE,
	    .why = N_("A signature stands. What turned up since belongs to the next day.") },
	{ .name = "day-close-open", .way = UNDO_NONE,
	    .why = N_("A signature stands. What turned up since belongs to the next day.") },
	{ .name = "visit-cash", .way = UNDO_COUNTER, .counter = counter_unpay,
	    .opposite = N_("give the money back") },
	{ .name = "pay-take", .way = UNDO_COUNTER, .counter = undo_pay,
	    .opposite = N_("reverse the payment") },
	{ .name = "pay-back", .way = UNDO_COUNTER, .counter = undo_pay,
	    .opposite = N_("reverse the payment") },
	{ .name = "prepaid-edit", .way = UNDO_COUNTER, .counter = undo_prepaid,
	    .opposite = N_("reverse what was done to the card") },
	{ .name = "order-add", .way = UNDO_COUNTER, .counter = undo_order,
	    .opposite = N_("cancel the order") },
	{ .name = "plan-agree", .stands = undo_plan_stands, .why = N_("Money or a session hangs on "
	    "it. Change or stop the plan (F5).") },
	{ .name = "plan-edit", .stands = undo_plan_stands, .why = N_("Money or a session hangs on "
	    "it. Change or stop the plan (F5).") },
	{ .name = "treat-close", .stands = undo_plan_stands, .why = N_("A card paid for it. Give "
	    "the session back on the card (F7, Cards).") },
	{ .name = "callback-do", .stands = is_late, .why = N_("Done stays done after these "
	    "minutes. A new callback can be made by hand (F6 n).") },
	{ .name = "test-send", .way = UNDO_COUNTER, .counter = counter_unsend,
	    .opposite = N_("take the kit back into stock") },
	{ .name = "stock-edit", .way = UNDO_COUNTER, .counter = undo_stock,
	    .opposite = N_("take the move of stock back") },
	{ .name = "order-cancel", .way = UNDO_COUNTER, .counter = undo_order_cancel,
	    .opposite = N_("let the order stand again") },
};

static const struct way *find_way(const char *name)
{
	static const struct way inverse = { .name = "", .way = UNDO_INVERSE };

	for (size_t i = 0; i < sizeof ways / sizeof ways[0]; i++)
		if (!strcmp(ways[i].name, name))
			return &ways[i];
	return &inverse;
}

static int64_t subject_id(const struct action_row *a)
{
	const char *colon = strchr(a->subject, ':');
	long long id = 0;

	return colon && sscanf(colon + 1, "%lld", &id) == 1 ? id : 0;
}

/* Money is never taken out of the books: another row gives it back. */
static enum err_code counter_unpay(struct desk *d, const struct action_row *a, const char *reason,
    int64_t *new_id, struct err *e)
{
	return arrival_unpay(d, subject_id(a), a->id, reason, new_id, e);
}

static enum err_code counter_unsend(struct desk *d, const struct action_row *a,
    const char *reason, int64_t *new_id, struct err *e)
{
	(void)reason;
	return testing_unsend(d, subject_id(a), a->id, new_id, e);
}

static bool fits(struct desk *d, const struct way *w, const struct action_row *a)
{
	return w->counter && (!w->fits || w->fits(d, a));
}

static bool is_forced(struct desk *d, const struct way *w, const struct action_row *a)
{
	return w->forced && w->forced(d, a);
}

static bool is_late(struct desk *d, const struct action_row *a)
{
	return clock_now() - a->at > (int64_t)d->config.undo_minutes * 60;
}

/* One's own and fresh: no one else is needed. */
static bool is_own(const struct desk *d, const struct action_row *a)
{
	return a->staff_id == d->who.staff_id &&
	    clock_now() - a->at <= (int64_t)d->config.undo_minutes * 60;
}

enum err_code undo_plan(struct desk *d, int64_t id, struct undo_plan *out, struct err *e)
{
	struct action_row a;
	const struct way *w;
	char words[300];
	enum err_code rc = action_get(d->store, id, &a, e);

	*out = (struct undo_plan){ .way = UNDO_NONE };
	if (rc != OK)
		return rc;
	w = find_way(a.name);
	if (!strcmp(a.origin, "base") || w->way == UNDO_NONE) {
		text_copy(out->text, sizeof out->text, w->why ? tr(w->why) :
		    tr("The file began with it."));
		return OK;
	}
	if (a.undone_by) {
		text_fmt(out->text, sizeof out->text, tr("It was taken back already (%lld)."),
		    (long long)a.undone_by);
		return OK;
	}
	if (w->stands && w->stands(d, &a)) {
		text_copy(out->text, sizeof out->text, tr(w->why));
		return OK;
	}
	out->way = is_forced(d, w, &a) ? UNDO_COUNTER : w->way;
	out->second = !is_own(d, &a) || (w->pays && out->way == UNDO_COUNTER);
	if (w->opposite && fits(d, w, &a))
		text_copy(out->opposite, sizeof out->opposite, tr(w->opposite));
	text_fmt(out->text, sizeof out->text, tr("Would take back: %s."),
	    describe_action(d, &a, words, sizeof words));
	return OK;
}

static enum err_code apply(struct desk *d, const struct action_row *a, const char *reason,
    int64_t *new_id, struct err *e)
{
	struct action_head head = { .name = is_own(d, a) ? "undo" : "undo-other",
		.subject = a->subject, .reason = reason, .undoes = a->id };
	struct txn *t;
	enum err_code rc = action_begin(d->store, &d->who, &head, &t, e);

	if (rc != OK)
		return rc;
	rc = action_apply_inverse(t, a->id, e);
	if (rc != OK) {
		action_rollback(t);
		return rc;
	}
	return action_commit(t, new_id, e);
}

enum err_code undo_action(struct desk *d, int64_t id, bool counter, const char *reason,
    int64_t *new_id, struct err *e)
{
	struct undo_plan plan;
	struct action_row a;
	enum err_code rc = undo_plan(d, id, &plan, e);

	*new_id = 0;
	if (rc == OK && plan.way == UNDO_NONE)
		rc = err_set(e, ERR_CONFLICT, tr("Not undone. %s"), plan.text);
	if (rc == OK)
		rc = action_get(d->store, id, &a, e);
	if (rc != OK)
		return rc;
	/* The opposite action asks for its own right; to take back another's is one more. */
	if (plan.way == UNDO_COUNTER && !is_own(d, &a))
		rc = rights_check(d, &d->who, "undo-other", e);
	if (rc != OK)
		return rc;
	if (plan.way == UNDO_COUNTER)
		return find_way(a.name)->counter(d, &a, reason, new_id, e);
	rc = apply(d, &a, reason, new_id, e);
	if ((rc == ERR_CONFLICT || rc == ERR_TAKEN) && counter &&
	    fits(d, find_way(a.name), &a)) {
		err_clear(e);
		rc = find_way(a.name)->counter(d, &a, reason, new_id, e);
	}
	return rc;
}

int64_t undo_last(struct desk *d)
{
	struct action_filter f = { .staff_id = d->who.staff_id, .limit = 50,
		.from_at = clock_now() - (int64_t)d->config.undo_minutes * 60 };
	struct action_list own = { 0 };
	struct err none = ERR_INIT;
	int64_t found = 0;

	if (!d->who.staff_id)
		return 0;
	if (action_list_find(d->store, &f, &own, &none) != OK)
		own.n = 0;
	/* An undo and what it took back are a pair: neither is offered again, so that pressing the
	 * key twice goes back two steps. */
	for (size_t i = 0; i < own.n && !found; i++)
		if (!own.v[i].undoes && !own.v[i].undone_by &&
		    !strcmp(own.v[i].station, d->who.station) &&
		    find_way(own.v[i].name)->way != UNDO_NONE &&
		    strcmp(own.v[i].origin, "base") != 0)
			found = own.v[i].id;
	action_list_free(&own);
	return found;
}

char *undo_describe(struct desk *d, int64_t id, char *out, size_t size)
{
	struct action_row a;
	struct err none = ERR_INIT;

	if (action_get(d->store, id, &a, &none) != OK)
		return text_copy(out, size, "");
	return describe_action(d, &a, out, size);
}
