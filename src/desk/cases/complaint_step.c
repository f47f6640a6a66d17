/* What is done about a complaint: steps, promises, apology, another kind, the end. */
#include <string.h>

#include "base/buf.h"
#include "base/clock.h"
#include "base/tr.h"
#include "complaint_priv.h"
#include "data/action.h"
#include "data/client.h"
#include "data/staff.h"
#include "desk/callback_make.h"
#include "desk/desk.h"
#include "desk/outbox.h"
#include "form/complaints.h"

/* Words of one column that no form file knows. */
static const char *const hows[] = { "person", "phone", "letter", "none" };

static bool is_how(const char *word)
{
	for (size_t i = 0; i < sizeof hows / sizeof *hows; i++)
		if (word && !strcmp(hows[i], word))
			return true;
	return false;
}

static enum err_code refuse(const char *field, const char *text, struct err *e)
{
	return err_invalid(e, field, "%s", text);
}

static enum err_code check_did(const struct complaint_did *x, struct err *e)
{
	bool promise = !strcmp(x->kind, "promise"), apology = !strcmp(x->kind, "apology");

	if (!apology && text_is_blank(x->text))
		return refuse("text", tr("Not saved. Say what was done."), e);
	if (apology && !is_how(x->how))
		return refuse("how", tr("Not saved. Say how: in person, by telephone, by letter."),
		    e);
	if (promise && x->promise_at <= clock_now())
		return refuse("promise",
		    tr("Not saved. A promise needs a time that is still to come: fri 16."), e);
	if (apology && x->at > clock_now())
		return refuse("at", tr("That time is still to come. Give the time it was."), e);
	return OK;
}

/* What the client was told counts as the first answer. */
static bool is_answer(const char *kind)
{
	return !strcmp(kind, "answer") || !strcmp(kind, "promise") || !strcmp(kind, "apology") ||
	    !strcmp(kind, "message");
}

static void put_did(struct txn *t, const struct complaint_did *x, struct complaint *c)
{
	int64_t me = txn_actor(t)->staff_id;

	text_copy(c->state, sizeof c->state, "working");
	if (!strcmp(x->kind, "apology")) {
		text_copy(c->apology, sizeof c->apology, x->how);
		c->apology_at = x->at ? x->at : txn_now(t);
		c->apology_by = x->by ? x->by : me;
	}
	if (c->answered_at || !is_answer(x->kind) || (x->how && !strcmp(x->how, "none")))
		return;
	c->answered_at = txn_now(t);
	c->answered_by = me;
}

static enum err_code add_step(struct txn *t, struct desk *d, const struct complaint_did *x,
    struct err *e)
{
	struct complaint_step s = { .complaint_id = x->complaint_id, .promise_at = x->promise_at,
		.appointment_id = x->appointment_id };

	desk_day_of(d, txn_now(t), s.day);
	text_copy(s.kind, sizeof s.kind, x->kind);
	text_copy(s.text, sizeof s.text, x->text);
	if (strcmp(x->kind, "promise") != 0)
		s.promise_at = 0;
	return complaint_step_insert(t, &s, NULL, e);
}

enum err_code complaint_step(struct desk *d, const struct complaint_did *x, int64_t *message,
    struct err *e)
{
	struct tell_about about = { .what = TELL_CASE, .extra = x->text };
	struct complaint c;
	struct txn *t;
	enum err_code rc = check_did(x, e);

	if (message)
		*message = 0;
	if (rc != OK)
		return rc;
	rc = complaint_begin(d, "case-step", NULL, x->complaint_id, &t, &c, e);
	if (!t)
		return rc;
	if (rc == OK)
		rc = complaint_open_only(&c, e);
	if (rc == OK) {
		put_did(t, x, &c);
		rc = complaint_update(t, &c, e);
	}
	if (rc == OK)
		rc = add_step(t, d, x, e);
	about.client_id = c.client_id;
	if (rc == OK && c.client_id && !strcmp(x->kind, "message"))
		rc = outbox_client(d, t, &about, message, e);
	return complaint_commit(t, rc, e);
}

enum err_code complaint_kept(struct desk *d, int64_t step_id, bool kept, struct err *e)
{
	struct complaint_step s;
	struct complaint c;
	struct txn *t;
	enum err_code rc = complaint_step_get(d->store, step_id, &s, e);

	if (rc != OK)
		return rc;
	rc = complaint_begin(d, "case-step", kept ? "kept" : "broken", s.complaint_id, &t, &c, e);
	if (!t)
		return rc;
	if (rc == OK)
		rc = complaint_step_keep(t, step_id, kept, e);
	return complaint_commit(t, rc, e);
}

/* ---- another kind, another owner ---- */

/* "kind: normal > urgent", in the words that are kept. */
static void put_change(struct buf *b, const char *what, const char *was, const char *is)
{
	if (strcmp(was, is) != 0)
		buf_printf(b, "%s: %s > %s; ", what, was[0] ? was : "-", is[0] ? is : "-");
}

static enum err_code change(struct desk *d, struct complaint *c, const char *kind,
    const char *level, int64_t owner_id, struct buf *said, struct err *e)
{
	struct staff owner = { .name = "" };
	enum err_code rc = OK;

	if (kind) {
		put_change(said, tr("kind"), complaint_word(d, COMPLAINT_KIND, c->kind),
		    complaint_word(d, COMPLAINT_KIND, kind));
		text_copy(c->kind, sizeof c->kind, kind);
		rc = complaint_set_limits(d, c, e);
	}
	if (rc == OK && level)
		rc = complaint_check_word(&d->complaints->levels, level, "level", e);
	if (rc == OK && level) {
		put_change(said, tr("gravity"), complaint_word(d, COMPLAINT_LEVEL, c->level),
		    complaint_word(d, COMPLAINT_LEVEL, level));
		text_copy(c->level, sizeof c->level, level);
	}
	if (rc != OK || owner_id < 0 || owner_id == c->owner_id)
		return rc;
	if (owner_id)
		rc = staff_get(d->store, owner_id, &owner, e);
	put_change(said, tr("owner"), c->owner, owner.name);
	c->owner_id = owner_id;
	return rc;
}

enum err_code complaint_edit(struct desk *d, int64_t id, const char *kind, const char *level,
    int64_t owner_id, const char *reason, struct err *e)
{
	struct buf said = BUF_INIT;
	struct complaint c;
	struct txn *t;
	int64_t owner;
	enum err_code rc;

	if (text_is_blank(reason))
		return refuse("reason", tr("Not changed. It needs a reason."), e);
	rc = complaint_begin(d, "case-edit", reason, id, &t, &c, e);
	if (!t)
		return rc;
	owner = c.owner_id;
	if (rc == OK)
		rc = complaint_open_only(&c, e);
	if (rc == OK)
		rc = change(d, &c, kind, level, owner_id, &said, e);
	if (rc == OK && !said.n)
		rc = refuse("kind", tr("Nothing was changed."), e);
	buf_puts(&said, reason);
	if (rc == OK)
		rc = complaint_update(t, &c, e);
	if (rc == OK)
		rc = complaint_note(t, d, id, "edited", buf_str(&said), e);
	if (rc == OK && c.owner_id != owner)
		rc = complaint_tell_owner(t, d, &c, e);
	buf_free(&said);
	return complaint_commit(t, rc, e);
}

static enum err_code put_client(struct txn *t, struct desk *d, struct complaint *c,
    int64_t client_id, struct err *e)
{
	struct client x;
	char text[80];
	enum err_code rc = client_get(d->store, client_id, &x, e);

	if (rc != OK)
		return rc;
	/* By the number: the steps are read by more people than a restricted name. */
	text_fmt(text, sizeof text, tr("who made it is known: %s"), x.file_no ? x.file_no :
	    tr("a file without a number yet"));
	client_free(&x);
	c->client_id = client_id;
	rc = complaint_update(t, c, e);
	if (rc == OK)
		rc = complaint_note(t, d, c->id, "edited", text, e);
	return rc == OK ? complaint_call(t, d, c, "progress", e) : rc;
}

enum err_code complaint_of_client(struct desk *d, int64_t id, int64_t client_id, struct err *e)
{
	struct complaint c;
	struct txn *t;
	enum err_code rc = complaint_begin(d, "case-edit", NULL, id, &t, &c, e);

	if (!t)
		return rc;
	if (rc == OK)
		rc = complaint_open_only(&c, e);
	if (rc == OK && c.client_id)
		rc = err_set(e, ERR_CONFLICT, tr("Not changed. %s is a client's already."),
		    c.number);
	if (rc == OK)
		rc = put_client(t, d, &c, client_id, e);
	return complaint_commit(t, rc, e);
}

/* ---- the end ---- */

static enum err_code check_end(struct desk *d, const struct complaint_end *x, struct err *e)
{
	if (text_is_blank(x->result))
		return refuse("result", tr("Not closed. Result is open: what came of it?"), e);
	if (x->satisfied < 1 || x->satisfied > 5)
		return refuse("satisfied",
		    tr("Not closed. Content is open: ask the client, 1 to 5."), e);
	if (x->cause && x->cause[0] && d->complaints &&
	    !complaint_word_find(&d->complaints->causes, x->cause))
		return refuse("cause", tr("That cause is not in complaints.cfg."), e);
	return OK;
}

static void put_end(struct txn *t, const struct complaint_end *x, struct complaint *c)
{
	text_copy(c->result, sizeof c->result, x->result);
	c->cost = x->cost;
	c->satisfied = x->satisfied;
	text_copy(c->cause, sizeof c->cause, x->cause);
	text_copy(c->against, sizeof c->against, x->against);
	text_copy(c->state, sizeof c->state, "working");
	if (!c->answered_at) {
		c->answered_at = txn_now(t);
		c->answered_by = txn_actor(t)->staff_id;
	}
	if (x->satisfied <= 3)
		return;
	text_copy(c->state, sizeof c->state, "closed");
	c->closed_at = txn_now(t);
	c->closed_by = txn_actor(t)->staff_id;
}

enum err_code complaint_close(struct desk *d, const struct complaint_end *x, bool *closed,
    struct err *e)
{
	struct complaint c;
	struct txn *t;
	char text[1400];
	enum err_code rc = check_end(d, x, e);

	*closed = x->satisfied > 3;
	if (rc != OK)
		return rc;
	rc = complaint_begin(d, "case-close", NULL, x->id, &t, &c, e);
	if (!t)
		return rc;
	if (rc == OK)
		rc = complaint_open_only(&c, e);
	if (rc == OK) {
		put_end(t, x, &c);
		rc = complaint_update(t, &c, e);
	}
	text_fmt(text, sizeof text, tr("%s (content: %d of 5)"), x->result, x->satisfied);
	if (rc == OK)
		rc = complaint_note(t, d, x->id, *closed ? "closed" : "step", text, e);
	if (rc == OK && *closed)
		rc = complaint_call(t, d, &c, "result", e);
	return complaint_commit(t, rc, e);
}

enum err_code complaint_reopen(struct desk *d, int64_t id, const char *reason, struct err *e)
{
	struct complaint c;
	struct txn *t;
	enum err_code rc;

	if (text_is_blank(reason))
		return refuse("reason", tr("Not opened. Say why."), e);
	rc = complaint_begin(d, "case-close", reason, id, &t, &c, e);
	if (!t)
		return rc;
	if (rc == OK && strcmp(c.state, "closed") != 0)
		rc = err_set(e, ERR_CONFLICT, tr("%s is open already."), c.number);
	text_copy(c.state, sizeof c.state, "working");
	c.closed_at = c.closed_by = 0;
	if (rc == OK)
		rc = complaint_update(t, &c, e);
	/* Nobody is asked how content he is with a result that is none. */
	if (rc == OK)
		rc = callback_drop_in(t, d, "complaint", id, reason, e);
	if (rc == OK)
		rc = complaint_note(t, d, id, "opened", reason, e);
	return complaint_commit(t, rc, e);
}
