#include "tui/help.h"

#include <string.h>

#include "base/buf.h"
#include "base/mem.h"
#include "base/tr.h"
#include "base/utf8.h"
#include "loop_priv.h"
#include "tui/viewport.h"

enum { KEYS_CELLS = 16, LABEL_CELLS = 11, LABEL_MOST = 15, SIDE = 1 };

struct state {
	const struct screen *on;        /* stays below on the stack */
	struct viewport keys, page;
	bool has_page, page_shown;
};

/* "m F6" as "m, F6"; the names as tui/key writes them. */
static void put_keys(struct buf *out, const char *keys)
{
	const char *p = keys;
	struct key k;
	char name[KEY_NAME_MAX];

	while (*(p += strspn(p, " "))) {
		size_t n = strcspn(p, " ");

		if (key_parse(p, n, &k)) {
			if (p > keys)
				buf_puts(out, ", ");
			buf_puts(out, key_format(k, name));
		}
		p += n;
	}
}

static void add_command(struct viewport *v, const struct screen *on, const struct command *c,
    int label_cells)
{
	struct buf line = { .s = NULL }, keys = { .s = NULL };
	const char *own = on->type->help ? on->type->help(on, c) : NULL;

	if (own && !*own)
		return;
	put_keys(&keys, c->keys);
	buf_cell(&line, buf_str(&keys), KEYS_CELLS - 1);
	buf_putc(&line, ' ');
	buf_cell(&line, screen_label(on, c), label_cells - 1);
	buf_putc(&line, ' ');
	buf_puts(&line, tr(own ? own : c->help));
	if (c->code)
		buf_printf(&line, " (%s)", c->code);
	viewport_add(v, screen_offers(on, c) ? STYLE_TEXT : STYLE_GREY,
	    KEYS_CELLS + label_cells, buf_str(&line));
	buf_free(&keys);
	buf_free(&line);
}

static bool has(struct keymap map, const char *name)
{
	for (size_t i = 0; i < map.n; i++)
		if (strcmp(map.rows[i].name, name) == 0)
			return true;
	return false;
}

/* The column of the labels of MAP: tabs have longer words than a key bar. */
static int cells_of_labels(struct keymap map, const struct screen *on)
{
	int cells = LABEL_CELLS;

	for (size_t i = 0; i < map.n; i++) {
		int own = utf8_cells(screen_label(on, &map.rows[i])) + 1;

		cells = own > cells ? own : cells;
	}
	return cells < LABEL_MOST ? cells : LABEL_MOST;
}

/* All of MAP but what OWN has under the same name: that was said already, in the words of ON. */
static void add_table(struct viewport *v, const char *title, struct keymap map, struct keymap own,
    const struct screen *on)
{
	const int cells = cells_of_labels(map, on);

	if (map.n == 0)
		return;
	viewport_add(v, STYLE_TAB, 0, title);
	for (size_t i = 0; i < map.n; i++)
		if (!has(own, map.rows[i].name))
			add_command(v, on, &map.rows[i], cells);
	viewport_add(v, STYLE_TEXT, 0, "");
}

static void add_field(struct viewport *v, const struct screen *on)
{
	struct buf text = { .s = NULL };

	if (on->type->field_help && on->type->field_help(on, &text)) {
		viewport_add(v, STYLE_TAB, 0, tr("This field"));
		viewport_add(v, STYLE_TEXT, 0, buf_str(&text));
		viewport_add(v, STYLE_TEXT, 0, "");
	}
	buf_free(&text);
}

static enum err_code open_it(struct screen *s, const void *arg, struct err *e)
{
	const struct screen *on = arg;
	struct state *st = s->state;
	struct buf page = { .s = NULL };

	(void)e;
	st->on = on;
	viewport_init(&st->keys);
	viewport_init(&st->page);
	add_field(&st->keys, on);
	add_table(&st->keys, tr("Keys of this screen"), on->type->commands,
	    (struct keymap){ .n = 0 }, on);
	if (!screen_own_bar(on))
		add_table(&st->keys, tr("Keys everywhere"), loop_global(on->loop),
		    on->type->commands, on);
	if (on->type->page)
		on->type->page(on, &page);
	st->has_page = page.n > 0;
	viewport_add(&st->page, STYLE_TEXT, 0, buf_str(&page));
	buf_free(&page);
	return OK;
}

static void layout(struct screen *s, struct rect body)
{
	struct state *st = s->state;

	viewport_layout(&st->keys, rect_inset(body, 0, SIDE));
	viewport_layout(&st->page, rect_inset(body, 0, SIDE));
}

static void draw(const struct screen *s, struct canvas *c)
{
	const struct state *st = s->state;
	const char *title = st->on->type->title;

	canvas_putf(c, SCREEN_ROW_AREA, SIDE, STYLE_TAB, tr("Help: %s"), title ? tr(title) : "");
	if (st->has_page)
		canvas_right(c, SCREEN_ROW_AREA, s->body.cols - 32,
		    st->page_shown ? tr("F1: the keys") : tr("F1: about this screen"),
		    STYLE_GREY, 31);
	viewport_draw(st->page_shown ? &st->page : &st->keys, c);
}

static enum key_use key(struct screen *s, const struct key *k)
{
	struct state *st = s->state;

	return viewport_key(st->page_shown ? &st->page : &st->keys, k);
}

static enum err_code turn(struct screen *s, struct err *e)
{
	struct state *st = s->state;

	(void)e;
	if (st->has_page)
		st->page_shown = !st->page_shown;
	return OK;
}

static void close_it(struct screen *s)
{
	struct state *st = s->state;

	viewport_free(&st->keys);
	viewport_free(&st->page);
}

static const struct command commands[] = {
	{ .name = "help", .keys = "F1 ?", .label = N_("turn"), .run = turn,
	  .flags = COMMAND_BAR_FIRST,
	  .help = N_("Turns between the keys and what the screen is for.") },
	{ .name = "screen-back", .keys = "Esc q ^C", .label = N_("back"), .run = screen_run_back,
	  .flags = COMMAND_BAR_LAST, .help = N_("Goes back to the screen.") },
};

const struct screen_type help_screen = {
	.name = "help", .title = N_("Help"), .state_size = sizeof(struct state),
	.commands = KEYMAP_INIT(commands), .open = open_it, .layout = layout, .draw = draw,
	.key = key, .close = close_it,
};

enum err_code help_open(struct screen *on, struct err *e)
{
	return screen_open(on->loop, &help_screen, on, e);
}
