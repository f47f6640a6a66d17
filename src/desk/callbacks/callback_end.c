/* How callbacks end without a call: dropped, closed with their message, of no use any more. */
#include <string.h>

#include "base/buf.h"
#include "base/clock.h"
#include "base/tr.h"
#include "callback_priv.h"
#include "data/action.h"
#include "desk/callback_make.h"
#include "desk/desk.h"

#define EXPIRE_AT_ONCE 500

enum err_code callback_close_in(struct txn *t, struct desk *d, int64_t id, const char *state,
    const char *result, const char *kind, const char *why, struct err *e)
{
	struct callback_step x = { .callback_id = id, .staff_id = txn_actor(t)->staff_id };
	char today[12];
	enum err_code rc;

	desk_day_of(d, txn_now(t), today);
	rc = callback_end(t, id, state, result, 0, today, e);
	if (rc != OK)
		return rc;
	text_copy(x.day, sizeof x.day, today);
	text_copy(x.kind, sizeof x.kind, kind);
	text_copy(x.result, sizeof x.result, result);
	text_copy(x.text, sizeof x.text, why);
	return callback_step_insert(t, &x, NULL, e);
}

/* ---- dropped ---- */

enum err_code callback_drop_one_in(struct txn *t, struct desk *d, int64_t id, const char *why,
    struct err *e)
{
	enum err_code rc = callback_untell_in(t, d, id, e);

	return rc == OK ?
	    callback_close_in(t, d, id, "cancelled", CALLBACK_DROPPED, "cancelled", why, e) : rc;
}

static bool may_drop(const struct callback *c)
{
	return !strcmp(c->state, "open") && strcmp(c->held, "expert") != 0;
}

enum err_code callback_drop_in(struct txn *t, struct desk *d, const char *source,
    int64_t source_id, const char *why, struct err *e)
{
	struct callback_list l = { 0 };
	enum err_code rc = callback_of_source(d->store, source, source_id, &l, e);

	for (size_t i = 0; i < l.n && rc == OK; i++)
		if (may_drop(&l.v[i]))
			rc = callback_drop_one_in(t, d, l.v[i].id, why, e);
	callback_list_free(&l);
	return rc;
}

/* ---- of no use any more ---- */

static enum err_code expire_all(struct txn *t, struct desk *d, const struct callback_list *l,
    struct err *e)
{
	enum err_code rc = OK;

	for (size_t i = 0; i < l->n && rc == OK; i++)
		rc = callback_close_in(t, d, l->v[i].id, "expired", NULL, "expired", NULL, e);
	for (size_t i = 0; i < l->n && rc == OK; i++)
		rc = callback_untell_in(t, d, l->v[i].id, e);
	return rc;
}

static enum err_code expire_some(struct desk *d, size_t *n, struct err *e)
{
	const struct action_head head = { .name = "callback-expire" };
	const struct actor program = { .branch_id = d->branch_id, .station = d->who.station,
		.origin = "tick", .peer = d->who.peer };
	struct callback_list l = { 0 };
	struct txn *t;
	enum err_code rc = action_begin(d->store, &program, &head, &t, e);

	if (rc != OK)
		return rc;
	rc = callback_list_expired(d->store, txn_now(t), EXPIRE_AT_ONCE, &l, e);
	if (rc == OK)
		rc = expire_all(t, d, &l, e);
	if (rc == OK)
		rc = action_commit(t, NULL, e);
	else
		action_rollback(t);
	*n = l.n;
	callback_list_free(&l);
	return rc;
}

enum err_code callback_expire(struct desk *d, size_t *n, struct err *e)
{
	size_t some;
	enum err_code rc;

	*n = 0;
	do {
		some = 0;
		rc = expire_some(d, &some, e);
		*n += rc == OK ? some : 0;
	} while (rc == OK && some == EXPIRE_AT_ONCE);
	return rc;
}
