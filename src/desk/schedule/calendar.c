/*
 * What is read once and asked day by day. Rows of a resource are read when it is first asked for;
 * what is booked is read in stretches that double, so that a search which ends on the first days
 * never reads a month.
 */
#include "desk/calendar.h"

#include <string.h>

#include "base/clock.h"
#include "base/day.h"
#include "base/mem.h"
#include "calendar_priv.h"
#include "data/staff.h"
#include "desk/desk.h"
#include "desk/settings.h"

#define DAY_SECONDS INT64_C(86400)

/* ---- opening ---- */

static enum err_code read_travel(struct calendar *c, struct err *e)
{
	enum err_code rc = travel_list(c->desk->store, c->place.branch_id, &c->travel, e);

	c->travel_default = c->travel_most = setting_of(c->desk, SETTING_TRAVEL_MIN) * 60;
	for (size_t i = 0; i < c->travel.n; i++)
		if (c->travel.v[i].minutes * 60 > c->travel_most)
			c->travel_most = c->travel.v[i].minutes * 60;
	return rc;
}

static void make_days(struct calendar *c)
{
	c->wall = mem_array((size_t)c->days, sizeof *c->wall);
	c->hours = mem_array((size_t)c->days, sizeof *c->hours);
	for (int i = 0; i < c->days; i++) {
		c->wall[i] = wall_day_make(c->place.zone, c->from_day + i);
		calendar_place_hours(&c->place, c->from_day + i, &c->hours[i]);
	}
}

enum err_code calendar_open(struct desk *d, int64_t branch_id, int32_t from_day, int days,
    int64_t staff_id, int64_t except, struct calendar **out, struct err *e)
{
	struct calendar *c = mem_alloc(sizeof *c);
	enum err_code rc;

	ASSERT(days > 0);
	*c = (struct calendar){ .desk = d, .from_day = from_day, .days = days,
		.staff_id = staff_id, .except = except };
	rc = calendar_place_open(d, branch_id, &c->place, e);
	if (rc == OK)
		rc = read_travel(c, e);
	if (rc == OK) {
		make_days(c);
		rc = hold_list_now(d->store, c->wall[0].start, c->wall[days - 1].end, clock_now(),
		    &c->hold, e);
	}
	if (rc != OK) {
		calendar_close(c);
		c = NULL;
	}
	*out = c;
	return rc;
}

static void row_free(struct calendar_row *r)
{
	vec_free(&r->shift);
	absence_list_free(&r->away);
	taken_list_free(&r->taken);
	mem_free(r->day);
	mem_free(r);
}

static void guest_free(struct calendar_guest *g)
{
	busy_list_free(&g->busy);
	mem_free(g->day);
	mem_free(g->known);
	mem_free(g);
}

void calendar_close(struct calendar *c)
{
	if (!c)
		return;
	for (size_t i = 0; i < c->row.n; i++)
		row_free(c->row.v[i]);
	for (size_t i = 0; i < c->guest.n; i++)
		guest_free(c->guest.v[i]);
	vec_free(&c->row);
	vec_free(&c->guest);
	calendar_place_close(&c->place);
	travel_list_free(&c->travel);
	hold_list_free(&c->hold);
	mem_free(c->wall);
	mem_free(c->hours);
	mem_free(c);
}

const struct wall_day *calendar_wall(const struct calendar *c, int32_t day)
{
	ASSERT(day >= c->from_day && day - c->from_day < c->days);
	return &c->wall[day - c->from_day];
}

int64_t calendar_start(const struct calendar *c, int32_t day)
{
	if (day == c->from_day + c->days)
		return c->wall[c->days - 1].end;
	return calendar_wall(c, day)->start;
}

/* ---- one person, room or device ---- */

static struct shift shift_of(const struct calendar *c, const struct roster *row)
{
	return (struct shift){
		.kind = row->kind[0],
		.here = row->branch_id == c->place.branch_id,
		.weekday = row->weekday, .from_min = row->from_min, .to_min = row->to_min,
		.from_day = row->from_day[0] ? day_parse(row->from_day) : INT32_MIN,
		.to_day = row->to_day[0] ? day_parse(row->to_day) : INT32_MAX,
		.since = row->since_day[0] ? day_parse(row->since_day) : INT32_MIN,
		.until = row->until_day[0] ? day_parse(row->until_day) : INT32_MAX,
	};
}

static enum err_code read_shifts(struct calendar *c, struct calendar_row *r, struct err *e)
{
	struct roster_list rows = { 0 };
	char from[DAY_TEXT], to[DAY_TEXT];
	enum err_code rc = roster_list_held(c->desk->store, r->r.id, day_format(c->from_day, from),
	    day_format(c->from_day + c->days - 1, to), &rows, e);

	for (size_t i = 0; i < rows.n && rc == OK; i++)
		*vec_push(&r->shift) = shift_of(c, &rows.v[i]);
	roster_list_free(&rows);
	return rc;
}

static enum err_code read_home(struct calendar *c, struct calendar_row *r, struct err *e)
{
	struct staff p;
	enum err_code rc;

	r->home = r->r.branch_id;
	if (r->home || !r->r.staff_id)
		return OK;
	rc = staff_get(c->desk->store, r->r.staff_id, &p, e);
	r->home = rc == OK ? p.branch_id : 0;
	return rc;
}

static enum err_code read_row(struct calendar *c, int64_t resource_id, struct calendar_row *r,
    struct err *e)
{
	enum err_code rc = resource_get(c->desk->store, resource_id, &r->r, e);

	if (rc == OK)
		rc = read_home(c, r, e);
	if (rc == OK)
		rc = read_shifts(c, r, e);
	if (rc == OK)
		rc = absence_list(c->desk->store, &r->r.id, 1, c->wall[0].start,
		    c->wall[c->days - 1].end, &r->away, e);
	r->day = mem_array((size_t)c->days, sizeof *r->day);
	r->taken_to = c->wall[0].start - c->travel_most;
	return rc;
}

enum err_code calendar_row(struct calendar *c, int64_t resource_id, struct calendar_row **out,
    struct err *e)
{
	struct calendar_row *r;
	enum err_code rc;

	*out = NULL;
	for (size_t i = 0; i < c->row.n; i++)
		if (c->row.v[i]->r.id == resource_id) {
			*out = c->row.v[i];
			return OK;
		}
	r = mem_alloc(sizeof *r);
	rc = read_row(c, resource_id, r, e);
	if (rc != OK) {
		row_free(r);
		return rc;
	}
	*vec_push(&c->row) = r;
	*out = r;
	return OK;
}

/* Reads on until what is booked up to UNTIL is known: at least as far again as it is known by now.
 * Who belongs to one branch is booked nowhere else (the guards see to it): then the branches need
 * not be looked up. */
static enum err_code read_taken(struct calendar *c, struct calendar_row *r, int64_t until,
    struct err *e)
{
	int64_t first = c->wall[0].start - c->travel_most, was = r->taken_to, to = until;
	int64_t last = c->wall[c->days - 1].end + c->travel_most;
	size_t old = r->taken.n, n;
	enum err_code rc;

	if (until <= was)
		return OK;
	if (to < was + (was - first))
		to = was + (was - first);
	if (to > last)
		to = last;
	rc = taken_add(c->desk->store, r->r.id, was, to,
	    r->r.branch_id != c->place.branch_id, &r->taken, e);
	n = old;
	for (size_t i = old; i < r->taken.n; i++) {
		const struct taken *x = &r->taken.v[i];

		/* What reaches over the seam was read before it. */
		if ((was == first || x->start_at >= was) && x->appointment_id != c->except)
			r->taken.v[n++] = *x;
	}
	r->taken.n = n;
	if (rc == OK)
		r->taken_to = to;
	return rc;
}

/* ---- blocks ---- */

static void add_block(struct block_list *out, const struct wall_day *w, int64_t from, int64_t to,
    enum span_kind kind, int64_t ref)
{
	if (from < w->start)
		from = w->start;
	if (to > w->end)
		to = w->end;
	if (from < to)
		*vec_push(out) = (struct block){ from, to, kind, ref };
}

/* What L, which lies in order, leaves open of the day. */
static void add_rest(struct block_list *out, const struct wall_day *w, const struct range_list *l,
    enum span_kind kind)
{
	int64_t at = w->start;

	for (size_t i = 0; i < l->n; i++) {
		add_block(out, w, at, l->v[i].from, kind, 0);
		if (l->v[i].to > at)
			at = l->v[i].to;
	}
	add_block(out, w, at, w->end, kind, 0);
}

static void sort_ranges(struct range_list *l)
{
	for (size_t i = 1; i < l->n; i++)
		for (size_t k = i; k > 0 && l->v[k].from < l->v[k - 1].from; k--) {
			struct range r = l->v[k];

			l->v[k] = l->v[k - 1];
			l->v[k - 1] = r;
		}
}

static bool shift_holds(const struct shift *s, int32_t day)
{
	return day >= s->since && day < s->until;
}

static bool shift_is_of(const struct shift *s, int32_t day)
{
	return shift_holds(s, day) && (!s->weekday || s->weekday == day_weekday(day)) &&
	    day >= s->from_day && day <= s->to_day;
}

static void add_shifts(const struct calendar *c, const struct calendar_row *r, int32_t day,
    char kind, struct range_list *out)
{
	const struct wall_day *w = calendar_wall(c, day);

	for (size_t i = 0; i < r->shift.n; i++) {
		const struct shift *s = &r->shift.v[i];

		if (s->kind == kind && s->here && shift_is_of(s, day))
			wall_day_ranges(w, s->from_min, s->to_min, out);
	}
}

static bool has_only(const struct calendar_row *r, int32_t day)
{
	for (size_t i = 0; i < r->shift.n; i++)
		if (r->shift.v[i].kind == 'o' && shift_is_of(&r->shift.v[i], day))
			return true;
	return false;
}

/* Whether any row of kind work holds that day, whatever day of the week it is for. */
static bool has_work(const struct calendar_row *r, int32_t day)
{
	for (size_t i = 0; i < r->shift.n; i++)
		if (r->shift.v[i].kind == 'w' && shift_holds(&r->shift.v[i], day))
			return true;
	return false;
}

void calendar_shifts(const struct calendar *c, const struct calendar_row *r, int32_t day,
    struct range_list *out)
{
	if (has_only(r, day))
		add_shifts(c, r, day, 'o', out);
	else if (has_work(r, day))
		add_shifts(c, r, day, 'w', out);
	else if (!r->home || r->home == c->place.branch_id)
		wall_day_ranges(calendar_wall(c, day), 0, DAY_MINUTES, out);
	sort_ranges(out);
}

static void add_hours(const struct calendar *c, const struct calendar_row *r, int32_t day,
    struct block_list *out)
{
	const struct wall_day *w = calendar_wall(c, day);
	const struct open_hours *h = &c->hours[day - c->from_day];
	struct range_list l = { 0 };

	wall_day_ranges(w, h->open_min, h->close_min, &l);
	add_rest(out, w, &l, SPAN_CLOSED);
	l.n = 0;
	calendar_shifts(c, r, day, &l);
	add_rest(out, w, &l, SPAN_OFF);
	l.n = 0;
	add_shifts(c, r, day, 'b', &l);
	for (size_t i = 0; i < l.n; i++)
		add_block(out, w, l.v[i].from, l.v[i].to, SPAN_BREAK, 0);
	vec_free(&l);
}

static int64_t travel_from(const struct calendar *c, int64_t branch_id)
{
	for (size_t i = 0; i < c->travel.n; i++)
		if (c->travel.v[i].other_id == branch_id)
			return c->travel.v[i].minutes * 60;
	return c->travel_default;
}

/* The first of ROWS, which lie by start, that may still touch FROM: nothing lasts longer than a
 * day. */
static size_t first_taken(const struct taken_list *rows, int64_t from)
{
	size_t low = 0, high = rows->n;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (rows->v[middle].start_at < from - DAY_SECONDS)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

static void add_taken(const struct calendar *c, const struct calendar_row *r,
    const struct wall_day *w, struct block_list *out)
{
	const struct taken_list *l = &r->taken;
	int64_t last = w->end + c->travel_most;

	for (size_t i = first_taken(l, w->start - c->travel_most); i < l->n; i++) {
		const struct taken *t = &l->v[i];
		int64_t way;

		if (t->start_at >= last)
			break;
		add_block(out, w, t->start_at, t->end_at, SPAN_TAKEN, t->appointment_id);
		if (!t->branch_id || t->branch_id == c->place.branch_id)
			continue;
		way = travel_from(c, t->branch_id);
		add_block(out, w, t->start_at - way, t->start_at, SPAN_TRAVEL, t->appointment_id);
		add_block(out, w, t->end_at, t->end_at + way, SPAN_TRAVEL, t->appointment_id);
	}
}

/* One's own are not in one's way, nor what is kept for the appointment that is being moved. What
 * the desk keeps (staff_id 0) is nobody's own. */
static bool is_in_the_way(const struct calendar *c, const struct hold *h)
{
	if (c->except && h->ref_id == c->except && strcmp(h->what, "move") == 0)
		return false;
	return !h->staff_id || h->staff_id != c->staff_id;
}

void calendar_off(const struct calendar *c, const struct calendar_row *r, int32_t day,
    struct block_list *out)
{
	const struct wall_day *w = calendar_wall(c, day);

	out->n = 0;
	add_hours(c, r, day, out);
	for (size_t i = 0; i < r->away.n; i++)
		add_block(out, w, r->away.v[i].start_at, r->away.v[i].end_at, SPAN_ABSENT,
		    r->away.v[i].id);
}

enum err_code calendar_blocks(struct calendar *c, struct calendar_row *r, int32_t day,
    struct block_list *out, struct err *e)
{
	const struct wall_day *w = calendar_wall(c, day);
	enum err_code rc = read_taken(c, r, w->end + c->travel_most, e);

	out->n = 0;
	if (rc != OK)
		return rc;
	calendar_off(c, r, day, out);
	if (strcmp(r->r.state, "on") != 0)
		add_block(out, w, w->start, w->end, SPAN_OUT, 0);
	add_taken(c, r, w, out);
	for (size_t i = 0; i < c->hold.n; i++) {
		const struct hold *h = &c->hold.v[i];

		if (h->resource_id == r->r.id && is_in_the_way(c, h))
			add_block(out, w, h->start_at, h->end_at, SPAN_HELD, h->id);
	}
	return OK;
}

bool blocks_leave(const struct block_list *l, int64_t from, int64_t to)
{
	for (size_t i = 0; i < l->n; i++)
		if (l->v[i].from < to && l->v[i].to > from)
			return false;
	return true;
}
