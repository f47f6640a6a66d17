#include "data/message_send.h"

#include <string.h>

#include "base/tr.h"
#include "data/txn.h"
#include "message_priv.h"

static const char get_sql[] = "SELECT " MESSAGE_COLUMNS " FROM message WHERE id = :id";

enum err_code message_get(struct store *s, int64_t id, struct message *out, struct err *e)
{
	struct stmt *q = stmt_get(s, get_sql);
	bool found;

	stmt_int(q, ":id", id);
	found = stmt_row(q, e);
	if (found)
		message_read(q, out);
	return row_end(q, found, message_none, e);
}

/* States stand there literally: a parameter would not match the partial indexes. */
static const char handing_sql[] =
	"SELECT " MESSAGE_COLUMNS " FROM message"
	"  WHERE state = 'handing' AND handed_at > 0 ORDER BY handed_at, id /* scan: few */";

enum err_code message_list_handing(struct store *s, struct message_list *out, struct err *e)
{
	return message_read_list(stmt_get(s, handing_sql), out, e);
}

static const char sent_sql[] =
	"SELECT " MESSAGE_COLUMNS " FROM message"
	"  WHERE state = 'sent' AND handed_at > :since ORDER BY handed_at, id LIMIT :limit";

enum err_code message_list_sent(struct store *s, int64_t since, int limit,
    struct message_list *out, struct err *e)
{
	struct stmt *q = stmt_get(s, sent_sql);

	stmt_int(q, ":since", since);
	stmt_int(q, ":limit", limit);
	return message_read_list(q, out, e);
}

#define OF_OTHER_DAYS(state) \
	" UNION ALL SELECT " MESSAGE_COLUMNS " FROM message WHERE state = '" state "'" \
	"    AND branch_id = :branch AND day <> :day"

static const char board_sql[] =
	"SELECT " MESSAGE_COLUMNS " FROM message"
	"  WHERE branch_id = :branch AND day = :day AND channel <> 'screen'"
	OF_OTHER_DAYS("failed") OF_OTHER_DAYS("lost") OF_OTHER_DAYS("unsure")
	OF_OTHER_DAYS("queued") " AND channel = 'sms'"
	"  ORDER BY 1 DESC LIMIT :limit /* scan: one day, sorted */";

enum err_code message_list_board(struct store *s, int64_t branch_id, const char *day, int limit,
    struct message_list *out, struct err *e)
{
	struct stmt *q = stmt_get(s, board_sql);

	stmt_int(q, ":branch", branch_id);
	stmt_text(q, ":day", day);
	stmt_int(q, ":limit", limit);
	return message_read_list(q, out, e);
}

static const char last_sql[] =
	"SELECT " MESSAGE_COLUMNS " FROM message"
	"  WHERE number = :number AND created_at > :since AND channel = 'sms'"
	"    AND state IN ('sent', 'delivered', 'unsure', 'failed', 'lost')"
	"  ORDER BY created_at DESC, id DESC LIMIT 1";

enum err_code message_last_to(struct store *s, const char *const *numbers, size_t n, int64_t since,
    struct message *out, struct err *e)
{
	enum err_code rc = OK;

	*out = (struct message){ .id = 0 };
	for (size_t i = 0; i < n && rc == OK; i++) {
		struct stmt *q = stmt_get(s, last_sql);
		struct message m;

		stmt_text(q, ":number", numbers[i]);
		stmt_int(q, ":since", since);
		if (stmt_row(q, e)) {
			message_read(q, &m);
			if (!out->id || m.created_at > out->created_at)
				*out = m;
		}
		rc = stmt_run(q, e);
	}
	return rc;
}

static const char callback_sql[] =
	"SELECT " MESSAGE_COLUMNS " FROM message WHERE callback_id = :callback ORDER BY id"
	" /* scan: a few, sorted */";

enum err_code message_list_callback(struct store *s, int64_t callback_id,
    struct message_list *out, struct err *e)
{
	struct stmt *q = stmt_get(s, callback_sql);

	stmt_int(q, ":callback", callback_id);
	return message_read_list(q, out, e);
}

/* ---- counts ---- */

#define COUNT_OPEN(state) "(SELECT count(*) FROM message WHERE state = '" state "'" \
	" AND branch_id = :branch)"
#define COUNT_DAY(state) "(SELECT count(*) FROM message WHERE branch_id = :branch AND day = :day" \
	" AND state = '" state "' AND channel <> 'screen')"

static const char counts_sql[] =
	"SELECT (SELECT count(*) FROM message WHERE state = 'queued' AND channel = 'sms'"
	"    AND branch_id = :branch),"
	"  (SELECT count(*) FROM message WHERE state = 'queued' AND channel = 'sms'"
	"    AND branch_id = :branch AND due_at > :now),"
	COUNT_DAY("sent") "," COUNT_DAY("delivered") "," COUNT_OPEN("failed") ","
	COUNT_OPEN("lost") "," COUNT_OPEN("unsure") ","
	" (SELECT count(*) FROM reply WHERE state = 'new' AND branch_id = :branch)";

enum err_code message_counts(struct store *s, int64_t branch_id, const char *day, int64_t now,
    struct message_counts *out, struct err *e)
{
	struct stmt *q = stmt_get(s, counts_sql);
	int64_t *const to[] = { &out->waiting, &out->held, &out->sent, &out->delivered,
		&out->failed, &out->lost, &out->unsure, &out->replies };

	*out = (struct message_counts){ .waiting = 0 };
	stmt_int(q, ":branch", branch_id);
	stmt_text(q, ":day", day);
	stmt_int(q, ":now", now);
	if (stmt_row(q, e))
		for (int i = 0; i < (int)(sizeof to / sizeof to[0]); i++)
			*to[i] = stmt_col_int(q, i);
	return stmt_run(q, e);
}

/* ---- a step ---- */

static const char go_sql[] =
	"UPDATE message SET state = :next, rev = :rev, why = :why,"
	"    provider_id = coalesce(:provider, provider_id), due_at = coalesce(:due, due_at),"
	"    tries = tries + (:next = 'handing'),"
	"    handed_at = CASE WHEN :next = 'handing' THEN :now ELSE handed_at END,"
	"    ended_at = CASE WHEN :next IN ('delivered', 'failed', 'lost', 'withdrawn') THEN :now"
	"      END"
	"  WHERE id = :id AND state = :was RETURNING id";

enum err_code message_go(struct txn *t, int64_t id, const struct message_step *x, struct err *e)
{
	struct stmt *q = stmt_get(txn_store(t), go_sql);
	bool done;
	enum err_code rc;

	stmt_int(q, ":id", id);
	stmt_text(q, ":was", x->was);
	stmt_text(q, ":next", x->next);
	stmt_text(q, ":provider", x->provider_id);
	stmt_text(q, ":why", row_null(x->why));
	stmt_int_or_null(q, ":due", x->due_at);
	stmt_int(q, ":now", txn_now(t));
	stmt_int(q, ":rev", txn_action_id(t));
	done = stmt_row(q, e);
	rc = stmt_run(q, e);
	return rc != OK || done ? rc : err_set(e, ERR_CONFLICT, "%s",
	    tr("That message went on meanwhile. Look at the list again."));
}
