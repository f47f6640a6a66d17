#include "data/product.h"

#include "base/mem.h"
#include "base/tr.h"
#include "data/txn.h"
#include "data/store/row_priv.h"

static const char no_product[] = N_("There is no such product. Look at the catalogue (F12).");

#define COLUMNS \
	"id, rev, created_at, price, pieces, low, rank, special, code, name, name_en, kind, unit," \
	" piece, state, content, storage"

static void product_read(struct stmt *q, struct product *p)
{
	int64_t *const numbers[] = { &p->id, &p->rev, &p->created_at, &p->price, &p->pieces,
		&p->low };
	const struct {
		char *dst;
		size_t size;
	} to[] = {
		{ p->code, sizeof p->code }, { p->name, sizeof p->name },
		{ p->name_en, sizeof p->name_en }, { p->kind, sizeof p->kind },
		{ p->unit, sizeof p->unit }, { p->piece, sizeof p->piece },
		{ p->state, sizeof p->state }, { p->content, sizeof p->content },
		{ p->storage, sizeof p->storage },
	};

	for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++)
		*numbers[i] = stmt_col_int(q, (int)i);
	p->rank = (int)stmt_col_int(q, 6);
	p->special = stmt_col_int(q, 7) != 0;
	for (size_t i = 0; i < sizeof to / sizeof *to; i++)
		stmt_col_copy(q, (int)(8 + i), to[i].dst, to[i].size);
}

static enum err_code read_one(struct stmt *q, struct product *out, struct err *e)
{
	bool found = stmt_row(q, e);

	*out = (struct product){ 0 };
	if (found)
		product_read(q, out);
	return row_end(q, found, no_product, e);
}

static const char get_sql[] = "SELECT " COLUMNS " FROM product WHERE id = :id";

enum err_code product_get(struct store *s, int64_t id, struct product *out, struct err *e)
{
	struct stmt *q = stmt_get(s, get_sql);

	stmt_int(q, ":id", id);
	return read_one(q, out, e);
}

static const char by_code_sql[] = "SELECT " COLUMNS " FROM product WHERE code = :code";

enum err_code product_by_code(struct store *s, const char *code, struct product *out,
    struct err *e)
{
	struct stmt *q = stmt_get(s, by_code_sql);

	stmt_text(q, ":code", code);
	return read_one(q, out, e);
}

static const char list_sql[] =
	"SELECT " COLUMNS " FROM product"
	"  WHERE kind = coalesce(:kind, kind) AND (:retired = 1 OR state = 'on')"
	"  ORDER BY rank, name, id /* scan: a catalogue of hundreds */";

enum err_code product_list(struct store *s, const char *kind, bool retired,
    struct product_list *out, struct err *e)
{
	struct stmt *q = stmt_get(s, list_sql);

	product_list_free(out);
	stmt_text(q, ":kind", kind);
	stmt_int(q, ":retired", retired);
	while (stmt_row(q, e))
		product_read(q, vec_push(out));
	return stmt_done(q, e);
}

void product_list_free(struct product_list *l)
{
	vec_free(l);
}

static const char insert_sql[] =
	"INSERT INTO product(rev, created_at, code, name, name_en, kind, unit, pieces, piece, "
	"price,"
	"    content, storage, special, low, rank)"
	"  VALUES (:rev, :now, :code, :name, :name_en, :kind, :unit, :pieces, :piece, :price,"
	"    :content, :storage, :special, :low, :rank) RETURNING id" ROW_PARENT;

enum err_code product_insert(struct txn *t, const struct product *p, int64_t *id, struct err *e)
{
	struct stmt *q = stmt_get(txn_store(t), insert_sql);

	stmt_int(q, ":rev", txn_action_id(t));
	stmt_int(q, ":now", txn_now(t));
	stmt_text(q, ":code", p->code);
	stmt_text(q, ":name", p->name);
	stmt_text(q, ":name_en", row_null(p->name_en));
	stmt_text(q, ":kind", p->kind[0] ? p->kind : "goods");
	stmt_text(q, ":unit", p->unit);
	stmt_int(q, ":pieces", p->pieces ? p->pieces : 1);
	stmt_text(q, ":piece", row_null(p->piece));
	stmt_int(q, ":price", p->price);
	stmt_text(q, ":content", row_null(p->content));
	stmt_text(q, ":storage", row_null(p->storage));
	stmt_int(q, ":special", p->special);
	stmt_int(q, ":low", p->low);
	stmt_int(q, ":rank", p->rank);
	return row_run(q, id, no_product, e);
}
