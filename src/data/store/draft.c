#include "data/draft.h"

#include <string.h>

#include "base/mem.h"
#include "base/tr.h"
#include "data/txn.h"
#include "row_priv.h"

static const char no_draft[] = N_("That draft is not kept any more. Ctrl-T shows what is.");

static const char *station_of(struct txn *t)
{
	const char *station = txn_actor(t)->station;

	return station ? station : "";
}

static const char draft_insert_sql[] =
	"INSERT INTO draft(staff_id, station, form, ref_id, title, body, cursor, state, created_at,"
	"    saved_at)"
	"  VALUES (:me, :station, :form, :ref, :title, :body, :cursor, :state, :now, :now)"
	"  RETURNING id";

static const char draft_update_sql[] =
	"UPDATE draft SET station = :station, form = :form, ref_id = :ref, title = :title,"
	"    body = :body, cursor = :cursor, state = :state, saved_at = :now"
	"  WHERE id = :id AND staff_id = :me AND state <> 'dropped' RETURNING id";

enum err_code draft_save(struct txn *t, struct draft *d, struct err *e)
{
	struct stmt *q = stmt_get(txn_store(t), d->id ? draft_update_sql : draft_insert_sql);

	if (d->id)
		stmt_int(q, ":id", d->id);
	stmt_int(q, ":me", txn_actor(t)->staff_id);
	stmt_text(q, ":station", station_of(t));
	stmt_text(q, ":form", d->form);
	stmt_int(q, ":ref", d->ref_id);
	stmt_text(q, ":title", d->title);
	stmt_text(q, ":body", d->body ? d->body : "");
	stmt_text(q, ":cursor", d->cursor);
	stmt_text(q, ":state", *d->state ? d->state : "open");
	stmt_int(q, ":now", txn_now(t));
	return row_run(q, &d->id, no_draft, e);
}

#define COLUMNS "id, staff_id, ref_id, created_at, saved_at, station, form, title, cursor, state"

static void draft_read(struct stmt *q, struct draft *d)
{
	d->id = stmt_col_int(q, 0);
	d->staff_id = stmt_col_int(q, 1);
	d->ref_id = stmt_col_int(q, 2);
	d->created_at = stmt_col_int(q, 3);
	d->saved_at = stmt_col_int(q, 4);
	stmt_col_copy(q, 5, d->station, sizeof d->station);
	stmt_col_copy(q, 6, d->form, sizeof d->form);
	stmt_col_copy(q, 7, d->title, sizeof d->title);
	stmt_col_copy(q, 8, d->cursor, sizeof d->cursor);
	stmt_col_copy(q, 9, d->state, sizeof d->state);
}

static const char draft_get_sql[] = "SELECT " COLUMNS ", body FROM draft WHERE id = :id";

enum err_code draft_get(struct store *s, int64_t id, struct draft *out, struct err *e)
{
	struct stmt *q = stmt_get(s, draft_get_sql);
	bool found;

	*out = (struct draft){ .id = 0 };
	stmt_int(q, ":id", id);
	found = stmt_row(q, e);
	if (found) {
		draft_read(q, out);
		out->body = mem_dup(stmt_col_text(q, 10));
	}
	return row_end(q, found, no_draft, e);
}

void draft_free(struct draft *d)
{
	mem_free(d->body);
	*d = (struct draft){ .id = 0 };
}

static const char draft_list_sql[] =
	"SELECT " COLUMNS " FROM draft WHERE staff_id = :staff AND state = :state"
	"  ORDER BY saved_at DESC, id DESC /* scan: one person, sorted */";

enum err_code draft_list(struct store *s, int64_t staff_id, const char *state,
    struct draft_list *out, struct err *e)
{
	struct stmt *q = stmt_get(s, draft_list_sql);

	draft_list_free(out);
	stmt_int(q, ":staff", staff_id);
	stmt_text(q, ":state", state);
	while (stmt_row(q, e))
		draft_read(q, vec_push(out));
	return stmt_done(q, e);
}

void draft_list_free(struct draft_list *l)
{
	for (size_t i = 0; i < l->n; i++)
		mem_free(l->v[i].body);
	vec_free(l);
}

static const char draft_find_sql[] =
	"SELECT coalesce(max(id), 0) FROM draft WHERE staff_id = :staff AND state = :state"
	"  AND form = :form AND ref_id = :ref";

enum err_code draft_find(struct store *s, int64_t staff_id, const char *state, const char *form,
    int64_t ref_id, int64_t *id, struct err *e)
{
	struct stmt *q = stmt_get(s, draft_find_sql);

	stmt_int(q, ":staff", staff_id);
	stmt_text(q, ":state", state);
	stmt_text(q, ":form", form);
	stmt_int(q, ":ref", ref_id);
	return row_number(q, id, e);
}

static const char draft_count_sql[] =
	"SELECT count(*) FROM draft WHERE staff_id = :staff AND state = :state";

enum err_code draft_count(struct store *s, int64_t staff_id, const char *state, int64_t *n,
    struct err *e)
{
	struct stmt *q = stmt_get(s, draft_count_sql);

	stmt_int(q, ":staff", staff_id);
	stmt_text(q, ":state", state);
	return row_number(q, n, e);
}

/* What was saved for good, or is gone, has no business to stay in the file as text. */
static const char draft_set_state_sql[] =
	"UPDATE draft SET state = :state, saved_at = :now,"
	"    body = CASE WHEN :state = 'dropped' THEN '' ELSE body END,"
	"    title = CASE WHEN :state = 'dropped' THEN '' ELSE title END"
	"  WHERE id = :id AND staff_id = :me RETURNING id";

enum err_code draft_set_state(struct txn *t, int64_t id, const char *state, struct err *e)
{
	struct stmt *q = stmt_get(txn_store(t), draft_set_state_sql);

	stmt_int(q, ":id", id);
	stmt_int(q, ":me", txn_actor(t)->staff_id);
	stmt_text(q, ":state", state);
	stmt_int(q, ":now", txn_now(t));
	return row_run(q, NULL, no_draft, e);
}

static const char draft_take_sql[] =
	"UPDATE draft SET station = :station,"
	"    state = CASE WHEN state = 'line' THEN 'line' ELSE 'open' END"
	"  WHERE id = :id AND staff_id = :me AND state <> 'dropped' RETURNING id";

enum err_code draft_take(struct txn *t, int64_t id, struct err *e)
{
	struct stmt *q = stmt_get(txn_store(t), draft_take_sql);

	stmt_int(q, ":id", id);
	stmt_int(q, ":me", txn_actor(t)->staff_id);
	stmt_text(q, ":station", station_of(t));
	return row_run(q, NULL, no_draft, e);
}

/* By person, so that the index is used; there are few people. */
static const char draft_expire_sql[] =
	"DELETE FROM draft WHERE staff_id IN (SELECT p.id FROM staff p)"
	"  AND state IN ('kept', 'dropped', 'line') AND saved_at < :before";

enum err_code draft_expire(struct txn *t, int64_t before, struct err *e)
{
	struct stmt *q = stmt_get(txn_store(t), draft_expire_sql);

	stmt_int(q, ":before", before);
	return stmt_run(q, e);
}
