/* Ways out of a disrupted appointment: what is held for it, then the nearest in time. */
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/day.h"
#include "base/mem.h"
#include "data/hold.h"
#include "data/resource.h"
#include "desk/desk.h"
#include "disrupt_priv.h"

enum { LOOKED_AT = 10, DAYS = 14 };

struct free_wish disrupt_wish(const struct appointment_row *a)
{
	struct free_wish w = { .branch_id = a->branch_id, .client_id = a->client_id,
		.dependant_id = a->dependant_id, .service = { a->service_id }, .nservices = 1,
		.from_day = DAY_NONE, .days = DAYS, .except = a->id,
		.needs = a->needs };
	const int64_t same[] = { a->staff_id, a->room_id, a->device_id };

	/* Who and what it had comes first where it can be had: only one of them is away. */
	for (size_t i = 0; i < sizeof same / sizeof *same; i++)
		if (same[i])
			w.rather[w.nrather++] = same[i];
	return w;
}

/* ---- what is held ---- */

static enum err_code add_held(struct desk *d, const struct hold *h, struct free_time *t,
    struct err *e)
{
	struct resource r;
	enum err_code rc = resource_get(d->store, h->resource_id, &r, e);

	if (rc != OK || t->nparts == BOOKING_PARTS)
		return rc;
	t->part[t->nparts++] = (struct booking_part){ .resource_id = h->resource_id, .part = 1,
		.start_at = h->start_at, .end_at = h->end_at };
	if (!t->lead_id && !strcmp(r.kind, "staff"))
		t->lead_id = h->resource_id;
	return OK;
}

static enum err_code held_ways(struct desk *d, const struct appointment_row *a,
    struct near_time *out, size_t *n, int64_t *until, struct err *e)
{
	struct hold_list l = { 0 };
	struct near_time *w = NULL;
	enum err_code rc = hold_kept(d->store, "move", a->id, clock_now(), &l, e);

	for (size_t i = 0; i < l.n && rc == OK; i++) {
		if (!w || w->time.start_at != l.v[i].for_at) {
			if (*n == DISRUPT_WAYS)
				break;
			w = &out[(*n)++];
			*w = (struct near_time){ .kind = NEAR_LATER, .time = {
			    .service_id = a->service_id, .start_at = l.v[i].for_at,
			    .end_at = l.v[i].for_at + (a->end_at - a->start_at) } };
		}
		*until = l.v[i].until_at;
		rc = add_held(d, &l.v[i], &w->time, e);
	}
	hold_list_free(&l);
	return rc;
}

/* ---- what is near ---- */

struct ranked {
	struct near_time way;
	int64_t far;
};

static int nearest(const void *a, const void *b)
{
	const struct ranked *x = a, *y = b;

	if (x->far != y->far)
		return x->far < y->far ? -1 : 1;
	return (x->way.kind > y->way.kind) - (x->way.kind < y->way.kind);
}

static bool is_there(const struct near_time *out, size_t n, int64_t start_at)
{
	for (size_t i = 0; i < n; i++)
		if (out[i].time.start_at == start_at)
			return true;
	return false;
}

/* What the rows before it take with their first way out: marked together they go there together.
 * Returns how many parts are in OUT. */
static size_t spoken_for(const struct disrupt_before *b, struct booking_part *out)
{
	size_t n = 0;

	for (size_t i = 0; b && i < b->n; i++)
		for (size_t k = 0; b->v[i].nways && k < b->v[i].way[0].time.nparts; k++)
			out[n++] = b->v[i].way[0].time.part[k];
	return n;
}

/* The one who is treated can be in one place only. */
static bool is_elsewhere(const struct disrupt_before *b, const struct appointment_row *a,
    const struct free_time *t)
{
	for (size_t i = 0; b && i < b->n; i++) {
		const struct disrupt_row *r = &b->v[i];

		if (r->nways && r->a.client_id == a->client_id &&
		    r->a.dependant_id == a->dependant_id &&
		    r->way[0].time.start_at < t->end_at && t->start_at < r->way[0].time.end_at)
			return true;
	}
	return false;
}

static enum err_code near_ways(struct desk *d, const struct appointment_row *a,
    const struct disrupt_before *before, struct near_time *out, size_t *n, struct err *e)
{
	struct free_wish w = disrupt_wish(a);
	struct near_list l = { 0 };
	struct booking_part *spoken = mem_array((before ? before->n : 0) * BOOKING_PARTS + 1,
	    sizeof *spoken);
	struct ranked *r;
	enum err_code rc;

	w.spoken_for = spoken;
	w.nspoken_for = spoken_for(before, spoken);
	rc = free_near(d, &w, a->start_at, LOOKED_AT, &l, e);
	r = mem_array(l.n + 1, sizeof *r);
	for (size_t i = 0; i < l.n; i++)
		r[i] = (struct ranked){ l.v[i], llabs(l.v[i].time.start_at - a->start_at) };
	qsort(r, l.n, sizeof *r, nearest);
	for (size_t i = 0; i < l.n && *n < DISRUPT_WAYS; i++)
		if (!is_there(out, *n, r[i].way.time.start_at) &&
		    !is_elsewhere(before, a, &r[i].way.time))
			out[(*n)++] = r[i].way;
	mem_free(r);
	mem_free(spoken);
	near_list_free(&l);
	return rc;
}

enum err_code disrupt_ways(struct desk *d, const struct appointment_row *a,
    const struct disrupt_before *before, struct near_time *out, size_t *n, size_t *nheld,
    int64_t *until, struct err *e)
{
	int64_t ends = 0;
	enum err_code rc = held_ways(d, a, out, n, &ends, e);

	if (nheld)
		*nheld = *n;
	if (until)
		*until = ends;
	/* What was booked without a service has no rule by which something else would do. */
	if (rc != OK || !a->service_id || *n == DISRUPT_WAYS)
		return rc;
	rc = near_ways(d, a, before, out, n, e);
	if (rc == ERR_INVALID || rc == ERR_NOTFOUND) {
		err_clear(e);   /* the house has nothing for it at all: no way out */
		rc = OK;
	}
	return rc;
}
