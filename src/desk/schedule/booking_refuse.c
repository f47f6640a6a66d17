/* The sentence of a refusal: who holds what, since when, and the way out. */
#include <string.h>

#include "base/buf.h"
#include "base/tr.h"
#include "booking_priv.h"
#include "booking_wish_priv.h"
#include "data/history.h"
#include "data/resource.h"
#include "data/service.h"
#include "desk/cover.h"
#include "desk/desk.h"
#include "desk/free.h"

/* Where and when it was booked or last changed: "T1, 14:33". */
static void say_since(struct desk *d, const struct appointment_row *by, char *out, size_t size)
{
	struct action_row a;
	struct err none = ERR_INIT;
	char at[48];

	if (action_get(d->store, by->rev, &a, &none) != OK || !strcmp(a.origin, "base"))
		text_copy(out, size, desk_time_text(d, by->created_at, at, sizeof at));
	else
		text_fmt(out, size, "%s%s%s", a.station, a.station[0] ? ", " : "",
		    desk_time_text(d, a.at, at, sizeof at));
}

static void say_taken(struct desk *d, const char *what, const struct appointment_row *by,
    struct err *e)
{
	char since[96];

	say_since(d, by, since, sizeof since);
	err_clear(e);
	err_set(e, ERR_TAKEN, tr("Not booked. %s was taken for %s (%s)."), what,
	    cover_name(d, cover_of_row(by)), since);
	err_detail(e, "appointment %lld", (long long)by->id);
}

/* The person treated has another appointment then: this is for the telephone, so it says when. */
static void say_person(struct desk *d, const struct appointment_row *by, struct err *e)
{
	char from[48], to[16];

	desk_time_text(d, by->start_at, from, sizeof from);
	desk_clock_text(d, by->end_at, to, sizeof to);
	err_clear(e);
	err_set(e, ERR_TAKEN, tr("Not booked. %s has an appointment then: %s-%s."),
	    cover_treated(d, cover_of_row(by)), from, to);
	err_detail(e, "appointment %lld", (long long)by->id);
}

static int64_t end_of(struct desk *d, const struct booking_wish *w)
{
	struct service v;
	struct err none = ERR_INIT;

	if (service_get(d->store, w->service_id, &v, &none) != OK)
		return w->start_at + 1800;
	return w->start_at + v.minutes * 60;
}

/* Of what was asked for by name. What was left open has the sentence of the search. */
static void name_holder(struct desk *d, const struct booking_wish *w, struct err *e)
{
	struct appointment_row by;
	struct resource r;
	struct err none = ERR_INIT;
	int64_t end = end_of(d, w);

	for (size_t i = 0; i < w->nwith && !w->insert; i++) {
		err_clear(&none);
		if (appointment_holder(d->store, w->with[i], w->start_at, end, w->except, &by,
		    &none) == OK && resource_get(d->store, w->with[i], &r, &none) == OK) {
			say_taken(d, r.name, &by, e);
			return;
		}
	}
	err_clear(&none);
	if (appointment_of_person(d->store, w->client_id, w->dependant_id, w->start_at, end,
	    w->except, &by, &none) == OK)
		say_person(d, &by, e);
}

/* ---- the way out ---- */

static const struct near_time *another_time(const struct booking_wish *w,
    const struct near_list *l)
{
	for (size_t i = 0; i < l->n; i++)
		if (l->v[i].kind != NEAR_TYPED || l->v[i].time.start_at != w->start_at)
			return &l->v[i];
	return NULL;
}

static void add_next(struct desk *d, const struct near_time *x, struct err *e)
{
	struct err none = ERR_INIT;
	struct resource lead;
	char at[48], next[200], text[sizeof e->text];
	bool keys = strcmp(d->who.origin, "cli") != 0;

	desk_time_text(d, x->time.start_at, at, sizeof at);
	if (x->time.lead_id && resource_get(d->store, x->time.lead_id, &lead, &none) == OK)
		text_fmt(next, sizeof next, keys ? tr("Next: %s with %s, Down F10.") :
		    tr("Next: %s with %s."), at, lead.name);
	else
		text_fmt(next, sizeof next, keys ? tr("Next: %s, Down F10.") : tr("Next: %s."),
		    at);
	text_copy(text, sizeof text, e->text);
	/* A Chinese full stop brings its own blank. */
	text_fmt(e->text, sizeof e->text, "%s%s%s", text,
	    strlen(text) > 3 && !strcmp(text + strlen(text) - 3, "。") ? "" : " ", next);
}

static void offer_next(struct desk *d, const struct booking_wish *w, struct err *e)
{
	struct near_list l = { 0 };
	struct err none = ERR_INIT;
	struct free_wish wish;
	const struct near_time *x;

	booking_wish_free_wish(w, &wish);
	if (free_near(d, &wish, w->start_at, 3, &l, &none) == OK && (x = another_time(w, &l)))
		add_next(d, x, e);
	near_list_free(&l);
}

enum err_code booking_refuse(struct desk *d, const struct booking_wish *w, struct err *e)
{
	enum err_code rc = e->code;

	if (rc == ERR_TAKEN)
		name_holder(d, w, e);
	/* Out of hours is said with the hours; what is past needs no second past time. */
	if (rc == ERR_TAKEN || rc == ERR_INVALID)
		offer_next(d, w, e);
	return rc;
}
