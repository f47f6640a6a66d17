#include "data/figures.h"

#include "data/todo.h"
#include "data/store/row_priv.h"

static const char figures_get_sql[] =
	"SELECT last_day, n_done, n_noshow FROM client_figures WHERE client_id = :client";

enum err_code figures_get(struct store *s, int64_t client_id, struct client_figures *out,
    struct err *e)
{
	struct stmt *q = stmt_get(s, figures_get_sql);

	*out = (struct client_figures){ .n_done = 0 };
	stmt_int(q, ":client", client_id);
	if (stmt_row(q, e)) {
		stmt_col_copy(q, 0, out->last_day, sizeof out->last_day);
		out->n_done = stmt_col_int(q, 1);
		out->n_noshow = stmt_col_int(q, 2);
	}
	return stmt_run(q, e);
}

static const char today_sql[] =
	"SELECT coalesce(sum(CASE WHEN state NOT IN ('cancelled', 'moving') THEN 1 ELSE 0 END), 0),"
	"    coalesce(sum(CASE WHEN state IN ('booked', 'confirmed') AND end_at > :now"
	"      THEN 1 ELSE 0 END), 0),"
	"    coalesce(sum(CASE WHEN state IN ('arrived', 'serving') THEN 1 ELSE 0 END), 0)"
	"  FROM appointment"
	"  WHERE branch_id IN (SELECT b.id FROM branch b WHERE :branch = 0 OR b.id = :branch)"
	"    AND day = :day /* scan: few branches */";

enum err_code figures_today(struct store *s, int64_t branch_id, const char *day, int64_t now,
    struct today_counts *out, struct err *e)
{
	struct stmt *q = stmt_get(s, today_sql);
	enum err_code rc;

	*out = (struct today_counts){ .booked = 0 };
	stmt_int(q, ":branch", branch_id);
	stmt_text(q, ":day", day);
	stmt_int(q, ":now", now);
	if (stmt_row(q, e)) {
		out->booked = stmt_col_int(q, 0);
		out->to_come = stmt_col_int(q, 1);
		out->here = stmt_col_int(q, 2);
	}
	rc = stmt_run(q, e);
	if (rc == OK)
		rc = todo_count(s, "complete", branch_id, &out->complete, e);
	if (rc == OK)
		rc = todo_count(s, "duplicate", branch_id, &out->duplicate, e);
	return rc;
}
