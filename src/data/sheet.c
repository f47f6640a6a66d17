#include "data/sheet.h"

#include "data/form_text.h"
#include "data/txn.h"
#include "stmt_priv.h"

static const char latest_sql[] =
	"SELECT id FROM sheet WHERE client_id = :client AND form = :form ORDER BY id DESC LIMIT 1";

enum err_code sheet_latest(struct store *s, int64_t client_id, const char *form, int64_t *id,
    struct err *e)
{
	struct stmt *q = stmt_get(s, latest_sql);
	enum err_code rc;

	*id = 0;
	stmt_int(q, ":client", client_id);
	stmt_text(q, ":form", form);
	if (stmt_row(q, e))
		*id = stmt_col_int(q, 0);
	rc = stmt_done(q, e);
	if (rc == OK && !*id)
		rc = err_set(e, ERR_NOTFOUND, "no sheet of form %s", form);
	return rc;
}

static const char insert_sql[] =
	"INSERT INTO sheet(rev, client_id, created_at, form, form_hash)"
	" VALUES (:rev, :client, :now, :form, :hash) RETURNING id";

enum err_code sheet_insert(struct txn *t, int64_t client_id, const char *form, const char *hash,
    const char *text, int64_t *id, struct err *e)
{
	struct stmt *q;
	enum err_code rc = form_text_keep(t, form, hash, text, e);

	if (rc != OK)
		return rc;
	q = stmt_get(txn_store(t), insert_sql);
	stmt_int(q, ":rev", txn_action_id(t));
	stmt_int(q, ":client", client_id);
	stmt_int(q, ":now", txn_now(t));
	stmt_text(q, ":form", form);
	stmt_text(q, ":hash", hash);
	while (stmt_row(q, e))
		*id = stmt_col_int(q, 0);
	return stmt_done(q, e);
}

static const char answer_sql[] =
	"SELECT code, text, number FROM answer"
	" WHERE sheet_id = :sheet AND field = :field AND seq = 1";

enum err_code sheet_answer(struct store *s, int64_t sheet_id, const char *field, struct value *out,
    struct err *e)
{
	struct stmt *q = stmt_get(s, answer_sql);

	value_free(out);
	stmt_int(q, ":sheet", sheet_id);
	stmt_text(q, ":field", field);
	if (stmt_row(q, e))
		for (int i = 0; i < 3 && out->type == VALUE_NULL; i++)
			stmt_col_value(q, i, out);
	return stmt_done(q, e);
}

static const char answer_set_sql[] =
	"INSERT INTO answer(sheet_id, field, seq, code, text, number)"
	" VALUES (:sheet, :field, 1, :code, :text, :number)"
	" ON CONFLICT(sheet_id, field, seq) DO UPDATE SET"
	" code = excluded.code, text = excluded.text, number = excluded.number";

enum err_code sheet_answer_set(struct txn *t, int64_t sheet_id, const char *field,
    const struct value *v, bool code, struct err *e)
{
	static const struct value none = { 0 };
	bool number = v->type == VALUE_INT || v->type == VALUE_REAL;
	struct stmt *q = stmt_get(txn_store(t), answer_set_sql);

	stmt_int(q, ":sheet", sheet_id);
	stmt_text(q, ":field", field);
	stmt_value(q, ":code", code ? v : &none);
	stmt_value(q, ":text", code || number ? &none : v);
	if (number && !code)
		stmt_real(q, ":number", v->type == VALUE_INT ? (double)v->i : v->d);
	else
		stmt_value(q, ":number", &none);
	return stmt_run(q, e);
}
