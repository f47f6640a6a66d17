#include "data/shift.h"

#include "base/mem.h"
#include "base/tr.h"
#include "data/txn.h"
#include "data/store/row_priv.h"

static const char no_shift[] = N_("No shift is open. n begins one.");

#define SELECT \
	"SELECT x.id, x.rev, x.branch_id, x.staff_id, x.from_at, x.until_at, x.float, x.read_by," \
	"    x.read_at, x.day, x.state, x.note, s.name" \
	"  FROM shift x JOIN staff s ON s.id = x.staff_id"

static void shift_read(struct stmt *q, struct shift *x)
{
	int64_t *const numbers[] = { &x->id, &x->rev, &x->branch_id, &x->staff_id, &x->from_at,
		&x->until_at, &x->float_amount, &x->read_by, &x->read_at };

	for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++)
		*numbers[i] = stmt_col_int(q, (int)i);
	stmt_col_copy(q, 9, x->day, sizeof x->day);
	stmt_col_copy(q, 10, x->state, sizeof x->state);
	stmt_col_copy(q, 11, x->note, sizeof x->note);
	stmt_col_copy(q, 12, x->staff, sizeof x->staff);
}

static enum err_code read_one(struct stmt *q, struct shift *out, struct err *e)
{
	bool found = stmt_row(q, e);

	*out = (struct shift){ 0 };
	if (found)
		shift_read(q, out);
	return row_end(q, found, no_shift, e);
}

static const char get_sql[] = SELECT " WHERE x.id = :id";

enum err_code shift_get(struct store *s, int64_t id, struct shift *out, struct err *e)
{
	struct stmt *q = stmt_get(s, get_sql);

	stmt_int(q, ":id", id);
	return read_one(q, out, e);
}

static const char open_sql[] =
	SELECT " WHERE x.branch_id = :branch AND x.staff_id = :staff AND x.state = 'open'";

enum err_code shift_open_of(struct store *s, int64_t branch_id, int64_t staff_id,
    struct shift *out, struct err *e)
{
	struct stmt *q = stmt_get(s, open_sql);

	stmt_int(q, ":branch", branch_id);
	stmt_int(q, ":staff", staff_id);
	return read_one(q, out, e);
}

static const char unread_sql[] =
	SELECT "  WHERE x.branch_id = :branch AND x.note IS NOT NULL AND x.read_by IS NULL"
	"    AND x.until_at IS NOT NULL AND x.staff_id <> :reader"
	"  ORDER BY x.until_at DESC, x.id DESC LIMIT 1";

enum err_code shift_unread(struct store *s, int64_t branch_id, int64_t reader,
    struct shift *out, struct err *e)
{
	struct stmt *q = stmt_get(s, unread_sql);

	stmt_int(q, ":branch", branch_id);
	stmt_int(q, ":reader", reader);
	return read_one(q, out, e);
}

static const char days_sql[] =
	SELECT "  WHERE x.branch_id = :branch AND x.day >= :from AND x.day <= :to"
	"  ORDER BY x.from_at DESC, x.id DESC /* scan: of some days, sorted */";

enum err_code shift_list_days(struct store *s, int64_t branch_id, const char *from,
    const char *to, struct shift_list *out, struct err *e)
{
	struct stmt *q = stmt_get(s, days_sql);

	shift_list_free(out);
	stmt_int(q, ":branch", branch_id);
	stmt_text(q, ":from", from);
	stmt_text(q, ":to", to);
	while (stmt_row(q, e))
		shift_read(q, vec_push(out));
	return stmt_done(q, e);
}

void shift_list_free(struct shift_list *l)
{
	vec_free(l);
}

static const char insert_sql[] =
	"INSERT INTO shift(rev, branch_id, day, staff_id, from_at, float)"
	"  VALUES (:rev, :branch, :day, :staff, :from, :float) RETURNING id" ROW_PARENT;

enum err_code shift_insert(struct txn *t, const struct shift *x, int64_t *id, struct err *e)
{
	struct stmt *q = stmt_get(txn_store(t), insert_sql);
	enum err_code rc;

	stmt_int(q, ":rev", txn_action_id(t));
	stmt_int(q, ":branch", x->branch_id);
	stmt_text(q, ":day", x->day);
	stmt_int(q, ":staff", x->staff_id);
	stmt_int(q, ":from", x->from_at);
	stmt_int(q, ":float", x->float_amount);
	rc = row_run(q, id, no_shift, e);
	if (rc != ERR_DUPLICATE)
		return rc;
	err_clear(e);
	return err_set(e, ERR_CONFLICT, "%s", tr("A shift is open already. F10 ends it first."));
}

static const char close_sql[] =
	"UPDATE shift SET rev = :rev, state = 'closed', until_at = :now, note = :note"
	"  WHERE id = :id AND state = 'open' RETURNING id";

enum err_code shift_close(struct txn *t, int64_t id, const char *note, struct err *e)
{
	struct stmt *q = stmt_get(txn_store(t), close_sql);
	enum err_code rc;

	stmt_int(q, ":rev", txn_action_id(t));
	stmt_int(q, ":id", id);
	stmt_int(q, ":now", txn_now(t));
	stmt_text(q, ":note", row_null(note));
	rc = row_run(q, NULL, no_shift, e);
	if (rc != ERR_NOTFOUND)
		return rc;
	err_clear(e);
	return err_set(e, ERR_CONFLICT, "%s", tr("That shift has ended. Look at it again."));
}

static const char read_sql[] =
	"UPDATE shift SET rev = :rev, read_by = :by, read_at = :now"
	"  WHERE id = :id AND read_by IS NULL RETURNING id";

enum err_code shift_set_read(struct txn *t, int64_t id, struct err *e)
{
	struct stmt *q = stmt_get(txn_store(t), read_sql);

	stmt_int(q, ":rev", txn_action_id(t));
	stmt_int(q, ":id", id);
	stmt_int(q, ":now", txn_now(t));
	stmt_int_or_null(q, ":by", txn_actor(t)->staff_id);
	return row_run(q, NULL, no_shift, e);
}

/* ---- what was counted ---- */

static const char counts_sql[] =
	"SELECT method, expected, counted, reason FROM shift_count WHERE shift_id = :id"
	"  ORDER BY method";

enum err_code shift_count_list(struct store *s, int64_t shift_id, struct shift_count_list *out,
    struct err *e)
{
	struct stmt *q = stmt_get(s, counts_sql);

	shift_count_list_free(out);
	stmt_int(q, ":id", shift_id);
	while (stmt_row(q, e)) {
		struct shift_count *c = vec_push(out);

		stmt_col_copy(q, 0, c->method, sizeof c->method);
		c->expected = stmt_col_int(q, 1);
		c->counted = stmt_col_int(q, 2);
		stmt_col_copy(q, 3, c->reason, sizeof c->reason);
	}
	return stmt_done(q, e);
}

void shift_count_list_free(struct shift_count_list *l)
{
	vec_free(l);
}

static const char count_insert_sql[] =
	"INSERT INTO shift_count(shift_id, method, rev, expected, counted, reason)"
	"  VALUES (:shift, :method, :rev, :expected, :counted, :reason)";

enum err_code shift_count_insert(struct txn *t, int64_t shift_id, const struct shift_count *c,
    struct err *e)
{
	struct stmt *q = stmt_get(txn_store(t), count_insert_sql);

	stmt_int(q, ":shift", shift_id);
	stmt_text(q, ":method", c->method);
	stmt_int(q, ":rev", txn_action_id(t));
	stmt_int(q, ":expected", c->expected);
	stmt_int(q, ":counted", c->counted);
	stmt_text(q, ":reason", row_null(c->reason));
	return stmt_run(q, e);
}
