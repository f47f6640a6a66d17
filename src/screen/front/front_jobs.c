/* Parked jobs: which there are, throwing one away, bringing it back. */
#include <string.h>

#include "base/buf.h"
#include "base/clock.h"
#include "base/mem.h"
#include "base/tr.h"
#include "data/history.h"
#include "desk/desk.h"
#include "desk/undo.h"
#include "front_priv.h"
#include "tui/loop.h"

static bool is_here(const struct front *f, const struct draft *w)
{
	for (const struct draft_source *d = f->drafts; d; d = d->next)
		if (d->draft_id == w->id && !strcmp(w->state, "open"))
			return true;
	return false;
}

enum err_code front_jobs(struct front *f, struct draft_job_list *out, struct err *e)
{
	enum err_code rc = drafts_jobs(f->desk, out, e);
	size_t n = 0;

	for (size_t i = 0; i < out->n; i++)
		if (!is_here(f, &out->v[i].d))
			out->v[n++] = out->v[i];
	out->n = n;
	return rc;
}

void front_say_parked(struct front *f, int64_t draft_id)
{
	struct draft_job_list jobs = { 0 };
	struct err none = ERR_INIT;

	if (front_jobs(f, &jobs, &none) == OK)
		for (size_t i = 0; i < jobs.n; i++)
			if (jobs.v[i].d.id == draft_id)
				screen_say(screen_top(f->loop), STYLE_MSG_INFO,
				    tr("Kept as job %d: %s. Ctrl-T Enter goes back."),
				    jobs.v[i].number, jobs.v[i].d.title);
	draft_job_list_free(&jobs);
}

enum err_code front_throw_job(struct screen *s, const struct draft *d, struct err *e)
{
	struct front *f = front_of(s);
	enum err_code rc = drafts_set_state(f->desk, d->id, "kept", e);

	if (rc != OK)
		return rc;
	f->thrown_id = d->id;
	f->thrown_at = clock_now();
	f->badges_ms = 0;
	screen_done(s, tr("Thrown away: %s. Kept 7 days; Ctrl-Z brings it back."), d->title);
	return OK;
}

/* Did the person do anything since that Ctrl-Z would rather mean? */
static bool acted_since(struct front *f, int64_t at)
{
	struct action_row a;
	struct err none = ERR_INIT;
	int64_t id = undo_last(f->desk);

	return id && action_get(f->desk->store, id, &a, &none) == OK && a.at > at;
}

enum err_code front_bring_back(struct screen *s, bool *done, struct err *e)
{
	struct front *f = front_of(s);
	struct draft d = { 0 };
	enum err_code rc;

	*done = f->thrown_id && !acted_since(f, f->thrown_at);
	if (!*done)
		return OK;
	rc = draft_get(f->desk->store, f->thrown_id, &d, e);
	if (rc == OK)
		rc = drafts_set_state(f->desk, f->thrown_id, "parked", e);
	f->thrown_id = 0;
	f->badges_ms = 0;
	if (rc == OK)
		screen_done(s, tr("Brought back: %s. Ctrl-T Enter opens it."), d.title);
	draft_free(&d);
	loop_refresh_all(f->loop);
	return rc;
}
