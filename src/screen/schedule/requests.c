/* Requests from outside: how long each waits, and what can be offered. */
#include <string.h>

#include "base/buf.h"
#include "base/clock.h"
#include "base/day.h"
#include "base/mem.h"
#include "base/tr.h"
#include "base/when.h"
#include "base/wrap.h"
#include "data/catalog.h"
#include "data/request.h"
#include "desk/changes.h"
#include "desk/channel.h"
#include "desk/describe.h"
#include "desk/desk.h"
#include "desk/free.h"
#include "desk/request.h"
#include "desk/settings.h"
#include "screen/clientline.h"
#include "screen/clientpick.h"
#include "screen/front.h"
#include "screen/listing.h"
#include "screen/schedule.h"
#include "screen/screens.h"
#include "tui/canvas.h"
#include "tui/dialog.h"
#include "tui/list.h"
#include "tui/textline.h"

/* A time in another year has 21 cells: Mon 18 Jan 2027 10:00. */
enum { AT_CLIENT = 12, AT_NEWS = 25, AT_FROM = 29, AT_WANTS = 44, AT_FITS = 54 };

/* What a row shows besides the request itself. */
struct wish {
	int64_t client_id;              /* whose it is, or may be */
	int64_t fits_at;                /* first time that fits, 0: none found */
	char name[200], given[200], fits[80], who[96];
	char charge[200];               /* in charge of its channel, "" nobody */
	bool news;                      /* nobody in the book has that number */
};

struct requests {
	struct desk *desk;
	struct request_list rows;
	struct {
		struct wish *v;
		size_t n, cap;
	} wishes;                       /* in the order of rows */
	struct list list;
	struct request_day day;
	int64_t asked;                  /* the request that is being answered: the cursor may be
					 * elsewhere by then */
	bool booking;                   /* its booking lies over this screen */
	int64_t limit;                  /* seconds */
	int64_t minute;                 /* the ages that are shown */
};

/* ---- reading ---- */

/* The first time for what is wanted, as it was said: "Fri pm". What cannot be read narrows
 * nothing. */
static void find_time(struct requests *st, const struct request *r, struct wish *w)
{
	struct when_base base = desk_when(st->desk);
	static const int parts[][2] = {
		[WHEN_ANY] = { 0, 0 }, [WHEN_AM] = { 0, 720 }, [WHEN_PM] = { 720, 1080 },
		[WHEN_EVE] = { 1080, 1440 },
	};
	struct free_wish wish = { .branch_id = r->branch_id, .client_id = w->client_id,
		.service = { r->service_id }, .nservices = 1, .from_day = DAY_NONE, .days = 14,
		.count = 1, .other_days = true };
	struct free_list found = { 0 };
	struct err none = ERR_INIT;
	struct when when;

	if (!r->service_id)
		return;
	if (r->wants[0] && when_parse(r->wants, WHEN_PLAN, &base, &when, &none) == OK) {
		wish.from_day = when.day;
		wish.from_min = when.minute >= 0 ? when.minute : parts[when.part][0];
		wish.to_min = when.minute >= 0 ? 1440 : parts[when.part][1];
		if (when.day_said)
			wish.days = 1;
		wish.other_days = !when.day_said;
	}
	err_clear(&none);
	if (free_find(st->desk, &wish, &found, &none) == OK && found.n) {
		w->fits_at = found.v[0].start_at;
		desk_time_text(st->desk, w->fits_at, w->fits, sizeof w->fits);
	}
	free_list_free(&found);
}

static void add_wish(struct requests *st, const struct request *r)
{
	struct wish *w = vec_push(&st->wishes);

	*w = (struct wish){ .client_id = request_guess(st->desk, r) };
	w->news = !w->client_id;
	if (w->client_id)
		clientline_name(st->desk, w->client_id, w->name, sizeof w->name);
	else
		text_copy(w->name, sizeof w->name, r->name[0] ? r->name : tr("(no name)"));
	request_name(st->desk, r, w->given, sizeof w->given);
	request_claimed_by(st->desk, r->id, w->who, sizeof w->who);
	channel_charge_name(st->desk, r->branch_id, r->channel, w->charge, sizeof w->charge);
	find_time(st, r, w);
}

static enum err_code requests_load(struct screen *s, struct err *e)
{
	struct requests *st = s->state;
	struct desk *d = st->desk;
	char today[11];
	enum err_code rc = request_list_open(d->store, d->branch_id, &st->rows, e);

	schedule_load_counts(s);
	st->limit = setting_of(d, SETTING_REQUEST_MIN) * 60;
	st->wishes.n = 0;
	for (size_t i = 0; i < st->rows.n && rc == OK; i++)
		add_wish(st, &st->rows.v[i]);
	if (rc == OK)
		rc = request_count_day(d->store, d->branch_id, desk_today_text(d, today), st->limit,
		    &st->day, e);
	list_reloaded(&st->list);
	return rc;
}

/* ---- the list ---- */

static int row_count(const void *ctx)
{
	return (int)((const struct requests *)ctx)->rows.n;
}

static int64_t row_id(const void *ctx, int row)
{
	return ((const struct requests *)ctx)->rows.v[row].id;
}

static void draw_age(const struct requests *st, const struct request *r, struct canvas *c,
    struct rect w)
{
	int64_t age = clock_now() - r->came_at;
	bool late = !r->answered_at && age > st->limit;
	bool soon = !r->answered_at && age > st->limit * 3 / 4;
	char text[40];

	canvas_putf(c, w.row, w.col, late ? STYLE_LATE : soon ? STYLE_NOTE : STYLE_TEXT,
	    "%s%s", text_fmt(text, sizeof text, tr("%lld h %02lld"), (long long)age / 3600,
	    (long long)age / 60 % 60), late ? tr(" late") : soon ? " !" : "");
}

/* Codes in words. */
static char *say(const struct requests *st, const char *column, const char *code, char *out,
    size_t size)
{
	struct value v = { 0 };

	value_set_text(&v, code);
	change_value_text(st->desk, "request", column, &v, out, size);
	value_free(&v);
	return out;
}

static char *say_wants(const struct request *r, char *out, size_t size)
{
	const char *service = describe_in_language(r->service, r->service_en);

	return text_fmt(out, size, "%s%s%s", service, service[0] && r->wants[0] ? " " : "",
	    r->wants);
}

/* A wide screen has room for the wish. */
static int fits_at(const struct canvas *c)
{
	return AT_FITS + (c->cols > 80 ? (c->cols - 80) / 2 : 0);
}

static void row_draw(const void *ctx, int row, struct canvas *c, struct rect w)
{
	const struct requests *st = ctx;
	const struct request *r = &st->rows.v[row];
	const struct wish *x = &st->wishes.v[row];
	int fits = fits_at(c);
	char came[16], channel[40], from[80], wants[300];

	draw_age(st, r, c, w);
	canvas_pad(c, w.row, w.col + AT_CLIENT, x->name, STYLE_TEXT, 12);
	if (x->news)
		canvas_put(c, w.row, w.col + AT_NEWS, tr("NEW"), STYLE_NEWS, 4);
	text_fmt(from, sizeof from, "%s %s",
	    say(st, "channel", r->channel, channel, sizeof channel),
	    desk_clock_text(st->desk, r->came_at, came, sizeof came));
	canvas_pad(c, w.row, w.col + AT_FROM, from, STYLE_TEXT, AT_WANTS - AT_FROM - 1);
	say_wants(r, wants, sizeof wants);
	canvas_pad(c, w.row, w.col + AT_WANTS, wants, STYLE_TEXT, fits - AT_WANTS - 1);
	if (x->who[0])
		canvas_putf(c, w.row, w.col + fits, STYLE_GREY, tr("%s now"), x->who);
	else if (!strcmp(r->state, "offered"))
		canvas_put(c, w.row, w.col + fits, tr("asked back"), STYLE_GREY,
		    w.cols - fits);
	else
		canvas_put(c, w.row, w.col + fits, x->fits[0] ? x->fits : "-",
		    STYLE_PROPOSED, w.cols - fits);
}

static void row_text(const void *ctx, int row, struct buf *out)
{
	const struct requests *st = ctx;

	buf_printf(out, "%s %s %s", st->wishes.v[row].name, st->rows.v[row].phone,
	    st->rows.v[row].text);
}

static const struct list_ops row_ops = { .count = row_count, .id = row_id, .draw = row_draw,
	.text = row_text };

/* ---- commands ---- */

static const struct request *chosen(const struct requests *st)
{
	int row = list_row(&st->list);

	return row >= 0 ? &st->rows.v[row] : NULL;
}

static enum err_code open_booking(struct screen *s, int64_t client_id, struct err *e)
{
	struct requests *st = s->state;
	struct book_arg arg = { .client_id = client_id, .request_id = st->asked };

	for (size_t i = 0; i < st->rows.n; i++) {
		const struct request *r = &st->rows.v[i];

		if (r->id != st->asked)
			continue;
		arg.service[0] = r->service_id;
		arg.nservices = r->service_id != 0;
		arg.start_at = st->wishes.v[i].fits_at;
	}
	st->booking = schedule_book(s, &arg, e) == OK;
	return e->code;
}

/* Stepped back, or done: others need not wait for the claim to end by the clock. */
static void give_back(struct screen *s)
{
	struct requests *st = s->state;
	struct err e = ERR_INIT;

	if (request_give_back(st->desk, st->asked, &e) != OK)
		screen_refuse(s, &e);
	screen_dirty(s, DIRTY_LOAD);
}

static void requests_shown(struct screen *s)
{
	struct requests *st = s->state;

	if (st->booking)
		give_back(s);
	st->booking = false;
}

/* Whoever is not in the book gets a file first: the name and the number are filled in. */
static void file_opened(struct screen *owner, int answer, const void *value)
{
	struct err e = ERR_INIT;

	if (answer != 1)
		give_back(owner);
	else if (open_booking(owner, *(const int64_t *)value, &e) != OK)
		screen_refuse(owner, &e);
}

static enum err_code run_book(struct screen *s, struct err *e)
{
	struct requests *st = s->state;
	const struct request *r = chosen(st);
	int row = list_row(&st->list);
	struct client_new_arg arg = { 0 };
	char typed[200];
	enum err_code rc;

	if (!r)
		return OK;
	st->asked = r->id;
	rc = front_may(s, "appt-book", e);
	if (rc == OK)
		rc = request_claim(st->desk, r->id, e);
	if (rc != OK)
		return rc;
	if (st->wishes.v[row].client_id)
		return open_booking(s, st->wishes.v[row].client_id, e);
	arg.typed = text_fmt(typed, sizeof typed, "%s %s", r->name, r->phone);
	return screen_ask(s, &client_new_screen, &arg, file_opened, e);
}

static enum err_code answered(struct screen *s, const char *text, bool decline, struct err *e)
{
	struct requests *st = s->state;
	enum err_code rc;

	if (!text)
		return OK;
	rc = decline ? request_decline(st->desk, st->asked, text, e) :
	    request_offer(st->desk, st->asked, text, e);
	if (rc != OK)
		return rc;
	screen_done(s, decline ? tr("Declined. Ctrl-Z takes it back.") :
	    tr("Answered; it stays on the list until the client has said yes."));
	front_wrote(s);
	return OK;
}

static enum err_code declined(struct screen *s, const char *text, struct err *e)
{
	return answered(s, text, true, e);
}

static enum err_code offered(struct screen *s, const char *text, struct err *e)
{
	return answered(s, text, false, e);
}

static enum err_code run_decline(struct screen *s, struct err *e)
{
	struct requests *st = s->state;
	const struct request *r = chosen(st);
	struct textline ask = { .label = tr("Why not"), .max_cp = 150,
		.keep = "request-decline", .keep_ref = r ? r->id : 0, .done = declined };

	if (front_may(s, "appt-request", e) != OK || !r)
		return e->code;
	st->asked = r->id;
	textline_ask(s, &ask);
	return OK;
}

/* Up to three times that fit, to be changed before they are sent. */
static enum err_code run_reply(struct screen *s, struct err *e)
{
	struct requests *st = s->state;
	const struct request *r = chosen(st);
	struct free_wish w = { .from_day = DAY_NONE, .days = 14, .count = 3, .nservices = 1,
		.one_a_day = true, .other_days = true };
	struct free_list found = { 0 };
	struct err none = ERR_INIT;
	struct buf text = { 0 };
	struct textline ask = { .label = tr("Offer"), .max_cp = 150,
		.keep = "request-offer", .keep_ref = r ? r->id : 0, .done = offered };
	char at[48];

	if (front_may(s, "appt-request", e) != OK || !r)
		return e->code;
	st->asked = r->id;
	w.branch_id = r->branch_id;
	w.service[0] = r->service_id;
	if (r->service_id && free_find(st->desk, &w, &found, &none) == OK)
		for (size_t i = 0; i < found.n; i++)
			buf_printf(&text, "%s%s", i ? ", " : "",
			    desk_time_text(st->desk, found.v[i].start_at, at, sizeof at));
	ask.text = buf_str(&text);
	textline_ask(s, &ask);
	buf_free(&text);
	free_list_free(&found);
	return OK;
}

static enum err_code run_client(struct screen *s, struct err *e)
{
	struct requests *st = s->state;
	int row = list_row(&st->list);
	struct client_arg arg = { .client_id = row >= 0 ? st->wishes.v[row].client_id : 0 };

	if (!arg.client_id)
		return err_set(e, ERR_NOTFOUND, "%s",
		    tr("Not in the book yet. Enter opens a file and books."));
	return screen_open(s->loop, &client_screen, &arg, e);
}

static enum err_code run_why(struct screen *s, struct err *e)
{
	struct requests *st = s->state;
	const struct request *r = chosen(st);
	struct buf text = BUF_INIT;
	char limit[48], wants[300];
	enum err_code rc;

	if (!r)
		return OK;
	say_wants(r, wants, sizeof wants);
	buf_printf(&text, "%s%s%s%s", wants, wants[0] ? "\n" : "", r->text,
	    r->text[0] ? "\n" : "");
	buf_printf(&text, tr("Came %s; to be answered within %lld min of it."),
	    desk_time_text(st->desk, r->came_at, limit, sizeof limit), (long long)st->limit / 60);
	rc = dialog_tell(s, st->wishes.v[list_row(&st->list)].name, buf_str(&text), e);
	buf_free(&text);
	return rc;
}

static enum err_code run_print(struct screen *s, struct err *e)
{
	static const char *const columns[] = { N_("came"), N_("client"), N_("telephone"),
		N_("channel"), N_("service"), N_("wants"), N_("text"), N_("state"),
		N_("in charge") };
	struct requests *st = s->state;
	struct listing *l = listing_new("requests", tr("Requests"), columns, 9);

	for (size_t i = 0; i < st->rows.n; i++) {
		const struct request *r = &st->rows.v[i];
		char came[48], tail[16], channel[40];

		listing_cell(l, desk_time_text(st->desk, r->came_at, came, sizeof came));
		listing_cell(l, st->wishes.v[i].name);
		listing_cell(l, clientline_tail(r->phone, tail, sizeof tail));
		listing_cell(l, say(st, "channel", r->channel, channel, sizeof channel));
		listing_cell(l, describe_in_language(r->service, r->service_en));
		listing_cell(l, r->wants);
		listing_cell(l, r->text);
		listing_cell(l, say(st, "state", r->state, channel, sizeof channel));
		listing_cell(l, st->wishes.v[i].charge);
	}
	return listing_ask(s, l, 0, e);
}

static const struct command commands[] = {
	{ .name = "row-open", .keys = "Enter", .label = N_("book"), .needs = NEED_ROW | NEED_WRITE,
	  .right = "appt-book", .flags = COMMAND_ROW,
	  .help = N_("Takes it for ten minutes and opens the booking, or a new file first."),
	  .run = run_book },
	{ .name = "msg-send", .code = "sm", .keys = "s", .label = N_("reply"),
	  .needs = NEED_ROW | NEED_WRITE, .flags = COMMAND_ROW,
	  .help = N_("Offers up to three times; the request stays on the list."),
	  .run = run_reply },
	{ .name = "row-cancel", .code = "ca", .keys = "x", .label = N_("decline"),
	  .right = "appt-request", .needs = NEED_ROW | NEED_WRITE, .flags = COMMAND_ROW,
	  .help = N_("Declines it, with a reason."), .run = run_decline },
	{ .name = "row-why", .code = "wy", .keys = "w", .label = N_("why"), .needs = NEED_ROW,
	  .flags = COMMAND_ROW, .help = N_("All that was written; when it came and until when it "
	    "must be answered."),
	  .run = run_why },
	{ .name = "client-open", .code = "in", .keys = "i", .label = N_("file"),
	  .needs = NEED_ROW, .flags = COMMAND_ROW, .help = N_("Opens the client's file."),
	  .run = run_client },
	{ .name = "list-print", .code = "pr", .keys = "p", .label = N_("print"),
	  .help = N_("Prints or exports the list."), .run = run_print },
	SCHEDULE_TAB_COMMANDS,
};

/* ---- the screen ---- */

static enum err_code requests_open(struct screen *s, const void *arg, struct err *e)
{
	struct requests *st = s->state;

	(void)arg;
	(void)e;
	st->desk = front_desk(s);
	list_init(&st->list, s, &row_ops, st, LIST_NUMBERED);
	return OK;
}

static void requests_close(struct screen *s)
{
	struct requests *st = s->state;

	list_free(&st->list);
	vec_free(&st->wishes);
	request_list_free(&st->rows);
}

static void requests_tick(struct screen *s, int64_t mono_ms)
{
	struct requests *st = s->state;
	int64_t minute = clock_now() / 60;

	(void)mono_ms;
	if (minute == st->minute)
		return;
	st->minute = minute;
	screen_dirty(s, DIRTY_DRAW);
}

static void requests_layout(struct screen *s, struct rect body)
{
	list_layout(&((struct requests *)s->state)->list, (struct rect){ body.row + 1, 0,
	    body.rows - 8, body.cols });
}

static void draw_charge(const struct requests *st, struct canvas *c, int row,
    const struct request *r, const char *charge)
{
	bool late = !r->answered_at && clock_now() - r->came_at > st->limit;
	char channel[40];

	say(st, "channel", r->channel, channel, sizeof channel);
	if (charge[0])
		canvas_putf(c, row, 0, late ? STYLE_LATE : STYLE_TEXT, tr("In charge of %s: %s"),
		    channel, charge);
	else
		canvas_putf(c, row, 0, STYLE_GREY,
		    tr("Nobody is in charge of %s: F12, Branches."), channel);
}

/* What is wished, then the words as they came: in two rows. */
static void draw_words(const struct request *r, struct canvas *c, int row)
{
	struct buf b = BUF_INIT;
	char wants[300];
	size_t at = 0;

	say_wants(r, wants, sizeof wants);
	buf_printf(&b, "%s%s", wants, wants[0] && r->text[0] ? ": " : "");
	for (const char *p = r->text; *p; p++)
		buf_putc(&b, *p == '\n' ? ' ' : *p);
	for (int i = 0; i < 2 && at < b.n; i++) {
		struct wrap_row line = wrap_row_at(buf_str(&b), b.n, c->cols, at);

		/* What is left of the second row ends with the sign of a cut. */
		canvas_putf(c, row + i, 0, STYLE_TEXT, "%.*s",
		    (int)(i ? b.n - line.start : line.end - line.start),
		    buf_str(&b) + line.start);
		at = line.last ? b.n : line.next;
	}
	buf_free(&b);
}

static void draw_detail(const struct requests *st, struct canvas *c, int row)
{
	const struct request *r = chosen(st);
	char tail[16], limit[48], title[80];
	int at = list_row(&st->list);

	if (!r)
		return;
	text_fmt(title, sizeof title, r->answered_at ? tr("answered %s") : tr("limit %s"),
	    desk_time_text(st->desk, r->answered_at ? r->answered_at : r->came_at + st->limit,
	    limit, sizeof limit));
	canvas_rule(c, row, 0, c->cols, title);
	draw_words(r, c, row + 1);
	canvas_putf(c, row + 3, 0, STYLE_TEXT, tr("Phone %s, %s. Name as given: %s"),
	    clientline_tail(r->phone, tail, sizeof tail), st->wishes.v[at].news ?
	    tr("not in the book") : st->wishes.v[at].name, st->wishes.v[at].given);
	if (r->reason[0])
		canvas_putf(c, row + 4, 0, STYLE_TEXT, tr("Offered: %s"), r->reason);
	else
		draw_charge(st, c, row + 4, r, st->wishes.v[at].charge);
}

static void requests_draw(const struct screen *s, struct canvas *c)
{
	const struct list_column heads[] = { { N_("waits"), 0 },
		{ N_("client"), AT_CLIENT }, { N_("from"), AT_FROM }, { N_("wants"), AT_WANTS },
		{ N_("fits"), fits_at(c) } };
	const struct requests *st = s->state;
	int last = s->body.row + s->body.rows - 1;

	schedule_draw_tabs(s, c);
	list_header(&st->list, c, s->body.row, heads, 5, 0);
	if (st->rows.n)
		list_draw(&st->list, c);
	else
		canvas_put(c, s->body.row + 2, 2,
		    tr("No requests. They come in from website, WeChat and app."), STYLE_GREY,
		    CANVAS_REST);
	draw_detail(st, c, last - 5);
	canvas_putf(c, last, 0, STYLE_GREY,
	    tr("Answered today %lld, on time %lld, median %lld h %02lld."),
	    (long long)st->day.answered, (long long)st->day.on_time,
	    (long long)st->day.median / 3600, (long long)st->day.median / 60 % 60);
}

static enum key_use requests_key(struct screen *s, const struct key *k)
{
	return list_key(&((struct requests *)s->state)->list, k);
}

static unsigned requests_facts(const struct screen *s)
{
	const struct requests *st = s->state;
	int row = list_row(&st->list);

	return NEED_NO_TEXT | (row >= 0 ? NEED_ROW : 0) |
	    (row >= 0 && st->wishes.v[row].client_id ? NEED_CLIENT : 0);
}

static struct list *requests_list(struct screen *s)
{
	return &((struct requests *)s->state)->list;
}

static void requests_page(const struct screen *s, struct buf *out)
{
	(void)s;
	buf_puts(out, tr(
	    "What came in from outside and must be answered in time; the oldest stands first and "
	    "the "
	    "limit counts from its arrival outside. Enter takes it for ten minutes and books: the "
	    "client is found by the number, else a new file is opened first. s offers other times, "
	    "x declines with a reason."));
}

const struct screen_type requests_screen = {
	.name = "requests", .title = N_("Requests"), .state_size = sizeof(struct requests),
	.commands = KEYMAP_INIT(commands), .areas = AREA_SCHEDULE | AREA_CLIENT | AREA_JOBS,
	.open = requests_open, .load = requests_load, .facts = requests_facts,
	.layout = requests_layout, .draw = requests_draw, .key = requests_key,
	.tick = requests_tick, .shown = requests_shown, .close = requests_close,
	    .list = requests_list,
	.page = requests_page,
};
