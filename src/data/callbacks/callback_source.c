#include "data/callback_source.h"

#include <string.h>

#include "base/buf.h"
#include "base/day.h"
#include "base/mem.h"
#include "data/store/row_priv.h"

/* ---- what the clock brings about ---- */

/* Every statement gives id, branch, client, dependant, sum, day and both names, in this order. */
static enum err_code read_list(struct stmt *q, struct callback_source_list *out, struct err *e)
{
	callback_source_list_free(out);
	while (stmt_row(q, e)) {
		struct callback_source *x = vec_push(out);

		x->id = stmt_col_int(q, 0);
		x->branch_id = stmt_col_int(q, 1);
		x->client_id = stmt_col_int(q, 2);
		x->dependant_id = stmt_col_int(q, 3);
		x->sum = stmt_col_int(q, 4);
		stmt_col_copy(q, 5, x->day, sizeof x->day);
		stmt_col_copy(q, 6, x->name, sizeof x->name);
		stmt_col_copy(q, 7, x->name_en, sizeof x->name_en);
	}
	return stmt_done(q, e);
}

void callback_source_list_free(struct callback_source_list *l)
{
	vec_free(l);
}

/* The day is reckoned here and not by the store: days are no affair of its. */
static const char goods_sql[] =
	"SELECT g.id, c.branch_id, c.id, g.lasts_days, coalesce(g.next, ''), g.bought, g.name"
	"  FROM client_goods g JOIN client c ON c.id = g.client_id"
	"  WHERE g.state = 'on' AND c.state = 'active'"
	"    AND (g.next BETWEEN :from AND :to"
	"      OR (g.next IS NULL AND g.bought <= :to AND g.lasts_days > 0))"
	"  ORDER BY g.id /* scan: once a night, all usual goods */";

static void goods_read(struct stmt *q, struct callback_source *x)
{
	*x = (struct callback_source){ .id = stmt_col_int(q, 0), .branch_id = stmt_col_int(q, 1),
		.client_id = stmt_col_int(q, 2) };
	stmt_col_copy(q, 4, x->day, sizeof x->day);
	stmt_col_copy(q, 5, x->since, sizeof x->since);
	stmt_col_copy(q, 6, x->name, sizeof x->name);
	if (!x->day[0] && day_parse(x->since) != DAY_NONE)
		day_format(day_parse(x->since) + (int32_t)stmt_col_int(q, 3), x->day);
}

enum err_code callback_source_goods(struct store *s, const char *from, const char *to,
    struct callback_source_list *out, struct err *e)
{
	struct stmt *q = stmt_get(s, goods_sql);
	struct callback_source x;

	callback_source_list_free(out);
	stmt_text(q, ":from", from);
	stmt_text(q, ":to", to);
	while (stmt_row(q, e)) {
		goods_read(q, &x);
		if (strcmp(x.day, from) >= 0 && strcmp(x.day, to) <= 0)
			*vec_push(out) = x;
	}
	return stmt_done(q, e);
}

/* Whoever ordered it again begins a new round. */
static const char tests_sql[] =
	"SELECT x.id, x.branch_id, x.client_id, x.dependant_id, 0, x.day, y.name, y.name_en"
	"  FROM test x JOIN test_type y ON y.id = x.test_type_id"
	"    JOIN client c ON c.id = x.client_id"
	"  WHERE x.test_type_id = :type AND x.day BETWEEN :from AND :to"
	"    AND x.stage <> 'cancelled' AND c.state = 'active'"
	"    AND NOT EXISTS (SELECT 1 FROM test z WHERE z.client_id = x.client_id"
	"      AND z.test_type_id = x.test_type_id AND z.id > x.id AND z.stage <> 'cancelled'"
	"      AND coalesce(z.dependant_id, 0) = coalesce(x.dependant_id, 0))"
	"  ORDER BY x.id /* scan: once a night, those of a few days, sorted */";

enum err_code callback_source_tests(struct store *s, int64_t test_type_id, const char *from,
    const char *to, struct callback_source_list *out, struct err *e)
{
	struct stmt *q = stmt_get(s, tests_sql);

	stmt_int(q, ":type", test_type_id);
	stmt_text(q, ":from", from);
	stmt_text(q, ":to", to);
	return read_list(q, out, e);
}

/* What is paid by card or from what was kept was money already when it came in. */
static const char top_sql[] =
	"SELECT 0, :branch, p.client_id, NULL, sum(p.amount), :to, NULL, NULL"
	"  FROM payment p JOIN client c ON c.id = p.client_id"
	"  WHERE p.branch_id = :branch AND p.day BETWEEN :from AND :to"
	"    AND p.method <> 'prepaid' AND p.method <> 'account' AND c.state = 'active'"
	"  GROUP BY p.client_id HAVING sum(p.amount) > 0"
	"  ORDER BY sum(p.amount) DESC, p.client_id LIMIT :limit"
	" /* scan: once a month, the payments of one, grouped */";

enum err_code callback_source_top(struct store *s, int64_t branch_id, const char *from,
    const char *to, int limit, struct callback_source_list *out, struct err *e)
{
	struct stmt *q = stmt_get(s, top_sql);

	stmt_int(q, ":branch", branch_id);
	stmt_text(q, ":from", from);
	stmt_text(q, ":to", to);
	stmt_int(q, ":limit", limit);
	return read_list(q, out, e);
}

static const char indicators_sql[] =
	"SELECT c.id, c.branch_id, i.name, coalesce(i.name_en, i.name)"
	"  FROM target t JOIN indicator i ON i.id = t.indicator_id"
	"    JOIN client c ON c.id = t.client_id"
	"  WHERE t.ask_until >= :day AND i.state = 'on' AND c.state = 'active'"
	"  ORDER BY c.id, i.rank, i.id /* scan: once a night, those that are asked for */";

static void join(char *list, size_t size, const char *name)
{
	size_t n = strlen(list);

	text_fmt(list + n, size - n, "%s%s", n ? ", " : "", name);
}

/* One line a client, with the names of all that is asked. */
enum err_code callback_source_indicators(struct store *s, const char *day,
    struct callback_source_list *out, struct err *e)
{
	struct stmt *q = stmt_get(s, indicators_sql);
	char name[96];

	callback_source_list_free(out);
	stmt_text(q, ":day", day);
	while (stmt_row(q, e)) {
		int64_t client = stmt_col_int(q, 0);
		struct callback_source *x = out->n && out->v[out->n - 1].client_id == client ?
		    &out->v[out->n - 1] : vec_push(out);

		x->id = x->client_id = client;
		x->branch_id = stmt_col_int(q, 1);
		text_copy(x->day, sizeof x->day, day);
		stmt_col_copy(q, 2, name, sizeof name);
		join(x->name, sizeof x->name, name);
		stmt_col_copy(q, 3, name, sizeof name);
		join(x->name_en, sizeof x->name_en, name);
	}
	return stmt_done(q, e);
}

/* What was dropped with its event does not count. */
static const char growth_sql[] =
	"SELECT c.id, c.branch_id, c.id, NULL, k.spent, '', NULL, NULL"
	"  FROM client_class k JOIN client c ON c.id = k.client_id"
	"  WHERE k.growth = :growth AND (k.tier = 'key' OR k.tier = 'potential')"
	"    AND c.state = 'active'"
	"    AND NOT EXISTS (SELECT 1 FROM callback b WHERE b.source_id = c.id"
	"      AND b.source = 'client' AND b.event = 'growth' AND b.event_at >= :since"
	"      AND (b.state <> 'cancelled' OR b.result IS NOT 'dropped'))"
	"  ORDER BY k.spent DESC, c.id LIMIT :limit"
	" /* scan: once a night, those of one type, sorted */";

enum err_code callback_source_growth(struct store *s, const char *growth, int64_t since, int limit,
    struct callback_source_list *out, struct err *e)
{
	struct stmt *q = stmt_get(s, growth_sql);

	stmt_text(q, ":growth", growth);
	stmt_int(q, ":since", since);
	stmt_int(q, ":limit", limit);
	return read_list(q, out, e);
}

static const char made_sql[] =
	"SELECT count(*) FROM callback WHERE source_id = :period AND source = ''"
	"  AND event = :event AND branch_id = :branch";

enum err_code callback_source_made(struct store *s, const char *event, int64_t branch_id,
    int64_t period, int64_t *n, struct err *e)
{
	struct stmt *q = stmt_get(s, made_sql);

	stmt_int(q, ":period", period);
	stmt_text(q, ":event", event);
	stmt_int(q, ":branch", branch_id);
	return row_number(q, n, e);
}
