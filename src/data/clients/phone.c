#include "data/phone.h"

#include <string.h>

#include "base/mem.h"
#include "base/tr.h"
#include "data/txn.h"
#include "data/store/row_priv.h"

static const char no_phone[] =
	N_("That number is not in the file any more. Look at the file again.");

/* Own numbers first; which of them is shown in lists follows from this order. */
static const char phone_list_sql[] =
	"SELECT id, rev, client_id, relation, number, name, note, guardian, may_tell, state"
	"  FROM client_phone WHERE client_id = :client AND state = 'on'"
	"  ORDER BY CASE WHEN relation = 'self' THEN 0"
	"    WHEN relation IN ('mobile', 'landline', 'work') THEN 1 ELSE 2 END, id"
	" /* scan: one file, sorted */";

static void phone_read(struct stmt *q, struct phone *p)
{
	p->id = stmt_col_int(q, 0);
	p->rev = stmt_col_int(q, 1);
	p->client_id = stmt_col_int(q, 2);
	stmt_col_copy(q, 3, p->relation, sizeof p->relation);
	stmt_col_copy(q, 4, p->number, sizeof p->number);
	stmt_col_copy(q, 5, p->name, sizeof p->name);
	stmt_col_copy(q, 6, p->note, sizeof p->note);
	p->guardian = stmt_col_int(q, 7) != 0;
	p->may_tell = stmt_col_int(q, 8) != 0;
	stmt_col_copy(q, 9, p->state, sizeof p->state);
}

enum err_code phone_list(struct store *s, int64_t client_id, struct phone_list *out, struct err *e)
{
	struct stmt *q = stmt_get(s, phone_list_sql);

	phone_list_free(out);
	stmt_int(q, ":client", client_id);
	while (stmt_row(q, e))
		phone_read(q, vec_push(out));
	return stmt_done(q, e);
}

void phone_list_free(struct phone_list *l)
{
	vec_free(l);
}

bool phone_is_own(const char *relation)
{
	static const char *const own[] = { "self", "mobile", "landline", "work" };

	for (size_t i = 0; i < sizeof own / sizeof *own; i++) {
		if (strcmp(relation, own[i]) == 0)
			return true;
	}
	return false;
}

static const char phone_insert_sql[] =
	"INSERT INTO client_phone(rev, client_id, relation, number, name, guardian, may_tell, note)"
	"  VALUES (:rev, :client, :relation, :number, :name, :guardian, :may_tell, :note)"
	"  RETURNING id";

enum err_code phone_insert(struct txn *t, const struct phone *p, int64_t *id, struct err *e)
{
	enum err_code rc = txn_touch_client(t, p->client_id, e);
	struct stmt *q;

	if (rc != OK)
		return rc;
	q = stmt_get(txn_store(t), phone_insert_sql);
	stmt_int(q, ":rev", txn_action_id(t));
	stmt_int(q, ":client", p->client_id);
	stmt_text(q, ":relation", p->relation);
	stmt_text(q, ":number", p->number);
	stmt_text(q, ":name", row_null(p->name));
	stmt_int(q, ":guardian", p->guardian);
	stmt_int(q, ":may_tell", p->may_tell);
	stmt_text(q, ":note", row_null(p->note));
	return row_run(q, id, no_phone, e);
}

static const char phone_owner_sql[] = "SELECT client_id FROM client_phone WHERE id = :id";

static enum err_code touch_owner(struct txn *t, int64_t id, struct err *e)
{
	struct stmt *q = stmt_get(txn_store(t), phone_owner_sql);
	int64_t client = 0;
	enum err_code rc;

	stmt_int(q, ":id", id);
	rc = row_run(q, &client, no_phone, e);
	return rc == OK ? txn_touch_client(t, client, e) : rc;
}

static const char phone_set_state_sql[] =
	"UPDATE client_phone SET state = :state, rev = :rev WHERE id = :id RETURNING id";

enum err_code phone_set_state(struct txn *t, int64_t id, const char *state, struct err *e)
{
	enum err_code rc = touch_owner(t, id, e);
	struct stmt *q;

	if (rc != OK)
		return rc;
	q = stmt_get(txn_store(t), phone_set_state_sql);
	stmt_int(q, ":id", id);
	stmt_text(q, ":state", state);
	stmt_int(q, ":rev", txn_action_id(t));
	return row_run(q, NULL, no_phone, e);
}
