/* What every use case about a visit begins and ends with. */
#include <string.h>

#include "arrival_priv.h"
#include "base/mem.h"
#include "base/tr.h"
#include "desk/schedule/booking_priv.h"
#include "data/action.h"
#include "data/appointment.h"
#include "data/txn.h"
#include "desk/callback_events.h"
#include "desk/cover.h"
#include "desk/desk.h"

/* ---- columns ---- */

static struct change *add(struct visit_set *s, const char *column)
{
	ASSERT(s->n < sizeof s->v / sizeof s->v[0]);
	s->v[s->n] = (struct change){ .column = column };
	return &s->v[s->n++];
}

void visit_set_int(struct visit_set *s, const char *column, int64_t v)
{
	struct change *c = add(s, column);

	if (v)
		value_set_int(&c->value, v);
}

void visit_set_number(struct visit_set *s, const char *column, int64_t v)
{
	value_set_int(&add(s, column)->value, v);
}

void visit_set_text(struct visit_set *s, const char *column, const char *v)
{
	value_set_text(&add(s, column)->value, v && v[0] ? v : NULL);
}

enum err_code visit_put(struct txn *t, int64_t id, struct visit_set *s, struct err *e)
{
	return columns_put(t, "visit", id, s, e);
}

enum err_code columns_put(struct txn *t, const char *table, int64_t id, struct visit_set *s,
    struct err *e)
{
	struct conflict_list none = { 0 };
	struct record now;
	enum err_code rc = record_load(txn_store(t), table, id, &now, e);

	for (size_t i = 0; i < s->n && rc == OK; i++)
		s->v[i].base = *record_get(&now, s->v[i].column);
	if (rc == OK) {
		rc = record_update(t, table, id, s->v, s->n, &none, e);
		conflict_list_free(&none);
		record_free(&now);
	}
	for (size_t i = 0; i < s->n; i++)
		value_free(&s->v[i].value);
	s->n = 0;
	return rc;
}

/* ---- begin and end ---- */

const char *arrival_name(const struct desk *d, const struct visit_row *v)
{
	return cover_treated(d, cover_of_visit(v));
}

static enum err_code check(struct desk *d, const struct visit_row *v, const char *was,
    struct err *e)
{
	char at[48];

	if (v->branch_id != d->branch_id)
		return err_set(e, ERR_INVALID, "%s",
		    tr("Not done. That visit is at another branch."));
	if (was && strcmp(v->state, was) != 0)
		return err_set(e, ERR_CONFLICT, tr("Not done. %s %s since %s. Look again."),
		    arrival_name(d, v), arrival_state_word(v->state),
		    desk_time_text(d, v->since_at, at, sizeof at));
	return OK;
}

enum err_code arrival_begin(struct desk *d, const char *name, const char *reason, int64_t id,
    const char *was, struct txn **t, struct visit_row *v, struct err *e)
{
	struct action_head head = { .name = name, .reason = reason };
	enum err_code rc = action_begin(d->store, &d->who, &head, t, e);

	if (rc != OK)
		return rc;
	action_subject(*t, "visit", id);
	rc = visit_get(d->store, id, v, e);
	if (rc == OK)
		rc = check(d, v, was, e);
	if (rc != OK)
		action_rollback(*t);
	return rc;
}

enum err_code arrival_end(struct txn *t, enum err_code rc, struct err *e)
{
	if (rc == OK)
		return action_commit(t, NULL, e);
	action_rollback(t);
	return rc;
}

/* ---- the appointment goes along ---- */

static bool follows(const char *from, const char *to)
{
	static const char *const ways[][2] = {
		{ "booked", "arrived" }, { "confirmed", "arrived" }, { "noshow", "arrived" },
		{ "arrived", "serving" }, { "arrived", "done" }, { "serving", "done" },
		{ "arrived", "cancelled" }, { "serving", "cancelled" },
	};

	for (size_t i = 0; i < sizeof ways / sizeof ways[0]; i++)
		if (!strcmp(ways[i][0], from) && !strcmp(ways[i][1], to))
			return true;
	return false;
}

/* Who leaves unseen is asked when to come again by the outcome, and is told nothing. */
static enum err_code leave_unseen(struct desk *d, struct txn *t, const struct appointment *a,
    const char *reason, struct err *e)
{
	enum err_code rc = appointment_set_state(t, a->id, a->state, "cancelled", reason, e);

	return rc == OK ? callback_appointment_in(t, d, a, "cancelled", e) : rc;
}

enum err_code arrival_appointment(struct desk *d, struct txn *t, int64_t appointment_id,
    const char *state, const char *reason, struct err *e)
{
	struct booking_step step = { .id = appointment_id, .state = state, .reason = reason };
	struct appointment a;
	enum err_code rc;

	if (!appointment_id)
		return OK;
	rc = appointment_get(d->store, appointment_id, &a, e);
	if (rc != OK)
		return rc;
	if (follows(a.state, state) && !strcmp(state, "cancelled"))
		rc = leave_unseen(d, t, &a, reason, e);
	else if (follows(a.state, state))
		rc = booking_step_in(d, t, &step, e);
	appointment_free(&a);
	return rc;
}
