/*
 * Finding appointments. The narrowest index leads: the client's, else that of the thing it takes,
 * else the days of a branch; what is left is compared row by row.
 */
#include "data/appointment_find.h"

#include <stdlib.h>
#include <string.h>

#include "base/day.h"
#include "base/mem.h"
#include "data/store/row_priv.h"

#define KEY "SELECT a.id, a.branch_id, a.client_id, a.start_at, a.end_at, a.day, a.live"
#define ALONE ", 0 FROM appointment a"
/* A person who comes in two parts serves once. */
#define BY_STAFF ", r.id FROM appointment a" \
	"  LEFT JOIN appointment_resource p ON p.appointment_id = a.id AND p.part = 1" \
	"  LEFT JOIN resource r ON r.id = p.resource_id AND r.kind = 'staff'"
#define NARROW \
	"    AND (:service = 0 OR a.service_id = :service)" \
	"    AND (:state IS NULL OR a.state = :state OR (:state = 'live' AND a.live = 1))"
#define DAYS \
	"    AND (:from IS NULL OR a.day >= :from) AND (:to IS NULL OR a.day <= :to)"
#define TAKES \
	"    AND (:resource = 0 OR EXISTS (SELECT 1 FROM appointment_resource x" \
	"      WHERE x.appointment_id = a.id AND x.resource_id = :resource))"
#define BRANCH "    AND (:branch = 0 OR a.branch_id = :branch)"

/* [led by][with staff] */
enum lead { BY_CLIENT, BY_RESOURCE, BY_DAY, LEADS };
#define OF_CLIENT "  WHERE a.client_id = :client" DAYS NARROW TAKES BRANCH
/* Preparation may begin up to four hours early, the local day up to 14 off the universal one. */
#define OF_RESOURCE \
	"  WHERE a.id IN (SELECT k.appointment_id FROM appointment_resource k" \
	"    WHERE k.resource_id = :resource AND k.start_at >= :from_at AND k.start_at < :to_at)" \
	DAYS NARROW BRANCH
#define OF_DAY \
	"  WHERE a.branch_id IN (SELECT k.id FROM branch k WHERE :branch = 0 OR k.id = :branch)" \
	"    AND a.day >= :from AND a.day <= :to" NARROW TAKES

static const char find_client_sql[] = KEY ALONE OF_CLIENT;
static const char find_client_staff_sql[] = KEY BY_STAFF OF_CLIENT;
static const char find_resource_sql[] = KEY ALONE OF_RESOURCE;
static const char find_resource_staff_sql[] = KEY BY_STAFF OF_RESOURCE;
static const char find_day_sql[] = KEY ALONE OF_DAY " /* scan: few branches */";
static const char find_day_staff_sql[] = KEY BY_STAFF OF_DAY " /* scan: few branches */";

static const char *const find_sql[LEADS][2] = {
	[BY_CLIENT] = { find_client_sql, find_client_staff_sql },
	[BY_RESOURCE] = { find_resource_sql, find_resource_staff_sql },
	[BY_DAY] = { find_day_sql, find_day_staff_sql },
};

static enum lead lead_of(const struct appointment_find *f)
{
	return f->nclient ? BY_CLIENT : f->resource_id ? BY_RESOURCE : BY_DAY;
}

static void bind(struct stmt *q, const struct appointment_find *f, enum lead lead, int64_t client)
{
	stmt_text(q, ":from", f->from_day);
	stmt_text(q, ":to", f->to_day);
	stmt_int(q, ":service", f->service_id);
	stmt_text(q, ":state", f->state);
	stmt_int(q, ":resource", f->resource_id);
	stmt_int(q, ":branch", f->branch_id);
	if (lead == BY_CLIENT)
		stmt_int(q, ":client", client);
	if (lead != BY_RESOURCE)
		return;
	stmt_int(q, ":from_at", (int64_t)(day_parse(f->from_day) - 1) * 86400);
	stmt_int(q, ":to_at", (int64_t)(day_parse(f->to_day) + 3) * 86400);
}

static void key_read(struct stmt *q, struct appointment_key *k)
{
	k->id = stmt_col_int(q, 0);
	k->branch_id = stmt_col_int(q, 1);
	k->client_id = stmt_col_int(q, 2);
	k->start_at = stmt_col_int(q, 3);
	k->end_at = stmt_col_int(q, 4);
	stmt_col_copy(q, 5, k->day, sizeof k->day);
	k->live = stmt_col_int(q, 6) != 0;
	k->staff_id = stmt_col_int(q, 7);
}

static enum err_code read_keys(struct stmt *q, struct appointment_key_list *out, struct err *e)
{
	while (stmt_row(q, e))
		key_read(q, vec_push(out));
	return stmt_done(q, e);
}

static int by_start(const void *a, const void *b)
{
	const struct appointment_key *x = a, *y = b;
	int64_t d = x->start_at != y->start_at ? x->start_at - y->start_at :
	    x->id != y->id ? x->id - y->id : y->staff_id - x->staff_id;

	return (d > 0) - (d < 0);
}

/* Rooms and devices give a key without a person: one of those is enough, and none where somebody
 * serves. Persons stand first. */
static void drop_doubles(struct appointment_key_list *l)
{
	size_t n = 0;

	for (size_t i = 0; i < l->n; i++)
		if (!n || l->v[n - 1].id != l->v[i].id ||
		    (l->v[i].staff_id && l->v[n - 1].staff_id != l->v[i].staff_id))
			l->v[n++] = l->v[i];
	l->n = n;
}

enum err_code appointment_find(struct store *s, const struct appointment_find *f,
    struct appointment_key_list *out, struct err *e)
{
	enum lead lead = lead_of(f);
	size_t times = lead == BY_CLIENT ? f->nclient : 1;
	bool view = view_begin(s);
	enum err_code rc = OK;

	ASSERT(lead == BY_CLIENT || (f->from_day && f->to_day));
	appointment_key_list_free(out);
	for (size_t i = 0; i < times && rc == OK; i++) {
		struct stmt *q = stmt_get(s, find_sql[lead][f->with_staff]);

		bind(q, f, lead, lead == BY_CLIENT ? f->client[i] : 0);
		rc = read_keys(q, out, e);
	}
	view_end(s, view);
	if (out->n)
		qsort(out->v, out->n, sizeof *out->v, by_start);
	drop_doubles(out);
	return rc;
}

void appointment_key_list_free(struct appointment_key_list *l)
{
	vec_free(l);
}
