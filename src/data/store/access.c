#include "data/access.h"

#include "base/mem.h"
#include "data/txn.h"
#include "row_priv.h"

static const char access_insert_sql[] =
	"INSERT INTO access(at, staff_id, client_id, what, reason, station, peer)"
	"  VALUES (:now, :staff, :client, :what, :reason, :station, :peer)";

static const char *or_empty(const char *text)
{
	return text ? text : "";
}

enum err_code access_insert(struct txn *t, int64_t client_id, const char *what, const char *reason,
    struct err *e)
{
	struct stmt *q = stmt_get(txn_store(t), access_insert_sql);
	const struct actor *who = txn_actor(t);

	stmt_int(q, ":now", txn_now(t));
	stmt_int(q, ":staff", who->staff_id);
	stmt_int_or_null(q, ":client", client_id);
	stmt_text(q, ":what", what);
	stmt_text(q, ":reason", or_empty(reason));
	stmt_text(q, ":station", or_empty(who->station));
	stmt_text(q, ":peer", or_empty(who->peer));
	return stmt_run(q, e);
}

#define COLUMNS "id, at, staff_id, client_id, what, reason, station, peer"

static const char access_of_client_sql[] =
	"SELECT " COLUMNS " FROM access WHERE client_id = :client AND id < :before"
	"  ORDER BY id DESC LIMIT :limit";

static const char access_list_sql[] =
	"SELECT " COLUMNS " FROM access WHERE id < :before ORDER BY id DESC LIMIT :limit";

static void access_read(struct stmt *q, struct access_row *r)
{
	r->id = stmt_col_int(q, 0);
	r->at = stmt_col_int(q, 1);
	r->staff_id = stmt_col_int(q, 2);
	r->client_id = stmt_col_int(q, 3);
	stmt_col_copy(q, 4, r->what, sizeof r->what);
	stmt_col_copy(q, 5, r->reason, sizeof r->reason);
	stmt_col_copy(q, 6, r->station, sizeof r->station);
	stmt_col_copy(q, 7, r->peer, sizeof r->peer);
}

enum err_code access_list(struct store *s, int64_t client_id, int64_t before_id, int limit,
    struct access_list *out, struct err *e)
{
	struct stmt *q = stmt_get(s, client_id ? access_of_client_sql : access_list_sql);

	access_list_free(out);
	if (client_id)
		stmt_int(q, ":client", client_id);
	stmt_int(q, ":before", before_id ? before_id : INT64_MAX);
	stmt_int(q, ":limit", limit);
	while (stmt_row(q, e))
		access_read(q, vec_push(out));
	return stmt_done(q, e);
}

void access_list_free(struct access_list *l)
{
	vec_free(l);
}
