/*
 * Sums of orders, clients, cards and lots after an undo: whatever the changes touched is counted
 * anew from the rows that are there now. Which ones those are must be asked before
 * and after, because a row may go, come, or change its client.
 */
#include "undo_priv.h"

#include <string.h>

#include "base/mem.h"
#include "base/tr.h"

static const char order_of_sql[] = "SELECT id, client_id FROM client_order WHERE id = :id";
static const char line_of_sql[] =
    "SELECT o.id, o.client_id FROM order_line l JOIN client_order o ON o.id = l.order_id"
    "  WHERE l.id = :id";
static const char payment_of_sql[] =
    "SELECT coalesce(order_id, 0), client_id FROM payment WHERE id = :id";
static const char move_of_sql[] = "SELECT card_id, 0 FROM card_move WHERE id = :id";

static const char stock_of_sql[] = "SELECT lot_id, 0 FROM stock_move WHERE id = :id";

enum sum_of { SUM_ORDER, SUM_CARD, SUM_LOT };

static const struct money_table {
	const char *name;
	const char *sql;                /* what a row belongs to: an order and a client, a card, or
					 * a lot */
	enum sum_of of;
} tables[UNDO_MONEY_TABLES] = {
	{ "client_order", order_of_sql, SUM_ORDER },
	{ "order_line", line_of_sql, SUM_ORDER },
	{ "payment", payment_of_sql, SUM_ORDER },
	{ "card_move", move_of_sql, SUM_CARD },
	{ "stock_move", stock_of_sql, SUM_LOT },
};

static struct ids *ids_of(struct undo *u, enum sum_of of)
{
	switch (of) {
	case SUM_CARD: return &u->money.cards;
	case SUM_LOT: return &u->money.lots;
	case SUM_ORDER: break;
	}
	return &u->money.orders;
}

void undo_note_money(struct undo *u, const struct change_row *r)
{
	for (size_t i = 0; i < UNDO_MONEY_TABLES; i++)
		if (strcmp(tables[i].name, r->name) == 0)
			ids_add(&u->money.rows[i], sqlite3_value_int64(
			    change_key(r, catalog_column_index(r->table, "id"))));
}

static enum err_code collect_row(struct undo *u, const struct money_table *m, int64_t id,
    struct err *e)
{
	struct stmt *q = stmt_get(u->txn->store, m->sql);

	stmt_int(q, ":id", id);
	if (stmt_row(q, e)) {
		int64_t of = stmt_col_int(q, 0);

		if (of)
			ids_add(ids_of(u, m->of), of);
		if (m->of == SUM_ORDER)
			ids_add(&u->money.clients, stmt_col_int(q, 1));
	}
	return stmt_done(q, e);
}

enum err_code undo_collect_money(struct undo *u, struct err *e)
{
	enum err_code code = OK;

	for (size_t i = 0; i < UNDO_MONEY_TABLES; i++)
		for (size_t k = 0; code == OK && k < u->money.rows[i].n; k++)
			code = collect_row(u, &tables[i], u->money.rows[i].v[k], e);
	return code;
}

/* The triggers of order_money carry each change on to client_money; that is counted anew behind
 * them, so what they do in between does not matter. */
static const char drop_order_sql[] = "DELETE FROM order_money WHERE order_id = :id";
static const char add_order_sql[] =
    "INSERT INTO order_money(order_id, client_id, total, paid)"
    "  SELECT o.id, o.client_id, CASE o.state WHEN 'cancelled' THEN 0 ELSE"
    "      (SELECT coalesce(sum(l.quantity * l.price - l.discount), 0) FROM order_line l"
    "        WHERE l.order_id = o.id AND l.state = 'on') END,"
    "    (SELECT coalesce(sum(p.amount), 0) FROM payment p WHERE p.order_id = o.id)"
    "  FROM client_order o WHERE o.id = :id";
static const char drop_client_sql[] = "DELETE FROM client_money WHERE client_id = :id";
static const char add_client_sql[] =
    "INSERT INTO client_money(client_id, charged, paid, kept)"
    "  SELECT c.id, (SELECT coalesce(sum(m.total), 0) FROM client_order o"
    "      JOIN order_money m ON m.order_id = o.id WHERE o.client_id = c.id),"
    "    (SELECT coalesce(sum(m.paid), 0) FROM client_order o"
    "      JOIN order_money m ON m.order_id = o.id WHERE o.client_id = c.id),"
    "    (SELECT coalesce(sum(p.amount), 0) FROM payment p WHERE p.client_id = c.id"
    "      AND p.order_id IS NULL)"
    "  FROM client c WHERE c.id = :id";
static const char drop_card_sql[] = "DELETE FROM card_balance WHERE card_id = :id";
static const char add_card_sql[] =
    "INSERT INTO card_balance(card_id, amount, sessions)"
    "  SELECT :id, sum(amount), sum(sessions) FROM card_move WHERE card_id = :id"
    "  HAVING count(*) > 0";
static const char bad_card_sql[] =
    "SELECT count(*) FROM card_balance WHERE card_id = :id AND (amount < 0 OR sessions < 0)";
static const char drop_lot_sql[] = "DELETE FROM stock_level WHERE lot_id = :id";
static const char add_lot_sql[] =
    "INSERT INTO stock_level(lot_id, branch_id, product_id, quantity, reserved)"
    "  SELECT l.id, l.branch_id, l.product_id, sum(m.quantity), sum(m.reserved)"
    "  FROM stock_move m JOIN lot l ON l.id = m.lot_id WHERE m.lot_id = :id"
    "  GROUP BY l.id /* scan: of one lot */";
static const char bad_lot_sql[] =
    "SELECT count(*) FROM stock_level WHERE lot_id = :id AND (reserved < 0"
    "    OR quantity < reserved)";

static enum err_code run_for(
    struct store *s, const char *sql, const struct ids *rows, struct err *e)
{
	enum err_code code = OK;

	for (size_t i = 0; code == OK && i < rows->n; i++) {
		struct stmt *q = stmt_get(s, sql);

		stmt_int(q, ":id", rows->v[i]);
		code = stmt_run(q, e);
	}
	return code;
}

/* The guards of cards and lots, as they stand in the schema: nothing goes below nothing. */
static enum err_code check_all(struct undo *u, const char *sql, const struct ids *rows,
    const char *text, struct err *e)
{
	enum err_code code = OK;

	for (size_t i = 0; code == OK && i < rows->n; i++) {
		struct stmt *q = stmt_get(u->txn->store, sql);
		bool bad;

		stmt_int(q, ":id", rows->v[i]);
		bad = stmt_row(q, e) && stmt_col_int(q, 0) > 0;
		code = stmt_done(q, e);
		if (code == OK && bad)
			code = err_set(e, ERR_CONFLICT, "%s", tr(text));
	}
	return code;
}

enum err_code undo_rebuild_money(struct undo *u, struct err *e)
{
	const struct {
		const char *sql;
		const struct ids *of;
	} steps[] = {
		{ drop_order_sql, &u->money.orders }, { add_order_sql, &u->money.orders },
		{ drop_client_sql, &u->money.clients }, { add_client_sql, &u->money.clients },
		{ drop_card_sql, &u->money.cards }, { add_card_sql, &u->money.cards },
		{ drop_lot_sql, &u->money.lots }, { add_lot_sql, &u->money.lots },
	};
	enum err_code code = OK;

	for (size_t i = 0; code == OK && i < sizeof steps / sizeof *steps; i++)
		code = run_for(u->txn->store, steps[i].sql, steps[i].of, e);
	if (code == OK)
		code = check_all(u, bad_card_sql, &u->money.cards,
		    N_("Not undone. What came onto the card was used since."), e);
	if (code == OK)
		code = check_all(u, bad_lot_sql, &u->money.lots,
		    N_("Not undone. What came into stock went out since."), e);
	return code;
}

void undo_free_money(struct undo *u)
{
	for (size_t i = 0; i < UNDO_MONEY_TABLES; i++)
		ids_free(&u->money.rows[i]);
	ids_free(&u->money.orders);
	ids_free(&u->money.clients);
	ids_free(&u->money.cards);
	ids_free(&u->money.lots);
}
