/* How much of what people, rooms and devices could work was taken. */
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/mem.h"
#include "desk/schedule/bits_priv.h"
#include "desk/schedule/calendar_priv.h"
#include "desk/desk.h"
#include "kpi_priv.h"

enum { STEP_MIN = CALENDAR_STEP / 60 };

enum kpi_figure kpi_load_figure(const char *kind)
{
	if (!strcmp(kind, "staff"))
		return KPI_STAFF_LOAD;
	return strcmp(kind, "room") ? KPI_DEVICE_LOAD : KPI_ROOM_LOAD;
}

bool kpi_is_load(enum kpi_figure f)
{
	return f == KPI_STAFF_LOAD || f == KPI_ROOM_LOAD || f == KPI_DEVICE_LOAD;
}

/* ---- minutes by day ---- */

static int cell_of(const struct kpi_work *w, int64_t resource_id, int32_t day)
{
	for (size_t i = 0; i < w->resource.n; i++)
		if (w->resource.v[i].id == resource_id)
			return (int)i * w->days + (day - w->from);
	return -1;
}

static void take(void *ctx, int64_t resource_id, int32_t day, int64_t minutes)
{
	struct kpi_work *w = ctx;
	int at = cell_of(w, resource_id, day);

	if (at >= 0)
		w->taken[at] += (int)minutes;
}

static enum err_code read_taken(struct desk *d, int64_t branch_id, struct kpi_work *w,
    struct err *e)
{
	char from[DAY_TEXT], to[DAY_TEXT];

	return kpi_minutes_each(d->store, branch_id, day_format(w->from, from),
	    day_format(w->from + w->days - 1, to), take, w, e);
}

/* What is out of order or has left works no more from today on; before today it did. */
static bool worked(const struct resource *r, int32_t day, int32_t today)
{
	return day < today || !strcmp(r->state, "on");
}

static enum err_code read_work(struct desk *d, int64_t branch_id, struct kpi_work *w,
    struct err *e)
{
	struct block_list blocks = { 0 };
	struct calendar *c = NULL;
	int32_t today = desk_today(d);
	enum err_code rc = calendar_open(d, branch_id, w->from, w->days, 0, 0, &c, e);

	for (size_t i = 0; i < w->resource.n && rc == OK; i++) {
		struct calendar_row *r;

		rc = calendar_row(c, w->resource.v[i].id, &r, e);
		for (int k = 0; k < w->days && rc == OK; k++) {
			struct day_bits bits;

			if (!worked(&r->r, w->from + k, today))
				continue;
			calendar_work_bits(c, r, w->from + k, &blocks, &bits);
			w->work[i * (size_t)w->days + (size_t)k] = STEP_MIN * bits_count(&bits);
		}
	}
	vec_free(&blocks);
	calendar_close(c);
	return rc;
}

enum err_code kpi_work_read(struct desk *d, int64_t branch_id, int32_t from, int32_t to,
    struct kpi_work *out, struct err *e)
{
	size_t cells;
	enum err_code rc;

	*out = (struct kpi_work){ .from = from, .days = to - from + 1 };
	rc = resource_list(d->store, branch_id, NULL, true, &out->resource, e);
	cells = out->resource.n * (size_t)out->days;
	out->work = mem_array(cells ? cells : 1, sizeof *out->work);
	out->taken = mem_array(cells ? cells : 1, sizeof *out->taken);
	if (rc == OK)
		rc = read_work(d, branch_id, out, e);
	return rc == OK ? read_taken(d, branch_id, out, e) : rc;
}

void kpi_work_free(struct kpi_work *w)
{
	resource_list_free(&w->resource);
	mem_free(w->work);
	mem_free(w->taken);
	*w = (struct kpi_work){ .from = 0 };
}

/* ---- of each ---- */

static struct kpi_load *load_of(struct kpi_loads *l, const struct resource *r)
{
	struct kpi_load *x;

	for (size_t i = 0; i < l->n; i++)
		if (l->v[i].resource_id == r->id)
			return &l->v[i];
	x = vec_push(l);
	x->resource_id = r->id;
	x->staff_id = r->staff_id;
	x->branch_id = r->branch_id;
	text_copy(x->kind, sizeof x->kind, r->kind);
	text_copy(x->code, sizeof x->code, r->code);
	text_copy(x->name, sizeof x->name, r->name);
	return x;
}

static void add_resources(const struct kpi_work *w, struct kpi_loads *out)
{
	for (size_t i = 0; i < w->resource.n; i++) {
		int64_t work = 0, taken = 0;
		struct kpi_load *x;

		for (int k = 0; k < w->days; k++) {
			work += w->work[i * (size_t)w->days + (size_t)k];
			taken += w->taken[i * (size_t)w->days + (size_t)k];
		}
		if (!taken && (!work || !strcmp(w->resource.v[i].state, "retired")))
			continue;
		x = load_of(out, &w->resource.v[i]);
		x->work_min += work;
		x->taken_min += taken;
	}
}

static int most_first(const void *a, const void *b)
{
	const struct kpi_load *x = a, *y = b;
	int k = (int)kpi_load_figure(x->kind) - (int)kpi_load_figure(y->kind);

	if (k)
		return k;
	if (x->percent != y->percent)
		return y->percent - x->percent;
	return x->resource_id < y->resource_id ? -1 : 1;
}

enum err_code kpi_load(struct desk *d, const struct kpi_span *x, struct kpi_loads *out,
    struct err *e)
{
	struct kpi_places places = { .n = 0 };
	enum err_code rc = kpi_may(d, x->branch_id, e);

	kpi_loads_free(out);
	if (rc == OK)
		rc = kpi_places(d, x, &places, e);
	for (size_t i = 0; i < places.n && rc == OK; i++) {
		struct kpi_work w;

		rc = kpi_work_read(d, places.v[i].id, x->from, x->to, &w, e);
		if (rc == OK)
			add_resources(&w, out);
		kpi_work_free(&w);
	}
	vec_free(&places);
	for (size_t i = 0; i < out->n; i++) {
		struct kpi_load *l = &out->v[i];

		l->percent = l->work_min ?
		    (int)((l->taken_min * 100 + l->work_min / 2) / l->work_min) : -1;
	}
	if (out->n)
		qsort(out->v, out->n, sizeof *out->v, most_first);
	return rc;
}

void kpi_loads_free(struct kpi_loads *l)
{
	vec_free(l);
}

/* ---- rows ---- */

static int latest_first(const void *a, const void *b)
{
	const struct kpi_row *x = a, *y = b;

	if (x->at != y->at)
		return x->at < y->at ? 1 : -1;
	return x->id < y->id ? 1 : -1;
}

static void add_row(const struct kpi_taken *t, const struct resource *r, struct kpi_rows *out)
{
	struct kpi_row *x = vec_push(out);

	*x = (struct kpi_row){ .kind = KPI_APPOINTMENT, .id = t->appointment_id,
		.client_id = t->client_id, .branch_id = t->branch_id, .staff_id = r->staff_id,
		.resource_id = r->id, .service_id = t->service_id, .at = t->start_at,
		.n = (t->end_at - t->start_at) / 60 };
	text_copy(x->day, sizeof x->day, t->day);
}

enum err_code kpi_load_rows(struct desk *d, const struct kpi_span *x, enum kpi_figure f,
    struct kpi_rows *out, struct err *e)
{
	struct resource_list l = { 0 };
	struct kpi_takens taken = { 0 };
	char from[DAY_TEXT], to[DAY_TEXT];
	enum err_code rc = resource_list(d->store, 0, NULL, true, &l, e);

	if (rc == OK)
		rc = kpi_taken_list(d->store, x->branch_id, day_format(x->from, from),
		    day_format(x->to, to), &taken, e);
	for (size_t i = 0; i < taken.n && rc == OK; i++)
		for (size_t k = 0; k < l.n; k++)
			if (l.v[k].id == taken.v[i].resource_id &&
			    kpi_load_figure(l.v[k].kind) == f)
				add_row(&taken.v[i], &l.v[k], out);
	if (out->n)
		qsort(out->v, out->n, sizeof *out->v, latest_first);
	kpi_takens_free(&taken);
	resource_list_free(&l);
	return rc;
}
