#include "data/duty.h"

#include "data/txn.h"
#include "data/store/row_priv.h"

static const char get_sql[] =
	"SELECT staff_id FROM duty WHERE branch_id = :branch AND day = :day";

enum err_code duty_get(struct store *s, int64_t branch_id, const char *day, int64_t *staff,
    struct err *e)
{
	struct stmt *q = stmt_get(s, get_sql);

	stmt_int(q, ":branch", branch_id);
	stmt_text(q, ":day", day);
	return row_number(q, staff, e);
}

static const char set_sql[] =
	"INSERT INTO duty(branch_id, day, rev, staff_id) VALUES (:branch, :day, :rev, :staff)"
	"  ON CONFLICT(branch_id, day) DO UPDATE SET rev = excluded.rev,"
	"    staff_id = excluded.staff_id";

enum err_code duty_set(struct txn *t, int64_t branch_id, const char *day, int64_t staff,
    struct err *e)
{
	struct stmt *q = stmt_get(txn_store(t), set_sql);

	stmt_int(q, ":branch", branch_id);
	stmt_text(q, ":day", day);
	stmt_int(q, ":rev", txn_action_id(t));
	stmt_int(q, ":staff", staff);
	return stmt_run(q, e);
}
