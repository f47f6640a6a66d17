/* A time came free: who would come sooner. A box over whatever freed it. */
#include <string.h>

#include "base/buf.h"
#include "base/clock.h"
#include "base/day.h"
#include "base/mem.h"
#include "base/tr.h"
#include "base/utf8.h"
#include "base/when.h"
#include "base/zone.h"
#include "data/catalog.h"
#include "data/resource.h"
#include "desk/describe.h"
#include "desk/desk.h"
#include "desk/rights.h"
#include "desk/wait.h"
#include "screen/call.h"
#include "screen/clientline.h"
#include "screen/front.h"
#include "screen/schedule.h"
#include "screen/screens.h"
#include "tui/canvas.h"
#include "tui/list.h"
#include "tui/loop.h"
#include "tui/textline.h"
#include "waiter_priv.h"

enum { HOLD_MIN = 20, BOX_COLS = 72, BOX_ROWS = 16, MESSAGE_COLS = 80 };
enum { BY_PHONE = 1, BY_SMS = 2 };

struct words {
	char client[200], waits[40], wants[160], why[200];
};

struct offer {
	struct desk *desk;
	struct wait_time time;
	struct wait_fits fits;
	struct {
		struct words *v;
		size_t n, cap;
	} words;
	struct list list;
	int ask;                        /* BY_PHONE, BY_SMS */
	int64_t until_at;
	bool offered;                   /* it is held, somebody calls */
	bool loaded;
	char title[300];
};

/* ---- reading ---- */

static void fill_words(struct offer *st, const struct wait_fit *f)
{
	struct words *x = vec_push(&st->words);
	char has[48];

	*x = (struct words){ .client = "" };
	clientline_name(st->desk, f->who.client_id, x->client, sizeof x->client);
	waiter_age_text(&f->who, x->waits, sizeof x->waits);
	waiter_wants_text(st->desk, &f->who, x->wants, sizeof x->wants);
	if (f->moves)
		text_fmt(x->why, sizeof x->why, tr("has %s: moves up"),
		    day_echo(zone_local(st->desk->zone, f->who.has_at).day, desk_today(st->desk),
		    has, sizeof has));
	else
		text_copy(x->why, sizeof x->why, f->who.note);
}

static void fill_title(struct offer *st)
{
	struct resource r;
	struct err none = ERR_INIT;
	char from[48], to[16];

	text_fmt(st->title, sizeof st->title, tr("Free now: %s-%s"),
	    desk_time_text(st->desk, st->time.start_at, from, sizeof from),
	    desk_clock_text(st->desk, st->time.end_at, to, sizeof to));
	if (st->time.resource_id && resource_get(st->desk->store, st->time.resource_id, &r,
	    &none) == OK) {
		char text[300];

		text_fmt(text, sizeof text, "%s, %s", st->title, r.name);
		text_copy(st->title, sizeof st->title, text);
	}
}

/* What is held for an offer of ours would be in its own way: the list then stays as it was. */
static enum err_code offer_load(struct screen *s, struct err *e)
{
	struct offer *st = s->state;
	enum err_code rc = OK;

	if (st->offered)
		return OK;
	rc = wait_find(st->desk, &st->time, &st->fits, e);
	st->words.n = 0;
	for (size_t i = 0; i < st->fits.n && rc == OK; i++)
		fill_words(st, &st->fits.v[i]);
	list_reloaded(&st->list);
	if (!st->loaded && st->fits.n)
		list_mark(&st->list, st->fits.v[0].who.id, true);
	st->loaded = true;
	return rc;
}

/* ---- the list ---- */

static int row_count(const void *ctx)
{
	return (int)((const struct offer *)ctx)->words.n;
}

static int64_t row_id(const void *ctx, int row)
{
	return ((const struct offer *)ctx)->fits.v[row].who.id;
}

static void row_draw(const void *ctx, int row, struct canvas *c, struct rect w)
{
	const struct offer *st = ctx;
	const struct words *x = &st->words.v[row];

	canvas_pad(c, w.row, w.col, x->client, STYLE_TEXT, 14);
	canvas_pad(c, w.row, w.col + 15, x->waits, st->fits.v[row].who.urgent ? STYLE_LATE :
	    STYLE_TEXT, 9);
	canvas_pad(c, w.row, w.col + 25, x->wants, STYLE_TEXT, 14);
	canvas_pad(c, w.row, w.col + 40, x->why, STYLE_GREY, w.cols - 40);
}

static void row_text(const void *ctx, int row, struct buf *out)
{
	buf_puts(out, ((const struct offer *)ctx)->words.v[row].client);
}

static const struct list_ops row_ops = { .count = row_count, .id = row_id, .draw = row_draw,
	.text = row_text };

static const struct wait_fit *chosen(const struct offer *st)
{
	int row = list_row(&st->list);

	return row >= 0 && (size_t)row < st->fits.n ? &st->fits.v[row] : NULL;
}

/* ---- offering ---- */

/* Who is marked, else who is chosen. */
static size_t picked(const struct offer *st, size_t *pick)
{
	const struct wait_fit *f = chosen(st);
	size_t n = 0;

	for (size_t i = 0; i < st->fits.n; i++)
		if (list_marked(&st->list, st->fits.v[i].who.id))
			pick[n++] = i;
	if (!n && f)
		pick[n++] = (size_t)(f - st->fits.v);
	return n;
}

static void say_offered(struct screen *s, size_t n, bool sms)
{
	struct offer *st = s->state;
	struct screen *under = screen_under(s);
	char until[16];

	desk_clock_text(st->desk, st->until_at, until, sizeof until);
	if (sms)
		screen_done(under, trn("Offered to %zu by message, held until %s.",
		    "Offered to %zu by message, held until %s; the first answer gets it.",
		    (long)n), n, until);
	else
		screen_done(s, tr("Held until %s. Call; Enter books for who says yes."), until);
}

static enum err_code run_offer(struct screen *s, struct err *e)
{
	struct offer *st = s->state;
	size_t *pick = mem_array(st->fits.n + 1, sizeof *pick), n = picked(st, pick);
	bool sms = st->ask == BY_SMS;
	enum err_code rc;

	if (st->offered)
		rc = err_set(e, ERR_INVALID, "%s",
		    tr("It is held already. Enter books, Esc leaves it held."));
	else
		rc = wait_offer(st->desk, &st->time, &st->fits, pick, n, sms, st->until_at, e);
	mem_free(pick);
	if (rc != OK)
		return rc;
	st->offered = true;
	say_offered(s, n, sms);
	front_wrote(s);
	if (sms)
		screen_finish(s, 1, NULL);
	return OK;
}

static enum err_code run_book(struct screen *s, struct err *e)
{
	struct offer *st = s->state;
	const struct wait_fit *f = chosen(st);
	struct screen *under = screen_under(s);
	struct waiter who;
	struct wait_time time = st->time;
	enum err_code rc;

	if (!f)
		return OK;
	/* As it stands now: the offer may have been made since it was read. */
	rc = waiter_get(st->desk->store, f->who.id, &who, e);
	if (rc != OK)
		return rc;
	screen_finish(s, 1, NULL);
	return waiter_book(under, &who, time.start_at, time.resource_id, e);
}

static enum err_code run_how(struct screen *s, struct err *e)
{
	struct offer *st = s->state;

	(void)e;
	st->ask = s->command->arg;
	return OK;
}

static enum err_code run_why(struct screen *s, struct err *e)
{
	struct offer *st = s->state;
	const struct wait_fit *f = chosen(st);
	char text[300];

	(void)e;
	if (f)
		screen_say(s, STYLE_MSG_INFO, "%s", waiter_why_text(st->desk, &f->who, text,
		    sizeof text));
	return OK;
}

static enum err_code run_call(struct screen *s, struct err *e)
{
	const struct wait_fit *f = chosen(s->state);

	return f ? call_open(s, f->who.client_id, tr("call about another time"), e) : OK;
}

static enum err_code run_defer(struct screen *s, struct err *e)
{
	const struct wait_fit *f = chosen(s->state);

	(void)e;
	if (f)
		waiter_ask_defer(s, f->who.id);
	return OK;
}

/* ---- until when it is held ---- */

static bool read_until(const struct desk *d, const char *text, int64_t *at)
{
	struct when_base base = desk_when(d);
	struct err none = ERR_INIT;
	struct when w;

	if (when_parse(text, WHEN_PLAN, &base, &w, &none) != OK || !w.at)
		return false;
	*at = w.at;
	return true;
}

static enum err_code until_typed(struct screen *s, const char *text, struct err *e)
{
	struct offer *st = s->state;
	int64_t at;

	if (!text)
		return OK;
	if (!read_until(st->desk, text, &at) || at <= clock_now())
		return err_set(e, ERR_INVALID, "%s",
		    tr("That is no time to come. Type 1455 or +30m."));
	st->until_at = at;
	return OK;
}

static enum err_code run_until(struct screen *s, struct err *e)
{
	struct offer *st = s->state;
	char text[16];
	struct textline ask = { .label = tr("Hold until"), .max_cp = 20, .done = until_typed,
		.text = desk_clock_text(st->desk, st->until_at, text, sizeof text) };

	if (st->offered)
		return err_set(e, ERR_INVALID, "%s",
		    tr("It is held already. Enter books, Esc leaves it held."));
	textline_ask(s, &ask);
	return OK;
}

static const struct command commands[] = {
	{ .name = "form-done", .keys = "F10", .label = N_("offer"), .needs = NEED_ROW | NEED_WRITE,
	  .help = N_("Holds the time and offers it to who is marked."), .run = run_offer },
	{ .name = "row-open", .keys = "Enter", .label = N_("book"), .needs = NEED_ROW | NEED_WRITE,
	  .help = N_("Books it at once for the one with the cursor, who is on the line."),
	  .run = run_book },
	{ .name = "ask-phone", .keys = "1", .label = N_("by phone"), .arg = BY_PHONE,
	  .help = N_("Somebody calls, one after the other."), .run = run_how },
	{ .name = "ask-sms", .keys = "2", .label = N_("by SMS"), .arg = BY_SMS,
	  .help = N_("A message to all that are marked; the first answer gets it."),
	  .run = run_how },
	{ .name = "call-open", .code = "cb", .keys = "c", .label = N_("call"),
	  .needs = NEED_ROW,
	  .help = N_("The client's numbers, with what must be known before dialling."),
	  .run = run_call },
	{ .name = "row-edit", .code = "ed", .keys = "e", .label = N_("until"),
	  .help = N_("Until when the time is held while asking."), .run = run_until },
	{ .name = "row-why", .code = "wy", .keys = "w", .label = N_("why"), .needs = NEED_ROW,
	  .help = N_("What is wanted, and since when."), .run = run_why },
	{ .name = "row-defer", .code = "df", .keys = "d", .label = N_("put off"),
	  .needs = NEED_ROW | NEED_WRITE, .help = N_("Not offered anything before a day."),
	  .run = run_defer },
};

/* ---- the box ---- */

static enum err_code offer_open(struct screen *s, const void *arg, struct err *e)
{
	struct offer *st = s->state;
	const struct offer_arg *a = arg;

	(void)e;
	st->desk = front_desk(s);
	st->time = (struct wait_time){ .branch_id = a->branch_id, .resource_id = a->resource_id,
		.start_at = a->start_at, .end_at = a->end_at, .not_client = a->not_client };
	st->ask = BY_PHONE;
	st->until_at = clock_now() / 60 * 60 + HOLD_MIN * 60;
	if (st->until_at > a->start_at)
		st->until_at = a->start_at;
	fill_title(st);
	list_init(&st->list, s, &row_ops, st, LIST_MARKS);
	st->list.empty = tr("The time was taken meanwhile. All stay on the list.");
	return OK;
}

static void offer_close(struct screen *s)
{
	struct offer *st = s->state;

	list_free(&st->list);
	vec_free(&st->words);
	wait_fits_free(&st->fits);
}

static struct rect box_of(const struct screen *s)
{
	return rect_centre(s->body, BOX_ROWS, BOX_COLS);
}

static void offer_layout(struct screen *s, struct rect body)
{
	struct offer *st = s->state;
	struct rect box = box_of(s);

	(void)body;
	list_layout(&st->list, (struct rect){ box.row + 2, box.col + 2, box.rows - 7,
	    box.cols - 4 });
}

static void offer_draw(const struct screen *s, struct canvas *c)
{
	static const struct list_column heads[] = { { N_("client"), 0 }, { N_("waits"), 15 },
		{ N_("wants"), 25 }, { N_("fits, why"), 40 } };
	const struct offer *st = s->state;
	struct rect box = box_of(s), old;
	int row = box.row + box.rows - 5, col = box.col + 2, cols = box.cols - 4;
	char until[16];

	canvas_box(c, box, STYLE_RULE, st->title);
	old = canvas_clip(c, rect_inset(box, 1, 1));
	list_header(&st->list, c, box.row + 1, heads, 4, -1);
	list_draw(&st->list, c);
	canvas_hline(c, row, col, cols, STYLE_RULE);
	canvas_put(c, row + 1, col, tr("Ask"), STYLE_TEXT, 10);
	canvas_putf(c, row + 1, col + 11, STYLE_FIELD, "[%d]", st->ask);
	canvas_put(c, row + 1, col + 16,
	    tr("1 phone now   2 SMS, the first answer gets it"), STYLE_TEXT, cols - 16);
	desk_clock_text(st->desk, st->until_at, until, sizeof until);
	canvas_putf(c, row + 2, col, STYLE_TEXT, st->offered ? tr("Held until %s.") :
	    tr("Hold the time until %s while asking (e changes it)."), until);
	canvas_put(c, row + 3, col, st->offered ?
	    tr("Enter books for who says yes. Esc leaves it held.") :
	    tr("F10 offers. Esc leaves it free; the list stays under Today."), STYLE_GREY, cols);
	canvas_unclip(c, old);
}

static enum key_use offer_key(struct screen *s, const struct key *k)
{
	return list_key(&((struct offer *)s->state)->list, k);
}

static unsigned offer_facts(const struct screen *s)
{
	return NEED_NO_TEXT | (chosen(s->state) ? NEED_ROW | NEED_CLIENT : 0);
}

static struct list *offer_list(struct screen *s)
{
	return &((struct offer *)s->state)->list;
}

static void offer_page(const struct screen *s, struct buf *out)
{
	(void)s;
	buf_puts(out, tr(
	    "Who waits for such a time, urgent first, then the longest wait, and only those whom "
	    "it fits with everything their service needs. Nobody is asked without the time being "
	    "held. By phone: F10 holds it, Enter books for who says yes. By SMS: all that are "
	    "marked get the message and the first answer gets it. Who has a later appointment "
	    "moves up, and that time is offered on."));
}

const struct screen_type offer_screen = {
	.name = "offer", .title = N_("Offer"), .state_size = sizeof(struct offer),
	.commands = KEYMAP_INIT(commands), .areas = AREA_SCHEDULE, .flags = SCREEN_OVERLAY,
	.open = offer_open, .load = offer_load, .facts = offer_facts, .layout = offer_layout,
	.draw = offer_draw, .key = offer_key, .close = offer_close, .list = offer_list,
	.page = offer_page,
};

/* ---- from other screens ---- */

/* Behind what was just said, "Cancelled: ...", so that its way back is not lost. */
static void say_nobody(struct screen *s)
{
	int64_t at = 0;
	const char *last = loop_message(s->loop, 0, &at);
	const char *nobody = tr("Nobody waits for it.");
	char text[300];

	if (last && clock_now() - at <= 1) {
		text_copy(text, sizeof text, last);
		/* What was done says more than that nobody waits: it is never cut for it. */
		if (utf8_cells(text) + 1 + utf8_cells(nobody) < MESSAGE_COLS)
			screen_done(s, "%s %s", text, nobody);
	} else
		screen_say(s, STYLE_MSG_INFO, "%s", nobody);
}

enum err_code schedule_offer(struct screen *s, const struct offer_arg *arg, bool *opened,
    struct err *e)
{
	struct wait_time time = { .branch_id = arg->branch_id, .resource_id = arg->resource_id,
		.start_at = arg->start_at, .end_at = arg->end_at, .not_client = arg->not_client };
	struct wait_fits fits = { 0 };
	struct desk *d = front_desk(s);
	enum err_code rc;

	*opened = false;
	if (arg->start_at <= clock_now() || !rights_may(d, "appt-wait"))
		return OK;
	rc = wait_find(d, &time, &fits, e);
	*opened = rc == OK && fits.n > 0;
	wait_fits_free(&fits);
	if (rc != OK)
		return rc;
	if (!*opened) {
		say_nobody(s);
		return OK;
	}
	return screen_open(s->loop, &offer_screen, arg, e);
}

char *schedule_freed_text(struct screen *s, char *out, size_t size)
{
	struct wait_time time;
	struct err none = ERR_INIT;
	size_t n = 0;

	out[0] = '\0';
	/* It was moved all the same; who waits stays on the list. */
	if (wait_freed(front_desk(s), &time, &n, &none) != OK || !n)
		return out;
	return text_fmt(out, size, tr("Old time: %zu waiting (Alt-w)."), n);
}

enum err_code schedule_run_offer(struct screen *s, struct err *e)
{
	struct offer_arg arg;
	struct wait_time time;
	size_t n = 0;
	enum err_code rc = front_may(s, "appt-wait", e);

	if (rc == OK)
		rc = wait_freed(front_desk(s), &time, &n, e);
	if (rc == OK && !n) {
		screen_say(s, STYLE_MSG_INFO, "%s",
		    tr("Nobody waits for a time that came free here. F3, tab Waitlist, has "
		    "all."));
		return OK;
	}
	if (rc != OK)
		return rc;
	arg = (struct offer_arg){ .branch_id = time.branch_id, .resource_id = time.resource_id,
		.start_at = time.start_at, .end_at = time.end_at, .not_client = time.not_client };
	return screen_open(s->loop, &offer_screen, &arg, e);
}
