#include "data/note.h"

#include "base/mem.h"
#include "base/tr.h"
#include "data/txn.h"
#include "data/store/row_priv.h"

static const char no_note[] = N_("That note is not in the file any more. Look at the file again.");

/* `at <= :at` bounds the index range; the second test puts notes of the same second in order. */
static const char note_list_sql[] =
	"SELECT n.id, n.rev, n.client_id, n.at, n.staff_id, n.day, p.name, n.text"
	"  FROM client_note n LEFT JOIN staff p ON p.id = n.staff_id"
	"  WHERE n.client_id = :client AND n.at <= :at AND (n.at < :at OR n.id < :id)"
	"    AND n.state = 'on'"
	"  ORDER BY n.at DESC, n.id DESC LIMIT :limit";

static void note_read(struct stmt *q, struct note *n)
{
	n->id = stmt_col_int(q, 0);
	n->rev = stmt_col_int(q, 1);
	n->client_id = stmt_col_int(q, 2);
	n->at = stmt_col_int(q, 3);
	n->staff_id = stmt_col_int(q, 4);
	stmt_col_copy(q, 5, n->day, sizeof n->day);
	stmt_col_copy(q, 6, n->staff, sizeof n->staff);
	n->text = mem_dup(stmt_col_text(q, 7));
}

enum err_code note_list(struct store *s, int64_t client_id, int64_t before_at, int64_t before_id,
    int limit, struct note_list *out, struct err *e)
{
	struct stmt *q = stmt_get(s, note_list_sql);
	bool first = before_at == 0 && before_id == 0;

	note_list_free(out);
	stmt_int(q, ":client", client_id);
	stmt_int(q, ":at", first ? INT64_MAX : before_at);
	stmt_int(q, ":id", first ? INT64_MAX : before_id);
	stmt_int(q, ":limit", limit);
	while (stmt_row(q, e))
		note_read(q, vec_push(out));
	return stmt_done(q, e);
}

void note_list_free(struct note_list *l)
{
	for (size_t i = 0; i < l->n; i++)
		mem_free(l->v[i].text);
	vec_free(l);
}

static const char note_insert_sql[] =
	"INSERT INTO client_note(rev, client_id, day, at, staff_id, text)"
	"  VALUES (:rev, :client, :day, :at, :staff, :text) RETURNING id";

enum err_code note_insert(struct txn *t, int64_t client_id, const char *day, int64_t at,
    const char *text, int64_t *id, struct err *e)
{
	struct stmt *q = stmt_get(txn_store(t), note_insert_sql);

	stmt_int(q, ":rev", txn_action_id(t));
	stmt_int(q, ":client", client_id);
	stmt_text(q, ":day", day);
	stmt_int(q, ":at", at);
	stmt_int_or_null(q, ":staff", txn_actor(t)->staff_id);
	stmt_text(q, ":text", text);
	return row_run(q, id, no_note, e);
}

static const char note_set_state_sql[] =
	"UPDATE client_note SET state = :state, rev = :rev WHERE id = :id RETURNING id";

enum err_code note_set_state(struct txn *t, int64_t id, const char *state, struct err *e)
{
	struct stmt *q = stmt_get(txn_store(t), note_set_state_sql);

	stmt_int(q, ":id", id);
	stmt_text(q, ":state", state);
	stmt_int(q, ":rev", txn_action_id(t));
	return row_run(q, NULL, no_note, e);
}
