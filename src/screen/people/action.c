/* One action with everything: who, where, how, and every column before and after. */
#include "base/buf.h"
#include "base/tr.h"
#include "actions_priv.h"
#include "desk/describe.h"
#include "desk/desk.h"
#include "tui/loop.h"

struct action_page {
	int64_t id;
	char title[200];
	struct viewport text;
};

static void put(struct viewport *v, const char *label, const char *text)
{
	struct buf line = BUF_INIT;

	if (text[0]) {
		buf_cell(&line, label, 16);
		buf_printf(&line, " %s", text);
		viewport_add(v, STYLE_TEXT, 17, buf_str(&line));
	}
	buf_free(&line);
}

static void put_id(struct viewport *v, const char *label, int64_t id)
{
	char text[24] = "";

	if (id)
		text_fmt(text, sizeof text, "%lld", (long long)id);
	put(v, label, text);
}

static void put_head(struct desk *d, const struct action_row *a, struct viewport *v)
{
	struct action_text t;
	char second[96] = "", words[300];

	actions_row_text(d, a, &t);
	if (a->second_id)
		describe_staff(d, a->second_id, second, sizeof second);
	put(v, tr("what"), describe_action(d, a, words, sizeof words));
	put(v, tr("at"), t.at);
	put(v, tr("by"), t.who);
	put(v, tr("second person"), second);
	put(v, tr("reason"), a->reason);
	put(v, tr("terminal"), a->station);
	put(v, tr("way"), describe_origin(a->origin));
	put(v, tr("account"), a->peer);
	put(v, tr("command"), a->command);
	put_id(v, tr("takes back"), a->undoes);
	put_id(v, tr("taken back by"), a->undone_by);
}

static enum err_code page_load(struct screen *s, struct err *e)
{
	struct action_page *st = s->state;
	struct desk *d = front_desk(s);
	struct action_row a;
	enum err_code rc = action_get(d->store, st->id, &a, e);

	if (rc != OK)
		return rc;
	viewport_clear(&st->text);
	text_fmt(st->title, sizeof st->title, tr("Action %lld"), (long long)st->id);
	put_head(d, &a, &st->text);
	viewport_add(&st->text, STYLE_TEXT, 0, "");
	rc = actions_put_changes(d, st->id, DETAIL_ALL, &st->text, e);
	screen_dirty(s, DIRTY_LAYOUT);
	return rc;
}

static enum err_code page_open(struct screen *s, const void *arg, struct err *e)
{
	struct action_page *st = s->state;
	struct action_row a;

	st->id = *(const int64_t *)arg;
	viewport_init(&st->text);
	return action_get(front_desk(s)->store, st->id, &a, e);
}

static void page_close(struct screen *s)
{
	viewport_free(&((struct action_page *)s->state)->text);
}

static void page_layout(struct screen *s, struct rect body)
{
	viewport_layout(&((struct action_page *)s->state)->text, body);
}

static void page_draw(const struct screen *s, struct canvas *c)
{
	const struct action_page *st = s->state;

	canvas_put(c, SCREEN_ROW_AREA, 0, st->title, STYLE_TAB, CANVAS_REST);
	viewport_draw(&st->text, c);
}

static enum key_use page_key(struct screen *s, const struct key *k)
{
	return viewport_key(&((struct action_page *)s->state)->text, k);
}

static enum err_code run_past(struct screen *s, struct err *e)
{
	return screen_open(s->loop, &past_screen, &((struct action_page *)s->state)->id, e);
}

static const struct command commands[] = {
	{ .name = "view-next", .code = "vw", .keys = "v", .label = N_("board"),
	  .help = N_("The board of that day as it stood after this action."), .run = run_past },
};

static void page_help_page(const struct screen *s, struct buf *out)
{
	(void)s;
	buf_puts(out, tr(
	    "One action in full: who did it, when and at which terminal, who signed, and "
	    "each field before and after. Actions cannot be changed, only taken back by "
	    "another one. v shows the board of that day as it stood after this action."));
}

const struct screen_type action_screen = {
	.name = "action", .title = N_("One action"), .state_size = sizeof(struct action_page),
	.commands = KEYMAP_INIT(commands),
	.open = page_open, .load = page_load, .layout = page_layout, .draw = page_draw,
	.key = page_key, .close = page_close,
	.page = page_help_page,
};
