#include "data/todo.h"

#include <string.h>

#include "base/mem.h"
#include "base/tr.h"
#include "data/txn.h"
#include "data/store/row_priv.h"

static const char no_todo[] = N_("That line is not on the list any more. Look at the list again.");

#define COLUMNS \
	"id, rev, branch_id, client_id, other_id, created_at, done_by, day, kind, why, state"

static void todo_read(struct stmt *q, struct todo *w)
{
	w->id = stmt_col_int(q, 0);
	w->rev = stmt_col_int(q, 1);
	w->branch_id = stmt_col_int(q, 2);
	w->client_id = stmt_col_int(q, 3);
	w->other_id = stmt_col_int(q, 4);
	w->created_at = stmt_col_int(q, 5);
	w->done_by = stmt_col_int(q, 6);
	stmt_col_copy(q, 7, w->day, sizeof w->day);
	stmt_col_copy(q, 8, w->kind, sizeof w->kind);
	stmt_col_copy(q, 9, w->why, sizeof w->why);
	stmt_col_copy(q, 10, w->state, sizeof w->state);
}

static enum err_code read_list(struct stmt *q, struct todo_list *out, struct err *e)
{
	todo_list_free(out);
	while (stmt_row(q, e))
		todo_read(q, vec_push(out));
	return stmt_done(q, e);
}

static enum err_code read_one(struct stmt *q, struct todo *out, struct err *e)
{
	bool found = stmt_row(q, e);

	if (found)
		todo_read(q, out);
	return row_end(q, found, no_todo, e);
}

/* state = 'open' stands there literally: a parameter would not match the partial index. */
static const char todo_list_open_sql[] =
	"SELECT " COLUMNS " FROM client_todo"
	"  WHERE state = 'open' AND kind = :kind"
	"    AND branch_id IN (SELECT b.id FROM branch b WHERE :branch = 0 OR b.id = :branch)"
	"    AND day >= :day AND (day > :day OR id > :id)"
	"  ORDER BY day, id LIMIT :limit /* scan: what is open, sorted */";

enum err_code todo_list_open(struct store *s, const char *kind, int64_t branch_id,
    const char *after_day, int64_t after_id, int limit, struct todo_list *out, struct err *e)
{
	struct stmt *q = stmt_get(s, todo_list_open_sql);

	stmt_text(q, ":kind", kind);
	stmt_int(q, ":branch", branch_id);
	stmt_text(q, ":day", after_day ? after_day : "");
	stmt_int(q, ":id", after_id);
	stmt_int(q, ":limit", limit);
	return read_list(q, out, e);
}

static const char todo_list_client_sql[] =
	"SELECT " COLUMNS " FROM client_todo WHERE client_id = :client"
	" UNION ALL "
	"SELECT " COLUMNS " FROM client_todo WHERE other_id = :client AND other_id <> 0"
	"    AND kind = 'duplicate'"
	"  ORDER BY 1 /* scan: one file, sorted */";

enum err_code todo_list_client(struct store *s, int64_t client_id, struct todo_list *out,
    struct err *e)
{
	struct stmt *q = stmt_get(s, todo_list_client_sql);

	stmt_int(q, ":client", client_id);
	return read_list(q, out, e);
}

void todo_list_free(struct todo_list *l)
{
	vec_free(l);
}

static const char todo_get_sql[] = "SELECT " COLUMNS " FROM client_todo WHERE id = :id";

enum err_code todo_get(struct store *s, int64_t id, struct todo *out, struct err *e)
{
	struct stmt *q = stmt_get(s, todo_get_sql);

	stmt_int(q, ":id", id);
	return read_one(q, out, e);
}

static const char todo_count_sql[] =
	"SELECT count(*) FROM client_todo WHERE state = 'open' AND kind = :kind"
	"  AND branch_id IN (SELECT b.id FROM branch b WHERE :branch = 0 OR b.id = :branch)"
	" /* scan: few branches */";

enum err_code todo_count(struct store *s, const char *kind, int64_t branch_id, int64_t *n,
    struct err *e)
{
	struct stmt *q = stmt_get(s, todo_count_sql);

	stmt_text(q, ":kind", kind);
	stmt_int(q, ":branch", branch_id);
	return row_number(q, n, e);
}

static const char todo_find_sql[] =
	"SELECT " COLUMNS " FROM client_todo"
	"  WHERE client_id = :client AND kind = :kind AND other_id = :other";

static enum err_code todo_find(struct store *s, const struct todo *w, struct todo *out,
    struct err *e)
{
	struct stmt *q = stmt_get(s, todo_find_sql);

	stmt_int(q, ":client", w->client_id);
	stmt_text(q, ":kind", w->kind);
	stmt_int(q, ":other", w->other_id);
	return read_one(q, out, e);
}

static const char todo_insert_sql[] =
	"INSERT INTO client_todo(rev, branch_id, client_id, day, created_at, kind, other_id, why)"
	"  VALUES (:rev, :branch, :client, :day, :now, :kind, :other, :why) RETURNING id";

static enum err_code insert_new(struct txn *t, const struct todo *w, int64_t *id, struct err *e)
{
	struct stmt *q = stmt_get(txn_store(t), todo_insert_sql);

	stmt_int(q, ":rev", txn_action_id(t));
	stmt_int(q, ":branch", w->branch_id);
	stmt_int(q, ":client", w->client_id);
	stmt_text(q, ":day", w->day);
	stmt_int(q, ":now", txn_now(t));
	stmt_text(q, ":kind", w->kind);
	stmt_int(q, ":other", w->other_id);
	stmt_text(q, ":why", w->why);
	return row_run(q, id, no_todo, e);
}

static const char todo_reopen_sql[] =
	"UPDATE client_todo SET rev = :rev, why = :why, state = 'open', done_by = NULL"
	"  WHERE id = :id RETURNING id";

static enum err_code reopen_old(struct txn *t, const struct todo *old, const char *why,
    struct err *e)
{
	struct stmt *q = stmt_get(txn_store(t), todo_reopen_sql);

	stmt_int(q, ":rev", txn_action_id(t));
	stmt_text(q, ":why", why);
	stmt_int(q, ":id", old->id);
	return row_run(q, NULL, no_todo, e);
}

/* The pair A, B and the pair B, A are one line. Of `rebook` the other is no file. */
static struct todo in_order(const struct todo *w)
{
	struct todo out = *w;

	if (!strcmp(w->kind, "duplicate") && w->other_id > w->client_id) {
		out.client_id = w->other_id;
		out.other_id = w->client_id;
	}
	return out;
}

static bool stays(const struct todo *old, const struct todo *now, bool reopen)
{
	if (strcmp(old->state, "dismissed") == 0)
		return !reopen;
	return strcmp(old->state, "open") == 0 && strcmp(old->why, now->why) == 0;
}

enum err_code todo_insert(struct txn *t, const struct todo *w, bool reopen, int64_t *id,
    struct err *e)
{
	struct todo now = in_order(w), old;
	struct err none = ERR_INIT;
	enum err_code rc = todo_find(txn_store(t), &now, &old, &none);

	if (rc == ERR_NOTFOUND)
		return insert_new(t, &now, id, e);
	if (rc != OK)
		return err_copy(e, &none);
	if (id)
		*id = old.id;
	return stays(&old, &now, reopen) ? OK : reopen_old(t, &old, now.why, e);
}

static const char todo_set_state_sql[] =
	"UPDATE client_todo SET rev = :rev, state = :state, done_by = :by WHERE id = :id"
	"  RETURNING id";

enum err_code todo_set_state(struct txn *t, int64_t id, const char *state, struct err *e)
{
	struct stmt *q = stmt_get(txn_store(t), todo_set_state_sql);
	bool open = strcmp(state, "open") == 0;

	stmt_int(q, ":rev", txn_action_id(t));
	stmt_text(q, ":state", state);
	stmt_int_or_null(q, ":by", open ? 0 : txn_actor(t)->staff_id);
	stmt_int(q, ":id", id);
	return row_run(q, NULL, no_todo, e);
}

enum err_code todo_close(struct txn *t, int64_t client_id, const char *kind, struct err *e)
{
	struct todo_list l = { 0 };
	enum err_code rc = todo_list_client(txn_store(t), client_id, &l, e);

	for (size_t i = 0; i < l.n && rc == OK; i++) {
		bool asked = !kind || strcmp(l.v[i].kind, kind) == 0;

		if (asked && strcmp(l.v[i].state, "open") == 0)
			rc = todo_set_state(t, l.v[i].id, "done", e);
	}
	todo_list_free(&l);
	return rc;
}

static const char todo_repoint_sql[] =
	"UPDATE client_todo SET rev = :rev, client_id = :to"
	"  WHERE client_id = :from AND kind = 'rebook'";

enum err_code todo_merge(struct txn *t, int64_t from, int64_t to, struct err *e)
{
	struct stmt *q = stmt_get(txn_store(t), todo_repoint_sql);
	enum err_code rc;

	stmt_int(q, ":rev", txn_action_id(t));
	stmt_int(q, ":from", from);
	stmt_int(q, ":to", to);
	rc = stmt_run(q, e);
	return rc == OK ? todo_close(t, from, NULL, e) : rc;
}
