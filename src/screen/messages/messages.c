/* Messages to clients: what waits, what left, what came back (F12, tab Messages). */
#include <string.h>

#include "base/buf.h"
#include "base/clock.h"
#include "base/mem.h"
#include "base/tr.h"
#include "base/utf8.h"
#include "data/catalog.h"
#include "desk/cover.h"
#include "desk/desk.h"
#include "form/messages.h"
#include "messages_priv.h"
#include "screen/admin.h"
#include "screen/clientline.h"
#include "screen/front.h"
#include "screen/listing.h"
#include "screen/screens.h"
#include "tui/viewport.h"

enum { DETAIL = 6, REPLY_ID = 1000000000 };

/* ---- rows ---- */

const struct message *messages_chosen(const struct screen *s)
{
	const struct messages *st = s->state;
	int row = list_row(&st->list);

	return row >= 0 && (size_t)row < st->out.n ? &st->out.v[row] : NULL;
}

const struct reply *messages_chosen_reply(const struct screen *s)
{
	const struct messages *st = s->state;
	int row = list_row(&st->list) - (int)st->out.n - 1;

	return row >= 0 && (size_t)row < st->in.n ? &st->in.v[row] : NULL;
}

static int row_count(const void *ctx)
{
	const struct messages *st = ctx;

	return (int)(st->out.n + st->in.n) + 1;
}

/* The rule between them stands where the messages end. */
static int64_t row_id(const void *ctx, int row)
{
	const struct messages *st = ctx;

	if ((size_t)row < st->out.n)
		return st->out.v[row].id;
	row -= (int)st->out.n;
	return row ? REPLY_ID + st->in.v[row - 1].id : -1;
}

static const char *what_of(const struct messages *st, const struct message *m)
{
	const struct message_template *t = messages_find(st->desk->messages, m->template);

	return t ? label_text(&t->label) : m->template;
}

char *messages_state_text(const struct desk *d, const struct message *m, char *out, size_t size)
{
	static const struct {
		const char *state, *word;
	} words[] = {
		{ "handing", N_("leaving") }, { "sent", N_("sent") },
		{ "delivered", N_("delivered") }, { "lost", N_("LOST") },
		{ "unsure", N_("UNSURE") }, { "withdrawn", N_("withdrawn") },
	};
	char at[16];

	if (!strcmp(m->channel, "hand"))
		return text_copy(out, size, tr("by hand"));
	if (!strcmp(m->state, "failed"))
		return text_fmt(out, size, tr("FAILED %d"), (int)m->tries);
	if (!strcmp(m->state, "queued") && m->tries)
		return text_fmt(out, size, tr("again %s"),
		    desk_clock_text(d, m->due_at, at, sizeof at));
	if (!strcmp(m->state, "queued") && m->due_at <= clock_now())
		return text_copy(out, size, tr("leaves next"));
	if (!strcmp(m->state, "queued"))
		return text_fmt(out, size, tr("held %s"),
		    desk_clock_text(d, m->due_at, at, sizeof at));
	for (size_t i = 0; i < sizeof words / sizeof words[0]; i++)
		if (!strcmp(words[i].state, m->state))
			return text_copy(out, size, tr(words[i].word));
	return text_copy(out, size, m->state);
}

static bool waits_for_somebody(const struct message *m)
{
	return !strcmp(m->state, "failed") || !strcmp(m->state, "lost") ||
	    !strcmp(m->state, "unsure");
}

/* A text in one row: what the daemon said where something is wrong. */
static void draw_text(const struct message *m, struct canvas *c, struct rect w)
{
	char line[400], tail[24];

	if (waits_for_somebody(m))
		text_fmt(line, sizeof line, "%s (%s)", tr(m->why), clientline_tail(m->number, tail,
		    sizeof tail));
	else
		text_fmt(line, sizeof line, "\"%.300s\"", m->text);
	for (char *p = line; *p; p++)
		*p = *p == '\n' ? ' ' : *p;
	canvas_put(c, w.row, w.col, line, STYLE_TEXT, w.cols);
}

static void draw_message(const struct messages *st, int row, struct canvas *c, struct rect w)
{
	const struct message *m = &st->out.v[row];
	char text[64];

	canvas_pad(c, w.row, w.col, desk_clock_text(st->desk, m->created_at, text, sizeof text),
	    STYLE_TEXT, 5);
	canvas_pad(c, w.row, w.col + 6, st->names.v[row].text, STYLE_TEXT, 12);
	canvas_pad(c, w.row, w.col + 19, what_of(st, m), STYLE_TEXT, 12);
	canvas_pad(c, w.row, w.col + 32, messages_state_text(st->desk, m, text, sizeof text),
	    waits_for_somebody(m) ? STYLE_LATE : STYLE_TEXT, 12);
	draw_text(m, c, (struct rect){ w.row, w.col + 45, 1, w.cols - 45 });
}

static void draw_reply(const struct messages *st, int at, struct canvas *c, struct rect w)
{
	const struct reply *r = &st->in.v[at];
	const struct row_text *x = &st->names.v[st->out.n + (size_t)at];
	char text[64], said[201], line[400];
	bool fresh = !strcmp(r->state, "new");

	canvas_pad(c, w.row, w.col, desk_clock_text(st->desk, r->created_at, text, sizeof text),
	    STYLE_TEXT, 5);
	canvas_pad(c, w.row, w.col + 6, x->text, STYLE_TEXT, 12);
	canvas_pad(c, w.row, w.col + 19, tr("reply"), STYLE_TEXT, 12);
	canvas_pad(c, w.row, w.col + 32, fresh ? tr("NEW") : tr(!strcmp(r->state, "done") ?
	    N_("done") : N_("left")), fresh ? STYLE_NEWS : STYLE_GREY, 12);
	text_copy(said, sizeof said, r->text);          /* whole characters, not bytes */
	if (fresh && x->means[0])
		text_fmt(line, sizeof line, "\"%s\" = %s: y", said, x->means);
	else if (fresh)
		text_fmt(line, sizeof line, "\"%.300s\"", r->text);
	else
		text_fmt(line, sizeof line, "\"%s\" %s", said, r->result);
	for (char *p = line; *p; p++)
		*p = *p == '\n' ? ' ' : *p;
	canvas_put(c, w.row, w.col + 45, line, STYLE_TEXT, w.cols - 45);
}

static void row_draw(const void *ctx, int row, struct canvas *c, struct rect w)
{
	const struct messages *st = ctx;

	if ((size_t)row < st->out.n)
		draw_message(st, row, c, w);
	else if ((size_t)row == st->out.n)
		canvas_rule(c, w.row, 0, c->cols, tr("replies"));
	else
		draw_reply(st, row - (int)st->out.n - 1, c, w);
}

static void row_text(const void *ctx, int row, struct buf *out)
{
	const struct messages *st = ctx;

	if ((size_t)row < st->out.n)
		buf_printf(out, "%s %s", st->names.v[row].text, st->out.v[row].text);
	else if ((size_t)row > st->out.n)
		buf_printf(out, "%s %s", st->names.v[row - 1].text,
		    st->in.v[(size_t)row - st->out.n - 1].text);
}

static const struct list_ops row_ops = { .count = row_count, .id = row_id, .draw = row_draw,
	.text = row_text };

/* ---- reading ---- */

static void put_name(struct messages *st, int64_t client_id, const char *number,
    struct row_text *x)
{
	char tail[24];

	x->means[0] = '\0';
	if (client_id)
		clientline_name(st->desk, client_id, x->text, sizeof x->text);
	else
		text_copy(x->text, sizeof x->text, clientline_tail(number, tail, sizeof tail));
}

static enum err_code read_names(struct messages *st, struct err *e)
{
	enum err_code rc = OK;

	st->names.n = 0;
	for (size_t i = 0; i < st->out.n; i++)
		put_name(st, st->out.v[i].client_id, st->out.v[i].number, vec_push(&st->names));
	for (size_t i = 0; i < st->in.n && rc == OK; i++) {
		struct row_text *x = vec_push(&st->names);
		struct reply_means means;

		put_name(st, st->in.v[i].client_id, st->in.v[i].number, x);
		rc = messages_understand(st->desk, &st->in.v[i], &means, e);
		cover_reply(st->desk, &st->in.v[i]);
		x->act = means.act;
		text_copy(x->means, sizeof x->means, means.text);
	}
	return rc;
}

static enum err_code messages_load_rows(struct screen *s, struct err *e)
{
	struct messages *st = s->state;
	enum err_code rc = messages_board(st->desk, &st->out, e);

	if (rc == OK)
		rc = messages_replies(st->desk, &st->in, e);
	if (rc == OK)
		rc = read_names(st, e);
	if (rc == OK)
		rc = messages_counts(st->desk, &st->counts, e);
	if (rc == OK)
		rc = sms_health(st->desk, &st->health, e);
	list_reloaded(&st->list);
	st->talk_of = -1;
	messages_talk(st, messages_client(s));
	return rc;
}

/* ---- the screen ---- */

static enum err_code messages_open_screen(struct screen *s, const void *arg, struct err *e)
{
	struct messages *st = s->state;

	(void)arg;
	(void)e;
	st->desk = front_desk(s);
	list_init(&st->list, s, &row_ops, st, LIST_NUMBERED);
	viewport_init(&st->talk);
	return OK;
}

static void messages_close(struct screen *s)
{
	struct messages *st = s->state;

	list_free(&st->list);
	viewport_free(&st->talk);
	message_list_free(&st->out);
	reply_list_free(&st->in);
	vec_free(&st->names);
}

static void messages_layout(struct screen *s, struct rect body)
{
	struct messages *st = s->state;

	struct rect left, pane;

	screen_split((struct rect){ body.row + 2, 0, body.rows - 2 - DETAIL, body.cols }, &left,
	    &pane);
	list_layout(&st->list, left);
	st->talk_of = -1;
	viewport_layout(&st->talk, pane);
	messages_talk(st, messages_client(s));
}

static void draw_health(const struct messages *st, struct canvas *c)
{
	char text[120], said[41], at[16];
	const struct sms_health *h = &st->health;

	text_copy(said, sizeof said, h->said);          /* whole characters */
	if (!h->set)
		text_copy(text, sizeof text, tr("no spool command"));
	else if (!h->at)
		text_copy(text, sizeof text, tr("spool not run yet"));
	else
		text_fmt(text, sizeof text, h->well ? tr("spool ok %s") : tr("spool %s: %s"),
		    desk_clock_text(st->desk, h->at, at, sizeof at), said);
	canvas_put(c, SCREEN_ROW_BODY + 1, c->cols - utf8_cells(text), text, h->set && h->well ?
	    STYLE_GREY : STYLE_LATE, CANVAS_REST);
}

static void draw_counts(const struct messages *st, const struct screen *s, struct canvas *c)
{
	const struct message_counts *n = &st->counts;
	char line[200];

	text_fmt(line, sizeof line, tr("waiting %d   held %d   sent %d   delivered %d   failed %d%s"
	    "   replies %d new"), (int)n->waiting, (int)n->held, (int)(n->sent + n->delivered),
	    (int)n->delivered, (int)(n->failed + n->lost + n->unsure),
	    n->failed + n->lost + n->unsure ? "!" : "", (int)n->replies);
	canvas_put(c, s->body.row, 0, line, STYLE_TEXT, c->cols);
}

static void draw_message_detail(const struct messages *st, const struct message *m,
    struct canvas *c, int row)
{
	char line[300], a[48], b[48], who[24];
	struct rect where = { row + 1, 0, DETAIL - 2, c->cols };
	int parts = sms_parts(m->text, NULL);

	text_fmt(line, sizeof line, trn("%s  %s  text as sent, %d short message",
	    "%s  %s  text as sent, %d short messages", parts),
	    what_of(st, m), clientline_tail(m->number, who, sizeof who), parts);
	canvas_rule(c, row, 0, c->cols, line);
	text_put_wrapped(c, where, m->text, STYLE_TEXT);
	if (m->handed_at)
		text_fmt(line, sizeof line, trn("tried %d time, %s; now: %s  %s",
		    "tried %d times, last %s; now: %s  %s", (long)m->tries),
		    (int)m->tries, desk_clock_text(st->desk, m->handed_at, a, sizeof a),
		    messages_state_text(st->desk, m, b, sizeof b), *m->why ? tr(m->why) : "");
	else
		text_fmt(line, sizeof line, "%s  %s", messages_state_text(st->desk, m, b,
		    sizeof b), *m->why ? tr(m->why) : "");
	canvas_put(c, row + DETAIL - 1, 0, line, STYLE_GREY, c->cols);
}

static void draw_detail(const struct screen *s, struct canvas *c)
{
	const struct messages *st = s->state;
	const struct message *m = messages_chosen(s);
	const struct reply *r = messages_chosen_reply(s);
	int row = s->body.row + s->body.rows - DETAIL;

	if (m)
		draw_message_detail(st, m, c, row);
	if (!r)
		return;
	canvas_rule(c, row, 0, c->cols, tr("reply"));
	text_put_wrapped(c, (struct rect){ row + 1, 0, DETAIL - 1, c->cols }, r->text, STYLE_TEXT);
}

static void draw_talk(const struct messages *st, struct canvas *c)
{
	const struct rect w = st->talk.area;

	if (!w.cols)
		return;
	canvas_vline(c, w.row, w.col - 1, w.rows, STYLE_RULE);
	viewport_draw(&st->talk, c);
}

static void messages_draw(const struct screen *s, struct canvas *c)
{
	static const struct list_column heads[] = { { N_("at"), 0 }, { N_("client"), 6 },
		{ N_("what"), 19 }, { N_("state"), 32 }, { N_("text"), 45 } };
	const struct messages *st = s->state;

	admin_draw_tabs(s, NULL, c);
	draw_counts(st, s, c);
	list_header(&st->list, c, s->body.row + 1, heads, 5, -1);
	draw_health(st, c);
	list_draw(&st->list, c);
	if (!st->out.n && !st->in.n)
		canvas_put(c, s->body.row + 4, 2, tr("Nothing waiting, nothing failed."),
		    STYLE_GREY, CANVAS_REST);
	draw_talk(st, c);
	draw_detail(s, c);
}

static enum key_use messages_key(struct screen *s, const struct key *k)
{
	struct messages *st = s->state;
	enum key_use use = list_key(&st->list, k);

	messages_talk(st, messages_client(s));
	return use;
}

static struct list *messages_list(struct screen *s)
{
	return &((struct messages *)s->state)->list;
}

static unsigned messages_facts(const struct screen *s)
{
	const struct message *m = messages_chosen(s);
	const struct reply *r = messages_chosen_reply(s);
	bool fresh = r && !strcmp(r->state, "new");
	unsigned facts = NEED_NO_TEXT;

	if (m || r)
		facts |= NEED_ROW;
	if ((m && m->client_id) || (r && r->client_id))
		facts |= NEED_CLIENT;
	if (fresh || (m && waits_for_somebody(m)))
		facts |= NEED_STEP;
	if (fresh || (m && (waits_for_somebody(m) || !strcmp(m->state, "queued"))))
		facts |= NEED_OPEN;
	return facts;
}

static void messages_page(const struct screen *s, struct buf *out)
{
	(void)s;
	buf_puts(out, tr(
	    "Messages to clients: first those that did not arrive or of which nobody knows "
	    "whether they left, then what waits, then the day. Below, what came back. y does "
	    "what a certain reply says: 1 confirms the appointment, 2 asks before it "
	    "cancels, a figure is entered as the value that was asked for; on an unsure "
	    "message it asks whether it left, on one that did not arrive it sends it once more. s "
	    "writes anew, by another way too; x withdraws "
	    "what waits and takes the others off the list; m moves the appointment, c shows "
	    "the numbers, i opens the file. A reply never books by itself."));
}

enum err_code messages_run_tab(struct screen *s, struct err *e)
{
	return admin_go_tab(s, NULL, s->command->arg, e);
}

enum err_code messages_run_print(struct screen *s, struct err *e)
{
	static const char *const columns[] = { N_("when"), N_("client"), N_("about"), N_("state"),
		N_("text") };
	const struct messages *st = s->state;
	struct listing *l = listing_new(s->type->name, tr(s->type->title), columns, 5);
	char text[64];

	for (size_t i = 0; i < st->out.n; i++) {
		const struct message *m = &st->out.v[i];

		listing_cell(l, desk_time_text(st->desk, m->created_at, text, sizeof text));
		listing_cell(l, st->names.v[i].text);
		listing_cell(l, what_of(st, m));
		listing_cell(l, messages_state_text(st->desk, m, text, sizeof text));
		listing_cell(l, m->text);
	}
	for (size_t i = 0; i < st->in.n; i++) {
		const struct reply *r = &st->in.v[i];

		listing_cell(l, desk_time_text(st->desk, r->created_at, text, sizeof text));
		listing_cell(l, st->names.v[st->out.n + i].text);
		listing_cell(l, tr("reply"));
		listing_cell(l, !strcmp(r->state, "new") ? tr("NEW") : r->result);
		listing_cell(l, r->text);
	}
	return listing_ask(s, l, 0, e);
}

const struct screen_type messages_screen = {
	.name = "messages", .title = N_("Messages"), .state_size = sizeof(struct messages),
	.commands = { messages_commands, MESSAGES_COMMANDS },
	.areas = AREA_MESSAGES | AREA_SCHEDULE,
	.open = messages_open_screen, .load = messages_load_rows, .facts = messages_facts,
	.layout = messages_layout, .draw = messages_draw, .key = messages_key,
	.close = messages_close, .list = messages_list, .page = messages_page,
};
