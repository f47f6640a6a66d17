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

static const char orders_want[] =
    "SELECT o.id, o.client_id, CASE o.state WHEN 'cancelled' THEN 0 ELSE"
    "    (SELECT coalesce(sum(l.quantity * l.price - l.discount), 0) FROM order_line l"
    "      WHERE l.order_id = o.id AND l.state = 'on') END AS total,"
    "  (SELECT coalesce(sum(p.amount), 0) FROM payment p WHERE p.order_id = o.id) AS paid"
    "  FROM client_order o ORDER BY o.id /* scan: everything is counted */";
static const char orders_have[] =
    "SELECT order_id, client_id, total, paid FROM order_money ORDER BY order_id"
    " /* scan: everything is counted */";

static const char money_want[] =
    "SELECT x.client_id, sum(x.charged) AS charged, sum(x.paid) AS paid, sum(x.kept) AS kept"
    "  FROM (SELECT o.client_id AS client_id, CASE o.state WHEN 'cancelled' THEN 0 ELSE"
    "      (SELECT coalesce(sum(l.quantity * l.price - l.discount), 0) FROM order_line l"
    "        WHERE l.order_id = o.id AND l.state = 'on') END AS charged,"
    "      (SELECT coalesce(sum(p.amount), 0) FROM payment p WHERE p.order_id = o.id) AS paid,"
    "      0 AS kept FROM client_order o"
    "    UNION ALL SELECT k.client_id, 0, 0, k.amount FROM payment k WHERE k.order_id IS NULL)"
    "    AS x GROUP BY x.client_id"
    "  HAVING sum(x.charged) <> 0 OR sum(x.paid) <> 0 OR sum(x.kept) <> 0"
    "  ORDER BY x.client_id /* scan: everything is counted */";
static const char money_have[] =
    "SELECT client_id, charged, paid, kept FROM client_money"
    " WHERE charged <> 0 OR paid <> 0 OR kept <> 0 ORDER BY client_id"
    " /* scan: everything is counted */";

static const char cards_want[] =
    "SELECT card_id, sum(amount) AS amount, sum(sessions) AS sessions FROM card_move"
    " GROUP BY card_id HAVING sum(amount) <> 0 OR sum(sessions) <> 0 ORDER BY card_id"
    " /* scan: everything is counted */";
static const char cards_have[] =
    "SELECT card_id, amount, sessions FROM card_balance WHERE amount <> 0 OR sessions <> 0"
    " ORDER BY card_id /* scan: everything is counted */";

static const char levels_want[] =
    "SELECT m.lot_id, l.branch_id, l.product_id, sum(m.quantity) AS quantity,"
    "  sum(m.reserved) AS reserved FROM stock_move m JOIN lot l ON l.id = m.lot_id"
    " GROUP BY m.lot_id HAVING sum(m.quantity) <> 0 OR sum(m.reserved) <> 0 ORDER BY m.lot_id"
    " /* scan: everything is counted */";
static const char levels_have[] =
    "SELECT lot_id, branch_id, product_id, quantity, reserved FROM stock_level"
    " WHERE quantity <> 0 OR reserved <> 0 ORDER BY lot_id /* scan: everything is counted */";

static const struct counted {
	const char *what, *want, *have;
	int nkey, ncol;
} counted[] = {
	{ "client_figures", figures_want, figures_have, 1, 4 },
	{ "kpi_day", days_want, days_have, 2, 6 },
	{ "order_money", orders_want, orders_have, 1, 4 },
	{ "client_money", money_want, money_have, 1, 4 },
	{ "card_balance", cards_want, cards_have, 1, 3 },
	{ "stock_level", levels_want, levels_have, 1, 5 },
};

enum err_code verify_figures(struct store *s, int64_t *bad, struct buf *detail, struct err *e)
{
	struct proof p = { .bad = bad, .detail = detail };
	enum err_code code = proof_begin(s, e);

	*bad = 0;
	if (code != OK)
		return code;
	for (size_t i = 0; code == OK && i < sizeof counted / sizeof *counted; i++)
		code = proof_compare(&p, counted[i].what, stmt_get(s, counted[i].want),
		    stmt_get(s, counted[i].have), counted[i].nkey, counted[i].ncol, e);
	return proof_end(s, code, e);
}
