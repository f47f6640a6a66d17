/* What each person did, and how those who were served rate the person. */
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/mem.h"
#include "base/tr.h"
#include "data/staff.h"
#include "desk/desk.h"
#include "desk/rights.h"
#include "kpi_priv.h"

static struct kpi_person *person_of(struct kpi_people *l, int64_t staff_id)
{
	struct kpi_person *p;

	for (size_t i = 0; i < l->n; i++)
		if (l->v[i].staff_id == staff_id)
			return &l->v[i];
	p = vec_push(l);
	p->staff_id = staff_id;
	return p;
}

static void put_counted(const struct kpi_whoms *l, struct kpi_people *out)
{
	for (size_t i = 0; i < l->n; i++) {
		struct kpi_person *p = person_of(out, l->v[i].staff_id);

		p->visits = l->v[i].visits;
		p->steps = l->v[i].steps;
		p->calls = l->v[i].calls;
		p->rating = l->v[i].rating;
		p->asked = l->v[i].asked;
	}
}

static void put_loads(const struct kpi_loads *l, struct kpi_people *out)
{
	for (size_t i = 0; i < l->n; i++)
		if (l->v[i].staff_id)
			person_of(out, l->v[i].staff_id)->load =
			    (struct kpi_share){ l->v[i].taken_min, l->v[i].work_min };
}

static enum err_code put_names(struct desk *d, struct kpi_people *out, struct err *e)
{
	struct staff_list l = { 0 };
	enum err_code rc = staff_list(d->store, 0, true, &l, e);

	for (size_t i = 0; i < l.n && rc == OK; i++)
		for (size_t k = 0; k < out->n; k++) {
			struct kpi_person *p = &out->v[k];

			if (p->staff_id != l.v[i].id)
				continue;
			text_copy(p->code, sizeof p->code, l.v[i].code);
			text_copy(p->name, sizeof p->name, l.v[i].name);
		}
	staff_list_free(&l);
	return rc;
}

static int most_first(const void *a, const void *b)
{
	const struct kpi_person *x = a, *y = b;

	if (x->visits != y->visits)
		return x->visits < y->visits ? 1 : -1;
	return x->staff_id < y->staff_id ? -1 : 1;
}

enum err_code kpi_people(struct desk *d, const struct kpi_span *x, struct kpi_people *out,
    struct err *e)
{
	struct kpi_whoms whoms = { 0 };
	struct kpi_loads loads = { 0 };
	struct kpi_texts t;
	enum err_code rc = kpi_begin(d, x, &t, e);

	kpi_people_free(out);
	if (rc == OK)
		rc = kpi_whom_list(d->store, x->branch_id, t.from, t.to, &whoms, e);
	if (rc == OK)
		rc = kpi_load(d, x, &loads, e);
	if (rc == OK) {
		put_counted(&whoms, out);
		put_loads(&loads, out);
		rc = put_names(d, out, e);
	}
	kpi_whoms_free(&whoms);
	kpi_loads_free(&loads);
	if (out->n)
		qsort(out->v, out->n, sizeof *out->v, most_first);
	return rc;
}

void kpi_people_free(struct kpi_people *l)
{
	vec_free(l);
}

/* ---- for the directory ---- */

enum err_code kpi_ratings(struct desk *d, struct kpi_ratings *out, struct err *e)
{
	struct kpi_whoms l = { 0 };
	int32_t today = desk_today(d);
	char from[DAY_TEXT], to[DAY_TEXT];
	bool all = rights_may(d, "see-figures");
	enum err_code rc = kpi_rating_list(d->store, day_format(today - KPI_RATING_DAYS, from),
	    day_format(today, to), &l, e);

	vec_free(out);
	for (size_t i = 0; i < l.n && rc == OK; i++)
		if (all || l.v[i].staff_id == d->who.staff_id)
			*vec_push(out) = (struct kpi_rating){ l.v[i].staff_id, l.v[i].rating };
	kpi_whoms_free(&l);
	return rc;
}

char *kpi_rating_text(const struct kpi_ratings *l, int64_t staff_id, char *out, size_t size)
{
	for (size_t i = 0; i < l->n; i++)
		if (l->v[i].staff_id == staff_id && l->v[i].share.of)
			return text_fmt(out, size, tr("%lld %% of %lld answers"),
			    (long long)((l->v[i].share.n + l->v[i].share.of / 2) /
			    l->v[i].share.of), (long long)l->v[i].share.of);
	return text_fmt(out, size, "%s", "");
}

void kpi_ratings_free(struct kpi_ratings *l)
{
	vec_free(l);
}
