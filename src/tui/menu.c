/* Ctrl-O: what can be done here, by number, also when letters do not arrive. */
#include "base/mem.h"
#include "base/tr.h"
#include "base/utf8.h"
#include "loop_priv.h"
#include "tui/help.h"

enum { SIDE = 2, LABEL_CELLS = 12, MAX_COLS = 76, NUMBER_CELLS = 3 };

struct state {
	struct { const struct command **v; size_t n, cap; } items;
	int sel, top, pending;
	struct rect box;
};

static bool listed(const struct screen *on, const struct command *c, bool rows_only)
{
	return screen_offers(on, c) && (!rows_only || (c->flags & COMMAND_ROW));
}

static bool has_row_commands(struct keymap map)
{
	for (size_t i = 0; i < map.n; i++)
		if (map.rows[i].flags & COMMAND_ROW)
			return true;
	return false;
}

static enum err_code open_it(struct screen *s, const void *arg, struct err *e)
{
	const struct screen *on = arg;
	struct keymap map = on->type->commands;
	struct state *st = s->state;

	for (size_t i = 0; i < map.n; i++)
		if (listed(on, &map.rows[i], has_row_commands(map)))
			*vec_push(&st->items) = &map.rows[i];
	if (st->items.n == 0)
		return err_set(e, ERR_NOTFOUND,
		    tr("Nothing can be done here now. F1 shows all keys."));
	return OK;
}

static int widest(const struct state *st)
{
	int cells = 0;

	for (size_t i = 0; i < st->items.n; i++) {
		int w = utf8_cells(tr(st->items.v[i]->help));

		if (w > cells)
			cells = w;
	}
	return cells;
}

static void scroll(struct state *st)
{
	int rows = st->box.rows - 2;

	if (st->sel < st->top)
		st->top = st->sel;
	if (st->sel >= st->top + rows)
		st->top = st->sel - rows + 1;
}

static void layout(struct screen *s, struct rect body)
{
	struct state *st = s->state;
	int cols = widest(st) + NUMBER_CELLS + LABEL_CELLS + 2 + 2 * SIDE;

	st->box = rect_centre(body, (int)st->items.n + 2, cols > MAX_COLS ? MAX_COLS : cols);
	scroll(st);
}

static void draw_item(const struct screen *s, struct canvas *c, int i, int row)
{
	const struct state *st = s->state;
	const struct command *cmd = st->items.v[i];
	const char *label = screen_name_of(screen_under(s), cmd);
	int col = st->box.col + SIDE, cells = st->box.cols - 2 * SIDE;

	canvas_putf(c, row, col, STYLE_TEXT, "%s%*d", i == st->sel ? "> " : "  ",
	    NUMBER_CELLS - 1, i + 1);
	col += 2 + NUMBER_CELLS;
	canvas_put(c, row, col, tr(label ? label : cmd->name), STYLE_TEXT, LABEL_CELLS - 1);
	canvas_put(c, row, col + LABEL_CELLS, tr(cmd->help), STYLE_TEXT,
	    cells - 2 - NUMBER_CELLS - LABEL_CELLS);
	if (i == st->sel)
		canvas_tint(c, (struct rect){ .row = row, .col = st->box.col + SIDE, .rows = 1,
			.cols = cells }, STYLE_SELECTED);
}

static void draw(const struct screen *s, struct canvas *c)
{
	const struct state *st = s->state;

	canvas_box(c, st->box, STYLE_RULE, tr("Actions"));
	for (int i = 0; i < st->box.rows - 2 && (size_t)(st->top + i) < st->items.n; i++)
		draw_item(s, c, st->top + i, st->box.row + 1 + i);
}

static enum err_code take(struct screen *s, struct err *e)
{
	struct state *st = s->state;

	(void)e;
	screen_finish(s, st->sel + 1, NULL);
	return OK;
}

/* One digit answers unless a second one could follow it. */
static void add_digit(struct screen *s, int digit)
{
	struct state *st = s->state;
	int number = st->pending * 10 + digit;

	if (number < 1 || (size_t)number > st->items.n) {
		st->pending = 0;
		return;
	}
	st->pending = number;
	st->sel = number - 1;
	scroll(st);
	if ((size_t)number * 10 > st->items.n)
		screen_finish(s, number, NULL);
}

static enum key_use key(struct screen *s, const struct key *k)
{
	struct state *st = s->state;
	int by = key_is(*k, K_DOWN) ? 1 : key_is(*k, K_UP) ? -1 : 0, n = (int)st->items.n;

	if (key_is_text(*k) && k->code >= '0' && k->code <= '9') {
		add_digit(s, (int)(k->code - '0'));
		return KEY_USED;
	}
	st->pending = 0;
	if (!by)
		return KEY_UNUSED;
	st->sel = (st->sel + by + n) % n;
	scroll(st);
	return KEY_USED;
}

static void finish(struct screen *s, struct screen *owner, int answer, const void *value)
{
	const struct state *st = s->state;
	struct err e = ERR_INIT;

	(void)value;
	/* What goes wrong is shown in row 23 by screen_run. */
	if (answer != ANSWER_BACK && screen_run(owner, st->items.v[answer - 1], &e) != OK)
		return;
}

static void close_it(struct screen *s)
{
	struct state *st = s->state;

	vec_free(&st->items);
}

static const struct command commands[] = {
	{ .name = "row-open", .keys = "Enter F10", .label = N_("do it"), .run = take,
	  .help = N_("Does the action under the cursor. A number does its own.") },
	{ .name = "screen-back", .keys = "Esc ^C q", .label = N_("back"), .run = screen_run_back,
	  .flags = COMMAND_BAR_LAST, .help = N_("One step back; nothing is done.") },
};

const struct screen_type menu_screen = {
	.name = "actions-menu", .title = N_("Actions"), .state_size = sizeof(struct state),
	.commands = KEYMAP_INIT(commands), .flags = SCREEN_OVERLAY, .open = open_it,
	.layout = layout, .draw = draw, .key = key, .close = close_it,
};

enum err_code menu_open(struct screen *on, struct err *e)
{
	return screen_ask_widget(on, &menu_screen, on, finish, e);
}
