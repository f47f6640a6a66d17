/* Counts everything that triggers and undo keep, anew. A missing row stands for zeros. */
#include "data/history.h"
#include "verify_priv.h"

static const char figures_want[] =
    "SELECT client_id, max(CASE WHEN state = 'done' THEN day END) AS last_day,"
    " count(CASE WHEN state = 'done' THEN 1 END) AS n_done,"
    " count(CASE WHEN state = 'noshow' THEN 1 END) AS n_noshow FROM appointment"
    " GROUP BY client_id HAVING count(CASE WHEN state IN ('done', 'noshow') THEN 1 END) > 0"
    " ORDER BY client_id /* scan: everything is counted */";
static const char figures_have[] =
    "SELECT client_id, last_day, n_done, n_noshow FROM client_figures"
    " WHERE last_day IS NOT NULL OR n_done <> 0 OR n_noshow <> 0"
    " ORDER BY client_id /* scan: everything is counted */";

static const char days_want[] =
    "SELECT branch_id, day, count(*) AS n, count(CASE WHEN state = 'done' THEN 1 END) AS n_done,"
    " count(CASE WHEN state = 'noshow' THEN 1 END) AS n_noshow,"
    " count(CASE WHEN state = 'cancelled' THEN 1 END) AS n_cancelled FROM appointment"
    " GROUP BY branch_id, day ORDER BY branch_id, day /* scan: everything is counted */";
static const char days_have[] =
    "SELECT branch_id, day, n, n_done, n_noshow, n_cancelled FROM kpi_day"
    " WHERE n <> 0 OR n_done <> 0 OR n_noshow <> 0 OR n_cancelled <> 0"
    " ORDER BY branch_id, day /* scan: everything is counted */";

enum err_code verify_figures(struct store *s, int64_t *bad, struct buf *detail, struct err *e)
{
	struct proof p = { .bad = bad, .detail = detail };
	enum err_code code = proof_begin(s, e);

	*bad = 0;
	if (code != OK)
		return code;
	code = proof_compare(
	    &p, "client_figures", stmt_get(s, figures_want), stmt_get(s, figures_have), 1, 4, e);
	if (code == OK)
		code = proof_compare(
		    &p, "kpi_day", stmt_get(s, days_want), stmt_get(s, days_have), 2, 6, e);
	return proof_end(s, code, e);
}
