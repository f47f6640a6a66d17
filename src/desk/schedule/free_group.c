/* Who and what could be taken for which lines of which service. */
#include <string.h>

#include "base/buf.h"
#include "base/mem.h"
#include "base/tr.h"
#include "free_priv.h"
#include "data/branch.h"
#include "desk/describe.h"
#include "desk/desk.h"

/* ---- candidates ---- */

static bool is_in(const int64_t *ids, size_t n, int64_t id)
{
	for (size_t i = 0; i < n; i++)
		if (ids[i] == id)
			return true;
	return false;
}

static void add_candidate(struct finder *f, const struct good *g)
{
	const struct free_wish *w = &f->wish;
	struct candidate *c = &f->cand[f->ncand++];

	*c = (struct candidate){ .id = g->resource_id, .staff_id = g->staff_id, .rank = g->rank,
		.rotation = g->rotation, .usual = g->resource_id == f->usual,
		.wanted = is_in(w->with, w->nwith, g->resource_id),
		.rather = is_in(w->rather, w->nrather, g->resource_id) };
	text_copy(c->kind, sizeof c->kind, g->kind);
}

/* Rows of one resource stand together. */
static void make_candidates(struct finder *f, const struct good_list *good)
{
	f->cand = mem_array(good->n, sizeof *f->cand);
	for (size_t i = 0; i < good->n; i++) {
		if (!f->ncand || f->cand[f->ncand - 1].id != good->v[i].resource_id)
			add_candidate(f, &good->v[i]);
		f->cand[f->ncand - 1].words += good->v[i].word[0] != '\0';
	}
}

static bool is_good(const struct good_list *good, int64_t id, const char *word)
{
	if (!word[0])
		return true;
	for (size_t i = 0; i < good->n; i++)
		if (good->v[i].resource_id == id && strcmp(good->v[i].word, word) == 0)
			return true;
	return false;
}

/* ---- groups ---- */

static void add_presence(struct free_group *g, const struct free_service *v,
    const struct need *need)
{
	int from = need->from_min < v->minutes ? need->from_min : 0;
	int to = need->for_min ? from + need->for_min : v->minutes;

	if (to > v->minutes)
		to = v->minutes;
	g->at[g->n].from = (from - need->prep_min) * 60;
	g->at[g->n].to = (to + need->clean_min) * 60;
	g->n++;
	if (need->skill[0])
		text_copy(g->word[g->nwords++], NEED_SKILL, need->skill);
}

static bool group_takes(const struct finder *f, const struct free_group *g,
    const struct good_list *good, const struct candidate *c)
{
	if (strcmp(c->kind, g->kind) != 0)
		return false;
	for (size_t i = 0; i < g->nwords; i++)
		if (!is_good(good, c->id, g->word[i]))
			return false;
	for (size_t i = 0; i < f->nareas && strcmp(g->kind, "room") == 0; i++)
		if (!is_good(good, c->id, f->area[i]))
			return false;
	return true;
}

static enum err_code add_picks(struct finder *f, struct free_group *g,
    const struct good_list *good, struct err *e)
{
	enum err_code rc = OK;

	g->pick = mem_array(f->ncand, sizeof *g->pick);
	g->fit = mem_array(f->ncand, sizeof *g->fit);
	for (size_t i = 0; i < f->ncand && rc == OK; i++)
		if (group_takes(f, g, good, &f->cand[i])) {
			g->pick[g->npick++] = (int)i;
			rc = calendar_row(f->c, f->cand[i].id, &f->cand[i].row, e);
		}
	return rc;
}

static enum err_code too_many(const struct free_service *v, struct err *e)
{
	return err_set(e, ERR_INVALID,
	    tr("%s needs more than %d people, rooms and devices. Look at the catalogue (F12)."),
	    v->name, BOOKING_PARTS);
}

#define LINES 9                         /* 1 .. 8 */

/* Whoever comes once more is one group with the line that is meant, even over several steps: a
 * line points to one before it. */
static enum err_code add_lines(struct free_service *v, const struct need_list *needs,
    struct err *e)
{
	struct free_group *of_line[LINES] = { NULL };

	if (needs->n > BOOKING_PARTS)
		return too_many(v, e);
	for (size_t i = 0; i < needs->n; i++) {
		const struct need *need = &needs->v[i];
		struct free_group *g = need->same_line > 0 ? of_line[need->same_line] : NULL;

		if (!g) {
			g = &v->group[v->n++];
			g->line = need->line;
			text_copy(g->kind, sizeof g->kind, need->kind);
		}
		if (!of_line[need->line])
			of_line[need->line] = g;
		add_presence(g, v, need);
	}
	return OK;
}

static void add_whole(struct free_service *v, const char *kind)
{
	struct free_group *g = &v->group[v->n++];

	text_copy(g->kind, sizeof g->kind, kind);
	g->at[0].to = v->minutes * 60;
	g->n = 1;
}

/* Without a line in the catalogue: one of staff, and what is wanted by name. */
static void add_plain(struct finder *f, struct free_service *v)
{
	static const char *const things[] = { "room", "device" };

	add_whole(v, "staff");
	for (size_t k = 0; k < 2 && f->n == 1; k++)
		for (size_t i = 0; i < f->ncand; i++)
			if (f->cand[i].wanted && !strcmp(f->cand[i].kind, things[k])) {
				add_whole(v, things[k]);
				break;
			}
}

/* ---- who is wanted ---- */

static bool can_be_wanted(const struct finder *f, const struct free_group *g)
{
	for (size_t i = 0; i < g->npick; i++)
		if (f->cand[g->pick[i]].wanted)
			return true;
	return false;
}

static bool picks(const struct free_group *g, int cand)
{
	for (size_t i = 0; i < g->npick; i++)
		if (g->pick[i] == cand)
			return true;
	return false;
}

/* A place for wanted CAND in one of the groups, moving others on where that makes room. */
static bool seat(const struct free_service *v, int cand, int seated[BOOKING_PARTS], unsigned *seen)
{
	for (size_t i = 0; i < v->n; i++) {
		if ((*seen >> i & 1) || !picks(&v->group[i], cand))
			continue;
		*seen |= 1u << i;
		if (seated[i] < 0 || seat(v, seated[i], seated, seen)) {
			seated[i] = cand;
			return true;
		}
	}
	return false;
}

/* As many groups as the wanted ones can fill are theirs: with one wanted of two alike, the other
 * may be anybody. */
static void hold_groups_back(struct finder *f, struct free_service *v)
{
	int seated[BOOKING_PARTS];

	for (size_t i = 0; i < BOOKING_PARTS; i++)
		seated[i] = -1;
	for (size_t i = 0; i < f->ncand; i++) {
		unsigned seen = 0;

		if (f->cand[i].wanted)
			seat(v, (int)i, seated, &seen);
	}
	for (size_t i = 0; i < v->n; i++)
		v->group[i].held_back = seated[i] >= 0 && can_be_wanted(f, &v->group[i]);
}

/* ---- all together ---- */

static const char *need_text(const char *kind)
{
	if (strcmp(kind, "staff") == 0)
		return tr("a person");
	return strcmp(kind, "room") == 0 ? tr("a room") : tr("a device");
}

static enum err_code say_nothing(const struct finder *f, const struct free_service *v,
    const struct free_group *g, struct err *e)
{
	const char *skill = g->nwords ? g->word[0] : "";
	char word[96];
	struct branch b = { .name = "" };
	enum err_code rc = branch_get(f->desk->store, f->c->place.branch_id, &b, e);

	if (rc != OK)
		return rc;
	if (!skill[0] && f->nareas && strcmp(g->kind, "room") == 0)
		skill = f->area[0];
	if (skill[0])
		return err_set(e, ERR_INVALID,
		    tr("%s needs %s good for \"%s\", and %s has none. Take another branch."),
		    v->name, need_text(g->kind),
		    describe_ability(f->desk, skill, word, sizeof word), b.name);
	return err_set(e, ERR_INVALID, tr("%s needs %s, and %s has none. Take another branch."),
	    v->name, need_text(g->kind), b.name);
}

static enum err_code make_service(struct finder *f, struct free_service *v,
    const struct good_list *good, struct err *e)
{
	struct need_list needs = { 0 };
	enum err_code rc = need_list(f->desk->store, v->id, false, &needs, e);

	if (rc == OK && needs.n == 0)
		add_plain(f, v);
	else if (rc == OK)
		rc = add_lines(v, &needs, e);
	for (size_t i = 0; i < v->n && rc == OK; i++) {
		rc = add_picks(f, &v->group[i], good, e);
		if (rc == OK && !v->group[i].npick)
			rc = say_nothing(f, v, &v->group[i], e);
	}
	if (rc == OK) {
		finder_keep_asked(f, v, good);
		hold_groups_back(f, v);
	}
	need_list_free(&needs);
	return rc;
}

enum err_code finder_make_groups(struct finder *f, const struct good_list *good, struct err *e)
{
	enum err_code rc = OK;

	make_candidates(f, good);
	for (size_t i = 0; i < f->n && rc == OK; i++)
		rc = make_service(f, &f->service[i], good, e);
	return rc;
}
