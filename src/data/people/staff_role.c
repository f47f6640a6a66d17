#include "base/mem.h"
#include "data/staff.h"
#include "data/txn.h"
#include "data/store/row_priv.h"

static const char staff_roles_sql[] =
	"SELECT staff_id, branch_id, role, main FROM staff_role"
	"  WHERE staff_id = :staff AND state = 'on' ORDER BY main DESC, role, branch_id"
	" /* scan: one person, sorted */";

enum err_code staff_roles(struct store *s, int64_t staff_id, struct staff_role_list *out,
    struct err *e)
{
	struct stmt *q = stmt_get(s, staff_roles_sql);

	staff_role_list_free(out);
	stmt_int(q, ":staff", staff_id);
	while (stmt_row(q, e)) {
		struct staff_role *r = vec_push(out);

		r->staff_id = stmt_col_int(q, 0);
		r->branch_id = stmt_col_int(q, 1);
		stmt_col_copy(q, 2, r->role, sizeof r->role);
		r->main = stmt_col_int(q, 3) != 0;
	}
	return stmt_done(q, e);
}

void staff_role_list_free(struct staff_role_list *l)
{
	vec_free(l);
}

static const char other_mains_sql[] =
	"UPDATE staff_role SET main = 0"
	"  WHERE staff_id = :staff AND main = 1 AND NOT (role = :role AND branch_id = :branch)";

static const char staff_role_set_sql[] =
	"INSERT INTO staff_role(staff_id, role, branch_id, main)"
	"  VALUES (:staff, :role, :branch, :main)"
	"  ON CONFLICT(staff_id, role, branch_id) DO UPDATE SET main = excluded.main, state = 'on'";

static void bind_role(struct stmt *q, int64_t staff_id, const char *role, int64_t branch_id)
{
	stmt_int(q, ":staff", staff_id);
	stmt_text(q, ":role", role);
	stmt_int(q, ":branch", branch_id);
}

enum err_code staff_role_set(struct txn *t, const struct staff_role *r, struct err *e)
{
	struct store *s = txn_store(t);
	enum err_code rc = OK;
	struct stmt *q;

	if (r->main) {
		q = stmt_get(s, other_mains_sql);
		bind_role(q, r->staff_id, r->role, r->branch_id);
		rc = stmt_run(q, e);
	}
	if (rc != OK)
		return rc;
	q = stmt_get(s, staff_role_set_sql);
	bind_role(q, r->staff_id, r->role, r->branch_id);
	stmt_int(q, ":main", r->main);
	return stmt_run(q, e);
}

static const char staff_role_clear_sql[] =
	"UPDATE staff_role SET state = 'retired', main = 0"
	"  WHERE staff_id = :staff AND role = :role AND branch_id = :branch AND state <> 'retired'";

enum err_code staff_role_clear(struct txn *t, int64_t staff_id, const char *role,
    int64_t branch_id, struct err *e)
{
	struct stmt *q = stmt_get(txn_store(t), staff_role_clear_sql);

	bind_role(q, staff_id, role, branch_id);
	return stmt_run(q, e);
}
