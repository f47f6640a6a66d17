#include "desk/export.h"

#include "base/buf.h"
#include "data/access.h"
#include "data/approval.h"
#include "data/ephemeral.h"
#include "desk/desk.h"
#include "desk/rights.h"

const char *export_right(const struct desk *d, size_t rows)
{
	return rows > (size_t)d->config.export_rows ? "export" : "list-print";
}

enum err_code export_list(struct desk *d, int64_t client_id, const char *name, size_t rows,
    enum export_how how, struct err *e)
{
	static const char *const hows[] = { [EXPORT_PRINT] = "print", [EXPORT_CSV] = "csv",
		[EXPORT_TEXT] = "text", [EXPORT_PDF] = "pdf" };
	char what[120];
	struct txn *t;
	enum err_code rc = rights_check(d, &d->who, export_right(d, rows), e);

	if (rc != OK)
		return rc;
	text_fmt(what, sizeof what, "%s, %zu rows, %s", name, rows, hows[how]);
	rc = ephemeral_begin(d->store, &d->who, &t, e);
	if (rc != OK)
		return rc;
	rc = approval_use(t, e);        /* a trace is no action: nobody else uses it up */
	if (rc == OK)
		rc = access_insert(t, client_id, how == EXPORT_PRINT ? "print" : "export", what, e);
	if (rc == OK)
		return ephemeral_commit(t, e);
	ephemeral_rollback(t);
	return rc;
}
