/*
 * Finding clients as people type. The order: who is expected today, then tier by tier of the index
 * for one word; for several words search_words.c. Every step reads a bounded part of the index.
 */
#include "data/search.h"

#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/mem.h"
#include "data/client.h"
#include "data/store/row_priv.h"
#include "search_priv.h"

#define HITS ((int)(sizeof ((struct search_result *)0)->v / sizeof (struct search_hit)))
#define PAGE 100
#define TIER_PAGES 40           /* of one tier: merged and doubled hits may fill some */
#define RECENT 300              /* touches looked back for an empty query */

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

enum err_code finder_add(struct finder *f, int64_t id, struct err *e)
{
	struct search_hit hit = { .client_id = id };
	bool closed = false, fits = true;
	enum err_code rc = follow(f->s, &hit.client_id, &closed, e);

	if (rc == OK)
		rc = finder_fits(f, hit.client_id, &fits, e);
	if (rc != OK || !fits || hit.client_id == 0 || has_hit(f->out->v, f->out->n, hit.client_id)
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
		rc = finder_add(f, ids[i], e);
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

static enum err_code add_all(struct finder *f, struct err *e)
{
	enum err_code rc = OK;

	if (f->q->whole.ntier)
		rc = add_word(f, &f->q->whole, e);
	if (rc != OK || f->full)
		return rc;
	if (f->q->nword == 1)
		return add_word(f, &f->q->word[0], e);
	if (f->q->nword > 1)
		return finder_add_words(f, e);
	return f->q->whole.ntier ? OK : add_recent(f, e);
}

static bool only_blanks(const char *typed)
{
	const char *start = typed, *end = typed + strlen(typed);

	text_trim(&start, &end);
	return start == end;
}

/* By class alone: nothing was found by a name or number. */
static enum err_code find_by_class(struct store *s, int limit, const struct class_filter *of,
    const struct class_place *after, struct search_result *out, struct err *e)
{
	struct class_place place[HITS];
	enum err_code rc = class_page(s, of, after, place, (size_t)limit, &out->n, &out->more, e);

	for (size_t i = 0; i < out->n; i++)
		out->v[i].client_id = place[i].client_id;
	if (out->n)
		out->next = place[out->n - 1];
	return rc;
}

static enum err_code find_words(struct finder *f, const char *today, struct err *e)
{
	bool view = view_begin(f->s), few;
	enum err_code rc = finder_is_few(f, &few, e);

	if (rc == OK)
		rc = add_today(f, today, e);
	if (rc == OK && !f->full)
		rc = few ? finder_add_few(f, e) : add_all(f, e);
	append_closed(f);
	for (size_t i = 0; i < f->out->n && rc == OK; i++)
		rc = set_via(f, &f->out->v[i], e);
	view_end(f->s, view);
	return rc;
}

enum err_code search_find_class(struct store *s, const char *typed, const char *today, int limit,
    const struct class_filter *of, const struct class_place *after, struct search_result *out,
    struct err *e)
{
	struct term_query q;
	struct finder f = { .s = s, .q = &q, .out = out };

	*out = (struct search_result){ .n = 0 };
	f.of = of && class_filter_any(of) ? of : NULL;
	f.limit = limit < 1 ? 1 : limit > HITS ? HITS : limit;
	if (f.of && only_blanks(typed))
		return find_by_class(s, f.limit, of, after, out, e);
	term_query_parse(typed, &q);
	if (q.nword == 0 && q.whole.ntier == 0 && !only_blanks(typed))
		return OK;              /* signs alone match nobody */
	return find_words(&f, today, e);
}

enum err_code search_find(struct store *s, const char *typed, const char *today, int limit,
    struct search_result *out, struct err *e)
{
	return search_find_class(s, typed, today, limit, NULL, NULL, out, e);
}
