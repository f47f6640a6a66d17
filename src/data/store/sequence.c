#include "data/sequence.h"

#include "data/txn.h"
#include "row_priv.h"

static const char sequence_next_sql[] =
	"INSERT INTO sequence(name, n) VALUES (:name, 1)"
	"  ON CONFLICT(name) DO UPDATE SET n = sequence.n + 1 RETURNING n";

enum err_code sequence_next(struct txn *t, const char *name, int64_t *n, struct err *e)
{
	struct stmt *q = stmt_get(txn_store(t), sequence_next_sql);

	stmt_text(q, ":name", name);
	return row_number(q, n, e);
}

static const char sequence_raise_sql[] =
	"INSERT INTO sequence(name, n) VALUES (:name, :n)"
	"  ON CONFLICT(name) DO UPDATE SET n = excluded.n WHERE sequence.n < excluded.n";

enum err_code sequence_raise(struct txn *t, const char *name, int64_t n, struct err *e)
{
	struct stmt *q = stmt_get(txn_store(t), sequence_raise_sql);

	stmt_text(q, ":name", name);
	stmt_int(q, ":n", n);
	return stmt_run(q, e);
}
