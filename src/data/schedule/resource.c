#include "data/resource.h"

#include "base/mem.h"
#include "base/tr.h"
#include "data/txn.h"
#include "data/store/row_priv.h"

static const char no_resource[] =
	N_("There is no such person, room or device to book. Look at the list (F12).");

#define COLUMNS "id, rev, branch_id, staff_id, kind, code, name, state, rank, rotation"

static void resource_read(struct stmt *q, struct resource *r)
{
	r->id = stmt_col_int(q, 0);
	r->rev = stmt_col_int(q, 1);
	r->branch_id = stmt_col_int(q, 2);
	r->staff_id = stmt_col_int(q, 3);
	stmt_col_copy(q, 4, r->kind, sizeof r->kind);
	stmt_col_copy(q, 5, r->code, sizeof r->code);
	stmt_col_copy(q, 6, r->name, sizeof r->name);
	stmt_col_copy(q, 7, r->state, sizeof r->state);
	r->rank = (int)stmt_col_int(q, 8);
	r->rotation = stmt_col_int(q, 9) != 0;
}

static enum err_code read_one(struct stmt *q, struct resource *out, struct err *e)
{
	bool found = stmt_row(q, e);

	if (found)
		resource_read(q, out);
	return row_end(q, found, no_resource, e);
}

static const char resource_get_sql[] = "SELECT " COLUMNS " FROM resource WHERE id = :id";

enum err_code resource_get(struct store *s, int64_t id, struct resource *out, struct err *e)
{
	struct stmt *q = stmt_get(s, resource_get_sql);

	stmt_int(q, ":id", id);
	return read_one(q, out, e);
}

static const char resource_by_code_sql[] = "SELECT " COLUMNS " FROM resource WHERE code = :code";

enum err_code resource_by_code(struct store *s, const char *code, struct resource *out,
    struct err *e)
{
	struct stmt *q = stmt_get(s, resource_by_code_sql);

	stmt_text(q, ":code", code);
	return read_one(q, out, e);
}

static const char resource_by_staff_sql[] =
	"SELECT " COLUMNS " FROM resource WHERE staff_id = :staff";

enum err_code resource_by_staff(struct store *s, int64_t staff_id, struct resource *out,
    struct err *e)
{
	struct stmt *q = stmt_get(s, resource_by_staff_sql);

	stmt_int(q, ":staff", staff_id);
	return read_one(q, out, e);
}

static const char resource_list_sql[] =
	"SELECT " COLUMNS " FROM resource"
	"  WHERE (:branch = 0 OR branch_id IS NULL OR branch_id = :branch)"
	"    AND (:any = 1 OR kind = :kind) AND (:retired = 1 OR state <> 'retired')"
	"  ORDER BY CASE kind WHEN 'staff' THEN 1 WHEN 'room' THEN 2 ELSE 3 END, rank, name,"
	"    id"
	" /* scan: few resources */";

enum err_code resource_list(struct store *s, int64_t branch_id, const char *kind, bool retired,
    struct resource_list *out, struct err *e)
{
	struct stmt *q = stmt_get(s, resource_list_sql);

	resource_list_free(out);
	stmt_int(q, ":branch", branch_id);
	stmt_int(q, ":any", kind == NULL);
	stmt_text(q, ":kind", kind);
	stmt_int(q, ":retired", retired);
	while (stmt_row(q, e))
		resource_read(q, vec_push(out));
	return stmt_done(q, e);
}

void resource_list_free(struct resource_list *l)
{
	vec_free(l);
}

static const char resource_insert_sql[] =
	"INSERT INTO resource(rev, kind, branch_id, staff_id, code, name, rank, rotation)"
	"  VALUES (:rev, :kind, :branch, :staff, :code, :name, :rank, :rotation) RETURNING id";

enum err_code resource_insert(struct txn *t, const struct resource *r, int64_t *id, struct err *e)
{
	struct stmt *q = stmt_get(txn_store(t), resource_insert_sql);

	stmt_int(q, ":rev", txn_action_id(t));
	stmt_text(q, ":kind", r->kind);
	stmt_int_or_null(q, ":branch", r->branch_id);
	stmt_int_or_null(q, ":staff", r->staff_id);
	stmt_text(q, ":code", r->code);
	stmt_text(q, ":name", r->name);
	stmt_int(q, ":rank", r->rank);
	stmt_int(q, ":rotation", r->rotation);
	return row_run(q, id, no_resource, e);
}

static const char resource_set_state_sql[] =
	"UPDATE resource SET state = :state, rev = :rev WHERE id = :id RETURNING id";

enum err_code resource_set_state(struct txn *t, int64_t id, const char *state, struct err *e)
{
	struct stmt *q = stmt_get(txn_store(t), resource_set_state_sql);

	stmt_int(q, ":id", id);
	stmt_text(q, ":state", state);
	stmt_int(q, ":rev", txn_action_id(t));
	return row_run(q, NULL, no_resource, e);
}
