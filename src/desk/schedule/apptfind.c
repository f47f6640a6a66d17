/* Finding appointments and counting them. What was typed is read in apptfind_parse.c. */
#include "desk/apptfind.h"

#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/day.h"
#include "base/mem.h"
#include "base/tr.h"
#include "base/when.h"
#include "base/zone.h"
#include "booking_priv.h"
#include "data/branch.h"
#include "data/resource.h"
#include "desk/describe.h"
#include "desk/desk.h"

enum { ZONES_MAX = 64 };

/* Every branch has its own clock; they are few. */
struct zones {
	struct booking_place v[ZONES_MAX];
	size_t n;
};

static const struct zone *zone_of(struct desk *d, struct zones *z, int64_t branch_id)
{
	struct err none = ERR_INIT;

	for (size_t i = 0; i < z->n; i++)
		if (z->v[i].branch_id == branch_id)
			return z->v[i].zone;
	if (z->n == ZONES_MAX || booking_place(d, branch_id, &z->v[z->n], &none) != OK)
		return d->zone;
	z->v[z->n].branch_id = branch_id;
	return z->v[z->n++].zone;
}

static int minute_of(const struct zone *zone, int64_t at)
{
	return zone_local(zone, at).second / 60;
}

/* ---- what is asked of the file ---- */

static enum err_code make_find(struct desk *d, const struct apptfind *f, char days[2][DAY_TEXT],
    struct appointment_find *out, struct err *e)
{
	int32_t from = f->from, to = f->to;

	if (!f->of_client && from == DAY_NONE)
		from = to == DAY_NONE || to > desk_today(d) ? desk_today(d) :
		    to - APPTFIND_DAYS + 1;
	if (!f->of_client && to == DAY_NONE)
		to = from + APPTFIND_DAYS - 1;
	*out = (struct appointment_find){ .branch_id = f->branch_id, .client = f->client,
		.nclient = f->nclient, .resource_id = f->resource_id,
		.service_id = f->service_id, .state = f->state[0] ? f->state : NULL };
	if (from != DAY_NONE)
		out->from_day = day_format(from, days[0]);
	if (to != DAY_NONE)
		out->to_day = day_format(to, days[1]);
	if (!f->of_client && to - from >= APPTFIND_DAYS_MAX)
		return err_set(e, ERR_INVALID,
		    tr("At most %d days at once. Type fewer, or a client."), APPTFIND_DAYS_MAX);
	return OK;
}

/* The hour on the wall: no index knows it. */
static bool fits_hour(struct desk *d, const struct apptfind *f, struct zones *z,
    const struct appointment_key *k)
{
	const struct zone *zone;
	int from;

	if (f->at_min < 0 && f->to_min <= f->from_min)
		return true;
	zone = zone_of(d, z, k->branch_id);
	from = minute_of(zone, k->start_at);
	if (f->at_min >= 0)
		return from <= f->at_min &&
		    f->at_min < from + (int)((k->end_at - k->start_at) / 60);
	return from >= f->from_min && from < f->to_min;
}

static void keep_fitting(struct desk *d, const struct apptfind *f, struct zones *z,
    struct appointment_key_list *l)
{
	size_t n = 0;

	for (size_t i = 0; i < l->n; i++)
		if (fits_hour(d, f, z, &l->v[i]))
			l->v[n++] = l->v[i];
	l->n = n;
}

/* ---- counting ---- */

static int64_t key_of(struct desk *d, struct zones *z, enum apptfind_by by,
    const struct appointment_key *k)
{
	switch (by) {
	case COUNT_BRANCH:
		return k->branch_id;
	case COUNT_DAY:
		return day_parse(k->day);
	case COUNT_HOUR:
		return minute_of(zone_of(d, z, k->branch_id), k->start_at) / 60;
	case COUNT_STAFF:
		return k->staff_id;
	case COUNT_NONE:
	case COUNT_BYS:
		break;
	}
	return 0;
}

static struct apptfind_count *count_at(struct apptfind_result *r, int64_t key)
{
	struct apptfind_count *x;

	for (size_t i = r->counts.n; i-- > 0;)
		if (r->counts.v[i].key == key)
			return &r->counts.v[i];
	x = vec_push(&r->counts);
	x->key = key;
	return x;
}

static void put_label(struct desk *d, enum apptfind_by by, struct apptfind_count *x)
{
	struct err none = ERR_INIT;
	struct branch b;
	struct resource r;

	if (by == COUNT_BRANCH && branch_get(d->store, x->key, &b, &none) == OK)
		text_copy(x->label, sizeof x->label, describe_in_language(b.name, b.name_en));
	else if (by == COUNT_DAY)
		day_echo((int32_t)x->key, desk_today(d), x->label, sizeof x->label);
	else if (by == COUNT_HOUR)
		text_fmt(x->label, sizeof x->label, "%02d:00-%02d:00", (int)x->key,
		    (int)x->key + 1);
	else if (!x->key)
		text_copy(x->label, sizeof x->label, tr("nobody"));
	else if (by == COUNT_STAFF && resource_get(d->store, x->key, &r, &none) == OK)
		text_copy(x->label, sizeof x->label, r.name);
}

static int by_key(const void *a, const void *b)
{
	const struct apptfind_count *x = a, *y = b;

	return (x->key > y->key) - (x->key < y->key);
}

static int by_label(const void *a, const void *b)
{
	return strcmp(((const struct apptfind_count *)a)->label,
	    ((const struct apptfind_count *)b)->label);
}

static enum err_code count(struct desk *d, const struct apptfind *f, enum apptfind_by by,
    const struct appointment_find *find, struct zones *z, struct apptfind_result *out,
    struct err *e)
{
	struct appointment_find with_staff = *find;
	struct appointment_key_list l = { 0 };
	enum err_code rc;

	with_staff.with_staff = by == COUNT_STAFF;
	rc = appointment_find(d->store, &with_staff, &l, e);
	if (rc == OK)
		keep_fitting(d, f, z, &l);
	for (size_t i = 0; i < l.n && rc == OK; i++) {
		struct apptfind_count *x = count_at(out, key_of(d, z, by, &l.v[i]));

		x->n++;
		x->live += l.v[i].live;
	}
	for (size_t i = 0; i < out->counts.n; i++)
		put_label(d, by, &out->counts.v[i]);
	if (out->counts.n)
		qsort(out->counts.v, out->counts.n, sizeof *out->counts.v,
		    by == COUNT_STAFF ? by_label : by_key);
	appointment_key_list_free(&l);
	return rc;
}

/* ---- the whole ---- */

/* Of days the first ones; of a client without days the last ones, which are looked for most. */
static enum err_code read_rows(struct desk *d, const struct apptfind *f,
    const struct appointment_key_list *l, size_t rows, struct apptfind_result *out, struct err *e)
{
	size_t n = l->n < rows ? l->n : rows;
	size_t first = f->of_client && f->from == DAY_NONE ? l->n - n : 0;
	int64_t *ids = mem_array(n + 1, sizeof *ids);
	enum err_code rc;

	for (size_t i = 0; i < n; i++)
		ids[i] = l->v[first + i].id;
	rc = appointment_list_ids(d->store, ids, n, &out->rows, e);
	mem_free(ids);
	return rc;
}

enum err_code apptfind_run(struct desk *d, const struct apptfind *f, enum apptfind_by by,
    size_t rows, struct apptfind_result *out, struct err *e)
{
	struct appointment_find find;
	struct appointment_key_list l = { 0 };
	struct zones zones = { .n = 0 };
	char days[2][DAY_TEXT];
	enum err_code rc;

	apptfind_free(out);
	if (f->of_client && !f->nclient)
		return OK;
	rc = make_find(d, f, days, &find, e);
	if (rc == OK)
		rc = appointment_find(d->store, &find, &l, e);
	if (rc == OK) {
		keep_fitting(d, f, &zones, &l);
		out->all = l.n;
		rc = read_rows(d, f, &l, rows, out, e);
	}
	if (rc == OK && by != COUNT_NONE)
		rc = count(d, f, by, &find, &zones, out, e);
	appointment_key_list_free(&l);
	return rc;
}

void apptfind_free(struct apptfind_result *r)
{
	appointment_list_free(&r->rows);
	vec_free(&r->counts);
	r->all = 0;
}

static const struct {
	const char *word, *label;
} bys[COUNT_BYS] = {
	[COUNT_BRANCH] = { "branch", N_("by branch") }, [COUNT_DAY] = { "day", N_("by day") },
	[COUNT_HOUR] = { "hour", N_("by hour") }, [COUNT_STAFF] = { "staff", N_("by person") },
};

enum apptfind_by apptfind_by(const char *word)
{
	for (int i = COUNT_BRANCH; i < COUNT_BYS; i++)
		if (!strcmp(bys[i].word, word))
			return (enum apptfind_by)i;
	return COUNT_NONE;
}

const char *apptfind_by_label(enum apptfind_by by)
{
	return bys[by].label ? tr(bys[by].label) : "";
}
