/*
 * Days on which several services fit one after another. For each day the shortest stay is looked
 * for by branch and bound: as soon as one is known, starts that cannot be shorter are not tried.
 */
#include <stdlib.h>

#include "base/buf.h"
#include "base/mem.h"
#include "base/tr.h"
#include "desk/desk.h"
#include "free_priv.h"

void free_day_list_free(struct free_day_list *l)
{
	vec_free(l);
}

/* The search through one day. */
struct chain {
	struct finder *f;
	struct day_bits starts[FREE_SERVICES];
	int64_t midnight;
	int64_t at[FREE_SERVICES];
	int64_t best;                   /* shortest stay so far, seconds */
	struct free_time time[FREE_SERVICES], found[FREE_SERVICES];
};

/* From service K on, without any wait. */
static int64_t shortest_rest(const struct finder *f, size_t k)
{
	int64_t seconds = 0;

	for (; k < f->n; k++)
		seconds += f->service[k].minutes * 60;
	return seconds;
}

static void keep_best(struct chain *c)
{
	size_t last = c->f->n - 1;

	c->best = c->at[last] + c->f->service[last].minutes * 60 - c->at[0];
	for (size_t i = 0; i < c->f->n; i++)
		c->found[i] = c->time[i];
}

/* Tries every start of service K that is not before FROM. */
static void try_from(struct chain *c, size_t k, int64_t from)
{
	int64_t rest = shortest_rest(c->f, k);
	int step = (int)((from - c->midnight + CALENDAR_STEP - 1) / CALENDAR_STEP);

	for (int i = bits_next(&c->starts[k], step); i >= 0; i = bits_next(&c->starts[k], i + 1)) {
		c->at[k] = c->midnight + (int64_t)i * CALENDAR_STEP;
		if (k > 0 && c->at[k] + rest - c->at[0] >= c->best)
			return;         /* later ones stay longer still */
		if (k == 0 && rest >= c->best)
			return;
		if (!finder_place(c->f, c->at, k + 1, c->time))
			continue;
		if (k + 1 == c->f->n)
			keep_best(c);
		else
			try_from(c, k + 1, c->at[k] + c->f->service[k].minutes * 60);
	}
}

static enum err_code find_in_day(struct finder *f, int32_t day, struct free_day_list *out,
    struct err *e)
{
	struct chain c = { .f = f, .midnight = calendar_start(f->c, day), .best = INT64_MAX };
	enum err_code rc = finder_ready(f, day, e);
	bool none = false;
	struct free_day *one;

	for (size_t k = 0; k < f->n && rc == OK; k++) {
		rc = finder_starts(f, k, true, &c.starts[k], e);
		none = none || (rc == OK && bits_none(&c.starts[k]));
	}
	if (rc != OK || none)
		return rc;
	try_from(&c, 0, c.midnight);
	if (c.best == INT64_MAX)
		return OK;
	one = vec_push(out);
	one->n = f->n;
	for (size_t k = 0; k < f->n; k++)
		one->time[k] = c.found[k];
	one->stay_min = (int)(c.best / 60);
	one->wait_min = (int)((c.best - shortest_rest(f, 0)) / 60);
	return OK;
}

static int compare_days(const void *a, const void *b)
{
	const struct free_day *x = a, *y = b;

	if (x->stay_min != y->stay_min)
		return x->stay_min < y->stay_min ? -1 : 1;
	return x->time[0].start_at < y->time[0].start_at ? -1 : 1;
}

/* No later day can be better than those that are there. */
static bool is_enough(const struct finder *f, const struct free_day_list *l)
{
	size_t n = 0;

	for (size_t i = 0; i < l->n; i++)
		n += l->v[i].wait_min == 0;
	return n >= f->wish.count;
}

static void say_why(struct finder *f, int days, struct free_day_list *out)
{
	int64_t service;
	int line;

	finder_why(f, days, &service, &line, out->why, sizeof out->why);
}

enum err_code free_find_days(struct desk *d, const struct free_wish *w, struct free_day_list *out,
    struct err *e)
{
	int days = finder_days(d, w);
	struct finder *f = NULL;
	enum err_code rc;

	free_day_list_free(out);
	*out = (struct free_day_list){ .n = 0 };
	rc = finder_open(d, w, w->from_day, days > 0 ? days : 1, &f, e);
	for (int i = 0; i < days && rc == OK && !is_enough(f, out); i++)
		if (finder_wishes(f, f->first + i))
			rc = find_in_day(f, f->first + i, out, e);
	if (rc == OK && !out->n)
		say_why(f, days, out);
	if (out->n > 1)
		qsort(out->v, out->n, sizeof *out->v, compare_days);
	if (rc == OK && out->n > f->wish.count)
		out->n = f->wish.count;
	finder_close(f);
	return rc;
}
