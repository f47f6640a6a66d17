/* Versions of a plan with their items, its team, and what the client does at home. */
#include "base/mem.h"
#include "data/plan.h"
#include "data/txn.h"
#include "plan_priv.h"
#include "data/store/row_priv.h"

/* ---- versions ---- */

static const char version_list_sql[] =
	"SELECT v.version, v.at, v.staff_id, v.price, v.goal, v.text, s.name"
	"  FROM plan_version v LEFT JOIN staff s ON s.id = v.staff_id"
	"  WHERE v.plan_id = :plan ORDER BY v.version";

enum err_code plan_version_list(struct store *s, int64_t plan_id, struct plan_version_list *out,
    struct err *e)
{
	struct stmt *q = stmt_get(s, version_list_sql);

	plan_version_list_free(out);
	stmt_int(q, ":plan", plan_id);
	while (stmt_row(q, e)) {
		struct plan_version *v = vec_push(out);

		v->version = (int)stmt_col_int(q, 0);
		v->at = stmt_col_int(q, 1);
		v->staff_id = stmt_col_int(q, 2);
		v->price = stmt_col_int(q, 3);
		stmt_col_copy(q, 4, v->goal, sizeof v->goal);
		stmt_col_copy(q, 5, v->text, sizeof v->text);
		stmt_col_copy(q, 6, v->staff, sizeof v->staff);
	}
	return stmt_done(q, e);
}

void plan_version_list_free(struct plan_version_list *l)
{
	vec_free(l);
}

static const char version_insert_sql[] =
	"INSERT INTO plan_version(plan_id, version, rev, at, staff_id, goal, price, text)"
	"  VALUES (:plan, :version, :rev, :now, :staff, :goal, :price, :text)";
/* The first version is there already; each other follows the one in force. */
static const char version_set_sql[] =
	"UPDATE plan SET rev = :rev, version = :version, goal = coalesce(:goal, goal)"
	"  WHERE id = :plan AND version IN (:version, :version - 1) RETURNING id";

enum err_code plan_version_insert(struct txn *t, int64_t plan_id, const struct plan_version *v,
    struct err *e)
{
	struct stmt *q = stmt_get(txn_store(t), version_set_sql);
	enum err_code rc;

	stmt_int(q, ":rev", txn_action_id(t));
	stmt_int(q, ":plan", plan_id);
	stmt_int(q, ":version", v->version);
	stmt_text(q, ":goal", row_null(v->goal));
	rc = plan_changed(row_run(q, NULL, plan_missing, e), e);
	if (rc != OK)
		return rc;
	q = stmt_get(txn_store(t), version_insert_sql);
	stmt_int(q, ":plan", plan_id);
	stmt_int(q, ":version", v->version);
	stmt_int(q, ":rev", txn_action_id(t));
	stmt_int(q, ":now", txn_now(t));
	stmt_int_or_null(q, ":staff", txn_actor(t)->staff_id);
	stmt_text(q, ":goal", row_null(v->goal));
	stmt_int(q, ":price", v->price);
	stmt_text(q, ":text", row_null(v->text));
	return stmt_run(q, e);
}

static const char item_list_sql[] =
	"SELECT i.line, i.service_id, i.sessions, i.days_apart, i.price, i.text, v.name, v.name_en"
	"  FROM plan_item i LEFT JOIN service v ON v.id = i.service_id"
	"  WHERE i.plan_id = :plan AND i.version = :version ORDER BY i.line";

enum err_code plan_item_list(struct store *s, int64_t plan_id, int version,
    struct plan_item_list *out, struct err *e)
{
	struct stmt *q = stmt_get(s, item_list_sql);

	plan_item_list_free(out);
	stmt_int(q, ":plan", plan_id);
	stmt_int(q, ":version", version);
	while (stmt_row(q, e)) {
		struct plan_item *i = vec_push(out);

		i->line = (int)stmt_col_int(q, 0);
		i->service_id = stmt_col_int(q, 1);
		i->sessions = (int)stmt_col_int(q, 2);
		i->days_apart = (int)stmt_col_int(q, 3);
		i->price = stmt_col_int(q, 4);
		stmt_col_copy(q, 5, i->text, sizeof i->text);
		stmt_col_copy(q, 6, i->service, sizeof i->service);
		stmt_col_copy(q, 7, i->service_en, sizeof i->service_en);
	}
	return stmt_done(q, e);
}

void plan_item_list_free(struct plan_item_list *l)
{
	vec_free(l);
}

static const char item_insert_sql[] =
	"INSERT INTO plan_item(plan_id, version, line, rev, service_id, text, sessions, price,"
	"    days_apart)"
	"  VALUES (:plan, :version, :line, :rev, :service, :text, :sessions, :price, :apart)";

enum err_code plan_item_insert(struct txn *t, int64_t plan_id, int version,
    const struct plan_item *i, struct err *e)
{
	struct stmt *q = stmt_get(txn_store(t), item_insert_sql);

	stmt_int(q, ":plan", plan_id);
	stmt_int(q, ":version", version);
	stmt_int(q, ":line", i->line);
	stmt_int(q, ":rev", txn_action_id(t));
	stmt_int_or_null(q, ":service", i->service_id);
	stmt_text(q, ":text", row_null(i->text));
	stmt_int(q, ":sessions", i->sessions);
	stmt_int(q, ":price", i->price);
	stmt_int(q, ":apart", i->days_apart);
	return stmt_run(q, e);
}

/* ---- team ---- */

static const char member_list_sql[] =
	"SELECT m.id, m.staff_id, m.from_at, m.until_at, m.changed_by, m.role, s.name, b.name,"
	"    m.reason, m.told"
	"  FROM plan_member m JOIN staff s ON s.id = m.staff_id"
	"  LEFT JOIN staff b ON b.id = m.changed_by"
	"  WHERE m.plan_id = :plan AND (:all OR m.until_at IS NULL)"
	"  ORDER BY m.role, m.id DESC /* scan: of one plan, sorted */";

enum err_code plan_member_list(struct store *s, int64_t plan_id, bool all,
    struct plan_member_list *out, struct err *e)
{
	struct stmt *q = stmt_get(s, member_list_sql);

	plan_member_list_free(out);
	stmt_int(q, ":plan", plan_id);
	stmt_int(q, ":all", all);
	while (stmt_row(q, e)) {
		struct plan_member *m = vec_push(out);

		m->id = stmt_col_int(q, 0);
		m->staff_id = stmt_col_int(q, 1);
		m->from_at = stmt_col_int(q, 2);
		m->until_at = stmt_col_int(q, 3);
		m->changed_by = stmt_col_int(q, 4);
		stmt_col_copy(q, 5, m->role, sizeof m->role);
		stmt_col_copy(q, 6, m->staff, sizeof m->staff);
		stmt_col_copy(q, 7, m->by, sizeof m->by);
		stmt_col_copy(q, 8, m->reason, sizeof m->reason);
		stmt_col_copy(q, 9, m->told, sizeof m->told);
	}
	return stmt_done(q, e);
}

void plan_member_list_free(struct plan_member_list *l)
{
	vec_free(l);
}

static const char member_now_sql[] =
	"SELECT staff_id FROM plan_member"
	"  WHERE plan_id = :plan AND role = :role AND until_at IS NULL";
static const char member_end_sql[] =
	"UPDATE plan_member SET rev = :rev, until_at = :now"
	"  WHERE plan_id = :plan AND role = :role AND until_at IS NULL";
static const char member_insert_sql[] =
	"INSERT INTO plan_member(rev, plan_id, role, staff_id, from_at, changed_by, reason, told)"
	"  VALUES (:rev, :plan, :role, :staff, :now, :by, :reason, :told)";

static enum err_code member_now(struct txn *t, int64_t plan_id, const char *role, int64_t *staff,
    struct err *e)
{
	struct stmt *q = stmt_get(txn_store(t), member_now_sql);

	stmt_int(q, ":plan", plan_id);
	stmt_text(q, ":role", role);
	return row_number(q, staff, e);
}

static enum err_code member_end(struct txn *t, int64_t plan_id, const char *role, struct err *e)
{
	struct stmt *q = stmt_get(txn_store(t), member_end_sql);

	stmt_int(q, ":rev", txn_action_id(t));
	stmt_int(q, ":now", txn_now(t));
	stmt_int(q, ":plan", plan_id);
	stmt_text(q, ":role", role);
	return stmt_run(q, e);
}

enum err_code plan_member_set(struct txn *t, int64_t plan_id, const struct plan_member *m,
    struct err *e)
{
	struct stmt *q;
	int64_t now = 0;
	enum err_code rc = member_now(t, plan_id, m->role, &now, e);

	if (rc != OK || now == m->staff_id)
		return rc;
	if (now)
		rc = member_end(t, plan_id, m->role, e);
	if (rc != OK)
		return rc;
	q = stmt_get(txn_store(t), member_insert_sql);
	stmt_int(q, ":rev", txn_action_id(t));
	stmt_int(q, ":plan", plan_id);
	stmt_text(q, ":role", m->role);
	stmt_int(q, ":staff", m->staff_id);
	stmt_int(q, ":now", txn_now(t));
	stmt_int_or_null(q, ":by", now ? txn_actor(t)->staff_id : 0);
	stmt_text(q, ":reason", row_null(m->reason));
	stmt_text(q, ":told", row_null(m->told));
	return stmt_run(q, e);
}

/* ---- at home ---- */

static const char home_list_sql[] =
	"SELECT h.line, h.confirmed_at, h.staff_id, h.text, s.name"
	"  FROM plan_home h LEFT JOIN staff s ON s.id = h.staff_id"
	"  WHERE h.plan_id = :plan AND h.state = 'on' ORDER BY h.line";

enum err_code plan_home_list(struct store *s, int64_t plan_id, struct plan_home_list *out,
    struct err *e)
{
	struct stmt *q = stmt_get(s, home_list_sql);

	plan_home_list_free(out);
	stmt_int(q, ":plan", plan_id);
	while (stmt_row(q, e)) {
		struct plan_home *h = vec_push(out);

		h->line = (int)stmt_col_int(q, 0);
		h->confirmed_at = stmt_col_int(q, 1);
		h->staff_id = stmt_col_int(q, 2);
		stmt_col_copy(q, 3, h->text, sizeof h->text);
		stmt_col_copy(q, 4, h->staff, sizeof h->staff);
	}
	return stmt_done(q, e);
}

void plan_home_list_free(struct plan_home_list *l)
{
	vec_free(l);
}

static const char home_set_sql[] =
	"INSERT INTO plan_home(plan_id, line, rev, text) VALUES (:plan, :line, :rev, :text)"
	"  ON CONFLICT(plan_id, line) DO UPDATE SET rev = excluded.rev, text = excluded.text,"
	"    confirmed_at = NULL, staff_id = NULL, state = 'on'";

enum err_code plan_home_set(struct txn *t, int64_t plan_id, int line, const char *text,
    struct err *e)
{
	struct stmt *q = stmt_get(txn_store(t), home_set_sql);

	stmt_int(q, ":plan", plan_id);
	stmt_int(q, ":line", line);
	stmt_int(q, ":rev", txn_action_id(t));
	stmt_text(q, ":text", text);
	return stmt_run(q, e);
}

static const char home_drop_sql[] =
	"UPDATE plan_home SET rev = :rev, state = 'retired'"
	"  WHERE plan_id = :plan AND line >= :line AND state = 'on'";

enum err_code plan_home_drop(struct txn *t, int64_t plan_id, int line, struct err *e)
{
	struct stmt *q = stmt_get(txn_store(t), home_drop_sql);

	stmt_int(q, ":rev", txn_action_id(t));
	stmt_int(q, ":plan", plan_id);
	stmt_int(q, ":line", line);
	return stmt_run(q, e);
}

static const char home_confirm_sql[] =
	"UPDATE plan_home SET rev = :rev, confirmed_at = :now, staff_id = :staff"
	"  WHERE plan_id = :plan AND line = :line AND state = 'on' RETURNING line";

enum err_code plan_home_confirm(struct txn *t, int64_t plan_id, int line, struct err *e)
{
	struct stmt *q = stmt_get(txn_store(t), home_confirm_sql);

	stmt_int(q, ":rev", txn_action_id(t));
	stmt_int(q, ":now", txn_now(t));
	stmt_int_or_null(q, ":staff", txn_actor(t)->staff_id);
	stmt_int(q, ":plan", plan_id);
	stmt_int(q, ":line", line);
	return row_run(q, NULL, plan_missing, e);
}
