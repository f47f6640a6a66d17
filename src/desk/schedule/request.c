#include "desk/request.h"

#include <string.h>

#include "base/buf.h"
#include "base/clock.h"
#include "base/tr.h"
#include "data/action.h"
#include "data/catalog.h"
#include "data/claim.h"
#include "data/ephemeral.h"
#include "data/request.h"
#include "data/search.h"
#include "desk/cover.h"
#include "desk/describe.h"
#include "desk/desk.h"
#include "desk/outbox.h"
#include "desk/rights.h"

#define CLAIM "request"
#define CLAIM_SECONDS 600

/* ---- who answers it ---- */

static enum err_code say_claimed(struct desk *d, const struct claim *by, struct err *e)
{
	char who[96], until[16];

	err_clear(e);
	return err_set(e, ERR_TAKEN, tr("%s has it (%s) until %s. Take another one."),
	    describe_staff(d, by->staff_id, who, sizeof who), by->station,
	    desk_clock_text(d, by->until_at, until, sizeof until));
}

static enum err_code check_open(struct desk *d, int64_t id, struct request *r, struct err *e)
{
	enum err_code rc = request_get(d->store, id, r, e);

	if (rc == OK && strcmp(r->state, "open") != 0 && strcmp(r->state, "offered") != 0)
		rc = err_set(e, ERR_CONFLICT, "%s",
		    tr("That request was answered meanwhile. Look at the list again."));
	return rc;
}

enum err_code request_claim(struct desk *d, int64_t id, struct err *e)
{
	struct request r;
	struct claim by;
	struct txn *t;
	enum err_code rc = rights_check(d, &d->who, "appt-request", e);

	if (rc == OK)
		rc = check_open(d, id, &r, e);
	if (rc == OK)
		rc = ephemeral_begin(d->store, &d->who, &t, e);
	if (rc != OK)
		return rc;
	rc = claim_take(t, CLAIM, id, txn_now(t) + CLAIM_SECONDS, &by, e);
	txn_touch_area(t, AREA_SCHEDULE);       /* the other desks see who has it */
	if (rc == OK)
		return ephemeral_commit(t, e);
	ephemeral_rollback(t);
	return rc == ERR_TAKEN ? say_claimed(d, &by, e) : rc;
}

enum err_code request_give_back(struct desk *d, int64_t id, struct err *e)
{
	struct txn *t;
	enum err_code rc = ephemeral_begin(d->store, &d->who, &t, e);

	if (rc != OK)
		return rc;
	rc = claim_release(t, CLAIM, id, e);
	txn_touch_area(t, AREA_SCHEDULE);
	if (rc == OK)
		return ephemeral_commit(t, e);
	ephemeral_rollback(t);
	return rc;
}

char *request_claimed_by(struct desk *d, int64_t id, char *out, size_t size)
{
	struct claim by;
	struct err none = ERR_INIT;

	if (claim_get(d->store, CLAIM, id, clock_now(), &by, &none) != OK ||
	    by.staff_id == d->who.staff_id)
		return text_copy(out, size, "");
	return describe_staff(d, by.staff_id, out, size);
}

int64_t request_guess(struct desk *d, const struct request *r)
{
	struct search_result hits;
	struct err none = ERR_INIT;
	char today[11];

	if (r->client_id || !r->phone[0])
		return r->client_id;
	if (search_find(d->store, r->phone, desk_today_text(d, today), 2, &hits, &none) != OK)
		return 0;
	return hits.n == 1 ? hits.v[0].client_id : 0;
}

char *request_name(struct desk *d, const struct request *r, char *out, size_t size)
{
	int64_t client = request_guess(d, r);

	if (client && cover_hides_id(d, client))
		return describe_client(d, client, out, size);
	return text_copy(out, size, r->name);
}

/* ---- answering ---- */

/* The answer goes to the client of the file; to somebody without one, only a person can tell. */
static enum err_code tell(struct desk *d, struct txn *t, int64_t client_id, const char *text,
    struct err *e)
{
	struct tell_about about = { .what = TELL_REQUEST, .client_id = client_id, .extra = text };

	return client_id ? outbox_client(d, t, &about, NULL, e) : OK;
}

static enum err_code answer(struct desk *d, int64_t id, const char *state, const char *text,
    struct err *e)
{
	struct action_head head = { .name = "appt-request", .reason = text };
	struct request r;
	struct txn *t;
	int64_t client;
	enum err_code rc;

	if (text_is_blank(text))
		return err_set(e, ERR_INVALID, "%s",
		    tr("Not answered. Say what is offered, or why not."));
	rc = action_begin(d->store, &d->who, &head, &t, e);
	if (rc != OK)
		return rc;
	rc = check_open(d, id, &r, e);
	client = rc == OK ? request_guess(d, &r) : 0;
	if (rc == OK && client && !r.client_id)
		rc = request_set_client(t, id, client, e);
	if (rc == OK)
		rc = request_answer(t, id, state, text, 0, e);
	if (rc == OK)
		rc = claim_release(t, CLAIM, id, e);
	if (rc == OK)
		rc = tell(d, t, client, text, e);
	if (rc != OK) {
		action_rollback(t);
		return rc;
	}
	action_subject(t, "request", id);
	return action_commit(t, NULL, e);
}

enum err_code request_offer(struct desk *d, int64_t id, const char *text, struct err *e)
{
	return answer(d, id, "offered", text, e);
}

enum err_code request_decline(struct desk *d, int64_t id, const char *reason, struct err *e)
{
	return answer(d, id, "declined", reason, e);
}
