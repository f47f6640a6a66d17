#include "desk/drafts.h"

#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/clock.h"
#include "base/mem.h"
#include "base/tr.h"
#include "data/claim.h"
#include "data/ephemeral.h"
#include "desk/desk.h"

#define CLAIM "draft"

typedef enum err_code (*work_fn)(struct txn *t, struct draft *draft, struct err *e);

static enum err_code in_txn(struct desk *d, work_fn work, struct draft *draft, struct err *e)
{
	struct txn *t;
	enum err_code rc = ephemeral_begin(d->store, &d->who, &t, e);

	if (rc != OK)
		return rc;
	rc = work(t, draft, e);
	if (rc == OK)
		return ephemeral_commit(t, e);
	ephemeral_rollback(t);
	return rc;
}

static enum err_code claim(struct txn *t, struct draft *draft, struct err *e)
{
	return claim_take(t, CLAIM, draft->id, txn_now(t) + DRAFTS_CLAIM_S, NULL, e);
}

/* ---- whose it is ---- */

static bool is_mine(const struct draft *now, const struct actor *who)
{
	return now->staff_id == who->staff_id && strcmp(now->state, "dropped") != 0 &&
	    !strcmp(now->station, who->station ? who->station : "");
}

static enum err_code check_mine(struct store *s, const struct actor *who, int64_t id,
    struct err *e)
{
	struct draft now;
	enum err_code rc = draft_get(s, id, &now, e);

	if (rc == ERR_NOTFOUND) {
		err_clear(e);
		return err_set(e, ERR_TAKEN, "%s", tr("That was finished elsewhere meanwhile."));
	}
	if (rc == OK && !is_mine(&now, who))
		rc = err_set(e, ERR_TAKEN, strcmp(now.state, "dropped") != 0 ?
		    tr("You went on with it at %s.") : tr("You finished it at %s."), now.station);
	draft_free(&now);
	return rc;
}

bool drafts_mine(struct desk *d, int64_t id)
{
	struct err none = ERR_INIT;

	return check_mine(d->store, &d->who, id, &none) == OK;
}

/* ---- writing ---- */

static enum err_code save(struct txn *t, struct draft *draft, struct err *e)
{
	enum err_code rc = OK;

	if (draft->id)
		rc = check_mine(txn_store(t), txn_actor(t), draft->id, e);
	if (rc == OK)
		rc = draft_save(t, draft, e);
	return rc == OK ? claim(t, draft, e) : rc;
}

enum err_code drafts_save(struct desk *d, struct draft *draft, struct err *e)
{
	return in_txn(d, save, draft, e);
}

static enum err_code set_state(struct txn *t, struct draft *draft, struct err *e)
{
	enum err_code rc = draft_set_state(t, draft->id, draft->state, e);

	if (rc == OK && strcmp(draft->state, "open") != 0)
		rc = claim_release(t, CLAIM, draft->id, e);
	return rc;
}

enum err_code drafts_set_state(struct desk *d, int64_t id, const char *state, struct err *e)
{
	struct draft draft = { .id = id };

	text_copy(draft.state, sizeof draft.state, state);
	return in_txn(d, set_state, &draft, e);
}

static enum err_code take(struct txn *t, struct draft *draft, struct err *e)
{
	enum err_code rc = draft_take(t, draft->id, e);

	return rc == OK ? claim(t, draft, e) : rc;
}

enum err_code drafts_take(struct desk *d, int64_t id, struct err *e)
{
	return in_txn(d, take, &(struct draft){ .id = id }, e);
}

static enum err_code renew(struct txn *t, struct draft *draft, struct err *e)
{
	enum err_code rc = check_mine(txn_store(t), txn_actor(t), draft->id, e);

	return rc == OK ? claim(t, draft, e) : rc;
}

enum err_code drafts_renew(struct desk *d, int64_t id, struct err *e)
{
	return in_txn(d, renew, &(struct draft){ .id = id }, e);
}

enum err_code drafts_find(struct desk *d, const char *state, const char *form, int64_t ref_id,
    int64_t *id, struct err *e)
{
	return draft_find(d->store, d->who.staff_id, state, form, ref_id, id, e);
}

/* ---- lists ---- */

/* Somebody works on it at another terminal: its claim has not run out. */
static bool is_elsewhere(struct desk *d, const struct draft *w)
{
	struct claim c;
	struct err none = ERR_INIT;

	return !strcmp(w->state, "open") && strcmp(w->station, d->who.station) != 0 &&
	    claim_get(d->store, CLAIM, w->id, clock_now(), &c, &none) == OK;
}

static int by_saved(const void *a, const void *b)
{
	const struct draft_job *x = a, *y = b;

	if (x->d.saved_at != y->d.saved_at)
		return x->d.saved_at < y->d.saved_at ? 1 : -1;
	return x->d.id < y->d.id ? 1 : -1;
}

static enum err_code add_state(struct desk *d, const char *state, struct draft_job_list *out,
    struct err *e)
{
	struct draft_list l = { 0 };
	enum err_code rc = draft_list(d->store, d->who.staff_id, state, &l, e);

	for (size_t i = 0; i < l.n; i++) {
		struct draft_job *job = vec_push(out);

		job->d = l.v[i];
		job->elsewhere = is_elsewhere(d, &l.v[i]);
	}
	draft_list_free(&l);
	return rc;
}

static void put_numbers(struct draft_job_list *l)
{
	for (size_t i = 0; i < l->n; i++) {
		l->v[i].number = 1;
		for (size_t k = 0; k < l->n; k++)
			l->v[i].number += l->v[k].d.id < l->v[i].d.id;
	}
	if (l->n)
		qsort(l->v, l->n, sizeof *l->v, by_saved);
}

enum err_code drafts_jobs(struct desk *d, struct draft_job_list *out, struct err *e)
{
	enum err_code rc;

	out->n = 0;
	rc = add_state(d, "parked", out, e);
	if (rc == OK)
		rc = add_state(d, "open", out, e);
	put_numbers(out);
	return rc;
}

enum err_code drafts_kept(struct desk *d, struct draft_job_list *out, struct err *e)
{
	enum err_code rc;

	out->n = 0;
	rc = add_state(d, "kept", out, e);
	put_numbers(out);
	return rc;
}

void draft_job_list_free(struct draft_job_list *l)
{
	vec_free(l);
}

int64_t drafts_parked(struct desk *d, int64_t staff_id)
{
	struct err none = ERR_INIT;
	int64_t n = 0;

	if (draft_count(d->store, staff_id, "parked", &n, &none) != OK)
		return 0;
	return n;
}
