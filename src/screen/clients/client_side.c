/* Lists that hang under a client: the table of them, and what all have in common. */
#include "client_side_priv.h"

#include <string.h>

#include "base/buf.h"
#include "base/day.h"
#include "base/mem.h"
#include "base/tr.h"
#include "base/when.h"
#include "client_priv.h"
#include "desk/changes.h"
#include "desk/child.h"
#include "desk/desk.h"
#include "desk/rights.h"
#include "screen/listing.h"
#include "tui/canvas.h"
#include "tui/loop.h"
#include "tui/textline.h"

enum { SECTION = -1 };

/* In the order of the tabs. */
static const struct client_side *const sides[] = {
	&client_family, &client_goods, &client_class, &client_looks,
};
enum { SIDES = sizeof sides / sizeof sides[0] };
_Static_assert((int)SIDES <= (int)SIDES_MAX, "counts of the lists");

/* ---- the tabs ---- */

static bool may_see(const struct client_file *st, const struct client_side *side)
{
	return !side->right || rights_may(st->desk, side->right);
}

int client_sides_count(const struct client_file *st)
{
	int n = 0;

	for (int i = 0; i < SIDES; i++)
		n += may_see(st, sides[i]);
	return n;
}

const struct client_side *client_sides_at(const struct client_file *st, int at)
{
	for (int i = 0; i < SIDES; i++)
		if (may_see(st, sides[i]) && at-- == 0)
			return sides[i];
	return NULL;
}

char *client_side_title(const struct client_file *st, const struct client_side *side, char *out,
    size_t size)
{
	size_t n = 0;

	for (int i = 0; i < SIDES; i++)
		if (sides[i] == side)
			n = st->side.count[i];
	if (!n)
		return text_copy(out, size, tr(side->title));
	return text_fmt(out, size, "%s%zu", tr(side->title), n);
}

void client_side_show(struct client_file *st, const struct client_side *side)
{
	st->side.is = side;
	st->side.rows.n = 0;
	list_reset(&st->side.list);
}

/* ---- rows ---- */

/* Rows of different tables stand in one list: the kind is part of the number. */
struct side_row *client_side_add(struct client_file *st, int kind, int64_t ref)
{
	struct side_row *r = vec_push(&st->side.rows);

	r->kind = kind;
	r->ref = ref;
	r->id = ref * SIDE_KINDS + kind;
	return r;
}

void client_side_section(struct client_file *st, size_t at, const char *text)
{
	struct side_row rule = { .id = SECTION };

	side_put(&rule, 0, text);
	vec_push(&st->side.rows);
	memmove(&st->side.rows.v[at + 1], &st->side.rows.v[at],
	    (st->side.rows.n - at - 1) * sizeof rule);
	st->side.rows.v[at] = rule;
}

void side_put(struct side_row *r, int cell, const char *text)
{
	text_copy(r->cell[cell], sizeof r->cell[cell], text);
}

void side_put_day(const struct client_file *st, struct side_row *r, int cell, const char *day)
{
	char text[48];
	int32_t d = day[0] ? day_parse(day) : DAY_NONE;

	if (d != DAY_NONE)
		side_put(r, cell, day_echo(d, desk_today(st->desk), text, sizeof text));
}

char *side_word(const struct client_file *st, const char *table, const char *column,
    const char *code, char *out, size_t size)
{
	struct value v = { .type = VALUE_TEXT };
	char *text;

	if (!code[0])
		return text_copy(out, size, "");
	value_set_text(&v, code);
	text = change_value_text(st->desk, table, column, &v, out, size);
	value_free(&v);
	return text;
}

static enum err_code load_one(struct client_file *st, int i, struct err *e)
{
	st->side.rows.n = 0;
	st->side.count[i] = 0;
	return sides[i]->load(st, &st->side.count[i], e);
}

/* The rows of the one shown stand last. */
enum err_code client_side_load(struct client_file *st, struct err *e)
{
	enum err_code rc = OK;
	int shown = -1;

	for (int i = 0; i < SIDES && rc == OK; i++) {
		if (sides[i] == st->side.is)
			shown = i;
		else if (sides[i]->counted && may_see(st, sides[i]))
			rc = load_one(st, i, e);
	}
	st->side.rows.n = 0;
	if (rc == OK && shown >= 0 && may_see(st, sides[shown]))
		rc = load_one(st, shown, e);
	list_reloaded(&st->side.list);
	return rc;
}

/* ---- the list ---- */

static int columns_of(const struct client_file *st)
{
	int n = 0;

	while (n < SIDE_CELLS && st->side.is->columns[n].title)
		n++;
	return n;
}

static int count(const void *ctx)
{
	return (int)((const struct client_file *)ctx)->side.rows.n;
}

static int64_t id_of(const void *ctx, int row)
{
	return ((const struct client_file *)ctx)->side.rows.v[row].id;
}

static void draw_row(const void *ctx, int row, struct canvas *c, struct rect w)
{
	const struct client_file *st = ctx;
	const struct client_side *side = st->side.is;
	const struct side_row *r = &st->side.rows.v[row];
	const struct list_column *columns = side->columns;
	const char *mark = side->mark ? side->mark(st, r) : NULL;
	int n = columns_of(st);

	if (r->id < 0) {
		canvas_rule(c, w.row, w.col, w.cols, r->cell[0]);
		return;
	}
	for (int i = 0; i < n; i++) {
		int end = i + 1 < n ? columns[i + 1].col - 1 : w.cols;

		canvas_put(c, w.row, w.col + columns[i].col, r->cell[i],
		    i ? STYLE_TEXT : r->style, end - columns[i].col);
	}
	if (mark)
		canvas_right(c, w.row, w.col + w.cols - 10, tr(mark), STYLE_NOTE, 10);
}

static void row_text(const void *ctx, int row, struct buf *out)
{
	const struct side_row *r = &((const struct client_file *)ctx)->side.rows.v[row];

	for (int i = 0; i < SIDE_CELLS; i++)
		buf_printf(out, "%s ", r->cell[i]);
}

static const struct list_ops ops = { .count = count, .id = id_of, .draw = draw_row,
	.text = row_text };

void client_side_init(struct screen *s)
{
	struct client_file *st = s->state;

	list_init(&st->side.list, s, &ops, st, 0);
}

void client_side_free(struct client_file *st)
{
	list_free(&st->side.list);
	vec_free(&st->side.rows);
}

void client_side_draw(const struct client_file *st, struct canvas *c)
{
	const struct list *l = &st->side.list;

	list_header(l, c, l->area.row - 1, st->side.is->columns, columns_of(st), -1);
	if (st->side.rows.n)
		list_draw(l, c);
	else
		canvas_put(c, l->area.row, 2, tr(st->side.is->empty), STYLE_GREY, CANVAS_REST);
}

const struct side_row *client_side_row(const struct client_file *st)
{
	int row = list_row(&st->side.list);

	return row >= 0 && (size_t)row < st->side.rows.n ? &st->side.rows.v[row] : NULL;
}

void client_side_foot(const struct client_file *st, struct buf *out)
{
	if (st->side.is->foot)
		st->side.is->foot(st, client_side_row(st), out);
}

struct listing *client_side_listing(const struct client_file *st, const char *client)
{
	const struct client_side *side = st->side.is;
	const char *titles[SIDE_CELLS];
	int n = columns_of(st);
	struct listing *l;
	char name[40], title[300];

	for (int i = 0; i < n; i++)
		titles[i] = side->columns[i].title;
	text_fmt(name, sizeof name, "client/%s", side->name);
	text_fmt(title, sizeof title, "%s: %s", client, tr(side->title));
	l = listing_new(name, title, titles, (size_t)n);
	for (size_t i = 0; i < st->side.rows.n; i++)
		for (int k = 0; k < n && st->side.rows.v[i].id > 0; k++)
			listing_cell(l, st->side.rows.v[i].cell[k]);
	return l;
}

/* ---- commands ---- */

static const struct client_side *side_of(const struct screen *s)
{
	return ((const struct client_file *)s->state)->side.is;
}

enum err_code client_side_form(struct screen *s, int64_t id, struct err *e)
{
	const struct client_side *side = side_of(s);
	struct row_arg arg = { .form = side->form, .id = id,
		.owner_id = ((struct client_file *)s->state)->client_id };

	if (!side->form)
		return err_set(e, ERR_DENIED, "%s", tr(side->fixed));
	if (front_may(s, side->change, e) != OK)
		return e->code;
	return screen_open(s->loop, &row_screen, &arg, e);
}

/* An own row in its form, another client in the file of that one. */
static enum err_code open_row(struct screen *s, const struct side_row *r, struct err *e)
{
	struct client_arg arg = { .client_id = r->file_id };

	if (!r->own && r->file_id)
		return screen_open(s->loop, &client_screen, &arg, e);
	return client_side_form(s, r->own ? r->ref : 0, e);
}

enum err_code client_side_enter(struct screen *s, struct err *e)
{
	const struct side_row *r = client_side_row(s->state);

	if (!r)
		return OK;
	return side_of(s)->enter ? side_of(s)->enter(s, r, e) : open_row(s, r, e);
}

enum err_code client_side_new(struct screen *s, struct err *e)
{
	if (side_of(s)->add)
		return side_of(s)->add(s, e);
	return client_side_form(s, 0, e);
}

enum err_code client_side_edit(struct screen *s, struct err *e)
{
	const struct side_row *r = client_side_row(s->state);

	if (side_of(s)->edit)
		return side_of(s)->edit(s, r, e);
	return r ? open_row(s, r, e) : client_side_form(s, 0, e);
}

static enum err_code retire(struct screen *s, const char *reason, struct err *e)
{
	struct client_file *st = s->state;
	const struct client_side *side = st->side.is;
	const struct side_row *r = client_side_row(st);
	char until[16], name[SIDE_CELL];
	enum err_code rc;

	if (!reason || !r)
		return OK;
	if (!reason[strspn(reason, " ")])
		return err_set(e, ERR_INVALID, "%s", tr("Why? One word is enough."));
	text_copy(name, sizeof name, r->cell[side->name_cell]);
	rc = side->end ? side->end(s, r, reason, e) :
	    child_retire(st->desk, side->table, r->ref, reason, e);
	if (rc != OK)
		return rc;
	if (side->gone)
		side->gone(s, r);
	front_wrote(s);
	screen_done(s, tr("Took out %s. Ctrl-Z undoes until %s."), name,
	    client_undo_until(st->desk, until, sizeof until));
	return OK;
}

enum err_code client_side_retire(struct screen *s, struct err *e)
{
	const struct side_row *r = client_side_row(s->state);

	if (!r || !r->own)
		return err_set(e, ERR_DENIED, "%s",
		    tr("Only family members, pets and goods are taken out here."));
	if (front_may(s, side_of(s)->change, e) == OK)
		textline_ask(s, &(struct textline){ .label = tr("Why"), .max_cp = 100,
		    .keep = "side-retire", .keep_ref = r->ref, .done = retire });
	return e->code;
}

enum err_code client_side_next(struct screen *s, struct err *e)
{
	const struct client_side *side = side_of(s);
	const struct side_row *r = client_side_row(s->state);

	if (!r || !side->next)
		return err_set(
		    e, ERR_DENIED, "%s", tr("y is for usual goods: bought again today."));
	return side->next(s, r, e);
}

enum err_code client_side_told(struct screen *s, struct err *e)
{
	const struct client_side *side = side_of(s);
	const struct side_row *r = client_side_row(s->state);

	if (!r || !side || !side->told)
		return err_set(e, ERR_DENIED, "%s",
		    tr("t is for usual goods: how to keep them was told. ] goes to Goods."));
	return side->told(s, r, e);
}
