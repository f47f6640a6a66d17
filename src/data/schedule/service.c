#include "data/service.h"

#include "base/mem.h"
#include "base/tr.h"
#include "data/txn.h"
#include "data/store/row_priv.h"

static const char no_service[] = N_("There is no such service. Look at the catalogue (F12).");

#define COLUMNS \
	"id, rev, created_at, code, name, name_en, minutes, state, rank, deposit, advice," \
	" advice_en, prepare, price"

static void service_read(struct stmt *q, struct service *v)
{
	v->id = stmt_col_int(q, 0);
	v->rev = stmt_col_int(q, 1);
	v->created_at = stmt_col_int(q, 2);
	stmt_col_copy(q, 3, v->code, sizeof v->code);
	stmt_col_copy(q, 4, v->name, sizeof v->name);
	stmt_col_copy(q, 5, v->name_en, sizeof v->name_en);
	v->minutes = (int)stmt_col_int(q, 6);
	stmt_col_copy(q, 7, v->state, sizeof v->state);
	v->rank = (int)stmt_col_int(q, 8);
	v->deposit = stmt_col_int(q, 9);
	stmt_col_copy(q, 10, v->advice, sizeof v->advice);
	stmt_col_copy(q, 11, v->advice_en, sizeof v->advice_en);
	stmt_col_copy(q, 12, v->prepare, sizeof v->prepare);
	v->price = stmt_col_int(q, 13);
}

static enum err_code read_one(struct stmt *q, struct service *out, struct err *e)
{
	bool found = stmt_row(q, e);

	if (found)
		service_read(q, out);
	return row_end(q, found, no_service, e);
}

static const char service_get_sql[] = "SELECT " COLUMNS " FROM service WHERE id = :id";

enum err_code service_get(struct store *s, int64_t id, struct service *out, struct err *e)
{
	struct stmt *q = stmt_get(s, service_get_sql);

	stmt_int(q, ":id", id);
	return read_one(q, out, e);
}

static const char service_by_code_sql[] = "SELECT " COLUMNS " FROM service WHERE code = :code";

enum err_code service_by_code(struct store *s, const char *code, struct service *out,
    struct err *e)
{
	struct stmt *q = stmt_get(s, service_by_code_sql);

	stmt_text(q, ":code", code);
	return read_one(q, out, e);
}

static const char service_list_sql[] =
	"SELECT " COLUMNS " FROM service WHERE :retired = 1 OR state <> 'retired' ORDER BY name, id"
	" /* scan: few services */";

enum err_code service_list(struct store *s, bool retired, struct service_list *out, struct err *e)
{
	struct stmt *q = stmt_get(s, service_list_sql);

	service_list_free(out);
	stmt_int(q, ":retired", retired);
	while (stmt_row(q, e))
		service_read(q, vec_push(out));
	return stmt_done(q, e);
}

void service_list_free(struct service_list *l)
{
	vec_free(l);
}

static const char service_insert_sql[] =
	"INSERT INTO service(rev, created_at, code, name, name_en, minutes, rank, deposit, advice,"
	"    advice_en, prepare, price)"
	"  VALUES (:rev, :now, :code, :name, :name_en, :minutes, :rank, :deposit, :advice,"
	"    :advice_en, :prepare, :price) RETURNING id"
	ROW_PARENT;

enum err_code service_insert(struct txn *t, const struct service *v, int64_t *id, struct err *e)
{
	struct stmt *q = stmt_get(txn_store(t), service_insert_sql);

	stmt_int(q, ":rev", txn_action_id(t));
	stmt_int(q, ":now", txn_now(t));
	stmt_text(q, ":code", v->code);
	stmt_text(q, ":name", v->name);
	stmt_text(q, ":name_en", row_null(v->name_en));
	stmt_int(q, ":minutes", v->minutes);
	stmt_int(q, ":rank", v->rank);
	stmt_int(q, ":deposit", v->deposit);
	stmt_text(q, ":advice", row_null(v->advice));
	stmt_text(q, ":advice_en", row_null(v->advice_en));
	stmt_text(q, ":prepare", row_null(v->prepare));
	stmt_int(q, ":price", v->price);
	return row_run(q, id, no_service, e);
}

static const char service_set_state_sql[] =
	"UPDATE service SET state = :state, rev = :rev WHERE id = :id RETURNING id";

enum err_code service_set_state(struct txn *t, int64_t id, const char *state, struct err *e)
{
	struct stmt *q = stmt_get(txn_store(t), service_set_state_sql);

	stmt_int(q, ":id", id);
	stmt_text(q, ":state", state);
	stmt_int(q, ":rev", txn_action_id(t));
	return row_run(q, NULL, no_service, e);
}
