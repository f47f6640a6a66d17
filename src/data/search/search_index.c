/* Keeping client_term in step with the rows, and looking up single terms. */
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/mem.h"
#include "data/search.h"
#include "data/txn.h"
#include "data/store/row_priv.h"
#include "search_priv.h"

enum err_code search_rows_of(struct store *s, int64_t client_id, struct term_list *out,
    int64_t *marks, struct err *e)
{
	struct search_source src;
	enum err_code rc = search_source_load(s, client_id, &src, e);

	out->n = 0;
	*marks = 0;
	if (rc == OK) {
		search_source_terms(&src, out);
		*marks = (int64_t)term_marks(out) |
		    (search_source_has_others(&src) ? SEARCH_OTHERS : 0);
	}
	search_source_free(&src);
	return rc;
}

enum err_code search_terms_of(struct store *s, int64_t client_id, struct term_list *out,
    struct err *e)
{
	int64_t marks;

	return search_rows_of(s, client_id, out, &marks, e);
}

static const char by_term_sql[] =
	"SELECT client_id FROM client_term WHERE term = :term ORDER BY client_id DESC LIMIT :max";

enum err_code search_by_term(struct store *s, const char *term, int64_t *out, size_t max,
    size_t *n, struct err *e)
{
	struct stmt *q = stmt_get(s, by_term_sql);

	stmt_text(q, ":term", term);
	stmt_int(q, ":max", (int64_t)max);
	return row_ids(q, out, max, n, e);
}

static const char drop_sql[] =
	"DELETE FROM client_term WHERE term = :term AND client_id = :client";
static const char add_sql[] =
	"INSERT INTO client_term(term, client_id, marks) VALUES (:term, :client, :marks)"
	"  ON CONFLICT(term, client_id) DO UPDATE SET marks = excluded.marks";

static enum err_code drop_term(struct txn *t, const char *term, int64_t client, struct err *e)
{
	struct stmt *q = stmt_get(txn_store(t), drop_sql);

	stmt_text(q, ":term", term);
	stmt_int(q, ":client", client);
	return stmt_run(q, e);
}

static enum err_code add_term(struct txn *t, const char *term, int64_t client, int64_t marks,
    struct err *e)
{
	struct stmt *q = stmt_get(txn_store(t), add_sql);

	stmt_text(q, ":term", term);
	stmt_int(q, ":client", client);
	stmt_int(q, ":marks", marks);
	return stmt_run(q, e);
}

/* A client that is not there (taken back by an undo) has no terms. */
static enum err_code rows_or_none(struct store *s, int64_t client_id, struct term_list *out,
    int64_t *marks, struct err *e)
{
	struct err mine = ERR_INIT;
	enum err_code rc = search_rows_of(s, client_id, out, marks, &mine);

	return rc == OK || rc == ERR_NOTFOUND ? OK : err_copy(e, &mine);
}

enum err_code search_drop(struct txn *t, int64_t client_id, struct err *e)
{
	struct term_list terms = { 0 };
	int64_t marks;
	enum err_code rc = rows_or_none(txn_store(t), client_id, &terms, &marks, e);

	for (size_t i = 0; i < terms.n && rc == OK; i++)
		rc = drop_term(t, terms.v[i], client_id, e);
	term_list_free(&terms);
	return rc;
}

enum err_code search_add(struct txn *t, int64_t client_id, struct err *e)
{
	struct term_list terms = { 0 };
	int64_t marks;
	enum err_code rc = rows_or_none(txn_store(t), client_id, &terms, &marks, e);

	for (size_t i = 0; i < terms.n && rc == OK; i++)
		rc = add_term(t, terms.v[i], client_id, marks, e);
	term_list_free(&terms);
	return rc;
}

/* ---- many at once --------------------------------------------------------------------------- */

/* The terms of many files weigh: texts stand one behind the other, and sorting mostly needs no more
 * than their first letters. */
struct entry {
	uint64_t head;                  /* eight bytes of the term, as a number that sorts alike */
	size_t at;                      /* of its text */
	int64_t client, marks;
};
struct entries {
	struct entry *v;
	size_t n, cap;
	struct buf text;
};

static uint64_t head_of(const char *term)
{
	uint64_t head = 0;

	for (int i = 0; i < 8; i++) {
		head = head << 8 | (unsigned char)*term;
		term += *term != '\0';
	}
	return head;
}

static int by_place(const void *pa, const void *pb, void *text)
{
	const struct entry *a = pa, *b = pb;
	const char *s = text;
	int c = (a->head > b->head) - (a->head < b->head);

	if (!c)
		c = strcmp(s + a->at, s + b->at);
	return c ? c : (a->client > b->client) - (a->client < b->client);
}

static enum err_code collect(struct store *s, int64_t client_id, struct entries *out,
    struct term_list *terms, struct err *e)
{
	int64_t marks;
	enum err_code rc = rows_or_none(s, client_id, terms, &marks, e);

	for (size_t i = 0; i < terms->n && rc == OK; i++) {
		*vec_push(out) = (struct entry){ head_of(terms->v[i]), out->text.n, client_id,
			marks };
		buf_add(&out->text, terms->v[i], strlen(terms->v[i]) + 1);
	}
	return rc;
}

enum err_code search_add_many(struct txn *t, const int64_t *ids, size_t n, struct err *e)
{
	struct entries all = { .text = BUF_INIT };
	struct term_list terms = { 0 };
	enum err_code rc = OK;

	for (size_t i = 0; i < n && rc == OK; i++)
		rc = collect(txn_store(t), ids[i], &all, &terms, e);
	if (all.n)
		qsort_r(all.v, all.n, sizeof *all.v, by_place, all.text.s);
	for (size_t i = 0; i < all.n && rc == OK; i++)
		rc = add_term(t, all.text.s + all.v[i].at, all.v[i].client, all.v[i].marks, e);
	term_list_free(&terms);
	buf_free(&all.text);
	vec_free(&all);
	return rc;
}
