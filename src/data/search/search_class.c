/*
 * Words and a class. Where few are of the class they are the list that the words are cut with, as
 * if the class were a rare word; where many are, the words find and the class is asked of whom they
 * find.
 */
#include <string.h>

#include "base/mem.h"
#include "data/store/row_priv.h"
#include "search_priv.h"

#define FEW 3000                /* of a class: all are read */
#define DEEP 60000              /* places of a word: more are not gone through */
#define LOOKS 300               /* files that are read instead, of those left */
#define ASKED 2500              /* whose class is looked at */

enum err_code finder_fits(struct finder *f, int64_t id, bool *fits, struct err *e)
{
	*fits = true;
	if (!f->of || !id)
		return OK;
	if (f->asked++ >= ASKED) {
		*fits = false;
		f->out->more = f->full = true;
		return OK;
	}
	return class_fits(f->s, id, f->of, fits, e);
}

/* ---- few are of the class ---- */

static enum err_code read_few(struct finder *f, struct place_list *l, struct err *e)
{
	struct class_place *few = mem_alloc(FEW * sizeof *few);
	size_t n;
	enum err_code rc = class_page(f->s, f->of, NULL, few, FEW, &n, NULL, e);

	for (size_t i = 0; i < n; i++)
		*vec_push(l) = (struct place){ .id = few[i].client_id };
	place_list_sort(l);
	mem_free(few);
	return rc;
}

/* Cuts L with who has W; *OPEN: too many have it, nobody was cut. */
static enum err_code cut_with(struct finder *f, const struct term_word *w, struct place_list *l,
    bool *open, struct err *e)
{
	struct place_list one = { 0 };
	enum err_code rc = word_is_common(f->s, w, DEEP, open, e);

	if (rc == OK && !*open)
		rc = word_places(f->s, w, DEEP * 8, 0, l, &one, e);
	if (rc == OK && !*open)
		place_list_cut(l, &one);
	vec_free(&one);
	return rc;
}

static enum err_code has_words(struct finder *f, int64_t id, int *rank, bool *has, struct err *e)
{
	struct term_list terms = { 0 };
	struct search_source src;
	enum err_code rc = search_source_load(f->s, id, &src, e);

	if (rc == OK)
		search_source_terms(&src, &terms);
	*has = rc == OK && term_match(f->q, &terms, rank);
	search_source_free(&src);
	term_list_free(&terms);
	return rc;
}

/* The newest of who is left are read. */
static enum err_code look_at(struct finder *f, struct place_list *l, struct err *e)
{
	size_t first = l->n > LOOKS ? l->n - LOOKS : 0, n = 0;
	enum err_code rc = OK;

	f->out->more = f->out->more || first;
	for (size_t i = first; rc == OK && i < l->n; i++) {
		struct place p = l->v[i];
		bool has;

		rc = has_words(f, p.id, &p.rank, &has, e);
		if (has)
			l->v[n++] = p;
	}
	l->n = n;
	return rc;
}

/* Best rank first, of these the newest file first. */
static enum err_code add_by_rank(struct finder *f, const struct place_list *l, struct err *e)
{
	enum err_code rc = OK;

	for (int rank = 0; rank < 16 && rc == OK; rank++)
		for (size_t i = l->n; i-- > 0 && rc == OK && !f->full;)
			if (l->v[i].rank == rank)
				rc = finder_add(f, l->v[i].id, e);
	return rc;
}

enum err_code finder_is_few(struct finder *f, bool *few, struct err *e)
{
	*few = false;
	return f->of && !f->q->whole.ntier ? class_is_small(f->s, f->of, FEW, few, e) : OK;
}

enum err_code finder_add_few(struct finder *f, struct err *e)
{
	struct place_list l = { 0 };
	bool any_open = false;
	enum err_code rc = read_few(f, &l, e);

	for (int i = 0; rc == OK && i < f->q->nword; i++) {
		bool open = false;

		rc = cut_with(f, &f->q->word[i], &l, &open, e);
		any_open = any_open || open;
	}
	if (rc == OK && any_open)
		rc = look_at(f, &l, e);
	if (rc == OK)
		rc = add_by_rank(f, &l, e);
	vec_free(&l);
	return rc;
}
