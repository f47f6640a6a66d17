/* What was said in row 23 in this session, and what the program wrote into its log. */
#include "base/buf.h"
#include "base/log.h"
#include "base/tr.h"
#include "desk/desk.h"
#include "screen/front/front_priv.h"
#include "tui/canvas.h"
#include "tui/loop.h"
#include "tui/viewport.h"

enum { MESSAGES = 100, LINES = 200, BOX_COLS = 78 };

struct log_box {
	struct viewport text;
	struct rect box;
};

static void add_messages(struct screen *s, struct viewport *v)
{
	const char *text;
	int64_t at;
	int i;

	viewport_add(v, STYLE_TAB, 0, tr("Messages, the newest first"));
	for (i = 0; i < MESSAGES && (text = loop_message(s->loop, i, &at)); i++) {
		char when[48];
		struct buf line = { 0 };

		buf_printf(&line, "%s  %s", desk_clock_text(front_desk(s), at, when, sizeof when),
		    text);
		viewport_add(v, STYLE_TEXT, 7, buf_str(&line));
		buf_free(&line);
	}
	if (!i)
		viewport_add(v, STYLE_GREY, 0, tr("Nothing was said yet."));
}

static void add_lines(struct viewport *v)
{
	const char *line;

	viewport_add(v, STYLE_TEXT, 0, "");
	viewport_add(v, STYLE_TAB, 0, tr("Log of the program, the newest first"));
	for (int i = 0; i < LINES && (line = log_recent(i)); i++)
		viewport_add(v, STYLE_GREY, 4, line);
}

static enum err_code log_open_screen(struct screen *s, const void *arg, struct err *e)
{
	struct log_box *st = s->state;

	(void)arg;
	(void)e;
	viewport_init(&st->text);
	add_messages(s, &st->text);
	add_lines(&st->text);
	return OK;
}

static void log_close_screen(struct screen *s)
{
	viewport_free(&((struct log_box *)s->state)->text);
}

static void log_layout(struct screen *s, struct rect body)
{
	struct log_box *st = s->state;

	st->box = rect_centre(body, body.rows, body.cols - 2 > BOX_COLS ? body.cols - 2 : BOX_COLS);
	viewport_layout(&st->text, rect_inset(st->box, 1, 2));
}

static void log_draw(const struct screen *s, struct canvas *c)
{
	const struct log_box *st = s->state;

	canvas_box(c, st->box, STYLE_RULE, tr("Log"));
	viewport_draw(&st->text, c);
}

static enum key_use log_key(struct screen *s, const struct key *k)
{
	return viewport_key(&((struct log_box *)s->state)->text, k);
}

static const struct command commands[] = {
	{ .name = "screen-back", .keys = "Esc Enter F10 q ^C", .label = N_("back"),
	  .flags = COMMAND_BAR_LAST, .help = N_("Closes the log."), .run = screen_run_back },
};

static void log_help_page(const struct screen *s, struct buf *out)
{
	(void)s;
	buf_puts(out, tr(
	    "Messages of row 23 since you logged in, the newest first, and the last lines of "
	    "the program's log. The administrator wants to know them when something went "
	    "wrong."));
}

const struct screen_type log_screen = {
	.name = "log", .title = N_("Log"), .state_size = sizeof(struct log_box),
	.flags = SCREEN_OVERLAY,
	.commands = KEYMAP_INIT(commands),
	.open = log_open_screen, .layout = log_layout, .draw = log_draw, .key = log_key,
	.close = log_close_screen,
	.page = log_help_page,
};

enum err_code front_run_log(struct screen *s, struct err *e)
{
	if (screen_top(s->loop)->type == &log_screen)
		return OK;
	return screen_open(s->loop, &log_screen, NULL, e);
}
