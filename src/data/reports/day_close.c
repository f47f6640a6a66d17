#include "data/day_close.h"

#include "base/day.h"
#include "base/mem.h"
#include "base/tr.h"
#include "data/txn.h"
#include "data/store/row_priv.h"

static const char not_signed[] = N_("That day is not signed off.");

/* ---- what was signed ---- */

static const char day_close_get_sql[] =
	"SELECT c.id, c.rev, c.branch_id, c.created_at, c.staff_id, c.second_id, c.day, c.reason,"
	" s.name, o.name"
	"  FROM day_close c JOIN staff s ON s.id = c.staff_id LEFT JOIN staff o ON o.id ="
	" c.second_id"
	"  WHERE c.branch_id = :branch AND c.day = :day";

static void day_close_read(struct stmt *q, struct day_close *out)
{
	out->id = stmt_col_int(q, 0);
	out->rev = stmt_col_int(q, 1);
	out->branch_id = stmt_col_int(q, 2);
	out->created_at = stmt_col_int(q, 3);
	out->staff_id = stmt_col_int(q, 4);
	out->second_id = stmt_col_int(q, 5);
	stmt_col_copy(q, 6, out->day, sizeof out->day);
	stmt_col_copy(q, 7, out->reason, sizeof out->reason);
	stmt_col_copy(q, 8, out->staff, sizeof out->staff);
	stmt_col_copy(q, 9, out->second, sizeof out->second);
}

enum err_code day_close_get(struct store *s, int64_t branch_id, const char *day,
    struct day_close *out, struct err *e)
{
	struct stmt *q = stmt_get(s, day_close_get_sql);
	bool found;

	stmt_int(q, ":branch", branch_id);
	stmt_text(q, ":day", day);
	*out = (struct day_close){ .id = 0 };
	found = stmt_row(q, e);
	if (found)
		day_close_read(q, out);
	return row_end(q, found, not_signed, e);
}

static const char day_close_lines_sql[] =
	"SELECT line, open, done, text FROM day_close_line WHERE close_id = :close ORDER BY id"
	" /* scan: nine lines, sorted */";

enum err_code day_close_lines(struct store *s, int64_t close_id, struct day_close_lines *out,
    struct err *e)
{
	struct stmt *q = stmt_get(s, day_close_lines_sql);

	day_close_lines_free(out);
	stmt_int(q, ":close", close_id);
	while (stmt_row(q, e)) {
		struct day_close_line *l = vec_push(out);

		stmt_col_copy(q, 0, l->line, sizeof l->line);
		l->open = stmt_col_int(q, 1);
		l->done = stmt_col_int(q, 2);
		stmt_col_copy(q, 3, l->text, sizeof l->text);
	}
	return stmt_done(q, e);
}

void day_close_lines_free(struct day_close_lines *l)
{
	vec_free(l);
}

static const char day_close_insert_sql[] =
	"INSERT INTO day_close(rev, branch_id, day, created_at, staff_id, second_id, reason)"
	"  VALUES (:rev, :branch, :day, :now, :staff, :second, :reason)"
	"  ON CONFLICT(branch_id, day) DO NOTHING RETURNING id";

enum err_code day_close_insert(struct txn *t, const struct day_close *c, int64_t *id,
    struct err *e)
{
	struct stmt *q = stmt_get(txn_store(t), day_close_insert_sql);
	struct err none = ERR_INIT;
	enum err_code rc;

	stmt_int(q, ":rev", txn_action_id(t));
	stmt_int(q, ":branch", c->branch_id);
	stmt_text(q, ":day", c->day);
	stmt_int(q, ":now", txn_now(t));
	stmt_int(q, ":staff", txn_actor(t)->staff_id);
	stmt_int_or_null(q, ":second", c->second_id);
	stmt_text(q, ":reason", c->second_id ? c->reason : NULL);
	rc = row_run(q, id, not_signed, &none);
	if (rc == ERR_NOTFOUND)
		return err_set(e, ERR_CONFLICT, "%s",
		    tr("Not signed. The day is signed off already."));
	return rc == OK ? OK : err_copy(e, &none);
}

static const char day_close_line_insert_sql[] =
	"INSERT INTO day_close_line(rev, close_id, line, open, done, text)"
	"  VALUES (:rev, :close, :line, :open, :done, :text)";

enum err_code day_close_line_insert(struct txn *t, int64_t close_id,
    const struct day_close_line *l, struct err *e)
{
	struct stmt *q = stmt_get(txn_store(t), day_close_line_insert_sql);

	stmt_int(q, ":rev", txn_action_id(t));
	stmt_int(q, ":close", close_id);
	stmt_text(q, ":line", l->line);
	stmt_int(q, ":open", l->open);
	stmt_int(q, ":done", l->done);
	stmt_text(q, ":text", row_null(l->text));
	return stmt_run(q, e);
}

/* ---- what is open, what is done ---- */

/* id, client_id, staff_id, at, label. What waits for the expert or for its message is not left
 * undone by a caller: escalations and messages have lines of their own. States stand there
 * literally, for the partial indexes. */
static const char open_callbacks_sql[] =
	"SELECT id, client_id, staff_id, due_at, about FROM callback"
	"  WHERE state = 'open' AND branch_id = :branch AND due_day <= :day AND held IS NULL"
	"  ORDER BY due_at, id LIMIT :limit /* scan: what is due, sorted */";
static const char done_callbacks_sql[] =
	"SELECT count(*) FROM callback WHERE done_day IS NOT NULL AND branch_id = :branch"
	"  AND done_day = :day AND state = 'done' /* scan: one day */";
static const char open_visits_sql[] =
	"SELECT v.id, v.client_id, r.staff_id, v.arrived_at, o.name FROM visit v"
	"  LEFT JOIN resource r ON r.id = v.resource_id LEFT JOIN resource o ON o.id = v.room_id"
	"  WHERE v.state <> 'left' AND v.branch_id = :branch AND v.day <= :day"
	"  ORDER BY v.arrived_at, v.id LIMIT :limit /* scan: who is here, sorted */";
static const char done_visits_sql[] =
	"SELECT count(*) FROM visit WHERE branch_id = :branch AND day = :day AND state = 'left'"
	" /* scan: one day */";
static const char open_steps_sql[] =
	"SELECT x.id, t.client_id, x.done_by, x.done_at, x.code"
	"  FROM treatment_step x INDEXED BY treatment_step_waits"
	"  JOIN treatment t ON t.id = x.treatment_id"
	"  WHERE x.manager = 1 AND x.state = 'done' AND x.confirmed_at IS NULL"
	"    AND t.branch_id = :branch AND t.day <= :day"
	"  ORDER BY x.done_at, x.id LIMIT :limit /* scan: what waits, sorted */";
static const char done_steps_sql[] =
	"SELECT count(*) FROM treatment t JOIN treatment_step x ON x.treatment_id = t.id"
	"  WHERE t.branch_id = :branch AND t.day = :day AND x.confirmed_at IS NOT NULL"
	" /* scan: one day */";
static const char open_complaints_sql[] =
	"SELECT id, client_id, owner_id, solve_due_at, number FROM complaint"
	"  WHERE state <> 'closed' AND branch_id = :branch"
	"    AND (solve_due_at < :now OR (answered_at IS NULL AND answer_due_at < :now))"
	"  ORDER BY solve_due_at, id LIMIT :limit /* scan: what is open, sorted */";
static const char done_complaints_sql[] =
	"SELECT count(*) FROM complaint WHERE branch_id = :branch AND day >= :since"
	"  AND closed_at >= :from AND closed_at < :end /* scan: three months of complaints */";
static const char open_requests_sql[] =
	"SELECT id, client_id, NULL, came_at, name FROM request"
	"  WHERE state IN ('open', 'offered') AND state = 'open' AND branch_id = :branch"
	"    AND came_at < :end ORDER BY came_at, id LIMIT :limit /* scan: what is open */";
static const char done_requests_sql[] =
	"SELECT count(*) FROM request WHERE branch_id = :branch AND day = :day"
	"  AND answered_at IS NOT NULL /* scan: one day */";
/* Lost ones, and those of which nobody knows, wait for a person as well. */
static const char open_messages_sql[] =
	"SELECT id, client_id, staff_id, created_at, template FROM message"
	"  WHERE state = 'failed' AND branch_id = :branch AND created_at < :end"
	" UNION ALL SELECT id, client_id, staff_id, created_at, template FROM message"
	"  WHERE state = 'lost' AND branch_id = :branch AND created_at < :end"
	" UNION ALL SELECT id, client_id, staff_id, created_at, template FROM message"
	"  WHERE state = 'unsure' AND branch_id = :branch AND created_at < :end"
	"  ORDER BY id LIMIT :limit /* scan: what did not arrive, sorted */";
static const char done_messages_sql[] =
	"SELECT count(*) FROM message WHERE branch_id = :branch AND day = :day"
	"  AND channel = 'sms' AND state IN ('sent', 'delivered') /* scan: one day */";
static const char open_escalations_sql[] =
	"SELECT id, client_id, staff_id, due_at, text FROM escalation"
	"  WHERE state <> 'solved' AND state = 'raised' AND branch_id = :branch"
	"    AND due_day <= :day ORDER BY due_at, id LIMIT :limit /* scan: what is open */";
static const char done_escalations_sql[] =
	"SELECT count(*) FROM escalation WHERE branch_id = :branch AND day >= :since"
	"  AND answered_at >= :from AND answered_at < :end /* scan: three months */";

/* Which words a statement has besides :branch; one that it lacks must not be bound. */
enum { DAY = 1, NOW = 2, END = 4, SPAN = 8 };

static const struct sheet_line {
	const char *open, *done;
	unsigned open_has, done_has;
} sheet_lines[DAY_LINES] = {
	[DAY_CALLBACKS] = { open_callbacks_sql, done_callbacks_sql, DAY, DAY },
	[DAY_VISITS] = { open_visits_sql, done_visits_sql, DAY, DAY },
	[DAY_STEPS] = { open_steps_sql, done_steps_sql, DAY, DAY },
	[DAY_COMPLAINTS] = { open_complaints_sql, done_complaints_sql, NOW, SPAN },
	[DAY_REQUESTS] = { open_requests_sql, done_requests_sql, END, DAY },
	[DAY_MESSAGES] = { open_messages_sql, done_messages_sql, END, DAY },
	[DAY_ESCALATIONS] = { open_escalations_sql, done_escalations_sql, DAY, SPAN },
};

static void bind_span(struct stmt *q, const struct day_span *of, unsigned has)
{
	char since[DAY_TEXT];

	stmt_int(q, ":branch", of->branch_id);
	if (has & DAY)
		stmt_text(q, ":day", of->day);
	if (has & NOW)
		stmt_int(q, ":now", of->now);
	if (has & (END | SPAN))
		stmt_int(q, ":end", of->to_at);
	if (!(has & SPAN))
		return;
	stmt_int(q, ":from", of->from_at);
	stmt_text(q, ":since", day_format(day_parse(of->day) - 90, since));
}

enum err_code day_open_list(struct store *s, enum day_line line, const struct day_span *of,
    struct day_opens *out, struct err *e)
{
	struct stmt *q = stmt_get(s, sheet_lines[line].open);

	day_open_free(out);
	bind_span(q, of, sheet_lines[line].open_has);
	stmt_int(q, ":limit", DAY_OPENS);
	while (stmt_row(q, e)) {
		struct day_open *x = vec_push(out);

		x->id = stmt_col_int(q, 0);
		x->client_id = stmt_col_int(q, 1);
		x->staff_id = stmt_col_int(q, 2);
		x->at = stmt_col_int(q, 3);
		stmt_col_copy(q, 4, x->label, sizeof x->label);
	}
	return stmt_done(q, e);
}

enum err_code day_open_count(struct store *s, enum day_line line, const struct day_span *of,
    int64_t *n, struct err *e)
{
	struct stmt *q = stmt_get(s, sheet_lines[line].open);

	bind_span(q, of, sheet_lines[line].open_has);
	stmt_int(q, ":limit", -1);
	for (*n = 0; stmt_row(q, e); )
		(*n)++;
	return stmt_done(q, e);
}

void day_open_free(struct day_opens *l)
{
	vec_free(l);
}

enum err_code day_done_count(struct store *s, enum day_line line, const struct day_span *of,
    int64_t *n, struct err *e)
{
	struct stmt *q = stmt_get(s, sheet_lines[line].done);

	bind_span(q, of, sheet_lines[line].done_has);
	return row_number(q, n, e);
}
