/* What was said to the person at the desk, and what reached no client. */
#include <string.h>

#include "base/buf.h"
#include "base/mem.h"
#include "base/tr.h"
#include "data/appointment.h"
#include "data/catalog.h"
#include "data/treatment.h"
#include "desk/desk.h"
#include "desk/inbox.h"
#include "form/messages.h"
#include "screen/clientline.h"
#include "screen/listing.h"
#include "screen/screens.h"
#include "screen/treat.h"
#include "tui/viewport.h"
#include "screen/front/worklist_priv.h"

enum { DETAIL = 5 };

struct inbox {
	struct worklist w;              /* first: worklist_priv.h */
	struct message_list rows;       /* newest first */
	struct appointment_row about;   /* of the row with the cursor; id 0: none */
	int64_t about_id;
};

static const struct message *chosen_message(const struct screen *s)
{
	const struct inbox *st = s->state;
	int row = list_row(&st->w.list);

	return row >= 0 && (size_t)row < st->rows.n ? &st->rows.v[row] : NULL;
}

static const struct appointment_row *inbox_chosen(const struct screen *s)
{
	const struct inbox *st = s->state;

	return chosen_message(s) && st->about.id ? &st->about : NULL;
}

static void read_about(struct screen *s)
{
	struct inbox *st = s->state;
	const struct message *m = chosen_message(s);
	struct err none = ERR_INIT;

	if (m && st->about_id == m->id)
		return;
	st->about_id = m ? m->id : 0;
	if (!m || !m->appointment_id || appointment_row_get(st->w.desk->store, m->appointment_id,
	    &st->about, &none) != OK)
		st->about = (struct appointment_row){ .id = 0 };
}

static bool is_failed_list(const struct screen *s)
{
	return s->type == &failed_screen;
}

static enum err_code inbox_load(struct screen *s, struct err *e)
{
	struct inbox *st = s->state;
	enum err_code rc = is_failed_list(s) ? inbox_failed(st->w.desk, &st->rows, e) :
	    inbox_list(st->w.desk, &st->rows, e);

	list_reloaded(&st->w.list);
	st->about_id = 0;
	read_about(s);
	return rc;
}

/* ---- the list ---- */

static int row_count(const void *ctx)
{
	return (int)((const struct inbox *)ctx)->rows.n;
}

static int64_t row_id(const void *ctx, int row)
{
	return ((const struct inbox *)ctx)->rows.v[row].id;
}

/* What the program tells by itself has no template that a house could word. */
static const char *what(const struct inbox *st, const struct message *m)
{
	static const struct { const char *code, *word; } own[] = {
		{ "staff-test", N_("test") }, { "arrived", N_("arrived") } };
	const struct message_template *t = messages_find(st->w.desk->messages, m->template);

	if (t)
		return label_text(&t->label);
	for (size_t i = 0; i < sizeof own / sizeof *own; i++)
		if (!strcmp(m->template, own[i].code))
			return tr(own[i].word);
	return m->template;
}

static void row_draw(const void *ctx, int row, struct canvas *c, struct rect w)
{
	const struct inbox *st = ctx;
	const struct message *m = &st->rows.v[row];
	char text[64], name[200];
	int col = w.col;

	canvas_pad(c, w.row, col, desk_time_text(st->w.desk, m->created_at, text, sizeof text),
	    STYLE_TEXT, 16);
	col += 17;
	if (m->client_id) {
		canvas_pad(c, w.row, col, clientline_name(st->w.desk, m->client_id, name,
		    sizeof name), STYLE_TEXT, 14);
		canvas_pad(c, w.row, col + 15, clientline_tail(m->number, text, sizeof text),
		    STYLE_TEXT, 7);
		col += 23;
	}
	canvas_pad(c, w.row, col, what(st, m), m->client_id ? STYLE_LATE : STYLE_NEWS, 14);
	canvas_put(c, w.row, col + 15, m->text, STYLE_TEXT, w.col + w.cols - col - 15);
}

static void row_text(const void *ctx, int row, struct buf *out)
{
	buf_puts(out, ((const struct inbox *)ctx)->rows.v[row].text);
}

static const struct list_ops row_ops = { .count = row_count, .id = row_id, .draw = row_draw,
	.text = row_text };

/* ---- commands ---- */

/* Who is wanted in the room finds the session there; of anything else the file. */
static enum err_code show_client(struct screen *s, int64_t client, struct err *e)
{
	const struct desk *d = front_desk(s);
	struct client_arg arg = { .client_id = client };
	struct treatment_list l = { 0 };
	int64_t id = 0;
	enum err_code rc = treatment_list_client(d->store, client, 1, &l, e);

	if (rc == OK && l.n && !strcmp(l.v[0].state, "open"))
		id = l.v[0].id;
	treatment_list_free(&l);
	if (rc != OK)
		return rc;
	return id ? treat_open(s, id, e) : screen_open(s->loop, &client_screen, &arg, e);
}

/* Seen, and what it is about is shown. */
static enum err_code run_seen(struct screen *s, struct err *e)
{
	const struct message *m = chosen_message(s);
	int64_t appointment = m ? m->appointment_id : 0, client = m ? m->client_id : 0;
	enum err_code rc;

	if (!m)
		return OK;
	rc = inbox_seen(front_desk(s), m->id, e);
	if (rc != OK)
		return rc;
	front_wrote(s);
	if (s->command->arg && appointment)
		return schedule_card(s, appointment, e);
	return s->command->arg && client ? show_client(s, client, e) : OK;
}

static enum err_code run_all(struct screen *s, struct err *e)
{
	enum err_code rc = inbox_seen(front_desk(s), 0, e);

	if (rc == OK) {
		screen_done(s, "%s", tr("All of it was seen."));
		front_wrote(s);
	}
	return rc;
}

static enum err_code run_again(struct screen *s, struct err *e)
{
	const struct message *m = chosen_message(s);
	enum err_code rc;

	if (!m)
		return OK;
	rc = inbox_again(front_desk(s), m->id, e);
	if (rc == OK) {
		screen_done(s, "%s", tr("Queued again."));
		front_wrote(s);
	}
	return rc;
}

static enum err_code run_drop(struct screen *s, struct err *e)
{
	const struct message *m = chosen_message(s);
	enum err_code rc;

	if (!m)
		return OK;
	rc = inbox_drop(front_desk(s), m->id, e);
	if (rc == OK) {
		screen_done(s, "%s", tr("Off the list; it is not sent any more."));
		front_wrote(s);
	}
	return rc;
}

static enum err_code run_client(struct screen *s, struct err *e)
{
	const struct message *m = chosen_message(s);
	struct client_arg arg = { .client_id = m ? m->client_id : 0 };

	return arg.client_id ? screen_open(s->loop, &client_screen, &arg, e) : OK;
}

static enum err_code run_print(struct screen *s, struct err *e)
{
	static const char *const columns[] = { N_("when"), N_("about"), N_("text") };
	const struct inbox *st = s->state;
	struct listing *l = listing_new(s->type->name, tr(s->type->title), columns, 3);
	char text[64];

	for (size_t i = 0; i < st->rows.n; i++) {
		listing_cell(l, desk_time_text(st->w.desk, st->rows.v[i].created_at, text,
		    sizeof text));
		listing_cell(l, what(st, &st->rows.v[i]));
		listing_cell(l, st->rows.v[i].text);
	}
	return listing_ask(s, l, 0, e);
}

static const struct command inbox_commands[] = {
	{ .name = "row-open", .keys = "Enter", .label = N_("open"), .needs = NEED_ROW,
	  .flags = COMMAND_ROW, .arg = 1,
	  .help = N_("Marks it as seen and shows the appointment, the session or the "
	    "file."), .run = run_seen },
	{ .name = "row-next", .code = "ok", .keys = "y", .label = N_("seen"),
	  .needs = NEED_ROW | NEED_WRITE, .flags = COMMAND_ROW,
	  .help = N_("Marks it as seen."), .run = run_seen },
	{ .name = "inbox-all", .keys = "Alt-y", .label = N_("all seen"),
	    .needs = NEED_ROW | NEED_WRITE,
	  .help = N_("Marks all of it as seen."), .run = run_all },
	WORKLIST_CLIENT_COMMANDS,
	{ .name = "list-print", .code = "pr", .keys = "p", .label = N_("print"),
	  .help = N_("Prints or exports the list."), .run = run_print },
	WORKLIST_TAB_COMMANDS,
};

static const struct command failed_commands[] = {
	{ .name = "msg-send", .code = "sm", .keys = "s", .label = N_("again"),
	  .needs = NEED_ROW | NEED_WRITE, .flags = COMMAND_ROW,
	  .help = N_("Puts it into the queue again."), .run = run_again },
	{ .name = "row-cancel", .code = "ca", .keys = "x", .label = N_("withdraw"),
	  .needs = NEED_ROW | NEED_WRITE, .flags = COMMAND_ROW,
	  .help = N_("Takes it off the list: told otherwise, or not needed any more."),
	  .run = run_drop },
	{ .name = "client-open", .code = "in", .keys = "i Enter", .label = N_("file"),
	  .needs = NEED_ROW, .flags = COMMAND_ROW, .help = N_("Opens the client's file."),
	  .run = run_client },
	{ .name = "list-print", .code = "pr", .keys = "p", .label = N_("print"),
	  .help = N_("Prints or exports the list."), .run = run_print },
	WORKLIST_TAB_COMMANDS,
};

/* ---- the screen ---- */

static enum err_code inbox_open(struct screen *s, const void *arg, struct err *e)
{
	(void)arg;
	(void)e;
	worklist_init(s, &row_ops, 0, inbox_chosen);
	return OK;
}

static void inbox_close(struct screen *s)
{
	struct inbox *st = s->state;

	list_free(&st->w.list);
	message_list_free(&st->rows);
}

static void inbox_layout(struct screen *s, struct rect body)
{
	struct inbox *st = s->state;

	list_layout(&st->w.list, (struct rect){ body.row + 1, 0, body.rows - 1 - DETAIL,
	    body.cols });
}

static void inbox_draw(const struct screen *s, struct canvas *c)
{
	static const struct list_column mine[] = { { N_("when"), 0 }, { N_("about"), 17 },
		{ N_("text"), 32 } };
	static const struct list_column failed[] = { { N_("when"), 0 }, { N_("client"), 17 },
		{ N_("about"), 40 }, { N_("text"), 55 } };
	const struct inbox *st = s->state;
	const struct message *m = chosen_message(s);
	int last = s->body.row + s->body.rows - DETAIL;
	bool bad = is_failed_list(s);

	worklist_draw_tabs(s, c);
	list_header(&st->w.list, c, s->body.row, bad ? failed : mine, bad ? 4 : 3, -1);
	if (st->rows.n)
		list_draw(&st->w.list, c);
	else
		canvas_put(c, s->body.row + 2, 2, bad ?
		    tr("Every message has reached its client.") :
		    tr("Nothing new for you."), STYLE_GREY, CANVAS_REST);
	if (!m)
		return;
	canvas_rule(c, last, 0, c->cols, what(st, m));
	text_put_wrapped(c, (struct rect){ last + 1, 0, DETAIL - 1, c->cols }, m->text, STYLE_TEXT);
}

static enum key_use inbox_key(struct screen *s, const struct key *k)
{
	enum key_use use = worklist_key(s, k);

	read_about(s);
	return use;
}

static void inbox_page(const struct screen *s, struct buf *out)
{
	(void)s;
	buf_puts(out, tr(
	    "What was said to you: new, moved and cancelled appointments of yours, who is here, "
	    "what "
	    "the next day holds. Enter marks one as seen and shows its appointment; y only marks "
	    "it, "
	    "Alt-y all of them. What is not seen carries * in the grid."));
}

static void failed_page(const struct screen *s, struct buf *out)
{
	(void)s;
	buf_puts(out, tr(
	    "Messages to clients that could not be delivered. s puts one into the queue again, x "
	    "takes "
	    "it off the list when the client was told otherwise, i opens the file with the "
	    "number."));
}

const struct screen_type inbox_screen = {
	.name = "inbox", .title = N_("For me"), .state_size = sizeof(struct inbox),
	.commands = KEYMAP_INIT(inbox_commands), .areas = AREA_MESSAGES | AREA_SCHEDULE,
	.open = inbox_open, .load = inbox_load, .facts = worklist_facts, .layout = inbox_layout,
	.draw = inbox_draw, .key = inbox_key, .close = inbox_close, .list = worklist_rows,
	.page = inbox_page,
};

const struct screen_type failed_screen = {
	.name = "failed", .title = N_("Not delivered"), .state_size = sizeof(struct inbox),
	.commands = KEYMAP_INIT(failed_commands), .areas = AREA_MESSAGES,
	.open = inbox_open, .load = inbox_load, .facts = worklist_facts, .layout = inbox_layout,
	.draw = inbox_draw, .key = inbox_key, .close = inbox_close, .list = worklist_rows,
	.page = failed_page,
};
