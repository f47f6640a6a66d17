/*
 * Clients who have several words. A word that is not common gives everybody who has it and how
 * well, by the index alone; such words are cut with each other. A common word (wang) would give
 * tens of thousands: of the others' clients the marks in the index tell who may have it, and only
 * their rows are read. Where every word is common, what begins with the words joined comes first,
 * then those of a part of the index.
 */
#include <string.h>

#include "base/buf.h"
#include "base/mem.h"
#include "data/search.h"
#include "data/store/row_priv.h"
#include "search_priv.h"

#define COMMON 2000             /* places of a word in one tier: more are not gone through */
#define RARE (COMMON * TIERS)   /* of a word that is not common: all */
#define MANY 60                 /* so many are not simply looked at, one by one */
#define JOINED 150              /* places of the joined words */
#define DEEP 20000              /* places of the index where every word is common */
#define DEEP_CHECK 300          /* of those found there, how many are looked at */
#define TIERS ((int)(sizeof ((struct term_word *)0)->tier / sizeof (struct term_tier)))
#define NONE (-1)               /* rank of who does not have all words */

struct words {
	struct finder *f;
	const struct term_query *q;
	bool open[sizeof ((struct term_query *)0)->word / sizeof (struct term_word)];
	uint64_t marks;                 /* of the open words: those that no list accounts for */
	bool any_open;
	bool any_unmarked;              /* an open word of figures: it has no marks, and may be
					 * in a telephone number */
	struct term_list terms;
};

/* What follows from the words that are open. */
static void sum_open(struct words *w)
{
	w->marks = 0;
	w->any_open = w->any_unmarked = false;
	for (int i = 0; i < w->q->nword; i++) {
		uint64_t marks = w->open[i] ? term_marks_of_word(&w->q->word[i]) : 0;

		w->marks |= marks;
		w->any_open = w->any_open || w->open[i];
		w->any_unmarked = w->any_unmarked || (w->open[i] && !marks);
	}
}

/* ---- looking at one client ------------------------------------------------------------------ */

/* The worst rank of the open words by what is known of the client so far. */
static int worst_open(struct words *w, const struct search_source *src)
{
	int worst = 0;

	search_source_terms(src, &w->terms);
	for (int i = 0; i < w->q->nword && worst != NONE; i++) {
		int rank = w->open[i] ? term_word_rank(&w->q->word[i], &w->terms) : 0;

		if (rank == NONE || rank > worst)
			worst = rank;
	}
	return worst;
}

/* P's rank becomes that of its worst word, NONE when it lacks one. The client's own row is enough
 * where no one else's name stands in the file and no telephone number is asked for, and where it
 * leaves the rank as it is: others could only better the open words. */
static enum err_code look(struct words *w, struct place *p, struct err *e)
{
	struct search_source src;
	enum err_code rc = search_source_client(w->f->s, p->id, &src, e);
	int rank = rc == OK && !w->any_unmarked ? worst_open(w, &src) : NONE;

	if (rc == OK && (rank == NONE || rank > p->rank)
	    && (w->any_unmarked || p->marks & (uint64_t)SEARCH_OTHERS)) {
		rc = search_source_persons(w->f->s, p->id, &src, e);
		if (rc == OK)
			rank = worst_open(w, &src);
	}
	if (rank == NONE || rank > p->rank)
		p->rank = rank;
	p->known = true;
	search_source_free(&src);
	return rc;
}

/* ---- the words joined ----------------------------------------------------------------------- */

static bool join(const struct term_query *q, bool turned, struct term_word *out)
{
	size_t n = 0;

	*out = (struct term_word){ .tier = { { 'n', true }, { 'n', false } }, .ntier = 2 };
	for (int i = 0; i < q->nword; i++) {
		const char *text = q->word[turned ? q->nword - 1 - i : i].text;
		size_t add = strlen(text);

		if (n + add >= sizeof out->text - 1)
			return false;
		memcpy(out->text + n, text, add + 1);
		n += add;
	}
	return true;
}

/* ---- some words are not common -------------------------------------------------------------- */

static enum err_code cut_rare(struct words *w, struct place_list *out, struct err *e)
{
	struct place_list one = { 0 };
	enum err_code rc = OK;
	bool first = true;

	for (int i = 0; i < w->q->nword && rc == OK; i++) {
		if (w->open[i])
			continue;
		one.n = 0;
		rc = word_places(w->f->s, &w->q->word[i], RARE, w->marks, first ? NULL : out,
		    first ? out : &one, e);
		if (!first)
			place_list_cut(out, &one);
		first = false;
	}
	vec_free(&one);
	return rc;
}

/* Figures have no marks. Where many would have to be looked at for them, going through all places
 * of the figures is cheaper, unless these are really many. */
static enum err_code close_unmarked(struct words *w, struct place_list *l, struct err *e)
{
	struct place_list one = { 0 };
	enum err_code rc = OK;

	for (int i = 0; i < w->q->nword && rc == OK && l->n > MANY; i++) {
		bool common = true;

		if (!w->open[i] || term_marks_of_word(&w->q->word[i]))
			continue;
		rc = word_is_common(w->f->s, &w->q->word[i], DEEP, &common, e);
		if (rc != OK || common)
			continue;
		one.n = 0;
		rc = word_places(w->f->s, &w->q->word[i], DEEP * TIERS, 0, l, &one, e);
		place_list_cut(l, &one);
		w->open[i] = false;
	}
	sum_open(w);
	vec_free(&one);
	return rc;
}

/* The words joined begin with word FIRST, and so does a name that begins with them. If no other
 * word is open, a rank from there on is settled: who has it need not be looked at. */
static int settled_rank(const struct words *w, int first)
{
	const struct term_word *one = &w->q->word[first];
	int tier = 0;

	for (int i = 0; i < w->q->nword; i++) {
		if (w->open[i] && i != first)
			return TIERS;
	}
	while (tier < one->ntier && (one->tier[tier].kind != 'n' || one->tier[tier].exact))
		tier++;
	return tier < one->ntier ? tier : TIERS;
}

/* Whose own name the words are, joined, has them nearly for sure: a turn before the others of the
 * same rank, so that where these fill the list nobody else is looked at. */
static enum err_code set_likely(struct words *w, struct place_list *l, struct err *e)
{
	struct place_list one = { 0 };
	enum err_code rc = OK;

	for (int turned = 0; turned < 2 && rc == OK; turned++) {
		const int settled = settled_rank(w, turned ? w->q->nword - 1 : 0);
		struct term_word joined;

		one.n = 0;
		if (!join(w->q, turned, &joined))
			break;
		rc = word_places(w->f->s, &joined, JOINED, w->marks, l, &one, e);
		for (size_t i = 0, j = 0; i < l->n && j < one.n; i++) {
			while (j < one.n && one.v[j].id < l->v[i].id)
				j++;
			if (j == one.n || one.v[j].id != l->v[i].id)
				continue;
			l->v[i].likely = true;
			l->v[i].known = l->v[i].known || l->v[i].rank >= settled;
		}
	}
	vec_free(&one);
	return rc;
}

/* Those of one rank. Who turns out to have a worse one waits for that. */
static enum err_code add_rank(struct words *w, struct place_list *l, int rank, bool likely,
    size_t *max, struct err *e)
{
	enum err_code rc = OK;

	for (size_t i = l->n; i-- > 0 && rc == OK && !w->f->full;) {
		struct place *p = &l->v[i];
		bool fits;

		if (p->rank != rank || p->likely != likely || (!p->known && *max == 0))
			continue;
		rc = finder_fits(w->f, p->id, &fits, e);
		if (!fits)
			p->rank = NONE;
		if (rc != OK || !fits)
			continue;
		if (!p->known && w->any_open) {
			rc = look(w, p, e);
			--*max;
		}
		if (rc == OK && p->rank == rank)
			rc = finder_add(w->f, p->id, e);
	}
	return rc;
}

/* Best rank first, newest file first. A client is looked at when its turn comes at the earliest, so
 * that most are never looked at where many have the words. At most MAX are. */
static enum err_code add_ranked(struct words *w, struct place_list *l, size_t max, struct err *e)
{
	enum err_code rc = OK;

	for (int rank = 0; rank < TIERS && rc == OK; rank++) {
		rc = add_rank(w, l, rank, true, &max, e);
		if (rc == OK)
			rc = add_rank(w, l, rank, false, &max, e);
	}
	return rc;
}

/* ---- all words are common ------------------------------------------------------------------- */

/* Looks at clients, the newest first, until there are enough to fill the list, and leaves these in
 * L with their ranks. */
static enum err_code keep_enough(struct words *w, struct place_list *l, struct err *e)
{
	const size_t enough = (size_t)w->f->limit + 1;
	size_t kept = l->n;
	enum err_code rc = OK;

	for (size_t i = l->n; i-- > 0 && rc == OK && l->n - kept < enough;) {
		struct place p = l->v[i];

		p.rank = 0;
		rc = look(w, &p, e);
		if (p.rank != NONE)
			l->v[--kept] = p;
	}
	memmove(l->v, l->v + kept, (l->n - kept) * sizeof *l->v);
	l->n -= kept;
	return rc;
}

/* `wang xiaom` is the beginning of the joined name, as it stands in the index; who types the given
 * name first means the same. The words themselves are still asked for. */
static enum err_code add_joined(struct words *w, struct err *e)
{
	struct place_list l = { 0 };
	enum err_code rc = OK;

	for (int turned = 0; turned < 2 && rc == OK && !w->f->full; turned++) {
		struct term_word one;

		l.n = 0;
		if (!join(w->q, turned, &one))
			break;
		rc = word_places(w->f->s, &one, JOINED, w->marks, NULL, &l, e);
		if (rc == OK && l.n)
			rc = keep_enough(w, &l, e);
		if (rc == OK)
			rc = add_ranked(w, &l, l.n, e);
	}
	vec_free(&l);
	return rc;
}

/* Figures, of which the marks tell nothing, else the longest word: the fewest have it, as a
 * rule. */
static int best_to_read(const struct term_query *q)
{
	int best = 0;

	for (int i = 1; i < q->nword; i++) {
		bool figures = !term_marks_of_word(&q->word[i]);
		bool figures_before = !term_marks_of_word(&q->word[best]);

		if (figures != figures_before ? figures
		    : strlen(q->word[i].text) > strlen(q->word[best].text))
			best = i;
	}
	return best;
}

static enum err_code add_deep(struct words *w, struct err *e)
{
	const int i = best_to_read(w->q);
	struct place_list l = { 0 };
	enum err_code rc;

	w->open[i] = false;
	sum_open(w);
	rc = word_places(w->f->s, &w->q->word[i], DEEP, w->marks, NULL, &l, e);
	if (rc == OK)
		rc = set_likely(w, &l, e);
	if (rc == OK)
		rc = add_ranked(w, &l, DEEP_CHECK, e);
	vec_free(&l);
	return rc;
}

/* ---- both ----------------------------------------------------------------------------------- */

static enum err_code add_both(struct words *w, bool all_common, struct err *e)
{
	struct place_list l = { 0 };
	enum err_code rc;

	if (all_common) {
		rc = add_joined(w, e);
		return rc == OK && !w->f->full ? add_deep(w, e) : rc;
	}
	rc = cut_rare(w, &l, e);
	if (rc == OK)
		rc = close_unmarked(w, &l, e);
	if (rc == OK && w->any_open)
		rc = set_likely(w, &l, e);
	if (rc == OK)
		rc = add_ranked(w, &l, l.n, e);
	vec_free(&l);
	return rc;
}

enum err_code finder_add_words(struct finder *f, struct err *e)
{
	struct words w = { .f = f, .q = f->q };
	bool all_common = true;
	enum err_code rc = OK;

	for (int i = 0; i < f->q->nword && rc == OK; i++) {
		rc = word_is_common(f->s, &f->q->word[i], COMMON, &w.open[i], e);
		all_common = all_common && w.open[i];
	}
	sum_open(&w);
	if (rc == OK)
		rc = add_both(&w, all_common, e);
	term_list_free(&w.terms);
	return rc;
}
