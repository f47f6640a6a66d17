/* Looks that leave a trace: at restricted files, at numbers, at what is exported. */
#include "base/buf.h"
#include "base/tr.h"
#include "data/access.h"
#include "data/ephemeral.h"
#include "desk/desk.h"
#include "desk/intake.h"
#include "desk/rights.h"

enum err_code intake_look(struct desk *d, int64_t client_id, const char *what, const char *reason,
    struct err *e)
{
	struct txn *t;
	enum err_code rc = ephemeral_begin(d->store, &d->who, &t, e);

	if (rc != OK)
		return rc;
	rc = access_insert(t, client_id, what, reason, e);
	if (rc == OK)
		return ephemeral_commit(t, e);
	ephemeral_rollback(t);
	return rc;
}

enum err_code intake_ask_restricted(struct desk *d, int64_t client_id, const char *reason,
    struct err *e)
{
	enum err_code rc = rights_check(d, &d->who, "ask-restricted", e);

	if (rc == OK && text_is_blank(reason))
		rc = err_set(e, ERR_INVALID, "%s",
		    tr("A reason is needed: it is kept."));
	if (rc == OK)
		rc = intake_look(d, client_id, "restricted", reason, e);
	if (rc == OK)
		d->opened_client = client_id;
	return rc;
}
