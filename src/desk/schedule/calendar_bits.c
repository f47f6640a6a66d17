/* Days as bits of five minutes each: what a search can shift and AND. */
#include <string.h>

#include "base/mem.h"
#include "bits_priv.h"
#include "calendar_priv.h"
#include "desk/desk.h"

int calendar_steps(const struct calendar *c, int32_t day)
{
	const struct wall_day *w = calendar_wall(c, day);
	int64_t n = (w->end - w->start) / CALENDAR_STEP;

	return n > BITS_MAX ? BITS_MAX : (int)n;
}

/* Takes [FROM, TO) out of B, every step that it touches. */
static void take_out(struct day_bits *b, const struct wall_day *w, int64_t from, int64_t to)
{
	int64_t first = (from - w->start) / CALENDAR_STEP;
	int64_t end = (to - w->start + CALENDAR_STEP - 1) / CALENDAR_STEP;

	if (from < w->start)
		first = 0;
	if (end > BITS_MAX)
		end = BITS_MAX;
	if (first < end)
		bits_set(b, (int)first, (int)end, false);
}

/* Taken or free, the time is one that could be worked. */
static bool is_no_work(enum span_kind kind)
{
	return kind >= SPAN_CLOSED && kind <= SPAN_OUT;
}

static void make_bits(const struct calendar *c, int32_t day, const struct block_list *blocks,
    struct calendar_bits *out)
{
	const struct wall_day *w = calendar_wall(c, day);
	struct day_bits work = { { 0 } }, idle;

	bits_set(&work, 0, calendar_steps(c, day), true);
	out->free = work;
	for (size_t i = 0; i < blocks->n; i++) {
		const struct block *b = &blocks->v[i];

		take_out(&out->free, w, b->from, b->to);
		if (is_no_work(b->kind))
			take_out(&work, w, b->from, b->to);
	}
	idle = work;
	for (size_t i = 0; i < blocks->n; i++)
		if (blocks->v[i].kind == SPAN_TAKEN)
			take_out(&idle, w, blocks->v[i].from, blocks->v[i].to);
	out->work = (short)bits_count(&work);
	out->taken = (short)(out->work - bits_count(&idle));
	out->known = true;
}

const struct calendar_bits *calendar_bits_of(struct calendar *c, struct calendar_row *r,
    int32_t day, struct err *e)
{
	struct calendar_bits *b = &r->day[day - c->from_day];
	struct block_list blocks = { 0 };

	if (!b->known && calendar_blocks(c, r, day, &blocks, e) == OK)
		make_bits(c, day, &blocks, b);
	vec_free(&blocks);
	return b->known ? b : NULL;
}

enum err_code calendar_bits(struct calendar *c, int64_t resource_id, int32_t day,
    const struct day_bits **out, struct err *e)
{
	struct calendar_row *r;
	const struct calendar_bits *b;
	enum err_code rc = calendar_row(c, resource_id, &r, e);

	*out = NULL;
	if (rc != OK)
		return rc;
	b = calendar_bits_of(c, r, day, e);
	*out = b ? &b->free : NULL;
	return b ? OK : e->code;
}

int calendar_load(struct calendar *c, int64_t resource_id, int32_t day)
{
	struct err none = ERR_INIT;
	struct calendar_row *r;
	const struct calendar_bits *b = NULL;

	if (calendar_row(c, resource_id, &r, &none) == OK)
		b = calendar_bits_of(c, r, day, &none);
	return b && b->work ? b->taken * 100 / b->work : -1;
}

void calendar_work_bits(const struct calendar *c, const struct calendar_row *r, int32_t day,
    struct block_list *blocks, struct day_bits *out)
{
	const struct wall_day *w = calendar_wall(c, day);

	calendar_off(c, r, day, blocks);
	*out = (struct day_bits){ { 0 } };
	bits_set(out, 0, calendar_steps(c, day), true);
	for (size_t i = 0; i < blocks->n; i++)
		take_out(out, w, blocks->v[i].from, blocks->v[i].to);
}

void calendar_house_bits(const struct calendar *c, int32_t day, struct day_bits *out)
{
	const struct open_hours *h = &c->hours[day - c->from_day];
	const struct wall_day *w = calendar_wall(c, day);
	struct range_list l = { 0 };

	*out = (struct day_bits){ { 0 } };
	wall_day_ranges(w, h->open_min, h->close_min, &l);
	for (size_t i = 0; i < l.n; i++) {
		int64_t first = (l.v[i].from - w->start + CALENDAR_STEP - 1) / CALENDAR_STEP;
		int64_t end = (l.v[i].to - w->start) / CALENDAR_STEP;

		bits_set(out, (int)first, end > BITS_MAX ? BITS_MAX : (int)end, true);
	}
	vec_free(&l);
}

/* ---- the person treated ---- */

static enum err_code read_guest(struct calendar *c, int64_t client_id, int64_t dependant_id,
    struct calendar_guest **out, struct err *e)
{
	struct calendar_guest *g = mem_alloc(sizeof *g);
	enum err_code rc = appointment_busy_person(c->desk->store, client_id, dependant_id,
	    c->wall[0].start, c->wall[c->days - 1].end, &g->busy, e);

	g->client_id = client_id;
	g->dependant_id = dependant_id;
	g->day = mem_array((size_t)c->days, sizeof *g->day);
	g->known = mem_array((size_t)c->days, sizeof *g->known);
	*vec_push(&c->guest) = g;
	*out = g;
	return rc;
}

static void make_guest_day(const struct calendar *c, struct calendar_guest *g, int32_t day)
{
	struct day_bits *b = &g->day[day - c->from_day];

	bits_set(b, 0, calendar_steps(c, day), true);
	for (size_t i = 0; i < g->busy.n; i++) {
		const struct busy *x = &g->busy.v[i];
		const struct wall_day *w = calendar_wall(c, day);

		if (x->appointment_id != c->except && x->start_at < w->end && x->end_at > w->start)
			take_out(b, w, x->start_at, x->end_at);
	}
	g->known[day - c->from_day] = true;
}

enum err_code calendar_person(struct calendar *c, int64_t client_id, int64_t dependant_id,
    int32_t day, const struct day_bits **out, struct err *e)
{
	struct calendar_guest *g = NULL;
	enum err_code rc = OK;

	*out = NULL;
	for (size_t i = 0; i < c->guest.n && !g; i++)
		if (c->guest.v[i]->client_id == client_id &&
		    c->guest.v[i]->dependant_id == dependant_id)
			g = c->guest.v[i];
	if (!g)
		rc = read_guest(c, client_id, dependant_id, &g, e);
	if (rc != OK)
		return rc;
	if (!g->known[day - c->from_day])
		make_guest_day(c, g, day);
	*out = &g->day[day - c->from_day];
	return OK;
}
