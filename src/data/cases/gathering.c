#include "data/gathering.h"

#include "base/mem.h"
#include "base/tr.h"
#include "data/store/row_priv.h"

static const char no_gathering[] = N_("That event is not here. Look at the list again (F8).");
static const char no_guest[] = N_("That guest is not on the list any more. Look at it again.");

/* Who has come or stayed away was asked before; who stayed away said nothing. */
#define LINE_SELECT \
	"SELECT g.id, g.rev, g.branch_id, g.created_at, g.start_at," \
	"    (SELECT count(*) FROM guest x WHERE x.gathering_id = g.id)," \
	"    (SELECT count(*) FROM guest x WHERE x.gathering_id = g.id" \
	"      AND x.state <> 'listed')," \
	"    (SELECT count(*) FROM guest x WHERE x.gathering_id = g.id" \
	"      AND x.state IN ('accepted', 'came'))," \
	"    (SELECT count(*) FROM guest x WHERE x.gathering_id = g.id AND x.state = 'came')," \
	"    g.day, g.state, g.name, g.place, g.text" \
	"  FROM gathering g"

void gathering_list_free(struct gathering_list *l)
{
	vec_free(l);
}

static void gathering_read(struct stmt *q, struct gathering_row *r)
{
	int64_t *const to[] = { &r->id, &r->rev, &r->branch_id, &r->created_at, &r->start_at,
		&r->guests, &r->invited, &r->accepted, &r->came };

	for (size_t i = 0; i < sizeof to / sizeof to[0]; i++)
		*to[i] = stmt_col_int(q, (int)i);
	stmt_col_copy(q, 9, r->day, sizeof r->day);
	stmt_col_copy(q, 10, r->state, sizeof r->state);
	stmt_col_copy(q, 11, r->name, sizeof r->name);
	stmt_col_copy(q, 12, r->place, sizeof r->place);
	stmt_col_copy(q, 13, r->text, sizeof r->text);
}

static const char get_sql[] = LINE_SELECT "  WHERE g.id = :id";

enum err_code gathering_get(struct store *s, int64_t id, struct gathering_row *out, struct err *e)
{
	struct stmt *q = stmt_get(s, get_sql);
	bool found;

	stmt_int(q, ":id", id);
	found = stmt_row(q, e);
	if (found)
		gathering_read(q, out);
	return row_end(q, found, no_gathering, e);
}

static const char list_sql[] =
	LINE_SELECT
	"  WHERE g.branch_id IN (SELECT h.id FROM branch h WHERE :branch = 0 OR h.id = :branch)"
	"  ORDER BY g.day DESC, g.id DESC LIMIT 200 /* scan: a few a month, sorted */";

enum err_code gathering_list(struct store *s, int64_t branch_id, struct gathering_list *out,
    struct err *e)
{
	struct stmt *q = stmt_get(s, list_sql);

	gathering_list_free(out);
	stmt_int(q, ":branch", branch_id);
	while (stmt_row(q, e))
		gathering_read(q, vec_push(out));
	return stmt_done(q, e);
}

/* ---- guests ---- */

#define GUEST_SELECT \
	"SELECT u.id, u.rev, u.gathering_id, u.client_id, u.created_at, c.restricted, u.state," \
	"    c.name, c.alias, c.file_no, u.feedback" \
	"  FROM guest u JOIN client c ON c.id = u.client_id"

void guest_list_free(struct guest_list *l)
{
	vec_free(l);
}

static void guest_read(struct stmt *q, struct guest_row *r)
{
	int64_t *const to[] = { &r->id, &r->rev, &r->gathering_id, &r->client_id,
		&r->created_at };

	for (size_t i = 0; i < sizeof to / sizeof to[0]; i++)
		*to[i] = stmt_col_int(q, (int)i);
	r->restricted = stmt_col_int(q, 5) != 0;
	stmt_col_copy(q, 6, r->state, sizeof r->state);
	stmt_col_copy(q, 7, r->client, sizeof r->client);
	stmt_col_copy(q, 8, r->alias, sizeof r->alias);
	stmt_col_copy(q, 9, r->file_no, sizeof r->file_no);
	stmt_col_copy(q, 10, r->feedback, sizeof r->feedback);
}

static const char guest_sql[] = GUEST_SELECT "  WHERE u.id = :id";

enum err_code guest_get(struct store *s, int64_t id, struct guest_row *out, struct err *e)
{
	struct stmt *q = stmt_get(s, guest_sql);
	bool found;

	stmt_int(q, ":id", id);
	found = stmt_row(q, e);
	if (found)
		guest_read(q, out);
	return row_end(q, found, no_guest, e);
}

static const char guests_sql[] =
	GUEST_SELECT "  WHERE u.gathering_id = :gathering ORDER BY u.id LIMIT 2000";

enum err_code guest_list(struct store *s, int64_t gathering_id, struct guest_list *out,
    struct err *e)
{
	struct stmt *q = stmt_get(s, guests_sql);

	guest_list_free(out);
	stmt_int(q, ":gathering", gathering_id);
	while (stmt_row(q, e))
		guest_read(q, vec_push(out));
	return stmt_done(q, e);
}

static const char listed_sql[] =
	"SELECT count(*) FROM guest u"
	"  WHERE u.client_id = :client AND u.gathering_id = :gathering";

enum err_code guest_is_listed(struct store *s, int64_t gathering_id, int64_t client_id, bool *is,
    struct err *e)
{
	struct stmt *q = stmt_get(s, listed_sql);
	int64_t n = 0;
	enum err_code rc;

	stmt_int(q, ":gathering", gathering_id);
	stmt_int(q, ":client", client_id);
	rc = row_number(q, &n, e);
	*is = n != 0;
	return rc;
}

void guest_ids_free(struct guest_ids *l)
{
	vec_free(l);
}

static const char candidates_sql[] =
	"SELECT k.client_id FROM client_class k JOIN client c ON c.id = k.client_id"
	"  WHERE (k.tier = :word OR k.growth = :word"
	"      OR instr(k.segments, ' ' || :word || ' ') > 0)"
	"    AND c.branch_id = :branch AND c.state = 'active'"
	"    AND NOT EXISTS (SELECT 1 FROM guest u"
	"      WHERE u.client_id = k.client_id AND u.gathering_id = :gathering)"
	"  ORDER BY k.spent DESC, k.client_id LIMIT :limit"
	" /* scan: the class of every client, sorted; asked for by hand, once an event */";

enum err_code guest_candidates(struct store *s, int64_t gathering_id, int64_t branch_id,
    const char *word, int limit, struct guest_ids *out, struct err *e)
{
	struct stmt *q = stmt_get(s, candidates_sql);

	guest_ids_free(out);
	stmt_text(q, ":word", word);
	stmt_int(q, ":branch", branch_id);
	stmt_int(q, ":gathering", gathering_id);
	stmt_int(q, ":limit", limit);
	while (stmt_row(q, e))
		*vec_push(out) = stmt_col_int(q, 0);
	return stmt_done(q, e);
}
