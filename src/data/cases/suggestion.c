#include "data/suggestion.h"

#include "base/mem.h"
#include "base/tr.h"
#include "data/store/row_priv.h"

static const char no_suggestion[] =
	N_("That suggestion is not here. Look at the list again (F8).");

#define LINE_SELECT \
	"SELECT g.id, g.rev, g.branch_id, g.created_at, g.client_id, g.staff_id, g.survey_id," \
	"    g.decided_at, g.answered_at, r.staff_id, c.restricted," \
	"    EXISTS (SELECT 1 FROM answer a WHERE a.sheet_id = y.sheet_id" \
	"      AND a.field = 'named' AND a.code = 'yes')," \
	"    g.day, g.state, g.told, c.name, c.alias, p.name, w.name, x.name, g.text, g.reason," \
	"    g.answer, g.channel" \
	"  FROM suggestion g" \
	"  LEFT JOIN client c ON c.id = g.client_id" \
	"  LEFT JOIN staff p ON p.id = g.staff_id" \
	"  LEFT JOIN staff w ON w.id = g.decided_by" \
	"  LEFT JOIN staff x ON x.id = g.answered_by" \
	"  LEFT JOIN survey y ON y.id = g.survey_id" \
	"  LEFT JOIN visit v ON v.id = y.visit_id" \
	"  LEFT JOIN resource r ON r.id = v.resource_id"
#define BRANCHES \
	" g.branch_id IN (SELECT h.id FROM branch h WHERE :branch = 0 OR h.id = :branch)"

void suggestion_list_free(struct suggestion_list *l)
{
	vec_free(l);
}

static void suggestion_read(struct stmt *q, struct suggestion_row *r)
{
	int64_t *const to[] = { &r->id, &r->rev, &r->branch_id, &r->created_at, &r->client_id,
		&r->staff_id, &r->survey_id, &r->decided_at, &r->answered_at, &r->rated_id };
	const struct {
		char *dst;
		size_t size;
	} texts[] = {
		{ r->day, sizeof r->day }, { r->state, sizeof r->state },
		{ r->told, sizeof r->told }, { r->client, sizeof r->client },
		{ r->alias, sizeof r->alias }, { r->staff, sizeof r->staff },
		{ r->decided_by, sizeof r->decided_by },
		{ r->answered_by, sizeof r->answered_by }, { r->text, sizeof r->text },
		{ r->reason, sizeof r->reason }, { r->answer, sizeof r->answer },
		{ r->channel, sizeof r->channel },
	};

	for (size_t i = 0; i < sizeof to / sizeof to[0]; i++)
		*to[i] = stmt_col_int(q, (int)i);
	r->restricted = stmt_col_int(q, 10) != 0;
	r->named = stmt_col_int(q, 11) != 0;
	for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++)
		stmt_col_copy(q, (int)(12 + i), texts[i].dst, texts[i].size);
}

static enum err_code read_more(struct stmt *q, struct suggestion_list *out, struct err *e)
{
	while (stmt_row(q, e))
		suggestion_read(q, vec_push(out));
	return stmt_done(q, e);
}

static const char get_sql[] = LINE_SELECT "  WHERE g.id = :id";

enum err_code suggestion_get(struct store *s, int64_t id, struct suggestion_row *out,
    struct err *e)
{
	struct stmt *q = stmt_get(s, get_sql);
	bool found;

	stmt_int(q, ":id", id);
	found = stmt_row(q, e);
	if (found)
		suggestion_read(q, out);
	return row_end(q, found, no_suggestion, e);
}

/* The states stand there literally: a parameter would not match the partial index. */
static const char open_sql[] =
	LINE_SELECT
	"  WHERE g.state IN ('new', 'taken') AND" BRANCHES
	"  ORDER BY g.created_at, g.id LIMIT 500 /* scan: what is open, sorted; few branches */";
static const char decided_sql[] =
	LINE_SELECT
	"  WHERE g.state IN ('declined', 'done') AND g.day >= :from AND" BRANCHES
	"  ORDER BY g.created_at DESC, g.id DESC LIMIT 500"
	" /* scan: the days asked for, sorted; few branches */";

enum err_code suggestion_list(struct store *s, int64_t branch_id, const char *from_day,
    struct suggestion_list *out, struct err *e)
{
	struct stmt *q = stmt_get(s, open_sql);
	enum err_code rc;

	suggestion_list_free(out);
	stmt_int(q, ":branch", branch_id);
	rc = read_more(q, out, e);
	if (rc != OK)
		return rc;
	q = stmt_get(s, decided_sql);
	stmt_int(q, ":branch", branch_id);
	stmt_text(q, ":from", from_day);
	return read_more(q, out, e);
}

static const char client_sql[] =
	LINE_SELECT
	"  WHERE g.client_id = :client"
	"  ORDER BY g.id DESC LIMIT 200 /* scan: few of one client, sorted */";

enum err_code suggestion_list_client(struct store *s, int64_t client_id,
    struct suggestion_list *out, struct err *e)
{
	struct stmt *q = stmt_get(s, client_sql);

	suggestion_list_free(out);
	stmt_int(q, ":client", client_id);
	return read_more(q, out, e);
}
