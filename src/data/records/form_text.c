#include "data/form_text.h"

#include "base/buf.h"
#include "base/tr.h"
#include "data/txn.h"
#include "data/store/row_priv.h"

static const char keep_sql[] =
	"INSERT INTO form_text(hash, form, text) VALUES (:hash, :form, :text)"
	" ON CONFLICT(hash) DO NOTHING";

enum err_code form_text_keep(struct txn *t, const char *form, const char *hash, const char *text,
    struct err *e)
{
	struct stmt *q = stmt_get(txn_store(t), keep_sql);

	stmt_text(q, ":hash", hash);
	stmt_text(q, ":form", form);
	stmt_text(q, ":text", text);
	return stmt_run(q, e);
}

static const char get_sql[] = "SELECT text FROM form_text WHERE hash = :hash";

enum err_code form_text_get(struct store *s, const char *hash, struct buf *out, struct err *e)
{
	struct stmt *q = stmt_get(s, get_sql);
	bool found;

	buf_clear(out);
	stmt_text(q, ":hash", hash);
	found = stmt_row(q, e);
	if (found)
		buf_puts(out, stmt_col_text(q, 0));
	return row_end(q, found, N_("That version of the form was not kept."), e);
}
