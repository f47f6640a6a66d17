#include "data/branch.h"

#include "base/mem.h"
#include "base/tr.h"
#include "data/txn.h"
#include "data/store/row_priv.h"

static const char no_branch[] = N_("There is no such branch. Look at the list (F12).");

#define COLUMNS "id, rev, created_at, code, name, name_en, kind, zone, address, phone, open_min," \
	" close_min, file_no_at, state"

static void branch_read(struct stmt *q, struct branch *b)
{
	b->id = stmt_col_int(q, 0);
	b->rev = stmt_col_int(q, 1);
	b->created_at = stmt_col_int(q, 2);
	stmt_col_copy(q, 3, b->code, sizeof b->code);
	stmt_col_copy(q, 4, b->name, sizeof b->name);
	stmt_col_copy(q, 5, b->name_en, sizeof b->name_en);
	stmt_col_copy(q, 6, b->kind, sizeof b->kind);
	stmt_col_copy(q, 7, b->zone, sizeof b->zone);
	stmt_col_copy(q, 8, b->address, sizeof b->address);
	stmt_col_copy(q, 9, b->phone, sizeof b->phone);
	b->open_min = (int)stmt_col_int(q, 10);
	b->close_min = (int)stmt_col_int(q, 11);
	stmt_col_copy(q, 12, b->file_no_at, sizeof b->file_no_at);
	stmt_col_copy(q, 13, b->state, sizeof b->state);
}

static enum err_code read_one(struct stmt *q, struct branch *out, struct err *e)
{
	bool found = stmt_row(q, e);

	if (found)
		branch_read(q, out);
	return row_end(q, found, no_branch, e);
}

static const char branch_get_sql[] = "SELECT " COLUMNS " FROM branch WHERE id = :id";

enum err_code branch_get(struct store *s, int64_t id, struct branch *out, struct err *e)
{
	struct stmt *q = stmt_get(s, branch_get_sql);

	stmt_int(q, ":id", id);
	return read_one(q, out, e);
}

static const char branch_by_code_sql[] = "SELECT " COLUMNS " FROM branch WHERE code = :code";

enum err_code branch_by_code(struct store *s, const char *code, struct branch *out, struct err *e)
{
	struct stmt *q = stmt_get(s, branch_by_code_sql);

	stmt_text(q, ":code", code);
	return read_one(q, out, e);
}

static const char branch_list_sql[] =
	"SELECT " COLUMNS " FROM branch WHERE :retired = 1 OR state <> 'retired' ORDER BY id"
	" /* scan: few branches */";

enum err_code branch_list(struct store *s, bool retired, struct branch_list *out, struct err *e)
{
	struct stmt *q = stmt_get(s, branch_list_sql);

	branch_list_free(out);
	stmt_int(q, ":retired", retired);
	while (stmt_row(q, e))
		branch_read(q, vec_push(out));
	return stmt_done(q, e);
}

void branch_list_free(struct branch_list *l)
{
	vec_free(l);
}

/* The defaults are those of the schema; a column that is named takes none from there. */
static const char branch_insert_sql[] =
	"INSERT INTO branch(rev, created_at, code, name, name_en, kind, zone, address, phone,"
	"    open_min, close_min, file_no_at)"
	"  VALUES (:rev, :now, :code, :name, :name_en, coalesce(:kind, 'direct'), :zone, :address,"
	"    :phone, coalesce(:open, 540), coalesce(:close, 1230), coalesce(:file_no_at, 'open'))"
	"  RETURNING id" ROW_PARENT;

static void bind_hours(struct stmt *q, const struct branch *b)
{
	if (b->open_min == 0 && b->close_min == 0) {
		stmt_text(q, ":open", NULL);
		stmt_text(q, ":close", NULL);
		return;
	}
	stmt_int(q, ":open", b->open_min);
	stmt_int(q, ":close", b->close_min);
}

enum err_code branch_insert(struct txn *t, const struct branch *b, int64_t *id, struct err *e)
{
	struct stmt *q = stmt_get(txn_store(t), branch_insert_sql);

	stmt_int(q, ":rev", txn_action_id(t));
	stmt_int(q, ":now", txn_now(t));
	stmt_text(q, ":code", b->code);
	stmt_text(q, ":name", b->name);
	stmt_text(q, ":name_en", row_null(b->name_en));
	stmt_text(q, ":kind", row_null(b->kind));
	stmt_text(q, ":zone", row_null(b->zone));
	stmt_text(q, ":address", row_null(b->address));
	stmt_text(q, ":phone", row_null(b->phone));
	bind_hours(q, b);
	stmt_text(q, ":file_no_at", row_null(b->file_no_at));
	return row_run(q, id, no_branch, e);
}

static const char branch_set_state_sql[] =
	"UPDATE branch SET state = :state, rev = :rev WHERE id = :id RETURNING id";

enum err_code branch_set_state(struct txn *t, int64_t id, const char *state, struct err *e)
{
	struct stmt *q = stmt_get(txn_store(t), branch_set_state_sql);

	stmt_int(q, ":id", id);
	stmt_text(q, ":state", state);
	stmt_int(q, ":rev", txn_action_id(t));
	return row_run(q, NULL, no_branch, e);
}
