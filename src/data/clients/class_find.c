#include "data/class_find.h"

#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/mem.h"
#include "data/store/row_priv.h"

#define PAGES 20                /* gone through where several segments are asked for */
#define PAGE 100

bool class_filter_any(const struct class_filter *f)
{
	return f->tier[0] || f->growth[0] || f->nsegment > 0;
}

/* ---- cells ---- */

/* One tier and one type; there are as many as the rules have words, squared. */
struct cell {
	char tier[28], growth[28];
};
struct cells {
	struct cell *v;
	size_t n, cap;
};

/* The next one that is there, of the same tier or of the next: the index is entered anew for each,
 * so that no cell is read. */
static const char next_growth_sql[] =
	"SELECT tier, growth FROM client_class WHERE tier = :tier AND growth > :growth"
	"  ORDER BY growth LIMIT 1";
static const char next_tier_sql[] =
	"SELECT tier, growth FROM client_class WHERE tier > :tier ORDER BY tier, growth LIMIT 1";
static const char next_segment_growth_sql[] =
	"SELECT tier, growth FROM client_segment"
	"  WHERE word = :word AND tier = :tier AND growth > :growth ORDER BY growth LIMIT 1";
static const char next_segment_tier_sql[] =
	"SELECT tier, growth FROM client_segment WHERE word = :word AND tier > :tier"
	"  ORDER BY tier, growth LIMIT 1";

static struct stmt *prepared(struct store *s, const char *of_class, const char *of_segment,
    const struct class_filter *f)
{
	struct stmt *q = stmt_get(s, f->nsegment ? of_segment : of_class);

	if (f->nsegment)
		stmt_text(q, ":word", f->segment[0]);
	return q;
}

static enum err_code read_next(struct stmt *q, struct cell *at, bool *found, struct err *e)
{
	*found = stmt_row(q, e);
	if (*found) {
		stmt_col_copy(q, 0, at->tier, sizeof at->tier);
		stmt_col_copy(q, 1, at->growth, sizeof at->growth);
	}
	return stmt_done(q, e);
}

static enum err_code next_cell(struct store *s, const struct class_filter *f, struct cell *at,
    bool *found, struct err *e)
{
	struct stmt *q = prepared(s, next_growth_sql, next_segment_growth_sql, f);
	enum err_code rc;

	stmt_text(q, ":tier", at->tier);
	stmt_text(q, ":growth", at->growth);
	rc = read_next(q, at, found, e);
	if (rc != OK || *found)
		return rc;
	q = prepared(s, next_tier_sql, next_segment_tier_sql, f);
	stmt_text(q, ":tier", at->tier);
	return read_next(q, at, found, e);
}

static bool cell_fits(const struct cell *c, const struct class_filter *f)
{
	return (!f->tier[0] || !strcmp(c->tier, f->tier)) &&
	    (!f->growth[0] || !strcmp(c->growth, f->growth));
}

/* The first one is without words: a file of a segment may have neither tier nor type. */
static enum err_code cells_of(struct store *s, const struct class_filter *f, struct cells *out,
    struct err *e)
{
	struct cell at = { .tier = "" };
	bool more = true;
	enum err_code rc = OK;

	while (rc == OK && more) {
		if (cell_fits(&at, f))
			*vec_push(out) = at;
		rc = next_cell(s, f, &at, &more, e);
	}
	return rc;
}

/* ---- pages ---- */

struct places {
	struct class_place *v;
	size_t n, cap;
};

static const char page_sql[] =
	"SELECT spent, client_id FROM client_class WHERE tier = :tier AND growth = :growth"
	"    AND (spent, client_id) < (:spent, :client)"
	"  ORDER BY spent DESC, client_id DESC LIMIT :limit";
static const char segment_page_sql[] =
	"SELECT spent, client_id FROM client_segment"
	"  WHERE word = :word AND tier = :tier AND growth = :growth"
	"    AND (spent, client_id) < (:spent, :client)"
	"  ORDER BY spent DESC, client_id DESC LIMIT :limit";

static enum err_code read_cell(struct store *s, const struct class_filter *f,
    const struct cell *c, const struct class_place *after, size_t max, struct places *out,
    struct err *e)
{
	struct stmt *q = prepared(s, page_sql, segment_page_sql, f);

	stmt_text(q, ":tier", c->tier);
	stmt_text(q, ":growth", c->growth);
	stmt_int(q, ":spent", after ? after->spent : INT64_MAX);
	stmt_int(q, ":client", after ? after->client_id : INT64_MAX);
	stmt_int(q, ":limit", (int64_t)max);
	while (stmt_row(q, e)) {
		struct class_place *p = vec_push(out);

		p->spent = stmt_col_int(q, 0);
		p->client_id = stmt_col_int(q, 1);
	}
	return stmt_done(q, e);
}

static int by_spent(const void *pa, const void *pb)
{
	const struct class_place *a = pa, *b = pb;

	return a->spent != b->spent ? (a->spent < b->spent) - (a->spent > b->spent) :
	    (a->client_id < b->client_id) - (a->client_id > b->client_id);
}

/* The first MAX + 1 behind AFTER, of all cells. */
static enum err_code read_page(struct store *s, const struct class_filter *f,
    const struct cells *cells, const struct class_place *after, size_t max, struct places *out,
    struct err *e)
{
	enum err_code rc = OK;

	out->n = 0;
	for (size_t i = 0; rc == OK && i < cells->n; i++)
		rc = read_cell(s, f, &cells->v[i], after, max + 1, out, e);
	if (out->n)
		qsort(out->v, out->n, sizeof *out->v, by_spent);
	return rc;
}

/* The page that an index gives, cut by the other segments. */
static enum err_code cut_pages(struct store *s, const struct class_filter *f,
    const struct cells *cells, const struct class_place *after, struct class_place *out,
    size_t max, size_t *n, bool *more, struct err *e)
{
	size_t size = f->nsegment > 1 ? PAGE : max;
	struct class_place at = { 0 };
	struct places page = { 0 };
	enum err_code rc = OK;

	*more = true;
	for (int i = 0; rc == OK && *more && *n < max && i < PAGES; i++) {
		size_t k = 0;

		rc = read_page(s, f, cells, after, size, &page, e);
		for (; rc == OK && k < page.n && k < size && *n < max; k++) {
			bool fits = true;

			if (f->nsegment > 1)
				rc = class_fits(s, page.v[k].client_id, f, &fits, e);
			if (fits)
				out[(*n)++] = page.v[k];
			at = page.v[k];
		}
		*more = k < page.n;
		after = &at;
	}
	vec_free(&page);
	return rc;
}

enum err_code class_page(struct store *s, const struct class_filter *f,
    const struct class_place *after, struct class_place *out, size_t max, size_t *n, bool *more,
    struct err *e)
{
	struct cells cells = { 0 };
	bool some, view = view_begin(s);
	enum err_code rc = cells_of(s, f, &cells, e);

	*n = 0;
	if (rc == OK)
		rc = cut_pages(s, f, &cells, after, out, max, n, more ? more : &some, e);
	view_end(s, view);
	vec_free(&cells);
	return rc;
}

/* ---- how many ---- */

static const char count_sql[] =
	"SELECT count(*) FROM (SELECT 1 FROM client_class"
	"  WHERE tier = :tier AND growth = :growth LIMIT :limit)"
	" /* scan: counts at most so many of a cell */";
static const char segment_count_sql[] =
	"SELECT count(*) FROM (SELECT 1 FROM client_segment"
	"  WHERE word = :word AND tier = :tier AND growth = :growth LIMIT :limit)"
	" /* scan: counts at most so many of a cell */";

enum err_code class_is_small(struct store *s, const struct class_filter *f, size_t max, bool *small,
    struct err *e)
{
	struct cells cells = { 0 };
	int64_t all = 0;
	enum err_code rc = cells_of(s, f, &cells, e);

	for (size_t i = 0; rc == OK && i < cells.n && all <= (int64_t)max; i++) {
		struct stmt *q = prepared(s, count_sql, segment_count_sql, f);
		int64_t n = 0;

		stmt_text(q, ":tier", cells.v[i].tier);
		stmt_text(q, ":growth", cells.v[i].growth);
		stmt_int(q, ":limit", (int64_t)max + 1);
		rc = row_number(q, &n, e);
		all += n;
	}
	*small = all <= (int64_t)max;
	vec_free(&cells);
	return rc;
}

/* ---- one ---- */

static const char one_sql[] =
	"SELECT tier, growth, segments FROM client_class WHERE client_id = :client";

enum err_code class_fits(struct store *s, int64_t client_id, const struct class_filter *f,
    bool *fits, struct err *e)
{
	struct stmt *q = stmt_get(s, one_sql);
	struct cell is = { .tier = "" };
	char segments[200] = "", padded[32];

	stmt_int(q, ":client", client_id);
	if (stmt_row(q, e)) {
		stmt_col_copy(q, 0, is.tier, sizeof is.tier);
		stmt_col_copy(q, 1, is.growth, sizeof is.growth);
		stmt_col_copy(q, 2, segments, sizeof segments);
	}
	*fits = cell_fits(&is, f);
	for (int i = 0; *fits && i < f->nsegment; i++) {
		text_fmt(padded, sizeof padded, " %s ", f->segment[i]);
		*fits = strstr(segments, padded) != NULL;
	}
	return stmt_run(q, e);
}
