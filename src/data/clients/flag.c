#include "data/flag.h"

#include <string.h>

#include "base/buf.h"
#include "base/mem.h"
#include "base/tr.h"
#include "data/txn.h"
#include "data/store/row_priv.h"

static const char flag_list_sql[] =
	"SELECT id, rev, client_id, kind, text, since FROM client_flag"
	"  WHERE client_id = :client AND state = 'on' ORDER BY kind, id";

static void flag_read(struct stmt *q, struct flag *f)
{
	f->id = stmt_col_int(q, 0);
	f->rev = stmt_col_int(q, 1);
	f->client_id = stmt_col_int(q, 2);
	stmt_col_copy(q, 3, f->kind, sizeof f->kind);
	stmt_col_copy(q, 4, f->text, sizeof f->text);
	stmt_col_copy(q, 5, f->since, sizeof f->since);
}

enum err_code flag_list(struct store *s, int64_t client_id, struct flag_list *out, struct err *e)
{
	struct stmt *q = stmt_get(s, flag_list_sql);

	flag_list_free(out);
	stmt_int(q, ":client", client_id);
	while (stmt_row(q, e))
		flag_read(q, vec_push(out));
	return stmt_done(q, e);
}

void flag_list_free(struct flag_list *l)
{
	vec_free(l);
}

/* Adds WORD after a blank if all of it fits. */
static void add_word(char *out, size_t size, const char *word)
{
	size_t n = strlen(out), w = strlen(word);

	if (n + w + 2 > size)
		return;
	if (n)
		out[n++] = ' ';
	memcpy(out + n, word, w + 1);
}

static const char flag_kinds_sql[] =
	"SELECT kind FROM client_flag WHERE client_id = :client AND state = 'on'"
	" UNION SELECT 'complaint' FROM complaint WHERE client_id = :client AND state <> 'closed'"
	" UNION SELECT 'asked' FROM escalation WHERE client_id = :client AND state <> 'solved'"
	"  ORDER BY 1 /* scan: of one client, sorted */";

enum err_code flag_kinds(struct store *s, int64_t client_id, char *out, size_t size, struct err *e)
{
	struct stmt *q = stmt_get(s, flag_kinds_sql);

	*out = '\0';
	stmt_int(q, ":client", client_id);
	while (stmt_row(q, e))
		add_word(out, size, stmt_col_text(q, 0));
	return stmt_done(q, e);
}

/* A flag that was taken back is the same row when it comes again. */
static const char flag_find_sql[] =
	"SELECT id FROM client_flag WHERE client_id = :client AND kind = :kind ORDER BY id LIMIT 1";

static const char flag_insert_sql[] =
	"INSERT INTO client_flag(rev, client_id, kind, text, since)"
	"  VALUES (:rev, :client, :kind, :text, :since) RETURNING id";

static const char flag_update_sql[] =
	"UPDATE client_flag SET rev = :rev, text = :text, since = :since, state = 'on'"
	"  WHERE id = :id RETURNING id";

static enum err_code flag_find(struct store *s, int64_t client_id, const char *kind, int64_t *id,
    struct err *e)
{
	struct stmt *q = stmt_get(s, flag_find_sql);

	stmt_int(q, ":client", client_id);
	stmt_text(q, ":kind", kind);
	return row_number(q, id, e);
}

static struct stmt *flag_write(struct txn *t, int64_t id, int64_t client_id, const char *kind)
{
	struct stmt *q = stmt_get(txn_store(t), id ? flag_update_sql : flag_insert_sql);

	if (id) {
		stmt_int(q, ":id", id);
		return q;
	}
	stmt_int(q, ":client", client_id);
	stmt_text(q, ":kind", kind);
	return q;
}

enum err_code flag_set(struct txn *t, int64_t client_id, const char *kind, const char *text,
    const char *since, int64_t *id, struct err *e)
{
	int64_t old;
	enum err_code rc = flag_find(txn_store(t), client_id, kind, &old, e);
	struct stmt *q;

	if (rc != OK)
		return rc;
	q = flag_write(t, old, client_id, kind);
	stmt_int(q, ":rev", txn_action_id(t));
	stmt_text(q, ":text", row_null(text));
	stmt_text(q, ":since", row_null(since));
	return row_run(q, id,
	    N_("That flag is not in the file any more. Look at the file again."), e);
}

static const char flag_clear_sql[] =
	"UPDATE client_flag SET rev = :rev, state = 'retired'"
	"  WHERE client_id = :client AND kind = :kind AND state = 'on'";

enum err_code flag_clear(struct txn *t, int64_t client_id, const char *kind, struct err *e)
{
	struct stmt *q = stmt_get(txn_store(t), flag_clear_sql);

	stmt_int(q, ":rev", txn_action_id(t));
	stmt_int(q, ":client", client_id);
	stmt_text(q, ":kind", kind);
	return stmt_run(q, e);
}
