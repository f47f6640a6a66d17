#include "data/disruption.h"

#include "base/mem.h"
#include "data/hold.h"
#include "data/txn.h"
#include "data/store/row_priv.h"

static const char disruption_list_sql[] =
	"SELECT absence_id, appointment_id, at, staff_id, state, text FROM disruption"
	"  WHERE absence_id = :absence ORDER BY appointment_id";

enum err_code disruption_list(struct store *s, int64_t absence_id, struct disruption_list *out,
    struct err *e)
{
	struct stmt *q = stmt_get(s, disruption_list_sql);

	disruption_list_free(out);
	stmt_int(q, ":absence", absence_id);
	while (stmt_row(q, e)) {
		struct disruption *d = vec_push(out);

		d->absence_id = stmt_col_int(q, 0);
		d->appointment_id = stmt_col_int(q, 1);
		d->at = stmt_col_int(q, 2);
		d->staff_id = stmt_col_int(q, 3);
		stmt_col_copy(q, 4, d->state, sizeof d->state);
		stmt_col_copy(q, 5, d->text, sizeof d->text);
	}
	return stmt_done(q, e);
}

void disruption_list_free(struct disruption_list *l)
{
	vec_free(l);
}

static const char disruption_count_sql[] =
	"SELECT count(*), count(CASE WHEN state IN ('open', 'asked') THEN 1 END) FROM disruption"
	"  WHERE absence_id = :absence";

enum err_code disruption_count(struct store *s, int64_t absence_id, int64_t *all, int64_t *open,
    struct err *e)
{
	struct stmt *q = stmt_get(s, disruption_count_sql);

	*all = *open = 0;
	stmt_int(q, ":absence", absence_id);
	if (stmt_row(q, e)) {
		*all = stmt_col_int(q, 0);
		*open = stmt_col_int(q, 1);
	}
	return stmt_done(q, e);
}

static const char disruption_set_sql[] =
	"INSERT INTO disruption(absence_id, appointment_id, rev, state, at, staff_id, text)"
	"  VALUES (:absence, :appointment, :rev, :state, :now, :staff, :text)"
	"  ON CONFLICT(absence_id, appointment_id) DO UPDATE SET rev = excluded.rev,"
	"    state = excluded.state, at = excluded.at, staff_id = excluded.staff_id,"
	"    text = coalesce(excluded.text, text)";

enum err_code disruption_set(struct txn *t, int64_t absence_id, int64_t appointment_id,
    const char *state, const char *text, struct err *e)
{
	struct stmt *q = stmt_get(txn_store(t), disruption_set_sql);

	stmt_int(q, ":absence", absence_id);
	stmt_int(q, ":appointment", appointment_id);
	stmt_int(q, ":rev", txn_action_id(t));
	stmt_text(q, ":state", state);
	stmt_int(q, ":now", txn_now(t));
	stmt_int_or_null(q, ":staff", txn_actor(t)->staff_id);
	stmt_text(q, ":text", text);
	return stmt_run(q, e);
}

static const char disruption_settle_sql[] =
	"UPDATE disruption SET rev = :rev, state = :state, at = :now, staff_id = :staff"
	"  WHERE appointment_id = :appointment AND state IN ('open', 'asked')";

enum err_code disruption_settle(struct txn *t, int64_t appointment_id, const char *state,
    struct err *e)
{
	struct stmt *q = stmt_get(txn_store(t), disruption_settle_sql);
	enum err_code rc;

	stmt_int(q, ":rev", txn_action_id(t));
	stmt_text(q, ":state", state);
	stmt_int(q, ":now", txn_now(t));
	stmt_int_or_null(q, ":staff", txn_actor(t)->staff_id);
	stmt_int(q, ":appointment", appointment_id);
	rc = stmt_run(q, e);
	return rc == OK ? hold_let_go(t, "move", appointment_id, e) : rc;
}

static const char disruption_absences_sql[] =
	"SELECT count(DISTINCT x.absence_id) FROM disruption x"
	"    JOIN absence b ON b.id = x.absence_id JOIN resource r ON r.id = b.resource_id"
	"  WHERE x.state IN ('open', 'asked')"
	"    AND (:branch = 0 OR r.branch_id IS NULL OR r.branch_id = :branch)"
	" /* scan: what is open */";

enum err_code disruption_count_absences(struct store *s, int64_t branch_id, int64_t *n,
    struct err *e)
{
	struct stmt *q = stmt_get(s, disruption_absences_sql);

	stmt_int(q, ":branch", branch_id);
	return row_number(q, n, e);
}

static const char count_open_sql[] =
	"SELECT a.start_at, r.name FROM disruption x JOIN appointment a ON a.id = x.appointment_id"
	"    JOIN absence b ON b.id = x.absence_id JOIN resource r ON r.id = b.resource_id"
	"  WHERE x.state IN ('open', 'asked') AND (:branch = 0 OR a.branch_id = :branch)";

enum err_code disruption_count_open(struct store *s, int64_t branch_id,
    struct disruption_open *out, struct err *e)
{
	struct stmt *q = stmt_get(s, count_open_sql);

	*out = (struct disruption_open){ .n = 0 };
	stmt_int(q, ":branch", branch_id);
	for (; stmt_row(q, e); out->n++) {
		int64_t at = stmt_col_int(q, 0);

		if (out->n && at >= out->first_at)
			continue;
		out->first_at = at;
		stmt_col_copy(q, 1, out->resource, sizeof out->resource);
	}
	return stmt_done(q, e);
}
