/* Sessions of plans as they are booked, begun and used; what is left; plans broken off. */
#include <string.h>

#include "base/buf.h"
#include "base/clock.h"
#include "base/tr.h"
#include "desk/schedule/booking_priv.h"
#include "data/action.h"
#include "data/appointment.h"
#include "data/resource.h"
#include "data/todo.h"
#include "desk/desk.h"
#include "desk/order.h"
#include "form/plans.h"
#include "plan_priv.h"

/* ---- which session it is ---- */

static bool is_next(const struct plan_session *x, int64_t service_id)
{
	return !strcmp(x->state, "open") && !x->appointment_id &&
	    (!service_id || x->service_id == service_id);
}

static enum err_code next_of_plan(struct desk *d, int64_t plan_id, int64_t service_id,
    int64_t *session, struct err *e)
{
	struct plan_session_list l = { 0 };
	enum err_code rc = plan_session_list(d->store, plan_id, &l, e);

	for (size_t i = 0; i < l.n && !*session; i++)
		if (is_next(&l.v[i], service_id))
			*session = l.v[i].id;
	plan_session_list_free(&l);
	return rc;
}

static enum err_code of_appointment(struct desk *d, int64_t appointment_id, int64_t *session,
    struct err *e)
{
	enum err_code rc = plan_session_of_appointment(d->store, appointment_id, session, e);

	if (rc != ERR_NOTFOUND)
		return rc;
	err_clear(e);
	return OK;
}

enum err_code plan_session_for(struct desk *d, int64_t client_id, int64_t dependant_id,
    int64_t service_id, int64_t appointment_id, int64_t *session, struct err *e)
{
	struct plan_list l = { 0 };
	enum err_code rc = OK;

	*session = 0;
	if (appointment_id)
		rc = of_appointment(d, appointment_id, session, e);
	if (rc != OK || *session)
		return rc;
	rc = plan_list_client(d->store, client_id, &l, e);
	for (size_t i = l.n; i > 0 && !*session && rc == OK; i--)
		if (!strcmp(l.v[i - 1].state, "agreed") && l.v[i - 1].dependant_id == dependant_id)
			rc = next_of_plan(d, l.v[i - 1].id, service_id, session, e);
	plan_list_free(&l);
	return rc;
}

/* ---- booking and beginning ---- */

enum err_code plan_task_done_in(struct txn *t, struct desk *d, const struct plan *p,
    struct err *e)
{
	struct todo_list l = { 0 };
	enum err_code rc = todo_list_client(d->store, p->client_id, &l, e);

	for (size_t i = 0; i < l.n && rc == OK; i++)
		if (!strcmp(l.v[i].kind, "plan") && l.v[i].other_id == p->id &&
		    !strcmp(l.v[i].state, "open"))
			rc = todo_set_state(t, l.v[i].id, "done", e);
	todo_list_free(&l);
	return rc;
}

static enum err_code book_in(struct desk *d, struct txn *t, const struct plan_session *x,
    int64_t appointment_id, struct err *e)
{
	struct plan p;
	enum err_code rc = plan_session_set_appointment(t, x->id, appointment_id, e);

	if (rc == OK)
		rc = plan_get(d->store, x->plan_id, &p, e);
	return rc == OK ? plan_task_done_in(t, d, &p, e) : rc;
}

enum err_code plan_session_book_in(struct txn *t, struct desk *d, int64_t session_id,
    int64_t appointment_id, struct err *e)
{
	struct plan_session x;
	enum err_code rc = plan_session_get(d->store, session_id, &x, e);

	return rc == OK ? book_in(d, t, &x, appointment_id, e) : rc;
}

/* The booking took the next open session for it: another one was meant. */
static enum err_code free_other(struct desk *d, struct txn *t, int64_t session_id,
    int64_t appointment_id, struct err *e)
{
	int64_t other = 0;
	enum err_code rc = appointment_id ? of_appointment(d, appointment_id, &other, e) : OK;

	if (rc != OK || !other || other == session_id)
		return rc;
	return plan_session_set_appointment(t, other, 0, e);
}

/* An appointment is for a session of the one who comes to it. */
static enum err_code check_person(struct desk *d, const struct plan_session *x,
    int64_t appointment_id, struct err *e)
{
	struct appointment a = { .id = 0 };
	struct plan p;
	enum err_code rc = plan_get(d->store, x->plan_id, &p, e);

	if (rc != OK || !appointment_id)
		return rc;
	rc = booking_check_client(d, p.client_id, e);
	if (rc == OK)
		rc = appointment_get(d->store, appointment_id, &a, e);
	if (rc == OK && (a.client_id != p.client_id || a.dependant_id != p.dependant_id))
		rc = err_set(e, ERR_INVALID, "%s", tr("Not booked. That appointment is for "
		    "somebody else than the plan. Take one of the same person."));
	appointment_free(&a);
	return rc;
}

enum err_code plan_session_book(struct desk *d, int64_t session_id, int64_t appointment_id,
    struct err *e)
{
	struct action_head head = { .name = "plan-book" };
	struct plan_session x;
	struct txn *t;
	enum err_code rc = action_begin(d->store, &d->who, &head, &t, e);

	if (rc != OK)
		return rc;
	rc = plan_session_get(d->store, session_id, &x, e);
	if (rc == OK && strcmp(x.state, "open") != 0)
		rc = err_set(e, ERR_CONFLICT, "%s", tr("That session is used already."));
	if (rc == OK)
		rc = check_person(d, &x, appointment_id, e);
	if (rc == OK)
		rc = free_other(d, t, session_id, appointment_id, e);
	if (rc == OK)
		rc = book_in(d, t, &x, appointment_id, e);
	if (rc != OK) {
		action_rollback(t);
		return rc;
	}
	action_subject(t, "plan", x.plan_id);
	return action_commit(t, NULL, e);
}

enum err_code plan_may_start(struct desk *d, int64_t session_id, struct err *e)
{
	struct agreement_list all = { 0 };
	struct plan_session x;
	struct plan p;
	int open = 0;
	enum err_code rc = plan_session_get(d->store, session_id, &x, e);

	if (rc == OK)
		rc = plan_get(d->store, x.plan_id, &p, e);
	if (rc != OK)
		return rc;
	if (strcmp(x.state, "open") != 0)
		return err_set(e, ERR_INVALID, tr("Session %d of %s is used already."), x.number,
		    p.number);
	if (strcmp(p.state, "agreed") != 0)
		return err_set(e, ERR_INVALID, tr("Plan %s is not in force: %s. F5 shows it."),
		    p.number, plan_state_word(p.state));
	rc = plan_open_questions(d, p.id, &all, &open, e);
	agreement_list_free(&all);
	if (rc == OK && open)
		return err_set(e, ERR_INVALID,
		    trn("%d agreement of plan %s is open. F5 asks for it.",
		    "%d agreements of plan %s are open. F5 asks for them.", open), open, p.number);
	return rc;
}

/* ---- using ---- */

static enum err_code is_last(struct desk *d, int64_t plan_id, int64_t session_id, bool *last,
    struct err *e)
{
	struct plan_session_list l = { 0 };
	enum err_code rc = plan_session_list(d->store, plan_id, &l, e);

	*last = true;
	for (size_t i = 0; i < l.n; i++)
		if (l.v[i].id != session_id && !strcmp(l.v[i].state, "open"))
			*last = false;
	plan_session_list_free(&l);
	return rc;
}

enum err_code plan_session_use_in(struct txn *t, struct desk *d, int64_t session_id, int64_t at,
    struct err *e)
{
	struct plan_session x;
	struct plan p;
	bool last = false;
	enum err_code rc = plan_session_get(d->store, session_id, &x, e);

	if (rc == OK)
		rc = plan_get(d->store, x.plan_id, &p, e);
	if (rc == OK)
		rc = plan_session_set_state(t, session_id, "open", "used", at, e);
	if (rc == OK)
		rc = plan_task_done_in(t, d, &p, e);
	if (rc == OK)
		rc = is_last(d, p.id, session_id, &last, e);
	return rc == OK && last ? plan_set_state(t, p.id, "agreed", "done", NULL, e) : rc;
}

/* ---- what is left ---- */

static enum err_code paid_for(struct desk *d, int64_t plan_id, int64_t *paid, struct err *e)
{
	struct client_order_list l = { 0 };
	enum err_code rc = client_order_list_plan(d->store, plan_id, &l, e);

	for (size_t i = 0; i < l.n; i++)
		*paid += l.v[i].paid;
	client_order_list_free(&l);
	return rc;
}

enum err_code plan_left(struct desk *d, int64_t plan_id, struct plan_left *out, struct err *e)
{
	struct agreement_list all = { 0 };
	struct plan_session_list l = { 0 };
	enum err_code rc = plan_session_list(d->store, plan_id, &l, e);

	*out = (struct plan_left){ 0 };
	for (size_t i = 0; i < l.n; i++) {
		bool used = !strcmp(l.v[i].state, "used"), open = !strcmp(l.v[i].state, "open");

		out->sessions += used || open;
		out->used += used;
		out->left += open;
		out->price += used || open ? l.v[i].price : 0;
		out->used_sum += used ? l.v[i].price : 0;
		out->left_sum += open ? l.v[i].price : 0;
	}
	plan_session_list_free(&l);
	if (rc == OK)
		rc = plan_open_questions(d, plan_id, &all, &out->open, e);
	agreement_list_free(&all);
	return rc == OK ? paid_for(d, plan_id, &out->paid, e) : rc;
}

enum err_code plan_team_resources(struct desk *d, int64_t plan_id, int64_t *resources, size_t max,
    size_t *n, struct err *e)
{
	struct plan_member_list l = { 0 };
	enum err_code rc = plan_member_list(d->store, plan_id, false, &l, e);

	*n = 0;
	for (size_t i = 0; i < l.n && *n < max && rc == OK; i++) {
		struct resource r;
		struct err none = ERR_INIT;

		if (resource_by_staff(d->store, l.v[i].staff_id, &r, &none) == OK)
			resources[(*n)++] = r.id;
	}
	plan_member_list_free(&l);
	return rc;
}

/* ---- broken off ---- */

static enum err_code add_task(struct desk *d, struct txn *t, const struct plan *p, struct err *e)
{
	struct todo w = { .branch_id = p->branch_id, .client_id = p->client_id,
		.other_id = p->id, .kind = "plan" };

	desk_today_text(d, w.day);
	text_fmt(w.why, sizeof w.why, "%s %d/%d", p->number, p->used, p->sessions);
	return todo_insert(t, &w, true, NULL, e);
}

enum err_code plan_find_broken(struct desk *d, int64_t *n, struct err *e)
{
	struct action_head head = { .name = "tick" };
	struct actor who = { .branch_id = d->branch_id, .station = d->who.station,
		.origin = "tick", .peer = d->who.peer };
	struct plan_list l = { 0 };
	struct txn *t;
	int days = d->plans ? d->plans->broken_off_days : 45;
	enum err_code rc;

	*n = 0;
	rc = plan_list_broken(d->store, 0, clock_now() - (int64_t)days * 86400, clock_now(), &l,
	    e);
	if (rc == OK && l.n)
		rc = action_begin(d->store, &who, &head, &t, e);
	if (rc != OK || !l.n) {
		plan_list_free(&l);
		return rc;
	}
	for (size_t i = 0; i < l.n && rc == OK; i++)
		rc = add_task(d, t, &l.v[i], e);
	*n = (int64_t)l.n;
	plan_list_free(&l);
	if (rc != OK) {
		action_rollback(t);
		return rc;
	}
	return action_commit(t, NULL, e);
}
