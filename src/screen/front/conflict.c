/* Two people changed the same field: each is decided here, one by one. There is no key for all of
 * them, on purpose. */
#include <string.h>

#include "base/buf.h"
#include "base/mem.h"
#include "base/tr.h"
#include "data/catalog.h"
#include "data/history.h"
#include "desk/desk.h"
#include "form/form_edit.h"
#include "screen/formview.h"
#include "screen/screens.h"
#include "tui/canvas.h"
#include "tui/list.h"
#include "tui/viewport.h"

enum { LABEL_COL = 0, MINE_COL = 12, KEEP_CELLS = 28, FRAME_ROWS = 4, DETAIL_ROWS = 6 };

/* One field that both changed, or one that only this side did (listed, nothing to decide). */
struct clash {
	int field;
	bool open;
	enum conflict_state keep;       /* CONFLICT_OPEN until it is decided */
	struct value theirs;            /* what it was decided about */
};

struct conflict_box {
	struct form_edit *edit;         /* borrowed from the form below */
	struct {
		struct clash *v;
		size_t n, cap;
	} clashes;
	struct list list;
	struct viewport detail;
	int shown;                      /* row that `detail` is about, -1 none */
	struct rect box;
	char who[160];                  /* who changed it, "" unknown */
};


/* ---- reading ---- */

static struct clash *find(struct conflict_box *st, int field)
{
	for (size_t i = 0; i < st->clashes.n; i++)
		if (st->clashes.v[i].field == field)
			return &st->clashes.v[i];
	return NULL;
}

/* A field that was changed there once more is asked about again. */
static void take_field(struct conflict_box *st, int field)
{
	const struct field_state *f = form_edit_field(st->edit, field);
	struct clash *c = find(st, field);
	bool open = f->conflict == CONFLICT_OPEN;

	if (!c && !open && (!f->dirty || f->preset))
		return;
	if (!c) {
		c = vec_push(&st->clashes);
		c->field = field;
		c->keep = CONFLICT_OPEN;
	}
	if (open && c->keep != CONFLICT_OPEN && !value_equal(&c->theirs, &f->theirs))
		c->keep = CONFLICT_OPEN;
	c->open = open;
}

static void find_who(struct conflict_box *st, struct desk *d)
{
	st->who[0] = '\0';
	for (size_t i = 0; i < st->clashes.n && !st->who[0]; i++)
		if (st->clashes.v[i].open)
			formview_who(d,
			    form_edit_field(st->edit, st->clashes.v[i].field)->action_id, st->who,
			    sizeof st->who);
}

/* Those to be decided stand first. */
static void take_fields(struct conflict_box *st)
{
	const struct form *form = form_edit_form(st->edit);

	for (int open = 1; open >= 0; open--)
		for (size_t i = 0; i < form->nfields; i++)
			if ((form_edit_field(st->edit, (int)i)->conflict == CONFLICT_OPEN) == open)
				take_field(st, (int)i);
}

static struct clash *selected(struct conflict_box *st)
{
	int row = list_row(&st->list);

	return row >= 0 ? &st->clashes.v[row] : NULL;
}

static void show_detail(struct conflict_box *st);

static enum err_code conflict_load(struct screen *s, struct err *e)
{
	struct conflict_box *st = s->state;
	enum err_code rc = form_edit_refresh(st->edit, NULL, e);

	take_fields(st);
	find_who(st, front_desk(s));
	list_reloaded(&st->list);
	st->shown = -1;
	show_detail(st);
	screen_dirty(s, DIRTY_LAYOUT);  /* as many rows as there are */
	return rc;
}

/* ---- words ---- */

static void add_value(struct conflict_box *st, int field, const char *title,
    const struct value *v, enum style style)
{
	struct buf line = { 0 };

	buf_printf(&line, "%s ", title);
	form_edit_value_text(st->edit, field, v, &line);
	viewport_add(&st->detail, style, 8, buf_str(&line));
	buf_free(&line);
}

static void show_detail(struct conflict_box *st)
{
	const struct clash *c = selected(st);
	const struct field_state *f;

	if (st->shown == list_row(&st->list))
		return;
	st->shown = list_row(&st->list);
	viewport_clear(&st->detail);
	if (!c)
		return;
	f = form_edit_field(st->edit, c->field);
	add_value(st, c->field, tr("Was:"), &f->base, STYLE_GREY);
	if (f->typed)
		viewport_add(&st->detail, STYLE_TEXT, 8, f->typed);
	else
		add_value(st, c->field, tr("Mine:"), &f->value, STYLE_TEXT);
	if (c->open)
		add_value(st, c->field, tr("Theirs:"), &f->theirs, STYLE_NEWS);
	viewport_layout(&st->detail, st->detail.area);
}

static size_t still_open(const struct conflict_box *st)
{
	size_t n = 0;

	for (size_t i = 0; i < st->clashes.n; i++)
		n += st->clashes.v[i].open && st->clashes.v[i].keep == CONFLICT_OPEN;
	return n;
}

static bool can_be_both(const struct conflict_box *st, const struct clash *c)
{
	const struct form_field *f = &form_edit_form(st->edit)->fields[c->field];

	return (f->kind == FIELD_TEXT || f->kind == FIELD_MEMO) &&
	    !form_edit_field(st->edit, c->field)->typed;
}

/* ---- the list ---- */

static int clash_count(const void *ctx)
{
	return (int)((const struct conflict_box *)ctx)->clashes.n;
}

static int64_t clash_id(const void *ctx, int row)
{
	return ((const struct conflict_box *)ctx)->clashes.v[row].field + 1;
}

static void put_value(const struct conflict_box *st, struct canvas *c, int row, int col, int cells,
    int field, const struct value *v)
{
	struct buf text = { 0 };

	form_edit_value_text(st->edit, field, v, &text);
	canvas_put(c, row, col, buf_str(&text), STYLE_TEXT, cells);
	buf_free(&text);
}

static void put_keep(const struct conflict_box *st, const struct clash *k, struct canvas *c,
    int row, int col)
{
	static const int digits[] = { [CONFLICT_MINE] = 1, [CONFLICT_THEIRS] = 2,
		[CONFLICT_BOTH] = 3 };
	char digit[12] = " ";

	if (!k->open) {
		canvas_put(c, row, col, tr("mine, no clash"), STYLE_GREY, KEEP_CELLS);
		return;
	}
	if (k->keep != CONFLICT_OPEN)
		text_fmt(digit, sizeof digit, "%d", digits[k->keep]);
	canvas_putf(c, row, col, k->keep == CONFLICT_OPEN ? STYLE_REQUIRED : STYLE_FIELD, "[%s]",
	    digit);
	canvas_put(c, row, col + 4, can_be_both(st, k) ? tr("1 mine 2 theirs 3 both") :
	    tr("1 mine 2 theirs"), STYLE_TEXT, KEEP_CELLS - 4);
}

static void clash_draw(const void *ctx, int row, struct canvas *c, struct rect w)
{
	const struct conflict_box *st = ctx;
	const struct clash *k = &st->clashes.v[row];
	const struct field_state *f = form_edit_field(st->edit, k->field);
	int half = (w.cols - MINE_COL - KEEP_CELLS) / 2, theirs = w.col + MINE_COL + half;

	canvas_put(c, w.row, w.col, label_text(&form_edit_form(st->edit)->fields[k->field].label),
	    STYLE_TEXT, MINE_COL - 1);
	if (f->typed)
		canvas_put(c, w.row, w.col + MINE_COL, f->typed, STYLE_WRONG, half - 1);
	else
		put_value(st, c, w.row, w.col + MINE_COL, half - 1, k->field, &f->value);
	if (k->open)
		put_value(st, c, w.row, theirs, half - 1, k->field, &f->theirs);
	else
		canvas_put(c, w.row, theirs, tr("(unchanged)"), STYLE_GREY, half - 1);
	put_keep(st, k, c, w.row, theirs + half);
}

static const struct list_ops clash_ops = { .count = clash_count, .id = clash_id,
	.draw = clash_draw };

/* ---- keys ---- */

static void decide(struct screen *s, struct clash *c, enum conflict_state keep)
{
	struct conflict_box *st = s->state;

	c->keep = keep;
	value_copy(&c->theirs, &form_edit_field(st->edit, c->field)->theirs);
	/* On to the next open one, where there is one. */
	for (size_t i = 0; i < st->clashes.n; i++)
		if (st->clashes.v[i].open && st->clashes.v[i].keep == CONFLICT_OPEN) {
			list_select(&st->list, st->clashes.v[i].field + 1);
			break;
		}
	screen_dirty(s, DIRTY_DRAW);
}

static enum key_use conflict_key(struct screen *s, const struct key *k)
{
	static const enum conflict_state keeps[] = { CONFLICT_MINE, CONFLICT_THEIRS,
		CONFLICT_BOTH };
	struct conflict_box *st = s->state;
	struct clash *c = selected(st);
	enum key_use use = KEY_USED;

	if (!key_is_text(*k) || k->code < '1' || k->code > '3')
		use = key_is_text(*k) && k->code >= '0' && k->code <= '9' ? KEY_USED :
		    list_key(&st->list, k);
	else if (c && c->open && k->code == '3' && !can_be_both(st, c))
		screen_say(s, STYLE_MSG_REFUSED, "%s",
		    tr("This can be only one of the two. Choose 1 mine or 2 theirs."));
	else if (c && c->open)
		decide(s, c, keeps[k->code - '1']);
	show_detail(st);
	return use;
}

static enum err_code run_save(struct screen *s, struct err *e)
{
	struct conflict_box *st = s->state;
	size_t open = still_open(st);

	if (open)
		return err_set(e, ERR_INVALID, trn("%zu field is open. Choose 1 mine or 2 theirs.",
		    "%zu fields are open. Choose 1 mine or 2 theirs.", (long)open), open);
	for (size_t i = 0; i < st->clashes.n; i++) {
		const struct clash *c = &st->clashes.v[i];

		if (c->open && form_edit_resolve(st->edit, c->field, c->keep, e) != OK)
			return e->code;
	}
	screen_finish(s, 1, NULL);
	return OK;
}

static const struct command commands[] = {
	{ .name = "form-done", .keys = "F10", .label = N_("save"), .needs = NEED_WRITE,
	  .help = N_("Saves with these choices, when none is open."), .run = run_save },
	{ .name = "screen-back", .keys = "Esc q ^C", .label = N_("back"),
	  .flags = COMMAND_BAR_LAST,
	  .help = N_("Back to the form: nothing is saved, nothing is lost."),
	  .run = screen_run_back },
};

/* ---- life ---- */

static enum err_code conflict_open(struct screen *s, const void *arg, struct err *e)
{
	struct conflict_box *st = s->state;

	(void)e;
	st->edit = (struct form_edit *)(uintptr_t)arg;
	st->shown = -1;
	viewport_init(&st->detail);
	list_init(&st->list, s, &clash_ops, st, 0);
	return OK;
}

static void conflict_close(struct screen *s)
{
	struct conflict_box *st = s->state;

	for (size_t i = 0; i < st->clashes.n; i++)
		value_free(&st->clashes.v[i].theirs);
	vec_free(&st->clashes);
	list_free(&st->list);
	viewport_free(&st->detail);
}

static void conflict_layout(struct screen *s, struct rect body)
{
	struct conflict_box *st = s->state;
	int rows = (int)st->clashes.n, most = body.rows - FRAME_ROWS - DETAIL_ROWS - 1;
	struct rect in;

	rows = rows < 1 ? 1 : rows > most ? most : rows;
	st->box = rect_centre(body, rows + FRAME_ROWS + DETAIL_ROWS + 1,
	    body.cols < 110 ? 80 : body.cols - 8);
	in = rect_inset(st->box, 1, 2);
	list_layout(&st->list, (struct rect){ in.row + 1, in.col, rows, in.cols });
	viewport_layout(&st->detail, (struct rect){ in.row + rows + 2, in.col,
	    in.rows - rows - 3, in.cols });
}

/* "Not saved yet: changed by 李晓燕 (T1) meanwhile" */
static void put_title(const struct conflict_box *st, struct canvas *c)
{
	char title[240];

	if (st->who[0])
		text_fmt(
		    title, sizeof title, tr("Not saved yet: changed by %s meanwhile"), st->who);
	else
		text_copy(title, sizeof title, tr("Not saved yet: changed elsewhere meanwhile"));
	canvas_box(c, st->box, STYLE_RULE, title);
}

static void conflict_draw(const struct screen *s, struct canvas *c)
{
	const struct conflict_box *st = s->state;
	struct rect w = st->list.area;
	int left = w.col + list_gutter(&st->list);
	int half = (w.col + w.cols - left - MINE_COL - KEEP_CELLS) / 2;
	size_t open = still_open(st);

	put_title(st, c);
	canvas_put(c, w.row - 1, left, tr("field"), STYLE_GREY, MINE_COL - 1);
	canvas_put(c, w.row - 1, left + MINE_COL, tr("mine"), STYLE_GREY, half - 1);
	canvas_put(c, w.row - 1, left + MINE_COL + half, tr("theirs"), STYLE_GREY, half - 1);
	canvas_put(c, w.row - 1, left + MINE_COL + 2 * half, tr("keep"), STYLE_GREY, KEEP_CELLS);
	list_draw(&st->list, c);
	canvas_hline(c, w.row + w.rows, st->box.col + 2, st->box.cols - 4, STYLE_RULE);
	viewport_draw(&st->detail, c);
	if (open)
		canvas_putf(c, st->box.row + st->box.rows - 2, left, STYLE_TEXT,
		    trn("%zu field is open.", "%zu fields are open.", (long)open), open);
	else
		canvas_put(c, st->box.row + st->box.rows - 2, left,
		    tr("F10 saves with these choices. Esc: back to the form, nothing is lost."),
		    STYLE_TEXT, w.cols - 2);
}

static unsigned conflict_facts(const struct screen *s)
{
	(void)s;
	return NEED_NO_TEXT | NEED_ROW;
}

static void conflict_help_page(const struct screen *s, struct buf *out)
{
	(void)s;
	buf_puts(out, tr(
	    "Somebody else changed the same fields while you typed, so nothing is saved yet. "
	    "Fields that only one of you changed need no answer. For each of the others: 1 "
	    "keeps what you typed, 2 what is stored now, 3 both texts one behind the other, "
	    "where that is possible. F10 then saves all of it; Esc goes back to the form "
	    "with what you typed."));
}

const struct screen_type conflict_screen = {
	.name = "conflict", .title = N_("Both changed it"),
	.state_size = sizeof(struct conflict_box), .flags = SCREEN_OVERLAY, .areas = AREA_CLIENT,
	.commands = KEYMAP_INIT(commands),
	.open = conflict_open, .load = conflict_load, .facts = conflict_facts,
	.layout = conflict_layout, .draw = conflict_draw, .key = conflict_key,
	.close = conflict_close,
	.page = conflict_help_page,
};
