/* Bounded walks over client_term. A page ends where the next one begins, so that no statement stays
 * open and nothing is read that nobody asked for. */
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/mem.h"
#include "row_priv.h"
#include "search_priv.h"

static int rising(const void *pa, const void *pb)
{
	const int64_t *a = pa, *b = pb;

	return (*a > *b) - (*a < *b);
}

void id_list_sort(struct id_list *l)
{
	size_t n = 0;

	if (l->n)
		qsort(l->v, l->n, sizeof *l->v, rising);
	for (size_t i = 0; i < l->n; i++) {
		if (n == 0 || l->v[n - 1] != l->v[i])
			l->v[n++] = l->v[i];
	}
	l->n = n;
}

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

	/* Above every continuation: U+10FFFF is no letter of any name. */
	text_fmt(end, sizeof end, "%c%s\xf4\x8f\xbf\xbf", w->tier->kind, w->text);
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

#define PAGE 250

static enum err_code gather_tier(struct store *s, const struct term_word *w, int tier, size_t max,
    struct id_list *out, struct err *e)
{
	int64_t ids[PAGE];
	struct tier_walk walk;
	enum err_code rc = OK;

	tier_walk_start(&walk, &w->tier[tier], w->text);
	while (rc == OK && !walk.ended && out->n < max) {
		size_t room = max - out->n, n;

		rc = tier_walk_next(s, &walk, ids, room < PAGE ? room : PAGE, &n, e);
		for (size_t i = 0; i < n; i++)
			*vec_push(out) = ids[i];
	}
	return rc;
}

enum err_code word_gather(struct store *s, const struct term_word *w, size_t max,
    struct id_list *out, bool *whole, struct err *e)
{
	enum err_code rc = OK;

	out->n = 0;
	for (int i = 0; i < w->ntier && rc == OK && out->n < max; i++)
		rc = gather_tier(s, w, i, max, out, e);
	*whole = out->n < max;
	id_list_sort(out);
	return rc;
}

/* Who is looked for, and who of them was met. Nearly all that a common word gives is nobody's, so a
 * table of bits is asked first. */
#define BITS 65536
struct wanted {
	const struct id_list *ids;
	bool *met;
	unsigned char bit[BITS / 8];
};

static bool could_be(const struct wanted *w, int64_t id)
{
	return w->bit[id % BITS / 8] >> id % 8 & 1;
}

static void meet(struct wanted *w, int64_t id)
{
	const int64_t *at;

	if (!could_be(w, id))
		return;
	at = bsearch(&id, w->ids->v, w->ids->n, sizeof id, rising);
	if (at)
		w->met[at - w->ids->v] = true;
}

static enum err_code meet_tier(struct store *s, const struct term_word *w, int tier, size_t *room,
    struct wanted *who, struct err *e)
{
	int64_t ids[1000];
	const size_t page = sizeof ids / sizeof *ids;
	struct tier_walk walk;
	enum err_code rc = OK;

	tier_walk_start(&walk, &w->tier[tier], w->text);
	while (rc == OK && !walk.ended && *room > 0) {
		size_t n;

		rc = tier_walk_next(s, &walk, ids, *room < page ? *room : page, &n, e);
		for (size_t i = 0; i < n; i++)
			meet(who, ids[i]);
		*room -= n;
	}
	return rc;
}

static void keep_met(struct id_list *ids, const bool *met)
{
	size_t n = 0;

	for (size_t i = 0; i < ids->n; i++) {
		if (met[i])
			ids->v[n++] = ids->v[i];
	}
	ids->n = n;
}

enum err_code word_narrow(struct store *s, const struct term_word *w, size_t max,
    struct id_list *ids, bool *whole, struct err *e)
{
	struct wanted who = { .ids = ids, .met = mem_array(ids->n, sizeof *who.met) };
	size_t room = max;
	enum err_code rc = OK;

	for (size_t i = 0; i < ids->n; i++)
		who.bit[ids->v[i] % BITS / 8] |= (unsigned char)(1u << ids->v[i] % 8);
	for (int i = 0; i < w->ntier && rc == OK && room > 0; i++)
		rc = meet_tier(s, w, i, &room, &who, e);
	*whole = room > 0;
	if (rc == OK)
		keep_met(ids, who.met);
	mem_free(who.met);
	return rc;
}
