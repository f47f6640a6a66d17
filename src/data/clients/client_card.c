/* What lists show of clients: one row and two look-ups each, by keys alone. */
#include "base/mem.h"
#include "data/client.h"
#include "data/flag.h"
#include "data/store/row_priv.h"

/* An appointment that is going on still counts as the next one; nothing lasts longer than a day. */
static const char card_sql[] =
	"SELECT c.id, c.branch_id, c.merged_into, c.restricted, c.state, c.file_no, b.code, c.name,"
	"    c.pinyin, c.alias, c.gender, c.birth,"
	"    (SELECT f.last_day FROM client_figures f WHERE f.client_id = c.id),"
	"    (SELECT min(a.start_at) FROM appointment a WHERE a.client_id = c.id AND a.live = 1"
	"      AND a.start_at > :now - 86400 AND a.end_at > :now),"
	"    k.tier, k.segments"
	"  FROM client c JOIN branch b ON b.id = c.branch_id"
	"    LEFT JOIN client_class k ON k.client_id = c.id WHERE c.id = :id";

static void card_read(struct stmt *q, struct client_card *c)
{
	c->id = stmt_col_int(q, 0);
	c->branch_id = stmt_col_int(q, 1);
	c->merged_into = stmt_col_int(q, 2);
	c->restricted = stmt_col_int(q, 3) != 0;
	stmt_col_copy(q, 4, c->state, sizeof c->state);
	stmt_col_copy(q, 5, c->file_no, sizeof c->file_no);
	stmt_col_copy(q, 6, c->branch, sizeof c->branch);
	stmt_col_copy(q, 7, c->name, sizeof c->name);
	stmt_col_copy(q, 8, c->pinyin, sizeof c->pinyin);
	stmt_col_copy(q, 9, c->alias, sizeof c->alias);
	stmt_col_copy(q, 10, c->gender, sizeof c->gender);
	stmt_col_copy(q, 11, c->birth, sizeof c->birth);
	stmt_col_copy(q, 12, c->last_day, sizeof c->last_day);
	c->next_at = stmt_col_int(q, 13);
	stmt_col_copy(q, 14, c->tier, sizeof c->tier);
	stmt_col_copy(q, 15, c->segments, sizeof c->segments);
}

static enum err_code read_row(struct store *s, int64_t id, int64_t now,
    struct client_card_list *out, struct client_card **card, struct err *e)
{
	struct stmt *q = stmt_get(s, card_sql);

	*card = NULL;
	stmt_int(q, ":id", id);
	stmt_int(q, ":now", now);
	if (stmt_row(q, e)) {
		*card = vec_push(out);
		card_read(q, *card);
	}
	return stmt_run(q, e);
}

/* The first in the order of phone_list; a handful of rows is not worth a sort. */
static const char card_phone_sql[] =
	"SELECT number, relation, CASE WHEN relation = 'self' THEN 0"
	"    WHEN relation IN ('mobile', 'landline', 'work') THEN 1 ELSE 2 END"
	"  FROM client_phone WHERE client_id = :client AND state = 'on' ORDER BY id";

static enum err_code read_phone(struct store *s, struct client_card *c, struct err *e)
{
	struct stmt *q = stmt_get(s, card_phone_sql);
	int64_t best = 3;

	stmt_int(q, ":client", c->id);
	while (best > 0 && stmt_row(q, e)) {
		if (stmt_col_int(q, 2) >= best)
			continue;
		best = stmt_col_int(q, 2);
		stmt_col_copy(q, 0, c->phone, sizeof c->phone);
		stmt_col_copy(q, 1, c->relation, sizeof c->relation);
	}
	return stmt_done(q, e);
}

enum err_code client_cards(struct store *s, const int64_t *ids, size_t n, int64_t now,
    struct client_card_list *out, struct err *e)
{
	enum err_code rc = OK;
	bool view = view_begin(s);

	client_card_list_free(out);
	for (size_t i = 0; i < n && rc == OK; i++) {
		struct client_card *c;

		rc = read_row(s, ids[i], now, out, &c, e);
		if (!c)
			continue;
		if (rc == OK)
			rc = read_phone(s, c, e);
		if (rc == OK)
			rc = flag_kinds(s, c->id, c->flags, sizeof c->flags, e);
	}
	view_end(s, view);
	return rc;
}

void client_card_list_free(struct client_card_list *l)
{
	vec_free(l);
}
