/* Plans and appointments: whom a session's booking proposes, which session it is for (SC-17). */
#include <string.h>

#include "base/buf.h"
#include "base/tr.h"
#include "data/need.h"
#include "data/resource.h"
#include "desk/desk.h"
#include "plan_priv.h"

static bool has(const int64_t *list, size_t n, int64_t id)
{
	for (size_t i = 0; i < n; i++)
		if (list[i] == id)
			return true;
	return false;
}

/* The first of the team who is good for SKILL and not taken for another line; 0: nobody is. */
static int64_t good_one(const struct good_list *all, const char *skill, const int64_t *team,
    size_t nteam, const int64_t *taken, size_t ntaken)
{
	for (size_t k = 0; k < nteam; k++)
		for (size_t i = 0; i < all->n; i++)
			if (all->v[i].resource_id == team[k] && all->v[i].on &&
			    (!skill[0] || !strcmp(all->v[i].word, skill)) &&
			    !has(taken, ntaken, team[k]))
				return team[k];
	return 0;
}

enum err_code plan_team_for(struct desk *d, int64_t plan_id, int64_t service_id,
    int64_t *resources, size_t max, size_t *n, struct err *e)
{
	int64_t team[PLAN_TEAM];
	struct need_list needs = { 0 };
	struct good_list all = { 0 };
	size_t nteam;
	enum err_code rc = plan_team_resources(d, plan_id, team, PLAN_TEAM, &nteam, e);

	*n = 0;
	if (rc == OK)
		rc = need_list(d->store, service_id, false, &needs, e);
	if (rc == OK)
		rc = good_list(d->store, d->branch_id, &all, e);
	for (size_t i = 0; i < needs.n && *n < max && rc == OK; i++) {
		int64_t one = strcmp(needs.v[i].kind, "staff") != 0 ? 0 :
		    good_one(&all, needs.v[i].skill, team, nteam, resources, *n);

		if (one)
			resources[(*n)++] = one;
	}
	need_list_free(&needs);
	good_list_free(&all);
	return rc;
}

enum err_code plan_propose(struct desk *d, int64_t client_id, int64_t dependant_id,
    int64_t service_id, int64_t *resources, size_t max, size_t *n, struct err *e)
{
	struct plan_session x;
	int64_t session;
	enum err_code rc = plan_session_for(d, client_id, dependant_id, service_id, 0, &session, e);

	*n = 0;
	if (rc != OK || !session)
		return rc;
	rc = plan_session_get(d->store, session, &x, e);
	return rc == OK ? plan_team_for(d, x.plan_id, service_id, resources, max, n, e) : rc;
}

static bool is_person(struct desk *d, int64_t resource, char *name, size_t size)
{
	struct resource r;
	struct err none = ERR_INIT;

	if (resource_get(d->store, resource, &r, &none) != OK || strcmp(r.kind, "staff") != 0)
		return false;
	text_copy(name, size, r.name);
	return true;
}

/* "not the team of P-0231: 冯雪", where somebody of the team who serves this is left out. */
static enum err_code say_others(struct desk *d, const struct plan_session *x,
    const int64_t *booked, size_t nbooked, char *text, size_t size, struct err *e)
{
	int64_t team[PLAN_TEAM], wanted[PLAN_TEAM];
	size_t nteam, nwanted, left_out = 0;
	char name[96];
	struct plan p;
	enum err_code rc = plan_get(d->store, x->plan_id, &p, e);

	if (rc == OK)
		rc = plan_team_resources(d, p.id, team, PLAN_TEAM, &nteam, e);
	if (rc == OK)
		rc = plan_team_for(d, p.id, x->service_id, wanted, PLAN_TEAM, &nwanted, e);
	for (size_t i = 0; rc == OK && i < nwanted; i++)
		left_out += !has(booked, nbooked, wanted[i]);
	for (size_t i = 0; rc == OK && left_out && i < nbooked; i++)
		if (!has(team, nteam, booked[i]) && is_person(d, booked[i], name, sizeof name))
			text_fmt(text, size, tr("not the team of %s: %s"), p.number, name);
	return rc;
}

enum err_code plan_booking(struct desk *d, const struct plan_wish *w, int64_t *session, char *text,
    size_t size, struct err *e)
{
	struct plan_session x;
	enum err_code rc = plan_session_for(d, w->client_id, w->dependant_id, w->service_id, 0,
	    session, e);

	text[0] = '\0';
	/* A visit without a service is for no session in particular. */
	if (!w->service_id)
		*session = 0;
	if (rc != OK || !*session)
		return rc;
	rc = plan_session_get(d->store, *session, &x, e);
	return rc == OK ? say_others(d, &x, w->resource, w->nresources, text, size, e) : rc;
}
