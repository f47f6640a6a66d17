#include "data/staff.h"

#include "base/mem.h"
#include "base/tr.h"
#include "data/txn.h"
#include "data/store/row_priv.h"

static const char no_staff[] =
	N_("There is no such person among the staff. Look at the list (F12).");

#define COLUMNS "p.id, p.rev, p.branch_id, p.created_at, p.code, p.name, p.name_en, p.gender," \
	" p.phone, p.day, p.login, p.language, p.state"

static void staff_read(struct stmt *q, struct staff *p)
{
	p->id = stmt_col_int(q, 0);
	p->rev = stmt_col_int(q, 1);
	p->branch_id = stmt_col_int(q, 2);
	p->created_at = stmt_col_int(q, 3);
	stmt_col_copy(q, 4, p->code, sizeof p->code);
	stmt_col_copy(q, 5, p->name, sizeof p->name);
	stmt_col_copy(q, 6, p->name_en, sizeof p->name_en);
	stmt_col_copy(q, 7, p->gender, sizeof p->gender);
	stmt_col_copy(q, 8, p->phone, sizeof p->phone);
	stmt_col_copy(q, 9, p->day, sizeof p->day);
	stmt_col_copy(q, 10, p->login, sizeof p->login);
	stmt_col_copy(q, 11, p->language, sizeof p->language);
	stmt_col_copy(q, 12, p->state, sizeof p->state);
}

static enum err_code read_one(struct stmt *q, struct staff *out, struct err *e)
{
	bool found = stmt_row(q, e);

	if (found)
		staff_read(q, out);
	return row_end(q, found, no_staff, e);
}

static enum err_code read_list(struct stmt *q, struct staff_list *out, struct err *e)
{
	staff_list_free(out);
	while (stmt_row(q, e))
		staff_read(q, vec_push(out));
	return stmt_done(q, e);
}

static const char staff_get_sql[] = "SELECT " COLUMNS " FROM staff p WHERE p.id = :id";

enum err_code staff_get(struct store *s, int64_t id, struct staff *out, struct err *e)
{
	struct stmt *q = stmt_get(s, staff_get_sql);

	stmt_int(q, ":id", id);
	return read_one(q, out, e);
}

static const char staff_by_code_sql[] = "SELECT " COLUMNS " FROM staff p WHERE p.code = :code";

enum err_code staff_by_code(struct store *s, const char *code, struct staff *out, struct err *e)
{
	struct stmt *q = stmt_get(s, staff_by_code_sql);

	stmt_text(q, ":code", code);
	return read_one(q, out, e);
}

static const char staff_by_login_sql[] = "SELECT " COLUMNS " FROM staff p WHERE p.login = :login";

enum err_code staff_by_login(struct store *s, const char *login, struct staff *out, struct err *e)
{
	struct stmt *q = stmt_get(s, staff_by_login_sql);

	stmt_text(q, ":login", login);
	return read_one(q, out, e);
}

static const char staff_list_sql[] =
	"SELECT " COLUMNS " FROM staff p"
	"  WHERE (:branch = 0 OR p.branch_id = :branch) AND (:retired = 1 OR p.state <> 'retired')"
	"  ORDER BY p.name, p.id /* scan: few people */";

enum err_code staff_list(struct store *s, int64_t branch_id, bool retired, struct staff_list *out,
    struct err *e)
{
	struct stmt *q = stmt_get(s, staff_list_sql);

	stmt_int(q, ":branch", branch_id);
	stmt_int(q, ":retired", retired);
	return read_list(q, out, e);
}

static const char staff_list_role_sql[] =
	"SELECT DISTINCT " COLUMNS " FROM staff_role r JOIN staff p ON p.id = r.staff_id"
	"  WHERE r.role = :role AND r.state = 'on' AND p.state = 'on'"
	"    AND (:branch = 0 OR r.branch_id = 0 OR r.branch_id = :branch)"
	"  ORDER BY p.name, p.id /* scan: few people */";

enum err_code staff_list_role(struct store *s, const char *role, int64_t branch_id,
    struct staff_list *out, struct err *e)
{
	struct stmt *q = stmt_get(s, staff_list_role_sql);

	stmt_text(q, ":role", role);
	stmt_int(q, ":branch", branch_id);
	return read_list(q, out, e);
}

void staff_list_free(struct staff_list *l)
{
	vec_free(l);
}

static const char staff_count_sql[] = "SELECT count(*) FROM staff /* scan: few people */";

enum err_code staff_count(struct store *s, int64_t *n, struct err *e)
{
	return row_number(stmt_get(s, staff_count_sql), n, e);
}

static const char staff_insert_sql[] =
	"INSERT INTO staff(rev, branch_id, day, created_at, code, name, name_en, gender, phone,"
	"    login, language)"
	"  VALUES (:rev, :branch, :day, :now, :code, :name, :name_en, :gender, :phone, :login,"
	"    :language) RETURNING id" ROW_PARENT;

enum err_code staff_insert(struct txn *t, const struct staff *p, int64_t *id, struct err *e)
{
	struct stmt *q = stmt_get(txn_store(t), staff_insert_sql);

	stmt_int(q, ":rev", txn_action_id(t));
	stmt_int_or_null(q, ":branch", p->branch_id);
	stmt_text(q, ":day", row_null(p->day));
	stmt_int(q, ":now", txn_now(t));
	stmt_text(q, ":code", p->code);
	stmt_text(q, ":name", p->name);
	stmt_text(q, ":name_en", row_null(p->name_en));
	stmt_text(q, ":gender", row_null(p->gender));
	stmt_text(q, ":phone", row_null(p->phone));
	stmt_text(q, ":login", row_null(p->login));
	stmt_text(q, ":language", row_null(p->language));
	return row_run(q, id, no_staff, e);
}

static const char staff_set_state_sql[] =
	"UPDATE staff SET state = :state, rev = :rev WHERE id = :id RETURNING id";

enum err_code staff_set_state(struct txn *t, int64_t id, const char *state, struct err *e)
{
	struct stmt *q = stmt_get(txn_store(t), staff_set_state_sql);

	stmt_int(q, ":id", id);
	stmt_text(q, ":state", state);
	stmt_int(q, ":rev", txn_action_id(t));
	return row_run(q, NULL, no_staff, e);
}
