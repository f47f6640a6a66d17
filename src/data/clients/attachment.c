#include "data/attachment.h"

#include "base/mem.h"
#include "base/tr.h"
#include "data/txn.h"
#include "data/store/row_priv.h"

static const char no_file[] = N_("There is no such attachment. Look at the client's file.");

#define SELECT \
	"SELECT a.id, a.rev, a.branch_id, a.client_id, a.created_at, a.bytes, a.staff_id, a.day," \
	"    a.kind, a.hash, a.state, a.text, s.name, a.path" \
	"  FROM attachment a LEFT JOIN staff s ON s.id = a.staff_id"

static void attachment_read(struct stmt *q, struct attachment *a)
{
	int64_t *const numbers[] = { &a->id, &a->rev, &a->branch_id, &a->client_id,
		&a->created_at, &a->bytes, &a->staff_id };
	const struct {
		char *dst;
		size_t size;
	} to[] = {
		{ a->day, sizeof a->day }, { a->kind, sizeof a->kind }, { a->hash, sizeof a->hash },
		{ a->state, sizeof a->state }, { a->text, sizeof a->text },
		{ a->staff, sizeof a->staff }, { a->path, sizeof a->path },
	};

	for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++)
		*numbers[i] = stmt_col_int(q, (int)i);
	for (size_t i = 0; i < sizeof to / sizeof *to; i++)
		stmt_col_copy(q, (int)(7 + i), to[i].dst, to[i].size);
}

static const char get_sql[] = SELECT "  WHERE a.id = :id";

enum err_code attachment_get(struct store *s, int64_t id, struct attachment *out, struct err *e)
{
	struct stmt *q = stmt_get(s, get_sql);
	bool found;

	*out = (struct attachment){ 0 };
	stmt_int(q, ":id", id);
	found = stmt_row(q, e);
	if (found)
		attachment_read(q, out);
	return row_end(q, found, no_file, e);
}

static const char list_sql[] =
	SELECT "  WHERE a.client_id = :client AND a.state = 'on'"
	"  ORDER BY a.created_at DESC, a.id DESC /* scan: of one client */";

enum err_code attachment_list(struct store *s, int64_t client_id, struct attachment_list *out,
    struct err *e)
{
	struct stmt *q = stmt_get(s, list_sql);

	attachment_list_free(out);
	stmt_int(q, ":client", client_id);
	while (stmt_row(q, e))
		attachment_read(q, vec_push(out));
	return stmt_done(q, e);
}

void attachment_list_free(struct attachment_list *l)
{
	vec_free(l);
}

static const char insert_sql[] =
	"INSERT INTO attachment(rev, branch_id, client_id, day, created_at, kind, path, hash, "
	"bytes,"
	"    staff_id, text)"
	"  VALUES (:rev, :branch, :client, :day, :now, :kind, :path, :hash, :bytes, :by, :text)"
	"  RETURNING id" ROW_PARENT;

enum err_code attachment_insert(struct txn *t, const struct attachment *a, int64_t *id,
    struct err *e)
{
	struct stmt *q = stmt_get(txn_store(t), insert_sql);

	stmt_int(q, ":rev", txn_action_id(t));
	stmt_int(q, ":branch", a->branch_id);
	stmt_int(q, ":client", a->client_id);
	stmt_text(q, ":day", a->day);
	stmt_int(q, ":now", txn_now(t));
	stmt_text(q, ":kind", a->kind);
	stmt_text(q, ":path", a->path);
	stmt_text(q, ":hash", a->hash);
	stmt_int(q, ":bytes", a->bytes);
	stmt_int_or_null(q, ":by", txn_actor(t)->staff_id);
	stmt_text(q, ":text", row_null(a->text));
	return row_run(q, id, no_file, e);
}
