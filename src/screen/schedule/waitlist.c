/* The waiting list: who would come sooner, for what, since when, and what would fit. */
#include <string.h>

#include "base/buf.h"
#include "base/clock.h"
#include "base/day.h"
#include "base/mem.h"
#include "base/tr.h"
#include "base/when.h"
#include "base/zone.h"
#include "data/catalog.h"
#include "data/client.h"
#include "desk/describe.h"
#include "desk/roster.h"
#include "desk/wait.h"
#include "screen/call.h"
#include "screen/clientline.h"
#include "screen/clientpick.h"
#include "screen/front.h"
#include "screen/listing.h"
#include "screen/schedule.h"
#include "screen/screens.h"
#include "tui/canvas.h"
#include "tui/list.h"
#include "tui/textline.h"
#include "waiter_priv.h"

/* A row in words, made when it was read. */
struct words {
	char client[200], waits[40], wants[160], has[64], state[64];
	int64_t held_at, held_until;    /* what was offered and is still held, 0 */
};

struct waitlist {
	struct desk *desk;
	struct waiter_list rows;
	struct {
		struct words *v;
		size_t n, cap;
	} words;
	struct list list;
	/* Of the row with the cursor. */
	int64_t about;
	struct free_list times;
	char notice[300], tail[16];
};

/* ---- reading ---- */

static void fill_words(struct waitlist *st, const struct waiter *w)
{
	struct desk *d = st->desk;
	struct words *x = vec_push(&st->words);
	struct err none = ERR_INIT;
	char at[48];

	*x = (struct words){ .held_at = 0 };
	clientline_name(d, w->client_id, x->client, sizeof x->client);
	waiter_age_text(w, x->waits, sizeof x->waits);
	waiter_wants_text(d, w, x->wants, sizeof x->wants);
	if (w->has_at)
		day_echo(zone_local(d->zone, w->has_at).day, desk_today(d), x->has,
		    sizeof x->has);
	if (wait_offered(d, w, &x->held_at, &x->held_until, &none) != OK)
		err_clear(&none);
	if (x->held_at)
		text_fmt(x->state, sizeof x->state, tr("offered, till %s"),
		    desk_clock_text(d, x->held_until, at, sizeof at));
	else if (!strcmp(w->state, "offered"))
		text_copy(x->state, sizeof x->state, tr("offered"));
	else if (w->put_off_until[0] && day_parse(w->put_off_until) > desk_today(d))
		text_fmt(x->state, sizeof x->state, tr("from %s"),
		    day_echo(day_parse(w->put_off_until), desk_today(d), at, sizeof at));
	else if (w->urgent)
		text_copy(x->state, sizeof x->state, tr("urgent"));
}

static const struct waiter *chosen(const struct waitlist *st)
{
	int row = list_row(&st->list);

	return row >= 0 && (size_t)row < st->rows.n ? &st->rows.v[row] : NULL;
}

/* The first times that would suit the one with the cursor. */
static void look_at(struct waitlist *st)
{
	const struct waiter *w = chosen(st);
	struct client_card_list card = { 0 };
	struct err none = ERR_INIT;

	st->about = w ? w->id : 0;
	free_list_free(&st->times);
	if (!w)
		return;
	if (waiter_times(st->desk, w, 3, &st->times, &none) != OK)
		err_clear(&none);
	clientline_notice(st->desk, w->client_id, w->dependant_id, st->notice, sizeof st->notice);
	text_copy(st->tail, sizeof st->tail, "");
	if (client_cards(st->desk->store, &w->client_id, 1, 0, &card, &none) == OK && card.n)
		clientline_tail(card.v[0].phone, st->tail, sizeof st->tail);
	client_card_list_free(&card);
}

static enum err_code waitlist_load(struct screen *s, struct err *e)
{
	struct waitlist *st = s->state;
	enum err_code rc = waiter_list_open(st->desk->store, st->desk->branch_id, 0, &st->rows, e);

	schedule_load_counts(s);
	st->words.n = 0;
	for (size_t i = 0; i < st->rows.n && rc == OK; i++)
		fill_words(st, &st->rows.v[i]);
	list_reloaded(&st->list);
	look_at(st);
	return rc;
}

/* ---- the list ---- */

enum { WAITS_AT = 15, WANTS_AT = 25, HAS_CELLS = 16, STATE_CELLS = 19 };

/* A wish takes what a wide screen has to give. */
static int has_at(int cells)
{
	return cells - STATE_CELLS - (cells >= SCREEN_PANE_FROM - 6 ? HAS_CELLS + 2 : 12);
}

static int row_count(const void *ctx)
{
	return (int)((const struct waitlist *)ctx)->words.n;
}

static int64_t row_id(const void *ctx, int row)
{
	return ((const struct waitlist *)ctx)->rows.v[row].id;
}

static void row_draw(const void *ctx, int row, struct canvas *c, struct rect w)
{
	const struct waitlist *st = ctx;
	const struct words *x = &st->words.v[row];
	int state_at = w.cols - STATE_CELLS, has = has_at(w.cols);

	canvas_pad(c, w.row, w.col, x->client, STYLE_TEXT, WAITS_AT - 1);
	canvas_pad(c, w.row, w.col + WAITS_AT, x->waits, st->rows.v[row].urgent ? STYLE_LATE :
	    STYLE_TEXT, WANTS_AT - WAITS_AT - 1);
	canvas_pad(c, w.row, w.col + WANTS_AT, x->wants, STYLE_TEXT, has - WANTS_AT - 1);
	canvas_pad(c, w.row, w.col + has, x->has, STYLE_GREY, state_at - has - 1);
	canvas_pad(c, w.row, w.col + state_at, x->state, x->held_at ? STYLE_HELD : STYLE_TEXT, 19);
}

static void row_text(const void *ctx, int row, struct buf *out)
{
	const struct words *x = &((const struct waitlist *)ctx)->words.v[row];

	buf_printf(out, "%s %s", x->client, x->wants);
}

static const struct list_ops row_ops = { .count = row_count, .id = row_id, .draw = row_draw,
	.text = row_text };

/* ---- commands ---- */

static enum err_code run_book(struct screen *s, struct err *e)
{
	struct waitlist *st = s->state;
	const struct waiter *w = chosen(st);
	int64_t at;

	if (!w)
		return OK;
	at = st->words.v[w - st->rows.v].held_at;
	if (!at && st->times.n)
		at = st->times.v[0].start_at;
	return waiter_book(s, w, at, w->resource_id, e);
}

/* The first time that suits this one, offered to all whom it suits. */
static enum err_code run_offer(struct screen *s, struct err *e)
{
	struct waitlist *st = s->state;
	const struct waiter *w = chosen(st);
	struct offer_arg arg = { .branch_id = 0 };
	bool opened;

	if (!w)
		return OK;
	if (!st->times.n)
		return err_set(e, ERR_NOTFOUND, "%s",
		    tr("Nothing suits in 30 days. w says why."));
	arg.branch_id = w->branch_id;
	arg.resource_id = st->times.v[0].lead_id;
	arg.start_at = st->times.v[0].start_at;
	arg.end_at = st->times.v[0].end_at;
	return schedule_offer(s, &arg, &opened, e);
}

static enum err_code taken_off(struct screen *s, const char *text, struct err *e)
{
	struct waitlist *st = s->state;
	const struct waiter *w = chosen(st);
	enum err_code rc;

	if (!text || !w)
		return OK;
	if (!text[0])
		return err_set(e, ERR_INVALID, "%s", tr("Type why, in a word."));
	rc = wait_end(st->desk, w->id, text, e);
	if (rc != OK)
		return rc;
	screen_done(s, tr("Off the list: %s. Ctrl-Z takes it back."),
	    st->words.v[w - st->rows.v].client);
	front_wrote(s);
	return OK;
}

static enum err_code run_off(struct screen *s, struct err *e)
{
	const struct waiter *w = chosen(s->state);
	struct textline ask = { .label = tr("Why off the list"), .max_cp = 150,
		.keep = "wait-off", .keep_ref = w ? w->id : 0, .done = taken_off };

	(void)e;
	textline_ask(s, &ask);
	return OK;
}

static enum err_code run_defer(struct screen *s, struct err *e)
{
	struct waitlist *st = s->state;
	const struct waiter *w = chosen(st);

	(void)e;
	if (w)
		waiter_ask_defer(s, w->id);
	return OK;
}

static enum err_code run_why(struct screen *s, struct err *e)
{
	struct waitlist *st = s->state;
	const struct waiter *w = chosen(st);
	char text[300];

	(void)e;
	if (!w)
		return OK;
	if (st->times.n)
		screen_say(s, STYLE_MSG_INFO, "%s", waiter_why_text(st->desk, w, text,
		    sizeof text));
	else
		screen_say(s, STYLE_MSG_INFO, tr("Nothing suits in 30 days. %s"), st->times.why);
	return OK;
}

static enum err_code run_client(struct screen *s, struct err *e)
{
	const struct waiter *w = chosen(s->state);
	struct client_arg arg = { .client_id = w ? w->client_id : 0 };

	return w ? screen_open(s->loop, &client_screen, &arg, e) : OK;
}

static enum err_code run_call(struct screen *s, struct err *e)
{
	const struct waiter *w = chosen(s->state);

	return w ? call_open(s, w->client_id, tr("call about another time"), e) : OK;
}

static void picked(struct screen *owner, int64_t client_id)
{
	struct err e = ERR_INIT;

	if (client_id && schedule_wait(owner, client_id, 0, &e) != OK)
		screen_refuse(owner, &e);
}

static enum err_code run_new(struct screen *s, struct err *e)
{
	if (front_may(s, "appt-wait", e) != OK)
		return e->code;
	return clientpick_open(s, tr("Who waits"), picked, e);
}

static enum err_code run_edit(struct screen *s, struct err *e)
{
	const struct waiter *w = chosen(s->state);

	return w ? schedule_wait_edit(s, w->id, e) : OK;
}

static enum err_code run_print(struct screen *s, struct err *e)
{
	static const char *const columns[] = { N_("client"), N_("waits"), N_("wants"),
		N_("has"), N_("state"), N_("note") };
	struct waitlist *st = s->state;
	struct listing *l = listing_new("waitlist", tr("Waiting list"), columns, 6);

	for (size_t i = 0; i < st->words.n; i++) {
		const struct words *w = &st->words.v[i];
		const char *const cells[] = { w->client, w->waits, w->wants, w->has, w->state,
			st->rows.v[i].note };

		for (size_t k = 0; k < 6; k++)
			listing_cell(l, cells[k]);
	}
	return listing_ask(s, l, 0, e);
}

static const struct command commands[] = {
	{ .name = "row-open", .keys = "Enter", .label = N_("book"), .needs = NEED_ROW | NEED_WRITE,
	  .right = "appt-book", .flags = COMMAND_ROW,
	  .help = N_("Books for the one who waits, at the time offered or the first that suits; "
	  "who has a later appointment moves up."), .run = run_book },
	{ .name = "form-done", .keys = "F10", .label = N_("offer"), .needs = NEED_ROW | NEED_WRITE,
	  .help = N_("The first time that suits, for all whom it suits."), .run = run_offer },
	{ .name = "wait-add", .code = "wl", .keys = "l n", .label = N_("add"),
	  .right = "appt-wait",
	  .needs = NEED_WRITE, .help = N_("Puts somebody on the waiting list."), .run = run_new },
	{ .name = "row-edit", .code = "ed", .keys = "e", .label = N_("edit"),
	  .right = "appt-wait", .needs = NEED_ROW | NEED_WRITE, .flags = COMMAND_ROW,
	  .help = N_("Changes what is wished: service, person, days, hours, urgent."),
	  .run = run_edit },
	{ .name = "row-defer", .code = "df", .keys = "d", .label = N_("put off"),
	  .right = "appt-wait", .needs = NEED_ROW | NEED_WRITE, .flags = COMMAND_ROW,
	  .help = N_("Not offered anything before a day."), .run = run_defer },
	{ .name = "row-cancel", .code = "ca", .keys = "x", .label = N_("take off"),
	  .right = "appt-wait", .needs = NEED_ROW | NEED_WRITE, .flags = COMMAND_ROW,
	  .help = N_("Takes it off the list, with a reason."), .run = run_off },
	{ .name = "row-why", .code = "wy", .keys = "w", .label = N_("why"), .needs = NEED_ROW,
	  .flags = COMMAND_ROW, .help = N_("What is wanted, and why nothing suits."),
	  .run = run_why },
	{ .name = "call-open", .code = "cb", .keys = "c", .label = N_("call"),
	  .needs = NEED_ROW, .flags = COMMAND_ROW,
	  .help = N_("The client's numbers, with what must be known before dialling."),
	  .run = run_call },
	{ .name = "client-open", .code = "in", .keys = "i", .label = N_("file"),
	  .needs = NEED_ROW, .flags = COMMAND_ROW, .help = N_("Opens the client's file."),
	  .run = run_client },
	{ .name = "list-print", .code = "pr", .keys = "p", .label = N_("print"),
	  .help = N_("Prints or exports the list."), .run = run_print },
	SCHEDULE_TAB_COMMANDS,
};

/* ---- the screen ---- */

static enum err_code waitlist_open(struct screen *s, const void *arg, struct err *e)
{
	struct waitlist *st = s->state;

	(void)arg;
	(void)e;
	st->desk = front_desk(s);
	list_init(&st->list, s, &row_ops, st, LIST_NUMBERED);
	return OK;
}

static void waitlist_close(struct screen *s)
{
	struct waitlist *st = s->state;

	list_free(&st->list);
	vec_free(&st->words);
	free_list_free(&st->times);
	waiter_list_free(&st->rows);
}

static void waitlist_layout(struct screen *s, struct rect body)
{
	list_layout(&((struct waitlist *)s->state)->list, (struct rect){ body.row + 1, 0,
	    body.rows - 6, body.cols });
}

static void draw_detail(const struct waitlist *st, struct canvas *c, int row)
{
	const struct waiter *w = chosen(st);
	struct buf b = BUF_INIT;
	char at[48], title[300];

	if (!w || st->about != w->id)
		return;
	text_fmt(title, sizeof title, "%s  %s", st->words.v[w - st->rows.v].client, st->tail);
	canvas_rule(c, row, 0, c->cols, title);
	/* Its column may have cut the wish. */
	buf_printf(&b, "%s%s%s%s%s", st->words.v[w - st->rows.v].wants, w->note[0] ? "; " : "",
	    w->note, st->notice[0] ? "; " : "", st->notice);
	canvas_put(c, row + 1, 1, buf_str(&b), STYLE_TEXT, CANVAS_REST);
	buf_clear(&b);
	for (size_t i = 0; i < st->times.n; i++)
		buf_printf(&b, "%s%s", i ? ",  " : "",
		    desk_time_text(st->desk, st->times.v[i].start_at, at, sizeof at));
	if (st->times.n)
		canvas_putf(c, row + 2, 1, STYLE_PROPOSED, tr("Would suit: %s"), buf_str(&b));
	else
		canvas_putf(c, row + 2, 1, STYLE_GREY, tr("Nothing suits in 30 days. %s"),
		    st->times.why);
	buf_free(&b);
}

static void waitlist_draw(const struct screen *s, struct canvas *c)
{
	const struct list_column heads[] = { { N_("client"), 0 }, { N_("waits"), WAITS_AT },
		{ N_("wants"), WANTS_AT }, { N_("has"), has_at(c->cols - 4) } };
	const struct waitlist *st = s->state;
	int last = s->body.row + s->body.rows - 1;

	schedule_draw_tabs(s, c);
	list_header(&st->list, c, s->body.row, heads, 4, 1);
	canvas_put(c, s->body.row, c->cols - 19, tr("state"), STYLE_GREY, 19);
	if (st->rows.n)
		list_draw(&st->list, c);
	else
		canvas_put(c, s->body.row + 2, 2,
		    tr("Nobody waits for a sooner time. l puts somebody on the list."),
		    STYLE_GREY, CANVAS_REST);
	draw_detail(st, c, last - 3);
	canvas_putf(c, last, 0, STYLE_GREY, trn("%zu waits.", "%zu wait.", (long)st->rows.n),
	    st->rows.n);
}

static enum key_use waitlist_key(struct screen *s, const struct key *k)
{
	struct waitlist *st = s->state;
	enum key_use use = list_key(&st->list, k);
	const struct waiter *w = chosen(st);

	if (use == KEY_USED && w && w->id != st->about) {
		front_at_hand(s, w->client_id);
		look_at(st);
	}
	return use;
}

static unsigned waitlist_facts(const struct screen *s)
{
	return NEED_NO_TEXT | (chosen(s->state) ? NEED_ROW | NEED_CLIENT : 0);
}

static struct list *waitlist_list(struct screen *s)
{
	return &((struct waitlist *)s->state)->list;
}

static void waitlist_page(const struct screen *s, struct buf *out)
{
	(void)s;
	buf_puts(out, tr(
	    "Who would come sooner, urgent first, then the longest wait. Enter books for the one "
	    "with the cursor: at the time that was offered, else at the first that suits; a later "
	    "appointment of that client moves up, nobody gets two. F10 offers that time to all "
	    "whom it suits and holds it meanwhile. When a time comes free by a cancellation or a "
	    "move, the offer opens by itself."));
}

const struct screen_type waitlist_screen = {
	.name = "waitlist", .title = N_("Waiting list"), .state_size = sizeof(struct waitlist),
	.commands = KEYMAP_INIT(commands), .areas = AREA_SCHEDULE | AREA_CLIENT,
	.open = waitlist_open, .load = waitlist_load, .facts = waitlist_facts,
	.layout = waitlist_layout, .draw = waitlist_draw, .key = waitlist_key,
	.close = waitlist_close, .list = waitlist_list, .page = waitlist_page,
};
