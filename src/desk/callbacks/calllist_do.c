/* What is done to several callbacks in one action: put off, carried over, given away, merged; and
 * the samples of the supervisor. */
#include <string.h>

#include "base/buf.h"
#include "base/clock.h"
#include "base/day.h"
#include "base/mem.h"
#include "base/tr.h"
#include "base/when.h"
#include "base/zone.h"
#include "callback_priv.h"
#include "callback_work_priv.h"
#include "data/action.h"
#include "data/callback.h"
#include "data/claim.h"
#include "desk/callback_announce.h"
#include "desk/calllist.h"
#include "desk/desk.h"
#include "desk/rights.h"
#include "desk/window.h"

const char *const calllist_reasons[4] = { "not-reached", "wish", "no-time", "other" };

const char *calllist_reason_word(const char *reason)
{
	static const char *const words[] = { N_("not reached 3 x"), N_("client's wish"),
		N_("no time"), N_("other reason") };

	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (!strcmp(calllist_reasons[i], reason))
			return tr(words[i]);
	return reason;
}

enum err_code calllist_when(struct desk *d, const char *typed, int64_t *at, char *echo,
    size_t size, struct err *e)
{
	struct when_base base = desk_when(d);
	struct when w;
	enum err_code rc = when_parse(typed, WHEN_PLAN, &base, &w, e);

	if (rc != OK)
		return rc;
	if (w.day == DAY_NONE)
		return err_invalid(e, "to", tr("\"%s\" says no time. Type wed 11, tm, now+1h."),
		    typed);
	/* A day alone is its first window. */
	*at = w.at ? w.at : zone_day_start(d->zone, w.day);
	if (w.at && w.at < base.now)
		return err_invalid(e, "to", "%s", tr("That time has passed. Type a later one."));
	if (!w.at && w.day == desk_today(d))
		*at = base.now;
	when_echo(&w, WHEN_PLAN, &base, echo, size);
	return OK;
}

/* ---- one action over several ---- */

typedef enum err_code change(struct txn *t, struct desk *d, struct callback *c, const void *how,
    struct err *e);
static change swallow, mark_it;

/* What a caller has in hand just now is not moved away under that call. */
static enum err_code check_hand(struct txn *t, struct desk *d, int64_t id, struct err *e)
{
	struct claim theirs;

	return callback_is_theirs(d, t, id, &theirs) ? err_set(e, ERR_TAKEN,
	    tr("Not done. Somebody works on one of them just now, at %s. Wait, or leave it out."),
	    theirs.station) : OK;
}

static enum err_code check_open(const struct callback *c, struct err *e)
{
	if (!strcmp(c->state, "open"))
		return OK;
	return err_set(e, ERR_CONFLICT, "%s",
	    tr("Not done. Somebody has ended that callback meanwhile. PgDn goes on."));
}

static enum err_code change_some(struct txn *t, struct desk *d, const struct calllist_some *s,
    change *what, const void *how, struct err *e)
{
	enum err_code rc = OK;

	for (size_t i = 0; i < s->n && rc == OK; i++) {
		struct callback c;

		rc = callback_get(d->store, s->ids[i], &c, e);
		/* What another house owes the same person may join what this one does. */
		if (rc == OK && what != swallow)
			rc = desk_may_see_branch(d, c.branch_id, e);
		if (rc == OK && what != mark_it)
			rc = check_open(&c, e);
		if (rc == OK)
			rc = check_hand(t, d, c.id, e);
		if (rc == OK)
			rc = what(t, d, &c, how, e);
	}
	return rc;
}

static enum err_code act(struct desk *d, const char *name, const char *reason,
    const struct calllist_some *s, change *what, const void *how, struct err *e)
{
	struct action_head head = { .name = name, .reason = reason };
	struct txn *t;
	enum err_code rc;

	if (!s->n || s->n > CALLLIST_SOME)
		return err_set(e, ERR_INVALID,
		    tr("Nothing is chosen. Space marks rows, at most %d."), CALLLIST_SOME);
	rc = action_begin(d->store, &d->who, &head, &t, e);
	if (rc != OK)
		return rc;
	action_subject(t, "callback", s->ids[0]);
	rc = change_some(t, d, s, what, how, e);
	if (rc != OK) {
		action_rollback(t);
		return rc;
	}
	return action_commit(t, NULL, e);
}

static struct callback_step step_of(struct txn *t, struct desk *d, const struct callback *c,
    const char *kind, const char *text)
{
	struct callback_step x = { .callback_id = c->id, .staff_id = txn_actor(t)->staff_id };

	desk_day_of(d, txn_now(t), x.day);
	text_copy(x.kind, sizeof x.kind, kind);
	text_copy(x.text, sizeof x.text, text);
	return x;
}

/* ---- another time ---- */

struct later {
	const char *kind, *result, *text;
	int64_t at, staff_id;
};

/* Into the client's first window from AT on; late after the last one of that day. */
static enum err_code set_time(struct desk *d, struct callback *c, int64_t at, struct err *e)
{
	struct window_now w;
	int64_t last;
	int32_t day;
	enum err_code rc = window_at(d, c->branch_id, c->client_id, at, &w, e);

	if (rc != OK)
		return rc;
	c->from_at = strcmp(c->channel, "call") != 0 || w.open || !w.from ? at : w.from;
	day = zone_local(d->zone, c->from_at).day;
	rc = window_last(d, c->branch_id, c->client_id, day, &last, e);
	if (rc != OK)
		return rc;
	c->due_at = last > c->from_at ? last : zone_day_start(d->zone, day + 1) - 1;
	day_format(day, c->due_day);
	if (c->expire_at < c->due_at)
		c->expire_at = c->due_at;
	return OK;
}

static enum err_code put_off(struct txn *t, struct desk *d, struct callback *c, const void *how,
    struct err *e)
{
	const struct later *l = how;
	struct callback_step x = step_of(t, d, c, l->kind, l->text);
	enum err_code rc;

	if (c->held[0])
		return err_set(e, ERR_CONFLICT, "%s", tr("Not put off. It waits for the expert or "
		    "for its message."));
	rc = set_time(d, c, l->at, e);
	if (rc != OK)
		return rc;
	if (l->staff_id)
		c->staff_id = l->staff_id;
	x.to_at = c->from_at;
	text_copy(x.result, sizeof x.result, l->result);
	rc = callback_unannounce_in(t, d, c->id, e);
	if (rc == OK)
		rc = callback_update(t, c, e);
	return rc == OK ? callback_step_insert(t, &x, NULL, e) : rc;
}

enum err_code calllist_later(struct desk *d, const struct calllist_some *s, int64_t at,
    const char *text, struct err *e)
{
	const struct later l = { .kind = "later", .text = text, .at = at };

	return act(d, "callback-do", NULL, s, put_off, &l, e);
}

static bool is_reason(const char *word)
{
	for (size_t i = 0; i < sizeof calllist_reasons / sizeof *calllist_reasons; i++)
		if (word && !strcmp(calllist_reasons[i], word))
			return true;
	return false;
}

enum err_code calllist_carry(struct desk *d, const struct calllist_some *s,
    const struct calllist_carry *c, struct err *e)
{
	const struct later l = { .kind = "carried", .result = c->reason, .text = c->text,
		.at = c->at, .staff_id = c->staff_id };

	if (!is_reason(c->reason))
		return err_invalid(e, "reason", "%s",
		    tr("Not carried over. Reason is open: 1 to 4."));
	if ((!strcmp(c->reason, "no-time") || !strcmp(c->reason, "other")) &&
	    text_is_blank(c->text))
		return err_invalid(e, "text", "%s", tr("Not carried over. Why is open: type it."));
	if (zone_local(d->zone, c->at).day <= desk_today(d))
		return err_invalid(e, "to", "%s", tr("Not carried over. That is still today: d in "
		    "the lists puts it off."));
	return act(d, "callback-do", c->reason, s, put_off, &l, e);
}

/* ---- to somebody ---- */

struct gift {
	int64_t staff_id;
	const char *role, *text;
};

static enum err_code give(struct txn *t, struct desk *d, struct callback *c, const void *how,
    struct err *e)
{
	const struct gift *g = how;
	struct callback_step x = step_of(t, d, c, "given", g->text);
	enum err_code rc;

	c->staff_id = g->staff_id;
	if (g->role && g->role[0])
		text_copy(c->role, sizeof c->role, g->role);
	/* Whoever gets it begins anew: it leaves the lead's list. */
	c->tries = 0;
	rc = callback_update(t, c, e);
	return rc == OK ? callback_step_insert(t, &x, NULL, e) : rc;
}

enum err_code calllist_give(struct desk *d, const struct calllist_some *s, int64_t staff_id,
    const char *role, const char *text, struct err *e)
{
	const struct gift g = { .staff_id = staff_id, .role = role, .text = text };

	if (staff_id && !rights_other_may(d, staff_id, "callback-do"))
		return err_invalid(e, "staff", "%s",
		    tr("Not given. That person does no callbacks: see the roles (F12)."));
	return act(d, "callback-give", NULL, s, give, &g, e);
}

/* ---- what falls together ---- */

enum err_code calllist_together(struct desk *d, int64_t id, struct callback_rows *out,
    struct err *e)
{
	struct callback_row me;
	struct callback_rows all = { 0 };
	struct callback_wish w = { .branch_id = 0 };
	enum err_code rc = callback_row_get(d->store, id, &me, e);

	callback_rows_free(out);
	if (rc != OK || !me.client_id)
		return rc;
	w.client_id = me.client_id;
	w.from_before = zone_day_start(d->zone, zone_local(d->zone, me.due_at).day + 1);
	rc = callback_list(d->store, &w, &all, e);
	for (size_t i = 0; i < all.n && rc == OK; i++) {
		const struct callback_row *x = &all.v[i];
		int32_t last = zone_local(d->zone, x->due_at).day;

		if (x->id == id || x->dependant_id != me.dependant_id || x->held[0] ||
		    last < zone_local(d->zone, me.from_at).day)
			continue;
		*vec_push(out) = *x;
	}
	callback_rows_free(&all);
	return rc;
}

static enum err_code check_alike(const struct callback *keep, const struct callback *c,
    struct err *e)
{
	if (c->id == keep->id || !c->client_id || c->client_id != keep->client_id ||
	    c->dependant_id != keep->dependant_id)
		return err_invalid(e, "ids", "%s",
		    tr("Not merged. Only contacts of one person are one contact."));
	if (c->held[0] || keep->held[0])
		return err_set(e, ERR_CONFLICT, "%s",
		    tr("Not merged. One of them waits for the expert or for its message."));
	return OK;
}

static enum err_code swallow(struct txn *t, struct desk *d, struct callback *c, const void *how,
    struct err *e)
{
	struct callback keep;
	struct callback_step x;
	char text[400], day[11];
	enum err_code rc = callback_get(d->store, *(const int64_t *)how, &keep, e);

	if (rc == OK)
		rc = desk_may_see_branch(d, keep.branch_id, e);
	if (rc == OK)
		rc = check_open(&keep, e);
	if (rc == OK)
		rc = check_hand(t, d, keep.id, e);
	if (rc == OK)
		rc = check_alike(&keep, c, e);
	if (rc != OK)
		return rc;
	text_fmt(text, sizeof text, "#%lld %s %s", (long long)c->id, c->rule, c->about);
	x = step_of(t, d, &keep, "merged", text);
	keep.asks |= c->asks;
	if (c->priority < keep.priority)
		keep.priority = c->priority;
	if (c->from_at < keep.from_at)
		keep.from_at = c->from_at;
	if (c->due_at < keep.due_at) {
		keep.due_at = c->due_at;
		text_copy(keep.due_day, sizeof keep.due_day, c->due_day);
	}
	rc = callback_update(t, &keep, e);
	if (rc == OK)
		rc = callback_step_insert(t, &x, NULL, e);
	text_fmt(text, sizeof text, "#%lld %s %s", (long long)keep.id, keep.rule, keep.about);
	x = step_of(t, d, c, "merged", text);
	if (rc == OK)
		rc = callback_step_insert(t, &x, NULL, e);
	if (rc == OK)
		rc = callback_untell_in(t, d, c->id, e);
	return rc == OK ? callback_end(t, c->id, "merged", NULL, keep.id,
	    desk_day_of(d, txn_now(t), day), e) : rc;
}

enum err_code calllist_merge(struct desk *d, int64_t keep, const struct calllist_some *s,
    struct err *e)
{
	return act(d, "callback-merge", NULL, s, swallow, &keep, e);
}

/* ---- samples ---- */

enum err_code calllist_draw(struct desk *d, const struct calllist *f, int n, int percent,
    struct callback_rows *out, struct err *e)
{
	struct callback_wish w = { .branch_id = f->branch_id, .state = "done",
		.from_day = f->from, .to_day = f->to, .roles = f->roles, .staff_id = f->staff_id,
		.rule = f->rule, .channel = f->channel, .segment = f->segment,
		.about = f->about };
	int64_t all;
	enum err_code rc = rights_check(d, &d->who, "callback-sample", e);

	if (rc == OK && percent > 0) {
		rc = callback_count(d->store, &w, &all, e);
		n = rc == OK ? (int)((all * percent + 99) / 100) : 0;
	}
	if (rc != OK)
		return rc;
	n = n < 0 ? 0 : n > CALLLIST_SOME ? CALLLIST_SOME : n;
	return callback_draw(d->store, &w, n, out, e);
}

struct sample {
	int mark;
	const char *text;
};

static enum err_code mark_it(struct txn *t, struct desk *d, struct callback *c, const void *how,
    struct err *e)
{
	const struct sample *s = how;
	struct callback_step x = step_of(t, d, c, "sampled", s->text);

	if (strcmp(c->state, "done") != 0)
		return err_set(e, ERR_CONFLICT, "%s",
		    tr("Not marked. Only what is done can be looked at."));
	text_fmt(x.result, sizeof x.result, "%d", s->mark);
	return callback_step_insert(t, &x, NULL, e);
}

enum err_code calllist_sample(struct desk *d, int64_t id, int mark, const char *text,
    struct err *e)
{
	const struct sample s = { .mark = mark, .text = text };

	if (mark < 1 || mark > 5)
		return err_invalid(e, "mark", "%s", tr("Not marked. Mark is open: 1 to 5."));
	if (mark <= 3 && text_is_blank(text))
		return err_invalid(e, "text", "%s",
		    tr("Not marked. At 3 and below say what should be better."));
	return act(d, "callback-sample", NULL, &(struct calllist_some){ &id, 1 }, mark_it, &s, e);
}
