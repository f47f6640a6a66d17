#include "data/test.h"

#include "base/mem.h"
#include "base/tr.h"
#include "data/txn.h"
#include "data/store/row_priv.h"

static const char no_type[] = N_("There is no such kind of test. Look at the catalogue (F12).");
static const char no_test[] = N_("There is no such test. F7 shows them.");
static const char gone_on[] = N_("That test has gone on meanwhile. Look at it again.");

/* ---- the catalogue ---- */

#define TYPES \
	"SELECT id, price, kit_id, report_days, review_days, cycle_days, code, name, name_en," \
	"    sample, laboratory, guide, guide_en FROM test_type"

static void type_read(struct stmt *q, struct test_type *t)
{
	int *const days[] = { &t->report_days, &t->review_days, &t->cycle_days };
	const struct {
		char *dst;
		size_t size;
	} to[] = {
		{ t->code, sizeof t->code }, { t->name, sizeof t->name },
		{ t->name_en, sizeof t->name_en }, { t->sample, sizeof t->sample },
		{ t->laboratory, sizeof t->laboratory }, { t->guide, sizeof t->guide },
		{ t->guide_en, sizeof t->guide_en },
	};

	t->id = stmt_col_int(q, 0);
	t->price = stmt_col_int(q, 1);
	t->kit_id = stmt_col_int(q, 2);
	for (size_t i = 0; i < sizeof days / sizeof *days; i++)
		*days[i] = (int)stmt_col_int(q, (int)(3 + i));
	for (size_t i = 0; i < sizeof to / sizeof *to; i++)
		stmt_col_copy(q, (int)(6 + i), to[i].dst, to[i].size);
}

static enum err_code type_one(struct stmt *q, struct test_type *out, struct err *e)
{
	bool found = stmt_row(q, e);

	*out = (struct test_type){ 0 };
	if (found)
		type_read(q, out);
	return row_end(q, found, no_type, e);
}

static const char type_list_sql[] =
	TYPES "  WHERE state = 'on' ORDER BY rank, name, id /* scan: a catalogue of hundreds */";
static const char type_get_sql[] = TYPES "  WHERE id = :id";
static const char type_code_sql[] = TYPES "  WHERE code = :code";

enum err_code test_type_list(struct store *s, struct test_type_list *out, struct err *e)
{
	struct stmt *q = stmt_get(s, type_list_sql);

	test_type_list_free(out);
	while (stmt_row(q, e))
		type_read(q, vec_push(out));
	return stmt_done(q, e);
}

void test_type_list_free(struct test_type_list *l)
{
	vec_free(l);
}

enum err_code test_type_get(struct store *s, int64_t id, struct test_type *out, struct err *e)
{
	struct stmt *q = stmt_get(s, type_get_sql);

	stmt_int(q, ":id", id);
	return type_one(q, out, e);
}

enum err_code test_type_by_code(struct store *s, const char *code, struct test_type *out,
    struct err *e)
{
	struct stmt *q = stmt_get(s, type_code_sql);

	stmt_text(q, ":code", code);
	return type_one(q, out, e);
}

/* ---- tests ---- */

#define TESTS \
	"SELECT x.id, x.rev, x.branch_id, x.client_id, x.created_at, x.line_id, x.test_type_id," \
	"    x.stage_at, x.dependant_id, x.expert_id, x.report_id, x.appointment_id, o.id," \
	"    x.kits, x.day, x.number, x.stage, x.due_day, x.given_to, x.reason, o.number, t.name," \
	"    t.name_en, s.name, x.final" \
	"  FROM test x JOIN test_type t ON t.id = x.test_type_id" \
	"  JOIN order_line i ON i.id = x.line_id JOIN client_order o ON o.id = i.order_id" \
	"  LEFT JOIN staff s ON s.id = x.expert_id"

static void test_read(struct stmt *q, struct test *x)
{
	int64_t *const numbers[] = { &x->id, &x->rev, &x->branch_id, &x->client_id,
		&x->created_at, &x->line_id, &x->test_type_id, &x->stage_at, &x->dependant_id,
		&x->expert_id, &x->report_id, &x->appointment_id, &x->order_id };
	const struct {
		char *dst;
		size_t size;
	} to[] = {
		{ x->day, sizeof x->day }, { x->number, sizeof x->number },
		{ x->stage, sizeof x->stage }, { x->due_day, sizeof x->due_day },
		{ x->given_to, sizeof x->given_to }, { x->reason, sizeof x->reason },
		{ x->order, sizeof x->order }, { x->name, sizeof x->name },
		{ x->name_en, sizeof x->name_en }, { x->expert, sizeof x->expert },
		{ x->final, sizeof x->final },
	};

	for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++)
		*numbers[i] = stmt_col_int(q, (int)i);
	x->kits = (int)stmt_col_int(q, 13);
	for (size_t i = 0; i < sizeof to / sizeof *to; i++)
		stmt_col_copy(q, (int)(14 + i), to[i].dst, to[i].size);
}

static enum err_code test_one(struct stmt *q, struct test *out, struct err *e)
{
	bool found = stmt_row(q, e);

	*out = (struct test){ 0 };
	if (found)
		test_read(q, out);
	return row_end(q, found, no_test, e);
}

static enum err_code test_many(struct stmt *q, struct test_list *out, struct err *e)
{
	test_list_free(out);
	while (stmt_row(q, e))
		test_read(q, vec_push(out));
	return stmt_done(q, e);
}

void test_list_free(struct test_list *l)
{
	vec_free(l);
}

static const char get_sql[] = TESTS "  WHERE x.id = :id";
static const char number_sql[] = TESTS "  WHERE x.number = :number";
static const char client_sql[] =
	TESTS "  WHERE x.client_id = :id ORDER BY x.created_at DESC, x.id DESC"
	" /* scan: of one client, sorted */";
static const char open_sql[] =
	TESTS "  WHERE x.stage <> 'explained' AND x.stage <> 'cancelled'"
	"    AND x.branch_id IN (SELECT b.id FROM branch b WHERE :id IN (0, b.id))"
	"  ORDER BY x.due_day IS NULL, x.due_day, x.id /* scan: open ones, sorted */";
static const char order_sql[] =
	TESTS "  WHERE o.id = :id ORDER BY i.line, x.id /* scan: of one order */";

enum err_code test_get(struct store *s, int64_t id, struct test *out, struct err *e)
{
	struct stmt *q = stmt_get(s, get_sql);

	stmt_int(q, ":id", id);
	return test_one(q, out, e);
}

enum err_code test_by_number(struct store *s, const char *number, struct test *out, struct err *e)
{
	struct stmt *q = stmt_get(s, number_sql);

	stmt_text(q, ":number", number);
	return test_one(q, out, e);
}

enum err_code test_list_client(struct store *s, int64_t client_id, struct test_list *out,
    struct err *e)
{
	struct stmt *q = stmt_get(s, client_sql);

	stmt_int(q, ":id", client_id);
	return test_many(q, out, e);
}

enum err_code test_list_open(struct store *s, int64_t branch_id, struct test_list *out,
    struct err *e)
{
	struct stmt *q = stmt_get(s, open_sql);

	stmt_int(q, ":id", branch_id);
	return test_many(q, out, e);
}

enum err_code test_list_order(struct store *s, int64_t order_id, struct test_list *out,
    struct err *e)
{
	struct stmt *q = stmt_get(s, order_sql);

	stmt_int(q, ":id", order_id);
	return test_many(q, out, e);
}

static const char insert_sql[] =
	"INSERT INTO test(rev, branch_id, client_id, dependant_id, day, created_at, number, "
	"line_id,"
	"    test_type_id, expert_id, stage_at, due_day)"
	"  VALUES (:rev, :branch, :client, :dependant, :day, :now, :number, :line, :type, :expert,"
	"    :now, :due) RETURNING id" ROW_PARENT;

enum err_code test_insert(struct txn *t, const struct test *x, int64_t *id, struct err *e)
{
	struct stmt *q = stmt_get(txn_store(t), insert_sql);

	stmt_int(q, ":rev", txn_action_id(t));
	stmt_int(q, ":branch", x->branch_id);
	stmt_int(q, ":client", x->client_id);
	stmt_int_or_null(q, ":dependant", x->dependant_id);
	stmt_text(q, ":day", x->day);
	stmt_int(q, ":now", txn_now(t));
	stmt_text(q, ":number", x->number);
	stmt_int(q, ":line", x->line_id);
	stmt_int(q, ":type", x->test_type_id);
	stmt_int_or_null(q, ":expert", x->expert_id);
	stmt_text(q, ":due", row_null(x->due_day));
	return row_run(q, id, no_test, e);
}

/* Times of stages stand in the events: a step does not overwrite the one before. */
static const char update_sql[] =
	"UPDATE test SET rev = :rev, stage = :stage,"
	"    stage_at = CASE WHEN stage = :stage AND kits = :kits THEN stage_at ELSE :now END,"
	"    due_day = :due, kits = :kits, report_id = :report, final = :final,"
	"    given_to = :given_to, appointment_id = :appointment, reason = :reason"
	"  WHERE id = :id AND stage = :was RETURNING id";

enum err_code test_update(struct txn *t, const char *was, const struct test *x, struct err *e)
{
	struct stmt *q = stmt_get(txn_store(t), update_sql);
	enum err_code rc;

	stmt_int(q, ":rev", txn_action_id(t));
	stmt_text(q, ":stage", x->stage);
	stmt_int(q, ":now", txn_now(t));
	stmt_text(q, ":due", row_null(x->due_day));
	stmt_int(q, ":kits", x->kits);
	stmt_int_or_null(q, ":report", x->report_id);
	stmt_text(q, ":final", row_null(x->final));
	stmt_text(q, ":given_to", row_null(x->given_to));
	stmt_int_or_null(q, ":appointment", x->appointment_id);
	stmt_text(q, ":reason", row_null(x->reason));
	stmt_int(q, ":id", x->id);
	stmt_text(q, ":was", was);
	rc = row_run(q, NULL, gone_on, e);
	if (rc != ERR_NOTFOUND)
		return rc;
	err_clear(e);
	return err_set(e, ERR_CONFLICT, "%s", tr(gone_on));
}

/* ---- events ---- */

static const char events_sql[] =
	"SELECT v.id, v.test_id, v.at, v.staff_id, v.what, v.text, s.name"
	"  FROM test_event v LEFT JOIN staff s ON s.id = v.staff_id"
	"  WHERE v.test_id = :id ORDER BY v.id";

enum err_code test_event_list(struct store *s, int64_t test_id, struct test_event_list *out,
    struct err *e)
{
	struct stmt *q = stmt_get(s, events_sql);

	test_event_list_free(out);
	stmt_int(q, ":id", test_id);
	while (stmt_row(q, e)) {
		struct test_event *v = vec_push(out);

		v->id = stmt_col_int(q, 0);
		v->test_id = stmt_col_int(q, 1);
		v->at = stmt_col_int(q, 2);
		v->staff_id = stmt_col_int(q, 3);
		stmt_col_copy(q, 4, v->what, sizeof v->what);
		stmt_col_copy(q, 5, v->text, sizeof v->text);
		stmt_col_copy(q, 6, v->staff, sizeof v->staff);
	}
	return stmt_done(q, e);
}

void test_event_list_free(struct test_event_list *l)
{
	vec_free(l);
}

static const char event_insert_sql[] =
	"INSERT INTO test_event(rev, test_id, at, staff_id, what, text)"
	"  VALUES (:rev, :test, :now, :by, :what, :text)";

enum err_code test_event_insert(struct txn *t, int64_t test_id, const char *what,
    const char *text, struct err *e)
{
	struct stmt *q = stmt_get(txn_store(t), event_insert_sql);

	stmt_int(q, ":rev", txn_action_id(t));
	stmt_int(q, ":test", test_id);
	stmt_int(q, ":now", txn_now(t));
	stmt_int_or_null(q, ":by", txn_actor(t)->staff_id);
	stmt_text(q, ":what", what);
	stmt_text(q, ":text", row_null(text));
	return stmt_run(q, e);
}
