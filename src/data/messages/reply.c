#include "data/reply.h"

#include "base/mem.h"
#include "base/tr.h"
#include "data/txn.h"
#include "data/store/row_priv.h"

static const char none[] = N_("There is no such reply. Look at the list again.");

#define COLUMNS \
	"id, rev, branch_id, created_at, client_id, message_id, done_at, done_by, value, day," \
	" number, provider_id, meaning, state, text, result"

static void reply_read(struct stmt *q, struct reply *r)
{
	int64_t *const numbers[] = { &r->id, &r->rev, &r->branch_id, &r->created_at,
		&r->client_id, &r->message_id, &r->done_at, &r->done_by };

	for (int i = 0; i < 8; i++)
		*numbers[i] = stmt_col_int(q, i);
	r->value = stmt_col_real(q, 8);
	stmt_col_copy(q, 9, r->day, sizeof r->day);
	stmt_col_copy(q, 10, r->number, sizeof r->number);
	stmt_col_copy(q, 11, r->provider_id, sizeof r->provider_id);
	stmt_col_copy(q, 12, r->meaning, sizeof r->meaning);
	stmt_col_copy(q, 13, r->state, sizeof r->state);
	stmt_col_copy(q, 14, r->text, sizeof r->text);
	stmt_col_copy(q, 15, r->result, sizeof r->result);
}

static enum err_code read_list(struct stmt *q, struct reply_list *out, struct err *e)
{
	reply_list_free(out);
	while (stmt_row(q, e))
		reply_read(q, vec_push(out));
	return stmt_done(q, e);
}

static const char get_sql[] = "SELECT " COLUMNS " FROM reply WHERE id = :id";

enum err_code reply_get(struct store *s, int64_t id, struct reply *out, struct err *e)
{
	struct stmt *q = stmt_get(s, get_sql);
	bool found;

	stmt_int(q, ":id", id);
	found = stmt_row(q, e);
	if (found)
		reply_read(q, out);
	return row_end(q, found, none, e);
}

/* state = 'new' stands there literally: a parameter would not match the partial index. */
static const char board_sql[] =
	"SELECT " COLUMNS " FROM reply WHERE branch_id = :branch AND state = 'new'"
	" UNION ALL "
	"SELECT " COLUMNS " FROM reply WHERE branch_id = :branch AND day = :day AND state <> 'new'"
	"  ORDER BY 14 DESC, 4, 1 LIMIT :limit /* scan: one day, sorted */";

enum err_code reply_list_board(struct store *s, int64_t branch_id, const char *day, int limit,
    struct reply_list *out, struct err *e)
{
	struct stmt *q = stmt_get(s, board_sql);

	stmt_int(q, ":branch", branch_id);
	stmt_text(q, ":day", day);
	stmt_int(q, ":limit", limit);
	return read_list(q, out, e);
}

static const char client_sql[] =
	"SELECT " COLUMNS " FROM reply WHERE client_id = :client"
	"  ORDER BY created_at DESC, id DESC LIMIT :limit /* scan: one client, sorted */";

enum err_code reply_list_client(struct store *s, int64_t client_id, int limit,
    struct reply_list *out, struct err *e)
{
	struct stmt *q = stmt_get(s, client_sql);

	stmt_int(q, ":client", client_id);
	stmt_int(q, ":limit", limit);
	return read_list(q, out, e);
}

void reply_list_free(struct reply_list *l)
{
	vec_free(l);
}

/* ---- writing ---- */

static const char insert_sql[] =
	"INSERT INTO reply(rev, branch_id, client_id, message_id, day, created_at, number, text,"
	"    provider_id, meaning, value, state, done_at, done_by, result)"
	"  VALUES (:rev, :branch, :client, :message, :day, :at, :number, :text, :provider,"
	"    :meaning, CASE WHEN :meaning = 'number' THEN :value END, :state, :done, :by, :result)"
	"  ON CONFLICT (provider_id) DO NOTHING RETURNING id";

enum err_code reply_insert(struct txn *t, const struct reply *r, int64_t *id, struct err *e)
{
	struct stmt *q = stmt_get(txn_store(t), insert_sql);

	stmt_int(q, ":rev", txn_action_id(t));
	stmt_int(q, ":branch", r->branch_id);
	stmt_int_or_null(q, ":client", r->client_id);
	stmt_int_or_null(q, ":message", r->message_id);
	stmt_text(q, ":day", r->day);
	stmt_int(q, ":at", r->created_at);
	stmt_text(q, ":number", r->number);
	stmt_text(q, ":text", r->text);
	stmt_text(q, ":provider", r->provider_id);
	stmt_text(q, ":meaning", r->meaning);
	stmt_real(q, ":value", r->value);
	stmt_text(q, ":state", r->done_at ? r->state : "new");
	stmt_int_or_null(q, ":done", r->done_at);
	stmt_int_or_null(q, ":by", r->done_by);
	stmt_text(q, ":result", row_null(r->result));
	return row_number(q, id, e);
}

static const char end_sql[] =
	"UPDATE reply SET state = :state, result = :result, done_at = :now, done_by = :by,"
	"    rev = :rev WHERE id = :id AND state = 'new' RETURNING id";

enum err_code reply_end(struct txn *t, int64_t id, const char *state, const char *result,
    struct err *e)
{
	struct stmt *q = stmt_get(txn_store(t), end_sql);
	bool done;
	enum err_code rc;

	stmt_int(q, ":id", id);
	stmt_text(q, ":state", state);
	stmt_text(q, ":result", row_null(result));
	stmt_int(q, ":now", txn_now(t));
	stmt_int_or_null(q, ":by", txn_actor(t)->staff_id);
	stmt_int(q, ":rev", txn_action_id(t));
	done = stmt_row(q, e);
	rc = stmt_run(q, e);
	return rc != OK || done ? rc : err_set(e, ERR_CONFLICT, "%s",
	    tr("Somebody has dealt with that reply. Look at the list again."));
}

static const char set_client_sql[] =
	"UPDATE reply SET client_id = :client, rev = :rev WHERE id = :id RETURNING id";

enum err_code reply_set_client(struct txn *t, int64_t id, int64_t client_id, struct err *e)
{
	struct stmt *q = stmt_get(txn_store(t), set_client_sql);

	stmt_int(q, ":id", id);
	stmt_int(q, ":client", client_id);
	stmt_int(q, ":rev", txn_action_id(t));
	return row_run(q, NULL, none, e);
}
