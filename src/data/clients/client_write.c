/* What happens to a client's row as a whole: number, closing, merging. */
#include <string.h>

#include "base/buf.h"
#include "base/tr.h"
#include "data/catalog.h"
#include "data/client.h"
#include "data/todo.h"
#include "data/txn.h"
#include "data/store/row_priv.h"

/* Runs Q, which writes one row unless it is not as it should be: then the answer is WHY. */
static enum err_code run_or_conflict(struct stmt *q, const char *why, struct err *e)
{
	bool done = stmt_row(q, e);
	enum err_code rc = stmt_run(q, e);

	if (rc == OK && !done)
		rc = err_set(e, ERR_CONFLICT, "%s", tr(why));
	return rc;
}

static const char set_file_no_sql[] =
	"UPDATE client SET file_no = :file_no, rev = :rev WHERE id = :id AND file_no IS NULL"
	"  RETURNING id";

enum err_code client_set_file_no(struct txn *t, int64_t id, const char *file_no, struct err *e)
{
	enum err_code rc = txn_touch_client(t, id, e);
	struct stmt *q;

	if (rc != OK)
		return rc;
	q = stmt_get(txn_store(t), set_file_no_sql);
	stmt_int(q, ":id", id);
	stmt_text(q, ":file_no", file_no);
	stmt_int(q, ":rev", txn_action_id(t));
	return run_or_conflict(q, N_("The file has a number already. It stays."), e);
}

static const char set_state_sql[] =
	"UPDATE client SET state = :state, rev = :rev WHERE id = :id AND state <> 'merged'"
	"  RETURNING id";

enum err_code client_set_state(struct txn *t, int64_t id, const char *state, struct err *e)
{
	enum err_code rc = txn_touch_client(t, id, e);
	struct stmt *q;

	if (rc != OK)
		return rc;
	q = stmt_get(txn_store(t), set_state_sql);
	stmt_int(q, ":id", id);
	stmt_text(q, ":state", state);
	stmt_int(q, ":rev", txn_action_id(t));
	return run_or_conflict(q, N_("That file was merged into another. Open the other one."), e);
}

static const char set_merged_sql[] =
	"UPDATE client SET state = 'merged', merged_into = :into, rev = :rev"
	"  WHERE id = :id AND state = 'active'"
	"    AND EXISTS (SELECT 1 FROM client k WHERE k.id = :into AND k.state <> 'merged')"
	"  RETURNING id";

enum err_code client_set_merged(struct txn *t, int64_t id, int64_t into, struct err *e)
{
	enum err_code rc = txn_touch_client(t, id, e);
	struct stmt *q;

	if (rc == OK)
		rc = txn_touch_client(t, into, e);
	if (rc != OK)
		return rc;
	q = stmt_get(txn_store(t), set_merged_sql);
	stmt_int(q, ":id", id);
	stmt_int(q, ":into", into);
	stmt_int(q, ":rev", txn_action_id(t));
	return run_or_conflict(q,
	    N_("One of the two files was merged or closed meanwhile. Look again."), e);
}

static const char *repoint_sql(struct store *s, const struct table_def *table, const char *column)
{
	struct buf sql = BUF_INIT;
	const char *kept;

	/* sql-built: names of the catalogue */
	buf_printf(&sql, "UPDATE %s SET %s = :to%s WHERE %s = :from", table->name, column,
	    table->has_rev ? ", rev = :rev" : "", column);
	kept = stmt_keep(s, buf_str(&sql));
	buf_free(&sql);
	return kept;
}

static const struct table_def *checked_table(const char *table, const char *column)
{
	const struct table_def *def = catalog_table(table);
	const struct column_def *col = def ? catalog_column(def, column) : NULL;

	if (!col || !(col->flags & COL_CLIENT) || def->cls != TABLE_RECORDED)
		BUG("%s.%s does not hold a recorded client", table, column);
	return def;
}

enum err_code client_repoint(struct txn *t, const char *table, const char *column, int64_t from,
    int64_t to, int64_t *n, struct err *e)
{
	const struct table_def *def = checked_table(table, column);
	enum err_code rc = txn_touch_client(t, from, e);
	struct stmt *q;

	if (n)
		*n = 0;
	if (rc == OK)
		rc = txn_touch_client(t, to, e);
	if (rc != OK)
		return rc;
	if (strcmp(table, "client_todo") == 0)
		return todo_merge(t, from, to, e);
	q = stmt_get(txn_store(t), repoint_sql(txn_store(t), def, column));
	stmt_int(q, ":from", from);
	stmt_int(q, ":to", to);
	if (def->has_rev)
		stmt_int(q, ":rev", txn_action_id(t));
	rc = stmt_run(q, e);
	if (rc == OK && n)
		*n = sqlite3_changes64(store_db(txn_store(t)));
	return rc;
}

enum err_code client_count_pointed(
    struct store *s, const char *table, const char *column, int64_t id, int64_t *n, struct err *e)
{
	const struct table_def *def = checked_table(table, column);
	struct buf sql = BUF_INIT;
	struct stmt *q;

	/* sql-built: table and column are the catalogue's, checked above */
	buf_printf(&sql, "SELECT count(*) FROM %s WHERE %s = :id", def->name, column);
	q = stmt_get(s, stmt_keep(s, buf_str(&sql)));
	buf_free(&sql);
	stmt_int(q, ":id", id);
	return row_number(q, n, e);
}
