#include "data/stock.h"

#include "base/mem.h"
#include "base/tr.h"
#include "data/txn.h"
#include "data/store/row_priv.h"

static const char no_lot[] = N_("There is no such lot. F7, tab Stock, shows them.");
static const char no_move[] = N_("Nothing of that kind was moved in stock.");

/* ---- lots ---- */

#define LOTS \
	"SELECT l.id, l.rev, l.branch_id, l.product_id, l.created_at, coalesce(v.quantity, 0)," \
	"    coalesce(v.reserved, 0), p.low, l.code, l.until_day, l.supplier, p.code, p.name," \
	"    p.name_en, p.unit, b.name" \
	"  FROM lot l JOIN product p ON p.id = l.product_id JOIN branch b ON b.id = l.branch_id" \
	"  LEFT JOIN stock_level v ON v.lot_id = l.id"

static void lot_read(struct stmt *q, struct lot *l)
{
	int64_t *const numbers[] = { &l->id, &l->rev, &l->branch_id, &l->product_id,
		&l->created_at, &l->quantity, &l->reserved, &l->low };
	const struct {
		char *dst;
		size_t size;
	} to[] = {
		{ l->code, sizeof l->code }, { l->until_day, sizeof l->until_day },
		{ l->supplier, sizeof l->supplier }, { l->product, sizeof l->product },
		{ l->name, sizeof l->name }, { l->name_en, sizeof l->name_en },
		{ l->unit, sizeof l->unit }, { l->branch, sizeof l->branch },
	};

	for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++)
		*numbers[i] = stmt_col_int(q, (int)i);
	for (size_t i = 0; i < sizeof to / sizeof *to; i++)
		stmt_col_copy(q, (int)(8 + i), to[i].dst, to[i].size);
}

static enum err_code lot_one(struct stmt *q, struct lot *out, struct err *e)
{
	bool found = stmt_row(q, e);

	*out = (struct lot){ 0 };
	if (found)
		lot_read(q, out);
	return row_end(q, found, no_lot, e);
}

void lot_list_free(struct lot_list *l)
{
	vec_free(l);
}

static const char lot_get_sql[] = LOTS "  WHERE l.id = :id";

enum err_code lot_get(struct store *s, int64_t id, struct lot *out, struct err *e)
{
	struct stmt *q = stmt_get(s, lot_get_sql);

	stmt_int(q, ":id", id);
	return lot_one(q, out, e);
}

static const char lot_code_sql[] =
	LOTS "  WHERE l.branch_id = :branch AND l.product_id = :product AND l.code = :code";

enum err_code lot_by_code(struct store *s, int64_t branch_id, int64_t product_id,
    const char *code, struct lot *out, struct err *e)
{
	struct stmt *q = stmt_get(s, lot_code_sql);

	stmt_int(q, ":branch", branch_id);
	stmt_int(q, ":product", product_id);
	stmt_text(q, ":code", code);
	return lot_one(q, out, e);
}

static const char lot_list_sql[] =
	LOTS "  WHERE l.product_id IN (SELECT x.id FROM product x WHERE :product IN (0, x.id))"
	"    AND :branch IN (0, l.branch_id) AND (:empty = 1 OR v.quantity > 0)"
	"  ORDER BY p.rank, p.name, p.id, l.until_day IS NULL, l.until_day, l.id"
	" /* scan: a catalogue of hundreds, sorted */";

enum err_code lot_list(struct store *s, int64_t branch_id, int64_t product_id, bool empty,
    struct lot_list *out, struct err *e)
{
	struct stmt *q = stmt_get(s, lot_list_sql);

	lot_list_free(out);
	stmt_int(q, ":branch", branch_id);
	stmt_int(q, ":product", product_id);
	stmt_int(q, ":empty", empty);
	while (stmt_row(q, e))
		lot_read(q, vec_push(out));
	return stmt_done(q, e);
}

static const char lot_insert_sql[] =
	"INSERT INTO lot(rev, branch_id, created_at, product_id, code, until_day, supplier)"
	"  VALUES (:rev, :branch, :now, :product, :code, :until, :supplier) RETURNING "
	"id" ROW_PARENT;

enum err_code lot_insert(struct txn *t, const struct lot *l, int64_t *id, struct err *e)
{
	struct stmt *q = stmt_get(txn_store(t), lot_insert_sql);

	stmt_int(q, ":rev", txn_action_id(t));
	stmt_int(q, ":branch", l->branch_id);
	stmt_int(q, ":now", txn_now(t));
	stmt_int(q, ":product", l->product_id);
	stmt_text(q, ":code", l->code);
	stmt_text(q, ":until", row_null(l->until_day));
	stmt_text(q, ":supplier", row_null(l->supplier));
	return row_run(q, id, no_lot, e);
}

/* ---- moves ---- */

#define MOVES \
	"SELECT m.id, m.rev, m.branch_id, m.lot_id, m.at, m.quantity, m.reserved, m.line_id," \
	"    m.test_id, m.reverses, m.staff_id," \
	"    EXISTS (SELECT 1 FROM stock_move r WHERE r.reverses = m.id), m.day, m.kind," \
	"    m.reason, s.name, coalesce(o.number, x.number)" \
	"  FROM stock_move m LEFT JOIN staff s ON s.id = m.staff_id" \
	"  LEFT JOIN order_line i ON i.id = m.line_id" \
	"  LEFT JOIN client_order o ON o.id = i.order_id LEFT JOIN test x ON x.id = m.test_id"

static void move_read(struct stmt *q, struct stock_move *m)
{
	int64_t *const numbers[] = { &m->id, &m->rev, &m->branch_id, &m->lot_id, &m->at,
		&m->quantity, &m->reserved, &m->line_id, &m->test_id, &m->reverses, &m->staff_id };
	const struct {
		char *dst;
		size_t size;
	} to[] = {
		{ m->day, sizeof m->day }, { m->kind, sizeof m->kind },
		{ m->reason, sizeof m->reason }, { m->staff, sizeof m->staff },
		{ m->number, sizeof m->number },
	};

	for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++)
		*numbers[i] = stmt_col_int(q, (int)i);
	m->reversed = stmt_col_int(q, 11) != 0;
	for (size_t i = 0; i < sizeof to / sizeof *to; i++)
		stmt_col_copy(q, (int)(12 + i), to[i].dst, to[i].size);
}

static enum err_code move_list(struct store *s, const char *sql, int64_t id, int limit,
    struct stock_move_list *out, struct err *e)
{
	struct stmt *q = stmt_get(s, sql);

	stock_move_list_free(out);
	stmt_int(q, ":id", id);
	stmt_int(q, ":limit", limit);
	while (stmt_row(q, e))
		move_read(q, vec_push(out));
	return stmt_done(q, e);
}

void stock_move_list_free(struct stock_move_list *l)
{
	vec_free(l);
}

static const char moves_lot_sql[] =
	MOVES "  WHERE m.lot_id = :id ORDER BY m.id DESC LIMIT :limit";
static const char moves_line_sql[] =
	MOVES "  WHERE m.line_id = :id ORDER BY m.id LIMIT :limit";
static const char moves_test_sql[] =
	MOVES "  WHERE m.test_id = :id ORDER BY m.id LIMIT :limit";
static const char move_get_sql[] = MOVES "  WHERE m.id = :id";

enum err_code stock_move_list_lot(struct store *s, int64_t lot_id, int limit,
    struct stock_move_list *out, struct err *e)
{
	return move_list(s, moves_lot_sql, lot_id, limit, out, e);
}

enum err_code stock_move_list_line(struct store *s, int64_t line_id,
    struct stock_move_list *out, struct err *e)
{
	return move_list(s, moves_line_sql, line_id, -1, out, e);
}

enum err_code stock_move_list_test(struct store *s, int64_t test_id,
    struct stock_move_list *out, struct err *e)
{
	return move_list(s, moves_test_sql, test_id, -1, out, e);
}

enum err_code stock_move_get(struct store *s, int64_t id, struct stock_move *out, struct err *e)
{
	struct stmt *q = stmt_get(s, move_get_sql);
	bool found;

	*out = (struct stock_move){ 0 };
	stmt_int(q, ":id", id);
	found = stmt_row(q, e);
	if (found)
		move_read(q, out);
	return row_end(q, found, no_move, e);
}

static const char noted_sql[] =
	"SELECT count(*) FROM stock_move m WHERE m.lot_id = :lot AND m.kind = 'receive'"
	"  AND m.reason = :note AND NOT EXISTS (SELECT 1 FROM stock_move r WHERE r.reverses = "
	"m.id)";

enum err_code stock_move_noted(struct store *s, int64_t lot_id, const char *note, bool *yes,
    struct err *e)
{
	struct stmt *q = stmt_get(s, noted_sql);
	int64_t n = 0;
	enum err_code rc;

	stmt_int(q, ":lot", lot_id);
	stmt_text(q, ":note", note);
	rc = row_number(q, &n, e);
	*yes = n > 0;
	return rc;
}

static const char move_insert_sql[] =
	"INSERT INTO stock_move(rev, branch_id, lot_id, day, at, kind, quantity, reserved, line_id,"
	"    test_id, reverses, staff_id, reason)"
	"  VALUES (:rev, :branch, :lot, :day, :now, :kind, :quantity, :reserved, :line, :test,"
	"    :reverses, :by, :reason) RETURNING id";

enum err_code stock_move_insert(struct txn *t, const struct stock_move *m, int64_t *id,
    struct err *e)
{
	struct stmt *q = stmt_get(txn_store(t), move_insert_sql);

	stmt_int(q, ":rev", txn_action_id(t));
	stmt_int(q, ":branch", m->branch_id);
	stmt_int(q, ":lot", m->lot_id);
	stmt_text(q, ":day", m->day);
	stmt_int(q, ":now", txn_now(t));
	stmt_text(q, ":kind", m->kind);
	stmt_int(q, ":quantity", m->quantity);
	stmt_int(q, ":reserved", m->reserved);
	stmt_int_or_null(q, ":line", m->line_id);
	stmt_int_or_null(q, ":test", m->test_id);
	stmt_int_or_null(q, ":reverses", m->reverses);
	stmt_int_or_null(q, ":by", txn_actor(t)->staff_id);
	stmt_text(q, ":reason", row_null(m->reason));
	return row_run(q, id, no_move, e);
}

/* ---- sums ---- */

static const char sum_sql[] =
	"SELECT coalesce(sum(v.quantity), 0), coalesce(sum(v.reserved), 0),"
	"    coalesce(sum(CASE WHEN l.until_day < :day THEN 0 ELSE v.quantity - v.reserved END), "
	"0),"
	"    count(*)"
	"  FROM lot l JOIN stock_level v ON v.lot_id = l.id"
	"  WHERE l.product_id = :product AND :branch IN (0, l.branch_id)";

enum err_code stock_sum_get(struct store *s, int64_t product_id, int64_t branch_id,
    const char *day, struct stock_sum *out, struct err *e)
{
	struct stmt *q = stmt_get(s, sum_sql);

	*out = (struct stock_sum){ 0 };
	stmt_int(q, ":product", product_id);
	stmt_int(q, ":branch", branch_id);
	stmt_text(q, ":day", day);
	if (stmt_row(q, e)) {
		out->quantity = stmt_col_int(q, 0);
		out->reserved = stmt_col_int(q, 1);
		out->free = stmt_col_int(q, 2);
		out->lots = stmt_col_int(q, 3);
	}
	return stmt_done(q, e);
}

static const char low_sql[] =
	"SELECT p.id, p.low, p.code, p.name, p.name_en, p.unit,"
	"    (SELECT coalesce(sum(v.quantity - v.reserved), 0)"
	"      FROM lot l JOIN stock_level v ON v.lot_id = l.id"
	"      WHERE l.product_id = p.id AND :branch IN (0, l.branch_id)"
	"        AND (l.until_day IS NULL OR l.until_day >= :day)) AS free"
	"  FROM product p WHERE p.state = 'on' AND p.low > 0"
	"  ORDER BY p.rank, p.name, p.id /* scan: a catalogue of hundreds */";

enum err_code stock_low_list(struct store *s, int64_t branch_id, const char *day,
    struct stock_low_list *out, struct err *e)
{
	struct stmt *q = stmt_get(s, low_sql);

	stock_low_list_free(out);
	stmt_int(q, ":branch", branch_id);
	stmt_text(q, ":day", day);
	while (stmt_row(q, e)) {
		struct stock_low *x;

		if (stmt_col_int(q, 6) >= stmt_col_int(q, 1))
			continue;
		x = vec_push(out);
		*x = (struct stock_low){ .product_id = stmt_col_int(q, 0),
			.low = stmt_col_int(q, 1), .free = stmt_col_int(q, 6) };
		stmt_col_copy(q, 2, x->code, sizeof x->code);
		stmt_col_copy(q, 3, x->name, sizeof x->name);
		stmt_col_copy(q, 4, x->name_en, sizeof x->name_en);
		stmt_col_copy(q, 5, x->unit, sizeof x->unit);
	}
	return stmt_done(q, e);
}

void stock_low_list_free(struct stock_low_list *l)
{
	vec_free(l);
}

/* What was taken is in the line itself; what is reserved is the sum of its moves. */
static const char want_sql[] =
	"SELECT i.id, i.quantity - i.taken - (SELECT coalesce(sum(m.reserved), 0)"
	"      FROM stock_move m WHERE m.line_id = i.id) AS wanted"
	"  FROM order_line i JOIN client_order o ON o.id = i.order_id"
	"  WHERE i.product_id = :product AND i.state = 'on' AND i.taken < i.quantity"
	"    AND o.state = 'open' AND o.sent_at IS NULL AND o.branch_id = :branch"
	"  ORDER BY i.id /* scan: lines of one product */";

enum err_code stock_want_list(struct store *s, int64_t product_id, int64_t branch_id,
    struct stock_want_list *out, struct err *e)
{
	struct stmt *q = stmt_get(s, want_sql);

	stock_want_list_free(out);
	stmt_int(q, ":product", product_id);
	stmt_int(q, ":branch", branch_id);
	while (stmt_row(q, e))
		if (stmt_col_int(q, 1) > 0)
			*vec_push(out) = (struct stock_want){ stmt_col_int(q, 0),
				stmt_col_int(q, 1) };
	return stmt_done(q, e);
}

void stock_want_list_free(struct stock_want_list *l)
{
	vec_free(l);
}
