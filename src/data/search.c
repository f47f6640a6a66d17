/*
 * Finding clients as people type. The order: who is expected today, then tier by tier of the index
 * for one word; for several words the candidates of the rarest one, filtered by their own terms.
 * Every step reads a bounded part of the index.
 */
#include "data/search.h"

#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/mem.h"
#include "data/client.h"
#include "row_priv.h"
#include "search_priv.h"

#define HITS ((int)(sizeof ((struct search_result *)0)->v / sizeof (struct search_hit)))
#define PAGE 100
#define TIER_PAGES 40           /* of one tier: merged and doubled hits may fill some */
#define GATHER 2000             /* places of a word that are read to know whom it stands for */
#define RARE 500                /* of several words, ids that are looked at one by one */
#define SOME 150                /* of more than that, how many are looked at */
#define FEW 100                 /* so few are looked at without further ado */
#define DEEP 20000              /* places of the index where every word is common */
#define DEEP_CHECK 400          /* of the common ids, how many are looked at */
#define RECENT 300              /* touches looked back for an empty query */

struct finder {
	struct store *s;
	const struct term_query *q;
	int limit;
	struct search_result *out;
	struct search_hit closed[64];   /* come last */
	size_t nclosed;
	bool full;
};

/* ---- hits ----------------------------------------------------------------------------------- */

static bool has_hit(const struct search_hit *v, size_t n, int64_t id)
{
	for (size_t i = 0; i < n; i++) {
		if (v[i].client_id == id)
			return true;
	}
	return false;
}

static const char state_sql[] = "SELECT state, merged_into FROM client WHERE id = :id";

/* Follows *ID to the file that it was merged into. *CLOSED as that one is; *ID 0 when there is
 * none, or when a file written past the program leads round in a circle. */
static enum err_code follow(struct store *s, int64_t *id, bool *closed, struct err *e)
{
	int64_t into = *id;
	enum err_code rc = OK;

	for (int steps = 0; into && rc == OK; steps++) {
		struct stmt *q = stmt_get(s, state_sql);
		bool found;

		*id = into;
		stmt_int(q, ":id", into);
		found = stmt_row(q, e);
		into = found ? stmt_col_int(q, 1) : 0;
		*closed = found && strcmp(stmt_col_text(q, 0), "closed") == 0;
		if (!found || steps == CLIENT_MERGES_MAX)
			*id = into = 0;
		rc = stmt_run(q, e);
	}
	return rc;
}

static enum err_code add_hit(struct finder *f, int64_t id, struct err *e)
{
	struct search_hit hit = { .client_id = id };
	bool closed = false;
	enum err_code rc = follow(f->s, &hit.client_id, &closed, e);

	if (rc != OK || hit.client_id == 0 || has_hit(f->out->v, f->out->n, hit.client_id)
	    || has_hit(f->closed, f->nclosed, hit.client_id))
		return rc;
	if (hit.client_id != id)
		text_copy(hit.via, sizeof hit.via, "merged");
	if (closed) {
		if (f->nclosed < sizeof f->closed / sizeof *f->closed)
			f->closed[f->nclosed++] = hit;
		return OK;
	}
	if (f->out->n == (size_t)f->limit) {
		f->out->more = f->full = true;
		return OK;
	}
	f->out->v[f->out->n++] = hit;
	return OK;
}

static enum err_code add_hits(struct finder *f, const int64_t *ids, size_t n, struct err *e)
{
	enum err_code rc = OK;

	for (size_t i = 0; i < n && rc == OK && !f->full; i++)
		rc = add_hit(f, ids[i], e);
	return rc;
}

static void append_closed(struct finder *f)
{
	for (size_t i = 0; i < f->nclosed; i++) {
		if (f->out->n == (size_t)f->limit) {
			f->out->more = true;
			return;
		}
		f->out->v[f->out->n++] = f->closed[i];
	}
}

/* ---- one word ------------------------------------------------------------------------------- */

static enum err_code add_tier(struct finder *f, const struct term_word *w, int tier, struct err *e)
{
	int64_t ids[PAGE];
	struct tier_walk walk;
	enum err_code rc = OK;
	size_t n;

	tier_walk_start(&walk, &w->tier[tier], w->text);
	for (int page = 0; page < TIER_PAGES && rc == OK && !walk.ended && !f->full; page++) {
		rc = tier_walk_next(f->s, &walk, ids, PAGE, &n, e);
		if (rc == OK)
			rc = add_hits(f, ids, n, e);
	}
	return rc;
}

static enum err_code add_word(struct finder *f, const struct term_word *w, struct err *e)
{
	enum err_code rc = OK;

	for (int i = 0; i < w->ntier && rc == OK && !f->full; i++)
		rc = add_tier(f, w, i, e);
	return rc;
}

/* ---- several words -------------------------------------------------------------------------- */

struct ranked {
	int64_t id;
	int rank;
};
struct ranked_list {
	struct ranked *v;
	size_t n, cap;
};

/* Best rank first, newest file first. */
static int by_rank(const void *pa, const void *pb)
{
	const struct ranked *a = pa, *b = pb;

	if (a->rank != b->rank)
		return a->rank - b->rank;
	return (a->id < b->id) - (a->id > b->id);
}

/* Keeps of IDS those who have all the words, and ranks them by their own terms. */
static enum err_code add_matching(struct finder *f, const struct id_list *ids, size_t max,
    struct err *e)
{
	struct ranked_list found = { 0 };
	struct term_list terms = { 0 };
	enum err_code rc = OK;
	int rank;

	for (size_t i = ids->n; i-- > 0 && rc == OK && ids->n - i <= max;) {
		rc = search_terms_of(f->s, ids->v[i], &terms, e);
		if (rc == OK && term_match(f->q, &terms, &rank))
			*vec_push(&found) = (struct ranked){ ids->v[i], rank };
	}
	if (found.n)
		qsort(found.v, found.n, sizeof *found.v, by_rank);
	for (size_t i = 0; i < found.n && rc == OK && !f->full; i++)
		rc = add_hit(f, found.v[i].id, e);
	vec_free(&found);
	term_list_free(&terms);
	return rc;
}

/* Removes from A what is not in B; both sorted. */
static void intersect(struct id_list *a, const struct id_list *b)
{
	size_t n = 0, j = 0;

	for (size_t i = 0; i < a->n; i++) {
		while (j < b->n && b->v[j] < a->v[i])
			j++;
		if (j < b->n && b->v[j] == a->v[i])
			a->v[n++] = a->v[i];
	}
	a->n = n;
}

/* Every word is common: who stands in the sets of all of them, each read as far as is bearable. */
static enum err_code add_common(struct finder *f, struct err *e)
{
	struct id_list all = { 0 }, one = { 0 };
	bool whole;
	enum err_code rc = word_gather(f->s, &f->q->word[0], DEEP, &all, &whole, e);

	for (int i = 1; i < f->q->nword && rc == OK; i++) {
		rc = word_gather(f->s, &f->q->word[i], DEEP, &one, &whole, e);
		if (rc == OK)
			intersect(&all, &one);
	}
	if (rc == OK)
		rc = add_matching(f, &all, DEEP_CHECK, e);
	vec_free(&all);
	vec_free(&one);
	return rc;
}

/* `wang xiaom` is the beginning of the joined name, as it stands in the index; that finds people of
 * common names whose words are each far too many. The words themselves are still asked for. */
static enum err_code add_joined(struct finder *f, struct err *e)
{
	struct term_word w = { .tier = { { 'n', true }, { 'n', false } }, .ntier = 2 };
	struct id_list ids = { 0 };
	size_t n = 0;
	bool whole;
	enum err_code rc;

	for (int i = 0; i < f->q->nword; i++) {
		size_t add = strlen(f->q->word[i].text);

		if (n + add >= sizeof w.text - 1)
			return OK;
		memcpy(w.text + n, f->q->word[i].text, add + 1);
		n += add;
	}
	rc = word_gather(f->s, &w, SOME, &ids, &whole, e);
	if (rc == OK)
		rc = add_matching(f, &ids, SOME, e);
	vec_free(&ids);
	return rc;
}

/* Who could have all the words: what the words that are not too common stand for, cut with each
 * other. */
struct candidates {
	struct id_list ids;
	int nknown;                     /* words that IDS accounts for; 0: all are too common */
	bool common[sizeof ((struct term_query *)0)->word / sizeof (struct term_word)];
	const struct term_word *rarest;
	size_t least;
};

static enum err_code gather_candidates(struct finder *f, struct candidates *c, struct err *e)
{
	struct id_list one = { 0 };
	enum err_code rc = OK;

	for (int i = 0; i < f->q->nword && rc == OK; i++) {
		bool whole;

		rc = word_gather(f->s, &f->q->word[i], GATHER, &one, &whole, e);
		c->common[i] = !whole;
		if (rc != OK || !whole)
			continue;
		if (c->nknown == 0 || one.n < c->least) {
			c->rarest = &f->q->word[i];
			c->least = one.n;
		}
		if (c->nknown++ == 0) {
			c->ids = one;
			one = (struct id_list){ .n = 0 };
		} else {
			intersect(&c->ids, &one);
		}
	}
	vec_free(&one);
	return rc;
}

/* Those who have W in its best places (the last four of a number before others), where not all who
 * have it can be looked at. */
static enum err_code add_some(struct finder *f, const struct term_word *w, struct err *e)
{
	struct id_list ids = { 0 };
	bool whole;
	enum err_code rc = word_gather(f->s, w, SOME, &ids, &whole, e);

	if (rc == OK)
		rc = add_matching(f, &ids, SOME, e);
	vec_free(&ids);
	return rc;
}

/* Reading along a common word is cheaper than looking at many files that have the rare one. */
static enum err_code add_narrowed(struct finder *f, struct candidates *c, struct err *e)
{
	bool all_known = true;
	enum err_code rc = OK;

	for (int i = 0; i < f->q->nword && rc == OK && c->ids.n > FEW; i++) {
		bool whole;

		if (!c->common[i])
			continue;
		rc = word_narrow(f->s, &f->q->word[i], DEEP, &c->ids, &whole, e);
		all_known = all_known && whole;
	}
	if (rc == OK)
		rc = add_matching(f, &c->ids, RARE, e);
	if (rc == OK && !all_known && !f->full)
		rc = add_joined(f, e);
	return rc == OK && !all_known && !f->full ? add_some(f, c->rarest, e) : rc;
}

static enum err_code add_words(struct finder *f, struct err *e)
{
	struct candidates c = { .nknown = 0 };
	enum err_code rc = gather_candidates(f, &c, e);

	if (rc == OK && c.nknown) {
		rc = add_narrowed(f, &c, e);
	} else if (rc == OK) {
		rc = add_joined(f, e);
		if (rc == OK && !f->full)
			rc = add_common(f, e);
	}
	vec_free(&c.ids);
	return rc;
}

/* ---- nothing typed -------------------------------------------------------------------------- */

static const char recent_sql[] =
	"SELECT client_id FROM action_client WHERE action_id > 0"
	"  ORDER BY action_id DESC, client_id DESC LIMIT :max";

static enum err_code add_recent(struct finder *f, struct err *e)
{
	int64_t ids[RECENT];
	struct stmt *q = stmt_get(f->s, recent_sql);
	size_t n;
	enum err_code rc;

	stmt_int(q, ":max", RECENT);
	rc = row_ids(q, ids, RECENT, &n, e);
	return rc == OK ? add_hits(f, ids, n, e) : rc;
}

/* ---- all together --------------------------------------------------------------------------- */

static enum err_code add_today(struct finder *f, const char *today, struct err *e)
{
	struct id_list ids = { 0 };
	enum err_code rc = search_today(f->s, today, f->q, &ids, e);

	if (rc == OK)
		rc = add_hits(f, ids.v, ids.n, e);
	vec_free(&ids);
	return rc;
}

static bool source_matches(const struct search_source *src, const struct term_query *q)
{
	struct term_list terms = { 0 };
	bool yes;

	search_source_terms(src, &terms);
	yes = term_match(q, &terms, NULL);
	term_list_free(&terms);
	return yes;
}

/* Most are found by their own name: who else stands in the file is read only where not. Found by a
 * file that was merged into it, the client may have the words all the same. */
static enum err_code set_via(struct finder *f, struct search_hit *hit, struct err *e)
{
	struct search_source src;
	enum err_code rc = search_source_client(f->s, hit->client_id, &src, e);
	bool own = rc == OK && search_source_is_own(&src, f->q);

	if (rc == OK && !own)
		rc = search_source_persons(f->s, hit->client_id, &src, e);
	if (own)
		*hit->via = '\0';
	else if (rc == OK && (!*hit->via || source_matches(&src, f->q)))
		search_source_via(&src, f->q, hit->via, sizeof hit->via);
	search_source_free(&src);
	return rc;
}

static enum err_code add_all(struct finder *f, const char *today, struct err *e)
{
	enum err_code rc = add_today(f, today, e);

	if (rc == OK && !f->full && f->q->whole.ntier)
		rc = add_word(f, &f->q->whole, e);
	if (rc != OK || f->full)
		return rc;
	if (f->q->nword == 1)
		return add_word(f, &f->q->word[0], e);
	if (f->q->nword > 1)
		return add_words(f, e);
	return f->q->whole.ntier ? OK : add_recent(f, e);
}

static bool only_blanks(const char *typed)
{
	const char *start = typed, *end = typed + strlen(typed);

	text_trim(&start, &end);
	return start == end;
}

enum err_code search_find(struct store *s, const char *typed, const char *today, int limit,
    struct search_result *out, struct err *e)
{
	struct term_query q;
	struct finder f = { .s = s, .q = &q, .out = out };
	enum err_code rc;
	bool view;

	*out = (struct search_result){ .n = 0 };
	f.limit = limit < 1 ? 1 : limit > HITS ? HITS : limit;
	term_query_parse(typed, &q);
	if (q.nword == 0 && q.whole.ntier == 0 && !only_blanks(typed))
		return OK;              /* signs alone match nobody */
	view = view_begin(s);
	rc = add_all(&f, today, e);
	append_closed(&f);
	for (size_t i = 0; i < out->n && rc == OK; i++)
		rc = set_via(&f, &out->v[i], e);
	view_end(s, view);
	return rc;
}
