/* The hash of everything recorded: where a chain of actions starts that cannot hold the rows. */
#include "dump_priv.h"

#include "base/buf.h"
#include "base/hash.h"

/* The columns of T in the catalogue's order, by key: the same rows give the same text anywhere. */
const char *dump_sql(struct store *s, const struct table_def *t)
{
	struct buf sql = BUF_INIT;
	const char *kept, *glue = " ORDER BY ";

	buf_puts(&sql, "SELECT "); /* sql-built: catalogue names */
	for (size_t i = 0; i < t->ncolumns; i++)
		buf_printf(&sql, "%s%s", i ? ", " : "", t->columns[i].name);
	buf_printf(&sql, " FROM %s", t->name); /* sql-built: catalogue names */
	for (size_t i = 0; i < t->ncolumns; i++) {
		if (!(t->columns[i].flags & COL_KEY))
			continue;
		buf_printf(&sql, "%s%s", glue, t->columns[i].name);
		glue = ", ";
	}
	buf_puts(&sql, " /* scan: the whole table is meant */");
	kept = stmt_keep(s, sql.s);
	buf_free(&sql);
	return kept;
}

static void hash_value(struct hash *h, const struct value *v)
{
	hash_int(h, v->type);
	switch (v->type) {
	case VALUE_NULL: break;
	case VALUE_INT: hash_int(h, v->i); break;
	case VALUE_REAL: hash_bytes(h, &v->d, sizeof v->d); break;
	case VALUE_TEXT:
	case VALUE_BLOB: hash_blob(h, v->s, v->n); break;
	}
}

static enum err_code hash_table(
    struct store *s, const struct table_def *t, struct hash *h, struct err *e)
{
	struct stmt *q = stmt_get(s, dump_sql(s, t));
	struct value v = { .type = VALUE_NULL };
	int64_t rows = 0;

	hash_text(h, t->name);
	for (; stmt_row(q, e); rows++) {
		for (size_t i = 0; i < t->ncolumns; i++) {
			stmt_col_value(q, (int)i, &v);
			hash_value(h, &v);
		}
	}
	hash_int(h, rows);
	value_free(&v);
	return stmt_done(q, e);
}

enum err_code dump_hash(struct store *s, unsigned char out[HASH_SIZE], struct err *e)
{
	struct hash *h = hash_new();
	enum err_code code = OK;

	for (size_t i = 0; code == OK && i < catalog_size; i++) {
		if (catalog[i].cls == TABLE_RECORDED)
			code = hash_table(s, &catalog[i], h, e);
	}
	hash_end(h, out);
	return code;
}
