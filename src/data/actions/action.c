#include "data/action.h"

#include <string.h>

#include "base/buf.h"
#include "base/mem.h"
#include "base/tr.h"
#include "data/approval.h"
#include "chain_priv.h"
#include "changes_priv.h"
#include "data/store/dump_priv.h"
#include "data/store/store_priv.h"

void action_set_gate(struct store *s, action_gate gate, void *ctx)
{
	s->gate = gate;
	s->gate_ctx = ctx;
}

void action_set_settle(struct store *s, action_settle settle, void *ctx)
{
	s->settle = settle;
	s->settle_ctx = ctx;
}

/* ---- begin ---------------------------------------------------------------------------- */

static enum err_code begin(struct store *s, const struct actor *who, enum txn_kind kind,
    const struct action_head *head, struct txn **out, struct err *e)
{
	enum err_code code;

	*out = NULL;
	ASSERT(head->name && *head->name);
	if (!s->gate)
		return err_set(e, ERR_DENIED, tr("Nobody is logged in. Nothing was saved."));
	code = s->gate(s->gate_ctx, who, head->name, e);
	if (code == OK)
		code = txn_open(s, who, kind, out, e);
	if (code != OK)
		return code;
	(*out)->head = *head;
	text_copy((*out)->subject, sizeof(*out)->subject, head->subject);
	code = approval_use(*out, e);
	if (code != OK) {
		txn_rollback(*out);
		*out = NULL;
	}
	return code;
}

enum err_code action_begin(struct store *s, const struct actor *who, const struct action_head *head,
    struct txn **out, struct err *e)
{
	return begin(s, who, TXN_ACTION, head, out, e);
}

enum err_code action_begin_base(struct store *s, const struct actor *who,
    const struct action_head *head, struct txn **out, struct err *e)
{
	return begin(s, who, TXN_BASE, head, out, e);
}

void action_subject(struct txn *t, const char *table, int64_t id)
{
	text_fmt(t->subject, sizeof t->subject, "%s:%lld", table, (long long)id);
}

void action_rollback(struct txn *t)
{
	ASSERT(!t || t->kind != TXN_EPHEMERAL);
	txn_rollback(t);
}

/* ---- the action's row ----------------------------------------------------------------- */

static const char *or_empty(const char *text)
{
	return text ? text : "";
}

static void fill_record(struct txn *t, const void *changes, size_t n, struct action_record *a)
{
	*a = (struct action_record){
		.id = t->id,
		.format = ACTION_FORMAT,
		.at = t->now > t->prev_at ? t->now : t->prev_at,
		.name = t->head.name,
		.staff_id = t->who->staff_id,
		.second_id = t->who->second_id,
		.station = or_empty(t->who->station),
		.origin = t->kind == TXN_BASE ? "base" : or_empty(t->who->origin),
		.peer = or_empty(t->who->peer),
		.subject = t->subject,
		.command = or_empty(t->head.command ? t->head.command : t->who->command),
		.reason = or_empty(t->head.reason ? t->head.reason : t->who->why),
		.undoes = t->head.undoes,
		.schema = STORE_SCHEMA_VERSION,
		.changeset = changes,
		.size = n,
	};
}

static enum err_code insert_record(struct txn *t, const struct action_record *a, struct err *e)
{
	static const char sql[] =
	    "INSERT INTO action(" CHAIN_COLUMNS ") VALUES (:id, :format, :at,"
	    " :name, :staff_id, :second_id, :station, :origin, :peer, :subject, :command, :reason,"
	    " :undoes, :schema, :changeset, :hash)";
	struct stmt *q = stmt_get(t->store, sql);
	unsigned char hash[HASH_SIZE];

	chain_hash(t->prev_hash, a, hash);
	stmt_int(q, ":id", a->id);
	stmt_int(q, ":format", a->format);
	stmt_int(q, ":at", a->at);
	stmt_text(q, ":name", a->name);
	stmt_int(q, ":staff_id", a->staff_id);
	stmt_int(q, ":second_id", a->second_id);
	stmt_text(q, ":station", a->station);
	stmt_text(q, ":origin", a->origin);
	stmt_text(q, ":peer", a->peer);
	stmt_text(q, ":subject", a->subject);
	stmt_text(q, ":command", a->command);
	stmt_text(q, ":reason", a->reason);
	stmt_int(q, ":undoes", a->undoes);
	stmt_int(q, ":schema", a->schema);
	stmt_blob(q, ":changeset", a->changeset, a->size);
	stmt_blob(q, ":hash", hash, HASH_SIZE);
	return stmt_run(q, e);
}

/* ---- whom it touched ------------------------------------------------------------------ */

struct touched {
	struct txn *txn;
	struct ids clients;
};

static enum err_code collect(void *ctx, const struct change_row *r, struct err *e)
{
	struct touched *c = ctx;

	if (r->table)
		c->txn->areas |= r->table->areas;
	return change_clients(c->txn->store, r, &c->clients, e);
}

static enum err_code insert_clients(struct txn *t, const struct ids *clients, struct err *e)
{
	static const char sql[] = "INSERT INTO action_client(client_id, action_id)"
				  " VALUES (:client, :action)";
	enum err_code code = OK;

	for (size_t i = 0; code == OK && i < clients->n; i++) {
		struct stmt *q = stmt_get(t->store, sql);

		stmt_int(q, ":client", clients->v[i]);
		stmt_int(q, ":action", t->id);
		code = stmt_run(q, e);
	}
	return code;
}

static enum err_code write_touched(struct txn *t, const void *changes, size_t n, struct err *e)
{
	struct touched c = { .txn = t };
	enum err_code code = changes_each(changes, n, collect, &c, e);

	if (code == OK)
		code = insert_clients(t, &c.clients, e);
	ids_free(&c.clients);
	return code;
}

/* ---- commit --------------------------------------------------------------------------- */

/* *N = 0: nothing had changed. Never commits without the record of what was done. */
static enum err_code write_changes(struct txn *t, size_t *n, struct err *e)
{
	void *changes = NULL;
	int size = 0, rc = sqlite3session_changeset(t->session, &size, &changes);
	struct action_record a;
	enum err_code code = OK;

	sqlite3session_delete(t->session);
	t->session = NULL;
	if (rc != SQLITE_OK)
		return store_error(t->store, rc, e);
	if (size > CHANGESET_MAX)
		BUG("changeset of %d bytes: bulk work goes in batches", size);
	*n = (size_t)size;
	if (size > 0 || t->head.undoes) {
		fill_record(t, changes, *n, &a);
		code = insert_record(t, &a, e);
		if (code == OK)
			code = write_touched(t, changes, *n, e);
	}
	sqlite3_free(changes);
	return code;
}

static enum err_code write_base(struct txn *t, struct err *e)
{
	unsigned char dump[HASH_SIZE];
	struct action_record a;
	enum err_code code = dump_hash(t->store, dump, e);

	if (code != OK)
		return code;
	t->areas = (1u << AREA_COUNT) - 1;
	fill_record(t, dump, sizeof dump, &a);
	return insert_record(t, &a, e);
}

enum err_code action_commit(struct txn *t, int64_t *id, struct err *e)
{
	size_t n = 0;
	int64_t written = t->id;
	enum err_code code;

	ASSERT(t->kind != TXN_EPHEMERAL);
	if (t->broken)
		BUG("half an undo must be rolled back");
	if (id)
		*id = 0;
	code = txn_index_clients(t, e);
	if (code == OK)
		code = t->kind == TXN_BASE ? write_base(t, e) : write_changes(t, &n, e);
	if (code == OK && n > 0 && t->store->settle)
		code = t->store->settle(t->store->settle_ctx, t, e);
	if (code != OK) {
		txn_rollback(t);
		return code;
	}
	if (t->kind != TXN_BASE && n == 0 && !t->head.undoes)
		written = 0;
	code = txn_commit(t, e);
	if (code == OK && id)
		*id = written;
	return code;
}
