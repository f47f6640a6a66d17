/*
 * The clients of today, kept in memory with their terms: they come first in every search, and no
 * index could give them for a query of one letter. Kept as long as nobody committed to clients or
 * schedule; then the list is read anew, and terms are made only for whom they could have changed.
 */
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/mem.h"
#include "data/catalog.h"
#include "data/search.h"
#include "data/store/row_priv.h"
#include "search_priv.h"

struct expected {
	int64_t client_id, start_at;
	int64_t sign;                   /* differs when a row that gives terms was written */
	struct term_list terms;
};

static struct today {
	sqlite3 *db;                    /* whose clients these are; NULL: of none */
	int64_t pulse;
	char day[12];
	struct expected *v;             /* by client_id */
	size_t n, cap;
} kept;

static void drop_entries(struct today *t)
{
	for (size_t i = 0; i < t->n; i++)
		term_list_free(&t->v[i].terms);
	vec_free(t);
}

/* Nobody calls the function; it is there to tell that its connection was closed. */
static void never(sqlite3_context *ctx, int n, sqlite3_value **v)
{
	(void)n;
	(void)v;
	sqlite3_result_null(ctx);
}

static void on_close(void *db)
{
	if (kept.db == db) {
		drop_entries(&kept);
		kept.db = NULL;
	}
}

static void own(sqlite3 *db)
{
	if (kept.db == db)
		return;
	drop_entries(&kept);
	kept.pulse = -1;
	if (sqlite3_create_function_v2(db, "fd_today_closed", 0,
	    SQLITE_UTF8 | SQLITE_DIRECTONLY, db, never, NULL, NULL, on_close) == SQLITE_OK)
		kept.db = db;           /* else nothing is kept from one search to the next */
}

static const char pulse_sql[] =
	"SELECT sum(n) FROM pulse WHERE area IN (:client, :schedule)";

static enum err_code read_pulse(struct store *s, int64_t *out, struct err *e)
{
	struct stmt *q = stmt_get(s, pulse_sql);

	stmt_int(q, ":client", AREA_CLIENT);
	stmt_int(q, ":schedule", AREA_SCHEDULE);
	return row_number(q, out, e);
}

/* rev names the content of a row; squares, so that one rising and one falling do not make up for
 * each other. */
static const char today_sql[] =
	"SELECT a.client_id, min(a.start_at),"
	"    max((c.rev + 1) * (c.rev + 1))"
	"    + (SELECT coalesce(sum((p.rev + p.id) * (p.rev + p.id)), 0) FROM client_phone p"
	"      WHERE p.client_id = a.client_id)"
	"    + (SELECT coalesce(sum((d.rev + d.id) * (d.rev + d.id)), 0) FROM dependant d"
	"      WHERE d.client_id = a.client_id)"
	"  FROM appointment a JOIN client c ON c.id = a.client_id"
	"  WHERE a.branch_id IN (SELECT b.id FROM branch b) AND a.day = :day"
	"    AND a.state NOT IN ('cancelled', 'moving')"
	"  GROUP BY a.client_id ORDER BY a.client_id /* scan: one day, sorted */";

static enum err_code read_today(struct store *s, struct today *t, struct err *e)
{
	struct stmt *q = stmt_get(s, today_sql);

	stmt_text(q, ":day", t->day);
	while (stmt_row(q, e)) {
		struct expected *x = vec_push(t);

		x->client_id = stmt_col_int(q, 0);
		x->start_at = stmt_col_int(q, 1);
		x->sign = stmt_col_int(q, 2);
	}
	return stmt_done(q, e);
}

static int by_client(const void *pa, const void *pb)
{
	const struct expected *a = pa, *b = pb;

	return (a->client_id > b->client_id) - (a->client_id < b->client_id);
}

static struct expected *find(struct today *t, const struct expected *key)
{
	return t->n ? bsearch(key, t->v, t->n, sizeof *t->v, by_client) : NULL;
}

/* Moves the terms over from OLD where they still hold, makes them where not. */
static enum err_code fill_terms(struct store *s, struct today *now, struct today *old,
    struct err *e)
{
	enum err_code rc = OK;

	for (size_t i = 0; i < now->n && rc == OK; i++) {
		struct expected *was = find(old, &now->v[i]);

		if (was && was->sign == now->v[i].sign) {
			now->v[i].terms = was->terms;
			was->terms = (struct term_list){ .n = 0 };
		} else {
			rc = search_terms_of(s, now->v[i].client_id, &now->v[i].terms, e);
		}
	}
	return rc;
}

/* Inside of a transaction the rows may never be committed: such a list is used, but not trusted. */
static int64_t pulse_to_keep(const struct store *s, int64_t pulse)
{
	return store_writing(s) ? -1 : pulse;
}

static enum err_code refresh(struct store *s, const char *day, struct err *e)
{
	struct today now = { .db = store_db(s) };
	enum err_code rc = read_pulse(s, &now.pulse, e);

	own(now.db);
	if (rc != OK || (kept.pulse == now.pulse && strcmp(kept.day, day) == 0
	    && !store_writing(s)))
		return rc;
	text_copy(now.day, sizeof now.day, day);
	rc = read_today(s, &now, e);
	if (rc == OK)
		rc = fill_terms(s, &now, &kept, e);
	now.pulse = rc == OK ? pulse_to_keep(s, now.pulse) : -1;
	now.db = kept.db;
	drop_entries(&kept);
	kept = now;
	return rc;
}

struct match {
	int rank;
	int64_t start_at, client_id;
};

static int best_first(const void *pa, const void *pb)
{
	const struct match *a = pa, *b = pb;

	if (a->rank != b->rank)
		return a->rank - b->rank;
	if (a->start_at != b->start_at)
		return a->start_at < b->start_at ? -1 : 1;
	return (a->client_id > b->client_id) - (a->client_id < b->client_id);
}

enum err_code search_today(struct store *s, const char *today, const struct term_query *q,
    struct id_list *out, struct err *e)
{
	struct {
		struct match *v;
		size_t n, cap;
	} found = { 0 };
	bool all = q->nword == 0 && q->whole.ntier == 0;
	enum err_code rc = refresh(s, today, e);

	for (size_t i = 0; i < kept.n && rc == OK; i++) {
		int rank = 0;

		if (all || term_match(q, &kept.v[i].terms, &rank))
			*vec_push(&found) = (struct match){ rank, kept.v[i].start_at,
				kept.v[i].client_id };
	}
	if (found.n)
		qsort(found.v, found.n, sizeof *found.v, best_first);
	for (size_t i = 0; i < found.n; i++)
		*vec_push(out) = found.v[i].client_id;
	vec_free(&found);
	return rc;
}
