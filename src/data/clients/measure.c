#include "data/measure.h"

#include "base/mem.h"
#include "base/tr.h"
#include "data/txn.h"
#include "data/store/row_priv.h"

static const char no_indicator[] =
    N_("There is no such indicator. F12, tab Indicators, shows all.");
static const char no_measure[] = N_("That value is not here. Look at the list again.");

/* ---- indicators ---- */

#define INDICATOR_SELECT \
	"SELECT id, decimals, min, max, low, high, code, name, name_en, chart, unit" \
	"  FROM indicator"

static void indicator_read(struct stmt *q, struct indicator *i)
{
	i->id = stmt_col_int(q, 0);
	i->decimals = (int)stmt_col_int(q, 1);
	i->min = stmt_col_real(q, 2);
	i->max = stmt_col_real(q, 3);
	i->has_low = !stmt_col_null(q, 4);
	i->low = stmt_col_real(q, 4);
	i->has_high = !stmt_col_null(q, 5);
	i->high = stmt_col_real(q, 5);
	stmt_col_copy(q, 6, i->code, sizeof i->code);
	stmt_col_copy(q, 7, i->name, sizeof i->name);
	stmt_col_copy(q, 8, i->name_en, sizeof i->name_en);
	stmt_col_copy(q, 9, i->chart, sizeof i->chart);
	stmt_col_copy(q, 10, i->unit, sizeof i->unit);
}

static const char indicator_list_sql[] =
	INDICATOR_SELECT "  WHERE state = 'on' ORDER BY rank, id /* scan: a few dozen */";

enum err_code indicator_list(struct store *s, struct indicator_list *out, struct err *e)
{
	struct stmt *q = stmt_get(s, indicator_list_sql);

	indicator_list_free(out);
	while (stmt_row(q, e))
		indicator_read(q, vec_push(out));
	return stmt_done(q, e);
}

void indicator_list_free(struct indicator_list *l)
{
	vec_free(l);
}

static enum err_code indicator_one(struct stmt *q, struct indicator *out, struct err *e)
{
	bool found = stmt_row(q, e);

	*out = (struct indicator){ 0 };
	if (found)
		indicator_read(q, out);
	return row_end(q, found, no_indicator, e);
}

static const char indicator_code_sql[] = INDICATOR_SELECT "  WHERE code = :code";

enum err_code indicator_by_code(struct store *s, const char *code, struct indicator *out,
    struct err *e)
{
	struct stmt *q = stmt_get(s, indicator_code_sql);

	stmt_text(q, ":code", code);
	return indicator_one(q, out, e);
}

static const char indicator_get_sql[] = INDICATOR_SELECT "  WHERE id = :id";

enum err_code indicator_get(struct store *s, int64_t id, struct indicator *out, struct err *e)
{
	struct stmt *q = stmt_get(s, indicator_get_sql);

	stmt_int(q, ":id", id);
	return indicator_one(q, out, e);
}

/* ---- values ---- */

#define SELECT \
	"SELECT m.id, m.rev, m.branch_id, m.client_id, m.dependant_id, m.created_at," \
	"    m.indicator_id, m.at, m.treatment_id, m.consultation_id, m.staff_id, m.value," \
	"    m.state = 'struck', m.day, m.typed, m.source, m.remark, m.reason, i.code, s.name" \
	"  FROM measure m JOIN indicator i ON i.id = m.indicator_id" \
	"  LEFT JOIN staff s ON s.id = m.staff_id"

static void measure_read(struct stmt *q, struct measure *m)
{
	const struct {
		char *dst;
		size_t size;
	} to[] = {
		{ m->day, sizeof m->day }, { m->typed, sizeof m->typed },
		{ m->source, sizeof m->source }, { m->remark, sizeof m->remark },
		{ m->reason, sizeof m->reason }, { m->code, sizeof m->code },
		{ m->staff, sizeof m->staff },
	};
	int64_t *const ids[] = { &m->id, &m->rev, &m->branch_id, &m->client_id, &m->dependant_id,
		&m->created_at, &m->indicator_id, &m->at, &m->treatment_id, &m->consultation_id,
		&m->staff_id };

	for (size_t i = 0; i < sizeof ids / sizeof *ids; i++)
		*ids[i] = stmt_col_int(q, (int)i);
	m->value = stmt_col_real(q, 11);
	m->struck = stmt_col_int(q, 12) != 0;
	for (size_t i = 0; i < sizeof to / sizeof *to; i++)
		stmt_col_copy(q, (int)(13 + i), to[i].dst, to[i].size);
}

static enum err_code read_list(struct stmt *q, struct measure_list *out, struct err *e)
{
	measure_list_free(out);
	while (stmt_row(q, e))
		measure_read(q, vec_push(out));
	return stmt_done(q, e);
}

static const char series_sql[] =
	SELECT "  WHERE m.client_id = :client AND m.indicator_id = :indicator AND m.at >= :from"
	"    AND m.dependant_id IS nullif(:dependant, 0) ORDER BY m.at";

enum err_code measure_list_series(struct store *s, int64_t client_id, int64_t dependant_id,
    int64_t indicator_id, int64_t from_at, struct measure_list *out, struct err *e)
{
	struct stmt *q = stmt_get(s, series_sql);

	stmt_int(q, ":client", client_id);
	stmt_int(q, ":dependant", dependant_id);
	stmt_int(q, ":indicator", indicator_id);
	stmt_int(q, ":from", from_at);
	return read_list(q, out, e);
}

static const char client_sql[] =
	SELECT "  WHERE m.client_id = :client ORDER BY m.at DESC LIMIT :limit";

enum err_code measure_list_client(struct store *s, int64_t client_id, int limit,
    struct measure_list *out, struct err *e)
{
	struct stmt *q = stmt_get(s, client_sql);

	stmt_int(q, ":client", client_id);
	stmt_int(q, ":limit", limit);
	return read_list(q, out, e);
}

static const char treatment_sql[] =
	SELECT "  WHERE m.treatment_id = :id ORDER BY m.id /* scan: of one treatment, sorted */";
static const char consultation_sql[] =
	SELECT "  WHERE m.consultation_id = :id ORDER BY m.id /* scan: of one sheet, sorted */";

enum err_code measure_list_treatment(struct store *s, int64_t treatment_id,
    struct measure_list *out, struct err *e)
{
	struct stmt *q = stmt_get(s, treatment_sql);

	stmt_int(q, ":id", treatment_id);
	return read_list(q, out, e);
}

enum err_code measure_list_consultation(struct store *s, int64_t consultation_id,
    struct measure_list *out, struct err *e)
{
	struct stmt *q = stmt_get(s, consultation_sql);

	stmt_int(q, ":id", consultation_id);
	return read_list(q, out, e);
}

void measure_list_free(struct measure_list *l)
{
	vec_free(l);
}

static enum err_code measure_one(struct stmt *q, struct measure *out, struct err *e)
{
	bool found = stmt_row(q, e);

	*out = (struct measure){ 0 };
	if (found)
		measure_read(q, out);
	return row_end(q, found, no_measure, e);
}

static const char last_sql[] =
	SELECT "  WHERE m.client_id = :client AND m.indicator_id = :indicator"
	"    AND m.dependant_id IS nullif(:dependant, 0) AND m.state = 'on'"
	"  ORDER BY m.at DESC LIMIT 1";

enum err_code measure_last(struct store *s, int64_t client_id, int64_t dependant_id,
    int64_t indicator_id, struct measure *out, struct err *e)
{
	struct stmt *q = stmt_get(s, last_sql);

	stmt_int(q, ":client", client_id);
	stmt_int(q, ":dependant", dependant_id);
	stmt_int(q, ":indicator", indicator_id);
	return measure_one(q, out, e);
}

static const char get_sql[] = SELECT "  WHERE m.id = :id";

enum err_code measure_get(struct store *s, int64_t id, struct measure *out, struct err *e)
{
	struct stmt *q = stmt_get(s, get_sql);

	stmt_int(q, ":id", id);
	return measure_one(q, out, e);
}

/* ---- writing ---- */

static const char insert_sql[] =
	"INSERT INTO measure(rev, branch_id, client_id, dependant_id, day, created_at,"
	"    indicator_id, at, value, typed, source, treatment_id, consultation_id, staff_id,"
	"    remark)"
	"  VALUES (:rev, :branch, :client, :dependant, :day, :now, :indicator, :at, :value, :typed,"
	"    :source, :treatment, :consultation, :staff, :remark)"
	"  RETURNING id";

enum err_code measure_insert(struct txn *t, const struct measure *m, int64_t *id, struct err *e)
{
	struct stmt *q = stmt_get(txn_store(t), insert_sql);

	stmt_int(q, ":rev", txn_action_id(t));
	stmt_int(q, ":branch", m->branch_id);
	stmt_int(q, ":client", m->client_id);
	stmt_int_or_null(q, ":dependant", m->dependant_id);
	stmt_text(q, ":day", m->day);
	stmt_int(q, ":now", txn_now(t));
	stmt_int(q, ":indicator", m->indicator_id);
	stmt_int(q, ":at", m->at ? m->at : txn_now(t));
	stmt_real(q, ":value", m->value);
	stmt_text(q, ":typed", row_null(m->typed));
	stmt_text(q, ":source", m->source[0] ? m->source : "here");
	stmt_int_or_null(q, ":treatment", m->treatment_id);
	stmt_int_or_null(q, ":consultation", m->consultation_id);
	stmt_int_or_null(q, ":staff", txn_actor(t)->staff_id);
	stmt_text(q, ":remark", row_null(m->remark));
	return row_run(q, id, no_measure, e);
}

static const char strike_sql[] =
	"UPDATE measure SET rev = :rev, state = 'struck', reason = :reason"
	"  WHERE id = :id AND state = 'on' RETURNING id";

enum err_code measure_strike(struct txn *t, int64_t id, const char *reason, struct err *e)
{
	struct stmt *q = stmt_get(txn_store(t), strike_sql);
	enum err_code rc;

	stmt_int(q, ":rev", txn_action_id(t));
	stmt_int(q, ":id", id);
	stmt_text(q, ":reason", reason);
	rc = row_run(q, NULL, no_measure, e);
	if (rc != ERR_NOTFOUND)
		return rc;
	err_clear(e);
	return err_set(e, ERR_CONFLICT, "%s", tr("That value is struck already."));
}
