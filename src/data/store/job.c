#include "data/job.h"

#include "base/mem.h"
#include "base/tr.h"
#include "data/txn.h"
#include "row_priv.h"

static void job_read(struct stmt *q, struct job *j)
{
	stmt_col_copy(q, 0, j->name, sizeof j->name);
	j->last_at = stmt_col_int(q, 1);
	j->next_at = stmt_col_int(q, 2);
	stmt_col_copy(q, 3, j->result, sizeof j->result);
}

static const char job_get_sql[] =
	"SELECT name, last_at, next_at, result FROM job_run WHERE name = :name";

enum err_code job_get(struct store *s, const char *name, struct job *out, struct err *e)
{
	struct stmt *q = stmt_get(s, job_get_sql);
	bool found;

	stmt_text(q, ":name", name);
	found = stmt_row(q, e);
	if (found)
		job_read(q, out);
	return row_end(q, found, N_("That job has not run yet. frontdesk tick runs it."), e);
}

static const char job_list_due_sql[] =
	"SELECT name, last_at, next_at, result FROM job_run WHERE next_at <= :now"
	"  ORDER BY next_at, name /* scan: few jobs */";

enum err_code job_list_due(struct store *s, int64_t now, struct job_list *out, struct err *e)
{
	struct stmt *q = stmt_get(s, job_list_due_sql);

	job_list_free(out);
	stmt_int(q, ":now", now);
	while (stmt_row(q, e))
		job_read(q, vec_push(out));
	return stmt_done(q, e);
}

void job_list_free(struct job_list *l)
{
	vec_free(l);
}

static const char job_set_sql[] =
	"INSERT INTO job_run(name, last_at, next_at, result) VALUES (:name, :now, :next, :result)"
	"  ON CONFLICT(name) DO UPDATE SET last_at = excluded.last_at, next_at = excluded.next_at,"
	"    result = excluded.result";

enum err_code job_set(struct txn *t, const char *name, int64_t next_at, const char *result,
    struct err *e)
{
	struct stmt *q = stmt_get(txn_store(t), job_set_sql);

	stmt_text(q, ":name", name);
	stmt_int(q, ":now", txn_now(t));
	stmt_int(q, ":next", next_at);
	stmt_text(q, ":result", result ? result : "");
	return stmt_run(q, e);
}
