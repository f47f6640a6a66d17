/* What took the time of people, rooms and devices, when clients arrived, and how visits went on. */
#include <string.h>

#include "base/mem.h"
#include "kpi_priv.h"

/* ---- taken ---- */

#define TAKEN \
	"  FROM " KPI_BRANCHES "appointment a ON a.branch_id = h.id AND a.day" KPI_DAYS \
	"  CROSS JOIN appointment_resource r ON r.appointment_id = a.id" \
	KPI_WHERE " AND a.state NOT IN ('cancelled', 'noshow')" KPI_SCAN

static const char taken_sql[] =
	"SELECT r.resource_id, a.id, a.client_id, a.branch_id, a.service_id, a.day, r.start_at,"
	"    r.end_at" TAKEN;
static const char minutes_sql[] =
	"SELECT r.resource_id, (r.end_at - r.start_at) / 60, a.day" TAKEN;

enum err_code kpi_taken_list(struct store *s, int64_t branch_id, const char *from_day,
    const char *to_day, struct kpi_takens *out, struct err *e)
{
	struct kpi_scope scope = { branch_id, from_day, to_day };
	struct stmt *q = kpi_prepare(s, taken_sql, &scope);

	kpi_takens_free(out);
	while (stmt_row(q, e)) {
		struct kpi_taken *t = vec_push(out);

		*t = (struct kpi_taken){
			.resource_id = stmt_col_int(q, 0), .appointment_id = stmt_col_int(q, 1),
			.client_id = stmt_col_int(q, 2), .branch_id = stmt_col_int(q, 3),
			.service_id = stmt_col_int(q, 4), .start_at = stmt_col_int(q, 6),
			.end_at = stmt_col_int(q, 7),
		};
		stmt_col_copy(q, 5, t->day, sizeof t->day);
	}
	return stmt_done(q, e);
}

void kpi_takens_free(struct kpi_takens *l)
{
	vec_free(l);
}

/* Rows of one day follow each other. */
enum err_code kpi_minutes_each(struct store *s, int64_t branch_id, const char *from_day,
    const char *to_day, kpi_minutes_fn *fn, void *ctx, struct err *e)
{
	struct kpi_scope scope = { branch_id, from_day, to_day };
	struct stmt *q = kpi_prepare(s, minutes_sql, &scope);
	char text[DAY_TEXT] = "";
	int32_t day = DAY_NONE;

	while (stmt_row(q, e)) {
		const char *now = stmt_col_text(q, 2);

		if (strcmp(now, text) != 0) {
			stmt_col_copy(q, 2, text, sizeof text);
			day = day_parse(text);
		}
		fn(ctx, stmt_col_int(q, 0), day, stmt_col_int(q, 1));
	}
	return stmt_done(q, e);
}

/* ---- arrivals ---- */

static const char arrivals_sql[] =
	"SELECT v.branch_id, v.arrived_at FROM " KPI_BRANCHES
	"visit v ON v.branch_id = h.id AND v.day" KPI_DAYS KPI_WHERE KPI_SCAN;

enum err_code kpi_arrival_list(struct store *s, int64_t branch_id, const char *from_day,
    const char *to_day, struct kpi_arrivals *out, struct err *e)
{
	struct kpi_scope scope = { branch_id, from_day, to_day };
	struct stmt *q = kpi_prepare(s, arrivals_sql, &scope);

	kpi_arrivals_free(out);
	while (stmt_row(q, e))
		*vec_push(out) = (struct kpi_arrival){ stmt_col_int(q, 0), stmt_col_int(q, 1) };
	return stmt_done(q, e);
}

void kpi_arrivals_free(struct kpi_arrivals *l)
{
	vec_free(l);
}

/* ---- the course of a visit ---- */

/* The events of one visit follow each other, as they came. */
static const char courses_sql[] =
	"SELECT v.id, v.arrived_at, v.created_at, v.left_at,"
	"    max(coalesce((SELECT max(x.ended_at) FROM treatment x WHERE x.visit_id = v.id), 0),"
	"        coalesce((SELECT max(c.done_at) FROM consultation c"
	"            WHERE c.visit_id = v.id), 0)), t.what, t.at"
	"  FROM " KPI_BRANCHES "visit v ON v.branch_id = h.id AND v.day" KPI_DAYS
	"  CROSS JOIN visit_event t ON t.visit_id = v.id"
	KPI_WHERE " AND v.state = 'left' AND t.what IN ('consult', 'paying', 'paid', 'ready',"
	"    'treating', 'left', 'waiting')" KPI_SCAN;

/* 0: not a stage of its own. */
static char word_of(const char *what)
{
	static const struct {
		const char *what;
		char word;
	} words[] = { { "waiting", 'w' }, { "consult", 'c' }, { "paying", 'p' }, { "paid", 'd' },
		{ "ready", 'r' }, { "treating", 't' }, { "left", 'l' } };

	for (size_t i = 0; i < sizeof words / sizeof words[0]; i++)
		if (!strcmp(words[i].what, what))
			return words[i].word;
	return 0;
}

static void add_moment(struct kpi_course *c, char word, int64_t at)
{
	if (word && c->n < KPI_MOMENTS)
		c->v[c->n++] = (struct kpi_moment){ word, at };
}

enum err_code kpi_course_each(struct store *s, int64_t branch_id, const char *from_day,
    const char *to_day, kpi_course_fn *fn, void *ctx, struct err *e)
{
	struct kpi_scope scope = { branch_id, from_day, to_day };
	struct stmt *q = kpi_prepare(s, courses_sql, &scope);
	struct kpi_course c = { .visit_id = 0 };

	while (stmt_row(q, e)) {
		int64_t id = stmt_col_int(q, 0);

		if (id != c.visit_id) {
			if (c.visit_id)
				fn(ctx, &c);
			c = (struct kpi_course){ .visit_id = id, .arrived_at = stmt_col_int(q, 1),
				.card_at = stmt_col_int(q, 2), .left_at = stmt_col_int(q, 3),
				.over_at = stmt_col_int(q, 4) };
		}
		add_moment(&c, word_of(stmt_col_text(q, 5)), stmt_col_int(q, 6));
	}
	if (c.visit_id)
		fn(ctx, &c);
	return stmt_done(q, e);
}

/* ---- signed off ---- */

static const char unsigned_sql[] =
	"SELECT count(DISTINCT x.day) FROM ("
	"  SELECT k.branch_id, k.day FROM kpi_day k WHERE k.day" KPI_DAYS
	"      AND (:branch = 0 OR k.branch_id = :branch) AND k.n > k.n_cancelled"
	"  UNION"
	"  SELECT v.branch_id, v.day FROM " KPI_BRANCHES
	"      visit v ON v.branch_id = h.id AND v.day" KPI_DAYS KPI_WHERE ") x"
	"  WHERE x.day < :today AND NOT EXISTS (SELECT 1 FROM day_close c"
	"      WHERE c.branch_id = x.branch_id AND c.day = x.day)" KPI_SCAN;

enum err_code kpi_unsigned_days(struct store *s, int64_t branch_id, const char *from_day,
    const char *to_day, const char *today, int *n, struct err *e)
{
	struct kpi_scope scope = { branch_id, from_day, to_day };
	struct stmt *q = kpi_prepare(s, unsigned_sql, &scope);
	int64_t days;
	enum err_code rc;

	stmt_text(q, ":today", today);
	rc = row_number(q, &days, e);
	*n = (int)days;
	return rc;
}
