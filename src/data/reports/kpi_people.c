/* What each person did in a span: visits, steps, callbacks, marks, and who asked for whom. */
#include <stdlib.h>

#include "base/mem.h"
#include "kpi_priv.h"

/* A visit is counted once to each who had part in it. */
#define PARTS \
	"  SELECT r.staff_id, v.id AS visit_id FROM " KPI_BRANCHES \
	"      visit v ON v.branch_id = h.id AND v.day" KPI_DAYS \
	"      JOIN resource r ON r.id = v.resource_id AND r.staff_id IS NOT NULL" \
	KPI_WHERE " AND (v.outcome IS NULL OR v.outcome <> 'unseen')" \
	"  UNION ALL" \
	"  SELECT c.staff_id, c.visit_id FROM " KPI_BRANCHES \
	"      consultation c ON c.branch_id = h.id AND c.day" KPI_DAYS \
	KPI_WHERE " AND c.visit_id IS NOT NULL AND c.staff_id IS NOT NULL" \
	"  UNION ALL" \
	"  SELECT t.operator_id, t.visit_id FROM " KPI_BRANCHES \
	"      treatment t ON t.branch_id = h.id AND t.day" KPI_DAYS \
	KPI_WHERE " AND t.visit_id IS NOT NULL AND t.operator_id IS NOT NULL" \
	"  UNION ALL" \
	"  SELECT t.expert_id, t.visit_id FROM " KPI_BRANCHES \
	"      treatment t ON t.branch_id = h.id AND t.day" KPI_DAYS \
	KPI_WHERE " AND t.visit_id IS NOT NULL AND t.expert_id IS NOT NULL"
static const char visits_sql[] =
	"SELECT x.staff_id, count(DISTINCT x.visit_id) FROM (" PARTS ") x"
	"  GROUP BY x.staff_id" KPI_SCAN;
static const char rows_sql[] =
	"SELECT v.id, v.client_id, v.branch_id, v.resource_id, v.service_id, v.arrived_at, v.day"
	"  FROM (SELECT DISTINCT p.visit_id FROM (" PARTS ") p WHERE p.staff_id = :staff) x"
	"  JOIN visit v ON v.id = x.visit_id"
	"  ORDER BY v.day DESC, v.arrived_at DESC, v.id DESC" KPI_SCAN;
static const char steps_sql[] =
	"SELECT p.done_by, sum(p.state = 'done'"
	"      AND (p.wait_min = 0 OR (p.begun_at IS NOT NULL"
	"          AND p.done_at >= p.begun_at + 60 * p.wait_min))"
	"      AND (p.manager = 0 OR p.confirmed_at IS NOT NULL)"
	"      AND (p.planned_min IS NULL"
	"          OR p.done_at <= t.started_at + 60 * p.planned_min + :late)), count(*)"
	"  FROM " KPI_BRANCHES "treatment t ON t.branch_id = h.id AND t.day" KPI_DAYS
	"  CROSS JOIN treatment_step p ON p.treatment_id = t.id"
	KPI_WHERE " AND t.state <> 'open' AND p.required = 1 AND p.done_by IS NOT NULL"
	"  GROUP BY p.done_by" KPI_SCAN;
static const char calls_sql[] =
	"SELECT c.done_by, sum(c.done_at <= c.due_at), count(*)"
	"  FROM " KPI_BRANCHES "callback c ON c.branch_id = h.id AND c.done_day IS NOT NULL"
	"    AND c.done_day" KPI_DAYS
	KPI_WHERE " AND c.state = 'done' AND c.done_by IS NOT NULL GROUP BY c.done_by" KPI_SCAN;
static const char ratings_sql[] =
	"SELECT r.staff_id, sum(s.score), sum(s.answered)"
	"  FROM " KPI_BRANCHES "survey s ON s.branch_id = h.id AND s.day" KPI_DAYS
	"  JOIN visit v ON v.id = s.visit_id"
	"  JOIN resource r ON r.id = v.resource_id AND r.staff_id IS NOT NULL"
	KPI_WHERE " AND s.answered > 0 GROUP BY r.staff_id" KPI_SCAN;
static const char asked_sql[] =
	"SELECT r.staff_id, sum(a.asked), count(DISTINCT a.id)"
	"  FROM " KPI_BRANCHES "appointment a ON a.branch_id = h.id AND a.day" KPI_DAYS
	"  CROSS JOIN appointment_resource x ON x.appointment_id = a.id AND x.part = 1"
	"  JOIN resource r ON r.id = x.resource_id AND r.staff_id IS NOT NULL"
	KPI_WHERE " AND a.state <> 'cancelled' GROUP BY r.staff_id" KPI_SCAN;

static struct kpi_whom *whom_of(struct kpi_whoms *l, int64_t staff_id)
{
	struct kpi_whom *w;

	for (size_t i = 0; i < l->n; i++)
		if (l->v[i].staff_id == staff_id)
			return &l->v[i];
	w = vec_push(l);
	w->staff_id = staff_id;
	return w;
}

static void put_visits(struct stmt *q, struct kpi_whom *w)
{
	w->visits = stmt_col_int(q, 1);
}

static struct kpi_share share_of(struct stmt *q)
{
	return (struct kpi_share){ stmt_col_int(q, 1), stmt_col_int(q, 2) };
}

static void put_steps(struct stmt *q, struct kpi_whom *w)
{
	w->steps = share_of(q);
}

static void put_calls(struct stmt *q, struct kpi_whom *w)
{
	w->calls = share_of(q);
}

static void put_rating(struct stmt *q, struct kpi_whom *w)
{
	w->rating = share_of(q);
}

static void put_asked(struct stmt *q, struct kpi_whom *w)
{
	w->asked = share_of(q);
}

static const struct part {
	const char *sql;
	void (*put)(struct stmt *q, struct kpi_whom *w);
} parts[] = {
	{ visits_sql, put_visits }, { steps_sql, put_steps }, { calls_sql, put_calls },
	{ ratings_sql, put_rating }, { asked_sql, put_asked },
};

static enum err_code add_part(struct store *s, const struct part *p, const struct kpi_scope *x,
    struct kpi_whoms *out, struct err *e)
{
	struct stmt *q = kpi_prepare(s, p->sql, x);

	if (p->sql == steps_sql)
		stmt_int(q, ":late", KPI_STEP_S);
	while (stmt_row(q, e))
		p->put(q, whom_of(out, stmt_col_int(q, 0)));
	return stmt_done(q, e);
}

static int by_id(const void *a, const void *b)
{
	const struct kpi_whom *x = a, *y = b;

	return x->staff_id < y->staff_id ? -1 : 1;
}

enum err_code kpi_whom_list(struct store *s, int64_t branch_id, const char *from_day,
    const char *to_day, struct kpi_whoms *out, struct err *e)
{
	struct kpi_scope scope = { branch_id, from_day, to_day };
	bool begun = view_begin(s);
	enum err_code rc = OK;

	kpi_whoms_free(out);
	for (size_t i = 0; i < sizeof parts / sizeof parts[0] && rc == OK; i++)
		rc = add_part(s, &parts[i], &scope, out, e);
	view_end(s, begun);
	if (out->n)
		qsort(out->v, out->n, sizeof *out->v, by_id);
	return rc;
}

enum err_code kpi_rating_list(struct store *s, const char *from_day, const char *to_day,
    struct kpi_whoms *out, struct err *e)
{
	static const struct part rating = { ratings_sql, put_rating };
	struct kpi_scope scope = { 0, from_day, to_day };
	enum err_code rc;

	kpi_whoms_free(out);
	rc = add_part(s, &rating, &scope, out, e);
	if (out->n)
		qsort(out->v, out->n, sizeof *out->v, by_id);
	return rc;
}

void kpi_whoms_free(struct kpi_whoms *l)
{
	vec_free(l);
}

enum err_code kpi_whom_rows(struct store *s, int64_t branch_id, const char *from_day,
    const char *to_day, int64_t staff_id, struct kpi_rows *out, struct err *e)
{
	struct kpi_scope scope = { branch_id, from_day, to_day };
	struct stmt *q = kpi_prepare(s, rows_sql, &scope);

	kpi_rows_free(out);
	stmt_int(q, ":staff", staff_id);
	while (stmt_row(q, e)) {
		struct kpi_row *r = vec_push(out);

		*r = (struct kpi_row){ .kind = KPI_VISIT, .id = stmt_col_int(q, 0),
			.client_id = stmt_col_int(q, 1), .branch_id = stmt_col_int(q, 2),
			.resource_id = stmt_col_int(q, 3), .staff_id = staff_id,
			.service_id = stmt_col_int(q, 4), .at = stmt_col_int(q, 5), .n = 1,
			.of = 1 };
		stmt_col_copy(q, 6, r->day, sizeof r->day);
	}
	return stmt_done(q, e);
}
