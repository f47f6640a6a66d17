/* Lists that hang under a client: family, pets and files that belong together; usual goods;
 * looks. */
#include <string.h>

#include "base/buf.h"
#include "base/clock.h"
#include "base/day.h"
#include "base/mem.h"
#include "base/tr.h"
#include "base/when.h"
#include "client_priv.h"
#include "data/access.h"
#include "data/dependant.h"
#include "data/goods.h"
#include "desk/changes.h"
#include "desk/child.h"
#include "desk/describe.h"
#include "desk/desk.h"
#include "desk/rights.h"
#include "screen/clientline.h"
#include "screen/listing.h"
#include "tui/canvas.h"
#include "tui/loop.h"
#include "tui/textline.h"

enum { LOOKS_MAX = 200, RELATED_MAX = 60 };
enum { SECTION_FILES = -1 };

/* Rows of different tables stand in one list: the kind is part of the number. */
static int64_t row_id(enum kin_kind kind, int64_t ref)
{
	return ref * KIN_KINDS + kind;
}

static struct kin_row *add_row(struct client_file *st, enum kin_kind kind, int64_t ref)
{
	struct kin_row *r = vec_push(&st->kin.rows);

	r->kind = kind;
	r->ref = ref;
	r->id = row_id(kind, ref);
	return r;
}

static void put(struct kin_row *r, int cell, const char *text)
{
	text_copy(r->cell[cell], sizeof r->cell[cell], text);
}

static void put_day(const struct client_file *st, struct kin_row *r, int cell, const char *day)
{
	char text[48];
	int32_t d = day[0] ? day_parse(day) : DAY_NONE;

	if (d != DAY_NONE)
		put(r, cell, day_echo(d, desk_today(st->desk), text, sizeof text));
}

static char *word(const struct client_file *st, const char *table, const char *column,
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

/* ---- family ---- */

static void add_dependant(struct client_file *st, const struct dependant *d)
{
	struct kin_row *r = add_row(st, KIN_DEPENDANT, d->id);
	bool pet = !strcmp(d->kind, "pet");
	char text[120], name[120];

	put(r, 0, d->name);
	word(st, "dependant", pet ? "species" : "relation", pet ? d->species : d->relation, text,
	    sizeof text);
	put(r, 1, text[0] ? text : pet ? tr("pet") : tr("family member"));
	clientline_person(d->gender, d->birth, desk_today(st->desk), text, sizeof text);
	put(r, 2, text);
	if (d->file_id && d->file_id != st->client_id) {
		text_fmt(text, sizeof text, tr("own file: %s"),
		    clientline_name(st->desk, d->file_id, name, sizeof name));
		put(r, 3, text);
	} else {
		text_fmt(text, sizeof text, "%s%s%s", d->breed,
		    d->breed[0] && d->note[0] ? "; " : "", d->note);
		put(r, 3, text);
	}
	r->file_id = d->file_id;
}

static enum err_code add_file(struct client_file *st, enum kin_kind kind, int64_t id,
    const char *why, struct err *e)
{
	struct client_card_list card = { 0 };
	enum err_code rc = client_cards(st->desk->store, &id, 1, clock_now(), &card, e);
	struct kin_row *r;
	char text[600];

	if (rc != OK || !card.n) {
		client_card_list_free(&card);
		return rc;
	}
	r = add_row(st, kind, id);
	r->file_id = id;
	put(r, 0, clientline_name(st->desk, id, text, sizeof text));
	put(r, 1, why);
	put(r, 2, clientline_person(card.v[0].gender, card.v[0].birth, desk_today(st->desk), text,
	    sizeof text));
	put(r, 3, card.v[0].file_no);
	client_card_list_free(&card);
	return OK;
}

static enum err_code add_files(struct client_file *st, enum kin_kind kind, const int64_t *ids,
    size_t n, const char *why, struct err *e)
{
	enum err_code rc = OK;

	for (size_t i = 0; i < n && rc == OK; i++)
		rc = add_file(st, kind, ids[i], why, e);
	return rc;
}

/* Who sent the client, whom the client sent, whose family it belongs to. */
static enum err_code add_related(struct client_file *st, struct err *e)
{
	struct store *s = st->desk->store;
	int64_t ids[RELATED_MAX];
	struct client c = { 0 };
	size_t n = 0;
	enum err_code rc = client_get(s, st->client_id, &c, e);

	if (rc == OK && c.referrer_id)
		rc = add_file(st, KIN_REFERRER, c.referrer_id, tr("sent this client"), e);
	if (rc == OK)
		rc = dependant_list_owners(s, st->client_id, ids, RELATED_MAX, &n, e);
	if (rc == OK)
		rc = add_files(st, KIN_OWNER, ids, n, tr("family file"), e);
	if (rc == OK)
		rc = client_list_referred(s, st->client_id, ids, RELATED_MAX, &n, e);
	if (rc == OK)
		rc = add_files(st, KIN_REFERRED, ids, n, tr("sent by this one"), e);
	st->kin.sent = n;
	client_free(&c);
	return rc;
}

static enum err_code load_family(struct client_file *st, struct err *e)
{
	struct dependant_list l = { 0 };
	enum err_code rc = dependant_list(st->desk->store, st->client_id, &l, e);
	size_t before;

	st->kin.treated[0] = '\0';
	for (size_t i = 0; i < l.n; i++) {
		add_dependant(st, &l.v[i]);
		if (l.v[i].id == client_treated(st))
			text_copy(st->kin.treated, sizeof st->kin.treated, l.v[i].name);
	}
	st->kin.dependants = l.n;
	dependant_list_free(&l);
	before = st->kin.rows.n;
	if (rc == OK)
		rc = add_related(st, e);
	if (st->kin.rows.n > before) {
		struct kin_row rule = { .id = SECTION_FILES };

		put(&rule, 0, tr("files that belong to this one"));
		vec_push(&st->kin.rows);
		memmove(&st->kin.rows.v[before + 1], &st->kin.rows.v[before],
		    (st->kin.rows.n - before - 1) * sizeof rule);
		st->kin.rows.v[before] = rule;
	}
	return rc;
}

/* ---- usual goods ---- */

static void put_goods(struct client_file *st, const struct goods *g)
{
	struct kin_row *r = add_row(st, KIN_GOODS, g->id);
	char unit[40], text[160], today[11];

	put_day(st, r, 0, g->due);
	if (g->due[0] && strcmp(g->due, desk_today_text(st->desk, today)) <= 0) {
		text_fmt(text, sizeof text, "%s !", r->cell[0]);
		put(r, 0, text);
		r->style = STYLE_LATE;
	}
	put(r, 1, g->name);
	word(st, "client_goods", "unit", g->unit, unit, sizeof unit);
	put(r, 2, g->amount > 0 ? text_fmt(text, sizeof text, "%g %s", g->amount, unit) : "");
	put_day(st, r, 3, g->bought);
	if (g->lasts_days)
		put(r, 4, text_fmt(text, sizeof text, tr("%d days"), g->lasts_days));
	if (g->storage[0])
		put(r, 5, text_fmt(text, sizeof text, "%s: %s", g->storage_told[0] ? tr("told") :
		    tr("not told"), g->storage));
	else
		put(r, 5, g->note);
}

static enum err_code load_goods(struct client_file *st, struct err *e)
{
	struct goods_list l = { 0 };
	enum err_code rc = goods_list(st->desk->store, st->client_id, &l, e);

	for (size_t i = 0; i < l.n; i++)
		put_goods(st, &l.v[i]);
	st->kin.goods = l.n;
	goods_list_free(&l);
	return rc;
}

/* ---- looks ---- */

static const char *look_word(const char *what)
{
	static const struct {
		const char *what, *word;
	} words[] = {
		{ "phone", N_("numbers in full") }, { "restricted", N_("restricted file") },
		{ "export", N_("export") }, { "print", N_("print") },
	};

	for (size_t i = 0; i < sizeof words / sizeof words[0]; i++)
		if (!strcmp(words[i].what, what))
			return tr(words[i].word);
	return what;
}

static enum err_code load_looks(struct client_file *st, struct err *e)
{
	struct access_list l = { 0 };
	char text[120];
	enum err_code rc = access_list(st->desk->store, st->client_id, 0, LOOKS_MAX, &l, e);

	for (size_t i = 0; i < l.n; i++) {
		struct kin_row *r = add_row(st, KIN_LOOK, l.v[i].id);

		put(r, 0, desk_time_text(st->desk, l.v[i].at, text, sizeof text));
		put(r, 1, describe_staff(st->desk, l.v[i].staff_id, text, sizeof text));
		put(r, 2, look_word(l.v[i].what));
		put(r, 3, l.v[i].station);
		put(r, 4, l.v[i].reason);
	}
	access_list_free(&l);
	return rc;
}

/* ---- the three pages ---- */

enum { COLUMNS_MAX = 6 };

static const struct side {
	const char *name, *title;
	const char *right;              /* NULL: everybody's */
	enum err_code (*load)(struct client_file *st, struct err *e);
	struct list_column columns[COLUMNS_MAX];        /* ended by a NULL title */
	const char *empty;
	const char *form, *table;       /* of its rows, NULL: nothing to change here */
} sides[SIDE_COUNT] = {
	[SIDE_FAMILY] = { "family", N_("Family"), NULL, load_family,
		{ { N_("name"), 0 }, { N_("relation"), 20 }, { N_("age"), 38 }, { N_("remark"),
		    46 } },
		N_("No family members or pets yet. n enters one."), "dependant", "dependant" },
	[SIDE_GOODS] = { "goods", N_("Goods"), NULL, load_goods,
		{ { N_("next"), 0 }, { N_("goods"), 14 }, { N_("amount"), 34 },
		    { N_("bought"), 44 }, { N_("lasts"), 56 }, { N_("storage"), 66 } },
		N_("No usual goods yet. n enters some."), "goods", "client_goods" },
	[SIDE_LOOKS] = { "looks", N_("Looks"), "see-looks", load_looks,
		{ { N_("when"), 0 }, { N_("by"), 20 }, { N_("what"), 32 }, { N_("where"), 50 },
		    { N_("reason"), 60 } },
		N_("Nobody looked at what is recorded."), NULL, NULL },
};

int kin_columns(const struct client_file *st, const struct list_column **out)
{
	int n = 0;

	*out = sides[st->kin.side].columns;
	while (n < COLUMNS_MAX && (*out)[n].title)
		n++;
	return n;
}

bool kin_may(const struct client_file *st, enum client_side side)
{
	return !sides[side].right || rights_may(st->desk, sides[side].right);
}

const char *kin_name(enum client_side side)
{
	return sides[side].name;
}

char *kin_title(const struct client_file *st, enum client_side side, char *out, size_t size)
{
	size_t n = side == SIDE_FAMILY ? st->kin.dependants
	    : side == SIDE_GOODS       ? st->kin.goods
				       : 0;

	if (!n)
		return text_copy(out, size, tr(sides[side].title));
	return text_fmt(out, size, "%s%zu", tr(sides[side].title), n);
}

/* Counts of the tabs are of all pages; the rows of the one shown stand last. */
enum err_code kin_load(struct client_file *st, struct err *e)
{
	enum err_code rc = OK;
	int shown = st->kin.side;

	for (int i = 0; i < SIDE_LOOKS && rc == OK; i++) {
		st->kin.rows.n = 0;
		if (i != shown)
			rc = sides[i].load(st, e);
	}
	st->kin.rows.n = 0;
	if (rc == OK && kin_may(st, (enum client_side)shown))
		rc = sides[shown].load(st, e);
	list_reloaded(&st->kin.list);
	return rc;
}

/* ---- the list ---- */

static int count(const void *ctx)
{
	return (int)((const struct client_file *)ctx)->kin.rows.n;
}

static int64_t id_of(const void *ctx, int row)
{
	return ((const struct client_file *)ctx)->kin.rows.v[row].id;
}

static void draw_row(const void *ctx, int row, struct canvas *c, struct rect w)
{
	const struct client_file *st = ctx;
	const struct kin_row *r = &st->kin.rows.v[row];
	const struct list_column *columns;
	int n = kin_columns(st, &columns);

	if (r->id < 0) {
		canvas_rule(c, w.row, w.col, w.cols, r->cell[0]);
		return;
	}
	for (int i = 0; i < n; i++) {
		int end = i + 1 < n ? columns[i + 1].col - 1 : w.cols;

		canvas_put(c, w.row, w.col + columns[i].col, r->cell[i],
		    i ? STYLE_TEXT : r->style, end - columns[i].col);
	}
	if (r->kind == KIN_DEPENDANT && r->ref == client_treated(st))
		canvas_right(c, w.row, w.col + w.cols - 10, tr("treated"), STYLE_NOTE, 10);
}

static void row_text(const void *ctx, int row, struct buf *out)
{
	const struct kin_row *r = &((const struct client_file *)ctx)->kin.rows.v[row];

	for (int i = 0; i < COLUMNS_MAX; i++)
		buf_printf(out, "%s ", r->cell[i]);
}

static const struct list_ops ops = { .count = count, .id = id_of, .draw = draw_row,
	.text = row_text };

void kin_init(struct screen *s)
{
	struct client_file *st = s->state;

	list_init(&st->kin.list, s, &ops, st, 0);
}

void kin_free(struct client_file *st)
{
	list_free(&st->kin.list);
	vec_free(&st->kin.rows);
}

void kin_draw(const struct client_file *st, struct canvas *c)
{
	const struct list_column *columns;
	int n = kin_columns(st, &columns);

	list_header(&st->kin.list, c, st->kin.list.area.row - 1, columns, n, -1);
	if (st->kin.rows.n)
		list_draw(&st->kin.list, c);
	else
		canvas_put(c, st->kin.list.area.row, 2, tr(sides[st->kin.side].empty), STYLE_GREY,
		    CANVAS_REST);
}

const struct kin_row *kin_at(const struct client_file *st)
{
	int row = list_row(&st->kin.list);

	return row >= 0 && (size_t)row < st->kin.rows.n ? &st->kin.rows.v[row] : NULL;
}

void kin_foot(const struct client_file *st, struct buf *out)
{
	const struct kin_row *r = kin_at(st);

	if (st->kin.side == SIDE_FAMILY && st->kin.sent)
		buf_printf(out, tr("This client sent %zu others. "), st->kin.sent);
	if (r && r->kind == KIN_DEPENDANT)
		buf_puts(out, tr("Enter: this one is treated. e changes, x takes out."));
	else if (r && r->file_id)
		buf_puts(out, tr("Enter opens that file."));
	else if (r && r->kind == KIN_GOODS)
		buf_printf(out,
		    tr("Enter changes it, y: bought again today, x takes out. %s"),
		    r->cell[5]);
}

struct listing *kin_listing(const struct client_file *st, const char *client)
{
	const char *titles[COLUMNS_MAX];
	const struct list_column *columns;
	int n = kin_columns(st, &columns);
	struct listing *l;
	char name[40], title[300];

	for (int i = 0; i < n; i++)
		titles[i] = columns[i].title;
	text_fmt(name, sizeof name, "client/%s", kin_name(st->kin.side));
	text_fmt(title, sizeof title, "%s: %s", client, tr(sides[st->kin.side].title));
	l = listing_new(name, title, titles, (size_t)n);
	for (size_t i = 0; i < st->kin.rows.n; i++)
		for (int k = 0; k < n && st->kin.rows.v[i].id > 0; k++)
			listing_cell(l, st->kin.rows.v[i].cell[k]);
	return l;
}

/* ---- commands ---- */

static enum err_code may_change(struct screen *s, struct err *e)
{
	const struct client_file *st = s->state;

	return front_may(s, st->kin.side == SIDE_GOODS ? "client-goods" : "client-family", e);
}

static enum err_code open_form(struct screen *s, int64_t id, struct err *e)
{
	struct client_file *st = s->state;
	struct row_arg arg = { .form = sides[st->kin.side].form, .owner_id = st->client_id,
		.id = id };

	if (!arg.form)
		return err_set(e, ERR_DENIED, "%s", tr("Looks are written by the program alone."));
	if (may_change(s, e) != OK)
		return e->code;
	return screen_open(s->loop, &row_screen, &arg, e);
}

/* The one who is treated stays in front: booking and arrival take it from there. */
static void treat(struct screen *s, const struct kin_row *r)
{
	struct client_file *st = s->state;
	struct front *f = front_of(s);

	if (f->dependant_id == r->ref) {
		f->dependant_id = 0;
		screen_done(s, "%s", tr("The client is the one treated again."));
	} else {
		front_at_hand(s, st->client_id);
		f->dependant_id = r->ref;
		screen_done(s, tr("%s is the one treated. Enter again: the client."), r->cell[0]);
	}
	screen_dirty(s, DIRTY_LOAD | DIRTY_DRAW);
}

enum err_code kin_enter(struct screen *s, struct err *e)
{
	const struct kin_row *r = kin_at(s->state);
	struct client_arg arg = { .client_id = r ? r->file_id : 0 };

	if (!r)
		return OK;
	switch (r->kind) {
	case KIN_DEPENDANT:
		treat(s, r);
		return OK;
	case KIN_GOODS:
		return open_form(s, r->ref, e);
	case KIN_REFERRER:
	case KIN_OWNER:
	case KIN_REFERRED:
		return screen_open(s->loop, &client_screen, &arg, e);
	case KIN_LOOK:
	case KIN_KINDS:
		break;
	}
	return history_tell(s, tr("Look"), r->cell[4][0] ? r->cell[4] : tr("No reason was given."),
	    e);
}

enum err_code kin_new(struct screen *s, struct err *e)
{
	return open_form(s, 0, e);
}

enum err_code kin_edit(struct screen *s, struct err *e)
{
	const struct kin_row *r = kin_at(s->state);
	struct client_arg arg = { .client_id = r ? r->file_id : 0 };

	if (!r || r->kind == KIN_LOOK)
		return open_form(s, 0, e);
	if (r->kind == KIN_DEPENDANT || r->kind == KIN_GOODS)
		return open_form(s, r->ref, e);
	return screen_open(s->loop, &client_screen, &arg, e);
}

static enum err_code retire(struct screen *s, const char *reason, struct err *e)
{
	struct client_file *st = s->state;
	const struct kin_row *r = kin_at(st);
	char until[16], name[160];
	enum err_code rc;

	if (!reason || !r)
		return OK;
	if (!reason[strspn(reason, " ")])
		return err_set(e, ERR_INVALID, "%s", tr("Why? One word is enough."));
	text_copy(name, sizeof name, r->cell[r->kind == KIN_GOODS]);
	rc = child_retire(st->desk, sides[st->kin.side].table, r->ref, reason, e);
	if (rc != OK)
		return rc;
	if (front_of(s)->dependant_id == r->ref && r->kind == KIN_DEPENDANT)
		front_of(s)->dependant_id = 0;
	front_wrote(s);
	screen_done(s, tr("Took out %s. Ctrl-Z undoes until %s."), name,
	    client_undo_until(st->desk, until, sizeof until));
	return OK;
}

enum err_code kin_retire(struct screen *s, struct err *e)
{
	const struct kin_row *r = kin_at(s->state);

	if (!r || (r->kind != KIN_DEPENDANT && r->kind != KIN_GOODS))
		return err_set(e, ERR_DENIED, "%s",
		    tr("Only family members, pets and goods are taken out here."));
	if (may_change(s, e) == OK)
		textline_ask(s, &(struct textline){ .label = tr("Why"), .max_cp = 100,
		    .done = retire });
	return e->code;
}

enum err_code kin_next(struct screen *s, struct err *e)
{
	struct client_file *st = s->state;
	const struct kin_row *r = kin_at(st);
	char until[16], name[160];
	enum err_code rc;

	if (!r || r->kind != KIN_GOODS)
		return err_set(
		    e, ERR_DENIED, "%s", tr("y is for usual goods: bought again today."));
	text_copy(name, sizeof name, r->cell[1]);
	rc = child_goods_bought(st->desk, r->ref, e);
	if (rc != OK)
		return rc;
	front_wrote(s);
	screen_done(s, tr("Bought again today: %s. Ctrl-Z undoes until %s."), name,
	    client_undo_until(st->desk, until, sizeof until));
	return OK;
}
