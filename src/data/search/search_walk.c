/* Bounded walks over client_term. A page ends where the next one begins, so that no statement stays
 * open and nothing is read that nobody asked for. */
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/mem.h"
#include "data/store/row_priv.h"
#include "search_priv.h"

/* Above every continuation of a term: U+10FFFF is no letter of any name. */
#define ABOVE "\xf4\x8f\xbf\xbf"

void tier_walk_start(struct tier_walk *w, const struct term_tier *tier, const char *text)
{
	*w = (struct tier_walk){ .tier = tier, .text = text };
	text_fmt(w->term, sizeof w->term, "%c%s", tier->kind, text);
}

/* Newest files first: of many of one name the newest is asked for most. */
static const char exact_sql[] =
	"SELECT client_id FROM client_term WHERE term = :term AND client_id < :id"
	"  ORDER BY client_id DESC LIMIT :max";

static enum err_code next_exact(struct store *s, struct tier_walk *w, int64_t *ids, size_t max,
    size_t *n, struct err *e)
{
	struct stmt *q = stmt_get(s, exact_sql);
	enum err_code rc;

	stmt_text(q, ":term", w->term);
	stmt_int(q, ":id", w->started ? w->id : INT64_MAX);
	stmt_int(q, ":max", (int64_t)max);
	rc = row_ids(q, ids, max, n, e);
	if (*n)
		w->id = ids[*n - 1];
	return rc;
}

/* In the order of the index; the last place is where the next page goes on. */
static const char prefix_sql[] =
	"SELECT client_id, term FROM client_term"
	"  WHERE (term, client_id) > (:term, :id) AND term < :end"
	"  ORDER BY term, client_id LIMIT :max";

static enum err_code next_prefix(struct store *s, struct tier_walk *w, int64_t *ids, size_t max,
    size_t *n, struct err *e)
{
	struct stmt *q = stmt_get(s, prefix_sql);
	char end[TERM_MAX + 8];

	text_fmt(end, sizeof end, "%c%s" ABOVE, w->tier->kind, w->text);
	stmt_text(q, ":term", w->term);
	stmt_int(q, ":id", w->started ? w->id : -1);
	stmt_text(q, ":end", end);
	stmt_int(q, ":max", (int64_t)max);
	for (*n = 0; *n < max && stmt_row(q, e);) {
		ids[(*n)++] = w->id = stmt_col_int(q, 0);
		if (*n == max)          /* only where another page may follow */
			stmt_col_copy(q, 1, w->term, sizeof w->term);
	}
	return stmt_done(q, e);
}

enum err_code tier_walk_next(struct store *s, struct tier_walk *w, int64_t *ids, size_t max,
    size_t *n, struct err *e)
{
	enum err_code rc;

	*n = 0;
	if (w->ended)
		return OK;
	rc = w->tier->exact ? next_exact(s, w, ids, max, n, e) : next_prefix(s, w, ids, max, n, e);
	w->started = true;
	w->ended = *n < max;
	return rc;
}

/* ---- places of a word ----------------------------------------------------------------------- */

static void range_of(const struct term_tier *tier, const char *text, char from[TERM_MAX + 8],
    char end[TERM_MAX + 8])
{
	text_fmt(from, TERM_MAX + 8, "%c%s", tier->kind, text);
	text_fmt(end, TERM_MAX + 8, "%s" ABOVE, from);
}

/* Skipping is all that SQLite has to do: no row is made of what is skipped. */
static const char beyond_sql[] =
	"SELECT 1 FROM client_term WHERE term >= :term AND term < :end LIMIT 1 OFFSET :max";

static enum err_code tier_is_common(struct store *s, const struct term_word *w, int tier,
    size_t max, bool *common, struct err *e)
{
	struct stmt *q = stmt_get(s, beyond_sql);
	char from[TERM_MAX + 8], end[TERM_MAX + 8];
	int64_t one;
	enum err_code rc;

	range_of(&w->tier[tier], w->text, from, end);
	stmt_text(q, ":term", from);
	stmt_text(q, ":end", end);
	stmt_int(q, ":max", (int64_t)max);
	rc = row_number(q, &one, e);
	*common = one != 0;
	return rc;
}

enum err_code word_is_common(struct store *s, const struct term_word *w, size_t max, bool *common,
    struct err *e)
{
	enum err_code rc = OK;

	*common = false;
	for (int i = 0; i < w->ntier && rc == OK && !*common; i++) {
		if (!w->tier[i].exact)  /* which is a part of the other */
			rc = tier_is_common(s, w, i, max, common, e);
	}
	return rc;
}

static const char exact_places_sql[] =
	"SELECT client_id, marks FROM client_term WHERE term = :term"
	"  ORDER BY client_id DESC LIMIT :max";
static const char prefix_places_sql[] =
	"SELECT client_id, marks FROM client_term WHERE term >= :term AND term < :end"
	"  ORDER BY term, client_id LIMIT :max";

static struct stmt *tier_places(struct store *s, const struct term_word *w, int tier, size_t max)
{
	const bool exact = w->tier[tier].exact;
	struct stmt *q = stmt_get(s, exact ? exact_places_sql : prefix_places_sql);
	char from[TERM_MAX + 8], end[TERM_MAX + 8];

	range_of(&w->tier[tier], w->text, from, end);
	stmt_text(q, ":term", from);
	if (!exact)
		stmt_text(q, ":end", end);
	stmt_int(q, ":max", (int64_t)max);
	return q;
}

static int by_id_and_rank(const void *pa, const void *pb)
{
	const struct place *a = pa, *b = pb;

	return a->id != b->id ? (a->id > b->id) - (a->id < b->id) : a->rank - b->rank;
}

void place_list_sort(struct place_list *l)
{
	size_t n = 0;

	if (l->n)
		qsort(l->v, l->n, sizeof *l->v, by_id_and_rank);
	for (size_t i = 0; i < l->n; i++) {
		if (n == 0 || l->v[n - 1].id != l->v[i].id)
			l->v[n++] = l->v[i];
	}
	l->n = n;
}

void place_list_cut(struct place_list *a, const struct place_list *b)
{
	size_t n = 0, j = 0;

	for (size_t i = 0; i < a->n; i++) {
		struct place p = a->v[i];

		while (j < b->n && b->v[j].id < p.id)
			j++;
		if (j == b->n || b->v[j].id != p.id)
			continue;
		p.rank = b->v[j].rank > p.rank ? b->v[j].rank : p.rank;
		a->v[n++] = p;
	}
	a->n = n;
}

/* Nearly all that a common word gives is nobody's who is asked for, so a table of bits tells that
 * first. */
#define SLOTS 16384
struct wanted {
	bool all;
	unsigned char bit[SLOTS / 8];
};

static void want(struct wanted *w, const struct place_list *among)
{
	*w = (struct wanted){ .all = !among };
	for (size_t i = 0; among && i < among->n; i++)
		w->bit[among->v[i].id % SLOTS / 8] |= (unsigned char)(1u << among->v[i].id % 8);
}

static bool is_wanted(const struct wanted *w, int64_t id)
{
	return w->all || (w->bit[id % SLOTS / 8] >> id % 8 & 1);
}

enum err_code word_places(struct store *s, const struct term_word *w, size_t max, uint64_t marks,
    const struct place_list *among, struct place_list *out, struct err *e)
{
	struct wanted who;
	enum err_code rc = OK;

	want(&who, among);
	for (int i = 0; i < w->ntier && rc == OK && max > 0; i++) {
		struct stmt *q = tier_places(s, w, i, max);

		for (; max > 0 && stmt_row(q, e); max--) {
			int64_t id = stmt_col_int(q, 0);
			uint64_t has = (uint64_t)stmt_col_int(q, 1);

			if ((has & marks) == marks && is_wanted(&who, id))
				*vec_push(out) = (struct place){ .id = id, .marks = has,
					.rank = i };
		}
		rc = stmt_done(q, e);
	}
	place_list_sort(out);
	return rc;
}
