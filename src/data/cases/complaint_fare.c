/* How complaints of a span fared: counted by kind, level, channel, cause. */
#include "base/mem.h"
#include "data/complaint.h"
#include "data/store/row_priv.h"

#define COUNTS \
	", count(*), coalesce(sum(state = 'closed'), 0)," \
	"    coalesce(sum(answered_at IS NOT NULL AND answered_at <= answer_due_at), 0)," \
	"    coalesce(sum(answered_at IS NOT NULL OR answer_due_at < :now), 0)," \
	"    coalesce(sum(closed_at IS NOT NULL AND closed_at <= solve_due_at), 0)," \
	"    coalesce(sum(closed_at IS NOT NULL OR solve_due_at < :now), 0)," \
	"    coalesce(sum(closed_at - created_at), 0)," \
	"    coalesce(sum(satisfied >= 4), 0), coalesce(sum(satisfied > 0), 0)" \
	"  FROM complaint" \
	"  WHERE branch_id IN (SELECT b.id FROM branch b WHERE :branch = 0 OR b.id = :branch)" \
	"    AND day BETWEEN :from AND :to" \
	"  GROUP BY 1 ORDER BY 2 DESC, 1 /* scan: the days asked for, grouped; few branches */"

static const char kind_sql[] = "SELECT kind" COUNTS;
static const char level_sql[] = "SELECT coalesce(level, '')" COUNTS;
static const char channel_sql[] = "SELECT channel" COUNTS;
static const char cause_sql[] = "SELECT coalesce(cause, '')" COUNTS;
static const char *const by_sql[] = { [COMPLAINT_BY_KIND] = kind_sql,
	[COMPLAINT_BY_LEVEL] = level_sql, [COMPLAINT_BY_CHANNEL] = channel_sql,
	[COMPLAINT_BY_CAUSE] = cause_sql };

static void count_read(struct stmt *q, struct complaint_fare *c)
{
	int64_t *const to[] = { &c->n, &c->closed, &c->answered, &c->answer_due, &c->solved,
		&c->solve_due, &c->seconds, &c->satisfied, &c->asked };

	stmt_col_copy(q, 0, c->word, sizeof c->word);
	for (size_t i = 0; i < sizeof to / sizeof to[0]; i++)
		*to[i] = stmt_col_int(q, (int)i + 1);
}

enum err_code complaint_fare_list(struct store *s, int64_t branch_id, enum complaint_by by,
    const char *from_day, const char *to_day, int64_t now, struct complaint_fares *out,
    struct err *e)
{
	struct stmt *q = stmt_get(s, by_sql[by]);

	complaint_fares_free(out);
	stmt_int(q, ":branch", branch_id);
	stmt_text(q, ":from", from_day);
	stmt_text(q, ":to", to_day);
	stmt_int(q, ":now", now);
	while (stmt_row(q, e))
		count_read(q, vec_push(out));
	return stmt_done(q, e);
}

void complaint_fares_free(struct complaint_fares *l)
{
	vec_free(l);
}
