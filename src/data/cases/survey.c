/* Surveys as lines of a list, with all names from one query. */
#include "data/survey.h"

#include "base/mem.h"
#include "base/tr.h"
#include "data/txn.h"
#include "data/store/row_priv.h"
#include "survey_priv.h"

static const char no_survey[] = N_("That survey is not here. Look at the list again (F8).");

/* Who is rated is who served the visit. Whether the client agreed to be named is one answer. */
#define COLUMNS \
	"SELECT s.id, s.rev, s.branch_id, s.client_id, s.created_at, s.visit_id, s.sheet_id," \
	"    s.asked_by, s.from_at, s.expire_at, s.returned_at, s.answered, s.score, s.lowest," \
	"    r.staff_id, v.service_id, c.restricted," \
	"    EXISTS (SELECT 1 FROM answer a WHERE a.sheet_id = s.sheet_id" \
	"      AND a.field = 'named' AND a.code = 'yes')," \
	"    s.day, s.returned_day, s.form, s.asked, s.state, c.name, c.alias, b.name, k.name," \
	"    k.name_en, r.name, substr(s.suggestion, 1, 120)," \
	"    ifnull(s.friend, -1)"
#define JOINS \
	"  JOIN client c ON c.id = s.client_id" \
	"  JOIN branch b ON b.id = s.branch_id" \
	"  LEFT JOIN visit v ON v.id = s.visit_id" \
	"  LEFT JOIN resource r ON r.id = v.resource_id" \
	"  LEFT JOIN service k ON k.id = v.service_id"
#define BRANCHES \
	" s.branch_id IN (SELECT h.id FROM branch h WHERE :branch = 0 OR h.id = :branch)"
#define NARROWED \
	"    AND (:service = 0 OR v.service_id = :service)" \
	"    AND (:rated = 0 OR r.staff_id = :rated)" \
	SURVEY_OF_CLASS \
	"    AND (:client = 0 OR s.client_id = :client)" \
	"    AND (:visited IS NULL OR s.day BETWEEN :visited AND :visited_to)"

void survey_list_free(struct survey_list *l)
{
	vec_free(l);
}

static void read_texts(struct stmt *q, struct survey_row *r)
{
	const struct {
		char *dst;
		size_t size;
	} to[] = {
		{ r->day, sizeof r->day }, { r->returned_day, sizeof r->returned_day },
		{ r->form, sizeof r->form }, { r->asked, sizeof r->asked },
		{ r->state, sizeof r->state }, { r->client, sizeof r->client },
		{ r->alias, sizeof r->alias }, { r->branch, sizeof r->branch },
		{ r->service, sizeof r->service }, { r->service_en, sizeof r->service_en },
		{ r->staff, sizeof r->staff }, { r->suggestion, sizeof r->suggestion },
	};

	for (size_t i = 0; i < sizeof to / sizeof to[0]; i++)
		stmt_col_copy(q, (int)(18 + i), to[i].dst, to[i].size);
}

static void survey_read(struct stmt *q, struct survey_row *r)
{
	int64_t *const to[] = { &r->id, &r->rev, &r->branch_id, &r->client_id, &r->created_at,
		&r->visit_id, &r->sheet_id, &r->asked_by, &r->from_at, &r->expire_at,
		&r->returned_at, &r->answered, &r->score, &r->lowest, &r->rated_id,
		&r->service_id };

	for (size_t i = 0; i < sizeof to / sizeof to[0]; i++)
		*to[i] = stmt_col_int(q, (int)i);
	r->restricted = stmt_col_int(q, 16) != 0;
	r->named = stmt_col_int(q, 17) != 0;
	r->friend = stmt_col_int(q, 30);
	read_texts(q, r);
}

static enum err_code read_one(struct stmt *q, struct survey_row *out, struct err *e)
{
	bool found = stmt_row(q, e);

	if (found)
		survey_read(q, out);
	return row_end(q, found, no_survey, e);
}

static enum err_code read_all(struct stmt *q, struct survey_list *out, struct err *e)
{
	survey_list_free(out);
	while (stmt_row(q, e))
		survey_read(q, vec_push(out));
	return stmt_done(q, e);
}

static void bind_filter(struct stmt *q, const struct survey_filter *f)
{
	stmt_int(q, ":branch", f->branch_id);
	stmt_int(q, ":service", f->service_id);
	stmt_int(q, ":rated", f->rated_id);
	stmt_int(q, ":client", f->client_id);
	stmt_text(q, ":class", f->class);
	stmt_text(q, ":visited", f->visit_from);
	stmt_text(q, ":visited_to", f->visit_to);
}

static const char get_sql[] = COLUMNS "  FROM survey s" JOINS "  WHERE s.id = :id";

enum err_code survey_get(struct store *s, int64_t id, struct survey_row *out, struct err *e)
{
	struct stmt *q = stmt_get(s, get_sql);

	stmt_int(q, ":id", id);
	return read_one(q, out, e);
}

static const char newest_sql[] =
	COLUMNS "  FROM survey s" JOINS
	"  WHERE s.client_id = :client AND (:state IS NULL OR s.state = :state)"
	"  ORDER BY s.created_at DESC, s.id DESC LIMIT 1";

enum err_code survey_newest(struct store *s, int64_t client_id, const char *state,
    struct survey_row *out, struct err *e)
{
	struct stmt *q = stmt_get(s, newest_sql);

	stmt_int(q, ":client", client_id);
	stmt_text(q, ":state", state);
	return read_one(q, out, e);
}

/* One that lapsed before anybody asked does not count: the client was left in peace. */
static const char since_sql[] =
	COLUMNS "  FROM survey s" JOINS
	"  WHERE s.client_id = :client AND s.day >= :day"
	"    AND (s.state <> 'expired' OR s.asked IS NOT NULL)"
	"  ORDER BY s.created_at DESC, s.id DESC LIMIT 1";

enum err_code survey_since(struct store *s, int64_t client_id, const char *day,
    struct survey_row *out, struct err *e)
{
	struct stmt *q = stmt_get(s, since_sql);

	stmt_int(q, ":client", client_id);
	stmt_text(q, ":day", day);
	return read_one(q, out, e);
}

/* The states stand there literally: a parameter would not match the partial index. */
static const char open_sql[] =
	COLUMNS "  FROM survey s" JOINS
	"  WHERE s.state IN ('due', 'out') AND" BRANCHES NARROWED
	"  ORDER BY s.from_at, s.id LIMIT 1000 /* scan: what is open, sorted; few branches */";

enum err_code survey_list_open(struct store *s, const struct survey_filter *f,
    struct survey_list *out, struct err *e)
{
	struct stmt *q = stmt_get(s, open_sql);

	bind_filter(q, f);
	return read_all(q, out, e);
}

static const char back_sql[] =
	COLUMNS "  FROM survey s" JOINS
	"  WHERE s.returned_day IS NOT NULL AND s.returned_day BETWEEN :from AND :to AND" BRANCHES
	NARROWED
	"  ORDER BY s.returned_at DESC, s.id DESC LIMIT 1000"
	" /* scan: the days asked for, sorted; few branches */";

enum err_code survey_list_back(struct store *s, const struct survey_filter *f,
    struct survey_list *out, struct err *e)
{
	struct stmt *q = stmt_get(s, back_sql);

	bind_filter(q, f);
	stmt_text(q, ":from", f->from_day);
	stmt_text(q, ":to", f->to_day);
	return read_all(q, out, e);
}

static const char client_sql[] =
	COLUMNS "  FROM survey s" JOINS
	"  WHERE s.client_id = :client"
	"  ORDER BY s.created_at DESC, s.id DESC LIMIT 200";

enum err_code survey_list_client(struct store *s, int64_t client_id, struct survey_list *out,
    struct err *e)
{
	struct stmt *q = stmt_get(s, client_sql);

	stmt_int(q, ":client", client_id);
	return read_all(q, out, e);
}

static const char stale_sql[] =
	COLUMNS "  FROM survey s" JOINS
	"  WHERE s.state IN ('due', 'out') AND s.expire_at <= :at"
	"  ORDER BY s.id LIMIT :limit /* scan: what is open, sorted; once a night */";

enum err_code survey_list_stale(struct store *s, int64_t at, int limit, struct survey_list *out,
    struct err *e)
{
	struct stmt *q = stmt_get(s, stale_sql);

	stmt_int(q, ":limit", limit);
	stmt_int(q, ":at", at);
	return read_all(q, out, e);
}

static const char count_sql[] =
	"SELECT count(*) FROM survey s"
	"  WHERE s.state IN ('due', 'out') AND s.from_at <= :at AND" BRANCHES
	" /* scan: few branches */";

enum err_code survey_count_due(struct store *s, int64_t branch_id, int64_t at, int64_t *n,
    struct err *e)
{
	struct stmt *q = stmt_get(s, count_sql);

	stmt_int(q, ":branch", branch_id);
	stmt_int(q, ":at", at);
	return row_number(q, n, e);
}

/* ---- visits ---- */

static const char without_sql[] =
	"SELECT v.id, v.client_id, v.branch_id, v.left_at, v.day FROM visit v"
	"  WHERE v.branch_id IN (SELECT h.id FROM branch h)"
	"    AND v.day >= :from AND v.state = 'left' AND v.id > :after"
	"    AND NOT EXISTS (SELECT 1 FROM survey s WHERE s.visit_id = v.id)"
	"  ORDER BY v.id LIMIT :limit /* scan: few branches; the last days, sorted */";

enum err_code survey_visits_without(struct store *s, const char *from_day, int64_t after,
    int limit, struct survey_visits *out, struct err *e)
{
	struct stmt *q = stmt_get(s, without_sql);

	survey_visits_free(out);
	stmt_int(q, ":after", after);
	stmt_int(q, ":limit", limit);
	stmt_text(q, ":from", from_day);
	while (stmt_row(q, e)) {
		struct survey_visit *v = vec_push(out);

		v->id = stmt_col_int(q, 0);
		v->client_id = stmt_col_int(q, 1);
		v->branch_id = stmt_col_int(q, 2);
		v->left_at = stmt_col_int(q, 3);
		stmt_col_copy(q, 4, v->day, sizeof v->day);
	}
	return stmt_done(q, e);
}

void survey_visits_free(struct survey_visits *l)
{
	vec_free(l);
}

static const char insert_sql[] =
	"INSERT INTO survey(rev, branch_id, client_id, day, created_at, visit_id, form, from_at,"
	"    expire_at)"
	"  VALUES (:rev, :branch, :client, :day, :at, :visit, :form, :from, :expire)"
	"  RETURNING id" ROW_PARENT;

enum err_code survey_insert(struct txn *t, const struct survey_row *r, int64_t *id, struct err *e)
{
	struct stmt *q = stmt_get(txn_store(t), insert_sql);

	stmt_int(q, ":rev", txn_action_id(t));
	stmt_int(q, ":branch", r->branch_id);
	stmt_int(q, ":client", r->client_id);
	stmt_text(q, ":day", r->day);
	stmt_int(q, ":at", txn_now(t));
	stmt_int_or_null(q, ":visit", r->visit_id);
	stmt_text(q, ":form", r->form);
	stmt_int(q, ":from", r->from_at);
	stmt_int(q, ":expire", r->expire_at);
	return row_run(q, id, no_survey, e);
}
