#include "tui/dialog.h"

#include <string.h>

#include "base/buf.h"
#include "base/mem.h"
#include "base/tr.h"
#include "base/utf8.h"
#include "loop_priv.h"
#include "tui/viewport.h"

enum { MAX_COLS = 76, MIN_COLS = 30, SIDE = 2 };

struct choice {
	int digit;
	char *label, *why_off;
};

struct state {
	struct dialog ask;              /* its texts are not used after open */
	char *title;
	struct viewport text;
	int text_cells;                 /* widest line of the text */
	struct choice choices[DIALOG_CHOICES];
	int count, sel;
	struct rect box;
};

/* ---- opening ---- */

static int index_of(const struct state *st, int digit)
{
	for (int i = 0; i < st->count; i++)
		if (st->choices[i].digit == digit)
			return i;
	return -1;
}

static void add_text(struct state *st, const char *text)
{
	for (const char *p = text ? text : ""; *p;) {
		size_t n = strcspn(p, "\n");
		char *line = mem_dup_n(p, n);

		if (utf8_cells(line) > st->text_cells)
			st->text_cells = utf8_cells(line);
		viewport_add(&st->text, STYLE_TEXT, 0, line);
		mem_free(line);
		p += n + (p[n] == '\n');
	}
}

static enum err_code open_it(struct screen *s, const void *arg, struct err *e)
{
	struct state *st = s->state;

	(void)e;
	st->ask = *(const struct dialog *)arg;
	st->title = mem_dup(st->ask.title ? st->ask.title : "");
	viewport_init(&st->text);
	add_text(st, st->ask.text);
	for (int i = 0; i < DIALOG_CHOICES && st->ask.choices[i].digit > 0; i++) {
		const struct dialog_choice *from = &st->ask.choices[i];

		st->choices[st->count++] = (struct choice){ .digit = from->digit,
			.label = mem_dup(from->label ? from->label : ""),
			.why_off = mem_dup(from->why_off) };
	}
	st->sel = st->ask.enter ? index_of(st, st->ask.enter) : 0;
	ASSERT(st->sel >= 0);
	return OK;
}

/* ---- layout ---- */

/* Cells of one choice: "1 yes". */
static int choice_cells(const struct choice *c)
{
	return 2 + utf8_cells(c->label);
}

static int row_cells(const struct state *st)
{
	int cells = 0;

	for (int i = 0; i < st->count; i++)
		cells += choice_cells(&st->choices[i]) + (i ? 2 : 0);
	return cells;
}

static int wanted_cells(const struct state *st)
{
	int cells = utf8_cells(st->title) + 4;

	if (st->text_cells > cells)
		cells = st->text_cells;
	if (st->ask.in_row && row_cells(st) > cells)
		cells = row_cells(st);
	for (int i = 0; !st->ask.in_row && i < st->count; i++)
		if (choice_cells(&st->choices[i]) + 2 > cells)
			cells = choice_cells(&st->choices[i]) + 2;
	return cells;
}

static int choice_rows(const struct state *st)
{
	if (st->count == 0)
		return 0;
	return 1 + (st->ask.in_row ? 1 : st->count);
}

static void layout(struct screen *s, struct rect body)
{
	struct state *st = s->state;
	int cols = wanted_cells(st) + 2 * SIDE, rows;

	cols = cols > MAX_COLS ? MAX_COLS : cols < MIN_COLS ? MIN_COLS : cols;
	viewport_layout(&st->text, (struct rect){ .rows = 1, .cols = cols - 2 * SIDE });
	rows = viewport_rows(&st->text) + choice_rows(st) + 2;
	st->box = rect_centre(body, rows, cols);
	viewport_layout(&st->text, (struct rect){ .row = st->box.row + 1,
		.col = st->box.col + SIDE, .rows = st->box.rows - 2 - choice_rows(st),
		.cols = st->box.cols - 2 * SIDE });
}

/* ---- drawing ---- */

static enum style choice_style(const struct state *st, int i)
{
	if (st->choices[i].why_off)
		return STYLE_GREY;
	return i == st->sel ? STYLE_SELECTED : STYLE_TEXT;
}

static int draw_choice(const struct state *st, struct canvas *c, int i, int row, int col)
{
	const struct choice *choice = &st->choices[i];

	return canvas_putf(c, row, col, choice_style(st, i), "%c %s",
	    choice->why_off ? '-' : '0' + choice->digit, choice->label);
}

static void draw(const struct screen *s, struct canvas *c)
{
	const struct state *st = s->state;
	int row = st->box.row + st->box.rows - choice_rows(st), col = st->box.col + SIDE;
	struct rect old;

	canvas_box(c, st->box, STYLE_RULE, st->title);
	old = canvas_clip(c, rect_inset(st->box, 1, 1));
	viewport_draw(&st->text, c);
	for (int i = 0; i < st->count; i++) {
		if (st->ask.in_row) {
			col += draw_choice(st, c, i, row, col) + 2;
			continue;
		}
		canvas_put(c, row + i, col, i == st->sel ? ">" : " ", STYLE_TEXT, 1);
		draw_choice(st, c, i, row + i, col + 2);
	}
	canvas_unclip(c, old);
}

/* ---- keys ---- */

static void answer(struct screen *s, int i)
{
	struct state *st = s->state;

	if (st->choices[i].why_off)
		screen_say(s, STYLE_MSG_REFUSED, "%s", st->choices[i].why_off);
	else
		screen_finish(s, st->choices[i].digit, NULL);
}

static bool answer_digit(struct screen *s, const struct key *k)
{
	const struct state *st = s->state;
	int i = key_is_text(*k) && k->code >= '1' && k->code <= '9' ?
	    index_of(st, (int)(k->code - '0')) : -1;

	if (i < 0)
		return false;
	answer(s, i);
	return true;
}

static bool move_key(struct state *st, const struct key *k)
{
	int by = key_is(*k, K_DOWN) || key_is(*k, K_RIGHT) ? 1 :
	    key_is(*k, K_UP) || key_is(*k, K_LEFT) ? -1 : 0;

	if (by == 0 || st->count == 0)
		return false;
	st->sel = (st->sel + by + st->count) % st->count;
	return true;
}

static enum key_use key(struct screen *s, const struct key *k)
{
	struct state *st = s->state;

	if (answer_digit(s, k) || move_key(st, k))
		return KEY_USED;
	return viewport_key(&st->text, k);
}

static enum err_code take_cursor(struct screen *s, struct err *e)
{
	struct state *st = s->state;

	(void)e;
	if (st->count == 0)
		screen_finish(s, ANSWER_BACK, NULL);
	else
		answer(s, st->sel);
	return OK;
}

static enum err_code take_f10(struct screen *s, struct err *e)
{
	struct state *st = s->state;
	int i = st->ask.f10 ? index_of(st, st->ask.f10) : -1;

	if (i < 0)
		return take_cursor(s, e);
	answer(s, i);
	return OK;
}

static void finish(struct screen *s, struct screen *owner, int given, const void *value)
{
	struct state *st = s->state;

	(void)value;
	if (st->ask.done)
		st->ask.done(owner, given == ANSWER_BACK ? st->ask.esc : given, st->ask.ref);
}

static void close_it(struct screen *s)
{
	struct state *st = s->state;

	for (int i = 0; i < st->count; i++) {
		mem_free(st->choices[i].label);
		mem_free(st->choices[i].why_off);
	}
	viewport_free(&st->text);
	mem_free(st->title);
}

static const struct command commands[] = {
	{ .name = "row-open", .keys = "Enter", .label = N_("take"), .run = take_cursor,
	  .help = N_("Gives the answer under the cursor. A digit gives its own at once.") },
	{ .name = "form-done", .keys = "F10", .label = N_("done"), .run = take_f10,
	  .help = N_("Does what the box is for.") },
	{ .name = "screen-back", .keys = "Esc ^C q", .label = N_("back"), .run = screen_run_back,
	  .flags = COMMAND_BAR_LAST, .help = N_("One step back; nothing is done.") },
};

/* A box that is only to be read asks nothing: its keys close it; those of everywhere do not. */
static const char *label(const struct screen *s, const struct command *c)
{
	const struct state *st = s->state;

	return !st->count && (c->run == take_cursor || c->run == take_f10) ? N_("close it") : NULL;
}

const struct screen_type dialog_screen = {
	.name = "dialog", .title = N_("Question"), .state_size = sizeof(struct state),
	.commands = KEYMAP_INIT(commands), .flags = SCREEN_OVERLAY, .open = open_it,
	.layout = layout, .draw = draw, .key = key, .close = close_it, .label = label,
};

enum err_code dialog_open(struct screen *owner, const struct dialog *d, struct err *e)
{
	return screen_ask_widget(owner, &dialog_screen, d, finish, e);
}

enum err_code dialog_tell(struct screen *owner, const char *title, const char *text,
    struct err *e)
{
	return dialog_open(owner, &(struct dialog){ .title = title, .text = text }, e);
}
