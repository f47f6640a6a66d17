/* Figures of days, and the rows behind each: sums are made here from what one statement gives. */
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "kpi_priv.h"

/* Columns of all statements: branch, day, id, client, person, resource, service, instant, then what
 * the figures are made of. */
enum {
	COL_BRANCH, COL_DAY, COL_ID, COL_CLIENT, COL_STAFF, COL_RESOURCE, COL_SERVICE, COL_AT, COL_X
};

static const char visits_sql[] =
	"SELECT v.branch_id, v.day, v.id, v.client_id, NULL, v.resource_id, v.service_id,"
	"    v.arrived_at, a.start_at,"
	"    CASE WHEN v.created_at < v.arrived_at + 30 * 60 THEN"
	"        (SELECT t.at FROM visit_event t WHERE t.visit_id = v.id"
	"            AND t.what IN ('consult', 'treating') ORDER BY t.id LIMIT 1) END"
	"  FROM " KPI_BRANCHES "visit v ON v.branch_id = h.id AND v.day" KPI_DAYS
	"  LEFT JOIN appointment a ON a.id = v.appointment_id" KPI_WHERE KPI_SCAN;
/* For the rows alone: kpi_back.c sums them up sooner. */
static const char back_sql[] =
	"SELECT v.branch_id, v.day, v.id, v.client_id, NULL, v.resource_id, v.service_id,"
	"    v.arrived_at, EXISTS (SELECT 1 FROM visit b WHERE b.client_id = v.client_id"
	"        AND b.arrived_at < v.arrived_at AND b.arrived_at >= v.arrived_at - 90 * 86400)"
	"  FROM " KPI_BRANCHES "visit v ON v.branch_id = h.id AND v.day" KPI_DAYS
	KPI_WHERE KPI_SCAN;
static const char appointments_sql[] =
	"SELECT a.branch_id, a.day, a.id, a.client_id, NULL, NULL, a.service_id, a.start_at,"
	"    a.state = 'noshow'"
	"  FROM " KPI_BRANCHES "appointment a ON a.branch_id = h.id AND a.day" KPI_DAYS
	KPI_WHERE " AND a.state <> 'cancelled'" KPI_SCAN;
static const char surveys_sql[] =
	"SELECT s.branch_id, s.day, s.id, s.client_id, NULL, v.resource_id, v.service_id,"
	"    s.returned_at, s.score, s.answered"
	"  FROM " KPI_BRANCHES "survey s ON s.branch_id = h.id AND s.day" KPI_DAYS
	"  LEFT JOIN visit v ON v.id = s.visit_id" KPI_WHERE " AND s.answered > 0" KPI_SCAN;
static const char consultations_sql[] =
	"SELECT c.branch_id, c.day, c.id, c.client_id, c.staff_id, NULL, c.service_id, c.done_at,"
	"    c.outcome IN ('plan', 'treat', 'test') OR EXISTS (SELECT 1 FROM plan p"
	"        WHERE p.consultation_id = c.id AND p.state <> 'draft')"
	"  FROM " KPI_BRANCHES "consultation c ON c.branch_id = h.id AND c.day" KPI_DAYS
	KPI_WHERE " AND c.state = 'done'" KPI_SCAN;
static const char calls_sql[] =
	"SELECT c.branch_id, c.done_day, c.id, c.client_id, coalesce(c.done_by, c.staff_id), NULL,"
	"    NULL, c.done_at, c.state = 'done' AND c.done_at <= c.due_at, c.about, c.about_en"
	"  FROM " KPI_BRANCHES "callback c ON c.branch_id = h.id AND c.done_day IS NOT NULL"
	"    AND c.done_day" KPI_DAYS
	KPI_WHERE " AND c.state IN ('done', 'expired')" KPI_SCAN;
static const char treatments_sql[] =
	"SELECT t.branch_id, t.day, t.id, t.client_id, t.operator_id, NULL, t.service_id,"
	"    t.started_at, t.state = 'stopped'"
	"    OR EXISTS (SELECT 1 FROM adverse x WHERE x.treatment_id = t.id)"
	"    OR EXISTS (SELECT 1 FROM complaint c WHERE c.treatment_id = t.id)"
	"    OR EXISTS (SELECT 1 FROM treatment u"
	"        WHERE u.client_id = t.client_id AND u.started_at > t.started_at"
	"          AND u.started_at <= t.started_at + 30 * 86400"
	"          AND u.service_id = t.service_id AND u.session_id IS NULL"
	"          AND u.dependant_id IS t.dependant_id"
	"          AND EXISTS (SELECT 1 FROM client_order o"
	"              JOIN order_line l ON l.order_id = o.id AND l.state = 'on'"
	"              WHERE o.visit_id = u.visit_id AND o.state = 'open'"
	"                AND l.service_id = t.service_id AND l.price > 0"
	"                AND l.discount = l.quantity * l.price))"
	"  FROM " KPI_BRANCHES "treatment t ON t.branch_id = h.id AND t.day" KPI_DAYS
	KPI_WHERE " AND t.state <> 'open'" KPI_SCAN;
static const char tests_sql[] =
	"SELECT t.branch_id, t.day, t.id, t.client_id, t.expert_id, NULL, NULL, t.stage_at,"
	"    t.kits, y.name, y.name_en"
	"  FROM " KPI_BRANCHES "test t ON t.branch_id = h.id AND t.day" KPI_DAYS
	"  JOIN test_type y ON y.id = t.test_type_id" KPI_WHERE " AND t.kits > 0" KPI_SCAN;
_Static_assert(KPI_BACK_S == 90 * 86400 && KPI_AGAIN_S == 30 * 86400 && KPI_LATER_S == 30 * 60,
    "stand in the statements");

/* ---- what a row adds ---- */

static int64_t later(int64_t a, int64_t b)
{
	return a > b ? a : b;
}

static void of_visit(struct stmt *q, struct kpi_share *out)
{
	int64_t arrived = stmt_col_int(q, COL_AT), start = stmt_col_int(q, COL_X);
	int64_t led = stmt_col_int(q, COL_X + 1);
	bool booked = !stmt_col_null(q, COL_X), served = !stmt_col_null(q, COL_X + 1);

	if (booked)
		out[KPI_CLIENT_ON_TIME] = (struct kpi_share){ arrived <= start, 1 };
	if (booked && served)
		out[KPI_HOUSE_ON_TIME] = (struct kpi_share){
			led <= later(start, arrived) + KPI_PROMISE_S, 1 };
	if (served)
		out[KPI_WAIT] = (struct kpi_share){ led - arrived, 1 };
}

static void of_back(struct stmt *q, struct kpi_share *out)
{
	out[KPI_BACK] = (struct kpi_share){ stmt_col_int(q, COL_X), 1 };
}

static void of_appointment(struct stmt *q, struct kpi_share *out)
{
	out[KPI_NOSHOW] = (struct kpi_share){ stmt_col_int(q, COL_X), 1 };
}

static void of_survey(struct stmt *q, struct kpi_share *out)
{
	out[KPI_CONTENT] = (struct kpi_share){ stmt_col_int(q, COL_X),
		stmt_col_int(q, COL_X + 1) };
}

static void of_consultation(struct stmt *q, struct kpi_share *out)
{
	out[KPI_CONVERSION] = (struct kpi_share){ stmt_col_int(q, COL_X), 1 };
}

static void of_call(struct stmt *q, struct kpi_share *out)
{
	out[KPI_CALLS] = (struct kpi_share){ stmt_col_int(q, COL_X), 1 };
}

static void of_treatment(struct stmt *q, struct kpi_share *out)
{
	out[KPI_REWORK] = (struct kpi_share){ stmt_col_int(q, COL_X), 1 };
}

static void of_test(struct stmt *q, struct kpi_share *out)
{
	int64_t kits = stmt_col_int(q, COL_X);

	out[KPI_UNFIT] = (struct kpi_share){ kits - 1, kits };
}

struct stmt *kpi_prepare(struct store *s, const char *sql, const struct kpi_scope *x)
{
	struct stmt *q = stmt_get(s, sql);

	stmt_int(q, ":branch", x->branch_id);
	stmt_text(q, ":from", x->from_day);
	stmt_text(q, ":to", x->to_day);
	return q;
}

/* ---- a day of a branch ---- */

static int compare_day(const struct kpi_day *d, int64_t branch_id, const char *day)
{
	if (d->branch_id != branch_id)
		return d->branch_id < branch_id ? -1 : 1;
	return strcmp(d->day, day);
}

struct kpi_day *kpi_day_of(struct kpi_days *l, int64_t branch_id, const char *day)
{
	size_t low = 0, high = l->n;

	while (low < high) {
		size_t middle = low + (high - low) / 2;
		int way = compare_day(&l->v[middle], branch_id, day);

		if (!way)
			return &l->v[middle];
		if (way < 0)
			low = middle + 1;
		else
			high = middle;
	}
	(void)vec_push(l);
	memmove(&l->v[low + 1], &l->v[low], (l->n - 1 - low) * sizeof *l->v);
	mem_zero(&l->v[low], sizeof *l->v);
	l->v[low].branch_id = branch_id;
	memcpy(l->v[low].day, day, DAY_TEXT);
	return &l->v[low];
}

/* The counts that a trigger keeps; verify compares them with the rows. */
static const char noshow_sql[] =
	"SELECT k.branch_id, k.day, k.n_noshow, k.n - k.n_cancelled FROM kpi_day k"
	"  WHERE k.day" KPI_DAYS " AND (:branch = 0 OR k.branch_id = :branch)"
	"    AND k.n > k.n_cancelled";

static enum err_code sum_noshow(struct store *s, const struct kpi_scope *x, struct kpi_days *out,
    struct err *e)
{
	struct stmt *q = kpi_prepare(s, noshow_sql, x);

	while (stmt_row(q, e))
		kpi_day_of(out, stmt_col_int(q, 0), stmt_col_text(q, 1))->share[KPI_NOSHOW] =
		    (struct kpi_share){ stmt_col_int(q, 2), stmt_col_int(q, 3) };
	return stmt_done(q, e);
}

static const struct source {
	const char *sql;
	void (*read)(struct stmt *q, struct kpi_share *out);
	enum kpi_kind kind;
	int about;                      /* column of the name, 0: the service */
	enum kpi_figure figure[3];
	int nfigures;
	kpi_sum_fn *sum;                /* a shorter way to the sums, NULL: the rows */
} sources[] = {
	{ visits_sql, of_visit, KPI_VISIT, 0,
	    { KPI_CLIENT_ON_TIME, KPI_HOUSE_ON_TIME, KPI_WAIT }, 3, NULL },
	{ back_sql, of_back, KPI_VISIT, 0, { KPI_BACK }, 1, kpi_sum_back },
	{ appointments_sql, of_appointment, KPI_APPOINTMENT, 0, { KPI_NOSHOW }, 1, sum_noshow },
	{ surveys_sql, of_survey, KPI_SURVEY, 0, { KPI_CONTENT }, 1, NULL },
	{ consultations_sql, of_consultation, KPI_CONSULTATION, 0, { KPI_CONVERSION }, 1, NULL },
	{ calls_sql, of_call, KPI_CALLBACK, COL_X + 1, { KPI_CALLS }, 1, NULL },
	{ treatments_sql, of_treatment, KPI_TREATMENT, 0, { KPI_REWORK }, 1, NULL },
	{ tests_sql, of_test, KPI_TEST, COL_X + 1, { KPI_UNFIT }, 1, NULL },
};
#define SOURCES (sizeof sources / sizeof sources[0])

/* ---- days ---- */

/* Rows of one day follow each other. */
static enum err_code add_source(struct store *s, const struct source *x,
    const struct kpi_scope *scope, struct kpi_days *out, struct err *e)
{
	struct stmt *q = kpi_prepare(s, x->sql, scope);
	struct kpi_day *d = NULL;

	while (stmt_row(q, e)) {
		struct kpi_share add[KPI_COUNT] = { { 0, 0 } };
		char day[DAY_TEXT];
		int64_t branch_id = stmt_col_int(q, COL_BRANCH);

		stmt_col_copy(q, COL_DAY, day, sizeof day);
		if (!d || compare_day(d, branch_id, day))
			d = kpi_day_of(out, branch_id, day);
		x->read(q, add);
		for (int i = 0; i < x->nfigures; i++) {
			d->share[x->figure[i]].n += add[x->figure[i]].n;
			d->share[x->figure[i]].of += add[x->figure[i]].of;
		}
	}
	return stmt_done(q, e);
}

enum err_code kpi_day_list(struct store *s, int64_t branch_id, const char *from_day,
    const char *to_day, struct kpi_days *out, struct err *e)
{
	struct kpi_scope scope = { branch_id, from_day, to_day };
	bool begun = view_begin(s);
	enum err_code rc = OK;

	kpi_days_free(out);
	for (size_t i = 0; i < SOURCES && rc == OK; i++)
		rc = sources[i].sum ? sources[i].sum(s, &scope, out, e) :
		    add_source(s, &sources[i], &scope, out, e);
	view_end(s, begun);
	return rc;
}

void kpi_days_free(struct kpi_days *l)
{
	vec_free(l);
}

/* ---- rows ---- */

static void read_row(struct stmt *q, const struct source *x, const struct kpi_share *add,
    struct kpi_row *r)
{
	*r = (struct kpi_row){
		.kind = x->kind, .id = stmt_col_int(q, COL_ID),
		.client_id = stmt_col_int(q, COL_CLIENT), .branch_id = stmt_col_int(q, COL_BRANCH),
		.staff_id = stmt_col_int(q, COL_STAFF),
		.resource_id = stmt_col_int(q, COL_RESOURCE),
		.service_id = stmt_col_int(q, COL_SERVICE), .at = stmt_col_int(q, COL_AT),
		.n = add->n, .of = add->of,
	};
	stmt_col_copy(q, COL_DAY, r->day, sizeof r->day);
	if (x->about) {
		stmt_col_copy(q, x->about, r->about, sizeof r->about);
		stmt_col_copy(q, x->about + 1, r->about_en, sizeof r->about_en);
	}
}

static int newest_first(const void *a, const void *b)
{
	const struct kpi_row *x = a, *y = b;
	int way = strcmp(y->day, x->day);

	if (way)
		return way;
	if (x->at != y->at)
		return x->at < y->at ? 1 : -1;
	return x->id < y->id ? 1 : -1;
}

static enum err_code rows_of_source(struct store *s, const struct source *x, enum kpi_figure f,
    const struct kpi_scope *scope, struct kpi_rows *out, struct err *e)
{
	struct stmt *q = kpi_prepare(s, x->sql, scope);

	while (stmt_row(q, e)) {
		struct kpi_share add[KPI_COUNT] = { { 0, 0 } };

		x->read(q, add);
		if (add[f].of)
			read_row(q, x, &add[f], vec_push(out));
	}
	return stmt_done(q, e);
}

static const struct source *source_of(enum kpi_figure f)
{
	for (size_t i = 0; i < SOURCES; i++)
		for (int k = 0; k < sources[i].nfigures; k++)
			if (sources[i].figure[k] == f)
				return &sources[i];
	return NULL;
}

enum err_code kpi_row_list(struct store *s, int64_t branch_id, const char *from_day,
    const char *to_day, enum kpi_figure f, struct kpi_rows *out, struct err *e)
{
	struct kpi_scope scope = { branch_id, from_day, to_day };
	const struct source *x = source_of(f);
	enum err_code rc = OK;

	kpi_rows_free(out);
	if (x)
		rc = rows_of_source(s, x, f, &scope, out, e);
	if (out->n)
		qsort(out->v, out->n, sizeof *out->v, newest_first);
	return rc;
}

void kpi_rows_free(struct kpi_rows *l)
{
	vec_free(l);
}
