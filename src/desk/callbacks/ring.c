#include "desk/ring.h"

#include <string.h>

#include "base/buf.h"
#include "base/clock.h"
#include "base/tr.h"
#include "data/client.h"
#include "data/ephemeral.h"
#include "data/ring.h"
#include "desk/desk.h"
#include "form/check.h"

/* An exchange may send what no form takes (short internal numbers): then the bare digits. */
static enum err_code clean(const struct desk *d, const char *typed, char out[PHONE_MAX],
    struct err *e)
{
	struct check_env env = { .label = "", .today = desk_today(d), .country = d->country };
	char why[200];
	size_t n = 0;

	if (phone_normalise(typed, &env, out, why, sizeof why) != CHECK_WRONG)
		return OK;
	for (const char *p = typed; *p && n + 1 < PHONE_MAX; p++)
		if (*p >= '0' && *p <= '9')
			out[n++] = *p;
	out[n] = '\0';
	if (n >= 3 && n <= 20)
		return OK;
	return err_set(e, ERR_INVALID, tr("\"%.40s\" is no telephone number."), typed);
}

enum err_code ring_tell(struct desk *d, const char *number, struct err *e)
{
	char digits[PHONE_MAX];
	struct txn *t;
	enum err_code rc = clean(d, number, digits, e);

	if (rc == OK)
		rc = ephemeral_begin(d->store, &d->who, &t, e);
	if (rc != OK)
		return rc;
	rc = ring_set(t, digits, e);
	if (rc == OK)
		return ephemeral_commit(t, e);
	ephemeral_rollback(t);
	return rc;
}

static void add(struct ring_caller out[RING_CALLERS], size_t *n, const struct ring *r, int64_t id)
{
	struct ring_caller *c;

	for (size_t i = 0; id && i < *n; i++)
		if (out[i].client_id == id)
			return;
	if (*n == RING_CALLERS)
		return;
	c = &out[(*n)++];
	text_copy(c->number, sizeof c->number, r->number);
	c->at = r->at;
	c->client_id = id;
}

enum err_code ring_callers(struct desk *d, struct ring_caller out[RING_CALLERS], size_t *n,
    struct err *e)
{
	struct ring_list rings = { 0 };
	enum err_code rc = ring_list(d->store, d->branch_id, clock_now(), &rings, e);
	int64_t ids[RING_CALLERS], survivor;
	size_t found;

	*n = 0;
	for (size_t i = 0; i < rings.n && rc == OK; i++) {
		rc = client_by_phone(d->store, rings.v[i].number, ids, RING_CALLERS, &found, e);
		for (size_t k = 0; k < found && rc == OK; k++) {
			rc = client_survivor(d->store, ids[k], &survivor, e);
			add(out, n, &rings.v[i], survivor);
		}
		if (rc == OK && !found)
			add(out, n, &rings.v[i], 0);
	}
	ring_list_free(&rings);
	return rc;
}
