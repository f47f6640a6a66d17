/* The queue of callbacks: what comes next, and that two callers never have the same one. */
#include "desk/callback.h"

#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/clock.h"
#include "base/day.h"
#include "base/mem.h"
#include "base/tr.h"
#include "base/zone.h"
#include "callback_work_priv.h"
#include "data/action.h"
#include "data/catalog.h"
#include "data/claim.h"
#include "data/ephemeral.h"
#include "desk/callback_due.h"
#include "desk/desk.h"
#include "desk/rights.h"
#include "desk/settings.h"
#include "desk/window.h"

#define CLAIM_KIND "callback"

enum { PRIORITIES = 6, DAY_S = 86400, WEIGHT_S = 7200, ALWAYS_S = 1000 * DAY_S };

bool callback_is_call(const char *channel)
{
	return !strcmp(channel, "call");
}

/* ---- whose ---- */

/* A supervisor is of customer service; who may do callbacks and has none of their roles does those
 * of customer service too: a small house has nobody for it alone. */
static bool is_mine(const struct desk *d, const char *role)
{
	bool any = false;

	if (rights_has_role(d, d->who.staff_id, role))
		return true;
	if (strcmp(role, "service") != 0 || !rights_may(d, "callback-do"))
		return false;
	for (size_t i = 0; callback_roles[i] && !any; i++)
		any = rights_has_role(d, d->who.staff_id, callback_roles[i]);
	return !any;
}

static enum err_code read_mine(struct desk *d, int64_t until, int64_t now,
    struct callback_item_list *out, struct err *e)
{
	struct callback_scope own = { d->branch_id, NULL, d->who.staff_id };
	enum err_code rc = OK;
	size_t n = 0;

	for (size_t i = 0; callback_roles[i] && rc == OK; i++) {
		struct callback_scope scope = { d->branch_id, callback_roles[i], 0 };

		if (is_mine(d, callback_roles[i]))
			rc = callback_items(d->store, &scope, until, now, out, e);
	}
	/* What was given to a person comes with that person alone, once. */
	for (size_t i = 0; i < out->n; i++)
		if (!out->v[i].staff_id)
			out->v[n++] = out->v[i];
	out->n = n;
	return rc == OK && own.staff_id ? callback_items(d->store, &own, until, now, out, e) : rc;
}

static enum err_code read_items(struct desk *d, const struct callback_who *who, int64_t until,
    int64_t now, struct callback_item_list *out, struct err *e)
{
	struct callback_scope scope = { .branch_id = d->branch_id };

	if (who->whose == CALLBACK_MINE)
		return read_mine(d, until, now, out, e);
	if (who->whose == CALLBACK_ROLE)
		scope.role = who->role;
	if (who->whose == CALLBACK_PERSON)
		scope.staff_id = who->staff_id;
	return callback_items(d->store, &scope, until, now, out, e);
}

/* ---- when ---- */

struct queue_time {
	struct window_site site;
	int64_t now;
	int64_t today_end, tomorrow_end;
	int tries;                      /* without an answer, before it is the lead's */
	bool late;                      /* late ones alone */
	int64_t not_lead;               /* who sees none of those but the own ones, 0: sees all */
	int64_t told_at[2];             /* for whom nothing was wished: the windows at NOW and at
					 * the last later time, which many share */
	struct window_now told[2];
};

static enum err_code time_open(struct desk *d, int64_t now, struct queue_time *out, struct err *e)
{
	int32_t today = zone_local(d->zone, now).day;

	*out = (struct queue_time){ .now = now,
		.tries = (int)setting_of(d, SETTING_CALL_TRIES) };
	out->today_end = zone_instant(d->zone, today + 1, 0);
	out->tomorrow_end = zone_instant(d->zone, today + 2, 0);
	return window_site_open(d, d->branch_id, &out->site, e);
}

bool callback_time_was_said(bool by_hand, int64_t from, int64_t at)
{
	return by_hand && from <= at && at < from + CALLBACK_CHANCE_S;
}

/* The window of one with WISH at AT. */
static void ask_window(struct queue_time *x, const char *wish, int64_t at, struct window_now *out)
{
	size_t i = at != x->now;

	if (wish[0]) {
		window_site_at(&x->site, wish, at, out);
		return;
	}
	if (x->told_at[i] != at)
		window_site_at(&x->site, NULL, at, &x->told[i]);
	x->told_at[i] = at;
	*out = x->told[i];
}

static void place_in_time(struct queue_time *x, struct callback_line *l)
{
	const struct callback_item *c = &l->item;
	int64_t at = c->from_at > x->now ? c->from_at : x->now, from = at;
	struct window_now w = { .open = true };

	if (callback_is_call(c->channel)) {
		ask_window(x, c->wish, at, &w);
		if (!w.open && callback_time_was_said(c->by_hand, c->from_at, at))
			w = (struct window_now){ .open = true, .from = c->from_at,
				.to = c->from_at + CALLBACK_CHANCE_S };
		l->open_from = w.from;
		l->open_to = w.to;
		l->own_wish = w.own_wish;
		from = w.open ? at : w.from;
	}
	l->late = c->due_at < x->now;
	l->lead = c->tries >= x->tries;
	l->section = !strcmp(c->held, "expert") ? CALLBACK_EXPERT :
	    from && from <= x->now ? CALLBACK_NOW :
	    from && from < x->today_end ? CALLBACK_LATER : CALLBACK_TOMORROW;
	l->score = (int64_t)(PRIORITIES - c->priority) * DAY_S + (x->now - c->due_at) +
	    c->weight * WEIGHT_S;
	/* Somebody waits for what the expert said, however late the others are. */
	if (c->priority == CALLBACK_ANSWERED)
		l->score += ALWAYS_S;
}

static int compare(const void *a, const void *b)
{
	const struct callback_line *x = a, *y = b;

	if (x->section != y->section)
		return x->section < y->section ? -1 : 1;
	if (x->score != y->score)
		return x->score > y->score ? -1 : 1;
	return x->item.id < y->item.id ? -1 : x->item.id > y->item.id;
}

/* Of no use any more, or waiting for the delivery of its message: nobody's to do. */
static bool is_idle(const struct callback_item *c, int64_t now)
{
	return !strcmp(c->held, "message") || (c->expire_at <= now && !c->held[0]);
}

/* Tried often enough, and not this caller's to decide on. */
static bool is_leads(const struct queue_time *x, const struct callback_item *c)
{
	return x->not_lead && c->tries >= x->tries && c->staff_id != x->not_lead;
}

static void fill(struct queue_time *x, const struct callback_item_list *items,
    struct callback_queue *out)
{
	struct window_now w;

	for (size_t i = 0; i < items->n; i++) {
		struct callback_line *l;

		if (is_idle(&items->v[i], x->now) || is_leads(x, &items->v[i]) ||
		    (x->late && items->v[i].due_at >= x->now))
			continue;
		l = vec_push(out);
		l->item = items->v[i];
		place_in_time(x, l);
		out->count[l->section]++;
		out->late += l->late;
	}
	if (out->n)
		qsort(out->v, out->n, sizeof *out->v, compare);
	ask_window(x, "", x->now, &w);
	out->window_from = w.from;
	out->window_to = w.to;
	out->window_open = w.open;
}

enum err_code callback_queue_load(struct desk *d, const struct callback_who *who, int64_t now,
    struct callback_queue *out, struct err *e)
{
	struct callback_item_list items = { 0 };
	struct queue_time x;
	enum err_code rc;

	callback_queue_free(out);
	rc = time_open(d, now, &x, e);
	x.late = who->late;
	if (who->whose == CALLBACK_MINE && !rights_may(d, "callback-give"))
		x.not_lead = d->who.staff_id;
	if (rc == OK)
		rc = read_items(d, who, x.tomorrow_end, now, &items, e);
	if (rc == OK)
		fill(&x, &items, out);
	callback_item_list_free(&items);
	window_site_close(&x.site);
	return rc;
}

void callback_queue_free(struct callback_queue *q)
{
	vec_free(q);
	*q = (struct callback_queue){ 0 };
}

enum err_code callback_counts(struct desk *d, const struct callback_who *who,
    struct callback_counts *out, struct err *e)
{
	struct callback_queue q = { 0 };
	int64_t done = 0;
	char day[11];
	enum err_code rc = callback_queue_load(d, who, clock_now(), &q, e);

	*out = (struct callback_counts){ .now = q.count[CALLBACK_NOW], .late = q.late,
		.later = q.count[CALLBACK_LATER], .tomorrow = q.count[CALLBACK_TOMORROW],
		.expert = q.count[CALLBACK_EXPERT] };
	callback_queue_free(&q);
	if (rc == OK)
		rc = callback_count_done(d->store, d->branch_id, desk_today_text(d, day),
		    who->whose == CALLBACK_ROLE ? who->role : NULL, &done, e);
	out->done = (size_t)done;
	return rc;
}

/* ---- in hand ---- */

static enum err_code check_open(struct desk *d, int64_t id, struct err *e)
{
	struct callback c;
	enum err_code rc = callback_get(d->store, id, &c, e);

	if (rc == OK)
		rc = desk_may_see_branch(d, c.branch_id, e);
	if (rc == OK && strcmp(c.state, "open") != 0)
		rc = err_set(e, ERR_NOTFOUND, "%s",
		    tr("That callback is not open any more. PgDn goes on."));
	return rc;
}

enum err_code callback_claim(struct desk *d, int64_t id, struct claim *theirs, struct err *e)
{
	struct txn *t;
	enum err_code rc = ephemeral_begin(d->store, &d->who, &t, e);

	if (rc != OK)
		return rc;
	rc = check_open(d, id, e);
	if (rc == OK)
		rc = claim_take(t, CLAIM_KIND, id, txn_now(t) + CALLBACK_CLAIM_S, theirs, e);
	txn_touch_area(t, AREA_CALLBACKS);
	if (rc == OK)
		return ephemeral_commit(t, e);
	ephemeral_rollback(t);
	return rc;
}

enum err_code callback_release(struct desk *d, int64_t id, struct err *e)
{
	struct txn *t;
	enum err_code rc = ephemeral_begin(d->store, &d->who, &t, e);

	if (rc != OK)
		return rc;
	rc = claim_release(t, CLAIM_KIND, id, e);
	txn_touch_area(t, AREA_CALLBACKS);
	if (rc == OK)
		return ephemeral_commit(t, e);
	ephemeral_rollback(t);
	return rc;
}

static bool among(const int64_t *ids, size_t n, int64_t id)
{
	for (size_t i = 0; i < n; i++)
		if (ids[i] == id)
			return true;
	return false;
}

/* Whether a caller who takes what comes next gets this one. */
static bool is_free(const struct desk *d, const struct callback_line *l, bool lead)
{
	if (l->section != CALLBACK_NOW ||
	    (l->item.claimed_by && l->item.claimed_by != d->who.staff_id))
		return false;
	return !l->lead || lead || l->item.staff_id == d->who.staff_id;
}

static int64_t first_free(const struct desk *d, const struct callback_queue *q,
    const int64_t *skip, size_t nskip)
{
	bool lead = rights_may(d, "callback-give");

	for (size_t i = 0; i < q->n; i++)
		if (is_free(d, &q->v[i], lead) && !among(skip, nskip, q->v[i].item.id))
			return q->v[i].item.id;
	return 0;
}

enum err_code callback_next(struct desk *d, const struct callback_who *who, const int64_t *skip,
    size_t nskip, int64_t *id, struct err *e)
{
	struct callback_queue q = { 0 };
	struct txn *t;
	enum err_code rc = ephemeral_begin(d->store, &d->who, &t, e);

	*id = 0;
	if (rc != OK)
		return rc;
	rc = callback_queue_load(d, who, txn_now(t), &q, e);
	if (rc == OK)
		*id = first_free(d, &q, skip, nskip);
	callback_queue_free(&q);
	if (rc == OK && !*id)
		rc = err_set(e, ERR_NOTFOUND, "%s", tr("Nothing to call now."));
	if (rc == OK)
		rc = claim_take(t, CLAIM_KIND, *id, txn_now(t) + CALLBACK_CLAIM_S, NULL, e);
	txn_touch_area(t, AREA_CALLBACKS);
	if (rc == OK)
		return ephemeral_commit(t, e);
	ephemeral_rollback(t);
	return rc;
}

enum err_code callback_open_for(struct desk *d, int64_t client_id, int64_t *id, struct err *e)
{
	struct callback_item_list items = { 0 };
	struct callback_queue q = { 0 };
	struct queue_time x;
	enum err_code rc = time_open(d, clock_now(), &x, e);

	*id = 0;
	if (rc == OK)
		rc = callback_items_client(d->store, client_id, x.now, &items, e);
	if (rc == OK)
		fill(&x, &items, &q);
	if (q.n)
		*id = q.v[0].item.id;
	callback_queue_free(&q);
	callback_item_list_free(&items);
	window_site_close(&x.site);
	return rc;
}

/* ---- what the use cases share ---- */

bool callback_is_theirs(const struct desk *d, struct txn *t, int64_t id, struct claim *theirs)
{
	struct err none = ERR_INIT;

	return claim_get(d->store, CLAIM_KIND, id, txn_now(t), theirs, &none) == OK &&
	    theirs->staff_id != d->who.staff_id;
}

static enum err_code check_mine(struct desk *d, struct txn *t, int64_t id, struct err *e)
{
	struct claim theirs;

	if (!callback_is_theirs(d, t, id, &theirs))
		return OK;
	return err_set(e, ERR_TAKEN, tr("Not done. Somebody works on it just now, at %s. PgDn goes "
	    "on."), theirs.station);
}

enum err_code callback_begin(struct desk *d, const char *right, int64_t id, struct txn **t,
    struct callback *out, struct err *e)
{
	struct action_head head = { .name = right };
	enum err_code rc = action_begin(d->store, &d->who, &head, t, e);

	if (rc != OK)
		return rc;
	rc = callback_get(d->store, id, out, e);
	if (rc == OK)
		rc = desk_may_see_branch(d, out->branch_id, e);
	if (rc == OK && strcmp(out->state, "open") != 0)
		rc = err_set(e, ERR_CONFLICT, "%s",
		    tr("Not done. Somebody has ended that callback meanwhile. PgDn goes on."));
	if (rc == OK)
		rc = check_mine(d, *t, id, e);
	if (rc != OK)
		action_rollback(*t);
	else
		action_subject(*t, "callback", id);
	return rc;
}

enum err_code callback_commit(struct txn *t, int64_t id, enum err_code rc,
    int64_t *action, bool let_go, struct err *e)
{
	if (rc == OK && let_go)
		rc = claim_release(t, CLAIM_KIND, id, e);
	if (rc == OK)
		return action_commit(t, action, e);
	action_rollback(t);
	return rc;
}

struct callback_step callback_step_of(const struct desk *d, const struct txn *t,
    const struct callback *c, const char *kind, const char *text)
{
	struct callback_step x = { .callback_id = c->id, .staff_id = d->who.staff_id };

	desk_day_of(d, txn_now(t), x.day);
	text_copy(x.kind, sizeof x.kind, kind);
	text_copy(x.text, sizeof x.text, text ? text : "");
	return x;
}

enum err_code callback_allowed(struct desk *d, const struct callback *c, int64_t at,
    int64_t *allowed, struct err *e)
{
	struct window_now w;

	*allowed = at;
	if (!callback_is_call(c->channel))
		return OK;
	if (window_at(d, c->branch_id, c->client_id, at, &w, e) != OK)
		return e->code;
	if (!w.open)
		*allowed = w.from;
	return *allowed ? OK : err_set(e, ERR_INVALID, "%s",
	    tr("Not done. The house is closed on all the days to come: see the opening hours."));
}

enum err_code callback_put_at(struct desk *d, struct callback *c, int64_t at, struct err *e)
{
	struct window_now w = { .from = at, .to = at };
	enum err_code rc = OK;

	if (callback_is_call(c->channel))
		rc = window_at(d, c->branch_id, c->client_id, at, &w, e);
	c->from_at = at;
	if (c->due_at < at) {
		c->due_at = w.to > at ? w.to : at;
		desk_day_of(d, c->due_at, c->due_day);
	}
	if (c->expire_at < c->due_at + DAY_S)
		c->expire_at = c->due_at + DAY_S;
	return rc;
}
