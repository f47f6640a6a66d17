/* A list on the screen and under the keys. */
#include <string.h>

#include "base/tr.h"
#include "list_priv.h"
#include "loop_priv.h"
#include "tui/textline.h"

/* Cells of the selected row that are reversed where there is no colour: a whole row costs bytes. */
enum { LEAD_CELLS = 20, NUMBER_MAX = 9999 };

/* ---- drawing ---- */

static int digits(int n)
{
	return n < 10 ? 1 : 1 + digits(n / 10);
}

int list_gutter(const struct list *l)
{
	if (l->flags & LIST_NO_GUTTER)
		return 0;
	return l->flags & LIST_NUMBERED ? 3 + digits(l->next_number) : 2;
}

static void draw_gutter(const struct list *l, struct canvas *c, int row, int64_t id, bool selected)
{
	int width = list_gutter(l), number = id > 0 ? list_number(l, id) : 0;
	char text[16];

	if (!width)
		return;
	if (selected)
		canvas_put(c, row, l->area.col, ">", STYLE_TEXT, 1);
	if (id > 0 && list_marked(l, id))
		canvas_put(c, row, l->area.col + 1, "x", STYLE_MARKED, 1);
	if (number)
		canvas_right(c, row, l->area.col + 2, text_fmt(text, sizeof text, "%d", number),
		    STYLE_TEXT, width - 3);
}

static void draw_ghost(const struct list *l, struct canvas *c, struct rect where)
{
	const char *word = tr("gone");
	int used = utf8_cells(word), col = 0;
	const struct cell *cell;

	for (; (cell = canvas_at(&l->ghost, 0, col)); col += cell->width ? cell->width : 1)
		canvas_put_cluster(c, where.row, where.col + col, cell->text, cell->len,
		    STYLE_GREY);
	canvas_right(c, where.row, where.col + where.cols - used - 1, word, STYLE_GREY, used + 1);
}

static void highlight(const struct list *l, struct canvas *c, int row, bool marked)
{
	struct rect all = { .row = row, .col = l->area.col, .rows = 1, .cols = l->area.cols };
	struct rect lead = all;

	if (lead.cols > LEAD_CELLS)
		lead.cols = LEAD_CELLS;
	canvas_tint(c, lead, STYLE_SELECTED);
	canvas_tint(c, all, marked ? STYLE_MARKED : STYLE_SELECTED_REST);
}

static void draw_row(const struct list *l, struct canvas *c, int place, int screen_row)
{
	int64_t id = list_id_at(l, place);
	int row = list_row_at(l, place), gutter = list_gutter(l);
	bool selected = !l->away && place == l->sel && (id > 0 || l->gone);
	bool marked = list_marked(l, id);
	struct rect where = { .row = screen_row, .col = l->area.col + gutter, .rows = 1,
		.cols = l->area.cols - gutter };
	struct rect old;

	draw_gutter(l, c, screen_row, id, selected);
	if (id < 0) {                   /* a section's title starts at the edge */
		where.col = l->area.col;
		where.cols = l->area.cols;
	}
	old = canvas_clip(c, where);
	if (row >= 0)
		l->ops->draw(l->ctx, row, c, where);
	else
		draw_ghost(l, c, where);
	canvas_unclip(c, old);
	if (selected && !l->gone)
		highlight(l, c, screen_row, marked);
	else if (marked)
		canvas_tint(c, (struct rect){ .row = screen_row, .col = l->area.col, .rows = 1,
			.cols = l->area.cols }, STYLE_MARKED);
}

static void draw_empty(const struct list *l, struct canvas *c)
{
	const char *text = l->empty;

	if (l->find.n > 0)
		text = tr("No row fits. Esc shows all again.");
	canvas_put(c, l->area.row, l->area.col + 2, text, STYLE_GREY, l->area.cols - 2);
}

void list_draw(const struct list *l, struct canvas *c)
{
	struct rect old = canvas_clip(c, l->area);

	if (list_places(l) == 0)
		draw_empty(l, c);
	for (int i = 0; i < l->area.rows && l->top + i < list_places(l); i++)
		draw_row(l, c, l->top + i, l->area.row + i);
	canvas_unclip(c, old);
}

void list_header(const struct list *l, struct canvas *c, int row, const struct list_column *columns,
    int count, int sorted)
{
	int left = l->area.col + list_gutter(l), right = l->area.col + l->area.cols;

	for (int i = 0; i < count; i++) {
		int col = left + columns[i].col, used;
		int edge = i + 1 < count ? left + columns[i + 1].col : right;

		used = canvas_put(c, row, col, tr(columns[i].title), STYLE_RULE, edge - col);
		if (i == sorted)
			canvas_put(c, row, col + used, "^", STYLE_RULE, 1);
	}
}

/* ---- find ---- */

static void narrow(struct screen *owner, const char *text, struct buf *out)
{
	struct list *l = textline_ctx(owner);

	list_find(l, text);
	buf_printf(out, trn("%d row", "%d rows", list_shown(l)), list_shown(l));
	screen_dirty(owner, DIRTY_DRAW);
}

static enum err_code found(struct screen *owner, const char *text, struct err *e)
{
	(void)e;
	if (!text)
		list_find(textline_ctx(owner), NULL);
	screen_dirty(owner, DIRTY_DRAW);
	return OK;
}

static enum key_use ask_find(struct list *l, const char *text)
{
	if (!l->owner || !l->ops->text)
		return KEY_UNUSED;
	textline_ask(l->owner, &(struct textline){
		.label = tr("Find"), .text = text, .max_cp = 64, .ctx = l,
		.note = narrow, .done = found,
	});
	return KEY_USED;
}

/* ---- numbers ---- */

static void show_pending(const struct list *l)
{
	struct buf text = { .s = NULL };
	int64_t id = list_by_number(l, l->pending);

	if (!l->owner)
		return;
	if (l->pending)
		buf_printf(&text, "%d_ ", l->pending);
	for (int i = 0; id && l->ops->text && i < list_places(l); i++)
		if (list_id_at(l, i) == id)
			l->ops->text(l->ctx, list_row_at(l, i), &text);
	loop_hint(l->owner->loop, buf_str(&text));
	buf_free(&text);
}

static enum key_use add_digit(struct list *l, int digit)
{
	if (l->pending * 10 + digit <= NUMBER_MAX)
		l->pending = l->pending * 10 + digit;
	show_pending(l);
	return KEY_USED;
}

/* The key behind a number: goes to that row first. True when there is no such row. */
static bool refuse_pending(struct list *l)
{
	int64_t id = list_by_number(l, l->pending);
	int number = l->pending;

	l->pending = 0;
	show_pending(l);
	if (list_select(l, id))
		return false;
	if (l->owner)
		screen_say(l->owner, STYLE_MSG_REFUSED,
		    tr("Row %d is not here any more. Nothing was done."), number);
	return true;
}

static bool edits_pending(struct list *l, const struct key *k)
{
	if (key_is(*k, K_ESC))
		l->pending = 0;
	else if (key_is(*k, K_BACKSPACE))
		l->pending /= 10;
	else
		return false;
	show_pending(l);
	return true;
}

/* ---- keys ---- */

static int page(const struct list *l)
{
	return l->area.rows > 1 ? l->area.rows - 1 : 1;
}

static enum key_use move_key(struct list *l, const struct key *k)
{
	const struct {
		enum key_func func;
		int by;
	} moves[] = {
		{ K_UP, -1 }, { K_DOWN, 1 }, { K_PGUP, -page(l) }, { K_PGDN, page(l) },
		{ K_HOME, -list_places(l) }, { K_END, list_places(l) },
	};

	for (size_t i = 0; i < sizeof moves / sizeof *moves; i++)
		if (key_is(*k, moves[i].func)) {
			list_move(l, moves[i].by);
			return KEY_USED;
		}
	return KEY_UNUSED;
}

static enum key_use mark_key(struct list *l)
{
	int64_t id = list_id(l);

	if (!(l->flags & LIST_MARKS) || id <= 0)
		return KEY_UNUSED;
	list_mark(l, id, !list_marked(l, id));
	list_move(l, 1);
	return KEY_USED;
}

static enum key_use text_key(struct list *l, uint32_t cp)
{
	char text[5] = "";

	if (cp == 'j' || cp == 'k') {
		list_move(l, cp == 'j' ? 1 : -1);
		return KEY_USED;
	}
	if (cp == ' ')
		return mark_key(l);
	if (cp == '/')
		return ask_find(l, "");
	if (!cp_is_han(cp))
		return KEY_UNUSED;
	text[utf8_encode(cp, text)] = '\0';
	return ask_find(l, text);
}

enum key_use list_key(struct list *l, const struct key *k)
{
	bool digit = key_is_text(*k) && k->code >= '0' && k->code <= '9';

	if ((l->flags & LIST_NUMBERED) && digit && (l->pending || k->code > '0'))
		return add_digit(l, (int)(k->code - '0'));
	if (l->pending && (edits_pending(l, k) || refuse_pending(l)))
		return KEY_USED;
	if (k->kind == KEV_CHAR && k->mods == 0)
		return text_key(l, k->code);
	if (key_is(*k, K_ESC) && l->find.n > 0) {
		list_find(l, NULL);
		return KEY_USED;
	}
	return move_key(l, k);
}
