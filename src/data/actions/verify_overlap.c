/*
 * Nothing is taken twice: asked of the rows themselves, by a walk in order of time, without the
 * guards, their bound of one day or the columns that repeat what the state says.
 */
#include <string.h>

#include "base/mem.h"
#include "data/history.h"
#include "verify_priv.h"

struct span {
	int64_t resource, start, end, appointment;
	int64_t client, dependant;
};
struct span_list {
	struct span *v;
	size_t n, cap;
};

/* ---- rows that do not fit their appointment ----------------------------------------- */

static const char unfit_sql[] =
    "SELECT r.appointment_id, r.resource_id, CASE"
    " WHEN r.active <> a.live THEN 'active differs from its appointment'"
    " WHEN r.start_at >= a.end_at OR r.end_at <= a.start_at THEN 'outside of its appointment'"
    " ELSE 'in another branch' END"
    " FROM appointment_resource r JOIN appointment a ON a.id = r.appointment_id"
    " JOIN resource x ON x.id = r.resource_id"
    " WHERE r.active <> a.live OR r.start_at >= a.end_at OR r.end_at <= a.start_at"
    " OR (x.branch_id IS NOT NULL AND x.branch_id <> a.branch_id)"
    " /* scan: every row is looked at */";
static const char live_sql[] =
    "SELECT a.id, 0, 'live differs from its state' FROM appointment a"
    " JOIN appointment_state s ON s.code = a.state WHERE a.live <> s.live"
    " /* scan: every row is looked at */";
static const char dependant_sql[] =
    "SELECT a.id, 0, 'who is treated belongs to another client' FROM appointment a"
    " JOIN dependant d ON d.id = a.dependant_id WHERE d.client_id <> a.client_id"
    " /* scan: every row is looked at */";

static enum err_code list_wrong(struct store *s, const char *sql, struct proof *p, struct err *e)
{
	struct stmt *q = stmt_get(s, sql);

	while (stmt_row(q, e)) {
		if (stmt_col_int(q, 1))
			proof_fail(p, "appointment %lld, resource %lld: %s",
			    (long long)stmt_col_int(q, 0), (long long)stmt_col_int(q, 1),
			    stmt_col_text(q, 2));
		else
			proof_fail(p, "appointment %lld: %s", (long long)stmt_col_int(q, 0),
			    stmt_col_text(q, 2));
	}
	return stmt_done(q, e);
}

/* ---- overlaps ----------------------------------------------------------------------- */

/* Takes by the state of the appointment, not by `active`. */
static const char taken_sql[] =
    "SELECT r.resource_id, r.start_at, r.end_at, r.appointment_id"
    " FROM appointment_resource r JOIN appointment a ON a.id = r.appointment_id"
    " JOIN appointment_state s ON s.code = a.state"
    " WHERE s.live = 1 ORDER BY r.resource_id, r.start_at, r.appointment_id, r.part"
    " /* scan: every row is looked at */";
static const char person_sql[] =
    "SELECT a.client_id, coalesce(a.dependant_id, 0), a.start_at, a.end_at, a.id"
    " FROM appointment a JOIN appointment_state s ON s.code = a.state WHERE s.live = 1"
    " ORDER BY a.client_id, 2, a.start_at, a.id /* scan: every row is looked at */";

static bool same_owner(const struct span *a, const struct span *b)
{
	return a->resource == b->resource && a->client == b->client && a->dependant == b->dependant;
}

/* Of those that came before, keeps the ones that still last when NEXT begins. */
static void drop_ended(struct span_list *open, const struct span *next)
{
	size_t kept = 0;

	for (size_t i = 0; i < open->n; i++) {
		if (same_owner(&open->v[i], next) && open->v[i].end > next->start)
			open->v[kept++] = open->v[i];
	}
	open->n = kept;
}

struct pair {
	int64_t low, high, resource;
};
struct pair_list {
	struct pair *v;
	size_t n, cap;
};

static void add_pairs(struct span_list *open, const struct span *next, struct pair_list *out)
{
	drop_ended(open, next);
	for (size_t i = 0; i < open->n; i++) {
		struct pair *p = vec_push(out);
		int64_t a = open->v[i].appointment, b = next->appointment;

		*p = (struct pair){
			.low = a < b ? a : b, .high = a < b ? b : a, .resource = next->resource
		};
	}
	*vec_push(open) = *next;
}

static enum err_code find_taken(struct store *s, struct pair_list *out, struct err *e)
{
	struct stmt *q = stmt_get(s, taken_sql);
	struct span_list open = { .n = 0 };

	while (stmt_row(q, e)) {
		struct span next = { .resource = stmt_col_int(q, 0),
			.start = stmt_col_int(q, 1),
			.end = stmt_col_int(q, 2),
			.appointment = stmt_col_int(q, 3) };

		add_pairs(&open, &next, out);
	}
	vec_free(&open);
	return stmt_done(q, e);
}

static enum err_code find_persons(struct store *s, struct pair_list *out, struct err *e)
{
	struct stmt *q = stmt_get(s, person_sql);
	struct span_list open = { .n = 0 };

	while (stmt_row(q, e)) {
		struct span next = { .client = stmt_col_int(q, 0),
			.dependant = stmt_col_int(q, 1),
			.start = stmt_col_int(q, 2),
			.end = stmt_col_int(q, 3),
			.appointment = stmt_col_int(q, 4) };

		add_pairs(&open, &next, out);
	}
	vec_free(&open);
	return stmt_done(q, e);
}

/* ---- permitted or not --------------------------------------------------------------- */

static enum err_code is_permitted(struct store *s, const struct pair *p, bool *yes, struct err *e)
{
	static const char sql[] =
	    "SELECT 1 FROM overbooking WHERE low_id = :low AND high_id = :high"
	    " AND resource_id = :resource AND length(reason) > 0";
	struct stmt *q = stmt_get(s, sql);

	stmt_int(q, ":low", p->low);
	stmt_int(q, ":high", p->high);
	stmt_int(q, ":resource", p->resource);
	*yes = stmt_row(q, e);
	return stmt_done(q, e);
}

static enum err_code judge(
    struct store *s, const struct pair_list *l, struct proof *p, struct err *e)
{
	enum err_code code = OK;

	for (size_t i = 0; code == OK && i < l->n; i++) {
		bool yes;

		code = is_permitted(s, &l->v[i], &yes, e);
		if (code == OK && !yes)
			proof_fail(p, "appointments %lld and %lld overlap on resource %lld",
			    (long long)l->v[i].low, (long long)l->v[i].high,
			    (long long)l->v[i].resource);
	}
	return code;
}

enum err_code verify_overlap(struct store *s, int64_t *bad, struct buf *detail, struct err *e)
{
	static const char *const wrong[] = { unfit_sql, live_sql, dependant_sql };
	struct proof p = { .bad = bad, .detail = detail };
	struct pair_list taken = { .n = 0 }, persons = { .n = 0 };
	enum err_code code = proof_begin(s, e);

	*bad = 0;
	if (code != OK)
		return code;
	for (size_t i = 0; code == OK && i < 3; i++)
		code = list_wrong(s, wrong[i], &p, e);
	if (code == OK)
		code = find_taken(s, &taken, e);
	if (code == OK)
		code = judge(s, &taken, &p, e);
	if (code == OK)
		code = find_persons(s, &persons, e);
	for (size_t i = 0; code == OK && i < persons.n; i++)
		proof_fail(&p, "appointments %lld and %lld overlap for one person",
		    (long long)persons.v[i].low, (long long)persons.v[i].high);
	vec_free(&taken);
	vec_free(&persons);
	return proof_end(s, code, e);
}
