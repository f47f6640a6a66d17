#include "desk/approve.h"

#include <string.h>

#include "base/buf.h"
#include "base/clock.h"
#include "base/mem.h"
#include "base/tr.h"
#include "data/ephemeral.h"
#include "desk/desk.h"
#include "desk/rights.h"
#include "desk/signin.h"

const char *approve_label(const char *right)
{
	for (size_t i = 0; i < rights_count; i++)
		if (!strcmp(rights[i].name, right))
			return tr(rights[i].label);
	return "";
}

/* ---- who ---- */

static bool can_sign(struct desk *d, const char *right, int64_t staff_id)
{
	struct err none = ERR_INIT;

	return staff_id != d->who.staff_id && rights_other_may(d, staff_id, right) &&
	    signin_check_apart(d, staff_id, d->who.staff_id, &none) == OK;
}

enum err_code approve_signers(struct desk *d, const char *right, struct staff_list *out,
    struct err *e)
{
	size_t kept = 0;
	enum err_code rc = staff_list(d->store, 0, false, out, e);

	for (size_t i = 0; i < out->n && rc == OK; i++)
		if (can_sign(d, right, out->v[i].id))
			out->v[kept++] = out->v[i];
	out->n = kept;
	return rc;
}

enum err_code approve_may(struct desk *d, const char *right, int64_t staff_id, struct err *e)
{
	struct staff p;
	enum err_code rc;

	if (staff_id == d->who.staff_id)
		return err_set(e, ERR_SECOND, "%s",
		    tr("One's own PIN does not count. Somebody else must sign."));
	if (rights_other_may(d, staff_id, right))
		return signin_check_apart(d, staff_id, d->who.staff_id, e);
	rc = staff_get(d->store, staff_id, &p, e);
	return rc != OK ? rc : err_set(e, ERR_DENIED, tr("%s may not sign this: %s."), p.name,
	    approve_label(right));
}

enum err_code approve_here(struct desk *d, const char *right, int64_t staff_id, const char *pin,
    struct err *e)
{
	struct staff p;
	int64_t who;
	enum err_code rc = approve_may(d, right, staff_id, e);

	if (rc == OK)
		rc = staff_get(d->store, staff_id, &p, e);
	return rc == OK ? signin_check(d, p.code, pin, &who, e) : rc;
}

/* ---- at another terminal ---- */

static enum err_code finish(struct txn *t, enum err_code rc, struct err *e)
{
	if (rc == OK)
		return ephemeral_commit(t, e);
	ephemeral_rollback(t);
	return rc;
}

enum err_code approve_ask(struct desk *d, const struct approval *question, int64_t *id,
    struct err *e)
{
	struct approval a = *question;
	struct txn *t;
	enum err_code rc = a.asked_of ? approve_may(d, a.right, a.asked_of, e) : OK;

	*id = 0;
	if (rc == OK)
		rc = ephemeral_begin(d->store, &d->who, &t, e);
	if (rc != OK)
		return rc;
	a.until_at = txn_now(t) + APPROVE_MINUTES * 60;
	return finish(t, approval_insert(t, &a, id, e), e);
}

enum err_code approve_look(struct desk *d, int64_t id, struct approval *out, struct err *e)
{
	enum err_code rc = approval_get(d->store, id, out, e);

	if (rc == OK && out->until_at <= clock_now() &&
	    (!strcmp(out->state, "open") || !strcmp(out->state, "approved")))
		text_copy(out->state, sizeof out->state, "over");
	return rc;
}

enum err_code approve_withdraw(struct desk *d, int64_t id, struct err *e)
{
	struct txn *t;
	enum err_code rc = ephemeral_begin(d->store, &d->who, &t, e);

	return rc == OK ? finish(t, approval_withdraw(t, id, e), e) : rc;
}

enum err_code approve_take(struct desk *d, int64_t id, const struct approval *question, int64_t *by,
    struct err *e)
{
	struct approval now;
	enum err_code rc = approve_look(d, id, &now, e);

	*by = 0;
	if (rc != OK)
		return rc;
	if (strcmp(now.right, question->right) != 0 || strcmp(now.text, question->text) != 0)
		return err_set(e, ERR_CONFLICT, "%s",
		    tr("Something else was signed than what is done here. Ask again."));
	if (strcmp(now.state, "approved") != 0 || now.staff_id != d->who.staff_id)
		return err_set(e, ERR_CONFLICT, "%s",
		    tr("That question is not open any more. Nothing was answered."));
	*by = now.answered_by;
	return OK;
}

bool approve_ready(struct desk *d, const char *right, const char *text, struct approval *out)
{
	struct err none = ERR_INIT;

	return approval_ready(d->store, d->who.staff_id, right, text, clock_now(), out, &none) ==
	    OK;
}

enum err_code approve_waiting(struct desk *d, struct approval_list *out, struct err *e)
{
	size_t kept = 0;
	enum err_code rc = approval_list_open(d->store, d->who.staff_id, clock_now(), out, e);

	for (size_t i = 0; i < out->n && rc == OK; i++)
		if (rights_other_may(d, d->who.staff_id, out->v[i].right))
			out->v[kept++] = out->v[i];
	out->n = kept;
	return rc;
}

/* The acting person may answer it: another one than who asked, and with the right. */
static enum err_code may_answer(struct desk *d, int64_t id, struct err *e)
{
	struct approval a;
	enum err_code rc = approval_get(d->store, id, &a, e);

	if (rc == OK && a.staff_id == d->who.staff_id)
		rc = err_set(e, ERR_SECOND, "%s",
		    tr("One's own PIN does not count. Somebody else must sign."));
	if (rc == OK && !rights_other_may(d, d->who.staff_id, a.right))
		rc = rights_refuse(d, a.right, e);
	return rc == OK ? signin_check_apart(d, a.staff_id, d->who.staff_id, e) : rc;
}

static enum err_code answer(struct desk *d, int64_t id, const char *state, const char *why,
    struct err *e)
{
	struct txn *t;
	enum err_code rc = ephemeral_begin(d->store, &d->who, &t, e);

	return rc == OK ? finish(t, approval_answer(t, id, state, why, e), e) : rc;
}

enum err_code approve_sign(struct desk *d, int64_t id, const char *pin, struct err *e)
{
	int64_t who;
	enum err_code rc = may_answer(d, id, e);

	if (rc == OK)
		rc = signin_check(d, d->staff_code, pin, &who, e);
	return rc == OK ? answer(d, id, "approved", NULL, e) : rc;
}

enum err_code approve_refuse(struct desk *d, int64_t id, const char *why, struct err *e)
{
	enum err_code rc = may_answer(d, id, e);

	return rc == OK ? answer(d, id, "refused", why, e) : rc;
}
