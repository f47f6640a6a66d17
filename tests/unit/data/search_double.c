/* Terms that are just the name, so that these tests need no word of base/term.h. Weak: the real ones
 * win where they are linked. */
#include <stdio.h>

#include "data/search.h"
#include "data/store_priv.h"

static enum err_code run(struct txn *t, const char *text, int64_t id, struct err *e)
{
	struct stmt *q = stmt_get(txn_store(t), text);

	stmt_int(q, ":id", id);
	return stmt_run(q, e);
}

__attribute__((weak)) enum err_code search_drop(struct txn *t, int64_t client_id, struct err *e)
{
	static const char sql[] = "DELETE FROM client_term WHERE client_id = :id"
	    " AND term = (SELECT 'n' || name FROM client WHERE id = :id)";

	return run(t, sql, client_id, e);
}

__attribute__((weak)) enum err_code search_add(struct txn *t, int64_t client_id, struct err *e)
{
	static const char sql[] = "INSERT INTO client_term(term, client_id)"
	    " SELECT 'n' || name, id FROM client WHERE id = :id";

	return run(t, sql, client_id, e);
}
