#include "data/card.h"

#include "base/mem.h"
#include "base/tr.h"
#include "data/txn.h"
#include "data/store/row_priv.h"

static const char no_card[] = N_("There is no such prepaid card. F7 shows them.");
static const char no_move[] = N_("Nothing of that kind was booked on a card.");

#define SELECT \
	"SELECT c.id, c.rev, c.branch_id, c.client_id, c.created_at, c.service_id," \
	"    coalesce(b.amount, 0), coalesce(b.sessions, 0), c.day, c.number, c.kind, c.name," \
	"    c.until_day, c.state, c.reason, v.name, v.name_en" \
	"  FROM card c LEFT JOIN card_balance b ON b.card_id = c.id" \
	"  LEFT JOIN service v ON v.id = c.service_id"

static void card_read(struct stmt *q, struct card *c)
{
	int64_t *const numbers[] = { &c->id, &c->rev, &c->branch_id, &c->client_id, &c->created_at,
		&c->service_id, &c->amount, &c->sessions };
	const struct {
		char *dst;
		size_t size;
	} to[] = {
		{ c->day, sizeof c->day }, { c->number, sizeof c->number },
		{ c->kind, sizeof c->kind }, { c->name, sizeof c->name },
		{ c->until_day, sizeof c->until_day }, { c->state, sizeof c->state },
		{ c->reason, sizeof c->reason }, { c->service, sizeof c->service },
		{ c->service_en, sizeof c->service_en },
	};

	for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++)
		*numbers[i] = stmt_col_int(q, (int)i);
	for (size_t i = 0; i < sizeof to / sizeof *to; i++)
		stmt_col_copy(q, (int)(8 + i), to[i].dst, to[i].size);
}

static enum err_code read_one(struct stmt *q, struct card *out, struct err *e)
{
	bool found = stmt_row(q, e);

	*out = (struct card){ 0 };
	if (found)
		card_read(q, out);
	return row_end(q, found, no_card, e);
}

static enum err_code read_list(struct stmt *q, struct card_list *out, struct err *e)
{
	card_list_free(out);
	while (stmt_row(q, e))
		card_read(q, vec_push(out));
	return stmt_done(q, e);
}

void card_list_free(struct card_list *l)
{
	vec_free(l);
}

static const char get_sql[] = SELECT " WHERE c.id = :id";

enum err_code card_get(struct store *s, int64_t id, struct card *out, struct err *e)
{
	struct stmt *q = stmt_get(s, get_sql);

	stmt_int(q, ":id", id);
	return read_one(q, out, e);
}

static const char by_number_sql[] = SELECT " WHERE c.number = :number";

enum err_code card_by_number(struct store *s, const char *number, struct card *out,
    struct err *e)
{
	struct stmt *q = stmt_get(s, by_number_sql);

	stmt_text(q, ":number", number);
	return read_one(q, out, e);
}

static const char list_client_sql[] =
	SELECT "  WHERE c.client_id = :client ORDER BY c.id DESC /* scan: one client's, sorted */";

enum err_code card_list_client(struct store *s, int64_t client_id, struct card_list *out,
    struct err *e)
{
	struct stmt *q = stmt_get(s, list_client_sql);

	stmt_int(q, ":client", client_id);
	return read_list(q, out, e);
}

static const char list_branch_sql[] =
	SELECT "  WHERE c.branch_id IN (SELECT x.id FROM branch x WHERE :branch = 0"
	"      OR x.id = :branch)"
	"    AND (:used_up = 1 OR (c.state = 'on' AND (b.amount > 0 OR b.sessions > 0)))"
	"  ORDER BY c.created_at DESC, c.id DESC LIMIT :limit /* scan: newest of a branch */";

enum err_code card_list_branch(struct store *s, int64_t branch_id, bool used_up, int limit,
    struct card_list *out, struct err *e)
{
	struct stmt *q = stmt_get(s, list_branch_sql);

	stmt_int(q, ":branch", branch_id);
	stmt_int(q, ":used_up", used_up);
	stmt_int(q, ":limit", limit);
	return read_list(q, out, e);
}

static const char list_expired_sql[] =
	SELECT "  WHERE c.until_day < :day AND (b.amount > 0 OR b.sessions > 0)"
	"  ORDER BY c.until_day, c.id LIMIT :limit /* scan: ended and not empty, sorted */";

enum err_code card_list_expired(struct store *s, const char *day, int limit,
    struct card_list *out, struct err *e)
{
	struct stmt *q = stmt_get(s, list_expired_sql);

	stmt_text(q, ":day", day);
	stmt_int(q, ":limit", limit);
	return read_list(q, out, e);
}

static const char insert_sql[] =
	"INSERT INTO card(rev, branch_id, client_id, day, created_at, number, kind, name,"
	"    service_id, until_day)"
	"  VALUES (:rev, :branch, :client, :day, :now, :number, :kind, :name, :service, :until)"
	"  RETURNING id" ROW_PARENT;

enum err_code card_insert(struct txn *t, const struct card *c, int64_t *id, struct err *e)
{
	struct stmt *q = stmt_get(txn_store(t), insert_sql);

	stmt_int(q, ":rev", txn_action_id(t));
	stmt_int(q, ":branch", c->branch_id);
	stmt_int(q, ":client", c->client_id);
	stmt_text(q, ":day", c->day);
	stmt_int(q, ":now", txn_now(t));
	stmt_text(q, ":number", c->number);
	stmt_text(q, ":kind", c->kind);
	stmt_text(q, ":name", c->name);
	stmt_int_or_null(q, ":service", c->service_id);
	stmt_text(q, ":until", row_null(c->until_day));
	return row_run(q, id, no_card, e);
}

static const char state_sql[] =
	"UPDATE card SET rev = :rev, state = :state, reason = :reason WHERE id = :id RETURNING id";

enum err_code card_set_state(struct txn *t, int64_t id, const char *state, const char *reason,
    struct err *e)
{
	struct stmt *q = stmt_get(txn_store(t), state_sql);

	stmt_int(q, ":rev", txn_action_id(t));
	stmt_int(q, ":id", id);
	stmt_text(q, ":state", state);
	stmt_text(q, ":reason", row_null(reason));
	return row_run(q, NULL, no_card, e);
}

/* ---- moves ---- */

#define MOVES \
	"SELECT m.id, m.rev, m.card_id, m.at, m.amount, m.sessions, m.payment_id," \
	"    m.treatment_id, m.other_id, m.reverses, m.staff_id," \
	"    EXISTS (SELECT 1 FROM card_move r WHERE r.reverses = m.id), m.day, m.kind, m.reason," \
	"    o.number, s.name" \
	"  FROM card_move m LEFT JOIN card o ON o.id = m.other_id" \
	"  LEFT JOIN staff s ON s.id = m.staff_id"

static void move_read(struct stmt *q, struct card_move *m)
{
	int64_t *const numbers[] = { &m->id, &m->rev, &m->card_id, &m->at, &m->amount,
		&m->sessions, &m->payment_id, &m->treatment_id, &m->other_id, &m->reverses,
		&m->staff_id };
	const struct {
		char *dst;
		size_t size;
	} to[] = {
		{ m->day, sizeof m->day }, { m->kind, sizeof m->kind },
		{ m->reason, sizeof m->reason }, { m->other, sizeof m->other },
		{ m->staff, sizeof m->staff },
	};

	for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++)
		*numbers[i] = stmt_col_int(q, (int)i);
	m->reversed = stmt_col_int(q, 11) != 0;
	for (size_t i = 0; i < sizeof to / sizeof *to; i++)
		stmt_col_copy(q, (int)(12 + i), to[i].dst, to[i].size);
}

static enum err_code move_one(struct store *s, const char *sql, int64_t id,
    struct card_move *out, struct err *e)
{
	struct stmt *q = stmt_get(s, sql);
	bool found;

	*out = (struct card_move){ 0 };
	stmt_int(q, ":id", id);
	found = stmt_row(q, e);
	if (found)
		move_read(q, out);
	return row_end(q, found, no_move, e);
}

static const char moves_sql[] =
	MOVES "  WHERE m.card_id = :id ORDER BY m.id DESC /* scan: of one card, sorted */";

enum err_code card_move_list(struct store *s, int64_t card_id, struct card_move_list *out,
    struct err *e)
{
	struct stmt *q = stmt_get(s, moves_sql);

	card_move_list_free(out);
	stmt_int(q, ":id", card_id);
	while (stmt_row(q, e))
		move_read(q, vec_push(out));
	return stmt_done(q, e);
}

void card_move_list_free(struct card_move_list *l)
{
	vec_free(l);
}

static const char move_get_sql[] = MOVES " WHERE m.id = :id";
static const char move_payment_sql[] =
	MOVES " WHERE m.payment_id = :id ORDER BY m.id LIMIT 1 /* scan: of one payment */";
static const char move_treatment_sql[] =
	MOVES "  WHERE m.treatment_id = :id AND m.kind = 'use'"
	"    AND NOT EXISTS (SELECT 1 FROM card_move x WHERE x.reverses = m.id)"
	"  ORDER BY m.id LIMIT 1 /* scan: of one treatment */";

enum err_code card_move_get(struct store *s, int64_t id, struct card_move *out, struct err *e)
{
	return move_one(s, move_get_sql, id, out, e);
}

enum err_code card_move_of_payment(struct store *s, int64_t payment_id, struct card_move *out,
    struct err *e)
{
	return move_one(s, move_payment_sql, payment_id, out, e);
}

enum err_code card_move_of_treatment(struct store *s, int64_t treatment_id,
    struct card_move *out, struct err *e)
{
	return move_one(s, move_treatment_sql, treatment_id, out, e);
}

static const char move_insert_sql[] =
	"INSERT INTO card_move(rev, card_id, day, at, kind, amount, sessions, payment_id,"
	"    treatment_id, other_id, reverses, staff_id, reason)"
	"  VALUES (:rev, :card, :day, :now, :kind, :amount, :sessions, :payment, :treatment,"
	"    :other, :reverses, :by, :reason) RETURNING id";

enum err_code card_move_insert(struct txn *t, const struct card_move *m, int64_t *id,
    struct err *e)
{
	struct stmt *q = stmt_get(txn_store(t), move_insert_sql);

	stmt_int(q, ":rev", txn_action_id(t));
	stmt_int(q, ":card", m->card_id);
	stmt_text(q, ":day", m->day);
	stmt_int(q, ":now", txn_now(t));
	stmt_text(q, ":kind", m->kind);
	stmt_int(q, ":amount", m->amount);
	stmt_int(q, ":sessions", m->sessions);
	stmt_int_or_null(q, ":payment", m->payment_id);
	stmt_int_or_null(q, ":treatment", m->treatment_id);
	stmt_int_or_null(q, ":other", m->other_id);
	stmt_int_or_null(q, ":reverses", m->reverses);
	stmt_int_or_null(q, ":by", txn_actor(t)->staff_id);
	stmt_text(q, ":reason", row_null(m->reason));
	return row_run(q, id, no_move, e);
}
