/* Classes are computed with what happened, in its own transaction; what bulk work left, and all of
 * yesterday's by the clock, in slices, so that nobody at a desk waits for it. */
#include <stdio.h>
#include <string.h>

#include "base/buf.h"
#include "base/clock.h"
#include "base/day.h"
#include "base/mem.h"
#include "base/zone.h"
#include "data/action.h"
#include "data/ephemeral.h"
#include "data/job.h"
#include "desk/desk.h"
#include "desk/segment.h"
#include "segment_priv.h"

#define SETTLE 20               /* of one action: more is bulk work */
#define SLICE 100               /* stale ones, computed under the lock */
#define PORTION 500             /* of the daily walk, computed without it */
#define SAVE_EVERY 20           /* portions without a difference */
#define WALK_JOB "segments-walk"        /* job_run.result = day and place of the walk */

static struct actor job_actor(const struct desk *d)
{
	return (struct actor){ .branch_id = d->branch_id, .station = d->who.station,
		.origin = "tick", .peer = d->who.peer };
}

/* ---- overrides ---- */

static enum err_code end_those(struct desk *d, const int64_t *ids, size_t n, struct err *e)
{
	struct action_head head = { .name = "tick" };
	struct actor who = job_actor(d);
	struct txn *t;
	enum err_code rc = action_begin(d->store, &who, &head, &t, e);

	if (rc != OK)
		return rc;
	for (size_t i = 0; rc == OK && i < n; i++) {
		rc = override_end(t, ids[i], e);
		/* Taken back by hand meanwhile. */
		if (rc == ERR_NOTFOUND) {
			err_clear(e);
			rc = OK;
		}
	}
	if (rc != OK) {
		action_rollback(t);
		return rc;
	}
	return action_commit(t, NULL, e);
}

static enum err_code end_over(struct desk *d, struct segment_work *out, struct err *e)
{
	int64_t ids[SLICE];
	char today[11];
	size_t n = SLICE;
	enum err_code rc = OK;

	desk_today_text(d, today);
	while (rc == OK && n == SLICE) {
		rc = override_list_over(d->store, today, ids, SLICE, &n, e);
		if (rc == OK && n)
			rc = end_those(d, ids, n, e);
		out->over += rc == OK ? n : 0;
	}
	return rc;
}

/* ---- one ---- */

static enum err_code compute_one(struct desk *d, struct txn *t, int64_t client_id, int32_t today,
    int64_t now, struct err *e)
{
	struct segment_sum s;
	enum err_code rc = segment_sum_at(d, client_id, today, now, &s, e);

	if (rc == OK)
		rc = class_put(t, &s.found, e);
	segment_sum_free(&s);
	return rc;
}

/* ---- with what happened ---- */

enum err_code segment_settle(void *ctx, struct txn *t, struct err *e)
{
	struct desk *d = ctx;
	int64_t ids[SETTLE];
	size_t n = 0;
	enum err_code rc = d->segments ? class_list_touched(t, ids, SETTLE, &n, e) : OK;

	for (size_t i = 0; rc == OK && i < n; i++)
		rc = compute_one(d, t, ids[i], desk_today(d), txn_now(t), e);
	return rc;
}

enum err_code segment_settle_all(struct desk *d, struct txn *t, int32_t today, int64_t now,
    size_t max, struct err *e)
{
	int64_t ids[PORTION];
	size_t n = PORTION;
	enum err_code rc = OK;

	for (size_t done = 0; rc == OK && n == PORTION && done < max; done += n) {
		rc = class_list_stale(d->store, ids, PORTION, &n, e);
		for (size_t i = 0; rc == OK && i < n; i++)
			rc = compute_one(d, t, ids[i], today, now, e);
	}
	return rc;
}

/* ---- what is stale ---- */

/* Read under the lock: what happens meanwhile marks them anew. Hence few at a time. */
static enum err_code stale_slice(struct desk *d, size_t *n, struct err *e)
{
	struct actor who = job_actor(d);
	int64_t ids[SLICE];
	struct txn *t;
	enum err_code rc = ephemeral_begin(d->store, &who, &t, e);

	*n = 0;
	if (rc != OK)
		return rc;
	rc = class_list_stale(d->store, ids, SLICE, n, e);
	for (size_t i = 0; rc == OK && i < *n; i++)
		rc = compute_one(d, t, ids[i], desk_today(d), txn_now(t), e);
	if (rc == OK)
		return ephemeral_commit(t, e);
	ephemeral_rollback(t);
	return rc;
}

/* ---- all, once a day ---- */

/* How far the walk of the day has come. */
struct walk {
	char day[DAY_TEXT];
	int64_t after, before;          /* file; computed before this instant = not today */
	bool ended;
};

static enum err_code walk_start(struct desk *d, struct walk *w, struct err *e)
{
	char day[DAY_TEXT] = "";
	struct job last;
	long long after = 0;
	enum err_code rc = job_get(d->store, WALK_JOB, &last, e);

	*w = (struct walk){ .before = zone_day_start(d->zone, desk_today(d)) };
	desk_today_text(d, w->day);
	if (rc == ERR_NOTFOUND) {
		err_clear(e);
		return OK;
	}
	if (rc == OK && sscanf(last.result, "%10s %lld", day, &after) == 2 &&
	    !strcmp(day, w->day)) {
		w->after = after;
		w->ended = after == INT64_MAX;
	}
	return rc;
}

static enum err_code walk_save(struct desk *d, struct txn *t, const struct walk *w, struct err *e)
{
	char place[40];

	text_fmt(place, sizeof place, "%s %lld", w->day,
	    (long long)(w->ended ? INT64_MAX : w->after));
	return job_set(t, WALK_JOB, zone_day_start(d->zone, desk_today(d) + 1), place, e);
}

/* What differs is written, at once and with the place. */
static enum err_code write_portion(struct desk *d, const struct class_list *was,
    const struct class_list *is, const struct walk *w, struct err *e)
{
	struct actor who = job_actor(d);
	struct txn *t;
	bool wrote;
	enum err_code rc = ephemeral_begin(d->store, &who, &t, e);

	if (rc != OK)
		return rc;
	for (size_t i = 0; rc == OK && i < is->n; i++)
		rc = class_replace(t, &is->v[i], &was->v[i], &wrote, e);
	if (rc == OK)
		rc = walk_save(d, t, w, e);
	if (rc == OK)
		return ephemeral_commit(t, e);
	ephemeral_rollback(t);
	return rc;
}

/* Computed without the lock: most are as they were, and the row tells where something happened
 * meanwhile. Leaves in WAS and IS those that differ. */
static enum err_code compute_portion(struct desk *d, struct class_list *was, struct class_list *is,
    struct err *e)
{
	size_t kept = 0;
	enum err_code rc = OK;

	is->n = 0;
	for (size_t i = 0; rc == OK && i < was->n; i++) {
		struct segment_sum s;

		rc = segment_sum(d, was->v[i].client_id, &s, e);
		if (rc == OK && !class_same(&s.found, &was->v[i])) {
			*vec_push(is) = s.found;
			was->v[kept++] = was->v[i];
		}
		segment_sum_free(&s);
	}
	was->n = kept;
	return rc;
}

static enum err_code walk(struct desk *d, int portions, struct segment_work *out, struct err *e)
{
	struct class_list was = { 0 }, is = { 0 };
	struct walk w;
	enum err_code rc = walk_start(d, &w, e);

	for (int i = 0; rc == OK && !w.ended && i < portions; i++) {
		int64_t last;

		rc = class_list_old(d->store, w.after, w.before, PORTION, &was, &last, e);
		out->done += rc == OK ? was.n : 0;
		if (rc == OK)
			rc = compute_portion(d, &was, &is, e);
		w.ended = last == 0;
		w.after = last;
		if (rc == OK && (is.n || w.ended || i % SAVE_EVERY == 0 || i + 1 == portions))
			rc = write_portion(d, &was, &is, &w, e);
	}
	out->left = out->left || !w.ended;
	class_list_free(&was);
	class_list_free(&is);
	return rc;
}

static enum err_code all_stale(struct desk *d, int *slices, struct segment_work *out,
    struct err *e)
{
	size_t n = SLICE;
	enum err_code rc = OK;

	for (; rc == OK && n == SLICE && *slices > 0; --*slices) {
		rc = stale_slice(d, &n, e);
		out->done += rc == OK ? n : 0;
	}
	out->left = n == SLICE;
	return rc;
}

enum err_code segment_compute_stale(struct desk *d, int slices, struct segment_work *out,
    struct err *e)
{
	*out = (struct segment_work){ .done = 0 };
	return d->segments ? all_stale(d, &slices, out, e) : OK;
}

enum err_code segment_compute(struct desk *d, int slices, struct segment_work *out, struct err *e)
{
	enum err_code rc = OK;

	*out = (struct segment_work){ .done = 0 };
	if (!d->segments)
		return OK;
	rc = end_over(d, out, e);
	if (rc == OK)
		rc = all_stale(d, &slices, out, e);
	return rc == OK ? walk(d, slices, out, e) : rc;
}
