#include "data/incident.h"

#include "base/mem.h"
#include "base/tr.h"
#include "data/store/row_priv.h"

static const char no_incident[] = N_("That incident is not here. Look at the list again.");

#define LINE_SELECT \
	"SELECT i.id, i.rev, i.client_id, i.at, c.restricted, i.day, i.state, i.place, i.what," \
	"    i.who, i.measures, i.follow_up, i.follow_day, c.name, s.name" \
	"  FROM incident i LEFT JOIN client c ON c.id = i.client_id" \
	"  LEFT JOIN staff s ON s.id = i.created_by"

static void incident_read(struct stmt *q, struct incident_row *i)
{
	i->id = stmt_col_int(q, 0);
	i->rev = stmt_col_int(q, 1);
	i->client_id = stmt_col_int(q, 2);
	i->at = stmt_col_int(q, 3);
	i->restricted = stmt_col_int(q, 4) != 0;
	stmt_col_copy(q, 5, i->day, sizeof i->day);
	stmt_col_copy(q, 6, i->state, sizeof i->state);
	stmt_col_copy(q, 7, i->place, sizeof i->place);
	stmt_col_copy(q, 8, i->what, sizeof i->what);
	stmt_col_copy(q, 9, i->who, sizeof i->who);
	stmt_col_copy(q, 10, i->measures, sizeof i->measures);
	stmt_col_copy(q, 11, i->follow_up, sizeof i->follow_up);
	stmt_col_copy(q, 12, i->follow_day, sizeof i->follow_day);
	stmt_col_copy(q, 13, i->client, sizeof i->client);
	stmt_col_copy(q, 14, i->by, sizeof i->by);
}

static const char list_sql[] =
	LINE_SELECT
	"  WHERE i.branch_id IN (SELECT b.id FROM branch b WHERE :branch = 0 OR b.id = :branch)"
	"    AND (i.day >= :from OR i.state = 'open')"
	"  ORDER BY i.at DESC, i.id DESC LIMIT 200 /* scan: few a year, sorted; few branches */";

enum err_code incident_list(struct store *s, int64_t branch_id, const char *from_day,
    struct incident_list *out, struct err *e)
{
	struct stmt *q = stmt_get(s, list_sql);

	incident_list_free(out);
	stmt_int(q, ":branch", branch_id);
	stmt_text(q, ":from", from_day);
	while (stmt_row(q, e))
		incident_read(q, vec_push(out));
	return stmt_done(q, e);
}

void incident_list_free(struct incident_list *l)
{
	vec_free(l);
}

static const char get_sql[] = LINE_SELECT "  WHERE i.id = :id";

enum err_code incident_get(struct store *s, int64_t id, struct incident_row *out, struct err *e)
{
	struct stmt *q = stmt_get(s, get_sql);
	bool found;

	stmt_int(q, ":id", id);
	found = stmt_row(q, e);
	if (found)
		incident_read(q, out);
	return row_end(q, found, no_incident, e);
}
