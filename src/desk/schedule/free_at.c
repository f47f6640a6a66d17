/* One service at exactly one time: with whom, or the sentence that says why not. */
#include <string.h>

#include "base/buf.h"
#include "base/mem.h"
#include "base/tr.h"
#include "base/zone.h"
#include "desk/describe.h"
#include "desk/cover.h"
#include "desk/desk.h"
#include "free_priv.h"

/* The promised time lies within the hours of the house. */
static enum err_code check_house(struct finder *f, int64_t start, int64_t end,
    const char *not_done, struct err *e)
{
	const struct open_hours *h = &f->c->hours[f->ready_day - f->c->from_day];
	struct block closed = { .from = start, .to = end, .kind = SPAN_CLOSED };
	struct range_list open = { 0 };
	int64_t at = start;

	/* In order; an hour that comes twice makes two that may touch. */
	wall_day_ranges(calendar_wall(f->c, f->ready_day), h->open_min, h->close_min, &open);
	for (size_t i = 0; i < open.n; i++)
		if (open.v[i].from <= at && open.v[i].to > at)
			at = open.v[i].to;
	vec_free(&open);
	return at >= end ? OK : calendar_say(f->c, NULL, &closed, not_done, e);
}

static enum err_code check_guest(struct finder *f, int64_t start, int64_t end,
    const char *not_done, struct err *e)
{
	const struct free_wish *w = &f->wish;
	struct appointment_row by;
	struct err none = ERR_INIT;
	enum err_code rc;

	if (!w->client_id)
		return OK;
	rc = appointment_of_person(f->desk->store, w->client_id, w->dependant_id, start, end,
	    w->except, &by, &none);
	if (rc == OK)
		return calendar_say_taken(f->c, not_done, cover_treated(f->desk, cover_of_row(&by)),
		    &by, e);
	return rc == ERR_NOTFOUND ? OK : err_copy(e, &none);
}

/* ---- why not ---- */

/* What of ROW is in the way of the lines of G, the strongest first. */
static enum err_code block_of(struct finder *f, const struct free_group *g,
    struct calendar_row *row, int64_t start, struct block *out, struct err *e)
{
	struct block_list blocks = { 0 };
	enum err_code rc = calendar_blocks(f->c, row, f->ready_day, &blocks, e);

	*out = (struct block){ .kind = SPAN_FREE };
	for (size_t i = 0; i < blocks.n && rc == OK; i++)
		for (size_t k = 0; k < g->n; k++) {
			const struct block *b = &blocks.v[i];

			if (b->from < start + g->at[k].to && b->to > start + g->at[k].from &&
			    (out->kind == SPAN_FREE || b->kind < out->kind))
				*out = *b;
		}
	vec_free(&blocks);
	return rc;
}

/* The first start later on that day at which somebody of G is free; 0: none. */
static int64_t free_again(const struct finder *f, const struct free_service *v,
    const struct free_group *g, int64_t start, const struct candidate **who)
{
	int64_t midnight = calendar_start(f->c, f->ready_day);
	int from = (int)((start - midnight) / CALENDAR_STEP) + 1, best = -1;

	for (size_t p = 0; p < g->npick; p++) {
		const struct candidate *c = &f->cand[g->pick[p]];
		int i = bits_next(&g->fit[g->pick[p]], from);

		if (i >= 0 && (best < 0 || i < best) && finder_allows(f, v, g, c)) {
			best = i;
			*who = c;
		}
	}
	return best < 0 ? 0 : midnight + (int64_t)best * CALENDAR_STEP;
}

static enum err_code say_all(struct finder *f, const struct free_group *g, int64_t start, int n,
    const char *not_done, struct err *e)
{
	const struct free_service *v = &f->service[0];
	const struct candidate *who = NULL;
	char word[96];
	const char *what = !g->nwords ? v->name :
	    describe_ability(f->desk, g->word[0], word, sizeof word);
	int64_t again = free_again(f, v, g, start, &who);
	char clock[16];

	if (again)
		return err_set(e, ERR_TAKEN,
		    tr("%s %s: none of %d %s is free then, %s from %s on. f finds other times."),
		    not_done, what, n, free_kind_text(g->kind), who->row->r.name,
		    calendar_clock_text(f->c, again, clock, sizeof clock));
	return err_set(e, ERR_TAKEN,
	    tr("%s %s: none of %d %s is free then or later. f finds other times."),
	    not_done, what, n, free_kind_text(g->kind));
}

static enum err_code say_bad(struct finder *f, const struct free_group *g, int64_t start,
    const char *not_done, struct err *e)
{
	struct calendar_row *only = NULL;
	struct block b = { .kind = SPAN_FREE };
	int n = 0;
	enum err_code rc = OK;

	for (size_t i = 0; i < g->npick; i++)
		if (finder_allows(f, &f->service[0], g, &f->cand[g->pick[i]])) {
			only = f->cand[g->pick[i]].row;
			n++;
		}
	if (n == 1)
		rc = block_of(f, g, only, start, &b, e);
	if (rc != OK)
		return rc;
	if (b.kind != SPAN_FREE)
		return calendar_say(f->c, only, &b, not_done, e);
	return say_all(f, g, start, n, not_done, e);
}

enum err_code finder_at(struct finder *f, int64_t start, const char *not_done,
    struct free_time *out, struct err *e)
{
	int64_t end = start + f->service[0].minutes * 60;
	const struct free_group *bad;
	enum err_code rc = finder_ready(f, zone_local(f->c->place.zone, start).day, e);

	if (rc == OK)
		rc = check_house(f, start, end, not_done, e);
	if (rc == OK)
		rc = check_guest(f, start, end, not_done, e);
	if (rc != OK)
		return rc;
	rc = finder_place_exact(f, start, out, &bad, e);
	if (rc != ERR_TAKEN || e->code)
		return rc;
	if (bad)
		return say_bad(f, bad, start, not_done, e);
	return err_set(e, ERR_TAKEN,
	    tr("%s Too few are free then for all that %s needs. f finds other times."), not_done,
	    f->service[0].name);
}

enum err_code free_at(struct desk *d, const struct free_wish *w, int64_t start_at,
    const char *not_done, struct free_time *out, struct err *e)
{
	struct free_wish one = *w;
	struct calendar_place place;
	struct finder *f = NULL;
	enum err_code rc = calendar_place_open(d, w->branch_id, &place, e);
	int32_t day = rc == OK ? zone_local(place.zone, start_at).day : 0;

	calendar_place_close(&place);
	*out = (struct free_time){ .nparts = 0 };
	if (one.nservices > 1)
		one.nservices = 1;
	if (rc == OK)
		rc = finder_open(d, &one, day, 1, &f, e);
	if (rc == OK)
		rc = finder_at(f, start_at, not_done, out, e);
	finder_close(f);
	return rc;
}
