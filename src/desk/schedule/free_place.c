/*
 * Who takes which line: the first in order who leaves the others somebody. Backtracking, in the
 * order of the lines; what could go on for ever in a service of many alike is cut short and counts
 * as full.
 */
#include <string.h>

#include "base/mem.h"
#include "free_priv.h"
#include "desk/desk.h"

#define SLOTS (FREE_SERVICES * BOOKING_PARTS)
#define MAX_TRIES 20000

struct slot {
	size_t service;
	const struct free_group *group;
	int64_t start;
	int *pick;                      /* candidates who are free then, in order */
	size_t npick;
	int taken;                      /* the candidate */
};
struct board {
	const struct finder *f;
	struct slot slot[SLOTS];
	size_t n;
	long tries;
};

static bool times_meet(const struct slot *a, const struct slot *b)
{
	for (size_t i = 0; i < a->group->n; i++)
		for (size_t k = 0; k < b->group->n; k++)
			if (a->start + a->group->at[i].from < b->start + b->group->at[k].to &&
			    b->start + b->group->at[k].from < a->start + a->group->at[i].to)
				return true;
	return false;
}

/* One service takes different people for its lines; the next service may have one of them again,
 * when he is through. */
static bool clashes(const struct board *b, size_t n, int cand)
{
	for (size_t i = 0; i < n; i++)
		if (b->slot[i].taken == cand && (b->slot[i].service == b->slot[n].service ||
		    times_meet(&b->slot[i], &b->slot[n])))
			return true;
	return false;
}

static bool fill(struct board *b, size_t n)
{
	if (n == b->n)
		return true;
	for (size_t i = 0; i < b->slot[n].npick; i++) {
		if (b->tries++ > MAX_TRIES)
			return false;
		if (clashes(b, n, b->slot[n].pick[i]))
			continue;
		b->slot[n].taken = b->slot[n].pick[i];
		if (fill(b, n + 1))
			return true;
	}
	return false;
}

static void board_free(struct board *b)
{
	for (size_t i = 0; i < b->n; i++)
		mem_free(b->slot[i].pick);
}

static struct slot *add_slot(struct board *b, size_t service, const struct free_group *g,
    int64_t start)
{
	struct slot *s = &b->slot[b->n++];

	*s = (struct slot){ .service = service, .group = g, .start = start };
	s->pick = mem_array(g->npick, sizeof *s->pick);
	return s;
}

/* ---- what comes of it ---- */

/* A second presence of one resource is its part 2. */
static void add_part(struct free_time *t, int64_t resource_id, int64_t start, int64_t end)
{
	int part = 1;

	for (size_t i = 0; i < t->nparts; i++)
		part += t->part[i].resource_id == resource_id;
	t->part[t->nparts++] = (struct booking_part){ resource_id, part, start, end };
}

static void add_slot_parts(const struct finder *f, const struct slot *s, struct free_time *t)
{
	const struct candidate *c = &f->cand[s->taken];

	for (size_t i = 0; i < s->group->n; i++)
		add_part(t, c->id, s->start + s->group->at[i].from, s->start + s->group->at[i].to);
	if (t->lead_id || strcmp(s->group->kind, "staff") != 0)
		return;
	t->lead_id = c->id;
	t->usual = c->usual;
	t->busy = c->load > f->load_warn;
}

static void tell(const struct board *b, struct free_time *time)
{
	const struct finder *f = b->f;

	for (size_t i = 0; i < b->n; i++) {
		const struct slot *s = &b->slot[i];
		const struct free_service *v = &f->service[s->service];
		struct free_time *t = &time[s->service];

		if (i == 0 || b->slot[i - 1].service != s->service)
			*t = (struct free_time){ .service_id = v->id, .start_at = s->start,
				.end_at = s->start + v->minutes * 60 };
		add_slot_parts(f, s, t);
	}
}

/* ---- by bits ---- */

bool finder_allows(const struct finder *f, const struct free_service *v,
    const struct free_group *g, const struct candidate *c)
{
	bool staff = strcmp(g->kind, "staff") == 0, leads = false;

	if (c->id == f->avoid)
		return false;
	for (size_t i = 0; i < v->n && !leads; i++) {
		leads = strcmp(v->group[i].kind, "staff") == 0;
		if (leads && &v->group[i] == g && f->lead)
			return c->id == f->lead;
	}
	return !g->held_back || c->wanted || (staff && f->any_staff);
}

bool finder_place(struct finder *f, const int64_t *start, size_t n, struct free_time *time)
{
	struct board b = { .f = f };
	int64_t midnight = calendar_start(f->c, f->ready_day);
	bool ok;

	for (size_t k = 0; k < n; k++)
		for (size_t i = 0; i < f->service[k].n; i++) {
			const struct free_group *g = &f->service[k].group[i];
			struct slot *s = add_slot(&b, k, g, start[k]);
			int step = (int)((start[k] - midnight) / CALENDAR_STEP);

			for (size_t p = 0; p < g->npick; p++)
				if (bits_has(&g->fit[g->pick[p]], step) &&
				    finder_allows(f, &f->service[k], g, &f->cand[g->pick[p]]))
					s->pick[s->npick++] = g->pick[p];
		}
	ok = fill(&b, 0);
	if (ok)
		tell(&b, time);
	board_free(&b);
	return ok;
}

/* ---- to the second ---- */

static bool is_free(const struct finder *f, const struct block_list *blocks,
    const struct free_group *g, int64_t start)
{
	const struct wall_day *w = calendar_wall(f->c, f->ready_day);

	for (size_t i = 0; i < g->n; i++) {
		int64_t from = start + g->at[i].from, to = start + g->at[i].to;

		if (from < w->start || to > w->end || !blocks_leave(blocks, from, to))
			return false;
	}
	return true;
}

static enum err_code gather_exact(struct finder *f, const struct free_group *g, struct slot *s,
    struct err *e)
{
	struct block_list blocks = { 0 };
	enum err_code rc = OK;

	for (size_t p = 0; p < g->npick && rc == OK; p++) {
		struct candidate *c = &f->cand[g->pick[p]];

		if (!finder_allows(f, &f->service[0], g, c))
			continue;
		rc = calendar_blocks(f->c, c->row, f->ready_day, &blocks, e);
		if (rc == OK && is_free(f, &blocks, g, s->start))
			s->pick[s->npick++] = g->pick[p];
	}
	vec_free(&blocks);
	return rc;
}

enum err_code finder_place_exact(struct finder *f, int64_t start, struct free_time *time,
    const struct free_group **bad, struct err *e)
{
	const struct free_service *v = &f->service[0];
	struct board b = { .f = f };
	enum err_code rc = OK;

	*bad = NULL;
	for (size_t i = 0; i < v->n && rc == OK && !*bad; i++) {
		struct slot *s = add_slot(&b, 0, &v->group[i], start);

		rc = gather_exact(f, &v->group[i], s, e);
		if (rc == OK && !s->npick)
			*bad = &v->group[i];
	}
	if (rc == OK && (*bad || !fill(&b, 0)))
		rc = ERR_TAKEN;
	else if (rc == OK)
		tell(&b, time);
	board_free(&b);
	return rc;
}
