#include "data/sheet.h"

#include <string.h>

#include "base/buf.h"
#include "base/mem.h"
#include "data/form_text.h"
#include "data/txn.h"
#include "data/store/row_priv.h"

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

/* ---- several answers to one question ---- */

static const char codes_sql[] =
	"SELECT code FROM answer WHERE sheet_id = :sheet AND field = :field AND code IS NOT NULL"
	"  ORDER BY seq";

enum err_code sheet_answer_codes(struct store *s, int64_t sheet_id, const char *field,
    struct buf *out, struct err *e)
{
	struct stmt *q = stmt_get(s, codes_sql);

	buf_clear(out);
	stmt_int(q, ":sheet", sheet_id);
	stmt_text(q, ":field", field);
	while (stmt_row(q, e))
		buf_printf(out, "%s%s", out->n ? " " : "", stmt_col_text(q, 0));
	return stmt_done(q, e);
}

static const char code_set_sql[] =
	"INSERT INTO answer(sheet_id, field, seq, code) VALUES (:sheet, :field, :seq, :code)"
	" ON CONFLICT(sheet_id, field, seq) DO UPDATE SET code = excluded.code, text = NULL,"
	"  number = NULL";

static enum err_code set_code(struct txn *t, int64_t sheet_id, const char *field, int seq,
    const char *code, size_t n, struct err *e)
{
	struct stmt *q = stmt_get(txn_store(t), code_set_sql);
	char text[64];

	stmt_int(q, ":sheet", sheet_id);
	stmt_text(q, ":field", field);
	stmt_int(q, ":seq", seq);
	stmt_text(q, ":code", text_fmt(text, sizeof text, "%.*s", (int)n, code));
	return stmt_run(q, e);
}

static const char rest_sql[] =
	"UPDATE answer SET code = NULL, text = NULL, number = NULL"
	"  WHERE sheet_id = :sheet AND field = :field AND seq > :seq";

enum err_code sheet_answer_set_codes(struct txn *t, int64_t sheet_id, const char *field,
    const char *codes, struct err *e)
{
	struct stmt *q;
	int seq = 0;

	while (*codes) {
		size_t n = strcspn(codes, " ");

		if (set_code(t, sheet_id, field, ++seq, codes, n, e) != OK)
			return e->code;
		codes += n + strspn(codes + n, " ");
	}
	q = stmt_get(txn_store(t), rest_sql);
	stmt_int(q, ":sheet", sheet_id);
	stmt_text(q, ":field", field);
	stmt_int(q, ":seq", seq);
	return stmt_run(q, e);
}

/* ---- whole sheets, search ---- */

static const char rows_sql[] =
	"SELECT field, seq, code, text, number, unit FROM answer WHERE sheet_id = :sheet"
	"  AND (code IS NOT NULL OR text IS NOT NULL OR number IS NOT NULL) ORDER BY field, seq";

enum err_code sheet_rows(struct store *s, int64_t sheet_id, struct sheet_rows *out, struct err *e)
{
	struct stmt *q = stmt_get(s, rows_sql);

	sheet_rows_free(out);
	stmt_int(q, ":sheet", sheet_id);
	while (stmt_row(q, e)) {
		struct sheet_row *r = vec_push(out);

		stmt_col_copy(q, 0, r->field, sizeof r->field);
		r->seq = stmt_col_int(q, 1);
		stmt_col_copy(q, 2, r->code, sizeof r->code);
		r->text = row_dup(q, 3);
		r->has_number = !stmt_col_null(q, 4);
		r->number = stmt_col_real(q, 4);
		stmt_col_copy(q, 5, r->unit, sizeof r->unit);
	}
	return stmt_done(q, e);
}

void sheet_rows_free(struct sheet_rows *l)
{
	for (size_t i = 0; i < l->n; i++)
		mem_free(l->v[i].text);
	vec_free(l);
}

static const char find_sql[] =
	"SELECT DISTINCT a.sheet_id, s.client_id, s.created_at, s.form FROM answer a"
	"  JOIN sheet s ON s.id = a.sheet_id WHERE a.field = :field AND a.code = :code"
	"  ORDER BY a.sheet_id DESC LIMIT :limit /* scan: of one answer, sorted */";

enum err_code sheet_find(struct store *s, const char *field, const char *code, int limit,
    struct sheet_hits *out, struct err *e)
{
	struct stmt *q = stmt_get(s, find_sql);

	sheet_hits_free(out);
	stmt_text(q, ":field", field);
	stmt_text(q, ":code", code);
	stmt_int(q, ":limit", limit);
	while (stmt_row(q, e)) {
		struct sheet_hit *h = vec_push(out);

		h->sheet_id = stmt_col_int(q, 0);
		h->client_id = stmt_col_int(q, 1);
		h->created_at = stmt_col_int(q, 2);
		stmt_col_copy(q, 3, h->form, sizeof h->form);
	}
	return stmt_done(q, e);
}

void sheet_hits_free(struct sheet_hits *l)
{
	vec_free(l);
}
