/* What others ask one to sign, from their terminals: read it, type the PIN, or say no. */
#include <string.h>

#include "base/buf.h"
#include "base/mem.h"
#include "base/tr.h"
#include "data/approval.h"
#include "data/catalog.h"
#include "data/staff.h"
#include "desk/approve.h"
#include "desk/desk.h"
#include "screen/front.h"
#include "screen/screens.h"
#include "screen/front/second_priv.h"
#include "tui/loop.h"
#include "tui/textline.h"

enum { BOX_COLS = 72, PIN_COLS = 12 };

struct sign {
	struct approval_list asked;
	int64_t id;                     /* of the one shown */
	size_t at;
	char from[200];                 /* who asks, where, when */
	char until[48];
	struct field pin;
	struct rect box;
	int text_rows;
};

static const struct approval *shown(const struct sign *st)
{
	return st->at < st->asked.n ? &st->asked.v[st->at] : NULL;
}

static void show(struct screen *s, size_t at)
{
	struct sign *st = s->state;
	struct desk *d = front_desk(s);
	const struct approval *a;
	struct staff p = { 0 };
	struct err none = ERR_INIT;
	char when[48];

	st->at = at;
	a = shown(st);
	st->id = a ? a->id : 0;
	if (!a)
		return;
	if (staff_get(d->store, a->staff_id, &p, &none) != OK)
		err_clear(&none);
	text_fmt(st->from, sizeof st->from, "%s, %s, %s", p.name, a->station,
	    desk_time_text(d, a->asked_at, when, sizeof when));
	desk_time_text(d, a->until_at, st->until, sizeof st->until);
	screen_dirty(s, DIRTY_LAYOUT | DIRTY_DRAW);
}

static enum err_code sign_open(struct screen *s, const void *arg, struct err *e)
{
	struct sign *st = s->state;

	(void)arg;
	(void)e;
	field_init(&st->pin, 1, PIN_COLS, 32);
	st->pin.flags = FIELD_SECRET;
	st->pin.filter = field_filter_digits;
	return OK;
}

/* The question at hand stays in front; a PIN is never carried over to another one. */
static enum err_code sign_load(struct screen *s, struct err *e)
{
	struct sign *st = s->state;
	int64_t before = st->id;
	enum err_code rc = approve_waiting(front_desk(s), &st->asked, e);
	size_t at = 0;

	for (size_t i = 0; i < st->asked.n; i++)
		if (st->asked.v[i].id == before)
			at = i;
	show(s, at);
	if (st->id != before)
		field_set(&st->pin, "");
	return rc;
}

static void sign_close(struct screen *s)
{
	struct sign *st = s->state;

	if (st->pin.text)
		field_set(&st->pin, "");
	field_free(&st->pin);
	approval_list_free(&st->asked);
}

static void sign_shown(struct screen *s)
{
	field_set(&((struct sign *)s->state)->pin, "");
}

static unsigned sign_facts(const struct screen *s)
{
	return NEED_NO_TEXT | (shown(s->state) ? NEED_ROW : 0);
}

/* ---- answering ---- */

/* The last one answered closes the box. */
static enum err_code go_on(struct screen *s, struct err *e)
{
	struct sign *st = s->state;
	enum err_code rc = sign_load(s, e);

	front_wrote(s);
	if (rc == OK && !st->asked.n)
		screen_finish(s, ANSWER_BACK, NULL);
	return rc;
}

static enum err_code run_sign(struct screen *s, struct err *e)
{
	struct sign *st = s->state;
	enum err_code rc;

	if (!field_text(&st->pin)[0])
		return err_set(e, ERR_INVALID, "%s", tr("Type your PIN, then F10."));
	rc = approve_sign(front_desk(s), st->id, field_text(&st->pin), e);
	field_set(&st->pin, "");
	if (rc != OK)
		return rc;
	screen_done(s, tr("Signed. It is done at the other screen: %s."), st->from);
	return go_on(s, e);
}

static enum err_code refused(struct screen *s, const char *text, struct err *e)
{
	struct sign *st = s->state;
	enum err_code rc;

	if (!text)
		return OK;
	if (!text[0])
		return err_set(e, ERR_INVALID, "%s", tr("Say why not; it is shown to who asks."));
	rc = approve_refuse(front_desk(s), st->id, text, e);
	if (rc != OK)
		return rc;
	screen_done(s, tr("Not signed; told to %s."), st->from);
	return go_on(s, e);
}

/* Leaves room beside the text for what is wrong with it. */
static void refuse_note(struct screen *s, const char *text, struct buf *out)
{
	(void)s;
	if (!text[0])
		buf_puts(out, tr("shown to who asks"));
}

static enum err_code run_refuse(struct screen *s, struct err *e)
{
	struct textline ask = { .label = tr("Why not"), .max_cp = 100, .note = refuse_note,
		.keep = "sign-refuse", .keep_ref = ((struct sign *)s->state)->id, .done = refused };

	(void)e;
	textline_ask(s, &ask);
	return OK;
}

static enum err_code run_next(struct screen *s, struct err *e)
{
	struct sign *st = s->state;

	(void)e;
	if (st->asked.n > 1) {
		field_set(&st->pin, "");
		show(s, (st->at + 1) % st->asked.n);
	}
	return OK;
}

static const struct command commands[] = {
	{ .name = "form-done", .keys = "F10", .label = N_("sign"), .needs = NEED_ROW | NEED_WRITE,
	  .help = N_("Signs with your PIN what is asked here; it is done at the other screen."),
	  .run = run_sign },
	{ .name = "row-cancel", .keys = "x", .label = N_("refuse"), .needs = NEED_ROW | NEED_WRITE,
	  .help = N_("Says no, with the reason."), .run = run_refuse },
	{ .name = "pane-next", .keys = "Tab", .label = N_("next"),
	  .help = N_("The next question."), .run = run_next },
};

/* Only figures are text here, so letters stay commands. */
static enum key_use sign_key(struct screen *s, const struct key *k)
{
	struct sign *st = s->state;
	enum field_use use;

	if (!shown(st) || (key_is_text(*k) && (k->code < '0' || k->code > '9')))
		return KEY_UNUSED;
	if (key_is(*k, K_TAB) || key_is(*k, K_ENTER))
		return KEY_UNUSED;
	use = field_key(&st->pin, k);
	return use == FIELD_UNUSED ? KEY_UNUSED : KEY_USED;
}

/* ---- drawing ---- */

static void sign_layout(struct screen *s, struct rect body)
{
	struct sign *st = s->state;
	const struct approval *a = shown(st);

	st->text_rows = a ? second_text_rows(a->text, BOX_COLS) : 1;
	st->box = rect_centre(body, a ? st->text_rows + 7 : 3, BOX_COLS);
}

static void draw_question(const struct sign *st, const struct approval *a, struct canvas *c)
{
	struct rect box = st->box;
	int row = box.row + 1, col = box.col + SECOND_FIELD_COL;
	char text[200];

	second_draw_text(c, box, row, a->text, st->text_rows);
	row += st->text_rows;
	second_draw_label(c, box, row, tr("Why"));
	canvas_put(c, row++, col, a->why, STYLE_TEXT, box.cols - SECOND_FIELD_COL - 2);
	second_draw_label(c, box, row, tr("Asked"));
	canvas_put(c, row++, col, st->from, STYLE_TEXT, box.cols - SECOND_FIELD_COL - 2);
	second_draw_field(c, box, row++, &st->pin, tr("PIN"), true);
	canvas_hline(c, row++, box.col + 2, box.cols - 4, STYLE_RULE);
	text_fmt(text, sizeof text, tr("F10 signs. x says no. Waits until %s."), st->until);
	canvas_put(c, row, box.col + 2, text, STYLE_GREY, box.cols - 4);
}

static void sign_draw(const struct screen *s, struct canvas *c)
{
	const struct sign *st = s->state;
	const struct approval *a = shown(st);
	char title[200];

	if (a)
		text_fmt(title, sizeof title, tr("To sign, %d of %d: %s"), (int)st->at + 1,
		    (int)st->asked.n, approve_label(a->right));
	else
		text_copy(title, sizeof title, tr("To sign"));
	canvas_box(c, st->box, STYLE_RULE, title);
	if (a)
		draw_question(st, a, c);
	else
		canvas_put(c, st->box.row + 1, st->box.col + 2,
		    tr("Nobody asks you to sign anything just now."), STYLE_GREY, BOX_COLS - 4);
}

static void sign_help_page(const struct screen *s, struct buf *out)
{
	(void)s;
	buf_puts(out, tr(
	    "What others ask you to sign, the one that waits longest first. Read what it is "
	    "about and why; your PIN and F10 sign it, and the step runs at once at the other "
	    "terminal. x says no. Whoever asked hears either way. A request that nobody "
	    "answers ends by itself at the time shown."));
}

const struct screen_type sign_screen = {
	.name = "sign", .title = N_("To sign"), .state_size = sizeof(struct sign),
	.flags = SCREEN_OVERLAY, .areas = AREA_JOBS,
	.commands = KEYMAP_INIT(commands),
	.open = sign_open, .load = sign_load, .facts = sign_facts, .layout = sign_layout,
	.draw = sign_draw, .key = sign_key, .shown = sign_shown, .close = sign_close,
	.page = sign_help_page,
};
