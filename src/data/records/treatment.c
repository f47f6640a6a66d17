#include "data/treatment.h"

#include "base/mem.h"
#include "base/tr.h"
#include "data/txn.h"
#include "data/store/row_priv.h"

static const char no_treatment[] = N_("That treatment is not here. Look at the list again.");

/* A text of the struct X and the column it comes from. */
struct column_text {
	char *dst;
	size_t size;
};
#define TO(member) { (member), sizeof (member) }
#define COUNT(a) (sizeof (a) / sizeof (a)[0])

static void read_texts(struct stmt *q, int from, const struct column_text *to, size_t n)
{
	for (size_t i = 0; i < n; i++)
		stmt_col_copy(q, from + (int)i, to[i].dst, to[i].size);
}

static void read_ints(struct stmt *q, int from, int64_t *const *to, size_t n)
{
	for (size_t i = 0; i < n; i++)
		*to[i] = stmt_col_int(q, from + (int)i);
}

/* ---- lists ---- */

/* The steps of one treatment are a dozen, found by its id. */
#define STEPS_OF(what) \
	"(SELECT count(*) FROM treatment_step s WHERE s.treatment_id = t.id AND " what ")"
#define LINE_COLUMNS \
	"t.id, t.rev, t.branch_id, t.client_id, t.dependant_id, t.visit_id, t.appointment_id," \
	"    t.service_id, t.started_at, t.ended_at, t.operator_id," \
	"    " STEPS_OF("s.state <> 'dropped'") "," \
	"    " STEPS_OF("s.state = 'done'") "," \
	"    " STEPS_OF("s.manager = 1 AND s.state = 'done' AND s.confirmed_at IS NULL") "," \
	"    c.restricted, t.day, t.state, c.name, c.alias, p.name, v.code, v.name, v.name_en," \
	"    o.name, r.name"
#define LINE_COUNT 25
#define LINE_FROM \
	"  FROM treatment t JOIN client c ON c.id = t.client_id" \
	"  JOIN service v ON v.id = t.service_id" \
	"  LEFT JOIN dependant p ON p.id = t.dependant_id" \
	"  LEFT JOIN staff o ON o.id = t.operator_id" \
	"  LEFT JOIN resource r ON r.id = t.room_id"

static void line_read(struct stmt *q, int from, struct treatment_line *t)
{
	int64_t *const ids[] = { &t->id, &t->rev, &t->branch_id, &t->client_id, &t->dependant_id,
		&t->visit_id, &t->appointment_id, &t->service_id, &t->started_at, &t->ended_at,
		&t->operator_id };
	const struct column_text texts[] = { TO(t->day), TO(t->state), TO(t->client), TO(t->alias),
		TO(t->patient), TO(t->service_code), TO(t->service), TO(t->service_en),
		TO(t->operator), TO(t->room) };

	read_ints(q, from, ids, COUNT(ids));
	t->steps = (int)stmt_col_int(q, from + 11);
	t->done = (int)stmt_col_int(q, from + 12);
	t->waiting = (int)stmt_col_int(q, from + 13);
	t->restricted = stmt_col_int(q, from + 14) != 0;
	read_texts(q, from + 15, texts, COUNT(texts));
}

static enum err_code read_list(struct stmt *q, struct treatment_list *out, struct err *e)
{
	treatment_list_free(out);
	while (stmt_row(q, e))
		line_read(q, 0, vec_push(out));
	return stmt_done(q, e);
}

void treatment_list_free(struct treatment_list *l)
{
	vec_free(l);
}

static const char list_open_sql[] =
	"SELECT " LINE_COLUMNS LINE_FROM
	"  WHERE t.state = 'open' AND t.branch_id IN"
	"    (SELECT b.id FROM branch b WHERE :branch = 0 OR b.id = :branch)"
	"  ORDER BY t.started_at, t.id LIMIT 200 /* scan: the open ones, sorted; few branches */";

enum err_code treatment_list_open(struct store *s, int64_t branch_id, struct treatment_list *out,
    struct err *e)
{
	struct stmt *q = stmt_get(s, list_open_sql);

	stmt_int(q, ":branch", branch_id);
	return read_list(q, out, e);
}

static const char list_client_sql[] =
	"SELECT " LINE_COLUMNS LINE_FROM
	"  WHERE t.client_id = :client ORDER BY t.started_at DESC LIMIT :limit";

enum err_code treatment_list_client(struct store *s, int64_t client_id, int limit,
    struct treatment_list *out, struct err *e)
{
	struct stmt *q = stmt_get(s, list_client_sql);

	stmt_int(q, ":client", client_id);
	stmt_int(q, ":limit", limit);
	return read_list(q, out, e);
}

static const char list_day_sql[] =
	"SELECT " LINE_COLUMNS LINE_FROM
	"  WHERE t.day = :day AND t.branch_id IN"
	"    (SELECT b.id FROM branch b WHERE :branch = 0 OR b.id = :branch)"
	"  ORDER BY t.started_at, t.id LIMIT 1000 /* scan: of one day, sorted; few branches */";

enum err_code treatment_list_day(struct store *s, int64_t branch_id, const char *day,
    struct treatment_list *out, struct err *e)
{
	struct stmt *q = stmt_get(s, list_day_sql);

	stmt_int(q, ":branch", branch_id);
	stmt_text(q, ":day", day);
	return read_list(q, out, e);
}

static const char list_visit_sql[] =
	"SELECT " LINE_COLUMNS LINE_FROM
	"  WHERE t.visit_id = :visit ORDER BY t.started_at, t.id /* scan: of one visit, sorted */";

enum err_code treatment_list_visit(struct store *s, int64_t visit_id, struct treatment_list *out,
    struct err *e)
{
	struct stmt *q = stmt_get(s, list_visit_sql);

	stmt_int(q, ":visit", visit_id);
	return read_list(q, out, e);
}

/* ---- one ---- */

static const char get_sql[] =
	"SELECT " LINE_COLUMNS ", t.created_at, t.plan_id, t.session_id, t.expert_id, t.room_id,"
	"    t.device_id, t.seen_by, t.seen_at, t.summary_by, t.summary_at, t.form_hash,"
	"    coalesce(v.checklist, v.code), x.name, d.name, n.name, m.name, t.seen_text,"
	"    t.started_why, t.wanted, t.did, t.effect, t.summary, t.reason, t.agreed"
	LINE_FROM
	"  LEFT JOIN staff x ON x.id = t.expert_id LEFT JOIN resource d ON d.id = t.device_id"
	"  LEFT JOIN staff n ON n.id = t.seen_by LEFT JOIN staff m ON m.id = t.summary_by"
	"  WHERE t.id = :id";

static void treatment_read(struct stmt *q, struct treatment *t)
{
	int64_t *const ids[] = { &t->created_at, &t->plan_id, &t->session_id, &t->expert_id,
		&t->room_id, &t->device_id, &t->seen_by, &t->seen_at, &t->summary_by,
		&t->summary_at };
	const struct column_text texts[] = { TO(t->form_hash), TO(t->checklist), TO(t->expert),
		TO(t->device), TO(t->seen), TO(t->summarist), TO(t->seen_text), TO(t->started_why),
		TO(t->wanted), TO(t->did), TO(t->effect), TO(t->summary), TO(t->reason),
		TO(t->agreed) };

	line_read(q, 0, &t->line);
	read_ints(q, LINE_COUNT, ids, COUNT(ids));
	read_texts(q, LINE_COUNT + (int)COUNT(ids), texts, COUNT(texts));
}

enum err_code treatment_get(struct store *s, int64_t id, struct treatment *out, struct err *e)
{
	struct stmt *q = stmt_get(s, get_sql);
	bool found;

	stmt_int(q, ":id", id);
	found = stmt_row(q, e);
	if (found)
		treatment_read(q, out);
	return row_end(q, found, no_treatment, e);
}

static const char before_sql[] =
	"SELECT t.id FROM treatment t"
	"  WHERE t.client_id = :client AND t.started_at < :at AND t.dependant_id IS :dependant"
	"    AND t.service_id = :service AND t.state <> 'open'"
	"  ORDER BY t.started_at DESC LIMIT 1";

enum err_code treatment_before(struct store *s, const struct treatment *t, int64_t *id,
    struct err *e)
{
	struct stmt *q = stmt_get(s, before_sql);

	stmt_int(q, ":client", t->line.client_id);
	stmt_int_or_null(q, ":dependant", t->line.dependant_id);
	stmt_int(q, ":service", t->line.service_id);
	stmt_int(q, ":at", t->line.started_at);
	return row_run(q, id, no_treatment, e);
}

static const char count_sql[] =
	"SELECT count(*) FROM treatment t"
	"  WHERE t.client_id = :client AND t.dependant_id IS :dependant"
	"    AND t.service_id = :service AND t.state <> 'open'";

enum err_code treatment_count(struct store *s, int64_t client_id, int64_t dependant_id,
    int64_t service_id, int64_t *n, struct err *e)
{
	struct stmt *q = stmt_get(s, count_sql);

	stmt_int(q, ":client", client_id);
	stmt_int_or_null(q, ":dependant", dependant_id);
	stmt_int(q, ":service", service_id);
	return row_number(q, n, e);
}

static const char insert_sql[] =
	"INSERT INTO treatment(rev, branch_id, client_id, dependant_id, day, created_at, visit_id,"
	"    appointment_id, plan_id, session_id, service_id, form_hash, operator_id, expert_id,"
	"    room_id, device_id, started_at, seen_by, seen_at, seen_text, started_why, wanted)"
	"  VALUES (:rev, :branch, :client, :dependant, :day, :now, :visit, :appointment, :plan,"
	"    :session, :service, :hash, :operator, :expert, :room, :device, :started, :seenby,"
	"    :seenat, :seen, :why, :wanted) RETURNING id" ROW_PARENT;

enum err_code treatment_insert(struct txn *t, const struct treatment *v, int64_t *id,
    struct err *e)
{
	struct stmt *q = stmt_get(txn_store(t), insert_sql);
	const struct {
		const char *name;
		int64_t id;
	} links[] = { { ":dependant", v->line.dependant_id }, { ":visit", v->line.visit_id },
		{ ":appointment", v->line.appointment_id }, { ":plan", v->plan_id },
		{ ":session", v->session_id }, { ":operator", v->line.operator_id },
		{ ":expert", v->expert_id }, { ":room", v->room_id }, { ":device", v->device_id },
		{ ":seenby", v->seen_by }, { ":seenat", v->seen_at } };

	stmt_int(q, ":rev", txn_action_id(t));
	stmt_int(q, ":now", txn_now(t));
	stmt_int(q, ":branch", v->line.branch_id);
	stmt_int(q, ":client", v->line.client_id);
	stmt_int(q, ":service", v->line.service_id);
	stmt_int(q, ":started", v->line.started_at);
	for (size_t i = 0; i < COUNT(links); i++)
		stmt_int_or_null(q, links[i].name, links[i].id);
	stmt_text(q, ":day", v->line.day);
	stmt_text(q, ":hash", v->form_hash);
	stmt_text(q, ":seen", row_null(v->seen_text));
	stmt_text(q, ":why", row_null(v->started_why));
	stmt_text(q, ":wanted", row_null(v->wanted));
	return row_run(q, id, no_treatment, e);
}

/* ---- steps ---- */

static const char no_step[] = N_("That step is not here. Look at the treatment again.");

#define STEP_COLUMNS \
	"s.id, s.rev, s.treatment_id, s.begun_at, s.done_at, s.done_by, s.confirmed_at," \
	"    s.confirmed_by, s.line, s.planned_min, s.wait_min, s.required, s.manager, s.number," \
	"    s.code, s.phase, s.role, s.state, s.unit, s.finding, s.remark, b.name, m.name"
#define STEP_COUNT 23
#define STEP_FROM \
	"  FROM treatment_step s LEFT JOIN staff b ON b.id = s.done_by" \
	"  LEFT JOIN staff m ON m.id = s.confirmed_by"

static void step_read(struct stmt *q, struct treatment_step *s)
{
	int64_t *const ids[] = { &s->id, &s->rev, &s->treatment_id, &s->begun_at, &s->done_at,
		&s->done_by, &s->confirmed_at, &s->confirmed_by };
	const struct column_text texts[] = { TO(s->code), TO(s->phase), TO(s->role), TO(s->state),
		TO(s->unit), TO(s->finding), TO(s->remark), TO(s->done), TO(s->confirmed) };

	read_ints(q, 0, ids, COUNT(ids));
	s->line = (int)stmt_col_int(q, 8);
	s->planned_min = stmt_col_null(q, 9) ? -1 : (int)stmt_col_int(q, 9);
	s->wait_min = (int)stmt_col_int(q, 10);
	s->required = stmt_col_int(q, 11) != 0;
	s->manager = stmt_col_int(q, 12) != 0;
	s->has_number = !stmt_col_null(q, 13);
	s->number = stmt_col_real(q, 13);
	read_texts(q, 14, texts, COUNT(texts));
}

static const char step_list_sql[] =
	"SELECT " STEP_COLUMNS STEP_FROM "  WHERE s.treatment_id = :id ORDER BY s.line";

enum err_code treatment_step_list(struct store *s, int64_t treatment_id,
    struct treatment_step_list *out, struct err *e)
{
	struct stmt *q = stmt_get(s, step_list_sql);

	treatment_step_list_free(out);
	stmt_int(q, ":id", treatment_id);
	while (stmt_row(q, e))
		step_read(q, vec_push(out));
	return stmt_done(q, e);
}

void treatment_step_list_free(struct treatment_step_list *l)
{
	vec_free(l);
}

static const char step_get_sql[] = "SELECT " STEP_COLUMNS STEP_FROM "  WHERE s.id = :id";

enum err_code treatment_step_get(struct store *s, int64_t id, struct treatment_step *out,
    struct err *e)
{
	struct stmt *q = stmt_get(s, step_get_sql);
	bool found;

	stmt_int(q, ":id", id);
	found = stmt_row(q, e);
	if (found)
		step_read(q, out);
	return row_end(q, found, no_step, e);
}

static const char step_insert_sql[] =
	"INSERT INTO treatment_step(rev, treatment_id, line, code, phase, role, required, manager,"
	"    planned_min, wait_min, unit)"
	"  VALUES (:rev, :treatment, :line, :code, :phase, :role, :required, :manager, :planned,"
	"    :wait, :unit) RETURNING id";

enum err_code treatment_step_insert(struct txn *t, const struct treatment_step *x, int64_t *id,
    struct err *e)
{
	struct stmt *q = stmt_get(txn_store(t), step_insert_sql);

	stmt_int(q, ":rev", txn_action_id(t));
	stmt_int(q, ":treatment", x->treatment_id);
	stmt_int(q, ":line", x->line);
	stmt_int(q, ":required", x->required);
	stmt_int(q, ":manager", x->manager);
	stmt_int(q, ":wait", x->wait_min);
	if (x->planned_min >= 0)
		stmt_int(q, ":planned", x->planned_min);
	stmt_text(q, ":code", x->code);
	stmt_text(q, ":phase", x->phase);
	stmt_text(q, ":role", x->role);
	stmt_text(q, ":unit", row_null(x->unit));
	return row_run(q, id, no_step, e);
}

/* ---- what waits for the manager ---- */

#define WAITS "s.manager = 1 AND s.state = 'done' AND s.confirmed_at IS NULL"

/* Those that wait are few: an index holds them alone. */
static const char waits_sql[] =
	"SELECT " STEP_COLUMNS ", " LINE_COLUMNS
	"  FROM treatment_step s INDEXED BY treatment_step_waits"
	"  JOIN treatment t ON t.id = s.treatment_id JOIN client c ON c.id = t.client_id"
	"  JOIN service v ON v.id = t.service_id LEFT JOIN staff b ON b.id = s.done_by"
	"  LEFT JOIN staff m ON m.id = s.confirmed_by"
	"  LEFT JOIN dependant p ON p.id = t.dependant_id"
	"  LEFT JOIN staff o ON o.id = t.operator_id LEFT JOIN resource r ON r.id = t.room_id"
	"  WHERE " WAITS " AND (:branch = 0 OR t.branch_id = :branch)"
	"  ORDER BY s.done_at, s.id LIMIT 200 /* scan: those that wait, sorted */";

enum err_code treatment_wait_list(struct store *s, int64_t branch_id,
    struct treatment_wait_list *out, struct err *e)
{
	struct stmt *q = stmt_get(s, waits_sql);

	treatment_wait_list_free(out);
	stmt_int(q, ":branch", branch_id);
	while (stmt_row(q, e)) {
		struct treatment_wait *w = vec_push(out);

		step_read(q, &w->step);
		line_read(q, STEP_COUNT, &w->of);
	}
	return stmt_done(q, e);
}

void treatment_wait_list_free(struct treatment_wait_list *l)
{
	vec_free(l);
}

static const char wait_count_sql[] =
	"SELECT count(*), min(s.done_at) FROM treatment_step s INDEXED BY treatment_step_waits"
	"  JOIN treatment t ON t.id = s.treatment_id"
	"  WHERE " WAITS " AND (:branch = 0 OR t.branch_id = :branch) /* scan: those that wait */";

enum err_code treatment_wait_count(struct store *s, int64_t branch_id, int64_t *n, int64_t *since,
    struct err *e)
{
	struct stmt *q = stmt_get(s, wait_count_sql);

	*n = *since = 0;
	stmt_int(q, ":branch", branch_id);
	if (stmt_row(q, e)) {
		*n = stmt_col_int(q, 0);
		*since = stmt_col_int(q, 1);
	}
	return stmt_done(q, e);
}
