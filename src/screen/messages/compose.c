/* Writing one message: templates by digit above, the text below, how many short messages it makes
 * before it leaves. */
#include <string.h>

#include "base/buf.h"
#include "compose_priv.h"
#include "base/tr.h"
#include "base/clock.h"
#include "desk/desk.h"
#include "desk/sms.h"
#include "form/messages.h"
#include "screen/clientline.h"

enum { TEXT_ROWS = 7 };

/* ---- what is written ---- */

enum err_code compose_fill(struct compose *st, struct err *e)
{
	char text[1200];
	enum err_code rc;

	if (st->chosen < 0)
		return OK;
	rc = messages_text(st->desk, st->templates[st->chosen], st->arg.client_id,
	    st->arg.appointment_id, st->language, text, sizeof text, e);
	if (rc == OK) {
		field_set(&st->text, text);
		st->changed = false;
	}
	return rc;
}

static enum err_code begin_with(struct compose *st, struct err *e)
{
	for (size_t i = 0; st->arg.template && i < st->n; i++)
		if (!strcmp(st->templates[i]->code, st->arg.template))
			st->chosen = (int)i;
	compose_narrow(st);
	if (!st->arg.text)
		return compose_fill(st, e);
	field_set(&st->text, st->arg.text);
	return OK;
}

static enum err_code compose_open(struct screen *s, const void *arg, struct err *e)
{
	struct compose *st = s->state;
	enum err_code rc = front_may(s, "message-send", e);

	st->desk = front_desk(s);
	st->owner = s;
	st->arg = *(const struct compose_arg *)arg;
	st->chosen = -1;
	field_init(&st->text, TEXT_ROWS, 60, MESSAGES_LENGTH);
	if (rc == OK)
		rc = client_cards(st->desk->store, &st->arg.client_id, 1, clock_now(), &st->card,
		    e);
	if (rc == OK && !st->card.n)
		rc = err_set(e, ERR_NOTFOUND, "%s", tr("There is no such client any more."));
	if (rc == OK)
		rc = messages_templates(st->desk, st->arg.client_id, &st->arg.appointment_id,
		    st->templates, &st->n, e);
	if (rc == OK && !st->n)
		rc = err_set(e, ERR_INVALID, "%s", tr("No message may go there: the client "
		    "forbids them."));
	if (rc == OK)
		rc = begin_with(st, e);
	/* Whoever asks with words of his own begins; else what was parked here goes on. */
	if (rc == OK && (st->arg.draft_id || (!st->arg.text && !st->arg.template)))
		rc = compose_go_on(st, st->arg.draft_id, e);
	st->arg.text = st->arg.template = NULL;
	s->done_label = N_("send msg");
	return rc;
}

static void compose_close(struct screen *s)
{
	struct compose *st = s->state;

	compose_forget(st);
	field_free(&st->text);
	client_card_list_free(&st->card);
}

/* ---- commands ---- */

static void pick(struct screen *s, int at)
{
	struct compose *st = s->state;
	struct err e = ERR_INIT;

	if (at < 0)
		return;
	st->chosen = at;
	if (compose_fill(st, &e) != OK)
		screen_refuse(s, &e);
}

static enum key_use list_key_of(struct screen *s, const struct key *k)
{
	struct compose *st = s->state;
	struct key plain = key_as_command(*k);

	if (key_is_text(plain) && plain.code >= '1' && plain.code <= '9') {
		pick(s, compose_at(st, (int)(plain.code - '0')));
		return KEY_USED;
	}
	return compose_letter(st, k) ? KEY_USED : KEY_UNUSED;
}

static enum key_use compose_key(struct screen *s, const struct key *k)
{
	struct compose *st = s->state;
	enum field_use use;

	if (!st->typing)
		return list_key_of(s, k);
	use = field_key(&st->text, k);
	if (use == FIELD_CHANGED)
		compose_typed(st);
	return use == FIELD_UNUSED ? KEY_UNUSED : KEY_USED;
}

static bool compose_typing(const struct screen *s)
{
	return ((const struct compose *)s->state)->typing;
}

static enum err_code run_pane(struct screen *s, struct err *e)
{
	struct compose *st = s->state;

	(void)e;
	st->typing = !st->typing;
	front_draft_try(front_of(s));
	return OK;
}

static enum err_code run_page(struct screen *s, struct err *e)
{
	struct compose *st = s->state;

	(void)e;
	st->page = (st->page + 1) % compose_pages(st);
	return OK;
}

/* What the letters left: the first of them. */
static enum err_code run_first(struct screen *s, struct err *e)
{
	struct compose *st = s->state;

	(void)e;
	pick(s, compose_at(st, 1));
	return OK;
}

/* The other language: the text is filled anew, unless somebody wrote in it. */
static enum err_code run_language(struct screen *s, struct err *e)
{
	struct compose *st = s->state;

	if (st->changed)
		return err_set(e, ERR_INVALID, "%s", tr("The text was changed by hand and stays. "
		    "The template's digit fills it anew."));
	text_copy(st->other, sizeof st->other, st->language && !strcmp(st->language, "en") ? "zh" :
	    st->language ? "en" : "en");
	st->language = st->other;
	return compose_fill(st, e);
}

static enum err_code run_hand(struct screen *s, struct err *e)
{
	struct compose *st = s->state;

	(void)e;
	st->arg.by_hand = !st->arg.by_hand;
	return OK;
}

static enum err_code run_send(struct screen *s, struct err *e)
{
	struct compose *st = s->state;
	struct messages_draft x = { .client_id = st->arg.client_id,
		.appointment_id = st->arg.appointment_id, .callback_id = st->arg.callback_id,
		.template = st->chosen < 0 ? "note" : st->templates[st->chosen]->code,
		.text = field_text(&st->text), .by_hand = st->arg.by_hand,
		.replaces = st->arg.replaces, .answers = st->arg.answers };
	char name[200];
	int64_t id;
	enum err_code rc = messages_write(st->desk, &x, &id, e);

	if (rc != OK)
		return rc;
	clientline_name(st->desk, x.client_id, name, sizeof name);
	if (x.by_hand)
		screen_done(s, tr("Kept: %s was told by hand."), name);
	else
		screen_done(s, tr("Queued for %s: it leaves in a few minutes, Ctrl-Z reaches it "
		    "until then."), name);
	compose_sent(st);
	front_wrote(s);
	screen_finish(s, 1, &id);
	return OK;
}

static const struct command compose_commands[] = {
	{ .name = "form-done", .keys = "F10", .label = N_("send msg"), .needs = NEED_WRITE,
	  .help = N_("Puts the message into the queue, or keeps that it was told by hand."),
	  .run = run_send },
	{ .name = "pane-next", .keys = "Tab", .label = N_("text"),
	  .help = N_("Into the text to change it, and out again."), .run = run_pane },
	{ .name = "row-open", .keys = "Enter", .label = N_("first"), .needs = NEED_NO_TEXT,
	  .help = N_("The first template of those shown."), .run = run_first },
	{ .name = "view-next", .code = "vw", .keys = "Alt-v", .label = N_("by hand"),
	  .needs = NEED_NO_TEXT,
	  .help = N_("By short message, or told by hand (personal WeChat, in the house)."),
	  .run = run_hand },
	{ .name = "tab-next", .keys = "]", .label = N_("language"), .needs = NEED_NO_TEXT,
	  .help = N_("The template in the other language."), .run = run_language },
	{ .name = "page-next", .keys = "PgDn", .label = N_("more"),
	  .help = N_("The next nine templates."), .run = run_page },
};

/* ---- look ---- */

static void compose_layout(struct screen *s, struct rect body)
{
	struct compose *st = s->state;

	st->box = (struct rect){ body.row + body.rows - TEXT_ROWS - 2, 2, TEXT_ROWS,
		body.cols - 4 };
	field_resize(&st->text, st->box.rows, st->box.cols);
}

static void draw_parts(const struct compose *st, struct canvas *c)
{
	const char *text = field_text(&st->text);
	int units, parts = sms_parts(text, &units);
	char line[160], tail[24];

	if (st->arg.by_hand)
		text_fmt(line, sizeof line, tr("told by hand, by %s"), st->desk->staff_name);
	else
		text_fmt(line, sizeof line, trn("to %s: %d signs, %d short message",
		    "to %s: %d signs, %d short messages", parts),
		    clientline_tail(st->card.v[0].phone, tail, sizeof tail), units, parts);
	canvas_put(c, st->box.row + st->box.rows, 2, line, parts > 3 ? STYLE_LATE : STYLE_GREY,
	    CANVAS_REST);
}

static void compose_draw(const struct screen *s, struct canvas *c)
{
	const struct compose *st = s->state;

	clientline_header(st->desk, &st->card.v[0], c, SCREEN_ROW_AREA);
	compose_draw_templates(st, s, c);
	canvas_rule(c, st->box.row - 1, 0, c->cols, tr("text as it is sent"));
	field_draw(&st->text, c, st->box.row, st->box.col,
	    st->typing ? STYLE_FIELD_EDIT : STYLE_FIELD, st->typing);
	draw_parts(st, c);
}

static unsigned compose_facts(const struct screen *s)
{
	return compose_typing(s) ? NEED_TEXT : NEED_NO_TEXT;
}

static void compose_page(const struct screen *s, struct buf *out)
{
	(void)s;
	buf_puts(out, tr(
	    "A digit picks a template: its text stands below as it will be sent, filled for "
	    "this client. Letters narrow the list (of the name, its pinyin or its initials), "
	    "Backspace takes one back, Enter picks the first. Tab goes into the text "
	    "to change it, F10 sends. Below the text stands how many short messages it "
	    "makes: 70 Chinese signs one, 67 each of "
	    "several; 160 and 153 where all signs are plain. Alt-v keeps it as told by hand "
	    "instead, by you. What was written and not sent is kept as a job (Ctrl-T) and goes "
	    "on when the same client is written to again. Where the house must not "
	    "be named only neutral texts are offered."));
}

const struct screen_type compose_screen = {
	.name = "compose", .title = N_("Message"), .state_size = sizeof(struct compose),
	.commands = KEYMAP_INIT(compose_commands), .open = compose_open, .facts = compose_facts,
	.typing = compose_typing, .layout = compose_layout, .draw = compose_draw,
	.key = compose_key, .leave = compose_leave, .close = compose_close, .page = compose_page,
};

enum err_code messages_compose(struct screen *s, const struct compose_arg *arg, struct err *e)
{
	return arg->client_id ? screen_ask(s, &compose_screen, arg, NULL, e) : OK;
}
