#include "desk/demo.h"

#include "base/clock.h"
#include "base/day.h"
#include "base/mem.h"
#include "base/tr.h"
#include "base/zone.h"
#include "data/action.h"
#include "data/client.h"
#include "data/site.h"
#include "demo_priv.h"
#include "desk/people/rights_priv.h"

#define DEMO_ZONE "Asia/Shanghai"

/* SplitMix64 (Steele, Lea, Flood 2014): small, and the same everywhere. */
uint64_t demo_random(struct demo *d)
{
	uint64_t z = d->random += 0x9e3779b97f4a7c15;

	z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9;
	z = (z ^ (z >> 27)) * 0x94d049bb133111eb;
	return z ^ (z >> 31);
}

long demo_upto(struct demo *d, long n)
{
	return n > 0 ? (long)(demo_random(d) % (uint64_t)n) : 0;
}

bool demo_chance(struct demo *d, int n)
{
	return demo_upto(d, 1000) < n;
}

int64_t demo_at(const struct demo *d, int32_t day, int minute)
{
	int64_t at[2];

	return zone_instants(d->zone, day, minute * 60, at) ? at[0] : zone_day_start(d->zone, day);
}

int32_t demo_opened(const struct demo *d, long index)
{
	return d->since + (int32_t)((int64_t)index * (d->today - d->since) / d->clients);
}

/* ---- rows ---- */

void demo_int(struct demo_row *r, const char *column, int64_t v)
{
	if (!v)
		return;
	ASSERT(r->n < sizeof r->v / sizeof r->v[0]);
	r->v[r->n] = (struct change){ .column = column };
	value_set_int(&r->v[r->n++].value, v);
}

void demo_real(struct demo_row *r, const char *column, double v)
{
	ASSERT(r->n < sizeof r->v / sizeof r->v[0]);
	r->v[r->n] = (struct change){ .column = column };
	value_set_real(&r->v[r->n++].value, v);
}

void demo_text(struct demo_row *r, const char *column, const char *v)
{
	if (!v || !v[0])
		return;
	ASSERT(r->n < sizeof r->v / sizeof r->v[0]);
	r->v[r->n] = (struct change){ .column = column };
	value_set_text(&r->v[r->n++].value, v);
}

enum err_code demo_row_insert(struct demo *d, const char *table, struct demo_row *r, int64_t *id,
    struct err *e)
{
	int64_t unused;
	enum err_code rc = record_insert(d->txn, table, r->v, r->n, id ? id : &unused, e);

	for (size_t i = 0; i < r->n; i++)
		value_free(&r->v[i].value);
	r->n = 0;
	return rc;
}

/* ---- the whole ---- */

static enum err_code check_empty(struct store *s, struct err *e)
{
	int64_t id;
	size_t n;
	enum err_code rc = client_list_ids(s, 0, &id, 1, &n, e);

	if (rc == OK && n)
		rc = err_set(e, ERR_DUPLICATE, "%s",
		    tr("There are clients in this file. Make a new one for the made-up site."));
	return rc;
}

static enum err_code plan(struct demo *d, const struct demo_options *o, struct err *e)
{
	enum err_code rc = zone_open(DEMO_ZONE, &d->zone, e);

	if (rc != OK)
		return rc;
	if (o->clients < 0 || o->clients > 5000000 || o->days < 0 || o->days > 366)
		return err_set(e, ERR_USAGE, "%s",
		    tr("The made-up site has at most 5,000,000 clients and 366 days."));
	d->options = o;
	d->clients = o->clients;
	d->orders = 1000;
	d->receipts = 4000;
	d->days = o->days;
	d->random = o->seed * 0x2545f4914f6cdd1d + 1;
	d->today = o->today != DAY_NONE ? o->today : zone_local(d->zone, clock_now()).day;
	d->since = day_add_months(d->today, -12 * DEMO_YEARS);
	return OK;
}

static enum err_code fill(struct demo *d, struct err *e)
{
	enum err_code rc = demo_house(d, e);

	if (rc == OK)
		rc = demo_hours(d, e);
	if (rc == OK)
		rc = demo_clients(d, e);
	if (rc == OK && d->clients)
		rc = demo_schedule(d, e);
	if (rc == OK)
		rc = demo_visits(d, e);
	if (rc == OK)
		rc = demo_goods(d, e);
	if (rc == OK)
		rc = demo_money(d, e);
	if (rc == OK)
		rc = demo_consultations(d, 0, e);
	if (rc == OK)
		rc = demo_treatments(d, e);
	if (rc == OK)
		rc = demo_courses(d, e);
	if (rc == OK)
		rc = demo_tests(d, e);
	if (rc == OK)
		rc = demo_segments(d, e);
	if (rc == OK)
		rc = demo_calls(d, e);
	if (rc == OK && d->clients)
		rc = demo_cases(d, e);
	if (rc == OK && d->clients)
		rc = demo_surveys(d, e);
	if (rc == OK && d->clients)
		rc = demo_messages(d, e);
	/* The second branch comes behind, so that the first stays what it was. */
	if (rc == OK)
		rc = demo_consultations(d, 1, e);
	if (rc == OK && d->clients)
		rc = demo_requests(d, e);
	if (rc == OK)
		rc = demo_classes(d, txn_store(d->txn), d->options->segments, e);
	/* Screens and commands act as this person where nobody is named. */
	if (rc == OK)
		rc = setting_set(d->txn, "demo_staff", "wf", e);
	return rc;
}

/* One transaction: it is there as a whole or not at all, and its action holds one hash over the
 * rows. */
enum err_code demo_fill(struct store *s, const struct demo_options *o, struct err *e)
{
	struct actor who = { .station = "", .origin = "base", .peer = "" };
	struct action_head head = { .name = "demo-fill", .subject = "site:1" };
	struct demo d = { .random = 0 };
	enum err_code rc = plan(&d, o, e);

	if (rc == OK)
		rc = check_empty(s, e);
	if (rc != OK)
		return rc;
	action_set_gate(s, rights_program_gate, NULL);
	rc = action_begin_base(s, &who, &head, &d.txn, e);
	if (rc == OK) {
		rc = fill(&d, e);
		if (rc == OK)
			rc = action_commit(d.txn, NULL, e);
		else
			action_rollback(d.txn);
	}
	action_set_gate(s, NULL, NULL);
	vec_free(&d.dependants);
	vec_free(&d.came);
	return rc;
}
