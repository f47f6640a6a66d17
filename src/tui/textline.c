#include "tui/textline.h"

#include "base/mem.h"
#include "base/tr.h"
#include "loop_priv.h"

enum { TEXT_MAX = 200, TEXT_CELLS = 30 };

bool textline_active(const struct loop *l)
{
	return l->prompt.owner && l->prompt.owner == screen_top(l);
}

void *textline_ctx(const struct screen *owner)
{
	return owner->loop->prompt_ctx;
}

/* Cells for the text: what the label leaves, at most TEXT_CELLS when there is a note to show. */
static int text_cells(const struct loop *l)
{
	int room = l->canvas.cols - utf8_cells(buf_str(&l->prompt.label)) - 4;

	if (l->prompt.ask.note && room > 2 * TEXT_CELLS)
		room = TEXT_CELLS;
	return room > 4 ? room : 4;
}

static void make_note(struct loop *l)
{
	struct prompt *p = &l->prompt;

	p->refused = false;
	buf_clear(&p->note);
	l->prompt_ctx = p->ask.ctx;
	if (p->ask.note)
		p->ask.note(p->owner, field_text(&p->field), &p->note);
}

static void tell_app(struct loop *l, enum prompt_event what, const struct textline *ask,
    struct buf *again)
{
	if (ask->keep && l->app.prompt)
		l->app.prompt(l->app.app, what, ask,
		    l->prompt.owner ? field_text(&l->prompt.field) : "", again);
}

static void take_away(struct loop *l)
{
	struct prompt *p = &l->prompt;

	field_free(&p->field);
	buf_free(&p->label);
	buf_free(&p->note);
	*p = (struct prompt){ .owner = NULL };
	l->dirty |= DIRTY_DRAW;
}

void prompt_drop(struct loop *l)
{
	if (!l->prompt.owner)
		return;
	tell_app(l, PROMPT_LEFT, &l->prompt.ask, NULL);
	take_away(l);
}

/* Beside the text there is a sentence to be read. */
static void make_room(struct prompt *p)
{
	if (p->field.cols > TEXT_CELLS)
		field_resize(&p->field, 1, TEXT_CELLS);
}

static void open_prompt(struct screen *owner, const struct textline *ask, struct buf *again)
{
	struct loop *l = owner->loop;
	struct prompt *p = &l->prompt;

	prompt_drop(l);
	p->owner = owner;
	p->ask = *ask;
	buf_puts(&p->label, ask->label);
	field_init(&p->field, 1, text_cells(l), ask->max_cp ? ask->max_cp : TEXT_MAX);
	p->field.flags = ask->flags;
	p->field.filter = ask->filter;
	if (ask->text)
		field_set(&p->field, ask->text);
	tell_app(l, PROMPT_OPENED, ask, again);
	if (again && again->n) {
		field_set(&p->field, buf_str(again));
		make_room(p);
	}
	p->ask.label = p->ask.text = NULL;      /* the caller's, copied above */
	l->dirty |= DIRTY_DRAW;
	make_note(l);
}

void textline_ask(struct screen *owner, const struct textline *ask)
{
	struct buf again = BUF_INIT;

	ASSERT(!ask->keep || !(ask->flags & FIELD_SECRET));
	open_prompt(owner, ask, &again);
	buf_free(&again);
}

/* Done with the prompt; its text is handed over. */
static char *close_prompt(struct loop *l)
{
	char *text = mem_dup(field_text(&l->prompt.field));

	take_away(l);
	return text;
}

static void reopen(struct screen *owner, const struct textline *ask, const char *label,
    const char *text, const struct err *e)
{
	struct prompt *p = &owner->loop->prompt;
	struct textline again = *ask;

	again.label = label;
	again.text = text;
	open_prompt(owner, &again, NULL);
	make_room(p);
	p->refused = true;
	buf_clear(&p->note);
	buf_puts(&p->note, e->text);
}

static void answer(struct loop *l)
{
	struct textline ask = l->prompt.ask;
	struct screen *owner = l->prompt.owner;
	char *label = mem_dup(buf_str(&l->prompt.label)), *text = close_prompt(l);
	struct err e = ERR_INIT;
	enum err_code rc;

	l->prompt_ctx = ask.ctx;
	rc = ask.done ? ask.done(owner, text, &e) : OK;
	/* The owner may be gone, or have asked the next question, by now. */
	if (rc == OK)
		tell_app(l, PROMPT_ANSWERED, &ask, NULL);
	else if (!owner->closing && !l->prompt.owner)
		reopen(owner, &ask, label, text, &e);
	else
		tell_app(l, PROMPT_LEFT, &ask, NULL);
	mem_free(label);
	mem_free(text);
}

static void step_back(struct loop *l)
{
	struct textline ask = l->prompt.ask;
	struct screen *owner = l->prompt.owner;
	struct err e = ERR_INIT;

	prompt_drop(l);
	l->backs++;
	l->prompt_ctx = ask.ctx;
	if (ask.done && ask.done(owner, NULL, &e) != OK)
		return;                 /* stepping back cannot be refused */
}

static void take_text(struct loop *l)
{
	struct field *f = &l->prompt.field;
	char text[120];

	tell_app(l, PROMPT_TYPED, &l->prompt.ask, NULL);
	make_note(l);
	if (!f->cut)
		return;
	make_room(&l->prompt);
	loop_hint(l, text_fmt(text, sizeof text, tr("At most %zu characters."), f->max_cp));
}

bool prompt_key(struct loop *l, const struct key *k)
{
	struct key key = key_alt_as_func(*k);

	if (key_is(key, K_ENTER) || key_is(key, K_F10))
		answer(l);
	else if (key_is(key, K_ESC) || key_is_ctrl(key, 'c'))
		step_back(l);
	else if (field_key(&l->prompt.field, &key) == FIELD_CHANGED)
		take_text(l);
	else    /* what leads elsewhere (F2 ..., ^P) works from a prompt too */
		return key_is_text(key) || key.kind == KEV_PASTE ||
		    (key.kind == KEV_FUNC && key.code < K_F1);
	return true;
}

const char *prompt_below(const struct loop *l)
{
	const struct prompt *p = &l->prompt;
	int room = l->canvas.cols - utf8_cells(buf_str(&p->label)) - p->field.cols - 4;

	return p->refused && utf8_cells(buf_str(&p->note)) > room ? buf_str(&p->note) : NULL;
}

void prompt_draw(const struct loop *l, struct canvas *c, int row)
{
	const struct prompt *p = &l->prompt;
	int col = canvas_put(c, row, 0, buf_str(&p->label), STYLE_TEXT, c->cols / 2) + 1;

	col += canvas_put(c, row, col, "[", STYLE_RULE, 1);
	field_draw(&p->field, c, row, col, STYLE_FIELD_EDIT, true);
	col += p->field.cols;
	col += canvas_put(c, row, col, "]", STYLE_RULE, 1) + 1;
	if (l->message[0])
		canvas_put(c, row, col, l->message, l->message_style, CANVAS_REST);
	else if (!prompt_below(l))
		canvas_put(c, row, col, buf_str(&p->note),
		    p->refused ? STYLE_MSG_REFUSED : STYLE_PROPOSED, CANVAS_REST);
}
