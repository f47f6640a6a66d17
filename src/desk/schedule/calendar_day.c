/* One day as spans: blocks laid over one another, the strongest on top. */
#include <stdlib.h>

#include "base/mem.h"
#include "calendar_priv.h"
#include "data/store.h"
#include "desk/desk.h"

void span_list_free(struct span_list *l)
{
	vec_free(l);
}

/* Of two blocks over the same time the one that is told. What is booked is told in spans of its
 * own. */
static bool is_stronger(const struct block *a, const struct block *b)
{
	if (a->kind != b->kind)
		return a->kind < b->kind;
	return a->to != b->to ? a->to > b->to : a->ref < b->ref;
}

static int compare_times(const void *a, const void *b)
{
	int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;

	return (x > y) - (x < y);
}

struct time_list {
	int64_t *v;
	size_t n, cap;
};

/* Every instant at which something begins or ends, in order. */
static void cuts_of(const struct block_list *blocks, const struct wall_day *w,
    struct time_list *out)
{
	*vec_push(out) = w->start;
	*vec_push(out) = w->end;
	for (size_t i = 0; i < blocks->n; i++) {
		*vec_push(out) = blocks->v[i].from;
		*vec_push(out) = blocks->v[i].to;
	}
	qsort(out->v, out->n, sizeof *out->v, compare_times);
}

/* The strongest block over [FROM, TO), which nothing begins or ends within. TAKEN: one is there. */
static const struct block *strongest(const struct block_list *l, int64_t from, int64_t to,
    bool *taken)
{
	const struct block *best = NULL;

	*taken = false;
	for (size_t i = 0; i < l->n; i++) {
		const struct block *b = &l->v[i];

		if (b->from >= to || b->to <= from)
			continue;
		if (b->kind == SPAN_TAKEN)
			*taken = true;
		else if (!best || is_stronger(b, best))
			best = b;
	}
	return best;
}

/* The next stretch of the ground, joined with the one before where it says the same. */
static void add_ground(struct span_list *out, int64_t from, int64_t to, const struct block *b)
{
	struct span s = { from, to, b ? b->kind : SPAN_FREE, b ? b->ref : 0 };
	struct span *last = out->n ? &out->v[out->n - 1] : NULL;

	if (last && last->end_at == from && last->kind == s.kind && last->ref == s.ref)
		last->end_at = to;
	else
		*vec_push(out) = s;
}

static int compare_spans(const void *a, const void *b)
{
	const struct span *x = a, *y = b;

	if (x->start_at != y->start_at)
		return x->start_at < y->start_at ? -1 : 1;
	if (x->end_at != y->end_at)
		return x->end_at < y->end_at ? -1 : 1;
	return (x->ref > y->ref) - (x->ref < y->ref);
}

static void lay(const struct block_list *blocks, const struct wall_day *w, struct span_list *out)
{
	struct time_list cuts = { 0 };
	bool taken;

	cuts_of(blocks, w, &cuts);
	for (size_t i = 0; i + 1 < cuts.n; i++) {
		const struct block *b;

		if (cuts.v[i] == cuts.v[i + 1])
			continue;
		b = strongest(blocks, cuts.v[i], cuts.v[i + 1], &taken);
		if (!taken)
			add_ground(out, cuts.v[i], cuts.v[i + 1], b);
	}
	for (size_t i = 0; i < blocks->n; i++) {
		const struct block *b = &blocks->v[i];

		if (b->kind == SPAN_TAKEN)
			*vec_push(out) = (struct span){ b->from, b->to, b->kind, b->ref };
	}
	if (out->n)
		qsort(out->v, out->n, sizeof *out->v, compare_spans);
	vec_free(&cuts);
}

static enum err_code read_column(struct calendar *c, struct calendar_column *v,
    struct block_list *blocks, struct err *e)
{
	struct calendar_row *row;
	enum err_code rc = calendar_row(c, v->resource_id, &row, e);

	v->spans.n = 0;
	if (rc == OK)
		rc = calendar_blocks(c, row, v->day, blocks, e);
	if (rc == OK)
		lay(blocks, calendar_wall(c, v->day), &v->spans);
	return rc;
}

enum err_code calendar_columns(struct desk *d, int64_t branch_id, struct calendar_column *v,
    size_t n, struct err *e)
{
	struct block_list blocks = { 0 };
	struct calendar *c;
	int32_t from = n ? v[0].day : 0, to = from;
	enum err_code rc;
	bool look;

	if (!n)
		return OK;
	for (size_t i = 1; i < n; i++) {
		from = v[i].day < from ? v[i].day : from;
		to = v[i].day > to ? v[i].day : to;
	}
	look = store_look_begin(d->store);
	rc = calendar_open(d, branch_id, from, to - from + 1, d->who.staff_id, 0, &c, e);
	for (size_t i = 0; i < n && rc == OK; i++)
		rc = read_column(c, &v[i], &blocks, e);
	store_look_end(d->store, look);
	vec_free(&blocks);
	calendar_close(c);
	return rc;
}

enum err_code calendar_day(struct desk *d, int64_t resource_id, int64_t branch_id, int32_t day,
    struct span_list *out, struct err *e)
{
	struct calendar_column v = { .resource_id = resource_id, .day = day, .spans = *out };
	enum err_code rc = calendar_columns(d, branch_id, &v, 1, e);

	*out = v.spans;
	return rc;
}
