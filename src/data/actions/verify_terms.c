/*
 * Every client has exactly the search terms that its rows give, with the marks of them all. The
 * index is ordered by term, not by client, so each client's terms are summed up in one walk over it
 * and compared with the sum of the terms made anew.
 */
#include <string.h>

#include "base/mem.h"
#include "base/term.h"
#include "data/history.h"
#include "data/search.h"
#include "verify_priv.h"

struct sum {
	int64_t client_id;
	uint64_t hash; /* sum over the terms: their order does not matter */
	uint32_t n;
};
struct sum_list {
	struct sum *v;
	size_t n, cap;
};

/* FNV-1a, then mixed so that sums of similar terms do not meet (finaliser of SplitMix64). */
static uint64_t term_hash(const char *term, int64_t marks)
{
	uint64_t h = 14695981039346656037u ^ (uint64_t)marks;

	for (; *term; term++)
		h = (h ^ (unsigned char)*term) * 1099511628211u;
	h = (h ^ (h >> 30)) * 0xbf58476d1ce4e5b9u;
	h = (h ^ (h >> 27)) * 0x94d049bb133111ebu;
	return h ^ (h >> 31);
}

static void add_term(struct sum *s, const char *term, int64_t marks)
{
	s->hash += term_hash(term, marks);
	s->n++;
}

static enum err_code list_clients(struct store *s, struct sum_list *out, struct err *e)
{
	static const char sql[] = "SELECT id FROM client ORDER BY id /* scan: every client */";
	struct stmt *q = stmt_get(s, sql);

	while (stmt_row(q, e)) {
		struct sum *one = vec_push(out);

		one->client_id = stmt_col_int(q, 0);
	}
	return stmt_done(q, e);
}

static struct sum *find(struct sum_list *l, int64_t client_id)
{
	size_t lo = 0, hi = l->n;

	while (lo < hi) {
		size_t mid = lo + (hi - lo) / 2;

		if (l->v[mid].client_id < client_id)
			lo = mid + 1;
		else
			hi = mid;
	}
	return lo < l->n && l->v[lo].client_id == client_id ? &l->v[lo] : NULL;
}

static enum err_code sum_index(struct store *s, struct sum_list *l, struct proof *p, struct err *e)
{
	static const char sql[] =
	    "SELECT term, client_id, marks FROM client_term /* scan: the whole index */";
	struct stmt *q = stmt_get(s, sql);

	while (stmt_row(q, e)) {
		struct sum *one = find(l, stmt_col_int(q, 1));

		if (one)
			add_term(one, stmt_col_text(q, 0), stmt_col_int(q, 2));
		else
			proof_fail(p, "client %lld: has search terms but no file",
			    (long long)stmt_col_int(q, 1));
	}
	return stmt_done(q, e);
}

static enum err_code compare(
    struct store *s, const struct sum *have, struct proof *p, struct err *e)
{
	struct term_list terms = { .n = 0 };
	struct sum want = { .client_id = have->client_id };
	int64_t marks;
	enum err_code code = search_rows_of(s, have->client_id, &terms, &marks, e);

	for (size_t i = 0; code == OK && i < terms.n; i++)
		add_term(&want, terms.v[i], marks);
	if (code == OK && (want.n != have->n || want.hash != have->hash))
		proof_fail(p, "client %lld: %u search terms that do not fit its file (%u)",
		    (long long)have->client_id, have->n, want.n);
	term_list_free(&terms);
	return code;
}

enum err_code verify_terms(struct store *s, int64_t *bad, struct buf *detail, struct err *e)
{
	struct proof p = { .bad = bad, .detail = detail };
	struct sum_list clients = { .n = 0 };
	enum err_code code = proof_begin(s, e);

	*bad = 0;
	if (code != OK)
		return code;
	code = list_clients(s, &clients, e);
	if (code == OK)
		code = sum_index(s, &clients, &p, e);
	for (size_t i = 0; code == OK && i < clients.n; i++)
		code = compare(s, &clients.v[i], &p, e);
	vec_free(&clients);
	return proof_end(s, code, e);
}
