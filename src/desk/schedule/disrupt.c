/* Disruptions: what runs, what it touches. */
#include "desk/disrupt.h"

#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/clock.h"
#include "base/mem.h"
#include "data/disruption.h"
#include "data/event.h"
#include "desk/describe.h"
#include "desk/desk.h"
#include "disrupt_priv.h"
#include "desk/people/rows_priv.h"

/* ---- what runs ---- */

static enum err_code add_outage(struct desk *d, const struct absence *a,
    struct disrupt_outages *out, struct err *e)
{
	struct disrupt_outage *o = vec_push(out);

	o->what = *a;
	rows_name(d, "resource", a->resource_id, o->name, sizeof o->name);
	describe_staff(d, a->created_by, o->said_by, sizeof o->said_by);
	return disruption_count(d->store, a->id, &o->all, &o->left, e);
}

static int by_need(const void *a, const void *b)
{
	const struct disrupt_outage *x = a, *y = b;

	if (!x->left != !y->left)
		return x->left ? -1 : 1;
	if (x->what.start_at != y->what.start_at)
		return x->what.start_at < y->what.start_at ? -1 : 1;
	return (x->what.id > y->what.id) - (x->what.id < y->what.id);
}

enum err_code disrupt_list(struct desk *d, struct disrupt_outages *out, struct err *e)
{
	struct absence_list l = { 0 };
	enum err_code rc = absence_list_touching(d->store, d->branch_id, clock_now(), &l, e);

	disrupt_outages_free(out);
	for (size_t i = 0; i < l.n && rc == OK; i++)
		rc = add_outage(d, &l.v[i], out, e);
	absence_list_free(&l);
	if (out->n > 1)
		qsort(out->v, out->n, sizeof *out->v, by_need);
	return rc;
}

void disrupt_outages_free(struct disrupt_outages *l)
{
	vec_free(l);
}

enum err_code disrupt_count(struct desk *d, int64_t *n, struct err *e)
{
	return disruption_count_absences(d->store, d->branch_id, n, e);
}

/* ---- what it touches ---- */

bool disrupt_waits(const struct disrupt_row *r)
{
	return !strcmp(r->state, "open") || !strcmp(r->state, "asked");
}

/* Where it stood before it was moved away from the absence. */
static enum err_code find_was(struct desk *d, struct disrupt_row *r, struct err *e)
{
	struct event_list l = { 0 };
	enum err_code rc = event_list(d->store, r->a.id, &l, e);

	for (size_t i = 0; i < l.n; i++)
		if (!strcmp(l.v[i].what, "moved") && l.v[i].at <= r->at)
			r->was_at = l.v[i].start_at;
	event_list_free(&l);
	return rc;
}

static enum err_code add_row(struct desk *d, const struct disruption *x, struct disrupt_rows *out,
    struct err *e)
{
	struct disrupt_row *r = vec_push(out);
	enum err_code rc = appointment_row_get(d->store, x->appointment_id, &r->a, e);

	text_copy(r->state, sizeof r->state, x->state);
	text_copy(r->text, sizeof r->text, x->text);
	r->at = x->at;
	r->staff_id = x->staff_id;
	r->was_at = r->a.start_at;
	return rc == OK && !strcmp(r->state, "moved") ? find_was(d, r, e) : rc;
}

static int by_time(const void *a, const void *b)
{
	const struct disrupt_row *x = a, *y = b;
	bool left = disrupt_waits(x);

	if (left != disrupt_waits(y))
		return left ? -1 : 1;
	if (x->was_at != y->was_at)
		return x->was_at < y->was_at ? -1 : 1;
	return (x->a.id > y->a.id) - (x->a.id < y->a.id);
}

/* In the order of the list: whoever stands first has the first choice, and no two rows are proposed
 * the same person, room or device. */
static enum err_code find_ways(struct desk *d, struct disrupt_rows *l, struct err *e)
{
	enum err_code rc = OK;

	for (size_t i = 0; i < l->n && rc == OK; i++) {
		struct disrupt_row *r = &l->v[i];

		if (disrupt_waits(r))
			rc = disrupt_ways(d, &r->a, &(struct disrupt_before){ l->v, i }, r->way,
			    &r->nways, &r->nheld, &r->held_until, e);
	}
	return rc;
}

enum err_code disrupt_load(struct desk *d, int64_t absence_id, struct disrupt_rows *out,
    struct err *e)
{
	struct disruption_list l = { 0 };
	enum err_code rc = disruption_list(d->store, absence_id, &l, e);

	disrupt_rows_free(out);
	for (size_t i = 0; i < l.n && rc == OK; i++)
		/* "-": the absence became shorter, it was not touched after all. */
		if (strcmp(l.v[i].state, "kept") != 0 || strcmp(l.v[i].text, "-") != 0)
			rc = add_row(d, &l.v[i], out, e);
	disruption_list_free(&l);
	if (out->n > 1)
		qsort(out->v, out->n, sizeof *out->v, by_time);
	return rc == OK ? find_ways(d, out, e) : rc;
}

void disrupt_rows_free(struct disrupt_rows *l)
{
	vec_free(l);
}
