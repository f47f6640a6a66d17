#include "data/goods.h"

#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/day.h"
#include "base/mem.h"
#include "data/store/row_priv.h"

static const char goods_list_sql[] =
	"SELECT id, rev, client_id, name, amount, unit, bought, lasts_days, next, storage,"
	"    storage_told, note FROM client_goods WHERE client_id = :client AND state = 'on'";

/* The day that was said wins over the sum. */
static void set_due(struct goods *g)
{
	int32_t from = g->bought[0] ? day_parse(g->bought) : DAY_NONE;

	text_copy(g->due, sizeof g->due, g->next);
	if (!g->due[0] && from != DAY_NONE && g->lasts_days)
		day_format(from + g->lasts_days, g->due);
}

static void goods_read(struct stmt *q, struct goods *g)
{
	*g = (struct goods){ .id = stmt_col_int(q, 0), .rev = stmt_col_int(q, 1),
		.client_id = stmt_col_int(q, 2), .amount = stmt_col_real(q, 4),
		.lasts_days = (int)stmt_col_int(q, 7) };
	stmt_col_copy(q, 3, g->name, sizeof g->name);
	stmt_col_copy(q, 5, g->unit, sizeof g->unit);
	stmt_col_copy(q, 6, g->bought, sizeof g->bought);
	stmt_col_copy(q, 8, g->next, sizeof g->next);
	stmt_col_copy(q, 9, g->storage, sizeof g->storage);
	stmt_col_copy(q, 10, g->storage_told, sizeof g->storage_told);
	stmt_col_copy(q, 11, g->note, sizeof g->note);
	set_due(g);
}

static int by_due(const void *a, const void *b)
{
	const struct goods *x = a, *y = b;
	int order = !x->due[0] - !y->due[0];

	if (!order)
		order = strcmp(x->due, y->due);
	return order ? order : (x->id > y->id) - (x->id < y->id);
}

enum err_code goods_list(struct store *s, int64_t client_id, struct goods_list *out, struct err *e)
{
	struct stmt *q = stmt_get(s, goods_list_sql);

	goods_list_free(out);
	stmt_int(q, ":client", client_id);
	while (stmt_row(q, e))
		goods_read(q, vec_push(out));
	if (out->n)
		qsort(out->v, out->n, sizeof out->v[0], by_due);
	return stmt_done(q, e);
}

void goods_list_free(struct goods_list *l)
{
	vec_free(l);
}
