#include "desk/drafts.h"

#include <string.h>

#include "base/clock.h"
#include "base/mem.h"
#include "data/ephemeral.h"
#include "desk/desk.h"

/* An open draft that was not saved for so long belongs to a terminal that is gone, or to one where nobody
 * types; at the same terminal only one process can be working. */
#define SILENT_SECONDS 120

enum err_code drafts_save(struct desk *d, struct draft *draft, struct err *e)
{
	struct txn *t;
	enum err_code rc = ephemeral_begin(d->store, &d->who, &t, e);

	if (rc != OK)
		return rc;
	rc = draft_save(t, draft, e);
	if (rc == OK)
		return ephemeral_commit(t, e);
	ephemeral_rollback(t);
	return rc;
}

enum err_code drafts_set_state(struct desk *d, int64_t id, const char *state, struct err *e)
{
	struct txn *t;
	enum err_code rc = ephemeral_begin(d->store, &d->who, &t, e);

	if (rc != OK)
		return rc;
	rc = draft_set_state(t, id, state, e);
	if (rc == OK)
		return ephemeral_commit(t, e);
	ephemeral_rollback(t);
	return rc;
}

static bool is_left(const struct desk *d, const struct draft *w)
{
	return !strcmp(w->station, d->who.station) || w->saved_at < clock_now() - SILENT_SECONDS;
}

enum err_code drafts_offered(struct desk *d, struct draft_list *out, struct err *e)
{
	struct draft_list open = { 0 };
	enum err_code rc = draft_list(d->store, d->who.staff_id, "parked", out, e);

	if (rc == OK)
		rc = draft_list(d->store, d->who.staff_id, "open", &open, e);
	for (size_t i = 0; i < open.n; i++)
		if (is_left(d, &open.v[i])) {
			*vec_push(out) = open.v[i];
			open.v[i].body = NULL;
		}
	draft_list_free(&open);
	return rc;
}

int64_t drafts_parked(struct desk *d)
{
	struct err none = ERR_INIT;
	int64_t n = 0;

	if (draft_count(d->store, d->who.staff_id, "parked", &n, &none) != OK)
		return 0;
	return n;
}
