/* The figures of the house: who may see them, of which days, summed by day, week, month, branch. */
#include "desk/kpi.h"

#include <string.h>

#include "base/buf.h"
#include "base/mem.h"
#include "base/tr.h"
#include "base/when.h"
#include "data/branch.h"
#include "data/resource.h"
#include "data/service.h"
#include "desk/describe.h"
#include "desk/desk.h"
#include "desk/form_env.h"
#include "desk/rights.h"
#include "kpi_priv.h"

enum { FOUR_WEEKS = 28, WEEK = 7 };

/* ---- who may ---- */

enum err_code kpi_may(const struct desk *d, int64_t branch_id, struct err *e)
{
	if (!rights_may(d, "see-figures"))
		return err_set(e, ERR_DENIED, "%s",
		    tr("Figures are for managers and the head office. Ask one of them."));
	/* Whoever belongs to several branches sees each of them; all together the head office. */
	if (branch_id && branch_id != d->branch_id)
		return desk_may_see_branch(d, branch_id, e);
	if (!branch_id && !rights_may(d, "see-branches"))
		return rights_refuse(d, "see-branches", e);
	return OK;
}

enum err_code kpi_begin(const struct desk *d, const struct kpi_span *x, struct kpi_texts *out,
    struct err *e)
{
	ASSERT(x->from <= x->to && x->to - x->from < KPI_SPAN_DAYS);
	day_format(x->from, out->from);
	day_format(x->to, out->to);
	return kpi_may(d, x->branch_id, e);
}

/* ---- of which days ---- */

static int32_t month_start(int32_t day)
{
	return day - day_split(day).day + 1;
}

enum err_code kpi_parse(struct desk *d, const char *typed, struct kpi_span *out, struct err *e)
{
	int32_t today = desk_today(d);
	struct form_env env;
	struct when w;

	*out = (struct kpi_span){ d->branch_id, month_start(today), today };
	if (!typed || !typed[0])
		return OK;
	form_env_make(d, &env);
	if (when_parse(typed, WHEN_RANGE, &env.when, &w, e) != OK)
		return e->code;
	out->from = w.day;
	out->to = w.last == DAY_NONE ? w.day : w.last;
	if (out->from <= today && out->to > today && out->from == month_start(out->from))
		out->to = today;        /* the month at hand, to date */
	if (out->to - out->from < KPI_SPAN_DAYS)
		return OK;
	return err_set(e, ERR_INVALID, "%s",
	    tr("That is more than ten years. Type a shorter time: nov, q3, 9.1..11.24."));
}

void kpi_before(const struct kpi_span *x, struct kpi_span *out)
{
	bool from_first = x->from == month_start(x->from);
	int months;

	out->branch_id = x->branch_id;
	if (from_first && month_start(x->to + 1) == x->to + 1) {
		struct ymd a = day_split(x->from), b = day_split(x->to);

		months = (b.year - a.year) * 12 + b.month - a.month + 1;
		out->from = day_add_months(x->from, -months);
		out->to = x->from - 1;
	} else if (from_first && month_start(x->to) == x->from) {
		out->from = day_add_months(x->from, -1);
		out->to = day_add_months(x->to, -1);
	} else {
		out->to = x->from - 1;
		out->from = out->to - (x->to - x->from);
	}
}

char *kpi_span_text(const struct kpi_span *x, char *out, size_t size)
{
	return day_range_text(x->from, x->to, out, size);
}

void kpi_four_weeks(struct desk *d, struct kpi_span *out)
{
	int32_t today = desk_today(d);

	*out = (struct kpi_span){ d->branch_id, today - FOUR_WEEKS, today - 1 };
}

enum err_code kpi_unsigned(struct desk *d, const struct kpi_span *x, int *days, struct err *e)
{
	struct kpi_texts t;
	char today[DAY_TEXT];
	enum err_code rc = kpi_begin(d, x, &t, e);

	*days = 0;
	return rc == OK ? kpi_unsigned_days(d->store, x->branch_id, t.from, t.to,
	    desk_today_text(d, today), days, e) : rc;
}

/* ---- sums ---- */

enum err_code kpi_places(struct desk *d, const struct kpi_span *x, struct kpi_places *out,
    struct err *e)
{
	struct branch_list l = { 0 };
	enum err_code rc = branch_list(d->store, true, &l, e);

	for (size_t i = 0; i < l.n && rc == OK; i++) {
		struct kpi_place *p;

		if (x->branch_id && l.v[i].id != x->branch_id)
			continue;
		p = vec_push(out);
		p->id = l.v[i].id;
		p->on = !strcmp(l.v[i].state, "on");
		text_copy(p->name, sizeof p->name,
		    describe_in_language(l.v[i].name, l.v[i].name_en));
	}
	branch_list_free(&l);
	return rc;
}

/* Where a day of a branch goes to. Parts of time lie in order and leave none out. */
static struct kpi_point *point_of(struct kpi_points *l, enum kpi_by by, int64_t branch_id,
    int32_t day)
{
	size_t low = 0, high = l->n;

	if (by == KPI_BY_BRANCH) {
		while (low < l->n && l->v[low].branch_id != branch_id)
			low++;
		return low < l->n ? &l->v[low] : NULL;
	}
	while (low + 1 < high) {
		size_t middle = low + (high - low) / 2;

		if (l->v[middle].from <= day)
			low = middle;
		else
			high = middle;
	}
	return &l->v[low];
}

static void add_share(struct kpi_share *to, const struct kpi_share *x)
{
	to->n += x->n;
	to->of += x->of;
}

static enum err_code add_counted(struct desk *d, const struct kpi_span *x, enum kpi_by by,
    struct kpi_points *out, struct err *e)
{
	struct kpi_days days = { 0 };
	struct kpi_texts t;
	enum err_code rc = kpi_begin(d, x, &t, e);

	if (rc == OK)
		rc = kpi_day_list(d->store, x->branch_id, t.from, t.to, &days, e);
	for (size_t i = 0; i < days.n && rc == OK; i++) {
		struct kpi_point *p = point_of(out, by, days.v[i].branch_id,
		    day_parse(days.v[i].day));

		for (int f = 0; f < KPI_COUNT && p; f++)
			add_share(&p->share[f], &days.v[i].share[f]);
	}
	kpi_days_free(&days);
	return rc;
}

static void add_work(const struct kpi_work *w, int64_t branch_id, enum kpi_by by,
    struct kpi_points *out)
{
	for (size_t r = 0; r < w->resource.n; r++)
		for (int i = 0; i < w->days; i++) {
			size_t at = r * (size_t)w->days + (size_t)i;
			struct kpi_point *p = w->work[at] || w->taken[at] ?
			    point_of(out, by, branch_id, w->from + i) : NULL;

			if (p)
				add_share(&p->share[kpi_load_figure(w->resource.v[r].kind)],
				    &(struct kpi_share){ w->taken[at], w->work[at] });
		}
}

static enum err_code add_loads(struct desk *d, const struct kpi_span *x, enum kpi_by by,
    const struct kpi_places *places, struct kpi_points *out, struct err *e)
{
	enum err_code rc = OK;

	for (size_t i = 0; i < places->n && rc == OK; i++) {
		struct kpi_work w;

		rc = kpi_work_read(d, places->v[i].id, x->from, x->to, &w, e);
		if (rc == OK)
			add_work(&w, places->v[i].id, by, out);
		kpi_work_free(&w);
	}
	return rc;
}

/* ---- parts ---- */

static int32_t part_end(enum kpi_by by, int32_t from)
{
	if (by == KPI_BY_DAY)
		return from;
	if (by == KPI_BY_WEEK)
		return from + WEEK - day_weekday(from);
	return day_add_months(month_start(from), 1) - 1;
}

static void make_times(const struct kpi_span *x, enum kpi_by by, struct kpi_points *out)
{
	for (int32_t day = x->from; day <= x->to;) {
		struct kpi_point *p = vec_push(out);

		p->branch_id = x->branch_id;
		p->from = day;
		p->to = by == KPI_BY_ALL ? x->to : part_end(by, day);
		if (p->to > x->to)
			p->to = x->to;
		day = p->to + 1;
	}
}

static void make_branches(const struct kpi_span *x, const struct kpi_places *places,
    struct kpi_points *out)
{
	for (size_t i = 0; i < places->n; i++) {
		struct kpi_point *p = vec_push(out);

		p->branch_id = places->v[i].id;
		p->from = x->from;
		p->to = x->to;
		text_copy(p->name, sizeof p->name, places->v[i].name);
	}
}

static bool is_empty(const struct kpi_point *p)
{
	for (int f = 0; f < KPI_COUNT; f++)
		if (p->share[f].of || p->share[f].n)
			return false;
	return true;
}

/* Branches that are out of use and had nothing in that time. */
static void drop_branches(const struct kpi_places *places, struct kpi_points *out)
{
	size_t n = 0;

	for (size_t i = 0; i < out->n; i++)
		if (places->v[i].on || !is_empty(&out->v[i]))
			out->v[n++] = out->v[i];
	out->n = n;
}

enum err_code kpi_series(struct desk *d, const struct kpi_span *x, enum kpi_by by,
    struct kpi_points *out, struct err *e)
{
	struct kpi_places places = { .n = 0 };
	enum err_code rc = kpi_may(d, x->branch_id, e);

	kpi_points_free(out);
	if (rc == OK)
		rc = kpi_places(d, x, &places, e);
	if (by == KPI_BY_BRANCH)
		make_branches(x, &places, out);
	else
		make_times(x, by, out);
	if (rc == OK)
		rc = add_counted(d, x, by, out, e);
	if (rc == OK)
		rc = add_loads(d, x, by, &places, out, e);
	if (by == KPI_BY_BRANCH)
		drop_branches(&places, out);
	vec_free(&places);
	return rc;
}

void kpi_points_free(struct kpi_points *l)
{
	vec_free(l);
}

enum err_code kpi_read(struct desk *d, const struct kpi_span *x, struct kpi_share out[KPI_COUNT],
    struct err *e)
{
	struct kpi_points l = { 0 };
	enum err_code rc = kpi_series(d, x, KPI_BY_ALL, &l, e);

	for (int f = 0; f < KPI_COUNT; f++)
		out[f] = rc == OK ? l.v[0].share[f] : (struct kpi_share){ 0 };
	kpi_points_free(&l);
	return rc;
}

/* ---- rows ---- */

static void put_services(const struct service_list *l, struct kpi_row *r)
{
	for (size_t i = 0; i < l->n && r->service_id; i++)
		if (l->v[i].id == r->service_id)
			text_copy(r->about, sizeof r->about,
			    describe_in_language(l->v[i].name, l->v[i].name_en));
	if (r->about_en[0])
		text_copy(r->about, sizeof r->about, describe_in_language(r->about, r->about_en));
}

static void put_staff(const struct resource_list *l, struct kpi_row *r)
{
	for (size_t i = 0; i < l->n && !r->staff_id; i++)
		if (l->v[i].id == r->resource_id)
			r->staff_id = l->v[i].staff_id;
}

/* Who was rated is not told by whom. */
static void cover_rater(const struct desk *d, struct kpi_row *r)
{
	if (r->kind == KPI_SURVEY && r->staff_id == d->who.staff_id)
		r->client_id = 0;
}

static enum err_code name_rows(struct desk *d, struct kpi_rows *rows, struct err *e)
{
	struct service_list services = { 0 };
	struct resource_list people = { 0 };
	enum err_code rc = service_list(d->store, true, &services, e);

	if (rc == OK)
		rc = resource_list(d->store, 0, "staff", true, &people, e);
	for (size_t i = 0; i < rows->n && rc == OK; i++) {
		put_services(&services, &rows->v[i]);
		put_staff(&people, &rows->v[i]);
		cover_rater(d, &rows->v[i]);
	}
	service_list_free(&services);
	resource_list_free(&people);
	return rc;
}

enum err_code kpi_rows(struct desk *d, const struct kpi_span *x, enum kpi_figure f,
    struct kpi_rows *out, struct err *e)
{
	struct kpi_texts t;
	enum err_code rc = kpi_begin(d, x, &t, e);

	kpi_rows_free(out);
	if (rc == OK && kpi_is_load(f))
		rc = kpi_load_rows(d, x, f, out, e);
	else if (rc == OK)
		rc = kpi_row_list(d->store, x->branch_id, t.from, t.to, f, out, e);
	if (out->n > KPI_ROWS)
		out->n = KPI_ROWS;
	return rc == OK ? name_rows(d, out, e) : rc;
}

enum err_code kpi_person_rows(struct desk *d, const struct kpi_span *x, int64_t staff_id,
    struct kpi_rows *out, struct err *e)
{
	struct kpi_texts t;
	enum err_code rc = kpi_begin(d, x, &t, e);

	kpi_rows_free(out);
	if (rc == OK)
		rc = kpi_whom_rows(d->store, x->branch_id, t.from, t.to, staff_id, out, e);
	if (out->n > KPI_ROWS)
		out->n = KPI_ROWS;
	return rc == OK ? name_rows(d, out, e) : rc;
}
