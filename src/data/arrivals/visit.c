#include "data/visit.h"

#include "base/mem.h"
#include "base/tr.h"
#include "data/txn.h"
#include "data/store/row_priv.h"

static const char no_visit[] = N_("That visit is not here. Look at the arrivals (F4).");

static const char before_sql[] =
	"SELECT count(*), max(CASE WHEN v.allergy IS NOT NULL THEN v.day END) FROM visit v"
	"  WHERE v.client_id = :client";

enum err_code visit_before(struct store *s, int64_t client_id, struct visit_before *out,
    struct err *e)
{
	struct stmt *q = stmt_get(s, before_sql);

	*out = (struct visit_before){ 0 };
	stmt_int(q, ":client", client_id);
	if (stmt_row(q, e)) {
		out->visits = stmt_col_int(q, 0);
		stmt_col_copy(q, 1, out->asked, sizeof out->asked);
	}
	return stmt_done(q, e);
}

static const char insert_sql[] =
	"INSERT INTO visit(rev, branch_id, client_id, dependant_id, day, created_at,"
	"    appointment_id, arrived_at, number, zone, identity, identity_why, service_id, wants,"
	"    changed, allergy, valuables, learnt, greeter_id, resource_id, place, room_id, state,"
	"    since_at, due)"
	"  VALUES (:rev, :branch, :client, :dependant, :day, :now, :appointment, :arrived, :number,"
	"    :zone, :identity, :why, :service, :wants, :changed, :allergy, :valuables, :learnt,"
	"    :greeter, :resource, :place, :room, :state, :since, :due) RETURNING id" ROW_PARENT;

static void bind_ids(struct stmt *q, const struct visit_row *v)
{
	stmt_int(q, ":branch", v->branch_id);
	stmt_int(q, ":client", v->client_id);
	stmt_int_or_null(q, ":dependant", v->dependant_id);
	stmt_int_or_null(q, ":appointment", v->appointment_id);
	stmt_int_or_null(q, ":service", v->service_id);
	stmt_int_or_null(q, ":greeter", v->greeter_id);
	stmt_int_or_null(q, ":resource", v->resource_id);
	stmt_int_or_null(q, ":room", v->room_id);
	stmt_int(q, ":arrived", v->arrived_at);
	stmt_int(q, ":place", v->place);
	stmt_int(q, ":since", v->since_at);
	stmt_int(q, ":due", v->due);
}

enum err_code visit_insert(struct txn *t, const struct visit_row *v, int64_t *id, struct err *e)
{
	struct stmt *q = stmt_get(txn_store(t), insert_sql);

	stmt_int(q, ":rev", txn_action_id(t));
	stmt_int(q, ":now", txn_now(t));
	bind_ids(q, v);
	stmt_text(q, ":day", v->day);
	stmt_text(q, ":number", v->number);
	stmt_text(q, ":zone", v->zone);
	stmt_text(q, ":state", v->state);
	stmt_text(q, ":identity", v->identity);
	stmt_text(q, ":why", row_null(v->identity_why));
	stmt_text(q, ":wants", row_null(v->wants));
	stmt_text(q, ":changed", row_null(v->changed));
	stmt_text(q, ":allergy", row_null(v->allergy));
	stmt_text(q, ":valuables", row_null(v->valuables));
	stmt_text(q, ":learnt", row_null(v->learnt));
	return row_run(q, id, no_visit, e);
}

/* ---- what happened ---- */

static const char event_insert_sql[] =
	"INSERT INTO visit_event(rev, visit_id, at, staff_id, what, text)"
	"  VALUES (:rev, :visit, :at, :by, :what, :text) RETURNING id";

enum err_code visit_event_insert(struct txn *t, int64_t visit_id, int64_t at, const char *what,
    const char *text, struct err *e)
{
	struct stmt *q = stmt_get(txn_store(t), event_insert_sql);

	stmt_int(q, ":rev", txn_action_id(t));
	stmt_int(q, ":visit", visit_id);
	stmt_int(q, ":at", at);
	stmt_int_or_null(q, ":by", txn_actor(t)->staff_id);
	stmt_text(q, ":what", what);
	stmt_text(q, ":text", row_null(text));
	return row_run(q, NULL, no_visit, e);
}

static const char event_list_sql[] =
	"SELECT x.id, x.at, x.staff_id, x.what, x.text, s.name FROM visit_event x"
	"  LEFT JOIN staff s ON s.id = x.staff_id WHERE x.visit_id = :visit ORDER BY x.id";

enum err_code visit_event_list(struct store *s, int64_t visit_id, struct visit_event_list *out,
    struct err *e)
{
	struct stmt *q = stmt_get(s, event_list_sql);

	visit_event_list_free(out);
	stmt_int(q, ":visit", visit_id);
	while (stmt_row(q, e)) {
		struct visit_event *x = vec_push(out);

		x->id = stmt_col_int(q, 0);
		x->at = stmt_col_int(q, 1);
		x->staff_id = stmt_col_int(q, 2);
		stmt_col_copy(q, 3, x->what, sizeof x->what);
		stmt_col_copy(q, 4, x->text, sizeof x->text);
		stmt_col_copy(q, 5, x->staff, sizeof x->staff);
	}
	return stmt_done(q, e);
}

void visit_event_list_free(struct visit_event_list *l)
{
	vec_free(l);
}

/* ---- who came along ---- */

static const char companion_list_sql[] =
	"SELECT id, rev, visit_id, name, relation, phone, may_know FROM companion"
	"  WHERE visit_id = :visit AND state = 'on' ORDER BY id /* scan: of one visit, sorted */";

enum err_code companion_list(struct store *s, int64_t visit_id, struct companion_list *out,
    struct err *e)
{
	struct stmt *q = stmt_get(s, companion_list_sql);

	companion_list_free(out);
	stmt_int(q, ":visit", visit_id);
	while (stmt_row(q, e)) {
		struct companion *c = vec_push(out);

		c->id = stmt_col_int(q, 0);
		c->rev = stmt_col_int(q, 1);
		c->visit_id = stmt_col_int(q, 2);
		stmt_col_copy(q, 3, c->name, sizeof c->name);
		stmt_col_copy(q, 4, c->relation, sizeof c->relation);
		stmt_col_copy(q, 5, c->phone, sizeof c->phone);
		c->may_know = stmt_col_int(q, 6) != 0;
	}
	return stmt_done(q, e);
}

void companion_list_free(struct companion_list *l)
{
	vec_free(l);
}

static const char companion_insert_sql[] =
	"INSERT INTO companion(rev, visit_id, name, relation, phone, may_know)"
	"  VALUES (:rev, :visit, :name, :relation, :phone, :may) RETURNING id";

enum err_code companion_insert(struct txn *t, const struct companion *c, int64_t *id,
    struct err *e)
{
	struct stmt *q = stmt_get(txn_store(t), companion_insert_sql);

	stmt_int(q, ":rev", txn_action_id(t));
	stmt_int(q, ":visit", c->visit_id);
	stmt_text(q, ":name", c->name);
	stmt_text(q, ":relation", row_null(c->relation));
	stmt_text(q, ":phone", row_null(c->phone));
	stmt_int(q, ":may", c->may_know);
	return row_run(q, id, no_visit, e);
}
