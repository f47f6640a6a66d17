#include "row_priv.h"

#include "base/mem.h"
#include "base/tr.h"

const char *row_null(const char *text)
{
	return text && *text ? text : NULL;
}

char *row_dup(struct stmt *q, int i)
{
	return stmt_col_null(q, i) ? NULL : mem_dup(stmt_col_text(q, i));
}

enum err_code row_end(struct stmt *q, bool found, const char *missing, struct err *e)
{
	enum err_code rc = stmt_run(q, e);

	if (rc == OK && !found)
		rc = err_set(e, ERR_NOTFOUND, "%s", tr(missing));
	return rc;
}

enum err_code row_run(struct stmt *q, int64_t *id, const char *missing, struct err *e)
{
	bool found = stmt_row(q, e);

	if (found && id)
		*id = stmt_col_int(q, 0);
	return row_end(q, found, missing, e);
}

enum err_code row_number(struct stmt *q, int64_t *n, struct err *e)
{
	*n = stmt_row(q, e) ? stmt_col_int(q, 0) : 0;
	return stmt_run(q, e);
}

enum err_code row_ids(struct stmt *q, int64_t *ids, size_t max, size_t *n, struct err *e)
{
	*n = 0;
	while (*n < max && stmt_row(q, e))
		ids[(*n)++] = stmt_col_int(q, 0);
	return stmt_done(q, e);
}
