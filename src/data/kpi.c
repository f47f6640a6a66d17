/* Figures of a span: one pass over the visits of its days, and a look-up a visit. */
#include "data/kpi.h"

#include "base/mem.h"
#include "data/survey.h"
#include "row_priv.h"

#define BRANCHES "(SELECT h.id FROM branch h WHERE :branch = 0 OR h.id = :branch)"

static const char visits_sql[] =
	"SELECT count(x.start_at), coalesce(sum(x.arrived_at <= x.start_at), 0),"
	"    coalesce(sum(x.start_at IS NOT NULL AND x.led_at IS NOT NULL), 0),"
	"    coalesce(sum(x.led_at <= max(x.start_at, x.arrived_at) + :promise), 0),"
	"    count(*), coalesce(sum(x.back), 0),"
	"    count(x.led_at), coalesce(sum(x.led_at - x.arrived_at), 0)"
	"  FROM (SELECT v.arrived_at, a.start_at,"
	"      (SELECT min(t.at) FROM visit_event t WHERE t.visit_id = v.id"
	"        AND t.what IN ('consult', 'treating')) AS led_at,"
	"      EXISTS (SELECT 1 FROM visit b WHERE b.client_id = v.client_id"
	"        AND b.arrived_at < v.arrived_at AND b.arrived_at >= v.arrived_at - :ago) AS back"
	"    FROM visit v LEFT JOIN appointment a ON a.id = v.appointment_id"
	"    WHERE v.branch_id IN " BRANCHES " AND v.day BETWEEN :from AND :to) x"
	" /* scan: few branches; the days asked for */";
static const char noshow_sql[] =
	"SELECT coalesce(sum(n - n_cancelled), 0), coalesce(sum(n_noshow), 0) FROM kpi_day"
	"  WHERE day BETWEEN :from AND :to AND (:branch = 0 OR branch_id = :branch)";
static const char conversion_sql[] =
	"SELECT count(*), coalesce(sum(c.outcome IN ('plan', 'treat', 'test')), 0)"
	"  FROM visit v JOIN consultation c ON c.visit_id = v.id AND c.state = 'done'"
	"  WHERE v.branch_id IN " BRANCHES " AND v.day BETWEEN :from AND :to"
	" /* scan: few branches; the days asked for */";
static const char calls_sql[] =
	"SELECT count(*), coalesce(sum(c.state = 'done' AND c.done_at <= c.due_at), 0)"
	"  FROM callback c WHERE c.branch_id IN " BRANCHES
	"    AND c.done_day IS NOT NULL AND c.done_day BETWEEN :from AND :to"
	"    AND c.state IN ('done', 'expired') /* scan: few branches; the days asked for */";

struct span {
	int64_t branch_id;
	const char *from, *to;
};

static struct stmt *prepared(struct store *s, const char *sql, const struct span *x)
{
	struct stmt *q = stmt_get(s, sql);

	stmt_int(q, ":branch", x->branch_id);
	stmt_text(q, ":from", x->from);
	stmt_text(q, ":to", x->to);
	return q;
}

/* A row is pairs: of how many, how many. */
static enum err_code read_pairs(struct stmt *q, const enum kpi_figure *figure, int n,
    struct kpi_share *out, struct err *e)
{
	if (stmt_row(q, e))
		for (int i = 0; i < n; i++)
			out[figure[i]] = (struct kpi_share){ .of = stmt_col_int(q, 2 * i),
				.n = stmt_col_int(q, 2 * i + 1) };
	return stmt_run(q, e);
}

static enum err_code read_visits(struct store *s, const struct span *x, struct kpi_share *out,
    struct err *e)
{
	static const enum kpi_figure figures[] = { KPI_CLIENT_ON_TIME, KPI_HOUSE_ON_TIME,
		KPI_BACK, KPI_WAIT };
	struct stmt *q = prepared(s, visits_sql, x);

	stmt_int(q, ":promise", KPI_PROMISE_S);
	stmt_int(q, ":ago", KPI_BACK_S);
	return read_pairs(q, figures, 4, out, e);
}

static enum err_code read_content(struct store *s, const struct span *x, struct kpi_share *out,
    struct err *e)
{
	struct survey_filter f = { .branch_id = x->branch_id, .from_day = x->from,
		.to_day = x->to };
	struct survey_rate r;
	enum err_code rc = survey_rate_all(s, &f, &r, e);

	if (rc == OK)
		out[KPI_CONTENT] = (struct kpi_share){ .n = r.score, .of = r.answered };
	return rc;
}

enum err_code kpi_span(struct store *s, int64_t branch_id, const char *from_day,
    const char *to_day, struct kpi_share out[KPI_COUNT], struct err *e)
{
	static const struct {
		const char *sql;
		enum kpi_figure figure;
	} one[] = { { noshow_sql, KPI_NOSHOW }, { conversion_sql, KPI_CONVERSION },
		{ calls_sql, KPI_CALLS } };
	struct span x = { branch_id, from_day, to_day };
	bool begun = view_begin(s);
	enum err_code rc;

	for (int i = 0; i < KPI_COUNT; i++)
		out[i] = (struct kpi_share){ 0 };
	rc = read_visits(s, &x, out, e);
	for (size_t i = 0; i < sizeof one / sizeof one[0] && rc == OK; i++)
		rc = read_pairs(prepared(s, one[i].sql, &x), &one[i].figure, 1, out, e);
	if (rc == OK)
		rc = read_content(s, &x, out, e);
	view_end(s, begun);
	return rc;
}

void kpi_rows_free(struct kpi_rows *l)
{
	vec_free(l);
}
