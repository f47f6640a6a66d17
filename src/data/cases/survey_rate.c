/* Rates of surveys: sums by month, branch, person and service. */
#include "data/survey.h"

#include "base/mem.h"
#include "base/tr.h"
#include "data/store/row_priv.h"
#include "survey_priv.h"

/* What was answered before it was sent back counts as asked too. Only what came back has marks. */
#define SUMS \
	", count(*), count(s.asked), count(s.returned_at)," \
	"    coalesce(sum(s.answered), 0), coalesce(sum(s.score), 0)," \
	"    coalesce(sum(s.state = 'returned' AND s.lowest <= 3), 0), count(s.friend)," \
	"    coalesce(sum(s.friend >= 9), 0), coalesce(sum(s.friend <= 6), 0)"
#define FROM \
	"  FROM survey s" \
	"  JOIN branch b ON b.id = s.branch_id" \
	"  LEFT JOIN visit v ON v.id = s.visit_id" \
	"  LEFT JOIN resource r ON r.id = v.resource_id" \
	"  LEFT JOIN service k ON k.id = v.service_id" \
	"  WHERE s.branch_id IN (SELECT h.id FROM branch h WHERE :branch = 0 OR h.id = :branch)" \
	"    AND s.day BETWEEN :from AND :to" \
	"    AND (:service = 0 OR v.service_id = :service)" \
	"    AND (:rated = 0 OR r.staff_id = :rated)" \
	SURVEY_OF_CLASS
#define WORST_FIRST \
	"  ORDER BY CASE WHEN sum(s.answered) > 0 THEN 0 ELSE 1 END," \
	"    1.0 * sum(s.score) / max(sum(s.answered), 1), 2" \
	" /* scan: the days asked for, grouped; few branches */"

static const char month_sql[] =
	"SELECT CAST(replace(substr(s.day, 1, 7), '-', '') AS INTEGER), substr(s.day, 1, 7), ''"
	SUMS FROM
	"  GROUP BY 2 ORDER BY 2 /* scan: the days asked for, grouped; few branches */";
static const char branch_sql[] =
	"SELECT s.branch_id, b.name, ''" SUMS FROM "  GROUP BY s.branch_id, b.name" WORST_FIRST;
static const char person_sql[] =
	"SELECT v.resource_id, r.name, ''" SUMS FROM "  GROUP BY v.resource_id, r.name" WORST_FIRST;
static const char service_sql[] =
	"SELECT v.service_id, k.name, k.name_en" SUMS FROM
	"  GROUP BY v.service_id, k.name, k.name_en" WORST_FIRST;
static const char all_sql[] =
	"SELECT 0, '', ''" SUMS FROM " /* scan: the days asked for; few branches */";

static const char *const by_sql[SURVEY_BY_COUNT] = {
	[SURVEY_BY_MONTH] = month_sql, [SURVEY_BY_BRANCH] = branch_sql,
	[SURVEY_BY_PERSON] = person_sql, [SURVEY_BY_SERVICE] = service_sql,
};

static struct stmt *prepared(struct store *s, const char *sql, const struct survey_filter *f)
{
	struct stmt *q = stmt_get(s, sql);

	stmt_int(q, ":branch", f->branch_id);
	stmt_int(q, ":service", f->service_id);
	stmt_int(q, ":rated", f->rated_id);
	stmt_text(q, ":class", f->class);
	stmt_text(q, ":from", f->from_day);
	stmt_text(q, ":to", f->to_day);
	return q;
}

static void rate_read(struct stmt *q, struct survey_rate *r)
{
	int64_t *const to[] = { &r->due, &r->out, &r->returned, &r->answered, &r->score, &r->low,
		&r->asked_friend, &r->promoters, &r->detractors };

	r->key = stmt_col_int(q, 0);
	stmt_col_copy(q, 1, r->name, sizeof r->name);
	stmt_col_copy(q, 2, r->name_en, sizeof r->name_en);
	for (size_t i = 0; i < sizeof to / sizeof to[0]; i++)
		*to[i] = stmt_col_int(q, (int)i + 3);
}

enum err_code survey_rates(struct store *s, enum survey_by by, const struct survey_filter *f,
    struct survey_rates *out, struct err *e)
{
	struct stmt *q = prepared(s, by_sql[by], f);

	survey_rates_free(out);
	while (stmt_row(q, e))
		rate_read(q, vec_push(out));
	return stmt_done(q, e);
}

enum err_code survey_rate_all(struct store *s, const struct survey_filter *f,
    struct survey_rate *out, struct err *e)
{
	struct stmt *q = prepared(s, all_sql, f);

	*out = (struct survey_rate){ .key = 0 };
	if (stmt_row(q, e))
		rate_read(q, out);
	return stmt_run(q, e);
}

void survey_rates_free(struct survey_rates *l)
{
	vec_free(l);
}

static const char marks_sql[] =
	"SELECT count(*), coalesce(sum(x.satisfied), 0)"
	"  FROM callback c JOIN callback_step x ON x.callback_id = c.id"
	"  WHERE c.done_day IS NOT NULL AND c.done_day BETWEEN :from AND :to"
	"    AND c.branch_id IN (SELECT h.id FROM branch h WHERE :branch = 0 OR h.id = :branch)"
	"    AND x.satisfied IS NOT NULL /* scan: few branches; the days asked for */";

enum err_code survey_callback_marks(struct store *s, const struct survey_filter *f,
    struct callback_marks *out, struct err *e)
{
	struct stmt *q = stmt_get(s, marks_sql);

	stmt_int(q, ":branch", f->branch_id);
	stmt_text(q, ":from", f->from_day);
	stmt_text(q, ":to", f->to_day);
	*out = (struct callback_marks){ 0 };
	if (stmt_row(q, e)) {
		out->n = stmt_col_int(q, 0);
		out->sum = stmt_col_int(q, 1);
	}
	return stmt_run(q, e);
}
