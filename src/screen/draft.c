/* What was being typed when the line dropped: offered at the next log-in, wherever that is. */
#include <string.h>

#include "base/buf.h"
#include "base/mem.h"
#include "base/tr.h"
#include "desk/desk.h"
#include "desk/drafts.h"
#include "front_priv.h"
#include "screen/screens.h"
#include "tui/canvas.h"
#include "tui/list.h"
#include "tui/loop.h"

struct offer {
	struct draft_list drafts;
	struct list list;
	struct rect box;
};

static int offer_count(const void *ctx)
{
	return (int)((const struct offer *)ctx)->drafts.n;
}

static int64_t offer_id(const void *ctx, int row)
{
	return ((const struct offer *)ctx)->drafts.v[row].id;
}

static void offer_draw_row(const void *ctx, int row, struct canvas *c, struct rect where)
{
	const struct draft *d = &((const struct offer *)ctx)->drafts.v[row];

	canvas_pad(c, where.row, where.col, d->title, STYLE_TEXT, where.cols - 14);
	canvas_put(c, where.row, where.col + where.cols - 13, d->station, STYLE_GREY, 12);
}

static const struct list_ops offer_ops = { .count = offer_count, .id = offer_id,
	.draw = offer_draw_row };

static enum err_code offer_load(struct screen *s, struct err *e)
{
	struct offer *st = s->state;
	enum err_code rc = drafts_offered(front_desk(s), &st->drafts, e);

	list_reloaded(&st->list);
	screen_dirty(s, DIRTY_LAYOUT);  /* as many rows as there are */
	return rc;
}

static enum err_code offer_open(struct screen *s, const void *arg, struct err *e)
{
	struct offer *st = s->state;

	(void)arg;
	(void)e;
	list_init(&st->list, s, &offer_ops, st, 0);
	return OK;
}

static void offer_close(struct screen *s)
{
	struct offer *st = s->state;

	list_free(&st->list);
	draft_list_free(&st->drafts);
}

/* ---- answers ---- */

static enum err_code go_on(struct screen *s, struct err *e)
{
	struct offer *st = s->state;
	struct loop *l = s->loop;
	struct draft_arg arg;
	int row = list_row(&st->list);

	if (row < 0)
		return OK;
	arg = (struct draft_arg){ .draft_id = st->drafts.v[row].id,
		.ref_id = st->drafts.v[row].ref_id };
	text_copy(arg.form, sizeof arg.form, st->drafts.v[row].form);
	screen_finish(s, 1, NULL);
	return draft_resume(l, &arg, e);
}

static enum err_code put_off(struct screen *s, struct err *e)
{
	struct offer *st = s->state;
	enum err_code rc = OK;

	for (size_t i = 0; i < st->drafts.n && rc == OK; i++)
		rc = drafts_set_state(front_desk(s), st->drafts.v[i].id, "parked", e);
	if (rc == OK)
		screen_finish(s, ANSWER_BACK, NULL);
	return rc;
}

static enum err_code throw_away(struct screen *s, struct err *e)
{
	struct offer *st = s->state;
	int row = list_row(&st->list);
	enum err_code rc;

	if (row < 0)
		return OK;
	rc = drafts_set_state(front_desk(s), st->drafts.v[row].id, "kept", e);
	if (rc == OK)
		rc = offer_load(s, e);
	if (rc == OK && !st->drafts.n)
		screen_finish(s, ANSWER_BACK, NULL);
	else
		screen_dirty(s, DIRTY_DRAW);
	return rc;
}

static const struct command commands[] = {
	{ .name = "draft-resume", .keys = "1 Enter F10", .label = N_("go on"),
	  .help = N_("Opens it with what was typed."), .run = go_on },
	{ .name = "screen-back", .keys = "Esc 2", .label = N_("later"),
	  .help = N_("Leaves it for later; it stays in the list of parked jobs."), .run = put_off },
	{ .name = "draft-drop", .keys = "4", .label = N_("discard"),
	  .help = N_("Throws it away; it is kept a week."), .run = throw_away },
};

static enum key_use offer_key(struct screen *s, const struct key *k)
{
	struct offer *st = s->state;

	if (key_is_text(*k))
		return KEY_UNUSED;      /* digits are answers here, not row numbers */
	return list_key(&st->list, k);
}

static void offer_layout(struct screen *s, struct rect body)
{
	struct offer *st = s->state;
	int rows = (int)st->drafts.n < 8 ? (int)st->drafts.n : 8;

	st->box = rect_centre(body, rows + 4, 74);
	list_layout(&st->list, (struct rect){ st->box.row + 1, st->box.col + 2, rows,
	    st->box.cols - 4 });
}

static void offer_draw(const struct screen *s, struct canvas *c)
{
	const struct offer *st = s->state;
	char title[80];

	text_fmt(title, sizeof title, trn("Kept for you: %d draft", "Kept for you: %d drafts",
	    (long)st->drafts.n), (int)st->drafts.n);
	canvas_box(c, st->box, STYLE_RULE, title);
	list_draw(&st->list, c);
	canvas_put(c, st->box.row + st->box.rows - 2, st->box.col + 3,
	    tr("1 go on here   2 later   4 throw away"), STYLE_TEXT, st->box.cols - 6);
}

const struct screen_type draft_screen = {
	.name = "draft", .title = N_("Drafts"), .state_size = sizeof(struct offer),
	.flags = SCREEN_OVERLAY | SCREEN_OWN_BAR,
	.commands = KEYMAP_INIT(commands),
	.open = offer_open, .load = offer_load, .layout = offer_layout, .draw = offer_draw,
	.key = offer_key, .close = offer_close,
};

/* ---- opening ---- */

enum err_code front_offer_drafts(struct front *f, struct err *e)
{
	struct draft_list drafts = { 0 };
	enum err_code rc = drafts_offered(f->desk, &drafts, e);
	bool any = rc == OK && drafts.n;

	draft_list_free(&drafts);
	return any ? screen_open(f->loop, &draft_screen, NULL, e) : rc;
}

enum err_code draft_resume(struct loop *l, const struct draft_arg *arg, struct err *e)
{
	struct client_new_arg fresh = { .draft_id = arg->draft_id };
	struct client_arg file = { .client_id = arg->ref_id, .draft_id = arg->draft_id };

	if (!strcmp(arg->form, "client-new"))
		return screen_open(l, &client_new_screen, &fresh, e);
	return screen_open(l, &client_screen, &file, e);
}
