#include "tui/picker.h"

#include <string.h>

#include "base/mem.h"
#include "base/tr.h"
#include "base/utf8.h"
#include "loop_priv.h"
#include "tui/field.h"

enum { SHOWN = 8, MIN_COLS = 24, MAX_COLS = 70, TEXT_MAX = 64 };

struct picker_list {
	struct picker_choice *v;
	size_t n, cap;
};

struct state {
	struct picker ask;
	char *title;
	struct field field;
	struct picker_list list;
	int sel, top;
	struct rect box;
};

void picker_add(struct picker_list *out, int64_t id, const char *code, const char *label,
    const char *hint)
{
	struct picker_choice *c = vec_push(out);

	c->id = id;
	text_copy(c->code, sizeof c->code, code);
	text_copy(c->label, sizeof c->label, label);
	text_copy(c->hint, sizeof c->hint, hint);
}

/* Does a word of the folded TEXT begin with START? In Chinese a word may start anywhere. */
static bool word_begins(const char *text, const char *start)
{
	size_t n = strlen(start);

	for (const char *p = text; (p = strstr(p, start)); p++) {
		unsigned char before = p > text ? (unsigned char)p[-1] : ' ';

		if (n == 0 || p == text || (unsigned char)*p >= 0x80)
			return true;
		if (!((before >= 'a' && before <= 'z') || (before >= '0' && before <= '9')))
			return true;
	}
	return false;
}

bool picker_fits(const char *text, const char *code, const char *label)
{
	struct buf wanted = { .s = NULL }, has = { .s = NULL };
	bool fits;

	utf8_fold(&wanted, text ? text : "");
	buf_trim(&wanted);
	utf8_fold(&has, label ? label : "");
	buf_putc(&has, ' ');
	utf8_fold(&has, code ? code : "");
	fits = word_begins(buf_str(&has), buf_str(&wanted));
	buf_free(&wanted);
	buf_free(&has);
	return fits;
}

/* ---- layout ---- */

static int widest(const struct state *st)
{
	int cells = utf8_cells(st->title) + 4;

	for (size_t i = 0; i < st->list.n; i++) {
		int w = utf8_cells(st->list.v[i].label) + 2 + utf8_cells(st->list.v[i].hint);

		if (w > cells)
			cells = w;
	}
	return cells;
}

static void layout(struct screen *s, struct rect body)
{
	struct state *st = s->state;
	struct rect at = st->ask.at;
	int cols = widest(st) + 6, rows = 3 + SHOWN, end = body.row + body.rows;

	if (cols < at.cols + 2)
		cols = at.cols + 2;
	cols = cols < MIN_COLS ? MIN_COLS : cols > MAX_COLS ? MAX_COLS : cols;
	if (cols > body.cols)
		cols = body.cols;
	st->box = (struct rect){ .row = at.row + 1, .col = at.col - 1, .rows = rows, .cols = cols };
	if (st->box.row + rows > end)
		st->box.row = at.row - rows >= body.row ? at.row - rows : end - rows;
	if (st->box.col + cols > body.col + body.cols)
		st->box.col = body.col + body.cols - cols;
	if (st->box.col < body.col)
		st->box.col = body.col;
	field_resize(&st->field, 1, cols - 6);
}

/* ---- choices ---- */

static void refresh(struct state *st)
{
	st->list.n = 0;
	st->sel = st->top = 0;
	st->ask.choices(st->ask.ctx, field_text(&st->field), &st->list);
}

static enum err_code open_it(struct screen *s, const void *arg, struct err *e)
{
	struct state *st = s->state;

	(void)e;
	st->ask = *(const struct picker *)arg;
	st->title = mem_dup(st->ask.title ? st->ask.title : "");
	field_init(&st->field, 1, 20, TEXT_MAX);
	field_set(&st->field, st->ask.text);
	refresh(st);
	return OK;
}

static void move(struct state *st, int by)
{
	int last = (int)st->list.n - 1;

	st->sel += by;
	if (st->sel > last)
		st->sel = last;
	if (st->sel < 0)
		st->sel = 0;
	if (st->sel < st->top)
		st->top = st->sel;
	if (st->sel >= st->top + SHOWN)
		st->top = st->sel - SHOWN + 1;
}

static bool move_key(struct state *st, const struct key *k)
{
	if (key_is(*k, K_UP))
		move(st, -1);
	else if (key_is(*k, K_DOWN))
		move(st, 1);
	else if (key_is(*k, K_PGUP))
		move(st, -SHOWN);
	else if (key_is(*k, K_PGDN))
		move(st, SHOWN);
	else
		return false;
	return true;
}

static enum key_use key(struct screen *s, const struct key *k)
{
	struct state *st = s->state;
	enum field_use use;

	if (move_key(st, k))
		return KEY_USED;
	use = field_key(&st->field, k);
	if (use == FIELD_CHANGED)
		refresh(st);
	return use == FIELD_UNUSED ? KEY_UNUSED : KEY_USED;
}

static enum err_code take(struct screen *s, struct err *e)
{
	struct state *st = s->state;

	if (st->list.n == 0)
		return err_set(e, ERR_NOTFOUND, tr("Nothing fits what is typed. Esc goes back."));
	screen_finish(s, 1, &st->list.v[st->sel]);
	return OK;
}

static void finish(struct screen *s, struct screen *owner, int answer, const void *value)
{
	struct state *st = s->state;

	if (st->ask.done)
		st->ask.done(owner, answer == ANSWER_BACK ? NULL : value);
}

/* ---- drawing ---- */

static void draw_choice(const struct state *st, struct canvas *c, int i, int row)
{
	const struct picker_choice *choice = &st->list.v[i];
	int left = st->box.col + 2, cells = st->box.cols - 4;
	int hint = utf8_cells(choice->hint), used;
	struct rect line = { .row = row, .col = left, .rows = 1, .cols = cells };

	canvas_put(c, row, left, i == st->sel ? ">" : " ", STYLE_TEXT, 1);
	used = canvas_put(c, row, left + 2, choice->label, STYLE_TEXT, cells - 2);
	if (hint && cells - 2 - used > 3)
		canvas_right(c, row, left + 2 + used + 1, choice->hint, STYLE_GREY,
		    cells - 2 - used - 1);
	if (i == st->sel)
		canvas_tint(c, line, STYLE_SELECTED);
}

static void draw(const struct screen *s, struct canvas *c)
{
	const struct state *st = s->state;
	struct rect b = st->box;

	canvas_box(c, b, STYLE_RULE, st->title);
	canvas_put(c, b.row + 1, b.col + 2, "[", STYLE_RULE, 1);
	field_draw(&st->field, c, b.row + 1, b.col + 3, STYLE_FIELD_EDIT, true);
	canvas_put(c, b.row + 1, b.col + 3 + st->field.cols, "]", STYLE_RULE, 1);
	for (int i = 0; i < SHOWN && (size_t)(st->top + i) < st->list.n; i++)
		draw_choice(st, c, st->top + i, b.row + 2 + i);
	if (st->list.n == 0)
		canvas_put(c, b.row + 2, b.col + 2, tr("Nothing fits."), STYLE_GREY, b.cols - 4);
}

static bool typing(const struct screen *s)
{
	(void)s;
	return true;
}

static void close_it(struct screen *s)
{
	struct state *st = s->state;

	field_free(&st->field);
	vec_free(&st->list);
	mem_free(st->title);
}

static const struct command commands[] = {
	{ .name = "form-done", .keys = "Enter Tab F10", .label = N_("take"), .run = take,
	  .help = N_("Takes the choice under the cursor.") },
	{ .name = "screen-back", .keys = "Esc ^C", .label = N_("back"), .run = screen_run_back,
	  .flags = COMMAND_BAR_LAST, .help = N_("Goes back; the field stays as it was.") },
};

const struct screen_type picker_screen = {
	.name = "choices", .title = N_("Choices"), .state_size = sizeof(struct state),
	.commands = KEYMAP_INIT(commands), .flags = SCREEN_OVERLAY, .open = open_it,
	.layout = layout, .typing = typing, .draw = draw, .key = key, .close = close_it,
};

enum err_code picker_open(struct screen *owner, const struct picker *p, struct err *e)
{
	return screen_ask_widget(owner, &picker_screen, p, finish, e);
}
