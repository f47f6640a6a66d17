#include "data/mark.h"

#include <string.h>

#include "base/mem.h"
#include "base/tr.h"
#include "data/txn.h"
#include "data/store/row_priv.h"

static const char no_mark[] = N_("That mark is not here. Look at the list again.");

static const char list_sql[] =
	"SELECT m.id, m.branch_id, m.ref_id, m.at, m.staff_id, m.kind, m.day, m.item, m.text,"
	"    s.name FROM mark m LEFT JOIN staff s ON s.id = m.staff_id"
	"  WHERE m.kind = :kind AND m.ref_id = :ref AND m.branch_id = :branch AND m.day = :day"
	"    AND m.state = 'on' ORDER BY m.item";

enum err_code mark_list(struct store *s, const char *kind, int64_t ref_id, int64_t branch_id,
    const char *day, struct mark_list *out, struct err *e)
{
	struct stmt *q = stmt_get(s, list_sql);

	mark_list_free(out);
	stmt_text(q, ":kind", kind);
	stmt_int(q, ":ref", ref_id);
	stmt_int(q, ":branch", branch_id);
	stmt_text(q, ":day", day);
	while (stmt_row(q, e)) {
		struct mark *m = vec_push(out);

		m->id = stmt_col_int(q, 0);
		m->branch_id = stmt_col_int(q, 1);
		m->ref_id = stmt_col_int(q, 2);
		m->at = stmt_col_int(q, 3);
		m->staff_id = stmt_col_int(q, 4);
		stmt_col_copy(q, 5, m->kind, sizeof m->kind);
		stmt_col_copy(q, 6, m->day, sizeof m->day);
		stmt_col_copy(q, 7, m->item, sizeof m->item);
		stmt_col_copy(q, 8, m->text, sizeof m->text);
		stmt_col_copy(q, 9, m->staff, sizeof m->staff);
	}
	return stmt_done(q, e);
}

void mark_list_free(struct mark_list *l)
{
	vec_free(l);
}

static const char find_sql[] =
	"SELECT id, state, text FROM mark WHERE kind = :kind AND ref_id = :ref"
	"  AND branch_id = :branch AND day = :day AND item = :item";

static void bind_key(struct stmt *q, const struct mark *m)
{
	stmt_text(q, ":kind", m->kind);
	stmt_int(q, ":ref", m->ref_id);
	stmt_int(q, ":branch", m->branch_id);
	stmt_text(q, ":day", m->day);
	stmt_text(q, ":item", m->item);
}

/* *ID = 0 when there never was one; *SAME: it stands as it is to be. */
static enum err_code find(struct txn *t, const struct mark *m, bool on, int64_t *id, bool *same,
    struct err *e)
{
	struct stmt *q = stmt_get(txn_store(t), find_sql);

	*id = 0;
	*same = !on;
	bind_key(q, m);
	if (stmt_row(q, e)) {
		bool is_on = strcmp(stmt_col_text(q, 1), "on") == 0;

		*id = stmt_col_int(q, 0);
		*same = is_on == on && (!on || strcmp(stmt_col_text(q, 2), m->text) == 0);
	}
	return stmt_done(q, e);
}

static const char insert_sql[] =
	"INSERT INTO mark(rev, branch_id, kind, ref_id, day, item, at, staff_id, text)"
	"  VALUES (:rev, :branch, :kind, :ref, :day, :item, :now, :by, :text) RETURNING id";
static const char update_sql[] =
	"UPDATE mark SET rev = :rev, at = :now, staff_id = :by, text = :text, state = :state"
	"  WHERE id = :id RETURNING id";

enum err_code mark_set(struct txn *t, const struct mark *m, bool on, struct err *e)
{
	struct stmt *q;
	int64_t id;
	bool same;
	enum err_code rc = find(t, m, on, &id, &same, e);

	if (rc != OK || same)
		return rc;
	q = stmt_get(txn_store(t), id ? update_sql : insert_sql);
	if (id) {
		stmt_int(q, ":id", id);
		stmt_text(q, ":state", on ? "on" : "retired");
	} else {
		bind_key(q, m);
	}
	stmt_int(q, ":rev", txn_action_id(t));
	stmt_int(q, ":now", txn_now(t));
	stmt_int_or_null(q, ":by", txn_actor(t)->staff_id);
	stmt_text(q, ":text", row_null(m->text));
	return row_run(q, NULL, no_mark, e);
}
