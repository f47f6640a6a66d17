/* The life of appointments, step by step. */
#include "data/event.h"

#include "base/mem.h"
#include "base/tr.h"
#include "data/txn.h"
#include "event_priv.h"
#include "data/store/row_priv.h"

static const char no_event[] = N_("There is no such step. Look at the appointment again.");
static const char no_appointment[] = N_("There is no such appointment. Look at the schedule (F3).");

#define COLUMNS \
	"v.id, v.appointment_id, v.at, v.staff_id, v.start_at, v.end_at, v.late, v.what," \
	" p.name, v.text"

static void event_read(struct stmt *q, struct event *v)
{
	v->id = stmt_col_int(q, 0);
	v->appointment_id = stmt_col_int(q, 1);
	v->at = stmt_col_int(q, 2);
	v->staff_id = stmt_col_int(q, 3);
	v->start_at = stmt_col_int(q, 4);
	v->end_at = stmt_col_int(q, 5);
	v->late = stmt_col_int(q, 6) != 0;
	stmt_col_copy(q, 7, v->what, sizeof v->what);
	stmt_col_copy(q, 8, v->staff, sizeof v->staff);
	stmt_col_copy(q, 9, v->text, sizeof v->text);
}

static const char event_list_sql[] =
	"SELECT " COLUMNS " FROM appointment_event v LEFT JOIN staff p ON p.id = v.staff_id"
	"  WHERE v.appointment_id = :appointment ORDER BY v.id";

enum err_code event_list(struct store *s, int64_t appointment_id, struct event_list *out,
    struct err *e)
{
	struct stmt *q = stmt_get(s, event_list_sql);

	event_list_free(out);
	stmt_int(q, ":appointment", appointment_id);
	while (stmt_row(q, e))
		event_read(q, vec_push(out));
	return stmt_done(q, e);
}

void event_list_free(struct event_list *l)
{
	vec_free(l);
}

static const char event_last_sql[] =
	"SELECT " COLUMNS " FROM appointment_event v LEFT JOIN staff p ON p.id = v.staff_id"
	"  WHERE v.appointment_id = :appointment AND v.what = :what ORDER BY v.id DESC LIMIT 1";

enum err_code event_last(struct store *s, int64_t appointment_id, const char *what,
    struct event *out, struct err *e)
{
	struct stmt *q = stmt_get(s, event_last_sql);
	bool found;

	*out = (struct event){ .id = 0 };
	stmt_int(q, ":appointment", appointment_id);
	stmt_text(q, ":what", what);
	found = stmt_row(q, e);
	if (found)
		event_read(q, out);
	return row_end(q, found, no_event, e);
}

/* ---- writing ---- */

static const char event_add_sql[] =
	"INSERT INTO appointment_event(rev, appointment_id, at, staff_id, what, start_at, end_at,"
	"    text)"
	"  SELECT :rev, a.id, :at, :staff, :what, a.start_at, a.end_at, :text"
	"    FROM appointment a WHERE a.id = :appointment RETURNING id";

enum err_code event_add_at(struct txn *t, int64_t appointment_id, const char *what,
    const char *text, int64_t at, struct err *e)
{
	struct stmt *q = stmt_get(txn_store(t), event_add_sql);

	stmt_int(q, ":rev", txn_action_id(t));
	stmt_int(q, ":appointment", appointment_id);
	stmt_int(q, ":at", at);
	stmt_int_or_null(q, ":staff", txn_actor(t)->staff_id);
	stmt_text(q, ":what", what);
	stmt_text(q, ":text", row_null(text));
	return row_run(q, NULL, no_appointment, e);
}

enum err_code event_add(struct txn *t, int64_t appointment_id, const char *what, const char *text,
    struct err *e)
{
	return event_add_at(t, appointment_id, what, text, txn_now(t), e);
}

static const char mark_late_sql[] =
	"UPDATE appointment_event SET late = 1 WHERE rev = :rev AND id ="
	"  (SELECT max(v.id) FROM appointment_event v WHERE v.appointment_id = :appointment)"
	"  RETURNING id";

enum err_code event_mark_late(struct txn *t, int64_t appointment_id, struct err *e)
{
	struct stmt *q = stmt_get(txn_store(t), mark_late_sql);

	stmt_int(q, ":rev", txn_action_id(t));
	stmt_int(q, ":appointment", appointment_id);
	return row_run(q, NULL, no_event, e);
}
