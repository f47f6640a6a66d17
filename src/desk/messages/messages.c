#include "desk/messages.h"

#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/tr.h"
#include "data/action.h"
#include "desk/cover.h"
#include "desk/desk.h"
#include "messages_priv.h"

/* ---- the board ---- */

static int rank(const struct message *m)
{
	static const char *const first[] = { "unsure", "failed", "lost" };
	static const char *const then[] = { "queued", "handing" };

	for (size_t i = 0; i < sizeof first / sizeof first[0]; i++)
		if (!strcmp(m->state, first[i]))
			return 0;
	for (size_t i = 0; i < sizeof then / sizeof then[0]; i++)
		if (!strcmp(m->state, then[i]))
			return 1;
	return 2;
}

static int compare(const void *a, const void *b)
{
	const struct message *x = a, *y = b;
	int by = rank(x) - rank(y);

	return by ? by : (x->id < y->id) - (x->id > y->id);
}

enum err_code messages_board(struct desk *d, struct message_list *out, struct err *e)
{
	char day[11];
	enum err_code rc = message_list_board(d->store, d->branch_id, desk_today_text(d, day),
	    MESSAGES_MAX, out, e);

	if (out->n)
		qsort(out->v, out->n, sizeof *out->v, compare);
	for (size_t i = 0; i < out->n; i++)
		cover_message(d, &out->v[i]);
	return rc;
}

enum err_code messages_counts(struct desk *d, struct message_counts *out, struct err *e)
{
	char day[11];

	return message_counts(d->store, d->branch_id, desk_today_text(d, day), clock_now(), out, e);
}

enum err_code messages_replies(struct desk *d, struct reply_list *out, struct err *e)
{
	char day[11];

	return reply_list_board(d->store, d->branch_id, desk_today_text(d, day), MESSAGES_MAX, out,
	    e);
}

enum err_code messages_open(struct desk *d, int64_t *n, struct err *e)
{
	struct message_counts c;
	enum err_code rc = messages_counts(d, &c, e);

	*n = c.failed + c.lost + c.unsure + c.replies;
	return rc;
}

/* ---- one message ---- */

enum err_code messages_check_branch(struct desk *d, const char *table, int64_t id, struct err *e)
{
	struct message m = { .id = 0 };
	struct reply r = { .id = 0 };
	bool reply = !strcmp(table, "reply");
	enum err_code rc = !id ? OK : reply ? reply_get(d->store, id, &r, e) :
	    message_get(d->store, id, &m, e);

	if (rc != OK || !id)
		return rc;
	return desk_may_see_branch(d, reply ? r.branch_id : m.branch_id, e);
}

enum err_code messages_begin(struct desk *d, const char *name, const char *table, int64_t id,
    struct txn **t, struct err *e)
{
	struct action_head head = { .name = name };
	enum err_code rc = messages_check_branch(d, table, id, e);

	if (rc == OK)
		rc = action_begin(d->store, &d->who, &head, t, e);
	if (rc == OK && id)
		action_subject(*t, table, id);
	return rc;
}

enum err_code messages_end(struct txn *t, enum err_code rc, struct err *e)
{
	if (rc == OK)
		return action_commit(t, NULL, e);
	action_rollback(t);
	return rc;
}

static enum err_code step(struct desk *d, const char *right, int64_t id,
    const struct message_step *x, struct err *e)
{
	struct txn *t;
	enum err_code rc = messages_begin(d, right, "message", id, &t, e);

	return rc == OK ? messages_end(t, message_go(t, id, x, e), e) : rc;
}

static bool is_one_of(const char *state, const char *const *states)
{
	for (; *states; states++)
		if (!strcmp(*states, state))
			return true;
	return false;
}

static enum err_code gone_on(struct err *e)
{
	return err_set(e, ERR_CONFLICT, "%s",
	    tr("It has left the house, or went on meanwhile. Look at the list again."));
}

enum err_code messages_withdraw(struct desk *d, int64_t id, const char *why, struct err *e)
{
	static const char *const from[] = { "queued", "failed", "lost", "unsure", NULL };
	struct message_step x = { .next = "withdrawn", .why = why };
	struct message m;
	enum err_code rc;

	if (!why[strspn(why, " ")])
		return err_set(e, ERR_INVALID, "%s", tr("Type why: it stays with the message."));
	rc = message_get(d->store, id, &m, e);
	if (rc == OK)
		rc = desk_may_see_branch(d, m.branch_id, e);
	if (rc != OK)
		return rc;
	if (!is_one_of(m.state, from))
		return gone_on(e);
	x.was = m.state;
	return step(d, "message-drop", id, &x, e);
}

enum err_code messages_again(struct desk *d, int64_t id, struct err *e)
{
	static const char *const from[] = { "failed", "lost", NULL };
	struct message_step x = { .next = "queued", .due_at = clock_now() };
	struct message m;
	enum err_code rc = message_get(d->store, id, &m, e);

	if (rc == OK)
		rc = desk_may_see_branch(d, m.branch_id, e);
	if (rc != OK)
		return rc;
	if (!is_one_of(m.state, from))
		return gone_on(e);
	x.was = m.state;
	return step(d, "message-send", id, &x, e);
}

enum err_code messages_decide(struct desk *d, int64_t id, bool left, struct err *e)
{
	const struct message_step x = { .was = "unsure", .next = left ? "sent" : "queued",
		.why = left ? N_("a person says it left") : N_("a person says it did not leave"),
		.due_at = left ? 0 : clock_now() };

	return step(d, "message-decide", id, &x, e);
}
