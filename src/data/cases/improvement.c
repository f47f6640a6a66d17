#include "data/improvement.h"

#include "base/mem.h"
#include "base/tr.h"
#include "data/store/row_priv.h"

static const char no_improvement[] =
	N_("That improvement is not here. Look at the list again (F8).");

#define LINE_SELECT \
	"SELECT i.id, i.rev, i.branch_id, i.created_at, i.suggestion_id, i.complaint_id," \
	"    i.owner_id, i.done_by, i.day, i.month, i.level, i.state, i.due_day, i.done_day," \
	"    i.checked_day, o.name, w.name, c.name, i.problem, i.measure, i.done_text, i.reason," \
	"    i.credit" \
	"  FROM improvement i" \
	"  LEFT JOIN staff o ON o.id = i.owner_id" \
	"  LEFT JOIN staff w ON w.id = i.done_by" \
	"  LEFT JOIN staff c ON c.id = i.checked_by"
#define BRANCHES \
	" i.branch_id IN (SELECT h.id FROM branch h WHERE :branch = 0 OR h.id = :branch)"

void improvement_list_free(struct improvement_list *l)
{
	vec_free(l);
}

static void improvement_read(struct stmt *q, struct improvement_row *r)
{
	int64_t *const to[] = { &r->id, &r->rev, &r->branch_id, &r->created_at, &r->suggestion_id,
		&r->complaint_id, &r->owner_id, &r->done_by };
	const struct {
		char *dst;
		size_t size;
	} texts[] = {
		{ r->day, sizeof r->day }, { r->month, sizeof r->month },
		{ r->level, sizeof r->level }, { r->state, sizeof r->state },
		{ r->due_day, sizeof r->due_day }, { r->done_day, sizeof r->done_day },
		{ r->checked_day, sizeof r->checked_day }, { r->owner, sizeof r->owner },
		{ r->doer, sizeof r->doer }, { r->checker, sizeof r->checker },
		{ r->problem, sizeof r->problem }, { r->measure, sizeof r->measure },
		{ r->done_text, sizeof r->done_text }, { r->reason, sizeof r->reason },
		{ r->credit, sizeof r->credit },
	};

	for (size_t i = 0; i < sizeof to / sizeof to[0]; i++)
		*to[i] = stmt_col_int(q, (int)i);
	for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++)
		stmt_col_copy(q, (int)(8 + i), texts[i].dst, texts[i].size);
}

static enum err_code read_more(struct stmt *q, struct improvement_list *out, struct err *e)
{
	while (stmt_row(q, e))
		improvement_read(q, vec_push(out));
	return stmt_done(q, e);
}

static const char get_sql[] = LINE_SELECT "  WHERE i.id = :id";

enum err_code improvement_get(struct store *s, int64_t id, struct improvement_row *out,
    struct err *e)
{
	struct stmt *q = stmt_get(s, get_sql);
	bool found;

	stmt_int(q, ":id", id);
	found = stmt_row(q, e);
	if (found)
		improvement_read(q, out);
	return row_end(q, found, no_improvement, e);
}

static struct stmt *prepared(struct store *s, const char *sql, int64_t branch, const char *month)
{
	struct stmt *q = stmt_get(s, sql);

	stmt_int(q, ":branch", branch);
	if (month)
		stmt_text(q, ":month", month);
	return q;
}

/* The states stand there literally: a parameter would not match the partial index. */
static const char open_sql[] =
	LINE_SELECT
	"  WHERE i.state IN ('open', 'done') AND" BRANCHES
	"  ORDER BY coalesce(i.due_day, '9999'), i.id LIMIT 500"
	" /* scan: what is open, sorted; few branches */";
static const char ended_sql[] =
	LINE_SELECT
	"  WHERE i.month = :month AND i.state IN ('checked', 'dropped') AND" BRANCHES
	"  ORDER BY i.id LIMIT 500 /* scan: one month, sorted; few branches */";

enum err_code improvement_list(struct store *s, int64_t branch_id, const char *month,
    struct improvement_list *out, struct err *e)
{
	enum err_code rc;

	improvement_list_free(out);
	rc = read_more(prepared(s, open_sql, branch_id, NULL), out, e);
	return rc == OK ? read_more(prepared(s, ended_sql, branch_id, month), out, e) : rc;
}

static const char month_sql[] =
	LINE_SELECT
	"  WHERE i.month = :month AND" BRANCHES
	"  ORDER BY i.id LIMIT 500 /* scan: one month, sorted; few branches */";

enum err_code improvement_list_month(struct store *s, int64_t branch_id, const char *month,
    struct improvement_list *out, struct err *e)
{
	improvement_list_free(out);
	return read_more(prepared(s, month_sql, branch_id, month), out, e);
}

/* ---- counting ---- */

static const char complaints_sql[] =
	"SELECT coalesce(c.level, ''), count(*),"
	"    sum(coalesce(c.answered_at, :now) > c.answer_due_at"
	"      OR coalesce(c.closed_at, :now) > c.solve_due_at),"
	"    sum(c.state = 'closed')"
	"  FROM complaint c"
	"  WHERE c.branch_id IN (SELECT h.id FROM branch h WHERE :branch = 0 OR h.id = :branch)"
	"    AND c.day BETWEEN :from AND :to"
	"  GROUP BY 1 ORDER BY 1 /* scan: the days asked for, grouped; few branches */";

enum err_code problem_count_complaints(struct store *s, int64_t branch_id, const char *from_day,
    const char *to_day, int64_t now, struct problem_counts *out, struct err *e)
{
	struct stmt *q = prepared(s, complaints_sql, branch_id, NULL);

	problem_counts_free(out);
	stmt_text(q, ":from", from_day);
	stmt_text(q, ":to", to_day);
	stmt_int(q, ":now", now);
	while (stmt_row(q, e)) {
		struct problem_count *c = vec_push(out);

		stmt_col_copy(q, 0, c->level, sizeof c->level);
		c->n = stmt_col_int(q, 1);
		c->late = stmt_col_int(q, 2);
		c->closed = stmt_col_int(q, 3);
	}
	return stmt_done(q, e);
}

void problem_counts_free(struct problem_counts *l)
{
	vec_free(l);
}

static const char surveys_sql[] =
	"SELECT coalesce(sum(s.lowest <= 2), 0), coalesce(sum(s.lowest = 3), 0)"
	"  FROM survey s"
	"  WHERE s.branch_id IN (SELECT h.id FROM branch h WHERE :branch = 0 OR h.id = :branch)"
	"    AND s.day BETWEEN :from AND :to AND s.state = 'returned'"
	" /* scan: the days asked for; few branches */";
static const char suggestions_sql[] =
	"SELECT count(*), coalesce(sum(g.state IN ('taken', 'done')), 0), count(g.answered_at)"
	"  FROM suggestion g"
	"  WHERE g.branch_id IN (SELECT h.id FROM branch h WHERE :branch = 0 OR h.id = :branch)"
	"    AND g.day BETWEEN :from AND :to /* scan: the days asked for; few branches */";

static enum err_code read_counts(struct store *s, const char *sql, int64_t branch,
    const char *from_day, const char *to_day, int64_t *const *to, int n, struct err *e)
{
	struct stmt *q = prepared(s, sql, branch, NULL);

	stmt_text(q, ":from", from_day);
	stmt_text(q, ":to", to_day);
	if (stmt_row(q, e))
		for (int i = 0; i < n; i++)
			*to[i] = stmt_col_int(q, i);
	return stmt_run(q, e);
}

enum err_code problem_count_rest(struct store *s, int64_t branch_id, const char *from_day,
    const char *to_day, struct problem_rest *out, struct err *e)
{
	int64_t *const surveys[] = { &out->low, &out->middle };
	int64_t *const suggestions[] = { &out->suggested, &out->taken, &out->answered };
	enum err_code rc;

	*out = (struct problem_rest){ 0 };
	rc = read_counts(s, surveys_sql, branch_id, from_day, to_day, surveys, 2, e);
	if (rc != OK)
		return rc;
	return read_counts(s, suggestions_sql, branch_id, from_day, to_day, suggestions, 3, e);
}
