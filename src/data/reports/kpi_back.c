/*
 * Who came back. To look up each visit's client would read a page of its own for nearly every one;
 * instead the visits of the branch are read once, from as long before as counts, out of the index
 * alone, and only who was not here in that time is looked up: the client may have been at another
 * branch.
 */
#include "base/day.h"
#include "base/mem.h"
#include "kpi_priv.h"

enum { FEW_DAYS = 10 };

/* In this order a client's visits to a branch come by time: one a day mostly. */
static const char visits_sql[] =
	"SELECT h.id, v.day, v.client_id, v.arrived_at, v.day >= :from"
	"  FROM " KPI_BRANCHES "visit v ON v.branch_id = h.id AND v.day BETWEEN :before AND :to"
	KPI_WHERE "  ORDER BY h.id, v.day, v.client_id, v.arrived_at" KPI_SCAN;
static const char before_sql[] =
	"SELECT EXISTS (SELECT 1 FROM visit b WHERE b.client_id = :client AND b.arrived_at < :at"
	"    AND b.arrived_at >= :at - :ago)";

/* When each client was here last. Free cells have client 0. */
struct lasts {
	struct last {
		int64_t client_id, at;
	} *v;
	size_t n, cap;                  /* cap is a power of 2, never more than half full */
};

static struct last *cell_of(struct lasts *l, int64_t client_id)
{
	size_t i = (size_t)((uint64_t)client_id * UINT64_C(0x9E3779B97F4A7C15) >> 20) &
	    (l->cap - 1);

	while (l->v[i].client_id && l->v[i].client_id != client_id)
		i = (i + 1) & (l->cap - 1);
	return &l->v[i];
}

static void grow(struct lasts *l)
{
	struct lasts more = { .cap = l->cap ? l->cap * 2 : 1024, .n = l->n };

	more.v = mem_array(more.cap, sizeof *more.v);
	for (size_t i = 0; i < l->cap; i++)
		if (l->v[i].client_id)
			*cell_of(&more, l->v[i].client_id) = l->v[i];
	mem_free(l->v);
	*l = more;
}

/* When the client was here before AT, 0: not known; AT is the last time from now on. */
static int64_t last_before(struct lasts *l, int64_t client_id, int64_t at)
{
	struct last *x;
	int64_t before;

	if (l->n * 2 >= l->cap)
		grow(l);
	x = cell_of(l, client_id);
	before = x->at;
	if (!x->client_id)
		l->n++;
	*x = (struct last){ client_id, at };
	return before;
}

static enum err_code was_here(struct store *s, int64_t client_id, int64_t at, int64_t *yes,
    struct err *e)
{
	struct stmt *q = stmt_get(s, before_sql);

	stmt_int(q, ":client", client_id);
	stmt_int(q, ":at", at);
	stmt_int(q, ":ago", KPI_BACK_S);
	return row_number(q, yes, e);
}

/* A local day more than counts, for that goes by the clock. The visits of few days are looked up
 * sooner than those of three months are read. */
static int32_t read_from(const struct kpi_scope *x)
{
	int32_t from = day_parse(x->from_day);

	return day_parse(x->to_day) - from < FEW_DAYS ? from : from - KPI_BACK_S / 86400 - 1;
}

enum err_code kpi_sum_back(struct store *s, const struct kpi_scope *x, struct kpi_days *out,
    struct err *e)
{
	struct stmt *q = kpi_prepare(s, visits_sql, x);
	struct lasts lasts = { .n = 0 };
	int64_t branch_id = 0, yes;
	char before[DAY_TEXT];
	enum err_code rc = OK, end;

	stmt_text(q, ":before", day_format(read_from(x), before));
	while (rc == OK && stmt_row(q, e)) {
		const char *day = stmt_col_text(q, 1);
		int64_t client_id = stmt_col_int(q, 2), at = stmt_col_int(q, 3), last;
		struct kpi_share *share;

		if (branch_id != stmt_col_int(q, 0) && lasts.v) {
			mem_zero(lasts.v, lasts.cap * sizeof *lasts.v);
			lasts.n = 0;
		}
		branch_id = stmt_col_int(q, 0);
		last = last_before(&lasts, client_id, at);
		if (!stmt_col_int(q, 4))
			continue;
		yes = last && last < at && last >= at - KPI_BACK_S;
		if (!yes)
			rc = was_here(s, client_id, at, &yes, e);
		share = &kpi_day_of(out, branch_id, day)->share[KPI_BACK];
		share->n += yes;
		share->of++;
	}
	mem_free(lasts.v);
	end = stmt_done(q, e);
	return rc == OK ? end : rc;
}
