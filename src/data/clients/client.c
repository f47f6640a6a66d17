/* One whole row of a client, read and inserted by one table of columns. */
#include "data/client.h"

#include "base/mem.h"
#include "base/tr.h"
#include "data/txn.h"
#include "data/store/row_priv.h"
#include "data/store/store_priv.h"

static const struct column {
	const char *param;              /* in client_insert_sql */
	size_t at;
	enum { NUMBER, TEXT, SET_HERE } how;
} columns[] = {
	/* in the order of client_get_sql; SET_HERE: a number that an insert does not take from the
	 * struct */
	{ "", offsetof(struct client, id), SET_HERE },
	{ "", offsetof(struct client, rev), SET_HERE },
	{ "", offsetof(struct client, merged_into), SET_HERE },
	{ "", offsetof(struct client, created_at), SET_HERE },
	{ "", offsetof(struct client, restricted), SET_HERE },
	{ ":branch", offsetof(struct client, branch_id), NUMBER },
	{ ":created_by", offsetof(struct client, created_by), NUMBER },
	{ ":referrer", offsetof(struct client, referrer_id), NUMBER },
	{ ":expert", offsetof(struct client, expert_id), NUMBER },
	{ ":coordinator", offsetof(struct client, coordinator_id), NUMBER },
	{ ":day", offsetof(struct client, day), TEXT },
	{ ":state", offsetof(struct client, state), TEXT },
	{ ":file_no", offsetof(struct client, file_no), TEXT },
	{ ":name", offsetof(struct client, name), TEXT },
	{ ":pinyin", offsetof(struct client, pinyin), TEXT },
	{ ":alias", offsetof(struct client, alias), TEXT },
	{ ":gender", offsetof(struct client, gender), TEXT },
	{ ":birth", offsetof(struct client, birth), TEXT },
	{ ":document", offsetof(struct client, document_no), TEXT },
	{ ":card", offsetof(struct client, card_no), TEXT },
	{ ":level", offsetof(struct client, card_level), TEXT },
	{ ":email", offsetof(struct client, email), TEXT },
	{ ":address", offsetof(struct client, address), TEXT },
	{ ":source", offsetof(struct client, source), TEXT },
	{ ":history", offsetof(struct client, history), TEXT },
	{ ":personality", offsetof(struct client, personality), TEXT },
	{ ":interests", offsetof(struct client, interests), TEXT },
	{ ":hobbies", offsetof(struct client, hobbies), TEXT },
	{ ":needs", offsetof(struct client, needs), TEXT },
	{ ":habits", offsetof(struct client, habits), TEXT },
	{ ":wishes", offsetof(struct client, wishes), TEXT },
	{ ":notes", offsetof(struct client, notes), TEXT },
	{ ":origin", offsetof(struct client, origin_key), TEXT },
};
#define NCOLUMNS (sizeof columns / sizeof *columns)

static int64_t *number_of(struct client *c, const struct column *col)
{
	return (int64_t *)(void *)((char *)c + col->at);
}

static char **text_of(struct client *c, const struct column *col)
{
	return (char **)(void *)((char *)c + col->at);
}

static const char client_get_sql[] =
	"SELECT id, rev, merged_into, created_at, restricted, branch_id, created_by, referrer_id,"
	"    expert_id, coordinator_id, day, state, file_no, name, pinyin, alias, gender, birth,"
	"    document_no, card_no, card_level, email, address, source, history, personality,"
	"    interests, hobbies, needs, habits, wishes, notes, origin_key"
	"  FROM client WHERE id = :id";

static void client_read(struct stmt *q, struct client *c)
{
	for (size_t i = 0; i < NCOLUMNS; i++) {
		if (columns[i].how == TEXT)
			*text_of(c, &columns[i]) = row_dup(q, (int)i);
		else
			*number_of(c, &columns[i]) = stmt_col_int(q, (int)i);
	}
}

enum err_code client_get(struct store *s, int64_t id, struct client *out, struct err *e)
{
	struct stmt *q = stmt_get(s, client_get_sql);
	bool found;

	*out = (struct client){ .id = 0 };
	stmt_int(q, ":id", id);
	found = stmt_row(q, e);
	if (found)
		client_read(q, out);
	return row_end(q, found, N_("There is no such file. Search for it (F2)."), e);
}

void client_free(struct client *c)
{
	for (size_t i = 0; i < NCOLUMNS; i++) {
		if (columns[i].how == TEXT)
			mem_free(*text_of(c, &columns[i]));
	}
	*c = (struct client){ .id = 0 };
}

static const char client_insert_sql[] =
	"INSERT INTO client(rev, created_at, restricted, branch_id, created_by, referrer_id,"
	"    expert_id, coordinator_id, day, state, file_no, name, pinyin, alias, gender, birth,"
	" document_no,"
	"    card_no, card_level, email, address, source, history, personality, interests, hobbies,"
	"    needs, habits, wishes, notes, origin_key)"
	"  VALUES (:rev, :created, :restricted, :branch, :created_by, :referrer, :expert,"
	"    :coordinator, :day, coalesce(:state, 'active'), :file_no, :name, :pinyin, :alias,"
	"    :gender, :birth, :document, :card, :level, :email, :address, :source, :history,"
	" :personality,"
	"    :interests, :hobbies, :needs, :habits, :wishes, :notes, :origin)"
	"  RETURNING id";

static void bind_columns(struct stmt *q, const struct client *c)
{
	struct client copy = *c;        /* the accessors are for writing too */

	for (size_t i = 0; i < NCOLUMNS; i++) {
		if (columns[i].how == NUMBER)
			stmt_int_or_null(q, columns[i].param, *number_of(&copy, &columns[i]));
		else if (columns[i].how == TEXT)
			stmt_text(q, columns[i].param, row_null(*text_of(&copy, &columns[i])));
	}
}

enum err_code client_insert(struct txn *t, const struct client *c, int64_t *id, struct err *e)
{
	struct stmt *q = stmt_get(txn_store(t), client_insert_sql);
	enum err_code rc;

	stmt_int(q, ":rev", txn_action_id(t));
	stmt_int(q, ":created", c->created_at ? c->created_at : txn_now(t));
	stmt_int(q, ":restricted", c->restricted != 0);
	bind_columns(q, c);
	rc = row_run(q, id, N_("The file was not opened. Do it again."), e);
	if (rc == OK)
		txn_mark_client(t, *id);        /* a new one has no terms to drop */
	return rc;
}
