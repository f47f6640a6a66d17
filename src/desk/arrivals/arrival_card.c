/* What the triage card shows of whoever stands at the desk: what is known before. */
#include <stdlib.h>
#include <string.h>

#include "arrival_priv.h"
#include "base/buf.h"
#include "base/clock.h"
#include "base/day.h"
#include "base/tr.h"
#include "data/action.h"
#include "data/appointment.h"
#include "data/client.h"
#include "data/flag.h"
#include "data/history.h"
#include "data/resource.h"
#include "desk/desk.h"
#include "desk/settings.h"

static enum err_code check_client(struct desk *d, int64_t client_id, struct client *c,
    struct err *e)
{
	enum err_code rc = client_get(d->store, client_id, c, e);

	if (rc != OK)
		return rc;
	if (!strcmp(c->state, "merged"))
		rc = err_set(e, ERR_INVALID, "%s",
		    tr("Not received. That file was merged into another. Open the other one."));
	else if (strcmp(c->state, "active") != 0)
		rc = err_set(e, ERR_INVALID, "%s",
		    tr("Not received. That file is closed. Open it again first."));
	if (rc != OK)
		client_free(c);
	return rc;
}

static bool may_arrive(const char *state)
{
	return !strcmp(state, "booked") || !strcmp(state, "confirmed") ||
	    !strcmp(state, "arrived") || !strcmp(state, "noshow");
}

enum err_code arrival_check_appointment(struct desk *d, const struct appointment_row *a,
    int64_t client_id, struct err *e)
{
	char today[11], at[48];

	if (a->client_id != client_id)
		return err_set(e, ERR_INVALID, "%s",
		    tr("Not received. That time is booked for somebody else."));
	if (a->branch_id != d->branch_id)
		return err_set(e, ERR_INVALID, tr("Not received. That is booked at branch %s."),
		    a->branch);
	if (strcmp(a->day, desk_today_text(d, today)) != 0)
		return err_set(e, ERR_INVALID,
		    tr("Not received. That is booked for %s. n takes a walk-in."),
		    desk_time_text(d, a->start_at, at, sizeof at));
	if (!may_arrive(a->state))
		return err_set(e, ERR_INVALID, "%s",
		    tr("Not received. That appointment is over, cancelled or in service."));
	return OK;
}

/* Is A rather than B what somebody comes for who stands here now: that of TREATED, then one that
 * was not given up, then the nearest in time. */
static bool comes_for(const struct appointment_row *a, const struct appointment_row *b,
    int64_t treated, int64_t now)
{
	bool own_a = treated && a->dependant_id == treated,
	     own_b = treated && b->dependant_id == treated;
	bool missed_a = !strcmp(a->state, "noshow"), missed_b = !strcmp(b->state, "noshow");

	if (own_a != own_b)
		return own_a;
	if (missed_a != missed_b)
		return missed_b;
	return llabs(a->start_at - now) < llabs(b->start_at - now);
}

/* Today's, here, of whoever is not received yet. Of TREATED, else the client's own; that of
 * another of the family is left to that one. */
static enum err_code next_today(struct desk *d, int64_t client_id, int64_t treated,
    struct appointment_row *out, bool *found, struct err *e)
{
	struct appointment_list l = { 0 };
	struct visit_row v;
	char today[11];
	enum err_code rc = appointment_list_client(d->store, client_id, 0, 0, 100, &l, e);

	*found = false;
	desk_today_text(d, today);
	for (size_t i = 0; i < l.n && rc == OK; i++) {
		struct appointment_row *a = &l.v[i];
		struct err none = ERR_INIT;

		if (strcmp(a->day, today) != 0 || a->branch_id != d->branch_id ||
		    !may_arrive(a->state))
			continue;
		if (treated && a->dependant_id && a->dependant_id != treated)
			continue;
		if (*found && !comes_for(a, out, treated, clock_now()))
			continue;
		if (visit_of_appointment(d->store, a->id, &v, &none) == OK)
			continue;
		*out = *a;
		*found = true;
	}
	appointment_list_free(&l);
	return rc;
}

/* Whoever is here in whatever person: somebody who brought a child is not received twice. */
static bool here_now(struct desk *d, int64_t client_id, int64_t dependant_id, bool anybody,
    struct visit_row *out)
{
	struct visit_list l = { 0 };
	struct err none = ERR_INIT;
	bool found = visit_of_person(d->store, client_id, dependant_id, out, &none) == OK;

	if (found || !anybody)
		return found;
	err_clear(&none);
	if (visit_list_client(d->store, client_id, 4, &l, &none) == OK)
		for (size_t i = 0; i < l.n && !found; i++)
			if (strcmp(l.v[i].state, "left") != 0) {
				*out = l.v[i];
				found = true;
			}
	visit_list_free(&l);
	return found;
}

static enum err_code read_flags(struct desk *d, int64_t client_id, struct arrival_card *out,
    struct err *e)
{
	struct flag_list l = { 0 };
	enum err_code rc = flag_list(d->store, client_id, &l, e);

	for (size_t i = 0; i < l.n; i++) {
		if (!strcmp(l.v[i].kind, "no_companion"))
			out->no_companion = true;
		if (strcmp(l.v[i].kind, "allergy") != 0)
			continue;
		out->allergy_known = true;
		text_copy(out->allergy, sizeof out->allergy, l.v[i].text);
		text_copy(out->allergy_since, sizeof out->allergy_since, l.v[i].since);
	}
	flag_list_free(&l);
	return rc;
}

/* The answer of some months ago is not asked again, and stands as the answer of today. */
static enum err_code read_before(struct desk *d, int64_t client_id, struct arrival_card *out,
    struct err *e)
{
	struct visit_before before;
	int32_t asked;
	enum err_code rc = visit_before(d->store, client_id, &before, e);

	if (rc != OK)
		return rc;
	out->visits = before.visits;
	asked = day_parse(before.asked);
	out->allergy_due = asked == DAY_NONE || day_add_months(asked,
	    (int)setting_of(d, SETTING_ALLERGY_MONTHS)) < desk_today(d);
	if (!out->is.visit_id && !out->allergy_due)
		text_copy(out->is.allergy, sizeof out->is.allergy,
		    out->allergy_known ? "same" : "none");
	return OK;
}

/* The usual expert is proposed to whoever comes without a time, if in the house today. */
static void propose_expert(struct desk *d, const struct client *c, struct arrival *a)
{
	struct resource r;
	struct err none = ERR_INIT;

	if (c->expert_id && resource_by_staff(d->store, c->expert_id, &r, &none) == OK &&
	    !strcmp(r.state, "on") && (!r.branch_id || r.branch_id == d->branch_id))
		a->resource_id = r.id;
}

enum err_code arrival_propose(struct desk *d, int64_t client_id, const struct appointment_row *a,
    struct arrival_card *out, struct err *e)
{
	struct client c;
	enum err_code rc = check_client(d, client_id, &c, e);

	if (rc != OK)
		return rc;
	out->is.client_id = client_id;
	out->is.arrived_at = clock_now();
	out->is.greeter_id = d->who.staff_id;
	text_copy(out->is.valuables, sizeof out->is.valuables, "none");
	if (a) {
		out->start_at = a->start_at;
		out->end_at = a->end_at;
		out->is.appointment_id = a->id;
		out->is.dependant_id = a->dependant_id;
		out->is.service_id = a->service_id;
		out->is.resource_id = a->staff_id;
		out->is.room_id = a->room_id;
	} else {
		propose_expert(d, &c, &out->is);
	}
	client_free(&c);
	rc = read_flags(d, client_id, out, e);
	return rc == OK ? read_before(d, client_id, out, e) : rc;
}

/* A time that was booked in the client's own name is taken for whoever is brought. */
static int64_t person_of(const struct appointment_row *a, bool found, int64_t treated)
{
	return found && a->dependant_id ? a->dependant_id : treated;
}

enum err_code arrival_prepare_for(struct desk *d, int64_t client_id, int64_t treated,
    int64_t appointment_id, struct arrival_card *out, struct err *e)
{
	struct appointment_row a;
	struct visit_row here;
	int64_t person;
	bool found = appointment_id != 0;
	enum err_code rc = found ? appointment_row_get(d->store, appointment_id, &a, e) :
	    next_today(d, client_id, treated, &a, &found, e);

	*out = (struct arrival_card){ 0 };
	if (rc != OK)
		return rc;
	person = person_of(&a, found, treated);
	if (here_now(d, client_id, person, !found && !treated, &here))
		return arrival_card(d, here.id, out, e);
	if (found)
		rc = arrival_check_appointment(d, &a, client_id, e);
	if (rc == OK)
		rc = arrival_propose(d, client_id, found ? &a : NULL, out, e);
	out->is.dependant_id = person;
	return rc;
}

enum err_code arrival_prepare(struct desk *d, int64_t client_id, int64_t appointment_id,
    struct arrival_card *out, struct err *e)
{
	return arrival_prepare_for(d, client_id, 0, appointment_id, out, e);
}

static void take_row(const struct visit_row *v, struct arrival *a)
{
	*a = (struct arrival){ .visit_id = v->id, .client_id = v->client_id,
		.dependant_id = v->dependant_id, .appointment_id = v->appointment_id,
		.service_id = v->service_id, .resource_id = v->resource_id, .room_id = v->room_id,
		.greeter_id = v->greeter_id, .arrived_at = v->arrived_at };
	text_copy(a->identity, sizeof a->identity, v->identity);
	text_copy(a->identity_why, sizeof a->identity_why, v->identity_why);
	text_copy(a->wants, sizeof a->wants, v->wants);
	text_copy(a->changed, sizeof a->changed, v->changed);
	text_copy(a->learnt, sizeof a->learnt, v->learnt);
	text_copy(a->allergy, sizeof a->allergy, v->allergy);
	text_copy(a->valuables, sizeof a->valuables, v->valuables);
}

static enum err_code take_companions(struct desk *d, struct arrival *a, struct err *e)
{
	struct companion_list l = { 0 };
	enum err_code rc = companion_list(d->store, a->visit_id, &l, e);

	for (size_t i = 0; i < l.n && a->ncompanions < ARRIVAL_COMPANIONS; i++) {
		struct arrival_companion *c = &a->companion[a->ncompanions++];

		text_copy(c->name, sizeof c->name, l.v[i].name);
		text_copy(c->relation, sizeof c->relation, l.v[i].relation);
		text_copy(c->phone, sizeof c->phone, l.v[i].phone);
		c->may_know = l.v[i].may_know;
	}
	companion_list_free(&l);
	return rc;
}

enum err_code arrival_card(struct desk *d, int64_t visit_id, struct arrival_card *out,
    struct err *e)
{
	struct action_row entered;
	struct err none = ERR_INIT;
	enum err_code rc;

	*out = (struct arrival_card){ 0 };
	rc = visit_get(d->store, visit_id, &out->was, e);
	if (rc != OK)
		return rc;
	take_row(&out->was, &out->is);
	out->start_at = out->was.start_at;
	out->end_at = out->was.end_at;
	if (action_get(d->store, out->was.rev, &entered, &none) == OK)
		text_copy(out->since_at_station, sizeof out->since_at_station, entered.station);
	rc = take_companions(d, &out->is, e);
	if (rc == OK)
		rc = read_flags(d, out->is.client_id, out, e);
	if (rc == OK)
		rc = read_before(d, out->is.client_id, out, e);
	return rc;
}
