#include "data/cultivation.h"

#include "base/mem.h"
#include "base/tr.h"
#include "data/store/row_priv.h"

static const char no_cultivation[] =
	N_("That cultivation is not here. Look at the list again (F8).");

#define LINE_SELECT \
	"SELECT u.id, u.rev, u.branch_id, u.client_id, u.created_at, u.ended_at, u.owner_id," \
	"    u.staff_id, u.ended_by, coalesce(u.budget, -1)," \
	"    (SELECT coalesce(sum(s.cost), 0) FROM cultivation_step s" \
	"      WHERE s.cultivation_id = u.id)," \
	"    (SELECT count(*) FROM cultivation_step s WHERE s.cultivation_id = u.id)," \
	"    u.day, u.review_day, u.tier, u.growth, u.target, u.state, p.name, p.code," \
	"    u.measure, u.result" \
	"  FROM cultivation u JOIN staff p ON p.id = u.owner_id"

void cultivation_list_free(struct cultivation_list *l)
{
	vec_free(l);
}

static void row_read(struct stmt *q, struct cultivation_row *r)
{
	int64_t *const to[] = { &r->id, &r->rev, &r->branch_id, &r->client_id, &r->created_at,
		&r->ended_at, &r->owner_id, &r->staff_id, &r->ended_by, &r->budget, &r->cost,
		&r->steps };
	const struct {
		char *dst;
		size_t size;
	} texts[] = {
		{ r->day, sizeof r->day }, { r->review_day, sizeof r->review_day },
		{ r->tier, sizeof r->tier }, { r->growth, sizeof r->growth },
		{ r->target, sizeof r->target }, { r->state, sizeof r->state },
		{ r->owner, sizeof r->owner }, { r->owner_code, sizeof r->owner_code },
		{ r->measure, sizeof r->measure }, { r->result, sizeof r->result },
	};

	for (size_t i = 0; i < sizeof to / sizeof to[0]; i++)
		*to[i] = stmt_col_int(q, (int)i);
	for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++)
		stmt_col_copy(q, (int)(12 + i), texts[i].dst, texts[i].size);
}

static enum err_code read_list(struct stmt *q, struct cultivation_list *out, struct err *e)
{
	cultivation_list_free(out);
	while (stmt_row(q, e))
		row_read(q, vec_push(out));
	return stmt_done(q, e);
}

static const char get_sql[] = LINE_SELECT "  WHERE u.id = :id";

enum err_code cultivation_get(struct store *s, int64_t id, struct cultivation_row *out,
    struct err *e)
{
	struct stmt *q = stmt_get(s, get_sql);
	bool found;

	stmt_int(q, ":id", id);
	found = stmt_row(q, e);
	if (found)
		row_read(q, out);
	return row_end(q, found, no_cultivation, e);
}

/* The state stands there literally: a parameter would not match the partial index. */
static const char on_sql[] =
	LINE_SELECT
	"  WHERE u.state = 'on'"
	"    AND u.branch_id IN (SELECT h.id FROM branch h WHERE :branch = 0 OR h.id = :branch)"
	"  ORDER BY u.review_day, u.id LIMIT 1000"
	" /* scan: what goes on, sorted; few branches */";
static const char mine_sql[] =
	LINE_SELECT
	"  WHERE u.state = 'on' AND u.owner_id = :owner AND (:branch = 0 OR u.branch_id = :branch)"
	"  ORDER BY u.review_day, u.id LIMIT 1000";

enum err_code cultivation_list_on(struct store *s, int64_t branch_id, int64_t owner_id,
    struct cultivation_list *out, struct err *e)
{
	struct stmt *q = stmt_get(s, owner_id ? mine_sql : on_sql);

	stmt_int(q, ":branch", branch_id);
	if (owner_id)
		stmt_int(q, ":owner", owner_id);
	return read_list(q, out, e);
}

static const char ended_sql[] =
	LINE_SELECT
	"  WHERE u.state <> 'on' AND u.branch_id = :branch AND u.ended_at >= :from"
	"  ORDER BY u.ended_at DESC, u.id DESC LIMIT 1000";

enum err_code cultivation_list_ended(struct store *s, int64_t branch_id, int64_t from_at,
    struct cultivation_list *out, struct err *e)
{
	struct stmt *q = stmt_get(s, ended_sql);

	stmt_int(q, ":branch", branch_id);
	stmt_int(q, ":from", from_at);
	return read_list(q, out, e);
}

static const char client_sql[] =
	LINE_SELECT "  WHERE u.client_id = :client ORDER BY u.created_at DESC, u.id DESC LIMIT 200";

enum err_code cultivation_list_client(struct store *s, int64_t client_id,
    struct cultivation_list *out, struct err *e)
{
	struct stmt *q = stmt_get(s, client_sql);

	stmt_int(q, ":client", client_id);
	return read_list(q, out, e);
}

static const char due_sql[] =
	"SELECT count(*), coalesce(min(u.review_day), '') FROM cultivation u"
	"  WHERE u.state = 'on' AND u.owner_id = :owner AND u.review_day <= :day";

enum err_code cultivation_count_due(struct store *s, int64_t owner_id, const char *day, int64_t *n,
    char oldest[12], struct err *e)
{
	struct stmt *q = stmt_get(s, due_sql);

	*n = 0;
	oldest[0] = '\0';
	stmt_int(q, ":owner", owner_id);
	stmt_text(q, ":day", day);
	if (stmt_row(q, e)) {
		*n = stmt_col_int(q, 0);
		stmt_col_copy(q, 1, oldest, 12);
	}
	return stmt_run(q, e);
}

/* ---- steps ---- */

static const char steps_sql[] =
	"SELECT s.id, s.created_at, s.staff_id, s.cost, s.day, s.review_day, s.kind, p.name, s.text"
	"  FROM cultivation_step s LEFT JOIN staff p ON p.id = s.staff_id"
	"  WHERE s.cultivation_id = :id ORDER BY s.id";

enum err_code cultivation_list_steps(struct store *s, int64_t id, struct cultivation_steps *out,
    struct err *e)
{
	struct stmt *q = stmt_get(s, steps_sql);

	cultivation_steps_free(out);
	stmt_int(q, ":id", id);
	while (stmt_row(q, e)) {
		struct cultivation_step *x = vec_push(out);

		x->id = stmt_col_int(q, 0);
		x->created_at = stmt_col_int(q, 1);
		x->staff_id = stmt_col_int(q, 2);
		x->cost = stmt_col_int(q, 3);
		stmt_col_copy(q, 4, x->day, sizeof x->day);
		stmt_col_copy(q, 5, x->review_day, sizeof x->review_day);
		stmt_col_copy(q, 6, x->kind, sizeof x->kind);
		stmt_col_copy(q, 7, x->staff, sizeof x->staff);
		stmt_col_copy(q, 8, x->text, sizeof x->text);
	}
	return stmt_done(q, e);
}

void cultivation_steps_free(struct cultivation_steps *l)
{
	vec_free(l);
}
