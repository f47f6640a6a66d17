/* The tab Goods of a client's file: what is bought again and again, and when it runs out. */
#include <string.h>

#include "base/buf.h"
#include "base/tr.h"
#include "client_priv.h"
#include "data/goods.h"
#include "desk/child.h"
#include "desk/desk.h"

enum { CELL_NAME = 1, CELL_STORAGE = 5 };

static void put_goods(struct client_file *st, const struct goods *g)
{
	struct side_row *r = client_side_add(st, 0, g->id);
	char unit[40], text[160], today[11];

	r->own = true;
	side_put_day(st, r, 0, g->due);
	if (g->due[0] && strcmp(g->due, desk_today_text(st->desk, today)) <= 0) {
		text_fmt(text, sizeof text, "%s !", r->cell[0]);
		side_put(r, 0, text);
		r->style = STYLE_LATE;
	}
	side_put(r, CELL_NAME, g->name);
	side_word(st, "client_goods", "unit", g->unit, unit, sizeof unit);
	side_put(r, 2, g->amount > 0 ? text_fmt(text, sizeof text, "%g %s", g->amount, unit) : "");
	side_put_day(st, r, 3, g->bought);
	if (g->lasts_days)
		side_put(r, 4, text_fmt(text, sizeof text, tr("%d days"), g->lasts_days));
	if (g->storage[0])
		side_put(r, CELL_STORAGE, text_fmt(text, sizeof text, "%s: %s",
		    g->storage_told[0] ? tr("told") : tr("not told"), g->storage));
	else
		side_put(r, CELL_STORAGE, g->note);
}

static enum err_code load(struct client_file *st, size_t *count, struct err *e)
{
	struct goods_list l = { 0 };
	enum err_code rc = goods_list(st->desk->store, st->client_id, &l, e);

	for (size_t i = 0; i < l.n; i++)
		put_goods(st, &l.v[i]);
	*count = l.n;
	goods_list_free(&l);
	return rc;
}

static void foot(const struct client_file *st, const struct side_row *r, struct buf *out)
{
	(void)st;
	if (r)
		buf_printf(out,
		    tr("Enter changes, y: bought again, t: advice given, x takes out. %s"),
		    r->cell[CELL_STORAGE]);
}

static enum err_code bought(struct screen *s, const struct side_row *r, struct err *e)
{
	struct client_file *st = s->state;
	char until[16], name[SIDE_CELL];
	enum err_code rc;

	text_copy(name, sizeof name, r->cell[CELL_NAME]);
	rc = child_goods_bought(st->desk, r->ref, e);
	if (rc != OK)
		return rc;
	front_wrote(s);
	screen_done(s, tr("Bought again today: %s. Ctrl-Z undoes until %s."), name,
	    client_undo_until(st->desk, until, sizeof until));
	return OK;
}

static enum err_code told(struct screen *s, const struct side_row *r, struct err *e)
{
	struct client_file *st = s->state;
	char until[16], name[SIDE_CELL];
	enum err_code rc;

	text_copy(name, sizeof name, r->cell[CELL_NAME]);
	rc = child_goods_told(st->desk, r->ref, e);
	if (rc != OK)
		return rc;
	front_wrote(s);
	screen_done(s, tr("Storage advice given today: %s. Ctrl-Z undoes until %s."), name,
	    client_undo_until(st->desk, until, sizeof until));
	return OK;
}

const struct client_side client_goods = {
	.name = "goods", .title = N_("Goods"), .counted = true, .load = load,
	.columns = { { N_("next"), 0 }, { N_("usual goods"), 18 }, { N_("amount"), 35 },
	    { N_("bought"), 45 }, { N_("lasts"), 56 }, { N_("storage"), 65 } },
	.empty = N_("No usual goods yet. n enters some."),
	.form = "goods", .table = "client_goods", .change = "client-goods",
	.name_cell = CELL_NAME, .foot = foot, .next = bought, .told = told,
};
