#include "data/message.h"

#include "base/mem.h"
#include "base/tr.h"
#include "data/txn.h"
#include "message_priv.h"

const char message_none[] = N_("There is no such message. Look at the list again.");

void message_read(struct stmt *q, struct message *m)
{
	m->id = stmt_col_int(q, 0);
	m->rev = stmt_col_int(q, 1);
	m->branch_id = stmt_col_int(q, 2);
	m->created_at = stmt_col_int(q, 3);
	m->due_at = stmt_col_int(q, 4);
	m->client_id = stmt_col_int(q, 5);
	m->staff_id = stmt_col_int(q, 6);
	m->appointment_id = stmt_col_int(q, 7);
	stmt_col_copy(q, 8, m->day, sizeof m->day);
	stmt_col_copy(q, 9, m->template, sizeof m->template);
	stmt_col_copy(q, 10, m->channel, sizeof m->channel);
	stmt_col_copy(q, 11, m->language, sizeof m->language);
	stmt_col_copy(q, 12, m->number, sizeof m->number);
	stmt_col_copy(q, 13, m->state, sizeof m->state);
	stmt_col_copy(q, 14, m->text, sizeof m->text);
	m->callback_id = stmt_col_int(q, 15);
	stmt_col_copy(q, 16, m->purpose, sizeof m->purpose);
	m->by_id = stmt_col_int(q, 17);
	stmt_col_copy(q, 18, m->provider_id, sizeof m->provider_id);
	m->tries = stmt_col_int(q, 19);
	m->handed_at = stmt_col_int(q, 20);
	m->ended_at = stmt_col_int(q, 21);
	stmt_col_copy(q, 22, m->why, sizeof m->why);
}

enum err_code message_read_list(struct stmt *q, struct message_list *out, struct err *e)
{
	message_list_free(out);
	while (stmt_row(q, e))
		message_read(q, vec_push(out));
	return stmt_done(q, e);
}

static const char list_appointment_sql[] =
	"SELECT " MESSAGE_COLUMNS " FROM message WHERE appointment_id = :appointment ORDER BY id";

enum err_code message_list_appointment(struct store *s, int64_t appointment_id,
    struct message_list *out, struct err *e)
{
	struct stmt *q = stmt_get(s, list_appointment_sql);

	stmt_int(q, ":appointment", appointment_id);
	return message_read_list(q, out, e);
}

static const char list_client_sql[] =
	"SELECT " MESSAGE_COLUMNS " FROM message WHERE client_id = :client AND id < :before"
	"  ORDER BY id DESC LIMIT :limit";

enum err_code message_list_client(struct store *s, int64_t client_id, int64_t before, int limit,
    struct message_list *out, struct err *e)
{
	struct stmt *q = stmt_get(s, list_client_sql);

	stmt_int(q, ":client", client_id);
	stmt_int(q, ":before", before ? before : INT64_MAX);
	stmt_int(q, ":limit", limit);
	return message_read_list(q, out, e);
}

/* state = 'queued' stands there literally: a parameter would not match the partial index. */
static const char list_staff_sql[] =
	"SELECT " MESSAGE_COLUMNS " FROM message WHERE staff_id = :staff AND state = 'queued'"
	"  ORDER BY id DESC LIMIT :limit";

enum err_code message_list_staff(struct store *s, int64_t staff_id, int limit,
    struct message_list *out, struct err *e)
{
	struct stmt *q = stmt_get(s, list_staff_sql);

	stmt_int(q, ":staff", staff_id);
	stmt_int(q, ":limit", limit);
	return message_read_list(q, out, e);
}

static const char list_due_sql[] =
	"SELECT " MESSAGE_COLUMNS " FROM message"
	"  WHERE state = 'queued' AND due_at <= :now AND channel = :channel"
	"  ORDER BY due_at, id LIMIT :limit";

enum err_code message_list_due(struct store *s, const char *channel, int64_t now, int limit,
    struct message_list *out, struct err *e)
{
	struct stmt *q = stmt_get(s, list_due_sql);

	stmt_text(q, ":channel", channel);
	stmt_int(q, ":now", now);
	stmt_int(q, ":limit", limit);
	return message_read_list(q, out, e);
}

/* Literally again, for the partial indexes of the failed ones and of the reminders. */
static const char list_failed_sql[] =
	"SELECT " MESSAGE_COLUMNS " FROM message"
	"  WHERE branch_id IN (SELECT k.id FROM branch k WHERE :branch = 0 OR k.id = :branch)"
	"    AND state = 'failed' ORDER BY id DESC LIMIT :limit /* scan: few failed */";

enum err_code message_list_failed(struct store *s, int64_t branch_id, int limit,
    struct message_list *out, struct err *e)
{
	struct stmt *q = stmt_get(s, list_failed_sql);

	stmt_int(q, ":branch", branch_id);
	stmt_int(q, ":limit", limit);
	return message_read_list(q, out, e);
}

static const char of_staff_sql[] =
	"SELECT coalesce(max(id), 0) FROM message WHERE staff_id = :staff AND state = 'queued'"
	"    AND appointment_id = :appointment";

enum err_code message_of_staff(struct store *s, int64_t staff_id, int64_t appointment_id,
    int64_t *id, struct err *e)
{
	struct stmt *q = stmt_get(s, of_staff_sql);

	stmt_int(q, ":staff", staff_id);
	stmt_int(q, ":appointment", appointment_id);
	return row_number(q, id, e);
}

static const char count_staff_sql[] =
	"SELECT count(*) FROM message WHERE staff_id = :staff AND state = 'queued'"
	"    AND channel = 'screen'";

enum err_code message_count_staff(struct store *s, int64_t staff_id, int64_t *n, struct err *e)
{
	struct stmt *q = stmt_get(s, count_staff_sql);

	stmt_int(q, ":staff", staff_id);
	return row_number(q, n, e);
}

static const char count_failed_sql[] =
	"SELECT count(*) FROM message"
	"  WHERE branch_id IN (SELECT k.id FROM branch k WHERE :branch = 0 OR k.id = :branch)"
	"    AND state = 'failed' /* scan: few branches */";

enum err_code message_count_failed(struct store *s, int64_t branch_id, int64_t *n, struct err *e)
{
	struct stmt *q = stmt_get(s, count_failed_sql);

	stmt_int(q, ":branch", branch_id);
	return row_number(q, n, e);
}

static const char reminded_sql[] =
	"SELECT count(*) FROM message WHERE staff_id = :staff AND day = :day"
	"    AND template = '" MESSAGE_REMINDER "'";

enum err_code message_reminded(struct store *s, int64_t staff_id, const char *day, bool *told,
    struct err *e)
{
	struct stmt *q = stmt_get(s, reminded_sql);
	int64_t n;
	enum err_code rc;

	stmt_int(q, ":staff", staff_id);
	stmt_text(q, ":day", day);
	rc = row_number(q, &n, e);
	*told = rc == OK && n > 0;
	return rc;
}

void message_list_free(struct message_list *l)
{
	vec_free(l);
}

/* ---- writing ---- */

static const char insert_sql[] =
	"INSERT INTO message(rev, branch_id, client_id, staff_id, day, created_at, appointment_id,"
	"    template, channel, language, number, text, due_at, state, callback_id, purpose, by_id)"
	"  VALUES (:rev, :branch, :client, :staff, :day, :now, :appointment, :template, :channel,"
	"    :language, :number, :text, :due, :state, :callback, :purpose, :by) RETURNING id";

enum err_code message_insert(struct txn *t, const struct message *m, int64_t *id, struct err *e)
{
	struct stmt *q = stmt_get(txn_store(t), insert_sql);

	stmt_int(q, ":rev", txn_action_id(t));
	stmt_int(q, ":branch", m->branch_id);
	stmt_int_or_null(q, ":client", m->client_id);
	stmt_int_or_null(q, ":staff", m->staff_id);
	stmt_text(q, ":day", m->day);
	stmt_int(q, ":now", txn_now(t));
	stmt_int_or_null(q, ":appointment", m->appointment_id);
	stmt_text(q, ":template", m->template);
	stmt_text(q, ":channel", m->channel);
	stmt_text(q, ":language", m->language);
	stmt_text(q, ":number", row_null(m->number));
	stmt_text(q, ":text", m->text);
	stmt_int(q, ":due", m->due_at ? m->due_at : txn_now(t));
	stmt_text(q, ":state", *m->state ? m->state : "queued");
	stmt_int_or_null(q, ":callback", m->callback_id);
	stmt_text(q, ":purpose", *m->purpose ? m->purpose : "service");
	stmt_int_or_null(q, ":by", m->by_id);
	return row_run(q, id, message_none, e);
}

static const char set_state_sql[] =
	"UPDATE message SET state = :state, rev = :rev"
	"  WHERE id = :id AND (:was IS NULL OR state = :was) RETURNING id";
static const char exists_sql[] = "SELECT id FROM message WHERE id = :id";

enum err_code message_set_state(struct txn *t, int64_t id, const char *was, const char *state,
    struct err *e)
{
	struct stmt *q = stmt_get(txn_store(t), set_state_sql);
	bool done;
	enum err_code rc;

	stmt_int(q, ":id", id);
	stmt_text(q, ":was", was);
	stmt_text(q, ":state", state);
	stmt_int(q, ":rev", txn_action_id(t));
	done = stmt_row(q, e);
	rc = stmt_run(q, e);
	if (rc != OK || done)
		return rc;
	q = stmt_get(txn_store(t), exists_sql);
	stmt_int(q, ":id", id);
	rc = row_run(q, NULL, message_none, e);
	return rc != OK ? rc : err_set(e, ERR_CONFLICT, "%s",
	    tr("That message went on meanwhile. Look at the list again."));
}

static const char withdraw_sql[] =
	"UPDATE message SET state = 'withdrawn', rev = :rev"
	"  WHERE appointment_id = :appointment AND state = 'queued' AND rev <> :rev";

enum err_code message_withdraw(struct txn *t, int64_t appointment_id, int64_t *n, struct err *e)
{
	struct stmt *q = stmt_get(txn_store(t), withdraw_sql);
	enum err_code rc;

	stmt_int(q, ":rev", txn_action_id(t));
	stmt_int(q, ":appointment", appointment_id);
	rc = stmt_run(q, e);
	if (n)
		*n = rc == OK ? sqlite3_changes64(store_db(txn_store(t))) : 0;
	return rc;
}
