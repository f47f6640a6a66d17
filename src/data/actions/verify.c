#include "verify_priv.h"

#include <string.h>

#define DESCRIBED 20 /* of what is wrong; the rest is counted */

void proof_fail(struct proof *p, const char *fmt, ...)
{
	va_list ap;

	if (++*p->bad > DESCRIBED || !p->detail)
		return;
	va_start(ap, fmt);
	buf_vprintf(p->detail, fmt, ap);
	va_end(ap);
	buf_putc(p->detail, '\n');
}

enum err_code proof_begin(struct store *s, struct err *e)
{
	return stmt_run(stmt_get(s, "BEGIN"), e);
}

enum err_code proof_end(struct store *s, enum err_code code, struct err *e)
{
	struct err why = ERR_INIT;

	if (stmt_run(stmt_get(s, "ROLLBACK"), &why) != OK && code == OK)
		code = err_copy(e, &why);
	return code;
}

/* ---- two streams -------------------------------------------------------------------- */

/* As SQLite sorts: null, numbers, text by bytes. */
static int compare(const struct value *a, const struct value *b)
{
	size_t n;
	int order;

	if (a->type != b->type)
		return a->type < b->type ? -1 : 1;
	if (a->type == VALUE_INT)
		return a->i < b->i ? -1 : a->i > b->i;
	if (a->type != VALUE_TEXT)
		return 0;
	n = a->n < b->n ? a->n : b->n;
	order = memcmp(a->s, b->s, n);
	return order ? order : a->n < b->n ? -1 : a->n > b->n;
}

static bool same_column(struct stmt *a, struct stmt *b, int i)
{
	struct value x = { .type = VALUE_NULL }, y = { .type = VALUE_NULL };
	bool same;

	stmt_col_value(a, i, &x);
	stmt_col_value(b, i, &y);
	same = value_equal(&x, &y);
	value_free(&x);
	value_free(&y);
	return same;
}

static int compare_keys(struct stmt *a, struct stmt *b, int nkey)
{
	int order = 0;

	for (int i = 0; i < nkey && order == 0; i++) {
		struct value x = { .type = VALUE_NULL }, y = { .type = VALUE_NULL };

		stmt_col_value(a, i, &x);
		stmt_col_value(b, i, &y);
		order = compare(&x, &y);
		value_free(&x);
		value_free(&y);
	}
	return order;
}

static void name_row(struct stmt *q, int nkey, char *out, size_t size)
{
	struct buf b = BUF_INIT;

	for (int i = 0; i < nkey; i++)
		buf_printf(&b, "%s%s", i ? "," : "", stmt_col_text(q, i));
	text_copy(out, size, b.s);
	buf_free(&b);
}

static void compare_row(
    struct proof *p, const char *what, struct stmt *a, struct stmt *b, int nkey, int ncol)
{
	char key[100];

	for (int i = nkey; i < ncol; i++) {
		if (same_column(a, b, i))
			continue;
		name_row(b, nkey, key, sizeof key);
		proof_fail(p, "%s %s: %s differs", what, key, stmt_col_name(b, i));
		return;
	}
}

static void one_sided(
    struct proof *p, const char *what, const char *fault, struct stmt *q, int nkey)
{
	char key[100];

	name_row(q, nkey, key, sizeof key);
	proof_fail(p, "%s %s: %s", what, key, fault);
}

static void walk(struct proof *p, const char *what, struct stmt *a, struct stmt *b, int nkey,
    int ncol, struct err *e)
{
	bool left = stmt_row(a, e), right = stmt_row(b, e);

	while (left || right) {
		int order = !left ? 1 : !right ? -1 : compare_keys(a, b, nkey);

		if (order < 0)
			one_sided(p, what, "missing", a, nkey);
		else if (order > 0)
			one_sided(p, what, "should not be there", b, nkey);
		else
			compare_row(p, what, a, b, nkey, ncol);
		if (order <= 0)
			left = stmt_row(a, e);
		if (order >= 0)
			right = stmt_row(b, e);
	}
}

enum err_code proof_compare(struct proof *p, const char *what, struct stmt *a, struct stmt *b,
    int nkey, int ncol, struct err *e)
{
	enum err_code first, second;

	walk(p, what, a, b, nkey, ncol, e);
	first = stmt_done(a, e);
	second = stmt_done(b, e);
	return first != OK ? first : second;
}
