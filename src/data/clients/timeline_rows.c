/*
 * Rows of the timeline from visits on: all have the same parts, so that each source is a statement
 * of the table below. Each reads an index of the client in falling order of time; where a client
 * has a handful only, the rows are sorted.
 */
#include "data/store/row_priv.h"
#include "timeline_priv.h"

/* AT, ID of the row; who did it; state; the six parts: data/timeline.h. */
#define ROW(at, id, staff, name, state, what, what_en, word, sum, text, number) \
	"SELECT " at ", " id ", " staff ", " name ", " state ", " what ", " what_en ", " word ", " \
	    sum ", " text ", " number
/* Then the family member or pet it was about: of OWNER, the alias of the row's table. */
#define NOBODY ", ''"
#define TREATED(owner) \
	", (SELECT d.name FROM dependant d WHERE d.id = " owner ".dependant_id)"
#define PAGE(at, row) \
	"  WHERE " row ".client_id = :client AND " at " <= :at" \
	"    AND (" at " < :at OR " row ".id < :id)" \
	"  ORDER BY " at " DESC, " row ".id DESC LIMIT :limit"
#define FEW " /* scan: few of one client, sorted */"

static const char visit_sql[] =
	ROW("v.arrived_at", "v.id", "v.greeter_id", "p.name", "v.state", "k.name", "k.name_en",
	    "coalesce(v.outcome, v.state)", "''", "coalesce(v.outcome_text, v.wants)", "v.number")
	TREATED("v")
	"  FROM visit v"
	"  LEFT JOIN staff p ON p.id = v.greeter_id"
	"  LEFT JOIN service k ON k.id = v.service_id"
	PAGE("v.arrived_at", "v");

static const char consultation_sql[] =
	ROW("c.created_at", "c.id", "c.staff_id", "p.name", "c.state", "k.name", "k.name_en",
	    "coalesce(c.outcome, '')", "''", "c.reason", "''")
	TREATED("c")
	"  FROM consultation c"
	"  LEFT JOIN staff p ON p.id = c.staff_id"
	"  LEFT JOIN service k ON k.id = c.service_id"
	PAGE("c.created_at", "c");

static const char measure_sql[] =
	ROW("m.at", "m.id", "m.staff_id", "p.name", "m.state", "i.name", "i.name_en",
	    "CASE i.decimals WHEN 0 THEN CAST(m.value AS INTEGER)"
	    " ELSE round(m.value, i.decimals) END || ' ' || i.unit", "''", "m.remark", "''")
	TREATED("m")
	"  FROM measure m"
	"  JOIN indicator i ON i.id = m.indicator_id"
	"  LEFT JOIN staff p ON p.id = m.staff_id"
	PAGE("m.at", "m");

static const char plan_sql[] =
	ROW("l.created_at", "l.id", "l.created_by", "p.name", "l.state", "l.name", "''",
	    "l.state", "v.price", "l.goal", "l.number")
	TREATED("l")
	"  FROM plan l"
	"  LEFT JOIN staff p ON p.id = l.created_by"
	"  LEFT JOIN plan_version v ON v.plan_id = l.id AND v.version = l.version"
	PAGE("l.created_at", "l");

static const char agreement_sql[] =
	ROW("a.at", "a.id", "a.staff_id", "p.name", "a.answer", "a.kind",
	    "coalesce(a.signed_by, '')", "a.answer", "''",
	    "a.text", "l.number")
	NOBODY
	"  FROM agreement a"
	"  LEFT JOIN staff p ON p.id = a.staff_id"
	"  LEFT JOIN plan l ON l.id = a.plan_id"
	PAGE("a.at", "a") FEW;

static const char treatment_sql[] =
	ROW("t.started_at", "t.id", "t.operator_id", "p.name", "t.state", "k.name", "k.name_en",
	    "t.state", "''", "coalesce(t.summary, t.did, t.reason)", "''")
	TREATED("t")
	"  FROM treatment t"
	"  JOIN service k ON k.id = t.service_id"
	"  LEFT JOIN staff p ON p.id = t.operator_id"
	PAGE("t.started_at", "t");

static const char adverse_sql[] =
	ROW("a.at", "a.id", "a.staff_id", "p.name", "a.state", "a.sign", "''", "a.state", "''",
	    "coalesce(a.measure, '') || coalesce(': ' || a.outcome, '')", "''")
	NOBODY
	"  FROM adverse a"
	"  LEFT JOIN staff p ON p.id = a.staff_id"
	PAGE("a.at", "a");

static const char client_order_sql[] =
	ROW("o.created_at", "o.id", "o.created_by", "p.name", "o.state",
	    "(SELECT coalesce(g.name, x.name, k.name, l.text) FROM "
	    "order_line l LEFT JOIN product g ON g.id = l.product_id LEFT "
	    "JOIN test_type x ON x.id = l.test_type_id LEFT JOIN service k "
	    "ON k.id = l.service_id WHERE l.order_id = o.id ORDER BY l.line "
	    "LIMIT 1)",
	    "(SELECT coalesce(g.name_en, x.name_en, k.name_en, l.text) FROM "
	    "order_line l LEFT JOIN product g ON g.id = l.product_id LEFT "
	    "JOIN test_type x ON x.id = l.test_type_id LEFT JOIN service k "
	    "ON k.id = l.service_id WHERE l.order_id = o.id ORDER BY l.line "
	    "LIMIT 1)", "o.kind", "m.total", "o.reason", "o.number")
	TREATED("o")
	"  FROM client_order o"
	"  JOIN order_money m ON m.order_id = o.id"
	"  LEFT JOIN staff p ON p.id = o.created_by"
	PAGE("o.created_at", "o");

static const char payment_sql[] =
	ROW("y.created_at", "y.id", "y.staff_id", "p.name",
	    "CASE WHEN y.reverses IS NULL THEN '' ELSE 'back' END", "y.method", "''", "y.kind",
	    "y.amount", "y.reason", "coalesce(o.number, y.receipt)")
	NOBODY
	"  FROM payment y"
	"  LEFT JOIN staff p ON p.id = y.staff_id"
	"  LEFT JOIN client_order o ON o.id = y.order_id"
	PAGE("y.created_at", "y");

static const char card_sql[] =
	ROW("c.created_at", "c.id", "NULL", "''", "c.state", "c.name", "''", "c.kind", "''",
	    "c.reason", "c.number")
	NOBODY
	"  FROM card c"
	PAGE("c.created_at", "c") FEW;

static const char test_sql[] =
	ROW("t.created_at", "t.id", "t.expert_id", "p.name", "t.stage", "x.name", "x.name_en",
	    "t.stage", "''", "t.reason", "t.number")
	TREATED("t")
	"  FROM test t"
	"  JOIN test_type x ON x.id = t.test_type_id"
	"  LEFT JOIN staff p ON p.id = t.expert_id"
	PAGE("t.created_at", "t");

/* By whom it was written or told; of what the house sends by itself: to which of ours. */
static const char message_sql[] =
	ROW("m.created_at", "m.id", "coalesce(m.by_id, m.staff_id)", "p.name", "m.state",
	    "m.template", "''", "m.state", "''", "m.text", "''")
	NOBODY
	"  FROM message m"
	"  LEFT JOIN staff p ON p.id = coalesce(m.by_id, m.staff_id)"
	PAGE("m.created_at", "m") FEW;

static const char incident_sql[] =
	ROW("i.at", "i.id", "i.created_by", "p.name", "i.state", "i.what", "''", "i.state", "''",
	    "i.measures", "''")
	NOBODY
	"  FROM incident i"
	"  LEFT JOIN staff p ON p.id = i.created_by"
	PAGE("i.at", "i") FEW;

static const char request_sql[] =
	ROW("r.came_at", "r.id", "r.answered_by", "p.name", "r.state", "k.name", "k.name_en",
	    "r.state", "''", "coalesce(r.text, r.wants)", "''")
	NOBODY
	"  FROM request r"
	"  LEFT JOIN staff p ON p.id = r.answered_by"
	"  LEFT JOIN service k ON k.id = r.service_id"
	PAGE("r.came_at", "r") FEW;

static const char callback_sql[] =
	ROW("c.done_at", "c.id", "c.done_by", "p.name", "c.state", "c.about", "c.about_en",
	    "c.result", "''", "(SELECT coalesce(s.promised, s.text, s.satisfied_why) FROM"
	    " callback_step s WHERE s.callback_id = c.id AND s.result IS NOT NULL"
	    " ORDER BY s.id DESC LIMIT 1)", "''")
	NOBODY
	"  FROM callback c"
	"  LEFT JOIN staff p ON p.id = c.done_by"
	PAGE("c.done_at", "c") FEW;

static const char complaint_sql[] =
	ROW("c.created_at", "c.id", "c.taken_by", "p.name", "c.state", "c.kind", "''", "c.state",
	    "''", "c.content || coalesce(' > ' || c.result, '')", "c.number")
	NOBODY
	"  FROM complaint c"
	"  LEFT JOIN staff p ON p.id = c.taken_by"
	PAGE("c.created_at", "c") FEW;

static const char escalation_sql[] =
	ROW("x.created_at", "x.id", "x.raised_by", "p.name", "x.state", "''", "''", "x.state",
	    "''", "x.text || coalesce(' > ' || x.answer, '') || coalesce(' > ' || x.result, '')",
	    "''")
	NOBODY
	"  FROM escalation x"
	"  LEFT JOIN staff p ON p.id = x.raised_by"
	PAGE("x.created_at", "x") FEW;

/* The client's file is open to who was rated too: no marks here, and no words of a survey. */
static const char survey_sql[] =
	ROW("y.created_at", "y.id", "y.asked_by", "p.name", "y.state", "k.name", "k.name_en",
	    "y.state", "''", "''", "''")
	NOBODY
	"  FROM survey y"
	"  LEFT JOIN visit v ON v.id = y.visit_id"
	"  LEFT JOIN service k ON k.id = v.service_id"
	"  LEFT JOIN staff p ON p.id = y.asked_by"
	PAGE("y.created_at", "y");

static const char suggestion_sql[] =
	ROW("g.created_at", "g.id", "g.staff_id", "p.name", "g.state", "''", "''", "g.state", "''",
	    "CASE WHEN g.survey_id IS NULL THEN g.text ELSE '' END", "''")
	NOBODY
	"  FROM suggestion g"
	"  LEFT JOIN staff p ON p.id = g.staff_id"
	PAGE("g.created_at", "g") FEW;

static const char guest_sql[] =
	ROW("u.created_at", "u.id", "NULL", "''", "u.state", "e.name", "''", "u.state", "''",
	    "u.feedback", "''")
	NOBODY
	"  FROM guest u"
	"  JOIN gathering e ON e.id = u.gathering_id"
	PAGE("u.created_at", "u") FEW;

static const char reply_sql[] =
	ROW("y.created_at", "y.id", "y.done_by", "p.name", "y.state", "coalesce(y.result, '')",
	    "''", "y.meaning", "''", "y.text", "''")
	NOBODY
	"  FROM reply y"
	"  LEFT JOIN staff p ON p.id = y.done_by"
	PAGE("y.created_at", "y") FEW;

static const char cultivation_sql[] =
	ROW("u.created_at", "u.id", "u.owner_id", "p.name", "u.state", "u.measure", "''",
	    "u.target", "(SELECT sum(s.cost) FROM cultivation_step s"
	    " WHERE s.cultivation_id = u.id)", "u.result", "''")
	NOBODY
	"  FROM cultivation u"
	"  LEFT JOIN staff p ON p.id = u.owner_id"
	PAGE("u.created_at", "u") FEW;

static const struct source {
	enum timeline_kind kind;
	const char *table, *sql;
} sources[] = {
	{ TIMELINE_VISIT, "visit", visit_sql },
	{ TIMELINE_CONSULTATION, "consultation", consultation_sql },
	{ TIMELINE_MEASURE, "measure", measure_sql },
	{ TIMELINE_PLAN, "plan", plan_sql },
	{ TIMELINE_AGREEMENT, "agreement", agreement_sql },
	{ TIMELINE_TREATMENT, "treatment", treatment_sql },
	{ TIMELINE_ADVERSE, "adverse", adverse_sql },
	{ TIMELINE_ORDER, "client_order", client_order_sql },
	{ TIMELINE_PAYMENT, "payment", payment_sql },
	{ TIMELINE_CARD, "card", card_sql },
	{ TIMELINE_TEST, "test", test_sql },
	{ TIMELINE_MESSAGE, "message", message_sql },
	{ TIMELINE_INCIDENT, "incident", incident_sql },
	{ TIMELINE_REQUEST, "request", request_sql },
	{ TIMELINE_CALLBACK, "callback", callback_sql },
	{ TIMELINE_COMPLAINT, "complaint", complaint_sql },
	{ TIMELINE_ESCALATION, "escalation", escalation_sql },
	{ TIMELINE_SURVEY, "survey", survey_sql },
	{ TIMELINE_SUGGESTION, "suggestion", suggestion_sql },
	{ TIMELINE_GUEST, "guest", guest_sql },
	{ TIMELINE_REPLY, "reply", reply_sql },
	{ TIMELINE_CULTIVATION, "cultivation", cultivation_sql },
};

static enum err_code read_source(const struct timeline_page *p, const struct source *x,
    struct err *e)
{
	struct stmt *q = stmt_get(p->s, x->sql);

	timeline_bind(q, p, x->kind);
	stmt_int(q, ":limit", p->limit);
	while (stmt_row(q, e)) {
		struct timeline_row *r = timeline_add(p, x->kind, stmt_col_int(q, 0),
		    stmt_col_int(q, 1), x->table);

		r->staff_id = stmt_col_int(q, 2);
		stmt_col_copy(q, 3, r->staff, sizeof r->staff);
		stmt_col_copy(q, 4, r->state, sizeof r->state);
		for (int i = 0; i < TIMELINE_PARTS; i++)
			timeline_part(r, i, stmt_col_text(q, 5 + i));
		stmt_col_copy(q, 5 + TIMELINE_PARTS, r->treated, sizeof r->treated);
	}
	return stmt_done(q, e);
}

enum err_code timeline_read_rows(const struct timeline_page *p, struct err *e)
{
	enum err_code rc = OK;

	for (size_t i = 0; i < sizeof sources / sizeof *sources && rc == OK; i++)
		if (p->kinds & TIMELINE_BIT(sources[i].kind))
			rc = read_source(p, &sources[i], e);
	return rc;
}
