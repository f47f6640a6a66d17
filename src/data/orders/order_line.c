/* The lines of an order, its instalments, and what a client's orders come to. */
#include <string.h>

#include "base/mem.h"
#include "base/tr.h"
#include "data/order.h"
#include "data/txn.h"
#include "data/store/row_priv.h"

static const char no_line[] = N_("There is no such line. Look at the order again.");

#define SELECT \
	"SELECT l.id, l.rev, l.order_id, l.product_id, l.test_type_id, l.service_id, l.card_id," \
	"    l.quantity, l.price, l.discount, l.taken, coalesce(p.pieces, 0)," \
	"    coalesce(l.dose, 0), l.line, l.gift, l.state = 'cancelled', l.text, l.why," \
	"    coalesce(p.name, k.name, v.name, c.name, l.text)," \
	"    coalesce(p.name_en, k.name_en, v.name_en, ''), p.unit, p.piece" \
	"  FROM order_line l LEFT JOIN product p ON p.id = l.product_id" \
	"  LEFT JOIN test_type k ON k.id = l.test_type_id" \
	"  LEFT JOIN service v ON v.id = l.service_id LEFT JOIN card c ON c.id = l.card_id"

static void line_read(struct stmt *q, struct order_line *l)
{
	int64_t *const numbers[] = { &l->id, &l->rev, &l->order_id, &l->product_id,
		&l->test_type_id, &l->service_id, &l->card_id, &l->quantity, &l->price,
		&l->discount, &l->taken, &l->pieces };
	const struct {
		char *dst;
		size_t size;
	} to[] = {
		{ l->text, sizeof l->text }, { l->why, sizeof l->why },
		{ l->name, sizeof l->name }, { l->name_en, sizeof l->name_en },
		{ l->unit, sizeof l->unit }, { l->piece, sizeof l->piece },
	};

	for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++)
		*numbers[i] = stmt_col_int(q, (int)i);
	l->dose = (int)stmt_col_int(q, 12);
	l->line = (int)stmt_col_int(q, 13);
	l->gift = stmt_col_int(q, 14) != 0;
	l->cancelled = stmt_col_int(q, 15) != 0;
	for (size_t i = 0; i < sizeof to / sizeof *to; i++)
		stmt_col_copy(q, (int)(16 + i), to[i].dst, to[i].size);
}

int64_t order_line_total(const struct order_line *l)
{
	return l->cancelled ? 0 : l->quantity * l->price - l->discount;
}

static const char list_sql[] = SELECT " WHERE l.order_id = :id ORDER BY l.line";

enum err_code order_line_list(struct store *s, int64_t order_id, struct order_line_list *out,
    struct err *e)
{
	struct stmt *q = stmt_get(s, list_sql);

	order_line_list_free(out);
	stmt_int(q, ":id", order_id);
	while (stmt_row(q, e))
		line_read(q, vec_push(out));
	return stmt_done(q, e);
}

void order_line_list_free(struct order_line_list *l)
{
	vec_free(l);
}

static const char get_sql[] = SELECT " WHERE l.id = :id";

enum err_code order_line_get(struct store *s, int64_t id, struct order_line *out, struct err *e)
{
	struct stmt *q = stmt_get(s, get_sql);
	bool found;

	*out = (struct order_line){ 0 };
	stmt_int(q, ":id", id);
	found = stmt_row(q, e);
	if (found)
		line_read(q, out);
	return row_end(q, found, no_line, e);
}

static const char insert_sql[] =
	"INSERT INTO order_line(rev, order_id, line, product_id, test_type_id, service_id, card_id,"
	"    text, quantity, price, discount, why, gift, dose)"
	"  VALUES (:rev, :order,"
	"    1 + coalesce((SELECT max(n.line) FROM order_line n WHERE n.order_id = :order), 0),"
	"    :product, :test, :service, :card, :text, :quantity, :price, :discount, :why, :gift,"
	"    :dose) RETURNING id" ROW_PARENT;

enum err_code order_line_insert(struct txn *t, const struct order_line *l, int64_t *id,
    struct err *e)
{
	struct stmt *q = stmt_get(txn_store(t), insert_sql);

	stmt_int(q, ":rev", txn_action_id(t));
	stmt_int(q, ":order", l->order_id);
	stmt_int_or_null(q, ":product", l->product_id);
	stmt_int_or_null(q, ":test", l->test_type_id);
	stmt_int_or_null(q, ":service", l->service_id);
	stmt_int_or_null(q, ":card", l->card_id);
	stmt_text(q, ":text", row_null(l->text));
	stmt_int(q, ":quantity", l->quantity);
	stmt_int(q, ":price", l->price);
	stmt_int(q, ":discount", l->discount);
	stmt_text(q, ":why", row_null(l->why));
	stmt_int(q, ":gift", l->gift);
	stmt_int_or_null(q, ":dose", l->dose);
	return row_run(q, id, no_line, e);
}

static const char state_sql[] =
	"UPDATE order_line SET rev = :rev, state = :state WHERE id = :id RETURNING id";

enum err_code order_line_set_cancelled(struct txn *t, int64_t id, bool cancelled, struct err *e)
{
	struct stmt *q = stmt_get(txn_store(t), state_sql);

	stmt_int(q, ":rev", txn_action_id(t));
	stmt_int(q, ":id", id);
	stmt_text(q, ":state", cancelled ? "cancelled" : "on");
	return row_run(q, NULL, no_line, e);
}

static const char discount_sql[] =
	"UPDATE order_line SET rev = :rev, discount = :discount, gift = :gift, why = :why"
	"  WHERE id = :id RETURNING id";

enum err_code order_line_set_discount(struct txn *t, int64_t id, int64_t discount, bool gift,
    const char *why, struct err *e)
{
	struct stmt *q = stmt_get(txn_store(t), discount_sql);

	stmt_int(q, ":rev", txn_action_id(t));
	stmt_int(q, ":id", id);
	stmt_int(q, ":discount", discount);
	stmt_int(q, ":gift", gift);
	stmt_text(q, ":why", row_null(why));
	return row_run(q, NULL, no_line, e);
}

static const char taken_sql[] =
	"UPDATE order_line SET rev = :rev, taken = :taken WHERE id = :id RETURNING id";

enum err_code order_line_set_taken(struct txn *t, int64_t id, int64_t taken, struct err *e)
{
	struct stmt *q = stmt_get(txn_store(t), taken_sql);

	stmt_int(q, ":rev", txn_action_id(t));
	stmt_int(q, ":id", id);
	stmt_int(q, ":taken", taken);
	return row_run(q, NULL, no_line, e);
}

static const char test_price_sql[] = "SELECT price FROM test_type WHERE id = :id";

enum err_code order_test_price(struct store *s, int64_t test_type_id, int64_t *price,
    struct err *e)
{
	struct stmt *q = stmt_get(s, test_price_sql);
	bool found;

	stmt_int(q, ":id", test_type_id);
	found = stmt_row(q, e);
	if (found)
		*price = stmt_col_int(q, 0);
	return row_end(q, found, N_("There is no such test. Look at the catalogue (F12)."), e);
}

/* ---- instalments ---- */

static const char instalments_sql[] =
	"SELECT amount, due_day FROM instalment WHERE order_id = :id AND state = 'on'"
	"  ORDER BY due_day, line /* scan: of one order, sorted */";

enum err_code instalment_list(struct store *s, int64_t order_id, struct instalment_list *out,
    struct err *e)
{
	struct stmt *q = stmt_get(s, instalments_sql);

	instalment_list_free(out);
	stmt_int(q, ":id", order_id);
	while (stmt_row(q, e)) {
		struct instalment *i = vec_push(out);

		i->amount = stmt_col_int(q, 0);
		stmt_col_copy(q, 1, i->due_day, sizeof i->due_day);
	}
	return stmt_done(q, e);
}

void instalment_list_free(struct instalment_list *l)
{
	vec_free(l);
}

static const char instalment_insert_sql[] =
	"INSERT INTO instalment(order_id, line, rev, due_day, amount)"
	"  VALUES (:order, :line, :rev, :day, :amount)";

enum err_code instalment_insert(struct txn *t, int64_t order_id, int line,
    const struct instalment *i, struct err *e)
{
	struct stmt *q = stmt_get(txn_store(t), instalment_insert_sql);

	stmt_int(q, ":order", order_id);
	stmt_int(q, ":line", line);
	stmt_int(q, ":rev", txn_action_id(t));
	stmt_text(q, ":day", i->due_day);
	stmt_int(q, ":amount", i->amount);
	return stmt_run(q, e);
}

/* ---- sums ---- */

static const char money_sql[] =
	"SELECT charged, paid, kept FROM client_money WHERE client_id = :id";

enum err_code client_money_get(struct store *s, int64_t client_id, struct client_money *out,
    struct err *e)
{
	struct stmt *q = stmt_get(s, money_sql);

	*out = (struct client_money){ 0 };
	stmt_int(q, ":id", client_id);
	if (stmt_row(q, e))
		*out = (struct client_money){ stmt_col_int(q, 0), stmt_col_int(q, 1),
			stmt_col_int(q, 2) };
	return stmt_done(q, e);
}

static const char share_sql[] =
	"SELECT x.plan_id, x.price, coalesce((SELECT sum(u.price) FROM plan_session u"
	"    WHERE u.plan_id = x.plan_id AND u.state = 'used' AND u.id <> x.id), 0) + x.price"
	"  FROM plan_session x WHERE x.id = :id";
static const char no_session[] = N_("There is no such session. Look at the plan again.");

enum err_code session_share_get(struct store *s, int64_t session_id, struct session_share *out,
    struct err *e)
{
	struct stmt *q = stmt_get(s, share_sql);
	bool found;

	*out = (struct session_share){ 0 };
	stmt_int(q, ":id", session_id);
	found = stmt_row(q, e);
	if (found)
		*out = (struct session_share){ .plan_id = stmt_col_int(q, 0),
			.price = stmt_col_int(q, 1), .amount = stmt_col_int(q, 2) };
	return row_end(q, found, no_session, e);
}
