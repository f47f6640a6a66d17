#include "data/pyramid.h"

#include "base/mem.h"
#include "data/store/row_priv.h"

#define BRANCHES "(SELECT h.id FROM branch h WHERE :branch = 0 OR h.id = :branch)"

static struct stmt *prepared(struct store *s, const char *sql, int64_t branch_id,
    const char *from, const char *to)
{
	struct stmt *q = stmt_get(s, sql);

	stmt_int(q, ":branch", branch_id);
	stmt_text(q, ":from", from);
	stmt_text(q, ":to", to);
	return q;
}

static const char count_sql[] =
	"SELECT coalesce(k.tier, ''), count(*), sum(c.day >= :from)"
	"  FROM client c LEFT JOIN client_class k ON k.client_id = c.id"
	"  WHERE c.branch_id IN " BRANCHES " AND c.day <= :to AND c.state <> 'merged'"
	"  GROUP BY 1 /* scan: every client is of some tier; asked for by hand */";

enum err_code pyramid_count_list(struct store *s, int64_t branch_id, const char *from,
    const char *to, struct pyramid_counts *out, struct err *e)
{
	struct stmt *q = prepared(s, count_sql, branch_id, from, to);

	pyramid_counts_free(out);
	while (stmt_row(q, e)) {
		struct pyramid_count *c = vec_push(out);

		stmt_col_copy(q, 0, c->tier, sizeof c->tier);
		c->clients = stmt_col_int(q, 1);
		c->fresh = stmt_col_int(q, 2);
	}
	return stmt_done(q, e);
}

void pyramid_counts_free(struct pyramid_counts *l)
{
	vec_free(l);
}

static const char step_sql[] =
	"SELECT m.client_id, m.day, c.day, m.before, m.tier, c.branch_id"
	"  FROM tier_move m JOIN client c ON c.id = m.client_id"
	"  WHERE m.day >= :from AND c.state <> 'merged'"
	"  ORDER BY m.client_id, m.id /* scan: the moves asked for, sorted once */";

enum err_code pyramid_step_list(struct store *s, const char *from, struct pyramid_steps *out,
    struct err *e)
{
	struct stmt *q = stmt_get(s, step_sql);

	stmt_text(q, ":from", from);
	pyramid_steps_free(out);
	while (stmt_row(q, e)) {
		struct pyramid_step *m = vec_push(out);

		m->client_id = stmt_col_int(q, 0);
		stmt_col_copy(q, 1, m->day, sizeof m->day);
		stmt_col_copy(q, 2, m->opened, sizeof m->opened);
		stmt_col_copy(q, 3, m->before, sizeof m->before);
		stmt_col_copy(q, 4, m->tier, sizeof m->tier);
		m->branch_id = stmt_col_int(q, 5);
	}
	return stmt_done(q, e);
}

void pyramid_steps_free(struct pyramid_steps *l)
{
	vec_free(l);
}

static enum err_code read_sums(struct stmt *q, struct pyramid_sums *out, struct err *e)
{
	pyramid_sums_free(out);
	while (stmt_row(q, e)) {
		struct pyramid_sum *x = vec_push(out);

		x->client_id = stmt_col_int(q, 0);
		stmt_col_copy(q, 1, x->tier, sizeof x->tier);
		x->n = stmt_col_int(q, 2);
		x->of = stmt_col_int(q, 3);
	}
	return stmt_done(q, e);
}

static const char paid_sql[] =
	"SELECT p.client_id, coalesce((SELECT k.tier FROM client_class k"
	"    WHERE k.client_id = p.client_id), ''), sum(p.amount), 0"
	"  FROM payment p WHERE p.branch_id IN " BRANCHES " AND p.day BETWEEN :from AND :to"
	"    AND p.method <> 'prepaid' AND p.method <> 'account'"
	"  GROUP BY p.client_id ORDER BY 3 DESC, 1"
	" /* scan: the days asked for, grouped and sorted once; few branches */";

enum err_code pyramid_paid_list(struct store *s, int64_t branch_id, const char *from,
    const char *to, struct pyramid_sums *out, struct err *e)
{
	return read_sums(prepared(s, paid_sql, branch_id, from, to), out, e);
}

static const char mark_sql[] =
	"SELECT y.client_id, coalesce((SELECT k.tier FROM client_class k"
	"    WHERE k.client_id = y.client_id), ''), sum(y.score), sum(y.answered)"
	"  FROM survey y WHERE y.branch_id IN " BRANCHES " AND y.day BETWEEN :from AND :to"
	"    AND y.answered > 0"
	"  GROUP BY y.client_id ORDER BY 1"
	" /* scan: the days asked for, grouped and sorted once; few branches */";

enum err_code pyramid_mark_list(struct store *s, int64_t branch_id, const char *from,
    const char *to, struct pyramid_sums *out, struct err *e)
{
	return read_sums(prepared(s, mark_sql, branch_id, from, to), out, e);
}

void pyramid_sums_free(struct pyramid_sums *l)
{
	vec_free(l);
}
