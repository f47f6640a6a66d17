/* Habits to be replaced, and a client's own band of an indicator. */
#include "base/mem.h"
#include "base/tr.h"
#include "data/measure.h"
#include "data/txn.h"
#include "data/store/row_priv.h"

static const char no_habit[] = N_("That habit is not here. Look at the list again.");

/* ---- the own band ---- */

static const char target_list_sql[] =
	"SELECT indicator_id, low, high, ask_until FROM target WHERE client_id = :client"
	"  ORDER BY indicator_id";

enum err_code target_list(struct store *s, int64_t client_id, struct target_list *out,
    struct err *e)
{
	struct stmt *q = stmt_get(s, target_list_sql);

	target_list_free(out);
	stmt_int(q, ":client", client_id);
	while (stmt_row(q, e)) {
		struct target *x = vec_push(out);

		x->indicator_id = stmt_col_int(q, 0);
		x->has_low = !stmt_col_null(q, 1);
		x->low = stmt_col_real(q, 1);
		x->has_high = !stmt_col_null(q, 2);
		x->high = stmt_col_real(q, 2);
		stmt_col_copy(q, 3, x->ask_until, sizeof x->ask_until);
	}
	return stmt_done(q, e);
}

void target_list_free(struct target_list *l)
{
	vec_free(l);
}

static const char target_set_sql[] =
	"INSERT INTO target(client_id, indicator_id, rev, low, high, ask_until, staff_id)"
	"  VALUES (:client, :indicator, :rev, CASE WHEN :has_low THEN :low END,"
	"    CASE WHEN :has_high THEN :high END, :until, :staff)"
	"  ON CONFLICT(client_id, indicator_id) DO UPDATE SET rev = excluded.rev,"
	"    low = excluded.low, high = excluded.high, ask_until = excluded.ask_until,"
	"    staff_id = excluded.staff_id";

enum err_code target_set(struct txn *t, int64_t client_id, const struct target *x, struct err *e)
{
	struct stmt *q = stmt_get(txn_store(t), target_set_sql);

	stmt_int(q, ":client", client_id);
	stmt_int(q, ":indicator", x->indicator_id);
	stmt_int(q, ":rev", txn_action_id(t));
	stmt_int(q, ":has_low", x->has_low);
	stmt_real(q, ":low", x->low);
	stmt_int(q, ":has_high", x->has_high);
	stmt_real(q, ":high", x->high);
	stmt_text(q, ":until", row_null(x->ask_until));
	stmt_int_or_null(q, ":staff", txn_actor(t)->staff_id);
	return stmt_run(q, e);
}

static const char target_carry_sql[] =
	"INSERT INTO target(client_id, indicator_id, rev, low, high, ask_until, staff_id)"
	"  SELECT :to, indicator_id, :rev, low, high, ask_until, staff_id FROM target"
	"  WHERE client_id = :from"
	"  ON CONFLICT(client_id, indicator_id) DO NOTHING";
static const char target_drop_sql[] = "DELETE FROM target WHERE client_id = :from";

enum err_code target_merge(struct txn *t, int64_t from, int64_t to, struct err *e)
{
	struct stmt *q = stmt_get(txn_store(t), target_carry_sql);

	stmt_int(q, ":to", to);
	stmt_int(q, ":rev", txn_action_id(t));
	stmt_int(q, ":from", from);
	if (stmt_run(q, e) != OK)
		return e->code;
	q = stmt_get(txn_store(t), target_drop_sql);
	stmt_int(q, ":from", from);
	return stmt_run(q, e);
}

/* ---- habits ---- */

#define SELECT \
	"SELECT h.id, h.rev, h.client_id, h.dependant_id, h.staff_id, h.created_at, h.day," \
	"    h.name, h.amount, h.since, h.instead, h.replaced_day, h.state, s.name" \
	"  FROM habit h LEFT JOIN staff s ON s.id = h.staff_id"

static void habit_read(struct stmt *q, struct habit *h)
{
	const struct {
		char *dst;
		size_t size;
	} to[] = {
		{ h->day, sizeof h->day }, { h->name, sizeof h->name },
		{ h->amount, sizeof h->amount }, { h->since, sizeof h->since },
		{ h->instead, sizeof h->instead }, { h->replaced_day, sizeof h->replaced_day },
		{ h->state, sizeof h->state }, { h->staff, sizeof h->staff },
	};
	int64_t *const ids[] = { &h->id, &h->rev, &h->client_id, &h->dependant_id, &h->staff_id,
		&h->created_at };

	for (size_t i = 0; i < sizeof ids / sizeof *ids; i++)
		*ids[i] = stmt_col_int(q, (int)i);
	for (size_t i = 0; i < sizeof to / sizeof *to; i++)
		stmt_col_copy(q, (int)(6 + i), to[i].dst, to[i].size);
}

static const char list_sql[] =
	SELECT "  WHERE h.client_id = :client"
	"  ORDER BY h.state <> 'open', h.id /* scan: of one client, sorted */";

enum err_code habit_list(struct store *s, int64_t client_id, struct habit_list *out,
    struct err *e)
{
	struct stmt *q = stmt_get(s, list_sql);

	habit_list_free(out);
	stmt_int(q, ":client", client_id);
	while (stmt_row(q, e))
		habit_read(q, vec_push(out));
	return stmt_done(q, e);
}

void habit_list_free(struct habit_list *l)
{
	vec_free(l);
}

static const char get_sql[] = SELECT "  WHERE h.id = :id";

enum err_code habit_get(struct store *s, int64_t id, struct habit *out, struct err *e)
{
	struct stmt *q = stmt_get(s, get_sql);
	bool found;

	*out = (struct habit){ 0 };
	stmt_int(q, ":id", id);
	found = stmt_row(q, e);
	if (found)
		habit_read(q, out);
	return row_end(q, found, no_habit, e);
}

static const char insert_sql[] =
	"INSERT INTO habit(rev, client_id, dependant_id, day, created_at, name, amount, since,"
	"    instead, staff_id)"
	"  VALUES (:rev, :client, :dependant, :day, :now, :name, :amount, :since, :instead, :staff)"
	"  RETURNING id";

enum err_code habit_insert(struct txn *t, const struct habit *h, int64_t *id, struct err *e)
{
	struct stmt *q = stmt_get(txn_store(t), insert_sql);

	stmt_int(q, ":rev", txn_action_id(t));
	stmt_int(q, ":client", h->client_id);
	stmt_int_or_null(q, ":dependant", h->dependant_id);
	stmt_text(q, ":day", h->day);
	stmt_int(q, ":now", txn_now(t));
	stmt_text(q, ":name", h->name);
	stmt_text(q, ":amount", row_null(h->amount));
	stmt_text(q, ":since", row_null(h->since));
	stmt_text(q, ":instead", row_null(h->instead));
	stmt_int_or_null(q, ":staff", txn_actor(t)->staff_id);
	return row_run(q, id, no_habit, e);
}

static const char state_sql[] =
	"UPDATE habit SET rev = :rev, state = :state, replaced_day = :day"
	"  WHERE id = :id AND state = :was RETURNING id";

enum err_code habit_set_state(struct txn *t, int64_t id, const char *was, const char *state,
    const char *day, struct err *e)
{
	struct stmt *q = stmt_get(txn_store(t), state_sql);
	enum err_code rc;

	stmt_int(q, ":rev", txn_action_id(t));
	stmt_int(q, ":id", id);
	stmt_text(q, ":was", was);
	stmt_text(q, ":state", state);
	stmt_text(q, ":day", day);
	rc = row_run(q, NULL, no_habit, e);
	if (rc != ERR_NOTFOUND)
		return rc;
	err_clear(e);
	return err_set(e, ERR_CONFLICT, "%s",
	    tr("That habit was changed meanwhile. Look at it again."));
}
