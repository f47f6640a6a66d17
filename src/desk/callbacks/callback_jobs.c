#include "desk/callback_jobs.h"

#include <string.h>

#include "base/buf.h"
#include "base/day.h"
#include "base/mem.h"
#include "base/zone.h"
#include "callback_events_priv.h"
#include "data/action.h"
#include "data/branch.h"
#include "data/callback_source.h"
#include "data/staff.h"
#include "data/test.h"
#include "desk/desk.h"
#include "form/segment.h"

enum {
	AHEAD = 14, BACK = 30,          /* days */
	TOP = 10,
	GROWTH = 20,                    /* of each type a night */
	BATCH = 200                     /* events of one action */
};

/* One event on its way, with its texts. */
struct due {
	struct callback_source of;
	const char *event, *source, *kind;
	int64_t source_id, partner_id, staff_id, at;
};
struct due_list {
	struct due *v;
	size_t n, cap;
};

static const char *day_text(int32_t day, char out[DAY_TEXT])
{
	day_format(day, out);
	return out;
}

static struct due *add(struct desk *d, struct due_list *l, const char *event,
    const struct callback_source *of)
{
	struct due *x = vec_push(l);

	*x = (struct due){ .of = *of, .event = event, .source = "", .source_id = of->id };
	x->at = callback_day_start(d, of->day, 0, 0);
	return x;
}

/* Was one made for it since SINCE? What went away with its event does not count. */
static enum err_code is_made(struct desk *d, const char *source, int64_t id, int64_t since,
    bool *out, struct err *e)
{
	struct callback_list l = { 0 };
	enum err_code rc = callback_of_source(d->store, source, id, &l, e);

	*out = false;
	for (size_t i = 0; i < l.n; i++)
		*out |= l.v[i].event_at >= since && strcmp(l.v[i].result, CALLBACK_DROPPED) != 0;
	callback_list_free(&l);
	return rc;
}

/* What is found late is due from today on: nobody could have called before. */
static enum err_code add_row(struct desk *d, struct due_list *l, const char *event,
    const struct callback_source *of, const char *source, int before, int64_t since,
    struct err *e)
{
	int64_t at = callback_day_start(d, of->day, before, 0);
	int64_t today = zone_day_start(d->zone, desk_today(d));
	struct due *x;
	bool made;
	enum err_code rc = is_made(d, source, of->id, since, &made, e);

	if (rc != OK || made)
		return rc;
	x = add(d, l, event, of);
	x->source = source;
	x->at = at > today ? at : today;
	return OK;
}

/* ---- goods, tests, indicators ---- */

static enum err_code find_goods(struct desk *d, struct due_list *out, struct err *e)
{
	struct callback_source_list l = { 0 };
	int32_t today = desk_today(d);
	char from[DAY_TEXT], to[DAY_TEXT];
	enum err_code rc = callback_source_goods(d->store, day_text(today - BACK, from),
	    day_text(today + AHEAD, to), &l, e);

	for (size_t i = 0; i < l.n && rc == OK; i++)
		rc = add_row(d, out, "goods-out", &l.v[i], "client_goods",
		    CALLBACK_GOODS_BEFORE, callback_day_start(d, l.v[i].since, 0, 0), e);
	callback_source_list_free(&l);
	return rc;
}

static enum err_code find_tests_of(struct desk *d, const struct test_type *type,
    struct due_list *out, struct err *e)
{
	struct callback_source_list l = { 0 };
	int32_t today = desk_today(d) - type->cycle_days;
	char from[DAY_TEXT], to[DAY_TEXT];
	enum err_code rc = callback_source_tests(d->store, type->id, day_text(today - BACK, from),
	    day_text(today + AHEAD, to), &l, e);

	for (size_t i = 0; i < l.n && rc == OK; i++) {
		int32_t day = day_parse(l.v[i].day) + type->cycle_days;

		day_format(day, l.v[i].day);
		rc = add_row(d, out, "test-cycle", &l.v[i], "test", 0, 0, e);
	}
	callback_source_list_free(&l);
	return rc;
}

static enum err_code find_tests(struct desk *d, struct due_list *out, struct err *e)
{
	struct test_type_list types = { 0 };
	enum err_code rc = test_type_list(d->store, &types, e);

	for (size_t i = 0; i < types.n && rc == OK; i++)
		if (types.v[i].cycle_days)
			rc = find_tests_of(d, &types.v[i], out, e);
	test_type_list_free(&types);
	return rc;
}

/* The number of a day or month: 20261124, 202611. */
static int64_t figures_of(const char *day, size_t n)
{
	int64_t x = 0;

	for (size_t i = 0; i < n; i++)
		if (day[i] >= '0' && day[i] <= '9')
			x = x * 10 + day[i] - '0';
	return x;
}

static enum err_code find_indicators(struct desk *d, struct due_list *out, struct err *e)
{
	struct callback_source_list l = { 0 };
	char today[DAY_TEXT];
	enum err_code rc = callback_source_indicators(d->store, desk_today_text(d, today), &l, e);

	for (size_t i = 0; i < l.n && rc == OK; i++)
		add(d, out, "indicator", &l.v[i])->source_id = figures_of(today, 10);
	callback_source_list_free(&l);
	return rc;
}

/* ---- the head office ---- */

/* Who serves clients in every branch: they take turns. */
struct office {
	struct staff_list people;
	size_t next;
};

static enum err_code office_open(struct desk *d, struct office *o, struct err *e)
{
	struct staff_role_list roles = { 0 };
	size_t n = 0;
	enum err_code rc = staff_list_role(d->store, "service", 0, &o->people, e);

	for (size_t i = 0; i < o->people.n && rc == OK; i++) {
		bool all = false;

		rc = staff_roles(d->store, o->people.v[i].id, &roles, e);
		for (size_t k = 0; k < roles.n; k++)
			all |= !strcmp(roles.v[k].role, "service") && !roles.v[k].branch_id;
		if (all)
			o->people.v[n++] = o->people.v[i];
	}
	o->people.n = n;
	staff_role_list_free(&roles);
	return rc;
}

static int64_t office_turn(struct office *o)
{
	return o->people.n ? o->people.v[o->next++ % o->people.n].id : 0;
}

static enum err_code find_top_of(struct desk *d, struct office *o, int64_t branch_id,
    struct due_list *out, struct err *e)
{
	struct callback_source_list l = { 0 };
	int32_t today = desk_today(d), first, last;
	char from[DAY_TEXT], to[DAY_TEXT], begin[DAY_TEXT];
	int64_t made = 0;
	enum err_code rc;

	day_text(today, begin);
	memcpy(begin + 8, "01", 2);
	last = day_parse(begin) - 1;
	first = day_add_months(day_parse(begin), -1);
	/* Who belongs to the ten is settled once: a slip corrected later moves nobody in or out. */
	rc = callback_source_made(d->store, "top-ten", branch_id,
	    figures_of(day_text(first, from), 7), &made, e);
	if (rc == OK && !made)
		rc = callback_source_top(d->store, branch_id, from, day_text(last, to), TOP, &l,
		    e);
	for (size_t i = 0; i < l.n && rc == OK; i++) {
		struct due *x = add(d, out, "top-ten", &l.v[i]);

		x->source_id = figures_of(from, 7);
		/* The ten are named today, be it late in the month: nobody is late before that. */
		x->at = zone_day_start(d->zone, today);
		x->staff_id = office_turn(o);
	}
	callback_source_list_free(&l);
	return rc;
}

/* The first day of the quarter. */
static void quarter_of(const struct desk *d, char *out, size_t size)
{
	char day[DAY_TEXT];
	int month;

	day_text(desk_today(d), day);
	month = (day[5] - '0') * 10 + day[6] - '0';
	text_fmt(out, size, "%.4s-%02d-01", day, (month - 1) / 3 * 3 + 1);
}

/* Partners are called by the people of the first branch of the house's own. */
static void add_partner(struct desk *d, struct office *o, const struct branch *b, int64_t caller,
    struct due_list *out)
{
	struct callback_source of = { .id = b->id, .branch_id = caller };
	struct due *x;

	quarter_of(d, of.day, sizeof of.day);
	text_copy(of.name, sizeof of.name, b->name);
	text_copy(of.name_en, sizeof of.name_en, b->name_en);
	x = add(d, out, "partner", &of);
	x->source_id = figures_of(of.day, 7);
	x->partner_id = b->id;
	x->staff_id = office_turn(o);
}

static enum err_code find_office(struct desk *d, struct due_list *out, struct err *e)
{
	struct branch_list all = { 0 };
	struct office o = { .next = 0 };
	int64_t caller = 0;
	enum err_code rc = branch_list(d->store, false, &all, e);

	if (rc == OK)
		rc = office_open(d, &o, e);
	for (size_t i = 0; i < all.n && rc == OK; i++) {
		if (strcmp(all.v[i].kind, "direct") != 0)
			continue;
		caller = caller ? caller : all.v[i].id;
		rc = find_top_of(d, &o, all.v[i].id, out, e);
	}
	for (size_t i = 0; i < all.n && rc == OK; i++)
		if (strcmp(all.v[i].kind, "direct") != 0)
			add_partner(d, &o, &all.v[i], caller ? caller : all.v[i].id, out);
	staff_list_free(&o.people);
	branch_list_free(&all);
	return rc;
}

/* ---- cultivation ---- */

static enum err_code find_growth_of(struct desk *d, const char *growth, struct due_list *out,
    struct err *e)
{
	struct callback_source_list l = { 0 };
	char quarter[DAY_TEXT];
	enum err_code rc;

	quarter_of(d, quarter, sizeof quarter);
	rc = callback_source_growth(d->store, growth, callback_day_start(d, quarter, 0, 0),
	    GROWTH, &l, e);
	for (size_t i = 0; i < l.n && rc == OK; i++) {
		struct due *x = add(d, out, "growth", &l.v[i]);

		x->source = "client";
		x->kind = growth;
		x->at = zone_day_start(d->zone, desk_today(d));
	}
	callback_source_list_free(&l);
	return rc;
}

static enum err_code find_growth(struct desk *d, struct due_list *out, struct err *e)
{
	enum err_code rc = OK;

	for (size_t i = 0; d->segments && i < d->segments->growth.n && rc == OK; i++)
		rc = find_growth_of(d, d->segments->growth.v[i].code, out, e);
	return rc;
}

/* ---- making them ---- */

static enum err_code raise_one(struct txn *t, struct desk *d, const struct due *x, size_t *n,
    struct err *e)
{
	const struct callback_event ev = { .event = x->event, .source = x->source,
		.source_id = x->source_id, .branch_id = x->of.branch_id,
		.client_id = x->of.client_id, .dependant_id = x->of.dependant_id,
		.partner_id = x->partner_id, .staff_id = x->staff_id, .at = x->at,
		.about = x->of.name, .about_en = x->of.name_en, .kind = x->kind };

	return callback_raise_in(t, d, &ev, n, e);
}

static enum err_code raise_batch(struct desk *d, const struct due *v, size_t n, size_t *made,
    struct err *e)
{
	struct action_head head = { .name = "tick" };
	struct actor who = { .branch_id = d->branch_id, .station = d->who.station,
		.origin = "tick", .peer = d->who.peer };
	struct txn *t;
	enum err_code rc = action_begin(d->store, &who, &head, &t, e);

	if (rc != OK)
		return rc;
	for (size_t i = 0; i < n && rc == OK; i++) {
		size_t one = 0;

		rc = raise_one(t, d, &v[i], &one, e);
		*made += one;
	}
	if (rc == OK)
		return action_commit(t, NULL, e);
	action_rollback(t);
	return rc;
}

static const struct finder {
	const char *what;
	enum err_code (*find)(struct desk *d, struct due_list *out, struct err *e);
} finders[] = {
	{ "goods", find_goods }, { "tests", find_tests }, { "indicators", find_indicators },
	{ "head office", find_office },
	{ "growth", find_growth },
};

static enum err_code run_one(struct desk *d, const struct finder *f, size_t *made, struct err *e)
{
	struct due_list l = { 0 };
	enum err_code rc = f->find(d, &l, e);

	*made = 0;
	for (size_t i = 0; i < l.n && rc == OK; i += BATCH)
		rc = raise_batch(d, l.v + i, l.n - i < BATCH ? l.n - i : BATCH, made, e);
	vec_free(&l);
	return rc;
}

enum err_code callback_jobs_run(struct desk *d, char *result, size_t size, struct err *e)
{
	enum err_code rc = OK;

	text_copy(result, size, "");
	for (size_t i = 0; i < sizeof finders / sizeof *finders && rc == OK; i++) {
		size_t n = 0, used = strlen(result);

		rc = run_one(d, &finders[i], &n, e);
		text_fmt(result + used, size - used, "%s%s %zu", i ? ", " : "", finders[i].what,
		    n);
	}
	return rc;
}
