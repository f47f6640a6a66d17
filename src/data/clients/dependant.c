#include "data/dependant.h"

#include "base/mem.h"
#include "base/tr.h"
#include "data/txn.h"
#include "data/store/row_priv.h"

static const char no_dependant[] =
	N_("That person or pet is not in the file any more. Look at the file again.");

#define COLUMNS \
	"id, rev, client_id, created_at, kind, relation, name, gender, birth, species, breed," \
	" note, state, file_id"

static void dependant_read(struct stmt *q, struct dependant *d)
{
	d->id = stmt_col_int(q, 0);
	d->rev = stmt_col_int(q, 1);
	d->client_id = stmt_col_int(q, 2);
	d->created_at = stmt_col_int(q, 3);
	stmt_col_copy(q, 4, d->kind, sizeof d->kind);
	stmt_col_copy(q, 5, d->relation, sizeof d->relation);
	stmt_col_copy(q, 6, d->name, sizeof d->name);
	stmt_col_copy(q, 7, d->gender, sizeof d->gender);
	stmt_col_copy(q, 8, d->birth, sizeof d->birth);
	stmt_col_copy(q, 9, d->species, sizeof d->species);
	stmt_col_copy(q, 10, d->breed, sizeof d->breed);
	stmt_col_copy(q, 11, d->note, sizeof d->note);
	stmt_col_copy(q, 12, d->state, sizeof d->state);
	d->file_id = stmt_col_int(q, 13);
}

static const char dependant_get_sql[] = "SELECT " COLUMNS " FROM dependant WHERE id = :id";

enum err_code dependant_get(struct store *s, int64_t id, struct dependant *out, struct err *e)
{
	struct stmt *q = stmt_get(s, dependant_get_sql);
	bool found;

	stmt_int(q, ":id", id);
	found = stmt_row(q, e);
	if (found)
		dependant_read(q, out);
	return row_end(q, found, no_dependant, e);
}

static const char dependant_list_sql[] =
	"SELECT " COLUMNS " FROM dependant WHERE client_id = :client AND state = 'on' ORDER BY id";

enum err_code dependant_list(struct store *s, int64_t client_id, struct dependant_list *out,
    struct err *e)
{
	struct stmt *q = stmt_get(s, dependant_list_sql);

	dependant_list_free(out);
	stmt_int(q, ":client", client_id);
	while (stmt_row(q, e))
		dependant_read(q, vec_push(out));
	return stmt_done(q, e);
}

void dependant_list_free(struct dependant_list *l)
{
	vec_free(l);
}

static const char dependant_owners_sql[] =
	"SELECT client_id FROM dependant WHERE file_id = :file AND state = 'on'"
	"    AND client_id <> :file ORDER BY id";

enum err_code dependant_list_owners(struct store *s, int64_t file_id, int64_t *ids, size_t max,
    size_t *n, struct err *e)
{
	struct stmt *q = stmt_get(s, dependant_owners_sql);

	stmt_int(q, ":file", file_id);
	return row_ids(q, ids, max, n, e);
}

static const char dependant_insert_sql[] =
	"INSERT INTO dependant(rev, client_id, created_at, kind, relation, name, gender, birth,"
	"    species, breed, note, file_id)"
	"  VALUES (:rev, :client, :now, :kind, :relation, :name, :gender, :birth, :species, :breed,"
	"    :note, :file) RETURNING id";

enum err_code dependant_insert(struct txn *t, const struct dependant *d, int64_t *id,
    struct err *e)
{
	enum err_code rc = txn_touch_client(t, d->client_id, e);
	struct stmt *q;

	if (rc != OK)
		return rc;
	q = stmt_get(txn_store(t), dependant_insert_sql);
	stmt_int(q, ":rev", txn_action_id(t));
	stmt_int(q, ":client", d->client_id);
	stmt_int(q, ":now", txn_now(t));
	stmt_text(q, ":kind", d->kind);
	stmt_text(q, ":relation", row_null(d->relation));
	stmt_text(q, ":name", d->name);
	stmt_text(q, ":gender", row_null(d->gender));
	stmt_text(q, ":birth", row_null(d->birth));
	stmt_text(q, ":species", row_null(d->species));
	stmt_text(q, ":breed", row_null(d->breed));
	stmt_text(q, ":note", row_null(d->note));
	stmt_int_or_null(q, ":file", d->file_id);
	return row_run(q, id, no_dependant, e);
}

/* A client is found by the names of those who are served under the file. */
static enum err_code touch_owner(struct txn *t, int64_t id, struct err *e)
{
	struct dependant d = { .id = 0 };
	enum err_code rc = dependant_get(txn_store(t), id, &d, e);

	return rc == OK ? txn_touch_client(t, d.client_id, e) : rc;
}

static const char dependant_set_state_sql[] =
	"UPDATE dependant SET state = :state, rev = :rev WHERE id = :id RETURNING id";

enum err_code dependant_set_state(struct txn *t, int64_t id, const char *state, struct err *e)
{
	enum err_code rc = touch_owner(t, id, e);
	struct stmt *q;

	if (rc != OK)
		return rc;
	q = stmt_get(txn_store(t), dependant_set_state_sql);
	stmt_int(q, ":id", id);
	stmt_text(q, ":state", state);
	stmt_int(q, ":rev", txn_action_id(t));
	return row_run(q, NULL, no_dependant, e);
}
