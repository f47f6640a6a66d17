/* How long each stage of a visit takes: medians beside means, for a few long ones move a mean. */
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "desk/desk.h"
#include "kpi_priv.h"

struct times {
	int64_t *v;
	size_t n, cap;
	int64_t dropped;
};

static void add_time(struct times *t, int64_t seconds)
{
	if (seconds < 0 || seconds > KPI_STAGE_MOST)
		t->dropped++;
	else
		*vec_push(t) = seconds;
}

/* Where the stage that began at moment I ended: at the next one of WORDS, else when the client
 * left. */
static int64_t end_of(const struct kpi_course *c, int i, const char *words)
{
	for (int k = i + 1; k < c->n; k++)
		if (strchr(words, c->v[k].what))
			return c->v[k].at;
	return c->left_at;
}

/* A room is left when the treatment ends, not when the client goes out of the door. */
static int64_t until(const struct kpi_course *c, int i, const char *words)
{
	int64_t end = end_of(c, i, words);

	return c->over_at > c->v[i].at && c->over_at < end ? c->over_at : end;
}

/* All that a visit spent in stages that begin with WORD. */
static void add_stage(const struct kpi_course *c, char word, const char *words, struct times *t)
{
	int64_t seconds = 0;
	bool any = false;

	for (int i = 0; i < c->n; i++)
		if (c->v[i].what == word) {
			seconds += word == 't' || word == 'c' ? until(c, i, words) - c->v[i].at :
			    end_of(c, i, words) - c->v[i].at;
			any = true;
		}
	if (any)
		add_time(t, seconds);
}

/* The first consultation or treatment, 0: none. */
static int64_t led_at(const struct kpi_course *c)
{
	for (int i = 0; i < c->n; i++)
		if (c->v[i].what == 'c' || c->v[i].what == 't')
			return c->v[i].at;
	return 0;
}

static void take_course(void *ctx, const struct kpi_course *c)
{
	struct times *t = ctx;
	int64_t led = led_at(c);

	if (c->card_at >= c->arrived_at + KPI_LATER_S || (led && c->card_at > led))
		return;                 /* entered later: its times say nothing */
	add_time(&t[KPI_STAGE_CARD], c->card_at - c->arrived_at);
	if (led)
		add_time(&t[KPI_STAGE_WAIT], led - c->card_at);
	add_stage(c, 'c', "wprtl", &t[KPI_STAGE_CONSULT]);
	add_stage(c, 'p', "dwcrtl", &t[KPI_STAGE_PAY]);
	add_stage(c, 'r', "wcptl", &t[KPI_STAGE_READY]);
	add_stage(c, 't', "wcprl", &t[KPI_STAGE_ROOM]);
	if (c->over_at && c->over_at <= c->left_at)
		add_time(&t[KPI_STAGE_LEAVE], c->left_at - c->over_at);
	add_time(&t[KPI_STAGE_WHOLE], c->left_at - c->arrived_at);
}

static int by_length(const void *a, const void *b)
{
	const int64_t *x = a, *y = b;

	return (*x > *y) - (*x < *y);
}

/* Of an even number the mean of the two in the middle. */
static int64_t median_of(const struct times *t)
{
	return (t->v[(t->n - 1) / 2] + t->v[t->n / 2]) / 2;
}

static void tell(struct times *t, struct kpi_time *out)
{
	int64_t sum = 0;

	*out = (struct kpi_time){ .n = (int64_t)t->n, .dropped = t->dropped };
	if (!t->n)
		return;
	qsort(t->v, t->n, sizeof *t->v, by_length);
	for (size_t i = 0; i < t->n; i++)
		sum += t->v[i];
	out->median = median_of(t);
	out->mean = sum / (int64_t)t->n;
	out->p90 = t->v[(t->n * 9 + 9) / 10 - 1];
	out->most = t->v[t->n - 1];
}

enum err_code kpi_stages(struct desk *d, const struct kpi_span *x,
    struct kpi_time out[KPI_STAGE_COUNT], struct err *e)
{
	struct times t[KPI_STAGE_COUNT] = { { .n = 0 } };
	struct kpi_texts days;
	enum err_code rc = kpi_begin(d, x, &days, e);

	if (rc == OK)
		rc = kpi_course_each(d->store, x->branch_id, days.from, days.to, take_course, t,
		    e);
	for (int i = 0; i < KPI_STAGE_COUNT; i++) {
		tell(&t[i], &out[i]);
		vec_free(&t[i]);
	}
	return rc;
}
