/* The hours of a branch, and what minutes on the wall are as instants. */
#include <string.h>

#include "base/buf.h"
#include "base/day.h"
#include "base/mem.h"
#include "base/zone.h"
#include "calendar_priv.h"
#include "data/branch.h"
#include "data/site.h"
#include "desk/desk.h"

#define DAY_SECONDS INT64_C(86400)

/* ---- wall and instants ---- */

/* The first instant after FROM, up to TO, at which the clock does not run on as at FROM. */
static int64_t clock_change(const struct zone *zone, int64_t from, int64_t to)
{
	int offset = zone_local(zone, from).offset;

	while (to - from > 1) {
		int64_t middle = from + (to - from) / 2;

		if (zone_local(zone, middle).offset == offset)
			from = middle;
		else
			to = middle;
	}
	return to;
}

struct wall_day wall_day_make(const struct zone *zone, int32_t day)
{
	struct wall_day w = { .day = day, .start = zone_day_start(zone, day),
		.end = zone_day_start(zone, day + 1) };
	int first, last;

	if (w.end <= w.start)
		return w;               /* a date that a zone left out */
	first = zone_local(zone, w.start).offset;
	last = zone_local(zone, w.end - 1).offset;
	w.part[0].from = w.start;
	w.part[0].to = first == last ? w.end : clock_change(zone, w.start, w.end - 1);
	w.part[0].offset = first;
	w.n = 1;
	if (first != last) {
		w.part[1].from = w.part[0].to;
		w.part[1].to = w.end;
		w.part[1].offset = last;
		w.n = 2;
	}
	return w;
}

static int64_t later(int64_t a, int64_t b)
{
	return a > b ? a : b;
}

static int64_t sooner(int64_t a, int64_t b)
{
	return a < b ? a : b;
}

void wall_day_ranges(const struct wall_day *w, int from_min, int to_min, struct range_list *out)
{
	for (size_t i = 0; i < w->n; i++) {
		int64_t midnight = w->day * DAY_SECONDS - w->part[i].offset;
		struct range r = {
			.from = later(midnight + from_min * 60, w->part[i].from),
			.to = sooner(midnight + to_min * 60, w->part[i].to),
		};

		if (r.from < r.to)
			*vec_push(out) = r;
	}
}

int wall_minute(const struct wall_day *w, int64_t at)
{
	size_t i = w->n == 2 && at >= w->part[1].from;

	return (int)((at + w->part[i].offset - w->day * DAY_SECONDS) / 60);
}

/* ---- hours ---- */

enum err_code calendar_place_open(struct desk *d, int64_t branch_id, struct calendar_place *out,
    struct err *e)
{
	struct branch branch;
	struct site site;
	enum err_code rc = branch_get(d->store, branch_id ? branch_id : d->branch_id, &branch, e);

	*out = (struct calendar_place){ .zone = d->zone };
	if (rc != OK)
		return rc;
	out->branch_id = branch.id;
	out->open_min = branch.open_min;
	out->close_min = branch.close_min;
	out->shut = strcmp(branch.state, "on") != 0;
	if (branch.id != d->branch_id) {
		rc = site_get(d->store, &site, e);
		if (rc == OK)
			rc = zone_open(branch.zone[0] ? branch.zone : site.zone, &out->zone, e);
	}
	return rc == OK ? opening_list(d->store, branch.id, false, &out->opening, e) : rc;
}

void calendar_place_close(struct calendar_place *p)
{
	opening_list_free(&p->opening);
}

static bool opening_is_of(const struct opening *o, int32_t day)
{
	if (o->weekday && o->weekday != day_weekday(day))
		return false;
	return !o->from_day[0] ||
	    (day >= day_parse(o->from_day) && day <= day_parse(o->to_day));
}

/* A dated row before a weekday, the branch's before everybody's. */
static int opening_weight(const struct opening *o)
{
	return (o->from_day[0] != '\0') * 2 + (o->branch_id != 0);
}

void calendar_place_hours(const struct calendar_place *p, int32_t day, struct open_hours *out)
{
	const struct opening *best = NULL;

	/* They come by id, so that of equal ones the newest stays. */
	for (size_t i = 0; i < p->opening.n; i++) {
		const struct opening *o = &p->opening.v[i];

		if (opening_is_of(o, day) &&
		    (!best || opening_weight(o) >= opening_weight(best)))
			best = o;
	}
	*out = (struct open_hours){ .open_min = p->open_min, .close_min = p->close_min };
	if (best) {
		out->open_min = best->open_min;
		out->close_min = best->close_min;
		text_copy(out->reason, sizeof out->reason, best->reason);
	}
	if (p->shut)
		*out = (struct open_hours){ .open_min = 0, .close_min = 0 };
}

enum err_code calendar_hours(struct desk *d, int64_t branch_id, int32_t day,
    struct open_hours *out, struct err *e)
{
	struct calendar_place place;
	enum err_code rc = calendar_place_open(d, branch_id, &place, e);

	if (rc == OK)
		calendar_place_hours(&place, day, out);
	calendar_place_close(&place);
	return rc;
}
