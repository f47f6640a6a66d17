/* Classes by the clock: overrides that are over, files to which something happened, then those of
 * yesterday. In slices, so that nobody at a desk waits for it. */
#include "base/clock.h"
#include "base/zone.h"
#include "data/action.h"
#include "data/ephemeral.h"
#include "desk/desk.h"
#include "desk/segment.h"
#include "segment_priv.h"

#define SLICE 200

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

/* ---- classes ---- */

static enum err_code compute_one(struct desk *d, struct txn *t, int64_t client_id,
    struct err *e)
{
	struct segment_sum s;
	enum err_code rc = segment_sum(d, client_id, &s, e);

	if (rc == OK)
		rc = class_put(t, &s.found, e);
	segment_sum_free(&s);
	return rc;
}

/* Read again under the lock: what happens meanwhile marks them anew. */
static enum err_code slice(struct desk *d, int64_t before, size_t *n, struct err *e)
{
	struct actor who = job_actor(d);
	int64_t ids[SLICE];
	struct txn *t;
	enum err_code rc = ephemeral_begin(d->store, &who, &t, e);

	*n = 0;
	if (rc != OK)
		return rc;
	rc = class_list_stale(d->store, ids, SLICE, n, e);
	if (rc == OK && !*n)
		rc = class_list_old(d->store, before, ids, SLICE, n, e);
	for (size_t i = 0; rc == OK && i < *n; i++)
		rc = compute_one(d, t, ids[i], e);
	if (rc == OK)
		return ephemeral_commit(t, e);
	ephemeral_rollback(t);
	return rc;
}

enum err_code segment_compute(struct desk *d, int slices, struct segment_work *out, struct err *e)
{
	int64_t before = zone_day_start(d->zone, desk_today(d));
	enum err_code rc = OK;

	*out = (struct segment_work){ .done = 0 };
	if (!d->segments)
		return OK;
	rc = end_over(d, out, e);
	out->left = true;
	for (int i = 0; rc == OK && out->left && i < slices; i++) {
		size_t n;

		rc = slice(d, before, &n, e);
		out->done += rc == OK ? n : 0;
		out->left = n == SLICE;
	}
	return rc;
}
