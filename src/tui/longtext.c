#include "tui/longtext.h"

#include "base/mem.h"
#include "base/tr.h"
#include "base/utf8.h"
#include "loop_priv.h"
#include "tui/field.h"

enum { SIDE = 1 };

struct state {
	struct field field;
	char *title;
	void (*changed)(struct screen *owner, const char *text);
	void (*done)(struct screen *owner, const char *text);
};

static enum err_code open_it(struct screen *s, const void *arg, struct err *e)
{
	const struct longtext *l = arg;
	struct state *st = s->state;

	(void)e;
	st->title = mem_dup(l->title ? l->title : "");
	st->changed = l->changed;
	st->done = l->done;
	field_init(&st->field, 2, 80, l->max_cp);
	field_set(&st->field, l->text);
	return OK;
}

static void layout(struct screen *s, struct rect body)
{
	struct state *st = s->state;

	field_resize(&st->field, body.rows, body.cols - 2 * SIDE);
}

static bool typing(const struct screen *s)
{
	(void)s;
	return true;
}

static void draw(const struct screen *s, struct canvas *c)
{
	const struct state *st = s->state;
	const struct field *f = &st->field;
	long count = (long)utf8_count(field_text(f));
	char said[64];

	canvas_put(c, SCREEN_ROW_AREA, SIDE, st->title, STYLE_TAB, s->body.cols - 30);
	if (f->max_cp)
		text_fmt(said, sizeof said, tr("%ld of %zu characters"), count, f->max_cp);
	else
		text_fmt(said, sizeof said, trn("%ld character", "%ld characters", count), count);
	canvas_right(c, SCREEN_ROW_AREA, s->body.cols - 28, said, STYLE_GREY, 27);
	field_draw(f, c, s->body.row, s->body.col + SIDE, STYLE_TEXT, true);
}

static enum key_use key(struct screen *s, const struct key *k)
{
	struct state *st = s->state;
	enum field_use use = field_key(&st->field, k);

	if (use == FIELD_REFUSED)
		screen_say(s, STYLE_MSG_REFUSED,
		    tr("Not taken. The text is full or the sign is not allowed."));
	else if (st->field.cut)
		screen_say(s, STYLE_MSG_REFUSED,
		    tr("Not all of it was taken: this field holds %zu characters."),
		    st->field.max_cp);
	if (use == FIELD_CHANGED && st->changed && s->owner)
		st->changed(s->owner, field_text(&st->field));
	return use == FIELD_UNUSED ? KEY_UNUSED : KEY_USED;
}

static enum err_code take(struct screen *s, struct err *e)
{
	(void)e;
	screen_finish(s, ANSWER_BACK, NULL);
	return OK;
}

/* However it was left, the text goes back. */
static void finish(struct screen *s, struct screen *owner, int answer, const void *value)
{
	struct state *st = s->state;

	(void)answer, (void)value;
	if (st->done)
		st->done(owner, field_text(&st->field));
}

static void close_it(struct screen *s)
{
	struct state *st = s->state;

	field_free(&st->field);
	mem_free(st->title);
}

static const struct command commands[] = {
	{ .name = "form-done", .keys = "F10", .label = N_("take"), .run = take,
	  .help = N_("Goes back to the form with this text.") },
	{ .name = "screen-back", .keys = "Esc ^C ^E", .label = N_("back"), .run = take,
	  .flags = COMMAND_BAR_LAST,
	  .help = N_("Goes back to the form; the text is kept as well.") },
};

const struct screen_type longtext_screen = {
	.name = "long-text", .title = N_("Long text"), .state_size = sizeof(struct state),
	.commands = KEYMAP_INIT(commands), .open = open_it, .layout = layout, .typing = typing,
	.draw = draw, .key = key, .close = close_it,
};

enum err_code longtext_open(struct screen *owner, const struct longtext *l, struct err *e)
{
	return screen_ask_widget(owner, &longtext_screen, l, finish, e);
}
